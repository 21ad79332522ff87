"""Text that flows (word-processor files, web pages) → blocks of lines with places on virtual pages.

Lines come in the form in which those of a PDF do, and what the format knows of its paragraphs, lists and
tables stays with them.

Paragraphs stand far apart and lines within a paragraph close together, so that nobody need guess where a
paragraph ends. Headings are
bold and larger. The cells of a table row share their height, so that labels and values are told by place, as
on a printed page.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curranalyser.datamodel import Block as DocumentBlock
from curranalyser.datamodel import Line, TableBlock, TableCell, TextBlock
from curranalyser.read.normalise import normalise_text

BODY_SIZE = 10.0
HEADING_SIZES = (20.0, 16.0, 14.0, 13.0, 12.5, 12.0, 11.5)
_LEFT, _WIDTH = 60.0, 480.0
_CHARACTER = 5.0
_INDENT = 18.0
_TAB = 36.0
_CELL_PADDING = 16.0
# The reader of lines takes distances below 40 as line pitch; a paragraph is to stand beyond that.
_PARAGRAPH_GAP = 42.0
_AFTER_HEADING = 24.0
_LINE_GAP = 14.0
_SHORT = 60
# Shares of the body's font size: what is smaller or larger counts as this; what differs by less, not at all.
_SMALLEST, _LARGEST, _SAME_SIZE = 0.8, 2.0, 0.06
_SPACES = re.compile(r"[ \u00a0]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph.

    Attributes:
        text: with a line break for a break within the paragraph, and a tab for a tab.
        marker: its bullet or number, or "".
        level: 0 for a title, 1 to 6 for a heading, None for body text.
        bold: how many characters of the text, from its start, are bold.
        scale: font size in proportion to the body's; headings by level have their own.
        indent: depth in a list.
        page: from 1.
    """

    text: str
    marker: str = ""
    level: int | None = None
    bold: int = 0
    scale: float = 1.0
    indent: int = 0
    page: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell from `start` to `end`, as shares of the table's width.

    `column` counts from 0; `columns` and `rows` are how many it spans.
    """

    start: float
    end: float
    items: "tuple[Block | Table, ...]"
    column: int = 0
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, those without text left out. The first `header_rows` are marked as its head."""

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 0


Item = Block | Table


class _Page:
    """A pen over virtual pages."""

    def __init__(self) -> None:
        self.page = 1
        self.top = 0.0
        self.next_gap = _PARAGRAPH_GAP

    def items(self, items: Sequence[Item], left: float, width: float) -> tuple[DocumentBlock, ...]:
        made: list[DocumentBlock] = []
        for item in items:
            if isinstance(item, Table):
                table = self._table(item, left, width)
                if table.cells:
                    made.append(table)
                continue
            lines = self._block(item, left, width)
            if lines:
                listed = max(item.indent - 1, 0) if item.marker else None
                made.append(TextBlock(tuple(lines), item.level, listed))
        return tuple(made)

    def _table(self, table: Table, left: float, width: float) -> TableBlock:
        cells: list[TableCell] = []
        for number, row in enumerate(table.rows):
            cells += self._row(number, row, left, width)
        return TableBlock(tuple(cells), table.header_rows)

    def _row(self, number: int, row: tuple[Cell, ...], left: float, width: float) -> list[TableCell]:
        if not row:
            return []
        top, gap, page = self.top, self.next_gap, self.page
        ends: list[tuple[int, float]] = [(page, top)]
        made: list[TableCell] = []
        for cell in row:
            self.page, self.top, self.next_gap = page, top, gap
            blocks = self.items(
                cell.items,
                left + cell.start * width,
                max((cell.end - cell.start) * width - _CELL_PADDING, 2 * _CHARACTER),
            )
            ends.append((self.page, self.top))
            if blocks:
                made.append(TableCell(number, cell.column, blocks, cell.rows, cell.columns))
        self.page, self.top = max(ends)
        self.next_gap = _PARAGRAPH_GAP
        return made

    def _block(self, block: Block, left: float, width: float) -> list[Line]:
        made: list[Line] = []
        if not block.text.strip():
            return made
        if block.page > self.page:
            self.page, self.top = block.page, 0.0
        x0 = left + min(block.indent * _INDENT, width / 2)
        available = left + width - x0
        size = HEADING_SIZES[block.level] if block.level is not None else round(BODY_SIZE * block.scale, 1)
        done = 0
        gap = self.next_gap
        for number, line in enumerate(block.text.split("\n")):
            whole_bold = block.level is not None or block.bold >= done + len(line.rstrip())
            bold = len(line) if whole_bold else max(block.bold - done, 0)
            done += len(line) + 1
            if line.strip():
                self.top += gap
                # Nothing wraps here: a break behind a line that is longer than the page is wide ends a
                # paragraph.
                gap = _PARAGRAPH_GAP if _CHARACTER * len(line) > available else _LINE_GAP
                pieces = _pieces(f"{block.marker} " if number == 0 and block.marker else "", line, bold)
                made += self._line(pieces, x0, available, size)
        short_bold = len(block.text) <= _SHORT and block.bold >= len(block.text.rstrip()) and not block.marker
        self.next_gap = _AFTER_HEADING if block.level is not None or short_bold else _PARAGRAPH_GAP
        return made

    def _line(
        self, pieces: list[tuple[str, bool]], x0: float, available: float, size: float
    ) -> Iterator[Line]:
        length = sum(len(piece) for piece, _ in pieces)
        character = min(_CHARACTER, (available - (_TAB + 15) * (len(pieces) - 1)) / max(length, 1))
        character = max(character, 0.05)
        x = x0
        for position, (piece, is_bold) in enumerate(pieces):
            if position:
                x = x0 + math.ceil((x + 15 - x0) / _TAB) * _TAB
            cleaned = _SPACES.sub(" ", normalise_text(piece)).strip()
            if cleaned:
                end = x + character * len(cleaned)
                yield Line(cleaned, self.page, round(x, 1), round(end, 1), round(self.top, 1), size, is_bold)
                x = end


