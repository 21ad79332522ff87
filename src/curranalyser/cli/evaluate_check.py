"""`curranalyser evaluate check`: how often each rule of `check` fires on decided syllabi."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curranalyser.cli.options import (
    choose_settings,
    guarded,
    lang_option,
    model_sha256_option,
    settings_option,
)
from curranalyser.output_file import write_file

if TYPE_CHECKING:
    from curranalyser.settings import Settings


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--truth",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Instead: what the drafts beside this file hold, as stated in it, against what is found.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the table to this file, with what it is about.",
)
@model_sha256_option
@lang_option
@settings_option
@guarded
def command(
    paths: tuple[Path, ...],
    truth: Path | None,
    output: Path | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Check the decided syllabi in PATHS and show the share on which each rule fires, as a Markdown table.

    No draft is perfect, and no decided syllabus either. Yet a rule that asks for something (suggestion or
    warning) and fires on more than a third of
    them is noise: then the exit code is 10.

    With --truth the drafts that lie beside FILE are checked, each by itself, and compared with what people
    stated they hold: found, missed and false by rule. Where anything is missed or false, the exit code is 10.
    """
    if truth is not None:
        return _against_truth(truth, output, choose_settings(settings_path, lang=lang))
    if not paths:
        raise click.UsageError("Missing argument 'PATHS...'.")
    from tqdm import tqdm

    from curranalyser.check.rates import measure_rates, rates_page, rates_table
    from curranalyser.errors import ExitCode, NothingAnalysedError
    from curranalyser.i18n import N_
    from curranalyser.read import find_files

    settings = choose_settings(settings_path, lang=lang)
    files = find_files(paths).files
    with tqdm(total=len(files), file=sys.stderr, disable=None, leave=False, dynamic_ncols=True) as bar:
        rates = measure_rates(files, settings, lambda _: bar.update())
    if not any(group.syllabi for group in rates.values()):
        raise NothingAnalysedError(
            N_("None of the files held a syllabus that could be read."), N_("Check the path.")
        )
    if output is None:
        click.echo(rates_table(rates))
    else:
        write_file(output, rates_page(rates).encode())
    return int(ExitCode.FINDINGS if any(group.above_limit() for group in rates.values()) else ExitCode.OK)


def _against_truth(truth: Path, output: Path | None, settings: "Settings") -> int:
    """Show what was found, missed and false."""
    from curranalyser.check.truth import measure_truth, truth_table
    from curranalyser.errors import ExitCode

    score = measure_truth(truth, settings)
    table = truth_table(score)
    if output is None:
        click.echo(table)
    else:
        write_file(output, f"{table}\n".encode(), inputs=[truth])
    return int(ExitCode.FINDINGS if score.missed_lines or score.false_lines else ExitCode.OK)
