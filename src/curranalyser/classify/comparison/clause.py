"""A sentence as its concepts: what stands in it, how far apart, and with what between."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from curranalyser.classify.comparison.concepts import Mention

# Words of comparing, and of what may be one. A text without any of them is no comparison.
COMPARING = ("compare", "differ noun", "differ verb", "a comparison by itself")
RELATING = ("relate", "in relation", "lesson", "world view", "yardstick")
CONTRASTING = ("than", "why")
TRIGGERS = frozenset({*COMPARING, *RELATING, *CONTRASTING, "different way", "set", "apply"})
# Said of theories and texts, too: no comparison unless a named country or religion is viewed so.
_VIEWED = "comparative view"
# A sentence without any of them has no structure of `structures`, and nothing on which a yes may rest.
NEEDED = TRIGGERS | {"comparative", _VIEWED}
_NOT_COMPARING, _NOT_COMPARED = "no comparison", "no object"
_NAMES = ("home", "own", "union", "europe", "foreign", "faith")
_SENTENCE_END = frozenset(".;!?")
_COMMAS = frozenset({",", "/", "&"})
# A sentence has some thirty mentions; each is held against others, and a file may be a list of countries.
_MOST_MENTIONS = 100
# Distances were chosen; over 5,215 real outcomes half or half as much again of each changes one label at
# most. Tokens between two names that are joined: by "and" the noun of the first at most; by "with" more.
_JOINED_BY_AND = 5
_JOINED_BY_WITH = 8
# Two names with as many letters alike at the beginning are of one country: China, Chinese.
_STEM = 4
# Tokens between two names with no noun of the first: "and", "and the".
_SIDE_BY_SIDE = 2
# Tokens between a name and what makes it one of a language or of literature.
_BESIDE = 3


class Clause:
    """A sentence.

    Args:
        tokens: the texts of all tokens of the outcome; in them mentions are counted.
        mentions: the concepts in the sentence.
        end: the token after the sentence.
    """

    def __init__(self, tokens: Sequence[str], mentions: Iterable[Mention], end: int) -> None:
        self.tokens = tokens
        self.end = end
        self._by_concept: dict[str, list[Mention]] = {}
        found: dict[str, list[Mention]] = {}
        for item in mentions:
            found.setdefault(item.concept, []).append(item)
        no_comparison, no_object = found.get(_NOT_COMPARING, []), found.get(_NOT_COMPARED, [])
        for concept, items in found.items():
            barring = no_comparison if concept in TRIGGERS or concept == "comparative" else no_object
            if concept == "compare":
                barring = [*barring, *found.get(_VIEWED, ())]
            kept = (
                [item for item in items if not any(item.gap(other) < 0 for other in barring)]
                if barring
                else items
            )
            if kept:
                self._by_concept[concept] = kept

    def of(self, *concepts: str) -> list[Mention]:
        """Return the mentions of some concepts, in order of place."""
        if len(concepts) == 1:
            return self._by_concept.get(concepts[0], [])
        return sorted(
            (item for concept in concepts for item in self._by_concept.get(concept, ())),
            key=lambda item: (item.first, item.last),
        )

    def near(self, one: Mention, other: Mention, limit: int) -> bool:
        """Whether at most `limit` tokens stand between two mentions, and nothing that bars the way."""
        return 0 <= one.gap(other) <= limit and not self.barred(one, other)

    def barred(self, one: Mention, other: Mention) -> bool:
        """Whether theories, texts or other things that are compared stand between two mentions."""
        first, last = min(one.last, other.last), max(one.first, other.first)
        return any(first <= item.first < last for item in self.of("barrier", "language", "literature"))

    def between(self, concept: str, first: int, last: int) -> bool:
        """Whether a concept stands wholly among the tokens `first` to `last` (exclusive)."""
        return any(first <= item.first and item.last <= last for item in self.of(concept))

    @cached_property
    def names(self) -> list[Mention]:
        """Names of countries and religions, the longest where several begin at one place."""
        longest: dict[int, Mention] = {}
        for item in self.of(*_NAMES):
            longest[item.first] = item
        kept: list[Mention] = []
        for item in longest.values():
            if not kept or kept[-1].last <= item.first:
                kept.append(item)
        return kept

    @cached_property
    def pairs(self) -> list[Mention]:
        """Two different names that are joined, as one mention; not where they name languages."""
        return [
            Mention("pair", one.first, other.last)
            for one, other in pairwise(self.names)
            if self._joined(one, other) and self.different(one, other) and not self.of_texts(one, other)
        ]

    def _joined(self, one: Mention, other: Mention) -> bool:
        gap = other.first - one.last
        if gap > _JOINED_BY_WITH or self.barred(one, other):
            return False
        if self.between("with", one.last, other.first):
            return True
        commas = any(self.tokens[at] in _COMMAS for at in range(one.last, other.first))
        return gap <= _JOINED_BY_AND and (commas or self.between("and", one.last, other.first))

    def different(self, one: Mention, other: Mention) -> bool:
        """Whether two names are of different countries or religions, as far as their words tell."""
        if one.concept == other.concept == "home" or (one.concept == "faith") != (other.concept == "faith"):
            return False
        texts = [" ".join(self.tokens[item.first : item.last]).lower() for item in (one, other)]
        return texts[0] != texts[1] and (
            one.concept != other.concept
            or texts[0][:_STEM] != texts[1][:_STEM]
            or texts[0][-2:] == texts[1][-2:]
        )

    def of_texts(self, one: Mention, other: Mention) -> bool:
        """Whether two names are those of languages, or of the literature in them."""
        first, last = sorted((one, other), key=lambda item: item.first)
        if self.textual(Mention("pair", first.first, last.last)):
            return True
        tongues = self.of("tongue")
        if not all(any(item.gap(name) < 0 for item in tongues) for name in (one, other)):
            return False
        if self.of("language"):
            return True
        # Svenska och engelska, English and Swedish: there is no noun, neither between them nor behind.
        after = last.last
        return last.first - first.last <= _SIDE_BY_SIDE and (
            after >= self.end
            or not self.tokens[after][0].isalpha()
            or any(item.first == after for item in self.of("function", "and"))
        )

    def textual(self, item: Mention) -> bool:
        """Whether words of language or literature stand beside a mention, or within it."""
        return any(word.gap(item) <= _BESIDE for word in self.of("language", "literature"))

    @cached_property
    def polities(self) -> list[Mention]:
        """Several countries, societies, cultures, religions or national systems with no name."""
        single = self.of("one")
        return [
            item
            for item in self.of("polity")
            if not self.textual(item) and not any(word.last == item.first for word in single)
        ]

    @cached_property
    def others(self) -> list[Mention]:
        """Other countries, societies, cultures, religions with no name."""
        return [item for item in self.of("other") if not self.textual(item)]


def clauses(tokens: Sequence[str], mentions: Sequence[Mention]) -> Iterable[Clause]:
    """Cut a text into sentences; those with no word for a comparison are left out."""
    start = 0
    ends = [at for at, token in enumerate(tokens) if token in _SENTENCE_END]
    for end in [*ends, len(tokens)]:
        inside = [item for item in mentions if start <= item.first and item.last <= end]
        if not NEEDED.isdisjoint(item.concept for item in inside):
            yield Clause(tokens, inside[:_MOST_MENTIONS], end)
        start = end + 1
