"""Where a programme and the course syllabi among the files do not agree."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from curranalyser.aggregate.courses import normalise_title
from curranalyser.aggregate.exposure import listed_name
from curranalyser.datamodel import (
    CourseProfile,
    CourseRef,
    EntryKind,
    ProgrammeCourse,
    ProgrammeNote,
    ProgrammeNoteKind,
)

# A syllabus is revised to half or double its credits, or a part of it is listed in a term. What is further
# off than three times is no credits: a term, a year or the size of the programme that stood beside them.
MOST_TIMES = 3
# Courses of one title: of more it says nothing that they have it, as with "Independent project".
MOST_OF_A_TITLE = 3


def impossible_credits(listed: Decimal | None, own: Decimal | None) -> bool:
    """Return whether listed credits cannot be, beside those of the course's own syllabus."""
    if listed is None or own is None or own <= 0:
        return False
    return listed <= 0 or listed * MOST_TIMES < own or listed > own * MOST_TIMES


def credits_counted(item: ProgrammeCourse, course: CourseProfile | None) -> Decimal | None:
    """Return the credits with which a listed course counts: as listed, where these can be, else its own."""
    own = course.header.credits if course is not None else None
    if item.ref.credits is None or impossible_credits(item.ref.credits, own):
        return own
    return item.ref.credits


def credits_in_all(refs: Iterable[CourseRef]) -> Decimal:
    """Add up the credits of the entries of one course, those at one place in time once.

    So a course that is listed in two tracks is no course in two parts.
    """
    placed = {(ref.terms, ref.years): ref.credits for ref in refs if ref.credits is not None}
    return sum(placed.values(), Decimal(0))


def programme_notes(
    linked: Sequence[ProgrammeCourse],
    by_key: Mapping[str, CourseProfile],
    by_title: Mapping[str, Sequence[CourseProfile]],
) -> tuple[ProgrammeNote, ...]:
    """Say in what a programme and the syllabi of its courses do not agree.

    Args:
        linked: the course list, linked.
        by_key: all courses.
        by_title: all courses by their titles, normalised; a course may stand under several.

    Returns:
        In the order of the list, each once. A course whose credits are listed in parts that add up to those
        of its syllabus agrees with it.
    """
    entries: dict[str, list[CourseRef]] = defaultdict(list)
    for item in linked:
        if item.course_key is not None:
            entries[item.course_key].append(item.ref)
    in_all = {key: credits_in_all(refs) for key, refs in entries.items()}
    notes: dict[ProgrammeNote, None] = {}
    for item in linked:
        if item.ref.kind is not EntryKind.COURSE:
            continue
        found = (
            _of_linked(item, by_key[item.course_key], in_all[item.course_key])
            if item.course_key is not None
            else _of_title(item, by_title)
        )
        notes.update(dict.fromkeys(found))
    return tuple(notes)


def _note(
    kind: ProgrammeNoteKind, item: ProgrammeCourse, listed: str, found: str, course: CourseProfile
) -> ProgrammeNote:
    return ProgrammeNote(
        kind=kind,
        code=item.ref.code,
        title=listed_name(item.ref),
        listed=listed,
        found=found,
        course_key=course.key,
        page=item.ref.page,
    )


def _of_linked(item: ProgrammeCourse, course: CourseProfile, in_all: Decimal) -> list[ProgrammeNote]:
    listed, own = item.ref.credits, course.header.credits
    notes = []
    if listed is not None and own is not None and own not in (listed, in_all):
        kind: ProgrammeNoteKind = "credits cannot be" if impossible_credits(listed, own) else "credits differ"
        notes.append(_note(kind, item, str(listed), str(own), course))
    if course.not_yet_valid:
        notes.append(_note("valid later", item, "", course.header.valid_from or "", course))
    return notes


def _of_title(item: ProgrammeCourse, by_title: Mapping[str, Sequence[CourseProfile]]) -> list[ProgrammeNote]:
    if item.linked_by != "not found":
        return []
    same = by_title.get(normalise_title(item.ref.title), ())
    if len(same) > MOST_OF_A_TITLE:
        return []
    return [
        _note("equal title", item, item.ref.code or "", course.header.code or course.key, course)
        for course in same
    ]
