"""EMIL 3: offerings of courses, and what of them is not counted."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.datamodel import AggregateRules, GivenOfferings, OfferedRow, to_json
from curranalyser.errors import SettingsError
from curranalyser.library.tables import read_offerings_file
from curranalyser.read.catalogue import emil
from curranalyser.read.catalogue.emil import read_offerings
from curranalyser.settings import Settings

INFO = {
    "identifier": "i.x.1",
    "code": "TAK101",
    "title": {"strings": [{"lang": "swe", "value": "Tak"}]},
    "configuration": {"code": "kurs"},
}
EVENT = {
    "identifier": "e.x.1",
    "education": "i.x.1",
    "providers": ["p.x"],
    "languageOfInstructions": ["swe"],
    "execution": {"start": "2026-08-31"},
}
JUNK = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)


def _read(*contents: object) -> GivenOfferings:
    records = [{"id": str(number), "content": content} for number, content in enumerate(contents)]
    found = read_offerings(json.dumps(records).encode())
    assert found is not None
    return found


def _event(number: int, **changes: object) -> dict[str, object]:
    return {**EVENT, "identifier": f"e.x.{number}", **changes}


def test_offerings_that_are_told_alike_stand_together() -> None:
    found = _read(
        INFO,
        _event(1),
        _event(2),
        _event(3, execution={"start": "2027-01-18"}, languageOfInstructions=["eng", "swe"]),
        _event(1),
    )
    assert found.rows == (
        OfferedRow("TAK101", ("sv",), 2026, 2),
        OfferedRow("TAK101", ("en", "sv"), 2027, 1),
    )
    assert found.offerings == 3


@pytest.mark.parametrize(
    ("changes", "year"),
    [
        ({}, 2026),
        ({"execution": {}}, None),
        (
            {"execution": {}, "extensions": [{"startPeriod": {"period": {"year": 2025, "semester": "HT"}}}]},
            2025,
        ),
        ({"execution": None, "identifier": "e.uoh.hs.tak101.12345.20271"}, 2027),
        ({"execution": {"start": "soon"}}, None),
        ({"execution": {"start": "20261231x"}}, None),
    ],
)
def test_year_is_that_in_which_it_begins(changes: dict[str, object], year: int | None) -> None:
    assert [row.year for row in _read(INFO, {**EVENT, **changes}).rows] == [year]


def test_code_is_that_of_the_info_else_that_of_an_id_of_higher_education() -> None:
    by_id = {"identifier": "e.uoh.hs.tak202.12345.20271", "education": "i.uoh.hs.tak202.12345.20271"}
    found = _read(INFO, _event(1), {**EVENT, **by_id}, _event(3, education="i.other"))
    assert [row.code for row in found.rows] == ["TAK101", "TAK202"]
    assert found.malformed == 1


def test_what_is_not_counted_is_told() -> None:
    programme = {**INFO, "identifier": "i.x.9", "configuration": {"code": "program"}}
    found = _read(
        INFO,
        programme,
        _event(1, languageOfInstructions=[]),
        _event(2, isCancelled=True),
        _event(3, education="i.x.9"),
        {"identifier": "neither"},
        None,
    )
    assert (found.rows, found.offerings, found.not_said) == ((), 1, 1)
    assert (found.cancelled, found.programmes, found.malformed) == (1, 1, 1)


def test_a_code_of_several_providers_is_nobodys() -> None:
    other = {**INFO, "identifier": "i.y.1"}
    found = _read(INFO, other, _event(1), _event(2, education="i.y.1", providers=["p.y"]))
    assert (found.rows, found.several_providers) == ((), ("TAK101",))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'[{"identifier": "x", "title": "y"}]',
        b"<r><educationEvent/></r>",
        b"text",
        b'{"courseId": "c", "name": "x", "ects": 5}',
    ],
)
def test_what_is_no_emil_is_none(data: bytes) -> None:
    assert read_offerings(data) is None


@given(
    st.lists(
        st.fixed_dictionaries(
            {}, optional={key: JUNK | st.just(value) for key, value in {**INFO, **EVENT}.items()}
        ),
        max_size=3,
    )
)
def test_any_field_may_be_missing_or_of_another_type(contents: list[dict[str, object]]) -> None:
    found = _read(INFO, EVENT, *contents)
    assert to_json(found)
    assert sum(row.count for row in found.rows) <= found.offerings


def test_a_file_that_holds_none_or_is_too_large_is_refused_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "events.json"
    file.write_text('[{"kurs": 1}]')
    with pytest.raises(SettingsError) as refused:
        read_offerings_file(AggregateRules(), file, Settings())
    assert '[{"kurs"}]' in str(refused.value)
    file.write_text(json.dumps([INFO, EVENT]) + " " * 2_000_000)
    with pytest.raises(SettingsError):
        read_offerings_file(AggregateRules(), file, Settings(max_catalogue_megabytes=1))
    rules = read_offerings_file(AggregateRules(), file, Settings())
    assert (rules.offerings.source, len(rules.offerings.rows)) == ("events.json", 1)
    with pytest.raises(SettingsError):
        read_offerings_file(AggregateRules(), tmp_path / "none.json", Settings())


def test_it_is_told_apart_from_catalogues() -> None:
    assert emil.recognises({"id": "1", "content": EVENT})
    assert emil.recognises(EVENT)
    assert not emil.recognises({"identifier": "x", "name": "y"})
