"""Thirty learning outcomes reviewed by keyboard alone in a real browser, and what is in the files then."""

from pathlib import Path
from typing import Any

from command_line import RunCli

from curranalyser.datamodel import Audit, from_json
from curranalyser.review import read_reviews


def told(reviewed: dict[str, Any]) -> dict[tuple[str, str], str]:
    """What the first pressed."""
    return {(text, perspective): answer for text, perspective, answer in reviewed["decided"]}


def held(reviewed: dict[str, Any]) -> dict[tuple[str, str], str]:
    """What has to be in reviews.jsonl: all but what the second decides differently, with one last word."""
    first = told(reviewed)
    differing = [(text, perspective) for text, perspective in reviewed["second"]
                 if first[text, perspective] == "yes"]  # fmt: skip
    assert len(differing) == reviewed["open"] > 1
    assert reviewed["left"] == reviewed["open"] - 1
    kept = read_reviews(reviewed["folder"] / "reviews.jsonl")
    [settled] = [(one.text, one.perspective) for one in kept if (one.text, one.perspective) in differing]
    return {label: answer for label, answer in first.items() if label not in differing or label == settled}


def test_what_was_pressed_is_what_is_kept(reviewed: dict[str, Any]) -> None:
    folder: Path = reviewed["folder"]
    pressed = told(reviewed)
    assert len({text for text, _ in pressed}) >= 30
    own = read_reviews(folder / "reviews-asa-ek-ad0a0edd2271.jsonl")
    assert {(one.text, one.perspective): str(one.decision) for one in own} == pressed
    assert {one.reviewer for one in own} == {"Åsa Ek"}
    assert [one.reason for one in own if one.reason] == [reviewed["reason"]]
    common = read_reviews(folder / "reviews.jsonl")
    assert {(one.text, one.perspective): str(one.decision) for one in common} == held(reviewed)


def test_the_second_does_not_see_the_first(reviewed: dict[str, Any]) -> None:
    assert reviewed["sight"] is False
    assert len(reviewed["second"]) == len({tuple(one) for one in reviewed["second"]}) == 12
    assert {tuple(one) for one in reviewed["second"]} <= set(told(reviewed))


def test_undo_skip_reason_and_help_work_by_one_key_and_can_be_turned_off(reviewed: dict[str, Any]) -> None:
    decided = len(reviewed["decided"])
    assert f"{decided} " in reviewed["statuses"][0]
    assert f" {decided - 1} " in reviewed["undone"]
    assert reviewed["help"] is True
    assert reviewed["off"] is True


def test_a_page_that_does_not_answer_says_so_and_asks_again(reviewed: dict[str, Any]) -> None:
    assert len(reviewed["lost"]) > 20 and reviewed["asked_again"] is True


def test_the_room_is_for_everyone_and_asks_nobody_else(reviewed: dict[str, Any]) -> None:
    assert reviewed["violations"] == []
    assert reviewed["wide"] == [], "nothing goes beyond the screen of a phone"
    assert (reviewed["foreign"], reviewed["errors"]) == ([], [])
    assert set(reviewed["focus"]) == {True}, "the focus is never lost"


def test_an_audit_made_anew_takes_it_in(reviewed: dict[str, Any], run_cli: RunCli, sample: Path) -> None:
    folder: Path = reviewed["folder"]
    run_cli("audit", sample, "-o", folder)
    audit = from_json((folder / "audit.json").read_bytes(), Audit)
    found = {
        (item.outcome.text, label.perspective): str(label.decision)
        for course in audit.courses
        for item in course.counted_outcomes()
        for label in item.labels
        if label.human
    }
    assert found == held(reviewed)
