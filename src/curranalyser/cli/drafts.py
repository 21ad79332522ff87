"""What `check` is given: files and standard input → drafts, read and checked within the limits."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from curranalyser.i18n import Translator

if TYPE_CHECKING:
    from curranalyser.check.draft import Draft
    from curranalyser.check.within import Check, Given
    from curranalyser.classify import Classifier
    from curranalyser.settings import Settings

_STANDARD_INPUT = Path("-")


def read_given(
    paths: Sequence[Path],
    settings: "Settings",
    classifier: "Classifier",
    check: "Check",
    *,
    stdin_name: str | None = None,
    keep: bool = False,
) -> "list[Draft]":
    """Read drafts, each within the limits of the settings, and check them.

    Args:
        paths: files, and "-" for standard input.
        settings: limits.
        classifier: labels the outcomes.
        check: returns the findings of each syllabus of a draft.
        stdin_name: what standard input is called, where the user says so.
        keep: whether the bytes of the files are wanted afterwards.

    Raises:
        SettingsError: there is no such file.
    """
    from curranalyser.check.within import read_within

    given = [_given(path, settings, stdin_name) for path in paths]
    jobs = settings.jobs or os.cpu_count() or 1
    return list(read_within(given, settings, classifier, check, keep=keep, jobs=jobs))


def passed_over(paths: Sequence[Path], strict: bool | None, say: Translator) -> tuple[list[Path], list[str]]:
    """Take the lock files that office programs leave beside an open document out of what is given.

    Args:
        paths: what is given.
        strict: whether nothing is passed over; None where that goes by whether there are several.
        say: the language of the lines.

    Returns:
        The others, and a line for each that is passed over.
    """
    from curranalyser.read.walk import is_office_lock
    from curranalyser.report.sanitise import clean_line

    if _is_strict(paths, strict):
        return list(paths), []
    told = say.gettext("passed over: it says that a document is open, and is none itself.")
    locks = [path for path in paths if is_office_lock(path.name)]
    return [path for path in paths if path not in locks], [clean_line(f"{path}: {told}") for path in locks]


def foreign_apart(
    read: "Sequence[Draft]", paths: Sequence[Path], strict: bool | None, say: Translator
) -> "tuple[list[Draft], list[str]]":
    """Take the files in which nothing of a syllabus was found out of what was read.

    Args:
        read: the drafts.
        paths: what was given.
        strict: as for `passed_over`.
        say: the language of the lines.

    Returns:
        The others, and a line for each that is passed over and for each note on how a draft was read.
    """
    from curranalyser.report.sanitise import clean_line

    foreign = [] if _is_strict(paths, strict) else [draft for draft in read if draft.foreign]
    kept = [draft for draft in read if draft not in foreign]
    told = say.gettext("passed over: no heading, lead-in, code or credits of a syllabus was found.")
    lines = [clean_line(f"{draft.source.path}: {told}") for draft in foreign]
    lines += [
        clean_line(f"{draft.source.path}: {say.gettext(note)}") for draft in kept for note in draft.notes
    ]
    return kept, lines


def _is_strict(paths: Sequence[Path], strict: bool | None) -> bool:
    return len(paths) == 1 if strict is None else strict


def _given(path: Path, settings: "Settings", stdin_name: str | None) -> "Given":
    """Return what is to be read. Raises SettingsError where there is no such file."""
    from curranalyser.check.draft import name_of_standard_input
    from curranalyser.check.within import Given, given_file, read_standard_input
    from curranalyser.errors import DocumentError

    if path == _STANDARD_INPUT:
        try:
            data = read_standard_input(settings)
        except DocumentError as error:
            return Given(stdin_name or _STANDARD_INPUT.name, error=error)
        return Given(stdin_name or name_of_standard_input(data), data=data)
    return given_file(path)
