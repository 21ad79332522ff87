"""The course list of a programme syllabus: code, title, credits, term or year, compulsory or elective."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from curranalyser.datamodel import CourseRef, marked
from curranalyser.parse.fields.codes import CodePlace, find_code
from curranalyser.parse.fields.header import parse_credits
from curranalyser.parse.fields.label_row import word_places
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.page.rows import on_one_row

_TERM = re.compile(
    r"^\W*(?:termin|semester|term|t)\s*(\d{1,2})\b|^\W*(?:(första|andra|tredje|fjärde|femte|sjätte)\s+terminen)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^\W*(?:årskurs|år|läsår|year|studieår|åk|academic year)\s*(\d)\b", re.IGNORECASE)
_TERM_RUN_IN = re.compile(
    r"^\W*(?:termin|semester|term|årskurs|year)\s*\d{1,2}\s*[:–-]\s+(?=\S)", re.IGNORECASE
)
_NEXT_COURSE = re.compile(
    r"(?<=\))[,;]?\s+(?:och\s+|and\s+|samt\s+)?(?=[A-ZÅÄÖ])|(?<=hp)[,;]\s+(?=[A-ZÅÄÖ])|(?<=credits)[,;]\s+(?=[A-ZÅÄÖ])"
)
# What stands before the first course of a sentence: small words behind a first one, up to a verb or a colon.
_FIRST_NAME = re.compile(
    r"^[A-ZÅÄÖ][\w ]{2,60}?(?:\s(?:läses|ges|ingår|omfattar|läser|studeras|inleds med|avslutas med|take|takes|study|comprises?|includes?|consists of|are|is)"
    r"\s+(?:kurserna\s+|kursen\s+|the courses?\s+)?|:\s+)(?=[A-ZÅÄÖ])"
)
_LETTERED = re.compile(r"[A-ZÅÄÖ][a-zåäö]+ \w")
_LONGEST_SENTENCE = 600
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6}
_COMPULSORY = re.compile(r"\b(?:obligatorisk\w*|compulsory|mandatory|required|core courses?|O)\b")
_ELECTIVE = re.compile(
    r"\b(?:valbar\w*|valfri\w*|villkorligt valfri\w*|elective\w*|optional|conditionally elective|recommended|rekommenderade|V|VV)\b",
    re.IGNORECASE,
)
_CREDIT_CELL = re.compile(
    r"^\(?(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:hp|högskolepoäng|credits?|ects|hec)?\)?$", re.IGNORECASE
)
_LEVEL_CODES = re.compile(r"\b(?:G1N|G1F|G1E|G2F|G2E|GXX|A1N|A1F|A1E|A2E|AXX)\b")
_LEVEL_CELL = re.compile(
    r"^(?:G1N|G1F|G1E|G2F|G2E|GXX|A1N|A1F|A1E|A2E|AXX|first cycle|second cycle|grundnivå|avancerad nivå|advanced level|basic level)$",
    re.IGNORECASE,
)
_CREDITS_IN = re.compile(
    r"[\s,(–-]*\(?(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:hp|högskolepoäng|(?:ects )?credits?|ects|hec)\b\)?",
    re.IGNORECASE,
)
_TABLE_HEAD = re.compile(
    r"^(?:kurskod|course code|kod|code|kurs|kursnamn|course name|course|benämning|hp|credits|poäng|nivå|level|typ|type|omfattning|edu\. level)$",
    re.IGNORECASE,
)
_GAP_BREAK = 1.9
_AMOUNT = re.compile(r"\b(?:minst|högst|minimum|at least|totalt|sammanlagt|total of)\b", re.IGNORECASE)


_ALL_COMPULSORY = re.compile(
    r"(?:alla|samtliga) kurser[^.]{0,60}?(?:är )?obligatoriska|kurserna är obligatoriska|all courses[^.]{0,40}?(?:compulsory|"
    r"mandatory)|courses are (?:compulsory|mandatory) unless",
    re.IGNORECASE,
)
_MARK = r"\(?\b(?:valbar|valfri|villkorligt valfri|elective|optional|compulsory|obligatorisk|mandatory)(?:a|t)?(?: (?:kurs|course))?\b\)?"
_COLUMN_NAMES = {
    "year": ("årskurs", "år", "year"),
    "term": ("termin", "semester", "term"),
    "code": ("kurskod", "course code", "kod", "code"),
    "title": (
        "kursnamn",
        "kurs",
        "course name",
        "course",
        "benämning",
        "title",
        "course title",
        "kursens namn",
    ),
    "credits": ("hp", "credits", "poäng", "högskolepoäng", "omfattning", "ects"),
    "kind": ("o/v", "typ", "type", "c/e", "obligatorisk/valbar", "status"),
    "level": ("nivå", "level", "edu. level"),
    "other": ("huvudområde", "period"),
}
_COLUMNS = {label: name for name, labels in _COLUMN_NAMES.items() for label in labels}
_COLUMN_SLACK = 12.0


@dataclass(slots=True)
class _Context:
    """Where the reader of the list stands: what the headings and the table's head have said."""

    term: int | None = None
    year: int | None = None
    compulsory: bool | None = None
    default: bool | None = None
    columns: tuple[tuple[float, str], ...] = ()


