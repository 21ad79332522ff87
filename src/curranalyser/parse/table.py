"""Rows of a table of courses → syllabi: one a course, with the outcomes of both languages.

And one a programme that the rows name. A course has one row, or one for each of its outcomes.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from curranalyser.datamodel import (
    CourseHeader,
    CourseRef,
    KindEvidence,
    Line,
    Omission,
    OmissionKind,
    Section,
    SectionKind,
    Syllabus,
    SyllabusKind,
    TableRow,
    marked,
)
from curranalyser.errors import FailureCategory
from curranalyser.language import can_tell, detect_language, languages_in_list
from curranalyser.languages import any_of, every, languages
from curranalyser.parse.fields.credits import parse_credits
from curranalyser.parse.fields.main_fields import main_fields, without_footnotes
from curranalyser.parse.instruction.find import find_instruction
from curranalyser.parse.outcomes.extract import RawOutcome
from curranalyser.parse.outcomes.given import PLACEHOLDER, numbered_outcomes, split_outcomes
from curranalyser.parse.outcomes.omitted import OMISSIONS_QUOTED
from curranalyser.parse.page.flattened import restore_lines
from curranalyser.parse.words.leadin import is_lead_in

_SECTIONS = (
    ("aim", SectionKind.AIM),
    ("outcomes", SectionKind.OUTCOMES),
    ("outcomes_en", SectionKind.OUTCOMES),
    ("content", SectionKind.CONTENT),
    ("entry", SectionKind.ENTRY),
    ("language", SectionKind.LANGUAGE),
)
# The heading under which a field is shown, and under which a bare value such as "Engelska" is understood as a
# field.
_HEADINGS = {
    language.code: {
        "aim": language.headings.aim[0].capitalize(),
        "outcomes": language.headings.outcomes[0].capitalize(),
        "content": language.headings.content[0].capitalize(),
        "entry": language.headings.entry[0].capitalize(),
        "language": language.headings.language[0].capitalize(),
    }
    for language in languages()
}
_YES = frozenset(("1", "x", "o", *every(lambda words: words.yes)))
_NO = frozenset(("0", *every(lambda words: words.no)))
_TERM = re.compile(r"^\D{0,12}(\d{1,2})\D*$")
_TITLE_CREDITS = re.compile(
    r"[\s,(]+\d{1,3}(?:[.,]\d{1,2})?\s*"
    rf"{any_of(lambda words: (*words.part_units, *words.bare_units))}\)?\.?$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_BULLET = re.compile(r"\s*(?:[•◦▪‣–*-]|\(?(?:\d{1,2}|[a-z])[.)])\s")
# Fields of which the rows of one course say one thing, and those that go on from row to row.
_FACTS = ("title", "title_en", "credits", "level", "valid_from")
_OUTCOMES = ("outcomes", "outcomes_en")
_TEXTS = (*_OUTCOMES, "aim", "content", "entry", "language")
# Courses with one code that a row is compared with; more of them have a placeholder for a code.
_MOST_COMPARED = 50
# Credits: the longest programmes have 360; beyond stands a number of another kind.
_MOST_CREDITS = 400

RowGroup = tuple[TableRow, ...]


def group_rows(rows: Iterable[TableRow]) -> tuple[RowGroup, ...]:
    """Put the rows of one course together.

    Rows with one code (without codes: with one title) are rows of one course, wherever they stand, unless
    title, credits, level or the day from which it is valid contradict: then each is a course or a version of
    its own. What a row does not say contradicts nothing.

    Args:
        rows: those of one table; rows that name no course are left out.

    Returns:
        The rows of each course, in the order of their first.
    """
    groups: list[list[TableRow]] = []
    facts: list[dict[str, str]] = []
    by_name: dict[str, list[int]] = {}
    for row in rows:
        if not row.named:
            continue
        name = re.sub(r"[\s-]", "", row.get("code")).upper() or row.get("title").casefold()
        said = _facts(row)
        known = by_name.setdefault(name, [])
        title = said.get("title")  # most courses differ in it, and it is quickly compared
        place = next(
            (
                place
                for place in known[:_MOST_COMPARED]
                if (title is None or facts[place].get("title", title) == title) and _agree(facts[place], said)
            ),
            None,
        )
        if place is None:
            known.append(len(groups))
            groups.append([row])
            facts.append(said)
        else:
            groups[place].append(row)
            facts[place] = said | facts[place]
    return tuple(map(tuple, groups))


def _facts(row: TableRow) -> dict[str, str]:
    """Return what a row says of its course, as it is compared."""
    said = {field: " ".join(row.get(field).casefold().split()) for field in _FACTS if row.get(field)}
    if "title" in said:
        said["title"] = _TITLE_CREDITS.sub("", said["title"])
    amount = _credits(row)
    return said | ({"credits": str(amount)} if amount is not None else {})


def _agree(facts: dict[str, str], said: dict[str, str]) -> bool:
    return all(facts.get(field, value) == value for field, value in said.items())


def parse_rows(rows: RowGroup) -> Syllabus:
    """Make the course syllabus of the rows of one course; see `parse_row`.

    Rows that are the same in every column are counted once, and `omissions` say so.
    """
    syllabus = parse_row(_combined(rows))
    distinct = dict.fromkeys(row.values for row in rows)
    if len(distinct) == len(rows):
        return syllabus
    counts = Counter(row.values for row in rows)
    texts = tuple(
        next((text for field, text in values if field in _OUTCOMES), "")
        for values, count in counts.items()
        if count > 1
    )
    note = Omission(OmissionKind.ROWS_REPEATED, len(rows) - len(distinct), texts[:OMISSIONS_QUOTED])
    return replace(syllabus, omissions=(note, *syllabus.omissions))


def _combined(rows: RowGroup) -> TableRow:
    """Make one row of those of a course: each fact as its first row says it, the texts below each other."""
    if len(rows) == 1:
        return rows[0]
    values: dict[str, str] = {}
    for row in rows:
        for field, text in row.values:
            if field not in _TEXTS:
                values.setdefault(field, text)
    for field in _TEXTS:
        cells = list(dict.fromkeys(row.get(field) for row in rows if row.get(field)))
        if field in _OUTCOMES and len(cells) > 1:
            cells = list(map(_as_item, cells))
        if cells:
            values[field] = "\n".join(cells)
    return TableRow(rows[0].source, tuple(values.items()))


def _as_item(cell: str) -> str:
    """Give a cell with one outcome the bullet of a list, and leave one that holds a lead-in or a list."""
    if PLACEHOLDER.match(cell):
        return ""
    if "\n" in cell or _BULLET.match(cell) or is_lead_in(cell) or len(split_outcomes(cell)) > 1:
        return cell
    return f"• {cell}"


def parse_row(row: TableRow) -> Syllabus:
    """Make the course syllabus of one row.

    Args:
        row: its values by field.

    Returns:
        The syllabus, with outcomes in both languages where the row has both. Without outcomes, its notes say
        why.
    """
    found: list[tuple[RawOutcome, str | None]] = []
    languages: dict[str, str | None] = {}
    for field, expected in (("outcomes", "sv"), ("outcomes_en", "en")):
        text = row.get(field)
        if text:
            language = detect_language(text, prefer=expected if field == "outcomes_en" else None)
            languages[field] = language
            around = language if can_tell(text) else expected
            items = split_outcomes(text)
            told = languages_in_list([item.text for item in items], around)
            found += zip(items, told, strict=True)
    main = (
        languages.get("outcomes")
        or languages.get("outcomes_en")
        or detect_language(f"{row.get('title')} {row.get('aim')} {row.get('content')}")
    )
    sections = tuple(_section(row, field, kind, main) for field, kind in _SECTIONS if row.get(field))
    notes: tuple[str, ...] = ()
    if not languages:
        notes = (FailureCategory.NO_OUTCOME_SECTION.value,)
    elif not found:
        notes = (FailureCategory.OUTCOME_SECTION_EMPTY.value,)
    outcomes, omissions = numbered_outcomes(found)
    return Syllabus(
        kind=SyllabusKind.COURSE,
        header=_header(row),
        sections=sections,
        outcomes=outcomes,
        instruction=find_instruction(sections, main),
        course_refs=(),
        language=main,
        pages=(1, 1),
        notes=notes,
        omissions=omissions,
        kind_basis=(KindEvidence("row of a table", SyllabusKind.COURSE, row.get("title")),),
    )


def _section(row: TableRow, field: str, kind: SectionKind, main: str | None) -> Section:
    text = row.get(field)
    lines = tuple(
        Line(
            text=f"{line.marker} {line.text}" if line.marker else line.text,
            page=1,
            x0=line.x0,
            x1=line.x1,
            top=line.top,
            size=line.size,
            bold=line.bold,
        )
        for line in restore_lines(text)
    )
    language = "en" if field == "outcomes_en" else main
    heading = _HEADINGS["sv" if language == "sv" else "en"][field.removesuffix("_en")]
    return Section(kind=kind, heading=heading, lines=lines, language=detect_language(text, prefer=language))


def _header(row: TableRow) -> CourseHeader:
    title = row.get("title")
    return CourseHeader(
        code=row.get("code") or None,
        title=_TITLE_CREDITS.sub("", title) or title or None,
        title_en=_TITLE_CREDITS.sub("", row.get("title_en")) or None,
        credits=_credits(row),
        level=row.get("level") or None,
        valid_from=row.get("valid_from") or None,
        department=without_footnotes(row.get("department")) or None,
        subject_group=without_footnotes(row.get("subject_group")) or None,
        subject=without_footnotes(row.get("subject")) or None,
        main_fields=main_fields(row.get("main_field")),
    )


def _credits(row: TableRow) -> Decimal | None:
    """Return the credits of the row's own column, else those that its title names."""
    text = row.get("credits")
    if not text:
        return parse_credits(row.get("title"))
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return parse_credits(text, anywhere=True)
    if not value.is_finite() or not 0 < value <= _MOST_CREDITS:
        return None
    return Decimal(int(value)) if value == int(value) else value.normalize()


