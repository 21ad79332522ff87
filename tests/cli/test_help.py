"""Every command has help and a place in the docs, and asking for help costs nothing."""

import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from command_line import Audited, RunCli

from curranalyser.cli.main import LazyGroup, main
from curranalyser.errors import ExitCode
from curranalyser.settings import Settings

HEAVY = (
    "PIL",
    "babel",
    "docx",
    "ftfy",
    "jinja2",
    "langdetect",
    "numpy",
    "pdfplumber",
    "pebble",
    "pypdfium2",
    "scipy",
    "simplemma",
    "sklearn",
    "spacy",
    "xlsxwriter",
)
REPOSITORY = Path(__file__).resolve().parents[2]
# README is the first page of many: whatever is longer than a few minutes' reading stands in docs/.
MOST_BYTES = 8000
# Commands that hold others and do nothing themselves.
GROUPS = ("evaluate", "goals", "programmes", "review")


def page(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


IMPORTED = """
import contextlib, io, json, sys
sys.argv = ["curranalyser", *json.loads(sys.argv[1])]
from curranalyser.cli.main import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""


def names(group: click.Group, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The words of every command, those of groups before those of their members.

    A group's members are told by its table, without importing them.
    """
    found = []
    for name in group.list_commands(click.Context(group)):
        found.append((*above, name))
        if not above and name in GROUPS:
            member = group.get_command(click.Context(group), name)
            assert isinstance(member, click.Group)
            found += names(member, (*above, name))
    return found


def imported(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, json.dumps(arguments)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(json.loads(done.stdout))


def test_help_lists_every_command_and_exit_code(run_cli: RunCli) -> None:
    finished = run_cli("--help")
    assert finished.stderr == ""
    assert isinstance(main, LazyGroup)
    for name, (_, text) in main.lazy.items():
        assert re.search(rf"^  {name} +{re.escape(text)}$", finished.stdout, re.MULTILINE)
    for code in (0, 2, 3, 4, 5, 6, 10, 130):
        assert re.search(rf"\b{code} ", finished.stdout)


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("audit", "--help"), ("parse", "--help"), ("check", "--help")]
)
def test_help_imports_nothing_heavy(arguments: tuple[str, ...]) -> None:
    loaded = imported(*arguments)
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.slow
def test_check_of_one_draft_loads_what_is_heavy_once_in_the_process_of_the_draft(tmp_path: Path) -> None:
    """What that process needs, and how long it takes, tests/benchmarks/run.py measures."""
    draft = tmp_path / "kurs.txt"
    draft.write_text(
        "Kursplan\nLärandemål\nEfter kursen ska studenten kunna\n- förstå rätt", encoding="utf-8"
    )
    loaded = imported("check", str(draft))
    assert "babel" in loaded
    assert loaded.isdisjoint(set(HEAVY) - {"babel", "numpy"})


@pytest.mark.slow
def test_the_table_of_heavy_modules_means_something() -> None:
    """A run does import some of them: the names are spelt as they are imported."""
    assert {"pebble", "pypdfium2", "numpy"} <= set(HEAVY)
    code = (
        "import sys, curranalyser.analyse, curranalyser.report.html, curranalyser.report.excel;"
        " print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"numpy", "jinja2", "xlsxwriter"} <= set(done.stdout.split()) & set(HEAVY)


@pytest.mark.slow
def test_a_run_over_unchanged_files_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "kurs.txt").write_text(
        "Kursplan\nLärandemål\nEfter kursen ska studenten kunna\n- jämföra svensk och dansk rätt",
        encoding="utf-8",
    )
    command = ("audit", str(tmp_path / "kurs.txt"), "-o", str(tmp_path / "out"), "--quiet")
    assert "jinja2" in imported(*command)
    assert imported(*command).isdisjoint(HEAVY)


def test_every_command_has_help_and_stands_in_the_docs(run_cli: RunCli) -> None:
    commands = names(main)  # type: ignore[arg-type]
    table, _, _ = page("docs/reference/commands.md").partition("## One example of each")
    assert {words[0] for words in commands} == {
        *("audit", "check", "explain", "parse", "compare", "trend", "letters", "review", "programmes"),
        *("goals", "report", "export", "serve"),
        *("classify", "train", "evaluate", "agreement"),
    }
    for words in commands:
        finished = run_cli(*words, "--help")
        usage, _, rest = finished.stdout.partition("\n\n")
        assert usage.startswith(f"Usage: curranalyser {' '.join(words)}")
        assert rest.strip().split("\n\n")[0].strip().endswith((".", ":"))
        row = f"| [`curranalyser {' '.join(words)}`](#{'-'.join(words)}) |"
        assert " ".join(words) in GROUPS or row in table


def test_every_option_has_help() -> None:
    def members(group: click.Group) -> list[click.Command]:
        context = click.Context(group)
        found = []
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            found += [command, *(members(command) if isinstance(command, click.Group) else [])]
        return found

    for command in members(main):  # type: ignore[arg-type]
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help and parameter.help.endswith("."), (command.name, parameter.name)


def test_the_version_is_that_of_the_package(run_cli: RunCli) -> None:
    from importlib.metadata import version

    assert version("curranalyser") in run_cli("--version").stdout


def test_the_docs_list_every_setting_with_its_default() -> None:
    part = page("docs/reference/settings.md").split("\n## ")[0]
    rows = {
        cells[1].strip(" `"): cells[2].strip(" `")
        for cells in (line.split("|") for line in part.splitlines())
        if len(cells) > 3
    }
    assert [field.name for field in fields(Settings)] == [
        name for name in rows if name not in ("Setting", "---")
    ]
    for field in fields(Settings):
        if isinstance(field.default, (int, str)):
            assert rows[field.name].strip('"') == str(field.default).replace("False", "false"), field.name


def test_the_docs_list_every_exit_code() -> None:
    part = page("docs/reference/exit-codes.md")
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", part, re.MULTILINE)] == sorted(
        map(int, ExitCode)
    )


def test_the_docs_show_all_that_the_audit_prints(
    run_cli: RunCli, sample_audit: Audited, difficult: Path, tmp_path: Path
) -> None:
    """Where this fails, the figures have moved: say so in CHANGELOG.md and paste the new tables."""
    blocks = re.findall(r"```text\n(.*?)\n```", page("docs/reference/report.md"), re.DOTALL)
    shown = run_cli("audit", difficult, "-o", tmp_path, code=3).stdout
    assert [block.splitlines() for block in blocks] == [
        sample_audit.finished.stdout.rstrip("\n").splitlines(),
        shown.rstrip("\n").splitlines(),
    ]


def test_the_readme_is_short_and_begins_with_the_three_commands() -> None:
    readme = page("README.md")
    assert len(readme.encode()) <= MOST_BYTES
    start = readme.split("## Quick start")[1].split("\n## ")[0]
    for command in (
        "git clone … && cd curranalyser",
        "python -m pip install . && curranalyser audit corpus/syllabi -o reports/first-audit",
        "python -m pip install '.[test]' && python -m pytest",
    ):
        assert command in start


def test_links_in_the_documents_lead_somewhere(repository: Path) -> None:
    documents = [repository / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    for document in (*documents, *(repository / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), (document.name, target)


def test_who_interrupts_while_a_command_is_loaded_gets_the_code_of_an_interruption(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("curranalyser.cli.main.importlib.import_module", interrupted)
    ended = CliRunner().invoke(main, ["explain"])
    assert ended.exit_code == 130
    assert "Interrupted" in ended.stderr
