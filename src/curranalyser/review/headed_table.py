"""Tables of people with headings that are found by name, and rows that can say what is wrong in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.review.programme_words import plain
from curranalyser.review.tables import cell_text, told_unread

# The headings stand in the first row, or below a few that somebody has put above them.
_HEADING_WITHIN = 20
# More rows than all courses, or outcomes, of a university; what is longer is no such table.
MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table looks like.

    Attributes:
        columns: heading, as `plain` has it → column.
        needed: without these columns it is no such table.
        more: it has at least so many columns.
        hint: what is told where it is none.
        longest: characters that a cell may have.
        too_long: what is told where it has more.
    """

    columns: Mapping[str, str]
    needed: frozenset[str]
    more: int
    hint: str
    longest: int
    too_long: str


@dataclass(frozen=True, slots=True)
class HeadedRow:
    """One row of a table; `places` are its columns by name, and `names` what their headings say."""

    cells: Sequence[object]
    places: Mapping[str, int]
    names: Mapping[str, str]
    number: int
    path: str
    shape: Shape

    def _cell(self, column: str) -> str:
        place = self.places.get(column, -1)
        return cell_text(self.cells[place]) if 0 <= place < len(self.cells) else ""

    def text(self, column: str) -> str | None:
        """Return what a cell says, None where it is empty. Raises SettingsError where it is far too long."""
        text = self._cell(column)
        if len(text) > self.shape.longest:
            raise self.wrong(column, self.shape.too_long)
        return text or None

    def wrong(self, column: str, hint: str, other: int | None = None) -> SettingsError:
        """Return the error that a cell cannot hold what it holds; `other` is a row that says otherwise."""
        text = self._cell(column)
        if other is not None:
            message = N_(
                "%(path)s, row %(row)s, column “%(column)s”: row %(other)s says something else of “%(text)s”."
            )
        elif text:
            message = N_("%(path)s, row %(row)s, column “%(column)s”: it cannot be “%(text)s”.")
        else:
            message = N_("%(path)s, row %(row)s, column “%(column)s”: the cell is empty.")
        return SettingsError(
            message,
            hint,
            path=self.path,
            row=self.number,
            column=self.names[column],
            text=text[: self.shape.longest],
            other=other,
        )


def headed_rows(table: Iterator[Sequence[object]], name: str, shape: Shape) -> Iterator[HeadedRow]:
    """Yield the row of headings, without cells, then those below it; nothing of a table without headings.

    Raises:
        SettingsError: it has more than `MOST_ROWS` rows.
    """
    places: dict[str, int] | None = None
    names: dict[str, str] = {}
    for number, cells in enumerate(table, 1):
        if number > MOST_ROWS:
            raise SettingsError(
                N_("%(path)s has more than %(most)s rows."), shape.hint, path=name, most=MOST_ROWS
            )
        if told_unread(cells, number, name):
            continue
        if places is not None:
            yield HeadedRow(cells=cells, places=places, names=names, number=number, path=name, shape=shape)
            continue
        if number > _HEADING_WITHIN:
            return
        found: dict[str, int] = {}
        for place, cell in enumerate(cells):
            column = shape.columns.get(plain(cell_text(cell)))
            if column:
                found.setdefault(column, place)
        if shape.needed <= found.keys() and len(found) >= shape.more:
            places, names = found, {column: cell_text(cells[place]) for column, place in found.items()}
            yield HeadedRow(cells=(), places=places, names=names, number=number, path=name, shape=shape)
