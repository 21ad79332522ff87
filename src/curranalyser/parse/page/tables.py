"""The tables of a document that are more than a way of setting the page → which lines stand in which.

A table whose left-hand cells are headings or labels is a form, and a table of one cell is a frame: what
stands in these is read by its place, as on a printed page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from curranalyser.datamodel import Block, Document, KnowledgeForm, Line, SectionKind, TableBlock, TextBlock
from curranalyser.parse.page.grid import (
    MOST_COLUMNS,
    Grid,
    GridCell,
    compact,
    grid_of,
    is_blank,
    is_code,
    is_cross,
    joined,
)
from curranalyser.parse.page.gutter_tables import gutter_tables
from curranalyser.parse.page.table_head import Column, ColumnRole, Head, find_head, is_reference
from curranalyser.parse.words.course_columns import roles_of_head
from curranalyser.parse.words.headings import field_name, heading_table, knowledge_form, section_kind
from curranalyser.parse.words.leadin import is_lead_in, is_open

# Rows of a table of a single column, which a frame around text may look like. Chosen, not measured: none of
# some 400 real files comes to the question.
_LEAST_ROWS_OF_ONE_COLUMN = 3
# Bound on the work, far above a printed table.
_MOST_CELLS = 20_000
# Characters of a label in a cell: 80 reads the files alike, and the longest has 92.
_LONGEST_LABEL = 120
# What makes a table of outcomes of one drawn with rules: columns with a head, rows, words in each.
_FEWEST_HEADS, _FEWEST_OUTCOMES, _WORDS_OF_OUTCOME = 2, 2, 3
# Headings of sections that tell a form from a table in which one of them names a column.
_FEWEST_SECTIONS = 4
# Two numbered rows without a head may also be the rest of a table that stands on the page before. 2 and 4
# read some 400 real files alike.
_FEWEST_NUMBERED = 3
# Blanks of three words: what points to an outcome, such as "Lärandemål 2", is shorter.
_FEWEST_BLANKS = 2
# A table of courses: rows below its head, rows above, columns that the head names.
_FEWEST_COURSES, _COURSE_HEAD_WITHIN, _FEWEST_COURSE_COLUMNS = 2, 3, 3

Place = tuple[int, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class PageTable:
    """A table that is read by its rows and columns; two are the same only where they are one object.

    Attributes:
        head: what its head row says of its columns, or None.
        flowing: as of its document.
        heading: the name of its column of outcomes, "" where none has any.
        announced: a lead-in within it stands above rows of a code and a text.
        topics: where the lines of its column of content begin, and its name.
    """

    grid: Grid
    head: Head | None
    flowing: bool = True
    heading: str = ""
    topics: tuple[str, frozenset[Place]] = ("", frozenset())
    announced: bool = False

    @property
    def names_outcomes(self) -> bool:
        """Whether its head, or a lead-in within it, says that it holds outcomes, and it does."""
        return self.announced or bool(self.heading)

    @property
    def points_to_outcomes(self) -> bool:
        """Whether its column of outcomes holds nothing but their numbers or codes."""
        if self.head is None:
            return False
        columns = (
            self.grid.column(number, self.head.end)
            for number, column in enumerate(self.head.columns)
            if column.role is ColumnRole.OUTCOMES
        )
        return any(cells and all(is_reference(cell.text) for cell in cells) for cells in columns)


def place_of(line: Line) -> Place:
    """Return where a line begins: lines keep that on their way through the page."""
    return line.page, line.top, line.x0


def tables_by_place(document: Document) -> dict[Place, PageTable]:
    """Return the table that a line stands in by the place where the line begins.

    Of tables within tables the outer one counts, unless it only sets the page. A table that goes on on the
    next page is one.
    """
    places = {} if document.flowing else _without_rules(document)
    if all(isinstance(block, TextBlock) for block in document.blocks):
        return places
    for tables in _joined(list(_tables(document.blocks)), document.flowing):
        grid = joined(tables)
        groups = [] if document.flowing else _groups_of_forms(grid)
        for group in groups:
            places.update((place_of(line), group) for cell in group.grid.cells for line in cell.lines)
        if groups:
            continue
        made = page_table(grid, document.flowing)
        if made is not None:
            for cell in grid.cells:
                places.update((place_of(line), made) for line in cell.lines)
            continue
        for cell in grid.cells:
            if any(isinstance(block, TableBlock) for block in cell.blocks):
                places.update(tables_by_place(_only(document, cell)))
        for rows in _rows_of_outcomes(grid):
            made = page_table(rows, document.flowing)
            if made is not None:
                for cell in rows.cells:
                    places.update((place_of(line), made) for line in cell.lines)
    return places


def _without_rules(document: Document) -> dict[Place, PageTable]:
    """Return the tables of a page that gutters alone show, by the places of their lines."""
    places: dict[Place, PageTable] = {}
    for block in document.blocks:
        if not isinstance(block, TextBlock):
            continue
        for table in gutter_tables(block.lines):
            made = page_table(grid_of(table), flowing=False)
            if made is not None:
                places.update((place_of(line), made) for cell in made.grid.cells for line in cell.lines)
    return places


def _rows_of_outcomes(grid: Grid) -> Iterator[Grid]:
    """Yield the rows of a form that stand beside or below its label of the outcomes, as a table of their own.

    They do where the label covers several rows, or where the rows below it have codes or knowledge forms in
    the place of a label; and below a lead-in over the whole width, where each is a code and a text.
    """
    for label in grid.column(0):
        first = label.lines[0].text
        if section_kind(first) is not SectionKind.OUTCOMES or knowledge_form(first) or label.text != first:
            continue
        end = label.row + label.rows
        if label.rows == 1:
            while end < grid.height and (
                _goes_on_with(grid.begun(end))
                or (_is_rest(grid.begun(end)) and _goes_on_with(grid.begun(end + 1)))
            ):
                end += 1
        cells = [cell for cell in grid.cells if label.row <= cell.row < end and cell is not label]
        if len({cell.row for cell in cells}) > 1:
            yield compact(cells)
    for row in range(grid.height):
        begun = grid.begun(row)
        if len(begun) == 1 and begun[0].columns == grid.width and _opens_list(begun[0]):
            end = row + 1
            while end < grid.height and _is_coded(grid.begun(end)):
                end += 1
            if end - row > _FEWEST_OUTCOMES:
                yield compact([cell for cell in grid.cells if row <= cell.row < end])


def _opens_list(cell: GridCell) -> bool:
    """Whether a cell is a lead-in with its list below it."""
    return is_lead_in(cell.text) and is_open(cell.text)


def _goes_on_with(cells: list[GridCell]) -> bool:
    """Whether a row of a form is one of a table within it, by its first cell."""
    return bool(cells) and (is_code(cells[0].text) or knowledge_form(cells[0].text) is not None)


def _is_rest(cells: list[GridCell]) -> bool:
    """Whether a row has nothing in its first column, as the rest of one that is cut at the end of a page."""
    return bool(cells) and cells[0].column > 0


def _only(document: Document, cell: GridCell) -> Document:
    return Document(
        source=document.source,
        blocks=cell.blocks,
        pages=document.pages,
        language=document.language,
        extractor=document.extractor,
        notes=document.notes,
    )


def _tables(blocks: tuple[Block, ...]) -> Iterator[tuple[bool, Grid]]:
    """Yield the tables among blocks with whether nothing stands between each and the one before it."""
    follows = False
    for block in blocks:
        if isinstance(block, TableBlock):
            yield follows, grid_of(block)
        follows = isinstance(block, TableBlock)


def _joined(tables: list[tuple[bool, Grid]], flowing: bool) -> list[list[Grid]]:
    """Group the pieces of tables that were cut at the end of a page, as only printed ones are."""
    groups: list[list[Grid]] = []
    for follows, grid in tables:
        if groups and follows and not flowing and _goes_on(groups[-1], grid):
            groups[-1].append(grid)
        else:
            groups.append([grid])
    return groups


def _goes_on(pieces: list[Grid], below: Grid) -> bool:
    """Whether a table on the next page has as many columns, and no other head of its own."""
    above = pieces[-1]
    last = max((line.page for cell in above.cells for line in cell.lines), default=0)
    first = min((line.page for cell in below.cells for line in cell.lines), default=0)
    if not above.width == below.width > 1 or first != last + 1:
        return False
    own, begun = find_head(below), find_head(pieces[0])
    return own is None or not own.names_outcomes or (begun is not None and own.columns == begun.columns)


def page_table(grid: Grid, flowing: bool) -> PageTable | None:
    """Return a table that is read by rows and columns, or None where it is a form or a frame."""
    if not grid.cells or len(grid.cells) > _MOST_CELLS or grid.width > MOST_COLUMNS:
        return None
    head = find_head(grid)
    if _is_frame(grid, head):
        return None
    if not flowing and _lists_courses(grid):
        return PageTable(grid, head, flowing)
    announced = not flowing and _announces_outcomes(grid)
    if not flowing and not announced and not _heads_outcomes(grid, head) and not _is_numbered(grid):
        return None  # on a printed page rules also frame forms and set columns
    if _is_form(grid, head) or (not flowing and any(_is_part(cell, head) for cell in grid.cells)):
        return None
    return PageTable(
        grid=grid,
        head=head,
        flowing=flowing,
        heading=_heading(grid, head),
        topics=_topics(grid, head),
        announced=announced,
    )


def _lists_courses(grid: Grid) -> bool:
    """Whether one of the first rows is the head of a table of courses, with rows below it.

    It names more of them than a list of the parts of a course does: their term, year, status or level.
    """
    for row in range(min(grid.height - _FEWEST_COURSES, _COURSE_HEAD_WITHIN)):
        roles = roles_of_head({cell.column: cell.text for cell in grid.begun(row)})
        if len(roles) >= _FEWEST_COURSE_COLUMNS:
            return True
    return False


def _heads_outcomes(grid: Grid, head: Head | None) -> bool:
    """Whether a head of several columns names one of outcomes, with texts as long as outcomes below it."""
    if head is None or not head.names_outcomes or len(grid.begun(head.row)) < _FEWEST_HEADS:
        return False
    columns = [
        (column.form is not None, grid.column(number, head.end))
        for number, column in enumerate(head.columns)
        if column.role is ColumnRole.OUTCOMES
    ]
    by_form = [cell for formed, cells in columns for cell in cells if formed]
    return _are_texts(by_form) or any(_are_texts(cells) for _, cells in columns)


def _are_texts(cells: list[GridCell]) -> bool:
    """Whether at least two cells have as many words as outcomes have."""
    return len(cells) >= _FEWEST_OUTCOMES and sum(
        len(cell.text.split()) for cell in cells
    ) >= _WORDS_OF_OUTCOME * len(cells)


def _announces_outcomes(grid: Grid) -> bool:
    """Whether rows of a code and a text stand below a lead-in, with one row at most between them."""
    coded = [_is_coded(grid.begun(row)) for row in range(grid.height)]
    firsts = {row for row, pair in enumerate(pairwise(coded)) if all(pair)}
    return bool(firsts) and any(
        not firsts.isdisjoint((cell.row + 1, cell.row + 2)) and _opens_list(cell) for cell in grid.cells
    )


def _is_numbered(grid: Grid) -> bool:
    """Whether each row is a code and a text and nothing else: a list set as a table.

    A knowledge form may stand in a row of its own. Behind a code that has a letter and its text a few words
    may say how it is assessed.
    """
    rows = [grid.begun(row) for row in range(grid.height)]
    numbered = [cells for cells in rows if not _is_form_alone(cells)]
    return len(numbered) >= _FEWEST_NUMBERED and all(
        _is_coded(cells) and (len(cells) == _FEWEST_HEADS or _is_lettered(cells)) for cells in numbered
    )


def _is_lettered(cells: list[GridCell]) -> bool:
    """Whether a row begins with a code that has a letter, as "K1", and ends with a short name, as "Essay"."""
    code, text, *others = cells
    return (
        code.text[:1].isalpha()
        and len(others) == 1
        and others[0].text[:1].isalpha()
        and len(others[0].text.split()) < len(text.text.split())
        and len(others[0].text) <= _LONGEST_LABEL
    )


def _is_form_alone(cells: list[GridCell]) -> bool:
    return len(cells) == 1 and knowledge_form(cells[0].text) is not None


def _is_coded(cells: list[GridCell]) -> bool:
    """Whether a row begins with a code and a text."""
    return (
        len(cells) >= _FEWEST_HEADS
        and is_code(cells[0].text)
        and len(cells[1].text.split()) >= _WORDS_OF_OUTCOME
    )


def _groups_of_forms(grid: Grid) -> list[PageTable]:
    """Return a printed table as one for each knowledge form that heads its first column again and again.

    Beside the form stands the head of another column, and the outcomes stand below it, all in one cell or one
    a row. Nothing is returned where the table is not built so.
    """
    if grid.width < _FEWEST_HEADS or len(grid.cells) > _MOST_CELLS:
        return []
    heads = [cell.row for cell in grid.column(0) if _form_of(cell) is not None]
    if not heads or heads[0] > 1:
        return []
    groups: list[PageTable] = []
    for row, end in pairwise([*heads, grid.height]):
        begun = grid.begun(row)
        others = [cell for cell in begun if cell.column]
        body = [cell for cell in grid.cells if row < cell.row < end]
        outcomes = [cell for cell in body if cell.column == 0]
        if (
            not others
            or any(_form_of(cell) is not None for cell in others)
            or any(len(cell.text) > _LONGEST_LABEL or cell.text.endswith(".") for cell in others)
            or not outcomes
            or len(body) == len(outcomes)
            or sum(len(cell.text.split()) for cell in outcomes) < _WORDS_OF_OUTCOME * len(outcomes)
        ):
            return []
        form = begun[0]
        columns = [Column(ColumnRole.OTHER)] * grid.width
        for column in range(form.columns):
            columns[column] = Column(
                role=ColumnRole.OUTCOMES, name=form.text, form=_form_of(form), lead_in=_lead_in_of(form)
            )
        cells = tuple(cell.moved(-row) for cell in sorted([*begun, *body], key=_by_row))
        groups.append(PageTable(Grid(cells), Head(0, 1, tuple(columns)), flowing=False, heading=form.text))
    return groups


def _form_of(cell: GridCell) -> KnowledgeForm | None:
    """Return the knowledge form that a cell names, below which a lead-in may stand."""
    form = knowledge_form(cell.text)
    if form is None and _lead_in_of(cell):
        form = knowledge_form(cell.lines[0].text)
    return form


def _lead_in_of(cell: GridCell) -> str:
    """Return the lead-in below the first line of a cell, or ""."""
    below = " ".join(line.text for line in cell.lines[1:])
    return below.rstrip(" :") if below and is_lead_in(below) and is_open(below) else ""


def _by_row(cell: GridCell) -> tuple[int, int]:
    return cell.row, cell.column


def _is_frame(grid: Grid, head: Head | None) -> bool:
    """Whether a table has a single row or column and only sets the page."""
    if grid.width == 1:
        outcomes = head is not None and head.names_outcomes
        return not outcomes or grid.height < _LEAST_ROWS_OF_ONE_COLUMN
    return grid.height == 1 and not _forms_side_by_side(grid)


def _is_form(grid: Grid, head: Head | None) -> bool:
    """Whether the cells of a table are headings and labels with what belongs to them."""
    if _is_matrix(grid):
        return False
    if _names_sections(grid):
        return True
    return _is_label_beside_values(grid, head) or any(_is_label(cell, grid, head) for cell in grid.cells)


def _names_sections(grid: Grid) -> bool:
    """Whether the first column has the headings of a syllabus, one below the other, with text beside them.

    Then a row of fields, "Course code | XY1 | Credits | 15", is no head, though it may look like one.
    """
    kinds = {
        kind
        for cell in grid.column(0)
        if cell.columns < grid.width and (kind := section_kind(cell.text)) is not None
    }
    return SectionKind.OUTCOMES in kinds and len(kinds) >= _FEWEST_SECTIONS


def _is_matrix(grid: Grid) -> bool:
    """Whether all but the first row and column are crosses and blanks: its names are those of its lines."""
    body = [cell for cell in grid.cells if cell.row and cell.column and not is_blank(cell.text)]
    words = heading_table().crosses
    return (
        grid.width > _FEWEST_HEADS
        and len(grid.begun(0)) >= _FEWEST_HEADS
        and len(body) >= _FEWEST_HEADS
        and all(is_cross(cell.text, words) for cell in body)
    )


def _heading(grid: Grid, head: Head | None) -> str:
    """Return the name of the first column that is headed as one of outcomes and has text in it."""
    for number, column in enumerate(head.columns if head is not None else ()):
        if column.role is ColumnRole.OUTCOMES and any(
            cell.text.count(" ") >= _FEWEST_BLANKS for cell in grid.column(number, head.end if head else 0)
        ):
            return column.name
    return ""


def _topics(grid: Grid, head: Head | None) -> tuple[str, frozenset[Place]]:
    """Return the name of the column of content and where its lines begin."""
    for number, column in enumerate(head.columns if head is not None else ()):
        if section_kind(column.name) is SectionKind.CONTENT:
            below = grid.column(number, head.end if head else 0)
            return column.name, frozenset(place_of(line) for cell in below for line in cell.lines)
    return "", frozenset()


def _forms_side_by_side(grid: Grid) -> bool:
    """Whether the cells of a single row each begin with a knowledge form."""
    return len(grid.cells) > 1 and all(knowledge_form(cell.lines[0].text) is not None for cell in grid.cells)


def _is_label_beside_values(grid: Grid, head: Head | None) -> bool:
    """Whether what looks like the head of a column is the label of a row: nothing stands below it."""
    if head is None or not head.names_outcomes:
        return False
    filled = {cell.column for cell in grid.cells if cell.row >= head.end}
    return not any(
        column.role is ColumnRole.OUTCOMES and number in filled for number, column in enumerate(head.columns)
    )


def _is_part(cell: GridCell, head: Head | None) -> bool:
    """Whether a cell of a printed page is a section of it: a heading set apart from the text below it.

    A short cell in the head is the name of its column, though it wraps: "Lärandemål:" / "studenten kan".
    """
    first, *rest = cell.lines
    if head is not None and head.row <= cell.row < head.end and len(cell.text) <= _LONGEST_LABEL:
        return False
    set_apart = first.text.endswith(":") or (first.bold and not all(line.bold for line in rest))
    return bool(rest) and set_apart and section_kind(first.text) is not None


def _is_label(cell: GridCell, grid: Grid, head: Head | None) -> bool:
    """Whether a cell is a heading or label of the page, as forms have them in their first column."""
    role = ColumnRole.UNKNOWN
    if head is not None:
        if cell.row < head.end:
            return False
        role = head.columns[cell.column].role
    first = cell.lines[0].text
    if (
        role in (ColumnRole.ASSESSMENT, ColumnRole.OTHER)
        or len(first) > _LONGEST_LABEL
        or knowledge_form(first) is not None
    ):
        return False
    return _heads_part(cell, first) or (cell.text == first and _is_row_label(cell, grid))


def _heads_part(cell: GridCell, first: str) -> bool:
    """Whether a cell is a part of the page, with its heading."""
    return cell.paragraphs > 1 and not first[:1].islower() and section_kind(first) is not None


def _is_row_label(cell: GridCell, grid: Grid) -> bool:
    """Whether a cell of the first column labels its row; the first row may be the title of the table."""
    if cell.column or (cell.columns == grid.width and cell.row == 0):
        return False
    return section_kind(cell.text) is not None or field_name(cell.text.partition(":")[0]) is not None
