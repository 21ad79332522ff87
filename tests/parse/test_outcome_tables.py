"""Tables of outcomes in Word files and web pages: the same layouts in both."""

from dataclasses import replace

import pytest
from written_tables import Body, Cell, Table, parsed

from curranalyser.datamodel import (
    Block,
    Document,
    KnowledgeForm,
    Line,
    SectionKind,
    SourceFile,
    TableBlock,
    TableCell,
    TextBlock,
)
from curranalyser.parse import parse_document

BOTH = pytest.mark.parametrize("ending", ["docx", "html"])
KNOWLEDGE, SKILLS, JUDGEMENT = KnowledgeForm
LEAD = "Efter genomgången kurs ska studenten kunna"
BEES, HIVES, WAX, HONEY = (
    "beskriva hur ett bisamhälle är uppbyggt",
    "förklara varför bin svärmar på försommaren",
    "bygga en enklare kupa av trä",
    "bedöma när honungen är mogen att skördas",
)


def swedish(*body: str | Table, before: Body = ("# Lärandemål", LEAD)) -> Body:
    return [
        "Kursplan",
        "Biodling för nybörjare, 7,5 högskolepoäng",
        "Kurskod: BIO117",
        *before,
        *body,
        "# Innehåll",
        "Kursen behandlar biets biologi, kupans skötsel och årets gång i en bigård.",
        "# Betyg",
        "Som betygsskala används U eller G.",
    ]


def english(*body: str | Table, before: Body = ("# Learning outcomes",)) -> Body:
    return [
        "Course syllabus",
        "Dry stone walling, 5 credits",
        "Course code: DSW205",
        *before,
        *body,
        "# Content",
        "The course deals with stone, frost, tools and the history of walls in hilly country.",
        "# Grading scale",
        "Pass or fail.",
    ]


def found(body: Body, ending: str) -> list[tuple[str, KnowledgeForm | None, tuple[str, ...]]]:
    return [
        (outcome.text, outcome.knowledge_form, outcome.assessments)
        for outcome in parsed(body, ending).outcomes
    ]


def texts(body: Body, ending: str) -> list[str]:
    return [outcome.text for outcome in parsed(body, ending).outcomes]


@BOTH
def test_form_outcome_and_examination_stand_side_by_side(ending: str) -> None:
    table = Table(
        [
            ["Nr", "Kunskapsform", "Mål", "Examineras genom"],
            ["1", "Kunskap och förståelse", BEES, "Skriftligt prov"],
            ["2", "Kunskap och förståelse", HIVES, "Skriftligt prov, muntligt förhör"],
            ["3", "Färdighet och förmåga", WAX, "Kupbygge"],
            ["4", "Värderingsförmåga och förhållningssätt", HONEY, "–"],
        ]
    )
    assert found(swedish(table), ending) == [
        (BEES, KNOWLEDGE, ("Skriftligt prov",)),
        (HIVES, KNOWLEDGE, ("Skriftligt prov", "muntligt förhör")),
        (WAX, SKILLS, ("Kupbygge",)),
        (HONEY, JUDGEMENT, ()),
    ]
    syllabus = parsed(swedish(table), ending)
    assert {outcome.lead_in for outcome in syllabus.outcomes} == {LEAD}
    assert SectionKind.ASSESSMENT not in {section.kind for section in syllabus.sections}


@BOTH
def test_codes_in_a_column_of_their_own_are_numbers(ending: str) -> None:
    table = Table(
        [
            ["ILO", "Learning outcome", "Assessment task"],
            ["LO4.1", "Explain how frost moves the stones of a wall", "Essay"],
            ["LO4.2", "Choose stones that suit the foot of a wall", "Practical test (two days)"],
            ["LO4.3", "Judge whether an old wall can be saved", "Essay; field diary"],
        ],
        head=1,
    )
    assert found(english(table), ending) == [
        ("Explain how frost moves the stones of a wall", None, ("Essay",)),
        ("Choose stones that suit the foot of a wall", None, ("Practical test (two days)",)),
        ("Judge whether an old wall can be saved", None, ("Essay", "field diary")),
    ]


@BOTH
def test_codes_before_the_text_are_taken_off(ending: str) -> None:
    table = Table(
        [
            ["Learning outcomes", "Teaching methods"],
            ["A1 explain how frost moves stones", "Lecture"],
            ["A2 name the parts of a wall", "Lecture"],
            ["D5 repair a gap of a metre", "Field work"],
        ]
    )
    body = english(table, before=("# Learning outcomes", "After the course the student is able to:"))
    assert texts(body, ending) == [
        "explain how frost moves stones",
        "name the parts of a wall",
        "repair a gap of a metre",
    ]


