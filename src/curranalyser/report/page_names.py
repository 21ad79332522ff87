"""What the page of a programme is called: its code, where that can be the name of a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from curranalyser.file_names import fitting_name, free_name
from curranalyser.folder import PROGRAMMES_FOLDER
from curranalyser.report.view import ProgrammeView

_NAMELESS = "programme"

# Why a page is not called like the code of its programme; "" where it is.
NameReason = Literal["", "no code", "unfit", "doubled"]


@dataclass(frozen=True, slots=True)
class PageName:
    """The path of a programme's page within the report, and why it is not the code."""

    path: str
    reason: NameReason


def _wanted(programme: ProgrammeView) -> tuple[str, NameReason]:
    name = fitting_name(programme.code)
    if name and name == programme.code:
        return name, ""
    return name or fitting_name(programme.title) or _NAMELESS, "unfit" if programme.code else "no code"


def page_names(programmes: Sequence[ProgrammeView]) -> tuple[PageName, ...]:
    """Name the pages of programmes, no two alike, not even where great and small letters are one.

    A programme keeps its code whatever the others are called; of several with one code the first does.
    """
    wanted = [_wanted(programme) for programme in programmes]
    codes = {name.casefold() for name, reason in wanted if not reason}
    taken: set[str] = set()
    made: dict[int, PageName] = {}
    for place in sorted(range(len(wanted)), key=lambda place: bool(wanted[place][1])):
        name, reason = wanted[place]
        free = free_name(name, taken, codes)
        made[place] = PageName(
            f"{PROGRAMMES_FOLDER}/{free}.html", reason if free == name else reason or "doubled"
        )
    return tuple(made[place] for place in range(len(wanted)))
