"""The room in which people decide labels."""

from starlette.routing import BaseRoute, Route

from curranalyser.serve.reviewing import asking, choosing, differing, figures, who
from curranalyser.serve.reviewing.materials import prepare

__all__ = ["prepare", "routes"]


def routes() -> list[BaseRoute]:
    """Return what answers for this room."""
    return [
        Route("/review", choosing.room),
        Route("/review/name", who.name_given, methods=["POST"]),
        Route("/review/outcome", asking.outcome),
        Route("/review/decide", asking.decide, methods=["POST"]),
        Route("/review/undo", asking.undo, methods=["POST"]),
        Route("/review/agreement", differing.agreement),
        Route("/review/figures", figures.figures),
        Route("/review/settle", differing.settle, methods=["POST"]),
        Route("/review/open", differing.open_again, methods=["POST"]),
    ]
