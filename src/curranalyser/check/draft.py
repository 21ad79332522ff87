"""A file or standard input → a draft.

What was read, understood and labelled, with the lines that the rules look at.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from curranalyser.analyse import (
    analyse_catalogue,
    analyse_syllabus,
    document_failures,
    syllabus_failures,
)
from curranalyser.check.bare import bare_outcomes
from curranalyser.check.finding import Finding
from curranalyser.check.mail import drafts_in_mail
from curranalyser.check.place import Place, TextPlaces
from curranalyser.check.signs import has_signs
from curranalyser.classify import Classifier
from curranalyser.datamodel import (
    AnalysedSyllabus,
    Document,
    Failure,
    LearningOutcome,
    SectionKind,
    SourceFile,
    Syllabus,
)
from curranalyser.errors import CurranalyserError, DocumentError, FailureCategory
from curranalyser.i18n import N_
from curranalyser.parse import parse_document
from curranalyser.read import Catalogue, describe_source, find_catalogue, may_be_data, read_document
from curranalyser.read.word_package import declared_ending
from curranalyser.settings import Settings

_MARKDOWN = re.compile(rb"^#{1,6} \S", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"
_HTML = re.compile(rb"^\s*<(?:!--|(?:!doctype|html|head|body|div|h\d|p|\?xml)\b)", re.IGNORECASE)
# An OpenDocument text says so in its first entry, which is not compressed.
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT_FILES = (".txt", ".md", ".markdown")
MAIL_NOTE = N_("The draft was found in a mail. What belongs to the mail was left out.")
CATALOGUE_NOTE = N_(
    "The file is a catalogue: of each course in it the learning outcomes were checked, and nothing else."
)
BARE_NOTE = N_(
    "Neither a heading nor a lead-in was found: each line was taken for a learning outcome, and nothing else"
    " was checked."
)


@dataclass(frozen=True)
class Checked:
    """One syllabus of a draft: as parsed, with its lines, and as labelled."""

    syllabus: Syllabus
    analysed: AnalysedSyllabus

    @property
    def name(self) -> str:
        """Its code, or its title, or ""."""
        return self.syllabus.header.code or self.syllabus.header.title or ""

    @property
    def title(self) -> str:
        """The words by which it can be found in the document."""
        return self.syllabus.header.title or self.syllabus.header.code or ""

    @cached_property
    def body(self) -> str:
        """All its text."""
        return "\n".join(
            f"{section.heading}\n" + "\n".join(line.text for line in section.lines)
            for section in self.syllabus.sections
        )


@dataclass(frozen=True)
class Draft:
    """A file with what was understood of it.

    Attributes:
        data: its bytes; b"" in one that came from another process, where nobody needs them.
        document: None where it could not be read, and in one that came from another process.
        syllabi: none where it could not be read; `failures` say why.
        findings: what the rules found in each syllabus; None where they have not been asked.
        notes: ids of messages on how it was read, for its author.
        bare: whether it is no syllabus but a list of outcomes, so that no other part of one can be missed.
        foreign: whether nothing in it is of a syllabus: no heading, no lead-in, no code and no credits.
    """

    source: SourceFile
    data: bytes
    document: Document | None = None
    syllabi: tuple[Checked, ...] = ()
    failures: tuple[Failure, ...] = ()
    findings: tuple[tuple[Finding, ...], ...] | None = None
    notes: tuple[str, ...] = ()
    bare: bool = False
    foreign: bool = False

    @cached_property
    def places(self) -> TextPlaces | None:
        """Where words stand in a text or Markdown file.

        None for other files, which have no lines, and where nothing was read, so that there may be no text.
        """
        if not self.syllabi or not self.source.path.lower().endswith(TEXT_FILES):
            return None
        from curranalyser.read.text import decode  # noqa: PLC0415 only for such files

        return TextPlaces(decode(self.data))

    @cached_property
    def _outcome_places(self) -> dict[int, Place | None]:
        """Where each outcome stands in such a file, by its identity."""
        outcomes = [outcome for checked in self.syllabi for outcome in checked.syllabus.outcomes]
        if self.places is None:
            return {}
        found = self.places.find_in_order(outcome.text for outcome in outcomes)
        return {id(outcome): place for outcome, place in zip(outcomes, found, strict=True)}

    def place_of(self, outcome: LearningOutcome) -> Place | None:
        """Return line and column, from 1, of an outcome; None in files that have no lines.

        Where several say the same, or nearly so, each has its own place.
        """
        if self.places is None:
            return None
        return self._outcome_places.get(id(outcome)) or self.places.find(outcome.text)


# Bytes from the beginning in which the type of a file stands; in which a package of OpenDocument names
# itself; and in which text that is Markdown shows it.
_TYPE_HEAD, _PACKAGE_HEAD, _TEXT_HEAD = 1024, 200, 1 << 16


def name_of_standard_input(data: bytes) -> str:
    """Return a name whose ending says of what type the bytes are.

    PDF, Word, OpenDocument, RTF, old Word, HTML, Markdown, else text.
    """
    if data[:_TYPE_HEAD].lstrip().startswith(b"%PDF"):
        return "stdin.pdf"
    if data.startswith(b"PK\x03\x04"):
        return "stdin.odt" if _ODT in data[:_PACKAGE_HEAD] else f"stdin{declared_ending(data)}"
    if data.startswith(_OLE):
        return "stdin.doc"
    if data.startswith(b"{\\rtf"):
        return "stdin.rtf"
    if _HTML.match(data[:_TYPE_HEAD].removeprefix(_BOM)):
        return "stdin.html"
    return "stdin.md" if _MARKDOWN.search(data[:_TEXT_HEAD]) else "stdin.txt"


def read_draft(data: bytes, shown: str, settings: Settings, classifier: Classifier) -> Draft:
    """Take the bytes of a draft through read, parse and classify.

    A draft that is quoted in a mail is found there, and lines of outcomes alone are read as such: its notes
    say so.

    Args:
        data: of the file.
        shown: its path as the user named it; its ending tells the type.
        settings: limits.
        classifier: labels the outcomes.

    Returns:
        The draft. Whatever is wrong with the document is in its failures.
    """
    source = describe_source(data, shown)
    stage = "read"
    unread: tuple[Failure, ...] = ()
    try:
        if may_be_data(shown) and (catalogue := find_catalogue(data)) is not None:
            return _of_catalogue(catalogue, source, classifier)
        document = read_document(data, source, settings)
        unread = document.failures
        stage = "parse"
        found = understand(document, data, settings)
        stage = "classify"
        checked = tuple(Checked(item, analyse_syllabus(item, classifier)) for item in found.syllabi)
    except DocumentError as error:
        return Draft(source, data, failures=(*unread, Failure.from_error(shown, stage, error)))  # type: ignore[arg-type]
    except (CurranalyserError, MemoryError):
        raise
    except Exception as error:  # a bug on one draft must not cost the others
        told = DocumentError(FailureCategory.INTERNAL_ERROR, f"{type(error).__name__}: {error}")
        return Draft(source, data, failures=(Failure.from_error(shown, stage, told),))  # type: ignore[arg-type]
    failures = {failure.category: failure for failure in document_failures(document, shown)} | {
        failure.category: failure
        for item in found.syllabi
        for failure in reversed(syllabus_failures(item, shown))
    }
    if found.error is not None:
        failures[found.error.category] = Failure.from_error(shown, "parse", found.error)
    return Draft(
        source=source,
        data=data,
        document=document,
        syllabi=checked,
        failures=(*unread, *failures.values()),
        notes=found.notes,
        bare=found.bare,
        foreign=found.foreign and not unread,
    )


def _of_catalogue(catalogue: Catalogue, source: SourceFile, classifier: Classifier) -> Draft:
    """Return a catalogue as a draft of the courses in it that have outcomes.

    A record holds no more of a syllabus than the register wants: nothing else can be missed in it.
    """
    results = list(analyse_catalogue(catalogue, source, classifier))
    checked = tuple(
        Checked(analysed.syllabus, analysed)
        for result in results
        for analysed in result.syllabi
        if analysed.outcomes
    )
    unread = tuple(failure for result in results if not result.syllabi for failure in result.failures)
    if not checked and not unread:
        unread = (
            Failure.from_error(source.path, "parse", DocumentError(FailureCategory.NO_OUTCOME_SECTION)),
        )
    return Draft(source, b"", None, checked, unread, notes=(CATALOGUE_NOTE,), bare=True)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a document was understood to be; see `Draft`. `error`: why it is no syllabus."""

    syllabi: tuple[Syllabus, ...] = ()
    notes: tuple[str, ...] = ()
    bare: bool = False
    foreign: bool = False
    error: DocumentError | None = None


