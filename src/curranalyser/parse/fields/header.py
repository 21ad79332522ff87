"""The header of a syllabus: code, title, credits, level, valid from, department and subject group."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from curranalyser.datamodel import CourseHeader, SectionKind, SyllabusKind
from curranalyser.language import likelier_by
from curranalyser.languages import any_of
from curranalyser.parse.fields.codes import CodePlace, find_code, find_programme_code, is_code, without_code
from curranalyser.parse.fields.credits import CREDIT_UNIT, CREDITS, parse_credits
from curranalyser.parse.fields.labels import BARE_NUMBER, GOES_ON, goes_on, join_lines, labelled_values
from curranalyser.parse.fields.main_fields import main_fields, without_footnotes
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.page.rows import on_one_row
from curranalyser.parse.page.style import Style
from curranalyser.parse.words.headings import (
    field_name,
    heading_table,
    is_document_name,
    is_either,
    knowledge_form,
    normalise_heading,
    section_kind,
    watermarks,
    without_picture,
)
from curranalyser.parse.words.leadin import is_lead_in, is_open

# Characters: no title is longer, and the patterns are not put to more.
_LONGEST_TITLE = 400
# What closes the text of a link to another page.
_LINK_SIGNS = ("→", "»", "›", ">", "↗", "⇒")
_LABELLED = re.compile(r"[^:]{2,40}:")
_DATES = re.compile(r"[\d:./-]+")
# "360: Bachelor of …": the credits of each award that a programme leads to, the whole first.
_NUMBER_FIRST = re.compile(r"\d{2,3}:\s")
_TITLE_YEAR = re.compile(r"[\s,:–-]+(?:19|20)\d{2}(?:[-/]\d{1,4})?$")
_TITLE_CREDITS = re.compile(
    rf"[\s,(:–/-]*\(?\b\d{{1,3}}(?:[.,]\d{{1,2}})?\s*{CREDIT_UNIT}\b(?:\W{{0,3}}|\s*/.*|\W+\d.*)$",
    re.IGNORECASE,
)
_DEPTH = re.compile(r"\b(G1N|G1F|G1E|G2F|G2E|GXX|A1N|A1F|A1E|A2E|AXX)\b")
# Facts of a course that stand on one line, and the number of a level as the last word of one; frameworks of
# qualifications have up to twelve levels.
_FACTS = re.compile(r"\s*(?:[,;|·•()/]|\s[–—-]\s)\s*")
# Between facts on one line: "CHE330 · 7.5 credits · First cycle", "15 hp, Grundnivå".
_DIVIDED = re.compile(r"(?:^|\s)[·|•–—-]\s|[,;]\s")
# What may stand behind the name of a level: its depth, the credits it lies between.
_BEHIND_LEVEL = re.compile(r"\W*(?:\w{3}|\d{1,3}\W\d{1,3})?\W*")
_HAS_LEVEL_NUMBER = re.compile(r"[^\W\d_] \d{1,2}\b")
# The frameworks of qualifications number up to 12 levels (the Scottish one); what is higher is another
# number.
_HIGHEST_LEVEL = 12
_DOTS = ("·", "|", "•")
_FEWEST_OF_SUBTITLE = 2  # words; a single one is the value of a label
_CLOSING_DEPTH = re.compile(rf"[\s,;(–-]+{_DEPTH.pattern}\)?$")
_LEVEL = re.compile(rf"\b({any_of(lambda words: words.levels)})\b", re.IGNORECASE)
# This, _VALID and _APPLIES are put to text in small letters: three times quicker than telling them to ignore
# case.
_LEVEL_IN_SMALL = re.compile(_LEVEL.pattern)
_TERM = any_of(lambda words: words.terms)
# "7.5 credits (ECTS)" and no more: the size of a course, and no title.
_CREDITS_ALONE = re.compile(
    rf"\W*\d{{1,3}}(?:[.,]\d{{1,2}})?\s*{CREDIT_UNIT}\W*(?:\(\w+\))?\W*", re.IGNORECASE
)
# A term alone, with its year or without: when a course is given, and no title.
_TERM_ALONE = re.compile(rf"{_TERM}\s*(?:\d{{2,4}})?\W*", re.IGNORECASE)
_VALID = re.compile(
    rf"{any_of(lambda words: words.valid)}\s*{any_of(lambda words: words.since)}?\s*:?\s*"
    rf"{any_of(lambda words: words.before_date)}?\s*((?:\d{{4}}-\d{{2}}-\d{{2}})|"
    rf"(?:{_TERM}\s*:?\s*\d{{2,4}}(?:\s*lp\s?\d)?)|"
    rf"{any_of(lambda words: words.weeks)} \d{{1,2}},? \d{{4}}|"
    r"\d{4}/\d{2,4}|\d{5,6}|\d{1,2} \w+ \d{4}|\d{4})"
)
_APPLIES = re.compile(
    rf"{any_of(lambda words: words.applies)}\s*{any_of(lambda words: words.applies_since)}?\s*:?\s*(?:den )?"
    rf"((?:\d{{4}}-\d{{2}}-\d{{2}}|{_TERM}[^.\n]{{0,12}}?\d{{2,4}})(?:,? {_TERM}[^.\n]{{0,12}}\d{{4}})?)"
)
_DOCUMENT_WORD = re.compile(
    rf"^(?:{any_of(lambda words: words.document_names)}\s*"
    rf"(?:{any_of(lambda words: words.document_of)}|[:–,-])?\s*)+",
    re.IGNORECASE,
)
# Modul »Water and Air« (WAA)
_QUOTED_TITLE = re.compile(
    r"^(?:\w+\s+)?[»„“\"«](?P<title>[^»„“\"«”]{3,})[«“”\"»]\s*(?:\((?P<code>[A-ZÄÖÜÅ][\w.-]{1,11})\))?\s*$"
)
_NOISE_TITLE = re.compile(
    rf"^(?:{any_of(lambda words: words.noise)}|www\.|http|\d{{4}}-\d{{2}}-\d{{2}})\b|^\W*$|@",
    re.IGNORECASE,
)
# The first word of the next line, which stands below a label without a value: "Fastställd".
_NOISE_ALONE = re.compile(any_of(lambda words: words.noise), re.IGNORECASE)
_INSTITUTION = re.compile(rf"{any_of(lambda words: words.institutions)}$", re.IGNORECASE)
# Words: the name of an institution has no more, unless it is written in capitals as a name is.
_LONGEST_NAME = 3
# "1.Essay, 15 credits": a part of a course, as programs write its number.
_NUMBERED_PART = re.compile(r"\d{1,2}\.[^\W\d_]")
# Fields whose value is a name in words: a code beside such a label is that of something else.
_NAMED_IN_WORDS = frozenset({"title", "title_en", "department", "subject_group", "subject", "main_fields"})
# Lines from the top among which the header is looked for: a page of them.
_HEAD_LINES = 60
# Credits of the smallest programme; what is less, in its list or below its head, is of a course of it.
SMALLEST_PROGRAMME = 60
# Characters: what is longer behind the label of a level is a sentence on it.
_LONGEST_LEVEL = 80
# Lines from the top among which a title stands, even where no section begins; of a title with the credits
# below it; and those nearest to the title among which a code is looked for.
_TITLE_LINES, _TITLE_AND_BELOW, _CODE_LINES = 30, 3, 24
# Cells of a line of facts that bars divide; two may be a title and the name of a site.
_FEWEST_CELLS = 3
# Natural logarithm of the ratio of likelihoods: the titles of one course in two languages lie on both sides.
_CLEARLY_ENGLISH = 5.0
# Characters: of a title that says something beside a code; of any title; of one in large type; of a line
# below it that may be its translation.
_SHORT_TITLE, _SHORTEST_TITLE, _LONGEST_LARGE, _LONGEST_LINE = 8, 3, 160, 140
# How much like a title a line is: its size in sizes of the body text, and so much more where it is bold or
# names credits or a code, less for each line above it. A title has clearly more than a line of the text.
_BOLD_SCORE, _FACT_SCORE, _LOWER_SCORE = 0.35, 0.5, 0.012
_TITLE_SCORE = 1.12
# Points: type of a title so large that its lines are broken where they look well, not where they are full.
_TITLE_SIZE = 14.0
# Words: a plain line of more is a sentence.
_LONGEST_PLAIN_TITLE = 14
# Points: sizes that differ by less are one, and edges.
_SAME_SIZE, _ONE_EDGE = 0.3, 2.0
# Times the font size: how far the lines of a title stand apart at most, seen from the first and from a lower
# one; how far below a title its translation, and the lines of a translation; the room that a line may leave.
_TITLE_GAP, _ABOVE_GAP, _TITLE_STEP, _WRAPPED, _SLACK = 1.9, 1.6, 3.0, 1.5, 2.0
# Words that are looked up as a label at the beginning of a line.
_WORDS_OF_LABEL = (1, 2, 3)


# The first lines are read twice where few of them stand above the first section.
@lru_cache(maxsize=1000)
def clean_title(text: str) -> str:
    """Remove the document's name, the code and the credits from a title.

    What is far too long for a title is left as it is.
    """
    if len(text) > _LONGEST_TITLE:
        return text.strip()
    text = _named_cell(text)
    quoted = _QUOTED_TITLE.match(text)
    title = quoted["title"].strip() if quoted else _DOCUMENT_WORD.sub("", without_picture(text)).strip()
    title = _without_document_name(title)
    title = _CLOSING_DEPTH.sub("", title)
    title = _TITLE_CREDITS.sub("", title).strip(" ,:;–-")
    title = _TITLE_YEAR.sub("", title)
    title = title.strip("()") if title.count("(") != title.count(")") else title
    bare = without_code(title)
    # "Linberedning, 7,5 hp (SK1204)": with the code behind them off, the credits stand last.
    return bare if bare == title else _TITLE_CREDITS.sub("", bare).strip(" ,:;–-") or bare


def _named_cell(text: str) -> str:
    """Return the title of a line of facts that bars divide: "SK1204 | Linberedning | 15 hp | Grundnivå"."""
    cells = [cell.strip() for cell in text.split("|")]
    if len(cells) < _FEWEST_CELLS:
        return text
    return next(
        (
            cell
            for cell in cells
            if len(cell) >= _SHORTEST_TITLE
            and not (is_code(cell) or CREDITS.match(cell) or _LEVEL.match(cell) or is_document_name(cell))
        ),
        text,
    )


def _without_document_name(title: str) -> str:
    """Take the document's own name off the end of a title: "Hamndrift Emneplan", "Hamndrift | Kursplan"."""
    words = title.split(" ")
    for count in (2, 1):
        name = " ".join(words[-count:])
        if len(words) > count and name[:1].isupper() and is_document_name(name) and not is_either(name):
            before = words[-count - 1]
            # "Introduction to Course Description" speaks of the document.
            return title if GOES_ON.fullmatch(before) else " ".join(words[:-count]).rstrip(" ,:;–-|")
    return title


