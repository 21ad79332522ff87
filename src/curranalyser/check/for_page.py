"""One draft, or the two versions of one → what the page in which it is written shows of it.

All of it is done in a process within the limits of a draft, and travels as JSON.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath

from curranalyser.check.draft import Checked, Draft, read_draft
from curranalyser.check.explain import Explanation
from curranalyser.check.field_text import MARKDOWN, FieldText, field_text
from curranalyser.check.finding import Finding, Severity, expand_rules, rules, shown_by_default
from curranalyser.check.page import Explained, FindingView, Views, course_name, html_text
from curranalyser.check.passages import Passage, Utf16
from curranalyser.check.placed import places_in
from curranalyser.check.run import check_each
from curranalyser.check.summary import perspective_lines, severity_counts
from curranalyser.check.suppress import CheckSettings, set_aside
from curranalyser.check.text import SECTION_NAMES
from curranalyser.datamodel import Failure, to_json
from curranalyser.errors import PAGE_HINTS, DocumentError, FailureCategory
from curranalyser.i18n import N_, Translator, translator
from curranalyser.identity import chosen_scheme
from curranalyser.read.endings import WORD_ENDINGS, ending_of
from curranalyser.report.failures import told_failure
from curranalyser.report.sanitise import clean_line
from curranalyser.scheme import Scheme
from curranalyser.settings import Settings
from curranalyser.workers import load_for

_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\|[\s:|-]{3,400}\|?[ \t]*$)", re.MULTILINE)
# A surrogate without its other half, or a zero: no text holds one, and reading would take it for bytes.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
# Beyond so many findings of a draft a page shows no more of them: nobody reads on.
_MOST_FINDINGS = 1000
NOT_COMPARED = N_(
    "The two versions have no course code in common, or are in one language: they were not compared."
)
# A Swedish and an English one.
_VERSIONS = 2


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be checked: the bytes of a file, or a text.

    Attributes:
        name: of the file, or of the file that the text came from, or "".
        data: of the file; None for a text.
        text: that somebody writes.
        markdown: whether the text is known to be Markdown; else its marks tell.
    """

    name: str
    data: bytes | None = None
    text: str = ""
    markdown: bool = False


@lru_cache(maxsize=4)
def _scheme(settings: Settings) -> Scheme:
    return chosen_scheme(settings)


