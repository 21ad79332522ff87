"""What holds of what several people decide, and what waits for a last word."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from curranalyser.datamodel import Decision
from curranalyser.review.decisions import Review
from curranalyser.review.sample import SampleMark
from curranalyser.review.settle import settle

YES, NO = Decision.YES, Decision.NO


def made(decision: Decision, reviewer: str = "Ann", text: str = "mäta puls", **more: object) -> Review:
    return Review("OMS1", text, "international", decision, reviewer=reviewer, date="2026-03-01", **more)  # type: ignore[arg-type]


def test_what_one_alone_decided_holds() -> None:
    found = settle((), {"Ann": (made(YES, reason="names countries", number=4),)}, ())
    assert found.holds == (made(YES, reason="names countries", settled=True),)
    assert found.differences == ()


def test_what_all_who_decided_decide_alike_holds_with_the_names_and_reasons_of_all() -> None:
    mark = SampleMark("sha256:" + "0" * 64, 1, 100, NO, 5, 5)
    found = settle(
        (),
        {
            "Ann": (made(YES, reason="countries"),),
            "Bo": (replace(made(YES, "Bo", reason="borders", sample=mark), date="2026-03-02"),),
        },
        (),
    )
    [held] = found.holds
    assert (held.reviewer, held.reason, held.date, held.sample) == (
        "Ann, Bo",
        "countries | borders",
        "2026-03-02",
        mark,
    )


def test_what_is_decided_differently_waits_for_a_last_word() -> None:
    two = {"Ann": (made(YES),), "Bo": (made(NO, "Bo"),)}
    open_one = settle((made(YES, settled=True),), two, ())
    assert open_one.holds == ()
    assert [[review.reviewer for review in item.opinions] for item in open_one.open] == [["Ann", "Bo"]]
    word = made(NO, "Cay", reason="rule INT-N2")
    closed = settle((), two, (word,))
    assert closed.holds == (replace(word, settled=True),)
    assert closed.open == () and closed.differences[0].settled == word


def test_what_was_brought_in_is_one_more_opinion_and_stays() -> None:
    table = made(NO, "Dag", reason="from a table")
    same = settle((table,), {"Ann": (made(NO),)}, ())
    assert same.holds == (table,) and same.differences == ()
    other = settle((table,), {"Ann": (made(YES),)}, ())
    assert other.holds == (table,)
    assert [review.reviewer for review in other.open[0].opinions] == ["Ann", "Dag"]


def test_what_is_brought_in_after_the_last_word_is_asked_about_again() -> None:
    word, table = made(NO, "Cay"), made(YES, "Dag")
    found = settle((table,), {}, (word,))
    assert found.holds == (table,)
    assert {review.reviewer for review in found.open[0].opinions} == {"Cay", "Dag"}


def test_the_mark_alone_tells_what_follows_from_the_files_of_reviewers() -> None:
    assert settle((made(YES, settled=True),), {}, ()).holds == ()
    assert settle((made(YES),), {}, ()).holds == (made(YES),)


DECISIONS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from((YES, NO))), max_size=6, unique_by=lambda pair: pair[0]
)


@given(DECISIONS, st.dictionaries(st.sampled_from(("Ann", "Bo", "Cay")), DECISIONS), DECISIONS)
def test_settling_again_changes_nothing_and_loses_nothing_that_was_brought_in(
    brought_in: list[tuple[str, Decision]],
    own: dict[str, list[tuple[str, Decision]]],
    words: list[tuple[str, Decision]],
) -> None:
    common = tuple(made(decision, "Dag", text) for text, decision in brought_in)
    files = {name: tuple(made(d, name, text) for text, d in pairs) for name, pairs in own.items()}
    last = tuple(made(decision, "Eva", text) for text, decision in words)
    once = settle(common, files, last)
    assert settle(once.holds, files, last) == once
    assert set(common) <= set(once.holds)
    asked = {item.key for item in once.open}
    for name, reviews in files.items():
        for review in reviews:
            held = {found.key: found for found in once.holds}.get(review.key)
            settled_otherwise = review.key in {word.key for word in last}
            assert review.key in asked or settled_otherwise or (held and held.decision is review.decision), (
                name
            )
