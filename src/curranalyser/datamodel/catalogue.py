"""What a published catalogue holds, one record a course or programme, before anything is understood.

Values are what the catalogue says, with markup taken out. Nothing is derived here: a field that a record has
not, or has in a form that cannot be used, is not said.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from curranalyser.datamodel.document import Failure, SourceFile
from curranalyser.datamodel.structure import CourseMark
from curranalyser.datamodel.syllabus import CourseHeader, SectionKind, Syllabus


@dataclass(frozen=True, slots=True)
class RecordText:
    """A text of a record, such as its aim or content.

    Attributes:
        kind: what it is about.
        text: its lines, markup taken out; list items begin with a bullet.
        language: ISO 639-1 code that the record gives it, or None.
    """

    kind: SectionKind
    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class RecordOutcome:
    """A learning outcome as the catalogue keeps it.

    Attributes:
        text: one line where it is one outcome; several where the catalogue keeps a list, or a lead-in with
            one, in one value.
        number: its number or code, as written; "" where it has none.
        heading: the words under which it stands, such as a knowledge form or a part of the course.
        whole: it is one outcome, however many sentences it has.
    """

    text: str
    number: str = ""
    heading: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class RecordOutcomes:
    """The outcomes of a record in one language. `language`: ISO 639-1 code that the record gives, or None."""

    items: tuple[RecordOutcome, ...]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class RecordTeaching:
    """What a field of a record says of the language of teaching.

    Attributes:
        languages: ISO 639-1 codes, in order.
        text: the field and its value, verbatim: "teachingLanguage: nl-NL".
        place: whether the course itself says it, or one of its offerings.
        possible: whether teaching may be in them and need not.
    """

    languages: tuple[str, ...]
    text: str
    place: Literal["field", "offering"] = "field"
    possible: bool = False


@dataclass(frozen=True, slots=True)
class RecordExamination:
    """A part that is examined: its name and ECTS credits. `language`: ISO 639-1 code of the name, or None."""

    name: str
    credits: Decimal | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class CourseRecord:
    """A course of a catalogue, in all languages that the record has.

    Attributes:
        source: of the file; `row` counts the records from 1.
        header: what identifies it.
        outcomes: one for each language, that of the record itself first.
        texts: its other texts, in all languages, in their order.
        teaching: what its fields say of the language of teaching.
        examination: the parts that are examined.
        language: ISO 639-1 code that the record gives its title, or None.
    """

    source: SourceFile
    header: CourseHeader
    outcomes: tuple[RecordOutcomes, ...] = ()
    texts: tuple[RecordText, ...] = ()
    teaching: tuple[RecordTeaching, ...] = ()
    examination: tuple[RecordExamination, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class RecordTrack:
    """A track of a programme: `key` is what its entries name it by, `name` what readers do."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """A course in the list of a programme.

    Attributes:
        code: None where the catalogue gives none.
        title: "" likewise; one of the two is there.
        credits: ECTS credits.
        terms: from 1 within the programme; empty where not said.
        years: likewise.
        mark: what the catalogue says of who takes it; None where it says nothing.
        reason: the field and its value that say so, verbatim: "electiveCondition: O".
        track: key of the track it belongs to, or None.
    """

    code: str | None
    title: str = ""
    credits: Decimal | None = None
    terms: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    mark: CourseMark | None = None
    reason: str = ""
    track: str | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeRecord:
    """A programme of a catalogue; see `CourseRecord` for what both have."""

    source: SourceFile
    header: CourseHeader
    outcomes: tuple[RecordOutcomes, ...] = ()
    texts: tuple[RecordText, ...] = ()
    teaching: tuple[RecordTeaching, ...] = ()
    entries: tuple[RecordEntry, ...] = ()
    tracks: tuple[RecordTrack, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedRecord:
    """A record that holds syllabi as this tool understands them, and need not be parsed.

    Attributes:
        source: as in `CourseRecord`.
        syllabi: as they are told.
        failures: what is told to be wrong with them.
    """

    source: SourceFile
    syllabi: tuple[Syllabus, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class MalformedRecord:
    """A record that cannot be read: its number from 1, and why, in technical English."""

    number: int
    detail: str


CatalogueItem = CourseRecord | ProgrammeRecord | ParsedRecord | MalformedRecord
