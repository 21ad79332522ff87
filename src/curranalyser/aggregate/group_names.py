"""Departments and subjects whose name stands in two languages, and count as one.

That two names mean one department is read nowhere but in a course whose syllabus stands in both languages and
names it in each. Where the syllabi contradict each other, so that a name would be that of two, all of them
are left as they are.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from curranalyser.aggregate.groups import subject_name
from curranalyser.datamodel import CourseHeader, CourseProfile, Dimension, SameGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """A field of the header by which courses are grouped, and how it is read and set.

    `read` gives its name where there is one alone, else "": of several main fields it is not said which is
    which in the other language.
    """

    dimension: Dimension
    name: str
    read: Callable[[CourseHeader], str]
    write: Callable[[CourseHeader, str], CourseHeader]


def _main_field(header: CourseHeader) -> str:
    return subject_name(header.main_fields[0]) if len(header.main_fields) == 1 else ""


_FIELDS = (
    _Field(
        dimension="department",
        name="department",
        read=lambda header: " ".join((header.department or "").split()),
        write=lambda header, name: replace(header, department=name),
    ),
    _Field(
        dimension="subject group",
        name="subject_group",
        read=lambda header: " ".join((header.subject_group or "").split()),
        write=lambda header, name: replace(header, subject_group=name),
    ),
    _Field(
        dimension="subject",
        name="subject",
        read=lambda header: subject_name(header.subject),
        write=lambda header, name: replace(header, subject=name),
    ),
    _Field(
        dimension="main field",
        name="main_fields",
        read=_main_field,
        write=lambda header, name: replace(header, main_fields=(name,)),
    ),
)


@dataclass(slots=True)
class _Names:
    """The names that syllabi pair with each other, as they are compared.

    Attributes:
        beside: for each name those that a version in another language has.
        languages: of the versions that have it.
        spelled: how it is written, and how often.
        courses: the courses that pair it with another name.
    """

    beside: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    languages: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    spelled: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    courses: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def pair(self, course: str, versions: Sequence[tuple[str, str]]) -> None:
        """Take in what the versions of one course say: the language of each, and the name in it."""
        for (language, name), (other_language, other) in combinations(versions, 2):
            if language == other_language or name.casefold() == other.casefold():
                continue
            for tongue, text, beside in ((language, name, other), (other_language, other, name)):
                key = text.casefold()
                self.beside[key].add(beside.casefold())
                self.languages[key].add(tongue)
                self.spelled[key][text] += 1
                self.courses[key].add(course)

    def together(self) -> Iterator[tuple[str, ...]]:
        """Yield the names that hang together, sorted."""
        seen: set[str] = set()
        for first in sorted(self.beside):
            if first in seen:
                continue
            found, left = {first}, [first]
            while left:
                new = self.beside[left.pop()] - found
                found |= new
                left += new
            seen |= found
            yield tuple(sorted(found))

    def contradict(self, names: Sequence[str]) -> bool:
        """Whether a language has several of these names, or one of them stands in several languages."""
        said = Counter(language for name in names for language in self.languages[name])
        return max(said.values()) > 1 or any(len(self.languages[name]) > 1 for name in names)

    def written(self, name: str) -> str:
        """Return a name as it is written most often."""
        counted = self.spelled[name]
        return min(counted, key=lambda text: (-counted[text], text))


def with_one_name(
    courses: Sequence[CourseProfile], home_language: str
) -> tuple[tuple[CourseProfile, ...], tuple[SameGroup, ...]]:
    """Give departments and subjects that have a name in two languages the same name in all courses.

    Args:
        courses: with what a person's table says of them, which stays as it is.
        home_language: whose name is taken, where there is one.

    Returns:
        The courses, and which names are taken for one or contradict each other, with the courses it rests on.
    """
    changed = tuple(courses)
    said: list[SameGroup] = []
    for of in _FIELDS:
        changed, found = _one_name(changed, of, home_language)
        said += found
    return changed, tuple(said)


def _one_name(
    courses: tuple[CourseProfile, ...], of: _Field, home_language: str
) -> tuple[tuple[CourseProfile, ...], list[SameGroup]]:
    names = _Names()
    for course in courses:
        names.pair(course.key, _named_in(course, of))
    taken: dict[str, str] = {}
    said = []
    for together in names.together():
        contradictory = names.contradict(together)
        home = [name for name in together if home_language in names.languages[name]]
        ordered = (*home, *(name for name in together if name not in home))
        foreign = set(ordered[len(home) if contradictory else 1 :])
        written = tuple(map(names.written, ordered))
        if not contradictory:
            taken |= dict.fromkeys(foreign, written[0])
        said.append(
            SameGroup(
                dimension=of.dimension,
                names=written,
                course_keys=tuple(sorted({key for name in together for key in names.courses[name]})),
                renamed=tuple(
                    course.key
                    for course in courses
                    if of.name not in course.by_person and of.read(course.header).casefold() in foreign
                ),
                contradictory=contradictory,
            )
        )
    return tuple(_renamed(course, of, taken) for course in courses), said


def _named_in(course: CourseProfile, of: _Field) -> list[tuple[str, str]]:
    """Return the language and the name of each version that is the same syllabus in another language."""
    return [
        (version.syllabus.language, name)
        for version, role in zip(course.analysed, course.roles, strict=False)
        if role in ("counts", "translation")
        and version.syllabus.language
        and (name := of.read(version.syllabus.header))
    ]


def _renamed(course: CourseProfile, of: _Field, taken: dict[str, str]) -> CourseProfile:
    name = taken.get(of.read(course.header).casefold())
    if name is None or of.name in course.by_person:
        return course
    return replace(course, header=of.write(course.header, name))
