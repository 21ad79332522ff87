"""The cells of tables that people have filled in, as a workbook or CSV holds them."""

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from curranalyser.errors import DataError, DocumentError, FailureCategory, SettingsError, UnreadRowWarning
from curranalyser.i18n import N_
from curranalyser.read.csv_rows import csv_rows, decode_rows
from curranalyser.read.package import check_package
from curranalyser.report.sanitise import defuse

_DELIMITERS = ",;\t"
WORKBOOKS = (".xlsx", ".xlsm")


def tables_of(data: bytes, name: str) -> Iterator[Iterator[Sequence[object]]]:
    """Yield the rows of each sheet of a workbook, or of CSV as of one; the ending of the name tells which.

    Raises what `workbook_tables` and `csv_tables` raise; DocumentError where there is nothing.
    """
    if not data.strip():
        raise DocumentError(FailureCategory.EMPTY_FILE)
    return workbook_tables(data) if name.lower().endswith(WORKBOOKS) else csv_tables(data)


@contextmanager
def told_in_a_line(problem: str, hint: str, name: str) -> Iterator[None]:
    """Turn whatever is wrong with a table into one line.

    Args:
        problem: what is said; has room for `path` and `error`.
        hint: what to do.
        name: of the file.

    Raises:
        SettingsError: in place of what was raised. One of those, and MemoryError, pass as they are.
    """
    try:
        yield
    except (SettingsError, MemoryError):
        raise
    # DocumentError for what is no workbook; openpyxl raises KeyError, ValueError and more on damaged ones
    except Exception as error:
        raise SettingsError(problem, hint, path=name, error=table_fault(error)) from error


def table_fault(error: Exception) -> Exception:
    """Return an error that `told_reason` has words for, in place of what a library raised on a table."""
    known = isinstance(error, DocumentError) and error.category is not FailureCategory.UNREADABLE
    return error if known or isinstance(error, DataError) else DataError("damaged")


def csv_tables(data: bytes) -> Iterator[Iterator[Sequence[object]]]:
    """Yield the rows of CSV, whose columns are separated by commas, semicolons or tabs, as of one sheet.

    A row that is damaged is `Damaged`, in place of its cells.

    Raises:
        DocumentError: it is none.
    """
    yield _csv_rows(data)


def _csv_rows(data: bytes) -> Iterator[Sequence[object]]:
    # Excel in Sweden writes CSV in Windows-1252.
    text = decode_rows(data)
    first = text.partition("\n")[0]
    last = 0
    for number, cells in csv_rows(text, max(_DELIMITERS, key=first.count), strict=True):
        # A row is called by its last line, and the lines between rows are counted.
        yield from ([] for _ in range(number - last - 1))
        last = number
        yield Damaged() if cells is None else cells


class Damaged(tuple[object, ...]):
    """A row that could not be read: it has no cells."""

    __slots__ = ()


def told_unread(cells: Sequence[object], number: int, name: str) -> bool:
    """Whether a row is damaged; then an UnreadRowWarning names it.

    Args:
        cells: of the row.
        number: of the row.
        name: of the file.
    """
    if not isinstance(cells, Damaged):
        return False
    error = SettingsError(
        N_("%(path)s, row %(row)s is damaged: it was not read, and the others were."),
        N_("Write it anew: it holds bytes that are no text, or a quotation mark too many."),
        path=name,
        row=number,
    )
    warnings.warn(UnreadRowWarning(error), stacklevel=3)
    return True


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
