"""Forms of the room → its page, the findings alone where our script asks, and files to take away."""

from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from curranalyser.check.dismissed import LARGEST, dismissed_as_settings, dismissed_fingerprints
from curranalyser.check.for_page import (
    Asked,
    Given,
    PageAnswer,
    annotated_ending,
    annotated_for_page,
    check_for_page,
    standing_page,
)
from curranalyser.datamodel import from_json
from curranalyser.errors import FAILURE_TEXTS, PAGE_HINTS, DocumentError
from curranalyser.i18n import N_
from curranalyser.read.endings import DOCUMENT_ENDINGS, ending_of
from curranalyser.serve.checking.shown import DraftView, draft_view
from curranalyser.serve.desk import desk_of
from curranalyser.serve.forms import LONGEST_NAME, Form, WrongFormError, read_form
from curranalyser.serve.guard import TooLongError
from curranalyser.serve.pages import fragment, lang_of, render, say_of, wants_json

_MEGABYTE = 1024 * 1024
# What the fields of the second version are called behind the names of the first.
VERSIONS = ("", "_2")
_NOTHING = N_("Choose a file, or write or paste a text.")
_NO_ANNOTATION = N_(
    "Comments can be put into a Word file or a PDF. Choose that file again, and try once more."
)
_LEFT_OUT = N_(
    "%(count)s left out: they are about no words of a draft without a code, a title and a file name."
)
_TYPES = {".pdf": "application/pdf", ".html": "text/html; charset=utf-8"}
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def room(request: Request) -> Response:
    """Show the room with nothing in it."""
    return _page(request, [DraftView(), DraftView()])


async def check(request: Request) -> Response:
    """Check what a form brings, and answer as the button that sent it says."""
    desk = desk_of(request)
    form = await read_form(request, desk.settings.max_megabytes * _MEGABYTE)
    wanted = form.get("do", "check")
    given = _given(form)
    there = [item for item in given if item is not None]
    if not there:
        return _refused(request, form, say_of(request).gettext(_NOTHING))
    if wanted == "annotated":
        return await _annotated(request, form)
    if wanted == "page":
        return await _standing(request, form, there)
    if wanted != "check":
        raise WrongFormError
    answer = await desk.analysts.ask(check_for_page, there, _asked(request, form))
    if isinstance(answer, DocumentError):
        return _refused(request, form, _sentence(request, answer))
    found = from_json(answer, PageAnswer)
    drafts = iter(found.drafts)
    views = [
        draft_view(next(drafts), item, found, bool(form.get("everything")))
        if item is not None
        else DraftView()
        for item in given
    ]
    if wants_json(request):
        return JSONResponse({"drafts": [_told(request, view) for view in views], "notes": list(found.notes)})
    return _page(request, views, found.notes, everything=bool(form.get("everything")))


def _asked(request: Request, form: Form) -> Asked:
    desk = desk_of(request)
    dismissed = dismissed_fingerprints(form.get("dismissed"))
    return Asked(
        lang=lang_of(request),
        settings=desk.settings,
        own=desk.own,
        everything=bool(form.get("everything")),
        dismissed=dismissed,
    )


def _given(form: Form) -> list[Given | None]:
    """Return what a form brings of each version: its file, else its text, else nothing."""
    given: list[Given | None] = []
    for behind in VERSIONS:
        file = form.files.get(f"file{behind}")
        # A browser ends the lines of a form otherwise than those of its fields.
        text = form.get(f"text{behind}").replace("\r\n", "\n")
        if file is not None:
            given.append(Given(file.name, file.data))
        elif text.strip():
            markdown = form.get(f"markdown{behind}") == "1"
            given.append(
                Given(name=form.get(f"name{behind}")[-LONGEST_NAME:], data=None, text=text, markdown=markdown)
            )
        else:
            given.append(None)
    return given


def _page(
    request: Request,
    views: list[DraftView],
    notes: tuple[str, ...] = (),
    *,
    everything: bool = False,
    told: str = "",
    status: int = HTTPStatus.OK,
) -> Response:
    return render(
        request,
        "check.html.j2",
        status,
        versions=list(zip(VERSIONS, views, strict=True)),
        notes=notes,
        everything=everything,
        told=told,
        endings=",".join(sorted(DOCUMENT_ENDINGS)),
    )


def _told(request: Request, view: DraftView) -> dict[str, object]:
    """Return what our script needs of a version: a part of the page, and what it puts into the field."""
    return {
        "html": fragment(request, "check-found.html.j2", view=view) if view.found else "",
        "text": view.text if view.is_file else None,
        "editable": view.editable,
        "markdown": view.markdown,
        "identity": view.identity,
        "annotated": view.annotated,
    }


def _refused(request: Request, form: Form, told: str) -> Response:
    """Say why nothing was checked; the text stays in its field."""
    if wants_json(request):
        return PlainTextResponse(told, HTTPStatus.UNPROCESSABLE_ENTITY)
    views = [
        DraftView(
            name=form.get(f"name{behind}"),
            text=form.get(f"text{behind}").replace("\r\n", "\n"),
            markdown=form.get(f"markdown{behind}") == "1",
        )
        for behind in VERSIONS
    ]
    return _page(
        request,
        views,
        everything=bool(form.get("everything")),
        told=told,
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def _sentence(request: Request, error: DocumentError) -> str:
    say = say_of(request)
    message, hint = FAILURE_TEXTS[error.category]
    hint = PAGE_HINTS.get(error.category, hint)
    return f"{say.gettext(message)} {say.gettext(hint)}"


async def _annotated(request: Request, form: Form) -> Response:
    """Answer with the file itself, with what was found on it."""
    desk = desk_of(request)
    behind = "_2" if form.get("which") == "2" else ""
    file = form.files.get(f"file{behind}") or form.files.get("file")
    if file is None or not annotated_ending(file.name):
        return _refused(request, form, say_of(request).gettext(_NO_ANNOTATION))
    made = await desk.analysts.ask(annotated_for_page, Given(file.name, file.data), _asked(request, form))
    if isinstance(made, DocumentError):
        return _refused(request, form, _sentence(request, made))
    return _download(made, file.name, ending_of(file.name))


async def _standing(request: Request, form: Form, given: list[Given]) -> Response:
    """Answer with a page that stands alone."""
    desk = desk_of(request)
    made = await desk.analysts.ask(standing_page, given, _asked(request, form))
    if isinstance(made, DocumentError):
        return _refused(request, form, _sentence(request, made))
    return _download(made, given[0].name, ".html")


def _download(data: bytes, name: str, ending: str) -> Response:
    stem = name.removesuffix(ending_of(name)) or "draft"
    own = quote(f"{stem}-checked{ending}".encode("utf-8", "replace"))
    return Response(
        data,
        media_type=_TYPES.get(ending, _WORD_TYPE),
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{own}"},
    )


async def dismissed(request: Request) -> Response:
    """Answer with what was dismissed as entries of curranalyser.toml. No document is opened for it."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            raise TooLongError
    text, left_out = dismissed_as_settings(bytes(body))
    told = say_of(request).gettext(_LEFT_OUT, count=left_out) if left_out else ""
    return JSONResponse({"toml": text, "told": told})
