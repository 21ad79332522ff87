"""The report as pages, each of which needs nothing but itself: no network, and no script to be read."""

import base64
import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from curranalyser.folder import COURSES_PAGE, INDEX_FILE, PAGE_MARK, page_place
from curranalyser.i18n import translator
from curranalyser.report.curriculum import NO_HIT, draw_curriculum
from curranalyser.report.pages import ONE_PAGE, CoursesPage, Links, Pages, lay_out
from curranalyser.report.rows import OutcomeRows, marked
from curranalyser.report.view import AuditView, ProgrammeView

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
        outcome_brief=rows.brief,
        outcome_evidence=rows.evidence,
    )
    return environment


def load_templates(lang: str) -> None:
    """Translate the templates of a report to code before there is anything to render.

    It takes a fifth of a second.
    """
    environment = report_environment(lang)
    for name in environment.list_templates(extensions=["j2"]):
        environment.get_template(name)


def render_html(view: AuditView) -> str:
    """Render the whole report as one page, however large."""
    return next(_render(view, ONE_PAGE))[1]


def render_pages(view: AuditView, one_page: bool = False) -> Iterator[tuple[str, str]]:
    """Render the report: a page about all of it, one a programme and others, or one for everything.

    Yields:
        Path within the report folder, and page; `index.html`, which links to the others, comes last.
    """
    yield from _render(view, lay_out(view, one_page))


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What a report that is shown by a server has, and one that is written to a folder has not.

    Attributes:
        style: address of its style; what is served brings its policy in a header.
        script: likewise of its script.
        home: address of its first page.
        ways: addresses and names of where one goes, its own among them.
        languages: addresses, codes and names of the other languages.
        review: the address at which people decide the labels behind a figure. It is given the anchor of a
            programme or a course, or that of all, the id of a perspective, which decisions count, and of a
            programme's courses which (`ShareGroup.key`).
        structure: the address at which people say who takes what; it is given the anchor of a programme.
    """

    style: str
    script: str
    home: str
    ways: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str, str], ...]
    review: Callable[[str, str, str, str], str]
    structure: Callable[[str], str]


class _Renderer:
    """Renders the pages of one report.

    A policy in their heads lets the browser run the page's own script and nothing else, should hostile text
    ever get past the escaping.
    """

    def __init__(self, view: AuditView, pages: Pages, served: Served | None = None) -> None:
        style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
        script = (TEMPLATES / "report.js").read_text(encoding="utf-8")
        policy = (
            f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}';"
            " base-uri 'none'; form-action 'none'"
        )
        self.environment = report_environment(view.lang)
        self.places = pages.places
        self.shared = {
            "view": view,
            "pages": pages,
            "style": style,
            "script": script,
            "policy": policy,
            "mark": PAGE_MARK,
            "served": served,
        }

    def page(
        self, path: str, template: str, anchors: Collection[str] = (), **values: object
    ) -> tuple[str, str]:
        text = self.environment.get_template(template).render(
            **self.shared,
            **values,
            here=path,
            place=page_place(path),
            at=Links(self.places, path, anchors),
            alone=template == "programme-page.html.j2",
        )
        return path, _BETWEEN_PARTS.sub("", text)


def _render(view: AuditView, pages: Pages) -> Iterator[tuple[str, str]]:
    for page in _page_makers(_Renderer(view, pages), view, pages).values():
        yield page()


def _page_makers(
    renderer: _Renderer, view: AuditView, pages: Pages
) -> dict[str, Callable[[], tuple[str, str]]]:
    """Return what makes each page, by its path, in the order in which they are written."""
    page = renderer.page
    first = partial(page, INDEX_FILE, "overview-page.html.j2")
    if not pages.several:
        first = partial(page, INDEX_FILE, "index.html.j2", courses=view.courses, homes=view.in_order)
    made: dict[str, Callable[[], tuple[str, str]]] = {}
    for own in pages.programmes:
        path = own.name.path
        made[path] = partial(
            page, path, "programme-page.html.j2", own.anchors, programme=own.programme, own_page=own
        )
    for item in pages.courses:
        made[item.path] = partial(
            page, item.path, "courses-page.html.j2", courses=item.courses, homes=_homes(view, item)
        )
    if pages.several:
        made[COURSES_PAGE] = partial(
            page, COURSES_PAGE, "all-courses-page.html.j2", courses=view.courses, homes=view.in_order
        )
    for path, sections in pages.sections.items():
        made[path] = partial(page, path, "sections-page.html.j2", sections=sections)
    return {**made, INDEX_FILE: first}


class ServedReport:
    """The pages of a report that a server shows, each made when somebody first asks for it.

    Args:
        view: what it shows.
        served: where its style and its links lead.
    """

    def __init__(self, view: AuditView, served: Served) -> None:
        pages = lay_out(view)
        self._home, self._places = served.home, pages.places
        self._makers = _page_makers(_Renderer(view, pages, served), view, pages)
        self._made: dict[str, str] = {}

    def address(self, anchor: str) -> str:
        """Return the address of what has an anchor: of a course, a programme or an outcome."""
        return f"{self._home}{self._places.get(anchor, '')}#{anchor}"

    def page(self, path: str) -> str | None:
        """Return the page of a path within the report, or None where there is none."""
        maker = self._makers.get(path)
        if maker is None:
            return None
        if path not in self._made:
            self._made[path] = maker()[1]
        return self._made[path]


def _homes(view: AuditView, item: CoursesPage) -> tuple[ProgrammeView, ...]:
    """Return the programmes that the courses of a page belong to."""
    anchors = {anchor for course in item.courses for anchor, _ in course.programmes}
    return tuple(programme for programme in view.in_order if programme.anchor in anchors)
