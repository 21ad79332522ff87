"""A file that a user names for what is made: what it takes the place of, and what not."""

import io
import json
import os
import stat
import threading
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from command_line import RunCli
from small_audit import INTERNATIONAL, audit_of, course, outcome, programme

from curranalyser.audit_file import audit_bytes
from curranalyser.errors import OutputError
from curranalyser.folder import PAGE_MARK, WORKBOOK_MARK, part_name, replace_file
from curranalyser.output_file import is_alike, write_file
from curranalyser.review.decisions import write_reviews
from curranalyser.review.locked import locked


def workbook(text: str, *, marked: bool) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, text)
        if marked:
            book.set_custom_property(WORKBOOK_MARK, True)
    return data.getvalue()


PAGE = f"<!DOCTYPE html>\n<head>\n{PAGE_MARK}\n".encode()
DATA = b'{\n  "first": 1,\n  "second": 2,\n  "third": 3\n}\n'


@pytest.mark.parametrize(
    ("before", "data", "alike"),
    [
        (workbook("one", marked=True), workbook("two", marked=True), True),
        (workbook("mine", marked=False), workbook("two", marked=True), False),
        (b"PK\x03\x04 and no package", workbook("two", marked=True), False),
        (b"notes", workbook("two", marked=True), False),
        (PAGE + b"<p>one", PAGE + b"<p>two", True),
        (b"<!DOCTYPE html>\n<head>\n<p>mine", PAGE + b"<p>two", False),
        (b'{"first": 9, "second": [], "third": null}', DATA, True),
        (b'{"first": 9, "fourth": 4, "fifth": 5}', DATA, False),
        (b'{"second": 2, "first": 1, "third": 3}', DATA, False),
        (b"[" * 100_000, DATA, False),
        (b"9" * 5_000, DATA, False),
        (b"no data", DATA, False),
        (b'{"first": 1}\n{"first": 2}\n', DATA, False),
        ("Kurs,Mål\na,b\n".encode(), "Kurs,Mål\nc,d\n".encode(), True),
        (b"Name,Age\na,b\n", b"Course,Outcome\nc,d\n", False),
        (b"a.md\nx\n\n2 warnings: curranalyser explain RULE\n", b"b.md\ny\n", True),
        (b"a.md\nx\n", b"a.md\ny\n", True),
        (b"curranalyser explain\nis what I have to read about\n", b"b.md\ny\n", False),
        (b"notes\n", b"b.md\ny\n", False),
    ],
)
def test_what_a_file_takes_the_place_of(tmp_path: Path, before: bytes, data: bytes, alike: bool) -> None:
    assert is_alike(before, data) is alike
    path = tmp_path / "out"
    path.write_bytes(before)
    if alike:
        write_file(path, data)
        assert path.read_bytes() == data
        return
    with pytest.raises(OutputError, match="is there already, holds other things, and is not overwritten"):
        write_file(path, data)
    assert path.read_bytes() == before
    write_file(path, data, force=True)
    assert path.read_bytes() == data


def test_what_people_fill_in_goes_with_force_alone(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    for _ in range(2):  # the same again is no loss
        write_file(path, b"Course,Decision\nA,\n", filled_in=True)
    path.write_bytes(b"Course,Decision\nA,yes\n")
    with pytest.raises(OutputError, match="somebody may have written in it"):
        write_file(path, b"Course,Decision\nA,\n", filled_in=True)
    assert path.read_bytes() == b"Course,Decision\nA,yes\n"
    write_file(path, b"Course,Decision\nA,\n", filled_in=True, force=True)
    assert path.read_bytes() == b"Course,Decision\nA,\n"


def test_an_empty_file_is_nobodys_loss(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    write_file(tmp_path / "out", b"x", filled_in=True)
    assert (tmp_path / "out").read_bytes() == b"x"


@pytest.mark.parametrize("target", ["theirs", "nothing"])
@pytest.mark.parametrize("force", [False, True])
def test_nothing_is_written_through_a_link(tmp_path: Path, target: str, force: bool) -> None:
    (tmp_path / "theirs").write_bytes(b"mine")
    (tmp_path / "out").symlink_to(tmp_path / target)
    with pytest.raises(OutputError, match="is a link or no file"):
        write_file(tmp_path / "out", b"x", force=force)
    assert (tmp_path / "theirs").read_bytes() == b"mine"
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("link", [None, os.symlink, os.link], ids=["itself", "link", "second name"])
def test_what_it_is_made_of_is_not_overwritten(tmp_path: Path, link) -> None:
    given, out = tmp_path / "given", tmp_path / "given"
    given.write_bytes(b"mine")
    if link:
        out = tmp_path / "out"
        link(given, out)
    with pytest.raises(OutputError, match="is what this is made of"):
        write_file(out, b"x", force=True, inputs=[tmp_path / "none", given])
    assert given.read_bytes() == b"mine"


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_file(tmp_path / "pipe", b"x")
    reader.join(10)
    assert read == [b"x"]
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_device_is_written_to_and_may_be_full() -> None:
    write_file(Path(os.devnull), b"x")
    with pytest.raises(OutputError, match="there is no room left"):
        write_file(Path("/dev/full"), b"x")
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (".", "it is a folder"),
        ("file/out", "a part of its path is no folder"),
        ("none/out", "there is no such file or folder"),
        ("x" * 300, "its name is too long"),
        ("loop/out", "its links lead in a circle"),
    ],
)
def test_a_place_that_is_none_is_said(tmp_path: Path, place: str, told: str) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for force in (False, True):
        with pytest.raises(OutputError) as caught:
            write_file(tmp_path / place, b"x", force=force)
        assert f"cannot be written: {told}." in caught.value.told(str)


