"""The sections of a syllabus → its language of instruction, with the verbatim words that say so.

The definition is that of the codebook, last section: a labelled field before a sentence about teaching before
a table of course offerings; literature, assessment, entry requirements, title, outcomes and the language of
the document never decide and are kept as hints. Where places disagree, the status is a conflict and the
strongest place is given.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from curranalyser.datamodel import (
    InstructionEvidence,
    LanguageOfInstruction,
    Line,
    Section,
    SectionKind,
)
from curranalyser.languages import any_of
from curranalyser.parse.instruction.fields import is_bare, labelled, names_field, runs_on, value_elsewhere
from curranalyser.parse.instruction.grammar import entries_of, every_word
from curranalyser.parse.instruction.mentions import mark
from curranalyser.parse.instruction.names import known_names
from curranalyser.parse.instruction.sentence import Reading, read_sentence
from curranalyser.parse.instruction.weigh import Place, Statement, weigh

_TOKEN = re.compile(r"\w{4,}")
_CELLS = re.compile(r"\t+|\s{2,}|\s*\|\s*")
_OFFERING_CELLS = re.compile(r"\t|\s{2,}|[,|;()]")
# A stop before a capital, with or without a blank between, or a bullet.
_SENTENCE_END = re.compile(r"[.!?](?=\s+[\"'(]?[A-ZÅÄÖÆØÜ•–-])|\.(?=[A-ZÅÄÖ][a-zåäö])|\s*[•▪●]\s*")
# Signs between a label and its value, of which the first part no cells.
_VALUE_MARKS = (":", "=", "|", "\t", "  ", "–")
_BULLET = re.compile(r"^\s*[•▪●–*-]\s")
_WRAP_LENGTH = 45
_LONGEST_LABEL = 60
_LONGEST_ROW = 300  # characters: a longer line is prose
_LONGEST_SENTENCE = 1200
_MAX_EVIDENCE = 400
_TAIL = 20  # characters in which an abbreviation ends
_SAME_ROW = 3.0
_FEWEST_CELLS = 2
_LINES_OF_VALUE = 3
# Where only a sentence that begins with its subject may decide: elsewhere in these sections teaching is a
# subject of study.
_RESERVED = frozenset({SectionKind.OUTCOMES, SectionKind.LITERATURE, SectionKind.LAW, SectionKind.COURSES})
_NO_FIELDS = frozenset({SectionKind.OUTCOMES, SectionKind.LITERATURE, SectionKind.LAW})
_WITH_OFFERINGS = frozenset(
    {SectionKind.OTHER, SectionKind.HEADER, SectionKind.TEACHING, SectionKind.LANGUAGE}
)
_HINTS = frozenset({SectionKind.HEADER, SectionKind.ENTRY, SectionKind.LANGUAGE})


@dataclass(frozen=True, slots=True)
class _Piece:
    """Verbatim words with the page they begin on."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands on one row of the page."""

    text: str
    page: int
    line: int

    @property
    def cells(self) -> tuple[str, ...]:
        """Return what stands apart on the row."""
        if len(self.text) > _LONGEST_ROW or not any(sign in self.text for sign in _VALUE_MARKS[2:5]):
            return (self.text,)
        return tuple(cell for cell in _CELLS.split(self.text) if cell)


def find_instruction(
    sections: Sequence[Section], language: str | None, home_language: str = "sv"
) -> LanguageOfInstruction:
    """Find the language of instruction of one syllabus.

    Args:
        sections: of one syllabus, in order.
        language: ISO 639-1 code of the document's language, or None; it never decides.
        home_language: ISO 639-1 code of the language that is understood where a syllabus says only that
            another one may be used.

    Returns:
        Main and possible languages in the order they are named, the status, and the evidence: deciding words
        first, then hints.
    """
    statements: list[Statement] = []
    hints: list[InstructionEvidence] = []
    for section in sections:
        text = "\n".join([section.heading, *[line.text for line in section.lines]]).lower()
        signs = _signs(text)
        if signs:
            finder = _Finder(section, home_language, signs)
            finder.read()
            statements += finder.statements
            hints += finder.hints
    return weigh(statements, hints, home_language)


