"""Which page of a report what stands on.

A page about the whole audit, one for each programme that can be sent to whoever directs it, and others for
the courses and what is common to all of them; or one page for everything.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from curranalyser.folder import (
    COURSES_FOLDER,
    COURSES_PAGE,
    DEFINITIONS_PAGE,
    FILES_PAGE,
    GROUPS_PAGE,
    INDEX_FILE,
    OUTCOMES_PAGE,
)
from curranalyser.report.page_names import PageName, page_names
from curranalyser.report.view import AuditView, CourseView, OutcomeView, ProgrammeView, RuleView

# Outcomes of courses that one page can hold: some kilobyte each. More stand on several.
MOST_OUTCOMES = 2000
# Of one of several pages of courses.
_OUTCOMES_A_PAGE = 800
# Outcomes of its courses that a programme's own page repeats, at some 500 bytes each; with more, its links
# lead to the pages of courses.
MOST_REPEATED = 300
# What stands on the pages beside those of programmes and courses.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    GROUPS_PAGE: ("groups", "languages"),
    OUTCOMES_PAGE: ("by-perspective", "examples", "recycled"),
    FILES_PAGE: ("attention", "versions", "shared-codes", "page-names"),
    DEFINITIONS_PAGE: ("definitions", "provenance"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePage:
    """The page of a programme, to be sent by itself.

    Attributes:
        name: its path within the report, and why it is not the programme's code.
        courses: those of its courses whose outcomes it repeats.
        rules: the rules of the codebook that it cites.
        anchors: what stands on it and elsewhere too.
    """

    name: PageName
    programme: ProgrammeView
    courses: tuple[CourseView, ...]
    rules: tuple[RuleView, ...]
    anchors: frozenset[str]


@dataclass(frozen=True, slots=True)
class CoursesPage:
    """A page of courses that follow each other: its path within the report, and the courses."""

    path: str
    courses: tuple[CourseView, ...]

    @property
    def outcomes(self) -> int:
        """How many outcomes count."""
        return sum(len(course.outcomes) for course in self.courses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of a report beside its first one; all empty where that one holds everything.

    Attributes:
        programmes: in the order of the view's `programmes`.
        courses: in the order of the courses, where one page cannot hold them.
        sections: path of a page → the sections on it.
        places: anchor of a programme, course, outcome, rule or section → path.
    """

    programmes: tuple[ProgrammePage, ...]
    courses: tuple[CoursesPage, ...]
    sections: Mapping[str, tuple[str, ...]]
    places: Mapping[str, str]

    @property
    def several(self) -> bool:
        """Whether there are others."""
        return bool(self.places)


ONE_PAGE = Pages(programmes=(), courses=(), sections={}, places={})


def _weight(course: CourseView) -> int:
    return len(course.outcomes) + len(course.other_versions)


def _courses(view: AuditView) -> tuple[CoursesPage, ...]:
    """Cut the courses into pages; none where one page can hold them."""
    if sum(map(_weight, view.courses)) <= MOST_OUTCOMES:
        return ()
    groups: list[list[CourseView]] = []
    weight = _OUTCOMES_A_PAGE
    for course in view.courses:
        if weight >= _OUTCOMES_A_PAGE:
            groups.append([])
            weight = 0
        groups[-1].append(course)
        weight += _weight(course)
    digits = len(str(len(groups)))
    return tuple(
        CoursesPage(f"{COURSES_FOLDER}/courses-{number:0{digits}}.html", tuple(group))
        for number, group in enumerate(groups, 1)
    )


def _repeated(programme: ProgrammeView) -> tuple[CourseView, ...]:
    courses = {row.course.anchor: row.course for row in programme.rows if row.course}
    found = tuple(courses.values())
    return found if sum(len(course.outcomes) for course in found) <= MOST_REPEATED else ()


