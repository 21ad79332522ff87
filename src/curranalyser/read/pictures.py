"""Which pages of a PDF are pictures: scanned, photographed or drawn, with no text of their own."""

import ctypes
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pypdfium2 import raw

from curranalyser.datamodel import Line

# A page with more characters is a page of text, whatever else stands on it.
MOST_CHARACTERS = 200
# Share of the page that the pictures cover. A scan covers it all, or all but the margins.
_LEAST_COVERED = 0.5
_MAX_OBJECTS = 2000
# Letters drawn as outlines are no characters: a page of text has more than a thousand, a logo some dozens.
_OUTLINES = 300
# Depth of forms within forms.
_MAX_DEPTH = 3
# Text on a picture page that a system stamped there stands on other pages too, at the same height (points).
_SAME_HEIGHT = 6.0
_NUMBERS = re.compile(r"\d+")


@dataclass
class PdfFacts:
    """What is found in a PDF beside its lines.

    Attributes:
        pictures: numbers of the pages that are pictures, from 1.
        pages: how many there are.
        attachments: names of the files that it holds and that could be syllabi.
    """

    pictures: tuple[int, ...] = ()
    pages: int = 0
    attachments: tuple[str, ...] = ()
    suspects: list[int] = field(default_factory=list)


def is_covered(page: object) -> bool:
    """Whether pictures, or drawings as many as letters, cover most of a page. `page` is pdfium's handle."""
    count = raw.FPDFPage_CountObjects(page)
    if count > _OUTLINES:
        kinds = [raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, at)) for at in range(_OUTLINES)]
        if kinds.count(raw.FPDF_PAGEOBJ_PATH) > _OUTLINES / 2:
            return True
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    left, bottom, right, top = _page_box(page, width, height)
    covered = sum(
        max(min(box[2], right) - max(box[0], left), 0.0) * max(min(box[3], top) - max(box[1], bottom), 0.0)
        for box in _pictures(page)
    )
    return bool(covered >= _LEAST_COVERED * width * height > 0)


def _page_box(page: object, width: float, height: float) -> tuple[float, float, float, float]:
    box = raw.FS_RECTF()
    if raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        return box.left, box.bottom, box.right, box.top
    return 0.0, 0.0, width, height


def _pictures(page: object) -> Iterator[tuple[float, float, float, float]]:
    """Yield the boxes of pictures, and of forms that hold some, in points: left, bottom, right, top."""
    bounds = [ctypes.c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, index)
        if _holds_picture(item, 0) and raw.FPDFPageObj_GetBounds(item, *map(ctypes.byref, bounds)):
            yield bounds[0].value, bounds[1].value, bounds[2].value, bounds[3].value


def _holds_picture(item: object, depth: int) -> bool:
    kind = raw.FPDFPageObj_GetType(item)
    if kind != raw.FPDF_PAGEOBJ_FORM or depth >= _MAX_DEPTH:
        return bool(kind == raw.FPDF_PAGEOBJ_IMAGE)
    count = min(raw.FPDFFormObj_CountObjects(item), _MAX_OBJECTS)
    return any(_holds_picture(raw.FPDFFormObj_GetObject(item, index), depth + 1) for index in range(count))


def picture_pages(suspects: Sequence[int], lines: Iterable[Line]) -> tuple[int, ...]:
    """Return which of the pages that pictures cover hold no text of their own.

    Args:
        suspects: their numbers.
        lines: of all pages. What stands on another page at the same place, numbers aside, is a running head
            or a stamp, and no text of the page.
    """
    if not suspects:
        return ()
    by_page: Mapping[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    places = Counter(
        key for own in by_page.values() for key in {_place(line, shift) for line in own for shift in (0, 1)}
    )
    return tuple(
        page
        for page in suspects
        if all(any(places[_place(line, shift)] > 1 for shift in (0, 1)) for line in by_page.get(page, ()))
    )


def _place(line: Line, shift: int) -> tuple[str, int, int]:
    """Return the words of a line and its height in steps; `shift` 1 has the steps begin half a step later."""
    return _NUMBERS.sub("0", line.text), shift, int((line.top + shift * _SAME_HEIGHT / 2) // _SAME_HEIGHT)
