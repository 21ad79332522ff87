"""A folder that holds what others put there: nothing of theirs is overwritten, emptied or removed.

The commands that write folders, one beside the other. Each is refused before it does any work, or goes to a
folder of its own.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command_line import RunCli
from small_audit import INTERNATIONAL, SCHEME, audit_of, course, outcome, programme
from unprivileged import unprivileged

from curranalyser.audit_file import audit_bytes
from curranalyser.audit_tables import TABLES
from curranalyser.classify.model import place_for_model
from curranalyser.cli.audit import render
from curranalyser.cli.report_folder import require_report_folder
from curranalyser.errors import OutputError
from curranalyser.export import export_tables
from curranalyser.folder import (
    FIXED_NAMES,
    INNER_CHECK,
    INNER_MODEL,
    INNER_REPORT,
    INNER_TABLES,
    INNER_TREND,
    PAGE_MARK,
    PROBE_FILE,
    REPORT_FILES,
    STORE_APPLICATION_ID,
    STORE_FILE,
    STORE_PARTS,
    own_pages,
    part_name,
)
from curranalyser.i18n import translator
from curranalyser.own_files import holds_audit, is_own_part
from curranalyser.report.write import check_writable, report_folder
from curranalyser.report_place import require_no_root, require_writable
from curranalyser.scheme import shipped_path
from curranalyser.store import Store

SYLLABUS = """# Kursplan

Kvarnlära, 5 högskolepoäng

Kurskod: KVA101

## Lärandemål

Efter kursen ska studenten kunna

- beskriva en kvarn,
- räkna ut dess kraft.
"""


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the commands read: a syllabus, two finished audits and labelled outcomes."""
    folder = tmp_path_factory.mktemp("given")
    (folder / "drafts").mkdir()
    (folder / "drafts" / "kvarn.md").write_text(SYLLABUS, encoding="utf-8")
    audit = audit_of(
        course("KVA101", "Kvarnar", outcome("jämföra kvarnar i Norden", INTERNATIONAL)),
        programme("KVARN", "Kvarnprogrammet", ("KVA101", 1, True)),
    )
    for name in ("one", "two"):
        (folder / name).mkdir()
        scheme = shipped_path("corpus", "scheme.toml").read_text(encoding="utf-8")
        with Store(folder / name) as store:
            store.finish(audit, "inputs", scheme, "SE", None)
        (folder / name / "audit.json").write_bytes(audit_bytes(audit))
    (folder / "corpus.jsonl").write_text('{"text": "x"}\n', encoding="utf-8")
    return folder


Command = Callable[[Path], tuple[object, ...]]
# What a command is called with for a folder to write to, what its own folder there is called, and names of
# files that it would write.
COMMANDS: dict[str, tuple[Command, str, tuple[str, ...]]] = {
    "audit": (lambda given: ("audit", given / "drafts"), INNER_REPORT, FIXED_NAMES),
    "report": (lambda given: ("report", given / "one"), INNER_REPORT, FIXED_NAMES),
    "check": (
        lambda given: ("check", given / "drafts"),
        INNER_CHECK,
        ("index.html", "findings.html", "check.xlsx", "check.json"),
    ),
    "trend": (
        lambda given: ("trend", given / "one", given / "two"),
        INNER_TREND,
        ("index.html", "trend.xlsx", "trend.json"),
    ),
    "export csv": (
        lambda given: ("export", given / "one"),
        INNER_TABLES,
        tuple(f"{table}.csv" for table in TABLES),
    ),
    "export parquet": (
        lambda given: ("export", given / "one", "--format", "parquet"),
        INNER_TABLES,
        ("course.parquet", "label.parquet"),
    ),
    "export docbin": (
        lambda given: ("export", given / "one", "--format", "docbin"),
        INNER_TABLES,
        ("outcomes-sv.spacy",),
    ),
    "export label-studio": (
        lambda given: ("export", given / "one", "--format", "label-studio"),
        INNER_TABLES,
        ("tasks.json", "label-config.xml"),
    ),
    "train": (
        lambda given: ("train", "--corpus", given / "corpus.jsonl"),
        INNER_MODEL,
        ("cues.toml", "manifest.toml", "vocabulary.json", "weights.npz", "words.json"),
    ),
}
# Those that come to their end here. An audit is tried in test_pipeline_folder.
ENDING = (
    "report",
    "export csv",
    "export label-studio",
    *(pytest.param(name, marks=pytest.mark.slow) for name in ("check", "trend", "export docbin")),
)


