"""A person's table of courses, which wins over the syllabi: what each is in, and who answers for it.

A workbook or CSV, one row a course, with the column code and at least one of department, subject group,
subject, main field of study and owner. An empty cell leaves what was read.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources

import msgspec

from curranalyser.aggregate.courses import normalise_code
from curranalyser.datamodel import AggregateRules, CourseFacts
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.review.headed_table import HeadedRow, Shape, headed_rows
from curranalyser.review.programme_words import plain
from curranalyser.review.tables import tables_of, told_in_a_line

SHAPE = N_(
    "Write it as .xlsx or as CSV in UTF-8 with the column code and one or more of department, subject group,"
    " subject, main field of study and owner."
)
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
    shape = Shape(
        columns=_columns(),
        needed=frozenset({"code"}),
        more=2,
        hint=SHAPE,
        longest=_LONGEST,
        too_long=N_("Write a name of at most 200 characters."),
    )
    found: dict[str, tuple[CourseFacts, HeadedRow]] = {}
    understood = False
    for table in tables:
        for row in headed_rows(table, name, shape):
            understood = True
            facts = _read(row)
            if facts is None:
                continue
            known = found.setdefault(normalise_code(facts.code), (facts, row))
            if known[0] != replace(facts, code=known[0].code):
                raise row.wrong("code", N_("Give each course one row."), other=known[1].number)
    if not understood:
        raise SettingsError(
            N_("The table of courses %(path)s lacks a column that it needs."), SHAPE, path=name
        )
    return tuple(facts for facts, _ in found.values())


def _read(row: HeadedRow) -> CourseFacts | None:
    """Return what the row says, or None where it says nothing. Raises SettingsError."""
    values = {column: row.text(column) for column in row.places}
    code = values.pop("code")
    if not any(values.values()):
        return None
    if not code or not normalise_code(code):
        raise row.wrong("code", N_("Write the code of the course."))
    parts = (part.strip() for part in (values.get("main_field") or "").split(";"))
    fields = tuple(dict.fromkeys(part for part in parts if part))
    return CourseFacts(
        code=code,
        department=values.get("department"),
        subject_group=values.get("subject_group"),
        subject=values.get("subject"),
        main_fields=fields,
        owner=values.get("owner"),
    )
