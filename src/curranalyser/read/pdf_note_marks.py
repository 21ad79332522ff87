"""Marks of footnotes: small raised digits that are glued to the word before them in the text of a PDF."""

import ctypes
import re

from pypdfium2 import raw

# After a word of three letters or more (m2 and CO2 keep their digits), or after a sentence mark.
# (The digit first: a pattern that begins with a look back takes five times as long.)
_MARK = re.compile(r"\d(?<=[^\W\d_]{3}\d|[^\W\d_]{2}[.,;:)”\"]\d)\d?(?![.,]?\d)(?!\w)")
_NOTHING = "\u200b"  # normalised away; a mark taken out would shift the places of all that follows
_SMALLER = 0.85
# How much higher than the line a mark stands, as a share of the size of its letters.
_RAISED = 0.12


def without_raised_digits(text: str, text_page: object) -> str:
    """Return the text of a page with the marks of footnotes replaced by characters of no width.

    Args:
        text: of the page, one character for each of pdfium's.
        text_page: pdfium's handle.
    """
    marks = [match.span() for match in _MARK.finditer(text)]
    if not marks:
        return text
    marks = [(start, end) for start, end in marks if _is_raised(text_page, start)]
    for start, end in marks:
        text = text[:start] + _NOTHING * (end - start) + text[end:]
    return text


def _is_raised(text_page: object, index: int) -> bool:
    """Whether a character is smaller than the one before it and stands higher."""
    (before, line), (size, place) = (_size_and_place(text_page, at) for at in (index - 1, index))
    return size < _SMALLER * before and place - line > _RAISED * before


def _size_and_place(text_page: object, index: int) -> tuple[float, float]:
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
    raw.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
    return raw.FPDFText_GetFontSize(text_page, index) * (abs(matrix.d) or 1.0), y.value
