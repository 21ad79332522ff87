"""Tables of courses (.xlsx, .xlsm, .csv, .tsv, .jsonl, and lists in .json) → rows of named values.

One row a course, or several rows a course with one outcome each. A row that holds outcomes and nothing else
belongs to the course of the row above, as where its cells are merged.
"""

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from curranalyser.datamodel import SourceFile, TableRow
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.languages import every
from curranalyser.read.catalogue.json_records import JsonRecord, read_json
from curranalyser.read.columns import ColumnMap, described, map_columns, sum_words
from curranalyser.read.csv_rows import DAMAGE, MOST_DAMAGED, csv_rows, decode_rows
from curranalyser.read.endings import DATA_ENDINGS, WORKBOOK_ENDINGS
from curranalyser.read.field_text import shown_text
from curranalyser.read.merged import filled_down, merged_ranges
from curranalyser.read.package import check_package
from curranalyser.settings import Settings
from curranalyser.strict_data import json_of

_HEADER_WITHIN = 20
_MAX_ROWS = 200_000
_MAX_COLUMNS = 400
_MAX_CELL = 200_000
_DELIMITERS = (";", ",", "\t", "|")
# The ways in which programs write that a cell has no value.
_EMPTY = frozenset(("", "nan", "-", "–", *every(lambda words: words.empty_cells)))
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MIDNIGHT = re.compile(r"^(\d{4}-\d{2}-\d{2})[ T]00:00(?::00(?:\.0+)?)?Z?$")
_SEVERAL_LINES = frozenset({"outcomes", "outcomes_en", "aim", "content", "entry"})
_OUTCOMES = frozenset({"outcomes", "outcomes_en"})
# A date as a spreadsheet counts it, in days from its epoch: 1990 to 2099. A term such as 20252 is none.
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?\Z")
_SERIALS = range(32_874, 73_051)
_EPOCH = date(1899, 12, 30)

# The cells of a row by its number; None where it is damaged.
Numbered = Iterable[tuple[int, Sequence[object] | None]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Numbered rows, and the day from which their dates are counted."""

    rows: Numbered
    epoch: date = _EPOCH


def _as_text(value: object) -> str:
    """Return a cell's value as text.

    Whole numbers without a point, dates as ISO, lists as lines with bullets.
    """
    match value:
        case None | dict():
            text = ""
        case bool():
            text = "true" if value else "false"
        case datetime():
            text = (
                value.date().isoformat()
                if value.time() == time()
                else value.isoformat(sep=" ", timespec="minutes")
            )
        case float():
            text = format(value, ".10g")
        case list():
            text = "\n".join(f"• {item}" for item in map(_as_text, value) if item)
        case _:
            text = str(value)  # a date is ISO as text
    return text[:_MAX_CELL]


def _cleaned(text: str, several_lines: bool) -> str:
    """Return a value without markup, escapes and the ways in which programs write that there is none."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1].upper() != "000D" else "", text)
    text = shown_text(text, several_lines)
    if text.lower() in _EMPTY:
        return ""
    midnight = _MIDNIGHT.match(text)
    return midnight[1] if midnight else text


def _xlsx_sheets(data: bytes) -> Iterator[_Sheet]:
    """Yield the sheets of a workbook."""
    check_package(data, "xl/")
    from openpyxl import load_workbook  # noqa: PLC0415 slow to import

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on styles and extensions that openpyxl leaves out
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()  # what the file declares is often wrong
                rows = enumerate(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS), 1)
                # No public name tells the sheet's file; a test fails where openpyxl renames this one.
                merged = merged_ranges(data, sheet._worksheet_path)
                yield _Sheet(filled_down(rows, merged), workbook.epoch.date())
        finally:
            workbook.close()


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[object] | None]]:
    return enumerate((cells for _, cells in csv_rows(text, delimiter, strict=False)), 1)


def _delimiter(text: str, chosen: Sequence[tuple[str, str]]) -> str:
    """Return the delimiter under which most columns are understood.

    Of several, the one that gives most columns.
    """

    def merit(delimiter: str) -> tuple[int, int]:
        best = (0, 0)
        for _, row in islice(_csv_rows(text, delimiter), _HEADER_WITHIN):
            names = [str(cell) for cell in row or ()]
            try:
                understood = len(map_columns(names, chosen).positions)
            except DocumentError:
                understood = 0
            best = max(best, (understood, len(names)))
        return best

    return max(_DELIMITERS, key=merit)


