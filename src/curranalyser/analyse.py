"""One file through read, parse and classify: whatever is wrong with it is in its result."""

import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from curranalyser.carried import WITHOUT_OUTCOMES, completed, says_enough
from curranalyser.classify import Classifier, load_classifier
from curranalyser.datamodel import (
    AnalysedSyllabus,
    CourseRecord,
    Document,
    DocumentResult,
    DocumentStatus,
    Failure,
    MalformedRecord,
    Mention,
    ParsedRecord,
    ProgrammeRecord,
    SectionKind,
    SourceFile,
    Syllabus,
    SyllabusKind,
)
from curranalyser.errors import CurranalyserError, DocumentError, FailureCategory
from curranalyser.folder import JSON_MARKS
from curranalyser.goal_numbers import goals_of_sections
from curranalyser.identity import chosen_scheme, find_pipeline, model_folder
from curranalyser.limits import try_first
from curranalyser.parse import parse_document
from curranalyser.parse.catalogue import parse_course, parse_programme
from curranalyser.parse.page.sentences import split_sentences
from curranalyser.parse.table import group_rows, parse_programmes, parse_rows
from curranalyser.read import (
    Catalogue,
    describe_source,
    find_catalogue,
    find_page_catalogue,
    holds_many,
    is_page,
    is_table,
    load_bytes,
    may_be_data,
    read_catalogue,
    read_document,
    read_table_rows,
    seen_in,
    within_size,
)
from curranalyser.read.digests import load_within
from curranalyser.scheme import Scheme
from curranalyser.settings import Settings

_MENTION_PLACES = (SectionKind.AIM, SectionKind.CONTENT)
_MAX_MENTION_SENTENCES = 60
_SET_ASIDE = (
    FailureCategory.NOT_A_SYLLABUS,
    FailureCategory.NO_COURSE_COLUMNS,
    FailureCategory.ROW_WITHOUT_COURSE,
    FailureCategory.OWN_OUTPUT,
    FailureCategory.UNKNOWN_DATA,
)
# What says of data that they are no table of courses.
_NO_TABLE = (
    FailureCategory.NO_COURSE_COLUMNS,
    FailureCategory.EMPTY_FILE,
    FailureCategory.ROW_WITHOUT_COURSE,
)
# Runs of rows that are named in the list of files; more make no one wiser.
_MAX_ROWS_NAMED = 20
# Characters of the name of a course after that of its catalogue.
_MAX_RECORD_NAME = 80
# Notes of a reader that its user should know of, although the document was read.
_TOLD_NOTES = frozenset(
    {FailureCategory.NAMED_OTHERWISE, FailureCategory.DAMAGED, FailureCategory.NESTED_TOO_DEEP}
)
_MAX_DETAIL = 300
_LARGE = 2_000_000
# The part of a catalogue that is all of it.
WHOLE = (0, 1)


def load_stage(settings: Settings) -> tuple[Scheme, Classifier]:
    """Load the scheme and the model that the settings name.

    Raises ModelError where one, or the encoder a model needs or the spaCy pipeline, is missing or altered.
    """
    scheme = chosen_scheme(settings)
    return scheme, load_classifier(
        model_folder(settings),
        scheme,
        Path(settings.encoder) if settings.encoder else None,
        find_pipeline(settings),
        settings.model_sha256,
    )


def analyse_syllabus(syllabus: Syllabus, classifier: Classifier) -> AnalysedSyllabus:
    """Label the outcomes of a syllabus and find what its title, aim and content mention."""
    language = syllabus.language
    mentions: list[Mention] = []
    titles: list[tuple[str, str | None]] = [
        (title, code)
        for title, code in ((syllabus.header.title, language), (syllabus.header.title_en, "en"))
        if title
    ]
    candidates = [(SectionKind.HEADER, title, syllabus.pages[0], code) for title, code in titles]
    for section in syllabus.sections:
        if section.kind in _MENTION_PLACES:
            candidates += [
                (section.kind, text, page, section.language or language)
                for text, page in split_sentences(section.lines)[:_MAX_MENTION_SENTENCES]
            ]
    outcomes, found = classifier.classify_syllabus(
        syllabus.outcomes, [(text, code, place) for place, text, _, code in candidates]
    )
    for (place, text, page, _), labels in zip(candidates, found, strict=True):
        mentions += [Mention(place, text, page, label) for label in labels]
    # The lines have done their work; without them an audit is a tenth of the size.
    bare = replace(syllabus, sections=tuple(replace(section, lines=()) for section in syllabus.sections))
    named = goals_of_sections(syllabus.sections) if syllabus.kind is SyllabusKind.COURSE else ()
    return AnalysedSyllabus(bare, tuple(outcomes), tuple(mentions), named)


