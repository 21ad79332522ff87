"""A603: the credits of the examinations against those of the course."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from curranalyser.check.alignment_tables import assessment_tables
from curranalyser.check.alignment_words import item_mark
from curranalyser.check.finding import Finding
from curranalyser.check.report import Subject
from curranalyser.datamodel import Line, SectionKind
from curranalyser.languages import any_of, languages
from curranalyser.parse.page.grid import Grid

# That examinations have credits, registered one by one, is a custom of Swedish universities, whose syllabi
# are in these languages. Elsewhere such amounts are of work.
_LANGUAGES = ("sv", "en", None)
_UNITS = "|".join(
    unit for item in languages() if item.code in _LANGUAGES for unit in item.phrases.credit_units
)
_CREDITS = re.compile(
    rf"(?<![\w.,/-])(\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*(?:{_UNITS})(?![\w/]|\s*:\s*\d)", re.IGNORECASE
)
_AMOUNT = re.compile(rf"\s*(\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*(?:{_UNITS})?\W*$", re.IGNORECASE)
_UNIT = re.compile(rf"(?<!\w)(?:{_UNITS})(?!\w)", re.IGNORECASE)
# The head of a column of credits: "Omfattning i hp".
_WORDS_OF_HEAD = 4
_BOUND = re.compile(rf"{any_of(lambda words: words.bounds)}\s*$", re.IGNORECASE)
_ALTERNATIVE = re.compile(rf"\b{any_of(lambda words: words.alternatives)}\b", re.IGNORECASE)
# "2 x 1,5 hp", and "à 1,5 hp".
_TIMES = re.compile(r"(?<!\d)(\d{1,2})\s*[x×*]\s*$", re.IGNORECASE)
_EACH = re.compile(r"(?<!\w)[àá]\s*$")
# Characters before an amount in which a bound is looked for.
_BOUND_REACH = 14
# An only amount is that of an examination where its line has no more words than a name has.
_WORDS_OF_NAME = 8
# Amounts that are compared: far above the examinations of any course.
_MOST = 60


def check_credits(subject: Subject) -> Iterator[Finding]:
    """Yield A603 where the amounts of the sections on assessment do not add up to the credits of the course.

    Silent where the head does not say how many these are, and where the amounts can be read so that they do:
    parts with parts of their own, alternatives, the same list in two languages, the credits of the whole
    among them.
    """
    checked = subject.checked
    total = checked.syllabus.header.credits
    if total is None or checked.syllabus.language not in _LANGUAGES:
        return
    amounts, first = _of_tables(subject)
    lines = [
        line
        for section in checked.syllabus.sections
        if section.kind is SectionKind.ASSESSMENT
        for line in section.lines
    ]
    if not amounts:
        amounts, first = _of_text(lines)
    if not amounts or first is None or len(amounts) > _MOST or any(amount > total for amount in amounts):
        return
    bilingual = len({outcome.language for outcome in checked.syllabus.outcomes}) > 1
    rest = total - sum(amounts, Decimal())
    if total in _readings(amounts, total, bilingual) or (rest > 0 and rest in _elsewhere(subject)):
        return
    yield subject.finding(
        "A603",
        first.text[item_mark(first.text) :],
        first.page,
        sum=_written(sum(amounts, Decimal()), subject),
        parts=" + ".join(_written(amount, subject) for amount in amounts),
        credits=_written(total, subject),
    )


def _written(amount: Decimal, subject: Subject) -> str:
    text = f"{amount.normalize():f}"
    return text.replace(".", ",") if subject.say.lang == "sv" else text


def _of_text(lines: Sequence[Line]) -> tuple[list[Decimal], Line | None]:
    """Return the amounts that lines give, and the line of the first; nothing for one amount in a sentence."""
    text = " ".join(line.text for line in lines)
    found: list[tuple[Decimal, int, int]] = []
    for match in _CREDITS.finditer(text):
        before = text[max(0, match.start() - _BOUND_REACH) : match.start()]
        if _EACH.search(before):
            return [], None  # "two seminars à 2 hp": how many there are is not looked for
        if not _BOUND.search(before):
            times = _TIMES.search(before)
            amount = Decimal(match[1].replace(",", ".")) * (int(times[1]) if times else 1)
            found.append((amount, match.start(), match.end()))
    kept: list[Decimal] = []
    for position, (amount, start, _) in enumerate(found):
        above = found[position - 1] if position else None
        # "Tentamen (5 hp) eller hemtentamen (5 hp)": one of them is taken.
        if above and above[0] == amount and _ALTERNATIVE.search(text[above[2] : start]):
            continue
        kept.append(amount)
    first = _line_at(lines, found[0][1]) if found else None
    if len(kept) == 1 and first is not None and len(first.text.split()) > _WORDS_OF_NAME:
        return [], None
    return kept, first


def _line_at(lines: Sequence[Line], place: int) -> Line:
    start = 0
    for line in lines:
        start += len(line.text) + 1
        if place < start:
            return line
    return lines[-1]


def _of_tables(subject: Subject) -> tuple[list[Decimal], Line | None]:
    """Return the amounts in the columns of credits of tables of assessments, and the first line of these."""
    amounts: list[Decimal] = []
    first: Line | None = None
    for grid in assessment_tables(subject):
        for amount, line in _of_grid(grid):
            amounts.append(amount)
            first = first or line
    return amounts, first


def _of_grid(grid: Grid) -> Iterator[tuple[Decimal, Line]]:
    """Yield the amounts of the column of credits, where a table has one."""
    counted = [
        cell for cell in grid.begun(0) if _UNIT.search(cell.text) and len(cell.text.split()) <= _WORDS_OF_HEAD
    ]
    if len(counted) != 1:
        return
    for cell in grid.column(counted[0].column, 1):
        match = _AMOUNT.match(cell.text)
        if match is not None:
            name = grid.at(cell.row, 0)
            yield Decimal(match[1].replace(",", ".")), (name or cell).lines[0]


def _elsewhere(subject: Subject) -> set[Decimal]:
    """Return what the amounts of other sections add up to from the first on, each or several of them.

    Where a heading parts the examinations, some of them stand in another section.
    """
    found: set[Decimal] = set()
    for section in subject.checked.syllabus.sections:
        if section.kind in (SectionKind.ENTRY, SectionKind.ASSESSMENT, SectionKind.HEADER):
            continue
        added = Decimal()
        for amount in _of_text(section.lines)[0][:_MOST]:
            added += amount
            found |= {amount, added}
    return found


def _readings(amounts: Sequence[Decimal], total: Decimal, bilingual: bool) -> set[Decimal]:
    """Return what the amounts may add up to."""
    added = sum(amounts, Decimal())
    found = {added}
    half = len(amounts) // 2
    if half and list(amounts[:half]) == list(amounts[half:]):
        found.add(added / 2)
    if bilingual:
        found |= {sum(amounts[:place], Decimal()) for place in range(1, len(amounts))}
        found |= {sum(amounts[place:], Decimal()) for place in range(1, len(amounts))}
    without = _without_wholes(amounts)
    found.add(sum(without, Decimal()))
    # The credits of the whole, and what of them the examinations have.
    others = [amount for amount in amounts if amount != total]
    if len(others) < len(amounts) and (not others or sum(others, Decimal()) <= total):
        found.add(total)
    return found


def _without_wholes(amounts: Sequence[Decimal]) -> list[Decimal]:
    """Return the amounts but those that the ones behind them add up to: a part with its own examinations."""
    kept: list[Decimal] = []
    for position, amount in enumerate(amounts):
        added = Decimal()
        whole = False
        for other in amounts[position + 1 :]:
            added += other
            if added >= amount:
                whole = added == amount
                break
        if not whole:
            kept.append(amount)
    return kept
