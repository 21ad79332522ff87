"""What a web page shows, and the data that it carries: when the data count, and what becomes of both."""

from dataclasses import fields, replace

from curranalyser.aggregate.courses import normalise_code
from curranalyser.datamodel import (
    AnalysedSyllabus,
    DocumentResult,
    DocumentStatus,
    InstructionStatus,
    SyllabusKind,
)
from curranalyser.errors import FailureCategory

# What is said of a syllabus in which no outcomes were found.
WITHOUT_OUTCOMES = (FailureCategory.NO_OUTCOME_SECTION, FailureCategory.OUTCOME_SECTION_EMPTY)


def completed(result: DocumentResult, carried: tuple[DocumentResult, ...]) -> tuple[DocumentResult, ...]:
    """Return what a page carries, completed by what it shows of the same course.

    Args:
        result: of what the page shows.
        carried: the results of its data that hold outcomes.

    Returns:
        One result for a course that the page shows: what it shows wins, the data fill its gaps. Data of other
        courses say nothing of such a page: none is returned. Of a page that shows no syllabus, `carried`.
    """
    if len(result.syllabi) != 1:
        return carried
    own = result.syllabi[0]
    same = [item for item in carried if len(item.syllabi) == 1 and _same_course(own, item.syllabi[0])]
    if len(same) != 1:
        return ()
    given = same[0].syllabi[0].syllabus
    shown = own.syllabus
    gaps = {field.name: getattr(given.header, field.name) for field in fields(given.header)}
    header = replace(
        shown.header,
        **{name: value for name, value in gaps.items() if not getattr(shown.header, name)},
    )
    stated = shown.instruction.status is not InstructionStatus.NOT_STATED
    syllabus = replace(
        given,
        header=header,
        sections=(*given.sections, *shown.sections),
        instruction=shown.instruction if stated else given.instruction,
        kind_basis=(*shown.kind_basis, *given.kind_basis),
    )
    analysed = replace(same[0].syllabi[0], syllabus=syllabus, mentions=own.mentions)
    failures = tuple(failure for failure in result.failures if failure.category not in WITHOUT_OUTCOMES)
    status = DocumentStatus.PARTIAL if failures else DocumentStatus.OK
    return (DocumentResult(result.source, status, (analysed,), failures),)


def _same_course(shown: AnalysedSyllabus, given: AnalysedSyllabus) -> bool:
    """Whether both are courses, and of one code where both have one."""
    codes = {normalise_code(one.syllabus.header.code) for one in (shown, given) if one.syllabus.header.code}
    kinds = {shown.syllabus.kind, given.syllabus.kind}
    return kinds == {SyllabusKind.COURSE} and len(codes) < 2


def says_enough(result: DocumentResult) -> bool:
    """Whether a page is read as it is shown, or is none that may hold a syllabus."""
    return any(failure.category is FailureCategory.OWN_OUTPUT for failure in result.failures) or any(
        one.syllabus.outcomes or one.syllabus.course_refs for one in result.syllabi
    )
