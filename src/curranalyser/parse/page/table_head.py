"""The head of a table: what each of its columns holds, as its head row says."""

import re
from collections.abc import Set
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from curranalyser.datamodel import KnowledgeForm, SectionKind
from curranalyser.parse.page.grid import Grid, GridCell, is_blank, is_code, is_cross
from curranalyser.parse.words.headings import (
    field_name,
    heading_table,
    knowledge_form,
    normalise_heading,
    section_kind,
)
from curranalyser.parse.words.leadin import is_lead_in, is_open

# Characters of a head: 50 reads some 400 real files alike; with 110 two are read otherwise.
_LONGEST_HEAD = 80
# Characters of a head that may end in a stop: "No.", "Ref.".
_SHORTENED = 6
# Rows from the top within which the head stands: 6 reads the files alike, with 1 one is read otherwise.
_HEAD_WITHIN = 3
# Columns with known names by which a row is a head, where none is of outcomes: 1 and 3 read the files alike
# that were tried.
_FEWEST_NAMED = 2
# Paragraphs of a head: all that were met have one.
_MOST_PARAGRAPHS = 2
# A head may go on behind such a word: "Lärandemål enligt kursplanen".
_TELLING = 8
_SENTENCE_END = (".", ";", ",")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_REFERENCES = re.compile(r"^[\d\s,;.&–-]*\d[\d\s,;.&–-]*$")
_LAST_NUMBER = re.compile(r"[\s.:]*\d{1,2}(?:\.\d{1,2})*\W*$")
_PARTS = re.compile(r"\s*[/\\|]\s*")
# The head of a column of numbers.
NUMBER_SIGN = "#"


class ColumnRole(StrEnum):
    """What a column holds. The values but the last are the names in the table of words."""

    OUTCOMES = "outcomes"
    NUMBER = "number"
    FORM = "form"
    ASSESSMENT = "assessment"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its role, its head as written, and the knowledge form or lead-in that the head gives."""

    role: ColumnRole
    name: str = ""
    form: KnowledgeForm | None = None
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table.

    Attributes:
        row: the head row.
        end: the first row below the head.
        columns: one a column of the grid.
    """

    row: int
    end: int
    columns: tuple[Column, ...]

    @property
    def names_outcomes(self) -> bool:
        """Whether a column is headed as one of outcomes."""
        return any(column.role is ColumnRole.OUTCOMES for column in self.columns)


_WORD = re.compile(r"[^\W\d_]+")
_ROLE_OF_SECTION = {
    SectionKind.OUTCOMES: ColumnRole.OUTCOMES,
    SectionKind.ASSESSMENT: ColumnRole.ASSESSMENT,
}


def words_of_names(text: str) -> frozenset[str]:
    """Return the words of a text that names of columns and headings of outcomes are made of."""
    return _outcome_names().words.intersection(_WORD.findall(text.lower()))


def make_a_name(words: Set[str]) -> bool:
    """Whether all words of a name of a column or of a heading of outcomes are among some."""
    by_longest = _outcome_names().by_longest
    return any(words >= name for word in words if word in by_longest for name in by_longest[word])


