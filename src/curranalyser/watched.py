"""Things done with many files, one after the other, in a process that is given up where one takes too long.

For what is asked of files before any of them is read: the run itself opens none, so that none can stop it.
"""

import gc
import os
import select
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from curranalyser.limits import close_to_user, die_with, end_process, fork_quietly, limit_memory

T = TypeVar("T")
# Before each answer its length, with which a process says that it has none too.
_LENGTH = struct.Struct("<i")
_NONE = -1
# Bytes that are taken from a pipe at once.
_PIECE = 1 << 16
_MILLISECONDS = 1000
# Processes that may be given up in a row without an answer in between: a file system that is gone answers for
# none of its files, and each would cost the whole time.
_MOST_GIVEN_UP = 3


def each_within(
    action: Callable[[T], bytes], items: Sequence[T], seconds: float, megabytes: int
) -> Iterator[bytes | None]:
    """Do the same with each of several things, in a process of its own.

    Args:
        action: what it returns comes back. It may change nothing outside its process.
        items: what it is called with.
        seconds: what it may take with one of them.
        megabytes: memory that the process may take beside what it shares with this one.

    Yields:
        For each item, in their order, the answer; None where there was none in time, where the process came
        to an end, or where the action raised something. After three such ends in a row there is no answer for
        what is left. On systems other than Linux all is done here, without limits.
    """
    if sys.platform != "linux":
        yield from (_tried(action, item) for item in items)
        return
    begun, given_up = 0, 0
    while begun < len(items) and given_up < _MOST_GIVEN_UP:
        process = _Aside(action, items[begun:], megabytes)
        try:
            for answer in process.answers(seconds):
                begun, given_up = begun + 1, 0
                yield answer
        finally:
            process.end()
        if begun < len(items):  # it gave none for this one
            begun, given_up = begun + 1, given_up + 1
            yield None
    yield from (None for _ in items[begun:])


def _tried(action: Callable[[T], bytes], item: T) -> bytes | None:
    try:
        return action(item)
    except Exception:  # whatever it was, there is no answer
        return None


class _Aside:
    """The process, and the pipe that its answers come through."""

    def __init__(self, action: Callable[[T], bytes], items: Sequence[T], megabytes: int) -> None:
        self._pipe, theirs = os.pipe()
        self._held = bytearray()
        parent = os.getpid()
        try:
            self._number = fork_quietly()
        except BaseException:
            os.close(self._pipe)
            os.close(theirs)
            raise
        if self._number == 0:
            os.close(self._pipe)
            _serve(action, items, megabytes, theirs, parent)
        os.close(theirs)

    def answers(self, seconds: float) -> Iterator[bytes | None]:
        """Yield the answers, until there are no more or one takes longer than this."""
        while True:
            until = time.monotonic() + seconds
            if not self._fill(_LENGTH.size, until):
                return
            [length] = _LENGTH.unpack_from(self._held)
            if not self._fill(_LENGTH.size + max(length, 0), until):
                return
            answer = bytes(self._held[_LENGTH.size : _LENGTH.size + max(length, 0)])
            del self._held[: _LENGTH.size + max(length, 0)]
            yield None if length == _NONE else answer

    def _fill(self, count: int, until: float) -> bool:
        """Wait until so many bytes are there. Returns whether they are."""
        ready = select.poll()
        ready.register(self._pipe, select.POLLIN)
        while len(self._held) < count:
            left = until - time.monotonic()
            if left <= 0 or not ready.poll(left * _MILLISECONDS):
                return False
            piece = os.read(self._pipe, _PIECE)
            if not piece:
                return False
            self._held += piece
        return True

    def end(self) -> None:
        """Let go of the process, which is killed unless it has come to its end."""
        os.close(self._pipe)
        with suppress(ProcessLookupError):
            os.kill(self._number, signal.SIGKILL)
        end_process(self._number)


def _serve(action: Callable[[T], bytes], items: Sequence[T], megabytes: int, pipe: int, parent: int) -> None:
    """Do it in the new process, and end that without a word."""
    try:
        close_to_user()
        gc.freeze()  # what was there is shared: the collector need not touch it
        limit_memory(megabytes)
        die_with(parent)
        for item in items:
            answer = _tried(action, item)
            data = memoryview(_LENGTH.pack(_NONE if answer is None else len(answer)) + (answer or b""))
            while data:
                data = data[os.write(pipe, data) :]
    finally:
        os._exit(0)
