"""Rows without a head: a narrow column wraps the unit below its number, and the title goes on below."""

from curranalyser.datamodel import Document, Line, SourceFile, TextBlock
from curranalyser.parse.page.layout import reading_order
from curranalyser.parse.page.paragraphs import line_pitch
from curranalyser.parse.page.style import body_style
from curranalyser.parse.programme.items import Entry
from curranalyser.parse.programme.listing import read_items
from curranalyser.parse.sections.parts import split_sections


def cell(text: str, x0: float, top: float, bold: bool = False) -> Line:
    return Line(text, 1, x0, x0 + 5.0 * len(text), top, 10, bold)


def entries_of(*lines: Line) -> list[tuple[str, str]]:
    document = Document(SourceFile("plan.pdf", "", 1), (TextBlock(lines),), 1, None, "pdf")
    found = reading_order(document)
    parts = split_sections(found, line_pitch(list(found)), body_style(found))
    return [(item.title, str(item.credits)) for item in read_items(parts) if isinstance(item, Entry)]


def test_a_unit_below_its_number_and_a_title_of_three_lines() -> None:
    found = entries_of(
        cell("Kurser", 60, 60, bold=True),
        cell("Termin 1", 60, 90, bold=True),
        cell("Repets mekanik och knopar i teori och praktik, med", 60, 110),
        cell("15", 340, 110),
        cell("hp", 340, 123),
        cell("särskild hänsyn till båtar", 60, 123),
        cell("av äldre slag", 60, 136),
        cell("Splitsar", 60, 156),
        cell("7,5", 340, 156),
        cell("hp", 340, 169),
        cell("Segel och rigg,", 60, 185),
        cell("7,5 hp", 340, 185),
        cell("Del 2", 60, 198),
        cell("Varvets historia", 60, 216),
        cell("15 hp", 340, 216),
    )

    assert found == [
        ("Repets mekanik och knopar i teori och praktik, med särskild hänsyn till båtar av äldre slag", "15"),
        ("Splitsar", "7.5"),
        ("Segel och rigg, Del 2", "7.5"),
        ("Varvets historia", "15"),
    ]


def test_what_stands_below_at_another_edge_is_no_unit_and_no_title() -> None:
    found = entries_of(
        cell("Kurser", 60, 60, bold=True),
        cell("Splitsar", 60, 90),
        cell("7,5 hp", 340, 90),
        cell("läses på kvällar", 120, 103),
        cell("Repslageri", 60, 123),
        cell("15 hp", 340, 123),
        cell("Segel och rigg", 60, 143),
        cell("15 hp", 340, 143),
    )

    assert ("Splitsar", "7.5") in found
    assert ("Repslageri", "15") in found
