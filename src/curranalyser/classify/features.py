"""What the estimator sees of an outcome: the cues that were found in it, its words, word pairs and parts of words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from curranalyser.classify.cues import CueHit
from curranalyser.classify.tokens import Token

_PART_LENGTHS = (4, 5, 6)
_CACHE_LIMIT = 100_000
# How much an encoded text, a vector of length one, counts beside one cue: as much as its words do.
_ENCODED_SCALE = np.float32(2.0)
_TRIMMED = "-–—•·*'’”“\"«»()[]"
Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]


def _word(token: str) -> str:
    """Return the form in which a token counts as a word: small letters, digits made equal, or "" for punctuation."""
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
    if len(word) < 4:
        return (f"w {word}",)
    framed = f"<{word}>"
    return (f"w {word}", *dict.fromkeys([framed[at : at + size] for size in _PART_LENGTHS for at in range(len(framed) - size + 1)]))


def text_terms(tokens: Iterable[str]) -> set[str]:
    """Return all terms of a text: words, pairs of neighbouring words, parts of words."""
    words = [word for word in (_word(token) for token in tokens) if word]
    terms: set[str] = set()
    for word in words:
        terms.update(_token_terms(word))
    terms.update(f"p {first} {second}" for first, second in pairwise(words))
    return terms


def cue_terms(hits: Sequence[CueHit]) -> set[str]:
    """Return the terms of the cues in an outcome: each cue, each rule, and which verdicts meet for a perspective."""
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
            rules = {hit.cue.rule for hit in hits if hit.cue.perspective == perspective and hit.cue.verdict == "yes"}
            cues = {hit.cue.id for hit in hits if hit.cue.perspective == perspective and hit.cue.verdict == "yes"}
            if len(rules) > 1:
                terms.add(f"{perspective} yes by two rules")
            if len(cues) > 1:
                terms.add(f"{perspective} yes by two cues")
    return terms


@dataclass(frozen=True, slots=True)
class Row:
    """One outcome as the estimator sees it: numbers of features, and their values."""

    indices: Integers
    values: Floats


class Featurizer:
    """Turns outcomes into rows.

    Args:
        cue_vocabulary: the cue terms, in order; they take the first columns.
        text_vocabulary: the text terms, in order; they follow.
        weights: the inverse document frequency of each text term.
        text_scale: how much the text as a whole counts beside one cue.
        dimension: of the vectors of an encoder, which take the last columns; 0 without one.
    """

    def __init__(self, cue_vocabulary: Sequence[str], text_vocabulary: Sequence[str], weights: Floats, text_scale: float, dimension: int = 0) -> None:
        self.cue_vocabulary = tuple(cue_vocabulary)
        self.text_vocabulary = tuple(text_vocabulary)
        self.weights = weights
        self.text_scale = text_scale
        self._encoded = np.arange(dimension, dtype=np.int32) + np.int32(len(self.cue_vocabulary) + len(self.text_vocabulary))
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
            known = (word, np.array([index[term] for term in _token_terms(word) if term in index], dtype=np.int32))
            if len(self._tokens) >= _CACHE_LIMIT:
                self._tokens.clear()
            self._tokens[token] = known
        return known

    def row(self, tokens: Sequence[Token], hits: Sequence[CueHit], encoded: Floats | None = None) -> Row:
        """Make the row of one outcome.

        Args:
            tokens: of the outcome without its lead-in.
            hits: the cues in the outcome and in its lead-in.
            encoded: the vector of the outcome without its lead-in, where there is an encoder.
        """
        text: list[Integers] = []
        pairs: list[int] = []
        index = self._text_index
        before = ""
        known = self._tokens.get
        for token in tokens:
            word, numbers = known(token.text) or self.token_features(token.text)
            if not word:
                continue
            text.append(numbers)
            if before and (pair := index.get(f"p {before} {word}")) is not None:
                pairs.append(pair)
            before = word
        cues = [self._cue_index[term] for term in cue_terms(hits) if term in self._cue_index]
        text_indices = np.unique(np.concatenate([*text, np.array(pairs, dtype=np.int32)]))
        values = self.columns[text_indices]
        norm = float(np.sqrt(np.dot(values, values)))
        if norm:
            values = values * np.float32(self.text_scale / norm)
        cues.sort()
        indices = [np.array(cues, dtype=np.int32), text_indices]
        parts = [np.ones(len(cues), dtype=np.float32), values]
        if encoded is not None:
            indices.append(self._encoded)
            parts.append(encoded * _ENCODED_SCALE)
        return Row(np.concatenate(indices), np.concatenate(parts))


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
    cues = sorted(term for term, count in cue_counts.items() if count >= 2)
    terms = sorted(term for term, count in text_counts.items() if count >= 3)
    total = len(texts)
    weights = np.array([np.log((1 + total) / (1 + text_counts[term])) + 1 for term in terms], dtype=np.float32)
    return Featurizer(cues, terms, weights, text_scale, dimension)
