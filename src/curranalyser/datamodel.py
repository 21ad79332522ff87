"""The frozen values that travel between the stages.

Plain data, picklable, and, but for documents with their blocks, the same after a JSON round trip.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeVar

import msgspec

from curranalyser.errors import FAILURE_TEXTS, DocumentError, FailureCategory
from curranalyser.second_language import translations


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was given to the tool.

    Attributes:
        path: as shown to the user, relative to the folder that was given, with forward slashes.
        sha256: hex digest of the bytes.
        size: in bytes.
        row: for a table with one course a row, the row number from 1 (the header is row 1); otherwise None.
    """

    path: str
    sha256: str
    size: int
    row: int | None = None


# What a column of a table of courses may hold. `programme`, `term` and `compulsory` say where the course
# stands in a programme.
TABLE_FIELDS = (
    "code",
    "title",
    "title_en",
    "credits",
    "level",
    "valid_from",
    "department",
    "subject_group",
    "subject",
    "main_field",
    "outcomes",
    "outcomes_en",
    "aim",
    "content",
    "entry",
    "language",
    "programme",
    "term",
    "compulsory",
)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table of courses: a course, or a part of it.

    `source.row` is set; `values` are (field, text) with fields of `TABLE_FIELDS`, empty ones left out.
    """

    source: SourceFile
    values: tuple[tuple[str, str], ...]

    def get(self, field: str) -> str:
        """Return the value of a field, or "" where the row has none."""
        return dict(self.values).get(field, "")

    @property
    def named(self) -> bool:
        """Whether the row names a course, by code or title."""
        return any(field in ("code", "title") for field, _ in self.values)


# No dataclass: one or two are made for every printed line, and setting eight frozen fields takes ten times as
# long. It holds nothing that could refer back to it, so that the collector need not look at it.
class Line(msgspec.Struct, frozen=True, gc=False):
    """One run of text on one line. `msgspec.structs.replace` makes one with other values.

    `page` counts from 1; x0, x1 and top are points from the upper left corner; `size` is the font size in
    points. `parted` says that it stands as close to the run before it on its line as words of one run do, and
    only the rule of a table is between them.
    """

    text: str
    page: int
    x0: float = 0.0
    x1: float = 0.0
    top: float = 0.0
    size: float = 0.0
    bold: bool = False
    parted: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines that follow each other: a paragraph, a heading, a list item, or a page as it comes.

    Attributes:
        lines: in the order of the source.
        heading: 0 for a title, 1 to 6 for a heading, None where the format says nothing of the kind.
        item: depth of a list item from 0, None where the format says nothing of a list.
    """

    lines: tuple[Line, ...]
    heading: int | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table. `row` and `column` count from 0; `rows` and `columns` are how many it spans."""

    row: int
    column: int
    blocks: "tuple[Block, ...]"
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. `cells` go row by row; `header_rows` counts the rows that the format marks as its head."""

    cells: tuple[TableCell, ...]
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A page that is a picture: what stands on it was not read."""

    page: int


Block = TextBlock | TableBlock | PictureBlock


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the lines of blocks in order, those of table cells row by row."""
    for block in blocks:
        if isinstance(block, TextBlock):
            yield from block.lines
        elif isinstance(block, TableBlock):
            for cell in block.cells:
                yield from lines_of(cell.blocks)


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file in reading order of its source, before anything is understood.

    Attributes:
        blocks: what the format knows of its parts: text, tables, picture pages.
        language: ISO 639-1 code of most of the text, or None where it could not be told.
        extractor: what read it, such as "pdfium" or "text".
        notes: things worth knowing about the reading, in English.
        failures: parts of the file that were not read, such as pages that are pictures.
        recognised: numbers of the pages whose text was recognised from a picture, from 1.
    """

    source: SourceFile
    blocks: tuple[Block, ...]
    pages: int
    language: str | None
    extractor: str
    notes: tuple[str, ...] = ()
    failures: "tuple[Failure, ...]" = ()
    recognised: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of all blocks."""
        return tuple(lines_of(self.blocks))

    @property
    def flowing(self) -> bool:
        """Whether the file has no printed pages of its own.

        Then nothing in it is a running head, a foot or a page number.
        """
        return self.extractor in ("text", "docx", "odt", "rtf", "html")


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


class EntryKind(StrEnum):
    """What an entry of a programme's course list is.

    A slot is a place without a course of its own ("Valfri kurs, 30 hp", an exchange term); a container is a
    heading or a row that holds others ("Year 1, 120 credits").
    """

    COURSE = "course"
    SLOT = "slot"
    CONTAINER = "container"


class CourseStatus(StrEnum):
    """Who takes a course of a programme. It is derived from the structure, and carries its basis."""

    EVERYONE = "everyone"
    SOME = "some"
    NOT_SAID = "not said"


# What a status rests on, the strongest first: a person's table; a mark, heading or sentence; a number of
# courses that is said; an elective heading beside it; credits that add up.
StatusBasis = Literal["person", "said", "counted", "contrast", "sum"]
CourseMark = Literal["compulsory", "elective", "recommended", "voluntary"]


@dataclass(frozen=True, slots=True)
class CourseRef:
    """An entry of the course list of a programme syllabus.

    Attributes:
        code: None where the programme gives none.
        title: as written, without code, credits and marks.
        credits: ECTS credits; of a range the most.
        kind: a course, a slot or a container.
        terms: the terms in which it is taken, from 1 within the programme; empty where not said.
        years: likewise the years.
        status: who takes it.
        basis: what the status rests on; None where it is not said.
        reason: the verbatim words it rests on, or "".
        reason_page: where they stand, from 1.
        mark: what its own column, asterisk or parenthesis says.
        replaceable: a default course, which may be replaced by another.
        block: id of the innermost `StructureBlock` it stands in; None for the root, which takes all.
        group: id of the `ChoiceGroup` it stands in.
        track: id of the `Track` it belongs to.
        page: where it stands, from 1.
        least_credits: of a range the least.
    """

    code: str | None
    title: str
    credits: Decimal | None = None
    kind: EntryKind = EntryKind.COURSE
    terms: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    status: CourseStatus = CourseStatus.NOT_SAID
    basis: StatusBasis | None = None
    reason: str = ""
    reason_page: int | None = None
    mark: CourseMark | None = None
    replaceable: bool = False
    block: str | None = None
    group: str | None = None
    track: str | None = None
    page: int = 1
    least_credits: Decimal | None = None

    @property
    def term(self) -> int | None:
        """The first term, or None where not said."""
        return self.terms[0] if self.terms else None

    @property
    def year(self) -> int | None:
        """The first year, or None where not said."""
        return self.years[0] if self.years else None


