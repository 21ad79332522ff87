"""Tables that Pandoc draws with "+", "-" and "|" in Markdown → tables of HTML.

docutils reads such a table, of which its own markup is the model, with its head and its merged cells.
"""

import re
from collections.abc import Callable

# A ruler, rows and rulers below it; the lines of a table have no blank line between them.
_TABLE = re.compile(
    r"^[ \t]{0,3}(\+[-=:]{2,300}\+[-=:+]{0,2000}[ \t]*\n"
    r"(?:[ \t]{0,3}[+|][^\n]{0,2000}[+|][ \t]*(?:\n|\Z)){2,2000})",
    re.MULTILINE,
)
_RULER = re.compile(r"^\+[-=:+]+\+$")
# Lines, and corners: docutils looks from each corner for the others, and hostile text is full of them.
_MOST_LINES, _MOST_CORNERS = 1000, 2000


def with_html_tables(text: str, render: Callable[[str], str]) -> str:
    """Return Markdown with its drawn tables as HTML; what docutils cannot read as one stays as it is.

    Args:
        text: the Markdown.
        render: makes HTML of the Markdown of a cell.
    """
    return _TABLE.sub(lambda match: _html(match[1], render) or match[0], text) if "+-" in text else text


def _html(drawn: str, render: Callable[[str], str]) -> str:
    """Return a drawn table as HTML without blank lines, which would end it, or "" where it is none."""
    from docutils.parsers.rst.tableparser import (  # noqa: PLC0415 rarely needed
        GridTableParser,
        TableMarkupError,
    )
    from docutils.statemachine import StringList  # noqa: PLC0415 rarely needed

    lines = [line.strip() for line in drawn.splitlines()]
    if len(lines) > _MOST_LINES or drawn.count("+") > _MOST_CORNERS:
        return ""
    width = max(map(len, lines))
    # Colons in a ruler say how Pandoc aligns the column.
    lines = [line.replace(":", line[1]) if _RULER.match(line) else line.ljust(width) for line in lines]
    try:
        _, head, body = GridTableParser().parse(StringList(lines, "table"))
    except (TableMarkupError, IndexError, AssertionError):
        return ""
    rows = [
        "<tr>" + "".join(_cell(cell, tag, render) for cell in row if cell is not None) + "</tr>"
        for tag, part in (("th", head), ("td", body))
        for row in part
    ]
    return "\n<table>" + re.sub(r"\n\s*\n", "\n", "\n".join(rows)) + "</table>\n\n"


def _cell(cell: tuple[int, int, int, list[str]], tag: str, render: Callable[[str], str]) -> str:
    more_rows, more_columns, _, lines = cell
    text = render("\n".join(lines)).strip()
    return f'<{tag} rowspan="{more_rows + 1}" colspan="{more_columns + 1}">{text}</{tag}>'