@BOTH
def test_a_column_for_each_knowledge_form(ending: str) -> None:
    table = Table(
        [
            ["Kunskap och förståelse", "Färdighet och förmåga", "Värderingsförmåga och förhållningssätt"],
            [[BEES, HIVES], WAX, ["- " + HONEY, "- reflektera över biodlarens ansvar"]],
        ]
    )
    assert found(swedish(table), ending) == [
        (BEES, KNOWLEDGE, ()),
        (HIVES, KNOWLEDGE, ()),
        (WAX, SKILLS, ()),
        (HONEY, JUDGEMENT, ()),
        ("reflektera över biodlarens ansvar", JUDGEMENT, ()),
    ]


@BOTH
def test_forms_in_english_each_over_rows_of_outcomes(ending: str) -> None:
    table = Table(
        [
            ["Knowledge", "Skills", "Competence"],
            ["explain how frost moves stones", "lay a course of stones", "judge the state of a wall"],
            ["name the parts of a wall", "split stones by hand", "give advice to landowners"],
        ],
        head=1,
    )
    body = english(table, before=("# Learning outcomes", "On completion the student will be able to"))
    assert found(body, ending) == [
        ("explain how frost moves stones", KNOWLEDGE, ()),
        ("name the parts of a wall", KNOWLEDGE, ()),
        ("lay a course of stones", SKILLS, ()),
        ("split stones by hand", SKILLS, ()),
        ("judge the state of a wall", JUDGEMENT, ()),
        ("give advice to landowners", JUDGEMENT, ()),
    ]


@BOTH
def test_a_merged_cell_names_the_form_of_several_rows(ending: str) -> None:
    table = Table(
        [
            ["Kategori", "Lärandemål"],
            [Cell("Kunskaper", rows=2), BEES],
            [HIVES],
            [Cell("Färdigheter", rows=1), WAX],
        ]
    )
    assert found(swedish(table), ending) == [(BEES, KNOWLEDGE, ()), (HIVES, KNOWLEDGE, ()), (WAX, SKILLS, ())]


@BOTH
def test_a_row_across_the_table_names_the_form(ending: str) -> None:
    table = Table(
        [
            [Cell("Kunskap och förståelse", columns=2)],
            ["1.", BEES],
            ["2.", HIVES],
            [Cell("Färdighet och förmåga", columns=2)],
            ["3.", WAX],
        ]
    )
    assert found(swedish(table), ending) == [(BEES, KNOWLEDGE, ()), (HIVES, KNOWLEDGE, ()), (WAX, SKILLS, ())]


@BOTH
@pytest.mark.parametrize("number", [["1", "2", "3"], ["a)", "b)", "c)"], ["LM 1", "LM 2", "LM 3"]])
def test_a_table_without_head_under_a_lead_in(ending: str, number: list[str]) -> None:
    table = Table([[number[0], BEES], [number[1], HIVES], [number[2], WAX]])
    assert texts(swedish(table), ending) == [BEES, HIVES, WAX]


@BOTH
def test_the_form_to_the_left_of_a_cell_with_a_list(ending: str) -> None:
    table = Table(
        [
            ["Kunskap och förståelse", ["- " + BEES, "- " + HIVES]],
            ["Färdighet och förmåga", f"{WAX}\nmåla den i rätt färg"],
            ["Värderingsförmåga och förhållningssätt", HONEY],
        ]
    )
    assert found(swedish(table), ending) == [
        (BEES, KNOWLEDGE, ()),
        (HIVES, KNOWLEDGE, ()),
        (WAX, SKILLS, ()),
        ("måla den i rätt färg", SKILLS, ()),
        (HONEY, JUDGEMENT, ()),
    ]


@BOTH
def test_the_lead_in_has_a_row_of_its_own(ending: str) -> None:
    table = Table(
        [
            [Cell(LEAD, columns=2)],
            ["Mål", "Examination"],
            [BEES, "Prov"],
            [HIVES, "Prov"],
        ]
    )
    syllabus = parsed(swedish(table, before=("# Lärandemål",)), ending)
    assert [(item.text, item.lead_in, item.assessments) for item in syllabus.outcomes] == [
        (BEES, LEAD, ("Prov",)),
        (HIVES, LEAD, ("Prov",)),
    ]


