"""From scores to probabilities, and the limits between yes, review and no."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from curranalyser.classify.calibration import calibrated, logistic
from curranalyser.classify.estimator import Doubles, fit_scores
from curranalyser.classify.features import Floats
from curranalyser.classify.labelled import REPRESENTATIVE, LabelledOutcome
from curranalyser.identity import Calibration, Thresholds
from curranalyser.scheme import Scheme

# A borderline case counts a third yes and two thirds no: by halves, as many were called yes as given for
# review.
TARGETS = {"yes": 1.0, "borderline": 1 / 3, "no": 0.0}
# A probability from which on more likely yes than not.
YES = 0.5
_REVIEW = 0.25
# Share of representative outcomes that may stand in review for one perspective: what a reviewer can read.
_BAND = 0.01
_F1_SLACK = 0.01
# Cues were written in sight of the outcomes on which thresholds are chosen, find less in others, and there
# leave a yes less sure: no threshold is higher. Words alone were not, and have no such limit.
_HIGHEST_THRESHOLD = 0.35
# Where scores tell nothing, the share of yes is all that is known, and makes no yes: it is no higher.
_NO_YES = 0.49
# With fewer yes that the first reader missed, what the second adds cannot be learnt.
_FEWEST_MISSED = 10
_NUMBER_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Scored:
    """Labelled outcomes with the scores of both readers, outcomes by perspectives; neither had seen them."""

    outcomes: Sequence[LabelledOutcome]
    first: Floats
    second: Floats

    def labelled(self, perspective: str) -> list[int]:
        """Return the numbers of the outcomes that have a label for a perspective."""
        return [number for number, outcome in enumerate(self.outcomes) if perspective in outcome.labels]


def best_threshold(scores: Sequence[float], labels: Sequence[str]) -> float:
    """Choose the score from which on an outcome is called yes.

    Args:
        scores: given by models that had not seen the outcome.
        labels: "yes", "no" or "borderline"; borderline cases are left out.

    Returns:
        the middle of all cuts whose F1 comes within a hundredth of the best: the very best cut is an accident
        of few outcomes.
    """
    pairs = sorted(
        (
            (score, label == "yes")
            for score, label in zip(scores, labels, strict=True)
            if label != "borderline"
        ),
        reverse=True,
    )
    positives = sum(yes for _, yes in pairs)
    true, cuts = 0, []
    for number, (score, yes) in enumerate(pairs, 1):
        true += yes
        following = pairs[number][0] if number < len(pairs) else score
        if following < score or number == len(pairs):
            cuts.append((2 * true / (number + positives), (score + following) / 2))
    best = max(f1 for f1, _ in cuts)
    good = [cut for f1, cut in cuts if f1 >= best - _F1_SLACK]
    return round((min(good) + max(good)) / 2, 4)


def fit_thresholds(
    corpus: Scored, real: Scored | None, scheme: Scheme, *, cued: bool = True
) -> tuple[Thresholds, ...]:
    """Fit the calibration and the limits of every perspective.

    Args:
        corpus: scored by cross-validation.
        real: labelled outcomes from elsewhere, on which the probabilities are calibrated and the band of
            review is set; without them both rest on the corpus.
        scheme: names perspectives and rules.
        cued: whether there are cues, or words alone.

    Returns:
        in the scheme's order. An outcome is yes from one half. Where the scores of a perspective say nothing,
        none is, and all are for review.
    """
    highest = _HIGHEST_THRESHOLD if cued else YES
    return tuple(
        _perspective(corpus, real, scheme, column, perspective, highest=highest)
        for column, perspective in enumerate(scheme.ids)
    )


def _perspective(
    corpus: Scored, real: Scored | None, scheme: Scheme, column: int, perspective: str, *, highest: float
) -> Thresholds:
    slope, offset = _yes(real or corpus, column, perspective, highest if real is None else None)
    doubt = _doubt(corpus, column, perspective, slope, offset)
    limits = Thresholds(
        _REVIEW, YES, _commonest_rule(corpus.outcomes, scheme, perspective), Calibration(slope, offset, doubt)
    )
    if real is None:
        return limits
    return Thresholds(_review(real, column, limits), YES, limits.rule, limits.calibration)


def _targets(scored: Scored, perspective: str, numbers: Iterable[int]) -> list[float]:
    return [TARGETS[scored.outcomes[number].labels[perspective]] for number in numbers]


def _yes(scored: Scored, column: int, perspective: str, highest: float | None) -> tuple[float, float]:
    """Fit Platt's slope and offset.

    `highest`: they are moved so that the best cut, which is no higher than this, lies at one half; None
    leaves them. On the corpus it lies lower, since its cues were written in sight of it.
    """
    numbers = scored.labelled(perspective)
    scores = scored.first[numbers, column].astype(np.float64)
    weights, offset = fit_scores(scores[:, np.newaxis], _targets(scored, perspective, numbers))
    slope = float(weights[0])
    if round(slope, _NUMBER_DIGITS) <= 0:
        share = min(max(float(np.mean(_targets(scored, perspective, numbers))), _REVIEW), _NO_YES)
        return 0.0, round(float(np.log(share / (1 - share))), _NUMBER_DIGITS)
    if highest is not None:
        likely = logistic(slope * scores + offset)
        labels = [scored.outcomes[number].labels[perspective] for number in numbers]
        cut = min(best_threshold([float(one) for one in likely], labels), highest)
        offset -= float(np.log(cut / (1 - cut)))
    return round(slope, _NUMBER_DIGITS), round(offset, _NUMBER_DIGITS)


def _doubt(
    corpus: Scored, column: int, perspective: str, slope: float, offset: float
) -> tuple[float, float, float]:
    """Fit what both readers together say of outcomes that the first does not call yes."""
    numbers = [
        number
        for number in corpus.labelled(perspective)
        if slope * float(corpus.first[number, column]) + offset < 0
    ]
    missed = sum(corpus.outcomes[number].labels[perspective] == "yes" for number in numbers)
    if missed < _FEWEST_MISSED:
        return slope, 0.0, offset
    both: Doubles = np.stack([corpus.first[numbers, column], corpus.second[numbers, column]], axis=1).astype(
        np.float64
    )
    weights, beside = fit_scores(both, _targets(corpus, perspective, numbers))
    first, second = (round(max(float(weight), 0.0), _NUMBER_DIGITS) for weight in weights)
    return first, second, round(beside, _NUMBER_DIGITS)


def _review(real: Scored, column: int, limits: Thresholds) -> float:
    """Return the probability from which on no more than `_BAND` of representative outcomes are in review."""
    drawn = [number for number, outcome in enumerate(real.outcomes) if outcome.sample == REPRESENTATIVE]
    if not drawn:
        return limits.review
    here, there = (scores[drawn, column : column + 1] for scores in (real.first, real.second))
    likely = calibrated(here, there, [limits])
    below = sorted((float(one) for one in likely[:, 0] if one < limits.yes), reverse=True)
    allowed = int(_BAND * len(drawn))
    if allowed >= len(below):
        return limits.review
    # Half way to the next one, which stays out.
    return round((below[max(allowed - 1, 0)] + below[allowed]) / 2, 4)


def _commonest_rule(outcomes: Sequence[LabelledOutcome], scheme: Scheme, perspective: str) -> str | None:
    """Return the rule that explains most yes of a perspective."""
    mine = {rule.id for rule in scheme.rules if rule.perspective == perspective and rule.verdict == "yes"}
    counts: Mapping[str, int] = Counter(
        rule for outcome in outcomes for rule in outcome.rules if rule in mine
    )
    return min(counts, key=lambda identifier: (-counts[identifier], identifier)) if counts else None
