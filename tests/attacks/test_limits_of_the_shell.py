"""What a command is limited to by whoever starts it, and what the machine refuses: one line and a code."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from curranalyser.cli.stopped import stopped_by
from curranalyser.errors import ExitCode, FailureCategory
from curranalyser.limits import death_category, limit_memory, limit_run
from curranalyser.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux sets them")
_MEGABYTE = 1024 * 1024

_MUCH = 50_000 * _MEGABYTE
NONE = -1  # resource.RLIM_INFINITY


Bounds = Callable[[tuple[int, int], Callable[[], None]], tuple[int, int]]


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> Bounds:
    """What becomes of the soft and the hard limit of addresses, of which there are some before."""
    import resource

    def after(before: tuple[int, int], act: Callable[[], None]) -> tuple[int, int]:
        held = [before]
        monkeypatch.setattr(resource, "getrlimit", lambda _: held[-1])
        monkeypatch.setattr(resource, "setrlimit", lambda _, now: held.append(now))
        act()
        return held[-1]

    return after


def test_of_two_limits_of_memory_the_smaller_holds(bounds: Bounds) -> None:
    assert bounds((_MUCH, _MUCH), lambda: limit_memory(10**6)) == (_MUCH, _MUCH)
    assert bounds((_MUCH, 2 * _MUCH), lambda: limit_memory(10**6)) == (_MUCH, _MUCH)
    assert bounds((_MUCH, NONE), lambda: limit_memory(10**6)) == (_MUCH, _MUCH)
    assert bounds((_MUCH, 2 * _MUCH), lambda: limit_memory(10**6, hard_alone=True)) == (2 * _MUCH,) * 2
    for before in ((_MUCH, _MUCH), (NONE, NONE)):
        soft, hard = bounds(before, lambda: limit_memory(100))
        assert 100 * _MEGABYTE <= soft == hard < _MUCH
    assert bounds((NONE, NONE), lambda: limit_memory(10**18)) == (sys.maxsize, sys.maxsize)


def test_the_limit_of_a_command_can_be_raised_for_its_workers(bounds: Bounds) -> None:
    soft, hard = bounds((NONE, NONE), lambda: limit_run(Settings(run_megabytes=100)))
    assert 100 * _MEGABYTE <= soft < _MUCH
    assert hard == NONE
    assert bounds((5, _MUCH), lambda: limit_run(Settings(run_megabytes=10**6))) == (5, _MUCH)
    soft, hard = bounds((NONE, NONE), lambda: limit_run(Settings()))
    assert soft > 0 > hard  # what the machine has


def test_a_worker_that_has_used_up_its_processor_time_has_timed_out() -> None:
    assert death_category(signal.SIGXCPU) is FailureCategory.TIMED_OUT


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EMFILE, "x"), "ulimit -n"),
        (OSError(errno.ENFILE, "x"), "files open"),
        (BlockingIOError(errno.EAGAIN, "x"), "ulimit -u"),
        (OSError(errno.ENOMEM, "x"), "ulimit -v"),
        (MemoryError(), "run_megabytes"),
        (RuntimeError("can't start new thread"), "ulimit -u"),
    ],
)
def test_what_the_machine_refuses_is_said(error: Exception, said: str) -> None:
    told = stopped_by(error)
    assert told is not None
    assert said in str(told)
    assert told.exit_code is ExitCode.NOTHING_ANALYSED


def test_other_errors_are_left_to_others() -> None:
    full = BlockingIOError(errno.EAGAIN, "standard output is full", 3)
    for error in (full, OSError(errno.ENOSPC, "x"), RuntimeError("a bug"), ValueError()):
        assert stopped_by(error) is None


LIMITED: dict[str, tuple[str, tuple[int, ...], str]] = {
    # What the shell does first; codes that may come; and what is said where the code is not 0.
    "few files": ("ulimit -n 12", (4,), "(ulimit -n)"),
    "memory for workers": ("ulimit -v 1500000", (0,), ""),
    "no memory for workers": ("ulimit -v 200000", (4,), "memory"),
    # How far it gets hangs on the machine.
    "processor time": ("ulimit -t 3", (0, 4), "time"),
    "file size": ("ulimit -f 8", (6,), "cannot be written"),
    "long TMPDIR": (f"mkdir {'x' * 120}; export TMPDIR=$PWD/{'x' * 120}", (0,), ""),
    "TMPDIR that is not there": ("export TMPDIR=$PWD/gone", (0,), ""),
    "TMPDIR without room": ("export TMPDIR=/dev/full", (0,), ""),
    "memory of the run": ("echo run_megabytes = 1 > curranalyser.toml", (4,), "run_megabytes"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LIMITED)
def test_a_limit_is_one_line_and_the_same_command_goes_on(
    name: str, tmp_path: Path, sample: Path, quiet_environment: dict[str, str]
) -> None:
    before, codes, said = LIMITED[name]
    command = f"{sys.executable} -m curranalyser audit {sample / 'nursing'} -o out -q -j 2"

    def run(script: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", script],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            # Python keeps what it has compiled also where it could write half of it.
            env={**quiet_environment, "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=300,
            check=False,
        )

    done = run(f"{before}; exec {command}")
    assert done.returncode in codes, done.stderr
    if done.returncode:
        *reasons, told = done.stderr.splitlines()
        assert told.startswith("curranalyser: ")
        assert said in done.stderr
        assert all(": The file needed more memory" in reason for reason in reasons)
        (tmp_path / "curranalyser.toml").unlink(missing_ok=True)
        again = run(command)
        assert (again.returncode, again.stderr) == (0, "")
    else:
        assert done.stderr == ""
    assert (tmp_path / "out" / "index.html").exists()


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="another user's limit of processes is needed")
def test_no_room_for_processes_is_one_line(
    tmp_path: Path, sample: Path, monkeypatch: pytest.MonkeyPatch, quiet_environment: dict[str, str]
) -> None:
    script = (
        "import os, resource, sys\n"
        "from curranalyser.cli.main import run\n"
        "def refuse(*_):\n    raise BlockingIOError(11, 'Resource temporarily unavailable')\n"
        "os.fork = refuse\n"
        "import multiprocessing.util as util\n"
        "util.spawnv_passfds = refuse\n"
        "run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "audit", str(sample / "nursing"), "-o", str(tmp_path / "out"), "-q"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=quiet_environment,
        check=False,
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.splitlines() == [
        "curranalyser: The system allows no more processes (ulimit -u). Allow it more, and give the same"
        " command again: an audit goes on from what it has kept."
    ]
