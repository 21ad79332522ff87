"""A store → one file a table, as CSV or Parquet: for spreadsheets, statistics programs and databases."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from curranalyser.audit_tables import TABLES, table_rows
from curranalyser.datamodel import Audit
from curranalyser.errors import OutputError, SettingsError
from curranalyser.folder import INNER_TABLES, leads_elsewhere, replace_file
from curranalyser.i18n import N_
from curranalyser.own_files import holds_audit, is_own_output
from curranalyser.report.sanitise import clean_line, defuse
from curranalyser.report_place import chosen_folder, refuse_others

FORMATS = ("csv", "parquet")
# Name of an entry in the footer of a Parquet file, which stands at its end.
_MARK = b"curranalyser"
_FOOTER = 100_000


def _names(form: str) -> tuple[str, ...]:
    return tuple(f"{table}.{form}" for table in TABLES)


def _is_own(folder: Path, name: str) -> bool:
    """Whether a file is a table that the tool wrote."""
    path = folder / name
    try:
        if leads_elsewhere(folder, name) or not path.is_file():
            return False
        if path.suffix == ".csv":
            return is_own_output(path, ".csv")
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, 2) - _FOOTER))
            return _MARK in file.read()
    except OSError:
        return False


def _holds_tables(folder: Path) -> bool:
    """Whether tables, or an audit, were written to a folder before. Raises OSError."""
    return holds_audit(folder) or any(_is_own(folder, name) for form in FORMATS for name in _names(form))


def tables_folder(folder: Path, form: str, *, force: bool) -> Path:
    """Return the folder for `export_tables`: see `report_place.chosen_folder`.

    Args:
        folder: the one that was named.
        form: one of `FORMATS`.
        force: whether to write beside other things in it.

    Raises:
        OutputError: as `report_place.chosen_folder`.
    """
    return chosen_folder(folder, INNER_TABLES, _holds_tables, _names(form), _is_own, force=force)


def export_tables(audit: Audit, folder: Path, form: str) -> list[Path]:
    """Write each of `audit_tables.TABLES` to `<table>.<form>`.

    Args:
        audit: from `store.read_tables`.
        folder: is made where it is missing; earlier tables in it are replaced.
        form: one of `FORMATS`. CSV is UTF-8 with a byte order mark, separated by commas, and text that a
            spreadsheet would take for a formula has an apostrophe
            before it; Parquet keeps the types of the columns and the text as it is.

    Returns:
        The files, in the order of the tables.

    Raises:
        OutputError: a file cannot be written, or one that the tool did not write lies in its place.
        SettingsError: Parquet is asked for and pyarrow is not installed.
    """
    refuse_others(folder, _names(form), _is_own)
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
    whole = arrow.table(arrays, names=[column for column, _, _ in columns], metadata={_MARK: table.encode()})
    parquet.write_table(whole, out, compression="zstd")
    return out.getvalue()
