"""A run that is killed goes on from where it was.

Nothing is lost, nothing half-written, and the audit is the same.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import RunCli
from report_files import REPORT, bytes_of, files_of

from curranalyser.audit_tables import TABLES
from curranalyser.store import STORE_FILE, open_finished, stored_rows

KILLS = 20
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as systems send them")


def begin(
    files: Path, folder: Path, environment: dict[str, str], *options: object
) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "curranalyser",
        "audit",
        str(files),
        "-o",
        str(folder),
        "--jobs",
        "2",
        *map(str, options),
    ]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=environment,
        cwd=folder.parent,
    )


def events(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


def wait_for(log: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the log has so many lines beside those on what was passed over, or the process has ended."""

    def lines() -> int:
        text = log.read_bytes() if log.exists() else b""
        return text.count(b"\n") - text.count(b'"event":"passed over"')

    while process.poll() is None and lines() < count:
        time.sleep(0.005)


def contents(folder: Path) -> tuple[dict[str, bytes], dict[str, list[tuple[object, ...]]]]:
    """The files of a report, and the rows of its store."""
    connection = open_finished(folder)
    rows = {table: list(stored_rows(connection, table)) for table in TABLES}
    connection.close()
    return bytes_of(folder, (".db",)), rows


@pytest.mark.slow
def test_twenty_kills_change_nothing(sample: Path, tmp_path: Path, quiet_environment: dict[str, str]) -> None:
    undisturbed = tmp_path / "undisturbed"
    begun = time.monotonic()
    first = begin(sample, undisturbed, quiet_environment)
    expected_output, _ = first.communicate(timeout=120)
    duration = time.monotonic() - begun
    expected = contents(undisturbed)
    draw = random.Random(7)
    folder = tmp_path / "killed"
    kills = resumed = 0
    while kills < KILLS:
        log = tmp_path / f"{kills}.jsonl"
        process = begin(sample, folder, quiet_environment, "--log-file", log)
        # Half of them while files come in, half at any moment at all.
        if kills % 2:
            wait_for(log, draw.randrange(1, 36), process)
        else:
            with_timeout(process, draw.uniform(0.1, duration))
        process.kill()
        stdout, stderr = process.communicate(timeout=60)
        assert b"Traceback" not in stderr
        resumed += any(event["event"] == "kept" for event in events(log))
        if process.returncode == 0:  # it was quicker: begin anew, so that the next kill has something to hit
            assert (stdout, contents(folder)) == (expected_output, expected)
            shutil.rmtree(folder)
            continue
        assert process.returncode == -signal.SIGKILL
        kills += 1
    assert resumed > KILLS / 4
    last = begin(sample, folder, quiet_environment)
    stdout, _ = last.communicate(timeout=120)
    assert (last.returncode, stdout) == (0, expected_output)
    assert contents(folder) == expected
    assert sorted(path.name for path in folder.iterdir()) == [*REPORT, "programmes"]


