"""One file → the syllabi in it, without labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from curranalyser.datamodel import DocumentResult, DocumentStatus, Failure, Syllabus
from curranalyser.library.given import PathLike, SettingsLike, file_of, settings_of


@dataclass(frozen=True, slots=True)
class SyllabiRead:
    """What was understood of a file.

    Attributes:
        source: the path of the file as it was given.
        sha256: the hex SHA-256 of its bytes; "" where they could not be read.
        status: `ok`: syllabi and no failure; `partial`: both; `failed`: no syllabus; `skipped`: it is no
            syllabus at all.
        failures: what of the file could not be read or was not found in it, each with a category, a message
            and what to do, in English.
        syllabi: in the order of the file; of a table one a course, and one a programme that it names.
    """

    source: str
    sha256: str
    status: DocumentStatus
    failures: tuple[Failure, ...]
    syllabi: tuple[Syllabus, ...]


def read_syllabi(path: PathLike, *, data: bytes | None = None, settings: SettingsLike = None) -> SyllabiRead:
    """Read one file and say what syllabi are in it: header, sections, outcomes, language of instruction.

    As `curranalyser parse` does. Nothing is labelled. On Linux a PDF, and any file of more than two
    megabytes, is tried first in a process of its own that ends at `seconds_per_file` and `memory_megabytes`,
    and what stops that process is a failure; elsewhere these two limits do not hold.

    Args:
        path: a file: PDF, DOCX, ODT, RTF, HTML, text, Markdown, or a table of courses (XLSX, CSV).
        data: its bytes, where they lie on no disk; then `path` is only a name, whose ending tells the type.
        settings: a `Settings`, or the path of a curranalyser.toml; the defaults without it (no file is looked
            for).

    Returns:
        What was understood. Whatever is wrong with the file is in its failures.

    Raises:
        SettingsError: there is no such file, it is a folder, or a setting is wrong.
    """
    chosen = settings_of(settings)
    if chosen.ocr:
        from curranalyser.read.ocr import recognition_version  # noqa: PLC0415 only where it is asked for

        recognition_version()
    from curranalyser.analyse import analyse_tried  # noqa: PLC0415 the stages are slow to import
    from curranalyser.pipeline import unread_result  # noqa: PLC0415
    from curranalyser.read import find_files  # noqa: PLC0415

    if data is not None:
        results = analyse_tried(bytes(data), Path(path).name, chosen)
    else:
        found = find_files([file_of(path)])
        results = [unread_result(failure) for failure in found.failures]
        for file, shown in found.files:
            results += analyse_tried(file, shown, chosen)
    return _as_one(str(path), results)


def _as_one(source: str, results: Sequence[DocumentResult]) -> SyllabiRead:
    """Put together what came of one file: one result, but of a table one a course."""
    failures = tuple(failure for result in results for failure in result.failures)
    syllabi = tuple(analysed.syllabus for result in results for analysed in result.syllabi)
    if syllabi:
        status = DocumentStatus.PARTIAL if failures else DocumentStatus.OK
    else:
        failed = any(result.status is DocumentStatus.FAILED for result in results)
        status = DocumentStatus.FAILED if failed else DocumentStatus.SKIPPED
    sha256 = next((result.source.sha256 for result in results), "")
    return SyllabiRead(source, sha256, status, failures, syllabi)
