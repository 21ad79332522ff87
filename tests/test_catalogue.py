"""A catalogue through the stages: one result a course, and a message for data that are none."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from curranalyser.analyse import analyse_each, analyse_path
from curranalyser.cli.parse import ParsedFile
from curranalyser.datamodel import (
    CourseStatus,
    DocumentResult,
    DocumentStatus,
    InstructionStatus,
    KnowledgeForm,
    to_json,
)
from curranalyser.errors import FailureCategory
from curranalyser.read import find_files, megabytes_of
from curranalyser.schema_versions import PARSED
from curranalyser.settings import Settings
from curranalyser.workers import Task, joined, outcome_of, parted, unpack

SAMPLE = Path(__file__).parents[1] / "corpus" / "syllabi"
COURSE = {
    "courseId": "c-1",
    "primaryCode": {"code": "FJÄ101"},
    "name": [{"language": "sv", "value": "Fjärilar"}],
    "learningOutcomes": ["Beskriva minst tio fjärilar", "Jämföra fjärilar i Norden och Baltikum"],
}

PREPARED = {"kind": "course", "header": {"title": "Fjärilar"}, "outcomes": [{"text": "Jämföra fjärilar"}]}


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


def test_the_parts_of_a_catalogue_joined_are_what_the_whole_gives() -> None:
    records = [{**COURSE, "primaryCode": {"code": f"F{number % 5}"}} for number in range(11)]
    data = json.dumps([*records[:4], 7, *records[4:]]).encode()
    whole = list(analyse_each(data, "a.json", Settings(), None))
    for parts in (2, 3, 20):
        outcomes = [
            outcome_of(
                Task(0, Path("a.json"), "a.json"),
                analyse_each(data, "a.json", Settings(), None, (part, parts)),
            )
            for part in range(parts)
        ]
        assert unpack(joined(outcomes).packed, "a.json") == whole
        assert joined(outcomes).sha256 == outcome_of(Task(0, Path("a.json"), "a.json"), whole).sha256


@pytest.mark.parametrize(
    "data", [b'[{"Kurskod": "A", "Namn": "B", "M\xc3\xa5l": "f\xc3\xb6rklara a"}]', b"[{}]", b""]
)
def test_what_is_no_catalogue_has_no_parts(data: bytes) -> None:
    assert list(analyse_each(data, "a.json", Settings(), None, (1, 2))) == []
    assert list(analyse_each(data, "a.json", Settings(), None, (0, 2))) == _analysed(data, "a.json")


def test_only_large_catalogues_are_divided_and_all_parts_are_numbered(tmp_path: Path) -> None:
    for name, size in (("a.json", 400_000), ("b.json", 10), ("c.pdf", 400_000)):
        (tmp_path / name).write_bytes(b" " * size)
    tasks = [Task(7 + n, tmp_path / name, name) for n, name in enumerate(("a.json", "b.json", "c.pdf"))]
    groups = parted(tasks, 3)
    assert [[(task.index, task.part) for task in group] for group in groups] == [
        [(0, (0, 3)), (1, (1, 3)), (2, (2, 3))],
        [(3, (0, 1))],
        [(4, (0, 1))],
    ]


@pytest.mark.parametrize(
    "name",
    [
        "nursing/kursplan-FOM206-sv.pdf",
        "computer-engineering/utbildningsplan-TGDTI-sv.pdf",
        "../difficult-syllabi/course-syllabus-HUS710-en.pdf",
        "README.md",
    ],
)
def test_lines_of_parse_are_read_back_as_they_were_parsed(name: str) -> None:
    [before] = analyse_path(SAMPLE / name, name, Settings(), None)
    syllabi = tuple(item.syllabus for item in before.syllabi)
    line = to_json(ParsedFile(PARSED, name, before.status, before.failures, syllabi))
    [again] = _analysed(line, "parsed.jsonl")
    assert tuple(item.syllabus for item in again.syllabi) == syllabi
    assert again.status is before.status
    assert {failure.category for failure in again.failures} == {
        failure.category for failure in before.failures
    }


def test_a_language_that_no_syllabus_is_told_to_be_in_stays_as_the_catalogue_says() -> None:
    given = [
        [{"language": "gv", "value": "Gynsaghey mysh shellooghyn"}],
        [{"language": "gv", "value": "Screeu"}],
    ]
    [result] = _analysed(
        [{**COURSE, "learningOutcomes": given, "description": [{"language": "gv", "value": "A"}]}]
    )
    syllabus = result.syllabi[0].syllabus
    assert [outcome.language for outcome in syllabus.outcomes] == ["gv", "gv"]
    assert syllabus.language == "gv"


@pytest.mark.parametrize("value", [COURSE, {"schema_version": 1, "syllabi": [PREPARED]}])
def test_half_a_character_spoils_no_record(value: dict[str, Any]) -> None:
    data = json.dumps([value, value]).replace("Fjärilar", "Half").replace("Fj\\u00e4rilar", "Half \\ud83d")
    assert "\\ud83d" in data
    found = _analysed(data.encode())
    assert [item.status for item in found] == [DocumentStatus.OK] * 2
    assert all(to_json(result) for result in found)