def syllabus_failures(syllabus: Syllabus, source: str) -> list[Failure]:
    """Return what a syllabus lacks that the figures need: outcomes, or the course list of a programme."""
    failures = []
    for note in syllabus.notes:
        if note in WITHOUT_OUTCOMES:
            error = DocumentError(FailureCategory(note), syllabus.header.code or "", syllabus.pages[0])
            failures.append(Failure.from_error(source, "parse", error))
    if syllabus.kind is SyllabusKind.PROGRAMME and not syllabus.course_refs:
        failures.append(Failure.from_error(source, "parse", DocumentError(FailureCategory.NO_COURSE_LIST)))
    return failures


def document_failures(document: Document, source: str) -> list[Failure]:
    """Return what is wrong with a document that was read all the same."""
    return [
        Failure.from_error(source, "read", DocumentError(FailureCategory(note)))
        for note in document.notes
        if note in _TOLD_NOTES
    ]


def _loaded(given: Path | bytes, settings: Settings, shown: str = "") -> bytes:
    """Return the bytes of a file, which may be known already. Raises DocumentError."""
    return load_bytes(given, settings) if isinstance(given, Path) else within_size(given, settings, shown)


def _failed(
    source: SourceFile, stage: str, error: DocumentError, before: tuple[Failure, ...] = ()
) -> DocumentResult:
    """Make the result of a file that came to nothing. `before`: what of it was not read at all."""
    # Perhaps a syllabus stands just there.
    status = DocumentStatus.SKIPPED if error.category in _SET_ASIDE and not before else DocumentStatus.FAILED
    failure = Failure.from_error(source.path, stage, error)  # type: ignore[arg-type]
    return DocumentResult(source, status, (), (*before, failure))


def analyse_file(
    path: Path | bytes, shown: str, settings: Settings, classifier: Classifier | None
) -> DocumentResult:
    """Take one file through read, parse and classify.

    Args:
        path: the file, or its bytes.
        shown: its path as shown; the ending tells the type.
        settings: limits.
        classifier: without one the outcomes stay unlabelled, for `parse`.

    Returns:
        The result. Whatever is wrong with the document is in it; nothing is raised for it.
    """
    source = SourceFile(shown, "", 0)
    stage = "read"
    unread: tuple[Failure, ...] = ()
    try:
        data = _loaded(path, settings)
        source = describe_source(data, shown)
        document = read_document(data, source, settings)
        unread = document.failures
        stage = "parse"
        syllabi = parse_document(document)
        stage = "classify"
        analysed = tuple(
            analyse_syllabus(item, classifier) if classifier else AnalysedSyllabus(item, ())
            for item in syllabi
        )
    except DocumentError as error:
        return _failed(source, stage, error, unread)
    except MemoryError:
        return _failed(source, stage, DocumentError(FailureCategory.OUT_OF_MEMORY), unread)
    except CurranalyserError:
        raise
    except Exception as error:  # a bug on one file must not cost the others
        return _failed(source, stage, DocumentError(FailureCategory.INTERNAL_ERROR, _where(error)), unread)
    found = [failure for item in syllabi for failure in syllabus_failures(item, shown)]
    failures = _merged([*unread, *document_failures(document, shown), *found])
    return DocumentResult(
        source, DocumentStatus.PARTIAL if failures else DocumentStatus.OK, analysed, failures
    )


def _merged(failures: list[Failure]) -> tuple[Failure, ...]:
    """Keep one failure a category, at the first page; the others are counted in its detail."""
    by_category: dict[FailureCategory, list[Failure]] = {}
    for failure in failures:
        by_category.setdefault(failure.category, []).append(failure)
    merged = []
    for same in by_category.values():
        named = ", ".join(dict.fromkeys(failure.detail for failure in same if failure.detail))
        merged.append(
            same[0] if len(same) == 1 else replace(same[0], detail=f"{len(same)} x: {named[:_MAX_DETAIL]}")
        )
    return tuple(merged)


