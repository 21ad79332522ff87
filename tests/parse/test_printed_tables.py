"""Ruled tables and forms of British, American and European documents, printed for the test."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from curranalyser.datamodel import Syllabus
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=12.5)
BOLD = ParagraphStyle("bold", parent=BODY, fontName="Helvetica-Bold")
TITLE = ParagraphStyle("title", parent=BOLD, fontSize=16, leading=22)
HEAD = ParagraphStyle("head", parent=BOLD, fontSize=12, leading=18, spaceBefore=10)
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def text(words: str, style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(words, style)


def table(
    rows: list[list[object]], widths: list[int], *, spans: tuple[tuple[int, int, int, int], ...] = (),
    head: int = 0, rules: list[tuple[object, ...]] | None = None,
) -> Table:  # fmt: skip
    """Set a table; `spans` are column and row of the first and the last slot of a merged cell."""
    cells = [[text(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    made = Table(cells, colWidths=widths, repeatRows=head)
    made.setStyle([*(rules or GRID), *(("SPAN", (a, b), (c, d)) for a, b, c, d in spans)])
    return made


def printed(*flow: object) -> Syllabus:
    return parsed(pdf(*flow))


def pdf(*flow: object) -> bytes:
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, leftMargin=50, rightMargin=50).build(list(flow))
    return out.getvalue()


def parsed(data: bytes) -> Syllabus:
    document = read_document(data, describe_source(data, "printed.pdf"), Settings())
    [syllabus] = parse_document(document)
    return syllabus


def found(syllabus: Syllabus) -> list[str]:
    return [outcome.text for outcome in syllabus.outcomes]


HARBOUR = [
    "Explain how the tide decides when a harbour can be entered by ships of deep draught",
    "Compare three ways of paying pilots and the reasons that ports give for them",
    "Draw a plan of a quay on which two trains and a crane can work at one time",
    "Argue for the place of a new breakwater before a board that doubts its use",
]


def rows_of(codes: list[str]) -> list[list[object]]:
    return [[code, words] for code, words in zip(codes, HARBOUR, strict=True)]


def stages() -> list[object]:
    lead = "By the end of this stage students will be able to:"
    rows = [
        [text("Stage 1 (FHEQ Level 4)", BOLD), ""], ["", lead],
        *rows_of(["LO4.1", "LO4.2", "LO4.3", "LO4.4"])[:2],
        [text("Stage P (year in a port)", BOLD), ""], ["", lead],
        *rows_of(["", "", "LOP.1", "LOP.2"])[2:],
    ]  # fmt: skip
    return [
        text("PROGRAMME SPECIFICATION", TITLE),
        table([["Programme title", "Harbour Engineering"], ["Final award", "BSc (Hons)"]], [130, 360]),
        text("Modules", HEAD), text("The modules of each stage stand in the handbook."), Spacer(1, 14),
        table(rows, [50, 440], spans=((0, 0, 1, 0), (0, 4, 1, 4))),
        text("Assessment", HEAD), text("The programme is assessed by drawings and by talks."),
    ]  # fmt: skip


def groups_beside_methods() -> list[object]:
    def group(name: str, codes: list[str], words: list[str]) -> Table:
        return table(
            [
                [text(name, BOLD), "", ""],
                ["Upon completion students should be able to:", "", "Teaching and assessment methods"],
                *([code, outcome, ""] for code, outcome in zip(codes, words, strict=True)),
            ],
            [40, 250, 200], spans=((0, 0, 2, 0), (0, 1, 1, 1), (2, 2, 2, 1 + len(codes))),
        )  # fmt: skip

    return [
        text("Programme specification: Harbours", TITLE), text("Programme outcomes", HEAD),
        group("A. Knowledge and understanding", ["A1", "A2"], HARBOUR[:2]), Spacer(1, 12),
        group("B. Practical skills", ["B1", "B2"], HARBOUR[2:]),
        text("Assessment", HEAD), text("By drawings and by talks."),
    ]  # fmt: skip


def beside_assessment() -> list[object]:
    methods = ["Written test", "Essay, 1,500 words", "Drawing", "Talk"]
    rows = [[f"{code}", words, method] for (code, words), method in
            zip(rows_of(["1", "2", "3", "4"]), methods, strict=True)]  # fmt: skip
    return [
        text("Module specification", TITLE), text("Module title: Quays and Cranes"),
        text("Module code: HB2041"), text("Credits: 15"), text("Aims", HEAD),
        text("The module gives a first view of how harbours are built."),
        text("Intended learning outcomes and assessment", HEAD),
        table([["ILO", "On completion you will be able to", "Assessed by"], *rows], [40, 320, 130], head=1),
        text("Indicative content", HEAD), text("Tides, quays, cranes."),
    ]  # fmt: skip


def form_of_rules() -> list[object]:
    outcomes = [text("On successful completion of the module the student will be able to:"),
                *(text(f"LO{number} {words}.") for number, words in enumerate(HARBOUR, 1))]  # fmt: skip
    return [
        text("Module descriptor", TITLE),
        table(
            [
                ["Module title", "Quays and Cranes"], ["Module code", "HB2041"], ["Credits", "15"],
                ["Aims", "To give a first view of how harbours are built."],
                ["Learning outcomes", outcomes],
                ["Assessment methods", "A drawing (60 %) and a talk (40 %)."],
                ["Reading list", "Ström, A. Quays of the north. Harbour Press."],
            ],
            [120, 370],
        ),
    ]  # fmt: skip


def marked_groups() -> list[object]:
    return [
        text("Module specification", TITLE), text("Module title: Quays and Cranes"),
        text("Module code: HB2041"), text("Learning outcomes", HEAD),
        text("On completing this module students will be able to:"),
        text("Knowledge and understanding", BOLD), text(f"(K1) {HARBOUR[0]}"), text(f"(K2) {HARBOUR[1]}"),
        text("Transferable skills", BOLD), text(f"(T1) {HARBOUR[2]}"), text(f"(T2) {HARBOUR[3]}"),
        text("Assessment", HEAD), text("By drawings and by talks."),
    ]  # fmt: skip


def american() -> list[object]:
    rows = [[words, method] for words, method in
            zip(HARBOUR, ["Quiz 1", "Midterm exam", "Project", "Presentation"], strict=True)]  # fmt: skip
    return [
        text("HRB 210: Quays and Cranes", TITLE), text("Course syllabus, Fall term"),
        text("Instructor", HEAD), text("A. Strand, room 12."), text("Course description", HEAD),
        text("Students meet harbours of four countries and those who build them."),
        table(
            [[text("Student Learning Outcomes", BOLD), text("Assessment", BOLD)], *rows], [330, 160], head=1
        ),
        text("Grading", HEAD), text("Quizzes 20 %, exam 40 %, project 40 %."),
    ]  # fmt: skip


def only_lines_across() -> list[object]:
    rules: list[tuple[object, ...]] = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, "black"), ("LINEABOVE", (0, 0), (-1, 0), 1, "black"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]  # fmt: skip
    return [
        text("Module description", TITLE), text("Module title: Quays and Cranes"),
        text("Module code: HB2041"), text("Learning outcomes", HEAD),
        text("After the module the students are able to:"),
        table(rows_of(["LO 1", "LO 2", "LO 3", "LO 4"]), [50, 440], rules=rules),
        text("Assessment", HEAD), text("By drawings and by talks."),
    ]  # fmt: skip


def over_the_page() -> list[object]:
    filler = [text("The harbour of the town has grown for a hundred years and goes on growing.")] * 45
    rows = [[code, words, "Talk"] for code, words in rows_of(["LO1", "LO2", "LO3", "LO4"])]
    return [
        text("Module specification", TITLE), text("Module title: Quays and Cranes"),
        text("Background", HEAD), *filler, text("Learning outcomes", HEAD),
        table([["No", "Learning outcome", "Assessment"], *rows], [50, 300, 140], head=1),
        text("Indicative content", HEAD), text("Tides, quays, cranes."),
    ]  # fmt: skip


LAYOUTS = [
    stages, groups_beside_methods, beside_assessment, form_of_rules, marked_groups, american,
    only_lines_across, over_the_page,
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_outcomes_of_printed_layouts_are_whole_and_nothing_else_is_one(
    layout: Callable[[], list[object]],
) -> None:
    assert [words.rstrip(".") for words in found(printed(*layout()))] == HARBOUR
