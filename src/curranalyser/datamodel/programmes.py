"""A programme with its courses, what every student meets, and its goals."""

from dataclasses import dataclass
from typing import Literal

from curranalyser.datamodel.courses import VersionRole
from curranalyser.datamodel.labels import AnalysedSyllabus
from curranalyser.datamodel.shares import (
    CourseStanding,
    Indicator,
    LanguageProfile,
    PerspectiveShares,
    SharesGroup,
)
from curranalyser.datamodel.structure import ChoiceGroup, CourseRef, StatusBasis, StructureBlock, Track
from curranalyser.datamodel.syllabus import BloomLevel, CourseHeader, KnowledgeForm


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
