"""What a run of the command line leaves behind; the fixtures that make it stand in conftest.py."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finished:
    """What a command said and how it ended."""

    code: int
    stdout: str
    stderr: str


RunCli = Callable[..., Finished]


@dataclass(frozen=True)
class Audited:
    """A finished run of `audit` on the sample."""

    folder: Path
    finished: Finished
