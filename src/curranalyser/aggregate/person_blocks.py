"""The blocks and tracks of a programme as a person's table has them."""

from collections.abc import Sequence
from dataclasses import replace

from curranalyser.aggregate.block_labels import (
    SEPARATOR,
    BlockLabels,
    leaves_a_choice,
    own_name,
    path_of,
    place_key,
    track_choices,
)
from curranalyser.aggregate.same_code import normalise_title
from curranalyser.datamodel import (
    BlockRule,
    ChoiceGroup,
    CourseRef,
    CourseStatus,
    MappingRow,
    StructureBlock,
    Syllabus,
    TakeRule,
    Track,
)


class PersonBlocks:
    """The blocks of one programme while the rows of a table are laid over them.

    A block that the table names and the syllabus has keeps its place; one that the syllabus has not is put
    in its track, or into the programme, with the rule that the table gives.
    """

    def __init__(self, syllabus: Syllabus, refs: Sequence[CourseRef]) -> None:
        self.labels = BlockLabels(syllabus)
        self.blocks = {block.id: block for block in syllabus.blocks}
        self.tracks = list(syllabus.tracks)
        self._track_ids: dict[str, str] = {}
        for track in self.tracks:
            self._track_ids.setdefault(normalise_title(track.name), track.id)
        # Blocks of which a student chooses a track.
        self._choices = track_choices(syllabus.blocks, syllabus.tracks)
        self.changed: set[str] = set()
        self._made: dict[tuple[str, str], str] = {}
        self._held = {block.id for ref in refs for block in path_of(ref.block, self.blocks)}

    def place(self, ref: CourseRef, row: MappingRow) -> CourseRef:
        """Return an entry in the block and the track that a row names, and take down the block's rule."""
        old_track, old_label = self.labels.track(ref), self.labels.label(ref)
        track = old_track if row.track is None else row.track
        label = old_label if row.block is None else row.block
        if place_key(track, label) != place_key(old_track, old_label):
            block = self._block(track, label)
            # The words of the syllabus stand where the course stood.
            ref = replace(
                ref,
                block=block,
                group=self._group(block),
                track=self._track_id(track),
                reason="",
                reason_page=None,
            )
        if row.rule is not None and label:
            named = self.labels.named_block(ref)
            self._rule(named.id if named else ref.block, row.rule)
        if row.status is CourseStatus.EVERYONE:
            ref = self._without_choice(ref)
        return ref

    def _block(self, track: str, label: str) -> str | None:
        """Return the id of the block of this name in a track, which is made where there is none."""
        key = place_key(track, label)
        found = self.labels.find(track, label) or self._made.get(key)
        if found is not None:
            return found
        if not label:
            return self._track_block(track) if track else None
        outer, _, name = label.rpartition(SEPARATOR)
        parent = self._block(track, outer)
        self._made[key] = self._make(parent, name)
        return self._made[key]

    def _make(
        self, parent: str | None, name: str, rule: TakeRule | None = None, axis: str | None = None
    ) -> str:
        number = 1 + len(self.blocks)
        while f"p{number}" in self.blocks:
            number += 1
        block = StructureBlock(f"p{number}", parent, name, by_person=True)
        if rule is not None:
            block = replace(block, rule=rule.rule, courses=rule.courses)
        if axis == "track":
            block = replace(block, axis="track")
        self.blocks[block.id] = block
        self.changed.add(block.id)
        return block.id

    def _track_id(self, name: str) -> str | None:
        wanted = normalise_title(name)
        return self._track_ids.get(wanted) if wanted else None

    def _track_block(self, name: str) -> str:
        found = self._track_id(name)
        if found is not None:
            return found
        if self._choices:
            parent = min(self._choices)
        else:
            parent = self._make(None, "", TakeRule(BlockRule.CHOOSE, (1, 1)), "track")
        made = self._make(parent, name, TakeRule(BlockRule.ALL), "track")
        self.tracks.append(Track(made, name, ""))
        self._track_ids.setdefault(normalise_title(name), made)
        self._choices.add(parent)
        return made

    def _rule(self, block: str | None, said: TakeRule) -> None:
        if block is None:
            return
        old = self.blocks[block]
        if said.rule is old.rule is BlockRule.FREE:
            return  # a table says "free", and not how many credits the syllabus gives for it
        if (old.rule, old.courses, old.credits) != (said.rule, said.courses, said.credits):
            self.blocks[block] = replace(
                old,
                # Words that no longer hold are still what the block is called in the table.
                name=old.name or (own_name(old) if old.evidence else ""),
                rule=said.rule,
                courses=said.courses,
                credits=said.credits,
                evidence="",
                by_person=True,
            )
            self.changed.add(block)

    def _without_choice(self, ref: CourseRef) -> CourseRef:
        """Return an entry that everyone takes outside every block that leaves a choice."""
        path = path_of(ref.block, self.blocks)
        choices = [place for place, block in enumerate(path) if leaves_a_choice(block)]
        if not choices and ref.track is None:
            return replace(ref, group=None)
        outside = path[choices[-1] + 1 :] if choices else []
        return replace(ref, block=outside[0].id if outside else None, group=None, track=None)

    def _group(self, block: str | None) -> str | None:
        """Return the id of the innermost block around that courses, not tracks, are chosen from."""
        return next(
            (
                item.id
                for item in path_of(block, self.blocks)
                if item.rule is BlockRule.CHOOSE and item.id not in self._choices
            ),
            None,
        )

    def settle(
        self, listed: Sequence[tuple[CourseRef, bool]], syllabus: Syllabus
    ) -> tuple[list[CourseRef], Syllabus]:
        """Return the entries and the syllabus with the blocks, groups and tracks that hold after all rows.

        Args:
            listed: entries, and whether a row of the table means each.
            syllabus: as it was read.
        """
        refs = [self._settled(ref, named) for ref, named in listed]
        held = {block.id for ref in refs for block in path_of(ref.block, self.blocks)}
        emptied = self._emptied(held)
        blocks = tuple(block for block in self.blocks.values() if block.id in held or block.id not in emptied)
        ids = {block.id for block in blocks}
        old = {group.id: group for group in syllabus.groups}
        pointed_to = {ref.group for ref in refs}
        groups = tuple(
            old[block.id] if block.id in old and block.id not in self.changed else _choice(block)
            for block in blocks
            if block.id in old or block.id in self.changed
            if block.rule is BlockRule.CHOOSE and block.id in pointed_to
        )
        kept = {group.id for group in groups}
        # A group that no entry pointed to was read so, and is left.
        groups += tuple(
            group
            for group in syllabus.groups
            if group.id not in kept and group.id not in self.changed and group.id not in emptied
        )
        # As they were read, and those that the table makes after them.
        order = {group.id: place for place, group in enumerate(syllabus.groups)}
        groups = tuple(sorted(groups, key=lambda group: order.get(group.id, len(order))))
        tracks = tuple(track for track in self.tracks if track.id in ids or track.id not in self.blocks)
        return refs, replace(syllabus, blocks=blocks, groups=groups, tracks=tracks)

    def _emptied(self, held: set[str]) -> set[str]:
        """Return the ids of the blocks that had entries, and have none after the table."""
        return {id_ for id_ in (*self._held, *self.changed) if id_ not in held}

    def _settled(self, ref: CourseRef, named: bool) -> CourseRef:
        """Return an entry whose group and status fit the blocks around it, where a person changed one."""
        path = path_of(ref.block, self.blocks)
        if not any(block.id in self.changed for block in path):
            return ref
        ref = replace(ref, group=self._group(ref.block))
        if named and ref.basis == "person":
            return ref
        if any(leaves_a_choice(block) for block in path):
            return replace(ref, status=CourseStatus.SOME, basis="person", reason="", reason_page=None)
        if named:
            return ref
        return replace(ref, status=CourseStatus.NOT_SAID, basis=None, reason="", reason_page=None)


def _choice(block: StructureBlock) -> ChoiceGroup:
    """Return the group that a block with the rule choose is; a range to choose has no one number."""
    courses, amount = block.courses, block.credits
    return ChoiceGroup(
        id=block.id,
        courses=courses[0] if courses and courses[0] == courses[1] else None,
        credits=amount[0] if amount and amount[0] == amount[1] else None,
        evidence=block.evidence,
        page=block.page,
    )
