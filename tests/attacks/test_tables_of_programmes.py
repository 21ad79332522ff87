"""A table of programmes costs time in proportion to its rows, whatever they say; too large is refused."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from curranalyser.aggregate import build_audit
from curranalyser.aggregate.shares import NO_RULES
from curranalyser.analyse import analyse_path, load_stage
from curranalyser.datamodel import DocumentResult, Provenance
from curranalyser.errors import SettingsError
from curranalyser.review.programme_table import with_mapping
from curranalyser.settings import Settings

# Twice the rows cost twice the steps, and a little for what depends on their number by a logarithm.
MOST_GROWTH = 2.3
# Of a programme that has a profile of its own, fewer show how it grows.
ROWS = {"programmes": 30}
MANY_ROWS = 250
COURSE = """Kursplan
Kurskod: AB1234
Kurs i fält, 7,5 högskolepoäng
Lärandemål
Efter avslutad kurs ska studenten kunna
- jämföra fält i Sverige och i andra länder
"""
TABLES: dict[str, Callable[[int], str]] = {
    "courses": lambda row: f"P1,C{row},1,yes,,,",
    "one course": lambda row: f"P1,AB1234,{row % 9 + 1},yes,,,",
    "blocks": lambda row: f"P1,C{row},,,B{row},choose 1 of 2,",
    "tracks": lambda row: f"P1,C{row},,,,,T{row}",
    "programmes": lambda row: f"P{row},AB1234,1,yes,,,",
}
HEADING = "programme,course,term,compulsory,block,rule,track\n"


@pytest.fixture(scope="module")
def results() -> list[DocumentResult]:
    classifier = load_stage(Settings())[1]
    return analyse_path(COURSE.encode(), "AB1234.txt", Settings(), classifier)


def steps(results: list[DocumentResult], table: str) -> int:
    """Count the lines of Python that the programmes of a table take: the same each time."""
    rules = with_mapping(NO_RULES, table.encode(), "table.csv")
    count = 0

    def trace(frame: FrameType, event: str, value: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    provenance = Provenance("", "", "", "", "", "")
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        audit = build_audit(results, ("international", "intercultural", "comparative"), provenance, rules)
    finally:
        sys.settrace(before)
    assert audit.programmes
    return count


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_twice_the_rows_take_twice_the_steps(name: str, results: list[DocumentResult]) -> None:
    rows = ROWS.get(name, MANY_ROWS)
    once, twice, nothing = (
        steps(results, HEADING + "\n".join(map(TABLES[name], range(count)))) for count in (rows, 2 * rows, 1)
    )
    assert twice - nothing < MOST_GROWTH * (once - nothing)


def test_a_table_of_too_many_programmes_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curranalyser.review.programme_table._MOST_PROGRAMMES", 3)
    rows = [f"P{number},C1,,,,," for number in (1, 2, 3, 3, 2, 1)]
    assert len(with_mapping(NO_RULES, (HEADING + "\n".join(rows)).encode(), "table.csv").mapping) == 6
    with pytest.raises(SettingsError, match="names more than 3 programmes"):
        with_mapping(NO_RULES, (HEADING + "\n".join([*rows, "P4,C1,,,,,"])).encode(), "table.csv")
