"""The sections of a syllabus → its language of instruction, with the verbatim words that say so.

The definition is that of the codebook, last section: a labelled field before a sentence about teaching before
a table of course offerings; literature,
assessment, entry requirements, title, outcomes and the language of the document never decide and are kept as
hints. Where places disagree, the status
is a conflict and the strongest place is given.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from curranalyser.datamodel import (
    InstructionEvidence,
    InstructionStatus,
    LanguageOfInstruction,
    Line,
    Section,
    SectionKind,
)
from curranalyser.parse.instruction.teaching_language import Reading, TeachingLanguageReader
from curranalyser.parse.instruction.words import pattern, words

_TOKEN = re.compile(r"[^\W\d_]+")
_CELLS = re.compile(r"\t+|\s{2,}|\s*\|\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'(]?[A-ZÅÄÖÆØÜ•–-])|\s*[•▪●]\s*")
_DIGIT = re.compile(r"\d")
_BULLET = re.compile(r"^\s*[•▪●–*-]\s")
_QUOTES = "\"'“”„»«{}[]"
_LABEL_PIECE = re.compile(
    r"spr|spå|spo|lang|lanu|laug|kiel|idiom|leng|líng|voert|taal|instr|tuit|underv|unterr"
    r"|ges på|hålls på|sker på|läses på|bedrivs på|given in|provided in|offered in|held in|taught|deliver|teach"
)
_LABEL_END = re.compile(r"\s*[:=]|\s[–/-]\s")
_FIELD_STARTS = ("\t", "|", ";", ",", ". ", "  ", ":", "{")
_CLOSE_FROM = 7  # a shorter label is no measure of closeness
_CLOSE_LABEL = 0.86
_WRAP_LENGTH = 45
_MAX_LABEL = 60
_LONGEST_UNMARKED = 15  # words of a line that is label and value with no mark between them
_MAX_HINTS = 10
_MAX_EVIDENCE = 400
_FAR = 8  # lines in which the value of a label is looked for
_NEAR = 4  # lines of a section in which its value begins
_LONGEST_SENTENCE = 1200
_LONGEST_ROW = 300  # a longer line is prose: no cells, no labels
_TAIL = 40
_SAME_ROW = 3.0
_SAME_COLUMN = 6.0
_RANK = {"field": 0, "sentence": 1, "offering": 2}
# Where only a sentence that begins with its subject may decide: elsewhere in these sections teaching is a
# subject of study.
_RESERVED = frozenset({SectionKind.OUTCOMES, SectionKind.LITERATURE, SectionKind.LAW, SectionKind.COURSES})
_EXCHANGE = re.compile(r"utbytesstud|exchange stud|inresande stud|incoming stud|austauschstud", re.IGNORECASE)

_NO_LABELS = (
    "not_part",
    "before",
    "after",
    "weak",
    "shapes",
    "weak_shapes",
)  # lists beside the labels themselves

Place = Literal["field", "sentence", "offering"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Verbatim words with the page they begin on."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class _Statement:
    """One place that decides: what it says, where, and its words."""

    reading: Reading
    place: Place
    piece: _Piece


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with what stands beside it on the same row, as cells with the place of each."""

    cells: tuple[str, ...]
    places: tuple[float, ...]
    page: int
    text: str


def find_instruction(
    sections: Sequence[Section], language: str | None, home_language: str = "sv"
) -> LanguageOfInstruction:
    """Find the language of instruction of one syllabus.

    Args:
        sections: of one syllabus, in order.
        language: ISO 639-1 code of the document's language, or None; it tells in which languages names of
            languages are looked for and never decides.
        home_language: ISO 639-1 code of the language that is understood where a syllabus says only that
            another one may be used.

    Returns:
        Main and possible languages in the order they are named, the status, and the evidence: deciding words
        first, then hints.
    """
    tokens = [frozenset(_TOKEN.findall(_text(section).lower())) for section in sections]
    together = frozenset().union(*tokens)
    locales = _locales(together, language)
    reader = TeachingLanguageReader(locales, home_language)
    if not together.isdisjoint(words()["joins"]["target_signs"]):
        reader.target = _target_language(sections, reader)
    speaking = _speaking_words(locales)
    statements: list[_Statement] = []
    hints: list[_Piece] = []
    for section, present in zip(sections, tokens, strict=True):
        signs = speaking & present
        if signs or section.kind is SectionKind.LANGUAGE or _may_hold_misspelt_field(section):
            found, passed = _read_section(section, reader, tuple(sorted(signs)))
            statements += found
            hints += passed
    return _decide(statements, hints)


