"""The table of programmes that a page writes, as CSV: the one that `curranalyser audit --programmes` takes.

It is read anew under a lock each time that something is written, so that two pages, or a page and a
spreadsheet, lose nothing of each other. Rows of other programmes are written as they stand. What the audit's
own table said stays said: where the file has no word of its own on a course, that table's row is taken in.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from curranalyser.aggregate.mapping import Laid
from curranalyser.aggregate.structures import ProgrammeStructures
from curranalyser.datamodel import Audit, CourseStatus, MappingRow
from curranalyser.errors import OutputError, SettingsError
from curranalyser.folder import replace_file
from curranalyser.i18n import LANGUAGES, N_, Translator, translator
from curranalyser.output_file import refuse_what_is_no_file
from curranalyser.report.sanitise import clean_line
from curranalyser.review.locked import locked
from curranalyser.review.plain_tables import csv_table
from curranalyser.review.programme_edits import (
    NO_EDITS,
    Conflict,
    Edits,
    Kept,
    ProgrammeTable,
    apply_edits,
    conflicts,
    inverse,
    row_ids,
    table_of,
)
from curranalyser.review.programme_rows import Row
from curranalyser.review.programme_table import parse_rows
from curranalyser.review.programme_words import HEADINGS, KINDS, REMOVED, STATUSES, describe_rule
from curranalyser.review.tables import Damaged, cell_text, csv_tables, told_in_a_line

# Beside the audit. CSV, for it is written at every change: a workbook of all programmes takes seconds, and
# loses what a person has made of its looks; the page gives one to be downloaded.
TABLE_FILE = "programmes.csv"
# Larger is no table of programmes.
_MOST_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class _Held:
    """What stands in the file: rows as text by what they call their programme, and as understood by its key.

    `lang` is the language of its headings; `digest` is "" where there is no file; `strange` are rows that
    name no programme of the audit, or several.
    """

    digest: str
    lang: str
    names: tuple[str, ...] = ()
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    mapping: Mapping[str, tuple[MappingRow, ...]] = field(default_factory=dict)
    strange: tuple[MappingRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of edits.

    Attributes:
        before: the programme before.
        after: the programme now.
        conflicts: what stands otherwise in the file than it did when the edits were made; then nothing was
            written.
        back: the edits that undo these.
    """

    before: ProgrammeTable
    after: ProgrammeTable
    conflicts: tuple[Conflict, ...] = ()
    back: Edits = NO_EDITS


