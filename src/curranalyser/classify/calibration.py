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


# Log odds so far out that the probability is 0 or 1; exp does not overflow there.
_FARTHEST = 500


def logistic(values: Doubles) -> Doubles:
    """Return the probabilities of log odds."""
    found: Doubles = 1.0 / (1.0 + np.exp(-np.clip(values, -_FARTHEST, _FARTHEST)))
    return found


def _below(likely: Doubles, yes: Doubles) -> Doubles:
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
    yes = np.array([limits.yes for limits in thresholds])
    slopes = np.array([limits.calibration.slope for limits in thresholds])
    offsets = np.array([limits.calibration.offset for limits in thresholds])
    weights, others, besides = np.array([limits.calibration.doubt for limits in thresholds]).reshape(-1, 3).T
    here, there = first.astype(np.float64), second.astype(np.float64)
    likely = logistic(slopes * here + offsets)
    doubtful = _below(logistic(weights * here + others * there + besides), yes)
    return np.where(likely >= yes, likely, np.maximum(likely, doubtful))
