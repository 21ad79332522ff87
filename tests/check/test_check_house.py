"""What a house says of the rules in [check.rules]."""

from typing import Any

import pytest

from curranalyser.analyse import load_stage
from curranalyser.check.draft import read_draft
from curranalyser.check.finding import Finding, Severity, rules
from curranalyser.check.house import House, read_house
from curranalyser.check.run import check_drafts
from curranalyser.errors import SettingsError
from curranalyser.i18n import translator
from curranalyser.settings import Settings

DRAFT = """# Kursplan

Kurskod: TST101

Kursnamn: Vattenrening

## Lärandemål

Efter kursen ska studenten kunna:

- förstå hur ett filter fungerar,
- beskriva ett reningsverk, beräkna flöden i en anläggning och skriva en ansökan om tillstånd.

## Examination

Tentamen.
"""
SCHEME, CLASSIFIER = load_stage(Settings())


def found(table: object) -> list[Finding]:
    draft = read_draft(DRAFT.encode(), "draft.md", Settings(), CLASSIFIER)
    return list(check_drafts([draft], SCHEME, translator("en"), rules(), read_house(table)))


def test_a_rule_is_off() -> None:
    assert "F402" in {finding.rule for finding in found({})}
    assert "F402" not in {finding.rule for finding in found({"F402": "off"})}


def test_all_that_begin_so_are_off_but_the_one_that_is_named() -> None:
    kept = {finding.rule for finding in found({"F406": "info", "F": "off"})}
    assert {rule for rule in kept if rule[0] == "F"} == {"F406"}


def test_a_rule_has_another_severity() -> None:
    [vague] = [finding for finding in found({"F402": "warning"}) if finding.rule == "F402"]
    assert vague.severity is Severity.WARNING
    assert {finding.severity for finding in found({"R": "info"}) if finding.rule[0] == "R"} == {Severity.INFO}


@pytest.mark.parametrize(("parts", "fires"), [(3, True), (4, False)])
def test_a_number_is_the_houses(parts: int, fires: bool) -> None:
    rule = {"F403": {"parts": parts, "severity": "info"}}
    assert ("F403" in {finding.rule for finding in found(rule)}) is fires
    assert House().number("F403", "parts") == 3


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"F442": "off"}, "There is no rule F442. Nearest: F40"),
        ({"F402": "error"}, "F402 is wrong. Write off, info, suggestion, warning."),
        ({"F402": 3}, "F402 is wrong."),
        ({"F402": {"parts": 3}}, "F402.parts is wrong. It has no numbers."),
        ({"F403": {"items": 3}}, "F403.items is wrong. It has these numbers: parts."),
        ({"F403": {"parts": "four"}}, "F403.parts is wrong. Write a number"),
        ({"F403": {"parts": True}}, "F403.parts is wrong."),
        ({"F": {"parts": 3}}, "F.parts is wrong. Numbers belong to one rule"),
        ("off", "rules is wrong."),
    ],
)
def test_what_is_wrong_is_said(table: Any, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_house(table)
    assert told in caught.value.told(translator("en").gettext)