@lru_cache(maxsize=1)
def _shapes() -> dict[str, re.Pattern[str]]:
    """Return the patterns that tell sentences and lines apart."""
    joins = {key: "|".join(entries) for key, entries in words()["joins"].items()}
    sources = {
        "abbreviation": rf"\b(?:{joins['abbreviations']})\.$",
        "runs_on": rf"(?:,|\b(?:{joins['runs_on']}))$",
        "subject_first": rf"^\W*(?:{joins['subjects']})\b(?!\s+(?:ska|skall|kunna))",
    }
    return {name: re.compile(source, re.IGNORECASE) for name, source in sources.items()}


def _runs_on(text: str) -> bool:
    """Whether a line ends where no sentence does."""
    return _shapes()["runs_on"].search(text[-_TAIL:]) is not None


def _text(section: Section) -> str:
    return "\n".join([section.heading, *(line.text for line in section.lines)])


def _locales(present: frozenset[str], language: str | None) -> tuple[str, ...]:
    """Return the locales whose names of languages may stand in the text."""
    table = words()
    wanted = list(table["locales"])
    own = {"no": "nb", "da": "da", "de": "de", "nb": "nb", "nn": "nb"}.get(language or "")
    for locale, signs in table["more_locales"].items():
        if locale == own or not present.isdisjoint(signs):
            wanted.append(locale)
    return tuple(wanted)


@lru_cache(maxsize=32)
def _speaking_words(locales: tuple[str, ...]) -> frozenset[str]:
    """Return the words without which a section says nothing about languages.

    Their names, and the words of the labels.
    """
    table = words()
    labels = {word for label in _labels() for word in _TOKEN.findall(label)}
    return (
        frozenset(TeachingLanguageReader(locales).names)
        | frozenset(labels - set(table["joins"]["common"]))
        | frozenset(table["joins"]["signs"])
    )


def _may_hold_misspelt_field(section: Section) -> bool:
    """Whether a line looks like a label with a value, and a label like one of ours."""
    if section.kind not in (
        SectionKind.HEADER,
        SectionKind.OTHER,
        SectionKind.LANGUAGE,
        SectionKind.TEACHING,
    ):
        return False
    for line in section.lines:
        head, colon, rest = line.text.partition(":")
        if colon and rest and len(head) < _MAX_LABEL and _worth_a_look(head):
            return True
    return False


def _target_language(sections: Sequence[Section], reader: TeachingLanguageReader) -> str | None:
    """Return the one language that the header block names beside the home language, or None."""
    found = {
        code
        for section in sections
        if section.kind is SectionKind.HEADER
        for line in section.lines
        for word in _TOKEN.findall(line.text)
        if (code := reader.code(word)) and code != reader.home
    }
    return found.pop() if len(found) == 1 else None


# Fields
# ---------------------------------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(
        label for key, labels in words()["labels"].items() if key not in _NO_LABELS for label in labels
    )


@lru_cache(maxsize=1)
def _label_shapes() -> dict[str, re.Pattern[str]]:
    """Return the patterns of labels that are made and not listed, for text in small letters."""
    return {key: re.compile("|".join(words()["labels"][key])) for key in ("shapes", "weak_shapes")}


@lru_cache(maxsize=4096)
def _names_field(plain: str) -> bool:
    """Whether a text in small letters is the name of the field, as listed or as made."""
    return plain in _labels() or _label_shapes()["shapes"].fullmatch(plain) is not None


def _names_weakly(plain: str) -> bool:
    """Whether a text in small letters is a label that counts only with nothing but names of languages behind it."""
    return plain in words()["labels"]["weak"] or _label_shapes()["weak_shapes"].fullmatch(plain) is not None


