"""Tables of courses that only their columns show, one after another, as a PDF has them."""

from curranalyser.datamodel import Document, Line, SourceFile, TextBlock
from curranalyser.parse.page.layout import reading_order
from curranalyser.parse.page.paragraphs import line_pitch
from curranalyser.parse.page.style import body_style
from curranalyser.parse.programme.columns import guessed_columns
from curranalyser.parse.programme.items import Entry, Heading, Item
from curranalyser.parse.programme.listing import read_items
from curranalyser.parse.sections.parts import split_sections


def items_of(*lines: Line) -> tuple[Item, ...]:
    document = Document(SourceFile("plan.pdf", "", 1), (TextBlock(lines),), 1, None, "pdf")
    found = reading_order(document)
    return read_items(split_sections(found, line_pitch(list(found)), body_style(found)))


def cell(text: str, x0: float, top: float, bold: bool = False) -> Line:
    return Line(text, 1, x0, x0 + 6.0 * len(text), top, 11, bold)


def test_names_of_columns_in_one_cell_and_a_table_of_one_row() -> None:
    items = items_of(
        Line("Programme syllabus", 1, 80, 250, 60, 18, True),
        Line("Courses", 1, 80, 150, 100, 15, True),
        cell("Semester 1", 80, 130, True),
        cell("Module code Module title", 80, 150, True),
        cell("Credits", 400, 150, True),
        *(cell("SE1001", 80, 170), cell("Ropes", 160, 170), cell("15", 400, 170)),
        *(cell("SE1002", 80, 187), cell("Knots and splices", 160, 187), cell("15", 400, 187)),
        cell("Semester 2", 80, 215, True),
        cell("Module code Module title", 80, 235, True),
        cell("Credits", 400, 235, True),
        *(cell("SE1003", 80, 255), cell("Sails", 160, 255), cell("30", 400, 255)),
    )
    assert [(item.code, item.title, str(item.credits)) for item in items if isinstance(item, Entry)] == [
        ("SE1001", "Ropes", "15"),
        ("SE1002", "Knots and splices", "15"),
        ("SE1003", "Sails", "30"),
    ]
    assert [item.text for item in items if isinstance(item, Heading)][-2:] == ["Semester 1", "Semester 2"]


def test_credits_are_no_codes() -> None:
    found = guessed_columns([{0: "Rep", 1: "15 hp"}, {0: "Segel", 1: "15 hp"}, {0: "Mast", 1: "7,5 hp"}])
    assert found is not None
    assert found.roles == {0: "title", 1: "credits"}
