"""A file with many syllabi, such as a module handbook → the lines of each."""

from bisect import bisect_right
from dataclasses import dataclass
from statistics import median

from curranalyser.datamodel import SectionKind
from curranalyser.parse.fields.codes import FoundCode, find_code, find_codes
from curranalyser.parse.fields.credits import parse_credits
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.words.headings import (
    field_name,
    heading_table,
    is_document_name,
    kind_words,
    may_be_known,
    normalise_heading,
    section_kind,
)

# What is said of measuring was measured on some 400 real files, among them 14 of several syllabi. Syllabi of
# a file whose heads are told by a label: 2 reads the files alike; with 4 three of our own cases fall
# together. Where each has a code of its own two are enough: chosen, and 3 reads the files alike.
_AT_LEAST = 3
_AT_LEAST_CODED = 2
# Words before the code that begins a head: "Modul INF-B-110 …".
_WORDS_BEFORE_CODE = 1
# Characters behind a code, more than which is a title: titles have 11 and more, the rest has 1 at most.
_SHORTEST_TITLE = 3
# Share of the stretches between heads that have outcomes: handbooks have 0.49 and more; 0.2 to 0.6 alike.
_SHARE = 0.4
# Share of the best score from which a label divides the file as well. Chosen, not measured: no file has two
# labels that are both in question.
_AS_WELL = 0.9
# Syllabi of a file whose heads are told by a label that is of no title or code: up to 10 the files are read
# alike, and with 3 one course document is taken for several.
_AT_LEAST_UNTITLED = 6
_LISTS_COURSES = (SectionKind.ENTRY, SectionKind.COURSES, SectionKind.OTHER)
# Characters of a label, and of a line with a title: 30 to 60, and 100 to 200, read the files alike.
_LONGEST_LABEL = 40
_LONGEST_TITLE = 140
# Characters of a title beside its code.
_SHORTEST_NAME = 3
# Times the type size: the lines of one heading stand no further apart.
_LINE_STEP = 1.6
# Lines of a syllabus, at least: the shortest in a handbook has 8.
_SHORTEST_SYLLABUS = 4
# Lines of a title and a running number above the label: 1 and 6 alike.
_TITLE_LINES = 3
# Times the type size of the label: titles are set 1.4 times as large and more where they are set larger at
# all.
_LARGER = 1.1
# What a stretch without outcomes takes from the score of a label, to which one with outcomes adds 1: 0.25 to
# 1.0 read the files alike.
_WITHOUT = 0.5
_SENTENCE_END = (".", ",", ";", ":")


def _label(line: TextLine, head: str) -> tuple[str, bool] | None:
    """Return the label a line begins with, and whether it labels a title or a code.

    `head` is what stands before its first colon.
    """
    if len(head) > _LONGEST_LABEL:
        return None
    titled = field_name(head) in ("title", "title_en", "code")
    behind = line.label and len(head) < len(line.text)
    return (normalise_heading(head), titled) if titled or behind else None


