"""What a programme syllabus lists is read into items: headings, sentences, courses and slots."""

from pathlib import Path

import pytest

from curranalyser.datamodel import EntryKind, SourceFile
from curranalyser.parse.page.layout import reading_order
from curranalyser.parse.page.paragraphs import line_pitch
from curranalyser.parse.page.style import body_style
from curranalyser.parse.programme.entries import alternatives_of
from curranalyser.parse.programme.items import Entry, Heading, Item
from curranalyser.parse.programme.listing import read_items
from curranalyser.parse.sections.parts import split_sections
from curranalyser.read import read_document
from curranalyser.settings import Settings

CASES = Path(__file__).parents[1] / "cases" / "programmes"


def items_of(text: str, name: str = "plan.md") -> tuple[Item, ...]:
    data = text.encode()
    document = read_document(data, SourceFile(name, "", len(data)), Settings())
    lines = reading_order(document)
    return read_items(split_sections(lines, line_pitch(list(lines)), body_style(lines)))


def entries_of(text: str, name: str = "plan.md") -> list[Entry]:
    return [item for item in items_of(text, name) if isinstance(item, Entry)]


TITLES = {
    "all-compulsory-av": ["Alfa", "Beta"],
    "codeless-bare": ["Alfa", "Beta i teori", "Gamma", "Examensarbete"],
    "colon-title-parentheses": [
        "Tyska: Modern kvinnolitteratur",
        "Litteraturstudier: Akademiskt skrivande",
    ],
    "compulsory-heading-then-years": ["Alfa", "Beta"],
    "degree-line": ["Alfa"],
    "eller-row": ["Projektarbete", "Examensarbete för magisterexamen"],
    "singular-elective-heading": ["Alfa", "Beta", "Gamma", "Examensarbete"],
    "sju-obligatoriska": ["Alfa", "Beta"],
    "term-from-prose": ["Alfa", "Examensarbete"],
    "track-rows": ["Alfa", "Beta", "Gamma"],
}


@pytest.mark.parametrize("case", sorted(TITLES))
def test_titles_of_the_cases(case: str) -> None:
    found = entries_of((CASES / f"{case}.md").read_text(encoding="utf-8"))
    assert [entry.title for entry in found] == TITLES[case]
    assert all(entry.terms == () for entry in found)


def test_row_of_its_own_or_joins_courses() -> None:
    found = entries_of((CASES / "eller-row.md").read_text(encoding="utf-8"))
    assert [entry.alternative for entry in found] == [False, True]


def test_tracks_with_credits_are_headings() -> None:
    found = items_of((CASES / "track-rows.md").read_text(encoding="utf-8"))
    assert [item.credits for item in found if isinstance(item, Heading) and item.credits] == [30, 30]


def test_sentence_names_courses_and_their_term() -> None:
    found = entries_of(
        "# Utbildningsplan\n\n# Kandidatprogram i klocklära, 180 hp\n\n## Innehåll och uppläggning\n\n"
        "Under termin 2 läses Pendelns teori (7,5 hp), Urverk (15 hp) samt Tornur (7,5 hp). "
        "För termin 3 krävs minst 45 hp.\n"
    )
    assert [(entry.title, entry.terms) for entry in found] == [
        ("Pendelns teori", (2,)),
        ("Urverk", (2,)),
        ("Tornur", (2,)),
    ]


def test_table_is_read_by_its_cells() -> None:
    found = entries_of(
        "<h1>Programme syllabus</h1><h2>Courses</h2><table>"
        "<tr><th>Term</th><th>Course name</th><th>Credits</th><th>Type</th></tr>"
        "<tr><td>1</td><td>Wind: its<br>force and<br>measure</td><td>7.5</td><td>C</td></tr>"
        "<tr><td>1-2</td><td>Kites (basic)</td><td>15</td><td>E</td></tr>"
        "<tr><td>3</td><td>Elective courses</td><td>30</td><td></td></tr>"
        "<tr><td></td><td>Total</td><td>52.5</td><td></td></tr></table>",
        "plan.html",
    )
    assert [(entry.title, str(entry.credits), entry.terms, entry.mark) for entry in found] == [
        ("Wind: its force and measure", "7.5", (1,), "compulsory"),
        ("Kites (basic)", "15", (1, 2), "elective"),
        ("Elective courses", "30", (3,), None),
    ]
    assert found[-1].kind is EntryKind.SLOT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XY1001 Väv (del 2), 7,5 hp", [("XY1001", "Väv (del 2)", False)]),
        (
            "XY1001 Weaving or XY1002 Felting, 15 credits",
            [("XY1001", "Weaving", False), ("XY1002", "Felting", True)],
        ),
        ("Hälsa eller ohälsa i fält, 7,5 hp", [(None, "Hälsa eller ohälsa i fält", False)]),
        ("Garn eller Tråd, 7,5 hp", [(None, "Garn", False), (None, "Tråd", True)]),
        ("Filosofie magisterexamen (60 hp)", []),
        ("Totalt 30 hp", []),
        ("The study of 10 credits is equal to 100 hours", []),
    ],
)
def test_rows(text: str, expected: list[tuple[str | None, str, bool]]) -> None:
    found = alternatives_of(text, 1)
    assert [(entry.code, entry.title, entry.alternative) for entry in found] == expected


def test_range_of_credits_and_part_of_them() -> None:
    [ranged] = alternatives_of("Praktik i kvarn, 7,5–15 hp", 1)
    [partly] = alternatives_of("Ledarskap i kvarn (varav 7,5 hp praktik)", 1)
    assert (str(ranged.least_credits), str(ranged.credits)) == ("7.5", "15")
    assert (partly.title, partly.credits) == ("Ledarskap i kvarn", None)
