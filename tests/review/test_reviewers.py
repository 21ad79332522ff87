"""Files of reviewers: each decision is kept at once, and nothing is lost, whoever else is writing."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import hypothesis
import pytest
from command_line import RunCli
from draws import draws
from hypothesis import given
from hypothesis import strategies as st
from reviewed_audit import DIARY, PULSE, TWO_SYSTEMS, WELFARE, audit, results

from curranalyser.aggregate import build_audit
from curranalyser.datamodel import Decision
from curranalyser.errors import OutputError, SettingsError
from curranalyser.review import Review, apply_reviews, read_reviews, reviews_digest, write_reviews
from curranalyser.review.locked import locked
from curranalyser.review.reviewers import ReviewFiles

YES, NO = Decision.YES, Decision.NO


def made(text: str, decision: Decision, perspective: str = "international", **more: object) -> Review:
    return Review("OMS101", text, perspective, decision, date="2026-03-01", **more)  # type: ignore[arg-type]


@pytest.fixture
def files(tmp_path: Path) -> ReviewFiles:
    return ReviewFiles(tmp_path / "reviews.jsonl")


def held(files: ReviewFiles) -> dict[tuple[str, str], Decision]:
    """What an audit would take in."""
    reviews = read_reviews(files.common) if files.common.exists() else ()
    return {(review.text, review.perspective): review.decision for review in reviews}


def test_a_decision_is_in_both_files_at_once(files: ReviewFiles) -> None:
    files.decide("Åsa Ek", made(PULSE, NO, reason="no country"))
    [own] = read_reviews(files.file_of("Åsa Ek"))
    [common] = read_reviews(files.common)
    assert (own.reviewer, own.number, own.settled) == ("Åsa Ek", 1, False)
    assert (common.reviewer, common.decision, common.reason, common.settled) == (
        "Åsa Ek",
        NO,
        "no country",
        True,
    )
    assert files.file_of("Åsa Ek").parent == files.common.parent


def test_undo_takes_back_the_last_decision_and_brings_back_what_it_changed(files: ReviewFiles) -> None:
    files.decide("Ann", made(WELFARE, YES, reason="countries"))
    files.decide("Ann", made(PULSE, NO))
    files.decide("Ann", made(WELFARE, NO))
    again = ReviewFiles(files.common)  # the server was started anew
    assert held(again) == {(WELFARE, "international"): NO, (PULSE, "international"): NO}
    taken = again.take_back("Ann")
    assert taken is not None and taken.text == WELFARE
    assert held(again)[WELFARE, "international"] is YES
    assert {review.text: review.reason for review in read_reviews(again.common)}[WELFARE] == "countries"
    taken = again.take_back("Ann")
    assert taken is not None and taken.text == PULSE, "the last but one, and not the one that came back"
    again.take_back("Ann")
    assert held(again) == {} and again.take_back("Ann") is None


def test_a_reason_can_be_added_and_an_empty_field_can_leave_it(files: ReviewFiles) -> None:
    files.decide("Ann", made(PULSE, NO))
    files.decide("Ann", made(PULSE, NO, reason="no country"))
    files.decide("Ann", made(PULSE, NO), keep_reason=True)
    assert [review.reason for review in read_reviews(files.common)] == ["no country"]
    files.decide("Ann", made(PULSE, YES), keep_reason=True)
    assert [review.reason for review in read_reviews(files.common)] == [""], "it was for the other answer"


def test_the_same_answer_again_is_no_new_decision(files: ReviewFiles) -> None:
    files.decide("Ann", made(PULSE, NO))
    files.decide("Ann", made(WELFARE, YES))
    files.decide("Ann", made(PULSE, NO))
    taken = files.take_back("Ann")
    assert taken is not None and taken.text == WELFARE


def test_undo_is_ones_own(files: ReviewFiles) -> None:
    files.decide("Ann", made(PULSE, NO))
    files.decide("Bo", made(WELFARE, YES))
    files.take_back("Ann")
    assert held(files) == {(WELFARE, "international"): YES}
    assert files.take_back("Ann") is None
    assert held(files) == {(WELFARE, "international"): YES}


def test_what_two_decide_differently_is_out_until_somebody_settles_it(files: ReviewFiles) -> None:
    files.decide("Ann", made(PULSE, NO))
    files.decide("Bo", made(PULSE, YES))
    assert held(files) == {}
    [open_one] = files.decisions().settled.open
    files.settle_difference("Cay", made(PULSE, NO, reason="agreed over coffee"))
    assert held(files) == {(PULSE, "international"): NO}
    assert read_reviews(files.common)[0].reviewer == "Cay"
    files.decide("Ann", made(WELFARE, YES))
    assert held(files)[PULSE, "international"] is NO, "the last word stays with later decisions"
    assert files.open_difference(open_one.key) and not files.open_difference(open_one.key)
    assert held(files) == {(WELFARE, "international"): YES}


def test_a_decision_that_was_brought_in_is_never_lost(files: ReviewFiles) -> None:
    table = made(PULSE, NO, reviewer="", reason="from a table")
    write_reviews([table], files.common)
    files.decide("Ann", made(PULSE, YES))
    files.decide("Ann", made(WELFARE, YES))
    assert held(files) == {(PULSE, "international"): NO, (WELFARE, "international"): YES}
    [difference] = files.decisions().settled.open
    files.settle_difference("Ann", made(PULSE, YES))
    assert held(files)[PULSE, "international"] is YES
    files.open_difference(difference.key)
    assert table in read_reviews(files.common)


def test_what_one_brought_in_oneself_counts_as_decided_and_can_be_changed(files: ReviewFiles) -> None:
    table = made(PULSE, NO, reviewer="ann", reason="from a table")
    write_reviews([table], files.common)
    assert files.decisions().own("Ann") == {table.key: table}
    files.decide("Ann", made(PULSE, YES))
    assert held(files) == {(PULSE, "international"): YES} and not files.decisions().settled.differences
    files.take_back("Ann")
    [review] = read_reviews(files.common)
    assert (review.decision, review.reason) == (NO, "from a table")
    assert files.take_back("Ann") is None, "what was brought in is not taken back here"


def test_what_others_brought_in_under_a_name_can_have_a_second_opinion(files: ReviewFiles) -> None:
    nobodys = made(WELFARE, YES)
    write_reviews([made(PULSE, NO, reviewer="Dag"), made(DIARY, NO, reviewer="bo"), nobodys], files.common)
    files.decide("Bo", made(TWO_SYSTEMS, YES))
    decisions = files.decisions()
    assert {name: len(reviews) for name, reviews in decisions.everyone.items()} == {"Bo": 2, "Dag": 1}
    assert decisions.by_others("Bo") == {made(PULSE, NO).key}
    assert len(decisions.by_others("Ann")) == 3
    assert set(decisions.own("BO")) == {made(DIARY, NO).key, made(TWO_SYSTEMS, NO).key}


def test_a_copy_of_another_file_is_nobodys(files: ReviewFiles) -> None:
    files.decide("Ann", made(PULSE, NO))
    copy = files.common.with_name("reviews-before-summer.jsonl")
    copy.write_bytes(files.file_of("Ann").read_bytes())
    files.decide("Ann", made(PULSE, YES))
    assert list(files.decisions().by_reviewer) == ["Ann"]
    assert held(files) == {(PULSE, "international"): YES}
    with pytest.raises(SettingsError, match="somebody else"):
        files.decide("before summer", made(WELFARE, YES))
    assert len(read_reviews(copy)) == 1


def test_a_damaged_file_is_named_and_nothing_is_written(files: ReviewFiles) -> None:
    files.decide("Ann", made(PULSE, NO))
    before = files.common.read_bytes()
    files.file_of("Bo").write_text("{not json}\n")
    with pytest.raises(SettingsError) as problem:
        files.decide("Ann", made(WELFARE, YES))
    assert "reviews-bo.jsonl" in str(problem.value.message % problem.value.values)
    assert files.common.read_bytes() == before


def test_a_folder_that_cannot_be_written_to_is_one_sentence(
    files: ReviewFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.decide("Ann", made(PULSE, NO))
    before = {path.name: path.read_bytes() for path in files.common.parent.glob("*.jsonl")}

    def full(path: Path, *_: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError):
        files.decide("Ann", made(WELFARE, YES))
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in files.common.parent.glob("*.jsonl")} == before
    assert not list(files.common.parent.glob("*.part"))


def test_what_holds_is_mended_after_the_disk_was_full(
    files: ReviewFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.decide("Ann", made(PULSE, NO))
    real, calls = os.fsync, []

    def full_at_second(number: int) -> None:
        calls.append(number)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(number)

    monkeypatch.setattr(os, "fsync", full_at_second)
    with pytest.raises(OutputError) as problem:
        files.decide("Ann", made(WELFARE, YES))
    assert "reviews-ann.jsonl" in str(problem.value.message % problem.value.values)
    monkeypatch.undo()
    assert held(files) == {(PULSE, "international"): NO}
    ReviewFiles(files.common).bring_up_to_date()
    assert held(files) == {(PULSE, "international"): NO, (WELFARE, "international"): YES}


def test_a_lock_that_is_not_given_back_is_one_sentence(
    files: ReviewFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("curranalyser.review.locked._WAIT", 0.05)
    with locked(files.common), pytest.raises(OutputError, match="Another program"):
        ReviewFiles(files.common).decide("Ann", made(PULSE, NO))
    files.decide("Ann", made(PULSE, NO))


WRITER = """
import sys
from pathlib import Path
from curranalyser.datamodel import Decision
from curranalyser.review import Review
from curranalyser.review.reviewers import ReviewFiles
files = ReviewFiles(Path(sys.argv[1]))
for number in range(int(sys.argv[4])):
    files.decide(sys.argv[2], Review("OMS101", f"{sys.argv[3]} {number}", "international", Decision.YES))
