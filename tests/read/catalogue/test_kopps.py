"""Kopps v2: courses, their languages, and programmes with who takes a course."""

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
    SourceFile,
    to_json,
)
from curranalyser.read.catalogue import find_catalogue, kopps, read_catalogue

SOURCE = SourceFile("folder/TGLAS-20252.json", "", 0)
PART = {
    "courseCode": "GLA1",
    "title": "Glas",
    "titleOther": "Glass",
    "credits": 7.5,
    "creditUnitAbbr": "hp",
    "educationalLevelCode": "BASIC",
}
SWEDISH = "<p>Studenten ska kunna</p><ul><li>smälta glas</li><li>beskriva ugnar i flera länder</li></ul>"
ENGLISH = "<p>The student can</p><ul><li>melt glass</li><li>describe furnaces of several countries</li></ul>"
JUNK = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)


def _detailed(goals: str | None = SWEDISH, term: int = 20252, **changes: object) -> dict[str, object]:
    syllabus = {"validFromTerm": {"term": term}, "courseSyllabus": {"goals": goals}}
    return {"course": {**PART, **changes}, "publicSyllabusVersions": [syllabus]}


def _read(*values: object) -> list[CatalogueItem]:
    catalogue = find_catalogue(json.dumps(list(values)).encode())
    assert catalogue is not None
    assert catalogue.format is kopps
    return list(read_catalogue(catalogue, SOURCE))


def test_two_answers_in_two_languages_are_one_course_and_two_editions_are_two() -> None:
    english = _detailed(ENGLISH, title="Glass", titleOther="Glas")
    [found] = _read(_detailed(), english)
    assert isinstance(found, CourseRecord)
    assert [one.items[0].text.splitlines()[-1] for one in found.outcomes] == [
        "• beskriva ugnar i flera länder",
        "• describe furnaces of several countries",
    ]
    assert (found.header.title, found.header.title_en) == ("Glas", "Glass")
    editions = _read(_detailed(), _detailed(SWEDISH.replace("smälta", "blåsa"), 20262))
    assert [type(item) for item in editions] == [CourseRecord, CourseRecord]


def test_an_answer_in_english_has_no_other_title() -> None:
    [found] = _read(_detailed(ENGLISH, title="Glass", titleOther="Glas"))
    assert isinstance(found, CourseRecord)
    assert (found.header.title, found.header.title_en) == ("Glass", None)


def test_the_syllabus_of_the_latest_term_counts() -> None:
    value = _detailed("<p>gammalt</p>", 20192)
    value["publicSyllabusVersions"] += _detailed(SWEDISH, 20252)["publicSyllabusVersions"]  # type: ignore[operator]
    value["publicSyllabusVersions"] += _detailed("<p>äldre</p>", 20201)["publicSyllabusVersions"]  # type: ignore[operator]
    [found] = _read(value)
    assert isinstance(found, CourseRecord)
    assert found.header.valid_from == "20252"
    assert "smälta glas" in found.outcomes[0].items[0].text


@pytest.mark.parametrize(
    ("named", "code"),
    [("Engelska", "en"), ("English", "en"), ("svenska", "sv"), ("sv", "sv"), ("Swedish", "sv"), ("?", None)],
)
def test_language_of_a_round_is_of_an_offering(named: str, code: str | None) -> None:
    [found] = _read({**_detailed(), "roundInfos": [{"round": {"language": named}}] * 2})
    assert isinstance(found, CourseRecord)
    assert [(one.languages, one.place) for one in found.teaching] == ([((code,), "offering")] if code else [])


def _course(code: str, condition: object, **more: object) -> dict[str, object]:
    return {"courseCode": code, "title": code, "credits": 6, "electiveCondition": condition, **more}


def _curriculum(*courses: object, special: str = "", year: int = 1) -> dict[str, object]:
    value: dict[str, object] = {"studyYears": [{"yearNumber": year, "courses": list(courses)}]}
    if special:
        value["programmeSpecialization"] = {
            "programmeSpecializationCode": special,
            "title": f"Track {special}",
        }
    return value


@pytest.mark.parametrize(
    ("condition", "mark"),
    [
        ("O", "compulsory"),
        ("VV", "elective"),
        ("R", "recommended"),
        ("V", "voluntary"),
        ({"abbrLabel": "O"}, "compulsory"),
        ("ALL", None),
        ("", None),
        (None, None),
    ],
)
def test_condition_says_who_takes_a_course(condition: object, mark: str | None) -> None:
    [programme] = _read(_curriculum(_course("GLA1", condition)))
    assert isinstance(programme, ProgrammeRecord)
    [entry] = programme.entries
    assert (entry.mark, entry.years, entry.credits) == (mark, (1,), Decimal(6))


