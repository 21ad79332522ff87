"""Writes into the pages of docs/ what the code says better than a person: commands, schemas, tables.

A generated part stands between `<!-- begin: NAME -->` and `<!-- end: NAME -->`; the text around it is written
by hand. `python docs/generate.py` writes the parts anew; with `--check` it only names the pages that are
behind the code, and ends with 1 where there are any. tests/docs asks for that.
"""

import contextlib
import inspect
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

import curranalyser
from curranalyser.audit_tables import TABLES
from curranalyser.cli.main import main

DOCS = Path(__file__).parent
_PART = re.compile(r"(<!-- begin: ([a-z-]+) -->\n).*?(<!-- end: \2 -->)", re.DOTALL)


def _cell(text: str) -> str:
    """Text as the cell of a table of Markdown."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def commands(group: click.Group = main, above: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command with its words, such as "review export", in the order of the help, groups first."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        words = (*above, name)
        yield " ".join(words), command
        if isinstance(command, click.Group):
            yield from commands(command, words)


def _command(words: str, command: click.Command) -> str:
    """A command as its help page says it."""
    # A command takes these names from the group above it, and keeps those that it was first asked with.
    named = main.context_settings["help_option_names"]
    context = click.Context(command, info_name=f"curranalyser {words}", help_option_names=named)
    usage = " ".join([f"curranalyser {words}", *command.collect_usage_pieces(context)])
    text = inspect.cleandoc(command.help or "").replace("\b\n", "")
    parts = [f"### {words}", f"`{usage}`", text.replace("<", "&lt;")]
    if not isinstance(command, click.Group):
        records = [
            record
            for option in command.get_params(context)
            if isinstance(option, click.Option) and (record := option.get_help_record(context))
        ]
        rows = [
            f"| `{' '.join(name.split()).replace('|', chr(92) + '|')}` | {_cell(what)} |"
            for name, what in records
        ]
        parts.append("\n".join(["| Option | What for |", "|---|---|", *rows]))
    return "\n\n".join(parts)


def all_commands() -> str:
    """Every command with its options."""
    return "\n\n".join(_command(words, command) for words, command in commands())


def _kind(schema: dict[str, Any]) -> str:
    """The type of a value, in words and in names of objects."""
    if "$ref" in schema:
        return f"`{schema['$ref'].rsplit('/', 1)[1]}`"
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f'"{value}"' for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}" if isinstance(schema.get("items"), dict) else "list"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_kind(schema['additionalProperties'])}"
    return str(schema.get("type", "any value"))


def _schema(words: str) -> str:
    """The objects of a command's JSON Schema, one table, with what each of their fields holds."""
    found = dict(commands())[words]
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        found.main(["--schema"], prog_name=f"curranalyser {words}")
    schema = json.loads(out.getvalue())
    rows = ["| Object | Field | Type | Always there |", "|---|---|---|---|"]
    for name, one in schema["$defs"].items():
        if "enum" in one:
            rows.append(f"| `{name}` | | {_cell(_kind(one))} | |")
        for field, value in one.get("properties", {}).items():
            there = "yes" if field in one.get("required", ()) else ""
            rows.append(f"| `{name}` | `{field}` | {_cell(_kind(value))} | {there} |")
    return "\n".join(rows)


def parse_schema() -> str:
    """What `parse --json` writes."""
    return _schema("parse")


def classify_schema() -> str:
    """What `classify` writes a line."""
    return _schema("classify")


def check_schema() -> str:
    """What `check --format json` writes."""
    return _schema("check")


def audit_tables() -> str:
    """The tables of audit.db."""
    rows = ["| Table | A row is | Columns |", "|---|---|---|"]
    for name, (what, columns) in TABLES.items():
        described = ", ".join(f"`{column}`" + (f" ({text})" if text else "") for column, _, text in columns)
        rows.append(f"| `{name}` | {what} | {described.replace('|', chr(92) + '|')} |")
    return "\n".join(rows)


def public_names() -> str:
    """What `import curranalyser` gives, functions first; mkdocstrings puts the docstrings in."""
    names = sorted(curranalyser.__all__, key=lambda name: (not name[0].islower(), name))
    return "\n\n".join(f"::: curranalyser.{name}" for name in names)


PARTS: dict[str, Callable[[], str]] = {
    "commands": all_commands,
    "parse-schema": parse_schema,
    "check-schema": check_schema,
    "classify-schema": classify_schema,
    "audit-tables": audit_tables,
    "public-names": public_names,
}


def written(page: str) -> str:
    """The page with its generated parts as the code has them now."""
    return _PART.sub(lambda found: f"{found[1]}\n{PARTS[found[2]]()}\n\n{found[3]}", page)


def behind(*, write: bool) -> list[Path]:
    """The pages that differ from what the code says; with `write` they are written anew."""
    pages = []
    for path in sorted(DOCS.rglob("*.md")):
        page = path.read_text(encoding="utf-8")
        if (new := written(page)) != page:
            pages.append(path)
            if write:
                path.write_text(new, encoding="utf-8")
    return pages


if __name__ == "__main__":
    checking = "--check" in sys.argv[1:]
    changed = behind(write=not checking)
    for changed_page in changed:
        print(changed_page.relative_to(DOCS.parent))
    sys.exit(1 if checking and changed else 0)
