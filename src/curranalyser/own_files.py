"""What the tool wrote itself: known by the mark that it left in the file, never by the name alone.

Nothing else is ever overwritten or removed where the tool chooses the name.

A few bytes of the files whose type may be one of the tool's are looked at. What may be a syllabus, a PDF or a
Word file, is opened only where the tool puts its own: a folder is gone through before any document is read.
"""

import zipfile
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from curranalyser.folder import (
    BOARD_FILE,
    INDEX_FILE,
    JSON_FILE,
    JSON_MARKS,
    LETTERS_RECORD,
    PAGE_MARK,
    PROGRAMMES_FOLDER,
    REPORT_FILES,
    REVIEWS_FILE,
    STORE_APPLICATION_ID,
    STORE_ASIDE,
    STORE_FILE,
    STORE_PARTS,
    TABLE_HEADS,
    WORKBOOK_FILE,
    WORKBOOK_MARK,
    is_own_page,
    is_own_pdf,
    is_page_name,
    leads_elsewhere,
)
from curranalyser.regular import open_regular

_WORKBOOK_ENDINGS = (".xlsx", ".xlsm")
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

# What systems and programs put into folders, which nobody has to be asked about: lock files of office
# programs, and what file managers keep. What begins with a stop is hidden.
_NOBODYS = (".", "~$")
_FILE_MANAGERS = frozenset({"thumbs.db", "desktop.ini"})


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


def is_nobodys(name: str) -> bool:
    """Whether a file of this name is nothing that a person has put into a folder."""
    return name.startswith(_NOBODYS) or name.casefold() in _FILE_MANAGERS


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


def is_own_part(folder: Path, name: str) -> bool:
    """Whether a file in the folder of an audit is one that the tool wrote there.

    Args:
        folder: of the audit.
        name: path within it, with forward slashes: of a page, of one of `REPORT_FILES`, or of the store and
            what SQLite keeps beside it.

    Returns:
        False for a link too, for a folder, and where the file cannot be read.
    """
    if is_page_name(name):
        return is_own_page(folder, name)
    path = folder / name
    try:
        if leads_elsewhere(folder, name) or not path.is_file():
            return False
        if name in STORE_PARTS:
            return _may_be_store(folder / STORE_FILE)
    except OSError:
        return False
    return is_own_output(path, _ending(name))


def _may_be_store(path: Path) -> bool:
    """Whether a file is a store, or one that a run was killed over before it had written anything.

    That is empty, or nothing but zeros where the power went. Raises OSError.
    """
    return _is_store(path) or not any(_head(path))


def is_unwritten_store(folder: Path, name: str) -> bool:
    """Whether a file is what a run left that was killed before it had written anything to its store.

    Raises OSError where it cannot be looked at.
    """
    return (
        name in STORE_PARTS
        and is_own_part(folder, name)
        and is_own_part(folder, STORE_FILE)
        and not (folder / STORE_FILE).stat().st_size
    )


def _ending(name: str) -> str:
    return f".{name.rpartition('.')[2]}"


def holds_audit(folder: Path) -> bool:
    """Whether an audit was written to a folder before, wholly or in part, or decisions of people lie there.

    Raises OSError where it cannot be looked into.
    """
    return any(
        is_own_part(folder, name) and (folder / name).stat().st_size
        for name in (STORE_FILE, *REPORT_FILES, REVIEWS_FILE)
    )


def _is_store(path: Path) -> bool:
    head = _head(path)
    application = int.from_bytes(head[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    return head.startswith(_SQLITE) and application == STORE_APPLICATION_ID


def _is_beside_store(path: Path) -> bool:
    """Whether SQLite keeps the file beside a store that is open, or was when its process was killed."""
    return _was_store(path.with_name(path.name.rpartition("-")[0]))


def _was_store(path: Path) -> bool:
    """Whether a file is a store, or one that was set aside, of which nothing but zeros may be left."""
    return _is_store(path) or bool(STORE_ASIDE.fullmatch(path.name) and not any(_head(path)))


def _opened(file: Path | BinaryIO) -> AbstractContextManager[BinaryIO]:
    return open_regular(file) if isinstance(file, Path) else nullcontext(file)


def has_property(file: Path | BinaryIO) -> bool:
    """Whether a package of an office program has the property that the tool sets. Raises OSError."""
    try:
        with _opened(file) as content, zipfile.ZipFile(content) as package:
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
    return placed and has_property(path)


def _is_workbook(path: Path) -> bool:
    if has_property(path):
        return True
    # Workbooks of earlier versions have no mark; the page beside them has.
    return path.name == WORKBOOK_FILE and _is_page(path.with_name(INDEX_FILE))


_TESTS: dict[str, Callable[[Path], bool]] = {
    ".html": _is_page,
    ".json": _is_data,
    ".csv": _is_table,
    ".jsonl": _is_lines,
    ".pdf": _is_pdf,
    ".db": _was_store,
    ".db-wal": _is_beside_store,
    ".db-shm": _is_beside_store,
    ".db-journal": _is_beside_store,
    ".docx": _is_word,
    **dict.fromkeys(_WORKBOOK_ENDINGS, _is_workbook),
}
