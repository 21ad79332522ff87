"""Analysed course syllabi → one profile a course.

Language versions and older versions of one course are put together.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from curranalyser.aggregate.versions import compare_versions, order_versions, validity, version_roles
from curranalyser.datamodel import (
    AnalysedSyllabus,
    CourseProfile,
    Decision,
    DocumentResult,
    InstructionStatus,
    LanguageOfInstruction,
    Mention,
    SyllabusKind,
)


def normalise_code(code: str) -> str:
    """Return a code as it is compared: capitals, no spaces and hyphens."""
    return re.sub(r"[\s-]", "", code).upper()


def normalise_title(title: str) -> str:
    """Return a title as it is compared: lower case, letters and digits only."""
    return re.sub(r"\W+", "", title.lower())


def course_key(analysed: AnalysedSyllabus, source: str) -> str:
    """Return what identifies a course: its code, else its title, else its file."""
    header = analysed.syllabus.header
    if header.code:
        return normalise_code(header.code)
    return header.title or source


def build_courses(
    results: Sequence[DocumentResult],
    perspectives: Sequence[str],
    home_language: str = "sv",
    as_of: str | None = None,
) -> tuple[CourseProfile, ...]:
    """Put the course syllabi of a run together.

    Args:
        results: in the order of their files.
        perspectives: ids in the scheme's order.
        home_language: where a course has versions in several languages, this one counts.
        as_of: ISO date; see `order_versions`.

    Returns:
        One profile a course, sorted by key. The version that is valid at the date counts, the home language
        before others.
    """
    groups: dict[str, list[tuple[AnalysedSyllabus, str]]] = defaultdict(list)
    for result in results:
        for analysed in result.syllabi:
            if analysed.syllabus.kind is SyllabusKind.COURSE:
                groups[course_key(analysed, result.source.path)].append((analysed, result.source.path))
    profiles = []
    for key, versions in sorted(groups.items()):
        ordered = order_versions(versions, home_language, as_of)
        roles = version_roles(ordered, as_of)
        main = ordered[0][0]
        header = main.syllabus.header
        others = [version.syllabus.header for version, _ in ordered[1:]]
        for other in others:
            header = replace(
                header,
                title_en=header.title_en or (other.title if other.title != header.title else None),
                credits=header.credits or other.credits,
                level=header.level or other.level,
                department=header.department or other.department,
                subject_group=header.subject_group or other.subject_group,
            )
        profile = CourseProfile(
            key,
            header,
            tuple(version for version, _ in ordered),
            tuple(source for _, source in ordered),
            _instruction(
                [
                    version
                    for (version, _), role in zip(ordered, roles, strict=True)
                    if role in ("counts", "translation", "duplicate")
                ]
            ),
            _opportunities(main, perspectives),
            (),
            roles,
            as_of is not None and validity(main) > as_of,
        )
        profiles.append(
            replace(
                profile,
                differences=compare_versions(profile.counted_outcomes(), ordered, roles, perspectives),
            )
        )
    return tuple(profiles)


def _instruction(versions: list[AnalysedSyllabus]) -> LanguageOfInstruction:
    """Take the statement of the main version, or of a translation where the main one is silent."""
    for version in versions:
        if version.syllabus.instruction.status is not InstructionStatus.NOT_STATED:
            return version.syllabus.instruction
    return versions[0].syllabus.instruction


def _opportunities(main: AnalysedSyllabus, perspectives: Sequence[str]) -> tuple[Mention, ...]:
    """Return the mentions of perspectives that no outcome of the course carries."""
    carried = {
        label.perspective for item in main.outcomes for label in item.labels if label.decision is Decision.YES
    }
    missing = [perspective for perspective in perspectives if perspective not in carried]
    return tuple(
        mention
        for perspective in missing
        for mention in main.mentions
        if mention.label.perspective == perspective
    )
