"""`curranalyser audit`: a folder of syllabi in, a report out."""

import hashlib
import os
import shutil
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from curranalyser.cli.options import (
    beside_option,
    choose_settings,
    chosen,
    columns_option,
    goals_option,
    guarded,
    lang_option,
    model_sha256_option,
    ocr_option,
    parse_columns,
    pipeline_option,
    require_recognition,
    schema_option,
    settings_option,
)
from curranalyser.cli.shown import shown_options
from curranalyser.errors import ExitCode, NothingAnalysedError
from curranalyser.folder import INDEX_FILE, REPORT_FILES, STORE_FILE, WORKBOOK_FILE, is_there, own_pages
from curranalyser.i18n import N_, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from curranalyser.datamodel import Audit
    from curranalyser.i18n import Translator
    from curranalyser.pipeline import Runner
    from curranalyser.review import Review
    from curranalyser.scheme import Scheme
    from curranalyser.store import Store

_SHOWN_WAITING = 5


def _schema() -> str:
    from curranalyser.audit_file import audit_schema

    return audit_schema()


@click.command("audit")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the report; made if missing.",
)
@beside_option
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Worker processes. Default: one per core.")
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Analyse on the Dask cluster there (tcp://host:port) instead. Needs curranalyser[cluster].",
)
@click.option(
    "--send-files",
    is_flag=True,
    help="With --scheduler: send the files, because the cluster does not see them under the same paths.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no hints on stderr, only what is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="A line on stderr for each file.")
@click.option(
    "--log-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Add what happens to this file as JSON lines.",
)
@click.option(
    "--reviews",
    "reviews_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help=(
        "Decisions of people, as `curranalyser review import` keeps them. Default: as in curranalyser.toml,"
        " else reviews.jsonl in the report folder."
    ),
)
@click.option(
    "--programmes",
    "mapping_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help=(
        "Your own table of programmes, as `curranalyser programmes export` writes it, or as CSV with the"
        " columns programme, course, term and compulsory. It wins over the programme syllabi."
    ),
)
@click.option(
    "--courses",
    "courses_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help=(
        "Your own table of courses, XLSX or CSV with the columns code, department, subject group, subject,"
        " main field of study and owner. It wins over the course syllabi."
    ),
)
@goals_option
@click.option(
    "--offerings",
    "offerings_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help=(
        "Offerings of the courses with their languages, as Susa-navet gives them (EMIL 3, JSON or XML). They"
        " are set beside what the syllabi say."
    ),
)
@click.option(
    "--as-of",
    metavar="DATE",
    help=(
        "Of several versions of a syllabus, the one valid on DATE (such as 2026-01-31) counts. Default: the"
        " latest."
    ),
)
@click.option(
    "--headline-percent",
    type=click.IntRange(1, 100),
    help=(
        "Give a share where so many per cent of its courses have a syllabus with outcomes. Default: as in"
        " curranalyser.toml, else 50."
    ),
)
@schema_option(_schema, "audit.json")
@shown_options
@columns_option
@ocr_option
@model_sha256_option
@pipeline_option
@lang_option
@settings_option
@guarded
def command(
    paths: tuple[Path, ...],
    folder: Path,
    force: bool,
    jobs: int | None,
    scheduler: str | None,
    send_files: bool,
    quiet: bool,
    verbose: bool,
    log_file: Path | None,
    reviews_path: Path | None,
    mapping_path: Path | None,
    courses_path: Path | None,
    goals_path: Path | None,
    offerings_path: Path | None,
    as_of: str | None,
    headline_percent: int | None,
    institution: str | None,
    commissioned_by: str | None,
    period: str | None,
    dated: str | None,
    one_page: bool | None,
    columns: str | None,
    ocr: bool | None,
    spacy_pipeline: str | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Audit the syllabi in PATHS (files or folders) and write a report folder.

    The report holds index.html, a page a programme and others (for reading), audit.xlsx (for sorting),
    outcomes.csv and audit.json (for other tools), and audit.db. A compact table per programme goes to
    standard output, progress to standard error. Exit code 3 means: the report is
    written, and some files need attention.

    What came of each file is kept in audit.db as it comes. A run that was stopped goes on from there when the
    same command is given, and files that have not
    changed since are not read again.
    """
    if not scheduler and not is_there(folder / STORE_FILE) and all(map(is_there, paths)):
        from curranalyser.workers import start_context

        start_context()  # nothing can be known yet: workers get ready while the run does
    from curranalyser.cli.progress import Progress
    from curranalyser.library.head import check_date, report_head
    from curranalyser.library.tables import read_decisions, read_offerings_file, read_rules
    from curranalyser.pipeline import analyse_run, join_results, look_up, prepare_run, recognise, user_rules
    from curranalyser.report.write import report_folder
    from curranalyser.review.not_brought_in import require_brought_in
    from curranalyser.store import Store

    settings = choose_settings(
        settings_path,
        ocr=ocr,
        spacy_pipeline=spacy_pipeline,
        lang=lang,
        jobs=jobs,
        columns=parse_columns(columns),
        headline_percent=headline_percent,
        institution=institution,
        commissioned_by=commissioned_by,
        period=period,
        one_page=one_page,
    )
    require_recognition(settings)
    say = translator(settings.lang)
    rules = read_offerings_file(
        read_rules(
            user_rules(settings),
            programmes=mapping_path,
            courses=courses_path,
            goals=goals_path,
            as_of=None if as_of is None else check_date("--as-of", as_of),
        ),
        offerings_path,
        settings,
    )
    head = report_head(settings, dated)
    shape = Shape(settings.programme_order, settings.one_page)
    runner = _cluster_runner(scheduler, send_files) if scheduler else None
    folder = chosen(folder, report_folder(folder, force=force), say)
    reviews_path = reviews_path or (Path(settings.reviews) if settings.reviews else None)
    reviews, reviewed = read_decisions(reviews_path, folder)
    inputs = [
        path
        for path in (
            reviews_path,
            mapping_path,
            courses_path,
            goals_path,
            offerings_path,
            settings_path,
        )
        if path is not None
    ]
    with (
        Store(folder, partial(tell_aside, say)) as store,
        Progress(say, quiet, verbose, log_file) as progress,
    ):
        run = prepare_run(paths, settings, folder, inputs, log_file)
        require_brought_in(folder / WORKBOOK_FILE, reviews, run.scheme)
        # Another day alone is no reason to write the report of unchanged files again.
        beside = (reviewed, rules, replace(head, date=dated or ""), shape)
        try:
            recognise(run, store)
            shown = (
                shown_before(store, folder, settings.lang)
                if store.finished_with(run.inputs(*beside))
                else None
            )
            if shown is not None:
                progress.log("unchanged", files=len(run.files))
            else:
                kept = look_up(run, store)
                with report_made_ready(settings.lang) if len(kept) < len(run.files) else nullcontext():
                    results = analyse_run(run, progress, store, kept, runner)
                audit = replace(join_results(run, results, reviews, rules), head=head)
                progress.close_bar()
                if not audit.courses and not audit.programmes:
                    for line in failure_lines(audit.failures, settings.lang):
                        click.echo(line, err=True)
                    raise NothingAnalysedError(
                        N_("None of the files held a syllabus that could be read."),
                        N_("The reasons stand above."),
                    )
                finish = partial(
                    store.finish,
                    audit,
                    run.inputs(*beside),
                    run.scheme_text,
                    run.scheme.home_country,
                    run.keys.values(),
                )
                shown = render(
                    audit,
                    folder,
                    run.scheme,
                    settings.lang,
                    store,
                    settings.jobs or os.cpu_count() or 1,
                    finish,
                    shape,
                )
                for line in (
                    *(() if quiet else reviews_lines(audit, reviews, settings.lang)),
                    *unmatched_lines(audit, shape, settings.lang),
                ):
                    click.echo(line, err=True)
        except KeyboardInterrupt:
            progress.close_bar()
            click.echo(
                say.gettext(
                    "%(done)s of %(total)s files are done. Give the same command to go on from there.",
                    done=progress.done,
                    total=len(run.files),
                ),
                err=True,
            )
            raise
    for line in shown.lines:
        click.echo(line)
    if not quiet:
        click.echo(say.gettext("Open %(page)s in a browser.", page=folder / INDEX_FILE), err=True)
    return shown.code


def tell_aside(say: "Translator", aside: Path) -> None:
    """Say that the store was not as the tool has written it, and where it lies now."""
    from curranalyser.report.sanitise import clean_line

    told = say.gettext(
        "%(store)s was damaged or altered. It lies in %(aside)s now, and what it kept is made again.",
        store=aside.with_name(STORE_FILE),
        aside=aside,
    )
    click.echo(clean_line(told), err=True)


def _cluster_runner(scheduler: str, send_files: bool) -> "Runner":
    from curranalyser.cluster import cluster_runner

    return cluster_runner(scheduler, send_files)


@contextmanager
def report_made_ready(lang: str) -> "Iterator[None]":
    """Load what the report will need while the caller waits for others."""
    from curranalyser.report.write import get_ready

    def load() -> None:
        with suppress(Exception):  # comes up again, and is told, when the report is written
            get_ready(lang)

    thread = Thread(target=load, daemon=True)
    thread.start()
    yield
    thread.join()


@dataclass(frozen=True, slots=True)
class Shape:
    """In what order the pages show the programmes, by code or title, and whether all is one page."""

    order: tuple[str, ...] = ()
    one_page: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What a finished audit puts on standard output, and whether a file needs attention."""

    lines: tuple[str, ...]
    unfinished: bool

    @property
    def code(self) -> int:
        """The exit code."""
        return int(ExitCode.PARTIAL if self.unfinished else ExitCode.OK)


def _width() -> int:
    return min(shutil.get_terminal_size((100, 24)).columns, 120)


def render(
    audit: "Audit",
    folder: Path,
    scheme: "Scheme",
    lang: str,
    store: "Store | None" = None,
    jobs: int = 1,
    first: "Callable[[], None]" = lambda: None,
    shape: Shape = Shape(),
) -> Shown:
    """Write the report of an audit into a folder, with so many processes.

    What was written is noted in its store, if it has one.

    `first` is called before anything is written. Raises OutputError.
    """
    from curranalyser.datamodel import DocumentStatus, to_json
    from curranalyser.report.prepare import build_view
    from curranalyser.report.terminal import terminal_lines
    from curranalyser.report.write import begin_workbook, write_view

    view = build_view(audit, scheme, lang, shape.order)
    workbook = begin_workbook(view, jobs)
    first()
    write_view(audit, view, folder, workbook, shape.one_page)
    unfinished = any(status is not DocumentStatus.OK for _, status in audit.files)
    shown = Shown(tuple(terminal_lines(view, _width())), unfinished)
    if store is not None:
        store.rendered(lang, {**file_digests(folder), f"shown {_width()}": to_json(shown).decode()})
    return shown


def file_digests(folder: Path) -> dict[str, str]:
    """Return path within a folder → SHA-256 of the report files in it."""
    present = [*(folder / name for name in REPORT_FILES if (folder / name).is_file()), *own_pages(folder)]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in present
    }


