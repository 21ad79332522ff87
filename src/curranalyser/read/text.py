"""Plain text and Markdown → blocks."""

import re
from itertools import pairwise

from curranalyser.datamodel import Block, Line, TextBlock
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.encoding import decode_text
from curranalyser.read.flow import lay_out
from curranalyser.read.normalise import normalise_text
from curranalyser.read.note_marks import without_note_marks
from curranalyser.read.soft_hyphens import join_soft_hyphens

_TAB = 36.0
_CHARACTER = 5.0
_PITCH = 12.0
_SIZE = 10.0
# A soft hyphen at the end of a line: the word goes on in the next one.
_SOFT_BREAK = re.compile(r"\u00ad[ \t]*(?:\r\n|\r|\n)[ \t]*")
# A line drawn with signs, below a heading or between parts.
_RULER = re.compile(r"([=_~*#+-])(?:[ \t]?\1){2,300}")
_LINE_NUMBER = re.compile(r"[ \t]{0,8}(\d{1,5})(?:[ \t]|$)")
# Numbers of lines are told from those of a list by standing on all lines, and there are more than of items.
_LEAST_NUMBERED = 12


def decode(data: bytes) -> str:
    """Decode the bytes of a text file; see `curranalyser.read.encoding.decode_text`.

    Raises:
        DocumentError: the bytes are no text.
    """
    return decode_text(data).text


def read_text_blocks(data: bytes, markdown: bool) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Read text or Markdown as one long page.

    Of text, indentation and blank lines become distance. Of Markdown, what its marks mean.

    Returns:
        Of text one block, of Markdown its paragraphs and tables; and notes on the reading.

    Raises:
        DocumentError: the file is empty or no text.
    """
    decoded = decode_text(data)
    text = decoded.text
    if not text.strip():
        raise DocumentError(FailureCategory.EMPTY_FILE)
    text = _SOFT_BREAK.sub("", text)
    if markdown:
        from curranalyser.read.markdown import markdown_items  # noqa: PLC0415 rarely needed

        items, notes = markdown_items(text)
        return lay_out(items), decoded.notes + notes
    lines = tuple(_plain(_without_line_numbers(text.splitlines())))
    return ((TextBlock(lines),) if lines else ()), decoded.notes


def _plain(raw_lines: list[str]) -> list[Line]:
    lines: list[Line] = []
    top = 0.0
    for raw in raw_lines:
        top += _PITCH
        stripped = raw.strip()
        if not stripped or _RULER.fullmatch(stripped):
            continue
        indent = sum(
            _TAB if character == "\t" else _CHARACTER for character in raw[: len(raw) - len(raw.lstrip())]
        )
        cleaned = without_note_marks(normalise_text(stripped).strip())[0]
        if cleaned:
            lines.append(Line(cleaned, 1, indent, indent + _CHARACTER * len(cleaned), top, _SIZE))
    return list(join_soft_hyphens(lines))


def _without_line_numbers(lines: list[str]) -> list[str]:
    """Take off numbers that stand before every line and count its lines."""
    numbers = [
        int(found[1]) if (found := _LINE_NUMBER.match(line)) else None for line in lines if line.strip()
    ]
    steps = {
        after - before if before is not None and after is not None else 0
        for before, after in pairwise(numbers)
    }
    if len(numbers) < _LEAST_NUMBERED or steps != {1}:
        return lines
    return [_LINE_NUMBER.sub("", line, count=1) if line.strip() else line for line in lines]
