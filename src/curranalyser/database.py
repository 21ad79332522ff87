"""An SQLite file that may be anything: another program's, damaged, or made to do harm.

It is opened so that reading it ends and runs nothing that stands in it: what the tool has made is read, and
no view, trigger or index of others stands in its place.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import Enum
from pathlib import Path

from curranalyser.folder import STORE_APPLICATION_ID

# What SQLite keeps beside a file that is open, or was when its process ended.
BESIDE = ("-wal", "-shm", "-journal")
_MAGIC = b"SQLite format 3\0"
# The first bytes hold what the file is; SQLite keeps the number of the program it belongs to at this place.
_HEAD = 100
_APPLICATION_AT = 68
# Bytes of one value: more than any audit has, and less than a machine has.
_LONGEST_VALUE = 500_000_000
# Statements may take so many steps of SQLite's machine for each byte of the file, and these in any case. What
# is stored takes less than one; a file whose pages lead to each other would be read for ever.
_STEPS_A_BYTE = 2
_FEWEST_STEPS = 500_000
_STEPS_BETWEEN = 50_000
# What SQLite says when the machine is to blame, or another program, and not what stands in the file.
_NOT_THE_FILE = frozenset(
    {
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOLFS,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)


# What a statement raises: an error of SQLite, or Python's where the words of one are no UTF-8, as they may be
# where they quote the file.
STATEMENT_ERRORS = (sqlite3.Error, UnicodeDecodeError)


class DamagedError(Exception):
    """What stands in the file is not as the tool has written it."""


class Head(Enum):
    """What a file is by its first bytes."""

    EMPTY = "there is none, or nothing in it"
    OWN = "the tool's"
    LOST = "nothing but zeros: what a disk gives back that was cut off while it wrote"
    OTHER = "another program's, or no database"


def linked_part(path: Path) -> Path | None:
    """Return which of a file and those that SQLite keeps beside it is a link, which leads elsewhere."""
    parts = (Path(f"{path}{ending}") for ending in ("", *BESIDE))
    return next((part for part in parts if part.is_symlink()), None)


def head_of(path: Path) -> Head:
    """Return what a file is by its first bytes. Raises OSError where it cannot be read, or is no file."""
    try:
        if not (path.is_file() or path.is_dir()) and path.exists():
            return Head.OTHER  # a pipe, which would be waited for
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        return Head.EMPTY
    if not head:
        return Head.EMPTY
    application = int.from_bytes(head[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    if head.startswith(_MAGIC) and application == STORE_APPLICATION_ID:
        return Head.OWN
    return Head.OTHER if any(head) else Head.LOST


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a file so that its values have a greatest length and its statements an end.

    Raises sqlite3.Error.
    """
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=0, isolation_level=None
    )
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.execute("PRAGMA trusted_schema=OFF")
    if read_only:
        connection.execute("PRAGMA query_only=ON")
        limit_steps(connection, path)
    return connection


def limit_steps(connection: sqlite3.Connection, path: Path) -> None:
    """Give the statements from here on, all together, an end: see `_STEPS_A_BYTE`."""
    size = sum(_size(path.with_name(path.name + ending)) for ending in ("", "-wal"))
    left = max(_FEWEST_STEPS, _STEPS_A_BYTE * size) // _STEPS_BETWEEN

    def is_over() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(is_over, _STEPS_BETWEEN)


def unlimit_steps(connection: sqlite3.Connection) -> None:
    """Let statements take as long as they take: what is in the file has been found sound."""
    connection.set_progress_handler(None, 0)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def require_schema(connection: sqlite3.Connection, schema: Sequence[str]) -> None:
    """See that the tables are those of a schema, with nothing of others that acts on them.

    Tables and views that somebody has made beside them may be there: they are never asked.

    Args:
        connection: to the file.
        schema: the statements that make the tables and indexes.

    Raises:
        DamagedError: something is missing or otherwise, or has a trigger or an index more.
        sqlite3.Error: the schema cannot be read.
    """
    wanted = {_one_line(statement) for statement in schema}
    names = {statement.split()[2] for statement in wanted}
    for kind, name, table, statement in connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema"
    ):
        if isinstance(statement, str) and _one_line(statement) in wanted:
            wanted.remove(_one_line(statement))
        elif statement is None and kind == "index":
            continue  # what SQLite makes itself for a key
        elif name in names or (table in names and kind not in ("table", "view")):
            raise DamagedError(f"{kind} {name} is not the tool's")
    if wanted:
        raise DamagedError(f"missing: {min(wanted)}")


def _one_line(statement: str) -> str:
    return " ".join(statement.split())


def require_sound(connection: sqlite3.Connection) -> None:
    """Let SQLite look through the whole file. Raises DamagedError, and sqlite3.Error as `require_schema`."""
    found = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != ("ok",):
        raise DamagedError(str(found))


def typed_rows(
    connection: sqlite3.Connection, question: str, values: Sequence[object], kinds: Sequence[type]
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of an answer whose columns are of just these types: SQLite's own are loose.

    Raises DamagedError, and sqlite3.Error as `require_schema`.
    """
    for row in connection.execute(question, values):
        if tuple(map(type, row)) != tuple(kinds):
            raise DamagedError("a value of another type")
        yield row


def is_damage(error: Exception) -> bool:
    """Whether an error of reading comes from what stands in the file."""
    # Errors that Python raises, as where a text is no UTF-8, have no code.
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or code & 0xFF not in _NOT_THE_FILE


def set_aside(path: Path) -> Path:
    """Rename a file, with what SQLite keeps beside it, to a name beside it that is free.

    Returns:
        Its path now: audit-damaged.db, audit-damaged-2.db and so on.

    Raises:
        OSError: it cannot be renamed.
    """
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        aside = path.with_name(f"{path.stem}-damaged{more}{path.suffix}")
        if not any(os.path.lexists(f"{aside}{ending}") for ending in ("", *BESIDE)):
            break
        number += 1
    for ending in ("", *BESIDE):
        with suppress(FileNotFoundError):
            Path(f"{path}{ending}").rename(f"{aside}{ending}")
    return aside
