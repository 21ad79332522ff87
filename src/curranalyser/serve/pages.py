"""Templates → pages, in the language that whoever looks has chosen. Everything from a document is escaped."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from curranalyser import __version__
from curranalyser.i18n import LANGUAGES, N_, Translator, translator
from curranalyser.serve.desk import desk_of
from curranalyser.serve.guard import address_here

_LANG = "lang"
# A year: whoever has chosen a language need not choose it again.
_LANG_SECONDS = 365 * 24 * 3600
_TYPES = {".css": "text/css", ".js": "text/javascript"}
# Path, name and whether it needs an audit.
ROOMS = (
    ("/check", N_("Check a draft"), False),
    ("/review", N_("Decide"), True),
    ("/programmes", N_("Programmes"), True),
    ("/report/", N_("Report"), True),
)


def lang_of(request: Request) -> str:
    """Return the language of a page: as its address says, as was chosen before, as was set at the start."""
    for chosen in (request.query_params.get(_LANG), request.cookies.get(_cookie(request))):
        if chosen in LANGUAGES:
            return str(chosen)
    return desk_of(request).settings.lang


def say_of(request: Request) -> Translator:
    """Return the translator for the language of a page."""
    return translator(lang_of(request))


def wants_json(request: Request) -> bool:
    """Whether our own script asks, which shows a sentence in its place, and not a browser for a page."""
    return "application/json" in request.headers.get("accept", "")


def _cookie(request: Request) -> str:
    return f"curranalyser-lang-{request.url.port or 0}"


@lru_cache(maxsize=len(LANGUAGES))
def environment(lang: str) -> Environment:
    """Return what renders the templates of serve in a language."""
    made = Environment(
        loader=PackageLoader("curranalyser.serve", "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    say = translator(lang)

    def gettext(message: str, **values: object) -> Markup:
        text = Markup(say.gettext(message))  # noqa: S704 our own messages
        return text % values if values else text  # which escapes the values

    made.globals.update(_=gettext, ngettext=say.ngettext, lang=lang, say=say, version=__version__)
    made.filters.update(number=say.number, percent=say.percent)
    return made


def render(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """Return a page.

    Args:
        request: what it answers.
        template: name of the template.
        status: of the answer.
        values: what the template is given beside `desk`, `rooms`, `here` (the path), `languages` and what
            `environment` knows.
    """
    lang = lang_of(request)
    text = environment(lang).get_template(template).render(**_shared(request, lang), **values)
    return remember_language(request, HTMLResponse(text, status))


def remember_language(request: Request, response: Response) -> Response:
    """Let an answer bring the language that its address chooses, for the pages that follow."""
    lang = request.query_params.get(_LANG)
    if lang in LANGUAGES:
        response.set_cookie(_cookie(request), lang, max_age=_LANG_SECONDS, httponly=True, samesite="strict")
    return response


def fragment(request: Request, template: str, **values: object) -> str:
    """Return a part of a page, as text: see `render`."""
    lang = lang_of(request)
    return environment(lang).get_template(template).render(**_shared(request, lang), **values)


def _shared(request: Request, lang: str) -> Mapping[str, object]:
    desk = desk_of(request)
    path = request.url.path
    rooms = [
        (place, name, path.startswith(place.rstrip("/")))
        for place, name, needs_audit in ROOMS
        if desk.audit is not None or not needs_audit
    ]
    others = [
        (code, f"{address_here(request)}?{request.url.include_query_params(lang=code).query}")
        for code in LANGUAGES
        if code != lang
    ]
    return {"desk": desk, "rooms": rooms, "here": path, "languages": others}


@lru_cache(maxsize=1)
def _files() -> Mapping[str, tuple[str, str]]:
    """Return type and text of each style and script, by name."""
    folder = resources.files("curranalyser.serve") / "templates"
    return {
        item.name: (_TYPES[ending], item.read_text(encoding="utf-8"))
        for item in folder.iterdir()
        for ending in _TYPES
        if item.name.endswith(ending)
    }


async def static(request: Request) -> Response:
    """Answer with a style or a script of ours; the name is looked up, never opened."""
    found = _files().get(request.path_params["name"])
    if found is None:
        return PlainTextResponse("", 404)
    kind, text = found
    return Response(text, media_type=kind)
