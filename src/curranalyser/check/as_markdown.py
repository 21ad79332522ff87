"""A document → Markdown, to be read again and to be written on by its author.

Two ways. Files of flowing text have headings, items and tables as such, and these are written. Of printed
pages, which know lines alone, what was understood is written: the sections with their headings, and each
outcome as an item on one line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from curranalyser.check.passages import Passages
from curranalyser.datamodel import (
    Block,
    Document,
    LearningOutcome,
    Line,
    Section,
    SectionKind,
    Syllabus,
    TableBlock,
    TableCell,
    TextBlock,
    lines_of,
)

# Markdown has so many levels of headings.
_DEEPEST = 6
# Signs that mean something to Markdown wherever they stand.
_MEANING = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|\*|`|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w{1,32};)|~~|\](?=\()"
)
# And those that do at the beginning of a line: of a heading, a quotation, an item, a line that is drawn.
_BEGINNING = re.compile(r"(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[-=]{2,}\s*$|:{3})")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_BULLET = re.compile(r"([^\w\s(\[<\"“”'«»§&.])\s+")
# A table of so many columns is read by nobody in a text field, and one cell a row is none.
_WIDEST, _NARROWEST = 12, 2
# What stands between a title and the credits behind it.
_BETWEEN = frozenset(" ,;–-")
# A break within a cell.
_BREAK = "<br>"


def blocks_as_markdown(document: Document) -> str:
    """Write what the format of a document knows of its parts: headings, items, tables, paragraphs."""
    return "\n\n".join(_parts(document.blocks)).strip() + "\n"


def _parts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield paragraphs; items that follow each other are one."""
    items: list[str] = []
    for block in blocks:
        if isinstance(block, TextBlock) and block.item is not None and block.heading is None:
            items.append(_item(block))
            continue
        if items:
            yield "\n".join(items)
            items = []
        if isinstance(block, TextBlock):
            yield _paragraph(block)
        elif isinstance(block, TableBlock):
            yield _table(block)
    if items:
        yield "\n".join(items)


def _rows(lines: Sequence[Line]) -> Iterator[tuple[str, bool]]:
    """Yield the lines of a paragraph, pieces that stand side by side put together, and whether each is bold.

    A bold piece before others is their label.
    """
    row: list[Line] = []
    for line in lines:
        if row and (line.page, line.top) != (row[0].page, row[0].top):
            yield _row(row)
            row = []
        row.append(line)
    if row:
        yield _row(row)


def _row(row: Sequence[Line]) -> tuple[str, bool]:
    if all(line.bold for line in row):
        return "  ".join(line.text for line in row), True
    label, rest = row[0].text, "  ".join(line.text for line in row[1:])
    if rest and not label.endswith(":") and row[0].bold and not rest.startswith(":"):
        label += ":"
    return f"{label} {rest}".rstrip(), False


def _paragraph(block: TextBlock) -> str:
    rows = list(_rows(block.lines))
    if block.heading is not None:
        signs = "#" * min(max(block.heading, 1), _DEEPEST)
        return f"{signs} {_escaped(' '.join(text for text, _ in rows))}"
    return "\n".join(_emphasised(_begun(text), bold) for text, bold in rows)


def _emphasised(text: str, bold: bool) -> str:
    return f"**{text.strip()}**" if bold and text.strip() else text


def _item(block: TextBlock) -> str:
    rows = list(_rows(block.lines))
    depth = "    " * (block.item or 0)
    first, bold = rows[0]
    number, bullet = _NUMBER.match(first), _BULLET.match(first)
    if number:
        mark, text = number[0], first[number.end() :].strip()
    else:
        mark, text = "-", first[bullet.end() :].strip() if bullet else first
    lines = [_emphasised(_begun(text), bold), *(_emphasised(_begun(more), heavy) for more, heavy in rows[1:])]
    return f"{depth}{mark} " + f"\n{depth}    ".join(lines)


def _escaped(text: str) -> str:
    return _MEANING.sub(r"\\\g<0>", text)


def _begun(text: str) -> str:
    """Escape a line: its beginning too."""
    begin = _BEGINNING.match(text)
    if begin:
        return "\\" + begin[0] + _escaped(text[begin.end() :])
    number = _NUMBER.match(text)
    if number:
        return f"{number[1]}\\{number[2]}" + _escaped(text[number.end() :])
    return _escaped(text)


