"""A store → one file a table, as CSV or Parquet: for spreadsheets, statistics programs and databases."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from curranalyser.datamodel import Audit
from curranalyser.errors import OutputError, SettingsError
from curranalyser.folder import replace_file
from curranalyser.i18n import N_
from curranalyser.report.sanitise import clean_line, defuse
from curranalyser.store import TABLES, table_rows

FORMATS = ("csv", "parquet")


def export_tables(audit: Audit, folder: Path, form: str) -> list[Path]:
    """Write each of `store.TABLES` to `<table>.<form>`.

    Args:
        audit: from `store.read_tables`.
        folder: is made where it is missing; files of these names in it are replaced.
        form: one of `FORMATS`. CSV is UTF-8 with a byte order mark, separated by commas, and text that a
            spreadsheet would take for a formula has an apostrophe
            before it; Parquet keeps the types of the columns and the text as it is.

    Returns:
        The files, in the order of the tables.

    Raises:
        OutputError: a file cannot be written.
        SettingsError: Parquet is asked for and pyarrow is not installed.
    """
    write = _csv_bytes if form == "csv" else _parquet_bytes
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table, rows in table_rows(audit).items():
            path = folder / f"{table}.{form}"
            replace_file(path, write(table, rows))
            written.append(path)
    except OSError as error:
        raise OutputError(
            N_("%(path)s cannot be written: %(error)s."),
            N_("See that you may write there and that there is room; or give another folder."),
            path=folder,
            error=error,
        ) from error
    return written


def _csv_bytes(table: str, rows: Iterator[tuple[object, ...]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column for column, _, _ in TABLES[table][1]])
    for row in rows:
        writer.writerow([defuse(clean_line(value)) if isinstance(value, str) else value for value in row])
    return text.getvalue().encode("utf-8-sig")


def _parquet_bytes(table: str, rows: Iterator[tuple[object, ...]]) -> bytes:
    try:
        import pyarrow as arrow  # noqa: PLC0415 an extra
        from pyarrow import parquet  # noqa: PLC0415 an extra
    except ImportError as error:
        raise SettingsError(
            N_("Parquet needs pyarrow, which is not installed."),
            N_("Install it with: pip install 'curranalyser[parquet]'"),
        ) from error
    types = {"TEXT": arrow.string(), "INTEGER": arrow.int64(), "REAL": arrow.float64()}
    columns = TABLES[table][1]
    held = list(rows)
    arrays = [
        arrow.array([row[place] for row in held], types[kind]) for place, (_, kind, _) in enumerate(columns)
    ]
    out = io.BytesIO()
    parquet.write_table(
        arrow.table(arrays, names=[column for column, _, _ in columns]), out, compression="zstd"
    )
    return out.getvalue()
