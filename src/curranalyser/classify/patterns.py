"""A small language for patterns over tokens, and its matcher: what makes cues data and not code.

A pattern is a row of elements separated by spaces:

- `land` a word in any of its inflections (by lemma); `politi*`, `*kultur`, `*religi*` a beginning, an end, a
part of a word;
- `=EU` and `=EU-*` a word or its beginning with upper and lower case as written, in the genitive too;
elsewhere case does not matter;
- `@polity` a named set of words; `#country` a class of names (see `names`);
- `politik|ekonomi|@norm` one of several; `!@method` any token that is none of these; `_` any token; `och?` an
optional element;
- `<4>` up to four tokens, `<4!@method>` up to four tokens none of which is in the set. A gap does not cross
the end of a sentence;
- `^` the beginning and `$` the end of the text.

In a cues file `::` and a phrase that shows it at work may follow a pattern, and patterns of one idea stand
under its name in brackets (see `cues.read_ideas`). Neither is a part of the pattern.

All of it can be said in spaCy's own `Matcher`, but for the ends of the text, which are asked afterwards. It
then finds the same places, and takes 450 to 600 times as long where each element is given as the set of the
words met so far, 1,400 to 1,700 times where an extension attribute tells it for any word, as cues need: it
tries every pattern at every token, and this one only those whose words are all there. Measured with
`python tests/benchmarks/labelling.py --parts matchers`, on a hundred outcomes in each language, all words
known to both.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from curranalyser.errors import ModelError
from curranalyser.i18n import N_

_HINT = N_("Mend the cues file.")
_SENTENCE_END = frozenset(".;!?")
_STRIPPED = "-–—•·*'’”“\"«»"
# Endings that a name as written may bear: FN:s, the OECD's.
_GENITIVES = (":s", "'s", "’s")
_CACHE_LIMIT = 100_000
_GAP = re.compile(r"<(\d+)(?:!(\S+))?>")


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that was found: its number, and the first and the last token (exclusive)."""

    pattern: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Step:
    """One element.

    A gap has `gap` > 0 and may exclude an element; `element` -1 is any token, -2 the beginning, -3 the end.
    """

    element: int
    negated: bool = False
    optional: bool = False
    gap: int = 0


_ANY, _BEGIN, _END = -1, -2, -3
NameClasses = Callable[[str], Iterable[str]]
Lemmas = Callable[[str], Iterable[str]]


