"""Decisions that somebody has written into the workbook of a report, and that nothing else holds yet."""

import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from curranalyser.errors import OutputError, SettingsError
from curranalyser.i18n import N_
from curranalyser.review.decisions import Review, merge_reviews
from curranalyser.scheme import Scheme

# Every program that saves a workbook writes the time of it there; the tool always the same one.
_PROPERTIES = "docProps/core.xml"
_AS_WRITTEN = b'<dcterms:modified xsi:type="dcterms:W3CDTF">2020-01-01T00:00:00Z</dcterms:modified>'
_MOST = 100_000
# What the standard library says of a file that is no package, is damaged, or has no such part.
_NO_PACKAGE = (
    KeyError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    RuntimeError,
)


def require_brought_in(workbook: Path, reviews: Iterable[Review], scheme: Scheme) -> None:
    """See that a workbook may be replaced: that it holds no decision which is not among those that count.

    One that nobody has saved since the tool wrote it is not read.

    Args:
        workbook: of a report; it need not be there.
        reviews: the decisions that count.
        scheme: names the perspectives.

    Raises:
        OutputError: it holds others, or what is written where decisions stand cannot be understood.
    """
    try:
        if not workbook.is_file() or _is_as_written(workbook):
            return
        data = workbook.read_bytes()
    except OSError as error:
        raise OutputError(
            N_("%(path)s cannot be written: %(error)s."),
            N_("See that you may write there and that there is room; or give another folder."),
            path=workbook,
            error=error,
        ) from error
    from curranalyser.review.sheets import read_statements  # noqa: PLC0415 openpyxl, and rarely needed

    try:
        merged = merge_reviews(reviews, read_statements(data, workbook.name, scheme), "")
        new = merged.new or merged.changed or merged.withdrawn
    except SettingsError:
        new = 1
    if new:
        raise OutputError(
            N_("%(path)s holds decisions that have not been brought in, and is not overwritten."),
            N_("Bring them in with: curranalyser review import %(path)s; or move the file away."),
            path=workbook,
        )


def _is_as_written(workbook: Path) -> bool:
    """Whether nobody has saved a workbook since the tool wrote it. Raises OSError."""
    try:
        with zipfile.ZipFile(workbook) as package:
            entry = package.getinfo(_PROPERTIES)
            return entry.file_size <= _MOST and _AS_WRITTEN in package.read(entry)
    except _NO_PACKAGE:
        return False  # the reader of workbooks says what it is
