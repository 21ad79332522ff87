"""Who takes a course: derived from the blocks, the marks and the sentences, with what it rests on.

What is chosen on the way from the root to a course is taken by some. Of the rest: what is said, else what a
count gives, else the contrast to an elective heading, else credits that add up. Otherwise it is not said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from curranalyser.datamodel import CourseStatus, EntryKind, StatusBasis
from curranalyser.parse.programme.amounts import Element, elements
from curranalyser.parse.programme.blocks import A_TERM, A_YEAR, Leaf, Node, Tree
from curranalyser.parse.programme.exceptions import Reach
from curranalyser.parse.programme.statements import Statement
from curranalyser.parse.programme.study_places import Place, covers_place


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Who takes a course, what that rests on, and the verbatim words with their page."""

    status: CourseStatus = CourseStatus.NOT_SAID
    basis: StatusBasis | None = None
    reason: str = ""
    page: int | None = None


@dataclass(frozen=True)
class Evidence:
    """All that a status may rest on. What is asked of the whole list is found out once, for all its courses.

    Attributes:
        tree: the blocks.
        statements: what sentences say.
        unexplained: sentences on choice, exchange, replacement and tracks that the list does not show.
        signs_lost: a sign is explained that no entry bears.
        size: credits of the programme, where they do not rest on its own terms and years.
        reaches: what claims that all is compulsory leave out.
        exceptions_unread: a sentence says that all but some are compulsory, in words that are not understood.
        tracks_open: goals of several tracks are told, and the list shows no choice.
    """

    tree: Tree
    statements: tuple[Statement, ...]
    unexplained: tuple[Statement, ...] = ()
    signs_lost: bool = False
    size: Decimal | None = None
    tracks_open: bool = False
    reaches: dict[Statement, Reach] = field(default_factory=dict)
    exceptions_unread: bool = False

    @cached_property
    def signs_read(self) -> bool:
        """Whether every sign of the entries is explained, and every sign that is explained is there."""
        return not self.signs_lost and not any(leaf.unread for leaf in self.tree.leaves)

    def maybe_excepted(self, leaf: Leaf) -> bool:
        """Whether a claim that all is compulsory may leave a course out."""
        return any(leaf in reach.doubtful for reach in self.reaches.values())

    @cached_property
    def exceptions_open(self) -> bool:
        """Whether such a claim leaves out what is not found, or not for sure."""
        tracks = any(node.axis == "track" for node in self.tree.root.walk())
        return self.exceptions_unread or any(
            bool(reach.doubtful) or (not reach.read and not (tracks and statement.limits.tracks))
            for statement, reach in self.reaches.items()
        )

    @cached_property
    def taken(self) -> tuple[Element, ...]:
        """What a student takes of the whole, piece by piece."""
        return tuple(elements(self.tree.root))

    @cached_property
    def whole(self) -> Decimal | None:
        """Its credits, or None where those of a piece are not known."""
        return _total(self.taken)

    @cached_property
    def uncounted(self) -> bool:
        """Whether a piece that stands in no term or year has no credits, so that no sum can be trusted."""
        return any(element.credits is None for element in self.taken if not element.place)

    @cached_property
    def counts(self) -> "tuple[_Count, ...]":
        """The counts of courses that the sentences give."""
        return tuple(_counts(self))

    @cached_property
    def miscounted(self) -> bool:
        """Whether a number of compulsory courses is said that the list does not come to."""
        fit = [count.fits for count in self.counts if count.statement.reading.frame.compulsory]
        return bool(fit) and not any(fit)

    @cached_property
    def placed_claims(self) -> tuple[Statement, ...]:
        """What says that all is compulsory in some terms or years."""
        return tuple(one for one in self.statements if one.kind == "all compulsory" and one.place)

    @cached_property
    def contrast(self) -> "Answer | None":
        """What the list gives those of its courses that nothing marks, beside what is marked elective."""
        return _contrast(self)

    @cached_property
    def told_years(self) -> frozenset[int]:
        """The years that the list names, or in which a piece runs over two terms.

        Of other years only their terms are told, each with its own credits: two that are wrong do not make a
        year that is right.
        """
        places = [leaf.place for leaf in self.tree.leaves]
        return frozenset(
            year for place in places if place.years or len(place.terms) > 1 for year in place.all_years
        )

    @cached_property
    def full_places(self) -> dict[Place, bool]:
        """The single terms and years of which what is taken comes to the credits of one.

        With whether all that is taken there stands in no other.
        """
        places = {place for leaf in self.tree.leaves for place in _single_places(leaf.place)}
        return {
            place: not any(_straddles(one.place, place) for one in self.taken)
            for place in places
            if (not place.years or place.years[0] in self.told_years)
            and _total(one for one in self.taken if covers_place(place, one.place))
            == (A_TERM if place.terms else A_YEAR)
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """A number of courses that a sentence gives, those that it is of, and whether there are so many."""

    statement: Statement
    of: frozenset[Leaf]
    fits: bool
    all_open: bool


NOT_SAID = Answer()


def _everyone(basis: StatusBasis, reason: str, page: int | None) -> Answer:
    return Answer(status=CourseStatus.EVERYONE, basis=basis, reason=reason, page=page)


def chosen_block(leaf: Leaf) -> Node | None:
    """Return the innermost block around an entry of which not all is taken by all, or None."""
    return next((node for node in leaf.node.path() if node.chosen), None)


def _taken_by_some(leaf: Leaf, _: Evidence) -> Answer | None:
    block = chosen_block(leaf)
    if block is not None:
        track = next((node for node in leaf.node.path() if node.axis == "track"), None)
        lent = track is not None and not (block.evidence or block.name)
        if track is not None and (lent or (track.parent is block and not block.said)):
            block = track
        return Answer(
            status=CourseStatus.SOME, basis="said", reason=block.evidence or block.name, page=block.page
        )
    if leaf.mark not in (None, "compulsory"):
        return Answer(status=CourseStatus.SOME, basis="said", reason=leaf.reason, page=leaf.entry.page)
    if leaf.replaceable:
        return Answer(
            status=CourseStatus.SOME,
            basis="said",
            reason=leaf.reason or leaf.entry.text,
            page=leaf.entry.page,
        )
    if leaf.excepted:
        return Answer(status=CourseStatus.SOME, basis="said", reason=leaf.reason, page=leaf.reason_page)
    return None


def _in_doubt(leaf: Leaf, _: Evidence) -> Answer | None:
    return NOT_SAID if leaf.doubtful or leaf.questioned else None


def _marked(leaf: Leaf, _: Evidence) -> Answer | None:
    return _everyone("said", leaf.reason, leaf.entry.page) if leaf.mark == "compulsory" else None


def _headed(leaf: Leaf, _: Evidence) -> Answer | None:
    node = next((node for node in leaf.node.path() if node.mark is not None), None)
    if node is None or node.mark != "compulsory":
        return None
    return _everyone("said", node.evidence, node.page)


def _stated(leaf: Leaf, evidence: Evidence) -> Answer | None:
    for statement, reach in evidence.reaches.items():
        if leaf.unread or not reach.read or leaf in reach.doubtful or not statement.covers(leaf):
            continue
        return _everyone("said", statement.sentence.text, statement.sentence.page)
    return None


def open_courses(leaves: Iterable[Leaf]) -> list[Leaf]:
    """Return the courses that nothing says are chosen."""
    return [leaf for leaf in leaves if leaf.is_course and _is_open(leaf)]


def _is_open(leaf: Leaf) -> bool:
    return (
        chosen_block(leaf) is None
        and leaf.mark in (None, "compulsory")
        and not (leaf.replaceable or leaf.excepted)
    )


def _counts(evidence: Evidence) -> Iterator[_Count]:
    for statement in evidence.statements:
        reading = statement.reading
        if statement.kind != "count" or not reading.number:
            continue
        of_all = not reading.frame.compulsory
        scope = [leaf for leaf in evidence.tree.leaves if leaf.is_course and statement.covers(leaf)]
        counted = scope if of_all else open_courses(scope)
        numbers = {reading.number, reading.number + 1} if reading.plus else {reading.number}
        fits = len({leaf.key for leaf in counted}) in numbers
        yield _Count(
            statement=statement, of=frozenset(counted), fits=fits, all_open=all(map(_is_open, counted))
        )


def _counted(leaf: Leaf, evidence: Evidence) -> Answer | None:
    if leaf.unread or evidence.signs_lost:
        return None
    for count in evidence.counts:
        if not count.fits or leaf not in count.of:
            continue
        loose = any(other.kind != "free part" for other in evidence.unexplained)
        if not count.statement.reading.frame.compulsory and (loose or not count.all_open):
            continue
        return _everyone("counted", count.statement.sentence.text, count.statement.sentence.page)
    return None


def _elective_headings(evidence: Evidence) -> list[Node]:
    return [
        node
        for node in evidence.tree.root.walk()
        if node.mark == "elective" and any(leaf.is_course for leaf in node.all_leaves())
    ]


def _total(some: Iterable[Element]) -> Decimal | None:
    total = Decimal(0)
    for element in some:
        if element.credits is None:
            return None
        total += element.credits
    return total


def _contrasted(leaf: Leaf, evidence: Evidence) -> Answer | None:
    """What stands beside an elective heading, or beside courses that are marked elective."""
    lone_track = any(node.axis == "track" for node in leaf.node.path())
    return None if lone_track or evidence.maybe_excepted(leaf) else evidence.contrast


def _contrast(evidence: Evidence) -> Answer | None:
    tracks = evidence.tracks_open or any(statement.kind == "track" for statement in evidence.unexplained)
    if not evidence.signs_read or tracks or evidence.miscounted:
        return None
    headings = _elective_headings(evidence)
    marks = {other.mark for other in evidence.tree.leaves}
    if headings:
        taken = _total(element for element in evidence.taken if element.leaf is not None)
        full = evidence.size is not None and taken is not None and taken >= evidence.size
        return None if full else _everyone("contrast", headings[0].evidence, headings[0].page)
    if "compulsory" in marks:
        return None
    beside = next((one for one in evidence.tree.leaves if one.mark == "elective" or one.replaceable), None)
    if beside is None:
        return None
    return _everyone("contrast", beside.reason or beside.entry.text, beside.entry.page)


def _single_places(place: Place) -> Iterator[Place]:
    """Yield the term and the year of something that stands in one of each."""
    if len(place.terms) == 1:
        yield Place(terms=place.terms)
    if len(place.all_years) == 1:
        yield Place(years=tuple(place.all_years))


def _fills_place(leaf: Leaf, evidence: Evidence) -> bool:
    """Whether what is taken in the term or else the year of an entry comes to the credits of one."""
    full = [place for place in _single_places(leaf.place) if place in evidence.full_places]
    return bool(full) and evidence.full_places[full[0]]


def _straddles(place: Place, at: Place) -> bool:
    """Whether something stands in a term or a year and in another as well."""
    if at.terms:
        loose = not place.terms and place.all_years == at.all_years
        return loose or (len(place.terms) > 1 and set(at.terms) <= set(place.terms))
    return len(place.all_years) > 1 and at.all_years <= place.all_years


def _other_places(leaf: Leaf, evidence: Evidence) -> bool:
    """Whether only of other terms or years it is said that all is compulsory there."""
    placed = evidence.placed_claims
    return bool(placed and leaf.place) and not any(covers_place(one.place, leaf.place) for one in placed)


def _summed(leaf: Leaf, evidence: Evidence) -> Answer | None:
    """Entries and slots of a term, a year or the programme add up, and no sign of a choice is unexplained."""
    lone_track = any(node.axis == "track" for node in leaf.node.path())
    if (
        evidence.unexplained
        or evidence.exceptions_open
        or evidence.tracks_open
        or not evidence.signs_read
        or lone_track
        or evidence.miscounted
        or _other_places(leaf, evidence)
    ):
        return None
    if evidence.uncounted:
        return None
    if _fills_place(leaf, evidence):
        headed = next((node for node in leaf.node.path() if node.place), leaf.node)
        return _everyone("sum", headed.name, leaf.node.page)
    if evidence.size is not None and evidence.whole == evidence.size:
        return _everyone("sum", "", None)
    return None


# Asked in turn; the first that has an answer gives it.
_RULES = (_taken_by_some, _in_doubt, _marked, _headed, _stated, _counted, _contrasted, _summed)


def status_of(leaf: Leaf, evidence: Evidence) -> Answer:
    """Return who takes a course, and on what that rests.

    Args:
        leaf: an entry of the list.
        evidence: the whole structure.
    """
    for rule in _RULES:
        answer = rule(leaf, evidence)
        if answer is not None:
            return answer
    return NOT_SAID


def withdrawn(answers: dict[Leaf, Answer], stated: Decimal | None) -> dict[Leaf, Answer]:
    """Return who takes what, without what the size of the programme refutes.

    Args:
        answers: of every entry.
        stated: credits of the programme as its syllabus states them, or None.

    Returns:
        The answers, where what everyone would take comes to more than the whole with none that says so. First
        those go that rest on a conclusion; where that is not enough, all.
    """
    if stated is None or _taken(answers) <= stated:
        return answers
    kept = {
        leaf: NOT_SAID if answer.status is CourseStatus.EVERYONE and answer.basis != "said" else answer
        for leaf, answer in answers.items()
    }
    if _taken(kept) <= stated:
        return kept
    return {
        leaf: NOT_SAID if answer.status is CourseStatus.EVERYONE else answer for leaf, answer in kept.items()
    }


def _taken(answers: dict[Leaf, Answer]) -> Decimal:
    """Return the credits of the courses that everyone takes, each title once: a code may lack in one place."""
    each: dict[str, Decimal] = {}
    for leaf, answer in answers.items():
        if answer.status is CourseStatus.EVERYONE and leaf.entry.kind is not EntryKind.CONTAINER:
            least = leaf.entry.least_credits if leaf.entry.least_credits is not None else leaf.entry.credits
            title = leaf.entry.title.casefold()
            each[title] = max(each.get(title, Decimal(0)), least or Decimal(0))
    return sum(each.values(), Decimal(0))
