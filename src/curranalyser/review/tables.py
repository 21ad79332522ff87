"""The cells of tables that people have filled in, as a workbook or CSV holds them."""

import csv
import io
import warnings
from collections.abc import Iterator, Sequence

from curranalyser.read.encoding import decode_text
from curranalyser.read.package import check_package
from curranalyser.report.sanitise import defuse

_DELIMITERS = ",;\t"


def csv_tables(data: bytes) -> Iterator[Iterator[Sequence[object]]]:
    """Yield the rows of CSV, whose columns are separated by commas, semicolons or tabs, as of one sheet.

    Raises:
        csv.Error: it is none.
    """
    yield _csv_rows(data)


def _csv_rows(data: bytes) -> Iterator[Sequence[object]]:
    # Excel in Sweden writes CSV in Windows-1252.
    text = decode_text(data).text
    first = text.partition("\n")[0]
    lines = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=first.count), strict=True
    )
    last = 0
    for cells in lines:
        # A row is called by its last line, and the lines between rows are counted.
        yield from ([] for _ in range(lines.line_num - last - 1))
        last = lines.line_num
        yield cells


def cell_text(value: object) -> str:
    """Return a cell as text: whole numbers without decimals, no apostrophe that defuses a formula."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return undefused("" if value is None else " ".join(str(value).split()))


def workbook_tables(data: bytes) -> Iterator[Iterator[Sequence[object]]]:
    """Yield the rows of each sheet of a workbook.

    Raises:
        DocumentError: it is no workbook, or unpacks to more than is read. openpyxl raises KeyError,
            ValueError and more on damaged ones.
    """
    check_package(data, "xl/")
    from openpyxl import load_workbook  # noqa: PLC0415 slow to import

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on styles and extensions that openpyxl leaves out
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()  # what other programs declare is often wrong
                yield sheet.iter_rows(values_only=True)
        finally:
            workbook.close()


def undefused(text: str) -> str:
    """Return a text without the apostrophe that `report.sanitise.defuse` set before it."""
    return text[1:] if text.startswith("'") and defuse(text[1:]) == text else text
