"""The structure of a programme made ready to be shown: its parts as a tree, each with its rule in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from curranalyser.datamodel import BlockRule, CourseRef, CourseStatus, StructureBlock, Syllabus
from curranalyser.i18n import Translator
from curranalyser.report.sanitise import clean_line
from curranalyser.report.view import CourseRow, PartKind, PartView, StructureRow

# The axes that are columns of the map, and headings in the list of courses.
_IN_TIME: Final = frozenset({"term", "year"})
_KINDS: Final[Mapping[BlockRule | None, PartKind]] = {
    BlockRule.ALL: "all",
    BlockRule.CHOOSE: "choose",
    BlockRule.FREE: "free",
    None: "unsaid",
}


@dataclass
class _Part:
    """A part while the tree grows; the root has no block."""

    block: StructureBlock | None
    rows: list[CourseRow] = field(default_factory=list)
    parts: "list[_Part]" = field(default_factory=list)


def _known_blocks(syllabus: Syllabus) -> dict[str, StructureBlock]:
    """Return the blocks by id, with groups and tracks that have no block of their own."""
    known = {block.id: block for block in syllabus.blocks}
    for group in syllabus.groups:
        courses = None if group.courses is None else (group.courses, group.courses)
        credits_ = None if group.credits is None else (group.credits, group.credits)
        known.setdefault(
            group.id,
            StructureBlock(
                id=group.id,
                parent=None,
                name="",
                evidence=group.evidence,
                page=group.page,
                rule=BlockRule.CHOOSE,
                courses=courses,
                credits=credits_,
            ),
        )
    for track in syllabus.tracks:
        known.setdefault(
            track.id,
            StructureBlock(
                id=track.id,
                parent=None,
                name=track.name,
                evidence=track.evidence,
                page=track.page,
                rule=BlockRule.ALL,
                axis="track",
            ),
        )
    return known


def _place(ref: CourseRef, known: Mapping[str, StructureBlock]) -> str | None:
    return next((place for place in (ref.block, ref.group, ref.track) if place in known), None)


def _grown(syllabus: Syllabus, entries: Iterable[tuple[CourseRef, CourseRow]]) -> _Part:
    known = _known_blocks(syllabus)
    root = _Part(None)
    branches: dict[str | None, _Part] = {None: root}
    waiting = list(known.values())
    # A block comes into the tree with its parent: blocks in a circle come to the root.
    while waiting:
        ready = [item for item in waiting if item.parent not in known or item.parent in branches]
        for block in ready or waiting:
            part = branches[block.id] = _Part(block)
            parent = block.parent if ready and block.parent in known else None
            branches[parent].parts.append(part)
        waiting = [block for block in waiting if block.id not in branches]
    for ref, row in entries:
        branches[_place(ref, known)].rows.append(row)
    return root


def _is_track(part: _Part) -> bool:
    return part.block is not None and part.block.axis == "track" and part.block.rule is BlockRule.ALL


def _is_shown(part: _Part, chosen: bool) -> bool:
    """Whether a part has a rule to be told: headings of terms, and parts that all take, have none."""
    block = part.block
    if block is None:
        return False
    if block.rule in (BlockRule.CHOOSE, BlockRule.FREE):
        return True
    if _is_track(part) or (chosen and block.axis not in _IN_TIME):
        return bool(part.rows or part.parts)
    unsaid = any(row.status is CourseStatus.NOT_SAID for row in part.rows)
    return block.rule is None and block.axis not in _IN_TIME and bool(block.name) and unsaid


def _without_headings(part: _Part, chosen: bool = False) -> None:
    """Lift what stands in parts without a rule of their own into the part around them."""
    choosing = part.block is not None and part.block.rule is BlockRule.CHOOSE
    kept: list[_Part] = []
    for inner in part.parts:
        _without_headings(inner, choosing or chosen)
        if _is_shown(inner, choosing):
            kept.append(inner)
        else:
            part.rows += inner.rows
            kept += inner.parts
    part.parts = kept
    part.rows.sort(key=lambda row: row.slot_order)


def _range(numbers: tuple[int, int] | tuple[Decimal, Decimal], say: Translator) -> str:
    least, most = numbers
    return say.number(most) if least == most else f"{say.number(least)}–{say.number(most)}"


def _credits(numbers: tuple[Decimal, Decimal], say: Translator) -> str:
    """Return so many credits, or from so many to so many, in words."""
    return say.ngettext("%(amount)s credit", "%(amount)s credits", numbers[1], amount=_range(numbers, say))


def _none_listed(block: StructureBlock, say: Translator) -> str:
    if not block.credits:
        return say.gettext("courses are chosen; none is listed")
    return say.gettext(
        "courses of %(credits)s are chosen; none is listed", credits=_credits(block.credits, say)
    )


def _tracks_text(block: StructureBlock, whole: str, say: Translator) -> str:
    if block.courses is None:
        return say.gettext("one of %(whole)s tracks is chosen", whole=whole)
    return say.gettext("choose %(part)s of %(whole)s tracks", part=_range(block.courses, say), whole=whole)


def _number_text(block: StructureBlock, whole: str, say: Translator) -> str:
    courses = _range(block.courses, say) if block.courses else ""
    credits_ = _credits(block.credits, say) if block.credits else ""
    if courses and credits_:
        return say.gettext(
            "choose %(part)s of %(whole)s, %(credits)s in all",
            part=courses,
            whole=whole,
            credits=credits_,
        )
    if courses:
        return say.gettext("choose %(part)s of %(whole)s", part=courses, whole=whole)
    if credits_:
        return say.gettext("choose %(credits)s among %(whole)s", credits=credits_, whole=whole)
    return say.gettext("choose among %(whole)s; how many could not be read", whole=whole)


def _choose_text(part: _Part, block: StructureBlock, say: Translator) -> str:
    units = len(part.rows) + len(part.parts)
    if not units:
        return _none_listed(block, say)
    only_tracks = not part.rows and all(map(_is_track, part.parts))
    return (_tracks_text if only_tracks else _number_text)(block, say.number(units), say)


def rule_text(part: _Part, say: Translator) -> str:
    """Say what a student takes of a part."""
    block = part.block
    if block is None or (block.rule is BlockRule.ALL and not _is_track(part)):
        return say.gettext("all of it is taken")
    if block.rule is BlockRule.ALL:
        return say.gettext("whoever chooses the track takes all of it")
    if block.rule is BlockRule.CHOOSE:
        return _choose_text(part, block, say)
    if block.rule is BlockRule.FREE:
        if block.credits:
            return say.gettext("%(credits)s chosen freely", credits=_credits(block.credits, say))
        return say.gettext("chosen freely by the student")
    return say.gettext("how much of it is taken could not be read")


def _viewed(part: _Part, say: Translator) -> PartView:
    block = part.block
    kind: PartKind = "track" if _is_track(part) else _KINDS[block.rule] if block else "all"
    return PartView(
        kind=kind,
        # A sentence that gives a part its name goes on with the rule.
        name=clean_line(block.name).rstrip(".:;, ") if block else "",
        rule=rule_text(part, say) if block else "",
        quote=clean_line(block.evidence) if block else "",
        page=block.page if block else None,
        condition=clean_line(block.condition) if block else "",
        by_person=block.by_person if block else False,
        rows=tuple(part.rows),
        parts=tuple(_viewed(inner, say) for inner in part.parts),
    )


def structure_of(
    syllabus: Syllabus, entries: Iterable[tuple[CourseRef, CourseRow]], say: Translator
) -> PartView:
    """Return the structure of a programme as it is shown.

    Args:
        syllabus: the programme's, with its blocks.
        entries: the entries of its list that are shown, each as read and as shown.
        say: the reader's language.

    Returns:
        The whole programme as one part, with the parts that have a rule of their own in it.
    """
    root = _grown(syllabus, entries)
    _without_headings(root)
    return _viewed(root, say)


def structure_rows(part: PartView, around: Sequence[str] = ()) -> tuple[StructureRow, ...]:
    """Lay the tree of parts out in the order of a table, each part after the one around it."""
    path = (*around, part.name or part.rule) if part.rule else tuple(around)
    sets: dict[tuple[object, ...], list[CourseRow]] = {}
    for row in part.rows:
        sets.setdefault(
            (row.kind, row.status_label, row.basis, row.person, row.reason, row.reason and row.reason_page),
            [],
        ).append(row)
    rows = [StructureRow(part, path, tuple(map(tuple, sets.values())))] if sets or part.rule else []
    for inner in part.parts:
        rows += structure_rows(inner, path)
    return tuple(rows)
