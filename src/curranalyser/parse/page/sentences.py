"""The lines of a section → sentences with their page."""

import re
from collections.abc import Sequence

from curranalyser.datamodel import Line
from curranalyser.parse.page.layout import split_marker

# What ends a sentence or leads to a list, and what ends a sentence alone.
SENTENCE_END = (".", "!", "?", ":", ";")
FULL_STOP = (".", "!", "?")
_END = re.compile(r"(?<=[.!?;:])\s+(?=[A-ZÅÄÖ0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:t\.ex|bl\.a|m\.m|d\.v\.s|s\.k|e\.g|i\.e|etc|ca|dvs|osv|resp|inkl|nr|st|prof|dr)|\b[A-ZÅÄÖ])\.$",
    re.IGNORECASE,
)
# Text without a full stop, such as a table, is cut at the next line.
_LONGEST = 4000


def split_sentences(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """Return the sentences and list items of a section with the page on which each begins."""
    result: list[tuple[str, int]] = []
    text, page = "", 1
    for line in lines:
        marker, rest = split_marker(line.text)
        if marker and text:
            result.append((text, page))
            text = ""
        if not text:
            page = line.page
        text = text[:-1] + rest if text.endswith("-") and rest[:1].islower() else f"{text} {rest}".strip()
        pieces = _END.split(text)
        while len(pieces) > 1 and _ABBREVIATION.search(pieces[0]):
            pieces[:2] = [f"{pieces[0]} {pieces[1]}"]
        for piece in pieces[:-1]:
            result.append((piece, page))
            page = line.page
        text = pieces[-1]
        if len(text) > _LONGEST:
            result.append((text, page))
            text = ""
    if text:
        result.append((text, page))
    return result
