"""Limits of time and memory on a process, and work or a try at something within them.

What is tried runs in a process of its own, which they end.

A run over many files has its workers for that. One file is not worth their start: a fork costs some
milliseconds. What comes to an end there is done again (`try_first`), or sends its answer (`answers_within`).
"""

import ctypes
import faulthandler
import gc
import os
import signal
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.settings import Settings

_MEGABYTE = 1024 * 1024
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_FINE, _NO_MEMORY, _BUG, _ORPHAN = 0, 9, 8, 7
# Seconds beyond its limit after which a process is killed that its own alarm did not end: what it prepares
# before the alarm is set takes one or two.
_GRACE = 60
# Seconds that a process can be given; no more fit.
_LONGEST = 2**31 - 1
# Seconds between two looks at whether a process has ended.
_MOMENT = 0.0005
# Bytes of an answer that are passed on at once.
_PIECE = 1 << 20
# Text recognition takes seconds a page where reading takes milliseconds.
_RECOGNITION_PATIENCE = 10
_BY_SIGNAL = {
    "SIGALRM": FailureCategory.TIMED_OUT,
    "SIGABRT": FailureCategory.OUT_OF_MEMORY,
    "SIGKILL": FailureCategory.OUT_OF_MEMORY,
    # The limit of processor time that whoever started the run has set: ulimit -t.
    "SIGXCPU": FailureCategory.TIMED_OUT,
}


def limit_process(settings: Settings, parent: int) -> None:
    """Limit the memory that this process may take from now on, and let it die with its parent.

    Does nothing on systems other than Linux.

    Args:
        settings: `memory_megabytes` is the limit.
        parent: number of the process that forked this one. Where it is gone already, this one ends at once.
    """
    if sys.platform == "linux":
        # What the run is limited to itself is not for its workers.
        limit_memory(settings.memory_megabytes, hard_alone=settings.run_megabytes > 0)
        die_with(parent)


def die_with(parent: int) -> None:
    """Let this process be killed when the one that forked it ends, or at once where that has ended: on Linux.

    Where the run itself is killed, nobody is left to see to the time limit of this process.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(_ORPHAN)


def limit_memory(megabytes: int, *, hard_alone: bool = False) -> None:
    """Limit the memory that this process may take beside what it has, for good, on Linux.

    Where whoever started it has set a limit (`ulimit -v`), the smaller of the two holds.

    Args:
        megabytes: of 1024 * 1024 bytes.
        hard_alone: whether a limit that this process may raise again is nobody's but the run's own.
    """
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 not on every platform

        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        given = [hard] if hard_alone else [soft, hard]
        least = _least(_used() + megabytes * _MEGABYTE, given)
        resource.setrlimit(resource.RLIMIT_AS, (least, least))


def limit_run(settings: Settings) -> None:
    """Limit the memory of the process of a command, on Linux: where it needs more, it says so and ends.

    Without a limit the system would end it, or another program, without a word.
    """
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 not on every platform

        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = settings.run_megabytes * _MEGABYTE or _machine_memory()
        if wanted:
            resource.setrlimit(resource.RLIMIT_AS, (_least(_used() + wanted, [soft, hard]), hard))


def _least(limit: int, given: Sequence[int]) -> int:
    """Return the smallest of a limit and those that are given, where -1 is none."""
    return min([limit, sys.maxsize, *(bound for bound in given if bound >= 0)])


def _used() -> int:
    """Return the bytes of addresses that this process has, of which it need not use all."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _machine_memory() -> int:
    """Return the bytes of memory and of its overflow on the disk; 0 where they are not said."""
    with suppress(OSError, ValueError):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        sizes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
        return 1024 * (sizes.get("MemTotal", 0) + sizes.get("SwapTotal", 0))
    return 0


def seconds_for(settings: Settings) -> int:
    """Return the seconds that a file may take: more where text is to be recognised."""
    return settings.seconds_per_file * (_RECOGNITION_PATIENCE if settings.ocr else 1)


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
    parent = os.getpid()
    process = fork_quietly()
    if process == 0:
        _do_and_end(action, settings, parent)
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status):
        return DocumentError(death_category(os.WTERMSIG(status)), signal.Signals(os.WTERMSIG(status)).name)
    return DocumentError(FailureCategory.OUT_OF_MEMORY) if os.WEXITSTATUS(status) == _NO_MEMORY else None


