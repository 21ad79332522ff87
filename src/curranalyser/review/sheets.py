"""Tables that reviewers fill in.

Written by `review export`, and read back from them or from the sheet of outcomes in audit.xlsx.

Both kinds of table are read by their headings, in Swedish or English: `Course key` and `Learning outcome`,
and then either `Perspective` and
`Your decision` (one row a label), or `<Perspective>: your decision` for each perspective (one row an
outcome).
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curranalyser.datamodel import AnalysedOutcome, Audit, CourseProfile, Decision, Label
from curranalyser.errors import SettingsError
from curranalyser.i18n import LANGUAGES, N_, Translator, translator
from curranalyser.read.csv_rows import csv_rows, decode_rows
from curranalyser.report.labels import DECISIONS
from curranalyser.report.sanitise import clean_line
from curranalyser.review.decisions import Review, SampleMark, Statement
from curranalyser.review.plain_tables import (
    MOST_CHARACTERS,
    MOST_ROWS,
    TO_FILL_IN,
    TO_READ,
    check_rows,
    csv_table,
    heading_format,
    plain_workbook,
)
from curranalyser.review.sample import STRATA, Sample
from curranalyser.review.tables import (
    WORKBOOKS,
    Damaged,
    table_fault,
    told_unread,
    undefused,
    workbook_tables,
)
from curranalyser.scheme import Scheme, localised

if TYPE_CHECKING:
    from xlsxwriter import Workbook

WITHDRAW = N_("withdraw")
KEY, TEXT, LEAD_IN, REVIEWER = N_("Course key"), N_("Learning outcome"), N_("Lead-in"), N_("Reviewer")
PERSPECTIVE, DECISION, REASON = N_("Perspective"), N_("Your decision"), N_("Your reason")
WIDE_DECISION, WIDE_REASON = N_("%(perspective)s: your decision"), N_("%(perspective)s: your reason")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading, its width in characters, who fills it in, and whether a sample hides it.

    In a sample what the tool says stands hidden: it should not lead whoever decides.
    """

    name: str
    width: int
    to_fill_in: bool = False
    hidden_in_sample: bool = False


_COLUMNS = (
    _Column(KEY, 12),
    _Column(N_("Title"), 30),
    _Column(TEXT, 70),
    _Column(LEAD_IN, 26),
    _Column(PERSPECTIVE, 16),
    _Column(N_("Decision"), 12, hidden_in_sample=True),
    _Column(N_("Probability"), 10, hidden_in_sample=True),
    _Column(N_("Words"), 24, hidden_in_sample=True),
    _Column(N_("Rule"), 36, hidden_in_sample=True),
    _Column(DECISION, 14, to_fill_in=True),
    _Column(REASON, 36, to_fill_in=True),
    _Column(REVIEWER, 16, to_fill_in=True),
    _Column(N_("Page"), 6),
    _Column(N_("File"), 34),
)
# What tells of a row in a sample which sample it is and what the tool said, so that it can be counted.
_SAMPLE_COLUMNS = (
    _Column(N_("Sample: audit"), 16, hidden_in_sample=True),
    _Column(N_("Sample: seed"), 10, hidden_in_sample=True),
    _Column(N_("Sample: labels with no asked for"), 10, hidden_in_sample=True),
    _Column(N_("Sample: decision of the tool"), 12, hidden_in_sample=True),
    _Column(N_("Sample: labels so decided"), 10, hidden_in_sample=True),
    _Column(N_("Sample: rows of them"), 10, hidden_in_sample=True),
)
# Rows among which the headings stand: somebody may have put a few above them.
_HEADING_WITHIN = 20
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
# Row of the headings in the sheet that says what was drawn, from 0.
_SAMPLE_HEADING = 4
_DELIMITERS = (",", ";", "\t")

Row = tuple[str, ...]


def answers(lang: str) -> tuple[str, str, str]:
    """Return the words a reviewer chooses from: yes, no, and to withdraw an earlier decision."""
    say = translator(lang)
    return say.gettext(DECISIONS[Decision.YES]), say.gettext(DECISIONS[Decision.NO]), say.gettext(WITHDRAW)


# The probability of which nothing follows.
_LEAST_SURE = 0.5


def doubt(label: Label) -> tuple[bool, bool, float]:
    """Return what sorts undecided cases first, those to review before all others.

    Within each, those come first where the model is least sure, and last what it does not label.
    """
    sureness = 1.0 if label.probability is None else abs(label.probability - _LEAST_SURE)
    return label.human is not None, label.decision is not Decision.REVIEW, sureness


