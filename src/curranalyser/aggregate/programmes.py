"""Programme syllabi and courses → programme profiles: the course list linked to the course syllabi, and what they say together."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal

from curranalyser.aggregate.courses import course_key, normalise_code, normalise_title
from curranalyser.aggregate.shares import perspective_shares
from curranalyser.datamodel import (
    AnalysedSyllabus,
    CourseProfile,
    CourseRef,
    DocumentResult,
    ProgrammeCourse,
    ProgrammeProfile,
    SyllabusKind,
)


def _link(ref: CourseRef, by_code: dict[str, CourseProfile], by_title: dict[tuple[str, Decimal | None], list[CourseProfile]]) -> ProgrammeCourse:
    if ref.code and normalise_code(ref.code) in by_code:
        return ProgrammeCourse(ref, by_code[normalise_code(ref.code)].key, "code")
    if not ref.code:
        candidates = by_title.get((normalise_title(ref.title), ref.credits), [])
        if len(candidates) == 1:
            return ProgrammeCourse(ref, candidates[0].key, "title and credits")
    return ProgrammeCourse(ref, None, "not found")


def build_programmes(
    results: Sequence[DocumentResult], courses: Sequence[CourseProfile], perspectives: Sequence[str], home_language: str = "sv"
) -> tuple[ProgrammeProfile, ...]:
    """Build the profile of each programme in a run.

    Args:
        results: in the order of their files.
        courses: all course profiles.
        perspectives: ids in the scheme's order.
        home_language: where a programme syllabus comes in several languages, this one counts, unless only another lists courses.

    Returns:
        One profile a programme, sorted by key. A course counts with the credits the programme gives it, else with its own.
    """
    by_code = {normalise_code(course.header.code): course for course in courses if course.header.code}
    by_title: dict[tuple[str, Decimal | None], list[CourseProfile]] = defaultdict(list)
    for course in courses:
        for title in {course.header.title, course.header.title_en} - {None}:
            by_title[(normalise_title(str(title)), course.header.credits)].append(course)
    by_key = {course.key: course for course in courses}
    groups: dict[str, list[tuple[AnalysedSyllabus, str]]] = defaultdict(list)
    for result in results:
        for analysed in result.syllabi:
            if analysed.syllabus.kind is SyllabusKind.PROGRAMME:
                groups[course_key(analysed, result.source.path)].append((analysed, result.source.path))
    profiles = []
    for key, versions in sorted(groups.items()):
        versions.sort(key=lambda version: (not version[0].syllabus.course_refs, version[0].syllabus.language != home_language, version[1]))
        analysed, source = versions[0]
        linked = tuple(_link(ref, by_code, by_title) for ref in analysed.syllabus.course_refs)
        profiles.append(_profile(key, analysed, source, linked, by_key=by_key, perspectives=perspectives, results=results))
    return tuple(profiles)


def _profile(
    key: str,
    analysed: AnalysedSyllabus,
    source: str,
    linked: tuple[ProgrammeCourse, ...],
    *,
    by_key: dict[str, CourseProfile],
    perspectives: Sequence[str],
    results: Sequence[DocumentResult],
) -> ProgrammeProfile:
    def chosen(compulsory: bool | None, every: bool = False) -> list[tuple[CourseProfile, Decimal]]:
        seen: set[str] = set()
        pairs = []
        for item in linked:
            if item.course_key and item.course_key not in seen and (every or item.ref.compulsory is compulsory):
                seen.add(item.course_key)
                course = by_key[item.course_key]
                pairs.append((course, item.ref.credits or course.header.credits or Decimal(0)))
        return pairs

    everything = chosen(None, every=True)
    languages: Counter[str] = Counter()
    for course, _ in everything:
        instruction = course.instruction
        languages["+".join(instruction.main) if instruction.main else str(instruction.status)] += 1
    own_files = {source} | {path for course, _ in everything for path in course.sources}
    failures = sum(bool(result.failures) for result in results if result.source.path in own_files)
    return ProgrammeProfile(
        key,
        analysed.syllabus.header,
        source,
        analysed,
        linked,
        perspective_shares(everything, perspectives),
        perspective_shares(chosen(True), perspectives),
        perspective_shares(chosen(False), perspectives),
        tuple(sorted(languages.items())),
        failures,
    )