def split_syllabi(lines: tuple[TextLine, ...]) -> list[tuple[TextLine, ...]]:
    """Split the lines of a document at the heads of its syllabi.

    A head is a label that comes again and again with a heading of outcomes behind it each time: of a title or
    a code; where there are none, another. Without such labels it is a line that begins with a code.

    Args:
        lines: of the whole document in reading order.

    Returns:
        The lines of each syllabus; a single element where the document holds one. What stands before the
        first head is left out.
    """
    labels = [line.text.partition(":")[0] for line in lines]
    outcomes = [
        position
        for position, head in enumerate(labels)
        if may_be_known(head) and section_kind(head) is SectionKind.OUTCOMES
    ]
    if len(outcomes) < _AT_LEAST_CODED:
        return [lines]
    titled: dict[str, list[int]] = {}
    others: dict[str, list[int]] = {}
    for position, (line, head) in enumerate(zip(lines, labels, strict=True)):
        label = _label(line, head)
        if label is not None:
            (titled if label[1] else others).setdefault(label[0], []).append(position)
    heads = _heads(titled, outcomes, _AT_LEAST)
    coded = [] if heads else _coded_heads(lines, outcomes)
    starts: list[int] = coded
    for position in [] if coded else heads or _heads(others, outcomes, _AT_LEAST_UNTITLED):
        starts.append(_with_title(lines, position, starts[-1] if starts else -1))
    if not starts:
        return [lines]
    ends = [*starts[1:], len(lines)]
    return [
        lines[start:end] for start, end in zip(starts, ends, strict=True) if end - start >= _SHORTEST_SYLLABUS
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coded:
    """A line with a course code.

    Attributes:
        position: of the line, or of the one above it where the code is the rest of that one's heading.
        style: its type size, and whether it is bold.
        leads: it begins with the code, and a title follows.
        heads: it reads as a heading, wherever its code stands.
    """

    position: int
    code: str
    style: tuple[float, bool]
    leads: bool
    heads: bool


def _coded_lines(lines: tuple[TextLine, ...]) -> list[_Coded]:
    """Return the lines that may be the head of a syllabus by their code."""
    made: list[_Coded] = []
    for position, line in enumerate(lines):
        if len(line.text) > _LONGEST_TITLE or line.text.endswith("."):
            continue  # neither leads nor heads
        found = next(find_codes(line.text), None)
        if found is None:
            continue
        alone = len(line.text) <= len(found.text) + _SHORTEST_NAME
        heads = not (line.cell or line.label or line.text.endswith(_SENTENCE_END))
        heads = heads and (not alone or _is_second_line(lines, position))
        leads = _leads_with(line, found)
        if leads or heads:
            style = (line.size, line.bold)
            made.append(
                _Coded(
                    position=position - (alone and not leads),
                    code=found.text,
                    style=style,
                    leads=leads,
                    heads=heads,
                )
            )
    return made


def _coded_heads(lines: tuple[TextLine, ...], outcomes: list[int]) -> list[int]:
    """Return the positions of the lines with a code of their own each, behind each of which outcomes stand.

    They are lines that begin with a code and a title ("TR1001 Träteknik, 7,5 hp"), or else headings of one
    style with a code in them.
    """
    coded = _coded_lines(lines)
    leading = _with_outcomes(_leading(lines, coded), outcomes)
    if _divide(leading, outcomes, _AT_LEAST_CODED) and not _are_below_another(lines, leading):
        return [head.position for head in leading]
    usual = median(line.size for line in lines)
    styles: dict[tuple[float, bool], list[_Coded]] = {}
    for head in coded:
        if head.heads:
            styles.setdefault(head.style, []).append(head)
    for (size, bold), headings in sorted(styles.items(), reverse=True):
        if (bold or size > usual) and _divide(headings, outcomes, _AT_LEAST):
            return [head.position for head in headings]
    return []


def _divide(heads: list[_Coded], outcomes: list[int], at_least: int) -> bool:
    """Whether heads have a code each and outcomes behind each, and no outcomes stand above them."""
    positions = [head.position for head in heads]
    covered = {bisect_right(positions, outcome) for outcome in outcomes}
    codes = {head.code for head in heads}
    return 0 not in covered and len(codes) == len(covered) == len(heads) >= at_least


def _leading(lines: tuple[TextLine, ...], coded: list[_Coded]) -> list[_Coded]:
    """Return the lines that begin with a code but for those of a list of courses."""
    kept: list[_Coded] = []
    for head in coded:
        if not head.leads or (kept and kept[-1].position == head.position - 1):
            continue
        above = lines[head.position - 1] if head.position else None
        if above is None or section_kind(above.text.partition(":")[0]) not in _LISTS_COURSES:
            kept.append(head)
    return kept


def _with_outcomes(heads: list[_Coded], outcomes: list[int]) -> list[_Coded]:
    """Return the last head above each heading of outcomes."""
    positions = [head.position for head in heads]
    places = dict.fromkeys(bisect_right(positions, outcome) for outcome in outcomes)
    return [heads[place - 1] for place in places] if 0 not in places else []


def _are_below_another(lines: tuple[TextLine, ...], heads: list[_Coded]) -> bool:
    """Whether heads are parts of one course: a code stands above the first, or it is the whole of them."""
    positions = [head.position for head in heads]
    return any(find_code(line.text) for line in lines[: positions[0]]) or _are_parts(lines, positions)


def _is_second_line(lines: tuple[TextLine, ...], position: int) -> bool:
    """Whether a line goes on with the heading above it."""
    line, above = lines[position], lines[max(position - 1, 0)]
    return (
        position > 0
        and (above.page, above.size, above.bold) == (line.page, line.size, line.bold)
        and 0 < line.top - above.top < _LINE_STEP * line.size
    )


def _heads(labels: dict[str, list[int]], outcomes: list[int], at_least: int) -> list[int]:
    """Return the positions of the label that divides the document best.

    Of several that do it as well, the first in the document.

    Outcomes are to stand in as many of its stretches as possible, and few stretches are to be without.
    """
    rated: list[tuple[float, list[int]]] = []
    for positions in labels.values():
        if len(positions) < at_least:
            continue
        covered = len({bisect_right(positions, outcome) for outcome in outcomes} - {0})
        if covered >= at_least and covered >= _SHARE * len(positions):
            rated.append((covered - _WITHOUT * (len(positions) - covered), positions))
    best = max((score for score, _ in rated), default=0.0)
    return min((positions for score, positions in rated if score >= _AS_WELL * best), default=[])


def _are_parts(lines: tuple[TextLine, ...], heads: list[int]) -> bool:
    """Whether the heads are a course and its parts: the first is named as a syllabus, and the largest."""
    first, *others = (parse_credits(lines[position].text) for position in heads)
    named = heads[0] > 0 and is_document_name(normalise_heading(lines[heads[0] - 1].text))
    return named and first is not None and all(other is not None and other < first for other in others)


def _leads_with(line: TextLine, found: FoundCode) -> bool:
    """Whether a line begins with a code, or with a word for it, and has a title behind it."""
    if line.text.endswith(".") or line.marker or len(line.text) - found.end <= _SHORTEST_TITLE:
        return False
    before = normalise_heading(line.text[: found.start])
    if len(line.text[: found.start].split()) > _WORDS_BEFORE_CODE:
        return False
    return not before or (
        is_document_name(before) or before in heading_table().fields or before in kind_words().course_words
    )


def _with_title(lines: tuple[TextLine, ...], position: int, previous: int) -> int:
    """Move the start up to a title or running number set above the label."""
    start = position
    label = lines[position]
    for back in range(position - 1, max(position - _TITLE_LINES - 1, previous), -1):
        line = lines[back]
        same_page = line.page == label.page
        titled = line.size > _LARGER * label.size or line.bold
        if (
            not same_page
            or not titled
            or len(line.text) > _LONGEST_TITLE
            or section_kind(line.text) is not None
            or field_name(line.text.partition(":")[0])
        ):
            break
        start = back
    return start
