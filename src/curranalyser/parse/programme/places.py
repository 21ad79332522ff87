"""Where in a programme a text says that something is taken: terms and years."""

import re
from dataclasses import dataclass
from functools import lru_cache

from curranalyser.languages import languages
from curranalyser.parse.programme.frames import joined
from curranalyser.parse.programme.study_places import place_words

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


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`term` and `year` have groups `first` and `last` (numbers) or `ordinal`; `season` `autumn` or `spring`."""

    term: re.Pattern[str]
    year: re.Pattern[str]
    season: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = place_words()
    ranges = joined(tuple(word for language in languages() for word in language.rows.ranges))
    ordinals = joined(tuple(words.ordinals))

    def numbered(word: str, digits: str) -> re.Pattern[str]:
        """Return a pattern of "termin 3", "terminerna 1–2", "first and second semester"."""
        return re.compile(
            rf"(?<![\w])(?:{word}\.?\s*(?P<first>{digits})(?![\d.,]\d|\w)"
            rf"(?:\s*(?:[-–—/]{{1,3}}|[,&+]|{ranges})\s*(?:{word}\s*)?(?P<last>{digits})(?![\d.,]\d|\w))?"
            rf"|(?P<ordinal>{ordinals})\s+{word}(?!\w))",
            re.IGNORECASE,
        )

    return _Patterns(
        numbered(words.term, r"1?\d"),
        numbered(words.year, "[1-9]"),
        re.compile(
            rf"(?<!\w)(?:(?P<autumn>{words.autumn})|(?P<spring>{words.spring}))(?!\w|\s*-?\d\d)",
            re.IGNORECASE,
        ),
    )


def names_season(text: str) -> re.Match[str] | None:
    """Return where a text names a term of the year, in group `autumn` or `spring`, or None."""
    return _patterns().season.search(text)


def _numbers(match: re.Match[str] | None, most: int) -> tuple[int, ...]:
    if match is None:
        return ()
    if match["ordinal"]:
        return (place_words().ordinals[match["ordinal"].lower()],)
    first = int(match["first"])
    last = int(match["last"] or first)
    return tuple(range(first, last + 1)) if 0 < first <= last <= most else ()


def places_of(text: str) -> Places:
    """Return the terms and years that a text names.

    "Termin 1–2", "År 1, termin 1 och 2", "Year 2 (autumn semester)": the name of a term of the year counts
    where a year stands beside it.
    """
    words = _patterns()
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
    return Places(
        terms=terms,
        years=years,
        start=min(match.start() for match in found),
        end=max(match.end() for match in found),
    )


def heads_place(text: str) -> bool:
    """Whether a text begins with a term or year, as headings do."""
    found = places_of(text)
    return bool(found) and not re.search(r"\w", text[: found.start])