def held(folder: Path) -> dict[str, bytes]:
    """All that lies in a folder: files with their bytes, links with where they lead, folders."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(path.readlink())
        else:
            found[name] = b"folder" if path.is_dir() else path.read_bytes()
    return found


@pytest.mark.parametrize("force", [(), ("--force",)], ids=["", "force"])
@pytest.mark.parametrize(
    ("command", "name"),
    [
        pytest.param(command, names[0], marks=[pytest.mark.slow] if command == "export docbin" else [])
        for command, (_, _, names) in COMMANDS.items()
    ]
    + [("audit", name) for name in FIXED_NAMES[1:]]
    + [("check", "check.xlsx"), ("trend", "trend.json"), ("train", "weights.npz")],
)
def test_6_where_a_file_of_somebody_else_would_be_overwritten(
    run_cli: RunCli, given: Path, tmp_path: Path, command: str, name: str, force: tuple[str, ...]
) -> None:
    arguments, _, _ = COMMANDS[command]
    if command == "export docbin":
        force = ("--force",)  # which languages it writes is not known before: else it goes elsewhere
    (tmp_path / name).write_bytes(b"mine")
    before = held(tmp_path)
    said = run_cli(*arguments(given), "-o", tmp_path, *force, code=6)
    assert f"{tmp_path / name} " in said.stderr
    assert "overwritten" in said.stderr
    assert said.stdout == ""
    assert held(tmp_path) == before


@pytest.mark.parametrize("kind", ["a link", "a link that leads nowhere", "a folder"])
@pytest.mark.parametrize("command", ["audit", "report", "check", "export csv", "train"])
def test_6_where_something_else_than_a_file_lies_in_the_place_of_one(
    run_cli: RunCli, given: Path, tmp_path: Path, command: str, kind: str
) -> None:
    arguments, _, names = COMMANDS[command]
    theirs = tmp_path / "theirs"
    theirs.write_text(PAGE_MARK, encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    if kind == "a folder":
        (out / names[0]).mkdir()
    else:
        (out / names[0]).symlink_to(theirs if kind == "a link" else tmp_path / "nothing")
    before = held(tmp_path)
    run_cli(*arguments(given), "-o", out, "--force", code=6)
    assert held(tmp_path) == before


@pytest.mark.parametrize("command", ENDING)
def test_beside_other_files_it_goes_to_a_folder_of_its_own(
    run_cli: RunCli, given: Path, tmp_path: Path, command: str
) -> None:
    arguments, inner, _ = COMMANDS[command]
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "programmes").mkdir()
    for _ in range(2):  # the second time it is its own already
        said = run_cli(*arguments(given), "-o", tmp_path)
        assert f"{tmp_path} holds other files: this goes to {tmp_path / inner}." in said.stderr
        assert {path.name for path in tmp_path.iterdir()} == {"notes.txt", "programmes", inner}
    assert list((tmp_path / inner).iterdir())
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("command", ENDING)
def test_with_force_it_goes_beside_other_files_and_then_without_asking(
    run_cli: RunCli, given: Path, tmp_path: Path, command: str
) -> None:
    arguments, inner, _ = COMMANDS[command]
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    run_cli(*arguments(given), "-o", tmp_path, "--force")
    first = set(held(tmp_path))
    said = run_cli(*arguments(given), "-o", tmp_path)
    assert "holds other files" not in said.stderr
    assert inner not in first
    assert set(held(tmp_path)) == first
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("command", ENDING)
@pytest.mark.parametrize("there", ["nothing", "what systems leave"])
def test_an_empty_folder_is_taken_as_it_is(
    run_cli: RunCli, given: Path, tmp_path: Path, command: str, there: str
) -> None:
    arguments, inner, _ = COMMANDS[command]
    if there != "nothing":
        for name in (".DS_Store", "Thumbs.db", "~$notes.docx", ".git"):
            (tmp_path / name).write_bytes(b"x")
    said = run_cli(*arguments(given), "-o", tmp_path)
    assert "holds other files" not in said.stderr
    assert not (tmp_path / inner).exists()


@pytest.mark.parametrize("planted", ["a link", "a file", "a folder of others"])
def test_6_where_its_own_folder_is_none(run_cli: RunCli, given: Path, tmp_path: Path, planted: str) -> None:
    theirs, out = tmp_path / "theirs", tmp_path / "out"
    theirs.mkdir()
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    place = out / INNER_REPORT
    if planted == "a link":
        place.symlink_to(theirs)
    elif planted == "a file":
        place.write_bytes(b"mine")
    else:
        place.mkdir()
        (place / "notes.txt").write_text("mine", encoding="utf-8")
    before = held(tmp_path)
    run_cli("report", given / "one", "-o", out, code=6)
    assert held(tmp_path) == before


@pytest.mark.skipif(os.name != "posix", reason="the copy of the process is one of a POSIX system")
@pytest.mark.parametrize("command", [*COMMANDS, pytest.param("letters", marks=pytest.mark.slow)])
def test_6_at_the_top_of_a_file_system(run_cli: RunCli, given: Path, command: str) -> None:
    arguments = COMMANDS[command][0](given) if command in COMMANDS else ("letters", given / "one")
    for root in ("/", "/tmp/..", given / Path(*[".."] * len(given.parts))):
        said = unprivileged(lambda root=root: run_cli(*arguments, "-o", root, "--force", code=6))
        assert "is the top of a file system, and nothing is written to it." in said.stderr


def test_a_top_that_is_linked_is_one_too(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/")
    with pytest.raises(OutputError, match="top of a file system"):
        require_no_root(tmp_path / "link")
    require_no_root(tmp_path)


def foreign_databases() -> dict[str, Callable[[Path], None]]:
    def in_tables(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE precious (x)")
            connection.execute("INSERT INTO precious VALUES (1)")
        connection.close()

    def with_a_number(path: Path) -> None:
        in_tables(path)
        with sqlite3.connect(path) as connection:
            connection.execute(f"PRAGMA application_id={STORE_APPLICATION_ID + 1}")
        connection.close()

    def empty(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version=1")
        connection.close()

    return {
        "another program's": in_tables,
        "another program's with a number": with_a_number,
        "one without tables": empty,
        "no database": lambda path: path.write_bytes(b"notes"),
    }


@pytest.mark.parametrize("kind", foreign_databases())
def test_a_store_of_another_program_is_not_touched(tmp_path: Path, kind: str) -> None:
    foreign_databases()[kind](tmp_path / STORE_FILE)
    before = held(tmp_path)
    for force in (False, True):
        with pytest.raises(OutputError, match=r"audit\.db was not written by the tool"):
            report_folder(tmp_path, force=force)
    with pytest.raises(OutputError):
        check_writable(tmp_path)
    assert held(tmp_path) == before


def test_a_store_in_use_by_another_program_keeps_what_is_beside_it(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / STORE_FILE, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE precious (x)")
    before = held(tmp_path)
    assert set(before) == {STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm"}
    with pytest.raises(OutputError):
        check_writable(tmp_path)
    assert held(tmp_path) == before
    connection.close()


@pytest.mark.parametrize("name", STORE_PARTS[1:])
def test_what_lies_beside_a_store_that_is_not_there_is_somebody_elses(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(OutputError):
        check_writable(tmp_path)
    assert held(tmp_path) == {name: b"mine"}


@pytest.mark.parametrize("left", [b"", bytes(4096)], ids=["nothing", "zeros"])
def test_what_a_run_leaves_that_is_killed_at_its_begin_is_its_own(tmp_path: Path, left: bytes) -> None:
    for name in (STORE_FILE, f"{STORE_FILE}-journal"):
        (tmp_path / name).write_bytes(left)
    check_writable(tmp_path)
    with Store(tmp_path) as store:
        assert not store.kept("")
    assert is_own_part(tmp_path, STORE_FILE)


def test_every_file_of_a_report_bears_the_mark_of_the_tool(tmp_path: Path) -> None:
    audit = audit_of(course("KVA101", "Kvarnar", outcome("räkna")), programme("K", "P", ("KVA101", 1, True)))
    assert not holds_audit(tmp_path)
    render(audit, tmp_path, SCHEME, "sv")
    names = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert set(REPORT_FILES) < set(names)
    assert all(is_own_part(tmp_path, name) for name in names)
    assert holds_audit(tmp_path)
    for name in names:
        (tmp_path / name).write_bytes(b"x")
        assert not is_own_part(tmp_path, name)


@pytest.fixture
def out(tmp_path: Path) -> Iterator[Path]:
    """An output folder beside a folder of somebody else, in which nothing may change."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    for name in ("courses-1.html", "programme-1.html", "KVARN.html"):
        (theirs / name).write_text(f'<html data-page="programmes/{name}"><head>{PAGE_MARK}', encoding="utf-8")
    before = held(theirs)
    (tmp_path / "out").mkdir()
    yield tmp_path / "out"
    assert held(theirs) == before