def fork_quietly() -> int:
    """Fork, and return the number of the new process; 0 in it, which has nothing of ours to write.

    Raises OSError where the system gives no process.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    with warnings.catch_warnings():
        # numpy keeps threads, which the new process neither has nor needs.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


@dataclass(slots=True)
class _Process:
    """One at work: its number, the pipe that its answer comes from, and what has come; killed at `until`."""

    number: int
    pipe: int
    until: float
    pieces: list[bytes] = field(default_factory=list)


def answers_within(
    actions: Sequence[Callable[[], bytes]],
    settings: Settings,
    prepare: Callable[[], object] = lambda: None,
    jobs: int = 1,
) -> Iterator[bytes | DocumentError]:
    """Do each of several things in a process of its own, which is ended at the limits.

    Args:
        actions: what each returns comes back. It may change nothing outside its process.
        settings: `seconds_per_file` (more with text recognition) and `memory_megabytes` are the limits of
            each.
        prepare: what every process needs loaded, which no limit is for. It is done here where there are
            several, so that they share it, and in the process where there is one.
        jobs: how many at once.

    Yields:
        For each action, in their order, its answer, or what stopped it: a bug in it is an internal error. On
        systems other than Linux, which do not have all of these limits, the actions are done here.
    """
    if sys.platform != "linux":
        for action in actions:
            try:
                yield action()
            except MemoryError:
                yield DocumentError(FailureCategory.OUT_OF_MEMORY)
        return
    if len(actions) > 1:
        prepare()
    answers: dict[int, bytes | DocumentError] = {}
    waiting = deque(enumerate(actions))
    running: dict[int, _Process] = {}
    told = 0
    try:
        while told < len(actions):
            while waiting and len(running) < jobs:
                position, action = waiting.popleft()
                running[position] = _begin(action, settings, prepare)
            _gather(running, answers)
            while told in answers:
                yield answers.pop(told)
                told += 1
    finally:
        for process in running.values():
            _end(process)


def _begin(action: Callable[[], bytes], settings: Settings, prepare: Callable[[], object]) -> _Process:
    ours, theirs = os.pipe()
    parent = os.getpid()
    try:
        number = fork_quietly()
    except BaseException:
        os.close(ours)
        os.close(theirs)
        raise
    if number == 0:
        os.close(ours)
        _answer_and_end(action, settings, prepare, theirs, parent)
    os.close(theirs)
    return _Process(number, ours, time.monotonic() + seconds_for(settings) + _GRACE)


def _gather(running: dict[int, _Process], answers: dict[int, bytes | DocumentError]) -> None:
    """Take what has come from processes at work; those that are done go from there to the answers."""
    import select  # noqa: PLC0415 of processes and pipes on POSIX systems alone

    now = time.monotonic()
    patience = max(0.0, min(process.until for process in running.values()) - now)
    ready = set(select.select([process.pipe for process in running.values()], (), (), patience)[0])
    for position, process in list(running.items()):
        late = time.monotonic() > process.until
        if process.pipe in ready and (piece := os.read(process.pipe, _PIECE)):
            process.pieces.append(piece)
            continue
        if process.pipe in ready or late:
            del running[position]
            stopped = _stopped(_end(process, kill=late))
            answers[position] = (
                DocumentError(FailureCategory.TIMED_OUT) if late else stopped or b"".join(process.pieces)
            )


def _end(process: _Process, kill: bool = True) -> int:
    """Let go of a process, which is killed unless it has come to its end, and return how it ended."""
    os.close(process.pipe)
    if kill:
        with suppress(ProcessLookupError):
            os.kill(process.number, signal.SIGKILL)
    return end_process(process.number)


def end_process(number: int) -> int:
    """Return how a process ended that has been killed or comes to its end.

    What waits for a disk that does not answer cannot be ended, and is left alone: it counts as killed.
    """
    until = time.monotonic() + _GRACE
    while time.monotonic() < until:
        done, status = os.waitpid(number, os.WNOHANG)
        if done:
            return status
        time.sleep(_MOMENT)
    return signal.SIGKILL


def _stopped(status: int) -> DocumentError | None:
    """Return what stopped a process that ended so; None where it came to an end."""
    if os.WIFSIGNALED(status):
        return DocumentError(death_category(os.WTERMSIG(status)), signal.Signals(os.WTERMSIG(status)).name)
    if os.WEXITSTATUS(status) == _NO_MEMORY:
        return DocumentError(FailureCategory.OUT_OF_MEMORY)
    return DocumentError(FailureCategory.INTERNAL_ERROR) if os.WEXITSTATUS(status) == _BUG else None


def _answer_and_end(
    action: Callable[[], bytes], settings: Settings, prepare: Callable[[], object], pipe: int, parent: int
) -> None:
    """Do it in the new process, send what it returns, and end that process without a word."""
    code = _BUG
    try:
        close_to_user()
        gc.freeze()  # what was there is shared: the collector need not touch it
        prepare()
        signal.alarm(min(seconds_for(settings), _LONGEST))
        limit_process(settings, parent)
        answer = memoryview(action())
        while answer:
            answer = answer[os.write(pipe, answer[:_PIECE]) :]
        code = _FINE
    except MemoryError:
        code = _NO_MEMORY
    finally:
        os._exit(code)


def close_to_user() -> None:
    """Give this process nothing to read or to write of its user's, and let signals end it."""
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
    for signal_number in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXCPU):
        signal.signal(signal_number, signal.SIG_DFL)


def _do_and_end(action: Callable[[], object], settings: Settings, parent: int) -> None:
    """Do it in the new process, and end that without a word, whatever was raised.

    Nothing of the caller's may run in it.
    """
    code = _FINE
    try:
        close_to_user()
        signal.alarm(min(settings.seconds_per_file, _LONGEST))
        limit_process(settings, parent)
        action()
    except MemoryError:
        code = _NO_MEMORY
    finally:
        os._exit(code)