def analyse_table(
    path: Path | bytes, shown: str, settings: Settings, classifier: Classifier | None
) -> list[DocumentResult]:
    """Take a table of courses through the stages.

    One result a course, one a programme that the rows name, one for the rows that are damaged, and one for
    those that name no course.

    Arguments as for `analyse_file`. A course is shown by its first row, as "table.xlsx#12".
    """
    source = SourceFile(shown, "", 0)
    try:
        data = within_size(_loaded(path, settings, shown), settings)
        source = describe_source(data, shown)
        rows = read_table_rows(data, source, settings)
    except DocumentError as error:
        return [_failed(source, "read", error)]
    results = []
    for group in group_rows(rows):
        row = group[0]
        name = f"{shown}#{row.source.row}"
        syllabus = parse_rows(group)
        failures = tuple(syllabus_failures(syllabus, name))
        analysed = analyse_syllabus(syllabus, classifier) if classifier else AnalysedSyllabus(syllabus, ())
        results.append(
            DocumentResult(
                replace(row.source, path=name),
                DocumentStatus.PARTIAL if failures else DocumentStatus.OK,
                (analysed,),
                failures,
            )
        )
    for programme in parse_programmes(rows):
        analysed = analyse_syllabus(programme, classifier) if classifier else AnalysedSyllabus(programme, ())
        named = replace(source, path=f"{shown}#{programme.header.code or programme.header.title}")
        results.append(DocumentResult(named, DocumentStatus.OK, (analysed,)))
    damaged = [row.source.row or 0 for row in rows if row.damaged]
    nameless = [row.source.row or 0 for row in rows if not row.named and not row.damaged]
    for category, numbers in (
        (FailureCategory.ROW_NOT_READ, damaged),
        (FailureCategory.ROW_WITHOUT_COURSE, nameless),
    ):
        if numbers:
            named = replace(source, path=f"{shown}#{_row_numbers(numbers)}")
            results.append(_failed(named, "read", DocumentError(category, f"{len(numbers)} rows")))
    return results


def analyse_catalogue(
    catalogue: Catalogue,
    source: SourceFile,
    classifier: Classifier | None,
    part: tuple[int, int] = WHOLE,
) -> Iterator[DocumentResult]:
    """Take a catalogue through the stages.

    Args:
        catalogue: from `find_catalogue`.
        source: the record of its file.
        classifier: without one the outcomes stay unlabelled, for `parse`.
        part: see `analyse_each`.

    Yields:
        One result a course and programme, as they are read, shown as "file.json#CODE"; then one for the
        records that cannot be read. Only one is in memory at a time.
    """
    named: Counter[str] = Counter()
    malformed: list[MalformedRecord] = []
    place = -1
    for item in read_catalogue(catalogue, source):
        if isinstance(item, MalformedRecord):
            malformed.append(item)
            continue
        place += 1
        name = _record_name(item, named)
        if place % part[1] != part[0]:
            continue
        try:
            yield _record_result(item, name, classifier)
        except (CurranalyserError, MemoryError):
            raise
        except Exception as error:  # a bug on one record must not cost the others
            shown = replace(item.source, path=f"{source.path}#{item.source.row}")
            yield _failed(shown, "parse", DocumentError(FailureCategory.INTERNAL_ERROR, _where(error)))
    if part[0] > 0:
        return
    if malformed:
        shown = replace(source, path=f"{source.path}#{_row_numbers([item.number for item in malformed])}")
        reasons = "; ".join(dict.fromkeys(item.detail for item in malformed))
        yield _failed(shown, "read", DocumentError(FailureCategory.RECORD_UNREADABLE, reasons[:_MAX_DETAIL]))
    elif place < 0:
        yield _failed(source, "read", DocumentError(FailureCategory.EMPTY_FILE, "no record"))


def analyse_page(
    given: Path | bytes, shown: str, settings: Settings, classifier: Classifier | None
) -> Iterator[DocumentResult]:
    """Take a web page through the stages, by what it shows, else by the data it carries.

    The data count where the page itself shows neither outcomes nor a course list, and they hold outcomes. Of
    a page that shows a course they complete that course alone; what the page shows wins.

    Arguments as for `analyse_file`.

    Yields:
        The result of the page; where its data hold several courses one for each, shown as "page.html#CODE".
    """
    result = analyse_file(given, shown, settings, classifier)
    carried = () if says_enough(result) else _carried(given, shown, settings, classifier)
    yield from completed(result, carried) or (result,)


