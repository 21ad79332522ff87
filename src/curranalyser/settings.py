"""Everything that can change a result, read from curranalyser.toml.

Its digest is part of every audit's provenance.
"""

import hashlib
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import msgspec

from curranalyser.datamodel import TABLE_FIELDS
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.likeness import nearest
from curranalyser.strict_data import read_toml

SETTINGS_FILE = "curranalyser.toml"
# The table of `curranalyser check`: it changes what is shown of a draft and no figure of an audit, so it is
# read there and is no part of the digest.
CHECK_TABLE = "check"
HUNDRED_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run. Defaults hold where the file says nothing.

    Attributes:
        lang: language of everything shown: "sv" or "en".
        home_country: ISO 3166-1 code of the country of the institution; None takes the scheme's.
        scheme: path of a scheme of the user's own, relative to the settings file, or None for the shipped
            one.
        model: path of a model folder, likewise.
        encoder: path of the encoder the model was trained with, likewise; None where it was trained without.
        spacy_pipeline: name of an installed spaCy pipeline, or path of one, likewise, that goes before the
            labeller in its language; None for none.
        max_megabytes: a larger file is refused.
        max_catalogue_megabytes: likewise a larger catalogue, which holds many courses.
        max_pages: a longer PDF is refused.
        jobs: worker processes; 0 means one per core. Does not change the result and is no part of the digest.
        seconds_per_file: a file that takes longer is given up.
        memory_megabytes: what a worker may use before its file is given up.
        run_megabytes: what a command may use beside its workers before it ends; 0 means as much as the
            machine has. Does not change the result and is no part of the digest.
        ocr: whether pages that are pictures are read by text recognition.
        model_sha256: the SHA-256 that the model has to have; another one is refused. Changes no result.
        columns: for tables, what column holds what, such as {"code": "Kurskod"}.
        related_outcomes: a course with so many outcomes that carry a perspective is related to it.
        focused_percent: a related course in which so many per cent of the outcomes carry it is focused on it.
        recycled_courses: a sentence that stands in so many courses is listed as recycled.
        headline_percent: a share is given where so many per cent of what it is about is known, from 1 to 100.
        reviews: path of a file with decisions of people, relative to the settings file. Its content has a
            digest of its own in the provenance.
        institution: whose syllabi they are, for the head of the report; "" leaves it out.
        commissioned_by: who asked for the report, likewise.
        period: of what time the syllabi are, likewise.
        programme_order: codes or titles of programmes in the order in which the pages show them; the others
            follow by name.
        one_page: whether the report is one page, and not several.
    """

    lang: str = "en"
    home_country: str | None = None
    scheme: str | None = None
    model: str | None = None
    model_sha256: str | None = None
    encoder: str | None = None
    spacy_pipeline: str | None = None
    max_megabytes: int = 100
    max_catalogue_megabytes: int = 200
    max_pages: int = 2000
    jobs: int = 0
    seconds_per_file: int = 60
    memory_megabytes: int = 2000
    run_megabytes: int = 0
    ocr: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    related_outcomes: int = 1
    focused_percent: int = 50
    recycled_courses: int = 3
    headline_percent: int = 50
    reviews: str | None = None
    institution: str = ""
    commissioned_by: str = ""
    period: str = ""
    programme_order: tuple[str, ...] = ()
    one_page: bool = False

    def digest(self) -> str:
        """Return the hex SHA-256 of all settings that can change a result."""
        same = replace(self, jobs=0, lang="en", reviews=None)
        shown_or_far = _HOW_SHOWN | _HOW_FAR
        names = [field.name for field in fields(self) if field.name not in shown_or_far]
        values = {name: getattr(same, name) for name in names}
        return hashlib.sha256(msgspec.json.encode(values)).hexdigest()


# What a report says of itself and how it is cut into pages: no figure comes of it.
_HOW_SHOWN = frozenset({"institution", "commissioned_by", "period", "programme_order", "one_page"})
# What decides whether there is a result, and not which.
_HOW_FAR = frozenset({"run_megabytes", "model_sha256"})
# What no number may be beyond: so much that nobody means it, and far below what timers, limits of memory and
# the length of a text in a computer can be.
_MOST = {
    "max_megabytes": 1_000_000,
    "max_catalogue_megabytes": 1_000_000,
    "max_pages": 1_000_000,
    "jobs": 1_000,
    "seconds_per_file": 1_000_000,
    "memory_megabytes": 100_000_000,
    "run_megabytes": 100_000_000,
    "related_outcomes": 1_000_000,
    "focused_percent": 1_000_000,
    "recycled_courses": 1_000_000,
    "headline_percent": HUNDRED_PERCENT,
}
# Zero has a meaning of its own.
_MAY_BE_ZERO = frozenset({"jobs", "run_megabytes"})
_SHA256 = re.compile(r"[0-9a-f]{64}")
# Characters of a wrong value that a message shows.
_LONGEST_SHOWN = 80
# How alike a name has to be, from 0 to 1, to be offered for one that is unknown.
_NEAR = 0.6
_TYPES = typing.get_type_hints(Settings)


def _shown(value: object) -> object:
    """Return a wrong value as a message has it: it may be a list of any length."""
    return value if len(repr(value)) <= _LONGEST_SHOWN else f"{str(value)[:_LONGEST_SHOWN]}…"


def _fits(value: object, kind: Any) -> bool:  # noqa: ANN401 a type, a union or None
    if isinstance(kind, types.UnionType):
        return any(_fits(value, part) for part in typing.get_args(kind))
    if kind is types.NoneType:
        return value is None
    # No path, name or title has a zero in it; systems refuse them each in its own way.
    if isinstance(value, str) and "\0" in value:
        return False
    return isinstance(value, kind) and not (kind is int and isinstance(value, bool))


def check_columns(value: object) -> tuple[tuple[str, str], ...]:
    """Return a table of columns as it is kept in the settings.

    Raises SettingsError where it is none, or names a field that there is not.
    """
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise SettingsError(
            N_("The setting columns is a table of names."),
            N_('Write for instance [columns] and code = "Kurskod".'),
        )
    for name in value:
        if name not in TABLE_FIELDS:
            raise SettingsError(
                N_("A table of courses has no field %(name)s."),
                N_("Fields: %(known)s."),
                name=name,
                known=", ".join(TABLE_FIELDS),
            )
    return tuple(sorted(value.items()))


def check_order(value: object) -> tuple[str, ...]:
    """Return a list of programmes as it is kept in the settings. Raises SettingsError where it is none."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError(
            N_("The setting programme_order is a list of codes or titles."),
            N_('Write for instance programme_order = ["TGDTI", "VGSSK"].'),
        )
    return tuple(value)


