"""Ladok as institutions pass it on: JSON and XML, capitals or not, one language or two."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.datamodel import (
    CatalogueItem,
    CourseRecord,
    MalformedRecord,
    ProgrammeRecord,
    SectionKind,
    SourceFile,
    to_json,
)
from curranalyser.read.catalogue import find_catalogue, ladok, read_catalogue

SOURCE = SourceFile("kursplaner.json", "", 0)
GOALS = "<p>Studenten ska kunna</p><ul><li>täta en båt</li><li>jämföra båtbygge i två länder</li></ul>"
COURSE = {
    "kod": "BÅT101",
    "benamning": {"sv": "Båtbygge", "en": "Boat Building"},
    "omfattning": {"number": "7.5", "formattedWithUnit": "7,5 hp"},
    "nivainomstudieordning": {
        "creditsUnit": {"code": "HP"},
        "level": {"sv": "Grundnivå", "en": "First cycle"},
    },
    "huvudomraden": [{"sv": "Teknik", "en": "Technology"}],
    "organisation": {"name": "Sjöfart"},
}
PLAN = {
    "giltigfrom": "HT2026",
    "larandemal": GOALS,
    "undervisningssprak": "<p>Engelska används vid behov.</p>",
}
JUNK = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)


def _read(*values: object) -> list[CatalogueItem]:
    catalogue = find_catalogue(json.dumps(list(values)).encode())
    assert catalogue is not None
    assert catalogue.format is ladok
    return list(read_catalogue(catalogue, SOURCE))


def _course(course: dict[str, object], plan: dict[str, object] | None = None) -> CourseRecord:
    [found] = _read({"course": {**COURSE, **course}, "kursplan": {**PLAN, **(plan or {})}})
    assert isinstance(found, CourseRecord)
    return found


def test_fields_of_course_and_syllabus_together() -> None:
    header = _course({}).header
    assert (header.code, header.title, header.title_en) == ("BÅT101", "Båtbygge", "Boat Building")
    assert (header.credits, header.level, header.valid_from) == (Decimal("7.5"), "Grundnivå", "HT2026")
    assert (header.main_fields, header.department) == (("Teknik",), "Sjöfart")


def test_capitals_and_dots_make_no_difference() -> None:
    spelt = {
        "Utbildningskod": "BÅT101",
        "Benämning": "Båtbygge",
        "Omfattningsvärde": 7.5,
        "Lärandemål": GOALS,
    }
    [found] = _read(spelt)
    assert isinstance(found, CourseRecord)
    assert (found.header.code, found.header.credits) == ("BÅT101", Decimal("7.5"))
    assert found.outcomes == _course({}).outcomes


@pytest.mark.parametrize(
    ("course", "credits_"),
    [
        ({}, "7.5"),
        ({"omfattning": "15 hp"}, "15"),
        ({"omfattning": "15,0"}, "15"),
        ({"omfattning": {"number": 30, "formattedWithUnit": "30 credits"}}, "30"),
        ({"omfattning": {"number": 30}}, "30"),
        # Credits of other kinds are no ECTS credits.
        ({"omfattning": {"number": 5, "formattedWithUnit": "5 fup"}}, None),
        ({"omfattning": "100 yhp"}, None),
        ({"nivainomstudieordning": {"creditsUnit": {"code": "FUP"}}}, None),
        ({"omfattning": "enligt beslut"}, None),
    ],
)
def test_credits_are_ects_credits_or_none(course: dict[str, object], credits_: str | None) -> None:
    assert _course(course).header.credits == (Decimal(credits_) if credits_ else None)


def test_language_of_teaching_as_code_name_or_sentence() -> None:
    coded = _course({}, {"undervisningssprak": [{"code": "EN", "name": "English"}, {"code": "SV"}]})
    assert [one.languages for one in coded.teaching] == [("en", "sv")]
    assert [one.languages for one in _course({}, {"undervisningssprak": "Engelska"}).teaching] == [("en",)]
    prose = _course({})
    assert not prose.teaching
    assert [text.text for text in prose.texts if text.kind is SectionKind.LANGUAGE] == [
        "Engelska används vid behov."
    ]


def test_two_languages_are_one_course() -> None:
    english = {"larandemal": "<p>The student can</p><ul><li>caulk a boat and compare two countries</li></ul>"}
    [found] = _read({"course": COURSE, "kursplan": PLAN}, {"course": COURSE, "kursplan": english})
    assert isinstance(found, CourseRecord)
    assert len(found.outcomes) == 2
    within = _course({}, {"larandemal": {"sv": GOALS, "en": english["larandemal"]}})
    assert [one.language for one in within.outcomes] == ["sv", "en"]


def test_programme_has_its_goals_and_courses() -> None:
    course = {"kod": "BÅT101", "benamning": "Båtbygge", "omfattning": {"number": "7.5"}, "Valvillkor": "O"}
    years = [{"yearNumber": 2, "courses": [course]}, {"yearNumber": 3, "courses": "<table></table>"}]
    [found] = _read(
        {
            "programkod": "BÅTP",
            "benamning": "Båtar",
            "omfattning": "180 hp",
            "curriculums": [{"studyYears": years}],
        }
    )
    assert isinstance(found, ProgrammeRecord)
    assert (found.header.code, found.header.credits) == ("BÅTP", Decimal(180))
    [entry] = found.entries
    assert (entry.code, entry.years, entry.mark, entry.reason) == (
        "BÅT101",
        (2,),
        "compulsory",
        "Valvillkor: O",
    )
    [alone] = _read({"studyYears": years})
    assert isinstance(alone, ProgrammeRecord)
    assert (alone.header.title, alone.entries) == ("kursplaner", found.entries)


XML = """<?xml version="1.0"?><k:Svar xmlns:k="urn:k" antal="2"><k:Lista>
<k:Kursplan><k:Kod>BÅT101</k:Kod><k:Benamning>Båtbygge</k:Benamning><k:Omfattning>7,5 hp</k:Omfattning>
<k:Larandemal>&lt;ul&gt;&lt;li&gt;täta en båt&lt;/li&gt;&lt;/ul&gt;</k:Larandemal></k:Kursplan>
<k:Kursplan>inget</k:Kursplan>
<k:Kursplan><k:Kod>BÅT102</k:Kod><k:Benamning>Segel</k:Benamning><k:Giltigfrom>HT27</k:Giltigfrom></k:Kursplan>
</k:Lista></k:Svar>"""


def test_xml_says_the_same_whatever_stands_around() -> None:
    catalogue = find_catalogue(XML.encode())
    assert catalogue is not None
    found = list(read_catalogue(catalogue, SOURCE))
    assert [type(item) for item in found] == [CourseRecord, MalformedRecord, CourseRecord]
    assert isinstance(found[0], CourseRecord)
    assert (found[0].header.credits, found[0].outcomes[0].items[0].text) == (Decimal("7.5"), "• täta en båt")


@given(
    st.fixed_dictionaries(
        {}, optional={key: JUNK | st.just(value) for key, value in {**COURSE, **PLAN}.items()}
    )
)
def test_any_field_may_be_missing_or_of_another_type(value: dict[str, object]) -> None:
    found = _read({"course": COURSE, "kursplan": PLAN}, value, {"course": value, "kursplan": value})
    assert isinstance(found[0], CourseRecord) or len(found) > 1
    for item in found:
        assert to_json(item)


@pytest.mark.parametrize(
    "value",
    [
        {"kod": "x", "benamning": "y"},
        {"kod": "x", "omfattning": 5},
        {"benamning": "x", "larandemal": "y"},
        {},
    ],
)
def test_what_is_not_surely_ladok_is_not_taken_for_it(value: dict[str, object]) -> None:
    assert not ladok.recognises(value)
