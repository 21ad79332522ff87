"""A file that hangs, or has become a pipe since it was found, costs itself and not the run.

The run itself opens no document at all.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import RunCli

from curranalyser.analyse import analyse_tried
from curranalyser.datamodel import PassedKind
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.pipeline import analyse_run, look_up, prepare_run
from curranalyser.read import find_files, load_bytes
from curranalyser.read.digests import digests, load_within, source_of
from curranalyser.regular import NotRegularError, open_regular
from curranalyser.settings import Settings
from curranalyser.store import Store
from curranalyser.watched import each_within

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pipes and limits as Linux has them")
TEXT = b"Kursplan\nKurskod: AB1234\nL\xc3\xa4randem\xc3\xa5l\nStudenten ska kunna\n- beskriva f\xc3\xa4lt\n"


@pytest.mark.slow
def test_what_hangs_dies_or_swells_has_no_answer_and_the_others_have() -> None:
    def answer(item: str) -> bytes:
        if item == "hangs":
            time.sleep(600)
        if item == "dies":
            os.kill(os.getpid(), 9)
        if item == "raises":
            raise ValueError(item)
        if item == "swells":
            return bytes(2_000_000_000)
        return item.encode() * 100_000

    items = ["a", "hangs", "b", "dies", "raises", "swells", "c", ""]
    given = [
        answer.decode()[:1] if answer is not None else None for answer in each_within(answer, items, 1, 300)
    ]
    assert given == ["a", None, "b", None, None, None, "c", ""]


def test_where_nothing_answers_it_is_given_up() -> None:
    def die(_item: int) -> bytes:
        os._exit(1)

    # Each of the first three has a process of its own; for the others none is begun.
    assert list(each_within(die, range(1_000_000)[:5000], 60, 300)) == [None] * 5000


def test_who_looks_no_further_leaves_nothing_running() -> None:
    answers = each_within(lambda item: str(os.getpid()).encode(), [1, 2, 3], 60, 300)
    pid = int(next(answers) or b"")
    answers.close()  # type: ignore[attr-defined]
    assert not Path(f"/proc/{pid}").exists()


def test_a_pipe_a_device_and_a_socket_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", Path("/dev/zero"), tmp_path):
        with pytest.raises(NotRegularError):
            open_regular(path)
        with pytest.raises(DocumentError) as stopped:
            load_bytes(path, Settings())
        assert stopped.value.category is FailureCategory.NO_REGULAR_FILE
        with pytest.raises(DocumentError) as stopped:
            load_within(path, Settings())
        assert stopped.value.category is FailureCategory.NO_REGULAR_FILE
    assert list(digests([tmp_path / "pipe.txt"], Settings())) == [("", 0)]


def test_what_becomes_a_pipe_while_it_is_opened_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    regular = Path(__file__).stat()
    monkeypatch.setattr(Path, "stat", lambda self, **_: regular)  # as it was a moment ago
    with pytest.raises(NotRegularError):
        open_regular(path)


def hanging_read(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let the opening of files of this name hang, as on a disk that does not answer."""
    import curranalyser.read
    import curranalyser.read.digests

    def hang(path: Path) -> object:
        if path.name == name:
            time.sleep(600)
        return open_regular(path)

    monkeypatch.setattr(curranalyser.read, "open_regular", hang)
    monkeypatch.setattr(curranalyser.read.digests, "open_regular", hang)


@pytest.mark.slow
def test_a_file_that_does_not_answer_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "hangs.txt", "z.txt"):
        (tmp_path / name).write_bytes(TEXT)
    hanging_read(monkeypatch, "hangs.txt")
    settings = Settings(seconds_per_file=1)
    found = list(digests([tmp_path / name for name in ("a.txt", "hangs.txt", "z.txt")], settings))
    assert [size for _, size in found] == [len(TEXT), 0, len(TEXT)]
    assert source_of(tmp_path / "hangs.txt", "hangs.txt", settings).sha256 == ""
    [result] = analyse_tried(tmp_path / "hangs.txt", "hangs.txt", settings)
    assert [failure.category for failure in result.failures] == [FailureCategory.TIMED_OUT]
    [result] = analyse_tried(tmp_path / "a.txt", "a.txt", settings)
    assert [item.syllabus.header.code for item in result.syllabi] == ["AB1234"]


@pytest.mark.slow
def test_a_page_that_does_not_answer_is_a_document_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import curranalyser.read.walk

    (tmp_path / "a.html").write_bytes(b"<p>Kursplan")
    (tmp_path / "hangs.html").write_bytes(b"<p>Kursplan")
    own = curranalyser.read.walk.is_own_output

    def look(path: Path, ending: str) -> bool:
        if path.name == "hangs.html":
            time.sleep(600)
        return path.name == "a.html" or own(path, ending)

    monkeypatch.setattr(curranalyser.read.walk, "is_own_output", look)
    monkeypatch.setattr(curranalyser.read.walk, "_SECONDS_TO_LOOK", 1)
    found = find_files([tmp_path])
    assert [shown for _, shown in found.files] == ["hangs.html"]
    assert found.passed_over == (("a.html", PassedKind.OWN),)


@pytest.mark.slow
def test_a_file_that_turns_into_a_pipe_in_mid_run_costs_itself(tmp_path: Path) -> None:
    files, folder = tmp_path / "files", tmp_path / "out"
    files.mkdir()
    folder.mkdir()
    for name in ("a.txt", "pipe.txt", "z.txt"):
        (files / name).write_bytes(TEXT)
    settings = Settings(jobs=1)
    with Store(folder) as store:
        # Before it is read, and before it is looked up in the store.
        for _ in range(2):
            run = prepare_run([files], settings, folder)
            (files / "pipe.txt").unlink()
            os.mkfifo(files / "pipe.txt")
            kept = look_up(run, store)
            results = analyse_run(run, store=store, packed=kept)
            assert [result.source.path for result in results] == ["a.txt", "pipe.txt", "z.txt"]
            assert [failure.category for failure in results[1].failures] == [FailureCategory.NO_REGULAR_FILE]
            assert results[0].syllabi and results[2].syllabi
            (files / "pipe.txt").unlink()
            (files / "pipe.txt").write_bytes(TEXT)


WATCHED = """
import os, sys
run, files = os.getpid(), sys.argv[1]
opened = []
def note(event, values):
    if event == "open" and os.getpid() == run and isinstance(values[0], (str, os.PathLike)):
        path = os.fspath(values[0])
        if isinstance(path, str) and path.startswith(files) and os.path.isfile(path):
            opened.append(path)
sys.addaudithook(note)
from click.testing import CliRunner
from curranalyser.cli.main import main
for command in (["audit", files, "-o", sys.argv[2], "-q"],) * 2 + (["parse", files],):
    ended = CliRunner().invoke(main, command)
    assert ended.exit_code in (0, 3), ended.output
print(opened)
"""


@pytest.mark.slow
def test_the_run_itself_opens_no_document(tmp_path: Path, sample: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for path in (sample / "nursing").glob("*.pdf"):
        (files / path.name).write_bytes(path.read_bytes())
    (files / "page.html").write_bytes(b"<p>Kursplan")
    (files / "table.csv").write_bytes(b"code,title\nA1,Kurs\n")
    (files / "data.json").write_bytes(b"{}")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(files), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.mark.slow
def test_check_and_parse_of_a_pipe_wait_for_nobody(run_cli: RunCli, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "utkast.txt")
    for command in ("check", "parse"):
        finished = run_cli(command, "utkast.txt", code=4, cwd=tmp_path)
        assert "It is no file but a pipe" in finished.stderr + finished.stdout
