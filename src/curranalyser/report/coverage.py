"""What a report rests on, in sentences: how much was there to be read, and what the syllabi do not say."""

from collections.abc import Sequence

from curranalyser.datamodel import CourseStatus, DocumentStatus, EntryKind, InstructionStatus
from curranalyser.i18n import Translator
from curranalyser.report.view import CourseRow, CourseView, ProgrammeView, SharesView

_UNREAD = frozenset({DocumentStatus.FAILED, DocumentStatus.SKIPPED})


def _listed_courses(programmes: Sequence[ProgrammeView]) -> list[CourseRow]:
    return [row for programme in programmes for row in programme.rows if row.kind is EntryKind.COURSE]


def _with_syllabus(rows: Sequence[CourseRow], courses: Sequence[CourseView], say: Translator) -> str:
    """Say how many of the listed courses have a syllabus; a course of several programmes counts once."""
    listed = {listed_once(row): row for row in rows}
    found = sum(bool(row.course and row.course.outcomes) for row in listed.values())
    text = say.ngettext(
        "Of %(listed)s courses that the programmes list, %(count)s has a syllabus with learning outcomes"
        " among the files.",
        "Of %(listed)s courses that the programmes list, %(count)s have a syllabus with learning outcomes"
        " among the files.",
        found,
        listed=say.number(len(listed)),
    )
    linked = {row.course.anchor for row in listed.values() if row.course}
    outside = sum(course.anchor not in linked for course in courses)
    if not outside:
        return text
    more = say.ngettext(
        "%(count)s more course is in no programme.", "%(count)s more courses are in no programme.", outside
    )
    return f"{text} {more}"


def listed_once(row: CourseRow) -> str:
    """Return what the rows of a course that is listed in several places have in common."""
    return row.course.anchor if row.course else row.code or row.title.casefold()


def _files(statuses: Sequence[DocumentStatus], say: Translator) -> str:
    unread = sum(status in _UNREAD for status in statuses)
    partial = statuses.count(DocumentStatus.PARTIAL)
    parts = []
    if unread:
        parts.append(say.gettext("%(number)s could not be read", number=say.number(unread)))
    if partial:
        parts.append(say.gettext("%(number)s could be read only in part", number=say.number(partial)))
    if not parts and len(statuses) == 1:
        return say.gettext("The one file was read.")
    if not parts:
        return say.gettext("All %(of)s files were read.", of=say.number(len(statuses)))
    return say.ngettext(
        "Of %(count)s file, %(parts)s.",
        "Of %(count)s files, %(parts)s.",
        len(statuses),
        parts=say.listed(parts),
    )


def _not_said(rows: Sequence[CourseRow], courses: Sequence[CourseView], say: Translator) -> str:
    unsaid = sum(row.status is CourseStatus.NOT_SAID for row in rows)
    silent = sum(course.instruction.status == InstructionStatus.NOT_STATED for course in courses)
    sentences = []
    if unsaid:
        sentences.append(
            say.ngettext(
                "Who takes the course is not said for %(part)s of %(count)s entry of the course lists.",
                "Who takes the course is not said for %(part)s of %(count)s entries of the course lists.",
                len(rows),
                part=say.number(unsaid),
            )
        )
    if silent:
        sentences.append(
            say.ngettext(
                "The language of instruction is not said in %(part)s of %(count)s course syllabus.",
                "The language of instruction is not said in %(part)s of %(count)s course syllabi.",
                len(courses),
                part=say.number(silent),
            )
        )
    return " ".join(sentences)


def _not_labelled(shares: Sequence[SharesView], say: Translator) -> str:
    told = dict.fromkeys(item.languages for item in shares if item.languages)
    return say.gettext("Not labelled: %(outcomes)s.", outcomes=next(iter(told))) if told else ""


def coverage(
    programmes: Sequence[ProgrammeView],
    courses: Sequence[CourseView],
    statuses: Sequence[DocumentStatus],
    shares: Sequence[SharesView],
    say: Translator,
) -> tuple[str, ...]:
    """Say what a report rests on.

    Args:
        programmes: all of the audit.
        courses: likewise.
        statuses: one a file.
        shares: over all courses.
        say: the reader's language.

    Returns:
        A sentence or two each on the courses, the files, what is not said, and what is not labelled; what
        there is nothing to say of is left out.
    """
    rows = _listed_courses(programmes)
    return tuple(
        filter(
            None,
            (
                _with_syllabus(rows, courses, say) if rows else "",
                _files(statuses, say) if statuses else "",
                _not_said(rows, courses, say),
                _not_labelled(shares, say),
            ),
        )
    )