def _table(block: TableBlock) -> str:
    """Write a table with bars where its cells stand in a plain grid; else its cells one after the other."""
    columns = max((cell.column + cell.columns for cell in block.cells), default=0)
    spans = any(cell.columns > 1 or cell.rows > 1 for cell in block.cells)
    inner = any(isinstance(part, TableBlock) for cell in block.cells for part in cell.blocks)
    if spans or inner or not _NARROWEST <= columns <= _WIDEST:
        return "\n\n".join(part for cell in block.cells for part in _parts(cell.blocks))
    rows: dict[int, dict[int, TableCell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    written = [
        "| " + " | ".join(_cell(row[column]) if column in row else "" for column in range(columns)) + " |"
        for _, row in sorted(rows.items())
    ]
    # Markdown wants a head: an empty one where the table has none.
    if not block.header_rows:
        written.insert(0, "|" + "  |" * columns)
    written.insert(1, "|" + " --- |" * columns)
    return "\n".join(written)


def _cell(cell: TableCell) -> str:
    lines = [
        _emphasised(_escaped(text), bold).replace("|", r"\|")
        for part in cell.blocks
        if isinstance(part, TextBlock)
        for text, bold in _rows(part.lines)
    ]
    return _BREAK.join(lines)


def understood_as_markdown(syllabi: Sequence[Syllabus]) -> str:
    """Write the sections of syllabi as they were understood, and each outcome as an item on one line."""
    return "\n\n".join(part for syllabus in syllabi for part in _of_syllabus(syllabus)).strip() + "\n"


def _of_syllabus(syllabus: Syllabus) -> Iterator[str]:
    for section in syllabus.sections:
        if section.heading:
            yield f"## {_escaped(section.heading)}"
        yield from _of_section(section, syllabus)


def _of_section(section: Section, syllabus: Syllabus) -> Iterator[str]:
    rows = list(_rows(section.lines))
    text = "\n".join(text for text, _ in rows)
    heavy = {text for text, bold in rows if bold}
    passages = Passages(text)
    begin = 0
    title = syllabus.header.title if section.kind is SectionKind.HEADER else None
    own = passages.find(title) if title else None
    if title and own is not None:
        # On a printed page the title is told by its size, and may go over several lines.
        yield from _lines(text[: own.start], heavy)
        yield f"# {_escaped(title)}"
        begin = own.end
        while text[begin : begin + 1] in _BETWEEN:
            begin += 1
    for outcome in syllabus.outcomes:
        place = passages.find(outcome.text, behind=begin)
        if place is None or place.start < begin:
            continue
        yield from _lines(text[begin : place.start], heavy, dangling=True)
        yield _listed(outcome)
        begin = place.end
    yield from _lines(text[begin:], heavy)


def _listed(outcome: LearningOutcome) -> str:
    """Write an outcome as an item, with its number or code where it has one."""
    if outcome.number.isdecimal():
        return f"{int(outcome.number)}. {_begun(outcome.text)}"
    return f"- {_begun(f'{outcome.number} {outcome.text}' if outcome.number else outcome.text)}"


def _lines(text: str, heavy: set[str], dangling: bool = False) -> Iterator[str]:
    """Yield what stands beside the outcomes, without the mark that the next of them has before it."""
    lines = _unwrapped(line.strip() for line in text.split("\n"))
    if dangling and lines and not any(letter.isalpha() for letter in lines[-1][1:]):
        lines.pop()
    kept = [_emphasised(_begun(line), line in heavy) for line in lines if any(map(str.isalnum, line))]
    if kept:
        yield "\n".join(kept)


def _unwrapped(lines: Iterable[str]) -> list[str]:
    """Put a line that goes on in small letters behind the one before it, as its author wrote it."""
    joined: list[str] = []
    for line in lines:
        if (
            joined
            and joined[-1]
            and line[:1].islower()
            and joined[-1][-1].isalnum() | (joined[-1][-1] == ",")
        ):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def text_of_lines(document: Document) -> str:
    """Write the lines of a document in which nothing was understood."""
    return "\n".join(_begun(line.text) for line in lines_of(document.blocks)) + "\n"
