"""The room in which a draft is checked."""

from starlette.routing import BaseRoute, Route

from curranalyser.serve.checking.room import check, dismissed, room


def routes() -> list[BaseRoute]:
    """Return what answers for this room."""
    return [
        Route("/check", room),
        Route("/check", check, methods=["POST"]),
        Route("/check/dismissed", dismissed, methods=["POST"]),
    ]
