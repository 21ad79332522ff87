"""Lines in reading order → headed parts of a syllabus."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from curranalyser.datamodel import SectionKind
from curranalyser.languages import any_of
from curranalyser.parse.page.columns import TwoColumns
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.page.row_codes import is_outcome_code
from curranalyser.parse.page.rows import on_one_row
from curranalyser.parse.page.style import Style, is_emphasised
from curranalyser.parse.page.tables import PageTable
from curranalyser.parse.words.headings import (
    field_name,
    heading_table,
    knowledge_form,
    section_kind,
    strip_numbering,
    writes_sentences,
)
from curranalyser.parse.words.leadin import is_lead_in, quotes_law
from curranalyser.parse.words.spelling import is_misspelt_outcomes, misspelt_section

_LEADERS = re.compile(r"(?:\.\s?){4,}|\s\.{2,}\s*\d+$|…{2,}|\s{2,}\d{1,3}$|\t\d{1,3}$")
_RUN_IN = re.compile(r"^(?P<head>[^:]{3,48}):\s+(?P<rest>\S.*)$")
_SENTENCE_END = (".", ",", ";")
_LAW_HEADING = re.compile(any_of(lambda words: words.law_headings), re.IGNORECASE)
_OUTCOME_WORDS = re.compile(
    rf"^{any_of(lambda words: words.outcome_phrases)}|"
    rf"^(?:\w+\s)?{any_of(lambda words: words.outcome_names)}\b",
    re.IGNORECASE,
)
_NOT_OUTCOMES = re.compile(any_of(lambda words: words.not_outcomes), re.IGNORECASE)
# Characters: the longest heading; the longest that is told by its first words alone; the longest label.
_MAX_HEADING, _SHORT_HEADING, _LONGEST_LABEL = 100, 70, 60
# Points: sizes that differ by less are one; headings of one rank begin no further apart; cells of a column
# begin no further left of its head.
_SAME_SIZE, _SAME_INDENT, _SAME_EDGE = 0.35, 14.0, 3.0
# Times the usual distance of lines: what is set apart by more stands alone.
_SPACE = 1.15
# Times the font size: a cell that stands further below the one above it begins a row.
_NEW_ROW = 1.45
# Times the size of body text: clearly larger type.
_LARGER = 1.12
# Lines above, among which an item of a list stands; and points right of these that what comes after the list
# may begin. 2 and 8 lines read alike the 80 real files that were tried; the points were chosen, not measured.
_LIST_LINES = 4
_SAME_EDGE = 2.0
# Lines below a misspelt heading among which its lead-in stands.
_LEAD_IN_WITHIN = 2
_IDENTIFYING = ("code", "credits", "level")
# Lines above the title of a syllabus: the institution and the name of the document.
_LINES_ABOVE_TITLE = 2
_OF_FIELDS = (SectionKind.LANGUAGE, SectionKind.OTHER)
_RUN_IN_KINDS = (SectionKind.LANGUAGE, SectionKind.OUTCOMES, SectionKind.AIM, SectionKind.CONTENT)


@dataclass(slots=True)
class Part:
    """A section under construction.

    Its kind, heading as written, the heading's line (None for the top) and the body; `resumed` where it goes
    on behind a table of outcomes.
    """

    kind: SectionKind
    heading: str
    head: TextLine | None
    lines: list[TextLine] = field(default_factory=list)
    resumed: bool = False


def names_law(heading: str) -> bool:
    """Whether a heading names the law that goals are quoted from, and not only that they are general ones."""
    return _LAW_HEADING.search(heading) is not None


# In sections of these kinds a table that has a column of outcomes repeats them.
_REPEATING = frozenset(
    {SectionKind.ASSESSMENT, SectionKind.GRADING, SectionKind.TEACHING, SectionKind.COURSES, SectionKind.LAW}
)


# What may stand between two groups of outcomes: how each group is taught and assessed.
_BETWEEN_GROUPS = frozenset({SectionKind.TEACHING, SectionKind.ASSESSMENT, SectionKind.GRADING})


class _Tables:
    """Keeps the rows of a table together: its cells begin no sections."""

    def __init__(self) -> None:
        self._inside: PageTable | None = None
        self._refused: PageTable | None = None
        self._around: Part | None = None
        self._topics: list[TextLine] = []
        self._begun: dict[int, Part] = {}

    def take(self, line: TextLine, parts: list[Part]) -> bool:
        """Take a line that stands in a table into its part. Returns whether it was taken.

        A table in the outcomes belongs to them. One whose head names outcomes is a part of its own, unless
        it stands where they are repeated.
        """
        if line.table is None or line.table is self._refused:
            if self._inside is not None:
                self.leave(parts)
            return False
        begun = self._begun.get(id(line.table))
        if begun is not None and line.table is not self._inside:
            begun.lines.append(line)  # what stands below the table was read before its last column
            return True
        if line.table is not self._inside:
            self.leave(parts)
            if not self._enter(line.table, parts):
                self._refused = line.table
                return False
        if (line.page, line.top, line.x0) in line.table.topics[1]:
            self._topics.append(replace(line, table=None, label=False, cell=False))
        else:
            parts[-1].lines.append(line)
        return True

    def _enter(self, table: PageTable, parts: list[Part]) -> bool:
        current = parts[-1]
        if current.kind is not SectionKind.OUTCOMES or current.head is None:
            if not table.names_outcomes and not (table.points_to_outcomes and current.kind in _REPEATING):
                return False
            if current.kind not in _REPEATING:
                self._around = current
                parts.append(Part(SectionKind.OUTCOMES, table.heading, None))
        self._inside = table
        self._begun[id(table)] = parts[-1]
        return True

    def leave(self, parts: list[Part]) -> None:
        """Go on with the part in which a table of outcomes stood."""
        around = self._around or parts[-1]
        if self._inside is not None and self._topics:
            heading = self._inside.topics[0]
            parts.append(Part(kind=SectionKind.CONTENT, heading=heading, head=None, lines=self._topics))
        if self._inside is not None and parts[-1] is not around:
            parts.append(Part(around.kind, around.heading, around.head, resumed=True))
        self._inside = self._around = None
        self._topics = []


def _same_type(line: TextLine, head: TextLine) -> bool:
    return abs(line.size - head.size) <= _SAME_SIZE and line.bold == head.bold


def _same_level(line: TextLine, head: TextLine) -> bool:
    beside = line.label and head.label
    return _same_type(line, head) and (beside or abs(line.x0 - head.x0) < _SAME_INDENT)


def _heading_kind(line: TextLine, body: Style, pitch: float, current: Part) -> SectionKind | None:
    """Return the kind of section a line begins if it is a known heading that stands as one, else None."""
    if len(line.text) > _MAX_HEADING:
        return None
    kind = section_kind(line.text)
    if kind is None and not is_emphasised(line, body):
        return None
    for veto in _NO_HEADING:
        if veto(line, body):
            return None
    if kind is None:
        return _kind_by_words(line.text)
    if strip_numbering(line.text)[:1].islower():
        return None
    return kind if _stands_as_heading(line, body, pitch, current) else None


def _misspelt_kind(
    lines: tuple[TextLine, ...], position: int, body: Style, pitch: float, current: Part
) -> SectionKind | None:
    """Return what a line is a heading of but for a letter or two.

    Of outcomes with a lead-in under it, or of what stands behind the outcomes that are being read.
    """
    line = lines[position]
    text = line.text
    if len(text) > _SHORT_HEADING or line.marker or line.cell or text.endswith(_SENTENCE_END):
        return None
    if text[:1].islower() or not _stands_as_heading(line, body, pitch, current):
        return None
    if is_misspelt_outcomes(text) and any(
        is_lead_in(below.text) for below in lines[position + 1 : position + 1 + _LEAD_IN_WITHIN]
    ):
        return SectionKind.OUTCOMES
    return misspelt_section(text) if current.kind is SectionKind.OUTCOMES else None


def _leads_to_a_page(line: TextLine, body: Style) -> bool:
    """A line of a table of contents: "Mål …… 4"."""
    text = line.text
    # Leaders are of stops, and what else leads to a page ends in its number.
    may_lead = "." in text or "…" in text or text.rstrip()[-1:].isdigit()
    return may_lead and _LEADERS.search(text) is not None


def _ends_with_comma(line: TextLine, body: Style) -> bool:
    """A line of a sentence: "kunskap, färdighet,"."""
    return line.text.endswith(",")


def _is_plain_item(line: TextLine, body: Style) -> bool:
    """A list item in the style of the text."""
    return bool(line.marker) and not line.marker[0].isalnum() and not is_emphasised(line, body)


_NO_HEADING = (_leads_to_a_page, _ends_with_comma, _is_plain_item)


def _kind_by_words(text: str) -> SectionKind | None:
    """Return the kind of an emphasised line that is not in the table, from the words it begins with."""
    if names_law(text) and not is_lead_in(text):
        return SectionKind.LAW
    short = len(text) < _SHORT_HEADING and not text.endswith(_SENTENCE_END)
    if not short or not _OUTCOME_WORDS.match(strip_numbering(text)) or _NOT_OUTCOMES.search(text):
        return None
    return SectionKind.OUTCOMES


def _stands_as_heading(line: TextLine, body: Style, pitch: float, current: Part) -> bool:
    """Whether a known heading is set apart: by style, its place beside the text, or the space above it."""
    if is_emphasised(line, body) or line.label or line.text.endswith(":") or line.marker or body.plain:
        return True
    return not line.cell and (line.gap == 0.0 or line.gap > _SPACE * pitch or _after_list(line, current))


def _after_list(line: TextLine, current: Part) -> bool:
    """Whether a line is set apart from a list of outcomes whose own lines stand closer together."""
    above = current.lines[-1] if current.lines else None
    if (
        above is None
        or current.kind is not SectionKind.OUTCOMES
        or not any(item.marker for item in current.lines[-_LIST_LINES:])
    ):
        return False
    return line.page == above.page and line.gap > _SPACE * above.gap > 0 and line.x0 <= above.x0 + _SAME_EDGE


@dataclass(slots=True)
class _Splitter:
    """The parts so far, and what the lines above say of the next one.

    Attributes:
        body: style of the body text.
        pitch: usual distance of lines in points.
        parts: the first is the header block above the first heading.
        number: of the last heading that has one.
        aside: the head of a column beside the outcomes, or the last cell that stood in it.
        table: the table of two columns that is being read.
        tables: all such tables with the parts that their columns belong to.
    """

    body: Style
    pitch: float
    parts: list[Part] = field(default_factory=lambda: [Part(SectionKind.HEADER, "", None)])
    number: str = ""
    aside: TextLine | None = None
    table: TwoColumns | None = None
    tables: list[tuple[TwoColumns, Part, Part]] = field(default_factory=list)

    def begin(self, part: Part) -> None:
        """Begin a part at its heading."""
        self.parts.append(part)
        if part.head is not None and part.head.marker[:1].isdigit():
            self.number = part.head.marker

    def holds_as_text(self, line: TextLine) -> bool:
        """Whether a line that is no known heading can only go on with its section, as most lines do.

        It is plain text outside tables: no step but the last would take it, and none need be asked.
        """
        return not (
            self.tables
            or self.aside is not None
            or line.label
            or ":" in line.text
            or is_emphasised(line, self.body)
            or knowledge_form(line.text) is not None
        )


@dataclass(slots=True, kw_only=True)
class _Spot:
    """A line between its neighbours, the part it may belong to, and the kind of section that it may begin."""

    line: TextLine
    previous: TextLine | None
    following: TextLine | None
    current: Part
    kind: SectionKind | None


def split_sections(lines: tuple[TextLine, ...], pitch: float, body: Style) -> list[Part]:
    """Split the lines of one syllabus at its headings.

    Args:
        lines: in reading order.
        pitch: usual distance of lines in points.
        body: style of the body text of these lines.

    Returns:
        The parts in order; the first is the header block above the first heading.
    """
    splitter = _Splitter(body, pitch)
    grids = _Tables()
    for position, line in enumerate(lines):
        if grids.take(line, splitter.parts):
            continue
        current = splitter.parts[-1]
        kind = None
        # A small letter in the style of the text begins no heading: of most lines no more need be asked.
        if not line.text[:1].islower() or is_emphasised(line, body):
            kind = _heading_kind(line, body, pitch, current)
            kind = kind or _misspelt_kind(lines, position, body, pitch, current)
        if kind is None and splitter.holds_as_text(line):
            current.lines.append(line)
            continue
        previous = lines[position - 1] if position else None
        following = lines[position + 1] if position + 1 < len(lines) else None
        spot = _Spot(line=line, previous=previous, following=following, current=current, kind=kind)
        for step in _STEPS:
            if step(splitter, spot):
                break
    grids.leave(splitter.parts)
    for filled, left, right in splitter.tables:
        left.lines, lines_ = filled.columns()
        right.lines = lines_ + right.lines
    return [part for part in splitter.parts if part.lines or not part.resumed]


def _in_two_columns(splitter: _Splitter, spot: _Spot) -> bool:
    """A line of a table of two columns, such as topics beside outcomes; another line ends it."""
    table = splitter.table
    if table is None:
        return False
    if (spot.kind is None or table.holds_topic(spot.line)) and table.take(spot.line, spot.following):
        return True
    table.end, splitter.table = spot.line, None
    return False


def _late_in_table(splitter: _Splitter, spot: _Spot) -> bool:
    """A line of the right column that was read after the table's end."""
    if not splitter.tables or not splitter.tables[-1][0].stands_above(spot.line):
        return False
    splitter.tables[-1][0].right.append(spot.line)
    return True


