"""A small line chart of one share over the audits: where its points, lines and words stand."""

from collections.abc import Sequence

from curranalyser.compare.wording import Chart, Mark
from curranalyser.report.words import shortened, text_width

# Pixels.
_STEP, _SIDE, _HEIGHT = 92, 46, 140
_TOP, _BOTTOM = 24, 104
_FONT = 12
# Between the words on two points.
_BETWEEN = 8
# Under one point there is room for a name of so many characters.
_LONGEST_NAME = 11
# Of more points than this, the names of the first and the last only are written.
_MOST_NAMES = 8


def draw_share(
    title: str, text: str, names: Sequence[str], values: Sequence[float | None], written: Sequence[str]
) -> Chart:
    """Draw a share from 0 to 1 over the audits, from nothing to all.

    Args:
        title: what it is a share of.
        text: all of it in words.
        names: of the audits.
        values: the share in each, None where there is none: there the line is broken.
        written: the shares as they are written.
    """
    step = _STEP if len(names) <= _MOST_NAMES else max(12, _STEP * _MOST_NAMES // len(names))
    places = [float(_SIDE + number * step) for number in range(len(names))]
    marks: list[Mark] = []
    lines: list[list[str]] = [[]]
    for x, value, share in zip(places, values, written, strict=True):
        if value is None:
            lines.append([])
            continue
        y = round(_BOTTOM - value * (_BOTTOM - _TOP), 1)
        told = share if text_width(share, _FONT) + _BETWEEN <= step else ""
        marks.append(Mark(x, y, told, below=value == 1))
        lines[-1].append(f"{x:g},{y:g}")
    ends = (0, len(names) - 1)
    return Chart(
        title,
        text,
        2 * _SIDE + (len(names) - 1) * step,
        _HEIGHT,
        tuple(" ".join(line) for line in lines if len(line) > 1),
        tuple(marks),
        tuple(
            (x, shortened(name, _LONGEST_NAME))
            for number, (x, name) in enumerate(zip(places, names, strict=True))
            if len(names) <= _MOST_NAMES or number in ends
        ),
    )
