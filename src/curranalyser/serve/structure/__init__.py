"""The room in which the structure of programmes is corrected."""

from starlette.routing import BaseRoute, Route

from curranalyser.serve.structure import download, editing, listing


def routes() -> list[BaseRoute]:
    """Return what answers for this room."""
    return [
        Route("/programmes", listing.room),
        Route("/programmes/edit", editing.page),
        Route("/programmes/edit", editing.sent, methods=["POST"]),
        Route("/programmes/table.{kind}", download.table),
    ]
