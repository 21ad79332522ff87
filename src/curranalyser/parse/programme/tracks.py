"""Tracks that no heading of the course list opens: single courses to choose one of, and those that goals name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curranalyser.datamodel import BlockRule
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.programme.blocks import Node, Tree, move, track_key
from curranalyser.parse.programme.frames import first_frame, read_frames
from curranalyser.parse.programme.statements import Statement, track_words

# Characters of a heading over the goals of one track.
_LONGEST_HEADING = 80
# The bracket that ends a name is not kept where two names are compared.
_SHORT_FORM = re.compile(r"\((\w{1,6})(?:\)|$)")
_WORDS = re.compile(r"[\w&/-]+")
_STOPS = (".", ",", ";", ":", "!", "?")
# Courses among which one can choose.
_A_CHOICE = 2
# Share of the width of the page that a full line reaches: 0.65 to 0.95 read some 400 real files alike.
_FULL = 0.8


@dataclass(frozen=True, slots=True)
class NamedTrack:
    """A track over whose goals a heading stands: its name, the heading, and its page."""

    name: str
    evidence: str
    page: int


def named_tracks(lines: Sequence[TextLine]) -> tuple[NamedTrack, ...]:
    """Return the tracks that headings among the programme's goals name, each once.

    Args:
        lines: of the sections on its own goals, their headings with them.
    """
    found: dict[str, NamedTrack] = {}
    for position, line in enumerate(lines):
        reading = first_frame(line.text, "track heading") if _stands_apart(lines, position) else None
        # What ends in the word for a track may be anything ("Programmets profil").
        if reading is None or not reading.name or line.text.strip(" \t*_").startswith(reading.name):
            continue
        found.setdefault(track_key(reading.name), NamedTrack(line.text.strip(), line.text, line.page))
    return tuple(found.values())


def _stands_apart(lines: Sequence[TextLine], position: int) -> bool:
    """Whether a line is a heading and no part of a paragraph."""
    line = lines[position]
    if line.marker or len(line.text) > _LONGEST_HEADING or line.text.endswith(_STOPS):
        return False
    before = lines[position - 1] if position else None
    behind = lines[position + 1] if position + 1 < len(lines) else None
    goes_on = before is not None and not before.marker and before.bold == line.bold and _is_open(before)
    return not goes_on and behind is not None and (bool(behind.marker) or not behind.text[:1].islower())


def _is_open(line: TextLine) -> bool:
    """Whether a paragraph goes on below a line: it fills the width and does not end a sentence."""
    full = line.right > 0 and line.x1 > _FULL * line.right
    return full and not line.text.endswith((".", ":", "!", "?"))


def track_of_row(text: str, tracks: Iterable[str]) -> str | None:
    """Return the one of some tracks to whose students alone a row of the list says a course is open, or None.

    Args:
        text: the row: "Harbour Law 20 Optional HB only".
        tracks: their names as compared; a row may give the short form that a name has in brackets.
    """
    said = [_words(reading.name) for reading in read_frames(text, "track only")]
    if not said:
        return None
    found = {
        track
        for track in tracks
        for name in (track, *_SHORT_FORM.findall(track))
        if any(_words(name) in words for words in said)
    }
    return found.pop() if len(found) == 1 else None


def _words(text: str) -> str:
    """Return the words of a text in small letters, each between spaces."""
    return f" {' '.join(_WORDS.findall(text.casefold()))} "


def choose_single_courses(tree: Tree, statements: Iterable[Statement]) -> None:
    """Take each course for a track of its own where one is chosen and that choice is the one of a track.

    "Valbar inriktningskurs (15 hp)", and below it three courses: the syllabus says elsewhere that a track is
    chosen, and no heading of the list opens one.
    """
    if any(node.axis == "track" for node in tree.root.walk()):
        return
    if not any(statement.kind == "track" for statement in statements):
        return
    choices = [
        node
        for node in tree.root.walk()
        if node.rule is BlockRule.CHOOSE
        and node.courses == (1, 1)
        and track_words().search(node.name)
        and not node.children
        and len(node.leaves) >= _A_CHOICE
        and all(leaf.is_course for leaf in node.leaves)
    ]
    if len(choices) != 1:
        return
    [choice] = choices
    choice.singles = True
    for leaf in list(choice.leaves):
        entry = leaf.entry
        track = Node(
            name=entry.title,
            page=entry.page,
            level=choice.level + 1,
            axis="track",
            rule=BlockRule.ALL,
            parent=choice,
            place=leaf.place,
        )
        track.evidence, track.track = choice.evidence or choice.name, track_key(entry.title)
        choice.children.append(track)
        move(leaf, track)
