"""The bank of example wordings (bank.toml).

What an outcome with a perspective may look like, by subject area and level.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from curranalyser.errors import SettingsError
from curranalyser.i18n import N_

_WORD = re.compile(r"[^\W\d_]{3,}")
_SECOND = re.compile(r"avancerad|second|master|magister|\bA\d[A-Z]\b|advanced", re.IGNORECASE)
GENERAL = "general"
LEVELS = ("first", "second")


@dataclass(frozen=True, slots=True)
class Example:
    """A wording. `level` is first or second (cycle)."""

    area: str
    perspective: str
    level: str
    language: str
    text: str


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    return tomllib.loads((resources.files("curranalyser.check") / "bank.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def all_examples() -> tuple[Example, ...]:
    """Return every wording of the bank."""
    return tuple(
        Example(area, perspective, level, language, text)
        for area, perspectives in _raw()["examples"].items()
        for perspective, levels in perspectives.items()
        for level, pairs in levels.items()
        for pair in pairs
        for language, text in zip(("sv", "en"), pair, strict=True)
    )


def subject_area(texts: Iterable[str]) -> str:
    """Return the id of the area that most words of the texts (titles first, then content) belong to.

    "general" where there is none.
    """
    stems = _raw()["words"]
    counted: Counter[str] = Counter()
    for weight, text in zip((4, *(1 for _ in range(1000))), texts, strict=False):
        for word in _WORD.findall(text.lower()):
            for area, beginnings in stems.items():
                if word.startswith(tuple(beginnings)):
                    counted[area] += weight
    return counted.most_common(1)[0][0] if counted else GENERAL


def area_name(area: str, lang: str) -> str:
    """Return the name of an area in `lang`."""
    return str(_raw()["areas"][area][lang])


def check_area(area: str) -> str:
    """Return the id of an area as it was given. Raises SettingsError where there is none."""
    known = list(_raw()["areas"])
    if area not in known:
        raise SettingsError(
            N_("There is no subject area %(name)s."),
            N_("Areas: %(known)s."),
            name=area,
            known=", ".join(known),
        )
    return area


def study_level(level: str | None) -> str:
    """Return first or second cycle, from what the syllabus writes as its level."""
    return LEVELS[1] if level and _SECOND.search(level) else LEVELS[0]


def examples_for(area: str, perspective: str, level: str, language: str) -> tuple[Example, ...]:
    """Return the wordings for an area, a perspective and a level.

    Those of the area "general" where the scheme or the area has none of its own.
    """
    for wanted in (area, GENERAL):
        found = tuple(
            item
            for item in all_examples()
            if (item.area, item.perspective, item.level, item.language)
            == (wanted, perspective, level, language)
        )
        if found:
            return found
    return ()
