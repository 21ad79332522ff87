"""Guaranteed exposure: what every student of a programme meets, and what the choices in it can add.

Method. The courses whose status is `everyone` are met by everyone; of the others, those that stand in a
block to choose from, in a track or in a free block are put into the tree of the blocks, and the fewest and
the most that a choice in it can hold are counted (`curranalyser.aggregate.choice` says how, and with what
bounds). Nothing is divided: a programme whose courses have no syllabus here has nothing to be a share of.

Bounds. A course counts once. Where it is listed in several parts that one student can choose together, it
counts where it stands first, so that least and best are then bounds from below. Courses without a syllabus,
or with none of its outcomes, among the files are taken not to carry a perspective; how many they are is
said. A course of which the answer is not known, because outcomes of it are not labelled (see
`datamodel.course_answer`), is treated like one without a syllabus: no guarantee rests on it. Those courses
are named by a gap of their own. Where it is not said of a course who takes it, least and best are not known,
nor where none of the courses has outcomes among the files: 0 would say that there is nothing to be met.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final, get_args

from curranalyser.aggregate.choice import (
    DEEPEST,
    ChoiceItem,
    ChoicePart,
    ChoiceRange,
    Node,
    choice_items,
    count_choices,
)
from curranalyser.aggregate.courses import normalise_code, normalise_title
from curranalyser.datamodel import (
    BlockRule,
    CourseProfile,
    CourseRef,
    CourseStatus,
    Decision,
    EntryKind,
    Exposure,
    ExposureGap,
    StatusBasis,
    StructureBlock,
    course_answer,
)

Listed = tuple[CourseRef, CourseProfile | None, Decimal | None]

# From the strongest to the weakest.
_BASES: Final[tuple[StatusBasis, ...]] = get_args(StatusBasis)
# The marks of a course that nobody must take, wherever it stands.
_LEFT_OPEN = frozenset({"elective", "voluntary", "recommended"})
# Credits are reckoned in whole hundredths, as they are never given more finely.
_HUNDREDTHS = 100


def listed_identity(ref: CourseRef, key: str | None) -> str:
    """Return what an entry has in common with other entries of the same course."""
    return (
        f"key {key}"
        if key
        else f"code {normalise_code(ref.code)}"
        if ref.code
        else normalise_title(ref.title)
    )


def listed_name(ref: CourseRef) -> str:
    """Return the title of an entry, or its code where it has none."""
    return ref.title or ref.code or ""


def _hundredths(credits_: Decimal) -> int:
    return int((credits_ * _HUNDREDTHS).to_integral_value())


def _amounts(ref: CourseRef, credits_: Decimal | None) -> tuple[int, int] | None:
    if credits_ is None:
        return None
    least = ref.least_credits if ref.least_credits is not None and ref.least_credits < credits_ else credits_
    return _hundredths(least), _hundredths(credits_)


@dataclass
class _Branch:
    """A block while the tree grows; the root has none."""

    block: StructureBlock | None
    children: "list[_Branch | ChoiceItem]" = field(default_factory=list)


class _Tree:
    """What may be taken of a programme, as a tree of its blocks."""

    def __init__(self, blocks: Sequence[StructureBlock]) -> None:
        self.by_id = {block.id: block for block in blocks}
        self.branches: dict[str | None, _Branch] = {None: _Branch(None)}
        # A block comes into the tree with its parent, so that blocks in a circle never do.
        waiting = list(self.by_id.values())
        for _ in range(DEEPEST):
            placed = [block for block in waiting if self._parent(block) in self.branches]
            for block in placed:
                branch = self.branches[block.id] = _Branch(block)
                self.branches[self._parent(block)].children.append(branch)
            waiting = [block for block in waiting if block.id not in self.branches]
        self.open: dict[str | None, list[ChoiceItem]] = {}
        self.seen: dict[str, list[tuple[str, ...]]] = {}
        self.free: dict[str, None] = {}

    def _parent(self, block: StructureBlock) -> str | None:
        return block.parent if block.parent in self.by_id else None

    def path(self, block: str | None) -> tuple[str, ...]:
        """Return the ids of the blocks from the root to this one."""
        found: list[str] = []
        while block is not None and block in self.branches and block not in found:
            found.append(block)
            block = self._parent(self.by_id[block])
        return tuple(reversed(found))

    def _apart(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether no student can take both: they part where one is to be chosen."""
        depth = 0
        while depth < min(len(one), len(other)) and one[depth] == other[depth]:
            depth += 1
        if depth == 0:
            return False
        block = self.by_id[one[depth - 1]]
        one_of_them = block.rule is BlockRule.CHOOSE and block.courses is not None and block.courses[1] == 1
        return one_of_them and depth < len(one) and depth < len(other)

    def add_course(self, ref: CourseRef, item: ChoiceItem, identity: str) -> None:
        """Put a course that some take where it stands."""
        block = ref.block if ref.block in self.branches else None
        path = self.path(block)
        earlier = self.seen.setdefault(identity, [])
        if any(not self._apart(path, other) for other in earlier):
            item = replace(item, key="")
        earlier.append(path)
        rule = self.by_id[block].rule if block is not None else BlockRule.ALL
        if rule is BlockRule.ALL and ref.replaceable:
            item = replace(item, certain=False)
        elif rule is BlockRule.ALL and (ref.mark in _LEFT_OPEN or not self._chosen(path)):
            self.open.setdefault(block, []).append(item)
            return
        self.branches[block].children.append(item)

    def _chosen(self, path: Iterable[str]) -> bool:
        return any(self.by_id[block].rule in (BlockRule.CHOOSE, BlockRule.FREE) for block in path)

    def add_slot(self, ref: CourseRef, item: ChoiceItem) -> None:
        """Put a slot where it stands."""
        self.free[listed_name(ref)] = None
        self.branches[ref.block if ref.block in self.branches else None].children.append(item)

    def root(self) -> ChoicePart:
        """Return the finished tree, and name its free parts in `free`."""
        for place, items in self.open.items():
            block = self.by_id.get(place) if place is not None else None
            made = StructureBlock("", place, _name(block) if block else "", rule=BlockRule.CHOOSE)
            self.branches[place].children.append(_Branch(made, list(items)))
        found = self._part(self.branches[None])
        return found if found is not None else ChoicePart("", BlockRule.ALL)

    def _part(self, branch: _Branch, chosen: bool = False) -> ChoicePart | None:
        """Return a part; None where there is nothing in it to be taken and nothing that it is chosen from."""
        block = branch.block
        rule = block.rule if block is not None else BlockRule.ALL
        choosing = rule is BlockRule.CHOOSE
        children: list[Node] = []
        for child in branch.children:
            node = child if isinstance(child, ChoiceItem) else self._part(child, choosing)
            if node is not None:
                children.append(node)
        if block is None:
            return ChoicePart("", BlockRule.ALL, children=tuple(children))
        empty = not any(True for child in children for _ in choice_items(child))
        if rule is BlockRule.FREE or (choosing and not children):
            self.free[_name(block)] = None
        if empty and not chosen:
            return None
        if choosing and not children:
            rule = BlockRule.FREE
        credits_ = block.credits
        return ChoicePart(
            name=_name(block),
            rule=BlockRule.ALL if rule is None and empty else rule,
            courses=block.courses,
            credits=None if credits_ is None else (_hundredths(credits_[0]), _hundredths(credits_[1])),
            track=_name(block) if block.axis == "track" and rule is BlockRule.ALL else "",
            children=tuple(children),
        )