def export_rows(audit: Audit, scheme: Scheme, lang: str) -> list[Row]:
    """Return one row per label of every outcome that counts, the doubtful ones first.

    The first row holds the headings.

    Args:
        audit: what is to be reviewed.
        scheme: names the perspectives and rules.
        lang: "sv" or "en".
    """
    say = translator(lang)
    labels = [
        (label, course, item, number)
        for course in audit.courses
        for number, item in enumerate(course.counted_outcomes())
        for label in item.labels
    ]  # fmt: skip
    order = {perspective: place for place, perspective in enumerate(audit.perspectives)}
    labels.sort(key=lambda entry: (*doubt(entry[0]), entry[1].key, entry[3], order[entry[0].perspective]))

    row = _row_maker(scheme, lang)
    return [
        tuple(say.gettext(column.name) for column in _COLUMNS),
        *(row(label, course, item) for label, course, item, _ in labels),
    ]


def sample_rows(sample: Sample, scheme: Scheme, lang: str) -> list[Row]:
    """Return one row per label of a sample, in its order, after the headings: see `export_rows`.

    Each says which sample it is in.
    """
    say = translator(lang)
    row = _row_maker(scheme, lang)
    return [
        tuple(say.gettext(column.name) for column in (*_COLUMNS, *_SAMPLE_COLUMNS)),
        *(
            (
                *row(item.label, item.course, item.outcome),
                *_sample_cells(item.mark, say),
            )
            for item in sample.labels
        ),
    ]


def _sample_cells(mark: SampleMark, say: Translator) -> Row:
    cells = {
        "Sample: audit": mark.audit,
        "Sample: seed": str(mark.seed),
        "Sample: labels with no asked for": str(mark.number),
        "Sample: decision of the tool": say.gettext(DECISIONS[mark.tool]),
        "Sample: labels so decided": str(mark.labels),
        "Sample: rows of them": str(mark.rows),
    }
    return tuple(cells[column.name] for column in _SAMPLE_COLUMNS)


def _names(scheme: Scheme, lang: str) -> Mapping[str, str]:
    return {perspective.id: localised(perspective.name, lang) for perspective in scheme.perspectives}


def _row_maker(scheme: Scheme, lang: str) -> Callable[[Label, CourseProfile, AnalysedOutcome], Row]:
    say = translator(lang)
    names = _names(scheme, lang)
    rules = {rule.id: localised(rule.text, lang) for rule in scheme.rules}

    def row(label: Label, course: CourseProfile, item: AnalysedOutcome) -> Row:
        outcome, human = item.outcome, label.human
        words = " | ".join(dict.fromkeys(evidence.text for evidence in label.evidence))
        rule = f"{label.rule}: {rules[label.rule]}" if label.rule in rules else label.rule or ""
        cells = {
            KEY: course.key,
            "Title": course.header.title or "",
            TEXT: outcome.text,
            LEAD_IN: outcome.lead_in,
            PERSPECTIVE: names.get(label.perspective, label.perspective),
            "Decision": say.gettext(DECISIONS[human.tool if human else label.decision]),
            "Probability": "" if label.probability is None else say.number(label.probability, 2),
            "Words": words,
            "Rule": rule,
            DECISION: say.gettext(DECISIONS[label.decision]) if human else "",
            REASON: human.reason if human else "",
            REVIEWER: "",
            "Page": str(outcome.page),
            "File": course.sources[0],
        }
        return tuple(clean_line(cells[column.name]) for column in _COLUMNS)

    return row


