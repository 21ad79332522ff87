"""The style of body text, and what is set apart from it."""

from dataclasses import dataclass

from curranalyser.parse.page.layout import TextLine

# Times the size of body text: no type of some 400 real files lies between 1.10 and 1.14. With 1.05 rounding
# makes headings of text (4 of 23 files are read otherwise), with 1.25 headings are lost (9 of 24).
_LARGER = 1.12
# Letters: two in capitals are a word such as "OR". 2 reads the files alike that were tried, with 6 two are
# not.
_SHORTEST_CAPITALS = 3
# Points, for a document without text: any number would do.
_USUAL_SIZE = 10.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a document sets its body text: font size in points and whether it is bold.

    `plain` where nothing is set apart from it.
    """

    size: float
    bold: bool
    plain: bool = False


def body_style(lines: tuple[TextLine, ...]) -> Style:
    """Return the style in which most characters are set."""
    counted: dict[tuple[float, bool], int] = {}
    for line in lines:
        style = line.size, line.bold
        counted[style] = counted.get(style, 0) + len(line.text)
    size, bold = max(counted, key=counted.__getitem__) if counted else (_USUAL_SIZE, False)
    return Style(size, bold, len(counted) == 1)


def is_emphasised(line: TextLine, body: Style) -> bool:
    """Whether a line is set apart from the body: bold, larger, in capitals or underlined by numbering."""
    if line.bold and not body.bold:
        return True
    if line.size >= _LARGER * body.size:
        return True
    return line.text.isupper() and len(line.text) >= _SHORTEST_CAPITALS
