"""PDF bytes → lines with place, font size and weight, through pdfium: the quick way through.

pdfium gives the whole text of a page in one call; boxes and fonts are asked for at the edges of words only, and the words are put
together to runs that break where there is a gap like that between table cells, or where size or weight changes.
pdfium is not thread-safe: call this from processes, never from threads.
"""

import ctypes
import math
import re
from collections.abc import Callable

import pypdfium2 as pdfium
from pypdfium2 import raw

from curranalyser.datamodel import Line
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.normalise import BULLET, normalise_run

# A gap wider than this share of the font size separates two cells; justified text was measured to stay below it.
_CELL_GAP = 1.45
# Titles are sometimes justified, which pulls their words far apart.
_TITLE_SIZE, _TITLE_GAP = 14.0, 2.4
_BOLD_WEIGHT = 600
_WORD = re.compile(r"[^\s\x00]+")
_HYPHEN_MARK = "\ufffe"
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi|-bd|cmbx|sfbx|\.b\b", re.IGNORECASE)
_NAME_BYTES = 96
_MIN_SIZE, _MAX_SIZE = 0.5, 400.0
_SHAPES = frozenset({raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE})
_BULLET_MIN, _BULLET_MAX = 1.2, 9.0
_MAX_OBJECTS = 20_000
# A page that prints its bullets as characters draws none.
_ENOUGH_BULLETS = 3
# What has no business in readable text. Private-use characters at the start of a line are bullets and do not count.
_BROKEN = re.compile("[\x01-\x08\x0c\x10-\x1a\x7f-\x9f\ufffd]|(?<![\r\n ])[\ue000-\uf8ff]")


