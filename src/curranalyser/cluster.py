"""The same work on a Dask cluster that already exists: for more files than one machine gets through.

A Dask worker gives each file to a pool of one process of its own, with the limits of a local run: a file that
hangs or explodes costs that process and not the
Dask worker, and the audit is the same. Where a worker itself is lost, Dask gives its files to another.
"""

import logging
import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from curranalyser.analyse import analyse_path
from curranalyser.errors import DocumentError, FailureCategory, SettingsError, StoppedError
from curranalyser.i18n import N_
from curranalyser.identity import chosen_scheme, code_version, find_pipeline, model_folder, read_model_files
from curranalyser.read.digests import load_within, source_of
from curranalyser.settings import Settings
from curranalyser.temporary import own_folder
from curranalyser.workers import Outcome, Task, gather, is_broken, lost, open_pool, outcome_of

if TYPE_CHECKING:
    from distributed import Client, Future
    from pebble import ProcessPool

_SECONDS_TO_CONNECT = 10
# Seconds for which workers are waited for that were there and are gone.
_SECONDS_WITHOUT_WORKERS = 60
# Seconds between two looks at what is done, and between two at whether there are workers.
_MOMENT = 0.01
_LOOK = 5.0
_BATCH = 16
# Batches given out per thread of the cluster.
_AHEAD = 3
_lock = threading.Lock()
_pools: dict[Settings, "tuple[ProcessPool, tuple[str, ...]]"] = {}

Runner = Callable[[Sequence[Task], Settings, Callable[[Task], None]], Iterator[Outcome]]


def signature(settings: Settings) -> tuple[str, ...]:
    """Return what has to be the same here and on the cluster for the results to be the same.

    Version and code, scheme, model, spaCy pipeline.
    """
    scheme = chosen_scheme(settings)
    pipeline = find_pipeline(settings)
    model = read_model_files(model_folder(settings), scheme, settings.model_sha256)
    return code_version(), scheme.digest, model.sha256, pipeline.described if pipeline else ""


def cluster_runner(address: str, send_files: bool = False) -> Runner:
    """Return what analyses files on a cluster, in place of `workers.run_tasks`.

    Args:
        address: of the scheduler, such as tcp://host:8786.
        send_files: send the content of the files, for a cluster that does not see them under the same paths.

    Raises:
        SettingsError: dask.distributed is not installed.
    """
    try:
        import distributed  # noqa: F401, PLC0415 an extra
    except ImportError as error:
        raise SettingsError(
            N_("A Dask cluster needs dask.distributed, which is not installed."),
            N_("Install it with: pip install 'curranalyser[cluster]'"),
        ) from error

    def run(tasks: Sequence[Task], settings: Settings, retried: Callable[[Task], None]) -> Iterator[Outcome]:
        if tasks:
            with _connect(address) as client:
                yield from _gather(_Cluster(client, address), tasks, settings, send_files, retried)

    return run


def _connect(address: str) -> "Client":
    from distributed import Client  # noqa: PLC0415 an extra

    # What befalls the cluster is told by what is raised. Each of its loggers has a level of its own.
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_SECONDS_TO_CONNECT)
    except (OSError, ValueError, TimeoutError) as error:
        raise SettingsError(
            N_("The Dask cluster at %(address)s cannot be reached: %(error)s."),
            N_("See that its scheduler is running there."),
            address=address,
            error=error,
        ) from error
    try:
        client.wait_for_workers(1, timeout=_SECONDS_TO_CONNECT)
    except TimeoutError as error:
        client.close()
        raise SettingsError(
            N_("The Dask cluster at %(address)s has no worker."),
            N_("Start its workers, then give the same command again."),
            address=address,
        ) from error
    return client


