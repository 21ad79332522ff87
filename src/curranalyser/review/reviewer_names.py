"""The name of a reviewer, and the name of the file that keeps what this one decides.

A name comes from a form and may hold anything. Letters without accents, digits and hyphens make the name of
the file as they are; where more has to go, a digest of the whole name stands at its end, so that two names
never become one file.
"""

import hashlib
import re
from functools import lru_cache
from unicodedata import category, normalize

from curranalyser.errors import SettingsError
from curranalyser.file_names import fitting_name
from curranalyser.i18n import N_
from curranalyser.report.sanitise import clean_line

# Characters. The file's name has to fit every system, and the name a line on a phone.
LONGEST_NAME = 60
# Times as many characters before they are cleaned: a letter may be written as itself and its accents.
_WRITTEN = 4
# Hex digits of the digest at the end: two names of so many people never share them.
_DIGEST = 12
# Spaces, hyphens, stops and the like between parts of a name are one and the same.
_BETWEEN = re.compile(r"[\s_.‐-―-]+")
_DIGEST_LIKE = re.compile(rf"(?:.*-)?[0-9a-f]{{{_DIGEST}}}")


def reviewer_name(text: str) -> str:
    """Return a name as it is kept and shown.

    Args:
        text: as it was written.

    Raises:
        SettingsError: it has no letter or digit, or is too long.
    """
    name = clean_line(normalize("NFC", text[: _WRITTEN * LONGEST_NAME]))
    if not any(category(sign)[0] in "LN" for sign in name):
        raise SettingsError(N_("A name needs a letter."), N_("Write your name or your initials."))
    if len(name) > LONGEST_NAME or len(text) > _WRITTEN * LONGEST_NAME:
        raise SettingsError(
            N_("The name is too long."),
            N_("Write at most %(most)s characters."),
            most=LONGEST_NAME,
        )
    return name


# The same few names stand in thousands of lines.
@lru_cache(maxsize=1 << 10)
def same_name(name: str) -> str:
    """Return what is equal for names of one person: without regard to great letters, hyphens and spaces."""
    return _BETWEEN.sub("-", normalize("NFC", clean_line(name)).casefold()).strip("-")


def file_part(name: str) -> str:
    """Return what a reviewer's file has in its name: small letters, digits and hyphens, never empty.

    It is the same for names that `same_name` takes for one, and differs for all others.
    """
    whole = same_name(name)
    fitting = fitting_name(whole).casefold()
    if fitting and fitting == whole and not _DIGEST_LIKE.fullmatch(whole):
        return fitting
    digest = hashlib.sha256(whole.encode()).hexdigest()[:_DIGEST]
    return f"{fitting}-{digest}".lstrip("-")