@lru_cache(maxsize=4096)
def _is_label(text: str) -> bool:
    """Whether a text is the name of the field.

    It may be misspelt, in two languages, or have words about it that change nothing.
    """
    if len(text) > _MAX_LABEL + 30:
        return False
    table = words()["labels"]
    plain = " ".join(text.strip(_QUOTES + " :.*•–-").lower().split())
    if not plain or any(
        part in plain
        for part in table["not_part"]
        if not plain.startswith(("undervisnings", "språk som", "lehr", "unterrichts"))
    ):
        return False
    candidates = [plain, *re.split(r"\s*[/|]\s*|\s+[–-]\s+", plain)]
    if plain.endswith(")") and "(" in plain:
        candidates += [plain[: plain.index("(")].strip(), plain[plain.index("(") + 1 : -1].strip()]
    return any(_is_plain_label(candidate) for candidate in candidates)


def _is_plain_label(plain: str) -> bool:
    table = words()["labels"]
    for word in table["before"]:
        if plain.startswith(word + " ") and not _names_field(plain):
            plain = plain.removeprefix(word + " ")
    for word in table["after"]:
        plain = plain.removesuffix(word).strip()
    if _names_field(plain):
        return True
    if len(plain) < 5:
        return False
    matcher = SequenceMatcher(None, "", plain, autojunk=False)
    for label in _labels():
        if abs(len(label) - len(plain)) <= 2 and len(label) >= _CLOSE_FROM:
            matcher.set_seq1(label)
            if (
                matcher.real_quick_ratio() >= _CLOSE_LABEL
                and matcher.quick_ratio() >= _CLOSE_LABEL
                and matcher.ratio() >= _CLOSE_LABEL
            ):
                return True
    return False


def _worth_a_look(text: str) -> bool:
    return _LABEL_PIECE.search(text.lower()) is not None


def _labelled(text: str, reader: TeachingLanguageReader) -> Iterator[tuple[str, str]]:
    """Yield label and value for each time the label of the field stands in a text.

    The value of a label alone is empty.
    """
    if len(text) > _LONGEST_ROW or not _worth_a_look(text):
        return
    found = False
    for match in _LABEL_END.finditer(text):
        head = text[: match.start()]
        start = max(head.rfind(mark) for mark in _FIELD_STARTS) + 1
        candidate = head.strip() if _names_field(head.strip().lower()) else head[start:].strip()
        value = text[match.end() :].strip(" \t" + _QUOTES)
        if (
            not candidate
            or not _worth_a_look(candidate)
            or (match[0] == " / " and not reader.bare_value(value))
        ):
            continue
        parts = candidate.split()
        ends = (" ".join(parts[-count:]) for count in range(min(5, len(parts) - 1), 0, -1))
        refused = any(part in candidate.lower() for part in words()["labels"]["not_part"])
        if _is_label(candidate) or (
            _names_weakly(candidate.lower()) and _is_weak_value(_cut_value(value), reader)
        ):
            found = True
            yield candidate, _cut_value(value)
        elif not refused and (
            label := next((end for end in ends if _names_field(end.strip(_QUOTES).lower())), "")
        ):
            found = True
            yield label, _cut_value(value)
    if found:
        return
    if len(text) <= _MAX_LABEL and _is_label(text):
        yield text, ""
        return
    tokens = text.split()
    if len(tokens) > _LONGEST_UNMARKED or not reader.bare_value(tokens[-1]):
        return
    for count in range(min(6, len(tokens) - 1), 0, -1):
        label, value = " ".join(tokens[:count]), " ".join(tokens[count:])
        if reader.bare_value(value) and _names_field(label.lower()):
            yield label, value
            return


def _is_weak_value(value: str, reader: TeachingLanguageReader) -> bool:
    """Whether a value behind a weak label is nothing but names of languages, or ends in one.

    "On campus, in English".
    """
    last = value.rpartition(",")[2].strip(" .")
    return reader.bare_value(value) or (
        len(value) <= _MAX_LABEL and reader.bare_value(last) and reader.names_with_preposition(last)
    )


