"""curranalyser evaluate designs: the classifier beside simpler and other designs."""

from pathlib import Path

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, settings_option
from curranalyser.i18n import translator
from curranalyser.output_file import write_file


@click.command("designs")
@click.option(
    "--corpus",
    type=click.Path(exists=True, path_type=Path),
    required=True,
    help="Folder of .jsonl files with labelled outcomes, or one such file.",
)
@click.option(
    "--gold",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Real outcomes that bear labels, as JSON lines.",
)
@click.option(
    "--scheme",
    "scheme_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Scheme (TOML). Default: the shipped one.",
)
@click.option(
    "--cues", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="Cues (TOML)."
)
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
    corpus: Path,
    gold: Path | None,
    scheme_file: Path | None,
    cues: Path,
    json_file: Path | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Compare designs of the classifier: cues alone, n-grams alone, both, and spaCy's text categoriser.

    Each is cross-validated by subject on the corpus and measured on its test split and on GOLD. Takes some
    minutes.
    """
    from curranalyser.classify.labelled import labelled_files, read_labelled
    from curranalyser.datamodel import to_json
    from curranalyser.evaluate.designs import designs_data, evaluate_designs
    from curranalyser.evaluate.tables import designs_table
    from curranalyser.scheme import load_scheme

    settings = choose_settings(settings_path, lang=lang, scheme=str(scheme_file) if scheme_file else None)
    scheme = load_scheme(Path(settings.scheme) if settings.scheme else None)
    outcomes = read_labelled(labelled_files(corpus), scheme.ids)
    real = read_labelled([gold], scheme.ids) if gold else []
    results = evaluate_designs(outcomes, scheme, cues.read_bytes(), real)
    click.echo(designs_table(results, scheme, translator(settings.lang)))
    if json_file:
        write_file(json_file, to_json(designs_data(results), 2) + b"\n")
    return 0
