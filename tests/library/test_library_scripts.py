"""The library as people use it: plain scripts in processes of their own, without a guard for `__main__`."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Audited

import curranalyser

pytestmark = pytest.mark.slow


def run_script(text: str, folder: Path, *arguments: object, by_stdin: bool = False) -> str:
    """Run a script as a user would, in its folder; fail on what it says to standard error."""
    script = folder / "script.py"
    script.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-" if by_stdin else str(script), *map(str, arguments)],
        input=text if by_stdin else None,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


AUDIT = """
import json, sys
from pathlib import Path
import curranalyser

with open("begun", "a") as file:
    file.write("once ")
found = curranalyser.audit(sys.argv[1], jobs=eval(sys.argv[2]))
print(json.dumps([
    [row["owner"], row["id"], *(row[f"{name}_decision"] for name in found.perspectives)]
    for row in found.to_frame("outcomes", kind="rows")
]))
"""


@pytest.mark.parametrize(("jobs", "by_stdin"), [("None", False), ("2", False), ("2", True)])
def test_a_script_without_a_guard_audits(
    jobs: str, by_stdin: bool, sample: Path, sample_audit: Audited, tmp_path: Path
) -> None:
    told = json.loads(run_script(AUDIT, tmp_path, sample, jobs, by_stdin=by_stdin))
    theirs = curranalyser.load_audit(sample_audit.folder)
    assert told == [
        [row["owner"], row["id"], *(row[f"{name}_decision"] for name in theirs.perspectives)]
        for row in theirs.to_frame("outcomes", kind="rows")
    ]
    # No worker began the script again.
    assert (tmp_path / "begun").read_text(encoding="utf-8") == "once "


SPAWNED = """
import sys
import curranalyser
from curranalyser import workers
from curranalyser.nameless import start_afresh

with open("begun", "a") as file:
    file.write("once ")
workers.start_context = lambda: start_afresh()
print(curranalyser.audit(sys.argv[1], jobs=2))
"""


def test_where_processes_are_spawned_a_script_needs_no_guard_either(sample: Path, tmp_path: Path) -> None:
    told = run_script(SPAWNED, tmp_path, sample / "nursing" / "kursplan-OMV101-sv.pdf")
    assert told == "<Audit: 1 courses, 0 programmes, 1 files>\n"
    assert (tmp_path / "begun").read_text(encoding="utf-8") == "once "


OWN_WORKERS = """
import multiprocessing, sys
from multiprocessing import spawn
import curranalyser

def double(number):
    return 2 * number

if __name__ == "__main__":
    given = spawn.get_preparation_data
    curranalyser.audit(sys.argv[1], jobs=1)
    assert spawn.get_preparation_data is given
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.map(double, [1, 2]))
"""


def test_processes_of_the_scripts_own_are_started_as_ever(sample: Path, tmp_path: Path) -> None:
    path = sample / "nursing" / "kursplan-OMV101-sv.pdf"
    assert run_script(OWN_WORKERS, tmp_path, path) == "[2, 4]\n"


ROWS = """
import sys
sys.modules["pandas"] = None
sys.modules["polars"] = None
import curranalyser

audit = curranalyser.audit(sys.argv[1])
print(type(audit.to_frame("courses")).__name__, audit.to_frame("courses")[0]["code"])
try:
    audit.to_frame("courses", kind="pandas")
except curranalyser.CurranalyserError as error:
    print(error)
"""


def test_without_pandas_and_polars_tables_are_rows(sample: Path, tmp_path: Path) -> None:
    told = run_script(ROWS, tmp_path, sample / "nursing" / "kursplan-OMV101-sv.pdf")
    assert told == "list OMV101\npandas is not installed. Install it, or ask for rows.\n"


def test_the_example_shows_the_shares(
    repository: Path, sample: Path, sample_audit: Audited, tmp_path: Path
) -> None:
    example = (repository / "examples" / "shares.py").read_text(encoding="utf-8")
    told = run_script(example, tmp_path, sample).splitlines()
    audit = curranalyser.load_audit(sample_audit.folder)
    assert len(told) == (1 + len(audit.programmes)) * len(audit.perspectives)
    share = audit.shares[0].courses
    assert told[0].startswith(
        f"All courses, international: {share.numerator} of {share.denominator} courses #"
    )


def test_the_example_in_the_docs_runs(repository: Path, sample: Path, tmp_path: Path) -> None:
    page = (repository / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    example = page.split("```python\n")[1].split("```")[0]
    shown = page.split("```text\n")[1].split("```")[0]
    shutil.copytree(sample / "nursing", tmp_path / "corpus" / "syllabi" / "nursing")
    assert run_script(example, tmp_path) == shown
    assert (tmp_path / "reports" / "from-python" / "index.html").is_file()
