"""Tables of courses (.xlsx, .csv, .jsonl), one row a course → rows of named values."""

import csv
import io
import json
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from curranalyser.datamodel import SourceFile, TableRow
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.columns import ColumnMap, described, map_columns
from curranalyser.read.flow import plain_lines
from curranalyser.read.html import html_items
from curranalyser.read.normalise import SOFT_BREAK, normalise_text
from curranalyser.read.package import check_package
from curranalyser.read.text import decode
from curranalyser.settings import Settings

_HEADER_WITHIN = 20
_MAX_ROWS = 200_000
_MAX_COLUMNS = 400
_MAX_CELL = 200_000
_DELIMITERS = (";", ",", "\t", "|")
_EMPTY = frozenset(
    {
        "",
        "null",
        "none",
        "nan",
        "n/a",
        "#n/a",
        "#namn?",
        "#name?",
        "#saknas!",
        "#ref!",
        "#referens!",
        "#värdefel!",
        "#value!",
        "-",
        "–",
    }
)
_MARKUP = re.compile(r"</(?:p|li|ul|ol|div|span|h[1-6]|td|strong|em|b)>|<(?:br|p|li)\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|[aouAOU](?:uml|ring)|eacute|#\d{2,5});")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MIDNIGHT = re.compile(r"^(\d{4}-\d{2}-\d{2})[ T]00:00(?::00(?:\.0+)?)?Z?$")
_SEVERAL_LINES = frozenset({"outcomes", "outcomes_en", "aim", "content", "entry"})

Numbered = Iterable[tuple[int, Sequence[object]]]


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
    if _MARKUP.search(text) or _ENTITY.search(text):
        text = "\n".join(plain_lines(html_items(text)))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = (normalise_text(line).rstrip() for line in SOFT_BREAK.sub("", text).split("\n"))
    text = "\n".join(lines).strip() if several_lines else " ".join(" ".join(lines).split())
    if text.lower() in _EMPTY:
        return ""
    midnight = _MIDNIGHT.match(text)
    return midnight[1] if midnight else text


def _xlsx_sheets(data: bytes) -> Iterator[Numbered]:
    """Yield the sheets of a workbook as numbered rows."""
    check_package(data, "xl/")
    from openpyxl import load_workbook  # noqa: PLC0415 slow to import

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on styles and extensions that openpyxl leaves out
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()  # what the file declares is often wrong
                yield enumerate(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS), 1)
        finally:
            workbook.close()


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[object]]]:
    return enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1)


def _delimiter(text: str, chosen: Sequence[tuple[str, str]]) -> str:
    """Return the delimiter under which most columns are understood.

    And of these the one that gives most columns.
    """

    def merit(delimiter: str) -> tuple[int, int]:
        best = (0, 0)
        for _, row in islice(_csv_rows(text, delimiter), _HEADER_WITHIN):
            names = [str(cell) for cell in row]
            try:
                understood = len(map_columns(names, chosen).positions)
            except DocumentError:
                understood = 0
            best = max(best, (understood, len(names)))
        return best

    return max(_DELIMITERS, key=merit)


def _csv_sheet(data: bytes, chosen: Sequence[tuple[str, str]]) -> Numbered:
    text = decode(data)
    return _csv_rows(text, _delimiter(text, chosen))


def _json_rows(data: bytes) -> tuple[list[str], list[tuple[int, dict[str, Any]]]]:
    """Return the names that occur, in order of first occurrence.

    And the objects with the numbers of their lines.
    """
    names: dict[str, None] = {}
    rows: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(decode(data).split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise DocumentError(FailureCategory.UNREADABLE, f"line {number} is no JSON") from error
        if not isinstance(value, dict):
            raise DocumentError(FailureCategory.UNREADABLE, f"line {number} is no JSON object")
        names |= dict.fromkeys(value)
        rows.append((number, value))
    return list(names)[:_MAX_COLUMNS], rows


def _json_sheet(data: bytes) -> Numbered:
    names, rows = _json_rows(data)
    yield 0, names
    for number, value in rows:
        yield number, [value.get(name) for name in names]


def _rows(
    sheet: Numbered, source: SourceFile, chosen: Sequence[tuple[str, str]]
) -> tuple[list[TableRow] | None, list[str]]:
    """Read a sheet.

    Returns its rows, or None where no header row is understood, and the names that were met.
    """
    columns: ColumnMap | None = None
    first: list[str] = []
    refused: DocumentError | None = None
    result: list[TableRow] = []
    for count, (number, cells) in enumerate(sheet):
        if count >= _MAX_ROWS:
            raise DocumentError(FailureCategory.TOO_LARGE, f"more than {_MAX_ROWS} rows")
        if columns is not None:
            values = _values(cells, columns)
            if any(name in ("code", "title") for name, _ in values):
                result.append(TableRow(replace(source, row=number), values))
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
            columns = found
        elif count >= _HEADER_WITHIN:
            break
    if columns is None and refused is not None:
        raise refused
    return (result if columns is not None else None), first


def _values(cells: Sequence[object], columns: ColumnMap) -> tuple[tuple[str, str], ...]:
    values = []
    for name, positions in columns.positions.items():
        for position in positions:
            text = (
                _cleaned(_as_text(cells[position]), name in _SEVERAL_LINES) if position < len(cells) else ""
            )
            if text:
                values.append((name, columns.values.get(name, {}).get(text, text)))
                break
    return tuple(values)


def read_table(data: bytes, source: SourceFile, settings: Settings) -> tuple[TableRow, ...]:
    """Read a table with one course a row.

    Args:
        data: the bytes of the file.
        source: its record; the type is told from the ending of its path.
        settings: `columns` says what column holds what, where the presets do not know it.

    Returns:
        The rows that name a course, each with its row number (for .jsonl its line number); of a workbook,
        those of every sheet that is understood.

    Raises:
        DocumentError: empty, damaged, encrypted, too large, without columns that are understood, or without a
        course.
    """
    if not data.strip():
        raise DocumentError(FailureCategory.EMPTY_FILE)
    suffix = PurePosixPath(source.path).suffix.lower()
    try:
        sheets: Iterable[Numbered] = (
            _xlsx_sheets(data)
            if suffix == ".xlsx"
            else [_json_sheet(data)]
            if suffix == ".jsonl"
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
    if not rows:
        raise DocumentError(FailureCategory.EMPTY_FILE, "no row names a course")
    return tuple(rows)
