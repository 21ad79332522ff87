"""A folder accounts for everything in it: read, listed, counted, or known as the tool's own."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from command_line import Audited, RunCli
from report_files import bytes_of, pages_of

from curranalyser.audit_tables import TABLES
from curranalyser.folder import INNER_REPORT, JSON_MARKS, PAGE_MARK, TABLE_HEADS
from curranalyser.own_files import is_own_output
from curranalyser.read import find_files

PLAN = """# Kursplan

## Bryggkonst, 5 högskolepoäng

Kurskod: {code}

## Lärandemål

Efter kursen ska studenten kunna

- beskriva hur broar bärs upp i två länder,
- räkna på en enkel balk.

## Innehåll

Kursen tar upp broar av trä och sten.

## Undervisning

Undervisningen sker på svenska.
"""


def plan(folder: Path, name: str, code: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(PLAN.format(code=code), encoding="utf-8")


def audited(folder: Path) -> dict[str, object]:
    return json.loads((folder / "audit.json").read_text(encoding="utf-8"))


def report_of(folder: Path) -> dict[str, bytes]:
    """The files of a report that are the same for the same audit; SQLite counts what it wrote."""
    return bytes_of(folder, (".jsonl", ".db"))


def test_what_is_not_read_reaches_every_output(run_cli: RunCli, tmp_path: Path) -> None:
    plan(tmp_path / "in", "bro.md", "BRO101")
    for name in ("gammal.doc", "alla.zip", "bild.png", "inst.toml", ".dold", "~$bro.docx"):
        (tmp_path / "in" / name).write_bytes(b"x")
    (tmp_path / "in" / "borta.pdf").symlink_to(tmp_path / "ingenstans")
    log = tmp_path / "log.jsonl"
    said = run_cli("audit", tmp_path / "in", "-o", tmp_path / "out", "--log-file", log, "-v", code=3)
    audit = audited(tmp_path / "out")
    assert [name for name, status in audit["files"]] == ["alla.zip", "borta.pdf", "bro.md", "gammal.doc"]
    assert {failure["source"]: failure["category"] for failure in audit["failures"]} == {
        "alla.zip": "archive",
        "borta.pdf": "dangling link",
        "gammal.doc": "old office file",
    }
    line = "Passed over, because they are no syllabi: .png 1, .toml 1, hidden 1"
    page = pages_of(tmp_path / "out")
    for name in ("alla.zip", "borta.pdf", "gammal.doc"):
        assert name in said.stdout
        assert f'class="path">{name}<' in page
    assert line in said.stdout
    assert line in page
    assert audit["provenance"]["passed_over"] == [[".png", 1], [".toml", 1], ["hidden", 1]]
    events = [json.loads(text) for text in log.read_text(encoding="utf-8").splitlines()]
    told = {event["file"]: event["event"] for event in events if "file" in event}
    assert told == {
        "alla.zip": "not read",
        "borta.pdf": "not read",
        "gammal.doc": "not read",
        "bild.png": "passed over",
        "inst.toml": "passed over",
        ".dold": "passed over",
        "~$bro.docx": "passed over",
        "bro.md": "analysed",
    }
    assert "~$bro.docx: passed over (lock file of an office program)" in said.stderr
    with sqlite3.connect(tmp_path / "out" / "audit.db") as store:
        [(value,)] = store.execute("SELECT value FROM provenance WHERE name = 'passed_over'")
    store.close()
    assert value == ".png 1, .toml 1, hidden 1"


def test_a_folder_of_nothing_but_what_is_counted_is_refused(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bild.png").write_bytes(b"x")
    said = run_cli("audit", tmp_path / "in", "-o", tmp_path / "out", code=4)
    assert "There is no file to analyse." in said.stderr
    (tmp_path / "in" / "gammal.doc").write_bytes(b"x")
    said = run_cli("audit", tmp_path / "in", "-o", tmp_path / "out", code=4)
    assert "gammal.doc: Files of old word processors are not read. Open it in Word" in said.stderr


def test_counted_files_alone_leave_the_exit_code_as_it_is(run_cli: RunCli, tmp_path: Path) -> None:
    plan(tmp_path / "in", "bro.md", "BRO101")
    for name in ("bild.png", "README.md", "kör.py", "curranalyser.toml", ".gitignore"):
        (tmp_path / "in" / name).write_bytes(b"")
    said = run_cli("audit", tmp_path / "in", "-o", tmp_path / "out")
    assert ".png 1, .py 1, .toml 1, README and the like 1, hidden 1" in " ".join(said.stdout.split())
    parsed = run_cli("parse", tmp_path / "in")
    assert "README and the like 1" in parsed.stderr


def test_parse_lists_what_it_does_not_read(run_cli: RunCli, tmp_path: Path) -> None:
    plan(tmp_path / "in", "bro.md", "BRO101")
    (tmp_path / "in" / "kurser.ods").write_bytes(b"x")
    said = run_cli("parse", "--json", tmp_path / "in", code=3)
    lines = [json.loads(line) for line in said.stdout.splitlines()]
    assert [(line["source"], line["status"]) for line in lines] == [
        ("bro.md", "ok"),
        ("kurser.ods", "failed"),
    ]


def test_a_table_in_a_folder_is_read_where_its_columns_are_those_of_courses(
    run_cli: RunCli, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    plan(folder, "bro.md", "BRO101")
    (folder / "kurser.tsv").write_text(
        "code\ttitle\toutcomes\nTUN200\tTunnlar\trita en tunnel\n", encoding="utf-8"
    )
    (folder / "schema.csv").write_text("dag;sal\nmåndag;B12\n", encoding="utf-8")
    run_cli("audit", folder, "-o", tmp_path / "out", code=3)
    audit = audited(tmp_path / "out")
    assert [course["key"] for course in audit["courses"]] == ["BRO101", "TUN200"]
    assert [failure["source"] for failure in audit["failures"]] == ["schema.csv"]


def test_the_table_of_programmes_and_the_decisions_are_no_input(run_cli: RunCli, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    plan(folder, "bro.md", "BRO101")
    (folder / "program.csv").write_text(
        "programme,course,term,compulsory\nBygg,BRO101,1,yes\n", encoding="utf-8"
    )
    decision = {"course": "BRO101", "text": "räkna", "perspective": "international", "decision": "no"}
    (folder / "reviews.jsonl").write_text(
        json.dumps(decision, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    said = run_cli("audit", folder, "-o", tmp_path / "out", "--programmes", folder / "program.csv")
    assert "Bygg" in said.stdout
    assert "given by an option 1" in said.stdout


@pytest.mark.parametrize("force", [(), ("--force",)], ids=["within", "beside"])
def test_an_audit_into_its_own_folder_finds_its_syllabi_again(
    run_cli: RunCli, tmp_path: Path, force: tuple[str, ...]
) -> None:
    folder = tmp_path / "in"
    plan(folder, "bro.md", "BRO101")
    log = folder / "log.jsonl"
    audit = ("audit", folder, "-o", folder, "--log-file", log)
    report = folder if force else folder / INNER_REPORT
    first = run_cli(*audit, *force)
    told = f"{folder} holds other files: this goes to {report}. With --force it goes beside them."
    assert (told in first.stderr) is not bool(force)
    before = report_of(report)
    again = run_cli(*audit)  # it goes where it went before
    assert again.stdout == first.stdout
    assert report_of(report) == before
    assert '"event":"unchanged"' in log.read_text(encoding="utf-8")
    plan(folder, "tunnel.md", "TUN200")
    run_cli(*audit)
    assert [name for name, _ in audited(report)["files"]] == ["bro.md", "tunnel.md"]
    # In Swedish the pages and sheets are others, and the tool's own all the same.
    run_cli("audit", folder, "-o", folder, "--lang", "sv")
    run_cli("audit", folder, "-o", tmp_path / "out", code=0)
    assert [name for name, _ in audited(tmp_path / "out")["files"]] == ["bro.md", "tunnel.md"]
    assert {path.name for path in folder.iterdir() if path.suffix in (".md", ".jsonl")} == {
        "bro.md",
        "tunnel.md",
        "log.jsonl",
    }
    # Whoever names the folder again means the audit in it.
    assert run_cli("report", folder).stdout
    assert run_cli("compare", folder, tmp_path / "out").stdout


def test_files_called_as_those_of_a_report_hide_no_syllabi(tmp_path: Path) -> None:
    for name in ("audit.json", "audit.xlsx", "index.html", "pages/courses-1.html", "bro.md", "reviews.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<h1>Kursplan</h1>", encoding="utf-8")
    assert [name for _, name in find_files([tmp_path]).files] == [
        "audit.xlsx",
        "bro.md",
        "index.html",
        "pages/courses-1.html",
        "reviews.jsonl",
    ]


def test_what_the_tool_wrote_is_known_by_its_mark(
    sample_audit: Audited, run_cli: RunCli, tmp_path: Path
) -> None:
    folder = tmp_path / "everything"
    shutil.copytree(sample_audit.folder, folder)
    run_cli("export", folder, "-o", folder / "tables")
    run_cli("review", "export", folder, "-o", folder / "granska.xlsx")
    (folder / "audit.xlsx").rename(folder / "vår rapport.xlsx")
    (folder / "outcomes.csv").rename(folder / "mål.csv")
    (folder / "audit.db").rename(folder / "2026.db")
    found = find_files([folder])
    assert (found.files, found.failures, found.counted) == ((), (), ())
    assert len(found.passed_over) == len([path for path in folder.rglob("*") if path.is_file()])


def test_pages_of_check_and_compare_and_parsed_files_are_the_tools_own(
    sample_audit: Audited, run_cli: RunCli, tmp_path: Path
) -> None:
    plan(tmp_path, "bro.md", "BRO100")
    draft = tmp_path / "bro.md"
    for lang in ("sv", "en"):
        page = tmp_path / f"granskning-{lang}.html"
        run_cli("check", draft, "--lang", lang, "--format", "html", "-o", page)
        run_cli(
            "compare", *[sample_audit.folder] * 2, "--lang", lang, "--html", tmp_path / f"jmf-{lang}.html"
        )
    (tmp_path / "tolkat.jsonl").write_text(run_cli("parse", draft, "--json").stdout, encoding="utf-8")
    found = find_files([tmp_path])
    assert [name for _, name in found.files] == ["bro.md"]
    assert len(found.passed_over) == 5


def test_a_page_of_the_tool_under_another_name_is_told_from_a_syllabus(
    sample_audit: Audited, run_cli: RunCli, tmp_path: Path
) -> None:
    shutil.copy(sample_audit.folder / "index.html", tmp_path / "granskning.html")
    said = run_cli("parse", tmp_path / "granskning.html", code=4)
    assert "It is a report of this tool." in said.stdout


def test_a_workbook_of_an_earlier_version_is_known_by_the_page_beside_it(tmp_path: Path) -> None:
    (tmp_path / "audit.xlsx").write_bytes(b"PK")
    assert not is_own_output(tmp_path / "audit.xlsx", ".xlsx")
    (tmp_path / "index.html").write_text(f"<html><head>{PAGE_MARK}", encoding="utf-8")
    assert is_own_output(tmp_path / "audit.xlsx", ".xlsx")


def test_the_marks_are_those_that_are_written(sample_audit: Audited) -> None:
    assert (sample_audit.folder / "audit.json").read_bytes().startswith(JSON_MARKS[0])
    heads = [",".join(column for column, _, _ in columns) for _, columns in TABLES.values()]
    heads.append((sample_audit.folder / "outcomes.csv").read_text(encoding="utf-8-sig").splitlines()[0])
    known = [
        next(mark for mark in TABLE_HEADS if head == mark or (mark.endswith(",") and head.startswith(mark)))
        for head in heads
    ]
    assert sorted(known) == sorted(TABLE_HEADS)


@pytest.mark.parametrize("ending", [".docm", ".dotx"])
def test_a_word_file_that_is_named_otherwise_is_read_and_told(
    run_cli: RunCli, tmp_path: Path, ending: str
) -> None:
    import docx

    document = docx.Document()
    for line in PLAN.format(code="BRO101").splitlines():
        if line.strip():
            document.add_paragraph(line.lstrip("#- "), style="Heading 2" if line.startswith("#") else None)
    (tmp_path / "in").mkdir()
    document.save(tmp_path / "in" / f"bro{ending}")
    run_cli("audit", tmp_path / "in", "-o", tmp_path / "out", code=3)
    audit = audited(tmp_path / "out")
    assert [course["key"] for course in audit["courses"]] == ["BRO101"]
    assert [failure["category"] for failure in audit["failures"]] == ["named otherwise"]
