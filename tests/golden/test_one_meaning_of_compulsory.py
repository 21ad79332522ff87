"""Who takes a course is said once, and every report says it: page, workbook, JSON, database and table.

One audit of the sample, in which a person has said of two courses that it is not said who takes them.
"""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from command_line import RunCli
from openpyxl import load_workbook
from report_files import pages_of

TABLE = (
    "programme;code;title;who takes it\n"
    "TASGG;HUS705;Jämförande miljöpolitik;not said\n"
    "VGSSK;MED104;Sjukdomslära och läkemedel;not said\n"
)
STATUSES = ("everyone", "some", "not said")
WORDS = {
    "compulsory for everyone": "everyone",
    "elective": "some",
    "in a track": "some",
    "not known": "not said",
}
# Programme, status → codes.
Taken = dict[tuple[str, str], set[str]]


@pytest.fixture(scope="module")
def report(run_cli: RunCli, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one")
    (folder / "table.csv").write_text(TABLE, encoding="utf-8")
    run_cli("audit", sample, "-o", folder / "report", "--programmes", folder / "table.csv", "--lang", "en")
    return folder / "report"


@pytest.fixture(scope="module")
def data(report: Path) -> Any:
    return json.loads((report / "audit.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def taken(data: Any) -> Taken:
    """What the JSON says."""
    return gathered(
        (programme["key"], item["ref"]["status"], item["ref"]["code"])
        for programme in data["programmes"]
        for item in programme["courses"]
        if item["ref"]["kind"] == "course"
    )


def gathered(rows: Iterator[tuple[str, str, str]]) -> Taken:
    found: Taken = {}
    for programme, status, code in rows:
        found.setdefault((programme, status), set()).add(code)
    return found


def sections(report: Path, data: Any) -> Iterator[tuple[str, str]]:
    page = pages_of(report)
    for place, programme in enumerate(data["programmes"], 1):
        yield programme["key"], page.partition(f'<section id="p{place}"')[2].partition("</section>")[0]


def test_all_three_occur(taken: Taken) -> None:
    assert {status for _, status in taken} == set(STATUSES)
    assert taken["TASGG", "not said"] == {"HUS705"}
    assert taken["VGSSK", "not said"] == {"MED104"}


def test_the_database_says_the_same(report: Path, taken: Taken) -> None:
    with closing(sqlite3.connect(report / "audit.db")) as store:
        rows = store.execute("SELECT programme, status, code FROM programme_course WHERE kind = 'course'")
        assert gathered(iter(rows.fetchall())) == taken


def test_the_workbook_says_the_same(report: Path, taken: Taken) -> None:
    book = load_workbook(report / "audit.xlsx", read_only=True)
    head, *rows = book["Curriculum map"].iter_rows(values_only=True)
    programme, code, choice = (head.index(name) for name in ("Programme", "Code", "Choice"))
    found = gathered(
        (str(row[programme]).rpartition("(")[2].rstrip(")"), WORDS[str(row[choice])], str(row[code]))
        for row in rows
        if row[code]
    )
    assert found == taken


def test_the_table_to_confirm_says_the_same(run_cli: RunCli, report: Path, taken: Taken) -> None:
    table = run_cli("programmes", "export", report, "--lang", "en").stdout.lstrip("\ufeff")
    rows = csv.DictReader(io.StringIO(table))
    assert (
        gathered((row["Programme"], row["Who takes it"], row["Code"]) for row in rows if row["Code"]) == taken
    )


def test_the_page_says_the_same(report: Path, data: Any, taken: Taken) -> None:
    listed, drawn = [], []
    for key, section in sections(report, data):
        table = section.partition('<table class="courses">')[2].partition("</table>")[0]
        for row in re.findall(r"<tr[^>]*><th scope=\"row\">.*?</tr>", table, re.DOTALL):
            cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
            code = re.search(r">(?:<a[^>]*>)?([A-Z]{3}\d{3}) ", row)
            if code:
                listed.append((key, WORDS[cells[1].partition(" <span")[0]], code[1]))
        drawn += [
            (key, status.replace("-", " "), code)
            for status, code in re.findall(
                r'<rect class="course (everyone|some|not-said)[^>]*>\s*<text class="code"[^>]*>([^<]+)',
                section,
            )
        ]
    assert gathered(iter(listed)) == taken
    assert gathered(iter(drawn)) == taken


def test_shares_and_exposure_rest_on_it(report: Path, data: Any, taken: Taken) -> None:
    with_outcomes = {
        course["key"]
        for course in data["courses"]
        if course["analysed"][0]["outcomes"]
    }  # fmt: skip
    with closing(sqlite3.connect(report / "audit.db")) as store:
        in_store = {
            (programme, status): number
            for programme, status, number in store.execute(
                "SELECT programme, courses, denominator FROM share"
                " WHERE perspective = 'international' AND \"of\" = 'courses'"
            )
        }
    for programme in data["programmes"]:
        key = programme["key"]
        for status, shares in zip(
            STATUSES, ("compulsory_shares", "elective_shares", "unsaid_shares"), strict=True
        ):
            number = len(taken.get((key, status), set()) & with_outcomes)
            assert {float(item["courses"]["denominator"]) for item in programme[shares]} == {number}
            assert in_store[key, status] == number
        for exposure in programme["exposure"]:
            assert exposure["everyone"] == len(taken[key, "everyone"])
            assert exposure["with_syllabus"] == len(taken[key, "everyone"] & with_outcomes)
            assert set(exposure["carrying"]) <= taken[key, "everyone"]
            assert len(exposure["not_said"]) == len(taken.get((key, "not said"), ()))


def test_what_everyone_meets_is_one_sentence_wherever_it_stands(report: Path, data: Any) -> None:
    book = load_workbook(report / "audit.xlsx", read_only=True)
    head, *rows = book["What everyone meets"].iter_rows(values_only=True)
    sentences = [str(row[head.index("What every student meets")]) for row in rows]
    assert len(sentences) == 3 * len(data["programmes"])
    for place, (_, section) in enumerate(sections(report, data)):
        for sentence in sentences[3 * place : 3 * place + 3]:
            assert sentence in section


def test_what_everyone_meets_is_never_a_share(run_cli: RunCli, report: Path, data: Any) -> None:
    shown = re.findall(r'<ul class="findings">(.*?)</ul>', pages_of(report), re.DOTALL)
    assert len(shown) == 2 * len(data["programmes"])
    for _, section in sections(report, data):
        met = section.partition('-met">')[2].partition("<h3>")[0]
        assert "Guaranteed" in met
        shown.append(met)
    assert not [text for text in shown if "%" in text]
    book = load_workbook(report / "audit.xlsx")
    cells = [cell for row in book["What everyone meets"].iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if "%" in str(cell.value) or "%" in str(cell.number_format)]
    told = run_cli("report", report, "-o", report.parent / "again").stdout
    [*lines] = [line for line in told.splitlines() if line.strip().startswith("Everyone takes")]
    assert len(lines) == len(data["programmes"])
    assert not [line for line in lines if "%" in line]
    for programme in data["programmes"]:
        assert "numerator" not in json.dumps(programme["exposure"])
