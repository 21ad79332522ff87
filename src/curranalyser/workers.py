"""Worker processes that are killed at their limits.

Files in, what came of each out, in whatever order they get done.

pebble's pool was measured to lose nothing to a worker that is killed or hangs. Files go to it in small
batches, because most need a few milliseconds;
where a batch fails, each of its files is tried again on its own, so that one bad file costs only itself.
"""

import gc
import os
import signal
import sys
import time
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import count, zip_longest
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from curranalyser.datamodel import DocumentResult, DocumentStatus, Failure, SourceFile, from_json, to_json
from curranalyser.errors import (
    PASSING,
    CurranalyserError,
    DocumentError,
    FailureCategory,
    ModelError,
    NothingAnalysedError,
)
from curranalyser.i18n import N_
from curranalyser.identity import manifest_digest
from curranalyser.limits import death_category, limit_process, seconds_for
from curranalyser.nameless import start_afresh
from curranalyser.read import MEGABYTE, megabytes_of
from curranalyser.read.digests import digest_here, source_of
from curranalyser.read.sources import holds_many, is_data
from curranalyser.sealed import unzip
from curranalyser.settings import Settings

if TYPE_CHECKING:
    from pebble import ProcessPool

    from curranalyser.classify import Classifier

# A table or catalogue holds a thousand courses where a document holds one.
_TABLE_PATIENCE = 20
_MAX_BATCH = 8
# A file of so many bytes takes as long as a batch of others.
_LARGE = 500_000
# Batches given out per worker: enough that none waits, few enough that a run over millions of files holds few
# of them at a time.
_AHEAD = 3
# Pools in a row that broke before anything came of them.
_TRIES = 10
# How often a file is tried again whose worker somebody else has ended.
_SPARED = 2
# The exit code of a process that is not known, because the one that it was forked from has gone.
_UNKNOWN_END = 255
# Seconds between two looks at whether the pool is in order, and beyond the time of a batch after which it is
# given up: a worker waits a minute for one that was killed while it had the way to the run to itself.
_LOOK = 5
_SLOW_POOL = 90
_ZIP_LEVEL = 1
# Bytes from which on a catalogue is divided: each process reads all of it, and analyses its own part.
_WORTH_PARTS = 300_000
# The part of a file that is all of it.
WHOLE = (0, 1)
# Objects after which the collector runs: a document makes some ten thousand, nearly all of them free without
# it.
_COLLECT_AFTER = 50_000
# The process that workers are forked from, in them: it has this module loaded before it forks.
_IMPORTED_BY = os.getpid()
_classifier: "Classifier | ModelError | None" = None
_loaded: "tuple[tuple[object, ...], Classifier] | None" = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file.

    Attributes:
        index: its place in the files of the run.
        sha256: hex digest of its bytes, or "" where they could not be read.
        packed: its results as zlib-compressed JSON, which is how the store keeps them.
        passing: the machine may be to blame (time, memory, crash), so another run should try again.
    """

    index: int
    sha256: str
    packed: bytes
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One file to analyse: its place in the run, its path, its shown path.

    `part` is which part of it, from 0, of how many: see `analyse.analyse_each`.
    """

    index: int
    path: Path
    shown: str
    part: tuple[int, int] = WHOLE


def pack(results: Iterable[DocumentResult], shown: str) -> bytes:
    """Return the results of the file with this shown path as the store keeps them.

    They are taken one by one, so that those of a large catalogue need not be in memory together.
    """
    return _packed(shown, map(to_json, results))


def _packed(shown: str, results: Iterable[bytes]) -> bytes:
    packer = zlib.compressobj(_ZIP_LEVEL)
    parts = [packer.compress(b"[" + to_json(shown) + b",[")]
    for number, result in enumerate(results):
        parts.append(packer.compress((b"," if number else b"") + result))
    parts += (packer.compress(b"]]"), packer.flush())
    return b"".join(parts)


def unpack(packed: bytes, shown: str) -> list[DocumentResult]:
    """Return what `pack` was given, under the shown path that the file has now.

    Raises ValueError where the bytes are damaged.
    """
    before, results = from_json(unzip(packed), tuple[str, list[DocumentResult]])
    return results if before == shown else [_renamed(result, before, shown) for result in results]


def _renamed(result: DocumentResult, before: str, shown: str) -> DocumentResult:
    """Give a result the path its file has now: the same bytes may lie elsewhere.

    A row of a table is shown as "table.xlsx#12".
    """
    source = replace(result.source, path=shown + result.source.path.removeprefix(before))
    failures = tuple(
        replace(failure, source=shown + failure.source.removeprefix(before)) for failure in result.failures
    )
    return replace(result, source=source, failures=failures)


