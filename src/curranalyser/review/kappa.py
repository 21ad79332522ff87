"""How two codings of the same things agree."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two label files agree.

    Attributes:
        kappa: Cohen's kappa (Cohen 1960), or None where both use one label only.
        by_label: label to (both, either): how often both chose it and how often at least one did.
    """

    items: int
    agreed: int
    kappa: float | None
    by_label: dict[str, tuple[int, int]]


def agreement(first: Sequence[str], second: Sequence[str]) -> Agreement:
    """Compare two codings of the same items, in the same order.

    Raises ValueError where their lengths differ or there is no item.
    """
    if len(first) != len(second) or not first:
        raise ValueError("two codings of the same items are needed")
    total = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True))
    shares_first, shares_second = Counter(first), Counter(second)
    labels = sorted({*first, *second})
    expected = sum(shares_first[label] * shares_second[label] for label in labels) / total**2
    kappa = None if expected == 1 else (agreed / total - expected) / (1 - expected)
    pairs = Counter(zip(first, second, strict=True))
    by_label = {
        label: (pairs[label, label], shares_first[label] + shares_second[label] - pairs[label, label])
        for label in labels
    }
    return Agreement(total, agreed, kappa, by_label)
