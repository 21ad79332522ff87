"""A document → the syllabi in it.

What kind of document it is, and its header, sections, outcomes, language of instruction and course list.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from curranalyser.datamodel import (
    CourseHeader,
    CourseRef,
    Document,
    LearningOutcome,
    Line,
    Section,
    SectionKind,
    Syllabus,
    SyllabusKind,
)
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.language import detect_language, language_beside
from curranalyser.parse.fields.header import parse_header
from curranalyser.parse.instruction.find import find_instruction
from curranalyser.parse.outcomes.extract import RawOutcome, extract_outcomes
from curranalyser.parse.outcomes.section import section_outcomes
from curranalyser.parse.page.columns import same_row
from curranalyser.parse.page.grid import is_code
from curranalyser.parse.page.layout import TextLine, reading_order
from curranalyser.parse.page.paragraphs import Lexicon, line_pitch
from curranalyser.parse.page.style import Style, body_style
from curranalyser.parse.page.wrapped_codes import join_wrapped_codes
from curranalyser.parse.programme.course_list import parse_course_list
from curranalyser.parse.sections.course_rows import split_rows
from curranalyser.parse.sections.parts import Part, split_sections
from curranalyser.parse.sections.split import split_syllabi
from curranalyser.parse.words.headings import (
    heading_table,
    is_mixed,
    is_second_choice,
    knowledge_form,
    normalise_heading,
    section_kind,
    strip_numbering,
    writes_sentences,
)
from curranalyser.parse.words.leadin import is_lead_in, is_open, leaves_verb_to_items

_PROGRAMME = re.compile(
    r"\b(?:utbildningsplan|programplan|programme syllabus|program syllabus|study programme syllabus|programkod|programme code|program code)\b"
)
_COURSE = re.compile(
    r"\b(?:kursplan|course syllabus|kurskod|course code|modulbeschreibung|module code|emnekode|kursuskode)\b"
)
_MAY_HOLD_OUTCOMES = (SectionKind.HEADER, SectionKind.AIM, SectionKind.CONTENT, SectionKind.OTHER)
_ABLE = re.compile(
    r"\b(?:kunna|förmåga att|förutsättningar att|ha (?:kunskap|färdighet|kompetens)\w*|able to|(?:students?|participants?) (?:will|should|shall|can)|"
    r"you (?:can|will|should)|können|kunne|capaz)\b",
    re.IGNORECASE,
)
# The language of these is asked for later; telling it for every section would take a third of the parsing
# time.
_WITH_LANGUAGE = frozenset({SectionKind.AIM, SectionKind.CONTENT, SectionKind.OUTCOMES})
_CORE_PARTS = (
    SectionKind.OUTCOMES,
    SectionKind.CONTENT,
    SectionKind.ENTRY,
    SectionKind.TEACHING,
    SectionKind.ASSESSMENT,
    SectionKind.LITERATURE,
)
_HEADER_PARTS = 3
_ROOM_LEFT = 0.85
_HOME_LANGUAGE = "sv"
_COURSE_PARTS = (SectionKind.COURSES, SectionKind.CONTENT, SectionKind.OTHER, SectionKind.TEACHING)


@dataclass(frozen=True, slots=True)
class Handbook:
    """What the modules of a handbook have in common.

    Its language, an ISO 639-1 code, and the style of its body text.
    """

    language: str | None
    body: Style


def _document_kind(lines: tuple[TextLine, ...]) -> SyllabusKind:
    head = "\n".join(line.text for line in lines[:40]).lower()
    programme, course = _PROGRAMME.search(head), _COURSE.search(head)
    if programme and (course is None or programme.start() <= course.start()):
        return SyllabusKind.PROGRAMME
    return SyllabusKind.COURSE


def is_no_syllabus(lines: tuple[TextLine, ...]) -> bool:
    """Whether the title of the document says that it is a memo, a schedule or the like."""
    table = heading_table()
    names = [normalise_heading(line.text) for line in lines[:12]]
    documents = table.course_documents | table.programme_documents
    if any(
        name in documents or name.startswith(("kursplan", "utbildningsplan", "course syllabus"))
        for name in names
    ):
        return False
    # Only what stands above the first section says what the document is: an outcome may speak of planning.
    core = next(
        (position for position, line in enumerate(lines[:8]) if section_kind(line.text) in _CORE_PARTS), 8
    )
    return any(
        len(name) < 80 and any(re.search(rf"\b{re.escape(word)}\b", name) for word in table.no_syllabus)
        for name in names[:core]
    )


def parse_document(document: Document) -> tuple[Syllabus, ...]:
    """Find the syllabi in a document.

    Args:
        document: what was read.

    Returns:
        One syllabus, or several where a file holds many. A syllabus without outcomes is returned too; its
        notes say why.

    Raises:
        DocumentError: nothing in the document looks like a syllabus.
    """
    lines = join_wrapped_codes(reading_order(document))
    if not lines:
        raise DocumentError(FailureCategory.NO_TEXT_LAYER)
    if is_no_syllabus(lines):
        raise DocumentError(FailureCategory.NOT_A_SYLLABUS, "it calls itself a memo, schedule or plan")
    pieces = split_rows(lines) or split_syllabi(lines)
    if len(pieces) > 1:
        pieces = _with_own_tables(pieces)
        handbook = Handbook(document.language, body_style(lines))
        modules = [
            parse_lines(piece, _piece_language(piece, document.language), SyllabusKind.COURSE, handbook)
            for piece in pieces
        ]
        return tuple(module for module in modules if module.outcomes or len(module.sections) > 2)
    syllabus = parse_lines(lines, document.language, _document_kind(lines))
    known = sum(section.kind not in (SectionKind.HEADER, SectionKind.OTHER) for section in syllabus.sections)
    if not syllabus.outcomes and known < 2:
        raise DocumentError(FailureCategory.NOT_A_SYLLABUS, f"{known} known headings")
    return (syllabus,)


def _with_own_tables(pieces: list[tuple[TextLine, ...]]) -> list[tuple[TextLine, ...]]:
    """Take the tables that several syllabi share for a way of setting the page."""
    holders = Counter(table for piece in pieces for table in {line.table for line in piece if line.table})
    return [
        tuple(
            replace(line, table=None) if line.table is not None and holders[line.table] > 1 else line
            for line in piece
        )
        for piece in pieces
    ]


def parse_anyway(document: Document) -> Syllabus:
    """Parse a document as one syllabus, also where `parse_document` sets it aside: to show what its parts are.

    Args:
        document: what was read; it has text.
    """
    lines = join_wrapped_codes(reading_order(document))
    return parse_lines(lines, document.language, _document_kind(lines))


def _piece_language(lines: tuple[TextLine, ...], language: str | None) -> str | None:
    return detect_language(" ".join(line.text for line in lines if len(line.text) > 25), prefer=language)


def parse_lines(
    lines: tuple[TextLine, ...], language: str | None, kind: SyllabusKind, handbook: Handbook | None = None
) -> Syllabus:
    """Parse the lines of one syllabus.

    Args:
        lines: in reading order.
        language: ISO 639-1 code of the document or of this part of it.
        kind: course or programme.
        handbook: that of which it is a module; its fields hold whole sentences.
    """
    lexicon = Lexicon(lines)
    own = body_style(lines)
    body = handbook.body if handbook else own
    parts = split_sections(lines, line_pitch(list(lines)), own)
    core = next((position for position, part in enumerate(parts) if part.kind in _CORE_PARTS), len(parts))
    header = _header(parts, core, body, kind, lines)
    sections = tuple(_section(part) for part in parts if part.lines or part.heading)
    outcomes, notes = _outcomes(parts, body, lexicon, language, handbook is not None)
    refs: tuple[CourseRef, ...] = ()
    if kind is SyllabusKind.PROGRAMME:
        listed = [
            line
            for part in parts
            if part.kind in _COURSE_PARTS
            for line in ([part.head] if part.head else []) + part.lines
        ]
        name = header.title or ""
        refs = tuple(
            ref
            for ref in parse_course_list(listed)
            if not (name and ref.code is None and ref.title.startswith(name))
        )
    main = language or (outcomes[0].language if outcomes else None)
    # "English where exchange students take part" says that without them it is the language of the country.
    home = next(
        (told for told in (main, handbook and handbook.language) if told and told != "en"), _HOME_LANGUAGE
    )
    instruction = find_instruction(sections, main, home)
    pages = (lines[0].page, lines[-1].page)
    return Syllabus(kind, header, sections, outcomes, instruction, refs, main, pages, notes)


def _header(
    parts: list[Part], core: int, body: Style, kind: SyllabusKind, lines: tuple[TextLine, ...]
) -> CourseHeader:
    """Read the header from the parts above the first core part.

    And from a little beyond where these are few and do not tell everything.
    """

    def read(some: list[Part]) -> CourseHeader:
        return parse_header(
            [line for part in some for line in ([part.head] if part.head else []) + part.lines],
            body,
            kind,
            lines,
        )

    if core >= _HEADER_PARTS:
        return read(parts[:core])
    wide = read([part for part in parts[:_HEADER_PARTS] if part.kind is not SectionKind.ASSESSMENT])
    top = read(parts[:core])
    if not (top.code and top.title and top.credits):
        return wide
    return replace(
        wide, code=top.code, title=top.title, title_en=top.title_en or wide.title_en, credits=top.credits
    )


def _language_of(raw: list[RawOutcome]) -> str | None:
    return detect_language(" ".join(item.text for item in raw))


def _list_start(part: Part) -> int | None:
    """Return where a list of outcomes begins in a section that is not headed as such.

    At a lead-in on the student, followed by bullets.
    """
    if part.kind not in _MAY_HOLD_OUTCOMES:
        return None
    for position, line in enumerate(part.lines[:-2]):
        text = f"{part.lines[position - 1].text} {line.text}" if position else line.text
        able = _ABLE.search(text) is not None or leaves_verb_to_items(line.text)
        if (
            (is_lead_in(line.text) or is_lead_in(text))
            and is_open(line.text)
            and able
            and _list_follows(part, position)
        ):
            start = position if is_lead_in(line.text) else position - 1
            return start - 1 if start and _heads_group(part.lines[start - 1].text) else start
    return None


def _is_aside(part: Part) -> bool:
    """Whether a part is a printed table under another heading: it may break the outcomes down to units."""
    return part.head is None and any(line.table is not None and not line.table.flowing for line in part.lines)


def _heads_group(text: str) -> bool:
    """Whether a line names the knowledge form or the part of the studies of the list below it."""
    return knowledge_form(text) is not None or heading_table().modules.match(text) is not None


def _list_follows(part: Part, position: int) -> bool:
    """Whether a list comes behind a line.

    Bullets, numbers in cells of their own, or in a section on the aim a line that was meant to end there.
    """
    line, first, second = part.lines[position : position + 3]
    meant = line.text.endswith(":") or line.x1 < _ROOM_LEFT * line.right
    numbered = is_code(first.text) and same_row(first, second)
    return bool(first.marker) or numbered or (part.kind is SectionKind.AIM and meant)


def _section(part: Part) -> Section:
    lines = tuple(
        Line(
            f"{line.marker} {line.text}" if line.marker else line.text,
            line.page,
            line.x0,
            line.x1,
            line.top,
            line.size,
            line.bold,
        )
        for line in part.lines
    )
    body = " ".join(line.text for line in part.lines[:6]) if part.kind in _WITH_LANGUAGE else ""
    return Section(part.kind, strip_numbering(part.heading).rstrip(" :"), lines, detect_language(body))


def _outcomes(
    parts: list[Part], body: Style, lexicon: Lexicon, language: str | None, module: bool
) -> tuple[tuple[LearningOutcome, ...], tuple[str, ...]]:
    groups: list[tuple[str | None, list[RawOutcome]]] = []
    second: list[tuple[str | None, list[RawOutcome]]] = []
    sections = 0
    assessed = False
    listed_in: set[str | None] = set()
    for part in parts:
        assessed = assessed or (part.kind is SectionKind.ASSESSMENT and bool(part.lines))
        if part.kind is SectionKind.OUTCOMES:
            sections += 1
            sentences = module or writes_sentences(part.heading, language)
            found = section_outcomes(
                part.lines, body, lexicon, part.heading, sentences=sentences, mixed=is_mixed(part.heading)
            )
            told = _language_of(found)
            # After the assessment the word heads a table of what is examined, unless it begins a translation.
            if not (assessed and told in listed_in):
                (second if is_second_choice(part.heading) or _is_aside(part) else groups).append(
                    (told, found)
                )
                listed_in |= {told} if len(found) >= 2 else set()
    if not any(raw for _, raw in groups):
        groups = second
    if not any(raw for _, raw in groups):
        for part in parts:
            start = _list_start(part)
            if start is not None:
                sections += 1
                found = extract_outcomes(part.lines[start:], body, lexicon)
                groups.append((_language_of(found), found))
    counted: Counter[str] = Counter()
    result: list[LearningOutcome] = []
    seen: set[str] = set()
    for told, raw in groups:
        for item in raw:
            key = f"{item.text.lower()} {item.module} {item.knowledge_form}"
            if key in seen:
                continue
            seen.add(key)
            chosen = language_beside(item.text, told or language or "en")
            counted[chosen] += 1
            result.append(
                LearningOutcome(
                    f"{chosen}-{counted[chosen]}",
                    item.text,
                    item.lead_in,
                    item.knowledge_form,
                    item.module,
                    item.page,
                    chosen,
                    item.assessments,
                )
            )
    notes: tuple[str, ...] = ()
    if not sections:
        notes = (FailureCategory.NO_OUTCOME_SECTION.value,)
    elif not result:
        notes = (FailureCategory.OUTCOME_SECTION_EMPTY.value,)
    return tuple(result), notes
