"""Tables that reviewers fill in.

Written by `review export`, and read back from them or from the sheet of outcomes in audit.xlsx.

Both kinds of table are read by their headings, in Swedish or English: `Course key` and `Learning outcome`,
and then either `Perspective` and
`Your decision` (one row a label), or `<Perspective>: your decision` for each perspective (one row an
outcome).
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from curranalyser.datamodel import AnalysedOutcome, Audit, CourseProfile, Decision, Label
from curranalyser.errors import DocumentError, SettingsError
from curranalyser.i18n import LANGUAGES, N_, translator
from curranalyser.read.text import decode
from curranalyser.report.labels import DECISIONS
from curranalyser.report.sanitise import clean_line
from curranalyser.review.decisions import Review, Statement
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
from curranalyser.review.tables import WORKBOOKS, undefused, workbook_tables
from curranalyser.scheme import Scheme, localised

WITHDRAW = N_("withdraw")
KEY, TEXT, LEAD_IN, REVIEWER = N_("Course key"), N_("Learning outcome"), N_("Lead-in"), N_("Reviewer")
PERSPECTIVE, DECISION, REASON = N_("Perspective"), N_("Your decision"), N_("Your reason")
WIDE_DECISION, WIDE_REASON = N_("%(perspective)s: your decision"), N_("%(perspective)s: your reason")
_COLUMNS = (
    (KEY, 12),
    (N_("Title"), 30),
    (TEXT, 70),
    (LEAD_IN, 26),
    (PERSPECTIVE, 16),
    (N_("Decision"), 12),
    (N_("Probability"), 10),
    (N_("Words"), 24),
    (N_("Rule"), 36),
    (DECISION, 14),
    (REASON, 36),
    (REVIEWER, 16),
    (N_("Page"), 6),
    (N_("File"), 34),
)
_TO_FILL_IN = (DECISION, REASON, REVIEWER)
_HEADING_WITHIN = 20
_DELIMITERS = (",", ";", "\t")

Row = tuple[str, ...]


def answers(lang: str) -> tuple[str, str, str]:
    """Return the words a reviewer chooses from: yes, no, and to withdraw an earlier decision."""
    say = translator(lang)
    return say.gettext(DECISIONS[Decision.YES]), say.gettext(DECISIONS[Decision.NO]), say.gettext(WITHDRAW)


def _doubt(label: Label) -> tuple[bool, bool, float]:
    """Sort undecided cases first, those to review before all others.

    Within each, those come first where the model is least sure, and last what it does not label.
    """
    sureness = 1.0 if label.probability is None else abs(label.probability - 0.5)
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
    names = {perspective.id: localised(perspective.name, lang) for perspective in scheme.perspectives}
    rules = {rule.id: localised(rule.text, lang) for rule in scheme.rules}
    labels = [
        (label, course, item, number)
        for course in audit.courses
        for number, item in enumerate(course.counted_outcomes())
        for label in item.labels
    ]  # fmt: skip
    order = {perspective: place for place, perspective in enumerate(audit.perspectives)}
    labels.sort(key=lambda entry: (*_doubt(entry[0]), entry[1].key, entry[3], order[entry[0].perspective]))

    def row(label: Label, course: CourseProfile, item: AnalysedOutcome) -> Row:
        outcome, human = item.outcome, label.human
        words = " | ".join(dict.fromkeys(evidence.text for evidence in label.evidence))
        rule = f"{label.rule}: {rules[label.rule]}" if label.rule in rules else label.rule or ""
        return tuple(
            clean_line(cell)
            for cell in (
                course.key,
                course.header.title or "",
                outcome.text,
                outcome.lead_in,
                names.get(label.perspective, label.perspective),
                say.gettext(DECISIONS[human.tool if human else label.decision]),
                "" if label.probability is None else say.number(label.probability, 2),
                words,
                rule,
                say.gettext(DECISIONS[label.decision]) if human else "",
                human.reason if human else "",
                "",
                str(outcome.page),
                course.sources[0],
            )
        )

    return [
        tuple(say.gettext(name) for name, _ in _COLUMNS),
        *(row(label, course, item) for label, course, item, _ in labels),
    ]


def render_review_csv(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV in UTF-8 with a byte order mark.

    Text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    return csv_table(rows)


def render_review_workbook(rows: Sequence[Row], lang: str) -> bytes:
    """Return rows as a workbook with a list to choose from in the column for decisions.

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
    for place, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, rows[0][place], to_fill_in if name in _TO_FILL_IN else heading)
    for number, row in enumerate(rows[1:], 1):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(number, place, cell[:MOST_CHARACTERS], plain)
    last = max(len(rows) - 1, 1)
    where = [name for name, _ in _COLUMNS].index(DECISION)
    sheet.data_validation(1, where, last, where, {"validate": "list", "source": list(answers(lang))})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
    book.close()
    return buffer.getvalue()


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
    return _Columns(key, text, tuple(asked), place(PERSPECTIVE), place(LEAD_IN), place(REVIEWER))


def _csv_tables(data: bytes, scheme: Scheme) -> Iterator[Iterator[Sequence[object]]]:
    """Yield the rows of a CSV file, with the delimiter under which its headings are understood."""
    text = decode(data)
    first = text.split("\n", 1)[0]
    chosen = next(
        (
            sign
            for sign in _DELIMITERS
            if _find_columns(next(csv.reader([first], delimiter=sign), []), scheme)
        ),
        ",",
    )
    yield iter(csv.reader(io.StringIO(text, newline=""), delimiter=chosen))


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
        detail = f"{error.category}" if isinstance(error, DocumentError) else type(error).__name__
        raise SettingsError(
            N_("The decisions in %(path)s cannot be read."),
            N_("Save the file as .xlsx or as CSV in UTF-8 (%(detail)s)."),
            path=name,
            detail=detail,
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
            cell(columns.key),
            cell(columns.text),
            chosen,
            decision or Decision.NO,
            cell(why),
            cell(columns.reviewer) or reviewer,
            lead_in=cell(columns.lead_in),
        )
        yield Statement(review, decision, number)


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
