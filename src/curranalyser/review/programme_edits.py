"""What a person changes in the structure of one programme, and what the table of programmes says then.

Values are the same in every language: `CourseStatus`, `EntryKind` and `BlockRule` by their values, numbers as
they are typed. Each change carries what stood there before, so that of two people who have one table before
them neither undoes in silence what the other has done.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from curranalyser.aggregate.block_labels import SEPARATOR, leaves_a_choice_rule, place_key
from curranalyser.aggregate.courses import normalise_code, normalise_title
from curranalyser.aggregate.mapping import Laid
from curranalyser.aggregate.structures import ProgrammeStructures
from curranalyser.datamodel import (
    BlockRule,
    CourseStatus,
    EntryKind,
    Exposure,
    MappingRow,
    ProgrammeCourse,
    TakeRule,
)
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_, Translator
from curranalyser.review.programme_cells import read_rule
from curranalyser.review.programme_marks import row_mark
from curranalyser.review.programme_rows import ProgrammeRows, Row
from curranalyser.review.programme_table import parse_rows
from curranalyser.review.programme_words import (
    HEADINGS,
    KINDS,
    REMOVED,
    STATUSES,
    describe_rule,
    plain,
    table_words,
)

# The status of what a person has taken out of the programme.
OUT: Final = "removed"
# The cells of a row that a person may change; a course that is added has kind and title too.
EDITABLE: Final = ("code", "status", "block", "track", "term", "year", "credits", "confirmed")
ADDED: Final = ("kind", "code", "title", "status", "block", "track", "term", "year", "credits", "confirmed")
_COLUMNS: Final = tuple(HEADINGS)
_PLACE: Final = {column: place for place, column in enumerate(_COLUMNS)}
# Digits of what a course that only the table has is known by.
_DIGITS: Final = 10
_STATUS_WORDS: Final = {**{status.value: text for status, text in STATUSES.items()}, OUT: REMOVED}
_KIND_WORDS: Final = {kind.value: text for kind, text in KINDS.items()}

BlockKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a programme's table.

    Attributes:
        id: by which it is known again as long as the audit is the same.
        place: in the list as read; None for what only the table has.
        values: of the columns of `ADDED`, the same in every language.
        cells: the row as the table has it, in its language.
        item: the course as it counts now; None for one that is taken out.
        touched: whether a person says something of it.
    """

    id: str
    place: int | None
    values: Mapping[str, str]
    cells: Row
    item: ProgrammeCourse | None
    touched: bool


@dataclass(frozen=True, slots=True)
class BlockEntry:
    """A block of a programme as the table names it: by track and label.

    `rule` is what a student takes of it, `of` how many courses stand in it; `evidence` are the verbatim
    words that give the rule, and `page` is where they stand.
    """

    id: str
    track: str
    label: str
    rule: TakeRule
    of: int
    evidence: str
    page: int
    by_person: bool

    @property
    def key(self) -> BlockKey:
        """The block as it is compared."""
        return place_key(self.track, self.label)


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a row: what stood there before, and what is to stand there."""

    row: str
    column: str
    before: str
    wanted: str


@dataclass(frozen=True, slots=True)
class RuleText:
    """What is taken of a block, as typed: a value of `BlockRule` or "", and how much is chosen."""

    rule: str
    courses: str = ""
    credits: str = ""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """The rule of one block: what it was before, and what it is to be."""

    track: str
    label: str
    before: RuleText
    wanted: RuleText


@dataclass(frozen=True, slots=True)
class Edits:
    """What a person changes at one time: cells, rules of blocks, courses to add (by columns of `ADDED`)."""

    cells: tuple[CellChange, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    added: tuple[Mapping[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cells or self.rules or self.added)


@dataclass(frozen=True, slots=True)
class Kept:
    """What another table says of a programme, which this one must not leave to it.

    Attributes:
        places: of courses of which it says something: their rows are a person's here too where they say what
            the syllabus says, or it would be for the other table to say something else.
        added: ids of courses that it adds: one that is taken out is kept, as taken out.
    """

    places: frozenset[int] = frozenset()
    added: frozenset[str] = frozenset()


NO_EDITS: Final = Edits()
NOTHING_KEPT: Final = Kept()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell, or with `row` "" the rule of a block, in which another value was written meanwhile.

    `now` is what stands there; None where the row is no longer in the table.
    """

    row: str
    column: str
    now: str | None
    wanted: str


