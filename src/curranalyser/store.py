"""The audit on disk: one SQLite file, `audit.db`, in the audit's folder.

While a run goes on, the store keeps what came of each file as it comes, so that a run that was killed goes on
from there and a second one over unchanged
files has nothing to do. When it is finished, the store holds the whole audit in plain tables that any tool
can read; `TABLES` names them and their columns.

SQLite and not DuckDB: see reports/evaluation/performance.md for the figures. Results are committed one batch
at a time in write-ahead mode: what is
committed survives kill -9, and an open store holds a lock that the system gives back when its process is
gone.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    Audit,
    Mention,
    PerspectiveShares,
    ProgrammeProfile,
    from_json,
    to_json,
)
from curranalyser.errors import OutputError, SettingsError
from curranalyser.folder import STORE_APPLICATION_ID, STORE_FILE, audit_place
from curranalyser.i18n import N_
from curranalyser.schema_versions import earlier_version, later_audit

# Raised when a table changes; a store of another format is refused to `report` and begun anew by `audit`.
FORMAT = 7

# Table → what a row is, and (column, SQLite type, what it holds).
TABLES: dict[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "provenance": (
        "what made the audit",
        (
            ("name", "TEXT", "as in audit.json"),
            ("value", "TEXT", "a version, a hex SHA-256, or what was passed over by kind"),
        ),
    ),
    "file": (
        "a file that was given, or a row of a table",
        (
            ("path", "TEXT", "as shown, relative to the folder that was given"),
            ("status", "TEXT", "ok, partial, failed or skipped"),
        ),
    ),
    "failure": (
        "why a file, or a part of it, is missing from the figures",
        (
            ("source", "TEXT", "path of the file"),
            ("stage", "TEXT", "read, parse, classify or run"),
            ("category", "TEXT", "name of the reason"),
            ("page", "INTEGER", "from 1, or NULL"),
            ("message", "TEXT", "what happened, in English"),
            ("hint", "TEXT", "what to do, in English"),
            ("detail", "TEXT", "technical detail"),
        ),
    ),
    "course": (
        "a course",
        (
            ("course", "TEXT", "its key: code, or title where there is none"),
            ("code", "TEXT", ""),
            ("title", "TEXT", ""),
            ("title_en", "TEXT", ""),
            ("credits", "REAL", "ECTS credits"),
            ("level", "TEXT", "as the syllabus writes it"),
            ("valid_from", "TEXT", "as the syllabus writes it"),
            ("department", "TEXT", ""),
            ("subject_group", "TEXT", ""),
            ("subject", "TEXT", ""),
            ("main_fields", "TEXT", "separated by |"),
            ("owner", "TEXT", "who answers for it, from a table of courses"),
            ("instruction_status", "TEXT", "stated, conditional, per offering, conflict or not stated"),
            ("instruction_main", "TEXT", "ISO 639-1 codes, separated by |"),
            ("instruction_possible", "TEXT", "likewise"),
        ),
    ),
    "programme": (
        "a programme",
        (
            ("programme", "TEXT", "its key: code, or title where there is none"),
            ("code", "TEXT", ""),
            ("title", "TEXT", ""),
            ("credits", "REAL", "ECTS credits"),
            ("source", "TEXT", "path of its file"),
        ),
    ),
    "programme_course": (
        "a course, a slot or a container as a programme lists it",
        (
            ("programme", "TEXT", "key"),
            ("course", "TEXT", "key, or NULL where no syllabus was found"),
            ("code", "TEXT", "as listed"),
            ("title", "TEXT", "as listed"),
            ("credits", "REAL", "as listed"),
            ("terms", "TEXT", "from 1 within the programme, separated by |; empty where not said"),
            ("years", "TEXT", "likewise"),
            ("kind", "TEXT", "course, slot or container"),
            ("status", "TEXT", "who takes it: everyone, some or not said"),
            ("basis", "TEXT", "of the status: person, said, counted, contrast or sum; NULL where not said"),
            ("reason", "TEXT", "the verbatim words it rests on"),
            ("block", "TEXT", "id of the part it stands in, or NULL"),
            ("choice_group", "TEXT", "id of the part it is chosen from, or NULL"),
            ("track", "TEXT", "id of its track, or NULL"),
            ("page", "INTEGER", "where it stands, from 1"),
            ("linked_by", "TEXT", "what the link rests on"),
            ("person", "TEXT", "changed or confirmed, by a table of the user's own; NULL where as read"),
            ("confirmed_by", "TEXT", "who has confirmed it, in the words of that table; empty for nobody"),
        ),
    ),
    "programme_block": (
        "a part of a programme with a rule of its own",
        (
            ("programme", "TEXT", "key"),
            ("block", "TEXT", "id within the programme"),
            ("parent", "TEXT", "id of the part it stands in, or NULL"),
            ("name", "TEXT", "its heading"),
            ("rule", "TEXT", "all, choose or free; NULL where not said"),
            ("courses_least", "INTEGER", "how many courses to choose at least; NULL where not said"),
            ("courses_most", "INTEGER", "likewise at most"),
            ("credits_least", "REAL", "how many credits to choose at least; NULL where not said"),
            ("credits_most", "REAL", "likewise at most"),
            ("axis", "TEXT", "what it divides by: term, year, track, status, optional stage, cohort or NULL"),
            ("evidence", "TEXT", "the verbatim words that give the rule"),
            ("page", "INTEGER", "where they stand, from 1"),
            ("by_person", "INTEGER", "1 where a table of the user's own gives the rule"),
        ),
    ),
    "exposure": (
        "in how many courses every student meets a perspective: counts, and no shares",
        (
            ("programme", "TEXT", "key"),
            ("perspective", "TEXT", "id"),
            ("everyone", "INTEGER", "courses that everyone takes"),
            ("with_syllabus", "INTEGER", "those of them with outcomes among the files"),
            ("carrying", "INTEGER", "those of these that carry the perspective"),
            ("not_labelled", "INTEGER", "those of these of which it is not known"),
            ("least", "INTEGER", "courses with it whatever is chosen; NULL where not said"),
            ("best", "INTEGER", "likewise for the choice that meets it most"),
            ("not_said", "INTEGER", "courses of which it is not said who takes them"),
            ("basis", "TEXT", "the weakest basis of what everyone takes, or NULL"),
        ),
    ),
    "programme_note": (
        "where a programme and a course syllabus do not agree",
        (
            ("programme", "TEXT", "key"),
            ("kind", "TEXT", "credits differ, credits cannot be, equal title or valid later"),
            ("code", "TEXT", "as listed, or NULL"),
            ("title", "TEXT", "as listed"),
            ("listed", "TEXT", "what the course list has"),
            ("found", "TEXT", "what the course syllabus has"),
            ("course", "TEXT", "key"),
            ("page", "INTEGER", "of the course list, from 1"),
        ),
    ),
    "goal": (
        "a goal of a programme, to which outcomes of its courses may lead",
        (
            ("programme", "TEXT", "key"),
            ("kind", "TEXT", "degree: all its goals of one knowledge form; or programme"),
            ("goal", "TEXT", "its number, or its knowledge form"),
            ("text", "TEXT", "verbatim; empty for the goals of the degree"),
            ("knowledge_form", "TEXT", "or NULL where it is not said"),
            ("source", "TEXT", "degree, programme (an outcome of its syllabus) or table (of the user's own)"),
            ("outcome", "TEXT", "id of that outcome, or NULL"),
        ),
    ),
    "goal_link": (
        "an outcome of a course, or a course, that leads to a goal",
        (
            ("programme", "TEXT", "key"),
            ("goal", "TEXT", "as in goal"),
            ("course", "TEXT", "key, or NULL where no syllabus was found"),
            ("listed", "TEXT", "code of the course, or its title, as listed"),
            ("outcome", "INTEGER", "number of the outcome, as in outcome; NULL for the course as a whole"),
            ("number", "INTEGER", "its number in the course, from 1, or NULL"),
            ("basis", "TEXT", "syllabus (under the heading of the knowledge form) or table (the user's own)"),
            ("first_term", "INTEGER", "the earliest term in which the course may begin; NULL where not said"),
            ("last_term", "INTEGER", "likewise the latest"),
            ("stage", "TEXT", "of the course for this goal: introduced, deepened, met again or not said"),
        ),
    ),
    "outcome": (
        "a learning outcome",
        (
            ("outcome", "INTEGER", "number within the audit, from 1"),
            ("owner_kind", "TEXT", "course or programme"),
            ("owner", "TEXT", "key of the course or programme"),
            ("source", "TEXT", "path of the file"),
            ("id", "TEXT", "within its syllabus"),
            ("text", "TEXT", "verbatim: text from a document, to be escaped where it is shown"),
            ("lead_in", "TEXT", "the words before the list"),
            ("knowledge_form", "TEXT", ""),
            ("module", "TEXT", ""),
            ("page", "INTEGER", "from 1"),
            ("language", "TEXT", "ISO 639-1, or NULL where it is not known"),
            ("recognised", "INTEGER", "1 where its words were recognised from a picture"),
            (
                "assessments",
                "TEXT",
                "names of what examines it, as written, separated by |, where a table says so",
            ),
            (
                "counted",
                "INTEGER",
                (
                    "1 where it is part of the shares; 0 for translations, earlier versions and a"
                    " programme's own"
                ),
            ),
        ),
    ),
    "label": (
        "the answer for one outcome and one perspective",
        (
            ("outcome", "INTEGER", "number of the outcome"),
            ("perspective", "TEXT", "id"),
            ("decision", "TEXT", "yes, review, no or not labelled"),
            ("probability", "REAL", "0 to 1; NULL where the model does not label the language"),
            ("rule", "TEXT", "of the codebook"),
            ("kind_of_hit", "TEXT", "one of the scheme's kinds"),
            ("evidence", "TEXT", "the words that decided, separated by |"),
            ("tool_decision", "TEXT", "where a person decided: what the tool had said; otherwise NULL"),
            ("reason", "TEXT", "the person's, or NULL"),
        ),
    ),
    "opportunity": (
        "a perspective met in a course's title, aim or content, and in none of its outcomes",
        (
            ("course", "TEXT", "key"),
            ("place", "TEXT", "kind of section"),
            ("text", "TEXT", "verbatim"),
            ("page", "INTEGER", "from 1"),
            ("perspective", "TEXT", "id"),
            ("rule", "TEXT", "of the codebook"),
        ),
    ),
    "share": (
        "a share with what it is made of",
        (
            ("programme", "TEXT", "key, or NULL for all courses of the audit"),
            ("courses", "TEXT", "all, or those that everyone or some take, or of which it is not said"),
            ("perspective", "TEXT", "id"),
            ("of", "TEXT", "outcomes, courses or credits"),
            ("numerator", "REAL", ""),
            ("denominator", "REAL", ""),
            ("left_out", "REAL", "outcomes, courses or credits of which the answer is not known"),
            ("syllabi", "INTEGER", "courses whose syllabus, with outcomes, is there"),
            ("listed", "INTEGER", "courses that the share is about"),
            ("headline", "INTEGER", "1 where enough is known for a share, else 0"),
        ),
    ),
    "not_labelled": (
        "outcomes that are in no share, because the model was not trained for their language",
        (
            ("programme", "TEXT", "key, or NULL for all courses of the audit"),
            ("courses", "TEXT", "as in share"),
            ("perspective", "TEXT", "id"),
            ("language", "TEXT", "ISO 639-1, or NULL where it is not known"),
            ("outcomes", "INTEGER", "how many"),
        ),
    ),
}
_KEPT = """
CREATE TABLE result (
  file_sha256 TEXT NOT NULL, suffix TEXT NOT NULL, made_by TEXT NOT NULL, packed BLOB NOT NULL,
  passing INTEGER NOT NULL,
  PRIMARY KEY (file_sha256, suffix, made_by)
) WITHOUT ROWID;
CREATE TABLE audit (
  inputs TEXT NOT NULL, scheme TEXT NOT NULL, home_country TEXT NOT NULL, packed BLOB NOT NULL
);
CREATE TABLE rendering (
  lang TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (lang, name)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class ResultKey:
    """What a file's results hang on.

    Its bytes, the ending of its name, and `made_by`, a digest of settings, scheme, model and version.
    """

    file_sha256: str
    suffix: str
    made_by: str


def _schema() -> str:
    tables = [
        f"CREATE TABLE {name} ({', '.join(f'{column} {kind}' for column, kind, _ in columns)});"
        for name, (_, columns) in TABLES.items()
    ]
    indexes = [
        "CREATE INDEX label_by_outcome ON label (outcome);",
        "CREATE INDEX outcome_by_owner ON outcome (owner);",
    ]
    return "\n".join([_KEPT, *tables, *indexes])


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

    Args:
        folder: the audit's folder, which exists.

    Raises:
        OutputError: another audit has it open, or it cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / STORE_FILE
        try:
            self._db = sqlite3.connect(self.path, timeout=0, isolation_level=None)
            try:
                self._open()
            except sqlite3.DatabaseError as error:
                self._db.close()
                if not _spoilt(error):
                    raise
                # No database, or a damaged one: what it kept can be made again from the files.
                for name in (STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-journal"):
                    (folder / name).unlink(missing_ok=True)
                self._db = sqlite3.connect(self.path, timeout=0, isolation_level=None)
                self._open()
        except (sqlite3.Error, OSError) as error:
            raise _not_written(error, self.path) from error

    def _open(self) -> None:
        # Held from the first page read to the last: a second audit in the folder is told so at once.
        self._db.execute("PRAGMA locking_mode=EXCLUSIVE")
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute("BEGIN IMMEDIATE")
        [(application,)], [(number,)] = (
            self._db.execute("PRAGMA application_id"),
            self._db.execute("PRAGMA user_version"),
        )
        if (application, number) != (STORE_APPLICATION_ID, FORMAT):
            self._begin_anew()
        self._db.execute("COMMIT")

    def _begin_anew(self) -> None:
        names = [
            name
            for (name,) in self._db.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        for name in names:
            self._db.execute(f'DROP TABLE "{name}"')
        for statement in _schema().split(";"):
            self._db.execute(statement)
        self._db.execute(f"PRAGMA application_id={STORE_APPLICATION_ID}")
        self._db.execute(f"PRAGMA user_version={FORMAT}")

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
        """Return digest and ending of the files whose results are kept, made by just this."""
        return frozenset(
            self._db.execute("SELECT file_sha256, suffix FROM result WHERE made_by = ?", (made_by,))
        )

    def find(self, key: ResultKey) -> bytes | None:
        """Return the packed results of a file, or None where there are none."""
        row = self._db.execute(
            "SELECT packed FROM result WHERE (file_sha256, suffix, made_by) = (?, ?, ?)",
            (key.file_sha256, key.suffix, key.made_by),
        )
        found: tuple[bytes] | None = row.fetchone()
        return found[0] if found else None

    def keep(self, items: Iterable[tuple[ResultKey, bytes, bool]]) -> None:
        """Commit results: key, packed results, and whether the machine may be to blame for them.

        Raises OutputError.
        """
        rows = [(key.file_sha256, key.suffix, key.made_by, packed, passing) for key, packed, passing in items]
        try:
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?)", rows)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._given_up(error) from error

    def _given_up(self, error: sqlite3.Error) -> OutputError:
        with suppress(sqlite3.Error):
            self._db.execute("ROLLBACK")
        return _not_written(error, self.path)

    def finished_with(self, inputs: str) -> bool:
        """Whether the audit in the store was made of just these inputs (a digest)."""
        return bool(self._db.execute("SELECT 1 FROM audit WHERE inputs = ?", (inputs,)).fetchone())

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
        try:
            self._db.execute("BEGIN")
            for name in (*TABLES, "audit", "rendering"):
                self._db.execute(f"DELETE FROM {name}")  # noqa: S608 names of our own
            for name, rows in table_rows(audit).items():
                marks = ", ".join("?" * len(TABLES[name][1]))
                self._db.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 names of our own
            self._db.execute(
                "INSERT INTO audit VALUES (?, ?, ?, ?)",
                (inputs, scheme, home_country, zlib.compress(to_json(audit), 1)),
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
        """Return what was rendered of the audit in a language.

        Name → SHA-256 of a file, or text that was shown.
        """
        return dict(self._db.execute("SELECT name, sha256 FROM rendering WHERE lang = ?", (lang,)))

    def rendered(self, lang: str, names: dict[str, str]) -> None:
        """Note what was rendered of the audit; what was noted before, in whatever language, is forgotten.

        Raises OutputError.
        """
        try:
            self._db.execute("BEGIN")
            self._db.execute("DELETE FROM rendering")
            self._db.executemany(
                "INSERT INTO rendering VALUES (?, ?, ?)",
                ((lang, name, value) for name, value in names.items()),
            )
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._given_up(error) from error


def _spoilt(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the file is none of its own or is damaged."""
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


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
        SettingsError: there is no store, it is another program's or another version's, or it is in use.
    """
    path = audit_place(where) / STORE_FILE if where.is_dir() else where
    if not path.is_file():
        raise SettingsError(
            N_("There is no audit in %(path)s."),
            N_("Give the folder that an audit was written to, or its audit.db."),
            path=where,
        )
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0)
        [(application,)], [(number,)] = (
            connection.execute("PRAGMA application_id"),
            connection.execute("PRAGMA user_version"),
        )
    except sqlite3.Error as error:
        if _spoilt(error):
            raise SettingsError(
                N_("%(path)s is no audit of this tool."),
                N_("Make it again with: curranalyser audit"),
                path=path,
            ) from error
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise SettingsError(
                N_("An audit is writing to %(path)s."), N_("Wait until it is done."), path=path
            ) from error
        raise SettingsError(
            N_("%(path)s cannot be read: %(error)s."), N_("See that you may read it."), path=path, error=error
        ) from error
    if (application, number) != (STORE_APPLICATION_ID, FORMAT):
        connection.close()
        raise _of_another_version(path, application, number)
    return connection


def _of_another_version(path: Path, application: int, number: int) -> SettingsError:
    if application != STORE_APPLICATION_ID:
        return SettingsError(
            N_("%(path)s is no audit of this tool."), N_("Make it again with: curranalyser audit"), path=path
        )
    return (later_audit if number > FORMAT else earlier_version)(path, number, FORMAT)


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
        row: tuple[str, str, bytes] | None = connection.execute(
            "SELECT scheme, home_country, packed FROM audit"
        ).fetchone()
        if row is None:
            raise SettingsError(
                N_("The audit in %(path)s is not finished."),
                N_("Give its command again: it goes on from there."),
                path=where,
            )
        return from_json(zlib.decompress(row[2]), Audit), row[0], row[1]
    except (sqlite3.Error, zlib.error, ValueError) as error:
        raise SettingsError(
            N_("%(path)s is damaged."), N_("Make it again with: curranalyser audit"), path=where
        ) from error


def stored_rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows of one of `TABLES`, in the order they were written."""
    columns = ", ".join(column for column, _, _ in TABLES[table][1])
    yield from connection.execute(f"SELECT {columns} FROM {table} ORDER BY rowid")  # noqa: S608 names of our own


def table_rows(audit: Audit) -> dict[str, Iterator[tuple[object, ...]]]:
    """Return the rows of each of `TABLES`, made as they are asked for."""
    return {
        "provenance": (
            (name, _as_cell(getattr(audit.provenance, name)))
            for name in audit.provenance.__dataclass_fields__
        ),
        "file": ((path, str(status)) for path, status in audit.files),
        "failure": (
            (item.source, item.stage, str(item.category), item.page, item.message, item.hint, item.detail)
            for item in audit.failures
        ),
        "course": _course_rows(audit),
        "programme": (
            (item.key, item.header.code, item.header.title, _number(item.header.credits), item.source)
            for item in audit.programmes
        ),
        "programme_course": _listed_rows(audit),
        "programme_block": (row for item in audit.programmes for row in _block_rows(item)),
        "exposure": (row for item in audit.programmes for row in _exposure_rows(item)),
        "programme_note": (row for item in audit.programmes for row in _note_rows(item)),
        "goal": (row for item in audit.programmes for row in _goal_rows(item)),
        "goal_link": _goal_link_rows(audit),
        "outcome": (row for row, _ in _outcomes(audit)),
        "label": _label_rows(audit),
        "opportunity": (
            row for course in audit.courses for row in _opportunity_rows(course.key, course.opportunities)
        ),
        "share": _share_rows(audit),
        "not_labelled": _not_labelled_rows(audit),
    }


def _as_cell(value: object) -> str:
    """Return a value of the provenance as text: what was passed over as ".png 3, hidden 1"."""
    if isinstance(value, tuple):
        return ", ".join(f"{kind} {count}" for kind, count in value)
    return str(value)


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _course_rows(audit: Audit) -> Iterator[tuple[object, ...]]:
    for course in audit.courses:
        header, said = course.header, course.instruction
        yield (
            course.key,
            header.code,
            header.title,
            header.title_en,
            _number(header.credits),
            header.level,
            header.valid_from,
            header.department,
            header.subject_group,
            header.subject,
            "|".join(header.main_fields),
            header.owner,
            str(said.status),
            "|".join(said.main),
            "|".join(said.possible),
        )


def _listed_rows(audit: Audit) -> Iterator[tuple[object, ...]]:
    for programme in audit.programmes:
        for item in programme.courses:
            ref = item.ref
            yield (
                programme.key,
                item.course_key,
                ref.code,
                ref.title,
                _number(ref.credits),
                "|".join(map(str, ref.terms)),
                "|".join(map(str, ref.years)),
                str(ref.kind),
                str(ref.status),
                ref.basis,
                ref.reason,
                ref.block,
                ref.group,
                ref.track,
                ref.page,
                item.linked_by,
                item.person,
                item.confirmed_by,
            )


def _block_rows(programme: ProgrammeProfile) -> Iterator[tuple[object, ...]]:
    for block in programme.analysed.syllabus.blocks:
        yield (
            programme.key,
            block.id,
            block.parent,
            block.name,
            None if block.rule is None else str(block.rule),
            *(block.courses or (None, None)),
            *(map(_number, block.credits or (None, None))),
            block.axis,
            block.evidence,
            block.page,
            int(block.by_person),
        )


def _exposure_rows(programme: ProgrammeProfile) -> Iterator[tuple[object, ...]]:
    for item in programme.exposure:
        yield (
            programme.key,
            item.perspective,
            item.everyone,
            item.with_syllabus,
            len(item.carrying),
            len(item.not_labelled),
            item.least,
            item.best,
            len(item.not_said),
            item.basis,
        )


def _note_rows(programme: ProgrammeProfile) -> Iterator[tuple[object, ...]]:
    for note in programme.notes:
        yield (
            programme.key,
            note.kind,
            note.code,
            note.title,
            note.listed,
            note.found,
            note.course_key,
            note.page,
        )


def _goal_rows(programme: ProgrammeProfile) -> Iterator[tuple[object, ...]]:
    for matrix in programme.matrices:
        for goal in matrix.goals:
            form = None if goal.knowledge_form is None else str(goal.knowledge_form)
            yield programme.key, matrix.kind, goal.id, goal.text, form, goal.source, goal.outcome


def _goal_link_rows(audit: Audit) -> Iterator[tuple[object, ...]]:
    counted: dict[object, list[object]] = {}
    for row, _ in _outcomes(audit):
        number, kind, owner, *_rest, counts = row
        if kind == "course" and counts:
            counted.setdefault(owner, []).append(number)
    for programme in audit.programmes:
        for cell in (cell for matrix in programme.matrices for cell in matrix.cells):
            about = (programme.key, cell.goal, cell.course_key, cell.course)
            rest = (*(cell.terms or (None, None)), cell.stage)
            if cell.whole:
                yield (*about, None, None, "table", *rest)
            if cell.named_whole:
                yield (*about, None, None, "syllabus", *rest)
            for place in cell.outcomes:
                basis = "table" if place in cell.by_table else "syllabus"
                yield (*about, counted[cell.course_key][place - 1], place, basis, *rest)


def _outcomes(audit: Audit) -> Iterator[tuple[tuple[object, ...], AnalysedOutcome]]:
    """Yield the row of each outcome, numbered from 1, and the outcome."""
    number = 0
    owners: list[tuple[str, str, str, AnalysedSyllabus, frozenset[int]]] = []
    for course in audit.courses:
        counted = frozenset(id(item) for item in course.counted_outcomes())
        owners += [
            ("course", course.key, source, analysed, counted)
            for analysed, source in zip(course.analysed, course.sources, strict=True)
        ]
    owners += [("programme", item.key, item.source, item.analysed, frozenset()) for item in audit.programmes]
    for kind, owner, source, analysed, counted in owners:
        for item in analysed.outcomes:
            number += 1
            outcome = item.outcome
            form = str(outcome.knowledge_form) if outcome.knowledge_form else None
            yield (
                (
                    number,
                    kind,
                    owner,
                    source,
                    outcome.id,
                    outcome.text,
                    outcome.lead_in,
                    form,
                    outcome.module,
                    outcome.page,
                    outcome.language,
                    int(outcome.recognised),
                    "|".join(outcome.assessments),
                    int(id(item) in counted),
                ),
                item,
            )


def _label_rows(audit: Audit) -> Iterator[tuple[object, ...]]:
    for row, item in _outcomes(audit):
        for label in item.labels:
            words = "|".join(dict.fromkeys(evidence.text for evidence in label.evidence))
            human = (str(label.human.tool), label.human.reason) if label.human else (None, None)
            yield (
                row[0],
                label.perspective,
                str(label.decision),
                label.probability,
                label.rule,
                label.kind_of_hit,
                words,
                *human,
            )


def _opportunity_rows(course: str, mentions: Sequence[Mention]) -> Iterator[tuple[object, ...]]:
    for mention in mentions:
        yield (
            course,
            str(mention.place),
            mention.text,
            mention.page,
            mention.label.perspective,
            mention.label.rule,
        )


def _share_sets(audit: Audit) -> Iterator[tuple[str | None, str, tuple[PerspectiveShares, ...]]]:
    """Yield the programme (None for all courses), which of its courses, and their shares."""
    sets: list[tuple[str | None, str, tuple[PerspectiveShares, ...]]] = [(None, "all", audit.shares)]
    for item in audit.programmes:
        sets += [
            (item.key, "all", item.shares),
            (item.key, "everyone", item.compulsory_shares),
            (item.key, "some", item.elective_shares),
            (item.key, "not said", item.unsaid_shares),
        ]
    yield from sets


def _not_labelled_rows(audit: Audit) -> Iterator[tuple[object, ...]]:
    for programme, courses, shares in _share_sets(audit):
        for share in shares:
            for item in share.not_labelled:
                yield programme, courses, share.perspective, item.language, item.outcomes


def _share_rows(audit: Audit) -> Iterator[tuple[object, ...]]:
    for programme, courses, shares in _share_sets(audit):
        for share in shares:
            outcomes = sum(item.outcomes for item in share.not_labelled)
            for of, indicator, left_out in (
                ("outcomes", share.outcomes, outcomes),
                ("courses", share.courses, share.unknown_courses),
                ("credits", share.credits, share.unknown_credits),
            ):
                yield (
                    programme,
                    courses,
                    share.perspective,
                    of,
                    _number(indicator.numerator),
                    _number(indicator.denominator),
                    _number(left_out),
                    int(share.syllabi.numerator),
                    int(share.syllabi.denominator),
                    int(share.headline),
                )
