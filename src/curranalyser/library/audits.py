"""Files → an audit, and what can be done with one: tables, a report."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from curranalyser.datamodel import (
    Audit as AuditValue,
)
from curranalyser.datamodel import (
    CourseProfile,
    DocumentStatus,
    Failure,
    PerspectiveShares,
    ProgrammeProfile,
)
from curranalyser.errors import SettingsError
from curranalyser.folder import WORKBOOK_FILE
from curranalyser.i18n import N_
from curranalyser.library.finished import read_finished
from curranalyser.library.frames import FrameKind, Table, frame_of, table_of
from curranalyser.library.given import PathLike, SettingsLike, path_of, paths_of, settings_of
from curranalyser.library.head import check_date, report_head
from curranalyser.library.tables import read_decisions, read_offerings_file, read_rules
from curranalyser.scheme import parse_scheme, shipped_path
from curranalyser.settings import Settings

if TYPE_CHECKING:
    from curranalyser.scheme import Scheme


@dataclass(frozen=True, slots=True, repr=False)
class Audit:
    """A finished audit. `audit` makes one and `load_audit` reads one; it does not change.

    Attributes:
        value: all of it, as plain frozen data: what audit.json holds.
        settings: those it was made with, or was loaded with.
        scheme_text: the TOML text of its scheme; "" where it is not known.
        home_country: the ISO 3166-1 code it was made with; "" likewise.
    """

    value: AuditValue
    settings: Settings
    scheme_text: str = ""
    home_country: str = ""

    def __repr__(self) -> str:
        counts = (len(self.courses), len(self.programmes), len(self.files))
        return "<Audit: {} courses, {} programmes, {} files>".format(*counts)

    @property
    def perspectives(self) -> tuple[str, ...]:
        """The ids of the perspectives, in the order of the scheme."""
        return self.value.perspectives

    @property
    def courses(self) -> tuple[CourseProfile, ...]:
        """The courses, each with its syllabi, outcomes and labels."""
        return self.value.courses

    @property
    def programmes(self) -> tuple[ProgrammeProfile, ...]:
        """The programmes, each with its course list, shares and exposure."""
        return self.value.programmes

    @property
    def shares(self) -> tuple[PerspectiveShares, ...]:
        """The shares over all courses, one a perspective, with numerators and denominators."""
        return self.value.shares

    @property
    def files(self) -> tuple[tuple[str, DocumentStatus], ...]:
        """Each file that was given, by its shown path, and how it went."""
        return self.value.files

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Why files, or parts of them, are missing from the figures."""
        return self.value.failures

    @overload
    def to_frame(self, table: Table = ..., *, kind: Literal["rows"]) -> list[dict[str, Any]]: ...
    @overload
    def to_frame(self, table: Table = ..., *, kind: FrameKind | None = ...) -> Any: ...  # noqa: ANN401

    def to_frame(self, table: Table = "outcomes", *, kind: FrameKind | None = None) -> Any:
        """Return a table of the audit, a row an outcome, course, programme, share and so on.

        The columns are those of the table of that name in audit.db (docs/reference/audit-db.md). `outcomes`
        has the labels beside each outcome: for each perspective `<id>_decision` (yes, review, no, not
        labelled), `<id>_probability` (0 to 1), `<id>_rule`, `<id>_kind_of_hit`, `<id>_evidence` (the words,
        separated by "|"), `<id>_tool_decision` and `<id>_reason` (where a person decided). `shares` has a
        numerator and a denominator and no quotient: where `headline` is 0, too little is known for one.

        Args:
            table: "outcomes", "labels", "courses", "opportunities", "programmes", "programme_courses",
                "exposure", "shares", "not_labelled", "files" or "failures".
            kind: "pandas", "polars" or "rows". Without it: pandas where that is installed, else polars where
                that is, else rows.

        Returns:
            A `pandas.DataFrame` (text as `string`, whole numbers as `Int64`, others as `float64`), a
            `polars.DataFrame` (`String`, `Int64`, `Float64`), or a list of one dictionary a row. What is not
            known is missing: NA, null or None. Texts are verbatim: escape them where they are shown.

        Raises:
            SettingsError: there is no such table or kind, or its library is not installed.
        """
        return frame_of(*table_of(self.value, table), kind)

    def write_report(self, folder: PathLike, *, lang: Literal["sv", "en"] | None = None) -> Path:
        """Write the report as `curranalyser audit` does.

        That is index.html and the pages it links to, audit.xlsx, outcomes.csv, audit.json and audit.db.

        Args:
            folder: is made where it is missing. Files of an earlier report are replaced; what an audit on the
                command line keeps there of files stays. An audit.db that is damaged or altered is renamed to
                audit-damaged.db.
            lang: the language of pages and workbook; that of the settings without it.

        Returns:
            The path of index.html.

        Raises:
            OutputError: the folder or a file in it cannot be written, is not the tool's, or holds decisions
                that have not been brought in; or another audit is writing to it.
            SettingsError: the scheme is not known (see `load_audit`), or the language is another.
        """
        from curranalyser.report.prepare import build_view  # noqa: PLC0415 slow to import
        from curranalyser.report.write import check_writable, write_view  # noqa: PLC0415
        from curranalyser.review.not_brought_in import require_brought_in  # noqa: PLC0415
        from curranalyser.store import Store  # noqa: PLC0415

        scheme = self._scheme()
        where = Path(folder)
        view = build_view(self.value, scheme, lang or self.settings.lang, self.settings.programme_order)
        check_writable(where)
        require_brought_in(where / WORKBOOK_FILE, read_decisions(None, where)[0], scheme)
        with Store(where) as store:
            store.finish(self.value, "", self.scheme_text, self.home_country, None)
        return write_view(self.value, view, where, one_page=self.settings.one_page)

    def _scheme(self) -> "Scheme":
        """Return the scheme it was made with. Raises SettingsError where it is not known."""
        if not self.scheme_text:
            raise SettingsError(
                N_("The scheme that the audit was made with is not known."),
                N_("Load it from its folder with audit.db, or with settings that name the scheme."),
            )
        return replace(parse_scheme(self.scheme_text.encode()), home_country=self.home_country)


