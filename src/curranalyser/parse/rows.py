"""Lines that were taken apart or misread in a column → whole again: justified lines with wide gaps, and suspended hyphens that look like bullets."""

import re
from dataclasses import replace
from itertools import pairwise

from curranalyser.parse.layout import TextLine

_EVEN = 2.5
_LEAST_CELLS = 3
_LEAST_CODES = 3
_NEW_ROW = 1.3
_CODE = re.compile(r"^[A-ZÅÄÖ]{1,5}[ .-]?\d{1,2}[.:)]?$")
_DASHES = ("-", "–")
_SUSPENDS = re.compile(r"(?:\b(?:und|oder|sowie|och|eller|samt|og|and|or|bzw\.)|[,/])$", re.IGNORECASE)


def mend_rows(lines: list[TextLine]) -> list[TextLine]:
    """Join the words of a justified line that were taken for cells, and give a hyphen back to the word it belongs to ("ordnen und -erhalten").

    Args:
        lines: of one section in reading order.
    """
    right = max((line.x1 for line in lines), default=0.0)
    lone_dash = sum(line.marker in _DASHES for line in lines) == 1
    result: list[TextLine] = []
    position = 0
    while position < len(lines):
        end = _end_of_row(lines, position)
        row = lines[position:end]
        if len(row) >= _LEAST_CELLS and _is_justified(row, right):
            row = [replace(row[0], text=" ".join(line.text for line in row), x1=row[-1].x1)]
        previous = result[-1] if result else None
        if lone_dash and previous is not None and row[0].marker in _DASHES and row[0].text[:1].islower() and _SUSPENDS.search(previous.text):
            row[0] = replace(row[0], text=f"-{row[0].text}", marker="")
        result += row
        position = end
    return result


def is_outcome_code(text: str) -> bool:
    """Whether a cell holds nothing but the code of an outcome, such as "LO1" or "RA 2"."""
    return _CODE.match(text) is not None


def number_by_codes(lines: list[TextLine]) -> list[TextLine]:
    """Make list items of the rows of a table whose first column holds codes ("LO1", "RA 2"), which may stand at half the height of their row.

    Args:
        lines: of one section in reading order.

    Returns:
        The lines without the codes, the first of each row with a marker; the lines as they are where there are no such codes.
    """
    codes = [line for line in lines if is_outcome_code(line.text) and not line.marker]
    coded = {id(line) for line in codes}
    texts = [line for line in lines if id(line) not in coded]
    if len(codes) < _LEAST_CODES or len(codes) > len(texts) or max(code.x1 for code in codes) > min(line.x1 for line in texts):
        return lines
    pitch = min(_gaps(texts), default=0.0)
    edge = max(code.x1 for code in codes) - _EVEN
    starts = {id(line) for line, above in zip(texts, [None, *texts], strict=False) if line.x0 > edge and _begins_row(line, above, pitch)}
    if len(starts) < len(codes):
        return lines  # each code stands on the first line of its row
    return [replace(line, marker="•" if id(line) in starts else line.marker, label=False, cell=False) for line in texts]


def _begins_row(line: TextLine, above: TextLine | None, pitch: float) -> bool:
    if above is None or above.page != line.page:
        return above is None or line.text[:1].isupper()
    return line.top - above.top > _NEW_ROW * pitch


def _gaps(lines: list[TextLine]) -> list[float]:
    return [line.top - above.top for above, line in pairwise(lines) if above.page == line.page and line.top - above.top > 0.8 * line.size]


def _end_of_row(lines: list[TextLine], position: int) -> int:
    """Return the position behind the last cell of the row that begins at `position`."""
    end = position + 1
    while end < len(lines) and lines[end].cell and not lines[end].marker and lines[end].page == lines[position].page:
        if abs(lines[end].top - lines[position].top) > 0.3 * lines[position].size:
            break
        end += 1
    return end


def _is_justified(row: list[TextLine], right: float) -> bool:
    """Whether the cells stand evenly apart and reach the right edge, as the words of a justified line do and the columns of a table do not."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(row)]
    return max(gaps) - min(gaps) <= _EVEN and row[-1].x1 >= right - _EVEN
