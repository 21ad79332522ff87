"""Heads of the columns of a table of courses."""

import re
from collections.abc import Mapping
from functools import lru_cache

from curranalyser.languages import RowColumns, languages

# A head names so many columns at least, and all but so many of its cells are names.
_FEWEST_COLUMNS, _MOST_UNKNOWN = 2, 2
# Characters of the name of a column, beyond which it is not looked up: 25 and 60 read the real files alike
# that were tried.
_LONGEST_HEAD = 40
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_NUMBERED = re.compile(r"\s*[1-9]$")
_SPACES = re.compile(r"\s+")


def course_column(text: str) -> str | None:
    """Return what a cell says that its column holds, where it is the head of one.

    A field of `RowColumns`: code, title, credits, term, year, kind or other.
    """
    name = _SPACES.sub(" ", text.lower()).strip(" .:*")
    if len(name) > _LONGEST_HEAD:
        return None
    found = course_columns().get(name) or course_columns().get(_BRACKETS.sub("", name).strip())
    if found is None and course_columns().get(_NUMBERED.sub("", name)) == "other":
        return "other"  # "Period 1", "LP2": one column for each
    return found


def roles_of_head(cells: Mapping[int, str]) -> dict[int, str]:
    """Return what the columns hold that a row names by their numbers.

    Nothing where it is no head of a table of courses: that names them, and their code or their credits.
    """
    roles = {column: role for column, text in cells.items() if (role := course_column(text))}
    found = set(roles.values())
    enough = len(roles) >= _FEWEST_COLUMNS and len(cells) - len(roles) <= _MOST_UNKNOWN
    return roles if enough and "title" in found and found & {"code", "credits"} else {}


@lru_cache(maxsize=1)
def course_columns() -> dict[str, str]:
    """Return the names of columns in all languages with what each holds."""
    found: dict[str, str] = {}
    for language in languages():
        for role in RowColumns.__struct_fields__:
            for word in getattr(language.rows.columns, role):
                found.setdefault(word, role)
    return found
