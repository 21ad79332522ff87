"""How the blocks of a programme are called in a person's table: by their names, once each.

A block is called by the names on the way to it. What the columns for track and term say is not repeated, so
that most courses stand in no named block.
"""

from collections.abc import Iterable

from curranalyser.aggregate.same_code import normalise_title
from curranalyser.datamodel import (
    BlockRule,
    CourseRef,
    CourseStatus,
    StructureBlock,
    Syllabus,
    TakeRule,
    Track,
)

SEPARATOR = " › "
# A block without a name is called by the first words that give its rule, no longer than fits in a cell.
_MOST_CHARACTERS = 60

Place = tuple[str, str]


def place_key(track: str, label: str) -> Place:
    """Return where a course stands, as it is compared: by the names of its track and of its block."""
    return normalise_title(track), normalise_title(label)


def path_of(block: str | None, by_id: dict[str, StructureBlock]) -> list[StructureBlock]:
    """Return a block and those around it, the innermost first."""
    path: list[StructureBlock] = []
    seen: set[str] = set()
    while block is not None and block in by_id and block not in seen:
        seen.add(block)
        path.append(by_id[block])
        block = by_id[block].parent
    return path


def leaves_a_choice_rule(rule: BlockRule | None) -> bool:
    """Whether not everyone takes all of a block with this rule."""
    return rule in (BlockRule.CHOOSE, BlockRule.FREE)


def leaves_a_choice(block: StructureBlock) -> bool:
    """Whether not everyone takes all of a block."""
    return leaves_a_choice_rule(block.rule)


def track_choices(blocks: Iterable[StructureBlock], tracks: Iterable[Track]) -> set[str]:
    """Return the ids of the blocks of which a student chooses a track."""
    ids = {track.id for track in tracks}
    return {block.parent for block in blocks if block.id in ids and block.parent is not None}


class BlockLabels:
    """The names of the blocks of one programme syllabus."""

    def __init__(self, syllabus: Syllabus) -> None:
        self.by_id = {block.id: block for block in syllabus.blocks}
        self.tracks = {track.id: track.name for track in syllabus.tracks}
        self._unnamed = set(self.tracks) | track_choices(syllabus.blocks, syllabus.tracks)
        self._labels: dict[str, str] = {}
        self._places: dict[Place, str] = {}
        for block in syllabus.blocks:
            self._add(block)

    def _add(self, block: StructureBlock) -> None:
        if block.id in self._labels:
            return
        outer = path_of(block.id, self.by_id)[1:]
        for item in reversed(outer):
            self._add(item)
        around = next((self._labels[item.id] for item in outer if self._labels[item.id]), "")
        track = self._track_of(block.id)
        if block.id in self.tracks:
            self._places.setdefault(place_key(track, ""), block.id)
        if not self._is_named(block):
            self._labels[block.id] = around
            return
        label = wanted = SEPARATOR.join(name for name in (around, own_name(block)) if name)
        number = 1
        while place_key(track, label) in self._places:
            number += 1
            label = f"{wanted} ({number})"
        self._labels[block.id] = label
        self._places[place_key(track, label)] = block.id

    def _is_named(self, block: StructureBlock) -> bool:
        if block.id in self._unnamed:
            return False
        return leaves_a_choice(block) or block.axis not in ("term", "year")

    def _track_of(self, block: str | None) -> str:
        return next(
            (self.tracks[item.id] for item in path_of(block, self.by_id) if item.id in self.tracks), ""
        )

    def label(self, ref: CourseRef) -> str:
        """Return what the block of a course is called; "" where the track and the term say enough."""
        return self._labels.get(ref.block or "", "")

    def track(self, ref: CourseRef) -> str:
        """Return the name of the track of a course, or ""."""
        return self.tracks.get(ref.track or "", "") or self._track_of(ref.block)

    def named_block(self, ref: CourseRef) -> StructureBlock | None:
        """Return the block whose name `label` gives; its rule is what the table calls the rule."""
        return next((item for item in path_of(ref.block, self.by_id) if self._is_named(item)), None)

    def shown_rule(self, ref: CourseRef) -> TakeRule:
        """Return the rule of the named block of a course as the table has it; None where none was read.

        That all of a block is taken was read where words or a person say so, and is no rule where it is not
        said who takes a course of it.
        """
        block = self.named_block(ref) if self.label(ref) else None
        if block is None:
            return TakeRule(None)
        said = bool(block.evidence or block.by_person) and ref.status is not CourseStatus.NOT_SAID
        if block.rule is BlockRule.ALL and not said:
            return TakeRule(None)
        if block.rule is not BlockRule.CHOOSE:
            return TakeRule(block.rule)
        return TakeRule(block.rule, block.courses, block.credits)

    def rules_of(self, track: str, label: str) -> tuple[TakeRule, ...]:
        """Return what a table may have as the rule of the block of this name in a track: see `shown_rule`."""
        block = self.by_id.get(self.find(track, label) or "")
        if block is None:
            return ()
        rule = TakeRule(block.rule, block.courses, block.credits)
        if block.rule is BlockRule.CHOOSE:
            return (rule,)
        return rule, TakeRule(None if block.rule is BlockRule.ALL else block.rule)

    def find(self, track: str, label: str) -> str | None:
        """Return the id of the block of this name in a track, or None."""
        return self._places.get(place_key(track, label))


def own_name(block: StructureBlock) -> str:
    """Return what a block is called within those around it: its name, or the words that give its rule."""
    words = " ".join((block.name or block.evidence).replace(SEPARATOR, " > ").split())
    if not normalise_title(words):
        return block.id
    return (
        words
        if block.name or len(words) <= _MOST_CHARACTERS
        else words[:_MOST_CHARACTERS].rsplit(" ", 1)[0] + " …"
    )
