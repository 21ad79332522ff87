"""The tool on systems other than Linux: what these lack is taken away, and workers are spawned."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SOURCE = HERE.parent / "src" / "curranalyser"
DRAFT = (
    "Course syllabus\nLaw, 7.5 credits\nCourse code: AB1234\n\nLearning outcomes\n"
    "On completion of the course the student shall be able to\n"
    "- compare Danish and Icelandic law\n- understand equations\n"
)


def run(arguments: list[object], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "curranalyser", *map(str, arguments)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture
def environment_elsewhere(tmp_path: Path, quiet_environment: dict[str, str]) -> dict[str, str]:
    """Each process that is started so is one of another system, and writes its command line to a file."""
    place = tmp_path / "site"
    place.mkdir()
    (place / "sitecustomize.py").write_text("import elsewhere\n\nelsewhere.take_away()\n", encoding="utf-8")
    before = quiet_environment.get("PYTHONPATH", "")
    path = os.pathsep.join(filter(None, (str(place), str(HERE), before)))
    return {**quiet_environment, "PYTHONPATH": path, "STARTED": str(tmp_path / "started.txt")}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="it is as it is there")
def test_an_audit_by_spawned_workers_without_fork_and_alarm_is_the_same(
    tmp_path: Path, sample: Path, quiet_environment: dict[str, str], environment_elsewhere: dict[str, str]
) -> None:
    files = sorted((sample / "nursing").glob("*.pdf"))[:3]
    there = run(["audit", *files, "--jobs", 2, "-o", tmp_path / "there"], environment_elsewhere)
    here = run(["audit", *files, "--jobs", 2, "-o", tmp_path / "here"], quiet_environment)
    assert there.returncode == here.returncode
    started = (tmp_path / "started.txt").read_text(encoding="utf-8").splitlines()
    assert any("spawn_main" in line for line in started), started
    assert not any("forkserver" in line for line in started), started
    for name in ("audit.json", "outcomes.csv", "index.html", "audit.xlsx"):
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes(), name


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="it is as it is there")
def test_a_check_of_several_drafts_without_fork_and_alarm_is_the_same(
    tmp_path: Path, quiet_environment: dict[str, str], environment_elsewhere: dict[str, str]
) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(DRAFT, encoding="utf-8")
    arguments: list[object] = ["check", "--format", "json", tmp_path / "one.txt", tmp_path / "two.txt"]
    there = run(arguments, environment_elsewhere)
    assert there.stdout == run(arguments, quiet_environment).stdout
    assert "compare Danish" in there.stdout


def test_a_draft_that_takes_all_memory_is_told_where_there_is_no_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from types import SimpleNamespace

    from curranalyser import limits
    from curranalyser.errors import DocumentError, FailureCategory
    from curranalyser.settings import Settings

    monkeypatch.setattr(limits, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.delattr(os, "fork", raising=False)

    def too_much() -> bytes:
        raise MemoryError

    first, second = limits.answers_within([too_much, lambda: b"fine"], Settings())
    assert isinstance(first, DocumentError) and first.category is FailureCategory.OUT_OF_MEMORY
    assert second == b"fine"
    assert limits.try_first(too_much, Settings()) is None
    limits.limit_process(Settings(), os.getpid())  # does nothing, and says nothing


ABSENT = {"fcntl", "grp", "pwd", "resource", "termios"}


def test_no_module_imports_at_its_head_what_another_system_lacks() -> None:
    for file in SOURCE.rglob("*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not ABSENT & {name.partition(".")[0] for name in names}, file
