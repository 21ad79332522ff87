"""The text of a table cell → paragraphs of which each is an outcome, a lead-in or a sub-heading."""

import re
from dataclasses import replace

from curranalyser.datamodel import Line, TextBlock
from curranalyser.parse.page.grid import GridCell
from curranalyser.parse.page.layout import TextLine, split_marker
from curranalyser.parse.page.paragraphs import Lexicon, Paragraph, join_texts, make_paragraphs, must_go_on
from curranalyser.parse.page.rows import group_rows
from curranalyser.parse.words.headings import heading_table, knowledge_form
from curranalyser.parse.words.leadin import is_lead_in, is_open

_ITEM = "•"
_JOINED_END = ("–", "/", "(")
# Codes of outcomes before their text: "LO4.1 …", "K2: …", "3.1 …".
_CODED = re.compile(
    r"^(?P<code>(?:[A-ZÅÄÖ]{1,5}[ .-]?)?\d{1,2}(?:\.\d{1,2}){0,2})(?P<stop>[.:)–-]?)\s+(?=[^\W\d])"
)
# Characters of what stands above others in a cell: 80 and 140 read some 400 real files alike.
_LONGEST_HEAD = 110
# Codes that make a series: a single number may be the first word of a text.
_SHORTEST_SERIES = 2
# Times the type size by which tops of runs on one line differ at most. In real cells they differ by up to
# 0.26, and those of two lines by 1.1 and more.
_SAME_ROW = 0.3


def cell_paragraphs(cell: GridCell, flowing: bool, lexicon: Lexicon) -> list[Paragraph]:
    """Return the paragraphs of a cell without those of tables within it.

    Args:
        cell: with the blocks that its format gives it.
        flowing: a line break was made by the author, and is not where the text reached the edge.
        lexicon: the words of the document, for mending hyphens.
    """
    return [
        paragraph
        for block in cell.blocks
        if isinstance(block, TextBlock)
        for paragraph in block_paragraphs(block, flowing, lexicon)
    ]


def block_paragraphs(block: TextBlock, flowing: bool, lexicon: Lexicon) -> list[Paragraph]:
    """Return the paragraphs of a text block in a cell. See `cell_paragraphs`."""
    if not flowing:
        return make_paragraphs(_coded_lines(_text_lines(_by_place(block.lines))), lexicon)
    lines = _text_lines(block.lines)
    groups: list[list[TextLine]] = []
    for line in lines:
        if groups and not line.marker and _goes_on(groups[-1][-1].text, line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Paragraph(
            text=join_texts([line.text for line in group], lexicon),
            marker=group[0].marker,
            first=group[0],
            lines=tuple(group),
        )
        for group in groups
    ]


def _by_place(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of a printed cell row by row: some programs draw the bullets after the text."""
    pages = sorted({line.page for line in lines})
    rows = (row for page in pages for row in group_rows([line for line in lines if line.page == page]))
    return tuple(line for row in rows for line in row)


def _coded_lines(lines: list[TextLine]) -> list[TextLine]:
    """Make codes of one series the markers of the lines of a printed cell that begin with them."""
    codes = [_CODED.match(line.text) if not line.marker else None for line in lines]
    found = [match for match in codes if match]
    series = {match["code"].rstrip("0123456789") for match in found}
    if len(found) < _SHORTEST_SERIES or codes[0] is None or len(series) > 1:
        return lines
    return [
        replace(line, marker=match["code"], text=line.text[match.end() :]) if match else line
        for line, match in zip(lines, codes, strict=True)
    ]


def _text_lines(lines: tuple[Line, ...]) -> list[TextLine]:
    """Return lines as they are read: what stands on one height is one, its bullet apart from it."""
    right = max((line.x1 for line in lines), default=0.0)
    made: list[TextLine] = []
    for line in lines:
        above = made[-1] if made else None
        if (
            above is not None
            and above.page == line.page
            and abs(above.top - line.top) < _SAME_ROW * line.size
        ):
            marker, text = split_marker(f"{above.text} {line.text}".strip())
            made[-1] = replace(above, marker=above.marker or marker, text=text, x1=line.x1)
            continue
        marker, text = split_marker(line.text)
        gap = line.top - above.top if above is not None and above.page == line.page else 0.0
        made.append(
            TextLine(
                text=text,
                marker=marker,
                page=line.page,
                x0=line.x0,
                x1=line.x1,
                top=line.top,
                size=line.size,
                bold=line.bold,
                gap=round(max(gap, 0.0), 1),
                right=right,
            )
        )
    return [line for line in made if line.text]


def _goes_on(above: str, below: str) -> bool:
    """Whether a line break stands within a sentence: the line above cannot end where it does."""
    if above.endswith((",", ";")) and not below[:1].isupper():
        return False  # items of a list more often than not
    return above.endswith(_JOINED_END) or must_go_on(above)


def as_items(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Give a bullet to each paragraph that is no lead-in and no sub-heading: in a cell each is an item."""
    plain = any(not paragraph.first.bold for paragraph in paragraphs)
    return [
        paragraph if paragraph.marker or _heads(paragraph, plain) else replace(paragraph, marker=_ITEM)
        for paragraph in paragraphs
    ]


def _heads(paragraph: Paragraph, plain: bool) -> bool:
    """Whether a paragraph of a cell stands above others: a lead-in, a knowledge form, a part, or a bold line.

    `plain` says that the cell has text that is not bold.
    """
    text = paragraph.text
    if knowledge_form(text) is not None or (is_lead_in(text) and is_open(text)):
        return True
    if len(text) > _LONGEST_HEAD:
        return False
    return heading_table().modules.match(text) is not None or (plain and paragraph.first.bold)


def without_code(text: str) -> str:
    """Return the text of an outcome without the code before it."""
    return _CODED.sub("", text, count=1)


def code_of(text: str) -> str:
    """Return the code before an outcome, or ""."""
    match = _CODED.match(text)
    return match["code"] if match else ""