def _analyse_document(
    given: Path | bytes, shown: str, settings: Settings, classifier: Classifier | None
) -> Iterator[DocumentResult]:
    yield analyse_file(given, shown, settings, classifier)


def _carried(
    given: Path | bytes, shown: str, settings: Settings, classifier: Classifier | None
) -> tuple[DocumentResult, ...]:
    """Return the results of the data that a page carries which hold outcomes; none where there are none."""
    source = SourceFile(shown, "", 0)
    try:
        data = _loaded(given, settings, shown)
        source = describe_source(data, shown)
        catalogue = find_page_catalogue(data)
        found = analyse_catalogue(catalogue, source, classifier) if catalogue is not None else ()
        carried = tuple(item for item in found if any(one.syllabus.outcomes for one in item.syllabi))
    except DocumentError:
        return ()
    except MemoryError:
        return (_failed(source, "read", DocumentError(FailureCategory.OUT_OF_MEMORY)),)
    except CurranalyserError:
        raise
    except Exception as error:  # as in analyse_file
        return (_failed(source, "parse", DocumentError(FailureCategory.INTERNAL_ERROR, _where(error))),)
    if len(carried) != 1:
        return carried
    told = tuple(replace(failure, source=shown) for failure in carried[0].failures)
    return (replace(carried[0], source=source, failures=told),)


_Record = CourseRecord | ProgrammeRecord | ParsedRecord


def _record_result(item: _Record, name: str, classifier: Classifier | None) -> DocumentResult:
    """Take a record that is shown by this name through the stages."""
    told: tuple[Failure, ...] = ()
    if isinstance(item, ParsedRecord):
        syllabi, told = item.syllabi, item.failures
    else:
        syllabi = (parse_course(item) if isinstance(item, CourseRecord) else parse_programme(item),)
    source = replace(item.source, path=f"{item.source.path}#{name}")
    found = [failure for syllabus in syllabi for failure in syllabus_failures(syllabus, source.path)]
    failures = _merged([*(replace(failure, source=source.path) for failure in told), *found])
    if not syllabi:
        aside = all(failure.category in _SET_ASIDE for failure in failures)
        return DocumentResult(
            source, DocumentStatus.SKIPPED if aside else DocumentStatus.FAILED, (), failures
        )
    analysed = tuple(
        analyse_syllabus(syllabus, classifier) if classifier else AnalysedSyllabus(syllabus, ())
        for syllabus in syllabi
    )
    return DocumentResult(
        source, DocumentStatus.PARTIAL if failures else DocumentStatus.OK, analysed, failures
    )


def _record_name(item: _Record, named: "Counter[str]") -> str:
    """Return what a record is shown by: its code, else its title, else its number.

    One that comes again has its number behind it.
    """
    headers = (
        [syllabus.header for syllabus in item.syllabi] if isinstance(item, ParsedRecord) else [item.header]
    )
    told = (headers[0].code or headers[0].title or "") if len(headers) == 1 else ""
    name = " ".join(told.split())[:_MAX_RECORD_NAME] or str(item.source.row)
    named[name] += 1
    return name if named[name] == 1 else f"{name} ({item.source.row})"