@BOTH
def test_the_lead_in_heads_the_column(ending: str) -> None:
    table = Table(
        [
            ["After the course the student should be able to", "Assessed by"],
            ["explain how frost moves stones", "Quiz"],
            ["lay a course of stones", "Practical test"],
        ]
    )
    syllabus = parsed(english(table), ending)
    assert [(item.text, item.lead_in, item.assessments) for item in syllabus.outcomes] == [
        ("explain how frost moves stones", "After the course the student should be able to", ("Quiz",)),
        ("lay a course of stones", "After the course the student should be able to", ("Practical test",)),
    ]


@BOTH
@pytest.mark.parametrize("cross", ["X", "x", "✓", "ja", "(x)"])
def test_a_matrix_says_what_examines_each_outcome(ending: str, cross: str) -> None:
    table = Table(
        [
            ["Lärandemål", "Salsprov", "Bigårdsdagbok", "Muntlig redovisning"],
            [BEES, cross, "", cross],
            [HIVES, cross, "", ""],
            [WAX, "", cross, ""],
        ]
    )
    assert found(swedish(table), ending) == [
        (BEES, None, ("Salsprov", "Muntlig redovisning")),
        (HIVES, None, ("Salsprov",)),
        (WAX, None, ("Bigårdsdagbok",)),
    ]


@BOTH
def test_a_matrix_with_two_head_rows(ending: str) -> None:
    table = Table(
        [
            [Cell("Mål", rows=2), Cell("Examination", columns=2), Cell("Examensmål", columns=2)],
            ["TEN1", "LAB1", "K1", "F2"],
            [BEES, "X", "", "X", ""],
            [WAX, "", "X", "", "X"],
        ]
    )
    assert found(swedish(table), ending) == [(BEES, None, ("TEN1",)), (WAX, None, ("LAB1",))]


@BOTH
def test_a_turned_matrix(ending: str) -> None:
    table = Table(
        [
            ["", "explain how frost moves stones", "lay a course of stones", "judge the state of a wall"],
            ["Essay", "X", "", "X"],
            ["Practical test", "", "X", "X"],
        ]
    )
    body = english(table, before=("# Learning outcomes", "After the course the student will be able to"))
    assert found(body, ending) == [
        ("explain how frost moves stones", None, ("Essay",)),
        ("lay a course of stones", None, ("Practical test",)),
        ("judge the state of a wall", None, ("Essay", "Practical test")),
    ]


@BOTH
def test_crosses_may_say_the_knowledge_form(ending: str) -> None:
    table = Table(
        [
            ["Learning outcome", "Knowledge", "Skills", "Written examination"],
            ["explain how frost moves stones", "X", "", "X"],
            ["lay a course of stones", "", "X", ""],
        ]
    )
    body = english(table, before=("# Learning outcomes", "After the course the student will be able to"))
    assert found(body, ending) == [
        ("explain how frost moves stones", KNOWLEDGE, ("Written examination",)),
        ("lay a course of stones", SKILLS, ()),
    ]


@BOTH
def test_topics_beside_outcomes(ending: str) -> None:
    table = Table(
        [
            ["Innehåll", "Lärandemål"],
            ["Biets kropp och språk", BEES],
            ["Svärmning och drottningodling", [HIVES, "hantera en svärm lugnt"]],
        ]
    )
    assert texts(swedish(table), ending) == [BEES, HIVES, "hantera en svärm lugnt"]


@BOTH
def test_a_table_within_a_cell(ending: str) -> None:
    inner = Table([["Mål", "Prövas i"], [BEES, "Prov"], [HIVES, "Prov"]])
    table = Table(
        [["Teori", Cell(inner)], ["Praktik", Cell(Table([["Mål", "Prövas i"], [WAX, "Kupbygge"]]))]]
    )
    assert found(swedish(table), ending) == [
        (BEES, None, ("Prov",)),
        (HIVES, None, ("Prov",)),
        (WAX, None, ("Kupbygge",)),
    ]


@BOTH
def test_a_table_that_names_outcomes_needs_no_heading(ending: str) -> None:
    table = Table([["Lärandemål", "Examination"], [BEES, "Prov"], [WAX, "Kupbygge"]])
    body = swedish(
        "Kursen ges i samarbete med ortens biodlare.", table, "Den ges på kvällstid.", before=("# Om kursen",)
    )
    syllabus = parsed(body, ending)
    assert [(item.text, item.assessments) for item in syllabus.outcomes] == [
        (BEES, ("Prov",)),
        (WAX, ("Kupbygge",)),
    ]
    aims = [section for section in syllabus.sections if section.kind is SectionKind.AIM]
    assert [line.text for section in aims for line in section.lines][-1] == "Den ges på kvällstid."


