"""Tables that say which assessment examines which outcome, wherever in the syllabus they stand.

Their rows or columns point to the outcomes by number, or repeat their words.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from curranalyser.parse.outcomes.extract import RawOutcome
from curranalyser.parse.outcomes.table_columns import (
    Content,
    body_column,
    content_of,
    names_assessment,
)
from curranalyser.parse.page.grid import Grid, GridCell, is_cross
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.page.table_head import ColumnRole, column_of, is_reference
from curranalyser.parse.page.tables import PageTable
from curranalyser.parse.words.headings import heading_table

_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_RANGE = re.compile(r"(\d{1,2})\s*[–-]\s*[A-ZÅÄÖ]{0,4}\s?(\d{1,2})(?![.\d])")
_NOT_WORDS = re.compile(r"[\W_]+")
# Outcomes in "1–40": no syllabus has more, and a year or a number of pages is no range of them.
_LONGEST_RANGE = 40

# The number of an outcome and the name of an assessment.
Pair = tuple[str, str]


def tables_in(lines: Iterable[TextLine]) -> list[PageTable]:
    """Return the tables that lines stand in, each once."""
    return list(dict.fromkeys(line.table for line in lines if line.table is not None))


def with_assessments(
    found: Sequence[RawOutcome],
    repeated: Sequence[RawOutcome],
    tables: list[PageTable],
    examining: Collection[PageTable] = (),
) -> tuple[RawOutcome, ...]:
    """Give outcomes the names of what examines them.

    Args:
        found: the outcomes of one list.
        repeated: outcomes as tables beside the list have them, with assessments.
        tables: of the syllabus, which may point to outcomes by their number.
        examining: those of them that stand in sections on assessment.

    Returns:
        The outcomes in the same order; those that have assessments already, or of which nothing is said, as
        they are.
    """
    by_text = _by_text(found, tables)
    by_text |= {squeezed(item.text): item.assessments for item in repeated if item.assessments}
    by_number = _by_number(
        found, [pair for table in tables for pair in pairs_of(table.grid, table in examining)]
    )
    return tuple(
        item
        if item.assessments
        else replace(item, assessments=by_text.get(squeezed(item.text)) or by_number.get(position, ()))
        for position, item in enumerate(found)
    )


def squeezed(text: str) -> str:
    """Return the letters and digits of a text in small letters, by which repeated outcomes are told."""
    return _NOT_WORDS.sub("", text).lower()


def _by_text(found: Sequence[RawOutcome], tables: Iterable[PageTable]) -> dict[str, tuple[str, ...]]:
    """Return the assessments by the words of outcomes that matrices repeat in their first column."""
    known = {squeezed(item.text) for item in found}
    named: dict[str, tuple[str, ...]] = {}
    for grid in (table.grid for table in tables):
        cells = [cell for cell in grid.column(0, 1) if squeezed(cell.text) in known]
        columns = _columns_of_crosses(grid) if cells else []
        for cell in cells:
            names = tuple(name for column, name in columns if _has_cross(grid, cell.row, column))
            if names:
                named[squeezed(cell.text)] = names
    return named


def _by_number(found: Sequence[RawOutcome], pairs: list[Pair]) -> dict[int, tuple[str, ...]]:
    """Return the assessments by position in the list; nothing where a number may mean several outcomes."""
    if not pairs:
        return {}
    own = [_last_number(item.number) for item in found]
    if not any(own):
        own = [str(position) for position in range(1, len(found) + 1)]
    places = {number: position for position, number in enumerate(own) if number}
    if len(places) < len(found) or any(number not in places for number, _ in pairs):
        return {}
    named: dict[int, list[str]] = {}
    for number, name in pairs:
        named.setdefault(places[number], []).append(name)
    return {position: tuple(dict.fromkeys(names)) for position, names in named.items()}


def _last_number(text: str) -> str:
    numbers = _NUMBER.findall(text)
    return numbers[-1] if numbers else ""


def numbers_in(text: str) -> list[str]:
    """Return the numbers of outcomes that a cell points to: "1, 3–5", "LO2"."""
    spread = _RANGE.sub(_written_out, text)
    return _NUMBER.findall(spread)


def _written_out(match: re.Match[str]) -> str:
    first, last = int(match[1]), int(match[2])
    if not first < last <= first + _LONGEST_RANGE:
        return match[0]
    return ", ".join(str(number) for number in range(first, last + 1))


def pairs_of(grid: Grid, examining: bool = False) -> list[Pair]:
    """Return which assessment examines which outcome, as far as a table points to outcomes by number.

    Args:
        grid: the table.
        examining: it stands in a section on assessment: then the names in its first column are of those.
    """
    return list(_listed(grid, examining)) or list(_crossed(grid)) or list(_turned(grid))


def _heads(grid: Grid) -> list[tuple[int, GridCell]]:
    return [(cell.column, cell) for cell in grid.begun(0)]


def _listed(grid: Grid, examining: bool) -> Iterator[Pair]:
    """A row an assessment, whose outcomes stand in a cell: "Tentamen | 1, 2, 4"."""
    roles = {column: column_of(cell.text).role for column, cell in _heads(grid)}
    numbered = [
        column
        for column, role in roles.items()
        if role is ColumnRole.OUTCOMES and content_of(body_column(grid, column, 1)) is Content.CODES
    ]
    named = [
        column
        for column, role in roles.items()
        if role is ColumnRole.ASSESSMENT and content_of(body_column(grid, column, 1)) is Content.TEXT
    ]
    if not named and examining and numbered and content_of(body_column(grid, 0, 1)) is Content.TEXT:
        named = [0]
    if not numbered or not named:
        return
    for row in range(1, grid.height):
        name, numbers = grid.at(row, named[0]), grid.at(row, numbered[0])
        if name is not None and numbers is not None and is_reference(numbers.text):
            for number in numbers_in(numbers.text):
                yield number, name.text


def _crossed(grid: Grid) -> Iterator[Pair]:
    """A row an outcome, with crosses below the names of assessments."""
    if content_of(body_column(grid, 0, 1)) is not Content.CODES:
        return
    columns = _columns_of_crosses(grid)
    for cell in grid.column(0, 1):
        for column, name in columns:
            if _has_cross(grid, cell.row, column):
                for number in numbers_in(cell.text):
                    yield number, name


def _columns_of_crosses(grid: Grid) -> list[tuple[int, str]]:
    """Return the columns of crosses whose head is the name of an assessment, with that."""
    return [
        (column, cell.text)
        for column, cell in _heads(grid)
        if column
        and content_of(body_column(grid, column, 1)) is Content.CROSSES
        and names_assessment(column_of(cell.text))
    ]


def _turned(grid: Grid) -> Iterator[Pair]:
    """A column an outcome, with crosses beside the names of assessments."""
    heads = [(column, cell.text) for column, cell in _heads(grid) if column]
    if not heads or not all(is_reference(text) for _, text in heads):
        return
    corner = grid.at(0, 0)
    if corner is not None and column_of(corner.text).role is ColumnRole.OUTCOMES:
        return  # its rows are outcomes, and the codes above them are those of assessments
    for cell in grid.column(0, 1):
        if names_assessment(column_of(cell.text)):
            for column, text in heads:
                if _has_cross(grid, cell.row, column):
                    for number in numbers_in(text):
                        yield number, cell.text


def _has_cross(grid: Grid, row: int, column: int) -> bool:
    cell = grid.at(row, column)
    return cell is not None and is_cross(cell.text, heading_table().crosses)
