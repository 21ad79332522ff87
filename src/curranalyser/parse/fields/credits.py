"""Credits: the number of them that a text gives a course or programme."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from curranalyser.languages import any_of

# What credits are counted in, behind a number.
CREDIT_UNIT = any_of(lambda words: words.credit_units)
CREDITS = re.compile(
    rf"(?<![\w.,/-])(\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*{CREDIT_UNIT}(?![\w/]|\s*:\s*\d)", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)(?![\d.,]*\d)")
_LESS_OR_MORE = re.compile(rf"{any_of(lambda words: words.bounds)}\s*$", re.IGNORECASE)
# Characters before an amount in which a bound is looked for: the longest with its blanks.
_BOUND_REACH = 12
# Credits: an integrated programme of six years has 360, and no course or programme has more than these.
_MOST = 400
# What is awarded to those who leave a programme before its end: "exit award", "PgDip".
_INTERIM = re.compile(rf"\b{any_of(lambda words: words.interim_awards)}\b", re.IGNORECASE)
_LESSER = re.compile(rf"\b{any_of(lambda words: words.lesser_awards)}\b", re.IGNORECASE)
# "…, exit award": the amount before it is that of the award, and nothing more is said of one behind it.
_IS_INTERIM = re.compile(rf"\W*(?:\w+ )?{any_of(lambda words: words.interim_awards)}\W*$", re.IGNORECASE)
_NAMED_LESSER = re.compile(rf"{any_of(lambda words: words.lesser_awards)}\W*$", re.IGNORECASE)
# Characters before and behind an amount in which its award is looked for: a line or two, or a list of awards.
_REACH = 200


def parse_credits(text: str, anywhere: bool = False) -> Decimal | None:
    """Return the number of credits that a text names, or None.

    What is said of an award for those who leave before the end is no size of the whole.

    Args:
        text: such as "7,5 högskolepoäng" or "Omfattning: 15 hp"; of one line or several.
        anywhere: accept a bare number, for the value of a field.
    """
    chosen = None
    for match, lesser in _of_whole(text):
        # A programme may itself lead to what is a lesser award beside others.
        chosen = chosen or match
        if not lesser:
            chosen = match
            break
    if chosen is None and anywhere:
        chosen = _NUMBER.search(text)
    if chosen is None:
        return None
    try:
        value = Decimal(chosen[1].replace(",", "."))
    except InvalidOperation:
        return None
    whole = value.to_integral_value()
    return (whole if value == whole else value.normalize()) if 0 < value <= _MOST else None


def _of_whole(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield the amounts of a text but for bounds and interim awards, and whether it is of a lesser award."""
    if not _DIGIT.search(text):
        return  # most lines, quickly: the pattern looks at what stands before every letter
    for match in CREDITS.finditer(text):
        if _LESS_OR_MORE.search(text[: match.start()][-_BOUND_REACH:]) or _is_interim(text, match):
            continue
        before = text[max(0, match.start() - _REACH) : match.start()].rpartition("\n")[2]
        yield match, _NAMED_LESSER.search(before) is not None


def _is_interim(text: str, match: re.Match[str]) -> bool:
    """Whether an amount is that of an interim award, by its line or by the heading of a list of awards."""
    above, _, before = text[max(0, match.start() - _REACH) : match.start()].rpartition("\n")
    if _INTERIM.search(before):
        return True
    after = re.split(r"[;\n]", text[match.end() : match.end() + _REACH], maxsplit=1)[0]
    if _IS_INTERIM.match(after):
        return True
    if not _LESSER.search(before):
        return False
    for line in reversed(above.split("\n")):
        if _INTERIM.search(line):
            return CREDITS.search(line) is None
        if not _LESSER.search(line):
            return False
    return False
