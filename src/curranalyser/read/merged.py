"""Merged cells of a workbook: what stands in the first one holds for the rows below."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

_RANGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]{0,200}?ref=[\"']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})[\"']"
)
# More are not made by hand; what lies beyond is read as empty cells.
_MOST_RANGES = 100_000

# First row → (column from 0, last row) of the ranges that begin there.
Merged = dict[int, list[tuple[int, int]]]


def merged_ranges(data: bytes, path: str) -> Merged:
    """Find the cells of a sheet that are merged over several rows.

    openpyxl tells them only where it keeps the whole sheet in memory, so they are read from its file. They
    stand behind the rows.

    Args:
        data: the workbook.
        path: of the sheet's file in it.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        xml = package.read(path)
    found: Merged = defaultdict(list)
    start = max(xml.rfind(b"sheetData"), 0)
    for number, match in enumerate(_RANGE.finditer(xml, start)):
        if number >= _MOST_RANGES:
            break
        first, last = int(match[2]), int(match[3])
        if last > first:
            found[first].append((_column(match[1]), last))
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number - 1


def filled_down(
    rows: Iterable[tuple[int, Sequence[object]]], merged: Merged
) -> Iterator[tuple[int, Sequence[object]]]:
    """Yield numbered rows with the value of a merged cell in each of the rows that it covers.

    Only in its first column: a heading merged over a whole row names no course.
    """
    if not merged:
        yield from rows
        return
    open_: dict[int, tuple[int, object]] = {}
    for number, cells in rows:
        filled = list(cells)
        for column, (last, value) in tuple(open_.items()):
            if number > last:
                del open_[column]
            elif column < len(filled) and filled[column] is None:
                filled[column] = value
        for column, last in merged.get(number, ()):
            if column < len(cells) and cells[column] is not None:
                open_[column] = (last, cells[column])
        yield number, filled