@pytest.mark.parametrize("name", ["pages", "courses", "programmes", "drafts"])
@pytest.mark.parametrize("command", ["report", "check"])
def test_linked_folders_are_neither_emptied_nor_written_through(
    run_cli: RunCli, given: Path, out: Path, command: str, name: str
) -> None:
    arguments, _, _ = COMMANDS[command]
    (out / name).symlink_to(out.parent / "theirs")
    written_to = {"report": "programmes", "check": "drafts"}[command]
    run_cli(*arguments(given), "-o", out, "--force", code=6 if name == written_to else 0)
    assert (out / name).is_symlink()


def test_pages_in_a_linked_folder_are_nobodys(out: Path) -> None:
    (out / "pages").symlink_to(out.parent / "theirs")
    (out / "programmes").symlink_to(out.parent / "theirs")
    assert own_pages(out) == []


@pytest.mark.parametrize("link", [os.symlink, os.link], ids=["link", "second name"])
def test_what_is_made_for_a_moment_is_not_written_through_a_link(
    run_cli: RunCli, given: Path, out: Path, link: Callable[[Path, Path], None]
) -> None:
    (out / "programmes").mkdir()
    places = [out / name for name in (PROBE_FILE, *map(part_name, REPORT_FILES))]
    for place in (*places, out / "programmes" / part_name("KVARN.html")):
        link(out.parent / "theirs" / "courses-1.html", place)
    run_cli("report", given / "one", "-o", out, "--force")
    require_writable(out)
    assert not any(path.is_symlink() for path in out.rglob("*"))


