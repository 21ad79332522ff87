"""The user's own table of programmes: which course belongs to which programme, and when."""

import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import replace

from curranalyser.aggregate.courses import normalise_code, normalise_title
from curranalyser.datamodel import (
    AggregateRules,
    CourseHeader,
    CourseProfile,
    CourseRef,
    CourseStatus,
    MappingRow,
    ProgrammeCourse,
    StatusBasis,
    marked,
)
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_

COLUMNS = {
    "programme": ("programme", "program", "programkod", "programme code", "utbildningsprogram"),
    "course": ("course", "kurs", "kurskod", "course code", "code", "kod"),
    "term": ("term", "termin", "semester"),
    "compulsory": ("compulsory", "obligatorisk", "mandatory"),
}
ANSWERS = {
    **dict.fromkeys(("yes", "ja", "true", "1", "x", "compulsory", "mandatory", "obligatorisk"), True),
    **dict.fromkeys(("no", "nej", "false", "0", "elective", "optional", "valbar", "valfri"), False),
    "": None,
}
SHAPE = N_(
    "Write it as CSV in UTF-8 with the columns programme, course, term and compulsory; the last two may be"
    " left empty."
)


def _wrong(name: str, line: int, what: str, text: str) -> SettingsError:
    return SettingsError(
        N_("%(path)s, line %(line)s: %(column)s cannot be “%(text)s”."),
        SHAPE,
        path=name,
        line=line,
        column=what,
        text=text,
    )


def parse_mapping(data: bytes, name: str) -> tuple[MappingRow, ...]:
    """Read a table of programmes.

    Args:
        data: CSV in UTF-8, with or without byte order mark, separated by commas, semicolons or tabs. The
            columns programme and course (a code or a title)
            are needed; term (a number from 1) and compulsory (yes or no) are not. Swedish names and answers
            are understood too.
        name: of the file, for messages.

    Raises:
        SettingsError: it is no such table, with the line where it goes wrong.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(
            N_("The table of programmes %(path)s is not in UTF-8."), SHAPE, path=name
        ) from error
    first = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    rows: list[MappingRow] = []
    try:
        heading = [" ".join(cell.split()).casefold() for cell in next(lines, [])]
        places = {
            field: next((heading.index(alias) for alias in names if alias in heading), None)
            for field, names in COLUMNS.items()
        }
        for field in ("programme", "course"):
            if places[field] is None:
                raise SettingsError(
                    N_("The table of programmes %(path)s has no column %(column)s."),
                    SHAPE,
                    path=name,
                    column=field,
                )
        for cells in lines:
            values = {
                field: " ".join(cells[place].split()) if place is not None and place < len(cells) else ""
                for field, place in places.items()
            }
            if not any(values.values()):
                continue
            for field in ("programme", "course"):
                if not values[field]:
                    raise _wrong(name, lines.line_num, field, "")
            if values["term"] and not (values["term"].isdecimal() and 1 <= int(values["term"]) <= 20):
                raise _wrong(name, lines.line_num, "term", values["term"])
            answer = values["compulsory"].casefold()
            if answer not in ANSWERS:
                raise _wrong(name, lines.line_num, "compulsory", values["compulsory"])
            rows.append(
                MappingRow(
                    values["programme"],
                    values["course"],
                    int(values["term"]) if values["term"] else None,
                    ANSWERS[answer],
                )
            )
    except csv.Error as error:
        raise SettingsError(
            N_("The table of programmes %(path)s cannot be read: %(error)s."), SHAPE, path=name, error=error
        ) from error
    return tuple(rows)


def with_mapping(rules: AggregateRules, data: bytes, name: str) -> AggregateRules:
    """Return `rules` with the table of programmes in `data`. Raises SettingsError where it is none."""
    return replace(
        rules,
        mapping=parse_mapping(data, name),
        mapping_source=name,
        mapping_sha256=hashlib.sha256(data).hexdigest(),
    )


def normalised_titles(header: CourseHeader) -> set[str]:
    """Return the titles in both languages as they are compared."""
    return {normalise_title(title) for title in (header.title, header.title_en) if title}


def names_programme(row: MappingRow, header: CourseHeader, key: str) -> bool:
    """Return whether a row means the programme with this header, by code or by title in either language."""
    if normalise_code(row.programme) in {normalise_code(code) for code in (header.code, key) if code}:
        return True
    return normalise_title(row.programme) in normalised_titles(header)


def find_course(row: MappingRow, courses: Sequence[CourseProfile]) -> CourseProfile | None:
    """Return the course that a row names by key or code, or by a title, where only one course bears it."""
    code, title = normalise_code(row.course), normalise_title(row.course)
    names: tuple[Callable[[CourseProfile], bool], ...] = (
        lambda course: normalise_code(course.key) == code,
        lambda course: normalise_code(course.header.code or "") == code,
        lambda course: (
            bool(title)
            and title
            in {normalise_title(name) for name in (course.header.title, course.header.title_en) if name}
        ),
    )
    for names_it in names:
        same = [course for course in courses if names_it(course)]
        if same:
            return same[0] if len(same) == 1 else None
    return None


def decided(compulsory: bool | None) -> tuple[CourseStatus, StatusBasis | None]:
    """Return the status that a person's table gives, with its basis."""
    status, basis = marked(compulsory)
    return status, None if basis is None else "person"


def apply_mapping(
    linked: Sequence[ProgrammeCourse], rows: Sequence[MappingRow], courses: Sequence[CourseProfile]
) -> tuple[ProgrammeCourse, ...]:
    """Let the rows of one programme win over what its syllabus lists.

    A row takes the place of the listed course that it means: the same course, the same code, or the same
    title. Where there is none, the course is added
    at the end. What the table does not name stays as the syllabus has it; an empty cell too.
    """
    merged = list(linked)
    for row in rows:
        course = find_course(row, courses)
        names = {
            normalise_title(name)
            for name in (row.course, *((course.header.title, course.header.title_en) if course else ()))
            if name
        }
        place = next(
            (
                place
                for place, item in enumerate(merged)
                if (course is not None and item.course_key == course.key)
                or (item.ref.code and normalise_code(item.ref.code) == normalise_code(row.course))
                or (
                    item.course_key is None and not item.ref.code and normalise_title(item.ref.title) in names
                )
            ),
            None,
        )
        if place is None:
            title = (course.header.title if course else None) or row.course
            status, basis = decided(row.compulsory)
            ref = CourseRef(
                course.header.code if course else None,
                title,
                course.header.credits if course else None,
                terms=() if row.term is None else (row.term,),
                status=status,
                basis=basis,
            )
            merged.append(
                ProgrammeCourse(ref, course.key if course else None, "mapping" if course else "not found")
            )
            continue
        old = merged[place]
        status, basis = decided(row.compulsory)
        ref = replace(
            old.ref,
            terms=old.ref.terms if row.term is None else (row.term,),
            status=old.ref.status if basis is None else status,
            basis=basis or old.ref.basis,
        )
        merged[place] = ProgrammeCourse(
            ref, course.key if course else old.course_key, "mapping" if course else old.linked_by
        )
    return tuple(merged)
