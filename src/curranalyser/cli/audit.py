"""`curranalyser audit`: a folder of syllabi in, a report out."""

import shutil
import sys
from pathlib import Path

import click

from curranalyser.cli.options import choose_settings, columns_option, guarded, lang_option, parse_columns, settings_option
from curranalyser.errors import ExitCode, NothingAnalysedError
from curranalyser.i18n import N_, translator


@click.command("audit")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder for the report; made if missing.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Worker processes. Default: one per core.")
@columns_option
@lang_option
@settings_option
@guarded
def command(paths: tuple[Path, ...], folder: Path, jobs: int | None, columns: str | None, lang: str | None, settings_path: Path | None) -> int:
    """Audit the syllabi in PATHS (files or folders) and write a report folder.

    The report holds index.html (for reading), audit.xlsx (for sorting), outcomes.csv and audit.json (for other tools). A compact table per
    programme goes to standard output, progress to standard error. Exit code 3 means: the report is written, and some files need attention.
    """
    from tqdm import tqdm

    from curranalyser.datamodel import DocumentStatus
    from curranalyser.pipeline import load_stage, run_audit
    from curranalyser.report import check_writable, write_report
    from curranalyser.report.prepare import build_view
    from curranalyser.report.terminal import terminal_lines

    settings = choose_settings(settings_path, lang=lang, jobs=jobs, columns=parse_columns(columns))
    say = translator(settings.lang)
    check_writable(folder)
    with tqdm(total=0, unit=f" {say.gettext('files')}", file=sys.stderr, disable=None, leave=False, dynamic_ncols=True) as bar:

        def found(count: int) -> None:
            bar.reset(count)

        audit = run_audit(paths, settings, lambda _: bar.update(), found)
    if not audit.courses and not audit.programmes:
        for line in failure_lines(audit.failures, settings.lang):
            click.echo(line, err=True)
        raise NothingAnalysedError(N_("None of the files held a syllabus that could be read."), N_("The reasons stand above."))
    scheme, _ = load_stage(settings)
    page = write_report(audit, folder, scheme, settings.lang)
    width = shutil.get_terminal_size((100, 24)).columns
    for line in terminal_lines(build_view(audit, scheme, settings.lang), min(width, 120)):
        click.echo(line)
    click.echo(say.gettext("Open %(page)s in a browser.", page=page), err=True)
    unfinished = any(status is not DocumentStatus.OK for _, status in audit.files)
    return int(ExitCode.PARTIAL if unfinished else ExitCode.OK)


def failure_lines(failures: tuple[object, ...], lang: str) -> list[str]:
    """Return one line per failure: file, what happened, what to do."""
    from curranalyser.datamodel import Failure
    from curranalyser.report.sanitise import clean_line

    say = translator(lang)
    return [
        clean_line(f"{failure.source}: {say.gettext(failure.message)} {say.gettext(failure.hint)}") for failure in failures if isinstance(failure, Failure)
    ]
