"""The files of a report, each written whole or not at all."""

import gc
import os
import signal
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from curranalyser.errors import OutputError
from curranalyser.folder import (
    FIXED_NAMES,
    INDEX_FILE,
    INNER_REPORT,
    REPORT_FILES,
    own_pages,
    own_pdfs,
    pdf_pages,
    replace_file,
)
from curranalyser.i18n import N_
from curranalyser.own_files import holds_audit, is_own_part
from curranalyser.report_place import (
    chosen_folder,
    not_writable,
    refuse_others,
    require_no_root,
    require_writable,
)

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from curranalyser.datamodel import Audit
    from curranalyser.report.view import AuditView
    from curranalyser.scheme import Scheme


def _remove_pages(folder: Path, written: set[Path]) -> None:
    """Take away the pages of an earlier report that this one has no longer.

    Their folders go too if nothing else is in them.
    """
    by_name = {str(path).casefold(): path for path in written}
    for path in own_pages(folder):
        kept = by_name.get(str(path).casefold())
        # Where great and small letters are one, the file may still be called as it was.
        if path in written or (kept is not None and path.samefile(kept)):
            continue
        path.unlink()
        if path.parent != folder and not any(path.parent.iterdir()):
            path.parent.rmdir()


def write_report(audit: "Audit", folder: Path, scheme: "Scheme", lang: str) -> Path:
    """Write index.html, the pages that it links to, audit.xlsx, outcomes.csv and audit.json.

    Args:
        audit: the result to report.
        folder: where to write; made where it is missing. Files of an earlier report are replaced, its pages
            removed.
        scheme: the scheme the audit was made with.
        lang: "sv" or "en"; the language of the page and the workbook.

    Returns:
        The path of index.html.

    Raises:
        OutputError: the folder or a file in it cannot be written.
        SettingsError: the language is another one.
    """
    from curranalyser.report.prepare import build_view  # noqa: PLC0415 slow to import

    return write_view(audit, build_view(audit, scheme, lang), folder)


def get_ready(lang: str) -> None:
    """Import and load all that a report will need, for the time in which a run waits for its workers.

    `write_view` does without it, and then takes longer.
    """
    from curranalyser.report.html import load_templates  # noqa: PLC0415 as in write_report

    for name in ("data", "excel", "prepare"):
        import_module(f"curranalyser.report.{name}")
    load_templates(lang)


def begin_workbook(view: "AuditView", jobs: int = 1) -> Callable[[], bytes]:
    """Begin to render the workbook; with two `jobs` or more in a copy of this process.

    That copy works beside what is done here meanwhile.

    Returns:
        What gives the bytes of the workbook; where that process came to grief, or there is none, it renders
        them here.
    """
    if jobs < 2 or sys.platform != "linux":
        return lambda: _workbook(view)
    import multiprocessing  # noqa: PLC0415 as in write_report

    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send_workbook, args=(view, ours, theirs), daemon=True)
    with warnings.catch_warnings():
        # Threads that are done with their work, and that the copy does not need.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            process.start()
        except OSError:  # the system has no room for another one
            ours.close()
            theirs.close()
            return lambda: _workbook(view)
    theirs.close()

    def rendered() -> bytes:
        with ours, suppress(EOFError, OSError):
            return ours.recv_bytes()
        return _workbook(view)

    return rendered


def _workbook(view: "AuditView") -> bytes:
    from curranalyser.report.excel import render_workbook  # noqa: PLC0415 as in write_report

    return render_workbook(view)


def _send_workbook(view: "AuditView", reads: "Connection", to: "Connection") -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    reads.close()  # else this process would be a reader itself, and wait for ever where the other has ended
    gc.freeze()  # memory is shared until it is written to, and the collector writes to all of it
    # What goes wrong comes up again, and is told, where it is rendered again.
    with suppress(Exception):
        to.send_bytes(_workbook(view))


def write_view(
    audit: "Audit",
    view: "AuditView",
    folder: Path,
    workbook: Callable[[], bytes] | None = None,
    one_page: bool = False,
) -> Path:
    """Do as `write_report` with a view that is made already, and a workbook that may have been begun.

    See `begin_workbook`. With `one_page` all pages are one, index.html.
    """
    from curranalyser.report.data import render_csv, render_json  # noqa: PLC0415 as in write_report
    from curranalyser.report.html import render_pages  # noqa: PLC0415
    from curranalyser.report.pages import page_paths  # noqa: PLC0415

    refuse_others(folder, (*REPORT_FILES, *page_paths(view, one_page)), is_own_part)
    workbook = workbook or begin_workbook(view)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / "audit.json", render_json(audit))
        replace_file(folder / "outcomes.csv", render_csv(audit))
        written = set()
        for name, page in render_pages(view, one_page):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            replace_file(path, page.encode("utf-8"))
            written.add(path)
        _remove_pages(folder, written)
        for path in own_pdfs(folder):
            path.unlink()  # of pages as they were
        replace_file(folder / "audit.xlsx", workbook())
    except OSError as error:
        raise not_writable(folder, error) from error
    return folder / INDEX_FILE


def write_pdfs(folder: Path) -> list[Path]:
    """Write the first page of the report in a folder, and the page of each programme, as PDF beside them.

    Returns:
        The files.

    Raises:
        OutputError: one cannot be written, or a file of that name is there that the tool did not write.
        SettingsError: as `pdf.pdf_library`.
    """
    from curranalyser.report.pdf import render_pdf  # noqa: PLC0415 slow to import

    written = []
    try:
        for page in pdf_pages(folder):
            path = page.with_suffix(".pdf")
            if os.path.lexists(path):  # those that the tool wrote went with the pages before
                raise OutputError(
                    N_("%(path)s was not written by the tool, and is not overwritten."),
                    N_("Move it or give another folder."),
                    path=path,
                )
            replace_file(path, render_pdf(page.read_text(encoding="utf-8")))
            written.append(path)
    except OSError as error:
        raise not_writable(folder, error) from error
    return written


def check_writable(folder: Path) -> None:
    """Make the report folder and see that a file can be written there, before any work is done.

    Raises:
        OutputError: it cannot, or a file lies there that the report would take the place of and that the tool
            did not write.
    """
    require_no_root(folder)
    refuse_others(folder, FIXED_NAMES, is_own_part)
    require_writable(folder)


def report_folder(folder: Path, *, force: bool) -> Path:
    """Return the folder in which a report is written: see `report_place.chosen_folder`.

    It is made, and a file can be written there.

    Args:
        folder: the one that was named.
        force: whether to write beside other things in it.

    Raises:
        OutputError: as `check_writable`.
    """
    chosen = chosen_folder(folder, INNER_REPORT, holds_audit, FIXED_NAMES, is_own_part, force=force)
    require_writable(chosen)
    return chosen
