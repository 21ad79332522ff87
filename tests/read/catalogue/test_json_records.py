"""Where records begin and end in JSON of all shapes, also in damaged one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.datamodel import MalformedRecord
from curranalyser.read.catalogue.json_records import JsonRecord, read_json

ONE, TWO = {"a": 1}, {"b": "å"}


def _records(data: bytes) -> list[object]:
    found = read_json(data)
    assert found is not None
    return [
        record.value if isinstance(record, JsonRecord) else f"{record.number}: malformed"
        for record in found.records()
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'[{"a": 1}, {"b": "\xc3\xa5"}]', [ONE, TWO]),
        (b'\xef\xbb\xbf[{"a": 1}]', [ONE]),
        ('[{"a": 1}]'.encode("utf-16"), [ONE]),
        ('[{"a": 1}, {"b": "å"}]'.encode("cp1252"), [ONE, TWO]),
        (b'{"a": 1}\n{"b": "\xc3\xa5"}\n', [ONE, TWO]),
        (b'{"a": 1}\r\n\r\nno JSON\r\n{"b": "\xc3\xa5"}', [ONE, "2: malformed", TWO]),
        (b'{"page": 1, "items": [{"a": 1}]}', [ONE]),
        (b'{"data": {"courses": [{"a": 1}], "programs": [{"b": "\xc3\xa5"}]}}', [ONE, TWO]),
        (b'[{"a": 1}, 7, {"b": "\xc3\xa5"}]', [ONE, "2: malformed", TWO]),
        # A download that broke off.
        (b'{"items": [{"a": 1}, {"b": "\xc3\xa5"}, {"c": "begu', [ONE, TWO, "3: malformed"]),
        (b'[{"a": 1}', [ONE, "2: malformed"]),
        (b'{"items": [{"a": 1}], "more": [{"b": "\xc3\xa5"}, {"c', [ONE, TWO, "3: malformed"]),
        (b'{"items": [{"a": 1}], "more": {"half', [ONE, "2: malformed"]),
        # Pages or objects that were saved one behind the other.
        (b'{"a": 1}{"b": "\xc3\xa5"}', [ONE, TWO]),
        (b'{\n "a": 1\n}\n{\n "b": "\xc3\xa5"\n}\n', [ONE, TWO]),
        (b'{"a": 1}{"b": "\xc3\xa5"}{"c', [ONE, TWO, "3: malformed"]),
        (b"{", ["1: malformed"]),
        (b"[" * 100_000, ["1: malformed"]),
        (b'{"a":' * 100_000, ["1: malformed"]),
    ],
)
def test_records_of_each_shape(data: bytes, expected: list[object]) -> None:
    assert _records(data) == expected


def test_numbers_that_json_does_not_have_are_read_as_programs_write_them() -> None:
    assert [str(record) for record in _records(b'[{"a": NaN}, {"b": 1}]')] == ["{'a': nan}", "{'b': 1}"]


@pytest.mark.parametrize("data", [b"", b"   ", b"Kursplan", b"<html>", b"%PDF-1.7", b"7", b'"text"'])
def test_what_does_not_begin_as_records_is_no_json(data: bytes) -> None:
    assert read_json(data) is None


def test_a_single_object_is_around_its_lists_or_a_record_itself() -> None:
    found = read_json(b'{"id": "seven", "parts": [{"a": 1}]}')
    assert found is not None
    assert found.around is not None
    assert found.outer == {"id": "seven", "parts": [ONE]}
    assert found.around.sample == ({"id": "seven", "parts": [ONE]},)
    assert [record.value for record in found.around.records() if isinstance(record, JsonRecord)] == [
        {"id": "seven", "parts": [ONE]}
    ]


@pytest.mark.parametrize(
    "data",
    [
        b'[{"items": [{"a": 1}]}, {"items": [{"b": "\xc3\xa5"}]}]',
        b'{"page": 1, "items": [{"a": 1}]}\n{"page": 2, "items": [{"b": "\xc3\xa5"}]}',
        b'{"page": 1, "items": [{"a": 1}]}{"page": 2, "items": [{"b": "\xc3\xa5"}]}',
    ],
)
def test_several_pages_hold_the_records_of_all(data: bytes) -> None:
    found = read_json(data)
    assert found is not None and found.inner is not None
    assert [one.value for one in found.inner.records() if isinstance(one, JsonRecord)] == [ONE, TWO]


def test_what_was_seen_is_told_without_values() -> None:
    found = read_json(b'{"pages": 3, "rows": [{"kurskod": "A", "benamning": "B"}]}')
    assert found is not None
    assert found.described == '{"rows": [{"kurskod", "benamning"}]}'
    wide = read_json(json.dumps([dict.fromkeys("abcdefghijkl", 1)]).encode())
    assert wide is not None
    assert wide.described == '[{"a", "b", "c", "d", "e", "f", "g", "h", …}]'


@given(
    st.lists(
        st.dictionaries(st.text(max_size=3), st.integers() | st.text(max_size=4), max_size=3), min_size=2
    )
)
def test_array_lines_and_page_give_the_same_records(values: list[dict[str, object]]) -> None:
    array = json.dumps(values).encode()
    lines = "\n".join(map(json.dumps, values)).encode()
    page = json.dumps({"items": values}).encode()
    assert _records(array) == _records(lines) == _records(page) == values


@given(st.binary(max_size=60))
def test_bytes_never_raise(data: bytes) -> None:
    for begin in (b"{", b"[{", b'{"items": [{"a": ', b'[{"a": "', b"\xff\xfe["):
        found = read_json(begin + data)
        if found is None:  # what a mark of an encoding hides need not be JSON
            assert begin.startswith(b"\xff")
            continue
        assert all(isinstance(record, JsonRecord | MalformedRecord) for record in found.records())