def shown_before(store: "Store", folder: Path, lang: str) -> Shown | None:
    """Return what was shown of the audit in the store, where its report still stands as it was written.

    Else None: then it is to be written again.
    """
    from curranalyser.datamodel import from_json
    from curranalyser.report.sanitise import without_controls

    noted = store.renderings(lang)
    kept = noted.get(f"shown {_width()}")
    files = {name: digest for name, digest in noted.items() if not name.startswith("shown ")}
    if not kept or not files or file_digests(folder) != files:
        return None
    with suppress(ValueError):
        shown = from_json(kept, Shown)
        return replace(shown, lines=tuple(map(without_controls, shown.lines)))
    return None


def reviews_lines(audit: "Audit", reviews: "Sequence[Review]", lang: str) -> list[str]:
    """Return what became of people's decisions: how many count, and which fit no outcome of the audit."""
    from curranalyser.review.waiting import waiting_with_nearest
    from curranalyser.review.waiting_text import waiting_lines

    if not reviews:
        return []
    say = translator(lang)
    waiting = waiting_with_nearest(audit, reviews)
    lines = [
        say.ngettext(
            "%(count)s decision by people counts.",
            "%(count)s decisions by people count.",
            len(reviews) - len(waiting),
        )
    ]
    if waiting:
        lines.append(
            say.ngettext(
                "%(count)s fits no learning outcome of this audit:",
                "%(count)s fit no learning outcome of this audit:",
                len(waiting),
            )
        )
        for item in waiting[:_SHOWN_WAITING]:
            lines += waiting_lines(item, say)
        if len(waiting) > _SHOWN_WAITING:
            lines.append("  …")
            lines.append(say.gettext("All of them: %(command)s", command="curranalyser review waiting"))
    return lines


