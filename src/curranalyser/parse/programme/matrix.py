"""Tables of years by terms, with several courses in a cell → entries with the place that their cell has."""

from collections.abc import Iterator
from dataclasses import replace

from curranalyser.parse.page.grid import Grid, GridCell
from curranalyser.parse.programme.entries import alternatives_of, names_course
from curranalyser.parse.programme.items import Entry, Item, Sentence
from curranalyser.parse.programme.places import Places, names_season, places_of
from curranalyser.parse.programme.rows import glued

# Columns with courses, and courses in one of the cells.
_FEWEST_COLUMNS, _FEWEST_IN_CELL = 2, 2
# Bound on the work, far above a printed plan.
_MOST_CELLS = 2000


def read_matrix(grid: Grid, table: int) -> list[Item]:
    """Read a table whose cells hold courses, line by line, below the names of terms and beside those of years.

    Args:
        grid: a drawn table that has no columns for code, title and credits.
        table: its number.

    Returns:
        The courses cell by cell, the lines of no cell mixed with those of another, and what else the cells say;
        nothing where it is no such table.
    """
    if len(grid.cells) > _MOST_CELLS:
        return []
    heads = {cell.column: cell for cell in grid.begun(0)}
    sides = {cell.row: cell for cell in grid.cells if not cell.column}
    placed = {
        at
        for at, cell in (
            *((("column", n), c) for n, c in heads.items()),
            *((("row", n), c) for n, c in sides.items()),
        )
        if _is_place(cell)
    }
    if not placed:
        return []
    items: list[Item] = []
    columns: set[int] = set()
    most = 0
    for cell in grid.cells:
        if (("row", cell.row) in placed and not cell.column) or (
            ("column", cell.column) in placed and not cell.row
        ):
            continue
        own = list(_items(cell, _place(cell, heads, sides), table))
        entries = sum(isinstance(item, Entry) for item in own)
        columns |= {cell.column} if entries else set()
        most = max(most, entries)
        items += own
    return items if len(columns) >= _FEWEST_COLUMNS and most >= _FEWEST_IN_CELL else []


def _is_place(cell: GridCell) -> bool:
    """Whether a cell at the edge of a table names a term or year, and no course."""
    names = places_of(cell.text) or names_season(cell.text)
    return bool(names) and not any(isinstance(item, Entry) for item in _items(cell, Places(), 0))


def _place(cell: GridCell, heads: dict[int, GridCell], sides: dict[int, GridCell]) -> Places:
    """Return the term and year that the edges of a table give to a cell."""
    around = [edge for edge in (sides.get(cell.row), heads.get(cell.column)) if edge and edge is not cell]
    return places_of(", ".join(edge.text for edge in around))


def _items(cell: GridCell, place: Places, table: int) -> Iterator[Item]:
    """Yield the courses of a cell, one in a line that may be wrapped, and its other lines as sentences."""
    texts: list[tuple[str, int]] = []
    for line in cell.lines:
        text = line.text.strip()
        if texts and text[:1].islower():
            texts[-1] = (glued(texts[-1][0], text), texts[-1][1])
        elif text:
            texts.append((text, line.page))
    for text, page in texts:
        entries = alternatives_of(text, page)
        sure = [
            entry for entry in entries if (entry.code or entry.credits is not None) and names_course(entry)
        ]
        if not sure:
            yield Sentence(text, page)
        for entry in sure:
            yield replace(
                entry, terms=entry.terms or place.terms, years=entry.years or place.years, table=table
            )
