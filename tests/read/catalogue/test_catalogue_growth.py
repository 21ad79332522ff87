"""Catalogues that nobody writes: twice the input costs twice the steps, counted and not timed."""

import json
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from curranalyser.analyse import analyse_path
from curranalyser.settings import Settings

MOST_GROWTH = 2.3


def _course(number: int, **more: object) -> dict[str, object]:
    return {"courseId": f"c{number}", "abbreviation": f"C{number}", "name": f"Course {number}", **more}


def _programme(number: int, **more: object) -> dict[str, object]:
    key = f"p{number}"
    return {"programId": key, "programType": "track", "abbreviation": key, "name": f"Track {number}", **more}


def _nested(count: int) -> bytes:
    inner = "".join(f'{{"courseId": "{number}", "name": "a", "ects": 5, "ext": ' for number in range(count))
    return (inner + "1" + "}" * count).encode()


INPUTS: dict[str, Callable[[int], bytes]] = {
    "courses of one programme": lambda count: _json(
        [_course(n, programs=["p0"]) for n in range(count)] + [_programme(0)]
    ),
    "programmes": lambda count: _json([_programme(n) for n in range(count)]),
    "programmes of one course": lambda count: _json(
        [_course(0, programs=[f"p{n}" for n in range(count)]), *map(_programme, range(count))]
    ),
    "a chain of programmes": lambda count: _json(
        [_programme(n, parent=f"p{n + 1}") for n in range(count)] + [_programme(count)]
    ),
    "a ring of programmes": lambda count: _json(
        [_programme(n, parent=f"p{(n + 1) % count}") for n in range(count)]
    ),
    "tracks of one programme": lambda count: _json(
        [_programme(0, children=[f"p{n}" for n in range(1, count)]), *map(_programme, range(1, count))]
    ),
    "outcomes": lambda count: _json(
        [_course(0, learningOutcomes=[f"explain field {n}" for n in range(count)])]
    ),
    "languages": lambda count: _json(
        [_course(0, name=[{"language": "en", "value": f"Course {n}"} for n in range(count)])]
    ),
    "records that cannot be read": lambda count: _json([_course(0), *range(count)]),
    "courses with one code": lambda count: _json([{**_course(n), "abbreviation": "A"} for n in range(count)]),
    "a list that is cut off": lambda count: _json([_course(n) for n in range(count)])[:-20],
    "unknown fields": lambda count: _json([_course(0, ext={f"f{n}": [n] for n in range(count)})]),
}


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _steps(data: bytes) -> int:
    count = 0

    def trace(frame: FrameType, event: str, value: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        analyse_path(data, "a.json", Settings(), None)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", INPUTS)
def test_records_cost_in_proportion_to_their_number(name: str) -> None:
    make = INPUTS[name]
    _steps(make(20))  # what is met for the first time is loaded
    assert 0 < _steps(make(80)) < MOST_GROWTH * _steps(make(40))


@pytest.mark.parametrize("make", [_nested, lambda count: b"[" * count, lambda count: b'{"a":' * count])
def test_what_lies_deep_is_read_or_named(make: Callable[[int], bytes]) -> None:
    assert analyse_path(make(100_000), "a.json", Settings(), None)
