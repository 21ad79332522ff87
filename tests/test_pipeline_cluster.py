"""The same audit on a Dask cluster on loopback, also when one of its workers is killed in the middle."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import RunCli
from report_files import PAGES

import curranalyser.cluster
from curranalyser.cluster import cluster_runner
from curranalyser.errors import SettingsError, StoppedError
from curranalyser.settings import Settings
from curranalyser.workers import Task

pytestmark = pytest.mark.slow

pytest.importorskip("distributed")

REPORT = ("audit.json", "outcomes.csv", "audit.xlsx", *PAGES)


class Cluster:
    """A scheduler and two worker processes."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.folder = folder
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show"
        )
        self.workers = [
            self._start("worker", self.address, "--nthreads", "1", "--no-dashboard", *extra)
            for extra in (("--nanny",), ("--no-nanny",))
        ]

    def _start(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        program = "import sys; from distributed.cli.dask_" + kind + " import main; main()"
        with (self.folder / f"{kind}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-c", program, *options],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
            )

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    started = Cluster(tmp_path)
    try:
        yield started
    finally:
        started.stop()


@pytest.mark.skipif(os.name != "posix", reason="signals as systems send them")
def test_the_audit_of_a_cluster_is_the_local_one_though_a_worker_is_killed(
    cluster: Cluster, sample: Path, tmp_path: Path, run_cli: RunCli, quiet_environment: dict[str, str]
) -> None:
    # The day stands in the report: a process of its own has today's.
    dated = ("-q", "--date", "2026-03-02")
    local = run_cli("audit", sample, "-o", tmp_path / "local", *dated)
    log = tmp_path / "log.jsonl"
    command = [
        sys.executable,
        "-m",
        "curranalyser",
        "audit",
        sample,
        "-o",
        tmp_path / "remote",
        *dated,
        "--scheduler",
        cluster.address,
        "--log-file",
        log,
    ]
    process = subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=quiet_environment,
    )
    while process.poll() is None and (not log.exists() or log.read_bytes().count(b"analysed") < 1):
        time.sleep(0.005)
    os.killpg(cluster.workers[1].pid, signal.SIGKILL)
    stdout, stderr = process.communicate(timeout=120)
    assert (process.returncode, stdout.decode()) == (0, local.stdout), stderr
    for name in REPORT:
        assert (tmp_path / "remote" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()
    sent = run_cli(
        *("audit", sample, "-o", tmp_path / "sent", *dated, "--scheduler", cluster.address, "--send-files")
    )
    assert sent == local
    for name in REPORT:
        assert (tmp_path / "sent" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="signals as systems send them")
def test_a_scheduler_that_is_lost_in_mid_run_costs_nothing(
    cluster: Cluster, sample: Path, tmp_path: Path, run_cli: RunCli, quiet_environment: dict[str, str]
) -> None:
    dated = ("-q", "--date", "2026-03-02")
    local = run_cli("audit", sample, "-o", tmp_path / "local", *dated)
    log = tmp_path / "log.jsonl"
    command = ["audit", sample, "-o", tmp_path / "remote", *dated]
    process = subprocess.Popen(
        [sys.executable, "-m", "curranalyser"]
        + [str(part) for part in (*command, "--scheduler", cluster.address, "--log-file", log)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=quiet_environment,
    )
    while process.poll() is None and (not log.exists() or log.read_bytes().count(b"analysed") < 1):
        time.sleep(0.005)
    os.killpg(cluster.scheduler.pid, signal.SIGKILL)
    stdout, stderr = process.communicate(timeout=120)
    # It may have been done with all but the report.
    assert process.returncode in (0, 4), stderr
    if process.returncode:
        assert stdout == b""
        assert stderr.decode() == (
            f"curranalyser: The Dask cluster at {cluster.address} is no longer there. What is done is kept:"
            " give the same command to go on, there or without --scheduler.\n"
        )
    again = run_cli(*command, "--log-file", tmp_path / "again.jsonl")
    assert again.stdout == local.stdout
    assert b'"event":"kept"' in (tmp_path / "again.jsonl").read_bytes() or not process.returncode
    for name in REPORT:
        assert (tmp_path / "remote" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()


def test_a_scheduler_that_is_not_there(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curranalyser.cluster._SECONDS_TO_CONNECT", 1)
    draft = sample / "computer-engineering" / "kursplan-DAT101-sv.pdf"
    runner = cluster_runner("tcp://127.0.0.1:9")
    with pytest.raises(SettingsError, match="cannot be reached"):
        list(runner([Task(0, draft, draft.name)], Settings(), lambda _: None))


class Workless:
    """A client of a cluster that has its scheduler still, and no workers any more."""

    def nthreads(self) -> dict[str, int]:
        return {}

    def has_ready(self) -> bool:
        return False


def test_a_cluster_without_workers_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curranalyser.cluster, "_LOOK", 0.01)
    monkeypatch.setattr(curranalyser.cluster, "_SECONDS_WITHOUT_WORKERS", 0.05)
    cluster = object.__new__(curranalyser.cluster._Cluster)
    cluster._client = cluster._done = Workless()  # type: ignore[assignment]
    cluster._address = "tcp://127.0.0.1:8786"
    with pytest.raises(StoppedError, match="no longer there"):
        cluster.next_done()
