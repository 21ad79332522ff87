"""Limits of time and memory on a process, and a try at something within them.

What is tried runs in a process of its own, which they end.

A run over many files has its workers for that. One file is not worth their start: a fork costs some
milliseconds, and what comes to an end there is done again.
"""

import ctypes
import faulthandler
import os
import signal
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.settings import Settings

_MEGABYTE = 1024 * 1024
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_FINE, _NO_MEMORY = 0, 9
_BY_SIGNAL = {
    "SIGALRM": FailureCategory.TIMED_OUT,
    "SIGABRT": FailureCategory.OUT_OF_MEMORY,
    "SIGKILL": FailureCategory.OUT_OF_MEMORY,
}


def limit_process(settings: Settings) -> None:
    """Limit the memory that this process may take from now on, and let it die with its parent.

    Does nothing on systems other than Linux.
    """
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 not on every platform

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * os.sysconf("SC_PAGE_SIZE") + settings.memory_megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        # Where the run itself is killed, nobody is left to see to the time limit of this process.
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def death_category(number: int) -> FailureCategory:
    """Return what the signal that ended a process says of the file it read.

    pdfium aborts where it gets no memory, and the system kills where it has none.
    """
    return _BY_SIGNAL.get(signal.Signals(number).name, FailureCategory.CRASHED)


def try_first(action: Callable[[], object], settings: Settings) -> DocumentError | None:
    """Do something in a process of its own, to see that it neither hangs nor explodes nor crashes.

    Args:
        action: what it returns or raises is lost; it is to be done again. It may change nothing outside its
            process.
        settings: `seconds_per_file` and `memory_megabytes` are the limits.

    Returns:
        What stopped the process; None where it came to an end. Always None on systems other than Linux, which
        do not have all of these limits.
    """
    if sys.platform != "linux":
        return None
    sys.stderr.flush()
    with warnings.catch_warnings():
        # numpy keeps threads, which the new process neither has nor needs.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process == 0:
        _do_and_end(action, settings)
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status):
        return DocumentError(death_category(os.WTERMSIG(status)), signal.Signals(os.WTERMSIG(status)).name)
    return DocumentError(FailureCategory.OUT_OF_MEMORY) if os.WEXITSTATUS(status) == _NO_MEMORY else None


def _do_and_end(action: Callable[[], object], settings: Settings) -> None:
    """Do it in the new process, and end that without a word, whatever was raised.

    Nothing of the caller's may run in it.
    """
    code = _FINE
    try:
        faulthandler.disable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        for number in (signal.SIGALRM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        signal.alarm(settings.seconds_per_file)
        limit_process(settings)
        action()
    except MemoryError:
        code = _NO_MEMORY
    finally:
        os._exit(code)