@lru_cache(maxsize=1)
def _shapes() -> dict[str, re.Pattern[str]]:
    """Return the patterns that tell sentences and lines apart."""
    return {
        "abbreviation": re.compile(rf"(?<!\w){any_of(lambda words: words.abbreviations)}\.?$", re.IGNORECASE),
        "subject first": re.compile(
            rf"\W*{every_word('all')}?\s*{every_word('whole', 'language')}(?!\w)", re.IGNORECASE
        ),
        "required": re.compile(rf"(?<!\w){every_word('required')}(?!\w)"),
        "term": re.compile(rf"(?<!\w){every_word('term')}", re.IGNORECASE),
        "credits": re.compile(rf"(?<!\w){any_of(lambda words: words.credit_units)}(?!\w)", re.IGNORECASE),
        "heading": re.compile(every_word("heading"), re.IGNORECASE),
        "exchange": re.compile(every_word("exchange"), re.IGNORECASE),
        "in": re.compile(rf"(?<!\w){every_word('in')} $"),
    }


def _signs(text: str) -> tuple[str, ...]:
    """Return what in a text in small letters may say something of languages: names, and pieces of labels."""
    found = known_names().intersection(_TOKEN.findall(text))
    return (*sorted(found), *(piece for piece in entries_of("sign", "exchange") if piece in text))


def _has_any(text: str, signs: Sequence[str]) -> bool:
    """Whether a text has one of some pieces; a loop takes half the time of a generator."""
    for sign in signs:  # noqa: SIM110 see above
        if sign in text:
            return True
    return False


