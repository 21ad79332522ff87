"""Two audits → what came, went and changed, per programme, course and learning outcome.

Their indicators stand side by side.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from curranalyser.aggregate.courses import normalise_title
from curranalyser.datamodel import (
    AnalysedOutcome,
    Audit,
    CourseProfile,
    CourseStatus,
    Decision,
    Dimension,
    Indicator,
    LanguageOfInstruction,
    NotLabelled,
    PerspectiveShares,
    ProgrammeCourse,
    ProgrammeProfile,
    SharesGroup,
    counted_languages,
)
from curranalyser.likeness import likeness_in_blocks, most_likeness

# Two outcomes of one course that are so alike (share of matching characters) are one outcome, reworded.
_REWORDED = 0.7
_INSTRUMENT = ("tool_version", "settings_digest", "scheme_digest", "model_sha256", "recognition", "pipeline")

Presence = Literal["both", "came", "went"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two audits.

    `human` counts labels that people decided; `as_of` is the date whose versions count, or None;
    `not_labelled` are the outcomes whose language the model does not label, by language.
    """

    name: str
    programmes: int
    courses: int
    outcomes: int
    human: int
    files_needing_attention: int
    as_of: str | None = None
    not_labelled: tuple[NotLabelled, ...] = ()


@dataclass(frozen=True, slots=True)
class SharesPair:
    """The shares of one perspective in the first and in the second audit."""

    perspective: str
    first: PerspectiveShares
    second: PerspectiveShares


@dataclass(frozen=True, slots=True)
class GroupPair:
    """A subject group that both audits have.

    `courses` are the numbers of its courses in the first and in the second.
    """

    subject_group: str
    courses: tuple[int, int]
    shares: tuple[SharesPair, ...]


