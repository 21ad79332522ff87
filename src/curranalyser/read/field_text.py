"""The text of a field, of a table's cell or of a catalogue's record → the text that it shows."""

import re

from curranalyser.read.flow import plain_lines
from curranalyser.read.html import html_items
from curranalyser.read.normalise import SOFT_BREAK, normalise_text

_MARKUP = re.compile(r"</(?:p|li|ul|ol|div|span|h[1-6]|td|strong|em|b)>|<(?:br|p|li)\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|[aouAOU](?:uml|ring)|eacute|#\d{2,5});")


def shown_text(text: str, several_lines: bool = True, markup: bool = True) -> str:
    """Return a value without markup: as HTML it becomes lines, items of lists with a bullet.

    Args:
        text: the value, plain text or HTML.
        several_lines: whether its lines are kept; otherwise they are joined.
        markup: whether it may be HTML.
    """
    if markup and (_MARKUP.search(text) or _ENTITY.search(text)):
        text = "\n".join(plain_lines(html_items(text)[0]))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = (normalise_text(line).rstrip() for line in SOFT_BREAK.sub("", text).split("\n"))
    return "\n".join(lines).strip() if several_lines else " ".join(" ".join(lines).split())