def _heads_a_column(splitter: _Splitter, spot: _Spot) -> bool:
    """The head of a column of a table of outcomes: "Lärandemål | Examination"."""
    if spot.kind is None or not _heads_column(spot):
        return False
    splitter.aside = spot.line if spot.kind is not SectionKind.OUTCOMES else None
    return True


def _beside_outcomes(splitter: _Splitter, spot: _Spot) -> bool:
    """A cell in the column beside the outcomes: it is none."""
    aside, line = splitter.aside, spot.line
    if aside is None or spot.kind is not None or spot.current.kind is not SectionKind.OUTCOMES:
        return False
    if line.page != aside.page or line.x0 < aside.x0 - _SAME_EDGE:
        return False
    _begin_row(spot.current, aside, line)
    splitter.aside = replace(line, x0=aside.x0)
    return True


def _resumes_outcomes(splitter: _Splitter, spot: _Spot) -> bool:
    """The next knowledge form of outcomes that are broken off by how each group is taught and assessed.

    It is set like the one before it in the outcomes.
    """
    line, current = spot.line, spot.current
    if current.kind is SectionKind.OUTCOMES or line.cell or knowledge_form(line.text) is None:
        return False
    before: Part | None = None
    for part in reversed(splitter.parts):
        if part.kind is SectionKind.OUTCOMES:
            before = part
            break
        if part.kind not in _BETWEEN_GROUPS and knowledge_form(part.heading) is None:
            return False
    if before is None or before.head is None:
        return False
    forms = [other for other in before.lines if knowledge_form(other.text) is not None]
    if not any(_same_level(line, other) for other in forms):
        return False
    follows = spot.following is not None and (
        is_lead_in(spot.following.text) or bool(spot.following.marker) or is_outcome_code(spot.following.text)
    )
    if not follows:
        return False
    # One part, so that codes and lead-ins are told by all groups together.
    splitter.parts = [part for part in splitter.parts if part is not before]
    splitter.parts.append(before)
    before.lines.append(line)
    return True