@BOTH
def test_tables_of_several_forms_below_each_other(ending: str) -> None:
    body = swedish(
        "Kunskap och förståelse",
        Table([["1", BEES], ["2", HIVES]]),
        "Färdighet och förmåga",
        Table([["3", WAX], ["4", HONEY]]),
        "Målen prövas i den ordning som läraren bestämmer.",
    )
    assert found(body, ending) == [
        (BEES, KNOWLEDGE, ()),
        (HIVES, KNOWLEDGE, ()),
        (WAX, SKILLS, ()),
        (HONEY, SKILLS, ()),
    ]


@BOTH
@pytest.mark.parametrize(
    "table",
    [
        Table(
            [
                ["Provkod", "Benämning", "Betyg", "Poäng"],
                ["0100", "Skriftligt prov om biets liv", "U–G", "4 hp"],
            ]
        ),
        Table(
            [
                ["Betyg", "Kriterier"],
                ["G", "Studenten redogör för bisamhällets delar"],
                ["VG", "Studenten värderar egna val"],
            ]
        ),
        Table(
            [
                ["Författare", "Titel", "År"],
                ["Ek, Bo", "Bin i stad och på land", "2019"],
                ["Alm, Eva", "En kupa till", "2021"],
            ]
        ),
        Table(
            [
                ["Kurskod", "Kursnamn", "hp"],
                ["BIO118", "Biodling som yrke och näring", "15"],
                ["BIO119", "Bin i lantbruket i dag", "7,5"],
            ]
        ),
        Table([["Vecka", "Tema"], ["35", "Biets kropp och dess sinnen"], ["36", "Kupan och hur den sköts"]]),
        Table(
            [["Godkänt", "Väl godkänt"], ["Studenten redogör för bin", "Studenten redogör utförligt för bin"]]
        ),
    ],
    ids=["assessment", "criteria", "reading list", "courses", "schedule", "grades"],
)
def test_other_tables_give_no_outcomes(ending: str, table: Table) -> None:
    body = swedish("- " + BEES, "- " + HIVES, "- " + WAX, table)
    assert texts(body, ending) == [BEES, HIVES, WAX]


@BOTH
def test_a_table_that_only_points_to_outcomes_gives_none(ending: str) -> None:
    table = Table(
        [
            ["Examination", "Lärandemål", "Betyg"],
            ["Salsprov", "1, 2", "U–G"],
            ["Kupbygge", "3", "U–G"],
        ]
    )
    listed = ["- " + BEES, "- " + HIVES, "- " + WAX]
    assert texts(swedish(*listed, table), ending) == [BEES, HIVES, WAX]
    assert texts(swedish(*listed, "# Examination", table), ending) == [BEES, HIVES, WAX]
    matrix = Table(
        [
            ["", "Lärandemål 1", "Lärandemål 2", "Lärandemål 3"],
            ["Salsprov", "X", "X", ""],
            ["Kupbygge", "", "", "X"],
        ]
    )
    assert texts(swedish(*listed, "# Examination", matrix), ending) == [BEES, HIVES, WAX]


@BOTH
def test_a_form_is_read_by_its_labels(ending: str) -> None:
    table = Table(
        [
            ["Kursens namn", "Biodling för nybörjare"],
            ["Lärandemål", [LEAD, "- " + BEES, "- " + HIVES]],
            ["Innehåll", "Biets biologi och kupans skötsel."],
            ["Examination", "Salsprov och kupbygge."],
        ]
    )
    syllabus = parsed(["Kursplan", "Kurskod: BIO117", table], ending)
    assert [item.text for item in syllabus.outcomes] == [BEES, HIVES]
    kinds = [section.kind for section in syllabus.sections]
    assert SectionKind.CONTENT in kinds and SectionKind.ASSESSMENT in kinds


@BOTH
def test_assessments_are_told_by_the_numbers_of_outcomes(ending: str) -> None:
    listed = ["- " + BEES, "- " + HIVES, "- " + WAX]
    by_row = Table(
        [["Examination", "Lärandemål", "Betyg"], ["Salsprov", "1–2", "U–G"], ["Kupbygge", "3", "U–G"]]
    )
    crossed = Table(
        [["Lärandemål", "Salsprov", "Kupbygge"], ["Mål 1", "X", ""], ["Mål 2", "X", ""], ["Mål 3", "", "X"]]
    )
    turned = Table([["", "Mål 1", "Mål 2", "Mål 3"], ["Salsprov", "X", "X", ""], ["Kupbygge", "", "", "X"]])
    for table in (by_row, crossed, turned):
        for place in (listed, [*listed, "# Examination"]):
            assert found(swedish(*place, table), ending) == [
                (BEES, None, ("Salsprov",)),
                (HIVES, None, ("Salsprov",)),
                (WAX, None, ("Kupbygge",)),
            ]