# Settings that are no plain value, and what makes them of what the file holds.
_MADE_OF: Mapping[str, Callable[[object], object]] = {
    "columns": check_columns,
    "programme_order": check_order,
}


def make_settings(values: dict[str, Any], where: str) -> Settings:
    """Make settings from names and values; `where` names their origin in messages.

    Raises:
        SettingsError: a name is unknown or a value has the wrong type or range.
    """
    known = [field.name for field in fields(Settings)]
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            near = nearest(name, known, 1, _NEAR)
            hint = N_("Did you mean %(near)s?") if near else N_("Known settings: %(known)s.")
            raise SettingsError(
                N_("%(where)s has an unknown setting %(name)s."),
                hint,
                where=where,
                name=name,
                near="".join(near),
                known=", ".join(known),
            )
        if name in _MADE_OF:
            checked[name] = _MADE_OF[name](value)
            continue
        checked[name] = value
    return check_settings(Settings(**checked), where)


def check_settings(settings: Settings, where: str) -> Settings:
    """Return settings as they are; `where` names their origin in messages.

    Raises:
        SettingsError: a value has the wrong type or range.
    """
    for name, kind in _TYPES.items():
        value = getattr(settings, name)
        if name not in _MADE_OF and not _fits(value, kind):
            raise SettingsError(
                N_("%(where)s: the setting %(name)s cannot be %(value)r."),
                N_("See the settings table in docs/reference/settings.md."),
                where=where,
                name=name,
                value=_shown(value),
            )
    if settings.lang not in ("sv", "en"):
        raise SettingsError(
            N_("%(where)s: lang is sv or en, not %(value)s."),
            N_("Change it."),
            where=where,
            value=_shown(settings.lang),
        )
    if settings.model_sha256 is not None and not _SHA256.fullmatch(settings.model_sha256):
        raise SettingsError(
            N_("%(where)s: model_sha256 is 64 hexadecimal digits in small letters."),
            N_("It stands in the manifest of the model, and in the report."),
            where=where,
        )
    if settings.run_megabytes < 0:
        raise SettingsError(
            N_("%(where)s: run_megabytes is 0 (as much as the machine has) or more."),
            N_("Change it."),
            where=where,
        )
    if settings.jobs < 0:
        raise SettingsError(N_("%(where)s: jobs is 0 (one per core) or more."), N_("Change it."), where=where)
    for name, most in _MOST.items():
        if getattr(settings, name) < 1 and name not in _MAY_BE_ZERO:
            raise SettingsError(
                N_("%(where)s: %(name)s is at least 1."), N_("Change it."), where=where, name=name
            )
        if getattr(settings, name) > most:
            raise SettingsError(
                N_("%(where)s: %(name)s is at most %(most)s."),
                N_("Change it."),
                where=where,
                name=name,
                most=most,
            )
    return settings


def _path_or_name(base: Path, given: str | None) -> str | None:
    """Return a path that counts from the settings file, and a name that no folder there has as it is."""
    if given and (len(Path(given).parts) > 1 or (base / given).is_dir()):
        return str(base / given)
    return given


def settings_table(path: Path) -> dict[str, Any]:
    """Return what a settings file holds.

    Raises:
        SettingsError: the file is missing, cannot be read, or is no TOML.
    """
    try:
        return read_toml(path)
    except FileNotFoundError:
        raise SettingsError(
            N_("The settings file %(path)s does not exist."), N_("Check the path."), path=path
        ) from None
    except (OSError, ValueError) as error:
        raise SettingsError(
            N_("The settings file %(path)s cannot be read: %(error)s."),
            N_("Mend it as TOML in UTF-8."),
            path=path,
            error=error,
        ) from error


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        path: the file; without it, curranalyser.toml in the current folder where there is one, else the
            defaults.

    Raises:
        SettingsError: the file is missing, is no TOML, or holds something unknown.
    """
    chosen = path or Path(SETTINGS_FILE)
    if path is None and not chosen.exists():
        return Settings()
    raw = settings_table(chosen)
    raw.pop(CHECK_TABLE, None)
    settings = make_settings(raw, chosen.name)
    base = chosen.resolve().parent
    return replace(
        settings,
        scheme=str(base / settings.scheme) if settings.scheme else None,
        model=str(base / settings.model) if settings.model else None,
        encoder=_path_or_name(base, settings.encoder),
        spacy_pipeline=_path_or_name(base, settings.spacy_pipeline),
        reviews=str(base / settings.reviews) if settings.reviews else None,
    )
