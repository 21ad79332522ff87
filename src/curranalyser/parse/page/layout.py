"""Runs of text with their places → lines in reading order, without page furniture.

What a page shows is rows of cells. Running heads and feet go; a cell that is only a bullet joins the text to
its right; label column and
value column are told from two columns of text, and each is put in the order in which it is read.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nlargest
from itertools import pairwise
from statistics import median

from msgspec import structs

from curranalyser.datamodel import Document, Line, SectionKind
from curranalyser.languages import any_of, every
from curranalyser.parse.page.broken_lead_ins import with_whole_lead_ins
from curranalyser.parse.page.label_column import centred_values, is_next_line, joined_label
from curranalyser.parse.page.row_numbers import row_numbers
from curranalyser.parse.page.rows import MIDDLE, group_rows
from curranalyser.parse.page.runs import flat_runs
from curranalyser.parse.page.tables import PageTable, place_of, tables_by_place
from curranalyser.parse.words.headings import field_name, knowledge_form, section_kind

# "•", dashes, dingbats; a letter o or x alone on its row before text; numbers and letters with a stop or
# bracket.
_GLYPH = r"[•●○◦▪▫■□◆◇►▶‣⁃∙·∗*➢➤➔→✓✔❖–—-]"
_NUMBERED = r"\(?(?:\d{1,2}|[a-zåäö]|[ivx]{1,4})[.)]|\d{1,2}:"
# "LO1", "FSR 2", "LO4.1", "LOP.1"; "(K1)"; "a1:".
_CODED = (
    r"(?:(?:[A-Z]{0,3}LO|FSR|LM)\s?-?(?:\d{1,2}(?:\.\d{1,2})?|[A-Z]\.\d{1,2})|\([A-Z]{1,3}\d{1,2}\))\s*[.:)–-]?|"
    r"[a-zA-Z]\d{1,2}:"
)
_MARKER = re.compile(
    rf"^(?:(?P<glyph>{_GLYPH})(?:\s+|(?=[^\W\d])(?<![-–—*])|\Z)|"
    rf"(?P<number>{_NUMBERED})(?:\s+|\Z)|(?P<coded>{_CODED})\s+(?=\w))"
)
_LETTER_BULLET = re.compile(r"^[oxX§]\s*$|^(?P<letter>[oxX])\s+(?=[\wåäö])")
_DASH_GLUED = re.compile(r"^[-–—*](?=[^\W\d])")
_DIGITS = re.compile(r"\d+")
_PAGE, _OF = any_of(lambda words: words.page_words), any_of(lambda words: words.page_of)
_PAGE_NUMBER = re.compile(
    rf"^(?:\W*{_PAGE}\.?\s*)?\W*\d{{1,4}}\s*(?:(?:/|\(|\||{_OF})\s*\d{{1,4}}\s*\)?)?\W*$|"
    rf"^{any_of(lambda words: words.page_lines)} \d+ .{{0,80}}$",
    re.IGNORECASE,
)
_LABEL_GOES_ON = ("-", "/", ",", " &", *(f" {word}" for word in every(lambda words: words.label_goes_on)))
_LONE = re.compile(rf"^(?:{_GLYPH}|[oxX]|\(?(?:\d{{1,2}}|[a-z])[.)])$")
_BRACKETED = re.compile(r"^\(\d{1,2}\)$")
# Characters of a bullet or number that stands alone.
_LONGEST_MARKER = 4
# Points to the right of a lone bullet within which its text begins: a deep hanging indent.
_BULLET_REACH = 45.0
# Times the font size: lines of one label stand closer.
_LABEL_REACH = 1.4
# Times the font size: no space of justified text is wider.
_WIDEST_SPACE = 5.0
# Times the font size below its top: the middle of a bullet, and how far it may lie from that of its text.
_BULLET_MIDDLE, _BULLET_LEVEL = 0.55, 0.5
# Points: gaps that differ by less are one.
_SAME_GAP = 0.5
# Times the font size: runs closer than this are of one cell, and in type of `_TITLE` points or more, which is
# spaced wider, closer than the second; runs may overlap by the third.
_ONE_CELL, _ONE_CELL_OF_TITLE, _OVERLAP = 1.3, 2.4, 0.5
# Over some 400 real files 18 is the same; with 11, which is the size of many a text, 7 of 24 are read
# otherwise.
_TITLE = 14.0
# Times the font size: a gap between two runs that is a space, and one behind a number.
_SPACE, _SPACE_BEHIND_NUMBER = 0.12, 0.15
# Characters: a longer run in bold is no label of what follows it.
_LONGEST_LABEL = 60
# Labels share the height of their values; the lines of two columns meet on one height by chance.
_ALIGNED = 0.35
# Points: sizes that differ by less are one; smaller type is no text (4.0 and 7.0 read some 400 real files
# alike).
_SAME_SIZE = 0.4
_READABLE_SIZE = 5.5
# Shares of the height of a page: running heads and feet stand within the first of its edges, those of a short
# document above the second or below the third.
_MARGIN_SHARE, _OUTER_HEAD, _OUTER_FOOT = 0.14, 0.09, 0.93
# Share of the pages on which furniture repeats, or so many pages.
_FURNITURE_SHARE, _FURNITURE_PAGES = 0.5, 4
# Bounds on the work for one page, far above what a printed page holds: flowing text is one long page, and
# hostile pages are packed.
_MAX_BULLETS = 2000
_MAX_ROWS = 500
_MAX_CELLS = 4000
_MAX_GUTTERS = 100
# Headings or labels that make a column one of facts.
_FEWEST_HEADS = 2
# Shares of the width of a page: a gutter lies right of the first, left of the second, and beside a narrow box
# of facts left of the third.
_FIRST_GUTTER, _LAST_GUTTER, _NARROWEST_BOX = 0.1, 0.85, 0.9
# Points left of where its right column begins that a gutter ends.
_GUTTER_MARGIN = 1.5
# Weights of the rows that a gutter divides: those on one side, those with cells on both, all of them.
_BOTH_SIDES, _ANY_SIDE = 2.0, 0.2
# Share of the left column's width: a line that is wider is full.
_FULL_LINE = 0.7
# Text columns: the left is wider than this share of both, its lines have so many letters at the median and
# those of the right so many at the upper quartile, and this share of its lines is full; lists may have fewer
# full ones.
_WIDE_LEFT, _LETTERS_LEFT, _LETTERS_RIGHT, _FULL_SHARE, _FULL_SHARE_APART = 0.3, 22, 16, 0.35, 0.15
# Lines that a column of text has at least.
_FEWEST_LINES = 4
# Times the font size of the text: a foot stands so far below it, in type smaller than the second; and a
# bullet stands no further above or below the line that it belongs to than the third.
_FOOT_DISTANCE, _FOOT_SIZE, _NEXT_LINE = 3.5, 0.95, 2.6
# Share of the pages: what repeats on fewer belongs to the text; and blanks that make a sentence of a line.
_RARE = 0.3
_SENTENCE_BLANKS = 4
# What follows was measured on some 400 real files, of each number those where it decides, 24 at most. Points
# of height that are one place of a running head or foot; the places beside it count with it. Of 80 files 2
# reads one otherwise, and 8 two.
_HEIGHT_BAND = 4
# Words at one distance that are spread text: with 2, as every table has, 21 of 24 are read otherwise, with 4
# four are.
_SPREAD_WORDS = 3
# Rows with a cell that begins in one place, for a gutter to be looked for there: with 1 four are read
# otherwise, with 3 six.
_SHARED_STARTS = 2
# Rows with a cell on either side of a gutter, and so many rows that nothing need stand side by side: the
# first as 1 or 3 reads one or three otherwise, the second as 3 or 6 two or one.
_FEWEST_ON_A_SIDE, _ENOUGH_ON_A_SIDE = 2, 4
# Items that make a list of a column: with 1 one file is read otherwise, with 3 two.
_FEWEST_BULLETS = 2
# Rows of a page on which a gutter is not looked for unless cells stand side by side: 4 and 16 are the same.
_SHORT_PAGE = 8
# Rows of a foot: 2 and 4 are the same.
_FOOT_ROWS = 3


@dataclass(
    slots=True
)  # not frozen: one is made for every line, and setting a dozen frozen fields takes three times as long
class TextLine:
    """One line as it is read.

    Attributes:
        text: without its bullet or number.
        marker: the bullet or number before it, or "".
        page: from 1.
        x0: where the text begins, in points.
        x1: where it ends.
        top: from the upper edge of the page, in points.
        size: font size in points.
        bold: whether it begins in bold.
        gap: distance of tops to the line before in the same column, in points; 0 at the beginning of a page
            or column.
        right: the right edge of the column it stands in.
        label: it stands in a label column, beside its values.
        cell: it follows another cell on the same row.
        table: the table it stands in, where that is read by its rows and columns.
    """

    text: str
    marker: str
    page: int
    x0: float
    x1: float
    top: float
    size: float
    bold: bool
    gap: float = 0.0
    right: float = 0.0
    label: bool = False
    cell: bool = False
    table: PageTable | None = None


def _furniture(lines: tuple[Line, ...], flowing: bool) -> set[int]:
    """Return positions in `lines` of running heads, running feet and page numbers."""
    if flowing:
        return set()
    height = max([line.top for line in lines], default=0.0)
    if height <= 0:
        return set()
    pages = len({line.page for line in lines})
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    near: dict[int, tuple[str, int]] = {}
    upper, lower = _MARGIN_SHARE * height, (1 - _MARGIN_SHARE) * height
    for position, line in enumerate(lines):
        if not upper <= line.top <= lower:
            place = near[position] = _DIGITS.sub("#", line.text.lower()), round(line.top / _HEIGHT_BAND)
            places[place].add(line.page)
    dropped: set[int] = set()
    rows = _Heights(lines)
    for position, (key, band) in near.items():
        line = lines[position]
        outer = line.top < _OUTER_HEAD * height or line.top > _OUTER_FOOT * height
        seen = places[key, band]
        if pages > 1:
            for beside in ((key, band - 1), (key, band + 1)):
                if beside in places:
                    seen = seen | places[beside]
        repeated = len(seen) > 1 and (len(seen) >= _FURNITURE_SHARE * pages or len(seen) >= _FURNITURE_PAGES)
        if repeated and _belongs(line, rows, len(seen) / pages):
            continue  # a form with one module a page has its labels in the same place on each
        if (repeated and (pages > 2 or outer)) or (outer and _PAGE_NUMBER.match(line.text)):
            dropped.add(position)
    return _whole_rows(lines, near, dropped) if dropped else dropped


class _Heights:
    """How many lines stand on each height of each page; counted when first asked for, as few documents do."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self._lines = lines

    @cached_property
    def _counted(self) -> Counter[tuple[int, int]]:
        return Counter([(line.page, round(line.top)) for line in self._lines])

    def alone(self, line: Line) -> bool:
        """Whether a line is the only one on its height."""
        return sum(self._counted[line.page, round(line.top) + step] for step in (-1, 0, 1)) == 1


