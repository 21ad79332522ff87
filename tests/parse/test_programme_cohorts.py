"""Programmes that list their courses once for each cohort or pace of study."""

import pytest

from curranalyser.datamodel import Syllabus
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

TEXT = """# Utbildningsplan

# Glasblåsarprogrammet

## Mål

Studenten ska kunna blåsa glas.

## Kurser

{courses}
"""
FIRST, LAST = "- Glasets kemi, 15 hp\n- Slipning, 15 hp", "- Glasets kemi, 15 hp\n- Etsning, 15 hp"


def read(courses: str) -> Syllabus:
    data = TEXT.format(courses=courses).encode()
    (syllabus,) = parse_document(read_document(data, describe_source(data, "plan.md"), Settings()))
    return syllabus


def statuses(courses: str) -> dict[str, str]:
    return {ref.title: ref.status.value for ref in read(courses).course_refs}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("För studenter antagna från hösten 2024", "För studenter antagna före hösten 2024"),
        ("Antagning HT 2024 eller senare", "Antagning före HT 2024"),
        ("Kull 2025", "Kull 2024"),
        ("Students admitted in 2024", "Students admitted before 2024"),
        ("Intake 2024", "Intake 2023"),
        ("Studiegång helfart", "Studiegång halvfart"),
        ("Full-time study plan", "Part-time study plan"),
    ],
)
def test_what_the_lists_of_all_cohorts_have_in_common_is_taken_by_everyone(one: str, other: str) -> None:
    courses = f"Samtliga kurser är obligatoriska.\n\n### {one}\n\n{FIRST}\n\n### {other}\n\n{LAST}\n"
    assert statuses(courses) == {"Glasets kemi": "everyone", "Slipning": "some", "Etsning": "some"}
    assert read(courses).groups == ()
    assert read(courses).tracks == ()


def test_a_mark_in_the_lists_of_all_cohorts_is_kept() -> None:
    rows = (
        "| Kurs | Hp | Typ |\n|---|---|---|\n"
        "| Glasets kemi | 15 | Obligatorisk |\n| {} | 15 | Obligatorisk |\n"
    )
    courses = (
        f"### Antagna 2023\n\n{rows.format('Slipning')}\n\n### Antagna 2024\n\n{rows.format('Etsning')}\n"
    )
    assert statuses(courses) == {"Glasets kemi": "everyone", "Slipning": "some", "Etsning": "some"}


def test_a_course_that_is_chosen_in_one_list_is_not_taken_by_everyone() -> None:
    courses = (
        f"### Antagna 2023\n\n#### Obligatoriska kurser\n\n{FIRST}\n\n"
        "### Antagna 2024\n\n#### Valbara kurser\n\n- Glasets kemi, 15 hp\n- Etsning, 15 hp\n"
    )
    assert "everyone" not in statuses(courses).values()


def test_a_later_list_for_those_admitted_before_binds_nobody_else() -> None:
    courses = (
        f"Samtliga kurser är obligatoriska.\n\n{FIRST}\n\n"
        f"För studenter antagna före hösten 2021 gäller följande:\n\n{LAST}\n"
    )
    assert statuses(courses) == {"Glasets kemi": "everyone", "Slipning": "everyone", "Etsning": "some"}


def test_courses_that_a_sentence_names_for_those_admitted_before_are_taken_by_some() -> None:
    courses = (
        "Samtliga kurser är obligatoriska.\n\n"
        "För studenter antagna före 2021 ingår kurserna Sotning, 7,5 hp, "
        "och Formgjutning, 7,5 hp. Alla studenter läser Glasets kemi, 15 hp.\n"
    )
    assert statuses(courses) == {"Sotning": "some", "Formgjutning": "some", "Glasets kemi": "everyone"}


@pytest.mark.parametrize("below", ["Se tidigare utbildningsplan.", ""])
def test_a_cohort_without_a_list_changes_nothing_for_the_others(below: str) -> None:
    courses = (
        f"Samtliga kurser är obligatoriska.\n\n### Antagna 2024\n\n{FIRST}\n\n### Antagna 2023\n\n{below}\n"
    )
    assert statuses(courses) == {"Glasets kemi": "everyone", "Slipning": "everyone"}


def test_one_heading_on_admission_above_the_whole_list_divides_nothing() -> None:
    courses = f"Samtliga kurser är obligatoriska.\n\n### Gäller studenter antagna från 2024\n\n{FIRST}\n"
    assert statuses(courses) == {"Glasets kemi": "everyone", "Slipning": "everyone"}


def test_the_terms_of_all_lists_stand_on_a_course_in_common() -> None:
    courses = (
        "### Helfart\n\n#### Termin 1\n\n- Glasets kemi, 15 hp\n- Slipning, 15 hp\n\n"
        "### Halvfart\n\n#### Termin 1\n\n- Glasets kemi, 15 hp\n\n#### Termin 2\n\n- Slipning, 15 hp\n"
    )
    assert {ref.title: ref.terms for ref in read(courses).course_refs} == {
        "Glasets kemi": (1,),
        "Slipning": (1, 2),
    }