def _pieces(marker: str, text: str, bold: int) -> list[tuple[str, bool]]:
    """Cut a line into pieces that stand apart: at tabs, and after a bold label such as "Course code.

    " before its value.
    """
    text = text.rstrip()
    begin = len(text) - len(text.lstrip())
    label = text[:bold].rstrip()
    rest = text[bold:].lstrip(" ")
    apart = (
        label.endswith(":")
        or rest.startswith(":")
        or bold > len(label)
        or text[bold : bold + 1] in (" ", "\t")
    )
    if begin < len(label) <= _SHORT and rest and apart and not rest.lstrip(": \t")[:1].islower():
        if rest.startswith(":"):
            label, rest = label + ":", rest[1:]
        return [
            (marker + label.strip(), True),
            *((piece, False) for piece in rest.split("\t") if piece.strip()),
        ]
    whole = bold >= len(text)
    parts = [part for part in text.split("\t") if part.strip()]
    if len(parts) > 1 and len(parts[0].strip()) <= 3:
        parts = [f"{parts[0].strip()} {parts[1]}", *parts[2:]]
    parts[0] = marker + parts[0].lstrip()
    return [(part, whole) for part in parts]


def in_proportion(items: Sequence[Item], body: float) -> tuple[Item, ...]:
    """Put the font sizes of blocks, which readers give as the file has them, in proportion to the body's.

    Args:
        items: paragraphs and tables, whose blocks have as `scale` a font size in any unit.
        body: the font size of most of the text, in that unit.
    """
    result: list[Item] = []
    for item in items:
        if isinstance(item, Table):
            rows = tuple(
                tuple(replace(cell, items=in_proportion(cell.items, body)) for cell in row)
                for row in item.rows
            )
            result.append(replace(item, rows=rows))
        else:
            scale = min(max(item.scale / body, _SMALLEST), _LARGEST)
            result.append(replace(item, scale=1.0 if abs(scale - 1) < _SAME_SIZE else scale))
    return tuple(result)


def lay_out(items: Sequence[Item]) -> tuple[DocumentBlock, ...]:
    """Give every paragraph its place.

    Args:
        items: paragraphs and tables in order.

    Returns:
        A block for each that has text, its lines with characters repaired; places in points, pages from 1.
    """
    return _Page().items(items, _LEFT, _WIDTH)


def plain_lines(items: Sequence[Item]) -> list[str]:
    """Return the text of `items` as lines with their bullets, table cells one after the other."""
    result: list[str] = []
    for item in items:
        if isinstance(item, Table):
            for row in item.rows:
                for cell in row:
                    result += plain_lines(cell.items)
        elif item.text.strip():
            result.append(f"{item.marker} {item.text}".strip())
    return result
