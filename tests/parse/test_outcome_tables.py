"""Tables of outcomes in Word files and web pages: the same layouts in both."""

import pytest
from written_tables import Body, Cell, Table, parsed

from curranalyser.datamodel import KnowledgeForm, SectionKind

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
        Table([["Provkod", "Benämning", "Betyg", "Poäng"], ["0100", "Skriftligt prov om biets liv", "U–G", "4 hp"]]),
        Table([["Betyg", "Kriterier"], ["G", "Studenten redogör för bisamhällets delar"], ["VG", "Studenten värderar egna val"]]),
        Table([["Författare", "Titel", "År"], ["Ek, Bo", "Bin i stad och på land", "2019"], ["Alm, Eva", "En kupa till", "2021"]]),
        Table([["Kurskod", "Kursnamn", "hp"], ["BIO118", "Biodling som yrke och näring", "15"], ["BIO119", "Bin i lantbruket i dag", "7,5"]]),
        Table([["Vecka", "Tema"], ["35", "Biets kropp och dess sinnen"], ["36", "Kupan och hur den sköts"]]),
        Table([["Godkänt", "Väl godkänt"], ["Studenten redogör för bin", "Studenten redogör utförligt för bin"]]),
    ],
    ids=["assessment", "criteria", "reading list", "courses", "schedule", "grades"],
)  # fmt: skip
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