@BOTH
def test_a_number_that_no_outcome_has_says_nothing(ending: str) -> None:
    table = Table([["Examination", "Lärandemål"], ["Salsprov", "1, 2"], ["Kupbygge", "7"]])
    assert found(swedish("- " + BEES, "- " + HIVES, "# Examination", table), ending) == [
        (BEES, None, ()),
        (HIVES, None, ()),
    ]


@BOTH
def test_a_table_under_the_assessment_repeats_the_outcomes(ending: str) -> None:
    table = Table([["Lärandemål", "Prov"], [BEES + ".", "Salsprov"], [WAX, "Kupbygge"]])
    listed = ["- " + BEES, "- " + HIVES, "- " + WAX]
    assert found(swedish(*listed, "# Examination", table), ending) == [
        (BEES, None, ("Salsprov",)),
        (HIVES, None, ()),
        (WAX, None, ("Kupbygge",)),
    ]
    alone = swedish("Kursen har två prov.", table, before=("# Examination",))
    assert found(alone, ending) == [(BEES + ".", None, ("Salsprov",)), (WAX, None, ("Kupbygge",))]


@BOTH
def test_what_is_taught_beside_the_outcomes_is_content(ending: str) -> None:
    table = Table([["Innehåll", "Lärandemål"], ["Biets kropp och språk", BEES], ["Svärmning", HIVES]])
    sections = parsed(swedish(table), ending).sections
    taught = [
        line.text for section in sections if section.kind is SectionKind.CONTENT for line in section.lines
    ]
    assert taught[:2] == ["Biets kropp och språk", "Svärmning"]


@BOTH
def test_a_table_straight_below_the_heading_needs_no_lead_in(ending: str) -> None:
    table = Table(
        [
            ["Du lär dig", "Du visar det genom"],
            ["hur ett bisamhälle fungerar i stort", "ett prov"],
            [WAX, "ett bygge"],
        ]
    )
    assert texts(swedish(table, before=("# Lärandemål",)), ending) == [
        "hur ett bisamhälle fungerar i stort",
        WAX,
    ]
    numbered = Table([["1", BEES[0].upper() + BEES[1:]], ["2", HIVES]])
    assert texts(swedish(numbered, before=("# Lärandemål",)), ending) == [BEES[0].upper() + BEES[1:], HIVES]


@BOTH
def test_a_table_in_the_value_of_a_form(ending: str) -> None:
    inner = Table([["Mål", "Examination"], [BEES, "Prov"], [WAX, "Kupbygge"]])
    table = Table(
        [
            ["Kursens namn", "Biodling för nybörjare"],
            ["Lärandemål", Cell(inner)],
            ["Innehåll", "Biets biologi och kupans skötsel."],
        ]
    )
    syllabus = parsed(["Kursplan", "Kurskod: BIO117", table], ending)
    assert [(item.text, item.assessments) for item in syllabus.outcomes] == [
        (BEES, ("Prov",)),
        (WAX, ("Kupbygge",)),
    ]
    assert SectionKind.CONTENT in {section.kind for section in syllabus.sections}


@BOTH
def test_both_languages_side_by_side(ending: str) -> None:
    table = Table(
        [
            ["Lärandemål", "Learning outcomes"],
            [BEES, "describe how a colony of bees is made up"],
            [HIVES, "explain why bees swarm in early summer"],
        ]
    )
    outcomes = parsed(swedish(table), ending).outcomes
    assert [(item.language, item.text) for item in outcomes] == [
        ("sv", BEES),
        ("sv", HIVES),
        ("en", "describe how a colony of bees is made up"),
        ("en", "explain why bees swarm in early summer"),
    ]


@BOTH
def test_the_lead_in_stands_below_the_name_of_the_column(ending: str) -> None:
    for head in (["Lärandemål", LEAD + ":"], f"Mål ({LEAD})"):
        table = Table([["Nr", head], ["1", BEES], ["2", HIVES]])
        outcomes = parsed(swedish(table, before=("# Kursens mål",)), ending).outcomes
        assert [(item.text, item.lead_in) for item in outcomes] == [(BEES, LEAD), (HIVES, LEAD)]


