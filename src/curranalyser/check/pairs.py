"""Wordings before and after (pairs.toml): what a finding asks for, in the subject area of the draft.

Where an area has none of its own, those for all subjects.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from curranalyser.check.bank import GENERAL, area_name
from curranalyser.i18n import Translator

LANGUAGES = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Pair:
    """A wording before and after, and the name of its subject area."""

    area: str
    before: str
    after: str


@lru_cache(maxsize=1)
def _pairs() -> dict[str, Any]:
    return tomllib.loads((resources.files("curranalyser.check") / "pairs.toml").read_text(encoding="utf-8"))


def all_pairs() -> list[tuple[str, str, str, str, str]]:
    """Return all wordings: rule or perspective, area, language, before, after."""
    return [
        (name, area, language, *texts[2 * position : 2 * position + 2])
        for name, areas in _pairs().items()
        for area, texts in areas.items()
        for position, language in enumerate(LANGUAGES)
    ]


@lru_cache(maxsize=1)
def _texts() -> dict[tuple[str, str, str], tuple[str, str]]:
    """Return the wordings before and after by rule or perspective, area and language."""
    return {(name, area, spoken): (before, after) for name, area, spoken, before, after in all_pairs()}


def pair_for(name: str, area: str | None, language: str, say: Translator) -> Pair | None:
    """Return the wordings of a rule (or perspective) in an area, else those for all subjects; None for none.

    Args:
        name: id of a rule of the check or of a perspective.
        area: id of an area of the bank, or None where it is not known.
        language: of the wordings: that of the draft.
        say: the language in which the area is named.
    """
    there = _texts()
    for wanted in (area or GENERAL, GENERAL):
        found = there.get((name, wanted, language))
        if found:
            return Pair(area_name(wanted, say.lang), *found)
    return None


def has_pairs(name: str) -> bool:
    """Whether there are wordings of a rule or perspective."""
    return name in _pairs()