def _begins_a_section(splitter: _Splitter, spot: _Spot) -> bool:
    """A known heading that stands as one."""
    if spot.kind is None or _refuses(spot.kind, spot.line, spot.current, spot.following, splitter.body):
        return False
    splitter.table = _columns(splitter.parts, spot.kind, spot.line)
    splitter.begin(Part(spot.kind, spot.line.text, spot.line))
    if splitter.table is not None:
        splitter.tables.append((splitter.table, splitter.parts[-2], splitter.parts[-1]))
    return True


def _heading_before_text(splitter: _Splitter, spot: _Spot) -> bool:
    """A known heading with its text behind it on the line: "Mål: Kursen ska ge …"."""
    line, current = spot.line, spot.current
    if ":" not in line.text:
        return False
    bulleted = bool(line.marker) and not line.marker[0].isalnum()
    match = None if line.cell or bulleted else _RUN_IN.match(line.text)
    if match is None:
        return False
    head = match["head"]
    kind = section_kind(head) if head[:1].isupper() else None
    begins = kind in _RUN_IN_KINDS and field_name(head) is None and not _inside_list(current)
    within = kind is not None and current.kind is SectionKind.OUTCOMES and writes_sentences(current.heading)
    if kind is None or not (begins or within):
        return False
    rest = replace(line, text=match["rest"], marker="", bold=False, gap=0.0, label=False, cell=False)
    splitter.parts.append(Part(kind=kind, heading=head, head=line, lines=[rest]))
    return True


