"""Rows of a table of courses: what the columns hold, from their head or from what stands in them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from curranalyser.datamodel import CourseMark, EntryKind
from curranalyser.parse.fields.codes import CodePlace, find_code
from curranalyser.parse.programme.entries import amounts_of, is_slot, mark_of, number, read_entry
from curranalyser.parse.programme.items import Entry, Heading, Item, Sentence
from curranalyser.parse.programme.letters import is_letter, letter_of, letters_of
from curranalyser.parse.programme.places import Places, names_season, places_of
from curranalyser.parse.programme.row_words import NUMBER, row_words
from curranalyser.parse.words.course_columns import roles_of_head

Cells = dict[int, str]

_POINTED = re.compile(r"^\W*\d{1,2}[.,]\d\W*$")
_BARE = re.compile(rf"^\(?\s*({NUMBER})(?:\s*[-–—/]\s*({NUMBER}))?\s*\)?$")
_NUMBERS = re.compile(r"\d{1,2}")
_DEPTH = re.compile(r"^(?:G1N|G1F|G1E|G2F|G2E|GXX|A1N|A1F|A1E|A2E|AXX)$")
_SIGN_CELL = re.compile(r"^[*†‡§xX✓✔•]{1,3}$")
# A sign behind a code or an amount in its cell.
_SIGN_BEHIND = re.compile(r"(?<=[\w ])[*†‡§]{1,3}(?= *(?:\||$))")
_MOST_TERMS, _MOST_YEARS = 14, 7
# Credits that no number of a term or level reaches, so that a column that holds one is of credits.
_SURE_CREDITS = Decimal(13)
# Credits of a course, at most: a year.
_MOST_CREDITS = 60
# Characters of a value.
_LONGEST_VALUE = 20
# Share of the cells of a column that tell what it holds.
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold, by number, and what the letters in them say of who takes a course."""

    roles: dict[int, str]
    letters: dict[str, CourseMark] = field(default_factory=dict)

    def of(self, role: str) -> list[int]:
        """Return the numbers of the columns that hold something."""
        return [column for column, name in self.roles.items() if name == role]

    def get(self, cells: Cells, role: str) -> str:
        """Return what stands in the columns of a role."""
        return " ".join(cells[column] for column in self.of(role) if cells.get(column)).strip()


def head_of(cells: Cells) -> Columns | None:
    """Return the columns that a row names, or None where it is no head of a table of courses."""
    roles = roles_of_head(cells)
    return Columns(roles) if roles else None


def with_letters(columns: Columns, head: Cells, rows: Sequence[Cells]) -> Columns:
    """Return columns with what the letters of that which says who takes a course mean in a table."""
    values = [columns.get(cells, "kind") for cells in rows]
    return replace(columns, letters=letters_of(values, head.values())) if columns.of("kind") else columns


def guessed_columns(rows: Sequence[Cells]) -> Columns | None:
    """Tell the columns of a table without a head by what stands in most of their cells."""
    roles: dict[int, str] = {}
    titles: dict[int, int] = {}
    for column in sorted({column for row in rows for column in row}):
        values = [row[column] for row in rows if row.get(column) and len(row) > 1]
        if not values:
            continue
        role = _role_of_values(values)
        if role:
            roles.setdefault(column, role)
        else:
            titles[column] = sum(len(value) for value in values)
    if titles:
        roles[max(titles, key=lambda column: titles[column])] = "title"
    found = set(roles.values())
    return Columns(roles) if "title" in found and found & {"code", "credits"} else None


def is_head_by_shape(cells: Cells, columns: Columns, below: Sequence[Cells]) -> bool:
    """Whether a row of a table whose columns were guessed is its head, by its shape.

    It has no figure, and in no column a value such as most of those below it hold.
    """
    if len(cells) < 2 or any(letter.isdigit() for text in cells.values() for letter in text):
        return False
    told = [column for role in ("code", "credits") for column in columns.of(role)]
    lacks = [
        column
        for column in told
        if sum(any(letter.isdigit() for letter in row.get(column, "")) for row in below)
        > _MOSTLY * len(below)
    ]
    return bool(lacks) and all(cells.get(column) for column in lacks)


def _role_of_values(values: Sequence[str]) -> str | None:
    """Return what most of the values of a column are: the first role that fits."""
    most = _MOSTLY * len(values)
    return next(
        (role for role, fits in _ROLES if sum(map(fits, values)) >= most and _is_sure(role, values)), None
    )


def _is_sure(role: str, values: Sequence[str]) -> bool:
    """Whether numbers are credits and not terms or levels: one is no whole number, or larger than those."""
    numbers = [number(match[1]) for value in values if (match := _BARE.match(value))]
    # "9.0" is an amount as "8.5" is: nobody writes a term so.
    pointed = any(_POINTED.search(value) for value in values)
    with_unit = sum(bool(amounts_of(value)) for value in values) >= _MOSTLY * len(values)
    return (
        role != "credits"
        or with_unit
        or pointed
        or any(value >= _SURE_CREDITS or value % 1 for value in numbers)
    )


def _is_code(text: str) -> bool:
    return not amounts_of(text) and find_code(text.strip(" *†‡§#"), CodePlace.CELL) is not None


