"""The pages of a check as a reader meets them: no script, no network, wide and on a phone, light and dark."""

from typing import Any


def test_the_pages_of_a_check_are_read_by_everyone(checked: dict[str, Any]) -> None:
    assert checked["rules"] > 10
    assert checked["violations"] == []
    assert (checked["requests"], checked["errors"], checked["scripts"]) == ([], [], 0)
    assert checked["wide"] == [], "nothing goes beyond the screen of a phone"


def test_a_rule_is_explained_in_place_by_keyboard(checked: dict[str, Any]) -> None:
    assert (checked["before"], checked["closed"]) == ([], [])
    [text] = checked["opened"]
    assert "F402" in text and "Biggs" in text
    assert checked["inside"] == [True]
    assert checked["violations_open"] == []
    assert checked["printed"] > 3, "on paper they stand at the end"