def with_timeout(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait so long, or until the process has ended."""
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)


@pytest.mark.slow
def test_a_killed_run_leaves_no_worker_behind(
    sample: Path, tmp_path: Path, quiet_environment: dict[str, str]
) -> None:
    log = tmp_path / "log.jsonl"
    process = begin(sample, tmp_path / "out", quiet_environment, "--log-file", log)
    wait_for(log, 5, process)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        os.killpg(process.pid, signal.SIGKILL)
        pytest.fail("workers outlived their run")
    process.communicate()


@pytest.mark.slow
def test_two_audits_into_one_folder(
    sample: Path, tmp_path: Path, quiet_environment: dict[str, str], run_cli: RunCli
) -> None:
    log = tmp_path / "log.jsonl"
    process = begin(sample, tmp_path / "out", quiet_environment, "--log-file", log)
    wait_for(log, 1, process)
    second = run_cli("audit", sample, "-o", tmp_path / "out", code=6)
    assert (
        second.stderr
        == f"curranalyser: Another audit is writing to {tmp_path / 'out'}. Wait until it is done, or give"
        " another folder.\n"
    )
    process.communicate(timeout=120)
    assert process.returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [*REPORT, "programmes"]


def test_a_second_run_reads_only_what_changed(sample: Path, tmp_path: Path, run_cli: RunCli) -> None:
    files, folder = tmp_path / "files", tmp_path / "out"
    files.mkdir()
    for path in (sample / "computer-engineering").glob("*.pdf"):
        (files / path.name).write_bytes(path.read_bytes())
    first = run_cli("audit", files, "-o", folder)
    before = contents(folder)
    stamps = {name: path.stat().st_mtime_ns for name, path in files_of(folder, (".db",)).items()}

    again = run_cli("audit", files, "-o", folder, "--log-file", tmp_path / "1.jsonl")
    assert again == first
    assert [event["event"] for event in events(tmp_path / "1.jsonl")] == ["unchanged", "ended"]
    assert {name: path.stat().st_mtime_ns for name, path in files_of(folder, (".db",)).items()} == stamps

    with (folder / "outcomes.csv").open("ab") as table:
        table.write(b"somebody wrote here")
    run_cli("audit", files, "-o", folder)
    assert contents(folder) == before
    run_cli("audit", files, "-o", folder, "--lang", "sv")
    assert 'lang="sv"' in (folder / "index.html").read_text(encoding="utf-8")

    changed = files / "kursplan-DAT101-sv.pdf"
    changed.write_bytes(changed.read_bytes() + b"\n%\n")
    run_cli("audit", files, "-o", folder, "--log-file", tmp_path / "2.jsonl")
    told = events(tmp_path / "2.jsonl")
    assert [event["file"] for event in told if event["event"] == "analysed"] == [changed.name]
    assert sum(event["event"] == "kept" for event in told) == len(list(files.iterdir())) - 1


def test_report_and_export_read_no_syllabus(sample: Path, tmp_path: Path, run_cli: RunCli) -> None:
    files, folder = tmp_path / "files", tmp_path / "out"
    files.mkdir()
    for path in (sample / "nursing").glob("*.pdf"):
        (files / path.name).write_bytes(path.read_bytes())
    first = run_cli("audit", files, "-o", folder)
    before, rows = contents(folder)
    for path in files.iterdir():
        path.unlink()
    for path in files_of(folder, (".db",)).values():
        path.unlink()
    again = run_cli("report", folder)
    assert (again.stdout, contents(folder)[0]) == (first.stdout, before)
    elsewhere = run_cli(
        "report", folder / STORE_FILE, "-o", tmp_path / "elsewhere", "--lang", "sv", "--quiet"
    )
    assert elsewhere.stderr == ""
    assert (tmp_path / "elsewhere" / "audit.json").read_bytes() == before["audit.json"]
    assert 'lang="sv"' in (tmp_path / "elsewhere" / "index.html").read_text(encoding="utf-8")
    run_cli("export", folder, "-o", tmp_path / "tables")
    exported = (tmp_path / "tables" / "outcome.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(exported) == 1 + len(rows["outcome"])
    assert run_cli("report", tmp_path, code=2).stderr.startswith("curranalyser: There is no audit in ")
    assert run_cli("export", tmp_path, "-o", tmp_path / "tables", code=2).stderr.startswith(
        "curranalyser: There is no audit in "
    )


def test_quiet_verbose_and_the_log(sample: Path, tmp_path: Path, run_cli: RunCli) -> None:
    files = sample / "computer-engineering"
    names = sorted(path.name for path in files.glob("*.pdf"))
    log = tmp_path / "log.jsonl"
    quiet = run_cli("audit", files, "-o", tmp_path / "out", "--quiet", "--log-file", log)
    assert quiet.stderr == ""
    told = events(log)
    assert [event["event"] for event in told] == ["begun", *["analysed"] * len(names), "ended"]
    assert sorted(str(event["file"]) for event in told[1:-1]) == names
    assert all(event["status"] == "ok" and len(str(event["sha256"])) == 64 for event in told[1:-1])
    verbose = run_cli("audit", files, "-o", tmp_path / "other", "--verbose")
    assert sorted(verbose.stderr.splitlines()[:-1]) == [f"{name}: analysed" for name in names]
    assert run_cli("audit", files, "-o", tmp_path / "out", "--log-file", tmp_path, code=2).stdout == ""
    assert (
        "The log"
        in run_cli(
            "audit", files, "-o", tmp_path / "out", "--log-file", tmp_path / "none" / "log", code=6
        ).stderr
    )


@pytest.mark.slow
@pytest.mark.usefixtures("heeded_interrupts")
def test_an_interrupted_run_says_how_to_go_on(
    sample: Path, tmp_path: Path, quiet_environment: dict[str, str]
) -> None:
    log = tmp_path / "log.jsonl"
    process = begin(sample, tmp_path / "out", quiet_environment, "--log-file", log)
    wait_for(log, 4, process)
    os.killpg(process.pid, signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (130, b"")
    hint, verdict = stderr.decode().splitlines()
    assert verdict == "curranalyser: Interrupted."
    told = events(log)
    done = sum(event["event"] == "analysed" for event in told)
    assert hint == f"{done} of {told[0]['files']} files are done. Give the same command to go on from there."
    assert told[-1]["event"] == "interrupted"
    with sqlite3.connect(tmp_path / "out" / STORE_FILE) as connection:
        assert connection.execute("SELECT count(*) FROM result").fetchone()[0] in (done, done + 1)
    connection.close()
