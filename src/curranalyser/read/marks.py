"""What the tool wrote itself: known by the mark that it left in the file, never by the name alone.

A few bytes of the files whose type may be one of the tool's are looked at. What may be a syllabus, a PDF or a
Word file, is opened only where the tool puts its own: a folder is gone through before any document is read.
"""

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from curranalyser.folder import (
    BOARD_FILE,
    INDEX_FILE,
    JSON_FILE,
    JSON_MARKS,
    LETTERS_RECORD,
    PAGE_MARK,
    PROGRAMMES_FOLDER,
    STORE_APPLICATION_ID,
    TABLE_HEADS,
    WORKBOOK_FILE,
    WORKBOOK_MARK,
    is_own_pdf,
)
from curranalyser.read.endings import WORKBOOK_ENDINGS
from curranalyser.regular import open_regular

# Bytes that are looked at: the head of a page, the first line of a table.
_HEAD = 1000
_PROPERTIES = "docProps/custom.xml"
# Beyond this the properties of a workbook are not the tool's.
_MAX_PROPERTIES = 10_000
# SQLite keeps the number of the program that a file belongs to at this place of its head.
_APPLICATION_AT = 68
_SQLITE = b"SQLite format 3\0"
# How the first line of decisions, that of a log and that of parsed files begin, and what else stands in it.
_LINE_MARKS = (
    (b'{"schema_version":', (b'"source":', b'"status":', b'"failures":', b'"syllabi":')),
    (b'{"source":', (b'"status":', b'"failures":', b'"syllabi":')),
    (b'{"course":', (b'"text":', b'"perspective":', b'"decision":')),
    (b'{"time":', (b'"event":',)),
)


def is_own_output(path: Path, ending: str) -> bool:
    """Whether the tool wrote a file: a page, a PDF, a workbook, a Word file, data, decisions, a store, a log.

    Args:
        path: of a regular file.
        ending: of its name, in small letters.

    Returns:
        True only where the mark was found; False where the file cannot be read.
    """
    try:
        return ending in _TESTS and _TESTS[ending](path)
    except OSError:
        return False


def may_be_own(ending: str) -> bool:
    """Whether the tool writes files of this type, so that `is_own_output` is worth a call."""
    return ending in _TESTS


def _is_own_head(head: bytes) -> bool:
    line = head.removeprefix(b"\xef\xbb\xbf").split(b"\r\n")[0].decode("utf-8", "replace")
    return any(line.startswith(known) if known.endswith(",") else line == known for known in TABLE_HEADS)


def _head(path: Path) -> bytes:
    with open_regular(path) as file:
        return file.read(_HEAD)


def _is_page(path: Path) -> bool:
    return PAGE_MARK.encode() in _head(path)


def _is_data(path: Path) -> bool:
    return path.name == JSON_FILE and _head(path).startswith(JSON_MARKS)


def _is_table(path: Path) -> bool:
    return _is_own_head(_head(path))


def _is_lines(path: Path) -> bool:
    """Whether a file of JSON lines begins as decisions of people do, or as the log of a run."""
    line = _head(path).split(b"\n")[0]
    return any(line.startswith(begin) and all(part in line for part in parts) for begin, parts in _LINE_MARKS)


def _is_store(path: Path) -> bool:
    head = _head(path)
    application = int.from_bytes(head[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    return head.startswith(_SQLITE) and application == STORE_APPLICATION_ID


def _is_beside_store(path: Path) -> bool:
    """Whether SQLite keeps the file beside a store that is open, or was when its process was killed."""
    return _is_store(path.with_name(path.name.rpartition("-")[0]))


def _has_property(path: Path) -> bool:
    """Whether a package of an office program has the property that the tool sets."""
    try:
        with open_regular(path) as file, zipfile.ZipFile(file) as package:
            entry = package.getinfo(_PROPERTIES)
            mark = f'name="{WORKBOOK_MARK}"'.encode()
            return entry.file_size <= _MAX_PROPERTIES and mark in package.read(entry)
    except (
        KeyError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        RuntimeError,
    ):
        return False  # no package, or one without properties


def _is_pdf(path: Path) -> bool:
    placed = path.stem == Path(INDEX_FILE).stem or path.parent.name == PROGRAMMES_FOLDER
    return placed and is_own_pdf(path)


def _is_word(path: Path) -> bool:
    placed = path.name == BOARD_FILE or path.with_name(LETTERS_RECORD).exists()
    return placed and _has_property(path)


def _is_workbook(path: Path) -> bool:
    if _has_property(path):
        return True
    # Workbooks of earlier versions have no mark; the page beside them has.
    return path.name == WORKBOOK_FILE and _is_page(path.with_name(INDEX_FILE))


_TESTS: dict[str, Callable[[Path], bool]] = {
    ".html": _is_page,
    ".json": _is_data,
    ".csv": _is_table,
    ".jsonl": _is_lines,
    ".pdf": _is_pdf,
    ".db": _is_store,
    ".db-wal": _is_beside_store,
    ".db-shm": _is_beside_store,
    ".db-journal": _is_beside_store,
    ".docx": _is_word,
    **dict.fromkeys(WORKBOOK_ENDINGS, _is_workbook),
}