def _begins_another(splitter: _Splitter, spot: _Spot) -> bool:
    """An unknown line that is set like the heading of the section."""
    line = spot.line
    if spot.current.head is None or not _ends_section(
        line, spot.current, splitter.body, spot.following, splitter.number
    ):
        return False
    law = _LAW_HEADING.search(line.text) is not None
    splitter.begin(Part(SectionKind.LAW if law else SectionKind.OTHER, line.text, line))
    return True


def _belongs(splitter: _Splitter, spot: _Spot) -> bool:
    """All else belongs to the section that has begun."""
    spot.current.lines.append(spot.line)
    return True


# Asked in this order; the first that takes a line ends its way, and the last takes every one. Tables come
# first: a heading in a cell of theirs begins no section. A heading in the table of headings goes before one
# with text behind it, and both before an unknown line that only looks like one.
_STEPS: tuple[Callable[[_Splitter, _Spot], bool], ...] = (
    _in_two_columns,
    _late_in_table,
    _heads_a_column,
    _beside_outcomes,
    _resumes_outcomes,
    _begins_a_section,
    _heading_before_text,
    _begins_another,
    _belongs,
)


def _left_on_row(left: TextLine | None, right: TextLine | None) -> bool:
    """Whether two lines stand side by side, in this order."""
    return left is not None and right is not None and on_one_row(right, left) and left.x1 <= right.x0


