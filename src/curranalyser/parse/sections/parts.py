"""Lines in reading order → headed parts of a syllabus."""

import re
from dataclasses import dataclass, field, replace

from curranalyser.datamodel import SectionKind
from curranalyser.parse.page.columns import TwoColumns, same_row
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.page.row_codes import is_outcome_code
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

_LEADERS = re.compile(r"(?:\.\s?){4,}|\s\.{2,}\s*\d+$|…{2,}|\s{2,}\d{1,3}$|\t\d{1,3}$")
_RUN_IN = re.compile(r"^(?P<head>[^:]{3,48}):\s+(?P<rest>\S.*)$")
_SENTENCE_END = (".", ",", ";")
_LAW_HEADING = re.compile(
    r"högskolelag|högskoleförordning|examensordning|higher education (?:act|ordinance)", re.IGNORECASE
)
_OUTCOME_WORDS = re.compile(
    r"^(?:(?:specific|general|course|overall|main|local) )?(?:goals|objectives|outcomes) (?:for|of|in) (?:the|this) (?:course|"
    r"module|unit|programme|program)\b|"
    r"^(?:\w+\s)?(?:lärandemål|kursmål|delmål|läranderesultat|studieresultat|(?:intended |expected )?learning (?:outcomes?|"
    r"objectives?)|learning goals|lernziele|lernergebnisse|qualifikationsziele|læringsmål|læringsutbytte)\b",
    re.IGNORECASE,
)
_NOT_OUTCOMES = re.compile(
    r"bedöm|examin|assess|kriteri|criteria|matri|betyg|grad|mapping|alignment|koppling|link", re.IGNORECASE
)
_MAX_HEADING = 100


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


# In sections of these kinds a table that has a column of outcomes repeats them.
_REPEATING = frozenset(
    {SectionKind.ASSESSMENT, SectionKind.GRADING, SectionKind.TEACHING, SectionKind.COURSES, SectionKind.LAW}
)


class _Tables:
    """Keeps the rows of a table together: its cells begin no sections."""

    def __init__(self) -> None:
        self._inside: PageTable | None = None
        self._refused: PageTable | None = None
        self._around: Part | None = None
        self._topics: list[TextLine] = []

    def take(self, line: TextLine, parts: list[Part]) -> bool:
        """Take a line that stands in a table into its part. Returns whether it was taken.

        A table in the outcomes belongs to them. One whose head names outcomes is a part of its own, unless
        it stands where they are repeated.
        """
        if line.table is None or line.table is self._refused:
            if self._inside is not None:
                self.leave(parts)
            return False
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
            if not table.names_outcomes:
                return False
            if current.kind not in _REPEATING:
                self._around = current
                parts.append(Part(SectionKind.OUTCOMES, table.heading, None))
        self._inside = table
        return True

    def leave(self, parts: list[Part]) -> None:
        """Go on with the part in which a table of outcomes stood."""
        around = self._around or parts[-1]
        if self._inside is not None and self._topics:
            heading = self._inside.topics[0]
            parts.append(Part(SectionKind.CONTENT, heading, None, self._topics))
        if self._inside is not None and parts[-1] is not around:
            parts.append(Part(around.kind, around.heading, around.head, resumed=True))
        self._inside = self._around = None
        self._topics = []


def _same_level(line: TextLine, head: TextLine) -> bool:
    return (
        abs(line.size - head.size) <= 0.35
        and line.bold == head.bold
        and (abs(line.x0 - head.x0) < 14 or line.label == head.label is True)
    )


def _heading_kind(line: TextLine, body: Style, pitch: float, current: Part) -> SectionKind | None:  # noqa: PLR0911 a row of tests
    """Return the kind of section a line begins if it is a known heading that stands as one, else None."""
    text = line.text
    if len(text) > _MAX_HEADING:
        return None
    kind = section_kind(text)
    if kind is None and not is_emphasised(line, body):
        return None
    if _LEADERS.search(text) or text.endswith(","):
        return None
    if line.marker and not line.marker[0].isalnum() and not is_emphasised(line, body):
        return None
    if kind is None:
        if _LAW_HEADING.search(text) and not is_lead_in(text):
            return SectionKind.LAW
        if (
            len(text) < 70
            and not text.endswith(_SENTENCE_END)
            and _OUTCOME_WORDS.match(strip_numbering(text))
        ):
            return None if _NOT_OUTCOMES.search(text) else SectionKind.OUTCOMES
        return None
    first = strip_numbering(text)[:1]
    if first.islower():
        return None
    stands = is_emphasised(line, body) or line.label or text.endswith(":") or bool(line.marker) or body.plain
    if not stands and not (line.gap == 0.0 or line.gap > 1.15 * pitch or _after_list(line, current)):
        return None
    if line.cell and not stands:
        return None
    return kind


