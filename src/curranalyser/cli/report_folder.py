"""`curranalyser check FOLDER -o REPORT`: which files a folder holds, and the report of all of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from curranalyser.cli.options import chosen
from curranalyser.errors import NothingAnalysedError
from curranalyser.i18n import N_

if TYPE_CHECKING:
    from curranalyser.check.draft import Draft
    from curranalyser.cli.found import Found
    from curranalyser.datamodel import Failure
    from curranalyser.i18n import Translator


def report_target(drafts: Sequence[Path], output: Path | None) -> Path | None:
    """Return the folder that a report is to be written to, or None where one file is written.

    A report comes of a folder, or of several files and an output that is named like a folder, where no format
    was asked for.

    Args:
        drafts: what is given.
        output: what --output says.
    """
    source = click.get_current_context().get_parameter_source("form")
    if output is None or source is not ParameterSource.DEFAULT:
        return None
    several = len(drafts) > 1 and not output.suffix and not output.is_file()
    return output if several or any(path.is_dir() for path in drafts) else None


def require_report_folder(folder: Path, say: "Translator", *, force: bool) -> Path:
    """See that a report may be written to a folder, or to one of its own in it, before any work is done.

    Args:
        folder: the one that was named.
        say: the language.
        force: whether it is written beside other files.

    Returns:
        The folder; which one it is has been said where it is another.

    Raises:
        OutputError: it cannot be written.
    """
    from curranalyser.check.folder_report import check_folder

    return chosen(folder, check_folder(folder, force=force), say)


def read_everything(
    drafts: Sequence[Path],
    read: "Callable[..., list[Draft]]",
    say: "Translator",
    *,
    strict: bool | None,
    stdin_name: str | None,
    keep: bool,
    report: bool,
) -> "tuple[list[Draft], tuple[Failure, ...], list[str]]":
    """Read what is given and what lies in folders that are given.

    Args:
        drafts: files and folders, and "-".
        read: reads the drafts at paths: `cli.drafts.read_given`.
        say: the language of the lines.
        strict: whether nothing is passed over; None where that goes by whether there are several.
        stdin_name: what standard input is called, where the user says so.
        keep: whether the bytes of the files are wanted afterwards.
        report: whether drafts are named by their place within the folder.

    Returns:
        The drafts; all failures; and a line for each file that was passed over or read otherwise.

    Raises:
        SettingsError: there is no such file.
        NothingAnalysedError: a report is wanted, and there is no draft.
    """
    from curranalyser.cli.drafts import foreign_apart, passed_over

    paths, unread, tables = in_folders(drafts, say, within=report and len(drafts) == 1)
    paths, locks = passed_over(paths, strict, say)
    everything = read(paths, stdin_name=stdin_name, keep=keep)
    named = named_within(everything, drafts) if report else everything
    found, notes = foreign_apart(named, paths, strict, say)
    failures = (*unread, *(failure for draft in found for failure in draft.failures))
    if report and not failures and not any(draft.syllabi for draft in found):
        raise NothingAnalysedError(
            N_("No draft of a syllabus was found in what was given."), N_("Give a folder that holds drafts.")
        )
    return found, failures, [*tables, *locks, *notes]


def in_folders(
    drafts: Sequence[Path], say: "Translator", *, within: bool
) -> "tuple[list[Path], tuple[Failure, ...], list[str]]":
    """Return the files that are given themselves or lie in a folder that is given.

    Args:
        drafts: files and folders, and "-".
        say: the language of the lines.
        within: whether what is not read is named by its place within the folder; else as the drafts are.

    Returns:
        The files; what may hold a syllabus and cannot be read; and a line for each table of courses, which is
        no draft.
    """
    from curranalyser.read import find_files
    from curranalyser.read.endings import TABLE_ENDINGS, ending_of
    from curranalyser.report.sanitise import clean_line

    paths: list[Path] = []
    failures: list[Failure] = []
    passed: list[str] = []
    told = say.gettext("passed over: a table is no draft of one syllabus.")
    for given in drafts:
        if not given.is_dir():
            paths.append(given)
            continue
        there = find_files([given])
        folder = "" if within else before_names_in(given)
        failures += (replace(item, source=folder + item.source) for item in there.failures)
        for path, shown in there.files:
            if ending_of(path.name) in TABLE_ENDINGS:
                passed.append(clean_line(f"{folder}{shown}: {told}"))
            else:
                paths.append(path)
    return list(dict.fromkeys(paths)), tuple(failures), passed


def before_names_in(folder: Path) -> str:
    """Return what the names of drafts in a folder begin with: its path from the current folder, if any."""
    from curranalyser.read import shown_name

    there, here = folder.resolve(), Path.cwd()
    if there == here:
        return ""
    shown = there.relative_to(here) if there.is_relative_to(here) else there
    return f"{shown_name(shown.as_posix())}/"


def named_within(read: "Sequence[Draft]", drafts: Sequence[Path]) -> "list[Draft]":
    """Name drafts by their place within the folder, where one folder is given: a report may go elsewhere."""
    if len(drafts) != 1 or not drafts[0].is_dir():
        return list(read)
    prefix = before_names_in(drafts[0])

    def shorter(path: str) -> str:
        return path.removeprefix(prefix)

    return [
        replace(
            draft,
            source=replace(draft.source, path=shorter(draft.source.path)),
            failures=tuple(replace(item, source=shorter(item.source)) for item in draft.failures),
            findings=draft.findings
            and tuple(
                tuple(replace(item, file=shorter(item.file)) for item in found) for found in draft.findings
            ),
        )
        for draft in read
    ]


def write_report_folder(
    found: "Found", folder: Path, failures: "Sequence[Failure]", passed: Sequence[str]
) -> None:
    """Write the report of all drafts and say where it lies. Raises OutputError."""
    from curranalyser.check.folder_report import FolderReport

    report = FolderReport(
        drafts=found.read,
        findings=found.findings,
        shown=found.shown,
        aside=found.aside,
        known=found.known,
        scheme=found.scheme,
        say=found.say,
        everything=found.everything,
        house=found.own.house,
        failures=failures,
        passed=passed,
    )
    click.echo(found.say.gettext("Written: %(path)s", path=report.write(folder)), err=True)