class _Cluster:
    """A cluster that work is given to; each method raises StoppedError where it is lost."""

    def __init__(self, client: "Client", address: str) -> None:
        from distributed import as_completed  # noqa: PLC0415 an extra

        self._client = client
        self._address = address
        self._done = as_completed()

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """Say of what its client raises that it is lost."""
        try:
            yield
        except (OSError, TimeoutError, CancelledError, RuntimeError) as error:
            raise self._lost() from error

    def _lost(self) -> StoppedError:
        return StoppedError(
            N_("The Dask cluster at %(address)s is no longer there."),
            N_("What is done is kept: give the same command to go on, there or without --scheduler."),
            address=self._address,
        )

    def threads(self) -> int:
        """Return how many threads it has; 0 where all its workers are gone, which may pass."""
        with self._asked():
            return sum(self._client.nthreads().values())

    def submit(self, batch: tuple[Task, ...], contents: tuple[bytes, ...] | None, settings: Settings) -> str:
        """Give out a batch. Returns its key."""
        with self._asked():
            future = self._client.submit(analyse_batch, batch, contents, settings, pure=False)
            self._done.add(future)
            return str(future.key)

    def next_done(self) -> "Future[tuple[tuple[str, ...], list[Outcome]]]":
        """Wait until a batch is done."""
        workless = 0.0
        looked = time.monotonic()
        while not self._done.has_ready():
            time.sleep(_MOMENT)
            if time.monotonic() - looked > _LOOK:
                looked = time.monotonic()
                workless = 0.0 if self.threads() else workless + _LOOK
                if workless > _SECONDS_WITHOUT_WORKERS:
                    raise self._lost()
        with self._asked():
            return next(self._done)

    def result(
        self, future: "Future[tuple[tuple[str, ...], list[Outcome]]]"
    ) -> tuple[tuple[str, ...], list[Outcome]]:
        """Return what came of a batch. Raises KilledWorker, or what its worker raised."""
        if future.cancelled() or future.status == "lost":
            raise self._lost()
        with self._asked():
            answer: tuple[tuple[str, ...], list[Outcome]] = future.result()
            return answer


def _gather(
    cluster: _Cluster,
    tasks: Sequence[Task],
    settings: Settings,
    send_files: bool,
    retried: Callable[[Task], None],
) -> Iterator[Outcome]:
    """Keep a few batches given out to the cluster and yield what comes back."""
    from distributed import KilledWorker  # noqa: PLC0415 an extra

    expected = signature(settings)
    plain = replace(settings, jobs=0, lang="en")
    todo = [tuple(tasks[first : first + _BATCH]) for first in range(0, len(tasks), _BATCH)][::-1]
    running: dict[str, tuple[Task, ...]] = {}

    def give_out() -> Iterator[Outcome]:
        threads = cluster.threads() or 1
        while todo and len(running) < threads * _AHEAD:
            batch = todo.pop()
            contents: tuple[bytes, ...] | None = None
            if send_files:
                refused = []
                sent = []
                for task in batch:
                    try:
                        sent.append((task, load_within(task.path, settings)))
                    except DocumentError:
                        refused.append(task)
                # What cannot be read, or is too large to be sent, needs no cluster to be refused.
                yield from (
                    outcome_of(task, analyse_path(task.path, task.shown, settings, None)) for task in refused
                )
                batch, contents = tuple(task for task, _ in sent), tuple(data for _, data in sent)
            if batch:
                running[cluster.submit(batch, contents, plain)] = batch

    yield from give_out()
    while running:
        future = cluster.next_done()
        batch = running.pop(str(future.key))
        try:
            found, outcomes = cluster.result(future)
        except KilledWorker as error:
            if len(batch) == 1:
                source = source_of(batch[0].path, batch[0].shown, settings)
                yield lost(batch[0], source, FailureCategory.CRASHED, f"{type(error).__name__}")
            else:
                for task in batch:
                    retried(task)
                    todo.append((task,))
        else:
            if found != expected:
                raise SettingsError(
                    N_("The Dask cluster has another version, scheme or model than this machine."),
                    N_("Install the same curranalyser on its workers."),
                )
            yield from outcomes
        del future
        yield from give_out()


def analyse_batch(
    batch: tuple[Task, ...], contents: tuple[bytes, ...] | None, settings: Settings
) -> tuple[tuple[str, ...], list[Outcome]]:
    """Analyse files on a Dask worker: by their paths, or from their content.

    Returns:
        The signature of this worker, and one outcome a file.
    """
    with ExitStack() as stack:
        here = batch
        if contents is not None:
            folder = stack.enter_context(own_folder())
            here = tuple(replace(task, path=folder / f"{task.index}{task.path.suffix}") for task in batch)
            for task, data in zip(here, contents, strict=True):
                task.path.write_bytes(data)
        tries = 0
        while True:
            pool, own = _own_pool(settings)
            try:
                return own, list(gather(pool, here, settings, 1))
            except BrokenExecutor as error:
                tries += 1
                is_broken(error, tries)
                _drop(settings, pool)


def _drop(settings: Settings, pool: "ProcessPool") -> None:
    """Let go of a broken pool, unless another thread has done so."""
    with _lock:
        if settings in _pools and _pools[settings][0] is pool:
            del _pools[settings]
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()


def _own_pool(settings: Settings) -> "tuple[ProcessPool, tuple[str, ...]]":
    """Return the pool of this Dask worker for these settings, and the worker's signature."""
    with _lock:
        if settings not in _pools:
            # Dask starts its workers as daemons, and Python gives those no processes of their own unless it
            # is told that they are none.
            multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
            _pools[settings] = open_pool(settings, 1), signature(settings)
        return _pools[settings]
