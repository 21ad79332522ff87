"""Programme syllabi and courses → programme profiles.

The course list linked to the course syllabi, and what they say together.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from curranalyser.aggregate.course_index import CourseIndex
from curranalyser.aggregate.courses import normalise_code, normalise_title, part_by_programme
from curranalyser.aggregate.exposure import Listed, guaranteed_exposure
from curranalyser.aggregate.groups import course_standing, shares_by_fact, shares_by_time
from curranalyser.aggregate.languages import language_profile
from curranalyser.aggregate.mapping import Laid, apply_mapping
from curranalyser.aggregate.programme_names import ProgrammeNames
from curranalyser.aggregate.programme_notes import credits_counted, credits_in_all, programme_notes
from curranalyser.aggregate.promises import programme_promises
from curranalyser.aggregate.recycled import Clusters
from curranalyser.aggregate.same_programme import shared_programme_code
from curranalyser.aggregate.shares import NO_RULES, perspective_shares
from curranalyser.aggregate.versions import order_versions, version_roles
from curranalyser.datamodel import (
    AggregateRules,
    AnalysedSyllabus,
    CourseHeader,
    CourseProfile,
    CourseRef,
    CourseStatus,
    DocumentResult,
    EntryKind,
    LanguageOfInstruction,
    MappingRow,
    PerspectiveShares,
    ProgrammeCourse,
    ProgrammeProfile,
    ReadStructure,
    SharedProgrammeCode,
    SharesGroup,
    Syllabus,
    SyllabusKind,
)


def _only_in_mapping(rows: Sequence[MappingRow], names: ProgrammeNames) -> dict[str, list[MappingRow]]:
    """Return the rows of programmes that have no syllabus among the files, by programme."""
    groups: dict[str, list[MappingRow]] = defaultdict(list)
    for row in rows:
        if not names.named(row.programme):
            groups[normalise_code(row.programme)].append(row)
    return groups


def build_programmes(
    results: Sequence[DocumentResult],
    courses: Sequence[CourseProfile],
    perspectives: Sequence[str],
    *,
    home_language: str = "sv",
    rules: AggregateRules = NO_RULES,
    clusters: Clusters | None = None,
) -> tuple[tuple[ProgrammeProfile, ...], tuple[SharedProgrammeCode, ...]]:
    """Build the profile of each programme in a run.

    Args:
        results: in the order of their files.
        courses: all course profiles.
        perspectives: ids in the scheme's order.
        home_language: where a programme syllabus comes in several languages, this one counts, unless only
            another lists courses.
        rules: the user's decisions; of several versions of a programme syllabus the one valid at the date
            counts.
        clusters: the near-identical outcomes, or None where they are not asked for.

    Returns:
        One profile a programme, sorted by key. A course counts with the credits the programme gives it, else
        with its own. A programme that only the user's table names has a profile with an empty syllabus. And
        the codes that several programmes have: each of these has a profile of its own.
    """
    index = CourseIndex(courses)
    groups, shared = part_by_programme(results, home_language)
    builder = _Profiler(index, perspectives, results, rules, clusters)
    profiles = []
    in_order = {
        key: order_versions(versions, home_language, rules.as_of, course_list=True)
        for key, versions in groups.items()
    }
    names = ProgrammeNames((ordered[0][0].syllabus.header, key) for key, ordered in in_order.items())
    for key, ordered in in_order.items():
        roles = version_roles(ordered, rules.as_of)
        analysed, source = ordered[0]
        linked = tuple(map(index.link, analysed.syllabus.course_refs))
        rows = [row for row in rules.mapping if names.only(row.programme) == key]
        others = tuple((path, role) for (_, path), role in zip(ordered[1:], roles[1:], strict=True))
        laid = apply_mapping(linked, rows, index, analysed.syllabus)
        profiles.append(builder.profile(key, analysed, source, laid, others))
    for key, rows in _only_in_mapping(rules.mapping, names).items():
        syllabus = Syllabus(
            kind=SyllabusKind.PROGRAMME,
            header=CourseHeader(rows[0].programme, rows[0].programme),
            sections=(),
            outcomes=(),
            instruction=LanguageOfInstruction(),
        )
        laid = apply_mapping((), rows, index, syllabus)
        profiles.append(builder.profile(key, AnalysedSyllabus(syllabus, ()), rules.mapping_source, laid, ()))
    by_key = {profile.key: profile.analysed for profile in profiles}
    return tuple(sorted(profiles, key=lambda profile: profile.key)), tuple(
        shared_programme_code(code, [(key, by_key[key]) for key in sorted(keys)])
        for code, keys in shared.items()
    )


# Of a course that a programme lists several times, what is said of it most surely counts.
_SUREST = (CourseStatus.EVERYONE, CourseStatus.SOME, CourseStatus.NOT_SAID)


def _surest(status: CourseStatus) -> int:
    return _SUREST.index(status)


def who_takes(courses: Iterable[ProgrammeCourse]) -> dict[str, CourseStatus]:
    """Return by the keys of a programme's courses who takes each, as its shares count them.

    Courses without a syllabus have no key.
    """
    found: dict[str, CourseStatus] = {}
    for item in courses:
        if item.course_key and item.ref.kind is EntryKind.COURSE:
            before = found.get(item.course_key, item.ref.status)
            found[item.course_key] = min(before, item.ref.status, key=_surest)
    return found


def _each_once(listed: Sequence[Listed]) -> list[Listed]:
    """Return one entry a course: with the status that is said most surely, and all its terms and years.

    Where its credits are listed in parts, it has those of its syllabus. A course without a syllabus is one by
    its code, else by its title.
    """
    entries: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    for item in listed:
        ref, course, _ = item
        if ref.kind is EntryKind.COURSE:
            named = ("code", normalise_code(ref.code)) if ref.code else ("title", normalise_title(ref.title))
            entries[("syllabus", course.key) if course is not None else named].append(item)
    found = []
    for same in entries.values():
        ref, course, credits_ = min(same, key=lambda item: _surest(item[0].status))
        terms = sorted({term for other, _, _ in same for term in other.terms})
        years = sorted({year for other, _, _ in same for year in other.years})
        own = course.header.credits if course is not None else None
        if own is not None and credits_in_all(other for other, _, _ in same) == own:
            credits_ = own
        found.append((replace(ref, terms=tuple(terms), years=tuple(years)), course, credits_))
    return found


def _no_surer_than(
    whole: Sequence[PerspectiveShares], groups: Sequence[SharesGroup]
) -> tuple[SharesGroup, ...]:
    """Return groups of courses, none of whose shares stands for more than those of the whole do."""
    return tuple(
        replace(
            group,
            shares=tuple(
                replace(share, headline=share.headline and of_all.headline)
                for share, of_all in zip(group.shares, whole, strict=True)
            ),
        )
        for group in groups
    )


def listed_courses(linked: Sequence[ProgrammeCourse], index: CourseIndex) -> list[Listed]:
    """Return the entries of a programme's list with their courses and the credits they count with."""
    found = [index.by_key[item.course_key] if item.course_key else None for item in linked]
    return [
        (item.ref, course, credits_counted(item, course)) for item, course in zip(linked, found, strict=True)
    ]


