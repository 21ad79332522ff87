"""What `curranalyser check` found in what was read, and how it is shown."""

import os
import shutil
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curranalyser.cli.accepting import Accepting, accept_findings, say_without_use
from curranalyser.output_file import write_file

if TYPE_CHECKING:
    from curranalyser.check.draft import Draft
    from curranalyser.check.finding import Finding
    from curranalyser.check.suppress import CheckSettings
    from curranalyser.i18n import Translator
    from curranalyser.scheme import Scheme

# Programs choose for themselves, a baseline has to hold all, and a page folds what it does not show.
_HOLDS_ALL = ("json", "html")


@dataclass(frozen=True)
class Found:
    """What was found.

    Attributes:
        read: the drafts.
        scheme: the perspectives.
        say: the language.
        own: what the table check says.
        findings: all that is neither suppressed nor in the baseline.
        shown: those that are shown.
        aside: those that are suppressed, with their reasons.
        known: how many the baseline holds.
        everything: whether information is shown.
    """

    read: "Sequence[Draft]"
    scheme: "Scheme"
    say: "Translator"
    own: "CheckSettings"
    findings: "tuple[Finding, ...]"
    shown: "tuple[Finding, ...]"
    aside: "tuple[tuple[Finding, str], ...]"
    known: int
    everything: bool

    @property
    def left_out(self) -> tuple[int, int]:
        """How many are suppressed, and how many the baseline holds."""
        return len(self.aside), self.known

    def reach(self, severity: str | None) -> bool:
        """Whether a finding is at least as severe; never where no severity is named."""
        from curranalyser.check.finding import Severity

        return severity is not None and any(
            finding.severity.rank >= Severity(severity).rank for finding in self.findings
        )


def find(
    read: "Sequence[Draft]",
    scheme: "Scheme",
    say: "Translator",
    own: "CheckSettings",
    *,
    chosen: Collection[str],
    baseline: Path | None,
    everything: bool,
    accepting: Accepting,
) -> Found:
    """Find out what is said of drafts; accept what is to be accepted, and name suppressions without use.

    Args:
        read: the drafts.
        scheme: the perspectives.
        say: the language.
        own: what the table check says.
        chosen: ids of the rules.
        baseline: a former result that is left out, or None.
        everything: whether information is shown.
        accepting: what is to be accepted.

    Raises:
        SettingsError: the baseline cannot be read, or a fingerprint is unknown.
        OutputError: what is accepted cannot be written.
    """
    from curranalyser.check.finding import shown_by_default
    from curranalyser.check.run import check_drafts
    from curranalyser.check.suppress import new_findings, set_aside, without_use

    kept, aside = set_aside(check_drafts(read, scheme, say, chosen, own.house), own.suppress)
    findings = new_findings(kept, baseline) if baseline else kept
    shown = findings if everything else shown_by_default(findings)
    added = accept_findings(kept, aside, shown, accepting, say)
    if added:
        aside = (*aside, *set_aside(kept, added)[1])
        kept, findings, shown = (set_aside(those, added)[0] for those in (kept, findings, shown))
    names = [checked.name for draft in read for checked in draft.syllabi]
    say_without_use(without_use(own.suppress, aside, names, frozenset(chosen) - own.house.off), say)
    return Found(
        read, scheme, say, own, findings, shown, aside, known=len(kept) - len(findings), everything=everything
    )


def show(found: Found, form: str, output: Path | None, *, force: bool) -> None:
    """Write what was found in a form, to a file or to standard output. Raises OutputError."""
    text = _text(found, output) if form == "text" else _rendered(found, form)
    write_text(text, output, force=force)


def write_text(text: str, output: Path | None, *, force: bool) -> None:
    """Write a text to a file or to standard output. See `output_file.write_file`. Raises OutputError."""
    if output is None:
        click.echo(text)
    else:
        write_file(output, f"{text}\n".encode(), force=force)


def _text(found: Found, output: Path | None) -> str:
    from curranalyser.check.text import TextForm

    terminal = sys.stdout.isatty() and output is None
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((100, 24)).columns if terminal else None
    lines = TextForm(found.say, found.scheme, width, colour, found.everything)
    return "\n".join(lines.lines(found.read, found.findings, *found.left_out))


def _rendered(found: Found, form: str) -> str:
    from curranalyser.check.data import check_result, github_lines, json_text, sarif_text

    held = found.findings if form in _HOLDS_ALL else found.shown
    if form == "html":
        from curranalyser.check.page import html_text

        return html_text(
            found.read,
            held,
            found.scheme,
            found.say,
            everything=found.everything,
            left_out=found.left_out,
            house=found.own.house,
        )
    result = check_result(found.read, held, found.aside, found.say.lang)
    if form == "github":
        return "\n".join(github_lines(result, found.say))
    return json_text(result) if form == "json" else sarif_text(result)
