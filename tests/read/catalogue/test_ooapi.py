"""OOAPI 5 and 6: what is taken of courses and programmes, whatever is left out or of another type."""

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
from curranalyser.read.catalogue import find_catalogue, ooapi, read_catalogue

SOURCE = SourceFile("catalogue.json", "", 0)
COURSE = {
    "courseId": "c-1",
    "primaryCode": {"codeType": "identifier", "code": "ORK101"},
    "name": [{"language": "sv-SE", "value": "Körsång"}, {"language": "en-GB", "value": "Choral Singing"}],
    "abbreviation": "ORK",
    "ects": 7.5,
    "teachingLanguage": "sv-SE",
    "learningOutcomes": [[{"language": "sv-SE", "value": "Sjunga i stämmor"}]],
    "level": "bachelor",
}
JUNK = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)


def _read(*values: object) -> list[CatalogueItem]:
    catalogue = find_catalogue(json.dumps(values).encode())
    assert catalogue is not None
    assert catalogue.format is ooapi
    return list(read_catalogue(catalogue, SOURCE))


def _course(**changes: object) -> CourseRecord:
    [found] = _read({**COURSE, **changes})
    assert isinstance(found, CourseRecord)
    return found


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        (["Sjunga i stämmor", "Läsa noter"], [(None, ["Sjunga i stämmor", "Läsa noter"])]),
        ("<ul><li>Sjunga</li><li>Läsa</li></ul>", [(None, ["• Sjunga\n• Läsa"])]),
        (
            [
                [{"language": "sv", "value": "Sjunga"}, {"language": "en", "value": "Sing"}],
                [{"language": "sv", "value": "Läsa"}],
            ],
            [("sv", ["Sjunga", "Läsa"]), ("en", ["Sing"])],
        ),
        (
            [{"language": "sv", "value": "Sjunga"}, {"language": "en", "value": "Sing"}],
            [("sv", ["Sjunga"]), ("en", ["Sing"])],
        ),
        ({"sv": ["Sjunga"], "en": ["Sing"]}, [("sv", ["Sjunga"]), ("en", ["Sing"])]),
        (None, []),
        ([], []),
        (17, []),
    ],
)
def test_outcomes_in_all_their_forms(given_: object, expected: list[tuple[str | None, list[str]]]) -> None:
    found = _course(learningOutcomes=given_).outcomes
    assert [(one.language, [item.text for item in one.items]) for one in found] == expected


def test_a_course_alone_in_its_file_is_read_however_large_a_field_is() -> None:
    alone = {**COURSE, "learningOutcomes": [f"Sjunga stämma {number}" for number in range(20_000)]}
    catalogue = find_catalogue(json.dumps(alone).encode())
    assert catalogue is not None
    [found] = read_catalogue(catalogue, SOURCE)
    assert isinstance(found, CourseRecord)
    assert len(found.outcomes[0].items) == 20_000


@pytest.mark.parametrize("between", ["", "\n", ",\n"])
def test_pages_that_were_saved_into_one_file_are_read(between: str) -> None:
    page = json.dumps({"pageSize": 1, "items": [COURSE]})
    pages = between.join([page, page])
    catalogue = find_catalogue((f"[{pages}]" if "," in between else pages).encode())
    assert catalogue is not None
    assert [type(item) for item in read_catalogue(catalogue, SOURCE)] == [CourseRecord, CourseRecord]


def test_outcomes_of_version_6_are_found_by_their_ids_and_told_once() -> None:
    part = {
        "learningOutcomeId": "o-2",
        "primaryCode": {"code": "2"},
        "name": [{"language": "en", "value": "Sing"}],
    }
    whole = {
        "learningOutcomeId": "o-1",
        "primaryCode": {"code": "1"},
        "name": [{"language": "en", "value": "Lead a choir"}],
        "children": [part],
    }
    course = {**COURSE, "learningOutcomes": None, "learningOutcomeIds": ["o-1", "o-2", "o-3"]}
    [found] = _read(course, whole, part)
    assert isinstance(found, CourseRecord)
    assert [(item.number, item.text) for item in found.outcomes[0].items] == [
        ("1", "Lead a choir"),
        ("2", "Sing"),
    ]


@pytest.mark.parametrize(
    ("changes", "credits_"),
    [
        ({}, "7.5"),
        ({"ects": "15"}, "15"),
        ({"ects": None, "studyLoad": {"value": 6, "studyLoadUnit": "ects"}}, "6"),
        (
            {
                "ects": None,
                "studyLoad": [{"value": 168, "studyLoadUnit": "sbu"}, {"value": 6, "studyLoadUnit": "ects"}],
            },
            "6",
        ),
        # Hours and points of other kinds are no ECTS credits.
        ({"ects": None, "studyLoad": {"value": 168, "studyLoadUnit": "sbu"}}, None),
        ({"ects": -1}, None),
        ({"ects": None}, None),
    ],
)
def test_credits_are_ects_credits_or_none(changes: dict[str, object], credits_: str | None) -> None:
    assert _course(**changes).header.credits == (Decimal(credits_) if credits_ else None)


