"""Course codes that wrap in their cell: "HMN" on one line and "11" on the next one → one code."""

import re
from dataclasses import replace

from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.words.headings import field_name

# What may be the beginning of a code and no whole one, and what goes on with it.
_BEGUN = re.compile(r"^[A-ZÅÄÖ]{1,8}(?:[-–/.]|[A-Za-z\d]{0,6}[-–/])?$")
# Characters of the beginning of a code, by which most lines are passed over at once: 10 and 25 read the real
# files alike that were tried.
_LONGEST_BEGUN = 15
_REST = re.compile(r"^\d{1,6}[A-Z]{0,3}$")
_REST_AFTER_SIGN = re.compile(r"^[A-ZÅÄÖ\d]{1,8}(?:[-–/][A-ZÅÄÖ\d]{1,8})?$")
_SIGNS = ("-", "–", "/", ".")
# The next line of a cell begins below the one before it, within points and shares of the font size.
_SAME_EDGE, _NEXT_LINE, _SAME_ROW = 2.5, 1.7, 0.5
# The other cells of the row stand between the two lines in reading order.
_WITHIN = 16
_CODE = "code"


def join_wrapped_codes(lines: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
    """Join the two lines of codes that are broken behind their letters.

    A code is what stands beside a label of course codes, on its line or in the next cell.
    """
    joined: dict[int, TextLine | None] = {}
    for position, line in enumerate(lines):
        if len(line.text) > _LONGEST_BEGUN and ":" not in line.text:
            continue  # most lines are too long
        begun = _begun_code(lines, position)
        if begun is None:
            continue
        rest = _rest_of(lines, position, begun)
        if rest is not None:
            glue = "" if begun.endswith(_SIGNS) else " "
            joined[position] = replace(line, text=f"{line.text}{glue}{lines[rest].text}")
            joined[rest] = None
    if not joined:
        return lines
    return tuple(
        kept for position, line in enumerate(lines) if (kept := joined.get(position, line)) is not None
    )


def _begun_code(lines: tuple[TextLine, ...], position: int) -> str | None:
    """Return the letters that a line gives as a code, or None."""
    line = lines[position]
    label, colon, value = line.text.partition(":")
    if colon and value:
        value = value.strip()
        return value if _BEGUN.match(value) and field_name(label) == _CODE else None
    if not position or not _BEGUN.match(line.text):
        return None
    beside = lines[position - 1]
    level = beside.page == line.page and abs(beside.top - line.top) < _SAME_ROW * line.size
    return line.text if level and field_name(beside.text.rstrip(" :")) == _CODE else None


def _rest_of(lines: tuple[TextLine, ...], position: int, begun: str) -> int | None:
    """Return the position of the line below a code that goes on with it, or None."""
    line = lines[position]
    shape = _REST_AFTER_SIGN if begun.endswith(_SIGNS) else _REST
    for other in range(position + 1, min(position + 1 + _WITHIN, len(lines))):
        below = lines[other]
        if below.page != line.page:
            return None
        near = abs(below.x0 - line.x0) <= _SAME_EDGE and 0 < below.top - line.top <= _NEXT_LINE * line.size
        if near:
            return other if not below.marker and shape.match(below.text) else None
    return None
