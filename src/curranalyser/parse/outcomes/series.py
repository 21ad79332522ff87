"""A list within a sentence → its items: "… ska kunna a) redogöra för x, b) jämföra y och c) planera z"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from curranalyser.parse.outcomes.divide import lead_and_words, without_joint
from curranalyser.parse.outcomes.prose import split_prose
from curranalyser.parse.page.paragraphs import Paragraph
from curranalyser.parse.words.asides import is_unfinished
from curranalyser.parse.words.leadin import is_lead_in, is_open

_MARK = re.compile(
    r"(?:^|(?<=[\s:;,.]))(?P<open>\(?)(?P<core>\d{1,2}|[a-z]|[ivx]{2,5})(?P<close>[.)])\s+(?=[^\W\d_])"
)
# "… ska kunna 1 redogöra för x 2 jämföra y": behind an open lead-in numbers without stops are nothing else.
_BARE = re.compile(r"(?:^|(?<=\s))(?P<open>)(?P<core>\d{1,2})(?P<close>)\s+(?=[a-zåäöæø])")
_DIGIT = re.compile(r"\d")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
# Marks: longer texts are no sentence with a list in it.
_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A mark in a text: where it and its item begin, its style, and its place in each kind of series."""

    start: int
    end: int
    style: str
    places: tuple[tuple[str, int], ...]


def _marks(text: str, pattern: re.Pattern[str] = _MARK) -> Iterator[_Mark]:
    for match in pattern.finditer(text):
        core = match["core"]
        places: list[tuple[str, int]] = []
        if core.isdigit():
            places.append(("number", int(core)))
        else:
            if len(core) == 1:
                places.append(("letter", ord(core) - ord("a") + 1))
            if core in _ROMAN:
                places.append(("roman", _ROMAN.index(core) + 1))
        yield _Mark(
            start=match.start(), end=match.end(), style=match["open"] + match["close"], places=tuple(places)
        )


def _series(marks: list[_Mark], first: int) -> tuple[list[_Mark], str, int]:
    """Return the longest series that begins with the mark at `first`, its kind and its last place."""
    best: tuple[list[_Mark], str, int] = ([], "", 0)
    for kind, place in marks[first].places:
        found = [marks[first]]
        for mark in marks[first + 1 :]:
            if mark.style == marks[first].style and (kind, place + 1) in mark.places:
                found.append(mark)
                place += 1  # noqa: PLW2901 counts along
        if len(found) > len(best[0]):
            best = (found, kind, place)
    return best


def divide_series(paragraphs: list[Paragraph], *, sentences: bool) -> list[Paragraph]:
    """Divide paragraphs that are a lead-in with a list behind it on the line, or several items of a list.

    Args:
        paragraphs: of one section in order.
        sentences: outcomes are written in whole sentences: then each is one outcome, and only items are
            divided, and lists behind a colon.

    Returns:
        The paragraphs, each item one of its own with its mark.
    """
    result: list[Paragraph] = []
    for position, paragraph in enumerate(paragraphs):
        below = paragraphs[position + 1].marker if position + 1 < len(paragraphs) else ""
        if sentences and not paragraph.marker and not _behind_colon(paragraph.text):
            result.append(paragraph)
        else:
            result += _divided(paragraph, below)
    return result


def _behind_colon(text: str) -> bool:
    """Whether a list of two items or more stands behind a lead-in that ends with a colon."""
    marks = _counting_marks(text)
    return len(marks) > 1 and text[: marks[0].start].rstrip().endswith(":")


def _divided(paragraph: Paragraph, below: str) -> list[Paragraph]:
    text = f"{paragraph.marker} {paragraph.text}" if paragraph.marker else paragraph.text
    found = _read(text, below)
    if found is None or (paragraph.marker and (found[0] or len(found[1]) == 1)):
        return [paragraph]
    lead, items = found
    *firsts, (mark, last) = items
    last, *others = split_prose(last)
    divided = [replace(paragraph, text=item, marker=mark_) for mark_, item in [*firsts, (mark, last)]]
    before = [replace(paragraph, text=lead, marker="")] if lead else []
    return [*before, *divided, *(replace(paragraph, text=other, marker="") for other in others)]


def _read(text: str, below: str) -> tuple[str, list[tuple[str, str]]] | None:
    """Return the lead-in of a text, or "", and its items, each with its mark; None where it holds no series.

    No item but the last holds more than a sentence.
    """
    marks = _counting_marks(text)
    if not marks:
        return None
    lead = text[: marks[0].start].strip()
    series, kind, last = _series(marks, 0)
    if len(series) == 1 and not (lead and _goes_on(below, series[0].style, kind, last)):
        return None
    ends = [*(mark.start for mark in series[1:]), len(text)]
    items = [
        (text[mark.start : mark.end].strip(), without_joint(text[mark.end : end]))
        for mark, end in zip(series, ends, strict=True)
    ]
    if any(not item or len(split_prose(item)) > 1 for _, item in items[:-1]) or not items[-1][1]:
        return None
    lead, words = lead_and_words(lead) if lead else ("", "")
    if not words:
        return lead, items
    # "… ska kunna redogöra för a) x och b) y": each item has the verb; "… beskriva märken, som a) x" is one.
    return (lead, [(mark, f"{words} {item}") for mark, item in items]) if is_unfinished(words) else None


def _counting_marks(text: str) -> list[_Mark]:
    """Return the marks of a text that may be a series, or none.

    They count from the first place on behind a lead-in, and from anywhere on where the text begins with one.
    """
    # Most texts have no stop but the last, no bracket and no number, and none of the two patterns is put to
    # them: each looks at every letter.
    marks = list(_marks(text)) if ")" in text or "." in text[:-1] else []
    if not marks:
        marks = [*_marks(text, _BARE)] if _DIGIT.search(text) else []
        marks = marks if marks and is_open(text[: marks[0].start]) else []
    if not marks or len(marks) > _MOST:
        return []
    lead = text[: marks[0].start].strip()
    first = any(place == 1 for _, place in marks[0].places)
    return marks if not lead or (first and is_lead_in(lead)) else []


def _goes_on(marker: str, style: str, kind: str, last: int) -> bool:
    """Whether the marker of the paragraph below is the next of a series."""
    marks = _marks(f"{marker} x", _MARK if style else _BARE) if marker else ()
    return any(mark.style == style and (kind, last + 1) in mark.places for mark in marks)