def _belongs(line: Line, rows: _Heights, share: float) -> bool:
    """Whether a line that repeats belongs to the text.

    A label of a form, a heading alone on its row, or a sentence that some modules have in common.

    Args:
        line: near the upper or lower margin.
        rows: how many lines stand on each height of each page.
        share: of the pages that have it in that place.
    """
    kind = section_kind(line.text)
    if field_name(line.text.partition(":")[0]) or (
        line.text.endswith(":") and (kind is not None or knowledge_form(line.text) is not None)
    ):
        return True
    if share < _RARE and line.text.endswith(".") and line.text.count(" ") >= _SENTENCE_BLANKS:
        return True
    known = kind is SectionKind.OUTCOMES or (kind is not None and share < _RARE)
    return known and rows.alone(line)


def _whole_rows(lines: tuple[Line, ...], near: Iterable[int], dropped: set[int]) -> set[int]:
    """Keep what only repeats by chance: a cell of a table whose row goes on with text of its own."""
    own = {(lines[position].page, round(lines[position].top)) for position in near if position not in dropped}
    return {
        position
        for position in dropped
        if not any((lines[position].page, round(lines[position].top) + step) in own for step in (-1, 0, 1))
    }


@dataclass(slots=True)
class _Cell:
    line: Line
    marker: str
    text: str
    x0: float
    x1: float


