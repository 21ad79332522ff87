"""Whether an audit that was read from a file of JSON holds together, so that all can be done with it.

The types of its values are seen to where it is decoded. Here it is seen that what names something names
something that is there, that what goes together is of one length, and that numbers are such as an audit has:
a file of JSON is open to every hand and every program.
"""

import dataclasses
import math
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, get_args, get_type_hints

from curranalyser.datamodel import Audit, CourseProfile, ProgrammeNoteKind

# No count, page, place in a text or number of credits is as large, and none has as many digits.
_LARGEST_POWER = 9
_LARGEST = 10**_LARGEST_POWER
_MOST_DIGITS = 30
# Fields that name a perspective or a course of the audit, one or several.
_PERSPECTIVES = frozenset({"perspective", "perspectives"})
_COURSES = frozenset({"course_key", "course_keys", "unlinked_courses"})
# Fields with one item a perspective, in the order of the audit.
_ONE_EACH = frozenset({"shares", "compulsory_shares", "elective_shares", "unsaid_shares", "labels"})
_ON_CREDITS: frozenset[ProgrammeNoteKind] = frozenset({"credits differ", "credits cannot be"})
# Of these, what may be empty, and what may be shares of something else.
_SOMETIMES = _ONE_EACH - {"labels"}
_RULED = _PERSPECTIVES | _COURSES | _ONE_EACH


def holds_together(audit: Audit) -> bool:
    """Whether an audit holds together."""
    return all(rule(audit) for rule in _RULES)


def _keys_are_unique(audit: Audit) -> bool:
    lists = ([item.key for item in items] for items in (audit.courses, audit.programmes))
    named = [*lists, list(audit.perspectives)]
    return bool(audit.perspectives) and all(len(set(keys)) == len(keys) for keys in named)


def _versions_go_together(audit: Audit) -> bool:
    return all(
        course.analysed
        and len(course.sources) == len(course.analysed)
        and len(course.roles) in (0, len(course.analysed))
        and _parallel_are_there(course, len(audit.perspectives))
        for course in audit.courses
    )


def _parallel_are_there(course: CourseProfile, perspectives: int) -> bool:
    return all(
        0 < item.number <= len(course.main.outcomes)
        and 0 <= item.version < len(course.analysed)
        and 0 <= item.place < len(course.analysed[item.version].outcomes)
        and len(item.alone) == perspectives
        for item in course.parallel
    )


def _goals_lead_to_outcomes(audit: Audit) -> bool:
    counted = {course.key: len(course.counted_outcomes()) for course in audit.courses}
    cells = (cell for item in audit.programmes for matrix in item.matrices for cell in matrix.cells)
    return all(
        all(0 < place <= counted.get(cell.course_key or "", 0) for place in cell.outcomes) for cell in cells
    )


def _examples_are_there(audit: Audit) -> bool:
    ids = {
        (course.key, item.outcome.id)
        for course in audit.courses
        for version in course.analysed
        for item in version.outcomes
    }
    named = [(item.course_key, item.outcome_id) for item in audit.examples]
    return ids.issuperset([*named, *(member for item in audit.recycled for member in item.members)])


def _notes_give_credits(audit: Audit) -> bool:
    """Whether what is noted on credits gives numbers: they are text there, as titles are in other notes."""
    notes = (note for item in audit.programmes for note in item.notes if note.kind in _ON_CREDITS)
    differences = (item for course in audit.courses for item in course.differences if item.kind == "credits")
    said = (*((note.listed, note.found) for note in notes), *(item.said for item in differences))
    return all(_is_credits(text) for pair in said for text in pair)


def _is_credits(text: str) -> bool:
    try:
        return _is_plausible(Decimal(text))
    except InvalidOperation:
        return False


def _names_and_numbers_fit(audit: Audit) -> bool:
    perspectives, courses = frozenset(audit.perspectives), frozenset(course.key for course in audit.courses)

    def fits(name: str, value: object) -> bool:
        if name in _PERSPECTIVES:
            return perspectives.issuperset(_listed(value))
        if name in _COURSES:
            return courses.issuperset(_listed(value))
        if name in _ONE_EACH and isinstance(value, tuple):
            named = tuple(getattr(item, "perspective", None) for item in value)
            return named == audit.perspectives or (name in _SOMETIMES and not any(named))
        return _is_plausible(value)

    return all(fits(name, value) for name, value in _values(audit))


def _listed(value: object) -> tuple[object, ...]:
    return () if value is None else value if isinstance(value, tuple) else (value,)


def _is_plausible(value: object) -> bool:
    """Whether a number is one that an audit may have; True for all that is no number."""
    if isinstance(value, Decimal):
        # Without calculating: 1E+999999999 is a number of a gigabyte.
        return value.is_finite() and value.adjusted() < _LARGEST_POWER and len(str(value)) <= _MOST_DIGITS
    if isinstance(value, float):
        return math.isfinite(value) and abs(value) < _LARGEST
    return not isinstance(value, int) or abs(value) < _LARGEST


def _values(audit: Audit) -> Iterator[tuple[str, object]]:
    """Yield the numbers within an audit, and the fields that have a rule, each with the name of its field."""
    left: list[tuple[str, Any]] = [("", audit)]
    while left:
        name, value = left.pop()
        if name in _RULED or isinstance(value, int | float | Decimal):
            yield name, value
        if isinstance(value, tuple):
            left += [("", item) for item in value]
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            left += [(field, getattr(value, field)) for field in _told_fields(type(value))]


@cache
def _told_fields(kind: type) -> tuple[str, ...]:
    """Return the fields of a data class that hold, or lead to, what has a rule."""
    return tuple(name for name, hint in get_type_hints(kind).items() if name in _RULED or _leads(hint))


@cache
def _leads(hint: Any) -> bool:  # noqa: ANN401 a type, or what stands for several
    """Whether values of a type are numbers, or hold what has a rule."""
    parts = get_args(hint)
    if isinstance(hint, type) and not parts:
        if issubclass(hint, Enum | bool | str):
            return False
        return issubclass(hint, int | float | Decimal) or bool(
            dataclasses.is_dataclass(hint) and _told_fields(hint)
        )
    return any(_leads(part) for part in parts if isinstance(part, type) or get_args(part))


_RULES: tuple[Callable[[Audit], bool], ...] = (
    _keys_are_unique,
    _versions_go_together,
    _names_and_numbers_fit,
    _examples_are_there,
    _goals_lead_to_outcomes,
    _notes_give_credits,
)
