"""Names of files made of what stands in documents: safe on every system, and each only once."""

import re
from collections.abc import Collection
from unicodedata import normalize

# Signs that every file system, mail server and archive takes.
_UNFIT = re.compile(r"[^A-Za-z0-9_]+")
# Characters; paths on Windows are short, and a title may be long.
_LONGEST = 60
# Characters of a text that are looked at: a document may hold anything.
_READ = 1000
# Names of devices, which Windows gives to no file.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


def fitting_name(text: str) -> str:
    """Return what of a text can be the name of a file, without an ending; "" for nothing."""
    letters = normalize("NFKD", text[:_READ]).encode("ascii", "ignore").decode()
    name = _UNFIT.sub("-", letters).strip("-")[:_LONGEST].rstrip("-")
    return f"x-{name}" if _RESERVED.fullmatch(name) else name


def free_name(name: str, taken: set[str], kept: Collection[str] = ()) -> str:
    """Return a name that is not taken, not even where great and small letters are one, and take it.

    Args:
        name: the one that is wanted; with a number behind it where it is not to be had.
        taken: names in small letters; what is returned is added.
        kept: names in small letters that are for others, unless it is the very name that is wanted.
    """
    free, number = name, 1
    while free.casefold() in taken or (free != name and free.casefold() in kept):
        number += 1
        free = f"{name}-{number}"
    taken.add(free.casefold())
    return free
