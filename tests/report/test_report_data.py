import csv
import io
import json
import re
from collections.abc import Iterator

import pytest

from curranalyser.datamodel import Audit, from_json
from curranalyser.report import render_csv, render_json
from curranalyser.report.data import ANSWERS, FACTS


@pytest.fixture(scope="module")
def rows(audit: Audit) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_csv(audit).decode("utf-8-sig"), newline="")))


def test_the_file_begins_with_a_byte_order_mark_and_its_columns(audit: Audit) -> None:
    data = render_csv(audit)
    assert data.startswith(b"\xef\xbb\xbfcourse,title,kind,")
    assert data.endswith(b"\r\n")
    heading = data.decode("utf-8-sig").split("\r\n")[0].split(",")
    assert heading == [
        *FACTS,
        *(f"{perspective}_{answer}" for perspective in audit.perspectives for answer in ANSWERS),
    ]


def test_there_is_a_row_for_each_outcome(audit: Audit, rows: list[dict[str, str]]) -> None:
    courses = [item for course in audit.courses for version in course.analysed for item in version.outcomes]
    assert len(rows) == len(courses) + sum(len(programme.analysed.outcomes) for programme in audit.programmes)
    assert sum(row["counted"] == "yes" for row in rows) == audit.shares[0].outcomes.denominator
    assert {row["kind"] for row in rows if row["counted"] == "yes"} == {"course"}


def test_a_row_holds_labels_and_evidence(rows: list[dict[str, str]]) -> None:
    row = rows[1]
    assert (row["course"], row["outcome_id"], row["language"], row["programmes"], row["page"]) == (
        "OMV101",
        "sv-2",
        "sv",
        "VGSSK",
        "1",
    )
    assert (row["international_decision"], row["international_probability"], row["international_rule"]) == (
        "yes",
        "0.8800",
        "INT-Y3",
    )
    assert (row["international_evidence"], row["international_kind_of_hit"]) == (
        "annat land",
        "subject matter",
    )
    assert (row["intercultural_decision"], row["intercultural_rule"], row["intercultural_evidence"]) == (
        "no",
        "",
        "",
    )


def test_no_cell_begins_a_formula(rows: list[dict[str, str]]) -> None:
    assert not [value for row in rows for value in row.values() if value[:1] in tuple("=+-@\t\r")]
    assert any(row["outcome"].startswith("'=HYPERLINK(") for row in rows)
    assert any(row["outcome"] == "'+46 or -1 or @mention" for row in rows)


def test_control_characters_are_made_visible(rows: list[dict[str, str]]) -> None:
    hostile = next(row for row in rows if row["course"] == "WAT666")
    assert "[U+202E]txt.exe ␛[31m" in hostile["lead_in"]


def every_value(data: object, name: str = "") -> Iterator[tuple[str, object]]:
    """Yield each value of a JSON text, with the name of its field."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from every_value(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from every_value(value, name)
    else:
        yield name, data


def test_counts_and_credits_are_numbers_in_the_json(audit: Audit) -> None:
    names = {"numerator", "denominator", "credits", "least_credits", "unknown_credits"}
    # A course of the list without credits has none.
    found = [value for name, value in every_value(json.loads(render_json(audit))) if name in names]
    assert len(found) > 100
    assert {type(value) for value in found if value is not None} <= {int, float}


def test_the_json_is_the_audit(audit: Audit) -> None:
    data = render_json(audit)
    assert from_json(data, Audit) == audit
    assert json.loads(data)["perspectives"] == list(audit.perspectives)
    assert data.startswith(b"{\n  ")
    assert data.endswith(b"}\n")


# Names of a group, a goal or an entry that may happen to be digits, and what a programme and a syllabus
# say differently, verbatim. Nothing is counted or summed in them.
NO_FIGURES = {"value", "id", "goal", "outcome", "code", "listed", "found", "tool_version", "goals", "key"}


def test_what_can_be_calculated_with_is_a_number(audit: Audit) -> None:
    found: set[str] = set()
    numbers = 0

    def walk(value: object, name: str) -> None:
        nonlocal numbers
        if isinstance(value, dict):
            for key, item in value.items():
                walk(item, key)
        elif isinstance(value, list):
            for item in value:
                walk(item, name)
        elif isinstance(value, str) and re.fullmatch(r"[-+]?\d+(?:[.,]\d+)?(?:e[-+]?\d+)?\s*%?", value):
            found.add(name)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            numbers += 1

    data = json.loads(render_json(audit))
    walk(data, "")
    assert found <= NO_FIGURES
    assert numbers > 1000
    assert data["programmes"][0]["courses"][0]["ref"]["credits"] == 7.5
    assert b"NaN" not in render_json(audit)
