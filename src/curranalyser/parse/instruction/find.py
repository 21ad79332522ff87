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
from curranalyser.parse.instruction.fields import fields_of, has_label, is_bare, names_field, runs_on
from curranalyser.parse.instruction.grammar import entries_of, every_word
from curranalyser.parse.instruction.mentions import mark
from curranalyser.parse.instruction.names import known_names
from curranalyser.parse.instruction.sentence import Reading, read_sentence
from curranalyser.parse.instruction.weigh import Place, weigh
from curranalyser.parse.page.rows import on_one_row
from curranalyser.parse.page.sentences import ends_with_abbreviation
from curranalyser.parse.words.headings import field_name

_OFFERING_CELLS = re.compile(r"\t|\s{2,}|[,|;()]")
# A stop before a capital, with or without a blank between, or a bullet.
_SENTENCE_END = re.compile(r"[.!?•▪●](?:(?<=[•▪●])|(?=\s+[\"'(]?[A-ZÅÄÖÆØÜ•–-])|(?<=\.)(?=[A-ZÅÄÖ][a-zåäö]))")
_BULLET = re.compile(r"^\s*[•▪●–*-]\s")
# Characters: a shorter line does not go on in the next, a longer row is prose, and a longer sentence none.
_WRAP_LENGTH, _LONGEST_ROW, _LONGEST_SENTENCE = 45, 300, 1200
# Characters: of evidence, and before the name of a language in a hint.
_MAX_EVIDENCE, _TAIL = 400, 20
# Lines: a value goes on over so many, and so many before and behind one with a label are looked at.
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
    sections: Sequence[Section],
    language: str | None,
    home_language: str = "sv",
    fields: Sequence[tuple[Reading, InstructionEvidence]] = (),
) -> LanguageOfInstruction:
    """Find the language of instruction of one syllabus.

    Args:
        sections: of one syllabus, in order.
        language: ISO 639-1 code of the document's language, or None; it never decides.
        home_language: ISO 639-1 code of the language that is understood where a syllabus says only that
            another one may be used.
        fields: what fields of a record say beside the sections, with their words.

    Returns:
        Main and possible languages in the order they are named, the status, and the evidence: deciding words
        first, then hints.
    """
    finders = [_Finder(section, home_language, signs) for section in sections if (signs := _signs(section))]
    for finder in finders:
        finder.read()
    statements = [*fields, *(statement for finder in finders for statement in finder.statements)]
    return weigh(statements, [hint for finder in finders for hint in finder.hints], home_language)


@lru_cache(maxsize=1)
def _shapes() -> dict[str, re.Pattern[str]]:
    """Return the patterns that tell sentences and lines apart."""
    subject = rf"\W*{every_word('all')}?\s*{every_word('whole', 'language')}(?!\w)"
    units = any_of(lambda words: words.credit_units)
    return {
        "subject first": re.compile(subject, re.IGNORECASE),
        "required": re.compile(rf"(?<!\w){every_word('required')}(?!\w)", re.IGNORECASE),
        "offering": re.compile(rf"(?!.*(?<!\w){units}(?!\w)).*(?<!\w){every_word('term')}", re.IGNORECASE),
        "of a term": re.compile(rf"{every_word('season')}:", re.IGNORECASE),
        "heading": re.compile(every_word("heading"), re.IGNORECASE),
        "exchange": re.compile(every_word("exchange"), re.IGNORECASE),
        "in": re.compile(rf"(?<!\w){every_word('in')} $", re.IGNORECASE),
        # Whatever may be the name of a language: half the time of asking for any letters.
        "word": re.compile(rf"[a-z{''.join(sorted(set().union(*known_names())))}]{{4,}}"),
    }


def _signs(section: Section) -> tuple[str, ...]:
    """Return what in a section may say something of languages: names, and pieces of labels."""
    text = "\n".join([section.heading, *[line.text for line in section.lines]]).lower()
    named = known_names().intersection(_shapes()["word"].findall(text))
    return (*sorted(named), *[sign for sign in entries_of("sign", "exchange") if sign in text])


