"""Goals of a programme that courses name by number: linked where the programme's goals are numbered so."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from test_goals import course, programme

from curranalyser.aggregate.goals import with_matrices
from curranalyser.datamodel import (
    CourseProfile,
    GoalCell,
    GoalMatrix,
    GoalRow,
    Line,
    ProgrammeProfile,
    Section,
    SectionKind,
)
from curranalyser.goal_numbers import goals_named, goals_of_sections
from curranalyser.languages import languages


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("weigh the load of a mast (PLO 3)", ["3"]),
        ("PLO1, PLO-2; PLO: 4", ["1", "2", "4"]),
        ("The course adds to programme learning outcomes 1, 4 and 7.", ["1", "4", "7"]),
        ("This serves programme goals 2 to 4.", ["2", "3", "4"]),
        ("It serves programme outcomes 1, 2, and 5–6.", ["1", "2", "5", "6"]),
        ("It serves goals 2 and 3 of the programme.", ["2", "3"]),
        ("Kursen svarar mot mål 2 i utbildningsplanen.", ["2"]),
        ("Kursen svarar mot examensmål A3 samt A5–A6.", ["A3", "A5", "A6"]),
        ("Kursen svarar mot programmets mål nr 4.", ["4"]),
        ("Kursen svarar mot programmål 1 till 3.", ["1", "2", "3"]),
        ("Kursen svarar mot utbildningsplanens mål 1.2.", ["1.2"]),
        ("Kursens mål 2 prövas muntligt.", []),
        ("The goal 2 is examined orally.", []),
        ("PLO 3a", []),
        ("programme goals 120 credits", []),
        ("The course does not reach PLO 3.", []),
        ("Kursen når samtliga mål utom programmål 3.", []),
        ("The course is new. It does not end here. It leads to PLO 5.", ["5"]),
    ],
)
def test_the_numbers_that_a_text_names(text: str, numbers: list[str]) -> None:
    assert [number for named in goals_named(text) for number in named.numbers] == numbers


def test_the_wordings_have_one_place_for_numbers() -> None:
    assert all(wording.count("#") == 1 for of in languages() for wording in of.phrases.goal_numbers)


def numbered(profile: ProgrammeProfile, *numbers: str) -> ProgrammeProfile:
    """The programme with goals that have these numbers in its syllabus."""
    outcomes = tuple(
        replace(item, outcome=replace(item.outcome, number=number))
        for item, number in zip(profile.analysed.outcomes, numbers, strict=True)
    )
    return replace(profile, analysed=replace(profile.analysed, outcomes=outcomes))


def saying(profile: CourseProfile, text: str, kind: SectionKind = SectionKind.AIM) -> CourseProfile:
    """The course with a section that says something."""
    sections = (Section(kind, "Aim", (Line(text, 1),), "en"),)
    return replace(profile, analysed=(replace(profile.main, goals_named=goals_of_sections(sections)),))


GOALS = [("build a hull", None), ("rig a mast", None), ("read a chart", None)]


def own(
    courses: Sequence[CourseProfile],
    *numbers: str,
    rows: Sequence[GoalRow] = (),
    others: Sequence[ProgrammeProfile] = (),
) -> GoalMatrix:
    profile = numbered(programme([(item, 1) for item in courses], *GOALS), *numbers)
    done, _ = with_matrices([profile, *others], courses, rows)
    return done[0].matrices[1]


def told(cells: Sequence[GoalCell]) -> list[tuple[str, tuple[int, ...], bool]]:
    return [(cell.goal, cell.outcomes, cell.named_whole) for cell in cells]


def test_outcomes_and_courses_are_linked_to_goals_that_are_numbered_so() -> None:
    sail = saying(course("SA1", "splice a rope (PLO 2)", "sew a sail"), "The course adds to PLO 2 and PLO 3.")
    matrix = own([sail], "1.", "2.", "3.")
    assert told(matrix.cells) == [("2", (1,), False), ("3", (), True)]
    assert [cell.named for cell in matrix.cells] == [("PLO 2",), ("PLO 3",)]
    assert not any(cell.by_table or cell.whole for cell in matrix.cells), "no table says so"
    assert [item.outcomes for item in matrix.not_mapped] == [(2,)]


@pytest.mark.parametrize(
    "numbers",
    [
        ("", "", ""),
        ("1.", "", ""),
        ("1.", "2.", "1."),
        ("A1", "A2", "A3"),
        ("1.1", "1.2", "1.3"),
    ],
)
def test_nothing_is_linked_where_the_goals_are_not_numbered_so_or_twice(numbers: tuple[str, ...]) -> None:
    assert own([course("SA1", "splice a rope (PLO 2)")], *numbers).cells == ()


def test_codes_of_goals_and_numbers_in_their_own_words() -> None:
    coded = own([saying(course("SA1", "sew a sail"), "It leads to examensmål A2–A3.")], "A1", "A2:", "(A3)")
    assert told(coded.cells) == [("2", (), True), ("3", (), True)]
    assert [goal.number for goal in coded.goals] == ["A1", "A2", "A3"]
    named = own([course("SA1", "splice a rope (PLO 2)")], "PLO1", "PLO2", "PLO3")
    assert told(named.cells) == [("2", (1,), False)]


def test_a_number_that_the_programme_has_not_makes_all_of_them_doubtful() -> None:
    assert own([saying(course("SA1", "sew a sail (PLO 2)"), "PLOs 1 and 9.")], "1", "2", "3").cells == ()


def test_what_is_asked_of_those_who_begin_is_no_link() -> None:
    begins = saying(course("SA1", "sew a sail"), "Students have reached PLO 1.", SectionKind.ENTRY)
    assert own([begins], "1", "2", "3").cells == ()


def test_the_table_goes_before_what_the_syllabus_names() -> None:
    sail = course("SA1", "splice a rope (PLO 2)")
    rows = [GoalRow(2, "BOAT", "SA1", "1", "", ("3",))]
    (cell,) = own([sail], "1", "2", "3", rows=rows).cells
    assert (cell.goal, cell.by_table, cell.named) == ("3", (1,), ())


def test_of_a_course_in_two_programmes_only_the_named_one_is_meant() -> None:
    def other(courses: Sequence[CourseProfile]) -> ProgrammeProfile:
        found = programme([(item, 1) for item in courses])
        header = replace(found.header, code="SHIP", title="Ship Design")
        return replace(found, key="SHIP", header=header)

    silent = saying(course("SA1", "sew a sail"), "It leads to PLO 1.")
    assert own([silent], "1", "2", "3", others=[other([silent])]).cells == ()
    here = saying(course("SA1", "sew a sail"), "In Boat  Building it leads to PLO 1.")
    assert told(own([here], "1", "2", "3", others=[other([here])]).cells) == [("1", (), True)]
    there = saying(course("SA1", "sew a sail"), "In Ship Design it leads to PLO 1.")
    assert own([there], "1", "2", "3", others=[other([there])]).cells == ()
    # A course of this programme alone that speaks of the other.
    assert own([there], "1", "2", "3", others=[other([])]).cells == ()
