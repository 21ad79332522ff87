"""What the report shows.

Every figure computed and rounded once, every text cleaned, in the reader's language.

The page, the workbook and the table in the terminal all show these values and compute none of their own.
`prepare` makes them from an audit.
"""

from dataclasses import dataclass
from typing import Literal

from curranalyser.datamodel import CourseStatus, Decision, EntryKind
from curranalyser.report.marks import Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class PerspectiveView:
    """A perspective.

    `position` counts from 0 in the scheme's order and is what marks and columns refer to; `heading` begins
    with a capital.
    """

    id: str
    position: int
    name: str
    heading: str
    prefix: str
    definition: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """A share: `value` from 0 to 1, rounded to a thousandth, or None where there is nothing to share.

    It is None, too, where too little is known for a share: then the counts are all there is. `percent` and
    `fraction` are how it is written. `band` is between what shares the known errors of the labels could move
    it, written, and "" where that is not measured; `low` and `high` are its ends.
    """

    value: float | None
    numerator: float
    denominator: float
    percent: str
    fraction: str
    band: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesView:
    """The shares of one perspective over a set of courses.

    `human` counts the labels that people decided; `human_text` says so, or is "" without any. `not_labelled`
    outcomes and `unknown_courses` are in none of the shares; `languages` says in which languages these
    outcomes are, and `left_out` all of it in words: "" where nothing is left out. `syllabi` are the courses
    whose syllabus, with outcomes, is there, of those that the shares are about, and `syllabi_text` says so;
    `enough` says whether that is enough for a share to be given.
    """

    perspective: PerspectiveView
    outcomes: ShareView
    courses: ShareView
    credits: ShareView
    to_review: int
    human: int = 0
    human_text: str = ""
    not_labelled: int = 0
    unknown_courses: int = 0
    languages: str = ""
    left_out: str = ""
    syllabi: tuple[int, int] = (0, 0)
    syllabi_text: str = ""
    enough: bool = True


