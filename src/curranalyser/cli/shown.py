"""What a report says of itself, and how it is cut into pages: options of `audit` and `report`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import click

from curranalyser.clock import today
from curranalyser.datamodel import ReportHead
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.settings import Settings

C = TypeVar("C", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--institution",
        metavar="TEXT",
        help="Whose syllabi they are, for the head of the report. Default: as in curranalyser.toml.",
    ),
    click.option("--commissioned-by", metavar="TEXT", help="Who asked for the report, likewise."),
    click.option("--period", metavar="TEXT", help="Of what time the syllabi are, likewise."),
    click.option(
        "--date",
        "dated",
        metavar="DATE",
        help="The date in the head (such as 2026-01-31). Default: the day of the audit.",
    ),
    click.option(
        "--one-page",
        is_flag=True,
        default=None,
        help=(
            "Write the whole report as one page, index.html. Default: as in curranalyser.toml, else a page a"
            " programme and others."
        ),
    ),
)


def shown_options(command: C) -> C:
    """Give a command the options of this module."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def sender_options(command: C) -> C:
    """Give a command the options that say who sends a letter."""
    for option in (
        click.option(
            "--commissioned-by",
            metavar="TEXT",
            help="Who asked for the audit, likewise.",
        ),
        click.option(
            "--institution",
            metavar="TEXT",
            help="Who sends the letters. Default: as in curranalyser.toml, else in the audit.",
        ),
    ):
        command = option(command)
    return command


def check_date(option: str, text: str) -> str:
    """Return a date that an option gives, as ISO writes it. Raises SettingsError where it is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SettingsError(
            N_("%(option)s cannot be %(text)s."),
            N_("Write year, month and day: 2026-01-31."),
            option=option,
            text=text,
        ) from error


def report_head(settings: Settings, dated: str | None, before: ReportHead | None = None) -> ReportHead:
    """Return what a report says of itself.

    Args:
        settings: with the options of the command.
        dated: the value of --date.
        before: the head of an audit that is shown again; it holds where nothing else is given.

    Raises:
        SettingsError: `dated` or the clock gives no date.
    """
    given = ReportHead(settings.institution, settings.commissioned_by, settings.period)
    if before is None:
        return replace(given, date=check_date("--date", dated) if dated is not None else today().isoformat())
    return ReportHead(
        given.institution or before.institution,
        given.commissioned_by or before.commissioned_by,
        given.period or before.period,
        check_date("--date", dated) if dated is not None else before.date,
    )
