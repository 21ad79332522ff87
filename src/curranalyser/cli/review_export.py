"""`curranalyser review export`: the labels of an audit as a table to fill in, the doubtful ones first."""

from pathlib import Path

import click

from curranalyser.cli.options import (
    audit_argument,
    choose_settings,
    guarded,
    lang_option,
    replace_option,
    settings_option,
    table_option,
    write_table,
)
from curranalyser.i18n import N_, translator


@click.command("export")
@audit_argument
@table_option
@replace_option
@click.option("--limit", type=click.IntRange(min=1), help="At most so many labels.")
@click.option(
    "--sample",
    "number",
    type=click.IntRange(min=1),
    help=(
        "Draw a sample instead: all labels with yes and to review, and so many with no a perspective, at"
        " random. `curranalyser review figures` then says how right the shares are."
    ),
)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Which sample.")
@lang_option
@settings_option
@guarded
def command(
    audit_path: Path,
    output: Path | None,
    limit: int | None,
    number: int | None,
    seed: int,
    force: bool,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """List the labels of AUDIT (a report folder, or its audit.json) for people to review.

    The doubtful ones first.

    One row a label: those marked "to review" come first, then those the model is least sure of, and last
    those that a person has decided already.
    With --sample, a sample from which the true share can be estimated, in random order.
    Choose yes or no under "Your decision", give a reason, and bring the file in with `curranalyser review
    import`.
    """
    from curranalyser.errors import SettingsError
    from curranalyser.library.finished import audit_files, read_audit
    from curranalyser.review.sample import draw_sample
    from curranalyser.review.sheets import (
        export_rows,
        render_review_csv,
        render_review_workbook,
        sample_rows,
    )
    from curranalyser.scheme import load_scheme

    settings = choose_settings(settings_path, lang=lang)
    audit = read_audit(audit_path)
    scheme = load_scheme(Path(settings.scheme) if settings.scheme else None)
    if number and limit:
        raise SettingsError(
            N_("A sample cannot be cut off."), N_("Give --sample without --limit, or a smaller number.")
        )
    sample = draw_sample(audit, number, seed) if number else None
    rows = sample_rows(sample, scheme, settings.lang) if sample else export_rows(audit, scheme, settings.lang)
    rows = rows[: limit + 1] if limit else rows
    write_table(
        output,
        lambda: render_review_csv(rows),
        lambda: render_review_workbook(rows, settings.lang, sample, scheme),
        force=force,
        inputs=audit_files(audit_path),
    )
    if output is None:
        return 0
    say = translator(settings.lang)
    click.echo(
        say.ngettext(
            "%(count)s label to review in %(path)s",
            "%(count)s labels to review in %(path)s",
            len(rows) - 1,
            path=output,
        ),
        err=True,
    )
    return 0
