"""A PDF with the findings as highlights: what was in the file stays, the highlights are appended to it.

Own highlights of an earlier time make way. Where nothing was done to the file since, what was appended then
is cut off; else they are taken out of their pages, and what others have put there stays.
"""

import ctypes
import hashlib
import io
import re
from collections.abc import Sequence

import pypdfium2 as pdfium
from pypdfium2 import raw

from curranalyser.check.finding import Finding, Severity
from curranalyser.check.notes import AUTHOR, is_own_note, notes_by_place
from curranalyser.i18n import Translator

_LETTER = re.compile(r"[^\W_]")
_LEAST, _LONGEST = 2, 60
_COLOURS = {
    Severity.INFO: (255, 236, 140),
    Severity.SUGGESTION: (255, 205, 120),
    Severity.WARNING: (255, 160, 150),
}
# Of 255, chosen so that the words beneath can be read.
_OPACITY = 110
_NOTE = 18.0  # side of a note that is about no words, in points
# The flag of an annotation that is printed too (PDF 32000-1, table 165).
_PRINT = 4
_END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")
# Ends of the file, from the last, behind which an own addition is looked for: a file that many have signed or
# marked has one for each.
_MOST_ENDS = 20
_IDENTITY = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\]")


def _letters(text: str) -> list[tuple[str, int]]:
    return [
        (character.casefold(), position)
        for position, character in enumerate(text)
        if _LETTER.match(character)
    ]


def _find(page_text: str, words: str) -> tuple[int, int] | None:
    """Return start and end of `words` in the text of a page: where all stand, else where they begin.

    White space and hyphens between their letters do not matter.
    """
    wanted = "".join(letter for letter, _ in _letters(words))
    there = _letters(page_text)
    flat = "".join(letter for letter, _ in there)
    # A folded letter may be two ("ß"): then places do not fit and nothing is marked.
    if len(wanted) < _LEAST or len(flat) != len(there):
        return None
    start = flat.find(wanted)
    length = len(wanted)
    if start < 0:
        length = min(_LONGEST, length)
        start = flat.find(wanted[:length])
    return (there[start][1], there[start + length - 1][1] + 1) if start >= 0 else None


def _text_of(text_page: object) -> str:
    """Return the text of a page with one character a place of pdfium's."""
    count = raw.FPDFText_CountChars(text_page)
    return "".join(chr(raw.FPDFText_GetUnicode(text_page, index) or 0x20) for index in range(count))


def _rectangles(text_page: object, start: int, end: int) -> list[tuple[float, float, float, float]]:
    """Return (left, top, right, bottom) of each line of a stretch of text.

    They are points from the lower left corner.
    """
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    found = []
    for index in range(raw.FPDFText_CountRects(text_page, start, end - start)):
        if raw.FPDFText_GetRect(text_page, index, left, top, right, bottom):
            found.append((left.value, top.value, right.value, bottom.value))
    return found


def _string(annotation: object, key: bytes, value: str) -> None:
    encoded = value.encode("utf-16-le") + b"\x00\x00"
    buffer = (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)
    raw.FPDFAnnot_SetStringValue(annotation, key, buffer)


