"""The lines of a section → sentences with their page."""

import re
from collections.abc import Sequence

from curranalyser.datamodel import Line
from curranalyser.languages import any_of
from curranalyser.parse.page.layout import split_marker

# What ends a sentence or leads to a list, and what ends a sentence alone.
SENTENCE_END = (".", "!", "?", ":", ";")
FULL_STOP = (".", "!", "?")
_END = re.compile(r"(?<=[.!?;:])\s+(?=[A-ZÅÄÖ0-9])")
_ABBREVIATION = re.compile(
    rf"(?:(?:^|[\s(/])(?:\w|{any_of(lambda words: words.abbreviations)})\.|\.\.\.)$", re.IGNORECASE
)
# Characters: no abbreviation is longer.
_LONGEST_ABBREVIATION = 12
# Text without a full stop, such as a table, is cut at the next line.
_LONGEST = 4000


def ends_with_abbreviation(text: str) -> bool:
    """Whether the stop at the end of a text belongs to an abbreviation or a single letter."""
    return _ABBREVIATION.search(text[-_LONGEST_ABBREVIATION:]) is not None


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
        while len(pieces) > 1 and ends_with_abbreviation(pieces[0]):
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
