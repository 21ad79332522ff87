"""Sentences that tell by their number, or by a sign, which courses are chosen from, and which all take."""

from collections.abc import Iterable, Sequence

from curranalyser.datamodel import BlockRule
from curranalyser.parse.programme.blocks import Leaf, Node, Tree, move
from curranalyser.parse.programme.exceptions import negates
from curranalyser.parse.programme.frames import first_frame, has_exception
from curranalyser.parse.programme.statements import Statement, names, sign_key
from curranalyser.parse.programme.study_places import covers_place, may_meet


def mark_these(tree: Tree) -> None:
    """Mark the courses right above a sentence that says of them that all take them.

    "… läses A, B och C. Dessa tre kurser är obligatoriska." Where it says how many they are, they must be so many.
    """
    for said in tree.said:
        text = said.sentence.text
        reading = first_frame(text, "these compulsory") if said.above else None
        above = [leaf for leaf in said.above if leaf.is_course]
        if reading is None or has_exception(text) or negates(text):
            continue
        if reading.number not in (None, len(above)) or any(leaf.mark or leaf.node.chosen for leaf in above):
            continue
        for leaf in above:
            leaf.mark, leaf.reason, leaf.unread = "compulsory", text, False


def choose_of(tree: Tree, statements: Iterable[Statement]) -> None:
    """Put the courses of a term, year or list into a block to choose from where a sentence says of how many.

    "Under termin 5 läses tre av de fem kurserna, utöver Arkivkunskap": those that it does not name and that are
    not marked as compulsory are five, and stand in one block of the list.
    """
    for statement in statements:
        number, of = statement.reading.number, statement.reading.of
        within = tree.root if statement.place else statement.inside
        if statement.kind != "choice" or not number or not of or number >= of or within is None:
            continue
        text = statement.sentence.text.casefold()
        some = [
            leaf
            for leaf in within.all_leaves()
            if leaf.is_course
            and leaf.mark != "compulsory"
            and covers_place(statement.place, leaf.place)
            and not names(text, leaf)
        ]
        around = {leaf.node for leaf in some}
        if len(some) != of or len(around) != 1 or any(leaf.mark or leaf.node.chosen for leaf in some):
            continue
        node = _chooser(around.pop(), some[0], statement.sentence.text)
        node.courses, node.mark = (number, number), "elective"
        for leaf in some:
            move(leaf, node)


def open_free_places(tree: Tree, statements: Iterable[Statement]) -> None:
    """Open a free block for a term or year of which nothing is listed and a sentence says that it is free.

    "Termin 5 är valfri och omfattar 30 hp": so many credits are chosen there, of courses that stand nowhere.
    """
    taken = {leaf.place for leaf in tree.leaves}
    for statement in statements:
        credits_, place = statement.reading.credits, statement.place
        if statement.kind != "free part" or credits_ is None or not place:
            continue
        # What bears no place may stand there.
        if any(may_meet(place, other) for other in taken):
            continue
        node = Node(
            name=statement.sentence.text,
            page=statement.sentence.page,
            level=0,
            axis=None,
            rule=BlockRule.FREE,
        )
        node.parent, node.place, node.mark = tree.root, place, "elective"
        node.said, node.evidence, node.credits = True, statement.sentence.text, (credits_, credits_)
        tree.root.children.append(node)
        taken.add(place)


def choose_signed(tree: Tree, statements: Iterable[Statement]) -> None:
    """Put courses that bear a sign into blocks to choose from where the legend says how many are chosen.

    "** En av de två kurserna med tecknet läses varje år": in each year there are two. Courses that do not stand
    so are chosen all the same, and how is not said.
    """
    for statement in statements:
        reading = (
            first_frame(statement.sentence.text, "choice") if statement.kind == "marks explained" else None
        )
        if reading is None or not reading.number:
            continue
        sign = sign_key(statement.reading.sign)
        signed = [leaf for leaf in tree.leaves if sign in map(sign_key, leaf.entry.signs)]
        if has_exception(statement.sentence.text) or any(leaf.mark or leaf.node.chosen for leaf in signed):
            continue
        for leaf in signed:
            leaf.mark, leaf.reason, leaf.unread = "elective", statement.sentence.text, False
        each = [
            [leaf for leaf in signed if leaf.node is parent]
            for parent in dict.fromkeys(leaf.node for leaf in signed)
        ]
        if not all(_is_so(some, reading.number, reading.of, len(each)) for some in each):
            continue
        for some in each:
            node = _chooser(some[0].node, some[0], statement.sentence.text)
            node.courses, node.mark = (reading.number, reading.number), "elective"
            for leaf in some:
                move(leaf, node)


def _is_so(some: Sequence[Leaf], number: int, of: int | None, blocks: int) -> bool:
    """Whether the courses of a block are those of which so many are chosen; in several, it must say of how many."""
    return len(some) > number and (of == len(some) or (of is None and blocks == 1))


def _chooser(parent: Node, first: Leaf, evidence: str) -> Node:
    """Open a block in another for courses to choose from, of which one is given."""
    node = Node(
        name=first.entry.title,
        page=first.entry.page,
        level=parent.level + 1,
        axis=None,
        rule=BlockRule.CHOOSE,
    )
    node.parent, node.place = parent, first.place
    node.said, node.evidence = True, evidence
    parent.children.append(node)
    return node
