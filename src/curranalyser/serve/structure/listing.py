"""The programmes of an audit, those first of which it is not said who takes what."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from curranalyser.datamodel import CourseStatus, EntryKind, ProgrammeProfile
from curranalyser.report.sanitise import clean_line
from curranalyser.serve.pages import render, say_of
from curranalyser.serve.structure.room import Room, room_of, shown_command, shown_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A programme in the list.

    Attributes:
        address: of its page.
        courses: how many it lists.
        not_said: of how many it is not said who takes them.
        changed: how many rows a person has changed, and `confirmed` how many are confirmed.
    """

    title: str
    code: str
    language: str
    address: str
    courses: int
    not_said: int
    changed: int
    confirmed: int


def address_of(key: str, **more: str) -> str:
    """Return the address of a programme's page."""
    return "/programmes/edit?" + urlencode({"programme": key, **more})


def title_of(profile: ProgrammeProfile) -> str:
    """Return what a programme is called."""
    return clean_line(profile.header.title or profile.header.code or profile.key)


def room(request: Request) -> Response:
    """Show the programmes."""
    here = room_of(request)
    programmes = [_listed(here, profile) for profile in here.audit.programmes]
    say = say_of(request)
    programmes.sort(key=lambda item: (not item.not_said, say.sort_key(item.title)))
    return render(
        request, "programmes.html.j2", programmes=programmes, path=shown_path(request),
        command=shown_command(request),
        there=here.file.path.exists(),
    )  # fmt: skip


def _listed(here: Room, profile: ProgrammeProfile) -> Listed:
    courses = [
        item for item in here.file.laid(profile.key).courses if item.ref.kind is not EntryKind.CONTAINER
    ]
    return Listed(
        title=title_of(profile),
        code=clean_line(profile.header.code or ""),
        language=profile.analysed.syllabus.language or "",
        address=address_of(profile.key),
        courses=sum(item.ref.kind is EntryKind.COURSE for item in courses),
        not_said=sum(
            item.ref.kind is EntryKind.COURSE and item.ref.status is CourseStatus.NOT_SAID for item in courses
        ),
        changed=sum(item.person == "changed" for item in courses),
        confirmed=sum(bool(item.confirmed_by) for item in courses),
    )
