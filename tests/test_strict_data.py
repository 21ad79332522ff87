"""What somebody hands over as TOML or JSON is read within limits, and what is wrong is one kind of error."""

import os
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from curranalyser.datamodel import from_json
from curranalyser.errors import REASONS, DataError, told_reason
from curranalyser.strict_data import MOST_LEVELS, MOST_TOML, json_as, json_of, read_within, toml_of

NINES = "9" * 5000

WRONG_TOML = {
    "deep list": (b"a=" + b"[" * 100_000, "too deep"),
    "deep list that is closed": (b"a=" + b"[" * 60 + b"]" * 60, "too deep"),
    "deep table": (b"a=" + b"{a=" * 3000, "too deep"),
    "long key": (b".".join([b"a"] * 500_000) + b"=1", "too deep"),
    "long key with spaces and quotes": (b" . ".join([b'"a"'] * 500) + b"=1", "too deep"),
    "long name of a table": (b"[" + b".".join([b"a"] * 1000) + b"]\nb=1", "too deep"),
    "long key within braces": (b"x={" + b".".join([b"a"] * 1000) + b"=1}", "too deep"),
    "digits": (b"a=" + NINES.encode(), "number"),
    "beyond 64 bits": (b"a=[9223372036854775808]", "number"),
    "not finite": (b"a=nan", "number"),
    "infinite": (b"a=1e999", "number"),
    "large": (b"#" * (MOST_TOML + 1), "too large"),
}
WRONG_JSON = {
    "deep": ("[" * 99_999, "too deep"),
    "deep and closed": ("[" * 60 + "]" * 60, "too deep"),
    "digits": (NINES, "number"),
    "digits within": (f'{{"a": [{NINES}]}}', "number"),
    "beyond 64 bits": ("[-9223372036854775809]", "number"),
    "not a number": ("[NaN]", "number"),
    "infinity": ("[-Infinity]", "number"),
    "too large a number": ("[1e999]", "number"),
    "twice": ('{"a": {"b": 1, "b": 2}}', "twice"),
    "half a character": (r'["\ud800"]', "half"),
    "half a character in a name": (r'{"\uDFFF": 1}', "half"),
}


@pytest.mark.parametrize("name", WRONG_TOML)
def test_toml_that_would_end_in_a_traceback_or_never(name: str) -> None:
    data, reason = WRONG_TOML[name]
    began = time.process_time()
    with pytest.raises(DataError) as caught:
        toml_of(data)
    assert caught.value.reason == reason
    assert time.process_time() - began < 2


@pytest.mark.parametrize("name", WRONG_JSON)
def test_json_that_would_end_in_a_traceback(name: str) -> None:
    text, reason = WRONG_JSON[name]
    for data in (text, text.encode()):
        with pytest.raises(DataError) as caught:
            json_of(data)
        assert caught.value.reason == reason


@pytest.mark.parametrize("data", [b"a=", b"\xff=1", b'a="\x00"', b"a=1979-13-01", b'a="\\uD800"'])
def test_other_faults_of_toml_are_value_errors_too(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        toml_of(data)


@pytest.mark.parametrize("data", [b"{", b'"\xff"', b"[1 2]", b""])
def test_other_faults_of_json_are_value_errors_too(data: bytes) -> None:
    for read in (json_of, lambda data: json_as(data, object)):
        with pytest.raises(ValueError, match=r"."):
            read(data)


@pytest.mark.parametrize(
    "data", [b"[" * 99_999, b'{"b": ' + b"[" * 99_999, b'"\xff"', b'{"a": "1e9999"}', b'{"a": -1E99999}']
)
def test_json_for_a_type_is_as_strict_and_from_json_has_one_kind_of_error(data: bytes) -> None:
    class Part(msgspec.Struct):
        a: Decimal = Decimal(0)

    with pytest.raises(ValueError, match=r"."):
        json_as(data, Part)
    with pytest.raises(msgspec.DecodeError):
        from_json(data, Part)


def test_what_is_in_order_is_read() -> None:
    deep: Any = []
    for _ in range(MOST_LEVELS - 1):
        deep = [deep]
    assert json_of(str(deep)) == deep
    assert toml_of(f"\ufeffa.b = {str(deep)[3:-3]}\nc = 9223372036854775807".encode())["c"] == 2**63 - 1
    assert toml_of(b'a = """\n' + b"one.two " * 1000 + b'"""')
    assert json_of("\ufeff{}") == {}
    assert json_of(r'"\ud83d\ude00"') == "😀"
    assert json_as(b'{"a": "text 1e9999"}', dict[str, str]) == {"a": "text 1e9999"}
    assert json_as(b'["1e9999", 1e15]', tuple[str, Decimal]) == ("1e9999", Decimal("1e15"))


def test_a_file_is_read_within_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_within(path, 5) == b"12345"
    with pytest.raises(DataError):
        read_within(path, 4)
    with pytest.raises(DataError):
        read_within(Path("/dev/zero"), 1000)


def test_a_pipe_is_read_and_one_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"123")
    os.close(writing)
    assert read_within(Path(f"/dev/fd/{reading}"), 5) == b"123"
    os.close(reading)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DataError) as caught:
        read_within(tmp_path / "pipe")
    assert caught.value.reason == "pipe"


def test_each_reason_is_told_in_words() -> None:
    error = DataError("too deep", most=50)
    assert told_reason(error, str.strip) == str(error) == REASONS["too deep"] % {"most": 50}
