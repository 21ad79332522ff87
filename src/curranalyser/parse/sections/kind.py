"""What a document is: a course or a programme syllabus, from evidence weighed together.

Each rule looks at one thing that says what a document is, never at a word in prose. What speaks against the
answer is kept beside what speaks for it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from curranalyser.datamodel import CourseHeader, CourseRef, KindEvidence, SectionKind, SyllabusKind
from curranalyser.parse.fields.codes import find_code
from curranalyser.parse.fields.credits import parse_credits
from curranalyser.parse.fields.labels import labelled_values
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.sections.parts import Part
from curranalyser.parse.words.headings import (
    KindWords,
    begins_like_one,
    heading_table,
    kind_words,
    normalise_heading,
    section_kind,
)
from curranalyser.parse.words.leadin import is_lead_in

# Weights: what names the document outweighs any two other things but size and a title together; a single
# heading or the shape of a code decides only where nothing else speaks.
_OWN_NAME, _OWN_NAME_BELOW, _EITHER_NAME = 6, 3, 1
_LABEL, _TITLE, _SIZE, _CODE, _LIST, _TERMS, _LEAD_IN, _SECTION = 3, 3, 4, 2, 3, 2, 2, 1
_SMALL, _MIDDLING = 2, 1
# Credits: a programme has 90 or more (a Swedish master of one year and a half), a course 60 at most.
_PROGRAMME_CREDITS, _SMALL_COURSE_CREDITS, _COURSE_CREDITS = 90, 30, 60
# Courses that a list must have; fewer are the parts of a course.
_FEWEST_COURSES, _FEWEST_TERMS = 4, 2
# Digits by which a code is a course's: with 2 the grounds of the kind change in 16 of 24 real files, with 4
# in five.
_FEWEST_CODE_DIGITS = 3
# Lines at the head of a document in which it says what it is.
_HEAD_LINES = 40
# Lines among which a name in bold stands: 3 and 10 read some 400 real files alike.
_FIRST_LINES = 6
_LONGEST_NAME, _MOST_WORDS_WITH_CREDITS = 110, 14
# Lines of a section among which its lead-in stands. 2 changes the grounds of the kind in 4 of 80 real files,
# and 8 in 3.
_LEAD_IN_LINES = 4
# Lines from the top in which a title that begins as the name of a document does is that name. The grounds of
# the kind change in 17 of 24 real files with 1, and in 10 with 4.
_TITLE_REACH = 2
# Times of day that make a timetable. With 2 two real syllabi would be one, with 4 a schedule of our own cases
# is none.
_FEWEST_TIMES = 3
# Lines with credits or a code by which a list of courses is looked for at all; 1 and 3 are the same.
_FEWEST_ENTRIES = 2
_HEADED = (
    SectionKind.OUTCOMES,
    SectionKind.CONTENT,
    SectionKind.ENTRY,
    SectionKind.TEACHING,
    SectionKind.ASSESSMENT,
    SectionKind.LITERATURE,
    SectionKind.COURSES,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_JOINTS = " ,:;–-(/|»„“\"'*"
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(
    r"\d{1,2}(?:[.:]\d{2})?\s?[-–]\s?\d{1,2}(?:[.:]\d{2})?\b|\d{1,2}[.:]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b"
)
_COURSE, _PROGRAMME = SyllabusKind.COURSE, SyllabusKind.PROGRAMME


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules look at.

    Attributes:
        lines: of the whole syllabus in reading order.
        head: those above the first section.
        parts: its sections.
        header: as read for a course.
        courses: what its sections on content and courses list, as far as that was read.
    """

    lines: Sequence[TextLine]
    head: Sequence[TextLine]
    parts: Sequence[Part]
    header: CourseHeader
    courses: Sequence[CourseRef] = ()


def reading_of(lines: Sequence[TextLine], parts: Sequence[Part], header: CourseHeader) -> Reading:
    """Gather what the rules look at. The head ends at the first known section, and after forty lines."""
    head: list[TextLine] = []
    for part in parts:
        if part.kind in _HEADED:
            break
        head += ([part.head] if part.head else []) + part.lines
        if len(head) >= _HEAD_LINES:
            break
    return Reading(lines=lines, head=head[:_HEAD_LINES], parts=parts, header=header)


def document_kind(
    reading: Reading, listed: Callable[[], Sequence[CourseRef]]
) -> tuple[SyllabusKind, tuple[KindEvidence, ...]]:
    """Tell a course syllabus from a programme syllabus.

    Args:
        reading: what is known of it.
        listed: returns the courses that it lists. It is asked only where a list may decide: for a document
            that says itself that it is of a course, a list of courses is one of its parts.

    Returns:
        The kind with more weight, and all that speaks for or against it, in the order of the rules; a course
        without basis where nothing speaks.
    """
    found = {rule: _once_a_kind(rule(reading)) for rule in RULES if rule not in _OF_LIST}
    if _lead_of_course(found.values()) < _LIST + _TERMS:
        reading = replace(reading, courses=listed())
        found |= {rule: _once_a_kind(rule(reading)) for rule in _OF_LIST}
    basis = tuple(evidence for rule in RULES for evidence in found.get(rule, ()))
    return (_PROGRAMME if _lead_of_course(found.values()) < 0 else _COURSE), basis


