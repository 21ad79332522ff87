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

# An outcome that is no yes is shown at most so much below one; what both readers together think likelier than
# the second share of a yes is squeezed in between, so that its order stays.
_BELOW = 0.01
_SQUEEZED = 0.8


def logistic(values: Doubles) -> Doubles:
    """Return the probabilities of log odds."""
    found: Doubles = 1.0 / (1.0 + np.exp(-np.clip(values, -500, 500)))
    return found


def _below(likely: Doubles, yes: float) -> Doubles:
    """Return probabilities in their order, all below a yes."""
    knee = _SQUEEZED * yes
    room = (yes - _BELOW - knee) / (1 - knee)
    return np.where(likely < knee, likely, knee + (likely - knee) * room)


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
        doubtful = _below(logistic(weight * here + other * there + beside), limits.yes)
        columns.append(np.where(likely >= limits.yes, likely, np.maximum(likely, doubtful)))
    return np.stack(columns, axis=1) if columns else np.zeros((len(first), 0))
