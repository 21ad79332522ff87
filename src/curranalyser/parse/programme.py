"""The course list of a programme syllabus: code, title, credits, term or year, compulsory or elective."""

import re
from dataclasses import dataclass
from decimal import Decimal

from curranalyser.datamodel import CourseRef
from curranalyser.parse.header import parse_credits
from curranalyser.parse.layout import TextLine

_CODE = re.compile(r"(?<![\w/-])(?=[A-ZÅÄÖ0-9]*\d)(?=[A-ZÅÄÖ0-9]*[A-ZÅÄÖ])[A-ZÅÄÖ0-9]{5,8}(?![\w/-])")
_NO_CODE = re.compile(r"^(?:HT|VT)\d|^G[12][NFEX]$|^A[12][NFEX]$|^\d+HP$")
_TERM = re.compile(r"^\W*(?:termin|semester|term|t)\s*(\d{1,2})\b|^\W*(?:(första|andra|tredje|fjärde|femte|sjätte)\s+terminen)", re.IGNORECASE)
_YEAR = re.compile(r"^\W*(?:årskurs|år|läsår|year|studieår|åk|academic year)\s*(\d)\b", re.IGNORECASE)
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6}
_COMPULSORY = re.compile(r"\b(?:obligatorisk\w*|compulsory|mandatory|required|core courses?|O)\b")
_ELECTIVE = re.compile(r"\b(?:valbar\w*|valfri\w*|villkorligt valfri\w*|elective\w*|optional|conditionally elective|recommended|rekommenderade|V|VV)\b", re.IGNORECASE)
_CREDIT_CELL = re.compile(r"^\(?(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:hp|högskolepoäng|credits?|ects|hec)?\)?$", re.IGNORECASE)
_LEVEL_WORDS = re.compile(r"\b(?:G1N|G1F|G1E|G2F|G2E|GXX|A1N|A1F|A1E|A2E|AXX|first cycle|second cycle|grundnivå|avancerad nivå|advanced level|basic level)\b", re.IGNORECASE)
_CREDITS_IN = re.compile(r"[\s,(–-]*\(?(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:hp|högskolepoäng|(?:ects )?credits?|ects|hec)\b\)?", re.IGNORECASE)
_TABLE_HEAD = re.compile(r"^(?:kurskod|course code|kod|code|kurs|kursnamn|course name|course|benämning|hp|credits|poäng|nivå|level|typ|type|omfattning|edu\. level)$", re.IGNORECASE)
_GAP_BREAK = 1.9


@dataclass(slots=True)
class _Context:
    term: int | None = None
    year: int | None = None
    compulsory: bool | None = None


def _rows(lines: list[TextLine]) -> list[list[TextLine]]:
    """Put cells that stand on one height side by side again."""
    rows: list[list[TextLine]] = []
    for line in lines:
        if rows and line.page == rows[-1][0].page and abs(line.top - rows[-1][0].top) < 0.5 * max(line.size, 6.0):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.x0)
    return rows


def _group(text: str, context: _Context) -> bool:
    """Take "Termin 3", "Year 2" and "Valbara kurser" into the context. Returns whether the line was such a heading."""
    if len(text) > 110:
        return False
    term, year = _TERM.match(text), _YEAR.match(text)
    both = re.match(r"^\W*(?:årskurs|år|year)\s*(\d)\W+(?:termin|semester|term)\s*(\d{1,2})", text, re.IGNORECASE)
    if both:
        context.year, context.term = int(both[1]), int(both[2])
    elif term:
        context.term = int(term[1]) if term[1] else _ORDINALS[term[2].lower()]
        context.compulsory = None
    elif year:
        context.year, context.term, context.compulsory = int(year[1]), None, None
    heads = not _CODE.search(text) and (parse_credits(text) is None or re.search(r"courses|kurser", text, re.IGNORECASE) is not None)
    if heads and len(text) < 80:
        if _ELECTIVE.search(text):
            context.compulsory = False
        elif _COMPULSORY.search(text.lower()):
            context.compulsory = True
        elif not (term or year):
            return False
        return True
    return bool((term or year) and not _CODE.search(text))