def _cut_value(value: str) -> str:
    """Return a field's value without the fields that follow it on the same line."""
    value = re.split(r"\t|\s{2,}|\|", value, maxsplit=1)[0]
    following = re.search(r"[\"'”]?\s*(?:[,;]\s*)?\s[\"“]?(?:[A-ZÅÄÖ][\wåäö]*)[\"”]?\s*:\s", value + " ")
    return (
        value[: following.start()].strip(" " + _QUOTES) if following and following.start() else value.strip()
    )


# Sections
# -------------------------------------------------------------------------------------------------------------------------------------


def _rows(lines: Sequence[Line]) -> list[_Row]:
    """Return the lines, those on one row of the page together as its cells."""
    rows: list[_Row] = []
    group: list[Line] = []
    for line in lines:
        beside = (
            group
            and line.top > 0
            and line.page == group[-1].page
            and abs(line.top - group[-1].top) < _SAME_ROW
            and line.x0 > group[-1].x0
        )
        if group and not beside:
            rows.append(_row(group))
            group = []
        group.append(line)
    if group:
        rows.append(_row(group))
    return rows


def _row(group: Sequence[Line]) -> _Row:
    if len(group) > 1:
        return _Row(
            tuple(line.text for line in group),
            tuple(line.x0 for line in group),
            group[0].page,
            "\t".join(line.text for line in group),
        )
    text = group[0].text
    divided = ("  " in text or "\t" in text or "|" in text) and len(text) <= _LONGEST_ROW
    cells = tuple(cell for cell in _CELLS.split(text) if cell) if divided else (text,)
    return _Row(cells, (group[0].x0,) if len(cells) == 1 else (), group[0].page, text)


def _read_section(
    section: Section, reader: TeachingLanguageReader, signs: tuple[str, ...]
) -> tuple[list[_Statement], list[_Piece]]:
    """Return what a section says that decides, and what it says of languages otherwise."""
    if section.kind is SectionKind.OTHER and _worth_a_look(section.heading) and _is_label(section.heading):
        section = replace(section, kind=SectionKind.LANGUAGE)
    rows = _rows(section.lines)
    statements: list[_Statement] = []
    used: set[int] = set()
    if section.kind is SectionKind.LANGUAGE:
        statements += _language_section(section, rows, reader, used)
    elif section.heading:
        for _, value in _labelled(section.heading, reader):
            statements += _field(
                [_Piece(section.heading, rows[0].page if rows else 1)], value, reader, "field"
            )
    if section.kind not in (SectionKind.OUTCOMES, SectionKind.LITERATURE, SectionKind.LAW):
        statements += _fields_in(rows, reader, used)
    offerings = _offerings(section, rows, reader, used)
    found, hints = _sentences_in(
        section, [(position, row) for position, row in enumerate(rows) if position not in used], reader, signs
    )
    if offerings:
        listed = {statement.piece.text for statement in offerings}
        hints = [piece for piece in hints if piece.text not in listed]
    return statements + found + offerings, hints


def _field(
    pieces: Sequence[_Piece], value: str, reader: TeachingLanguageReader, place: Place
) -> list[_Statement]:
    """Read the value of a labelled field, sentence by sentence.

    Later sentences decide only if they speak of teaching.
    """
    if not value:
        return []
    statements: list[_Statement] = []
    follows = False
    for position, sentence in enumerate(_split_sentences(" ".join(value.split()))):
        whole = " ".join(piece.text for piece in pieces)
        begins = reader.bare_value(sentence) or reader.begins_value(sentence)
        reading = reader.read(sentence, in_field=position == 0 or begins, follows=follows)
        if (
            not reading.decides
            and position == 0
            and not reading.denied
            and not reader.names_a_language(sentence)
        ):
            corrected = reader.corrected(sentence)
            if corrected != sentence:
                reading = reader.read(corrected, in_field=True)
        elif position == 0 and reading.decides and not reader.bare_value(sentence):
            corrected = reader.corrected(sentence)
            if corrected != sentence and reader.bare_value(corrected):
                reading = reader.read(corrected, in_field=True)
        if reading.decides:
            follows = True
            statements.append(
                _Statement(reading, place, _Piece(whole if position == 0 else sentence, pieces[0].page))
            )
    return statements