class _Finder:
    """Reads one section: its fields, then what remains of it as sentences, then rows of offerings."""

    def __init__(self, section: Section, home: str, signs: tuple[str, ...]) -> None:
        self.section, self.home, self.signs = section, home, signs
        self.names = [sign for sign in signs if sign in known_names()]
        self.rows = _rows(section.lines)
        self.used: set[int] = set()
        self.statements: list[Statement] = []
        self.hints: list[InstructionEvidence] = []

    def read(self) -> None:
        """Read the section into `statements` and `hints`."""
        heads = self.section.kind is SectionKind.LANGUAGE or (
            self.section.kind is SectionKind.OTHER and names_field(self.section.heading)
        )
        if heads:
            self._under_label()
        elif self.section.heading:
            page = self.rows[0].page if self.rows else 1
            for label, value in labelled(self.section.heading):
                self._field(label, value, _Piece(self.section.heading, page))
        if self.section.kind not in _NO_FIELDS:
            for position in range(len(self.rows)):
                if position not in self.used:
                    self._fields_of(position)
        if self.section.kind in _WITH_OFFERINGS:
            self._offerings()
        self._sentences(heads)

    def _field(self, label: str, value: str, shown: _Piece) -> bool:
        """Read the value of a field: a list of languages, or sentences."""
        said = False
        for position, sentence in enumerate(_split(value)):
            if position == 0:
                readings = read_sentence(sentence, self.home, label=label)
            else:
                readings = read_sentence(sentence, self.home, carried=said, alone=said)
            piece = shown if position == 0 else _Piece(sentence, shown.page)
            self._state(readings, "field", piece)
            said = said or bool(readings)
        return said

    def _state(self, readings: Sequence[Reading], place: Place, piece: _Piece) -> None:
        part = any(reading.part for reading in readings)
        evidence = InstructionEvidence(piece.text[:_MAX_EVIDENCE], piece.page, place, part)
        self.statements += [Statement(reading, place, evidence) for reading in readings]

    def _under_label(self) -> None:
        """Read a section whose heading is the label: its first paragraph is the value."""
        for label, value in labelled(self.section.heading):
            if value:
                page = self.rows[0].page if self.rows else 1
                self._field(label, value, _Piece(self.section.heading, page))
                return
        for start in range(min(len(self.rows), _LINES_OF_VALUE)):
            row = self.rows[start]
            bare = [cell for cell in row.cells if is_bare(cell)]
            text, last = self._joined(bare[0] if len(bare) == 1 else row.text, start, _LINES_OF_VALUE * 2)
            label = self.section.heading.rstrip(" :")
            first = _split(text)[0]
            if self._field(label, text, _Piece(f"{label}: {first}", self.rows[start].page)):
                self.used.update(range(start, last + 1))
                return

    def _joined(self, text: str, position: int, most: int) -> tuple[str, int]:
        """Return a value with the lines on which it goes on, and the last of these."""
        last = position
        while last + 1 < len(self.rows) and last - position < most:
            following = self.rows[last + 1].text
            both = is_bare(self.rows[last].text) and is_bare(following)
            wrapped = len(self.rows[last].text) >= _WRAP_LENGTH and self.section.kind is SectionKind.LANGUAGE
            goes_on = runs_on(text) or following[:1].islower() or both or wrapped
            if not goes_on or any(True for _ in labelled(following)) or _BULLET.match(following):
                break
            last += 1
            text += (", " if both else " ") + following
        return " ".join(text.split()), last

    def _fields_of(self, position: int) -> None:
        row = self.rows[position]
        if len(row.text) > _LONGEST_ROW or not self._may_be_field(row.text):
            return
        for label, value in labelled(row.text):
            if self._in_cells(position, label):
                return
            if value:
                text, last = self._joined(value, position, _LINES_OF_VALUE - 1)
                shown = (
                    row.text.strip() + text[len(value) :]
                    if row.text.rstrip().endswith(value)
                    else f"{label}: {text}"
                )
                if self._field(label, text, _Piece(shown, row.page)):
                    self.used.update(range(position, last + 1))
            else:
                self._alone(position, label)

    def _may_be_field(self, text: str) -> bool:
        """Whether a row has a piece of a label, or a language behind a mark: a label is worth a look."""
        lowered = text.lower()
        marked = len(text) <= _LONGEST_LABEL or any(sign in text for sign in _VALUE_MARKS)
        return _has_any(lowered, self.signs if marked else self.names)

    def _in_cells(self, position: int, label: str) -> bool:
        """Read a field whose label is a cell: its value is the next cell, or the one below it."""
        cells = self.rows[position].cells
        if len(cells) < _FEWEST_CELLS:
            return False
        index = next((at for at, cell in enumerate(cells) if names_field(cell)), None)
        if index is None:
            return False
        beside = cells[index + 1] if index + 1 < len(cells) else ""
        below = [row.cells for row in self.rows[position + 1 : position + 3] if len(row.cells) == len(cells)]
        values = [row[index] for row in below if is_bare(row[index])]
        page = self.rows[position].page
        if beside and self._field(label, beside, _Piece(f"{cells[index]} {beside}", page)):
            self.used.add(position)
        elif len(values) == 1 and self._field(label, values[0], _Piece(f"{cells[index]} {values[0]}", page)):
            self.used.update((position, position + 1))
        return True

    def _alone(self, position: int, label: str) -> None:
        """Read a field whose label stands alone on its line."""
        row = self.rows[position]
        value = value_elsewhere(self.section.lines, row.line)
        nearby = self.rows[position + 1 : position + 2]
        for text in (value, *(item.text for item in nearby)):
            if text and self._field(label, text, _Piece(f"{row.text.strip()} {text}", row.page)):
                self.used.add(position)
                self.used.update(
                    at for at, item in enumerate(self.rows) if item.text == text and at > position
                )
                return

    def _offerings(self) -> None:
        """Read rows of a table of offerings: a term or a date, and a language as a cell of its own."""
        shapes = _shapes()
        for position, row in enumerate(self.rows):
            lowered = row.text.lower()
            if position in self.used or not _has_any(lowered, self.signs):
                continue
            if len(row.text) > _LONGEST_ROW or not shapes["term"].search(row.text):
                continue
            if shapes["credits"].search(row.text):
                continue
            cells = [cell.strip() for cell in _OFFERING_CELLS.split(row.text) if cell.strip()]
            named = [cell for cell in cells[1:] if is_bare(cell)]
            if len(named) == 1:
                piece = _Piece(row.text.replace("\t", " "), row.page)
                self._state([Reading(mark(named[0], whole_value=True).lists[0])], "offering", piece)
                self.used.add(position)

    def _sentences(self, heads: bool) -> None:
        """Read what no field has taken as sentences."""
        kind = self.section.kind
        place: Place = "field" if heads else "sentence"
        alone = (
            kind is SectionKind.TEACHING
            or heads
            or _shapes()["heading"].search(self.section.heading) is not None
        )
        carried = heads
        for paragraph in self._paragraphs():
            if not _has_any(paragraph.text.lower(), self.signs):
                carried = False
                continue
            for sentence in _split(paragraph.text):
                lowered = sentence.lower()
                if not _has_any(lowered, self.signs):
                    carried = False
                    continue
                readings: list[Reading] = []
                if kind not in _RESERVED or _shapes()["subject first"].match(lowered):
                    readings = read_sentence(sentence, self.home, carried=carried, alone=alone)
                if kind is SectionKind.ENTRY and _shapes()["required"].search(lowered):
                    # What teaching may be in is only the reason of a requirement here.
                    readings = [item for item in readings if not item.possible]
                piece = _Piece(sentence, paragraph.page)
                carried = bool(readings)
                if readings:
                    self._state(readings, place, piece)
                elif self._is_hint(sentence):
                    self.hints.append(InstructionEvidence(sentence[:_MAX_EVIDENCE], paragraph.page, "hint"))

    def _is_hint(self, sentence: str) -> bool:
        """Whether a sentence that does not decide is worth showing: what is in a language, a requirement."""
        lowered, inside = sentence.lower(), _shapes()["in"]
        for word in _TOKEN.finditer(lowered) if _has_any(lowered, self.names) else ():
            if word[0] in known_names():
                before = lowered[max(0, word.start() - _TAIL) : word.start()]
                if self.section.kind in _HINTS or inside.search(before):
                    return True
        return _shapes()["exchange"].search(lowered) is not None

    def _paragraphs(self) -> Iterator[_Piece]:
        """Yield the rows that are left, joined to paragraphs as far as can be told."""
        lines: list[str] = []
        page, last, length = 1, -2, 0
        for position, row in enumerate(self.rows):
            if position in self.used:
                continue
            text = " ".join(row.text.split())
            if not text:
                continue
            if lines and (position != last + 1 or length > _LONGEST_SENTENCE or _ends(lines[-1], text)):
                yield _Piece(" ".join(lines), page)
                lines, length = [], 0
            page = page if lines else row.page
            lines.append(text)
            last, length = position, length + len(text)
        if lines:
            yield _Piece(" ".join(lines), page)


