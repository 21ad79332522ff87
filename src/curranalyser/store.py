"""The audit on disk: one SQLite file, `audit.db`, in the audit's folder.

While a run goes on, the store keeps what came of each file as it comes, so that a run that was killed goes on
from there and a second one over unchanged
files has nothing to do. When it is finished, the store holds the whole audit in plain tables that any tool
can read; `TABLES` names them and their columns.

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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import starmap, zip_longest
from pathlib import Path
from types import TracebackType
from typing import TypeVar

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
from curranalyser.sealed import seal, unzip

# Raised when a table changes; a store of another format is refused to `report` and begun anew by `audit`.
FORMAT = 8

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
