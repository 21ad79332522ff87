"""Findings in many drafts → a workbook: what can be done most, the drafts, and all that is shown."""

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from curranalyser.check.finding import SEVERITIES, Finding, rules
from curranalyser.i18n import Translator
from curranalyser.report.sanitise import clean_line
from curranalyser.report.sheet import Cell, Column, Sheet
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
    for entry in _sheets(drafts, counts, findings, say):
        _write(book, entry, title, say)
    book.close()
    return buffer.getvalue()


def _sheets(
    drafts: "Sequence[DraftCount]",
    counts: "Sequence[RuleCount]",
    findings: Sequence[Finding],
    say: Translator,
) -> Iterator[Sheet[Column, Cell]]:
    """Every sheet, in the order of their tabs."""
    _ = say.gettext
    told = {rule.id: localised(rule.title, say.lang) for rule in rules().values()}
    yield Sheet(
        name=_("What can be done"),
        columns=[
            Column(_("Rule"), 10),
            Column(_("What"), 60),
            Column(_("Severity"), 14),
            Column(_("Findings"), 10),
            Column(_("Files"), 10),
        ],
        rows=(
            (item.rule, told[item.rule], _(SEVERITIES[item.severity]), item.findings, item.files)
            for item in counts
        ),
    )
    yield Sheet(
        name=_("Drafts"),
        columns=[
            Column(_("File"), 44),
            Column(_("Course"), 44),
            Column(_("Warnings"), 10),
            Column(_("Suggestions"), 10),
            Column(_("Information"), 10),
            Column(_("Rules"), 30),
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
    yield Sheet(
        name=_("Findings"),
        columns=[
            Column(_("File"), 34),
            Column(_("Course"), 20),
            Column(_("Rule"), 8),
            Column(_("Severity"), 12),
            Column(_("What"), 60),
            Column(_("Text"), 50),
            Column(_("Page"), 7),
            Column(_("Line"), 7),
            Column(_("Fingerprint"), 20),
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


def _write(book: Any, entry: Sheet[Column, Cell], title: str, say: Translator) -> None:  # noqa: ANN401 of xlsxwriter, which has no types
    sheet = book.add_worksheet(entry.name)
    heading = heading_format(book, TO_READ)
    text = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"valign": "top"})
    widths = [wide_enough(column.heading, column.width) for column in entry.columns]
    for place, column in enumerate(entry.columns):
        sheet.set_column(place, place, widths[place])
        sheet.write_string(0, place, column.heading, heading)
    last = 0
    for last, row in enumerate(entry.rows, 1):
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
            elif cell is not None and not isinstance(cell, str):
                sheet.write_number(last, place, cell, number)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(entry.columns) - 1)
    lay_out(sheet, widths, entry.names, title, say)