def _changed_structure(read: Syllabus, now: Syllabus) -> ReadStructure | None:
    """Return the parts of a programme as they were read, where a table has changed them."""
    if (read.blocks, read.groups, read.tracks) == (now.blocks, now.groups, now.tracks):
        return None
    return ReadStructure(read.blocks, read.groups, read.tracks)


class _Profiler:
    """What the profiles of one run have in common."""

    def __init__(
        self,
        index: CourseIndex,
        perspectives: Sequence[str],
        results: Sequence[DocumentResult],
        rules: AggregateRules,
        clusters: Clusters | None,
    ) -> None:
        self.index = index
        self.perspectives = perspectives
        self.rules = rules
        self.clusters = clusters
        self.failing = {result.source.path for result in results if result.failures}

    def profile(
        self,
        key: str,
        as_read: AnalysedSyllabus,
        source: str,
        laid: Laid,
        others: tuple[tuple[str, str], ...],
    ) -> ProgrammeProfile:
        """Count over the courses that a programme lists."""
        analysed = replace(as_read, syllabus=laid.syllabus)
        linked = laid.courses

        def counted(*statuses: CourseStatus) -> list[tuple[tuple[CourseProfile, Decimal], CourseRef]]:
            """Return the courses with a syllabus of which one of these says who takes them."""
            return [
                ((course, credits_ or Decimal(0)), ref)
                for ref, course, credits_ in once
                if course is not None and (not statuses or ref.status in statuses)
            ]

        def shares_of(*statuses: CourseStatus) -> tuple[PerspectiveShares, ...]:
            return perspective_shares(
                [pair for pair, _ in counted(*statuses)],
                self.perspectives,
                self.clusters,
                self.rules,
                sum(not statuses or ref.status in statuses for ref, _, _ in once),
            )

        listed = listed_courses(linked, self.index)
        once = _each_once(listed)
        everything = counted()
        pairs = [pair for pair, _ in everything]
        courses = [course for course, _ in pairs]
        languages = language_profile(pairs, analysed.syllabus.instruction, self.rules, len(once))
        shares = shares_of()
        own_files = {source} | {path for course in courses for path in course.sources}
        return ProgrammeProfile(
            key=key,
            header=analysed.syllabus.header,
            source=source,
            analysed=analysed,
            courses=linked,
            shares=shares,
            compulsory_shares=shares_of(CourseStatus.EVERYONE),
            elective_shares=shares_of(CourseStatus.SOME),
            instruction_courses=tuple(
                sorted((share.language, int(share.courses.numerator)) for share in languages.shares)
            ),
            failures=len(own_files & self.failing),
            groups=(
                *shares_by_time(
                    everything, self.perspectives, self.clusters, self.rules, [ref for ref, _, _ in once]
                ),
                # What a course without a syllabus would state is not known: it may be of any group.
                *_no_surer_than(shares, shares_by_fact(pairs, self.perspectives, self.clusters, self.rules)),
            ),
            standing=course_standing(courses, self.perspectives, self.rules),
            languages=languages,
            promises=programme_promises(analysed, courses, self.perspectives),
            exposure=guaranteed_exposure(listed, analysed.syllabus.blocks, self.perspectives),
            other_sources=others,  # type: ignore[arg-type]
            unsaid_shares=shares_of(CourseStatus.NOT_SAID),
            notes=programme_notes(linked, self.index.by_key, self.index.by_title),
            as_read=_changed_structure(as_read.syllabus, laid.syllabus),
        )
