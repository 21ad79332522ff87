"""What the columns of a table hold, by their head and by what stands in them → which hold the outcomes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from curranalyser.datamodel import KnowledgeForm
from curranalyser.parse.outcomes.cells import without_code
from curranalyser.parse.page.grid import Grid, GridCell, is_blank, is_cross
from curranalyser.parse.page.table_head import Column, ColumnRole, Head, is_reference
from curranalyser.parse.words.headings import code_words, heading_table, knowledge_form, normalise_heading
from curranalyser.parse.words.leadin import begins_with_verb, is_lead_in

# An outcome has a verb and what it is about.
_WORDS_OF_OUTCOME = 3.0
# Below a heading without a lead-in text of fewer words may be anything, such as what is asked for a grade.
_WORDS_WITHOUT_LEAD, _MOST_VERBS = 5.0, 0.5
# Words of a head that is not known. Real ones had up to 3 where it was asked; 4 and 8 read the files alike.
_MOST_WORDS_OF_HEAD = 6
# A knowledge form that begins a longer text is told from a common word by its letters.
_LONG_FORM = 14
_MOST_CODES, _MOST_FORMS, _MOST_LEADS = 0.8, 0.5, 0.5
_SHORT_CODE = re.compile(r"^[A-ZÅÄÖ]{1,2}\s?-?\d{1,2}\b|LO\s?-?\d", re.IGNORECASE)
# "TEN1", "LABA", "INL 2": at least three letters.
_LONG_CODE = re.compile(r"^([A-ZÅÄÖ]{3,4}) ?\d{1,2}$")


class Content(StrEnum):
    """What the cells of a column are, most of them."""

    NOTHING = "nothing"
    CROSSES = "crosses"
    CODES = "codes"
    FORMS = "forms"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is read.

    Attributes:
        first: the first row of its body.
        columns: what each column holds.
        contents: what its cells are.
    """

    first: int
    columns: tuple[Column, ...]
    contents: tuple[Content, ...]

    def of(self, role: ColumnRole) -> list[int]:
        """Return the columns with a role."""
        return [number for number, column in enumerate(self.columns) if column.role is role]

    @property
    def matrix(self) -> list[int]:
        """The columns of crosses whose head names an assessment."""
        return [
            number
            for number, (column, content) in enumerate(zip(self.columns, self.contents, strict=True))
            if content is Content.CROSSES and names_assessment(column)
        ]


def names_assessment(column: Column) -> bool:
    """Whether the head over a column of crosses is the name of an assessment.

    And not one of a goal of the programme, a part of the course or a knowledge form.
    """
    if not column.name or column.form is not None or is_blank(column.name):
        return False
    if column.role is ColumnRole.ASSESSMENT:
        return True
    return (
        column.role is ColumnRole.UNKNOWN
        and not heading_table().modules.match(column.name)
        and not _SHORT_CODE.search(column.name)
        and (not is_reference(column.name) or is_code_of_assessment(column.name))
    )


def is_code_of_assessment(name: str) -> bool:
    """Whether a code is one that universities give to assessments ("TEN1"), and not to outcomes ("PLO1")."""
    match = _LONG_CODE.match(name)
    return match is not None and match[1].lower() not in code_words().outcome_codes


def content_of(cells: Sequence[GridCell]) -> Content:
    """Return what most cells of a column are."""
    against = heading_table().no_crosses
    texts = [cell.text for cell in cells if not is_blank(cell.text) and cell.text.lower() not in against]
    if not texts:
        return Content.NOTHING
    words = heading_table().crosses
    if all(is_cross(text, words) for text in texts):
        return Content.CROSSES
    if sum(is_reference(text) for text in texts) >= _MOST_CODES * len(texts):
        return Content.CODES
    if sum(knowledge_form(text) is not None for text in texts) >= _MOST_FORMS * len(texts):
        return Content.FORMS
    return Content.TEXT


def mean_words(cells: Sequence[GridCell]) -> float:
    """Return how many words the cells of a column have on the average."""
    return sum(len(cell.text.split()) for cell in cells) / max(len(cells), 1)


def body_column(grid: Grid, number: int, first: int) -> list[GridCell]:
    """Return the cells of the body that begin in a column and do not stand across the whole table."""
    return [cell for cell in grid.column(number, first) if cell.columns < grid.width or grid.width == 1]


def plan_of(grid: Grid, head: Head | None, announced: bool, *, led: bool = True) -> Plan | None:
    """Return how a table is read, or None where it is no table of outcomes.

    Args:
        grid: the table.
        head: what its head row says.
        announced: a lead-in to the outcomes, or their heading, stands straight above it.
        led: that is a lead-in.
    """
    first = head.end if head is not None else 0
    columns = list(head.columns) if head is not None else [Column(ColumnRole.UNKNOWN)] * grid.width
    if head is None and _has_unknown_head(grid):
        first = 1
        columns = [_unknown(grid.at(0, number)) for number in range(grid.width)]
    contents = tuple(content_of(body_column(grid, number, first)) for number in range(grid.width))
    columns = [_by_content(column, content) for column, content in zip(columns, contents, strict=True)]
    columns = _forms_beside_outcomes(columns)
    if not any(column.role is ColumnRole.OUTCOMES for column in columns):
        if head is not None and head.names_outcomes:
            return None  # its column of outcomes holds numbers or crosses only
        found = _outcome_column(grid, first, columns, contents, led)
        plan = Plan(first, tuple(columns), contents)
        if found is None or not (announced or _speaks_for_itself(grid, plan, found)):
            return None
        columns[found] = replace(columns[found], role=ColumnRole.OUTCOMES)
    return Plan(first, tuple(columns), contents)


