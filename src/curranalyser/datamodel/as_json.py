"""Values → JSON and back."""

from typing import TypeVar

import msgspec

from curranalyser.strict_data import json_as

_WITH_NUMBERS = msgspec.json.Encoder(decimal_format="number")


def to_json(value: object, indent: int = 0, numbers: bool = False) -> bytes:
    """Encode any value of this module as UTF-8 JSON.

    Fields keep their order, so equal values give equal bytes.

    Args:
        value: what to encode.
        indent: spaces a level; 0 for one line.
        numbers: whether counts and credits are written as numbers, for programs that calculate with them, and
            not as text. `from_json` reads both, and loses no digit of either.
    """
    data = _WITH_NUMBERS.encode(value) if numbers else msgspec.json.encode(value)
    return msgspec.json.format(data, indent=indent) if indent else data


T = TypeVar("T")


def from_json(data: bytes | str, kind: type[T]) -> T:
    """Decode what `to_json` made.

    Raises:
        msgspec.DecodeError: it is no JSON, no UTF-8, or nested too deep; a msgspec.ValidationError where the
            data do not fit `kind`.
    """
    try:
        return json_as(data, kind)
    except msgspec.MsgspecError:
        raise
    except ValueError as error:
        raise msgspec.DecodeError(str(error)) from error
