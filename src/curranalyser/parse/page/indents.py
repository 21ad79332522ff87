"""A list without bullets whose items are told by their indent.

The first line of each is set out to the left of its other lines, or in to the right.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.words.leadin import is_lead_in, is_open

# Points by which lines at one indent may differ.
_EDGE = 1.5
# The indents, in points, that tell items; and how many lines have to begin one, for a single one is no list.
_LEAST_ITEMS, _LEAST_INDENT, _MOST_INDENT = 2, 5.0, 45.0
# Of the width of the text: a line that goes on in the next one reaches as far.
_NEARLY_FULL = 0.75


def mark_indented(lines: list[TextLine]) -> list[TextLine]:
    """Make list items of lines below a lead-in where their indent tells which begin one.

    Args:
        lines: of one section in reading order.

    Returns:
        The lines, the first of each item with a marker; as they are where the indent tells nothing.
    """
    if any(line.marker or line.label or line.cell for line in lines):
        return lines
    lead = next(
        (position for position, line in enumerate(lines) if is_lead_in(line.text) and is_open(line.text)),
        None,
    )
    if lead is None:
        return lines
    first = _first_edge(lines[lead + 1 :])
    if first is None:
        return lines
    return [
        replace(line, marker="•") if position > lead and abs(line.x0 - first) <= _EDGE else line
        for position, line in enumerate(lines)
    ]


def _first_edge(lines: Sequence[TextLine]) -> float | None:
    """Return where the first lines of items begin: one of two left edges.

    A line at the other one goes on with a full line above it.
    """
    edges = Counter(round(line.x0) for line in lines)
    if len(edges) != 2 or not lines:
        return None
    first = round(lines[0].x0)
    other = next(edge for edge in edges if edge != first)
    if edges[first] < _LEAST_ITEMS or not _LEAST_INDENT < abs(first - other) < _MOST_INDENT:
        return None
    left = min(edges)
    full = left + _NEARLY_FULL * (max(line.x1 for line in lines) - left)
    goes_on = all(above.x1 > full for above, line in pairwise(lines) if round(line.x0) == other)
    return lines[0].x0 if goes_on else None
