"""How well outcomes are labelled, against gold.

Per perspective, language and sample, beside two baselines.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from curranalyser.classify.labelled import REPRESENTATIVE, LabelledOutcome, by_home
from curranalyser.datamodel import AnalysedOutcome, Decision, LearningOutcome
from curranalyser.evaluate.baselines import BASELINES, baseline_says_yes
from curranalyser.evaluate.intervals import Interval, f1_intervals
from curranalyser.evaluate.measures import Counts, Verdict, count, mean, verdict
from curranalyser.evaluate.reliability import ReliabilityClass, reliability

if TYPE_CHECKING:
    from curranalyser.classify import Classifier

TOOL = "curranalyser"
# With fewer yes one outcome more or less moves F1 by two hundredths and more: figures, but no measure.
FEWEST_YES = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of the table.

    Attributes:
        method: "curranalyser" or the name of a baseline.
        sample: "" for all samples together.
        without_borderline: borderline cases left out.
        with_borderline: borderline cases counted as no.
        reviews: how many were given for review; None for a baseline.
        missed_in_review: how many of the missed yes stand in review; None for a baseline.
        interval: of F1, borderline cases left out; only for all samples together.
    """

    method: str
    perspective: str
    language: str
    sample: str
    outcomes: int
    without_borderline: Counts
    with_borderline: Counts
    reviews: int | None
    missed_in_review: int | None = None
    interval: Interval | None = None

    @property
    def measured(self) -> bool:
        """Whether gold holds enough yes for its F1 to be called a measure."""
        return self.without_borderline.support >= FEWEST_YES


@dataclass(frozen=True, slots=True)
class Method:
    """What one method reaches over all samples together.

    Attributes:
        macro_f1: mean F1 of the perspectives and languages that can be measured; None where none can be.
        with_borderline: the same with borderline cases counted as no.
        interval: of `macro_f1`.
        measured: how many perspectives and languages can be measured, of how many there are.
        false_yes: outcomes of the representative sample with at least one false yes, of how many.
        band: outcomes of the representative sample with at least one label in review, of how many; None for
            a baseline.
    """

    macro_f1: float | None
    with_borderline: float | None
    interval: Interval | None
    measured: tuple[int, int]
    false_yes: tuple[int, int]
    band: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All cells, the methods by name, the tool's labels that differ from gold, and its probabilities."""

    cells: tuple[Cell, ...]
    methods: dict[str, Method]
    errors: tuple["Error", ...]
    reliability: tuple[ReliabilityClass, ...] = ()


@dataclass(frozen=True, slots=True)
class Error:
    """A label that differs from gold: `kind` is "false yes" or "missed"; borderline gold is no error."""

    kind: str
    perspective: str
    gold: LabelledOutcome
    analysed: AnalysedOutcome


@dataclass(frozen=True, slots=True)
class _Decided:
    """What a method says: `yes` of an outcome's number and a perspective, `review` likewise for the tool."""

    yes: Callable[[int, str], bool]
    review: Callable[[int, str], bool] | None = None


def to_learning_outcomes(gold: Iterable[LabelledOutcome]) -> list[LearningOutcome]:
    """Return what the classifier is to see of labelled outcomes: everything but the labels."""
    return [
        LearningOutcome(outcome.id, outcome.text, outcome.lead_in, language=outcome.language)
        for outcome in gold
    ]


def classify_at_home(gold: Sequence[LabelledOutcome], classifier: "Classifier") -> list[AnalysedOutcome]:
    """Classify labelled outcomes, each with its own country as home where it names one."""
    found: dict[int, AnalysedOutcome] = {}
    for home, numbers in by_home(gold, classifier.scheme.home_country).items():
        there = classifier.at_home(home)
        analysed = there.classify_outcomes(to_learning_outcomes(gold[number] for number in numbers))
        found.update(zip(numbers, analysed, strict=True))
    return [found[number] for number in range(len(gold))]