def split_marker(text: str) -> tuple[str, str]:
    """Split a bullet, dash, number or letter from the start of a line.

    Returns the marker (or "") and the rest.
    """
    if text[1:2].islower() and text[0].isalpha() and text[0] not in "ivx":
        return "", text  # a word, as most lines begin
    match = _MARKER.match(text)
    if match and _BRACKETED.match(text):
        return "", text  # "(5)" alone refers to an assessment; it is no list number
    if match:
        return (match["glyph"] or match["number"] or match["coded"] or ""), text[match.end() :].strip()
    glued = _DASH_GLUED.match(text)
    if glued:
        return text[0], text[1:].strip()
    letter = _LETTER_BULLET.match(text)
    if letter:
        return text[0], text[letter.end() :].strip()
    return "", text


def _give_bullets(lines: list[Line]) -> list[Line]:
    """Put each lone bullet in front of the text that stands to its right on the same height."""
    bullets = [line for line in lines if len(line.text) <= _LONGEST_MARKER and _LONE.match(line.text)]
    if not bullets:
        return lines
    lone = set(map(id, bullets))
    texts = [line for line in lines if id(line) not in lone]
    by_height = sorted([(line.top + MIDDLE * line.size, position) for position, line in enumerate(texts)])
    heights = [height for height, _ in by_height]
    reach = _BULLET_LEVEL * max([line.size for line in texts], default=0.0)
    taken: dict[int, str] = {}
    kept: list[Line] = []
    for bullet in bullets[:_MAX_BULLETS]:
        height_ = bullet.top + _BULLET_MIDDLE * bullet.size
        beside = by_height[bisect_left(heights, height_ - reach) : bisect_left(heights, height_ + reach)]
        near = [
            (texts[position].x0 - bullet.x1, position)
            for height, position in beside
            if 0 <= texts[position].x0 - bullet.x1 < _BULLET_REACH
            and abs(height - height_) < _BULLET_LEVEL * texts[position].size
            and position not in taken
        ]
        if near:
            taken[min(near)[1]] = bullet.text
        elif bullet.size >= _READABLE_SIZE or bullet.text != "•":
            kept.append(bullet)
    kept += bullets[_MAX_BULLETS:]
    for position, marker in taken.items():
        line = texts[position]
        texts[position] = Line(
            text=f"{marker} {line.text}",
            page=line.page,
            x0=line.x0,
            x1=line.x1,
            top=line.top,
            size=line.size,
            bold=line.bold,
        )
    return texts + kept


