"""The European Learning Model: specifications alone, in graphs and in credentials."""

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
from curranalyser.read.catalogue import elm, find_catalogue, read_catalogue

SOURCE = SourceFile("catalogue.jsonld", "", 0)
LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
COURSE = {
    "id": "urn:c:1",
    "type": "LearningAchievementSpecification",
    "identifier": {"type": "Identifier", "notation": "VÄV101"},
    "title": {"en": ["Weaving"], "sv": ["Vävning"]},
    "learningOutcome": [{"type": "LearningOutcome", "title": {"sv": ["väva en matta"]}}],
    "creditPoint": [{"framework": {"id": "urn:credit:ects"}, "point": "7.5"}],
    "EQFLevel": {"id": "http://data.europa.eu/snb/eqf/6"},
    "language": [{"id": f"{LANGUAGE}SWE"}, f"{LANGUAGE}ENG"],
}
JUNK = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)


def _read(value: object) -> list[CatalogueItem]:
    catalogue = find_catalogue(json.dumps(value).encode())
    assert catalogue is not None
    assert catalogue.format is elm
    return list(read_catalogue(catalogue, SOURCE))


def _course(**changes: object) -> CourseRecord:
    [found] = _read({**COURSE, **changes})
    assert isinstance(found, CourseRecord)
    return found


CREDENTIAL = {
    "@context": ["https://www.w3.org/2018/credentials/v1"],
    "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
    "credentialSubject": {
        "type": "Person",
        "hasClaim": [{"type": "LearningAchievement", "specifiedBy": COURSE}],
    },
}
PREFIXED = {
    "@id": "urn:c:1",
    "@type": "elm:LearningAchievementSpecification",
    "dct:identifier": {"skos:notation": "VÄV101"},
    "dct:title": [{"@value": "Weaving", "@language": "en"}, {"@value": "Vävning", "@language": "sv"}],
    "elm:learningOutcome": {"dct:title": {"@value": "väva en matta", "@language": "sv"}},
    "elm:creditPoint": {"elm:framework": "urn:credit:ects", "elm:point": 7.5},
    "elm:EQFLevel": "http://data.europa.eu/snb/eqf/6",
    "dct:language": [f"{LANGUAGE}SWE", f"{LANGUAGE}ENG"],
}


@pytest.mark.parametrize("value", [COURSE, [COURSE], {"@graph": [COURSE]}, CREDENTIAL, PREFIXED])
def test_a_specification_is_found_wherever_it_stands(value: object) -> None:
    [found] = _read(value)
    assert isinstance(found, CourseRecord)
    header = found.header
    assert (header.code, header.title, header.title_en) == ("VÄV101", "Vävning", "Weaving")
    assert (header.credits, header.level) == (Decimal("7.5"), "EQF 6")
    assert [(one.language, [item.text for item in one.items]) for one in found.outcomes] == [
        ("sv", ["väva en matta"])
    ]
    assert [one.languages for one in found.teaching] == [("sv", "en")]


def test_credits_of_another_framework_are_none() -> None:
    assert (
        _course(creditPoint=[{"framework": {"id": "urn:credit:ecvet"}, "point": "5"}]).header.credits is None
    )


def test_summary_is_read_where_there_is_no_list() -> None:
    summary = {"type": "Note", "noteLiteral": {"en": ["weave a rug"]}}
    assert (
        _course(learningOutcome=[], learningOutcomeSummary=summary).outcomes[0].items[0].text == "weave a rug"
    )
    assert _course(learningOutcomeSummary=summary).outcomes[0].items[0].text == "väva en matta"


def test_what_has_parts_is_a_programme_and_its_parts_are_courses() -> None:
    whole = {**COURSE, "id": "urn:p", "hasPart": ["urn:c:1"], "identifier": {"notation": "VÄVP"}}
    found = _read({"@graph": [whole, COURSE]})
    assert [type(item) for item in found] == [ProgrammeRecord, CourseRecord]
    assert isinstance(found[0], ProgrammeRecord)
    assert [(entry.code, entry.mark) for entry in found[0].entries] == [("VÄV101", None)]
    [alone] = _read({**COURSE, "type": "Qualification"})
    assert isinstance(alone, ProgrammeRecord)


@given(
    st.fixed_dictionaries(
        {}, optional={key: JUNK | st.just(value) for key, value in COURSE.items() if key != "type"}
    )
)
def test_any_field_may_be_missing_or_of_another_type(value: dict[str, object]) -> None:
    found = _read([COURSE, {**value, "type": "LearningAchievementSpecification"}])
    assert isinstance(found[0], CourseRecord)
    for item in found:
        assert isinstance(item, CourseRecord | MalformedRecord)
        assert to_json(item)


def test_a_reference_to_an_outcome_that_is_not_there_is_none() -> None:
    course = _course(learningOutcome=["urn:o:1", {"type": "LearningOutcome", "title": {"sv": ["karda ull"]}}])
    assert [item.text for one in course.outcomes for item in one.items] == ["karda ull"]