def audit(
    paths: PathLike | Iterable[PathLike],
    *,
    settings: SettingsLike = None,
    jobs: int | None = None,
    programmes: PathLike | None = None,
    courses: PathLike | None = None,
    goals: PathLike | None = None,
    reviews: PathLike | None = None,
    as_of: str | None = None,
    offerings: PathLike | None = None,
) -> Audit:
    """Audit files and folders: read, understand and label every syllabus, and aggregate.

    The result is that of `curranalyser audit` with the same settings. Nothing is written. By default all is
    done in this process, one file after the other: `max_megabytes`, `max_pages` and the limits within
    documents hold there, and `seconds_per_file` and `memory_megabytes` do not, so that a file that hangs is
    not ended, and one that crashes a library takes this process with it. With `jobs`, worker processes are
    killed at all limits, at the cost of their file alone (on systems other than Linux without the limit of
    memory). They need no `if __name__ == "__main__"` in a script.

    Args:
        paths: files and folders; folders are searched with their subfolders.
        settings: a `Settings`, or the path of a curranalyser.toml; the defaults without it (no file is looked
            for).
        jobs: None: in this process; a number: in so many worker processes; 0: one a core. Does not change the
            result.
        programmes: a table of programmes of your own, which wins over the programme syllabi.
        courses: a table of courses of your own, which wins over the course syllabi.
        goals: a table of goals of your own.
        reviews: decisions of people, which take the place of the tool's; without it those that the settings
            name, if any.
        as_of: an ISO date: of several versions of a syllabus the one valid then counts; else the latest.
        offerings: offerings of the courses with their languages (EMIL 3, JSON or XML).

    Returns:
        The audit. What could not be read is in `failures` and `files`; where that is everything, there are no
        courses.

    Raises:
        SettingsError: a path does not exist, or a setting, table or date is wrong.
        ModelError: the model or the scheme is missing or altered.
        NothingAnalysedError: there is nothing that may hold a syllabus, or workers cannot be kept alive.
    """
    chosen = settings_of(settings, jobs=jobs)
    from curranalyser.pipeline import analyse_run, join_results, prepare_run, user_rules  # noqa: PLC0415 slow
    from curranalyser.workers import run_here  # noqa: PLC0415

    tables = [path_of(given) for given in (programmes, courses, goals, offerings)]
    rules = read_rules(
        user_rules(chosen),
        programmes=tables[0],
        courses=tables[1],
        goals=tables[2],
        as_of=None if as_of is None else check_date("as_of", as_of),
    )
    rules = read_offerings_file(rules, tables[3], chosen)
    reviews_path = path_of(reviews) or path_of(chosen.reviews)
    decisions, _ = read_decisions(reviews_path)
    inputs = [path for path in (*tables, reviews_path, _settings_path(settings)) if path is not None]
    run = prepare_run(paths_of(paths), chosen, inputs=inputs)
    _ = run.recognition  # says what is missing before any work is done
    results = analyse_run(run, runner=run_here if jobs is None else None)
    value = replace(join_results(run, results, decisions, rules), head=report_head(chosen, None))
    return Audit(value, chosen, run.scheme_text, run.scheme.home_country)


def _settings_path(given: SettingsLike) -> Path | None:
    return None if given is None or isinstance(given, Settings) else Path(given)


def load_audit(folder: PathLike, *, settings: SettingsLike = None) -> Audit:
    """Read a finished audit.

    Args:
        folder: a report folder, or the audit.db or audit.json in it.
        settings: a `Settings`, or the path of a curranalyser.toml: they decide how a report is written and
            what stands in its head, and name the scheme of an audit.json without audit.db (the shipped one by
            default), which is taken where the audit was made with just that.

    Returns:
        The audit.

    Raises:
        SettingsError: there is none, it is of another version, or a setting is wrong.
    """
    chosen = settings_of(settings)
    found = read_finished(Path(folder))
    value = replace(found.audit, head=report_head(chosen, None, found.audit.head))
    if found.scheme:
        return Audit(value, chosen, found.scheme, found.home_country)
    path = Path(chosen.scheme) if chosen.scheme else shipped_path("corpus", "scheme.toml")
    text = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(text).hexdigest() != value.provenance.scheme_digest:
        return Audit(value, chosen)
    return Audit(value, chosen, text.decode(), chosen.home_country or parse_scheme(text).home_country)
