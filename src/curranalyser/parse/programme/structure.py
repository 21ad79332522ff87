"""What a programme syllabus lists and says → its structure: courses with a status, blocks, groups, tracks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from curranalyser.datamodel import (
    BlockRule,
    ChoiceGroup,
    CourseRef,
    StructureBlock,
    StructureStatement,
    Track,
)
from curranalyser.parse.programme.amounts import complete, end_lists
from curranalyser.parse.programme.blocks import Leaf, Node, Tree, build_tree
from curranalyser.parse.programme.choices import choose_of, choose_signed, mark_these, open_free_places
from curranalyser.parse.programme.cohorts import share_courses
from curranalyser.parse.programme.items import Item, Sentence
from curranalyser.parse.programme.joint_titles import part_joint_titles
from curranalyser.parse.programme.statements import (
    Statement,
    choose_marked,
    choose_named,
    choose_unnumbered,
    except_named,
    explain_marks,
    give_numbers,
    name_elective,
    name_replaceable,
    statements_of,
    unexplained,
    unread_exceptions,
)
from curranalyser.parse.programme.status import Answer, Evidence, status_of, withdrawn
from curranalyser.parse.programme.tracks import NamedTrack, choose_single_courses, track_of_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The structure of a programme, as `Syllabus` holds it."""

    course_refs: tuple[CourseRef, ...] = ()
    blocks: tuple[StructureBlock, ...] = ()
    groups: tuple[ChoiceGroup, ...] = ()
    tracks: tuple[Track, ...] = ()
    statements: tuple[StructureStatement, ...] = ()


def read_structure(
    items: Sequence[Item],
    prose: Iterable[Sentence],
    size: Decimal | None,
    named: Sequence[NamedTrack] = (),
    stated: Decimal | None = None,
) -> Structure:
    """Derive the structure of a programme.

    Args:
        items: headings, sentences and entries of the part on the courses, in order.
        prose: sentences that stand elsewhere in the syllabus.
        size: credits of the programme that are read or that its degree has; None where they only rest on its
            terms and years, or are not known.
        named: tracks that headings over the goals name; they count where the list shows none.
        stated: credits of the programme as its syllabus states them; where what all would take comes to more,
            nothing is said of who takes what, and what its sentences say stays.
    """
    tree = build_tree(items)
    if not tree.leaves:
        return Structure()
    prose = tuple(prose)
    statements = statements_of(tree, prose)
    part_joint_titles(tree, statements)
    lost = explain_marks(tree.leaves, statements)
    mark_these(tree)
    choose_signed(tree, statements)
    replaced = name_replaceable(tree.leaves, statements)
    name_elective(tree, prose)
    reaches = except_named(tree, statements)
    choose_named(tree, statements)
    choose_of(tree, statements)
    choose_marked(tree, statements)
    share_courses(tree, statements)
    for node in tree.root.walk():
        complete(node)
    give_numbers(tree, statements)
    end_lists(tree)
    choose_unnumbered(tree)
    choose_single_courses(tree, statements)
    open_free_places(tree, statements)
    shown = any(node.chosen for node in tree.root.walk())
    evidence = Evidence(
        tree=tree,
        statements=statements,
        unexplained=unexplained(tree, statements, replaced),
        signs_lost=lost,
        size=size,
        reaches=reaches,
        exceptions_unread=unread_exceptions(tree, prose, statements),
        tracks_open=len(named) > 1 and not shown,
    )
    answers = {leaf: status_of(leaf, evidence) for leaf in tree.leaves}
    return _assembled(evidence, named, withdrawn(answers, stated))


def _assembled(evidence: Evidence, named: Sequence[NamedTrack], answers: dict[Leaf, Answer]) -> Structure:
    tree = evidence.tree
    names = {node: f"b{number}" for number, node in enumerate(_told(tree), 1)}
    tracks = _tracks(names)
    replaceable = [leaf for leaf in tree.leaves if leaf.replaceable and leaf.is_course]
    blocks = [_block(node, names) for node in names]
    groups = [_group(node, names) for node in names if _holds_courses(node)]
    if replaceable:
        block = _replaceable_block(f"b{len(names) + 1}", replaceable)
        blocks.append(block)
        groups.append(_group_of(block))
    refs = []
    for leaf in tree.leaves:
        ref = _ref(leaf, answers[leaf], names, tracks)
        if leaf in replaceable and ref.group is None:
            ref = replace(ref, group=blocks[-1].id)
        refs.append(ref)
    return Structure(
        course_refs=tuple(_each_once(refs)),
        blocks=tuple(blocks),
        groups=tuple(groups),
        tracks=tuple(_track(node, names) for key, node in _first_of_tracks(names) if key in tracks)
        or tuple(
            Track(id=f"t{number}", name=track.name, evidence=track.evidence, page=track.page)
            for number, track in enumerate(named, 1)
        ),
        statements=tuple(dict.fromkeys(_statement(statement, names) for statement in evidence.statements)),
    )