class ProgrammeFile:
    """The table of programmes of one audit.

    Args:
        audit: whose programmes are corrected.
        path: of the file; it need not be there.
        lang: of the headings, where there is no file yet.
    """

    def __init__(self, audit: Audit, path: Path, lang: str) -> None:
        self.path = path
        self.structures = ProgrammeStructures(audit)
        self._lang = lang
        self._audits: dict[str, list[MappingRow]] = defaultdict(list)
        self._strange: list[MappingRow] = []
        for row in audit.rules.mapping:
            key = self.structures.names.only(row.programme)
            if key is None:
                self._strange.append(row)
            else:
                self._audits[key].append(row)
        self._held: _Held | None = None
        self._guard = Lock()

    def table(self, key: str, lang: str) -> ProgrammeTable:
        """Return a programme as the file has it now.

        Args:
            key: of the programme.
            lang: of the cells.

        Raises:
            KeyError: there is no such programme.
            SettingsError: the file is no table of programmes, or not one that may be written anew.
        """
        return self._table(self._read(), key, translator(lang))

    def laid(self, key: str) -> Laid:
        """Return who takes what in a programme as the file has it now. Raises as `table` does."""
        return self.structures.lay(key, self._effective(self._read(), key))

    def tried(self, key: str, edits: Edits, lang: str) -> ProgrammeTable:
        """Return a programme as it would be with edits; nothing is written. Raises as `save` does."""
        held, say = self._read(), translator(lang)
        table = self._table(held, key, say)
        return apply_edits(self.structures, table, edits, say, self._kept(key))

    def save(self, key: str, edits: Edits, lang: str) -> Saved:
        """Write edits into the file, or nothing where somebody has changed the same meanwhile.

        Args:
            key: of the programme.
            edits: with what stood there when they were made.
            lang: of the values that were typed.

        Raises:
            KeyError: there is no such programme.
            EditError: a value cannot be.
            SettingsError: the file is no table of programmes, or not one that may be written anew.
            OutputError: it cannot be written.
        """
        say = translator(lang)
        with locked(self.path):
            held = self._read()
            before = self._table(held, key, say)
            found = conflicts(before, edits, say)
            if found:
                return Saved(before, before, found)
            after = apply_edits(self.structures, before, edits, say, self._kept(key))
            if edits:
                own = translator(held.lang)
                self._write(self._whole(held, {key: self._of(after, own)}))
        return Saved(before, after, back=inverse(before, after, say))

    def rows(self, lang: str) -> list[Row]:
        """Return the whole table as it is now, with its headings, in a language. Raises SettingsError."""
        held = self._read()
        if held.lang == lang:
            return self._whole(held, {})
        say = translator(lang)
        tables = {key: self._table(held, key, say).cells() for key in self.structures.profiles}
        rows = self._whole(_Held("", lang), tables)
        return [*rows, *(_as_row(row, say) for row in held.strange)]

    def _of(self, table: ProgrammeTable, say: Translator) -> list[Row]:
        """Return the rows of a table in a language."""
        return table_of(self.structures, table.key, table.rows, say, self._kept(table.key)).cells()

    def _kept(self, key: str) -> Kept:
        """Return what the audit's own table says of a programme."""
        rows = self._audits.get(key, [])
        if not rows:
            return Kept()
        laid = self.structures.lay(key, rows)
        return Kept(
            frozenset(
                place
                for row, place in zip(rows, laid.meant, strict=True)
                if place is not None and not row.untouched
            ),
            frozenset(id_ for id_ in row_ids(rows, laid) if id_),
        )

    def _table(self, held: _Held, key: str, say: Translator) -> ProgrammeTable:
        if key not in self.structures.profiles:
            raise KeyError(key)
        return table_of(self.structures, key, self._effective(held, key), say, self._kept(key))

    def _effective(self, held: _Held, key: str) -> list[MappingRow]:
        """Return the rows that hold for a programme: the file's, and what only the audit's table says."""
        own, others = held.mapping.get(key, ()), self._audits.get(key, [])
        if not own or not others:
            return list(own or others)
        laid = self.structures.lay(key, own)
        said = {place for row, place in zip(own, laid.meant, strict=True) if not row.untouched}
        added = {id_ for id_ in row_ids(own, laid) if id_}
        theirs = self.structures.lay(key, others)
        lacking: list[MappingRow] = []
        places: set[int] = set()
        for row, place, id_ in zip(others, theirs.meant, row_ids(others, theirs), strict=True):
            if place is not None and place not in said and not row.untouched:
                lacking.append(row)
                places.add(place)
            elif id_ and id_ not in added and not row.removed:
                lacking.append(row)
        kept = [row for row, place in zip(own, laid.meant, strict=True) if place not in places]
        return [*kept, *lacking]

    def _lacks(self, held: _Held, key: str) -> bool:
        """Whether the file has not all that the audit's table says of a programme."""
        own = held.mapping.get(key, ())
        return bool(self._audits.get(key)) and self._effective(held, key) != list(own)

    def _whole(self, held: _Held, changed: Mapping[str, Sequence[Row]]) -> list[Row]:
        """Return the whole table: rows that nobody changes here as they stand, and headings."""
        say = translator(held.lang)
        parts: dict[str, Sequence[Row]] = {}
        strange: list[Row] = []
        for name in held.names:
            key = self.structures.names.only(name)
            if key is None:
                strange += held.rows[name]
            else:
                parts[key] = (*parts.get(key, ()), *held.rows[name])
        for key in self.structures.profiles:
            if key in changed:
                parts[key] = changed[key]
            elif key not in parts or self._lacks(held, key):
                parts[key] = self._table(held, key, say).cells()
        there = {plain_row[:4] for plain_row in strange}
        rows = [tuple(say.gettext(heading) for heading in HEADINGS.values())]
        rows += [row for part in parts.values() for row in part]
        rows += strange
        rows += [row for row in (_as_row(item, say) for item in self._strange) if row[:4] not in there]
        return rows

    def _write(self, rows: list[Row]) -> None:
        data = csv_table(rows)
        refuse_what_is_no_file(self.path)
        try:
            replace_file(self.path, data)
        except OSError as error:
            raise OutputError(
                N_("%(path)s cannot be written: %(error)s."),
                N_("See that you may write there and that there is room; nothing was changed."),
                path=self.path,
                error=error,
            ) from error

    def _read(self) -> _Held:
        """Return what stands in the file. Raises SettingsError."""
        try:
            data = self.path.read_bytes() if self.path.exists() else None
        except OSError as error:
            raise SettingsError(
                N_("The table of programmes %(path)s cannot be read: %(error)s."),
                path=self.path,
                error=error,
            ) from error
        digest = "" if data is None else hashlib.sha256(data).hexdigest()
        with self._guard:
            if self._held is None or self._held.digest != digest:
                self._held = self._understood(data, digest)
            return self._held

    def _understood(self, data: bytes | None, digest: str) -> _Held:
        if data is None:
            return _Held("", self._lang)
        lang, lines = _lines(data, self.path.name)
        rows: dict[str, list[Row]] = defaultdict(list)
        for line in lines[1:]:
            row = (*line[: len(HEADINGS)], *[""] * (len(HEADINGS) - len(line)))
            if any(row):
                rows[row[0]].append(row)
        mapping: dict[str | None, list[MappingRow]] = defaultdict(list)
        for item in parse_rows([lines], self.path.name):
            mapping[self.structures.names.only(item.programme)].append(item)
        return _Held(
            digest=digest,
            lang=lang,
            names=tuple(rows),
            rows={name: tuple(some) for name, some in rows.items()},
            mapping={key: tuple(some) for key, some in mapping.items() if key is not None},
            strange=tuple(mapping.get(None, ())),
        )


