"""Text of a table cell → lines as a page would have them, with their bullets.

It is often flattened: line breaks are lost or turned into spaces.

Registers export a list as one string: "ska studenten kunna  - redogöra för …  - analysera …". Two or more
spaces stand for a line break,
four or more for an empty line. What remains after the breaks are found again is read by the same grammar as a
page.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from curranalyser.languages import any_of, languages
from curranalyser.parse.page.layout import TextLine, split_marker
from curranalyser.parse.page.paragraphs import Lexicon, join_texts
from curranalyser.parse.page.sentences import FULL_STOP, SENTENCE_END
from curranalyser.parse.words.headings import heading_table, knowledge_form, normalise_heading
from curranalyser.parse.words.leadin import is_lead_in, is_open, quotes_law, split_lead_in

_BREAK = re.compile(r"[ \t]{2,}|\t")
# What is said of measuring was measured on 4000 cells of a register's export. Blanks in place of an empty
# line. The export has runs of 2 (in 2100 cells), 3 (822), 4 (662) and more (some 300): with 3 six cells are
# read otherwise.
_EMPTY_LINE = 4
_BULLET = re.compile(r"\s*(?=[•●▪■◦‣∙](?:\s|\w|$))|(?<=:)\s+(?=[-–]\s?[^\W\d])")
_DASHES = re.compile(r"(?<=\S)\s+(?=[-–—*]\s+[A-ZÅÄÖa-zåäö(])|(?<=[:;,.])\s+(?=[-–*][A-ZÅÄÖa-zåäö])")
_SERIES = (
    re.compile(r"(?:(?<=\s)|^)(?P<step>\d{1,2})[.)](?=\s*[A-ZÅÄÖa-zåäö])"),
    re.compile(r"(?:(?<=\s)|^)(?P<step>[a-zA-Z])\)(?=\s*\w)"),
    re.compile(r"(?:(?<=\s)|^)(?P<step>[A-Z])\.(?=\s+[A-ZÅÄÖa-zåäö])"),
)
_GLUED_NUMBER = re.compile(r"^(\d{1,2}[.)])(?=[A-ZÅÄÖa-zåäö])")
_CAPITAL_MARKER = re.compile(r"^(?P<step>[A-HIVX]{1,4})[.)]\s+(?=\w)")
_SENTENCE = re.compile(r"(?<=[^\W\d_][.!?])\s+(?=[A-ZÅÄÖ])")
_SEMICOLON = re.compile(r";\s+(?![^()]*\))")
_CONNECTS = re.compile(rf"(?:[,/(–-]|\b{any_of(lambda words: words.small_words)})$", re.IGNORECASE)
_REMARK = re.compile(rf"^{any_of(lambda words: words.remark)}", re.IGNORECASE)
_UNIT = any_of(lambda words: words.part_units)
_CREDITS_END = re.compile(rf"\d{{1,3}}(?:[.,]\d)?\s*{_UNIT}\W*$", re.IGNORECASE)
_CREDITS_ONLY = re.compile(rf"^\(?\d{{1,3}}(?:[.,]\d)?\s*{_UNIT}\)?\W*$", re.IGNORECASE)
_FOR_MODULE = re.compile(
    rf"^{any_of(lambda words: words.for_part)}\s+"
    rf"(?=(?:{'|'.join(word for language in languages() for word in language.parts.modules)})\s*\d)",
    re.IGNORECASE,
)
_BRACKETED_NUMBER = re.compile(r"^\(\d{1,2}\)")
# Characters of a sub-heading within a list, and of one that ends in a colon, as sentences do that lead to a
# list. 120 for the first reads the cells alike, 50 three otherwise; 90 for the second one, 40 seven.
_SUBHEADING = 80
_SHORT_HEADING = 60
# Characters of what heads a group of outcomes: with 80 three cells are read otherwise, with 160 eight.
_LONGEST_GROUP = 120
# Numbers or letters that make a series within a line; 3 reads the cells alike.
_SHORTEST_SERIES = 2
# Lines with a bullet by which a cell has its lines already: with 1 or 3 one cell is read otherwise.
_FEWEST_BULLETS = 2
# Lines with "A." or "I." by which these are markers, and no initials; 1 and 3 read the cells alike.
_FEWEST_CAPITALS = 2
# Pieces between dashes: so many where the first stands behind a lead-in or a dash of its own, and so many
# where nothing says that a list begins, for a sentence may have a dash or two in it. 3 reads 3 cells
# otherwise and 2 87, which have dashes within sentences; 6 none.
_FEWEST_DASHES = 2
_SURE_DASHES = 4
# Pieces between semicolons that make a list, and words of each: 2 and 4, 1 and 3 read the cells alike, for no
# list of the export has fewer than 5 pieces.
_FEWEST_SEMICOLONS = 3
_WORDS_OF_PIECE = 2
# The geometry of a page on which every entry is a paragraph of its own.
_LEFT, _INDENTED, _RIGHT, _SIZE, _GAP, _CHARACTER = 60.0, 78.0, 540.0, 10.0, 42.0, 5.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line with its marker. `apart` is set where an empty line stood before it."""

    text: str
    marker: str = ""
    apart: bool = False
    bold: bool = False


