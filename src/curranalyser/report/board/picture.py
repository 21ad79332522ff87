"""The courses of a programme by term, with what their outcomes carry, as a picture for a Word file.

Drawn with Pillow and one font that is a dependency, so that the same programme gives the same bytes on every
machine. Nothing is told by colour alone.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from curranalyser.datamodel import EntryKind
from curranalyser.i18n import Translator
from curranalyser.report.curriculum import NO_HIT, NOT_LABELLED, TO_REVIEW
from curranalyser.report.view import CountView, CourseRow, ProgrammeView
from curranalyser.report.words import ELLIPSIS

# Pixels; the picture is 170 mm wide on paper, so that a millimetre has twelve.
WIDTH = 2040
PIXELS_A_MM = 12
_FONT = "SourceSansPro"
_CODE, _TITLE, _MARK = 32, 30, 28
_LINE, _PADDING, _GAP, _HEADING = 36, 10, 12, 54
_MARK_HEIGHT = 38
# Narrower than this, a card holds no title that could be read.
_NARROWEST = 250
# Of a title; fewer where the picture would be too high.
_MOST_TITLE_LINES = 3
_INK, _SOFT, _RULE, _PAPER, _EMPTY = "#1a1f26", "#45505e", "#8a94a0", "#ffffff", "#eceff3"
_YES, _ON_YES, _REVIEW = "#0b57a4", "#ffffff", "#fff4d6"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardMap:
    """A picture of a programme: the bytes of a PNG, its height in millimetres, and what it shows in words.

    `left_out` counts the courses for which there was no room.
    """

    png: bytes
    height: float
    text: str
    left_out: int


@dataclass(frozen=True, slots=True)
class _Column:
    """The courses of one term or year, in so many lanes beside each other."""

    heading: str
    rows: tuple[CourseRow, ...]
    lanes: int = 1

    @property
    def high(self) -> int:
        """How many cards stand in its longest lane."""
        return -(-len(self.rows) // self.lanes)


def sign_of(count: CountView) -> str:
    """Return what stands for one perspective of a course: how many outcomes carry it, or a sign."""
    if count.carriers:
        return str(len(count.carriers))
    return TO_REVIEW if count.doubtful else NOT_LABELLED if count.unknown else NO_HIT


def _columns(rows: Sequence[CourseRow]) -> list[_Column]:
    """Put courses under their terms. A course over several terms stands under each; a slot is no course."""
    found: dict[tuple[int, str], list[CourseRow]] = {}
    for row in rows:
        if row.kind is EntryKind.COURSE:
            for place in row.places or ((row.slot_order, row.slot),):
                found.setdefault(place, []).append(row)
    return [_Column(heading, tuple(found[order, heading])) for order, heading in sorted(found)]


def _widened(columns: Sequence[_Column]) -> list[_Column] | None:
    """Give the longest column one more lane; None where there is no room for it, or no use."""
    place = max(range(len(columns)), key=lambda place: (columns[place].high, -place))
    longest = columns[place]
    if sum(column.lanes for column in columns) >= WIDTH // _NARROWEST or longest.high < 2:
        return None
    return [*columns[:place], replace(longest, lanes=longest.lanes + 1), *columns[place + 1 :]]


@lru_cache(maxsize=1)
def _fonts() -> tuple[Any, Any, Any]:
    from PIL import ImageFont  # noqa: PLC0415 slow to import

    folder = files("font_source_sans_pro").joinpath("files")

    def font(weight: str, size: int) -> Any:  # noqa: ANN401 a font of Pillow
        data = folder.joinpath(f"{_FONT}-{weight}.ttf").read_bytes()
        return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)

    return font("Semibold", _CODE), font("Regular", _TITLE), font("Semibold", _MARK)


def _laid(text: str, font: Any, room: float, lines: int) -> list[str]:  # noqa: ANN401 a font of Pillow
    """Lay a text out in so many lines at the most, cut with an ellipsis where they do not hold it."""
    # Longer than any line can be, and then measuring is all that would take time.
    words = text[:400].split()
    laid: list[str] = []
    while words and len(laid) < lines:
        line = words.pop(0)
        while words and font.getlength(f"{line} {words[0]}") <= room:
            line = f"{line} {words.pop(0)}"
        laid.append(line)
    if words and laid:
        laid[-1] = f"{laid[-1]} {ELLIPSIS}"
    for place, line in enumerate(laid):
        cut = line
        while len(cut) > 1 and font.getlength(cut) > room:
            cut = cut.rstrip(ELLIPSIS).rstrip()[:-1] + ELLIPSIS
        laid[place] = cut
    return laid


class _Drawing:
    """The picture while it is drawn."""

    def __init__(self, columns: Sequence[_Column], perspectives: int, title_lines: int, most: int) -> None:
        self.columns = tuple(columns)
        self.title_lines = title_lines
        self.most = most
        self.code, self.title, self.mark = _fonts()
        lanes = sum(column.lanes for column in columns)
        self.lane = (WIDTH - _GAP * (lanes - 1)) / max(lanes, 1)
        self.mark_width = max(self.mark.getlength("MMM 99") + 2 * 6, 60)
        self.marks_a_line = max(1, int((self.lane - 2 * _PADDING + 6) // (self.mark_width + 6)))
        self.mark_lines = -(-perspectives // self.marks_a_line)

    @property
    def card(self) -> int:
        """How high a card is."""
        return 2 * _PADDING + _LINE * (1 + self.title_lines) + self.mark_lines * (_MARK_HEIGHT + 6)

    @property
    def high(self) -> int:
        """How many cards stand below each other."""
        return min(max((column.high for column in self.columns), default=0), self.most)

    @property
    def height(self) -> int:
        """How high the picture is."""
        more = _LINE if any(column.high > self.most for column in self.columns) else 0
        return _HEADING + self.high * (self.card + _GAP) + more

    def draw(self, say: Translator) -> bytes:
        from PIL import Image, ImageDraw  # noqa: PLC0415 slow to import

        image = Image.new("RGB", (WIDTH, max(self.height, _HEADING)), _PAPER)
        self.pen: Any = ImageDraw.Draw(image)
        x = 0.0
        for column in self.columns:
            width = column.lanes * (self.lane + _GAP) - _GAP
            heading = _laid(column.heading, self.code, width, 1)
            self.pen.text((x, 4), heading[0] if heading else "", fill=_INK, font=self.code)
            self.pen.line((x, _HEADING - 10, x + width, _HEADING - 10), fill=_RULE, width=3)
            shown = column.rows[: self.most * column.lanes]
            a_lane = min(column.high, self.most)
            for number, row in enumerate(shown):
                lane, place = divmod(number, a_lane)
                self._card(row, x + lane * (self.lane + _GAP), _HEADING + place * (self.card + _GAP), say)
            left = len(column.rows) - len(shown)
            if left:
                text = say.ngettext("and %(count)s more", "and %(count)s more", left)
                y = _HEADING + self.high * (self.card + _GAP) - 4
                self.pen.text((x, y), text, fill=_SOFT, font=self.title)
            x += width + _GAP
        out = io.BytesIO()
        image.save(out, "PNG", optimize=False, compress_level=9)
        return out.getvalue()

    def _card(self, row: CourseRow, x: float, y: float, say: Translator) -> None:
        known = row.course is not None and bool(row.course.outcomes)
        box = (x, y, x + self.lane - 1, y + self.card - 1)
        self.pen.rounded_rectangle(box, 8, fill=_PAPER if known else _EMPTY, outline=_RULE, width=2)
        room = self.lane - 2 * _PADDING
        left, top = x + _PADDING, y + _PADDING - 4
        lines = 1 + self.title_lines
        written = _laid(row.code, self.code, room, 1)[:1] if row.code else []
        for line in written:
            self.pen.text((left, top), line, fill=_INK, font=self.code)
        for number, line in enumerate(_laid(row.title, self.title, room, lines - len(written)), len(written)):
            self.pen.text((left, top + number * _LINE), line, fill=_SOFT, font=self.title)
        marks = y + _PADDING + lines * _LINE
        if row.course is None or not row.course.outcomes:
            text = say.gettext("no syllabus") if row.course is None else say.gettext("no outcomes")
            for line in _laid(text, self.mark, room, 1):
                self.pen.text((left, marks), line, fill=_SOFT, font=self.mark)
            return
        for number, count in enumerate(row.course.counts):
            line_, place = divmod(number, self.marks_a_line)
            self._mark(count, left + place * (self.mark_width + 6), marks + line_ * (_MARK_HEIGHT + 6))

    def _mark(self, count: CountView, x: float, y: float) -> None:
        box = (x, y, x + self.mark_width, y + _MARK_HEIGHT)
        sign, ink = sign_of(count), _SOFT
        if count.carriers:
            self.pen.rounded_rectangle(box, 6, fill=_YES)
            ink = _ON_YES
        elif count.doubtful:
            self.pen.rounded_rectangle(box, 6, fill=_REVIEW, outline=_INK, width=2)
            ink = _INK
        self.pen.text((x + 6, y), f"{count.perspective.prefix[:3]} {sign}", fill=ink, font=self.mark)


def _told(columns: Sequence[_Column], say: Translator) -> str:
    """Say in words what the picture shows: each course under its term, with what its outcomes carry."""
    return " ".join(
        f"{column.heading}: {'; '.join(told_course(row, say) for row in column.rows)}." for column in columns
    )


def told_course(row: CourseRow, say: Translator) -> str:
    """Say of a course in a few words what its outcomes carry."""
    name = " ".join(part for part in (row.code, row.title) if part)
    if row.course is None:
        return f"{name} ({say.gettext('no syllabus')})"
    if not row.course.outcomes:
        return f"{name} ({say.gettext('no outcomes')})"
    marks = ", ".join(f"{count.perspective.heading} {sign_of(count)}" for count in row.course.counts)
    return f"{name} ({marks})"


def _fitting(columns: Sequence[_Column], perspectives: int, high: int) -> _Drawing:
    """Find how the courses are drawn within a height: in more lanes, with shorter titles, or not all."""
    everything = max(column.high for column in columns)
    drawing = None
    for lines in range(_MOST_TITLE_LINES, -1, -1):
        wider: Sequence[_Column] | None = columns
        while wider is not None:
            drawing = _Drawing(wider, perspectives, lines, everything)
            if drawing.height <= high:
                return drawing
            wider = _widened(wider)
    assert drawing is not None  # noqa: S101 the loops run once at least
    fits = max(1, (high - _HEADING - _LINE) // (drawing.card + _GAP))
    return _Drawing(drawing.columns, perspectives, 0, fits)


def draw_map(programme: ProgrammeView, perspectives: int, room: float, say: Translator) -> BoardMap | None:
    """Draw the courses of a programme by term.

    Args:
        programme: what is drawn.
        perspectives: how many marks a course has.
        room: the most millimetres that the picture may be high.
        say: the language of its words.

    Returns:
        The picture; titles are cut, and courses counted in place of drawn, where there is no room for them.
        None where the programme lists no course.
    """
    columns = _columns(programme.rows)
    if not columns:
        return None
    drawing = _fitting(columns, perspectives, int(room * PIXELS_A_MM))
    left_out = sum(max(0, len(column.rows) - drawing.most * column.lanes) for column in drawing.columns)
    return BoardMap(
        png=drawing.draw(say),
        height=drawing.height / PIXELS_A_MM,
        text=_told(columns, say),
        left_out=left_out,
    )