@dataclass(frozen=True, slots=True)
class ProgrammeTable:
    """One programme with a table laid over it.

    Attributes:
        key: of the programme.
        name: what the table calls it.
        rows: what the table says of it.
        laid: who takes what then.
        entries: its rows, as a page shows and the file holds them.
        blocks: the blocks that rows stand in.
        exposure: what everyone meets then.
    """

    key: str
    name: str
    rows: tuple[MappingRow, ...]
    laid: Laid
    entries: tuple[Entry, ...]
    blocks: tuple[BlockEntry, ...]
    exposure: tuple[Exposure, ...]
    empty: Row = field(default=())

    def cells(self) -> list[Row]:
        """Return the rows of the table, without headings: one that names the programme where it has none."""
        return [entry.cells for entry in self.entries] or [self.empty]

    def entry(self, id_: str) -> Entry | None:
        """Return the row that is known by `id_`, or None."""
        return next((entry for entry in self.entries if entry.id == id_), None)


def table_of(
    structures: ProgrammeStructures,
    key: str,
    rows: Sequence[MappingRow],
    say: Translator,
    kept: Kept = NOTHING_KEPT,
) -> ProgrammeTable:
    """Lay the rows of a table over a programme.

    Args:
        structures: of the audit.
        key: of the programme.
        rows: of the table that name it.
        say: of the language of the cells.
        kept: what another table says.
    """
    profile = structures.profiles[key]
    read, laid = structures.lay(key, ()), structures.lay(key, rows)
    as_read, now = ProgrammeRows(profile, say, read), ProgrammeRows(profile, say, laid)
    removed = {
        place: row
        for row, place in zip(rows, laid.meant, strict=True)
        if row.removed and place is not None and place not in laid.places
    }
    present = dict(zip(laid.places, laid.courses, strict=True))
    entries: list[Entry] = []
    for place, course in enumerate(read.courses):
        if course.ref.kind is EntryKind.CONTAINER:
            continue
        original = as_read.row(course)
        mark = "" if place in kept.places else _mark(original)
        if place in removed:
            changed = {
                "status": say.gettext(REMOVED),
                "confirmed": removed[place].confirmed_by,
                "mark": mark,
                "basis": "",
            }
            cells = _with(original, changed)
            entries.append(
                Entry(
                    id=f"r{place}",
                    place=place,
                    values=_values(cells, course, OUT),
                    cells=cells,
                    item=None,
                    touched=True,
                )
            )
        else:
            item = present[place]
            # What nobody has touched says nothing, and stays known as it was exported.
            cells = _with(now.row(item) if item.person else original, {"mark": mark})
            touched = bool(_cell(cells, "confirmed")) or not mark or mark != _mark(cells)
            entries.append(
                Entry(
                    id=f"r{place}",
                    place=place,
                    values=_values(cells, item),
                    cells=cells,
                    item=item,
                    touched=touched,
                )
            )
    added = (course for place, course in zip(laid.places, laid.courses, strict=True) if place is None)
    for row, id_ in zip(rows, row_ids(rows, laid), strict=True):
        if id_ and row.removed:
            cells = now.removed(row)
            entries.append(
                Entry(
                    id=id_, place=None, values=_values(cells, None, OUT), cells=cells, item=None, touched=True
                )
            )
        elif id_:
            course = next(added)
            cells = _with(now.row(course), {"mark": ""})
            entries.append(
                Entry(
                    id=id_, place=None, values=_values(cells, course), cells=cells, item=course, touched=True
                )
            )
    return ProgrammeTable(
        key=key,
        name=now.name,
        rows=tuple(rows),
        laid=laid,
        entries=tuple(entries),
        blocks=_blocks(now, laid),
        exposure=structures.exposure(laid),
        empty=now.empty(),
    )


def row_ids(rows: Sequence[MappingRow], laid: Laid) -> list[str]:
    """Return what the courses are known by that only the rows of a table have; "" for all other rows."""
    names: dict[str, int] = {}
    added = (course.ref for place, course in zip(laid.places, laid.courses, strict=True) if place is None)
    ids = []
    for row, place in zip(rows, laid.meant, strict=True):
        if place is not None or row.untouched:
            ids.append("")
        elif row.removed:
            ids.append(_added_id("" if row.course == row.title else row.course, row.title or "", names))
        else:
            ref = next(added)
            ids.append(_added_id(ref.code or "", ref.title, names))
    return ids


def _added_id(code: str, title: str, names: dict[str, int]) -> str:
    named = f"{normalise_code(code)}\x1f{normalise_title(title)}"
    digest = hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    names[digest] = number = names.get(digest, 0) + 1
    return f"a{digest}" if number == 1 else f"a{digest}.{number}"


def _cell(row: Row, column: str) -> str:
    return row[_PLACE[column]]


def _mark(row: Row) -> str:
    return row_mark(lambda column: _cell(row, column))


