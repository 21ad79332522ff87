"""Which syllabi with one code are one course."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from curranalyser.aggregate import build_audit
from curranalyser.aggregate.same_code import MOST_COMPARED
from curranalyser.datamodel import (
    AggregateRules,
    AnalysedOutcome,
    AnalysedSyllabus,
    Audit,
    CourseHeader,
    CourseRef,
    Decision,
    DocumentResult,
    DocumentStatus,
    Label,
    LanguageOfInstruction,
    LearningOutcome,
    MappingRow,
    Provenance,
    SourceFile,
    Syllabus,
    SyllabusKind,
    to_json,
)
from curranalyser.review import Review, apply_reviews
from curranalyser.review.apply import waiting_reviews
from curranalyser.review.decisions import comparable

PROVENANCE = Provenance("1", "s", "c", "m", "k", "f")
BEES = ("beskriva ett bisamhälles år", "sköta en kupa utan handledning", "slunga honung")
MUSHROOMS = ("odla tre arter på halm", "förklara hur mögel sprids", "planera en skörd")
BEES_EN = ("describe the year of a colony", "look after a hive", "extract honey")


def syllabus(
    title: str | None,
    outcomes: Sequence[str],
    *,
    code: str | None = "BIO115",
    credits: str | None = "7.5",
    day: str | None = None,
    language: str = "sv",
    title_en: str | None = None,
    kind: SyllabusKind = SyllabusKind.COURSE,
    refs: tuple[CourseRef, ...] = (),
) -> AnalysedSyllabus:
    items = tuple(
        LearningOutcome(f"{language}-{number}", text, language=language)
        for number, text in enumerate(outcomes, 1)
    )
    header = CourseHeader(
        code, title, title_en, credits=Decimal(credits) if credits else None, valid_from=day
    )
    label = Label("international", Decision.NO, 0.1)
    return AnalysedSyllabus(
        Syllabus(kind, header, (), items, LanguageOfInstruction(), refs, language),
        tuple(AnalysedOutcome(item, (label,)) for item in items),
    )


def files(*syllabi: AnalysedSyllabus) -> list[DocumentResult]:
    return [
        DocumentResult(SourceFile(f"{place}.md", str(place), 1), DocumentStatus.OK, (item,))
        for place, item in enumerate(syllabi)
    ]


def audit(*syllabi: AnalysedSyllabus, rules: AggregateRules = AggregateRules()) -> Audit:  # noqa: B008 frozen
    return build_audit(files(*syllabi), ("international",), PROVENANCE, rules)


def courses(found: Audit) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(course.sources)) for course in found.courses)


TOGETHER = [("0.md", "1.md")]
APART = [("0.md",), ("1.md",)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # title, credits or outcomes are others
        (syllabus("Biodling", BEES), syllabus("Svampodling", MUSHROOMS), APART),
        (syllabus("Biodling", BEES), syllabus("Biodling", MUSHROOMS), APART),
        (syllabus("Biodling", BEES), syllabus("Biodling", BEES, credits="15"), APART),
        (syllabus("Biodling", BEES, day="HT 2023"), syllabus("Svamp", MUSHROOMS, day="HT 2024"), APART),
        # versions of one course
        (syllabus("Biodling", BEES, day="HT 2023"), syllabus("Biodling", MUSHROOMS, day="HT 2024"), TOGETHER),
        (syllabus("Biodling", BEES, day="HT 2023"), syllabus("Biodling", MUSHROOMS), TOGETHER),
        (
            syllabus("Biodling", BEES, day="HT 2023"),
            syllabus("Biodling", BEES, day="HT 2024", credits="5"),
            TOGETHER,
        ),
        (
            syllabus("Biodling", BEES, day="HT 2023"),
            syllabus("Bikunskap", BEES[:2], day="HT 2024"),
            TOGETHER,
        ),
        # the same again
        (syllabus("Biodling", BEES), syllabus("Biodling", BEES), TOGETHER),
        (syllabus("Biodling", BEES), syllabus("Biodling!", BEES[1:]), TOGETHER),
        (syllabus("Biodling", BEES), syllabus("Biod ling", BEES), TOGETHER),
        (syllabus("Biodling", BEES), syllabus("Kurs: Biodling", BEES), TOGETHER),
        (syllabus("Biodling", BEES), syllabus("Biodling", ()), TOGETHER),
        (syllabus("Biodling", BEES), syllabus(None, BEES, credits=None), TOGETHER),
        (syllabus("Biodling", BEES), syllabus("Svampodling", ()), APART),
        # language versions
        (syllabus("Biodling", BEES), syllabus("Beekeeping", BEES_EN, language="en"), TOGETHER),
        (syllabus("Biodling", BEES), syllabus("Beekeeping", BEES_EN[:2], language="en"), TOGETHER),
        (syllabus("Biodling", BEES), syllabus("Beekeeping", (), language="en"), TOGETHER),
        (syllabus("Biodling", BEES), syllabus("Beekeeping", BEES_EN, language="en", credits="15"), APART),
        (syllabus("Biodling", BEES), syllabus("Beekeeping", BEES_EN[:1], language="en"), APART),
        (
            syllabus("Biodling", BEES, title_en="Beekeeping"),
            syllabus("Beekeeping", BEES_EN[:1], language="en"),
            TOGETHER,
        ),
        (
            syllabus("Biodling", BEES, title_en="Beekeeping"),
            syllabus("Mushrooms", BEES_EN[:2], language="en"),
            APART,
        ),
        # courses without a code that share a title
        (syllabus("Projekt", BEES, code=None), syllabus("Projekt", MUSHROOMS, code=None), APART),
        (syllabus("Projekt", BEES, code=None), syllabus("Projekt", BEES, code=None), TOGETHER),
    ],
)
def test_two_syllabi_with_one_code(
    first: AnalysedSyllabus, second: AnalysedSyllabus, expected: list[tuple[str, ...]]
) -> None:
    found = audit(first, second)
    assert courses(found) == expected
    assert courses(audit(second, first)) == expected
    assert bool(found.shared_codes) is (expected == APART)
    counted = sum(len(course.counted_outcomes()) for course in found.courses)
    assert found.shares[0].outcomes.denominator == counted


def test_what_tells_them_apart_is_said_with_keys_of_their_own() -> None:
    found = audit(
        syllabus("Biodling", BEES),
        syllabus("Svampodling", MUSHROOMS, credits="15"),
        syllabus("Annan", BEES, code="X1"),
    )
    [shared] = found.shared_codes
    assert (shared.code, shared.course_keys, shared.differing) == (
        "BIO115",
        ("BIO115 Biodling", "BIO115 Svampodling"),
        ("title", "credits", "outcomes"),
    )
    assert [(course.key, str(course.header.credits)) for course in found.courses] == [
        ("BIO115 Biodling", "7.5"),
        ("BIO115 Svampodling", "15"),
        ("X1", "7.5"),
    ]


def test_a_translation_goes_to_the_course_that_names_it() -> None:
    bees = syllabus("Biodling", BEES, title_en="Beekeeping")
    mushrooms = syllabus("Svampodling", MUSHROOMS)
    english = syllabus("Beekeeping", BEES_EN, language="en")
    found = audit(bees, mushrooms, english)
    assert courses(found) == [("0.md", "2.md"), ("1.md",)]
    assert [course.roles for course in found.courses] == [("counts", "translation"), ("counts",)]


def test_a_translation_that_fits_two_courses_stands_for_itself() -> None:
    found = audit(
        syllabus("Biodling", BEES),
        syllabus("Svampodling", MUSHROOMS),
        syllabus("Title", BEES_EN, language="en"),
    )
    assert courses(found) == [("0.md",), ("1.md",), ("2.md",)]


def test_a_version_belongs_to_one_course_although_it_resembles_two() -> None:
    old = syllabus("Biodling", BEES, day="HT 2020")
    new = syllabus("Biodling", BEES[:2], day="HT 2024")
    other = syllabus("Biodling", MUSHROOMS, day="HT 2024")
    assert courses(audit(old, new, other)) == [("0.md", "1.md"), ("2.md",)]


def test_a_programme_links_the_one_it_lists_and_says_where_it_cannot_tell() -> None:
    refs = (
        CourseRef("BIO115", "Svampodling", Decimal("7.5")),
        CourseRef("BIO 115", "En rubrik", Decimal(15)),
        CourseRef("BIO115", "En rubrik"),
    )
    programme = syllabus("Lantbruk", (), code="LANTB", kind=SyllabusKind.PROGRAMME, refs=refs)
    found = audit(syllabus("Biodling", BEES, credits="15"), syllabus("Svampodling", MUSHROOMS), programme)
    assert [(item.course_key, item.linked_by) for item in found.programmes[0].courses] == [
        ("BIO115 Svampodling", "code"),
        ("BIO115 Biodling", "code"),
        (None, "several courses"),
    ]


@pytest.mark.parametrize(
    ("named", "key"),
    [("BIO115 Svampodling", "BIO115 Svampodling"), ("Biodling", "BIO115 Biodling"), ("BIO115", None)],
)
def test_a_table_of_programmes_names_one_of_them_by_its_key(named: str, key: str | None) -> None:
    rules = AggregateRules(mapping=(MappingRow("P", named),))
    found = audit(syllabus("Biodling", BEES), syllabus("Svampodling", MUSHROOMS), rules=rules)
    assert [item.course_key for item in found.programmes[0].courses] == [key]


def test_decisions_of_people_hold_by_code_and_by_key() -> None:
    both = ("slunga honung", "planera en skörd")
    results = files(
        syllabus("Biodling", (*BEES[:2], *both)), syllabus("Svampodling", (*MUSHROOMS[:2], both[0]))
    )
    by_key = Review("BIO115 Svampodling", both[0], "international", Decision.YES)
    by_code = Review("BIO115", both[1], "international", Decision.YES)
    elsewhere = Review("BIO115 Annat", both[1], "international", Decision.YES)
    decided = apply_reviews(results, [by_key, by_code, elsewhere])
    found = build_audit(decided, ("international",), PROVENANCE)
    assert {
        (course.key, comparable(item.outcome.text))
        for course in found.courses
        for item in course.counted_outcomes()
        if item.label("international").human
    } == {("BIO115 Svampodling", comparable(both[0])), ("BIO115 Biodling", comparable(both[1]))}
    assert waiting_reviews(found, [by_key, by_code, elsewhere]) == (elsewhere,)


def test_a_placeholder_for_a_code_costs_no_more_than_its_syllabi() -> None:
    many = [syllabus(f"Kurs {number}", (f"mål {number}", *BEES)) for number in range(3 * MOST_COMPARED)]
    assert len(audit(*many).courses) == len(many)
    alike = [syllabus("Kurs", BEES) for _ in range(3 * MOST_COMPARED)]
    [course] = audit(*alike).courses
    assert len(course.sources) == len(alike)


def test_the_order_of_the_files_changes_nothing() -> None:
    results = files(
        syllabus("Biodling", BEES, title_en="Beekeeping"),
        syllabus("Svampodling", MUSHROOMS),
        syllabus("Beekeeping", BEES_EN, language="en"),
        syllabus("Biodling", BEES, day="HT 2022"),
    )
    forth = build_audit(results, ("international",), PROVENANCE)
    back = build_audit(results[::-1], ("international",), PROVENANCE)
    assert to_json(forth) == to_json(back)
