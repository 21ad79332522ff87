"""Whether a probability is what it says: of the labels shown with about so much, how many are yes."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

# Where one class of probabilities ends and the next begins. Most labels are next to 0 or to 1.
_EDGES = (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97)


@dataclass(frozen=True, slots=True)
class ReliabilityClass:
    """The labels whose probability lies from `low` up to `high`.

    Attributes:
        labels: how many there are.
        shown: the mean of their probabilities.
        yes: how many are yes by the gold.
    """

    low: float
    high: float
    labels: int
    shown: float
    yes: int


def reliability(labels: Iterable[tuple[float, bool]]) -> tuple[ReliabilityClass, ...]:
    """Put labels in classes of probability.

    Args:
        labels: of each its probability and whether gold says yes; borderline cases are not among them.

    Returns:
        the classes that hold a label, from the least likely on.
    """
    classes: list[list[tuple[float, bool]]] = [[] for _ in range(len(_EDGES) + 1)]
    for probability, yes in labels:
        classes[bisect_right(_EDGES, probability)].append((probability, yes))
    edges = (0.0, *_EDGES, 1.0)
    return tuple(
        ReliabilityClass(
            edges[place],
            edges[place + 1],
            len(some),
            sum(probability for probability, _ in some) / len(some),
            sum(yes for _, yes in some),
        )
        for place, some in enumerate(classes)
        if some
    )
