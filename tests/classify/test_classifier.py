"""The shipped classifier as the pipeline uses it."""

from dataclasses import replace

import pytest
from draws import draws
from hypothesis import given, settings
from hypothesis import strategies as st

from curranalyser.classify import Classifier, load_classifier
from curranalyser.classify.cues import CueFinder
from curranalyser.datamodel import Decision, LearningOutcome, SectionKind


@pytest.fixture(scope="module")
def shipped() -> Classifier:
    return load_classifier()


def test_the_evidence_is_in_the_text_and_ranked_cues_have_rules(shipped: Classifier) -> None:
    outcome = LearningOutcome("1", "jämföra hälso- och sjukvården i Sverige med den i Japan", language="sv")
    labels = shipped.classify_outcomes([outcome])[0]
    assert [label.perspective for label in labels.labels] == list(shipped.scheme.ids)
    comparative = labels.label("comparative")
    assert comparative.decision is Decision.YES
    assert comparative.rule is not None and shipped.scheme.rule(comparative.rule).perspective == "comparative"
    assert all(outcome.text[item.start : item.end] == item.text for item in comparative.evidence)
    assert comparative.evidence
    assert labels.label("intercultural").decision is Decision.NO


def test_a_no_carries_no_evidence(shipped: Classifier) -> None:
    labels = shipped.classify_outcomes([LearningOutcome("1", "beräkna jämviktskonstanten för en reaktion")])[
        0
    ].labels
    assert [label.decision for label in labels] == [Decision.NO] * 3
    assert not any(label.evidence or label.rule or label.kind_of_hit for label in labels)


def test_a_perspective_in_the_lead_in_belongs_to_the_outcome(shipped: Classifier) -> None:
    plain = LearningOutcome("1", "planera ett möte", language="sv")
    led = replace(plain, lead_in="Studenten ska ur ett mångkulturellt perspektiv kunna")
    without, with_lead_in = (item.label("intercultural") for item in shipped.classify_outcomes([plain, led]))
    assert without.decision is Decision.NO
    assert with_lead_in.probability > without.probability
    assert with_lead_in.decision is Decision.YES
    assert any(
        item.in_lead_in and led.lead_in[item.start : item.end] == item.text for item in with_lead_in.evidence
    )


def test_a_goal_quoted_from_law_counts_for_nothing(shipped: Classifier) -> None:
    text = "visa förmåga att arbeta i internationella sammanhang"
    aim, law = shipped.classify_syllabus((), [(text, "sv", SectionKind.AIM), (text, "sv", SectionKind.LAW)])[
        1
    ]
    assert [label.perspective for label in aim] == ["international"]
    assert law == ()


def test_only_sentences_with_a_cue_are_mentions_and_each_keeps_its_place(shipped: Classifier) -> None:
    texts = [
        "lösa ekvationer",
        "jämföra skolan i Norge och Chile",
        "kultur och tradition",
        "möten mellan kulturer",
    ]
    found = shipped.classify_syllabus((), [(text, "sv", SectionKind.CONTENT) for text in texts])[1]
    assert [bool(labels) for labels in found] == [False, True, False, True]
    alone = [shipped.classify_syllabus((), [(text, "sv", SectionKind.CONTENT)])[1][0] for text in texts]
    assert found == alone


def test_a_label_does_not_depend_on_the_others(shipped: Classifier) -> None:
    texts = [
        "redogöra för FN:s roll",
        "compare schools in Norway and Chile",
        "lösa ekvationer",
        "bemöta nyanlända elever",
    ]
    outcomes = [LearningOutcome(str(number), text) for number, text in enumerate(texts)]
    together = shipped.classify_outcomes(outcomes)
    alone = [shipped.classify_outcomes([outcome])[0] for outcome in reversed(outcomes)]
    assert together == alone[::-1]


@settings(max_examples=draws(60))
@given(st.text(max_size=120), st.sampled_from(["sv", "en", "de", ""]))
def test_any_text_gets_labels_whose_evidence_lies_within_it(
    shipped: Classifier, text: str, language: str
) -> None:
    labels = shipped.classify_outcomes([LearningOutcome("1", text, language=language)])[0].labels
    for label in (*labels, *shipped.classify_syllabus((), [(text, language, SectionKind.CONTENT)])[1][0]):
        if language in ("sv", "en"):
            assert label.probability is not None and 0 <= label.probability <= 1
        else:
            assert (label.decision, label.probability) == (Decision.NOT_LABELLED, None)
        for item in label.evidence:
            assert text[item.start : item.end] == item.text


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("describe the role of the state", "sv", "en"),
        ("redogöra för den och de som är med", "en", "sv"),
        ("global–local", "en", "en"),
        ("förstå", "", "sv"),
    ],
)
def test_the_language_of_a_line_is_told_by_its_words(text: str, stated: str, expected: str) -> None:
    assert CueFinder.language(text, stated) == expected


def test_without_a_cue_the_words_alone_are_not_international(shipped: Classifier) -> None:
    (found,) = shipped.classify_outcomes(
        [LearningOutcome("1", "set out the main building blocks of national health systems", language="en")]
    )
    label = found.label("international")
    assert label.decision is Decision.REVIEW
    assert label.probability is not None
    assert label.probability < 0.5
