"""What `check` is given: files and standard input → drafts, read and checked within the limits."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

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


def _given(path: Path, settings: "Settings", stdin_name: str | None) -> "Given":
    """Return what is to be read. Raises SettingsError where there is no such file."""
    from curranalyser.check.draft import name_of_standard_input
    from curranalyser.check.within import Given, read_standard_input
    from curranalyser.errors import DocumentError, FailureCategory
    from curranalyser.read import find_files, shown_name

    if path == _STANDARD_INPUT:
        try:
            data = read_standard_input(settings)
        except DocumentError as error:
            return Given(stdin_name or _STANDARD_INPUT.name, error=error)
        return Given(stdin_name or name_of_standard_input(data), data=data)
    there = find_files([path])
    shown = path.resolve()
    # Relative to the current folder, as the tools that read SARIF and workflow commands want it.
    name = shown_name(
        shown.relative_to(Path.cwd()).as_posix() if shown.is_relative_to(Path.cwd()) else path.as_posix()
    )
    if not there.files:
        category = there.failures[0].category if there.failures else FailureCategory.UNREADABLE
        return Given(name, error=DocumentError(category))
    return Given(name, there.files[0][0])
