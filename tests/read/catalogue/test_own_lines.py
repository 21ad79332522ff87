"""Lines of `parse --json` are read back: those of the tool itself, and those that another tool prepares."""

import json
from typing import Any

import pytest

from curranalyser.datamodel import (
    CourseHeader,
    LanguageOfInstruction,
    LearningOutcome,
    MalformedRecord,
    ParsedRecord,
    SourceFile,
    Syllabus,
    SyllabusKind,
    to_json,
)
from curranalyser.read.catalogue import find_catalogue, own_lines, read_catalogue
from curranalyser.schema_versions import PARSED

SOURCE = SourceFile("parsed.jsonl", "", 0)


def _read(*lines: dict[str, Any]) -> list[object]:
    catalogue = find_catalogue("\n".join(map(json.dumps, lines)).encode())
    assert catalogue is not None
    assert catalogue.format is own_lines
    return list(read_catalogue(catalogue, SOURCE))


def test_what_parse_writes_is_read_back_as_it_is() -> None:
    syllabus = Syllabus(
        SyllabusKind.COURSE,
        CourseHeader(code="TRÄ101", title="Trädvård"),
        (),
        (LearningOutcome("sv-1", "fälla träd"),),
        LanguageOfInstruction(),
        language="sv",
    )
    line = {"schema_version": PARSED, "source": "a.pdf", "status": "ok", "failures": [], "blocks": []}
    [found] = _read({**line, "syllabi": json.loads(to_json([syllabus]))})
    assert isinstance(found, ParsedRecord)
    assert found.syllabi == (syllabus,)
    assert found.source.row == 1


def test_another_tool_needs_no_more_than_header_and_outcomes() -> None:
    prepared = {
        "schema_version": PARSED,
        "syllabi": [
            {
                "kind": "course",
                "header": {"code": "TRÄ101", "credits": 7.5, "of another tool": True},
                "outcomes": [{"text": "fälla träd"}, {"text": "plant trees", "language": "en"}],
            }
        ],
    }
    [found] = _read(prepared)
    assert isinstance(found, ParsedRecord)
    assert [(item.id, item.text) for item in found.syllabi[0].outcomes] == [
        ("o-1", "fälla träd"),
        ("o-2", "plant trees"),
    ]
    assert str(found.syllabi[0].header.credits) == "7.5"


@pytest.mark.parametrize(
    "changes",
    [
        {"schema_version": PARSED + 1},
        {"schema_version": 0},
        {"syllabi": [{"kind": "course"}]},
        {"syllabi": [{"kind": "poem", "header": {}, "outcomes": []}]},
        {"syllabi": [7]},
        {"syllabi": [{"kind": "course", "header": {"credits": "many"}, "outcomes": []}]},
        {"failures": [{"category": "of another tool"}]},
    ],
)
def test_lines_of_another_form_are_told(changes: dict[str, Any]) -> None:
    good = {
        "schema_version": PARSED,
        "syllabi": [{"kind": "course", "header": {"code": "A"}, "outcomes": []}],
    }
    found = _read(good, {**good, **changes}, good)
    assert [type(item) for item in found] == [ParsedRecord, MalformedRecord, ParsedRecord]
