"""Course codes: ONE recogniser for header, course lists and tables of courses.

A code is told by its shape and by where it stands: behind its label, alone in a cell, or in a line of text.
The freer the place, the stricter the rules. Terms, levels, credits, standards, rooms, postcodes and telephone
numbers have such shapes too; each is a named veto.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from curranalyser.languages import every
from curranalyser.parse.words.headings import (
    code_words,
    field_name,
    heading_table,
    is_document_name,
    kind_words,
)

_UPPER = "A-ZÅÄÖÆØÜ"
_BEFORE, _AFTER = r"(?<![\w/-])", r"(?![\w/-])"


class CodePlace(StrEnum):
    """Where a code is looked for."""

    LABEL = "behind its label, or in a column headed as codes"
    CELL = "alone in a cell or on a line"
    TEXT = "in a title, a row of a list or running text"


_ANYWHERE = frozenset(CodePlace)
_ALONE = frozenset({CodePlace.LABEL, CodePlace.CELL})
_LABELLED = frozenset({CodePlace.LABEL})


@dataclass(frozen=True, slots=True)
class Shape:
    """A form of codes, with an example and the places where it is one."""

    name: str
    example: str
    pattern: str
    places: frozenset[CodePlace]
    spaced: bool = False


SHAPES = (
    Shape(
        name="letters and digits as one word",
        example="HF1008",
        pattern=rf"(?=[{_UPPER}0-9]*\d)(?=[{_UPPER}0-9]*[{_UPPER}])[{_UPPER}0-9]{{5,10}}",
        places=_ANYWHERE,
    ),
    Shape(
        name="letters, space, number",
        example="GLA 2040",
        pattern=rf"[{_UPPER}]{{2,5}} \d{{3,5}}[{_UPPER}]?",
        places=_ANYWHERE,
        spaced=True,
    ),
    Shape(
        name="letters, hyphen, number",
        example="MEC-E8007",
        pattern=rf"[{_UPPER}]{{2,5}}-[A-Z]{{0,3}}\d{{3,5}}[{_UPPER}]?",
        places=_ANYWHERE,
    ),
    Shape(
        name="letters, letters and number between hyphens",
        example="INF-B-110",
        pattern=rf"[{_UPPER}]{{2,5}}-[{_UPPER}]{{1,4}}-\d{{3,4}}",
        places=_ANYWHERE,
    ),
    Shape(
        name="letters, stop, number",
        example="HMN.KL.110",
        pattern=rf"[{_UPPER}]{{3,5}}(?:\.[{_UPPER}]{{2,3}})?\.\d{{3}}",
        places=_ANYWHERE,
    ),
    Shape(
        name="number, hyphen, letters",
        example="0412-HMN",
        pattern=rf"\d{{3,4}}-(?![IVX]+\b)[{_UPPER}]{{2,4}}",
        places=_ANYWHERE,
    ),
    Shape(
        name="letters and two digits apart",
        example="HMN 11",
        pattern=rf"[{_UPPER}]{{3,5}}[ -]\d{{2}}",
        places=_ALONE,
        spaced=True,
    ),
    Shape(
        name="letters and few digits",
        example="HMN1",
        pattern=rf"[{_UPPER}]{{2,5}}[ -]?\d{{1,2}}[{_UPPER}]?",
        places=_LABELLED,
        spaced=True,
    ),
)


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code in a text: its words, and where they begin and end."""

    text: str
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class _Candidate:
    """What has the shape of a code, with what stands around it; not frozen, which takes four times longer."""

    code: str
    letters: str
    digits: str
    before: str
    after: str
    place: CodePlace
    spaced: bool

    @property
    def word_before(self) -> str:
        words = self.before.rstrip(" .:").rsplit(" ", 1)
        return words[-1].lower()

    @property
    def leads(self) -> bool:
        """Whether it stands first in its text, behind a separating sign, a label or a document's name."""
        return (
            not self.before
            or self.before.endswith(_SEPARATORS)
            or field_name(self.word_before) == "code"
            or is_document_name(self.word_before)
        )

    @property
    def closes(self) -> bool:
        """Whether it stands last in a text that is no sentence, or before a separating sign."""
        return not self.after or self.after.startswith(_CLOSING)