def render_review_csv(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV in UTF-8 with a byte order mark.

    Text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    return csv_table(rows)


def render_review_workbook(
    rows: Sequence[Row], lang: str, sample: Sample | None = None, scheme: Scheme | None = None
) -> bytes:
    """Return rows as a workbook with a list to choose from in the column for decisions.

    Rows of a sample have the tool's answers in hidden columns, and a sheet that says what was drawn, with the
    names that the scheme has for the perspectives.

    Raises:
        SettingsError: there are more rows than a sheet takes.
    """
    check_rows(len(rows), MOST_ROWS, N_("Give --limit, or write to a file that ends in .csv."))
    say = translator(lang)
    buffer = io.BytesIO()
    book = plain_workbook(buffer, say.gettext("Decisions to review"))
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    heading, to_fill_in = heading_format(book, TO_READ), heading_format(book, TO_FILL_IN)
    sheet = book.add_worksheet(say.gettext("Review"))
    columns = (*_COLUMNS, *_SAMPLE_COLUMNS) if sample else _COLUMNS
    for place, column in enumerate(columns):
        hidden = sample is not None and column.hidden_in_sample
        sheet.set_column(place, place, column.width, None, {"hidden": hidden})
        sheet.write_string(0, place, rows[0][place], to_fill_in if column.to_fill_in else heading)
    for number, row in enumerate(rows[1:], 1):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(number, place, cell[:MOST_CHARACTERS], plain)
    last = max(len(rows) - 1, 1)
    where = [column.name for column in _COLUMNS].index(DECISION)
    sheet.data_validation(1, where, last, where, {"validate": "list", "source": list(answers(lang))})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    if sample:
        _add_sample_sheet(book, sample, lang, _names(scheme, lang) if scheme else {})
    book.close()
    return buffer.getvalue()


def _add_sample_sheet(book: "Workbook", sample: Sample, lang: str, names: Mapping[str, str]) -> None:
    """Say what was drawn from what."""
    say = translator(lang)
    sheet = book.add_worksheet(say.gettext("Sample"))
    heading = heading_format(book, TO_READ)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 3, 18)
    rows: list[tuple[str, ...]] = [
        (say.gettext("Sample: audit"), sample.audit),
        (say.gettext("Sample: seed"), str(sample.seed)),
        (say.gettext("Sample: labels with no asked for"), str(sample.number)),
        (),
        tuple(
            say.gettext(name)
            for name in (PERSPECTIVE, N_("Decision of the tool"), N_("Labels"), N_("Rows in the sample"))
        ),
    ]
    taken = Counter((item.label.perspective, item.mark.tool) for item in sample.labels)
    rows += [
        (
            names.get(perspective, perspective),
            say.gettext(DECISIONS[tool]),
            str(size),
            str(taken[perspective, tool]),
        )
        for (perspective, tool), size in sample.sizes.items()
    ]
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if number > _SAMPLE_HEADING and place > 1:
                sheet.write_number(number, place, int(cell))
            else:
                sheet.write_string(number, place, cell, heading if number == _SAMPLE_HEADING else None)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand in a table.

    `asked` are (perspective or None where a column names it, place of the decision, place of the reason or
    -1).
    """

    key: int
    text: int
    asked: tuple[tuple[str | None, int, int], ...]
    perspective: int = -1
    lead_in: int = -1
    reviewer: int = -1
    sample: tuple[int, ...] = ()


def _plain(value: object) -> str:
    return " ".join(str(value).split()).casefold() if value is not None else ""


def _find_columns(cells: Sequence[object], scheme: Scheme) -> _Columns | None:
    """Understand a row of headings, in any of the languages, or return None."""
    found = {_plain(cell): place for place, cell in reversed(list(enumerate(cells)))}

    def place(message: str, names: Iterable[str] = ("",)) -> int:
        texts = [
            translator(lang).gettext(message, **({"perspective": name} if name else {}))
            for lang in LANGUAGES
            for name in names
        ]
        return next((found[_plain(text)] for text in texts if _plain(text) in found), -1)

    key, text = place(KEY), place(TEXT)
    asked: list[tuple[str | None, int, int]] = []
    if place(PERSPECTIVE) >= 0 and place(DECISION) >= 0:
        asked.append((None, place(DECISION), place(REASON)))
    for perspective in scheme.perspectives:
        names = [perspective.id, *(name for _, name in perspective.name)]
        if place(WIDE_DECISION, names) >= 0:
            asked.append((perspective.id, place(WIDE_DECISION, names), place(WIDE_REASON, names)))
    if key < 0 or text < 0 or not asked:
        return None
    marks = tuple(place(column.name) for column in _SAMPLE_COLUMNS)
    return _Columns(
        key=key,
        text=text,
        asked=tuple(asked),
        perspective=place(PERSPECTIVE),
        lead_in=place(LEAD_IN),
        reviewer=place(REVIEWER),
        sample=marks if min(marks) >= 0 else (),
    )


def _csv_tables(data: bytes, scheme: Scheme) -> Iterator[Iterator[Sequence[object]]]:
    """Yield the rows of a CSV file, with the delimiter under which its headings are understood."""
    text = decode_rows(data)
    first = text.split("\n", 1)[0]
    chosen = next(
        (
            sign
            for sign in _DELIMITERS
            if _find_columns(next(csv.reader([first], delimiter=sign), []), scheme)
        ),
        ",",
    )
    yield (Damaged() if cells is None else cells for _, cells in csv_rows(text, chosen, strict=False))


def read_statements(data: bytes, name: str, scheme: Scheme, reviewer: str = "") -> list[Statement]:
    """Read what reviewers wrote.

    Args:
        data: the bytes of a workbook or a CSV file.
        name: the file's name; its ending tells the kind.
        scheme: names the perspectives.
        reviewer: who decided, where a row does not say.

    Returns:
        One statement per cell for a decision that is not empty.

    Raises:
        SettingsError: the file cannot be read, has no column for decisions, or a cell holds something else
        than a decision.
    """
    statements: list[Statement] = []
    understood = False
    try:
        tables = workbook_tables(data) if name.lower().endswith(WORKBOOKS) else _csv_tables(data, scheme)
        for table in tables:
            columns: _Columns | None = None
            for number, cells in enumerate(table, 1):
                if told_unread(cells, number, name):
                    continue
                if columns is not None:
                    statements += _row_statements(cells, columns, number, scheme, reviewer)
                elif number > _HEADING_WITHIN:
                    break
                else:
                    columns = _find_columns(cells, scheme)
                    understood = understood or columns is not None
    except (SettingsError, MemoryError):
        raise
    # DocumentError for what is no workbook; openpyxl raises KeyError, ValueError and more on damaged ones
    except Exception as error:
        raise SettingsError(
            N_("The decisions in %(path)s cannot be read: %(error)s."),
            N_("Save the file as .xlsx or as CSV in UTF-8."),
            path=name,
            error=table_fault(error),
        ) from error
    if not understood:
        raise SettingsError(
            N_("%(path)s has no column for decisions."),
            N_(
                "Give the audit.xlsx of a report or a file of `curranalyser review export`, with its headings"
                " as they were."
            ),
            path=name,
        )
    return statements


def _row_statements(
    cells: Sequence[object], columns: _Columns, number: int, scheme: Scheme, reviewer: str
) -> Iterator[Statement]:
    def cell(place: int) -> str:
        value = cells[place] if 0 <= place < len(cells) else None
        return undefused("" if value is None else " ".join(str(value).split()))

    for perspective, where, why in columns.asked:
        said = cell(where)
        if not said:
            continue
        chosen = perspective or _perspective(cell(columns.perspective), number, scheme)
        decision = _decision(said, number)
        if not cell(columns.key) or not cell(columns.text):
            raise SettingsError(
                N_("Row %(row)s decides, and names no course or no learning outcome."),
                N_("Leave these columns as they were."),
                row=number,
            )
        review = Review(
            course=cell(columns.key),
            text=cell(columns.text),
            perspective=chosen,
            decision=decision or Decision.NO,
            reason=cell(why),
            reviewer=cell(columns.reviewer) or reviewer,
            lead_in=cell(columns.lead_in),
            sample=_sample_mark([cell(place) for place in columns.sample], number),
        )
        yield Statement(review, decision, number)


def _sample_mark(cells: Sequence[str], number: int) -> SampleMark | None:
    """Read which sample a row is in; None where it is in none. Raises SettingsError where that is damaged."""
    if not any(cells):
        return None
    audit, seed, asked, tool, labels, rows = cells
    decided = next(
        (
            decision
            for decision in STRATA
            if _plain(tool) in {_plain(translator(lang).gettext(DECISIONS[decision])) for lang in LANGUAGES}
        ),
        None,
    )
    try:
        numbers = [int(float(text)) for text in (seed, asked, labels, rows)]
    except (ValueError, OverflowError):
        numbers = []
    if decided is None or not numbers or not _DIGEST.fullmatch(audit):
        raise SettingsError(
            N_("Row %(row)s does not say which sample it is in."),
            N_("Leave the columns that begin with “Sample” as they were."),
            row=number,
        )
    return SampleMark(
        audit=audit, seed=numbers[0], number=numbers[1], tool=decided, labels=numbers[2], rows=numbers[3]
    )


def _decision(said: str, number: int) -> Decision | None:
    for lang in LANGUAGES:
        for word, decision in zip(answers(lang), (Decision.YES, Decision.NO, None), strict=True):
            if _plain(said) == _plain(word):
                return decision
    raise SettingsError(
        N_("Row %(row)s: “%(said)s” is no decision."),
        N_("Write yes or no, or withdraw to take an earlier decision back."),
        row=number, said=said,
    )  # fmt: skip


def _perspective(said: str, number: int, scheme: Scheme) -> str:
    for perspective in scheme.perspectives:
        if _plain(said) in {_plain(perspective.id), *(_plain(name) for _, name in perspective.name)}:
            return perspective.id
    raise SettingsError(
        N_("Row %(row)s: the scheme has no perspective “%(said)s”."),
        N_("Leave the column of perspectives as it was."),
        row=number,
        said=said,
    )
