"""Each rule fires where it should and is silent where it should: one file of cases a rule."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from curranalyser.analyse import load_stage
from curranalyser.check.draft import read_draft
from curranalyser.check.finding import expand_rules, explain, rules
from curranalyser.check.run import check_drafts
from curranalyser.errors import SettingsError
from curranalyser.i18n import translator
from curranalyser.settings import Settings

CASES = Path(__file__).parent / "cases"
SETTINGS = Settings()
SCHEME, CLASSIFIER = load_stage(SETTINGS)
TEMPLATES = {
    "sv": (
        "# Kursplan\n\nKurskod: TST101\n\nKursnamn: Vattenrening\n\n##"
        " Lärandemål\n\n{lead_in}\n\n{items}\n\n## Examination\n\nTentamen.\n"
    ),
    "en": (
        "# Course syllabus\n\nCode: TST101\n\nTitle: Water Treatment\n\n## Learning"
        " outcomes\n\n{lead_in}\n\n{items}\n\n## Assessment\n\nExam\n"
    ),
}
LEAD_INS = {"sv": "Efter kursen ska studenten kunna:", "en": "After the course the student shall be able to:"}


def drafts_of(case: dict[str, Any]) -> list[str]:
    if "outcomes" in case:
        language = case["language"]
        items = "\n".join(f"- {text}" for text in case["outcomes"])
        return [TEMPLATES[language].format(lead_in=case.get("lead_in", LEAD_INS[language]), items=items)]
    return case.get("drafts") or [case["draft"]]


def cases(kind: str) -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get(kind, []):
            found.append(pytest.param(path.stem, case, id=f"{path.stem} {case['name']}"))
    return found


def fired(rule: str, case: dict[str, Any]) -> list[Any]:
    drafts = [
        read_draft(text.encode(), f"draft-{number}.md", SETTINGS, CLASSIFIER)
        for number, text in enumerate(drafts_of(case))
    ]
    assert all(draft.syllabi for draft in drafts), [draft.failures for draft in drafts]
    return [
        finding for finding in check_drafts(drafts, SCHEME, translator("en"), rules()) if finding.rule == rule
    ]


@pytest.mark.parametrize(("rule", "case"), cases("fail"))
def test_it_fires(rule: str, case: dict[str, Any]) -> None:
    found = fired(rule, case)
    assert len(found) == case.get("times", 1), found
    for finding in found:
        assert finding.message and "%(" not in finding.message
        assert all(0 <= start < end <= len(finding.text) for start, end in finding.spans)
        assert finding.explanation.partition(" --area ")[0] == f"curranalyser explain {rule}"


@pytest.mark.parametrize(("rule", "case"), cases("pass"))
def test_it_is_silent(rule: str, case: dict[str, Any]) -> None:
    assert fired(rule, case) == []


def test_every_rule_has_its_file_of_cases() -> None:
    assert sorted(path.stem for path in CASES.glob("*.toml")) == list(rules())
    for kind in ("fail", "pass"):
        with_cases = {parameter.values[0] for parameter in cases(kind)}
        assert set(rules()) - with_cases <= ({"P102"} if kind == "fail" else set())


def test_what_the_tool_is_unsure_of_is_said_as_unsure() -> None:
    """P102 with a label made by hand: which outcomes a model is unsure of changes with the model."""
    from dataclasses import replace

    from curranalyser.check.draft import Checked
    from curranalyser.datamodel import Decision

    draft = read_draft(
        drafts_of({"language": "sv", "outcomes": ["redogöra för EU-rätten", "beräkna flöden"]})[0].encode(),
        "draft.md",
        SETTINGS,
        CLASSIFIER,
    )
    [checked] = draft.syllabi
    first, *others = checked.analysed.outcomes
    unsure = replace(
        first,
        labels=tuple(
            replace(label, decision=Decision.REVIEW) if label.decision is Decision.YES else label
            for label in first.labels
        ),
    )
    changed = replace(
        draft, syllabi=(Checked(checked.syllabus, replace(checked.analysed, outcomes=(unsure, *others))),)
    )
    found = [
        finding
        for finding in check_drafts([changed], SCHEME, translator("en"), rules())
        if finding.rule[0] == "P"
    ]
    assert [finding.rule for finding in found] == ["P102"]
    assert "international: unsure, worth a look" in found[0].message


def test_rules_are_told_in_both_languages_with_the_same_values() -> None:
    import re

    for rule in rules().values():
        for texts in (rule.title, rule.message, rule.why):
            assert [lang for lang, _ in texts] == ["en", "sv"]
            values = [sorted(set(re.findall(r"%\(\w+\)s", text))) for _, text in texts]
            assert values[0] == values[1], rule.id
        assert explain(rule, "sv") != explain(rule, "en")


def test_rules_are_named_by_id_or_its_beginning() -> None:
    assert expand_rules(["F402"]) == {"F402"}
    assert expand_rules(["r51, l3"]) == {"R511", "R512", "L301", "L302", "L303", "L304", "L305", "L306"}
    with pytest.raises(SettingsError):
        expand_rules(["X1"])
    with pytest.raises(SettingsError):
        expand_rules([""])


def test_no_demand_on_other_countries() -> None:
    """The ordinance holds in Sweden."""
    from dataclasses import replace

    text = drafts_of(
        {"language": "sv", "outcomes": ["redogöra för reningens steg", "beräkna flöden i ett reningsverk"]}
    )[0]
    draft = read_draft(text.encode(), "draft.md", SETTINGS, CLASSIFIER)
    assert any(finding.rule[0] == "R" for finding in check_drafts([draft], SCHEME, translator("en"), rules()))
    assert not any(
        finding.rule[0] == "R"
        for finding in check_drafts([draft], replace(SCHEME, home_country="FI"), translator("en"), rules())
    )


def test_a_fingerprint_holds_whatever_the_file_the_place_and_the_language() -> None:
    text = drafts_of({"language": "sv", "outcomes": ["förstå hur ett filter fungerar", "beräkna flöden"]})[0]
    one = check_drafts(
        [read_draft(text.encode(), "a.md", SETTINGS, CLASSIFIER)], SCHEME, translator("en"), rules()
    )
    other = check_drafts(
        [read_draft(f"\n\n{text}".encode(), "b.md", SETTINGS, CLASSIFIER)], SCHEME, translator("sv"), rules()
    )
    assert [finding.fingerprint for finding in one] == [finding.fingerprint for finding in other]
    assert len({finding.fingerprint for finding in one}) == len(one)
    assert [finding.line for finding in one] != [finding.line for finding in other]


def test_two_versions_that_differ_are_set_side_by_side() -> None:
    [case] = [parameter.values[1] for parameter in cases("fail") if parameter.values[0] == "L304"]
    [finding] = fired("L304", case)
    assert finding.message == "The Swedish version has 3 outcomes, the English one 2."
    assert [note.count("“") for note in finding.notes] == [2, 2, 1]
    assert finding.notes[2] == "“utvärdera driften av ett filter.” / –"
    [case] = [parameter.values[1] for parameter in cases("fail") if parameter.values[0] == "L305"]
    [finding] = fired("L305", case)
    assert finding.notes == (
        "“redogöra för EU-rättens förhållande till svensk rätt,” / “account for the steps of treatment,”",
    )


def two_versions(swedish: list[str], english: list[str]) -> list[str]:
    return [
        TEMPLATES[language].format(lead_in=LEAD_INS[language], items="\n".join(f"- {item}" for item in items))
        for language, items in (("sv", swedish), ("en", english))
    ]


def test_versions_are_set_side_by_side_by_what_they_say_and_not_by_place() -> None:
    swedish = [
        "redogöra för hydraulik och turbiner",
        "analysera kemiska processer i ett laboratorium",
        "utvärdera driften av ett kommunalt filter",
        "diskutera etiska problem i modern bioteknik",
    ]
    english = [
        "discuss ethical problems in modern biotechnology",
        "account for hydraulics and turbines",
        "analyse chemical processes in a laboratory",
    ]
    [finding] = fired("L304", {"drafts": two_versions(swedish, english)})
    assert finding.notes == tuple(
        f"“{one}” / {f'“{other}”' if other else '–'}"
        for one, other in zip(swedish, [english[1], english[2], "", english[0]], strict=True)
    )


def test_where_counterparts_are_not_clear_that_is_said() -> None:
    swedish = ["granska en hydraulisk pump", "rita stolar", "väga mjöl", "koka soppa"]
    english = [
        "review a hydraulic pump",
        "sew shirts for a whole village in one day",
        "play a tune all night long",
    ]
    [finding] = fired("L304", {"drafts": two_versions(swedish, english)})
    assert finding.notes == (
        "“granska en hydraulisk pump” / “review a hydraulic pump”",
        "“rita stolar” / ?",
        "“väga mjöl” / ?",
        "“koka soppa” / ?",
        "? / “sew shirts for a whole village in one day”",
        "? / “play a tune all night long”",
        "?: which outcome of the other version says the same is not clear",
    )


def test_goals_that_are_quoted_in_the_section_of_the_outcomes_are_seen() -> None:
    text = (
        "# Kursplan\n\nKurskod: TST101\n\nKursnamn: Vattenrening\n\n## Lärandemål\n\nEnligt"
        " högskoleförordningen ska studenten för examen:\n\n- visa insikt i vetenskapens möjligheter och"
        " begränsningar.\n\nEfter kursen ska studenten kunna:\n\n- redogöra för reningens steg,\n- beräkna"
        " flöden i ett reningsverk.\n\n## Examination\n\nTentamen.\n"
    )
    found = fired("F404", {"draft": text})
    assert [finding.text for finding in found] == [
        "visa insikt i vetenskapens möjligheter och begränsningar."
    ]
