"""What the room has before it: the table of programmes beside the audit, and what was saved since then."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request

from curranalyser.datamodel import Audit, ProgrammeProfile
from curranalyser.review.programme_edits import Edits
from curranalyser.review.programme_file import TABLE_FILE, ProgrammeFile
from curranalyser.serve.desk import desk_of

_KEPT = "structure"
# What no command line takes apart.
_WORD = re.compile(r"[\w./\\:@%+,=~-]+")
# Of one programme; what was saved before can still be changed by hand.
_MOST_UNDONE = 50


@dataclass
class Room:
    """The table of programmes, and for each programme what would undo each time that it was saved.

    Attributes:
        audit: whose programmes are corrected.
        file: the table beside it.
    """

    audit: Audit
    file: ProgrammeFile
    _backs: dict[str, list[Edits]] = field(default_factory=dict)

    def remember(self, key: str, back: Edits) -> None:
        """Keep what undoes something that was saved."""
        self._backs[key] = [*self._backs.get(key, []), back][-_MOST_UNDONE:]

    def last(self, key: str) -> Edits | None:
        """Return what undoes the last thing that was saved of a programme, or None."""
        return next(iter(self._backs.get(key, [])[-1:]), None)

    def undone(self, key: str) -> None:
        """Forget what undid the last thing."""
        self._backs[key] = self._backs.get(key, [])[:-1]


def room_of(request: Request) -> Room:
    """Return the room, which is made when somebody first comes in."""
    desk = desk_of(request)
    found = desk.kept.get(_KEPT)
    if not isinstance(found, Room):
        assert desk.audit is not None  # noqa: S101 the room is there with an audit alone
        path = desk.programmes or (desk.folder or Path()) / TABLE_FILE
        found = Room(desk.audit, ProgrammeFile(desk.audit, path, desk.settings.lang))
        found = desk.kept.setdefault(_KEPT, found)
        assert isinstance(found, Room)  # noqa: S101 nobody else keeps anything under this name
    return found


def programme_of(request: Request) -> ProgrammeProfile:
    """Return the programme that an address names by its key; there is no other page: 404."""
    key = request.query_params.get("programme", "")
    found = room_of(request).file.structures.profiles.get(key)
    if found is None:
        raise HTTPException(404)
    return found


def shown_command(request: Request) -> str:
    """Return how the table is given to the next audit, as it is typed: a path with spaces is one word."""
    path = shown_path(request)
    return "curranalyser audit … --programmes " + (path if _WORD.fullmatch(path) else f'"{path}"')


def shown_path(request: Request) -> str:
    """Return where the table is written: its whole path on one's own computer, its name for others."""
    path = room_of(request).file.path
    return path.name if desk_of(request).hosted else str(path.resolve())