def _csv_sheet(data: bytes, chosen: Sequence[tuple[str, str]]) -> _Sheet:
    text = decode_rows(data)
    return _Sheet(_csv_rows(text, _delimiter(text, chosen)))


def _json_rows(data: bytes) -> tuple[list[str], list[tuple[int, dict[str, Any] | None]]]:
    """Return the names that occur, in order, and the objects with the numbers of their lines.

    None in place of a line that is no object.
    """
    names: dict[str, None] = {}
    rows: list[tuple[int, dict[str, Any] | None]] = []
    damaged = 0
    for number, line in enumerate(decode_rows(data).split("\n"), 1):
        if not line.strip():
            continue
        value = _json_object(line)
        damaged += value is None
        if damaged > MOST_DAMAGED:
            raise DocumentError(FailureCategory.UNREADABLE, f"line {number} is no JSON object")
        names |= dict.fromkeys(value or ())
        rows.append((number, value))
    if damaged == len(rows):
        raise DocumentError(FailureCategory.UNREADABLE, "no line is a JSON object")
    return list(names)[:_MAX_COLUMNS], rows


def _json_object(line: str) -> dict[str, Any] | None:
    if DAMAGE in line:
        return None
    try:
        value = json_of(line, halves=True)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _json_records(data: bytes) -> tuple[list[str], list[tuple[int, dict[str, Any] | None]]]:
    """Return the names that occur in the objects of a list, in order, and the objects with their numbers.

    None is one that is no object.
    """
    found = read_json(data)
    records = [] if found is None else list(found.records())
    names = dict.fromkeys(name for one in records if isinstance(one, JsonRecord) for name in one.value)
    return list(names)[:_MAX_COLUMNS], [
        (one.number, one.value if isinstance(one, JsonRecord) else None) for one in records
    ]


def _json_sheet(data: bytes, suffix: str) -> Numbered:
    names, rows = _json_rows(data) if suffix == ".jsonl" else _json_records(data)
    yield 0, names
    for number, value in rows:
        yield number, None if value is None else [value.get(name) for name in names]


def _rows(
    sheet: _Sheet, source: SourceFile, chosen: Sequence[tuple[str, str]]
) -> tuple[list[TableRow] | None, list[str]]:
    """Read a sheet.

    Returns its rows, or None where no header row is understood, and the names that were met.
    """
    columns: ColumnMap | None = None
    first: list[str] = []
    header: list[str] = []
    refused: DocumentError | None = None
    result: list[TableRow] = []
    above: Values = ()
    for count, (number, cells) in enumerate(sheet.rows):
        if count >= _MAX_ROWS:
            raise DocumentError(FailureCategory.TOO_LARGE, f"more than {_MAX_ROWS} rows")
        if cells is None:
            # What stands below it may belong to it, and belongs to no course above it.
            result.append(TableRow(replace(source, row=number), (), damaged=True))
            above = ()
            continue
        if columns is not None:
            if _says_header(cells, header, columns):
                continue
            values = _values(cells, columns, sheet.epoch)
            if _continues(values, above):
                values = (*(pair for pair in above if pair[0] not in _SEVERAL_LINES), *values)
            if not _is_sum(values):
                result.append(TableRow(replace(source, row=number), values))
            above = values
            continue
        names = [_as_text(cell).strip() for cell in cells]
        if len([name for name in names if name]) > len([name for name in first if name]):
            first = names
        try:
            found = map_columns(names, chosen)
        except DocumentError as error:
            refused = refused or error
            continue
        if found.complete:
            columns, header = found, names
        elif count >= _HEADER_WITHIN:
            break
    if columns is None:
        _refuse(result, refused)
    return (result if columns is not None else None), first


def _refuse(damaged: Sequence[TableRow], refused: DocumentError | None) -> None:
    """Raise what is to be said of a sheet whose columns are not understood, if anything is."""
    if damaged:
        raise DocumentError(FailureCategory.UNREADABLE, f"row {damaged[0].source.row} is damaged")
    if refused is not None:
        raise refused


Values = tuple[tuple[str, str], ...]


