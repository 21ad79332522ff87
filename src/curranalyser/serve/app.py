"""The page as a Starlette application: its rooms, its errors, and the guard before them."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from traceback import extract_tb

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from curranalyser.errors import CurranalyserError, OutputError
from curranalyser.i18n import N_
from curranalyser.serve import checking, report, reviewing, structure
from curranalyser.serve.analysts import BusyError
from curranalyser.serve.desk import Desk, desk_of
from curranalyser.serve.forms import WrongFormError
from curranalyser.serve.guard import HEALTH, Doors, Guard, Refusal, StalledError, TooLongError
from curranalyser.serve.pages import render, say_of, static, wants_json

_REFUSALS: dict[Refusal, str] = {
    "host": N_("This address is not the one that the page was started for."),
    "token": N_(
        "This page opens with the address that “curranalyser serve” has printed, with the token in it."
    ),
    "origin": N_("What was sent did not come from this page, and nothing was changed."),
    "method": N_("This page knows GET and POST alone."),
    "length": N_("What was sent is larger than a draft may be, and was not read."),
    "busy": N_("So much is being checked that this has to wait. Try again in a moment."),
}
_NOT_THERE = N_("There is no such page.")
_WRONG_FORM = N_("What was sent is no form of this page, and nothing was changed.")
_UNFINISHED = N_("What was sent stopped in the midst, and was not read.")
_OUR_FAULT = N_("Something went wrong in the tool itself. Nothing was changed.")


def create_app(desk: Desk, doors: Doors) -> ASGIApp:
    """Return the application.

    Args:
        desk: what it has before it. Its analysts begin and end with the application.
        doors: who may come in.
    """

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        desk.analysts.begin()
        try:
            yield
        finally:
            desk.analysts.end()

    routes: list[BaseRoute] = [
        Route("/", _start),
        Route("/static/{name}", static),
        Route(HEALTH, _health),
        *checking.routes(),
    ]
    if desk.audit is not None:
        routes += [*reviewing.routes(), *structure.routes(), *report.routes()]
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        exception_handlers={
            HTTPException: _of_http,
            CurranalyserError: _of_the_tool,
            TooLongError: _too_long,
            StalledError: _stalled,
            ClientDisconnect: _gone,
            BusyError: _busy,
            WrongFormError: _wrong_form,
            Exception: _bug,
        },
    )
    app.state.desk = desk

    def refuse(request: Request, refusal: Refusal, status: int) -> Response:
        request.scope["app"] = app
        return _told(request, _REFUSALS[refusal], status)

    return Guard(app, doors, refuse)


async def _start(request: Request) -> Response:
    if desk_of(request).audit is None:
        return RedirectResponse("/check", 303)
    return render(request, "start.html.j2")


async def _health(_: Request) -> Response:
    return PlainTextResponse("ok")


def _told(request: Request, message: str, status: int) -> Response:
    """Answer with a sentence of ours."""
    return _answered(request, say_of(request).gettext(message), status)


def _answered(request: Request, told: str, status: int) -> Response:
    """Answer with sentences: as a page, or as text where a script asks."""
    if wants_json(request):
        return PlainTextResponse(told, status)
    return render(request, "error.html.j2", status, told=told)


async def _of_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return _told(request, _REFUSALS["method"], status)
    return _told(request, _NOT_THERE if status == HTTPStatus.NOT_FOUND else _WRONG_FORM, status)


async def _of_the_tool(request: Request, error: Exception) -> Response:
    assert isinstance(error, CurranalyserError)  # noqa: S101 by the table of handlers
    # What cannot be written is no fault of whoever asked for it.
    status = HTTPStatus.INSUFFICIENT_STORAGE if isinstance(error, OutputError) else HTTPStatus.BAD_REQUEST
    return _answered(request, error.told(say_of(request).gettext), status)


async def _too_long(request: Request, _: Exception) -> Response:
    return _told(request, _REFUSALS["length"], HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


async def _stalled(request: Request, _: Exception) -> Response:
    return _told(request, _UNFINISHED, HTTPStatus.REQUEST_TIMEOUT)


async def _gone(_: Request, __: Exception) -> Response:
    """Answer nobody: a browser breaks off what it sends when the text has changed, and that is no error."""
    return Response(status_code=HTTPStatus.NO_CONTENT)


async def _busy(request: Request, _: Exception) -> Response:
    response = _told(request, _REFUSALS["busy"], HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = "2"
    return response


async def _wrong_form(request: Request, _: Exception) -> Response:
    return _told(request, _WRONG_FORM, HTTPStatus.BAD_REQUEST)


async def _bug(request: Request, error: Exception) -> Response:
    # Where it happened, and no word of what the error says: that may be a draft's.
    places = extract_tb(error.__traceback__)
    place = f"{Path(places[-1].filename).name}:{places[-1].lineno}" if places else "?"
    sys.stderr.write(f"curranalyser: {type(error).__name__}, {place}\n")
    return _told(request, _OUR_FAULT, HTTPStatus.INTERNAL_SERVER_ERROR)
