"""Terms and years that a heading stands for, or that a sentence speaks of."""

import re
from dataclasses import dataclass
from functools import lru_cache

from curranalyser.languages import languages
from curranalyser.parse.programme.frames import joined, numbers

# Terms of one year; the most terms and years that a programme has.
TERMS_A_YEAR, _MOST_TERMS, _MOST_YEARS = 2, 12, 7
# Characters of a heading that names a place: what is longer is a sentence.
_LONGEST_HEADING = 110
# A level or part with its number, and the place that it is within brackets.
_IN_BRACKETS = re.compile(r"^\W*[^\W\d]+\s+\w{1,3}\s*\((?P<place>[^()]{4,30})\)\W*$")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
_NUMBERING = r"^\W*(?:\d+(?:\.\d+)+\W+|\d+\.\W+)?"
_FIRST = r"\s*(?P<at>\d{{1,2}}|(?-i:[IV]{{1,3}})(?!\w)|(?<=\s){words}(?!\w))"
_MORE = (
    r"(?P<more>(?:,\d{{1,2}}(?!\d)){{1,12}}(?:\s*{joins}\s*\d{{1,2}}(?!\d))?"
    r"|(?:\s*(?:[-–—]{{1,2}}|,\s*{joins}|,(?!\d)|{joins})\s*\d{{1,2}}(?!\d)){{0,12}})(?![\w.,]*\d)"
)
_NEXT = re.compile(r"(?P<range>[-–—])?\s*(?P<number>\d{1,2})")