@BOTH
def test_parts_of_the_course_in_rows_of_their_own(ending: str) -> None:
    table = Table(
        [
            ["Lärandemål", "Examination"],
            [Cell("Delkurs 1: Biets liv, 4 hp", columns=2)],
            [BEES, "Prov"],
            [Cell("Delkurs 2: Kupan, 3,5 hp", columns=2)],
            [WAX, "Kupbygge"],
        ]
    )
    outcomes = parsed(swedish(table), ending).outcomes
    assert [(item.text, item.module) for item in outcomes] == [
        (BEES, "Delkurs 1: Biets liv, 4 hp"),
        (WAX, "Delkurs 2: Kupan, 3,5 hp"),
    ]


@BOTH
def test_an_assessment_that_covers_several_rows(ending: str) -> None:
    table = Table(
        [
            ["Lärandemål", "Examination"],
            [BEES, Cell("Salsprov", rows=2)],
            [HIVES],
            [WAX, ["- Kupbygge", "- Dagbok"]],
        ]
    )
    assert found(swedish(table), ending) == [
        (BEES, None, ("Salsprov",)),
        (HIVES, None, ("Salsprov",)),
        (WAX, None, ("Kupbygge", "Dagbok")),
    ]


@BOTH
def test_text_behind_a_table_is_no_outcome(ending: str) -> None:
    table = Table([["1", BEES], ["2", HIVES]])
    behind = "Studenter som har läst en motsvarande kurs kan få den tillgodoräknad efter ansökan."
    assert texts(swedish(table, behind, "- ansökan görs på en blankett"), ending)[:2] == [BEES, HIVES]
    assert texts(swedish(table, behind), ending) == [BEES, HIVES]


def printed(rows: list[tuple[int, list[list[str]]]], columns: tuple[int, ...]) -> list[TableBlock]:
    """Return the tables of a PDF, one a page, whose cells hold the lines that were printed in them."""
    blocks: list[TableBlock] = []
    for page in sorted({page for page, _ in rows}):
        cells: list[TableCell] = []
        top = 100.0
        for number, row in enumerate(row for on, row in rows if on == page):
            for column, lines in enumerate(row):
                x0 = columns[column]
                made = tuple(
                    Line(text, page, x0, x0 + 5.0 * len(text), top + 12 * place, 10.0)
                    for place, text in enumerate(lines)
                )
                if made:
                    cells.append(TableCell(number, column, (TextBlock(made),)))
            top += 12 * max(map(len, row)) + 8
        blocks.append(TableBlock(tuple(cells)))
    return blocks


def pdf(*blocks: Block, pages: int = 1) -> Document:
    def text(*lines: str, page: int, top: float) -> TextBlock:
        return TextBlock(
            tuple(
                Line(line, page, 60.0, 60 + 5.0 * len(line), top + 20 * place, 10.0, line.istitle())
                for place, line in enumerate(lines)
            )
        )

    above = text("Kursplan", "Biodling, 7,5 högskolepoäng", "Lärandemål", LEAD, page=1, top=10)
    below = text("Innehåll", "Kursen behandlar biets biologi och kupans skötsel.", page=pages, top=600)
    return Document(SourceFile("a.pdf", "0" * 64, 1), (above, *blocks, below), pages, "sv", "pdfium")


def test_lines_of_a_printed_cell_are_one_outcome() -> None:
    rows = [
        (1, [["Nr"], ["Lärandemål"], ["Examination"]]),
        (
            1,
            [
                ["1"],
                ["beskriva hur ett bisamhälle", "är uppbyggt och vad som", "skiljer bina åt"],
                ["Salsprov"],
            ],
        ),
        (1, [["2"], ["förklara varför bin svär-", "mar på försommaren"], ["Salsprov"]]),
    ]
    [syllabus] = parse_document(pdf(*printed(rows, (60, 90, 400))))
    assert [(item.text, item.assessments) for item in syllabus.outcomes] == [
        ("beskriva hur ett bisamhälle är uppbyggt och vad som skiljer bina åt", ("Salsprov",)),
        ("förklara varför bin svärmar på försommaren", ("Salsprov",)),
    ]


@pytest.mark.parametrize("again", [True, False], ids=["head again", "head once"])
def test_a_row_that_is_cut_at_the_end_of_a_page_is_one(again: bool) -> None:
    head = [["Nr"], ["Lärandemål"], ["Examination"]]
    rows = [
        (1, head),
        (1, [["1"], ["beskriva hur ett bisamhälle", "är uppbyggt"], ["Salsprov"]]),
        (1, [["2"], ["förklara varför bin svärmar"], ["Salsprov"]]),
        *([(2, head)] if again else []),
        (2, [[], ["tidigt på året"], []]),
        (2, [["3"], ["bygga en kupa av trä"], ["Kupbygge"]]),
    ]
    [syllabus] = parse_document(pdf(*printed(rows, (60, 90, 400)), pages=2))
    assert [(item.text, item.page, item.assessments) for item in syllabus.outcomes] == [
        ("beskriva hur ett bisamhälle är uppbyggt", 1, ("Salsprov",)),
        ("förklara varför bin svärmar tidigt på året", 1, ("Salsprov",)),
        ("bygga en kupa av trä", 2, ("Kupbygge",)),
    ]