def _is_sum(values: Values) -> bool:
    """Whether a row adds up those above it: it holds nothing but credits, and perhaps a word: "Summa"."""
    return all(
        name == "credits" or (name in ("code", "title") and text.lower().strip(" :") in sum_words())
        for name, text in values
    )


def _continues(values: Values, above: Values) -> bool:
    """Whether a row belongs to the course of the row straight above it.

    It holds outcomes, and of the facts of a course no code and nothing that is not said above.
    """
    facts = [pair for pair in values if pair[0] not in _SEVERAL_LINES]
    return (
        any(name in _OUTCOMES for name, _ in values)
        and all(name != "code" and (name, text) in above for name, text in facts)
        and any(name in ("code", "title") for name, _ in above)
    )


def _says_header(cells: Sequence[object], header: Sequence[str], columns: ColumnMap) -> bool:
    """Whether a row repeats the names of the columns, as on a new page or in a header two rows high."""
    places = [place for some in columns.positions.values() for place in some if place < len(cells)]
    said = [(_as_text(cells[place]).strip(), header[place]) for place in places]
    return any(text for text, _ in said) and all(text in ("", name) for text, name in said)


def _values(cells: Sequence[object], columns: ColumnMap, epoch: date) -> Values:
    values = []
    for name, positions in columns.positions.items():
        if name in columns.listed:
            items = [_cleaned(_as_text(cells[place]), False) for place in positions if place < len(cells)]
            if any(items):
                values.append((name, "\n".join(f"• {item}" for item in items if item)))
            continue
        for position in positions:
            text = (
                _cleaned(_as_text(cells[position]), name in _SEVERAL_LINES) if position < len(cells) else ""
            )
            if text:
                text = columns.values.get(name, {}).get(text, text)
                values.append((name, _from_serial(text, epoch) if name == "valid_from" else text))
                break
    return tuple(values)


def _from_serial(text: str, epoch: date) -> str:
    """Return a date that a spreadsheet wrote as a number as an ISO date, and all else as it is."""
    serial = _SERIAL.match(text)
    if serial is None or int(serial[1]) not in _SERIALS:
        return text
    return (epoch + timedelta(days=int(serial[1]))).isoformat()


def read_table(data: bytes, source: SourceFile, settings: Settings) -> tuple[TableRow, ...]:
    """Read a table of courses.

    Args:
        data: the bytes of the file.
        source: its record; the type is told from the ending of its path.
        settings: `columns` says what column holds what, where the presets do not know it.

    Returns:
        The rows that hold something of a course, each with its row number (for .jsonl its line number, for
        .json that of the object); of a
        workbook, those of every sheet that is understood. A row below a course that holds outcomes only has
        that course's facts, as has a row that merged cells cover. Rows that name no course are among them
        (`TableRow.named` tells) and those that are damaged, but no sums of credits and no repeated header.

    Raises:
        DocumentError: empty, damaged, encrypted, too large, without columns that are understood, or without a
        course.
    """
    if not data.strip():
        raise DocumentError(FailureCategory.EMPTY_FILE)
    suffix = PurePosixPath(source.path).suffix.lower()
    try:
        sheets: Iterable[_Sheet] = (
            _xlsx_sheets(data)
            if suffix in WORKBOOK_ENDINGS
            else [_Sheet(_json_sheet(data, suffix))]
            if suffix in DATA_ENDINGS
            else [_csv_sheet(data, settings.columns)]
        )
        rows: list[TableRow] = []
        names: list[str] = []
        understood = False
        for sheet in sheets:
            found, met = _rows(sheet, source, settings.columns)
            names = names or met
            understood = understood or found is not None
            rows += found or []
    except (DocumentError, MemoryError):
        raise
    except (
        Exception
    ) as error:  # openpyxl raises KeyError, ValueError, ParseError and more on damaged workbooks
        raise DocumentError(FailureCategory.UNREADABLE, f"{type(error).__name__}: {error}") from error
    if not understood:
        raise DocumentError(FailureCategory.NO_COURSE_COLUMNS, described(names))
    if not any(row.named for row in rows):
        category = FailureCategory.ROW_WITHOUT_COURSE if rows else FailureCategory.EMPTY_FILE
        raise DocumentError(category, "no row names a course")
    return tuple(rows)
