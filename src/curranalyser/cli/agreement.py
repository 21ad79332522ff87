"""curranalyser agreement: Cohen's kappa between two label files."""

from pathlib import Path

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, settings_option
from curranalyser.i18n import translator


@click.command("agreement")
@click.argument("first", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("second", type=click.Path(exists=True, dir_okay=False, path_type=Path))
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
    first: Path, second: Path, scheme_file: Path | None, lang: str | None, settings_path: Path | None
) -> int:
    """Compare two label files, matched by id.

    Two coders, or a coder and the output of `curranalyser classify`.

    The table gives Cohen's kappa, and for each label how often both chose it out of the times at least one of
    them did. "Review" counts as "borderline".
    """
    from curranalyser.evaluate.agreement import compare_labels, read_labels
    from curranalyser.evaluate.tables import agreement_table
    from curranalyser.scheme import load_scheme

    settings = choose_settings(settings_path, lang=lang, scheme=str(scheme_file) if scheme_file else None)
    scheme = load_scheme(Path(settings.scheme) if settings.scheme else None)
    agreements = compare_labels(read_labels(first, scheme.ids), read_labels(second, scheme.ids), scheme.ids)
    click.echo(agreement_table(agreements, scheme, translator(settings.lang)))
    return 0
