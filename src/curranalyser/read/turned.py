"""Pages whose text is turned: set sideways or upside down on a page."""

import ctypes
from collections import Counter
from collections.abc import Sequence

from pypdfium2 import raw

from curranalyser.datamodel import Line

# Where less than this share of the characters came out as upright runs, the page may be turned.
_UPRIGHT = 0.5
# Characters that are looked at to tell which way, and the share of them that have to agree.
_LOOKED_AT, _AGREE = 200, 0.8
_MAX_OBJECTS = 50_000
# Direction of the text (cosine, sine) → what turns it upright, with places of the width and the height.
_QUARTERS = {(0, 1): (0, -1, 1, 0), (0, -1): (0, 1, -1, 0), (-1, 0): (-1, 0, 0, -1)}


def may_be_turned(text: str, runs: Sequence[Line]) -> bool:
    """Whether much of the text of a page is missing from its upright runs."""
    return sum([len(run.text) for run in runs]) < _UPRIGHT * len(text) - 1


def turn_upright(page: object, text_page: object) -> float | None:
    """Turn what is drawn on a page so that its text stands upright.

    Args:
        page: pdfium's handle. Its text has to be loaded anew afterwards.
        text_page: likewise.

    Returns:
        How high the page is now, in points; None where nothing was turned, because most of the text stands
        upright already or in no one direction.
    """
    direction = _direction(text_page)
    count = raw.FPDFPage_CountObjects(page)
    if direction not in _QUARTERS or count > _MAX_OBJECTS:
        return None
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        return None
    a, b, c, d = _QUARTERS[direction]
    corners = [(a * x + c * y, b * x + d * y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    left, bottom = min(x for x, _ in corners), min(y for _, y in corners)
    for index in range(count):
        raw.FPDFPageObj_Transform(raw.FPDFPage_GetObject(page, index), a, b, c, d, -left, -bottom)
    return float(max(y for _, y in corners) - bottom)


def _direction(text_page: object) -> tuple[int, int]:
    """Return cosine and sine of the direction in which most of the text runs, rounded; (1, 0) is upright."""
    count = raw.FPDFText_CountChars(text_page)
    matrix = raw.FS_MATRIX()
    found: Counter[tuple[int, int]] = Counter()
    for index in range(0, count, max(count // _LOOKED_AT, 1)):
        if raw.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix)):
            length = (matrix.a**2 + matrix.b**2) ** 0.5
            if 0 < length < float("inf"):
                found[round(matrix.a / length), round(matrix.b / length)] += 1
    if not found:
        return 1, 0
    [(direction, times)] = found.most_common(1)
    return direction if times >= _AGREE * found.total() or not found[1, 0] else (1, 0)
