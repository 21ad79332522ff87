"""What several rooms of tests use.

The repository's places, the command line in a real process, and hypothesis without chance.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Audited, Finished, RunCli
from hypothesis import settings

settings.register_profile("same every time", derandomize=True, deadline=None)
settings.load_profile("same every time")

REPOSITORY = Path(__file__).resolve().parents[1]


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


@pytest.fixture(scope="session")
def run_cli(tmp_path_factory: pytest.TempPathFactory, quiet_environment: dict[str, str]) -> RunCli:
    """Run `curranalyser ARGUMENTS` in a process of its own, in an empty folder unless `cwd` names one.

    It fails the test where the exit code is not `code` (None: any but 1, which means a bug), where output is
    no UTF-8, or where a traceback is shown.
    """
    empty = tmp_path_factory.mktemp("empty")

    def run(
        *arguments: object, code: int | None = 0, cwd: Path | None = None, stdin: bytes = b""
    ) -> Finished:
        command = [sys.executable, "-m", "curranalyser", *map(str, arguments)]
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            cwd=cwd or empty,
            env=quiet_environment,
            timeout=300,
            check=False,
        )
        finished = Finished(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
        assert "Traceback" not in finished.stderr, finished.stderr
        assert finished.code != 1 if code is None else finished.code == code, finished
        return finished

    return run


@pytest.fixture(scope="session")
def sample_audit(run_cli: RunCli, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Audited:
    folder = tmp_path_factory.mktemp("audit") / "report"
    return Audited(folder, run_cli("audit", sample, "-o", folder))
