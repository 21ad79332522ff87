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
        columns={
            "rule": Column(_("Rule"), 10),
            "what": Column(_("What"), 60),
            "severity": Column(_("Severity"), 14),
            "findings": Column(_("Findings"), 10),
            "files": Column(_("Files"), 10),
        },
        rows=(
            {
                "rule": item.rule,
                "what": told[item.rule],
                "severity": _(SEVERITIES[item.severity]),
                "findings": item.findings,
                "files": item.files,
            }
            for item in counts
        ),
    )
    yield Sheet(
        name=_("Drafts"),
        columns={
            "file": Column(_("File"), 44),
            "course": Column(_("Course"), 44),
            "warnings": Column(_("Warnings"), 10),
            "suggestions": Column(_("Suggestions"), 10),
            "information": Column(_("Information"), 10),
            "rules": Column(_("Rules"), 30),
        },
        rows=(
            {
                "file": item.path,
                "course": "; ".join(item.courses),
                "warnings": item.warnings,
                "suggestions": item.suggestions,
                "information": item.information,
                "rules": ", ".join(item.rules),
            }
            for item in drafts
        ),
    )
    yield Sheet(
        name=_("Findings"),
        columns={
            "file": Column(_("File"), 34),
            "course": Column(_("Course"), 20),
            "rule": Column(_("Rule"), 8),
            "severity": Column(_("Severity"), 12),
            "what": Column(_("What"), 60),
            "text": Column(_("Text"), 50),
            "page": Column(_("Page"), 7),
            "line": Column(_("Line"), 7),
            "fingerprint": Column(_("Fingerprint"), 20),
        },
        rows=(
            {
                "file": item.file,
                "course": item.syllabus,
                "rule": item.rule,
                "severity": _(SEVERITIES[item.severity]),
                "what": " ".join((item.message, *item.notes)),
                "text": item.text,
                "page": item.page,
                "line": item.line,
                "fingerprint": item.fingerprint,
            }
            for item in findings
        ),
    )


def _write(book: Any, entry: Sheet[Column, Cell], title: str, say: Translator) -> None:  # noqa: ANN401 of xlsxwriter, which has no types
    sheet = book.add_worksheet(entry.name)
    heading = heading_format(book, TO_READ)
    text = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"valign": "top"})
    columns = list(entry.columns.values())
    widths = [wide_enough(column.heading, column.width) for column in columns]
    for place, column in enumerate(columns):
        sheet.set_column(place, place, widths[place])
        sheet.write_string(0, place, column.heading, heading)
    last = 0
    for last, row in enumerate(entry.cells(), 1):
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
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    lay_out(sheet, widths, entry.names, title, say)
