"""How much of a goal is in the words with which the Higher Education Ordinance describes degrees."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from curranalyser.languages import languages

_WORD = re.compile(r"[^\W\d_]+")
# What a syllabus puts into a descriptor itself, such as the field that "the chosen field" stands for.
_BRACKETS = re.compile(r"\([^()]{0,120}\)")
# Letters of a word that are compared: the rest is inflection. Of a long word more, for its first part may be
# that of another compound ("social", "social science").
_STEM, _LONG, _LONG_STEM = 6, 10, 9
# Words in a row that are the law's, not by chance: two of them ("and to") stand in every goal.
_ROW = 3
# Words of the law that may stand between two of its rows.
_GAP = 3

Stems = tuple[str, ...]


def law_share(text: str) -> float:
    """Return how much of a text is in the words of the law, from 0 to 1, by its letters.

    A word counts that stands in a row of three which stand so in a phrase of the law, whatever their
    inflection; so do a few words of the law between such rows, and the words before the first row with which
    its goals begin ("demonstrate the ability to"). Text in brackets is left out.

    Args:
        text: of a goal, in any language; only in one with phrases of the law can it be more than 0.
    """
    words = _WORD.findall(_BRACKETS.sub(" ", text.casefold()))
    if not words:
        return 0.0
    stems = _stems(words)
    descriptors = _descriptors()
    told = [False] * len(words)
    for start in range(len(words) - _ROW + 1):
        if stems[start : start + _ROW] in descriptors.rows:
            told[start : start + _ROW] = [True] * _ROW
    _join(told, stems, descriptors)
    letters = sum(len(word) for word, yes in zip(words, told, strict=True) if yes)
    return letters / sum(map(len, words))


@dataclass(frozen=True, slots=True)
class _Descriptors:
    """The rows of words of the phrases of the law, all their words, and those with which goals begin."""

    rows: frozenset[Stems]
    words: frozenset[str]
    openings: frozenset[str]


@lru_cache(maxsize=1)
def _descriptors() -> _Descriptors:
    def read(texts: Iterable[str]) -> list[Stems]:
        return [_stems(_WORD.findall(text.casefold())) for text in texts]

    phrases = read(phrase for language in languages() for phrase in language.rules.quoted)
    openings = read(phrase for language in languages() for phrase in language.rules.quoted_openings)
    return _Descriptors(
        frozenset(row[start : start + _ROW] for row in phrases for start in range(len(row) - _ROW + 1)),
        frozenset(word for row in phrases for word in row),
        frozenset(word for row in openings for word in row),
    )


def _stems(words: Iterable[str]) -> Stems:
    """Return the words without inflection, in one spelling: "analyze" is "analyse"."""
    return tuple(word[: _STEM if len(word) <= _LONG else _LONG_STEM].replace("z", "s") for word in words)


def _join(told: list[bool], stems: Stems, descriptors: _Descriptors) -> None:
    """Count the words before the first row that begin goals, and a few words of the law between two rows."""
    rows = [position for position, yes in enumerate(told) if yes]
    if not rows:
        return
    if all(word in descriptors.openings for word in stems[: rows[0]]):
        told[: rows[0]] = [True] * rows[0]
    for before, after in pairwise(rows):
        between = stems[before + 1 : after]
        if len(between) <= _GAP and all(word in descriptors.words for word in between):
            told[before + 1 : after] = [True] * len(between)
