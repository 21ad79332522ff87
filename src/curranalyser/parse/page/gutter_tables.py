"""Tables that a page shows by gutters, shades or horizontal rules only → table blocks.

Only below a head of several columns of which one is named as that of outcomes: what merely stands side by
side may as well be the columns of a page, or labels beside their values.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from statistics import median

from msgspec import structs

from curranalyser.datamodel import Line, SectionKind, TableBlock, TableCell, TextBlock
from curranalyser.parse.page.grid import is_code
from curranalyser.parse.page.rows import group_rows, on_one_row
from curranalyser.parse.page.table_head import (
    NUMBER_SIGN,
    ColumnRole,
    column_of,
    make_a_name,
    may_head_outcomes,
    words_of_names,
)
from curranalyser.parse.words.headings import knowledge_form, section_kind
from curranalyser.parse.words.leadin import may_lead_in
from curranalyser.parse.words.wordings import wordings

# A head has at most so many characters in a column and so many lines.
_LONGEST_HEAD, _MOST_HEAD_LINES = 110, 4
# Characters of a name; of one that may end in a stop, such as "No.".
_LONGEST_NAME, _SHORTENED = 60, 6
# Columns named after outcomes: their numbers and their texts.
_MOST_OUTCOMES = 2
_FEWEST_COLUMNS, _MOST_COLUMNS = 2, 12
# Rows below the head of a table: 1 and 3 read some 400 real files alike.
_FEWEST_ROWS = 2
# Rows and cells of a table of codes without a head: two rows may also stand side by side by chance.
_FEWEST_CODED, _CELLS_OF_CODED = 3, 3
# Words of the outcomes of a table, on the average: columns of outcomes have 5.45 and more.
_WORDS_OF_OUTCOME = 3
# Points that two columns may overlap, since the width of a run is not known to the point.
_OVERLAP = 1.5
# Times the distance of two lines of one cell: a larger one parts two rows.
_ROW_GAP = 1.22
# Times the type size: lines of one cell stand no nearer and no further apart.
_LEAST_PITCH, _WIDEST_PITCH = 0.8, 1.6
# Times the widest step between two rows: what stands further below is no part of the table.
_WIDEST_GAP, _LEAST_GAP_SIZES = 1.9, 4.0
# Share of the rows that have something beside the outcome, and that begin on one line with it.
_FILLED, _ON_TOP = 0.6, 0.6
# Share of what begins beside the outcomes that begins on one line with one of them.
_KEPT = 0.8
# Times the type size: headings of sections are set larger by more.
_LARGER = 1.1
# Times the type size: what is set about the middle of a row stands no further from it; and of a head, whose
# lines are half a step apart where their numbers differ by one.
_ABOUT_MIDDLE, _HEAD_MIDDLE = 0.75, 0.35
# Rows of a head whose columns are set about one middle: lines of one stand between those of another.
_MOST_RAGGED_ROWS = 7
# Rows of a head, at least and at most, where there is none.
_NO_HEAD = (1, 0)
_LEFT_EDGE = attrgetter("x0")
# Rows below a table at the end of its page, and above the rest of it on the next: foot, page number, head.
_MOST_FURNITURE = 2
# Points between the left edges of one column on two pages.
_SAME_EDGE = 3.0
# Times the type size: how far below each other two rows are put that stand on two pages.
_ROW_APART, _LINE_APART = 2.5, 1.3


@dataclass(slots=True)
class _Column:
    """A column under construction: its edges in points, its head, its lines below, the text of its head."""

    x0: float
    x1: float
    head: list[Line]
    body: list[Line]
    name: str = ""

    def meets(self, line: Line) -> bool:
        return line.x0 < self.x1 - _OVERLAP and line.x1 > self.x0 + _OVERLAP

    def widen(self, line: Line) -> None:
        self.x0, self.x1 = min(self.x0, line.x0), max(self.x1, line.x1)

    def name_on(self, line: Line) -> None:
        """Take a line into the head."""
        self.head.append(line)
        self.name = f"{self.name} {line.text}"
        self.widen(line)

    def emptied(self) -> "_Column":
        """Return a column of its own with the same head and nothing below it."""
        return _Column(x0=self.x0, x1=self.x1, head=list(self.head), body=[], name=self.name)


def _headed(line: Line) -> _Column:
    """Return a column with the first line of its head."""
    return _Column(x0=line.x0, x1=line.x1, head=[line], body=[], name=line.text)


def gutter_tables(lines: Sequence[Line]) -> Iterator[TableBlock]:
    """Yield the tables of outcomes among lines that stand in no ruled table.

    The first row of each is its head. Where it cannot be told which lines make a row there is no table.
    """
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    rows_of = {number: group_rows(page) for number, page in pages.items()}
    for number, rows in rows_of.items():
        telling = _Telling(rows)
        at = 0
        while at < len(rows) - 1:
            first, *others = rows[at]
            if not others and len(first.text) > _LONGEST_NAME:
                at += 1  # a line of text, as most are: told here, for a call costs more
                continue
            made = _table_at(rows, at, telling, rows_of.get(number + 1))
            if made is None:
                at += 1
            else:
                at, table = made
                yield table
        yield from _coded_tables(rows)


def _coded_tables(rows: list[list[Line]]) -> Iterator[TableBlock]:
    """Yield the tables without a head whose rows are a code with a letter, a text and a few words: "K1".

    A row may go on below in the column of its texts.
    """
    if sum([len(row) == _CELLS_OF_CODED for row in rows]) < _FEWEST_CODED:
        return
    at = 0
    while at < len(rows):
        first = rows[at]
        if not _begins_coded(first):
            at += 1
            continue
        edges = {line.x0 for line in first}
        made: list[list[list[Line]]] = []
        while at < len(rows) and _is_row_of(rows[at], edges):
            if _begins_coded(rows[at]):
                made.append([[line] for line in rows[at]])
            elif len(rows[at]) == 1 and made and abs(rows[at][0].x0 - first[1].x0) <= _SAME_EDGE:
                made[-1][1].append(rows[at][0])
            else:
                break
            at += 1
        if len(made) >= _FEWEST_CODED and len({cells[0][0].text for cells in made}) == len(made):
            yield TableBlock(
                tuple(
                    TableCell(row, column, (TextBlock(tuple(lines)),))
                    for row, cells in enumerate(made)
                    for column, lines in enumerate(cells)
                )
            )
        at += not made


def _begins_coded(row: list[Line]) -> bool:
    """Whether a row is a code with a letter, a text as long as outcomes are and a shorter name beside it."""
    if len(row) != _CELLS_OF_CODED:
        return False
    code, text, name = (line.text for line in row)
    return (
        code[:1].isalpha()
        and is_code(code)
        and len(text.split()) >= _WORDS_OF_OUTCOME
        and name[:1].isalpha()
        and len(name) <= _LONGEST_NAME
    )


class _Telling:
    """Tells of which rows of a page a head of outcomes may be made, by their words; each is read once."""

    def __init__(self, rows: list[list[Line]]) -> None:
        self._rows = rows
        # Of each row that was read: the words that names of outcomes are made of, and whether it may be a
        # part of a lead-in.
        self._read: list[tuple[frozenset[str], bool] | None] = [None] * len(rows)

    def tells(self, first: int, end: int) -> bool:
        """Whether the rows from `first` up to `end`, of which the first few count, may make such a head."""
        gathered: frozenset[str] = frozenset()
        for at in range(first, min(end, first + _MOST_HEAD_LINES)):
            words, leads = self._read[at] or self._read_row(at)
            gathered = gathered | words if gathered else words
            if leads or (words and make_a_name(gathered)):
                return True
        return False

    def _read_row(self, at: int) -> tuple[frozenset[str], bool]:
        row = self._rows[at]
        words = words_of_names(" ".join([line.text for line in row]))
        read = self._read[at] = (words, any(may_lead_in(line.text) for line in row))
        return read


def _table_at(
    rows: list[list[Line]], at: int, telling: _Telling, following: list[list[Line]] | None
) -> tuple[int, TableBlock] | None:
    """Return the table whose head begins at a row, and the row behind it.

    Args:
        rows: of the page.
        at: the row.
        telling: tells of which rows a head of outcomes may be made.
        following: the rows of the next page, on which the table may go on; those that it has are taken out.
    """
    # Few rows begin a head by their places, and of these few by their words. The cheapest is asked first: the
    # lines of two columns of text mostly fail by their places, labels beside their values by their words.
    fewest, most = _head_heights(rows, at)
    if not most:
        return None
    end = _close_below(rows, at, at + most)
    several = len(rows[at]) > 1
    if end - at < fewest or (several and not telling.tells(at, end)):
        return None
    for lines, grown in enumerate(_head_columns(rows[at:end]), 1):
        if (
            lines >= fewest
            and _is_even(grown, rows[at])
            and _has_names(grown)
            and telling.tells(at, at + lines)
            and _names_outcomes(grown)
        ):
            columns = [column.emptied() for column in grown]
            below = at + lines
            while below < len(rows) and _goes_on(columns, rows[below], rows[below - 1]):
                below += 1
            head = [column.emptied() for column in columns]
            end = _fill(columns, rows, below)
            table = _laid(columns)
            if following and len(rows) - end <= _MOST_FURNITURE:
                reached = _reached(rows, end, columns)
                whole = _with_rest(head, rows[at:below], rows[below:reached], columns, following)
                end, table = (reached, whole) if whole is not None else (end, table)
            if table is not None:
                return end, table
    return None


def _close_below(rows: list[list[Line]], at: int, most: int) -> int:
    """Return the row behind those that stand as close as the lines of a cell, up to `most`, from `at` on.

    A row that begins with a line longer than a head is none of them.
    """
    above = rows[at][0]
    for end in range(at + 1, most):
        line = rows[end][0]
        if line.top - above.top > _WIDEST_PITCH * above.size or len(line.text) > _LONGEST_HEAD:
            return end
        above = line
    return most


def _reached(rows: list[list[Line]], end: int, columns: list[_Column]) -> int:
    """Return where a table ends that may go on on the next page: with the second line of its last row."""
    edges = {column.x0 for column in columns}
    while (
        end < len(rows)
        and _is_row_of(rows[end], edges)
        and rows[end][0].top - rows[end - 1][0].top <= _WIDEST_PITCH * rows[end][0].size
    ):
        end += 1
    return end


def _head_heights(rows: list[list[Line]], at: int) -> tuple[int, int]:
    """Return of how many rows at least and at most the head that begins at a row is; (1, 0) where none does.

    It begins with the names of several columns, or with the first line of one beside whose middle the others
    stand.
    """
    row, size = rows[at], len(rows)
    if len(row) > 1:
        return (1, min(_MOST_HEAD_LINES, size - at)) if _may_head(row) else _NO_HEAD
    first = row[0]
    if len(first.text) > _LONGEST_NAME or at + 1 == size:
        return _NO_HEAD
    below = rows[at + 1]
    if len(below) == 1 and below[0].top - first.top >= _LINE_APART * first.size:
        return _NO_HEAD  # the row below one of a single line is set less than a line further down
    beside = _first_beside(first, rows[at + 1 : at + _MOST_RAGGED_ROWS])
    return (beside + 2, min(_MOST_RAGGED_ROWS, size - at)) if beside is not None else _NO_HEAD


def _first_beside(first: Line, below: list[list[Line]]) -> int | None:
    """Return the first row below a line alone that may begin another column: not all of it is below the line.

    Only rows that stand as close as the lines of a cell are looked at.
    """
    above = first
    for number, row in enumerate(below):
        if row[0].top - above.top > _WIDEST_PITCH * above.size:
            return None
        for line in row:
            if line.x0 >= first.x1 - _OVERLAP or line.x1 <= first.x0 + _OVERLAP:
                return number
        above = row[0]
    return None


def _is_even(columns: list[_Column], first: list[Line]) -> bool:
    """Whether the heads of several columns begin in one row, or are set about one middle."""
    if len(columns) < _FEWEST_COLUMNS:
        return False
    if len(first) > 1:
        return True
    middles = [(column.head[0].top + column.head[-1].top) / 2 for column in columns]
    return max(middles) - min(middles) <= _HEAD_MIDDLE * first[0].size


def _with_rest(
    head: list[_Column],
    head_rows: list[list[Line]],
    body: list[list[Line]],
    columns: list[_Column],
    following: list[list[Line]],
) -> TableBlock | None:
    """Return a table that goes on on the next page with what stands there; None where it does not.

    Its rows there are put below those of its own page as if there were no end of it, and their lines keep
    their places. They are taken out of `following`.
    """
    edges = {column.x0 for column in columns}
    main = _column_of_texts(columns) or next(
        (column for column in columns if column_of(column.name).role is ColumnRole.OUTCOMES), None
    )
    if main is None:
        return None
    on_top = len((body or following)[0]) > 1
    names = [[line.text for line in row] for row in head_rows]
    begin = 0
    for start in range(min(_MOST_FURNITURE, len(following)) + 1):
        if [[line.text for line in row] for row in following[start : start + len(names)]] == names:
            begin = start + len(names)
            break
    else:
        begin = next(
            (
                at
                for at, row in enumerate(following[: _MOST_FURNITURE + 1])
                if _is_row_of(row, edges) and (len(row) > 1 or not on_top or _is_rest(row[0], main))
            ),
            len(following),
        )
    end = begin
    while end < len(following) and _is_row_of(following[end], edges) and not _begins_section(following[end]):
        end += 1
    if end == begin:
        return None
    last, first = [*head_rows, *body][-1][0], following[begin][0]
    alone = len(following[begin]) == 1 and _is_rest(first, main)
    rest = alone and (on_top or main.body[-1].text.lower().endswith(wordings().goes_on))
    down = (
        last.top - first.top + (_LINE_APART * first.size if rest else _row_step(body, following[begin:end]))
    )
    moved = [
        [structs.replace(line, page=last.page, top=line.top + down) for line in row]
        for row in following[begin:end]
    ]
    tops = {
        copy.top: line.top
        for row, copies in zip(following[begin:end], moved, strict=True)
        for line, copy in zip(row, copies, strict=True)
    }
    taken = _fill(head, [*head_rows, *body, *moved], len(head_rows)) - len(head_rows) - len(body)
    table = _laid(head) if taken > 0 else None
    if table is None:
        return None
    del following[begin : begin + taken]
    return replace(table, cells=tuple(_put_back(cell, tops, first.page) for cell in table.cells))


def _row_step(*pages: list[list[Line]]) -> float:
    """Return how far apart two rows of a table are put that stand on two pages: as the others stand."""
    steps = [below[0].top - above[0].top for rows in pages for above, below in pairwise(rows)]
    size = pages[-1][0][0].size
    widest = max(steps, default=0.0)
    apart = widest > min(_WIDEST_PITCH * size, _ROW_GAP * min(steps, default=0.0))
    return widest if apart and widest <= _LEAST_GAP_SIZES * size else _ROW_APART * size


def _put_back(cell: TableCell, tops: dict[float, float], page: int) -> TableCell:
    """Return a cell with the lines that were moved where they stand: on `page`, at the heights in `tops`."""
    blocks = (
        replace(
            block,
            lines=tuple(
                structs.replace(line, page=page, top=tops[line.top]) if line.top in tops else line
                for line in block.lines
            ),
        )
        for block in cell.blocks
        if isinstance(block, TextBlock)
    )
    return replace(cell, blocks=tuple(blocks))


def _is_row_of(row: list[Line], edges: set[float]) -> bool:
    """Whether each line of a row begins where a column does."""
    return all(any(abs(line.x0 - edge) <= _SAME_EDGE for edge in edges) for line in row)


def _begins_section(row: list[Line]) -> bool:
    return len(row) == 1 and section_kind(row[0].text) is not None


def _is_rest(line: Line, main: _Column) -> bool:
    """Whether a line on the next page goes on with the last outcome, as far as its first letter tells."""
    return (
        abs(line.x0 - main.x0) <= _SAME_EDGE
        and line.text[:1].islower()
        and bool(main.body)
        and not main.body[-1].text.endswith((".", ";", ":"))
    )


def _goes_on(columns: list[_Column], row: list[Line], above: list[Line]) -> bool:
    """Take the last words of a lead-in into the head. Returns whether a row is such: "… will be" / "able"."""
    line = row[0]
    if len(row) > 1 or not line.text[:1].islower() or line.top - above[0].top > _WIDEST_PITCH * line.size:
        return False
    met = [column for column in columns if column.meets(line)]
    if len(met) != 1 or column_of(met[0].name).role is not ColumnRole.OUTCOMES:
        return False
    longer = column_of(f"{met[0].name} {line.text}")
    if longer.role is not ColumnRole.OUTCOMES or line.bold != met[0].head[-1].bold:
        return False
    met[0].name_on(line)
    return True


def _may_head(row: list[Line]) -> bool:
    """Whether a row has several short cells, as a head has.

    Most have an item with its bullet, or lines of text in columns: where none is the name of a column, or
    more than those of outcomes may be are none.
    """
    if not _FEWEST_COLUMNS <= len(row) <= _MOST_COLUMNS:
        return False
    texts = 0
    for line in row:
        text = line.text
        if len(text) > _LONGEST_HEAD or (len(text) == 1 and _is_bullet(text)):
            return False
        texts += len(text) > _LONGEST_NAME or text[:1].islower()
    return texts < len(row) and texts <= _MOST_OUTCOMES


def _is_bullet(letter: str) -> bool:
    return not letter.isalnum() and letter != NUMBER_SIGN


def _head_columns(rows: list[list[Line]]) -> Iterator[list[_Column]]:
    """Yield the columns that the first row of a head makes, the first two, and so on; each time the same.

    It ends where a line stands in two of them. Below a first line alone the others may begin columns too.
    """
    columns = [_headed(line) for line in rows[0]]
    columns.sort(key=_LEFT_EDGE)
    yield columns
    alone = rows[0][0] if len(columns) == 1 else None
    for row in rows[1:]:
        if not _takes_row(columns, row, alone):
            return
        columns.sort(key=_LEFT_EDGE)
        yield columns


def _takes_row(columns: list[_Column], row: list[Line], alone: Line | None) -> bool:
    """Put a row of a head into its columns. Returns whether it fits and all names stay short.

    A head that begins with a line `alone` may get new columns, all in its type.
    """
    for line in row:
        met = [column for column in columns if column.meets(line)]
        if len(met) == 1:
            met[0].name_on(line)
        elif met or alone is None:
            return False
        else:
            met = [_headed(line)]
            columns += met
        if len(met[0].name) > _LONGEST_HEAD:
            return False
        if alone is not None and (line.size != alone.size or line.bold != alone.bold):
            return False
    return True


def _has_names(columns: list[_Column]) -> bool:
    """Whether the heads read as names, but for those of outcomes; in text in columns most do not."""
    named = sum([_is_name(column.name) for column in columns])
    return named > 0 and len(columns) - named <= _MOST_OUTCOMES


def _names_outcomes(columns: list[_Column]) -> bool:
    """Whether one column is named as that of outcomes, another as what stands beside, and all have names.

    The column of their numbers may be named after them too.
    Topics beside outcomes are no table of this kind: the rows of such a one have several of each.
    """
    names = [column.name for column in columns]
    if not any(map(may_head_outcomes, names)):
        return False  # a label beside its value, as most others are
    named = [name for name in names if _is_name(name)]
    short = [column_of(name) for name in named]
    others = [column for column in short if column.role is not ColumnRole.OUTCOMES]
    # What can only stand beside is told first: most heads fail there, and their long texts need not be read.
    if (
        len(names) - len(others) > _MOST_OUTCOMES
        or not (len(others) > 1 or any(column.role is not ColumnRole.UNKNOWN for column in others))
        or any(section_kind(column.name) is SectionKind.CONTENT for column in others)
    ):
        return False
    outcomes = [column for column in short if column.role is ColumnRole.OUTCOMES]
    outcomes += [column_of(name) for name in names if not _is_name(name)]
    return bool(outcomes) and all(
        column.role is ColumnRole.OUTCOMES and column.form is None for column in outcomes
    )


def _is_name(text: str) -> bool:
    """Whether a head reads as a name: short, and no piece of a sentence."""
    stops = text.endswith((",", ".", "-")) and len(text) > _SHORTENED
    return len(text) <= _LONGEST_NAME and not text[:1].islower() and not stops


def _set_larger(columns: list[_Column]) -> bool:
    """Whether the heads are set in larger type than what stands below, as the headings of a page are."""
    heads = min(line.size for column in columns for line in column.head)
    return heads > _LARGER * median(line.size for column in columns for line in column.body)


def _fill(columns: list[_Column], rows: list[list[Line]], at: int) -> int:
    """Take rows into the columns as long as each line stands in one of them. Returns the row behind them."""
    widest = 0.0
    above = rows[at - 1]
    taken: list[list[tuple[_Column, Line]]] = []
    while at < len(rows):
        row = rows[at]
        step = row[0].top - above[0].top
        far = bool(widest) and step > max(_WIDEST_GAP * widest, _LEAST_GAP_SIZES * row[0].size)
        if far or _heads_what_follows(row, taken):
            break
        placed = _placed(row, columns)
        if placed is None:
            break
        widest = max(widest, step)
        taken.append(placed)
        above = row
        at += 1
    return at - _take(taken)


def _take(taken: list[list[tuple[_Column, Line]]]) -> int:
    """Put rows into their columns but for what stands apart below the last. Returns how many are left out."""
    left = 0
    steps = [below[0][1].top - above[0][1].top for above, below in pairwise(taken)]
    widest = max(steps, default=0.0)
    for step in reversed(steps):
        if len(taken[-1]) > 1 or step < widest or steps.count(step) > 1:
            break
        taken.pop()
        left += 1
    for row in taken:
        for column, line in row:
            column.body.append(line)
    return left


def _heads_what_follows(row: list[Line], taken: list[list[tuple[_Column, Line]]]) -> bool:
    """Whether a row is the heading of another section: one that is known, or is set larger or bold."""
    if len(row) > 1 or knowledge_form(row[0].text) is not None:
        return False
    above = [line for placed in taken for _, line in placed]
    larger = bool(above) and row[0].size > _LARGER * max(line.size for line in above)
    bold = bool(above) and row[0].bold and not any(line.bold for line in above)
    return larger or bold or section_kind(row[0].text) is not None


def _placed(row: list[Line], columns: list[_Column]) -> list[tuple[_Column, Line]] | None:
    """Return the lines of a row with their columns; None where one fits in none."""
    placed: list[tuple[_Column, Line]] = []
    for line in row:
        met = [column for column in columns if column.meets(line)]
        if len(met) > 1:
            parted = _parted(line, met)
            if parted is None:
                return None
            placed += parted
            continue
        if not met:
            if len(columns) >= _MOST_COLUMNS:
                return None
            met = [_Column(x0=line.x0, x1=line.x1, head=[], body=[])]
            columns.append(met[0])
        met[0].widen(line)
        placed.append((met[0], line))
    columns.sort(key=lambda column: column.x0)
    return placed


def _parted(line: Line, columns: list[_Column]) -> list[tuple[_Column, Line]] | None:
    """Part a line that was read across the gutter between the number of a row and its text."""
    code, _, text = line.text.partition(" ")
    first, *others = sorted(columns, key=lambda column: column.x0)
    if len(others) != 1 or not text or not is_code(code) or not all(is_code(one.text) for one in first.body):
        return None
    start = max(others[0].x0, first.x1)
    return [
        (first, structs.replace(line, text=code, x1=start)),
        (others[0], structs.replace(line, text=text, x0=start)),
    ]


def _laid(columns: list[_Column]) -> TableBlock | None:
    """Return columns as a table, or None where its rows cannot be told or it holds no outcomes."""
    main = _column_of_texts(columns)
    if main is None:
        return None
    others = [column for column in columns if column is not main and column.body]
    starts = _starts(main.body, others) if others and len(main.body) >= _FEWEST_ROWS else []
    words = sum(len(line.text.split()) for line in main.body)
    if len(starts) < _FEWEST_ROWS or words < _WORDS_OF_OUTCOME * len(starts):
        return None
    finder = _RowFinder(main.body, starts, others)
    if any(map(_heads_part, columns)) or _set_larger(columns) or not finder.is_sure:
        return None
    tops = [main.body[start].top for start in starts]
    cells = [TableCell(0, at, (TextBlock(tuple(c.head)),)) for at, c in enumerate(columns) if c.head]
    filled: set[int] = set()
    for at, column in enumerate(columns):
        lines: dict[int, list[Line]] = defaultdict(list)
        for line in sorted(column.body, key=lambda line: line.top):
            row = bisect_right(tops, line.top + _OVERLAP) - 1 if column is main else finder.row(line)
            lines[max(row, 0)].append(line)
        if column is not main:
            filled |= set(lines)
        cells += [TableCell(row + 1, at, (TextBlock(tuple(some)),)) for row, some in lines.items()]
    if len(filled) < _FILLED * len(starts):
        return None
    return TableBlock(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _column_of_texts(columns: list[_Column]) -> _Column | None:
    """Return the column named after outcomes that holds more than their numbers, if there is just one."""
    texts = [
        column
        for column in columns
        if column.body and column_of(column.name).role is ColumnRole.OUTCOMES and not _are_codes(column.body)
    ]
    return texts[0] if len(texts) == 1 else None


def _heads_part(column: _Column) -> bool:
    """Whether sections begin in a column, as in one of a page that is set in columns."""
    kinds = [section_kind(line.text) for line in column.body if line.bold]
    return any(kind not in (None, SectionKind.ASSESSMENT) for kind in kinds)


def _starts(body: list[Line], others: list[_Column]) -> list[int]:
    """Return which lines of the outcomes begin a row; none where it cannot be told."""
    by_gap = _starts_by_gap(body, others)
    codes = next((column.body for column in others if _are_codes(column.body)), None)
    if codes is not None:
        if len(codes) == len(by_gap):
            return by_gap
        beside = [at for at, line in enumerate(body) if any(on_one_row(line, code) for code in codes)]
        return beside if len(beside) == len(codes) and beside[0] == 0 else []
    if len(by_gap) >= _FEWEST_ROWS:
        return by_gap
    return _starts_by_line(body, others) or _starts_by_capital(body, others)


def _are_codes(lines: list[Line]) -> bool:
    return len(lines) >= _FEWEST_ROWS and all(is_code(line.text) for line in lines)


def _starts_by_gap(body: list[Line], others: list[_Column]) -> list[int]:
    """Return the lines that stand further below the one before them than the lines of one cell do."""
    pitch = min(_pitch(lines) for lines in (body, *(column.body for column in others)))
    return [0] + [
        at for at, (above, below) in enumerate(pairwise(body), 1) if below.top - above.top > _ROW_GAP * pitch
    ]


def _starts_by_line(body: list[Line], others: list[_Column]) -> list[int]:
    """Return all lines, where each has one beside it and stands further off than lines of one cell do."""
    apart = all(below.top - above.top > _WIDEST_PITCH * above.size for above, below in pairwise(body))
    beside = all(any(on_one_row(line, other) for column in others for other in column.body) for line in body)
    return list(range(len(body))) if apart and beside else []


def _pitch(lines: list[Line]) -> float:
    """Return the distance of the lines of one cell."""
    size = lines[0].size
    steps = (below.top - above.top for above, below in pairwise(lines))
    pitch = min((step for step in steps if step > _LEAST_PITCH * size), default=_WIDEST_PITCH * size)
    return min(pitch, _WIDEST_PITCH * size)


def _row_begins(lines: list[Line]) -> list[Line]:
    """Return the lines of a column that stand apart from the one above them, and its first."""
    pitch = _pitch(lines)
    return [lines[0]] + [
        below for above, below in pairwise(lines) if below.top - above.top > _ROW_GAP * pitch
    ]


def _starts_by_capital(body: list[Line], others: list[_Column]) -> list[int]:
    """Return the lines beside which another column has one too, where just these begin with a capital."""
    beside = [
        at
        for at, line in enumerate(body)
        if any(on_one_row(line, other) for column in others for other in column.body)
    ]
    capitals = [at for at, line in enumerate(body) if line.text[:1].isupper()]
    return capitals if capitals and capitals[0] == 0 and set(capitals) <= set(beside) else []


class _RowFinder:
    """Tells in which row a line beside the outcomes stands: cells are set from the top or the middle."""

    def __init__(self, body: list[Line], starts: list[int], others: list[_Column]) -> None:
        firsts = [body[start] for start in starts]
        lasts = [body[end - 1] for end in [*starts[1:], len(body)]]
        beside = sum(any(on_one_row(first, line) for c in others for line in c.body) for first in firsts)
        self.firsts = firsts
        self.tops = [first.top for first in firsts]
        self.middles = [(first.top + last.top) / 2 for first, last in zip(firsts, lasts, strict=True)]
        self.on_top = beside >= _ON_TOP * len(firsts)

        self.others = others

    @property
    def is_sure(self) -> bool:
        """Whether what stands beside the outcomes keeps to their rows."""
        if self.on_top:
            begun = [line for column in self.others for line in _row_begins(column.body)]
            kept = sum(any(on_one_row(first, line) for first in self.firsts) for line in begun)
            return kept >= _KEPT * len(begun)
        beside: dict[int, list[float]] = defaultdict(list)
        for column in self.others:
            for line in column.body:
                beside[self.row(line)].append(line.top)
        size = self.others[0].body[0].size
        kept = sum(
            abs(sum(tops) / len(tops) - self.middles[row]) <= _ABOUT_MIDDLE * size
            for row, tops in beside.items()
        )
        return kept >= _ON_TOP * len(self.middles)

    def row(self, line: Line) -> int:
        """Return the row of a line, from 0."""
        if self.on_top:
            return max(bisect_right(self.tops, line.top + line.size / 2) - 1, 0)
        return min(range(len(self.middles)), key=lambda at: abs(self.middles[at] - line.top))
