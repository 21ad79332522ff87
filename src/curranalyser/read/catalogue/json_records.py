"""JSON, whatever holds its records → the records one by one.

An array, lines of one object each, a single object, or an object around lists, such as a page of a response
with `items`. Only where the records begin and end is found out for the whole file; each is decoded when its
turn comes, so that a large file needs its own size in memory and little more.
"""

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import msgspec

from curranalyser.datamodel import MalformedRecord
from curranalyser.read.text import decode

Object = dict[str, Any]

# Objects around lists around the records: {"data": {"items": […]}}.
_DEEPEST = 3
# Bytes of a member of an outer object that is decoded to tell what the object is.
_LARGE_MEMBER = 200_000
# Records of a list that are asked what they are, and those whose fields are named of an unknown one.
_SAMPLE = 20
# Names of fields in a description of what was seen, and characters of each.
_MOST_NAMES, _LONGEST_NAME = 8, 40
# The beginning of the first list of objects, where a file is cut off; it is looked for in so many characters.
_FIRST_LIST = re.compile(r'"([^"\\]{1,60})"\s{0,20}:\s{0,20}(?=\[\s{0,200}\{)')
_HEAD = 100_000


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """An object: its number from 1, the name of the list that it stands in or "", and its members."""

    number: int
    within: str
    value: Object


@dataclass(frozen=True, slots=True)
class _List:
    """Records that stand together, not decoded yet; `damage` says why those behind them are missing."""

    name: str
    parts: Sequence[msgspec.Raw | bytes]
    damage: str = ""


class JsonData:
    """A file of JSON. `records` may be gone through as often as one wants.

    Args:
        lists: what it holds.
        outer: the object around the lists, without its large members; None where there is none.
        single: that object, undecoded: it may be a record itself.
    """

    def __init__(self, lists: Sequence[_List], outer: Object | None = None, single: bytes = b"") -> None:
        self._lists = tuple(lists)
        self.outer = outer
        self._single = single

    @classmethod
    def of(cls, values: Sequence[Object]) -> "JsonData":
        """Hold objects that are decoded already."""
        return cls((_List("", [msgspec.json.encode(value) for value in values]),))

    @property
    def around(self) -> "JsonData | None":
        """The outer object as the only record; None where there is none.

        Its sample lacks the large members, which are None in it: the object may be the whole of a large file.
        """
        if self.outer is None:
            return None
        found = JsonData((_List("", (self._single,)),))
        found.sample = (self.outer,)
        return found

    @cached_property
    def sample(self) -> tuple[Object, ...]:
        """The first records of each list."""
        found: list[Object] = []
        for one in self._lists:
            for part in one.parts[:_SAMPLE]:
                value = _decoded(part)
                if isinstance(value, dict):
                    found.append(value)
        return tuple(found)

    def records(self) -> Iterator[JsonRecord | MalformedRecord]:
        """Yield the records in order, and in place of those that are none why not."""
        number = 0
        for one in self._lists:
            for part in one.parts:
                number += 1
                value = _decoded(part)
                if isinstance(value, dict):
                    yield JsonRecord(number, one.name, value)
                else:
                    yield MalformedRecord(number, value if isinstance(value, str) else "no object")
            if one.damage:
                number += 1
                yield MalformedRecord(number, one.damage)

    def typed(self, kind: type[msgspec.Struct]) -> Iterator[Any]:
        """Yield the records as far as they fit a type, quickly: its fields are all that is decoded."""
        decoder = msgspec.json.Decoder(kind)
        for one in self._lists:
            for part in one.parts:
                try:
                    yield decoder.decode(part)
                except (msgspec.MsgspecError, RecursionError):
                    continue

    @property
    def described(self) -> str:
        """What was seen, as JSON without values: `{"items": [{"id", "title"}]}`."""
        if self.outer is not None and not self._lists:
            return _names(self.outer)
        inner = _names(self.sample[0]) if self.sample else ""
        name = self._lists[0].name if self._lists else ""
        return f'{{"{name}": [{inner}]}}' if name else f"[{inner}]"


