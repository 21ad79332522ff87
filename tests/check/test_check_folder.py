"""The report of many drafts: what stands in it, in which order, and what it does not overwrite."""

import hashlib
import io
import json
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from command_line import Finished

from curranalyser.cli.main import main
from curranalyser.read import find_files

HEAD = """# Kursplan

Kurskod: {code}

Kursnamn: {title}

Högskolepoäng: 7,5 hp

Nivå: Grundnivå

## Lärandemål

Efter kursen ska studenten kunna:

{outcomes}

## Behörighet

Grundläggande behörighet.

## Examination

Skriftlig tentamen.
"""
Run = Callable[..., Finished]


def draft(code: str, title: str, *outcomes: str) -> str:
    return HEAD.format(code=code, title=title, outcomes="\n".join(f"- {text}" for text in outcomes))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "good.md").write_text(
        draft("TST100", "Pumpar", "beräkna flöden i ett reningsverk", "redogöra för reningens steg"),
        encoding="utf-8",
    )
    (folder / "vague.md").write_text(
        draft("TST101", "Filter", "förstå gällande gränsvärden", "känna till ett filters delar"),
        encoding="utf-8",
    )
    (folder / "one <b>.md").write_text(
        draft("TST102", "=HYPERLINK(1) <script>x</script>", "förstå <img src=x> i rören", "beräkna flöden"),
        encoding="utf-8",
    )
    (folder / "courses.csv").write_text("code,title\nA,B\n", encoding="utf-8")

    def run_here(*arguments: object, code: int = 0) -> Finished:
        done = CliRunner().invoke(main, ["check", *map(str, arguments)])
        assert done.exit_code == code, (done.exit_code, done.output, done.exception)
        return Finished(done.exit_code, done.stdout, done.stderr)

    return run_here


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.names.append(tag)
        self.links += [held["href"]] if "href" in held else []
        self.ids += [held["id"]] if "id" in held else []
        self.targets += [held["popovertarget"]] if "popovertarget" in held else []


def files_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_report_has_a_first_page_a_page_a_draft_and_tables(run: Run, tmp_path: Path) -> None:
    done = run("drafts", "-o", "report", "--lang", "sv")
    assert "Skrivet: report/index.html" in done.stderr and done.stdout == ""
    assert "courses.csv: hoppas över" in done.stderr
    report = tmp_path / "report"
    assert set(files_of(report)) == {
        "check.json",
        "check.xlsx",
        "drafts/good-md.html",
        "drafts/one-b-md.html",
        "drafts/vague-md.html",
        "findings.html",
        "index.html",
    }
    for name in ("index.html", "findings.html", "drafts/vague-md.html"):
        text = (report / name).read_text(encoding="utf-8")
        tags = Tags(text)
        assert not {"script", "img", "b"} & set(tags.names)
        assert "http://" not in text and "https://" not in text
        assert set(tags.targets) <= set(tags.ids) and len(set(tags.ids)) == len(tags.ids)
        for link in tags.links:
            path, _, anchor = link.partition("#")
            there = (report / name).parent / path
            assert there.is_file()
            assert not anchor or anchor in Tags(there.read_text(encoding="utf-8")).ids
    index = (report / "index.html").read_text(encoding="utf-8")
    assert index.index("vague.md") < index.index("one &lt;b&gt;.md") < index.index("good.md")
    assert "F402" in index and "F406" not in index, "information is not in the way"


def test_the_tables_say_the_same(run: Run, tmp_path: Path) -> None:
    run("drafts", "-o", "report")
    data = json.loads((tmp_path / "report" / "check.json").read_text(encoding="utf-8"))
    assert [item["rule"] for item in data["rules"]][:1] == ["F402"]
    assert [(item["path"], item["suggestions"]) for item in data["drafts"]] == [
        ("vague.md", 2),
        ("one <b>.md", 1),
        ("good.md", 0),
    ]
    asking = [item for item in data["findings"] if item["severity"] != "info"]
    assert len(asking) == 3 < len(data["findings"])
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "report" / "check.xlsx").read_bytes()))
    rules, drafts, findings = book.worksheets
    assert [row[0].value for row in rules.iter_rows(min_row=2)] == ["F402"]
    assert [row[0].value for row in drafts.iter_rows(min_row=2)] == ["vague.md", "one <b>.md", "good.md"]
    assert findings.max_row == 1 + len(asking)
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    # What is written is a baseline too.
    known = run("drafts", "--baseline", "report/check.json").stdout
    assert "0 warnings, 0 suggestions" in known


