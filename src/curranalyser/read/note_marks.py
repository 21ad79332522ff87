"""Raised digits: those of footnotes are no part of the text, those of powers and units are."""

import re
from typing import Final

_RAISED: Final = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_DIGITS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# A word of fewer letters may be a unit, a variable or an element: its raised digit means something (m², R²).
_SHORTEST_WORD: Final = 4
# To regular expressions a raised digit is a letter.
_L: Final = rf"[^\W\d_{_DIGITS}]"
# Behind a word or the sign that ends it, before a space, a sign or the end; several are set apart by commas.
_MARKS = re.compile(
    rf"(?:(?<={_L}{{{_SHORTEST_WORD}}})|(?<={_L}{{2}}[,.;:!?])|(?<={_L}{{{_SHORTEST_WORD}}}[)”\"»]))"
    rf"[{_DIGITS}]{{1,3}}(?:[,\u00a0 ]{{1,2}}[{_DIGITS}]{{1,3}}){{0,9}}(?![\w⁺⁻])"
)
_MARK_TEXT = re.compile(r"\s*(?:\[\d{1,3}\]|\(?\d{1,3}\)|[*†‡§¶]{1,3}|\d{1,3}(?:\s*,\s*\d{1,3}){1,9})\s*\Z")
_FIGURES = re.compile(r"\s*[0-9+-]{1,6}\s*\Z")


def raised(text: str) -> str:
    """Return what a piece set as superscript says: digits as raised ones, "" for a sign of a footnote."""
    if _FIGURES.match(text):
        return text.strip().translate(_RAISED)
    return "" if _MARK_TEXT.match(text) else text


def without_note_marks(text: str, bold: int = 0) -> tuple[str, int]:
    """Take out the raised digits that refer to footnotes.

    Args:
        text: a paragraph or line, with raised digits as characters of their own.
        bold: how many of its characters, from its start, are bold.

    Returns:
        The text, and the number of bold characters that are left.
    """
    shorter = bold
    for match in _MARKS.finditer(text):
        shorter -= max(min(match.end(), bold) - match.start(), 0)
    return _MARKS.sub("", text), shorter
