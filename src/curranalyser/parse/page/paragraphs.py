"""Lines → paragraphs.

What belongs together as one list item, one heading or one stretch of running text, with hyphens mended.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from curranalyser.languages import any_of, every
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.page.sentences import SENTENCE_END
from curranalyser.parse.words.headings import heading_table, knowledge_form
from curranalyser.parse.words.leadin import is_afterword, is_lead_in, is_open
from curranalyser.parse.words.wordings import wordings

_SUSPENDED = re.compile(rf"^{any_of(lambda words: words.suspended)}\b", re.IGNORECASE)
_KEEPS_HYPHEN = frozenset(every(lambda words: words.keeps_hyphen))
_HYPHEN_END = re.compile(r"(\w[\wåäöÅÄÖ]*)[-‐]$")
_WORD = re.compile(r"\w+")
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
# Characters: the longest name of a part of the course, and of a knowledge form before its outcome.
_LONGEST_NAME, _LONGEST_FORM = 110, 60
# Characters: how far back a broken word is looked for, and what no word is longer than.
_LONGEST_PART, _LONGEST_WORD = 100, 300
# Times the usual distance of lines: paragraphs stand at least so far apart; lines of one paragraph vary by no
# more than the second; a distance is wider than its neighbours from the third on.
_APART, _ONE_PITCH, _WIDER = 1.42, 1.15, 1.15
# Times the font size: no lines are set closer.
_LEAST_PITCH = 0.9
# Share of the gaps that are so small: then they are those of lines.
_ENOUGH = 0.3
# Points: distances that differ by less are one (rounding of two fonts on a line).
_SAME_PITCH = 2.0
# Type is larger or smaller from this share of its size and so many points on: less is rounding.
_SIZE_SHARE, _SIZE_STEP = 0.08, 0.3
# Points: text hangs below its item up to the first, stands on one edge up to the second, left of an item from
# the third on, and left of running text from the fourth on, the least indent that is set.
_HANGS, _SAME_EDGE, _LEFT_OF_ITEM, _INDENT = 3.0, 2.0, 2.5, 12.0
# Share of the next word's width: the right edge of a page is where its longest line ends, which may be short
# of the margin.
_MOST_OF_A_WORD = 0.75
# Share of the column's width that is left empty behind a line that was broken on purpose.
_MUCH_ROOM = 0.25
# Times the type size by which a line may fall short of its margin and is full: of some 400 real files one is
# read otherwise with 0.25 and with 1.0.
_RAGGED = 0.5
# Lines with a bullet that make a list; 1 and 3 read the real files alike that were tried.
_FEWEST_ITEMS = 2
# Points and times: distances of lines above the first are gaps between blocks; without any, a usual pitch;
# and those of lines are within the third of the smallest.
_BLOCK_GAP, _USUAL_PITCH, _LINES_WITHIN = 40.0, 14.0, 1.9
# Times the font size: between these lies the line spacing of nearly every document.
_CLOSE_SET, _WIDE_SET = 1.05, 1.45
_PART_CREDITS = re.compile(rf"\d\s*{any_of(lambda words: words.part_units)}\W*$", re.IGNORECASE)
# First words of outcomes. In a list without bullets a line that begins with one of them begins an outcome.
_FIRST_WORDS = frozenset(every(lambda words: words.first_words))
_GOES_ON = (",", "-", *(f" {word}" for word in every(lambda words: words.line_goes_on)))
# What a page ends with in the middle of a sentence.
_OPEN_AT_PAGE_END = (
    ",",
    "-",
    *(f" {word}" for word in every(lambda words: (*words.joins, *words.alternatives))),
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together.

    Attributes:
        text: joined, without the bullet.
        marker: the bullet or number of its first line, or "".
        first: its first line, with place and style.
        lines: all its lines.
    """

    text: str
    marker: str
    first: TextLine
    lines: tuple[TextLine, ...]

    @property
    def last(self) -> TextLine:
        """The last line."""
        return self.lines[-1]