def _never_title(text: str) -> bool:
    """Whether a line is never a title: no words, an institution, a watermark, a lead-in, a term, credits."""
    return (
        _NOISE_TITLE.search(text) is not None
        or _names_institution(text)
        or _NUMBERED_PART.match(text) is not None
        or _TERM_ALONE.fullmatch(text) is not None
        or _CREDITS_ALONE.fullmatch(text) is not None
        or normalise_heading(_DATES.sub("", text)) in watermarks()
        or text.rstrip().endswith(_LINK_SIGNS)
        or (is_lead_in(text) and is_open(text))
    )


def _names_institution(text: str) -> bool:
    """Whether a line is the name of an institution: "Uppsala universitet", no "… in a modern university"."""
    if not _INSTITUTION.search(text):
        return False
    words = text.split()
    return len(words) <= _LONGEST_NAME or all(not word[0].islower() or goes_on(word) for word in words)


def _names_course(text: str) -> bool:
    return (
        len(text) > _SHORT_TITLE
        and not _only_facts(text)
        and not section_kind(text)
        and not is_code(text)
        and not _LEVEL.fullmatch(text)
    )


def _is_fact(piece: str) -> bool:
    """Whether a piece of a line is the code, the size or the level of a course, or has no words at all."""
    text = piece.strip()
    level = _LEVEL.match(text)
    return (
        not any(map(str.isalpha, text))
        or _CREDITS_ALONE.fullmatch(text) is not None
        or (level is not None and _BEHIND_LEVEL.fullmatch(text, level.end()) is not None)
        or is_code(text)
        or field_name(text.rpartition(" ")[0]) == "code"
    )


