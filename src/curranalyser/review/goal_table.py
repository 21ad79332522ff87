"""A person's table of goals: which outcome of which course leads to which goal of a programme.

A workbook or CSV with the columns programme, course, outcome and goal, as `curranalyser goals export` writes
it or made by hand. A row without a goal says nothing; a row without a course gives a goal that the programme
syllabus does not have among its outcomes, with its knowledge form if there is one.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from curranalyser.datamodel import AggregateRules, GoalRow
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.review.goal_words import goal_words
from curranalyser.review.headed_table import HeadedRow, Shape, headed_rows
from curranalyser.review.programme_words import plain
from curranalyser.review.tables import tables_of, told_in_a_line

SHAPE = N_(
    "Write it as .xlsx or as CSV in UTF-8 with the columns programme, course, outcome and goal; `curranalyser"
    " goals export` writes one to fill in."
)
# Characters: no goal or outcome is longer.
_LONGEST = 2000
_BETWEEN_GOALS = ";"


def with_goal_table(rules: AggregateRules, data: bytes, name: str) -> AggregateRules:
    """Return `rules` with the table of goals in `data`. Raises SettingsError where it is none."""
    return replace(
        rules,
        goals=parse_goal_table(data, name),
        goals_source=name,
        goals_sha256=hashlib.sha256(data).hexdigest(),
    )


def parse_goal_table(data: bytes, name: str) -> tuple[GoalRow, ...]:
    """Read a table of goals.

    Args:
        data: a workbook, or CSV in UTF-8 or another encoding that `read.encoding` tells.
        name: of the file, for messages; its ending tells the kind.

    Returns:
        The rows that name a goal, in the order of the table.

    Raises:
        SettingsError: it is no such table, with the row and the column where it goes wrong.
    """
    with told_in_a_line(N_("The table of goals %(path)s cannot be read: %(error)s."), SHAPE, name):
        return _parse(data, name)


def _parse(data: bytes, name: str) -> tuple[GoalRow, ...]:
    shape = Shape(
        columns=goal_words().columns,
        needed=frozenset({"programme"}),
        more=3,
        hint=SHAPE,
        longest=_LONGEST,
        too_long=N_("Write at most 2000 characters."),
    )
    rows: list[GoalRow] = []
    listed: dict[tuple[str, str], str] = {}
    understood = False
    for table in tables_of(data, name):
        for row in headed_rows(table, name, shape):
            if "goal" in row.places:
                understood = True
                read = _read(row)
                rows += [read] if read is not None else []
            elif {"number", "says"} <= row.places.keys():
                values = [row.text(column) or "" for column in ("programme", "number", "says")]
                listed[plain(values[0]), values[1].rstrip(".")] = values[2]
    if not understood:
        raise SettingsError(
            N_("The table of goals %(path)s has no columns programme, goal and course."), SHAPE, path=name
        )
    return tuple(_in_words(row, listed) for row in rows)


def _in_words(row: GoalRow, listed: Mapping[tuple[str, str], str]) -> GoalRow:
    """Return a row with the words of the goals that it names by number, where the workbook lists them.

    A later version of the programme syllabus may have another goal with that number.
    """
    texts = [text for (programme, _), text in listed.items() if programme == plain(row.programme)]

    def words(goal: str) -> str:
        text = listed.get((plain(row.programme), goal), "")
        # Goals with the same words are told apart by their numbers alone.
        return text if text and texts.count(text) == 1 else goal

    return replace(row, goals=tuple(map(words, row.goals)))


def _read(row: HeadedRow) -> GoalRow | None:
    """Return what the row says, or None where it names no goal. Raises SettingsError."""
    values = {column: row.text(column) or "" for column in row.places}
    goal = values["goal"]
    if not goal:
        return None
    if not values["programme"]:
        raise row.wrong("programme", N_("Write the code or the title of the programme."))
    course, outcome = values.get("course") or values.get("title", ""), values.get("outcome", "").rstrip(".")
    words = values.get("words", "")
    if outcome and not outcome.isdigit():
        # A column for the outcome may hold its words as well as its number.
        outcome, words = "", words or outcome
    elif words.rstrip(".").isdigit():
        outcome, words = outcome or words.rstrip("."), ""
    form = values.get("form", "")
    known = goal_words().forms.get(plain(form))
    if form and known is None:
        raise row.wrong(
            "form", N_("Write knowledge and understanding, skills and abilities, or judgement and approach.")
        )
    if not (course or outcome or words):
        return GoalRow(
            number=row.number,
            programme=values["programme"],
            course="",
            outcome="",
            words="",
            goals=(goal,),
            forms=(),
            knowledge_form=known,
        )
    goals = _goals(goal)
    forms = {name: goal_words().forms[plain(name)] for name in goals if plain(name) in goal_words().forms}
    others = tuple(name for name in goals if name not in forms)
    return GoalRow(
        number=row.number,
        programme=values["programme"],
        course=course,
        outcome=outcome,
        words=words,
        goals=others,
        forms=tuple(dict.fromkeys(forms.values())),
    )


def _goals(text: str) -> tuple[str, ...]:
    """Return the goals that a cell names: "2; 5", "2, 5", or the words of one or several with ; between."""
    parts = [part.strip() for part in text.split(_BETWEEN_GOALS)]
    numbers = [number.strip() for part in parts for number in part.split(",")]
    if all(number.isdigit() for number in numbers if number):
        parts = numbers
    return tuple(dict.fromkeys(part for part in parts if part))
