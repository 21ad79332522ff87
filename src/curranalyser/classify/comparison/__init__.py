"""What is compared with what: comparisons across countries, societies, cultures, religions and their systems.

A comparison is a structure, a word of comparing and what it compares, and reads alike in every language. The
words are data (`[comparison]` in the cues file); this knows concepts alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from curranalyser.classify.comparison.clause import NEEDED, TRIGGERS, clauses
from curranalyser.classify.comparison.concepts import ConceptFinder, Concepts, Mention, parse_concepts
from curranalyser.classify.comparison.structures import STRUCTURES, guarded
from curranalyser.classify.elements import Cut, Elements
from curranalyser.classify.tokens import Token


class ComparisonRule(NamedTuple):
    """What a structure speaks for: a rule of the scheme, and a kind of hit."""

    rule: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """The table of concepts, the perspective they are for, and the rule of each structure."""

    perspective: str
    rules: Mapping[str, ComparisonRule]
    concepts: Concepts


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found in a text.

    Attributes:
        found: the structure that says yes, or None.
        spans: characters of the words that decided: of comparing, and of what is compared.
        guard: there is what a comparison needs, so that a yes of the estimator may stand.
    """

    found: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    guard: bool = False


NOTHING = Comparison()
# Whether spans of characters belong together.
Together = Callable[[Sequence[tuple[int, int]]], bool]


def parse_comparison(raw: Mapping[str, Any], languages: Sequence[str]) -> ComparisonTable:
    """Read the section. Raises KeyError or TypeError where something is missing or of another kind."""
    rules = {name: ComparisonRule(item["rule"], item.get("kind")) for name, item in raw["rules"].items()}
    for name, _ in STRUCTURES:
        rules[name]  # every structure has its rule
    return ComparisonTable(raw["perspective"], rules, parse_concepts(raw["concepts"], languages))


class ComparisonFinder:
    """Finds comparisons in texts of one language.

    Args:
        table: the concepts.
        lang: the language.
        elements: of the language.
    """

    def __init__(self, table: ComparisonTable, lang: str, elements: Elements) -> None:
        self._concepts = ConceptFinder(table.concepts, lang, TRIGGERS, NEEDED, elements)

    def find(self, tokens: Sequence[Token], cut: Cut, together: Together | None = None) -> Comparison:
        """Find the comparison in a text: that of the first clause that has one.

        Args:
            tokens: of the text.
            cut: the same, looked up.
            together: whether spans of characters belong together by what depends on what, where that is
                known. Words that do not are no comparison, and what a yes of the estimator may rest on.
        """
        if not (mentions := self._concepts.find(cut)):
            return NOTHING
        guard = False
        for clause in clauses(cut.tokens, mentions):
            for name, find in STRUCTURES:
                if found := find(clause):
                    spans = _spans(found, tokens)
                    if together is None or together(spans):
                        return Comparison(name, spans, guard=True)
                    guard = True
            guard = guard or guarded(clause)
        return Comparison(guard=guard)


def _spans(mentions: Iterable[Mention], tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """Return the characters of mentions, in order and each once."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted({(tokens[item.first].start, tokens[item.last - 1].end) for item in mentions}):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)
