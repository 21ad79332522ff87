"""What a run of the command line leaves behind; the fixtures that make it stand in conftest.py."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finished:
    """What a command said and how it ended."""

    code: int
    stdout: str
    stderr: str


RunCli = Callable[..., Finished]


@contextmanager
def interruptible() -> Iterator[None]:
    """Let programs that are started meanwhile be interrupted.

    Tests that run in the background (`nohup`, a job of a shell) may ignore SIGINT, and children inherit that.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@dataclass(frozen=True)
class Audited:
    """A finished run of `audit` on the sample."""

    folder: Path
    finished: Finished
