"""Lines of a section that were misread → mended.

Suspended hyphens that look like bullets, and codes of outcomes in a column of their own.
"""

import re
from dataclasses import replace

from curranalyser.languages import any_of
from curranalyser.parse.page.columns import line_steps
from curranalyser.parse.page.layout import TextLine

# Points left of where the codes end from which texts may begin. In the two real files that have such a column
# texts began at most 2.0 left of it, and what was none of them 3.5 and more.
_EVEN = 2.5
# Codes that make a column of them; one or two may be quoted in a text. 2 reads some 400 real files alike,
# with 4 the outcomes of one are read otherwise.
_LEAST_CODES = 3
# Times the least step between lines: in the same two files lines of one row stood one step apart, and rows
# 1.6 and more.
_NEW_ROW = 1.3
_CODE = re.compile(r"^[A-ZÅÄÖ]{1,5}[ .-]?\d{1,2}[.:)]?$")
_DASHES = ("-", "–")
_SUSPENDS = re.compile(
    rf"(?:\b{any_of(lambda words: (*words.joins, *words.alternatives))}|[,/])$", re.IGNORECASE
)


def mend_hyphens(lines: list[TextLine]) -> list[TextLine]:
    """Give a hyphen that was taken for a bullet back to the word it belongs to ("ordnen und" / "-erhalten").

    Args:
        lines: of one section in reading order.

    Returns:
        The lines; as they are where there is no such hyphen, or more than one dash.
    """
    if sum(line.marker in _DASHES for line in lines) != 1:
        return lines
    return [
        replace(line, text=f"-{line.text}", marker="")
        if above is not None
        and line.marker in _DASHES
        and line.text[:1].islower()
        and _SUSPENDS.search(above.text)
        else line
        for line, above in zip(lines, [None, *lines], strict=False)
    ]


def is_outcome_code(text: str) -> bool:
    """Whether a cell holds nothing but the code of an outcome, such as "LO1" or "RA 2"."""
    return _CODE.match(text) is not None


def number_by_codes(lines: list[TextLine]) -> list[TextLine]:
    """Make list items of the rows of a table whose first column holds codes ("LO1", "RA 2").

    These may stand at half the height of their row.

    Args:
        lines: of one section in reading order.

    Returns:
        The lines without the codes, the first of each row with a marker; the lines as they are where there
        are no such codes.
    """
    codes = [line for line in lines if is_outcome_code(line.text) and not line.marker]
    coded = {id(line) for line in codes}
    texts = [line for line in lines if id(line) not in coded]
    if (
        len(codes) < _LEAST_CODES
        or len(codes) > len(texts)
        or max(code.x1 for code in codes) > min(line.x1 for line in texts)
    ):
        return lines
    pitch = min(line_steps(texts), default=0.0)
    edge = max(code.x1 for code in codes) - _EVEN
    starts = {
        id(line)
        for line, above in zip(texts, [None, *texts], strict=False)
        if line.x0 > edge and _begins_row(line, above, pitch)
    }
    if len(starts) < len(codes):
        return lines  # each code stands on the first line of its row
    return [
        replace(line, marker="•" if id(line) in starts else line.marker, label=False, cell=False)
        for line in texts
    ]


def _begins_row(line: TextLine, above: TextLine | None, pitch: float) -> bool:
    if above is None or above.page != line.page:
        return above is None or line.text[:1].isupper()
    return line.top - above.top > _NEW_ROW * pitch
