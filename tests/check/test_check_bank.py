"""The bank of example wordings is what it claims to be, and the verb table names its sources."""

import tomllib
from collections import Counter
from importlib import resources

import pytest
from every_case import hold

from curranalyser.check.bank import (
    GENERAL,
    LEVELS,
    Example,
    Subject,
    all_examples,
    area_name,
    examples_for,
    study_level,
    subject_area,
)
from curranalyser.classify import load_classifier
from curranalyser.datamodel import Decision, LearningOutcome
from curranalyser.verbs import leading_verb, level_names, verb_table

CLASSIFIER = load_classifier()


def name(example: Example) -> str:
    return f"{example.language} {example.text}"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("perspective", sorted({example.perspective for example in all_examples()}))
def test_the_classifier_labels_each_example_as_what_it_stands_under(perspective: str, language: str) -> None:
    def holds(example: Example) -> None:
        [analysed] = CLASSIFIER.classify_outcomes([LearningOutcome("x", example.text, language=language)])
        assert analysed.label(perspective).decision is Decision.YES

    listed = (item for item in all_examples() if (item.perspective, item.language) == (perspective, language))
    hold(listed, holds, name)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_example_begins_with_a_verb_of_the_table(language: str) -> None:
    """What the tool offers would pass its own rules."""
    table = verb_table(language)
    assert table is not None

    def holds(example: Example) -> None:
        verb = leading_verb(example.text, table)
        assert verb is not None or example.text.split()[0] in ("bemöta", "meet", "take")

    hold((item for item in all_examples() if item.language == language), holds, name)


def test_each_area_has_some_for_each_perspective_level_and_language() -> None:
    counted = Counter((item.area, item.perspective, item.level, item.language) for item in all_examples())
    areas = {area for area, *_ in counted}
    assert GENERAL in areas and len(areas) == 8
    assert len(counted) == len(areas) * 3 * len(LEVELS) * 2
    assert all(area_name(area, lang) for area in areas for lang in ("sv", "en"))


def test_the_topics_of_wordings_are_topics_of_their_area() -> None:
    raw = tomllib.loads((resources.files("curranalyser.check") / "bank.toml").read_text(encoding="utf-8"))
    topics = {area: set(listed) for area, listed in raw["topics"].items()}
    for item in all_examples():
        assert item.area == GENERAL or item.topics <= topics[item.area], item.text
    assert all(
        word == word.lower()
        for listed in raw["topics"].values()
        for words in listed.values()
        for word in words
    )


def test_no_wording_stands_twice() -> None:
    assert max(Counter((item.perspective, item.text) for item in all_examples()).values()) == 1


@pytest.mark.parametrize(
    ("name", "title", "text", "area", "topics"),
    [
        ("", "Omvårdnadens grunder", "vård av patienter", "health", {"care"}),
        ("", "Programming in Python", "software and algorithms", "technology", {"software"}),
        ("", "Förvaltningsrätt", "rättsregler och lagar", "social", {"law"}),
        ("Engelska", "Roman och novell", "", "humanities", {"english", "literature"}),
        ("Matematik", "Integraler", "", "science", {"exact"}),
        ("", "Geriatrik", "Kursen behandlar demenssjukdom och äldreomsorg.", "health", {"elderly"}),
        # Beginnings of words are no words.
        ("", "Artiklar", "Artificial lagar caresses", GENERAL, set()),
        # Two areas that are near each other, and a subject that says another than the title.
        ("", "Skolmatematik", "elever och lärare, algebra och statistik", GENERAL, set()),
        ("Arkeologi", "Omvårdnad", "patienter, vård, sjukvård och närstående", GENERAL, set()),
        ("", "Vetenskaplig metod", "uppsats", GENERAL, set()),
        ("", "Xyz", "", GENERAL, set()),
        ("", "", "", GENERAL, set()),
    ],
)
def test_the_subject_area_is_told_by_whole_words(
    name: str, title: str, text: str, area: str, topics: set[str]
) -> None:
    assert subject_area([name], [title], [text]) == Subject(area, frozenset(topics))


def test_the_words_of_the_perspective_choose_no_area() -> None:
    texts = ["politics and government", "political parties, elections and democracy"]
    assert subject_area([], [], texts).area == "social"
    assert subject_area([], [], texts, ["politics and government", "political"]).area == GENERAL


def test_the_study_level_is_told_from_the_header() -> None:
    assert [
        study_level(level) for level in ("Avancerad nivå", "A1N", "Second cycle", "Grundnivå", "G1N", None)
    ] == ["second"] * 3 + ["first"] * 3


def test_a_perspective_of_a_users_own_scheme_has_no_examples() -> None:
    assert examples_for(Subject("health", frozenset({"care"})), "sustainability", "first", "sv") == ()


def test_where_the_area_is_unsure_or_no_topic_fits_nothing_is_offered() -> None:
    assert examples_for(Subject(GENERAL), "international", "first", "sv") == ()
    assert examples_for(Subject("science", frozenset({"exact"})), "international", "second", "sv") == ()
    found = examples_for(Subject("technology", frozenset({"energy"})), "comparative", "first", "sv")
    assert [item.text for item in found] == ["jämföra hur två länder försörjer sig med el"]


@pytest.mark.parametrize(
    ("language", "text", "verb"),
    [
        ("sv", "redogöra för hur ett filter fungerar", "redogöra för"),
        ("sv", "kunna kritiskt granska en text", "kritiskt granska"),
        ("sv", "på en grundläggande nivå beskriva filter", "beskriva"),
        ("sv", "Redogör för filter", "redogöra för"),
        ("sv", "ha förmåga att analysera data", "analysera"),
        ("sv", "kunskap om filter", None),
        ("en", "be able to orally and in writing account for filters", "account for"),
        ("en", "independently analyze data", "analyse"),
        ("en", "the design of filters", None),
        ("en", "knowledge of how to design filters", None),
    ],
)
def test_the_leading_verb(language: str, text: str, verb: str | None) -> None:
    table = verb_table(language)
    assert table is not None
    found = leading_verb(text, table)
    assert (found.verb if found else None) == verb


def test_every_verb_has_levels_of_both_taxonomies_and_the_sources_are_named() -> None:
    text = (resources.files("curranalyser") / "verbs.toml").read_text(encoding="utf-8")
    for source in (
        "Anderson, L. W. & Krathwohl, D. R. (eds) (2001)",
        "Biggs, J. B. & Collis, K. F. (1982)",
        "Biggs, J. & Tang, C. (2011)",
    ):
        assert source in text
    raw = tomllib.loads(text)
    for language in ("sv", "en"):
        table = verb_table(language)
        assert table is not None and len(table.verbs) > 100
        for verb, level in table.verbs.items():
            assert level.bloom and set(level.bloom) <= set(raw["bloom"]), verb
            assert level.solo and set(level.solo) <= set(raw["solo"]), verb
    assert level_names("sv")["apply"] == "tillämpa"
    assert any(len(level.bloom) > 1 for level in verb_table("en").verbs.values())  # type: ignore[union-attr]
    assert verb_table("de") is None
