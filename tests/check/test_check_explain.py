"""What ids mean, and the wordings before and after."""

import pytest
from click.testing import CliRunner

from curranalyser.analyse import load_stage
from curranalyser.check.bank import area_name
from curranalyser.check.draft import read_draft
from curranalyser.check.explain import explanation_lines, explanations
from curranalyser.check.finding import rules
from curranalyser.check.house import read_house
from curranalyser.check.pairs import all_pairs
from curranalyser.check.run import check_drafts
from curranalyser.cli.main import main
from curranalyser.errors import SettingsError
from curranalyser.i18n import translator
from curranalyser.settings import Settings

SCHEME, CLASSIFIER = load_stage(Settings())
HEADS = {
    "sv": "# Kursplan\n\nKurskod: TST101\n\n## Lärandemål\n\nEfter kursen ska studenten kunna:\n\n",
    "en": "# Course syllabus\n\nCode: TST101\n\n## Learning outcomes\n\nThe student shall be able to:\n\n",
}
FILLER = {"sv": "beräkna flöden i ett reningsverk", "en": "calculate flows in a treatment plant"}


def said_of(text: str, language: str) -> set[str]:
    """Return the rules, or for perspectives that an outcome carries their ids, said of an outcome."""
    draft = f"{HEADS[language]}- {text}\n- {FILLER[language]}\n"
    read = read_draft(draft.encode(), "d.md", Settings(), CLASSIFIER)
    found = check_drafts([read], SCHEME, translator("en"), rules())
    [syllabus] = read.syllabi
    first, _ = syllabus.syllabus.outcomes
    assert first.text == text
    return {
        item.key if item.rule == "P101" else item.rule
        for item in found
        if item.outcome == first.id and item.rule != "P102"
    }


@pytest.mark.parametrize(("name", "area", "language", "before", "after"), all_pairs())
def test_a_pair_is_what_it_says(name: str, area: str, language: str, before: str, after: str) -> None:
    assert area_name(area, language)
    first, then = said_of(before, language), said_of(after, language)
    if name in rules():
        assert name in first
        assert not {item for item in then if item[0] == "F"} - {"F406"}
    else:
        assert name in SCHEME.ids
        assert name not in first
        assert name in then


def told(*names: str, lang: str = "en", area: str | None = None) -> str:
    say = translator(lang)
    return "\n".join(
        line for item in explanations(names, SCHEME, say, area=area) for line in explanation_lines(item, say)
    )


def test_rules_of_the_codebook_are_explained_with_what_follows() -> None:
    shown = told("INT-Y3", lang="sv", area="health")
    assert shown.startswith("INT-Y3, internationellt, räknas: samhälle, politik")
    assert "Världshälsoorganisationen" in shown and "hälsa och vård" in shown
    assert "does not carry the perspective" in told("int-n1")
    assert "as unsure" in told("CMP-B1") and told("CMP-B1").count("borderline") == 1


def test_every_id_that_a_finding_can_name_is_explained() -> None:
    listed = [item.id for item in explanations((), SCHEME, translator("en"))]
    assert listed == [*rules(), *(rule.id for rule in SCHEME.rules)]
    assert len(set(listed)) == len(listed)


def test_the_beginning_of_ids_names_them_all() -> None:
    assert [item.id for item in explanations(["R50"], SCHEME, translator("en"))] == [
        name for name in rules() if name.startswith("R50")
    ]
    assert {item.id[:3] for item in explanations(["cmp"], SCHEME, translator("en"))} == {"CMP"}


def test_an_area_without_wordings_of_its_own_takes_those_for_all_subjects() -> None:
    assert "(all subjects)" in told("F402")
    assert "(science and environment)" in told("F402", area="science")


def test_what_the_house_has_set_is_told() -> None:
    house = read_house({"F403": {"parts": 5, "severity": "warning"}})
    [item] = explanations(["F403"], SCHEME, translator("en"), house=house)
    assert item.level == "warning"
    assert any("parts = 5" in paragraph for paragraph in item.paragraphs)


@pytest.mark.parametrize(
    ("name", "near"), [("INT-Y9", "INT-Y"), ("F499", "F40"), ("ICY-Y1", "ICU-Y1"), ("", "")]
)
def test_an_unknown_id_is_one_line_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(SettingsError) as caught:
        explanations([name], SCHEME, translator("en"))
    message = caught.value.told(translator("en").gettext)
    assert "\n" not in message and f"Nearest: {near}" in message


def test_an_unknown_area_is_refused_with_the_known() -> None:
    done = CliRunner().invoke(main, ["explain", "F402", "--area", "magic"])
    assert done.exit_code == 2 and "health, technology" in done.stderr
