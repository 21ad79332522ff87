"""What somebody has decided in the workbook of a report is not lost with the next report."""

from pathlib import Path

import openpyxl
import pytest
from command_line import RunCli
from small_audit import INTERNATIONAL, SCHEME, audit_of, course, outcome

from curranalyser import load_audit
from curranalyser.cli.audit import render
from curranalyser.errors import OutputError
from curranalyser.review import read_reviews
from curranalyser.review.not_brought_in import require_brought_in
from curranalyser.scheme import shipped_path
from curranalyser.store import Store


@pytest.fixture
def report(tmp_path: Path) -> Path:
    audit = audit_of(course("KVA101", "Kvarnar", outcome("jämföra kvarnar i Norden", INTERNATIONAL)))
    scheme = shipped_path("corpus", "scheme.toml").read_text(encoding="utf-8")
    with Store(tmp_path) as store:
        store.finish(audit, "inputs", scheme, "SE", None)
    render(audit, tmp_path, SCHEME, "en")
    return tmp_path


def decide(workbook: Path, written: str) -> bytes:
    """Write into the first cell for a decision, and save as programs do."""
    book = openpyxl.load_workbook(workbook)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.endswith(": your decision"):
                    sheet.cell(cell.row + 1, cell.column).value = written or None
                    book.save(workbook)
                    return workbook.read_bytes()
    raise AssertionError("no column for decisions")


def test_a_workbook_that_nobody_has_saved_is_not_read(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("curranalyser.review.sheets.read_statements", unread)
    require_brought_in(report / "audit.xlsx", (), SCHEME)
    require_brought_in(report / "none.xlsx", (), SCHEME)


@pytest.mark.parametrize("written", ["no", "nja, kanske"])
def test_decisions_that_are_not_brought_in_stay(run_cli: RunCli, report: Path, written: str) -> None:
    workbook = report / "audit.xlsx"
    decided = decide(workbook, written)
    said = run_cli("report", report, "--lang", "en", code=6)
    assert f"{workbook} holds decisions that have not been brought in, and is not overwritten." in said.stderr
    assert f"curranalyser review import {workbook}" in said.stderr
    assert workbook.read_bytes() == decided


def test_decisions_that_are_brought_in_are_no_hindrance(run_cli: RunCli, report: Path) -> None:
    workbook = report / "audit.xlsx"
    decided = decide(workbook, "no")
    run_cli("review", "import", workbook)
    require_brought_in(workbook, read_reviews(report / "reviews.jsonl"), SCHEME)
    run_cli("report", report)
    assert workbook.read_bytes() != decided


def test_a_workbook_that_was_saved_without_a_decision_is_replaced(run_cli: RunCli, report: Path) -> None:
    workbook = report / "audit.xlsx"
    saved = decide(workbook, "")
    run_cli("report", report)
    assert workbook.read_bytes() != saved


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text"])
def test_what_is_no_workbook_stays(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "audit.xlsx").write_bytes(data)
    with pytest.raises(OutputError):
        require_brought_in(tmp_path / "audit.xlsx", (), SCHEME)


def test_the_library_does_not_replace_it_either(report: Path) -> None:
    workbook = report / "audit.xlsx"
    audit = load_audit(report)
    audit.write_report(report, lang="en")
    decided = decide(workbook, "no")
    with pytest.raises(OutputError, match="have not been brought in"):
        audit.write_report(report)
    assert workbook.read_bytes() == decided
