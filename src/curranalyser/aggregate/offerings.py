"""The languages of offerings beside what the syllabi say."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from curranalyser.aggregate.courses import normalise_code
from curranalyser.aggregate.languages import language_class
from curranalyser.datamodel import (
    AggregateRules,
    CourseOfferings,
    CourseProfile,
    GivenOfferings,
    Indicator,
    InstructionStatus,
    LanguageOfInstruction,
    LanguageShare,
    OfferedLanguage,
    OfferedRow,
    OfferedVerdict,
    OfferedYear,
    OfferingsProfile,
)


def offerings_profile(courses: Sequence[CourseProfile], rules: AggregateRules) -> OfferingsProfile:
    """Set the offerings that the user gave beside the syllabi.

    Args:
        courses: of the audit. Of several with one code none is known to be the one that is offered.
        rules: with the offerings.

    Returns:
        The figures. What says no language is in none of them.
    """
    by_code = _rows_by_code(rules.offerings)
    own = _own_codes(courses)
    found = [
        (course, rows)
        for course in courses
        if (code := own.get(course.key)) is not None and (rows := by_code.get(code))
    ]
    used = {own[course.key] for course, _ in found}
    known = Indicator(Decimal(len(found)), Decimal(len(courses)))
    return OfferingsProfile(
        known=known,
        shares=tuple(_shares(found)),
        courses=tuple(_course(course, rows) for course, rows in found),
        years=_years([row for _, rows in found for row in rows]),
        unmatched=sum(row.count for code, rows in by_code.items() if code not in used for row in rows),
        headline=rules.enough(known.numerator, known.denominator),
    )


def with_own_offerings(courses: Sequence[CourseProfile], rules: AggregateRules) -> AggregateRules:
    """Return rules with the offerings of these courses alone: a register may hold those of a country."""
    codes = set(_own_codes(courses).values())
    rows = tuple(row for row in rules.offerings.rows if normalise_code(row.code) in codes)
    return replace(rules, offerings=replace(rules.offerings, rows=rows))


def _rows_by_code(given: GivenOfferings) -> dict[str, list[OfferedRow]]:
    found: dict[str, list[OfferedRow]] = defaultdict(list)
    for row in given.rows:
        found[normalise_code(row.code)].append(row)
    return dict(found)


def _own_codes(courses: Sequence[CourseProfile]) -> dict[str, str]:
    """Return course key → code, of courses that have one which no other has."""
    codes = {course.key: normalise_code(course.header.code) for course in courses if course.header.code}
    counted = Counter(codes.values())
    return {key: code for key, code in codes.items() if counted[code] == 1}


def _class(languages: Sequence[str]) -> str:
    return "+".join(sorted(set(languages)))


def _course(course: CourseProfile, rows: Sequence[OfferedRow]) -> CourseOfferings:
    counted: Counter[str] = Counter()
    for row in rows:
        counted[_class(row.languages)] += row.count
    languages = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return CourseOfferings(
        course_key=course.key,
        offerings=counted.total(),
        languages=tuple(OfferedLanguage(*pair) for pair in languages),
        years=tuple(sorted({row.year for row in rows if row.year is not None})),
        syllabus=language_class(course.instruction),
        verdict=_verdict(course.instruction, {language for row in rows for language in row.languages}),
    )


def _verdict(instruction: LanguageOfInstruction, offered: set[str]) -> OfferedVerdict:
    named = {*instruction.main, *instruction.possible}
    if not named or instruction.status in (InstructionStatus.CONFLICT, InstructionStatus.PER_OFFERING):
        return "answers"
    return "agrees" if offered <= named else "differs"


def _shares(found: Sequence[tuple[CourseProfile, Sequence[OfferedRow]]]) -> list[LanguageShare]:
    groups: dict[str, list[CourseProfile]] = defaultdict(list)
    for course, rows in found:
        groups[_class([language for row in rows for language in row.languages])].append(course)

    def credits_of(courses: Sequence[CourseProfile]) -> Decimal:
        return sum((course.header.credits or Decimal(0) for course in courses), Decimal(0))

    whole = Decimal(len(found)), credits_of([course for course, _ in found])
    return [
        LanguageShare(
            language,
            Indicator(Decimal(len(some)), whole[0]),
            Indicator(credits_of(some), whole[1]),
            tuple(course.key for course in some),
        )
        for language, some in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def _years(rows: Sequence[OfferedRow]) -> tuple[OfferedYear, ...]:
    """Return the series; none of a single year."""
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.year is not None:
            counted[row.year][_class(row.languages)] += row.count
    if len(counted) < 2:
        return ()
    classes = sorted(
        {name for year in counted.values() for name in year},
        key=lambda name: (-sum(year[name] for year in counted.values()), name),
    )
    return tuple(
        OfferedYear(
            year,
            languages.total(),
            tuple(
                (name, Indicator(Decimal(languages[name]), Decimal(languages.total()))) for name in classes
            ),
        )
        for year, languages in sorted(counted.items())
    )
