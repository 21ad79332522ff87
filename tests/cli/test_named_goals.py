"""Goals that course syllabi name by number, from the files to the report."""

import csv
from pathlib import Path

from command_line import RunCli

from curranalyser.datamodel import Audit, from_json

PROGRAMME = """# Programme syllabus: Kite Making Programme

Programme code: TKITE
Credits: 180

## Programme learning outcomes

After completing the programme the student shall be able to:

1. describe how kites are built and why they fly
2. sew a sail and judge its strength
3. read winds over land and sea and compare them

## Courses

Year 1

KT101A Cloth and Line, 7.5 credits
KT102A Winds, 7.5 credits
"""
COURSE = """# Course syllabus: {title}

Course code: {code}
Title: {title}
Credits: 7.5

## Aim

{aim}

## Learning outcomes

After completing the course the student shall be able to:

- {first}
- {second}
"""


def audited(folder: Path, run_cli: RunCli, programme: str) -> Audit:
    files = {
        "programme.md": programme,
        "cloth.md": COURSE.format(
            code="KT101A",
            title="Cloth and Line",
            aim="The course is about cloth.",
            first="choose lines of three kinds (PLO 2)",
            second="mend a torn sail",
        ),
        "winds.md": COURSE.format(
            code="KT102A",
            title="Winds",
            aim="The course contributes to programme learning outcomes 1 and 3.",
            first="draw the winds of a coast",
            second="measure the pull of a line",
        ),
    }
    (folder / "in").mkdir(parents=True)
    for name, text in files.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    run_cli("audit", folder / "in", "-o", folder / "out", "--lang", "sv")
    return from_json((folder / "out" / "audit.json").read_bytes(), Audit)


def test_from_the_files_to_the_report(tmp_path: Path, run_cli: RunCli) -> None:
    audit = audited(tmp_path, run_cli, PROGRAMME)
    (own,) = (item for item in audit.programmes[0].matrices if item.kind == "programme")
    assert [(cell.goal, cell.course, cell.outcomes, cell.named_whole) for cell in own.cells] == [
        ("1", "KT102A", (), True),
        ("2", "KT101A", (1,), False),
        ("3", "KT102A", (), True),
    ]
    page = (tmp_path / "out" / "programmes" / "TKITE.html").read_text(encoding="utf-8")
    assert "Kopplat för att kursplanen anger målets nummer:" in page and "<q>PLO 2</q>" in page
    # The table that people fill in has nothing that only the syllabi say.
    table = run_cli("goals", "export", tmp_path / "out").stdout
    rows = list(csv.reader(table.splitlines()))[1:]
    rows = [line for line in rows if line[1]]
    heads = table.splitlines()[0].lstrip("\ufeff").split(",")
    assert rows and {row[heads.index("Leads to goal")] for row in rows} == {""}


def test_goals_without_numbers_are_not_linked(tmp_path: Path, run_cli: RunCli) -> None:
    bullets = PROGRAMME.replace("\n1. ", "\n- ").replace("\n2. ", "\n- ").replace("\n3. ", "\n- ")
    audit = audited(tmp_path, run_cli, bullets)
    (own,) = (item for item in audit.programmes[0].matrices if item.kind == "programme")
    assert len(own.goals) == 3 and own.cells == ()
    page = (tmp_path / "out" / "programmes" / "TKITE.html").read_text(encoding="utf-8")
    assert "varken en tabell eller någon kursplan anger" in page
