"""A person's table of programmes, as a workbook or CSV: read back after the director has corrected it.

Headings and answers are understood in Swedish and English. A table that `curranalyser programmes export` has
written says all of a course: a cell that was emptied says that there is nothing of the kind. In another table
an empty cell leaves what the programme syllabus says. A row that is as it was exported, and that nobody has
confirmed, is known by its mark: it says nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from curranalyser.aggregate.block_labels import leaves_a_choice_rule, place_key
from curranalyser.datamodel import AggregateRules, CourseStatus, EntryKind, MappingRow, TakeRule
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.review.programme_cells import (
    MOST_TERMS,
    MOST_YEARS,
    read_amount,
    read_numbers,
    read_rule,
)
from curranalyser.review.programme_marks import row_mark
from curranalyser.review.programme_words import TableWords, plain, table_words
from curranalyser.review.tables import cell_text, tables_of, told_in_a_line, told_unread

T = TypeVar("T")
Cells = Sequence[object]

SHAPE = N_(
    "Write it as .xlsx or as CSV in UTF-8 with the columns programme and course; `curranalyser programmes"
    " export` makes one to fill in."
)
_NO_NUMBERS: tuple[int, ...] = ()
_NO_AMOUNT: tuple[Decimal, ...] = ()
# A name that is filled down over the rows stands beside a programme without a course list too.
_SAYS_NO_COURSE = frozenset({"programme", "confirmed", "mark"})
# The headings stand in the first row, or below a few that somebody has put above them.
_HEADING_WITHIN = 20
# More rows than all programmes of a university have courses; what is longer is no such table.
_MOST_ROWS = 100_000
# More programmes than any university has: each that no file describes has a page of its own, and a report of
# more is too large to open.
_MOST_PROGRAMMES = 5000
_HINTS = {
    "programme": N_("Write the code or the title of the programme."),
    **dict.fromkeys(("course", "code", "title"), N_("Write the code or the title of the course.")),
    "term": N_("Write numbers from 1 to 20, such as 3 or 1, 2."),
    "year": N_("Write numbers from 1 to 10, such as 3 or 1, 2."),
    "credits": N_("Write a number, such as 7.5, or the least and the most: 7.5-15."),
    "status": N_("Write everyone, some, not said or not in the programme; yes and no are understood too."),
    "kind": N_("Write course or slot."),
    "rule": N_("Write all, free, choose 2 of 4 or choose 30 credits."),
}


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where the columns stand by name, and what their headings say; `exported` where the tool wrote them."""

    places: Mapping[str, int]
    names: Mapping[str, str]
    exported: bool


def with_mapping(rules: AggregateRules, data: bytes, name: str) -> AggregateRules:
    """Return `rules` with the table of programmes in `data`. Raises SettingsError where it is none."""
    return replace(
        rules,
        mapping=parse_mapping(data, name),
        mapping_source=name,
        mapping_sha256=hashlib.sha256(data).hexdigest(),
    )


def parse_mapping(data: bytes, name: str) -> tuple[MappingRow, ...]:
    """Read a table of programmes.

    Args:
        data: a workbook, or CSV in UTF-8 or another encoding that `read.encoding` tells, separated by commas,
            semicolons or tabs. The columns programme and course (or code and title) are needed.
        name: of the file, for messages; its ending tells the kind.

    Raises:
        SettingsError: it is no such table, with the row and the column where it goes wrong.
    """
    with told_in_a_line(N_("The table of programmes %(path)s cannot be read: %(error)s."), SHAPE, name):
        return parse_rows(tables_of(data, name), name)