"""


@pytest.mark.slow
def test_several_servers_and_tabs_at_once_lose_nothing(files: ReviewFiles) -> None:
    """Four processes: two of one person, one of another, and one that brings a table in over and over."""
    each = 25
    people = (("Ann", "first tab"), ("Ann", "second tab"), ("Bo", "his own"))
    command = [sys.executable, "-c", WRITER, str(files.common)]
    running = [subprocess.Popen([*command, name, words, str(each)]) for name, words in people]
    for number in range(5):
        with locked(files.common):
            there = read_reviews(files.common) if files.common.exists() else ()
            write_reviews([*there, made(f"brought in {number}", NO, reviewer="Dag")], files.common)
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0]
    expected = {f"{words} {number}" for _, words in people for number in range(each)}
    assert {text for text, _ in held(files)} == expected | {f"brought in {number}" for number in range(5)}
    mine = read_reviews(files.file_of("Ann"))
    assert sorted(review.number for review in mine) == list(range(1, 2 * each + 1))


@pytest.mark.slow
def test_a_program_that_is_killed_leaves_whole_files_and_no_lock(files: ReviewFiles) -> None:
    command = [sys.executable, "-c", WRITER, str(files.common), "Ann", "words", "100000"]
    with subprocess.Popen(command) as process:
        patience = time.monotonic() + 60
        while not files.common.exists() and time.monotonic() < patience:
            time.sleep(0.02)
        time.sleep(0.3)
        process.kill()
    own = read_reviews(files.file_of("Ann"))
    assert sorted(review.number for review in own) == list(range(1, len(own) + 1))
    begun = time.monotonic()
    files.decide("Ann", made(PULSE, NO))
    assert time.monotonic() - begun < 5
    assert {text for text, _ in held(files)} == {review.text for review in own} | {PULSE}
    assert not list(files.common.parent.glob(".*.part"))


TURNS = st.lists(
    st.tuples(
        st.sampled_from(("Ann", "Bo")),
        st.sampled_from((PULSE, WELFARE, DIARY)),
        st.sampled_from((YES, NO, None)),
    ),
    max_size=12,
)


@hypothesis.settings(max_examples=draws(25))
@given(TURNS)
def test_whatever_two_decide_and_take_back_what_holds_is_what_follows(
    turns: list[tuple[str, str, Decision | None]],
) -> None:
    """Against a model: of each a pile of what was there before."""
    now: dict[str, dict[str, Decision]] = {"Ann": {}, "Bo": {}}
    piles: dict[str, list[tuple[str, Decision | None]]] = {"Ann": [], "Bo": []}
    with tempfile.TemporaryDirectory() as folder:
        files = ReviewFiles(Path(folder) / "reviews.jsonl")
        for name, text, decision in turns:
            if decision is None:
                files.take_back(name)
                if piles[name]:
                    last, before = piles[name].pop()
                    now[name] = {one: said for one, said in now[name].items() if one != last}
                    now[name] |= {last: before} if before else {}
            else:
                files.decide(name, made(text, decision))
                if now[name].get(text) is not decision:
                    piles[name].append((text, now[name].get(text)))
                    now[name][text] = decision
        expected = {}
        for text in (PULSE, WELFARE, DIARY):
            said = {one[text] for one in now.values() if text in one}
            if len(said) == 1:
                expected[text, "international"] = said.pop()
        assert held(ReviewFiles(files.common)) == expected


def test_an_audit_takes_in_what_holds(files: ReviewFiles) -> None:
    files.decide("Ann", made(TWO_SYSTEMS, YES, "comparative", reason="two systems"))
    files.decide("Ann", made(WELFARE, NO))
    files.decide("Bo", made(WELFARE, YES))
    reviews = read_reviews(files.common)
    before = audit()
    after = build_audit(
        apply_reviews(results(), reviews), before.perspectives, before.provenance, before.rules
    )
    welfare, systems = after.course("OMS101").counted_outcomes()
    assert welfare.label("international").human is None
    human = systems.label("comparative").human
    assert human is not None and (human.tool, human.reviewer) == (Decision.REVIEW, "Ann")
    assert reviews_digest(reviews)


def test_tables_and_the_page_write_to_one_file(files: ReviewFiles, run_cli: RunCli, tmp_path: Path) -> None:
    files.decide("Ann", made(PULSE, NO))
    table = tmp_path / "back.csv"
    head = "Course key,Learning outcome,Perspective,Your decision\n"
    table.write_text(f"{head}OMS101,{PULSE},international,no\nOMS101,{DIARY},international,yes\n")
    run_cli("review", "import", table, "--reviews", files.common)
    files.take_back("Ann")
    assert held(files) == {(DIARY, "international"): YES}, "a row that repeats a decision says nothing new"
    files.decide("Ann", made(WELFARE, YES))
    table.write_text(f"{head}OMS101,{WELFARE},international,withdraw\n")
    refused = run_cli("review", "import", table, "--reviews", files.common, code=2)
    assert "Ann" in refused.stderr
    assert held(files)[WELFARE, "international"] is YES


def test_what_is_remembered_of_a_file_is_what_stands_in_it(files: ReviewFiles) -> None:
    # A capital, a note of how it was cleaned, a decision before it: all that a line can hold.
    for text, decision, name, reason in (
        (WELFARE, YES, "Bo", "länder\u00a0“tre”"), (PULSE, NO, "Ann", ""), (WELFARE, NO, "Ann", "\t \\ "),
        (WELFARE, YES, "Ann", ""), (PULSE, YES, "Bo", "…"), (DIARY.upper(), NO, "Bo", ""),
    ):  # fmt: skip
        files.decide(name, made(text, decision, reason=reason))
    files.settle_difference("Cia", made(PULSE, NO, reason="last"))
    files.take_back("Bo")
    assert files.decisions() == ReviewFiles(files.common).decisions()
    assert files.decisions() is files.decisions(), "nothing has changed"
