"""Pages of a report as tagged PDF, for those who have to keep or publish it so.

WeasyPrint lays out the same page with the same styles for print. What it writes has a structure tree, a
language and a title; that it conforms to a standard for accessible PDF is not claimed.
"""

import hashlib
import logging
import re
from functools import cache
from pathlib import Path
from typing import Any

from curranalyser.errors import SettingsError
from curranalyser.folder import PDF_MARK
from curranalyser.i18n import N_

_TEMPLATES = Path(__file__).parent / "templates"
# A drawing has styles of its own: those of the page do not reach into it.
_MAP = re.compile(r'<svg class="map"[^>]*>')
# A bar repeats the figure beside it. As a background it is an ornament, and no picture without words.
_BAR = re.compile(r'<svg class="bar(?: v(\d))?"[^>]*>\s*(?:<rect width="([\d.]+)%"[^>]*>)?\s*</svg>')
_BAR_COLOURS = ("#0b5cad", "#9a4a00", "#6a3a9c")


@cache
def pdf_library() -> Any:  # noqa: ANN401 an extra without types
    """Return WeasyPrint, imported.

    Raises:
        SettingsError: it is not installed, or a library of the system that it needs is not.
    """
    try:
        import weasyprint  # noqa: PLC0415 an extra
    except ImportError as error:
        raise SettingsError(
            N_("PDF needs WeasyPrint, which is not installed."),
            N_("Install it with: pip install 'curranalyser[pdf]'"),
        ) from error
    except OSError as error:
        raise SettingsError(
            N_("PDF needs Pango, which is not installed."),
            N_(
                "Install it; on Debian and Ubuntu with: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
                " libharfbuzz-subset0"
            ),
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # on links to pages that are other files
    return weasyprint


def render_pdf(page: str) -> bytes:
    """Return a page of a report as PDF; the same bytes for the same page, libraries and fonts.

    Args:
        page: its HTML, as the report has it.

    Raises:
        SettingsError: as `pdf_library`.
    """
    library = pdf_library()
    # A page holds all that it shows: nothing is fetched.
    nothing = library.URLFetcher(allowed_protocols=())
    styles = library.CSS(string=_style("pdf.css"), url_fetcher=nothing)
    # It takes the place of the time and the chance by which PDFs are told apart, and says who wrote the file.
    identifier = PDF_MARK + hashlib.sha256(page.encode()).hexdigest().encode()
    html = library.HTML(string=_for_print(page), url_fetcher=nothing)
    written: bytes = html.write_pdf(stylesheets=[styles], pdf_tags=True, pdf_identifier=identifier)
    return written


def _style(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _for_print(page: str) -> str:
    """Return a page with its drawings as a PDF can have them."""
    style = _style("map-pdf.css")
    return _BAR.sub(_bar, _MAP.sub(lambda opened: f"{opened[0]}<style>{style}</style>", page))


def _bar(drawn: re.Match[str]) -> str:
    number, width = drawn.groups()
    colour = _BAR_COLOURS[int(number) % len(_BAR_COLOURS)] if number else "#444"
    part = f"{float(width or 0):.1f}%"
    ground = f"linear-gradient(to right, {colour} {part}, #ccc {part})"
    return f'<span class="bar" style="background: {ground}"></span>'
