"""What words mean for a comparison: a table of concepts, each row in every language, and where they stand.

The table is data, so that code knows concepts and no words. A row holds one idea in all languages: none can
gain a wording in one of them alone.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from curranalyser.classify.elements import Cut, Elements
from curranalyser.classify.patterns import PatternMatcher

# Patterns of one language in a row are separated so.
_SEPARATOR = re.compile(r",\s+")
# concept → rows → language → patterns
Concepts = Mapping[str, tuple[Mapping[str, tuple[str, ...]], ...]]


class Mention(NamedTuple):
    """A concept and where it stands: tokens `first` to `last` (exclusive)."""

    concept: str
    first: int
    last: int

    def gap(self, other: "Mention") -> int:
        """Return how many tokens stand between the two; below 0 where they overlap."""
        return max(other.first - self.last, self.first - other.last)


def parse_concepts(raw: Mapping[str, Iterable[Mapping[str, str]]], languages: Sequence[str]) -> Concepts:
    """Read a table of concepts.

    Args:
        raw: concept to rows; a row has a string of patterns (see `patterns`), separated by commas, for every
            language.
        languages: ISO 639-1 codes.

    Raises:
        KeyError: where a row lacks a language.
    """
    return {
        concept: tuple({lang: tuple(_SEPARATOR.split(row[lang])) for lang in languages} for row in rows)
        for concept, rows in raw.items()
    }


def _rarest(pattern: str) -> str:
    """Return the element that a match needs and fewest texts have: the longest in its shortest form."""
    needed = [part for part in pattern.split() if not part.startswith(("<", "!")) and not part.endswith("?")]
    return max(needed, key=lambda part: min(map(len, part.split("|"))))


class ConceptFinder:
    """Finds the concepts of a table in texts of one language.

    Args:
        concepts: the table.
        lang: the language.
        triggers: concepts without which a text is not looked at: most are not.
        needed: likewise, once the triggers have been looked for word by word.
        elements: of the language.
    """

    def __init__(
        self,
        concepts: Concepts,
        lang: str,
        triggers: frozenset[str],
        needed: frozenset[str],
        elements: Elements,
    ) -> None:
        pairs = sorted(
            {
                (concept, pattern)
                for concept, rows in concepts.items()
                for row in rows
                for pattern in row[lang]
            }
        )
        self._needed = _Part([pair for pair in pairs if pair[0] in needed], elements)
        self._others = _Part([pair for pair in pairs if pair[0] not in needed], elements)
        keys = {_rarest(pattern) for concept, pattern in pairs if concept in triggers}
        self._gate = elements.number("|".join(sorted(keys)))

    def find(self, cut: Cut) -> list[Mention]:
        """Find all concepts in a text that has one of those that are needed, in order of place."""
        if self._gate not in cut.present or not (found := self._needed.find(cut)):
            return []
        return sorted(
            found | self._others.find(cut), key=lambda mention: (mention.first, mention.last, mention.concept)
        )


class _Part:
    """Some concepts of a table, as pairs of concept and pattern."""

    def __init__(self, pairs: Sequence[tuple[str, str]], elements: Elements) -> None:
        self._concepts = [concept for concept, _ in pairs]
        self._matcher = PatternMatcher([pattern for _, pattern in pairs], elements)

    def find(self, cut: Cut) -> set[Mention]:
        several = cut.several
        found = set()
        for pattern, start, end in self._matcher.find(cut):
            first, last = start, end
            if last - first == 1 and first in several:
                # A name of several words is one mention.
                while first - 1 in several:
                    first -= 1
                while last in several:
                    last += 1
            found.add(Mention(self._concepts[pattern], first, last))
        return found
