"""Which assessment examines which outcome, as a table says it, stands in every output for other programs."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

from command_line import RunCli
from openpyxl import load_workbook

# The rows are outcomes, the columns what examines them.
PAGE = """<!DOCTYPE html><html lang="sv"><body><h1>Kursplan</h1>
<p>Kurskod: VG1203</p><p>Kursens namn: Växthusteknik</p><p>Högskolepoäng: 7,5 hp</p>
<h2>Lärandemål</h2><p>Efter avslutad kurs ska studenten kunna:</p>
<table><tr><th>Lärandemål</th><th>Tentamen</th><th>Odlingsdagbok</th></tr>
<tr><td>beskriva hur ljus och värme styr plantors tillväxt</td><td>x</td><td>x</td></tr>
<tr><td>jämföra bevattning i svenska och holländska växthus</td><td></td><td>x</td></tr></table>
<h2>Kursinnehåll</h2><p>Ljus, värme, bevattning.</p></body></html>"""
BOTH, ONE = ["Tentamen", "Odlingsdagbok"], ["Odlingsdagbok"]


def test_every_data_file_says_what_examines_an_outcome(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "vg1203.html").write_text(PAGE, "utf-8")
    report = tmp_path / "report"
    run_cli("audit", tmp_path / "vg1203.html", "-o", report, "--lang", "sv")
    [course] = json.loads((report / "audit.json").read_text("utf-8"))["courses"]
    assert [item["assessments"] for item in course["analysed"][0]["syllabus"]["outcomes"]] == [BOTH, ONE]
    with (report / "outcomes.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["assessments"].split("|") for row in csv.DictReader(file)] == [BOTH, ONE]
    with closing(sqlite3.connect(report / "audit.db")) as store:
        rows = store.execute("SELECT assessments FROM outcome ORDER BY outcome")
        assert [said.split("|") for (said,) in rows] == [BOTH, ONE]
    rows = list(load_workbook(report / "audit.xlsx")["Lärandemål"].values)
    heads = next(row for row in rows if "Examineras av" in row)
    at = heads.index("Examineras av")
    said = [str(row[at]).split(" | ") for row in rows[rows.index(heads) + 1 :]]
    assert said == [BOTH, ONE]


def test_parse_says_what_examines_an_outcome(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "vg1203.html").write_text(PAGE, "utf-8")
    shown = run_cli("parse", tmp_path / "vg1203.html", "--lang", "sv").stdout
    assert "(sidan 1, examineras av Tentamen, Odlingsdagbok)" in shown
    assert "(sidan 1, examineras av Odlingsdagbok)" in shown