def test_a_name_that_is_just_short_enough_is_taken(tmp_path: Path) -> None:
    """Though what stands there for a moment has a longer one."""
    for name in ("å" * 127, "x" * 255):
        replace_file(tmp_path / name, b"x")
        assert (tmp_path / name).read_bytes() == b"x"
    assert len({part_name("x" * 255), part_name("x" * 254), part_name("x")}) == 3


def test_the_permissions_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"a")
    path.chmod(0o640)
    replace_file(path, b"b")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.unlink()
    path.symlink_to(tmp_path / "nothing")
    replace_file(path, b"c")
    assert not path.is_symlink()


TABLES = ("review", "goals", "programmes")
SYLLABUS = """# Kursplan

Kvarnlära, 5 högskolepoäng

Kurskod: KVA10{}

## Lärandemål

Efter kursen ska studenten kunna

- förstå kvarnar.
"""


@pytest.fixture
def audited(tmp_path: Path) -> Path:
    """A folder with an audit.json and a page of the user's own."""
    folder = tmp_path / "report"
    folder.mkdir()
    audit = audit_of(
        course("KVA101", "Kvarnar", outcome("jämföra kvarnar i Norden", INTERNATIONAL)),
        programme("KVARN", "Kvarnprogrammet", ("KVA101", 1, True)),
    )
    (folder / "audit.json").write_bytes(audit_bytes(audit))
    return folder


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_is_filled_in_is_not_lost(
    run_cli: RunCli, audited: Path, tmp_path: Path, table: str, ending: str
) -> None:
    out = tmp_path / f"table.{ending}"
    export = (table, "export", audited, "-o", out)
    for _ in range(2):
        run_cli(*export)
    whole = out.read_bytes()
    if ending == "csv":
        out.write_bytes(whole + b"filled in\r\n")
    else:
        book = openpyxl.load_workbook(out)
        book.worksheets[0]["J2"] = "yes"
        book.save(out)
    filled = out.read_bytes()
    assert "--force" in run_cli(*export, code=6).stderr
    assert out.read_bytes() == filled
    run_cli(*export, "--force")
    assert out.read_bytes() == whole
    # Another language is another table; nor is the audit itself one.
    run_cli(*export, "--lang", "sv", code=6)
    refused = (*export[:3], "-o", audited / "audit.json", "--force")
    assert "is what this is made of" in run_cli(*refused, code=6).stderr
    assert json.loads((audited / "audit.json").read_bytes())


@pytest.mark.parametrize("option", ["--json", "--html"])
def test_a_comparison_takes_the_place_of_another_and_of_nothing_else(
    run_cli: RunCli, audited: Path, tmp_path: Path, option: str
) -> None:
    folder, out = audited, tmp_path / "out"
    run_cli("compare", folder, folder, option, out)
    run_cli("compare", folder, folder, option, out, "--names", "2025", "2026")
    assert b"2026" in out.read_bytes()
    for theirs in (b"mine", b"<p>mine", b'{"name": "mine"}', b'{"first": "mine"}'):
        out.write_bytes(theirs)
        run_cli("compare", folder, folder, option, out, code=6)
        assert out.read_bytes() == theirs
    run_cli("compare", folder, folder, option, folder / "audit.json", code=6)
    run_cli("compare", folder, folder, "--names", "A", "B")


@pytest.mark.parametrize(
    "form",
    ["json", *(pytest.param(form, marks=pytest.mark.slow) for form in ("text", "sarif", "github", "html"))],
)
def test_findings_take_the_place_of_others_and_of_nothing_else(
    run_cli: RunCli, tmp_path: Path, form: str
) -> None:
    drafts = [tmp_path / "a.md", tmp_path / "b.md"]
    for number, draft in enumerate(drafts):
        draft.write_text(SYLLABUS.format(number), encoding="utf-8")
    out = tmp_path / "out"
    check = ("--format", form, "-o", out)
    for draft in drafts:
        run_cli("check", draft, *check, "--select", "F", *(("--force",) if form == "github" else ()))
    out.write_bytes(b"mine\n")
    run_cli("check", drafts[0], *check, code=6)
    assert out.read_bytes() == b"mine\n"
    run_cli("check", drafts[0], *check, "--force")
    assert out.read_bytes() != b"mine\n"


def test_a_log_is_added_to_a_log_alone(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "kurs.md").write_text("# Kursplan\n", encoding="utf-8")
    log = tmp_path / "notes.txt"
    log.write_bytes(b"mine\n")
    said = run_cli("audit", tmp_path / "kurs.md", "-o", tmp_path / "out", "--log-file", log, code=6)
    assert "notes.txt is no log of this tool, and nothing is added to it." in said.stderr
    assert log.read_bytes() == b"mine\n"
    log.write_bytes(b'{"time":"2026-11-30T01:00:00.000+00:00","event":"begun","files":1}\n')
    run_cli("audit", tmp_path / "kurs.md", "-o", tmp_path / "out", "--log-file", log, code=4)
    assert b'"event":"ended"' in log.read_bytes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_decisions_are_kept_in_files_alone(tmp_path: Path) -> None:
    """As root, what is no file would make room for one: a machine would have no /dev/null any more."""
    pipe = tmp_path / "reviews.jsonl"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="no file"):
        write_reviews([], pipe)
    with pytest.raises(OutputError, match="no file"), locked(pipe):
        pass
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]