def marked(compulsory: bool | None) -> tuple[CourseStatus, StatusBasis | None]:
    """Return the status, with its basis, of a course that is marked compulsory, elective or neither."""
    if compulsory is None:
        return CourseStatus.NOT_SAID, None
    return CourseStatus.EVERYONE if compulsory else CourseStatus.SOME, "said"


class BlockRule(StrEnum):
    """What a student takes of a block."""

    ALL = "all"
    CHOOSE = "choose"
    FREE = "free"


BlockAxis = Literal["term", "year", "track", "status", "optional stage", "cohort"]


@dataclass(frozen=True, slots=True)
class StructureBlock:
    """A part of a programme with a rule of its own.

    Attributes:
        id: unique within the syllabus, such as "b2".
        parent: id of the block it stands in; None for the root, which takes all.
        name: its heading, or "".
        evidence: the verbatim words that give the rule, or "".
        page: where they stand, from 1.
        rule: what a student takes of it; None where it is not said.
        courses: how many to choose, least and most; None where not said.
        credits: likewise credits.
        axis: what the block divides by.
        condition: for whom it holds, as written, or "".
        by_person: whether a person's table gives the rule.
    """

    id: str
    parent: str | None
    name: str
    evidence: str = ""
    page: int = 1
    rule: BlockRule | None = None
    courses: tuple[int, int] | None = None
    credits: tuple[Decimal, Decimal] | None = None
    axis: BlockAxis | None = None
    condition: str = ""
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Courses of which a student chooses some: a block with the rule choose that holds courses, not tracks.

    `id` is the block's; `courses` how many and `credits` how many credits to choose, None where not said;
    `evidence` the verbatim words.
    """

    id: str
    courses: int | None
    credits: Decimal | None
    evidence: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class Track:
    """A track (inriktning, specialism): one of several ways through a programme, or the only one.

    `id` is that of its block, which is among the blocks unless only its goals are told.
    """

    id: str
    name: str
    evidence: str
    page: int = 1


StatementKind = Literal[
    "all compulsory", "count", "marks explained", "choice", "free part", "replacement", "track", "order"
]


@dataclass(frozen=True, slots=True)
class StructureStatement:
    """A sentence that bears on who takes what.

    `block` is the id of the block it speaks of, None for the whole programme.
    """

    kind: StatementKind
    text: str
    page: int = 1
    block: str | None = None


SizeBasis = Literal["read", "degree title", "60 a year", "30 a term"]


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
            in one file, row of a table, named in a table.
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


class Decision(StrEnum):
    """`yes` counts, `review` asks for a human eye, `no` does not count.

    `not labelled` is no answer: the model was not trained for the language, or the language is not known.
    Such an outcome is out of every numerator and denominator.
    """

    YES = "yes"
    REVIEW = "review"
    NO = "no"
    NOT_LABELLED = "not labelled"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that decided.

    Character span `start`..`end` in the text they stand in, the cue's name and the codebook rule.

    A span with `in_lead_in` counts from the lead-in, otherwise from the outcome's text.
    """

    start: int
    end: int
    text: str
    cue: str
    rule: str | None = None
    in_lead_in: bool = False


@dataclass(frozen=True, slots=True)
class HumanDecision:
    """That a person decided a label.

    `tool` is the tool's own decision, confirmed or overruled by it; `date` is an ISO date, or "".
    """

    tool: Decision
    reason: str = ""
    reviewer: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """The answer for one perspective.

    Attributes:
        probability: the model's, also where a person decided; None where the model does not label the
            language.
        rule: the codebook rule it rests on.
        kind_of_hit: one of the scheme's kinds, or None.
        human: set where a person decided; then `decision` is that person's.
    """

    perspective: str
    decision: Decision
    probability: float | None
    evidence: tuple[Evidence, ...] = ()
    rule: str | None = None
    kind_of_hit: str | None = None
    human: HumanDecision | None = None


@dataclass(frozen=True, slots=True)
class AnalysedOutcome:
    """An outcome with one label per perspective, in the scheme's order."""

    outcome: LearningOutcome
    labels: tuple[Label, ...]

    def label(self, perspective: str) -> Label:
        """Return the label for a perspective id. Raises KeyError where there is none."""
        for label in self.labels:
            if label.perspective == perspective:
                return label
        raise KeyError(perspective)

    @property
    def unlabelled(self) -> bool:
        """Whether the model does not label its language, whatever a person may have decided since."""
        return any(
            (label.human.tool if label.human else label.decision) is Decision.NOT_LABELLED
            for label in self.labels
        )


def course_answer(outcomes: Iterable[AnalysedOutcome], perspective: str) -> Decision:
    """Say whether a course carries a perspective.

    Args:
        outcomes: those of the course that count; at least one.
        perspective: its id.

    Returns:
        `yes` where one of them is decided yes. Otherwise `not labelled` where one of them is: what it would
        have been is not known, so neither is the answer of the course. Otherwise `review` where one is to be
        reviewed, else `no`.
    """
    found = {item.label(perspective).decision for item in outcomes}
    for decision in (Decision.YES, Decision.NOT_LABELLED, Decision.REVIEW):
        if decision in found:
            return decision
    return Decision.NO


@dataclass(frozen=True, slots=True)
class Mention:
    """A perspective met outside the outcomes (title, aim or content): no outcome, but an opportunity.

    `label.evidence` counts in `text`.
    """

    place: SectionKind
    text: str
    page: int
    label: Label


