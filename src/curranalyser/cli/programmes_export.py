"""`curranalyser programmes export`: the structure of the programmes of an audit, as a table to correct."""

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
    """Write what was read of the programmes of AUDIT (a report folder, or its audit.json), to be corrected.

    One row a course: who takes it, its block with the rule, track, term, year and credits, with what that
    rests on. Correct the rows in a spreadsheet, put a name in "Confirmed by" where a row is right, and give
    the file to `curranalyser audit --programmes`: what is changed or confirmed wins over what is read, now
    and when new versions of the syllabi come; the other rows stay as they are read.
    """
    from curranalyser.library.finished import audit_files, read_audit
    from curranalyser.review.programme_rows import programme_rows
    from curranalyser.review.programme_workbook import render_programmes_csv, render_programmes_workbook

    settings = choose_settings(settings_path, lang=lang)
    audit = read_audit(audit_path)
    rows = programme_rows(audit, settings.lang)
    write_table(
        output,
        lambda: render_programmes_csv(rows),
        lambda: render_programmes_workbook(rows, settings.lang),
        force=force,
        inputs=audit_files(audit_path),
    )
    if output is None:
        return 0
    say = translator(settings.lang)
    click.echo(
        say.ngettext(
            "%(count)s row to confirm in %(path)s",
            "%(count)s rows to confirm in %(path)s",
            len(rows) - 1,
            path=output,
        ),
        err=True,
    )
    return 0
