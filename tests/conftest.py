"""What several rooms of tests use.

The repository's places, the command line in a real process, and hypothesis without chance.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_line import Audited, Finished, RunCli, interruptible
from hypothesis import settings
from shipped_once import keep_the_shipped_model

from curranalyser import workers
from curranalyser.cli.main import main

# The same examples every time; where CI is set, as `.ci/run` does, as many as are usual.
settings.register_profile("full", derandomize=True, deadline=None)
settings.register_profile("few", derandomize=True, deadline=None, max_examples=20)
settings.load_profile("full" if os.environ.get("CI") else "few")
keep_the_shipped_model()
# As in the tool itself: there are many small objects that stay, through which the collector need not look.
gc.set_threshold(50_000)

REPOSITORY = Path(__file__).resolve().parents[1]


def pytest_collection_finish() -> None:
    """What was collected and loaded stays; forked processes share it as long as nobody touches it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample syllabi, all of which can be read."""
    return REPOSITORY / "corpus" / "syllabi"


@pytest.fixture(scope="session")
def difficult() -> Path:
    """Three files that cannot be analysed in full."""
    return REPOSITORY / "corpus" / "difficult-syllabi"


@pytest.fixture(scope="session")
def quiet_environment() -> dict[str, str]:
    """The environment of a user with a terminal of 80 columns, on the first day of 2025.

    The package is the one under test, installed or in the source tree.
    """
    return {**os.environ, "COLUMNS": "80", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1735689600"}


@pytest.fixture
def heeded_interrupts() -> Iterator[None]:
    """Let programs that the test starts be interrupted, though the tests may run in the background."""
    with interruptible():
        yield


@pytest.fixture(scope="session")
def run_cli(tmp_path_factory: pytest.TempPathFactory, quiet_environment: dict[str, str]) -> RunCli:
    """Run `curranalyser ARGUMENTS` in this process, in an empty folder unless `cwd` names one.

    It fails the test where the exit code is not `code` (None: any but 1, which means a bug), where output is
    no UTF-8, or where an exception gets out. To start a process takes a second or two, most of it imports;
    where the process is the point, ask for `run_process`.

    Files are analysed in this process too, with the model that it has loaded: the workers of an audit cost a
    second of processor time, thrice what all else of it does. Where they are the point, say --jobs.
    """
    empty = tmp_path_factory.mktemp("empty")

    def run(
        *arguments: object, code: int | None = 0, cwd: Path | None = None, stdin: bytes = b""
    ) -> Finished:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(cwd or empty)
            for name, value in quiet_environment.items():
                patch.setenv(name, value)
            if "--jobs" not in arguments:
                patch.setattr(workers, "run_tasks", workers.run_here)
            ended = CliRunner().invoke(
                main, [str(argument) for argument in arguments], input=stdin, prog_name="curranalyser"
            )
        return finished(ended.exit_code, ended.stdout_bytes, ended.stderr_bytes, code, ended.exception)

    return run


@pytest.fixture(scope="session")
def run_process(tmp_path_factory: pytest.TempPathFactory, quiet_environment: dict[str, str]) -> RunCli:
    """Do as `run_cli` does, in a process of its own."""
    empty = tmp_path_factory.mktemp("empty")

    def run(
        *arguments: object, code: int | None = 0, cwd: Path | None = None, stdin: bytes = b""
    ) -> Finished:
        done = subprocess.run(
            [sys.executable, "-m", "curranalyser", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=cwd or empty,
            env=quiet_environment,
            timeout=300,
            check=False,
        )
        return finished(done.returncode, done.stdout, done.stderr, code)

    return run


def finished(
    ended: int, stdout: bytes, stderr: bytes, code: int | None, error: BaseException | None = None
) -> Finished:
    """Return what a command said, and hold that it ended as it should."""
    if error is not None and not isinstance(error, SystemExit):
        raise error
    done = Finished(ended, stdout.decode("utf-8"), stderr.decode("utf-8"))
    assert "Traceback" not in done.stderr, done.stderr
    assert done.code != 1 if code is None else done.code == code, done
    return done


@pytest.fixture(scope="session")
def sample_audit(run_cli: RunCli, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Audited:
    folder = tmp_path_factory.mktemp("audit") / "report"
    return Audited(folder, run_cli("audit", sample, "-o", folder))
