"""The widths of a table's columns → where its cells begin and end."""

from collections.abc import Sequence
from itertools import accumulate


class ColumnWidths:
    """Where columns begin, in the unit of the widths that are given.

    Columns beyond those are as wide as the others are on average. Asking costs the same for every column:
    files are met with cells that say they span a million.
    """

    def __init__(self, widths: Sequence[float]) -> None:
        self._edges = [0.0, *accumulate(widths)]
        self._further = self._edges[-1] / len(widths) if widths else 1.0

    def __len__(self) -> int:
        return len(self._edges) - 1

    def start(self, column: int) -> float:
        """Return where a column begins, which is where the one before it ends."""
        beyond = column - len(self)
        return self._edges[column] if beyond <= 0 else self._edges[-1] + beyond * self._further
