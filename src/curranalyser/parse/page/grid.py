"""A table block → a grid in which each cell knows its place, its text and what covers what."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from curranalyser.datamodel import Block, Line, TableBlock, lines_of

# Cells that a merged cell covers are kept one by one; and columns. Bounds far above any printed table.
_MOST_PLACES = 100_000
MOST_COLUMNS = 100
# Characters of a cross, a tick or such a word in brackets, and of the number of a row, beyond which nothing
# is looked for: 3 and 5, 7 and 14 read the real files alike that were tried.
_LONGEST_CROSS = 4
_LONGEST_CODE = 10
_CROSS_SIGNS = frozenset("xX✓✔✗✘☑☒•●◼■*+")
_BLANK_SIGNS = frozenset("-–—☐□○")
_CODE = re.compile(
    r"^(?:[A-ZÅÄÖ]{1,5}[ .-]?)?\d{1,2}(?:[.:]\d{1,2}){0,2}[.:)]?$|^\(?[a-zA-Z][.)]$|^\(\w{1,3}\)$"
)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with text. `row` and `column` count from 0, `rows` and `columns` are how many it covers."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: tuple[Block, ...]
    text: str

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its lines, those of tables within it too."""
        return tuple(lines_of(self.blocks))

    @property
    def paragraphs(self) -> int:
        """How many blocks it holds."""
        return len(self.blocks)

    def moved(self, down: int) -> "GridCell":
        """Return the cell `down` rows further down."""
        return GridCell(
            row=self.row + down,
            column=self.column,
            rows=self.rows,
            columns=self.columns,
            blocks=self.blocks,
            text=self.text,
        )


class Grid:
    """The cells of a table by place.

    Attributes:
        cells: row by row.
        height: number of rows.
        width: number of columns.
        header_rows: rows that the format marks as head.
    """

    def __init__(self, cells: tuple[GridCell, ...], header_rows: int = 0) -> None:
        self.cells = cells
        self.header_rows = header_rows
        self.height = max((cell.row + 1 for cell in cells), default=0)
        self.width = max((cell.column + cell.columns for cell in cells), default=0)
        self._begun: dict[int, list[GridCell]] = {}
        for cell in cells:
            self._begun.setdefault(cell.row, []).append(cell)

    @cached_property
    def _places(self) -> dict[tuple[int, int], GridCell]:
        """What covers each place; few grids are asked, since most are frames and forms."""
        places: dict[tuple[int, int], GridCell] = {}
        # Where cells say that they lie over each other, going through them costs more than what is kept.
        left = _MOST_PLACES
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.rows, self.height)):
                for column in range(cell.column, cell.column + cell.columns):
                    if not left:
                        return places
                    places.setdefault((row, column), cell)
                    left -= 1
        return places

    def begun(self, row: int) -> list[GridCell]:
        """Return the cells that begin in a row, from left to right."""
        return self._begun.get(row, [])

    def at(self, row: int, column: int) -> GridCell | None:
        """Return the cell that covers a place, or None where nothing stands."""
        return self._places.get((row, column))

    def column(self, column: int, first: int = 0) -> list[GridCell]:
        """Return the cells that begin in a column from the row `first` on, from top to bottom."""
        return [cell for cell in self._by_column.get(column, ()) if cell.row >= first]

    @cached_property
    def _by_column(self) -> dict[int, list[GridCell]]:
        """The cells that begin in each column."""
        columns: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            columns.setdefault(cell.column, []).append(cell)
        return columns


def joined(grids: Sequence[Grid]) -> Grid:
    """Return one grid with the rows of several below each other. Its head is that of the first."""
    if len(grids) == 1:
        return grids[0]
    cells: list[GridCell] = []
    height = 0
    for grid in grids:
        cells += [cell.moved(height) for cell in grid.cells]
        height += grid.height
    return Grid(tuple(cells), grids[0].header_rows)


def grid_of(table: TableBlock) -> Grid:
    """Return the grid of a table block. Cells without text are left out, and spans end with the table."""
    height = max((cell.row + 1 for cell in table.cells), default=0)
    filled = [
        (cell, text)
        for cell in table.cells
        if (text := " ".join(line.text for line in lines_of(cell.blocks)).strip())
    ]
    cells = [
        GridCell(
            row=cell.row,
            column=cell.column,
            rows=max(min(cell.rows, height - cell.row), 1),
            columns=max(cell.columns, 1),
            blocks=cell.blocks,
            text=text,
        )
        for cell, text in filled
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return compact(cells, table.header_rows)


def compact(cells: Sequence[GridCell], header_rows: int = 0) -> Grid:
    """Return the grid of cells without the columns in which none begins, and from their first row on."""
    starts = sorted({cell.column for cell in cells})
    top = min((cell.row for cell in cells), default=0) if not header_rows else 0
    made = []
    for cell in cells:
        column = bisect_left(starts, cell.column)
        columns = max(bisect_left(starts, cell.column + cell.columns) - column, 1)
        moved = top or (column, columns) != (cell.column, cell.columns)
        made.append(
            GridCell(
                row=cell.row - top,
                column=column,
                rows=cell.rows,
                columns=columns,
                blocks=cell.blocks,
                text=cell.text,
            )
            if moved
            else cell
        )
    return Grid(tuple(made), header_rows)


def is_cross(text: str, words: frozenset[str]) -> bool:
    """Whether a cell says that its row and its column belong together: a cross, a tick or one of `words`."""
    return len(text) <= _LONGEST_CROSS and (set(text) <= _CROSS_SIGNS or text.strip("()").lower() in words)


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, or a dash or an empty box."""
    return set(text) <= _BLANK_SIGNS


def is_code(text: str) -> bool:
    """Whether a cell is nothing but the number or code of a row: "3", "b)", "LO4.1", "ILO 3"."""
    return len(text) <= _LONGEST_CODE and _CODE.match(text) is not None