class _Finder:
    """Reads one section: rows of offerings, its fields, then what remains of it as sentences."""

    def __init__(self, section: Section, home: str, signs: tuple[str, ...]) -> None:
        self.home, self.signs = home, signs
        self.lines, self.kind, self.heading = section.lines, section.kind, section.heading
        self.label = ""
        self.used: set[int] = set()
        self.statements: list[tuple[Reading, InstructionEvidence]] = []
        self.hints: list[InstructionEvidence] = []
        self.rows = list(_rows(section.lines))
        self.signed = [at for at, line in enumerate(self.lines) if self._has_sign(line.text)]
        # The heading is the label of what stands below it.
        self.heads = self.kind is SectionKind.LANGUAGE or (
            self.kind is SectionKind.OTHER and names_field(self.heading)
        )
        self.of_teaching = self.kind is SectionKind.TEACHING or bool(
            _shapes()["heading"].search(self.heading)
        )

    def read(self) -> None:
        """Read the section into `statements` and `hints`."""
        page = self.lines[0].page if self.lines else 1
        if has_label(self.heading):
            for _, label, value, _ in fields_of([Line(self.heading, page)]):
                self._field(label, value, self.heading, page)
                self.heads = False
        if self.kind in _WITH_OFFERINGS:
            self._offerings()
        if self.kind not in _NO_FIELDS:
            self._fields()
        self.label = self.heading.rstrip(" :") if self.heads else ""
        carried = self.heads
        for text, page in self._paragraphs():
            carried = self._say(text, page, "field" if self.heads else "sentence", carried=carried)

    def _say(self, text: str, page: int, place: Place, shown: str = "", carried: bool = False) -> bool:
        """Read the sentences of a text, the first that says something as the value of the label.

        Args:
            text: a value, or a paragraph.
            page: it stands on.
            place: what it is.
            shown: the words of the first sentence in the evidence, where they are others.
            carried: what stands before it said something, and a fragment may go on with it.

        Returns:
            Whether the last sentence says something.
        """
        if not (self.label or self._has_sign(text)):
            return False
        field = place == "field"
        alone = field or self.of_teaching
        for sentence in _split(text):
            readings: list[Reading] = []
            if not (self.label or self._has_sign(sentence)):
                carried = False
                continue
            if field or self._may_decide(sentence):
                readings = read_sentence(sentence, self.home, label=self.label, carried=carried, alone=alone)
            if self.kind is SectionKind.ENTRY and _shapes()["required"].search(sentence):
                # What teaching may be in is only the reason of a requirement here.
                readings = [item for item in readings if not item.possible]
            carried = bool(readings)
            if carried:
                words = shown or (f"{self.label}: {sentence}" if self.label else sentence)
                part = any(reading.part for reading in readings)
                evidence = InstructionEvidence(text=words[:_MAX_EVIDENCE], page=page, place=place, part=part)
                self.statements += [(reading, evidence) for reading in readings]
                self.label = shown = ""
            elif self._is_hint(sentence):
                self.hints.append(InstructionEvidence(sentence[:_MAX_EVIDENCE], page, "hint"))
        return carried

    def _may_decide(self, sentence: str) -> bool:
        return self.kind not in _RESERVED or _shapes()["subject first"].match(sentence) is not None

    def _has_sign(self, text: str) -> bool:
        return True in map(text.lower().__contains__, self.signs)

    def _is_hint(self, sentence: str) -> bool:
        """Whether a sentence that does not decide is worth showing: what is in a language, a requirement."""
        lowered, forms = sentence.lower(), _shapes()
        for name in self.signs:
            if name in lowered and name in known_names():
                for word in forms["word"].finditer(lowered):
                    before = lowered[max(0, word.start() - _TAIL) : word.start()]
                    if word[0] == name and (self.kind in _HINTS or forms["in"].search(before)):
                        return True
        return forms["exchange"].search(lowered) is not None

    def _field(self, label: str, value: str, shown: str, page: int) -> bool:
        self.label = label
        self._say(value, page, "field", shown)
        said, self.label = not self.label, ""
        return said

    def _fields(self) -> None:
        # A label without a sign has a value with one.
        may_be = {at for signed in self.signed for at in range(max(0, signed - _BEHIND), signed + 1)}
        labels = [at for at in sorted(may_be) if has_label(self.lines[at].text, bold=self.lines[at].bold)]
        if not labels:
            return
        near = {at for label in labels for at in range(label - _BEFORE, label + _BEHIND)} - self.used
        left = [line for at, line in enumerate(self.lines) if at in near]
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

    def _offerings(self) -> None:
        """Read rows of a table of offerings: a term or a date, and a language as a cell of its own."""
        signed = set(self.signed)
        for row in self.rows:
            if signed.isdisjoint(row):
                continue
            text = "\t".join(self.lines[position].text for position in row)
            if len(text) > _LONGEST_ROW or not _shapes()["offering"].match(text):
                continue
            cells = [cell.strip() for cell in _OFFERING_CELLS.split(text) if cell.strip()]
            named = [cell for cell in cells[1:] if is_bare(cell)]
            if len(named) == 1:
                page = self.lines[row[0]].page
                evidence = InstructionEvidence(text.replace("\t", " "), page, "offering")
                reading = Reading(mark(named[0], whole_value=True).lists[0])
                self.statements.append((reading, evidence))
                self.used.update(row)

    def _paragraphs(self) -> Iterator[tuple[str, int]]:
        """Yield the rows that are left, joined to paragraphs as far as can be told, with their pages."""
        whole, before, page = "", "", 1
        for row in self.rows:
            text = self._text_of(row) if self.used.isdisjoint(row) else ""
            is_list = self.heads and is_bare(text)
            both = is_list and is_bare(before)
            if whole:
                ends = not runs_on(before) if is_list else _ends(before, text)
                if not text or len(whole) > _LONGEST_SENTENCE or (ends and not both):
                    yield whole, page
                    whole = ""
            page = page if whole else self.lines[row[0]].page
            whole = f"{whole}{', ' if both else ' '}{text}" if whole else text
            before = text
        if whole:
            yield whole, page

    def _text_of(self, row: list[int]) -> str:
        """Return a row as one text: of a list of languages below its heading, the cell that is one."""
        cells = [" ".join(self.lines[position].text.split()) for position in row]
        bare = [cell for cell in cells if is_bare(cell)] if self.heads else ()
        return bare[0] if len(bare) == 1 else " ".join(cells)


