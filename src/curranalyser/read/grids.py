"""Rules drawn on a page → grids of cells; grids and runs of text → table blocks.

Rules are read through pdfium and grids laid here, since pdfplumber's table finder on just the pages with
rules took some twenty times as long as reading their text (124 milliseconds a page against 6, of which 1 for
rules and grids; means of 34 collected files) and found about as many tables (139 against 157).
`tests/benchmarks/tables.py` measures it.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from curranalyser.datamodel import Block, Line, TableBlock, TableCell, TextBlock

# Two rules closer than this, in points, are one: sides of a border, or borders of two cells that touch.
_SNAP = 3.0
# A gap in a rule up to this long, in points, is a corner that was left out.
_JOIN = 4.0
# A wall stands between two slots where a rule covers their common side but for so many points.
_UNCOVERED = 3.0
_EXACT = 1e-6
# Of the four sides of a cell so many have to be drawn: tables are often open to the left and right,
# so that one across the whole table needs one side less.
_FEWEST_SIDES = 3
# What has fewer cells is no table.
_FEWEST_CELLS = 2
# A frame around a table is at most this far from it, in points.
_FRAME = 12.0
# Bounds on the work for one page, far above what a printed page holds.
_MOST_RULES = 400
_MOST_SLOTS = 6000
# Where in its size, from the top, the middle of a line of text lies.
_MIDDLE = 0.55
# What stands this near to the upper or lower edge of the text of a file, as a share of its height, may be a
# running head or foot between two halves of one table.
_MARGIN_SHARE = 0.14
_MOST_MARGIN_LINES = 6
# Points: type that differs by less is of one size.
_SAME_SIZE = 0.4
_DIGITS = re.compile(r"\d+")


class Rule(NamedTuple):
    """A straight line drawn on a page, in points from the upper left corner.

    `at` is its height where it runs across and its distance from the left where it runs down; `start` and
    `end` are where it begins and ends along its course.
    """

    at: float
    start: float
    end: float


# A rule as it is drawn, piece by piece: the values of `Rule`.
Span = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: its first row and column, and how many it spans."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on a page.

    Attributes:
        page: from 1.
        xs: the edges of its columns, from left to right.
        ys: the edges of its rows, from top to bottom.
        cells: row by row.
        slots: for each slot, row by row, the position of its cell in `cells`, or -1 where it belongs to none.
    """

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    slots: tuple[int, ...]

    def cell_at(self, x: float, y: float) -> int:
        """Return the position of the cell at a place, or -1."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return -1
        return self.slots[row * (len(self.xs) - 1) + column]


def merge_rules(spans: Iterable[Span]) -> list[Rule]:
    """Join rules that lie on one line and touch, as the borders of the cells of a row do.

    The result is in the order of `at`.
    """
    ordered = sorted(spans)
    merged: list[Rule] = []
    begin = 0
    while begin < len(ordered):
        end, at = begin + 1, ordered[begin][0]
        while end < len(ordered) and ordered[end][0] - at <= _SNAP:
            end += 1
        level = sorted((start, stop) for _, start, stop in ordered[begin:end])
        start, reach = level[0]
        for other, stop in level:
            if other > reach + _JOIN:
                merged.append(Rule(at, start, reach))
                start = other
                reach = stop
            elif stop > reach:
                reach = stop
        merged.append(Rule(at, start, reach))
        begin = end
    return merged


def find_grids(across: Sequence[Rule], down: Sequence[Rule], page: int) -> list[Grid]:
    """Lay grids through the rules of a page.

    Args:
        across: merged rules that run from left to right.
        down: merged rules that run from top to bottom.
        page: from 1.

    Returns:
        The grids with two cells or more, from the top of the page to its foot.
    """
    if len(across) < 2 or not down or len(across) > _MOST_RULES or len(down) > _MOST_RULES:
        return []
    grids = [_grid(rows, columns, page) for rows, columns in _connected(across, down)]
    found = [grid for grid in grids if grid is not None]
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Group rules that cross or touch each other."""
    parent = list(range(len(across) + len(down)))
    heights = [row.at for row in across]
    for position, column in enumerate(down, len(across)):
        first, last = (
            bisect_left(heights, column.start - _SNAP),
            bisect_right(heights, column.end + _SNAP),
        )
        for other in range(first, last):
            if across[other].start - _SNAP <= column.at <= across[other].end + _SNAP:
                parent[_root(parent, position)] = _root(parent, other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for position, rule in enumerate([*across, *down]):
        groups[_root(parent, position)][position >= len(across)].append(rule)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _root(parent: list[int], item: int) -> int:
    while parent[item] != item:
        parent[item] = parent[parent[item]]
        item = parent[item]
    return item


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    """Return values in order, those that lie together taken as one."""
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > _SNAP:
            result.append(value)
    return tuple(result)


def _walls(rules: Sequence[Rule], edges: tuple[float, ...], along: tuple[float, ...]) -> list[list[bool]]:
    """Return for each edge, and each stretch of the other direction, whether a rule runs there."""
    drawn = [[False] * (len(along) - 1) for _ in edges]
    for rule in rules:
        edge = bisect_right(edges, rule.at + _EXACT) - 1
        first = max(bisect_right(along, rule.start - _UNCOVERED) - 1, 0)
        last = min(bisect_right(along, rule.end + _UNCOVERED), len(along) - 1)
        for stretch in range(first, last):
            covered = min(rule.end, along[stretch + 1]) - max(rule.start, along[stretch])
            if covered >= along[stretch + 1] - along[stretch] - 2 * _UNCOVERED and covered > 0:
                drawn[edge][stretch] = True
    return drawn


def _grid(across: Sequence[Rule], down: Sequence[Rule], page: int) -> Grid | None:
    """Lay the grid of rules that hang together; None where it has less than two cells."""
    xs = _edges([rule.at for rule in down] + [rule.start for rule in across] + [rule.end for rule in across])
    ys = _edges([rule.at for rule in across] + [rule.start for rule in down] + [rule.end for rule in down])
    width, height = len(xs) - 1, len(ys) - 1
    if width < 1 or height < 1 or not _FEWEST_CELLS <= width * height <= _MOST_SLOTS:
        return None
    beams = _walls(across, ys, xs)  # [edge][column]
    posts = _walls(down, xs, ys)  # [edge][row]
    parent = list(range(width * height))
    for row in range(height):
        for column in range(width):
            slot = row * width + column
            if column + 1 < width and not posts[column + 1][row]:
                parent[_root(parent, slot + 1)] = _root(parent, slot)
            if row + 1 < height and not beams[row + 1][column]:
                parent[_root(parent, slot + width)] = _root(parent, slot)
    regions: dict[int, list[int]] = defaultdict(list)
    for slot in range(width * height):
        regions[_root(parent, slot)].append(slot)
    cells: list[GridCell] = []
    slots = [-1] * (width * height)
    for members in regions.values():
        first, last = members[0], members[-1]
        cell = GridCell(
            first // width,
            first % width,
            last // width - first // width + 1,
            last % width - first % width + 1,
        )
        fewest = _FEWEST_SIDES if cell.columns < width else _FEWEST_SIDES - 1
        if cell.columns * cell.rows != len(members) or _sides(cell, beams, posts) < fewest:
            continue
        for slot in members:
            slots[slot] = len(cells)
        cells.append(cell)
    return Grid(page, xs, ys, tuple(cells), tuple(slots)) if len(cells) >= _FEWEST_CELLS else None


def _sides(cell: GridCell, beams: list[list[bool]], posts: list[list[bool]]) -> int:
    """Count the sides of a cell that are drawn."""
    columns, rows = (
        range(cell.column, cell.column + cell.columns),
        range(cell.row, cell.row + cell.rows),
    )
    return (
        all(beams[cell.row][column] for column in columns)
        + all(beams[cell.row + cell.rows][column] for column in columns)
        + all(posts[cell.column][row] for row in rows)
        + all(posts[cell.column + cell.columns][row] for row in rows)
    )


def to_blocks(lines: Sequence[Line], grids: Sequence[Grid]) -> tuple[Block, ...]:
    """Put the lines that stand in grids into tables.

    Args:
        lines: of all pages, in the order of the pages.
        grids: of all pages, in the order of the pages, on each from the top down.

    Returns:
        Text and tables in the order of the page: what stands above a table comes before it. A table that goes
        on over the end of a page is one. Cells of grids in which nothing is written are left out, and so are
        tables of which not two cells hold text.
    """
    if not grids:
        return (TextBlock(tuple(lines)),)
    by_page: dict[int, list[int]] = defaultdict(list)
    for number, grid in enumerate(grids):
        by_page[grid.page].append(number)
    inside: dict[int, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        for number in by_page.get(line.page, ()):
            cell = grids[number].cell_at(line.x0 + 1.0, line.top + _MIDDLE * line.size)
            if cell >= 0:
                inside[number][cell].append(line)
                break
    tables = {number: _table(grids[number], cells) for number, cells in inside.items() if len(cells) >= 2}
    taken = {id(line) for number in tables for some in inside[number].values() for line in some}
    places = sorted(tables, key=lambda number: (grids[number].page, grids[number].ys[0]))
    free: dict[tuple[int, int], list[Line]] = defaultdict(list)  # (page, how many tables of it stand above)
    for line in lines:
        if id(line) not in taken:
            above = sum(
                grids[number].ys[0] <= line.top for number in by_page.get(line.page, ()) if number in tables
            )
            free[line.page, above].append(line)
    ordered: list[tuple[int, int, int, Grid | None, Block]] = []
    counted: dict[int, int] = defaultdict(int)
    for number in places:
        page = grids[number].page
        counted[page] += 1
        ordered.append((page, counted[page], 0, grids[number], tables[number]))
    ordered += [(page, above, 1, None, TextBlock(tuple(some))) for (page, above), some in free.items()]
    ordered.sort(key=lambda item: item[:3])
    return _joined([(grid, block) for *_, grid, block in ordered], _Furniture(lines))


def _table(grid: Grid, inside: dict[int, list[Line]]) -> TableBlock:
    return TableBlock(
        tuple(
            TableCell(cell.row, cell.column, (TextBlock(tuple(inside[position])),), cell.rows, cell.columns)
            for position, cell in enumerate(grid.cells)
            if inside.get(position)
        )
    )


class _Furniture:
    """Tells running heads and feet, which may stand between two halves of a table, from headings."""

    def __init__(self, lines: Sequence[Line]) -> None:
        height = max((line.top for line in lines), default=0.0)
        self._upper, self._lower = _MARGIN_SHARE * height, (1 - _MARGIN_SHARE) * height
        sizes: Counter[float] = Counter()
        pages: dict[str, set[int]] = defaultdict(set)
        for line in lines:
            sizes[line.size] += len(line.text)
            if self._is_outside(line):
                pages[_without_numbers(line)].add(line.page)
        self._body = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
        self._running = {text for text, found in pages.items() if len(found) > 1}

    def _is_outside(self, line: Line) -> bool:
        return line.top < self._upper or line.top > self._lower

    def is_all(self, lines: Sequence[Line]) -> bool:
        """Whether lines are no more than the heads and feet of pages."""
        return len(lines) <= _MOST_MARGIN_LINES and all(
            self._is_outside(line) and (not self._stands_out(line) or _without_numbers(line) in self._running)
            for line in lines
        )

    def _stands_out(self, line: Line) -> bool:
        """Whether a line is set as a heading: no smaller than the text, and bold or larger."""
        larger = line.size > self._body + _SAME_SIZE
        return larger or (line.bold and line.size > self._body - _SAME_SIZE)


def _without_numbers(line: Line) -> str:
    """Return the text of a line as two pages bear it: their numbers differ."""
    return _DIGITS.sub("", line.text)


def _joined(parts: list[tuple[Grid | None, Block]], furniture: _Furniture) -> tuple[Block, ...]:
    """Join tables that go on over the end of a page, and texts that follow each other."""
    # The lines of a text or the cells of a table, which grow from page to page.
    blocks: list[tuple[list[Line], list[TableCell]]] = []
    # Its cells, its last grid, how many rows it has.
    open_table: tuple[list[TableCell], Grid, int] | None = None
    for grid, block in parts:
        if isinstance(block, TableBlock) and grid is not None:
            cells, above = list(block.cells), 0
            if open_table is not None and _goes_on(open_table[1], grid):
                whole, _, above = open_table
                whole += [replace(cell, row=cell.row + above) for cell in cells]
                cells = whole
            else:
                blocks.append(([], cells))
            open_table = cells, grid, above + len(grid.ys) - 1
        elif isinstance(block, TextBlock):
            open_table = open_table if furniture.is_all(block.lines) else None
            if not blocks or not blocks[-1][0]:
                blocks.append(([], []))
            blocks[-1][0].extend(block.lines)
    return tuple(TableBlock(tuple(cells)) if cells else TextBlock(tuple(lines)) for lines, cells in blocks)


def _goes_on(above: Grid, below: Grid) -> bool:
    """Whether a grid has the columns of one on the page before it, but for the margin of a frame."""
    shorter, longer = sorted((above.xs, below.xs), key=len)
    return (
        below.page == above.page + 1
        and all(abs(one - other) <= _SNAP for one, other in zip(shorter, longer, strict=False))
        and longer[-1] - shorter[-1] <= _FRAME
    )
