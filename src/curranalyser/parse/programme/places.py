"""Where in a programme a text says that something is taken: terms and years."""

import re
from dataclasses import dataclass

from curranalyser.parse.programme.row_words import row_words

# Numbers of terms and years beyond these are no places in a programme.
_MOST_TERMS, _MOST_YEARS = 14, 7


@dataclass(frozen=True, slots=True)
class Places:
    """Terms and years, from 1 within the programme; `start` and `end` are where the text says them."""

    terms: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    start: int = 0
    end: int = 0

    def __bool__(self) -> bool:
        return bool(self.terms or self.years)


def _numbers(match: re.Match[str] | None, most: int) -> tuple[int, ...]:
    if match is None:
        return ()
    if match["ordinal"]:
        return (row_words().ordinals[match["ordinal"].lower()],)
    first = int(match["first"])
    last = int(match["last"] or first)
    return tuple(range(first, last + 1)) if 0 < first <= last <= most else ()


def places_of(text: str) -> Places:
    """Return the terms and years that a text names.

    "Termin 1–2", "År 1, termin 1 och 2", "Year 2 (autumn semester)": the name of a term of the year counts
    where a year stands beside it.
    """
    words = row_words()
    said = [words.term.search(text), words.year.search(text), words.season.search(text)]
    terms, years = _numbers(said[0], _MOST_TERMS), _numbers(said[1], _MOST_YEARS)
    if not terms:
        said[0] = None
    if not years:
        said[1] = None
    season = said[2]
    if season is not None and not terms and len(years) == 1:
        terms = (2 * years[0] - 1 if season["autumn"] else 2 * years[0],)
    elif season is not None:
        said[2] = None
    if not (terms or years):
        return Places()
    found = [match for match in said if match is not None]
    return Places(terms, years, min(match.start() for match in found), max(match.end() for match in found))


def heads_place(text: str) -> bool:
    """Whether a text begins with a term or year, as headings do."""
    found = places_of(text)
    return bool(found) and not re.search(r"\w", text[: found.start])
