"""What a user gives beside the syllabi: decisions, tables of programmes, courses and goals, and offerings."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from curranalyser.errors import SettingsError
from curranalyser.folder import REVIEWS_FILE
from curranalyser.i18n import N_
from curranalyser.strict_data import read_within

if TYPE_CHECKING:
    from curranalyser.datamodel import AggregateRules
    from curranalyser.review import Review
    from curranalyser.settings import Settings


def read_decisions(path: Path | None, folder: Path | None = None) -> "tuple[tuple[Review, ...], str]":
    """Read people's decisions, from a file or from the report folder if there are some.

    Returns them with their digest. Raises SettingsError.
    """
    if path is None and folder is not None and (folder / REVIEWS_FILE).exists():
        path = folder / REVIEWS_FILE
    if path is None:
        return (), ""
    from curranalyser.review import read_reviews, reviews_digest  # noqa: PLC0415 only where there are some

    reviews = read_reviews(path, whole=False)
    return reviews, reviews_digest(reviews)


def read_rules(
    rules: "AggregateRules",
    *,
    programmes: Path | None = None,
    courses: Path | None = None,
    goals: Path | None = None,
    as_of: str | None = None,
) -> "AggregateRules":
    """Add what the user gives to the rules of the settings.

    Args:
        rules: those of the settings.
        programmes: a table of programmes, which wins over the programme syllabi.
        courses: a table of courses, which wins over the course syllabi.
        goals: a table of goals.
        as_of: the ISO date on which a version counts; None for the latest.

    Raises:
        SettingsError: a table cannot be read.
    """
    # Each table is read where one is given only: what reads it is slow to import.
    rules = replace(rules, as_of=as_of)
    if programmes is not None:
        data = _table_bytes(programmes, N_("The table of programmes %(path)s cannot be read: %(error)s."))
        from curranalyser.review.programme_table import with_mapping  # noqa: PLC0415

        rules = with_mapping(rules, data, programmes.name)
    if courses is not None:
        data = _table_bytes(courses, N_("The table of courses %(path)s cannot be read: %(error)s."))
        from curranalyser.review.course_table import with_courses  # noqa: PLC0415

        rules = with_courses(rules, data, courses.name)
    return read_goals(rules, goals)


def read_goals(rules: "AggregateRules", path: Path | None) -> "AggregateRules":
    """Add a table of goals to the rules. Raises SettingsError where it cannot be read."""
    if path is None:
        return rules
    data = _table_bytes(path, N_("The table of goals %(path)s cannot be read: %(error)s."))
    from curranalyser.review.goal_table import with_goal_table  # noqa: PLC0415

    return with_goal_table(rules, data, path.name)


def read_offerings_file(rules: "AggregateRules", path: Path | None, settings: "Settings") -> "AggregateRules":
    """Add a file of offerings to the rules.

    Args:
        rules: what the user gives otherwise.
        path: of the file, EMIL 3 as JSON or XML; None where there is none.
        settings: its limit is that of catalogues.

    Raises:
        SettingsError: it cannot be read, is too large, or holds no offerings.
    """
    if path is None:
        return rules
    from curranalyser.errors import DocumentError  # noqa: PLC0415 only where there is one
    from curranalyser.read import seen_in, within_size  # noqa: PLC0415
    from curranalyser.read.catalogue.emil import read_offerings  # noqa: PLC0415

    data = _table_bytes(path, N_("The file of offerings %(path)s cannot be read: %(error)s."))
    try:
        # The limit is that of data, whatever the ending.
        within_size(data, settings, "offerings.json")
    except DocumentError as error:
        raise SettingsError(
            N_("The file of offerings %(path)s is larger than the limit."),
            N_("Raise max_catalogue_megabytes in curranalyser.toml, or ask for one provider alone."),
            path=path,
        ) from error
    given = read_offerings(data)
    if given is None:
        raise SettingsError(
            N_("The file %(path)s holds no offerings that are understood. Seen: %(seen)s"),
            N_("Give educationEvents of Susa-navet (EMIL 3) as JSON or XML; see docs/catalogues.md."),
            path=path,
            seen=seen_in(data) or "–",
        )
    return replace(rules, offerings=replace(given, source=path.name, sha256=hashlib.sha256(data).hexdigest()))


def _table_bytes(path: Path, problem: str) -> bytes:
    """Read a table that the user gave. Raises SettingsError with `problem` where it cannot be read."""
    try:
        return read_within(path)
    except (OSError, ValueError) as error:
        raise SettingsError(problem, N_("Check the path."), path=path, error=error) from error
