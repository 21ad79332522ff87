"""Entries whose one title is two courses of which one is taken: "Retorik eller Grafisk form".

Two they are for sure where both have codes, where the word between them is set in capitals, where only names
have capitals within a title and one follows the word, or where a sentence on the choice names both. Where
none of that tells, it may be one title ("Health or Illness"): then nothing is said of who takes it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from curranalyser.datamodel import BlockRule
from curranalyser.parse.fields.codes import find_codes
from curranalyser.parse.programme.blocks import Leaf, Node, Tree
from curranalyser.parse.programme.entries import listed_titles
from curranalyser.parse.programme.row_words import row_words
from curranalyser.parse.programme.statements import Statement

# Characters of a title.
_SHORTEST = 4
_SLASH = re.compile(r"\s+/\s+")
# Share of the titles with a stroke above which it parts a title from its translation.
_TRANSLATED = 0.34
# Words of a title by which a sentence may name it.
_NAMED_BY = 2


def part_joint_titles(tree: Tree, statements: Iterable[Statement]) -> None:
    """Make two courses of entries that name two; mark those of which it cannot be told."""
    courses = [leaf for leaf in tree.leaves if leaf.is_course]
    strokes = sum(_SLASH.search(leaf.entry.title) is not None for leaf in courses)
    translated = strokes > max(1, _TRANSLATED * len(courses))
    told = [
        statement.sentence.text.casefold()
        for statement in statements
        if statement.kind == "choice" or statement.limits.exception
    ]
    for leaf in courses:
        if any(node.chosen for node in leaf.node.path()):
            continue
        parts, sure = _parts(leaf.entry.title, translated)
        if parts is None:
            continue
        if not parts[-1][:1].isupper():
            leaf.doubtful = True
            continue
        codes = list(dict.fromkeys(code.text for code in find_codes(leaf.entry.text)))
        coded = leaf.entry.table > 0 and len(codes) == len(parts)
        if sure or coded or any(all(_is_named(part, text) for part in parts) for text in told):
            _part(tree, leaf, parts, codes if coded else [])
        else:
            leaf.doubtful = True


def _parts(title: str, translated: bool) -> tuple[tuple[str, ...] | None, bool]:
    """Return the titles that one may be, and whether it is more than one for sure."""
    if title.endswith("?"):
        return None, False
    words = row_words()
    sure = words.second_title.search(title)
    if sure is None:
        sure = next((one for one in words.between_courses.finditer(title) if one[0].strip().isupper()), None)
    match = sure or words.between_courses.search(title) or (None if translated else _SLASH.search(title))
    if match is None:
        return None, False
    first, second = title[: match.start()].strip(" ,;"), title[match.end() :].strip(" ,;")
    whole = len(first) >= _SHORTEST and len(second) >= _SHORTEST
    whole = whole and (second[:1].isupper() or _SLASH.fullmatch(match[0]) is None)
    if not whole:
        return None, False
    return (*(listed_titles(first) if sure is not None else (first,)), second), sure is not None


def _is_named(title: str, text: str) -> bool:
    return " ".join(title.casefold().split()[:_NAMED_BY]) in text


def _part(tree: Tree, leaf: Leaf, parts: Sequence[str], codes: Sequence[str | None]) -> None:
    entry, around = leaf.entry, leaf.node
    node = Node(
        name=entry.title,
        page=entry.page,
        level=around.level + 1,
        axis=None,
        rule=BlockRule.CHOOSE,
        parent=around,
        place=leaf.place,
    )
    node.either, node.said, node.evidence, node.courses = True, True, entry.text, (1, 1)
    node.credits = (entry.credits, entry.credits) if isinstance(entry.credits, Decimal) else None
    around.children.append(node)
    around.leaves.remove(leaf)
    found = [
        replace(leaf, node=node, entry=replace(entry, title=part, code=code, alternative=position > 0))
        for position, (part, code) in enumerate(zip_longest(parts, codes or (entry.code,)))
    ]
    node.leaves += found
    at = tree.leaves.index(leaf)
    tree.leaves[at : at + 1] = found