def evaluate_perspectives(gold: Sequence[LabelledOutcome], classifier: "Classifier") -> Evaluation:
    """Classify gold outcomes and count.

    Args:
        gold: labelled for perspectives of the classifier's scheme; a perspective without a label is left out
            for that outcome. One that names a country is read with that country as home.
        classifier: what is measured.
    """
    analysed = classify_at_home(gold, classifier)
    ids = classifier.scheme.ids

    def decided(decision: Decision) -> Callable[[int, str], bool]:
        return lambda number, perspective: analysed[number].label(perspective).decision is decision

    says = {TOOL: _Decided(decided(Decision.YES), decided(Decision.REVIEW))} | {
        name: _Decided(_baseline(name, gold))
        for name in BASELINES
        if any(perspective in BASELINES[name] for perspective in ids)
    }
    cells: list[Cell] = []
    methods: dict[str, Method] = {}
    for name, method in says.items():
        own, methods[name] = _measured(name, method, gold, ids)
        cells += own
    return Evaluation(
        tuple(cells),
        methods,
        tuple(_errors(gold, analysed, ids)),
        reliability(_probabilities(gold, analysed, ids)),
    )


def _probabilities(
    gold: Sequence[LabelledOutcome], analysed: Sequence[AnalysedOutcome], ids: Sequence[str]
) -> Iterable[tuple[float, bool]]:
    """Yield the probability of each label and whether gold says yes, borderline cases left out."""
    for outcome, result in zip(gold, analysed, strict=True):
        for perspective in ids:
            probability = result.label(perspective).probability
            label = outcome.labels.get(perspective, "borderline")
            if probability is not None and label != "borderline":
                yield probability, label == "yes"


def _measured(
    name: str, method: _Decided, gold: Sequence[LabelledOutcome], ids: Sequence[str]
) -> tuple[list[Cell], Method]:
    """Return the cells of one method, and what it reaches in all."""
    samples = sorted({outcome.sample for outcome in gold})
    languages = sorted({outcome.language for outcome in gold})
    cells = [
        _cell(name, method, gold, sample=sample, perspective=perspective, language=language)
        for sample in ["", *(samples if len(samples) > 1 else [])]
        for perspective in ids
        for language in languages
    ]
    whole = [cell for cell in cells if not cell.sample and cell.outcomes]
    measured = [cell for cell in whole if cell.measured]
    verdicts = [_verdicts(cell, method, gold) for cell in measured]
    intervals, macro = f1_intervals(verdicts)
    known = dict(zip(((cell.perspective, cell.language) for cell in measured), intervals, strict=True))
    cells = [
        replace(cell, interval=known.get((cell.perspective, cell.language))) if not cell.sample else cell
        for cell in cells
        if cell.outcomes
    ]
    return cells, Method(
        macro_f1=mean(cell.without_borderline.f1 for cell in measured),
        with_borderline=mean(cell.with_borderline.f1 for cell in measured),
        interval=macro,
        measured=(len(measured), len(whole)),
        false_yes=_representative(gold, lambda number: _has_false_yes(gold[number], number, ids, method.yes)),
        band=_representative(gold, _any_of(method.review, ids)) if method.review else None,
    )


def _cell(
    name: str,
    method: _Decided,
    gold: Sequence[LabelledOutcome],
    *,
    sample: str,
    perspective: str,
    language: str,
) -> Cell:
    numbers = [
        number
        for number, outcome in enumerate(gold)
        if outcome.language == language and sample in ("", outcome.sample) and perspective in outcome.labels
    ]
    pairs = [(gold[number].labels[perspective], method.yes(number, perspective)) for number in numbers]
    reviewed = (
        None
        if method.review is None
        else [number for number in numbers if method.review(number, perspective)]
    )
    return Cell(
        method=name,
        perspective=perspective,
        language=language,
        sample=sample,
        outcomes=len(numbers),
        without_borderline=count(pairs),
        with_borderline=count(pairs, "no"),
        reviews=None if reviewed is None else len(reviewed),
        missed_in_review=None
        if reviewed is None
        else sum(gold[n].labels[perspective] == "yes" for n in reviewed),
    )


