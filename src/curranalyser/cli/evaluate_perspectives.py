"""curranalyser evaluate perspectives: how well outcomes are labelled."""

from collections import Counter
from pathlib import Path

import click

from curranalyser.cli.options import (
    choose_settings,
    guarded,
    lang_option,
    model_sha256_option,
    settings_option,
)
from curranalyser.i18n import N_, translator
from curranalyser.output_file import write_file


@click.command("perspectives")
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.option("--errors", is_flag=True, help="List each wrong label with its text and evidence.")
@click.option(
    "--split",
    type=click.Choice(["train", "validation", "test"]),
    help="Only outcomes of this split of a corpus.",
)
@click.option(
    "--ids-ending",
    metavar="CHARACTERS",
    help="Only outcomes whose id ends in one of these characters: a part that is never read for errors.",
)
@click.option(
    "--pairs",
    "pairs_path",
    type=click.Path(exists=True, path_type=Path),
    help="Also measure how many Swedish and English versions of one outcome, in this file or folder of JSON"
    " lines, are decided alike.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the figures to this file as JSON.",
)
@click.option(
    "--model",
    "model_dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of a model. Default: the shipped one.",
)
@click.option(
    "--scheme",
    "scheme_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Scheme (TOML). Default: the shipped one.",
)
@model_sha256_option
@lang_option
@settings_option
@guarded
def command(
    gold: Path,
    errors: bool,
    split: str | None,
    ids_ending: str | None,
    pairs_path: Path | None,
    json_file: Path | None,
    model_dir: Path | None,
    scheme_file: Path | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Measure the labels against GOLD: JSON lines that bear labels (a file, or a folder of files).

    Precision, recall and F1 are given for "yes" per perspective, language and sample, borderline cases left
    out, beside two baselines. An outcome that names its country is read with that country as home.
    """
    from curranalyser.analyse import load_stage
    from curranalyser.classify.labelled import labelled_files, read_labelled
    from curranalyser.datamodel import counted_languages, to_json
    from curranalyser.errors import SettingsError
    from curranalyser.evaluate.pairs import evaluate_pairs, pairs_data, read_pairs
    from curranalyser.evaluate.perspectives import evaluate_perspectives, evaluation_data
    from curranalyser.evaluate.tables import differing_list, error_list, evaluation_table, pairs_table
    from curranalyser.report.unlabelled import not_labelled_text

    settings = choose_settings(
        settings_path,
        lang=lang,
        model=str(model_dir) if model_dir else None,
        scheme=str(scheme_file) if scheme_file else None,
    )
    say = translator(settings.lang)
    scheme, classifier = load_stage(settings)
    outcomes = [
        outcome
        for outcome in read_labelled(labelled_files(gold), scheme.ids)
        if split in (None, outcome.split) and (not ids_ending or outcome.id.endswith(tuple(ids_ending)))
    ]
    left_out = Counter(
        outcome.language or None
        for outcome in outcomes
        if not classifier.labels_language(outcome.language or None)
    )
    if left_out:
        click.echo(not_labelled_text(counted_languages(left_out), say), err=True)
        outcomes = [outcome for outcome in outcomes if classifier.labels_language(outcome.language)]
    if not outcomes:
        raise SettingsError(
            N_("No labelled outcome is left to measure on."),
            N_("Leave out --split and --ids-ending, or give another file."),
        )
    evaluation = evaluate_perspectives(outcomes, classifier)
    click.echo(evaluation_table(evaluation, scheme, say))
    if errors and evaluation.errors:
        click.echo()
        click.echo(error_list(evaluation, scheme, say))
    alike = evaluate_pairs(read_pairs(labelled_files(pairs_path)), classifier) if pairs_path else []
    if alike:
        click.echo()
        click.echo(pairs_table(alike, scheme, say))
        if errors and (listed := differing_list(alike, scheme, say)):
            click.echo()
            click.echo(listed)
    if json_file:
        figures = {**evaluation_data(evaluation), "pairs": pairs_data(alike)}
        write_file(json_file, to_json(figures, 2) + b"\n", inputs=[gold])
    return 0
