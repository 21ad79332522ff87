"""Which column of a table of courses holds what.

By what the user says, else by the presets that come with the tool (columns.toml).
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from curranalyser.errors import DocumentError, FailureCategory

_SEPARATORS = re.compile(r"[\s_]+")
_SHOWN_NAMES = 30

Choices = tuple[tuple[str, tuple[str, ...]], ...]
Values = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Preset:
    """One entry of columns.toml.

    Names that must be there, names by field, and what the abbreviations of a field stand for.
    """

    requires: frozenset[str]
    columns: Choices
    values: Values


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Field → positions of its columns, first choice first; and field → {as written: as shown}."""

    positions: dict[str, tuple[int, ...]]
    values: Values

    @property
    def complete(self) -> bool:
        """Whether a row tells which course it is and what its outcomes are."""
        return bool({"code", "title"} & self.positions.keys()) and bool(
            {"outcomes", "outcomes_en"} & self.positions.keys()
        )


def normalise_name(name: str) -> str:
    """Return a column name as it is compared: small letters, without spaces and underscores."""
    return _SEPARATORS.sub("", name.strip().lower())


@lru_cache(maxsize=1)
def presets() -> tuple[Preset, ...]:
    """Load the presets that come with the tool."""
    text = (resources.files("curranalyser.read") / "columns.toml").read_text(encoding="utf-8")
    return tuple(
        Preset(
            frozenset(normalise_name(name) for name in item.get("requires", ())),
            tuple(
                (field, tuple(normalise_name(name) for name in names))
                for field, names in item["columns"].items()
            ),
            item.get("values", {}),
        )
        for item in tomllib.loads(text)["presets"]
    )


def map_columns(names: Sequence[str], chosen: Sequence[tuple[str, str]] = ()) -> ColumnMap:
    """Find out what the columns of a table hold.

    Args:
        names: the column names, in order.
        chosen: (field, column name) as the user says; these win over a preset.

    Returns:
        The map; `complete` tells whether it suffices.

    Raises:
        DocumentError: a column that the user names is not there, although the others that are named are.
    """
    known: dict[str, int] = {}
    for position, name in enumerate(names):
        if name.strip():
            known.setdefault(normalise_name(name), position)
    preset = next((item for item in presets() if item.requires <= known.keys()), None)
    positions: dict[str, tuple[int, ...]] = {}
    for field, choices in preset.columns if preset else ():
        found = tuple(known[name] for name in choices if name in known)
        if found:
            positions[field] = found
    missing = [name for _, name in chosen if normalise_name(name) not in known]
    if missing and len(missing) < len(chosen):
        raise DocumentError(
            FailureCategory.NO_COURSE_COLUMNS, f"no column {', '.join(missing)}; {described(names)}"
        )
    if not missing:
        positions |= {field: (known[normalise_name(name)],) for field, name in chosen}
    return ColumnMap(positions, preset.values if preset else {})


def described(names: Sequence[str]) -> str:
    """Return the column names for a message."""
    shown = [" ".join(name.split())[:40] for name in names if name.strip()]
    return f"columns: {', '.join(shown[:_SHOWN_NAMES])}" if shown else "no column names"