def outcome_of(task: Task, results: Iterable[DocumentResult]) -> Outcome:
    """Pack the results of one file, as they come."""
    sha256 = ""
    passing = False

    def noted() -> Iterator[DocumentResult]:
        nonlocal sha256, passing
        for result in results:
            sha256 = sha256 or result.source.sha256
            passing = passing or any(failure.category in PASSING for failure in result.failures)
            yield result

    packed = pack(noted(), task.shown)
    return Outcome(task.index, sha256, packed, passing)


def start_worker(settings: Settings) -> None:
    """Load the model into a worker process and limit its memory."""
    global _classifier  # noqa: PLW0603 one model a process
    parent = _IMPORTED_BY if os.getpid() != _IMPORTED_BY else os.getppid()
    gc.set_threshold(_COLLECT_AFTER)
    try:
        _classifier = load_for(settings)
    except ModelError as error:
        _classifier = error  # is told by the first files: a worker that does not start tells nothing
    gc.freeze()  # the model stays: the collector need not look through it again and again
    limit_process(settings, parent)


def load_for(settings: Settings) -> "Classifier":
    """Return the model that the settings name, which this process may have loaded before.

    One that was trained anew since is another one. Raises ModelError.
    """
    from curranalyser.analyse import load_stage  # noqa: PLC0415 the stages, which the run itself does without

    global _loaded  # noqa: PLW0603 loaded once
    named = (
        settings.model,
        settings.model_sha256,
        settings.scheme,
        settings.home_country,
        settings.encoder,
        settings.spacy_pipeline,
        manifest_digest(settings),
    )
    if _loaded is None or _loaded[0] != named:
        _loaded = named, load_stage(settings)[1]
    return _loaded[1]


def run_here(
    tasks: Sequence[Task], settings: Settings, retried: Callable[[Task], None] = lambda _: None
) -> Iterator[Outcome]:
    """Analyse files in this process, one after the other.

    `seconds_per_file` and `memory_megabytes` do not hold here: nothing ends a file that hangs, and one that
    crashes a library takes this process with it. The other limits hold.

    Args:
        tasks: the files.
        settings: limits.
        retried: is never called; `run_tasks` has it.

    Yields:
        One outcome a file, in their order.

    Raises:
        ModelError: the model is missing or altered.
    """
    classifier = load_for(settings)
    for task in tasks:
        yield _outcome(task, settings, classifier)


def work(tasks: tuple[Task, ...], settings: Settings) -> list[Outcome]:
    """Analyse files in a worker process. Raises ModelError where it could not load the model."""
    if isinstance(_classifier, ModelError):
        raise _classifier
    return [_outcome(task, settings, _classifier) for task in tasks]


def _outcome(task: Task, settings: Settings, classifier: "Classifier | None") -> Outcome:
    """Analyse one file and pack its results; what cannot be packed is its own failure and not the run's."""
    from curranalyser.analyse import analyse_each  # noqa: PLC0415 as in start_worker

    try:
        return outcome_of(task, analyse_each(task.path, task.shown, settings, classifier, task.part))
    except MemoryError:
        return lost(task, _source_here(task, settings), FailureCategory.OUT_OF_MEMORY, "")
    except CurranalyserError:
        raise
    except Exception as error:  # a bug on one file must not cost the others
        return lost(task, _source_here(task, settings), FailureCategory.INTERNAL_ERROR, type(error).__name__)


def _source_here(task: Task, settings: Settings) -> SourceFile:
    """Return the record of a file, in a worker; without digest and size where it cannot be read."""
    with suppress(OSError, ValueError, MemoryError):
        return SourceFile(
            task.shown, *digest_here(task.path, megabytes_of(task.path.name, settings) * MEGABYTE)
        )
    return SourceFile(task.shown, "", 0)


