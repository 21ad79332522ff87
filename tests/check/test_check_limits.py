"""The limits of a run hold for `check`: a draft that hangs or swells costs itself alone, and in time."""

import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from command_line import RunCli
from written_drafts import word_file

from curranalyser.check.within import read_standard_input
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.limits import answers_within
from curranalyser.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux sets them")
# Paragraphs that become a million objects of a small file.
MANY = 100_000
# A process counts what the one that started it held as its own, so a small one starts it.
MEASURED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


def swollen_word_file() -> bytes:
    """A Word file of a few hundred kilobytes with as many paragraphs as a library has."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                added = b"".join(
                    b"<w:p><w:r><w:t>rad %d om %d</w:t></w:r></w:p>" % (number, number * 7919 % 999983)
                    for number in range(MANY)
                )
                data = data.replace(b"<w:body>", b"<w:body>" + added, 1)
            new.writestr(name, data)
    return out.getvalue()


@pytest.mark.slow
def test_each_has_its_limits_and_its_place_in_the_order() -> None:
    def explode() -> bytes:
        held = []
        while True:
            held.append(bytearray(10_000_000))

    def hang() -> bytes:
        time.sleep(60)
        return b""

    def break_() -> bytes:
        raise ValueError("a bug")

    def kill() -> bytes:
        os.kill(os.getpid(), 11)
        return b""

    large = bytes(range(256)) * 20_000
    actions = [lambda: b"one", explode, hang, break_, kill, lambda: large, lambda: b""]
    settings = Settings(seconds_per_file=5, memory_megabytes=200)
    begun = time.monotonic()
    answers = list(answers_within(actions, settings, jobs=3))
    assert time.monotonic() - begun < 60
    told = [answer.category if isinstance(answer, DocumentError) else answer for answer in answers]
    assert told == [
        b"one",
        FailureCategory.OUT_OF_MEMORY,
        FailureCategory.TIMED_OUT,
        FailureCategory.INTERNAL_ERROR,
        FailureCategory.CRASHED,
        large,
        b"",
    ]


def test_what_several_share_is_prepared_once_and_for_one_in_its_process() -> None:
    met: list[int] = []
    assert list(answers_within([lambda: b"a", lambda: b"b"], Settings(), lambda: met.append(1))) == [
        b"a",
        b"b",
    ]
    assert met == [1]
    assert list(answers_within([lambda: str(len(met)).encode()], Settings(), lambda: met.append(2))) == [b"2"]
    assert met == [1]


def children() -> set[str]:
    """The processes that this one has started, here or in a thread, and not yet waited for."""
    return {
        number
        for thread in Path("/proc/self/task").iterdir()
        for number in (thread / "children").read_text(encoding="ascii").split()
    }


def test_nothing_is_left_running_where_nobody_waits_any_more() -> None:
    before = children()
    actions = [lambda: b"a", lambda: time.sleep(60) or b""]  # type: ignore[func-returns-value]
    answers = answers_within(actions, Settings(), jobs=2)
    assert next(answers) == b"a"
    assert len(children() - before) == 1
    answers.close()  # type: ignore[attr-defined]
    assert children() <= before


@pytest.mark.slow
def test_a_file_that_swells_fails_and_the_others_are_checked(run_process: RunCli, tmp_path: Path) -> None:
    (tmp_path / "curranalyser.toml").write_text(
        "seconds_per_file = 60\nmemory_megabytes = 120\n", encoding="utf-8"
    )
    (tmp_path / "large.docx").write_bytes(swollen_word_file())
    (tmp_path / "draft.docx").write_bytes(word_file())
    finished = run_process("check", "large.docx", "draft.docx", code=3, cwd=tmp_path)
    assert finished.stderr.startswith("large.docx: The file needed more memory than the limit.")
    assert "F402 suggestion" in finished.stdout
    alone = run_process("check", "large.docx", code=4, cwd=tmp_path)
    assert alone.stdout == ""
    assert len(alone.stderr.splitlines()) == 2


def test_a_file_that_takes_too_long_is_given_up(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "curranalyser.toml").write_text("seconds_per_file = 1\nlang = 'sv'\n", encoding="utf-8")
    (tmp_path / "large.docx").write_bytes(swollen_word_file())
    begun = time.monotonic()
    finished = run_cli("check", "large.docx", code=4, cwd=tmp_path)
    assert finished.stderr.startswith("large.docx: ")
    assert "seconds_per_file" in finished.stderr
    assert time.monotonic() - begun < 60


@pytest.mark.slow
@pytest.mark.parametrize("given", ["-", "large.txt"])
def test_what_is_larger_than_the_limit_is_not_read(tmp_path: Path, given: str) -> None:
    (tmp_path / "curranalyser.toml").write_text("max_megabytes = 1\n", encoding="utf-8")
    text = tmp_path / "large.txt"
    text.write_bytes(b"jamfora lander i Sverige\n" * 6_000_000)
    with text.open("rb") as stream:
        command = [sys.executable, "-c", MEASURED, sys.executable, "-m", "curranalyser", "check", given]
        done = subprocess.run(
            command, check=False, stdin=stream, capture_output=True, text=True, cwd=tmp_path
        )
    assert done.returncode == 4
    assert done.stderr.startswith(
        f"{given}: The file is larger than the limit. Raise max_megabytes in curranalyser.toml"
    )
    # In kilobytes: no more than for a small draft, and less than twice the text.
    assert int(done.stdout) < 200_000


def test_of_standard_input_no_more_than_the_limit_is_read() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1, /) -> bytes:
            assert size >= 0
            self.given += size
            return b"x" * size

    stream = Endless()
    with pytest.raises(DocumentError) as stopped:
        read_standard_input(Settings(max_megabytes=1), stream)  # type: ignore[arg-type]
    assert stopped.value.category is FailureCategory.TOO_LARGE
    assert stream.given == 1_000_001
    assert read_standard_input(Settings(max_megabytes=1), io.BytesIO(b"x" * 1_000_000)) == b"x" * 1_000_000


def test_an_old_version_that_cannot_be_read_is_told(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "new.docx").write_bytes(word_file())
    (tmp_path / "old.docx").write_bytes(b"")
    finished = run_cli("check", "--diff", "old.docx", "new.docx", code=4, cwd=tmp_path)
    assert finished.stdout == ""
    assert finished.stderr.startswith("old.docx: The file has no content.")


@pytest.mark.parametrize("name", ["draft.txt", "draft.md"])
def test_a_text_that_is_no_text_is_told_as_such(run_cli: RunCli, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(bytes(40))
    finished = run_cli("check", name, code=4, cwd=tmp_path)
    assert finished.stderr.startswith(f"{name}: The file could not be read.")
