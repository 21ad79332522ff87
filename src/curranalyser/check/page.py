"""Findings → one web page that stands alone.

No script, nothing fetched, readable on paper and by a screen reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from curranalyser.check.draft import Draft
from curranalyser.check.finding import SEVERITIES, Finding
from curranalyser.check.text import SECTION_NAMES
from curranalyser.folder import PAGE_MARK
from curranalyser.i18n import Translator
from curranalyser.report.marks import Segment, segments
from curranalyser.report.sanitise import clean_line


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as it is shown."""

    rule: str
    level: str
    severity: str
    message: str
    notes: tuple[str, ...]
    line: int | None


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """An outcome with its evidence marked, and its findings."""

    name: str
    segments: tuple[Segment, ...]
    page: int
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class SyllabusView:
    """One syllabus: its outcomes, and the findings about the whole by heading."""

    file: str
    title: str
    outcomes: tuple[OutcomeView, ...]
    groups: tuple[tuple[str, tuple[FindingView, ...]], ...]


def _shown(finding: Finding, say: Translator) -> FindingView:
    notes = tuple(clean_line(note) for note in finding.notes)
    return FindingView(
        finding.rule,
        finding.severity.value,
        say.gettext(SEVERITIES[finding.severity]),
        clean_line(finding.message),
        notes,
        finding.line,
    )


def _views(drafts: Sequence[Draft], findings: Sequence[Finding], say: Translator) -> list[SyllabusView]:
    views = []
    for draft in drafts:
        for checked in draft.syllabi:
            mine = [
                item for item in findings if item.file == draft.source.path and item.syllabus == checked.name
            ]
            outcomes = []
            for outcome in checked.syllabus.outcomes:
                own = [item for item in mine if item.outcome == outcome.id]
                spans = [
                    (start, end, 0)
                    for item in own
                    if item.rule in ("P101", "P102")
                    for start, end in item.spans
                ]
                outcomes.append(
                    OutcomeView(
                        outcome.id,
                        segments(outcome.text, spans),
                        outcome.page,
                        tuple(_shown(item, say) for item in own),
                    )
                )
            groups = []
            for letter, name in SECTION_NAMES.items():
                group = tuple(
                    _shown(item, say) for item in mine if item.outcome is None and item.rule[0] == letter
                )
                if group:
                    groups.append((say.gettext(name), group))
            header = checked.syllabus.header
            untitled = say.gettext("no title found")
            title = clean_line(f"{header.code or ''} {header.title or untitled}")
            views.append(SyllabusView(clean_line(draft.source.path), title, tuple(outcomes), tuple(groups)))
    return views


def html_text(
    drafts: Sequence[Draft], findings: Sequence[Finding], say: Translator, everything: bool = False
) -> str:
    """Return the page. Everything from a document is escaped.

    Args:
        drafts: what was checked.
        findings: what was found.
        say: the language.
        everything: whether information is unfolded from the beginning.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 slow, and needed by this format only

    environment = Environment(
        loader=PackageLoader("curranalyser.check", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return (
        environment.get_template("check.html.j2")
        .render(
            mark=PAGE_MARK,
            lang=say.lang,
            _=say.gettext,
            syllabi=_views(drafts, findings, say),
            everything=everything,
        )
        .rstrip("\n")
    )