def _language_section(
    section: Section, rows: Sequence[_Row], reader: TeachingLanguageReader, used: set[int]
) -> list[_Statement]:
    """Read a section whose heading is the label: its first paragraph is the value."""
    for _, value in _labelled(section.heading, reader):
        if value:
            return _field([_Piece(section.heading, rows[0].page if rows else 1)], value, reader, "field")
    start = next(
        (
            position
            for position, row in enumerate(rows[:_NEAR])
            if _is_value(row.text, reader) or not row.text.rstrip().endswith(":")
        ),
        0,
    )
    taken: list[int] = []
    for position, row in enumerate(rows[start:], start):
        if taken and not _continues(rows[taken[-1]].text, row.text, reader):
            break
        taken.append(position)
        if len(taken) >= _FAR:
            break
    if not taken:
        return []
    joined = ""
    for position in taken:
        bare = [cell for cell in rows[position].cells if reader.bare_value(cell)]
        text = bare[0] if len(bare) == 1 else rows[position].text
        both_bare = bool(joined) and reader.bare_value(rows[position - 1].text) and reader.bare_value(text)
        joined += (", " if both_bare else " " if joined else "") + text
    joined = " ".join(joined.split())
    page = rows[taken[0]].page
    statements = _field([_Piece(joined, page)], joined, reader, "field")
    if statements:
        used.update(taken)
    first = f"{section.heading.rstrip(' :')}: {_split_sentences(joined)[0]}"
    return [
        replace(item, piece=_Piece(first, page)) if item.piece.text == joined else item for item in statements
    ]


def _continues(before: str, text: str, reader: TeachingLanguageReader) -> bool:
    """Whether a line goes on with the value that the line before it began."""
    if reader.bare_value(before) and reader.bare_value(text):
        return True
    if _BULLET.match(text):
        return False
    if _runs_on(before) or text[:1].islower():
        return True
    return len(before) >= _WRAP_LENGTH


def _fields_in(rows: Sequence[_Row], reader: TeachingLanguageReader, used: set[int]) -> list[_Statement]:
    """Read the labelled fields among the lines.

    Value behind the label, beside it, below it, or further down.
    """
    statements: list[_Statement] = []
    for position, row in enumerate(rows):
        if position in used or not _worth_a_look(row.text):
            continue
        found = _field_in_cells(rows, position, reader, used)
        if not found:
            for label, value in _labelled(row.text, reader):
                found = found + _field_with_label(rows, position, (label, value), reader, used)
        if found:
            used.add(position)
            statements += found
    return statements


def _field_in_cells(
    rows: Sequence[_Row], position: int, reader: TeachingLanguageReader, used: set[int]
) -> list[_Statement]:
    """Read a field whose label is a cell of its own.

    The value is the next cell on the row, or the cell below it.
    """
    row = rows[position]
    if len(row.cells) < 2:
        return []
    for index, cell in enumerate(row.cells):
        if not (_worth_a_look(cell) and _is_label(cell)):
            continue
        following = row.cells[index + 1] if index + 1 < len(row.cells) else ""
        if following and _is_value(following, reader):
            return _field([_Piece(f"{cell.rstrip()} {following}", row.page)], following, reader, "field")
        below = rows[position + 1] if position + 1 < len(rows) else None
        if below is None or len(below.cells) != len(row.cells) or not _is_value(below.cells[index], reader):
            return []
        second = rows[position + 2] if position + 2 < len(rows) else None
        if (
            second is not None
            and len(second.cells) == len(row.cells)
            and _is_value(second.cells[index], reader)
        ):
            return []  # a table of several rows: offerings, not one field
        used.add(position + 1)
        return _field(
            [_Piece(f"{cell.rstrip()} {below.cells[index]}", row.page)], below.cells[index], reader, "field"
        )
    return []


def _is_value(text: str, reader: TeachingLanguageReader) -> bool:
    """Whether a text can be the value of the field."""
    if reader.bare_value(text):
        return True
    if len(text) > 200 or text.rstrip().endswith(":"):
        return False
    return (
        reader.begins_value(text)
        or reader.bare_value(reader.corrected(text))
        or reader.read(text, in_field=True).per_offering
    )


