"""The user's own table of programmes: which course belongs to which programme, and where it stands in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from curranalyser.aggregate.as_read import changes_anything, only_changes
from curranalyser.aggregate.block_labels import BlockLabels
from curranalyser.aggregate.course_index import CourseIndex, normalised_titles
from curranalyser.aggregate.courses import normalise_code, normalise_title
from curranalyser.aggregate.person_blocks import PersonBlocks
from curranalyser.datamodel import (
    CourseHeader,
    CourseProfile,
    CourseRef,
    CourseStatus,
    EntryKind,
    MappingRow,
    ProgrammeCourse,
    StatusBasis,
    Syllabus,
)


def programme_name(header: CourseHeader, key: str) -> str:
    """Return what tables call a programme: its code, its key where others have the code, else its title."""
    if header.code and normalise_code(header.code) != normalise_code(key):
        return key
    return header.code or header.title or key


def decided(status: CourseStatus) -> tuple[CourseStatus, StatusBasis | None]:
    """Return the status that a person's table gives, with its basis."""
    return status, None if status is CourseStatus.NOT_SAID else "person"


@dataclass(slots=True)
class _Item:
    """A listed course on its way; `taken` where a row means it, `named` where a row says something of it.

    `place` is that in the list as it was read, None for what only the table has.
    """

    course: ProgrammeCourse
    place: int | None = None
    taken: bool = False
    named: bool = False
    removed: bool = False

    @property
    def ref(self) -> CourseRef:
        return self.course.ref


