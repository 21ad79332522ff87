"""Tables whose columns Pandoc shows by lines of hyphens in Markdown → tables of HTML.

Its "simple tables", a line a row, and its "multiline tables", rows with blank lines between them. markdown-it
and its plugins read neither, and what reads them in other languages comes with a program of its own.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

# "----- ---------": under each column a line of hyphens; it heads a table, or begins one without a head.
_RULER = re.compile(r"[ ]{0,12}-{2,500}(?:[ ]{1,100}-{2,500}){1,60}[ ]*")
# "------------------": above and below a table of rows of several lines.
_EDGE = re.compile(r"[ ]{0,12}-{3,2000}[ ]*")
# Lines of one table, and of its head.
_MOST_LINES, _MOST_HEAD = 1000, 10
_HEADING = "#"

Render = Callable[[str], str]


def with_html_dash_tables(text: str, render: Render) -> str:
    """Return Markdown with its tables drawn with hyphens as HTML; what is none stays as it is.

    Args:
        text: the Markdown.
        render: makes HTML of the Markdown of a cell.
    """
    if "-- " not in text:
        return text
    lines = text.split("\n")
    made: list[str] = []
    position = 0
    while position < len(lines):
        begins = not made or not made[-1].strip()
        found = _table_at(lines, position, render) if begins and lines[position].strip() else None
        if found is None:
            made.append(lines[position])
            position += 1
        else:
            html, position = found
            made += ["", html, ""]
    return "\n".join(made)


def _table_at(lines: Sequence[str], first: int, render: Render) -> tuple[str, int] | None:
    """Return the table that begins at a line as HTML, and the line behind it; None where there is none."""
    framed = _EDGE.fullmatch(lines[first]) is not None
    head = first + framed
    ruler = head
    while ruler < len(lines) and lines[ruler].strip() and not _RULER.fullmatch(lines[ruler]):
        ruler += 1
        if ruler - head > (_MOST_HEAD if framed else 1):
            return None
    if ruler >= len(lines) or not _RULER.fullmatch(lines[ruler]) or (framed and ruler == head):
        return None
    needs_end = framed or ruler == head
    end = _end(lines, ruler + 1, needs_end)
    if end is None:
        return None
    body = lines[ruler + 1 : end]
    rows = _rows_of_several_lines(body) if framed or "" in map(str.strip, body) else [[line] for line in body]
    starts = [match.start() for match in re.finditer(r"-+", lines[ruler])]
    heads = [cells] if (cells := _cells(lines[head:ruler], starts)) and ruler > head else []
    cells_of_rows = [_cells(row, starts) for row in rows]
    if not rows or (ruler > head and not heads) or any(cells is None for cells in cells_of_rows):
        return None
    html = [_row(cells, "th", render) for cells in heads]
    html += [_row(cells, "td", render) for cells in cells_of_rows if cells]
    drawn_end = end < len(lines) and bool(lines[end].strip())
    return "<table>" + re.sub(r"\n\s*\n", "\n", "\n".join(html)) + "</table>", end + drawn_end


def _end(lines: Sequence[str], first: int, needs_end: bool) -> int | None:
    """Return the line that ends a table: one of hyphens, or a blank one where that is enough."""
    for position in range(first, min(len(lines), first + _MOST_LINES)):
        line = lines[position]
        if _EDGE.fullmatch(line) or _RULER.fullmatch(line):
            return position
        if not needs_end and not line.strip():
            return position
        if line.startswith(_HEADING):
            return None
    return None if needs_end or len(lines) > first + _MOST_LINES else len(lines)


def _rows_of_several_lines(lines: Sequence[str]) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            rows[-1].append(line)
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row]


def _cells(lines: Sequence[str], starts: Sequence[int]) -> list[str] | None:
    """Return the texts of a row, column by column; None where a word stands across two columns."""
    cells: list[list[str]] = [[] for _ in starts]
    for line in lines:
        if any(line[start - 1 : start].strip() and line[start : start + 1].strip() for start in starts[1:]):
            return None
        for cell, (start, end) in zip(cells, pairwise((0, *starts[1:], len(line))), strict=True):
            cell.append(line[start:end].strip())
    return ["\n".join(cell).strip() for cell in cells]


def _row(cells: Sequence[str], tag: str, render: Render) -> str:
    return "<tr>" + "".join(f"<{tag}>{render(cell).strip()}</{tag}>" for cell in cells) + "</tr>"
