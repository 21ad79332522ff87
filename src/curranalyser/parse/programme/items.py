"""What stands in the part of a programme syllabus on its courses, in order, before it is understood."""

from dataclasses import dataclass
from decimal import Decimal

from curranalyser.datamodel import CourseMark, EntryKind


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, a merged row of a table, or a bold line that stands over entries.

    Attributes:
        text: as written.
        page: from 1.
        level: the smaller the higher; only to be compared within one document.
        credits: what it bears ("Valbara kurser, 30 hp"), or None.
    """

    text: str
    page: int = 1
    level: int = 0
    credits: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """Prose beside the list: it may say a rule, a count, or what a mark means.

    A footnote or legend ("* = valbar") is one too.
    """

    text: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that names a course or holds a place for one.

    Attributes:
        title: without code, credits, marks and joining words.
        text: the whole row, verbatim.
        kind: a course, or a slot where the title names no course ("Valfri kurs", an exchange term).
        least_credits: of a range the least.
        terms: from its own row or column only, from 1 within the programme.
        years: likewise.
        mark: what its own column or parenthesis says.
        lettered: the mark is a letter of a column, which a legend may explain otherwise.
        signs: marks without words: asterisks, daggers, letters of a column ("*", "(V)"), as written.
        alternative: it is joined to the entry before it by "or", in one row or on a row of its own.
        table: number of the table it stands in, from 1; 0 outside tables.
        indent: where its text begins behind its bullet, in points; 0 without one.
    """

    title: str
    text: str
    code: str | None = None
    credits: Decimal | None = None
    kind: EntryKind = EntryKind.COURSE
    least_credits: Decimal | None = None
    terms: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    mark: CourseMark | None = None
    signs: tuple[str, ...] = ()
    lettered: bool = False
    alternative: bool = False
    table: int = 0
    page: int = 1
    indent: float = 0.0


Item = Heading | Sentence | Entry