def test_languages_of_teaching_stand_with_the_field_that_says_them() -> None:
    [said] = _course().teaching
    assert (said.languages, said.text, said.place) == (("sv",), "teachingLanguage: sv-SE", "field")
    [several] = _course(teachingLanguage=None, teachingLanguages=["eng", "nld", "xx-unknown"]).teaching
    assert several.languages == ("en", "nl")
    [offered] = _course(teachingLanguage=None, offerings=[{"teachingLanguage": "eng"}] * 2).teaching
    assert (offered.languages, offered.place) == (("en",), "offering")


def test_title_is_in_the_language_of_the_outcomes() -> None:
    assert _course().header.title == "Körsång"
    assert _course().header.title_en == "Choral Singing"
    english = _course(learningOutcomes=[{"language": "en", "value": "Sing"}]).header
    assert (english.title, english.title_en) == ("Choral Singing", None)


def _programme(key: str, **more: object) -> dict[str, object]:
    return {
        "programId": key,
        "programType": "program",
        "name": f"Programme {key}",
        "abbreviation": key,
        **more,
    }


def test_programme_has_the_courses_that_name_it_and_those_of_its_parts_as_tracks() -> None:
    found = _read(
        {**COURSE, "programs": ["p"]},
        {
            **COURSE,
            "courseId": "c-2",
            "primaryCode": "ORK2",
            "programs": [_programme("t1", programType="track", parent="p")],
        },
        {**COURSE, "courseId": "c-3", "primaryCode": "ORK3", "programIds": ["t2", "t2"]},
        _programme("p", children=["t2"], courses=["c-1", "c-unknown"]),
        _programme("t2", programType="specialization"),
    )
    [programme] = [item for item in found if isinstance(item, ProgrammeRecord)]
    assert programme.header.code == "p"
    assert {(entry.code or entry.title, entry.track) for entry in programme.entries} == {
        ("ORK101", None),
        ("c-unknown", None),
        ("ORK2", "t1"),
        ("ORK3", "t2"),
    }
    assert {track.key for track in programme.tracks} == {"t1", "t2"}
    assert all(entry.mark is None for entry in programme.entries)


def test_programmes_that_are_parts_of_each_other_end() -> None:
    found = _read(
        _programme("a", programType="track", parent="b"), _programme("b", programType="track", parent="a")
    )
    assert sum(isinstance(item, ProgrammeRecord) for item in found) <= 2


def test_records_that_name_nothing_are_told_and_cost_no_others() -> None:
    found = _read({**COURSE, "primaryCode": None, "abbreviation": "", "name": [], "otherCodes": 3}, 7, COURSE)
    assert [type(item) for item in found] == [MalformedRecord, MalformedRecord, CourseRecord]
    assert [item.number for item in found[:2] if isinstance(item, MalformedRecord)] == [1, 2]


@given(
    st.fixed_dictionaries(
        {},
        optional={
            key: JUNK | st.just(value)
            for key, value in {**COURSE, "programs": ["p"], "offerings": [{}], "studyLoad": {}}.items()
        },
    )
)
def test_any_field_may_be_missing_or_of_another_type(value: dict[str, object]) -> None:
    items = _read(COURSE, value, _programme("p"))
    assert isinstance(items[0], CourseRecord)
    for item in items:
        assert to_json(item)
        if isinstance(item, CourseRecord):
            assert item.header.code or item.header.title


@pytest.mark.parametrize(
    "value",
    [
        {"courseId": "c"},
        {"courseId": "c", "name": "Other"},
        {"id": "c", "name": "Other", "ects": 5},
        {"name": "left-pad", "version": "1.0.0", "abbreviation": "lp"},
    ],
)
def test_what_is_not_surely_ooapi_is_not_taken_for_it(value: dict[str, object]) -> None:
    assert find_catalogue(json.dumps([value]).encode()) is None


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("sv-SE, en-GB", ("sv", "en")),
        ("en/sv", ("en", "sv")),
        ("en-GB sv-SE", ("en", "sv")),
        ("sv eller en", ()),
        ("sv or en", ()),
        (["sv", "nl"], ("sv", "nl")),
    ],
)
def test_a_field_with_several_languages_says_all_or_none(said: object, codes: tuple[str, ...]) -> None:
    assert tuple(code for one in _course(teachingLanguage=said).teaching for code in one.languages) == codes


@pytest.mark.parametrize(("kind", "tracks"), [("specialization", 2), ("minor", 0), ("honours", 0)])
def test_only_specialisations_are_ways_of_which_one_is_chosen(kind: str, tracks: int) -> None:
    parts = [
        {
            "programId": key,
            "programType": kind,
            "primaryCode": {"code": key.upper()},
            "name": [{"language": "en", "value": key}],
            "courses": [f"c-{key}"],
        }
        for key in ("a", "b")
    ]
    whole = {
        "programId": "p",
        "programType": "program",
        "primaryCode": {"code": "PROG"},
        "name": [{"language": "en", "value": "Whole"}],
        "children": parts,
    }
    [programme] = [one for one in _read(whole) if isinstance(one, ProgrammeRecord)]
    assert len(programme.tracks) == tracks
    assert len(programme.entries) == 2
    assert all((entry.track is None) is (tracks == 0) for entry in programme.entries)
