"""`curranalyser export`: tables of a finished audit as CSV or Parquet; outcomes for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from curranalyser.cli.options import (
    beside_option,
    choose_settings,
    chosen,
    guarded,
    lang_option,
    schema_option,
    settings_option,
)
from curranalyser.i18n import Translator, translator

if TYPE_CHECKING:
    from curranalyser.settings import Settings

_TABLES, _CORPORA = ("csv", "parquet"), ("docbin", "label-studio", "elm")


def _schema() -> str:
    from curranalyser.store import described_schema

    return described_schema()


@click.command("export")
@click.argument("audit_path", metavar="AUDIT", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the files; made if missing.",
)
@beside_option
@click.option(
    "--format",
    "form",
    type=click.Choice([*_TABLES, *_CORPORA]),
    default=_TABLES[0],
    show_default=True,
    help=(
        "Tables as csv or parquet (which needs curranalyser[parquet]); outcomes with labels and evidence as"
        " docbin for spaCy, or as tasks for Label Studio; or in the European Learning Model (elm)."
    ),
)
@schema_option(_schema, "audit.db")
@lang_option
@settings_option
@guarded
def command(
    audit_path: Path, folder: Path, force: bool, form: str, lang: str | None, settings_path: Path | None
) -> int:
    """Write the tables of AUDIT, or its outcomes with their labels, to FOLDER.

    Tables, one file a table: AUDIT is its folder, or the audit.db in it. audit.db is an SQLite file with the
    same tables: any tool that reads SQLite can also be pointed at it.

    Outcomes, those that count: AUDIT may also be an audit.json. For docbin, one file a language,
    outcomes-sv.spacy and so on. For label-studio, tasks.json with what the tool says as predictions, and the
    labelling interface label-config.xml; `curranalyser review import` takes back what Label Studio exports.

    For elm, outcomes.jsonld: all courses and programmes with their outcomes in the European Learning Model 3
    of Europass, the perspectives as a concept scheme that the outcomes refer to.
    """
    settings = choose_settings(settings_path, lang=lang)
    say = translator(settings.lang)
    written = (
        _corpus(audit_path, folder, form, settings, force=force)
        if form in _CORPORA
        else _tables(audit_path, folder, form, say, force=force)
    )
    for path in written:
        click.echo(say.gettext("%(path)s written.", path=path), err=True)
    return 0


def _tables(store: Path, folder: Path, form: str, say: Translator, *, force: bool) -> list[Path]:
    from curranalyser.export import export_tables, tables_folder
    from curranalyser.store import read_tables

    audit = read_tables(store)  # says so where the audit is not finished
    return export_tables(audit, chosen(folder, tables_folder(folder, form, force=force), say), form)


def _corpus(audit: Path, folder: Path, form: str, settings: "Settings", *, force: bool) -> list[Path]:
    from curranalyser.corpora import corpus_folder, export_corpus
    from curranalyser.library.finished import read_audit
    from curranalyser.scheme import load_scheme

    scheme = load_scheme(Path(settings.scheme) if settings.scheme else None)
    whole = read_audit(audit)
    taken = chosen(folder, corpus_folder(folder, form, force=force), translator(settings.lang))
    return export_corpus(whole, scheme, taken, form, settings.lang)