def _only_facts(text: str) -> bool:
    """Whether a line names no course: "Kurskod SK1204, 15 hp, Grundnivå (G1F)"."""
    return all(map(_is_fact, _DIVIDED.split(text)))


def _goes_on_with_fact(text: str) -> bool:
    """Whether what a code was taken off goes on with a fact: "· Bachelor level · Taught in English"."""
    pieces = [piece for piece in _DIVIDED.split(text) if piece.strip()]
    return text[:1] in _DOTS and bool(pieces) and _is_fact(pieces[0])


def _may_be_title(text: str) -> bool:
    known = knowledge_form(text) or is_code(text) or _LEVEL.fullmatch(text) or _goes_on_with_fact(text)
    return not known and not _never_title(text)


def _title_line(lines: list[TextLine], body: Style, asked: Collection[int] = ()) -> int | None:
    """Return the position of the line that is most like a title.

    The largest near the top that names no institution or document, and no course that is asked for at entry.
    """
    best: tuple[float, int] | None = None
    documents = heading_table().course_documents | heading_table().programme_documents
    for position, line in enumerate(lines):
        base = line.size / max(body.size, 1) + (_BOLD_SCORE if line.bold else 0) - _LOWER_SCORE * position
        if base + _FACT_SCORE <= _TITLE_SCORE or (best is not None and base + _FACT_SCORE <= best[0]):
            continue  # whatever it says
        if (
            line.page > lines[0].page + 1
            or id(line) in asked
            or line.text.endswith((".", ";"))
            or section_kind(line.text) is not None
            or (":" in line.text and section_kind(line.text.split(":")[0]) is not None)
            or field_name(line.text.split(":")[0])
            or normalise_heading(line.text) in documents
        ):
            continue
        text = clean_title(line.text)
        if not _SHORTEST_TITLE <= len(text) <= _LONGEST_LARGE or not _may_be_title(text) or _only_facts(text):
            continue
        told = CREDITS.search(line.text) or (find_code(line.text) and len(text) > _SHORT_TITLE)
        score = base + (_FACT_SCORE if told else 0)
        if score > _TITLE_SCORE and (best is None or score > best[0]):
            best = (score, position)
    return best[1] if best else None