def _ends(before: str, line: str) -> bool:
    """Whether a line does not go on with the one before it."""
    if before.endswith((".", "!", "?", ":")) and not _shapes()["abbreviation"].search(before[-_TAIL:]):
        return True
    if _BULLET.match(line):
        return True
    if line[:1].islower() or runs_on(before):
        return False
    return len(before) < _WRAP_LENGTH or _shapes()["subject first"].match(line.lower()) is not None


def _split(text: str) -> list[str]:
    """Return the sentences of a text; what goes on for longer than any sentence is cut."""
    sentences: list[str] = []
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        part = text[start:end].strip(" \t•▪●")
        if sentences and _shapes()["abbreviation"].search(sentences[-1][-_TAIL:]):
            sentences[-1] += " " + part
        elif part:
            sentences.append(part)
    return [
        sentence[at : at + _LONGEST_SENTENCE]
        for sentence in sentences
        for at in range(0, len(sentence), _LONGEST_SENTENCE)
    ] or [text[:_LONGEST_SENTENCE]]


def _rows(lines: Sequence[Line]) -> list[_Row]:
    """Return the lines, those on one row of the page together."""
    rows: list[_Row] = []
    group: list[Line] = []
    for position, line in enumerate(lines):
        beside = (
            group
            and line.top > 0
            and line.page == group[-1].page
            and abs(line.top - group[-1].top) < _SAME_ROW
            and line.x0 > group[-1].x0
        )
        if group and not beside:
            rows.append(_row(group, position - len(group)))
            group = []
        group.append(line)
    if group:
        rows.append(_row(group, len(lines) - len(group)))
    return rows


def _row(group: Sequence[Line], position: int) -> _Row:
    return _Row("\t".join([line.text for line in group]), group[0].page, position)
