"""What the user's own table of courses says of them, in the place of what was read."""

from collections.abc import Sequence
from dataclasses import replace

from curranalyser.aggregate.courses import normalise_code
from curranalyser.datamodel import CourseFacts, CourseProfile

_FIELDS = ("department", "subject_group", "subject", "main_fields", "owner")


def with_facts(courses: Sequence[CourseProfile], facts: Sequence[CourseFacts]) -> tuple[CourseProfile, ...]:
    """Return courses with what the table says of them, found by their codes."""
    by_code = {normalise_code(item.code): item for item in facts}
    return tuple(_with(course, by_code.get(normalise_code(course.header.code or ""))) for course in courses)


def unmatched_codes(courses: Sequence[CourseProfile], facts: Sequence[CourseFacts]) -> tuple[str, ...]:
    """Return the codes of the table that no course has, as they are written there."""
    known = {normalise_code(course.header.code or "") for course in courses}
    return tuple(item.code for item in facts if normalise_code(item.code) not in known)


def _with(course: CourseProfile, facts: CourseFacts | None) -> CourseProfile:
    said = {name: value for name in _FIELDS if facts and (value := getattr(facts, name))}
    if not said:
        return course
    return replace(course, header=replace(course.header, **said), by_person=tuple(said))