def parse_header(
    lines: list[TextLine],
    body: Style,
    kind: SyllabusKind,
    everything: Sequence[TextLine] = (),
    above: int | None = None,
    *,
    asked: Collection[int] = (),
) -> CourseHeader:
    """Read the header from the lines above the first section, and a little beyond.

    Args:
        lines: the first lines of the syllabus in reading order.
        body: the document's body style.
        kind: course or programme; it decides what a code looks like.
        everything: all lines of the syllabus; a programme's code may stand only beside its title in an
            appendix.
        above: how many of `lines` stand above the first section; only there is a plain line a title. All
            where not given.
        asked: identities of those lines that say what is asked of who enters: "30 credits at first cycle"
            there is neither the size nor the level of the course.
    """
    lines = _head_lines(lines, kind)
    values = _labelled(lines)
    text = "\n".join(line.text for line in lines if id(line) not in asked)
    return replace(
        _named(lines, values, body, kind, everything=everything, above=above, asked=asked),
        level=_level(values, text, everything),
        valid_from=_valid_from(values, text),
        department=_name(values.get("department")),
        subject_group=_name(values.get("subject_group")),
        subject=_name(values.get("subject")),
        main_fields=main_fields(values.get("main_fields", "")),
    )


def parse_name(
    lines: list[TextLine],
    body: Style,
    kind: SyllabusKind,
    everything: Sequence[TextLine],
    above: int,
    *,
    asked: Collection[int] = (),
) -> CourseHeader:
    """Read only what names a syllabus: its code, titles and credits. Arguments as for `parse_header`."""
    lines = _head_lines(lines, kind)
    return _named(lines, _labelled(lines), body, kind, everything=everything, above=above, asked=asked)