def _name(block: StructureBlock) -> str:
    return block.name or block.evidence


def _answer(course: CourseProfile | None, perspective: str) -> Decision:
    outcomes = course.counted_outcomes() if course is not None else ()
    return course_answer(outcomes, perspective) if outcomes else Decision.NO


def _carries(course: CourseProfile | None, perspective: str) -> bool:
    return _answer(course, perspective) is Decision.YES


def _unknown(course: CourseProfile | None, perspective: str) -> bool:
    return _answer(course, perspective) is Decision.NOT_LABELLED


def guaranteed_exposure(
    listed: Sequence[Listed], blocks: Sequence[StructureBlock], perspectives: Sequence[str]
) -> tuple[Exposure, ...]:
    """Count, for each perspective, the courses with it that every student takes.

    And the fewest and the most with those that are chosen.

    Args:
        listed: the entries of the course list: as listed, the course found or None, and its credits or None.
        blocks: the structure of the programme.
        perspectives: ids in the scheme's order.

    Returns:
        One record a perspective. See the head of this module for how it is counted, and its bounds.
    """
    entries = [item for item in listed if item[0].kind is not EntryKind.CONTAINER]
    names = [listed_identity(ref, course.key if course else None) for ref, course, _ in entries]
    everyone: dict[str, tuple[CourseRef, CourseProfile | None]] = {}
    for name, (ref, course, _) in zip(names, entries, strict=True):
        if ref.kind is EntryKind.COURSE and ref.status is CourseStatus.EVERYONE:
            everyone.setdefault(name, (ref, course))
    tree = _Tree(blocks)
    not_said: dict[str, str] = {}
    chosen: dict[str, CourseProfile | None] = {}
    for name, (ref, course, credits_) in zip(names, entries, strict=True):
        item = ChoiceItem(listed_name(ref), course.key if course else "", _amounts(ref, credits_))
        if ref.kind is EntryKind.SLOT:
            tree.add_slot(ref, item)
        elif name in everyone:
            continue
        elif ref.status is CourseStatus.NOT_SAID:
            not_said.setdefault(name, listed_name(ref))
        else:
            chosen.setdefault(name, course)
            tree.add_course(ref, item, name)
    root = tree.root()
    with_syllabus = [course for _, course in everyone.values() if course and course.counted_outcomes()]
    found = {course.key: course for _, course, _ in entries if course is not None}
    bases = [ref.basis for ref, _ in everyone.values() if ref.basis is not None]
    exposures = []
    for perspective in perspectives:
        carrying = tuple(course.key for course in with_syllabus if _carries(course, perspective))
        exposure = Exposure(
            perspective=perspective,
            everyone=len(everyone),
            with_syllabus=len(with_syllabus),
            carrying=carrying,
            least=None,
            best=None,
            free=tuple(name for name in tree.free if name),
            not_said=tuple(not_said.values()),
            basis=max(bases, key=_BASES.index, default=None),
            choices_without_syllabus=sum(
                course is None or not course.counted_outcomes() for course in chosen.values()
            ),
            not_labelled=tuple(course.key for course in with_syllabus if _unknown(course, perspective)),
            choices_not_labelled=sum(_unknown(course, perspective) for course in chosen.values()),
        )
        unknown = dict.fromkeys(
            listed_name(ref)
            for ref, course, _ in entries
            if ref.kind is EntryKind.COURSE and _unknown(course, perspective)
        )
        unlabelled = (ExposureGap("not labelled", "", tuple(unknown)),) if unknown else ()
        if not_said or not (everyone or chosen):
            gap = ExposureGap("status not said", "", tuple(not_said.values()))
            exposures.append(replace(exposure, gaps=(gap, *unlabelled)))
            continue
        counting = frozenset(key for key, course in found.items() if _carries(course, perspective))
        counted = _with_choices(exposure, count_choices(root, counting.__contains__))
        if not any(course.counted_outcomes() for course in found.values()):
            counted = replace(counted, least=None, best=None, least_tracks=(), best_tracks=())
        exposures.append(replace(counted, gaps=(*counted.gaps, *unlabelled)))
    return tuple(exposures)


def _with_choices(exposure: Exposure, choices: ChoiceRange) -> Exposure:
    guaranteed = len(exposure.carrying)
    return replace(
        exposure,
        least=guaranteed + choices.least,
        best=None if choices.best is None else guaranteed + choices.best,
        best_courses=choices.best_keys,
        least_tracks=choices.least_tracks,
        best_tracks=choices.best_tracks,
        gaps=choices.gaps,
    )