def _cited(programme: ProgrammeView, courses: Collection[CourseView]) -> Iterator[RuleView]:
    """Yield the rules that a programme's page names, some of them often."""
    outcomes: list[OutcomeView] = [*programme.own_outcomes]
    outcomes += [outcome for group in programme.carriers for outcome, _ in group.outcomes]
    for outcome in outcomes:
        yield from (label.rule for label in outcome.labels if label.shown and label.rule)
    mentions = [*programme.own_mentions, *(item for course in courses for item in course.opportunities)]
    yield from (item.rule for item in mentions if item.rule)


def _programme_page(view: AuditView, programme: ProgrammeView, name: PageName) -> ProgrammePage:
    courses = _repeated(programme)
    cited = {rule.anchor for rule in _cited(programme, courses)}
    rules = tuple(rule for _, group in view.rules for rule in group if rule.anchor in cited)
    anchors = {"figures", "definitions", *(rule.anchor for rule in rules)}
    for course in courses:
        anchors |= {course.anchor, *(outcome.anchor for outcome in course.outcomes)}
    return ProgrammePage(
        name=name, programme=programme, courses=courses, rules=rules, anchors=frozenset(anchors)
    )


def lay_out(view: AuditView, one_page: bool = False) -> Pages:
    """Decide what stands where."""
    if one_page:
        return ONE_PAGE
    programmes = tuple(
        _programme_page(view, programme, name)
        for programme, name in zip(view.programmes, page_names(view.programmes), strict=True)
    )
    courses = _courses(view)
    places = {section: path for path, sections in SECTIONS.items() for section in sections}
    places |= {
        "figures": DEFINITIONS_PAGE,
        "a": OUTCOMES_PAGE,
        "courses": COURSES_PAGE,
        "unlinked": COURSES_PAGE,
    }
    places |= {rule.anchor: DEFINITIONS_PAGE for _, rules in view.rules for rule in rules}
    for page in programmes:
        places[page.programme.anchor] = page.name.path
        places |= {outcome.anchor: page.name.path for outcome in page.programme.own_outcomes}
    for item in courses or (CoursesPage(COURSES_PAGE, view.courses),):
        for course in item.courses:
            places[course.anchor] = item.path
            places |= {outcome.anchor: item.path for outcome in (*course.outcomes, *course.other_versions)}
    # Without courses there are no groups of them.
    sections = {path: names for path, names in SECTIONS.items() if view.courses or path != GROUPS_PAGE}
    return Pages(programmes=programmes, courses=courses, sections=sections, places=places)


def page_paths(view: AuditView, one_page: bool = False) -> tuple[str, ...]:
    """Return the paths of all pages that a report will have, without rendering one."""
    pages = lay_out(view, one_page)
    if not pages.several:
        return (INDEX_FILE,)
    return (
        *(page.name.path for page in pages.programmes),
        *(page.path for page in pages.courses),
        COURSES_PAGE,
        *pages.sections,
        INDEX_FILE,
    )


class Links:
    """Tells the links of one page where their targets stand.

    Args:
        places: from `Pages`; what is not in it stands on the first page.
        here: path of the page the links are on.
        anchors: of what stands on this page too.
    """

    def __init__(self, places: Mapping[str, str], here: str, anchors: Collection[str] = ()) -> None:
        self.places = places
        self.here = here
        self.up = "../" if "/" in here else ""
        self.anchors = anchors

    def __call__(self, anchor: str) -> str:
        """Return what comes before the # in a link to an anchor: "" for one on the same page.

        "c7v1" and "c7-opportunities" stand where "c7" does.
        """
        if not self.places:
            return ""
        home = anchor.partition("-")[0].partition("v")[0]
        if anchor in self.anchors or home in self.anchors:
            return ""
        path = self.places.get(anchor) or self.places.get(home, INDEX_FILE)
        return "" if path == self.here else self.up + path

    def page(self, path: str) -> str:
        """Return a link to another page of the report."""
        return self.up + path
