"""The courses of a programme against its goals, as a table to read."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from curranalyser.datamodel import (
    Goal,
    GoalCell,
    GoalMatrix,
    KnowledgeForm,
    ProgrammeProfile,
    Stage,
    UnmatchedGoal,
)
from curranalyser.i18n import N_, Translator
from curranalyser.report.labels import KNOWLEDGE_FORMS
from curranalyser.report.sanitise import clean_line
from curranalyser.report.view import (
    CourseRow,
    CourseView,
    GoalView,
    MatrixCellView,
    MatrixRow,
    MatrixView,
    UnmatchedGoalView,
)
from curranalyser.verbs import level_names

STAGES: Mapping[Stage, str] = {
    "introduced": N_("introduced"),
    "deepened": N_("deepened"),
    "met again": N_("met again"),
    "not said": N_("stage not said"),
}
NOT_MAPPED = N_("not mapped")
_MISSING: Mapping[str, str] = {
    "programme": N_("the audit has no programme of that name"),
    "course": N_("the programme lists no course of that name, or several"),
    "outcome": N_("the course has no such learning outcome, or several"),
    "goal": N_("the programme has no such goal, or several"),
}


class MatrixBuilder:
    """Makes the matrices of programmes.

    Args:
        courses: key of a course → its view.
        say: the reader's language.
        table: the user's own table of goals, as shown; "" for none.
    """

    def __init__(self, courses: Mapping[str, CourseView], say: Translator, table: str) -> None:
        self.courses = courses
        self.say = say
        self.table = clean_line(table)
        self.levels = level_names(say.lang)

    def matrices(
        self, profile: ProgrammeProfile, rows: Sequence[CourseRow], language: str
    ) -> tuple[MatrixView, ...]:
        """Return the matrices of a programme.

        Args:
            profile: the programme.
            rows: the courses of its list, in order of time.
            language: of its goals, "" where it is the report's own.
        """
        return tuple(self._matrix(matrix, rows, language) for matrix in profile.matrices)

    def _matrix(self, matrix: GoalMatrix, rows: Sequence[CourseRow], language: str) -> MatrixView:
        goals = tuple(self._goal(goal, matrix, language) for goal in matrix.goals)
        courses = self._rows(matrix, rows)
        forms = [(form, len(list(same))) for form, same in groupby(goals, key=lambda goal: goal.form)]
        return MatrixView(
            kind=matrix.kind,
            goals=goals,
            forms=tuple(forms) if matrix.kind == "programme" and any(form for form, _ in forms) else (),
            rows=tuple(row for row in courses if any(row.cells)),
            left=tuple(row for row in courses if not any(row.cells)),
            table=self.table if any(cell.by_table or cell.whole for cell in matrix.cells) else "",
            mapped=sum(bool(matrix.of(goal.id)) for goal in matrix.goals),
            named=self._named(matrix),
        )

    def _named(self, matrix: GoalMatrix) -> tuple[tuple[str, str], ...]:
        """Return the words by which courses name goals by number, course by course."""
        found: dict[str, dict[str, None]] = {}
        for cell in matrix.cells:
            found.setdefault(clean_line(cell.course), {}).update(dict.fromkeys(map(clean_line, cell.named)))
        return tuple((course, "; ".join(words)) for course, words in sorted(found.items()) if words)

    def _goal(self, goal: Goal, matrix: GoalMatrix, language: str) -> GoalView:
        form = self.form(goal.knowledge_form)
        cells = matrix.of(goal.id)
        stages = [
            f"{self.say.gettext(STAGES[stage])}: {', '.join(clean_line(cell.course) for cell in same)}"
            for stage in STAGES
            if (same := [cell for cell in cells if cell.stage == stage])
        ]
        heading = form[:1].upper() + form[1:] if goal.source == "degree" else goal.id
        return GoalView(
            heading=heading,
            text=clean_line(goal.text),
            language=language,
            form=form,
            standing="; ".join(stages) or self.say.gettext(NOT_MAPPED),
            by_table=goal.source == "table",
            number=goal.number if goal.number != goal.id else "",
        )

    def form(self, form: KnowledgeForm | None) -> str:
        """Name a knowledge form; "" where it is not said."""
        return self.say.gettext(KNOWLEDGE_FORMS[form]) if form else ""

    def _rows(self, matrix: GoalMatrix, rows: Sequence[CourseRow]) -> tuple[MatrixRow, ...]:
        keys = {id(course): key for key, course in self.courses.items()}
        left = {item.course_key: item for item in matrix.not_mapped}
        cells: dict[tuple[str | None, str], dict[str, GoalCell]] = {}
        for cell in matrix.cells:
            cells.setdefault((cell.course_key, "" if cell.course_key else cell.course), {})[cell.goal] = cell
        found: dict[tuple[str | None, str], MatrixRow] = {}
        for row in rows:
            key = keys[id(row.course)] if row.course else None
            same = (key, "" if key else row.code or row.title)
            if same in found or (row.course is None and same not in cells):
                continue
            of = cells.get(same, {})
            missing = left.get(key or "")
            found[same] = MatrixRow(
                when=row.when,
                name=" ".join(part for part in (row.code, row.title) if part),
                language=row.language,
                anchor=row.course.anchor if row.course else "",
                cells=tuple(self._cell(of.get(goal.id), row.course) for goal in matrix.goals),
                not_mapped=len(missing.outcomes) if missing else 0,
                of=len(row.course.outcomes) if row.course else 0,
                choice=row.status_short,
                short=row.code or row.title,
            )
        return tuple(found.values())

    def _cell(self, cell: GoalCell | None, course: CourseView | None) -> MatrixCellView | None:
        if cell is None:
            return None
        outcomes = course.outcomes if course else ()
        return MatrixCellView(
            stage=cell.stage,
            label=self.say.gettext(STAGES[cell.stage]),
            outcomes=tuple((number, outcomes[number - 1].anchor) for number in cell.outcomes),
            whole=cell.whole or cell.named_whole,
            level=self.level(cell),
            by_table=len(cell.by_table),
        )

    def level(self, cell: GoalCell) -> str:
        """Say which of Bloom's levels the verbs of a cell reach."""
        least, most = (None if level is None else self.levels[level] for level in cell.levels)
        if least is None:
            return self.say.gettext("level not said")
        if most is None:
            return self.say.gettext("at least %(level)s", level=least)
        return least if least == most else self.say.gettext("%(least)s to %(most)s", least=least, most=most)

    def unmatched(self, items: Sequence[UnmatchedGoal]) -> tuple[UnmatchedGoalView, ...]:
        """Say of rows of the user's table why they could not be linked."""
        return tuple(
            UnmatchedGoalView(
                row=item.row,
                programme=clean_line(item.programme),
                course=clean_line(item.course),
                outcome=clean_line(item.outcome),
                goal=clean_line(item.goal),
                reason=self.say.gettext(_MISSING[item.missing]),
            )
            for item in items
        )
