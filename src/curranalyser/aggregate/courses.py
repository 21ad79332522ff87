"""Analysed course syllabi → one profile a course.

Language versions and older versions of one course are put together.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from curranalyser.aggregate.differences import header_differences, outcome_differences, record_differences
from curranalyser.aggregate.read_together import read_together
from curranalyser.aggregate.same_code import apart_keys, normalise_title, part_courses, shared_code
from curranalyser.aggregate.same_programme import part_programmes
from curranalyser.aggregate.versions import (
    Version,
    labelled_translation,
    order_versions,
    validity,
    version_roles,
)
from curranalyser.datamodel import (
    AnalysedSyllabus,
    CourseProfile,
    Decision,
    DocumentResult,
    InstructionStatus,
    LanguageOfInstruction,
    Mention,
    ParallelOutcome,
    SharedCode,
    SyllabusKind,
    VersionDifference,
    main_outcomes,
)

__all__ = [
    "HOME_LANGUAGE",
    "build_courses",
    "course_key",
    "course_keys",
    "normalise_code",
    "normalise_title",
    "part_by_course",
    "part_by_programme",
]

HOME_LANGUAGE = "sv"


def normalise_code(code: str) -> str:
    """Return a code as it is compared: capitals, no spaces and hyphens."""
    return re.sub(r"[\s-]", "", code).upper()


def course_key(analysed: AnalysedSyllabus, source: str) -> str:
    """Return what identifies a course: its code, else its title, else its file."""
    header = analysed.syllabus.header
    if header.code:
        return normalise_code(header.code)
    return header.title or source


def part_by_course(
    results: Sequence[DocumentResult], home_language: str = HOME_LANGUAGE
) -> tuple[dict[str, list[Version]], dict[str, list[str]]]:
    """Put the course syllabi of a run together by course.

    Args:
        results: in any order.
        home_language: see `same_code.part_courses`.

    Returns:
        The versions of each course by its key, and for each code (or title, where there is none) that several
        courses have, their keys.
    """
    return _parted(results, SyllabusKind.COURSE, part_courses, home_language)


def part_by_programme(
    results: Sequence[DocumentResult], home_language: str = HOME_LANGUAGE
) -> tuple[dict[str, list[Version]], dict[str, list[str]]]:
    """Put the programme syllabi of a run together by programme, as `part_by_course` does the courses."""
    return _parted(results, SyllabusKind.PROGRAMME, part_programmes, home_language)


def _parted(
    results: Sequence[DocumentResult],
    kind: SyllabusKind,
    part: Callable[[Sequence[Version], str], list[list[Version]]],
    home_language: str,
) -> tuple[dict[str, list[Version]], dict[str, list[str]]]:
    ordered = sorted(
        results, key=lambda result: (result.source.path, result.source.row or 0, result.source.sha256)
    )
    groups: dict[str, list[Version]] = defaultdict(list)
    for result in ordered:
        for analysed in result.syllabi:
            if analysed.syllabus.kind is kind:
                groups[course_key(analysed, result.source.path)].append((analysed, result.source.path))
    parted = {code: part(versions, home_language) for code, versions in groups.items()}
    found = {code: courses[0] for code, courses in parted.items() if len(courses) == 1}
    shared: dict[str, list[str]] = {}
    for code, courses in sorted(parted.items()):
        if len(courses) > 1:
            titles = [_title(versions, home_language) for versions in courses]
            shared[code] = apart_keys(code, titles, found)
            found |= dict(zip(shared[code], courses, strict=True))
    return found, shared


def _title(versions: Sequence[Version], home_language: str) -> str | None:
    """Return the title of a course for its key: that of its first version in the home language, else any."""
    titles = [
        (version.syllabus.language != home_language, place, version.syllabus.header.title)
        for place, (version, _) in enumerate(versions)
        if version.syllabus.header.title
    ]
    return min(titles)[2] if titles else None


def course_keys(results: Sequence[DocumentResult]) -> dict[int, str]:
    """Return the key in the audit of its course or programme for the `id()` of each syllabus of a run."""
    return {
        id(analysed): key
        for found, _ in (part_by_course(results), part_by_programme(results))
        for key, versions in found.items()
        for analysed, _ in versions
    }


def build_courses(
    results: Sequence[DocumentResult],
    perspectives: Sequence[str],
    home_language: str = HOME_LANGUAGE,
    as_of: str | None = None,
) -> tuple[tuple[CourseProfile, ...], tuple[SharedCode, ...]]:
    """Put the course syllabi of a run together.

    Args:
        results: in the order of their files.
        perspectives: ids in the scheme's order.
        home_language: where a course has versions in several languages, this one counts, if it is labelled.
        as_of: ISO date; see `order_versions`.

    Returns:
        One profile a course, sorted by key, and the codes that several of them have. The version that is
        valid at the date counts, the home language before others.
    """
    found, shared = part_by_course(results, home_language)
    profiles = {
        key: _profile(key, order_versions(versions, home_language, as_of), perspectives, as_of)
        for key, versions in sorted(found.items())
    }
    return tuple(profiles.values()), tuple(
        shared_code(code, [(key, profiles[key].analysed) for key in sorted(keys)])
        for code, keys in shared.items()
    )


def _profile(
    key: str, ordered: tuple[Version, ...], perspectives: Sequence[str], as_of: str | None
) -> CourseProfile:
    roles = version_roles(ordered, as_of)
    counted = main_outcomes(ordered[0][0])
    translation = labelled_translation(counted, ordered, roles)
    differences: tuple[VersionDifference, ...] = (
        *header_differences(ordered, roles),
        *record_differences(ordered, roles),
    )
    parallel: tuple[ParallelOutcome, ...] = ()
    if translation:
        holders = (ordered[0][0], ordered[translation.version][0])
        main, parallel = read_together(ordered[0][0], counted, translation, holders[1])
        differences = (*outcome_differences(counted, translation, holders, parallel), *differences)
        ordered = ((main, ordered[0][1]), *ordered[1:])
    main = ordered[0][0]
    header = main.syllabus.header
    for other in (version.syllabus.header for version, _ in ordered[1:]):
        header = replace(
            header,
            title_en=header.title_en or (other.title if other.title != header.title else None),
            credits=header.credits or other.credits,
            level=header.level or other.level,
            department=header.department or other.department,
            subject_group=header.subject_group or other.subject_group,
            subject=header.subject or other.subject,
            main_fields=header.main_fields or other.main_fields,
        )
    return CourseProfile(
        key=key,
        header=header,
        analysed=tuple(version for version, _ in ordered),
        sources=tuple(source for _, source in ordered),
        instruction=_instruction(
            [
                version
                for (version, _), role in zip(ordered, roles, strict=True)
                if role in ("counts", "translation", "duplicate")
            ]
        ),
        opportunities=_opportunities(main, perspectives),
        differences=differences,
        roles=roles,
        not_yet_valid=as_of is not None and validity(main) > as_of,
        parallel=parallel,
    )


def _instruction(versions: list[AnalysedSyllabus]) -> LanguageOfInstruction:
    """Take the statement of the main version, or of a translation where the main one is silent."""
    for version in versions:
        if version.syllabus.instruction.status is not InstructionStatus.NOT_STATED:
            return version.syllabus.instruction
    return versions[0].syllabus.instruction


def _opportunities(main: AnalysedSyllabus, perspectives: Sequence[str]) -> tuple[Mention, ...]:
    """Return the mentions of perspectives that no outcome of the course carries.

    Where outcomes are not labelled, it is not known whether one does.
    """
    carried = {
        label.perspective for item in main.outcomes for label in item.labels if label.decision is Decision.YES
    } | {
        label.perspective
        for item in main_outcomes(main)
        for label in item.labels
        if label.decision is Decision.NOT_LABELLED
    }
    missing = [perspective for perspective in perspectives if perspective not in carried]
    return tuple(
        mention
        for perspective in missing
        for mention in main.mentions
        if mention.label.perspective == perspective
    )
