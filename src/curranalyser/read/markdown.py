"""Markdown → paragraphs, lists with their levels, and tables.

markdown-it-py makes a page of it, and the reader of pages takes that. What Pandoc and note-taking programs
write beyond the standard is taken too: footnotes, definition lists, boxes to tick, attributes of headings.
"""

import re

from curranalyser.errors import FailureCategory
from curranalyser.read.dash_tables import with_html_dash_tables
from curranalyser.read.flow import Item
from curranalyser.read.grid_tables import with_html_tables
from curranalyser.read.html import html_items

# Data above a text, between two lines of hyphens: to Markdown the second line would make a heading of it.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:(?!---)[^\n]*\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
# Pandoc: "Goals {#sec:goals .unnumbered}", "(@goal) explain …" for an example, "::: {.box}" around a part.
_ATTRIBUTES = re.compile(r"[ \t]{1,9}\{(?:[#.][^{}\n]{1,200}|-)\}[ \t]{0,9}$", re.MULTILINE)
_EXAMPLE = re.compile(r"^([ \t]{0,9})\(@[\w-]{0,40}\)(?=[ \t])", re.MULTILINE)
# How many lists, items and quotations may lie within each other: each is a call within a call.
_MOST_NESTED = 100
_FENCE = re.compile(r"^[ \t]{0,3}:{3,60}[^\n]{0,200}$", re.MULTILINE)


def markdown_items(text: str) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Parse Markdown, with tables and with HTML in it.

    A line stays a line of its own, and an indented paragraph is one: those who write syllabi set neither
    lines that mean nothing nor code.

    Args:
        text: the Markdown.

    Returns:
        Its paragraphs and tables in order, none where there is no text; and notes on the reading.

    Raises:
        DocumentError: HTML in it cannot be parsed at all.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 needed only here
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415
    from mdit_py_plugins.tasklists import tasklists_plugin  # noqa: PLC0415

    # Its own limit, of 20, leaves out what lies in the eleventh list within lists.
    parser = MarkdownIt("commonmark", {"html": True, "breaks": True, "maxNesting": _MOST_NESTED})
    parser.enable(["table", "strikethrough"])
    parser.disable("code")
    parser.use(footnote_plugin).use(deflist_plugin).use(tasklists_plugin)
    text = _FRONT_MATTER.sub(r"\n\1\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _EXAMPLE.sub(r"\g<1>1.", _ATTRIBUTES.sub("", _FENCE.sub("", text)))
    # Lines of a cell are as wide as its column: their ends mean nothing.
    cells = MarkdownIt("commonmark", {"html": True})
    environment: dict[str, object] = {}
    text = with_html_dash_tables(with_html_tables(text, cells.render), cells.render)
    tokens = parser.parse(text, environment)
    items, notes = html_items(parser.renderer.render(tokens, parser.options, environment))
    if any(token.level >= _MOST_NESTED - 1 for token in tokens):
        notes += (FailureCategory.NESTED_TOO_DEEP,)
    return items, notes