class Lexicon:
    """The words and hyphenated words of a document, for mending hyphens.

    They are counted when first asked for: many documents break no word.

    Args:
        lines: of the document, in any order.
    """

    def __init__(self, lines: Sequence[TextLine | str]) -> None:
        self._lines = lines
        self._counts: Counter[str] | None = None

    def count(self, word: str) -> int:
        """Return how often a word, in lower case, stands in the document."""
        if self._counts is None:
            self._counts = Counter()
            for line in self._lines:
                text = (line if isinstance(line, str) else line.text).lower()
                self._counts.update(_WORD.findall(text))
                if "-" in text:
                    self._counts.update(_HYPHENATED.findall(text))
        return self._counts[word]


def join_texts(parts: list[str], lexicon: Lexicon) -> str:
    """Join the lines of a paragraph, mending words that were broken at a hyphen.

    A hyphen stays before a suspended "och" ("kurs- och programnivå"), after capitals and digits ("EU-rätt",
    "IT-säkerhet"), and where the
    document has the hyphenated form elsewhere. `lexicon` knows the words of the document.
    """
    text = ""
    for part in parts:
        if not text:
            text = part
            continue
        # Lines that are joined without a space again and again must not grow into one word.
        endless = len(text) > _LONGEST_WORD and " " not in text[-_LONGEST_WORD:]
        match = (
            None if endless or text[-1] not in "-‐" else _HYPHEN_END.search(text, len(text) - _LONGEST_PART)
        )
        if match is None or not part[:1].isalpha():
            if not endless and text.endswith(("/", "–")) and not text.endswith((" /", " –")):
                text += part
            else:
                text += " " + part
        elif _SUSPENDED.match(part):
            text += " " + part
        else:
            left = match[1]
            right = re.match(r"\w*", part)[0]  # type: ignore[index]
            keeps = (
                left.lower() in _KEEPS_HYPHEN
                or left.isupper()
                or left[-1:].isdigit()
                or part[:1].isupper()
                or lexicon.count(f"{left}-{right}".lower()) > lexicon.count(f"{left}{right}".lower())
            )
            text = text + part if keeps else text[:-1] + part
    return text


def line_pitch(lines: list[TextLine]) -> float:
    """Return the usual distance of one line to the next, in points."""
    gaps = [line.gap for line in lines if 0 < line.gap < _BLOCK_GAP]
    if not gaps:
        return _USUAL_PITCH
    smallest = min(gaps)
    widest = _LINES_WITHIN * smallest
    close = [gap for gap in gaps if gap <= _ONE_PITCH * smallest]
    # Many short paragraphs have as many gaps between them as lines within: the smaller distance is that of
    # lines.
    usual = len(close) > 1 and _CLOSE_SET * lines[0].size <= smallest <= _WIDE_SET * lines[0].size
    small = (
        close if usual or len(close) >= _ENOUGH * len(gaps) else [gap for gap in gaps if gap < widest] or gaps
    )
    return median(small)


def _word_would_fit(line: TextLine, following: TextLine, share: float = 1.0) -> bool:
    """Whether the first word of the following line, or a share of it, had room at the end of this one.

    Then the break was meant.
    """
    first = following.text.split(" ", 1)[0]
    width = (following.x1 - following.x0) * (len(first) + 1) * share / max(len(following.text), 1)
    return line.x1 + width < line.right - _RAGGED * line.size


def make_paragraphs(lines: list[TextLine], lexicon: Lexicon) -> list[Paragraph]:
    """Group lines into paragraphs.

    A new one begins at a bullet, at a distance larger than usual, at a change of weight or size, and where
    the line before ended early
    although the next word had room.
    """
    if not lines:
        return []
    pitch = line_pitch(lines)
    items_marked = sum(1 for line in lines if line.marker) >= _FEWEST_ITEMS
    groups: list[list[TextLine]] = []
    for line in lines:
        if not groups or _begins(groups[-1], line, pitch, items_marked):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [
        Paragraph(
            text=join_texts([line.text for line in group], lexicon),
            marker=group[0].marker,
            first=group[0],
            lines=tuple(group),
        )
        for group in groups
    ]


def must_go_on(text: str) -> bool:
    """Whether a text ends in a word or sign that cannot end a paragraph, such as "och" or a hyphen."""
    return text.endswith(_GOES_ON) or text.lower().endswith(wordings().goes_on)


