"""Lines of an outcome section that were misread → mended, by repairs that follow each other."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from curranalyser.languages import any_of
from curranalyser.parse.page.indents import mark_indented
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.page.row_codes import mend_hyphens, number_by_codes
from curranalyser.parse.words.leadin import is_open

# Lines: fewer tell nothing of how a section is set.
_ENOUGH_LINES = 5
# Share of the numbers that begin or go on a series; and codes with letters of several knowledge forms.
_MOST_IN_SERIES, _FEWEST_BY_FORM = 0.8, 3
# Points from the left edge of the section: there its first column begins.
_LEFT_COLUMN = 12.0
# Times the type size by which a number may stand above or below the text that it numbers: it is set about the
# middle of its row. In real files up to 1.18; what lies beyond was chosen, not measured.
_BESIDE = 2.2
# Bullets beside which a single dash is none of them. Chosen, not measured: no real file came to the question.
_FEWEST_BULLETS = 2
# Numbers or letters that make a series. With 3 one of some 400 real files is read otherwise.
_SHORTEST_SERIES = 2
_ITEM_END = (".", ":", ";", ",")
_ROW_NUMBER = re.compile(r"^(?:[A-Z]{0,3}LO\s?-?)?\d{1,2}[.)]?$")
_BARE_NUMBER = re.compile(
    rf"^(?P<prefix>(?:[A-ZÅÄÖ]{{1,3}}|(?i:{any_of(lambda words: words.outcome_labels)})) ?-?)?"
    r"(?P<step>\d{1,2}(?:\.\d{1,2}){0,2})[.:]?\s+(?=[^\W\d])"
)
_CAPITAL_LETTER = re.compile(r"^([A-Z])[.)]\s+(?=[^\W\d])")


def number_cells(lines: list[TextLine]) -> list[TextLine]:
    """Make a number in a cell of its own the marker of the text beside it.

    Drop row numbers that stand inside a text.
    """
    kept: list[TextLine] = []
    number: TextLine | None = None
    left = min((line.x0 for line in lines), default=0.0) + _LEFT_COLUMN
    for line in lines:
        # A code such as "LO1" numbers a row only in the first column; further right it refers to an outcome.
        joins = bool(kept) and kept[-1].text.endswith(
            ("–", "-")
        )  # "4–" at the end of a line, "6" on the next
        if (
            not joins
            and _ROW_NUMBER.match(line.text)
            and not line.marker
            and (line.text[0].isdigit() or line.x0 < left)
        ):
            number = line
            continue
        if number is not None:
            begins = (
                number.text[0].isalpha()
                or not kept
                or kept[-1].text.endswith((".", ":", ";"))
                or line.text[:1].isupper()
            )
            beside = (
                line.page == number.page
                and abs(line.top - number.top) < _BESIDE * line.size
                and line.x0 > number.x0
            )
            if begins and beside and not line.marker:
                line = replace(line, marker=f"{number.text}.", label=False, cell=False)  # noqa: PLW2901 the line with its number
            number = None
        kept.append(line)
    return kept


def bare_numbers(lines: list[TextLine]) -> list[TextLine]:
    """Make numbers without stop and codes ("1 …", "1.2 …", "K1 …") markers.

    Only where nearly all of them begin or go on a series.
    """
    steps: dict[int, tuple[str, tuple[int, ...]]] = {}
    for position, line in enumerate(lines):
        match = _BARE_NUMBER.match(line.text) if not line.marker and not line.text[:1].islower() else None
        if match:
            steps[position] = match["prefix"] or "", tuple(map(int, match["step"].split(".")))
    if len(steps) < _SHORTEST_SERIES:
        return _lettered(lines)
    order = list(steps.values())
    goes_on = [
        after[1][-1] == before[1][-1] + 1 and (after[0], after[1][:-1]) == (before[0], before[1][:-1])
        for before, after in pairwise(order)
    ]
    begins = sum(step[-1] == 1 for _, step in order)
    series = any(goes_on) and sum(goes_on) + begins >= _MOST_IN_SERIES * len(order)
    if not (series or _are_by_form(order)):
        return lines
    result = list(lines)
    for position in steps:
        match = _BARE_NUMBER.match(lines[position].text)
        if match:
            result[position] = replace(
                lines[position], marker=match[0].strip(), text=lines[position].text[match.end() :]
            )
    return result


def _are_by_form(codes: list[tuple[str, tuple[int, ...]]]) -> bool:
    """Whether codes have a letter for the knowledge form, each of its own: "K1", "S2", "T1"."""
    letters = {prefix for prefix, _ in codes}
    return (
        len(codes) == len(set(codes)) >= _FEWEST_BY_FORM
        and len(letters) > 1
        and all(len(letter) == 1 and letter.isalpha() for letter in letters)
    )


def dashes_within(lines: list[TextLine]) -> list[TextLine]:
    """Give a dash back to its sentence where a line happens to begin with it.

    The only dash among other bullets, or among lines without any.
    """
    dashed = [position for position, line in enumerate(lines) if line.marker in ("–", "—")]
    others = sum(bool(line.marker) for line in lines) - len(dashed)
    if len(dashed) != 1 or dashed[0] == 0 or (others < _FEWEST_BULLETS and len(lines) < _ENOUGH_LINES):
        return lines
    [position] = dashed
    line, above = lines[position], lines[position - 1]
    if is_open(above.text) or above.text.endswith(_ITEM_END) or not line.text[:1].islower():
        return lines
    return [
        *lines[:position],
        replace(line, marker="", text=f"{line.marker} {line.text}"),
        *lines[position + 1 :],
    ]


def _lettered(lines: list[TextLine]) -> list[TextLine]:
    """Make "A.", "B)" markers where they are a series from A on."""
    found = [
        (position, match)
        for position, line in enumerate(lines)
        if not line.marker and (match := _CAPITAL_LETTER.match(line.text))
    ]
    if len(found) < _SHORTEST_SERIES or any(
        ord(match[1]) - ord("A") != number for number, (_, match) in enumerate(found)
    ):
        return lines
    result = list(lines)
    for position, match in found:
        result[position] = replace(
            lines[position], marker=match[0].strip(), text=lines[position].text[match.end() :]
        )
    return result


# In this order: what was taken for a bullet and is none goes first, so that the later repairs count true
# marks only; codes that number rows before single numbers in cells of their own, which they may hold; and
# numbers without stops last, for they are told by the series that is left.
REPAIRS: tuple[tuple[str, Callable[[list[TextLine]], list[TextLine]]], ...] = (
    ("items told by their indent", mark_indented),
    ("hyphens taken for bullets", mend_hyphens),
    ("rows numbered by codes", number_by_codes),
    ("numbers in cells of their own", number_cells),
    ("dashes within a sentence", dashes_within),
    ("numbers without stops", bare_numbers),
)


def mend(lines: list[TextLine]) -> list[TextLine]:
    """Return the lines of an outcome section after all repairs.

    Args:
        lines: in reading order.
    """
    for _, repair in REPAIRS:
        lines = repair(lines)
    return lines