def _spread_words(row: list[Line]) -> list[Line]:
    """Join the words of justified text that was pulled far apart.

    Three or more of them at one distance, as cells never are.
    """
    if len(row) < _SPREAD_WORDS:
        return row
    result: list[Line] = []
    start = 0
    while start < len(row):
        end = start + 1
        gap = row[end].x0 - row[start].x1 if end < len(row) else 0.0
        while (
            end < len(row)
            and 0 < gap < _WIDEST_SPACE * row[start].size
            and " " not in row[end].text
            and abs(row[end].x0 - row[end - 1].x1 - gap) < _SAME_GAP
        ):
            end += 1
        if end - start < _SPREAD_WORDS:
            end = start + 1
        words = row[start:end]
        result.append(
            structs.replace(words[0], text=" ".join(line.text for line in words), x1=words[-1].x1)
            if len(words) > 1
            else words[0]
        )
        start = end
    return result


def _cells(row: list[Line]) -> list[_Cell]:
    """Join the runs of a row that belong together, and give bullets to the text they stand before."""
    if len(row) == 1:  # as four rows of five
        only = row[0]
        marker, text = split_marker(only.text)
        return [_Cell(line=only, marker=marker, text=text, x0=only.x0, x1=only.x1)] if marker or text else []
    cells: list[_Cell] = []
    pending = ""
    for line in _spread_words(row):
        marker, text = split_marker(line.text)
        joins = (
            cells
            and not pending
            and line.x0 - cells[-1].x1 < (_ONE_CELL if line.size < _TITLE else _ONE_CELL_OF_TITLE) * line.size
            and line.x0 - cells[-1].x1 > -_OVERLAP * line.size
        )
        if not text:
            if joins and marker not in ("•", "-", "–", "o") and cells[-1].text:
                cells[-1].text += (
                    " " if line.x0 - cells[-1].x1 > _SPACE_BEHIND_NUMBER * line.size else ""
                ) + line.text
                cells[-1].x1 = line.x1
            else:
                pending = marker
            continue
        if joins and cells:
            glue = (
                " " if line.x0 - cells[-1].x1 > _SPACE * line.size or cells[-1].line.bold != line.bold else ""
            )
            if (
                cells[-1].line.bold
                and not line.bold
                and len(cells[-1].text) < _LONGEST_LABEL
                and not text[0].islower()
            ):
                cells.append(_Cell(line=line, marker=pending or marker, text=text, x0=line.x0, x1=line.x1))
            else:
                cells[-1].text += glue + line.text
                cells[-1].x1 = max(cells[-1].x1, line.x1)
        else:
            cells.append(_Cell(line=line, marker=pending or marker, text=text, x0=line.x0, x1=line.x1))
        pending = ""
    if pending and not cells:
        cells.append(_Cell(line=row[-1], marker=pending, text="", x0=row[-1].x0, x1=row[-1].x1))
    return cells