def _told(tree: Tree) -> Iterator[Node]:
    """Yield the blocks that hold entries or say a choice, but for the root."""
    for node in tree.root.walk():
        if node is tree.root:
            continue
        if next(node.all_leaves(), None) is not None or (node.chosen and node.credits is not None):
            yield node


def _holds_courses(node: Node) -> bool:
    """Whether a student chooses of what stands in a block, and that is not tracks."""
    if node.variants:
        return False
    return node.chosen and (node.singles or not any(child.axis == "track" for child in node.walk()))


def _parent(node: Node, names: dict[Node, str]) -> str | None:
    around = node.parent
    while around is not None and around not in names:
        around = around.parent
    return names[around] if around is not None else None


def _block(node: Node, names: dict[Node, str]) -> StructureBlock:
    return StructureBlock(
        id=names[node],
        parent=_parent(node, names),
        name=node.name,
        evidence=node.evidence,
        page=node.page,
        rule=node.rule,
        courses=node.courses,
        credits=node.credits,
        axis=node.axis,
    )


def _group_of(block: StructureBlock) -> ChoiceGroup:
    return ChoiceGroup(
        id=block.id,
        courses=block.courses[0] if block.courses else None,
        credits=block.credits[0] if block.credits and block.credits[0] == block.credits[1] else None,
        evidence=block.evidence,
        page=block.page,
    )


def _group(node: Node, names: dict[Node, str]) -> ChoiceGroup:
    return _group_of(_block(node, names))


def _replaceable_block(name: str, leaves: Sequence[Leaf]) -> StructureBlock:
    amounts = [leaf.entry.credits for leaf in leaves]
    total = None if None in amounts else sum((credits_ or Decimal(0) for credits_ in amounts), Decimal(0))
    first = leaves[0]
    return StructureBlock(
        id=name,
        parent=None,
        name="",
        evidence=first.reason or first.entry.text,
        page=first.entry.page,
        rule=BlockRule.FREE,
        courses=(len(leaves), len(leaves)),
        credits=None if total is None else (total, total),
    )


def _first_of_tracks(names: dict[Node, str]) -> list[tuple[str, Node]]:
    found: dict[str, Node] = {}
    for node in names:
        if node.axis == "track":
            found.setdefault(node.track, node)
    return list(found.items())


def _tracks(names: dict[Node, str]) -> dict[str, str]:
    """Return the ids of the tracks by their names, where there are two to choose from at least."""
    found = _first_of_tracks(names)
    return {key: names[node] for key, node in found} if len(found) > 1 else {}


def _track(node: Node, names: dict[Node, str]) -> Track:
    return Track(id=names[node], name=node.name, evidence=node.evidence, page=node.page)


def _ref(leaf: Leaf, answer: Answer, names: dict[Node, str], tracks: dict[str, str]) -> CourseRef:
    entry = leaf.entry
    path = [node for node in leaf.node.path() if node in names]
    group = next((node for node in path if _holds_courses(node)), None)
    track = next((node.track for node in path if node.axis == "track"), None)
    track = track if track is not None else track_of_row(entry.text, tracks)
    return CourseRef(
        entry.code,
        entry.title,
        entry.credits,
        kind=entry.kind,
        terms=leaf.place.terms,
        years=leaf.place.years,
        status=answer.status,
        basis=answer.basis,
        reason=answer.reason,
        reason_page=answer.page,
        mark=leaf.mark,
        replaceable=leaf.replaceable,
        block=names[path[0]] if path else None,
        group=names[group] if group is not None else None,
        track=tracks.get(track) if track is not None else None,
        page=entry.page,
        least_credits=entry.least_credits,
    )


def _each_once(refs: Sequence[CourseRef]) -> list[CourseRef]:
    """Join a course that is listed in several terms or years, in which it may be taken or goes on."""
    found: dict[tuple[object, ...], CourseRef] = {}
    for ref in refs:
        name = ref.code or ref.title.casefold()
        key = (name, ref.credits, ref.kind, ref.status, ref.track, ref.group)
        before = found.get(key)
        if before is None:
            found[key] = ref
        else:
            terms = tuple(sorted({*before.terms, *ref.terms}))
            years = tuple(sorted({*before.years, *ref.years}))
            found[key] = replace(before, terms=terms, years=years)
    return list(found.values())


def _statement(statement: Statement, names: dict[Node, str]) -> StructureStatement:
    block = names.get(statement.node) if statement.node is not None else None
    return StructureStatement(
        kind=statement.kind, text=statement.sentence.text, page=statement.sentence.page, block=block
    )