def _lead_of_course(found: Iterable[Sequence[KindEvidence]]) -> int:
    """Return by how much more weighs what speaks for a course than what speaks for a programme."""
    return sum(
        evidence.weight if evidence.kind is _COURSE else -evidence.weight
        for some in found
        for evidence in some
    )


def _once_a_kind(found: Iterator[KindEvidence]) -> list[KindEvidence]:
    """Return the strongest evidence of a rule for each kind."""
    best: dict[SyllabusKind, KindEvidence] = {}
    for evidence in found:
        if evidence.kind not in best or evidence.weight > best[evidence.kind].weight:
            best[evidence.kind] = evidence
    return list(best.values())


def own_name(reading: Reading) -> Iterator[KindEvidence]:
    """Tell by what the document calls itself: "Kursplan HF1006", "Programme Specification", "… Emneplan".

    An item of a list is a link to another document, and a line that names both kinds is a menu.
    """
    words = kind_words()
    for position, line in enumerate(reading.head):
        if line.marker or len(line.text) > _LONGEST_NAME:
            continue
        name = normalise_heading(line.text)
        found = _names(name, words)
        if len(found) != 1 or (line.text.endswith(".") and len(name.split()) > 1):
            continue
        [(kind, named)] = found.items()
        if named in words.plurals:
            continue
        if named in words.either:
            weight = _EITHER_NAME
        else:
            titled = position < _TITLE_REACH and name.startswith(named)
            first = position < _FIRST_LINES and (line.bold or titled)
            weight = _OWN_NAME if first else _OWN_NAME_BELOW
        yield KindEvidence(name="own name", kind=kind, text=line.text, page=line.page, weight=weight)


def _names(name: str, words: KindWords) -> dict[SyllabusKind, str]:
    """Return the names of documents with which a line begins or ends, the longest of each kind.

    A name that is part of a longer one of the other kind does not count ("syllabus" in "programme syllabus").
    """
    if not words.name_pattern.search(name):
        return {}
    found: dict[SyllabusKind, str] = {}
    for match in words.name_pattern.finditer(name):
        plural = match[0] in words.plurals
        begins = not name[: match.start()].strip(_JOINTS)
        ends = not name[match.end() :].strip(_JOINTS + ")")
        alone = ends and name[: match.start()].rstrip().rpartition(" ")[2] not in words.pointers
        if plural or begins or alone:
            kind = _COURSE if match[0] in words.course_names else _PROGRAMME
            found.setdefault(kind, match[0])
    return found


def labels(reading: Reading) -> Iterator[KindEvidence]:
    """Tell by labels that only one kind has: "Kurskod", "Module title"; "Programkod", "Final award"."""
    for pair in labelled_values(reading.head, _kind_of_label):
        yield KindEvidence(
            name="label",
            kind=SyllabusKind(pair.field),
            text=pair.line.text,
            page=pair.line.page,
            weight=_LABEL,
        )


def _kind_of_label(text: str) -> str | None:
    """Return the kind of document that has a label, or None where both have it, or it is none."""
    words = kind_words()
    if not begins_like_one(text, words.first_words):
        return None
    name = normalise_heading(text)
    for kind, names in ((_COURSE, words.course_labels), (_PROGRAMME, words.programme_labels)):
        if name in names:
            return kind.value
    return None


def title(reading: Reading) -> Iterator[KindEvidence]:
    """Tell by a title that names a degree or programme: "Bachelor of Fine Arts", "Hamnteknikerprogrammet"."""
    words = kind_words()
    for said in (reading.header.title, reading.header.title_en):
        name = normalise_heading(said or "").replace("’", "'")
        if not name or words.name_pattern.search(name):
            continue
        if words.theses.search(name):
            continue
        told = _WORD.findall(name)
        # A compound anywhere; the bare word only where the title ends in it.
        compound = any(
            word.endswith(words.programme_endings) and word not in words.programme_endings for word in told
        )
        if name.startswith(words.degrees) or compound or (told and told[-1] in words.programme_endings):
            page = reading.head[0].page if reading.head else 1
            yield KindEvidence(name="title", kind=_PROGRAMME, text=said or "", page=page, weight=_TITLE)


def code(reading: Reading) -> Iterator[KindEvidence]:
    """Tell by the code: one with three digits is a course's, one of letters alone a programme's."""
    said = reading.header.code
    if not said:
        return
    line = next((line for line in reading.head if said in line.text), None)
    if line is None:
        return
    if sum(letter.isdigit() for letter in said) >= _FEWEST_CODE_DIGITS:
        yield KindEvidence(name="code", kind=_COURSE, text=said, page=line.page, weight=_CODE)
    elif said.isalpha() and said.isupper():
        yield KindEvidence(name="code", kind=_PROGRAMME, text=said, page=line.page, weight=_CODE)


