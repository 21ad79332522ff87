"""The runs of text of a document, those of tables too, as they stand on its pages."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import structs

from curranalyser.datamodel import Document, Line


def flat_runs(document: Document) -> tuple[Line, ...]:
    """Return the runs of a document as if its tables had no rules: see `without_walls`."""
    return without_walls(document.lines)


def without_walls(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Join the runs that a rule parted, so that a form drawn with rules reads like one without them."""
    if not any(line.parted for line in lines):
        return tuple(lines)
    level: dict[tuple[int, float, float, bool], list[int]] = defaultdict(list)
    for position, line in enumerate(lines):
        level[line.page, line.top, line.size, line.bold].append(position)
    joined: dict[int, Line | None] = {}
    for positions in level.values():
        begun: int | None = None
        for position in sorted(positions, key=lambda position: lines[position].x0):
            line = lines[position]
            if begun is None or not line.parted:
                begun = position
                continue
            left = joined.get(begun) or lines[begun]
            joined[begun] = structs.replace(left, text=f"{left.text} {line.text}", x1=line.x1)
            joined[position] = None
    return tuple(
        kept for position, line in enumerate(lines) if (kept := joined.get(position, line)) is not None
    )
