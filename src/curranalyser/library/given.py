"""What is given to the public functions, brought into the form that the stages take."""

import os
from collections.abc import Iterable
from pathlib import Path

from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.settings import Settings, check_columns, check_order, check_settings, load_settings

PathLike = str | os.PathLike[str]
SettingsLike = Settings | PathLike | None
_WHERE = "settings"


def settings_of(given: SettingsLike, **wins: object) -> Settings:
    """Return the settings that are given.

    Args:
        given: settings, the path of a settings file, or None for the defaults: no file is looked for then.
        wins: what takes the place of single settings, where it is not None.

    Raises:
        SettingsError: the file is missing or wrong, or a value is.
    """
    settings = (
        given if isinstance(given, Settings) else Settings() if given is None else load_settings(Path(given))
    )
    values = {name: getattr(settings, name) for name in settings.__dataclass_fields__}
    values |= {name: value for name, value in wins.items() if value is not None}
    values["columns"] = check_columns(dict(values["columns"]))
    values["programme_order"] = check_order(list(values["programme_order"]))
    return check_settings(Settings(**values), _WHERE)


def paths_of(given: PathLike | Iterable[PathLike]) -> list[Path]:
    """Return one path, or several, as a list."""
    return [Path(given)] if isinstance(given, (str, os.PathLike)) else [Path(path) for path in given]


def path_of(given: PathLike | None) -> Path | None:
    """Return a path that may be none."""
    return None if given is None else Path(given)


def file_of(given: PathLike) -> Path:
    """Return the path of one file. Raises SettingsError where it is a folder."""
    path = Path(given)
    if path.is_dir():
        raise SettingsError(
            N_("%(path)s is a folder, and one file is wanted."), N_("Give its files one by one."), path=path
        )
    return path
