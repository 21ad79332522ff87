"""`curranalyser letters`: a Word letter for each course, department or programme, with what to send back."""

from pathlib import Path

import click

from curranalyser.cli.options import audit_argument, choose_settings, guarded, lang_option, settings_option
from curranalyser.cli.shown import sender_options
from curranalyser.clock import today
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
@sender_options
@click.option(
    "--date",
    "dated",
    metavar="DATE",
    help="The date of the letters (such as 2026-01-31). Default: today.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Write into a folder that holds other files, or letters of another audit.",
)
@lang_option
@settings_option
@guarded
def command(
    audit_path: Path,
    folder: Path,
    by: str,
    institution: str | None,
    commissioned_by: str | None,
    dated: str | None,
    force: bool,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Write a letter (.docx) for each course, department or programme of AUDIT.

    AUDIT is a report folder, or its audit.json.

    A letter tells what was found in the learning outcomes, with the words that decided, what stands in the
    content only, what is unsure, and how to say that it is otherwise: beside it lies a workbook of its rows,
    which `curranalyser review import` takes back. letters_table.xlsx has one row a letter, for mail merge.
    People are named only where a table of your own does (`audit --courses`).

    A folder is for the letters of one audit: a second time replaces them, and says how many. One with other
    files, or with letters of another audit, is refused without --force. A letter or workbook that somebody
    has written in is never overwritten.
    """
    from dataclasses import replace
    from typing import cast

    from curranalyser.folder import LETTERS_RECORD
    from curranalyser.kept_files import require_own_folder, write_untouched
    from curranalyser.letters import By, audit_mark, letter_files
    from curranalyser.library.finished import read_audit
    from curranalyser.library.head import report_head
    from curranalyser.scheme import load_scheme

    settings = choose_settings(
        settings_path, lang=lang, institution=institution, commissioned_by=commissioned_by
    )
    scheme = load_scheme(Path(settings.scheme) if settings.scheme else None)
    audit = read_audit(audit_path)
    head = report_head(settings, dated if dated is not None else today().isoformat(), audit.head)
    mark = audit_mark(audit)
    if not force:
        require_own_folder(folder, LETTERS_RECORD, mark)
    files = dict(letter_files(replace(audit, head=head), scheme, settings.lang, cast(By, by)))
    became = write_untouched(folder, files, LETTERS_RECORD, mark)
    written = sum(name.endswith(".docx") for name in files)
    say = translator(settings.lang)
    click.echo(
        say.ngettext("%(count)s letter in %(path)s", "%(count)s letters in %(path)s", written, path=folder),
        err=True,
    )
    replaced, removed = len(became.replaced), len(became.removed)
    if replaced:
        click.echo(
            say.ngettext(
                "%(count)s file of earlier letters is replaced.",
                "%(count)s files of earlier letters are replaced.",
                replaced,
            ),
            err=True,
        )
    if removed:
        click.echo(
            say.ngettext(
                "%(count)s file of earlier letters is removed.",
                "%(count)s files of earlier letters are removed.",
                removed,
            ),
            err=True,
        )
    return 0
