"""`curranalyser explain`: what a rule of `curranalyser check` or of the codebook says, and why."""

from pathlib import Path

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, settings_option


@click.command("explain")
@click.argument("names", nargs=-1, metavar="[RULE]...")
@click.option(
    "--area",
    help="Wordings of this subject area, such as health or social; an unknown one names them all.",
)
@lang_option
@settings_option
@guarded
def command(names: tuple[str, ...], area: str | None, lang: str | None, settings_path: Path | None) -> int:
    """Explain each RULE of `curranalyser check` or of the codebook.

    By its id or the beginning of one, such as F402, R, INT-Y3 or CMP. Without any, list all rules.
    """
    from curranalyser.check.bank import check_area
    from curranalyser.check.explain import explanation_lines, explanations
    from curranalyser.check.suppress import load_check_settings
    from curranalyser.i18n import translator
    from curranalyser.scheme import load_scheme

    settings = choose_settings(settings_path, lang=lang)
    say = translator(settings.lang)
    scheme = load_scheme(Path(settings.scheme) if settings.scheme else None)
    house = load_check_settings(settings_path).house
    chosen = check_area(area) if area else None
    for number, item in enumerate(explanations(names, scheme, say, area=chosen, house=house)):
        if not names:
            click.echo(f"{item.id}  {item.level}: {item.title}")
            continue
        if number:
            click.echo()
        click.echo("\n".join(explanation_lines(item, say)))
    return 0
