"""Kills at random moments: of a run, of its workers, and of the processes beside it.

    python tests/attacks/kills.py --count 60 --seed 22

Each round kills one process of an audit with SIGKILL and gives the same command again, until it has ended by
itself: then the report and the store are those of a run that nobody disturbed, byte for byte.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from curranalyser.audit_tables import TABLES
from curranalyser.store import open_finished, stored_rows

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "syllabi"
# Who is killed, in turn: the run itself; a worker; the process that workers are forked from; one that was
# forked from the run, which looks into files or makes the workbook.
VICTIMS = ("run", "worker", "server", "beside")
PATIENCE = 300
HALF = 0.5


def children_of(pid: int) -> list[int]:
    """The processes that one has started and not yet waited for."""
    found = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(number) for number in thread.read_text(encoding="ascii").split()]
        except OSError:  # has just ended
            continue
    return found


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def victims_of(run: int, kind: str) -> list[int]:
    """The processes of a kind that an audit has now."""
    if kind == "run":
        return [run]
    own = children_of(run)
    servers = [pid for pid in own if b"forkserver" in command_of(pid)]
    if kind == "server":
        return servers
    if kind == "worker":
        return [worker for server in servers for worker in children_of(server)]
    return [pid for pid in own if command_of(pid) == command_of(run)]


def contents_of(folder: Path) -> tuple[dict[str, bytes], dict[str, list[tuple[object, ...]]]]:
    """The files of a report, and the rows of its store."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".db"
    }
    connection = open_finished(folder)
    rows = {table: list(stored_rows(connection, table)) for table in TABLES}
    connection.close()
    return files, rows


@dataclass
class Kills:
    """What came of the rounds.

    Attributes:
        killed: how many of each kind.
        resumed: runs that found results of one before them.
        codes: exit codes of all runs.
    """

    killed: Counter[str] = field(default_factory=Counter)
    resumed: int = 0
    codes: Counter[int] = field(default_factory=Counter)


class Killer:
    """Audits of some files into one folder, of which it kills processes.

    Args:
        files: what is audited.
        folder: an empty one, for reports, logs and temporary files.
        seed: of the draw of moments.
    """

    def __init__(self, files: Path, folder: Path, seed: int) -> None:
        self.files = files
        self.place = folder
        self.report = folder / "report"
        self.draw = random.Random(seed)
        self.told = Kills()
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        begun = time.monotonic()
        code, self.output, _ = self.finish(self.begin())
        self.duration = time.monotonic() - begun
        assert code == 0, code
        self.files_found = self.analysed()
        self.expected = contents_of(self.report)
        shutil.rmtree(self.report)

    def begin(self) -> subprocess.Popen[bytes]:
        log = self.place / "log.jsonl"
        log.unlink(missing_ok=True)
        options = ("-j", "2", "-q", "--date", "2026-03-02", "--log-file", str(log))
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "curranalyser",
                "audit",
                str(self.files),
                "-o",
                str(self.report),
                *options,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            cwd=self.place,
            env={**os.environ, "COLUMNS": "80", "TMPDIR": str(self.temporary)},
        )

    def analysed(self) -> int:
        """How many files of the run there is news of."""
        log = self.place / "log.jsonl"
        told = log.read_bytes() if log.exists() else b""
        return told.count(b'"event":"analysed"') + told.count(b'"event":"kept"')

    def finish(self, process: subprocess.Popen[bytes]) -> tuple[int, bytes, bytes]:
        """Wait for a run. Its code is one that a command may have, and it has no traceback to show."""
        stdout, stderr = process.communicate(timeout=PATIENCE)
        self.told.codes[process.returncode] += 1
        assert process.returncode in (0, 3, 4, -signal.SIGKILL), (process.returncode, stderr)
        assert b"Traceback" not in stderr, stderr
        log = self.place / "log.jsonl"
        self.told.resumed += log.exists() and b'"event":"kept"' in log.read_bytes()
        return process.returncode, stdout, stderr

    def kill_one(self, kind: str) -> bool:
        """Begin a run and kill a process of it, if there is one of this kind when its moment has come."""
        process = self.begin()
        # Half of them while files come in, half at any moment at all.
        lines = self.draw.randrange(1, self.files_found) if self.draw.random() < HALF else 0
        moment = time.monotonic() + (0 if lines else self.draw.uniform(0.1, self.duration))
        lasting = time.monotonic() + 2 * self.duration
        hit = False
        while process.poll() is None and not hit and time.monotonic() < lasting:
            time.sleep(0.002)
            # What lives for a moment only is killed when it is there.
            come = time.monotonic() >= moment and self.analysed() >= lines
            if kind == "beside" or come:
                for victim in self.draw.sample(found := victims_of(process.pid, kind), len(found))[:1]:
                    try:
                        os.kill(victim, signal.SIGKILL)
                    except ProcessLookupError:
                        continue
                    hit = True
        code, stdout, _ = self.finish(process)
        self.told.killed[kind] += hit
        if code == 0:
            self.compare(stdout)
        return hit

    def compare(self, stdout: bytes) -> None:
        """Hold that a finished run left just what an undisturbed one does, and begin anew."""
        assert stdout == self.output
        assert contents_of(self.report) == self.expected
        shutil.rmtree(self.report)

    def kill(self, count: int, told: Callable[[int, Kills], None] = lambda *_: None) -> Kills:
        """Kill so many processes, and let the last run come to its end. `told` is called after each."""
        kills = 0
        while kills < count:
            kills += self.kill_one(VICTIMS[kills % len(VICTIMS)])
            told(kills, self.told)
        for _ in range(3):
            code, stdout, stderr = self.finish(self.begin())
            if code == 0:
                break
        assert code == 0, stderr
        self.compare(stdout)
        left = [path.name for path in self.temporary.iterdir()]
        assert left == [], left
        return self.told


def _tell(kills: int, told: Kills) -> None:
    print(f"\r{kills} killed, exit codes {dict(told.codes)}", end="", file=sys.stderr, flush=True)


def main() -> None:
    """Kill as many as asked for, and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=22)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        told = Killer(SAMPLE / "nursing", Path(name), given.seed).kill(given.count, _tell)
    print(f"killed {dict(told.killed)}, resumed {told.resumed}, exit codes {dict(told.codes)}")


if __name__ == "__main__":
    main()