def test_an_outcome_that_begins_a_page_is_its_own() -> None:
    rows = [
        (1, [["1"], ["beskriva hur ett bisamhälle fungerar"]]),
        (2, [["2"], ["bygga en kupa av trä"]]),
        (2, [["3"], ["måla kupan i rätt färg"]]),
    ]
    [syllabus] = parse_document(pdf(*printed(rows, (60, 90)), pages=2))
    assert len(syllabus.outcomes) == 3


def test_a_table_of_hostile_spans_is_survived() -> None:
    lines = [Line("bygga en kupa av trä", 1, 60.0, 160.0, 100.0 + row, 10.0) for row in range(50)]
    cells = tuple(
        TableCell(row, 0, (TextBlock((line,)),), rows=10_000_000, columns=10_000_000)
        for row, line in enumerate(lines)
    )
    syllabi = parse_document(pdf(TableBlock(cells)))
    assert syllabi


@BOTH
@pytest.mark.parametrize(
    "rows",
    [
        [["Learning outcomes", "On completion the student will be able to:"], ["1"], ["2"], ["3"]],
        [[Cell("Learning outcomes", columns=2)], ["LO1"], ["LO2"], ["LO3"]],
    ],
    ids=["lead-in beside the label", "label across"],
)
def test_numbered_rows_in_a_form(ending: str, rows: list[list[str | Cell]]) -> None:
    goals = ["explain how frost moves stones", "lay a course of stones", "judge the state of a wall"]
    head, *numbers = rows
    table = Table(
        [
            ["Module title", "Dry stone walling"],
            ["Module code", "DSW205"],
            head,
            *([*number, goal] for number, goal in zip(numbers, goals, strict=True)),
            ["Assessment", "Essay 60 %, field test 40 %"],
            ["Reading list", "Any book on walls."],
        ]
    )
    syllabus = parsed(["Module specification", table], ending)
    assert [item.text for item in syllabus.outcomes] == goals
    assert {SectionKind.ASSESSMENT, SectionKind.LITERATURE} <= {section.kind for section in syllabus.sections}


@BOTH
def test_a_label_that_covers_the_rows_of_a_table(ending: str) -> None:
    table = Table(
        [
            ["Kursens namn", Cell("Biodling för nybörjare", columns=2)],
            [Cell("Lärandemål", rows=3), "Mål", "Prövas i"],
            [BEES, "Salsprov"],
            [WAX, "Kupbygge"],
            ["Innehåll", Cell("Biets biologi och kupans skötsel.", columns=2)],
        ]
    )
    assert found(["Kursplan", "Kurskod: BIO117", table], ending) == [
        (BEES, None, ("Salsprov",)),
        (WAX, None, ("Kupbygge",)),
    ]


@BOTH
def test_an_assessment_may_have_the_name_of_a_section(ending: str) -> None:
    table = Table([["Mål", "Prövas genom"], [BEES, ["Praktik", "Rapport"]], [WAX, "Examination"]])
    assert found(swedish(table), ending) == [
        (BEES, None, ("Praktik", "Rapport")),
        (WAX, None, ("Examination",)),
    ]


@BOTH
def test_a_matrix_behind_the_list_may_name_assessments_by_their_codes(ending: str) -> None:
    matrix = Table([["Lärandemål", "TEN1", "LAB1"], [BEES, "X", ""], [WAX, "", "X"], [HONEY, "X", "X"]])
    body = [*swedish(f"- {BEES}", f"- {WAX}", f"- {HONEY}"), "# Examination", matrix]
    assert [(text, names) for text, _, names in found(body, ending)] == [
        (BEES, ("TEN1",)),
        (WAX, ("LAB1",)),
        (HONEY, ("TEN1", "LAB1")),
    ]


@BOTH
def test_a_matrix_that_repeats_outcomes_without_a_head_over_them_names_their_assessments(ending: str) -> None:
    matrix = Table([["", "0010 Kupabygge", "0020 Muntligt prov"], [BEES, "", "●"], [WAX, "●", ""]])
    body = [*swedish(f"- {BEES}", f"- {WAX}"), "# Hur målen hänger ihop med proven", matrix]
    assert [names for _, _, names in found(body, ending)] == [("0020 Muntligt prov",), ("0010 Kupabygge",)]


