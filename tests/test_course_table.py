"""A person's table of courses: what it says wins over the syllabi, and what is wrong in it is named."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from command_line import RunCli
from report_files import pages_of

from curranalyser.datamodel import CourseFacts
from curranalyser.errors import SettingsError
from curranalyser.review.course_table import parse_course_table

SYLLABUS = """# Kursplan

Kurskod: {code}

Kursnamn: {title}

Institution: Institutionen för sjöfart

## Lärandemål

Efter avslutad kurs ska studenten kunna

- {outcome}.
"""


def csv(*rows: str) -> bytes:
    return "\n".join(rows).encode("utf-8")


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_table_is_read_in_swedish_and_in_english() -> None:
    swedish = csv(
        "Kurskod;Institution;Ämnesgrupp;Ansvarig", "SJ 101;Hamn;Teknik;Ulla Kaj", "SJ102;;;Olof Pir"
    )
    english = workbook(
        ("Courses of 2026",),
        ("Code", "Department", "Subject group", "Owner"),
        ("SJ 101", "Hamn", "Teknik", "Ulla Kaj"),
        ("SJ102", None, None, "Olof Pir"),
        (None, None, None, None),
    )
    expected = (
        CourseFacts("SJ 101", "Hamn", "Teknik", owner="Ulla Kaj"),
        CourseFacts("SJ102", owner="Olof Pir"),
    )
    assert parse_course_table(swedish, "kurser.csv") == expected
    assert parse_course_table(english, "kurser.xlsx") == expected


def test_main_fields_are_separated_by_semicolons() -> None:
    [facts] = parse_course_table(csv("kod,huvudområde,ämne", "SJ101,Sjöfart; Hamnbygge,Segling"), "k.csv")
    assert (facts.main_fields, facts.subject) == (("Sjöfart", "Hamnbygge"), "Segling")


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [
        (("kod,Institution", "SJ101,Hamn", ",Kaj"), 3, "kod"),
        (("kod,Institution", "SJ101,Hamn", "SJ102,Kaj", "SJ 101,Kaj"), 4, "kod"),
        (("kod,Institution", f"SJ101,{'Hamn' * 60}"), 2, "Institution"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(rows: tuple[str, ...], row: int, column: str) -> None:
    with pytest.raises(SettingsError) as error:
        parse_course_table(csv(*rows), "kurser.csv")
    told = error.value.told(str)
    assert f"kurser.csv, row {row}, column “{column}”" in told


@pytest.mark.parametrize(
    ("data", "name"),
    [(csv("Institution", "Hamn"), "k.csv"), (csv("kod", "SJ101"), "k.csv"), (b"PK\x03\x04 broken", "k.xlsx")],
)
def test_what_is_no_such_table_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(SettingsError, match="table of courses"):
        parse_course_table(data, name)


def test_a_course_may_stand_twice_with_the_same() -> None:
    assert len(parse_course_table(csv("kod,ämne", "SJ101,Segling", "SJ 101,Segling"), "k.csv")) == 1


def test_the_table_wins_over_the_syllabus(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "syllabi").mkdir()
    outcomes = (
        "jämföra hur hamnar i två europeiska länder tar emot gods",
        "lägga till med en jolle i lätt vind",
    )
    for number, outcome in enumerate(outcomes, 1):
        text = SYLLABUS.format(code=f"SJ10{number}", title=f"Sjöfart {'I' * number}", outcome=outcome)
        (tmp_path / "syllabi" / f"{number}.md").write_text(text, encoding="utf-8")
    table = tmp_path / "kurser.csv"
    table.write_bytes(csv("kod;institution;ansvarig", "SJ 102;Seglarskolan;Ulla Kaj", "XX999;Annan;"))
    report = tmp_path / "report"
    run = run_cli("audit", tmp_path / "syllabi", "-o", report, "--courses", table, "--lang", "sv")
    data = json.loads((report / "audit.json").read_bytes())
    assert [course["header"]["department"] for course in data["courses"]] == [
        "Institutionen för sjöfart",
        "Seglarskolan",
    ]
    assert data["courses"][1]["header"]["owner"] == "Ulla Kaj"
    assert [course["by_person"] for course in data["courses"]] == [[], ["department", "owner"]]
    assert data["rules"]["courses_sha256"]
    [comparative] = [
        item
        for item in data["reached"]
        if (item["dimension"], item["perspective"]) == ("department", "comparative")
    ]
    assert comparative["groups"] == {"numerator": 1, "denominator": 2}
    assert comparative["named"] == ["Institutionen för sjöfart"]
    assert data["unmatched_courses"] == ["XX999"]
    assert "1 kod i kurser.csv finns inte på någon kurs här: XX999." in run.stderr
    assert "XX999" in (report / "files.html").read_text(encoding="utf-8")
    page = pages_of(report)
    assert "Seglarskolan (via er tabell)" in page
    assert "institutioner där minst en kurs har perspektivet i sina mål: 1 av 2" in page
    assert "institutioner där minst en kurs har perspektivet i sina mål: 1 av 2" in " ".join(
        run.stdout.split()
    )


def test_names_in_programme_order_that_no_programme_has_are_told(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text(SYLLABUS.format(code="SJ101", title="Sjöfart", outcome="segla en jolle"))
    settings = tmp_path / "order.toml"
    settings.write_text('programme_order = ["SJPRG", "SJÖMN"]\n', encoding="utf-8")
    options = ("-o", tmp_path / "report", "--settings", settings, "--quiet")
    run = run_cli("audit", tmp_path / "1.md", *options)
    [line] = [line for line in run.stderr.splitlines() if "programme_order" in line]
    assert "SJPRG, SJÖMN" in line
