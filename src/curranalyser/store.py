"""The audit on disk: one SQLite file, `audit.db`, in the audit's folder.

While a run goes on, the store keeps what came of each file as it comes, so that a run that was killed goes on
from there and a second one over unchanged
files has nothing to do. When it is finished, the store holds the whole audit in plain tables that any tool
can read; `audit_tables` makes them.

SQLite and not DuckDB: see reports/evaluation/performance.md for the figures. Results are committed one batch
at a time in write-ahead mode: what is
committed survives kill -9, and an open store holds a lock that the system gives back when its process is
gone.

The file lies where others can write. Nothing in it is believed because it is there: each kept value has a
digest (`sealed`), the file is opened so that nothing of others runs (`database`), and a store that is not as
it was written is set aside, by an audit, or refused, by the other commands.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import starmap, zip_longest
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from curranalyser.audit_tables import TABLES, table_rows
from curranalyser.database import (
    STATEMENT_ERRORS,
    DamagedError,
    Head,
    connect,
    head_of,
    is_damage,
    limit_steps,
    linked_part,
    require_schema,
    require_sound,
    set_aside,
    typed_rows,
    unlimit_steps,
)
from curranalyser.datamodel import Audit, from_json, to_json
from curranalyser.errors import OutputError, SettingsError
from curranalyser.folder import STORE_APPLICATION_ID, STORE_FILE, audit_place
from curranalyser.i18n import N_
from curranalyser.schema_versions import earlier_version, later_audit
from curranalyser.sealed import seal, unzip

# Raised when a table changes; a store of another format is refused to `report` and begun anew by `audit`.
FORMAT = 8

_KEPT = """
CREATE TABLE result (
  file_sha256 TEXT NOT NULL, suffix TEXT NOT NULL, made_by TEXT NOT NULL, packed BLOB NOT NULL,
  passing INTEGER NOT NULL, digest BLOB NOT NULL,
  PRIMARY KEY (file_sha256, suffix, made_by)
) WITHOUT ROWID;
CREATE TABLE audit (
  inputs TEXT NOT NULL, scheme TEXT NOT NULL, home_country TEXT NOT NULL, packed BLOB NOT NULL,
  digest BLOB NOT NULL
);
CREATE TABLE rendering (
  lang TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, digest BLOB NOT NULL,
  PRIMARY KEY (lang, name)
) WITHOUT ROWID;
"""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ResultKey:
    """What a file's results hang on.

    Its bytes, the ending of its name, and `made_by`, a digest of settings, scheme, model and version.
    """

    file_sha256: str
    suffix: str
    made_by: str


def _schema() -> tuple[str, ...]:
    """Return the statements that make the tables and indexes."""
    kept = (statement.strip() for statement in _KEPT.split(";"))
    tables = (
        f"CREATE TABLE {name} ({', '.join(f'{column} {kind}' for column, kind, _ in columns)})"
        for name, (_, columns) in TABLES.items()
    )
    return (
        *filter(None, kept),
        *tables,
        "CREATE INDEX label_by_outcome ON label (outcome)",
        "CREATE INDEX outcome_by_owner ON outcome (owner)",
    )


def described_schema() -> str:
    """Return the tables of audit.db as SQL that says of each table and column what it holds."""
    lines = [
        "-- audit.db: SQLite. Its version is in PRAGMA user_version.",
        f"PRAGMA application_id = {STORE_APPLICATION_ID};",
        f"PRAGMA user_version = {FORMAT};",
    ]
    for name, (what, columns) in TABLES.items():
        lines += ["", f"-- {what}", f"CREATE TABLE {name} ("]
        for place, (column, kind, holds) in enumerate(columns, 1):
            comma = "," if place < len(columns) else ""
            lines.append(f"  {column} {kind}{comma}" + (f" -- {holds}" if holds else ""))
        lines.append(");")
    return "\n".join(
        [*lines, "", "-- What the tool keeps for itself; it may change with any version.", _KEPT.strip()]
    )


class Store:
    """An open `audit.db`. A context manager: leaving it closes the file and gives the lock back.

    A store that is not as it was written, when it is opened or when something is asked of it, is set aside:
    renamed beside its place, never deleted, and begun anew. Then nothing is kept.

    Args:
        folder: the audit's folder, which exists.
        told: is called with the path of a store that was set aside.

    Raises:
        OutputError: another audit has it open, it cannot be written, or what has its name is a link or not
            the tool's.
    """

    def __init__(self, folder: Path, told: Callable[[Path], None] = lambda _: None) -> None:
        self.path = folder / STORE_FILE
        self._told = told
        self._is_sound = False
        try:
            self._db = self._opened()
        except DamagedError:
            self._begin_again()

    def _opened(self) -> sqlite3.Connection:
        """Return the open store. Raises OutputError, and DamagedError where it is to be set aside."""
        try:
            linked = linked_part(self.path)
            if linked:
                raise OutputError(
                    N_("%(path)s is a link or no file, and is not written to."),
                    N_("Move it or give another folder."),
                    path=linked,
                )
            head = head_of(self.path)
            if head is Head.OTHER:
                raise OutputError(
                    N_("%(path)s was not written by the tool, and is not overwritten."),
                    N_("Move it or give another folder."),
                    path=self.path,
                )
            if head is Head.LOST:
                raise DamagedError("zeros")
            connection = connect(self.path)
        except (sqlite3.Error, OSError) as error:
            raise _not_written(error, self.path) from error
        try:
            self._require_made(connection)
        except STATEMENT_ERRORS as error:
            connection.close()
            if is_damage(error):
                raise DamagedError(str(error)) from error
            raise _not_written(error, self.path) from error
        except DamagedError:
            connection.close()
            raise
        return connection

    def _require_made(self, connection: sqlite3.Connection) -> None:
        # Held from the first page read to the last: a second audit in the folder is told so at once.
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN IMMEDIATE")
        limit_steps(connection, self.path)
        if _versions(connection) != (STORE_APPLICATION_ID, FORMAT):
            _begin_anew(connection)
        require_schema(connection, _schema())
        connection.execute("COMMIT")

    def _begin_again(self) -> None:
        """Set the store aside and begin a new one. Raises OutputError."""
        try:
            aside = set_aside(self.path)
        except OSError as error:
            raise _not_written(error, self.path) from error
        self._told(aside)
        self._is_sound = False
        try:
            self._db = self._opened()
        except DamagedError as error:
            raise _not_written(error, self.path) from error

    def _ask(self, question: Callable[[], _T], nothing: _T) -> _T:
        """Return the answer to a question that reads; where the store is damaged, `nothing` of a new one.

        Raises OutputError.
        """
        try:
            return question()
        except STATEMENT_ERRORS as error:
            if not is_damage(error):
                raise _not_written(error, self.path) from error
        except DamagedError:
            pass
        with suppress(sqlite3.Error):
            self._db.close()
        self._begin_again()
        return nothing

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Out of write-ahead mode the file stands alone, and can be read where nothing may be written.
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA journal_mode=DELETE")
        self._db.close()

    def kept(self, made_by: str) -> frozenset[tuple[str, str]]:
        """Return digest and ending of the files whose results are kept, made by just this.

        Their results are verified when they are asked for. Raises OutputError.
        """
        question = "SELECT file_sha256, suffix FROM result WHERE made_by = ?"

        def names() -> frozenset[tuple[str, str]]:
            rows = typed_rows(self._db, question, (made_by,), (str, str))
            return frozenset((str(digest), str(suffix)) for digest, suffix in rows)

        return self._ask(names, frozenset())

    def find(self, key: ResultKey) -> bytes | None:
        """Return the packed results of a file, or None where there are none. Raises OutputError."""
        return self.find_all({0: key}).get(0)

    def find_all(self, keys: Mapping[int, ResultKey]) -> dict[int, bytes]:
        """Return the packed results of those of some files that have any.

        Where one of them is not as it was kept, nothing is known of the others: all are made again.

        Raises:
            OutputError: a damaged store cannot be set aside.
        """

        def results() -> dict[int, bytes]:
            self._look_through()
            found = ((place, _found(self._db, key)) for place, key in keys.items())
            return {place: packed for place, packed in found if packed is not None}

        return self._ask(results, {})

    def _look_through(self) -> None:
        """See once that all of the file is sound, before it is read as a whole or written to.

        Raises DamagedError, and sqlite3.Error.
        """
        if not self._is_sound:
            require_sound(self._db)
            unlimit_steps(self._db)
            self._is_sound = True

    def _begin(self) -> None:
        """Begin to write. Raises sqlite3.Error, and OutputError where a damaged store cannot be set aside."""
        self._ask(self._look_through, None)
        # Only now: until then a store that turns out to be damaged can be set aside as it was found.
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute("BEGIN")

    def keep(self, items: Iterable[tuple[ResultKey, bytes, bool]]) -> None:
        """Commit results: key, packed results, and whether the machine may be to blame for them.

        Raises OutputError.
        """
        rows = [
            (*_parts(key), packed, int(passing), seal("result", *_parts(key), packed, int(passing)))
            for key, packed, passing in items
        ]
        try:
            self._begin()
            self._db.executemany("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._given_up(error) from error

    def _given_up(self, error: sqlite3.Error) -> OutputError:
        with suppress(sqlite3.Error):
            self._db.execute("ROLLBACK")
        return _not_written(error, self.path)

    def finished_with(self, inputs: str) -> bool:
        """Whether the audit in the store was made of just these inputs: a digest, or "" for unknown ones.

        Raises OutputError.
        """
        kept = self._ask(lambda: _kept_audit(self._db), None)
        return bool(inputs) and kept is not None and kept.inputs == inputs

    def audit(self) -> Audit:
        """Return the finished audit. Raises SettingsError where there is none."""
        return _read_audit(self._db, self.path)[0]

    def finish(
        self,
        audit: Audit,
        inputs: str,
        scheme: str,
        home_country: str,
        used: Iterable[ResultKey] | None,
    ) -> None:
        """Write the finished audit into its tables.

        And let go of results it does not rest on and of those that another run should try again.

        Args:
            audit: the audit.
            inputs: digest of all that went into it.
            scheme: the TOML text of the scheme.
            home_country: as in the scheme it was made with.
            used: keys of the results it was made of; None where it was not made here, so that all that is
                kept may still be of use.

        Raises:
            OutputError: it cannot be written; then the store is as it was.
        """
        packed = zlib.compress(to_json(audit), 1)
        kept = (inputs, scheme, home_country, packed)
        try:
            self._begin()
            for name in (*TABLES, "audit", "rendering"):
                self._db.execute(f"DELETE FROM {name}")  # noqa: S608 names of our own
            for name, rows in table_rows(audit).items():
                marks = ", ".join("?" * len(TABLES[name][1]))
                self._db.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 names of our own
            self._db.execute(
                "INSERT INTO audit VALUES (?, ?, ?, ?, ?)", (*kept, seal("audit", FORMAT, *kept))
            )
            if used is not None:
                self._forget_unused(used)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._given_up(error) from error

    def _forget_unused(self, used: Iterable[ResultKey]) -> None:
        self._db.execute(
            "CREATE TEMP TABLE used (file_sha256 TEXT, suffix TEXT, made_by TEXT, PRIMARY KEY"
            " (file_sha256, suffix, made_by))"
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO used VALUES (?, ?, ?)",
            ((key.file_sha256, key.suffix, key.made_by) for key in used),
        )
        self._db.execute(
            "DELETE FROM result WHERE passing OR (file_sha256, suffix, made_by) NOT IN (SELECT * FROM used)"
        )
        self._db.execute("DROP TABLE used")

    def renderings(self, lang: str) -> dict[str, str]:
        """Return what was rendered, in a language, of the audit that `finished_with` verifies.

        Name → SHA-256 of a file, or text that was shown. Raises OutputError.
        """

        def noted() -> dict[str, str]:
            audits = [
                row[0] for row in typed_rows(self._db, "SELECT digest FROM audit LIMIT 2", (), (bytes,))
            ]
            question = "SELECT name, sha256, digest FROM rendering WHERE lang = ?"
            rows = typed_rows(self._db, question, (lang,), (str, str, bytes))
            found = {}
            for name, value, digest in rows:
                if [digest] != [_rendering_seal(audit, lang, str(name), str(value)) for audit in audits]:
                    raise DamagedError(f"rendering {name}")
                found[str(name)] = str(value)
            return found

        return self._ask(noted, {})

    def rendered(self, lang: str, names: dict[str, str]) -> None:
        """Note what was rendered of the audit; what was noted before, in whatever language, is forgotten.

        Raises OutputError.
        """
        try:
            self._begin()
            self._db.execute("DELETE FROM rendering")
            digests = self._db.execute("SELECT digest FROM audit").fetchall()
            self._db.executemany(
                "INSERT INTO rendering VALUES (?, ?, ?, ?)",
                (
                    (lang, name, value, _rendering_seal(audit, lang, name, value))
                    for (audit,) in digests
                    for name, value in names.items()
                ),
            )
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._given_up(error) from error


def _versions(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return the number of the program that a file belongs to, and that of its format."""
    [(application,)], [(number,)] = (
        connection.execute("PRAGMA application_id"),
        connection.execute("PRAGMA user_version"),
    )
    return application, number


