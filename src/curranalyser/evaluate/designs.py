"""Which design of the classifier is worth its complexity.

Cues, n-grams, both, and spaCy's text categoriser, trained and measured alike.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from curranalyser.calibrate import best_threshold
from curranalyser.classify.cues import parse_cues
from curranalyser.classify.labelled import REPRESENTATIVE, LabelledOutcome
from curranalyser.evaluate.measures import Counts, count, mean
from curranalyser.scheme import Scheme
from curranalyser.train import (
    Design,
    Prepared,
    build_resources,
    chosen,
    fit_linear,
    prepare,
    rows_of,
    subject_folds,
)

Scores = npt.NDArray[np.float64]
# Trains on labelled outcomes and scores others; outcomes by perspectives.
FitAndScore = Callable[[Prepared, Prepared], Scores]
TEXT_CATEGORISER = "spaCy textcat"
DESIGNS = {
    "cues": Design(use_text=False),
    "n-grams": Design(use_cues=False),
    "cues and n-grams": Design(),
}
_EPOCHS = 12
_BATCH = 64


@dataclass(frozen=True, slots=True)
class DesignResult:
    """What one design reaches.

    Attributes:
        name: of the design.
        cells: (data, perspective, language) to counts of "yes", borderline cases left out; data is
            "cross-validation", "test" or "gold".
        false_yes: outcomes of the gold's representative part with a false yes, and how many outcomes it has;
            None without gold.
    """

    name: str
    cells: dict[tuple[str, str, str], Counts]
    false_yes: tuple[int, int] | None

    def macro_f1(self, data: str) -> float | None:
        """The mean F1 over perspectives and languages."""
        return mean(counts.f1 for (where, _, _), counts in self.cells.items() if where == data)


def evaluate_designs(
    corpus: Sequence[LabelledOutcome], scheme: Scheme, cues: bytes, gold: Sequence[LabelledOutcome] = ()
) -> list[DesignResult]:
    """Train and measure every design.

    Thresholds come from cross-validation by subject on all of the corpus but its test split; on that split
    and on the gold a model trained on the rest is used.

    Args:
        corpus: labelled for every perspective, with splits.
        scheme: names the perspectives.
        cues: the bytes of the cues file.
        gold: real outcomes, or none.
    """
    finder = build_resources(parse_cues(cues, scheme), scheme).finder(scheme)
    known = prepare([outcome for outcome in corpus if outcome.split != "test"], finder)
    others = {
        "test": prepare([outcome for outcome in corpus if outcome.split == "test"], finder),
        "gold": prepare(gold, finder),
    }
    ways: dict[str, FitAndScore] = {name: _linear(design, scheme.ids) for name, design in DESIGNS.items()}
    ways[TEXT_CATEGORISER] = _text_categoriser(scheme.ids)
    return [_measured(name, fit, known, others, scheme.ids) for name, fit in ways.items()]


def _linear(design: Design, perspectives: Sequence[str]) -> FitAndScore:
    def fit_and_score(known: Prepared, unknown: Prepared) -> Scores:
        featurizer, linear = fit_linear(known, perspectives, design)
        return linear.scores(rows_of(unknown, featurizer)).astype(np.float64)

    return fit_and_score


def _text_categoriser(perspectives: Sequence[str]) -> FitAndScore:
    """Train spaCy's bag-of-words text categoriser on lead-in and outcome; one output per perspective.

    It knows yes and no only: borderline is no.
    """

    def fit_and_score(known: Prepared, unknown: Prepared) -> Scores:
        import spacy  # noqa: PLC0415 - slow, and only this needs it
        from spacy.training import Example  # noqa: PLC0415
        from thinc.api import fix_random_seed  # noqa: PLC0415

        fix_random_seed(0)
        nlp = spacy.blank("xx")
        model = {
            "@architectures": "spacy.TextCatBOW.v3",
            "exclusive_classes": False,
            "ngram_size": 2,
            "no_output_layer": False,
            "length": 262144,
        }
        categoriser: Any = nlp.add_pipe("textcat_multilabel", config={"model": model})
        for perspective in perspectives:
            categoriser.add_label(perspective)
        examples = [
            Example.from_dict(
                nlp.make_doc(_text(outcome)),
                {"cats": {name: float(outcome.labels[name] == "yes") for name in perspectives}},
            )
            for outcome in known.outcomes
        ]
        optimizer = nlp.initialize(lambda: examples)
        order = np.random.default_rng(0)
        for _ in range(_EPOCHS):
            shuffled = [examples[number] for number in order.permutation(len(examples))]
            for start in range(0, len(shuffled), _BATCH):
                nlp.update(shuffled[start : start + _BATCH], sgd=optimizer)
        return np.array(
            [
                [doc.cats[name] for name in perspectives]
                for doc in nlp.pipe(_text(outcome) for outcome in unknown.outcomes)
            ],
            dtype=np.float64,
        )

    return fit_and_score


def _text(outcome: LabelledOutcome) -> str:
    return f"{outcome.lead_in} {outcome.text}".strip()


def _measured(
    name: str, fit: FitAndScore, known: Prepared, others: dict[str, Prepared], perspectives: Sequence[str]
) -> DesignResult:
    scores = np.zeros((len(known.outcomes), len(perspectives)))
    for fold in subject_folds(known.outcomes):
        outside = set(fold)
        rest = [number for number in range(len(known.outcomes)) if number not in outside]
        scores[fold] = fit(chosen(known, rest), chosen(known, fold))
    thresholds = [
        best_threshold(
            [float(score) for score in scores[:, column]],
            [outcome.labels[perspective] for outcome in known.outcomes],
        )
        for column, perspective in enumerate(perspectives)
    ]
    cells = _cells("cross-validation", known, scores, thresholds, perspectives)
    false_yes = None
    for data, prepared in others.items():
        if not prepared.outcomes:
            continue
        found = fit(known, prepared)
        cells |= _cells(data, prepared, found, thresholds, perspectives)
        if data == "gold":
            drawn = [
                number for number, outcome in enumerate(prepared.outcomes) if outcome.sample == REPRESENTATIVE
            ]
            false_yes = (
                sum(
                    _false(prepared.outcomes[number], found[number], thresholds, perspectives)
                    for number in drawn
                ),
                len(drawn),
            )
    return DesignResult(name, cells, false_yes)


def _false(
    outcome: LabelledOutcome, scores: Scores, thresholds: Sequence[float], perspectives: Sequence[str]
) -> bool:
    return any(
        outcome.labels.get(perspective) == "no" and scores[column] >= thresholds[column]
        for column, perspective in enumerate(perspectives)
    )


def _cells(
    data: str, prepared: Prepared, scores: Scores, thresholds: Sequence[float], perspectives: Sequence[str]
) -> dict[tuple[str, str, str], Counts]:
    languages = sorted({outcome.language for outcome in prepared.outcomes})
    return {
        (data, perspective, language): count(
            (outcome.labels[perspective], bool(scores[number, column] >= thresholds[column]))
            for number, outcome in enumerate(prepared.outcomes)
            if outcome.language == language and perspective in outcome.labels
        )
        for column, perspective in enumerate(perspectives)
        for language in languages
    }


def designs_data(results: Sequence[DesignResult]) -> list[dict[str, Any]]:
    """Return the figures as plain data for JSON."""
    return [
        {
            "design": result.name,
            "macro_f1": {
                data: _rounded(result.macro_f1(data))
                for data in dict.fromkeys(where for where, _, _ in result.cells)
            },
            "false_yes_representative": None
            if result.false_yes is None
            else {"false": result.false_yes[0], "outcomes": result.false_yes[1]},
            "cells": [
                {
                    "data": data,
                    "perspective": perspective,
                    "language": language,
                    "support": counts.support,
                    "f1": _rounded(counts.f1),
                }
                for (data, perspective, language), counts in result.cells.items()
            ],
        }
        for result in results
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
