"""Several syllabi in one file."""

from curranalyser.datamodel import Document, Line, SourceFile, TextBlock
from curranalyser.parse import parse_document

MODULES = ("Signals and Systems", "Power Electronics", "Control Theory", "Antenna Design")


def handbook(names: tuple[str, ...]) -> Document:
    lines: list[Line] = []
    for page, name in enumerate(names, 1):
        rows = [
            ("Module title:", 50.0, True),
            (name, 160.0, False),
            ("Module code:", 50.0, True),
            (f"ELE{100 + page}", 160.0, False),
            ("Credits:", 50.0, True),
            ("7.5 ECTS", 160.0, False),
            ("Learning outcomes", 50.0, True),
            ("After completing the module the student should be able to", 50.0, False),
            (f"• explain the main ideas of {name.lower()}", 60.0, False),
            (f"• solve exercises in {name.lower()} by hand", 60.0, False),
            ("Content", 50.0, True),
            (
                "Lectures and exercises on the subject of the module, with laboratory work in small groups.",
                50.0,
                False,
            ),
        ]
        top = 80.0
        for text, x0, bold in rows:
            top += 0 if x0 == 160.0 else 20.0
            lines.append(Line(text, page, x0, x0 + 5.0 * len(text), top, 10.0, bold))
    return Document(
        SourceFile("handbook.pdf", "0" * 64, 1), (TextBlock(tuple(lines)),), len(names), "en", "pdfium"
    )


def test_a_module_handbook_gives_one_syllabus_a_module() -> None:
    syllabi = parse_document(handbook(MODULES))
    assert [syllabus.header.title for syllabus in syllabi] == list(MODULES)
    assert [syllabus.header.code for syllabus in syllabi] == ["ELE101", "ELE102", "ELE103", "ELE104"]
    assert [syllabus.pages for syllabus in syllabi] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert all(len(syllabus.outcomes) == 2 for syllabus in syllabi)


def test_two_translations_of_one_syllabus_are_not_split() -> None:
    assert len(parse_document(handbook(MODULES[:1]))) == 1
    assert len(parse_document(handbook(MODULES[:2]))) == 1


def table_of_units(cells: list[tuple[str, ...]]) -> Document:
    """A code in the first column, a synopsis in the second, outcomes over several lines in the third."""
    lines = [
        Line("Title", 1, 20.0, 45.0, 60.0, 10.0),
        Line("Synopsis", 1, 90.0, 130.0, 60.0, 10.0),
        Line("Outcomes", 1, 300.0, 340.0, 60.0, 10.0),
    ]
    for number, (code, *goals) in enumerate(cells):
        page, top = 1 + number // 4, 90.0 + 120.0 * (number % 4)
        lines.append(Line(code, page, 20.0, 20.0 + 5.0 * len(code), top, 10.0))
        lines += [
            Line(text, page, 90.0, 280.0, top + 12.0 * row, 10.0)
            for row, text in enumerate(("The unit is about maps and how", "they are made and read today."))
        ]
        lines += [
            Line(text, page, 300.0, 300.0 + 5.0 * len(text), top + 12.0 * row, 10.0)
            for row, text in enumerate(goals)
        ]
    return Document(SourceFile("units.pdf", "0" * 64, 1), (TextBlock(tuple(lines)),), 2, "en", "pdfium")


def test_a_table_with_a_unit_a_row_gives_one_syllabus_a_row() -> None:
    cells = [
        (f"MAP10{number}", "['explain how a map is", "projected', \"read a map's", "legend']")
        for number in range(7)
    ]
    syllabi = parse_document(table_of_units(cells))
    assert [syllabus.header.code for syllabus in syllabi] == [code for code, *_ in cells]
    assert {tuple(outcome.text for outcome in syllabus.outcomes) for syllabus in syllabi} == {
        ("explain how a map is projected", "read a map's legend")
    }


def test_a_table_of_few_units_is_left_alone() -> None:
    assert (
        len(
            parse_document(
                table_of_units([("MAP101", "Students can read maps."), ("MAP102", "Students can draw maps.")])
            )
        )
        == 1
    )
