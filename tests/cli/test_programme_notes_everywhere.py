"""Every report says in what a programme and its courses disagree, and which goals it quotes."""

import html
import json
import re
from pathlib import Path

import openpyxl
import pytest
from command_line import RunCli
from report_files import pages_of

# Words in the middle of goals: put in, so that none stands here in one piece.
INSIDE, AND, COMMA = "inom", "och", ","
LAW = (
    f"visa fördjupad metodkunskap {INSIDE} huvudområdet för utbildningen,",
    f"visa förmåga att självständigt identifiera{COMMA} formulera {AND} lösa problem samt att genomföra"
    f" uppgifter {INSIDE} givna tidsramar, och",
    f"visa insikt om kunskapens roll i samhället {AND} om människors ansvar för hur den används.",
)
OWN = "jämföra segel i olika länders flottor."
PLAN = f"""# Utbildningsplan

# Kandidatprogram i segelsömnad, 180 högskolepoäng

## Mål

För kandidatexamen ska studenten

{chr(10).join(f"- {goal}" for goal in LAW)}

Efter utbildningen ska studenten kunna

- {OWN}

## Kurser

Samtliga kurser är obligatoriska.

- SS1001 Dukens historia, 7,5 hp
- SS1002 Linets botanik, 7,5 hp
- SS1003 Sömmar och stygn, 2 hp
- SS1005 Vindens lära, 15 hp
"""
COURSES = (
    ("SS1001", "Dukens historia", "15", "2024-07-01"),
    ("ZZ9001", "Linets botanik", "7,5", "2024-07-01"),
    ("SS1003", "Sömmar och stygn", "7,5", "2024-07-01"),
    ("SS1005", "Vindens lära", "15", "2031-01-01"),
)
SAID = {
    "sv": (
        "SS1001 Dukens historia: 7,5 högskolepoäng i kurslistan, 15 i kursplanen. Kursen räknas med"
        " kurslistans poäng.",
        "Linets botanik har koden SS1002 i kurslistan, medan en kursplan med samma benämning har "
        "ZZ9001. De har inte kopplats ihop.",
        "SS1003 Sömmar och stygn: 2 högskolepoäng i kurslistan är orimligt bredvid 7,5 i kursplanen"
        " och används inte.",
        "SS1005 Vindens lära: kursplanen gäller först från 2031-01-01, senare än genomgångens datum.",
    ),
    "en": (
        "SS1001 Dukens historia: 7.5 credits in the course list, 15 in the course syllabus. It is "
        "counted with those of the list.",
        "Linets botanik has the code SS1002 in the course list, and a syllabus with the same title "
        "has ZZ9001. They are not linked.",
        "SS1003 Sömmar och stygn: 2 credits in the course list cannot be, beside 7.5 in the course "
        "syllabus. They are not used.",
        "SS1005 Vindens lära: its syllabus is valid only from 2031-01-01, later than the date of the audit.",
    ),
}
QUOTED = {
    "sv": "3 textställen bland lärandemålen tolkas som mål citerade ur lag eller förordning och räknas inte",
    "en": "3 passages among the outcomes are taken for goals quoted from law and not counted",
}


def folder(path: Path) -> Path:
    path.mkdir()
    (path / "plan.md").write_text(PLAN, encoding="utf-8")
    for code, title, credits_, valid in COURSES:
        (path / f"{code}.md").write_text(
            f"# Kursplan\n\n# {title}, {credits_} högskolepoäng\n\nKurskod: {code}\n\nGäller från: {valid}"
            "\n\n## Lärandemål\n\nEfter avslutad kurs ska studenten kunna\n\n- sy en söm, och\n- beskriva "
            "dukens slitage.\n\n## Examination\n\nSkriftlig tentamen.\n",
            encoding="utf-8",
        )
    return path


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", text)))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_disagreements_and_quoted_goals_stand_in_every_report(
    run_cli: RunCli, tmp_path: Path, language: str
) -> None:
    out = tmp_path / "out"
    given = folder(tmp_path / "in")
    done = run_cli("audit", str(given), "-o", str(out), "--lang", language, "--as-of", "2026-01-01")
    terminal = plain(done.stdout)
    page = plain(pages_of(out))
    book = openpyxl.load_workbook(out / "audit.xlsx")
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    for sentence in SAID[language]:
        assert sentence in terminal
        assert sentence in page
        assert sentence in cells
    audit = json.loads((out / "audit.json").read_text(encoding="utf-8"))
    [programme] = audit["programmes"]
    assert [note["kind"] for note in programme["notes"]] == [
        "credits differ",
        "equal title",
        "credits cannot be",
        "valid later",
    ]
    # Of the goals one is the programme's own; the others are said on its page and promise nothing.
    assert QUOTED[language] in page
    syllabus = programme["analysed"]["syllabus"]
    [omission] = [item for item in syllabus["omissions"] if item["kind"] == "goals quoted from law"]
    assert (omission["count"], omission["texts"], omission["page"]) == (3, list(LAW), 1)
    own = [item["outcome"]["text"] for item in programme["analysed"]["outcomes"]]
    assert own == [OWN]
    promised = {outcome for promise in programme["promises"] for outcome in promise["outcomes"]}
    assert promised <= {item["outcome"]["id"] for item in programme["analysed"]["outcomes"]}
