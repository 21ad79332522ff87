"""The governing verb of an outcome: what cannot be examined is found, what can has a level."""

from pathlib import Path

import pytest
from every_case import hold

from curranalyser.verbs import bloom_reach, leading_verb, nominal_start, parts, unexaminable, verb_table

LISTS = Path(__file__).parent / "verbs"
LANGUAGES = ("sv", "en")


def listed(kind: str, language: str) -> list[tuple[str, ...]]:
    """The lines of a list of cases, cut at their bars."""
    lines = (LISTS / f"{kind}_{language}.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(part.strip() for part in line.split("|")) for line in lines]


def is_weak(text: str, language: str) -> bool:
    table = verb_table(language)
    assert table is not None
    return unexaminable(text, table) is not None or nominal_start(text, "", table) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_examined_is_found(language: str) -> None:
    def holds(case: tuple[str, ...]) -> None:
        [text] = case
        assert is_weak(text, language)
        assert bloom_reach(text, language) is None

    hold(listed("weak", language), holds)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_examined_is_left_alone_and_has_the_level_of_its_verb(language: str) -> None:
    table = verb_table(language)
    assert table is not None

    def holds(case: tuple[str, ...]) -> None:
        text, verb, bloom = case
        assert not is_weak(text, language)
        found = leading_verb(text, table)
        assert found is not None
        assert (found.verb, " ".join(found.level.bloom)) == (verb, bloom)

    hold(listed("good", language), holds)


@pytest.mark.parametrize(
    ("language", "text", "span"),
    [
        ("sv", "Studenten ska ha god kännedom om pumpar.", "ha god kännedom"),
        ("sv", "känna igen och förstå begrepp", "förstå"),
        ("en", "Students will have gained an understanding of pumps.", "gained an understanding"),
        ("en", "be well aware of current limits", "be well aware"),
    ],
)
def test_the_words_that_cannot_be_examined_are_those_that_are_named(
    language: str, text: str, span: str
) -> None:
    table = verb_table(language)
    assert table is not None
    found = unexaminable(text, table)
    assert found is not None
    assert text[found[0] : found[1]].endswith(span)


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("sv", "mäta tryck, beräkna flöden och skriva rapporter", 3),
        ("sv", "beskriva, förklara och diskutera reningens steg", 1),
        ("sv", "beskriva översiktligt, förklara och noggrant diskutera reningens steg", 1),
        ("sv", "redogöra för hur man planerar en anläggning, beräknar flöden och skriver rapporter", 1),
        ("sv", "använda metoder för att mäta tryck, beräkna flöden och skriva rapporter", 1),
        ("sv", "reflektera över, diskutera och kritiskt granska ett val", 1),
        ("en", "measure pressure, calculate flows and write reports", 3),
        ("en", "describe, explain and discuss the steps of treatment", 1),
        ("en", "use a model to explain pressure, to predict flows and to estimate losses", 1),
        ("en", "account for pressure, design, plans and use", 1),
        ("en", "critically evaluate and independently revise and describe a plan for a plant", 1),
    ],
)
def test_verbs_with_objects_of_their_own_are_counted_and_others_are_not(
    language: str, text: str, number: int
) -> None:
    table = verb_table(language)
    assert table is not None
    assert len(parts(text, table)) == number


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "ha tillämpat sina kunskaper om pumpar i ett projekt"),
        ("sv", "utveckla ny kunskap om pumpar"),
        ("en", "have applied their knowledge of pumps in a project"),
        ("en", "develop new knowledge of pumps"),
        ("en", "realise a design in wood"),
    ],
)
def test_what_is_done_with_knowledge_can_be_examined(language: str, text: str) -> None:
    assert not is_weak(text, language)


def test_a_text_without_end_is_read_in_a_moment() -> None:
    table = verb_table("sv")
    assert table is not None
    for text in ("och förstå " * 20_000, "efter " * 50_000, "med en god " * 20_000):
        assert len(parts(text, table)) < 1_000
        unexaminable(text, table)
