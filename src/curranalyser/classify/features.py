"""What the estimator sees of an outcome.

The cues that were found in it, its words, word pairs and parts of words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from curranalyser.classify.cues import CueHit
from curranalyser.classify.tokens import Token

# Letters of the parts of words, and of a word that is taken whole: chosen, not measured.
_PART_LENGTHS = (4, 5, 6)
_SHORTEST_DIVIDED = 4
# In so many outcomes of the corpus a cue, and a word or a part of one, has to occur to be a feature: what
# occurs less often would be learnt by heart. Chosen, not measured.
_FEWEST_WITH_CUE, _FEWEST_WITH_TERM = 2, 3
# Words whose parts are remembered: see `elements`.
_CACHE_LIMIT = 100_000
# How much an encoded text, a vector of length one, counts beside one cue: as much as its words do.
_ENCODED_SCALE = np.float32(2.0)
_TRIMMED = "-–—•·*'’”“\"«»()[]"
Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]
Positions = npt.NDArray[np.int64]


def _word(token: str) -> str:
    """Return the form in which a token counts as a word.

    Small letters, digits made equal, or "" for punctuation.
    """
    word = token.lower().strip(_TRIMMED)
    if word.isalpha():
        return word
    if not any(character.isalpha() for character in word):
        return "0" if any(character.isdigit() for character in word) else ""
    return "".join("0" if character.isdigit() else character for character in word)


def _token_terms(word: str) -> tuple[str, ...]:
    """Return the terms of one word: itself and the parts of `<word>`."""
    if not word:
        return ()
    if len(word) < _SHORTEST_DIVIDED:
        return (f"w {word}",)
    framed = f"<{word}>"
    return (
        f"w {word}",
        *dict.fromkeys(
            [framed[at : at + size] for size in _PART_LENGTHS for at in range(len(framed) - size + 1)]
        ),
    )


def text_terms(tokens: Iterable[str]) -> set[str]:
    """Return all terms of a text: words, pairs of neighbouring words, parts of words."""
    words = [word for word in (_word(token) for token in tokens) if word]
    terms: set[str] = set()
    for word in words:
        terms.update(_token_terms(word))
    terms.update(f"p {first} {second}" for first, second in pairwise(words))
    return terms


def cue_terms(hits: Sequence[CueHit]) -> set[str]:
    """Return the terms of the cues in an outcome.

    Each cue, each rule, and which verdicts meet for a perspective.
    """
    terms: set[str] = set()
    verdicts: dict[str, set[str]] = {}
    for hit in hits:
        terms.add(f"cue {hit.cue.id}")
        terms.add(f"rule {hit.cue.rule}")
        verdicts.setdefault(hit.cue.perspective, set()).add(hit.cue.verdict)
    for perspective, found in verdicts.items():
        terms.add(f"{perspective} {'+'.join(sorted(found))}")
        if "yes" in found:
            terms.add(f"{perspective} yes")
            rules = {
                hit.cue.rule
                for hit in hits
                if hit.cue.perspective == perspective and hit.cue.verdict == "yes"
            }
            cues = {
                hit.cue.id for hit in hits if hit.cue.perspective == perspective and hit.cue.verdict == "yes"
            }
            if len(rules) > 1:
                terms.add(f"{perspective} yes by two rules")
            if len(cues) > 1:
                terms.add(f"{perspective} yes by two cues")
    return terms


@dataclass(frozen=True, slots=True)
class Rows:
    """Outcomes as the estimator sees them, in the layout of a sparse matrix by rows.

    Attributes:
        indices: numbers of features, row after row.
        values: of these features, likewise.
        starts: where each row begins in them, and at last where the last one ends.
    """

    indices: Integers
    values: Floats
    starts: Positions

    def __len__(self) -> int:
        return len(self.starts) - 1


class Featurizer:
    """Turns outcomes into rows.

    Args:
        cue_vocabulary: the cue terms, in order; they take the first columns.
        text_vocabulary: the text terms, in order; they follow.
        weights: the inverse document frequency of each text term.
        text_scale: how much the text as a whole counts beside one cue.
        dimension: of the vectors of an encoder, which take the last columns; 0 without one.
    """

    def __init__(
        self,
        cue_vocabulary: Sequence[str],
        text_vocabulary: Sequence[str],
        weights: Floats,
        text_scale: float,
        dimension: int = 0,
    ) -> None:
        self.cue_vocabulary = tuple(cue_vocabulary)
        self.text_vocabulary = tuple(text_vocabulary)
        self.weights = weights
        self.text_scale = text_scale
        self._encoded = np.arange(dimension, dtype=np.int32) + np.int32(
            len(self.cue_vocabulary) + len(self.text_vocabulary)
        )
        self.size = len(self.cue_vocabulary) + len(self.text_vocabulary) + dimension
        self._cue_index = {term: number for number, term in enumerate(self.cue_vocabulary)}
        offset = len(self.cue_vocabulary)
        self._text_index = {term: offset + number for number, term in enumerate(self.text_vocabulary)}
        self.columns = np.concatenate([np.ones(offset, dtype=np.float32), weights.astype(np.float32)])
        self._tokens: dict[str, tuple[str, Integers]] = {}

    def cue_number(self, term: str) -> int | None:
        """Return the number of a cue term's feature, or None where the corpus did not show it."""
        return self._cue_index.get(term)

    def token_features(self, token: str) -> tuple[str, Integers]:
        """Return the word a token counts as, and the feature numbers of it and its parts (cached)."""
        known = self._tokens.get(token)
        if known is None:
            word = _word(token)
            index = self._text_index
            known = (
                word,
                np.array([index[term] for term in _token_terms(word) if term in index], dtype=np.int32),
            )
            if len(self._tokens) >= _CACHE_LIMIT:
                self._tokens.clear()
            self._tokens[token] = known
        return known

    def rows(
        self,
        texts: Sequence[Sequence[Token]],
        hits: Sequence[Sequence[CueHit]],
        encoded: Floats | None = None,
    ) -> Rows:
        """Make the rows of outcomes, all in one go. A row does not depend on which others stand beside it.

        Args:
            texts: the tokens of each outcome without its lead-in.
            hits: the cues in each outcome and in its lead-in.
            encoded: the vectors of the outcomes without their lead-ins, one a row, where there is an encoder.
        """
        parts: list[Integers] = []
        counts: list[int] = []
        for tokens, found in zip(texts, hits, strict=True):
            own = self._numbers(tokens, found)
            parts += own
            counts.append(sum(map(len, own)))
        # A feature counts once a row. Numbered through all rows, what is double can be told by one sorting,
        # which takes a tenth of the time of np.unique.
        size = max(self.size, 1)
        numbered = np.repeat(np.arange(len(counts)) * size, counts) + np.concatenate(
            [np.empty(0, dtype=np.int32), *parts]
        )
        numbered.sort()
        numbered = numbered[np.diff(numbered, prepend=-1) > 0]
        places, indices = np.divmod(numbered, size)
        starts = np.searchsorted(places, np.arange(len(counts) + 1))
        values = self.columns[indices]
        is_text = indices >= len(self.cue_vocabulary)
        squares = np.bincount(places[is_text], np.square(values[is_text], dtype=np.float64), len(counts))
        scales = self.text_scale / np.sqrt(np.where(squares > 0, squares, 1.0))
        values[is_text] *= scales[places[is_text]].astype(np.float32)
        rows = Rows(indices.astype(np.int32), values, starts)
        return rows if encoded is None else self._with_vectors(rows, encoded)

    def _numbers(self, tokens: Sequence[Token], hits: Sequence[CueHit]) -> list[Integers]:
        """Return the numbers of the features of one outcome, some of them more than once."""
        found: list[Integers] = []
        others: list[int] = []
        index = self._text_index
        before = ""
        known = self._tokens.get
        for token in tokens:
            word, numbers = known(token.text) or self.token_features(token.text)
            if not word:
                continue
            found.append(numbers)
            if before and (pair := index.get(f"p {before} {word}")) is not None:
                others.append(pair)
            before = word
        if hits:
            others += [self._cue_index[term] for term in cue_terms(hits) if term in self._cue_index]
        if others:
            found.append(np.array(others, dtype=np.int32))
        return found

    def _with_vectors(self, rows: Rows, encoded: Floats) -> Rows:
        """Add the vectors of an encoder, which take the last columns."""
        ends = np.repeat(rows.starts[1:], encoded.shape[1])
        indices = np.insert(rows.indices, ends, np.tile(self._encoded, len(encoded)))
        values = np.insert(rows.values, ends, (encoded * _ENCODED_SCALE).ravel())
        return Rows(indices, values, rows.starts + np.arange(len(rows) + 1) * encoded.shape[1])


