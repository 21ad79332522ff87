"""The room in which the report stands."""

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    """Return what answers for this room."""
    return []