def _after_list(line: TextLine, current: Part) -> bool:
    """Whether a line is set apart from a list of outcomes whose own lines stand closer together."""
    above = current.lines[-1] if current.lines else None
    if (
        above is None
        or current.kind is not SectionKind.OUTCOMES
        or not any(item.marker for item in current.lines[-4:])
    ):
        return False
    return line.page == above.page and line.gap > 1.15 * above.gap > 0 and line.x0 <= above.x0 + 2


def split_sections(lines: tuple[TextLine, ...], pitch: float, body: Style) -> list[Part]:
    """Split the lines of one syllabus at its headings.

    Args:
        lines: in reading order.
        pitch: usual distance of lines in points.
        body: style of the body text of these lines.

    Returns:
        The parts in order; the first is the header block above the first heading.
    """
    parts = [Part(SectionKind.HEADER, "", None)]
    number = ""
    aside: TextLine | None = (
        None  # the head of a column beside the outcomes, or the last cell that stood in it
    )
    table: TwoColumns | None = None
    tables: list[tuple[TwoColumns, Part, Part]] = []
    grids = _Tables()
    for position, line in enumerate(lines):
        if grids.take(line, parts) or _is_read_late(line, tables):
            continue
        following = lines[position + 1] if position + 1 < len(lines) else None
        current = parts[-1]
        kind = _heading_kind(line, body, pitch, current)
        if table is not None:
            if (kind is None or table.holds_topic(line)) and table.take(line, following):
                continue
            table.end, table = line, None
        if kind is not None and _heads_column(
            kind, current, lines[position - 1] if position else None, line, following
        ):
            aside = line if kind is not SectionKind.OUTCOMES else None
            continue
        if (
            aside is not None
            and kind is None
            and current.kind is SectionKind.OUTCOMES
            and line.page == aside.page
            and line.x0 >= aside.x0 - 3
        ):
            _begin_row(current, aside, line)
            aside = replace(line, x0=aside.x0)
            continue
        if kind is not None and _refuses(kind, line, current, following, body):
            kind = None
        if kind is not None:
            table = _columns(parts, kind, line)
            parts.append(Part(kind, line.text, line))
            tables += [(table, parts[-2], parts[-1])] if table is not None else []
            number = line.marker if line.marker[:1].isdigit() else number
            continue
        run_in = (
            _RUN_IN.match(line.text)
            if not line.cell and (not line.marker or line.marker[0].isalnum())
            else None
        )
        if run_in:
            kind = section_kind(run_in["head"]) if run_in["head"][:1].isupper() else None
            if (
                kind in (SectionKind.LANGUAGE, SectionKind.OUTCOMES, SectionKind.AIM, SectionKind.CONTENT)
                and field_name(run_in["head"]) is None
                and not _inside_list(current)
            ) or (
                kind is not None
                and current.kind is SectionKind.OUTCOMES
                and writes_sentences(current.heading)
            ):
                rest = TextLine(
                    run_in["rest"],
                    "",
                    line.page,
                    line.x0,
                    line.x1,
                    line.top,
                    line.size,
                    False,
                    0.0,
                    line.right,
                )
                parts.append(Part(kind, run_in["head"], line, [rest]))
                continue
        if current.head is not None and _ends_section(line, current, body, following, number):
            law = _LAW_HEADING.search(line.text) is not None
            parts.append(Part(SectionKind.LAW if law else SectionKind.OTHER, line.text, line))
            number = line.marker if line.marker[:1].isdigit() else number
            continue
        current.lines.append(line)
    grids.leave(parts)
    for filled, left, right in tables:
        left.lines, lines_ = filled.columns()
        right.lines = lines_ + right.lines
    return [part for part in parts if part.lines or not part.resumed]


