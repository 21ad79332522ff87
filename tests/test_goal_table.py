"""A person's table of goals: exported, filled in, read back, and shown in the report."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from command_line import RunCli

from curranalyser.datamodel import GoalRow, KnowledgeForm
from curranalyser.errors import SettingsError
from curranalyser.review.goal_table import parse_goal_table

PROGRAMME = """# Utbildningsplan för Båtbyggarprogrammet

Programkod: BOBYG

## Mål

Efter avslutad utbildning ska studenten kunna

- bygga en båt av trä,
- redogöra för hur skrov bär last.

## Kurser

Termin 1

BO101 Trä och skrov, 15 hp, obligatorisk

Termin 2

BO202 Rigg och segel, 15 hp, obligatorisk
"""
COURSE = """# Kursplan

Kurskod: {code}

Kursnamn: {title}

Högskolepoäng: 15

## Lärandemål

Efter avslutad kurs ska studenten kunna

- {first},
- {second}.
"""


def csv(*rows: str) -> bytes:
    return "\n".join(rows).encode("utf-8")


@pytest.fixture
def report(run_cli: RunCli, tmp_path: Path) -> Path:
    folder = tmp_path / "syllabi"
    folder.mkdir()
    texts = {
        "BO101": ("Trä och skrov", "beskriva hur trä torkar", "limma spant"),
        "BO202": ("Rigg och segel", "analysera lasten på en mast", "sy ett segel"),
    }
    (folder / "bobyg.md").write_text(PROGRAMME, encoding="utf-8")
    for code, (title, first, second) in texts.items():
        text = COURSE.format(code=code, title=title, first=first, second=second)
        (folder / f"{code}.md").write_text(text, encoding="utf-8")
    run_cli("audit", folder, "-o", tmp_path / "report", "--lang", "sv")
    return tmp_path / "report"


def test_a_table_is_read_in_swedish_and_in_english() -> None:
    swedish = csv(
        "Program;Kurs;Lärandemål;Mål;Kunskapsform",
        "BOBYG;BO101;1.;2, 3;",
        "BOBYG;BO101;limma spant;Färdighet och förmåga; ",
        "BOBYG;BO202;;bygga en båt; ",
        "BOBYG;BO202;2;;",
        "BOBYG;;;värna om havet, som allt liv kommer ur;värderingsförmåga och förhållningssätt",
    )
    expected = (
        GoalRow(2, "BOBYG", "BO101", "1", "", ("2", "3")),
        GoalRow(3, "BOBYG", "BO101", "", "limma spant", (), (KnowledgeForm.SKILLS,)),
        GoalRow(4, "BOBYG", "BO202", "", "", ("bygga en båt",)),
        GoalRow(
            6, "BOBYG", "", "", "", ("värna om havet, som allt liv kommer ur",), (), KnowledgeForm.JUDGEMENT
        ),
    )
    assert parse_goal_table(swedish, "mål.csv") == expected
    english = csv("Programme,Course code,Outcome,Goal", "BOBYG,BO101,2,1; judgement and approach")
    assert parse_goal_table(english, "goals.csv") == (
        GoalRow(2, "BOBYG", "BO101", "2", "", ("1",), (KnowledgeForm.JUDGEMENT,)),
    )


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (csv("kurs;mål", "BO101;1"), "has no columns programme, goal and course"),
        (csv("program;kurs;mål", ";BO101;1"), "row 2, column “program”: the cell is empty"),
        (
            csv("program;mål;kunskapsform", "B;1;hantverk"),
            "row 2, column “kunskapsform”: it cannot be “hantverk”",
        ),
        (csv("program;kurs;mål", f"B;BO101;{'x' * 2001}"), "row 2, column “mål”: it cannot be"),
        (b"PK\x03\x04", "has no columns"),
    ],
)
def test_what_is_wrong_in_a_table_is_named(table: bytes, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_goal_table(table, "t.csv")
    assert words in caught.value.told(str)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_an_exported_table_is_filled_in_and_read_back(
    report: Path, run_cli: RunCli, tmp_path: Path, lang: str
) -> None:
    first, again = tmp_path / "goals.xlsx", tmp_path / "again.xlsx"
    run_cli("goals", "export", report, "-o", first, "--lang", lang)
    book = openpyxl.load_workbook(first)
    sheet = book.worksheets[0]
    rows = {(row[1].value, row[3].value): row for row in sheet.iter_rows(min_row=2)}
    assert list(rows) == [("BO101", "1"), ("BO101", "2"), ("BO202", "1"), ("BO202", "2")]
    assert [row[1].value for row in book.worksheets[1].iter_rows(min_row=2)] == ["1", "2"]
    rows["BO101", "1"][5].value = 2
    rows["BO101", "2"][5].value = "1; 2"
    rows["BO202", "1"][5].value = "2; färdighet och förmåga"
    sheet.append(["BOBYG", "BO202", "", "", "", "värna om havet", ""])
    sheet.append(["BOBYG", "", "", "", "", "värna om havet", "judgement and approach"])
    sheet.append(["BOBYG", "BO999", "", "", "", "1", ""])
    book.save(first)

    run = run_cli("report", report, "-o", tmp_path / "shown", "--goals", first, "--lang", lang)
    assert "goals.xlsx" in run.stderr
    assert " 8." in run.stderr
    audit = json.loads((tmp_path / "shown" / "audit.json").read_bytes())
    degree, own = audit["programmes"][0]["matrices"]
    assert [(goal["id"], goal["source"]) for goal in own["goals"]] == [
        ("1", "programme"),
        ("2", "programme"),
        ("3", "table"),
    ]
    assert [(cell["goal"], cell["course"], cell["outcomes"], cell["stage"]) for cell in own["cells"]] == [
        ("1", "BO101", [2], "introduced"),
        ("2", "BO101", [1, 2], "introduced"),
        ("2", "BO202", [1], "not said"),
        ("3", "BO202", [], "introduced"),
    ]
    assert [(cell["goal"], cell["course"]) for cell in degree["cells"]] == [("skills and abilities", "BO202")]
    [lost] = audit["unmatched_goals"]
    assert (lost["course"], lost["missing"]) == ("BO999", "course")
    page = "".join(path.read_text("utf-8") for path in (tmp_path / "shown").rglob("*.html"))
    assert "BO999" in page

    # What was exported from an audit with the table says the same, but for the row that fits nothing.
    syllabi, audited = tmp_path / "syllabi", tmp_path / "audited"
    run_cli("audit", syllabi, "-o", audited, "--goals", first)
    run_cli("goals", "export", audited, "-o", again, "--lang", lang)
    run_cli("report", report, "-o", tmp_path / "shown-again", "--goals", again, "--lang", lang)
    second = json.loads((tmp_path / "shown-again" / "audit.json").read_bytes())
    assert second["programmes"][0]["matrices"] == audit["programmes"][0]["matrices"]
    assert second["unmatched_goals"] == []


def test_a_number_that_has_become_another_goal_is_not_taken_for_it(
    report: Path, run_cli: RunCli, tmp_path: Path
) -> None:
    table = tmp_path / "goals.xlsx"
    run_cli("goals", "export", report, "-o", table)
    book = openpyxl.load_workbook(table)
    [first, *_] = book.worksheets[0].iter_rows(min_row=2)
    first[5].value = "1"
    book.save(table)
    path = tmp_path / "syllabi" / "bobyg.md"
    changed = path.read_text("utf-8").replace(
        "- bygga en båt av trä", "- navigera efter stjärnorna,\n- bygga en båt av trä"
    )
    path.write_text(changed, encoding="utf-8")
    run_cli("audit", tmp_path / "syllabi", "-o", tmp_path / "new", "--goals", table)
    audit = json.loads((tmp_path / "new" / "audit.json").read_bytes())
    _, own = audit["programmes"][0]["matrices"]
    assert [(cell["goal"], cell["course"]) for cell in own["cells"]] == [("2", "BO101")]


def test_hostile_text_stays_text_in_the_table(report: Path, run_cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "syllabi" / "bobyg.md"
    path.write_text(path.read_text("utf-8").replace("bygga en båt", "=1+1 bygga"), encoding="utf-8")
    run_cli("audit", tmp_path / "syllabi", "-o", tmp_path / "new")
    table = tmp_path / "goals.xlsx"
    run_cli("goals", "export", tmp_path / "new", "-o", table)
    book = openpyxl.load_workbook(io.BytesIO(table.read_bytes()))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
