"""`curranalyser review waiting`: decisions of people that fit no outcome of an audit."""

from pathlib import Path

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, settings_option
from curranalyser.i18n import translator


@click.command("waiting")
@click.argument("audit_path", metavar="AUDIT", type=click.Path(path_type=Path))
@click.argument(
    "reviews_path", metavar="[REVIEWS]", required=False, type=click.Path(dir_okay=False, path_type=Path)
)
@lang_option
@settings_option
@guarded
def command(audit_path: Path, reviews_path: Path | None, lang: str | None, settings_path: Path | None) -> int:
    """List the decisions in REVIEWS that fit no learning outcome of AUDIT.

    AUDIT is a report folder, or its audit.json; REVIEWS, by default reviews.jsonl in its folder, holds
    decisions of people.

    A decision waits where its course is not in the audit, or the outcome's text was rewritten or is divided
    otherwise. Below each stands the outcome of the same course that is most alike. No decision is moved to
    another text: decide on that outcome anew, where the earlier decision still holds.
    """
    from curranalyser.folder import REVIEWS_FILE
    from curranalyser.library.finished import read_audit
    from curranalyser.review import read_reviews
    from curranalyser.review.waiting import waiting_with_nearest
    from curranalyser.review.waiting_text import waiting_lines

    settings = choose_settings(settings_path, lang=lang)
    say = translator(settings.lang)
    audit = read_audit(audit_path)
    folder = audit_path if audit_path.is_dir() else audit_path.parent
    reviews = read_reviews(
        reviews_path or (Path(settings.reviews) if settings.reviews else folder / REVIEWS_FILE)
    )
    waiting = waiting_with_nearest(audit, reviews)
    click.echo(
        say.ngettext(
            "%(count)s decision fits no learning outcome of this audit.",
            "%(count)s decisions fit no learning outcome of this audit.",
            len(waiting),
        )
    )
    for item in waiting:
        for line in waiting_lines(item, say):
            click.echo(line)
    return 0