def parse_course_list(lines: list[TextLine]) -> tuple[CourseRef, ...]:
    """Find the courses that a programme syllabus names.

    Args:
        lines: all lines of the syllabus, or of its sections on courses and structure, in reading order.

    Returns:
        One reference a row with a code and a title, or with a title and credits under a term or year; each once per term.
    """
    context = _Context()
    found: list[CourseRef] = []
    previous: list[TextLine] = []
    for row in _rows(lines):
        text = " ".join(cell.text for cell in row)
        if _group(text, context) and not _CODE.search(text):
            previous = row
            continue
        ref = _course(row, text, context)
        if ref is not None:
            if not any((ref.code or ref.title) == (other.code or other.title) and ref.term == other.term and ref.year == other.year for other in found):
                found.append(ref)
        elif found and _continues_title(row, previous, found[-1]):
            last = found[-1]
            glue = "" if last.title.endswith("-") else " "
            found[-1] = CourseRef(last.code, f"{last.title}{glue}{text}", last.credits, last.term, last.year, last.compulsory, last.page)
        previous = row
    return tuple(found)


def _continues_title(row: list[TextLine], previous: list[TextLine], last: CourseRef) -> bool:
    """Whether a row is the second line of the title cell above it."""
    if len(row) != 1 or len(previous) < 2 or row[0].page != previous[0].page or not row[0].text[:1].islower():
        return False
    cell = row[0]
    close = 0 < cell.top - previous[0].top < _GAP_BREAK * cell.size
    return close and any(abs(cell.x0 - other.x0) < 3 and last.title.endswith(other.text.split(" ")[-1]) for other in previous)


def _course(row: list[TextLine], text: str, context: _Context) -> CourseRef | None:
    match = next((item for item in _CODE.finditer(text) if not _NO_CODE.match(item[0])), None)
    code = match[0] if match else None
    in_text = _CREDITS_IN.search(text)
    if code is None and (in_text is None or (context.term is None and context.year is None)):
        return None
    if code is None and (len(row) == 1 and len(text) > 130 or text.endswith((".", ":"))):
        return None
    credits_: Decimal | None = None
    titles: list[str] = []
    compulsory = context.compulsory
    for cell in row:
        cell_text = cell.text.strip()
        number = _CREDIT_CELL.match(cell_text)
        if number:
            credits_ = credits_ or parse_credits(cell_text, anywhere=True)
            continue
        if cell_text in ("O", "o", "C") or (len(cell_text) < 30 and _COMPULSORY.search(cell_text.lower())):
            compulsory = True
            continue
        if cell_text in ("V", "v", "E") or (len(cell_text) < 30 and _ELECTIVE.search(cell_text)):
            compulsory = False
            continue
        titles.append(cell_text)
    title = " ".join(titles)
    if re.search(r"\((?:elective|valbar|valfri|optional)[^)]*\)", title, re.IGNORECASE):
        compulsory = False
    elif re.search(r"\((?:compulsory|obligatorisk|mandatory)[^)]*\)", title, re.IGNORECASE):
        compulsory = True
    title = re.sub(r"\((?:elective|valbar|valfri|optional|compulsory|obligatorisk|mandatory)[^)]*\)", "", title, flags=re.IGNORECASE)
    if code:
        title = title.replace(code, " ", 1)
    inner = _CREDITS_IN.search(title)
    if inner:
        credits_ = credits_ or parse_credits(inner[0], anywhere=True)
        title = title[: inner.start()] + title[inner.end() :] if inner.end() >= len(title) - 30 else title
    title = _LEVEL_WORDS.sub("", title)
    trailing = re.search(r"\s(\d{1,2}[.,]\d)\s*$", title)
    if credits_ is None and trailing:
        credits_ = parse_credits(trailing[1], anywhere=True)
        title = title[: trailing.start()]
    title = re.sub(r"\s+", " ", title).strip(" ,;:–-()|•")
    if len(title) < 3 or len(title) > 140 or _TABLE_HEAD.match(title) or (code and credits_ is None and len(row) == 1 and len(text) > 110):
        return None
    if code and credits_ is None and text.endswith((".", ",")) and len(row) == 1:
        return None
    return CourseRef(code, title, credits_, context.term, context.year, compulsory, row[0].page)
