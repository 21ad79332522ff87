"""Audits in their order → the same figures of each, per programme and subject group, and why they change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from curranalyser.aggregate.courses import normalise_title
from curranalyser.compare.differences import (
    Comparison,
    CourseChange,
    Flow,
    Side,
    compare_audits,
    flow_of,
    side_of,
    spoken_in,
    subject_groups,
)
from curranalyser.datamodel import (
    NOTHING,
    Audit,
    CourseProfile,
    Dimension,
    EntryKind,
    Indicator,
    PerspectiveShares,
    RatesData,
)
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_, Translator
from curranalyser.report.reading_order import ReadingOrder
from curranalyser.report.sanitise import clean_line

ScopeKind = Literal["all", "programme", "group"]


@dataclass(frozen=True, slots=True)
class TrendAudit:
    """One of the audits: what it holds, and what it was made with.

    `rates_on` is on what it was measured how often its labels are wrong, None where it is not.
    """

    side: Side
    tool_version: str
    model_sha256: str
    rates_on: RatesData | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """In how many courses every student of a programme meets a perspective.

    As in `Exposure`: of so many courses that everyone takes, so many have a syllabus, and so many of these
    carry it; least and best are None where they are not known.
    """

    perspective: str
    everyone: int
    with_syllabus: int
    carrying: int
    least: int | None
    best: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """What one audit says of a programme, a subject group or all courses.

    Attributes:
        shares: one record a perspective.
        syllabi: courses whose syllabus, with outcomes, is there, of those that the shares are about.
        languages: courses by language of instruction or its status, as `LanguageShare` writes it.
        met: of a programme, what everyone meets.
    """

    shares: tuple[PerspectiveShares, ...]
    syllabi: Indicator
    languages: tuple[tuple[str, int], ...]
    met: tuple[Met, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What happened between an audit and the next.

    Attributes:
        flows: why the number of outcomes with each perspective changed.
        came: courses that only the later one has: in a programme, in its course list.
        went: those that only the earlier one has.
    """

    flows: tuple[Flow, ...]
    came: tuple[str, ...]
    went: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """A programme, a subject group or all courses over time.

    `points` has one record an audit, None where that one does not have it; `steps` one between two audits
    that follow each other, None where one of them does not have it.
    """

    kind: ScopeKind
    key: str
    title: str
    points: tuple[Point | None, ...]
    steps: tuple[Step | None, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """Audits in the order they were given.

    Attributes:
        instruments: for each step, what the two audits were made with and differ in: names of fields of
            `Provenance`. Then a change may come from the tool.
        scopes: all courses, then programmes and subject groups by their keys; see `in_reading_order`.
        dimension: what the groups are groups of: where not all audits name subject groups, it is subjects or
            main fields.
    """

    audits: tuple[TrendAudit, ...]
    perspectives: tuple[str, ...]
    instruments: tuple[tuple[str, ...], ...]
    scopes: tuple[Scope, ...]
    dimension: Dimension = "subject group"


@dataclass(frozen=True, slots=True)
class _Held:
    """A scope in one audit: what is told of it, its courses, and how their list names each of them."""

    title: str
    point: Point
    courses: frozenset[str]
    listed: Mapping[str, str]


def trend_of(audits: Sequence[Audit], names: Sequence[str]) -> Trend:
    """Put audits in a row.

    Args:
        audits: two or more, the earliest first.
        names: what to call them.

    Raises:
        SettingsError: they were made with schemes that have other perspectives.
    """
    first = audits[0]
    for audit, name in zip(audits, names, strict=True):
        if set(audit.perspectives) != set(first.perspectives):
            raise SettingsError(
                N_("%(second)s was made with another scheme than %(first)s: its perspectives are %(names)s."),
                N_("Make the audits anew with one scheme."),
                first=names[0],
                second=name,
                names=", ".join(audit.perspectives),
            )
    groups, dimension = _groups(audits)
    steps = [
        compare_audits(*pair, names_) for pair, names_ in zip(pairwise(audits), pairwise(names), strict=True)
    ]
    return Trend(
        tuple(
            TrendAudit(
                side_of(audit, name),
                audit.provenance.tool_version,
                audit.provenance.model_sha256,
                audit.rules.measured_on,
            )
            for audit, name in zip(audits, names, strict=True)
        ),
        first.perspectives,
        tuple(step.instrument for step in steps),
        (
            _scope("all", "", [_whole(audit) for audit in audits], steps, first.perspectives),
            *_scopes("programme", [_programmes(audit) for audit in audits], steps, first.perspectives),
            *_scopes("group", groups, steps, first.perspectives),
        ),
        dimension,
    )


def in_reading_order(trend: Trend, listed: Sequence[str], say: Translator) -> Trend:
    """Return a trend with its programmes and subject groups as a reader goes through them.

    Args:
        trend: what to put in order.
        listed: codes or titles of programmes that come first, in this order; the others follow by name.
        say: the reader's language.
    """
    order = ReadingOrder(listed, say)

    def place(scope: Scope) -> tuple[int, int, tuple[str, str]]:
        key, title = clean_line(scope.key), clean_line(scope.title)
        if scope.kind == "programme":
            return 1, *order.place(key, title)
        return 2 if scope.kind == "group" else 0, 0, say.sort_key(key)

    return replace(trend, scopes=tuple(sorted(trend.scopes, key=place)))


def _spoken(courses: Iterable[CourseProfile]) -> tuple[tuple[str, int], ...]:
    counts = Counter(spoken_in(course.instruction) for course in courses)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _name(code: str | None, title: str | None) -> str:
    return " ".join(dict.fromkeys(part for part in (code, title) if part))


def _point(
    shares: tuple[PerspectiveShares, ...], courses: Sequence[CourseProfile], met: tuple[Met, ...] = ()
) -> Point:
    return Point(shares, shares[0].syllabi if shares else NOTHING, _spoken(courses), met)


def _held(title: str, point: Point, courses: Sequence[CourseProfile]) -> _Held:
    listed = {
        normalise_title(course.key): _name(course.header.code or course.key, course.header.title)
        for course in courses
    }
    return _Held(title, point, frozenset(listed), listed)


def _whole(audit: Audit) -> _Held:
    return _held("", _point(audit.shares, audit.courses), audit.courses)


def _programmes(audit: Audit) -> dict[str, _Held]:
    by_key = {course.key: course for course in audit.courses}
    found = {}
    for profile in audit.programmes:
        keys = dict.fromkeys(item.course_key for item in profile.courses if item.course_key in by_key)
        courses = [by_key[key] for key in keys if key]
        met = tuple(
            Met(
                perspective=item.perspective,
                everyone=item.everyone,
                with_syllabus=item.with_syllabus,
                carrying=len(item.carrying),
                least=item.least,
                best=item.best,
            )
            for item in profile.exposure
        )
        listed = {
            normalise_title(item.course_key or item.ref.code or item.ref.title): _name(
                item.ref.code, item.ref.title
            )
            for item in profile.courses
            if item.ref.kind is EntryKind.COURSE
        }
        held = _held(profile.header.title or "", _point(profile.shares, courses, met), courses)
        found[profile.key] = replace(held, listed=listed)
    return found


def _groups(audits: Sequence[Audit]) -> tuple[list[dict[str, _Held]], Dimension]:
    found = []
    dimension: Dimension = "subject group"
    for audit, groups in zip(audits, subject_groups(audits), strict=True):
        by_key = {course.key: course for course in audit.courses}
        held = {}
        for group in groups.values():
            dimension = group.dimension
            courses = [by_key[key] for key in group.course_keys if key in by_key]
            held[group.value] = _held("", _point(group.shares, courses), courses)
        found.append(held)
    return found, dimension


def _scopes(
    kind: ScopeKind,
    held: Sequence[Mapping[str, _Held]],
    steps: Sequence[Comparison],
    perspectives: Sequence[str],
) -> Iterator[Scope]:
    """Yield the scopes of one kind by their keys, also where these are written in other ways."""
    by_plain = [{normalise_title(key): item for key, item in some.items()} for some in held]
    written = {normalise_title(key): key for some in held for key in some}
    for plain in sorted(written):
        yield _scope(kind, written[plain], [some.get(plain) for some in by_plain], steps, perspectives)


def _scope(
    kind: ScopeKind,
    key: str,
    held: Sequence[_Held | None],
    steps: Sequence[Comparison],
    perspectives: Sequence[str],
) -> Scope:
    titles = [item.title for item in held if item]
    return Scope(
        kind,
        key,
        titles[-1],
        tuple(item.point if item else None for item in held),
        tuple(
            _step(step.courses, here, there, perspectives) if here and there else None
            for step, (here, there) in zip(steps, pairwise(held), strict=True)
        ),
    )


def _step(changes: Sequence[CourseChange], before: _Held, after: _Held, perspectives: Sequence[str]) -> Step:
    within = [change for some in changes if (change := _within(some, before.courses, after.courses))]
    renamed = {
        normalise_title(change.key): normalise_title(change.earlier_key)
        for change in changes
        if change.earlier_key
    }
    earlier = {renamed.get(key, key) for key in after.listed}
    return Step(
        tuple(flow_of(name, within) for name in perspectives),
        tuple(
            name
            for key, name in after.listed.items()
            if key not in before.listed and renamed.get(key, key) not in before.listed
        ),
        tuple(name for key, name in before.listed.items() if key not in earlier and key not in after.listed),
    )


def _within(change: CourseChange, before: frozenset[str], after: frozenset[str]) -> CourseChange | None:
    """Return a change as it is for some of the courses; None where the course is in neither set.

    A course that both audits have, and only one of the sets, came into the set or went from it.
    """
    here = change.presence != "came" and normalise_title(change.earlier_key or change.key) in before
    there = change.presence != "went" and normalise_title(change.key) in after
    if here and there:
        return change
    if there:
        carrying = tuple((name, 0, second) for name, _, second in change.carrying)
        return replace(change, presence="came", changes=(), carrying=carrying)
    if here:
        carrying = tuple((name, first, 0) for name, first, _ in change.carrying)
        return replace(change, presence="went", changes=(), carrying=carrying)
    return None