_SEPARATORS = (":", ";", ",", "|", "(", "[", "•", "–", "—", "-", "/", "*", "“", '"', "»", "«")
_CLOSING = (")", "]", "|", ";", "–", "—", "*", "”", '"', "»", "«", ":")
_YEAR = re.compile(r"(?:19|20)\d{2}\d?\Z|\d{2}\Z")
_LEVEL = re.compile(r"[GA][12]?[NFEX]+\Z")
_COUNTRY_CODE = re.compile(
    r"(?:SE|DK|NO|FI|FIN|DE|CH|AT|NL|BE|LU|FR|IT|ES|PT|IS|EE|LV|LT)(?:-\d{4,5}| \d{5})\Z"
)
_AMOUNT = re.compile(r"\d\s*(?P<unit>[^\W\d_]{1,20})")
_REST_OF_POSTCODE = re.compile(r"^(\d{2}\b)?.*", re.DOTALL)
_FORMULA = re.compile(r"(?:(?:[CHNOPSKFIBVUWY]|NA|CA|MG|AL|SI|CL|FE|CU|ZN|AG|BR|MN)\d{0,2}){2,}\Z")
# A word such as "HTML5" that ends in one or two digits is a name more often than a code, unless it stands
# where codes stand.
_NAME_WITH_DIGITS = re.compile(rf"[{_UPPER}]+\d{{1,2}}\Z")
_NAME_WITH_YEAR = re.compile(rf"[{_UPPER}]+20\d\d\Z")
_WORD = re.compile(r"\w{5,}")
# Letters: codes of one word have fewer before one or two digits.
_LETTERS_OF_NAME = 6
# Characters behind the first of two codes of a title, more than which is a title between them; titles have 10
# and more, and nothing stands there otherwise.
_FEWEST_APART = 2
# Digits of the number of an outcome: no syllabus has a hundred.
_DIGITS_OF_OUTCOME = 2


def _is_term(found: _Candidate) -> bool:
    """HT2025, VT24, HT 2025, WS2024, FALL 2024, VÅR 2025: a term or month with a year."""
    return found.letters.lower() in code_words().terms and _YEAR.match(found.digits) is not None


def _is_level(found: _Candidate) -> bool:
    """G1N, A1F, GXX: the level of a course."""
    return _LEVEL.match(found.code) is not None


def _is_amount(found: _Candidate) -> bool:
    """120HP, 30ECTS, 1990TAL: a number with its unit."""
    unit = re.fullmatch(rf"[\d.,]+([{_UPPER}]+)", found.code)
    return unit is not None and unit[1].lower() in code_words().units


def _is_document(found: _Candidate) -> bool:
    """ISO 9001, SFS 1993, EQF 7, LGR22: a standard, law or framework. ISO1001 first in a title is a code."""
    if found.letters.lower() not in code_words().documents:
        return False
    return found.spaced or " " in found.code or not (found.place is CodePlace.CELL or found.leads)


def _is_counted(found: _Candidate) -> bool:
    """TOTAL 120, ROOM 334, PAGE 12, LO 11: a word with its number."""
    return " " in found.code and found.letters.lower() in code_words().counted


def _is_outcome(found: _Candidate) -> bool:
    """LO1, FSR 10: the number of an outcome."""
    return found.letters.lower() in code_words().outcome_codes and len(found.digits) <= _DIGITS_OF_OUTCOME


def _is_postcode(found: _Candidate) -> bool:
    """SE-58183, SE-581 83, DK-2100: a country with its postcode. First in a row with credits it is a code."""
    units = {match["unit"].lower() for match in _AMOUNT.finditer(found.after)}
    if not found.before and units & code_words().units:
        return False
    return _COUNTRY_CODE.match(found.code + _REST_OF_POSTCODE.sub(r"\1", found.after)) is not None


def _is_place(found: _Candidate) -> bool:
    """Room ABC 334, sal C1234, tel HDA 0234, dnr HS2019: what the word before says is no code."""
    return found.word_before in code_words().before


def _is_formula(found: _Candidate) -> bool:
    """C6H12O6, H2SO4, H10N8: a formula, within a text or at the beginning of a sentence."""
    runs = not found.leads or found.after[:1].islower()
    return runs and len(re.findall(r"\d+", found.code)) > 1 and bool(_FORMULA.match(found.code))


