"""A file that hangs, explodes or crashes its reader costs a process of its own, where there are no workers.

In `check` and `parse`.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import RunCli
from small_pdf import self_recursive_pdf

from curranalyser.errors import FailureCategory
from curranalyser.limits import try_first
from curranalyser.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux sets them")
NO_MEMORY = "Filen behövde mer minne än gränsen."


def explode() -> None:
    held = []
    while True:
        held.append(bytearray(10_000_000))


STOPPED: dict[FailureCategory, Callable[[], object]] = {
    FailureCategory.TIMED_OUT: lambda: time.sleep(60),
    FailureCategory.OUT_OF_MEMORY: explode,
    FailureCategory.CRASHED: lambda: os.kill(os.getpid(), signal.SIGSEGV),
}


@pytest.mark.parametrize("category", STOPPED)
def test_what_stops_the_process_is_named(category: FailureCategory) -> None:
    begun = time.monotonic()
    stopped = try_first(STOPPED[category], Settings(seconds_per_file=2, memory_megabytes=200))
    assert stopped is not None
    assert stopped.category is category
    assert time.monotonic() - begun < 30


def test_the_ways_in_which_a_reader_dies() -> None:
    # pdfium aborts where it gets no memory.
    for number in (signal.SIGSEGV, signal.SIGILL, signal.SIGBUS, signal.SIGABRT):
        stopped = try_first(lambda number=number: os.kill(os.getpid(), number), Settings())
        assert stopped is not None
        assert stopped.detail == number.name
        assert stopped.category is (
            FailureCategory.OUT_OF_MEMORY if number is signal.SIGABRT else FailureCategory.CRASHED
        )


def test_what_comes_to_an_end_is_no_concern_and_leaves_nothing_behind(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept: list[str] = []
    assert try_first(lambda: kept.append("done there"), Settings()) is None
    assert try_first(lambda: 1 // 0, Settings()) is None
    assert try_first(lambda: sys.exit(7), Settings()) is None
    assert kept == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "parse"])
def test_one_file_that_crashes_its_reader_is_told_in_one_line(
    run_cli: RunCli, tmp_path: Path, command: str
) -> None:
    (tmp_path / "curranalyser.toml").write_text('lang = "sv"\nmemory_megabytes = 200\n', encoding="utf-8")
    (tmp_path / "bad.pdf").write_bytes(self_recursive_pdf())
    finished = run_cli(command, "bad.pdf", code=4, cwd=tmp_path)
    if command == "check":
        assert finished.stdout == ""
        reason, verdict = finished.stderr.splitlines()
        assert reason.startswith(f"bad.pdf: {NO_MEMORY} ")
        assert verdict == "curranalyser: Utkastet gick inte att granska. Skälet står ovanför."
    else:
        shown, reason, unread = finished.stdout.splitlines()
        assert shown == "== bad.pdf: inte analyserad"
        assert reason.startswith(f"   ! {NO_MEMORY} ")
        assert unread == "   Vad varje del uppfattades som går inte att säga: filen kunde inte läsas."
        assert finished.stderr == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.pdf", "curranalyser.toml"]


@pytest.mark.slow
def test_a_bad_draft_among_others_costs_only_itself(run_cli: RunCli, tmp_path: Path, sample: Path) -> None:
    (tmp_path / "curranalyser.toml").write_text("memory_megabytes = 200\n", encoding="utf-8")
    (tmp_path / "bad.pdf").write_bytes(self_recursive_pdf())
    good = sample / "computer-engineering" / "kursplan-DAT101-sv.pdf"
    finished = run_cli("check", "bad.pdf", good, code=3, cwd=tmp_path)
    assert finished.stderr.startswith("bad.pdf: The file needed more memory than the limit.")
    assert "DAT101" in finished.stdout
