"""Which programme syllabi with one code are one programme, and what is said of those that are not."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from curranalyser.aggregate import build_audit
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
    from_json,
    to_json,
)
from curranalyser.report.html import render_pages
from curranalyser.report.prepare import build_view
from curranalyser.report.terminal import terminal_lines
from curranalyser.review import Review, apply_reviews
from curranalyser.review.apply import waiting_reviews
from curranalyser.scheme import load_scheme

PROVENANCE = Provenance("1", "s", "c", "m", "k", "f")
GLASS = ("GLA1 Glasblåsning", "GLA2 Slipning", "GLA3 Ugnar", "GLA4 Färgat glas")
BOATS = ("BAT1 Spant", "BAT2 Segel", "BAT3 Beckning", "BAT4 Klinkbygge")
GLASS_EN = ("GLA1 Blowing glass", "GLA2 Grinding", "GLA3 Furnaces", "GLA4 Coloured glass")


def programme(
    title: str | None,
    courses: Sequence[str] = GLASS,
    credits: str | None = "180",
    *,
    day: str | None = None,
    language: str = "sv",
    title_en: str | None = None,
    code: str | None = "HVK",
) -> AnalysedSyllabus:
    refs = tuple(
        CourseRef(None if given == "–" else given, name, Decimal("7.5"))
        for given, name in (entry.split(" ", 1) for entry in courses)
    )
    outcome = LearningOutcome("o1", "redogöra för materialets historia", language=language)
    header = CourseHeader(
        code, title, title_en, credits=Decimal(credits) if credits else None, valid_from=day
    )
    return AnalysedSyllabus(
        Syllabus(SyllabusKind.PROGRAMME, header, (), (outcome,), LanguageOfInstruction(), refs, language),
        (AnalysedOutcome(outcome, tuple(Label(name, Decision.NO, 0.1) for name in load_scheme().ids)),),
    )


def files(*syllabi: AnalysedSyllabus) -> list[DocumentResult]:
    return [
        DocumentResult(SourceFile(f"{place}.md", str(place), 1), DocumentStatus.OK, (item,))
        for place, item in enumerate(syllabi)
    ]


def audit(*syllabi: AnalysedSyllabus, rules: AggregateRules = AggregateRules()) -> Audit:  # noqa: B008 frozen
    return build_audit(files(*syllabi), ("international",), PROVENANCE, rules)


ONE, TWO = 1, 2
FIRST = programme("Glaskonst")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(programme("Båtbyggeri", BOATS, "120"), TWO, id="all-differs"),
        pytest.param(programme("Båtbyggeri", BOATS), TWO, id="courses-differ"),
        pytest.param(programme("Båtbyggeri", BOATS, day="2020-01-01"), TWO, id="another-of-another-day"),
        pytest.param(programme("Båtbyggeri", (*BOATS, GLASS[0])), TWO, id="one-course-in-common"),
        pytest.param(programme("Båtbyggeri", GLASS, "120"), TWO, id="credits-differ"),
        pytest.param(programme("Båtbyggeri", (), "120"), TWO, id="credits-differ-and-no-list"),
        pytest.param(programme("Boat building", BOATS, language="en"), TWO, id="other-codes-in-english"),
        pytest.param(programme("Glaskonst"), ONE, id="again"),
        pytest.param(programme("Glaskonst", BOATS, "120"), ONE, id="the-title-agrees"),
        pytest.param(programme("Glas och form"), ONE, id="renamed"),
        pytest.param(programme("Glas och form", (*GLASS[:3], *BOATS[:1])), ONE, id="renamed-and-revised"),
        pytest.param(programme("Glas och form", GLASS, "120", day="2020-01-01"), ONE, id="lengthened"),
        pytest.param(programme("Glas och form", (), None), ONE, id="nothing-said"),
        pytest.param(programme(None, BOATS, "120"), ONE, id="no-title"),
        pytest.param(programme("Glass art", GLASS_EN, language="en"), ONE, id="translation"),
        pytest.param(
            programme("Glass art", ("– Furnaces",), language="en"), ONE, id="titles-in-english-prove-nothing"
        ),
        pytest.param(
            programme("Glass art", BOATS, "120", language="en", title_en="Glaskonst"), ONE, id="named"
        ),
    ],
)
def test_two_syllabi_with_one_code(other: AnalysedSyllabus, expected: int) -> None:
    for pair in ((FIRST, other), (other, FIRST)):
        found = audit(*pair)
        assert len(found.programmes) == expected
        assert bool(found.shared_programme_codes) is (expected == TWO)
        assert from_json(to_json(found), Audit) == found


def test_versions_of_each_stay_together_and_one_that_says_nothing_joins_no_two() -> None:
    found = audit(
        programme(None, (), None),
        FIRST,
        programme("Båtbyggeri", BOATS, "120"),
        programme("Glaskonst", day="2019-01-01"),
        programme("Boat building", BOATS, "120", language="en"),
    )
    sources = [{profile.source, *(path for path, _ in profile.other_sources)} for profile in found.programmes]
    assert [profile.key for profile in found.programmes] == ["HVK Båtbyggeri", "HVK Glaskonst"]
    assert {"2.md", "4.md"} <= sources[0] and {"1.md", "3.md"} <= sources[1]
    assert sum(map(len, sources)) == 5


def test_both_are_shown_and_the_reader_is_told() -> None:
    scheme = load_scheme()
    results = files(FIRST, programme("Båtbyggeri", BOATS, "120"))
    found = build_audit(results, scheme.ids, PROVENANCE)
    english, swedish = (build_view(found, scheme, lang) for lang in ("en", "sv"))
    assert english.shared_codes == (
        "2 programmes have the code HVK: Båtbyggeri (120 credits, 1.md); Glaskonst (180 credits, 0.md)."
        " They differ in title, credits, and courses and are shown as programmes of their own.",
    )
    assert swedish.shared_codes == (
        "2 program har koden HVK: Båtbyggeri (120 hp, 1.md); Glaskonst (180 hp, 0.md)."
        " De skiljer sig åt i titel, högskolepoäng och kurser och visas som egna program.",
    )
    pages = dict(render_pages(swedish))
    text = "".join(pages.values())
    assert swedish.shared_codes[0] in text and "Kurser eller program med samma kod" in text
    assert "2 programmes have the code HVK" in " ".join(terminal_lines(english, 200))


@pytest.mark.parametrize(("key", "human"), [("HVK", [True, True]), ("HVK Glaskonst", [True, False])])
def test_decisions_of_people_hold_by_code_and_by_key(key: str, human: list[bool]) -> None:
    results = files(FIRST, programme("Båtbyggeri", BOATS, "120"))
    reviews = [Review(key, "redogöra för materialets historia", "international", Decision.YES)]
    applied = apply_reviews(results, reviews)
    labels = [item.syllabi[0].outcomes[0].label("international") for item in applied]
    assert [bool(label.human) for label in labels] == human
    assert waiting_reviews(build_audit(applied, ("international",), PROVENANCE), reviews) == ()


def test_a_table_of_programmes_names_one_of_them_by_its_key() -> None:
    rules = AggregateRules(mapping=(MappingRow("HVK Båtbyggeri", "NYA1"),))
    found = audit(FIRST, programme("Båtbyggeri", BOATS, "120"), rules=rules)
    assert [len(profile.courses) for profile in found.programmes] == [len(BOATS) + 1, len(GLASS)]
