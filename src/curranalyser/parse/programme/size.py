"""The credits of a programme, with what they rest on."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from curranalyser.datamodel import CourseRef, CourseStatus, SizeBasis
from curranalyser.languages import languages
from curranalyser.parse.programme.blocks import A_TERM, A_YEAR
from curranalyser.parse.programme.entries import amounts_of
from curranalyser.parse.programme.frames import read_frames
from curranalyser.parse.programme.items import Sentence
from curranalyser.parse.programme.prose import sentences_of

# Credits: no programme has fewer, or more.
_LEAST, _MOST = Decimal(60), Decimal(400)


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


def _alone(lines: Sequence[str]) -> Decimal | None:
    """Return the credits that stand alone on a line of the head, where one amount does: "90 credits"."""
    amounts = {
        found.most
        for line in lines
        for found in amounts_of(line)
        if not any(letter.isalnum() for letter in line[: found.start] + line[found.end :])
    }
    sizes = {amount for amount in amounts if _LEAST <= amount <= _MOST}
    return sizes.pop() if len(sizes) == 1 else None


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
    pieces = [sentence.text for text in head for sentence in sentences_of(text, 1)]
    size = _read(head) or _read(pieces) or _alone(head) or _read([sentence.text for sentence in prose])
    if size is not None:
        return size, "read"
    size = _by_degree(degrees)
    return (size, "degree title") if size is not None else (None, None)


def taken_by_all(refs: Sequence[CourseRef]) -> Decimal:
    """Return the credits of what everyone takes."""
    return sum((ref.credits or Decimal(0) for ref in refs if ref.status is CourseStatus.EVERYONE), Decimal(0))


def is_size(credits_: Decimal | None) -> bool:
    """Whether credits of a header can be those of a programme."""
    return credits_ is not None and _LEAST <= credits_ <= _MOST


def size_by_places(refs: Sequence[CourseRef]) -> tuple[Decimal | None, SizeBasis | None]:
    """Return the credits of so many years or terms as the courses of a programme stand in.

    Not where what everyone takes is more: then a year has other credits, as in Britain.
    """
    taken = taken_by_all(refs)
    years = {year for ref in refs for year in ref.years}
    terms = {term for ref in refs for term in ref.terms}
    places: tuple[tuple[set[int], Decimal, SizeBasis], ...] = (
        (years, A_YEAR, "60 a year"),
        (terms, A_TERM, "30 a term"),
    )
    for found, each, basis in places:
        if found and found == set(range(1, max(found) + 1)) and taken <= each * max(found):
            return each * max(found), basis
    return None, None
