"""Lines → paragraphs.

What belongs together as one list item, one heading or one stretch of running text, with hyphens mended.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.words.headings import heading_table, knowledge_form
from curranalyser.parse.words.leadin import is_afterword, is_lead_in, is_open
from curranalyser.parse.words.wordings import wordings

_SUSPENDED = re.compile(
    r"^(?:och|eller|samt|respektive|and|or|und|oder|og|eller/och|till|to|resp)\b", re.IGNORECASE
)
_KEEPS_HYPHEN = frozenset(
    {"non", "self", "well", "cross", "high", "low", "long", "short", "problem", "decision", "evidence"}
)
_HYPHEN_END = re.compile(r"(\w[\wåäöÅÄÖ]*)[-‐]$")
_WORD = re.compile(r"\w+")
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
_SENTENCE_END = (".", ":", ";", "?", "!")
_LONGEST_NAME = 110
_LONGEST_PART, _LONGEST_WORD = 100, 300
_APART = 1.42
_ONE_PITCH = 1.15
_ENOUGH = 0.3
# The right edge of a page is where its longest line ends, which may be short of the margin.
_MOST_OF_A_WORD = 0.75
_LONGEST_FORM = 60
_PART_CREDITS = re.compile(r"\d\s*(?:hp|högskolepoäng|credits?|hec|ects)\W*$", re.IGNORECASE)
# First words of outcomes. In a list without bullets a line that begins with one of them begins an outcome.
_FIRST_WORDS = frozenset(
    [
        "redogöra",
        "beskriva",
        "förklara",
        "analysera",
        "tillämpa",
        "värdera",
        "diskutera",
        "identifiera",
        "planera",
        "genomföra",
        "utvärdera",
        "reflektera",
        "presentera",
        "formulera",
        "jämföra",
        "kritiskt",
        "självständigt",
        "använda",
        "visa",
        "bedöma",
        "definiera",
        "kommunicera",
        "argumentera",
        "tolka",
        "granska",
        "problematisera",
        "sammanställa",
        "utföra",
        "lösa",
        "beräkna",
        "motivera",
        "utveckla",
        "explain",
        "describe",
        "analyse",
        "analyze",
        "apply",
        "evaluate",
        "discuss",
        "identify",
        "critically",
        "independently",
        "demonstrate",
        "assess",
        "compare",
        "formulate",
        "reflect",
        "interpret",
        "define",
        "implement",
        "summarise",
        "summarize",
        "calculate",
        "argue",
        "communicate",
    ]
)
_GOES_ON = (
    ",",
    "-",
    " och",
    " att",
    " samt",
    " eller",
    " för",
    " and",
    " or",
    " to",
    " of",
    " the",
    " på",
    " i",
    " med",
    " av",
    " in",
    " with",
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
    gaps = [line.gap for line in lines if 0 < line.gap < 40]
    if not gaps:
        return 14.0
    smallest = min(gaps)
    widest = 1.9 * smallest
    close = [gap for gap in gaps if gap <= _ONE_PITCH * smallest]
    # Many short paragraphs have as many gaps between them as lines within: the smaller distance is that of
    # lines.
    usual = len(close) > 1 and 1.05 * lines[0].size <= min(gaps) <= 1.45 * lines[0].size
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
    return line.x1 + width < line.right - 0.5 * line.size


def make_paragraphs(lines: list[TextLine], lexicon: Lexicon) -> list[Paragraph]:
    """Group lines into paragraphs.

    A new one begins at a bullet, at a distance larger than usual, at a change of weight or size, and where
    the line before ended early
    although the next word had room.
    """
    if not lines:
        return []
    pitch = line_pitch(lines)
    items_marked = sum(1 for line in lines if line.marker) >= 2
    groups: list[list[TextLine]] = []
    for line in lines:
        if not groups or _begins(groups[-1], line, pitch, items_marked):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [
        Paragraph(join_texts([line.text for line in group], lexicon), group[0].marker, group[0], tuple(group))
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


def _begins(group: list[TextLine], line: TextLine, pitch: float, items_marked: bool) -> bool:  # noqa: PLR0911, PLR0912 a row of tests
    previous = group[-1]
    first = group[0]
    if (
        line.marker
        or line.label != previous.label
        or line.cell
        or stands_alone(line)
        or stands_alone(previous)
    ):
        return True
    if ": " in line.text[:_LONGEST_FORM] and knowledge_form(line.text.partition(":")[0]) is not None:
        return True
    hangs = bool(first.marker) and abs(line.x0 - first.x0) < 3 and 0 < line.gap <= 1.15 * pitch
    if (
        line.bold != previous.bold
        and not hangs
        and not (line.text[:1].islower() and abs(line.gap - pitch) < 2)
    ):
        return True
    if not hangs and abs(line.size - previous.size) > 0.08 * previous.size + 0.3:
        return True
    continues = line.text[:1].islower() or not previous.text.endswith(_SENTENCE_END)
    if line.page != previous.page or line.gap == 0.0:
        return not (continues and line.text[:1].islower()) and not previous.text.endswith(
            (",", "-", " och", " and", " samt", " eller", " or")
        )
    if line.gap > _APART * max(pitch, 0.9 * line.size):
        return True
    if previous.text.endswith("-"):
        return False
    if not first.marker and previous.text.endswith((";", ":")):
        return True
    if (
        first.marker
        and previous.text.endswith(_SENTENCE_END)
        and line.text[:1].isupper()
        and line.gap > 1.15 * (previous.gap or pitch)
    ):
        return True
    if (
        first.marker
        and line.x0 < first.x0 - 2.5
        and line.x0 < previous.x0 - 2.5
        and (not line.text[:1].islower() or line.gap > 1.15 * (previous.gap or pitch))
    ):
        return True
    if line.x0 < previous.x0 - 12 and not first.marker and not line.text[:1].islower() and len(group) > 1:
        return True
    if (
        not first.marker
        and line.text.split(" ", 1)[0].lower() in _FIRST_WORDS
        and not previous.text.endswith(_GOES_ON)
        and line.x0 <= first.x0 + 2
    ):
        return (
            _is_parallel(first, line)
            or previous.text.endswith(".")
            or _word_would_fit(previous, line, _MOST_OF_A_WORD)
        )
    fits = _word_would_fit(previous, line)
    if (
        first.marker
        and items_marked
        and line.text[:1].isupper()
        and (is_afterword(line.text) or (is_open(line.text) and is_lead_in(line.text)))
    ):
        return True
    if first.marker and items_marked:
        return bool(
            fits
            and previous.text.endswith(_SENTENCE_END)
            and not line.text[:1].islower()
            and line.x0 <= first.x0 - 2
        )
    return bool(
        fits
        and (
            previous.text.endswith((*_SENTENCE_END, ","))
            or _much_room(previous, line)
            or line.text[:1].isupper()
        )
    )


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
    return line.right - line.x1 > 0.25 * (line.right - min(line.x0, following.x0))
