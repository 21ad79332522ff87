"""The room in which people decide labels."""

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    """Return what answers for this room."""
    return []
