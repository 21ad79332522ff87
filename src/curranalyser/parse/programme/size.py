"""The credits of a programme, with what they rest on."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from curranalyser.datamodel import CourseRef, SizeBasis
from curranalyser.languages import languages
from curranalyser.parse.programme.blocks import A_TERM, A_YEAR
from curranalyser.parse.programme.frames import read_frames
from curranalyser.parse.programme.items import Sentence

# Credits: no programme has fewer, or more.
_LEAST, _MOST = Decimal(30), Decimal(400)


@lru_cache(maxsize=1)
def _degrees() -> tuple[tuple[re.Pattern[str], Decimal], ...]:
    return tuple(
        (re.compile(rf"(?<!\w){name}(?!\w)", re.IGNORECASE), Decimal(credits_))
        for language in languages()
        for name, credits_ in language.rules.degrees.items()
    )


def _read(texts: Sequence[str]) -> Decimal | None:
    """Return what the first of some texts says that says one number."""
    for text in texts:
        amounts = {found.credits for found in read_frames(text, "size") if found.credits}
        if len(amounts) == 1 and _LEAST <= (size := amounts.pop()) <= _MOST:
            return size
    return None


def _by_degree(texts: Sequence[str]) -> Decimal | None:
    """Return the credits of the one degree that some texts name."""
    for text in texts:
        amounts = {credits_ for name, credits_ in _degrees() if name.search(text)}
        if len(amounts) == 1:
            return amounts.pop()
    return None


def programme_size(
    head: Sequence[str], prose: Sequence[Sentence], degrees: Sequence[str]
) -> tuple[Decimal | None, SizeBasis | None]:
    """Return the credits of a programme as it states them, or those of its degree.

    Args:
        head: title and lines of its head, the title first.
        prose: sentences of the syllabus, but for its entry requirements.
        degrees: texts that name its degree, the surest first.
    """
    size = _read(head) or _read([sentence.text for sentence in prose])
    if size is not None:
        return size, "read"
    size = _by_degree(degrees)
    return (size, "degree title") if size is not None else (None, None)


def size_by_places(refs: Sequence[CourseRef]) -> tuple[Decimal | None, SizeBasis | None]:
    """Return the credits of so many years or terms as the courses of a programme stand in."""
    years = {year for ref in refs for year in ref.years}
    if years and years == set(range(1, max(years) + 1)):
        return A_YEAR * max(years), "60 a year"
    terms = {term for ref in refs for term in ref.terms}
    if terms and terms == set(range(1, max(terms) + 1)):
        return A_TERM * max(terms), "30 a term"
    return None, None
