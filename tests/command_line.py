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

    Tests that run in the background (`nohup`, a job of a shell) may ignore SIGINT and SIGHUP, and children
    inherit that.
    """
    heeded = {signal.SIGINT: signal.default_int_handler}
    if hangup := getattr(signal, "SIGHUP", None):
        heeded[hangup] = signal.SIG_DFL
    before = {number: signal.signal(number, handler) for number, handler in heeded.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(frozen=True)
class Audited:
    """A finished run of `audit` on the sample."""

    folder: Path
    finished: Finished