def stands_alone(line: TextLine) -> bool:
    """Whether a line names a knowledge form or a part of the course and nothing else.

    It never goes on, whatever its distance.
    """
    if not line.text[:1].isupper() or len(line.text) > _LONGEST_NAME:
        return False
    return knowledge_form(line.text) is not None or (
        _PART_CREDITS.search(line.text) is not None and heading_table().modules.match(line.text) is not None
    )


@dataclass(slots=True)  # not frozen: one is made for every line, which takes three times as long frozen
class _Joint:
    """Where a line meets the paragraph above it.

    Attributes:
        group: the lines of the paragraph so far.
        line: the line that goes on with it or begins another.
        pitch: the usual distance of lines, in points.
        items_marked: two or more lines of the section have a bullet or number.
        hangs: the line stands close below a list item, on its left edge.
    """

    group: list[TextLine]
    line: TextLine
    pitch: float
    items_marked: bool
    hangs: bool

    @property
    def first(self) -> TextLine:
        """The first line of the paragraph."""
        return self.group[0]

    @property
    def previous(self) -> TextLine:
        """The last line of the paragraph so far."""
        return self.group[-1]

    @property
    def small(self) -> bool:
        """Whether the line begins with a small letter."""
        return self.line.text[:1].islower()

    @property
    def wider(self) -> bool:
        """Whether the line is further from the one above than the lines of the paragraph from each other."""
        return self.line.gap > _WIDER * (self.previous.gap or self.pitch)


def _has_a_mark(joint: _Joint) -> bool | None:
    """A bullet, a number, another cell or column begins a paragraph: "• planera en resa"."""
    line = joint.line
    return True if line.marker or line.cell or line.label != joint.previous.label else None


def _names_a_group(joint: _Joint) -> bool | None:
    """A knowledge form or a part of the course stands alone: "Delkurs 1. Fält, 5 hp"."""
    return True if stands_alone(joint.line) or stands_alone(joint.previous) else None


def _runs_in(joint: _Joint) -> bool | None:
    """A knowledge form before its outcome begins a paragraph: "Kunskap: redogöra för …"."""
    text = joint.line.text
    named = ": " in text[:_LONGEST_FORM] and knowledge_form(text.partition(":")[0]) is not None
    return True if named else None


def _changes_weight(joint: _Joint) -> bool | None:
    """A change to or from bold begins a paragraph; a word in bold within a sentence or an item does not."""
    if joint.line.bold == joint.previous.bold or joint.hangs:
        return None
    within = joint.small and abs(joint.line.gap - joint.pitch) < _SAME_PITCH
    return None if within else True


def _changes_size(joint: _Joint) -> bool | None:
    """Larger or smaller type begins a paragraph."""
    size = joint.previous.size
    return True if not joint.hangs and abs(joint.line.size - size) > _SIZE_SHARE * size + _SIZE_STEP else None


def _on_another_page(joint: _Joint) -> bool | None:
    """At the top of a page a line goes on with a sentence that did not end: "… teori och" / "metod"."""
    if joint.line.page == joint.previous.page and joint.line.gap != 0.0:
        return None
    return not joint.small and not joint.previous.text.endswith(_OPEN_AT_PAGE_END)


def _stands_apart(joint: _Joint) -> bool | None:
    """A distance clearly wider than that of lines begins a paragraph."""
    return True if joint.line.gap > _APART * max(joint.pitch, _LEAST_PITCH * joint.line.size) else None


def _after_hyphen(joint: _Joint) -> bool | None:
    """A word that was broken goes on: "utbild-" / "ningen"."""
    return False if joint.previous.text.endswith("-") else None


def _after_colon(joint: _Joint) -> bool | None:
    """In text without bullets a line that ends with ":" or ";" ends a lead-in or an item."""
    return True if not joint.first.marker and joint.previous.text.endswith((";", ":")) else None


def _below_an_item(joint: _Joint) -> bool | None:
    """A capital set off below an item that ended begins a paragraph: "• … länder." / "Dessutom ska …"."""
    ended = bool(joint.first.marker) and joint.previous.text.endswith(SENTENCE_END)
    return True if ended and joint.line.text[:1].isupper() and joint.wider else None


