"""The numbers that a form gives its rows, as module handbooks have them.

They are no list numbers and stand beside no text of their own.
"""

import re
from collections.abc import Iterable

from curranalyser.datamodel import Line
from curranalyser.parse.words.headings import field_name, section_kind

_NUMBER = re.compile(r"^\d{1,2}$")
# What is said of measuring was measured on some 400 real files.
# Points from the left edge of a page within which such numbers stand. 8 reads the files alike; with 30 two
# module handbooks are read otherwise.
_MARGIN = 16.0
# By how much the number of a row may be larger than that of the one above. With 1 one handbook is read
# otherwise, with 6 three are.
_SKIPPED = 3
# Rows of a form, and labels or headings among them, at least. 3 to 8 rows and 2 to 4 headings read the files
# alike; with 3 rows a handbook of our own cases is read otherwise.
_LEAST_ROWS = 5
_LEAST_HEADINGS = 3
# Bound on the work. One handbook has more lines that are nothing but a number, 2581, and 4000 would not read
# it otherwise; with 900 three handbooks are.
_MOST_NUMBERS = 2000
# Digits of such a number: no form has a hundred rows.
_MOST_DIGITS = 2


def row_numbers(lines: tuple[Line, ...], flowing: bool) -> set[int]:
    """Return the positions in `lines` of numbers at the left margin that count the rows of a form.

    They rise down the page, and the labels of the form stand between them; between the numbers of a list
    there are none. `flowing` text has no pages and no forms.
    """
    candidates = [
        position
        for position, line in enumerate(lines)
        if len(line.text) <= _MOST_DIGITS and _NUMBER.match(line.text)
    ]
    if flowing or not _LEAST_ROWS <= len(candidates) <= _MOST_NUMBERS:
        return set()
    left: dict[int, float] = {}
    pages: dict[int, list[Line]] = {}
    for line in lines:
        left[line.page] = min(left.get(line.page, line.x0), line.x0)
        pages.setdefault(line.page, []).append(line)
    found: set[int] = set()
    run: list[int] = []
    margin = [
        position for position in candidates if lines[position].x0 <= left[lines[position].page] + _MARGIN
    ]
    ordered = sorted(margin, key=lambda position: (lines[position].page, lines[position].top))
    for position in ordered:
        number = int(lines[position].text)
        # A row that goes on over the page has its number on both.
        if run and not 0 <= number - int(lines[run[-1]].text) <= _SKIPPED:
            found |= _rows_of_a_form(run, lines, pages)
            run = []
        run.append(position)
    return found | _rows_of_a_form(run, lines, pages)


def _rows_of_a_form(run: list[int], lines: tuple[Line, ...], pages: dict[int, list[Line]]) -> set[int]:
    """Return the positions of a run of rising numbers if it counts the rows of a form, else none."""
    if len(run) < _LEAST_ROWS:
        return set()
    first, last = lines[run[0]], lines[run[-1]]
    near = (line for page in range(first.page, last.page + 1) for line in pages.get(page, ()))
    between = (
        line
        for line in near
        if (first.page, first.top - first.size) <= (line.page, line.top) <= (last.page, last.top)
    )
    return set(run) if _labels(between) >= _LEAST_HEADINGS else set()


def _labels(lines: Iterable[Line]) -> int:
    """Return how many different labels and headings stand among the lines.

    They are counted up to what is asked for.
    """
    seen: set[str] = set()
    for line in lines:
        head = line.text.partition(":")[0]
        if len(head) < len(line.text) and (section_kind(head) is not None or field_name(head)):
            seen.add(head)
            if len(seen) >= _LEAST_HEADINGS:
                break
    return len(seen)