@dataclass(frozen=True, slots=True)
class NamedGoals:
    """Goals of its programme that a course syllabus names by their numbers.

    Attributes:
        numbers: as they are compared: capitals, no spaces and hyphens; those of a range one by one.
        words: the verbatim words.
        sentence: in which they stand.
    """

    numbers: tuple[str, ...]
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AnalysedSyllabus:
    """A syllabus with its outcomes labelled, in the same order as `syllabus.outcomes`.

    `goals_named` are goals of its programme that a course names by number, anywhere but in what it asks of
    those who begin.
    """

    syllabus: Syllabus
    outcomes: tuple[AnalysedOutcome, ...]
    mentions: tuple[Mention, ...] = ()
    goals_named: tuple[NamedGoals, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document, or a part of it, is missing from the figures.

    `message` and `hint` are English message ids; `detail` is technical. `pages` are all that it concerns,
    where these are several, and `page` the first.
    """

    source: str
    stage: Literal["read", "parse", "classify", "run"]
    category: FailureCategory
    message: str
    hint: str
    page: int | None = None
    detail: str = ""
    pages: tuple[int, ...] = ()

    @classmethod
    def from_error(
        cls, source: str, stage: Literal["read", "parse", "classify", "run"], error: DocumentError
    ) -> "Failure":
        """Make the record of `error` for the file `source` (its shown path)."""
        message, hint = FAILURE_TEXTS[error.category]
        return cls(source, stage, error.category, message, hint, error.page, error.detail)


class PassedKind(StrEnum):
    """Why something in a folder was passed over, where the ending of its name does not say it."""

    HIDDEN = "hidden"
    PAGE_PARTS = "parts of a saved page"
    COMPANION = "companion"
    INPUT = "given otherwise"
    OWN = "own output"
    LOCK = "lock file"
    AGAIN = "link to what is read"


# These are no files of the user's own, or are read where they lie: they stand in the log alone.
UNCOUNTED = frozenset({PassedKind.OWN, PassedKind.LOCK, PassedKind.AGAIN})


class DocumentStatus(StrEnum):
    """`ok` has no failure; `partial` has a syllabus and a failure; `failed` has no syllabus.

    `skipped` is no syllabus at all.
    """

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """All that came of one file. Refuses a status that its failures and syllabi contradict."""

    source: SourceFile
    status: DocumentStatus
    syllabi: tuple[AnalysedSyllabus, ...] = ()
    failures: tuple[Failure, ...] = ()

    def __post_init__(self) -> None:
        if self.status is DocumentStatus.OK and (self.failures or not self.syllabi):
            raise ValueError("a document cannot be ok with failures or without a syllabus")
        if self.status is DocumentStatus.PARTIAL and not (self.failures and self.syllabi):
            raise ValueError("a partial document has both a syllabus and a failure")
        if self.status in (DocumentStatus.FAILED, DocumentStatus.SKIPPED) and (
            self.syllabi or not self.failures
        ):
            raise ValueError("a failed or skipped document has a failure and no syllabus")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A share with what it is made of. `numerator` and `denominator` count outcomes, courses or credits."""

    numerator: Decimal
    denominator: Decimal

    @property
    def value(self) -> float | None:
        """The share from 0 to 1, or None where the denominator is 0."""
        return float(self.numerator / self.denominator) if self.denominator else None


NOTHING = Indicator(Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class NotLabelled:
    """How many outcomes in one language are not labelled. `language` is None where it is not known."""

    language: str | None
    outcomes: int


def counted_languages(counts: Mapping[str | None, int]) -> tuple[NotLabelled, ...]:
    """Return counts by language, the most first, that of no known language last."""
    order = sorted(counts.items(), key=lambda item: (item[0] is None, -item[1], item[0] or ""))
    return tuple(NotLabelled(language, count) for language, count in order if count)


@dataclass(frozen=True, slots=True)
class LabelRates:
    """How often the labels of a model are wrong, measured on outcomes that bear labels of people or readers.

    Attributes:
        perspective: its id.
        language: ISO 639-1 code; None for all languages together.
        false_yes: outcomes that are called yes, of those that are no.
        missed: outcomes that are not called yes (those for review among them), of those that are yes.
    """

    perspective: str
    language: str | None
    false_yes: tuple[int, int]
    missed: tuple[int, int]


@dataclass(frozen=True, slots=True)
class RatesData:
    """On what rates of error were measured.

    `outcomes` of so many `institutions` (0 where not said), `drawn` of them as they come; `sha256` is of the
    file.
    """

    outcomes: int
    institutions: int
    drawn: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Band:
    """Between which numbers the known errors of the labels could move a count: see `aggregate.bands`.

    The two are one number where people decided everything. `high` is None only in audits that earlier
    versions made, where nothing is counted.
    """

    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class ShareBands:
    """The bands of the numerators of a share of outcomes, of courses and of credits."""

    outcomes: Band
    courses: Band
    credits: Band


@dataclass(frozen=True, slots=True)
class PerspectiveShares:
    """The shares of one perspective over a set of courses.

    `outcomes` (each weighs 1), `courses` and `credits` (a course counts that has one such outcome). Outcomes
    that are not labelled are in none of them, nor are courses of which the answer is not known: see
    `course_answer`. With those that are left out, the denominators are all outcomes, and all courses with
    outcomes and their credits.

    Attributes:
        to_review: outcomes whose label asks for a human eye.
        human: outcomes whose label a person decided; `human_yes` are those of them decided yes, and stand in
            the numerator of `outcomes`.
        overruled: those of `human` where the tool had said the opposite.
        distinct: as `outcomes`, with near-identical outcomes counted once.
        not_labelled: outcomes left out of `outcomes`, by language: see `counted_languages`.
        unknown_courses: courses left out of `courses`.
        unknown_credits: credits left out of `credits`.
        syllabi: the courses whose syllabus, with outcomes, is among the files, of the courses that the shares
            are about: of a programme all that it lists.
        headline: whether enough is known for a share to stand for the whole: see
            `AggregateRules.headline_percent`. Where not, only the counts are worth telling, with `syllabi`.
        bands: how far the known errors of the labels could move `outcomes`, `courses` and `credits`; None
            where they are not measured.
    """

    perspective: str
    outcomes: Indicator
    courses: Indicator
    credits: Indicator
    to_review: int = 0
    human: int = 0
    human_yes: int = 0
    overruled: int = 0
    distinct: Indicator = NOTHING
    not_labelled: tuple[NotLabelled, ...] = ()
    unknown_courses: int = 0
    unknown_credits: Decimal = Decimal(0)
    syllabi: Indicator = NOTHING
    headline: bool = True
    bands: ShareBands | None = None


Dimension = Literal["term", "year", "level", "main field", "subject", "subject group", "department"]


@dataclass(frozen=True, slots=True)
class SharesGroup:
    """The shares over the courses that have something in common.

    Attributes:
        dimension: what they have in common.
        value: the number of the term or year; "first cycle", "second cycle" or the words of the syllabus for
            a level; the name of a main field, subject, subject group or department. "" is the class of the
            courses for which it is not stated.
        course_keys: the courses, those without outcomes too.
    """

    dimension: Dimension
    value: str
    course_keys: tuple[str, ...]
    shares: tuple[PerspectiveShares, ...]


@dataclass(frozen=True, slots=True)
class GroupsReached:
    """How many of the groups of one dimension have a course that carries a perspective.

    Attributes:
        groups: those with at least one such course, of those that are named and of which it is known.
        named: the names of the former.
        unknown: the names of those of which it is not known: no course of theirs carries it, and of some it
            is not known, or none has a syllabus with outcomes.
    """

    dimension: Dimension
    perspective: str
    groups: Indicator
    named: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseStanding:
    """How many courses stand how to one perspective, each of the courses with outcomes.

    A course of which outcomes that are not labelled would decide is left out.

    Attributes:
        related: courses with at least `AggregateRules.related_outcomes` outcomes that carry the perspective.
        focused: those of the related ones in which at least `AggregateRules.focused_percent` of the outcomes
            carry it.
        opportunity: courses with the perspective in title, aim or content, and in no outcome.
        focused_courses: keys of the focused courses.
    """

    perspective: str
    related: Indicator
    focused: Indicator
    opportunity: Indicator
    focused_courses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """The courses with one language of instruction, of all courses with a syllabus, and their credits.

    `language` is ISO 639-1 codes joined by "+", or a status of `InstructionStatus` where the syllabus names
    none or contradicts itself.
    """

    language: str
    courses: Indicator
    credits: Indicator
    course_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExchangeCourse:
    """A course that could be opened to exchange students.

    `basis`: English is its main language, possible, or possible under a condition.
    """

    course_key: str
    basis: Literal["main", "possible", "conditional"]


@dataclass(frozen=True, slots=True)
class LanguageProfile:
    """The languages of instruction of a set of courses.

    Attributes:
        shares: one a language or status, by number of courses; together they are all courses of the set.
        exchange: the courses that could be opened to exchange students.
        exchange_courses: their share of the courses whose syllabus says whether it is so.
        exchange_credits: their share of the credits of those.
        differing: keys of courses that name only languages which the programme's own statement does not name.
        exchange_unknown: keys of the courses whose syllabus does not say it: it states no language, leaves it
            to each offering, or contradicts itself. They are in neither share.
        syllabi: the courses with a syllabus, of those that the profile is about: of a programme all that it
            lists.
        headline: whether enough of them have one for the shares by language to stand for the whole.
        exchange_headline: likewise, whether enough of those say whether they are open to exchange students.
    """

    shares: tuple[LanguageShare, ...] = ()
    exchange: tuple[ExchangeCourse, ...] = ()
    exchange_courses: Indicator = NOTHING
    exchange_credits: Indicator = NOTHING
    differing: tuple[str, ...] = ()
    exchange_unknown: tuple[str, ...] = ()
    syllabi: Indicator = NOTHING
    headline: bool = True
    exchange_headline: bool = True


@dataclass(frozen=True, slots=True)
class VersionOutcome:
    """An outcome that a difference between two versions is about.

    Attributes:
        version: whether it stands in the version that counts or in its translation.
        number: its number there, from 1.
        text: verbatim.
    """

    version: Literal["main", "other"]
    number: int
    text: str


VersionDifferenceKind = Literal[
    "outcomes missing",
    "number of outcomes",
    "outcome missing",
    "not matched",
    "order",
    "credits",
    "languages of instruction",
]


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """What the version of a syllabus that counts and its translation have differently.

    It stands in the texts. What the tool reads differently in them is no difference, but for review: see
    `ParallelOutcome`.

    Attributes:
        kind: one of them has no outcomes at all; outcomes have no counterpart in the other version; outcomes
            could not be matched with one there, which is no difference but for a person to look at; outcomes
            stand in another order; the credits or the languages of instruction are others. Audits of before
            have "number of outcomes".
        main: outcomes in the version that counts.
        other: in the translation.
        languages: of the version that counts and of the translation.
        sources: likewise, the files.
        outcomes: those that it is about.
        said: likewise as `languages`, the credits, or the ISO 639-1 codes joined by "+"; "" otherwise.
    """

    kind: VersionDifferenceKind
    main: int
    other: int
    languages: tuple[str, str]
    sources: tuple[str, str]
    outcomes: tuple[VersionOutcome, ...] = ()
    said: tuple[str, str] = ("", "")

    @property
    def sure(self) -> bool:
        """Whether the versions differ; otherwise it could not be told.

        Where no outcome of one was found it may have some that were not recognised.
        """
        return self.kind not in ("not matched", "outcomes missing")


@dataclass(frozen=True, slots=True)
class ParallelOutcome:
    """An outcome that counts and the same outcome in the translation, read together.

    Attributes:
        number: of the outcome that counts, from 1.
        version: place in `CourseProfile.analysed` of the syllabus that holds the other.
        place: of the other among the outcomes of that syllabus, from 0.
        alone: what the outcome that counts would be decided by itself, in the scheme's order. Where the other
            is decided otherwise, its label is for review.
    """

    number: int
    version: int
    place: int
    alone: tuple[Decision, ...]


VersionRole = Literal["counts", "translation", "earlier", "later", "duplicate"]


def translated_outcomes(analysed: AnalysedSyllabus) -> tuple[AnalysedOutcome, ...]:
    """Return the outcomes of a syllabus that say again, in another language, what those that count say.

    Which ones are a translation, see `second_language`. Of several versions in one file that of the syllabus
    counts, or of its first outcome where none is in its language; where the model does not label that, and
    labels a translation, the translation counts and that one is left out.
    """
    languages = [item.outcome.language for item in analysed.outcomes]
    found = translations(languages, analysed.syllabus.language)
    if found is None:
        return ()
    main, others = found
    by_language = {
        language: [item for item in analysed.outcomes if item.outcome.language == language]
        for language in (main, *others)
    }
    counts = main
    if all(item.unlabelled for item in by_language[main]):
        labelled = (other for other in others if not any(item.unlabelled for item in by_language[other]))
        counts = next(labelled, main)
    return tuple(
        item
        for item in analysed.outcomes
        if item.outcome.language in by_language and item.outcome.language != counts
    )


def main_outcomes(analysed: AnalysedSyllabus) -> tuple[AnalysedOutcome, ...]:
    """Return the outcomes of a syllabus that count: all but those that are a translation of others."""
    left_out = set(map(id, translated_outcomes(analysed)))
    return tuple(item for item in analysed.outcomes if id(item) not in left_out)


@dataclass(frozen=True, slots=True)
class CourseProfile:
    """One course in an audit.

    Attributes:
        key: code where there is one, otherwise title; of several courses with one code, code and title.
            Unique in the audit, and what a programme's rows point to.
        analysed: one or more language versions, the main one first.
        sources: shown path of the file of each, in the same order.
        differences: what the version that counts and its translation say differently.
        roles: what each version is, in the same order as `analysed`; empty where that was not determined.
        not_yet_valid: no version is valid at the date of the audit; the earliest later one counts.
        parallel: the outcomes that were read together with their translation, in their order. What is said of
            them stands in the labels of the first of `analysed`.
        by_person: names of the fields of `header` that the user's own table of courses gives.
    """

    key: str
    header: CourseHeader
    analysed: tuple[AnalysedSyllabus, ...]
    sources: tuple[str, ...]
    instruction: LanguageOfInstruction
    opportunities: tuple[Mention, ...] = ()
    differences: tuple[VersionDifference, ...] = ()
    roles: tuple[VersionRole, ...] = ()
    not_yet_valid: bool = False
    parallel: tuple[ParallelOutcome, ...] = ()
    by_person: tuple[str, ...] = ()

    @property
    def main(self) -> AnalysedSyllabus:
        """The version that counts."""
        return self.analysed[0]

    def counted_outcomes(self) -> tuple[AnalysedOutcome, ...]:
        """The outcomes that count: see `main_outcomes`."""
        return main_outcomes(self.main)


@dataclass(frozen=True, slots=True)
class SharedCode:
    """Several courses with one code, kept apart.

    Attributes:
        code: as it is compared, without spaces and hyphens.
        course_keys: the courses, in the order of the audit.
        differing: what tells them apart.
    """

    code: str
    course_keys: tuple[str, ...]
    differing: tuple[Literal["title", "credits", "outcomes"], ...]


@dataclass(frozen=True, slots=True)
class SharedProgrammeCode:
    """Several programmes with one code, kept apart.

    Attributes:
        code: as it is compared, without spaces and hyphens.
        programme_keys: the programmes, in the order of the audit.
        differing: what tells them apart.
    """

    code: str
    programme_keys: tuple[str, ...]
    differing: tuple[Literal["title", "credits", "courses"], ...]


@dataclass(frozen=True, slots=True)
class ProgrammeCourse:
    """A course as a programme lists it.

    `course_key` is None where no syllabus was found, or several courses have its code and none is the one
    that is listed. `person` is what a person's table does to the entry, None where it is as read: "changed"
    where it is not as the syllabus has it now, "confirmed" where somebody has said that it is right; and
    `confirmed_by` is who, in the words of the table.
    """

    ref: CourseRef
    course_key: str | None
    linked_by: Literal["code", "title and credits", "mapping", "several courses", "not found"]
    person: Literal["changed", "confirmed"] | None = None
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """A perspective in the programme's own outcomes against those of its courses.

    Attributes:
        outcomes: ids of the programme syllabus's own outcomes that carry the perspective.
        carried: outcomes of the linked courses that carry it, of all their outcomes.
        course_keys: the linked courses that carry it.
        not_labelled: the programme's own outcomes that are not labelled: whether they promise it is not
            known.
        unknown_courses: keys of the linked courses of which it is not known: see `course_answer`.
    """

    perspective: str
    outcomes: tuple[str, ...]
    carried: Indicator
    course_keys: tuple[str, ...]
    not_labelled: int = 0
    unknown_courses: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the programme promises the perspective and no outcome of a linked course carries it.

        Where of a linked course it is not known, nothing is said to be open.
        """
        return bool(self.outcomes) and not self.course_keys and not self.unknown_courses


ExposureGapKind = Literal[
    "status not said",
    "number to choose not said",
    "credits not said",
    "does not add up",
    "too large",
    "not labelled",
]


@dataclass(frozen=True, slots=True)
class ExposureGap:
    """A sentence or a decision that an exposure would need.

    Attributes:
        kind: who takes courses is not said; how much to choose of a part is not said; the credits of its
            courses are not said, where so many credits are to be chosen; no choice of what it lists gives
            what is to be chosen; it is too large to be counted; or outcomes of courses are not labelled, so
            that it is not known whether they carry the perspective.
        part: the name or the words of the part; "" for the whole programme.
        courses: as listed, those that it concerns.
    """

    kind: ExposureGapKind
    part: str
    courses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exposure:
    """In how many courses a student of a programme meets a perspective in the outcomes, whatever is chosen.

    It counts what the syllabi among the files hold, and is no share: the courses without a syllabus stand
    beside it.

    Attributes:
        everyone: courses that everyone takes, as the structure of the programme gives.
        with_syllabus: those of them whose syllabus, with outcomes, is among the files.
        carrying: keys of those of them that carry the perspective: what is guaranteed.
        least: courses with the perspective that everyone meets at the least, whatever is chosen; None where
            it is not said who takes a course. Where a number to choose is not said, that choice adds nothing.
        best: likewise for the choice that meets it most; None, too, where a number to choose is not said.
        best_courses: keys of the courses of that choice, those in `carrying` left out.
        least_tracks: names of the tracks of the choice that gives `least`; empty where there are no tracks.
        best_tracks: likewise for `best`.
        free: names of the parts that a student fills freely; they add nothing to `least`.
        not_said: as listed, the courses of which it is not said who takes them.
        basis: the weakest basis of the statuses of `everyone`; None where there are none.
        gaps: the sentences or decisions that are missing.
        choices_without_syllabus: courses to choose among that have no syllabus, or none with outcomes, among
            the files; they are taken not to carry the perspective.
        not_labelled: keys of the courses in `with_syllabus` of which it is not known whether they carry the
            perspective (see `course_answer`); no guarantee rests on them, so they stand beside `carrying` as
            the courses without a syllabus do.
        choices_not_labelled: likewise, courses to choose among; they, too, are taken not to carry it.
    """

    perspective: str
    everyone: int
    with_syllabus: int
    carrying: tuple[str, ...]
    least: int | None
    best: int | None
    best_courses: tuple[str, ...] = ()
    least_tracks: tuple[str, ...] = ()
    best_tracks: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    not_said: tuple[str, ...] = ()
    basis: StatusBasis | None = None
    gaps: tuple[ExposureGap, ...] = ()
    choices_without_syllabus: int = 0
    not_labelled: tuple[str, ...] = ()
    choices_not_labelled: int = 0

    @property
    def missing(self) -> int:
        """Courses, those to choose among too, of which it is not known whether they carry the perspective.

        Where there are any, `least` and `best` are "at least" so many.
        """
        return (
            self.everyone
            - self.with_syllabus
            + len(self.not_labelled)
            + self.choices_without_syllabus
            + self.choices_not_labelled
        )


ProgrammeNoteKind = Literal["credits differ", "credits cannot be", "equal title", "valid later"]


@dataclass(frozen=True, slots=True)
class ProgrammeNote:
    """Something in which a programme and a course syllabus among the files do not agree.

    Attributes:
        kind: other credits than in the course syllabus; credits that cannot be beside those of the course
            syllabus, and are not used; a course of equal title that is not linked, for the programme gives
            another code, or no code and other credits or none; or a syllabus that is valid only later than
            the date the audit is made for.
        code: as the programme lists it, or None.
        title: likewise.
        listed: what the programme has: credits, or the code; "" where it has none, and for validity.
        found: what the course syllabus has: credits, the code, or the date.
        course_key: the course whose syllabus it is.
        page: where the programme lists it, from 1.
    """

    kind: ProgrammeNoteKind
    code: str | None
    title: str
    listed: str
    found: str
    course_key: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of a programme, to which outcomes of its courses may lead.

    Attributes:
        id: unique within its matrix: the number of the goal, or its knowledge form.
        text: verbatim; "" where it stands for all goals of the degree of one knowledge form.
        knowledge_form: None where it is not said.
        source: the knowledge forms of the degree, an outcome of the programme syllabus, or the user's table.
        outcome: the id of that outcome of the programme syllabus.
        number: that it has there, where the numbers of its goals are unambiguous; else "".
    """

    id: str
    text: str
    knowledge_form: KnowledgeForm | None
    source: Literal["degree", "programme", "table"]
    outcome: str | None = None
    number: str = ""


Stage = Literal["introduced", "deepened", "met again", "not said"]


@dataclass(frozen=True, slots=True)
class GoalCell:
    """A course of a programme that leads to a goal.

    Attributes:
        goal: its id.
        course_key: None where the course has no syllabus among the files.
        course: its code, else its title, as the programme lists it.
        outcomes: numbers of its outcomes that lead there, from 1.
        by_table: those of them of which the user's table says so; the others stand in the syllabus under the
            heading of the knowledge form, or name the goal by its number.
        whole: whether the user's table says so of the course as a whole.
        terms: the earliest and the latest term in which the course may begin, from 1 within the programme;
            None where it is not said.
        levels: the lowest and the highest level that the verbs of these outcomes, taken together, may have
            reached; None where it is not said.
        named: the words of the syllabus that name the goal by its number, each once.
        named_whole: whether these say so of the course as a whole.
        stage: introduced where no other course with the goal begins earlier; deepened where the level is
            higher than any that courses before it may have; met again where it is surely not higher. Not said
            where the term is not, or where the verbs do not settle it.
    """

    goal: str
    course_key: str | None
    course: str
    outcomes: tuple[int, ...]
    by_table: tuple[int, ...] = ()
    whole: bool = False
    terms: tuple[int, int] | None = None
    levels: tuple[BloomLevel | None, BloomLevel | None] = (None, None)
    stage: Stage = "not said"
    named: tuple[str, ...] = ()
    named_whole: bool = False


@dataclass(frozen=True, slots=True)
class NotMapped:
    """The outcomes of a course that are linked to no goal: their numbers, from 1, of how many."""

    course_key: str
    outcomes: tuple[int, ...]
    of: int


@dataclass(frozen=True, slots=True)
class GoalMatrix:
    """The courses of a programme against goals, as far as the syllabi or the user's table link them.

    Attributes:
        kind: the goals of the degree by knowledge form, or the programme's own goals.
        goals: all of them, also those to which nothing is linked.
        cells: by goal, then in the order of the programme's list.
        not_mapped: of the courses with a syllabus, in the order of the list, those with outcomes that lead to
            none of the goals as far as is said.
    """

    kind: Literal["degree", "programme"]
    goals: tuple[Goal, ...]
    cells: tuple[GoalCell, ...]
    not_mapped: tuple[NotMapped, ...]

    def of(self, goal: str) -> tuple[GoalCell, ...]:
        """Return the courses that lead to a goal."""
        return tuple(cell for cell in self.cells if cell.goal == goal)


@dataclass(frozen=True, slots=True)
class UnmatchedGoal:
    """What a row of the user's table of goals says and what could not be linked.

    Attributes:
        row: its number in the table, from 1.
        programme: as written, like `course`, `outcome` and `goal`.
        programme_key: of the programme that it names; None where the audit has none such.
        missing: what was not found: the programme, the course in its list, the outcome in the course, or the
            goal.
    """

    row: int
    programme: str
    course: str
    outcome: str
    goal: str
    programme_key: str | None
    missing: Literal["programme", "course", "outcome", "goal"]


@dataclass(frozen=True, slots=True)
class ReadStructure:
    """The parts of a programme as its syllabus has them, where a person's table has changed them."""

    blocks: tuple[StructureBlock, ...] = ()
    groups: tuple[ChoiceGroup, ...] = ()
    tracks: tuple[Track, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeProfile:
    """A programme and what its courses say.

    `shares` covers all linked courses, `compulsory_shares` those that everyone takes, `elective_shares` those
    that some take, `unsaid_shares` those of which the programme does not say who takes them.
    `groups` are by term, year, level, main field, subject, subject group and department; `promises` and
    `exposure` have one record a perspective; `other_sources` are the files of other versions of the programme
    syllabus, with what they are; `notes` are where it and the course syllabi do not agree; `matrices` are its
    courses against the goals of the degree by knowledge form, and against its own goals where it has some;
    `as_read` are the blocks, groups and tracks of `analysed.syllabus` before a person's table changed them,
    and None where none did.
    """

    key: str
    header: CourseHeader
    source: str
    analysed: AnalysedSyllabus
    courses: tuple[ProgrammeCourse, ...]
    shares: tuple[PerspectiveShares, ...]
    compulsory_shares: tuple[PerspectiveShares, ...]
    elective_shares: tuple[PerspectiveShares, ...]
    instruction_courses: tuple[tuple[str, int], ...] = ()
    failures: int = 0
    groups: tuple[SharesGroup, ...] = ()
    standing: tuple[CourseStanding, ...] = ()
    languages: LanguageProfile = LanguageProfile()
    promises: tuple[Promise, ...] = ()
    exposure: tuple[Exposure, ...] = ()
    other_sources: tuple[tuple[str, VersionRole], ...] = ()
    unsaid_shares: tuple[PerspectiveShares, ...] = ()
    notes: tuple[ProgrammeNote, ...] = ()
    matrices: tuple[GoalMatrix, ...] = ()
    as_read: ReadStructure | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made the audit: enough to make it again.

    Digests are hex SHA-256; `reviews_digest` is "" where no human decision was given. `recognition` names the
    versions of what recognises text in pictures, and is "" where that was not asked for. `passed_over`
    counts the files in the folders that are no syllabi: pairs of a `PassedKind` or the ending of their names,
    and how many. `pipeline` is name, version and digest of the spaCy pipeline that went before the labeller,
    and "" without one.
    """

    tool_version: str
    settings_digest: str
    scheme_digest: str
    model_sha256: str
    corpus_digest: str
    sources_digest: str
    reviews_digest: str = ""
    recognition: str = ""
    passed_over: tuple[tuple[str, int], ...] = ()
    pipeline: str = ""


@dataclass(frozen=True, slots=True)
class TakeRule:
    """What is taken of a block, as a person says it.

    `rule` is None where the person says that it is not said; `courses` and `credits` are least and most.
    """

    rule: BlockRule | None
    courses: tuple[int, int] | None = None
    credits: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class MappingRow:
    """A row of the user's own table of programmes: a course by code or title, and where it stands.

    `None` leaves a thing as the programme syllabus says; "" and () say that there is none.

    Attributes:
        programme: by code or title.
        course: the code, or the title where there is no code; what the row is found by.
        terms: from 1 within the programme.
        status: who takes it.
        years: likewise from 1.
        credits: one value, or the least and the most.
        title: of the course; None where the table has one column for code or title.
        kind: a course or a slot.
        block: the block it stands in, as `aggregate.block_labels` names it.
        rule: what is taken of that block.
        track: the name of its track.
        removed: the course is not in the programme.
        confirmed_by: who has said that the row is right; "" for nobody.
        exported: whether the tool wrote the table, and nobody need have looked at the row.
        untouched: whether nobody has changed the row since, or confirmed it: it says nothing.
    """

    programme: str
    course: str
    terms: tuple[int, ...] | None = None
    status: CourseStatus | None = None
    years: tuple[int, ...] | None = None
    credits: tuple[Decimal, ...] | None = None
    title: str | None = None
    kind: EntryKind | None = None
    block: str | None = None
    rule: TakeRule | None = None
    track: str | None = None
    removed: bool = False
    confirmed_by: str = ""
    exported: bool = False
    untouched: bool = False


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """A row of the user's own table of courses: what the course with this code is in.

    `None` and () leave a thing as the syllabus says.
    """

    code: str
    department: str | None = None
    subject_group: str | None = None
    subject: str | None = None
    main_fields: tuple[str, ...] = ()
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A row of the user's own table of goals.

    It links an outcome of a course, or a course, to goals of a programme; without a course it gives a goal.

    Attributes:
        number: of the row in the table, from 1.
        programme: by code or title.
        course: likewise; "" where the row gives a goal.
        outcome: its number in the course, from 1; "" for the whole course, or where `words` name it.
        words: the words of the outcome, or "".
        goals: by number or by words; a goal that the row gives, in its words.
        forms: knowledge forms, for the goals of the degree of each.
        knowledge_form: of the goal that the row gives; None where the row does not say it.
    """

    number: int
    programme: str
    course: str
    outcome: str
    words: str
    goals: tuple[str, ...]
    forms: tuple[KnowledgeForm, ...] = ()
    knowledge_form: KnowledgeForm | None = None


@dataclass(frozen=True, slots=True)
class AggregateRules:
    """What the user decides about the indicators, and what is known of the labels that they rest on.

    Attributes:
        as_of: ISO date; of several versions of a course the one valid then counts. None: the one that is
            valid latest.
        related_outcomes: a course with so many outcomes that carry a perspective is related to it.
        focused_percent: a related course in which so many per cent of the outcomes carry it is focused on it.
        recycled_courses: a sentence that stands in so many courses is listed as recycled.
        headline_percent: a share stands for the whole where at least so many per cent of what it is about is
            known: of its courses have a syllabus with outcomes, and of these outcomes are labelled.
        courses: the user's own table of courses; it wins over the course syllabi.
        courses_source: its path as shown.
        courses_sha256: hex digest of its bytes.
        goals: the user's own table of goals; it wins over the course syllabi.
        goals_source: its path as shown.
        goals_sha256: hex digest of its bytes.
        rates: how often the model's labels are known to be wrong; () where that is not measured.
        rates_on: on what that was measured.
        mapping: the user's own table of programmes; it wins over the programme syllabi.
        mapping_source: its path as shown.
        mapping_sha256: hex digest of its bytes.
    """

    as_of: str | None = None
    related_outcomes: int = 1
    focused_percent: int = 50
    recycled_courses: int = 3
    mapping: tuple[MappingRow, ...] = ()
    mapping_source: str = ""
    mapping_sha256: str = ""
    headline_percent: int = 50
    courses: tuple[CourseFacts, ...] = ()
    courses_source: str = ""
    courses_sha256: str = ""
    goals: tuple[GoalRow, ...] = ()
    goals_source: str = ""
    goals_sha256: str = ""
    rates: tuple[LabelRates, ...] = ()
    rates_on: RatesData | None = None

    @property
    def measured_on(self) -> RatesData | None:
        """On what it was measured how often labels are wrong; None where it was not."""
        return self.rates_on if self.rates else None

    def enough(self, known: int | Decimal, whole: int | Decimal) -> bool:
        """Whether so much of a whole is known that a share of it may stand for the whole."""
        return 100 * known >= self.headline_percent * whole


@dataclass(frozen=True, slots=True)
class RecycledOutcome:
    """Near-identical outcomes of several courses.

    `language` is None where it is not known; `members` are (course key, outcome id); `perspectives` are those
    that each of them carries.
    """

    text: str
    language: str | None
    members: tuple[tuple[str, str], ...]
    courses: int
    perspectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoodExample:
    """An outcome that shows a perspective clearly, to be shared.

    `subject` is what variety was sought over.
    """

    perspective: str
    course_key: str
    outcome_id: str
    subject: str


@dataclass(frozen=True, slots=True)
class AmbiguousProgramme:
    """A name in a table of the user that several programmes bear, so that its rows are applied to none.

    Attributes:
        source: the path of the table as shown.
        name: as written there.
        programme_keys: of the programmes that bear it; each of these, in the table, means that one alone.
        rows: how many rows have the name.
    """

    source: str
    name: str
    programme_keys: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class SameGroup:
    """Names in several languages of one department or subject, as courses with a syllabus in each say.

    Attributes:
        dimension: what the names are of.
        names: the first is the one that stands for all in `CourseHeader`.
        course_keys: the courses whose versions name it in two languages: what it rests on.
        renamed: the courses that stand under another name of it in their own syllabus.
        contradictory: a name is beside several in one language; nothing is taken for one, and `renamed` are
            the courses that would be concerned.
    """

    dimension: Dimension
    names: tuple[str, ...]
    course_keys: tuple[str, ...]
    renamed: tuple[str, ...]
    contradictory: bool = False


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What a report says of itself: given by the user, or by the clock, and never read from a syllabus.

    It stands under `head` in audit.json and nowhere else in it, so that whatever digests or compares audits
    can leave it out. All are "" where they are not given.

    Attributes:
        institution: whose syllabi they are.
        commissioned_by: who asked for the report.
        period: of what time the syllabi are.
        date: ISO date of the audit.
    """

    institution: str = ""
    commissioned_by: str = ""
    period: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """The whole result: every course, every programme, every file that needs attention.

    `shares`, `groups`, `standing` and `languages` cover all courses; `unlinked_courses` are keys of courses
    that belong to no programme of the audit; `reached` says of how many departments, subject groups, subjects
    and main fields a course carries each perspective; `unmatched_goals` are the rows of the user's table of
    goals that could not be linked; `unmatched_courses` are the codes of the user's table of courses that no
    course of the audit has, as written there; `recycled` are near-identical outcomes over several
    courses; `examples` are outcomes to share; `rules` is what the user decided; `shared_codes`
    are the codes that several courses have, `shared_programme_codes` those that several programmes have.
    `same_groups` are departments and subjects that are named in two languages, `ambiguous_programmes`
    names in the user's tables that several programmes bear.
    `head` is what the report says of itself: the one part in which the clock has a share.
    """

    perspectives: tuple[str, ...]
    programmes: tuple[ProgrammeProfile, ...]
    courses: tuple[CourseProfile, ...]
    unlinked_courses: tuple[str, ...]
    shares: tuple[PerspectiveShares, ...]
    files: tuple[tuple[str, DocumentStatus], ...]
    failures: tuple[Failure, ...]
    provenance: Provenance
    groups: tuple[SharesGroup, ...] = ()
    standing: tuple[CourseStanding, ...] = ()
    languages: LanguageProfile = LanguageProfile()
    recycled: tuple[RecycledOutcome, ...] = ()
    examples: tuple[GoodExample, ...] = ()
    rules: AggregateRules = AggregateRules()
    shared_codes: tuple[SharedCode, ...] = ()
    reached: tuple[GroupsReached, ...] = ()
    unmatched_goals: tuple[UnmatchedGoal, ...] = ()
    head: ReportHead = ReportHead()
    unmatched_courses: tuple[str, ...] = ()
    shared_programme_codes: tuple[SharedProgrammeCode, ...] = ()
    same_groups: tuple[SameGroup, ...] = ()
    ambiguous_programmes: tuple[AmbiguousProgramme, ...] = ()

    def course(self, key: str) -> CourseProfile:
        """Return the course with this key. Raises KeyError where there is none."""
        for course in self.courses:
            if course.key == key:
                return course
        raise KeyError(key)


_WITH_NUMBERS = msgspec.json.Encoder(decimal_format="number")


def to_json(value: object, indent: int = 0, numbers: bool = False) -> bytes:
    """Encode any value of this module as UTF-8 JSON.

    Fields keep their order, so equal values give equal bytes.

    Args:
        value: what to encode.
        indent: spaces a level; 0 for one line.
        numbers: whether counts and credits are written as numbers, for programs that calculate with them, and
            not as text. `from_json` reads both, and loses no digit of either.
    """
    data = _WITH_NUMBERS.encode(value) if numbers else msgspec.json.encode(value)
    return msgspec.json.format(data, indent=indent) if indent else data


T = TypeVar("T")


def from_json(data: bytes | str, kind: type[T]) -> T:
    """Decode what `to_json` made. Raises msgspec.ValidationError where the data do not fit `kind`."""
    return msgspec.json.decode(data, type=kind)
