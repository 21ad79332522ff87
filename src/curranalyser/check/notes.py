"""Findings → the text of comments and highlights, one for each place of a document."""

from collections.abc import Sequence

from curranalyser.check.finding import SEVERITIES, Finding, Severity
from curranalyser.i18n import Translator
from curranalyser.report.sanitise import clean_line

AUTHOR = "curranalyser"


def notes_by_place(findings: Sequence[Finding], say: Translator) -> list[tuple[Finding, tuple[str, ...]]]:
    """Group findings that are about the same words of the same page.

    Returns:
        For each place, in order, its first finding and the lines to write: each finding with its rule, the
        weightier ones first, and its notes.
    """
    groups: dict[tuple[int | None, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.page, finding.text), []).append(finding)
    result = []
    for group in groups.values():
        lines: list[str] = []
        for finding in sorted(group, key=lambda item: -item.severity.rank):
            severity = (
                f" {say.gettext(SEVERITIES[finding.severity])}:"
                if finding.severity is not Severity.INFO
                else ""
            )
            lines += [
                clean_line(f"{finding.rule}{severity} {finding.message}"),
                *(clean_line(note) for note in finding.notes),
            ]
        result.append((group[0], tuple(lines)))
    return result
