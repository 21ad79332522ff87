"""The languages of offerings beside what the syllabi say."""

from decimal import Decimal

import pytest
from small_audit import ENGLISH, PROVENANCE, SCHEME, SWEDISH, course

from curranalyser.aggregate import build_audit
from curranalyser.datamodel import (
    AggregateRules,
    Audit,
    GivenOfferings,
    Indicator,
    InstructionStatus,
    LanguageOfInstruction,
    OfferedRow,
    from_json,
    to_json,
)

OPEN = LanguageOfInstruction((), (), InstructionStatus.PER_OFFERING)
SILENT = LanguageOfInstruction()
TORN = LanguageOfInstruction(("sv",), (), InstructionStatus.CONFLICT)
POSSIBLE = LanguageOfInstruction(("sv",), ("en",), InstructionStatus.STATED)


def _audit(*rows: OfferedRow, headline_percent: int = 50) -> Audit:
    results = (
        course("AB 1", "Open", instruction=OPEN),
        course("AB2", "Swedish", instruction=SWEDISH, credits="7.5"),
        course("AB3", "English", instruction=ENGLISH),
        course("AB4", "Possible", instruction=POSSIBLE),
        course("AB5", "Silent", instruction=SILENT),
        course("AB6", "Torn", instruction=TORN),
    )
    given = GivenOfferings(rows=rows, source="events.json", sha256="0" * 64)
    rules = AggregateRules(offerings=given, headline_percent=headline_percent)
    return build_audit(results, SCHEME.ids, PROVENANCE, rules)


def _row(code: str, *languages: str, year: int | None = 2026, count: int = 1) -> OfferedRow:
    return OfferedRow(code, languages, year, count)


@pytest.mark.parametrize(
    ("code", "languages", "verdict"),
    [
        ("AB1", ("en",), "answers"),
        ("ab-5", ("en",), "answers"),
        ("AB6", ("en",), "answers"),
        ("AB2", ("sv",), "agrees"),
        ("AB2", ("en",), "differs"),
        ("AB2", ("en", "sv"), "differs"),
        ("AB4", ("en",), "agrees"),
        ("AB3", ("sv",), "differs"),
    ],
)
def test_offerings_answer_agree_or_differ(code: str, languages: tuple[str, ...], verdict: str) -> None:
    [found] = _audit(_row(code, *languages)).offerings.courses
    assert found.verdict == verdict


def test_a_course_counts_once_under_all_languages_of_its_offerings() -> None:
    profile = _audit(_row("AB1", "en"), _row("AB1", "sv", count=3), _row("AB2", "sv")).offerings
    assert [(share.language, share.courses, share.credits) for share in profile.shares] == [
        ("en+sv", Indicator(Decimal(1), Decimal(2)), Indicator(Decimal(15), Decimal("22.5"))),
        ("sv", Indicator(Decimal(1), Decimal(2)), Indicator(Decimal("7.5"), Decimal("22.5"))),
    ]
    first = profile.courses[0]
    assert [(part.language, part.offerings) for part in first.languages] == [("sv", 3), ("en", 1)]
    assert (first.offerings, first.syllabus, first.years) == (4, "per offering", (2026,))


def test_the_series_needs_two_years_and_counts_offerings() -> None:
    one = _audit(_row("AB1", "en"), _row("AB2", "sv", year=None)).offerings
    assert one.years == ()
    two = _audit(
        _row("AB1", "en", count=2), _row("AB1", "sv", year=2027), _row("AB2", "sv", year=2027)
    ).offerings
    assert [(year.year, year.offerings) for year in two.years] == [(2026, 2), (2027, 2)]
    assert [dict(year.shares) for year in two.years] == [
        {"en": Indicator(Decimal(2), Decimal(2)), "sv": Indicator(Decimal(0), Decimal(2))},
        {"en": Indicator(Decimal(0), Decimal(2)), "sv": Indicator(Decimal(2), Decimal(2))},
    ]


def test_what_is_not_in_the_audit_is_counted_and_not_kept() -> None:
    audit = _audit(_row("AB1", "en"), _row("ZZ9", "de", count=4))
    assert audit.offerings.unmatched == 4
    assert [row.code for row in audit.rules.offerings.rows] == ["AB1"]
    assert audit.offerings.known == Indicator(Decimal(1), Decimal(6))
    assert not audit.offerings.headline
    assert _audit(_row("AB1", "en"), headline_percent=10).offerings.headline


def test_of_courses_with_one_code_none_is_the_one_that_is_offered() -> None:
    results = (
        course("AB1", "Boats of the North", group="Boats"),
        course("AB1", "Flowers of the South", group="Flowers", credits="30"),
    )
    rules = AggregateRules(offerings=GivenOfferings(rows=(_row("AB1", "en"),), sha256="0" * 64))
    audit = build_audit(results, SCHEME.ids, PROVENANCE, rules)
    assert len(audit.courses) == 2
    assert (audit.offerings.courses, audit.offerings.unmatched) == ((), 1)


def test_the_figures_of_the_syllabi_stay_what_they_are_and_json_keeps_all() -> None:
    with_offerings, without = _audit(_row("AB1", "en")), _audit()
    assert with_offerings.languages == without.languages
    assert from_json(to_json(with_offerings), Audit) == with_offerings
