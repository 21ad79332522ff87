"""Courses that sentences list with a choice among them, and what merged and grouped cells say of rows."""

import pytest

from curranalyser.datamodel import Syllabus
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

SV = """# Utbildningsplan

# Masterprogram i trädgårdskonst

Programmet omfattar 120 högskolepoäng.

## Mål

Efter genomgånget program ska studenten kunna

- rita en trädgård.

## Innehåll

{courses}

## Examen

Examen ges.
"""
EN = """# Programme syllabus

# Master's Programme in Garden Design

The programme comprises 120 credits.

## Learning outcomes

On completion of the programme the student shall be able to

- draw a garden.

## {heading}

{courses}

## Degree

A degree is awarded.
"""


def read(text: str, name: str = "plan.md") -> Syllabus:
    data = text.encode()
    (syllabus,) = parse_document(read_document(data, describe_source(data, name), Settings()))
    return syllabus


def english(courses: str, heading: str = "Content") -> Syllabus:
    return read(EN.format(heading=heading, courses=courses))


def statuses(syllabus: Syllabus) -> dict[str, str]:
    return {ref.title: ref.status.value for ref in syllabus.course_refs}


def terms(syllabus: Syllabus) -> dict[str, tuple[int, ...]]:
    return {ref.title: ref.terms for ref in syllabus.course_refs}


def chosen(syllabus: Syllabus) -> list[tuple[int | None, list[str]]]:
    return [
        (group.courses, [ref.title for ref in syllabus.course_refs if ref.group == group.id])
        for group in syllabus.groups
    ]


SENTENCES_SV = (
    "Termin 1 består av kurserna Växtlära, 15 hp, och Ritning, 15 hp.\n\n"
    "Under termin 2 läser studenten Jordar, 15 hp, samt {choice}.\n\n"
    "Termin 3 består av Beskärning, 30 hp.\n\nTermin 4 består av Självständigt arbete, 30 hp."
)


@pytest.mark.parametrize(
    "choice",
    [
        "antingen Rosor, 15 hp, eller Dammar, 15 hp",
        "därefter antingen Rosor, 15 hp, eller Dammar, 15 hp",
        "en av kurserna Rosor, 15 hp, och Dammar, 15 hp",
    ],
)
def test_a_sentence_lists_courses_of_which_one_is_taken(choice: str) -> None:
    syllabus = read(SV.format(courses=SENTENCES_SV.format(choice=choice)))
    assert chosen(syllabus) == [(1, ["Rosor", "Dammar"])]
    assert statuses(syllabus) == {
        "Växtlära": "everyone",
        "Ritning": "everyone",
        "Jordar": "everyone",
        "Rosor": "some",
        "Dammar": "some",
        "Beskärning": "everyone",
        "Självständigt arbete": "everyone",
    }


def test_the_list_of_a_choice_ends_at_its_or_and_what_follows_is_no_part_of_it() -> None:
    syllabus = english(
        "All courses are compulsory except one elective course in the second semester.\n\n"
        "In the first semester students take Trees (15 credits) and Soils (15 credits). "
        "In the second semester students take one of the courses Ponds (15 credits), "
        "Walls (15 credits) "
        "or Paths (15 credits), and the Plan (15 credits)."
    )
    assert chosen(syllabus) == [(1, ["Ponds", "Walls", "Paths"])]
    assert statuses(syllabus)["Plan"] == "everyone"
    assert statuses(syllabus)["Trees"] == "everyone"


@pytest.mark.parametrize(
    "sentence",
    [
        "In year 2 students take either Ponds (15 credits) and Walls (15 credits), or Paths (30 credits).",
        "In year 2 students take Trees (15 credits) and one of the courses Ponds (15 credits).",
    ],
)
def test_a_choice_whose_end_is_not_clear_names_no_course(sentence: str) -> None:
    syllabus = english(
        f"{sentence}\n\n### Year 1\n\n- Lawns, 30 credits\n- Hedges, 15 credits\n- Gates, 15 credits"
    )
    assert not {"Ponds", "Walls", "Paths"} & set(statuses(syllabus))


def test_what_a_student_may_take_is_taken_by_some() -> None:
    syllabus = english(
        "### Year 1\n\n"
        "| Code | Module | Credits |\n|---|---|---|\n"
        "| GD101 | Lawns | 30 |\n| GD102 | Hedges | 15 |\n| GD103 | Gates | 15 |\n\n"
        "Students may take GD190 Summer in the Nursery (5 credits) after the first year.\n\n"
        "### Year 2\n\n"
        "| Code | Module | Credits |\n|---|---|---|\n| GD201 | Parks | 30 |\n| GD202 | Thesis | 30 |\n"
    )
    assert statuses(syllabus)["Summer in the Nursery"] == "some"


@pytest.mark.parametrize("sentence", ["kan även läsa", "får dessutom läsa"])
def test_what_a_swedish_student_may_take_is_taken_by_some(sentence: str) -> None:
    syllabus = read(
        SV.format(
            courses=f"Studenten {sentence} Biodling (7,5 hp) under termin 2.\n\n"
            "Alla kurser i listan är obligatoriska.\n\n### Termin 1\n\n- Växtlära, 15 hp\n- Ritning, 15 hp\n"
        )
    )
    assert statuses(syllabus)["Biodling"] == "some"
    assert statuses(syllabus)["Ritning"] == "everyone"


