"""Tables of courses, drawn or set by columns alone → rows of cells → items."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from curranalyser.parse.fields.codes import find_code
from curranalyser.parse.fields.label_row import word_places
from curranalyser.parse.page.grid import Grid
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.programme.columns import (
    Cells,
    Columns,
    guessed_columns,
    head_of,
    heading_of,
    is_head_by_shape,
    read_row,
    with_letters,
)
from curranalyser.parse.programme.entries import amounts_of
from curranalyser.parse.programme.items import Entry, Item, Sentence
from curranalyser.parse.programme.places import heads_place
from curranalyser.parse.programme.row_words import row_words
from curranalyser.parse.programme.rows import Row, glued
from curranalyser.parse.words.course_columns import course_column

# Points left of the head of a column that a cell in it may begin.
_SLACK = 12.0
# Words of the name of a column.
_LONGEST_NAME = 4
# What a row does not say by its text alone: a bare number may be a term.
_BY_COLUMN = ("term", "year", "kind")
# Times the font size: the next line of a cell stands no further below.
_NEXT_LINE = 1.9
# A row that is no nearer to one neighbour than to the other, but for this share, belongs to the one above.
_NEARER = 0.85
# Rows of a table: without a head, and those that name courses in one.
_FEWEST_ROWS, _FEWEST_ENTRIES = 3, 2
# Characters of a heading within a table: with 100 two of some 400 real files are read otherwise; no row of
# one cell that was asked has more than 125.
_LONGEST_HEADING = 140
# Bound on the work, far above a list of courses.
_MOST_ROWS = 3000
# Characters of a cell that names a term or year and nothing else.
_LONGEST_PLACE = 20


def grid_rows(grid: Grid) -> list[tuple[Cells, int]]:
    """Return the rows of a drawn table as text by column, with their pages.

    A term, year or mark in a cell that is merged over several rows stands in each of them.
    """
    rows = _begun_rows(grid)
    over = [cell for cell in grid.cells if cell.rows > 1]
    if not over:
        return [(cells, page) for _, cells, page in rows]
    head = next((found for _, cells, _ in rows if (found := head_of(cells)) is not None), None)
    shared = [column for role in _BY_COLUMN for column in head.of(role)] if head is not None else []
    for cell in over:
        if cell.column not in shared and not _is_place_cell(cell.text):
            continue
        for number, cells, _ in rows:
            within = cell.row < number < cell.row + cell.rows
            if within and len(cells) > 1 and cell.column not in cells:
                cells[cell.column] = cell.text
    return [(dict(sorted(cells.items())), page) for _, cells, page in rows]


def _is_place_cell(text: str) -> bool:
    return len(text) <= _LONGEST_PLACE and heads_place(text)


def _begun_rows(grid: Grid) -> list[tuple[int, Cells, int]]:
    """Return the number of each row that has cells of its own, their text by column, and its page."""
    rows: list[tuple[int, Cells, int]] = []
    for number in range(min(grid.height, _MOST_ROWS)):
        begun = grid.begun(number)
        if not begun:
            continue
        cells = {}
        for cell in begun:
            text = ""
            for line in cell.lines:
                text = glued(text, line.text)
            cells[cell.column] = text
        rows.append((number, cells, begun[0].lines[0].page))
    return rows


def read_grid(rows: Sequence[tuple[Cells, int]], table: int, level: int) -> list[Item]:
    """Read the rows of a table.

    Args:
        rows: text by column with the page.
        table: its number.
        level: of its headings.

    Returns:
        Nothing where it is no table of courses.
    """
    items: list[Item] = []
    columns: Columns | None = None
    rows = _filled_down(rows)
    if not any(head_of(cells) for cells, _ in rows[: 2 * _FEWEST_ROWS]):
        columns = guessed_columns([cells for cells, _ in rows])
        if columns is None or len(rows) < _FEWEST_ROWS:
            return []
    alternative = False
    texts = [cells for cells, _ in rows]
    guessed = columns
    columns = with_letters(columns, {}, texts) if columns is not None else None
    heads = [
        cells
        for position, cells in enumerate(texts[:_FEWEST_ROWS])
        if guessed is not None and is_head_by_shape(cells, guessed, texts[position + 1 :])
    ]
    for cells, page in rows:
        head = head_of(cells)
        if head is not None:
            columns = with_letters(head, cells, texts)
            continue
        if cells in heads:
            continue
        text = " ".join(cells.values())
        if row_words().alternative_alone.match(text):
            alternative = True
            continue
        item = read_row(cells, columns, page, table) if columns is not None and len(cells) > 1 else None
        if item is None:
            item = _alone(cells, page, level, columns, table)
        if isinstance(item, Entry) and alternative:
            item, alternative = replace(item, alternative=True), False
        items += [item] if item is not None else []
    entries = sum(isinstance(item, Entry) for item in items)
    return items if entries >= _FEWEST_ENTRIES or (entries and len(rows) <= _FEWEST_ROWS) else []


def _filled_down(rows: Sequence[tuple[Cells, int]]) -> list[tuple[Cells, int]]:
    """Give rows the term and year that stand once above them, in the first row of each group.

    Only where no value stands twice in its column and most rows have none: then an empty cell says "as above".
    """
    head = next((found for cells, _ in rows if (found := head_of(cells)) is not None), None)
    columns = [column for role in ("term", "year") for column in head.of(role)] if head is not None else []
    filled = [(dict(cells), page) for cells, page in rows]
    for column in columns:
        body = [cells for cells, _ in filled if len(cells) > 1 and head_of(cells) is None]
        values = [cells[column] for cells in body if cells.get(column)]
        grouped = bool(body) and bool(body[0].get(column)) and len(set(values)) == len(values)
        if not grouped or 2 * len(values) > len(body):
            continue
        last = ""
        for cells in body:
            last = cells.get(column) or last
            cells[column] = last
    return [(dict(sorted(cells.items())), page) for cells, page in filled]


def _alone(cells: Cells, page: int, level: int, columns: Columns | None, table: int) -> Item | None:
    """Read a row that the columns do not tell: a heading over the rows below, or a remark."""
    text = " ".join(cells.values())
    if not text.strip():
        return None
    if len(cells) == 1 and columns is not None and amounts_of(text) and not heads_place(text):
        column = next(iter(cells))
        if column in columns.of("title") and find_code(text):
            return read_row(cells, columns, page, table)
    if len(text) > _LONGEST_HEADING or text.endswith("."):
        return Sentence(text, page)
    if len(cells) <= _FEWEST_ENTRIES and any(letter.isalpha() for letter in text):
        return heading_of(cells, page, level)
    return Sentence(text, page)


def edges_of(row: Row) -> list[tuple[float, str]]:
    """Return the names of columns in a printed row with where they begin, or nothing where it is no head."""
    pieces = [piece for cell in row.cells for piece in _names(cell, most=1)]
    longer = [piece for cell in row.cells for piece in _names(cell, most=_LONGEST_NAME)]
    if head_of(dict(enumerate(text for _, text in pieces))):
        # Two names in one cell, one of them of several words: "Credits Edu. level".
        return longer if len(longer) > len(pieces) else pieces
    pieces = longer
    head = head_of(dict(enumerate(text for _, text in pieces)))
    # Rows of code, title and credits say by their text what they are; what else a table has, by its columns.
    return pieces if head is not None and any(map(head.of, _BY_COLUMN)) else []


def _names(cell: TextLine, most: int) -> list[tuple[float, str]]:
    """Return the names of columns in a cell, several of which may have been read as one.

    Args:
        cell: of the head.
        most: words of a name that has been read with others.
    """
    names = [] if course_column(cell.text) else _names_in(cell.text.split(" "), most)
    return word_places(cell, names) if len(names) > 1 else [(cell.x0, cell.text)]


def _names_in(words: Sequence[str], most: int) -> list[str]:
    """Divide words into names of columns, the longest first; nothing where some are no part of any."""
    names: list[str] = []
    while words:
        count = next(
            (n for n in range(min(len(words), most), 0, -1) if course_column(" ".join(words[:n]))), 0
        )
        if not count:
            return []
        names.append(" ".join(words[:count]))
        words = words[count:]
    return names


def by_edges(row: Sequence[TextLine], edges: Sequence[tuple[float, str]]) -> Cells:
    """Put the words of a printed row under the heads of their columns."""
    cells: Cells = {}
    for line in row:
        for x0, text in _pieces(line, len(row), len(edges)):
            number = next(
                (number for number in range(len(edges) - 1, -1, -1) if x0 >= edges[number][0] - _SLACK), 0
            )
            cells[number] = f"{cells[number]} {text}" if number in cells else text
    return cells


def _pieces(line: TextLine, count: int, columns: int) -> list[tuple[float, str]]:
    """Return a line as one piece, or, where cells seem to have run into one, by its words."""
    words = line.text.split(" ")
    if count >= columns or len(words) == 1 or not any(map(_is_value, words)):
        return [(line.x0, line.text)]
    places = word_places(line, words)
    pieces: list[tuple[float, str]] = []
    for position, (x0, word) in enumerate(places):
        alone = _is_value(word) or (position and _is_value(words[position - 1]))
        if pieces and not alone:
            pieces[-1] = (pieces[-1][0], f"{pieces[-1][1]} {word}")
        else:
            pieces.append((x0, word))
    return pieces


def _is_value(word: str) -> bool:
    """Whether a word is a value of its own: a number, a code or a term."""
    number = word.replace(",", "").replace(".", "").isdigit()
    return number or find_code(word) is not None or (heads_place(word) and word[-1:].isdigit())


def merged_rows(rows: Sequence[tuple[Cells, TextLine]], columns: Columns) -> Iterator[tuple[Cells, TextLine]]:
    """Join the lines of one row of a printed table: those without a code or credits go with the nearest."""
    steps = [_step(rows, position, columns) for position in range(len(rows))]
    cells: Cells = {}
    first: TextLine | None = None
    for position, (own, line) in enumerate(rows):
        joined = first is not None and (steps[position] == -1 or steps[position - 1] == 1)
        if not joined and first is not None:
            yield cells, first
        if not joined:
            cells, first = {}, line
        for column, text in own.items():
            cells[column] = glued(cells.get(column, ""), text)
    if first is not None:
        yield cells, first


def _step(rows: Sequence[tuple[Cells, TextLine]], position: int, columns: Columns) -> int:
    """Return -1 for a line that belongs to the one above it, 1 to the one below, 0 where it begins a row."""
    cells = rows[position][0]
    if _is_anchor(cells, columns) or _stands_alone(cells, columns):
        return 0
    above = _distance(rows, position, -1) if position else None
    below = _distance(rows, position, 1) if position + 1 < len(rows) else None
    if above is None:
        return 0 if below is None else 1
    return 1 if below is not None and below < _NEARER * above else -1


def _is_anchor(cells: Cells, columns: Columns) -> bool:
    return bool(columns.get(cells, "code") or columns.get(cells, "credits"))


def _stands_alone(cells: Cells, columns: Columns) -> bool:
    """Whether a line heads the rows below it."""
    text = " ".join(cells.values())
    words = row_words()
    return bool(heads_place(text) or words.totals.match(text)) or (
        not columns.get(cells, "title") and len(text) > _LONGEST_HEADING
    )


def _distance(rows: Sequence[tuple[Cells, TextLine]], position: int, step: int) -> float | None:
    here, there = rows[position][1], rows[position + step][1]
    distance = abs(here.top - there.top)
    near = here.page == there.page and distance < _NEXT_LINE * max(here.size, there.size)
    return distance if near and here.bold == there.bold else None


def edges_without_head(rows: Sequence[Row]) -> list[tuple[float, str]]:
    """Return where the columns of printed rows without a head begin, or nothing where they share none."""
    starts: list[float] = sorted({round(cell.x0) for row in rows for cell in row.cells})
    edges = [start for before, start in pairwise([-100.0, *starts]) if start - before > _SLACK]
    return [(edge, "") for edge in edges] if len(edges) > 1 else []
