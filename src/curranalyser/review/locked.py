"""A lock between programs on the files that hold decisions: whoever reads, changes and writes is alone.

The system gives it back when a program ends, in whatever way. It is filelock's, for the calls of the systems
differ, and so do their ways to fail.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from curranalyser.errors import OutputError
from curranalyser.i18n import N_
from curranalyser.output_file import refuse_what_is_no_file

# Seconds. Who has the lock reads and writes a few files; this long nobody takes but a folder on a network
# that does not answer, or a program that hangs.
_WAIT = 10.0
# Seconds between two attempts.
_PAUSE = 0.01


def lock_file(common: Path) -> Path:
    """Return the file that is locked while one of decisions, or one beside it, changes."""
    return common.with_name(f".{common.name}.lock")


@contextmanager
def locked(common: Path) -> Iterator[None]:
    """Be the only one, in all processes and threads, who changes decisions.

    Args:
        common: the file of decisions; its folder is made where it is missing. It need not be there.

    Raises:
        OutputError: it is a link or no file, the folder cannot be written to, or another program has the lock
            and does not let go.
    """
    refuse_what_is_no_file(common)  # before there is a lock beside it
    try:
        common.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(lock_file(common))
        lock.acquire(timeout=_WAIT, poll_interval=_PAUSE)
    except Timeout as error:
        raise OutputError(
            N_("Another program is writing to %(path)s and does not finish."),
            N_("Try again in a moment; nothing was changed."),
            path=common,
        ) from error
    except (OSError, NotImplementedError) as error:
        raise OutputError(
            N_("%(path)s cannot be written: %(error)s."),
            N_("See that you may write there and that there is room; nothing was changed."),
            path=common,
            error=error,
        ) from error
    try:
        yield
    finally:
        lock.release()
