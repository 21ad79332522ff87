"""One bad row of what is given beside documents is named, the others are read, and the exit code says so."""

import json
import warnings
from pathlib import Path

import pytest

from curranalyser.analyse import analyse_table
from curranalyser.datamodel import AggregateRules
from curranalyser.errors import FailureCategory, SettingsError, UnreadRowWarning
from curranalyser.library.tables import read_decisions, read_rules
from curranalyser.review import parse_reviews
from curranalyser.review.programme_file import _lines
from curranalyser.review.sheets import read_statements
from curranalyser.scheme import load_scheme
from curranalyser.settings import Settings
from tests.command_line import RunCli

PROGRAMMES = "programme;course;term;note\nTGDTI;VAR101;1;å\nTGDTI;VAR102;2;ä\nTGDTI;VAR103;3;ö\n".encode()
COURSES = "code,owner\nVAR101,Ada\nVAR102,Åsa\nVAR103,Östen\n".encode()
GOALS = 'programme,course,goal,note\nTGDTI,VAR101,1,å\nTGDTI,VAR102,"2",ä\nTGDTI,VAR103,3,ö\n'.encode()
REVIEW = {"text": "jämföra", "perspective": "international", "decision": "yes"}
REVIEWS = b"".join(
    json.dumps({**REVIEW, "course": f"VAR10{number}"}).encode() + b"\n" for number in (1, 2, 3)
)
SHEET = (
    "Course key,Learning outcome,Perspective,Your decision\n"
    "VAR101,jämföra,international,yes\nVAR102,jämföra,international,no\nVAR103,jämföra,international,yes\n"
).encode()

# What is done to the row in the middle.
DAMAGE: dict[str, tuple[bytes, bytes]] = {
    "a zero": (b"VAR102", b"VAR\x00102"),
    "a byte of another encoding": (b"VAR102", b"VAR\xe5102"),
    "a mark that is never closed": (b"VAR102", b'"VAR102'),
}


def counted(tmp_path: Path, name: str, data: bytes) -> list[str]:
    """Read a table with one damaged row; returns the codes of the courses that were read."""
    path = tmp_path / f"{name}.csv"
    path.write_bytes(data)
    if name == "sheet":
        return [statement.review.course for statement in read_statements(data, path.name, load_scheme())]
    if name == "reviews":
        return [review.course for review in read_decisions(path)[0]]
    rules = read_rules(AggregateRules(), **{name: path})
    found = {"programmes": rules.mapping, "courses": rules.courses, "goals": rules.goals}[name]
    return [getattr(row, "course", None) or row.code for row in found]  # type: ignore[attr-defined]


TABLES = {"programmes": PROGRAMMES, "courses": COURSES, "goals": GOALS, "sheet": SHEET, "reviews": REVIEWS}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", TABLES)
def test_the_row_is_named_and_the_others_are_read(name: str, damage: str, tmp_path: Path) -> None:
    data = TABLES[name]
    assert counted(tmp_path, name, data) == ["VAR101", "VAR102", "VAR103"]
    with pytest.warns(UnreadRowWarning) as told:
        read = counted(tmp_path, name, data.replace(*DAMAGE[damage]))
    assert read == ["VAR101", "VAR103"]
    assert len(told) == 1
    assert ("line 2" if name == "reviews" else "row 3") in str(told[0].message)


def test_what_is_written_anew_loses_no_row() -> None:
    with pytest.raises(SettingsError, match="line 2"):
        parse_reviews(REVIEWS.replace(b"VAR102", b"VAR\x00102"), "reviews.jsonl")
    with pytest.raises(SettingsError):
        _lines(PROGRAMMES.replace(b"VAR102", b"VAR\x00102"), "programmes.csv")


def test_a_hundred_such_rows_make_the_whole_no_table(tmp_path: Path) -> None:
    path = tmp_path / "courses.csv"
    path.write_bytes(COURSES + b"A,\x00\n" * 101)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnreadRowWarning)
        with pytest.raises(SettingsError):
            read_rules(AggregateRules(), courses=path)


OUTCOMES = "Studenten ska kunna\n- jämföra länder"
ROWS = {f"VAR10{number}": OUTCOMES for number in (1, 2, 3)}
MADE: dict[str, bytes] = {
    "t.csv": "".join(
        ["Kurskod;Benämning;Lärandemål\n", *(f'{code};Vård;"{text}"\n' for code, text in ROWS.items())]
    ).encode(),
    "t.jsonl": "".join(
        json.dumps({"Kurskod": code, "Lärandemål": text}) + "\n" for code, text in ROWS.items()
    ).encode(),
}


@pytest.mark.parametrize("name", MADE)
def test_a_damaged_row_of_a_table_of_courses_is_listed(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(MADE[name].replace(b"VAR102", b"VAR\x00102"))
    results = analyse_table(path, name, Settings(), None)
    codes = [result.syllabi[0].syllabus.header.code for result in results if result.syllabi]
    assert codes == ["VAR101", "VAR103"]
    [failure] = [failure for result in results for failure in result.failures if not result.syllabi]
    assert failure.category is FailureCategory.ROW_NOT_READ
    assert failure.source == f"{name}#{3 if name == 't.csv' else 2}"


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_a_command_names_the_line_and_ends_with_3(lang: str, tmp_path: Path, run_cli: RunCli) -> None:
    (tmp_path / "d.txt").write_text(f"Kursplan\nKurskod: VAR101\nLärandemål\n{OUTCOMES}\n", encoding="utf-8")
    row = json.dumps({"file": "d.txt", "kind": "course", "outcomes": ["jämföra länder"]})
    gold = tmp_path / "gold.jsonl"
    gold.write_text(f'{row}\n{{"file": 3}}\n', encoding="utf-8")
    told = run_cli("evaluate", "parsing", "gold.jsonl", "--lang", lang, code=3, cwd=tmp_path)
    assert {"en": "gold.jsonl, line 2 is not read", "sv": "gold.jsonl, rad 2 läses inte"}[lang] in told.stderr
    gold.write_text(f"{row}\n", encoding="utf-8")
    assert run_cli("evaluate", "parsing", "gold.jsonl", cwd=tmp_path).stdout
