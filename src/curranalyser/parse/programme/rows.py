"""Lines → rows: what stands on one height, with the lines on which it goes on."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from curranalyser.parse.fields.codes import find_code
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.page.rows import on_one_row
from curranalyser.parse.programme.places import heads_place
from curranalyser.parse.programme.row_words import row_words

# Times the font size: the next line of one row stands no further below.
_NEXT_LINE = 1.75
# Lines that a cell has below its first.
_WRAPPED = 4
# Points: lines of one row begin no further apart, but for a hanging indent.
_SAME_EDGE, _HANGING = 3.0, 40.0
# Points: type that differs by less is of one size.
SAME_SIZE = 0.4
# Share of the right edge: a line that reaches further may go on below.
_FULL = 0.82
# Times the font size: words of one line stand no further apart.
_SPACE = 0.7
# Cells of a row in a form.
_LABEL_AND_VALUE = 2
# Cells of a row whose title may go on below.
_TITLE_AND_CREDITS = 2
# Characters: no row is longer.
_LONGEST = 2000
_DEPTH = re.compile(r"\b(?:G1N|G1F|G1E|G2F|G2E|GXX|A1N|A1F|A1E|A2E|AXX)\b")


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one height.

    Attributes:
        cells: from left to right.
        text: all of it, with what stands on the next lines.
        last: the last line that was joined.
    """

    cells: tuple[TextLine, ...]
    text: str
    last: TextLine

    @property
    def first(self) -> TextLine:
        """The leftmost cell."""
        return self.cells[0]

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.cells[0].page


def glued(above: str, below: str) -> str:
    """Join two lines of one text; a hyphen at the end of the first is one of division before small letters."""
    if not above or not below:
        return above or below
    if above.endswith("-") and above[-2:-1].isalpha():
        first = below.split(" ", maxsplit=1)[0].strip(",.")
        if below[:1].islower() and not above[-2:-1].isupper() and not _is_joining(first):
            return above[:-1] + below
        if not _is_joining(first):
            return above + below
    return f"{above} {below}"


def _is_joining(word: str) -> bool:
    words = row_words()
    return re.fullmatch(words.joins, word, re.IGNORECASE) is not None or (
        words.alternative_alone.match(word) is not None
    )


def rows_of(lines: Sequence[TextLine]) -> list[Row]:
    """Put the cells of each height side by side, and the lines of wrapped rows behind each other."""
    rows: list[Row] = []
    for cells in _without_run_in(_with_units(_heights(lines))):
        text = " ".join(cell.text for cell in cells)
        wrapped = _with_title(rows[-1], cells) if rows else None
        if wrapped is not None:
            rows[-1] = wrapped
        elif rows and len(cells) == 1 and len(rows[-1].text) < _LONGEST and _goes_on(rows[-1], cells[0]):
            rows[-1] = replace(rows[-1], text=glued(rows[-1].text, text), last=cells[0])
        else:
            rows.append(Row(tuple(cells), text, cells[-1] if len(cells) > 1 else cells[0]))
    return rows


def _heights(lines: Iterable[TextLine]) -> Iterator[list[TextLine]]:
    rows: list[list[TextLine]] = []
    for line in lines:
        row = _row_beside(rows, line)
        if row is not None:
            row.append(line)
        else:
            rows.append([line])
    for row in rows:
        yield sorted(row, key=lambda cell: cell.x0)


def _with_units(heights: Iterable[list[TextLine]]) -> list[list[TextLine]]:
    """Put the unit of credits that a narrow column has wrapped below its number beside it: "15" over "hp"."""
    found: list[list[TextLine]] = []
    for cells in heights:
        above = found[-1] if found else []
        kept = []
        for cell in cells:
            at = next((n for n, other in enumerate(above) if _is_unit_of(other, cell)), None)
            if at is None:
                kept.append(cell)
            else:
                above[at] = replace(above[at], text=f"{above[at].text} {cell.text}")
        found += [kept] if kept else []
    return found


def _is_unit_of(above: TextLine, line: TextLine) -> bool:
    """Whether a line is nothing but the unit of the number right above it, in the same column."""
    beside = above.x0 <= line.x1 and line.x0 <= above.x1
    bare = row_words().unit_alone.match(line.text) and row_words().number_alone.match(above.text)
    return bool(bare) and beside and _is_below(above, line)


def _with_title(row: Row, cells: Sequence[TextLine]) -> Row | None:
    """Return a row with the next line of its title, where its credits stand beside the first; else None.

    That line begins at the edge of the title, and with a small letter or behind a comma.
    """
    line, first = cells[0], row.first
    if len(cells) != 1 or len(row.cells) < _TITLE_AND_CREDITS or not is_complete(row.text):
        return None
    if line.marker or line.bold != first.bold or abs(line.size - first.size) >= SAME_SIZE:
        return None
    at = next((n for n, cell in enumerate(row.cells[:-1]) if abs(cell.x0 - line.x0) < _SAME_EDGE), None)
    if at is None or not _is_below(row.last, line) or is_complete(line.text) or len(row.text) >= _LONGEST:
        return None
    title = row.cells[at]
    if is_complete(title.text) or title.label or not (line.text[:1].islower() or title.text.endswith(",")):
        return None
    joined = replace(title, text=glued(title.text, line.text))
    whole = (*row.cells[:at], joined, *row.cells[at + 1 :])
    return Row(whole, " ".join(cell.text for cell in whole), line)


