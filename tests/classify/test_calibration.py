"""From the scores of two readers to a probability, and to yes, review and no."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.calibrate import YES, Scored, best_threshold, fit_thresholds
from curranalyser.classify.calibration import calibrated
from curranalyser.classify.estimator import fit_scores
from curranalyser.classify.labelled import LabelledOutcome
from curranalyser.identity import Calibration, Thresholds
from curranalyser.scheme import Scheme, load_scheme

LIMITS = Thresholds(0.2, YES, None, Calibration(1.0, 0.0, (0.5, 1.0, -1.0)))
scores = st.floats(-30, 30, width=32)


def shown(first: float, second: float, limits: Thresholds = LIMITS) -> float:
    def one(value: float) -> np.ndarray:
        return np.array([[value]], dtype=np.float32)

    return float(calibrated(one(first), one(second), [limits])[0, 0])


@given(scores, scores)
def test_only_the_first_reader_makes_a_yes(first: float, second: float) -> None:
    # So near to the limit that rounding decides is neither.
    if abs(first) > 1e-6:
        assert (shown(first, second) >= YES) is (first >= 0)
    assert 0 <= shown(first, second) <= 1


@given(scores, scores, scores)
def test_a_likelier_reading_is_never_shown_less_likely(first: float, second: float, more: float) -> None:
    low, high = sorted((second, more))
    assert shown(first, low) <= shown(first, high)
    low, high = sorted((first, more))
    assert shown(low, second) <= shown(high, second)


def test_the_second_reader_brings_into_review_what_the_first_does_not_see() -> None:
    assert shown(-4, -4) < LIMITS.review
    assert LIMITS.review <= shown(-4, 3) < YES


def test_weights_of_scores_rise_with_what_tells() -> None:
    weights, _ = fit_scores(np.array([[-2.0, 1.0], [-1.0, -1.0], [1.0, 1.0], [2.0, -1.0]]), [0, 0, 1, 1])
    assert weights[0] > abs(weights[1])


def test_the_threshold_is_the_middle_of_the_good_cuts_and_leaves_borderline_out() -> None:
    values = [0.9, 0.8, 0.5, 0.2, 0.1]
    assert best_threshold(values, ["yes", "yes", "borderline", "no", "no"]) == pytest.approx(0.5)


def scored(scheme: Scheme, *, count: int = 400, shift: float = 0.0, sample: str = "") -> Scored:
    """Outcomes of which every fourth is yes; the scores tell them apart but for some noise."""
    chance = np.random.default_rng(1)
    yes = np.arange(count) % 4 == 0
    first = (np.where(yes, 2.0, -2.0) + chance.normal(0, 1.5, count) + shift).astype(np.float32)
    second = (np.where(yes, 1.0, -1.0) + chance.normal(0, 1.0, count)).astype(np.float32)
    outcomes = [
        LabelledOutcome(
            str(number), "", "", "sv", "", dict.fromkeys(scheme.ids, "yes" if here else "no"), sample=sample
        )
        for number, here in enumerate(yes)
    ]
    columns = len(scheme.ids)
    return Scored(outcomes, np.stack([first] * columns, 1), np.stack([second] * columns, 1))


def test_yes_begins_at_one_half_whatever_the_scores_are() -> None:
    scheme = load_scheme()
    for shift in (-3.0, 0.0, 3.0):
        corpus = scored(scheme, shift=shift)
        limits = fit_thresholds(corpus, None, scheme)[0]
        assert limits.yes == YES
        likely = calibrated(corpus.first[:, :1], corpus.second[:, :1], [limits])[:, 0]
        right = sum(
            (one >= YES) == (outcome.labels[scheme.ids[0]] == "yes")
            for one, outcome in zip(likely, corpus.outcomes, strict=True)
        )
        assert right >= 0.85 * len(corpus.outcomes)


def test_calibrated_on_outcomes_from_elsewhere_a_probability_is_how_often_it_is_right() -> None:
    scheme = load_scheme()
    real = scored(scheme, count=2000)
    limits = fit_thresholds(scored(scheme, shift=2.0), real, scheme)[0]
    likely = calibrated(real.first[:, :1], real.second[:, :1], [limits])[:, 0]
    sure = [place for place, one in enumerate(likely) if one >= 0.9]
    yes = sum(real.outcomes[place].labels[scheme.ids[0]] == "yes" for place in sure)
    assert abs(yes / len(sure) - np.mean(likely[sure])) < 0.05


def test_the_band_of_review_holds_one_representative_outcome_in_a_hundred() -> None:
    scheme = load_scheme()
    real = scored(scheme, count=2000, sample="representative")
    limits = fit_thresholds(scored(scheme), real, scheme)[0]
    likely = calibrated(real.first[:, :1], real.second[:, :1], [limits])[:, 0]
    assert sum(limits.review <= one < YES for one in likely) == 20


def test_where_nothing_was_missed_the_second_reader_counts_for_nothing() -> None:
    scheme = load_scheme()
    corpus = scored(scheme)
    sure = np.where(np.arange(400) % 4 == 0, 9.0, -9.0).astype(np.float32)
    clear = replace(corpus, first=np.stack([sure] * len(scheme.ids), 1))
    assert fit_thresholds(clear, None, scheme)[0].calibration.doubt[1] == 0.0
