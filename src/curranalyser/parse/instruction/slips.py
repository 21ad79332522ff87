"""Slips of the pen in the words of a sentence about teaching: "carreid out", "undervsiningen"."""

import re
from functools import lru_cache
from itertools import product

from curranalyser.parse.instruction.grammar import entries_of
from curranalyser.parse.instruction.names import known_names
from curranalyser.parse.words.spelling import misspelt_label

_WORD = re.compile(r"[^\W\d_]+")
_CHOICE = re.compile(r"(\(\?:[^()]*\)\??|\w\?)")
# Letters: of a word so long two neighbours changed about are a slip; a letter more or less makes another word
# of it still ("courses", "coursed"), and is only looked for in the words that `misspelt_label` takes.
_SWAPPED = 6
# Letters at the end that must be right, the last one where a letter is left out: what differs there is
# another word ("lecturer").
_END = 2


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    """Return the words that say that something is teaching, or is taught, as far as they can be spelt out."""
    entries = entries_of("whole", "lectures", "language", "give")
    spelt = (text for entry in entries for text in _spelt_out(entry))
    return tuple(dict.fromkeys(word for text in spelt for word in text.split() if len(word) >= _SWAPPED))


def _spelt_out(entry: str) -> list[str]:
    """Return the texts that a plain pattern stands for; none for one that is not plain."""
    choices: list[tuple[str, ...]] = []
    for part in _CHOICE.split(entry):
        inner = part.removesuffix("?").removeprefix("(?:").removesuffix(")")
        choices.append((*inner.split("|"), *([""] if part.endswith("?") else [])))
    texts = ["".join(parts) for parts in product(*choices)]
    return [text for text in texts if text.replace(" ", "").isalpha()]


@lru_cache(maxsize=1)
def _swapped() -> dict[str, str]:
    return {
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]: word
        for word in _words()
        for at in range(1, len(word) - 1)
    }


def without_slips(text: str) -> str:
    """Return a text in small letters in which misspelt words of teaching are spelt as they should be."""
    return _WORD.sub(lambda match: _mended(match[0]), text.lower())


@lru_cache(maxsize=20_000)
def _mended(word: str) -> str:
    if len(word) < _SWAPPED or word in _words() or word in known_names():
        return word
    swapped = _swapped().get(word)
    if swapped:
        return swapped
    meant = misspelt_label(word, _words())
    if meant is None:
        return word
    right = 1 if len(word) < len(meant) else _END
    return meant if meant[-right:] == word[-right:] else word
