"""What a report says of itself."""

from dataclasses import replace
from datetime import date

from curranalyser.clock import today
from curranalyser.datamodel import ReportHead
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.settings import Settings


def check_date(option: str, text: str) -> str:
    """Return a date that an option or argument gives, as ISO writes it. Raises SettingsError for another."""
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
