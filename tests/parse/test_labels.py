"""Label → value: how a label and its value may stand, and labels that a caller brings."""

import pytest

from curranalyser.datamodel import Line
from curranalyser.parse import parse_document
from curranalyser.parse.fields.labels import LabelForm, labelled_values
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings


def _line(text: str, x0: float = 50.0, top: float = 100.0, bold: bool = False) -> Line:
    return Line(text, 1, x0, x0 + 5.0 * len(text), top, 10.0, bold)


@pytest.mark.parametrize(
    ("lines", "field", "value", "form"),
    [
        ([_line("Kurskod: BR1204")], "code", "BR1204", LabelForm.COLON),
        ([_line("Course title   Rope bridges")], "title", "Rope bridges", LabelForm.GAP),
        ([_line("Nivå: A1N | Kurskod: BR1204")], "code", "BR1204", LabelForm.RUN_IN),
        ([_line("Studiepoeng 7,5")], "credits", "7,5", LabelForm.NUMBER),
        ([_line("Kursnamn Hängbroar", bold=True)], "title", "Hängbroar", LabelForm.BOLD),
        ([_line("Kursnamn"), _line("Hängbroar", x0=150.0)], "title", "Hängbroar", LabelForm.CELL),
        ([_line("Kursnamn"), _line("Hängbroar", top=114.0)], "title", "Hängbroar", LabelForm.CELL),
        (
            [_line("Kurskod Poäng Nivå"), _line("BR1204 15 Grundnivå", top=114.0)],
            "code",
            "BR1204",
            LabelForm.ROW,
        ),
    ],
)
def test_a_value_is_found_where_it_stands(lines: list[Line], field: str, value: str, form: LabelForm) -> None:
    assert (field, value, form) in [(pair.field, pair.value, pair.form) for pair in labelled_values(lines)]


def _of_field(lines: list[Line], field: str) -> list[str]:
    return [pair.value for pair in labelled_values(lines) if pair.field == field]


def test_a_value_goes_on_in_its_column_where_its_next_word_had_no_room() -> None:
    lines = [
        _line("Huvudområde: Bro och hängande", x0=50.0),
        _line("Kurskod: BR1204", x0=220.0),
        _line("konstruktioner", top=112.0),
        _line("Nivå: A1N", x0=220.0, top=115.0),
    ]
    assert _of_field(lines, "main_fields") == ["Bro och hängande konstruktioner"]


def test_a_value_with_room_behind_it_is_whole() -> None:
    lines = [
        _line("Huvudområde: Broar"),
        _line("Kurskod: BR1204", x0=320.0),
        _line("Fastställd av nämnden", top=112.0),
    ]
    assert _of_field(lines, "main_fields") == ["Broar"]


def test_a_label_whose_value_stands_below_takes_no_other_field_beside_it() -> None:
    lines = [
        _line("Ämnesgrupp:"),
        _line("Godkänd: 2026-04-14", x0=320.0),
        _line("Byggteknik (BY9)", top=115.0),
    ]
    assert _of_field(lines, "subject_group") == ["Byggteknik (BY9)"]


def test_a_title_beside_its_label_may_have_a_colon() -> None:
    lines = [_line("Kursnamn:"), _line("Broar II: Hängande", x0=150.0), _line("Kurskod: BR1204", top=115.0)]
    assert _of_field(lines, "title") == ["Broar II: Hängande"]


def test_a_caller_brings_labels_of_its_own() -> None:
    lines = [_line("Brobas"), _line("Ylva Spann", x0=150.0), _line("Kurskod: BR1204", top=120.0)]

    found = list(labelled_values(lines, {"Brobas": "head"}.get))

    assert [(pair.field, pair.value) for pair in found] == [("head", "Ylva Spann")]


def test_a_field_of_the_header_is_no_value_of_another_label() -> None:
    lines = [_line("Brobas"), _line("Kurskod", top=114.0)]

    assert list(labelled_values(lines, {"Brobas": "head"}.get)) == []


@pytest.mark.parametrize(
    ("title", "below", "english"),
    [
        (
            "Hängbroar och repstegar i fjällterräng",
            "Suspension Bridges and Rope Ladders in the Mountains",
            True,
        ),
        ("The Mechanics of Bridges and of Rope Ladders", "Bachelor’s programme", False),
        (
            "The Mechanics of Bridges and of Rope Ladders",
            "Hängbroarnas och repstegarnas mekanik",
            False,
        ),
        ("The Mechanics of Bridges and of Rope Ladders", "Ylva Spann and Olof Kabel", False),
        ("Repstegar", "Kursen ingår i utbildningen till brobyggare", False),
    ],
)
def test_a_line_below_a_title_is_its_translation_only_into_english(
    title: str, below: str, english: bool
) -> None:
    head = f"# {title}\n\n**{below}**\n\nBR1204, 7,5 hp\n\n"
    text = f"{head}## Lärandemål\n\nEfter kursen ska studenten kunna\n\n- spänna en lina\n- knyta en stege\n"
    data = text.encode()
    document = read_document(data, describe_source(data, "kurs.md"), Settings())

    [syllabus] = parse_document(document)

    assert syllabus.header.title_en == (below if english else None)