def _is_amount(text: str) -> bool:
    return _BARE.match(text) is not None or (bool(amounts_of(text)) and len(text) < _LONGEST_VALUE)


def _is_kind(text: str) -> bool:
    return mark_of(text) is not None or is_letter(text) or _SIGN_CELL.match(text) is not None


def _is_level(text: str) -> bool:
    return _DEPTH.match(text) is not None or _BARE.match(text) is not None


def _is_place(text: str) -> bool:
    return len(text) < _LONGEST_VALUE and bool(places_of(text))


# What a column holds where most of its cells fit, the surest first.
_ROLES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("code", _is_code),
    ("credits", _is_amount),
    ("kind", _is_kind),
    ("other", _is_level),
    ("term", _is_place),
)


def is_total(cells: Cells) -> bool:
    """Whether a row adds up the rows above it."""
    return any(row_words().totals.match(text) for text in cells.values())


def read_row(cells: Cells, columns: Columns, page: int, table: int) -> Item | None:
    """Read a row of a table whose columns are known.

    Args:
        cells: text by column, empty ones left out.
        columns: what the columns hold.
        page: where it stands.
        table: its number.

    Returns:
        An entry; a heading for a row of one cell; a sentence for what is neither; None for an empty row.
    """
    text = " ".join(cells.values())
    if not text:
        return None
    if is_total(cells):
        return Sentence(text, page)
    credits_text, code_text = columns.get(cells, "credits"), columns.get(cells, "code")
    title_text = columns.get(cells, "title")
    if not title_text or (len(cells) == 1 and not amounts_of(text)):
        return None
    code = find_code(code_text, CodePlace.LABEL) if code_text and not amounts_of(code_text) else None
    most, least = _credits(credits_text)
    entry = read_entry(title_text, page)
    if entry is None or (most is not None and code is None and most > _MOST_CREDITS):
        return None
    if code is None and entry.code is None and most is None and entry.credits is None and not code_text:
        return None if len(cells) == 1 else _placed(entry, cells, columns, text, table)
    slot = code is None and entry.code is None and is_slot(entry.title)
    return _placed(
        replace(
            entry,
            code=code or entry.code,
            signs=entry.signs + tuple(_SIGN_BEHIND.findall(f"{code_text} | {credits_text}")),
            credits=most if most is not None else entry.credits,
            least_credits=least if most is not None else entry.least_credits,
            kind=EntryKind.SLOT if slot else EntryKind.COURSE,
        ),
        cells,
        columns,
        text,
        table,
    )


def _placed(entry: Entry, cells: Cells, columns: Columns, text: str, table: int) -> Entry:
    """Give an entry what the other columns say of it."""
    places = _places(columns.get(cells, "term"), columns.get(cells, "year"))
    kind = columns.get(cells, "kind")
    signs = (kind,) if kind and (len(kind) <= 2 or _SIGN_CELL.match(kind)) else ()
    lettered = columns.letters.get(letter_of(kind))
    return replace(
        entry,
        text=text,
        terms=places.terms or entry.terms,
        years=places.years or entry.years,
        mark=lettered or mark_of(kind) or entry.mark,
        lettered=lettered is not None,
        signs=entry.signs + signs,
        table=table,
    )


def _credits(text: str) -> tuple[Decimal | None, Decimal | None]:
    """Return the most and the least credits of a cell, which may hold a bare number."""
    amounts = amounts_of(text)
    if amounts:
        return amounts[0].most, amounts[0].least
    match = _BARE.match(text.strip(" *"))
    if match is None:
        return None, None
    first, last = number(match[1]), number(match[2]) if match[2] else None
    return (last, first) if last is not None and first < last else (first, None)


def _places(term: str, year: str) -> Places:
    """Return the place that the columns of term and year give: "1", "1–2", "HT" beside a year."""
    years = _counted(year, _MOST_YEARS) or places_of(year).years
    terms = places_of(term).terms if term else ()
    own_years = places_of(term).years if term else ()
    season = names_season(term) if term else None
    if not terms and season is None:
        terms = _counted(term, _MOST_TERMS)
    years = years or own_years
    if not terms and season is not None and len(years) == 1:
        terms = (2 * years[0] - (1 if season["autumn"] else 0),)
    return Places(terms, years)


def _counted(text: str, most: int) -> tuple[int, ...]:
    """Return the numbers of a cell that holds nothing but small ones, with all between the ends of a range."""
    if not text or re.search(r"[^\W\d_]{3,}|\d{3}", text):
        return ()
    values = [int(value) for value in _NUMBERS.findall(text)]
    if not values or not all(0 < value <= most for value in values):
        return ()
    if len(values) == 2 and re.search(r"\d\s*[-–—]+\s*\d", text) and values[0] < values[1]:
        return tuple(range(values[0], values[1] + 1))
    return tuple(dict.fromkeys(values))


def heading_of(cells: Cells, page: int, level: int) -> Heading:
    """Return a row of one text as a heading, with the credits that it bears."""
    text = " ".join(cells.values())
    amounts = amounts_of(text)
    return Heading(text=text, page=page, level=level, credits=amounts[-1].most if amounts else None)