Row = list[_Cell]


def _gutter(rows: list[Row]) -> tuple[float, int, int] | None:
    """Find the best vertical gutter: its x and the first and one-past-last row of the band that it divides.

    None where there is none.
    """
    counted = Counter([round(cell.x0) for row in rows for cell in row])
    if not counted:
        return None
    starts = sorted(counted)
    left_edge = starts[0]
    width = max([cell.x1 for row in rows for cell in row]) - left_edge
    edge = left_edge + _LAST_GUTTER * width
    if (
        starts[-1] >= edge
        and sum(_is_head(cell) for row in rows for cell in row if cell.x0 >= edge) >= _FEWEST_HEADS
    ):
        edge = left_edge + _NARROWEST_BOX * width
    inner = [start for start in starts if left_edge + _FIRST_GUTTER * width < start < edge]
    shared = {
        start: count
        for start in inner
        if (count := counted[start] + counted[start + 1] + counted[start - 1]) >= _SHARED_STARTS
    }
    if not shared:
        return None
    extents = [[(cell.x0, cell.x1) for cell in row] for row in rows] + [[]]
    best: tuple[float, float, int, int] | None = None
    for start in sorted(nlargest(_MAX_GUTTERS, shared, key=shared.__getitem__)):
        x = start - _GUTTER_MARGIN
        band_start = 0
        left = right = both = 0
        for index, row in enumerate(extents):
            has_left = has_right = crossing = index == len(rows)
            for x0, x1 in row:
                if x1 <= x + 1:
                    has_left = True
                elif x0 >= x:
                    has_right = True
                else:
                    crossing = True
                    break
            if not crossing:
                left += has_left
                right += has_right
                both += has_left and has_right
                continue
            fewer = min(left, right)
            if fewer >= _FEWEST_ON_A_SIDE and (both >= _FEWEST_ON_A_SIDE or fewer >= _ENOUGH_ON_A_SIDE):
                score = fewer + _BOTH_SIDES * both + _ANY_SIDE * (left + right)
                if best is None or score > best[0]:
                    best = (score, x, band_start, index)
            left = right = both = 0
            band_start = index + 1
    return _with_head(rows, *best[1:]) if best else None


def _with_head(rows: list[Row], x: float, first: int, last: int) -> tuple[float, int, int]:
    """Take the head of a table into the band, where its cells begin left of what is indented below them.

    The gutter moves to the left.
    """
    edge = max((cell.x1 for row in rows[first:last] for cell in row if cell.x1 <= x + 1), default=x) + 1
    start = first
    while (
        start > 0
        and edge < x
        and len(rows[start - 1]) > 1
        and not any(cell.x0 < edge < cell.x1 - 1 for cell in rows[start - 1])
    ):
        start -= 1
    return (edge, start, last) if start < first else (x, first, last)


