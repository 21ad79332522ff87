"""Course codes by shape and place: a table of strings with what each is."""

import pytest

from curranalyser.parse.fields.codes import (
    SHAPES,
    CodePlace,
    find_code,
    find_programme_code,
    is_code,
    without_code,
)

# What is looked at → the code behind a label, alone in a cell, in running text ("" for none).
TABLE: list[tuple[str, str, str, str]] = [
    # letters and digits as one word
    ("HF1008", "HF1008", "HF1008", "HF1008"),
    ("HL2041", "HL2041", "HL2041", "HL2041"),
    ("ISO1010", "ISO1010", "ISO1010", "ISO1010"),
    ("IEC2000", "IEC2000", "IEC2000", "IEC2000"),
    ("SCB101", "SCB101", "SCB101", "SCB101"),
    ("1DV004", "1DV004", "1DV004", "1DV004"),
    ("GIK2BD", "GIK2BD", "GIK2BD", "GIK2BD"),
    ("AVÅ28K", "AVÅ28K", "AVÅ28K", "AVÅ28K"),
    ("M5GEN1100", "M5GEN1100", "M5GEN1100", "M5GEN1100"),
    ("FØK110", "FØK110", "FØK110", "FØK110"),
    # a space or a hyphen
    ("GLA 2040", "GLA 2040", "GLA 2040", "GLA 2040"),
    ("ABC 334", "ABC 334", "ABC 334", "ABC 334"),
    ("MATH 101A", "MATH 101A", "MATH 101A", "MATH 101A"),
    ("MEC-E8007", "MEC-E8007", "MEC-E8007", "MEC-E8007"),
    ("HMN-204", "HMN-204", "HMN-204", "HMN-204"),
    ("0412-HMN", "0412-HMN", "0412-HMN", "0412-HMN"),
    ("HMN 11", "HMN 11", "HMN 11", ""),
    ("HMN-11", "HMN-11", "HMN-11", ""),
    ("HMN1", "HMN1", "", ""),
    # only a label makes a code of these
    ("TVATT", "TVATT", "", ""),
    ("60024098", "60024098", "", ""),
    ("M.4.12", "M.4.12", "", ""),
    ("HMN204.2", "HMN204.2", "", "HMN204"),
    # in a title, a list, a sentence
    ("HF1008 Linjär algebra, 7,5 hp", "HF1008", "", "HF1008"),
    ("Kursplan HF1008", "HF1008", "", "HF1008"),
    ("Linslära (HL2041)", "HL2041", "", "HL2041"),
    ("Linslära GLA 2040", "GLA 2040", "", "GLA 2040"),
    ("Termin 1: GLA 2040 Linslära, 7,5 hp", "GLA 2040", "", "GLA 2040"),
    ("GLA 2040 Linslära", "GLA 2040", "", "GLA 2040"),
    ("ISO1010 Signaler, 7,5 hp", "ISO1010", "", "ISO1010"),
    ("| HF1008 | Linslära |", "HF1008", "", "HF1008"),
    ("Kursen ersätter HF1008 från i år.", "HF1008", "", "HF1008"),
    ("kurskod HF1008", "HF1008", "", "HF1008"),
    # rooms, places, telephones, file numbers
    ("sal ABC 334", "", "", ""),
    ("Room ABC 334", "", "", ""),
    ("lokal C12345", "", "", ""),
    ("Vi möts i ABC 334 på tisdag.", "ABC 334", "", ""),
    ("The seminar is held in ABC 334", "ABC 334", "", ""),
    ("tel HDA 0234", "", "", ""),
    ("dnr HS20190455", "", "", ""),
    ("Tel. +46 31 786 00 00", "", "", ""),
    ("031-786 00 00", "", "", ""),
    # terms and months
    ("HT2025", "", "", ""),
    ("VT2024", "", "", ""),
    ("HT 2025", "", "", ""),
    ("WS2024", "", "", ""),
    ("AY2024", "", "", ""),
    ("FALL 2024", "", "", ""),
    ("VÅR 2025", "", "", ""),
    ("MAY 2024", "", "", ""),
    ("2017-II", "2017-II", "", ""),
    # levels, credits, decades
    ("G1N", "", "", ""),
    ("A1F", "", "", ""),
    ("120HP", "", "", ""),
    ("180ECTS", "", "", ""),
    ("1990TAL", "", "", ""),
    # standards, laws, frameworks
    ("ISO 9001", "ISO 9001", "", ""),
    ("enligt standarden ISO9001 ska", "", "", ""),
    ("SFS 1993", "SFS 1993", "", ""),
    ("EQF 7", "EQF 7", "", ""),
    ("LGR 2022", "LGR 2022", "", ""),
    # postcodes
    ("SE-58183", "SE-58183", "", ""),
    ("SE-581 83 Linköping", "SE-581", "", ""),
    ("DK-2100 København", "DK-2100", "", ""),
    ("NO-0316", "NO-0316", "", ""),
    # names and formulas within a sentence
    ("skriva sidor i HTML5 och granska dem", "HTML5", "", ""),
    ("how COVID19 changed the lighthouse", "COVID19", "", ""),
    # … and in words that make one, or known as names, but for a code beside its like or before a title
    ("COVID19 och fyrarna", "COVID19", "", ""),
    ("Fyrar (COVID19)", "COVID19", "", ""),
    ("COVID19: keepers at home", "COVID19", "", ""),
    ("SARS2 och H1N1 till sjöss", "SARS2", "", ""),
    ("H10N8 hos måsar", "", "", ""),
    ("C6H12O6 in lamp oil", "C6H12O6", "", ""),
    ("Fyrar i HTML5", "HTML5", "", ""),
    ("Lighthouse models in PYTHON3", "PYTHON3", "", ""),
    ("CMIP6", "CMIP6", "", ""),
    ("FYRHUS85 i ny tappning", "FYRHUS85", "", ""),
    ("Havet efter NORR85", "NORR85", "", ""),
    ("NORR85 och havet", "NORR85", "", ""),
    ("AGENDA2030 till sjöss", "AGENDA2030", "", ""),
    ("halter av PM10 och CO2 vid fyren", "PM10", "", ""),
    ("FYRA24 Linslära", "FYRA24", "", "FYRA24"),
    ("Linslära (FYRA24)", "FYRA24", "", "FYRA24"),
    ("FYRA24 eller FYRB31", "FYRA24", "", "FYRA24"),
    ("CSS1001 Linslära", "CSS1001", "", "CSS1001"),
    ("the reaction of C6H12O6 in water", "C6H12O6", "", ""),
    # words with a number, numbers of outcomes
    ("TOTAL 120", "TOTAL 120", "", ""),
    ("WEEK 12", "WEEK 12", "", ""),
    ("ILO 10", "ILO 10", "", ""),
    ("FSR 12", "FSR 12", "", ""),
    ("LO1", "LO1", "", ""),
    # no shape of a code at all
    ("Linslära", "", "", ""),
    ("7,5 hp", "", "", ""),
    ("2024-05-14", "", "", ""),
    ("Saknas", "", "", ""),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("text", "label", "cell", "running"), TABLE)
