"""Courses against goals: which outcomes lead to which goal of their programme, when, and at what level.

Nothing is guessed. An outcome leads to the goals of the degree of one knowledge form because its syllabus has
it under the heading of that form, or because the user's table says so; to a goal of the programme because
the table says so, or because the course names the goal by a number that it has in the programme syllabus
(`curranalyser.goal_numbers`). What nobody says is not mapped.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from curranalyser.aggregate.course_index import normalised_titles
from curranalyser.aggregate.courses import normalise_code, normalise_title
from curranalyser.aggregate.programme_names import ProgrammeNames
from curranalyser.datamodel import (
    BLOOM,
    BloomLevel,
    CourseProfile,
    CourseRef,
    EntryKind,
    Goal,
    GoalCell,
    GoalMatrix,
    GoalRow,
    KnowledgeForm,
    LearningOutcome,
    NamedGoals,
    NotMapped,
    ProgrammeCourse,
    ProgrammeProfile,
    Stage,
    UnmatchedGoal,
    main_outcomes,
)
from curranalyser.goal_numbers import goal_places, goals_named, written_number
from curranalyser.verbs import bloom_reach

# A year of study has two terms in the countries whose programmes are read; where only the year of a course is
# said, it begins in one of them.
_TERMS_A_YEAR = 2

_Reach = tuple[BloomLevel, BloomLevel] | None


def with_matrices(
    programmes: Sequence[ProgrammeProfile], courses: Sequence[CourseProfile], rows: Sequence[GoalRow]
) -> tuple[tuple[ProgrammeProfile, ...], tuple[UnmatchedGoal, ...]]:
    """Set the courses of programmes against goals.

    Args:
        programmes: with their course lists.
        courses: all courses of the audit.
        rows: the user's own table of goals.

    Returns:
        The programmes with their matrices, and what of the table could not be linked, in its order.
    """
    by_key = {course.key: course for course in courses}
    unmatched: list[UnmatchedGoal] = []
    names = ProgrammeNames((profile.header, profile.key) for profile in programmes)
    homes = _Homes(programmes)
    done = []
    for profile in programmes:
        own = [row for row in rows if names.only(row.programme) == profile.key]
        builder = _Matrices(profile, by_key, own, homes)
        done.append(replace(profile, matrices=builder.matrices()))
        unmatched += builder.unmatched
    unmatched += [
        _unmatched(row, goal, None, "programme")
        for row in rows
        if not names.named(row.programme)
        for goal in row.goals
    ]
    return tuple(done), tuple(sorted(unmatched, key=lambda item: item.row))


def _unmatched(row: GoalRow, goal: str | KnowledgeForm, programme: str | None, missing: str) -> UnmatchedGoal:
    return UnmatchedGoal(
        row=row.number,
        programme=row.programme,
        course=row.course,
        outcome=row.outcome or row.words,
        goal=str(goal),
        programme_key=programme,
        missing=missing,  # type: ignore[arg-type]
    )


@dataclass(slots=True)
class _Course:
    """A course that a programme lists, once or several times."""

    name: str
    profile: CourseProfile | None
    refs: list[CourseRef] = field(default_factory=list)
    reach: dict[int, _Reach] = field(default_factory=dict)

    @property
    def key(self) -> str | None:
        return self.profile.key if self.profile else None

    def terms(self) -> tuple[int, int] | None:
        """Return the earliest and the latest term in which it may begin."""
        spans = [span for ref in self.refs if (span := _begins(ref)) is not None]
        # Of an entry without a term it is not known when it is taken, whatever the others say.
        if not spans or len(spans) < len(self.refs):
            return None
        return min(first for first, _ in spans), max(last for _, last in spans)

    def levels(self, outcomes: Sequence[int]) -> tuple[BloomLevel | None, BloomLevel | None]:
        """Return the lowest and the highest level that outcomes together may reach."""
        found = [self.reach.get(number) for number in outcomes]
        known = [reach for reach in found if reach is not None]
        least = max((BLOOM.index(low) for low, _ in known), default=None)
        most = max((BLOOM.index(high) for _, high in known), default=None)
        return (
            None if least is None else BLOOM[least],
            None if most is None or len(known) < len(found) else BLOOM[most],
        )

    def answers_to(self, name: str) -> bool:
        """Whether a table may mean it by a code or title."""
        code, title = normalise_code(name), normalise_title(name)
        header = self.profile.header if self.profile else None
        codes = {normalise_code(ref.code) for ref in self.refs if ref.code}
        if self.profile is not None:
            codes |= {normalise_code(self.profile.key), normalise_code(self.profile.header.code or "")}
        titles = {normalise_title(ref.title) for ref in self.refs}
        return code in codes or title in titles | (normalised_titles(header) if header else set())


def _begins(ref: CourseRef) -> tuple[int, int] | None:
    if ref.terms:
        return ref.terms[0], ref.terms[0]
    if ref.years:
        last = ref.years[0] * _TERMS_A_YEAR
        return last - _TERMS_A_YEAR + 1, last
    return None


def _listed(courses: Iterable[ProgrammeCourse], by_key: Mapping[str, CourseProfile]) -> list[_Course]:
    """Return the courses of a list, each once, in its order."""
    found: dict[tuple[str, str], _Course] = {}
    for item in courses:
        ref = item.ref
        if ref.kind is not EntryKind.COURSE:
            continue
        profile = by_key.get(item.course_key or "")
        code = normalise_code(ref.code) if ref.code else ""
        same = ("syllabus", profile.key) if profile else ("code", code) if code else ("title", ref.title)
        found.setdefault(same, _Course(ref.code or ref.title, profile)).refs.append(ref)
    for course in found.values():
        if course.profile is not None:
            course.reach = {
                number: bloom_reach(item.outcome.text, item.outcome.language)
                for number, item in enumerate(course.profile.counted_outcomes(), 1)
            }
    return list(found.values())


def listed_courses(
    profile: ProgrammeProfile, by_key: Mapping[str, CourseProfile]
) -> Iterator[tuple[str, str, tuple[LearningOutcome, ...]]]:
    """Yield the courses of a programme's list, each once: name as in `GoalCell.course`, title, and outcomes.

    The outcomes are those that count, so that the first has number 1; a course without a syllabus among the
    files has none.
    """
    for course in _listed(profile.courses, by_key):
        found = course.profile.counted_outcomes() if course.profile else ()
        yield course.name, course.refs[0].title, tuple(item.outcome for item in found)


class _Homes:
    """In which programmes courses are listed, so that a number is that of a goal of one of them.

    A sentence that names a programme means that one; of a course that is in several, one that names none may
    mean any.
    """

    def __init__(self, programmes: Sequence[ProgrammeProfile]) -> None:
        self._of: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, list[str]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._spoken_of: dict[str, frozenset[str]] = {}
        for profile in programmes:
            for item in profile.courses:
                if item.course_key:
                    self._of[item.course_key].add(profile.key)
            header = profile.header
            names = [name for name in (header.code, header.title, header.title_en) if name]
            if names:
                self._names[profile.key] = names

    def means(self, programme: str, course: str, named: NamedGoals) -> bool:
        """Whether the goals that a course names are surely those of a programme."""
        spoken_of = self._named_in(named.sentence)
        return programme in spoken_of if spoken_of else self._of[course] == {programme}

    def _named_in(self, sentence: str) -> frozenset[str]:
        """Return the keys of the programmes that a sentence names: looked for once a sentence."""
        if sentence not in self._spoken_of:
            self._spoken_of[sentence] = frozenset(
                key for key in self._names if self._pattern(key).search(sentence)
            )
        return self._spoken_of[sentence]

    def _pattern(self, programme: str) -> re.Pattern[str]:
        if programme not in self._patterns:
            names = (r"\s+".join(map(re.escape, name.split())) for name in self._names[programme])
            self._patterns[programme] = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", re.IGNORECASE)
        return self._patterns[programme]


class _Matrices:
    """The matrices of one programme."""

    def __init__(
        self,
        profile: ProgrammeProfile,
        by_key: Mapping[str, CourseProfile],
        rows: Sequence[GoalRow],
        homes: _Homes,
    ) -> None:
        self.homes = homes
        self.places = goal_places([item.outcome for item in main_outcomes(profile.analysed)])
        self.key = profile.key
        self.rows = rows
        self.unmatched: list[UnmatchedGoal] = []
        self.courses = _listed(profile.courses, by_key)
        self.goals = self._own_goals(profile)
        self.forms = [
            Goal(id=str(form), text="", knowledge_form=form, source="degree") for form in KnowledgeForm
        ]
        # Goal → place of a course → number of an outcome, 0 for the course as a whole → whether the table
        # says it.
        self.links: dict[str, dict[int, dict[int, bool]]] = {}
        # Goal → place of a course → the words that name the goal by its number.
        self.words: dict[str, dict[int, list[str]]] = {}

    def _own_goals(self, profile: ProgrammeProfile) -> list[Goal]:
        """Return the outcomes of the programme syllabus, and then the goals that the table gives."""
        goals = [
            Goal(
                id=str(number),
                text=item.outcome.text,
                knowledge_form=item.outcome.knowledge_form,
                source="programme",
                outcome=item.outcome.id,
                number=written_number(item.outcome) if self.places else "",
            )
            for number, item in enumerate(main_outcomes(profile.analysed), 1)
        ]
        for row in self.rows:
            if row.course or row.outcome or row.words:
                continue
            for text in row.goals:
                known = _find_goal(text, goals)
                if known is not None and row.knowledge_form:
                    goals[goals.index(known)] = replace(known, knowledge_form=row.knowledge_form)
                elif known is None and not text.isdigit():
                    goals.append(
                        Goal(
                            id=str(len(goals) + 1),
                            text=text,
                            knowledge_form=row.knowledge_form,
                            source="table",
                        )
                    )
                elif known is None:
                    self.unmatched.append(_unmatched(row, text, self.key, "goal"))
        return goals

    def matrices(self) -> tuple[GoalMatrix, ...]:
        """Link what the syllabi and the table say, and return the matrices."""
        for row in self.rows:
            if row.course or row.outcome or row.words:
                self._link(row)
        said_by_table = {
            (place, number)
            for form in self.forms
            for place, of in self._linked(form).items()
            for number in of
        }
        for place, course in enumerate(self.courses):
            outcomes = course.profile.counted_outcomes() if course.profile else ()
            for number, item in enumerate(outcomes, 1):
                form = item.outcome.knowledge_form
                if form is not None and (place, number) not in said_by_table:
                    self._linked(self._form(form)).setdefault(place, {})[number] = False
        self._link_by_number()
        degree = GoalMatrix("degree", tuple(self.forms), *self._cells(self.forms))
        if not self.goals:
            return (degree,)
        return degree, GoalMatrix("programme", tuple(self.goals), *self._cells(self.goals))

    def _form(self, form: KnowledgeForm) -> Goal:
        """Return what stands for the goals of the degree of one knowledge form."""
        return self.forms[list(KnowledgeForm).index(form)]

    def _linked(self, goal: Goal) -> dict[int, dict[int, bool]]:
        return self.links.setdefault(goal.id, {})

    def _link(self, row: GoalRow) -> None:
        """Link what a row says, or note what it names that is not there."""
        places = [place for place, course in enumerate(self.courses) if course.answers_to(row.course)]
        # Of two courses that answer to one title none is meant for sure.
        course = self.courses[places[0]] if len(places) == 1 and row.course else None
        outcome = _find_outcome(row, course)
        named = [(goal, _find_goal(goal, self.goals)) for goal in row.goals]
        for wanted, goal in (*named, *((str(form), self._form(form)) for form in row.forms)):
            missing = (
                "course"
                if course is None
                else "outcome"
                if outcome is None
                else "goal"
                if goal is None
                else ""
            )
            if missing:
                self.unmatched.append(_unmatched(row, wanted, self.key, missing))
            elif goal is not None and outcome is not None:
                self._linked(goal).setdefault(places[0], {})[outcome] = True

    def _link_by_number(self) -> None:
        """Link courses to the goals that they name by number; where the table says something, that counts."""
        if not self.places:
            return
        said = {
            (place, number)
            for goal in self.goals
            for place, of in self._linked(goal).items()
            for number in of
        }
        for place, course in enumerate(self.courses):
            found = list(self._named_by(course.profile)) if course.profile is not None else []
            if any(number not in self.places for _, named in found for number in named.numbers):
                continue
            by_outcomes = {number for outcome, named in found if outcome for number in named.numbers}
            for outcome, named in found:
                for number in named.numbers:
                    repeated = not outcome and number in by_outcomes
                    if not repeated and (place, outcome) not in said:
                        goal = self.goals[self.places[number]]
                        self._linked(goal).setdefault(place, {}).setdefault(outcome, False)
                        words = self.words.setdefault(goal.id, {}).setdefault(place, [])
                        words.append(named.words)

    def _named_by(self, course: CourseProfile) -> Iterator[tuple[int, NamedGoals]]:
        """Yield the goals of this programme that a course names, with the number of the outcome, or 0."""
        for number, item in enumerate(course.counted_outcomes(), 1):
            for text in (item.outcome.lead_in, item.outcome.text):
                for named in goals_named(text):
                    if self.homes.means(self.key, course.key, named):
                        yield number, named
        for named in course.main.goals_named:
            if self.homes.means(self.key, course.key, named):
                yield 0, named

    def _cells(self, goals: Sequence[Goal]) -> tuple[tuple[GoalCell, ...], tuple[NotMapped, ...]]:
        cells = [cell for goal in goals for cell in _with_stages(self._of_goal(goal))]
        mapped: dict[int, set[int]] = {}
        for goal in goals:
            for place, numbers in self._linked(goal).items():
                mapped.setdefault(place, set()).update(numbers)
        not_mapped = []
        for place, course in enumerate(self.courses):
            left = tuple(number for number in course.reach if number not in mapped.get(place, ()))
            if left and course.key is not None:
                not_mapped.append(NotMapped(course.key, left, len(course.reach)))
        return tuple(cells), tuple(not_mapped)

    def _of_goal(self, goal: Goal) -> Iterator[GoalCell]:
        for place, found in sorted(self._linked(goal).items()):
            course = self.courses[place]
            outcomes = tuple(sorted(number for number in found if number))
            yield GoalCell(
                goal=goal.id,
                course_key=course.key,
                course=course.name,
                outcomes=outcomes,
                by_table=tuple(number for number in outcomes if found[number]),
                whole=found.get(0, False),
                terms=course.terms(),
                levels=course.levels(outcomes),
                named=tuple(dict.fromkeys(self.words.get(goal.id, {}).get(place, ()))),
                named_whole=0 in found and not found[0],
            )


def _find_goal(wanted: str, goals: Sequence[Goal]) -> Goal | None:
    """Return the goal that a table names by its number or its words; None where that may be several."""
    text = normalise_title(wanted)
    for same in (
        [goal for goal in goals if goal.id == text],
        [goal for goal in goals if normalise_title(goal.text) == text],
    ):
        if len(same) == 1:
            return same[0]
    return None


def _find_outcome(row: GoalRow, course: _Course | None) -> int | None:
    """Return the number of the outcome that a row names; 0 for the whole course, None where there is none.

    Words go before a number: a later version of the syllabus may have another outcome with that number.
    """
    if course is None or not (row.outcome or row.words):
        return None if course is None else 0
    outcomes = course.profile.counted_outcomes() if course.profile else ()
    numbers = range(1, len(outcomes) + 1)
    if row.words:
        words = normalise_title(row.words)
        numbers_with = [
            number for number in numbers if normalise_title(outcomes[number - 1].outcome.text) == words
        ]
        if len(numbers_with) > 1 and row.outcome.isdigit() and int(row.outcome) in numbers_with:
            return int(row.outcome)
        return numbers_with[0] if len(numbers_with) == 1 else None
    return int(row.outcome) if row.outcome.isdigit() and int(row.outcome) in numbers else None


def _with_stages(cells: Iterable[GoalCell]) -> tuple[GoalCell, ...]:
    """Say of the courses with one goal in which of them it is introduced, and in which deepened."""
    found = tuple(cells)
    return tuple(replace(cell, stage=_stage(cell, found)) for cell in found)


def _stage(cell: GoalCell, cells: Sequence[GoalCell]) -> Stage:
    if cell.terms is None:
        return "not said"
    before = [other for other in cells if other.terms is not None and other.terms[1] < cell.terms[0]]
    if not before:
        # Where a course may begin before or after another one, neither is the first for sure.
        maybe = any(
            other.terms is not None and other.terms[0] < cell.terms[1] for other in cells if other is not cell
        )
        return "not said" if maybe else "introduced"
    least, most = (None if level is None else BLOOM.index(level) for level in cell.levels)
    reached = [
        tuple(None if level is None else BLOOM.index(level) for level in other.levels) for other in before
    ]
    if least is not None and all(high is not None and high < least for _, high in reached):
        return "deepened"
    if most is not None and any(low is not None and low >= most for low, _ in reached):
        return "met again"
    return "not said"
