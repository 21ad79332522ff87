"""TOML and JSON that somebody hands over, read within limits.

Such a file may hold anything: brackets without end, a number of a million digits, a name given twice. Each of
these is a ValueError here, which `errors.told_reason` tells in a few words; none is a RecursionError, an
OverflowError or minutes of work. Files that come with the tool need none of this.
"""

import json
import math
import os
import re
import stat
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from curranalyser.errors import DataError

# Bytes. The largest TOML file anyone is known to write is a list of cues, of a tenth of this; the time of
# `tomllib` grows with the square of some of what may stand in one.
MOST_TOML = 2_000_000
# Bytes of a table, of gold, or of an audit: that of all courses of a large university has some 300 MB.
MOST_GIVEN = 1_000_000_000
# How deep tables and lists may lie within each other. What the tool reads has ten levels at most.
MOST_LEVELS = 50
# TOML and JSON have numbers of 64 bits, and so has all that the tool writes.
_MOST_NUMBER = 2**63 - 1
# A key of so many parts that `tomllib` needs seconds for it; where a key may begin.
_LONG_KEY = re.compile(
    r"(?m)(?:^[ \t]*+\[{0,2}+|[{,])[ \t]*+"
    rf"(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{MOST_LEVELS}}}"
)
# Decimal numbers are read whatever their exponent, and then take gigabytes as soon as one is calculated with.
_EXPONENT = re.compile(rb"[0-9.][eE][+-]?[0-9]{3,}")
_MOST_EXPONENT = 100
# Opens a pipe that nobody writes to at once, where systems would wait; not everywhere.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")

T = TypeVar("T")


def read_within(path: Path, most: int = MOST_GIVEN) -> bytes:
    """Return the bytes of a file that has at most so many.

    It may be a pipe, as a shell makes one of what a command prints; one that nobody writes to is not waited
    for.

    Raises:
        OSError: it cannot be read.
        ValueError: it has more, its name cannot be one, or it is a pipe that nobody writes to.
    """
    with os.fdopen(os.open(path, _OPEN), "rb") as file:
        os.set_blocking(file.fileno(), True)
        data = file.read(most + 1)
        if not data and stat.S_ISFIFO(os.fstat(file.fileno()).st_mode):
            raise DataError("pipe")
    if len(data) > most:
        raise DataError("too large", most=most // 1_000_000)
    return data


def toml_of(data: bytes) -> dict[str, Any]:
    """Return what a TOML file holds; a byte order mark is passed over.

    Raises:
        ValueError: it is no TOML or no UTF-8, has more than `MOST_TOML` bytes or more than `MOST_LEVELS`
            levels, or a number that is not finite or beyond 64 bits.
    """
    import tomllib  # noqa: PLC0415 not needed for JSON, which a run over kept results reads alone

    if len(data) > MOST_TOML:
        raise DataError("too large", most=MOST_TOML // 1_000_000)
    text = data.decode("utf-8-sig")
    if _LONG_KEY.search(text):
        raise DataError("too deep", most=MOST_LEVELS)
    try:
        found = tomllib.loads(text)
    except RecursionError as error:
        raise DataError("too deep", most=MOST_LEVELS) from error
    except tomllib.TOMLDecodeError:
        raise
    except ValueError as error:  # int(), of more digits than it takes
        raise DataError("number") from error
    _check(found)
    return found


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds. Raises OSError, or what `toml_of` raises."""
    return toml_of(read_within(path, MOST_TOML))


def json_of(data: bytes | str, *, halves: bool = False) -> Any:  # noqa: ANN401 whatever the file holds
    """Return what JSON says, as dictionaries and lists; a byte order mark is passed over.

    Args:
        data: the JSON.
        halves: whether texts may have half a character in them, which no file can hold; whoever reads them
            has to take it out.

    Raises:
        ValueError: it is no JSON or no UTF-8, has more than `MOST_LEVELS` levels, a number that is none, not
            finite or beyond 64 bits, half a character, or an object with one name twice.
    """
    text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError as error:
        raise DataError("too deep", most=MOST_LEVELS) from error
    except (json.JSONDecodeError, DataError):
        raise
    except ValueError as error:  # int(), of more digits than it takes
        raise DataError("number") from error
    _check(found, halves=not halves and _SURROGATE.search(text) is not None)
    return found


def json_as(data: bytes | str, kind: type[T]) -> T:
    """Return what JSON says as a value of a type.

    Raises:
        ValueError: it is no JSON or no UTF-8, nested too deep, has a number that nothing can be calculated
            with, or does not fit `kind` (then msgspec.ValidationError).
    """
    import msgspec  # noqa: PLC0415 not needed for TOML

    try:
        found = msgspec.json.decode(data, type=kind)
    except RecursionError as error:
        raise DataError("too deep", most=MOST_LEVELS) from error
    if _EXPONENT.search(data if isinstance(data, bytes) else data.encode()):
        _check_decimals(msgspec.to_builtins(found, builtin_types=(Decimal,)))
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise DataError("twice")
    return found


def _no_number(_: str) -> None:
    raise DataError("number")


def _check(whole: object, halves: bool = False) -> None:
    """Raise DataError where a value lies too deep or no program can work with it."""
    level: list[object] = [whole]
    for _ in range(MOST_LEVELS + 1):
        below: list[object] = []
        for value in level:
            if isinstance(value, dict):
                below += value.values()
                _check_plain(value.keys(), halves)
            elif isinstance(value, list):
                below += value
            else:
                _check_plain((value,), halves)
        if not below:
            return
        level = below
    raise DataError("too deep", most=MOST_LEVELS)


def _check_plain(values: Any, halves: bool) -> None:  # noqa: ANN401 keys, or one value
    for value in values:
        if isinstance(value, float):
            if not math.isfinite(value):
                raise DataError("number")
        elif isinstance(value, int):
            if abs(value) > _MOST_NUMBER:
                raise DataError("number")
        elif halves and isinstance(value, str) and any(0xD800 <= ord(sign) < 0xE000 for sign in value):
            raise DataError("half")


def _check_decimals(whole: object) -> None:
    waiting = [whole]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list | tuple):
            waiting += value
        elif isinstance(value, Decimal) and abs(value.adjusted()) > _MOST_EXPONENT:
            raise DataError("number")
