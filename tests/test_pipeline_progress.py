"""How a run is followed on stderr."""

import io
import re

import pytest

from curranalyser.cli import progress
from curranalyser.cli.progress import Progress
from curranalyser.datamodel import DocumentStatus
from curranalyser.i18n import translator


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def follow(watch: Progress) -> None:
    with watch:
        watch.found(3)
        watch.kept("a.pdf", DocumentStatus.OK)
        watch.finished("b\x1b[31m.pdf", DocumentStatus.PARTIAL, "", ["no outcome section"])
        watch.finished("c.pdf", DocumentStatus.FAILED, "", ["crashed"])


def test_plain_lines_where_there_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "_INTERVAL", 0.0)
    follow(Progress(translator("en")))
    shown = capsys.readouterr()
    first, second, third = shown.err.splitlines()
    assert (shown.out, first) == ("", "1 of 3 files")
    assert re.fullmatch(r"2 of 3 files, [\d,.]+ a second, 0:00:\d\d left", second)
    assert re.fullmatch(r"3 of 3 files, [\d,.]+ a second, 0:00:00 left", third)


def test_a_short_run_says_nothing_and_a_quiet_one_never(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    follow(Progress(translator("en")))
    monkeypatch.setattr(progress, "_INTERVAL", 0.0)
    follow(Progress(translator("en"), quiet=True))
    assert capsys.readouterr().err == ""


def test_a_bar_with_rate_and_time_left_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    follow(Progress(translator("en")))
    shown = terminal.getvalue()
    assert "0/3" in shown
    assert "files/s" in shown
    assert "<" in shown  # tqdm's mark before the time left


def test_file_names_are_cleaned_in_a_verbose_run(capsys: pytest.CaptureFixture[str]) -> None:
    follow(Progress(translator("en"), verbose=True))
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "a.pdf: analysed (kept from an earlier run)",
        "b␛[31m.pdf: analysed in part",
        "c.pdf: not analysed",
    ]