@dataclass(frozen=True)
class Asked:
    """How it is asked.

    Attributes:
        lang: of the messages.
        settings: limits and model.
        own: what the house says of the rules.
        everything: whether a file to take away has information too.
        dismissed: fingerprints of findings that such a file is to do without.
    """

    lang: str
    settings: Settings
    own: CheckSettings
    everything: bool = False
    dismissed: frozenset[str] = frozenset()

    @property
    def say(self) -> Translator:
        """What says messages."""
        return translator(self.lang)

    @property
    def scheme(self) -> Scheme:
        """The perspectives and the home country."""
        return _scheme(self.settings)

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of the rules that the house asks."""
        chosen = expand_rules(self.own.select) if self.own.select else frozenset(rules())
        return chosen - expand_rules(self.own.ignore)


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its place in the text.

    Attributes:
        view: as it is shown.
        fingerprint: of the finding.
        syllabus: its code or title, or "".
        text: the words that it is about.
        outcome: id of the outcome it is about, or "".
        group: what a finding that is about no outcome belongs to, in words.
        place: (start, end) in UTF-16 units; None where it has none.
        words: likewise, those that decided.
    """

    view: FindingView
    fingerprint: str
    syllabus: str
    text: str
    outcome: str
    group: str
    place: tuple[int, int] | None
    words: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSyllabus:
    """A syllabus in a draft: its code or title, or ""; both as shown; its language, and what is counted."""

    name: str
    title: str
    language: str
    outcomes: int
    lines: tuple[str, ...]
    findings: tuple[Placed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDraft:
    """A draft, or one version of it.

    Attributes:
        name: as it was given.
        text: that stands in the field, where a file was given; "" where the text was given.
        editable: whether what is found is found in that text; else in the file itself.
        markdown: whether the text is Markdown.
        syllabi: in their order.
        failures: sentences on what could not be read.
        notes: sentences on how it was read.
        counts: warnings, suggestions, pieces of information.
        left_out: how many findings the house suppresses.
        more: how many findings are not shown, because there are too many.
        annotated: the ending of the file with what was found on it, where there can be one; else "".
    """

    name: str
    text: str
    editable: bool
    markdown: bool
    syllabi: tuple[FoundSyllabus, ...]
    failures: tuple[str, ...]
    notes: tuple[str, ...]
    counts: tuple[int, int, int]
    left_out: int
    more: int
    annotated: str


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What the page shows. `explained` are explanations by the id that findings have; `notes` sentences."""

    drafts: tuple[FoundDraft, ...]
    explained: tuple[tuple[str, Explanation], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A draft with the text of the field; `draft` is made of that text where it is `own`."""

    given: Given
    draft: Draft
    field: FieldText


def annotated_ending(name: str) -> str:
    """Return the ending of a file that can carry what was found; "" for others."""
    ending = ending_of(name)
    return ending if ending == ".pdf" or ending in WORD_ENDINGS else ""


def check_for_page(given: Sequence[Given], asked: Asked) -> bytes:
    """Check drafts for a page.

    Args:
        given: one draft, or two versions of one, which are compared.
        asked: how.

    Returns:
        A `PageAnswer` as JSON, with all that was found.

    Raises:
        ModelError: the model is missing or altered.
    """
    own, say, scheme = asked.own, asked.say, asked.scheme
    read = [_read(item, number, asked.settings) for number, item in enumerate(given)]
    drafts = [item.draft for item in read]
    explained = Explained(scheme, say, own.house)
    found = iter(check_each(drafts, scheme, say, asked.chosen, own.house))
    shown = tuple(
        _shown(item, [(checked, next(found)) for checked in item.draft.syllabi], own, explained)
        for item in read
    )
    notes = (say.gettext(NOT_COMPARED),) if len(given) == _VERSIONS and not _comparable(drafts) else ()
    return to_json(PageAnswer(shown, tuple(sorted(explained.found.items())), notes))


def _read(given: Given, number: int, settings: Settings) -> _Read:
    classifier = load_for(settings)
    if given.data is None:
        text = _NO_TEXT.sub("\ufffd", given.text)
        draft = read_draft(text.encode(), _text_name(given, text, number), settings, classifier)
        return _Read(given, draft, FieldText(text, same=True, markdown=given.markdown))
    draft = read_draft(given.data, given.name, settings, classifier)
    made = field_text(draft, settings)
    if made.same and made.text:
        named = _text_name(replace(given, markdown=made.markdown), made.text, number)
        again = read_draft(made.text.encode(), named, settings, classifier)
        # What the file itself could not tell, such as a page that is a picture, stays said.
        draft = replace(again, failures=_failures_of_both(draft, again))
    return _Read(given, draft, made)


def _failures_of_both(file: Draft, text: Draft) -> tuple[Failure, ...]:
    there = {item.category for item in text.failures}
    return (*(item for item in file.failures if item.category not in there), *text.failures)


def _text_name(given: Given, text: str, number: int) -> str:
    """Return a name for a text: its ending tells how it is read, and no two versions have one name."""
    stem = PurePosixPath(given.name).stem or "text"
    return f"{stem}-{number + 1}{MARKDOWN if given.markdown or _MARKDOWN.search(text) else '.txt'}"


def _comparable(drafts: Sequence[Draft]) -> bool:
    told = [
        {
            (item.syllabus.header.code.casefold(), item.syllabus.language)
            for item in draft.syllabi
            if item.syllabus.header.code
        }
        for draft in drafts
    ]
    return any(
        code == other and language != spoken for code, language in told[0] for other, spoken in told[1]
    )


def _shown(
    read: _Read,
    found: Sequence[tuple[Checked, Sequence[Finding]]],
    own: CheckSettings,
    explained: Explained,
) -> FoundDraft:
    say = explained.say
    kept: list[tuple[Checked, tuple[Finding, ...]]] = []
    left_out = more = 0
    for checked, findings in found:
        stays, aside = set_aside(findings, own.suppress)
        left_out += len(aside)
        # What asks for something before what asks for nothing, where not all of it can be shown.
        room = max(_MOST_FINDINGS - sum(len(items) for _, items in kept), 0)
        weightiest = sorted(stays, key=lambda item: -item.severity.rank)[:room]
        more += len(stays) - len(weightiest)
        kept.append(
            (checked, tuple(item for item in stays if item in weightiest) if room < len(stays) else stays)
        )
    places = places_in(read.field.text, kept)
    units = Utf16(read.field.text)
    views = Views(say, explained.scheme, explained)
    syllabi = tuple(
        FoundSyllabus(
            name=checked.name,
            title=course_name(checked, say),
            language=checked.syllabus.language or "",
            outcomes=len(checked.syllabus.outcomes),
            lines=tuple(perspective_lines(checked, explained.scheme, say)),
            findings=tuple(
                _placed(item, checked, passage, units, views)
                for item, passage in zip(findings, passages, strict=True)
            ),
        )
        for (checked, findings), passages in zip(kept, places, strict=True)
    )
    return FoundDraft(
        name=clean_line(read.given.name),
        text="" if read.given.data is None else read.field.text,
        editable=read.field.same or not read.field.text,
        markdown=read.field.markdown,
        syllabi=syllabi,
        failures=tuple(_sentences(read.draft.failures, say)),
        notes=tuple(say.gettext(note) for note in read.draft.notes),
        counts=severity_counts([item for _, findings in kept for item in findings]),
        left_out=left_out,
        more=more,
        annotated=annotated_ending(read.given.name)
        if read.given.data is not None and read.draft.syllabi
        else "",
    )


def _placed(item: Finding, checked: Checked, passage: Passage | None, units: Utf16, views: Views) -> Placed:
    return Placed(
        view=replace(views.finding(item, checked.syllabus.language), line=None),
        fingerprint=item.fingerprint,
        syllabus=item.syllabus,
        text=item.text,
        outcome=item.outcome or "",
        group="" if item.outcome else views.say.gettext(SECTION_NAMES.get(item.rule[0], "")),
        place=(units(passage.start), units(passage.end)) if passage else None,
        words=tuple((units(start), units(end)) for start, end in passage.words) if passage else (),
    )


def _sentences(failures: Iterable[Failure], say: Translator) -> Iterable[str]:
    for failure in failures:
        hint = PAGE_HINTS.get(failure.category, failure.hint)
        yield clean_line(f"{told_failure(failure, say)} {say.gettext(hint)}")


def _undismissed(drafts: Sequence[Draft], asked: Asked) -> tuple[tuple[Finding, ...], int]:
    """Return what was found in drafts, and how many findings the house and the author leave out of it."""
    found = check_each(drafts, asked.scheme, asked.say, asked.chosen, asked.own.house)
    kept, aside = set_aside([item for items in found for item in items], asked.own.suppress)
    stays = tuple(item for item in kept if item.fingerprint not in asked.dismissed)
    return stays, len(aside) + len(kept) - len(stays)


def annotated_for_page(given: Given, asked: Asked) -> bytes:
    """Return the author's own Word file with comments, or the PDF with highlights.

    Args:
        given: the file.
        asked: how, and what is to be left out.

    Raises:
        DocumentError: it can carry none, or could not be read.
        ModelError: the model is missing or altered.
    """
    ending = annotated_ending(given.name)
    if not ending or given.data is None:
        raise DocumentError(FailureCategory.UNSUPPORTED_FORMAT)
    draft = read_draft(given.data, given.name, asked.settings, load_for(asked.settings))
    if not draft.syllabi:
        raise DocumentError(draft.failures[0].category if draft.failures else FailureCategory.NOT_A_SYLLABUS)
    findings, _ = _undismissed([draft], asked)
    if not asked.everything:
        findings = shown_by_default(findings)
    if ending == ".pdf":
        from curranalyser.check.highlights import add_highlights  # noqa: PLC0415 slow to import

        return add_highlights(given.data, findings, asked.say)
    from curranalyser.check.comments import add_comments  # noqa: PLC0415 for such files only

    return add_comments(given.data, findings, asked.say)


def standing_page(given: Sequence[Given], asked: Asked) -> bytes:
    """Return a page with the findings that stands alone, to be kept or sent: arguments as above.

    It folds information away, and holds it in any case.
    """
    drafts = [_read(item, number, asked.settings).draft for number, item in enumerate(given)]
    findings, left_out = _undismissed(drafts, asked)
    names = {
        draft.source.path: clean_line(item.name) or draft.source.path
        for draft, item in zip(drafts, given, strict=True)
    }
    page = html_text(
        [replace(draft, source=replace(draft.source, path=names[draft.source.path])) for draft in drafts],
        [replace(item, file=names[item.file]) for item in findings],
        asked.scheme,
        asked.say,
        everything=asked.everything,
        left_out=(left_out, 0),
        house=asked.own.house,
    )
    return f"{page}\n".encode()


def is_asking(placed: Placed) -> bool:
    """Whether a finding asks for something: what a page shows by default."""
    return placed.view.level != Severity.INFO.value
