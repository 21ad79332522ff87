"""Who gets a letter, and about which courses."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from curranalyser.datamodel import Audit, CourseProfile, ProgrammeProfile
from curranalyser.i18n import Translator
from curranalyser.report.sanitise import clean_line
from curranalyser.report.view import AuditView, CourseView, OutcomeView, ProgrammeView

By = Literal["course", "department", "programme"]
Course = tuple[CourseProfile, CourseView]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: to whom it goes, and what it is about.

    Attributes:
        by: what a letter is written for.
        code: of the course or programme, or "".
        title: of the course or programme, or the name of the department; for courses of none, words that say
            so.
        department: of its courses, where they have one and the same, or "".
        owners: who answers for its courses, as the user's own table has it and nothing else does.
        courses: with what the report shows of them.
        own: the outcomes of the programme syllabus itself.
    """

    by: By
    code: str
    title: str
    department: str
    owners: tuple[str, ...]
    courses: tuple[Course, ...]
    own: tuple[OutcomeView, ...] = ()

    @property
    def name(self) -> str:
        """Code and title in one."""
        return " ".join(dict.fromkeys(part for part in (self.code, self.title) if part))


def _owners(courses: Iterable[Course]) -> tuple[str, ...]:
    """Return who answers for courses: only who stands in the user's own table is named."""
    named = (clean_line(course.header.owner) for course, _ in courses if "owner" in course.by_person)
    return tuple(dict.fromkeys(name for name in named if name))


def _department(courses: Iterable[Course]) -> str:
    departments = {clean_line(course.header.department) for course, _ in courses}
    return departments.pop() if len(departments) == 1 else ""


def _letter(
    by: By, code: str, title: str, courses: Sequence[Course], own: tuple[OutcomeView, ...] = ()
) -> Letter:
    return Letter(
        by=by,
        code=code,
        title=title,
        department=_department(courses),
        owners=_owners(courses),
        courses=tuple(courses),
        own=own,
    )


def _by_course(courses: Sequence[Course], view: AuditView, audit: Audit, say: Translator) -> list[Letter]:
    return [_letter("course", shown.code, shown.title, [(course, shown)]) for course, shown in courses]


def _by_department(courses: Sequence[Course], view: AuditView, audit: Audit, say: Translator) -> list[Letter]:
    found: dict[str, list[Course]] = {}
    for pair in courses:
        found.setdefault(clean_line(pair[0].header.department), []).append(pair)
    none = say.gettext("Courses whose department is not stated")
    return [
        _letter("department", "", name or none, found[name])
        for name in sorted(found, key=lambda name: (not name, name.casefold(), name))
    ]


def _by_programme(courses: Sequence[Course], view: AuditView, audit: Audit, say: Translator) -> list[Letter]:
    by_key = {course.key: (course, shown) for course, shown in courses}

    def letter(profile: ProgrammeProfile, shown: ProgrammeView) -> Letter:
        keys = dict.fromkeys(item.course_key for item in profile.courses if item.course_key in by_key)
        title = "" if shown.title == shown.code else shown.title
        return _letter(
            "programme", shown.code, title, [by_key[key] for key in keys if key], shown.own_outcomes
        )

    made = [letter(*pair) for pair in zip(audit.programmes, view.programmes, strict=True)]
    alone = [by_key[key] for key in audit.unlinked_courses if key in by_key]
    if alone:
        made.append(_letter("programme", "", say.gettext("Courses of no programme"), alone))
    return made


_GROUPED: dict[By, Callable[[Sequence[Course], AuditView, Audit, Translator], list[Letter]]] = {
    "course": _by_course,
    "department": _by_department,
    "programme": _by_programme,
}


def letters_of(audit: Audit, view: AuditView, by: By, say: Translator) -> list[Letter]:
    """Return the letters of an audit. Each course is in one of them at least.

    Args:
        audit: the audit.
        view: what the report shows of it.
        by: what a letter is written for.
        say: the language of the letters.
    """
    return _GROUPED[by](list(zip(audit.courses, view.courses, strict=True)), view, audit, say)