def _is_known_name(found: _Candidate) -> bool:
    """COVID19, HTML5, AGENDA2030: a name known to have a number or year behind it; CSS1001 is a code."""
    numbered = _NAME_WITH_DIGITS.match(found.code) or _NAME_WITH_YEAR.match(found.code)
    return numbered is not None and found.letters.lower() in code_words().names


def _is_name(found: _Candidate) -> bool:
    """RCP85, PYTHON3: a name that ends in a digit or two, within a sentence or in words that make one.

    Such are "RCP85 och havet", "Havet efter RCP85"; not "TATA24 eller TATA31", nor "TATA24 Havet".
    """
    if not _NAME_WITH_DIGITS.match(found.code):
        return False
    if not (found.leads or found.closes) or len(found.letters) >= _LETTERS_OF_NAME:
        return True
    if any(_NAME_WITH_DIGITS.match(word) for word in _WORD.findall(f"{found.before} {found.after}")):
        return False  # several of a kind are codes
    runs_on = found.after[:1].islower()
    run_in = not found.after and found.word_before in code_words().prose | code_words().prepositions
    return runs_on or run_in


def _is_run_in(found: _Candidate) -> bool:
    """A word in capitals with a number in the midst of a sentence, such as a room: "möts i ABC 334."."""
    return " " in found.code and not (found.leads or found.closes)


def _is_in_a_place(found: _Candidate) -> bool:
    """A word in capitals with a number behind a small word, such as a room: "föreläsning i ABC 334"."""
    return " " in found.code and found.word_before in code_words().prepositions


@dataclass(frozen=True, slots=True)
class Veto:
    """Why what has the shape of a code is none, and the places where that holds."""

    name: str
    holds: Callable[[_Candidate], bool]
    places: frozenset[CodePlace]


_UNLABELLED = frozenset({CodePlace.CELL, CodePlace.TEXT})
_IN_TEXT = frozenset({CodePlace.TEXT})
VETOES = (
    Veto("term", _is_term, _ANYWHERE),
    Veto("level", _is_level, _ANYWHERE),
    Veto("amount", _is_amount, _ANYWHERE),
    Veto("standard or law", _is_document, _UNLABELLED),
    Veto("word with a number", _is_counted, _UNLABELLED),
    Veto("number of an outcome", _is_outcome, _UNLABELLED),
    Veto("postcode", _is_postcode, _UNLABELLED),
    Veto("room, telephone, file number", _is_place, frozenset({CodePlace.LABEL, CodePlace.TEXT})),
    Veto("formula", _is_formula, _IN_TEXT),
    Veto("known name", _is_known_name, _UNLABELLED),
    Veto("name", _is_name, _IN_TEXT),
    Veto("number in a sentence", _is_run_in, _IN_TEXT),
    Veto("place in a sentence", _is_in_a_place, _IN_TEXT),
)
_VETOES_AT = {place: tuple(veto for veto in VETOES if place in veto.places) for place in CodePlace}
_DIGIT = re.compile(r"\d")
# Characters: the codes of a longer text are looked for one by one, and not remembered.
_LONGEST_LINE = 300
_LETTERS = re.compile(rf"[{_UPPER}]+")
_DIGITS = re.compile(r"\d+")
# A value behind a label may be a code of any form: capitals alone (TVATT), digits alone, stops and slashes.
_WHOLE_VALUE = re.compile(rf"(?=.*\d|[{_UPPER}]{{3,8}}\Z)[{_UPPER}0-9][\w ._/-]{{2,15}}\Z")
# A date; a number in three groups and more, such as a telephone.
_NO_VALUE = re.compile(r"\d{4}-\d\d-\d\d\b|(?:\S+\s){2,}")
_INSTITUTIONS = "".join(rf"(?<!(?i:{word}) )" for word in every(lambda words: words.institutions))
_BRACKETED = re.compile(rf"{_INSTITUTIONS}\(([{_UPPER}][{_UPPER}0-9]{{3,6}})\)")
_VERSION = re.compile(r"\.\d{1,3}(?!\w)")


@lru_cache(maxsize=len(CodePlace))
def _pattern(place: CodePlace) -> re.Pattern[str]:
    shapes = "|".join(shape.pattern for shape in SHAPES if place in shape.places)
    return re.compile(rf"{_BEFORE}(?:{shapes}){_AFTER}")


