"""Watermarks that stand level: words printed across the text, which are no part of it.

They are told by what no other text does: it runs across smaller text, or stands all over a page. (Diagonal
ones are turned, and turned text is left out before.)
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from curranalyser.datamodel import Line

# A watermark is so many points high at least, and so many times as high as the text that it runs across.
_LEAST_SIZE, _TIMES = 18.0, 1.6
# Times that a text stands on one page where it is strewn over it, and how many of them run across other text.
# Smaller ones are cells of tables that hold the same.
_STREWN, _MEETING = 3, 2
_STREWN_SIZE = 14.0
_LEAST_LETTERS = 3
# From the top of a line's box to where its letters begin, their middle and where they end, in its size.
_BEGIN, _MIDDLE, _END = 0.15, 0.5, 0.8
# Share of the narrower run that two runs have in common where one runs across the other.
_ACROSS = 0.3
# A page with more runs is not looked through for strewn texts: the time would grow with its square.
_MAX_RUNS = 2000


def without_watermarks(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of a PDF without those that are watermarks; the same object where there are none."""
    large = [line for line in lines if line.size >= _STREWN_SIZE]
    suspects = {line.page for line in large if line.size >= _LEAST_SIZE}
    times = Counter([(line.page, line.text) for line in large])
    suspects.update([page for (page, _), count in times.items() if count >= _STREWN])
    if not suspects:
        return lines
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.page in suspects:
            pages[line.page].append(line)
    marks: set[tuple[str, float]] = set()
    for runs in pages.values():
        marks |= _marks(runs)
    if not marks:
        return lines
    # Also where a page has no text that it could run across.
    return tuple(line for line in lines if (line.text, line.size) not in marks)


def _marks(runs: Sequence[Line]) -> set[tuple[str, float]]:
    """Return text and size of the watermarks of a page."""
    if len(runs) > _MAX_RUNS:
        return set()
    large = [run for run in runs if run.size >= _LEAST_SIZE]
    found = {
        (run.text, run.size)
        for run in large
        if any(_runs_across(run, other) for other in runs if other.size * _TIMES <= run.size)
    }
    for text, count in Counter([run.text for run in runs if run.size >= _STREWN_SIZE]).items():
        if count >= _STREWN and sum(map(str.isalpha, text)) >= _LEAST_LETTERS:
            same = [run for run in runs if run.text == text]
            meeting = sum(
                any(other.text != text and _runs_across(run, other) for other in runs) for run in same
            )
            if meeting >= _MEETING:
                found |= {(run.text, run.size) for run in same}
    return found


def _runs_across(mark: Line, other: Line) -> bool:
    """Whether the letters of one run stand where those of another do."""
    middle = other.top + _MIDDLE * other.size
    common = min(mark.x1, other.x1) - max(mark.x0, other.x0)
    return (
        mark.top + _BEGIN * mark.size < middle < mark.top + _END * mark.size
        and common > _ACROSS * min(mark.x1 - mark.x0, other.x1 - other.x0) > 0
        and len(other.text) >= _LEAST_LETTERS
    )
