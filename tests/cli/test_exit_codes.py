"""How each command ends, and that payload goes to stdout and everything else to stderr."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import Audited, RunCli
from report_files import REPORT

from curranalyser.errors import FAILURE_TEXTS, FailureCategory
from curranalyser.scheme import shipped_path

DIFFICULT = {
    "course-syllabus-HUS710-en.pdf": FailureCategory.NO_OUTCOME_SECTION,
    "kursplan-DAT205-losenord.pdf": FailureCategory.ENCRYPTED,
    "kursplan-MAT102-inskannad.pdf": FailureCategory.NO_TEXT_LAYER,
}


def test_0_all_analysed(sample_audit: Audited) -> None:
    finished = sample_audit.finished
    assert finished.code == 0
    assert sorted(path.name for path in sample_audit.folder.iterdir()) == [*REPORT, "programmes"]
    # A run of some seconds, on a busy machine, tells its progress too.
    told = [line for line in finished.stderr.splitlines() if not re.match(r"\d+ of \d+ files, ", line)]
    assert told == [f"Open {sample_audit.folder / 'index.html'} in a browser."]
    for name in (
        "Computer Engineering (TGDTI)",
        "Nursing (VGSSK)",
        "Sustainability and Global Governance (TASGG)",
    ):
        assert name in finished.stdout


def test_the_table_shows_what_the_issue_asks_for(sample_audit: Audited) -> None:
    first, *others, bands, reached, omitted, counted = sample_audit.finished.stdout.strip().split("\n\n")
    assert len(others) == 2
    assert bands.startswith("In brackets beside a share: ")
    assert reached.startswith("Departments and subjects with at least one course\n")
    assert omitted.startswith("What is left out of the figures\n")
    assert counted.startswith("Passed over, because they are no syllabi: ")
    labels = [line[2:].split("  ")[0] for line in first.splitlines()[1:] if not line.startswith("   ")]
    assert labels == [
        "Courses",
        "Outcomes",
        "International",
        "Intercultural",
        "Comparative",
        "Its own outcomes",
        "Everyone takes",
        "Language of instruction",
        "Files that need attention",
    ]
    assert all(len(line) <= 80 for line in sample_audit.finished.stdout.splitlines())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("audit",), "Missing argument 'PATHS...'"),
        (("audit", "."), "Missing option '-o'"),
        (("audit", "none", "-o", "out"), "There is no file or folder none. Check the path."),
        (("audit", ".", "-o", "out", "--jobs", "0"), "Invalid value for '-j'"),
        (("audit", ".", "-o", "out", "--lang", "de"), "'de' is not one of 'sv', 'en'"),
        (
            ("audit", ".", "-o", "out", "--settings", "none.toml"),
            "The settings file none.toml does not exist.",
        ),
        (("parse",), "Missing argument 'PATHS...'"),
        (("parse", "none.pdf"), "There is no file or folder none.pdf."),
        (("check", "none.pdf"), "There is no file or folder none.pdf."),
        (("audti",), "No such command 'audti'"),
        (("agreement", os.devnull, os.devnull), "no labelled outcome in common"),
        (("train", "--corpus", ".", "-o", "model"), "no labelled outcomes"),
        (("evaluate", "perspectives", os.devnull), "no labelled outcomes"),
    ],
)
def test_2_usage_or_settings(run_cli: RunCli, arguments: tuple[str, ...], told: str) -> None:
    finished = run_cli(*arguments, code=2)
    assert finished.stdout == ""
    assert told in " ".join(finished.stderr.split())


def test_2_a_settings_file_in_the_current_folder_that_is_wrong(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "curranalyser.toml").write_text("max_page = 3", encoding="utf-8")
    finished = run_cli("parse", ".", code=2, cwd=tmp_path)
    assert (
        finished.stderr
        == "curranalyser: curranalyser.toml has an unknown setting max_page. Did you mean max_pages?\n"
    )


def test_3_report_written_and_some_files_need_attention(
    run_cli: RunCli, difficult: Path, tmp_path: Path
) -> None:
    finished = run_cli("audit", difficult, "-o", tmp_path / "report", code=3)
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == REPORT
    attention = " ".join(finished.stdout.split("Files that need attention")[1].split())
    told = [f"{name}: {FAILURE_TEXTS[category][0]}" for name, category in DIFFICULT.items()]
    assert attention == " ".join(told)


@pytest.mark.parametrize("command", ["parse", "check"])
def test_3_a_syllabus_without_outcomes(run_cli: RunCli, difficult: Path, command: str) -> None:
    run_cli(command, difficult / "course-syllabus-HUS710-en.pdf", code=3)


def test_4_nothing_could_be_analysed(run_cli: RunCli, difficult: Path, tmp_path: Path) -> None:
    scan = difficult / "kursplan-MAT102-inskannad.pdf"
    finished = run_cli("audit", scan, "-o", tmp_path / "report", code=4)
    assert finished.stdout == ""
    reason, verdict = finished.stderr.splitlines()
    assert reason.startswith(
        "kursplan-MAT102-inskannad.pdf: The pages are pictures without text. Have them read by OCRmyPDF"
    )
    assert verdict.startswith("curranalyser: None of the files held a syllabus")
    assert [path.name for path in (tmp_path / "report").iterdir()] == ["audit.db"]
    assert "The draft could not be checked." in run_cli("check", scan, code=4).stderr
    assert "The pages are pictures without text." in run_cli("parse", scan, code=4).stdout


def test_4_there_is_no_file(run_cli: RunCli, tmp_path: Path) -> None:
    for arguments in (("audit", tmp_path, "-o", tmp_path / "report"), ("parse", tmp_path)):
        assert run_cli(*arguments, code=4).stderr.startswith("curranalyser: There is no file to analyse.")


@pytest.mark.parametrize("lost", ["model", "scheme", "altered"])
def test_5_model_or_scheme(run_cli: RunCli, sample: Path, tmp_path: Path, lost: str) -> None:
    settings = tmp_path / "curranalyser.toml"
    settings.write_text('scheme = "none.toml"' if lost == "scheme" else 'model = "model"', encoding="utf-8")
    if lost == "altered":
        shutil.copytree(shipped_path("models", "default"), tmp_path / "model")
        with (tmp_path / "model" / "cues.toml").open("ab") as file:
            file.write(b"\n")
    draft = sample / "computer-engineering" / "kursplan-DAT101-sv.pdf"
    for arguments in (("audit", draft, "-o", tmp_path / "report"), ("check", draft)):
        finished = run_cli(*arguments, "--settings", settings, code=5)
        assert finished.stdout == ""
        assert finished.stderr.startswith("curranalyser: The ")


def test_5_the_model_given_to_classify_is_missing(run_cli: RunCli, tmp_path: Path) -> None:
    finished = run_cli("classify", "--model", tmp_path / "none", "-", stdin=b'{"text": "x"}\n', code=5)
    assert finished.stdout == ""


def test_6_output_not_writable(run_cli: RunCli, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    draft = sample / "computer-engineering" / "kursplan-DAT101-sv.pdf"
    finished = run_cli("audit", draft, "-o", tmp_path / "file" / "report", code=6)
    assert finished.stdout == ""
    assert finished.stderr.startswith("curranalyser: The report cannot be written to ")


def still_there(group: int) -> bool:
    """Whether a process of the group outlives its leader for long; one that still loads ends after that."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals as terminals send them")