def _field_with_label(
    rows: Sequence[_Row],
    position: int,
    split: tuple[str, str],
    reader: TeachingLanguageReader,
    used: set[int],
) -> list[_Statement]:
    row = rows[position]
    label, value = split
    if value:
        text, last = value, position
        while (
            last + 1 < len(rows)
            and last - position < 2
            and (_runs_on(text) or rows[last + 1].text[:1].islower())
        ):
            last += 1
            text += " " + rows[last].text
        used.update(range(position + 1, last + 1))
        alone = row.text.strip().startswith(label) and row.text.rstrip(" " + _QUOTES).endswith(value)
        shown = f"{row.text.strip()}{text[len(value) :]}" if alone else f"{label}: {text}"
        return _field([_Piece(shown, row.page)], text, reader, "field")
    chosen = _value_of(rows, position, reader, used)
    if chosen is None:
        return []
    used.add(chosen)
    value_text, last = rows[chosen].text, chosen
    while last + 1 < len(rows) and last - chosen < 2 and _runs_on(value_text):
        last += 1
        value_text += " " + rows[last].text
        used.add(last)
    return _field(
        [_Piece(f"{row.text.strip()} {value_text}", rows[chosen].page)], value_text, reader, "field"
    )


def _value_of(
    rows: Sequence[_Row], position: int, reader: TeachingLanguageReader, used: set[int]
) -> int | None:
    """Return where the value of a label that stands alone is.

    Below it in its column, on the next line, or after a column of labels.
    """
    following = range(position + 1, min(len(rows), position + 1 + _FAR))
    bare = [index for index in following if index not in used and reader.bare_value(rows[index].text)]
    left = rows[position].places[0] if rows[position].places else 0.0
    if left:
        below = [
            index for index in bare if rows[index].places and abs(rows[index].places[0] - left) < _SAME_COLUMN
        ]
        if below and (below[0] <= position + _NEAR or _labels_follow(rows, position)):
            return below[0]
    first = position + 1
    if first in following and _is_value(rows[first].text, reader) and not _is_label(rows[first].text):
        return first
    return bare[0] if bare and _labels_follow(rows, position) else None


def _labels_follow(rows: Sequence[_Row], position: int) -> bool:
    """Whether the label stands in a column of labels, so that its value comes after the last of them."""
    around = [rows[index].text for index in (position - 1, position + 1) if 0 <= index < len(rows)]
    return rows[position].text.rstrip().endswith(":") and any(text.rstrip().endswith(":") for text in around)


def _offerings(
    section: Section, rows: Sequence[_Row], reader: TeachingLanguageReader, used: set[int]
) -> list[_Statement]:
    """Read rows of a table of course offerings: a term or a date, and a language as a cell of its own."""
    if section.kind not in (
        SectionKind.OTHER,
        SectionKind.HEADER,
        SectionKind.TEACHING,
        SectionKind.LANGUAGE,
    ):
        return []
    term, excluded = pattern("offering", "term"), pattern("offering", "not_in_row")
    statements: list[_Statement] = []
    for position, row in enumerate(rows):
        if position in used or len(row.text) > 200 or not _DIGIT.search(row.text):
            continue
        if not reader.names_a_language(row.text) or not term.search(row.text) or excluded.search(row.text):
            continue
        cells = [cell.strip() for cell in re.split(r"\t|\s{2,}|[,|;()]", row.text) if cell.strip()]
        named = [cell for cell in cells[1:] if reader.bare_value(cell)]
        if len(named) == 1 and len(cells) >= 2:
            reading = reader.read(named[0], in_field=True)
            statements.append(_Statement(reading, "offering", _Piece(row.text.replace("\t", " "), row.page)))
            used.add(position)
    return statements


# Sentences
# ------------------------------------------------------------------------------------------------------------------------------------


def _split_sentences(text: str) -> list[str]:
    """Return the sentences of a text; what goes on for longer than any sentence is cut."""
    sentences: list[str] = []
    for part in _SENTENCE_END.split(text):
        if sentences and _shapes()["abbreviation"].search(sentences[-1][-_TAIL:]):
            sentences[-1] += " " + part
        elif part.strip():
            sentences.append(part.strip())
    return [piece for sentence in sentences for piece in _cut(sentence)] or [text[:_LONGEST_SENTENCE]]


