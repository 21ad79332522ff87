"""The outcomes of an audit's programmes as a table in which people say to which goals they lead.

`goal_table` reads it back.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from curranalyser.aggregate.goals import listed_courses
from curranalyser.aggregate.mapping import programme_name
from curranalyser.datamodel import Audit, CourseProfile, Goal, ProgrammeProfile
from curranalyser.i18n import N_, Translator, translator
from curranalyser.report.labels import KNOWLEDGE_FORMS
from curranalyser.report.sanitise import clean_line
from curranalyser.review.goal_words import COLUMNS, GOAL_COLUMNS
from curranalyser.review.plain_tables import (
    MOST_CHARACTERS,
    MOST_ROWS,
    TO_FILL_IN,
    TO_READ,
    check_rows,
    csv_table,
    heading_format,
    plain_workbook,
)

Row = tuple[str, ...]

# Characters: an explanation is read as a paragraph.
_EXPLANATION_WIDTH = 110
_TEXT = {"text_wrap": True, "valign": "top", "num_format": "@"}
_EXPLANATIONS = (
    N_(
        "The first sheet has one row a learning outcome. Write in “Leads to goal” the number of the goal that"
        " it leads to, as the second sheet has them; several with a semicolon between. Where it leads to the"
        " goals of the degree of one knowledge form, write that: knowledge and understanding, skills and"
        " abilities, or judgement and approach."
    ),
    N_("Leave the cell empty where the outcome leads to no goal in particular. It is then not mapped."),
    N_("A row without a number of an outcome speaks of the course as a whole."),
    N_(
        "A goal that the programme syllabus does not have: a row with the programme, the words of the goal in"
        " “Leads to goal”, its knowledge form, and nothing else. It can then be named by its words, and has a"
        " number in the next export."
    ),
    N_(
        "Save the file and give it to `curranalyser audit --goals` or `curranalyser report --goals`. A row is"
        " found by the words of the outcome; what cannot be found is listed in the report."
    ),
)


def goal_rows(audit: Audit, lang: str) -> list[Row]:
    """Return the headings, then one row per goal that a table gave and per outcome of each listed course.

    What a table links already is filled in. A course without outcomes among the files has one row.

    Args:
        audit: its programmes are listed.
        lang: "sv" or "en".
    """
    say = translator(lang)
    rows = [tuple(say.gettext(column.heading) for column in COLUMNS.values())]
    by_key = {course.key: course for course in audit.courses}
    for profile in audit.programmes:
        rows += _programme_rows(profile, by_key, say)
    return rows


def _programme_rows(
    profile: ProgrammeProfile, by_key: dict[str, CourseProfile], say: Translator
) -> Iterator[Row]:
    name = _name(profile)
    # Place of a course, number of an outcome, 0 for the course as a whole → goals.
    said: dict[tuple[str, int], list[str]] = {}
    for matrix in profile.matrices:
        goals = {goal.id: goal for goal in matrix.goals}
        for goal in matrix.goals:
            if goal.source == "table":
                yield _row(programme=name, goal=goal.text, form=_form(goal, say))
        for cell in matrix.cells:
            goal = goals[cell.goal]
            shown = _form(goal, say) if goal.source == "degree" else goal.id
            for number in (*cell.by_table, *((0,) if cell.whole else ())):
                said.setdefault((cell.course, number), []).append(shown)
    for course, title, outcomes in listed_courses(profile, by_key):

        def row(number: int, text: str, form: str, course: str = course, title: str = title) -> Row:
            return _row(
                programme=name,
                course=course,
                title=title,
                outcome=str(number) if number else "",
                words=text,
                goal="; ".join(said.get((course, number), ())),
                form=form,
            )

        if not outcomes or (course, 0) in said:
            yield row(0, "", "")
        for number, outcome in enumerate(outcomes, 1):
            form = outcome.knowledge_form
            yield row(number, outcome.text, say.gettext(KNOWLEDGE_FORMS[form]) if form else "")


def _name(profile: ProgrammeProfile) -> str:
    return programme_name(profile.header, profile.key)


def _form(goal: Goal, say: Translator) -> str:
    return say.gettext(KNOWLEDGE_FORMS[goal.knowledge_form]) if goal.knowledge_form else ""


def _row(**values: str) -> Row:
    return tuple(clean_line(values.get(column, "")) for column in COLUMNS)


def render_goals_csv(rows: Sequence[Row]) -> bytes:
    """Return the rows as CSV in UTF-8 with a byte order mark."""
    return csv_table(rows)


def render_goals_workbook(audit: Audit, rows: Sequence[Row], lang: str) -> bytes:
    """Return a workbook: the rows to fill in, the goals with their numbers, and what to do.

    Args:
        audit: the rows are made from it.
        rows: as `goal_rows` gives them.
        lang: "sv" or "en".

    Raises:
        SettingsError: there are more rows than a sheet takes.
    """
    check_rows(len(rows), MOST_ROWS, N_("Write to a file that ends in .csv."))
    say = translator(lang)
    buffer = io.BytesIO()
    book = plain_workbook(buffer, say.gettext("Outcomes and goals"))
    text, told = book.add_format(_TEXT), book.add_format({**_TEXT, "font_color": "#555555"})
    to_fill_in, heading = heading_format(book, TO_FILL_IN), heading_format(book, TO_READ)
    sheet = book.add_worksheet(say.gettext("Outcomes"))
    for place, column in enumerate(COLUMNS.values()):
        own = column.to_fill_in
        sheet.set_column(place, place, column.width, text if own else told)
        sheet.write_string(0, place, rows[0][place], to_fill_in if own else heading)
        for number, row in enumerate(rows[1:], 1):
            if row[place]:
                sheet.write_string(number, place, row[place][:MOST_CHARACTERS], text if own else told)
    sheet.ignore_errors({"number_stored_as_text": f"A1:G{len(rows)}"})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows) - 1, 1), len(COLUMNS) - 1)
    _goals_sheet(book.add_worksheet(say.gettext("Goals")), audit, (text, heading), say)
    explained = book.add_worksheet(say.gettext("How to fill in"))
    explained.set_column(0, 0, _EXPLANATION_WIDTH)
    for number, message in enumerate(_EXPLANATIONS):
        explained.write_string(number, 0, say.gettext(message), text)
    book.close()
    return buffer.getvalue()


def _goals_sheet(sheet: Any, audit: Audit, formats: tuple[Any, Any], say: Translator) -> None:  # noqa: ANN401 xlsxwriter is imported late
    """Write the goals of each programme with their numbers."""
    text, heading = formats
    for place, column in enumerate(GOAL_COLUMNS.values()):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, say.gettext(column.heading), heading)
    goals = [
        (profile, goal)
        for profile in audit.programmes
        for matrix in profile.matrices
        if matrix.kind == "programme"
        for goal in matrix.goals
    ]
    for number, (profile, goal) in enumerate(goals, 1):
        cells = {
            "programme": _name(profile),
            "number": goal.id,
            "says": goal.text,
            "form": _form(goal, say),
        }
        for place, key in enumerate(GOAL_COLUMNS):
            sheet.write_string(number, place, clean_line(cells[key])[:MOST_CHARACTERS], text)
    sheet.ignore_errors({"number_stored_as_text": f"A1:D{len(goals) + 1}"})
    sheet.freeze_panes(1, 0)
