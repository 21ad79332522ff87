"""Decisions that fit no outcome any more are listed with the outcome that they may have been about."""

from pathlib import Path

from command_line import RunCli
from small_audit import PROVENANCE, SCHEME, course, outcome

from curranalyser.aggregate import build_audit
from curranalyser.audit_file import audit_bytes
from curranalyser.datamodel import Audit, Decision
from curranalyser.i18n import translator
from curranalyser.review import Review, write_reviews
from curranalyser.review.waiting import waiting_with_nearest
from curranalyser.review.waiting_text import waiting_lines

WHOLE = (
    "explain how health care is organised in Sweden and compare it with that of two other countries,"
    " and plan the discharge of a patient together with the municipality"
)
FIRST = "explain how health care is organised in Sweden and compare it with that of two other countries"
SECOND = "plan the discharge of a patient together with the municipality"
OTHER = "calculate drug doses"


def audit() -> Audit:
    results = [
        course("ABC101", "Nursing", outcome(OTHER), outcome(SECOND), outcome(FIRST, "international")),
        course("XYZ201", "Surgery", outcome(WHOLE)),
    ]
    return build_audit(results, SCHEME.ids, PROVENANCE)


def decided(course_key: str, text: str) -> Review:
    return Review(course_key, text, "international", Decision.YES)


def test_of_an_outcome_that_was_divided_the_nearest_part_of_the_same_course_is_named() -> None:
    [waiting] = waiting_with_nearest(audit(), [decided("abc101", WHOLE), decided("ABC101", OTHER)])
    # The whole text stands in another course, which does not count.
    assert (waiting.course_found, waiting.nearest) == (True, FIRST)


def test_a_reworded_outcome_is_found_by_its_letters() -> None:
    [waiting] = waiting_with_nearest(audit(), [decided("ABC101", "Calculate doses of drugs.")])
    assert waiting.nearest == OTHER


def test_what_is_like_nothing_and_a_course_that_is_not_there_are_said_to_be_so() -> None:
    unlike, elsewhere = waiting_with_nearest(
        audit(), [decided("ABC101", "write Java programs"), decided("QQQ999", OTHER)]
    )
    assert (unlike.course_found, unlike.nearest) == (True, None)
    assert (elsewhere.course_found, elsewhere.nearest) == (False, None)
    assert list(waiting_lines(elsewhere, translator("en")))[1].strip() == "The course is not in this audit."
    assert "Inget lärandemål" in list(waiting_lines(unlike, translator("sv")))[1]


def test_the_command_lists_all_of_them(tmp_path: Path, run_cli: RunCli) -> None:
    (tmp_path / "audit.json").write_bytes(audit_bytes(audit()))
    texts = [WHOLE, OTHER, "write Java programs", *(f"number {number}" for number in range(20))]
    write_reviews([decided("ABC101", text) for text in texts], tmp_path / "reviews.jsonl")
    lines = run_cli("review", "waiting", tmp_path).stdout.splitlines()
    assert lines[0] == "22 decisions fit no learning outcome of this audit."
    assert len(lines) == 1 + 2 * 22
    assert f"    The nearest of the course: {FIRST}" in lines