def _cut(sentence: str) -> Iterator[str]:
    while len(sentence) > _LONGEST_SENTENCE:
        stop = sentence.rfind(" ", 1, _LONGEST_SENTENCE)
        stop = stop if stop > 0 else _LONGEST_SENTENCE
        yield sentence[:stop]
        sentence = sentence[stop:].lstrip()
    yield sentence


def _paragraphs(rows: Sequence[tuple[int, _Row]]) -> Iterator[_Piece]:
    """Yield the lines joined to paragraphs, as far as can be told without headings."""
    lines: list[str] = []
    page, last, length = 1, -2, 0
    for position, row in rows:
        line = " ".join(row.text.split())
        if not line:
            continue
        if lines and (position != last + 1 or length > _LONGEST_SENTENCE or _ends_paragraph(lines[-1], line)):
            yield _Piece(" ".join(lines), page)
            lines, length = [], 0
        if not lines:
            page = row.page
        lines.append(line)
        last, length = position, length + len(line)
    if lines:
        yield _Piece(" ".join(lines), page)


def _ends_paragraph(before: str, line: str) -> bool:
    """Whether a line does not go on with the one before it."""
    shapes = _shapes()
    if shapes["abbreviation"].search(before[-_TAIL:]):
        return False
    if before.endswith((".", "!", "?", ":")) or _BULLET.match(line):
        return True
    if line[:1].islower() or _runs_on(before):
        return False
    return len(before) < _WRAP_LENGTH or shapes["subject_first"].match(line) is not None


def _sentences_in(
    section: Section, rows: Sequence[tuple[int, _Row]], reader: TeachingLanguageReader, signs: tuple[str, ...]
) -> tuple[list[_Statement], list[_Piece]]:
    """Return the sentences that decide, and those that only hint."""
    statements: list[_Statement] = []
    hints: list[_Piece] = []
    follows = section.kind is SectionKind.LANGUAGE
    place: Place = "field" if section.kind is SectionKind.LANGUAGE else "sentence"
    fragments = section.kind is SectionKind.TEACHING or _speaks_of_teaching(section.heading)
    for paragraph in _paragraphs(rows):
        lowered = paragraph.text.lower()
        if not any(sign in lowered for sign in signs):
            follows = False
            continue
        before = ""
        for sentence in _split_sentences(paragraph.text):
            lowered = sentence.lower()
            if not any(sign in lowered for sign in signs):
                follows, before = False, sentence
                continue
            reading = Reading()
            if section.kind not in _RESERVED or _shapes()["subject_first"].match(sentence):
                teaching = section.kind is SectionKind.TEACHING
                bare = teaching and reader.bare_value(sentence) and reader.names_with_preposition(sentence)
                reading = reader.read(sentence, in_field=bare, follows=follows, fragments=fragments)
            if reading.main and not reading.part and _is_said_of_part(sentence, before):
                reading = replace(reading, part=True)
            before = sentence
            follows = reading.decides or reading.denied
            if reading.decides:
                statements.append(_Statement(reading, place, _Piece(sentence, paragraph.page)))
            elif _is_hint(section, sentence, reader):
                hints.append(_Piece(sentence, paragraph.page))
    return statements, hints


def _is_said_of_part(sentence: str, before: str) -> bool:
    """Whether a sentence without a subject follows the name of a numbered part: "Delkurs 1, 7,5 hp.

    Undervisas på svenska.".
    """
    return (
        pattern("verbs", "verb_first").match(sentence) is not None
        and pattern("cues", "part_number").match(before) is not None
    )


def _speaks_of_teaching(heading: str) -> bool:
    """Whether a heading is one of teaching, whatever kind its section was given."""
    lowered = heading.lower()
    return any(word in lowered for word in words()["teaching_headings"])


