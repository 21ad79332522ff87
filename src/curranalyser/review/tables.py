"""The cells of tables that people have filled in, as a workbook or CSV holds them."""

import io
import warnings
from collections.abc import Iterator, Sequence

from curranalyser.read.package import check_package
from curranalyser.report.sanitise import defuse


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
