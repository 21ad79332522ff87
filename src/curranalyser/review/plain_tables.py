"""Tables for people to fill in, as CSV and as workbooks in which all text stays the text it is."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from curranalyser.errors import SettingsError
from curranalyser.folder import WORKBOOK_MARK
from curranalyser.i18n import N_
from curranalyser.report.sanitise import defuse

# What a sheet takes below its headings, and a cell: limits of XLSX.
MOST_ROWS = 1_048_575
MOST_CHARACTERS = 32_767
TO_FILL_IN, TO_READ = "#FFF2CC", "#EEF1F5"
# Written into the file's properties; a fixed day, so that the same audit gives the same bytes.
_CREATED = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def csv_table(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return rows as CSV in UTF-8 with a byte order mark.

    Text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator="\r\n").writerows([defuse(cell) for cell in row] for row in rows)
    return table.getvalue().encode("utf-8-sig")


def plain_workbook(buffer: io.BytesIO, title: str) -> Any:  # noqa: ANN401 xlsxwriter is imported late
    """Return a workbook of xlsxwriter that is written to `buffer` when it is closed.

    No cell becomes a formula, a link or a number. The file bears the tool's mark.
    """
    import xlsxwriter  # noqa: PLC0415 slow to import

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": title, "created": _CREATED})
    book.set_custom_property(WORKBOOK_MARK, True)
    return book


def heading_format(book: Any, colour: str) -> Any:  # noqa: ANN401 likewise
    """Return the format of a heading in a workbook, on a ground of `colour`."""
    return book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": colour}
    )


def check_rows(count: int, most: int, hint: str) -> None:
    """Raise SettingsError, with the hint, where there are more rows than a sheet takes."""
    if count > most:
        raise SettingsError(N_("A sheet takes no more than %(most)s rows."), hint, most=most)