def _names(value: Object) -> str:
    shown = [f'"{" ".join(name.split())[:_LONGEST_NAME]}"' for name in islice(value, _MOST_NAMES)]
    return "{" + ", ".join(shown) + (", …" if len(value) > _MOST_NAMES else "") + "}"


def _decoded(part: msgspec.Raw | bytes) -> object:
    """Return the value of a record; a text says why there is none."""
    try:
        value = msgspec.json.decode(part)
    except msgspec.DecodeError as error:
        try:
            value = json.loads(bytes(part))  # NaN, which some programs write
        except (ValueError, RecursionError):
            return str(error)
    except RecursionError:
        return "nested too deep"
    return None if isinstance(value, str) else value


def read_json(data: bytes) -> JsonData | None:
    """Find the records in JSON.

    Args:
        data: of the file, in UTF-8 or with a mark of another encoding.

    Returns:
        The records; None where the bytes do not begin as JSON.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        data = decode(data).encode("utf-8", "replace")
    data = data.strip()
    if data[:1] == b"[":
        try:
            return JsonData((_List("", msgspec.json.decode(data, type=list[msgspec.Raw])),))
        except (msgspec.DecodeError, RecursionError) as error:
            return JsonData((_rescued(data, str(error)),))
    if data[:1] != b"{":
        return None
    return _of_object(data) or _of_lines(data) or JsonData((_rescued(data, "cut off"),))


def _of_object(data: bytes) -> JsonData | None:
    """Read one object, with the lists in it; None where the bytes are not just that."""
    try:
        members = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        return None
    return JsonData(tuple(_lists_in(members, 1)), _sketch(members), data)


def _lists_in(members: dict[str, msgspec.Raw], depth: int) -> Iterator[_List]:
    """Yield the lists of objects in an object, and in the objects in it."""
    for name, raw in members.items():
        start = bytes(memoryview(raw)[:1])
        try:
            if start == b"[":
                parts = msgspec.json.decode(raw, type=list[msgspec.Raw])
                if any(bytes(memoryview(part)[:1]) == b"{" for part in parts[:_SAMPLE]):
                    yield _List(name, parts)
            elif start == b"{" and depth < _DEEPEST:
                yield from _lists_in(msgspec.json.decode(raw, type=dict[str, msgspec.Raw]), depth + 1)
        except (msgspec.DecodeError, RecursionError):
            continue


def _sketch(members: dict[str, msgspec.Raw]) -> Object:
    """Decode the members of an object but for the large ones, which are None."""
    return {
        name: _decoded(raw) if len(memoryview(raw)) <= _LARGE_MEMBER else None
        for name, raw in members.items()
    }


def _of_lines(data: bytes) -> JsonData | None:
    """Read lines of one object each; None where the first is none."""
    lines = [line for line in data.split(b"\n") if line.strip()]
    if len(lines) < 2 or not isinstance(_decoded(lines[0]), dict):
        return None
    return JsonData((_List("", lines),))


def _rescued(data: bytes, why: str) -> _List:
    """Take what can be read of a list that is damaged, such as by a download that broke off."""
    text = data.decode("utf-8", "replace")
    name = ""
    place = 1
    if text.startswith("{"):
        first = _FIRST_LIST.search(text, 0, _HEAD)
        if first is None:
            return _List("", (), why)
        name, place = first[1], first.end() + 1
    decoder = json.JSONDecoder()
    parts: list[bytes] = []
    while True:
        begin = _past_blanks(text, place)
        if text[begin : begin + 1] == "]":
            return _List(name, parts, "" if parts else why)
        try:
            _, place = decoder.raw_decode(text, begin)
        except (ValueError, RecursionError):
            return _List(name, parts, why)
        parts.append(text[begin:place].encode())
        place = _past_blanks(text, place)
        place += text[place : place + 1] == ","


_BLANKS = re.compile(r"[ \t\r\n]*")


def _past_blanks(text: str, place: int) -> int:
    found = _BLANKS.match(text, place)
    return found.end() if found else place
