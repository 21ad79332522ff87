"""`curranalyser goals export`: the outcomes of an audit, as a table in which their goals are filled in."""

from pathlib import Path

import click

from curranalyser.cli.options import (
    audit_argument,
    choose_settings,
    guarded,
    lang_option,
    replace_option,
    settings_option,
    table_option,
    write_table,
)
from curranalyser.i18n import translator


@click.command("export")
@audit_argument
@table_option
@replace_option
@lang_option
@settings_option
@guarded
def command(
    audit_path: Path, output: Path | None, force: bool, lang: str | None, settings_path: Path | None
) -> int:
    """Write the outcomes of AUDIT (a report folder, or its audit.json), to be linked to goals.

    One row an outcome. Fill in the numbers of the goals that it leads to, as the workbook's second sheet has
    them, and give the file to `curranalyser audit --goals` or `curranalyser report --goals`: the matrix of
    each programme then shows where its goals are introduced and deepened. What is left empty is not mapped.
    """
    from curranalyser.library.finished import audit_files, read_audit
    from curranalyser.review.goal_rows import goal_rows, render_goals_csv, render_goals_workbook

    settings = choose_settings(settings_path, lang=lang)
    audit = read_audit(audit_path)
    rows = goal_rows(audit, settings.lang)
    write_table(
        output,
        lambda: render_goals_csv(rows),
        lambda: render_goals_workbook(audit, rows, settings.lang),
        force=force,
        inputs=audit_files(audit_path),
    )
    if output is None:
        return 0
    say = translator(settings.lang)
    click.echo(
        say.ngettext(
            "%(path)s has %(count)s row to fill in.",
            "%(path)s has %(count)s rows to fill in.",
            len(rows) - 1,
            path=output,
        ),
        err=True,
    )
    return 0
