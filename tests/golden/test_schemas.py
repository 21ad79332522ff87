"""What is kept and handed on has a version: what each version is stands in tests/golden/schemas.

`UPDATE_GOLDEN=1 python -m pytest tests/golden/test_schemas.py` writes the file of a version that has none. It
never replaces one: a changed schema is a new version (`schema_versions`, and `store.FORMAT` for audit.db).
"""

import json
import os
import sqlite3
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command_line import Audited, RunCli

from curranalyser import schema_versions as versions
from curranalyser.datamodel import Decision
from curranalyser.errors import SettingsError
from curranalyser.review import Review, parse_reviews, render_reviews, reviews_digest
from curranalyser.store import FORMAT

SCHEMAS = Path(__file__).parent / "schemas"
# Command → what its schema is of, and the version that it has now.
PRINTED = {
    ("audit",): ("audit", versions.AUDIT_JSON),
    ("parse",): ("parse", versions.PARSED),
    ("check",): ("check", versions.CHECKED),
    ("classify",): ("classify", versions.CLASSIFIED),
    ("review", "import"): ("decision", versions.DECISION),
    ("export",): ("audit-db", FORMAT),
}


def bare(schema: Any) -> Any:
    """Leave out what is told to people: other words are no other schema."""
    if isinstance(schema, dict):
        return {
            name: bare(part)
            for name, part in schema.items()
            if not (name in ("description", "title") and isinstance(part, str))
        }
    return [bare(part) for part in schema] if isinstance(schema, list) else schema


def comparable_schema(text: str) -> str:
    if text.startswith("{"):
        return json.dumps(bare(json.loads(text)), indent=1, ensure_ascii=False) + "\n"
    kept = (line.split("--")[0].rstrip() for line in text.splitlines())
    return "\n".join(line for line in kept if line) + "\n"


@pytest.mark.parametrize("command", PRINTED, ids=" ".join)
def test_a_changed_schema_has_a_raised_version(command: tuple[str, ...], run_cli: RunCli) -> None:
    name, version = PRINTED[command]
    ending = "sql" if name == "audit-db" else "json"
    golden = SCHEMAS / f"{name}.v{version}.{ending}"
    now = comparable_schema(run_cli(*command, "--schema").stdout)
    if os.environ.get("UPDATE_GOLDEN") and not golden.exists():
        golden.write_text(now, encoding="utf-8")
    assert now == golden.read_text(encoding="utf-8"), (
        f"the schema of {name} is not that of version {version}: raise it, then UPDATE_GOLDEN=1"
    )
    later = [path for path in SCHEMAS.glob(f"{name}.v*") if int(path.suffixes[0][2:]) > version]
    assert later == [], "a version went back"


def test_every_golden_schema_is_of_something_printed() -> None:
    assert {path.name.split(".")[0] for path in SCHEMAS.iterdir()} == {name for name, _ in PRINTED.values()}


def test_an_audit_carries_its_version_first_and_one_without_is_read(
    sample_audit: Audited, tmp_path: Path, run_cli: RunCli
) -> None:
    data = (sample_audit.folder / "audit.json").read_bytes()
    fields = json.loads(data)
    assert next(iter(fields)) == "schema_version" and fields.pop("schema_version") == versions.AUDIT_JSON
    (tmp_path / "now").mkdir()
    (tmp_path / "now" / "audit.json").write_bytes(data)
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "audit.json").write_text(json.dumps(fields), encoding="utf-8")
    first, second = (
        run_cli("review", "export", tmp_path / name, "-o", tmp_path / f"{name}.csv")
        for name in ("before", "now")
    )
    assert first.code == second.code == 0
    assert (tmp_path / "before.csv").read_bytes() == (tmp_path / "now.csv").read_bytes()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"schema_version": 99}, "was written by a later version of curranalyser (schema version 99;"),
        ({"schema_version": 0, "shares": "none"}, "by an earlier version of curranalyser, before audits had"),
        ({"shares": "none"}, "was written by an earlier version of curranalyser (schema version 1;"),
        ({"perspectives": 3}, "is no audit that this version can read"),
        ({"schema_version": "one"}, "is no audit that this version can read"),
    ],
)
def test_an_audit_that_cannot_be_read_is_refused_by_name(
    change: dict[str, Any], told: str, sample_audit: Audited, tmp_path: Path, run_cli: RunCli
) -> None:
    fields = json.loads((sample_audit.folder / "audit.json").read_bytes()) | change
    (tmp_path / "audit.json").write_text(json.dumps(fields), encoding="utf-8")
    refused = run_cli("compare", tmp_path, tmp_path, code=None)
    assert refused.code and told in " ".join(refused.stderr.split())


