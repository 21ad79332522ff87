"""How a sheet of a workbook is printed, from LibreOffice and Excel alike."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from curranalyser.i18n import N_, Translator

# Points: one line of text in the font that xlsxwriter has by default, and the highest row of a sheet.
_LINE = 15.0
_HIGHEST = 409.0
# Characters that an A4 page across holds at the least per cent of size at which they are still read.
_MOST_ACROSS = 235
_LEAST_PERCENT = 60
_A4 = 9
# Bold letters take so much more than the plain ones in which widths are counted.
_BOLD = 1.15
_PAGES = N_("Page &P of &N")


def lay_out(sheet: Any, widths: Sequence[int], names: int, title: str, say: Translator) -> None:  # noqa: ANN401 xlsxwriter has no types
    """Make a sheet print well: across, as wide as a page where it can be read so, its heading on each.

    Args:
        sheet: of xlsxwriter.
        widths: of its columns, in characters.
        names: how many columns at its left name the row; where it takes several pages across, each has them.
        title: of the workbook, at the head of each page, with the name of the sheet.
        say: the reader's language.
    """
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.repeat_rows(0)
    if sum(widths) <= _MOST_ACROSS:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(_LEAST_PERCENT)
        sheet.print_across()  # the pages of the same rows follow each other
        sheet.repeat_columns(0, names - 1)
    # A sign of a field in the text of a title would be read as one.
    shown = title.replace("&", "&&")
    sheet.set_header(f"&L{shown}&R&A")
    sheet.set_footer(f"&R{say.gettext(_PAGES)}")


def wide_enough(heading: str, width: int) -> int:
    """Return the width of a column, in characters, in which no word of its heading is broken."""
    longest = max(map(len, heading.split()), default=0)
    return max(width, ceil(_BOLD * longest) + 2)


def row_height(texts: Sequence[tuple[str, int]]) -> float | None:
    """Return the height in points of a row of texts and the widths of their columns; None for one line.

    LibreOffice shows a row in which text wraps no higher than any other, unless the file says its height.
    """
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(lines * _LINE, _HIGHEST) if lines > 1 else None


def _lines(text: str, width: int) -> int:
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(part) / width)) for part in text.split("\n"))
