"""How many credits blocks come to, how many are chosen of them, and where a list without an end ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from curranalyser.datamodel import BlockRule, EntryKind
from curranalyser.parse.programme.blocks import A_TERM, A_YEAR, Leaf, Node, Tree
from curranalyser.parse.programme.study_places import Place

# Entries among which one can choose.
_A_CHOICE = 2


@dataclass(frozen=True, slots=True)
class Element:
    """What is taken as a whole: an entry that all take, or a block of which some is chosen.

    `credits` are None where they are not known.
    """

    place: Place
    credits: Decimal | None
    leaf: Leaf | None = None
    node: Node | None = None


def equal_credits(leaves: Sequence[Leaf]) -> Decimal | None:
    """Return the credits of each of some entries where they are the same and known."""
    amounts = {leaf.entry.credits for leaf in leaves}
    fixed = all(leaf.entry.least_credits in (None, leaf.entry.credits) for leaf in leaves)
    return amounts.pop() if len(amounts) == 1 and fixed else None


def amount(node: Node) -> Decimal | None:
    """Return the credits that a student takes of a block, or None where that is not known."""
    if node.credits is not None:
        return node.credits[0] if node.credits[0] == node.credits[1] else None
    if node.rule is BlockRule.FREE:
        return None
    if node.rule is BlockRule.CHOOSE:
        if node.courses is None or node.courses[0] != node.courses[1]:
            return None
        parts = [amount(child) for child in node.children] + [leaf.entry.credits for leaf in node.leaves]
        alike = len(set(parts)) == 1 and parts[0] is not None
        return parts[0] * node.courses[0] if alike and parts[0] is not None else None
    total = Decimal(0)
    for element in elements(node):
        if element.credits is None:
            return None
        total += element.credits
    return total


def elements(node: Node) -> list[Element]:
    """Return what a student takes of a block that takes all, piece by piece."""
    found = [
        Element(leaf.place, _fixed(leaf), leaf)
        for leaf in node.leaves
        if leaf.entry.kind is not EntryKind.CONTAINER
    ]
    for child in node.children:
        if child.chosen:
            if next(child.all_leaves(), None) is not None or child.mark == "elective":
                found.append(Element(child.place, amount(child), node=child))
        else:
            found += elements(child)
    return found


def _fixed(leaf: Leaf) -> Decimal | None:
    entry = leaf.entry
    return entry.credits if entry.least_credits in (None, entry.credits) else None


def complete(node: Node) -> None:
    """Conclude the courses to choose from the credits, and the other way round, where all weigh the same."""
    leaves = [leaf for leaf in node.leaves if leaf.is_course]
    each = equal_credits(leaves)
    if node.rule is not BlockRule.CHOOSE or not leaves or node.children:
        return
    if len(leaves) < _A_CHOICE and not node.either:
        if node.courses == (1, 1):
            node.courses = None  # one that may be left out
        return
    if each and node.courses and node.credits is None:
        node.credits = (each * node.courses[0], each * node.courses[1])
    elif each and node.credits and node.courses is None and node.credits[0] % each == 0:
        courses = int(node.credits[0] / each)
        node.courses = (courses, courses) if courses else None


def end_lists(tree: Tree) -> None:
    """End a list of which so many are chosen where the term or year it stands in is full.

    Where all entries up to the next heading are taken for alternatives, and the term does not come to its
    credits, but does so where just the first few are, then those are.
    """
    for node in list(tree.root.walk()):
        listed = node.rule is BlockRule.CHOOSE and node.mark == "elective" and bool(node.name)
        if listed and node.courses and not node.children:
            _end_list(tree, node)


def _end_list(tree: Tree, node: Node) -> None:
    full = A_TERM if len(node.place.terms) == 1 else A_YEAR if len(node.place.years) == 1 else None
    if full is None or node.parent is None or node.courses is None:
        return
    beside = Decimal(0)
    for element in elements(tree.root):
        if element.place == node.place and element.node is not node:
            if element.credits is None:
                return
            beside += element.credits
    ends = [at for at in range(node.courses[0] + 1, len(node.leaves) + 1) if _fills(node, at, full - beside)]
    if len(ends) != 1 or ends[0] == len(node.leaves):
        return
    for leaf in node.leaves[ends[0] :]:
        leaf.node = node.parent
        node.parent.leaves.append(leaf)
    del node.leaves[ends[0] :]


def _fills(node: Node, at: int, room: Decimal) -> bool:
    each = equal_credits(node.leaves[:at])
    rest = [leaf.entry.credits for leaf in node.leaves[at:]]
    if each is None or node.courses is None or None in rest:
        return False
    return each * node.courses[0] + sum((credits_ or Decimal(0) for credits_ in rest), Decimal(0)) == room
