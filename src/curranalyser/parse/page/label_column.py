"""A column of labels beside their values.

Which values stand beside which label, where cells are set at half their height, and labels broken over lines.
"""

from collections.abc import Sequence
from itertools import pairwise

from curranalyser.parse.words.headings import (
    field_name,
    heading_table,
    normalise_heading,
    section_kind,
    strip_numbering,
)

# The first three in sizes of letters, as all that is measured between lines of a cell. By how much the last
# value of a cell may miss the place that its middle gives it; and by how much values may stand below a label
# (of some 400 real files one is read otherwise with 0.3, and one with 1.0).
_OWN_HEIGHT = 0.35
_SLACK = 0.6
# Tops of lines of one cell are nearer to each other.
_LINE_STEP = 1.6
# Of the least step between lines of a cell: values of two labels stand further apart.
_APART = 1.15


def joined_label(parts: Sequence[str]) -> str | None:
    """Return the known heading or label that was broken over lines of a narrow column, or None.

    "Förväntade" / "studieresultat".
    """
    table = heading_table()
    if (
        strip_numbering(parts[0]).partition(" ")[0].lower() not in table.any_first_word
        or not strip_numbering(parts[0])[:3].isalpha()
        or any(part.endswith(":") for part in parts[:-1])
    ):
        return None
    if all(field_name(part) or section_kind(part) for part in parts):
        return None  # labels below each other
    for glue in (" ", ""):
        label = glue.join(parts)
        name = normalise_heading(label)
        bracketed = label.endswith(")") and label.count("(") == 1 and section_kind(label) is not None
        if name in table.sections or name in table.fields or bracketed:
            return label
    return None


def is_next_line(above: float, below: float, size: float) -> bool:
    """Whether two tops are those of lines of one cell."""
    return 0 < below - above < _LINE_STEP * size


def centred_values(
    labels: Sequence[tuple[float, float]], values: Sequence[float], size: float
) -> list[int] | None:
    """Tell the values of labels that are set at half the height of their rows.

    Args:
        labels: tops of the first and last line of each label, from above.
        values: tops of the lines beside them, from above.
        size: font size.

    Returns:
        For each value the position of its label; None where each label stands beside its first value, as is
        usual, or the heights tell nothing.
    """
    if len(labels) < 2 or _beside_first(labels, values, size):
        return None
    owner: list[int] = []
    for number, (first, last) in enumerate(labels):
        begin = len(owner)
        if begin == len(values) or values[begin] > last + _SLACK * size:
            continue  # an empty cell
        bottom = first + last - values[begin]
        while len(owner) < len(values) and values[len(owner)] < bottom + _SLACK * size:
            owner.append(number)
        if begin == len(owner) or abs(values[len(owner) - 1] - bottom) > _OWN_HEIGHT * size:
            return None
    return owner if len(owner) == len(values) and _set_apart(owner, values) else None


def _set_apart(owner: Sequence[int], values: Sequence[float]) -> bool:
    """Whether more space is between the values of two labels than between the lines of one.

    Else the heights are balanced by chance.
    """
    steps = [below - above for above, below in pairwise(values)]
    pitch = min(
        (step for step, (left, right) in zip(steps, pairwise(owner), strict=True) if left == right),
        default=0.0,
    )
    return all(
        left == right or step > _APART * pitch
        for step, (left, right) in zip(steps, pairwise(owner), strict=True)
    )


def _beside_first(labels: Sequence[tuple[float, float]], values: Sequence[float], size: float) -> bool:
    """Whether every label has a value on the height of its first line.

    None may stand above the first label.
    """
    if not values or values[0] < labels[0][0] - _OWN_HEIGHT * size:
        return False
    position = 0
    for first, last in labels:
        while position < len(values) and values[position] < first - _OWN_HEIGHT * size:
            position += 1
        reached = position < len(values) and values[position] <= last + _SLACK * size
        if reached and values[position] > first + _OWN_HEIGHT * size:
            return False
    return True