def find_codes(text: str, place: CodePlace = CodePlace.TEXT) -> Iterator[FoundCode]:
    """Yield the course codes in a text, from left to right.

    Args:
        text: the value of a label, a cell, or a line.
        place: what the text is; a cell is a code as a whole or holds none.
    """
    if not _DIGIT.search(text):
        return  # most lines, quickly
    yield from _read_codes(text, place) if len(text) > _LONGEST_LINE else _codes_of_line(text, place)


# A line is asked in many places: as the head of a syllabus, its title, an entry of a list, its kind.
@lru_cache(maxsize=20_000)
def _codes_of_line(text: str, place: CodePlace) -> tuple[FoundCode, ...]:
    return tuple(_read_codes(text, place))


def _read_codes(text: str, place: CodePlace) -> Iterator[FoundCode]:
    for match in _pattern(place).finditer(text):
        if place is CodePlace.CELL and match[0] != text.strip():
            return
        if not why_no_code(match[0], text[: match.start()], text[match.end() :], place):
            yield FoundCode(match[0], match.start(), match.end())


def why_no_code(code: str, before: str, after: str, place: CodePlace) -> str:
    """Return the name of the veto against what has the shape of a code, or "".

    Args:
        code: the words.
        before: the text before them.
        after: the text after them.
        place: where it stands.
    """
    letters, digits = _LETTERS.search(code), _DIGITS.search(code)
    found = _Candidate(
        code=code,
        letters=letters[0] if letters else "",
        digits=digits[0] if digits else "",
        before=before.rstrip(),
        after=after.lstrip(),
        place=place,
        spaced=" " in code,
    )
    for veto in _VETOES_AT[place]:
        if veto.holds(found):
            return veto.name
    return ""


def find_code(text: str, place: CodePlace = CodePlace.TEXT) -> str | None:
    """Return the first course code in a text, or None.

    Behind a label the whole value may be a code that has no such shape, and a version stays with its code
    ("ABC123.2").
    """
    found = next(find_codes(text, place), None)
    if place is not CodePlace.LABEL:
        return found.text if found else None
    if found:
        version = _VERSION.match(text, found.end)
        return found.text + version[0] if version and not found.start else found.text
    value = text.strip()
    if _pattern(place).search(value) or _NO_VALUE.match(value):
        return None  # what looks like a code there is none
    if _WHOLE_VALUE.match(value) and not why_no_code(value, "", "", place):
        return value
    return None


def is_code(text: str, place: CodePlace = CodePlace.CELL) -> bool:
    """Whether a whole text is a course code."""
    return find_code(text, place) == text.strip()


def find_programme_code(text: str, title: str = "") -> str | None:
    """Return the code of a programme in a line of its syllabus: in brackets, or behind a label of codes.

    In brackets only beside the programme's title, where that is given: others name a body or a method. It may
    be of letters alone ("TVATT"); "(ECTS)" is none, and neither is "Core" in the column beside one.
    """
    beside = _BRACKETED.search(text)
    if beside is not None and title and title.lower() not in text.lower():
        beside = None
    match = beside or _code_label().search(text)
    if match is None or match[1].lower() in code_words().documents | code_words().units:
        return None
    return match[1]


@lru_cache(maxsize=1)
def _code_label() -> re.Pattern[str]:
    labels = sorted((label for label, name in heading_table().fields.items() if name == "code"), key=len)
    words = "|".join(re.escape(label) for label in reversed(labels))
    return re.compile(rf"(?<!\w)(?i:{words})\W+([{_UPPER}0-9]{{4,7}})\b")


def without_code(title: str) -> str:
    """Take the code off a title: "HF1008 Linjär algebra", "Linjär algebra (HF1008)".

    A title that is nothing but its code is left as it is.
    """
    codes = list(find_codes(title))
    before = title[: codes[0].start].strip(" (").lower() if codes else ""
    if (
        codes
        and (not before or before in kind_words().course_words)
        and len(title) > codes[0].end + _FEWEST_APART
    ):
        title = title[codes[0].end :].lstrip(" ,.:;–-)").rstrip(" ,:;–-")
        codes = list(find_codes(title))
    if codes and not title[codes[-1].end :].strip(" )") and title[: codes[-1].start].strip(" ,(–-"):
        title = title[: codes[-1].start].strip(" ,:;–-(")
    return title
