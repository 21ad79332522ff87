"""Layouts of many institutions, on invented syllabi.

Runs of text with their places, as a reader of PDFs hands them over, and plain text.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from curranalyser.datamodel import (
    CourseStatus,
    Document,
    KnowledgeForm,
    Line,
    SourceFile,
    Syllabus,
    TextBlock,
)
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

LEAD = "Efter avslutad kurs ska studenten kunna"
HEADING = 14.0
BODY = 10.0


def run(text: str, x0: float, top: float, size: float = BODY, bold: bool = False) -> Line:
    return Line(text, 1, x0, x0 + 0.5 * size * len(text), top, size, bold)


def heading(text: str, top: float, x0: float = 60.0) -> Line:
    return run(text, x0, top, HEADING, bold=True)


def placed(*lines: Line) -> Syllabus:
    head = [run("Glaciärers rörelse, 7,5 hp", 60, 40, 18, bold=True), run("Kurskod: GLA204", 60, 70)]
    tail = [
        heading("Examination", 700),
        run("Kursen prövas genom en skriftlig tentamen i sal vid terminens slut.", 60, 724),
    ]
    [syllabus] = parse_document(
        Document(SourceFile("a.pdf", "0", 1), (TextBlock((*head, *lines, *tail)),), 1, "sv", "pdfium")
    )
    return syllabus


def plain(text: str) -> Syllabus:
    data = text.encode()
    [syllabus] = parse_document(read_document(data, describe_source(data, "a.txt"), Settings()))
    return syllabus


def texts(syllabus: Syllabus) -> list[str]:
    return [outcome.text for outcome in syllabus.outcomes]


def test_two_columns_of_text_below_a_page_wide_title() -> None:
    left = [
        "Kursen behandlar hur isar rör sig över land",
        "och hav, och vad som händer med smältvatten.",
        "Fältstudier ingår i kursens andra hälft.",
    ]
    right = [
        "\u2022 mäta rörelse hos is i fält med enkla",
        "redskap och redovisa felkällor",
        "\u2022 förklara hur smältvatten dräneras",
    ]
    syllabus = placed(
        heading("Innehåll", 110),
        heading("Lärandemål", 110, 320),
        *(run(text, 60, 134 + 14 * number) for number, text in enumerate(left)),
        run(LEAD, 320, 132),
        *(
            run(text, 320 if text.startswith("\u2022") else 330, 150 + 14 * number)
            for number, text in enumerate(right)
        ),
    )
    assert texts(syllabus) == [
        "mäta rörelse hos is i fält med enkla redskap och redovisa felkällor",
        "förklara hur smältvatten dräneras",
    ]


def test_lists_of_knowledge_forms_side_by_side() -> None:
    columns = {
        72.0: ("Kunskap och förståelse", ["\u2022 redogöra för hur", "is bildas", "\u2022 ange isens delar"]),
        230.0: (
            "Färdighet och förmåga",
            ["\u2022 borra en kärna", "\u2022 tolka en kärnas", "lager och ålder"],
        ),
        390.0: ("Värderingsförmåga", ["\u2022 väga nytta mot", "slitage på isen", "\u2022 granska mätdata"]),
    }
    lines = [heading("Lärandemål", 110), run(LEAD, 60, 134)]
    for x0, (name, items) in columns.items():
        lines.append(run(name, x0, 160, bold=True))
        lines += [run(text, x0 + 18, 196 + 14 * number) for number, text in enumerate(items)]
    syllabus = placed(
        *lines,
        heading("Innehåll", 300),
        run("Kursen behandlar hur isar rör sig över land och hav i skilda klimat och tider.", 60, 324),
    )
    assert sorted(texts(syllabus)) == [
        "ange isens delar",
        "borra en kärna",
        "granska mätdata",
        "redogöra för hur is bildas",
        "tolka en kärnas lager och ålder",
        "väga nytta mot slitage på isen",
    ]


@pytest.mark.parametrize("name", ["Examination", "Bedömning"])
def test_a_column_beside_the_outcomes_is_no_outcome(name: str) -> None:
    rows = [
        ("förklara hur en drumlin bildas", "TEN1"),
        ("väga olika tolkningar av ett", "INL1"),
        ("borra en kärna", "LAB1"),
    ]
    lines = [
        heading("Lärandemål", 110),
        run(LEAD, 60, 134),
        run("Lärandemål", 64, 160, bold=True),
        run(name, 420, 160, bold=True),
    ]
    for number, (text, exam) in enumerate(rows):
        lines += [run(text, 64, 182 + 34 * number), run(exam, 420, 182 + 34 * number)]
    lines.append(run("landskap", 64, 230))
    assert texts(placed(*lines)) == [
        "förklara hur en drumlin bildas",
        "väga olika tolkningar av ett landskap",
        "borra en kärna",
    ]


def test_a_code_in_a_cell_of_its_own_numbers_the_outcome_beside_it() -> None:
    lines = [
        heading("Learning outcomes", 110),
        run("On completion of the course the student will be able to:", 60, 134),
    ]
    for number, text in enumerate(
        ["explain how glaciers move", "measure the flow of ice", "weigh sources on past climates"], 1
    ):
        lines += [run(f"LO{number}", 64, 144 + 18 * number), run(text, 200, 144 + 18 * number)]
    assert texts(placed(*lines)) == [
        "explain how glaciers move",
        "measure the flow of ice",
        "weigh sources on past climates",
    ]


def test_what_follows_a_list_and_belongs_to_all_of_it_is_no_part_of_the_last_item() -> None:
    lines = [
        heading("Lärandemål", 110),
        run(LEAD, 60, 134),
        run("\u2022 mäta isens rörelse", 78, 152),
        run("\u2022 borra en kärna", 78, 166),
    ]
    assert texts(placed(*lines, run("i syfte att förstå klimatets historia.", 60, 184))) == [
        "mäta isens rörelse",
        "borra en kärna",
    ]


def test_a_known_heading_in_plain_type_ends_a_tighter_list() -> None:
    lines = [heading("Lärandemål", 110), run(LEAD, 60, 128)]
    for number, text in enumerate(["mäta isens rörelse", "borra en kärna", "tolka en kärnas lager"]):
        lines.append(run(f"- {text}", 60, 146 + 14 * number))
    lines += [
        run("Hållbarhetsmärkning", 60, 192),
        run("Kursen är märkt.", 60, 210),
        run("Den rör klimat.", 60, 228),
        run("Den rör hav.", 60, 246),
    ]
    assert texts(placed(*lines)) == ["mäta isens rörelse", "borra en kärna", "tolka en kärnas lager"]


@pytest.mark.parametrize(
    "markers",
    [
        ("1", "2", "3"),
        ("1.1", "1.2", "2.1"),
        ("K1", "K2", "F1"),
        ("MLO1", "MLO2", "MLO3"),
        ("Mål 1:", "Mål 2:", "Mål 3:"),
        ("\u2022 a3:", "\u2022 a1:", "\u2022 b2:"),
        ("\u2022 1.", "\u2022 2.", "\u2022 3."),
    ],
)
def test_numbers_and_codes_before_outcomes(markers: tuple[str, str, str]) -> None:
    wanted = ["mäta isens rörelse i fält", "borra en kärna med handborr", "tolka en kärnas lager"]
    listed = "\n".join(f"{marker} {text}" for marker, text in zip(markers, wanted, strict=True))
    assert (
        texts(
            plain(
                f"Kursplan\n\nKurskod: GLA204\n\nLärandemål\n\n{LEAD}\n\n{listed}\n\nInnehåll\n\nKursen"
                " behandlar is.\n"
            )
        )
        == wanted
    )


def test_numbers_in_the_text_are_no_series() -> None:
    wanted = ["mäta isens rörelse", "beskriva 12 sorters is", "jämföra 3 glaciärer"]
    listed = "\n".join(f"- {text}" for text in wanted)
    assert (
        texts(plain(f"Kursplan\n\nLärandemål\n\n{LEAD}\n\n{listed}\n\nInnehåll\n\nKursen behandlar is.\n"))
        == wanted
    )


def test_a_heading_may_hold_the_lead_in() -> None:
    text = (
        "Kursplan\n\nLärandemål (efter fullgjord kurs ska studenten kunna)\n\nmäta isens rörelse\n\nborra en"
        " kärna\n\nInnehåll\n\nKursen behandlar is.\n"
    )
    assert texts(plain(text)) == ["mäta isens rörelse", "borra en kärna"]


@pytest.mark.parametrize(
    "name",
    ["Syfte och mål", "Mål och syfte", "Avsedda lärandemål", "Aims and objectives", "What you will learn"],
)
@pytest.mark.parametrize(
    "lead",
    [LEAD, "Students who pass this course will be able to:", "When you have completed the course you can:"],
)
def test_headings_that_join_aim_and_outcomes(name: str, lead: str) -> None:
    text = (
        f"Kursplan\n\n{name}\n\n{lead}\n\n- mäta isens rörelse\n- borra en kärna\n\nInnehåll\n\nKursen"
        " behandlar is.\n"
    )
    assert texts(plain(text)) == ["mäta isens rörelse", "borra en kärna"]


def test_goals_that_teaching_is_to_make_possible() -> None:
    lead = "Undervisningen i ämnet glaciologi ska ge eleverna förutsättningar att utveckla följande:"
    text = (
        f"Ämnesplan\n\n{lead}\n\n1. Förmåga att mäta isens rörelse.\n2. Kunskaper om isens"
        " historia.\n\nCentralt innehåll\n\n- Isar i norr.\n- Isar i söder.\n"
    )
    assert texts(plain(text)) == ["Förmåga att mäta isens rörelse.", "Kunskaper om isens historia."]


def test_the_first_word_of_a_wrapped_line_begins_no_outcome() -> None:
    lines = [
        heading("Mål", 110),
        run(
            "Studenten ska efter avslutad kurs kunna mäta isens rörelse med god noggrannhet samt kunna",
            60,
            134,
        ),
    ]
    lines += [
        run(
            "utföra borrningar i firn och is, tolka de lager som syns i kärnan och redovisa sina resultat.",
            60,
            148,
        )
    ]
    [outcome] = placed(*lines).outcomes
    assert outcome.text.endswith(
        "samt kunna utföra borrningar i firn och is, tolka de lager som syns i kärnan och redovisa sina"
        " resultat."
    )


def test_labels_side_by_side_have_their_values_below_them() -> None:
    lines = [run("Utbildningsnivå", 60, 90), run("Betygsskala", 200, 90), run("Ämne", 340, 90)]
    lines += [run("Grundnivå", 60, 108), run("UG", 200, 108), run("Geologi", 340, 108)]
    assert (
        placed(*lines, heading("Innehåll", 140), run("Kursen behandlar is.", 60, 164)).header.level
        == "Grundnivå"
    )


def test_a_translation_in_the_size_of_the_body_is_no_second_line_of_the_title() -> None:
    lines = (
        run("Isens fysik", 60, 90, bold=True),
        run("The Physics of Ice", 60, 106, bold=True),
        run("Kurskod: ISF101", 60, 122),
        run("15.0 Högskolepoäng", 60, 138),
        run("Fördjupning: har mindre än 60 hp som förkunskapskrav", 60, 154),
        run("Kursen ges av institutionen för geologi och riktar sig till den som läst fysik.", 60, 170),
        heading("Lärandemål", 200),
        run(LEAD, 60, 224),
        run("\u2022 mäta isens rörelse", 78, 242),
        run("\u2022 borra en kärna", 78, 256),
    )
    [syllabus] = parse_document(Document(SourceFile("a.pdf", "0", 1), (TextBlock(lines),), 1, "sv", "pdfium"))
    assert (syllabus.header.title, syllabus.header.title_en, syllabus.header.credits) == (
        "Isens fysik",
        "The Physics of Ice",
        Decimal(15),
    )


@pytest.mark.parametrize(
    ("head", "code", "credits_"),
    [
        ("Course code: GLA204. Credits: 7.5", "GLA204", "7.5"),
        ("Course code: GLA04.30\nCredits: 5 cr", "GLA04.30", "5"),
        ("Course code: GLA204\nEC: 6", "GLA204", "6"),
        ("Kurskod: GLA204\nOmfattning (hp): 7,5", "GLA204", "7.5"),
        ("Kurskod: GLA204\n\nHar mindre än 60 hp som krav.\n\n15 hp", "GLA204", "15"),
    ],
)
def test_codes_and_credits(head: str, code: str, credits_: str) -> None:
    header = plain(
        f"Glaciers and Ice\n\n{head}\n\nLearning outcomes\n\nThe student shall be able to\n\n- measure ice\n-"
        " drill a core\n"
    ).header
    assert (header.code, header.credits, header.title) == (code, Decimal(credits_), "Glaciers and Ice")


def test_a_course_of_two_lines_in_a_programme() -> None:
    head = "Programme syllabus\n\nMaster of Ice\n\nProgramme code: MICEX\n\n"
    courses = (
        "Courses in the programme\n\nSemester 1\n\nGlaciers and Ice\nGLA204, 15 credits (compulsory)\n\n"
    )
    [ref] = plain(f"{head}{courses}Entry requirements\n\nA degree.\n").course_refs
    assert (ref.code, ref.title, ref.credits, ref.term, ref.status) == (
        "GLA204",
        "Glaciers and Ice",
        Decimal(15),
        1,
        CourseStatus.EVERYONE,
    )


def test_knowledge_forms_hold_with_codes() -> None:
    knowledge, skills = (
        "Kunskap och förståelse\n\nK1 mäta isens rörelse\nK2 borra en kärna",
        "Färdighet och förmåga\n\nF1 tolka lager i is",
    )
    text = f"Kursplan\n\nLärandemål\n\n{LEAD}\n\n{knowledge}\n\n{skills}\n"
    assert [outcome.knowledge_form for outcome in plain(text).outcomes] == [
        KnowledgeForm.KNOWLEDGE,
        KnowledgeForm.KNOWLEDGE,
        KnowledgeForm.SKILLS,
    ]


def test_a_list_of_capital_letters() -> None:
    listed = "A. Measure the flow of ice.\nB. Drill a core.\nC. Weigh sources on past climates."
    lead = "Students completing the module successfully should be able to:"
    text = (
        "Module handbook\n\nModule code: GLA204\n\nLearning"
        f" outcomes\n\n{lead}\n\n{listed}\n\nSyllabus\n\nIce and snow.\n"
    )
    assert texts(plain(text)) == [
        "Measure the flow of ice.",
        "Drill a core.",
        "Weigh sources on past climates.",
    ]


def test_what_outcomes_are_for_is_no_outcome() -> None:
    outcomes, purposes = (
        "- mäta isens rörelse\n- borra en kärna",
        "- kunna arbeta i polarområden\n- vara förberedd för fortsatta studier",
    )
    text = (
        f"Kursplan\n\nLärandemål\n\n{LEAD}\n\n{outcomes}\n\ni syfte att\n\n{purposes}\n\nInnehåll\n\nKursen"
        " behandlar is.\n"
    )
    assert texts(plain(text)) == ["mäta isens rörelse", "borra en kärna"]


def test_a_lead_in_between_two_lists_needs_no_distance() -> None:
    rows = [
        f"{LEAD}:",
        "\u2022 mäta isens rörelse",
        "\u2022 borra en kärna",
        "Efter avslutad kurs ska studenten ha kunskaper om:",
        "\u2022 isens historia",
    ]
    lines = [
        heading("Lärandemål", 110),
        *(run(text, 60, 134 + 14 * number) for number, text in enumerate(rows)),
    ]
    syllabus = placed(*lines)
    assert texts(syllabus) == ["mäta isens rörelse", "borra en kärna", "isens historia"]
    assert syllabus.outcomes[2].lead_in.startswith("Efter avslutad kurs ska studenten ha kunskaper om")


def test_many_short_paragraphs_do_not_hide_the_line_pitch() -> None:
    rows = [
        (f"{LEAD}:", 0),
        ("\u2022 mäta isens rörelse i fält", 25),
        ("\u2022 borra en kärna", 15),
        ("\u2022 gräva en grop", 15),
        ("Kursen har dessutom betydelse för yrkeslivet", 24),
    ]
    rows += [
        ("Efter kursen ska studenten ha färdigheter i att:", 24),
        ("\u2022 tolka lager", 25),
        ("\u2022 mäta snö", 15),
    ]
    top, lines = 134.0, [heading("Lärandemål", 110)]
    for text, gap in rows:
        top += gap
        lines.append(run(text, 60, top))
    assert texts(placed(*lines)) == [
        "mäta isens rörelse i fält",
        "borra en kärna",
        "gräva en grop",
        "tolka lager",
        "mäta snö",
    ]


def test_knowledge_forms_as_headings_without_a_heading_of_outcomes() -> None:
    text = "Kursplan\n\nKurskod: GLA204\n\nKursens syfte\n\nKursen ger grunder.\n\n"
    text += "Kunskaper\n\nDen studerande ska ha kunskaper i/om\n\n- isens historia\n- isens rörelse\n\n"
    text += (
        "Färdigheter\n\nDen studerande ska ha färdigheter i att\n\n- borra en kärna\n- mäta"
        " snö\n\nExamination\n\nInlämningsuppgifter.\n"
    )
    found = [(outcome.text, outcome.knowledge_form) for outcome in plain(text).outcomes]
    knowledge, skills = KnowledgeForm.KNOWLEDGE, KnowledgeForm.SKILLS
    assert found == [
        ("isens historia", knowledge),
        ("isens rörelse", knowledge),
        ("borra en kärna", skills),
        ("mäta snö", skills),
    ]


def test_courses_behind_their_term() -> None:
    terms = "Termin 1: Glaciologi (15 hp), Snökunskap (7,5 hp)\n\nTermin 2: Polarhistoria, 30 hp"
    text = f"Isprogrammet, 180 hp\n\nProgramkod: TISPR\n\nProgrammets innehåll\n\n{terms}\n\n"
    found = [
        (ref.title, ref.credits, ref.term)
        for ref in plain(f"{text}Behörighet\n\nGrundläggande behörighet.\n").course_refs
    ]
    assert found == [
        ("Glaciologi", Decimal(15), 1),
        ("Snökunskap", Decimal("7.5"), 1),
        ("Polarhistoria", Decimal(30), 2),
    ]


def test_a_narrow_column_of_facts_beside_the_text() -> None:
    text = [
        LEAD,
        "\u2022 mäta rörelse hos is i fält med",
        "enkla redskap",
        "\u2022 förklara hur smältvatten dräneras",
        "\u2022 borra en kärna av is och snö i fält",
    ]
    facts = ["Språk", "Svenska", "Studietakt", "50 %", "Ort", "Kiruna"]
    lines = [
        heading("Lärandemål", 113),
        *(run(line, 60, 136 + 14 * number) for number, line in enumerate(text)),
    ]
    lines += [run(fact, 320, 100.5 + 15.3 * number) for number, fact in enumerate(facts)]
    wanted = [
        "mäta rörelse hos is i fält med enkla redskap",
        "förklara hur smältvatten dräneras",
        "borra en kärna av is och snö i fält",
    ]
    assert texts(placed(*lines)) == wanted


def test_what_stands_below_a_table_of_examinations_is_no_label_of_it() -> None:
    lines = [
        heading("Former för bedömning", 110),
        run("Provkod", 60, 136, bold=True),
        run("Benämning", 200, 136, bold=True),
        run("Hp", 380, 136, bold=True),
    ]
    lines += [
        run("0101", 60, 154),
        run("Tentamen", 200, 154),
        run("4,5", 380, 154),
        run("0102", 60, 172),
        run("Projekt", 200, 172),
        run("3", 380, 172),
    ]
    lines += [
        heading("Mål", 210),
        run(LEAD, 60, 234),
        run("\u2022 mäta isens rörelse", 78, 252),
        run("\u2022 borra en kärna", 78, 270),
    ]
    syllabus = placed(*lines)
    assert texts(syllabus) == ["mäta isens rörelse", "borra en kärna"]
    assert (syllabus.header.title, syllabus.header.code, syllabus.header.credits) == (
        "Glaciärers rörelse",
        "GLA204",
        Decimal("7.5"),
    )


def test_a_knowledge_form_that_is_also_a_heading_stays_within_the_outcomes() -> None:
    groups = [
        "Knowledge\n\n- explain how ice flows",
        "Skills\n\n- drill a core of ice",
        "Competences\n\n- weigh sources on past climates",
    ]
    lead = "After the course the student shall be able to"
    text = (
        f"Course syllabus\n\nAssessment\n\nWritten exam.\n\nLearning outcomes\n\n{lead}\n\n"
        + "\n\n".join(groups)
        + "\n\nContent\n\nIce and snow.\n"
    )
    syllabus = plain(text)
    assert texts(syllabus) == [
        "explain how ice flows",
        "drill a core of ice",
        "weigh sources on past climates",
    ]
    assert [outcome.knowledge_form for outcome in syllabus.outcomes] == list(KnowledgeForm)


def test_an_outcome_may_speak_of_the_law_on_higher_education() -> None:
    items = [
        "redogöra för högskolelagens bestämmelser om inflytande;",
        "mäta isens rörelse;",
        "borra en kärna.",
    ]
    lines = [
        heading("Mål", 110),
        run(LEAD, 60, 134),
        *(run(item, 60, 149 + 15 * number) for number, item in enumerate(items)),
    ]
    assert texts(placed(*lines)) == items


def test_a_line_that_ends_in_a_semicolon_ends_an_item_however_long_it_is() -> None:
    items = [
        "mäta isens rörelse i fält och i laboratorium med de redskap som står till buds där;",
        "väga olika tolkningar av landskapet mot varandra;",
    ]
    lines = [
        heading("Mål", 110),
        run(f"{LEAD}:", 60, 134),
        *(run(item, 60, 149 + 15 * number) for number, item in enumerate(items)),
    ]
    assert texts(placed(*lines)) == items


def test_words_pulled_apart_by_justification_are_one_line() -> None:
    words, x0 = ["jämföra", "olika", "glaciärers", "rörelsemönster"], 78.0
    lines = [heading("Mål", 110), run(LEAD, 60, 134), run("\u2022 borra en kärna", 64, 152)]
    for number, word in enumerate(words):
        lines.append(run(word if number else f"\u2022 {word}", x0 if number else 64.0, 166))
        x0 = lines[-1].x1 + 20
    lines.append(run("under Holocen", 74, 180))
    assert texts(placed(*lines)) == [
        "borra en kärna",
        "jämföra olika glaciärers rörelsemönster under Holocen",
    ]


def test_a_remark_on_all_outcomes_is_no_part_of_the_last() -> None:
    rows = [LEAD, "- mäta isens rörelse", "- borra en kärna.", "Lärandemålen prövas vid examinationen."]
    assert texts(
        placed(heading("Mål", 110), *(run(text, 60, 134 + 14 * number) for number, text in enumerate(rows)))
    ) == [
        "mäta isens rörelse",
        "borra en kärna.",
    ]


def test_an_outcome_without_bullet_may_begin_with_assess() -> None:
    items = ["explain how ice flows", "assess the age of an ice core", "drill a core of ice"]
    listed = "\n\n".join(items)
    text = (
        "Course syllabus\n\nLearning outcomes\n\nAfter the course the student shall be able"
        f" to:\n\n{listed}\n\nContent\n\nIce and snow.\n"
    )
    assert texts(plain(text)) == items


def test_a_dash_at_the_beginning_of_a_wrapped_line_is_no_bullet() -> None:
    rows = [
        LEAD,
        "\u2022 mäta isens rörelse",
        "\u2022 sätta in mätningar i ett sammanhang",
        "\u2013 lokalt och globalt",
        "\u2022 borra en kärna",
    ]
    lines = [
        heading("Mål", 110),
        *(
            run(text, 88 if text[0] == "\u2013" else 78, 134 + 14 * number)
            for number, text in enumerate(rows)
        ),
    ]
    assert texts(placed(*lines)) == [
        "mäta isens rörelse",
        "sätta in mätningar i ett sammanhang \u2013 lokalt och globalt",
        "borra en kärna",
    ]


def test_a_number_that_ends_a_span_on_the_next_line_is_no_row_number() -> None:
    rows = [LEAD, "\u2022 handleda elever i årskurs 4\u2013", "6", "\u2022 borra en kärna"]
    lines = [
        heading("Mål", 110),
        *(run(text, 88 if text == "6" else 78, 134 + 14 * number) for number, text in enumerate(rows)),
    ]
    assert texts(placed(*lines)) == ["handleda elever i årskurs 4\u20136", "borra en kärna"]


def test_a_dash_within_an_outcome_without_bullet_makes_no_list() -> None:
    items = [
        "mäta isens rörelse",
        "sätta in mätningar i ett sammanhang \u2013 lokalt, nationellt och globalt",
        "borra en kärna",
    ]
    listed = "\n\n".join(items)
    lead = (
        "Efter avslutad kurs ska studenten, på en grundläggande nivå och i en liten grupp under handledning,"
        " kunna:"
    )
    assert (
        texts(plain(f"Kursplan\n\nLärandemål\n\n{lead}\n\n{listed}\n\nInnehåll\n\nKursen behandlar is.\n"))
        == items
    )


def test_an_outcome_that_speaks_of_planning_makes_the_document_no_schedule() -> None:
    text = (
        f"Glaciologi, 7,5 hp\n\nLärandemål\n\n{LEAD}\n\n- använda kartor i fysisk planering\n- borra en"
        " kärna\n\nInnehåll\n\nKursen behandlar is.\n"
    )
    assert texts(plain(text)) == ["använda kartor i fysisk planering", "borra en kärna"]


def test_drawn_and_printed_bullets_on_one_page(tmp_path: Path) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    page = canvas.Canvas(str(tmp_path / "a.pdf"))
    rows = [
        "Kursplan",
        "Innehåll",
        "\u2022 isar i norr",
        "\u2022 isar i söder",
        "\u2022 isens historia",
        "Mål",
        f"{LEAD}:",
        "mäta isens rörelse",
        "borra en kärna",
    ]
    for number, text in enumerate(rows):
        page.setFont("Helvetica-Bold" if text in ("Kursplan", "Innehåll", "Mål") else "Helvetica", 11)
        page.drawString(80, 760 - 20 * number, text)
        if number >= len(rows) - 2:
            page.circle(70, 764 - 20 * number, 1.6, fill=1)
    page.save()
    data = (tmp_path / "a.pdf").read_bytes()
    [syllabus] = parse_document(read_document(data, describe_source(data, "a.pdf"), Settings()))
    assert [outcome.text for outcome in syllabus.outcomes] == ["mäta isens rörelse", "borra en kärna"]


def test_goals_of_a_part_of_the_programme_are_a_heading() -> None:
    rows = [
        "1.3.1 Generella mål som gäller för alla studenter",
        LEAD,
        "\u2022 mäta isens rörelse",
        "1.3.2 Mål för programmets inriktningar",
        LEAD,
        "\u2022 borra en kärna",
    ]
    lines = [heading("Mål", 110), *(run(text, 78, 134 + 14 * number) for number, text in enumerate(rows))]
    assert texts(placed(*lines)) == ["mäta isens rörelse", "borra en kärna"]


def test_labels_at_half_the_height_of_their_rows() -> None:
    values = {
        117: "Kursen behandlar hur isar rör sig över land och hav i skilda",
        129: "klimat och tider.",
        165: LEAD,
        189: "\u2022 mäta isens rörelse",
        205: "\u2022 borra en kärna",
        239: "Kursen ges i form av fältdagar och",
        251: "föreläsningar.",
    }
    labels = [
        run("Innehåll", 60, 123, bold=True),
        run("Lärandemål", 60, 185, bold=True),
        run("Undervisning", 60, 245, bold=True),
    ]
    assert texts(placed(*labels, *(run(text, 200, top) for top, text in values.items()))) == [
        "mäta isens rörelse",
        "borra en kärna",
    ]


def test_labels_beside_their_first_lines_keep_the_values_below_them_without_space_between_the_rows() -> None:
    rows = [
        ("Innehåll", "Kursen behandlar hur isar rör sig"),
        ("", "över land och hav."),
        ("Lärandemål", LEAD),
        ("", "\u2022 mäta isens rörelse"),
    ]
    rows += [("", "\u2022 borra en kärna"), ("Undervisning", "Kursen ges i form av fältdagar")]
    lines = [
        line
        for number, (label, text) in enumerate(rows)
        for line in (run(label, 60, 120 + 12 * number, bold=True), run(text, 200, 120 + 12 * number))
    ]
    assert texts(placed(*(line for line in lines if line.text))) == ["mäta isens rörelse", "borra en kärna"]


def test_headings_broken_over_lines_of_a_narrow_column() -> None:
    labels = {
        120: "Kursens",
        132: "innehåll",
        160: "Förväntade",
        172: "studieresultat",
        220: "Former för",
        232: "bedömning av",
        244: "studenternas",
        256: "prestationer",
    }
    values = {
        120: "Kursen behandlar hur isar rör sig.",
        160: LEAD,
        172: "\u2022 mäta isens rörelse",
        184: "\u2022 borra en kärna",
        220: "Kursen prövas i fält.",
    }
    lines = [run(text, 60, top, bold=True) for top, text in labels.items()] + [
        run(text, 160, top) for top, text in values.items()
    ]
    assert texts(placed(*lines)) == ["mäta isens rörelse", "borra en kärna"]


def test_the_name_of_a_field_broken_over_two_lines() -> None:
    cells = {
        "Module": (60, 40),
        "Title": (60, 52),
        "Glacier Flow": (160, 46),
        "Credits": (60, 90),
        "10": (160, 90),
        "Level": (60, 120),
        "First cycle": (160, 120),
    }
    lines = [run(text, x0, top, bold=x0 < 100) for text, (x0, top) in cells.items()]
    lines += [
        heading("Learning outcomes", 150),
        run("On completion of the module the student will be able to:", 60, 174),
    ]
    lines += [
        run("\u2022 measure the flow of ice", 70, 188),
        run("\u2022 drill a core", 70, 202),
        heading("Assessment", 230),
        run("A report.", 60, 254),
    ]
    [syllabus] = parse_document(
        Document(SourceFile("a.pdf", "0", 1), (TextBlock(tuple(lines)),), 1, "en", "pdfium")
    )
    assert (syllabus.header.title, syllabus.header.credits) == ("Glacier Flow", Decimal(10))


@pytest.mark.parametrize(("first", "further"), [(60, 72), (72, 60)])
def test_a_list_without_bullets_whose_items_are_told_by_their_indent(first: float, further: float) -> None:
    items = [
        "jämföra hur isar rör sig över land och hav i skilda klimat med modeller för",
        "smältvatten",
        "borra en kärna",
    ]
    places = (first, further, first)
    lines = [
        run(text, x0, 148 + 13 * number) for number, (text, x0) in enumerate(zip(items, places, strict=True))
    ]
    assert texts(placed(heading("Lärandemål", 110), run(LEAD, 60, 134), *lines)) == [
        f"{items[0]} {items[1]}",
        items[2],
    ]


def test_items_without_bullets_that_begin_with_a_verb_in_capitals_and_fill_their_lines() -> None:
    items = [
        "Förklara hur isar rör sig över land och hav i skilda klimat och skilda tider av året",
        "Jämföra modeller för smältvatten",
        "Beskriva isens delar",
    ]
    lines = [run(text, 60, 148 + 13 * number) for number, text in enumerate(items)]
    assert texts(placed(heading("Lärandemål", 110), run(LEAD, 60, 134), *lines)) == items


@pytest.mark.parametrize(
    ("lead", "items"),
    [
        ("The student:", ["measures the flow of ice", "drills a core"]),
        ("At the end of the course, the student", ["measures the flow of ice", "drills a core"]),
        (
            "Efter avslutad kurs har studenten visat att den studerande",
            ["mäter isens rörelse", "borrar en kärna"],
        ),
    ],
)
def test_a_lead_in_that_leaves_the_verb_to_its_items(lead: str, items: list[str]) -> None:
    lines = [run(f"\u2022 {text}", 70, 148 + 14 * number) for number, text in enumerate(items)]
    assert texts(placed(heading("Course objectives", 110), run(lead, 60, 134), *lines)) == items


def test_a_list_without_bullets_under_a_heading_that_may_be_the_aim() -> None:
    items = ["measure the flow of ice", "drill a core"]
    lines = [run(text, 60, 148 + 20 * number) for number, text in enumerate(items)]
    assert (
        texts(
            placed(
                heading("Course objectives", 110),
                run("After the course students will be able to:", 60, 134),
                *lines,
            )
        )
        == items
    )


@pytest.mark.parametrize("glue", ["; ", "; samt "])
def test_outcomes_in_one_sentence_with_semicolons(glue: str) -> None:
    items = ["mäta isens rörelse", "borra en kärna", "väga nytta mot slitage"]
    text = (
        f"Glaciologi, 7,5 hp\n\nLärandemål\n\n{LEAD}"
        f" {'; '.join(items[:2])}{glue}{items[2]}.\n\nInnehåll\n\nKursen behandlar is.\n"
    )
    syllabus = plain(text)
    assert texts(syllabus)[:2] == items[:2]
    assert [outcome.lead_in for outcome in syllabus.outcomes] == [LEAD] * 3
    assert texts(syllabus)[2].rstrip(".") == items[2]


def test_a_sentence_with_semicolons_that_is_broken_behind_one() -> None:
    rows = [
        f"{LEAD} mäta isens rörelse med enkla redskap i fält;",
        "borra en kärna; väga nytta mot slitage på isen.",
    ]
    lines = [run(text, 60, 134 + 12 * number) for number, text in enumerate(rows)]
    assert texts(placed(heading("Lärandemål", 110), *lines)) == [
        "mäta isens rörelse med enkla redskap i fält",
        "borra en kärna",
        "väga nytta mot slitage på isen.",
    ]


@pytest.mark.parametrize(("facts", "text"), [(60, 200), (420, 60)])
def test_a_box_of_facts_beside_the_text(facts: float, text: float) -> None:
    box = [
        "Kurskod",
        "GLA204",
        "Benämning",
        "Glaciärers rörelse",
        "Högskolepoäng",
        "7,5",
        "Nivå",
        "Avancerad nivå",
    ]
    lines = [run(value, facts, 110 + 13 * number, bold=number % 2 == 0) for number, value in enumerate(box)]
    rows = [
        "Innehåll",
        "Kursen behandlar hur isar rör sig över land.",
        "Lärandemål",
        LEAD,
        "\u2022 mäta isens rörelse i fält med",
        "enkla redskap",
    ]
    rows += ["\u2022 borra en kärna", "Undervisning", "Kursen ges i form av fältdagar."]
    lines += [
        run(value, text, 113 + 17 * number, bold=value in ("Innehåll", "Lärandemål", "Undervisning"))
        for number, value in enumerate(rows)
    ]
    [syllabus] = parse_document(
        Document(
            SourceFile("a.pdf", "0", 1),
            (TextBlock((run("Glaciärers rörelse", 60, 40, 18, bold=True), *lines)),),
            1,
            "sv",
            "pdfium",
        )
    )
    assert texts(syllabus) == ["mäta isens rörelse i fält med enkla redskap", "borra en kärna"]
    assert (syllabus.header.title, syllabus.header.credits, syllabus.header.level) == (
        "Glaciärers rörelse",
        Decimal("7.5"),
        "Avancerad nivå",
    )


@pytest.mark.parametrize("step", [17, 42])
def test_a_row_of_labels_whose_cells_were_read_as_one_or_stand_far_above_their_values(step: float) -> None:
    glued = [run("Kurskod Kursens namn", 60, 70, bold=True), run("Poäng Nivå", 190, 70, bold=True)]
    apart = [
        run(text, x0, 70, bold=True)
        for text, x0 in (
            ("Kurskod", 60),
            ("Kursens namn", 110),
            ("Omfattning", 190),
            ("Nivå", 265),
            ("Grupp", 340),
        )
    ]
    values = [run("GLA204 Isars rörelse", 60, 70 + step), run("22,5 Avancerad nivå", 190, 70 + step)]
    values = (
        values
        if step < 40
        else [
            run(text, x0, 70 + step)
            for text, x0 in (
                ("GLA204", 60),
                ("Isars rörelse", 110),
                ("22,5", 190),
                ("Avancerad nivå", 265),
                ("12", 340),
            )
        ]
    )
    rest = [
        heading("Lärandemål", 150),
        run(LEAD, 60, 174),
        run("\u2022 mäta isens rörelse", 70, 188),
        run("\u2022 borra en kärna", 70, 202),
    ]
    head = glued if step < 40 else apart
    [syllabus] = parse_document(
        Document(SourceFile("a.pdf", "0", 1), (TextBlock((*head, *values, *rest)),), 1, "sv", "pdfium")
    )
    header = syllabus.header
    assert (header.code, header.title, header.credits, header.level) == (
        "GLA204",
        "Isars rörelse",
        Decimal("22.5"),
        "Avancerad nivå",
    )


def test_a_title_that_goes_on_below_beside_its_label() -> None:
    cells = {
        "Kursens namn": (60, 70),
        "Isars och isbergs rörelse i": (200, 70),
        "kalla hav": (200, 82),
        "Högskolepoäng": (60, 110),
        "7,5": (200, 110),
    }
    lines = [run(text, x0, top, bold=x0 < 100) for text, (x0, top) in cells.items()]
    rest = [
        heading("Lärandemål", 150),
        run(LEAD, 60, 174),
        run("\u2022 mäta isens rörelse", 70, 188),
        run("\u2022 borra en kärna", 70, 202),
    ]
    [syllabus] = parse_document(
        Document(SourceFile("a.pdf", "0", 1), (TextBlock((*lines, *rest)),), 1, "sv", "pdfium")
    )
    assert syllabus.header.title == "Isars och isbergs rörelse i kalla hav"


@pytest.mark.parametrize(
    ("text", "credits_"), [("Skredfare i fjellet, 10 stp", 10), ("Byens vand, 5 ECTS-point", 5)]
)
def test_credits_of_the_neighbouring_countries(text: str, credits_: int) -> None:
    syllabus = plain(
        f"{text}\n\nLæringsmål\n\nStudenten skal kunne\n\n- forklare is\n- måle is\n\nInnhold\n\nEmnet"
        " handler om is.\n"
    )
    assert (syllabus.header.title, syllabus.header.credits) == (text.partition(",")[0], Decimal(credits_))


@pytest.mark.parametrize(
    "name",
    [
        "Mål och förväntade studieresultat",
        "Syfte samt lärandemål",
        "Aims & learning outcomes",
        "Kompetensmål",
        "Målsättning",
        "Ziele und Lernergebnisse",
    ],
)
def test_headings_that_join_known_ones_and_those_of_finland(name: str) -> None:
    lines = [run("\u2022 mäta isens rörelse", 70, 148), run("\u2022 borra en kärna", 70, 162)]
    assert texts(placed(heading(name, 110), run(LEAD, 60, 134), *lines)) == [
        "mäta isens rörelse",
        "borra en kärna",
    ]


def test_labels_of_british_and_irish_descriptors() -> None:
    rows = {"Full Title:": "Glacier Flow", "Module Code:": "GLA 2040", "Credits:": "10", "NFQ Level:": "8"}
    lines = [
        run(text, x0, 40 + 18 * number)
        for number, row in enumerate(rows.items())
        for text, x0 in zip(row, (60, 200), strict=True)
    ]
    lines += [
        heading("Module Learning Outcomes", 130),
        run("On completion of this module, the learner will be able to:", 60, 154),
    ]
    lines += [
        run("1. Measure the flow of ice", 70, 168),
        run("2. Drill a core", 70, 182),
        heading("Assessment Type", 210),
    ]
    lines += [
        run("Students will be asked to document a small project", 60, 234),
        run("in their own time", 60, 246),
    ]
    [syllabus] = parse_document(
        Document(SourceFile("a.pdf", "0", 1), (TextBlock(tuple(lines)),), 1, "en", "pdfium")
    )
    header = syllabus.header
    assert (header.title, header.code, header.credits, header.level) == (
        "Glacier Flow",
        "GLA 2040",
        Decimal(10),
        "8",
    )
    assert texts(syllabus) == ["Measure the flow of ice", "Drill a core"]


def test_items_without_bullets_that_each_begin_with_being_able() -> None:
    items = [
        "kan måle isens bevegelse i felt med enkle hjelpemidler og vurdere hvordan kildene er,",
        "kan bore en kjerne i en bre.",
    ]
    lines = [run(text, 60, 148 + 12 * number) for number, text in enumerate(items)]
    head = [
        run("Breer, 10 studiepoeng", 60, 40, 18, bold=True),
        heading("Læringsutbytte", 110),
        run("Ferdigheter", 60, 130, bold=True),
    ]
    tail = [
        heading("Innhold", 200),
        run(
            "Emnet handler om hvordan is beveger seg over land og hav, og om hva som skjer med smeltevann om"
            " våren.",
            60,
            224,
        ),
    ]
    [syllabus] = parse_document(
        Document(SourceFile("a.pdf", "0", 1), (TextBlock((*head, *lines, *tail)),), 1, "no", "pdfium")
    )
    assert texts(syllabus) == items


@pytest.mark.parametrize(
    "lead", ["Efter avslutad studieenhet kan studeranden", "Efter avlagd studieperiod kan den studerande"]
)
def test_lead_ins_of_finland(lead: str) -> None:
    lines = [run("beskriva hur isar rör sig", 60, 148), run("borra en kärna", 60, 164)]
    assert texts(placed(heading("Lärandemål", 110), run(lead, 60, 128), *lines)) == [
        "beskriva hur isar rör sig",
        "borra en kärna",
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "When it comes to skills, the student shall be able to:",
        "With regard to skills, the student shall be able to:",
        "Vad gäller färdigheter ska studenten kunna",
    ],
)
def test_a_lead_in_of_a_group_ends_the_list_above_it(lead: str) -> None:
    lines = [
        run("\u2022 explain how ice moves", 70, 148),
        run(lead, 60, 162),
        run("\u2022 drill a core", 70, 176),
    ]
    syllabus = placed(
        heading("Learning outcomes", 110),
        run("With respect to knowledge, the student shall be able to:", 60, 134),
        *lines,
    )
    assert texts(syllabus) == ["explain how ice moves", "drill a core"]
    assert syllabus.outcomes[1].lead_in == lead
