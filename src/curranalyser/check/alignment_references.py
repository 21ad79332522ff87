"""A601 and A602: which outcomes the examination names by number or letter, against those that there are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from curranalyser.check.alignment_labels import Labels, bare_label, labels_of
from curranalyser.check.alignment_placeholders import placeholder_in
from curranalyser.check.alignment_tables import assessment_tables
from curranalyser.check.alignment_words import filler_words, item_mark, reference_words
from curranalyser.check.finding import Finding
from curranalyser.check.report import Subject
from curranalyser.datamodel import Line, Section, SectionKind
from curranalyser.parse.outcomes.examined import pairs_of
from curranalyser.parse.page.grid import Grid

_ITEM = re.compile(
    r"(?P<label>(?:[A-ZÅÄÖ]{1,4}[ .-]?)?\d{1,2}(?:\.\d{1,2}){0,2}(?![\w])|[IVXivx]{1,5}(?!\w)|[A-Za-z](?!\w))"
)
_CLOSED = re.compile(r"\)?")
# A letter that may be a word of one letter counts only where such a sign stands behind it, or another letter.
_LETTER_ENDS = re.compile(r"\s*(?:[).,;:]|$)")
# Outcomes in "1–40": no syllabus has more, and a year or a number of pages is no range of them.
_LONGEST_RANGE = 40
_ROMAN = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
)
# The ends of "i–v" may be letters of the alphabet; those of "i–iii" are not.
_TWO_LETTERS = 2
# Characters before a word for an outcome in which it is told whose goals are meant.
_BEFORE = 40
# References of a section that are looked at: far above what any syllabus has.
_MOST = 500
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
# So many numbers that follow each other are written as a range.
_FEWEST_OF_RUN = 3
# The sections beside the examination in which naming an outcome counts as naming it.
_BESIDE = (SectionKind.TEACHING, SectionKind.GRADING, SectionKind.OTHER)


@dataclass(frozen=True, slots=True)
class Reference:
    """An outcome that the examination names.

    Attributes:
        label: as it is compared.
        text: the line it stands in.
        page: of that, from 1.
        span: of the label within the line.
        language: of the word for an outcome before it; None where none stands there.
    """

    label: str
    text: str
    page: int
    span: tuple[int, int] | None = None
    language: str | None = None


def check_references(subject: Subject) -> Iterator[Finding]:
    """Yield A601 and A602, where the examination names outcomes by number or letter.

    Nothing is said where the labels are not those of the list: where most of what is named is not there.
    """
    checked = subject.checked
    versions = labels_of(checked)
    named = list(_named(subject))
    if not named:
        return
    speaks_of_all = any(
        reference_words().every.search(_text(section))
        for section in checked.syllabus.sections
        if section.kind is SectionKind.ASSESSMENT
    )
    prefixes = frozenset(label for own in versions for label in own.prefixes)
    beside = {
        item.label
        for section in checked.syllabus.sections
        if section.kind in _BESIDE
        for item in islice(_references(section, prefixes), _MOST)
    }
    for own in versions:
        mine = [item for item in named if len(versions) == 1 or item.language in (None, own.language)]
        wanted = {item.label for item in mine}
        there = {label for label in wanted if _is_known(label, own)}
        if not there or 2 * len(there) < len(wanted):
            continue
        yield from _not_there(subject, own, mine)
        if not speaks_of_all:
            yield from _not_named(subject, own, wanted | beside)


def _is_known(label: str, own: Labels) -> bool:
    """Whether a label is one of the list, or a part or a group of one: "2" and "2.1"."""
    return label in own.known or any(
        known.startswith(f"{label}.") or label.startswith(f"{known}.") for known in own.known
    )


def _not_there(subject: Subject, own: Labels, named: Sequence[Reference]) -> Iterator[Finding]:
    told: set[str] = set()
    for item in named:
        if item.label in told or _is_known(item.label, own):
            continue
        told.add(item.label)
        yield subject.finding(
            "A602",
            item.text,
            item.page,
            spans=(item.span,) if item.span else (),
            key=item.label,
            label=own.shown(item.label),
            known=own.shown(_listed(own.order)),
        )


def _not_named(subject: Subject, own: Labels, named: set[str]) -> Iterator[Finding]:
    """Yield A601 for each outcome that is not named; one for all of them where these are most.

    Of an outcome that has still to be written nothing is asked.
    """
    missing = [
        outcome
        for outcome in subject.checked.syllabus.outcomes
        if outcome.id in own.of
        and not _is_named(own.of[outcome.id], named)
        and placeholder_in(outcome.text) is None
    ]
    if 2 * len(missing) > len(own.of):
        labels = [own.of[outcome.id] for outcome in missing]
        first = missing[0]
        yield subject.finding(
            "A601", first.text, first.page, outcome=first.id, labels=own.shown(_listed(labels))
        )
        return
    for outcome in missing:
        label = own.of[outcome.id]
        yield subject.finding(
            "A601", outcome.text, outcome.page, outcome=outcome.id, key=label, labels=own.shown(label)
        )


def _is_named(label: str, named: set[str]) -> bool:
    return label in named or any(
        other.startswith(f"{label}.") or label.startswith(f"{other}.") for other in named
    )


def _listed(labels: Sequence[str]) -> str:
    """Return labels as a reader writes them: "1–3, 5"."""
    runs: list[list[str]] = []
    for label in labels:
        last = runs[-1][-1] if runs else ""
        follows = label.isdigit() and last.isdigit() and int(label) == int(last) + 1
        if follows:
            runs[-1].append(label)
        else:
            runs.append([label])
    return ", ".join(", ".join(run) if len(run) < _FEWEST_OF_RUN else f"{run[0]}–{run[-1]}" for run in runs)


def _named(subject: Subject) -> Iterator[Reference]:
    """Yield what the sections on assessment name, and what tables of assessments do."""
    prefixes = frozenset(prefix for own in labels_of(subject.checked) for prefix in own.prefixes)
    for section in subject.checked.syllabus.sections:
        if section.kind is SectionKind.ASSESSMENT:
            yield from islice(_references(section, prefixes), _MOST)
    page = subject.checked.syllabus.pages[0]
    for grid in assessment_tables(subject):
        pairs = list(pairs_of(grid, examining=True))
        for number, name in pairs or _pointed_to(grid):
            yield Reference(bare_label(number), name, page)


def _pointed_to(grid: Grid) -> Iterator[tuple[str, str]]:
    """Yield label and row of what cells below a word for outcomes point to: "Oral test | 2 and 5"."""
    words = reference_words().outcome.values()
    heads = grid.begun(0)
    columns = [cell.column for cell in heads if any(pattern.search(cell.text) for pattern in words)]
    if len(columns) != 1:
        return
    for cell in grid.column(columns[0], 1):
        start = _behind_word(cell.text, 0)
        labels = list(_items(cell.text, start))
        name = grid.at(cell.row, 0 if columns[0] else 1)
        # A cell that goes on behind its labels has the words of an outcome.
        if labels and len(_LONG_WORD.findall(cell.text[labels[-1][1] :])) == 0:
            yield from ((label, (name or cell).text) for label, _ in labels)


def _text(section: Section) -> str:
    return " ".join(line.text for line in section.lines)


def _references(section: Section, prefixes: frozenset[str]) -> Iterator[Reference]:
    """Yield the outcomes that a section names: behind a word for them, or by codes that they have."""
    text = _text(section)
    words = reference_words()
    for language, pattern in words.outcome.items():
        for word in pattern.finditer(text):
            if words.other_goals.search(text[max(0, word.start() - _BEFORE) : word.start()]):
                continue
            start = words.number.match(text, word.end())
            assert start is not None  # noqa: S101 it may be empty
            for label, place in _items(text, start.end(), language):
                yield _placed(label, place, section, language)
    if prefixes:
        code = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(prefixes)))})[ .-]?\d", re.IGNORECASE)
        for match in code.finditer(text):
            for label, place in _items(text, match.start()):
                if label.rstrip("0123456789.") in prefixes:
                    yield _placed(label, place, section, None)


def _items(text: str, position: int, language: str | None = None) -> Iterator[tuple[str, int]]:
    """Yield the labels of a list that begins at a position, each with where it stands; ranges written out.

    `language` is that of the word for an outcome before them, where one is known.
    """
    words = reference_words()
    before: str | None = None
    ranged = False
    while True:
        match = _ITEM.match(text, position)
        if match is None or words.unit.match(text, match.end()):
            return
        if not (_may_be_label(text, match) or _goes_on(before, match["label"], language, ranged=ranged)):
            return
        label = bare_label(match["label"])
        if ranged and before is not None:
            for between in _between(before, label):
                yield between, match.start()
        yield label, match.start()
        before = label
        closed = _CLOSED.match(text, match.end()) if match["label"].isalpha() else None
        position = closed.end() if closed else match.end()
        join = words.range_join.match(text, position)
        ranged = join is not None
        join = join or words.join.match(text, position)
        if join is None:
            return
        position = join.end()
        position = _behind_word(text, position)


def _behind_word(text: str, position: int) -> int:
    """Return where a label may begin that has its word before it: "LO1–LO3"."""
    for pattern in reference_words().outcome.values():
        word = pattern.match(text, position)
        if word is not None:
            space = re.compile(r"\s*").match(text, word.end())
            return space.end() if space else word.end()
    return position


def _may_be_label(text: str, match: re.Match[str]) -> bool:
    """Whether a letter is a label, and no word of one letter ("i", "a")."""
    if not match["label"].isalpha():
        return True
    if _LETTER_ENDS.match(text, match.end()):
        return True
    join = reference_words().join.match(text, match.end()) or reference_words().range_join.match(
        text, match.end()
    )
    return (
        join is not None
        and re.compile(r"(?:[A-Za-z]|[IVXivx]{2,5})(?!\w)").match(text, join.end()) is not None
    )


def _goes_on(before: str | None, label: str, language: str | None, *, ranged: bool) -> bool:
    """Whether a letter ends a list of letters: "a–c are examined", "d and e are".

    Behind a word that joins, only a later letter that is no word of the language.
    """
    if before is None or not (before.isalpha() and label.isalpha()):
        return False
    later = before < label.casefold()
    return later and (ranged or label.casefold() not in filler_words(language))


def _between(first: str, last: str) -> Iterator[str]:
    """Yield the labels between the ends of a range."""
    if first.isdigit() and last.isdigit() and int(first) < int(last) <= int(first) + _LONGEST_RANGE:
        yield from (str(number) for number in range(int(first) + 1, int(last)))
    elif first in _ROMAN and last in _ROMAN and len(first + last) > _TWO_LETTERS:
        yield from _ROMAN[_ROMAN.index(first) + 1 : _ROMAN.index(last)]
    elif len(first) == len(last) == 1 and first.isalpha() and last.isalpha() and first < last:
        yield from (chr(code) for code in range(ord(first) + 1, ord(last)))
    else:
        own, other = re.fullmatch(r"(\D+)(\d+)", first), re.fullmatch(r"(\D+)?(\d+)", last)
        if own and other and other[1] in (None, own[1]) and 0 < int(other[2]) - int(own[2]) <= _LONGEST_RANGE:
            yield from (f"{own[1]}{number}" for number in range(int(own[2]) + 1, int(other[2])))


def _placed(label: str, place: int, section: Section, language: str | None) -> Reference:
    """Return a reference with the line in which it stands."""
    start = 0
    line: Line = section.lines[0]
    for line in section.lines:
        if place < start + len(line.text) + 1:
            break
        start += len(line.text) + 1
    at = place - start
    found = _ITEM.match(line.text, at)
    span = (found.start("label"), found.end("label")) if found else None
    mark = item_mark(line.text)
    if span is not None and span[0] >= mark:
        span = (span[0] - mark, span[1] - mark)
    return Reference(label=label, text=line.text[mark:], page=line.page, span=span, language=language)
