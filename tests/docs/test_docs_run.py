"""Every command of README and docs runs as it stands, with the wheel, outside the repository.

What a page shows as printed is what the command prints.
"""

import base64
import contextlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
import tomllib
import urllib.request
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from blocks import PAGES, REPOSITORY, Block, read
from hands import PRESENT, do

fcntl = pytest.importorskip("fcntl", reason="one worker of pytest prepares for all, behind a lock of files")

# What the pages show is what a terminal of 80 columns shows on the first day of 2025.
SHOWN = {"COLUMNS": "80", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1735689600"}
# Offline: what is installed is found beside the tests.
PIP = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
FIRST_AUDIT = "reports/first-audit"
RUNNING = [page for page in PAGES if any(block.language in ("sh", "hand") for block in read(page)[1])]
# Why a block is not run: each reason stands before its block, and here, so that none comes in unseen.
NOT_RUN = {
    "asks for the repository's address": 1,
    "asks the network": 5,
    "asks for a cluster": 1,
    "asks for a container engine": 1,
    "asks a package index or installs for the system": 5,
    "takes minutes": 3,
    "these are the tests that run this": 1,
}


def environment(own: Path) -> dict[str, str]:
    """That of a user who has installed curranalyser in a virtual environment and knows no repository."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "PIP_"))
    }
    kept["PATH"] = f"{own / 'bin'}{os.pathsep}{kept['PATH']}"
    return {**kept, **SHOWN, **PIP, "VIRTUAL_ENV": str(own), "BROWSER": "true"}


def new_environment(own: Path) -> None:
    """A virtual environment in which the libraries of the tests are found, and no curranalyser of its own."""
    venv.create(own, with_pip=False, symlinks=True)
    [site] = own.glob("lib/python*/site-packages")
    outer = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    # A path in a .pth file comes behind the environment's own.
    (site / "libraries.pth").write_text("".join(f"{path}\n" for path in sorted(outer)), encoding="utf-8")
    # Programs that the libraries bring, such as pip's, are called by module: `python -m pip`.


def bash(text: str, folder: Path, own: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", text],
        cwd=folder,
        env=environment(own),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@contextlib.contextmanager
def once(place: Path) -> Iterator[bool]:
    """Whether this process is to prepare `place`; the others wait until it has."""
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = place.with_suffix(".done")
        yield not done.exists()
        done.touch()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of one run of pytest see."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "docs"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def installed(shared: Path) -> Path:
    """A virtual environment with curranalyser from its wheel."""
    pytest.importorskip("hatchling")
    own = shared / "venv"
    with once(own) as first:
        if first:
            pip = [sys.executable, "-m", "pip", "--quiet"]
            wheel = [
                *pip,
                "wheel",
                "--no-deps",
                "--no-build-isolation",
                "-w",
                str(shared / "wheel"),
                str(REPOSITORY),
            ]
            subprocess.run(wheel, check=True, env={**os.environ, **PIP}, timeout=300)
            new_environment(own)
            [file] = (shared / "wheel").glob("*.whl")
            # The tests may have a curranalyser of their own among the libraries: pip would leave it at that.
            done = bash(f"python -m pip --quiet install --no-deps --ignore-installed {file}", shared, own)
            assert done.returncode == 0, done.stderr
    where = bash("python -c 'import curranalyser; print(curranalyser.__file__)'", shared, own).stdout
    assert Path(where).is_relative_to(own), where
    return own


@pytest.fixture(scope="session")
def first_audit(shared: Path, installed: Path) -> Path:
    """The report that README's first command writes."""
    [command] = re.findall(
        rf"curranalyser audit \S+ -o {FIRST_AUDIT}", (REPOSITORY / "README.md").read_text()
    )
    folder = shared / "first"
    with once(folder) as first:
        if first:
            shutil.copytree(REPOSITORY / "corpus" / "syllabi", folder / "corpus" / "syllabi")
            done = bash(command, folder, installed)
            assert done.returncode == 0, done.stderr
    return folder / FIRST_AUDIT


def shows(expected: str, printed: str) -> bool:
    """Whether this was printed; a line with … alone stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line.rstrip()) + r"[ ]*\n"
        for line in expected.splitlines()
    )
    return re.fullmatch(pattern, printed.rstrip("\n") + "\n") is not None


def brought(block: Block, folder: Path) -> dict[str, str]:
    """The headers that the web server before the page brings, where the page stands behind one."""
    headers = {}
    if name := re.search(r"--public-name (\S+)", block.text):
        headers["Host"] = name[1]
    if file := re.search(r"--token-file (\S+)", block.text):
        headers["Authorization"] = f"Bearer {(folder / file[1]).read_text().strip()}"
    return headers


def check_serving(block: Block, folder: Path, own: Path) -> None:
    """A page that is served until it is stopped. The port alone is another: the usual one may be taken."""
    command = f"exec {block.text.strip()} --port 0"
    with subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=environment(own), stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            address = next(found[0] for line in server.stdout if (found := re.search(r"http://\S+", line)))
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            asked = urllib.request.Request(address, headers=brought(block, folder))
            with opener.open(asked, timeout=60) as answer:
                assert answer.status == 200, block.place
                assert b"<html" in answer.read(), block.place
        finally:
            server.terminate()


def run_block(block: Block, folder: Path, own: Path) -> str:
    """Run the commands of a block and give back what they print."""
    if "serves" in block.remarks:
        check_serving(block, folder, own)
        return ""
    done = bash(block.text, folder, own)
    said = f"{block.place}\n{block.text}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    assert done.returncode == int(block.remarks.get("exit", 0)), f"ended with {done.returncode}: {said}"
    assert "Traceback" not in done.stderr, said
    return done.stdout


@pytest.mark.docs
@pytest.mark.parametrize("page", RUNNING)
def test_the_commands_of_a_page_run_in_their_order(
    page: str, installed: Path, first_audit: Path, tmp_path: Path
) -> None:
    lying, blocks = read(page)
    for needed in (block.remarks["needs"] for block in blocks if "needs" in block.remarks):
        if not PRESENT[needed]():
            pytest.skip(f"{needed} is not installed")
    folder = tmp_path / "curranalyser"
    folder.mkdir()
    for name in lying:
        source, target = first_audit if name == FIRST_AUDIT else REPOSITORY / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # Caches and the like are in no checkout.
        drop = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, target, ignore=drop) if source.is_dir() else shutil.copy(source, target)
    own = installed
    if any("pip install" in block.text for block in blocks if "not run" not in block.remarks):
        own = tmp_path / "venv"
        new_environment(own)
    printed: str | None = None
    for block in blocks:
        if "not run" in block.remarks:
            printed = None
        elif block.language == "hand":
            do(block.text, folder)
        elif block.title:
            (folder / block.title).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.title).write_text(block.text, encoding="utf-8")
        elif block.language == "sh":
            printed = run_block(block, folder, own)
        elif block.language == "python":
            done = subprocess.run(
                [str(own / "bin" / "python"), "-c", block.text],
                cwd=folder, env=environment(own), capture_output=True, text=True, timeout=300, check=False,
            )  # fmt: skip
            assert done.returncode == 0, f"{block.place}\n{done.stderr}"
            printed = done.stdout
        elif block.language == "text":
            assert printed is not None, f"{block.place}: output of nothing"
            assert shows(block.text, printed), f"{block.place} shows\n{block.text}\nand printed is\n{printed}"


NOTEBOOKS = sorted((REPOSITORY / "docs" / "notebooks").glob("*.ipynb"))


def outputs(notebook: Path) -> list[dict[str, Any]]:
    """What the cells of a notebook print and draw, by kind."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", [])]


