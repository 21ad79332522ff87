"""What a report says of itself, and how it is cut into pages: options of `audit` and `report`."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

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
