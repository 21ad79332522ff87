"""A: whether outcomes, examination, credits and level fit each other, and what is not written yet."""

from collections.abc import Iterator

from curranalyser.check.alignment_credits import check_credits
from curranalyser.check.alignment_levels import check_cycle
from curranalyser.check.alignment_outcomes import check_levels_of_verbs, check_number, check_repeated
from curranalyser.check.alignment_placeholders import check_placeholders
from curranalyser.check.alignment_references import check_references
from curranalyser.check.finding import Finding
from curranalyser.check.report import Family, Subject
from curranalyser.datamodel import SyllabusKind

_OF_COURSES: tuple[Family, ...] = (
    check_references,
    check_credits,
    check_number,
    check_repeated,
    check_cycle,
    check_levels_of_verbs,
)


def check_alignment(subject: Subject) -> Iterator[Finding]:
    """Yield A601–A608 for a course syllabus; of a programme syllabus only what is not written yet (A606)."""
    if subject.checked.syllabus.kind is SyllabusKind.COURSE:
        for check in _OF_COURSES:
            yield from check(subject)
    yield from check_placeholders(subject)
