"""`curranalyser trend`: several audits in their order."""

import os
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from curranalyser.cli.options import (
    beside_option,
    choose_settings,
    chosen,
    guarded,
    lang_option,
    settings_option,
)
from curranalyser.errors import SettingsError
from curranalyser.folder import INNER_TREND, JSON_FILE, STORE_FILE
from curranalyser.i18n import N_, translator

_LEAST = 2
_FILES = ("index.html", "trend.xlsx", "trend.json")
_RECORD_FILE = ".curranalyser-trend.json"


def trend_names(paths: Sequence[Path], given: Sequence[str]) -> tuple[str, ...]:
    """Return what the audits are called: as given, else their folders; what is equal gets a number.

    Raises:
        SettingsError: there are other than one name an audit.
    """
    if given and len(given) != len(paths):
        raise SettingsError(
            N_("There are %(audits)s audits and %(names)s names."),
            N_("Give --name once for each audit, in their order, or not at all."),
            audits=len(paths),
            names=len(given),
        )
    names = list(given) or [_folder(path).name or str(path) for path in paths]
    often, met = Counter(names), Counter[str]()
    for place, name in enumerate(names):
        met[name] += 1
        if often[name] > 1:
            names[place] = f"{name} ({met[name]})"
    return tuple(names)


def _folder(path: Path) -> Path:
    """Return the folder of an audit, whichever of its files is given."""
    whole = Path(os.path.realpath(path))
    return whole if whole.is_dir() else whole.parent


def _different(paths: Sequence[Path]) -> None:
    """See that no audit is given twice. Raises SettingsError."""
    met: dict[Path, Path] = {}
    for path in paths:
        whole = Path(os.path.realpath(path))
        place = whole.parent if whole.name in (JSON_FILE, STORE_FILE) else whole
        if place in met:
            raise SettingsError(
                N_("%(path)s is given twice."),
                N_("Give each audit once, the earliest first."),
                path=path,
            )
        met[place] = path


@click.command("trend")
@click.argument("paths", metavar="A B …", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for index.html, trend.xlsx and trend.json; made if missing.",
)
@beside_option
@click.option(
    "--name",
    "given",
    multiple=True,
    help="What to call an audit; once for each, in their order. Default: the names of their folders.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON in place of text.")
@lang_option
@settings_option
@guarded
def command(
    paths: tuple[Path, ...],
    folder: Path | None,
    force: bool,
    given: tuple[str, ...],
    as_json: bool,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Show two or more audits (report folders, or their audit.json) in the order given, the earliest first.

    For all courses, each programme and each subject group: the shares with their counts, what everyone meets,
    languages of instruction, how many courses have a syllabus, and which courses came and went. What of a
    change comes from the texts, from the tool and from people's decisions is told apart, step by step.

    It prints the most important of it; -o writes all of it. Material for discussion, no ranking.
    """
    from curranalyser.compare import render_html, render_text
    from curranalyser.datamodel import to_json
    from curranalyser.kept_files import kept_folder, write_untouched
    from curranalyser.library.finished import read_audit
    from curranalyser.scheme import load_scheme
    from curranalyser.trend import render_workbook, tell_briefly, tell_trend, trend_of

    settings = choose_settings(settings_path, lang=lang)
    if len(paths) < _LEAST:
        raise SettingsError(
            N_("A trend needs two audits or more."), N_("Give their report folders, the earliest first.")
        )
    names = trend_names(paths, given)
    _different(paths)
    trend = trend_of([read_audit(path) for path in paths], names)
    scheme = load_scheme(Path(settings.scheme) if settings.scheme else None)
    listed = settings.programme_order
    data = to_json(trend, indent=2, numbers=True) + b"\n"
    if folder is not None:
        folder = chosen(
            folder,
            kept_folder(folder, INNER_TREND, _RECORD_FILE, _FILES, force=force),
            translator(settings.lang),
        )
        files = {
            "index.html": render_html(tell_trend(trend, scheme, settings.lang, listed)).encode("utf-8"),
            "trend.xlsx": render_workbook(trend, scheme, settings.lang, listed),
            "trend.json": data,
        }
        write_untouched(folder, files, _RECORD_FILE)
    if as_json:
        click.echo(data.decode("utf-8"), nl=False)
    else:
        told = tell_briefly(trend, scheme, settings.lang, listed)
        click.echo(render_text(told, min(shutil.get_terminal_size((100, 24)).columns, 120)), nl=False)
    if folder is not None:
        say = translator(settings.lang)
        click.echo(say.gettext("Open %(page)s in a browser.", page=folder / "index.html"), err=True)
    return 0
