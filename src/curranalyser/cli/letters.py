"""`curranalyser letters`: a Word letter for each course, department or programme, with what to send back."""

from pathlib import Path

import click

from curranalyser.cli.options import audit_argument, choose_settings, guarded, lang_option, settings_option
from curranalyser.i18n import translator


@click.command("letters")
@audit_argument
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the letters; made if missing.",
)
@click.option(
    "--by",
    type=click.Choice(["course", "department", "programme"]),
    default="course",
    show_default=True,
    help="What a letter is written for.",
)
@lang_option
@settings_option
@guarded
def command(audit_path: Path, folder: Path, by: str, lang: str | None, settings_path: Path | None) -> int:
    """Write a letter (.docx) for each course, department or programme of AUDIT.

    AUDIT is a report folder, or its audit.json.

    A letter tells what was found in the learning outcomes, with the words that decided, what stands in the
    content only, what is unsure, and how to say that it is otherwise: beside it lies a workbook of its rows,
    which `curranalyser review import` takes back. letters_table.xlsx has one row a letter, for mail merge.
    People are named only where a table of your own does (`audit --courses`).

    A letter or workbook that somebody has written in is never overwritten.
    """
    from typing import cast

    from curranalyser.cli.audits import load_audit
    from curranalyser.folder import LETTERS_RECORD
    from curranalyser.kept_files import write_untouched
    from curranalyser.letters import By, letter_files
    from curranalyser.scheme import load_scheme

    settings = choose_settings(settings_path, lang=lang)
    scheme = load_scheme(Path(settings.scheme) if settings.scheme else None)
    files = dict(letter_files(load_audit(audit_path), scheme, settings.lang, cast(By, by)))
    write_untouched(folder, files, LETTERS_RECORD)
    written = sum(name.endswith(".docx") for name in files)
    say = translator(settings.lang)
    click.echo(
        say.ngettext("%(count)s letter in %(path)s", "%(count)s letters in %(path)s", written, path=folder),
        err=True,
    )
    return 0
