"""The words of rows that name courses, compiled."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from curranalyser.datamodel import CourseMark
from curranalyser.languages import CourseRows, Words, languages
from curranalyser.parse.fields.credits import CREDIT_UNIT

NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
# "7,5 hp", "7,5–15 hp", "7,5 eller 15 hp".
_RANGE = "[-–—/]{1,3}"


@dataclass(frozen=True, slots=True)
class RowWords:
    """Patterns; those that end in `s` as a whole text, the others wherever they stand.

    Attributes:
        credits: an amount with its unit; groups `least` (of a range) and `most`.
        unit_alone, number_alone: a text that is nothing but a unit of credits, or a number.
        marks: what a text that is nothing but a mark says.
        level_letters: letters in brackets that are the level of a course.
        joined: an alternative word at the beginning, within and at the end of a row.
        between_courses: an alternative word anywhere; it parts two courses where both have a code.
        either, one_of, some_of: words before courses of which one is taken, or more, and the space behind them.
        articles: small words before the name of a course in a sentence.
        may: words by which a sentence leaves it to the student what follows them.
        second_title: an alternative word behind which another title begins.
    """

    credits: re.Pattern[str]
    unit_alone: re.Pattern[str]
    number_alone: re.Pattern[str]
    of_which: re.Pattern[str]
    part_alone: re.Pattern[str]
    marks: tuple[tuple[CourseMark, re.Pattern[str]], ...]
    level_letters: frozenset[str]
    marked: re.Pattern[str]
    alternative_first: re.Pattern[str]
    alternative_last: re.Pattern[str]
    alternative_alone: re.Pattern[str]
    between_courses: re.Pattern[str]
    second_title: re.Pattern[str]
    groups: re.Pattern[str]
    tracks: re.Pattern[str]
    slots: re.Pattern[str]
    totals: re.Pattern[str]
    amounts: re.Pattern[str]
    sentence_verbs: re.Pattern[str]
    degrees: re.Pattern[str]
    degree_headings: re.Pattern[str]
    levels: re.Pattern[str]
    introduces: re.Pattern[str]
    either: re.Pattern[str]
    one_of: re.Pattern[str]
    some_of: re.Pattern[str]
    articles: re.Pattern[str]
    may: re.Pattern[str]
    during: re.Pattern[str]
    joins: str
    unfinished: re.Pattern[str]
    everyone: re.Pattern[str]


def _any(choose: Callable[[CourseRows], Words], every: bool = True) -> str:
    """Return a pattern of the words in all languages; of those in sentence case alone where not `every`."""
    found = (
        word
        for language in languages()
        if every or language.rows.sentence_case
        for word in choose(language.rows)
    )
    return f"(?:{'|'.join(sorted(dict.fromkeys(found), key=len, reverse=True)) or '(?!)'})"


def _phrases(name: str, sentence_case: bool = False) -> str:
    found = (
        word
        for language in languages()
        if language.rows.sentence_case or not sentence_case
        for word in getattr(language.phrases, name)
    )
    return f"(?:{'|'.join(dict.fromkeys(found)) or '(?!)'})"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=1)
def row_words() -> RowWords:
    """Return the patterns, from the words of all languages."""
    alternatives, joins = _phrases("alternatives"), _phrases("joins")
    courses = _any(lambda rows: rows.courses)
    marks: tuple[tuple[CourseMark, str], ...] = (
        ("compulsory", _any(lambda rows: rows.compulsory)),
        ("elective", _any(lambda rows: rows.elective)),
        ("recommended", _any(lambda rows: rows.recommended)),
        ("voluntary", _any(lambda rows: rows.voluntary)),
    )
    marked = "|".join(pattern for _, pattern in marks)
    introduced = _any(lambda rows: rows.introduced)
    either, one_of = _any(lambda rows: rows.either), _any(lambda rows: rows.one_of)
    some_of = _any(lambda rows: rows.some_of)
    # The name of a course, or first the words that say that one of some is taken.
    name = rf"(?=(?:(?i:{either}|{one_of}|{some_of}):?\s+)?[A-ZÅÄÖ0-9])"
    # "… ends with an independent project, Thesis in Law (15 credits)"
    apposition = r"(?:\s+[^\W\dA-ZÅÄÖ_]+(?:-[^\W\d]+)?){1,4},"
    return RowWords(
        credits=re.compile(
            rf"(?<![\w.,/])(?:(?P<least>{NUMBER})(?:(?<=\d\d|[.,]\d),\s+{NUMBER})*\s*(?:(?i:{CREDIT_UNIT})\s*)?(?:{_RANGE}|(?i:{alternatives}),?)\s*)?"
            rf"(?P<most>{NUMBER})\s*(?:(?i:{CREDIT_UNIT}))(?![\w/])"
        ),
        unit_alone=_compiled(rf"^\W*{CREDIT_UNIT}\W*$"),
        number_alone=_compiled(rf"^\W*{NUMBER}\W*$"),
        of_which=_compiled(rf"\b{_any(lambda rows: rows.of_which)}[\W\d]*$"),
        part_alone=_compiled(rf"\s*\(\s*{_any(lambda rows: rows.of_which)}\b[^()]*\)"),
        marks=tuple((mark, _compiled(rf"^\W*{pattern}(?:\s+{courses})?\W*$")) for mark, pattern in marks),
        level_letters=frozenset(letter for language in languages() for letter in language.rows.level_letters),
        marked=_compiled(rf"\b(?:{marked})\b"),
        alternative_first=_compiled(rf"^\W*{alternatives}\s+(?=\w)"),
        alternative_last=_compiled(rf"[\s,;]+{alternatives}\W*$"),
        alternative_alone=_compiled(rf"^\W*{alternatives}\W*$"),
        between_courses=_compiled(rf"\s+{alternatives}\s+"),
        second_title=re.compile(rf"\s+(?i:{_phrases('alternatives', sentence_case=True)})\s+(?=[A-ZÅÄÖ])"),
        groups=_compiled(rf"\b{_any(lambda rows: rows.groups)}\W*$|\b{_any(lambda rows: rows.groups)}\b"),
        tracks=_compiled(rf"^\W*{_any(lambda rows: rows.tracks)}\b|\b{_any(lambda rows: rows.tracks)}\W*$"),
        slots=_compiled(rf"^{_any(lambda rows: rows.slots)}$"),
        totals=_compiled(rf"^\W*{_any(lambda rows: rows.totals)}\b"),
        amounts=_compiled(rf"\b{_any(lambda rows: rows.amounts)}\b"),
        sentence_verbs=re.compile(rf"(?<![\w(]){_any(lambda rows: rows.sentence_verbs)}(?!\w)"),
        degrees=_compiled(rf"^\W*{_any(lambda rows: rows.degrees)}"),
        degree_headings=_compiled(rf"^[\W\d]*{_any(lambda rows: rows.degree_headings)}\W*$"),
        levels=re.compile(rf"(?<!,)\s+(?:{_any(lambda rows: rows.levels)})\W*$", re.IGNORECASE),
        introduces=re.compile(
            rf"(?:\b(?i:{_any(lambda rows: rows.introduces)})(?:\s+(?i:{introduced})|{apposition})?|"
            rf"\b(?i:{introduced})|(?<!\w)(?i:{some_of})|:)\s+{name}"
        ),
        either=_compiled(rf"\s*{either}:?\s+"),
        articles=re.compile(rf"{_any(lambda rows: rows.articles)}\s+(?=[A-ZÅÄÖ0-9])"),
        may=_compiled(rf"\b{_any(lambda rows: rows.may)}\b(?:\W+\w+){{0,3}}?\W*$"),
        one_of=_compiled(rf"\s*{one_of}:?\s+"),
        some_of=_compiled(rf"\s*{some_of}:?\s+"),
        during=_compiled(rf"^\W*(?:{_any(lambda rows: rows.during)}\s+)?"),
        joins=joins,
        everyone=_compiled(rf"^\W*{_any(lambda rows: rows.everyone)}\b"),
        unfinished=re.compile(rf"\s{_phrases('title_goes_on')}$"),
    )
