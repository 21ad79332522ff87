"""What is not known is never printed as a share: not as nothing, and not as all."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import RunCli
from report_files import pages_of

SWEDISH = """# Kursplan

Kurskod: HAM101

Kursnamn: Hamnar och handel

Omfattning: 7,5 högskolepoäng

## Lärandemål

Efter avslutad kurs ska studenten kunna

- jämföra hur hamnar i två europeiska länder tar emot gods.

## Examination

Tentamen.
"""
GERMAN = """# Modulbeschreibung

Modulbezeichnung: Hafen und Handel

Modulnummer: HAF12

Leistungspunkte: 5 LP

## Qualifikationsziele

Nach erfolgreichem Abschluss des Moduls sind die Studierenden in der Lage,

- die Häfen in verschiedenen europäischen Ländern miteinander zu vergleichen.

## Prüfungsform

Klausur, 90 Minuten.
"""
COURSES = 22
TOO_LITTLE = {"sv": "för litet underlag", "en": "too little known"}
SYLLABI = {
    "sv": "kursplan med lärandemål för 1 av 22 kurser",
    "en": "syllabi with outcomes for 1 of 22 courses",
}
NOT_KNOWN = {"sv": "okänt", "en": "not known"}


@pytest.fixture(params=["sv", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Report:
    """A report that was written, as its readers see it."""

    def __init__(self, folder: Path, terminal: str) -> None:
        self.terminal = " ".join(terminal.split())
        self.page = pages_of(folder)
        self.data: dict[str, Any] = json.loads((folder / "audit.json").read_bytes())
        self.book = openpyxl.load_workbook(folder / "audit.xlsx")

    def section(self, identifier: str) -> str:
        """The text of a section of the page, by its id."""
        found = re.search(rf'<section id="{identifier}".*?</section>', self.page, re.DOTALL)
        assert found
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split())

    def sheet(self, place: int) -> list[dict[str, Any]]:
        """The rows of a sheet by their headings' places."""
        head, *rows = [[cell.value for cell in row] for row in self.book.worksheets[place].iter_rows()]
        return [dict(enumerate(row)) for row in rows if len(row) == len(head)]


def audited(run_cli: RunCli, folder: Path, lang: str, *more: object) -> Report:
    run = run_cli("audit", folder, "-o", folder.with_name("report"), "--lang", lang, *more, code=None)
    assert run.code in (0, 3)
    return Report(folder.with_name("report"), run.stdout)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    (tmp_path / "syllabi").mkdir()
    return tmp_path / "syllabi"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = ["programme,course,term,compulsory", *(f"Hamn,HAM{100 + n},1,yes" for n in range(1, COURSES + 1))]
    (tmp_path / "table.csv").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path / "table.csv"


def test_one_of_22_syllabi_makes_no_share(run_cli: RunCli, given: Path, table: Path, lang: str) -> None:
    (given / "hamn.md").write_text(SWEDISH, encoding="utf-8")
    report = audited(run_cli, given, lang, "--programmes", table)
    [programme] = report.data["programmes"]
    for shares in ("shares", "compulsory_shares"):
        for item in programme[shares]:
            assert (item["headline"], item["syllabi"]) == (False, {"numerator": 1, "denominator": COURSES})
            assert item["outcomes"]["denominator"] == 1
    assert {share["headline"] for group in programme["groups"] for share in group["shares"]} <= {False}
    section = report.section("p1")
    assert "%" not in section
    # Nor is there a bar: an empty one would say that it is nothing.
    [table] = re.findall(r'<table class="shares">.*?</table>', report.page, re.DOTALL)
    assert 'class="bar' not in table
    assert TOO_LITTLE[lang] in section and SYLLABI[lang] in section
    assert f"{TOO_LITTLE[lang]}: 1 " in report.terminal
    assert SYLLABI[lang] in report.terminal
    for row in report.sheet(1):
        assert [row[4], row[7], row[10]] == [None] * 3
        assert (row[5], row[6]) in ((0, 1), (1, 1))
        assert [row[18], row[19]] == [1, COURSES]
    # Of all courses that there are, all are there.
    assert [item["headline"] for item in report.data["shares"]] == [True] * 3


def test_the_setting_says_how_much_is_enough(run_cli: RunCli, given: Path, table: Path) -> None:
    (given / "hamn.md").write_text(SWEDISH, encoding="utf-8")
    report = audited(run_cli, given, "en", "--programmes", table, "--headline-percent", "4")
    assert report.data["programmes"][0]["shares"][0]["headline"] is True
    assert TOO_LITTLE["en"] not in report.section("p1")
    assert "1 of 22" in report.section("p1")


def test_a_language_that_is_not_stated_is_no_answer(run_cli: RunCli, given: Path, lang: str) -> None:
    (given / "hamn.md").write_text(SWEDISH, encoding="utf-8")
    (given / "hamn-2.md").write_text(SWEDISH.replace("HAM101", "HAM102"), encoding="utf-8")
    report = audited(run_cli, given, lang)
    languages = report.data["languages"]
    assert languages["exchange_courses"] == {"numerator": 0, "denominator": 0}
    assert languages["exchange_unknown"] == ["HAM101", "HAM102"]
    section = report.section("languages")
    assert re.search(r'data-indicator="a/exchange/courses [^>]*><span[^>]*>' + NOT_KNOWN[lang], report.page)
    assert not re.search(r"\b0[.,]0\s*%", section)
    row = next(row for row in report.sheet(7) if row[4] == 0 and row[5] == 0)
    assert (row[3], row[6]) == (None, None)
    assert any(row[4] == 2 and row[5] is None for row in report.sheet(7))


def test_what_no_model_labels_is_not_none(run_cli: RunCli, given: Path, lang: str) -> None:
    (given / "hafen.md").write_text(GERMAN, encoding="utf-8")
    report = audited(run_cli, given, lang)
    for item in report.data["shares"]:
        assert (item["outcomes"], item["headline"]) == ({"numerator": 0, "denominator": 0}, False)
    assert f"{NOT_KNOWN[lang]}: 0 " in report.terminal
    assert "%" not in report.section("groups")
    assert [row[2] for row in report.sheet(0)] == [None] * 3


def test_exposure_is_a_count_everywhere(run_cli: RunCli, given: Path, table: Path, lang: str) -> None:
    (given / "hamn.md").write_text(SWEDISH, encoding="utf-8")
    report = audited(run_cli, given, lang, "--programmes", table, "--headline-percent", "1")
    [exposure, *_] = re.findall(r'<table class="exposure">.*?</table>', report.page, re.DOTALL)
    met = re.findall(r'<table class="all-met">.*?</table>|<ul class="met">.*?</ul>', report.page, re.DOTALL)
    assert {"sv": "minst 0 kurser", "en": "at least 0 courses"}[lang] in exposure
    assert met and not any("%" in part for part in (exposure, *met))
    assert "numerator" not in json.dumps(report.data["programmes"][0]["exposure"])
    name = {"sv": "Vad alla möter", "en": "What everyone meets"}[lang]
    formats = {cell.number_format for row in report.book[name].iter_rows(min_row=2) for cell in row}
    assert not any("%" in name for name in formats)
