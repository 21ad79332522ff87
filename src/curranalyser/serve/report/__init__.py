"""The room in which the report of the audit stands, with a way from each figure to the labels behind it.

Its pages are those that an audit writes, made from the same templates when somebody first asks for one; style
and script come as files of their own, so that the page's policy allows nothing inline here either. No path
from a browser is opened: it is looked up among the paths of the report's pages.
"""

import re
from collections.abc import Callable
from importlib import resources
from threading import Lock
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from curranalyser.datamodel import Audit, CourseStatus
from curranalyser.folder import INDEX_FILE
from curranalyser.i18n import LANGUAGES, translator
from curranalyser.report import build_view
from curranalyser.report.html import TEMPLATES, Served, ServedReport
from curranalyser.serve.desk import Desk, desk_of
from curranalyser.serve.pages import ROOMS, lang_of, remember_language
from curranalyser.serve.structure.listing import address_of as edit_address
from curranalyser.serve.ways import REPORT

_KEPT = "report"
_STYLE, _SCRIPT = "look.css", "page.js"
# What the pages have here beside what they have in a folder.
_MORE_STYLE = "report.css"
_ANCHOR = re.compile(r"([pc])(\d+)(?:v\d+)?")
# The courses of a programme that a share is over, by who takes them.
_TAKEN = {
    "compulsory": CourseStatus.EVERYONE,
    "elective": CourseStatus.SOME,
    "unsaid": CourseStatus.NOT_SAID,
}
_NAMES = {"sv": "Svenska", "en": "English"}
_making = Lock()


def routes() -> list[BaseRoute]:
    """Return what answers for this room."""
    return [
        Route("/report", _start),
        Route("/report/of", _of),
        Route("/report/{path:path}", page),
    ]


def _start(_: Request) -> Response:
    return RedirectResponse("/report/", 303)


def _of(request: Request) -> Response:
    """Lead on to a course or a programme, which the address names by its key."""
    desk, asked = desk_of(request), request.query_params
    audit = desk.audit
    assert audit is not None  # noqa: S101 the room is there with an audit alone
    known = {("course", one.key): f"c{number}" for number, one in enumerate(audit.courses, 1)}
    known |= {("programme", one.key): f"p{number}" for number, one in enumerate(audit.programmes, 1)}
    anchor = next((known[named] for named in asked.items() if named in known), None)
    if anchor is None:
        raise HTTPException(404)
    return RedirectResponse(_report(desk, lang_of(request)).address(anchor), 303)


def page(request: Request) -> Response:
    """Answer with a page of the report, its style or its script."""
    path = request.path_params["path"]
    if path == _STYLE:
        return Response(_style(), media_type="text/css")
    if path == _SCRIPT:
        return Response((TEMPLATES / "report.js").read_text(encoding="utf-8"), media_type="text/javascript")
    text = _report(desk_of(request), lang_of(request)).page(path or INDEX_FILE)
    if text is None:
        raise HTTPException(404)
    return remember_language(request, HTMLResponse(text))


def _style() -> str:
    more = resources.files("curranalyser.serve") / "templates" / _MORE_STYLE
    return (TEMPLATES / "report.css").read_text(encoding="utf-8") + more.read_text(encoding="utf-8")


def _report(desk: Desk, lang: str) -> ServedReport:
    """Return the report in a language, which is laid out when it is first asked for."""
    name = f"{_KEPT} {lang}"
    with _making:
        found = desk.kept.get(name)
        if not isinstance(found, ServedReport):
            audit = desk.audit
            assert audit is not None  # noqa: S101 the room is there with an audit alone
            view = build_view(audit, desk.scheme, lang, desk.settings.programme_order)
            say = translator(lang)
            served = Served(
                style=f"{REPORT}{_STYLE}",
                script=f"{REPORT}{_SCRIPT}",
                home=REPORT,
                ways=(("/", "curranalyser"), *((address, say.gettext(text)) for address, text, _ in ROOMS)),
                languages=tuple((f"?lang={code}", code, _NAMES[code]) for code in LANGUAGES if code != lang),
                review=_review(audit),
                structure=_structure(audit),
            )
            found = ServedReport(view, served)
            desk.kept[name] = found
        return found


def prepare(desk: Desk) -> None:
    """Lay the report out in the language of the start, with its first page, before anybody asks for it."""
    if desk.audit is not None:
        _report(desk, desk.settings.lang).page(INDEX_FILE)


def _structure(audit: Audit) -> Callable[[str], str]:
    """Return what tells where somebody says who takes the courses of a programme."""
    return lambda anchor: edit_address(audit.programmes[int(anchor[1:]) - 1].key)


def _review(audit: Audit) -> Callable[[str, str, str, str], str]:
    """Return what tells where the labels behind a figure are decided."""

    def address(anchor: str, perspective: str, decision: str, group: str) -> str:
        chosen = {"taken": str(_TAKEN[group])} if group in _TAKEN else {}
        found = _ANCHOR.fullmatch(anchor)
        if found and found[1] == "p":
            chosen["programme"] = audit.programmes[int(found[2]) - 1].key
        elif found:
            chosen["course"] = audit.courses[int(found[2]) - 1].key
        return "/review?" + urlencode({**chosen, "perspective": perspective, "decision": decision})

    return address
