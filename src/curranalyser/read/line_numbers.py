"""Numbers of lines in the margin: 1, 2, 3 … or every fifth, as on texts that are to be discussed."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from curranalyser.datamodel import Line

_MAX_DIGITS = 4
# Numbers that a page needs to be told as one with numbered lines, by the step from one to the next.
_ENOUGH = {1: 8, 2: 4, 5: 3, 10: 3}
# On other pages of the same document.
_ENOUGH_LATER = 1
# Share of the rows between the first and the last number that the numbers account for.
_NUMBERED = 0.8
# From the top of a line's box to the foot of its letters, and how far feet on one row differ, in its size.
_FOOT, _SAME_ROW = 0.76, 0.5


def without_line_numbers(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of a PDF without the numbers of lines; the same object where there are none."""
    if sum([line.text.isdigit() for line in lines]) < min(_ENOUGH.values()):
        return lines
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    found: set[int] = set()
    doubtful: list[list[Line]] = []
    steps: set[int] = set()
    for runs in pages.values():
        numbers, rows = _margin_numbers(runs)
        step = _step(numbers)
        if step and len(numbers) >= _ENOUGH[step] and _count_rows(numbers, rows, step):
            found |= set(map(id, numbers))
            steps.add(step)
        elif numbers:
            doubtful.append(numbers)
    for numbers in doubtful if found else ():
        if _step(numbers) in steps or len(numbers) == _ENOUGH_LATER:
            found |= set(map(id, numbers))
    return tuple(line for line in lines if id(line) not in found) if found else lines


def _margin_numbers(runs: Sequence[Line]) -> tuple[list[Line], list[float]]:
    """Return the numbers of a page beside all other text, from the top, and the feet of its rows."""
    numbers = [run for run in runs if run.text.isdigit() and len(run.text) <= _MAX_DIGITS]
    others = [run for run in runs if not run.text.isdigit()]
    if not numbers or not others:
        return [], []
    left, right = min(run.x0 for run in others), max(run.x1 for run in others)
    beside = [run for run in numbers if run.x1 <= left] or [run for run in numbers if run.x0 >= right]
    feet: list[float] = []
    size = min(run.size for run in others)
    for run in sorted(others, key=_foot):
        if not feet or _foot(run) - feet[-1] > _SAME_ROW * size:
            feet.append(_foot(run))
    beside.sort(key=lambda run: run.top)
    return beside, feet


def _foot(run: Line) -> float:
    return run.top + _FOOT * run.size


def _step(numbers: Sequence[Line]) -> int:
    """Return the step from each number to the next, 0 where it is not one of those that are in use."""
    steps = {int(after.text) - int(before.text) for before, after in pairwise(numbers)}
    [step] = steps if len(steps) == 1 else [0]
    return step if step in _ENOUGH else 0


def _count_rows(numbers: Sequence[Line], feet: Sequence[float], step: int) -> bool:
    """Whether the numbers count the rows of the page."""
    size = numbers[0].size
    first, last = _foot(numbers[0]) - size, _foot(numbers[-1]) + size
    between = sum(first < foot < last for foot in feet)
    beside = sum(
        any(abs(foot - _foot(number)) < _SAME_ROW * max(size, 8.0) for foot in feet) for number in numbers
    )
    counted = (len(numbers) - 1) * step + 1
    return (
        beside >= _NUMBERED * len(numbers)
        and between <= counted / _NUMBERED
        and between >= _NUMBERED * counted
    )
