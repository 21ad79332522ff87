"""Courses against goals: what is linked, in which term and at what level, and what is not."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from listed_course import listed

from curranalyser.aggregate.goals import with_matrices
from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    CourseHeader,
    CourseProfile,
    GoalCell,
    GoalMatrix,
    GoalRow,
    KnowledgeForm,
    LanguageOfInstruction,
    LearningOutcome,
    ProgrammeCourse,
    ProgrammeProfile,
    Syllabus,
    SyllabusKind,
    UnmatchedGoal,
)

KNOWLEDGE, SKILLS, JUDGEMENT = KnowledgeForm


def syllabus(
    kind: SyllabusKind, code: str, title: str, outcomes: Sequence[tuple[str, KnowledgeForm | None]]
) -> AnalysedSyllabus:
    found = tuple(
        LearningOutcome(f"en-{number}", text, knowledge_form=form, language="en")
        for number, (text, form) in enumerate(outcomes, 1)
    )
    header = CourseHeader(code, title)
    return AnalysedSyllabus(
        Syllabus(kind, header, (), found, LanguageOfInstruction(), language="en"),
        tuple(AnalysedOutcome(item, ()) for item in found),
    )


def course(code: str, *outcomes: str | tuple[str, KnowledgeForm]) -> CourseProfile:
    pairs = [(item, None) if isinstance(item, str) else item for item in outcomes]
    analysed = syllabus(SyllabusKind.COURSE, code, f"Boats {code}", pairs)
    return CourseProfile(
        code, analysed.syllabus.header, (analysed,), (f"{code}.md",), LanguageOfInstruction()
    )


def programme(
    courses: Sequence[tuple[CourseProfile | str, int | None]], *goals: tuple[str, KnowledgeForm | None]
) -> ProgrammeProfile:
    analysed = syllabus(SyllabusKind.PROGRAMME, "BOAT", "Boat Building", goals)
    entries = []
    for item, term in courses:
        code = item if isinstance(item, str) else item.key
        ref = listed(code, f"Boats {code}", Decimal(15), term, True)
        found = not isinstance(item, str)
        entries.append(ProgrammeCourse(ref, code if found else None, "code" if found else "not found"))
    return ProgrammeProfile("BOAT", analysed.syllabus.header, "boat.md", analysed, tuple(entries), (), (), ())


def matrices(
    courses: Sequence[tuple[CourseProfile | str, int | None]],
    goals: Sequence[tuple[str, KnowledgeForm | None]] = (),
    rows: Sequence[GoalRow] = (),
) -> tuple[tuple[GoalMatrix, ...], tuple[UnmatchedGoal, ...]]:
    profiles = [item for item, _ in courses if isinstance(item, CourseProfile)]
    [profile], unmatched = with_matrices([programme(courses, *goals)], profiles, rows)
    return profile.matrices, unmatched


def row(course: str, outcome: str = "", *goals: str, number: int = 2, words: str = "") -> GoalRow:
    return GoalRow(number, "BOAT", course, outcome, words, goals)


def told(cells: Sequence[GoalCell]) -> list[tuple[str, tuple[int, ...], str]]:
    return [(cell.course, cell.outcomes, cell.stage) for cell in cells]


def test_without_a_table_only_the_headings_of_the_syllabi_link() -> None:
    sail = course("SA1", ("describe a rig", KNOWLEDGE), "splice a rope", ("assess a weld", JUDGEMENT))
    (degree, own), unmatched = matrices([(sail, 1)], [("build a boat", SKILLS)])
    assert [goal.knowledge_form for goal in degree.goals] == [KNOWLEDGE, SKILLS, JUDGEMENT]
    assert [(cell.goal, cell.outcomes, cell.by_table) for cell in degree.cells] == [
        (KNOWLEDGE, (1,), ()),
        (JUDGEMENT, (3,), ()),
    ]
    assert [(item.course_key, item.outcomes, item.of) for item in degree.not_mapped] == [("SA1", (2,), 3)]
    # Words that are alike link nothing: nobody has said so.
    assert own.cells == ()
    assert [item.outcomes for item in own.not_mapped] == [(1, 2, 3)]
    assert unmatched == ()


def test_a_goal_is_introduced_in_its_first_term_and_deepened_by_verbs_that_ask_for_more() -> None:
    courses = [
        (course("C3", "analyse and criticise a hull"), 3),
        (course("C1", "list the parts of a hull"), 1),
        (course("C2", "define a hull"), 2),
        (course("C4", "identify hulls"), 4),
        (course("C5", "wonder about hulls"), 5),
        (course("C6", "create a hull"), 6),
        (course("C0", "create a hull"), None),
    ]
    rows = [row(item.key, "1", "1", number=number) for number, (item, _) in enumerate(courses, 2)]
    (_, own), unmatched = matrices(courses, [("know hulls", None)], rows)
    assert unmatched == ()
    assert {cell.course: cell.stage for cell in own.cells} == {
        "C1": "introduced",
        "C2": "met again",
        "C3": "deepened",
        # The literature places the verb on several levels, and no verb is no level.
        "C4": "met again",
        "C5": "not said",
        # One before it is of a level that is not known.
        "C6": "not said",
        "C0": "not said",
    }
    assert {cell.course: cell.levels for cell in own.cells}["C5"] == (None, None)


def test_verbs_that_may_ask_for_more_settle_nothing() -> None:
    courses = [(course("C1", "describe a hull"), 1), (course("C2", "discuss a hull"), 2)]
    rows = [row("C1", "1", "1"), row("C2", "1", "1")]
    (_, own), _ = matrices(courses, [("know hulls", None)], rows)
    first, second = own.cells
    assert first.levels == ("remember", "understand")
    assert second.levels[0] != second.levels[1]
    assert (first.stage, second.stage) == ("introduced", "not said")


def test_the_table_wins_over_the_heading_and_names_whole_courses() -> None:
    sail = course("SA1", ("describe a rig", KNOWLEDGE), ("splice a rope", KNOWLEDGE))
    rows = [
        GoalRow(2, "boat building", "Boats SA1", "2", "", (), (SKILLS,)),
        GoalRow(3, "BOAT", "NO1", "", "", ("1",)),
    ]
    (degree, own), unmatched = matrices([(sail, 1), ("NO1", 2)], [("build a boat", SKILLS)], rows)
    assert [(cell.goal, cell.outcomes, cell.by_table) for cell in degree.cells] == [
        (KNOWLEDGE, (1,), ()),
        (SKILLS, (2,), (2,)),
    ]
    [cell] = own.cells
    assert (cell.course_key, cell.course, cell.outcomes, cell.whole) == (None, "NO1", (), True)
    assert cell.levels == (None, None)
    assert unmatched == ()


def test_a_table_may_give_goals_and_their_forms() -> None:
    sail = course("SA1", "describe a rig")
    rows = [
        GoalRow(2, "BOAT", "", "", "", ("Build a boat",), (), SKILLS),
        GoalRow(3, "BOAT", "", "", "", ("care for the sea",), (), JUDGEMENT),
        row("SA1", "1", "care for the sea", "2"),
    ]
    (_, own), unmatched = matrices([(sail, 1)], [("build a boat", None)], rows)
    assert [(goal.id, goal.source, goal.knowledge_form) for goal in own.goals] == [
        ("1", "programme", SKILLS),
        ("2", "table", JUDGEMENT),
    ]
    assert told(own.cells) == [("SA1", (1,), "introduced")]
    assert unmatched == ()


def test_words_name_an_outcome_more_surely_than_its_number() -> None:
    sail = course("SA1", "splice a rope", "describe a rig")
    rows = [row("SA1", "1", "1", words="Describe  a rig"), row("SA1", "1", "1", words="sew a sail", number=3)]
    (_, own), [lost] = matrices([(sail, 1)], [("build a boat", None)], rows)
    assert own.cells[0].outcomes == (2,)
    assert (lost.row, lost.outcome, lost.missing) == (3, "1", "outcome")


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (GoalRow(9, "SHIP", "SA1", "1", "", ("1",)), "programme"),
        (GoalRow(9, "BOAT", "XX9", "1", "", ("1",)), "course"),
        (GoalRow(9, "BOAT", "", "1", "", ("1",)), "course"),
        (GoalRow(9, "BOAT", "SA1", "3", "", ("1",)), "outcome"),
        (GoalRow(9, "BOAT", "SA1", "0", "", ("1",)), "outcome"),
        (GoalRow(9, "BOAT", "SA1", "1", "", ("2",)), "goal"),
        (GoalRow(9, "BOAT", "SA1", "1", "", ("build a ship",)), "goal"),
        (GoalRow(9, "BOAT", "", "", "", ("7",)), "goal"),
    ],
)
def test_what_fits_nothing_is_listed_and_links_nothing(given: GoalRow, missing: str) -> None:
    (_, own), [lost] = matrices([(course("SA1", "describe a rig"), 1)], [("build a boat", None)], [given])
    assert own.cells == ()
    assert (lost.row, lost.missing) == (9, missing)
    assert lost.programme_key == (None if missing == "programme" else "BOAT")
