"""The sections of a syllabus → its language of instruction, with the verbatim words that say so.

The definition is that of the codebook, last section: a labelled field before a sentence about teaching before
a table of course offerings; literature, assessment, entry requirements, title, outcomes and the language of
the document never decide and are kept as hints. Where places disagree, the status is a conflict and the
strongest place is given.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from curranalyser.datamodel import (
    InstructionEvidence,
    LanguageOfInstruction,
    Line,
    Section,
    SectionKind,
)
from curranalyser.languages import any_of
from curranalyser.parse.instruction.fields import fields_of, is_bare, names_field, runs_on
from curranalyser.parse.instruction.grammar import entries_of, every_word
from curranalyser.parse.instruction.mentions import mark
from curranalyser.parse.instruction.names import known_names
from curranalyser.parse.instruction.sentence import Reading, read_sentence
from curranalyser.parse.instruction.weigh import Place, Statement, weigh
from curranalyser.parse.page.rows import on_one_row
from curranalyser.parse.words.headings import field_name

_TOKEN = re.compile(r"\w{4,}")
_OFFERING_CELLS = re.compile(r"\t|\s{2,}|[,|;()]")
# A stop before a capital, with or without a blank between, or a bullet.
_SENTENCE_END = re.compile(r"[.!?](?=\s+[\"'(]?[A-ZÅÄÖÆØÜ•–-])|\.(?=[A-ZÅÄÖ][a-zåäö])|\s*[•▪●]\s*")
_BULLET = re.compile(r"^\s*[•▪●–*-]\s")
# Characters: a shorter line does not go on in the next, a longer row is prose, and a longer sentence none.
_WRAP_LENGTH, _LONGEST_ROW, _LONGEST_SENTENCE = 45, 300, 1200
_MAX_EVIDENCE = 400
_TAIL = 20  # characters in which an abbreviation ends
# Lines: a value goes on over so many, and so many before and behind one that names a language are looked at.
_LINES_OF_VALUE, _BEFORE, _BEHIND = 3, 8, 14
# Where only a sentence that begins with its subject may decide: elsewhere in these sections teaching is a
# subject of study.
_RESERVED = frozenset({SectionKind.OUTCOMES, SectionKind.LITERATURE, SectionKind.LAW, SectionKind.COURSES})
_NO_FIELDS = _RESERVED - {SectionKind.COURSES}
_WITH_OFFERINGS = frozenset(
    {SectionKind.OTHER, SectionKind.HEADER, SectionKind.TEACHING, SectionKind.LANGUAGE}
)
_HINTS = frozenset({SectionKind.HEADER, SectionKind.ENTRY, SectionKind.LANGUAGE})


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
        "of a term": re.compile(rf"{every_word('season')}:", re.IGNORECASE),
        "credits": re.compile(rf"(?<!\w){any_of(lambda words: words.credit_units)}(?!\w)", re.IGNORECASE),
        "heading": re.compile(every_word("heading"), re.IGNORECASE),
        "exchange": re.compile(every_word("exchange"), re.IGNORECASE),
        "in": re.compile(rf"(?<!\w){every_word('in')} $"),
    }


def _signs(text: str) -> tuple[str, ...]:
    """Return what in a text in small letters may say something of languages: names, and pieces of labels."""
    found = known_names().intersection(_TOKEN.findall(text))
    return (*sorted(found), *(piece for piece in entries_of("sign", "exchange") if piece in text))


class _Finder:
    """Reads one section: its fields, then what remains of it as rows of offerings and sentences."""

    def __init__(self, section: Section, home: str, signs: tuple[str, ...]) -> None:
        self.section, self.home, self.signs = section, home, signs
        self.lines = section.lines
        self.page = self.lines[0].page if self.lines else 1
        self.used: set[int] = set()
        self.statements: list[Statement] = []
        self.hints: list[InstructionEvidence] = []

    def read(self) -> None:
        """Read the section into `statements` and `hints`."""
        heading, kind = self.section.heading, self.section.kind
        heads = kind is SectionKind.LANGUAGE or (kind is SectionKind.OTHER and names_field(heading))
        for _, label, value, _ in fields_of([Line(heading, self.page)] if heading else []):
            self._field(label, value, heading, self.page)
            heads = False
        if kind in _WITH_OFFERINGS:
            self._offerings()
        if kind not in _NO_FIELDS:
            self._fields()
        self._sentences(heads)

    def _fields(self) -> None:
        near = {
            position
            for at, line in enumerate(self.lines)
            if len(line.text) <= _LONGEST_ROW and self._has_sign(line.text)
            for position in range(at - _BEFORE, at + _BEHIND)
        }
        left = [line for position, line in enumerate(self.lines) if position in near - self.used]
        for line, label, value, behind in fields_of(left):
            position = self.lines.index(line)
            last = self._end_of_value(position) if behind else position
            rest = " ".join(item.text for item in self.lines[position + 1 : last + 1])
            shown = f"{line.text.strip() if behind else f'{label} {value}'} {rest}".strip()
            if self._field(label, f"{value} {rest}".strip(), shown, line.page):
                self.used.update(range(position, last + 1))

    def _end_of_value(self, position: int) -> int:
        """Return the last line on which a value goes on that begins behind its label."""
        last = position
        for following in self.lines[position + 1 : position + _LINES_OF_VALUE]:
            if not (runs_on(self.lines[last].text) or following.text[:1].islower()):
                break
            last += 1
        return last

    def _field(self, label: str, value: str, shown: str, page: int) -> bool:
        """Read the value of a field: a list of languages, or sentences."""
        said = False
        for position, sentence in enumerate(_split(value)):
            if position == 0:
                readings = read_sentence(sentence, self.home, label=label)
            else:
                readings = read_sentence(sentence, self.home, carried=said, alone=said)
            self._state(readings, "field", shown if position == 0 else sentence, page)
            said = said or bool(readings)
        return said

    def _state(self, readings: Sequence[Reading], place: Place, text: str, page: int) -> None:
        part = any(reading.part for reading in readings)
        evidence = InstructionEvidence(text[:_MAX_EVIDENCE], page, place, part)
        self.statements += [Statement(reading, place, evidence) for reading in readings]

    def _rows(self) -> Iterator[list[int]]:
        """Yield the positions of the lines that are left, those on one row of the page together."""
        row: list[int] = []
        for position, line in enumerate(self.lines):
            if row and not (on_one_row(self.lines[row[-1]], line) and line.x0 > self.lines[row[-1]].x0):
                yield row
                row = []
            row.append(position)
        if row:
            yield row

    def _offerings(self) -> None:
        """Read rows of a table of offerings: a term or a date, and a language as a cell of its own."""
        shapes = _shapes()
        for row in self._rows():
            text = "\t".join(self.lines[position].text for position in row)
            if not self.used.isdisjoint(row) or not self._has_sign(text) or len(text) > _LONGEST_ROW:
                continue
            if not shapes["term"].search(text) or shapes["credits"].search(text):
                continue
            cells = [cell.strip() for cell in _OFFERING_CELLS.split(text) if cell.strip()]
            named = [cell for cell in cells[1:] if is_bare(cell)]
            if len(named) == 1:
                reading = Reading(mark(named[0], whole_value=True).lists[0])
                self._state([reading], "offering", text.replace("\t", " "), self.lines[row[0]].page)
                self.used.update(row)

    def _has_sign(self, text: str) -> bool:
        lowered = text.lower()
        return any(sign in lowered for sign in self.signs)

    def _sentences(self, heads: bool) -> None:
        """Read what no field has taken as sentences; under a label, the first as its value."""
        kind = self.section.kind
        place: Place = "field" if heads else "sentence"
        alone = (
            heads or kind is SectionKind.TEACHING or bool(_shapes()["heading"].search(self.section.heading))
        )
        label = self.section.heading.rstrip(" :") if heads else ""
        carried = heads
        for text, page in self._paragraphs(heads):
            for sentence in _split(text):
                lowered = sentence.lower()
                if not (label or self._has_sign(lowered)):
                    carried = False
                    continue
                readings: list[Reading] = []
                if kind not in _RESERVED or _shapes()["subject first"].match(lowered):
                    readings = read_sentence(sentence, self.home, label=label, carried=carried, alone=alone)
                if kind is SectionKind.ENTRY and _shapes()["required"].search(lowered):
                    # What teaching may be in is only the reason of a requirement here.
                    readings = [item for item in readings if not item.possible]
                carried = bool(readings)
                if readings:
                    self._state(readings, place, f"{label}: {sentence}" if label else sentence, page)
                    label = ""
                elif self._is_hint(sentence):
                    self.hints.append(InstructionEvidence(sentence[:_MAX_EVIDENCE], page, "hint"))

    def _is_hint(self, sentence: str) -> bool:
        """Whether a sentence that does not decide is worth showing: what is in a language, a requirement."""
        lowered, inside = sentence.lower(), _shapes()["in"]
        for word in _TOKEN.finditer(lowered):
            if word[0] in known_names():
                before = lowered[max(0, word.start() - _TAIL) : word.start()]
                if self.section.kind in _HINTS or inside.search(before):
                    return True
        return _shapes()["exchange"].search(lowered) is not None

    def _paragraphs(self, heads: bool) -> Iterator[tuple[str, int]]:
        """Yield the rows that are left, joined to paragraphs as far as can be told, with their pages."""
        whole, before, page = "", "", 1
        for row in self._rows():
            cells = [" ".join(self.lines[position].text.split()) for position in row]
            bare = [cell for cell in cells if heads and is_bare(cell)]
            text = bare[0] if len(bare) == 1 else " ".join(cells)
            if not self.used.isdisjoint(row):
                text = ""
            listed = heads and is_bare(text)
            both = listed and is_bare(before)
            ends = (listed and not (both or runs_on(before))) or (not both and _ends(before, text))
            if whole and (not text or len(whole) > _LONGEST_SENTENCE or ends):
                yield whole, page
                whole = ""
            page = page if whole else self.lines[row[0]].page
            whole = f"{whole}{', ' if both else ' '}{text}".strip() if whole else text
            before = text
        if whole:
            yield whole, page


def _ends(before: str, line: str) -> bool:
    """Whether a line does not go on with the one before it."""
    if before.endswith((".", "!", "?", ":")) and not _shapes()["abbreviation"].search(before[-_TAIL:]):
        return True
    if _BULLET.match(line) or field_name(line.partition(":")[0]):
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
        goes_on = _shapes()["of a term"].match(part) or _shapes()["abbreviation"].search(
            text[max(0, start - _TAIL) : start]
        )
        if sentences and goes_on:
            sentences[-1] += " " + part
        elif part:
            sentences.append(part)
    return [
        sentence[at : at + _LONGEST_SENTENCE]
        for sentence in sentences
        for at in range(0, len(sentence), _LONGEST_SENTENCE)
    ] or [text[:_LONGEST_SENTENCE]]
