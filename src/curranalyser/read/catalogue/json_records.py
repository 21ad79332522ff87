"""JSON, whatever holds its records → the records one by one.

An array, lines of one object each, a single object, or an object around lists, such as a page of a response
with `items`; and several of these pages. Only where the records begin and end is found out for the whole
file; each is decoded when its turn comes, so that a large file needs its own size in memory and little more.
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
from curranalyser.errors import DocumentError
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
# An object ends and another value begins: in JSON that is one value it stands in texts alone.
_NEXT_VALUE = re.compile(rb"\}\s{0,200}\{")
# What may stand behind the last list.
_CLOSING = "}] \t\r\n"
_DECODER = json.JSONDecoder()


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

    @property
    def inner(self) -> "JsonData | None":
        """The lists within the records, as where each is a page of a response; None where there are none."""
        lists: list[_List] = []
        for one in self._lists:
            for part in one.parts:
                try:
                    members = msgspec.json.decode(part, type=dict[str, msgspec.Raw])
                except (ValueError, RecursionError):
                    continue
                lists += _lists_in(members, 1)
        return JsonData(lists) if lists else None

    @cached_property
    def sample(self) -> tuple[Object, ...]:
        """The first records of each list."""
        found: list[Object] = []
        for one in self._lists:
            for part in one.parts[:_SAMPLE]:
                value, _ = _decoded(part)
                if isinstance(value, dict):
                    found.append(value)
        return tuple(found)

    def records(self) -> Iterator[JsonRecord | MalformedRecord]:
        """Yield the records in order, and in place of those that are none why not."""
        number = 0
        for one in self._lists:
            for part in one.parts:
                number += 1
                value, why = _decoded(part)
                if isinstance(value, dict):
                    yield JsonRecord(number, one.name, value)
                else:
                    yield MalformedRecord(number, why or "no object")
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
                except (ValueError, RecursionError):
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


def _decoded(part: msgspec.Raw | bytes) -> tuple[object, str]:
    """Return a value, and "" or why there is none."""
    try:
        return msgspec.json.decode(part), ""
    except ValueError as error:
        try:
            # NaN, which some programs write, and halves of characters, which become question marks.
            text = json.dumps(json.loads(bytes(part)), ensure_ascii=False)
            return json.loads(text.encode("utf-8", "replace")), ""
        except (ValueError, RecursionError):
            return None, str(error)
    except RecursionError:
        return None, "nested too deep"


def read_json(data: bytes) -> JsonData | None:
    """Find the records in JSON.

    Args:
        data: of the file, in UTF-8 or any encoding of texts.

    Returns:
        The records; None where the bytes do not begin as JSON.
    """
    data = _as_utf8(data).strip()
    if data[:1] == b"[":
        try:
            return JsonData((_List("", msgspec.json.decode(data, type=list[msgspec.Raw])),))
        except (ValueError, RecursionError) as error:
            return JsonData(tuple(_rescued(data, str(error))))
    if data[:1] != b"{":
        return None
    return (
        _of_object(data)
        or _of_lines(data)
        or _of_sequence(data)
        or JsonData(tuple(_rescued(data, "cut off")))
    )


def _as_utf8(data: bytes) -> bytes:
    """Return JSON in UTF-8, whatever it is written in; what does not begin as JSON stays as it is."""
    data = data.removeprefix(codecs.BOM_UTF8)
    wide = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    if not wide and data.lstrip()[:1] not in (b"{", b"["):
        return data
    try:
        if not wide:
            codecs.utf_8_decode(data, "strict", True)
            return data
    except UnicodeDecodeError:
        pass
    try:
        return decode(data).encode("utf-8", "replace")
    except DocumentError:  # no text: what can be read of it is
        return data.decode("utf-8", "replace").encode()


def _of_object(data: bytes) -> JsonData | None:
    """Read one object, with the lists in it; None where the bytes are not just that."""
    try:
        members = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except (ValueError, RecursionError):
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
        except (ValueError, RecursionError):
            continue


def _sketch(members: dict[str, msgspec.Raw]) -> Object:
    """Decode the members of an object but for the large ones, which are None."""
    return {
        name: _decoded(raw)[0] if len(memoryview(raw)) <= _LARGE_MEMBER else None
        for name, raw in members.items()
    }


def _of_lines(data: bytes) -> JsonData | None:
    """Read lines of one object each; None where the first is none."""
    lines = [line for line in data.split(b"\n") if line.strip()]
    if len(lines) < 2 or not isinstance(_decoded(lines[0])[0], dict):
        return None
    return JsonData((_List("", lines),))


def _of_sequence(data: bytes) -> JsonData | None:
    """Read objects that follow each other without commas, as pages that were saved one behind the other."""
    if not _NEXT_VALUE.search(data):
        return None
    text = data.decode("utf-8", "replace")
    parts: list[bytes] = []
    place = 0
    damage = ""
    while place < len(text) and not damage:
        begin = place
        try:
            _, place = _DECODER.raw_decode(text, begin)
            parts.append(text[begin:place].encode())
            place = _past_blanks(text, place)
        except (ValueError, RecursionError):
            damage = "cut off"
    return JsonData((_List("", parts, damage),)) if parts and parts[0].startswith(b"{") else None


def _rescued(data: bytes, why: str) -> Iterator[_List]:
    """Yield what can be read of the lists of a file that is damaged, as by a download that broke off.

    The last of them says why what is behind it is missing.
    """
    text = data.decode("utf-8", "replace")
    name, place, head = "", 1, _HEAD
    if text.startswith("{"):
        first = _FIRST_LIST.search(text, 0, _HEAD)
        if first is None:
            yield _List("", (), why)
            return
        name, place = first[1], first.end() + 1
    while True:
        parts, place, whole = _list_from(text, place)
        following = _FIRST_LIST.search(text, place, place + head) if whole else None
        if following is None:
            ended = whole and parts and not text[place:].strip(_CLOSING)
            yield _List(name, parts, "" if ended else why)
            return
        yield _List(name, parts)
        name, place = following[1], following.end() + 1


def _list_from(text: str, place: int) -> tuple[list[bytes], int, bool]:
    """Return the values of a list from one of them on, the place behind them, and whether the list ends."""
    parts: list[bytes] = []
    while True:
        begin = _past_blanks(text, place)
        if text[begin : begin + 1] == "]":
            return parts, begin + 1, True
        try:
            _, place = _DECODER.raw_decode(text, begin)
        except (ValueError, RecursionError):
            return parts, begin, False
        parts.append(text[begin:place].encode())
        place = _past_blanks(text, place)
        place += text[place : place + 1] == ","


_BLANKS = re.compile(r"[ \t\r\n]*")


def _past_blanks(text: str, place: int) -> int:
    found = _BLANKS.match(text, place)
    return found.end() if found else place
