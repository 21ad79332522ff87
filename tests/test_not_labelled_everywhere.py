"""Swedish and German syllabi in one folder: every output says what is not labelled, and none says "no"."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from command_line import Finished, RunCli
from report_files import pages_of

from curranalyser.datamodel import Audit, Decision, NotLabelled, from_json

SWEDISH = """# Kursplan

Kurskod: VAT101

Kursnamn: Vatten i staden

Omfattning: 7,5 högskolepoäng

## Lärandemål

Efter avslutad kurs ska studenten kunna

- jämföra hur två europeiska länder tar hand om sitt regnvatten,
- beräkna flöden i ett enkelt nät med hjälp av en tabell.

## Examination

Tentamen.
"""
GERMAN = """# Modulbeschreibung

Modulbezeichnung: Wasser in der Stadt

Modulnummer: WAS12

Leistungspunkte: 5 LP

## Qualifikationsziele

Nach erfolgreichem Abschluss des Moduls sind die Studierenden in der Lage,

- den Weg des Regenwassers durch eine Stadt mit eigenen Worten zu beschreiben,
- die Wasserversorgung in verschiedenen europäischen Ländern miteinander zu vergleichen,
- Maßnahmen gegen eine Überflutung in der Stadt und auf dem Land zu bewerten.

## Prüfungsform