def _is_read_late(line: TextLine, tables: list[tuple[TwoColumns, Part, Part]]) -> bool:
    """Take a line of a right column that was read behind the line that ended its table."""
    if not tables or not tables[-1][0].stands_above(line):
        return False
    tables[-1][0].right.append(line)
    return True


def _on_one_row(left: TextLine | None, right: TextLine | None) -> bool:
    return (
        left is not None
        and right is not None
        and left.page == right.page
        and abs(left.top - right.top) < 0.5 * right.size
        and left.x1 <= right.x0
    )


def _heads_column(
    kind: SectionKind, current: Part, previous: TextLine | None, line: TextLine, following: TextLine | None
) -> bool:
    """Whether a known heading within the outcomes heads a column of a table of them.

    "Learning outcomes | Assessment".
    """
    if current.kind is not SectionKind.OUTCOMES or current.head is None:
        return False
    if kind is SectionKind.OUTCOMES:
        return bool(current.lines) and _on_one_row(line, following) and is_lead_in(current.lines[-1].text)
    beside = (
        previous is not None
        and _on_one_row(previous, line)
        and section_kind(previous.text) is SectionKind.OUTCOMES
    )
    return beside and kind in (SectionKind.ASSESSMENT, SectionKind.GRADING, SectionKind.TEACHING)


def _begin_row(current: Part, above: TextLine, line: TextLine) -> None:
    """Let the outcome beside a cell of such a column begin an item.

    Unless the cell goes on with the one above it.
    """
    last = current.lines[-1] if current.lines else None
    if (
        last is not None
        and not last.marker
        and _on_one_row(last, line)
        and line.top - above.top > 1.45 * line.size
    ):
        current.lines[-1] = replace(last, marker="•")


def _columns(parts: list[Part], kind: SectionKind, line: TextLine) -> TwoColumns | None:
    """Return the table that begins where a heading stands beside the heading of the current section.

    One of them on outcomes.
    """
    current = parts[-1]
    if (
        current.head is None
        or not same_row(current.head, line)
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
    if kind is SectionKind.LAW and current.kind is SectionKind.LAW:
        return False
    # A label of the header block with its value beside it, such as "Kurs | Nivå | Poäng".
    return bool(
        current.kind is SectionKind.HEADER
        and field_name(line.text)
        and kind in (SectionKind.OTHER, SectionKind.CONTENT)
        and not is_emphasised(line, body)
    )


def _beside(following: TextLine | None, line: TextLine) -> bool:
    return (
        following is not None
        and following.cell
        and following.page == line.page
        and abs(following.top - line.top) < 0.5 * line.size
    )


def _ends_section(
    line: TextLine, current: Part, body: Style, following: TextLine | None, number: str
) -> bool:
    """Whether an unknown line is set like the heading of the current section, and so begins another."""
    head = current.head
    if (
        head is None
        or not line.text
        or len(line.text) > _MAX_HEADING
        or line.text.endswith(_SENTENCE_END)
        or line.cell
    ):
        return False
    if (line.marker and not line.marker[0].isalnum()) or line.text[:1].islower():
        return False
    labels = line.label and head.label
    if not labels and not is_emphasised(line, body):
        return False
    alike = labels or _same_level(line, head) or _next_number(number, line.marker)
    if not alike and not quotes_law(line.text):
        return False
    if (
        knowledge_form(line.text)
        or heading_table().modules.match(line.text)
        or is_outcome_code(line.text)
        or is_lead_in(line.text)
    ):
        return False
    if quotes_law(line.text):
        return True
    if labels and abs(line.size - head.size) <= 0.35 and line.bold == head.bold:
        return len(line.text) < 60 and not is_open_value(line, current)
    if not is_emphasised(line, body):
        return False
    if _next_number(number, line.marker):
        return True
    if not _same_level(line, head):
        return False
    if current.kind is SectionKind.OUTCOMES and not current.lines:
        return False
    larger = line.size > body.size * 1.12
    # Within outcomes a heading of the same rank may also be a module or a group: only type that is really
    # larger ends the section.
    return (
        larger or current.kind is not SectionKind.OUTCOMES or not is_emphasised_group(line, following, body)
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
