"""Findings → lines for a terminal: by outcome, then what is about the whole.

Severity and certainty stand in words, never in colour alone.
"""

import textwrap
from collections.abc import Iterator, Sequence

from curranalyser.check.draft import Checked, Draft
from curranalyser.check.finding import SEVERITIES, Finding, Severity, shown_by_default
from curranalyser.check.summary import counts_told, left_out_told, perspective_lines, severity_counts
from curranalyser.datamodel import LearningOutcome
from curranalyser.i18n import N_, Translator
from curranalyser.report.marks import segments
from curranalyser.report.sanitise import clean_line
from curranalyser.scheme import Scheme

# Columns: what is broken more narrowly cannot be read.
_NARROWEST = 40
_INDENT = "   "
# Private-use characters stand for the ends of an underline while lines are wrapped; none comes from a
# document, for those are cleaned away.
_ON, _OFF = "\ue000", "\ue001"
_UNDERLINE, _NO_UNDERLINE = "\x1b[4m", "\x1b[24m"
_RESET = "\x1b[0m"
_COLOURS = {Severity.WARNING: "\x1b[31m", Severity.SUGGESTION: "\x1b[33m", Severity.INFO: ""}
_BOLD = "\x1b[1m"
SECTION_NAMES: dict[str, str] = {
    "O": N_("Outside the outcomes"),
    "L": N_("Language"),
    "F": N_("How the outcomes are made"),
    "A": N_("Outcomes, examination and level"),
    "R": N_("Required parts"),
}


class TextForm:
    """Lays out findings.

    Args:
        say: the language.
        scheme: the perspectives.
        width: characters a line may have (never less than 40); None for whole paragraphs on one line, as a
            pipe wants them.
        colour: whether ANSI codes may be used.
        everything: whether information is shown too, and outcomes about which nothing is said.
    """

    def __init__(
        self,
        say: Translator,
        scheme: Scheme,
        width: int | None = None,
        colour: bool = False,
        everything: bool = True,
    ) -> None:
        self.say, self.scheme, self.colour, self.everything = say, scheme, colour, everything
        self.width = max(width, _NARROWEST) if width else None

    def lines(
        self, drafts: Sequence[Draft], findings: Sequence[Finding], suppressed: int = 0, known: int = 0
    ) -> Iterator[str]:
        """Yield the lines.

        Args:
            drafts: what was checked.
            findings: what was found; information is counted where it is not shown.
            suppressed: how many findings the settings suppress.
            known: how many the baseline holds already.
        """
        rest = list(findings if self.everything else shown_by_default(findings))
        for draft in drafts:
            for checked in draft.syllabi:
                mine = [
                    item for item in rest if item.file == draft.source.path and item.syllabus == checked.name
                ]
                rest = [item for item in rest if item not in mine]
                yield from self._syllabus(draft, checked, mine)
        yield from self._paragraph(self._summary(findings, suppressed, known))

    def _syllabus(self, draft: Draft, checked: Checked, findings: list[Finding]) -> Iterator[str]:
        _ = self.say.gettext
        header = checked.syllabus.header
        yield from self._paragraph(draft.source.path)
        untitled = _("no title found")
        yield from self._paragraph(f"{header.code or ''} {header.title or untitled}".strip(), bold=True)
        yield ""
        seen: set[str] = set()
        for outcome in checked.syllabus.outcomes:
            mine = [item for item in findings if item.outcome == outcome.id]
            if not mine and not self.everything:
                continue
            yield from self._outcome(draft, outcome, mine)
            for finding in mine:
                yield from self._finding(finding, seen)
        if checked.syllabus.outcomes:
            if self.everything or any(item.outcome for item in findings):
                yield ""
            for line in perspective_lines(checked, self.scheme, self.say):
                yield from self._paragraph(line)
        for letter, name in SECTION_NAMES.items():
            mine = [item for item in findings if item.outcome is None and item.rule[0] == letter]
            if mine:
                yield ""
                yield from self._paragraph(_(name), bold=True)
            for finding in mine:
                yield from self._finding(finding, seen)
        yield ""

    def _outcome(self, draft: Draft, outcome: LearningOutcome, findings: list[Finding]) -> Iterator[str]:
        spans = [
            (start, end, 0)
            for finding in findings
            if finding.rule in ("P101", "P102")
            for start, end in finding.spans
        ]
        text = "".join(
            f"{_ON}{piece.text}{_OFF}" if piece.perspectives else piece.text
            for piece in segments(outcome.text, spans)
        )
        text = " ".join(text.split())
        found = draft.place_of(outcome)
        place = (
            self.say.gettext("line %(number)s", number=found[0])
            if found
            else self.say.gettext("page %(number)s", number=outcome.page)
        )
        yield from self._wrapped(f"{outcome.id}. {text} ({place})", "", _INDENT)

    def _finding(self, finding: Finding, seen: set[str]) -> Iterator[str]:
        severity = self.say.gettext(SEVERITIES[finding.severity])
        head = finding.rule if finding.severity is Severity.INFO else f"{finding.rule} {severity}:"
        place = ""
        if finding.rule[0] == "A" and finding.outcome is None and finding.line:
            place = f" ({self.say.gettext('line %(number)s', number=finding.line)})"
        told = f"{head} {finding.message}{place} [{finding.mark}]"
        yield from self._paragraph(told, _INDENT, colour=_COLOURS[finding.severity])
        for note in finding.notes:
            # A rule of the codebook is told once; after that its name is enough.
            shown = note.partition(": ")[0] if finding.rule[0] == "P" and note in seen else note
            seen.add(note)
            yield from self._paragraph(shown, 2 * _INDENT)

    def _summary(self, findings: Sequence[Finding], suppressed: int, known: int) -> str:
        say = self.say
        counts = severity_counts(findings)
        parts = list(counts_told(counts, say))
        if counts[2] and not self.everything:
            how = say.gettext("shown with --all")
            parts[-1] += f" ({how})"
        parts += left_out_told(suppressed, known, say)
        where = say.gettext("What a rule means: curranalyser explain RULE")
        areas = {item.area for item in findings}
        # With wordings of the draft's own subject, where that is one and sure.
        area = f" --area {areas.pop()}" if len(areas) == 1 and "" not in areas else ""
        return f"{', '.join(parts)}. {where}{area}"

    def _paragraph(self, text: str, indent: str = "", bold: bool = False, colour: str = "") -> Iterator[str]:
        code = _BOLD if bold else colour
        for line in self._wrapped(clean_line(text), indent, indent + (_INDENT if indent else "")):
            yield f"{code}{line}{_RESET}" if self.colour and code else line

    def _wrapped(self, text: str, first: str, later: str) -> Iterator[str]:
        lines = [first + text]
        if self.width is not None:
            lines = textwrap.wrap(
                text,
                self.width,
                initial_indent=first,
                subsequent_indent=later,
                break_long_words=False,
                break_on_hyphens=False,
            ) or [first]
        underlined = False
        for line in lines:
            if not self.colour:
                yield line.replace(_ON, "").replace(_OFF, "")
                continue
            shown = (_UNDERLINE if underlined else "") + line.replace(_ON, _UNDERLINE).replace(
                _OFF, _NO_UNDERLINE
            )
            underlined = line.rfind(_ON) > line.rfind(_OFF) or (underlined and _OFF not in line)
            yield shown + (_NO_UNDERLINE if underlined else "")