def _is_bullet(cell: _Cell) -> bool:
    return cell.marker != "" and not cell.marker[0].isalnum()


def _is_head(cell: _Cell) -> bool:
    """Whether a cell is a known heading or label, with nothing behind it."""
    return not cell.marker and (section_kind(cell.text) is not None or field_name(cell.text) is not None)


def _without_lead(rows: list[Row], x: float, first: int, last: int) -> int:
    """Return the first row of a band that has something right of its gutter, or the row close above it.

    What is above that spans the page.
    """
    start = next((index for index in range(first, last) if any(cell.x0 >= x for cell in rows[index])), first)
    if start == first:
        return first
    above, row = rows[start - 1][0].line, rows[start][0].line
    return (
        start - 1
        if row.top - above.top < _LABEL_REACH * row.size and abs(above.size - row.size) < _SAME_SIZE
        else start
    )


def _without_tail(rows: list[Row], x: float, first: int, last: int) -> int:
    """Return the end of a band of labels and values.

    What stands below its last value and close to no label above it is no label.
    """
    end = next(index for index in range(last, first, -1) if any(cell.x0 >= x for cell in rows[index - 1]))
    while (
        end < last
        and rows[end][0].line.top - rows[end - 1][0].line.top < _LABEL_REACH * rows[end][0].line.size
    ):
        end += 1
    return end


def _without_next(rows: list[Row], x: float, last: int) -> int:
    """Return the end of a band without what belongs to the page-wide text below it.

    That is a heading under its left column.
    """
    for end in (last - 1, last - 2):
        if last == len(rows) or end < 1 or any(cell.x0 >= x for row in rows[end:last] for cell in row):
            return last
        line, above = rows[end][0].line, rows[end - 1][0].line
        if (line.bold and not above.bold) or line.size > above.size + _SAME_SIZE:
            return end
    return last


def _stand_apart(rows: list[Row], x: float) -> bool:
    """Whether the rows left and right of a gutter have heights of their own.

    In a table most stand at one distance, none or that of two fonts.
    """
    lefts = [next((cell.line.top for cell in row if cell.x1 <= x + 1), None) for row in rows]
    rights = [next((cell.line.top for cell in row if cell.x0 >= x), None) for row in rows]
    steps = Counter(
        round(2 * (right - left))
        for left, right in zip(lefts, rights, strict=True)
        if left is not None and right is not None
    )
    fewer = min(len(rows) - lefts.count(None), len(rows) - rights.count(None))
    return max((steps[step] + steps[step + 1] for step in list(steps)), default=0) < _ALIGNED * fewer