def _begin_anew(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty store, or in one of another version, of which nothing is of use."""
    names = [
        str(name).replace('"', '""')
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        )
    ]
    for name in names:
        connection.execute(f'DROP TABLE "{name}"')
    # In the first page that is written: a store that is cut off there is known for the tool's.
    connection.execute(f"PRAGMA application_id={STORE_APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={FORMAT}")
    for statement in _schema():
        connection.execute(statement)


def _parts(key: ResultKey) -> tuple[str, str, str]:
    return key.file_sha256, key.suffix, key.made_by


def _found(connection: sqlite3.Connection, key: ResultKey) -> bytes | None:
    """Return the packed results of a file. Raises DamagedError where they are not as they were kept."""
    question = "SELECT packed, passing, digest FROM result WHERE (file_sha256, suffix, made_by) = (?, ?, ?)"
    for packed, passing, digest in typed_rows(connection, question, _parts(key), (bytes, int, bytes)):
        assert isinstance(packed, bytes) and isinstance(passing, int)  # noqa: S101 for the type checker
        if digest != seal("result", *_parts(key), packed, passing):
            raise DamagedError("result")
        return packed
    return None


@dataclass(frozen=True, slots=True)
class _KeptAudit:
    """The row of a finished audit, verified."""

    inputs: str
    scheme: str
    home_country: str
    packed: bytes
    digest: bytes


def _kept_audit(connection: sqlite3.Connection) -> _KeptAudit | None:
    """Return the finished audit as it is kept. Raises DamagedError where it is not as it was written."""
    question = "SELECT inputs, scheme, home_country, packed, digest FROM audit LIMIT 2"
    rows = list(typed_rows(connection, question, (), (str, str, str, bytes, bytes)))
    if not rows:
        return None
    *parts, digest = rows[0]
    if len(rows) > 1 or digest != seal("audit", FORMAT, *parts):  # type: ignore[arg-type]
        raise DamagedError("audit")
    return _KeptAudit(*rows[0])  # type: ignore[arg-type]


def _rendering_seal(audit: object, lang: str, name: str, noted: str) -> bytes:
    """Return the digest of what was rendered of the audit with this digest."""
    assert isinstance(audit, bytes)  # noqa: S101 for the type checker
    return seal("rendering", audit, lang, name, noted)


def _not_written(error: Exception, path: Path) -> OutputError:
    """Say in our words what SQLite or the system said."""
    code = error.sqlite_errorcode & 0xFF if isinstance(error, sqlite3.Error) else None
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return OutputError(
            N_("Another audit is writing to %(folder)s."),
            N_("Wait until it is done, or give another folder."),
            folder=path.parent,
        )
    if code == sqlite3.SQLITE_FULL:
        return OutputError(
            N_("There is no room left for %(path)s."),
            N_("What is done is kept. Make room and give the same command: it goes on from there."),
            path=path,
        )
    return OutputError(
        N_("%(path)s cannot be written: %(error)s."),
        N_("See that you may write there and that there is room; or give another folder."),
        path=path,
        error=error,
    )


def open_finished(where: Path) -> sqlite3.Connection:
    """Open a store for reading only.

    Args:
        where: the audit's folder, or its audit.db.

    Raises:
        SettingsError: there is no store, it is another program's or another version's, it is damaged or
            altered, or it is in use.
    """
    path = _store_in(where)
    if not path.is_file():
        raise SettingsError(
            N_("There is no audit in %(path)s."),
            N_("Give the folder that an audit was written to, or its audit.db."),
            path=where,
        )
    try:
        if head_of(path) in (Head.OTHER, Head.EMPTY):
            raise _no_audit(path)
        connection = connect(path.resolve(), read_only=True)
    except (sqlite3.Error, OSError) as error:
        raise _not_read(error, path) from error
    try:
        application, number = _versions(connection)
        if application != STORE_APPLICATION_ID:
            raise _no_audit(path)
        if number != FORMAT:
            raise (later_audit if number > FORMAT else earlier_version)(path, number, FORMAT)
        require_schema(connection, _schema())
    except (*STATEMENT_ERRORS, DamagedError) as error:
        connection.close()
        raise _not_read(error, path) from error
    except SettingsError:
        connection.close()
        raise
    return connection


def _store_in(where: Path) -> Path:
    return audit_place(where) / STORE_FILE if where.is_dir() else where


def _no_audit(path: Path) -> SettingsError:
    return SettingsError(
        N_("%(path)s is no audit of this tool."), N_("Make it again with: curranalyser audit"), path=path
    )


def _not_read(error: Exception, path: Path) -> SettingsError:
    """Say in our words why a store cannot be read."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return SettingsError(N_("An audit is writing to %(path)s."), N_("Wait until it is done."), path=path)
    if isinstance(error, OSError) or not is_damage(error):
        return SettingsError(
            N_("%(path)s cannot be read: %(error)s."), N_("See that you may read it."), path=path, error=error
        )
    return SettingsError(
        N_("%(path)s is damaged or was altered."), N_("Make it again with: curranalyser audit"), path=path
    )


def read_store(where: Path) -> tuple[Audit, str, str]:
    """Read a finished audit.

    Args:
        where: the audit's folder, or its audit.db.

    Returns:
        The audit, the TOML text of its scheme, and the home country it was made with.

    Raises:
        SettingsError: as `open_finished`, or no audit in it is finished.
    """
    connection = open_finished(where)
    try:
        return _read_audit(connection, where)
    finally:
        connection.close()


def _read_audit(connection: sqlite3.Connection, where: Path) -> tuple[Audit, str, str]:
    try:
        kept = _kept_audit(connection)
        if kept is None:
            raise SettingsError(
                N_("The audit in %(path)s is not finished."),
                N_("Give its command again: it goes on from there."),
                path=where,
            )
        return from_json(unzip(kept.packed), Audit), kept.scheme, kept.home_country
    except (*STATEMENT_ERRORS, DamagedError, ValueError) as error:
        raise _not_read(error, _store_in(where)) from error


def read_tables(where: Path) -> Audit:
    """Read a finished audit, and see that the tables beside it say the same.

    Args:
        where: the audit's folder, or its audit.db.

    Returns:
        The audit; `table_rows` makes its tables.

    Raises:
        SettingsError: as `read_store`, or a table is not as it was written.
    """
    connection = open_finished(where)
    try:
        audit = _read_audit(connection, where)[0]
        for table, rows in table_rows(audit).items():
            if not all(starmap(_is_same, zip_longest(stored_rows(connection, table), rows))):
                raise DamagedError(table)
        return audit
    except (*STATEMENT_ERRORS, DamagedError) as error:
        raise _not_read(error, _store_in(where)) from error
    finally:
        connection.close()


def _is_same(stored: tuple[object, ...] | None, written: tuple[object, ...] | None) -> bool:
    """Whether a row is as it was written, in the types of its values too; None for no row."""
    if stored is None or written is None:
        return False
    return stored == written and all(map(isinstance, written, map(type, stored)))


def stored_rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows of one of `TABLES`, in the order they were written."""
    columns = ", ".join(column for column, _, _ in TABLES[table][1])
    yield from connection.execute(f"SELECT {columns} FROM {table} ORDER BY rowid")  # noqa: S608 names of our own
