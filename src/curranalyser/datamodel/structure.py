"""The structure of a programme: entries, blocks, groups, tracks, and who takes what on which basis."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureStatement:
    """A sentence that bears on who takes what.

    `block` is the id of the block it speaks of, None for the whole programme.
    """

    kind: StatementKind
    text: str
    page: int = 1
    block: str | None = None


SizeBasis = Literal["read", "degree title", "60 a year", "30 a term"]
