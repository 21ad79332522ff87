"""The whole of an audit, with what made it."""

from dataclasses import dataclass

from curranalyser.datamodel.courses import CourseProfile, SharedCode, SharedProgrammeCode
from curranalyser.datamodel.document import Failure
from curranalyser.datamodel.offerings import OfferingsProfile
from curranalyser.datamodel.programmes import ProgrammeProfile, UnmatchedGoal
from curranalyser.datamodel.results import DocumentStatus
from curranalyser.datamodel.rules import AggregateRules
from curranalyser.datamodel.shares import (
    CourseStanding,
    Dimension,
    GroupsReached,
    LanguageProfile,
    PerspectiveShares,
    SharesGroup,
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
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
    names in the user's tables that several programmes bear; `offerings` is what the user's file of offerings
    says of the language of instruction.
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
    offerings: OfferingsProfile = OfferingsProfile()

    def course(self, key: str) -> CourseProfile:
        """Return the course with this key. Raises KeyError where there is none."""
        for course in self.courses:
            if course.key == key:
                return course
        raise KeyError(key)
