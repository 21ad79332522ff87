"""`curranalyser export`: the tables of a finished audit as CSV or Parquet."""

from pathlib import Path

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, settings_option
from curranalyser.i18n import translator


@click.command("export")
@click.argument("store", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the files; made if missing.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "parquet"]),
    default="csv",
    show_default=True,
    help="Parquet needs curranalyser[parquet].",
)
@lang_option
@settings_option
@guarded
def command(store: Path, folder: Path, form: str, lang: str | None, settings_path: Path | None) -> int:
    """Write the tables of the audit in STORE (its folder, or the audit.db in it) to FOLDER, one file a table.

    audit.db is an SQLite file with the same tables: any tool that reads SQLite can also be pointed at it.
    """
    from curranalyser.export import export_tables
    from curranalyser.store import open_finished, read_store

    say = translator(choose_settings(settings_path, lang=lang).lang)
    read_store(store)  # says so where the audit is not finished
    connection = open_finished(store)
    try:
        for path in export_tables(connection, folder, form):
            click.echo(say.gettext("%(path)s written.", path=path), err=True)
    finally:
        connection.close()
    return 0
