"""curranalyser classify: outcomes as JSON lines in, labels as JSON lines out."""

import sys
from collections import Counter
from pathlib import Path
from typing import IO

import click

from curranalyser.cli.options import (
    choose_settings,
    guarded,
    lang_option,
    model_sha256_option,
    pipeline_option,
    schema_option,
    settings_option,
)


def _schema() -> str:
    from curranalyser.classify.lines import classified_schema

    return classified_schema()


@click.command("classify")
@click.argument("file", type=click.File("rb"))
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
@schema_option(_schema, "a line out")
@model_sha256_option
@pipeline_option
@lang_option
@settings_option
@guarded
def command(
    file: IO[bytes],
    model_dir: Path | None,
    scheme_file: Path | None,
    spacy_pipeline: str | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Label outcomes in FILE ("-" for standard input).

    One JSON object a line in, one a line out, in the same order.

    In: `text`, and where known `id`, `language` (ISO 639-1, such as sv; a region as in sv-SE is cut off, and
    what is no such code is refused with the number of its line) and `lead_in`. Out: `schema_version`, `id`,
    `text`, `language` and, in `labels`, per perspective the decision (yes, review, no or not labelled), the
    probability, the rule of the codebook with its text, the kind of hit and the evidence with its place in
    the text.

    Where the language is not given, the words of the outcome tell it. An outcome in a language that the model
    was not trained for, or too short to tell, is not labelled; how many these are is said at the end.
    """
    from curranalyser.analyse import load_stage
    from curranalyser.classify.lines import classify_lines
    from curranalyser.datamodel import counted_languages
    from curranalyser.i18n import translator
    from curranalyser.report.unlabelled import not_labelled_text

    settings = choose_settings(
        settings_path,
        lang=lang,
        spacy_pipeline=spacy_pipeline,
        model=str(model_dir) if model_dir else None,
        scheme=str(scheme_file) if scheme_file else None,
    )
    _, classifier = load_stage(settings)
    output = sys.stdout.buffer
    left_out: Counter[str | None] = Counter()
    for line in classify_lines(file, classifier, settings.lang, left_out):
        output.write(line + b"\n")
    output.flush()
    if told := not_labelled_text(counted_languages(left_out), translator(settings.lang)):
        click.echo(told, err=True)
    return 0