def unmatched_lines(audit: "Audit", shape: Shape, lang: str) -> list[str]:
    """Return a line for each table or setting of the user that speaks of what the audit does not have."""
    return [
        *courses_lines(audit, lang),
        *ambiguous_lines(audit, lang),
        *goals_lines(audit, lang),
        *order_lines(audit, shape, lang),
    ]


def ambiguous_lines(audit: "Audit", lang: str) -> list[str]:
    """Return a line for each name in the user's tables that several programmes bear."""
    from curranalyser.report.attention import ambiguous_text

    return [ambiguous_text(item, translator(lang)) for item in audit.ambiguous_programmes]


def courses_lines(audit: "Audit", lang: str) -> list[str]:
    """Return one line on the codes of the table of courses that no course has, if there are any."""
    from curranalyser.report.sanitise import clean_line

    codes = audit.unmatched_courses
    if not codes:
        return []
    return [
        clean_line(
            translator(lang).ngettext(
                "%(count)s code in %(path)s is that of no course here: %(codes)s.",
                "%(count)s codes in %(path)s are those of no course here: %(codes)s.",
                len(codes),
                path=audit.rules.courses_source,
                codes=", ".join(codes),
            )
        )
    ]


def order_lines(audit: "Audit", shape: Shape, lang: str) -> list[str]:
    """Return one line on the names in programme_order that no programme has, if there are any."""
    from curranalyser.report.sanitise import clean_line

    headers = [programme.header for programme in audit.programmes]
    known = {clean_line(name or "").casefold() for header in headers for name in (header.code, header.title)}
    lost = [name for name in shape.order if clean_line(name).casefold() not in known]
    if not lost:
        return []
    return [
        clean_line(
            translator(lang).ngettext(
                "%(count)s name in programme_order is that of no programme here: %(names)s.",
                "%(count)s names in programme_order are those of no programme here: %(names)s.",
                len(lost),
                names=", ".join(lost),
            )
        )
    ]


def goals_lines(audit: "Audit", lang: str) -> list[str]:
    """Return one line on the rows of the table of goals that could not be linked, if there are any."""
    from curranalyser.report.sanitise import clean_line

    say = translator(lang)
    rows = sorted({item.row for item in audit.unmatched_goals})
    if not rows:
        return []
    shown = ", ".join(map(say.number, rows[:_SHOWN_WAITING])) + (" …" if len(rows) > _SHOWN_WAITING else "")
    return [
        clean_line(
            say.ngettext(
                "%(count)s row of %(path)s could not be linked: row %(rows)s. The report says why.",
                "%(count)s rows of %(path)s could not be linked: rows %(rows)s. The report says why.",
                len(rows),
                path=audit.rules.goals_source,
                rows=shown,
            )
        )
    ]


def failure_lines(failures: tuple[object, ...], lang: str) -> list[str]:
    """Return one line per failure: file, what happened, what to do."""
    from curranalyser.datamodel import Failure
    from curranalyser.report.failures import told_failure
    from curranalyser.report.sanitise import clean_line

    say = translator(lang)
    return [
        clean_line(f"{failure.source}: {told_failure(failure, say)} {say.gettext(failure.hint)}")
        for failure in failures
        if isinstance(failure, Failure)
    ]