Klausur, 90 Minuten.
"""
TOLD = {
    "sv": ("inte bedömda: 3 lärandemål på tyska", "svaret är okänt för 1 kurs"),
    "en": ("not labelled: 3 outcomes in German", "the answer of 1 course is not known"),
}


@pytest.fixture(scope="module")
def syllabi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("syllabi")
    (folder / "vatten.md").write_text(SWEDISH, encoding="utf-8")
    (folder / "wasser.md").write_text(GERMAN, encoding="utf-8")
    return folder


@pytest.fixture(params=["sv", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def audited(run_cli: RunCli, syllabi: Path, tmp_path: Path, lang: str) -> tuple[Path, Finished]:
    finished = run_cli("audit", syllabi, "-o", tmp_path / "report", "--lang", lang)
    return tmp_path / "report", finished


def test_every_output_of_an_audit_says_it(audited: tuple[Path, Finished], lang: str) -> None:
    folder, finished = audited
    terminal = " ".join(finished.stdout.split())
    for told in TOLD[lang]:
        assert terminal.count(told) == 3
    audit = from_json((folder / "audit.json").read_bytes(), Audit)
    for shares in audit.shares:
        assert shares.not_labelled == (NotLabelled("de", 3),)
        assert (shares.outcomes.denominator, shares.courses.denominator, shares.unknown_courses) == (2, 1, 1)
        assert shares.unknown_credits == 5
    page = pages_of(folder)
    for told in TOLD[lang]:
        assert told in " ".join(page.split())
    assert page.count('<td class="d u"') == 9 and 'value="u"' in page
    rows = list(csv.DictReader(io.StringIO((folder / "outcomes.csv").read_bytes().decode("utf-8-sig"))))
    assert [row["comparative_decision"] for row in rows if row["language"] == "de"] == ["not labelled"] * 3
    assert {row["comparative_probability"] for row in rows if row["language"] == "de"} == {""}
    assert "yes" in {row["comparative_decision"] for row in rows if row["language"] == "sv"}
    with closing(sqlite3.connect(folder / "audit.db")) as store:
        found = store.execute("SELECT DISTINCT language, outcomes FROM not_labelled").fetchall()
        assert found == [("de", 3)]
        left_out = store.execute("SELECT left_out FROM share WHERE perspective = 'comparative'").fetchall()
        assert left_out == [(3,), (1,), (5,)]
        assert store.execute(
            "SELECT DISTINCT decision, probability FROM label JOIN outcome USING (outcome)"
            " WHERE language = 'de'"
        ).fetchall() == [("not labelled", None)]
    book = openpyxl.load_workbook(folder / "audit.xlsx")
    cells = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}
    assert TOLD[lang][0].partition(": ")[2] in cells


def test_what_is_exported_compared_and_checked_says_it(
    run_cli: RunCli, syllabi: Path, tmp_path: Path
) -> None:
    run_cli("audit", syllabi, "-o", tmp_path / "both")
    run_cli("audit", syllabi / "vatten.md", "-o", tmp_path / "one")
    run_cli("export", tmp_path / "both", "-o", tmp_path / "tables")
    assert "de,3" in (tmp_path / "tables" / "not_labelled.csv").read_text(encoding="utf-8-sig")
    compared = " ".join(run_cli("compare", tmp_path / "one", tmp_path / "both").stdout.split())
    assert "nothing in the one audit, 3 outcomes in German in the other" in compared
    checked = run_cli("check", syllabi / "wasser.md", "--all").stdout
    assert "Not labelled: 3 outcomes in German" in checked
    assert checked.count("P103") == 3 and "in no outcome" not in checked
    assert "German" not in run_cli("check", syllabi / "vatten.md", "--all").stdout
    assert "not labelled" in run_cli("explain", "P103").stdout


def test_people_may_decide_it_and_then_it_counts(run_cli: RunCli, syllabi: Path, tmp_path: Path) -> None:
    report, table = tmp_path / "report", tmp_path / "table.csv"
    run_cli("audit", syllabi, "-o", report)
    run_cli("review", "export", report, "-o", table)
    rows = list(csv.reader(io.StringIO(table.read_bytes().decode("utf-8-sig"))))
    heading = {name: place for place, name in enumerate(rows[0])}
    last = [row for row in rows[1:] if row[heading["Decision"]] == "not labelled"]
    assert rows[-9:] == last and {row[heading["Probability"]] for row in last} == {""}
    for row in last:
        if row[heading["Perspective"]] == "comparative":
            said = "yes" if "vergleichen" in row[heading["Learning outcome"]] else "no"
            row[heading["Your decision"]] = said
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    run_cli("review", "import", table, "--reviews", report / "reviews.jsonl", "--reviewer", "Anna")
    run_cli("audit", syllabi, "-o", report)
    audit = from_json((report / "audit.json").read_bytes(), Audit)
    shares = {item.perspective: item for item in audit.shares}
    decided = shares["comparative"]
    assert (decided.outcomes.numerator, decided.outcomes.denominator) == (2, 5)
    assert (decided.courses.numerator, decided.courses.denominator) == (2, 2)
    assert (decided.not_labelled, decided.unknown_courses, decided.human) == ((), 0, 3)
    assert shares["international"].not_labelled == (NotLabelled("de", 3),)
    assert {
        label.human.tool
        for course in audit.courses
        for item in course.counted_outcomes()
        for label in item.labels
        if label.human
    } == {Decision.NOT_LABELLED}
    line = json.loads((report / "reviews.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert line["decision"] in ("yes", "no")


def test_the_terminal_says_it_of_courses_that_no_programme_has(
    run_cli: RunCli, syllabi: Path, tmp_path: Path
) -> None:
    table = tmp_path / "programmes.csv"
    table.write_text("programme;code;compulsory\nVattenprogrammet;VAT101;yes\n", encoding="utf-8")
    finished = run_cli("audit", syllabi, "-o", tmp_path / "report", "--programmes", table, "--lang", "en")
    terminal = " ".join(finished.stdout.split())
    assert terminal.count("not labelled: 3 outcomes in German; the answer of 1 course is not known") == 1
    assert "All courses, not labelled" in terminal


LISTED = "- beräkna flöden i ett enkelt nät med hjälp av en tabell."
GERMAN_LINE = "- die Wasserversorgung in verschiedenen europäischen Ländern miteinander zu vergleichen,"
PAIRS = """- jämföra hur två europeiska länder tar hand om sitt regnvatten,
- compare how two European countries take care of their rainwater,
- beräkna flöden i ett enkelt nät med hjälp av en tabell.
- calculate the flows in a simple network by means of a table.
"""


def test_a_single_outcome_in_another_language_is_said_and_a_translation_too(
    run_cli: RunCli, tmp_path: Path
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "one.md").write_text(SWEDISH.replace(LISTED, f"{GERMAN_LINE}\n{LISTED}"), encoding="utf-8")
    head, rest = SWEDISH.split("- jämföra")
    both = head.replace("VAT101", "VAT102") + PAIRS + "\n## Examination" + rest.split("## Examination")[1]
    (folder / "pairs.md").write_text(both, encoding="utf-8")
    done = run_cli("audit", folder, "-o", tmp_path / "out", "--lang", "sv")
    told = " ".join(done.stderr.split()) + " ".join(done.stdout.split())
    assert "2 av 4 lärandemål" in told
    assert "inte bedömda: 1 lärandemål på tyska" in told
    assert "tas för en översättning av det som räknas" in told and "2 lärandemål på engelska" in told
    assert "2 lärandemål på engelska" in pages_of(tmp_path / "out")


def test_a_share_of_nothing_labelled_is_not_known(run_cli: RunCli, tmp_path: Path) -> None:
    for name, text in (("german", GERMAN), ("swedish", SWEDISH)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(text, encoding="utf-8")
        done = run_cli("audit", tmp_path / name, "-o", tmp_path / f"{name}-audit", "--lang", "sv")
        assert ("okänt: 0 av 0 lärandemål" in done.stderr + done.stdout) is (name == "german")
    compared = run_cli(
        "compare", tmp_path / "german-audit", tmp_path / "swedish-audit", "--lang", "sv"
    ).stdout
    assert "okänt" in compared
    assert all(line.rstrip() != "    Skillnad i procentenheter:" for line in compared.splitlines())


def test_a_check_in_swedish_quotes_as_swedish_does(run_cli: RunCli, syllabi: Path) -> None:
    for format_ in ("text", "github"):
        told = run_cli("check", syllabi / "vatten.md", "--all", "--lang", "sv", "--format", format_).stdout
        assert "”" in told and "“" not in told
