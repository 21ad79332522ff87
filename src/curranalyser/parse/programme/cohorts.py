"""Courses that the lists of several cohorts have in common: every student takes them, whenever admitted."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from curranalyser.datamodel import CourseMark
from curranalyser.parse.programme.blocks import Leaf, Node, Tree, move
from curranalyser.parse.programme.exceptions import NO_LIMITS
from curranalyser.parse.programme.statements import Statement
from curranalyser.parse.programme.study_places import Place


def share_courses(tree: Tree, statements: Iterable[Statement]) -> None:
    """Take what stands in the list of every cohort out of these, once, and leave the rest there.

    A course is in common where nothing is chosen in any of the lists on the way to it, and its credits and what
    is said of it are the same. Where only a later list follows one without a heading, that is the other.
    """
    statements = tuple(statements)
    for variants in [node for node in tree.root.walk() if node.variants]:
        lists = [list(child.all_leaves()) for child in variants.children]
        parent = variants.parent or tree.root
        if len(lists) == 1:
            within = set(lists[0])
            lists.insert(0, [leaf for leaf in tree.leaves if leaf not in within])
        for leaf in lists[0]:
            copies = [_copy_in(some, leaf) for some in lists]
            found = [copy for copy in copies if copy is not None]
            if len(found) == len(lists) and _alike(found, variants, statements):
                _share(tree, found, parent, variants, statements)
        if next(variants.all_leaves(), None) is None:
            parent.children.remove(variants)


def _copy_in(leaves: Sequence[Leaf], leaf: Leaf) -> Leaf | None:
    return next((other for other in leaves if other.is_course and other.key == leaf.key), None)


def _alike(copies: Sequence[Leaf], variants: Node, statements: Sequence[Statement]) -> bool:
    """Whether a course is one and the same to the students of all cohorts."""
    said = {(copy.entry.credits, _mark(copy, variants, statements)) for copy in copies}
    plain = not any(copy.replaceable or copy.excepted or copy.unread for copy in copies)
    return len(said) == 1 and plain and not any(_is_chosen(copy, variants) for copy in copies)


def _is_chosen(leaf: Leaf, variants: Node) -> bool:
    return any(node.chosen and node is not variants for node in leaf.node.path())


def _mark(leaf: Leaf, variants: Node, statements: Sequence[Statement]) -> CourseMark | None:
    """Return what is said of a course by its row, its heading, or a sentence in the list of its cohort."""
    inside = []
    for node in leaf.node.path():
        if node is variants:
            break
        inside.append(node)
    headed = next((node.mark for node in inside if node.mark is not None), None)
    told: CourseMark | None = "compulsory" if _sentence_on(leaf, inside, statements) is not None else None
    return leaf.mark or headed or told


def _sentence_on(leaf: Leaf, inside: Sequence[Node], statements: Sequence[Statement]) -> Statement | None:
    return next(
        (
            one
            for one in statements
            if one.kind == "all compulsory"
            and one.node in inside
            and one.limits == NO_LIMITS
            and one.covers(leaf)
        ),
        None,
    )


def _share(
    tree: Tree, copies: Sequence[Leaf], parent: Node, variants: Node, statements: Sequence[Statement]
) -> None:
    """Leave one of the copies of a course, in the block around the lists, with the terms of all."""
    first, *others = copies
    if first.mark is None and variants in first.node.path():
        first.mark, first.reason = _mark(first, variants, statements), _reason(first, variants, statements)
    terms = tuple(sorted({term for copy in copies for term in copy.place.terms}))
    years = tuple(sorted({year for copy in copies for year in copy.place.years}))
    for copy in others:
        copy.node.leaves.remove(copy)
        tree.leaves.remove(copy)
    if variants in first.node.path():
        move(first, parent)
    first.place = Place(terms, years)
    first.entry = replace(first.entry, terms=terms, years=years)


def _reason(leaf: Leaf, variants: Node, statements: Sequence[Statement]) -> str:
    inside = []
    for node in leaf.node.path():
        if node is variants:
            break
        inside.append(node)
    headed = next((node for node in inside if node.mark is not None), None)
    if headed is not None:
        return headed.evidence or headed.name
    sentence = _sentence_on(leaf, inside, statements)
    return sentence.sentence.text if sentence is not None else ""