@pytest.mark.usefixtures("heeded_interrupts")
@pytest.mark.parametrize("whole_group", [True, False], ids=["Ctrl-C in a terminal", "signal to the process"])
def test_130_interrupted(
    sample: Path, tmp_path: Path, quiet_environment: dict[str, str], whole_group: bool
) -> None:
    files = tmp_path / "files"
    for number in range(6):
        shutil.copytree(sample / "nursing", files / str(number))
    command = [
        sys.executable,
        "-m",
        "curranalyser",
        "audit",
        str(files),
        "-o",
        str(tmp_path / "report"),
        "--jobs",
        "1",
    ]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=quiet_environment,
        cwd=tmp_path,
    )
    try:
        deadline = time.monotonic() + 60
        while not (tmp_path / "report").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.5)
        (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert (process.returncode, stdout, stderr.splitlines()[-1]) == (130, b"", b"curranalyser: Interrupted.")
    assert {path.name for path in (tmp_path / "report").iterdir()} <= {"audit.db"}
    assert not still_there(process.pid)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["audit", "check", "parse", "explain"])
def test_6_standard_output_cannot_be_written(
    sample: Path, tmp_path: Path, quiet_environment: dict[str, str], command: str
) -> None:
    draft = sample / "computer-engineering" / "kursplan-DAT101-sv.pdf"
    arguments = {
        "audit": [draft, "-q", "-o", tmp_path / "out"],
        "check": [draft],
        "parse": [draft],
        "explain": [],
    }[command]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "curranalyser", command, *arguments, "--lang", "sv"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=quiet_environment,
            cwd=tmp_path,
            check=False,
            timeout=120,
        )
    assert done.returncode == 6
    [line] = done.stderr.decode().splitlines()
    assert line.startswith(
        "curranalyser: Standardutmatningen kan inte skrivas: det finns inget utrymme kvar."
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["--help"], ["audit", "--help"], ["--version"]])
def test_6_a_help_page_cannot_be_written(quiet_environment: dict[str, str], arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "curranalyser", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            env=quiet_environment,
            check=False,
            timeout=120,
        )
    expected = (
        "curranalyser: Standard output cannot be written: there is no room left. Make room, or write"
        " elsewhere."
    )
    assert (done.returncode, done.stderr.decode().splitlines()) == (6, [expected])


@pytest.mark.skipif(os.name != "posix", reason="streams as posix has them")
@pytest.mark.parametrize(
    "closed", [*(pytest.param([number], marks=pytest.mark.slow) for number in range(3)), [0, 1, 2]]
)
def test_streams_that_are_closed_cost_nothing_but_what_goes_to_them(
    sample: Path, tmp_path: Path, quiet_environment: dict[str, str], closed: list[int]
) -> None:
    """No file of the audit takes the place of one: what is printed would be written into it."""
    draft = sample / "computer-engineering" / "kursplan-DAT101-sv.pdf"
    command = [sys.executable, "-m", "curranalyser", "audit", str(draft), "-o", str(tmp_path / "out")]
    shell = ["sh", "-c", f'exec "$@" {" ".join(f"{number}>&-" for number in closed)}', "sh"]
    done = subprocess.run(
        [*shell, *command], capture_output=True, env=quiet_environment, cwd=tmp_path, check=False, timeout=120
    )
    assert done.returncode == 0
    assert bool(done.stdout) is (1 not in closed)
    assert bool(done.stderr) is (2 not in closed)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == REPORT
    again = subprocess.run(
        command, capture_output=True, env=quiet_environment, cwd=tmp_path, check=True, timeout=120
    )
    assert b"DAT101" in (tmp_path / "out" / "outcomes.csv").read_bytes()
    assert again.stdout


@pytest.mark.skipif(os.name != "posix", reason="pipes as posix has them")
def test_6_nobody_reads_on(tmp_path: Path, quiet_environment: dict[str, str]) -> None:
    """As with `curranalyser explain | head -1`."""
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [sys.executable, "-m", "curranalyser", "explain"],
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=quiet_environment,
        cwd=tmp_path,
        check=False,
        timeout=120,
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (6, b"")
