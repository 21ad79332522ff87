"""Rows of a table of courses: what the columns hold, from their head or from what stands in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from curranalyser.datamodel import EntryKind
from curranalyser.parse.fields.codes import CodePlace, find_code
from curranalyser.parse.programme.entries import amounts_of, is_slot, mark_of, number, read_entry
from curranalyser.parse.programme.items import Entry, Heading, Item, Sentence
from curranalyser.parse.programme.places import Places, places_of
from curranalyser.parse.programme.row_words import NUMBER, row_words

Cells = dict[int, str]

_BARE = re.compile(rf"^\(?\s*({NUMBER})(?:\s*[-–—/]\s*({NUMBER}))?\s*\)?$")
_NUMBERS = re.compile(r"\d{1,2}")
_DEPTH = re.compile(r"^(?:G1N|G1F|G1E|G2F|G2E|GXX|A1N|A1F|A1E|A2E|AXX)$")
_SIGN_CELL = re.compile(r"^[*†‡§xX✓✔•]{1,3}$")
# A head names so many columns at least, and all but so many of its cells are names.
_FEWEST_COLUMNS, _MOST_UNKNOWN = 2, 2
_MOST_TERMS, _MOST_YEARS = 14, 7
# Credits that no number of a term or level reaches, so that a column that holds one is of credits.
_SURE_CREDITS = Decimal(13)
_MOST_CREDITS = 60
_LONGEST_HEAD = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold, by number."""

    roles: dict[int, str]

    def of(self, role: str) -> list[int]:
        """Return the numbers of the columns that hold something."""
        return [column for column, name in self.roles.items() if name == role]

    def get(self, cells: Cells, role: str) -> str:
        """Return what stands in the columns of a role."""
        return " ".join(cells[column] for column in self.of(role) if cells.get(column)).strip()


def head_role(text: str) -> str | None:
    """Return what a cell says that its column holds, where it is the head of one."""
    words = row_words().columns
    name = re.sub(r"\s+", " ", text.lower()).strip(" .:*")
    if len(name) > _LONGEST_HEAD:
        return None
    bare = re.sub(r"\s*\([^)]*\)", "", name).strip()
    return words.get(name) or words.get(bare)


def head_of(cells: Cells) -> Columns | None:
    """Return the columns that a row names, or None where it is no head of a table of courses.

    A table of courses names them, and their code or their credits.
    """
    roles = {column: role for column, text in cells.items() if (role := head_role(text))}
    found = set(roles.values())
    enough = len(roles) >= _FEWEST_COLUMNS and len(cells) - len(roles) <= _MOST_UNKNOWN
    if not enough or "title" not in found or not found & {"code", "credits"}:
        return None
    return Columns(roles)


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


def _role_of_values(values: Sequence[str]) -> str | None:
    most = 0.6 * len(values)

    def mostly(*answers: bool) -> bool:
        return sum(answers) >= most

    if mostly(*(_is_code(value) for value in values)):
        return "code"
    if mostly(*(bool(amounts_of(value)) and len(value) < _LONGEST_HEAD // 2 for value in values)):
        return "credits"
    bare = [match for value in values if (match := _BARE.match(value))]
    if len(bare) >= most and any(
        number(match[1]) >= _SURE_CREDITS or number(match[1]) % 1 for match in bare
    ):
        return "credits"
    if mostly(*(bool(mark_of(value, letters=True)) or bool(_SIGN_CELL.match(value)) for value in values)):
        return "kind"
    if mostly(*(bool(_DEPTH.match(value)) or bool(_BARE.match(value)) for value in values)):
        return "other"
    if mostly(*(bool(places_of(value)) and len(value) < _LONGEST_HEAD // 2 for value in values)):
        return "term"
    return None


def _is_code(text: str) -> bool:
    return find_code(text.strip(" *"), CodePlace.CELL) is not None


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
    code = find_code(code_text, CodePlace.LABEL) if code_text else None
    most, least = _credits(credits_text)
    entry = read_entry(title_text, page)
    if entry is None or (most is not None and most > _MOST_CREDITS):
        return None
    if code is None and entry.code is None and most is None and entry.credits is None and not code_text:
        return None if len(cells) == 1 else _placed(entry, cells, columns, text, table)
    slot = code is None and entry.code is None and is_slot(entry.title)
    return _placed(
        replace(
            entry,
            code=code or entry.code,
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
    return replace(
        entry,
        text=text,
        terms=places.terms or entry.terms,
        years=places.years or entry.years,
        mark=mark_of(kind, letters=True) or entry.mark if kind else entry.mark,
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
    words = row_words()
    years = _counted(year, _MOST_YEARS) or places_of(year).years
    terms = places_of(term).terms if term else ()
    own_years = places_of(term).years if term else ()
    season = words.season.search(term) if term else None
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
    return Heading(text, page, level, amounts[-1].most if amounts else None)
