"""A document → the syllabi in it.

What kind of document it is, and its header, sections, outcomes, language of instruction and course list.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from curranalyser.datamodel import (
    UNDETERMINED,
    CourseHeader,
    CourseRef,
    Document,
    KindEvidence,
    LearningOutcome,
    Line,
    Omission,
    OmissionKind,
    Section,
    SectionKind,
    SizeBasis,
    Syllabus,
    SyllabusKind,
)
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.language import can_tell, detect_language, language_within, languages_in_list
from curranalyser.languages import any_of
from curranalyser.parse.fields.header import SMALLEST_PROGRAMME, parse_header, parse_name
from curranalyser.parse.instruction.find import find_instruction
from curranalyser.parse.outcomes.examined import tables_in, with_assessments
from curranalyser.parse.outcomes.extract import RawOutcome, SectionOutcomes, number_of, read_section
from curranalyser.parse.outcomes.omitted import OMISSIONS_QUOTED, omissions_of
from curranalyser.parse.outcomes.quoted import of_law_section, part_by, quoted_among
from curranalyser.parse.outcomes.recognised import mark_recognised
from curranalyser.parse.outcomes.section import section_outcomes
from curranalyser.parse.page.grid import is_code
from curranalyser.parse.page.layout import TextLine, reading_order
from curranalyser.parse.page.paragraphs import Lexicon, line_pitch
from curranalyser.parse.page.rows import on_one_row
from curranalyser.parse.page.sentences import split_sentences
from curranalyser.parse.page.style import Style, body_style
from curranalyser.parse.page.wrapped_codes import join_wrapped_codes
from curranalyser.parse.programme.blocks import build_tree
from curranalyser.parse.programme.items import Entry, Item, Sentence
from curranalyser.parse.programme.listing import course_tables, read_items
from curranalyser.parse.programme.size import is_size, programme_size, size_by_places, taken_by_all
from curranalyser.parse.programme.structure import Structure, read_structure
from curranalyser.parse.programme.tracks import named_tracks
from curranalyser.parse.sections.course_rows import split_rows
from curranalyser.parse.sections.kind import (
    calls_itself_syllabus,
    document_kind,
    may_list_courses,
    reading_of,
    timetable,
)
from curranalyser.parse.sections.parts import Part, names_law, split_sections
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

_MAY_HOLD_OUTCOMES = (SectionKind.HEADER, SectionKind.AIM, SectionKind.CONTENT, SectionKind.OTHER)
_ABLE = re.compile(rf"\b{any_of(lambda words: words.able)}\b", re.IGNORECASE)
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
_BELOW_HEAD = (*_CORE_PARTS, SectionKind.COURSES)
# Whose running text tells the language of a syllabus, the surest first.
_RUNNING = (
    SectionKind.OUTCOMES,
    SectionKind.CONTENT,
    SectionKind.AIM,
    SectionKind.TEACHING,
    SectionKind.ASSESSMENT,
)
# Characters of a section that can tell a language: about one outcome.
_SHORTEST_RUNNING = 40
# Parts from the top among which the header stands, and core sections that make a syllabus of a document: with
# 2 four of 24 real files are read otherwise, with 5 none.
_HEADER_PARTS = 3
# Rows of a table of courses, at least: one more is no form of a single value beneath its name.
_COURSES_AND_HEAD = 2
# A part of a handbook without outcomes is a module where it has more sections than its head and one more.
_LEAST_SECTIONS = 2
# Outcomes that make a list.
_A_LIST = 2
# Share of the width of a page that a line fills which goes on in the next; 0.18 and 1.0 in the two real files
# where it is asked.
_ROOM_LEFT = 0.85
# Lines at the head of a document in which it calls itself a syllabus: 20 and 60 read alike the 80 real files
# that were tried.
_HEAD_LINES = 40
# Lines from the top among which a document names itself, lines above its first section, and characters of
# such a name: 6 and 20, 4 and 14, 60 and 120 read the real files alike that were tried.
_NAME_LINES, _LINES_TO_SECTION, _LONGEST_NAME = 12, 8, 80
# Characters of a line whose words tell a language, and lines of a section that are asked: 15 and 40, 3 and 12
# are the same for the language of syllabi that were tried.
_SHORTEST_TELLING = 25
_TELLING_LINES = 6
_HOME_LANGUAGE = "sv"
_COURSE_PARTS = (SectionKind.COURSES, SectionKind.CONTENT, SectionKind.OTHER, SectionKind.TEACHING)
# Prose on the programme beside its list of courses.
_PROSE_PARTS = (SectionKind.HEADER, SectionKind.AIM)


@dataclass(frozen=True, slots=True)
class Handbook:
    """What the modules of a handbook have in common.

    Its language, an ISO 639-1 code, and the style of its body text.
    """

    language: str | None
    body: Style


def is_no_syllabus(lines: tuple[TextLine, ...]) -> bool:
    """Whether the title of the document says that it is a memo, a schedule or the like."""
    table = heading_table()
    names = [normalise_heading(line.text) for line in lines[:_NAME_LINES]]
    documents = table.course_documents | table.programme_documents
    if any(name in documents or name.startswith(table.document_beginnings) for name in names):
        return False
    # Only what stands above the first section says what the document is: an outcome may speak of planning.
    core = next(
        (
            position
            for position, line in enumerate(lines[:_LINES_TO_SECTION])
            if section_kind(line.text) in _CORE_PARTS
        ),
        _LINES_TO_SECTION,
    )
    return any(len(name) < _LONGEST_NAME and table.no_syllabus.search(name) for name in names[:core])


def parse_document(document: Document, *, keep_repeated: bool = False) -> tuple[Syllabus, ...]:
    """Find the syllabi in a document.

    Args:
        document: what was read.
        keep_repeated: an outcome that its list has twice stands twice among the outcomes, each in its place,
            as whoever writes the syllabus wants it; otherwise it is counted once, and named as left out.

    Returns:
        One syllabus, or several where a file holds many. A syllabus without outcomes is returned too; its
        notes say why.

    Raises:
        DocumentError: nothing in the document looks like a syllabus.
    """
    lines = join_wrapped_codes(reading_order(document))
    if not lines:
        raise DocumentError(FailureCategory.NO_TEXT)
    if is_no_syllabus(lines):
        raise DocumentError(FailureCategory.NOT_A_SYLLABUS, "it calls itself a memo, schedule or plan")
    pieces = split_rows(lines) or split_syllabi(lines)
    if len(pieces) > 1:
        pieces = _with_own_tables(pieces)
        handbook = Handbook(document.language, body_style(lines))
        modules = [
            parse_lines(
                piece, _piece_language(piece, document.language), handbook, keep_repeated=keep_repeated
            )
            for piece in pieces
        ]
        kept = _kept_modules(modules)
        if not kept:
            raise DocumentError(FailureCategory.NOT_A_SYLLABUS, f"{len(modules)} parts without sections")
        return mark_recognised((_noted(module, document) for module in kept), document)
    syllabus = parse_lines(lines, document.language, keep_repeated=keep_repeated)
    known = sum(section.kind not in (SectionKind.HEADER, SectionKind.OTHER) for section in syllabus.sections)
    if not (syllabus.outcomes or syllabus.course_refs) and known < 2:
        raise DocumentError(FailureCategory.NOT_A_SYLLABUS, f"{known} known headings")
    times = () if syllabus.outcomes or calls_itself_syllabus(lines[:_HEAD_LINES]) else timetable(lines)
    if times:
        raise DocumentError(FailureCategory.NOT_A_SYLLABUS, f"no outcomes, but hours of teaching: {times[0]}")
    return mark_recognised((_noted(syllabus, document),), document)


def _noted(syllabus: Syllabus, document: Document) -> Syllabus:
    """Return the syllabus with what is worth knowing about the reading of its document."""
    return replace(syllabus, notes=(*document.notes, *syllabus.notes)) if document.notes else syllabus


def _kept_modules(modules: list[Syllabus]) -> tuple[Syllabus, ...]:
    """Leave out the parts of a handbook that hold no module, and say so at the module before them.

    A part with neither outcomes nor headings is a row of a table of contents or the like.
    """
    kept: list[Syllabus] = []
    left: list[list[Syllabus]] = []
    before: list[Syllabus] = []
    for module in modules:
        if module.outcomes or len(module.sections) > _LEAST_SECTIONS:
            kept.append(module)
            left.append(before if len(kept) == 1 else [])
        else:
            (left[-1] if left else before).append(module)
    return tuple(
        replace(module, omissions=module.omissions + _parts_left_out(parts))
        for module, parts in zip(kept, left, strict=True)
    )


def _parts_left_out(parts: list[Syllabus]) -> tuple[Omission, ...]:
    if not parts:
        return ()
    names = (part.header.title or part.header.code or "" for part in parts[:OMISSIONS_QUOTED])
    return (
        Omission(
            kind=OmissionKind.PART, count=len(parts), texts=tuple(filter(None, names)), page=parts[0].pages[0]
        ),
    )


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
    """Parse a document as one syllabus, also where `parse_document` sets it aside, to show its parts.

    Args:
        document: what was read; it has text.
    """
    lines = join_wrapped_codes(reading_order(document))
    return parse_lines(lines, document.language)


def _piece_language(lines: tuple[TextLine, ...], language: str | None) -> str | None:
    return detect_language(
        " ".join(line.text for line in lines if len(line.text) > _SHORTEST_TELLING), prefer=language
    )


def parse_lines(
    lines: tuple[TextLine, ...],
    language: str | None,
    handbook: Handbook | None = None,
    *,
    keep_repeated: bool = False,
) -> Syllabus:
    """Parse the lines of one syllabus.

    Args:
        lines: in reading order.
        language: ISO 639-1 code of the document or of this part of it, as told from its first lines; its
            sections tell it better (see `_running_language`).
        handbook: that of which it is a module, and so a course; its fields hold whole sentences.
        keep_repeated: see `parse_document`.
    """
    lexicon = Lexicon(lines)
    own = body_style(lines)
    body = handbook.body if handbook else own
    parts = split_sections(lines, line_pitch(list(lines)), own)
    language = _running_language(parts, language)
    core = next((position for position, part in enumerate(parts) if part.kind in _BELOW_HEAD), len(parts))
    header = _header(parts, core, body, SyllabusKind.COURSE, lines)
    kind, basis, items = _kind(parts, header, lines, handbook)
    structure, size_basis = Structure(), None
    if kind is SyllabusKind.PROGRAMME:
        header = _header(parts, core, body, kind, lines)
        header, structure, size_basis = _programme(parts, header, items)
    sections = tuple(_section(part, language) for part in parts if part.lines or part.heading)
    found = _find_outcomes(parts, body, lexicon, language, handbook is not None)
    if kind is SyllabusKind.PROGRAMME:
        _set_law_apart(found, parts, body, lexicon, language)
    outcomes, notes, omissions = _outcomes(found, keep_repeated=keep_repeated)
    main = language or (outcomes[0].language if outcomes else None)
    # "English where exchange students take part" says that without them it is the language of the country.
    home = next(
        (told for told in (main, handbook and handbook.language) if told and told != "en"), _HOME_LANGUAGE
    )
    instruction = find_instruction(sections, main, home)
    pages = (lines[0].page, lines[-1].page)
    return Syllabus(
        kind=kind,
        header=header,
        sections=sections,
        outcomes=outcomes,
        instruction=instruction,
        course_refs=structure.course_refs,
        language=main,
        pages=pages,
        notes=notes,
        omissions=omissions,
        kind_basis=basis,
        blocks=structure.blocks,
        groups=structure.groups,
        tracks=structure.tracks,
        statements=structure.statements,
        size_basis=size_basis,
    )


def _programme(
    parts: list[Part], header: CourseHeader, items: tuple[Item, ...]
) -> tuple[CourseHeader, Structure, SizeBasis | None]:
    """Return the header of a programme with its size, its structure, and what the size rests on."""
    head = [
        line.text for part in parts[:_HEADER_PARTS] if part.kind is SectionKind.HEADER for line in part.lines
    ]
    beside = [part for part in parts if part.kind in _PROSE_PARTS]
    prose = [
        Sentence(text, page) for part in beside for text, page in split_sentences(_section(part, None).lines)
    ]
    told = prose + [item for item in items if isinstance(item, Sentence)]
    size, basis = programme_size(
        [header.title or "", *head],
        told,
        [header.title or "", header.title_en or "", *head, *(sentence.text for sentence in told)],
    )
    name = header.title or ""
    items = tuple(
        item
        for item in items
        if not (isinstance(item, Entry) and name and item.code is None and item.title.startswith(name))
    )
    goals = [
        line
        for part in parts
        if part.kind is SectionKind.OUTCOMES
        for line in ([part.head] if part.head is not None else []) + part.lines
    ]
    tracks = named_tracks(goals)
    structure = read_structure(items, prose, size, tracks, size if basis == "read" else None)
    if size is None and is_size(header.credits):
        taken, (by_places, why) = taken_by_all(structure.course_refs), size_by_places(structure.course_refs)
        size, basis = header.credits, "read"
        if size is not None and taken > size:
            # What fills its terms or years shows that the header names another number; else that refutes it.
            if taken == by_places:
                size, basis = by_places, why
            else:
                structure = read_structure(items, prose, None, tracks, size)
    if size is None:
        size, basis = size_by_places(structure.course_refs)
    if header.code in {ref.code for ref in structure.course_refs}:
        header = replace(header, code=None)  # that of a course in its list
    return replace(header, credits=size), structure, basis


def _kind(
    parts: list[Part], header: CourseHeader, lines: tuple[TextLine, ...], handbook: Handbook | None
) -> tuple[SyllabusKind, tuple[KindEvidence, ...], tuple[Item, ...]]:
    """Return what the syllabus is, on what basis, and what its sections list."""
    if handbook is not None:
        said = KindEvidence(
            name="several in one file", kind=SyllabusKind.COURSE, text=lines[0].text, page=lines[0].page
        )
        return SyllabusKind.COURSE, (said,), ()
    items: tuple[Item, ...] | None = None

    def listed() -> tuple[CourseRef, ...]:
        nonlocal items
        candidates = [
            line
            for part in parts
            if part.kind in _COURSE_PARTS
            for line in ([part.head] if part.head else []) + part.lines
        ] or [line for part in parts if part.kind is SectionKind.HEADER for line in part.lines]
        if not may_list_courses(candidates):
            return ()
        items = read_items(parts)
        return _listed(items) if items else ()

    kind, basis = document_kind(reading_of(lines, parts, header), listed)
    if kind is SyllabusKind.PROGRAMME and items is None:
        items = read_items(parts)
    return kind, basis, items or ()


def _listed(items: tuple[Item, ...]) -> tuple[CourseRef, ...]:
    """Return the courses among what a syllabus lists, as far as they say what it is."""
    return tuple(
        CourseRef(
            leaf.entry.code,
            leaf.entry.title,
            leaf.entry.credits,
            terms=leaf.place.terms,
            years=leaf.place.years,
            page=leaf.entry.page,
        )
        for leaf in build_tree(items).leaves
        if leaf.is_course
    )


def _running_language(parts: list[Part], told: str | None) -> str | None:
    """Tell the language of a syllabus from its running text.

    From its outcomes, else its content, its aim, its teaching or assessment: a section says one language.
    Lists of names, such as courses required for entry, say nothing. What the first lines told stands where a
    section says the same (a syllabus in two languages), or no section is long enough to say another.

    Args:
        parts: of the syllabus.
        told: ISO 639-1 code from the first lines, or None.
    """
    for kind in _RUNNING:
        texts = [" ".join(line.text for line in part.lines) for part in parts if part.kind is kind]
        first: str | None = None
        looked = False
        for text in texts:
            if len(text) < _SHORTEST_RUNNING or not can_tell(text):
                continue
            found = detect_language(text, prefer=told)
            if found == told:
                return told  # whatever the other sections of the kind say
            first, looked = (first, True) if looked else (found, True)
        if looked:
            return first
    return told


def _header(
    parts: list[Part], core: int, body: Style, kind: SyllabusKind, lines: tuple[TextLine, ...]
) -> CourseHeader:
    """Read the header from the parts above the first core part.

    And from a little beyond where these are few and do not tell everything.
    """

    def lines_of(some: list[Part]) -> list[TextLine]:
        return [line for part in some for line in ([part.head] if part.head else []) + part.lines]

    head = lines_of(parts[:core])
    asked = frozenset(id(line) for part in parts if part.kind is SectionKind.ENTRY for line in part.lines)
    if core >= _HEADER_PARTS:
        return parse_header(head, body, kind, lines, len(head), asked=asked)
    beyond = [part for part in parts[:_HEADER_PARTS] if part.kind is not SectionKind.ASSESSMENT]
    below = lines_of(beyond)
    if kind is SyllabusKind.PROGRAMME:
        # The columns of a table of courses bear the names of fields, and its cells are no values of them.
        tables = list({id(line.table): line.table for line in below if line.table is not None}.values())
        courses = course_tables(tables, _COURSES_AND_HEAD)
        below = [line for line in below if not any(line.table is table for table in courses)]
    wide = parse_header(below, body, kind, lines, len(head), asked=asked)
    top = parse_name(head, body, kind, lines, len(head), asked=asked)
    if not (top.code and top.title and top.credits):
        return _filled(top, wide, kind)
    return replace(
        wide, code=top.code, title=top.title, title_en=top.title_en or wide.title_en, credits=top.credits
    )


def _filled(top: CourseHeader, wide: CourseHeader, kind: SyllabusKind) -> CourseHeader:
    """Return what was read from the head and a little beyond, but for what the head itself says.

    A head that gives a title with a code or credits has named the syllabus: what is larger below is a heading
    or a course. The credits of a programme stand in its head; those below are of its courses.
    """
    programme = kind is SyllabusKind.PROGRAMME
    of_course = programme and wide.credits is not None and wide.credits < SMALLEST_PROGRAMME
    credits_ = top.credits or (None if of_course else wide.credits)
    if not (top.title and (top.code or top.credits)):
        return replace(wide, credits=credits_) if programme else wide
    return replace(
        wide,
        code=top.code or (None if programme else wide.code),
        title=top.title,
        title_en=top.title_en or (None if programme else wide.title_en),
        credits=credits_,
    )


def _language_of(raw: Sequence[RawOutcome], around: str | None) -> str | None:
    return language_within(" ".join(item.text for item in raw), around)


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
    numbered = is_code(first.text) and on_one_row(first, second)
    return bool(first.marker) or numbered or (part.kind is SectionKind.AIM and meant)


def _section(part: Part, language: str | None) -> Section:
    lines = tuple(
        Line(
            text=f"{line.marker} {line.text}" if line.marker else line.text,
            page=line.page,
            x0=line.x0,
            x1=line.x1,
            top=line.top,
            size=line.size,
            bold=line.bold,
        )
        for line in part.lines
    )
    body = " ".join(line.text for line in part.lines[:_TELLING_LINES]) if part.kind in _WITH_LANGUAGE else ""
    told = detect_language(body, prefer=language) if can_tell(body) else None
    return Section(
        kind=part.kind, heading=strip_numbering(part.heading).rstrip(" :"), lines=lines, language=told
    )


_EXAMINING = (SectionKind.ASSESSMENT, SectionKind.GRADING)

# The outcomes of one section with their language.
Group = tuple[str | None, tuple[RawOutcome, ...]]


def _repeated(parts: list[Part], body: Style, lexicon: Lexicon) -> tuple[RawOutcome, ...]:
    """Return the outcomes of tables in sections that are not headed as theirs, such as one on assessment."""
    return tuple(
        item
        for part in parts
        if part.kind is not SectionKind.OUTCOMES
        for table in tables_in(part.lines)
        if table.names_outcomes
        for item in section_outcomes(
            [line for line in part.lines if line.table is table], body, lexicon
        ).outcomes
    )


def _examined(
    groups: list[Group], parts: list[Part], body: Style, lexicon: Lexicon, language: str | None
) -> list[Group]:
    """Give the outcomes what tables say of their examination; where there are none, those of such a table."""
    tables = tables_in(line for part in parts for line in part.lines)
    if not tables:
        return groups
    repeated = _repeated(parts, body, lexicon)
    if repeated and not any(raw for _, raw in groups):
        return [(_language_of(repeated, language), repeated)]
    examining = tables_in(line for part in parts if part.kind in _EXAMINING for line in part.lines)
    return [(told, with_assessments(raw, repeated, tables, examining)) for told, raw in groups]


@dataclass(slots=True)
class _Found:
    """The outcomes of the sections of a syllabus, and those that are set aside with the reason.

    `set_apart`: goals of the law stand in a programme; that it has no others is no fault of the reading.
    """

    groups: list[Group] = field(default_factory=list)
    second: list[Group] = field(default_factory=list)
    behind: list[RawOutcome] = field(default_factory=list)
    within: dict[OmissionKind, list[RawOutcome]] = field(default_factory=dict)
    sections: int = 0
    set_apart: bool = False

    @property
    def empty(self) -> bool:
        return not any(raw for _, raw in self.groups)

    def leave(self, section: SectionOutcomes) -> None:
        """Keep what was left out of a section."""
        for kind, item in section.left:
            self.within.setdefault(kind, []).append(item)


def _in_outcome_sections(
    parts: list[Part], body: Style, lexicon: Lexicon, language: str | None, module: bool
) -> _Found:
    result = _Found()
    assessed = False
    listed_in: set[str | None] = set()
    listed: set[str] = set()
    for part in parts:
        assessed = assessed or (part.kind is SectionKind.ASSESSMENT and bool(part.lines))
        if part.kind is not SectionKind.OUTCOMES:
            continue
        result.sections += 1
        sentences = module or writes_sentences(part.heading, language)
        section = section_outcomes(
            part.lines, body, lexicon, part.heading, sentences=sentences, mixed=is_mixed(part.heading)
        )
        result.leave(section)
        found = section.outcomes
        told = _language_of(found, language)
        # After the assessment the word heads a table of what is examined, unless it begins a translation, or
        # a list with a lead-in of its own that has nothing of the lists above.
        texts = {item.text.lower() for item in found}
        own = any(item.lead_in for item in found) and not texts & listed
        if assessed and told in listed_in and not own:
            result.behind += found
            continue
        aside = is_second_choice(part.heading) or _is_aside(part)
        (result.second if aside else result.groups).append((told, found))
        listed_in |= {told} if len(found) >= _A_LIST else set()
        listed |= texts
    return result


def _set_law_apart(
    found: _Found, parts: list[Part], body: Style, lexicon: Lexicon, language: str | None
) -> None:
    """Take goals that are quoted from law out of the outcomes of a programme, and what is its own into them.

    A course is left as it is: that it asks for a goal of the law in so many words is its own choice.
    """
    quoted: list[RawOutcome] = []
    for part in parts:
        if part.kind is not SectionKind.LAW or not part.lines:
            continue
        section = section_outcomes(part.lines, body, lexicon, part.heading)
        tell = partial(of_law_section, named=names_law(part.heading))
        own, of_law = part_by(section.outcomes, tell)
        quoted += [item for kind, item in section.left if kind is OmissionKind.LAW]
        quoted += of_law
        if own:
            found.groups.append((_language_of(own, language), own))
    for position, (told, raw) in enumerate(found.groups):
        own, of_law = part_by(raw, quoted_among)
        quoted += of_law
        found.groups[position] = (told, own)
    if quoted:
        in_order = sorted([*quoted, *found.within.get(OmissionKind.LAW, [])], key=lambda item: item.page)
        found.within[OmissionKind.LAW] = in_order
        found.set_apart = True


def _find_outcomes(
    parts: list[Part], body: Style, lexicon: Lexicon, language: str | None, module: bool
) -> _Found:
    found = _in_outcome_sections(parts, body, lexicon, language, module)
    if found.empty:
        found.groups, found.second = found.second, []
    found.groups = _examined(found.groups, parts, body, lexicon, language)
    found.sections = found.sections or len(found.groups)
    if found.empty:
        for part in parts:
            start = _list_start(part)
            if start is not None:
                found.sections += 1
                section = read_section(part.lines[start:], body, lexicon)
                found.leave(section)
                found.groups.append((_language_of(section.outcomes, language), section.outcomes))
    return found


def _outcomes(
    found: _Found, *, keep_repeated: bool
) -> tuple[tuple[LearningOutcome, ...], tuple[str, ...], tuple[Omission, ...]]:
    """Return the outcomes with their languages and ids, what is wrong with them, and what is left out."""
    counted: Counter[str | None] = Counter()
    result: list[LearningOutcome] = []
    repeated: list[RawOutcome] = []
    seen: set[str] = set()
    for told, raw in found.groups:
        above = set(seen)
        for item, chosen in zip(raw, languages_in_list([item.text for item in raw], told), strict=True):
            key = f"{item.text.lower()} {item.module} {item.knowledge_form}"
            # What another list has already is the same list once more, and no slip of whoever wrote it.
            if key in (above if keep_repeated else seen):
                repeated.append(item)
                continue
            seen.add(key)
            counted[chosen] += 1
            result.append(
                LearningOutcome(
                    id=f"{chosen or UNDETERMINED}-{counted[chosen]}",
                    text=item.text,
                    lead_in=item.lead_in,
                    knowledge_form=item.knowledge_form,
                    module=item.module,
                    page=item.page,
                    language=chosen,
                    assessments=item.assessments,
                    number=number_of(item.number),
                )
            )
    notes: tuple[str, ...] = ()
    if not found.sections and not found.set_apart:
        notes = (FailureCategory.NO_OUTCOME_SECTION.value,)
    elif not result and not found.set_apart:
        notes = (FailureCategory.OUTCOME_SECTION_EMPTY.value,)
    return tuple(result), notes, _omissions(found, repeated, {item.text.lower() for item in result})


def _omissions(found: _Found, repeated: list[RawOutcome], counted: set[str]) -> tuple[Omission, ...]:
    """Say which outcomes were found and are not counted, other than those that are counted elsewhere."""

    def left(items: Iterable[RawOutcome]) -> list[RawOutcome]:
        return [item for item in items if item.text.lower() not in counted]

    return (
        *omissions_of(OmissionKind.REPEATED, repeated),
        *omissions_of(OmissionKind.BEHIND_ASSESSMENT, left(found.behind)),
        *(omission for kind in OmissionKind for omission in omissions_of(kind, found.within.get(kind, []))),
        *omissions_of(OmissionKind.OTHER_HEADING, left(item for _, raw in found.second for item in raw)),
    )
