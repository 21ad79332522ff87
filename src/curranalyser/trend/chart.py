"""A small line chart of one figure over the audits: where its points, lines and words stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from curranalyser.compare.wording import Chart, Mark
from curranalyser.report.words import shortened, text_width

# Pixels.
_STEP, _SIDE, _HEIGHT = 92, 46, 140
# What is nothing stands on the ground line, as the page draws it.
_TOP, _BOTTOM = 24, 118
_FONT = 12
# Between the words on two points.
_BETWEEN = 8
# Under one point there is room for a name of so many characters.
_LONGEST_NAME = 11
# Of more points than this, the names of the first and the last only are written.
_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Value:
    """What a chart has of one audit: how high its point stands, and the words on it.

    `low` and `high` are the ends of the band around it, None where there is none.
    """

    value: float
    written: str
    low: float | None = None
    high: float | None = None


def draw_chart(
    title: str, text: str, names: Sequence[str], values: Sequence[Value | None], most: float = 1
) -> Chart:
    """Draw one figure over the audits, from nothing up.

    Args:
        title: what it is.
        text: all of it in words.
        names: of the audits.
        values: of each audit, None where there is none: there the line is broken.
        most: the value at the top: 1 for shares. Charts that stand beside each other have the same.
    """
    step = _STEP if len(names) <= _MOST_NAMES else max(12, _STEP * _MOST_NAMES // len(names))
    places = [float(_SIDE + number * step) for number in range(len(names))]

    def height(value: float) -> float:
        return round(_BOTTOM - (min(value / most, 1) if most else 0) * (_BOTTOM - _TOP), 1)

    marks: list[Mark] = []
    lines: list[list[str]] = [[]]
    for x, item in zip(places, values, strict=True):
        if item is None:
            lines.append([])
            continue
        y = height(item.value)
        told = item.written if text_width(item.written, _FONT) + _BETWEEN <= step else ""
        ends = None if item.low is None or item.high is None else (height(item.low), height(item.high))
        marks.append(Mark(x, y, told, below=y == _TOP, ends=ends))
        lines[-1].append(f"{x:g},{y:g}")
    outer = (0, len(names) - 1)
    return Chart(
        title=title,
        text=text,
        width=2 * _SIDE + (len(names) - 1) * step,
        height=_HEIGHT,
        lines=tuple(" ".join(line) for line in lines if len(line) > 1),
        marks=tuple(marks),
        names=tuple(
            (x, shortened(name, _LONGEST_NAME))
            for number, (x, name) in enumerate(zip(places, names, strict=True))
            if len(names) <= _MOST_NAMES or number in outer
        ),
    )
