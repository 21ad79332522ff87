"""`curranalyser review figures`: precision, recall and shares, from people's decisions on a sample."""

import json
import shutil
from pathlib import Path

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, settings_option
from curranalyser.i18n import translator


@click.command("figures")
@click.argument("audit_path", metavar="AUDIT", type=click.Path(path_type=Path))
@click.argument(
    "reviews_path", metavar="[REVIEWS]", required=False, type=click.Path(dir_okay=False, path_type=Path)
)
@click.option("--seed", type=click.IntRange(min=0), help="Which sample, where people decided on several.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@lang_option
@settings_option
@guarded
def command(
    audit_path: Path,
    reviews_path: Path | None,
    seed: int | None,
    as_json: bool,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Say how right the labels of AUDIT are, from the decisions in REVIEWS.

    AUDIT is a report folder, or its audit.json; REVIEWS, by default reviews.jsonl in its folder, holds the
    decisions on a sample of it (`curranalyser review export AUDIT --sample 100`, then `review import`).

    For each perspective: how many of the tool's yes are yes (precision), how many of the yes it found
    (recall), and the share of outcomes with the perspective, with an interval. What is missing for a figure
    is said. Decisions on a sample of another audit are refused.
    """
    from curranalyser.folder import REVIEWS_FILE
    from curranalyser.library.finished import read_audit
    from curranalyser.review import read_reviews
    from curranalyser.review.figure_text import figure_data, figure_lines
    from curranalyser.review.figures import sample_figures
    from curranalyser.scheme import load_scheme

    settings = choose_settings(settings_path, lang=lang)
    audit = read_audit(audit_path)
    folder = audit_path if audit_path.is_dir() else audit_path.parent
    chosen = reviews_path or (Path(settings.reviews) if settings.reviews else folder / REVIEWS_FILE)
    figures = sample_figures(audit, read_reviews(chosen), seed)
    if as_json:
        click.echo(json.dumps(figure_data(figures), ensure_ascii=False, indent=2))
        return 0
    scheme = load_scheme(Path(settings.scheme) if settings.scheme else None)
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    for line in figure_lines(figures, scheme, translator(settings.lang), width):
        click.echo(line)
    return 0
