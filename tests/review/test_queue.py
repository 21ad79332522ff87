"""What a person is asked, and in which order."""

from collections import Counter

import pytest
from reviewed_audit import DIARY, PULSE, TWO_SYSTEMS, WAGES, WELFARE, audit, in_two_languages, outcome
from small_audit import COMPARATIVE, INTERCULTURAL, INTERNATIONAL, SCHEME, audit_of, course

from curranalyser.datamodel import Decision, ParallelOutcome
from curranalyser.errors import SettingsError
from curranalyser.review.decisions import Key
from curranalyser.review.figures import sample_figures
from curranalyser.review.outcomes import ReviewOutcomes
from curranalyser.review.queue import Choice, Queue, Queues
from curranalyser.review.sample import draw_sample
from curranalyser.review.sheets import export_rows


def queues() -> Queues:
    return Queues(ReviewOutcomes(audit()))


def texts(queue: Queue) -> list[str]:
    return [item.outcome.outcome.outcome.text for item in queue.items]


def test_the_doubtful_come_first_as_in_the_table() -> None:
    queue = queues().queue(Choice())
    rows = export_rows(audit(), SCHEME, "en")[1:]
    assert texts(queue) == list(dict.fromkeys(row[2] for row in rows))
    assert texts(queue)[0] == TWO_SYSTEMS
    assert all(item.asked == SCHEME.ids for item in queue.items)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(programme="OMSPR"), {TWO_SYSTEMS, WELFARE, PULSE, DIARY}),
        (Choice(course="LON100"), {WAGES}),
        (Choice(perspective=COMPARATIVE, decision=Decision.REVIEW), {TWO_SYSTEMS}),
        (Choice(programme="OMSPR", perspective=INTERNATIONAL, decision=Decision.YES), {WELFARE}),
        (Choice(perspective=INTERCULTURAL, decision=Decision.YES), set()),
    ],
)
def test_a_figure_of_the_report_leads_to_what_it_counts(choice: Choice, expected: set[str]) -> None:
    queue = queues().queue(choice)
    assert set(texts(queue)) == expected
    if choice.perspective:
        assert {item.asked for item in queue.items} <= {(choice.perspective,)}


def test_only_what_is_asked_for_makes_an_outcome_come_first() -> None:
    """One is doubtful as to what is not asked for."""
    assert texts(queues().queue(Choice(perspective=INTERNATIONAL)))[:2] == [TWO_SYSTEMS, DIARY]
    equal = texts(queues().queue(Choice(perspective=INTERCULTURAL)))
    assert equal == [WAGES, WELFARE, TWO_SYSTEMS, PULSE, DIARY], "the order of the audit"


@pytest.mark.parametrize("choice", [Choice(programme="../x"), Choice(course="X"), Choice(perspective="x")])
def test_what_the_audit_does_not_have_is_refused(choice: Choice) -> None:
    with pytest.raises(SettingsError):
        queues().queue(choice)


def test_one_is_asked_until_everything_is_decided_and_what_was_passed_over_comes_again() -> None:
    queue = queues().queue(Choice(perspective=INTERNATIONAL))
    mine: dict[Key, object] = {}
    first = queue.next_item(mine)
    assert first is not None and first[0] is queue.items[0]
    here, seen = first[0].outcome.id, [first[0]]
    for item in queue.items[1:]:
        mine[item.keys[0]] = True
        found = queue.next_item(mine, here)
        assert found is not None
        seen.append(found[0])
        here = found[0].outcome.id
    assert seen[-1] is queue.items[0], "the one that was passed over comes at the end"
    assert queue.next_item(mine, queue.items[-1].outcome.id) == (queue.items[0], True)
    assert (queue.progress(mine).decided, queue.progress(mine).outcomes_left) == (4, 1)
    mine[queue.items[0].keys[0]] = True
    assert queue.next_item(mine, here) is None
    assert queue.progress(mine).outcomes_left == 0


def test_an_outcome_with_a_label_left_is_asked_again_for_that_one() -> None:
    queue = queues().queue(Choice())
    item = queue.items[0]
    mine = dict.fromkeys(item.keys[:2])
    assert queue.next_item(mine) == (item, False)
    assert item.undecided(mine) == (COMPARATIVE,)
    assert (queue.progress(mine).decided, queue.progress(mine).labels) == (2, 15)
    assert queue.progress(mine).outcomes_left == 5


def test_a_sample_is_that_of_the_table_and_serves_the_figures() -> None:
    made = audit()
    queue = Queues(ReviewOutcomes(made)).queue(Choice("sample", number=2, seed=5))
    drawn = draw_sample(made, 2, 5)
    assert queue.blind
    assert Counter(key for item in queue.items for key in item.keys) == Counter(
        label.key for label in drawn.labels
    )
    reviews = [
        item.outcome.review(perspective, Decision.NO, "", "2026-03-01", item.marks[perspective])
        for item in queue.items
        for perspective in item.asked
    ]
    figures = sample_figures(made, reviews)
    assert (figures.undecided, figures.others, figures.seed) == (0, 0, 5)
    only_no = Queues(ReviewOutcomes(made)).queue(Choice("sample", decision=Decision.NO, number=2, seed=5))
    assert {mark.tool for item in only_no.items for mark in item.marks.values()} == {Decision.NO}


def test_a_second_pass_asks_what_others_have_decided() -> None:
    all_of_them = queues()
    [welfare] = [item for item in all_of_them.outcomes.all if item.outcome.outcome.text == WELFARE]
    key = welfare.keys[INTERNATIONAL]
    queue = all_of_them.queue(Choice("second"), {key, ("gone", "gone", INTERNATIONAL)})
    assert [item.keys for item in queue.items] == [(key,)]
    assert not all_of_them.queue(Choice("second")).items


def test_the_same_words_twice_in_a_course_are_decided_once() -> None:
    twice = outcome(PULSE, {}, 1), outcome(PULSE.upper(), {}, 2)
    found = ReviewOutcomes(audit_of(course("OMS1", "A", *twice), course("OMS2", "B", outcome(PULSE, {}))))
    assert [item.course.key for item in found.all] == ["OMS1", "OMS2"]
    assert len({item.id for item in found.all}) == 2
    assert {item.id for item in found.all} == {
        item.id for item in ReviewOutcomes(audit_of(course("OMS1", "A", *twice), *[])).all
    } | {found.all[1].id}, "ids do not hang on what else is in the audit"


def test_the_other_language_stands_beside() -> None:
    made = audit_of(*in_two_languages())
    [profile] = made.courses
    assert {pair.number for pair in profile.parallel} == {1, 2}, "the audit pairs them"
    for item in ReviewOutcomes(made).all:
        other = item.other_version()
        assert other is not None and other.outcome is not None
        assert other.language != item.outcome.outcome.language
        assert ("välfärdens" in item.outcome.outcome.text) == ("welfare" in other.outcome.outcome.text)


def test_where_there_is_no_pair_that_is_said_and_where_there_is_no_other_version_nothing_is() -> None:
    assert all(item.other_version() is None for item in queues().outcomes.all)
    made = audit_of(*in_two_languages())
    [item, *_] = ReviewOutcomes(made).all
    profile = item.course
    bare = type(profile)(
        **{name: getattr(profile, name) for name in profile.__slots__ if name != "parallel"}, parallel=()
    )
    alone = type(item)(item.id, bare, item.number, item.outcome, item.keys).other_version()
    assert alone is not None and alone.outcome is None
    assert ParallelOutcome(1, 0, 0, ()) not in bare.parallel
