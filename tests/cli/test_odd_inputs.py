"""Each command × an input that is none of its: one line that is true, and an exit code that is no bug's."""

import os
import re
from pathlib import Path

import pytest

from tests.command_line import RunCli

# @ stands for the odd input. Commands that begin with reading it: what analyses first is tried elsewhere.
COMMANDS = (
    "parse @",
    "check @",
    "check d.txt --baseline @",
    "check d.txt --settings @",
    "classify l.jsonl --scheme @",
    "evaluate parsing @",
    "evaluate language @",
    "evaluate programmes @",
    "evaluate check --truth @",
    "goals export @",
    "programmes export @",
    "report @",
    "review export @",
    "review figures @",
    "review waiting @",
    "trend @ @ -o o",
    "compare @ @",
    "audit d.txt -o o -q --programmes @",
    "audit d.txt -o o -q --courses @",
    "audit d.txt -o o -q --goals @",
    "audit d.txt -o o -q --reviews @",
)
# What stands in no message: a traceback, a value that somebody forgot, the name of an exception.
_UNTRUE = re.compile(r"Traceback|\bNone\b(?! of)|\bTrue\b|\bFalse\b|<class|\w+(?<!Mend|Save)Error\b(?!:)|%\(")
_LONG = "a" * 300


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    (folder / "empty").touch()
    (folder / "zeros").write_bytes(b"\0" * 9)
    (folder / "text.xlsx").write_bytes(b"hej")
    (folder / "text.json").write_bytes(b"hej")
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to("loop")
    (folder / "d.txt").write_text("hej", encoding="utf-8")
    (folder / "l.jsonl").write_text('{"text": "hej"}\n', encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "name",
    [
        "pipe",
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in ("missing", "empty", "zeros", "text.xlsx", "text.json", "loop", _LONG)
        ),
    ],
)
def test_what_is_no_input_is_one_true_line(name: str, odd: Path, run_cli: RunCli) -> None:
    for command in COMMANDS:
        if "--settings" in command and name == "empty":
            continue  # no settings are settings
        for lang in ("sv", "en"):
            arguments = command.replace("@", name).split()
            told = run_cli(*arguments, "--lang", lang, code=None, cwd=odd)
            assert told.code in (2, 3, 4, 5), (command, name)
            last = told.stderr.strip().split("\n")[-1] if told.stderr else told.stdout
            assert last, (command, name)
            assert not _UNTRUE.search(told.stderr.replace("Error: Invalid", "")), (command, told.stderr)
