"""Which column of a table of courses holds what: the presets that come with the tool (columns.toml), and what the user says."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from curranalyser.datamodel import TABLE_FIELDS
from curranalyser.errors import DocumentError, FailureCategory

_SEPARATORS = re.compile(r"[\s_]+")


@dataclass(frozen=True, slots=True)
class Preset:
    """One entry of columns.toml."""

    name: str
    requires: tuple[str, ...]
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    values: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Mapping_:
    """Field → positions of its columns, first choice first; and field → {as written: as shown}."""

    positions: tuple[tuple[str, tuple[int, ...]], ...]
    values: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
