"""What stops a run from outside: signals, and what the machine or its user's limits refuse.

A run that is stopped so says it in one line, and the same command goes on from what is kept.
"""

import errno
import os
import signal
import sys
from contextlib import suppress
from types import FrameType

from curranalyser.errors import CurranalyserError, StoppedError
from curranalyser.i18n import N_
from curranalyser.limits import limit_run
from curranalyser.settings import Settings

# Signals that are heeded as Ctrl-C is, unless whoever started the run has had them ignored (nohup).
_LIKE_CTRL_C = ("SIGTERM", "SIGHUP")
# Whether this is the process of a command, which does as it likes with itself.
_own_process = False
# Seconds of processor time that are left, when the limit is near, to say so and to close what is open.
_TO_SAY_SO = 2
_GO_ON = N_("Allow it more, and give the same command again: an audit goes on from what it has kept.")
# What the system says where a limit is reached, and the message for it.
_REFUSED = {
    errno.EMFILE: N_("This process may have no more files open (ulimit -n)."),
    errno.ENFILE: N_("The system has too many files open."),
    errno.EAGAIN: N_("The system allows no more processes (ulimit -u)."),
    errno.ENOMEM: N_("The memory does not suffice (run_megabytes in curranalyser.toml, ulimit -v)."),
}
# What Python says where the system gives it no thread.
_NO_THREAD = "can't start new thread"


def heed_signals() -> None:
    """Let a run that is told to end close what it has open, and take away what it has lying about.

    For the process of the command line alone: it decides what signals mean in it, and is limited itself.
    """
    global _own_process  # noqa: PLW0603 one process
    _own_process = True
    for name in _LIKE_CTRL_C:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)
    if sys.platform != "win32":
        with suppress(ImportError):  # where a system has no limits
            _heed_processor_time()
            _heed_file_size()


def limit_own_process(settings: Settings) -> None:
    """Limit the memory of this process, if it is that of a command."""
    if _own_process:
        limit_run(settings)


_interrupted: list[int] = []


def _interrupt(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough: what follows is to be left in peace
    _interrupted.append(number)
    raise KeyboardInterrupt


def was_interrupted() -> bool:
    """Whether a signal came that is heeded as Ctrl-C is.

    What it raises may come out as another error: Python 3.11 wraps what is raised while a class is made.
    """
    return bool(_interrupted)


def _heed_processor_time() -> None:
    """Have the limit of processor time told a little before it is reached, where there is one."""
    import resource  # not on every platform

    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    given = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    if given:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CPU, (max(1, min(given) - _TO_SAY_SO), hard))
            signal.signal(signal.SIGXCPU, _no_time_left)


def _heed_file_size() -> None:
    """Have Python keep nothing that it has compiled where files may not grow: it would keep half of it."""
    import resource  # not on every platform

    if any(limit != resource.RLIM_INFINITY for limit in resource.getrlimit(resource.RLIMIT_FSIZE)):
        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"


def _no_time_left(_number: int, _frame: FrameType | None) -> None:
    raise StoppedError(N_("The processor time does not suffice (ulimit -t)."), _GO_ON)


def stopped_by(error: BaseException) -> CurranalyserError | None:
    """Return what is said of an error that comes of the machine or a limit on this process, else None."""
    if isinstance(error, MemoryError):
        return StoppedError(_REFUSED[errno.ENOMEM], _GO_ON)
    # Standard output that is to be waited for says EAGAIN too, and how much it took.
    if isinstance(error, OSError) and error.errno in _REFUSED and not hasattr(error, "characters_written"):
        return StoppedError(_REFUSED[error.errno], _GO_ON)
    if isinstance(error, RuntimeError) and str(error) == _NO_THREAD:
        return StoppedError(_REFUSED[errno.EAGAIN], _GO_ON)
    return None
