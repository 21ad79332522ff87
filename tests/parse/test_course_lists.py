"""Course lists of programme syllabi in layouts not met before.

Prose, codes with hyphen or space, a table head read as one.
"""

from decimal import Decimal

import pytest

from curranalyser.datamodel import CourseRef, Document, Line, SourceFile, TextBlock
from curranalyser.parse import parse_document

BODY = 10.0


def run(text: str, x0: float, top: float, bold: bool = False) -> Line:
    return Line(text, 1, x0, x0 + 0.5 * BODY * len(text), top, BODY, bold)


def listed(*lines: Line) -> tuple[CourseRef, ...]:
    head = [
        Line("Glaciologprogrammet, 180 hp", 1, 60, 300, 40, 18.0, True),
        run("Utbildningsplan", 60, 64),
        run("Programkod: GLACP", 60, 78),
    ]
    goals = [
        run("Mål", 60, 110, True),
        run("Efter utbildningen ska studenten kunna", 60, 126),
        run("\u2022 mäta is", 70, 140),
        run("\u2022 borra i is", 70, 154),
    ]
    tail = [
        run("Examen", 60, 700, True),
        run("Efter avslutad utbildning kan studenten ansöka om examen.", 60, 716),
    ]
    document = Document(
        SourceFile("a.pdf", "0", 1),
        (TextBlock((*head, *goals, run("Kurser", 60, 190, True), *lines, *tail)),),
        1,
        "sv",
        "pdfium",
    )
    [syllabus] = parse_document(document)
    return syllabus.course_refs


@pytest.mark.parametrize("code", ["GLA 2040", "GLA-204", "204-IS", "GLA204"])
def test_codes_with_hyphen_or_space(code: str) -> None:
    rows = [
        run("Termin 1", 60, 210, True),
        run(code, 60, 226),
        run("Isars rörelse", 160, 226),
        run("7,5 hp", 360, 226),
    ]
    [course] = listed(*rows, run(f"{code[:-1]}9 Isars ålder, 15 hp", 60, 242))[:1]
    assert (course.code, course.title, course.credits, course.term) == (
        code,
        "Isars rörelse",
        Decimal("7.5"),
        1,
    )


@pytest.mark.parametrize("text", ["HT 2025 Introduktionsvecka", "Kontakt: rum SFS 1993"])
def test_terms_and_laws_are_no_codes(text: str) -> None:
    assert (
        listed(
            run("Termin 1", 60, 210, True), run("GLA204 Isars rörelse, 7,5 hp", 60, 226), run(text, 60, 242)
        )[1:]
        == ()
    )


def test_courses_in_prose_over_two_lines() -> None:
    rows = [
        "Under terminen läses Isars rörelse (7,5 hp), Isars ålder (15 hp)",
        "och Borrning i fält (7,5 hp).",
    ]
    lines = [
        run("Termin 2", 60, 210, True),
        *(run(text, 60, 226 + 12 * number) for number, text in enumerate(rows)),
    ]
    single = [run("Termin 3", 60, 270, True), run("Under terminen läses Examensarbete (30 hp).", 60, 286)]
    found = listed(*lines, *single)
    assert [(ref.title, ref.credits, ref.term) for ref in found] == [
        ("Isars rörelse", Decimal("7.5"), 2),
        ("Isars ålder", Decimal(15), 2),
        ("Borrning i fält", Decimal("7.5"), 2),
        ("Examensarbete", Decimal(30), 3),
    ]


def test_a_sentence_on_credits_lists_no_course() -> None:
    rows = [
        run("Termin 2", 60, 210, True),
        run("Under terminen ingår minst 15 hp valbara kurser (varav 7,5 hp i fält).", 60, 226),
    ]
    assert listed(*rows) == ()


def test_a_table_head_whose_names_were_read_as_one() -> None:
    head = [run("Termin Kurs", 60, 210, True), run("Omfattning", 300, 210, True)]
    rows = [(1, "Isars rörelse", "7,5 hp"), (1, "Isars ålder", "15 hp"), (2, "Borrning", "7,5 hp")]
    lines = [
        run(text, x0, 228 + 16 * number)
        for number, (term, title, size) in enumerate(rows)
        for text, x0 in ((str(term), 60), (title, 96), (size, 300))
    ]
    assert [(ref.title, ref.term) for ref in listed(*head, *lines)] == [
        ("Isars rörelse", 1),
        ("Isars ålder", 1),
        ("Borrning", 2),
    ]
