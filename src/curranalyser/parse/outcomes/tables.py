"""A table in an outcome section → outcomes, with their knowledge forms and what examines them.

Every row is read by what its columns hold: outcomes, numbers, knowledge forms, assessments. A row of a single
cell is a lead-in, a knowledge form or a part of the course for the rows below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from curranalyser.datamodel import KnowledgeForm, OmissionKind, TableBlock, TextBlock
from curranalyser.parse.fields.credits import parse_credits
from curranalyser.parse.outcomes.cells import (
    as_items,
    block_paragraphs,
    cell_paragraphs,
    code_of,
    without_code,
)
from curranalyser.parse.outcomes.extract import RawOutcome, Reader, heads_group, read_items
from curranalyser.parse.outcomes.table_columns import (
    Content,
    Plan,
    body_column,
    content_of,
    form_named,
    is_code_of_assessment,
    mean_words,
    names_assessment,
    plan_of,
)
from curranalyser.parse.page.grid import Grid, GridCell, grid_of, is_blank, is_cross
from curranalyser.parse.page.paragraphs import Lexicon, Paragraph, join_texts, must_go_on
from curranalyser.parse.page.style import Style
from curranalyser.parse.page.table_head import ColumnRole, Head, column_of, find_head, is_reference
from curranalyser.parse.page.tables import PageTable
from curranalyser.parse.words.headings import heading_table, section_kind
from curranalyser.parse.words.leadin import is_lead_in, is_open

_NAME_ENDS = re.compile(r"\s*(?:(?<!\d),|,(?!\d)|[;/])\s*(?![^(]*\))")
# Characters of the name of an assessment. The longest in real tables had 15; a whole sentence is none.
_LONGEST_NAME = 80
# Share of the outcomes of a table, and how many, that begin with a code of their own. Chosen, not measured:
# no table of some 400 real files has them within its cells.
_MOST_CODED = 0.6
_FEWEST_CODED = 2
_SENTENCE_END = (".", ";", ":", "!", "?")
# Tables within tables that are read: a bound for hostile files, far above what an author does.
_MAX_DEPTH = 8
# Words of the outcomes in the head row of a turned matrix, on the average: outcomes have 7.5 in the one real
# file that has such a row, other heads 1.
_WORDS_OF_TURNED = 3.0
# Outcomes in such a row: 1 and 3 read some 400 real files alike.
_FEWEST_OF_TURNED = 2


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads the tables of one section.

    Attributes:
        state: where the reader of the section is; what a table says of its outcomes does not reach beyond it.
        body: the style of the document's body text.
        lexicon: the words of the document.
        flowing: line breaks within cells were made by the author.
    """

    state: Reader
    body: Style
    lexicon: Lexicon
    flowing: bool = True

    def read(self, table: PageTable, announced: bool) -> list[RawOutcome]:
        """Return the outcomes of a table, none where it is no table of outcomes.

        Args:
            table: in an outcome section, or with a head that names outcomes.
            announced: a lead-in stands straight above it.
        """
        mixed, self.state.mixed = self.state.mixed, False
        self.state.closed = self.state.law = False
        reader = replace(self, flowing=table.flowing)
        found = reader.read_grid(table.grid, table.head, announced, 0)
        self.state.mixed = mixed
        return found

    def read_grid(self, grid: Grid, head: Head | None, announced: bool, depth: int) -> list[RawOutcome]:
        """Return the outcomes of a grid, which may stand `depth` tables deep in a cell."""
        turned = self._turned(grid, announced)
        if turned:
            return turned
        if grid.height == 1:
            return [item for cell in grid.cells for item in self.outcomes_of(cell, depth)]
        plan = plan_of(grid, head, announced, led=bool(self.state.lead_in))
        if plan is None:
            self._leave(grid, head)
            return []
        outcomes = plan.of(ColumnRole.OUTCOMES)
        self._leave_columns(grid, plan)
        coded = _are_coded(grid, plan, outcomes)
        return [
            item
            for column in outcomes
            for item in _Rows(self, grid, plan, column, coded=coded, depth=depth).read()
        ]

    def _leave(self, grid: Grid, head: Head | None) -> None:
        """Note a table that is not understood; one of numbers of outcomes only points to them."""
        if head is not None and head.names_outcomes:
            return
        rows = (" | ".join(cell.text for cell in grid.begun(row)) for row in range(grid.height))
        self.state.leave(OmissionKind.TABLE, "; ".join(filter(None, rows)), grid.cells[0].lines[0].page)

    def _leave_columns(self, grid: Grid, plan: Plan) -> None:
        """Note the columns of text beside the outcomes of which it is not known what they hold."""
        for number in plan.of(ColumnRole.UNKNOWN):
            if plan.contents[number] is Content.TEXT:
                cells = body_column(grid, number, plan.first)
                texts = dict.fromkeys([plan.columns[number].name, *(cell.text for cell in cells)])
                page = cells[0].lines[0].page
                self.state.leave(OmissionKind.TABLE, "; ".join(filter(None, texts)), page)

    def _turned(self, grid: Grid, announced: bool) -> list[RawOutcome]:
        """Return the outcomes of a matrix whose head row holds them, with an assessment a row."""
        body = [cell for cell in grid.cells if cell.row and cell.column]
        heads = [cell for cell in grid.begun(0) if cell.column]
        corner = grid.at(0, 0)
        named = corner is not None and column_of(corner.text).role is ColumnRole.OUTCOMES
        if (
            len(heads) < _FEWEST_OF_TURNED
            or not (announced or named)
            or content_of(body) is not Content.CROSSES
            or mean_words(heads) < _WORDS_OF_TURNED
        ):
            return []
        found: list[RawOutcome] = []
        for head in heads:
            names = tuple(
                cell.text
                for cell in grid.column(0, 1)
                if _has_cross(grid, cell.row, head.column) and names_assessment(column_of(cell.text))
            )
            found += [replace(item, assessments=names) for item in self.outcomes_of(head, _MAX_DEPTH)]
        return found

    def outcomes_of(
        self, cell: GridCell, depth: int, coded: bool = False, numbered: bool = False
    ) -> list[RawOutcome]:
        """Return the outcomes of a cell: its paragraphs, and the tables within it.

        `coded` says that each begins with a code, `numbered` that the row has a number of its own.
        """
        found: list[RawOutcome] = []
        for piece in _runs(cell):
            if isinstance(piece, TableBlock):
                grid = grid_of(piece)
                if depth < _MAX_DEPTH:
                    found += self.read_grid(grid, find_head(grid), announced=True, depth=depth + 1)
                continue
            paragraphs = [
                paragraph
                for block in piece
                for paragraph in block_paragraphs(block, self.flowing, self.lexicon)
            ]
            if numbered and not self.flowing:
                paragraphs = self._whole(paragraphs)
            if coded:
                paragraphs = [_without_code(paragraph) for paragraph in paragraphs]
            found += read_items(as_items(paragraphs), self.state)
        return found

    def _whole(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        """Make one of the paragraphs of a numbered cell: printed lines tell no paragraphs apart."""
        if len(paragraphs) < 2 or any(paragraph.marker for paragraph in paragraphs):
            return paragraphs
        text = join_texts([paragraph.text for paragraph in paragraphs], self.lexicon)
        lines = tuple(line for paragraph in paragraphs for line in paragraph.lines)
        return [replace(paragraphs[0], text=text, lines=lines)]

    def take_alone(self, cell: GridCell) -> bool:
        """Take what a row of a single cell says into the state. Returns whether it was no outcome."""
        paragraphs = cell_paragraphs(cell, self.flowing, self.lexicon)
        text = cell.text
        form = form_named(text)
        if form is not None and len(paragraphs) == 1:
            self.state.form = form
        elif is_lead_in(text) and is_open(text):
            self.state.lead_in = text
        elif section_kind(text) is None and len(paragraphs) == 1:
            return heads_group(paragraphs[0], self.state)
        else:
            return section_kind(text) is not None
        return True


class _Rows:
    """The rows of a table whose outcomes stand in one column."""

    def __init__(
        self, reader: TableReader, grid: Grid, plan: Plan, column: int, *, coded: bool, depth: int
    ) -> None:
        self.reader = reader
        self.state = reader.state
        self.grid = grid
        self.plan = plan
        self.column = column
        self.coded = coded
        self.depth = depth
        self.page = 0
        self.found: list[RawOutcome] = []

    def read(self) -> list[RawOutcome]:
        """Return the outcomes in the order of the rows."""
        head = self.plan.columns[self.column]
        before = self.state.form
        self.state.form = head.form or self.state.form
        self.state.lead_in = head.lead_in or self.state.lead_in
        for row in range(self.plan.first):
            for cell in self.grid.begun(row):
                if len(self.grid.begun(row)) == 1:
                    self.reader.take_alone(cell)
        for row in range(self.plan.first, self.grid.height):
            self._row(row)
        self.state.form = before
        return self.found

    def _row(self, row: int) -> None:
        cells = self.grid.begun(row)
        if not cells or self._repeats_head(cells):
            return
        if len(cells) == 1 and self._stands_alone(cells[0]) and self._is_heading(cells[0]):
            return
        for number in self.plan.of(ColumnRole.FORM):
            cell = self.grid.at(row, number)
            if cell is not None and cell.row == row:
                self.state.form = form_named(cell.text)
        cell = self.grid.at(row, self.column)
        if cell is None or cell.row != row or is_reference(cell.text):
            return
        if self._goes_on(row, cell):
            last = self.found[-1]
            text = join_texts([last.text, cell.text], self.reader.lexicon)
            self.found[-1] = replace(last, text=text)
        else:
            names = self._assessments(cell)
            form = self._form_by_cross(cell)
            code = self._number(row)
            for item in self.reader.outcomes_of(cell, self.depth, self.coded, bool(code)):
                self.found.append(
                    replace(
                        item,
                        assessments=item.assessments or names,
                        knowledge_form=item.knowledge_form or form,
                        number=code or item.number,
                    )
                )
        self.page = cell.lines[-1].page

    def _stands_alone(self, cell: GridCell) -> bool:
        if self.grid.width == 1:
            return True
        others = [self.grid.at(cell.row, number) for number in range(self.grid.width)]
        return all(other in (None, cell) for other in others)

    def _is_heading(self, cell: GridCell) -> bool:
        """Take a row of a single cell: one across the outcomes may also be an outcome."""
        if self.reader.take_alone(cell):
            return True
        across = cell.column <= self.column < cell.column + cell.columns
        if across and (cell.columns == 1 or self._reads_as_outcome(cell)):
            return False
        self.state.leave(OmissionKind.BESIDE, cell.text, cell.lines[0].page)
        return True

    def _reads_as_outcome(self, cell: GridCell) -> bool:
        return bool(self.state.lead_in) and cell.text[:1].islower()

    def _repeats_head(self, cells: list[GridCell]) -> bool:
        """Whether a row is the head again, as it stands on the next page."""
        names = [self.plan.columns[cell.column].name for cell in cells if cell.column < self.grid.width]
        return any(names) and names == [cell.text for cell in cells]

    def _goes_on(self, row: int, cell: GridCell) -> bool:
        """Whether a row is the rest of the one above it, which was cut at the end of a page."""
        if not self.found or cell.lines[0].page == self.page or not cell.text[:1].islower():
            return False
        last = self.found[-1].text
        if last.endswith(_SENTENCE_END):
            return False
        beside = [number for number in self._regular() if number != self.column]
        alone = bool(beside) and all(self.grid.at(row, number) is None for number in beside)
        return alone or must_go_on(last)

    def _regular(self) -> Iterator[int]:
        """Yield the columns in which every row but a rest has something."""
        for number, content in enumerate(self.plan.contents):
            if content in (Content.CODES, Content.FORMS, Content.TEXT):
                yield number

    def _assessments(self, cell: GridCell) -> tuple[str, ...]:
        """Return the names of what examines the outcomes of a cell, as its row says."""
        names: list[str] = []
        rows = range(cell.row, min(cell.row + cell.rows, self.grid.height))
        for row in rows:
            for number in self.plan.matrix:
                if _has_cross(self.grid, row, number):
                    names.append(self.plan.columns[number].name)
            for number in self.plan.of(ColumnRole.ASSESSMENT):
                other = self.grid.at(row, number)
                if other is not None and self.plan.contents[number] is not Content.CROSSES:
                    names += _names(other)
        return tuple(dict.fromkeys(names))

    def _number(self, row: int) -> str:
        """Return the number or code that the row gives its outcome."""
        cells = (self.grid.at(row, column) for column in self.plan.of(ColumnRole.NUMBER))
        return next((cell.text for cell in cells if cell is not None), "")

    def _form_by_cross(self, cell: GridCell) -> KnowledgeForm | None:
        """Return the knowledge form under which the row has its only cross."""
        forms = {
            column.form
            for number, column in enumerate(self.plan.columns)
            if column.form is not None
            and self.plan.contents[number] is Content.CROSSES
            and _has_cross(self.grid, cell.row, number)
        }
        return forms.pop() if len(forms) == 1 else None


def _has_cross(grid: Grid, row: int, column: int) -> bool:
    cell = grid.at(row, column)
    return cell is not None and is_cross(cell.text, heading_table().crosses)


def _names(cell: GridCell) -> list[str]:
    """Return the names of assessments in a cell, as written."""
    names: list[str] = []
    for block in cell.blocks:
        if not isinstance(block, TextBlock):
            continue
        for line in block.lines:
            text = line.text.strip("•- \u2013")
            pieces = _NAME_ENDS.split(text) if len(text) <= _LONGEST_NAME else [text]
            names += _with_credits([piece.rstrip(". ") for piece in pieces if not is_blank(piece.strip())])
    return [name for name in names if name and (is_code_of_assessment(name) or not is_reference(name))]


def _with_credits(pieces: list[str]) -> list[str]:
    """Give credits to the name that they stand behind: "Tentamen, 4 hp" is one assessment."""
    names: list[str] = []
    for piece in pieces:
        if names and piece[:1].isdigit() and parse_credits(piece) is not None:
            names[-1] = f"{names[-1]}, {piece}"
        else:
            names.append(piece)
    return names


def _runs(cell: GridCell) -> Iterator[list[TextBlock] | TableBlock]:
    """Yield the texts of a cell that stand together, and the tables between them."""
    texts: list[TextBlock] = []
    for block in cell.blocks:
        if isinstance(block, TextBlock):
            texts.append(block)
        elif isinstance(block, TableBlock):
            if texts:
                yield texts
            yield block
            texts = []
    if texts:
        yield texts


def _are_coded(grid: Grid, plan: Plan, columns: list[int]) -> bool:
    """Whether most outcomes begin with a code of their own, such as "LO4.1"."""
    cells = [cell for number in columns for cell in body_column(grid, number, plan.first)]
    coded = sum(bool(code_of(cell.text)) for cell in cells)
    return coded >= _FEWEST_CODED and coded >= _MOST_CODED * len(cells)


def _without_code(paragraph: Paragraph) -> Paragraph:
    if paragraph.marker:
        return paragraph
    return replace(paragraph, text=without_code(paragraph.text), marker=code_of(paragraph.text))