class PatternMatcher:
    """Finds many patterns in one pass.

    Args:
        patterns: in the language described above; a match carries the index in this sequence.
        sets: named sets, each a string of atoms separated by spaces.
        lemmas: gives the lemmas of a lower-case word.
        names: gives the name classes of a token as written, such as "#country".

    Raises:
        ModelError: where a pattern or a set cannot be read.
    """

    def __init__(
        self, patterns: Sequence[str], sets: Mapping[str, str], lemmas: Lemmas, names: NameClasses
    ) -> None:
        self._lemmas = lemmas
        self._names = names
        self._sets = sets
        self._elements: dict[frozenset[str], int] = {}
        self._named: dict[str, int] = {}
        self._resolving: set[str] = set()
        self._resolved: dict[str, frozenset[str]] = {}
        self._steps = [self._compile(pattern) for pattern in patterns]
        self._index_atoms()
        self._by_first: dict[int, list[int]] = {}
        self._anywhere: list[int] = []
        self._required: list[frozenset[int]] = []
        for number, steps in enumerate(self._steps):
            self._required.append(
                frozenset(
                    step.element
                    for step in steps
                    if step.element >= 0 and not step.gap and not step.negated and not step.optional
                )
            )
            first = steps[0]
            if first.element >= 0 and not (first.negated or first.optional or first.gap):
                self._by_first.setdefault(first.element, []).append(number)
            else:
                self._anywhere.append(number)
        self._cache: dict[str, frozenset[int]] = {}
        self._begun_by: dict[frozenset[int], tuple[int, ...]] = {}

    def _atoms(self, text: str) -> frozenset[str]:
        """Resolve `a|@set|#class` into plain atoms."""
        found: set[str] = set()
        for atom in text.split("|"):
            if not atom:
                raise ModelError(
                    N_("A cue pattern has an empty alternative: %(pattern)s."), _HINT, pattern=text
                )
            if not atom.startswith("@"):
                found.add(atom)
                continue
            name = atom[1:]
            if name not in self._resolved:
                if name not in self._sets or name in self._resolving:
                    raise ModelError(
                        N_("A cue pattern names the set @%(name)s, which is missing or names itself."),
                        _HINT,
                        name=name,
                    )
                self._resolving.add(name)
                self._resolved[name] = frozenset().union(
                    *(self._atoms(part) for part in self._sets[name].split())
                )
                self._resolving.discard(name)
            found |= self._resolved[name]
        return frozenset(found)

    def _element(self, text: str) -> int:
        if text not in self._named:
            self._named[text] = self._elements.setdefault(self._atoms(text), len(self._elements))
        return self._named[text]

    def _compile(self, pattern: str) -> tuple[_Step, ...]:
        steps: list[_Step] = []
        for part in pattern.split():
            if part == "^":
                steps.append(_Step(_BEGIN))
            elif part == "$":
                steps.append(_Step(_END))
            elif gap := _GAP.fullmatch(part):
                steps.append(
                    _Step(self._element(gap[2]) if gap[2] else _ANY, negated=bool(gap[2]), gap=int(gap[1]))
                )
            else:
                optional = part.endswith("?") and len(part) > 1
                core = part.removesuffix("?") if optional else part
                negated = core.startswith("!") and len(core) > 1
                core = core.removeprefix("!") if negated else core
                steps.append(_Step(_ANY if core == "_" else self._element(core), negated, optional))
        if not any(step.element >= 0 and not step.gap for step in steps):
            raise ModelError(N_("A cue pattern names no word: %(pattern)s."), _HINT, pattern=pattern)
        return tuple(steps)

    def _index_atoms(self) -> None:
        """Sort the atoms by the way they are looked up, so that a new word costs a few dictionary lookups."""
        self._exact: dict[str, set[int]] = {}
        self._lemma: dict[str, set[int]] = {}
        self._class: dict[str, set[int]] = {}
        self._prefix: dict[str, set[int]] = {}
        self._suffix: dict[str, set[int]] = {}
        self._infix: dict[str, set[int]] = {}
        self._exact_prefix: dict[str, set[int]] = {}
        for atoms, element in self._elements.items():
            for atom in atoms:
                if atom.startswith("#"):
                    target, key = self._class, atom
                elif atom.startswith("=") and atom.endswith("*"):
                    target, key = self._exact_prefix, atom[1:-1]
                elif atom.startswith("=") and len(atom) > 1:
                    target, key = self._exact, atom[1:]
                elif len(atom) > 2 and atom.startswith("*") and atom.endswith("*"):
                    target, key = self._infix, atom[1:-1].lower()
                elif len(atom) > 1 and atom.endswith("*"):
                    target, key = self._prefix, atom[:-1].lower()
                elif len(atom) > 1 and atom.startswith("*"):
                    target, key = self._suffix, atom[1:].lower()
                else:
                    target, key = self._lemma, atom.lower()
                target.setdefault(key, set()).add(element)
        tables = {"exact prefix": self._exact_prefix, "prefix": self._prefix, "suffix": self._suffix}
        self._lengths = {name: sorted({len(key) for key in table}) for name, table in tables.items()}

    def elements(self, token: str) -> frozenset[int]:
        """Return the numbers of all elements that a token satisfies (cached)."""
        known = self._cache.get(token)
        if known is not None:
            return known
        lower = token.lower()
        bare = lower.strip(_STRIPPED) or lower
        found: set[int] = set()
        for written in {token, *(token.removesuffix(ending) for ending in _GENITIVES)}:
            found |= self._exact.get(written, set())
        parts = [
            self._exact_prefix.get(token[:length])
            for length in self._lengths["exact prefix"]
            if length <= len(token)
        ]
        parts += [
            self._prefix.get(bare[:length]) for length in self._lengths["prefix"] if length <= len(bare)
        ]
        parts += [
            self._suffix.get(bare[-length:]) for length in self._lengths["suffix"] if length <= len(bare)
        ]
        parts += [elements for part, elements in self._infix.items() if part in bare]
        found.update(*filter(None, parts))
        for word in {lower, bare, *self._lemmas(bare)}:
            found |= self._lemma.get(word, set())
        for name in self._names(token):
            found |= self._class.get(name, set())
        if len(self._cache) >= _CACHE_LIMIT:
            self._cache.clear()
        self._cache[token] = result = frozenset(found)
        return result

    def _beginning(self, row: frozenset[int]) -> tuple[int, ...]:
        """Return the patterns that may begin with a token that satisfies these elements (cached)."""
        found = tuple(number for element in row for number in self._by_first.get(element, ()))
        if len(self._begun_by) >= _CACHE_LIMIT:
            self._begun_by.clear()
        self._begun_by[row] = found
        return found

    def find(self, tokens: Sequence[str], extra: Mapping[int, Iterable[str]] | None = None) -> list[Match]:
        """Find all patterns, each at each place where it begins, with the shortest gaps.

        Args:
            tokens: the texts of the tokens.
            extra: name classes of tokens that are part of a name of several words, by token index.
        """
        cached = self._cache.get
        rows = [known if (known := cached(token)) is not None else self.elements(token) for token in tokens]
        if extra:
            for index, names in extra.items():
                rows[index] = rows[index].union(*(self._class.get(name, set()) for name in names))
        present = frozenset().union(*rows)
        matches: list[Match] = []
        stops = [token in _SENTENCE_END for token in tokens]
        begun_by = self._begun_by.get
        for start, row in enumerate(rows):
            begun = begun_by(row)
            for number in self._beginning(row) if begun is None else begun:
                if (
                    self._required[number] <= present
                    and (end := self._end(self._steps[number], 0, rows, stops, start)) is not None
                ):
                    matches.append(Match(number, start, end))
        for number in self._anywhere:
            if self._required[number] <= present:
                for start in range(len(rows)):
                    end = self._end(self._steps[number], 0, rows, stops, start)
                    if end is not None and end > start:
                        matches.append(Match(number, start, end))
                        break
        matches.sort(key=lambda match: (match.first, match.last, match.pattern))
        return matches

    def _end(  # noqa: PLR0911 - one return for each kind of element
        self,
        steps: tuple[_Step, ...],
        at: int,
        rows: Sequence[frozenset[int]],
        stops: Sequence[bool],
        position: int,
    ) -> int | None:
        """Return the token after the match of `steps[at:]` from `position`, or None."""
        while at < len(steps):
            step = steps[at]
            if step.element in (_BEGIN, _END):
                if position != (0 if step.element == _BEGIN else len(rows)):
                    return None
                at += 1
                continue
            if step.gap:
                for skipped in range(step.gap + 1):
                    end = self._end(steps, at + 1, rows, stops, position + skipped)
                    if end is not None:
                        return end
                    here = position + skipped
                    if here >= len(rows) or stops[here] or (step.element >= 0 and step.element in rows[here]):
                        return None
                return None
            matched = position < len(rows) and (
                step.element == _ANY or (step.element in rows[position]) != step.negated
            )
            if step.optional:
                if matched and (end := self._end(steps, at + 1, rows, stops, position + 1)) is not None:
                    return end
                at += 1
                continue
            if not matched:
                return None
            position += 1
            at += 1
        return position
