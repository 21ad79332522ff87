"""XML as records: what it becomes, and what is never resolved."""

from pathlib import Path

import pytest

from curranalyser.datamodel import MalformedRecord
from curranalyser.read.catalogue.json_records import JsonRecord
from curranalyser.read.catalogue.xml_records import read_xml


def _records(text: str | bytes, *names: str) -> list[JsonRecord | MalformedRecord]:
    data = read_xml(text.encode() if isinstance(text, str) else text, names or ("rec",))
    assert data is not None
    return list(data.records())


def _values(text: str | bytes) -> list[object]:
    return [record.value for record in _records(text) if isinstance(record, JsonRecord)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<r><rec><part>1</part><part>2</part><note/></rec></r>", {"part": ["1", "2"], "note": ""}),
        (
            '<r xmlns="urn:x"><rec><part lang="sv">ett</part></rec></r>',
            {"part": {"value": "ett", "lang": "sv"}},
        ),
        ("<r><REC><part><note>1</note></part></REC></r>", {"part": {"note": "1"}}),
        ("<r><rec><part>x <em>y</em> z</part></rec></r>", {"part": "x <em>y</em> z"}),
        ('<r xmlns="urn:x"><rec><part><ul><li>y</li></ul></part></rec></r>', {"part": "<ul><li>y</li></ul>"}),
        ("<r><rec><part><![CDATA[<p>y</p>]]></part><!-- no --><?no ?></rec></r>", {"part": "<p>y</p>"}),
        ('<r><rec part="1"><part>2</part></rec></r>', {"part": "2"}),
        ("<r><rec><rec><part>1</part></rec></rec></r>", {"rec": {"part": "1"}}),
    ],
)
def test_elements_become_objects(text: str, expected: object) -> None:
    assert _values(text) == [expected]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_declared_encodings_are_read(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><r><rec><part>sjö</part></rec></r>'
    assert _values(text.encode(encoding)) == [{"part": "sjö"}]


def test_what_stands_before_the_place_where_a_file_breaks_off_is_read_and_the_rest_told() -> None:
    first, second, broken = _records("<r><rec><part>1</part></rec><rec><part>2</part></rec><rec><part>3</")
    assert isinstance(first, JsonRecord)
    assert isinstance(second, JsonRecord)
    assert isinstance(broken, MalformedRecord)
    assert broken.number == 3


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    text = (
        f'<!DOCTYPE r [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY i "inner">'
        f'<!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;]><r><rec><part>x&e;y&i;</part><note>1</note></rec></r>'
    )
    for value in _values(text):
        assert "SECRET" not in repr(value)
        assert "inner" not in repr(value)


def test_entities_that_grow_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE r [<!ENTITY l0 "ha">{levels}]>'
    bomb = f'{head}<r><rec t="&l11;"><part>&l11;</part><note>1</note></rec></r>'
    assert len(repr(_records(bomb))) < 10_000


def test_what_is_no_xml_is_none_and_unknown_xml_holds_no_records() -> None:
    assert read_xml(b"plain text", ("rec",)) is None
    assert read_xml(b"< less than", ("rec",)) is None
    data = read_xml(b"<?xml version='1.0'?>\n<catalog xmlns='urn:x'><book>1</book></catalog>", ("rec",))
    assert data is not None
    assert data.sample == ()


@pytest.mark.parametrize("count", [5_000])
def test_many_records_and_much_around_them_take_time_in_proportion(count: int) -> None:
    text = "<r>" + "<x><y>1</y></x><rec><part>2</part></rec>" * count + "</r>"
    assert len(_records(text)) == count


def test_depth_has_an_end() -> None:
    found = _records("<r><rec>" + "<part>" * 5_000 + "</part>" * 5_000 + "</rec></r>")
    assert all(isinstance(item, JsonRecord | MalformedRecord) for item in found)
