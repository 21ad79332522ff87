"""curranalyser classify: outcomes as JSON lines in, labels as JSON lines out."""

import sys
from pathlib import Path
from typing import IO

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, settings_option


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
@lang_option
@settings_option
@guarded
def command(
    file: IO[bytes],
    model_dir: Path | None,
    scheme_file: Path | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Label outcomes in FILE ("-" for standard input).

    One JSON object a line in, one a line out, in the same order.

    In: `text`, and where known `id`, `language` (sv or en) and `lead_in`. Out: `id`, `text` and, in `labels`,
    per perspective the decision (yes, review
    or no), the probability, the rule of the codebook with its text, the kind of hit and the evidence with its
    place in the text.
    """
    from curranalyser.analyse import load_stage
    from curranalyser.classify.lines import classify_lines

    settings = choose_settings(
        settings_path,
        lang=lang,
        model=str(model_dir) if model_dir else None,
        scheme=str(scheme_file) if scheme_file else None,
    )
    _, classifier = load_stage(settings)
    output = sys.stdout.buffer
    for line in classify_lines(file, classifier, settings.lang):
        output.write(line + b"\n")
    output.flush()
    return 0