def _without_run_in(rows: Iterable[list[TextLine]]) -> Iterator[list[TextLine]]:
    """Yield the rows; a term or year set bold at the head of a paragraph ("**Year 1.** In …") as its own."""
    for cells in rows:
        if len(cells) == _LABEL_AND_VALUE and _is_run_in(*cells):
            head, text = cells
            yield [replace(head, text=head.text.rstrip(" .:"))]
            yield [replace(text, x0=head.x0)]
        else:
            yield cells


def _is_run_in(head: TextLine, text: TextLine) -> bool:
    """Whether a cell heads the text right behind it, in one line with it."""
    near = text.x0 - head.x1 < _SPACE * head.size
    return head.bold and not text.bold and near and head.text.endswith((".", ":")) and heads_place(head.text)


def _row_beside(rows: Sequence[list[TextLine]], line: TextLine) -> list[TextLine] | None:
    """Return the row that a line stands on, or None where it begins one.

    That is the last row; or, where all lines of a wrapped cell were read before the cells right of it, the one
    in which that cell begins.
    """
    if not rows or (line.marker and not _is_crossed(rows[-1], line)):
        return None
    if on_one_row(line, rows[-1][0]):
        return rows[-1]
    for position in range(len(rows) - 1, max(len(rows) - 1 - _WRAPPED, -1), -1):
        row = rows[position]
        if on_one_row(line, row[0]):
            right = line.x0 >= max(cell.x1 for cell in row)
            return row if len(row) > 1 and right else None
        wrapped = len(row) == 1 and position > 0 and _is_below(rows[position - 1][0], row[0])
        if not wrapped or line.top >= row[0].top or line.page != row[0].page:
            return None
    return None


def _is_crossed(row: Sequence[TextLine], line: TextLine) -> bool:
    """Whether what was taken for a bullet is a cross in a column of a table: cells stand left of it in its row."""
    return line.marker.isalpha() and on_one_row(line, row[0]) and line.x0 > max(cell.x1 for cell in row)


def is_complete(text: str) -> bool:
    """Whether a row says its credits, so that the next line begins another."""
    return row_words().credits.search(text) is not None


def _goes_on(row: Row, line: TextLine) -> bool:
    """Whether a line is the next of a row."""
    above = row.last
    if line.marker or line.bold != above.bold or abs(line.size - above.size) >= SAME_SIZE:
        return False
    if heads_place(line.text) and len(line.text) < len(above.text) and not line.text.endswith("."):
        return False
    if not (_is_below(above, line) or _is_over_page(above, line, row)):
        return False
    first = row.first
    if len(row.cells) > 1 and not first.marker:
        # What stands beside a label in the margin may go on over several lines.
        return len(row.cells) == _LABEL_AND_VALUE and first.label and _is_next_of_value(row, line)
    indented = -_SAME_EDGE < line.x0 - first.x0 < _HANGING
    if first.marker:
        return indented and (not _is_named(line) or not is_complete(row.text))
    return abs(line.x0 - above.x0) < _SAME_EDGE and _is_rest(row, line)


def _is_next_of_value(row: Row, line: TextLine) -> bool:
    """Whether a line is the next of a text of sentences beside a label."""
    return (
        abs(line.x0 - row.last.x0) < _SAME_EDGE
        and not is_complete(row.text)
        and (line.text[:1].islower() or _is_running(row.text))
        and _is_rest(row, line)
    )


def _is_named(line: TextLine) -> bool:
    """Whether a line is a row of its own: a code, a title and credits."""
    return find_code(line.text) is not None and is_complete(line.text) and not line.text.startswith("(")


def _is_below(above: TextLine, line: TextLine) -> bool:
    return above.page == line.page and 0 < line.top - above.top < _NEXT_LINE * line.size


def _is_over_page(above: TextLine, line: TextLine, row: Row) -> bool:
    """Whether a row that is not complete goes on at the top of the next page."""
    return line.page == above.page + 1 and not is_complete(row.text) and not row.text.endswith((".", ":"))


def _is_rest(row: Row, line: TextLine) -> bool:
    """Whether a line without bullets is the rest of the one above, and no row of its own."""
    text = line.text
    code = find_code(text)
    if text.startswith("(") and code is not None and len(text) <= len(code) + 2:
        return True
    if text[:1].islower() or _is_mark(text):
        return True
    full = row.last.right > 0 and row.last.x1 > _FULL * row.last.right
    if find_code(row.text) is not None or code is not None:
        entry = find_code(row.text) is not None and not is_complete(row.text)
        return entry and code is None and (full or is_complete(text)) and not row.text.endswith((".", ":"))
    if row.text.endswith(",") and _is_running(row.text):
        return True
    return full and (not is_complete(row.text) or not is_complete(text) or _is_running(row.text))


def _is_mark(text: str) -> bool:
    """Whether a line is the mark of the row above it alone: "(obligatory)"."""
    return text.startswith("(") and text.endswith(")") and row_words().marked.search(text) is not None


def _is_running(text: str) -> bool:
    """Whether a text is one of sentences."""
    return row_words().sentence_verbs.search(text) is not None
