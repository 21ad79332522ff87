"""Findings that are accepted: what is written into curranalyser.toml, and what is said on the next run."""

import json
import tomllib
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_line import Finished

from curranalyser.check.accept import accept, chosen_findings
from curranalyser.check.finding import Finding, Severity, fingerprint
from curranalyser.check.suppress import load_check_settings
from curranalyser.cli.main import main
from curranalyser.errors import OutputError, SettingsError
from curranalyser.settings import load_settings

DRAFT = """# Kursplan

Kurskod: TST101

Kursnamn: Vattenrening

Högskolepoäng: 7,5 hp

Nivå: Grundnivå

## Lärandemål

Efter kursen ska studenten kunna:

- förstå gällande gränsvärden,
- känna till ett filters delar,
- beräkna flöden i ett reningsverk.

## Behörighet

Grundläggande behörighet.

## Examination

Skriftlig tentamen.
"""
SETTINGS = """# Vårt hus
lang = "en"   # för alla

[check]
fail_on = "suggestion" # strängt

# Så heter kolumnerna
[columns]
code = "Kurskod"
"""
Run = Callable[..., Finished]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")

    def run_here(*arguments: object, code: int = 0) -> Finished:
        done = CliRunner().invoke(main, ["check", "draft.md", *map(str, arguments)])
        assert done.exit_code == code, (done.exit_code, done.output, done.exception)
        return Finished(done.exit_code, done.stdout, done.stderr)

    return run_here


def vague(run: Run, code: int = 0) -> list[str]:
    found = json.loads(run("--format", "json", code=code).stdout)["findings"]
    return [item["fingerprint"] for item in found if item["rule"] == "F402"]


def test_a_finding_is_accepted_with_a_reason_and_gone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "curranalyser.toml").write_text(SETTINGS, encoding="utf-8")
    first, second = vague(run, code=10)
    done = run("--accept", first, "--reason", "Beslut i maj", code=10)
    assert "1 finding accepted in curranalyser.toml." in done.stderr
    assert "gränsvärden" not in done.stdout and "1 suppressed" in done.stdout
    written = (tmp_path / "curranalyser.toml").read_text(encoding="utf-8")
    assert written.startswith(SETTINGS), "comments and order are kept"
    [entry] = tomllib.loads(written)["check"]["suppress"]
    assert (entry["rule"], entry["syllabus"], entry["reason"]) == ("F402", "TST101", "Beslut i maj")
    assert vague(run, code=10) == [second]
    run("--accept", second[:8], "--reason", "Likaså")
    assert vague(run) == []
    assert "2 suppressed" in run().stdout


def test_what_stands_beside_a_finding_names_it(run: Run) -> None:
    shown = run().stdout
    for mark in (found[:8] for found in vague(run)):
        assert f"[{mark}]" in shown


def test_all_that_is_shown_is_accepted(run: Run, tmp_path: Path) -> None:
    done = run("--accept-all", "--reason", "Gammal kurs")
    assert "0 warnings, 0 suggestions" in done.stdout
    entries = tomllib.loads((tmp_path / "curranalyser.toml").read_text(encoding="utf-8"))["check"]["suppress"]
    assert {entry["rule"] for entry in entries} == {"F402"}
    run("--all", "--accept-all", "--reason", "Gammal kurs")
    assert json.loads(run("--format", "json").stdout)["findings"] == []
    # Once more: nothing is written twice.
    before = (tmp_path / "curranalyser.toml").read_bytes()
    assert "0 findings accepted" in run("--all", "--accept-all", "--reason", "Gammal kurs").stderr
    assert (tmp_path / "curranalyser.toml").read_bytes() == before


def test_a_suppression_that_fits_nothing_any_more_is_named(run: Run, tmp_path: Path) -> None:
    run("--accept-all", "--reason", "Gammal kurs")
    assert "fits nothing" not in run().stderr
    (tmp_path / "draft.md").write_text(DRAFT.replace("förstå gällande", "ange"), encoding="utf-8")
    said = run().stderr
    assert "1 suppression in curranalyser.toml fits nothing any more and can go: F402 “förstå" in said
    assert run("--select", "R").stderr == "", "that rule was not asked"
    (tmp_path / "draft.md").write_text(DRAFT.replace("TST101", "TST102"), encoding="utf-8")
    assert "fit" not in run().stderr, "it is about a syllabus that was not given"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--accept", "abcdef0123456789", "--reason", "x"], "No finding has the fingerprint abcdef01"),
        (["--accept", "", "--reason", "x"], "No finding has the fingerprint –"),
        (["--accept-all"], "need --reason"),
        (["--accept-all", "--reason", " "], "need --reason"),
        (["--reason", "x"], "--reason belongs to"),
    ],
)
def test_2_and_nothing_is_written(run: Run, tmp_path: Path, options: list[str], told: str) -> None:
    assert told in run(*options, code=2).stderr
    assert not (tmp_path / "curranalyser.toml").exists()


