"""An audit over a store that is not as it was written: output and exit code are those of a first run."""

import json
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from command_line import Finished, RunCli
from every_case import hold
from report_files import bytes_of
from tampering import DAMAGES, FOREIGN, Tampering, altered_tables, by_sql

from curranalyser.folder import STORE_FILE
from curranalyser.store import Store

SYLLABUS = """# Kursplan: Omvårdnad i hemmet, 7,5 högskolepoäng

Kurskod: OMH{number}

## Lärandemål

Efter avslutad kurs ska studenten kunna

- jämföra hemsjukvården i två länder
- redogöra för omvårdnadens begrepp
"""
TOLD = "was damaged or altered. It lies in"


@dataclass(frozen=True)
class First:
    """A first run: what was given, where its report lies, and what it said."""

    files: Path
    folder: Path
    said: Finished

    @property
    def pages(self) -> dict[str, bytes]:
        return bytes_of(self.folder, (".db",))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, run_cli: RunCli) -> First:
    base = tmp_path_factory.mktemp("first")
    files, folder = base / "files", base / "report"
    files.mkdir()
    for number in (101, 102):
        (files / f"{number}.md").write_text(SYLLABUS.format(number=number), encoding="utf-8")
    (files / "empty.md").write_bytes(b"")
    return First(files, folder, run_cli("audit", files, "-o", folder, "-q", "-j", 1, code=3))


@pytest.fixture
def again(first: First, tmp_path: Path, run_cli: RunCli) -> Callable[[Tampering, int], tuple[Path, Finished]]:
    """Do the first run again over its report with a store of which something has become."""
    count = 0

    def run(tamper: Tampering, code: int) -> tuple[Path, Finished]:
        nonlocal count
        count += 1
        folder = tmp_path / str(count)
        shutil.copytree(first.folder, folder)
        tamper(folder / STORE_FILE)
        return folder, run_cli("audit", first.files, "-o", folder, "-q", "-j", 1, code=code)

    return run


Again = Callable[[Tampering, int], tuple[Path, Finished]]


def is_as_the_first(first: First, folder: Path, said: Finished) -> None:
    assert said.stdout == first.said.stdout
    assert bytes_of(folder, (".db",)) == first.pages
    aside = folder / "audit-damaged.db"
    lines = said.stderr.splitlines()
    assert [line for line in lines if TOLD in line] == [line for line in lines if aside.exists()]
    assert len(lines) <= 1
    assert "\x1b" not in said.stdout + said.stderr


def test_an_untouched_store_is_used(first: First, again: Again) -> None:
    folder, said = again(lambda _: None, 3)
    is_as_the_first(first, folder, said)
    assert not (folder / "audit-damaged.db").exists()


def test_kept_lines_reach_no_terminal_and_choose_no_exit_code(first: First, again: Again) -> None:
    folder, said = again(DAMAGES["lines for a terminal, and an exit code"], 3)
    is_as_the_first(first, folder, said)
    assert (folder / "audit-damaged.db").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", DAMAGES)
def test_what_was_altered_is_made_again(name: str, first: First, again: Again) -> None:
    folder, said = again(DAMAGES[name], 3)
    is_as_the_first(first, folder, said)
    # A run over unchanged files has no use for what is kept of each.
    unseen = name in ("a result of other settings", "a result unpacks to far more", "results exchanged")
    assert (folder / "audit-damaged.db").exists() is not unseen


@pytest.mark.slow
def test_whatever_stands_in_place_of_a_table(first: First, again: Again) -> None:
    hold(
        (case for case in altered_tables() if case[0].startswith(("result", "audit", "rendering", "label"))),
        lambda case: is_as_the_first(first, *again(case[1], 3)),
        lambda case: case[0],
    )


@pytest.mark.slow
def test_altered_answers_are_not_counted(first: First, again: Again) -> None:
    def turned(path: Path) -> None:
        connection = sqlite3.connect(path)
        for digest, packed in connection.execute("SELECT file_sha256, packed FROM result").fetchall():
            text = zlib.decompress(packed).replace(b'"no"', b'"yes"')
            connection.execute(
                "UPDATE result SET packed = ? WHERE file_sha256 = ?", (zlib.compress(text), digest)
            )
        connection.execute("UPDATE audit SET inputs = ''")
        connection.commit()
        connection.close()

    folder, said = again(turned, 3)
    is_as_the_first(first, folder, said)
    assert json.loads((folder / "audit.json").read_bytes()) == json.loads(first.pages["audit.json"])


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_of_others_ends_with_6_and_stays(name: str, first: First, again: Again) -> None:
    kept: list[bytes] = []

    def foreign(path: Path) -> None:
        FOREIGN[name](path)
        kept.append(path.read_bytes())

    folder, said = again(foreign, 6)
    assert said.stdout == ""
    assert said.stderr.count("\n") == 1
    assert str(folder / STORE_FILE) in said.stderr
    assert (folder / STORE_FILE).read_bytes() == kept[0]
    assert bytes_of(folder, (".db",)) == first.pages


def test_an_endless_view_is_not_exported(first: First, tmp_path: Path, run_cli: RunCli) -> None:
    folder = tmp_path / "report"
    shutil.copytree(first.folder, folder)
    by_sql(
        "DROP TABLE outcome",
        "CREATE VIEW outcome AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"
        " SELECT n AS outcome, n AS rowid, n AS text FROM r",
    )(folder / STORE_FILE)
    said = run_cli("export", folder, "-o", tmp_path / "tables", code=2)
    assert "is damaged or was altered" in said.stderr
    assert not (tmp_path / "tables").exists()


def test_an_altered_table_is_not_exported(first: First, tmp_path: Path, run_cli: RunCli) -> None:
    folder = tmp_path / "report"
    shutil.copytree(first.folder, folder)
    by_sql("UPDATE label SET decision = 'yes'")(folder / STORE_FILE)
    assert "altered" in run_cli("export", folder, "-o", tmp_path / "tables", code=2).stderr
    run_cli("report", folder, "-o", tmp_path / "again", "-q", code=3)
    assert (tmp_path / "again" / "outcomes.csv").read_bytes() == first.pages["outcomes.csv"]


@pytest.mark.parametrize("name", ["nothing but zeros", "the audit of other files"])
def test_what_was_set_aside_is_no_input(name: str, first: First, tmp_path: Path, run_cli: RunCli) -> None:
    files = tmp_path / "files"
    shutil.copytree(first.files, files)
    shutil.copytree(first.folder, files / "report")
    DAMAGES[name](files / "report" / STORE_FILE)
    with Store(files / "report") as store:
        store.finished_with("")
    assert (files / "report" / "audit-damaged.db").exists()
    run_cli("audit", files, "-o", files / "report", "-q", "-j", 1, code=3)
    assert {path for path, _ in json.loads((files / "report" / "audit.json").read_bytes())["files"]} == {
        "101.md",
        "102.md",
        "empty.md",
    }
