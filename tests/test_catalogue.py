"""A catalogue through the stages: one result a course, and a message for data that are none."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from curranalyser.analyse import analyse_path
from curranalyser.datamodel import (
    CourseStatus,
    DocumentResult,
    DocumentStatus,
    InstructionStatus,
    KnowledgeForm,
)
from curranalyser.errors import FailureCategory
from curranalyser.read import find_files, megabytes_of
from curranalyser.settings import Settings

COURSE = {
    "courseId": "c-1",
    "primaryCode": {"code": "FJÄ101"},
    "name": [{"language": "sv", "value": "Fjärilar"}],
    "learningOutcomes": ["Beskriva minst tio fjärilar", "Jämföra fjärilar i Norden och Baltikum"],
}


def _analysed(
    value: object, name: str = "catalogue.json", settings: Settings | None = None
) -> list[DocumentResult]:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return analyse_path(data, name, settings or Settings(), None)


def test_each_course_is_shown_by_its_code_and_one_that_comes_again_by_its_number_too() -> None:
    found = _analysed([COURSE, {**COURSE, "primaryCode": None}, COURSE, {"courseId": "x"}])
    assert [(item.source.path, item.status) for item in found] == [
        ("catalogue.json#FJÄ101", DocumentStatus.OK),
        ("catalogue.json#Fjärilar", DocumentStatus.OK),
        ("catalogue.json#FJÄ101 (3)", DocumentStatus.OK),
        ("catalogue.json#4", DocumentStatus.FAILED),
    ]
    assert [item.source.row for item in found] == [1, 2, 3, None]
    assert len({item.source.sha256 for item in found}) == 1


@pytest.mark.parametrize(
    "name", ["catalogue.json", "courses", "courses.txt", "a.ndjson", "b.jsonld", "export.dat"]
)
def test_a_catalogue_is_known_by_its_content_whatever_its_name(name: str) -> None:
    [found] = _analysed([COURSE], name)
    assert found.source.path == f"{name}#FJÄ101"


def test_outcomes_keep_knowledge_form_and_lead_in_and_leave_placeholders_out() -> None:
    given = [
        "Kunskap och förståelse",
        "Efter avslutad kurs ska studenten kunna",
        "beskriva minst tio fjärilar",
        "Färdighet och förmåga",
        "-",
        "jämföra fjärilar i Norden och Baltikum",
    ]
    [result] = _analysed([{**COURSE, "learningOutcomes": given}])
    found = result.syllabi[0].syllabus.outcomes
    assert [(item.text, item.knowledge_form) for item in found] == [
        ("beskriva minst tio fjärilar", KnowledgeForm.KNOWLEDGE),
        ("jämföra fjärilar i Norden och Baltikum", KnowledgeForm.SKILLS),
    ]
    assert {item.lead_in for item in found} == {"Efter avslutad kurs ska studenten kunna"}


def test_what_a_text_says_of_the_language_beside_the_field_is_weighed_with_it() -> None:
    [field] = _analysed([{**COURSE, "teachingLanguage": "en"}])
    assert field.syllabi[0].syllabus.instruction.status is InstructionStatus.STATED
    both = {**COURSE, "teachingLanguage": "en", "description": "Undervisningen ges på svenska."}
    [result] = _analysed([both])
    assert result.syllabi[0].syllabus.instruction.status is InstructionStatus.CONFLICT


def test_a_course_of_one_of_several_tracks_is_for_some_and_others_are_not_said() -> None:
    def programme(key: str, kind: str, **more: object) -> dict[str, object]:
        return {"programId": key, "programType": kind, "name": key, "abbreviation": key, **more}

    found = _analysed(
        [
            {**COURSE, "programs": ["p"]},
            {**COURSE, "courseId": "c-2", "primaryCode": "FJÄ2", "programs": ["t"]},
            programme("p", "program", children=[programme("t", "track"), programme("u", "track")]),
        ]
    )
    refs = {ref.code: ref for ref in found[-1].syllabi[0].syllabus.course_refs}
    assert refs["FJÄ101"].status is CourseStatus.NOT_SAID
    assert (refs["FJÄ2"].status, refs["FJÄ2"].reason) == (CourseStatus.SOME, "t")


@pytest.mark.parametrize(
    ("data", "name", "category", "detail"),
    [
        (b'[{"kurs": 1, "mal": 2}]', "a.json", FailureCategory.UNKNOWN_DATA, '[{"kurs", "mal"}]'),
        (b"<kurser><kurs/></kurser>", "a.xml", FailureCategory.UNKNOWN_DATA, "<kurser>"),
        (
            b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a xmlns="urn:b">&e;</a>',
            "a.xml",
            FailureCategory.UNKNOWN_DATA,
            '<a xmlns="urn:b">',
        ),
        (
            b'{"kod": {"v": "A1"}, "mal": ["x"]}\n{"kod": {"v": "A2"}, "mal": []}',
            "register.jsonl",
            FailureCategory.UNKNOWN_DATA,
            '[{"kod", "mal"}]',
        ),
        (b"hej", "a.jsonl", FailureCategory.UNKNOWN_DATA, ""),
        (b"{}", "a.json", FailureCategory.UNKNOWN_DATA, "{}"),
        (b" ", "a.json", FailureCategory.EMPTY_FILE, ""),
        (b'{\n  "schema_version": 1, "head": {}}', "audit.json", FailureCategory.OWN_OUTPUT, ""),
    ],
)
def test_unknown_data_are_told_with_what_was_seen(
    data: bytes, name: str, category: FailureCategory, detail: str
) -> None:
    [result] = _analysed(data, name)
    assert [(failure.category, failure.detail) for failure in result.failures] == [(category, detail)]


def test_a_catalogue_has_a_limit_of_its_own(tmp_path: Path) -> None:
    settings = Settings(max_megabytes=1, max_catalogue_megabytes=3)
    assert [megabytes_of(name, settings) for name in ("a.json", "a.jsonl", "a.xml", "a.pdf", "a.csv")] == [
        3,
        3,
        3,
        1,
        1,
    ]
    large = json.dumps([COURSE, {"filler": "x" * 2_000_000}]).encode()
    assert _analysed(large, settings=settings)[0].status is DocumentStatus.OK
    [refused] = _analysed(large, settings=Settings(max_catalogue_megabytes=1))
    assert refused.failures[0].category is FailureCategory.TOO_LARGE
    path = tmp_path / "a.json"
    path.write_bytes(large)
    [refused] = analyse_path(path, "a.json", Settings(max_catalogue_megabytes=1), None)
    assert refused.failures[0].category is FailureCategory.TOO_LARGE


def test_in_a_folder_catalogues_are_read_and_other_data_are_not(tmp_path: Path) -> None:
    (tmp_path / "catalogue.json").write_text(json.dumps([COURSE]), encoding="utf-8")
    (tmp_path / "package.json").write_text('{"name": "left-pad"}', encoding="utf-8")
    found = find_files([tmp_path])
    assert [shown for _, shown in found.files] == ["catalogue.json"]
    assert found.counted == ((".json", 1),)


@pytest.mark.parametrize("around", [lambda rows: rows, lambda rows: {"kurser": rows}])
def test_a_list_of_objects_with_known_names_is_a_table_of_courses(around: Callable[[object], object]) -> None:
    rows = [{"Kurskod": f"A{n}", "Namn": "B", "Mål": "<li>förklara a</li><li>jämföra b</li>"} for n in (1, 2)]
    found = _analysed(around(rows))
    assert [item.source.path for item in found] == ["catalogue.json#1", "catalogue.json#2"]
    assert [len(item.syllabi[0].syllabus.outcomes) for item in found] == [2, 2]
