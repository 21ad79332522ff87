"""The files of a report, each written whole or not at all."""

import multiprocessing
import signal
import sys
import warnings
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from curranalyser.errors import OutputError
from curranalyser.folder import INDEX_FILE, PAGES_FOLDER, own_pages, replace_file
from curranalyser.i18n import N_

if TYPE_CHECKING:
    from curranalyser.datamodel import Audit
    from curranalyser.report.view import AuditView
    from curranalyser.scheme import Scheme


def _remove_pages(folder: Path, written: set[Path]) -> None:
    """Take away the pages of an earlier report that this one has no longer, and their folder if nothing else is in it."""
    stale = [path for path in own_pages(folder) if path not in written]
    for path in stale:
        path.unlink()
    pages = folder / PAGES_FOLDER
    if stale and not any(pages.iterdir()):
        pages.rmdir()


def _not_writable(folder: Path) -> OutputError:
    return OutputError(
        N_("The report cannot be written to %(folder)s."),
        N_("See that you may write there and that there is room, and close its files in other programs; or give another folder."),
        folder=folder,
    )


def write_report(audit: "Audit", folder: Path, scheme: "Scheme", lang: str) -> Path:
    """Write index.html, audit.xlsx, outcomes.csv and audit.json, and for a large audit the pages that index.html links to.

    Args:
        audit: the result to report.
        folder: where to write; made where it is missing. Files of an earlier report are replaced, its pages removed.
        scheme: the scheme the audit was made with.
        lang: "sv" or "en"; the language of the page and the workbook.

    Returns:
        The path of index.html.

    Raises:
        OutputError: the folder or a file in it cannot be written.
        SettingsError: the language is another one.
    """
    from curranalyser.report.prepare import build_view  # noqa: PLC0415 whether a folder is writable is asked without the report's libraries

    return write_view(audit, build_view(audit, scheme, lang), folder)


def get_ready(lang: str) -> None:
    """Import and load all that a report will need, for the time in which a run waits for its workers. `write_view` does without it, and then takes longer."""
    from curranalyser.report.html import load_templates  # noqa: PLC0415 as in write_report

    for name in ("data", "excel", "prepare"):
        import_module(f"curranalyser.report.{name}")
    load_templates(lang)


def _write_workbook(view: "AuditView", folder: Path) -> None:
    from curranalyser.report.excel import render_workbook  # noqa: PLC0415 as in write_report

    replace_file(folder / "audit.xlsx", render_workbook(view))


def _in_second_process(action: Callable[[], None]) -> Callable[[], bool]:
    """Begin an action in a copy of this process. Returns what waits for it and tells whether it was done; where it was not, it is to be done here."""
    if sys.platform != "linux":
        return lambda: False
    process = multiprocessing.get_context("fork").Process(target=_alone, args=(action,), daemon=True)
    with warnings.catch_warnings():
        # Threads that are done with their work, and that the copy does not need.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()

    def done() -> bool:
        process.join()
        return process.exitcode == 0

    return done


def _alone(action: Callable[[], None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        action()
    except Exception:  # comes up again, and is told, where the action is repeated
        sys.exit(1)


def write_view(audit: "Audit", view: "AuditView", folder: Path, jobs: int = 1) -> Path:
    """Do as `write_report` with a view that is made already; with two `jobs` or more the workbook is written while the rest is."""
    from curranalyser.report.data import render_csv, render_json  # noqa: PLC0415 as in write_report
    from curranalyser.report.html import render_pages  # noqa: PLC0415

    workbook = partial(_write_workbook, view, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workbook_done = _in_second_process(workbook) if jobs > 1 else lambda: False
        replace_file(folder / "audit.json", render_json(audit))
        replace_file(folder / "outcomes.csv", render_csv(audit))
        written = set()
        for name, page in render_pages(view):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            replace_file(path, page.encode("utf-8"))
            written.add(path)
        _remove_pages(folder, written)
        if not workbook_done():
            workbook()
    except OSError as error:
        raise _not_writable(folder) from error
    return folder / INDEX_FILE


def check_writable(folder: Path) -> None:
    """Make the report folder and see that a file can be written there, before any work is done.

    Raises:
        OutputError: it cannot.
    """
    probe = folder / ".curranalyser.probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise _not_writable(folder) from error
