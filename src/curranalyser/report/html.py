"""The report as a page that needs nothing but itself: no network, no other file, and no script to be read.

A large audit has several such pages.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from curranalyser.folder import INDEX_FILE, PAGE_MARK
from curranalyser.i18n import translator
from curranalyser.report.curriculum import NO_HIT, draw_curriculum
from curranalyser.report.pages import Links, Pages, lay_out
from curranalyser.report.rows import OutcomeRows, marked
from curranalyser.report.view import AuditView

TEMPLATES = Path(__file__).parent / "templates"
# White space before a row, a cell, an item or a part of a drawing shows nowhere, and in five hundred courses
# there is much of it. Text cannot look so: its < is escaped.
_BETWEEN_PARTS = re.compile(r"(?<=>)\s*\n\s*(?=</?(?:t[rdh]|li|tbody|thead|use|text|g)\b)")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=2)
def report_environment(lang: str) -> Environment:
    """Return what renders the templates in a language."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    say = translator(lang)
    translated = lru_cache(maxsize=1000)(lambda message: Markup(say.gettext(message)))  # noqa: S704 our own messages

    def gettext(message: str, **values: object) -> Markup:
        text: Markup = translated(message)
        return text % values if values else text  # which escapes the values

    environment.globals["_"] = gettext
    environment.filters["number"] = say.number
    rows = OutcomeRows(say)
    # The project's own ngettext writes the count as the language does.
    environment.globals.update(
        draw_curriculum=draw_curriculum,
        no_hit=NO_HIT,
        ngettext=say.ngettext,
        marked=marked,
        page_number=rows.page_number,
        outcome_row=rows.row,
        outcome_item=rows.item,
    )
    return environment


def load_templates(lang: str) -> None:
    """Translate the templates of a report's first page to code before there is anything to render.

    It takes a fifth of a second.
    """
    environment = report_environment(lang)
    for name in environment.list_templates(extensions=["j2"]):
        if not name.endswith("-page.html.j2"):
            environment.get_template(name)


def render_html(view: AuditView) -> str:
    """Render the whole report as one page, however large."""
    return next(_render(view, Pages((), (), {})))[1]


def render_pages(view: AuditView) -> Iterator[tuple[str, str]]:
    """Render the report: one page for a small audit; a large one has others in a folder beside it.

    Yields:
        Path within the report folder, and page; `index.html`, which links to the others, comes last.
    """
    yield from _render(view, lay_out(view))


def _render(view: AuditView, pages: Pages) -> Iterator[tuple[str, str]]:
    # A policy in its head lets the browser run the page's own script and nothing else, should hostile text
    # ever get past the escaping.
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}';"
        " base-uri 'none'; form-action 'none'"
    )
    environment = report_environment(view.lang)
    shared = {
        "view": view,
        "pages": pages,
        "style": style,
        "script": script,
        "policy": policy,
        "mark": PAGE_MARK,
    }

    def page(path: str, template: str, **values: object) -> tuple[str, str]:
        text = environment.get_template(template).render(**shared, **values, at=Links(pages.places, path))
        return path, _BETWEEN_PARTS.sub("", text)

    for path, programme in pages.programmes:
        yield page(path, "programme-page.html.j2", programme=programme)
    for item in pages.courses:
        anchors = {anchor for course in item.courses for anchor, _ in course.programmes}
        homes = tuple(programme for programme in view.programmes if programme.anchor in anchors)
        yield page(item.path, "courses-page.html.j2", courses=item.courses, homes=homes)
    yield page(INDEX_FILE, "index.html.j2", courses=view.courses, homes=view.programmes)
