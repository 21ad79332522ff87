"""Files and standard input → drafts with what the rules found in them, each within the limits of a run.

Each is read, understood, labelled and checked in a process of its own. What hangs, swells or crashes there
costs that draft alone.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from curranalyser.check.draft import Checked, Draft, read_draft
from curranalyser.check.finding import Finding
from curranalyser.classify import Classifier
from curranalyser.classify.nlp import load_spacy
from curranalyser.datamodel import AnalysedSyllabus, Failure, SourceFile, from_json, to_json
from curranalyser.errors import CurranalyserError, DocumentError, FailureCategory
from curranalyser.limits import answers_within
from curranalyser.read import MEGABYTE, find_files, load_bytes, shown_name
from curranalyser.read.endings import ending_of
from curranalyser.ready import SYLLABI, load_readers
from curranalyser.settings import Settings

# What stands between what was understood, which is JSON on one line, and the bytes of the draft.
_END = b"\n"
_EXAMPLE = "example.txt"


@dataclass(frozen=True, slots=True)
class Given:
    """A draft to read.

    Its name as shown, and its path; or its bytes where it came from standard input; or why it cannot be read.
    """

    name: str
    path: Path | None = None
    data: bytes = b""
    error: DocumentError | None = None

    def load(self, settings: Settings) -> bytes:
        """Return its bytes. Raises DocumentError."""
        if self.error is not None:
            raise self.error
        return self.data if self.path is None else load_bytes(self.path, settings)


def given_file(path: Path) -> Given:
    """Return a draft that is a file, or why it cannot be read.

    It is named relative to the current folder where it lies in that, as the tools that read SARIF and
    workflow commands want it. Raises SettingsError where there is no such file.
    """
    there = find_files([path])
    whole = path.resolve()
    here = Path.cwd()
    name = shown_name(whole.relative_to(here).as_posix() if whole.is_relative_to(here) else path.as_posix())
    if not there.files:
        category = there.failures[0].category if there.failures else FailureCategory.UNREADABLE
        return Given(name, error=DocumentError(category))
    return Given(name, there.files[0][0])


@dataclass(frozen=True, slots=True)
class _Told:
    """What the process of a draft sends. `error`: name, message, hint and values of what ends the run."""

    source: SourceFile
    syllabi: tuple[AnalysedSyllabus, ...] = ()
    failures: tuple[Failure, ...] = ()
    findings: tuple[tuple[Finding, ...], ...] = ()
    notes: tuple[str, ...] = ()
    bare: bool = False
    foreign: bool = False
    error: tuple[str, str, str, dict[str, str]] | None = None


Check = Callable[[Draft], tuple[tuple[Finding, ...], ...]]


def read_within(
    given: Sequence[Given],
    settings: Settings,
    classifier: Classifier,
    check: Check,
    *,
    keep: bool = False,
    jobs: int = 1,
) -> Iterator[Draft]:
    """Read drafts and check them.

    Args:
        given: what to read.
        settings: limits.
        classifier: labels the outcomes.
        check: returns the findings of each syllabus of a draft.
        keep: whether the bytes of every draft are wanted, and not of those alone whose lines are counted.
        jobs: how many at once.

    Yields:
        For each its draft, in their order: with what `check` found and the outcomes, without the document and
        the lines of its sections. Whatever is wrong with one is in its failures.

    Raises:
        CurranalyserError: what ends the run, such as a pipeline that cannot be loaded.
    """
    actions = [partial(_answer, item, settings, classifier, check, keep) for item in given]

    def prepare() -> None:
        # One draft meets for itself what it needs; several share it.
        if len(given) == 1:
            load_spacy()
            return
        load_readers({ending_of(item.name) for item in given})
        for text in SYLLABI:
            _draft(_answer(Given(_EXAMPLE, data=text.encode()), settings, classifier, check, keep=False))

    for item, answer in zip(given, answers_within(actions, settings, prepare, jobs), strict=True):
        yield unread(item.name, answer) if isinstance(answer, DocumentError) else _draft(answer)


def unread(name: str, error: DocumentError) -> Draft:
    """Return the draft of a file that could not be read."""
    return Draft(SourceFile(name, "", 0), b"", failures=(Failure.from_error(name, "read", error),))


def _answer(given: Given, settings: Settings, classifier: Classifier, check: Check, keep: bool) -> bytes:
    """Do what is to be done in the process of a draft, and return what it sends."""
    try:
        data = given.load(settings)
    except DocumentError as error:
        return _sent(unread(given.name, error))
    try:
        draft = read_draft(data, given.name, settings, classifier)
        draft = replace(draft, findings=check(draft))
    except CurranalyserError as error:
        values = {name: str(value) for name, value in error.values.items()}
        return _sent(
            Draft(SourceFile(given.name, "", 0), b""),
            (type(error).__name__, error.message, error.hint, values),
        )
    except MemoryError:
        raise
    except Exception as error:  # a bug on one draft must not cost the others
        return _sent(
            unread(
                given.name, DocumentError(FailureCategory.INTERNAL_ERROR, f"{type(error).__name__}: {error}")
            )
        )
    return _sent(draft) + (data if keep or draft.places is not None else b"")


def _sent(draft: Draft, error: tuple[str, str, str, dict[str, str]] | None = None) -> bytes:
    """Return what a process sends, without the bytes of the draft."""
    told = _Told(
        source=draft.source,
        syllabi=tuple(checked.analysed for checked in draft.syllabi),
        failures=draft.failures,
        findings=draft.findings or (),
        notes=draft.notes,
        bare=draft.bare,
        foreign=draft.foreign,
        error=error,
    )
    return to_json(told) + _END


def _draft(answer: bytes) -> Draft:
    """Return the draft that a process sent. Raises the error that it met, where that ends the run."""
    told, _, data = answer.partition(_END)
    result = from_json(told, _Told)
    if result.error is not None:
        name, message, hint, values = result.error
        kinds = {kind.__name__: kind for kind in CurranalyserError.__subclasses__()}
        raise kinds.get(name, CurranalyserError)(message, hint, **values)
    syllabi = tuple(Checked(analysed.syllabus, analysed) for analysed in result.syllabi)
    return Draft(
        source=result.source,
        data=data,
        document=None,
        syllabi=syllabi,
        failures=result.failures,
        findings=result.findings,
        notes=result.notes,
        bare=result.bare,
        foreign=result.foreign,
    )


def read_standard_input(settings: Settings, stream: BinaryIO | None = None) -> bytes:
    """Return what comes from standard input.

    Args:
        settings: `max_megabytes` is the limit; no more than that is read.
        stream: another stream to read, for tests.

    Raises:
        DocumentError: more comes than the limit, or it cannot be read.
    """
    limit = settings.max_megabytes * MEGABYTE
    try:
        data = (stream or sys.stdin.buffer).read(limit + 1)
    except OSError as error:
        raise DocumentError(FailureCategory.UNREADABLE, error.strerror or "") from error
    if len(data) > limit:
        raise DocumentError(FailureCategory.TOO_LARGE, f"more than {limit} bytes")
    return data