def _lines(data: bytes, name: str) -> tuple[str, list[Row]]:
    """Return the language and the rows of a table, with its headings. Raises SettingsError."""
    refused = SettingsError(
        N_("%(path)s is not as the tool writes a table of programmes, and would lose what is yours in it."),
        N_("Move it away, and give it to `curranalyser audit --programmes` first."),
        path=name,
    )
    if len(data) > _MOST_BYTES:
        raise refused
    with told_in_a_line(N_("The table of programmes %(path)s cannot be read: %(error)s."), "", name):
        found_rows = [cells for table in csv_tables(data) for cells in table]
    # It is written anew: a row that could not be read would be lost.
    if any(isinstance(cells, Damaged) for cells in found_rows):
        raise refused
    lines = [tuple(map(cell_text, cells)) for cells in found_rows]
    head = _trimmed(lines[0]) if lines else ()
    found = next((code for code in LANGUAGES if head == _headings(code)), None)
    if found is None or any(len(_trimmed(line)) > len(HEADINGS) for line in lines):
        raise refused
    return found, lines


def _trimmed(line: tuple[str, ...]) -> tuple[str, ...]:
    """Return a row without the empty cells at its end, which spreadsheets add."""
    last = max((place for place, text in enumerate(line, 1) if text), default=0)
    return line[:last]


def _headings(lang: str) -> Row:
    say = translator(lang)
    return tuple(say.gettext(heading) for heading in HEADINGS.values())


def _as_row(row: MappingRow, say: Translator) -> Row:
    """Return a row of a table of the user's own, which holds for no programme, as the table has it."""

    def amounts() -> str:
        return "-".join(map(say.number, row.credits or ()))

    values = {
        "programme": row.programme,
        "kind": say.gettext(KINDS[row.kind]) if row.kind in KINDS else "",
        "code": "" if row.course == row.title else row.course,
        "title": row.title or "",
        "status": say.gettext(REMOVED if row.removed else STATUSES[row.status or CourseStatus.NOT_SAID]),
        "block": row.block or "",
        "rule": describe_rule(row.rule, 0, say) if row.rule else "",
        "track": row.track or "",
        "term": ", ".join(map(str, row.terms or ())),
        "year": ", ".join(map(str, row.years or ())),
        "credits": amounts(),
        "confirmed": row.confirmed_by,
    }
    return tuple(clean_line(values.get(column, "")) for column in HEADINGS)