def _with(row: Row, changed: Mapping[str, str]) -> Row:
    return tuple(changed.get(column, text) for column, text in zip(_COLUMNS, row, strict=True))


def _values(cells: Row, item: ProgrammeCourse | None, status: str = "") -> Mapping[str, str]:
    values = {column: _cell(cells, column) for column in ADDED}
    values["kind"] = item.ref.kind.value if item else EntryKind.COURSE.value
    values["status"] = status or (item.ref.status.value if item else OUT)
    return values


def _blocks(table: ProgrammeRows, laid: Laid) -> tuple[BlockEntry, ...]:
    found: dict[BlockKey, BlockEntry] = {}
    for item in laid.courses:
        label = table.labels.label(item.ref)
        block = table.labels.named_block(item.ref) if label else None
        if block is None or item.ref.kind is EntryKind.CONTAINER:
            continue
        entry = BlockEntry(
            id=block.id,
            track=table.labels.track(item.ref),
            label=label,
            rule=table.labels.shown_rule(item.ref),
            of=table.members[block.id],
            evidence=block.evidence,
            page=block.page,
            by_person=block.by_person,
        )
        before = found.setdefault(entry.key, entry)
        if before.rule.rule is None and entry.rule.rule is not None:
            found[entry.key] = entry
    return tuple(found.values())


def rule_typed(rule: TakeRule, say: Translator) -> RuleText:
    """Return a rule as it would be typed."""

    def amounts(pair: tuple[object, object] | None) -> str:
        if pair is None:
            return ""
        least, most = say.number(pair[0]), say.number(pair[1])  # type: ignore[arg-type]
        return least if pair[0] == pair[1] else f"{least}-{most}"

    if rule.rule is not BlockRule.CHOOSE:
        return RuleText(rule.rule.value if rule.rule else "")
    return RuleText(rule.rule.value, amounts(rule.courses), amounts(rule.credits))


def read_typed(typed: RuleText) -> TakeRule:
    """Understand a rule that was typed. Raises ValueError where it is none."""
    if not typed.rule:
        return TakeRule(None)
    rule = BlockRule(typed.rule)
    if rule is not BlockRule.CHOOSE:
        return TakeRule(rule)
    courses, credits_ = typed.courses.strip(), typed.credits.strip()
    if not courses and not credits_:
        return TakeRule(rule)
    # By the same words as a cell of the table: the numbers are checked in one place.
    words = table_words()
    of_credits = next(word for word, meaning in words.rules.items() if meaning == "credits")
    return read_rule(
        ", ".join(part for part in (courses, credits_ and f"{credits_} {of_credits}") if part), words
    )


def same(one: str, other: str) -> bool:
    """Whether two values say the same: white space, case and the sign of decimals make no difference."""
    return plain(one).replace(",", ".") == plain(other).replace(",", ".")


def conflicts(table: ProgrammeTable, edits: Edits, say: Translator) -> tuple[Conflict, ...]:
    """Return what of the edits another has changed meanwhile, to something else."""
    found = []
    for change in edits.cells:
        entry = table.entry(change.row)
        now = entry.values.get(change.column) if entry else None
        if now is None or not (same(now, change.before) or same(now, change.wanted)):
            found.append(Conflict(change.row, change.column, now, change.wanted))
    blocks = {block.key: rule_typed(block.rule, say) for block in table.blocks}
    for rule in edits.rules:
        there = blocks.get(place_key(rule.track, rule.label))
        if there is not None and not any(_same_rule(there, other) for other in (rule.before, rule.wanted)):
            found.append(Conflict("", rule.label, there.rule, rule.wanted.rule))
    return tuple(found)


def _same_rule(one: RuleText, other: RuleText) -> bool:
    pairs = ((one.rule, other.rule), (one.courses, other.courses), (one.credits, other.credits))
    return all(same(*pair) for pair in pairs)


class EditError(SettingsError):
    """What a person typed cannot be.

    Attributes:
        row: the id of its row, or "".
        column: of its cell, or "".
    """

    row = ""
    column = ""

    def at(self, row: str, column: str) -> "EditError":
        """Return the error with its place."""
        self.row, self.column = row, column
        return self