def test_a_comment_on_what_is_compulsory_leaves_open_of_whom() -> None:
    [programme] = _read(_curriculum(_course("GLA1", "O", comment="Bara för några"), _course("GLA2", "O")))
    assert isinstance(programme, ProgrammeRecord)
    assert [entry.mark for entry in programme.entries] == [None, "compulsory"]


def test_study_years_alone_are_a_programme_named_after_the_file_with_specialisations_as_tracks() -> None:
    [found] = _read(
        _curriculum(_course("GLA1", "O")),
        _curriculum(_course("GLA2", "O"), special="A", year=2),
        _curriculum(_course("GLA3", "O"), special="B", year=2),
    )
    assert isinstance(found, ProgrammeRecord)
    assert found.header.title == "TGLAS-20252"
    assert [(entry.code, entry.track) for entry in found.entries] == [
        ("GLA1", None),
        ("GLA2", "A"),
        ("GLA3", "B"),
    ]
    assert [(track.key, track.name) for track in found.tracks] == [("A", "Track A"), ("B", "Track B")]


def test_programme_with_its_study_years_in_one_object_is_itself_the_record() -> None:
    value = {
        "programme": {"programmeCode": "TGLAS", "title": "Glas", "credits": 120},
        "curriculums": [_curriculum(_course("GLA1", "O"))],
    }
    catalogue = find_catalogue(json.dumps(value).encode())
    assert catalogue is not None
    [found] = read_catalogue(catalogue, SOURCE)
    assert isinstance(found, ProgrammeRecord)
    assert (found.header.code, found.header.credits, len(found.entries)) == ("TGLAS", Decimal(120), 1)


def test_records_that_name_nothing_are_told_and_cost_no_others() -> None:
    found = _read(
        _detailed(), _detailed(courseCode="", title="", titleOther=""), 5, _detailed(courseCode="GLA2")
    )
    assert [type(item) for item in found] == [CourseRecord, MalformedRecord, MalformedRecord, CourseRecord]


@given(
    st.fixed_dictionaries({}, optional={key: JUNK | st.just(value) for key, value in PART.items()}),
    st.fixed_dictionaries(
        {},
        optional={
            key: JUNK | st.just([{}])
            for key in (
                "publicSyllabusVersions",
                "roundInfos",
                "examinationSets",
                "mainSubjects",
                "studyYears",
            )
        },
    ),
)
def test_any_field_may_be_missing_or_of_another_type(
    part: dict[str, object], around: dict[str, object]
) -> None:
    found = _read(_detailed(), {"course": part, **around}, part)
    assert isinstance(found[0], CourseRecord) or len(found) > 1
    for item in found:
        assert to_json(item)


@pytest.mark.parametrize(
    "value",
    [
        {"code": "x", "title": "y"},
        {"course": {"code": "x"}},
        {"programmeCode": "x"},
        {"title": "x", "creditUnitAbbr": "hp"},
        {"studyYears": [{"yearNumber": 1, "courses": [{"kod": "A"}]}]},
    ],
)
def test_what_is_not_surely_kopps_is_not_taken_for_it(value: dict[str, object]) -> None:
    assert not kopps.recognises(value)


@pytest.mark.parametrize(("unit", "credits_"), [("hp", "7.5"), ("p", None), ("fup", None)])
def test_credits_of_another_unit_are_none(unit: str, credits_: str | None) -> None:
    [found] = _read(_detailed(creditUnitAbbr=unit))
    assert isinstance(found, CourseRecord)
    assert found.header.credits == (None if credits_ is None else Decimal(credits_))


def test_a_programme_in_two_languages_has_its_courses_whichever_answer_has_them() -> None:
    def answer(title: str, goals: str, *years: object) -> dict[str, object]:
        return {
            "programme": {"code": "TGLAS", "title": title, "credits": 180, "creditUnitAbbr": "hp"},
            "programmeSyllabus": {"goals": goals},
            "curriculums": list(years),
        }

    year = _curriculum(_course("GLA1", "O"))
    orders = (
        (answer("Glas", SWEDISH), answer("Glass", ENGLISH, year)),
        (answer("Glass", ENGLISH, year), answer("Glas", SWEDISH)),
    )
    for order in orders:
        found = [one for one in _read(*order) if isinstance(one, ProgrammeRecord)]
        assert sum(len(one.entries) for one in found) == 1
