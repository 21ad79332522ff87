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
_BRACKETED = re.compile(r"\([^()]*\)")
_NUMBERED = re.compile(r"(.*?\D)[.:]?\d{1,2}")
_FEWEST_NUMBERED = 2
_TEXTS = frozenset({"outcomes", "outcomes_en", "aim", "content", "entry"})
_SHOWN_NAMES = 30

Choices = tuple[tuple[str, tuple[str, ...]], ...]
Values = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Preset:
    """One entry of columns.toml.

    Names that must be there, names by field, what the abbreviations of a field stand for, and by field the
    names of columns that come with a number.
    """

    requires: frozenset[str]
    columns: Choices
    values: Values
    numbered: Choices = ()
    sums: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Field → positions of its columns, first choice first; and field → {as written: as shown}.

    Of the fields in `listed` each column holds one item.
    """

    positions: dict[str, tuple[int, ...]]
    values: Values
    listed: frozenset[str] = frozenset()

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
            tuple(
                (field, tuple(normalise_name(name) for name in names))
                for field, names in item.get("numbered", {}).items()
            ),
            frozenset(item.get("sums", ())),
        )
        for item in tomllib.loads(text)["presets"]
    )


@lru_cache(maxsize=1)
def sum_words() -> frozenset[str]:
    """Return what a row that adds up others has for a name, in small letters."""
    return frozenset(word for preset in presets() for word in preset.sums)


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
    known |= {name: place for name, place in _without_brackets(known, preset).items() if name not in known}
    for field, choices in preset.columns if preset else ():
        found = tuple(known[name] for name in choices if name in known)
        if found:
            positions[field] = found
    numbered = _numbered(known, preset.numbered if preset else (), positions)
    positions |= numbered
    missing = [name for _, name in chosen if normalise_name(name) not in known]
    if missing and len(missing) < len(chosen):
        raise DocumentError(
            FailureCategory.NO_COURSE_COLUMNS, f"no column {', '.join(missing)}; {described(names)}"
        )
    if not missing:
        positions |= {field: (known[normalise_name(name)],) for field, name in chosen}
        numbered = {field: places for field, places in numbered.items() if positions[field] == places}
    return ColumnMap(positions, preset.values if preset else {}, frozenset(numbered))


def _without_brackets(known: dict[str, int], preset: Preset | None) -> dict[str, int]:
    """Return the names without what stands in brackets: "Kurskod (Ladok)".

    Not of names that are known with it, and not of texts, of which it may say that they are only a part:
    "Mål (kunskap)".
    """
    names = {name for _, choices in preset.columns for name in choices} if preset else set()
    texts = (
        {name for field, choices in preset.columns if field in _TEXTS for name in choices}
        if preset
        else set()
    )
    shorter: dict[str, int] = {}
    for name, place in known.items():
        short = _BRACKETED.sub("", name)
        if name not in names and short not in texts:
            shorter.setdefault(short, place)
    return shorter


def _numbered(
    known: dict[str, int], choices: Choices, positions: dict[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """Return the columns of each field that has one for each item, where no column holds the whole field."""
    found: dict[str, tuple[int, ...]] = {}
    for field, names in choices:
        places = tuple(
            place
            for name, place in known.items()
            if (match := _NUMBERED.fullmatch(name)) and match[1] in names
        )
        if field not in positions and len(places) >= _FEWEST_NUMBERED:
            found[field] = places
    return found


def described(names: Sequence[str]) -> str:
    """Return the column names for a message."""
    shown = [" ".join(name.split())[:40] for name in names if name.strip()]
    return f"columns: {', '.join(shown[:_SHOWN_NAMES])}" if shown else "no column names"