def may_head_outcomes(text: str) -> bool:
    """Whether a whole head may be that of a column of outcomes, as far as its words and its end tell.

    Quick, and never wrongly False: most heads are neither, and `column_of` need not read them.
    """
    spaced = text[1:2] == " "  # "M å l": its words are not seen
    return spaced or make_a_name(words_of_names(text)) or (is_lead_in(text) and is_open(text))


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of columns and headings of outcomes by their words.

    Attributes:
        words: that any of them has.
        by_longest: the words of each, by its longest word.
    """

    words: frozenset[str]
    by_longest: dict[str, list[frozenset[str]]]


@lru_cache(maxsize=1)
def _outcome_names() -> _Names:
    table = heading_table()
    names = [name for name, role in table.columns.items() if role == ColumnRole.OUTCOMES]
    names += [name for name, kind in table.sections.items() if kind is SectionKind.OUTCOMES]
    by_longest: dict[str, list[frozenset[str]]] = {}
    for words in map(_WORD.findall, names):
        by_longest.setdefault(max(words, key=len, default=""), []).append(frozenset(words))
    return _Names(frozenset(word for name in names for word in _WORD.findall(name)), by_longest)


def is_reference(text: str) -> bool:
    """Whether a cell only points to an outcome that stands elsewhere: "Lärandemål 2", "LO3", "1, 4–6"."""
    if is_code(text) or _REFERENCES.match(text):
        return True
    codes = text.split(",")
    if len(codes) > 1 and all(is_code(code.strip()) for code in codes):
        return True
    named = _LAST_NUMBER.sub("", text)
    return named != text and (
        section_kind(named) is SectionKind.OUTCOMES
        or heading_table().columns.get(normalise_heading(named)) == ColumnRole.OUTCOMES
    )


@lru_cache(maxsize=20_000)
def column_of(text: str) -> Column:
    """Return what a column holds by its head."""
    for rule in _RULES:
        column = rule(text)
        if column is not None:
            return column
    return Column(_role_of_words(normalise_heading(text)), text)


def _by_sign(text: str) -> Column | None:
    if text.strip(" .:") == NUMBER_SIGN:
        return Column(ColumnRole.NUMBER, text)
    return Column(ColumnRole.UNKNOWN, text) if is_reference(text) else None


def _by_name(text: str) -> Column | None:
    name = normalise_heading(text)
    for part in (name, _BRACKETS.sub("", name).strip(), _PARTS.split(name)[0]):
        role = heading_table().columns.get(part)
        if role is not None:
            lead = text.rstrip(" :") if is_lead_in(text) and is_open(text) else ""
            return Column(ColumnRole(role), text, lead_in=lead)
    return None


def _by_form(text: str) -> Column | None:
    form = knowledge_form(text)
    return Column(ColumnRole.OUTCOMES, text, form) if form is not None else None


def _by_section(text: str) -> Column | None:
    kind = section_kind(text)
    return Column(_ROLE_OF_SECTION.get(kind, ColumnRole.OTHER), text) if kind is not None else None


def _by_lead_in(text: str) -> Column | None:
    led = is_lead_in(text) and is_open(text)
    return Column(ColumnRole.OUTCOMES, text, lead_in=text.rstrip(" :")) if led else None


def _by_field(text: str) -> Column | None:
    return Column(ColumnRole.OTHER, text) if field_name(text) is not None else None


# The first that knows a head says what it is.
_RULES = (_by_sign, _by_name, _by_form, _by_section, _by_lead_in, _by_field)


def _column_of_cell(cell: GridCell) -> Column:
    """Return what a column holds by the cell above it, whose name a lead-in may follow."""
    first, *rest = [line.text for line in cell.lines]
    below = " ".join(rest)
    bracketed = cell.text.partition("(")[2].rstrip(" :)")
    for name, lead in ((first, below), (cell.text.partition("(")[0], bracketed)):
        if lead and is_lead_in(lead) and is_open(lead):
            column = column_of(name)
            if column.role is ColumnRole.OUTCOMES:
                return replace(column, lead_in=lead.rstrip(" :"))
    return column_of(cell.text)


def _role_of_words(name: str) -> ColumnRole:
    """Return the role that the first or last words of a head give it: "Kursens numrerade lärandemål"."""
    first, last = name.partition(" ")[0], name.rpartition(" ")[2]
    beginning, ending = _telling_words()
    telling = [word for word in beginning.get(first, ()) if name.startswith(f"{word} ")]
    telling += [word for word in ending.get(last, ()) if name.endswith(f" {word}")]
    return ColumnRole(heading_table().columns[max(telling, key=len)]) if telling else ColumnRole.UNKNOWN


@lru_cache(maxsize=1)
def _telling_words() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the names of columns that tell a role within a longer head, by their first and last words."""
    beginning: dict[str, list[str]] = {}
    ending: dict[str, list[str]] = {}
    for word in heading_table().columns:
        if len(word) >= _TELLING:
            beginning.setdefault(word.partition(" ")[0], []).append(word)
            ending.setdefault(word.rpartition(" ")[2], []).append(word)
    return beginning, ending


