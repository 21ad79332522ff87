"""What stands in review: what something speaks for, and not what nothing does."""

from pathlib import Path

import pytest

from curranalyser.classify import Classifier, load_classifier
from curranalyser.classify.decision import Reading
from curranalyser.classify.labelled import labelled_files, read_labelled
from curranalyser.datamodel import AnalysedOutcome, Decision, Label, LearningOutcome
from curranalyser.evaluate.perspectives import to_learning_outcomes

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load_classifier()


@pytest.fixture(scope="module")
def read(classifier: Classifier) -> list[tuple[Reading, AnalysedOutcome]]:
    gold = [
        outcome
        for outcome in read_labelled(labelled_files(CORPUS), classifier.scheme.ids)
        if outcome.split == "test"
    ]
    analysed = classifier.classify_outcomes(to_learning_outcomes(gold))
    return [
        (classifier.read(outcome.text, outcome.lead_in, outcome.language), labels)
        for outcome, labels in zip(gold, analysed, strict=True)
    ]


def verdicts(reading: Reading, label: Label) -> set[str]:
    hits = (*reading.hits, *reading.lead_in_hits)
    return {hit.cue.verdict for hit in hits if hit.cue.perspective == label.perspective}


def test_where_a_cue_says_yes_and_none_no_the_answer_is_never_no(
    read: list[tuple[Reading, AnalysedOutcome]],
) -> None:
    met = [
        label.decision
        for reading, analysed in read
        for label in analysed.labels
        if "yes" in (said := verdicts(reading, label)) and "no" not in said
    ]
    assert len(met) > 300
    assert Decision.NO not in met
    assert Decision.REVIEW in met


def test_a_word_of_comparing_beside_another_perspective_is_no_plain_no(
    read: list[tuple[Reading, AnalysedOutcome]],
) -> None:
    met = [
        analysed.labels[2].decision
        for reading, analysed in read
        if (reading.comparison.guard or reading.lead_in_comparison.guard)
        and any(label.decision is Decision.YES for label in analysed.labels[:2])
    ]
    assert len(met) > 50
    assert Decision.NO not in met
    assert Decision.REVIEW in met


def test_what_nothing_speaks_for_is_not_for_review(read: list[tuple[Reading, AnalysedOutcome]]) -> None:
    for reading, analysed in read:
        for label in analysed.labels:
            said = verdicts(reading, label)
            compares = reading.comparison.guard or reading.lead_in_comparison.guard
            if said & {"yes", "borderline"} or (label.perspective == "comparative" and compares):
                continue
            if label.perspective == "comparative" or "no" in said:
                assert label.decision is not Decision.REVIEW, reading.text


def test_what_is_brought_into_review_is_shown_as_likely_as_its_limit_says(
    classifier: Classifier, read: list[tuple[Reading, AnalysedOutcome]]
) -> None:
    limits = dict(zip(classifier.model.perspectives, classifier.model.thresholds, strict=True))
    for _, analysed in read:
        for label in analysed.labels:
            assert label.probability is not None
            limit = limits[label.perspective]
            if label.decision is Decision.REVIEW:
                assert limit.review <= label.probability < limit.yes
            else:
                assert (label.probability >= limit.yes) == (label.decision is Decision.YES)


def test_a_comparison_of_methods_in_an_international_outcome_is_for_a_person(classifier: Classifier) -> None:
    text = "jämföra två metoder att mäta buller enligt EU:s bullerdirektiv"
    (analysed,) = classifier.classify_outcomes([LearningOutcome("1", text, "", language="sv")])
    assert [label.decision for label in analysed.labels][::2] == [Decision.YES, Decision.REVIEW]