def _row_numbers(numbers: list[int]) -> str:
    """Return row numbers for a reader: "3, 7–9"."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:_MAX_ROWS_NAMED]]
    return ", ".join(shown) + (" …" if len(runs) > _MAX_ROWS_NAMED else "")


def try_reading(data: bytes, shown: str, settings: Settings) -> DocumentError | None:
    """Read a doubtful file in a process of its own, within the limits of a run.

    What hangs, explodes or crashes there is not read here.

    Doubtful is a PDF, because other people's C++ reads it, and whatever is larger than syllabi are.

    Args:
        data: of the file.
        shown: its path as the user named it; its ending tells the type.
        settings: limits.

    Returns:
        What stopped that process; None where it came to an end, whatever it found, or was not needed.
    """
    # Text recognition is foreign code too, and has a process and limits of its own.
    quick = replace(settings, ocr=False)
    if len(data) > _LARGE:
        return try_first(
            lambda: parse_document(read_document(data, describe_source(data, shown), quick)), settings
        )
    if not shown.lower().endswith(".pdf"):
        return None
    # Imported before the process is forked, so that it is imported once.
    from curranalyser.read.pdf import read_pdf  # noqa: PLC0415 only for such files

    return try_first(lambda: read_pdf(data, settings.max_pages), settings)


def analyse_tried(given: Path | bytes, shown: str, settings: Settings) -> list[DocumentResult]:
    """Analyse one file without labels, unless `try_reading` shows that it hangs, explodes or crashes.

    Arguments as for `analyse_file`. A file is opened by a process of its own, which is ended where it hangs.
    """
    stage = "read"
    try:
        data = (
            load_within(given, settings) if isinstance(given, Path) else within_size(given, settings, shown)
        )
        stage = "run"
        # Tables and data are read by no foreign code and may take long.
        stopped = None if holds_many(shown) else try_reading(data, shown, settings)
    except DocumentError as error:
        stopped = error
    if stopped is None:
        return analyse_path(data, shown, settings, None)
    return [_failed(SourceFile(shown, "", 0), stage, stopped)]


def analyse_path(
    path: Path | bytes, shown: str, settings: Settings, classifier: Classifier | None
) -> list[DocumentResult]:
    """Analyse one file of any readable type: see `analyse_each`."""
    return list(analyse_each(path, shown, settings, classifier))


def analyse_each(
    path: Path | bytes,
    shown: str,
    settings: Settings,
    classifier: Classifier | None,
    part: tuple[int, int] = WHOLE,
) -> Iterator[DocumentResult]:
    """Analyse one file of any readable type.

    See `analyse_file`, `analyse_page`, `analyse_table` and `analyse_catalogue`.

    Args:
        path: the file, or its bytes.
        shown: its path as shown.
        settings: limits.
        classifier: without one the outcomes stay unlabelled, for `parse`.
        part: which part of a catalogue, from 0, of how many: of three parts, the first has the first, fourth
            and seventh record. All that is no catalogue is the first part's.

    Yields:
        Its results, one by one. Whatever is wrong with the file is in them.
    """
    if not (is_table(shown) or may_be_data(shown)):
        analyse = analyse_page if is_page(shown) else _analyse_document
        yield from analyse(path, shown, settings, classifier)
        return
    source = SourceFile(shown, "", 0)
    first = part[0] == 0
    try:
        if may_be_data(shown):
            try:
                path = _loaded(path, settings, shown)
            except DocumentError as error:
                if first:
                    yield _failed(source, "read", error)
                return
            source = describe_source(path, shown)
            catalogue = find_catalogue(path)
            if catalogue is not None:
                yield from analyse_catalogue(catalogue, source, classifier, part)
                return
        if not first:
            return
        if isinstance(path, bytes) and holds_many(shown) and may_be_data(shown):
            yield from _analyse_data(path, shown, settings, classifier)
        elif is_table(shown):
            yield from analyse_table(path, shown, settings, classifier)
        else:
            yield analyse_file(path, shown, settings, classifier)
    except MemoryError:
        yield _failed(source, "read", DocumentError(FailureCategory.OUT_OF_MEMORY))
    except CurranalyserError:
        raise
    except Exception as error:  # a bug on one file must not cost the others
        yield _failed(source, "parse", DocumentError(FailureCategory.INTERNAL_ERROR, _where(error)))


def _analyse_data(
    data: bytes, shown: str, settings: Settings, classifier: Classifier | None
) -> list[DocumentResult]:
    """Take data that are no catalogue for a table of courses, and say what was seen where they are none."""
    source = describe_source(data, shown)
    if not data.lstrip().startswith((b"{", b"[")) or data.startswith(JSON_MARKS):
        return [_failed(source, "read", _unknown(data))]
    results = analyse_table(data, shown, settings, classifier)
    if len(results) == 1 and any(failure.category in _NO_TABLE for failure in results[0].failures):
        return [_failed(source, "read", _unknown(data))]
    return results


def _unknown(data: bytes) -> DocumentError:
    """Say of data that are no catalogue what was seen."""
    if not data.strip():
        return DocumentError(FailureCategory.EMPTY_FILE)
    if data.startswith(JSON_MARKS):
        return DocumentError(FailureCategory.OWN_OUTPUT)
    return DocumentError(FailureCategory.UNKNOWN_DATA, seen_in(data))


def _where(error: Exception) -> str:
    """Say what a bug was and where it came up."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