def made(text: str = 'förstå “gränser”\n\x07 \'"""', rule: str = "F402") -> Finding:
    return Finding(
        rule,
        Severity.SUGGESTION,
        "a.md",
        "TST101",
        "m",
        text,
        fingerprint=fingerprint(rule, "TST101", text, ""),
    )


@pytest.mark.parametrize(
    "before",
    [
        "",
        'lang = "en"',
        "lang = 'en'\r\n[check]\r\nignore = ['L']\r\n",
        '[check]\n# nothing yet\n[columns] # c\ncode = "k"\n',
        '[[check.suppress]]\nrule = "L302"\ntext = "abc"\nreason = "d" # why\n\n# end\n[columns]\n',
        'check = { ignore = ["L"] } # short\nlang = "en"\n',
        '[check]\nsuppress = [\n  { rule = "L302", text = "abc", reason = "d" }, # why\n]\n',
        'check.ignore = ["L"] # dotted\nlang = "en"\n',
        '[check.rules]\nF406 = "off"\n',
    ],
)
def test_all_else_in_the_settings_is_kept(tmp_path: Path, before: str) -> None:
    path = tmp_path / "curranalyser.toml"
    path.write_bytes(before.encode())
    accept([made(), made(), made("x" * 20, "F401")], "why not?", path)
    after = path.read_bytes().decode()
    old, new = tomllib.loads(before), tomllib.loads(after)
    entries = new["check"]["suppress"]
    kept = old.get("check", {}).get("suppress", [])
    assert entries[: len(kept)] == kept and len(entries) == len(kept) + 2
    new["check"].pop("suppress")
    old.setdefault("check", {}).pop("suppress", None)
    assert new == old
    for comment in ("# nothing yet", "# c", "# why", "# end", "# short", "# dotted"):
        assert (comment in after) is (comment in before)
    assert ("\r\n" in after) is ("\r\n" in before) and not (
        "\r\n" in before and "\n" in after.replace("\r\n", "")
    )
    [first, _] = load_check_settings(path).suppress[len(kept) :]
    assert first.covers(made()) and not first.covers(made("förstå “gränser” och annat"))


def test_the_mark_that_editors_of_windows_write_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "curranalyser.toml"
    path.write_bytes(BOM_UTF8 + b'lang = "sv"\r\n')
    assert load_settings(path).lang == "sv"
    accept([made()], "why not?", path)
    accept([made("x" * 20)], "why not?", path)
    assert path.read_bytes().count(BOM_UTF8) == 1 and path.read_bytes().startswith(BOM_UTF8 + b"lang")
    assert load_settings(path).lang == "sv"
    assert len(load_check_settings(path).suppress) == 2


def test_settings_that_cannot_be_written_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        accept([made()], "x", tmp_path / "none" / "curranalyser.toml")


def test_a_shortened_fingerprint_has_to_tell_findings_apart() -> None:
    from dataclasses import replace

    one, other = replace(made(), fingerprint="abcd1"), replace(made(), fingerprint="abcd2")
    assert chosen_findings([one, other], ["abcd2"]) == (other,)
    for given in ("abcd", "abc", "f"):
        with pytest.raises(SettingsError):
            chosen_findings([one, other], [given])
    assert chosen_findings([one], ["abcd2"], [other]) == ()


def test_what_is_accepted_in_a_draft_without_a_name_is_not_accepted_in_others(tmp_path: Path) -> None:
    from dataclasses import replace

    path = tmp_path / "curranalyser.toml"
    nameless = replace(made("", "R502"), syllabus="", file="drafts/a.md")
    accept([nameless], "why not", path)
    [own] = load_check_settings(path).suppress
    assert own.covers(nameless) and own.covers(replace(nameless, file="a.md"))
    assert not own.covers(replace(nameless, file="drafts/b.md"))
    assert not own.could_fit([""], ["R502"]), "nobody knows whether the file was given"


def test_a_suppression_of_the_users_own_may_name_its_syllabus(tmp_path: Path) -> None:
    path = tmp_path / "curranalyser.toml"
    path.write_text(
        '[[check.suppress]]\nrule = "F"\nsyllabus = "tst102"\ntext = "förstå gällande"\nreason = "r"\n',
        encoding="utf-8",
    )
    [own] = load_check_settings(path).suppress
    finding = made("förstå gällande gränser")
    assert not own.covers(finding)
    from dataclasses import replace

    assert own.covers(replace(finding, syllabus="TST102"))