def _verdicts(cell: Cell, method: _Decided, gold: Sequence[LabelledOutcome]) -> list[Verdict | None]:
    return [
        verdict(outcome.labels[cell.perspective], method.yes(number, cell.perspective))
        if outcome.language == cell.language and cell.perspective in outcome.labels
        else None
        for number, outcome in enumerate(gold)
    ]


def _any_of(says: Callable[[int, str], bool], ids: Sequence[str]) -> Callable[[int], bool]:
    return lambda number: any(says(number, perspective) for perspective in ids)


def _has_false_yes(
    outcome: LabelledOutcome, number: int, ids: Sequence[str], yes: Callable[[int, str], bool]
) -> bool:
    return any(outcome.labels.get(perspective) == "no" and yes(number, perspective) for perspective in ids)


def _representative(gold: Sequence[LabelledOutcome], holds: Callable[[int], bool]) -> tuple[int, int]:
    """Return of how many outcomes of the representative sample something holds, and how many there are."""
    numbers = [number for number, outcome in enumerate(gold) if outcome.sample == REPRESENTATIVE]
    return sum(map(holds, numbers)), len(numbers)


def _baseline(name: str, gold: Sequence[LabelledOutcome]) -> Callable[[int, str], bool]:
    return lambda number, perspective: baseline_says_yes(
        name, perspective, f"{gold[number].lead_in} {gold[number].text}"
    )


def _errors(
    gold: Sequence[LabelledOutcome], analysed: Sequence[AnalysedOutcome], ids: Sequence[str]
) -> Iterable[Error]:
    for perspective in ids:
        for outcome, result in zip(gold, analysed, strict=True):
            called = result.label(perspective).decision is Decision.YES
            label = outcome.labels.get(perspective)
            if called and label == "no":
                yield Error("false yes", perspective, outcome, result)
            elif not called and label == "yes":
                yield Error("missed", perspective, outcome, result)


def evaluation_data(evaluation: Evaluation) -> dict[str, Any]:
    """Return the figures as plain data for JSON.

    Errors are left out, since gold texts may not be for passing on.
    """

    def figures(counts: Counts) -> dict[str, Any]:
        return {
            "true": counts.true,
            "false": counts.false,
            "missed": counts.missed,
            "support": counts.support,
            "precision": _rounded(counts.precision),
            "recall": _rounded(counts.recall),
            "f1": _rounded(counts.f1),
        }

    return {
        "fewest_yes": FEWEST_YES,
        "methods": {
            name: {
                "macro_f1": _rounded(method.macro_f1),
                "macro_f1_interval": _interval(method.interval),
                "macro_f1_borderline_as_no": _rounded(method.with_borderline),
                "cells_measured": method.measured[0],
                "cells": method.measured[1],
                "false_yes_representative": {
                    "false": method.false_yes[0],
                    "outcomes": method.false_yes[1],
                },
                "review_representative": (
                    {"reviewed": method.band[0], "outcomes": method.band[1]} if method.band else None
                ),
            }
            for name, method in evaluation.methods.items()
        },
        "reliability": [
            {
                "from": item.low,
                "to": item.high,
                "labels": item.labels,
                "mean_probability": _rounded(item.shown),
                "yes": item.yes,
            }
            for item in evaluation.reliability
        ],
        "cells": [
            {
                "method": cell.method,
                "perspective": cell.perspective,
                "language": cell.language,
                "sample": cell.sample or "all",
                "outcomes": cell.outcomes,
                "without_borderline": figures(cell.without_borderline),
                "borderline_as_no": figures(cell.with_borderline),
                "reviews": cell.reviews,
                "missed_in_review": cell.missed_in_review,
                "f1_interval": _interval(cell.interval),
                "measured": cell.measured,
            }
            for cell in evaluation.cells
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _interval(bounds: Interval | None) -> list[float] | None:
    return None if bounds is None else [round(bound, 4) for bound in bounds]
