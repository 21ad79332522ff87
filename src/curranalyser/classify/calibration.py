"""The scores of two readers → one probability.

The first reader is the estimator. The second learnt the same outcomes with their cues taken away at random:
it had to rely on words, is a worse judge, and sees some of what no cue names. It never makes a yes. What the
first does not call one is given for review where both together make it likely enough.
"""

from collections.abc import Sequence

import numpy as np

from curranalyser.classify.estimator import Doubles
from curranalyser.classify.features import Floats
from curranalyser.identity import Thresholds

# An outcome that is no yes is shown at most so much below one.
_BELOW = 0.01


def logistic(values: Doubles) -> Doubles:
    """Return the probabilities of log odds."""
    found: Doubles = 1.0 / (1.0 + np.exp(-np.clip(values, -500, 500)))
    return found


def calibrated(first: Floats, second: Floats, thresholds: Sequence[Thresholds]) -> Doubles:
    """Return probabilities, outcomes by perspectives.

    Args:
        first: scores of the first reader, outcomes by perspectives.
        second: of the second, likewise.
        thresholds: with their calibration, one a perspective.
    """
    yes = np.array([limits.yes for limits in thresholds])
    slopes = np.array([limits.calibration.slope for limits in thresholds])
    offsets = np.array([limits.calibration.offset for limits in thresholds])
    weights, others, besides = np.array([limits.calibration.doubt for limits in thresholds]).reshape(-1, 3).T
    here, there = first.astype(np.float64), second.astype(np.float64)
    likely = logistic(slopes * here + offsets)
    doubtful = np.minimum(logistic(weights * here + others * there + besides), yes - _BELOW)
    return np.where(likely >= yes, likely, np.maximum(likely, doubtful))