def test_the_same_drafts_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    run("drafts", "-o", "one")
    run("drafts", "-o", "other/place")
    assert files_of(tmp_path / "one") == files_of(tmp_path / "other" / "place")


def test_a_report_within_the_folder_is_no_draft_the_next_time(run: Run, tmp_path: Path) -> None:
    run("drafts", "-o", "drafts/report")
    first = files_of(tmp_path / "drafts" / "report")
    (tmp_path / "drafts" / "good.md").unlink()
    assert "report" not in run("drafts", "-o", "drafts/report").stderr.replace("drafts/report/index", "")
    then = files_of(tmp_path / "drafts" / "report")
    assert set(first) - set(then) == {"drafts/good-md.html"}
    assert find_files([tmp_path / "drafts" / "report"]).files == ()


@pytest.mark.parametrize("name", ["index.html", "findings.html", "check.json", "check.xlsx"])
def test_6_where_the_folder_holds_what_the_tool_did_not_write(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / name).write_text("mine", encoding="utf-8")
    assert "is not overwritten" in run("drafts", "-o", "report", code=6).stderr
    assert (tmp_path / "report" / name).read_text(encoding="utf-8") == "mine"
    assert list((tmp_path / "report").iterdir()) == [tmp_path / "report" / name]


def test_6_where_a_page_of_a_draft_would_be_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report" / "drafts").mkdir(parents=True)
    (tmp_path / "report" / "drafts" / "good-md.html").write_text("mine", encoding="utf-8")
    run("drafts", "-o", "report", "--force", code=6)
    assert not (tmp_path / "report" / "index.html").exists()


def test_the_report_of_an_audit_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["audit", "drafts/good.md", "-o", "report"])
    assert done.exit_code in (0, 3), done.output
    before = files_of(tmp_path / "report")
    run("drafts", "-o", "report", code=6)
    assert files_of(tmp_path / "report") == before


def test_the_exit_code_goes_by_fail_on(run: Run, tmp_path: Path) -> None:
    run("drafts", "-o", "report", "--fail-on", "suggestion", code=10)
    run("drafts", "-o", "report", "--fail-on", "warning", code=0)
    (tmp_path / "drafts" / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    done = run("drafts", "-o", "report", "--fail-on", "suggestion", code=3)
    assert "old.doc" in done.stderr
    assert "old.doc" in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")


def test_4_where_there_is_no_draft(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "No draft of a syllabus was found" in run("empty", "-o", "report", code=4).stderr
    assert not (tmp_path / "report" / "index.html").exists()


def test_several_files_make_a_report_and_a_format_makes_a_file(run: Run, tmp_path: Path) -> None:
    run("drafts/good.md", "drafts/vague.md", "-o", "both")
    assert (tmp_path / "both" / "index.html").is_file()
    run("drafts/good.md", "drafts/vague.md", "-o", "both.txt")
    assert "F402" in (tmp_path / "both.txt").read_text(encoding="utf-8")
    run("drafts", "--format", "json", "-o", "all.json")
    assert len(json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["files"]) == 3
    assert run("drafts").stdout.count("F402 suggestion") == 3


def test_names_that_differ_only_in_signs_have_pages_of_their_own(run: Run, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "drafts" / "good.md", tmp_path / "drafts" / "Good.MD")
    shutil.copy(tmp_path / "drafts" / "good.md", tmp_path / "drafts" / "good?.md")
    run("drafts", "-o", "report")
    pages = {path.name.casefold() for path in (tmp_path / "report" / "drafts").iterdir()}
    assert len(pages) == 5


def test_what_is_not_read_is_named_as_the_drafts_are(run: Run, tmp_path: Path) -> None:
    (tmp_path / "all" / "more").mkdir(parents=True)
    (tmp_path / "all" / "more" / "table.csv").write_text("code;title\nLIM210;Limnologi\n", encoding="utf-8")
    (tmp_path / "all" / "more" / "empty.txt").write_bytes(b"")
    (tmp_path / "all" / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "all" / "draft.txt").write_text("Lärandemål\n\n- beräkna flöden\n", encoding="utf-8")
    names = ["all/more/table.csv", "all/gone.txt", "all/more/empty.txt"]
    told = run("all", code=3).stderr.splitlines()
    assert [line.partition(": ")[0] for line in told] == names
    told = run("all", "-o", "report", code=3).stderr.splitlines()
    assert [line.partition(": ")[0] for line in told[:3]] == [name.removeprefix("all/") for name in names]