@dataclass(frozen=True, slots=True)
class Place:
    """Terms and years of study, from 1 within the programme."""

    terms: tuple[int, ...] = ()
    years: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.years)

    @property
    def all_years(self) -> frozenset[int]:
        """The years, those of the terms with them."""
        return frozenset(self.years) | {(term + 1) // TERMS_A_YEAR for term in self.terms}


NOWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Words for terms and years in all languages, as patterns; `ordinals` has the number of each word for one."""

    year: str
    term: str
    autumn: str
    spring: str
    ordinals: dict[str, int]


@lru_cache(maxsize=1)
def place_words() -> PlaceWords:
    """Return the words, from the data of the languages."""
    words = [language.study_places for language in languages()]

    def every(name: str) -> str:
        return joined(tuple(word for places in words for word in getattr(places, name)))

    ordinals = {
        word: number
        for places in words
        for number, forms in enumerate(places.ordinals, start=1)
        for word in forms.split("|")
    }
    return PlaceWords(
        year=every("years"),
        term=every("terms"),
        autumn=every("autumn"),
        spring=every("spring"),
        ordinals=ordinals,
    )


@lru_cache(maxsize=1)
def _joins() -> str:
    return joined(tuple(word for language in languages() for word in language.phrases.joins) or ("&",))


@lru_cache(maxsize=4)
def _numbered(kind: str) -> re.Pattern[str]:
    name = place_words().year if kind == "year" else place_words().term
    first = _FIRST.format(words=joined(tuple(word for word in numbers() if len(word) > 1)))
    return re.compile(rf"\b{name}{first}{_MORE.format(joins=_joins())}", re.IGNORECASE)


@lru_cache(maxsize=4)
def _ordinal(kind: str) -> re.Pattern[str]:
    name = place_words().year if kind == "year" else place_words().term
    ordinals = joined(tuple(place_words().ordinals))
    return re.compile(rf"(?<!\w)(?P<at>{ordinals})s?(?:\s+\w+)?\s+{name}\b", re.IGNORECASE)


@lru_cache(maxsize=4)
def _first_few(kind: str) -> re.Pattern[str]:
    name = place_words().year if kind == "year" else place_words().term
    first = joined(tuple(word for word, number in place_words().ordinals.items() if number == 1))
    count = joined(tuple(word for word in numbers() if len(word) > 1))
    return re.compile(
        rf"(?<!\w)(?:(?P<before>{count})\s+{first}|{first}\s+(?P<behind>{count}))\s+{name}\b", re.IGNORECASE
    )


# What stands behind the last comma, colon or dash of a text, or in the brackets that end it.
_ENDING = re.compile(r"(?:[,:–—(]|\s-)\s*([^,:–—()]+?)\)?\W*$")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _ROMAN.get(text, 0) or numbers().get(text.lower(), 0)


def _span(match: re.Match[str], most: int) -> tuple[int, ...]:
    """Return the numbers of "terms 1–3", "terms 1, 2 and 6": they rise, or none is read."""
    found = [_number(match["at"])]
    for more in _NEXT.finditer(match["more"]):
        number = int(more["number"])
        if number > most:
            break  # an amount: "term 3, 15 credits"
        if number <= found[-1]:
            return ()
        found += range(found[-1] + 1, number + 1) if more["range"] else [number]
    return tuple(found) if 0 < found[0] <= most else ()


def _all(text: str, kind: str) -> tuple[int, ...]:
    most = _MOST_YEARS if kind == "year" else _MOST_TERMS
    found = {number for match in _numbered(kind).finditer(text) for number in _span(match, most)}
    for match in _first_few(kind).finditer(text):
        # "the first three semesters"
        count = numbers()[(match["before"] or match["behind"]).lower()]
        found |= set(range(1, count + 1)) if count <= most else set()
    text = _first_few(kind).sub(" ", text)
    found |= {place_words().ordinals[match["at"].lower()] for match in _ordinal(kind).finditer(text)}
    return tuple(sorted(found))


def places_in(text: str) -> Place:
    """Return the terms and years that a sentence names."""
    return counted_on(_all(text, "term"), _all(text, "year"))


def counted_on(terms: tuple[int, ...], years: tuple[int, ...]) -> Place:
    """Return terms and years with the terms counted from the first of the programme.

    Where the terms of one later year are its first and second, they begin anew each year.
    """
    if len(years) == 1 and terms and max(terms) <= TERMS_A_YEAR and years[0] > 1:
        terms = tuple(term + TERMS_A_YEAR * (years[0] - 1) for term in terms)
    return Place(terms, years)


def season_of(text: str) -> int | None:
    """Return which term of a year a text names and nothing else: 1 for autumn, 2 for spring; else None."""
    words = place_words()
    match = re.fullmatch(
        rf"\W*(?:(?P<autumn>{words.autumn})|{words.spring})(?:\s*{words.term})?\W*", text, re.IGNORECASE
    )
    if match is None:
        return None
    return 1 if match["autumn"] is not None else 2


def heading_place(text: str) -> Place:
    """Return the terms and years that a heading stands for: it begins with them.

    Args:
        text: such as "År 1 (baserat på heltidsstudier)", "Term 3: Methods", "Second year", "Autumn term, year 2",
            "Level 4 (Year 1)".
    """
    if len(text) > _LONGEST_HEADING:
        return Place()
    text = re.sub(_NUMBERING, "", text)
    inner = _IN_BRACKETS.match(text)
    if inner is not None and not places_in(text[: inner.start("place")]):
        text = inner["place"]
    half = re.match(
        rf"(?:{place_words().autumn}(?P<autumn>)|{place_words().spring}(?P<spring>))(?!\w)",
        text,
        re.IGNORECASE,
    )
    begins = half or any(
        match is not None and not match.start()
        for kind in ("year", "term")
        for match in (_numbered(kind).search(text), _ordinal(kind).search(text))
    )
    if not begins:
        return Place()
    head = text.split(":")[0]
    terms, years = _all(head, "term"), _all(head, "year")
    if half and not terms and len(years) == 1:
        terms = (1 if half["autumn"] is not None else 2,)
        return Place((terms[0] + TERMS_A_YEAR * (years[0] - 1),), years)
    return counted_on(terms, years)


def ending_place(text: str) -> Place:
    """Return the terms and years that a heading names behind what it is of, and nothing with them.

    Args:
        text: such as "Electives, term 3", "Core modules (Year 1)", "Degree project – semester 6".
    """
    parts = _ENDING.findall(text) if len(text) <= _LONGEST_HEADING else []
    if not parts:
        return Place()
    [end] = parts
    place = heading_place(end)
    rest = end
    for kind in ("term", "year"):
        rest = _ordinal(kind).sub(" ", _numbered(kind).sub(" ", rest))
    return Place() if any(letter.isalnum() for letter in rest) else place


def covers_place(place: Place, other: Place) -> bool:
    """Whether what is said of some terms and years holds for what stands in others."""
    if not place:
        return True
    if place.terms:
        return bool(other.terms) and set(other.terms) <= set(place.terms)
    return bool(other.all_years) and other.all_years <= place.all_years


def may_meet(place: Place, other: Place) -> bool:
    """Whether what is said of some terms and years may be about what stands in others."""
    if not place or not other:
        return True
    if place.terms and other.terms:
        return bool(set(place.terms) & set(other.terms))
    return bool(place.all_years & other.all_years)
