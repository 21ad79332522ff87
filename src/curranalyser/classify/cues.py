"""Cues: words and constructions that speak for, against or half for a perspective.

They are data (a TOML file); this finds them in a text.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from curranalyser.classify.comparison import (
    NOTHING,
    Comparison,
    ComparisonFinder,
    ComparisonTable,
    Together,
    parse_comparison,
)
from curranalyser.classify.elements import Cut, Elements
from curranalyser.classify.lemmas import LemmaTable, lemmas_of
from curranalyser.classify.names import NameFinder, NameTable
from curranalyser.classify.patterns import PatternMatcher
from curranalyser.classify.tokens import Token
from curranalyser.errors import ModelError
from curranalyser.i18n import N_
from curranalyser.languages import languages
from curranalyser.scheme import Scheme
from curranalyser.strict_data import toml_of

LANGUAGES = ("sv", "en")
_HINT = N_("Compare the cues file with corpus/cues.toml.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A named cue.

    The rule it speaks for (or against, where the rule's verdict is no) and its patterns by language.

    Attributes:
        excluded: patterns that take a hit away where they overlap it.
        unless: patterns that take a hit away wherever they stand in the outcome.
    """

    id: str
    rule: str
    perspective: str
    verdict: str
    kind: str | None
    patterns: Mapping[str, tuple[str, ...]]
    excluded: Mapping[str, tuple[str, ...]]
    unless: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue that was found in a text: characters `start` to `end`."""

    cue: Cue
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class CueBook:
    """All cues with the word sets and names they use.

    Attributes:
        peoples: ISO 639-1 code of a language to the ISO 3166-1 code of the country whose adjective its name
            is.
        digest: the SHA-256 of the file.
        comparison: what the comparison finder knows; None where the scheme has no such perspective.
        needs_cue: the perspectives that are yes only where a cue speaks for them.
    """

    cues: tuple[Cue, ...]
    sets: Mapping[str, Mapping[str, str]]
    names: Mapping[str, Mapping[str, Mapping[str, str]]]
    peoples: Mapping[str, str]
    digest: str
    comparison: ComparisonTable | None = None
    needs_cue: frozenset[str] = frozenset()

    @cached_property
    def by_id(self) -> Mapping[str, Cue]:
        """The cues by their ids."""
        return {cue.id: cue for cue in self.cues}

    def words(self, lang: str) -> frozenset[str]:
        """Return the plain words that patterns and sets in one language name.

        Those whose inflections are wanted.
        """
        texts = [
            pattern
            for cue in self.cues
            for part in (cue.patterns, cue.excluded, cue.unless)
            for pattern in part.get(lang, ())
        ]
        texts += self.sets.get(lang, {}).values()
        if self.comparison:
            texts += [
                pattern for rows in self.comparison.concepts.values() for row in rows for pattern in row[lang]
            ]
        atoms = {
            atom.strip("?!") for text in texts for element in text.split() for atom in element.split("|")
        }
        return frozenset(atom for atom in atoms if atom.isalpha() and atom.islower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """Patterns of one idea that stand together, with the phrases that show what they are for.

    Attributes:
        name: the heading under which they stand; "" without one.
        alone: why the other language has no such idea; "" where it has.
        patterns: of one language and one role.
        phrases: short phrases. Where the patterns are a cue's own, each fires in one of them; where they take
            hits away, they do so in one of them.
    """

    name: str
    alone: str
    patterns: tuple[str, ...]
    phrases: tuple[str, ...]


# Between a pattern and a phrase in which it fires.
_PHRASE = "::"


def read_ideas(text: str) -> tuple[Idea, ...]:
    """Read the patterns of one language and one role, a pattern a line.

    - `pattern :: phrase` shows the pattern at work; lines without a phrase share those of the next line that
      has some, and a line that begins with `::` adds a phrase to the ones above it;
    - `[name]` heads the lines below it, and `[name: why]` says that the other language has no such idea.

    Args:
        text: as it stands in the cues file.
    """
    ideas: list[Idea] = []
    name = alone = ""
    patterns: list[str] = []
    phrases: list[str] = []

    def close() -> None:
        if patterns:
            ideas.append(Idea(name=name, alone=alone, patterns=tuple(patterns), phrases=tuple(phrases)))
        patterns.clear()
        phrases.clear()

    for line in text.splitlines():
        pattern, separator, phrase = (part.strip() for part in line.partition(_PHRASE))
        if pattern.startswith("[") and pattern.endswith("]"):
            close()
            name, _, alone = (part.strip() for part in pattern[1:-1].partition(":"))
            continue
        if pattern:
            if phrases:
                close()
            patterns.append(pattern)
        if separator and phrase:
            phrases.append(phrase)
    close()
    return tuple(ideas)


def _patterns(item: Mapping[str, Any], key: str | None) -> dict[str, tuple[str, ...]]:
    part = item.get(key, {}) if key else item
    return {
        lang: tuple(pattern for idea in read_ideas(part[lang]) for pattern in idea.patterns)
        for lang in LANGUAGES
        if part.get(lang)
    }


def parse_cues(data: bytes, scheme: Scheme) -> CueBook:
    """Read cues from the bytes of their TOML file; `read_ideas` says how its patterns are written.

    The phrases beside the patterns are for whoever reads and tests the file: nothing is found by them.

    Raises:
        ModelError: where the file is broken, or a cue names a rule or kind of hit that the scheme does not
        have.
    """
    try:
        raw = toml_of(data)
    except ValueError as error:
        raise ModelError(N_("The cues are not valid TOML: %(error)s."), _HINT, error=error) from error
    try:
        rules = {rule.id: rule for rule in scheme.rules}
        kinds = {kind for kind, _ in scheme.kinds_of_hit}
        cues = []
        for item in raw.get("cues", []):
            rule = rules.get(item["rule"])
            kind = item.get("kind")
            if rule is None or (kind is not None and kind not in kinds):
                raise ModelError(
                    N_("The cue %(cue)s names a rule or a kind of hit that the scheme does not have."),
                    _HINT,
                    cue=item["id"],
                )
            cues.append(
                Cue(
                    id=item["id"],
                    rule=rule.id,
                    perspective=rule.perspective,
                    verdict=rule.verdict,
                    kind=kind,
                    patterns=_patterns(item, None),
                    excluded=_patterns(item, "not"),
                    unless=_patterns(item, "unless"),
                )
            )
        comparison = _comparison(raw["comparison"], scheme) if "comparison" in raw else None
        needs_cue = frozenset(raw.get("needs_cue", []))
        if not all(isinstance(raw.get(name, {}), dict) for name in ("sets", "names", "peoples")):
            raise TypeError
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(N_("The cues file is not built as a cues file is."), _HINT) from error
    if len({cue.id for cue in cues}) != len(cues):
        raise ModelError(N_("Two cues have the same id."), _HINT)
    if not needs_cue.issubset(scheme.ids):
        raise ModelError(N_("needs_cue names a perspective that the scheme does not have."), _HINT)
    return CueBook(
        cues=tuple(cues),
        sets=raw.get("sets", {}),
        names=raw.get("names", {}),
        peoples=raw.get("peoples", {}),
        digest=hashlib.sha256(data).hexdigest(),
        comparison=comparison,
        needs_cue=needs_cue,
    )


def _comparison(raw: Mapping[str, Any], scheme: Scheme) -> ComparisonTable:
    table = parse_comparison(raw, LANGUAGES)
    mine = {rule.id for rule in scheme.rules if rule.perspective == table.perspective}
    kinds = {kind for kind, _ in scheme.kinds_of_hit}
    if any(
        rule.rule not in mine or (rule.kind is not None and rule.kind not in kinds)
        for rule in table.rules.values()
    ):
        raise ModelError(
            N_("A comparison names a rule or a kind of hit that the scheme does not have."), _HINT
        )
    return table


class _Finder:
    """The cues of one language."""

    def __init__(self, book: CueBook, lang: str, names: NameFinder, lemmas: LemmaTable) -> None:
        sets = book.sets.get(lang, {})
        self.elements = Elements(sets, lambda word: lemmas_of(word, lemmas), names.classes, names.several)
        patterns: list[str] = []
        self.roles: list[tuple[int, str]] = []
        for number, cue in enumerate(book.cues):
            for role, part in (("hit", cue.patterns), ("not", cue.excluded), ("unless", cue.unless)):
                for pattern in part.get(lang, ()):
                    patterns.append(pattern)
                    self.roles.append((number, role))
        self.cues = book.cues
        self.matcher = PatternMatcher(patterns, self.elements)
        self.comparisons = ComparisonFinder(book.comparison, lang, self.elements) if book.comparison else None

    def find(self, tokens: Sequence[Token], together: Together | None) -> tuple[list[CueHit], Comparison]:
        cut = self.elements.look_up([token.text for token in tokens])
        return self._hits(tokens, cut), self.comparisons.find(
            tokens, cut, together
        ) if self.comparisons else NOTHING

    def _hits(self, tokens: Sequence[Token], cut: Cut) -> list[CueHit]:
        matches = self.matcher.find(cut)
        if not matches:
            return []
        found: dict[int, list[tuple[int, int]]] = {}
        excluded: dict[int, list[tuple[int, int]]] = {}
        silenced: set[int] = set()
        for match in matches:
            number, role = self.roles[match.pattern]
            if role == "unless":
                silenced.add(number)
            else:
                (found if role == "hit" else excluded).setdefault(number, []).append(
                    (match.first, match.last)
                )
        hits = []
        for number, spans in found.items():
            if number in silenced:
                continue
            barred = excluded.get(number, ())
            for first, last in dict.fromkeys(spans):
                if not any(start < last and first < end for start, end in barred):
                    hits.append(CueHit(self.cues[number], tokens[first].start, tokens[last - 1].end))
        hits.sort(key=lambda hit: (hit.start, hit.end, hit.cue.id))
        return hits


@lru_cache(maxsize=1)
def _frequent_words() -> dict[str, frozenset[str]]:
    return {
        language.code: frozenset(language.detection.frequent_words)
        for language in languages()
        if language.code in LANGUAGES
    }


class CueFinder:
    """Finds the cues of a book in texts.

    Args:
        book: the cues.
        names: per language, from `names.build_names`.
        lemmas: per language, from `lemmas.build_lemmas`.
        home_country: ISO 3166-1 code; its names count as home.
        home_languages: ISO 639 codes of the majority languages at home.
    """

    def __init__(
        self,
        book: CueBook,
        names: Mapping[str, NameTable],
        lemmas: Mapping[str, LemmaTable],
        home_country: str,
        home_languages: Iterable[str],
    ) -> None:
        self.book = book
        at_home = frozenset(home_languages)
        self._made: dict[str, _Finder] = {}
        self._make: Callable[[str], _Finder] = lambda lang: _Finder(
            book, lang, NameFinder(names.get(lang, {}), home_country, at_home), lemmas.get(lang, {})
        )

    def of_language(self, lang: str) -> _Finder:
        """Return what finds the cues of one language; made when it is first met."""
        if lang not in self._made:
            self._made[lang] = self._make(lang)
        return self._made[lang]

    @staticmethod
    def language(text: str, stated: str) -> str:
        """Tell by the commonest small words in which language the cues of a text are.

        Columns and fields of real syllabi are often in the other language than is said.

        Args:
            text: the words of an outcome.
            stated: what it is said to be in; counts where the words do not clearly say otherwise.

        Returns:
            one of `LANGUAGES`.
        """
        words = text.lower().split()
        counts = {lang: sum(map(small.__contains__, words)) for lang, small in _frequent_words().items()}
        if stated in LANGUAGES:
            other = "en" if stated == "sv" else "sv"
            return other if counts[other] > counts[stated] + 1 else stated
        swedish = counts["sv"] + any(letter in text.lower() for letter in "åäö")
        return "sv" if swedish > counts["en"] else "en"

    def find(
        self, tokens: Sequence[Token], lang: str, together: Together | None = None
    ) -> tuple[list[CueHit], Comparison]:
        """Find the cues in a text, in order of place, and the comparison in it, if any.

        Args:
            tokens: of the text.
            lang: one of `LANGUAGES`.
            together: see `ComparisonFinder.find`.
        """
        return self.of_language(lang).find(tokens, together)
