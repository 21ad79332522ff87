"""The elements of patterns: which of them a token satisfies (`patterns` says how they are written)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from curranalyser.errors import ModelError
from curranalyser.i18n import N_

HINT = N_("Mend the cues file.")
_SENTENCE_END = frozenset(".;!?")
_STRIPPED = "-–—•·*'’”“\"«»"
# Endings that a name as written may bear: FN:s, the OECD's.
_GENITIVES = (":s", "'s", "’s")
# Words that are remembered; a document has some thousands, a corpus of a university some tens of thousands.
_CACHE_LIMIT = 100_000
# Letters by which beginnings and ends of words are looked up: of some hundreds a word is held against a few.
_FEW = 3
Names = Callable[[str], Iterable[str]]
Lemmas = Callable[[str], Iterable[str]]
# Tokens of a text → name classes of those that are part of a name of several words, by token index.
Several = Callable[[list[str]], Mapping[int, Iterable[str]]]
_NOTHING: frozenset[int] = frozenset()


def _no_names(_: list[str]) -> Mapping[int, Iterable[str]]:
    return {}


class Cut(NamedTuple):
    """A text whose tokens were looked up.

    Attributes:
        tokens: their texts.
        rows: the elements that each satisfies.
        present: the elements that any of them does.
        stops: whether each ends a sentence.
        several: those that are part of a name of several words.
    """

    tokens: Sequence[str]
    rows: Sequence[frozenset[int]]
    present: frozenset[int]
    stops: Sequence[bool]
    several: Mapping[int, Iterable[str]]


class _Affixes:
    """Elements by beginnings of words, or by ends of words."""

    def __init__(self, *, ends: bool = False) -> None:
        self._part = slice(-_FEW, None) if ends else slice(_FEW)
        self._holds = str.endswith if ends else str.startswith
        self._short: dict[str, set[int]] = {}
        self._by_few: dict[str, dict[str, set[int]]] = {}

    def add(self, affix: str, element: int) -> None:
        table = self._short if len(affix) < _FEW else self._by_few.setdefault(affix[self._part], {})
        table.setdefault(affix, set()).add(element)

    def find(self, word: str, found: set[int]) -> None:
        holds = self._holds
        for table in (self._by_few.get(word[self._part]), self._short):
            if table:
                for affix, elements in table.items():
                    if holds(word, affix):
                        found |= elements


class Elements:
    """The elements of all patterns in one language.

    Matchers share them: a word that is new is looked up once for all of them, which is most of what a text of
    new words costs.

    Args:
        sets: named sets that patterns may use, each a string of atoms separated by spaces.
        lemmas: gives the lemmas of a lower-case word.
        names: gives the name classes of a token as written, such as "#country".
        several: gives the name classes of tokens that are part of a name of several words.
    """

    def __init__(
        self, sets: Mapping[str, str], lemmas: Lemmas, names: Names, several: Several = _no_names
    ) -> None:
        self._sets = sets
        self._lemmas = lemmas
        self._names = names
        self._several = several
        self._numbers: dict[frozenset[str], int] = {}
        self._named: dict[str, int] = {}
        self._resolving: set[str] = set()
        self._resolved: dict[str, frozenset[str]] = {}
        self._exact: dict[str, set[int]] = {}
        self._lemma: dict[str, set[int]] = {}
        self._class: dict[str, set[int]] = {}
        self._infix: dict[str, set[int]] = {}
        self._prefix, self._exact_prefix, self._suffix = _Affixes(), _Affixes(), _Affixes(ends=True)
        self._cache: dict[str, frozenset[int]] = {}
        self._rows: dict[frozenset[int], frozenset[int]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, text: str) -> int:
        """Return the number of an element, such as `politik|@norm|#country`.

        Raises:
            ModelError: where it cannot be read.
        """
        if text not in self._named:
            atoms = self._atoms(text)
            if atoms not in self._numbers:
                self._numbers[atoms] = len(self._numbers)
                self._index(atoms, self._numbers[atoms])
            self._named[text] = self._numbers[atoms]
        return self._named[text]

    def _atoms(self, text: str) -> frozenset[str]:
        """Resolve `a|@set|#class` into plain atoms."""
        found: set[str] = set()
        for atom in text.split("|"):
            if not atom:
                raise ModelError(
                    N_("A cue pattern has an empty alternative: %(pattern)s."), HINT, pattern=text
                )
            if not atom.startswith("@"):
                found.add(atom)
                continue
            name = atom[1:]
            if name not in self._resolved:
                if name not in self._sets or name in self._resolving:
                    raise ModelError(
                        N_("A cue pattern names the set @%(name)s, which is missing or names itself."),
                        HINT,
                        name=name,
                    )
                self._resolving.add(name)
                self._resolved[name] = frozenset().union(
                    *(self._atoms(part) for part in self._sets[name].split())
                )
                self._resolving.discard(name)
            found |= self._resolved[name]
        return frozenset(found)

    def _index(self, atoms: Iterable[str], element: int) -> None:
        """Sort atoms by the way they are looked up, so that a new word costs a few dictionary lookups."""
        self._cache.clear()
        for atom in atoms:
            if atom.startswith("#"):
                self._class.setdefault(atom, set()).add(element)
            elif atom.startswith("=") and atom.endswith("*"):
                self._exact_prefix.add(atom[1:-1], element)
            elif atom.startswith("=") and len(atom) > 1:
                self._exact.setdefault(atom[1:], set()).add(element)
            elif len(atom) > 2 and atom.startswith("*") and atom.endswith("*"):
                self._infix.setdefault(atom[1:-1].lower(), set()).add(element)
            elif len(atom) > 1 and atom.endswith("*"):
                self._prefix.add(atom[:-1].lower(), element)
            elif len(atom) > 1 and atom.startswith("*"):
                self._suffix.add(atom[1:].lower(), element)
            else:
                self._lemma.setdefault(atom.lower(), set()).add(element)

    def of(self, token: str) -> frozenset[int]:
        """Return the numbers of all elements that a token satisfies (cached)."""
        known = self._cache.get(token)
        if known is not None:
            return known
        lower = token.lower()
        bare = lower.strip(_STRIPPED) or lower
        found: set[int] = set()
        found.update(self._exact.get(token, ()))
        if token.endswith(_GENITIVES):
            found.update(self._exact.get(token[:-2], ()))
        self._exact_prefix.find(token, found)
        self._prefix.find(bare, found)
        self._suffix.find(bare, found)
        for part, elements in self._infix.items():
            if part in bare:
                found |= elements
        lemma = self._lemma.get
        for word in {lower, bare, *self._lemmas(bare)}:
            found.update(lemma(word, ()))
        for name in self._names(token):
            found.update(self._class.get(name, ()))
        if len(self._cache) >= _CACHE_LIMIT:
            self._cache.clear()
            self._rows.clear()
        row = frozenset(found)
        self._cache[token] = row = self._rows.setdefault(row, row)
        return row

    def look_up(self, tokens: list[str]) -> Cut:
        """Look up the tokens of a text, given as their texts."""
        cached = self._cache.get
        rows = [known if (known := cached(token)) is not None else self.of(token) for token in tokens]
        several = self._several(tokens)
        for index, names in several.items():
            rows[index] = rows[index].union(*(self._class.get(name, ()) for name in names))
        return Cut(
            tokens=tokens,
            rows=rows,
            present=_NOTHING.union(*rows),
            stops=[token in _SENTENCE_END for token in tokens],
            several=several,
        )
