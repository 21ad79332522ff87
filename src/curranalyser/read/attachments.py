"""Files within a PDF: a portfolio is a cover page, and what people call its pages are files of their own."""

import ctypes
from pathlib import PurePosixPath
from typing import Any

from pypdfium2 import raw

_MAX_FILES = 100
_MAX_NAME = 1000
# Types of files that could hold a syllabus; the XML or data that PDF/A takes along is none.
_COULD_BE_SYLLABI = frozenset({
    ".pdf", ".docx", ".docm", ".doc", ".odt", ".rtf", ".html", ".htm", ".xlsx", ".xls",
})  # fmt: skip


def attached_files(document: Any) -> tuple[str, ...]:  # noqa: ANN401 pypdfium2 is not typed
    """Return the names of the files in an open PDF that could hold a syllabus, in the order of the PDF."""
    names = []
    for index in range(min(raw.FPDFDoc_GetAttachmentCount(document.raw), _MAX_FILES)):
        item = raw.FPDFDoc_GetAttachment(document.raw, index)
        count = min(raw.FPDFAttachment_GetName(item, None, 0), 2 * _MAX_NAME) if item else 0
        buffer = (ctypes.c_ushort * (count // 2 + 1))()
        if item:
            raw.FPDFAttachment_GetName(item, buffer, count)
        name = bytes(buffer)[:count].decode("utf-16-le", "replace").rstrip("\x00")
        if PurePosixPath(name).suffix.lower() in _COULD_BE_SYLLABI:
            names.append(name)
    return tuple(names)
