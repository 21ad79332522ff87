"""A person's table of courses, which wins over the syllabi: what each is in, and who answers for it.

A workbook or CSV, one row a course, with the column code and at least one of department, subject group,
subject, main field of study and owner. An empty cell leaves what was read.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import msgspec

from curranalyser.aggregate.courses import normalise_code
from curranalyser.datamodel import AggregateRules, CourseFacts
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.review.programme_words import plain
from curranalyser.review.tables import cell_text, tables_of, told_in_a_line

SHAPE = N_(
    "Write it as .xlsx or as CSV in UTF-8 with the column code and one or more of department, subject group,"
    " subject, main field of study and owner."
)
# The headings stand in the first row, or below a few that somebody has put above them.
_HEADING_WITHIN = 20
# More rows than all courses of a university; what is longer is no such table.
_MOST_ROWS = 100_000
# Characters: no name of a department or subject is longer.
_LONGEST = 200


class _File(msgspec.Struct, frozen=True):
    columns: dict[str, tuple[str, ...]]


@cache
def _columns() -> Mapping[str, str]:
    """Return heading, as it is compared → column."""
    text = resources.files("curranalyser.review").joinpath("course_words.toml").read_bytes()
    file = msgspec.toml.decode(text, type=_File)
    return {plain(word): name for name, words in file.columns.items() for word in words}


def with_courses(rules: AggregateRules, data: bytes, name: str) -> AggregateRules:
    """Return `rules` with the table of courses in `data`. Raises SettingsError where it is none."""
    return replace(
        rules,
        courses=parse_course_table(data, name),
        courses_source=name,
        courses_sha256=hashlib.sha256(data).hexdigest(),
    )


def parse_course_table(data: bytes, name: str) -> tuple[CourseFacts, ...]:
    """Read a table of courses.

    Args:
        data: a workbook, or CSV in UTF-8 or another encoding that `read.encoding` tells.
        name: of the file, for messages; its ending tells the kind.

    Returns:
        One record a code, in the order of the table.

    Raises:
        SettingsError: it is no such table, with the row and the column where it goes wrong.
    """
    with told_in_a_line(N_("The table of courses %(path)s cannot be read: %(error)s."), SHAPE, name):
        return _parse(data, name)


def _parse(data: bytes, name: str) -> tuple[CourseFacts, ...]:
    tables = tables_of(data, name)
    found: dict[str, tuple[CourseFacts, _Row]] = {}
    understood = False
    for table in tables:
        for row in _rows(table, name):
            understood = True
            facts = row.read()
            if facts is None:
                continue
            known = found.setdefault(normalise_code(facts.code), (facts, row))
            if known[0] != replace(facts, code=known[0].code):
                raise row.wrong("code", N_("Give each course one row."), other=known[1].number)
    if not understood:
        raise SettingsError(
            N_("The table of courses %(path)s has no column %(column)s."), SHAPE, path=name, column="code"
        )
    return tuple(facts for facts, _ in found.values())


def _rows(table: Iterator[Sequence[object]], name: str) -> Iterator["_Row"]:
    """Yield the row of headings, then those below it; nothing of a table without headings."""
    places: dict[str, int] | None = None
    names: dict[str, str] = {}
    for number, cells in enumerate(table, 1):
        if number > _MOST_ROWS:
            raise SettingsError(
                N_("%(path)s has more than %(most)s rows."), SHAPE, path=name, most=_MOST_ROWS
            )
        if places is not None:
            yield _Row(cells, places, names, number, name)
            continue
        if number > _HEADING_WITHIN:
            return
        found: dict[str, int] = {}
        for place, cell in enumerate(cells):
            column = _columns().get(plain(cell_text(cell)))
            if column:
                found.setdefault(column, place)
        if "code" in found and len(found) > 1:
            places, names = found, {column: cell_text(cells[place]) for column, place in found.items()}
            yield _Row((), places, names, number, name)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a table; `places` are its columns by name, and `names` what their headings say."""

    cells: Sequence[object]
    places: Mapping[str, int]
    names: Mapping[str, str]
    number: int
    path: str

    def text(self, column: str) -> str | None:
        """Return what a cell says, None where it is empty. Raises SettingsError where it is far too long."""
        place = self.places.get(column, -1)
        text = cell_text(self.cells[place]) if 0 <= place < len(self.cells) else ""
        if len(text) > _LONGEST:
            raise self.wrong(column, N_("Write a name of at most 200 characters."))
        return text or None

    def read(self) -> CourseFacts | None:
        """Return what the row says, or None where it says nothing. Raises SettingsError."""
        values = {column: self.text(column) for column in self.places}
        code = values.pop("code")
        if not any(values.values()):
            return None
        if not code or not normalise_code(code):
            raise self.wrong("code", N_("Write the code of the course."))
        parts = (part.strip() for part in (values.get("main_field") or "").split(";"))
        fields = tuple(dict.fromkeys(part for part in parts if part))
        return CourseFacts(
            code,
            values.get("department"),
            values.get("subject_group"),
            values.get("subject"),
            fields,
            values.get("owner"),
        )

    def wrong(self, column: str, hint: str, other: int | None = None) -> SettingsError:
        """Return the error that a cell cannot hold what it holds; `other` is a row that says otherwise."""
        place = self.places[column]
        text = cell_text(self.cells[place]) if place < len(self.cells) else ""
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
            text=text[:_LONGEST],
            other=other,
        )