def test_a_code_by_its_place(text: str, label: str, cell: str, running: str) -> None:
    found = tuple(find_code(text, place) or "" for place in CodePlace)
    assert found == (label, cell, running)


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(TABLE) >= 60
    assert sum(any(row[1:]) for row in TABLE) >= 30


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_each_shape_is_its_own_example(shape: object) -> None:
    for place in CodePlace:
        assert is_code(shape.example, place) is (place in shape.places)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("HF1008 Linjär algebra", "Linjär algebra"),
        ("HF1008 – Linjär algebra", "Linjär algebra"),
        ("Linjär algebra (HF1008)", "Linjär algebra"),
        ("Linjär algebra GLA 2040", "Linjär algebra"),
        ("HF1008", "HF1008"),
        ("Hållbarhet enligt ISO 9001", "Hållbarhet enligt ISO 9001"),
        ("Linslära i sal ABC 334", "Linslära i sal ABC 334"),
    ],
)
def test_a_title_without_its_code(title: str, left: str) -> None:
    assert without_code(title) == left


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Fyrvaktarprogrammet, 180 hp (FYRVA)", "FYRVA"),
        ("Programkod: FYRVA", "FYRVA"),
        ("Lighthouse Programme, 180 credits (ECTS)", None),
        ("Module Code    Core/Option", None),
    ],
)
def test_the_code_of_a_programme(line: str, code: str | None) -> None:
    assert find_programme_code(line) == code