@dataclass(frozen=True, slots=True)
class DecisionChange:
    """A label that changed. `human`: a person decided it in one of the audits at least."""

    perspective: str
    first: Decision
    second: Decision
    human: bool


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """What became of one learning outcome.

    Attributes:
        kind: it came, went, or was reworded; or its words are the same and a label is not ("relabelled").
        first: its text in the first audit, or None where it came.
        second: likewise in the second.
        labels: for what came or went, the perspectives it carries; otherwise the labels that changed.
    """

    kind: Literal["came", "went", "reworded", "relabelled"]
    first: str | None
    second: str | None
    carries: tuple[str, ...] = ()
    labels: tuple[DecisionChange, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseChange:
    """A course in one of the audits or in both.

    Attributes:
        key: in the second audit where it is there, otherwise in the first.
        earlier_key: its key in the first audit where that is another: then it was recognised by title and
            credits, which is a suggestion.
        outcomes: how many count in the first and in the second audit.
        carrying: per perspective, how many of them carry it.
        changes: of its outcomes; empty where the course is in one audit only.
        instruction: languages of instruction in the first and in the second, where they differ: ISO 639-1
            codes, or the name of a status.
    """

    key: str
    title: str
    presence: Presence
    subject_group: str
    outcomes: tuple[int, int]
    carrying: tuple[tuple[str, int, int], ...]
    changes: tuple[OutcomeChange, ...] = ()
    instruction: tuple[str, str] | None = None
    earlier_key: str | None = None

    @property
    def changed(self) -> bool:
        """Whether anything is to be told."""
        return (
            self.presence != "both"
            or bool(self.changes)
            or self.instruction is not None
            or self.earlier_key is not None
        )


@dataclass(frozen=True, slots=True)
class ProgrammeChange:
    """A programme in one of the audits or in both.

    Attributes:
        came: courses (code and title) that only the second audit's course list has.
        went: likewise the first's.
        moved: courses whose terms changed, or who takes them.
        shares: over all linked courses; empty where the programme is in one audit only.
    """

    key: str
    title: str
    presence: Presence
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    moved: tuple["CourseMove", ...] = ()
    shares: tuple[SharesPair, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseMove:
    """A course that stands elsewhere in the programme.

    Its terms (empty where not said) and who takes it, in the first and in the second audit.
    """

    course: str
    terms: tuple[tuple[int, ...], tuple[int, ...]]
    status: tuple[CourseStatus, CourseStatus]


@dataclass(frozen=True, slots=True)
class Flow:
    """Why the number of outcomes with a perspective changed.

    `first` plus all the rest, each with its sign, is `second`.

    Attributes:
        courses_came: outcomes in courses that only the second audit has.
        courses_went: minus those in courses that only the first has.
        outcomes_came: new outcomes of courses that both have.
        outcomes_went: minus those that are gone from courses that both have.
        reworded: labels that changed with the words.
        relabelled: labels that changed under the same words, by the tool alone.
        human: labels that changed under the same words, decided by a person in one of the audits at least.
    """

    perspective: str
    first: int
    second: int
    courses_came: int
    courses_went: int
    outcomes_came: int
    outcomes_went: int
    reworded: int
    relabelled: int
    human: int

    @property
    def parts(self) -> tuple[int, ...]:
        """What the change is made of, in the order of the attributes."""
        return (
            self.courses_came,
            self.courses_went,
            self.outcomes_came,
            self.outcomes_went,
            self.reworded,
            self.relabelled,
            self.human,
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two audits beside each other.

    Attributes:
        perspectives: ids that both audits have.
        left_out: ids that only one has.
        instrument: what the audits were made with and differ in: names of fields of `Provenance`. Then a
            change may come from the tool.
        in_common: number of courses in both audits.
        flows: per perspective; empty where no course is in both.
        groups: subject groups of both audits, by name; `other_groups` are those of one only, as (first,
            second).
    """

    first: Side
    second: Side
    perspectives: tuple[str, ...]
    left_out: tuple[str, ...]
    instrument: tuple[str, ...]
    in_common: int
    groups: tuple[GroupPair, ...]
    other_groups: tuple[tuple[str, ...], tuple[str, ...]]
    shares: tuple[SharesPair, ...]
    flows: tuple[Flow, ...]
    programmes: tuple[ProgrammeChange, ...]
    courses: tuple[CourseChange, ...]


def side_of(audit: Audit, name: str) -> Side:
    """Return an audit as a comparison names it."""
    outcomes = [item for course in audit.courses for item in course.counted_outcomes()]
    human = sum(label.human is not None for item in outcomes for label in item.labels)
    attention = {path for path, status in audit.files if status != "ok"} | {
        failure.source for failure in audit.failures
    }
    return Side(
        name=name,
        programmes=len(audit.programmes),
        courses=len(audit.courses),
        outcomes=len(outcomes),
        human=human,
        files_needing_attention=len(attention),
        as_of=audit.rules.as_of,
        not_labelled=counted_languages(
            Counter(item.outcome.language for item in outcomes if item.unlabelled)
        ),
    )


def _pairs(
    first: Sequence[PerspectiveShares], second: Sequence[PerspectiveShares], perspectives: Sequence[str]
) -> tuple[SharesPair, ...]:
    before = {shares.perspective: shares for shares in first}
    after = {shares.perspective: shares for shares in second}
    return tuple(
        SharesPair(name, before[name], after[name])
        for name in perspectives
        if name in before and name in after
    )


# By what courses of one kind are compared: the first that both audits name.
_KINDS: tuple[Dimension, ...] = ("subject group", "subject", "main field")


def _by_subject(audit: Audit) -> dict[Dimension, dict[str, SharesGroup]]:
    """The groups that are named, by their dimension and by their name as it is compared."""
    found: dict[Dimension, dict[str, SharesGroup]] = {name: {} for name in _KINDS}
    for group in audit.groups:
        if group.dimension in found and group.value:
            found[group.dimension][normalise_title(group.value)] = group
    return found


def subject_groups(audits: Sequence[Audit]) -> tuple[dict[str, SharesGroup], ...]:
    """Return the subject groups of each audit by their name as it is compared.

    Where not all name such, their subjects, or their main fields.
    """
    found = [_by_subject(audit) for audit in audits]
    all_have = [name for name in _KINDS if all(kinds[name] for kinds in found)]
    any_has = [name for name in _KINDS if any(kinds[name] for kinds in found)]
    chosen = [*all_have, *any_has, _KINDS[0]][0]
    return tuple(kinds[chosen] for kinds in found)


def _by_key(courses: Iterable[CourseProfile]) -> dict[str, CourseProfile]:
    """Courses by their key as it is compared, or as it is where that is taken."""
    found: dict[str, CourseProfile] = {}
    for course in courses:
        plain = normalise_title(course.key)
        found[course.key if not plain or plain in found else plain] = course
    return found


def match_courses(
    first: Iterable[CourseProfile], second: Iterable[CourseProfile]
) -> list[tuple[CourseProfile | None, CourseProfile | None]]:
    """Find each course of one audit in the other.

    By key, and by title and credits for those left over, where that is unmistakable.

    Title and credits are asked only if some key is in both audits: courses of two institutions that share a
    title are not one course.

    Returns:
        Pairs in the order of the second audit, then those that only the first has.
    """
    before, after = _by_key(first), _by_key(second)
    known = {after[key].key: before[key] for key in after if key in before}
    if known:
        candidates: dict[tuple[str, object], tuple[list[CourseProfile], list[CourseProfile]]] = defaultdict(
            lambda: ([], [])
        )
        for place, (mine, other) in enumerate(((before, after), (after, before))):
            for key, course in mine.items():
                if key not in other and course.header.title and course.header.credits is not None:
                    candidates[normalise_title(course.header.title), course.header.credits][place].append(
                        course
                    )
        known |= {
            there[0].key: here[0] for here, there in candidates.values() if len(here) == len(there) == 1
        }
    matched = {course.key for course in known.values()}
    pairs: list[tuple[CourseProfile | None, CourseProfile | None]] = [
        (known.get(course.key), course) for course in after.values()
    ]
    return pairs + [(course, None) for course in before.values() if course.key not in matched]


def match_outcomes(
    first: Sequence[AnalysedOutcome], second: Sequence[AnalysedOutcome]
) -> list[tuple[AnalysedOutcome | None, AnalysedOutcome | None]]:
    """Find each outcome of a course in the other version: by its words, then by likeness.

    Returns:
        Pairs in the order of the second, then those that only the first has.
    """
    waiting: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(first):
        waiting[normalise_title(item.outcome.text)].append(number)
    partner: dict[int, int] = {}
    for number, item in enumerate(second):
        same = waiting[normalise_title(item.outcome.text)]
        if same:
            partner[number] = same.pop(0)
    rest = [number for number in range(len(first)) if number not in set(partner.values())]
    alike = []
    for there in range(len(second)):
        if there in partner or not rest:
            continue
        after = second[there].outcome.text.casefold()
        for here in rest:
            before = first[here].outcome.text.casefold()
            if (
                most_likeness(before, after) >= _REWORDED
                and (ratio := likeness_in_blocks(before, after)) >= _REWORDED
            ):
                alike.append((-ratio, here, there))
    taken: set[int] = set()
    for _, here, there in sorted(alike):
        if here not in taken and there not in partner:
            partner[there] = here
            taken.add(here)
    used = set(partner.values())
    pairs: list[tuple[AnalysedOutcome | None, AnalysedOutcome | None]] = [
        (first[partner[number]] if number in partner else None, item) for number, item in enumerate(second)
    ]
    return pairs + [(item, None) for number, item in enumerate(first) if number not in used]


def _carries(item: AnalysedOutcome, perspectives: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in perspectives if item.label(name).decision is Decision.YES)


def _outcome_change(
    here: AnalysedOutcome | None, there: AnalysedOutcome | None, perspectives: Sequence[str]
) -> OutcomeChange | None:
    if here is None or there is None:
        item = there or here
        assert item is not None  # noqa: S101 a pair has at least one
        text = item.outcome.text
        return OutcomeChange(
            "came" if there else "went",
            None if there else text,
            text if there else None,
            _carries(item, perspectives),
        )
    labels = []
    for name in perspectives:
        before, after = here.label(name), there.label(name)
        if before.decision is not after.decision:
            labels.append(
                DecisionChange(name, before.decision, after.decision, bool(before.human or after.human))
            )
    same = normalise_title(here.outcome.text) == normalise_title(there.outcome.text)
    if same and not labels:
        return None
    return OutcomeChange(
        "relabelled" if same else "reworded", here.outcome.text, there.outcome.text, (), tuple(labels)
    )


def spoken_in(instruction: LanguageOfInstruction) -> str:
    """Return the languages a course is taught in, joined by "+", or the name of a status."""
    return "+".join(sorted(instruction.main)) or str(instruction.status)


def _course_change(
    here: CourseProfile | None, there: CourseProfile | None, perspectives: Sequence[str]
) -> CourseChange:
    course = there or here
    assert course is not None  # noqa: S101 a pair has at least one
    first = here.counted_outcomes() if here else ()
    second = there.counted_outcomes() if there else ()
    changes: list[OutcomeChange] = []
    instruction = None
    if here and there:
        changes = [
            change
            for pair in match_outcomes(first, second)
            if (change := _outcome_change(*pair, perspectives))
        ]
        spoken = spoken_in(here.instruction), spoken_in(there.instruction)
        instruction = spoken if spoken[0] != spoken[1] else None
    return CourseChange(
        key=course.key,
        title=course.header.title or "",
        presence="both" if here and there else "came" if there else "went",
        subject_group=", ".join(course.header.subjects),
        outcomes=(len(first), len(second)),
        carrying=tuple(
            (
                name,
                sum(name in _carries(item, (name,)) for item in first),
                sum(name in _carries(item, (name,)) for item in second),
            )
            for name in perspectives
        ),
        changes=tuple(changes),
        instruction=instruction,
        earlier_key=here.key
        if here and there and normalise_title(here.key) != normalise_title(there.key)
        else None,
    )


def flow_of(perspective: str, courses: Sequence[CourseChange]) -> Flow:
    """Say of a set of courses why the number of their outcomes with a perspective changed."""
    counts: Counter[str] = Counter()
    for course in courses:
        carrying = {name: (first, second) for name, first, second in course.carrying}[perspective]
        counts["first"] += carrying[0]
        counts["second"] += carrying[1]
        if course.presence == "came":
            counts["courses came"] += carrying[1]
        elif course.presence == "went":
            counts["courses went"] -= carrying[0]
        for change in course.changes:
            if change.kind in ("came", "went"):
                counts[change.kind] += (1 if change.kind == "came" else -1) * (perspective in change.carries)
            for label in change.labels:
                if label.perspective == perspective:
                    cause = (
                        "reworded" if change.kind == "reworded" else "human" if label.human else "relabelled"
                    )
                    counts[cause] += (label.second is Decision.YES) - (label.first is Decision.YES)
    return Flow(
        perspective=perspective,
        first=counts["first"],
        second=counts["second"],
        courses_came=counts["courses came"],
        courses_went=counts["courses went"],
        outcomes_came=counts["came"],
        outcomes_went=counts["went"],
        reworded=counts["reworded"],
        relabelled=counts["relabelled"],
        human=counts["human"],
    )


def _listed_name(item: ProgrammeCourse) -> str:
    return " ".join(part for part in (item.ref.code, item.ref.title) if part)


def _listed_key(item: ProgrammeCourse) -> str:
    return normalise_title(item.course_key or item.ref.code or item.ref.title)


def _programme_change(
    here: ProgrammeProfile | None, there: ProgrammeProfile | None, perspectives: Sequence[str]
) -> ProgrammeChange:
    profile = there or here
    assert profile is not None  # noqa: S101 a pair has at least one
    title = profile.header.title or ""
    if here is None or there is None:
        return ProgrammeChange(profile.key, title, "came" if there else "went")
    before = {_listed_key(item): item for item in here.courses}
    after = {_listed_key(item): item for item in there.courses}
    moved = []
    for key, item in after.items():
        if key in before:
            earlier = before[key].ref
            if (earlier.terms, earlier.status) != (item.ref.terms, item.ref.status):
                moved.append(
                    CourseMove(
                        _listed_name(item),
                        (earlier.terms, item.ref.terms),
                        (earlier.status, item.ref.status),
                    )
                )
    return ProgrammeChange(
        key=profile.key,
        title=title,
        presence="both",
        came=tuple(_listed_name(item) for key, item in after.items() if key not in before),
        went=tuple(_listed_name(item) for key, item in before.items() if key not in after),
        moved=tuple(moved),
        shares=_pairs(here.shares, there.shares, perspectives),
    )


def _programmes(first: Audit, second: Audit, perspectives: Sequence[str]) -> tuple[ProgrammeChange, ...]:
    before = {normalise_title(profile.key): profile for profile in first.programmes}
    after = {normalise_title(profile.key): profile for profile in second.programmes}
    return tuple(
        _programme_change(before.get(key), after.get(key), perspectives)
        for key in sorted(before.keys() | after.keys())
    )


def compare_audits(first: Audit, second: Audit, names: tuple[str, str]) -> Comparison:
    """Put two audits beside each other.

    Args:
        first: such as last year's.
        second: such as this year's; or another faculty's, or another university's.
        names: what to call them.

    Returns:
        The comparison; subject groups, programmes and courses stand by name and key, never by figure.
    """
    perspectives = tuple(name for name in first.perspectives if name in second.perspectives)
    left_out = tuple(name for name in (*first.perspectives, *second.perspectives) if name not in perspectives)
    courses = tuple(
        _course_change(*pair, perspectives) for pair in match_courses(first.courses, second.courses)
    )
    courses = tuple(sorted(courses, key=lambda course: (normalise_title(course.key), course.presence)))
    in_common = sum(course.presence == "both" for course in courses)
    before, after = subject_groups((first, second))
    return Comparison(
        first=side_of(first, names[0]),
        second=side_of(second, names[1]),
        perspectives=perspectives,
        left_out=left_out,
        instrument=tuple(
            name
            for name in _INSTRUMENT
            if getattr(first.provenance, name) != getattr(second.provenance, name)
        ),
        in_common=in_common,
        groups=tuple(
            GroupPair(
                after[key].value,
                (len(before[key].course_keys), len(after[key].course_keys)),
                _pairs(before[key].shares, after[key].shares, perspectives),
            )
            for key in sorted(before.keys() & after.keys())
        ),
        other_groups=(
            tuple(before[key].value for key in sorted(before.keys() - after.keys())),
            tuple(after[key].value for key in sorted(after.keys() - before.keys())),
        ),
        shares=_pairs(first.shares, second.shares, perspectives),
        flows=tuple(flow_of(name, courses) for name in perspectives) if in_common else (),
        programmes=_programmes(first, second, perspectives),
        courses=courses,
    )


def points(first: Indicator, second: Indicator) -> float | None:
    """Return the difference of two shares in percentage points.

    None where one of them has nothing to share.
    """
    if first.value is None or second.value is None:
        return None
    return round(100 * (second.value - first.value), 1)
