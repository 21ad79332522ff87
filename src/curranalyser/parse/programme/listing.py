"""The part of a programme syllabus on its courses → headings, sentences and entries in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from curranalyser.datamodel import CourseMark, SectionKind
from curranalyser.parse.fields.codes import find_code, find_codes
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.page.tables import PageTable
from curranalyser.parse.programme.columns import Cells, Columns, guessed_columns, head_of
from curranalyser.parse.programme.described import with_described
from curranalyser.parse.programme.entries import (
    alternatives_of,
    amounts_of,
    mark_of,
    names_course,
    opens_with_students,
    signs_in,
)
from curranalyser.parse.programme.frames import first_frame
from curranalyser.parse.programme.grids import (
    by_edges,
    edges_of,
    edges_without_head,
    grid_rows,
    merged_rows,
    read_grid,
)
from curranalyser.parse.programme.items import Entry, Heading, Item, Sentence
from curranalyser.parse.programme.matrix import read_matrix
from curranalyser.parse.programme.places import heads_place, places_of
from curranalyser.parse.programme.prose import courses_in, sentences_of
from curranalyser.parse.programme.row_words import row_words
from curranalyser.parse.programme.rows import SAME_SIZE, Row, rows_of
from curranalyser.parse.programme.study_places import season_of
from curranalyser.parse.sections.parts import Part
from curranalyser.parse.words.course_columns import course_column
from curranalyser.parse.words.headings import field_name

COURSE_PARTS = (SectionKind.COURSES, SectionKind.CONTENT, SectionKind.OTHER, SectionKind.TEACHING)
# Characters: of a heading; of a row without bullet, of one without credits.
_LONGEST_HEADING, _LONGEST_ROW, _LONGEST_BARE = 110, 220, 130
# Characters: of a line that names a term or year among other words ("Courses of semester 1").
_LONGEST_NAME = 40
# Entries that make a list of rows without codes outside the section on courses.
_A_LIST = 3
# Credits: a part of a programme is larger than a course; a term and a year.
_TERM_CREDITS, _YEAR_CREDITS, _MOST_CREDITS = 30, 60, 60
_FEWEST_TABLE_ROWS, _FEWEST_CELLS = 3, 2
# Level of a heading that only what stands below it shows to be one: below those that are set as such.
_CONTAINER_LEVEL = 40
# What Markdown has made of an asterisk at the head of a line.
_BULLET, _ASTERISK = "•", "*"
# Points: lines of the name of one column begin no further apart.
_NAME_EDGE = 3.0
# Times the font size: a title stands no further above its code and credits.
_TITLE_STEP = 2.2
# Times the type size: a row of one cell that stands so far below a printed table is none of it. Chosen, not
# measured: the one real file where it is asked has 2.4 at most.
_FAR_BELOW = 3.5
# Rows from the top of a table within which its head stands: 1 and 6 read alike the 80 real files that were
# tried.
_HEAD_ROWS = 3
# Points: a heading is set larger than what stands below it by 2.5 and more in real lists, or not at all.
_LARGER = 0.5


def read_items(parts: Sequence[Part]) -> tuple[Item, ...]:
    """Read what a programme syllabus lists.

    Args:
        parts: all parts of the syllabus in order, as `split_sections` returns them; which of them can list
            courses is known here.

    Returns:
        Headings, sentences and entries in the order of the document. A term or year stands on an entry only
        where its own row or sentence says it.
    """
    reader = _Reader()
    chosen = [
        part
        for part in parts
        if part.kind in COURSE_PARTS or _has_course_table(part) or _has_course_rows(part)
    ]
    if not chosen:
        chosen = [part for part in parts if part.kind is SectionKind.HEADER]
    for part in chosen:
        reader.read(part)
    return with_described(reader.items())


def _has_course_table(part: Part) -> bool:
    """Whether a section of another kind holds a table of courses, such as one below a misread heading."""
    tables = {id(line.table): line.table for line in part.lines if line.table is not None}
    return any(lists_courses(table) for table in tables.values())


def lists_courses(table: PageTable, rows: int = 0) -> bool:
    """Whether the columns of a drawn table are named as those of one of courses, with so many rows below."""
    grid = grid_rows(table.grid)
    return len(grid) > rows and any(head_of(cells) is not None for cells, _ in grid[:_HEAD_ROWS])


def course_tables(tables: Sequence[PageTable], rows: int) -> list[PageTable]:
    """Return those of some drawn tables that list courses.

    Args:
        tables: of one syllabus.
        rows: how many stand below the head of such a table at least; one that has the head of another that does
            is one too, and may have a single row.
    """
    found = [table for table in tables if lists_courses(table, rows)]
    heads = [_head_cells(table) for table in found]
    return [table for table in tables if (head := _head_cells(table)) is not None and head in heads]


def _head_cells(table: PageTable) -> Cells | None:
    """Return the names of the columns of a table of courses, or None where it has none."""
    return next(
        (cells for cells, _ in grid_rows(table.grid)[:_HEAD_ROWS] if head_of(cells) is not None), None
    )


def _has_course_rows(part: Part) -> bool:
    """Whether a section that is taken for one on the aim is mostly a list of courses with their credits.

    "Course overview" is either.
    """
    if part.kind is not SectionKind.AIM:
        return False
    rows = [row for row in rows_of(part.lines) if not heads_place(row.text)]
    courses = [row for row in rows if amounts_of(row.text) and not _is_sentence(row)]
    return len(courses) >= max(_A_LIST, (len(rows) + 1) // 2)


@dataclass(slots=True)
class _Piece:
    """An item with how sure it is that an entry is one, and the part that it stands in.

    Attributes:
        sure: it has a code and credits, or stands in a table of courses.
        prose: it stands in a sentence.
        run: number of the run of entries with nothing but headings between.
    """

    item: Item
    part: int
    sure: bool = False
    prose: bool = False
    bare: bool = False
    marker: bool = False
    run: int = 0


@dataclass(slots=True)
class _Reader:
    pieces: list[_Piece] = field(default_factory=list)
    kinds: list[SectionKind] = field(default_factory=list)
    tables: dict[int, int] = field(default_factory=dict)
    alternative: bool = False
    head: Cells = field(default_factory=dict)
    signs: set[str] = field(default_factory=set)

    def read(self, part: Part) -> None:
        """Read one part of the syllabus."""
        self.kinds.append(part.kind)
        head_lines = [part.head] if part.head is not None else []
        if part.head is not None and row_words().degree_headings.match(part.heading):
            self._add(Heading(part.heading, part.head.page, _level(part.head)))
            for row in rows_of(part.lines):
                self._add_sentences(row)
            return
        for table, lines in _by_table(head_lines + part.lines):
            if table is not None and self._read_table(table):
                continue
            rows = rows_of(lines)
            whole = [row for position, row in enumerate(rows) if not _begins_names(rows, position)]
            self._read_rows(whole, part)

    def _read_table(self, table: PageTable) -> bool:
        """Read a drawn table once; returns whether it is one of courses."""
        if id(table) in self.tables:
            return bool(self.tables[id(table)])
        rows = self._with_head(grid_rows(table.grid))
        number = 1 + sum(bool(value) for value in self.tables.values())
        first = next((line for cell in table.grid.cells for line in cell.lines), None)
        items = read_grid(rows, number, _rank(first.size, first.bold) if first is not None else 0)
        items = items or self._read_matrix(table, number)
        self.tables[id(table)] = number if items else 0
        self._head_table(items)
        for item in items:
            self._add(item, sure=True)
        return bool(items)

    def _with_head(self, rows: list[tuple[Cells, int]]) -> list[tuple[Cells, int]]:
        """Put the head of the table before above rows that have none and columns that hold the same."""
        head = next((cells for cells, _ in rows if head_of(cells) is not None), None)
        if head is not None:
            self.head = head
            return rows
        columns = head_of(self.head)
        guessed = guessed_columns([cells for cells, _ in rows])
        if (
            columns is None
            or guessed is None
            or not all(cells.keys() <= self.head.keys() for cells, _ in rows)
        ):
            return rows
        same = all(guessed.of(role) == columns.of(role) for role in ("code", "title"))
        full = any(cells.keys() == self.head.keys() for cells, _ in rows)
        return [(self.head, rows[0][1]), *rows] if same and full else rows

    def _read_matrix(self, table: PageTable, number: int) -> list[Item]:
        """Read a table of years by terms; a course that stands with its credits before is not read again."""
        full = {
            piece.item.code
            for piece in self.pieces
            if isinstance(piece.item, Entry) and piece.item.code and piece.item.credits is not None
        }
        items = read_matrix(table.grid, number)
        fewer = [
            item
            for item in items
            if not (isinstance(item, Entry) and item.credits is None and item.code in full)
        ]
        return fewer or [Sentence(item.text, item.page) for item in items]

    def _head_table(self, items: Sequence[Item]) -> None:
        """Take a row with credits right above a table for its heading where it is what the table holds.

        It names no course by a code, and has as many credits as the courses below it together, or calls them
        by what they are to the student.
        """
        above = self.pieces[-1] if self.pieces and items else None
        entry = above.item if above is not None else None
        if above is None or not isinstance(entry, Entry) or above.marker or above.prose or entry.table:
            return
        below = [item.credits for item in items if isinstance(item, Entry)]
        total = sum((credits_ for credits_ in below if credits_ is not None), Decimal(0))
        words = row_words()
        marked = bool(words.marked.search(entry.title) and words.groups.search(entry.title))
        if entry.code is None and entry.credits is not None and (entry.credits == total or marked):
            above.item = Heading(
                text=entry.text, page=entry.page, level=_CONTAINER_LEVEL, credits=entry.credits
            )

    def _read_rows(self, rows: list[Row], part: Part) -> None:
        position = 0
        while position < len(rows):
            taken = self._read_printed_table(rows, position)
            if taken:
                position += taken
                continue
            titled = _titled_below(rows, position)
            if titled is not None:
                rows[position + 1] = titled
                position += 1
            self._read_row(rows, position, part)
            position += 1

    def _read_printed_table(self, rows: list[Row], position: int) -> int:
        """Read a table that only its columns show; returns how many rows it takes."""
        head = _joined_head(rows, position)
        edges = [] if head is None and _is_split_head(rows, position) else edges_of(head or rows[position])
        columns = head_of({number: text for number, (_, text) in enumerate(edges)}) if edges else None
        begin = position + (1 if head is None else 2)
        if columns is None:
            if len(rows[position].cells) < _FEWEST_CELLS:
                return 0
            begin = position
        end = _end_of_table(rows, begin, columns is not None)
        body = rows[begin:end]
        if columns is None:
            if len(body) < _FEWEST_TABLE_ROWS or any(
                find_code(row.text) is None and not amounts_of(row.text) for row in body
            ):
                return 0
            edges = edges_without_head(body)
            columns = guessed_columns([by_edges(row.cells, edges) for row in body]) if edges else None
        items = _printed_items(body, edges, columns, self._next_table()) if columns is not None else []
        if not any(isinstance(item, Entry) for item in items):
            return 0
        self.tables[-len(self.tables) - 1] = self._next_table()
        self._head_table(items)
        for item in items:
            self._add(item, sure=True)
        return end - position

    def _next_table(self) -> int:
        return 1 + sum(bool(value) for value in self.tables.values())

    def _read_row(self, rows: list[Row], position: int, part: Part) -> None:
        row = rows[position]
        words = row_words()
        if words.alternative_alone.match(row.text):
            self.alternative = True
            return
        if _names_columns(rows, position):
            return
        if _is_head(row, part) and not _is_entry_row(row):
            self._read_head(row)
            return
        explained = self._explained(rows, position)
        if explained is not None or words.totals.match(row.text) or _is_sentence(row):
            self._add_sentences(explained or row)
            return
        below = rows[position + 1] if position + 1 < len(rows) else None
        self.signs |= signs_in(row.text)
        if self._explained(rows, position + 1) is not None:
            below = None
        entries = self._entries(row)
        if _is_heading(row, entries, below):
            self._add(_heading(row))
            return
        if not entries:
            self._add_sentences(row)
            return
        lead = _run_in_heading(row)
        if lead is not None:
            self._add(lead)
        for entry in entries:
            self._add_entry(entry, row)
        self.alternative = words.alternative_last.search(row.text) is not None

    def _explained(self, rows: Sequence[Row], position: int) -> Row | None:
        """Return a row that begins with a sign that rows above it bear, and names no course: it explains the sign.

        Where a format has made a list of one item of it, its bullet is an asterisk.
        """
        row = rows[position] if position < len(rows) else None
        if row is None or not row.first.marker or find_code(row.text) is not None or amounts_of(row.text):
            return None
        if row.first.marker in self.signs:
            return row
        around = (*rows[max(position - 1, 0) : position], *rows[position + 1 : position + 2])
        alone = not any(other.first.marker for other in around)
        if row.first.marker != _BULLET or _ASTERISK not in self.signs or not alone:
            return None
        return replace(row, cells=(replace(row.first, marker=_ASTERISK), *row.cells[1:]))

    def _read_head(self, row: Row) -> None:
        """Read the heading of a section, which may be a label with a text beside it, or a course with one."""
        beside = _beside_label(row)
        if beside is None:
            self._add(_heading(row))
            return
        described = _described_course(row)
        if described is not None:
            self._add_entry(described, row)
        else:
            self._add(Heading(row.first.text, row.page, _level(row.first)))
        self._add_sentences(beside)

    def _entries(self, row: Row) -> list[Entry]:
        """Return the courses that a row names."""
        text = row.text
        pieces = _several(text)
        if pieces:
            found = [entry for piece in pieces for entry in alternatives_of(piece, row.page)]
            if len(found) >= len(pieces) and all(map(names_course, found)):
                return found
        text = row_words().alternative_last.sub("", text)
        return [
            replace(entry, text=row.text)
            for entry in alternatives_of(text, row.page)
            if field_name(entry.title) is None or entry.code is not None
        ]

    def _add_entry(self, entry: Entry, row: Row) -> None:
        bare = entry.credits is None and entry.code is None
        sure = entry.code is not None and entry.credits is not None
        if self.alternative:
            entry, self.alternative = replace(entry, alternative=True), False
        if row.first.marker:
            entry = replace(entry, indent=row.first.x0)
        self._add(entry, sure=sure, bare=bare, marker=bool(row.first.marker))

    def _add(
        self, item: Item, *, sure: bool = False, prose: bool = False, bare: bool = False, marker: bool = False
    ) -> None:
        run = self.pieces[-1].run if self.pieces else 0
        if self.pieces and isinstance(self.pieces[-1].item, Sentence) and not isinstance(item, Sentence):
            run += 1
        if isinstance(item, Heading):
            self.alternative = False
        self.pieces.append(
            _Piece(
                item=item, part=len(self.kinds) - 1, sure=sure, prose=prose, bare=bare, marker=marker, run=run
            )
        )

    def _add_sentences(self, row: Row) -> None:
        sign = f"{row.first.marker} " if row.first.marker.strip("*") == "" and row.first.marker else ""
        for sentence in sentences_of(sign + row.text, row.page):
            self._add(sentence)
            if not row.first.marker:
                for entry in courses_in(sentence):
                    self._add(entry, prose=True)

    def items(self) -> tuple[Item, ...]:
        """Return the items, of the entries those that are courses or slots; the others are sentences."""
        listed = _Listed(self.pieces, self.kinds)
        result: list[Item] = []
        for piece in self.pieces:
            if not isinstance(piece.item, Entry) or listed.accepts(piece):
                result.append(piece.item)
            elif not piece.prose:
                result.append(_refused(piece.item))
        return tuple(result)


def _refused(entry: Entry) -> Item:
    """Return what a row is that names credits and no course: a part of the programme or a remark."""
    container = (
        entry.credits is not None and entry.credits > _MOST_CREDITS and len(entry.text) <= _LONGEST_HEADING
    )
    return (
        Heading(text=entry.text, page=entry.page, level=_CONTAINER_LEVEL, credits=entry.credits)
        if container
        else Sentence(entry.text, entry.page)
    )


class _Listed:
    """Which of the rows that may be entries stand in a list of courses."""

    def __init__(self, pieces: Sequence[_Piece], kinds: Sequence[SectionKind]) -> None:
        self._kinds = kinds
        self._placed: set[int] = set()
        self._runs: dict[int, int] = {}
        self._coded: dict[int, int] = {}
        self._bare: dict[int, int] = {}
        self._below_place: dict[int, bool] = {}
        self._titles: set[str] = set()
        self._sure = {
            piece.item.code
            for piece in pieces
            if isinstance(piece.item, Entry) and piece.sure and piece.item.code
        }
        below = False
        for piece in pieces:
            if isinstance(piece.item, Heading):
                below = heads_place(piece.item.text)
                self._placed |= {piece.part} if below else set()
            elif isinstance(piece.item, Entry) and not piece.prose:
                self._below_place[id(piece)] = below
                counted = self._bare if piece.bare else self._runs
                if piece.bare or names_course(piece.item):
                    counted[piece.run] = counted.get(piece.run, 0) + 1
                if piece.sure:
                    self._coded[piece.part] = self._coded.get(piece.part, 0) + 1
        self._titles = {
            name
            for piece in pieces
            if isinstance(piece.item, Entry) and not piece.prose and self.accepts(piece)
            for name in (piece.item.title.lower(), piece.item.code or "")
        }
        self._any = len(self._titles) > _A_LIST

    def accepts(self, piece: _Piece) -> bool:
        """Whether a row is an entry."""
        entry = piece.item
        if not isinstance(entry, Entry):
            return False
        if piece.prose:
            return self._accepts_prose(piece, entry)
        if piece.sure:
            return True
        if not names_course(entry) or self._refers(entry):
            return False
        if piece.bare:
            return self._accepts_bare(piece, entry)
        return (
            self._kinds[piece.part] is SectionKind.COURSES
            or piece.part in self._placed
            or self._coded.get(piece.part, 0) > 0
            or self._runs.get(piece.run, 0) >= _A_LIST
            or self._continues(piece)
        )

    def _refers(self, entry: Entry) -> bool:
        """Whether a row names by their codes courses that are listed elsewhere: "Theory: AB1001, AB1002"."""
        codes = list(find_codes(entry.text))
        if not codes or entry.credits is not None or not entry.text[: codes[0].start].rstrip().endswith(":"):
            return False
        between = [entry.text[one.end : other.start] for one, other in pairwise(codes)]
        apart = all(re.fullmatch(rf"\W*(?:{row_words().joins})?\W*", text, re.IGNORECASE) for text in between)
        return apart and {code.text for code in codes} <= self._sure

    def _continues(self, piece: _Piece) -> bool:
        """Whether a row stands in a section that only a heading within the list begins."""
        before = piece.part - 1
        return (
            self._kinds[piece.part] is SectionKind.OTHER
            and before >= 0
            and (
                self._kinds[before] is SectionKind.COURSES
                or before in self._placed
                or bool(self._coded.get(before))
            )
        )

    def _accepts_bare(self, piece: _Piece, entry: Entry) -> bool:
        """Whether an item without code and credits is one of a list of courses, as most of its items are."""
        if not piece.marker or len(entry.text) > _LONGEST_BARE or entry.text.endswith((".", ":", ";", ",")):
            return False
        others, bare = self._runs.get(piece.run, 0), self._bare.get(piece.run, 0)
        inside = self._kinds[piece.part] is SectionKind.COURSES or self._coded.get(piece.part, 0) > 0
        return others > bare or (others == 0 and self._below_place[id(piece)] and inside)

    def _accepts_prose(self, piece: _Piece, entry: Entry) -> bool:
        if entry.title.lower() in self._titles or (entry.code and entry.code in self._titles):
            return False
        told = opens_with_students(entry.text)
        placed = bool(entry.terms or entry.years) or (
            piece.part in self._placed and first_frame(entry.text, "choice") is not None
        )
        # A course that the tables of the same section leave out has its code and credits as theirs have.
        whole = entry.code is not None and entry.credits is not None and self._coded.get(piece.part, 0) > 0
        return self._kinds[piece.part] is SectionKind.COURSES or told or placed or whole or not self._any


def _by_table(lines: Sequence[TextLine]) -> Iterator[tuple[PageTable | None, list[TextLine]]]:
    """Yield lines that follow each other and stand in one table or in none."""
    run: list[TextLine] = []
    for line in lines:
        if run and line.table is not run[0].table:
            yield run[0].table, run
            run = []
        run.append(line)
    if run:
        yield run[0].table, run


def _printed_items(
    body: Sequence[Row], edges: Sequence[tuple[float, str]], columns: Columns, table: int
) -> list[Item]:
    placed: list[tuple[Cells, TextLine]] = [(by_edges(_whole(row), edges), row.first) for row in body]
    rows = [(cells, line.page) for cells, line in merged_rows(placed, columns)]
    head = (
        [({number: text for number, (_, text) in enumerate(edges)}, 1)]
        if any(text for _, text in edges)
        else []
    )
    return read_grid(head + rows, table, _level(body[0].first) + 1 if body else 0)


def _whole(row: Row) -> tuple[TextLine, ...]:
    """Return the cells of a row, one alone with the lines that go on with it: a title of three lines."""
    return row.cells if len(row.cells) > 1 else (replace(row.first, text=row.text),)


def _names_columns(rows: Sequence[Row], position: int) -> bool:
    """Whether a row is one of several lines that name the columns of a table, on each side or within."""
    row = rows[position]
    if not _are_columns(row):
        return False
    around = (*rows[max(position - 1, 0) : position], *rows[position + 1 : position + 2])
    return len(row.cells) >= _FEWEST_CELLS or any(_are_columns(other) for other in around)


def _begins_names(rows: Sequence[Row], position: int) -> bool:
    """Whether a row is the first line of names of columns that end in the row below: "Special-" over "isation".

    All its cells stand above columns of that head, and none above the first, as a heading of the table does.
    """
    row = rows[position]
    below = rows[position + 1] if position + 1 < len(rows) else None
    if below is None or row.first.marker or row.page != below.page or len(row.cells) >= len(below.cells):
        return False
    if below.first.top - row.first.top > _TITLE_STEP * row.first.size:
        return False
    edges = [cell.x0 for cell in below.cells[1:]]
    over = all(any(abs(cell.x0 - edge) < _NAME_EDGE for edge in edges) for cell in row.cells)
    return over and _is_set_alike(row.first, below.first) and bool(edges_of(below))


def _is_split_head(rows: Sequence[Row], position: int) -> bool:
    """Whether names of columns stand in lines above and below a row, so that it names but some of them."""
    around = (*rows[max(position - 1, 0) : position], *rows[position + 1 : position + 2])
    return any(
        len(row.cells) == 1 and _are_columns(row) and _is_set_alike(row.first, rows[position].first)
        for row in around
    )


def _joined_head(rows: Sequence[Row], position: int) -> Row | None:
    """Return the head of a table whose names go on below: "Course" over "code"; None where it has one line.

    Each name of the line below goes on with one above it, at whose edge it begins.
    """
    head, above = rows[position], rows[max(position - 1, 0) : position]
    below = rows[position + 1] if position + 1 < len(rows) else None
    if below is None or len(head.cells) < _FEWEST_CELLS or any(map(_are_columns, above)):
        return None
    if not (_are_columns(head) and _are_columns(below) and _is_set_alike(head.first, below.first)):
        return None
    if head.page != below.page or below.first.top - head.first.top > _TITLE_STEP * head.first.size:
        return None
    cells = list(head.cells)
    for part in below.cells:
        at = next((n for n, cell in enumerate(cells) if abs(cell.x0 - part.x0) < _NAME_EDGE), None)
        if at is None or not course_column(f"{cells[at].text} {part.text}"):
            return None
        cells[at] = replace(cells[at], text=f"{cells[at].text} {part.text}")
    return replace(head, cells=tuple(cells), text=" ".join(cell.text for cell in cells))


def _is_set_alike(line: TextLine, other: TextLine) -> bool:
    """Whether two lines have one size and weight of type: a heading "Courses" is not set as names of columns."""
    return line.bold == other.bold and abs(line.size - other.size) < SAME_SIZE


def _are_columns(row: Row) -> bool:
    """Whether the cells of a row are nothing but names of columns; two may have been read as one cell."""
    words = [cell.text for cell in row.cells]
    return all(course_column(text) or _is_pair(text) for text in words) and not _calls_courses(words[0])


def _is_pair(text: str) -> bool:
    """Whether a text is the names of two columns behind each other."""
    words = text.split()
    return any(
        course_column(" ".join(words[:cut])) and course_column(" ".join(words[cut:]))
        for cut in range(1, len(words))
    )


def _titled_below(rows: Sequence[Row], position: int) -> Row | None:
    """Return an entry of two rows as one, or None: a title, and below it its code and credits without one."""
    if position + 1 >= len(rows):
        return None
    above, below = rows[position], rows[position + 1]
    if len(above.cells) + len(below.cells) > _FEWEST_CELLS or not above.text[:1].isupper():
        return None
    if find_code(below.text) is None or not amounts_of(below.text) or alternatives_of(below.text, below.page):
        return None
    if (
        len(above.text) > _LONGEST_HEADING
        or above.text.endswith((".", ":", ","))
        or find_code(above.text) is not None
        or amounts_of(above.text)
        or heads_place(above.text)
    ):
        return None
    near = above.page == below.page and 0 < below.first.top - above.last.top < _TITLE_STEP * below.first.size
    return replace(below, text=f"{above.text}, {below.text}") if near else None


def _end_of_table(rows: Sequence[Row], begin: int, headed: bool) -> int:
    """Return where a printed table ends: before what is no row of it, or before what heads the next."""
    end = begin
    while (
        end < len(rows)
        and not rows[end].first.marker
        and (len(rows[end].cells) >= _FEWEST_CELLS or (headed and not _ends_table(rows, end)))
    ):
        if headed and end > begin and (edges_of(rows[end]) or _joined_head(rows, end) is not None):
            return _above_heading(rows, begin, end)
        end += 1
    return end


def _above_heading(rows: Sequence[Row], begin: int, end: int) -> int:
    """Return where the headings begin that stand over the head of a table."""
    while end > begin + 1 and _is_over_table(rows[end - 1]):
        end -= 1
    return end


def _is_over_table(row: Row) -> bool:
    """Whether a row above the head of a table heads it, and is none of the table before."""
    if find_code(row.text) is not None:
        return False
    return heads_place(row.text) or row.text.endswith(":") or (row.first.bold and not row.text.endswith("."))


def _ends_table(rows: Sequence[Row], position: int) -> bool:
    """Whether a row of one cell stands below a printed table and not in it."""
    row = rows[position]
    if row.first.marker or row.text.endswith(".") or len(row.text) > _LONGEST_HEADING:
        return True
    above = rows[position - 1].last
    far = row.page != above.page or row.first.top - above.top > _FAR_BELOW * above.size
    following = rows[position + 1 : position + 3]
    return far and not any(len(below.cells) >= _FEWEST_CELLS for below in following)


def _level(line: TextLine) -> int:
    """Return the rank of a heading: the larger its type the smaller, bold before plain, lists last."""
    return _rank(line.size, line.bold) + (2 if line.marker else 0)


def _rank(size: float, bold: bool) -> int:
    # Two ranks a point, so that bold and plain type of one size lie between those of the next.
    return max(0, _CONTAINER_LEVEL - 2 * round(size)) + (0 if bold else 1)


def _heading(row: Row) -> Heading:
    amounts = amounts_of(row.text)
    return Heading(
        text=row.text, page=row.page, level=_level(row.first), credits=amounts[-1].most if amounts else None
    )


def _is_head(row: Row, part: Part) -> bool:
    return part.head is not None and row.first is part.head and len(row.text) <= 2 * _LONGEST_HEADING


def _beside_label(row: Row) -> Row | None:
    """Return the sentences beside a label in the margin, or None where there are none."""
    text = row.text.removeprefix(row.first.text).strip()
    if len(row.cells) == 1 or not row.first.label or not text.endswith((".", ":")):
        return None
    return replace(row, cells=row.cells[1:], text=text)


def _described_course(row: Row) -> Entry | None:
    """Return the course that a label with credits names beside a text on it, or None."""
    label, words = row.first.text, row_words()
    if not amounts_of(label) or heads_place(label):
        return None
    if words.marked.search(label) or words.groups.search(label) or words.tracks.match(label):
        return None
    entries = alternatives_of(label, row.page)
    return entries[0] if len(entries) == 1 and names_course(entries[0]) else None


def _is_entry_row(row: Row) -> bool:
    """Whether what was taken for a heading is a row of a list: it has a code and credits."""
    return find_code(row.text) is not None and bool(amounts_of(row.text))


def _is_sentence(row: Row) -> bool:
    """Whether a row is running text."""
    text = row.text
    amounts = amounts_of(text)
    early = bool(amounts) and amounts[0].start <= _LONGEST_BARE
    title = text[: amounts[0].start] if early else text
    running = row_words().sentence_verbs.search(title) is not None
    if find_code(title) is not None and early and len(title) <= _LONGEST_BARE and not running:
        return False
    if opens_with_students(text):
        return True
    if early and not row.first.marker and text.endswith(".") and row_words().introduces.search(title):
        return True
    if not early and text.endswith((".", "?", "!")) and len(text) > _LONGEST_BARE // 2:
        return True
    return (
        running
        and not (early and bool(row.first.marker) and find_code(text))
        and (text.endswith((".", ":", ",")) or len(text) > _LONGEST_HEADING or early)
    )


def _is_heading(row: Row, entries: Sequence[Entry], below: Row | None) -> bool:
    """Whether a row stands over others."""
    text, words = row.text.strip(), row_words()
    if len(text) > _LONGEST_HEADING or text.endswith((".", ",", ";")) or find_code(text) is not None:
        return False
    if heads_place(text):
        return (
            _is_place_alone(text)
            or not entries
            or (entries[0].credits is None)
            or _holds(entries[0], text, below)
        )
    if text.endswith(":") or (
        words.tracks.match(text) is not None and not row.first.bold and bool(amounts_of(text))
    ):
        return True
    if not entries or entries[0].credits is None:
        if first_frame(text, "common heading") is not None or season_of(text) is not None:
            return not row.first.marker
        grouped = words.marked.search(text) is not None and words.groups.search(text) is not None
        placed = bool(places_of(text)) and len(text) <= _LONGEST_NAME and not row.first.marker
        named = grouped or _calls_courses(text) == "compulsory"
        return row.first.bold or named or placed or words.tracks.match(text) is not None
    return _stands_over(row, below)


def _calls_courses(text: str) -> CourseMark | None:
    """Return what a row says that is "Compulsory course", with or without its credits, and no mark in a cell."""
    amounts = amounts_of(text)
    name = text[: amounts[0].start] if amounts else text
    return mark_of(name) if len(name.split()) > 1 and name[:1].isupper() else None


def _stands_over(row: Row, below: Row | None) -> bool:
    """Whether a row with credits is set as a heading of the row below it."""
    if below is None or row.first.marker:
        return False
    bolder = row.first.bold and not below.first.bold
    larger = row.first.size > below.first.size + _LARGER
    items = bool(below.first.marker)
    named = bool(amounts_of(below.text)) or find_code(below.text) is not None
    return (bolder or larger or items) and (named or below.text[:1].isupper())


def _is_place_alone(text: str) -> bool:
    """Whether a text is a term or year with at most its credits: "Termin 1, 30 hp"."""
    rest = text[places_of(text).end :]
    for amount in reversed(amounts_of(rest)):
        rest = rest[: amount.start] + rest[amount.end :]
    return not any(letter.isalpha() for letter in rest)


def _holds(entry: Entry, text: str, below: Row | None) -> bool:
    """Whether the credits behind a term or year are those of all its courses, which stand below."""
    place = places_of(text)
    whole = _TERM_CREDITS * len(place.terms) or _YEAR_CREDITS * len(place.years)
    named = below is not None and bool(amounts_of(below.text)) and not heads_place(below.text)
    return entry.credits == whole and named


def _run_in_heading(row: Row) -> Heading | None:
    """Return the term or year with which a row begins that goes on with its courses, as a heading."""
    if not heads_place(row.text):
        return None
    place = places_of(row.text)
    return Heading(row.text[: place.end].strip(), row.page, _level(row.first))


def _several(text: str) -> list[str]:
    """Return the pieces of a row that names several courses, each with its credits, or nothing."""
    amounts = amounts_of(text)
    if len(amounts) < _FEWEST_CELLS or text.count(". ") > 1:
        return []
    pieces, begin = [], 0
    if heads_place(text):
        begin = places_of(text).end
    for amount in amounts:
        end = amount.end + (1 if text[amount.end : amount.end + 1] == ")" else 0)
        piece = text[begin:end].strip(" ,;:–—-")
        piece = re.sub(rf"^{row_words().joins}\s+", "", piece, flags=re.IGNORECASE)
        pieces.append(piece)
        begin = end
    return pieces