def apply_edits(
    structures: ProgrammeStructures,
    table: ProgrammeTable,
    edits: Edits,
    say: Translator,
    kept: Kept = NOTHING_KEPT,
) -> ProgrammeTable:
    """Return a programme's table with what a person has changed.

    Args:
        structures: of the audit.
        table: as it is.
        edits: see `conflicts`.
        say: of the language of the cells of `table`.
        kept: what another table says.

    Raises:
        EditError: a value cannot be, with the number of its row, from 1, and its column.
    """
    rows = _Rows(table, edits, say, kept.added)
    for change in edits.cells:
        rows.change(change)
    for values in edits.added:
        rows.add(values)
    rows.take_out_of_choices()
    for rule in edits.rules:
        rows.rule(rule)
    heading = tuple(say.gettext(text) for text in HEADINGS.values())
    listed = rows.listed()
    try:
        mapping = parse_rows([[heading, *(cells for _, cells in listed)]], table.name)
    except SettingsError as error:
        raise _as_edit_error(error, [id_ for id_, _ in listed], heading) from error
    made = table_of(structures, table.key, mapping, say, kept)
    changed = {change.row for change in edits.cells}
    for number, (id_, _) in enumerate(listed):
        entry = table.entry(id_)
        place = entry.place if entry else None
        if id_ in changed and len(mapping) == len(listed) and made.laid.meant[number] != place:
            raise EditError(
                N_("%(path)s, row %(row)s: the course cannot be told from another row of the list."),
                N_("Correct this row in the table itself."),
                path=table.name,
                row=number + 1,
            ).at(id_, "")
    # As the next reader of the table has it, who sees what came of the edits and not how they were made.
    written = parse_rows([[heading, *made.cells()]], table.name)
    return table_of(structures, table.key, written, say, kept)


def _as_edit_error(error: SettingsError, ids: Sequence[str], heading: Row) -> EditError:
    """Return an error of a table with the rows numbered as the page numbers them."""
    values = {
        name: value - 1 if name in ("row", "other") and isinstance(value, int) else value
        for name, value in error.values.items()
    }
    number = values.get("row")
    row = ids[number - 1] if isinstance(number, int) and 0 < number <= len(ids) else ""
    named = values.get("column")
    column = _COLUMNS[heading.index(named)] if isinstance(named, str) and named in heading else ""
    return EditError(error.message, error.hint, **values).at(row, column)


