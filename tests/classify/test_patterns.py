"""The pattern language of the cues."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.classify.elements import Elements
from curranalyser.classify.patterns import PatternMatcher
from curranalyser.errors import ModelError

LEMMAS = {"länderna": ("land",), "jämför": ("jämföra",)}


def found(pattern: str, text: str, sets: dict[str, str] | None = None) -> bool:
    matcher = PatternMatcher(
        [pattern],
        Elements(
            sets or {},
            lambda word: LEMMAS.get(word, ()),
            lambda token: ("#country",) if token == "Norge" else (),
        ),
    )
    return bool(matcher.find(matcher.elements.look_up(text.split())))


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("land", "om länderna", True),
        ("land", "om landet", False),
        ("politi*", "politiken", True),
        ("*kultur", "cellkultur", True),
        ("*kultur", "kulturen", False),
        ("*religi*", "interreligiös", True),
        ("=EU", "EU", True),
        ("=EU", "eu", False),
        ("=EU-*", "EU-rätt", True),
        ("#country", "i Norge", True),
        ("a <2> b", "a x x b", True),
        ("a <2> b", "a x x x b", False),
        ("a <2> b", "a . b", False),
        ("a <3!stop> b", "a x b", True),
        ("a <3!stop> b", "a stop b", False),
        ("a !x b", "a y b", True),
        ("a !x b", "a x b", False),
        ("a x? b", "a b", True),
        ("a _ b", "a b", False),
        ("^ a", "a b", True),
        ("^ a", "b a", False),
        ("a $", "b a", True),
        ("a $", "a b", False),
        ("a b|c", "a c", True),
    ],
)
def test_an_element_matches_what_its_description_says(pattern: str, text: str, expected: bool) -> None:
    assert found(pattern, text) is expected


def test_case_matters_only_where_it_is_asked_for() -> None:
    assert found("World Bank", "the World Bank")
    assert found("=FN", "FN:s mål")
    assert not found("=FN", "fn:s mål")


def test_sets_may_hold_sets() -> None:
    sets = {"inner": "Norge #country", "outer": "@inner norden"}
    assert found("@outer", "i norden", sets)
    assert found("@outer", "i Norge", sets)
    assert not found("@outer", "i Umeå", sets)


@pytest.mark.parametrize("pattern", ["@missing", "a||b", "<3>", "_ ^"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(ModelError):
        found(pattern, "a")


def test_a_set_that_names_itself_is_refused() -> None:
    with pytest.raises(ModelError):
        found("@a", "x", {"a": "@b", "b": "@a"})


@given(st.lists(st.sampled_from(["a", "b", "x", ".", "stop"]), max_size=8))
def test_a_gap_is_the_union_of_its_lengths(tokens: Iterable[str]) -> None:
    """`a <2> b` matches exactly where `a b`, `a _ b` or `a _ _ b` does, sentence ends apart."""
    text = " ".join(token for token in tokens if token != ".")
    assert found("a <2> b", text) == any(found(pattern, text) for pattern in ("a b", "a _ b", "a _ _ b"))
