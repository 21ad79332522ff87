"""Running text → its sentences, and the courses that they name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

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
# Characters of a paragraph in which courses are looked for: a bound on the work, some three pages.
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
        if not _tells_choice(piece.text)
    ]
    found = _entries(_opened(pieces, text[: opening.end()]), sentence.page)
    if not found or not all(map(names_course, found)) or words.amounts.search(text[: opening.start()]):
        return []
    place = _opening_place(text[: opening.end()])
    mark = _opening_mark(text[: opening.end()], opening[0])
    if words.may.search(text[: opening.end()]) or first_frame(text[: opening.end()], "cohort heading"):
        mark = "elective"
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


_Opens = Literal["either", "one of", "some of"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a sentence that names one course; `joined` where "and" stands before it.

    `opens` where words stand before it that say that one of the courses from here on is taken: "either" lists
    them up to "or", "one of" up to "or" or "and", as "some of" does, of which more than one is taken.
    """

    text: str
    joined: bool
    opens: _Opens | None


def _opened(pieces: list[_Piece], opening: str) -> list[_Piece]:
    """Return the pieces with what the opening of the sentence ends with: "Students take one of the courses …"."""
    for word, pattern in _openings().items():
        if pieces and any(match.end() == len(opening) for match in pattern.finditer(opening)):
            return [replace(pieces[0], opens=word), *pieces[1:]]
    return pieces


def _openings() -> dict[_Opens, re.Pattern[str]]:
    words = row_words()
    return {"either": words.either, "one of": words.one_of, "some of": words.some_of}


def _entries(pieces: Sequence[_Piece], page: int) -> list[Entry]:
    """Return the courses of a sentence, or none where not every piece is one or a choice has no end."""
    found = []
    choosing: _Opens | None = None
    for piece in pieces:
        entry = read_entry(piece.text, page)
        if entry is None or (piece.opens and choosing) or (choosing == "either" and piece.joined):
            return []
        if choosing:
            ends = entry.alternative or piece.joined
            # Of two or more that are taken, a sentence that names them says how many.
            entry = replace(entry, alternative=choosing != "some of")
            choosing = None if ends else choosing
        choosing = piece.opens or choosing
        found.append(entry)
    return found if choosing is None else []


def _pieces(text: str, begin: int, ends: list[int]) -> list[_Piece]:
    """Cut a sentence behind the credits of each course."""
    words = row_words()
    pieces = []
    for end in ends:
        closed = re.match(r"\s*[)\]](?:\s*\([^()]*\))?", text[end:])
        stop = end + (closed.end() if closed else 0)
        piece = text[begin:stop].lstrip(" ,;")
        join = re.match(rf"(?:{words.joins})\s+", piece, re.IGNORECASE)
        piece = piece[join.end() :] if join is not None else piece
        verb = words.introduces.match(piece)  # "…, followed by …"
        piece = piece[verb.end() :] if verb is not None else piece
        opens: _Opens | None = None
        for word, pattern in _openings().items():
            if opens is None and (choice := pattern.match(piece)) is not None:
                opens, piece = word, piece[choice.end() :]
        article = words.articles.match(piece)
        piece = piece[article.end() :] if article is not None else piece
        if piece.strip():
            pieces.append(_Piece(piece.strip(), join is not None, opens))
        begin = stop
    return pieces


def _opening_place(opening: str) -> Places:
    """Return the term or year with which a sentence opens: "Under termin 2", "In the first semester"."""
    words = row_words()
    lead = words.during.match(opening)
    place = places_of(opening)
    begins = lead is not None and place and not re.search(r"[^\W\d]{5,}", opening[lead.end() : place.start])
    return place if begins else Places()
