"""What a document is understood to be: a syllabus with its header, sections, outcomes and languages."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from curranalyser.datamodel.document import Line
from curranalyser.datamodel.structure import (
    ChoiceGroup,
    CourseRef,
    SizeBasis,
    StructureBlock,
    StructureStatement,
    Track,
)


class SectionKind(StrEnum):
    """What a section of a syllabus is about."""

    HEADER = "header"
    AIM = "aim"
    OUTCOMES = "outcomes"
    CONTENT = "content"
    ENTRY = "entry requirements"
    TEACHING = "teaching"
    ASSESSMENT = "assessment"
    GRADING = "grading"
    LITERATURE = "literature"
    LANGUAGE = "language of instruction"
    COURSES = "course list"
    LAW = "goals quoted from law"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a syllabus. `lines` are its body without the heading."""

    kind: SectionKind
    heading: str
    lines: tuple[Line, ...]
    language: str | None


@dataclass(frozen=True, slots=True)
class CourseHeader:
    """What identifies a course or a programme.

    `credits` are ECTS credits; `level` is as the syllabus writes it; `valid_from` likewise. What the course
    is in is told in up to four ways, each of which is kept apart: the department that gives it, the group of
    subjects of a statistical classification, the subject, and the main fields of study, of which there may be
    several. `owner` is who answers for it: no syllabus says it, but a person's table may.
    """

    code: str | None = None
    title: str | None = None
    title_en: str | None = None
    credits: Decimal | None = None
    level: str | None = None
    valid_from: str | None = None
    department: str | None = None
    subject_group: str | None = None
    subject: str | None = None
    main_fields: tuple[str, ...] = ()
    owner: str | None = None

    @property
    def subjects(self) -> tuple[str, ...]:
        """What the course is in: its subject, else its main fields, else its group of subjects."""
        if self.subject:
            return (self.subject,)
        return self.main_fields or ((self.subject_group,) if self.subject_group else ())


class KnowledgeForm(StrEnum):
    """The three knowledge forms of the Swedish degree goals."""

    KNOWLEDGE = "knowledge and understanding"
    SKILLS = "skills and abilities"
    JUDGEMENT = "judgement and approach"


# Stands for the language in the ids of outcomes whose language is not known: ISO 639-2 "undetermined".
UNDETERMINED = "und"


@dataclass(frozen=True, slots=True)
class LearningOutcome:
    """One thing the student is to be able to know, do or judge.

    Attributes:
        id: stable within its syllabus, such as "sv-3".
        lead_in: the words before the list that belong to every outcome in it, or "".
        module: the part of the course it belongs to, as written, or None.
        page: where it begins, from 1.
        language: ISO 639-1 code, or None where it is not known.
        recognised: whether its words, or some of them, were recognised from a picture.
        assessments: names of the assessments that examine it, as written, where a table says so.
        number: its number or code in its list, as the syllabus writes it; "" for none, and for a bullet.
    """

    id: str
    text: str
    lead_in: str = ""
    knowledge_form: KnowledgeForm | None = None
    module: str | None = None
    page: int = 1
    language: str | None = "sv"
    assessments: tuple[str, ...] = ()
    recognised: bool = False
    number: str = ""


# Bloom's levels in the revision of Anderson and Krathwohl (2001), the lowest first; the names are the ids of
# verbs.toml.
BloomLevel = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]


BLOOM: tuple[BloomLevel, ...] = ("remember", "understand", "apply", "analyse", "evaluate", "create")


class InstructionStatus(StrEnum):
    """How the language of instruction is given: see the last section of the codebook."""

    STATED = "stated"
    CONDITIONAL = "conditional"
    PER_OFFERING = "per offering"
    CONFLICT = "conflict"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class InstructionEvidence:
    """The verbatim words about a language.

    `place` is field, sentence, offering or hint; a hint never decides. `part` is whether only a part of the
    course is spoken of: a module, a year, its seminars.
    """

    text: str
    page: int
    place: Literal["field", "sentence", "offering", "hint"]
    part: bool = False


@dataclass(frozen=True, slots=True)
class LanguageOfInstruction:
    """ISO 639-1 codes of the languages the course is taught in (`main`) or may be taught in (`possible`)."""

    main: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    status: InstructionStatus = InstructionStatus.NOT_STATED
    evidence: tuple[InstructionEvidence, ...] = ()