def parse_rows(tables: Iterable[Iterable[Cells]], name: str) -> tuple[MappingRow, ...]:
    """Understand the rows of tables, as `parse_mapping` does those of a file. Raises SettingsError."""
    words = table_words()
    rows: list[MappingRow] = []
    understood = False
    lacking = "programme"
    blocks = _BlockRules(name)
    programmes: set[str] = set()
    for table in tables:
        heading: _Heading | None = None
        for number, cells in enumerate(table, 1):
            if number > _MOST_ROWS:
                raise SettingsError(
                    N_("%(path)s has more than %(most)s rows."), SHAPE, path=name, most=_MOST_ROWS
                )
            if told_unread(cells, number, name):
                continue
            if heading is not None:
                reader = _Row(cells, heading, number, name, words)
                row = reader.read()
                if row is not None:
                    rows.append(row)
                    blocks.note(row, reader)
                    programmes.add(plain(row.programme))
                    if len(programmes) > _MOST_PROGRAMMES:
                        raise SettingsError(
                            N_("%(path)s names more than %(most)s programmes."),
                            N_("Take several tables, and an audit for each."),
                            path=name,
                            most=_MOST_PROGRAMMES,
                        )
            elif number > _HEADING_WITHIN:
                break
            else:
                heading, missing = _find_heading(cells, words)
                understood = understood or heading is not None
                lacking = missing if number == 1 else lacking
    if not understood:
        raise SettingsError(
            N_("The table of programmes %(path)s has no column that names the programme.")
            if lacking == "programme"
            else N_("The table of programmes %(path)s has no column that names the course."),
            SHAPE,
            path=name,
        )
    return blocks.settled(rows)


def _find_heading(cells: Cells, words: TableWords) -> tuple[_Heading | None, str]:
    """Understand a row of headings; where it is none, return None and the column that it lacks."""
    best: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(cells):
        known = words.columns.get(plain(cell_text(cell)))
        if known and (known[0] not in best or known[1] < best[known[0]][0]):
            best[known[0]] = (known[1], place)
    places = {name: place for name, (_, place) in best.items()}
    if "programme" not in places:
        return None, "programme"
    if not {"course", "code", "title"} & set(places):
        return None, "course"
    names = {name: cell_text(cells[place]) for name, place in places.items()}
    return _Heading(places, names, "basis" in places), ""


class _Row:
    """One row below the headings."""

    def __init__(self, cells: Cells, heading: _Heading, number: int, path: str, words: TableWords) -> None:
        self.cells = cells
        self.heading = heading
        self.number = number
        self.path = path
        self.words = words

    def text(self, column: str) -> str:
        """Return what a cell says; "" where there is no such column."""
        place = self.heading.places.get(column, -1)
        return cell_text(self.cells[place]) if 0 <= place < len(self.cells) else ""

    def wrong(self, column: str, hint: str = "") -> SettingsError:
        """Return the error that a cell cannot hold what it holds."""
        if not self.text(column):
            return SettingsError(
                N_("%(path)s, row %(row)s, column “%(column)s”: the cell is empty."),
                hint or _HINTS.get(column, SHAPE),
                path=self.path,
                row=self.number,
                column=self.heading.names.get(column, column),
            )
        return SettingsError(
            N_("%(path)s, row %(row)s, column “%(column)s”: it cannot be “%(text)s”."),
            hint or _HINTS.get(column, SHAPE),
            path=self.path,
            row=self.number,
            column=self.heading.names.get(column, column),
            text=self.text(column),
        )

    def _read(self, column: str, read: Callable[[str], T], nothing: T | None) -> T | None:
        """Read a cell; `nothing` is what it says when it is emptied, None where it then says nothing."""
        text = self.text(column)
        if not text:
            return nothing if self.heading.exported and column in self.heading.places else None
        if plain(text) in self.words.nothing:
            return nothing
        try:
            return read(text)
        except (ValueError, KeyError, ArithmeticError) as error:
            raise self.wrong(column) from error

    def read(self) -> MappingRow | None:
        """Return what the row says, or None where it names no course. Raises SettingsError."""
        code, course, title = self.text("code"), self.text("course"), self.text("title")
        named = code or course or title
        others = any(self.text(column) for column in self.heading.places if column not in _SAYS_NO_COURSE)
        # An empty row, or the one that the export leaves for a programme without a course list.
        if not others and (self.heading.exported or not self.text("programme")):
            return None
        if not self.text("programme"):
            raise self.wrong("programme")
        if not named:
            columns = self.heading.places
            raise self.wrong(next(name for name in ("course", "code", "title") if name in columns))
        two = "title" in self.heading.places or ("code" in self.heading.places and course != "")
        status = self._read("status", self._status, None)
        rule = self._read("rule", lambda text: read_rule(text, self.words), TakeRule(None))
        row = MappingRow(
            programme=self.text("programme"),
            course=named,
            terms=self._read("term", lambda text: read_numbers(text, MOST_TERMS), _NO_NUMBERS),
            status=status if isinstance(status, CourseStatus) else None,
            years=self._read("year", lambda text: read_numbers(text, MOST_YEARS), _NO_NUMBERS),
            credits=self._read("credits", self._amount, _NO_AMOUNT),
            title=(title or course or code) if two else None,
            kind=self._read("kind", self._kind, None),
            block=self._read("block", str, ""),
            rule=rule,
            track=self._read("track", str, ""),
            removed=status is _REMOVED,
            confirmed_by=self._confirmed_by(),
            exported=self.heading.exported,
        )
        if not row.confirmed_by and self.text("mark") == row_mark(self.text):
            return replace(row, untouched=True)
        return self._consistent(row)

    def _confirmed_by(self) -> str:
        text = self.text("confirmed")
        return "" if plain(text) in self.words.nothing | self.words.unconfirmed else text

    def _status(self, text: str) -> object:
        if plain(text) in self.words.removed:
            return _REMOVED
        return self.words.statuses[plain(text)]

    def _kind(self, text: str) -> EntryKind:
        return self.words.kinds[plain(text)]

    def _amount(self, text: str) -> tuple[Decimal, ...]:
        return read_amount(text, self.words)

    def _consistent(self, row: MappingRow) -> MappingRow:
        """Return the row where its cells go together. Raises SettingsError where they do not."""
        chosen = row.rule is not None and leaves_a_choice_rule(row.rule.rule)
        if chosen and not row.block and not row.removed:
            raise self.wrong("block", N_("A rule holds for a block: give the block a name."))
        if row.status is CourseStatus.EVERYONE and row.track:
            raise self.wrong("status", N_("Not everyone takes a course of a track: write some."))
        return row