def test_the_folder_itself_may_be_a_link(run_cli: RunCli, given: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")
    run_cli("report", given / "one", "-o", tmp_path / "link")
    assert (tmp_path / "there" / "index.html").exists()


def test_a_report_of_check_is_refused_as_its_command_is(tmp_path: Path) -> None:
    (tmp_path / "check.json").write_text("{}", encoding="utf-8")
    with pytest.raises(OutputError):
        require_report_folder(tmp_path, translator("sv"), force=True)


def test_decisions_that_lie_ready_make_a_folder_that_of_the_audit(tmp_path: Path) -> None:
    decision = '{"course":"KVA101","text":"räkna","perspective":"international","decision":"no"}\n'
    (tmp_path / "reviews.jsonl").write_text(decision, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert report_folder(tmp_path, force=False) == tmp_path


def model(folder: Path) -> Path:
    """A folder with the shipped model."""
    shutil.copytree(shipped_path("models", "default"), folder)
    return folder


def test_a_model_takes_the_place_of_a_model(tmp_path: Path) -> None:
    folder = model(tmp_path / "model")
    assert place_for_model(folder, None, force=False) == folder
    cues = folder / "cues.toml"
    cues.write_bytes(cues.read_bytes() + b"# mine\n")
    with pytest.raises(OutputError, match=r"cues\.toml was not written by the tool"):
        place_for_model(folder, None, force=True)
    assert place_for_model(folder, cues, force=False) == folder
    (folder / "manifest.toml").write_text("format = 3\n", encoding="utf-8")
    with pytest.raises(OutputError, match="is not overwritten"):
        place_for_model(folder, cues, force=True)


def test_a_model_beside_other_files_has_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert place_for_model(tmp_path, None, force=False) == tmp_path / INNER_MODEL
    model(tmp_path / INNER_MODEL)
    assert place_for_model(tmp_path, None, force=False) == tmp_path / INNER_MODEL
    assert place_for_model(tmp_path, None, force=True) == tmp_path


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_go_beside_an_audit_and_over_earlier_ones(
    run_cli: RunCli, given: Path, tmp_path: Path, form: str
) -> None:
    shutil.copytree(given / "one", tmp_path / "audit")
    export = ("export", tmp_path / "audit", "-o", tmp_path / "audit", "--format", form)
    for _ in range(2):
        run_cli(*export)
    table = tmp_path / "audit" / f"course.{form}"
    table.write_bytes(b"mine")
    run_cli(*export, "--force", code=6)
    assert table.read_bytes() == b"mine"


def test_a_file_of_somebody_else_in_its_own_folder_is_found_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    inner = tmp_path / INNER_REPORT
    inner.mkdir()
    (inner / "index.html").write_text(f'<html data-page="index.html"><head>{PAGE_MARK}', encoding="utf-8")
    assert report_folder(tmp_path, force=False) == inner
    (inner / STORE_FILE).write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"audit\.db was not written by the tool"):
        report_folder(tmp_path, force=False)
    assert (inner / STORE_FILE).read_bytes() == b"mine"


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_are_refused_whoever_asks_for_them(tmp_path: Path, form: str) -> None:
    (tmp_path / f"label.{form}").write_bytes(b"mine")
    with pytest.raises(OutputError, match="was not written by the tool"):
        export_tables(audit_of(course("KVA101", "Kvarnar", outcome("räkna"))), tmp_path, form)
    assert held(tmp_path) == {f"label.{form}": b"mine"}
