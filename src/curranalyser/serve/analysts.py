"""Who read what a browser sends: worker processes with the limits of an audit.

The server itself never opens a document. A worker that is killed, by its limits or from outside, costs the
draft that it had, and another one takes its place.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from typing import TYPE_CHECKING, ParamSpec

from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.limits import death_category, seconds_for
from curranalyser.ready import meet
from curranalyser.settings import Settings
from curranalyser.workers import load_for, open_pool

if TYPE_CHECKING:
    from pebble import ProcessPool

P = ParamSpec("P")
# More than so many drafts at once wait so long that whoever sent them has given up.
MOST_WAITING = 48
# Two tries find the one worker that was killed while it had nothing to do; pebble gives up its pool then.
_TRIES = 3


class BusyError(Exception):
    """So many drafts wait that another one is not taken."""


class Analysts:
    """A few processes that have the model loaded.

    Args:
        settings: limits.
        jobs: how many processes.
    """

    def __init__(self, settings: Settings, jobs: int) -> None:
        self.settings = settings
        self.jobs = jobs
        self._pool: ProcessPool | None = None
        self._waiting = 0

    def begin(self) -> None:
        """Start the processes, so that the first draft need not wait for them. Returns at once."""
        pool = self._opened()
        for _ in range(self.jobs):
            pool.schedule(ready, args=(self.settings,))

    def end(self) -> None:
        """Stop them, whatever they do, and wait until they are gone."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    async def ask(self, action: Callable[P, bytes], *values: P.args, **_: P.kwargs) -> bytes | DocumentError:
        """Let a process do something, and wait for what comes of it.

        Args:
            action: a function of a module. It may change nothing outside its process.
            values: what it is given; they can be pickled.

        Returns:
            What it returned, or what stopped it: a bug in it is an internal error.

        Raises:
            BusyError: too many wait already.
        """
        if self._waiting >= MOST_WAITING:
            raise BusyError
        self._waiting += 1
        try:
            return await self._asked(action, values)
        finally:
            self._waiting -= 1

    async def _asked(self, action: Callable[P, bytes], values: tuple[object, ...]) -> bytes | DocumentError:
        for _ in range(_TRIES):
            pool = self._opened()
            try:
                future = pool.schedule(action, args=values, timeout=seconds_for(self.settings))
                # Where the browser no longer waits, the process goes on to its end: to kill it costs more.
                return await asyncio.shield(asyncio.wrap_future(future))
            except (BrokenExecutor, RuntimeError) as error:
                if not isinstance(error, BrokenExecutor) and pool.active:
                    return _stopped(error)
                self._give_up(pool)  # it came to an end: another one is opened
            except Exception as error:  # a bug on one draft must not cost the others
                return _stopped(error)
        return DocumentError(FailureCategory.CRASHED)

    def _opened(self) -> "ProcessPool":
        if self._pool is None:
            self._pool = open_pool(self.settings, self.jobs)
        return self._pool

    def _give_up(self, pool: "ProcessPool") -> None:
        if self._pool is pool:
            self._pool = None
            with suppress(Exception):
                pool.stop()  # type: ignore[no-untyped-call]


def _stopped(error: Exception) -> DocumentError:
    """Return what stopped a worker, without a word of what the error says: that may be the draft's."""
    from pebble import ProcessExpired  # noqa: PLC0415 slow to import

    if isinstance(error, DocumentError):
        return error
    if isinstance(error, FutureTimeoutError):
        return DocumentError(FailureCategory.TIMED_OUT)
    if isinstance(error, MemoryError):
        return DocumentError(FailureCategory.OUT_OF_MEMORY)
    if isinstance(error, ProcessExpired):
        killed = error.exitcode < 0
        return DocumentError(death_category(-error.exitcode) if killed else FailureCategory.CRASHED)
    return DocumentError(FailureCategory.INTERNAL_ERROR, type(error).__name__)


def ready(settings: Settings) -> bytes:
    """Meet in a worker what a first draft needs."""
    meet(load_for(settings))
    return b""