def _left_of_an_item(joint: _Joint) -> bool | None:
    """What stands left of an item is none of it, but for a line in small letters close below."""
    edge = joint.line.x0 + _LEFT_OF_ITEM
    left = bool(joint.first.marker) and edge < joint.first.x0 and edge < joint.previous.x0
    return True if left and (not joint.small or joint.wider) else None


def _left_of_the_text(joint: _Joint) -> bool | None:
    """A capital left of an indented paragraph of several lines begins another."""
    left = joint.line.x0 < joint.previous.x0 - _INDENT and not joint.first.marker
    return True if left and not joint.small and len(joint.group) > 1 else None


def _begins_with_a_verb(joint: _Joint) -> bool | None:
    """In a list without bullets the verb of an outcome begins an item: "förklara …"."""
    line, first, previous = joint.line, joint.first, joint.previous
    if first.marker or line.text.split(" ", 1)[0].lower() not in _FIRST_WORDS:
        return None
    if previous.text.endswith(_GOES_ON) or line.x0 > first.x0 + _SAME_EDGE:
        return None
    return (
        _is_parallel(first, line)
        or previous.text.endswith(".")
        or _word_would_fit(previous, line, _MOST_OF_A_WORD)
    )


def _speaks_of_the_list(joint: _Joint) -> bool | None:
    """A remark or another lead-in ends a list: "Lärandemålen examineras genom …"."""
    text = joint.line.text
    if not (joint.first.marker and joint.items_marked and text[:1].isupper()):
        return None
    return True if is_afterword(text) or (is_open(text) and is_lead_in(text)) else None


def _goes_on_with_an_item(joint: _Joint) -> bool | None:
    """Below a bullet all else belongs to it, but for a new sentence further left behind a line with room."""
    if not (joint.first.marker and joint.items_marked):
        return None
    return (
        joint.previous.text.endswith(SENTENCE_END)
        and not joint.small
        and joint.line.x0 <= joint.first.x0 - _SAME_EDGE
        and _word_would_fit(joint.previous, joint.line)
    )


def _was_broken_on_purpose(joint: _Joint) -> bool:
    """The line above had room for the next word, and ended a sentence or was left far from full."""
    previous, line = joint.previous, joint.line
    return _word_would_fit(previous, line) and (
        previous.text.endswith((*SENTENCE_END, ",")) or _much_room(previous, line) or line.text[:1].isupper()
    )


# Asked in this order; the first that says yes or no decides, and the last always does. What a line carries
# itself comes first (a mark, a name, another style), then the place on the page, for the later rules compare
# distances, which mean nothing across pages. A hyphen joins before the rules on stops and edges part. Of the
# rules on what a line says, those that need less of the layout to be right come before the guess from the
# room left on a line.
_RULES: tuple[Callable[[_Joint], bool | None], ...] = (
    _has_a_mark,
    _names_a_group,
    _runs_in,
    _changes_weight,
    _changes_size,
    _on_another_page,
    _stands_apart,
    _after_hyphen,
    _after_colon,
    _below_an_item,
    _left_of_an_item,
    _left_of_the_text,
    _begins_with_a_verb,
    _speaks_of_the_list,
    _goes_on_with_an_item,
    _was_broken_on_purpose,
)


def _begins(group: list[TextLine], line: TextLine, pitch: float, items_marked: bool) -> bool:
    """Whether a line begins a paragraph below the lines of `group`: what the first rule that decides says."""
    first = group[0]
    hangs = bool(first.marker) and abs(line.x0 - first.x0) < _HANGS and 0 < line.gap <= _ONE_PITCH * pitch
    joint = _Joint(group=group, line=line, pitch=pitch, items_marked=items_marked, hangs=hangs)
    for rule in _RULES:
        told = rule(joint)
        if told is not None:
            return told
    raise AssertionError  # the last rule always decides


def _is_parallel(first: TextLine, line: TextLine) -> bool:
    """Whether two lines both begin with such a verb in capitals.

    Items of one list, however full the line between them is.
    """
    return (
        first.text[:1].isupper()
        and line.text[:1].isupper()
        and first.text.split(" ", 1)[0].lower() in _FIRST_WORDS
    )


def _much_room(line: TextLine, following: TextLine) -> bool:
    """Whether a quarter of the column stayed empty."""
    return line.right - line.x1 > _MUCH_ROOM * (line.right - min(line.x0, following.x0))
