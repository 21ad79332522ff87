"""How well outcomes are labelled, against gold.

Per perspective, language and sample, beside two baselines.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from curranalyser.classify.labelled import LabelledOutcome
from curranalyser.datamodel import AnalysedOutcome, Decision, LearningOutcome
from curranalyser.evaluate.baselines import BASELINES, baseline_says_yes
from curranalyser.evaluate.measures import Counts, count, mean

if TYPE_CHECKING:
    from curranalyser.classify import Classifier

TOOL = "curranalyser"
REPRESENTATIVE = "representative"


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of the table.

    Attributes:
        method: "curranalyser" or the name of a baseline.
        sample: "" for all samples together.
        without_borderline: borderline cases left out.
        with_borderline: borderline cases counted as no.
        reviews: how many were given for review; None for a baseline.
    """

    method: str
    perspective: str
    language: str
    sample: str
    outcomes: int
    without_borderline: Counts
    with_borderline: Counts
    reviews: int | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All cells; macro-F1 by method over perspectives and languages, all samples together.

    False yes on the representative sample by method.

    `false_yes` maps the method to (outcomes with at least one false yes, outcomes in the representative
    sample).
    """

    cells: tuple[Cell, ...]
    macro_f1: dict[str, float | None]
    macro_f1_with_borderline: dict[str, float | None]
    false_yes: dict[str, tuple[int, int]]
    errors: tuple["Error", ...]


@dataclass(frozen=True, slots=True)
class Error:
    """A label that differs from gold: `kind` is "false yes" or "missed"; borderline gold is no error."""

    kind: str
    perspective: str
    gold: LabelledOutcome
    analysed: AnalysedOutcome


def to_learning_outcomes(gold: Iterable[LabelledOutcome]) -> list[LearningOutcome]:
    """Return what the classifier is to see of labelled outcomes: everything but the labels."""
    return [
        LearningOutcome(outcome.id, outcome.text, outcome.lead_in, language=outcome.language)
        for outcome in gold
    ]


def evaluate_perspectives(gold: Sequence[LabelledOutcome], classifier: "Classifier") -> Evaluation:
    """Classify gold outcomes and count.

    Args:
        gold: labelled for perspectives of the classifier's scheme; a perspective without a label is left out
            for that outcome.
        classifier: what is measured.
    """
    analysed = classifier.classify_outcomes(to_learning_outcomes(gold))
    ids = classifier.scheme.ids
    says: dict[str, Callable[[int, str], bool]] = {
        TOOL: lambda number, perspective: analysed[number].label(perspective).decision is Decision.YES,
        **{
            name: _baseline(name, gold)
            for name in BASELINES
            if any(perspective in BASELINES[name] for perspective in ids)
        },
    }
    cells = []
    samples = sorted({outcome.sample for outcome in gold})
    languages = sorted({outcome.language for outcome in gold})
    for method, yes in says.items():
        for sample in ["", *(samples if len(samples) > 1 else [])]:
            for perspective in ids:
                for language in languages:
                    numbers = [
                        number
                        for number, outcome in enumerate(gold)
                        if outcome.language == language
                        and sample in ("", outcome.sample)
                        and perspective in outcome.labels
                    ]
                    if not numbers:
                        continue
                    pairs = [
                        (gold[number].labels[perspective], yes(number, perspective)) for number in numbers
                    ]
                    reviews = (
                        sum(
                            analysed[number].label(perspective).decision is Decision.REVIEW
                            for number in numbers
                        )
                        if method == TOOL
                        else None
                    )
                    cells.append(
                        Cell(
                            method,
                            perspective,
                            language,
                            sample,
                            len(numbers),
                            count(pairs),
                            count(pairs, "no"),
                            reviews,
                        )
                    )
    return Evaluation(
        tuple(cells),
        {method: mean(cell.without_borderline.f1 for cell in _whole(cells, method)) for method in says},
        {method: mean(cell.with_borderline.f1 for cell in _whole(cells, method)) for method in says},
        {method: _false_yes(gold, ids, yes) for method, yes in says.items()},
        tuple(_errors(gold, analysed, ids)),
    )


def _baseline(name: str, gold: Sequence[LabelledOutcome]) -> Callable[[int, str], bool]:
    return lambda number, perspective: baseline_says_yes(
        name, perspective, f"{gold[number].lead_in} {gold[number].text}"
    )


def _whole(cells: Iterable[Cell], method: str) -> list[Cell]:
    return [cell for cell in cells if cell.method == method and not cell.sample]


def _false_yes(
    gold: Sequence[LabelledOutcome], ids: Sequence[str], yes: Callable[[int, str], bool]
) -> tuple[int, int]:
    numbers = [number for number, outcome in enumerate(gold) if outcome.sample == REPRESENTATIVE]
    wrong = sum(
        any(gold[number].labels.get(perspective) == "no" and yes(number, perspective) for perspective in ids)
        for number in numbers
    )
    return wrong, len(numbers)


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
        "macro_f1": {method: _rounded(value) for method, value in evaluation.macro_f1.items()},
        "macro_f1_borderline_as_no": {
            method: _rounded(value) for method, value in evaluation.macro_f1_with_borderline.items()
        },
        "false_yes_representative": {
            method: {"false": false, "outcomes": total}
            for method, (false, total) in evaluation.false_yes.items()
        },
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
            }
            for cell in evaluation.cells
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
