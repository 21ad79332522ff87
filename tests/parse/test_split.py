"""Several syllabi in one file."""

from curranalyser.datamodel import Document, Line, SourceFile
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
            ("Lectures and exercises on the subject of the module, with laboratory work in small groups.", 50.0, False),
        ]
        top = 80.0
        for text, x0, bold in rows:
            top += 0 if x0 == 160.0 else 20.0
            lines.append(Line(text, page, x0, x0 + 5.0 * len(text), top, 10.0, bold))
    return Document(SourceFile("handbook.pdf", "0" * 64, 1), tuple(lines), len(names), "en", "pdfium")


def test_a_module_handbook_gives_one_syllabus_a_module() -> None:
    syllabi = parse_document(handbook(MODULES))
    assert [syllabus.header.title for syllabus in syllabi] == list(MODULES)
    assert [syllabus.header.code for syllabus in syllabi] == ["ELE101", "ELE102", "ELE103", "ELE104"]
    assert [syllabus.pages for syllabus in syllabi] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert all(len(syllabus.outcomes) == 2 for syllabus in syllabi)


def test_two_translations_of_one_syllabus_are_not_split() -> None:
    assert len(parse_document(handbook(MODULES[:1]))) == 1
    assert len(parse_document(handbook(MODULES[:2]))) == 1
