"""`curranalyser compare`: two audits side by side."""

import shutil
from pathlib import Path

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, settings_option
from curranalyser.i18n import translator
from curranalyser.output_file import write_file


def audit_names(first: Path, second: Path) -> tuple[str, str]:
    """Return what two audits are called: their folders, or A and B where these have one name."""
    names = tuple(
        (path if path.is_dir() else path.parent).resolve().name or str(path) for path in (first, second)
    )
    return (names[0], names[1]) if names[0] != names[1] else (f"{names[0]} (A)", f"{names[1]} (B)")


@click.command("compare")
@click.argument("first", metavar="A", type=click.Path(path_type=Path))
@click.argument("second", metavar="B", type=click.Path(path_type=Path))
@click.option(
    "--names",
    nargs=2,
    metavar="A B",
    help="What to call the two audits. Default: the names of their folders.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the comparison to this file as JSON.",
)
@click.option(
    "--html",
    "html_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the comparison to this file as a page for a browser.",
)
@lang_option
@settings_option
@guarded
def command(
    first: Path,
    second: Path,
    names: tuple[str, str] | None,
    json_file: Path | None,
    html_file: Path | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Compare two audits (report folders, or their audit.json).

    This year's and last year's, or those of two faculties or universities.

    It shows what came, went and changed in each programme and course, and the indicators side by side, within
    each subject group: material for
    discussion, no ranking. Where the two audits were made with different versions or settings, it says so
    first.
    """
    from curranalyser.compare import compare_audits, render_html, render_text, tell
    from curranalyser.datamodel import to_json
    from curranalyser.library.finished import audit_files, read_audit
    from curranalyser.scheme import load_scheme

    settings = choose_settings(settings_path, lang=lang)
    comparison = compare_audits(read_audit(first), read_audit(second), names or audit_names(first, second))
    told = tell(comparison, load_scheme(Path(settings.scheme) if settings.scheme else None), settings.lang)
    click.echo(render_text(told, min(shutil.get_terminal_size((100, 24)).columns, 120)), nl=False)
    say = translator(settings.lang)
    for file, data in (
        (json_file, to_json(comparison, indent=2, numbers=True) + b"\n"),
        (html_file, render_html(told).encode("utf-8")),
    ):
        if file is not None:
            write_file(file, data, inputs=(*audit_files(first), *audit_files(second)))
            click.echo(say.gettext("Written: %(path)s", path=file), err=True)
    return 0
