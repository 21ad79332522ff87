"""The last stage: an audit in, a folder with a page, a workbook and data files out.

The parts are imported when they are asked for: the names of labels and the cleaning of text are needed where
no report is written.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curranalyser.report.data import render_csv, render_json
    from curranalyser.report.excel import render_workbook
    from curranalyser.report.html import render_html
    from curranalyser.report.prepare import build_view
    from curranalyser.report.terminal import terminal_lines
    from curranalyser.report.write import check_writable, write_report, write_view

__all__ = [
    "build_view",
    "check_writable",
    "render_csv",
    "render_html",
    "render_json",
    "render_workbook",
    "terminal_lines",
    "write_report",
    "write_view",
]

_PLACES = {
    "build_view": "prepare",
    "render_csv": "data",
    "render_json": "data",
    "render_workbook": "excel",
    "render_html": "html",
    "terminal_lines": "terminal",
    "check_writable": "write",
    "write_report": "write",
    "write_view": "write",
}


def __getattr__(name: str) -> object:
    """Import the part that holds a name of `__all__`. Raises AttributeError for others."""
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
