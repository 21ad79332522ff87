"""Indicators by term, level, subject and department, and how courses stand to the perspectives."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from curranalyser.aggregate.recycled import Clusters
from curranalyser.aggregate.shares import NO_RULES, perspective_shares
from curranalyser.datamodel import (
    AggregateRules,
    AnalysedOutcome,
    CourseProfile,
    CourseRef,
    CourseStanding,
    Decision,
    Dimension,
    GroupsReached,
    Indicator,
    SharesGroup,
    course_answer,
)
from curranalyser.languages import any_of

Counted = tuple[CourseProfile, Decimal]

_SECOND_CYCLE = re.compile(f"(?i){any_of(lambda words: words.second_cycle)}")
_FIRST_CYCLE = re.compile(f"(?i){any_of(lambda words: words.first_cycle)}")


def level_class(level: str | None) -> str:
    """Return "first cycle" or "second cycle" for the ways in which syllabi write a level.

    What is neither is returned as it is written.
    """
    text = " ".join((level or "").split())
    if _SECOND_CYCLE.search(text):
        return "second cycle"
    return "first cycle" if _FIRST_CYCLE.search(text) else text


# The code of a subject behind its name, which some syllabi of a university have and others not.
_SUBJECT_CODE = re.compile(r"\s+\([A-ZÅÄÖÆØ]{2,4}\)$")
# What stands in the place of a main field where there is none.
_NO_MAIN_FIELD = re.compile(f"(?i){any_of(lambda words: words.no_main_field)}")


def _name(text: str | None) -> tuple[str, ...]:
    return (" ".join((text or "").split()),)


def subject_name(text: str | None) -> str:
    """Return the name of a subject without its code."""
    return _SUBJECT_CODE.sub("", _name(text)[0])


# What a course is grouped by; a course with several main fields is in the group of each.
_FACTS: tuple[tuple[Dimension, Callable[[CourseProfile], tuple[str, ...]]], ...] = (
    ("level", lambda course: (level_class(course.header.level),)),
    ("main field", lambda course: tuple(map(subject_name, course.header.main_fields)) or ("",)),
    ("subject", lambda course: (subject_name(course.header.subject),)),
    ("subject group", lambda course: _name(course.header.subject_group)),
    ("department", lambda course: _name(course.header.department)),
)


_CYCLES = ("first cycle", "second cycle")


def _order(value: str) -> tuple[bool, int, str]:
    """Return the key by which the classes of a group are sorted.

    Numbers by size, the cycles of higher education before other levels, names by the alphabet, and
    "not stated" last.
    """
    place = (
        int(value) if value.isdecimal() else _CYCLES.index(value) - len(_CYCLES) if value in _CYCLES else 0
    )
    return not value, place, value


def _groups(
    dimension: Dimension,
    pairs: Sequence[tuple[str, Counted]],
    perspectives: Sequence[str],
    clusters: Clusters | None,
    *,
    rules: AggregateRules,
    listed: Mapping[str, int] = MappingProxyType({}),
) -> tuple[SharesGroup, ...]:
    by_value: dict[str, list[Counted]] = defaultdict(list)
    for value, counted in pairs:
        by_value[value].append(counted)
    if not any(by_value):
        return ()
    return tuple(
        SharesGroup(
            dimension=dimension,
            value=value,
            course_keys=tuple(course.key for course, _ in by_value[value]),
            shares=perspective_shares(by_value[value], perspectives, clusters, rules, listed.get(value)),
        )
        for value in sorted(by_value, key=_order)
    )


def shares_by_fact(
    courses: Sequence[Counted],
    perspectives: Sequence[str],
    clusters: Clusters | None,
    rules: AggregateRules = NO_RULES,
) -> tuple[SharesGroup, ...]:
    """Return the shares by level, main field, subject, subject group and department.

    Nothing for a fact that no course states.
    """
    return tuple(
        group
        for dimension, fact in _FACTS
        for group in _groups(
            dimension,
            [(value, pair) for pair in courses for value in dict.fromkeys(fact(pair[0]))],
            perspectives,
            clusters,
            rules=rules,
        )
    )


# Whose headline is how many of them have a course with a perspective.
_REACHED: tuple[Dimension, ...] = ("department", "subject group", "subject", "main field")


def groups_reached(groups: Sequence[SharesGroup], perspectives: Sequence[str]) -> tuple[GroupsReached, ...]:
    """Count the departments, subject groups, subjects and main fields with a course that has a perspective.

    Nothing for a dimension in which no group is named. The courses that name none are in no count.
    """
    return tuple(
        _reached(dimension, perspective, named)
        for dimension in _REACHED
        if (named := [group for group in groups if group.dimension == dimension and _is_named(group)])
        for perspective in perspectives
    )


def _is_named(group: SharesGroup) -> bool:
    """Whether a group has a name, and no words that there is none."""
    return bool(group.value) and not (
        group.dimension == "main field" and _NO_MAIN_FIELD.fullmatch(group.value)
    )


def _reached(dimension: Dimension, perspective: str, groups: Sequence[SharesGroup]) -> GroupsReached:
    carrying: list[str] = []
    unknown: list[str] = []
    for group in groups:
        share = next(item for item in group.shares if item.perspective == perspective)
        if share.courses.numerator:
            carrying.append(group.value)
        elif share.unknown_courses or not share.courses.denominator:
            unknown.append(group.value)
    known = len(groups) - len(unknown)
    return GroupsReached(
        dimension=dimension,
        perspective=perspective,
        groups=Indicator(Decimal(len(carrying)), Decimal(known)),
        named=tuple(carrying),
        unknown=tuple(unknown),
    )


def shares_by_time(
    courses: Sequence[tuple[Counted, CourseRef]],
    perspectives: Sequence[str],
    clusters: Clusters | None,
    rules: AggregateRules = NO_RULES,
    listed: Sequence[CourseRef] = (),
) -> tuple[SharesGroup, ...]:
    """Return the shares by term where the programme gives terms, else by year, else nothing.

    The progression through the programme. A course that runs over several terms or years is in the group of
    each. `listed` are all courses of the programme, those without a syllabus too.
    """
    dimensions: tuple[tuple[Dimension, Callable[[CourseRef], tuple[int, ...]]], ...] = (
        ("term", lambda ref: ref.terms),
        ("year", lambda ref: ref.years),
    )
    for dimension, when in dimensions:
        if any(when(ref) for _, ref in courses):
            placed = [(str(place or ""), pair) for pair, ref in courses for place in when(ref) or (0,)]
            whole = Counter(str(place or "") for ref in listed for place in when(ref) or (0,))
            return _groups(dimension, placed, perspectives, clusters, rules=rules, listed=whole)
    return ()


def course_standing(
    courses: Sequence[CourseProfile], perspectives: Sequence[str], rules: AggregateRules
) -> tuple[CourseStanding, ...]:
    """Count the courses that are related to a perspective, focused on it, or hold an opportunity for it.

    A course counts in a share where its labelled outcomes decide, whatever the others would have been.
    """
    counted = [(course, course.counted_outcomes()) for course in courses]
    counted = [(course, outcomes) for course, outcomes in counted if outcomes]
    return tuple(_standing(counted, perspective, rules) for perspective in perspectives)


def _standing(
    counted: Sequence[tuple[CourseProfile, tuple[AnalysedOutcome, ...]]],
    perspective: str,
    rules: AggregateRules,
) -> CourseStanding:
    related: list[bool] = []
    focused: list[tuple[CourseProfile, bool]] = []
    chances: list[bool] = []
    for course, outcomes in counted:
        decisions = Counter(item.label(perspective).decision for item in outcomes)
        least, size = decisions[Decision.YES], len(outcomes)
        most = least + decisions[Decision.NOT_LABELLED]

        def is_related(number: int) -> bool:
            return number >= rules.related_outcomes

        def is_focused(number: int, size: int = size) -> bool:
            return is_related(number) and 100 * number >= rules.focused_percent * size

        if is_related(least) is is_related(most):
            related.append(is_related(least))
        if is_focused(least) is is_focused(most):
            focused.append((course, is_focused(least)))
        if course_answer(outcomes, perspective) is not Decision.NOT_LABELLED:
            chances.append(any(mention.label.perspective == perspective for mention in course.opportunities))
    return CourseStanding(
        perspective=perspective,
        related=Indicator(Decimal(sum(related)), Decimal(len(related))),
        focused=Indicator(Decimal(sum(answer for _, answer in focused)), Decimal(len(focused))),
        opportunity=Indicator(Decimal(sum(chances)), Decimal(len(chances))),
        focused_courses=tuple(course.key for course, answer in focused if answer),
    )
