"""How far the known errors of the labels could move a share: one kind of error at a time."""

import itertools
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from test_build_audit import NO, PERSPECTIVES, PROVENANCE, REVIEW, YES, course, read

from curranalyser.aggregate import build_audit
from curranalyser.datamodel import (
    AggregateRules,
    AnalysedSyllabus,
    Audit,
    Band,
    Decision,
    HumanDecision,
    LabelRates,
    RatesData,
    from_json,
    to_json,
)

# (1 + 1) / (98 + 2) = 2 %, (9 + 1) / (98 + 2) = 10 %
RATES = tuple(LabelRates(perspective, None, (1, 98), (9, 98)) for perspective in PERSPECTIVES)
RULES = AggregateRules(rates=RATES, rates_on=RatesData(196, 3, 100, "abc"))


def audit(*syllabi: AnalysedSyllabus, rules: AggregateRules = RULES) -> Audit:
    results = [read(f"{place}.pdf", item) for place, item in enumerate(syllabi)]
    return build_audit(results, PERSPECTIVES, PROVENANCE, rules)


def test_the_band_of_a_share_of_outcomes() -> None:
    found = audit(course("A1", *[(YES, NO)] * 20, *[(NO, NO)] * 30)).shares[0]
    assert found.bands is not None
    # low (20 - 0.02 * 50) / 0.98, high 20 / 0.9
    assert found.bands.outcomes == Band(Decimal("19.388"), Decimal("22.222"))
    assert (found.outcomes.numerator, found.outcomes.denominator) == (20, 50)


def test_what_is_for_review_is_not_called_yes() -> None:
    plain = audit(course("A1", (YES, NO), (NO, NO), (NO, NO))).shares[0].bands
    assert plain == audit(course("A1", (YES, NO), (REVIEW, NO), (NO, NO))).shares[0].bands


def test_the_low_end_is_never_below_nothing_and_the_high_end_never_above_all() -> None:
    few = audit(course("A1", (YES, NO), *[(NO, NO)] * 99)).shares[0].bands
    every = audit(course("A1", *[(YES, YES)] * 3)).shares[0].bands
    assert few is not None and every is not None
    assert few.outcomes.low == 0
    assert every.outcomes.high == 3


# Of all languages together: 2 / 92 of what is called yes are false; with 100 - 98 + 1 yes of those drawn,
# 0.1 * 3 / (0.1 * 3 + 98) of what is not called yes are yes.
LEAST_FALSE, LEAST_MISSED = 2 / 92, 0.3 / 98.3


def test_where_nothing_is_counted_it_is_missed_as_often_as_on_the_real_outcomes() -> None:
    found = audit(course("A1", *[(NO, NO)] * 60), course("B1", *[(NO, NO)] * 40)).shares[0]
    assert found.bands is not None and found.outcomes.numerator == 0
    assert (found.bands.outcomes.low, found.bands.courses.low) == (0, 0)
    assert float(found.bands.outcomes.high) == pytest.approx(100 * LEAST_MISSED, abs=0.001)
    courses = 2 - (1 - LEAST_MISSED) ** 60 - (1 - LEAST_MISSED) ** 40
    assert float(found.bands.courses.high) == pytest.approx(courses, abs=0.001)


def test_where_everything_is_counted_some_can_be_false() -> None:
    bands = audit(course("A1", *[(YES, NO)] * 100)).shares[0].bands
    assert bands is not None
    assert float(bands.outcomes.low) == pytest.approx(100 * (1 - LEAST_FALSE), abs=0.001)
    assert bands.outcomes.high == 100


def test_one_yes_more_never_lowers_an_end() -> None:
    found = [
        audit(course("A1", *[(YES, NO)] * yes, *[(NO, NO)] * (200 - yes))).shares[0].bands
        for yes in (*range(8), 100, *range(193, 201))
    ]
    bands = [item.outcomes for item in found if item]
    assert len(bands) == 17
    assert all(one.low <= two.low and one.high <= two.high for one, two in itertools.pairwise(bands[:-1]))
    assert all(item.low < item.high for item in bands)


def test_without_outcomes_drawn_as_they_come_all_that_are_yes_say_what_is_missed() -> None:
    rules = replace(RULES, rates_on=RatesData(196, 3, 0, "abc"))
    bands = audit(course("A1", *[(NO, NO)] * 10), rules=rules).shares[0].bands
    assert bands is not None
    assert float(bands.outcomes.high) == pytest.approx(10 * 9.8 / (9.8 + 98), abs=0.001)


