"""audit.json is open to every hand: one that does not hold together is refused in a line."""

import copy
import json
import os
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from command_line import RunCli
from every_case import hold
from kept import AUDIT, SCHEME

from curranalyser.audit_file import audit_bytes, read_audit_bytes
from curranalyser.audit_tables import table_rows
from curranalyser.compare import compare_audits
from curranalyser.errors import SettingsError
from curranalyser.library.finished import read_audit
from curranalyser.report.html import render_pages
from curranalyser.report.prepare import build_view
from curranalyser.scheme import parse_scheme

BASE: dict[str, Any] = json.loads(audit_bytes(AUDIT))
SCHEME_READ = parse_scheme(SCHEME.encode())
Place = tuple[str | int, ...]
FIRST_OUTCOME: Place = ("courses", 0, "analysed", 0, "outcomes", 0)

# Place → what is there instead.
ALTERED: tuple[tuple[Place, object], ...] = (
    (("courses", 0, "header", "credits"), "NaN"),
    (("courses", 0, "header", "credits"), "Infinity"),
    (("courses", 0, "header", "credits"), "1E+999999999"),
    (("courses", 0, "header", "credits"), int("9" * 40)),
    (("shares", 0, "outcomes", "numerator"), 1e300),
    ((*FIRST_OUTCOME, "outcome", "page"), 2**62),
    ((*FIRST_OUTCOME, "labels", 0, "probability"), 1e300),
    ((*FIRST_OUTCOME, "labels", 0, "perspective"), "another"),
    ((*FIRST_OUTCOME, "labels", 0, "decision"), "\x1b[31myes"),
    ((*FIRST_OUTCOME, "labels"), []),
    ((*FIRST_OUTCOME, "outcome", "text"), 7),
    (("perspectives",), []),
    (("perspectives",), ["international", "international", "comparative"]),
    (("shares", 0, "perspective"), "comparative"),
    (("courses", 0, "sources"), []),
    (("courses", 0, "analysed"), []),
    (("courses", 0, "key"), "VAD202"),
    (("unlinked_courses",), ["nowhere"]),
    (("programmes", 0, "courses", 0, "course_key"), "nowhere"),
    (("programmes", 0, "notes", 0, "listed"), "many"),
    (("programmes", 0, "notes", 0, "found"), "1E+99"),
    (("files", 0), ["a", "b", "c"]),
    (("provenance",), None),
    (("courses",), {}),
)


def at(value: Any, place: Place) -> Any:
    for step in place:
        value = value[step]
    return value


def altered(place: Place, new: object) -> bytes:
    whole = copy.deepcopy(BASE)
    at(whole, place[:-1])[place[-1]] = new
    return json.dumps(whole).encode()


def refused(data: bytes) -> None:
    with pytest.raises(SettingsError) as told:
        read_audit_bytes(data, Path("audit.json"))
    assert "\n" not in str(told.value)


def test_what_nobody_touched_is_read() -> None:
    assert read_audit_bytes(audit_bytes(AUDIT), Path("audit.json")) == AUDIT


def test_what_does_not_hold_together_is_refused() -> None:
    hold(ALTERED, lambda case: refused(altered(*case)), lambda case: f"{case[0]}: {case[1]!r:.40}")


SHAPES = {
    "nothing": b"",
    "no JSON": b"notes",
    "a list": b"[]",
    "a number": b"7",
    "nested too deep": b'{"schema_version": 1, "shares":' + b"[" * 200_000,
    "nested too deep where nobody looks": b'{"more":' + b'{"a":' * 200_000,
    "a number of 5,000 digits": b'{"schema_version": ' + b"9" * 5000 + b"}",
    "no UTF-8": b'{"schema_version": 1, "perspectives": ["\xff\xfe"]}',
    "half of it": audit_bytes(AUDIT)[:3000],
    "zeros": bytes(5000),
}


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_no_audit_is_refused(name: str) -> None:
    refused(SHAPES[name])


def test_the_last_of_two_equal_names_counts() -> None:
    twice = b'{"perspectives": ["another"],' + audit_bytes(AUDIT).removeprefix(b"{")
    assert read_audit_bytes(twice, Path("audit.json")) == AUDIT