def _broken(text: str) -> list[tuple[str, bool]]:
    """Find the line breaks again: those that are there, else the runs of spaces that took their place."""
    result: list[tuple[str, bool]] = []
    apart = False
    if "\n" in text:
        for line in text.split("\n"):
            if line.strip():
                result.append((line.strip(), apart))
            apart = not line.strip()
        return result
    position = 0
    for match in [*_BREAK.finditer(text), None]:
        line = text[position : match.start() if match else len(text)].strip()
        if line:
            result.append((line, apart))
        if match:
            apart = len(match[0]) >= _EMPTY_LINE
            position = match.end()
    return result


def _series(text: str) -> list[str]:
    """Split "1.

    … 2. … 3. …" or "a) … b) …" that stands in one line; one element where the numbers are no series from the
    first on.
    """
    for pattern in _SERIES:
        cuts: list[int] = []
        for match in pattern.finditer(text):
            step = match["step"]
            value = int(step) if step.isdigit() else ord(step.lower()) - ord("a") + 1
            if value == len(cuts) + 1:
                cuts.append(match.start())
        if len(cuts) >= _SHORTEST_SERIES:
            edges = [0, *cuts, len(text)]
            return [piece for start, end in pairwise(edges) if (piece := text[start:end].strip())]
    return [text]