class _Rows:
    """The rows of a programme's table while edits are written into them."""

    def __init__(
        self, table: ProgrammeTable, edits: Edits, say: Translator, kept_added: frozenset[str]
    ) -> None:
        self.table = table
        self.say = say
        self.kept_added = kept_added
        self.rows = {entry.id: entry.cells for entry in table.entries}
        self.rules = {block.key: block.rule for block in table.blocks}
        self.of = {block.key: block.of for block in table.blocks}
        self.some, self.everyone = (
            say.gettext(STATUSES[status]) for status in (CourseStatus.SOME, CourseStatus.EVERYONE)
        )
        self.moved = {change.row for change in edits.cells if change.column in ("block", "track")}
        self.status_said = {change.row for change in edits.cells if change.column == "status"}

    def _word(self, column: str, value: str) -> str:
        words = {"status": _STATUS_WORDS, "kind": _KIND_WORDS}.get(column, {})
        return self.say.gettext(words[value]) if value in words else " ".join(value.split())

    def change(self, change: CellChange) -> None:
        """Write into one cell; what takes a course out that only the table has, takes its row out."""
        if change.column not in EDITABLE or change.row not in self.rows:
            raise EditError(N_("There is no such row in the table."))
        entry = self.table.entry(change.row)
        out = change.column == "status" and change.wanted == OUT
        if out and entry and entry.place is None and change.row not in self.kept_added:
            self.rows[change.row] = ()
        row = self.rows[change.row]
        if row:
            changed = _with(row, {change.column: self._word(change.column, change.wanted)})
            moved = self._key(row) != self._key(changed)
            self.rows[change.row] = self._placed(changed, change.row) if moved else changed

    @staticmethod
    def _key(row: Row) -> BlockKey:
        return place_key(_cell(row, "track"), _cell(row, "block"))

    def _placed(self, row: Row, id_: str) -> Row:
        """Return a row with the rule of the block that it names, and the status that its place gives."""
        rule = self.rules.get(self._key(row), TakeRule(None)) if _cell(row, "block") else TakeRule(None)
        row = _with(row, {"rule": self._rule_text(rule, self._key(row))})
        leaves = leaves_a_choice_rule(rule.rule) or (
            bool(_cell(row, "track")) and _cell(row, "status") == self.everyone
        )
        return _with(row, {"status": self.some}) if leaves and id_ not in self.status_said else row

    def take_out_of_choices(self) -> None:
        """Let what everyone takes, as a person has just said, stand outside every choice and track."""
        for id_ in self.status_said - self.moved:
            row = self.rows.get(id_)
            if not row or _cell(row, "status") != self.everyone:
                continue
            label = _cell(row, "block")
            labels = [label]
            while SEPARATOR in label:
                label = label.rpartition(SEPARATOR)[0]
                labels.append(label)
            leaving = [
                place
                for place, name in enumerate(labels)
                if leaves_a_choice_rule(self._rule_at(_cell(row, "track"), name).rule)
            ]
            if leaving or _cell(row, "track"):
                outside = (*labels, "")[leaving[-1] + 1] if leaving else labels[0]
                row = _with(row, {"block": outside, "track": ""})
                self.rows[id_] = self._placed(row, id_)

    def _rule_at(self, track: str, label: str) -> TakeRule:
        return self.rules.get(place_key(track, label), TakeRule(None))

    def _rule_text(self, rule: TakeRule, key: BlockKey) -> str:
        return describe_rule(rule, self.of.get(key, 0), self.say)

    def add(self, values: Mapping[str, str]) -> None:
        """Write a row for a course that is added. Raises EditError where it stands there already."""
        cells = {column: self._word(column, values.get(column, "")) for column in ADDED}
        cells["programme"] = self.table.name
        row = tuple(cells.get(column, "") for column in _COLUMNS)
        for number, (there, other) in enumerate(self.listed(), 1):
            if _same_course(row, other) and self._key(row) == self._key(other):
                raise EditError(
                    N_("%(path)s: “%(course)s” stands in the list already, in row %(row)s."),
                    N_("Change that row, or give another block or track."),
                    path=self.table.name,
                    course=_cell(row, "title") or _cell(row, "code"),
                    row=number,
                ).at(there, "")
        id_ = f"new{len(self.rows)}"
        if cells["status"]:
            self.status_said.add(id_)
        self.rows[id_] = self._placed(row, id_)

    def rule(self, change: RuleChange) -> None:
        """Write the rule of a block into all its rows; where it leaves a choice, some take them."""
        key = place_key(change.track, change.label)
        held = [
            id_ for id_, row in self.rows.items() if row and _cell(row, "block") and self._key(row) == key
        ]
        try:
            rule = read_typed(change.wanted)
        except (ValueError, KeyError, ArithmeticError) as error:
            raise EditError(
                N_("%(path)s, block “%(block)s”: so many cannot be chosen: “%(text)s”."),
                N_("Write how many courses, such as 2 or 1-2, or how many credits, such as 15."),
                path=self.table.name,
                block=change.label,
                text=" ".join((change.wanted.courses, change.wanted.credits)).strip(),
            ).at("", change.label) from error
        self.rules[key] = rule
        for id_ in held:
            follows = leaves_a_choice_rule(rule.rule) and id_ not in self.status_said
            changed = {"rule": self._rule_text(rule, key), **({"status": self.some} if follows else {})}
            if _cell(self.rows[id_], "status") != self.say.gettext(REMOVED):
                self.rows[id_] = _with(self.rows[id_], changed)

    def listed(self) -> list[tuple[str, Row]]:
        """Return the rows that are left, with their ids."""
        return [(id_, row) for id_, row in self.rows.items() if row]


def _same_course(one: Row, other: Row) -> bool:
    codes = [normalise_code(_cell(row, "code")) for row in (one, other)]
    titles = [normalise_title(_cell(row, "title")) for row in (one, other)]
    return codes[0] == codes[1] if all(codes) else bool(titles[0]) and titles[0] == titles[1]


def inverse(before: ProgrammeTable, after: ProgrammeTable, say: Translator) -> Edits:
    """Return the edits that make a table what it was before.

    Args:
        before: as it was.
        after: as it is.
        say: of the language of both.
    """
    cells = []
    added = []
    for entry in before.entries:
        now = after.entry(entry.id)
        if now is None:
            added.append(dict(entry.values))
            continue
        cells += [
            CellChange(entry.id, column, now.values[column], entry.values[column])
            for column in EDITABLE
            if now.values[column] != entry.values[column]
        ]
    cells += [
        CellChange(entry.id, "status", entry.values["status"], OUT)
        for entry in after.entries
        if before.entry(entry.id) is None and entry.values["status"] != OUT
    ]
    return Edits(tuple(cells), tuple(_rules_back(before.blocks, after.blocks, say)), tuple(added))


def _rules_back(
    before: Iterable[BlockEntry], after: Iterable[BlockEntry], say: Translator
) -> Iterable[RuleChange]:
    there = {block.key: block for block in after}
    for block in before:
        now = there.get(block.key)
        if now is None or now.rule != block.rule:
            rule = rule_typed(now.rule, say) if now else RuleText("")
            yield RuleChange(block.track, block.label, rule, rule_typed(block.rule, say))
