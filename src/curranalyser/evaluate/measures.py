"""The figures by which decisions and labels are judged."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto


class Verdict(Enum):
    """What gold says of one decision; a no that is right is OTHER."""

    TRUE = auto()
    FALSE = auto()
    MISSED = auto()
    OTHER = auto()


def verdict(gold: str, called: bool, borderline: str | None = None) -> Verdict | None:
    """Hold one decision against gold.

    Args:
        gold: "yes", "no" or "borderline".
        called: whether the outcome was called yes.
        borderline: None leaves the borderline cases out: they give None; "no" counts them as no.
    """
    if gold == "borderline" and borderline is None:
        return None
    if gold == "yes":
        return Verdict.TRUE if called else Verdict.MISSED
    return Verdict.FALSE if called else Verdict.OTHER


@dataclass(frozen=True, slots=True)
class Counts:
    """Decisions against gold: true and false yes, missed yes. `support` is the number of gold yes."""

    true: int = 0
    false: int = 0
    missed: int = 0

    @property
    def support(self) -> int:
        """How many are yes by the gold."""
        return self.true + self.missed

    @property
    def precision(self) -> float | None:
        """The share of the decided that is right, or None where nothing was decided."""
        return self.true / (self.true + self.false) if self.true + self.false else None

    @property
    def recall(self) -> float | None:
        """The share of the gold that was found, or None where there is none."""
        return self.true / self.support if self.support else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, or None where there is neither gold nor decision."""
        whole = 2 * self.true + self.false + self.missed
        return 2 * self.true / whole if whole else None


def count(pairs: Iterable[tuple[str, bool]], borderline: str | None = None) -> Counts:
    """Count decisions.

    Args:
        pairs: gold label ("yes", "no", "borderline") and whether the outcome was called yes.
        borderline: None leaves the borderline cases out; "no" counts them as no.
    """
    found = Counter(verdict(gold, called, borderline) for gold, called in pairs)
    return Counts(found[Verdict.TRUE], found[Verdict.FALSE], found[Verdict.MISSED])


def mean(values: Iterable[float | None]) -> float | None:
    """Return the mean of the values that are there."""
    found = [value for value in values if value is not None]
    return sum(found) / len(found) if found else None
