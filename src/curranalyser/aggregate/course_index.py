"""The courses of an audit by what lists and tables call them: key, code and titles."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal

from curranalyser.aggregate.courses import normalise_code, normalise_title
from curranalyser.datamodel import CourseHeader, CourseProfile, CourseRef, EntryKind, ProgrammeCourse


def normalised_titles(header: CourseHeader) -> set[str]:
    """Return the titles in both languages as they are compared."""
    return {normalise_title(title) for title in (header.title, header.title_en) if title}


class CourseIndex:
    """Finds courses by name, so that a table is read in no more time for a whole university's courses.

    Args:
        courses: all course profiles.
    """

    def __init__(self, courses: Sequence[CourseProfile]) -> None:
        self.by_key = {course.key: course for course in courses}
        self.by_code: dict[str, list[CourseProfile]] = defaultdict(list)
        self.by_title: dict[str, list[CourseProfile]] = defaultdict(list)
        self._by_key: dict[str, list[CourseProfile]] = defaultdict(list)
        self._by_title_and_credits: dict[tuple[str, Decimal | None], list[CourseProfile]] = defaultdict(list)
        for course in courses:
            self._by_key[normalise_code(course.key)].append(course)
            if course.header.code:
                self.by_code[normalise_code(course.header.code)].append(course)
            for title in sorted(normalised_titles(course.header)):
                self.by_title[title].append(course)
                self._by_title_and_credits[title, course.header.credits].append(course)

    def named(self, name: str) -> CourseProfile | None:
        """Return the course that is called so: by key or code, or by a title, where only one bears it."""
        code, title = normalise_code(name), normalise_title(name)
        for same in (self._by_key.get(code), self.by_code.get(code), title and self.by_title.get(title)):
            if same:
                return same[0] if len(same) == 1 else None
        return None

    def link(self, ref: CourseRef) -> ProgrammeCourse:
        """Return an entry of a programme's list with the course that it means, and how that was found."""
        if ref.kind is not EntryKind.COURSE:
            return ProgrammeCourse(ref, None, "not found")
        if ref.code and normalise_code(ref.code) in self.by_code:
            course = _of_one_code(ref, self.by_code[normalise_code(ref.code)])
            key = course.key if course else None
            return ProgrammeCourse(ref, key, "code" if course else "several courses")
        if not ref.code:
            candidates = self._by_title_and_credits.get((normalise_title(ref.title), ref.credits), [])
            if len(candidates) == 1:
                return ProgrammeCourse(ref, candidates[0].key, "title and credits")
        return ProgrammeCourse(ref, None, "not found")


def _of_one_code(ref: CourseRef, courses: Sequence[CourseProfile]) -> CourseProfile | None:
    """Return the one of the courses with one code that a programme lists: by title, then by credits."""
    title = normalise_title(ref.title)
    tests: tuple[Callable[[CourseProfile], bool], ...] = (
        lambda course: bool(title) and title in normalised_titles(course.header),
        lambda course: ref.credits is not None and course.header.credits == ref.credits,
    )
    left = list(courses)
    for test in tests:
        left = [course for course in left if test(course)] or left
    return left[0] if len(left) == 1 else None
