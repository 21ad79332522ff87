"""Nothing is left in the folder for temporary files, however a run ends."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from command_line import interruptible

from curranalyser import temporary
from curranalyser.temporary import own_folder, sweep

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="locks and signals as Linux has them")
HELD = """
import os, signal, sys
from curranalyser.temporary import own_folder
with own_folder() as folder:
    (folder / "pictures").mkdir()
    (folder / "pictures" / "1.png").write_bytes(b"x")
    print(folder.name, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for temporary files, of this process and those it starts."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setenv("TMPDIR", str(place))
    return place


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_is_gone_when_it_is_no_longer_needed(place: Path) -> None:
    with own_folder() as folder:
        assert folder.parent == place
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "a").mkdir()
        (folder / "a" / "b").write_bytes(b"x")
    with pytest.raises(ValueError, match="on the way"), own_folder():
        raise ValueError("on the way")
    assert names(place) == []


def test_what_a_killed_process_has_left_is_taken_away_and_nothing_else(place: Path) -> None:
    (place / "curranalyser-reports").mkdir()
    (place / "curranalyser-reports" / "index.html").write_bytes(b"somebody's")
    (place / "curranalyser-notes.txt").write_bytes(b"somebody's")
    (place / "curranalyser-link").symlink_to(place / "curranalyser-reports")
    (place / "curranalyser-empty").mkdir()
    (place / "curranalyser-empty-and-old").mkdir()
    os.utime(place / "curranalyser-empty-and-old", (0, 0))
    others = [name for name in names(place) if not name.endswith("old")]
    holder = subprocess.Popen(
        [sys.executable, "-c", HELD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    held = holder.stdout.readline().strip()
    sweep()
    assert names(place) == sorted([*others, held])
    holder.kill()
    holder.communicate()
    assert held in names(place)
    with own_folder() as folder:
        assert names(place) == sorted([*others, folder.name])
    assert names(place) == others


def test_another_place_is_taken_where_the_first_has_no_room(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setattr(temporary, "places", lambda: iter((tmp_path / "is not there", other)))
    with own_folder() as folder:
        assert folder.parent == other
    monkeypatch.setattr(temporary, "places", lambda: iter((tmp_path / "is not there",)))
    with pytest.raises(FileNotFoundError), own_folder():
        pass


def test_the_process_that_workers_are_forked_from_leaves_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from curranalyser.nameless import _Server

    place = tmp_path / ("x" * 120)  # no socket can have a name in it
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    server = _Server()
    server.set_forkserver_preload(["curranalyser.silent"])
    for _ in range(2):
        server.ensure_running()
        assert names(place) == []
        parent_r, parent_w = server.connect_to_new_process([])  # it answers
        os.close(parent_w)
        os.close(parent_r)
        pid = server._forkserver_pid
        os.kill(pid, signal.SIGKILL)
        while "State:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii"):
            time.sleep(0.005)
    os.close(server._forkserver_alive_fd)
    os.waitpid(pid, 0)


@pytest.mark.slow
@pytest.mark.parametrize("by", ["SIGTERM", "SIGINT", "SIGHUP", "SIGKILL", None])
def test_however_a_run_ends_nothing_is_left(
    by: str | None, place: Path, tmp_path: Path, sample: Path, quiet_environment: dict[str, str]
) -> None:
    log = tmp_path / "log.jsonl"
    command = ["audit", sample, "-o", tmp_path / "out", "-q", "-j", "2", "--log-file", log]
    with interruptible():
        process = subprocess.Popen(
            [sys.executable, "-m", "curranalyser", *map(str, command)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**quiet_environment, "TMPDIR": str(place)},
            cwd=tmp_path,
            start_new_session=True,
        )
    if by is not None:
        while process.poll() is None and (not log.exists() or log.read_bytes().count(b'"analysed"') < 2):
            time.sleep(0.005)
        process.send_signal(getattr(signal, by))
    stdout, stderr = process.communicate(timeout=120)
    assert names(place) == []
    if by is None:
        assert process.returncode == 0
    elif by == "SIGKILL":
        assert process.returncode == -signal.SIGKILL
    else:
        assert (process.returncode, stdout) == (130, b"")
        hint, told = stderr.decode().splitlines()
        assert hint.endswith("Give the same command to go on from there.")
        assert told == "curranalyser: Interrupted."


@pytest.mark.slow
def test_a_run_that_is_to_outlive_its_terminal_does(
    tmp_path: Path, sample: Path, quiet_environment: dict[str, str]
) -> None:
    log = tmp_path / "log.jsonl"
    command = ["audit", sample / "nursing", "-o", tmp_path / "out", "-q", "--log-file", log]
    process = subprocess.Popen(
        ["nohup", sys.executable, "-m", "curranalyser", *map(str, command)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=quiet_environment,
        cwd=tmp_path,
    )
    while process.poll() is None and (not log.exists() or log.read_bytes().count(b'"analysed"') < 1):
        time.sleep(0.005)
    process.send_signal(signal.SIGHUP)
    _, stderr = process.communicate(timeout=120)
    assert process.returncode == 0, stderr
