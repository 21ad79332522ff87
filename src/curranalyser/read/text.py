"""Plain text and Markdown → lines."""

import re

from curranalyser.datamodel import Line
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.normalise import normalise_text
from curranalyser.read.soft_hyphens import join_soft_hyphens

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_STRONG = re.compile(r"^\*\*(.+?)\*\*:?$|^__(.+?)__:?$")
_TAB = 36.0
_CHARACTER = 5.0
_PITCH = 12.0


def decode(data: bytes) -> str:
    """Decode the bytes of a text file: UTF-8 (with or without mark), UTF-16 with mark, else Windows-1252.

    Raises:
        DocumentError: the bytes are no text.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\x00" in data:
        raise DocumentError(FailureCategory.UNREADABLE, "binary data")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_text_lines(data: bytes, markdown: bool) -> tuple[Line, ...]:
    """Read text or Markdown into lines on one long page.

    Headings are bold and larger, indentation and blank lines become distance.

    Raises:
        DocumentError: the file is empty or no text.
    """
    text = decode(data)
    if not text.strip():
        raise DocumentError(FailureCategory.EMPTY_FILE)
    lines: list[Line] = []
    top = 0.0
    for raw in text.splitlines():
        top += _PITCH
        stripped = raw.strip()
        if not stripped:
            continue
        indent = sum(
            _TAB if character == "\t" else _CHARACTER for character in raw[: len(raw) - len(raw.lstrip())]
        )
        size, bold = 10.0, False
        heading = _HEADING.match(stripped) if markdown else None
        strong = _STRONG.match(stripped) if markdown else None
        if heading:
            stripped, size, bold = heading[2], 18.0 - 2 * min(len(heading[1]), 3), True
        elif strong:
            stripped, bold = strong[1] or strong[2], True
        elif markdown:
            stripped = re.sub(r"(\*\*|__)(.+?)\1", r"\2", stripped)
        cleaned = normalise_text(stripped).strip()
        if cleaned:
            lines.append(Line(cleaned, 1, indent, indent + _CHARACTER * len(cleaned), top, size, bold))
    return join_soft_hyphens(lines)