def parse_programmes(rows: tuple[TableRow, ...]) -> tuple[Syllabus, ...]:
    """Make a programme of the courses whose rows name it.

    Args:
        rows: those of one table; a cell may name several programmes, separated by semicolons.

    Returns:
        One programme syllabus a name, in order of first mention, with its course list and without outcomes;
        none where no row names one.
    """
    listed: dict[str, dict[CourseRef, None]] = {}
    for group in group_rows(rows):
        course = _combined(group)
        for row in group:
            for name in _SEVERAL.split(row.get("programme")):
                if name:
                    listed.setdefault(name, {})[_course_ref(course, row)] = None
    return tuple(
        Syllabus(
            kind=SyllabusKind.PROGRAMME,
            header=CourseHeader(title=name),
            sections=(),
            outcomes=(),
            instruction=find_instruction((), None),
            course_refs=tuple(refs),
            language=None,
            pages=(1, 1),
            notes=(),
            omissions=(),
            kind_basis=(KindEvidence("named in a table", SyllabusKind.PROGRAMME, name),),
        )
        for name, refs in listed.items()
    )


def _course_ref(course: TableRow, row: TableRow) -> CourseRef:
    """Return a course as a programme lists it: what it is, and where one of its rows says that it stands."""
    header = _header(course)
    term = _TERM.match(row.get("term"))
    number = int(term[1]) if term else None
    word = row.get("compulsory").lower()
    compulsory = True if word in _YES else False if word in _NO else None
    year = (number + 1) // 2 if number else None
    status, basis = marked(compulsory)
    return CourseRef(
        header.code,
        header.title or header.code or "",
        header.credits,
        terms=() if number is None else (number,),
        years=() if year is None else (year,),
        status=status,
        basis=basis,
    )
