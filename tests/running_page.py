"""The page as a program: `curranalyser serve` on a free port, ended when nobody needs it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def running_page(*arguments: object, cwd: Path | None = None) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command and the first line that it printed, which is its address."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "curranalyser", "serve", "--no-browser", "--port", "0"),
            *map(str, arguments),
        ],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate(timeout=30)