def _heads_column(spot: _Spot) -> bool:
    """Whether a known heading within the outcomes heads a column of a table of them.

    "Learning outcomes | Assessment".
    """
    current, previous = spot.current, spot.previous
    if current.kind is not SectionKind.OUTCOMES or current.head is None:
        return False
    if spot.kind is SectionKind.OUTCOMES:
        beside = _left_on_row(spot.line, spot.following)
        return bool(current.lines) and beside and is_lead_in(current.lines[-1].text)
    return (
        previous is not None
        and _left_on_row(previous, spot.line)
        and section_kind(previous.text) is SectionKind.OUTCOMES
        and spot.kind in (SectionKind.ASSESSMENT, SectionKind.GRADING, SectionKind.TEACHING)
    )


def _begin_row(current: Part, above: TextLine, line: TextLine) -> None:
    """Let the outcome beside a cell of such a column begin an item.

    Unless the cell goes on with the one above it.
    """
    last = current.lines[-1] if current.lines else None
    if (
        last is not None
        and not last.marker
        and _left_on_row(last, line)
        and line.top - above.top > _NEW_ROW * line.size
    ):
        current.lines[-1] = replace(last, marker="•")


def _columns(parts: list[Part], kind: SectionKind, line: TextLine) -> TwoColumns | None:
    """Return the table that begins where two headings stand side by side.

    One of them is on outcomes, and heads the current section or the one to come.
    """
    current = parts[-1]
    if (
        current.head is None
        or not on_one_row(current.head, line)
        or line.x0 <= current.head.x1
        or any(read.x1 > line.x0 for read in current.lines)
    ):
        return None
    if {kind, current.kind} != {SectionKind.OUTCOMES, SectionKind.CONTENT}:
        return None
    return TwoColumns(current.head, line, list(current.lines), topics=current.kind is SectionKind.CONTENT)


def _inside_list(part: Part) -> bool:
    return part.kind is SectionKind.OUTCOMES and bool(part.lines) and bool(part.lines[-1].marker)


