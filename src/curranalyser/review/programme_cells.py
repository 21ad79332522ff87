"""What a cell of a person's table of programmes says: numbers, answers and rules.

Each function takes the text of a cell and raises ValueError where it says nothing that it may say.
"""

import re
from decimal import Decimal

from curranalyser.datamodel import BlockRule, TakeRule
from curranalyser.review.programme_words import TableWords, plain

# More than any programme has, read part-time.
MOST_TERMS = 20
MOST_YEARS = 10
# More than any programme has; a typing error, or a year in the wrong column.
MOST_CREDITS = 600
# Of a cell that holds numbers or a rule: what is longer is a sentence, and is refused as it stands.
_MOST_CHARACTERS = 200
_DASH = r"\s*[-\u2013]\s*"
_NUMBER = r"\d{1,4}(?:[.,]\d{1,3})?"
_NUMBERS = re.compile(rf"\d{{1,4}}(?:{_DASH}\d{{1,4}})?(?:[\s,;/&+]+\d{{1,4}}(?:{_DASH}\d{{1,4}})?)*")
_PART = re.compile(rf"(\d{{1,4}})(?:{_DASH}(\d{{1,4}}))?")
_AMOUNT = re.compile(rf"({_NUMBER})(?:{_DASH}({_NUMBER}))?(?:\s*([^\W\d_]+))?")
_RULE_PART = re.compile(rf"({_NUMBER})(?:{_DASH}({_NUMBER}))?|([^\W\d_]+)|([^\s,;.:()])")


def read_numbers(text: str, most: int) -> tuple[int, ...]:
    """Read terms or years: "3", "1, 2" or "1-2", each from 1 to `most`."""
    if len(text) > _MOST_CHARACTERS or not _NUMBERS.fullmatch(text):
        raise ValueError(text)
    found: list[int] = []
    for part in _PART.finditer(text):
        first, last = int(part[1]), int(part[2] or part[1])
        if not 1 <= first <= last <= most:
            raise ValueError(text)
        found += range(first, last + 1)
    return tuple(dict.fromkeys(found))


def read_amount(text: str, words: TableWords) -> tuple[Decimal, ...]:
    """Read credits: "7.5", "7,5 hp", or the least and the most: "7.5-15"."""
    found = _AMOUNT.fullmatch(text)
    if not found or (found[3] and words.rules.get(plain(found[3])) != "credits"):
        raise ValueError(text)
    amounts = _pair(found[1], found[2])
    return amounts if amounts[0] != amounts[1] else amounts[:1]


def _pair(first: str, last: str | None) -> tuple[Decimal, Decimal]:
    least = Decimal(first.replace(",", "."))
    most = Decimal(last.replace(",", ".")) if last else least
    if not 0 < least <= most <= MOST_CREDITS:
        raise ValueError(first)
    return least, most


def read_rule(text: str, words: TableWords) -> TakeRule:
    """Read what is taken of a block: "all", "free", "choose 2 of 4", "choose 30 credits"."""
    if len(text) > _MOST_CHARACTERS:
        raise ValueError(text)
    rules: set[BlockRule] = set()
    courses: tuple[int, int] | None = None
    amount: tuple[Decimal, Decimal] | None = None
    parts = [_part(found, words) for found in _RULE_PART.finditer(text)]
    for place, (meaning, pair) in enumerate(parts):
        before = parts[place - 1][0] if place else ""
        after = parts[place + 1][0] if place + 1 < len(parts) else ""
        if meaning in _RULES:
            rules.add(_RULES[meaning])
        elif pair is not None and after == "credits" and amount is None:
            amount = pair
        elif pair is not None and before != "of" and courses is None:
            courses = _whole(pair)
        elif pair is not None and before != "of":
            raise ValueError(text)
    if courses or amount:
        rules.add(BlockRule.CHOOSE)
    if len(rules) != 1:
        raise ValueError(text)
    return TakeRule(rules.pop(), courses, amount)


_RULES = {"all": BlockRule.ALL, "choose": BlockRule.CHOOSE, "free": BlockRule.FREE}


def _part(found: re.Match[str], words: TableWords) -> tuple[str, tuple[Decimal, Decimal] | None]:
    """Return what a part of a rule means, and its numbers where it is one."""
    if found[1]:
        return "number", _pair(found[1], found[2])
    word = plain(found[3] or "")
    if word in words.numbers:
        return "number", _pair(str(words.numbers[word]), None)
    if word not in words.rules:
        raise ValueError(found[0])
    return words.rules[word], None


def _whole(pair: tuple[Decimal, Decimal]) -> tuple[int, int]:
    if any(number != int(number) for number in pair):
        raise ValueError(f"{pair[0]}")
    return int(pair[0]), int(pair[1])
