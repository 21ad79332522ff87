"""The curriculum map: where on the page each course of a programme is drawn.

Time runs from left to right. What everyone takes stands first; the parts to choose from, the tracks and what
is filled freely stand below it in frames of their own, each with its rule, over the terms in which they run.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from curranalyser.datamodel import CourseStatus, EntryKind
from curranalyser.report.view import CountView, CourseRow, PartKind, PartView
from curranalyser.report.words import ELLIPSIS, text_width, wrapped

CARD_WIDTH = 160
CARD_HEIGHT = 78
CELL_WIDTH = 46
CELL_HEIGHT = 18
CELLS_A_LINE = 3
CELLS_TOP = 55
GAP = 10
# Between columns: the frames of two neighbours stand in it side by side.
COLUMN_GAP = 18
PADDING = 6
HEADING_HEIGHT = 26
CARDS_A_COLUMN = 10
# Without terms there is no way from left to right: the courses then stand in lines of so many.
COLUMNS_WITHOUT_TERMS = 6
FONT_SIZE = 11
LINE_HEIGHT = 14
# How many times as wide bold text is at the most: measured on a font of wide letters, DejaVu Sans.
BOLD = 1.17
TITLE_LINES = 2
LABEL_LINES = 3
# A frame stands this much inside the one around it; so many fit into the gap between two columns of cards.
INSET = 3
DEEPEST_INSET = 3
# How far apart in `CourseRow.places` two terms are that follow each other, and two years.
TERM_STEP = 2
YEAR_STEP = 4
FRAME_PADDING = 6
NO_HIT = "·"
TO_REVIEW = "?"
NOT_LABELLED = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """The mark of one perspective on a card.

    `state` is y, r or n; `text` says the same without colour. Positions are in pixels.
    """

    x: int
    y: int
    position: int
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text. `squeezed` is the width it is drawn in where it may be wider than its room, or 0."""

    x: int
    y: int
    text: str
    squeezed: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One course on the map, or a slot that a student fills.

    Attributes:
        code: as it is written, "" where there is none.
        title: code and title, whole; `lines` is what is written of the title.
        status: who takes it; `status_label` says it in a word or two.
        missing: whether its syllabus was not found.
        cells: none where its syllabus was not found, where it has no outcomes, or for a slot.
        again: whether the same course is drawn further to the left, too.
    """

    x: int
    y: int
    width: int
    code: Text
    title: str
    language: str
    lines: tuple[Text, ...]
    status: CourseStatus | None
    status_label: str
    missing: bool
    cells: tuple[Cell, ...]
    slot: bool = False
    again: bool = False

    @property
    def cut(self) -> bool:
        """Whether not all of its title is written, or not as it is."""
        return _is_cut(self.lines) or bool(self.code.squeezed)


@dataclass(frozen=True, slots=True)
class Frame:
    """A part with a rule of its own. `title` is its whole label, `lines` what is written of it."""

    x: int
    y: int
    width: int
    height: int
    kind: PartKind
    title: str
    lines: tuple[Text, ...]

    @property
    def cut(self) -> bool:
        """Whether not all of its label is written, or not as it is."""
        return _is_cut(self.lines)


@dataclass(frozen=True, slots=True)
class CurriculumMap:
    """A drawing of `width` by `height` pixels; `headings` are (x, text)."""

    width: int
    height: int
    card_height: int
    headings: tuple[tuple[int, str], ...]
    cards: tuple[Card, ...]
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True)
class _Time:
    """A term or year on the map: its first column, and over how many it goes."""

    column: int
    columns: int


def _is_cut(lines: Sequence[Text]) -> bool:
    return any(line.squeezed or line.text.endswith(ELLIPSIS) for line in lines)


def _places(row: CourseRow) -> tuple[tuple[int, str], ...]:
    return row.places or ((row.slot_order, row.slot),)


def _texts(text: str, x: int, y: int, room: int, lines: int, *, weight: float = 1) -> tuple[Text, ...]:
    """Lay a text out; `weight` is how many times as wide it is drawn as plain text."""
    plain = int(room / weight)
    return tuple(
        Text(
            x=x,
            y=y + place * LINE_HEIGHT,
            text=line,
            squeezed=room if text_width(line, FONT_SIZE) > plain else 0,
        )
        for place, line in enumerate(wrapped(text, plain, FONT_SIZE, lines))
    )


def _sign(count: CountView) -> str:
    if count.carriers:
        return str(len(count.carriers))
    if count.doubtful:
        return TO_REVIEW
    return NOT_LABELLED if count.unknown else NO_HIT


def _cells(row: CourseRow, x: int, y: int) -> tuple[Cell, ...]:
    if row.course is None or not row.course.outcomes:
        return ()
    cells = []
    for place, count in enumerate(row.course.counts):
        line, column = divmod(place, CELLS_A_LINE)
        state = "y" if count.carriers else "r" if count.doubtful else "n"
        sign = _sign(count)
        cells.append(
            Cell(
                x=x + PADDING + column * (CELL_WIDTH + 4),
                y=y + CELLS_TOP + line * (CELL_HEIGHT + 3),
                position=count.perspective.position,
                state=state,
                text=f"{count.perspective.prefix} {sign}",
            )
        )
    return tuple(cells)


def _x(column: int) -> int:
    return column * (CARD_WIDTH + COLUMN_GAP) + COLUMN_GAP // 2


def _span(columns: int) -> int:
    return columns * (CARD_WIDTH + COLUMN_GAP) - COLUMN_GAP


def _all_rows(part: PartView) -> Iterator[CourseRow]:
    yield from part.rows
    for inner in part.parts:
        yield from _all_rows(inner)


def _all_parts(part: PartView) -> Iterator[PartView]:
    yield part
    for inner in part.parts:
        yield from _all_parts(inner)


def _label(part: PartView) -> str:
    if not part.name:
        return part.rule[:1].upper() + part.rule[1:]
    # A track is known by its name alone: that those who choose it take all of it says the word.
    return part.name if part.kind == "track" else f"{part.name}: {part.rule}"


class _Drawing:
    """The map while it grows, from above."""

    def __init__(self, whole: PartView, perspectives: int) -> None:
        lines = -(-perspectives // CELLS_A_LINE)
        self.card_height = CARD_HEIGHT + max(0, lines - 1) * (CELL_HEIGHT + 3)
        self.cards: list[Card] = []
        self.frames: list[Frame] = []
        labels = {order: label for row in _all_rows(whole) for order, label in _places(row)}
        self.orders = sorted(labels)
        self.times: dict[int, _Time] = {}
        self.headings: list[tuple[int, str]] = []
        column = 0
        for order in self.orders:
            most = max(
                sum((order,) == tuple(place for place, _ in _places(row)) for row in part.rows)
                for part in _all_parts(whole)
            )
            width = (
                max(1, -(-most // CARDS_A_COLUMN))
                if len(self.orders) > 1
                else max(1, min(most, COLUMNS_WITHOUT_TERMS))
            )
            self.times[order] = _Time(column, width)
            self.headings.append((_x(column), labels[order]))
            column += width
        self.columns = max(column, 1)

    def _runs(self, row: CourseRow) -> list[list[int]]:
        """Return the times of a course, those that follow each other on the map together."""
        runs: list[list[int]] = []
        for place in sorted({self.orders.index(order) for order, _ in _places(row)}):
            if runs and place == runs[-1][-1] + 1 and self._follows(runs[-1][-1], place):
                runs[-1].append(place)
            else:
                runs.append([place])
        return runs

    def _follows(self, before: int, after: int) -> bool:
        first, second = self.orders[before], self.orders[after]
        return second - first == (YEAR_STEP if first % TERM_STEP else TERM_STEP)

    def _card(self, row: CourseRow, x: int, y: int, width: int, again: bool) -> None:
        slot = row.kind is EntryKind.SLOT
        room = width - 2 * PADDING
        above = 2 * LINE_HEIGHT
        status = row.status_short
        # The code stands on one line with the words on who takes the course.
        beside = max(room - text_width(status, FONT_SIZE) - PADDING, PADDING)
        code_width = BOLD * text_width(row.code, FONT_SIZE)
        self.cards.append(
            Card(
                x=x,
                y=y,
                width=width,
                code=Text(
                    x=x + PADDING,
                    y=y + LINE_HEIGHT,
                    text=row.code,
                    squeezed=beside if code_width > beside else 0,
                ),
                title=f"{row.code} {row.title}".strip(),
                language=row.language,
                lines=_texts(row.title, x + PADDING, y + above, room, TITLE_LINES),
                status=row.status,
                status_label=status,
                missing=row.course is None and not slot,
                cells=_cells(row, x, y),
                slot=slot,
                again=again,
            )
        )

    def _put(self, skyline: dict[int, int], columns: Iterable[int], height: int) -> int:
        """Return how far down something stands in columns, which it then fills."""
        taken = tuple(columns)
        y = max(skyline[column] for column in taken)
        for column in taken:
            skyline[column] = y + height + GAP
        return y

    def _put_rows(self, part: PartView, skyline: dict[int, int]) -> None:
        wide: list[tuple[CourseRow, int, int, bool]] = []
        single: dict[int, list[tuple[CourseRow, bool]]] = {}
        for row in part.rows:
            for number, run in enumerate(self._runs(row)):
                if len(run) > 1:
                    wide.append((row, run[0], run[-1], number > 0))
                else:
                    single.setdefault(run[0], []).append((row, number > 0))
        for row, first, last, again in wide:
            start, end = self.times[self.orders[first]], self.times[self.orders[last]]
            columns = range(start.column, end.column + end.columns)
            y = self._put(skyline, columns, self.card_height)
            self._card(row, _x(columns[0]), y, _span(len(columns)), again)
        for place, rows in sorted(single.items()):
            time = self.times[self.orders[place]]
            a_column = -(-len(rows) // time.columns)
            for number, (row, again) in enumerate(rows):
                column = time.column + number // a_column
                y = self._put(skyline, (column,), self.card_height)
                self._card(row, _x(column), y, CARD_WIDTH, again)

    def _columns(self, part: PartView, around: range) -> range:
        """Return the columns a part goes over: those of its courses, else all of the part around it."""
        times = [self.times[order] for row in _all_rows(part) for order, _ in _places(row)]
        if not times:
            return around
        return range(min(time.column for time in times), max(time.column + time.columns for time in times))

    def draw(self, part: PartView, skyline: dict[int, int], around: range, depth: int = 0) -> None:
        """Draw the courses of a part and, below them, the parts in it."""
        self._put_rows(part, skyline)
        for inner in part.parts:
            self._frame(inner, skyline, self._columns(inner, around), depth)

    def _frame(self, part: PartView, skyline: dict[int, int], columns: range, depth: int) -> None:
        top = max(skyline[column] for column in columns)
        # The frames of one column stand in the gap beside its cards, one within the other.
        outset = COLUMN_GAP // 2 - 1 - INSET * min(depth, DEEPEST_INSET - 1)
        x, width = _x(columns[0]) - outset, _span(len(columns)) + 2 * outset
        label = _label(part)
        lines = _texts(label, _x(columns[0]), top + 16, _span(len(columns)), LABEL_LINES, weight=BOLD)
        begin = top + FRAME_PADDING + len(lines) * LINE_HEIGHT + FRAME_PADDING
        inside = dict.fromkeys(columns, begin)
        place = len(self.frames)
        self.frames.append(Frame(x=x, y=top, width=width, height=0, kind=part.kind, title=label, lines=lines))
        self.draw(part, inside, columns, depth + 1)
        bottom = max(begin, *(y for y in inside.values())) - (GAP if max(inside.values()) > begin else 0)
        height = bottom + FRAME_PADDING - top
        self.frames[place] = replace(self.frames[place], height=height)
        for column in columns:
            skyline[column] = top + height + GAP


def draw_curriculum(whole: PartView, perspectives: int) -> CurriculumMap:
    """Lay out the courses of a programme, one column a term.

    A course that runs over terms that follow each other spans them; one that runs in others is drawn in each.

    Args:
        whole: the programme with its parts.
        perspectives: how many marks each course has.
    """
    drawing = _Drawing(whole, perspectives)
    if not drawing.orders and not whole.parts:
        return CurriculumMap(width=2, height=2, card_height=drawing.card_height, headings=(), cards=())
    skyline = dict.fromkeys(range(drawing.columns), HEADING_HEIGHT)
    drawing.draw(whole, skyline, range(drawing.columns))
    return CurriculumMap(
        width=_span(drawing.columns) + COLUMN_GAP,
        height=max(skyline.values()) - GAP + 2,
        card_height=drawing.card_height,
        headings=tuple(drawing.headings),
        cards=tuple(drawing.cards),
        frames=tuple(drawing.frames),
    )
