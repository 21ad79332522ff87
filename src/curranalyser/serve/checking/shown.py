"""What was found in a draft → what the templates show: findings by outcome, then the rest by group."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from curranalyser.check.explain import Explanation
from curranalyser.check.for_page import FoundDraft, FoundSyllabus, Given, PageAnswer, Placed, is_asking
from curranalyser.check.passages import Utf16
from curranalyser.report.sanitise import clean_line


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingShown:
    """A finding, with its explanation and its notes, which have explanations of their own.

    `line` is where it stands in the text, from 1, or None.
    """

    placed: Placed
    line: int | None
    explanation: Explanation | None
    notes: tuple[tuple[str, Explanation | None], ...]

    @property
    def spans(self) -> str:
        """The words that decided, for our script: starts and ends with blanks between."""
        return " ".join(f"{start} {end}" for start, end in self.placed.words)


@dataclass(frozen=True, slots=True)
class Group:
    """Findings to be shown together: of an outcome, whose text is `quote`, or of a kind, whose name it is."""

    quote: str
    is_outcome: bool
    findings: tuple[FindingShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SyllabusShown:
    """A syllabus: code and title, language, what is counted, how many outcomes, and its findings."""

    title: str
    language: str
    outcomes: int
    lines: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """One version: what stands in its field, and what is shown beside. Without `found`, nothing was checked.

    `identity` is what the browser keeps dismissals by, and `is_file` says that the text is made of a file.
    """

    name: str = ""
    text: str = ""
    editable: bool = True
    markdown: bool = False
    is_file: bool = False
    identity: str = ""
    annotated: str = ""
    found: FoundDraft | None = None
    syllabi: tuple[SyllabusShown, ...] = ()
    everything: bool = False


def draft_view(found: FoundDraft, given: Given, answer: PageAnswer, everything: bool) -> DraftView:
    """Return what is shown of one version.

    Args:
        found: what was found in it.
        given: what was sent.
        answer: which holds the explanations.
        everything: whether information is shown too.
    """
    is_file = given.data is not None
    text = found.text if is_file else given.text
    explained = dict(answer.explained)
    lines = _Lines(text)
    named = [item.name for item in found.syllabi if item.name]
    return DraftView(
        name=found.name,
        text=text,
        editable=found.editable,
        markdown=found.markdown,
        is_file=is_file,
        identity=" + ".join(dict.fromkeys(named)) or found.name,
        annotated=found.annotated,
        found=found,
        syllabi=tuple(_syllabus(item, explained, lines, everything) for item in found.syllabi),
        everything=everything,
    )


class _Lines:
    """Offsets as a browser counts them → lines, from 1."""

    def __init__(self, text: str) -> None:
        units = Utf16(text)
        self._ends = [units(found.start()) for found in re.finditer("\n", text)]

    def of(self, offset: int) -> int:
        """Return the line that an offset is in."""
        return 1 + bisect_left(self._ends, offset)


def _syllabus(
    item: FoundSyllabus, explained: dict[str, Explanation], lines: _Lines, everything: bool
) -> SyllabusShown:
    shown = [finding for finding in item.findings if everything or is_asking(finding)]
    groups: dict[tuple[bool, str], list[Placed]] = {}
    for finding in shown:
        key = (True, finding.outcome) if finding.outcome else (False, finding.group)
        groups.setdefault(key, []).append(finding)
    return SyllabusShown(
        title=item.title,
        language=item.language,
        outcomes=item.outcomes,
        lines=item.lines,
        groups=tuple(
            Group(
                _quote(findings, name, is_outcome),
                is_outcome,
                tuple(_finding(one, explained, lines) for one in findings),
            )
            for (is_outcome, name), findings in groups.items()
        ),
    )


def _quote(findings: Sequence[Placed], name: str, is_outcome: bool) -> str:
    return clean_line(f"{name}. {findings[0].text}") if is_outcome else name


def _finding(item: Placed, explained: dict[str, Explanation], lines: _Lines) -> FindingShown:
    notes = tuple(
        (f"{note.rule}: {note.text}" if note.rule else note.text, explained.get(note.why))
        for note in item.view.notes
    )
    line = lines.of(item.place[0]) if item.place else None
    return FindingShown(placed=item, line=line, explanation=explained.get(item.view.why), notes=notes)
