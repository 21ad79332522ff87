"""audit.db is not believed because it is there: what is altered or damaged is told, and never counted.

Whatever becomes of the file, what is read of it is what was written, or nothing and the store is set aside;
and a command that only reads says the one or the other in a line.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from command_line import RunCli
from every_case import hold
from kept import AUDIT, KEYS, MADE_BY, PACKED, SCHEME
from tampering import (
    DAMAGES,
    FOREIGN,
    Tampering,
    altered_tables,
    altered_values,
    flipped,
    multiplied,
    of_version,
)

from curranalyser.datamodel import Audit
from curranalyser.errors import OutputError, SettingsError
from curranalyser.folder import STORE_FILE
from curranalyser.store import FORMAT, ResultKey, Store, read_store, read_tables

INPUTS = "d" * 64
RENDERED = {"index.html": "e" * 64, "shown 80": '{"lines":["All courses"],"unfinished":true}'}


@dataclass
class Read:
    """What a store says, and the path it was set aside to."""

    kept: frozenset[tuple[str, str]]
    finished: bool
    rendered: dict[str, str]
    found: dict[int, bytes]
    aside: list[Path]


def fill(store: Store, audit: Audit = AUDIT) -> None:
    store.keep((key, PACKED[place], False) for place, key in KEYS.items())
    store.finish(audit, INPUTS, SCHEME, "SE", KEYS.values())
    store.rendered("en", RENDERED)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    with Store(folder) as store:
        fill(store)
    return folder


@pytest.fixture
def tampered(made: Path, tmp_path: Path) -> Callable[[Tampering], Path]:
    """Return the folder of a store of which something has become."""
    count = 0

    def make(tamper: Tampering) -> Path:
        nonlocal count
        count += 1
        folder = tmp_path / str(count)
        folder.mkdir()
        shutil.copyfile(made / STORE_FILE, folder / STORE_FILE)
        tamper(folder / STORE_FILE)
        return folder

    return make


def asked(folder: Path) -> Read:
    """Ask a store as a run does, and use it afterwards."""
    aside: list[Path] = []
    with Store(folder, aside.append) as store:
        read = Read(
            store.kept(MADE_BY),
            store.finished_with(INPUTS),
            store.renderings("en"),
            store.find_all(KEYS),
            aside,
        )
        fill(store)
    assert read_tables(folder) == AUDIT
    return read


KEPT = Read(frozenset((key.file_sha256, key.suffix) for key in KEYS.values()), True, RENDERED, PACKED, [])


def holds_for_a_run(folder: Path) -> None:
    """A run finds what was written, in whole or in part, or nothing in a new store beside the old one."""
    before = (folder / STORE_FILE).read_bytes()
    read = asked(folder)
    if read.aside:
        assert read.aside == [folder / "audit-damaged.db"]
        assert (folder / "audit-damaged.db").read_bytes() == before
        assert sorted(path.name for path in folder.iterdir()) == ["audit-damaged.db", STORE_FILE]
    else:
        assert sorted(path.name for path in folder.iterdir()) == [STORE_FILE]
    assert read.found.items() <= PACKED.items()
    assert read.rendered in ({}, RENDERED) or read.rendered.items() < RENDERED.items()


def holds_for_readers(folder: Path) -> None:
    """What only reads gives what was written, or one line; and leaves the file as it is."""
    before = (folder / STORE_FILE).read_bytes()
    for read in (lambda: read_store(folder)[0], lambda: read_tables(folder)):
        try:
            assert read() == AUDIT
        except SettingsError as error:
            assert str(folder / STORE_FILE) in str(error) or "not finished" in str(error)
            assert "\n" not in str(error)
    assert (folder / STORE_FILE).read_bytes() == before
    assert [path.name for path in folder.iterdir()] == [STORE_FILE]


def all_hold(cases: Iterable[tuple[str, Tampering]], tampered: Callable[[Tampering], Path]) -> None:
    def holds(case: tuple[str, Tampering]) -> None:
        folder = tampered(case[1])
        holds_for_readers(folder)
        holds_for_a_run(folder)

    hold(cases, holds, lambda case: case[0])


def test_what_nobody_touched_is_found(tampered: Callable[[Tampering], Path]) -> None:
    folder = tampered(lambda _: None)
    assert read_tables(folder) == AUDIT
    assert asked(folder) == KEPT


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_store_is_set_aside(name: str, tampered: Callable[[Tampering], Path]) -> None:
    folder = tampered(DAMAGES[name])
    holds_for_readers(folder)
    read_before = asked(tampered(DAMAGES[name]))
    holds_for_a_run(folder)
    unseen = name == "a result of other settings"  # as if there were none
    assert bool(read_before.aside) is not unseen
    assert not read_before.found


def test_pages_that_lead_to_one_page_are_not_read_for_ever(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        fill(store)
        store.keep((ResultKey(f"{number:064}", ".pdf", MADE_BY), b"packed", False) for number in range(400))
    multiplied(tmp_path / STORE_FILE)
    assert read_store(tmp_path)[0] == AUDIT
    holds_for_a_run(tmp_path)
    assert (tmp_path / "audit-damaged.db").exists()


def test_an_altered_column_of_each_table(tampered: Callable[[Tampering], Path]) -> None:
    cases = list(altered_values(1))
    all_hold(cases[::6], tampered)


@pytest.mark.slow
def test_each_altered_column(tampered: Callable[[Tampering], Path]) -> None:
    all_hold(altered_values(3), tampered)


def test_an_altered_table(tampered: Callable[[Tampering], Path]) -> None:
    all_hold(
        (case for case in altered_tables() if case[0].startswith(("result", "audit", "outcome"))), tampered
    )


@pytest.mark.slow
def test_every_altered_table(tampered: Callable[[Tampering], Path]) -> None:
    all_hold(altered_tables(), tampered)


def random_damage(count: int) -> Iterable[tuple[str, Tampering]]:
    return ((f"seed {seed}", flipped(seed)) for seed in range(count))


def test_bytes_altered_at_random(tampered: Callable[[Tampering], Path]) -> None:
    all_hold(random_damage(12), tampered)


@pytest.mark.slow
def test_many_bytes_altered_at_random(tampered: Callable[[Tampering], Path]) -> None:
    all_hold(random_damage(400), tampered)


def test_tables_of_the_user_do_no_harm(tampered: Callable[[Tampering], Path]) -> None:
    def own(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute("CREATE VIEW mine AS SELECT text FROM outcome WHERE counted")
        connection.execute("CREATE TABLE notes (outcome, note)")
        connection.execute("CREATE INDEX by_note ON notes (note)")
        connection.execute("ANALYZE")
        connection.commit()
        connection.close()

    assert asked(tampered(own)) == KEPT


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_of_others_is_refused_and_stays(name: str, tampered: Callable[[Tampering], Path]) -> None:
    folder = tampered(FOREIGN[name])
    before = (folder / STORE_FILE).read_bytes()
    with pytest.raises(OutputError, match="was not written by the tool, and is not overwritten"):
        Store(folder)
    with pytest.raises(SettingsError, match="is no audit of this tool"):
        read_store(folder)
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [(STORE_FILE, before)]


def test_an_empty_file_is_a_store_to_begin(tampered: Callable[[Tampering], Path]) -> None:
    folder = tampered(lambda path: path.write_bytes(b""))
    with pytest.raises(SettingsError, match="is no audit of this tool"):
        read_store(folder)
    assert asked(folder) == replace(KEPT, kept=frozenset(), found={}, finished=False, rendered={})


@pytest.mark.parametrize("number", [0, FORMAT - 1, FORMAT + 1])
def test_another_version_is_told_by_its_number_and_begun_anew(
    number: int, tampered: Callable[[Tampering], Path]
) -> None:
    folder = tampered(of_version(number))
    with pytest.raises(SettingsError, match=r"(earlier|later) version"):
        read_store(folder)
    assert asked(folder) == replace(KEPT, kept=frozenset(), found={}, finished=False, rendered={})


@pytest.mark.skipif(os.name != "posix", reason="links and pipes as systems have them")
@pytest.mark.parametrize("place", ["", "-wal", "-journal"])
@pytest.mark.parametrize("dangling", [False, True])
def test_nothing_is_written_through_a_link(place: str, dangling: bool, tmp_path: Path) -> None:
    folder, precious = tmp_path / "out", tmp_path / "precious"
    folder.mkdir()
    if not dangling:
        precious.write_bytes(b"precious")
    link = folder / f"{STORE_FILE}{place}"
    link.symlink_to(precious)
    with pytest.raises(OutputError, match="is a link or no file, and is not written to"):
        Store(folder)
    assert [path.name for path in folder.iterdir()] == [link.name]
    assert link.readlink() == precious
    assert precious.exists() is not dangling
    assert dangling or precious.read_bytes() == b"precious"


@pytest.mark.skipif(os.name != "posix", reason="links and pipes as systems have them")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / STORE_FILE)
    with pytest.raises(OutputError, match="was not written by the tool"):
        Store(tmp_path)
    with pytest.raises(SettingsError, match="There is no audit"):
        read_store(tmp_path)


def test_what_was_set_aside_before_is_not_overwritten(tampered: Callable[[Tampering], Path]) -> None:
    folder = tampered(DAMAGES["cut to half"])
    (folder / "audit-damaged.db").write_bytes(b"an earlier one")
    (folder / "audit-damaged-2.db").symlink_to(folder / "nowhere")
    assert asked(folder).aside == [folder / "audit-damaged-3.db"]
    assert (folder / "audit-damaged.db").read_bytes() == b"an earlier one"
    assert (folder / "audit-damaged-2.db").is_symlink()


READERS = {
    "report": ("report",),
    "export": ("export", "-o", "x"),
    "export for spaCy": ("export", "-o", "x", "--format", "docbin"),
    "compare": ("compare", "{made}"),
    "trend": ("trend", "{made}"),
    "letters": ("letters", "-o", "x"),
    "review export": ("review", "export"),
    "review figures": ("review", "figures"),
    "review waiting": ("review", "waiting"),
    "goals export": ("goals", "export"),
    "programmes export": ("programmes", "export"),
    "serve": ("serve", "--no-browser", "--port", "0"),
}
_BAD = (
    "cut to half",
    "nothing but zeros",
    "the audit of other files",
    "another's tables under the tool's number",
)


@pytest.mark.parametrize("command", READERS)
def test_what_reads_an_audit_refuses_a_damaged_one(
    command: str, made: Path, tampered: Callable[[Tampering], Path], run_cli: RunCli
) -> None:
    def refused(name: str) -> None:
        folder = tampered((DAMAGES | FOREIGN)[name])
        words = [word.format(made=made) for word in READERS[command]]
        ended = run_cli(*words, folder, code=2)
        assert ended.stdout == ""
        assert ended.stderr.count("\n") == 1
        assert str(folder / STORE_FILE) in ended.stderr
        assert [path.name for path in folder.iterdir()] == [STORE_FILE]

    hold((*_BAD, "a text"), refused)