def _head_lines(lines: list[TextLine], kind: SyllabusKind) -> list[TextLine]:
    head = lines[:_HEAD_LINES]
    return _above_courses(head) if kind is SyllabusKind.PROGRAMME else head


def _labelled(lines: list[TextLine]) -> dict[str, str]:
    """Return the values of the labels in a head by the names of their fields: the first that fits each."""
    values: dict[str, str] = {}
    late = {id(line) for line in lines[_head_end(lines) :]}
    for pair in labelled_values(lines):
        name, value, line = pair.field, pair.value, pair.line
        if name in values and name != "code":
            continue  # a code may have the title beside it
        if name == "title" and id(line) in late:
            continue
        if _LABELLED.match(value) and (
            field_name(value.partition(":")[0]) or section_kind(value.partition(":")[0])
        ):
            continue
        if name == "title" and (
            len(value) < _SHORTEST_TITLE
            or section_kind(value) is not None
            or (parse_credits(value) is not None and not clean_title(value))
        ):
            continue
        if (
            name == "code"
            and "title" not in values
            and ":" not in value  # the next label on the line
            and find_code(value, CodePlace.LABEL)
            and clean_title(value) != value
            and _names_course(clean_title(value))
        ):
            values.setdefault("title", clean_title(value))  # "Course code and name: …"
        if name == "code" and not re.search(r"[A-ZÅÄÖ0-9]{3}", value):
            continue
        if name in _NAMED_IN_WORDS and (_is_code_in_any_case(value) or _NOISE_ALONE.fullmatch(value)):
            continue
        number = BARE_NUMBER.match(value) or _NUMBER_FIRST.match(value)
        if name == "credits" and parse_credits(value) is None and not number:
            continue
        values.setdefault(name, value)
    return values


def _is_code_in_any_case(value: str) -> bool:
    """Whether a value is the code of a course, as written or in small letters: "fö1012", no "Ada"."""
    return is_code(value) or (any(map(str.isdigit, value)) and is_code(value.upper()))


def _named(
    lines: list[TextLine],
    values: dict[str, str],
    body: Style,
    kind: SyllabusKind,
    *,
    everything: Sequence[TextLine],
    above: int | None,
    asked: Collection[int] = (),
) -> CourseHeader:
    """Return the code, the titles and the credits that stand in a head, with its labels and without."""
    position = _title_line(lines, body, asked)
    if kind is SyllabusKind.PROGRAMME and _only_award(values, position, above):
        values, position = values | {"title": values["award"]}, None
    title, title_en = _titles(lines, position, values, len(lines) if above is None else above)
    code = _code(lines, position, values | {"title": title}, kind, everything or lines)
    title, title_en = _without_own_code(title, code), _without_own_code(title_en, code)
    credits_ = parse_credits(values["credits"], anywhere=True) if "credits" in values else None
    if credits_ is None and position is not None:
        near = lines[position : position + _TITLE_AND_BELOW]
        credits_ = parse_credits(" ".join(line.text for line in near if id(line) not in asked))
    if credits_ is None:
        credits_ = parse_credits("\n".join(line.text for line in lines if id(line) not in asked))
    return CourseHeader(code=code, title=title or None, title_en=title_en or None, credits=credits_)


def _only_award(values: dict[str, str], position: int | None, above: int | None) -> bool:
    """Whether a programme is named by its award alone: no label and no line above its first section does."""
    if "title" in values or not clean_title(values.get("award", "")):
        return False
    return position is None or (above is not None and position >= above)


