"""Findings in many drafts → a workbook: what can be done most, the drafts, and all that is shown."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from curranalyser.check.finding import SEVERITIES, Finding, rules
from curranalyser.i18n import Translator
from curranalyser.report.sanitise import clean_line
from curranalyser.report.sheet_print import lay_out, row_height, wide_enough
from curranalyser.review.plain_tables import (
    MOST_CHARACTERS,
    MOST_ROWS,
    TO_READ,
    heading_format,
    plain_workbook,
)
from curranalyser.scheme import localised

if TYPE_CHECKING:
    from curranalyser.check.folder_report import DraftCount, RuleCount

Cell = str | int | None


def render_table(
    drafts: "Sequence[DraftCount]",
    counts: "Sequence[RuleCount]",
    findings: Sequence[Finding],
    say: Translator,
) -> bytes:
    """Return the workbook. All text of documents stays text, whatever it begins with.

    Args:
        drafts: the files, counted.
        counts: the rules, counted.
        findings: what is shown.
        say: the language.
    """
    _ = say.gettext
    buffer = io.BytesIO()
    title = _("Check of drafts")
    book = plain_workbook(buffer, title)
    told = {rule.id: localised(rule.title, say.lang) for rule in rules().values()}
    _sheet(
        book,
        _("What can be done"),
        title,
        say,
        [(_("Rule"), 10), (_("What"), 60), (_("Severity"), 14), (_("Findings"), 10), (_("Files"), 10)],
        rows=(
            (item.rule, told[item.rule], _(SEVERITIES[item.severity]), item.findings, item.files)
            for item in counts
        ),
    )
    _sheet(
        book,
        _("Drafts"),
        title,
        say,
        [
            (_("File"), 44),
            (_("Course"), 44),
            (_("Warnings"), 10),
            (_("Suggestions"), 10),
            (_("Information"), 10),
            (_("Rules"), 30),
        ],
        rows=(
            (
                item.path,
                "; ".join(item.courses),
                item.warnings,
                item.suggestions,
                item.information,
                ", ".join(item.rules),
            )
            for item in drafts
        ),
    )
    _sheet(
        book,
        _("Findings"),
        title,
        say,
        [
            (_("File"), 34),
            (_("Course"), 20),
            (_("Rule"), 8),
            (_("Severity"), 12),
            (_("What"), 60),
            (_("Text"), 50),
            (_("Page"), 7),
            (_("Line"), 7),
            (_("Fingerprint"), 20),
        ],
        rows=(
            (
                item.file,
                item.syllabus,
                item.rule,
                _(SEVERITIES[item.severity]),
                " ".join((item.message, *item.notes)),
                item.text,
                item.page,
                item.line,
                item.fingerprint,
            )
            for item in findings
        ),
    )
    book.close()
    return buffer.getvalue()


def _sheet(
    book: Any,  # noqa: ANN401 of xlsxwriter, which has no types
    name: str,
    title: str,
    say: Translator,
    columns: Sequence[tuple[str, int]],
    *,
    rows: Iterable[Sequence[Cell]],
) -> None:
    sheet = book.add_worksheet(name)
    heading = heading_format(book, TO_READ)
    text = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"valign": "top"})
    widths = [wide_enough(column, width) for column, width in columns]
    for place, (column, _) in enumerate(columns):
        sheet.set_column(place, place, widths[place])
        sheet.write_string(0, place, column, heading)
    last = 0
    for last, row in enumerate(rows, 1):
        if last >= MOST_ROWS:
            break
        cells = [clean_line(cell)[:MOST_CHARACTERS] if isinstance(cell, str) else cell for cell in row]
        height = row_height(
            [(cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str)]
        )
        if height is not None:
            sheet.set_row(last, height)
        for place, cell in enumerate(cells):
            if isinstance(cell, str) and cell:
                sheet.write_string(last, place, cell, text)
            elif isinstance(cell, int):
                sheet.write_number(last, place, cell, number)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    lay_out(sheet, widths, 1, title, say)
