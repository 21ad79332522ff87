"""Names of files made of what stands in documents: safe on every system, and each only once."""

import re
import unicodedata
from collections.abc import Iterable

# Characters: with an ending and a number it fits into any file system, also where a letter takes four bytes.
_LONGEST = 50
_UNFIT = re.compile(r"[^\w.-]+|_+")
# Windows takes no file of these names, whatever their ending.
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def _plain(text: str) -> str:
    """Return a text with nothing but letters, digits, dots and hyphens, and no dot or hyphen at its ends."""
    made = _UNFIT.sub("-", unicodedata.normalize("NFKC", text))[:_LONGEST]
    made = re.sub(r"-+", "-", re.sub(r"\.+", ".", made)).strip("-.")
    return f"x-{made}" if _RESERVED.fullmatch(made) else made


def file_names(texts: Iterable[tuple[str, ...]], fallback: str) -> list[str]:
    """Return a name without ending for each.

    Args:
        texts: what each can be called by, the best first; the first that leaves anything is taken.
        fallback: what it is called where none does.

    Returns:
        Names of letters, digits, dots and hyphens. No two are equal, also where case and the form of a letter
        do not count.
    """
    taken: set[str] = set()
    names = []
    for some in texts:
        plain = next((made for text in some if (made := _plain(text))), fallback)
        name, number = plain, 1
        while unicodedata.normalize("NFKC", name).casefold() in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(unicodedata.normalize("NFKC", name).casefold())
        names.append(name)
    return names
