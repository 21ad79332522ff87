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
    columns = []
    for column, limits in enumerate(thresholds):
        here, there = first[:, column].astype(np.float64), second[:, column].astype(np.float64)
        calibration = limits.calibration
        likely = logistic(calibration.slope * here + calibration.offset)
        weight, other, beside = calibration.doubt
        doubtful = np.minimum(logistic(weight * here + other * there + beside), limits.yes - _BELOW)
        columns.append(np.where(likely >= limits.yes, likely, np.maximum(likely, doubtful)))
    return np.stack(columns, axis=1) if columns else np.zeros((len(first), 0))
