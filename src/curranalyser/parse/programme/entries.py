"""The text of one row → the course or the slot that it names."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from curranalyser.datamodel import CourseMark, EntryKind
from curranalyser.parse.fields.codes import find_codes
from curranalyser.parse.programme.items import Entry
from curranalyser.parse.programme.places import Places, heads_place, places_of
from curranalyser.parse.programme.row_words import row_words
from curranalyser.parse.words.course_columns import course_column

# Characters of a title.
_SHORTEST_TITLE, _LONGEST_TITLE = 3, 180
# Credits: what is larger is a part of a programme, no course.
_MOST_CREDITS = 60
# Characters: a sign stands so near before the code, or among so many first ones of the row. 6 and 20 for the
# first read the 80 real files alike that were tried; the second was chosen, not measured.
_SIGNS_BEFORE, _SIGNS_FIRST = 12, 4
_MARKS = r"(?:\^?\*{1,4}\^?|[†‡§¤#]|[¹²³⁴])"
_SIGNS = re.compile(rf"(?<!\w\*){_MARKS}")
_SIGN_BESIDE = re.compile(rf"^\s*({_MARKS}+)|({_MARKS}+)\s*$")
_LETTER = re.compile(r"\(\s*([A-ZÅÄÖ]{1,2})\s*\)")
_DEPTH = re.compile(r"\(?\b(?:G1N|G1F|G1E|G2F|G2E|GXX|A1N|A1F|A1E|A2E|AXX)\b\)?")
_BRACKETED = re.compile(r"\(([^()]{1,80})\)")
_NUMBERED = re.compile(r"^\W{0,2}\d{1,2}[.)]\s+(?=[^\W\d])")
_SENTENCE_ENDS = re.compile(r"(?:(?<=[^\W\d][^\W\d])|(?<=[\d)^*]))\.\s+(?=[A-ZÅÄÖ])")
# A comma behind which a capital begins; a title, which ends in no number of a part.
_LISTED = re.compile(r"\s*,\s+(?=[A-ZÅÄÖ])")
_NAME = re.compile(r"^[^\W\d](?:(?! [IVX\d]+$).)*$")
_EDGES = " \t,;:–—-|•·/"
_EMPHASIS = re.compile(r"(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_EMPTY = re.compile(r"\(\s*[,;:.–-]*\s*\)|\[\s*\]")
_AMOUNT_AND_MARK = re.compile(r"^\s*(\d{1,2}(?:[.,]\d)?)\s*[,;/]\s*([^\W\d].{0,30})$")
_SPACES = re.compile(r"\s+")
_BARE_CREDITS = re.compile(r"[\s,|](\d{1,2}[.,]\d)\s*$")


@dataclass(frozen=True, slots=True)
class Amount:
    """Credits with where they stand; `least` is that of a range."""

    most: Decimal
    least: Decimal | None
    start: int
    end: int


def number(text: str) -> Decimal:
    """Return an amount as written with a comma or a point."""
    value = Decimal(re.sub(r"\s", "", text).replace(",", "."))
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def amounts_of(text: str) -> list[Amount]:
    """Return the credits in a text but those of a part of what it names ("of which 7.5 credits …")."""
    words = row_words()
    found = []
    for match in words.credits.finditer(text):
        if words.of_which.search(text[: match.start()]):
            continue
        least = number(match["least"]) if match["least"] else None
        most = number(match["most"])
        if least is not None and least >= most:
            least = None
        found.append(Amount(most=most, least=least, start=match.start(), end=match.end()))
    return found


def is_slot(title: str) -> bool:
    """Whether a title holds a place and names no course, or names such a place beside others to choose from."""
    words = row_words()
    if words.slots.match(title.strip(_EDGES + "()")) is not None:
        return True
    pieces = words.between_courses.split(title)
    if len(pieces) == 1 or words.second_title.search(title):
        return False
    return any(words.slots.match(piece.strip(_EDGES + "()")) for some in pieces for piece in some.split(","))


def signs_in(text: str) -> set[str]:
    """Return the asterisks and other signs that stand in a row."""
    return {sign.strip("^") for sign in _SIGNS.findall(text)}


def mark_of(text: str) -> CourseMark | None:
    """Return what a cell or parenthesis says, where it is a mark and nothing else."""
    return next((mark for mark, pattern in row_words().marks if pattern.match(text)), None)


def read_entry(text: str, page: int) -> Entry | None:
    """Read a row: code, title, credits and marks in any order.

    Args:
        text: the whole row, verbatim.
        page: where it stands.

    Returns:
        None where it names neither a course nor a slot. Whether a row without code and credits is one only
        its neighbours tell.
    """
    words = row_words()
    rest = _NUMBERED.sub("", text, count=1)
    alternative = words.alternative_first.match(rest)
    if alternative:
        rest = rest[alternative.end() :]
        rest = rest[:1].upper() + rest[1:]
    code, rest = _without_code(rest)
    head, tail, amount = _divided(words.part_alone.sub("", words.levels.sub("", rest)))
    title, signs, mark, tail_places = _titled(head, tail)
    slot = code is None and is_slot(title)
    if not _is_title(title, code is not None) or (not slot and amount is not None and _runs_on(title, tail)):
        return None
    return Entry(
        title=title,
        text=text,
        code=code,
        credits=amount.most if amount else None,
        kind=EntryKind.SLOT if slot else EntryKind.COURSE,
        least_credits=amount.least if amount else None,
        terms=tail_places.terms,
        years=tail_places.years,
        mark=mark,
        signs=signs,
        alternative=alternative is not None,
        page=page,
    )


def _without_code(text: str) -> tuple[str | None, str]:
    """Return the first course code with the text without it and without its brackets."""
    found = next(iter(find_codes(text)), None)
    if found is None:
        return None, text
    end = found.end
    before, behind = text[: found.start].rstrip(), text[end:].lstrip()
    if before.endswith(("(", "[")) and behind.startswith((")", "]")):
        before, behind = before[:-1].rstrip(), behind[1:].lstrip()
    joint = " " if before and behind else ""
    return found.text, f"{before}{joint}{behind.lstrip('|:')}"


def _divided(text: str) -> tuple[str, str, Amount | None]:
    """Return what stands before the credits, what behind them, and the credits."""
    amounts = amounts_of(text)
    marked = None if amounts else _marked_amount(text)
    if marked is not None:
        beside, credits_ = marked
        return (
            text[: beside.start()],
            f"({credits_[1]}) {text[beside.end() :]}",
            Amount(credits_[0], None, *beside.span()),
        )
    if not amounts:
        bare = _BARE_CREDITS.search(text)
        if bare is None:
            return text, "", None
        return (
            text[: bare.start()],
            "",
            Amount(most=number(bare[1]), least=None, start=bare.start(), end=bare.end()),
        )
    amount = amounts[0]
    head, tail = text[: amount.start], text[amount.end :]
    if head.rstrip().endswith("(") and tail.lstrip().startswith(")"):
        head, tail = head.rstrip()[:-1], tail.lstrip()[1:]
    elif head.count("(") > head.count(")"):
        opened = head.rindex("(")
        if ")" not in tail or not head[opened + 1 :].strip():
            head = f"{head[:opened]} {head[opened + 1 :]}"
        else:
            closing = tail.index(")")
            head, tail = (
                head[:opened],
                f"({head[opened + 1 :].strip(_EDGES)} {tail[:closing]}) {tail[closing + 1 :]}",
            )
    if len(head.strip(_EDGES + "()")) < _SHORTEST_TITLE:
        return tail, "", amount
    return head, tail, amount


def _marked_amount(text: str) -> tuple[re.Match[str], tuple[Decimal, str]] | None:
    """Return a bracket with a bare amount and a mark, and what it holds: "(20, core)"."""
    for found in _BRACKETED.finditer(text):
        amount = _AMOUNT_AND_MARK.match(found[1])
        if amount is not None and mark_of(amount[2]) is not None:
            return found, (number(amount[1]), amount[2])
    return None


def _titled(head: str, tail: str) -> tuple[str, tuple[str, ...], CourseMark | None, Places]:
    """Return the title, the signs and the mark beside it, and the place that the row says."""
    ends = _SENTENCE_ENDS.search(tail)
    beside = tail[: ends.start()] if ends else tail
    signs = tuple(
        sign.strip("^") for sign in _SIGNS.findall(f"{head[-_SIGNS_BEFORE:]} {head[:_SIGNS_FIRST]} {beside}")
    )
    mark: CourseMark | None = None
    for text in (head, beside):
        for found in _BRACKETED.finditer(text):
            mark = mark or mark_of(found[1])
        for found in _LETTER.finditer(text):
            signs += (found[0].replace(" ", ""),)
    for piece in re.split(r"[,;()–—|]", beside):
        mark = mark or mark_of(piece)
    kept = _BRACKETED.sub(lambda found: "" if mark_of(found[1]) else found[0], head)
    title = _LETTER.sub(_kept_level, _DEPTH.sub(" ", _EMPHASIS.sub("", _SIGN_BESIDE.sub("", kept.strip()))))
    place = places_of(beside)
    if not place and heads_place(title) and _is_leading(title):
        place = places_of(title)
        title = title[place.end :]
    return _clean(title), signs, mark, place


def _kept_level(found: re.Match[str]) -> str:
    """Return a letter in brackets as it stays in a title: where it is one of levels ("(A)", "(GN)")."""
    return found[0] if found[1].lower() in row_words().level_letters else ""


def with_levels(entry: Entry, explained: set[str], spoken: str) -> Entry:
    """Return an entry whose letters of level are no signs; those that are explained are, and no part of its title.

    Args:
        entry: as it was read.
        explained: letters and other signs that a sentence explains.
        spoken: all sentences on who takes what; a letter in brackets that stands in one is a sign.
    """
    letters = {sign: found[1] for sign in entry.signs if (found := _LETTER.fullmatch(sign)) is not None}
    levels = {sign for sign, letter in letters.items() if letter.lower() in row_words().level_letters}
    told = {sign for sign in levels if letters[sign] in explained or sign in spoken}
    title = entry.title
    for sign in told:
        title = _clean(title.replace(sign, " "))
    signs = tuple(sign for sign in entry.signs if sign not in levels or sign in told)
    return replace(entry, title=title, signs=signs) if levels else entry


def _is_leading(title: str) -> bool:
    """Whether the place at the beginning of a row stands apart from the title behind it."""
    return bool(re.match(r"\s*[:|–—]\s*[^\W\d]", title[places_of(title).end :]))


def _clean(title: str) -> str:
    """Return a title without what code, credits and marks left beside it."""
    title = _SPACES.sub(" ", _EMPTY.sub(" ", title)).strip(_EDGES)
    for opening, closing in ("()", "[]"):
        if title.count(opening) > title.count(closing) and not title.endswith(closing):
            if title.endswith(opening):
                title = title[:-1]
            elif title.rindex(opening) > len(title) - 2:
                title = title[: title.rindex(opening)]
        while title.count(closing) > title.count(opening) and title.endswith(closing):
            title = title[:-1]
    title = re.sub(r"\s+([,.;:])", r"\1", title)
    while (found := _SIGN_BESIDE.search(title)) is not None and found[0].strip():
        title = (title[: found.start()] + title[found.end() :]).strip(_EDGES)
    return title.strip(_EDGES).removesuffix(".").strip(_EDGES)


def _is_title(title: str, coded: bool) -> bool:
    """Whether a text may be the title of a course or the name of a slot."""
    words = row_words()
    return (
        _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE
        and any(letter.isalpha() for letter in title)
        and (coded or title[0].isupper() or title[0].isdigit() or title[0] in "\"'”“‘«»")
        and _SENTENCE_ENDS.search(title) is None
        and words.totals.match(title) is None
        and words.degrees.match(title) is None
        and course_column(title) is None
        and (mark_of(title) is None or is_slot(title))
    )


def _runs_on(title: str, tail: str) -> bool:
    """Whether credits stand within a sentence: "the study of 10 credits is …"."""
    words = row_words()
    return words.unfinished.search(title) is not None or words.sentence_verbs.match(tail.lstrip()) is not None


def opens_with_students(text: str) -> bool:
    """Whether a text begins by saying who does something ("All students …"), as titles do not."""
    return row_words().everyone.match(text) is not None


def names_course(entry: Entry) -> bool:
    """Whether a row is no sentence on credits and no part of a programme, by what it says itself."""
    words = row_words()
    if entry.code is not None and entry.credits is not None:
        return True
    if entry.credits is not None and entry.credits > _MOST_CREDITS:
        return False
    return (
        words.sentence_verbs.search(entry.title) is None
        and not opens_with_students(entry.title)
        and words.amounts.search(entry.title) is None
        and not (heads_place(entry.title) and entry.code is None)
    )


def alternatives_of(text: str, page: int) -> list[Entry]:
    """Read a row that names courses with "or" before the last of them, as several entries, else as one or none."""
    words = row_words()
    whole = read_entry(text, page)
    coded = len(list(find_codes(text))) > 1
    for joint in (words.between_courses if coded else words.second_title).finditer(text):
        pieces = [*listed_titles(text[: joint.start()]), text[joint.end() :]]
        found = [entry for piece in pieces if (entry := read_entry(piece, page)) is not None]
        if len(found) < len(pieces) or not all(map(names_course, found)):
            continue
        if coded and any(entry.code is None for entry in found):
            continue
        if len(amounts_of(text)) == 1:
            amount = next((entry.credits for entry in found if entry.credits is not None), None)
            found = [replace(entry, credits=amount) for entry in found]
        return [replace(entry, text=text, alternative=at > 0) for at, entry in enumerate(found)]
    return [whole] if whole is not None else []


def listed_titles(text: str) -> list[str]:
    """Return the titles of several courses that stand before "or": "Concrete, Steel" before "or Timber".

    Behind a comma a capital begins another title only where titles have none within; where the pieces are not
    whole titles, or not all of them have a code where one has, the text is one.
    """
    pieces = _LISTED.split(text)
    coded = [bool(next(iter(find_codes(piece)), None)) for piece in pieces]
    names = [piece for piece in pieces if _NAME.match(piece) and not amounts_of(piece)]
    whole = all(coded) if any(coded) else len(names) == len(pieces)
    return (
        pieces if whole and all(len(piece.strip(_EDGES)) >= _SHORTEST_TITLE for piece in pieces) else [text]
    )
