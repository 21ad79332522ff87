"""Which page of a report what stands on.

A small audit is one page, a large one has pages for its programmes and for its courses, a few hundred at a
time.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from curranalyser.folder import INDEX_FILE, PAGES_FOLDER
from curranalyser.report.view import AuditView, CourseView, ProgrammeView

# Outcomes that one page can hold and still pass a mail server: some kilobyte each.
MOST_OUTCOMES = 5000
# Of a page of courses.
_OUTCOMES_A_PAGE = 800


@dataclass(frozen=True, slots=True)
class CoursesPage:
    """A page of courses that follow each other: its path within the report, and the courses."""

    path: str
    courses: tuple[CourseView, ...]

    @property
    def outcomes(self) -> int:
        """How many outcomes count."""
        return sum(len(course.outcomes) for course in self.courses)


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a report beside its first one: both empty where that one holds all.

    Attributes:
        programmes: path and programme.
        courses: in the order of the courses.
        places: anchor of a programme, course or outcome → path.
    """

    programmes: tuple[tuple[str, ProgrammeView], ...]
    courses: tuple[CoursesPage, ...]
    places: Mapping[str, str]


def _weight(course: CourseView) -> int:
    return len(course.outcomes) + len(course.other_versions)


def _path(kind: str, number: int, of: int) -> str:
    return f"{PAGES_FOLDER}/{kind}-{number:0{len(str(of))}}.html"


def lay_out(view: AuditView) -> Pages:
    """Decide what stands where."""
    own = sum(len(programme.own_outcomes) for programme in view.programmes)
    if sum(map(_weight, view.courses)) + own <= MOST_OUTCOMES:
        return Pages((), (), {})
    programmes = tuple(
        (_path("programme", number, len(view.programmes)), programme)
        for number, programme in enumerate(view.programmes, 1)
    )
    groups: list[list[CourseView]] = []
    weight = _OUTCOMES_A_PAGE
    for course in view.courses:
        if weight >= _OUTCOMES_A_PAGE:
            groups.append([])
            weight = 0
        groups[-1].append(course)
        weight += _weight(course)
    courses = tuple(
        CoursesPage(_path("courses", number, len(groups)), tuple(group))
        for number, group in enumerate(groups, 1)
    )
    places = {programme.anchor: path for path, programme in programmes}
    places |= {outcome.anchor: path for path, programme in programmes for outcome in programme.own_outcomes}
    for page in courses:
        for course in page.courses:
            places[course.anchor] = page.path
            places |= {outcome.anchor: page.path for outcome in (*course.outcomes, *course.other_versions)}
    return Pages(programmes, courses, places)


class Links:
    """Tells the links of one page where their targets stand.

    Args:
        places: from `Pages`; what is not in it stands on the first page.
        here: path of the page the links are on.
    """

    def __init__(self, places: Mapping[str, str], here: str) -> None:
        self.places = places
        self.here = here
        self.up = "../" if "/" in here else ""

    def __call__(self, anchor: str) -> str:
        """Return what comes before the # in a link to an anchor: "" for one on the same page.

        "c7v1" and "c7-opportunities" stand where "c7" does.
        """
        if not self.places:
            return ""
        path = self.places.get(anchor) or self.places.get(
            anchor.partition("-")[0].partition("v")[0], INDEX_FILE
        )
        return "" if path == self.here else self.up + path
