"""PDF bytes → lines with place, font size and weight, through pdfium: the quick way through.

pdfium gives the whole text of a page in one call; boxes are asked for at the edges of words only and fonts at
the ends of lines, and the words
are put together to runs that break where there is a gap like that between table cells, or where size or
weight changes.
pdfium is not thread-safe: call this from processes, never from threads.
"""

import ctypes
import io
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, compress, pairwise, repeat
from operator import sub
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from curranalyser.datamodel import Line
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.attachments import attached_files
from curranalyser.read.forms import FormValues
from curranalyser.read.grids import Grid, Rule, Span, find_grids, merge_rules
from curranalyser.read.normalise import BULLET, LONGEST_WORD, is_plain, normalise_run
from curranalyser.read.pdf_note_marks import without_raised_digits
from curranalyser.read.pictures import MOST_CHARACTERS, PdfFacts, is_covered, picture_pages
from curranalyser.read.turned import may_be_turned, turn_upright

# A gap wider than this share of the font size separates two cells; justified text was measured to stay below
# it.
_CELL_GAP = 1.45
# Titles are sometimes justified, which pulls their words far apart.
_TITLE_SIZE, _TITLE_GAP = 14.0, 2.4
_BOLD_WEIGHT = 600
_WORD = re.compile(r"[^\s\x00\ufffe]+")
# U+FFFE stands where pdfium swallowed a hyphen and the line break after it: it is a line end of its own.
_LINE_END = re.compile(r"(\r\n|\n|\r|\ufffe)")
_HYPHEN_MARK = "\ufffe"
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi|-bd|cmbx|sfbx|\.b\b", re.IGNORECASE)
_NAME_BYTES = 96
_MIN_SIZE, _MAX_SIZE = 0.5, 400.0
_SHAPES = frozenset({raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE})
_BULLET_MIN, _BULLET_MAX = 1.2, 9.0
_MAX_OBJECTS = 20_000
# On a page that prints bullets as characters a single small shape is no bullet.
_ENOUGH_BULLETS = 3
# A rule of a table is at most this thick and at least this long, in points; it deviates from the level by at
# most so many points.
_THICKEST_RULE, _SHORTEST_RULE, _LEVEL = 3.0, 5.0, 0.6
# A rectangle has at most so many segments.
_CORNERS = 5
_MAX_SEGMENTS = 20_000
# A word ends before a wall if it reaches at most this far over it, in points.
_OVER_WALL = 1.5
# What has no business in readable text. Private-use characters at the start of a line are bullets and do not
# count.
_BROKEN = re.compile("[\x01-\x08\x0c\x10-\x1a\x7f-\x9f\ufffd\ue000-\uf8ff]")
# A glyph without a character before a space, where a line begins, is a bullet of a symbol font.
_UNMAPPED_BULLET = re.compile(r"(?:(?<=[\r\n])|\A)\x00+(?=\s)")
_PRIVATE_BULLET = "\uf0b7"
_SURROGATE = re.compile("[\ud800-\udfff]")
_BULLET_OF_FONT = re.compile("(?<=[\r\n ])[\ue000-\uf8ff]")

# The functions that are called for every word, line or object, without pypdfium2's own declarations: these
# make an object of each handle, which takes two to three times as long as the call.
_INT, _HANDLE, _ADDRESS = ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p


def _quick(function: "ctypes._FuncPointer", result: type, *arguments: type) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


# They declare no arguments, which takes a third off each call. So they are given pages and addresses as
# objects of ctypes: a plain number would be passed on as a C int.
_loose_box = _quick(raw.FPDFText_GetLooseCharBox, _INT)
_matrix = _quick(raw.FPDFText_GetMatrix, _INT)
_font_size = _quick(raw.FPDFText_GetFontSize, ctypes.c_double)
_text_object = _quick(raw.FPDFText_GetTextObject, _HANDLE)
_get_object = _quick(raw.FPDFPage_GetObject, _HANDLE)
_get_text = _quick(raw.FPDFText_GetText, _INT)
# They are given handles as plain numbers.
_font_of = _quick(raw.FPDFTextObj_GetFont, _HANDLE, _HANDLE)
_object_type = _quick(raw.FPDFPageObj_GetType, _INT, _HANDLE)
_bounds = _quick(raw.FPDFPageObj_GetBounds, _INT, _HANDLE, *[_ADDRESS] * 4)
# So many boxes of characters are asked for at a time, into the same room: a page of text has fewer words.
_BOXES = 512


