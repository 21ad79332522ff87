"""What stands on one row of a page: the one definition of it."""

from operator import attrgetter
from typing import Protocol

from curranalyser.datamodel import Line

# Times the font size: lines whose tops differ by less stand on one row. Lines of text stand at least one size
# apart, and a label and its value in two fonts differ by less than half of it.
_ROW = 0.5
# Points: no type is read that is smaller, so that a wrong size of 1 does not part a row.
_LEAST_SIZE = 5.0
# Times the font size below the top of a line: the middle of its small letters, which types of two sizes on
# one baseline share nearly; and how far apart the middles of one row may be.
MIDDLE, _BASELINE = 0.6, 0.42
# Times the font size below the top: rows are met from top to bottom in the order of this.
_ORDER = 0.5
_LEFT_EDGE = attrgetter("x0")


class Placed(Protocol):
    """Whatever has a place on a page: its page, the distance of its top and its size in points."""

    @property
    def page(self) -> int: ...  # noqa: D102 see the class

    @property
    def top(self) -> float: ...  # noqa: D102 see the class

    @property
    def size(self) -> float: ...  # noqa: D102 see the class


def on_one_row(first: Placed, second: Placed) -> bool:
    """Whether two lines stand on one row of a page, as a label and its value or the cells of a table do."""
    return first.page == second.page and abs(first.top - second.top) < _ROW * first.size


def group_rows(lines: list[Line]) -> list[list[Line]]:
    """Group the runs of one page into rows of one baseline, each sorted from left to right."""
    rows: list[list[Line]] = []
    row: list[Line] = []
    centre = first_size = 0.0
    for line in sorted(lines, key=lambda line: (line.top + _ORDER * line.size, line.x0)):
        size = line.size
        height = line.top + MIDDLE * size
        smaller = size if size < first_size else first_size
        if row and abs(height - centre) <= _BASELINE * (smaller if smaller > _LEAST_SIZE else _LEAST_SIZE):
            row.append(line)
        else:
            row = [line]
            rows.append(row)
            centre, first_size = height, size
    for row in rows:
        if len(row) > 1:
            row.sort(key=_LEFT_EDGE)
    return rows