def _head_end(lines: list[TextLine]) -> int:
    """Return the line from which on a label of a title is that of another course: in a list or a plan."""
    behind = (
        position
        for position, line in enumerate(lines[:_TITLE_LINES])
        if section_kind(line.text) is SectionKind.OUTCOMES and not line.cell
    )
    return next(behind, _TITLE_LINES)


def _without_own_code(title: str, code: str | None) -> str:
    """Take the syllabus's own code off the front of a title, though it is only digits."""
    rest = title.removeprefix(code).lstrip(" ,.:;–-") if code else title
    return rest if code and rest and title.startswith(f"{code} ") else title


def _above_courses(lines: list[TextLine]) -> list[TextLine]:
    """Return the lines of a programme's head above its first course: a code with the credits of a course."""
    for position, line in enumerate(lines):
        credits_ = parse_credits(line.text)
        if position and credits_ and credits_ < SMALLEST_PROGRAMME and find_code(line.text):
            return lines[:position]
    return lines


def _in_style(line: TextLine, other: TextLine) -> bool:
    """Whether two lines of a page are set in one type."""
    return abs(other.size - line.size) < _SAME_SIZE and other.bold == line.bold and other.page == line.page


def _whole_title(lines: Sequence[TextLine], position: int) -> tuple[str, int]:
    """Return a title with the lines that go on in its style, and the position behind them."""
    line = lines[position]
    pieces = [line.text]
    after = position + 1
    while after < len(lines) and _in_style(line, lines[after]):
        if CREDITS.match(lines[after].text):
            after += 1  # the credits on a line of their own; the English title may stand below them
            break
        if not _is_rest_of_title(lines, position, after):
            break
        pieces.append(lines[after].text)
        after += 1
    return join_lines(pieces, lines), after


def _is_rest_of_title(lines: Sequence[TextLine], position: int, after: int) -> bool:
    """Whether a line in the style of a title, with nothing but more of it between, is its next line."""
    line, above, below = lines[position], lines[after - 1], lines[after]
    label = field_name(below.text.split(":")[0])
    numbered = above.text.rstrip()[-1:].isdigit()
    # "7,5" may have its unit, which is a label too, on the next line.
    unit = label == "credits" and numbered
    if not unit and (label or section_kind(below.text)):
        return False
    if numbered:
        return True
    said = any(CREDITS.search(piece.text) for piece in lines[position:after])
    headed = below.text.endswith(":") and not below.cell
    if said or headed or below.gap > _TITLE_GAP * line.size:
        return False
    return goes_on(above.text) or not _own_line(above, below)


def _titles(
    lines: list[TextLine], position: int | None, values: dict[str, str], above: int
) -> tuple[str, str]:
    title = clean_title(values.get("title", ""))
    english = clean_title(values.get("title_en", ""))
    if position is not None:
        while position > 0 and _continues_above(lines[position - 1], lines[position]):
            position -= 1
        whole, after = _whole_title(lines, position)
        if len(title) < _SHORTEST_TITLE:
            title = clean_title(whole)
        own = normalise_heading(title) in normalise_heading(whole)
        if not english and own and after < len(lines):
            english = _translation_below(lines, after, title, lines[position].size)
    if not title and english:
        title = english
    if not title:
        title, english = _plain_titles(lines[: min(above, _TITLE_LINES)], english)
    if english.rstrip().endswith(_LINK_SIGNS):
        english = ""
    if " / " in title and not english:
        title, _, english = title.partition(" / ")
    return title, english


def _translation_below(lines: Sequence[TextLine], after: int, title: str, size: float) -> str:
    """Return the English title that begins at a line below a title set in type of `size`, or ""."""
    below = lines[after]
    near = below.page == lines[after - 1].page and 0 < below.top - lines[after - 1].top < _TITLE_STEP * size
    if not near or not _may_translate(below):
        return ""
    pieces = [below.text]
    for position in range(after + 1, len(lines)):
        if not _wraps(lines, position):
            break
        pieces.append(lines[position].text)
    text = join_lines(pieces, lines)
    english = clean_title(text)
    return "" if find_code(english) or not _translates(english, title) else english