@pytest.mark.skipif(os.name != "posix", reason="pipes as systems have them")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "audit.json")
    for path in (tmp_path, tmp_path / "audit.json"):
        with pytest.raises(SettingsError, match="There is no audit"):
            read_audit(path)


def places_by_kind() -> list[list[Place]]:
    """Return the places in an audit, those of one kind together: long lists shall not outweigh the rest."""
    found: dict[tuple[str, ...], list[Place]] = defaultdict(list)

    def walk(value: Any, place: Place) -> None:
        if place:
            found[tuple(step if isinstance(step, str) else "#" for step in place)].append(place)
        steps = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for step, part in steps:
            walk(part, (*place, step))

    walk(BASE, ())
    return list(found.values())


PLACES = places_by_kind()
VALUES = (None, True, -1, 0, 10**6, 2**63, 1e300, -0.5, "", "x", "\x1b]0;x\x07", "NaN", "1E+99", [], {}, "sv")


def mutated(draw: random.Random) -> dict[str, Any]:
    whole = copy.deepcopy(BASE)
    for _ in range(draw.choice((1, 1, 2, 3))):
        place = draw.choice(draw.choice(PLACES))
        try:
            around = at(whole, place[:-1])
            old = around[place[-1]]
            other = at(whole, draw.choice(draw.choice(PLACES)))
        except (KeyError, IndexError, TypeError):
            continue  # it went with an earlier change
        what = draw.randrange(6)
        if what == 0 and isinstance(around, list):
            around.remove(old)
        elif what == 1 and isinstance(around, list):
            around.append(copy.deepcopy(old))
        elif what == 2 and isinstance(old, list):
            draw.shuffle(old)
        elif what == 3:
            around[place[-1]] = copy.deepcopy(other)
        else:
            alike = [value for value in VALUES if type(value) is type(old)] if what < 5 else VALUES
            around[place[-1]] = draw.choice(alike or VALUES)
    return whole


def used(seed: int) -> None:
    """What is read can be worked with; what cannot be is refused."""
    data = json.dumps(mutated(random.Random(seed))).encode()
    try:
        audit = read_audit_bytes(data, Path("audit.json"))
    except SettingsError:
        return
    for rows in table_rows(audit).values():
        list(rows)
    compare_audits(audit, AUDIT, ("one", "two"))
    for _name, page in render_pages(build_view(audit, SCHEME_READ, "en")):
        assert "\x1b" not in page


def test_what_is_read_can_be_worked_with() -> None:
    hold(range(20), used)


@pytest.mark.slow
def test_many_that_are_read_can_be_worked_with() -> None:
    hold(range(1500), used)


READERS: dict[str, tuple[str, ...]] = {
    "compare": ("compare", "{audit}"),
    "trend": ("trend", "{audit}"),
    "letters": ("letters", "-o", "x"),
    "export for spaCy": ("export", "-o", "x", "--format", "docbin"),
    "review export": ("review", "export"),
    "review figures": ("review", "figures"),
    "review waiting": ("review", "waiting"),
    "goals export": ("goals", "export"),
    "programmes export": ("programmes", "export"),
    "serve": ("serve", "--no-browser", "--port", "0"),
}


@pytest.mark.parametrize("command", READERS)
def test_commands_refuse_it_in_one_line(command: str, tmp_path: Path, run_cli: RunCli) -> None:
    sound = tmp_path / "sound.json"
    sound.write_bytes(audit_bytes(AUDIT))
    path = tmp_path / "audit.json"
    words = [word.format(audit=sound) for word in READERS[command]]

    def ends(data: bytes) -> None:
        path.write_bytes(data)
        ended = run_cli(*words, path, code=2)
        assert ended.stdout == ""
        assert ended.stderr.count("\n") == 1
        assert str(path) in ended.stderr

    hold(
        (SHAPES["nested too deep"], SHAPES["half of it"], altered(*ALTERED[0])),
        ends,
        lambda data: str(data[:40]),
    )