class SyllabusKind(StrEnum):
    """What a document is."""

    COURSE = "course"
    PROGRAMME = "programme"


class OmissionKind(StrEnum):
    """Why something that looks like outcomes, or like a course, is in no figure."""

    REPEATED = "outcome stands more than once"
    BEHIND_ASSESSMENT = "outcomes behind the assessment"
    OTHER_HEADING = "outcomes under a heading of the programme"
    PLACEHOLDER = "placeholder not filled in"
    ELSEWHERE = "only says where the outcomes stand"
    READINGS = "part of a list of books"
    OTHER_TEXT = "text under a heading of its own"
    SHORT = "item too short to be read alone"
    TABLE = "table that is not understood"
    BESIDE = "text among outcomes that reads like none"
    LAW = "goals quoted from law"
    PART = "part without sections"
    ROWS_REPEATED = "row stands more than once"


@dataclass(frozen=True, slots=True)
class Omission:
    """What was given and is not counted, or only once.

    Attributes:
        kind: why.
        count: outcomes, parts or rows.
        texts: the words of the first few, verbatim.
        page: of the first, from 1; None where there are no pages.
    """

    kind: OmissionKind
    count: int
    texts: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class KindEvidence:
    """One thing that says what a document is.

    Attributes:
        name: what it is: own name, label, title, code, credits, course list, terms, section, lead-in; several
            in one file, row of a table, named in a table, record of a catalogue.
        kind: what it speaks for, which may be another kind than the one that had more weight.
        text: the verbatim words.
        page: where they stand, from 1.
        weight: the more, the more it says; 0 where nothing else was asked.
    """

    name: str
    kind: SyllabusKind
    text: str
    page: int = 1
    weight: int = 0


# The name of the evidence on what a syllabus is, where a record of a catalogue is all there is of it.
RECORD_OF_CATALOGUE = "record of a catalogue"


@dataclass(frozen=True, slots=True)
class Syllabus:
    """A course or programme syllabus as it was understood.

    `pages` are first and last, from 1; `notes` are in English; `omissions` are what is left out of
    `outcomes`. `kind_basis` is what speaks for and against its kind; where it is empty, nothing does, and it
    is taken for a course. Of a programme, `course_refs`, `blocks`, `groups`, `tracks` and `statements` are
    its structure, and `size_basis` what `header.credits` rests on.
    """

    kind: SyllabusKind
    header: CourseHeader
    sections: tuple[Section, ...]
    outcomes: tuple[LearningOutcome, ...]
    instruction: LanguageOfInstruction
    course_refs: tuple[CourseRef, ...] = ()
    language: str | None = None
    pages: tuple[int, int] = (1, 1)
    notes: tuple[str, ...] = ()
    omissions: tuple[Omission, ...] = ()
    kind_basis: tuple[KindEvidence, ...] = ()
    blocks: tuple[StructureBlock, ...] = ()
    groups: tuple[ChoiceGroup, ...] = ()
    tracks: tuple[Track, ...] = ()
    statements: tuple[StructureStatement, ...] = ()
    size_basis: SizeBasis | None = None

    @property
    def of_catalogue(self) -> bool:
        """Whether it is a record of a catalogue, and no document."""
        return any(item.name == RECORD_OF_CATALOGUE for item in self.kind_basis)


class Role(StrEnum):
    """What a block of a document was taken for."""

    HEADING = "heading"
    FIELD = "field of the header"
    LEAD_IN = "lead-in"
    KNOWLEDGE_FORM = "knowledge form"
    OUTCOME = "learning outcome"
    INSTRUCTION = "language of instruction"
    COURSE = "course of the programme"
    TEXT = "text"
    PICTURE = "picture, not read"
    OMITTED = "left out of the outcomes"
    CELL = "cell of a table"
    LEFT_OUT = "left out: running head, foot, page number or the like"


@dataclass(frozen=True, slots=True)
class Taken:
    """A block and what it was taken for.

    Attributes:
        page: from 1.
        role: what it was taken for.
        text: its words, as they stand.
        section: the kind of section it stands in, or that it begins.
        outcome: the id of the outcome, such as "sv-3".
        field: the field of the header that it names or fills, such as "credits".
        omission: why it is not among the outcomes, where it was left out of them.
    """

    page: int
    role: Role
    text: str
    section: SectionKind | None = None
    outcome: str | None = None
    field: str | None = None
    omission: OmissionKind | None = None