def _may_translate(line: TextLine) -> bool:
    """Whether a line below a title may be another title: no label, no heading, no sentence and no fact."""
    text = line.text
    words = text.split(":")[0].split(" ")
    return not (
        not _SHORTEST_TITLE < len(text) < _LONGEST_LINE
        or text[:1].islower()
        or line.marker
        or text.endswith(".")
        or _never_title(text)
        or any(field_name(" ".join(words[:count])) for count in _WORDS_OF_LABEL)
        or section_kind(text)
        or _LEVEL.match(text)
        or _names_document(text)
    )


def _wraps(lines: Sequence[TextLine], position: int) -> bool:
    """Whether a line is the next one of the text above it, which had no room for its first word.

    No label is: its value stands beside it or behind a colon.
    """
    above, line = lines[position - 1], lines[position]
    following = lines[position + 1] if position + 1 < len(lines) else None
    if not _in_style(above, line) or line.marker or line.label or ":" in line.text:
        return False
    if not 0 < line.top - above.top < _WRAPPED * line.size or abs(line.x0 - above.x0) > _ONE_EDGE:
        return False
    if following is not None and on_one_row(line, following):
        return False
    first = line.text.partition(" ")[0]
    width = (line.x1 - line.x0) * len(first) / max(len(line.text), 1)
    return goes_on(above.text) or above.right - above.x1 < width


def _plain_titles(lines: Sequence[TextLine], english: str) -> tuple[str, str]:
    """Return the first line that can be a title, and its translation where the line below is English."""
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        if not _plain_title(line):
            continue
        title = clean_title(line.text)
        if below is not None and goes_on(title) and not field_name(below.text.partition(":")[0]):
            return clean_title(join_lines([line.text, below.text], lines)), english
        beneath = (
            below is not None
            and below.page == line.page
            and 0 < below.top - line.top < _TITLE_STEP * line.size
        )
        if below is not None and beneath and not english and _plain_title(below):
            translation = clean_title(below.text)
            if _englishness(translation) > _CLEARLY_ENGLISH and _englishness(title) < 0:
                english = translation
        return title, english
    return (clean_title(lines[0].text) if lines and _subtitled(lines[0].text) else ""), english


def _subtitled(text: str) -> bool:
    """Whether a line on top may be a title with a subtitle: "Historia B: Europa under 1800-talet".

    What stands before the colon is no label that is known, and behind it stand words, no value.
    """
    before, _, behind = (part.strip() for part in text.partition(":"))
    words = behind.split()
    return (
        len(words) >= _FEWEST_OF_SUBTITLE
        and len(text.split()) <= _LONGEST_PLAIN_TITLE
        and words[0].isalpha()
        and text[-1].isalnum()
        and before[:1].isupper()
        and not (field_name(before) or section_kind(before) or _names_document(before) or _never_title(text))
        and not is_lead_in(text)
    )


def _translates(below: str, title: str) -> bool:
    """Whether a line below a title may be the title in English.

    An English title has none; below it stand the kind of award, a teacher or a fact. Nor has it one in a line
    that is likelier Swedish, or the name of a document.
    """
    return (
        _englishness(title) <= _CLEARLY_ENGLISH and _englishness(below) >= 0 and not is_document_name(below)
    )


def _englishness(text: str) -> float:
    """Return by how much likelier a few words are English than Swedish (natural logarithm); 0 for too few."""
    return likelier_by(text, "en", than="sv")


def _names_document(text: str) -> bool:
    """Whether a line says no more than what kind of document it stands in."""
    table = heading_table()
    return normalise_heading(text) in table.course_documents | table.programme_documents


def _own_line(line: TextLine, following: TextLine) -> bool:
    """Whether a line after a title in body size is no second line of it, such as its translation.

    The title had room for more than one of its words.
    """
    words = following.text.split(" ")
    width = (following.x1 - following.x0) * len(" ".join(words[:2])) / max(len(following.text), 1)
    room = line.right - line.x1 - _SLACK * line.size
    return (
        line.size < _TITLE_SIZE
        and following.text[:1].isupper()
        and not line.text.endswith((",", "-", "–", ":"))
        and width < room
    )


