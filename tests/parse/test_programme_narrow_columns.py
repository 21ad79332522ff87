"""Tables of courses in a PDF whose columns stand twelve points apart, so that cells run into one line."""

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from curranalyser.datamodel import Syllabus, SyllabusKind
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

GAP = 12
LEFT = 60.0
ROWS = (
    ("1", "SS1001", "Dukens historia", "7,5"),
    ("1", "SS1002", "Linets botanik", "7,5"),
    ("1", "SS1003", "Sömmar och stygn", "15"),
    ("2", "SS1004", "Segelmakarens|verkstad, verktyg|och arbetsmiljö", "15"),
    ("2", "SS1005", "Vindens lära", "15"),
)
WHOLE = [
    ("Dukens historia", "7.5", (1,)),
    ("Linets botanik", "7.5", (1,)),
    ("Sömmar och stygn", "15", (1,)),
    ("Segelmakarens verkstad, verktyg och arbetsmiljö", "15", (2,)),
    ("Vindens lära", "15", (2,)),
]


def plan(rows: Sequence[Sequence[str]], size: int) -> Syllabus:
    """Write a programme with a table, and read it; a bar divides the lines of a cell."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    y = 790.0
    for text, points in (
        ("Utbildningsplan", 16),
        ("Kandidatprogram i segelsömnad, 180 högskolepoäng", 14),
        ("Mål", 12),
        ("Efter utbildningen ska studenten kunna", 10),
        ("- sy ett focksegel.", 10),
        ("Kurser", 12),
    ):
        canvas.setFont("Helvetica-Bold" if points > 10 else "Helvetica", points)
        canvas.drawString(LEFT, y, text)
        y -= points + 8
    edges = [LEFT]
    for column in list(zip(*rows, strict=True))[:-1]:
        lines = [line for cell in column for line in cell.split("|")]
        edges.append(
            edges[-1] + GAP + max(canvas.stringWidth(line, "Helvetica-Bold", size) for line in lines)
        )
    for position, row in enumerate(rows):
        canvas.setFont("Helvetica" if position else "Helvetica-Bold", size)
        for x, cell in zip(edges, row, strict=True):
            for number, line in enumerate(cell.split("|")):
                canvas.drawString(x, y - (size + 2) * number, line)
        y -= (size + 2) * max(len(cell.split("|")) for cell in row) + 4
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(LEFT, y - 16, "Behörighet")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(LEFT, y - 32, "Grundläggande behörighet.")
    canvas.save()
    data = buffer.getvalue()
    (syllabus,) = parse_document(read_document(data, describe_source(data, "plan.pdf"), Settings()))
    assert syllabus.kind is SyllabusKind.PROGRAMME
    return syllabus


@pytest.mark.parametrize("size", [9, 10, 11])
@pytest.mark.parametrize(
    ("head", "order"),
    [
        (("Termin", "Kurskod", "Kursens namn", "Hp"), (0, 1, 2, 3)),
        (("Kurskod", "Kurs", "Högskolepoäng", "Termin"), (1, 2, 3, 0)),
        (("Kursnamn", "Hp", "Termin"), (2, 3, 0)),
        (("Benämning", "Termin", "Poäng"), (2, 0, 3)),
        (("Course code", "Course name", "Credits", "Term"), (1, 2, 3, 0)),
    ],
    ids=lambda value: "-".join(map(str, value)),
)
def test_term_credits_and_the_third_line_of_a_title_are_in_their_columns(
    head: tuple[str, ...], order: tuple[int, ...], size: int
) -> None:
    found = plan([head, *([row[column] for column in order] for row in ROWS)], size)
    assert [(ref.title, str(ref.credits), ref.terms) for ref in found.course_refs] == WHOLE


def test_credits_with_their_unit_and_terms_with_their_letter() -> None:
    rows = [(code, title, f"{credits_} hp", f"T{term}") for term, code, title, credits_ in ROWS]
    found = plan([("Kurskod", "Kursnamn", "Hp", "Termin"), *rows], 10)
    assert [(ref.title, str(ref.credits), ref.terms) for ref in found.course_refs] == WHOLE
