"""Every file of the sample comes out as it was written.

`corpus/syllabi-expected.jsonl` is made from the same source as the PDFs, never from our own output.
"""

import json
import shutil
import subprocess
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from curranalyser.analyse import analyse_file
from curranalyser.datamodel import CourseHeader, CourseStatus, DocumentStatus, EntryKind, Syllabus
from curranalyser.errors import FailureCategory
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SAMPLE, DIFFICULT = CORPUS / "syllabi", CORPUS / "difficult-syllabi"
EXPECTED = CORPUS / "syllabi-expected.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in EXPECTED.read_text(encoding="utf-8").splitlines()]
STATUSES = {CourseStatus.EVERYONE: True, CourseStatus.SOME: False}
EVERY_FILE = pytest.mark.parametrize("row", ROWS, ids=[Path(row["file"]).stem for row in ROWS])


@cache
def read_syllabus(name: str) -> Syllabus:
    result = analyse_file(CORPUS / name, name, Settings(), None)
    assert len(result.syllabi) == 1, result
    return result.syllabi[0].syllabus


def outcome_texts(syllabus: Syllabus, language: str) -> list[str]:
    return [outcome.text for outcome in syllabus.outcomes if outcome.language == language]


def header_facts(header: CourseHeader) -> dict[str, Any]:
    return {
        "code": header.code,
        "title": header.title,
        "credits": header.credits,
        "level": header.level,
        "valid_from": header.valid_from,
    }


@EVERY_FILE
def test_header(row: dict[str, Any]) -> None:
    syllabus = read_syllabus(row["file"])
    assert (syllabus.kind, syllabus.language) == (row["kind"], row["language"])
    expected = {name: row[name] for name in ("code", "title", "level", "valid_from")}
    assert header_facts(syllabus.header) == {**expected, "credits": Decimal(row["credits"])}


@EVERY_FILE
def test_outcomes(row: dict[str, Any]) -> None:
    syllabus = read_syllabus(row["file"])
    assert outcome_texts(syllabus, row["language"]) == row["outcomes"]
    if row["language"] != "en":
        assert outcome_texts(syllabus, "en") == row.get("outcomes_en", [])
    assert {outcome.language for outcome in syllabus.outcomes} <= {"sv", "en"}


@EVERY_FILE
def test_course_list(row: dict[str, Any]) -> None:
    found = [
        (ref.code, ref.title, ref.credits, ref.term, ref.year, STATUSES.get(ref.status))
        for ref in read_syllabus(row["file"]).course_refs
        if ref.kind is EntryKind.COURSE
    ]
    assert found == [
        (ref["code"], ref["title"], Decimal(ref["credits"]), ref["term"], ref["year"], ref["compulsory"])
        for ref in row["course_refs"]
    ]


@EVERY_FILE
def test_language_of_instruction(row: dict[str, Any]) -> None:
    instruction = read_syllabus(row["file"]).instruction
    found = {
        "main": list(instruction.main),
        "possible": list(instruction.possible),
        "status": str(instruction.status),
    }
    assert found == row["instruction"]
    assert instruction.status == "not stated" or any(
        evidence.place != "hint" for evidence in instruction.evidence
    )


@EVERY_FILE
def test_outcomes_stand_on_the_page_that_is_named(row: dict[str, Any]) -> None:
    """The page of an outcome is the one where its first word stands."""
    path = CORPUS / row["file"]
    data = path.read_bytes()
    document = read_document(data, describe_source(data, path.name), Settings())
    words = {
        page: {word for line in document.lines if line.page == page for word in line.text.split()}
        for page in range(1, document.pages + 1)
    }
    for outcome in read_syllabus(row["file"]).outcomes:
        assert outcome.text.split()[0].strip("(") in {word.strip("(") for word in words[outcome.page]}, (
            outcome
        )


def test_the_list_covers_the_folder() -> None:
    listed = {CORPUS / row["file"] for row in ROWS}
    assert listed >= set(SAMPLE.rglob("*.pdf"))
    assert len(listed) == len(ROWS) == 39


@pytest.mark.parametrize(
    ("name", "status", "category"),
    [
        ("kursplan-MAT102-inskannad.pdf", DocumentStatus.FAILED, FailureCategory.NO_TEXT_LAYER),
        ("kursplan-DAT205-losenord.pdf", DocumentStatus.FAILED, FailureCategory.ENCRYPTED),
        ("course-syllabus-HUS710-en.pdf", DocumentStatus.PARTIAL, FailureCategory.NO_OUTCOME_SECTION),
    ],
)
def test_difficult_files_are_named_for_what_they_are(
    name: str, status: DocumentStatus, category: FailureCategory
) -> None:
    result = analyse_file(DIFFICULT / name, name, Settings(), None)
    assert (result.status, [failure.category for failure in result.failures]) == (status, [category])
    assert all(failure.message and failure.hint for failure in result.failures)


def test_an_outcome_list_goes_on_over_the_page_break() -> None:
    pages = [outcome.page for outcome in read_syllabus("syllabi/nursing/kursplan-OMV205-sv.pdf").outcomes]
    assert pages == sorted(pages)
    assert len(set(pages)) > 1


def test_outcomes_know_the_part_of_the_course_they_belong_to() -> None:
    modules = [outcome.module for outcome in read_syllabus("syllabi/nursing/kursplan-OMV205-sv.pdf").outcomes]
    assert None not in modules
    assert len(set(modules)) > 1


def test_goals_quoted_from_law_are_no_outcomes() -> None:
    syllabus = read_syllabus("syllabi/nursing/kursplan-VET208-sv.pdf")
    assert not any("högskole" in outcome.text.lower() for outcome in syllabus.outcomes)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("reportlab")
    corpus = tmp_path_factory.mktemp("corpus")
    shutil.copytree(SAMPLE / "source", corpus / "syllabi" / "source")
    shutil.copy(SAMPLE / "build.py", corpus / "syllabi")
    subprocess.run(
        [sys.executable, "build.py"], cwd=corpus / "syllabi", check=True, capture_output=True, timeout=300
    )
    return corpus


@pytest.mark.slow
def test_rebuilding_gives_the_same_text(rebuilt: Path) -> None:
    assert (rebuilt / EXPECTED.name).read_bytes() == EXPECTED.read_bytes()
    for row in ROWS:
        lines = []
        for folder in (rebuilt, CORPUS):
            data = (folder / row["file"]).read_bytes()
            lines.append(read_document(data, describe_source(data, row["file"]), Settings()).lines)
        assert lines[0] == lines[1], row["file"]


@pytest.mark.slow
def test_rebuilding_makes_the_same_files(rebuilt: Path) -> None:
    assert {path.relative_to(rebuilt) for path in rebuilt.rglob("*.pdf")} == {
        path.relative_to(CORPUS) for path in CORPUS.rglob("*.pdf")
    }