_REMOVED = object()


class _BlockRules:
    """The rule of each block of a table: what its rows say, which has to be the same."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.said: dict[tuple[str, str, str], tuple[TakeRule, _Row]] = {}
        self.rows: list[_Row] = []

    @staticmethod
    def _key(row: MappingRow) -> tuple[str, str, str]:
        return (plain(row.programme), *place_key(row.track or "", row.block or ""))

    def note(self, row: MappingRow, reader: _Row) -> None:
        """Take down the rule of a row's block. Raises SettingsError where another row says another one."""
        self.rows.append(reader)
        if not row.block or row.removed or row.untouched or row.rule is None or row.rule.rule is None:
            return
        key = self._key(row)
        if key not in self.said:
            self.said[key] = (row.rule, reader)
        elif self.said[key][0] != row.rule:
            before = self.said[key][1]
            raise SettingsError(
                N_(
                    "%(path)s, row %(row)s, column “%(column)s”: “%(text)s”, and row %(other)s says"
                    " “%(said)s” of the same block."
                ),
                N_("A block has one rule: write the same in all its rows."),
                path=self.path,
                row=reader.number,
                column=reader.heading.names["rule"],
                text=reader.text("rule"),
                other=before.number,
                said=before.text("rule"),
            )

    def settled(self, rows: Sequence[MappingRow]) -> tuple[MappingRow, ...]:
        """Return the rows with the rule of their block in each, and with the status that it gives."""
        return tuple(self._settled(row, reader) for row, reader in zip(rows, self.rows, strict=True))

    def _settled(self, row: MappingRow, reader: _Row) -> MappingRow:
        said = self.said.get(self._key(row)) if row.block else None
        if said is None or row.removed or row.untouched:
            return row
        row = replace(row, rule=said[0])
        if not leaves_a_choice_rule(said[0].rule):
            return row
        if row.status is CourseStatus.EVERYONE:
            raise reader.wrong(
                "status",
                N_("The rule of its block leaves a choice: write some, or put the course in no block."),
            )
        return replace(row, status=CourseStatus.SOME)