def _plain_title(line: TextLine) -> bool:
    """Whether a line of plain text, where nothing is large or bold, can be a title.

    A few words that are no label, heading, document or sentence.
    """
    text = clean_title(line.text)
    named = (
        field_name(line.text.partition(":")[0])
        or _only_facts(line.text)
        or section_kind(line.text)
        or _names_document(line.text)
        or _LEVEL.fullmatch(text)
    )
    sentence = line.text.endswith((".", ":", ";", ",")) or len(text.split()) > _LONGEST_PLAIN_TITLE
    listed = bool(line.marker) and not line.marker[0].isalnum()
    return (
        len(text) > _SHORTEST_TITLE
        and (text[:1].isupper() or (line.text[:1].isupper() and " " in text))
        and not (listed or named or sentence or is_code(text) or ":" in text or _never_title(text))
    )


def _continues_above(above: TextLine, line: TextLine) -> bool:
    """Whether the line above is the first line of the same title."""
    return (
        _in_style(line, above)
        and not above.label
        and 0 < line.gap < _ABOVE_GAP * line.size
        and not field_name(above.text)
        and not section_kind(above.text)
        and not _never_title(above.text)
        and normalise_heading(above.text) not in heading_table().course_documents
    )


def _code(
    lines: list[TextLine],
    position: int | None,
    values: dict[str, str],
    kind: SyllabusKind,
    everything: Sequence[TextLine],
) -> str | None:
    found = find_code(values.get("code", ""), CodePlace.LABEL)
    if found:
        return found
    if kind is SyllabusKind.PROGRAMME and values["title"]:
        found = next(
            (code for line in everything if (code := find_programme_code(line.text, values["title"]))), None
        )
        if found:
            return found
    order = sorted(
        range(len(lines)), key=lambda index: (abs(index - position) if position is not None else index, index)
    )
    for index in order[:_CODE_LINES]:
        if section_kind(lines[index].text) is None:
            found = find_code(lines[index].text)
            if found:
                return found
    return None


def _name(text: str | None) -> str | None:
    return without_footnotes(text or "") or None


def _level(values: dict[str, str], text: str, everything: Sequence[TextLine]) -> str | None:
    """Return the level behind its label, in the head or below it, else the one that the head mentions."""
    if "level" in values and len(values["level"]) < _LONGEST_LEVEL:
        return values["level"].rstrip(" .,;")
    below = _labelled_below(everything)
    if below:
        return below
    lowered = text.lower()
    same_places = len(lowered) == len(text)  # else there is a letter whose small form is two
    match = _LEVEL_IN_SMALL.search(lowered) if same_places else _LEVEL.search(text)
    if match:
        return text[match.start() : match.end()].strip()
    number = _numbered_level(text)
    if number:
        return number
    depth = _DEPTH.search(values.get("depth", "")) or _DEPTH.search(text)
    return depth[0] if depth else None


def _numbered_level(text: str) -> str | None:
    """Return the number behind the name of a level among other facts on a line: "15 credits, Level 6"."""
    for line in text.splitlines():
        for piece in _FACTS.split(line) if _HAS_LEVEL_NUMBER.search(line) else ():
            name, _, number = piece.strip().rpartition(" ")
            if number.isdigit() and int(number) <= _HIGHEST_LEVEL and field_name(name) == "level":
                return number
    return None


def _labelled_below(lines: Sequence[TextLine]) -> str | None:
    """Return a level under its label anywhere in the syllabus, where it is one of those that are known."""
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        head, colon, rest = line.text.partition(":")
        if field_name(head) != "level":
            continue
        value = rest.strip() if colon and rest.strip() else following.text if following is not None else ""
        if len(value) < _LONGEST_LEVEL and _LEVEL.match(value):
            return value.rstrip(" .,;")
    return None


def _valid_from(values: dict[str, str], text: str) -> str | None:
    lowered = text.lower()
    text = text if len(lowered) == len(text) else lowered  # a letter whose small form is two
    match = _VALID.search(lowered) or _APPLIES.search(lowered)
    return text[match.start(1) : match.end(1)].strip() if match else values.get("valid_from")