def _inline(lines: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Split lists that stand in one line, where the lines themselves are not already a list."""
    pieces = [
        (piece.strip(), apart and number == 0)
        for line, apart in lines
        for number, piece in enumerate(_BULLET.split(line))
        if piece.strip()
    ]
    if sum(bool(split_marker(line)[0]) for line, _ in pieces) >= _FEWEST_BULLETS:
        return pieces
    result: list[tuple[str, bool]] = []
    for line, apart in pieces:
        parts = _series(line)
        if len(parts) == 1:
            dashed = _DASHES.split(line)
            first_dash = split_marker(line)[0] or is_open(dashed[0]) or dashed[0].endswith((":", ".", ";"))
            divided = len(dashed) >= _FEWEST_DASHES and (first_dash or len(dashed) >= _SURE_DASHES)
            parts = dashed if divided else [line]
        result += [(part, apart and number == 0) for number, part in enumerate(parts)]
    return result


def _entries(lines: list[tuple[str, bool]]) -> list[_Entry]:
    """Take the markers off the lines.

    A marker that stands alone goes to the line after it, of two markers the inner one stays.
    """
    capitals = sum(_CAPITAL_MARKER.match(line) is not None for line, _ in lines) >= _FEWEST_CAPITALS
    result: list[_Entry] = []
    pending = ""
    for line, apart in lines:
        marker, text = split_marker(_GLUED_NUMBER.sub(r"\1 ", line))
        capital = _CAPITAL_MARKER.match(text) if capitals and not marker else None
        if capital:
            marker, text = capital["step"] + ".", text[capital.end() :]
        inner, rest = split_marker(text) if marker else ("", text)
        if inner and rest:
            marker, text = inner, rest
        if not text:
            pending = marker
            continue
        if (
            text.startswith("(")
            and text.rstrip(" :").endswith(")")
            and knowledge_form(text.strip(" :()")) is not None
        ):
            text = text.strip(" :()")
        result.append(_Entry(_FOR_MODULE.sub("", text) if not marker else text, marker or pending, apart))
        pending = ""
    return result


def is_group(text: str) -> bool:
    """Whether a line heads a group of outcomes.

    A knowledge form, a module, or a part of the course with its credits.
    """
    if knowledge_form(text) is not None or _CREDITS_ONLY.match(text):
        return True
    return len(text) < _LONGEST_GROUP and (
        heading_table().modules.match(text) is not None
        or (_CREDITS_END.search(text) is not None and not text[:1].islower())
    )


def _stands_alone(text: str) -> bool:
    return is_group(text) or is_lead_in(text) or quotes_law(text) or _REMARK.match(text) is not None


def _is_lower(entry: _Entry) -> bool:
    return entry.text[:1].islower() or entry.text[:1] in "(/&"


def _is_marked(entry: _Entry, previous: _Entry, listed: bool) -> bool | None:
    """A line with a marker of its own begins an item."""
    return False if entry.marker else None


def _at_a_group(entry: _Entry, previous: _Entry, listed: bool) -> bool | None:
    """What heads a group stands alone, but for the end of an item that only looks like it ("i delkurs 2")."""
    ends_item = previous.marker and _is_lower(entry) and not entry.apart
    return False if is_group(previous.text) or (is_group(entry.text) and not ends_item) else None


def _is_connected(entry: _Entry, previous: _Entry, listed: bool) -> bool | None:
    """A line behind a hyphen or a small word goes on with it, unless that word leads to a list."""
    connects = previous.text.endswith("-") or (
        _CONNECTS.search(previous.text) is not None and not (previous.text.endswith(",") and not listed)
    )
    return not (is_open(previous.text) and is_lead_in(previous.text)) if connects else None


def _below_lead_in(entry: _Entry, previous: _Entry, listed: bool) -> bool | None:
    """A line below what leads to a list begins an item."""
    return False if is_open(previous.text) and not previous.marker else None


def _in_a_list(entry: _Entry, previous: _Entry, listed: bool) -> bool | None:
    """Among marked items a line in small letters goes on, unless it stands apart behind a full stop."""
    if not listed:
        return None
    return _is_lower(entry) and (not entry.apart or not previous.text.endswith(SENTENCE_END))


def _without_markers(entry: _Entry, previous: _Entry, listed: bool) -> bool:
    """A line in small letters is an item of its own, unless the items begin with capitals."""
    if not _is_lower(entry) or entry.apart or previous.text.endswith(SENTENCE_END):
        return False
    return is_lead_in(previous.text) or (previous.text[:1].isupper() and not previous.text.endswith(","))


# The first that says yes or no decides whether a line goes on with the one before it: what a line is comes
# before what its words say, and these before what kind of list it stands in.
_GOING_ON = (_is_marked, _at_a_group, _is_connected, _below_lead_in, _in_a_list, _without_markers)


def _continues(entry: _Entry, previous: _Entry, listed: bool) -> bool:
    """Whether a line goes on with the one before it."""
    told = (rule(entry, previous, listed) for rule in _GOING_ON)
    return next(answer for answer in told if answer is not None)


def _joined(entries: list[_Entry], lexicon: Lexicon) -> list[_Entry]:
    listed = any(entry.marker for entry in entries)
    result: list[_Entry] = []
    for entry in entries:
        if result and _continues(entry, result[-1], listed):
            result[-1] = replace(result[-1], text=join_texts([result[-1].text, entry.text], lexicon))
        else:
            result.append(entry)
    return result


def _semicolons(entries: list[_Entry]) -> list[_Entry]:
    """Split "… ska kunna a; b; c" at its semicolons, where nothing else marks a list."""
    result: list[_Entry] = []
    for entry in entries:
        lead, rest = split_lead_in(entry.text)
        pieces = [piece.strip() for piece in _SEMICOLON.split(rest)]
        if (
            lead
            and len(pieces) >= _FEWEST_SEMICOLONS
            and all(
                len(piece.split()) >= _WORDS_OF_PIECE and not _BRACKETED_NUMBER.match(piece)
                for piece in pieces
            )
        ):
            result.append(replace(entry, text=lead))
            result += [_Entry(piece, "•") for piece in pieces]
        else:
            result.append(entry)
    return result


def _marked(entries: list[_Entry], everything: bool) -> list[_Entry]:
    """Give a bullet to the items of a list that has none.

    The lines after an open lead-in, or with `everything` all that can be items.
    """
    # A bullet at the first item only is that of a list whose others were lost.
    listed = sum(bool(entry.marker) for entry in entries) > 1
    inside = everything
    result: list[_Entry] = []
    for position, entry in enumerate(entries):
        following = entries[position + 1] if position + 1 < len(entries) else None
        if _numbered_heading(entry, following):
            entry = replace(entry, marker="", bold=True)  # noqa: PLW2901 the entry as a sub-heading
        elif entry.marker:
            inside = everything or not listed
        elif is_lead_in(entry.text) and is_open(entry.text):
            inside = True
        elif _stands_alone(entry.text):
            inside = inside and is_group(entry.text)
        elif listed and not everything and following is not None and following.marker and _heads(entry.text):
            entry = replace(entry, bold=True)  # noqa: PLW2901 the entry as a sub-heading
        elif (
            inside and (not listed or everything or entry.text[:1].islower()) and not entry.text.endswith(":")
        ):
            entry = replace(entry, marker="•")  # noqa: PLW2901 the entry as an item
        result.append(entry)
    return result


def _sentences(entries: list[_Entry]) -> list[_Entry]:
    """Set what leads to a list at the end of a paragraph apart from the sentences before it."""
    result: list[_Entry] = []
    for position, entry in enumerate(entries):
        before_list = (
            position + 1 < len(entries)
            and bool(entries[position + 1].marker)
            and not entry.text.endswith(FULL_STOP)
        )
        parts = (
            _SENTENCE.split(entry.text)
            if not entry.marker and (is_open(entry.text) or before_list)
            else [entry.text]
        )
        if len(parts) > 1 and (before_list or is_lead_in(parts[-1])):
            result.append(replace(entry, text=" ".join(parts[:-1])))
            result.append(_Entry(parts[-1]))
        else:
            result.append(entry)
    return result


def _numbered_heading(entry: _Entry, following: _Entry | None) -> bool:
    """Whether "2. Introduction to the subject:" heads a list with other markers, or a lead-in."""
    if (
        following is None
        or not entry.marker[:1].isdigit()
        or not entry.text.endswith(":")
        or is_open(entry.text.rstrip(":"))
        or not entry.text[:1].isupper()
    ):
        return False
    return (bool(following.marker) and not following.marker[0].isdigit()) or (
        not following.marker and is_lead_in(following.text)
    )


def _heads(text: str) -> bool:
    short = len(text) < (_SHORT_HEADING if text.endswith(":") else _SUBHEADING)
    return (
        short and text[:1].isupper() and not text.endswith((".", ";", ",")) and normalise_heading(text) != ""
    )


def restore_lines(text: str, everything: bool = False) -> list[TextLine]:
    """Find the lines, bullets and sub-headings in the text of a cell.

    Args:
        text: with its line breaks, or flattened.
        everything: take every line that is no heading, lead-in or remark as an item, for a cell that lists
            outcomes without any sign.

    Returns:
        Lines for `extract_outcomes`, each a paragraph of its own.
    """
    entries = _sentences(_joined(_entries(_inline(_broken(text))), Lexicon((text,))))
    if not any(entry.marker for entry in entries):
        entries = _semicolons(entries)
    lines: list[TextLine] = []
    for number, entry in enumerate(_marked(entries, everything)):
        x0 = _INDENTED if entry.marker else _LEFT
        x1 = min(x0 + _CHARACTER * len(entry.text), _RIGHT)
        gap = _GAP if number else 0.0
        lines.append(
            TextLine(
                text=entry.text,
                marker=entry.marker,
                page=1,
                x0=x0,
                x1=x1,
                top=_GAP * (number + 1),
                size=_SIZE,
                bold=entry.bold,
                gap=gap,
                right=_RIGHT,
            )
        )
    return lines