def patience(tasks: Sequence[Task], settings: Settings) -> int:
    """Return the seconds after which the worker of a batch is killed: more for what holds many courses."""
    if not holds_many(tasks[0].shown):
        return seconds_for(settings)
    return seconds_for(settings) * max(_TABLE_PATIENCE, _bytes_of(tasks[0]) // MEGABYTE)


@contextmanager
def _silent() -> Iterator[None]:
    """Give processes that are started meanwhile silent streams, from their first moment on."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    own = {}
    for number in (1, 2):
        with suppress(OSError):  # closed by who called this
            own[number] = os.dup(number)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        for number in own:
            os.dup2(nowhere, number)
        yield
    finally:
        for number, copy in own.items():
            os.dup2(copy, number)
            os.close(copy)
        os.close(nowhere)


def start_context() -> BaseContext:
    """Return how workers are started.

    Where there is such a thing, forked from a clean process that has all of `curranalyser.forked` loaded.

    That process begins with the first call; who knows early that there will be work calls early.
    """
    with _silent():
        return start_afresh(["curranalyser.silent", "curranalyser.forked"])


def batches(tasks: Sequence[Task], jobs: int) -> Iterator[tuple[Task, ...]]:
    """Cut files into batches, each file in one of them.

    Large files come first and alone, the largest first, so that none of them is begun when all else is done;
    so do tables. The others come in their
    order, in batches that are the smaller the fewer files are left, so that every worker gets some and none
    waits long at the end.
    """
    alone: list[tuple[int, Task]] = []
    others: list[Task] = []
    for task in tasks:
        size = _bytes_of(task)
        if size > _LARGE or holds_many(task.shown):
            alone.append((size, task))
        else:
            others.append(task)
    yield from ((task,) for _, task in sorted(alone, key=lambda pair: -pair[0]))
    first = 0
    while first < len(others):
        count = max(1, min(_MAX_BATCH, (len(others) - first) // (jobs * 4)))
        yield tuple(others[first : first + count])
        first += count


def parted(tasks: Iterable[Task], jobs: int) -> list[tuple[Task, ...]]:
    """Divide large catalogues among so many processes.

    Returns:
        For each file its parts, in order, which are numbered from 0 over all files.
    """
    numbers = count()
    return [
        tuple(replace(task, index=next(numbers), part=(part, parts)) for part in range(parts))
        for task in tasks
        for parts in (jobs if is_data(task.shown) and _bytes_of(task) >= _WORTH_PARTS else 1,)
    ]


def joined(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the outcome of a file, its results in their order, of those of its parts, in theirs."""
    if len(outcomes) == 1:
        return outcomes[0]
    several = [from_json(unzip(outcome.packed), tuple[str, list[msgspec.Raw]]) for outcome in outcomes]
    in_order = (
        bytes(result)
        for row in zip_longest(*(results for _, results in several))
        for result in row
        if result is not None
    )
    return Outcome(
        outcomes[0].index,
        next((outcome.sha256 for outcome in outcomes if outcome.sha256), ""),
        _packed(several[0][0], in_order),
        any(outcome.passing for outcome in outcomes),
    )


def _bytes_of(task: Task) -> int:
    try:
        return task.path.stat().st_size
    except OSError:  # is told when it is read
        return 0


def lost(task: Task, source: SourceFile, category: FailureCategory, detail: str) -> Outcome:
    """Make the outcome of a file whose worker was killed or died."""
    failure = Failure.from_error(task.shown, "run", DocumentError(category, detail))
    return outcome_of(task, [DocumentResult(source, DocumentStatus.FAILED, (), (failure,))])


def run_tasks(
    tasks: Sequence[Task],
    settings: Settings,
    retried: Callable[[Task], None] = lambda _: None,
    start: Callable[[Settings], None] = start_worker,
) -> Iterator[Outcome]:
    """Analyse files in worker processes.

    Args:
        tasks: the files.
        settings: limits and number of workers.
        retried: called with each file that is tried again on its own after its batch failed.
        start: called once in each worker; a module-level function.

    Yields:
        One outcome a file, as they get done. Closing the generator, or an exception in it, kills the workers.

    Raises:
        ModelError: the model is missing or altered.
        NothingAnalysedError: the workers end before they have done anything, time after time.
    """
    most = settings.jobs or os.cpu_count() or 1
    parts = {task.index: group for task, group in zip(tasks, parted(tasks, most), strict=True)}
    left = {part.index: part for group in parts.values() for part in group}
    jobs = min(most, len(left))
    file_of = {part.index: index for index, group in parts.items() for part in group}
    done: dict[int, dict[int, Outcome]] = {}
    tries = 0
    while left:
        with open_pool(settings, jobs, start) as pool:
            try:
                for outcome in gather(pool, list(left.values()), settings, jobs, retried):
                    del left[outcome.index]
                    tries = 0
                    index = file_of[outcome.index]
                    found = done.setdefault(index, {})
                    found[outcome.index] = replace(outcome, index=index)
                    if len(found) == len(parts[index]):
                        yield joined([found[part.index] for part in parts[index]])
                        del done[index]
            except BaseException as error:
                pool.stop()  # type: ignore[no-untyped-call]
                tries += 1
                if not is_broken(error, tries):
                    raise


def is_broken(error: BaseException, tries: int) -> bool:
    """Whether another pool is worth a try after an error of `gather`.

    It is where a worker ended while it had nothing to do, up to so many times in a row without a result.

    pebble gives up a whole pool then, whoever killed that worker: the system for want of memory, or a fault
        that came late.

    Raises:
        NothingAnalysedError: there have been enough tries.
    """
    if not isinstance(error, BrokenExecutor):
        return False
    if tries >= _TRIES:
        raise NothingAnalysedError(
            N_("The worker processes end before they have done anything."),
            N_("See that there is memory and processor time for them (ulimit -v, ulimit -t)."),
        ) from error
    return True


def open_pool(
    settings: Settings, jobs: int, start: Callable[[Settings], None] = start_worker
) -> "ProcessPool":
    """Return a pool of worker processes, for `gather`."""
    from pebble import ProcessPool  # noqa: PLC0415 slow to import, needed only by runs

    return ProcessPool(max_workers=jobs, context=start_context(), initializer=start, initargs=(settings,))


def gather(
    pool: "ProcessPool",
    tasks: Sequence[Task],
    settings: Settings,
    jobs: int,
    retried: Callable[[Task], None] = lambda _: None,
) -> Iterator[Outcome]:
    """Keep a few batches given out to a pool of so many processes, and yield what comes back.

    See `run_tasks`. Raises BrokenExecutor: see `is_broken`.
    """
    from pebble import ProcessExpired  # noqa: PLC0415 slow to import, needed only by runs

    def schedule(batch: tuple[Task, ...]) -> Future[list[Outcome]]:
        try:
            return pool.schedule(work, args=(batch, settings), timeout=patience(batch, settings))
        except RuntimeError as error:
            raise BrokenExecutor(str(error)) from error  # what became of the pool since the last batch

    todo = deque(batches(tasks, jobs))
    running: dict[Future[list[Outcome]], tuple[Task, ...]] = {}
    ended: Counter[int] = Counter()
    while todo or running:
        while todo and len(running) < jobs * _AHEAD:
            batch = todo.popleft()
            running[schedule(batch)] = batch
        for future in _done(pool, running, settings):
            batch = running.pop(future)
            alone: tuple[Task, ...] = ()
            try:
                outcomes = future.result()
            except FutureTimeoutError:
                outcomes, alone = _failed(
                    batch, settings, FailureCategory.TIMED_OUT, f"{patience(batch, settings)} s"
                )
            except ProcessExpired as error:
                if _by_others(error.exitcode) and ended[batch[0].index] < _SPARED:
                    ended.update(task.index for task in batch)
                    outcomes, alone = [], batch
                else:
                    category = _category_of(error.exitcode)
                    outcomes, alone = _failed(batch, settings, category, f"exit code {error.exitcode}")
            if len(batch) > 1:
                # What a file left in the memory of its worker is not to count against the next one.
                spoilt = {outcome.index for outcome in outcomes if outcome.passing}
                alone += tuple(task for task in batch if task.index in spoilt)
                outcomes = [outcome for outcome in outcomes if not outcome.passing]
            for task in alone:
                retried(task)
                todo.appendleft((task,))
            yield from outcomes


def _done(
    pool: "ProcessPool", running: Mapping[Future[list[Outcome]], tuple[Task, ...]], settings: Settings
) -> set[Future[list[Outcome]]]:
    """Wait until a batch is done.

    Raises BrokenExecutor where the pool has broken without telling, as it does where a worker was killed with
    half an answer on its way: then nothing is done for longer than any batch may take.
    """
    until = time.monotonic() + max(patience(batch, settings) for batch in running.values()) + _SLOW_POOL
    while True:
        done, _ = wait(running, timeout=_LOOK, return_when=FIRST_COMPLETED)
        if done:
            return done
        if not pool.active or time.monotonic() > until:
            raise BrokenExecutor


def _category_of(exitcode: int) -> FailureCategory:
    return death_category(-exitcode) if exitcode < 0 else FailureCategory.CRASHED


def _by_others(exitcode: int) -> bool:
    """Whether a worker was ended by somebody else, so that its file need not be to blame.

    By a signal that no fault of its own sends; or its end is not known, because the process that it was
    forked from has gone. The system kills so too where it has no memory left.
    """
    return exitcode in (-signal.SIGKILL, -signal.SIGTERM, signal.SIGTERM, _UNKNOWN_END)


def _failed(
    batch: tuple[Task, ...], settings: Settings, category: FailureCategory, detail: str
) -> tuple[list[Outcome], tuple[Task, ...]]:
    """Return the outcome of a single file, or the files of a batch that are to be tried one by one."""
    if len(batch) > 1:
        return [], batch
    [task] = batch
    return [lost(task, source_of(task.path, task.shown, settings), category, detail)], ()
