"""How much of a page text takes: estimated, rather too much, so that what is to stand on one page does."""

from collections.abc import Sequence

from curranalyser.report.word import (
    BODY_POINTS,
    HEADING_POINTS,
    HEADING_SPACE,
    PARAGRAPH_SPACE,
    SMALL_POINTS,
    TEXT_HEIGHT,
    TEXT_WIDTH,
)
from curranalyser.report.words import text_width

_MM_A_POINT = 25.4 / 72
# Points of a line for each point of the font, and the part of a line that words leave empty at its end.
_LEADING, _RAGGED = 1.25, 0.9
# Millimetres: what a list's bullet takes, and what the sides of a cell take of its width and height.
_BULLET, _CELL_SIDES, _CELL_TOP = 7, 4, 0.6
# Of a page that is left empty: fonts that a reader has in place of ours may be wider.
_SPARE = 4


def _lines(text: str, points: float, width: float) -> int:
    # Hundreds in place of points: the widths of characters are whole numbers.
    wide = text_width(text, 100) * points / 100 * _MM_A_POINT
    return max(1, -(-int(wide) // int(width * _RAGGED)))


def _text(text: str, points: float, width: float) -> float:
    return _lines(text, points, width) * points * _LEADING * _MM_A_POINT


def heading(text: str, level: int) -> float:
    """Return how high a heading is, in millimetres."""
    return _text(text, HEADING_POINTS[level], TEXT_WIDTH) + sum(HEADING_SPACE[level]) * _MM_A_POINT


def paragraph(text: str, small: bool = False) -> float:
    """Return how high a paragraph is, in millimetres."""
    points = SMALL_POINTS if small else BODY_POINTS
    return _text(text, points, TEXT_WIDTH) + PARAGRAPH_SPACE * _MM_A_POINT


def item(text: str) -> float:
    """Return how high an item of a list is, in millimetres."""
    return _text(text, BODY_POINTS, TEXT_WIDTH - _BULLET) + PARAGRAPH_SPACE * _MM_A_POINT


def table(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> float:
    """Return how high a table is, its head among the rows, in millimetres."""
    height = 0.0
    for row in rows:
        cells = (
            _text(cell, SMALL_POINTS, width - _CELL_SIDES) for cell, width in zip(row, widths, strict=True)
        )
        height += max(cells, default=0) + _CELL_TOP + 2 * _MM_A_POINT
    # The empty paragraph that stands below.
    return height + paragraph("", small=True)


def room(heights: float) -> float:
    """Return how many millimetres of a page are left beside what takes so many."""
    return TEXT_HEIGHT - _SPARE - heights
