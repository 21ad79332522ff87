"""curranalyser evaluate language: how well the language of instruction is found."""

import json
from pathlib import Path

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, settings_option
from curranalyser.output_file import write_file


@click.command("language")
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.option("--errors", is_flag=True, help="List each wrong answer with its evidence.")
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the figures to this file as JSON.",
)
@lang_option
@settings_option
@guarded
def command(
    gold: Path, errors: bool, json_file: Path | None, lang: str | None, settings_path: Path | None
) -> int:
    """Measure the language of instruction against GOLD.

    JSON lines that name documents, or a folder of case files (TOML).

    Accuracy is given for the status and for the main and the possible languages, with the confusion of the
    status.
    """
    from curranalyser.evaluate.language import (
        evaluate_cases,
        evaluate_documents,
        language_errors,
        language_figures,
        language_table,
        read_cases,
    )
    from curranalyser.i18n import translator
    from curranalyser.report.sanitise import clean_line

    settings = choose_settings(settings_path, lang=lang)
    evaluation = evaluate_cases(read_cases(gold)) if gold.is_dir() else evaluate_documents(gold, settings)
    say = translator(settings.lang)
    click.echo(language_table(evaluation, say))
    if errors:
        click.echo()
        for line in language_errors(evaluation, say).splitlines():
            click.echo(clean_line(line))
    if json_file:
        write_file(
            json_file,
            (json.dumps(language_figures(evaluation), indent=2, ensure_ascii=False) + "\n").encode(),
            inputs=[gold],
        )
    return 0