def test_courses_and_credits_move_with_their_outcomes() -> None:
    found = audit(
        course("A1", (YES, NO), (YES, NO), credits="30"),
        course("B1", (YES, NO), (NO, NO), credits="7.5"),
        course("C1", (NO, NO), (NO, NO), credits="15"),
    ).shares[0]
    assert found.bands is not None
    # of 3 called yes (3 - 0.02 * 6) / 0.98 are, which is fewer false than on the real outcomes; of 3 others
    # 3 / 0.9 - 3 are missed
    assert LEAST_FALSE > 1 - (3 - 0.12) / 0.98 / 3
    false = LEAST_FALSE
    missed = (3 / 0.9 - 3) / 3
    low, high = found.bands.courses.low, found.bands.courses.high
    assert float(low) == pytest.approx((1 - false**2) + (1 - false), abs=0.001)
    assert float(high) == pytest.approx(2 + 1 - (1 - missed) ** 2, abs=0.001)
    credits_ = found.bands.credits
    assert float(credits_.low) == pytest.approx(30 * (1 - false**2) + 7.5 * (1 - false), abs=0.001)


def decided(syllabus: AnalysedSyllabus, decision: Decision) -> AnalysedSyllabus:
    outcomes = tuple(
        replace(
            item,
            labels=tuple(
                replace(label, decision=decision, human=HumanDecision(NO, "", "A", "2026-01-01"))
                for label in item.labels
            ),
        )
        for item in syllabus.outcomes
    )
    return replace(syllabus, outcomes=outcomes)


def test_what_people_decided_has_no_error() -> None:
    for decision, count in ((YES, 2), (NO, 0)):
        bands = audit(decided(course("A1", (NO, NO), (NO, NO)), decision)).shares[0].bands
        assert bands is not None
        assert bands.outcomes == Band(Decimal(count).quantize(Decimal("0.001")), bands.outcomes.low)
        assert bands.courses.low == bands.courses.high == (1 if count else 0)


def test_what_nobody_looked_at_can_hide_a_yes_when_all_yes_are_decided() -> None:
    yes, no = course("A1", *[(YES, NO)] * 20), course("B1", *[(NO, NO)] * 30)
    before = audit(yes, no).shares[0].bands
    confirmed = replace(
        yes,
        outcomes=tuple(
            replace(
                item,
                labels=tuple(replace(label, human=HumanDecision(label.decision)) for label in item.labels),
            )
            for item in yes.outcomes
        ),
    )
    after = audit(confirmed, no).shares[0].bands
    assert before is not None and after is not None
    # nothing is false any more, and what is missed is where it was
    assert after.outcomes == Band(Decimal("20.000"), before.outcomes.high)
    assert after.courses.low == 1 and after.courses.high == before.courses.high > 1
    # where people looked at half of the others too, half of it is left
    half = decided(course("B1", *[(NO, NO)] * 15), NO)
    left = audit(confirmed, half, course("C1", *[(NO, NO)] * 15)).shares[0].bands
    assert left is not None
    assert float(left.outcomes.high) == pytest.approx(20 + (float(before.outcomes.high) - 20) / 2, abs=0.001)


def test_the_rates_of_the_language_are_used_where_they_are_measured() -> None:
    swedish = LabelRates("international", "sv", (1, 98), (49, 98))
    rules = replace(RULES, rates=(*RATES, swedish))
    for language, high in (("sv", "2.000"), ("en", "1.111")):
        bands = audit(course("A1", (YES, NO), (NO, NO), language=language), rules=rules).shares[0].bands
        assert bands is not None and bands.outcomes.high == Decimal(high)


def test_a_model_that_is_not_measured_has_no_band() -> None:
    assert audit(course("A1", (YES, NO)), rules=AggregateRules()).shares[0].bands is None
    other = replace(RULES, rates=RATES[:1])
    found = audit(course("A1", (YES, NO)), rules=other)
    assert found.shares[0].bands is not None
    assert found.shares[1].bands is None


def test_bands_and_rates_stand_in_audit_json_as_numbers() -> None:
    found = audit(course("A1", (YES, NO), (NO, NO)))
    data = to_json(found, numbers=True)
    assert b'"low":0.978' in data and b'"false_yes":[1,98]' in data
    assert from_json(data, Audit).shares == found.shares


@pytest.mark.slow
def test_the_truth_lies_in_the_band_where_labels_err_at_the_rates() -> None:
    """Labels are drawn with the errors of the rates: on the average the count stays within its band."""
    chance = random.Random(4)
    true_yes, whole, inside = 60, 400, 0
    for _ in range(60):
        decisions = [
            (YES if (chance.random() >= 0.1 if place < true_yes else chance.random() < 0.02) else NO, NO)
            for place in range(whole)
        ]
        bands = audit(course("A1", *decisions)).shares[0].bands
        assert bands is not None
        inside += float(bands.outcomes.low) - 4 <= true_yes <= float(bands.outcomes.high) + 4
    assert inside >= 57


def test_a_rare_error_counts_as_one_more_than_was_seen() -> None:
    """As the head of the module says of the low end: up to half a yes of a hundred outcomes goes."""
    rules = replace(RULES, rates=(LabelRates("international", None, (1, 447), (6, 186)),))
    for yes, taken in ((1, 0.45), (20, 0.36)):
        bands = (
            audit(course("A1", *[(YES, NO)] * yes, *[(NO, NO)] * (100 - yes)), rules=rules).shares[0].bands
        )
        assert bands is not None
        assert float(bands.outcomes.low) == pytest.approx(yes - taken, abs=0.01)