def _value(annotation: object, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (ctypes.c_ushort * max(1, length // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _remove_own(page: object) -> frozenset[str]:
    """Take own annotations out of a page, with the windows that programs open for them.

    Returns:
        The texts of those that somebody has answered: they stay.
    """
    own: dict[int, str] = {}
    windows: dict[int, int] = {}
    answered: set[int] = set()
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            text = _value(annotation, b"Contents")
            if _value(annotation, b"T") == AUTHOR and is_own_note(text):
                own[index] = text
            for key, found in ((b"IRT", answered), (b"Parent", windows)):
                other = raw.FPDFAnnot_GetLinkedAnnot(annotation, key)
                if not other:
                    continue
                place = raw.FPDFPage_GetAnnotIndex(page, other)
                raw.FPDFPage_CloseAnnot(other)
                if isinstance(found, set):
                    found.add(place)
                else:
                    found[index] = place
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    gone = own.keys() - answered
    gone |= {index for index, owner in windows.items() if owner in gone}
    for index in sorted(gone, reverse=True):
        raw.FPDFPage_RemoveAnnot(page, index)
    return frozenset(own[index] for index in own.keys() & answered)


def _annotate(
    page: object,
    kind: int,
    rectangles: Sequence[tuple[float, float, float, float]],
    severity: Severity,
    lines: Sequence[str],
) -> None:
    annotation = raw.FPDFPage_CreateAnnot(page, kind)
    try:
        raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *_COLOURS[severity], _OPACITY)
        lefts, tops, rights, bottoms = zip(*rectangles, strict=True)
        raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(min(lefts), max(tops), max(rights), min(bottoms)))
        if kind == raw.FPDF_ANNOT_HIGHLIGHT:
            for left, top, right, bottom in rectangles:
                raw.FPDFAnnot_AppendAttachmentPoints(
                    annotation, raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
                )
        raw.FPDFAnnot_SetFlags(annotation, _PRINT)
        _string(annotation, b"T", AUTHOR)
        _string(annotation, b"Contents", "\n".join(lines))
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def add_highlights(data: bytes, findings: Sequence[Finding], say: Translator) -> bytes:
    """Return a copy of a PDF in which the words that findings are about are highlighted.

    The findings are the text of the highlights.

    Args:
        data: the bytes of a PDF that could be read.
        findings: what to write. What is about no words of its page becomes a note in the page's corner.
        say: the language of the texts.

    Returns:
        The original bytes with an addition: incremental saving changes nothing that was there. Without the
        addition of an earlier time, where it was the last.
    """
    data = _without_own_additions(data)
    document = pdfium.PdfDocument(data)
    by_page: dict[int, list[tuple[Finding, tuple[str, ...]]]] = {}
    changed = False
    for finding, lines in notes_by_place(findings, say):
        by_page.setdefault((finding.page or 1) - 1, []).append((finding, lines))
    try:
        for index in range(len(document)):
            page = raw.FPDF_LoadPage(document.raw, index)
            text_page = raw.FPDFText_LoadPage(page)
            try:
                text, height = _text_of(text_page), raw.FPDF_GetPageHeightF(page)
                corners = 0
                before = raw.FPDFPage_GetAnnotCount(page)
                answered = _remove_own(page)
                changed = changed or raw.FPDFPage_GetAnnotCount(page) != before
                for finding, lines in by_page.get(index, ()):
                    if "\n".join(lines) in answered:
                        continue
                    changed = True
                    span = _find(text, finding.text)
                    rectangles = _rectangles(text_page, *span) if span else []
                    if rectangles:
                        _annotate(page, raw.FPDF_ANNOT_HIGHLIGHT, rectangles, finding.severity, lines)
                        continue
                    top = height - _NOTE * (1 + corners)
                    corners += 1
                    _annotate(
                        page,
                        raw.FPDF_ANNOT_TEXT,
                        [(_NOTE, top, 2 * _NOTE, top - _NOTE)],
                        finding.severity,
                        lines,
                    )
            finally:
                raw.FPDFText_ClosePage(text_page)
                raw.FPDF_ClosePage(page)
        if not changed:
            return data
        out = io.BytesIO()
        document.save(out, flags=raw.FPDF_INCREMENTAL)
    finally:
        document.close()
    return _without_chance(data, out.getvalue())


def _without_chance(before: bytes, after: bytes) -> bytes:
    """Replace the random identifiers that pdfium writes by a digest of what it wrote.

    The same input gives the same bytes, and an addition can be known again.
    """
    addition = after[len(before) :]
    fixed = _digested(before, addition)
    return before + (addition if fixed is None else fixed)


def _digested(before: bytes, addition: bytes) -> bytes | None:
    """Return an addition with its digest for an identifier; None where it has none."""
    found = list(_IDENTITY.finditer(addition))
    if not found:
        return None
    # The first identifier is that of the original file, where it has one.
    groups = (2,) if found[-1][1] in before else (1, 2)
    fixed = bytearray(addition)
    for group in groups:
        start, end = found[-1].span(group)
        fixed[start:end] = b"0" * (end - start)
    digest = hashlib.sha256(fixed).hexdigest().upper().encode()
    for group in groups:
        start, end = found[-1].span(group)
        fixed[start:end] = (digest * (1 + (end - start) // len(digest)))[: end - start]
    return bytes(fixed)


def _without_own_additions(data: bytes) -> bytes:
    """Cut off what was appended here at an earlier time, where nothing stands behind it."""
    ends = [found.end() for found in _END.finditer(data)][:-1][-_MOST_ENDS:]
    for end in reversed(ends):
        # A line that ends there may have been written with what follows.
        for cut in (end, data.rindex(b"%%EOF", 0, end) + len(b"%%EOF")):
            if _digested(data[:cut], data[cut:]) == data[cut:]:
                return _without_own_additions(data[:cut])
    return data