@BOTH
def test_assessments_beside_the_numbers_of_outcomes(ending: str) -> None:
    matrix = Table([["Examination", "Mål 1", "Mål 2"], ["Projekt", "X", ""], ["Seminarium", "X", "X"]])
    body = [*swedish(f"1. {BEES}", f"2. {WAX}"), "# Examination", matrix]
    assert [names for _, _, names in found(body, ending)] == [("Projekt", "Seminarium"), ("Seminarium",)]


@BOTH
def test_a_table_of_assessments_points_to_outcomes_by_codes(ending: str) -> None:
    outcomes = Table([["#", "Mål"], ["M1", BEES], ["M2", WAX]])
    assessed = Table([["Moment", "Mål"], ["Kupabygge", "M2"], ["Prov", "M1, M2"]])
    body = [*swedish(outcomes), "# Examination", assessed]
    assert [(text, names) for text, _, names in found(body, ending)] == [
        (BEES, ("Prov",)),
        (WAX, ("Kupabygge", "Prov")),
    ]


@BOTH
def test_codes_and_credits_belong_to_the_names_of_assessments(ending: str) -> None:
    table = Table([["Lärandemål", "Examineras genom"], [BEES, "TEN1"], [WAX, "Prov, 4,5 hp; BYG1"]], head=1)
    assert [names for _, _, names in found(swedish(table), ending)] == [("TEN1",), ("Prov, 4,5 hp", "BYG1")]


@BOTH
def test_numbered_outcomes_under_description_with_goals_of_the_programme_beside(ending: str) -> None:
    table = Table(
        [
            ["CLO", "Description", "PLO1", "PLO2"],
            ["CLO1", "sort stones by shape and size", "✓", ""],
            ["CLO2", "repair a fallen stretch of wall", "", "✓"],
        ]
    )
    assert [(text, names) for text, _, names in found(english(table), ending)] == [
        ("sort stones by shape and size", ()),
        ("repair a fallen stretch of wall", ()),
    ]


@BOTH
def test_columns_of_two_languages_with_their_lead_ins_are_both_read(ending: str) -> None:
    table = Table(
        [
            ["Svenska", "English"],
            ["Efter kursen ska studenten kunna", "After the course the student should be able to"],
            [WAX, "build a simple hive of wood"],
            [HONEY, "judge when honey is ripe"],
        ]
    )
    syllabus = parsed(swedish(table, before=("# Lärandemål / Learning outcomes",)), ending)
    assert [(item.language, item.text) for item in syllabus.outcomes] == [
        ("sv", WAX),
        ("sv", HONEY),
        ("en", "build a simple hive of wood"),
        ("en", "judge when honey is ripe"),
    ]


@BOTH
def test_a_table_under_the_aims_whose_column_is_headed_objective_holds_outcomes(ending: str) -> None:
    table = Table(
        [
            ["Objective", "Activities", "Assessment"],
            [["- sort stones by shape", "- lay a foundation"], "Field day", "Wall"],
            ["repair a fallen stretch of wall", "Workshop", "Report"],
        ]
    )
    body = english(table, before=("# Course objectives",))
    assert [(text, names) for text, _, names in found(body, ending)] == [
        ("sort stones by shape", ("Wall",)),
        ("lay a foundation", ("Wall",)),
        ("repair a fallen stretch of wall", ("Report",)),
    ]


@BOTH
def test_yes_and_no_in_a_matrix_are_crosses_and_blanks(ending: str) -> None:
    matrix = Table([["Mål", "Muntligt prov", "Kupbygge"], [BEES, "Ja", "Nej"], [WAX, "Nej", "Ja"]])
    assert [(text, names) for text, _, names in found(swedish(matrix), ending)] == [
        (BEES, ("Muntligt prov",)),
        (WAX, ("Kupbygge",)),
    ]


@BOTH
def test_what_outcomes_are_measured_by_examines_them(ending: str) -> None:
    table = Table([["You will be able to:", "Measured by"], ["1. sort stones by shape", "Field day"]])
    table = replace(table, rows=[*table.rows, ["2. repair a fallen wall", "Exam 1"]], head=1)
    assert [(text, names) for text, _, names in found(english(table), ending)] == [
        ("sort stones by shape", ("Field day",)),
        ("repair a fallen wall", ("Exam 1",)),
    ]
