"""`curranalyser review import`.

What reviewers wrote into a table becomes decisions that every later audit takes in.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, schema_option, settings_option
from curranalyser.i18n import N_, Translator, translator

if TYPE_CHECKING:
    from curranalyser.review.reviewers import ReviewFiles


def _schema() -> str:
    from curranalyser.review.decisions import decision_schema

    return decision_schema()


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--reviews",
    "reviews_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help=(
        "File the decisions are kept in; made if missing. Default: as in curranalyser.toml, else"
        " reviews.jsonl beside FILE."
    ),
)
@click.option("--reviewer", default="", help="Who decided, where a row does not say.")
@schema_option(_schema, "a line of decisions")
@lang_option
@settings_option
@guarded
def command(
    file: Path, reviews_path: Path | None, reviewer: str, lang: str | None, settings_path: Path | None
) -> int:
    """Bring in the decisions of FILE.

    The audit.xlsx of a report, or a table of `curranalyser review export`, as .xlsx or .csv; or what Label
    Studio exports as .json of the tasks that `curranalyser export --format label-studio` wrote. Where several
    people annotated there, each one's decisions go into a file of this reviewer beside it, as on the page of
    `curranalyser serve`, where what they decide differently is settled; until then it does not hold.

    The decisions go into a file of JSON lines. An audit takes them in that finds this file: named in
    curranalyser.toml, given by --reviews, or in its report
    folder as reviews.jsonl. They hold for the learning outcome's text in its course, also in new audits and
    new versions of the syllabus. Rows without a
    decision change nothing; "withdraw" takes one back. If one row cannot be understood, nothing is brought
    in.
    """
    from curranalyser.clock import today
    from curranalyser.errors import SettingsError
    from curranalyser.folder import REVIEWS_FILE
    from curranalyser.review import merge_reviews, read_reviews, write_reviews
    from curranalyser.review.label_studio import ENDING, deciders, read_annotations
    from curranalyser.review.locked import locked
    from curranalyser.review.reviewers import ReviewFiles
    from curranalyser.review.sheets import read_statements
    from curranalyser.scheme import load_scheme

    settings = choose_settings(settings_path, lang=lang)
    say = translator(settings.lang)
    target = reviews_path or (Path(settings.reviews) if settings.reviews else file.parent / REVIEWS_FILE)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SettingsError(
            N_("The decisions in %(path)s cannot be read."), N_("Check the path."), path=file
        ) from error
    annotated = file.name.lower().endswith(ENDING)
    read = read_annotations if annotated else read_statements
    statements = read(
        data, file.name, load_scheme(Path(settings.scheme) if settings.scheme else None), reviewer
    )
    people = deciders(statements) if annotated else ()
    files = ReviewFiles(target)
    if len(people) > 1:
        merged = files.bring_in(statements, today().isoformat())
    else:
        with locked(target.resolve()):
            before = read_reviews(target) if target.exists() else ()
            merged = merge_reviews(before, statements, today().isoformat())
            write_reviews(merged.reviews, target)
    counts = (
        say.ngettext("%(count)s new decision", "%(count)s new decisions", merged.new),
        say.ngettext("%(count)s changed", "%(count)s changed", merged.changed),
        say.ngettext("%(count)s withdrawn", "%(count)s withdrawn", merged.withdrawn),
        say.ngettext("%(count)s as before", "%(count)s as before", merged.unchanged),
    )
    click.echo(
        say.gettext(
            "%(counts)s; %(path)s holds %(all)s.",
            counts=", ".join(counts),
            path=target,
            all=say.number(len(merged.reviews)),
        ),
        err=True,
    )
    if len(people) > 1:
        _tell_of_reviewers(files, people, say)
    without = sum(not review.reason for review in merged.reviews)
    if without:
        click.echo(
            say.ngettext("%(count)s decision has no reason.", "%(count)s decisions have no reason.", without),
            err=True,
        )
    return 0


def _tell_of_reviewers(files: "ReviewFiles", people: Sequence[str], say: Translator) -> None:
    """Say in whose files decisions stand, and how many labels wait for a last word."""
    names = say.listed(files.file_of(name).name for name in people)
    click.echo(say.gettext("The decisions of each are kept in %(files)s.", files=names), err=True)
    waiting = len(files.decisions().settled.open)
    if waiting:
        click.echo(
            say.ngettext(
                "%(count)s label is decided differently and does not hold until somebody settles it, on the"
                " page of `curranalyser serve AUDIT`.",
                "%(count)s labels are decided differently and do not hold until somebody settles them, on the"
                " page of `curranalyser serve AUDIT`.",
                waiting,
            ),
            err=True,
        )