def test_notebooks_are_kept_without_what_they_print() -> None:
    assert NOTEBOOKS
    for notebook in NOTEBOOKS:
        assert not outputs(notebook), notebook
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            assert cell.get("execution_count") is None, notebook


@pytest.mark.docs
def test_the_notebook_runs_to_a_plot_of_what_the_command_found(
    installed: Path, first_audit: Path, tmp_path: Path
) -> None:
    pytest.importorskip("nbconvert")
    pytest.importorskip("matplotlib")
    folder = tmp_path / "docs" / "notebooks"
    shutil.copytree(REPOSITORY / "docs" / "notebooks", folder)
    shutil.copytree(REPOSITORY / "corpus" / "syllabi", tmp_path / "corpus" / "syllabi")
    notebook = folder / "shares.ipynb"
    command = f"python -m nbconvert --to notebook --execute --inplace {notebook.name}"
    done = bash(command, folder, installed)
    assert done.returncode == 0, done.stderr
    shown = [output["data"] for output in outputs(notebook) if "data" in output]
    pages = ["".join(data.get("text/html", "")) for data in shown]
    [table] = [page for page in pages if "<th>numerator</th>" in page]
    rows = [re.findall(r"<td>(.*?)</td>", row) for row in table.split("<tr>")]
    told = [(row[1], float(row[2]), float(row[3])) for row in rows if row]
    with contextlib.closing(sqlite3.connect(first_audit / "audit.db")) as audit:
        asked = (
            "SELECT perspective, numerator, denominator FROM share WHERE courses = 'all' AND of = 'courses'"
        )
        assert told == audit.execute(asked).fetchall()
    assert len(told) > 3
    [picture] = [data["image/png"] for data in shown if "image/png" in data]
    assert base64.b64decode(picture).startswith(b"\x89PNG")


def test_what_is_not_run_says_why() -> None:
    reasons: dict[str, int] = {}
    for page in PAGES:
        for block in read(page)[1]:
            if "not run" in block.remarks:
                assert block.language == "sh", block.place
                reasons[block.remarks["not run"]] = reasons.get(block.remarks["not run"], 0) + 1
    assert reasons == NOT_RUN


def test_other_blocks_are_what_they_say() -> None:
    yaml = pytest.importorskip("yaml")
    readers: dict[str, Callable[[str], object]] = {
        "toml": tomllib.loads,
        "json": json.loads,
        "yaml": yaml.safe_load,
        "python": lambda text: compile(text, "docs", "exec"),
    }
    for page in PAGES:
        for block in read(page)[1]:
            if block.language in readers:
                lines = block.text.splitlines() if block.title.endswith(".jsonl") else [block.text]
                for text in lines:
                    readers[block.language](text)
            else:
                assert block.language in ("sh", "text", "hand", "nginx", "csv"), block.place


def test_no_command_stands_beside_the_blocks_that_are_run() -> None:
    """A line of its own that looks like a command and is in no block would never be run."""
    for page in PAGES:
        prose = re.sub(
            r"^```.*?^```",
            "",
            (REPOSITORY / page).read_text(encoding="utf-8"),
            flags=re.DOTALL | re.MULTILINE,
        )
        assert not re.search(r"^\s*(?:\$ |curranalyser )\S+.*$", prose, re.MULTILINE), page


def test_the_comparison_of_outputs_sees_differences() -> None:
    assert shows("a\n…\nc\n", "a\nb\nb\nc\n")
    assert shows("a\n…\n", "a\nb\n")
    assert shows("a\nb\n", "a  \nb\n\n")
    assert not shows("a\nb\n", "a\nc\n")
    assert not shows("a\n", "a\nb\n")
    assert not shows("b\n…\n", "a\nb\n")