def size(reading: Reading) -> Iterator[KindEvidence]:
    """Tell by the credits that a line of the head gives: 90 and more are a programme's."""
    for line in reading.head:
        if len(line.text.split()) > _MOST_WORDS_WITH_CREDITS:
            continue
        credits_ = parse_credits(line.text)
        if credits_ is None or section_kind(line.text.partition(":")[0]) is SectionKind.ENTRY:
            continue
        if credits_ >= _PROGRAMME_CREDITS:
            yield KindEvidence(name="credits", kind=_PROGRAMME, text=line.text, page=line.page, weight=_SIZE)
        elif credits_ <= _SMALL_COURSE_CREDITS:
            yield KindEvidence(name="credits", kind=_COURSE, text=line.text, page=line.page, weight=_SMALL)
        elif credits_ <= _COURSE_CREDITS:
            yield KindEvidence(name="credits", kind=_COURSE, text=line.text, page=line.page, weight=_MIDDLING)
        return


def course_list(reading: Reading) -> Iterator[KindEvidence]:
    """Tell by a list of courses, and by terms or years into which they are put."""
    refs = reading.courses
    names = {ref.code or ref.title for ref in refs}
    if len(names) >= _FEWEST_COURSES:
        text = "; ".join(f"{ref.code or ''} {ref.title}".strip() for ref in refs[:_FEWEST_COURSES])
        yield KindEvidence(name="course list", kind=_PROGRAMME, text=text, page=refs[0].page, weight=_LIST)


def terms(reading: Reading) -> Iterator[KindEvidence]:
    """Tell by courses in two terms or years at least."""
    placed = [ref for ref in reading.courses if ref.term is not None or ref.year is not None]
    if len({(ref.year, ref.term) for ref in placed}) >= _FEWEST_TERMS:
        first = placed[0]
        last = next(ref for ref in placed if (ref.year, ref.term) != (first.year, first.term))
        yield KindEvidence(
            name="terms", kind=_PROGRAMME, text=f"{first.title}; {last.title}", page=first.page, weight=_TERMS
        )


def sections(reading: Reading) -> Iterator[KindEvidence]:
    """Tell by headings that only one kind has: "Kursinnehåll"; "Programöversikt", "Examensbenämning"."""
    words = kind_words()
    for part in reading.parts:
        name = normalise_heading(part.heading)
        for kind, names in ((_COURSE, words.course_sections), (_PROGRAMME, words.programme_sections)):
            if name in names and part.head is not None:
                yield KindEvidence(
                    name="section", kind=kind, text=part.heading, page=part.head.page, weight=_SECTION
                )


def lead_in(reading: Reading) -> Iterator[KindEvidence]:
    """Tell by what the lead-in of the outcomes says is passed: "After the course", "För högskoleexamen"."""
    words = kind_words()
    for part in reading.parts:
        if part.kind is not SectionKind.OUTCOMES:
            continue
        for line in part.lines[:_LEAD_IN_LINES]:
            if line.marker:
                continue
            told = _WORD.findall(line.text.lower())
            named = [
                kind
                for kind, endings in ((_COURSE, words.course_words), (_PROGRAMME, words.programme_words))
                if any(word.endswith(endings) for word in told)
            ]
            if named and is_lead_in(line.text):
                for kind in named:
                    yield KindEvidence(
                        name="lead-in", kind=kind, text=line.text, page=line.page, weight=_LEAD_IN
                    )


RULES = (own_name, labels, title, code, size, course_list, terms, sections, lead_in)
_OF_LIST = (course_list, terms)


def may_list_courses(lines: Sequence[TextLine]) -> bool:
    """Whether so many lines name credits or a code that they may be a list of courses. Quick."""
    found = 0
    for line in lines:
        if len(line.text) > 2 * _LONGEST_NAME or not _DIGIT.search(line.text):
            continue
        if parse_credits(line.text) is not None or find_code(line.text) is not None:
            found += 1
            if found >= _FEWEST_ENTRIES:
                return True
    return False


def timetable(lines: Sequence[TextLine]) -> tuple[str, ...]:
    """Return the lines that put teaching on a weekday and an hour, where they are three or more.

    A document without outcomes that has such lines, and does not call itself a syllabus, is a schedule.
    """
    words = kind_words()
    found = [
        line.text
        for line in lines
        if _CLOCK.search(line.text)
        and any(
            word.lower().rstrip("s") in words.weekdays for word in _WORD.findall(line.text[:_LONGEST_NAME])
        )
    ]
    return tuple(found) if len(found) >= _FEWEST_TIMES else ()


def calls_itself_syllabus(reading_head: Sequence[TextLine]) -> bool:
    """Whether one of the first lines is the name of a course or programme document."""
    words, table = kind_words(), heading_table()
    names = table.course_documents | table.programme_documents
    return any(
        normalise_heading(line.text) in names or bool(_names(normalise_heading(line.text), words))
        for line in reading_head
        if len(line.text) <= _LONGEST_NAME and not line.marker
    )
