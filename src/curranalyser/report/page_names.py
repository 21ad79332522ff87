"""What the page of a programme is called: its code, where that can be the name of a file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from curranalyser.folder import PROGRAMMES_FOLDER
from curranalyser.report.view import ProgrammeView

# Signs that every file system, mail server and archive takes.
_UNFIT = re.compile(r"[^A-Za-z0-9_]+")
# Characters; paths on Windows are short, and a title may be long.
_LONGEST = 60
# Names of devices, which Windows gives to no file.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_NAMELESS = "programme"

# Why a page is not called like the code of its programme; "" where it is.
NameReason = Literal["", "no code", "unfit", "doubled"]


@dataclass(frozen=True, slots=True)
class PageName:
    """The path of a programme's page within the report, and why it is not the code."""

    path: str
    reason: NameReason


def _fitting(text: str) -> str:
    """Return what of a text can be the name of a file; "" for nothing."""
    letters = normalize("NFKD", text[:1000]).encode("ascii", "ignore").decode()
    name = _UNFIT.sub("-", letters).strip("-")[:_LONGEST].rstrip("-")
    return f"{_NAMELESS}-{name}" if _RESERVED.fullmatch(name) else name


def _wanted(programme: ProgrammeView) -> tuple[str, NameReason]:
    name = _fitting(programme.code)
    if name and name == programme.code:
        return name, ""
    return name or _fitting(programme.title) or _NAMELESS, "unfit" if programme.code else "no code"


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
        free, number = name, 1
        while free.casefold() in taken or (free != name and free.casefold() in codes):
            number += 1
            free = f"{name}-{number}"
            reason = reason or "doubled"
        taken.add(free.casefold())
        made[place] = PageName(f"{PROGRAMMES_FOLDER}/{free}.html", reason)
    return tuple(made[place] for place in range(len(wanted)))