@pytest.mark.parametrize(
    ("number", "told"), [(FORMAT + 1, "a later version"), (FORMAT - 1, "an earlier version")]
)
def test_a_store_of_another_version_is_refused_by_name(
    number: int, told: str, tmp_path: Path, run_cli: RunCli, sample_audit: Audited
) -> None:
    path = tmp_path / "audit.db"
    path.write_bytes((sample_audit.folder / "audit.db").read_bytes())
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {number}")
    connection.close()
    refused = run_cli("report", tmp_path, code=None)
    text = " ".join(refused.stderr.split())
    assert refused.code and f"was written by {told} of curranalyser (schema version {number}" in text


# As a version of the tool wrote it that knew no versions of lines.
OLD = b'{"course":"ABC101","text":"compare health systems","perspective":"international","decision":"yes"}\n'
ONE = Review("ABC101", "compare health systems", "international", Decision.YES)
TWO = Review("ABC101", "take a blood sample", "international", Decision.NO)


def test_a_decision_carries_its_version_and_a_line_without_one_stays_as_it_is() -> None:
    kept = parse_reviews(OLD, "r.jsonl")
    assert kept == (ONE,)
    both = render_reviews((*kept, TWO)).splitlines(keepends=True)
    # So a merge with a branch of an older version of the tool meets no changed line that nobody changed.
    assert both[0] == OLD and json.loads(both[1])["schema_version"] == versions.DECISION
    assert parse_reviews(b"".join(both), "r.jsonl") == (ONE, TWO)
    assert reviews_digest(kept) == reviews_digest((ONE,)), "what was decided is the same"


def test_a_decision_in_the_place_of_another_says_its_version_once() -> None:
    [line] = render_reviews((replace(TWO, before=ONE),)).splitlines()
    assert line.count(b"schema_version") == 1
    assert parse_reviews(line, "r.jsonl")[0].before == ONE


def test_a_decision_of_a_later_version_is_refused_by_name() -> None:
    line = render_reviews((replace(ONE, schema_version=7),))
    with pytest.raises(SettingsError) as refused:
        parse_reviews(render_reviews((TWO,)) + line, "r.jsonl")
    assert refused.value.values["path"] == "r.jsonl:2" and refused.value.values["found"] == 7


def test_two_branches_of_decisions_are_merged_by_git(tmp_path: Path) -> None:
    far = Review("XYZ301", "plan care", "international", Decision.NO)
    base = OLD + render_reviews((TWO,))
    ours = render_reviews((*parse_reviews(base, "r"), far))
    theirs = b'{"course":"AAA100","text":"lead","perspective":"international","decision":"no"}\n' + base
    for name, data in (("base", base), ("ours", ours), ("theirs", theirs)):
        (tmp_path / name).write_bytes(data)
    merged = subprocess.run(
        ["git", "merge-file", "-p", "ours", "base", "theirs"], cwd=tmp_path, capture_output=True, check=True
    ).stdout
    assert {review.course for review in parse_reviews(merged, "r")} == {"AAA100", "ABC101", "XYZ301"}
