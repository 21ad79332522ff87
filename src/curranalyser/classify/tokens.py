"""The words and marks in which cues count, with their places, as a spaCy `Doc` has them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from curranalyser.classify.nlp import Doc


class Token(NamedTuple):
    """A token and where it stands in its text: `text[start:end]`."""

    text: str
    start: int
    end: int


def tokens_of(doc: "Doc") -> list[Token]:
    """Return the tokens of a text that was cut, in order and without the spaces between them."""
    # All in one go: to ask each token for its text and its place takes nearly twice as long.
    string: Callable[[int], str] = doc.vocab.strings.__getitem__
    words, starts = doc.to_array(["ORTH", "IDX"]).T.tolist()
    return [
        Token(text, start, start + len(text))
        for text, start in zip(map(string, words), starts, strict=True)
        if not text.isspace()
    ]