def find_head(grid: Grid) -> Head | None:
    """Return the head of a table, or None where it has none that is understood.

    Above it only rows of a single cell may stand, such as a title or a lead-in.
    """
    for row in range(min(_HEAD_WITHIN, grid.height - 1)):
        cells = grid.begun(row)
        if not cells or (len(cells) == 1 and grid.width > 1 and _stands_alone(grid, cells[0])):
            continue
        if row + 2 < grid.height and _are_leads(grid.begun(row + 1)):
            continue  # the names of languages stand over their lead-ins
        return _head(grid, row, cells)
    return None


def _are_leads(cells: list[GridCell]) -> bool:
    """Whether a row has several cells, and each is a lead-in."""
    return len(cells) > 1 and all(is_lead_in(cell.text) and is_open(cell.text) for cell in cells)


def _stands_alone(grid: Grid, cell: GridCell) -> bool:
    return all(grid.at(cell.row, column) in (None, cell) for column in range(grid.width))


def _head(grid: Grid, row: int, cells: list[GridCell]) -> Head | None:
    if any(not _is_short(cell) for cell in cells):
        return None
    columns = [Column(ColumnRole.UNKNOWN)] * grid.width
    for cell in cells:
        made = _column_of_cell(cell)
        for column in range(cell.column, min(cell.column + cell.columns, grid.width)):
            columns[column] = made
    if not _is_head(grid, row, cells, columns):
        return None
    return _with_second_row(grid, row, columns)


def _is_short(cell: GridCell) -> bool:
    text = cell.text
    if is_lead_in(text) and is_open(text):
        return True
    sentence = text.endswith(_SENTENCE_END) and len(text) > _SHORTENED
    return len(text) <= _LONGEST_HEAD and not sentence and cell.paragraphs <= _MOST_PARAGRAPHS


def _is_head(grid: Grid, row: int, cells: list[GridCell], columns: list[Column]) -> bool:
    """Whether a row of short cells is a head: it names outcomes, or the format or several names say so."""
    marked = row < grid.header_rows
    own = [columns[cell.column] for cell in cells]
    named = [column for column in own if column.role is ColumnRole.OUTCOMES and column.form is None]
    forms = {column.form for column in own if column.form is not None}
    known = [column for column in own if column.role is not ColumnRole.UNKNOWN]
    numbers = (cell.column for cell in cells if columns[cell.column].role is ColumnRole.NUMBER)
    if named or any(_are_codes(grid.column(number, row + 1)) for number in numbers):
        return True
    if forms:
        return len(forms) >= _FEWEST_NAMED or (marked and len(known) >= _FEWEST_NAMED)
    return len(known) >= _FEWEST_NAMED or (marked and bool(cells))


def _are_codes(cells: list[GridCell]) -> bool:
    return bool(cells) and all(is_code(cell.text) for cell in cells)


def _with_second_row(grid: Grid, row: int, columns: list[Column]) -> Head:
    """Take in a second head row that divides a merged head: "Examination" over "Tentamen | Rapport"."""
    below = grid.begun(row + 1)
    divided = {
        column
        for cell in grid.begun(row)
        if cell.columns > 1
        for column in range(cell.column, cell.column + cell.columns)
    }
    inside = bool(below) and all(
        cell.column in divided and _is_short(cell) and not _is_mark(cell.text) for cell in below
    )
    if not inside or row + 2 >= grid.height or len(below) < _FEWEST_NAMED or _is_numbered(below):
        return Head(row, row + 1, tuple(columns))
    for cell in below:
        parent = columns[cell.column]
        own = column_of(cell.text)
        role = own.role if own.form is not None or parent.role is ColumnRole.UNKNOWN else parent.role
        columns[cell.column] = Column(
            role=role, name=cell.text, form=own.form or parent.form, lead_in=own.lead_in
        )
    return Head(row, row + 2, tuple(columns))


def _is_numbered(cells: list[GridCell]) -> bool:
    """Whether a row is one of the body: a code and its text, not one code beside the other."""
    return is_code(cells[0].text) and not all(is_code(cell.text) for cell in cells[1:])


def _is_mark(text: str) -> bool:
    """Whether a cell is one of the body of a matrix: a cross or a blank."""
    return is_cross(text, heading_table().crosses) or is_blank(text)
