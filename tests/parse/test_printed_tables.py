"""Ruled tables and forms of British, American and European documents, printed for the test."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from curranalyser.datamodel import KnowledgeForm, Syllabus
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


def many_in_a_cell() -> list[object]:
    out = [text(f"A{n}. {w}.") for n, w in enumerate(HARBOUR[:2], 1)]
    out2 = [text(f"B{n}. {w}.") for n, w in enumerate(HARBOUR[2:], 1)]
    return [
        text("Programme Specification", TITLE),
        text("Programme title: Harbours"),
        text("Intended learning outcomes", HEAD),
        text("The programme provides opportunities for students to develop and demonstrate the following:"),
        table(
            [
                [
                    text("A. Knowledge and understanding", BOLD),
                    text("Learning and teaching strategies", BOLD),
                ],
                [
                    out,
                    [
                        text("Lectures and visits to harbours. Students read on their own."),
                        text("Assessment", BOLD),
                        text("Written tests and essays."),
                    ],
                ],
                [text("B. Intellectual skills", BOLD), text("Learning and teaching strategies", BOLD)],
                [out2, [text("Seminars in which students defend their drawings.")]],
            ],
            [250, 240],
        ),
        text("Entry requirements", HEAD),
        text("Mathematics."),
    ]


def learning_outcome_columns() -> list[object]:
    out = [text(f"{n}. {w}.") for n, w in enumerate(HARBOUR, 1)]
    return [
        text("Module specification", TITLE),
        text("Module title: Quays"),
        text("Module code: HB1001"),
        text("Aims", HEAD),
        text("To show harbours."),
        table(
            [
                [
                    text("Learning Outcomes", BOLD),
                    text("Learning and Teaching Strategies", BOLD),
                    text("Assessment Strategies", BOLD),
                ],
                [out, "Lectures, visits and seminars in small groups.", "Two written tests and one drawing."],
            ],
            [250, 120, 120],
        ),
        text("Indicative content", HEAD),
        text("Tides"),
    ]


def knowledge_of() -> list[object]:
    return [
        text("Programme Specification", TITLE),
        text("1. Programme title: Harbours"),
        text("11. Programme learning outcomes", HEAD),
        text("Knowledge and understanding", BOLD),
        text("On completion of the programme graduates will have knowledge and understanding of:"),
        text("1. The tides and what they do to harbours"),
        text("2. The history of quays in three countries"),
        text("Cognitive skills", BOLD),
        text("On completion of the programme graduates will be able to:"),
        text("3. Compare three ways of paying pilots"),
        text("4. Judge a plan of a quay"),
        text("12. Teaching and learning", HEAD),
        text("Lectures."),
    ]


def matrix() -> list[object]:
    return [
        text("Programme Specification", TITLE),
        text("Programme title: Harbours"),
        text("Programme learning outcomes", HEAD),
        text("Graduates will be able to:"),
        *(text(f"PLO{n} {w}.") for n, w in enumerate(HARBOUR, 1)),
        text("Curriculum map", HEAD),
        table(
            [
                ["Module", "PLO1", "PLO2", "PLO3", "PLO4"],
                ["Quays and cranes for engineers", "X", "X", "", ""],
                ["Pilots and tides at sea", "", "X", "X", ""],
                ["Drawing the plans of harbours", "", "", "X", "X"],
            ],
            [200, 50, 50, 50, 50],
        ),
    ]


def plain_codes() -> list[object]:
    rules: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    return [
        text("Programme Specification", TITLE),
        text("Programme title: Harbours"),
        text("Level 5", HEAD),
        text("At the end of this level, students will be able to:"),
        table(rows_of(["LO5.1", "LO5.2", "LO5.3", "LO5.4"]), [60, 420], rules=rules),
        text("Assessment", HEAD),
        text("Drawings."),
    ]


def weekly() -> list[object]:
    return [
        text("HRB 210: Quays", TITLE),
        text("Course syllabus"),
        text("Learning outcomes", HEAD),
        text("After the course the student will be able to:"),
        *(text(f"• {w}") for w in HARBOUR),
        text("Schedule", HEAD),
        table(
            [
                ["Week", "Topic", "Learning objectives"],
                ["1", "Tides", "Read a table of the tides for a town"],
                ["2", "Quays", "Name four parts of an old quay"],
                ["3", "Cranes", "Tell a crane from a derrick"],
            ],
            [50, 150, 250],
        ),
    ]


def bare_table() -> list[object]:
    return [
        text("Module record", TITLE),
        text("Module title: Quays"),
        text("Module code: HB1001"),
        text("Credits: 20"),
        text("Summary", HEAD),
        text("The module shows how harbours are built."),
        table([["Code", "Learning outcome"], *rows_of(["LO1", "LO2", "LO3", "LO4"])], [60, 420]),
        text("Assessment", HEAD),
        table(
            [
                ["Type", "Weight", "Learning outcomes assessed"],
                ["Drawing", "60 %", "LO1, LO2, LO3"],
                ["Talk", "40 %", "LO3, LO4"],
            ],
            [200, 80, 200],
        ),
    ]


def aims_left() -> list[object]:
    return [
        text("Programme Specification", TITLE),
        text("Programme title: Harbours"),
        text("Aims and learning outcomes", HEAD),
        table(
            [
                ["Programme aims", "Intended learning outcomes"],
                [
                    "To give a view of how the harbours of the north are built and run",
                    [text(f"• {w}") for w in HARBOUR[:2]],
                ],
                ["To train those who will plan harbours", [text(f"• {w}") for w in HARBOUR[2:]]],
            ],
            [200, 290],
        ),
        text("Admission requirements", HEAD),
        text("Mathematics."),
    ]


def split_row() -> list[object]:
    filler = [text("The harbour of the town has grown for a hundred years and goes on growing.")] * 50
    long = (
        HARBOUR[0] + ", and show by means of drawings, tables and a model of their own how a change of the "
        "depth by one metre would bear upon the ships that call there, on the pilots who bring "
        "them in, on the tugs that wait for them and on the trains that take their goods to the "
        "towns behind the coast"
    )
    rows = [["LO1", long, "Talk"], ["LO2", HARBOUR[1], "Talk"], ["LO3", HARBOUR[2], "Drawing"]]
    return [
        text("Module specification", TITLE),
        text("Module title: Quays"),
        text("Background", HEAD),
        *filler[:45],
        text("Learning outcomes", HEAD),
        table([["No", "Learning outcome", "Assessment"], *rows], [50, 200, 140], head=1),
        text("Indicative content", HEAD),
        text("Tides."),
    ]


def kcolon() -> list[object]:
    return [
        text("Programme Specification", TITLE),
        text("Programme title: Harbours"),
        text("Learning outcomes", HEAD),
        text("A. Knowledge and Understanding", BOLD),
        text("Students will be able to:"),
        *(text(f"K{n}: {w}.") for n, w in enumerate(HARBOUR[:2], 1)),
        text("B. Subject-specific skills", BOLD),
        text("Students will be able to:"),
        *(text(f"S{n}: {w}.") for n, w in enumerate(HARBOUR[2:], 1)),
        text("Teaching and learning methods", HEAD),
        text("Lectures."),
    ]


def ects_form() -> list[object]:
    return [
        text("ECTS course description", TITLE),
        table(
            [
                ["Course title", "Quays and Cranes"],
                ["Course code", "HB12"],
                ["ECTS", "6"],
                ["Language of instruction", "English"],
                [
                    "Learning outcomes",
                    [
                        text("Knowledge: the student"),
                        text(f"• {HARBOUR[0]}"),
                        text(f"• {HARBOUR[1]}"),
                        text("Skills: the student"),
                        text(f"• {HARBOUR[2]}"),
                        text("Competences: the student"),
                        text(f"• {HARBOUR[3]}"),
                    ],
                ],
                ["Content", "Tides, quays, cranes."],
                ["Teaching methods", "Lectures"],
                ["Assessment", "Exam"],
            ],
            [130, 360],
        ),
    ]


def form_two_rows() -> list[object]:
    return [
        text("Module Specification", TITLE),
        table(
            [
                [
                    "Module title",
                    "Quays and Cranes",
                ],
                ["Code", "HB1201"],
                [text("Learning outcomes", BOLD), ""],
                [
                    [
                        text("On completion of this module, the student should be able to:"),
                        *(text(f"{n}. {w}") for n, w in enumerate(HARBOUR, 1)),
                    ],
                    "",
                ],
                [text("Assessment", BOLD), ""],
                ["Coursework 50%, examination 50%", ""],
            ],
            [150, 340],
            spans=((0, 2, 1, 2), (0, 3, 1, 3), (0, 4, 1, 4), (0, 5, 1, 5)),
        ),
    ]


def lo_rows_form() -> list[object]:
    return [
        text("Module Specification", TITLE),
        table(
            [
                [
                    "Module title",
                    "",
                    "Quays and Cranes",
                ],
                ["Code", "", "HB1201"],
                ["Learning outcomes", "LO1", HARBOUR[0]],
                ["", "LO2", HARBOUR[1]],
                ["", "LO3", HARBOUR[2]],
                ["", "LO4", HARBOUR[3]],
                ["Assessment", "", "Coursework 50%, examination 50%"],
            ],
            [130, 50, 310],
            spans=((0, 2, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1), (0, 6, 1, 6)),
        ),
    ]


LAYOUTS = [
    stages,
    groups_beside_methods,
    beside_assessment,
    form_of_rules,
    marked_groups,
    american,
    only_lines_across,
    over_the_page,
    many_in_a_cell,
    learning_outcome_columns,
    matrix,
    plain_codes,
    weekly,
    bare_table,
    aims_left,
    kcolon,
    ects_form,
    form_two_rows,
    lo_rows_form,
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_outcomes_of_printed_layouts_are_whole_and_nothing_else_is_one(
    layout: Callable[[], list[object]],
) -> None:
    assert [words.rstrip(".") for words in found(printed(*layout()))] == HARBOUR


def test_a_verb_in_the_lead_in_may_leave_nouns_to_its_items() -> None:
    syllabus = printed(*knowledge_of())
    assert found(syllabus) == [
        "The tides and what they do to harbours",
        "The history of quays in three countries",
        "Compare three ways of paying pilots",
        "Judge a plan of a quay",
    ]
    knowledge, skills = KnowledgeForm.KNOWLEDGE, KnowledgeForm.SKILLS
    assert [item.knowledge_form for item in syllabus.outcomes] == [knowledge, knowledge, skills, skills]


def test_a_row_that_is_cut_at_the_end_of_a_page_is_one_outcome() -> None:
    first, *rest = found(printed(*split_row()))
    assert first.startswith(HARBOUR[0]) and first.endswith("behind the coast")
    assert rest == HARBOUR[1:3]


@pytest.mark.parametrize("layout", [groups_beside_methods, many_in_a_cell], ids=["rows", "cells"])
def test_groups_of_skills_have_their_knowledge_form(layout: Callable[[], list[object]]) -> None:
    knowledge, skills = KnowledgeForm.KNOWLEDGE, KnowledgeForm.SKILLS
    forms = [item.knowledge_form for item in printed(*layout()).outcomes]
    assert forms == [knowledge, knowledge, skills, skills]


def test_what_examines_an_outcome_is_kept() -> None:
    assert [item.assessments for item in printed(*american()).outcomes] == [
        ("Quiz 1",), ("Midterm exam",), ("Project",), ("Presentation",)
    ]  # fmt: skip


def test_each_outcome_belongs_to_its_stage() -> None:
    modules = [str(item.module) for item in printed(*stages()).outcomes]
    assert [module[:7] for module in modules] == ["Stage 1", "Stage 1", "Stage P", "Stage P"]


SWEDISH = [
    "redogöra för hur tidvattnet styr när ett djupgående fartyg kan gå in i en hamn",
    "jämföra tre sätt att betala lotsar",
    "rita en kaj där två tåg och en kran kan arbeta samtidigt",
]


def test_swedish_tables_with_examination_beside_the_outcomes() -> None:
    rows = [[words, exam] for words, exam in zip(SWEDISH, ["Tentamen", "Rapport", "Ritning"], strict=True)]
    syllabus = printed(
        text("Kursplan för Hamnar och kajer, 7,5 hp", TITLE), text("Kurskod: HB1201"),
        text("Lärandemål", HEAD), text("Efter avslutad kurs ska studenten kunna:"),
        table([["Lärandemål", "Examination"], *rows], [330, 150], head=1),
        text("Innehåll", HEAD), text("Tidvatten, kajer och kranar."),
    )  # fmt: skip
    assert found(syllabus) == SWEDISH


def test_a_form_of_rules_with_labels_is_no_table_of_outcomes() -> None:
    syllabus = printed(
        text("Kursplan", TITLE),
        table(
            [
                ["Kursens namn", "Hamnar och kajer"], ["Kurskod", "HB1201"], ["Högskolepoäng", "7,5 hp"],
                ["Lärandemål", [text("Efter avslutad kurs ska studenten kunna"),
                                *(text(f"• {words}") for words in SWEDISH)]],
                ["Innehåll", "Tidvatten, kajer och kranar i fyra länder."],
                ["Examination", "Tentamen och ritning."],
                ["Kurslitteratur", "Ström, A. Nordens kajer. Hamnförlaget."],
            ],
            [130, 350],
        ),
    )  # fmt: skip
    assert found(syllabus) == SWEDISH


def test_a_table_of_assessments_after_the_outcomes_adds_none() -> None:
    syllabus = printed(
        text("Module specification", TITLE), text("Module code: HB2041"), text("Learning outcomes", HEAD),
        text("Students will be able to:"), *(text(f"{n}. {words}") for n, words in enumerate(HARBOUR, 1)),
        text("Assessment", HEAD),
        table(
            [
                ["Component", "Learning outcomes assessed", "Weight"],
                ["Written test on tides and pilots", "1 and 2 are assessed by short questions", "40 %"],
                ["Drawing of a quay for two trains", "3 and 4 are assessed by the drawing itself", "60 %"],
            ],
            [180, 220, 80], head=1,
        ),
    )  # fmt: skip
    assert found(syllabus) == HARBOUR


def test_rows_below_a_lead_in_within_a_form_are_a_table_of_outcomes() -> None:
    """One table holds all: facts, a lead-in over its width, coded rows, the assessment."""
    rows: list[list[object]] = [
        ["Title", "Harbour Planning", ""],
        ["Module code", "HP-5210", ""],
        ["Synopsis", "Students plan a quay for a port of their own choice and defend it.", ""],
        ["By the end of the module, students will be able to:", "", ""],
        *([f"LO{number}", words, f"CW{number % 2 + 1}"] for number, words in enumerate(HARBOUR, 1)),
        ["Assessment", "Weight", "Outcomes"],
        ["CW1", "A plan with a report of two thousand words", "LO2, LO4"],
    ]
    spans = ((1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (0, 3, 2, 3))

    syllabus = printed(text("Module Specification", TITLE), table(rows, [70, 160, 60], spans=spans))

    assert found(syllabus) == HARBOUR
    assert {outcome.lead_in for outcome in syllabus.outcomes} == {
        "By the end of the module, students will be able to:"
    }


def test_two_rows_below_a_lead_in_that_does_not_open_a_list_are_none() -> None:
    rows: list[list[object]] = [
        ["Title", "Harbour Planning", ""],
        ["Students will be able to book a room for group work.", "", ""],
        ["A1", "A room for eight people with a projector and a board", "North"],
        ["A2", "A room for twelve people without any projector or board", "South"],
    ]

    syllabus = printed(
        text("Module Specification", TITLE),
        text("Learning outcomes", HEAD),
        text("On completion of the module, students will be able to:"),
        text(f"• {HARBOUR[0]}"),
        text("Assessment", HEAD),
        text("A plan."),
        text("Rooms", HEAD),
        table(rows, [70, 160, 60], spans=((1, 0, 2, 0), (0, 1, 2, 1))),
    )

    assert found(syllabus) == HARBOUR[:1]


def test_the_name_of_a_column_that_wraps_behind_its_colon_is_no_section() -> None:
    rows: list[list[object]] = [
        ["How the outcomes are examined", "", "", ""],
        ["No.", "Learning outcomes:<br/>students can", "Essay<br/>4 credits", "Oral exam<br/>2 credits"],
        ["1", HARBOUR[0], "X", ""],
        ["2", HARBOUR[1], "X", "X"],
        ["3", HARBOUR[2], "", "X"],
    ]

    syllabus = printed(
        text("Course syllabus", TITLE),
        text("HP5210 Harbour Planning, 6 credits"),
        text("Outcomes and examination", HEAD),
        table(rows, [40, 120, 60, 70], spans=((0, 0, 3, 0),)),
        text("Reading", HEAD),
        text("See the separate list."),
    )

    assert found(syllabus) == HARBOUR[:3]
    assert [len(outcome.assessments) for outcome in syllabus.outcomes] == [1, 2, 1]
