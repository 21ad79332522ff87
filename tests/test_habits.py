"""The files around the code: constraints, tasks, hooks, citation."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def test_each_dependency_has_a_version_in_the_constraints_and_it_is_allowed() -> None:
    extras = PROJECT["optional-dependencies"]
    asked = [
        *PROJECT["dependencies"],
        *extras["test"],
        *(line for name in ("ocr", "pdf") for line in extras[name]),
    ]
    for requirement in map(Requirement, asked):
        if requirement.name == PROJECT["name"]:
            continue
        version = pinned()[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), requirement


def test_what_is_cited_is_what_is_built() -> None:
    from curranalyser import __version__

    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["title"], cited["version"], cited["license"]) == (
        PROJECT["name"],
        __version__,
        PROJECT["license"],
    )


def test_the_tasks_have_the_commands_of_the_table_of_checks() -> None:
    tasks = re.sub(r'[",\[\]()]|session\.run', " ", (ROOT / "noxfile.py").read_text(encoding="utf-8"))
    tasks = " ".join(tasks.split())
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## The checks")[1].split("\n## ")[0]
    commands = re.findall(r"`((?:ruff|mypy|lint-imports|python -m pytest|curranalyser audit)[^`]*)`", table)
    assert len(commands) >= 6
    assert [command for command in commands if command not in tasks] == []


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda path: path.name)
def test_workflows_and_forms_are_yaml_and_workflows_say_that_they_were_never_run(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    assert path.parent.name != "workflows" or text.startswith("# Never run:")


def test_the_hook_for_others_takes_what_check_reads() -> None:
    from curranalyser.read.endings import READ_ENDINGS

    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    endings = set(re.findall(r"\w+", hook["files"].split("(")[1]))
    assert endings <= {ending.removeprefix(".") for ending in READ_ENDINGS}