def learn_featurizer(
    texts: Sequence[Sequence[str]],
    hits: Sequence[Sequence[CueHit]],
    text_scale: float,
    *,
    use_cues: bool = True,
    use_text: bool = True,
    dimension: int = 0,
) -> Featurizer:
    """Collect the vocabulary of a corpus.

    Args:
        texts: the tokens of each outcome.
        hits: the cues of each outcome.
        text_scale: see `Featurizer`.
        use_cues: False leaves the cues out (to compare designs).
        use_text: False leaves the text out.
        dimension: see `Featurizer`.
    """
    cue_counts: Counter[str] = Counter()
    text_counts: Counter[str] = Counter()
    for tokens, found in zip(texts, hits, strict=True):
        if use_cues:
            cue_counts.update(cue_terms(found))
        if use_text:
            text_counts.update(text_terms(tokens))
    cues = sorted(term for term, count in cue_counts.items() if count >= _FEWEST_WITH_CUE)
    terms = sorted(term for term, count in text_counts.items() if count >= _FEWEST_WITH_TERM)
    total = len(texts)
    weights = np.array(
        [np.log((1 + total) / (1 + text_counts[term])) + 1 for term in terms], dtype=np.float32
    )
    return Featurizer(cues, terms, weights, text_scale, dimension)