def _rows(lines: list[TextLine]) -> list[list[TextLine]]:
    """Put cells that stand on one height side by side again."""
    rows: list[list[TextLine]] = []
    for line in lines:
        if rows and on_one_row(line, rows[-1][0]):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.x0)
    return _join_wrapped(rows)


def _join_wrapped(rows: list[list[TextLine]]) -> list[list[TextLine]]:
    """Join an entry that was broken over lines.

    "GST704 Interkulturell kommunikation och" / "förhandling, 7,5 hp (obligatorisk)".
    """
    joined: list[list[TextLine]] = []
    for row in rows:
        if joined and len(row) == 1 and len(joined[-1]) == 1 and _belongs_to(joined[-1][0], row[0]):
            above = joined[-1][0]
            glue = "" if above.text.endswith("-") else " "
            joined[-1] = [replace(above, text=f"{above.text}{glue}{row[0].text}", top=row[0].top)]
        else:
            joined.append(row)
    return joined


def _belongs_to(above: TextLine, line: TextLine) -> bool:
    close = (
        above.page == line.page and 0 < line.top - above.top < 1.5 * line.size and abs(above.x0 - line.x0) < 3
    )
    same_style = above.bold == line.bold and abs(above.size - line.size) < 0.3
    if not close or not same_style or line.marker:
        return False
    if (
        _LETTERED.match(above.text)
        and len(above.text) < _LONGEST_SENTENCE
        and _FIRST_NAME.match(above.text)
        and _CREDITS_IN.search(above.text)
    ):
        return not above.text.endswith(".")
    if len(above.text) >= 200:
        return False
    return (
        find_code(above.text) is not None
        and find_code(line.text) is None
        and not _TERM.match(line.text)
        and not _YEAR.match(line.text)
    )


def _read_columns(row: list[TextLine]) -> tuple[tuple[float, str], ...]:
    """Return the columns that the head of a table names, as (left edge, what).

    Empty where the row is no head.
    """
    cells = [piece for cell in row for piece in _names_of_columns(cell)]
    named = [(x0, _COLUMNS.get(text.lower().strip(" .:"))) for x0, text in cells]
    columns = tuple((x0, name) for x0, name in named if name)
    return columns if len(columns) >= 3 and len(columns) >= len(cells) - 1 else ()


def _names_of_columns(cell: TextLine) -> list[tuple[float, str]]:
    """Return the names of columns in a cell with the places where they begin.

    Two names may have been read as one cell.
    """
    words = cell.text.split(" ")
    if (
        len(words) == 1
        or cell.text.lower() in _COLUMNS
        or not all(word.lower() in _COLUMNS for word in words)
    ):
        return [(cell.x0, cell.text)]
    return word_places(cell, words)


def _group(text: str, context: _Context) -> bool:
    """Take "Termin 3", "Year 2" and "Valbara kurser" into the context.

    Returns whether the line was such a heading.
    """
    if len(text) > 110:
        return False
    both = re.match(
        r"^\W*(?:årskurs|år|year)\s*(\d)\W+(?:termin|semester|term)\s*(\d{1,2})", text, re.IGNORECASE
    )
    term, year = _TERM.match(text), _YEAR.match(text)
    if both:
        context.year, context.term, context.compulsory = int(both[1]), int(both[2]), None
    elif term:
        context.term = int(term[1]) if term[1] else _ORDINALS[term[2].lower()]
        context.compulsory = None
    elif year:
        context.year, context.term, context.compulsory = int(year[1]), None, None
    heads = find_code(text) is None and (
        parse_credits(text) is None or re.search(r"courses|kurser", text, re.IGNORECASE) is not None
    )
    if heads and len(text) < 80:
        if _ELECTIVE.search(text):
            context.compulsory = False
        elif _COMPULSORY.search(text.lower()):
            context.compulsory = True
        elif not (term or year or both):
            return False
        return True
    return bool((term or year or both) and find_code(text) is None)


