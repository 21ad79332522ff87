"""The words and marks in which cues count, with their places, as a spaCy `Doc` has them."""

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
    return [
        Token(text, start, start + len(text))
        for text, start in [(token.text, token.idx) for token in doc]
        if not text.isspace()
    ]