def _load(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise DocumentError(FailureCategory.ENCRYPTED, str(error)) from error
        raise DocumentError(FailureCategory.TRUNCATED, str(error)) from error


class _Fonts:
    """Weight of each font of a document, asked for once a font."""

    def __init__(self) -> None:
        self._bold: dict[int, bool] = {}
        self._buffer = ctypes.create_string_buffer(_NAME_BYTES)

    def bold(self, text_page: object, index: int) -> bool:
        text_object = raw.FPDFText_GetTextObject(text_page, index)
        font = raw.FPDFTextObj_GetFont(text_object) if text_object else None
        if not font:
            return False
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        known = self._bold.get(key)
        if known is None:
            flags = ctypes.c_int()
            raw.FPDFText_GetFontInfo(text_page, index, self._buffer, _NAME_BYTES, ctypes.byref(flags))
            known = bool(_BOLD_NAME.search(self._buffer.value)) or raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT
            self._bold[key] = known
        return known


def _page_lines(text_page: object, number: int, height: float, fonts: _Fonts, lines: list[Line]) -> tuple[int, int]:
    """Append the runs of a page; return how many characters it has and how many of them are broken."""
    count = raw.FPDFText_CountChars(text_page)
    if count <= 0:
        return 0, 0
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    box = raw.FS_RECTF()
    box_ref = ctypes.byref(box)
    get_box, get_size = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetFontSize
    matrix = raw.FS_MATRIX()
    matrix_ref = ctypes.byref(matrix)
    start = 0
    # U+FFFE stands where pdfium swallowed a hyphen and the line break after it: it is a line end of its own.
    for piece in re.split(r"(\r\n|\n|\r|\ufffe)", text):
        begin, start = start, start + len(piece)
        if not piece.strip() or piece == _HYPHEN_MARK:
            continue
        hyphen = text[start : start + 1] == _HYPHEN_MARK
        words = [(match.start(), match.end()) for match in _WORD.finditer(piece)]
        if not words:
            continue
        first, last = begin + words[0][0], begin + words[-1][0]
        angle = raw.FPDFText_GetCharAngle(text_page, first)
        if 0.2 < angle < 6.08:  # turned text in the margin
            continue

        def size_at(index: int) -> float:
            raw.FPDFText_GetMatrix(text_page, index, matrix_ref)
            scale = abs(matrix.d) or abs(matrix.b) or 1.0
            size = get_size(text_page, index) * scale
            return round(size, 1) if _MIN_SIZE < size < _MAX_SIZE else 10.0

        line_size, last_size = size_at(first), size_at(last)
        line_bold, last_bold = fonts.bold(text_page, first), fonts.bold(text_page, last)
        uniform = line_size == last_size and line_bold == last_bold
        _emit_runs(
            piece,
            begin,
            words,
            uniform,
            (line_size, line_bold),
            size_at,
            lambda i: fonts.bold(text_page, i),
            (get_box, text_page, box, box_ref),
            number,
            height,
            hyphen,
            lines,
        )
    return len(text), len(_BROKEN.findall(text))


def _emit_runs(  # noqa: PLR0917 called for every line of text: no time for a bundle of them
    piece: str,
    begin: int,
    words: list[tuple[int, int]],
    uniform: bool,
    style: tuple[float, bool],
    size_at: Callable[[int], float],
    bold_at: Callable[[int], bool],
    boxes: tuple[Callable[..., int], object, "raw.FS_RECTF", object],
    number: int,
    height: float,
    hyphen: bool,
    lines: list[Line],
) -> None:
    """Cut the words of one text line into runs of one style with no gap inside, and append them."""
    get_box, text_page, box, box_ref = boxes
    run_start = words[0][0]
    run_style = style
    previous_end = 0
    x0 = x1 = top = 0.0
    for position, (word_start, word_end) in enumerate(words):
        get_box(text_page, begin + word_start, box_ref)
        left, right, upper = box.left, box.right, box.top
        if word_end - word_start > 1:
            get_box(text_page, begin + word_end - 1, box_ref)
            right = box.right
        if position == 0:
            x0, top = left, upper
        else:
            word_style = style if uniform else (size_at(begin + word_start), bold_at(begin + word_start))
            gap = left - x1
            if gap > (_CELL_GAP if run_style[0] < _TITLE_SIZE else _TITLE_GAP) * run_style[0] or gap < -2 * run_style[0] or word_style != run_style:
                lines.append(Line(piece[run_start:previous_end], number, round(x0, 1), round(x1, 1), round(height - top, 1), *run_style))
                run_start, run_style, x0, top = word_start, word_style, left, upper
        x1 = right
        previous_end = word_end
    tail = piece[run_start:previous_end] + ("-" if hyphen else "")
    lines.append(Line(tail, number, round(x0, 1), round(x1, 1), round(height - top, 1), *run_style))


def _drawn_bullets(page: object, number: int, height: float, lines: list[Line]) -> None:
    """Append a "•" for each small square or round shape or picture: word processors and browsers draw their bullets."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(item) not in _SHAPES or not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        width, tall = right.value - left.value, top.value - bottom.value
        if _BULLET_MIN < width < _BULLET_MAX and abs(width - tall) < 0.35 * width:
            lines.append(Line(BULLET, number, round(left.value, 1), round(right.value, 1), round(height - top.value, 1), round(tall, 1)))


def read_lines(data: bytes, max_pages: int) -> tuple[tuple[Line, ...], int, float]:
    """Read the text of a PDF.

    Args:
        data: the file's bytes.
        max_pages: a file with more pages is refused.

    Returns:
        The runs in the order of the content stream, with characters repaired; the number of pages; the share of broken characters.

    Raises:
        DocumentError: the file is encrypted, damaged or too long.
    """
    document = _load(data)
    try:
        pages = len(document)
        if pages == 0:
            raise DocumentError(FailureCategory.TRUNCATED, "no pages")
        if pages > max_pages:
            raise DocumentError(FailureCategory.TOO_MANY_PAGES, f"{pages} pages, limit {max_pages}")
        fonts = _Fonts()
        lines: list[Line] = []
        total = broken = 0
        for index in range(pages):
            page = raw.FPDF_LoadPage(document.raw, index)
            if not page:
                continue
            text_page = raw.FPDFText_LoadPage(page)
            try:
                if text_page:
                    height = raw.FPDF_GetPageHeightF(page)
                    before = len(lines)
                    counted, bad = _page_lines(text_page, index + 1, height, fonts, lines)
                    total, broken = total + counted, broken + bad
                    if counted and sum(line.text.startswith(BULLET) for line in lines[before:]) < _ENOUGH_BULLETS:
                        _drawn_bullets(page, index + 1, height, lines)
            finally:
                if text_page:
                    raw.FPDFText_ClosePage(text_page)
                raw.FPDF_ClosePage(page)
    finally:
        document.close()
    # A damaged matrix puts text at no place at all: nobody sees it on the page.
    placed = (line for line in lines if math.isfinite(line.x0 + line.x1 + line.top))
    return tuple(normalise_run(line) for line in placed), pages, broken / total if total else 0.0