def _is_text_columns(rows: list[Row], x: float) -> bool:
    """Tell two columns of running text from a column of labels beside their values."""
    left = [cell for row in rows for cell in row if cell.x1 <= x + 1]
    right = [cell for row in rows for cell in row if cell.x0 >= x]
    if len(left) < _FEWEST_LINES or len(right) < _FEWEST_LINES:
        return False
    if all(sum(_is_bullet(cell) for cell in side) >= _FEWEST_BULLETS for side in (left, right)):
        return True  # lists side by side, such as one for each knowledge form
    left_edge = min(cell.x0 for cell in left)
    full = [cell for cell in left if cell.x1 - left_edge > _FULL_LINE * (x - left_edge)]
    apart = _stand_apart(rows, x)
    if apart and all(sum(map(_is_head, side)) >= _FEWEST_HEADS for side in (left, right)):
        return True  # a box with the facts of the course beside its text
    letters = median(len(cell.text) for cell in left)
    right_letters = sorted(len(cell.text) for cell in right)[(3 * len(right)) // 4]
    wide = x - left_edge > _WIDE_LEFT * (max(cell.x1 for cell in right) - left_edge)
    text = letters >= _LETTERS_LEFT and len(full) >= _FULL_SHARE * len(left)
    lists = all(sum(cell.marker != "" for cell in side) >= _FEWEST_BULLETS for side in (left, right))
    return wide and (
        (text and right_letters >= _LETTERS_RIGHT)
        or (apart and (text or lists or len(full) >= max(_FEWEST_LINES, _FULL_SHARE_APART * len(left))))
    )


def _holds_facts(column: list[Row]) -> bool:
    """Whether a column is a box of header fields: what stands in it belongs before the text."""
    return sum(field_name(cell.text) is not None for row in column for cell in row) >= _FEWEST_HEADS


def _continues_label(previous: str, text: str) -> bool:
    return text[:1].islower() or previous.endswith(_LABEL_GOES_ON)


def _emit(rows: list[Row], right_edge: float, out: list[tuple[_Cell, float, bool, bool]]) -> None:
    """Append the cells of at most `_MAX_ROWS` rows in reading order.

    Each is (cell, right edge of its column, whether it is a label, whether it follows a cell on its row).
    """
    cells = sum(map(len, rows))
    found = _gutter(rows) if cells <= _MAX_CELLS and (cells > len(rows) or len(rows) > _SHORT_PAGE) else None
    if found is None:
        for row in rows:
            if len(row) > 1:
                edges = [*[cell.x0 for cell in row[1:]], right_edge]
                out += [(cell, edges[at], False, at > 0) for at, cell in enumerate(row)]
            else:
                out.append((row[0], right_edge, False, False))
        return
    x, first, last = found
    first, last = _without_lead(rows, x, first, last), _without_next(rows, x, last)
    _emit(rows[:first], right_edge, out)
    band = rows[first:last]
    lefts = [[cell for cell in row if cell.x1 <= x + 1] for row in band]
    rights = [[cell for cell in row if cell.x0 >= x] for row in band]
    if _is_text_columns(band, x):
        columns = [(lefts, x), (rights, right_edge)]
        for column, edge in (
            reversed(columns) if _holds_facts(rights) and not _holds_facts(lefts) else columns
        ):
            _emit([row for row in column if row], edge, out)
    else:
        last = _without_tail(rows, x, first, last)
        _emit_labels(lefts[: last - first], rights[: last - first], x, right_edge, out)
    _emit(rows[last:], right_edge, out)


def _emit_labels(
    lefts: list[Row],
    rights: list[Row],
    x: float,
    right_edge: float,
    out: list[tuple[_Cell, float, bool, bool]],
) -> None:
    """Append a band of labels and values.

    Each label with its continuation lines, then the values beside it.
    """
    labels = _label_blocks(lefts)
    rows = [index for index, row in enumerate(rights) if row]
    spans = [(cells[0].line.top, cells[-1].line.top) for _, cells in labels]
    owners = (
        centred_values(spans, [rights[index][0].line.top for index in rows], labels[0][1][0].line.size)
        if labels
        else None
    )
    if owners is None:
        starts = [start for start, _ in labels]
        owners = [bisect_right(starts, index) - 1 for index in rows]
    values: dict[int, list[Row]] = defaultdict(list)
    for index, owner in zip(rows, owners, strict=True):
        values[owner].append(rights[index])
    for number in range(-1 if values[-1] else 0, len(labels)):
        for cell in _whole_label(labels[number][1]) if number >= 0 else ():
            out.append((cell, x, True, False))
        for row in values[number]:
            for position, cell in enumerate(row):
                out.append((cell, right_edge, False, position > 0))


def _label_blocks(lefts: list[Row]) -> list[tuple[int, list[_Cell]]]:
    """Return the labels of a column, each with the number of its first row.

    Lines that go on with a label, or are one with it, belong to it.
    """
    blocks: list[tuple[int, list[_Cell]]] = []
    previous = -1
    for index, row in enumerate(lefts):
        if not row:
            continue
        block = blocks[-1][1] if blocks else []
        near = bool(block) and is_next_line(block[-1].line.top, row[0].line.top, row[0].line.size)
        goes_on = (
            bool(block)
            and _continues_label(block[-1].text, row[0].text)
            and (previous == index - 1 or (near and len(row) == 1))
        )
        if goes_on or (near and _is_broken([*block, *row])):
            block.extend(row)
        else:
            blocks.append((index, list(row)))
        previous = index
    return blocks


def _is_broken(cells: list[_Cell]) -> bool:
    """Whether cells below each other are the lines of one known heading or label."""
    alike = all(cell.line.bold == cells[0].line.bold and not cell.marker for cell in cells)
    below = all(above.line.top < cell.line.top for above, cell in pairwise(cells))
    return alike and below and joined_label([cell.text for cell in cells]) is not None


def _whole_label(cells: list[_Cell]) -> list[_Cell]:
    """Make one cell of the lines of a known heading or label that was broken in a narrow column."""
    whole = joined_label([cell.text for cell in cells]) if len(cells) > 1 and _is_broken(cells) else None
    return [replace(cells[0], text=whole, x1=max(cell.x1 for cell in cells))] if whole else cells


def reading_order(document: Document) -> tuple[TextLine, ...]:
    """Return the lines of a document in reading order, without running heads and feet."""
    document = with_whole_lead_ins(document)
    lines = flat_runs(document)
    dropped = _furniture(lines, document.flowing) | row_numbers(lines, document.flowing)
    pages: dict[int, list[Line]] = defaultdict(list)
    for position, line in enumerate(lines):
        if position not in dropped and line.text:
            pages[line.page].append(line)
    tables = tables_by_place(document)
    result: list[TextLine] = []
    for page in sorted(pages):
        rows = [cells for row in group_rows(_give_bullets(pages[page])) if (cells := _cells(row))]
        if not rows:
            continue
        if not document.flowing:
            rows = _without_foot(rows)
        right_edge = max([cell.x1 for row in rows for cell in row])
        out: list[tuple[_Cell, float, bool, bool]] = []
        for piece in _pieces(rows):
            _emit(piece, right_edge, out)
        above: float | None = None
        for cell, right, label, follows in out:
            line = cell.line
            top = line.top
            gap = top - above if above is not None and not follows else 0.0
            result.append(
                TextLine(
                    text=cell.text,
                    marker=cell.marker,
                    page=page,
                    x0=cell.x0,
                    x1=cell.x1,
                    top=top,
                    size=line.size,
                    bold=line.bold,
                    gap=round(gap, 1) if gap > 0 else 0.0,
                    right=right,
                    label=label,
                    cell=follows,
                    table=tables.get(place_of(line)) if tables else None,
                )
            )
            above = top
    return _join_lone_markers(result)


def _pieces(rows: list[Row]) -> Iterator[list[Row]]:
    """Cut a page that goes on and on into pieces in which columns are looked for.

    The cuts are made where a row has a single cell, if they can be.
    """
    begin = 0
    while len(rows) - begin > _MAX_ROWS:
        half, full = begin + _MAX_ROWS // 2, begin + _MAX_ROWS
        end = next((index for index in range(full, half, -1) if len(rows[index]) == 1), full)
        yield rows[begin:end]
        begin = end
    yield rows[begin:]


def _without_foot(rows: list[Row]) -> list[Row]:
    """Drop a last block in smaller type that is set far below the text.

    The foot of a page that is not repeated.
    """
    body = median(row[0].line.size for row in rows)
    for back in range(1, min(_FOOT_ROWS + 1, len(rows))):
        block, above = rows[-back:], rows[-back - 1]
        far = block[0][0].line.top - above[0].line.top > _FOOT_DISTANCE * body
        if far and all(cell.line.size < _FOOT_SIZE * body for row in block for cell in row):
            return rows[:-back]
    return rows


def _join_lone_markers(lines: list[TextLine]) -> tuple[TextLine, ...]:
    """Give a bullet that stands alone on its row to the line after it."""
    joined: list[TextLine] = []
    pending: TextLine | None = None
    for line in lines:
        if not line.text:
            pending = line if line.marker else None
            continue
        if (
            pending is not None
            and not line.marker
            and line.page == pending.page
            and abs(line.top - pending.top) < _NEXT_LINE * line.size
        ):
            line = replace(line, marker=pending.marker, gap=line.gap + pending.gap)  # noqa: PLW2901 the line with its bullet
        pending = None
        joined.append(line)
    return tuple(joined)
