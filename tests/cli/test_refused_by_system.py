"""What the system refuses, as users meet it: one line that names the place, with the code of the table.

Reading gives 2, or 4 where nothing else was given; writing gives 6.
"""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from command_line import Finished, RunCli
from small_audit import audit_of, course, outcome
from unprivileged import unprivileged

from curranalyser.audit_file import audit_bytes
from curranalyser.cli.options import guarded
from curranalyser.report_place import require_writable

SYLLABUS = """# Kursplan

Kvarnlära, 5 högskolepoäng

Kurskod: KVA101

## Lärandemål

Efter kursen ska studenten kunna

- beskriva en kvarn,
- räkna ut dess kraft.
"""
posix = pytest.mark.skipif(os.name != "posix", reason="a copy of the process, and rights as POSIX has them")
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
LONG = "x" * 300
LABELLED = {"text": "räkna", "international": "no", "intercultural": "no", "comparative": "no"}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder with a syllabus, an audit, labelled outcomes, and a folder `locked` that holds the same."""
    for within in (tmp_path, tmp_path / "locked"):
        within.mkdir(exist_ok=True)
        (within / "kurs.md").write_text(SYLLABUS, encoding="utf-8")
        (within / "audit").mkdir()
        audit = audit_of(course("KVA101", "Kvarnar", outcome("räkna")))
        (within / "audit" / "audit.json").write_bytes(audit_bytes(audit))
        (within / "labelled.jsonl").write_text(f"{json.dumps(LABELLED)}\n", encoding="utf-8")
    (tmp_path / "shut").mkdir(mode=0o555)
    (tmp_path / "file").touch()
    yield tmp_path
    (tmp_path / "locked").chmod(0o755)


@pytest.fixture
def run(run_cli: RunCli, place: Path) -> Callable[..., Finished]:
    """Run a command in the place, as somebody to whom `locked` is locked."""

    def run_there(*arguments: str, code: int) -> Finished:
        (place / "locked").chmod(0)
        return unprivileged(lambda: run_cli(*arguments, code=code, cwd=place))

    return run_there


READING = [
    ("audit", "{}/kurs.md", "-o", "out"),
    ("check", "{}/kurs.md"),
    ("check", "kurs.md", "--baseline", "{}/known.json"),
    ("check", "--diff", "{}/kurs.md", "kurs.md"),
    ("parse", "{}/kurs.md"),
    ("report", "{}/audit"),
    ("report", "{}/audit/audit.db"),
    ("compare", "audit", "{}/audit"),
    ("trend", "audit", "{}/audit"),
    ("letters", "{}/audit", "-o", "out"),
    ("export", "{}/audit", "-o", "out"),
    ("export", "{}/audit", "-o", "out", "--format", "docbin"),
    ("review", "export", "{}/audit"),
    ("review", "import", "{}/table.csv"),
    ("review", "waiting", "{}/audit"),
    ("review", "figures", "{}/audit"),
    ("goals", "export", "{}/audit"),
    ("programmes", "export", "{}/audit"),
    ("serve", "{}/audit", "--no-browser"),
    ("serve", "--no-browser", "--token-file", "{}/token"),
    ("train", "--corpus", "labelled.jsonl", "--scheme", "{}/scheme.toml", "-o", "out"),
    ("evaluate", "parsing", "{}/gold.jsonl"),
    ("evaluate", "programmes", "{}/gold.jsonl"),
    ("evaluate", "perspectives", "{}/gold.jsonl"),
    ("evaluate", "language", "{}/gold"),
    ("agreement", "{}/a.jsonl", "labelled.jsonl"),
    ("explain", "--settings", "{}/curranalyser.toml"),
    ("audit", "kurs.md", "-o", "out", "--settings", "{}/curranalyser.toml"),
    ("audit", "kurs.md", "-o", "out", "--programmes", "{}/programmes.csv"),
    ("audit", "kurs.md", "-o", "out", "--courses", "{}/courses.csv"),
    ("audit", "kurs.md", "-o", "out", "--reviews", "{}/reviews.jsonl"),
]
WRITING = [
    ("audit", "kurs.md", "-o", "{}/out"),
    ("audit", "kurs.md", "-o", "out", "--log-file", "{}/log"),
    ("check", "kurs.md", "-o", "{}/out.txt"),
    ("check", "audit", "kurs.md", "-o", "{}/out"),
    ("compare", "audit", "audit", "--json", "{}/out"),
    ("compare", "audit", "audit", "--html", "{}/out"),
    ("trend", "audit", "other", "-o", "{}/out"),
    ("letters", "audit", "-o", "{}/out"),
    ("export", "audit", "-o", "{}/out", "--format", "docbin"),
    ("export", "audit", "-o", "{}/out", "--format", "label-studio"),
    ("review", "export", "audit", "-o", "{}/out.csv"),
    ("review", "import", "table.csv", "--reviews", "{}/reviews.jsonl"),
    ("goals", "export", "audit", "-o", "{}/out.xlsx"),
    ("programmes", "export", "audit", "-o", "{}/out.csv"),
    ("train", "--corpus", "labelled.jsonl", "-o", "{}/out"),
]


def named(arguments: tuple[str, ...]) -> str:
    return " ".join(arguments)


# Each copy of the process loads what these need anew: the model, or what makes documents.
LOADING = ("check", "serve", "letters", "trend", "parse")


def marked(commands: list[tuple[str, ...]]) -> list[object]:
    return [
        pytest.param(
            arguments,
            marks=[pytest.mark.slow] if arguments[0] in LOADING or "docbin" in arguments else [],
            id=named(arguments),
        )
        for arguments in commands
    ]


def said(done: Finished) -> str:
    """The line of an error; click says those of usage in three."""
    lines = done.stderr.splitlines()
    assert done.stdout == "" or not lines[-1].startswith("Error"), done
    assert lines[-1].startswith(("curranalyser: ", "Error: ")), done
    return lines[-1]


@posix
@pytest.mark.slow
def test_3_where_a_part_of_a_folder_cannot_be_looked_into(run: Callable[..., Finished], place: Path) -> None:
    """All of it is listed, and the rest is read."""
    given = place / "given"
    shutil.copytree(place / "locked", given / "locked")
    (given / "locked").chmod(0)
    shutil.copy(place / "kurs.md", given)
    (given / "old.doc").write_bytes(b"x")
    (given / "dangling.pdf").symlink_to(place / "nothing")
    (place / "far").mkdir()
    (place / "far" / "kurs-2.md").write_text(SYLLABUS.replace("KVA101", "KVA102"), encoding="utf-8")
    (given / "linked").symlink_to(place / "far")
    os.mkfifo(given / "pipe.pdf")
    run("audit", "given", "-o", "out", code=3)
    (given / "locked").chmod(0o755)
    assert json.loads((place / "out" / "audit.json").read_bytes())["files"] == [
        ["dangling.pdf", "failed"],
        ["kurs.md", "ok"],
        ["linked/kurs-2.md", "ok"],
        ["locked", "failed"],
        ["old.doc", "failed"],
        ["pipe.pdf", "failed"],
    ]


@posix
@pytest.mark.parametrize("where", ["locked", pytest.param(LONG, marks=pytest.mark.slow, id="too long")])
@pytest.mark.parametrize("arguments", marked(READING))
def test_what_cannot_be_read_is_one_line(
    run: Callable[..., Finished], arguments: tuple[str, ...], where: str
) -> None:
    done = run(*(part.format(where) for part in arguments), code=2)
    assert where in said(done)


@posix
@pytest.mark.parametrize(
    "where",
    [
        "shut",
        pytest.param("locked", marks=pytest.mark.slow),
        pytest.param("file", marks=pytest.mark.slow),
        pytest.param(LONG, marks=pytest.mark.slow, id="too long"),
    ],
)
@pytest.mark.parametrize("arguments", marked(WRITING))
def test_what_cannot_be_written_is_one_line(
    run: Callable[..., Finished], place: Path, arguments: tuple[str, ...], where: str
) -> None:
    shutil.copytree(place / "audit", place / "other")
    (place / "table.csv").write_text(
        "Course key,Learning outcome,Perspective,Your decision\n", encoding="utf-8"
    )
    done = run(*(part.format(where) for part in arguments), code=6)
    assert where in said(done)
    assert (place / "file").read_bytes() == b""
    assert list((place / "shut").iterdir()) == []


@posix
@pytest.mark.parametrize(
    "arguments",
    marked(
        [
            ("audit", ".", "-o", "out"),
            ("audit", "{}/kurs.md", "-o", "out"),
            ("check", "{}/kurs.md"),
            ("parse", "{}/kurs.md"),
            ("compare", "{}/audit", "{}/audit"),
            ("trend", "{}/audit", "{}/locked/audit", "-o", "out"),
            ("report", "audit"),
            ("explain",),
            ("--version",),
        ]
    ),
)
def test_a_current_folder_that_is_gone_is_said(
    run_cli: RunCli, place: Path, arguments: tuple[str, ...]
) -> None:
    gone = place / "gone"
    gone.mkdir()

    def run_in_no_folder() -> Finished:
        with pytest.MonkeyPatch.context() as patch:
            # The folder is taken away once the command has gone there.
            patch.setattr("curranalyser.cli.main.gc.set_threshold", lambda _: gone.rmdir())
            return run_cli(*(part.format(place) for part in arguments), code=None, cwd=gone)

    done = unprivileged(run_in_no_folder)
    assert done.code in ((0,) if arguments[0] in ("explain", "--version") else (0, 2, 6))
    if done.code:
        assert len(done.stderr.splitlines()) == 1
        assert done.stderr.startswith("curranalyser: ")
    if arguments[0] == "audit":
        assert "cannot be written to out: there is no such file or folder." in done.stderr


def test_that_the_current_folder_is_gone_is_said(
    run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))

    monkeypatch.setattr("curranalyser.library.finished.audit_place", gone)
    monkeypatch.setattr("curranalyser.cli.options.Path.cwd", gone)
    done = run_cli("review", "waiting", tmp_path, code=2)
    assert done.stderr == "curranalyser: The current folder is no longer there. Go to one that is.\n"


SYSTEM_SAYS = [
    (errno.EROFS, "nothing can be written there"),
    (errno.ENOSPC, "there is no room left"),
    (errno.EDQUOT, "there is no room left"),
]


@pytest.mark.parametrize(("number", "told"), SYSTEM_SAYS)
@pytest.mark.parametrize(
    "arguments",
    marked([arguments for arguments in WRITING if arguments[0] in ("compare", "trend", "letters", "goals")]),
)
def test_a_disk_that_is_full_or_for_reading_alone_is_said(
    run_cli: RunCli,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    number: int,
    told: str,
) -> None:
    shutil.copytree(place / "audit", place / "other")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    for module in ("output_file", "kept_files"):
        monkeypatch.setattr(f"curranalyser.{module}.replace_file", refuse)
    done = run_cli(*(part.format("new") for part in arguments), code=6, cwd=place)
    assert f" cannot be written: {told}." in said(done)


@pytest.mark.parametrize(
    ("raised", "code", "told"),
    [
        (
            PermissionError(errno.EACCES, "no", "given/a.md"),
            2,
            "given/a.md cannot be read: you may not do that",
        ),
        (PermissionError(errno.EACCES, "no", b"given/b.md"), 2, "given/b.md cannot be read"),
        (
            PermissionError(errno.EACCES, "no", "out/index.html"),
            6,
            "out/index.html cannot be written: you may",
        ),
        (OSError(errno.EROFS, "no", "elsewhere"), 6, "elsewhere cannot be written: nothing can be written"),
        (OSError(errno.ENOSPC, "no", "elsewhere"), 6, "elsewhere cannot be written: there is no room left."),
        (OSError(errno.ENOSPC, "no"), 6, "Standard output cannot be written: there is no room left."),
        (OSError(errno.EIO, "no", "given/a.md"), 2, "given/a.md cannot be read: the disk reports a fault."),
    ],
)
def test_what_no_part_of_the_tool_has_reckoned_with_is_one_line_too(
    capfd: pytest.CaptureFixture[str], raised: OSError, code: int, told: str
) -> None:
    @guarded
    def command(folder: Path) -> int:
        raise raised

    with pytest.raises(SystemExit) as ended:
        command(folder=Path("out"))
    assert ended.value.code == code
    [line] = capfd.readouterr().err.splitlines()
    assert line.startswith(f"curranalyser: {told}")


def test_what_is_about_no_file_is_a_fault_of_the_tool() -> None:
    @guarded
    def command() -> int:
        raise ChildProcessError(errno.ECHILD, "No child processes")

    with pytest.raises(ChildProcessError):
        command()


def test_an_error_is_told_by_its_code_where_it_cannot_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    @guarded
    def command(folder: Path) -> int:
        require_writable(folder)
        return 0

    @guarded
    def talkative() -> int:
        click.echo("a hint", err=True)
        return 0

    monkeypatch.setattr(click, "echo", full)
    for run, code in ((lambda: command(folder=Path(os.devnull)), 6), (talkative, 6)):
        with pytest.raises(SystemExit) as ended:
            run()
        assert ended.value.code == code


@full
@pytest.mark.slow
@pytest.mark.parametrize("streams", [">&- 2>&-", ">/dev/full", "2>/dev/full", "&>/dev/full"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "kurs.md", "-o", "out"),
        ("audit", "none", "-o", "out"),
        ("audit",),
        ("check", "kurs.md"),
        ("compare", "audit", "audit", "--json", "out.json"),
        ("--help",),
    ],
    ids=named,
)
def test_streams_that_are_full_or_closed_never_give_1(
    place: Path, quiet_environment: dict[str, str], arguments: tuple[str, ...], streams: str
) -> None:
    done = subprocess.run(
        ["bash", "-c", f'exec "$@" {streams}', "bash", sys.executable, "-m", "curranalyser", *arguments],
        capture_output=True,
        env=quiet_environment,
        cwd=place,
        timeout=120,
        check=False,
    )
    wrong = arguments in (("audit",), ("audit", "none", "-o", "out"))
    expected = {2, 6} if wrong else {6} if "full" in streams else {0}
    if arguments[0] in ("--help", "check") and streams == "2>/dev/full":
        expected = {0}  # nothing is said there
    assert done.returncode in expected
    assert b"Traceback" not in done.stderr
