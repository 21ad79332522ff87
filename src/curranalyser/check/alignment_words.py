"""The words by which outcomes, examination and level are compared, of all languages, as patterns."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from curranalyser.languages import Alignment, Words, any_of, languages

# A pattern that matches nothing, for a list of words that no language has.
_NOTHING = r"(?!)"
_WORD_START = r"(?<!\w)"
_MARK = re.compile(r"^\W{0,3}(?:\(?(?:\d{1,2}|[A-Za-z])[.):]+|[-–•*·▪◦])\s+")


def item_mark(text: str) -> int:
    """Return where the words of a line begin behind the bullet or number of a list; 0 where it has none."""
    mark = _MARK.match(text)
    return mark.end() if mark else 0


def _pattern(words: Iterable[str]) -> str:
    found = tuple(words)
    return f"(?:{'|'.join(found)})" if found else _NOTHING


def _of(choose: Callable[[Alignment], Words]) -> str:
    """Return a pattern of a list of words in all languages."""
    return _pattern(word for language in languages() for word in choose(language.alignment))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceWords:
    """How a text points to outcomes.

    Attributes:
        outcome: a word for an outcome, by the language whose word it is.
        other_goals: ends where such a word begins that is of other goals.
        every: what speaks of all outcomes, or of those that are left.
        join: what stands between two numbers of a list; range_join: between the ends of a range.
        number: a word for "number".
        unit: what makes a number an amount.
    """

    outcome: dict[str, re.Pattern[str]]
    other_goals: re.Pattern[str]
    every: re.Pattern[str]
    join: re.Pattern[str]
    range_join: re.Pattern[str]
    number: re.Pattern[str]
    unit: re.Pattern[str]


@lru_cache(maxsize=1)
def reference_words() -> ReferenceWords:
    """Return how texts point to outcomes."""
    joins = _of(lambda words: words.list_joins)
    ranges = _of(lambda words: words.ranges)
    numbers = _of(lambda words: words.number_words)
    units = any_of(lambda words: words.credit_units)
    return ReferenceWords(
        outcome={
            language.code: re.compile(
                rf"{_WORD_START}{_pattern(language.alignment.outcome_words)}(?![^\W\d_])", re.IGNORECASE
            )
            for language in languages()
            if language.alignment.outcome_words
        },
        other_goals=re.compile(rf"{_of(lambda words: words.other_goals)}\W*$", re.IGNORECASE),
        every=re.compile(rf"{_WORD_START}{_of(lambda words: words.all_outcomes)}", re.IGNORECASE),
        join=re.compile(rf"\s*(?:[,;/&+]\s*(?:{joins}\s+)?|{joins}\s+)", re.IGNORECASE),
        range_join=re.compile(rf"\s*(?:[–—-]|{ranges}\s)\s*", re.IGNORECASE),
        number=re.compile(rf"\s*[(:\[]?\s*(?:{numbers}\s*|#\s*)?[(:\[]?\s*", re.IGNORECASE),
        unit=re.compile(rf"(?:[.,]\d{{1,2}})?\s*(?:{units}(?!\w)|%)", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class PlaceholderWords:
    """What stands where something has still to be written.

    `anywhere` in a line, `first` at the beginning of one, `named` in brackets.
    """

    anywhere: re.Pattern[str]
    first: re.Pattern[str]
    named: re.Pattern[str]


@lru_cache(maxsize=1)
def placeholder_words() -> PlaceholderWords:
    """Return what stands where something has still to be written."""
    return PlaceholderWords(
        re.compile(rf"{_WORD_START}{_of(lambda words: words.placeholders)}", re.IGNORECASE),
        re.compile(_of(lambda words: words.instructions), re.IGNORECASE),
        re.compile(rf"{_of(lambda words: words.fill_in_names)}\W*$", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelWords:
    """The words of the cycles: parts of the name of a level, and what does not fit a cycle."""

    first: re.Pattern[str]
    second: re.Pattern[str]
    third: re.Pattern[str]
    beyond_first: re.Pattern[str]
    beyond_second: re.Pattern[str]
    below_second: re.Pattern[str]


@lru_cache(maxsize=1)
def level_words() -> LevelWords:
    """Return the words of the cycles."""
    return LevelWords(
        first=re.compile(any_of(lambda words: words.first_cycle), re.IGNORECASE),
        second=re.compile(any_of(lambda words: words.second_cycle), re.IGNORECASE),
        third=re.compile(_of(lambda words: words.third_cycle), re.IGNORECASE),
        beyond_first=re.compile(rf"{_WORD_START}{_of(lambda words: words.beyond_first)}", re.IGNORECASE),
        beyond_second=re.compile(rf"{_WORD_START}{_of(lambda words: words.beyond_second)}", re.IGNORECASE),
        below_second=re.compile(rf"{_WORD_START}{_of(lambda words: words.below_second)}", re.IGNORECASE),
    )


@lru_cache(maxsize=4)
def filler_words(language: str | None) -> frozenset[str]:
    """Return the words of a language that make no difference between two outcomes; of all, where unknown."""
    chosen = [item for item in languages() if language is None or item.code == language]
    return frozenset(
        word
        for item in chosen
        for word in (*item.phrases.small_words, *item.phrases.joins, *item.alignment.filler)
    )


@lru_cache(maxsize=4)
def activities(language: str | None) -> frozenset[str]:
    """Return the verbs of a language that name something done on the way, whatever their level."""
    return frozenset(
        word for item in languages() if item.code == language for word in item.alignment.activities
    )
