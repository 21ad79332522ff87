"""A file or standard input → a draft.

What was read, understood and labelled, with the lines that the rules look at.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from curranalyser.analyse import analyse_syllabus, document_failures, syllabus_failures
from curranalyser.check.place import Place, TextPlaces
from curranalyser.classify import Classifier
from curranalyser.datamodel import AnalysedSyllabus, Document, Failure, LearningOutcome, SourceFile, Syllabus
from curranalyser.errors import CurranalyserError, DocumentError, FailureCategory
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

_MARKDOWN = re.compile(rb"^#{1,6} \S", re.MULTILINE)
_HTML = re.compile(rb"^\s*<(?:!doctype|html|head|body|div|h\d|p|\?xml)\b", re.IGNORECASE)
# An OpenDocument text says so in its first entry, which is not compressed.
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_TEXT_FILES = (".txt", ".md", ".markdown")


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

    Without `document` and syllabi where it could not be read; `failures` say why.
    """

    source: SourceFile
    data: bytes
    document: Document | None = None
    syllabi: tuple[Checked, ...] = ()
    failures: tuple[Failure, ...] = ()

    @cached_property
    def places(self) -> TextPlaces | None:
        """Where words stand in a text or Markdown file; None for other files, which have no lines."""
        if not self.source.path.lower().endswith(_TEXT_FILES):
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


def name_of_standard_input(data: bytes) -> str:
    """Return a name whose ending says of what type the bytes are.

    PDF, Word, OpenDocument, RTF, HTML, Markdown, else text.
    """
    if data[:1024].lstrip().startswith(b"%PDF"):
        return "stdin.pdf"
    if data.startswith(b"PK\x03\x04"):
        return "stdin.odt" if _ODT in data[:200] else "stdin.docx"
    if data.startswith(b"{\\rtf"):
        return "stdin.rtf"
    if _HTML.match(data[:1024]):
        return "stdin.html"
    return "stdin.md" if _MARKDOWN.search(data[:65536]) else "stdin.txt"


def read_draft(data: bytes, shown: str, settings: Settings, classifier: Classifier) -> Draft:
    """Take the bytes of a draft through read, parse and classify.

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
        document = read_document(data, source, settings)
        unread = document.failures
        stage = "parse"
        syllabi = parse_document(document, keep_repeated=True)
        stage = "classify"
        checked = tuple(Checked(item, analyse_syllabus(item, classifier)) for item in syllabi)
    except DocumentError as error:
        return Draft(source, data, failures=(*unread, Failure.from_error(shown, stage, error)))  # type: ignore[arg-type]
    except CurranalyserError:
        raise
    except Exception as error:  # a bug on one draft must not cost the others
        told = DocumentError(FailureCategory.INTERNAL_ERROR, f"{type(error).__name__}: {error}")
        return Draft(source, data, failures=(Failure.from_error(shown, stage, told),))  # type: ignore[arg-type]
    failures = {failure.category: failure for failure in document_failures(document, shown)} | {
        failure.category: failure for item in syllabi for failure in reversed(syllabus_failures(item, shown))
    }
    return Draft(source, data, document, checked, (*unread, *failures.values()))