class _Matching:
    """Which listed course each row means.

    First by code or course, then by title, each listed course once: a programme that lists a course twice has
    two rows for it, and of those the one in the same track, block and term comes first.
    """

    def __init__(
        self,
        items: list[_Item],
        rows: Sequence[MappingRow],
        index: CourseIndex,
        syllabus: Syllabus,
    ) -> None:
        self.items = items
        self.labels = BlockLabels(syllabus)
        self.index = index
        self.courses = [index.named(row.course) for row in rows]
        self.found: list[_Item | None] = [None] * len(rows)
        for same in (self._same_code, self._same_title):
            for number, row in enumerate(rows):
                if self.found[number] is None:
                    self._match(number, row, same)

    def _match(
        self, number: int, row: MappingRow, same: Callable[[_Item, MappingRow, CourseProfile | None], bool]
    ) -> None:
        course = self.courses[number]
        left = [item for item in self.items if not item.taken and same(item, row, course)]
        if left:
            item = max(left, key=lambda item: self._likeness(item.ref, row))
            item.taken = True
            self.found[number] = item

    def _likeness(self, ref: CourseRef, row: MappingRow) -> tuple[bool, ...]:
        return (
            row.kind in (None, ref.kind),
            row.track is None or normalise_title(row.track) == normalise_title(self.labels.track(ref)),
            row.block is None or normalise_title(row.block) == normalise_title(self.labels.label(ref)),
            row.terms is None or row.terms == ref.terms,
            row.title is not None and normalise_title(row.title) == normalise_title(ref.title),
        )

    @staticmethod
    def _same_code(item: _Item, row: MappingRow, course: CourseProfile | None) -> bool:
        if item.ref.kind is EntryKind.CONTAINER:
            return False
        if item.ref.code and normalise_code(item.ref.code) == normalise_code(row.course):
            return True
        return row.title is None and course is not None and item.course.course_key == course.key

    @staticmethod
    def _same_title(item: _Item, row: MappingRow, course: CourseProfile | None) -> bool:
        if item.ref.kind is EntryKind.CONTAINER:
            return False
        title = normalise_title(item.ref.title)
        if row.title is not None:
            return title == normalise_title(row.title)
        names = {normalise_title(row.course)} | (normalised_titles(course.header) if course else set())
        return item.course.course_key is None and not item.ref.code and title in names


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A programme with a person's table laid over it.

    Attributes:
        courses: as they are now.
        syllabus: with the blocks, groups and tracks that now hold.
        places: for each course, its place in the list as read; None for one that only the table has.
        meant: likewise for each row of the table, the place of the course that it means.
    """

    courses: tuple[ProgrammeCourse, ...]
    syllabus: Syllabus
    places: tuple[int | None, ...]
    meant: tuple[int | None, ...]


def apply_mapping(
    linked: Sequence[ProgrammeCourse], rows: Sequence[MappingRow], index: CourseIndex, syllabus: Syllabus
) -> Laid:
    """Let the rows of one programme win over what its syllabus lists.

    A row takes the place of the listed course that it means: the same code, the same course, or the same
    title. Where there is none, the course is added at the end. What the table does not name stays as the
    syllabus has it, and so does what a row of an exported table has in common with the syllabus as it is now:
    only the cells that differ are a person's. A row that nobody has touched since it was exported says
    nothing, also where a later version of the syllabus says something else or no longer lists the course. A
    row that somebody has confirmed is a person's with all its cells.

    Args:
        linked: the courses that the syllabus lists.
        rows: of this programme.
        index: of all courses.
        syllabus: the programme's, for its blocks and tracks.

    Returns:
        The courses and the syllabus. What a person said has the basis "person".
    """
    if not rows:
        return Laid(courses=tuple(linked), syllabus=syllabus, places=tuple(range(len(linked))), meant=())
    items = [_Item(course, place) for place, course in enumerate(linked)]
    matching = _Matching(items, rows, index, syllabus)
    blocks = PersonBlocks(syllabus, [item.ref for item in items])
    for row, item, course in zip(rows, matching.found, matching.courses, strict=True):
        if item is None:
            if not (row.removed or row.untouched):
                items.append(_Item(_added(row, course, blocks), taken=True, named=True))
        elif row.removed:
            item.removed = True
        elif not row.untouched:
            _lay(item, row, course, blocks, matching)
    kept = [item for item in items if not item.removed]
    refs, changed = blocks.settle([(item.ref, item.named) for item in kept], syllabus)
    return Laid(
        courses=tuple(_settled(item.course, ref) for item, ref in zip(kept, refs, strict=True)),
        syllabus=changed,
        places=tuple(item.place for item in kept),
        meant=tuple(item.place if item else None for item in matching.found),
    )


def _lay(
    item: _Item,
    row: MappingRow,
    course: CourseProfile | None,
    blocks: PersonBlocks,
    matching: _Matching,
) -> None:
    """Lay a row over the listed course that it means."""
    changes = only_changes(row, item.ref, matching.labels)
    different = changes_anything(changes, item.ref)
    # Who writes a table of his own has said what stands in it.
    signed = bool(row.confirmed_by) or not row.exported
    if not (signed or different):
        return
    old = item.course
    said = replace(changes, status=row.status) if signed else changes
    if not row.exported:
        said = row
    item.named = True
    item.course = _changed(old, said, course, blocks, matching.index)
    if row.exported and item.course.course_key == old.course_key:
        item.course = replace(item.course, linked_by=old.linked_by)
    confirmed = bool(row.confirmed_by) or row.status is not None
    item.course = replace(
        item.course,
        person="changed" if different else "confirmed" if confirmed else None,
        confirmed_by=row.confirmed_by,
    )


def _settled(course: ProgrammeCourse, ref: CourseRef) -> ProgrammeCourse:
    """Return a course with its entry as it is after all rows: one may have changed the rule of its block."""
    by_block = course.person is None and ref.basis == "person"
    return replace(course, ref=ref, person="changed" if by_block else course.person)


def _added(row: MappingRow, course: CourseProfile | None, blocks: PersonBlocks) -> ProgrammeCourse:
    """Return a course that only the table lists."""
    header = course.header if course else None
    ref = CourseRef(
        header.code if header else row.course if row.title and row.course != row.title else None,
        (header.title if header else None) or row.title or row.course,
        header.credits if header else None,
        kind=row.kind or EntryKind.COURSE,
    )
    return ProgrammeCourse(
        ref=blocks.place(_with_values(ref, row), row),
        course_key=course.key if course else None,
        linked_by="mapping" if course else "not found",
        person="changed",
        confirmed_by=row.confirmed_by,
    )


def _corrects_code(row: MappingRow, code: str | None) -> bool:
    """Whether a row has another code than the syllabus now: it corrects it, or the syllabus has a new one."""
    return row.course != row.title and normalise_code(row.course) != normalise_code(code or "")


def _changed(
    old: ProgrammeCourse,
    row: MappingRow,
    course: CourseProfile | None,
    blocks: PersonBlocks,
    index: CourseIndex,
) -> ProgrammeCourse:
    """Return a listed course as a row has it."""
    key = old.course_key
    code = old.ref.code
    if row.title is None:
        key = course.key if course else key
    elif _corrects_code(row, code) and (
        course is not None or code is None or normalise_code(code) not in index.by_code
    ):
        code = row.course
        key = course.key if course else None
    ref = replace(old.ref, code=code)
    ref = blocks.place(_with_values(ref, row), row)
    return ProgrammeCourse(ref, key, "mapping" if key else old.linked_by)


def _with_values(ref: CourseRef, row: MappingRow) -> CourseRef:
    """Return an entry with what a row says of itself."""
    if row.title is not None and normalise_title(row.title) not in ("", normalise_title(ref.title)):
        ref = replace(ref, title=row.title)
    if row.credits is not None:
        ref = replace(
            ref,
            credits=row.credits[-1] if row.credits else None,
            least_credits=row.credits[0] if len(row.credits) > 1 else None,
        )
    ref = replace(
        ref,
        terms=ref.terms if row.terms is None else row.terms,
        years=ref.years if row.years is None else row.years,
        kind=row.kind or ref.kind,
    )
    if row.status is None:
        return ref
    status, basis = decided(row.status)
    if status is not ref.status:
        ref = replace(ref, reason="", reason_page=None, mark=None, replaceable=False)
    return replace(ref, status=status, basis=basis)
