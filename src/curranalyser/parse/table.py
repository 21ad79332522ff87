"""Rows of a table of courses → syllabi: one a row, with the outcomes of both languages.

And one a programme that the rows name.
"""

import re
from collections import Counter
from decimal import Decimal, InvalidOperation

from curranalyser.datamodel import (
    CourseHeader,
    CourseRef,
    KindEvidence,
    LearningOutcome,
    Line,
    Section,
    SectionKind,
    Syllabus,
    SyllabusKind,
    TableRow,
)
from curranalyser.errors import FailureCategory
from curranalyser.language import detect_language
from curranalyser.parse.fields.header import parse_credits
from curranalyser.parse.instruction.find import find_instruction
from curranalyser.parse.outcomes.extract import RawOutcome, extract_outcomes
from curranalyser.parse.page.flattened import restore_lines
from curranalyser.parse.page.paragraphs import Lexicon
from curranalyser.parse.page.style import Style

_PLACEHOLDER = re.compile(
    r"\W*(?:not available|not applicable|n/?a|null|none|saknas|ej tillämpligt|finns ej|namn)\W*\Z",
    re.IGNORECASE,
)
_BODY = Style(10.0, False)
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
    "sv": {
        "aim": "Syfte",
        "outcomes": "Lärandemål",
        "content": "Innehåll",
        "entry": "Behörighet",
        "language": "Undervisningsspråk",
    },
    "en": {
        "aim": "Aim",
        "outcomes": "Learning outcomes",
        "content": "Content",
        "entry": "Entry requirements",
        "language": "Language of instruction",
    },
}
_YES = frozenset(
    {
        "true",
        "yes",
        "ja",
        "y",
        "j",
        "1",
        "x",
        "o",
        "obl",
        "obligatorisk",
        "compulsory",
        "mandatory",
        "required",
    }
)
_NO = frozenset({"false", "no", "nej", "n", "0", "v", "valbar", "valfri", "elective", "optional"})
_TERM = re.compile(r"^\D{0,12}(\d{1,2})\D*$")
_TITLE_CREDITS = re.compile(
    r"[\s,(]+\d{1,3}(?:[.,]\d{1,2})?\s*(?:hp|högskolepoäng|poäng|credits?|hec|ects)\)?\.?$", re.IGNORECASE
)
_SEVERAL = re.compile(r"\s*[;|\n]\s*")


def parse_row(row: TableRow) -> Syllabus:
    """Make the course syllabus of one row.

    Args:
        row: its values by field.

    Returns:
        The syllabus, with outcomes in both languages where the row has both. Without outcomes, its notes say
        why.
    """
    found: list[tuple[RawOutcome, str]] = []
    languages: dict[str, str | None] = {}
    for field, expected in (("outcomes", "sv"), ("outcomes_en", "en")):
        text = row.get(field)
        if text:
            language = detect_language(text, prefer=expected if field == "outcomes_en" else None)
            languages[field] = language
            found += [(item, language or expected) for item in split_outcomes(text)]
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
    return Syllabus(
        SyllabusKind.COURSE,
        _header(row),
        sections,
        _numbered(found),
        find_instruction(sections, main),
        (),
        main,
        (1, 1),
        notes,
        (KindEvidence("row of a table", SyllabusKind.COURSE, row.get("title")),),
    )


def split_outcomes(text: str) -> list[RawOutcome]:
    """Find the outcomes in the text of a cell by the grammar of an outcome section; line breaks may be lost.

    A cell that shows no sign of a list and no lead-in is taken line by line: its column says that it holds
    outcomes.
    """
    if _PLACEHOLDER.match(text):
        return []
    lexicon = Lexicon(())
    return extract_outcomes(restore_lines(text), _BODY, lexicon) or extract_outcomes(
        restore_lines(text, everything=True), _BODY, lexicon
    )


def _numbered(found: list[tuple[RawOutcome, str]]) -> tuple[LearningOutcome, ...]:
    counted: Counter[str] = Counter()
    seen: set[tuple[str, str, str]] = set()
    result = []
    for item, around in found:
        language = detect_language(f"{item.lead_in} {item.text}", prefer=around) or around
        key = (language, re.sub(r"\W+", "", item.text.lower()), item.module or "")
        if key not in seen:
            seen.add(key)
            counted[language] += 1
            outcome = LearningOutcome(
                f"{language}-{counted[language]}",
                item.text,
                item.lead_in,
                item.knowledge_form,
                item.module,
                1,
                language,
            )
            result.append(outcome)
    return tuple(result)


def _section(row: TableRow, field: str, kind: SectionKind, main: str | None) -> Section:
    text = row.get(field)
    lines = tuple(
        Line(
            f"{line.marker} {line.text}" if line.marker else line.text,
            1,
            line.x0,
            line.x1,
            line.top,
            line.size,
            line.bold,
        )
        for line in restore_lines(text)
    )
    language = "en" if field == "outcomes_en" else main
    heading = _HEADINGS["sv" if language == "sv" else "en"][field.removesuffix("_en")]
    return Section(kind, heading, lines, detect_language(text, prefer=language))


def _header(row: TableRow) -> CourseHeader:
    title = row.get("title")
    return CourseHeader(
        row.get("code") or None,
        _TITLE_CREDITS.sub("", title) or title or None,
        _TITLE_CREDITS.sub("", row.get("title_en")) or None,
        _credits(row),
        row.get("level") or None,
        row.get("valid_from") or None,
        row.get("department") or None,
        row.get("subject_group") or None,
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
    if not value.is_finite() or not 0 < value <= 400:
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
    listed: dict[str, list[CourseRef]] = {}
    for row in rows:
        for name in _SEVERAL.split(row.get("programme")):
            if name:
                listed.setdefault(name, []).append(_course_ref(row))
    return tuple(
        Syllabus(
            SyllabusKind.PROGRAMME,
            CourseHeader(title=name),
            (),
            (),
            find_instruction((), None),
            tuple(refs),
            None,
            (1, 1),
            (),
            (KindEvidence("named in a table", SyllabusKind.PROGRAMME, name),),
        )
        for name, refs in listed.items()
    )


def _course_ref(row: TableRow) -> CourseRef:
    header = _header(row)
    term = _TERM.match(row.get("term"))
    number = int(term[1]) if term else None
    word = row.get("compulsory").lower()
    compulsory = True if word in _YES else False if word in _NO else None
    year = (number + 1) // 2 if number else None
    return CourseRef(
        header.code, header.title or header.code or "", header.credits, number, year, compulsory, 1
    )
