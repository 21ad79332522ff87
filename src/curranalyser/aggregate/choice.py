"""The fewest and the most courses of one sort that a choice within the structure of a programme can hold.

A part of a programme is counted from its inside out. What is kept of it is, for each sum of credits that a
choice in it can have, the fewest and the most courses that count. `all` adds its children up; `choose` goes
through them one by one and keeps how many are taken and how many credits they have (a knapsack over whole
hundredths of a credit, so that half credits are exact); of tracks one is taken, and what it leads to is
counted as a whole. So the result is exact for each block and over tracks, and not a sum of bounds. Credits
are kept only inside a part that chooses by credits: elsewhere any sum will do.

Bounds: time and memory grow with the number of courses times the sums of credits that occur; past
`MOST_STEPS` the count is given up and said to be too large. Where a number to choose, or the credits that
it is reckoned in, are not said, the part adds nothing to the fewest, and the most is not known.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from curranalyser.datamodel import BlockRule, ExposureGap, ExposureGapKind

# Cells put together for one count: about a second. A programme of 60 electives needs some thousands.
MOST_STEPS = 500_000
# Blocks in blocks: a programme has three or four.
DEEPEST = 20
# A slot of "15–30 credits" can be filled in steps of half a credit, as credits are given in Sweden.
HALF_A_CREDIT = 50


@dataclass(frozen=True, slots=True)
class ChoiceItem:
    """A course, or a slot, that may be taken.

    Attributes:
        name: as listed.
        key: of the course; "" for a slot and for a course without a syllabus.
        credits: the least and the most, in hundredths; None where not said.
        certain: whether taking its place means taking it; a default course may be replaced by another.
    """

    name: str
    key: str
    credits: tuple[int, int] | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class ChoicePart:
    """A block with what may be taken of it; `credits` in hundredths, `track` the name of a track or ""."""

    name: str
    rule: BlockRule | None
    courses: tuple[int, int] | None = None
    credits: tuple[int, int] | None = None
    track: str = ""
    children: "tuple[ChoiceItem | ChoicePart, ...]" = ()


Node = ChoiceItem | ChoicePart


def choice_items(node: Node) -> Iterator[ChoiceItem]:
    """Yield the items in a part, in order."""
    if isinstance(node, ChoiceItem):
        yield node
    else:
        for child in node.children:
            yield from choice_items(child)


@dataclass(frozen=True, slots=True)
class _Trace:
    """What was taken: a course key, the name of a track, or two traces together."""

    key: str = ""
    track: str = ""
    parts: "tuple[_Trace, ...]" = ()


_NOTHING_TAKEN = _Trace()


def _together(one: _Trace, other: _Trace) -> _Trace:
    if one is _NOTHING_TAKEN:
        return other
    return one if other is _NOTHING_TAKEN else _Trace(parts=(one, other))


def _leaves(trace: _Trace) -> Iterator[_Trace]:
    waiting = [trace]
    while waiting:
        found = waiting.pop()
        if found.parts:
            waiting.extend(reversed(found.parts))
        else:
            yield found


@dataclass(frozen=True, slots=True)
class _Cell:
    """The fewest and the most (None: not known) over some choices, each with what it takes."""

    least: int = 0
    least_taken: _Trace = _NOTHING_TAKEN
    best: int | None = 0
    best_taken: _Trace = _NOTHING_TAKEN

    def plus(self, other: "_Cell") -> "_Cell":
        """Take both."""
        return _Cell(
            least=self.least + other.least,
            least_taken=_together(self.least_taken, other.least_taken),
            best=None if self.best is None or other.best is None else self.best + other.best,
            best_taken=_together(self.best_taken, other.best_taken),
        )

    def either(self, other: "_Cell") -> "_Cell":
        """Take one of them."""
        lower = other if other.least < self.least else self
        if self.best is None or other.best is None:
            return _Cell(lower.least, lower.least_taken, None)
        higher = other if other.best > self.best else self
        return _Cell(
            least=lower.least, least_taken=lower.least_taken, best=higher.best, best_taken=higher.best_taken
        )


_NOTHING = _Cell()
_UNKNOWN = _Cell(best=None)
# By credits in hundredths; everything stands under 0 where credits do not matter.
_Table = dict[int, _Cell]


@dataclass(frozen=True, slots=True)
class ChoiceRange:
    """What `count_choices` returns: the fewest and the most, and the choices that give them."""

    least: int
    best: int | None
    best_keys: tuple[str, ...]
    least_tracks: tuple[str, ...]
    best_tracks: tuple[str, ...]
    gaps: tuple[ExposureGap, ...]


class _TooLargeError(Exception):
    pass


class _UncountableError(Exception):
    """A part whose credits are asked for has no choice that adds up."""


def _has_number(part: ChoicePart) -> bool:
    return part.courses is not None or part.credits is not None


def _sized(node: Node) -> bool:
    """Whether the credits of all choices in it are known."""
    if isinstance(node, ChoiceItem):
        return node.credits is not None
    if node.rule is BlockRule.FREE:
        return node.credits is not None and all(map(_sized, node.children))
    known = node.rule is BlockRule.ALL or (node.rule is BlockRule.CHOOSE and _has_number(node))
    return known and all(map(_sized, node.children))


class _Counter:
    def __init__(self, counts: Callable[[str], bool]) -> None:
        self.counts = counts
        self.gaps: dict[ExposureGap, None] = {}
        self.steps = 0

    def table(self, node: Node, by_credits: bool, depth: int = 0) -> _Table:
        """Return what the choices in a node can hold.

        With `by_credits`, which needs `_sized`, by their credits.
        """
        if depth > 2 * DEEPEST:
            raise _TooLargeError
        if isinstance(node, ChoiceItem):
            return self._item(node, by_credits)
        if node.rule is BlockRule.ALL:
            found = self._all(node, by_credits, depth)
        elif node.rule is BlockRule.FREE:
            found = self._free(node, by_credits, depth)
        else:
            found = self._choose(node, by_credits, depth)
        if node.track:
            named = _Cell(least_taken=_Trace(track=node.track), best_taken=_Trace(track=node.track))
            found = {amount: named.plus(cell) for amount, cell in found.items()}
        return found

    def _step(self) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise _TooLargeError

    def _item(self, item: ChoiceItem, by_credits: bool) -> _Table:
        cell = _NOTHING
        if item.key and self.counts(item.key):
            taken = _Trace(key=item.key)
            cell = (
                _Cell(least=1, least_taken=taken, best=1, best_taken=taken)
                if item.certain
                else _Cell(least=0, least_taken=_NOTHING_TAKEN, best=1, best_taken=taken)
            )
        if not by_credits or item.credits is None:
            return {0: cell}
        low, high = item.credits
        return dict.fromkeys((*range(low, high, HALF_A_CREDIT), high), cell)

    def _add(self, table: dict[tuple[int, int], _Cell], place: tuple[int, int], cell: _Cell) -> None:
        self._step()
        before = table.get(place)
        table[place] = cell if before is None else before.either(cell)

    def _all(self, part: ChoicePart, by_credits: bool, depth: int) -> _Table:
        found: _Table = {0: _NOTHING}
        for child in part.children:
            sums: dict[tuple[int, int], _Cell] = {}
            for more, cell in self.table(child, by_credits, depth + 1).items():
                for amount, before in found.items():
                    self._add(sums, (0, amount + more), before.plus(cell))
            found = {amount: cell for (_, amount), cell in sums.items()}
        return found

    def _free(self, part: ChoicePart, by_credits: bool, depth: int) -> _Table:
        """Nothing need be taken of what it lists."""
        least_most = part.credits or (0, 0)
        if not any(self.counts(item.key) for item in choice_items(part) if item.key):
            return dict.fromkeys(least_most, _NOTHING) if by_credits else {0: _NOTHING}
        if not _has_number(part):
            return self._unknown("number to choose not said", part)
        if part.credits is not None and not all(map(_sized, part.children)):
            if part.courses is None:
                return self._unknown("credits not said", part)
            least_most = (0, 0)
        limits = (0, part.courses[1] if part.courses else None, 0, least_most[1] or None)
        try:
            subsets = self._subsets(part, limits, depth)
        except _UncountableError:
            if by_credits:
                raise
            return self._unknown("does not add up", part)
        every = _NOTHING
        for some in subsets.values():
            every = every.either(some)
        return dict.fromkeys(least_most, every) if by_credits else {0: every}

    def _choose(self, part: ChoicePart, by_credits: bool, depth: int) -> _Table:
        if part.rule is None or not _has_number(part):
            return self._unknown("number to choose not said", part)
        credits_ = part.credits
        if credits_ is not None and not all(map(_sized, part.children)):
            if part.courses is None:
                return self._unknown("credits not said", part)
            credits_ = None
        low, high = part.courses or (0, None)
        least, most = credits_ or (0, None)
        try:
            found = self._subsets(part, (low, high, least, most), depth, by_credits)
        except _UncountableError:
            found = {}
        if not found:
            if by_credits:
                raise _UncountableError
            return self._unknown("does not add up", part)
        if by_credits:
            return found
        cells = iter(found.values())
        either = next(cells)
        for cell in cells:
            either = either.either(cell)
        return {0: either}

    def _subsets(
        self,
        part: ChoicePart,
        limits: tuple[int, int | None, int, int | None],
        depth: int,
        by_credits: bool = False,
    ) -> _Table:
        """Go through the children; `limits` are the fewest and most courses, the least and most credits."""
        low, high, least, most = limits
        sized = by_credits or most is not None
        found: dict[tuple[int, int], _Cell] = {(0, 0): _NOTHING}
        for child in part.children:
            table = self.table(child, sized, depth + 1)
            for (number, amount), before in list(found.items()):
                if high is not None and number >= high:
                    continue
                for more, cell in table.items():
                    if most is None or amount + more <= most:
                        # Without a number of courses they need not be counted.
                        place = (number + 1 if high is not None else 0, amount + more)
                        self._add(found, place, before.plus(cell))
        fitting: dict[tuple[int, int], _Cell] = {}
        for (number, amount), cell in found.items():
            if number >= low and amount >= least:
                self._add(fitting, (0, amount), cell)
        return {amount: cell for (_, amount), cell in fitting.items()}

    def _unknown(self, kind: ExposureGapKind, part: ChoicePart) -> _Table:
        """Say what is missing; nothing is, where no course in it counts anyhow."""
        items = tuple(choice_items(part))
        if not any(item.key and self.counts(item.key) for item in items):
            return {0: _NOTHING}
        names = (item.name for item in items if kind != "credits not said" or item.credits is None)
        self.gaps[ExposureGap(kind, part.name, tuple(dict.fromkeys(names)))] = None
        return {0: _UNKNOWN}


def count_choices(root: ChoicePart, counts: Callable[[str], bool]) -> ChoiceRange:
    """Count the fewest and the most courses that a choice in `root` can hold.

    Args:
        root: a part, with all that may be taken.
        counts: whether the course with a key counts.

    Returns:
        Exact numbers. Where something is not said, or too large, `gaps` names it, `least` is what is certain
        all the same, and `best` is None.
    """
    counter = _Counter(counts)
    try:
        cell = counter.table(root, by_credits=False)[0]
    except _TooLargeError:
        cell = _UNKNOWN
        counter.gaps = {ExposureGap("too large", root.name): None}
    return ChoiceRange(
        least=cell.least,
        best=cell.best,
        best_keys=_named(leaf.key for leaf in _leaves(cell.best_taken)) if cell.best is not None else (),
        least_tracks=_named(leaf.track for leaf in _leaves(cell.least_taken)),
        best_tracks=_named(leaf.track for leaf in _leaves(cell.best_taken)) if cell.best is not None else (),
        gaps=tuple(counter.gaps),
    )


def _named(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
