"""The stages in their order over many files.

Those whose results are kept are not read again, the others go to workers.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from curranalyser import __version__
from curranalyser.datamodel import (
    AggregateRules,
    Audit,
    DocumentResult,
    DocumentStatus,
    Failure,
    LabelRates,
    Provenance,
    RatesData,
    SourceFile,
    to_json,
)
from curranalyser.errors import NothingAnalysedError
from curranalyser.folder import STORE_PARTS
from curranalyser.i18n import N_
from curranalyser.identity import chosen_scheme, code_version, find_pipeline, model_folder, read_model_files
from curranalyser.read.digests import digests
from curranalyser.read.sources import FoundFiles, find_files
from curranalyser.scheme import Scheme, shipped_path
from curranalyser.settings import Settings
from curranalyser.store import ResultKey, Store

if TYPE_CHECKING:
    from curranalyser.review import Review
    from curranalyser.workers import Outcome, Task

    Runner = Callable[[Sequence[Task], Settings, Callable[[Task], None]], Iterator[Outcome]]

NO_FILES = N_("There is no file to analyse.")
NO_FILES_HINT = N_(
    "Give a folder with syllabi as PDF, DOCX, ODT, RTF, HTML, text or Markdown, or a table of courses."
)


class Watcher:
    """What a run tells while it goes on.

    This one keeps it to itself; the command line has one that shows it.
    """

    def found(self, count: int) -> None:
        """The run is about so many files."""

    def listed(self, failure: Failure) -> None:
        """Something that may hold a syllabus is not read."""

    def passed_over(self, shown: str, kind: str) -> None:
        """Something in a folder holds no syllabus: a `PassedKind`, or the ending of its name."""

    def kept(self, shown: str, status: DocumentStatus) -> None:
        """The results of a file were in the store."""

    def finished(self, shown: str, status: DocumentStatus, sha256: str, reasons: Sequence[str]) -> None:
        """A file was analysed; `reasons` are the categories of its failures."""

    def retried(self, shown: str) -> None:
        """A file is tried again on its own, because the batch it was in failed."""


@dataclass(frozen=True)
class Run:
    """What an audit of some files rests on, known before any of them is analysed.

    Attributes:
        files: pairs of path and shown path, in order.
        settings: all settings.
        scheme: the scheme.
        model_sha256: digest of the model.
        corpus_digest: digest of the corpus it was trained on.
        pipeline: name, version and digest of the spaCy pipeline before the labeller, "" without one.
        rates: how often the model's labels are known to be wrong, and `rates_on` what that was measured on.
        unread: what may hold a syllabus and is not read.
        passed_over: pairs of shown path and why: what holds none.
        counted: the same in numbers, without what the tool wrote itself.
    """

    files: list[tuple[Path, str]]
    settings: Settings
    scheme: Scheme
    model_sha256: str
    corpus_digest: str
    pipeline: str = ""
    rates: tuple[LabelRates, ...] = ()
    rates_on: RatesData | None = None
    keys: dict[int, ResultKey] = field(default_factory=dict)
    unread: tuple[Failure, ...] = ()
    passed_over: tuple[tuple[str, str], ...] = ()
    counted: tuple[tuple[str, int], ...] = ()

    @cached_property
    def scheme_text(self) -> str:
        """The TOML text of the scheme, for the store."""
        return (
            Path(self.settings.scheme) if self.settings.scheme else shipped_path("corpus", "scheme.toml")
        ).read_text(encoding="utf-8")

    @cached_property
    def recognition(self) -> str:
        """Versions of what recognises text in pictures, "" where that is not asked for.

        Raises SettingsError where it is not installed.
        """
        if not self.settings.ocr:
            return ""
        from curranalyser.read.ocr import recognition_version  # noqa: PLC0415 rarely needed

        return recognition_version()

    @cached_property
    def made_by(self) -> str:
        """Digest of all that decides what comes of a file, beside the file."""
        parts = (
            self.settings.digest(),
            self.scheme.digest,
            self.scheme.home_country,
            self.model_sha256,
            self.pipeline,
            code_version(),
            self.recognition,
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def inputs(self, *further: object) -> str:
        """Return the digest of all that goes into the audit.

        The files by name and content, what decides what comes of them, and `further` values.

        It is "" where the content of a file is not known yet, or cannot be.
        """
        if len(self.keys) < len(self.files):
            return ""
        listed = [(shown, self.keys[index].file_sha256) for index, (_, shown) in enumerate(self.files)]
        beside = (self.unread, self.counted, self.rates, self.rates_on)
        return hashlib.sha256(to_json((self.made_by, listed, beside, further))).hexdigest()

    def key(self, shown: str, sha256: str) -> ResultKey:
        """Return what the results of a file are kept by. The ending of its name decides how it is read."""
        return ResultKey(sha256, PurePosixPath(shown).suffix.lower(), self.made_by)


def prepare_run(
    paths: Sequence[Path],
    settings: Settings,
    folder: Path | None = None,
    inputs: Collection[Path] = (),
    log: Path | None = None,
) -> Run:
    """Find the files, load the scheme and check the model.

    Args:
        paths: what the user gave.
        settings: all settings.
        folder: where the report goes; the store that is open there is no input.
        inputs: what the user gave beside, such as a table of programmes.
        log: where the run is logged.

    Raises:
        SettingsError: a path does not exist.
        ModelError: the model or scheme is missing or altered.
        NothingAnalysedError: there is nothing that may hold a syllabus.
    """
    run = _run_of([], settings)
    own = [folder / name for name in STORE_PARTS] if folder else []
    found = find_files(paths, inputs, [*own, *([log] if log else [])])
    refuse_nothing(found)
    return replace(
        run,
        files=list(found.files),
        unread=found.failures,
        passed_over=found.passed_over,
        counted=found.counted,
    )


def refuse_nothing(found: FoundFiles) -> None:
    """Raise NothingAnalysedError where there is neither a file to read nor one that is told about."""
    if not found.files and not found.failures:
        raise NothingAnalysedError(NO_FILES, NO_FILES_HINT)


def _run_of(files: list[tuple[Path, str]], settings: Settings) -> Run:
    scheme = chosen_scheme(settings)
    model = read_model_files(model_folder(settings), scheme, settings.model_sha256)
    found = find_pipeline(settings)
    pipeline = found.described if found else ""
    return Run(
        files=files,
        settings=settings,
        scheme=scheme,
        model_sha256=model.sha256,
        corpus_digest=model.corpus_digest,
        pipeline=pipeline,
        rates=model.rates,
        rates_on=model.rates_on,
    )


def recognise(run: Run, store: Store) -> None:
    """Find out which files the store has results of: their keys are in `run.keys` then."""
    kept = store.kept(run.made_by)
    files = run.files if kept else []
    found = digests([path for path, _ in files], run.settings)
    for index, ((_, shown), (digest, _)) in enumerate(zip(files, found, strict=True)):
        key = run.key(shown, digest)
        if (key.file_sha256, key.suffix) in kept:
            run.keys[index] = key


def look_up(run: Run, store: Store) -> dict[int, bytes]:
    """Return the packed results of the files that the store has, by their place in the run."""
    if not run.keys:
        recognise(run, store)
    return store.find_all(run.keys)


def analyse_run(
    run: Run,
    watch: Watcher | None = None,
    store: Store | None = None,
    packed: Mapping[int, bytes] | None = None,
    runner: "Runner | None" = None,
) -> list[DocumentResult]:
    """Analyse the files of a run, each at most once.

    Args:
        run: from `prepare_run`.
        watch: is told what happens.
        store: where results are kept as they come.
        packed: from `look_up`.
        runner: what analyses the files that are not kept; by default the workers of this machine.

    Returns:
        One result a file, and one a row of a table, in the order of the files, whatever the number of
        workers.

    Raises:
        ModelError: the model is missing or altered.
        OutputError: the store cannot be written.
    """
    from curranalyser.workers import Task, run_tasks, unpack  # noqa: PLC0415 a run over unchanged files starts none

    watch = watch or Watcher()
    watch.found(len(run.files))
    for failure in run.unread:
        watch.listed(failure)
    for shown, kind in run.passed_over:
        watch.passed_over(shown, kind)
    results: dict[int, list[DocumentResult]] = {}
    for index, data in (packed or {}).items():
        with suppress(ValueError):  # damaged on the disk: made again
            results[index] = unpack(data, run.files[index][1])
            watch.kept(run.files[index][1], _status(results[index]))
    todo = [Task(index, path, shown) for index, (path, shown) in enumerate(run.files) if index not in results]
    for outcome in (runner or run_tasks)(todo, run.settings, lambda task: watch.retried(task.shown)):
        shown = run.files[outcome.index][1]
        if store is not None and outcome.sha256:
            run.keys[outcome.index] = run.key(shown, outcome.sha256)
            store.keep([(run.keys[outcome.index], outcome.packed, outcome.passing)])
        results[outcome.index] = unpack(outcome.packed, shown)
        reasons = sorted(
            {str(failure.category) for result in results[outcome.index] for failure in result.failures}
        )
        watch.finished(shown, _status(results[outcome.index]), outcome.sha256, reasons)
    return [result for index in range(len(run.files)) for result in results[index]]


def _status(results: Sequence[DocumentResult]) -> DocumentStatus:
    """Return how a file went: a table as its worst row."""
    order = (DocumentStatus.FAILED, DocumentStatus.PARTIAL, DocumentStatus.SKIPPED)
    return next(
        (status for status in order if any(result.status is status for result in results)), DocumentStatus.OK
    )


def analyse_files(
    files: Sequence[tuple[Path, str]], settings: Settings, watch: Watcher | None = None
) -> list[DocumentResult]:
    """Analyse files in worker processes that are killed at their limits, and keep nothing: see `analyse_run`.

    Args:
        files: pairs of path and shown path.
        settings: limits and number of workers.
        watch: is told what happens.
    """
    return analyse_run(_run_of(list(files), settings), watch)


def user_rules(settings: Settings) -> AggregateRules:
    """Return what the settings say about the indicators."""
    return AggregateRules(
        related_outcomes=settings.related_outcomes,
        focused_percent=settings.focused_percent,
        recycled_courses=settings.recycled_courses,
        headline_percent=settings.headline_percent,
    )


def join_results(
    run: Run,
    results: Sequence[DocumentResult],
    reviews: "Sequence[Review]" = (),
    rules: AggregateRules | None = None,
) -> Audit:
    """Aggregate the results of a run, with people's decisions in place of the tool's.

    And by the user's rules for the indicators. What could not be read has its place among the files.
    """
    from curranalyser.aggregate import build_audit  # noqa: PLC0415 a run over unchanged files needs neither
    from curranalyser.review import apply_reviews, reviews_digest  # noqa: PLC0415

    results = [*results, *map(unread_result, run.unread)]
    sources = hashlib.sha256(
        "\n".join(sorted(f"{result.source.path}\t{result.source.sha256}" for result in results)).encode()
    ).hexdigest()
    provenance = Provenance(
        tool_version=__version__,
        settings_digest=run.settings.digest(),
        scheme_digest=run.scheme.digest,
        model_sha256=run.model_sha256,
        corpus_digest=run.corpus_digest,
        sources_digest=sources,
        reviews_digest=reviews_digest(reviews),
        recognition=run.recognition,
        passed_over=run.counted,
        pipeline=run.pipeline,
    )
    rules = replace(rules or user_rules(run.settings), rates=run.rates, rates_on=run.rates_on)
    return build_audit(apply_reviews(results, reviews), run.scheme.ids, provenance, rules)


def unread_result(failure: Failure) -> DocumentResult:
    """Return the result of what was found and not read."""
    return DocumentResult(SourceFile(failure.source, "", 0), DocumentStatus.FAILED, (), (failure,))


def run_audit(
    paths: Sequence[Path], settings: Settings, watch: Watcher | None = None, store: Store | None = None
) -> Audit:
    """Audit files and folders.

    Args:
        paths: what the user gave.
        settings: all settings.
        watch: is told what happens.
        store: where results are looked up, and kept as they come.

    Returns:
        The audit.

    Raises:
        SettingsError: a path does not exist.
        ModelError: the model or scheme is missing or altered.
        NothingAnalysedError: there is no file to read.
        OutputError: the store cannot be written.
    """
    run = prepare_run(paths, settings, store.path.parent if store else None)
    return join_results(run, analyse_run(run, watch, store, look_up(run, store) if store else None))