@dataclass(frozen=True, slots=True)
class ShareGroup:
    """The shares over one set of a programme's courses: `key` is all, compulsory, elective or unsaid."""

    key: str
    label: str
    shares: tuple[SharesView, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule of the codebook in the reader's language.

    `anchor` is where it stands in the report, or "" for a rule the scheme does not know.
    """

    id: str
    anchor: str
    verdict: str
    text: str

    @property
    def rest(self) -> str:
        """The text without the verdict, where it begins with that: to stand beside it."""
        said = f"{self.verdict}:"
        return self.text.removeprefix(said).lstrip() if self.text.startswith(said) else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelView:
    """The answer for one perspective.

    Attributes:
        decision: yes, review, no or not labelled; `value` and `probability` are None and a dash where the
            model gives none.
        words: those it rests on.
        shown: whether the reader gets the reasons.
        human: that a person decided, and what the tool had said; "" where nobody did.
        reason: the person's.
        versions: how the versions in two languages are read differently, in words; "" where they are not.
    """

    perspective: PerspectiveView
    decision: str
    decision_label: str
    value: float | None
    probability: str
    rule: RuleView | None
    kind_of_hit: str
    words: tuple[str, ...]
    shown: bool
    human: str = ""
    reason: str = ""
    versions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherVersionView:
    """An outcome in the other language: its ISO 639-1 code and name, and its text with its evidence."""

    language: str
    name: str
    text: tuple[Segment, ...]
    plain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeView:
    """A learning outcome with its labels.

    Attributes:
        anchor: unique in the report.
        number: its place in its course, from 1.
        language: ISO 639-1 code, or "" where it is the report's own.
        lead_in_shown: whether the lead-in is worth repeating: it differs from the one before, or bears
            evidence.
        owner_key: the key of its course or programme, by which decisions of people find it again.
        recognised: that its words were recognised from a picture, in words; "" where they were not.
        assessments: names of what examines it, as written, where a table says so.
        other: the same outcome in the other language, where both were read together and one of them carries
            a perspective or may do so.
    """

    anchor: str
    number: int
    owner: str
    owner_anchor: str
    owner_title: str
    language: str
    lead_in: tuple[Segment, ...]
    lead_in_shown: bool
    text: tuple[Segment, ...]
    plain: str
    page: int
    source: str
    knowledge_form: str
    module: str
    labels: tuple[LabelView, ...]
    owner_key: str = ""
    recognised: str = ""
    assessments: tuple[str, ...] = ()
    other: "OtherVersionView | None" = None

    @property
    def carries(self) -> bool:
        """Whether any perspective is decided yes."""
        return any(label.decision == Decision.YES for label in self.labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionView:
    """A perspective met outside the outcomes."""

    perspective: PerspectiveView
    place: str
    page: int
    language: str
    text: tuple[Segment, ...]
    words: tuple[str, ...]
    rule: RuleView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """How many of a course's outcomes carry one perspective.

    `carriers` and `doubtful` are (number, anchor) of those decided yes and to be reviewed; `total` are those
    that are labelled, and `not_labelled` how many are not.
    """

    perspective: PerspectiveView
    total: int
    fraction: str
    carriers: tuple[tuple[int, str], ...]
    doubtful: tuple[tuple[int, str], ...]
    not_labelled: int = 0

    @property
    def unknown(self) -> bool:
        """Whether it is not known if the course carries the perspective."""
        return bool(self.not_labelled) and not self.carriers


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Verbatim words about the language of instruction, the page and the kind of place."""

    text: str
    page: int
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionView:
    """The language of instruction. `status` is the data model's value; `summary` says all in a few words."""

    status: str
    status_label: str
    main: str
    possible: str
    summary: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseView:
    """A course and its outcomes.

    Attributes:
        language: that of the title, or "" where it is the report's own.
        other_versions: the outcomes of translations and earlier versions, which are not counted.
        disagreements: what the version that counts and its translation say differently, in words.
        versions: file and what it is, where there is more than one.
        notes: what is left out of its figures, in words.
        reading: what was noted when its files were read, in words.
        shared_code: that other courses have its code, in words; "" where none has.
        unmatched: outcomes that could not be matched between the two versions, in words.
    """

    anchor: str
    code: str
    title: str
    language: str
    credits: float | None
    credits_text: str
    facts: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    document_language: str
    programmes: tuple[tuple[str, str], ...]
    outcomes: tuple[OutcomeView, ...]
    other_versions: tuple[OutcomeView, ...]
    counts: tuple[CountView, ...]
    disagreements: tuple[str, ...]
    instruction: InstructionView
    opportunities: tuple[MentionView, ...]
    versions: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    shared_code: str = ""
    unmatched: tuple[str, ...] = ()
    owner: str = ""

    @property
    def name(self) -> str:
        """Code and title in one."""
        return " ".join(part for part in (self.code, self.title) if part)

    @property
    def short(self) -> str:
        """The code, or the title where there is none."""
        return self.code or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLink:
    """A course to be named in a list.

    `language` is that of the name, or "" where it is the report's own; `short` is its code, else its title.
    """

    anchor: str
    name: str
    language: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """The shares over the courses with one term, level, subject group or department.

    `value` is the data model's; `label` is for the reader.
    """

    value: str
    label: str
    courses: tuple[CourseLink, ...]
    shares: tuple[SharesView, ...]


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The groups of one dimension: `key` is the data model's, `heading` for the reader."""

    key: str
    heading: str
    rows: tuple[GroupRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedView:
    """How many groups of one dimension have a course with a perspective.

    `key` is the data model's dimension and `heading` names it; `sentence` says it with its counts, `count` of
    `known`, and of how many it is not known. `named` are those that have one, `unknown` those of which it is
    not known.
    """

    key: str
    heading: str
    perspective: PerspectiveView
    count: int
    known: int
    sentence: str
    named: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """How courses stand to one perspective, and its outcomes with near-identical ones counted once.

    `left_out` says what is not labelled, or is "".
    """

    perspective: PerspectiveView
    related: ShareView
    focused: ShareView
    opportunity: ShareView
    distinct: ShareView
    focused_courses: tuple[CourseLink, ...]
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRow:
    """The courses with one language of instruction; `value` is the data model's."""

    value: str
    label: str
    courses: ShareView
    credits: ShareView
    members: tuple[CourseLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagesView:
    """The languages of instruction of a set of courses.

    `exchange` are (why, courses); `differing` name none of the programme's own languages; of
    `exchange_unknown` the syllabus does not say whether they are open to exchange students. `syllabi_text`
    says how many courses have a syllabus.
    """

    rows: tuple[LanguageRow, ...] = ()
    exchange: tuple[tuple[str, tuple[CourseLink, ...]], ...] = ()
    exchange_courses: ShareView | None = None
    exchange_credits: ShareView | None = None
    differing: tuple[CourseLink, ...] = ()
    exchange_unknown: tuple[CourseLink, ...] = ()
    syllabi_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedView:
    """The offerings of a course: what the syllabus says, and in which languages they are.

    `course` is None where it is not shown; `verdict` says how the two stand to each other.
    """

    course: CourseLink | None
    syllabus: str
    offered: str
    offerings: int
    years: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideView:
    """Courses of which the syllabus says one thing and the offerings another, or the same."""

    syllabus: str
    offered: str
    members: tuple[CourseLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedYearView:
    """A year of the series: its offerings, and the share of each language of them."""

    year: int
    offerings: int
    shares: tuple[ShareView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferingsView:
    """What the offerings say of the language of instruction.

    `known` says for how many courses; `rows` are by language of all offerings of a course; `beside` sets
    them by what the syllabi say; `answered` are courses whose syllabus leaves it open; `differing` those
    offered in a language that the syllabus does not name; `languages` are the columns of `years`; `notes` say
    what of the file is in no figure.
    """

    known: str
    rows: tuple[LanguageRow, ...] = ()
    beside: tuple[BesideView, ...] = ()
    answered: tuple[CourseLink, ...] = ()
    differing: tuple[OfferedView, ...] = ()
    courses: tuple[OfferedView, ...] = ()
    languages: tuple[str, ...] = ()
    years: tuple[OfferedYearView, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """A perspective in the programme's own outcomes and in those of its courses.

    The programme's own are given as (number, anchor); `left_out` says what of them is not labelled, or is "".
    """

    perspective: PerspectiveView
    promised: tuple[tuple[int, str], ...]
    carried: ShareView
    courses: int
    verdict: str
    open: bool
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureView:
    """What every student meets of one perspective, and what tracks and electives add.

    Attributes:
        everyone: courses that everyone takes; `with_syllabus` those of them with outcomes among the files,
            `carrying` those of these that carry the perspective, and `carrying_courses` which they are.
        least: courses with the perspective whatever is chosen; None where it is not known.
        best: likewise for the choice that meets it most, and `best_courses` what that choice adds.
        tracks: by which tracks the least and the best choice go, in words, or "".
        sentence: what everyone meets and what a choice adds, in words.
        not_labelled: those in `with_syllabus` of which it is not known whether they carry the perspective.
        unsaid: whether it is said of no course that everyone takes it, and of some not who takes them.
        missing: courses, electives too, of which it is not known whether they carry the perspective: they
            have no syllabus with outcomes here, or these are not labelled. `least` and
            `best` may be more.
    """

    perspective: PerspectiveView
    everyone: int
    with_syllabus: int
    carrying: int
    carrying_courses: tuple[CourseLink, ...]
    least: int | None
    best: int | None
    best_courses: tuple[CourseLink, ...]
    tracks: str = ""
    sentence: str = ""
    not_labelled: int = 0
    unsaid: bool = False
    missing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecycledView:
    """A sentence that stands in many courses: its most common wording and where it stands."""

    text: str
    language: str
    courses: int
    outcomes: int
    perspectives: tuple[PerspectiveView, ...]
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRow:
    """An entry of a programme's course list.

    Attributes:
        slot: the first term or year, with its place in time in `slot_order`.
        status: who takes it; None for a course of no programme. `status_label` says it in words.
        course: None where no syllabus was found.
        kind: a course, or a slot that a student fills.
        when: all its terms or years.
        basis: what the status rests on, in words, or ""; `reason` are the words that say it, verbatim.
        part: the name of the part of the programme it stands in, or ""; `track` of its track.
        reason_page: where the reason stands; None where there is none.
        places: the columns of the map that it is drawn in: order in time, and heading.
        by_person: whether a person's table says who takes it; `person` says whether it was changed or
            confirmed there, and by whom, or is "" where it is as read.
        status_short: who takes it, in a word or two; "" where everyone does, and for a slot.
    """

    slot: str
    slot_order: int
    code: str
    title: str
    language: str
    credits: float | None
    credits_text: str
    status: CourseStatus | None
    status_label: str
    link: str
    link_label: str
    page: int | None
    course: CourseView | None
    kind: EntryKind = EntryKind.COURSE
    when: str = ""
    basis: str = ""
    reason: str = ""
    part: str = ""
    track: str = ""
    reason_page: int | None = None
    places: tuple[tuple[int, str], ...] = ()
    by_person: bool = False
    status_short: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class BasisView:
    """On what it rests that everyone takes courses.

    `text` says it, with the number of courses; `quotes` are the verbatim words and their pages.
    """

    text: str
    quotes: tuple[tuple[str, int | None], ...]


PartKind = Literal["all", "choose", "track", "free", "unsaid"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part of a programme with a rule of its own, or the whole programme.

    Attributes:
        kind: all of it is taken, some is chosen, it is a track, it is filled freely, or it is not said.
        name: its heading, or "".
        rule: what a student takes of it, in words; "" for the whole programme.
        quote: the verbatim words that give the rule, or "", and in `page` where they stand.
        condition: for whom it holds, as written, or "".
        by_person: whether a person's table gives the rule.
        rows: its courses and slots, in order of time, without those of `parts`.
        parts: those within it.
    """

    kind: PartKind
    name: str
    rule: str
    quote: str
    page: int | None
    condition: str
    by_person: bool
    rows: tuple[CourseRow, ...]
    parts: "tuple[PartView, ...]" = ()


@dataclass(frozen=True, slots=True)
class StructureRow:
    """A part as the table of the structure shows it.

    `path` are the names of the parts around it and its own, the outermost first; `sets` are its courses and
    slots, those together that are taken by the same students for the same reason.
    """

    part: PartView
    path: tuple[str, ...]
    sets: tuple[tuple[CourseRow, ...], ...]


@dataclass(frozen=True, slots=True)
class Carriers:
    """The outcomes that carry one perspective, with how their course is marked in the programme."""

    perspective: PerspectiveView
    anchor: str
    outcomes: tuple[tuple[OutcomeView, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """A goal of a programme.

    Attributes:
        heading: its number, or the knowledge form whose goals it stands for.
        text: verbatim; "" for the goals of the degree.
        language: of the text, "" where it is the report's own.
        form: its knowledge form, "" where it is not said.
        standing: which courses introduce and deepen it, in words, or that it is not mapped.
        by_table: whether the user's own table gives it.
        number: that it has in its syllabus, where that is another one.
    """

    heading: str
    text: str
    language: str
    form: str
    standing: str
    by_table: bool
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCellView:
    """A course that leads to a goal.

    Attributes:
        stage: the data model's; `label` says it in words.
        outcomes: numbers and anchors of its outcomes that lead there.
        whole: whether the user's table, or the syllabus by number, names the course as a whole.
        level: what the verbs reach, in words.
        by_table: how many of the outcomes the user's table links.
    """

    stage: str
    label: str
    outcomes: tuple[tuple[int, str], ...]
    whole: bool
    level: str
    by_table: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A course against the goals: a cell each, None where it is not mapped.

    `anchor` is "" where the course has no syllabus; of its outcomes, `of` in number, so many are
    `not_mapped`. `choice` says who takes it where that is not everyone; `short` is
    its code, else its title.
    """

    when: str
    name: str
    language: str
    anchor: str
    cells: tuple[MatrixCellView | None, ...]
    not_mapped: int
    of: int
    choice: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView:
    """The courses of a programme against its goals.

    Attributes:
        kind: the data model's: the goals of the degree by knowledge form, or the programme's own.
        forms: knowledge forms over the goals, and how many goals each spans; empty where none is said.
        table: the user's own table that links, or "".
        rows: the courses that lead to a goal.
        left: the courses with a syllabus that lead to none, as rows without a cell.
        mapped: how many goals have a course that leads to them.
        named: courses that name goals by number, each with its words.
    """

    kind: str
    goals: tuple[GoalView, ...]
    forms: tuple[tuple[str, int], ...]
    rows: tuple[MatrixRow, ...]
    left: tuple[MatrixRow, ...]
    table: str
    mapped: int
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmatchedGoalView:
    """A row of the user's table of goals that could not be linked, and why, in words."""

    row: int
    programme: str
    course: str
    outcome: str
    goal: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView:
    """A programme.

    Attributes:
        shares: leaves out the groups that the programme has no course in.
        own_outcomes: stand in the programme syllabus itself, as `own_instruction` does.
        listed: courses of its list; `found` those with a syllabus among the files, `missing` those without.
        rows: the courses and the slots of its list.
        met: what everyone meets, a sentence a perspective; once and for None where it is one for all.
        confirmed: how many entries are as read, and how many a person has changed or confirmed and where,
            in a sentence; "" where no table was given.
        own_summary: how many outcomes stand in the programme syllabus itself, and how many of them carry each
            perspective, or "".
        shares_note: why the shares are not told apart by who takes the courses.
        structure: who takes what: the whole programme with its parts; `structure_rows` the same as rows.
        statements: the sentences of the programme syllabus that bear on it, with their pages.
        exposure_basis: on what it rests which courses everyone takes.
        exposure_gaps: the sentences and decisions that are missing.
        exposure_remarks: what the exposure leaves out though nothing is missing.
        findings: what its figures come to, in at most three sentences.
        next_step: what is to be decided next, by the figures; "" where they leave nothing open.
        unconfirmed: whether something in its structure is not said, which a person could say.
        disagreements: where it and the course syllabi do not agree, in sentences.
        other_files: of other versions of the programme syllabus, with what they are.
        notes: what is left out of its own outcomes, in words.
        matrices: its courses against its goals.
        unmatched_goals: rows of the user's table of goals that name it and could not be linked.
    """

    anchor: str
    name: str
    title: str
    code: str
    language: str
    credits_text: str
    source: str
    listed: int
    found: int
    missing: tuple[CourseRow, ...]
    outcomes: int
    shares: tuple[ShareGroup, ...]
    instruction: tuple[tuple[str, int], ...]
    rows: tuple[CourseRow, ...]
    carriers: tuple[Carriers, ...]
    opportunities: tuple[tuple[CourseView, tuple[MentionView, ...]], ...]
    own_outcomes: tuple[OutcomeView, ...]
    own_mentions: tuple[MentionView, ...]
    files_needing_attention: int
    own_instruction: InstructionView | None = None
    languages: LanguagesView = LanguagesView()
    groups: tuple[GroupTable, ...] = ()
    standing: tuple[StandingView, ...] = ()
    promises: tuple[PromiseView, ...] = ()
    exposure: tuple[ExposureView, ...] = ()
    met: "tuple[tuple[PerspectiveView | None, str], ...]" = ()
    other_files: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()
    confirmed: str = ""
    own_summary: str = ""
    shares_note: str = ""
    structure: PartView | None = None
    structure_rows: tuple[StructureRow, ...] = ()
    statements: tuple[tuple[str, int], ...] = ()
    exposure_basis: tuple[BasisView, ...] = ()
    unconfirmed: bool = False
    exposure_gaps: tuple[str, ...] = ()
    exposure_remarks: tuple[str, ...] = ()
    matrices: tuple[MatrixView, ...] = ()
    unmatched_goals: tuple[UnmatchedGoalView, ...] = ()
    findings: tuple[str, ...] = ()
    next_step: str = ""

    @property
    def own_count(self) -> int:
        """Outcomes in the programme syllabus itself."""
        return len(self.own_outcomes)

    @property
    def own_carrying(self) -> int:
        """Those of them that carry at least one of the perspectives."""
        return sum(outcome.carries for outcome in self.own_outcomes)


@dataclass(frozen=True, slots=True)
class ProblemView:
    """What happened to a file and what can be done."""

    message: str
    hint: str
    page: int | None


@dataclass(frozen=True, slots=True)
class FileView:
    """A file that needs attention."""

    path: str
    status: str
    problems: tuple[ProblemView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """What the report says of itself, each "" where it is not given; `date` as the language writes it."""

    institution: str = ""
    commissioned_by: str = ""
    period: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditView:
    """The whole report.

    Attributes:
        head: what it says of itself.
        coverage: what it rests on, in sentences.
        in_order: the programmes as a reader goes through them: as the settings list them and then by name,
            and those of which nothing could be counted last.
        unlinked: the courses of no programme.
        statuses: counts the files by status.
        passed_over: one line on the files that hold no syllabus, by type; "" where there are none.
        provenance: (what, value).
        recycled: the widest of the `recycled_in_all` sentences that stand in many courses.
        examples: for each perspective that has some, outcomes to share with their subject.
        shared_codes: which courses have one code, in sentences.
        reached: of how many departments and subjects a course has each perspective.
        unmatched_goals: rows of the user's table of goals that could not be linked.
        lost_goals: those of them that name no programme of the audit.
        ambiguous: sentences on names in the user's tables that several programmes bear.
        same_groups: sentences on departments and subjects that are named in two languages.
        unmatched_courses: codes of the user's table of courses that no course of the audit has.
        rates: what the bands beside the shares rest on, or that there are none.
    """

    lang: str
    perspectives: tuple[PerspectiveView, ...]
    programmes: tuple[ProgrammeView, ...]
    courses: tuple[CourseView, ...]
    unlinked: tuple[CourseRow, ...]
    shares: tuple[SharesView, ...]
    carriers: tuple[Carriers, ...]
    outcomes: int
    outcomes_carrying: int
    courses_with_outcomes: int
    files: int
    statuses: tuple[tuple[str, int], ...]
    attention: tuple[FileView, ...]
    passed_over: str
    rules: tuple[tuple[PerspectiveView, tuple[RuleView, ...]], ...]
    figures: tuple[tuple[str, str], ...]
    instruction_statuses: tuple[tuple[str, str], ...]
    scheme: str
    provenance: tuple[tuple[str, str], ...]
    languages: LanguagesView = LanguagesView()
    groups: tuple[GroupTable, ...] = ()
    standing: tuple[StandingView, ...] = ()
    recycled: tuple[RecycledView, ...] = ()
    recycled_in_all: int = 0
    examples: tuple[tuple[PerspectiveView, tuple[tuple[OutcomeView, str], ...]], ...] = ()
    shared_codes: tuple[str, ...] = ()
    reached: tuple[ReachedView, ...] = ()
    unmatched_goals: tuple[UnmatchedGoalView, ...] = ()
    lost_goals: tuple[UnmatchedGoalView, ...] = ()
    rates: str = ""
    head: HeadView = HeadView()
    coverage: tuple[str, ...] = ()
    in_order: tuple[ProgrammeView, ...] = ()
    unmatched_courses: tuple[str, ...] = ()
    same_groups: tuple[str, ...] = ()
    offerings: OfferingsView | None = None
    ambiguous: tuple[str, ...] = ()

    @property
    def unlabelled(self) -> bool:
        """Whether any of the outcomes that would count is not labelled."""
        return any(item.not_labelled for item in self.shares)