def parse_course_list(lines: list[TextLine]) -> tuple[CourseRef, ...]:
    """Find the courses that a programme syllabus names.

    Args:
        lines: all lines of the syllabus, or of its sections on courses and structure, in reading order.

    Returns:
        One reference a row with a code and a title, or with a title and credits under a term or year; each
        once per term.
    """
    everything = " ".join(line.text for line in lines)
    context = _Context(default=True if _ALL_COMPULSORY.search(everything) else None)
    found: list[CourseRef] = []
    seen: set[tuple[str, int | None, int | None]] = set()
    previous: list[TextLine] = []
    for row in _rows(lines):
        text = " ".join(cell.text for cell in row)
        columns = _read_columns(row)
        if columns:
            context.columns = columns
            continue
        run_in = _TERM_RUN_IN.match(text) if len(row) == 1 else None
        if run_in and _CREDITS_IN.search(text):
            _group(run_in[0].rstrip(" :–-"), context)
            for piece in _NEXT_COURSE.split(text[run_in.end() :]):
                ref = _course([replace(row[0], text=piece)], piece.rstrip("."), context)
                found += [ref] if ref else []
            previous = row
            continue
        if find_code(text) is None and _group(text, context):
            previous = row
            continue
        named = _in_sentence(row, text, context)
        if named:
            found += named
            previous = row
            continue
        ref = _tabled(row, context) if context.columns and len(row) >= 3 else None
        ref = ref or _course(row, text, context) or _titled_above(row, previous, text, context)
        if ref is not None:
            if _entry(ref) not in seen:
                seen.add(_entry(ref))
                found.append(ref)
        elif found and _continues_title(row, previous, found[-1]):
            last = found[-1]
            glue = "" if last.title.endswith("-") else " "
            found[-1] = replace(last, title=f"{last.title}{glue}{text}")
            seen.discard(_entry(last))
            seen.add(_entry(found[-1]))
        previous = row
    return tuple(found)


def _in_sentence(row: list[TextLine], text: str, context: _Context) -> list[CourseRef]:
    """Read the courses of a sentence.

    "Under terminen läses Ritteknik (7,5 hp), Ergonomi (15 hp) och Ljus och rum (7,5 hp)."; one alone only
    behind a verb.
    """
    if len(row) != 1 or (context.term is None and context.year is None):
        return []
    fewest = 1 if _FIRST_NAME.match(text) else 2
    if len(_CREDITS_IN.findall(text)) < fewest or _AMOUNT.search(text):
        return []
    pieces = [piece for piece in _NEXT_COURSE.split(_FIRST_NAME.sub("", text).rstrip(".")) if piece.strip()]
    refs = [_course([replace(row[0], text=piece)], piece, context) for piece in pieces]
    return [ref for ref in refs if ref is not None] if all(refs) else []


def _entry(ref: CourseRef) -> tuple[str, int | None, int | None]:
    """Return what makes two references the same: the course, once a term."""
    return ref.code or ref.title, ref.term, ref.year


def _titled_above(
    row: list[TextLine], previous: list[TextLine], text: str, context: _Context
) -> CourseRef | None:
    """Read an entry of two lines, the title above and "AB123C, 15 credits (compulsory)" below it."""
    if (
        len(row) != 1
        or len(previous) != 1
        or find_code(text) is None
        or _CREDITS_IN.search(text) is None
        or find_code(previous[0].text)
    ):
        return None
    above, line = previous[0], row[0]
    near = (
        above.page == line.page and 0 < line.top - above.top < 2.2 * line.size and abs(above.x0 - line.x0) < 3
    )
    title = above.text.strip()
    if not near or len(title) > 110 or title.endswith((".", ":", ",")) or not title[:1].isupper():
        return None
    return _course([replace(line, text=f"{title}, {text}")], f"{title}, {text}", context)


def _continues_title(row: list[TextLine], previous: list[TextLine], last: CourseRef) -> bool:
    """Whether a row is the second line of the title cell above it."""
    if len(row) != 1 or len(previous) < 2 or row[0].page != previous[0].page or not row[0].text[:1].islower():
        return False
    cell = row[0]
    close = 0 < cell.top - previous[0].top < _GAP_BREAK * cell.size
    return close and any(
        abs(cell.x0 - other.x0) < 3 and last.title.endswith(other.text.split(" ")[-1]) for other in previous
    )


