"""A table with a heading over each of two columns → the lines of each column.

Topics beside learning outcomes, for one.
"""

from dataclasses import replace
from itertools import pairwise

from curranalyser.parse.page.layout import TextLine, split_marker

# Of the least step between lines: what stands further below the line above begins a row.
_ABOVE_ROW = 1.2
# Of the size of letters: the gap that is set above a row, so that what comes after takes it for a new one.
_NEW_ROW = 3.0
# Points by which the right column may begin left of its edge.
_EDGE = 4.0
# Times the type size: tops of one line differ by less, and those of two by more. In real files lines stand on
# one height, or 1.15 and more apart.
_SAME_ROW = 0.3
_LEAST_STEP = 0.8
# Points: the width of a letter where that of an empty run would be nothing.
_LEAST_WIDTH = 0.1
# Characters: a line that runs over both columns is divided rather before a capital, if it is no further off.
_CAPITAL = 4
# Points by which the tops of lines in one row may differ.
_STEPS = (-3, -2, -1, 0, 1, 2, 3)
# The width of letters is taken from so many lines at most: from all, a table cost the square of its lines.
_ENOUGH = 100


class TwoColumns:
    """The columns of a table under construction.

    A line that stands within neither column ends the table.
    """

    def __init__(self, left: TextLine, right: TextLine, read: list[TextLine], topics: bool) -> None:
        """Begin below two headings on one row.

        Args:
            left: the heading of the left column.
            right: the heading of the right column.
            read: lines of the left column that were read before the right heading.
            topics: the left column is that of the topics.
        """
        self.topics = topics
        self.edge = left.right if left.x1 <= left.right <= right.x0 + _EDGE else right.x0
        self.start = left.x0
        self.left: list[TextLine] = read
        self.right: list[TextLine] = []
        self.end: TextLine | None = None

    def stands_above(self, line: TextLine) -> bool:
        """Whether a line of the right column was read late: it stands above the line that ended the table."""
        return (
            self.end is not None
            and line.page == self.end.page
            and line.top < self.end.top - 1
            and line.x0 >= self.edge - _EDGE
        )

    def take(self, line: TextLine, following: TextLine | None) -> bool:
        """Take a line into its column; one that was read across the edge is divided where the table goes on.

        Returns whether the table has it.
        """
        if line.x1 <= self.edge + _EDGE and line.x0 >= self.start - _EDGE:
            self.left.append(line)
        elif line.x0 >= self.edge - _EDGE:
            self.right.append(line)
        elif abs(line.x0 - self.start) < _EDGE and following is not None and self._goes_on(following, line):
            left, right = divide(line, self.edge, self.right)
            self.left.append(left)
            self.right.append(right)
        else:
            return False
        return True

    def _goes_on(self, following: TextLine, line: TextLine) -> bool:
        return (
            following.page == line.page
            and following.x0 >= self.start - _EDGE
            and (following.x1 <= self.edge + _EDGE or following.x0 >= self.edge - _EDGE)
        )

    def holds_topic(self, line: TextLine) -> bool:
        """Whether what reads like a heading is a cell of the left column.

        It is set no further left, and has no colon.
        """
        return (
            self.topics
            and self.start - 1 <= line.x0
            and line.x1 <= self.edge + _EDGE
            and not line.text.endswith(":")
            and not line.bold
        )

    def columns(self) -> tuple[list[TextLine], list[TextLine]]:
        """Return the lines of both columns, each with a wide gap where a row of the table begins."""
        pitch = min((gap for column in (self.left, self.right) for gap in line_steps(column)), default=0.0)
        starts = {
            _height(line)
            for line, above in zip(self.left, [None, *self.left], strict=False)
            if _begins_row(line, above, pitch)
        }
        return _running(self.left, starts), _running(self.right, starts)


def line_steps(lines: list[TextLine]) -> list[float]:
    """Return the distances of lines that follow each other on a page, without those on one row."""
    return [
        line.top - above.top
        for above, line in pairwise(lines)
        if above.page == line.page and line.top - above.top > _LEAST_STEP * line.size
    ]


def _begins_row(line: TextLine, above: TextLine | None, pitch: float) -> bool:
    return above is None or above.page != line.page or not 0 <= line.top - above.top <= _ABOVE_ROW * pitch


def divide(line: TextLine, edge: float, right: list[TextLine]) -> tuple[TextLine, TextLine]:
    """Divide a line at the blank nearest to the edge of the column.

    `right` are lines of the right column, which tell how wide its letters are.
    """
    near = len(line.text) * (edge - line.x0) / max(line.x1 - line.x0, 1.0)
    if right:
        some = right[-_ENOUGH:]
        width = sum(below.x1 - below.x0 for below in some) / sum(len(below.text) for below in some)
        near = len(line.text) - (line.x1 - edge) / max(width, _LEAST_WIDTH)
    blanks = [position for position, character in enumerate(line.text) if character == " "] or [
        len(line.text)
    ]
    # A column begins with a capital more often than not.
    cut = min(
        blanks,
        key=lambda position: (
            abs(position - near) + (0 if line.text[position + 1 : position + 2].isupper() else _CAPITAL)
        ),
    )
    marker, text = split_marker(line.text[cut + 1 :])
    return replace(line, text=line.text[:cut], x1=edge), replace(line, text=text, marker=marker, x0=edge)


def _height(line: TextLine) -> tuple[int, int]:
    return line.page, round(line.top)


def _running(lines: list[TextLine], starts: set[tuple[int, int]]) -> list[TextLine]:
    """Join what stands on one line of the column, and measure the gaps within the column."""
    result: list[TextLine] = []
    for line in lines:
        previous = result[-1] if result else None
        if (
            previous is not None
            and previous.page == line.page
            and abs(previous.top - line.top) < _SAME_ROW * line.size
            and line.x0 > previous.x0
        ):
            result[-1] = replace(previous, text=f"{previous.text} {line.text}", x1=line.x1)
            continue
        gap = line.top - previous.top if previous is not None and previous.page == line.page else 0.0
        if previous is not None and any((line.page, round(line.top) + step) in starts for step in _STEPS):
            gap = max(gap, _NEW_ROW * line.size)
        result.append(replace(line, gap=round(max(gap, 0.0), 1), label=False, cell=False))
    return result
