"""Slips of the pen in the words of a sentence about teaching: "carreid out", "undervsiningen"."""

import re
from functools import lru_cache
from itertools import product

from curranalyser.parse.instruction.grammar import entries_of
from curranalyser.parse.instruction.names import known_names
from curranalyser.parse.words.spelling import misspelt_label

_CHOICE = re.compile(r"(\(\?:[^()]*\)\??|\w\?)")
# Letters: in a word so long letters changed about are a slip; a letter more or less makes another word of it
# still ("courses", "coursed"), and is only looked for in the words that `misspelt_label` takes.
_SHORTEST = 6
_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")
# Letters at the end that must be right, the last one where a letter is left out: what differs there is
# another word ("lecturer").
_END = 2


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Return the words that say that something is teaching, or is taught, as far as they can be spelt out."""
    texts = (
        text for entry in entries_of("whole", "lectures", "language", "give") for text in _spelt_out(entry)
    )
    return {_letters(word): word for text in texts for word in text.split() if len(word) >= _SHORTEST}


def _letters(word: str) -> str:
    """Return what a word has in common with itself when letters behind the first are changed about."""
    return word[0] + "".join(sorted(word))


def _spelt_out(entry: str) -> list[str]:
    """Return the texts that a plain pattern stands for; none for one that is not plain."""
    choices: list[tuple[str, ...]] = []
    for part in _CHOICE.split(entry):
        inner = part.removesuffix("?").removeprefix("(?:").removesuffix(")")
        choices.append((*inner.split("|"), *([""] if part.endswith("?") else [])))
    texts = ["".join(parts) for parts in product(*choices)]
    return [text for text in texts if text.replace(" ", "").isalpha()]


def without_slips(text: str) -> str:
    """Return a text in small letters in which misspelt words of teaching are spelt as they should be."""
    return _WORD.sub(lambda match: _mended(match[0]), text.lower())


@lru_cache(maxsize=20_000)
def _mended(word: str) -> str:
    if word in known_names():
        return word
    words = _words()
    meant = words.get(_letters(word)) or misspelt_label(word, tuple(words.values()))
    if meant is None or _letters(meant) == _letters(word):
        return meant or word
    right = 1 if len(word) < len(meant) else _END
    return meant if meant[-right:] == word[-right:] else word
