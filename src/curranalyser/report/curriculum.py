"""The curriculum map: where on the page each course of a programme is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from curranalyser.datamodel import CourseStatus, EntryKind
from curranalyser.report.view import CourseRow

CARD_WIDTH = 156
CARD_HEIGHT = 60
CELL_WIDTH = 46
CELL_HEIGHT = 18
CELLS_A_LINE = 3
GAP = 10
PADDING = 5
HEADING_HEIGHT = 26
CARDS_A_COLUMN = 10
# Without terms there is no way from left to right: the courses then stand in lines of so many.
COLUMNS_WITHOUT_TERMS = 6
NO_HIT = "·"
TO_REVIEW = "?"


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
class Card:
    """One course on the map.

    It has no cells where its syllabus was not found (`missing`), where no outcome was found in it, or where
    it is a slot that a student fills.
    """

    x: int
    y: int
    code: str
    title: str
    elective: bool
    missing: bool
    cells: tuple[Cell, ...]
    slot: bool = False


@dataclass(frozen=True, slots=True)
class CurriculumMap:
    """A drawing of `width` by `height` pixels; `headings` are (x, text)."""

    width: int
    height: int
    card_height: int
    headings: tuple[tuple[int, str], ...]
    cards: tuple[Card, ...]


def _cells(row: CourseRow, x: int, y: int) -> tuple[Cell, ...]:
    if row.course is None or not row.course.outcomes:
        return ()
    cells = []
    for place, count in enumerate(row.course.counts):
        line, column = divmod(place, CELLS_A_LINE)
        state = "y" if count.carriers else "r" if count.doubtful else "n"
        sign = str(len(count.carriers)) if count.carriers else TO_REVIEW if count.doubtful else NO_HIT
        cells.append(
            Cell(
                x + PADDING + column * (CELL_WIDTH + 4),
                y + 37 + line * (CELL_HEIGHT + 3),
                count.perspective.position,
                state,
                f"{count.perspective.prefix} {sign}",
            )
        )
    return tuple(cells)


def draw_curriculum(rows: Sequence[CourseRow], perspectives: int) -> CurriculumMap:
    """Lay out the courses of a programme, one column a term.

    Args:
        rows: in order of time, as `ProgrammeView.rows` gives them.
        perspectives: how many marks each course has.
    """
    card_height = CARD_HEIGHT + max(0, -(-perspectives // CELLS_A_LINE) - 1) * (CELL_HEIGHT + 3)
    slots = [(slot, tuple(group)) for slot, group in groupby(rows, key=lambda row: row.slot)]
    a_column = CARDS_A_COLUMN if len(slots) > 1 else -(-len(rows) // COLUMNS_WITHOUT_TERMS)
    headings, cards = [], []
    column = 0
    for heading, group in slots:
        headings.append((column * (CARD_WIDTH + GAP) + 1, heading))
        for place, row in enumerate(group):
            x = (column + place // a_column) * (CARD_WIDTH + GAP) + 1
            y = HEADING_HEIGHT + place % a_column * (card_height + GAP)
            slot = row.kind is EntryKind.SLOT
            cards.append(
                Card(
                    x,
                    y,
                    row.code,
                    row.title,
                    slot or row.status is CourseStatus.SOME,
                    row.course is None and not slot,
                    _cells(row, x, y),
                    slot,
                )
            )
        column += -(-len(group) // a_column)
    return CurriculumMap(
        max(column * (CARD_WIDTH + GAP) - GAP, 0) + 2,
        max((card.y for card in cards), default=0) + card_height + 2,
        card_height,
        tuple(headings),
        tuple(cards),
    )
