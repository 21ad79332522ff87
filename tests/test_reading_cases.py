"""Small invented inputs that were once read wrongly, with what is right beside them.

A case is a file or folder in tests/cases/reading and `NAME.expected.toml` beside it. Its `expected` holds:

- of a file (as `curranalyser parse` reads it): `status`, `message` (of a failure, in part), `note` (of a
  failure or a syllabus, or what is left out, in part), `syllabi` (how many) and `codes` (one a syllabus),
  `outcomes` and `course_refs` (how many), `outcomeN` (its text; "… x" is its end, "x …" its beginning), and
  of the first syllabus `kind`, `instruction` (status), `main` (languages of instruction) and the fields of
  the header;
- of a folder or a table (as `curranalyser audit` counts it): `courses`, `outcomes` and `needs_attention` (how
  many), `counts` (the file whose outcomes count), `language of FILE`, and the first course's header.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from command_line import RunCli

from curranalyser.analyse import analyse_path
from curranalyser.datamodel import DocumentResult
from curranalyser.settings import Settings

FOLDER = Path(__file__).parent / "cases" / "reading"
CASES = sorted(FOLDER.rglob("*.expected.toml"))
TABLES = {".xlsx", ".csv", ".tsv", ".jsonl"}
HEADER = ("code", "title", "title_en", "level", "valid_from", "department", "subject_group", "subject")


def names(case: Path) -> str:
    return case.relative_to(FOLDER).as_posix().removesuffix(".expected.toml")


def fits(text: str, wanted: str) -> bool:
    if wanted.startswith("…"):
        return text.endswith(wanted.lstrip("… "))
    if wanted.endswith("…"):
        return text.startswith(wanted.rstrip("… "))
    return text == wanted


@pytest.mark.parametrize("case", CASES, ids=names)
def test_a_case_is_read_as_it_should_be(case: Path, run_cli: RunCli, tmp_path: Path) -> None:
    given = case.with_name(case.name.removesuffix(".expected.toml"))
    expected: dict[str, Any] = tomllib.loads(case.read_text(encoding="utf-8"))["expected"]
    by_audit = given.is_dir() or given.suffix in TABLES
    found = audited(given, run_cli, tmp_path) if by_audit else parsed(given)
    for key, wanted in expected.items():
        said = found.get(key, "not said")
        if key in ("message", "note"):
            right = any(wanted in text for text in said)
        else:
            texts = isinstance(wanted, str) and isinstance(said, str)
            right = fits(said, wanted) if texts else said == wanted
        assert right, f"{key}: {said!r}, not {wanted!r}"


def result_of(given: Path) -> DocumentResult:
    [result] = analyse_path(given, given.name, Settings(), None)
    return result


def parsed(given: Path) -> dict[str, Any]:
    result = result_of(given)
    syllabi = [analysed.syllabus for analysed in result.syllabi]
    outcomes = [outcome.text for syllabus in syllabi for outcome in syllabus.outcomes]
    told = [text for failure in result.failures for text in (failure.message, failure.hint, failure.detail)]
    left = [
        f"{omission.kind}: {text}"
        for syllabus in syllabi
        for omission in syllabus.omissions
        for text in omission.texts
    ]
    said: dict[str, Any] = {
        "status": str(result.status),
        "message": told,
        "note": [*told, *left, *(note for syllabus in syllabi for note in syllabus.notes)],
        "syllabi": len(syllabi),
        "codes": [syllabus.header.code for syllabus in syllabi],
        "outcomes": len(outcomes),
        **{f"outcome{number}": text for number, text in enumerate(outcomes, 1)},
    }
    if syllabi:
        first = syllabi[0]
        said |= {name: getattr(first.header, name) or "" for name in HEADER}
        said |= {
            "kind": str(first.kind),
            "credits": str(first.header.credits or ""),
            "course_refs": len(first.course_refs),
            "instruction": str(first.instruction.status),
            "main": list(first.instruction.main),
        }
    return said


def audited(given: Path, run_cli: RunCli, tmp_path: Path) -> dict[str, Any]:
    run_cli("audit", given, "-o", tmp_path / "report", code=None)
    audit = json.loads((tmp_path / "report" / "audit.json").read_text(encoding="utf-8"))
    said: dict[str, Any] = {
        "courses": len(audit["courses"]),
        "outcomes": int(audit["shares"][0]["outcomes"]["denominator"]) if audit["shares"] else 0,
        "needs_attention": len({failure["source"] for failure in audit["failures"]}),
        "valid_from": (audit["courses"][0]["header"]["valid_from"] or "") if audit["courses"] else "",
        "title": (audit["courses"][0]["header"]["title"] or "") if audit["courses"] else "",
        "credits": str(audit["courses"][0]["header"]["credits"] or "") if audit["courses"] else "",
    }
    for file in sorted(given.iterdir()) if given.is_dir() else ():
        if file.suffix not in (".md", ".txt", ".docx", ".pdf", ".html"):
            continue
        for analysed in result_of(file).syllabi:
            syllabus = analysed.syllabus
            said[f"language of {file.name}"] = syllabus.language
            counted = audit["courses"][0]["analysed"][0]["syllabus"]["outcomes"] if audit["courses"] else []
            if [outcome["text"] for outcome in counted] == [outcome.text for outcome in syllabus.outcomes]:
                said["counts"] = file.name
    return said
