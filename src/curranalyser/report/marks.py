"""Evidence spans laid over the text they stand in."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from curranalyser.report.sanitise import clean

# Longest stretch of a section that is quoted for an opportunity, in characters.
EXCERPT = 320


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text and the positions, in the scheme's order, of the perspectives it is evidence for."""

    text: str
    perspectives: tuple[int, ...] = ()


def segments(text: str, spans: Iterable[tuple[int, int, int]]) -> tuple[Segment, ...]:
    """Cut `text` at the ends of its spans.

    Args:
        text: as it stands in the document.
        spans: (start, end, position of the perspective); they may overlap, and what lies outside the text is
            left out.

    Returns:
        The pieces in order, cleaned for showing; together they are the whole text.
    """
    inside = sorted(
        {
            (max(start, 0), min(end, len(text)), position)
            for start, end, position in spans
            if max(start, 0) < min(end, len(text))
        }
    )
    cuts = sorted({0, len(text), *(start for start, _, _ in inside), *(end for _, end, _ in inside)})
    pieces = []
    for start, end in pairwise(cuts):
        shown = clean(text[start:end])
        if shown:
            pieces.append(
                Segment(
                    shown,
                    tuple(
                        sorted(
                            {position for first, last, position in inside if first <= start and end <= last}
                        )
                    ),
                )
            )
    return tuple(pieces)


def excerpt(text: str, spans: Iterable[tuple[int, int, int]]) -> tuple[Segment, ...]:
    """Do as `segments`, with a long text cut to what surrounds its first span."""
    spans = tuple(spans)
    if len(text) <= EXCERPT:
        return segments(text, spans)
    first = min((start for start, _, _ in spans), default=0)
    begin = max(0, min(first - EXCERPT // 3, len(text) - EXCERPT))
    end = begin + EXCERPT
    if begin:
        # Begin with a whole word, unless the evidence would be lost by it.
        space = text.find(" ", begin, first)
        begin = space + 1 if space >= 0 else begin
    if end < len(text):
        space = text.rfind(" ", first, end)
        end = space if space > first else end
    pieces = segments(
        text[begin:end], ((start - begin, stop - begin, position) for start, stop, position in spans)
    )
    return (*((Segment("… "),) if begin else ()), *pieces, *((Segment(" …"),) if end < len(text) else ()))
