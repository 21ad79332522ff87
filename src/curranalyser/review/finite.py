"""How many of a finite population are something, from a simple random sample without replacement.

The exact interval: the numbers that both one-sided tests of the hypergeometric distribution let stand
(Buonaccorsi, A note on confidence intervals for proportions in finite populations, The American Statistician
41, 1987, 215-218). It covers the true number at least as often as it says, with none found and with few,
where intervals that lean on the normal distribution do not.
"""

from collections.abc import Callable
from math import exp, lgamma

# Of the intervals, as is usual.
LEVEL = 0.95


def exact_bounds(found: int, drawn: int, size: int, level: float = LEVEL) -> tuple[int, int]:
    """Return the least and the most that the population may have.

    Args:
        found: how many of the drawn are it.
        drawn: how many are drawn; 0 says nothing.
        size: how many there are.
        level: how often, at least, the true number is between the two.
    """
    tail = (1 - level) / 2
    least, most = found, size - (drawn - found)
    # The more there are, the likelier it is to find at least so many.
    low = _first(least, most, lambda number: 1 - _at_most(found - 1, drawn, size, number) > tail)
    high = (
        least
        + most
        - _first(least, most, lambda turned: _at_most(found, drawn, size, least + most - turned) > tail)
    )
    return low, high


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return the first number from which on something holds; it holds for the last."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _ways(whole: int, part: int) -> float:
    """Return the logarithm of the number of ways to choose."""
    return lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1)


def _at_most(found: int, drawn: int, size: int, number: int) -> float:
    """Return how probable it is to find at most so many, where the population has `number`."""
    every = _ways(size, drawn)
    return sum(
        exp(_ways(number, some) + _ways(size - number, drawn - some) - every)
        for some in range(max(0, drawn - (size - number)), min(found, number) + 1)
    )