def _refuses(
    kind: SectionKind, line: TextLine, current: Part, following: TextLine | None, body: Style
) -> bool:
    """Whether a known heading word does not begin a section here.

    A sub-heading of the outcomes, or a field of the header.
    """
    if current.kind is SectionKind.OUTCOMES and current.head is not None:
        if knowledge_form(line.text) is not None and (
            kind is not SectionKind.OUTCOMES or any(knowledge_form(other.text) for other in current.lines)
        ):
            return True
        if kind is SectionKind.OUTCOMES and not current.lines:
            return False
        if heading_table().modules.match(line.text):
            return True
    if (
        kind is SectionKind.OUTCOMES
        and current.kind in (SectionKind.ASSESSMENT, SectionKind.GRADING)
        and (line.cell or line.label or _beside(following, line))
    ):
        return True  # a column of an assessment table
    if current.kind is not SectionKind.HEADER:
        return False
    # A course whose title is a heading elsewhere, such as "Literature". Fields may be headings too.
    first = len(current.lines) <= _LINES_ABOVE_TITLE and kind not in _OF_FIELDS
    titled = first and following is not None and _identifies(following)
    # A label of the header block with its value beside it, such as "Kurs | Nivå | Poäng".
    labelled = field_name(line.text) is not None and kind in (SectionKind.OTHER, SectionKind.CONTENT)
    return titled or (labelled and not is_emphasised(line, body))


def _identifies(line: TextLine) -> bool:
    """Whether a line is a field of the header that says which course it is, or how large."""
    label, colon, _ = line.text.partition(":")
    return bool(colon) and field_name(label) in _IDENTIFYING


def _beside(following: TextLine | None, line: TextLine) -> bool:
    return following is not None and following.cell and on_one_row(line, following)


def _ends_section(
    line: TextLine, current: Part, body: Style, following: TextLine | None, number: str
) -> bool:
    """Whether an unknown line is set like the heading of the current section, and so begins another."""
    head = current.head
    if head is None or _says_more_than_a_name(line) or _stands_in_a_list(line):
        return False
    labels = line.label and head.label
    emphasised = is_emphasised(line, body)
    if not labels and not emphasised:
        return False
    law = quotes_law(line.text)
    next_number = _next_number(number, line.marker)
    if not (labels or _same_level(line, head) or next_number or law) or _groups_outcomes(line):
        return False
    if labels and not law and _same_type(line, head):
        return len(line.text) < _LONGEST_LABEL and not is_open_value(line, current)
    return law or (emphasised and (next_number or _same_rank(line, head, current, body, following)))


def _same_rank(
    line: TextLine, head: TextLine, current: Part, body: Style, following: TextLine | None
) -> bool:
    """Whether an emphasised line is a heading of the rank of the section's own."""
    if not _same_level(line, head):
        return False
    if current.kind is not SectionKind.OUTCOMES:
        return True
    # Within outcomes a heading of the same rank may also be a module or a group: only type that is really
    # larger ends the section.
    larger = line.size > body.size * _LARGER
    return bool(current.lines) and (larger or not is_emphasised_group(line, following, body))


def _says_more_than_a_name(line: TextLine) -> bool:
    """Nothing, too much for a heading, or a sentence."""
    return not line.text or len(line.text) > _MAX_HEADING or line.text.endswith(_SENTENCE_END)


def _stands_in_a_list(line: TextLine) -> bool:
    """An item, a further cell of a row, or the rest of a sentence."""
    bulleted = bool(line.marker) and not line.marker[0].isalnum()
    return line.cell or bulleted or line.text[:1].islower()


def _groups_outcomes(line: TextLine) -> bool:
    """Whether a line belongs within the outcomes: a knowledge form, a part, a code or a lead-in."""
    return (
        knowledge_form(line.text) is not None
        or heading_table().modules.match(line.text) is not None
        or is_outcome_code(line.text)
        or is_lead_in(line.text)
    )


def _next_number(first: str, second: str) -> bool:
    """Whether two heading numbers follow each other: "6." and "7."."""
    numbers = [re.fullmatch(r"(\d{1,2})[.)]?", marker) for marker in (first, second)]
    return all(numbers) and int(numbers[1][1]) == int(numbers[0][1]) + 1  # type: ignore[index]


def is_open_value(line: TextLine, current: Part) -> bool:
    """Whether a label cell only continues the label before it."""
    return not current.lines and line.text[:1].islower()


def is_emphasised_group(line: TextLine, following: TextLine | None, body: Style) -> bool:
    """Whether an emphasised line heads a group of list items within the outcomes.

    A lead-in or a bullet comes straight after it.
    """
    return (
        following is not None
        and not is_emphasised(following, body)
        and (bool(following.marker) or is_lead_in(following.text))
    )