def test_an_overview_of_courses_is_read_under_a_heading_that_may_be_one_of_aims() -> None:
    syllabus = english(
        "Key: (M) mandatory course, (E) elective course. "
        "Students choose one elective course in semester 2 and one in semester 4.\n\n"
        "**Semester 1**\n\n1. Trees, 15 ECTS (M)\n2. Soils, 15 ECTS (M)\n\n"
        "**Semester 2**\n\n1. Lawns, 15 ECTS (M)\n2. Ponds, 15 ECTS (E)\n3. Walls, 15 ECTS (E)\n\n"
        "**Semester 3**\n\n1. Parks, 30 ECTS (M)\n\n"
        "**Semester 4**\n\n1. Thesis, 15 ECTS (M)\n2. Moss, 15 ECTS (E)\n3. Ferns, 15 ECTS (E)\n",
        heading="Course overview",
    )
    assert statuses(syllabus)["Trees"] == "everyone"
    assert terms(syllabus)["Parks"] == (3,)
    assert chosen(syllabus) == [(1, ["Ponds", "Walls"]), (1, ["Moss", "Ferns"])]


def test_an_aim_that_names_credits_now_and_then_lists_no_courses() -> None:
    syllabus = english(
        "The aim is breadth.\n\nIt is reached by many paths.\n\nMain field, 60 credits\n\n"
        "Other fields, 30 credits\n\n"
        "Free studies, 30 credits\n\nSome gardens are visited.\n\nOthers are read about.",
        heading="Course overview",
    )
    assert statuses(syllabus) == {}


PLAIN_HTML = """<html lang="sv"><head><meta charset="utf-8"></head><body>
<h1>Utbildningsplan för parkprogrammet</h1>
<p>Programmet omfattar 120 högskolepoäng.</p><h2>Mål</h2><p>Studenten ska kunna sköta en park.</p>
<h2>Kurser</h2><table><tr><th>Termin</th><th>Kurs</th><th>Hp</th><th>Ämne</th></tr>{rows}</table></body></html>"""


def test_a_term_in_a_merged_cell_is_that_of_each_of_its_rows() -> None:
    rows = (
        '<tr><td rowspan="3">1</td><td>Växtlära</td><td>10</td><td>Botanik</td></tr>'
        "<tr><td>Ritning</td><td>10</td><td>Konst</td></tr><tr><td>Jordar</td><td>10</td><td>Geologi</td></tr>"
        '<tr><td rowspan="2">2</td><td>Dammar</td><td>15</td><td>Teknik</td></tr>'
        "<tr><td>Rosor</td><td>15</td><td>Botanik</td></tr>"
    )
    found = terms(read(PLAIN_HTML.format(rows=rows), "plan.html"))
    assert found == {"Växtlära": (1,), "Ritning": (1,), "Jordar": (1,), "Dammar": (2,), "Rosor": (2,)}


def row(term: str, course: str) -> str:
    return f"<tr><td>{term}</td><td>{course}</td><td>15</td><td>Botanik</td></tr>"


def test_a_term_that_stands_once_above_empty_cells_is_theirs() -> None:
    rows = row("1", "Växtlära") + row("", "Ritning") + row("2", "Dammar") + row("", "Rosor")
    found = terms(read(PLAIN_HTML.format(rows=rows), "plan.html"))
    assert found == {"Växtlära": (1,), "Ritning": (1,), "Dammar": (2,), "Rosor": (2,)}


def test_an_empty_cell_among_filled_ones_says_no_term() -> None:
    rows = row("1", "Växtlära") + row("1", "Ritning") + row("2", "Dammar") + row("", "Rosor")
    assert terms(read(PLAIN_HTML.format(rows=rows), "plan.html"))["Rosor"] == ()


def test_a_heading_ends_with_the_term_of_its_courses() -> None:
    syllabus = read(
        SV.format(
            courses="### Obligatoriska kurser\n\n- Växtlära, 30 hp, termin 1\n- Ritning, 30 hp, termin 2\n\n"
            "### Valbara kurser, termin 3\n\n- Dammar, 15 hp\n- Rosor, 15 hp\n- Murar, 15 hp\n\n"
            "### Självständigt arbete (termin 4)\n\n- Uppsats i trädgårdskonst, 30 hp\n"
        )
    )
    assert terms(syllabus) == {
        "Växtlära": (1,),
        "Ritning": (2,),
        "Dammar": (3,),
        "Rosor": (3,),
        "Murar": (3,),
        "Uppsats i trädgårdskonst": (4,),
    }


def test_two_terms_of_other_credits_make_no_full_year_that_the_list_does_not_name() -> None:
    uneven = (
        "### Termin 1\n\n- Växtlära, 15 hp\n- Ritning, 7,5 hp\n\n"
        "### Termin 2\n\n- Dammar, 15 hp\n- Rosor, 15 hp\n- Murar, 7,5 hp\n\n"
        "### Termin 3\n\n- Uppsats, 15 hp\n"
    )
    assert set(statuses(read(SV.format(courses=uneven))).values()) == {"not said"}
    named = "### År 1\n\n" + uneven.replace("### Termin", "#### Termin").replace(
        "#### Termin 3", "### År 2\n\n#### Termin 3"
    )
    assert statuses(read(SV.format(courses=named)))["Växtlära"] == "everyone"


def test_the_columns_of_a_table_of_courses_name_no_programme() -> None:
    text = (
        "# Programme Specification\n\n## BA (Hons) Park Keeping\n\nOverall credits: 360\n\n## Aims\n\n"
        "The programme prepares students to keep parks.\n\n## Programme structure\n\n**Stage 1**\n\n"
        "| Module title | Credits | Code |\n|---|---|---|\n| Grass | 40 | PK101 |\n| Water | 80 | PK102 |\n"
    )
    header = read(text).header
    assert header.title == "BA (Hons) Park Keeping"
    assert header.credits == 360
