"""What the user says of an audit: tables of programmes, courses and goals, and how indicators count."""

from dataclasses import dataclass
from decimal import Decimal

from curranalyser.datamodel.offerings import GivenOfferings
from curranalyser.datamodel.shares import LabelRates, RatesData
from curranalyser.datamodel.structure import BlockRule, CourseStatus, EntryKind
from curranalyser.datamodel.syllabus import KnowledgeForm


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
        offerings: of courses, as a register tells them.
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
    offerings: GivenOfferings = GivenOfferings()

    @property
    def measured_on(self) -> RatesData | None:
        """On what it was measured how often labels are wrong; None where it was not."""
        return self.rates_on if self.rates else None

    def enough(self, known: int | Decimal, whole: int | Decimal) -> bool:
        """Whether so much of a whole is known that a share of it may stand for the whole."""
        return 100 * known >= self.headline_percent * whole
