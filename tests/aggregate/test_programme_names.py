"""A name in the user's tables that several programmes bear is applied to none of them, and that is said."""

import pytest
from test_same_programme import BOATS, FIRST, audit, programme

from curranalyser.aggregate import with_goals
from curranalyser.aggregate.programme_names import ProgrammeNames
from curranalyser.datamodel import (
    AggregateRules,
    AmbiguousProgramme,
    Audit,
    CourseHeader,
    GoalRow,
    MappingRow,
    from_json,
    to_json,
)
from curranalyser.i18n import translator
from curranalyser.report.attention import ambiguous_text
from curranalyser.review.programme_rows import programme_rows

OTHER = programme("Båtbyggeri", BOATS, "120")
KEYS = ("HVK Båtbyggeri", "HVK Glaskonst")


def rules_with(*names: str) -> AggregateRules:
    rows = tuple(MappingRow(name, "NEW1", title="Ny kurs") for name in names)
    return AggregateRules(mapping=rows, mapping_source="programmes.csv")


def with_new(found: Audit) -> list[str]:
    """The programmes that have the course of the table."""
    return [item.key for item in found.programmes if any(of.ref.code == "NEW1" for of in item.courses)]


@pytest.mark.parametrize("name", ["HVK", "h v k", "HVK-"])
def test_rows_of_a_doubled_code_are_applied_to_none(name: str) -> None:
    found = audit(FIRST, OTHER, rules=rules_with(name, name))
    assert with_new(found) == [] and len(found.programmes) == 2
    assert found.ambiguous_programmes == (AmbiguousProgramme("programmes.csv", name, KEYS, 2),)
    assert from_json(to_json(found), Audit) == found


@pytest.mark.parametrize("name", ["HVK Båtbyggeri", "Båtbyggeri"])
def test_a_row_that_says_which_is_applied_to_it(name: str) -> None:
    found = audit(FIRST, OTHER, rules=rules_with(name))
    assert with_new(found) == ["HVK Båtbyggeri"] and not found.ambiguous_programmes


def test_a_code_that_one_programme_has_is_that_one() -> None:
    found = audit(FIRST, programme("Båtbyggeri", BOATS, code="BTB"), rules=rules_with("HVK"))
    assert with_new(found) == ["HVK"] and not found.ambiguous_programmes


def test_a_title_of_two_programmes_means_neither() -> None:
    found = audit(FIRST, programme("Glaskonst", BOATS, code="BTB"), rules=rules_with("Glaskonst"))
    assert with_new(found) == [] and found.ambiguous_programmes[0].programme_keys == ("BTB", "HVK")


def test_goals_of_a_doubled_code_are_applied_to_none() -> None:
    def goals(name: str) -> AggregateRules:
        return AggregateRules(goals=(GoalRow(2, name, "", "", "", ("Förstå glas",)),), goals_source="g.csv")

    doubled = with_goals(audit(FIRST, OTHER), goals("HVK"))
    texts = [goal.text for item in doubled.programmes for of in item.matrices for goal in of.goals]
    assert "Förstå glas" not in texts and not doubled.unmatched_goals
    assert doubled.ambiguous_programmes == (AmbiguousProgramme("g.csv", "HVK", KEYS, 1),)
    told = with_goals(doubled, goals("HVK Glaskonst"))
    assert not told.ambiguous_programmes
    assert [
        item.key
        for item in told.programmes
        if any(goal.text == "Förstå glas" for of in item.matrices for goal in of.goals)
    ] == ["HVK Glaskonst"]


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_the_report_says_what_to_write(lang: str) -> None:
    (item,) = audit(FIRST, OTHER, rules=rules_with("HVK")).ambiguous_programmes
    assert (
        ambiguous_text(item, translator(lang))
        == {
            "sv": "programmes.csv: flera program heter ”HVK”, och 1 rad med det namnet tillämpas inte på"
            " något av dem. Skriv vilket den gäller: ”HVK Båtbyggeri”, ”HVK Glaskonst”.",
            "en": "programmes.csv: several programmes are called “HVK”, and its 1 row is applied to none of"
            " them. Write which one it means: “HVK Båtbyggeri”, “HVK Glaskonst”.",
        }[lang]
    )


def test_courses_that_a_doubled_code_takes_out_are_exported_for_none() -> None:
    rows = (MappingRow("HVK", "GLA1", removed=True), MappingRow("HVK Båtbyggeri", "BAT1", removed=True))
    found = audit(FIRST, OTHER, rules=AggregateRules(mapping=rows, mapping_source="t.csv"))
    codes = [cell for row in programme_rows(found, "en") for cell in row if cell in ("GLA1", "BAT1")]
    assert codes.count("BAT1") == 1 and codes.count("GLA1") == 1, "as read, and not taken out"


def test_the_key_of_one_that_is_no_more_than_the_name_of_both_means_neither() -> None:
    names = ProgrammeNames([(CourseHeader("AB", None), "AB"), (CourseHeader("AB", "Båtar"), "AB Båtar")])
    assert names.only("AB") is None and names.only("AB Båtar") == "AB Båtar"
    untitled = ProgrammeNames(
        [(CourseHeader(None, "Båtar"), "Båtar"), (CourseHeader(None, "båtar"), "Båtar (2)")]
    )
    assert untitled.named("båtar") == ("Båtar", "Båtar (2)") and untitled.only("Båtar (2)") == "Båtar (2)"