def _kind(text: str) -> bool | None:
    """Return True for compulsory, False for elective, None where a short cell says neither."""
    if len(text) >= 30:
        return None
    if text in ("O", "o", "C") or _COMPULSORY.search(text.lower()):
        return True
    return False if text in ("V", "v", "E") or _ELECTIVE.search(text) else None


def _tabled(row: list[TextLine], context: _Context) -> CourseRef | None:
    """Read a row of a table whose head named its columns."""
    values: dict[str, str] = {}
    for cell in row:
        name = next((name for x0, name in reversed(context.columns) if cell.x0 >= x0 - _COLUMN_SLACK), None)
        if name:
            values[name] = f"{values[name]} {cell.text}" if name in values else cell.text
    code = find_code(values.get("code", ""), CodePlace.LABEL) or find_code(values.get("title", ""))
    title = (values.get("title", "").replace(code, " ") if code else values.get("title", "")).strip(" ,;:–-")
    credits_ = parse_credits(values.get("credits", ""), anywhere=True)
    if len(title) < 3 or (code is None and credits_ is None):
        return None
    compulsory = _kind(values["kind"]) if "kind" in values else None
    place = [
        int(number[0]) if (number := re.search(r"\d{1,2}", values.get(name, ""))) else None
        for name in ("term", "year")
    ]
    term, year = place[0] or context.term, place[1] or context.year
    status, basis = marked(_first(compulsory, context.compulsory, context.default))
    return CourseRef(
        code,
        title,
        credits_,
        terms=() if term is None else (term,),
        years=() if year is None else (year,),
        status=status,
        basis=basis,
        page=row[0].page,
    )


def _first(*answers: bool | None) -> bool | None:
    return next((answer for answer in answers if answer is not None), None)


def _course(row: list[TextLine], text: str, context: _Context) -> CourseRef | None:  # noqa: PLR0912 one cell, one question
    """Read an entry of a list: code, title and credits in any order, in one cell or several."""
    code = find_code(text)
    in_text = _CREDITS_IN.search(text)
    if code is None and (in_text is None or (context.term is None and context.year is None)):
        return None
    if code is None and (
        not text.lstrip("•–- ")[:1].isupper() or _AMOUNT.search(text) or len(_CREDITS_IN.findall(text)) > 1
    ):
        return None  # a sentence on credits, no course
    if code is None and ((len(row) == 1 and len(text) > 130) or text.endswith((".", ":"))):
        return None
    credits_: Decimal | None = None
    titles: list[str] = []
    said: bool | None = None
    for cell in row:
        cell_text = cell.text.strip()
        if _CREDIT_CELL.match(cell_text):
            credits_ = credits_ or parse_credits(cell_text, anywhere=True)
        elif _LEVEL_CELL.match(cell_text):
            continue
        elif (
            _kind(cell_text) is not None and find_code(cell_text) is None and parse_credits(cell_text) is None
        ):
            said = _kind(cell_text)
        else:
            titles.append(cell_text)
    title = " ".join(titles)
    mark = re.search(_MARK, title, re.IGNORECASE)
    if mark and said is None:
        said = _kind(mark[0])
    title = re.sub(_MARK, "", title, flags=re.IGNORECASE)
    if code:
        title = title.replace(code, " ", 1)
    inner = _CREDITS_IN.search(title)
    if inner:
        credits_ = credits_ or parse_credits(inner[0], anywhere=True)
        title = title[: inner.start()] + title[inner.end() :] if inner.end() >= len(title) - 30 else title
    title = _LEVEL_CODES.sub("", title)
    trailing = re.search(r"\s(\d{1,2}[.,]\d)\s*$", title)
    if credits_ is None and trailing:
        credits_ = parse_credits(trailing[1], anywhere=True)
        title = title[: trailing.start()]
    title = re.sub(r"\s+", " ", title).strip(" ,;:–-()|•")
    if (
        len(title) < 3
        or len(title) > 140
        or _TABLE_HEAD.match(title)
        or (code and credits_ is None and len(row) == 1 and len(text) > 110)
    ):
        return None
    if code and credits_ is None and text.endswith((".", ",")) and len(row) == 1:
        return None
    status, basis = marked(_first(said, context.compulsory, context.default))
    return CourseRef(
        code,
        title,
        credits_,
        terms=() if context.term is None else (context.term,),
        years=() if context.year is None else (context.year,),
        status=status,
        basis=basis,
        page=row[0].page,
    )