def _is_hint(section: Section, sentence: str, reader: TeachingLanguageReader) -> bool:
    """Whether a sentence that does not decide is worth showing beside those that do.

    Something in a language, a requirement, a title.
    """
    if section.kind in (SectionKind.HEADER, SectionKind.ENTRY, SectionKind.LANGUAGE):
        return reader.names_a_language(sentence)
    return reader.names_with_preposition(sentence) or _EXCHANGE.search(sentence) is not None


# Decision
# -------------------------------------------------------------------------------------------------------------------------------------


def _decide(statements: Sequence[_Statement], hints: Sequence[_Piece]) -> LanguageOfInstruction:
    """Weigh the places against each other."""
    ordered = sorted(statements, key=lambda statement: _RANK[statement.place])
    evidence = tuple(
        dict.fromkeys(
            InstructionEvidence(item.piece.text[:_MAX_EVIDENCE], item.piece.page, item.place)
            for item in ordered
        )
    )
    passed = tuple(
        dict.fromkeys(InstructionEvidence(piece.text[:_MAX_EVIDENCE], piece.page, "hint") for piece in hints)
    )[:_MAX_HINTS]
    if not ordered:
        return LanguageOfInstruction(evidence=passed)
    main, possible, status = _weigh(ordered)
    return LanguageOfInstruction(main, possible, status, evidence + passed)


def _weigh(ordered: Sequence[_Statement]) -> tuple[tuple[str, ...], tuple[str, ...], InstructionStatus]:
    """Return main and possible languages and the status, of statements with the strongest place first."""
    said = [item.reading for item in ordered if item.place != "offering"]
    offered = [item.reading for item in ordered if item.place == "offering"]
    definite = [item for item in said if item.main and not item.assumed and not item.part]
    each = any(item.per_offering for item in said)
    conditional = any(item.conditional for item in said)
    named = tuple(
        dict.fromkeys(
            code
            for item in said
            for code in item.main + item.possible
            if not item.assumed or code in item.possible
        )
    )
    if not said:
        return _weigh_offerings(offered)
    if each:
        fixed = [
            item for item in definite if not item.per_offering and len(item.main) == 1 and not item.usual
        ]
        if fixed and not any(len(item.main) > 1 for item in definite):
            return fixed[0].main, _without(named, fixed[0].main), InstructionStatus.CONFLICT
        usual = next((item.main for item in said if item.usual), ())
        return usual, _without(named, usual), InstructionStatus.PER_OFFERING
    if definite:
        main = definite[0].main
    elif all(item.part for item in said if not item.assumed) and any(not item.assumed for item in said):
        parts = tuple(dict.fromkeys(code for item in said for code in item.main))
        main = parts if len(parts) > 1 else _of_the_whole(said, parts)
    else:
        main = next((item.main for item in said if item.main), ())
    possible = _without(
        tuple(
            dict.fromkeys(
                code for item in said for code in (item.possible + (item.main if item.part else ()))
            )
        ),
        main,
    )
    disagree = any(set(item.main) != set(main) for item in definite)
    disagree = disagree or any(not set(item.main) <= set(main) | set(possible) for item in offered)
    if disagree:
        return main, possible, InstructionStatus.CONFLICT
    if conditional:
        # What only a condition brings is no main language, where the field names both.
        hanging = {code for item in said if item.conditional for code in item.possible}
        lasting = tuple(code for code in main if code not in hanging) or main
        return (
            lasting,
            _without(tuple(dict.fromkeys((*possible, *main))), lasting),
            InstructionStatus.CONDITIONAL,
        )
    return main, possible, InstructionStatus.STATED


def _of_the_whole(said: Sequence[Reading], parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the main language where only one part of a course is spoken of.

    The one understood elsewhere, otherwise that of the part.
    """
    return next((item.main for item in said if item.assumed), parts)


def _weigh_offerings(
    offered: Sequence[Reading],
) -> tuple[tuple[str, ...], tuple[str, ...], InstructionStatus]:
    languages = tuple(dict.fromkeys(code for item in offered for code in item.main))
    if all(set(item.main) == set(languages) for item in offered):
        return languages, (), InstructionStatus.STATED
    return (), languages, InstructionStatus.PER_OFFERING


def _without(codes: tuple[str, ...], excluded: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if code not in excluded)
