"""Findings → the text of comments and highlights, one for each place of a document."""

import re
from collections.abc import Sequence

from curranalyser.check.finding import SEVERITIES, Finding, Severity
from curranalyser.i18n import Translator
from curranalyser.report.sanitise import clean_line

AUTHOR = "curranalyser"
# What a note begins with: the id of a rule.
_OWN = re.compile(r"[A-Z]{1,3}\d{3}\b")


def is_own_note(text: str) -> bool:
    """Whether a text whose author is `AUTHOR` has the form of a note: a person may have taken the name."""
    return bool(_OWN.match(text))


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