def understand(document: Document, data: bytes, settings: Settings) -> Understood:
    """Parse a document, as it stands, as a mail, or as lines of outcomes. Raises DocumentError."""
    error: DocumentError | None = None
    syllabi: tuple[Syllabus, ...] = ()
    try:
        syllabi = parse_document(document, keep_repeated=True)
    except DocumentError as refused:
        if refused.category is not FailureCategory.NOT_A_SYLLABUS:
            raise
        error = refused
    in_mail = _in_mail(document, data, settings, syllabi)
    if in_mail is not None:
        return in_mail
    if has_signs(document, syllabi):
        return Understood(syllabi, error=error)
    bare = bare_outcomes(document, settings)
    if bare:
        return Understood(bare, (BARE_NOTE,), bare=True)
    return Understood(syllabi, foreign=True, error=error)


def _in_mail(
    document: Document, data: bytes, settings: Settings, as_is: tuple[Syllabus, ...]
) -> Understood | None:
    """Return the draft in a mail; None where the document is none, or says more as it stands."""
    if not document.source.path.lower().endswith(TEXT_FILES):
        return None
    from curranalyser.read.text import decode  # noqa: PLC0415 only for such files

    best: tuple[tuple[int, int], Understood] | None = None
    for item in drafts_in_mail(decode(data)):
        if not item.text.strip():
            continue
        read = read_document(item.text.encode(), document.source, settings)
        try:
            syllabi = parse_document(read, keep_repeated=True)
        except DocumentError:
            syllabi = ()
        bare = () if any(found.outcomes for found in syllabi) else bare_outcomes(read, settings)
        weight = _weight(bare or syllabi)
        if weight[0] and (item.sure or weight >= _weight(as_is)) and (best is None or weight > best[0]):
            notes = (MAIL_NOTE, BARE_NOTE) if bare else (MAIL_NOTE,)
            best = weight, Understood(bare or syllabi, notes, bare=bool(bare))
    return best[1] if best else None


def _weight(syllabi: tuple[Syllabus, ...]) -> tuple[int, int]:
    """Return how much was found: outcomes, then other sections."""
    return (
        sum(len(item.outcomes) for item in syllabi),
        sum(section.kind is not SectionKind.OTHER for item in syllabi for section in item.sections),
    )
