"""`curranalyser report`: the report of a finished audit again, from its store."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from curranalyser.cli.options import (
    beside_option,
    choose_settings,
    chosen,
    goals_option,
    guarded,
    lang_option,
    settings_option,
)
from curranalyser.cli.shown import shown_options
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_, translator

if TYPE_CHECKING:
    from curranalyser.datamodel import Audit
    from curranalyser.scheme import Scheme


def _write_board(
    audit: "Audit",
    scheme: "Scheme",
    lang: str,
    order: tuple[str, ...],
    programmes: tuple[str, ...],
    folder: Path,
) -> None:
    """Write the Word file for a board. Raises OutputError, and SettingsError for an unknown programme."""
    from curranalyser.folder import BOARD_FILE
    from curranalyser.kept_files import write_untouched
    from curranalyser.report.board import chosen_programmes, render_board
    from curranalyser.report.board.document import RECORD_FILE
    from curranalyser.report.prepare import build_view

    view = build_view(audit, scheme, lang, order)
    data = render_board(view, chosen_programmes(view, programmes))
    write_untouched(folder, {BOARD_FILE: data}, RECORD_FILE)


@click.command("report")
@click.argument("store", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the report. Default: the audit's own.",
)
@beside_option
@goals_option
@click.option(
    "--pdf",
    is_flag=True,
    help="Also write the first page and that of each programme as tagged PDF. Needs curranalyser[pdf].",
)
@click.option(
    "--docx",
    is_flag=True,
    help="Write board.docx too: a Word file with one page a programme and an annex of evidence.",
)
@click.option(
    "--programme",
    "programmes",
    multiple=True,
    metavar="CODE",
    help="With --docx: only this programme, by code or title. May be given several times.",
)
@click.option("-q", "--quiet", is_flag=True, help="No hints on stderr, only what is wrong.")
@shown_options
@lang_option
@settings_option
@guarded
def command(
    store: Path,
    folder: Path | None,
    force: bool,
    goals_path: Path | None,
    pdf: bool,
    docx: bool,
    programmes: tuple[str, ...],
    quiet: bool,
    institution: str | None,
    commissioned_by: str | None,
    period: str | None,
    dated: str | None,
    one_page: bool | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Write the report of the audit in STORE (its folder, or the audit.db in it) again.

    In another language, to another folder, or with another table of goals.

    --docx adds a Word file for a board and for accreditation; one that somebody has written in is not
    overwritten.

    No syllabus is read. Output and exit code are those of `curranalyser audit`.
    """
    from dataclasses import replace

    from curranalyser.cli.audit import Shape, render, unmatched_lines
    from curranalyser.folder import INDEX_FILE, WORKBOOK_FILE, audit_place
    from curranalyser.library.head import report_head
    from curranalyser.library.tables import read_decisions, read_goals
    from curranalyser.report.write import report_folder, write_pdfs
    from curranalyser.review.not_brought_in import require_brought_in
    from curranalyser.scheme import parse_scheme
    from curranalyser.store import read_store

    if pdf:
        from curranalyser.report.pdf import pdf_library

        pdf_library()  # says what is missing before anything is written
    settings = choose_settings(
        settings_path,
        lang=lang,
        institution=institution,
        commissioned_by=commissioned_by,
        period=period,
        one_page=one_page,
    )
    if programmes and not docx:
        raise SettingsError(
            N_("--programme chooses what stands in the Word file, and none is asked for."),
            N_("Add --docx, or leave --programme out."),
        )
    say = translator(settings.lang)
    audit, scheme_text, home_country = read_store(store)
    audit = replace(audit, head=report_head(settings, dated, audit.head))
    if goals_path is not None:
        from curranalyser.aggregate import with_goals

        audit = with_goals(audit, read_goals(audit.rules, goals_path))
    named = folder or (audit_place(store) if store.is_dir() else store.parent)
    target = chosen(named, report_folder(named, force=force), say)
    scheme = replace(parse_scheme(scheme_text.encode("utf-8")), home_country=home_country)
    require_brought_in(
        target / WORKBOOK_FILE,
        read_decisions(Path(settings.reviews) if settings.reviews else None, target)[0],
        scheme,
    )
    if docx:
        _write_board(audit, scheme, settings.lang, settings.programme_order, programmes, target)
    shape = Shape(settings.programme_order, settings.one_page)
    shown = render(audit, target, scheme, settings.lang, shape=shape)
    for line in unmatched_lines(audit, shape, settings.lang):
        click.echo(line, err=True)
    written = write_pdfs(target) if pdf else []
    for line in shown.lines:
        click.echo(line)
    if written and not quiet:
        click.echo(
            say.ngettext("%(count)s PDF file written.", "%(count)s PDF files written.", len(written)),
            err=True,
        )
    if not quiet:
        click.echo(say.gettext("Open %(page)s in a browser.", page=target / INDEX_FILE), err=True)
    return shown.code
