"""The room in which a draft is checked."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from curranalyser.serve.pages import render


def routes() -> list[BaseRoute]:
    """Return what answers for this room."""
    return [Route("/check", _room)]


async def _room(request: Request) -> Response:
    return render(request, "check.html.j2")
