"""The values of form fields of a PDF: typed into the page, and no part of its text."""

import ctypes
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from msgspec import structs
from pypdfium2 import raw

from curranalyser.datamodel import Line
from curranalyser.read.normalise import BULLET, normalise_run

# Kinds of fields whose value is words. (A button has no value that can be read on the page.)
_OF_WORDS = frozenset({raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX})
_HIDDEN_FLAGS = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
# Fields of a page, and characters of a value: forms for people have fewer.
_MAX_FIELDS, _MAX_CHARACTERS = 2000, 100_000
# Size of the letters where the page has no others, and height of a line in letters.
_SIZE, _PITCH = 11.0, 1.2
# How an item of a list ends, but for the last.
_ITEM_ENDS = (",", ";", ".")
# Fields of a list: how far their edges differ (points), how far one stands under the other (in its size), and
# the characters that are more than a name or a code.
_SAME_EDGE, _NEXT, _SENTENCE = 2.0, 4.0, 20
# Middle width of a letter in its size.
_LETTER = 0.5


class FormValues:
    """The values of the form fields of an open document. To be closed before it."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 pypdfium2 is not typed
        # The documents without a form, which are nearly all, are asked this once.
        self._form = None
        if raw.FPDF_GetFormType(document.raw) != raw.FORMTYPE_NONE:
            self._config = raw.FPDF_FORMFILLINFO(version=2)
            self._form = raw.FPDFDOC_InitFormFillEnvironment(document.raw, self._config)

    def close(self) -> None:
        """Give back what pdfium keeps."""
        if self._form:
            raw.FPDFDOC_ExitFormFillEnvironment(self._form)
            self._form = None

    def added(self, page: object, number: int, height: float, runs: list[Line]) -> list[Line]:
        """Return the runs of a page with the values of its fields in their places.

        Args:
            page: pdfium's handle.
            number: of the page, from 1.
            height: of the page in points.
            runs: of its text.
        """
        if not self._form:
            return runs
        size = round(median(line.size for line in runs), 1) if runs else _SIZE
        result = list(runs)
        values = list(self._values(page, number, height, size))
        for lines in _as_items(values, runs):
            at = next((index for index, run in enumerate(result) if run.top > lines[0].top), len(result))
            result[at:at] = lines
        return result

    def _values(self, page: object, number: int, height: float, size: float) -> Iterator[list[Line]]:
        for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MAX_FIELDS)):
            field = raw.FPDFPage_GetAnnot(page, index)
            if not field:
                continue
            try:
                text, box = self._value(field), raw.FS_RECTF()
                if text.strip() and raw.FPDFAnnot_GetRect(field, ctypes.byref(box)):
                    place = Line("", number, box.left, box.right, height - max(box.top, box.bottom), size)
                    if lines := _lines(text, place, abs(box.top - box.bottom)):
                        yield lines
            finally:
                raw.FPDFPage_CloseAnnot(field)

    def _value(self, field: object) -> str:
        if (
            raw.FPDFAnnot_GetSubtype(field) != raw.FPDF_ANNOT_WIDGET
            or raw.FPDFAnnot_GetFlags(field) & _HIDDEN_FLAGS
            or raw.FPDFAnnot_GetFormFieldType(self._form, field) not in _OF_WORDS
        ):
            return ""
        count = min(raw.FPDFAnnot_GetFormFieldValue(self._form, field, None, 0), 2 * _MAX_CHARACTERS)
        buffer = (ctypes.c_ushort * (count // 2 + 1))()
        raw.FPDFAnnot_GetFormFieldValue(self._form, field, buffer, count)
        return bytes(buffer)[:count].decode("utf-16-le", "replace").rstrip("\x00")


def _as_items(values: Sequence[list[Line]], runs: Sequence[Line]) -> list[list[Line]]:
    """Return the values with bullets before those that are items of a list.

    The lines of one field each of which ends as an item does, and fields of one width under each other
    without a label beside them.
    """
    stacks = [lines[0] for lines in values if len(lines) == 1]
    return [
        [structs.replace(line, text=f"{BULLET} {line.text}") for line in lines]
        if _is_list(lines) or (len(lines) == 1 and _is_stacked(lines[0], stacks, runs))
        else lines
        for lines in values
    ]


def _is_list(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and all(
        line.text.endswith(_ITEM_ENDS) and line.text[0].isalpha() for line in lines[:-1]
    )


def _is_stacked(line: Line, others: Sequence[Line], runs: Sequence[Line]) -> bool:
    near = any(
        other is not line
        and abs(other.x0 - line.x0) < _SAME_EDGE
        and 0 < abs(other.top - line.top) < _NEXT * line.size
        and min(len(other.text), len(line.text)) >= _SENTENCE
        for other in others
    )
    beside = any(abs(run.top - line.top) < line.size and run.x1 <= line.x0 + 1 for run in runs)
    return near and not beside and line.text[0].isalpha()


def _lines(text: str, place: Line, tall: float) -> list[Line]:
    """Return the lines of a value, under each other within the field, which is so tall."""
    parts = [(row, part.strip()) for row, part in enumerate(text.splitlines())]
    pitch = min(_PITCH * place.size, tall / max(len(parts), 1))
    lines = []
    for row, part in parts:
        width = min(place.x1 - place.x0, _LETTER * place.size * len(part))
        line = structs.replace(
            place,
            text=part.replace("\t", " "),
            x0=round(place.x0, 1),
            x1=round(place.x0 + width, 1),
            top=round(place.top + row * pitch, 1),
        )
        line = normalise_run(line)
        if line.text.strip():
            lines.append(line)
    return lines
