"""schema.org: courses in files and in pages, whatever form their fields have."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.analyse import analyse_path
from curranalyser.datamodel import (
    CatalogueItem,
    CourseRecord,
    DocumentResult,
    DocumentStatus,
    MalformedRecord,
    ProgrammeRecord,
    SourceFile,
    to_json,
)
from curranalyser.errors import FailureCategory
from curranalyser.read.catalogue import find_catalogue, read_catalogue, schema_org
from curranalyser.settings import Settings

SOURCE = SourceFile("courses.jsonld", "", 0)
COURSE = {
    "@context": "https://schema.org",
    "@type": "Course",
    "name": "Svampar",
    "courseCode": "SVA101",
    "teaches": ["känna igen tjugo svampar", "jämföra svampars namn i tre språk"],
    "inLanguage": "sv",
    "numberOfCredits": 7.5,
    "educationalLevel": "Grundnivå",
    "hasCourseInstance": {"@type": "CourseInstance", "inLanguage": "en"},
}
JUNK = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)


def _read(value: object) -> list[CatalogueItem]:
    catalogue = find_catalogue(json.dumps(value).encode())
    assert catalogue is not None
    assert catalogue.format is schema_org
    return list(read_catalogue(catalogue, SOURCE))


def _course(**changes: object) -> CourseRecord:
    [found] = _read({**COURSE, **changes})
    assert isinstance(found, CourseRecord)
    return found


@pytest.mark.parametrize(
    "value",
    [
        COURSE,
        [COURSE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, COURSE]},
        {"@context": "https://schema.org", "@type": "WebPage", "mainEntity": COURSE},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": COURSE}]},
        {f"schema:{key}" if key[0] != "@" else key: value for key, value in COURSE.items()}
        | {"@type": "schema:Course"},
    ],
)
def test_a_course_is_found_wherever_it_stands(value: object) -> None:
    [found] = _read(value)
    assert isinstance(found, CourseRecord)
    assert (found.header.code, found.header.title, found.header.level) == ("SVA101", "Svampar", "Grundnivå")
    assert [item.text for item in found.outcomes[0].items] == COURSE["teaches"]
    assert [(one.languages, one.place) for one in found.teaching] == [
        (("sv",), "field"),
        (("en",), "offering"),
    ]


@pytest.mark.parametrize(
    ("teaches", "expected"),
    [
        ("känna igen tjugo svampar", ["känna igen tjugo svampar"]),
        ({"@type": "DefinedTerm", "name": "känna igen svampar"}, ["känna igen svampar"]),
        ([{"@type": "DefinedTerm", "description": "känna igen svampar"}], ["känna igen svampar"]),
        ([{"@value": "tell mushrooms apart", "@language": "en"}], ["tell mushrooms apart"]),
        # Keywords are no outcomes.
        (["Svampar", "Biologi", "Skog och mark"[:5]], []),
        ([], []),
        (7, []),
    ],
)
def test_what_it_teaches_in_all_forms(teaches: object, expected: list[str]) -> None:
    assert [item.text for one in _course(teaches=teaches).outcomes for item in one.items] == expected


@pytest.mark.parametrize(
    ("credits_", "expected"),
    [
        (7.5, "7.5"),
        ("7,5 hp", "7.5"),
        ({"@type": "StructuredValue", "value": "5", "unitText": "ECTS"}, "5"),
        ({"@type": "StructuredValue", "value": 3, "unitText": "semester hours"}, None),
        ("3 units", None),
        (None, None),
    ],
)
def test_credits_are_ects_credits_or_none(credits_: object, expected: str | None) -> None:
    assert _course(numberOfCredits=credits_).header.credits == (Decimal(expected) if expected else None)


def test_what_a_course_asks_for_is_no_course_of_the_file() -> None:
    [found] = _read({**COURSE, "coursePrerequisites": {"@type": "Course", "name": "Skogar"}})
    assert isinstance(found, CourseRecord)
    assert [text.text for text in found.texts] == ["Skogar"]


def test_programme_lists_its_courses() -> None:
    programme = {
        "@type": "EducationalOccupationalProgram",
        "name": "Svampkunnig",
        "hasCourse": [{"@id": "#c"}, {"@type": "Course", "name": "Murklor", "courseCode": "SVA102"}],
    }
    found = _read({"@graph": [programme, {**COURSE, "@id": "#c"}]})
    assert [type(item) for item in found] == [ProgrammeRecord, CourseRecord, CourseRecord]
    assert isinstance(found[0], ProgrammeRecord)
    assert [(entry.code, entry.mark) for entry in found[0].entries] == [("SVA101", None), ("SVA102", None)]


@given(
    st.fixed_dictionaries(
        {}, optional={key: JUNK | st.just(value) for key, value in COURSE.items() if key != "@type"}
    )
)
def test_any_field_may_be_missing_or_of_another_type(value: dict[str, object]) -> None:
    found = _read([COURSE, {**value, "@type": "Course"}])
    assert isinstance(found[0], CourseRecord)
    for item in found:
        assert isinstance(item, CourseRecord | MalformedRecord)
        assert to_json(item)


def _page(*data: object, body: str = "<h1>Svampskolan</h1><p>Välkommen hit.</p>", head: str = "") -> bytes:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in data)
    return f'<html lang="sv"><head>{head}{scripts}</head><body>{body}</body></html>'.encode()


def _analysed(page: bytes) -> list[DocumentResult]:
    return analyse_path(page, "page.html", Settings(), None)


SHOWN = (
    "<h1>Kursplan för Svampar, SVA101</h1><h2>Lärandemål</h2><p>Efter kursen ska studenten kunna</p>"
    "<ul><li>plocka svamp med omdöme</li><li>skilja kantareller från andra svampar</li></ul>"
)


def test_a_page_without_outcomes_is_read_by_the_data_it_carries() -> None:
    [found] = _analysed(_page({"@type": "WebSite", "name": "x"}, COURSE))
    assert (found.source.path, found.status) == ("page.html", DocumentStatus.OK)
    assert [outcome.text for outcome in found.syllabi[0].syllabus.outcomes] == COURSE["teaches"]


def test_a_page_that_shows_its_outcomes_is_read_as_it_is_shown() -> None:
    with_data, without = _analysed(_page(COURSE, body=SHOWN)), _analysed(_page(body=SHOWN))
    assert [one.syllabi for one in with_data] == [one.syllabi for one in without]
    assert len(with_data[0].syllabi[0].syllabus.outcomes) == 2


def test_several_courses_of_a_page_are_results_of_their_own() -> None:
    found = _analysed(_page([COURSE, {**COURSE, "courseCode": "SVA102"}]))
    assert [one.source.path for one in found] == ["page.html#SVA101", "page.html#SVA102"]


@pytest.mark.parametrize(
    "page",
    [
        _page({"@type": "Course", "name": "Svampar", "teaches": ["Biologi"]}),
        _page({"@type": "Course", "name": "Svampar"}),
        _page({"@type": "Recipe", "name": "Svampsoppa", "teaches": "koka en god soppa"}),
        _page(head='<script type="application/ld+json">{"@type": "Course", </script>'),
        _page(head='<script type="application/ld+json">[[[' + "[" * 20_000 + "</script>"),
        _page(head='<script type="text/plain">{"@type": "Course"}</script> ld+json'),
    ],
)
def test_a_page_whose_data_hold_no_outcomes_is_what_it_was(page: bytes) -> None:
    [found] = _analysed(page)
    assert [failure.category for failure in found.failures] == [FailureCategory.NOT_A_SYLLABUS]


def test_a_page_that_a_script_fills_is_read_by_its_data() -> None:
    page = _page(COURSE, body='<div id="root"></div><script src="app.js"></script>')
    [found] = _analysed(page)
    assert found.status is DocumentStatus.OK


WITHOUT_OUTCOMES = (
    "<h1>Kursplan för Svampar, SVA101, 15 högskolepoäng</h1><h2>Behörighet</h2><p>Biologi A krävs.</p>"
    "<h2>Kursinnehåll</h2><p>Kursen handlar om svampar i skog och mark.</p>"
    "<h2>Examination</h2><p>Skriftlig tentamen.</p><p>Undervisningsspråk: svenska</p>"
)


def test_what_a_page_shows_of_the_course_wins_and_the_data_fill_its_gaps() -> None:
    [found] = _analysed(_page({**COURSE, "inLanguage": "de"}, body=WITHOUT_OUTCOMES))
    [alone] = _analysed(_page(body=WITHOUT_OUTCOMES))
    syllabus, shown = found.syllabi[0].syllabus, alone.syllabi[0].syllabus
    assert [outcome.text for outcome in syllabus.outcomes] == COURSE["teaches"]
    assert (syllabus.header.credits, shown.header.credits) == (Decimal(15), Decimal(15))
    assert (syllabus.header.level, shown.header.level) == ("Grundnivå", None)
    assert syllabus.instruction == shown.instruction
    assert (found.source.path, found.status, found.failures) == ("page.html", DocumentStatus.OK, ())


def test_data_of_other_courses_say_nothing_of_a_page_that_shows_one() -> None:
    others = [{**COURSE, "courseCode": code} for code in ("SVA102", "SVA103")]
    [found] = _analysed(_page(*others, body=WITHOUT_OUTCOMES))
    [alone] = _analysed(_page(body=WITHOUT_OUTCOMES))
    assert found.syllabi == alone.syllabi
    [own] = _analysed(_page(*others, COURSE, body=WITHOUT_OUTCOMES))
    assert len(own.syllabi[0].syllabus.outcomes) == 2
    assert own.syllabi[0].syllabus.header.code == "SVA101"
