"""The last stage: an audit in, a folder with a page, a workbook and data files out."""

from pathlib import Path

from curranalyser.datamodel import Audit
from curranalyser.errors import OutputError
from curranalyser.i18n import N_
from curranalyser.report.data import render_csv, render_json
from curranalyser.report.excel import render_workbook
from curranalyser.report.html import render_html
from curranalyser.report.prepare import build_view
from curranalyser.report.terminal import terminal_lines
from curranalyser.scheme import Scheme

__all__ = ["build_view", "check_writable", "render_csv", "render_html", "render_json", "render_workbook", "terminal_lines", "write_report"]


def _replace(path: Path, data: bytes) -> None:
    """Write a file so that a reader finds the old one or the new one, never a part."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _not_writable(folder: Path) -> OutputError:
    return OutputError(
        N_("The report cannot be written to %(folder)s."),
        N_("See that you may write there and that there is room, and close its files in other programs; or give another folder."),
        folder=folder,
    )


def write_report(audit: Audit, folder: Path, scheme: Scheme, lang: str) -> Path:
    """Write index.html, audit.xlsx, outcomes.csv and audit.json.

    Args:
        audit: the result to report.
        folder: where to write; made where it is missing. Files of an earlier report are replaced.
        scheme: the scheme the audit was made with.
        lang: "sv" or "en"; the language of the page and the workbook.

    Returns:
        The path of index.html.

    Raises:
        OutputError: the folder or a file in it cannot be written.
        SettingsError: the language is another one.
    """
    view = build_view(audit, scheme, lang)
    files = {
        "audit.json": render_json(audit),
        "outcomes.csv": render_csv(audit),
        "audit.xlsx": render_workbook(view),
        "index.html": render_html(view).encode("utf-8"),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            _replace(folder / name, data)
    except OSError as error:
        raise _not_writable(folder) from error
    return folder / "index.html"


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
