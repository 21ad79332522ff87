"""What words mean for a comparison: a table of concepts, each row in every language, and where they stand.

The table is data, so that code knows concepts and no words. A row holds one idea in all languages: none can
gain a wording in one of them alone.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

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
        triggers: concepts without which a text is not looked at further: most are not.
        sets: named sets of words that patterns may use.
        lemmas: gives the lemmas of a lower-case word.
        names: gives the name classes of a token.
    """

    def __init__(
        self,
        concepts: Concepts,
        lang: str,
        triggers: frozenset[str],
        *,
        sets: Mapping[str, str],
        lemmas: Callable[[str], Iterable[str]],
        names: Callable[[str], Iterable[str]],
    ) -> None:
        pairs = sorted(
            {
                (concept, pattern)
                for concept, rows in concepts.items()
                for row in rows
                for pattern in row[lang]
            }
        )
        self._concepts = [concept for concept, _ in pairs]
        self._matcher = PatternMatcher([pattern for _, pattern in pairs], sets, lemmas, names)
        keys = {_rarest(pattern) for concept, pattern in pairs if concept in triggers}
        self._gate = PatternMatcher(["|".join(sorted(keys))], sets, lemmas, names)

    def may_hold(self, tokens: Iterable[str]) -> bool:
        """Whether a text has the rarest word of a trigger."""
        elements = self._gate.elements
        return any(map(elements, tokens))

    def find(self, tokens: Sequence[str], extra: Mapping[int, Iterable[str]]) -> list[Mention]:
        """Find all concepts, in order of place.

        Args:
            tokens: the texts of the tokens.
            extra: name classes of tokens that are part of a name of several words, by token index.
        """
        found = set()
        for match in self._matcher.find(tokens, extra):
            first, last = match.first, match.last
            if last - first == 1 and first in extra:
                # A name of several words is one mention.
                while first - 1 in extra:
                    first -= 1
                while last in extra:
                    last += 1
            found.add(Mention(self._concepts[match.pattern], first, last))
        return sorted(found, key=lambda mention: (mention.first, mention.last, mention.concept))