def _unknown(cell: GridCell | None) -> Column:
    return Column(ColumnRole.UNKNOWN, cell.text if cell is not None else "")


def _has_unknown_head(grid: Grid) -> bool:
    """Whether the first row is a head whose words are not known: marked, bold, or set against its columns."""
    cells = grid.begun(0)
    if grid.height < 2 or len(cells) < 2:
        return False
    if grid.header_rows:
        return True
    below = [cell for cell in grid.cells if cell.row]
    bold = all(cell.lines[0].bold for cell in cells)
    if bold and any(not cell.lines[0].bold for cell in below):
        return True
    return _is_set_against(grid, cells) or _heads_crosses(grid, cells)


def _is_set_against(grid: Grid, cells: list[GridCell]) -> bool:
    """Whether short cells with capitals stand over a column of texts that all begin without."""
    if not all(cell.text[:1].isupper() and len(cell.text.split()) <= _MOST_WORDS_OF_HEAD for cell in cells):
        return False
    columns = ([cell.text for cell in grid.column(head.column, 1)] for head in cells)
    return any(len(texts) > 1 and all(text[:1].islower() for text in texts) for texts in columns)


def _heads_crosses(grid: Grid, cells: list[GridCell]) -> bool:
    """Whether a row without crosses stands over a column of them."""
    return not any(is_cross(cell.text, heading_table().crosses) for cell in cells) and any(
        content_of(grid.column(number, 1)) is Content.CROSSES for number in range(grid.width)
    )


def _by_content(column: Column, content: Content) -> Column:
    """Correct the role of a column by what stands in it."""
    if column.role is ColumnRole.OUTCOMES and content is not Content.TEXT:
        role = ColumnRole.FORM if content is Content.FORMS else ColumnRole.UNKNOWN
        return replace(column, role=role)
    if content is Content.FORMS and column.role in (ColumnRole.UNKNOWN, ColumnRole.OTHER):
        return replace(column, role=ColumnRole.FORM)
    if content is Content.CODES and column.role is ColumnRole.UNKNOWN:
        return replace(column, role=ColumnRole.NUMBER)
    return column


def _forms_beside_outcomes(columns: list[Column]) -> list[Column]:
    """Beside a column of outcomes one that is named after a single knowledge form holds something else."""
    outcomes = [column for column in columns if column.role is ColumnRole.OUTCOMES]
    if all(column.form is not None for column in outcomes):
        return columns
    return [
        replace(column, role=ColumnRole.OTHER)
        if column.role is ColumnRole.OUTCOMES and column.form is not None
        else column
        for column in columns
    ]


def _outcome_column(
    grid: Grid, first: int, columns: list[Column], contents: tuple[Content, ...], led: bool
) -> int | None:
    """Return the first column of a text as long as outcomes are, in a table whose head names none.

    Where its rows are numbered that may be one headed with a word for anything, such as "Description". Below
    a heading without a lead-in shorter texts are outcomes only where they begin with verbs.
    """
    long = [
        number
        for number, content in enumerate(contents)
        if content is Content.TEXT and _are_long(body_column(grid, number, first), led)
    ]
    numbered = columns[0].role is ColumnRole.NUMBER and contents[0] is Content.CODES
    roles = [ColumnRole.UNKNOWN, *([ColumnRole.OTHER] if numbered else [])]
    return next((number for role in roles for number in long if columns[number].role is role), None)


def _are_long(cells: Sequence[GridCell], led: bool) -> bool:
    words = mean_words(cells)
    if led or words >= _WORDS_WITHOUT_LEAD:
        return words >= _WORDS_OF_OUTCOME
    verbs = sum(begins_with_verb(without_code(cell.text)) for cell in cells)
    return words >= _WORDS_OF_OUTCOME and verbs >= _MOST_VERBS * len(cells)


def _speaks_for_itself(grid: Grid, plan: Plan, outcomes: int) -> bool:
    """Whether a table under a heading of outcomes says without a lead-in above it that it holds outcomes.

    By knowledge forms, by lead-ins of its own, or by crosses under assessments.
    """
    if any(content is Content.FORMS for content in plan.contents) or plan.matrix:
        return True
    alone = [cell for cell in grid.cells if len(grid.begun(cell.row)) == 1]
    if any(knowledge_form(cell.text) is not None or is_lead_in(cell.text) for cell in alone):
        return True
    cells = body_column(grid, outcomes, plan.first)
    led = sum(is_lead_in(cell.text) for cell in cells)
    return led >= _MOST_LEADS * len(cells)


def form_named(text: str) -> KnowledgeForm | None:
    """Return the knowledge form that a cell names, also with more words: "Kunskap och förståelse om …"."""
    form = knowledge_form(text)
    if form is not None:
        return form
    name = normalise_heading(text)
    forms = heading_table().knowledge_forms
    found = [key for key in forms if len(key) > _LONG_FORM and name.startswith(f"{key} ")]
    return forms[max(found, key=len)] if found else None
