"""docs/dependencies.md names each dependency, and what it says of the code is so."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "curranalyser"
# Where a package is imported under another name than its own.
IMPORTED_AS = {
    "markdown-it-py": "markdown_it",
    "pillow": "PIL",
    "python-docx": "docx",
    "python-multipart": "multipart",
    "scikit-learn": "sklearn",
}
Row = dict[str, str]


def tables() -> list[list[Row]]:
    found: list[list[Row]] = []
    heads: list[str] = []
    for line in (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            heads = []
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if not heads:
            heads = cells
            found.append([])
        elif set(line) - {"|", "-"}:
            found[-1].append(dict(zip(heads, cells, strict=True)))
    return found


NEEDED, EXTRAS = tables()


def name_of(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0]


def imported_name(package: str) -> str:
    return IMPORTED_AS.get(package, package.replace("-", "_"))


def test_each_dependency_and_each_extra_has_its_row() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert [row["Package"] for row in NEEDED] == [name_of(each) for each in project["dependencies"]]
    assert sorted((row["Extra"], row["Package"]) for row in EXTRAS) == sorted(
        (extra, name_of(each))
        for extra, named in project["optional-dependencies"].items()
        for each in named
        if name_of(each) != "curranalyser"
    )
    for row in NEEDED:
        assert all(row.values()), row


def imports(tree: ast.Module) -> Iterator[str]:
    """The packages that a module imports when it runs; what is there for types alone is not."""
    typing = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.dump(branch.test)
        for statement in branch.body
        for node in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if id(node) in typing:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
        elif (
            isinstance(node, ast.Call)
            and node.args
            and isinstance(node.args[0], ast.Constant)
            # By name, and the files in a package.
            and ast.unparse(node.func).rpartition(".")[2] in ("import_module", "files")
        ):
            yield str(node.args[0].value).partition(".")[0]


@cache
def importers() -> dict[str, set[str]]:
    """Package to the modules of ours that import it."""
    found: dict[str, set[str]] = {}
    for file in SOURCE.rglob("*.py"):
        module = ".".join(file.relative_to(SOURCE).with_suffix("").parts)
        for package in imports(ast.parse(file.read_text(encoding="utf-8"))):
            found.setdefault(package, set()).add(module)
    return found


@pytest.mark.parametrize("row", [*NEEDED, *EXTRAS], ids=lambda row: row.get("Extra", "") + row["Package"])
def test_its_door_imports_it_and_nothing_else_does(row: Row) -> None:
    found = importers().get(imported_name(row["Package"]), set())
    doors = re.findall(r"`([^`]+)`", row["Door"])
    if row["Door"] in ("none", "tests"):
        # One that an extra of its own brings too has its door there.
        assert not found or any(other["Package"] == row["Package"] != other["Door"] for other in EXTRAS)
        return
    assert doors, row
    opened = set()
    for door in doors:
        through = {name for name in found if re.fullmatch(re.escape(door).replace(r"\*", ".*"), name)}
        assert through, f"{door} does not import {row['Package']}"
        opened |= through
    assert opened == found


# Notes each package that is asked for, in each process.
RECORDER = """
import os, sys
class Recorder:
    def find_spec(self, name, path=None, target=None):
        if "." not in name:
            with open(os.environ["RECORDED"], "a") as file:
                file.write(name + "\\n")
sys.meta_path.insert(0, Recorder())
"""


@pytest.mark.slow
@pytest.mark.parametrize("command", ["audit", "check"])
def test_a_command_loads_what_the_table_says(tmp_path: Path, command: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(RECORDER)
    record = tmp_path / "record.txt"
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "Kursplan\nRätt, 7,5 högskolepoäng\nKurskod: AB1234\n\nLärandemål\nEfter kursen ska studenten kunna\n"
        "- jämföra dansk och isländsk rätt\n- lösa ekvationer\n",
        encoding="utf-8",
    )
    sample = sorted((ROOT / "corpus" / "syllabi" / "nursing").glob("*.pdf"))[:3]
    arguments = [*map(str, sample), "-o", str(tmp_path / "report")] if command == "audit" else [str(draft)]
    path = os.pathsep.join((str(tmp_path), str(ROOT / "src")))
    done = subprocess.run(
        [sys.executable, "-m", "curranalyser", command, *arguments],
        env={**os.environ, "PYTHONPATH": path, "RECORDED": str(record)},
        capture_output=True,
        timeout=180,
        check=False,
    )
    assert done.returncode in (0, 3, 10), done.stderr
    loaded = set(record.read_text().split())
    assert {row["Package"] for row in NEEDED if imported_name(row["Package"]) in loaded} == {
        row["Package"] for row in NEEDED if f"`{command}`" in row["Loaded by"].partition(";")[0]
    }
