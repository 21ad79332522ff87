"""A table with a course a row → the lines of each course.

Its first column holds codes, another the outcomes.
"""

import re
from bisect import bisect_left
from dataclasses import replace

from curranalyser.datamodel import SectionKind
from curranalyser.parse.fields.codes import is_code
from curranalyser.parse.page.columns import divide
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.page.paragraphs import Lexicon, join_texts
from curranalyser.parse.page.rows import on_one_row
from curranalyser.parse.words.headings import field_name, section_kind

# The heads of the columns stand among so many lines from the top.
_HEAD_LINES = 40
# Fewer codes below each other may be anything.
_LEAST_ROWS = 6
# Points by which lines of the column of codes may begin beside each other, and another before its head.
_NEAR = 3.0
_EDGE = 4.0
# Lines in the column of codes that are none, to one that is.
_OTHERS = 0.3
# A list as a program prints it: ['explain …', "apply …"]
_PRINTED_LIST = re.compile(r"^\[\s*['\"].*['\"]\s*\]$", re.DOTALL)
_BETWEEN = re.compile(r"(?<=['\"]),\s+(?=['\"])")


def split_rows(lines: tuple[TextLine, ...]) -> list[tuple[TextLine, ...]]:
    """Split a table of courses into one syllabus a row.

    Args:
        lines: of the whole document in reading order.

    Returns:
        For each row the code, the heading of the outcomes and the lines of its outcome cell; empty where the
        document is no such table.
    """
    head = _head(lines)
    if head is None:
        return []
    first, heading = head
    column = [line for line in lines if abs(line.x0 - first.x0) < _NEAR and line is not first]
    codes = sorted((line for line in column if is_code(line.text)), key=_place)
    if len(codes) < _LEAST_ROWS or len(column) - len(codes) > _OTHERS * len(codes):
        return []
    cell = _outcome_column(lines, heading)
    lexicon = Lexicon(lines)
    starts = [bisect_left(cell, _place(code), key=_place) for code in codes]
    ends = [*starts[1:], len(cell)]
    return [
        (code, replace(heading, page=code.page, top=code.top), *_items(cell[start:end], lexicon))
        for code, start, end in zip(codes, starts, ends, strict=True)
    ]


def _place(line: TextLine) -> tuple[int, float]:
    return line.page, line.top


def _head(lines: tuple[TextLine, ...]) -> tuple[TextLine, TextLine] | None:
    """Return the heading of the first column and that of the outcomes, on one row near the beginning.

    None where there are none.
    """
    top = lines[:_HEAD_LINES]
    edge = min([line.x0 for line in top], default=0.0)
    for heading in top:
        # Most lines begin at the edge, and so have nothing on their left.
        if heading.x0 > edge and section_kind(heading.text) is SectionKind.OUTCOMES:
            for line in top:
                if (
                    on_one_row(line, heading)
                    and line.x0 < heading.x0
                    and field_name(line.text) in ("title", "code")
                ):
                    return line, heading
    return None


def _outcome_column(lines: tuple[TextLine, ...], heading: TextLine) -> list[TextLine]:
    """Return the lines of the outcome column from top to bottom.

    What was read across its edge is divided there.
    """
    edge = heading.x0 - _EDGE
    inside = [line for line in lines if line.x0 >= edge and line is not heading]
    crossing = [line for line in lines if line.x0 < edge and line.x1 > heading.x0 + _EDGE]
    return sorted(inside + [divide(line, heading.x0, inside)[1] for line in crossing], key=_place)


def _items(lines: list[TextLine], lexicon: Lexicon) -> list[TextLine]:
    """Return the lines of a cell as running lines of a column.

    Where a program printed a list into it, its items.
    """
    text = join_texts([line.text for line in lines], lexicon)
    if not _PRINTED_LIST.match(text):
        return [replace(line, label=False, cell=False) for line in lines]
    items = [item.strip("'\" ") for item in _BETWEEN.split(text.strip()[1:-1])]
    return [replace(lines[0], text=item, marker="•", label=False, cell=False) for item in items]
