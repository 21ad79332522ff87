"""`curranalyser explain`: what a rule of `curranalyser check` looks for, and why."""

from pathlib import Path

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, settings_option


@click.command("explain")
@click.argument("names", nargs=-1, metavar="[RULE]...")
@lang_option
@settings_option
@guarded
def command(names: tuple[str, ...], lang: str | None, settings_path: Path | None) -> int:
    """Explain each RULE of `curranalyser check`, by its id or the beginning of one.

    Without any, list all rules.
    """
    from curranalyser.check.finding import SEVERITIES, expand_rules, explain, rules
    from curranalyser.i18n import translator
    from curranalyser.scheme import localised

    settings = choose_settings(settings_path, lang=lang)
    say = translator(settings.lang)
    chosen = expand_rules(names) if names else frozenset(rules())
    for number, rule in enumerate(rule for identifier, rule in rules().items() if identifier in chosen):
        severity = say.gettext(SEVERITIES[rule.severity])
        if not names:
            click.echo(f"{rule.id}  {severity}: {localised(rule.title, say.lang)}")
            continue
        if number:
            click.echo()
        click.echo(f"{rule.id}, {severity}: {explain(rule, say.lang)}")
    return 0
