"""Running text → its sentences, and the courses that they name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from curranalyser.datamodel import CourseMark
from curranalyser.parse.page.sentences import ends_with_abbreviation
from curranalyser.parse.programme.entries import (
    amounts_of,
    mark_of,
    names_course,
    opens_with_students,
    read_entry,
)
from curranalyser.parse.programme.frames import first_frame, rule_words
from curranalyser.parse.programme.items import Entry, Sentence
from curranalyser.parse.programme.places import Places, places_of
from curranalyser.parse.programme.row_words import row_words

_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ*†‡])")
# Characters before the first name of a course that may say the term.
_LONGEST_OPENING = 120
_LONGEST = 6000


def sentences_of(text: str, page: int) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph."""
    begun = ""
    for piece in _END.split(text[:_LONGEST]):
        begun = f"{begun} {piece}".strip()
        if not ends_with_abbreviation(begun):
            yield Sentence(begun, page)
            begun = ""
    if begun:
        yield Sentence(begun, page)


def courses_in(sentence: Sentence) -> list[Entry]:
    """Read the courses of a sentence.

    "Under termin 2 läses Ritteknik (7,5 hp), Ergonomi (15 hp) och Ljus och rum (7,5 hp)." Each has its
    credits, and a verb or colon stands before the first; where one piece names no course, none does.
    """
    words = row_words()
    text = sentence.text
    amounts = amounts_of(text)
    if not amounts:
        return []
    opening = None
    for match in words.introduces.finditer(text[: amounts[0].start]):
        opening = match
    if opening is None or opening.start() > 2 * _LONGEST_OPENING:
        return []
    pieces = [
        piece
        for piece in _pieces(text, opening.end(), [amount.end for amount in amounts])
        if not _tells_choice(piece)
    ]
    found = [entry for piece in pieces if (entry := read_entry(piece, sentence.page)) is not None]
    if (
        len(found) != len(pieces)
        or not all(map(names_course, found))
        or words.amounts.search(text[: opening.start()])
    ):
        return []
    place = _opening_place(text[: opening.end()])
    mark = _opening_mark(text[: opening.end()], opening[0])
    if any(entry.alternative for entry in found):
        mark = None
    return [
        replace(
            entry,
            text=text,
            terms=entry.terms or place.terms,
            years=entry.years or place.years,
            mark=entry.mark or mark,
        )
        for entry in found
    ]


def _opening_mark(text: str, opening: str) -> CourseMark | None:
    """Return what the words before the first course say of all: "… the compulsory course", "… all students write"."""
    mark = next((mark for word in opening.split() if (mark := mark_of(word)) is not None), None)
    if mark is None and first_frame(text, "choice") is None and not rule_words("track").search(text):
        words = [word.start() for word in re.finditer(r"\S+", text)]
        mark = "compulsory" if any(opens_with_students(text[at:]) for at in words) else None
    return mark


def _tells_choice(piece: str) -> bool:
    """Whether a piece of a sentence says what is chosen, and names no course: "three elective courses of …"."""
    return not piece[:1].isupper() and first_frame(piece, "choice", "free part") is not None


def _pieces(text: str, begin: int, ends: list[int]) -> list[str]:
    """Cut a sentence behind the credits of each course."""
    words = row_words()
    pieces = []
    for end in ends:
        closed = re.match(r"\s*[)\]](?:\s*\([^()]*\))?", text[end:])
        stop = end + (closed.end() if closed else 0)
        piece = re.sub(rf"^\s*[,;]?\s*(?:(?:{words.joins})\s+)?", "", text[begin:stop], flags=re.IGNORECASE)
        verb = words.introduces.match(piece)  # "…, followed by …"
        piece = piece[verb.end() :] if verb is not None else piece
        if piece.strip():
            pieces.append(piece.strip())
        begin = stop
    return pieces


def _opening_place(opening: str) -> Places:
    """Return the term or year with which a sentence opens: "Under termin 2", "In the first semester"."""
    words = row_words()
    lead = words.during.match(opening)
    place = places_of(opening)
    begins = lead is not None and place and not re.search(r"[^\W\d]{5,}", opening[lead.end() : place.start])
    return place if begins else Places()