def _rows(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the positions of lines, those on one row of the page together."""
    row: list[int] = []
    for position, line in enumerate(lines):
        if row and not (on_one_row(lines[row[-1]], line) and line.x0 > lines[row[-1]].x0):
            yield row
            row = []
        row.append(position)
    if row:
        yield row


def _ends(before: str, line: str) -> bool:
    """Whether a line does not go on with the one before it."""
    if before.endswith((".", "!", "?", ":")) and not ends_with_abbreviation(before):
        return True
    if _BULLET.match(line) or field_name(line.partition(":")[0]):
        return True
    if line[:1].islower() or runs_on(before):
        return False
    return len(before) < _WRAP_LENGTH or _shapes()["subject first"].match(line) is not None


def _split(text: str) -> list[str]:
    """Return the sentences of a text; what goes on for longer than any sentence is cut."""
    sentences: list[str] = []
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        part = text[start:end].strip(" \t•▪●")
        before = text[max(0, start - _TAIL) : start]
        if sentences and (_shapes()["of a term"].match(part) or ends_with_abbreviation(before)):
            sentences[-1] += " " + part
        elif part:
            sentences.append(part)
    return [
        sentence[at : at + _LONGEST_SENTENCE]
        for sentence in sentences or [""]
        for at in range(0, len(sentence) or 1, _LONGEST_SENTENCE)
    ]
