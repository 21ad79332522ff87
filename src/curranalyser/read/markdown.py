"""Markdown → paragraphs, lists with their levels, and tables.

markdown-it-py makes a page of it, and the reader of pages takes that.
"""

import re

from curranalyser.read.flow import Item
from curranalyser.read.html import html_items

# Data above a text, between two lines of hyphens: to Markdown the second line would make a heading of it.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:(?!---)[^\n]*\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


def markdown_items(text: str) -> tuple[Item, ...]:
    """Parse Markdown, with tables and with HTML in it.

    A line stays a line of its own, and an indented paragraph is one: those who write syllabi set neither
    lines that mean nothing nor code.

    Args:
        text: the Markdown.

    Returns:
        Its paragraphs and tables in order; none where there is no text.

    Raises:
        DocumentError: HTML in it cannot be parsed at all.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 needed only here

    parser = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["table", "strikethrough"])
    parser.disable("code")
    text = _FRONT_MATTER.sub(r"\n\1\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    return html_items(parser.render(text))
