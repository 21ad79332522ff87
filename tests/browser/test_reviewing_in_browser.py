"""Thirty learning outcomes reviewed by keyboard alone in a real browser, and what is in the files then."""

from pathlib import Path
from typing import Any

from command_line import RunCli

from curranalyser.datamodel import Audit, from_json
from curranalyser.review import read_reviews


def test_what_was_pressed_is_what_is_kept(reviewed: dict[str, Any]) -> None:
    folder: Path = reviewed["folder"]
    pressed = {(text, perspective): answer for text, perspective, answer in reviewed["decided"]}
    assert len({text for text, _ in pressed}) >= 30
    for name in ("reviews.jsonl", "reviews-asa-ek-ad0a0edd2271.jsonl"):
        kept = read_reviews(folder / name)
        assert {(one.text, one.perspective): str(one.decision) for one in kept} == pressed
        assert {one.reviewer for one in kept} == {"Åsa Ek"}
        assert [one.reason for one in kept if one.reason] == [reviewed["reason"]]


def test_undo_skip_reason_and_help_work_by_one_key_and_can_be_turned_off(reviewed: dict[str, Any]) -> None:
    decided = len(reviewed["decided"])
    assert f"{decided} " in reviewed["statuses"][0]
    assert f" {decided - 1} " in reviewed["undone"]
    assert reviewed["help"] is True
    assert reviewed["off"] is True


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
        if label.human and label.human.reviewer == "Åsa Ek"
    }
    assert found == {(text, perspective): answer for text, perspective, answer in reviewed["decided"]}
