"""What each block of a document was taken for: for a person who asks why something was found, or was not.

The answer is read off the result, so that it cannot say anything else than what came of the document: a line
is an outcome where an outcome of its syllabus has its words, a field where the header has its value, and so
on; lines that no syllabus has were left out, as running heads and page numbers are.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, replace

from curranalyser.datamodel import (
    CourseHeader,
    Document,
    Line,
    OmissionKind,
    PictureBlock,
    Role,
    SectionKind,
    Syllabus,
    TableBlock,
    Taken,
    lines_of,
)
from curranalyser.parse.page.broken_lead_ins import with_whole_lead_ins
from curranalyser.parse.page.layout import TextLine, reading_order
from curranalyser.parse.words.headings import field_name, knowledge_form

_NOT_WORDS = re.compile(r"[\W_]+")
# A shorter text stands in many others by chance.
_LONG_ENOUGH = 8
# Letters and digits beside a title on its line: the name of the document, a code, credits and a level.
_BESIDE_TITLE = 36
# Letters of a line that is full.
_WHOLE_LINE = 30


# Lines of these that follow each other are one block; a field is one with its label.
_RUNS = frozenset(Role) - {Role.HEADING, Role.COURSE, Role.LEFT_OUT}
# Of the header, in the order in which a text that is two of them is told.
_HEADER_FIELDS = tuple(field.name for field in fields(CourseHeader))


def trace_blocks(document: Document, syllabi: tuple[Syllabus, ...]) -> tuple[Taken, ...]:
    """Say what each block of a document was taken for.

    Args:
        document: as it was read.
        syllabi: what `parse_document` found in it; where the document was set aside, what `parse_anyway`
            makes of it: then it is told what its parts would have been taken for.

    Returns:
        The blocks in reading order, lines that were taken for the same put together; what was left out and
        pages that are pictures follow the text of their page.
    """
    document = with_whole_lead_ins(document)
    lines = reading_order(document)
    taken = [item for syllabus in syllabi for item in _of_syllabus(syllabus)]
    known = {_place(line) for line in lines}
    pages: dict[int, list[TextLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    tables = (block for block in document.blocks if isinstance(block, TableBlock))
    in_tables = {_place(line) for line in lines_of(tables)}
    beside = [
        Taken(line.page, Role.CELL if _place(line) in in_tables else Role.LEFT_OUT, line.text)
        for line in document.lines
        if _place(line) not in known and not _within(line, pages[line.page])
    ]
    pictures = [
        Taken(block.page, Role.PICTURE, "") for block in document.blocks if isinstance(block, PictureBlock)
    ]
    return tuple(_joined(sorted([*taken, *beside, *pictures], key=lambda item: item.page)))


def _place(line: Line | TextLine) -> tuple[int, float, float]:
    return line.page, round(line.top, 1), round(line.x0, 1)


def _within(line: Line, lines: list[TextLine]) -> bool:
    """Whether a run went into a line of its page that begins left of it."""
    return any(
        abs(other.top - line.top) <= line.size and other.x0 - line.size <= line.x0 <= other.x1 + line.size
        for other in lines
    )


def _squeezed(text: str) -> str:
    return _NOT_WORDS.sub("", text).lower()


def _is_part(text: str, words: str) -> bool:
    """Whether a line is part of a text or holds it, both without white space; a short one only at its end."""
    if not text or not words:
        return False
    long_enough = min(len(text), len(words)) >= _LONG_ENOUGH
    return words.endswith(text) or (long_enough and (text in words or words in text))


def _is_line_of(text: str, words: str) -> bool:
    """Whether a line holds a sentence, or is one of its lines: the first, the last or a whole one between.

    A short one between is another text that the sentence names by chance, such as the heading of a year.
    """
    if not _is_part(text, words):
        return False
    return words in text or words.startswith(text) or words.endswith(text) or len(text) >= _WHOLE_LINE


class _Found:
    """What was found in one syllabus, as words to look for in its lines."""

    def __init__(self, syllabus: Syllabus) -> None:
        header = {name: getattr(syllabus.header, name) for name in _HEADER_FIELDS}
        self.outcomes = [(outcome.id, _squeezed(outcome.text)) for outcome in syllabus.outcomes]
        self.lead_ins = {_squeezed(outcome.lead_in) for outcome in syllabus.outcomes if outcome.lead_in}
        self.evidence = [_squeezed(item.text) for item in syllabus.instruction.evidence]
        self.courses = [_squeezed(ref.title) for ref in syllabus.course_refs]
        self.values = {
            name: _squeezed(" ".join(value) if isinstance(value, tuple) else str(value))
            for name, value in header.items()
            if value
        }
        self.omitted = [
            (omission.kind, _squeezed(text)) for omission in syllabus.omissions for text in omission.texts
        ]
        self.begun: set[str] = set()
        self.last: str | None = None
        # An outcome that has its lines there has none in the content, though that says the same.
        self.placed = frozenset(
            name
            for section in syllabus.sections
            if section.kind is SectionKind.OUTCOMES
            for line in section.lines
            if (name := self._outcome(_squeezed(line.text), frozenset())) is not None
        )

    def taken(self, line: Line, section: SectionKind) -> Taken:
        """Say what a line of a section was taken for; to be asked in the order of the lines."""
        text = _squeezed(line.text)
        among_outcomes = section is SectionKind.OUTCOMES
        form = among_outcomes and knowledge_form(line.text) is not None
        name = None if form else self._outcome(text, frozenset() if among_outcomes else self.placed)
        again = name is not None and name in self.begun and name != self.last
        self.last = name
        omission = self._omission(text)
        if name and not (again and omission is OmissionKind.REPEATED):
            self.begun.add(name)
            return Taken(page=line.page, role=Role.OUTCOME, text=line.text, section=section, outcome=name)
        if omission:
            return Taken(
                page=line.page, role=Role.OMITTED, text=line.text, section=section, omission=omission
            )
        if form:
            return Taken(page=line.page, role=Role.KNOWLEDGE_FORM, text=line.text, section=section)
        field = None if among_outcomes else self._field(line, text, section)
        role = Role.FIELD if field else self._role(text, among_outcomes)
        return Taken(page=line.page, role=role, text=line.text, section=section, field=field)

    def _outcome(self, text: str, but: frozenset[str]) -> str | None:
        """Return the id of the outcome that a line is part of, none of those that stand elsewhere.

        Of several the one with which it has most in common; else the one that the line above is of, unless
        another begins here: "… for solving equations".
        """
        fits = {name: words for name, words in self.outcomes if name not in but and _is_part(text, words)}
        most = max((min(len(text), len(words)) for words in fits.values()), default=0)
        best = {name: words for name, words in fits.items() if min(len(text), len(words)) == most}
        begins = any(words.startswith(text) and name not in self.begun for name, words in best.items())
        if self.last in best and not begins:
            return self.last
        return next(iter(best), None)

    def _omission(self, text: str) -> OmissionKind | None:
        return next((kind for kind, words in self.omitted if _is_part(text, words)), None)

    def _field(self, line: Line, text: str, section: SectionKind) -> str | None:
        """Return the field of the header that a line fills, else the one that its label names."""
        filled = (name for name, value in self.values.items() if value == text)
        labelled = field_name(line.text.partition(":")[0])
        labelled = "level" if labelled == "depth" else labelled
        found = next(filled, None) or labelled
        if found is None and section is SectionKind.HEADER:
            # The title on a line with the code or the credits; a sentence may name the subject.
            titles = ((name, self.values.get(name, "")) for name in ("title", "title_en"))
            found = next(
                (
                    name
                    for name, value in titles
                    if len(value) >= _LONG_ENOUGH
                    and value in text
                    and len(text) - len(value) <= _BESIDE_TITLE
                ),
                None,
            )
        return found

    def _role(self, text: str, among_outcomes: bool) -> Role:
        """Return what a line that is neither outcome nor field was taken for."""
        if any(_is_part(text, words) and (among_outcomes or text in words) for words in self.lead_ins):
            return Role.LEAD_IN
        if any(_is_line_of(text, words) for words in self.evidence):
            return Role.INSTRUCTION
        if any(len(words) >= _LONG_ENOUGH and words in text for words in self.courses):
            return Role.COURSE
        return Role.TEXT


def _of_syllabus(syllabus: Syllabus) -> Iterator[Taken]:
    found = _Found(syllabus)
    for section in syllabus.sections:
        if section.heading:
            page = section.lines[0].page if section.lines else syllabus.pages[0]
            yield Taken(page=page, role=Role.HEADING, text=section.heading, section=section.kind)
        for line in section.lines:
            yield found.taken(line, section.kind)


def _joined(blocks: list[Taken]) -> Iterator[Taken]:
    """Put together what follows each other and was taken for the same."""
    last: Taken | None = None
    for block in blocks:
        if last is not None and replace(block, text="") == replace(last, text="") and block.role in _RUNS:
            last = replace(last, text=f"{last.text} {block.text}")
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last