def _load(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise DocumentError(FailureCategory.ENCRYPTED, str(error)) from error
        raise DocumentError(FailureCategory.TRUNCATED, str(error)) from error


class _Styles:
    """Size and weight of characters; the weight of each font of a document is asked for once."""

    def __init__(self) -> None:
        self._bold: dict[int, bool] = {}
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._matrix = raw.FS_MATRIX()
        self._matrix_at = ctypes.byref(self._matrix)

    def at(self, text_page: object, index: int, text_object: int | None) -> tuple[float, bool, bool]:
        """Return the size of a character in points, whether it is bold and whether it is turned.

        Text in the margin is turned.

        `text_object` is what the character belongs to.
        """
        matrix = self._matrix
        _matrix(text_page, index, self._matrix_at)
        size = _font_size(text_page, index) * (abs(matrix.d) or abs(matrix.b) or 1.0)
        turned = (matrix.c != 0.0 or matrix.a < 0.0) and 0.2 < math.atan2(
            matrix.c, matrix.a
        ) % math.tau < 6.08
        return (
            round(size, 1) if _MIN_SIZE < size < _MAX_SIZE else 10.0,
            self._is_bold(text_page, index, text_object),
            turned,
        )

    def _is_bold(self, text_page: object, index: int, text_object: int | None) -> bool:
        font = _font_of(text_object) if text_object else None
        if not font:
            return False
        known = self._bold.get(font)
        if known is None:
            flags = ctypes.c_int()
            raw.FPDFText_GetFontInfo(text_page, index, self._name, _NAME_BYTES, ctypes.byref(flags))
            known = (
                bool(_BOLD_NAME.search(self._name.value))
                or raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT
            )
            self._bold[font] = known
        return known


def _page_text(text_page: object) -> str:
    count = raw.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    # Bytes, for an array of ctypes would be a type of its own for each length.
    buffer = bytearray(2 * (count + 1))
    written = _get_text(text_page, 0, count, ctypes.byref(ctypes.c_char.from_buffer(buffer)))
    text = buffer[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Glyphs without a character are left out of the text and yet counted: without them the places of all that
    # follows would slip.
    text = "".join([chr(raw.FPDFText_GetUnicode(text_page, index)) for index in range(count)])
    return _UNMAPPED_BULLET.sub(_PRIVATE_BULLET, _SURROGATE.sub("\ufffd", text))


def _broken(text: str) -> int:
    """Count the characters that have no business in readable text."""
    found = len(_BROKEN.findall(text))
    return found - len(_BULLET_OF_FONT.findall(text)) if found else 0


class _Boxes:
    """Room for the boxes of characters, made once."""

    def __init__(self) -> None:
        self._boxes = (raw.FS_RECTF * _BOXES)()
        self._addresses = list(map(ctypes.byref, self._boxes))
        self._bytes = ctypes.sizeof(self._boxes)
        self._numbers: Any = memoryview(self._boxes).cast("B").cast("f")

    def of(self, text_page: object, characters: list[int]) -> tuple[list[float], list[float], list[float]]:
        """Return where characters begin, end, and how high they reach; 0 for what pdfium has no box of."""
        lefts: list[float] = []
        rights: list[float] = []
        tops: list[float] = []
        for begin in range(0, len(characters), _BOXES):
            some = characters[begin : begin + _BOXES]
            ctypes.memset(self._boxes, 0, self._bytes)
            for _ in map(_loose_box, repeat(text_page), some, self._addresses):
                pass
            values = self._numbers[: 4 * len(some)]  # left, top, right, bottom of each
            lefts += values[::4]
            rights += values[2::4]
            tops += values[1::4]
        return lefts, rights, tops


@lru_cache(maxsize=1)
def _boxes() -> _Boxes:
    return _Boxes()


def _edges(
    text_page: object, starts: list[int], lasts: list[int]
) -> tuple[list[float], list[float], list[float]]:
    """Return where words, given by their first and their last character, begin, end, and how high they reach.

    In PDF coordinates.
    """
    lefts, _, tops = _boxes().of(text_page, starts)
    return lefts, _boxes().of(text_page, lasts)[1], tops


def _page_lines(
    text: str, text_page: object, place: tuple[int, float], styles: _Styles, walls: Sequence[Rule]
) -> Iterator[Line]:
    """Yield the runs of a page, with characters repaired. A run ends at a wall: a rule that runs down.

    `place` is the number of the page and its height in points.
    """
    number, height = place
    words = [match.span() for match in _WORD.finditer(text)]
    if not words:
        return
    text = without_raised_digits(text, text_page).replace("\t", " ")
    starts = [start for start, _ in words]
    lefts, rights, tops = _edges(text_page, starts, [end - 1 for _, end in words])
    gaps = list(map(sub, lefts[1:], rights))
    # Most pages need no repair, and all of their words have a place.
    plain = (
        is_plain(text.replace(_HYPHEN_MARK, "")) and max(end - start for start, end in words) <= LONGEST_WORD
    )
    sound = math.isfinite(sum(lefts) + sum(rights) + sum(tops))
    after = 0
    for mark in chain(_LINE_END.finditer(text), (None,)):
        first, after = after, bisect_left(starts, mark.start(), after) if mark else len(words)
        if first == after:
            continue
        start, end = starts[first], words[after - 1][1] - 1
        begins = _text_object(text_page, start)
        size, bold, turned = styles.at(text_page, start, begins)
        if turned:
            continue
        ends = _text_object(text_page, end)
        uniform = begins == ends or styles.at(text_page, end, ends)[:2] == (size, bold)
        between = gaps[first : after - 1]
        runs = [(first, size, bold)]
        parted = (
            _parted(walls, lefts[first:after], rights[first:after], height - tops[first] + size / 2)
            if walls and between
            else ()
        )
        if not uniform or parted or (between and (max(between) > _widest(size) or min(between) < -2 * size)):
            for word in range(first + 1, after):
                own = (
                    (size, bold)
                    if uniform
                    else styles.at(text_page, starts[word], _text_object(text_page, starts[word]))[:2]
                )
                _, size, bold = runs[-1]
                if (
                    own != (size, bold)
                    or gaps[word - 1] > _widest(size)
                    or gaps[word - 1] < -2 * size
                    or word - first in parted
                ):
                    runs.append((word, *own))
        begun = first  # the run of which the one at hand is a part
        for behind, (word, size, bold) in enumerate(runs, 1):
            following = runs[behind][0] if behind < len(runs) else after
            rest = word - first in parted and _one_run(runs, word, gaps)
            begun = begun if rest else word
            left, right, top = lefts[word], rights[following - 1], tops[begun]
            # A damaged matrix puts text at no place at all: nobody sees it on the page.
            if not sound and not math.isfinite(left + right + top):
                continue
            shown = text[starts[word] : words[following - 1][1]]
            if mark and mark[0] == _HYPHEN_MARK and following == after:
                shown += "-"
            line = Line(
                shown, number, round(left, 1), round(right, 1), round(height - top, 1), size, bold, rest
            )
            yield line if plain else normalise_run(line)


def _parted(walls: Sequence[Rule], lefts: list[float], rights: list[float], middle: float) -> frozenset[int]:
    """Return which words of a line, given by their edges, are the first behind a wall."""
    return frozenset(
        bisect_left(lefts, wall.at)
        for wall in walls
        if wall.start < middle < wall.end
        and lefts[0] < wall.at < lefts[-1]
        and rights[bisect_left(lefts, wall.at) - 1] <= wall.at + _OVER_WALL
    )


def _one_run(runs: list[tuple[int, float, bool]], word: int, gaps: list[float]) -> bool:
    """Whether a run, given by its first word, would be one with the run before it but for a wall."""
    number = next(number for number, run in enumerate(runs) if run[0] == word)
    _, size, bold = runs[number]
    gap = gaps[word - 1]
    return number > 0 and runs[number - 1][1:] == (size, bold) and -2 * size <= gap <= _widest(size)


def _widest(size: float) -> float:
    """Return the widest gap between two words of one run in points."""
    return (_CELL_GAP if size < _TITLE_SIZE else _TITLE_GAP) * size


# The handle of a shape on a page, and its box in PDF coordinates: left, bottom, right, top.
_Shape = tuple[int, float, float, float, float]


def _shapes(page: object) -> list[_Shape]:
    """Return the paths and pictures of a page."""
    objects = list(map(_get_object, repeat(page), range(min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS))))
    found = list(compress(objects, map(_SHAPES.__contains__, map(_object_type, objects))))
    if not found:
        return []
    bounds = (ctypes.c_float * (4 * len(found)))()
    first = ctypes.addressof(bounds)
    places = (range(first + offset, first + offset + len(found) * 16, 16) for offset in (0, 4, 8, 12))
    known = list(map(_bounds, found, *places))
    values = bounds[:]
    shapes = list(zip(found, values[0::4], values[1::4], values[2::4], values[3::4], strict=True))
    if all(known) and math.isfinite(sum(values)):
        return shapes
    return [
        shape for shape, there in zip(shapes, known, strict=True) if there and math.isfinite(sum(shape[1:]))
    ]


def _drawn_bullets(shapes: list[_Shape], number: int, height: float) -> Iterator[Line]:
    """Yield a "•" for each small square or round shape or picture.

    Word processors and browsers draw their bullets.
    """
    for _, left, bottom, right, top in shapes:
        width, tall = right - left, top - bottom
        if _BULLET_MIN < width < _BULLET_MAX and abs(width - tall) < 0.35 * width:
            yield Line(
                BULLET, number, round(left, 1), round(right, 1), round(height - top, 1), round(tall, 1)
            )


class _Rules:
    """The straight rules of a page, in points from its upper left corner."""

    def __init__(self, height: float) -> None:
        self.across: list[Span] = []
        self.down: list[Span] = []
        self._height = height
        self._segments = _MAX_SEGMENTS

    def add(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Take a box that is thin enough to be a rule. Returns whether nothing more can be in it."""
        width, tall = right - left, top - bottom
        if tall <= _THICKEST_RULE:
            if width >= _SHORTEST_RULE:
                self.across.append((self._height - (bottom + top) / 2, left, right))
            return True
        if width <= _THICKEST_RULE:
            if tall >= _SHORTEST_RULE:
                self.down.append(((left + right) / 2, self._height - top, self._height - bottom))
            return True
        return width < _SHORTEST_RULE and tall < _SHORTEST_RULE

    def add_path(self, handle: int) -> None:
        """Take the rules out of a path of several strokes, such as the frame of a cell or a whole grid."""
        item = ctypes.cast(handle, raw.FPDF_PAGEOBJECT)
        count = raw.FPDFPath_CountSegments(item) if _object_type(handle) == raw.FPDF_PAGEOBJ_PATH else 0
        self._segments -= count
        if count < 2 or self._segments < 0:
            return
        fill, stroke, matrix = ctypes.c_int(), ctypes.c_int(), raw.FS_MATRIX()
        raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
        if not stroke.value and count <= _CORNERS:
            return  # a background, which need not be that of a cell
        raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
        for points in _subpaths(item, count, matrix):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            if self.add(min(xs), min(ys), max(xs), max(ys)) or not stroke.value:
                continue
            for (x, y), (end_x, end_y) in pairwise(points):
                if abs(x - end_x) <= _LEVEL or abs(y - end_y) <= _LEVEL:
                    self.add(min(x, end_x), min(y, end_y), max(x, end_x), max(y, end_y))


def _subpaths(item: object, count: int, matrix: raw.FS_MATRIX) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each unbroken stroke of a path, in PDF coordinates."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, number)
        if not raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            return
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _page_rules(shapes: list[_Shape], height: float) -> tuple[list[Rule], list[Rule]]:
    """Return the rules of a page that run across and those that run down, none where there is no table."""
    rules = _Rules(height)
    for handle, left, bottom, right, top in shapes:
        if not rules.add(left, bottom, right, top):
            rules.add_path(handle)
    if not rules.across or not rules.down:
        return [], []
    return merge_rules(rules.across), merge_rules(rules.down)


def _in_lists(bullets: list[Line]) -> list[Line]:
    """Keep the drawn bullets that stand below each other."""
    lefts = Counter(round(line.x0) for line in bullets)
    return [line for line in bullets if lefts[round(line.x0)] > 1]


class _Reading:
    """What the pages of a document have given so far; `total` and `broken` count characters."""

    def __init__(self, forms: FormValues, facts: PdfFacts) -> None:
        self.forms = forms
        self.lines: list[Line] = []
        self.grids: list[Grid] = []
        self.total = self.broken = 0
        self._facts = facts
        self._styles = _Styles()

    def add(self, page: object, number: int) -> None:
        """Read a page that is open; its number counts from 1."""
        text_page = raw.FPDFText_LoadPage(page)
        try:
            text = _page_text(text_page) if text_page else ""
            height = raw.FPDF_GetPageHeightF(page)
            if len(text) < MOST_CHARACTERS and is_covered(page):
                self._facts.suspects.append(number)
            if not math.isfinite(height):
                return
            shapes = _shapes(page) if text else []
            runs, found = _ruled_lines(text, text_page, shapes, (number, height), self._styles)
            if may_be_turned(text, runs) and (upright := turn_upright(page, text_page)):
                raw.FPDFText_ClosePage(text_page)
                text_page = raw.FPDFText_LoadPage(page)
                text, height, shapes = _page_text(text_page), upright, _shapes(page)
                runs, found = _ruled_lines(text, text_page, shapes, (number, height), self._styles)
        finally:
            if text_page:
                raw.FPDFText_ClosePage(text_page)
        runs = self.forms.added(page, number, height, runs)
        self.total, self.broken = self.total + len(text), self.broken + _broken(text)
        drawn = list(_drawn_bullets(shapes, number, height))
        if drawn and sum(line.text.startswith(BULLET) for line in runs) >= _ENOUGH_BULLETS:
            drawn = _in_lists(drawn)
        self.lines += [*runs, *drawn]
        self.grids += found


def _ruled_lines(
    text: str, text_page: object, shapes: list[_Shape], place: tuple[int, float], styles: _Styles
) -> tuple[list[Line], list[Grid]]:
    """Return the runs of a page and the grids of its ruled tables; runs end at the rules of a grid."""
    number, height = place
    across, down = _page_rules(shapes, height)
    grids = find_grids(across, down, number) if shapes else []
    walls = down if grids else []
    return list(_page_lines(text, text_page, place, styles, walls)), list(grids)


def read_lines(
    data: bytes, max_pages: int, facts: PdfFacts | None = None
) -> tuple[tuple[Line, ...], int, float, tuple[Grid, ...]]:
    """Read the text of a PDF.

    Args:
        data: the file's bytes.
        max_pages: a file with more pages is refused.
        facts: is told what is found beside the lines.

    Returns:
        The runs in the order of the content stream, with characters repaired; the number of pages; the share
        of broken characters; the grids of the ruled tables.

    Raises:
        DocumentError: the file is encrypted, damaged or too long.
    """
    document = _load(data)
    facts = facts or PdfFacts()
    reading = _Reading(FormValues(document), facts)
    try:
        pages = len(document)
        facts.pages, facts.attachments = pages, attached_files(document)
        if pages == 0:
            raise DocumentError(FailureCategory.TRUNCATED, "no pages")
        if pages > max_pages:
            raise DocumentError(FailureCategory.TOO_MANY_PAGES, f"{pages} pages, limit {max_pages}")
        for index in range(pages):
            page = raw.FPDF_LoadPage(document.raw, index)
            if page:
                try:
                    reading.add(page, index + 1)
                finally:
                    raw.FPDF_ClosePage(page)
    finally:
        reading.forms.close()
        document.close()
    facts.pictures = picture_pages(facts.suspects, reading.lines)
    share = reading.broken / reading.total if reading.total else 0.0
    return tuple(reading.lines), pages, share, tuple(reading.grids)


def extract_pages(data: bytes, pages: Sequence[int]) -> bytes:
    """Return a PDF of some pages of a readable PDF. `pages` are their numbers, from 1."""
    document, extract = _load(data), pdfium.PdfDocument.new()
    try:
        extract.import_pages(document, [number - 1 for number in pages])
        stream = io.BytesIO()
        extract.save(stream)
        return stream.getvalue()
    finally:
        extract.close()
        document.close()


def is_small(data: bytes, most: int) -> bool:
    """Return whether the pages of a readable PDF hold no more than so many characters and drawn objects.

    Together; that is what a slow reader can get through.
    """
    document = _load(data)
    try:
        left = most
        for index in range(len(document)):
            page = raw.FPDF_LoadPage(document.raw, index)
            text_page = raw.FPDFText_LoadPage(page) if page else None
            left -= raw.FPDFPage_CountObjects(page) if page else 0
            left -= max(raw.FPDFText_CountChars(text_page), 0) if text_page else 0
            if text_page:
                raw.FPDFText_ClosePage(text_page)
            if page:
                raw.FPDF_ClosePage(page)
            if left < 0:
                return False
    finally:
        document.close()
    return True
