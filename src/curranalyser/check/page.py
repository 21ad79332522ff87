"""Findings → one web page that stands alone.

No script, nothing fetched, readable on paper and by a screen reader. What a rule means opens beside it, and
stands at the end where a browser knows no such thing, and on paper.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from curranalyser.check.draft import Checked, Draft
from curranalyser.check.explain import Explanation, explanation_of
from curranalyser.check.finding import SEVERITIES, Finding, Severity
from curranalyser.check.house import House
from curranalyser.check.summary import counts_told, left_out_told, perspective_lines, severity_counts
from curranalyser.check.text import SECTION_NAMES
from curranalyser.datamodel import LearningOutcome
from curranalyser.folder import PAGE_MARK
from curranalyser.i18n import Translator
from curranalyser.report.marks import Segment, segments
from curranalyser.report.sanitise import clean_line
from curranalyser.scheme import Scheme

if TYPE_CHECKING:
    from jinja2 import Environment

_NO_ID = re.compile(r"[^\w-]")
_PERSPECTIVE_RULES = ("P101", "P102")
# Its wordings are those of the perspective that it is about.
_OPPORTUNITY = "O201"


@dataclass(frozen=True, slots=True)
class Noted:
    """A line to read below a finding.

    `why` is the id of the explanation of the rule that it begins with, or "".
    """

    rule: str
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding as it is shown. `why` is the id of its explanation on the page."""

    rule: str
    level: str
    severity: str
    message: str
    notes: tuple[Noted, ...]
    line: int | None
    mark: str
    why: str


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """An outcome with its evidence marked, and its findings. `lang` is its language, or ""."""

    name: str
    lang: str
    segments: tuple[Segment, ...]
    page: int
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Findings to be shown together: those about outcomes, and those about the whole by heading."""

    outcomes: tuple[OutcomeView, ...]
    groups: tuple[tuple[str, tuple[FindingView, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SyllabusView:
    """One syllabus.

    Attributes:
        file: as the user named it.
        title: code and title.
        told: how many findings of each severity, in words.
        lines: the perspectives counted.
        to_look_at: warnings and suggestions.
        everything: all outcomes and the information.
        information: how many pieces of it.
        total: how many outcomes.
    """

    file: str
    title: str
    told: str
    lines: tuple[str, ...]
    to_look_at: Part
    everything: Part
    information: int
    total: int


class Explained:
    """The explanations that a page needs, each once, with the id that leads to it."""

    def __init__(self, scheme: Scheme, say: Translator, house: House | None = None) -> None:
        self.scheme, self.say, self.house = scheme, say, house
        self.found: dict[str, Explanation] = {}

    def place(self, rule: str, area: str = "", language: str | None = None, perspective: str = "") -> str:
        """Return the id of an explanation; "" where the rule is unknown."""
        known = perspective if perspective in self.scheme.ids else ""
        item = explanation_of(
            rule,
            self.scheme,
            self.say,
            area=area or None,
            language=language,
            house=self.house,
            perspective=known,
        )
        if item is None:
            return ""
        # Where the wordings are the same, one explanation is enough.
        parts = (rule, *((area or "any", language or self.say.lang, known) if item.pair else ()))
        # Ids of a user's own scheme may hold anything.
        name = "why-" + "-".join(_NO_ID.sub("_", part) for part in parts if part)
        self.found[name] = item
        return name


def course_name(checked: Checked, say: Translator) -> str:
    """Return code and title of a syllabus as they are shown."""
    header = checked.syllabus.header
    untitled = say.gettext("no title found")
    return clean_line(f"{header.code or ''} {header.title or untitled}")


class Views:
    """Makes what templates show of drafts."""

    def __init__(self, say: Translator, scheme: Scheme, explained: Explained) -> None:
        self.say, self.scheme, self.explained = say, scheme, explained

    def finding(self, item: Finding, language: str | None) -> FindingView:
        """Return a finding as it is shown; `language` is that of its syllabus."""
        key = item.key if item.rule == _OPPORTUNITY else ""
        why = self.explained.place(item.rule, item.area, language, key)
        return FindingView(
            rule=item.rule,
            level=item.severity.value,
            severity=self.say.gettext(SEVERITIES[item.severity]),
            message=clean_line(item.message),
            notes=tuple(self._note(item, note, language) for note in item.notes),
            line=item.line,
            mark=item.mark,
            why=why,
        )

    def _note(self, item: Finding, note: str, language: str | None) -> Noted:
        rule, _, text = clean_line(note).partition(": ")
        why = (
            self.explained.place(rule, item.area, language)
            if item.rule in _PERSPECTIVE_RULES and text
            else ""
        )
        return Noted(rule, text, why) if why else Noted("", clean_line(note))

    def _outcome(
        self, outcome: LearningOutcome, shown: Sequence[Finding], own: Sequence[Finding], language: str | None
    ) -> OutcomeView:
        spans = [
            (start, end, 0) for item in own if item.rule in _PERSPECTIVE_RULES for start, end in item.spans
        ]
        return OutcomeView(
            name=outcome.id,
            lang=outcome.language or "",
            segments=segments(outcome.text, spans),
            page=outcome.page,
            findings=tuple(self.finding(item, language) for item in shown),
        )

    def _part(
        self,
        checked: Checked,
        found: Sequence[Finding],
        own: Mapping[str, Sequence[Finding]],
        all_of_them: bool,
    ) -> Part:
        language = checked.syllabus.language
        outcomes = []
        for outcome in checked.syllabus.outcomes:
            shown = [item for item in found if item.outcome == outcome.id]
            if shown or all_of_them:
                outcomes.append(self._outcome(outcome, shown, own.get(outcome.id, ()), language))
        groups = []
        for letter, name in SECTION_NAMES.items():
            group = tuple(
                self.finding(item, language)
                for item in found
                if item.outcome is None and item.rule[0] == letter
            )
            if group:
                groups.append((self.say.gettext(name), group))
        return Part(tuple(outcomes), tuple(groups))

    def syllabus(self, file: str, checked: Checked, findings: Sequence[Finding]) -> SyllabusView:
        """Return a syllabus as it is shown, with what was found in it."""
        own: dict[str, list[Finding]] = {}
        for item in findings:
            own.setdefault(item.outcome or "", []).append(item)
        asking = [item for item in findings if item.severity is not Severity.INFO]
        information = [item for item in findings if item.severity is Severity.INFO]
        counts = severity_counts(findings)
        return SyllabusView(
            file=clean_line(file),
            title=course_name(checked, self.say),
            told=", ".join(counts_told(counts, self.say)[:2]),
            lines=tuple(perspective_lines(checked, self.scheme, self.say)),
            to_look_at=self._part(checked, asking, own, all_of_them=False),
            everything=self._part(checked, information, own, all_of_them=True),
            information=counts[2],
            total=len(checked.syllabus.outcomes),
        )


def syllabus_views(
    drafts: Iterable[Draft], findings: Sequence[Finding], say: Translator, explained: Explained
) -> list[SyllabusView]:
    """Return what is shown of each syllabus, in the order of the drafts."""
    views = Views(say, explained.scheme, explained)
    by_place: dict[tuple[str, str], list[Finding]] = {}
    for item in findings:
        by_place.setdefault((item.file, item.syllabus), []).append(item)
    return [
        # Where two syllabi of a file have one name, the first has the findings of both.
        views.syllabus(draft.source.path, checked, by_place.pop((draft.source.path, checked.name), []))
        for draft in drafts
        for checked in draft.syllabi
    ]


@lru_cache(maxsize=2)
def page_environment(lang: str) -> "Environment":
    """Return what renders the templates of this package; everything from a document is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 slow, and needed by pages only

    from curranalyser.i18n import translator  # noqa: PLC0415 beside its user

    environment = Environment(
        loader=PackageLoader("curranalyser.check", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    say = translator(lang)
    environment.install_gettext_callables(say.gettext, say.ngettext, newstyle=False)  # type: ignore[attr-defined]
    environment.globals.update(_=say.gettext, ngettext=say.ngettext)
    style = (resources.files("curranalyser.check") / "templates" / "check.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment.globals.update(
        lang=lang,
        style=style,
        mark=PAGE_MARK,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )
    return environment


def html_text(
    drafts: Sequence[Draft],
    findings: Sequence[Finding],
    scheme: Scheme,
    say: Translator,
    *,
    everything: bool = False,
    left_out: tuple[int, int] = (0, 0),
    house: House | None = None,
    place: str = "",
    back: str = "",
) -> str:
    """Return the page. Everything from a document is escaped.

    Args:
        drafts: what was checked.
        findings: what was found.
        scheme: the perspectives and the rules of the codebook.
        say: the language.
        everything: whether information is unfolded from the beginning.
        left_out: how many findings the settings suppress, and how many the baseline holds.
        house: what the house has changed of the rules.
        place: what the page is called in a report, or "".
        back: where the report's first page lies, or "".
    """
    explained = Explained(scheme, say, house)
    syllabi = syllabus_views(drafts, findings, say, explained)
    return (
        page_environment(say.lang)
        .get_template("check.html.j2")
        .render(
            syllabi=syllabi,
            everything=everything,
            left_out=", ".join(left_out_told(*left_out, say)),
            explained=sorted(explained.found.items()),
            place=place,
            back=back,
        )
        .rstrip("\n")
    )
