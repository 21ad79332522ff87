"""A programme as its page shows it: rows with what they rest on, blocks, and what everyone meets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from curranalyser.datamodel import Audit, EntryKind, Exposure, ProgrammeProfile
from curranalyser.i18n import Translator
from curranalyser.report.everyone import everyone_meets
from curranalyser.report.sanitise import clean_line
from curranalyser.report.structure import basis_label, exposure_gaps, exposure_remarks
from curranalyser.review.programme_edits import OUT, Conflict, ProgrammeTable, rule_typed
from curranalyser.review.programme_words import HEADINGS, REMOVED, STATUSES
from curranalyser.scheme import Scheme, localised
from curranalyser.serve.structure.typed import rule_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row of the list.

    Attributes:
        id: the beginning of the names of its fields.
        number: from 1.
        values: what stands in its fields.
        saved: what is saved, where the fields are only tried.
        found: whether the course has a syllabus with outcomes here; None for a slot.
        basis: what the status rests on, in words, or "".
        sentence: the verbatim words, or "", and in `page` where they stand.
        person: "changed", "confirmed" or "".
        added: whether only the table has it.
    """

    id: str
    number: int
    values: Mapping[str, str]
    found: bool | None
    basis: str
    sentence: str
    page: int | None
    person: str
    confirmed_by: str
    added: bool
    wrong: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block with its rule: `name` begins the names of its fields."""

    name: str
    track: str
    label: str
    rule: str
    courses: str
    credits: str
    of: int
    sentence: str
    page: int
    by_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRow:
    """What everyone meets of a perspective: in the report, and with the table; `review` leads to labels."""

    perspective: str
    before: str
    after: str
    review: str

    @property
    def changed(self) -> bool:
        """Whether the table says something else than the report."""
        return self.before != self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectView:
    """What everyone meets, in a line and in sentences, and what is missing for more to be said."""

    short: str
    rows: tuple[EffectRow, ...]
    gaps: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether any row does."""
        return any(row.changed for row in self.rows)


def rows_of(
    table: ProgrammeTable, audit: Audit, typed: Mapping[str, str], say: Translator, wrong: tuple[str, str]
) -> list[RowView]:
    """Return the rows of a list.

    Args:
        table: as it is saved.
        audit: for the courses.
        typed: what stands in fields that are not saved, by their names.
        say: of the language of the page.
        wrong: the row and the column of what cannot be, or two times "".
    """
    with_outcomes = {course.key for course in audit.courses if course.counted_outcomes()}
    views = []
    for number, entry in enumerate(table.entries, 1):
        ref = entry.item.ref if entry.item else None
        values = {
            column: typed.get(f"{entry.id}.{column}", clean_line(text))
            for column, text in entry.values.items()
        }
        right = typed.get(f"{entry.id}.right", "1" if entry.values["confirmed"] else "")
        views.append(
            RowView(
                id=entry.id,
                number=number,
                values={**values, "right": right},
                found=_found(entry.item.course_key if entry.item else None, values["kind"], with_outcomes),
                basis=basis_label(ref.basis, say) if ref else "",
                sentence=clean_line(entry.cells[list(HEADINGS).index("sentence")]),
                page=(ref.reason_page or ref.page) if ref else None,
                person=(entry.item.person or "") if entry.item else "changed",
                confirmed_by=clean_line(entry.values["confirmed"]),
                added=entry.place is None,
                wrong=wrong[1] if wrong[0] == entry.id else "",
            )
        )
    return views


def _found(key: str | None, kind: str, with_outcomes: set[str]) -> bool | None:
    return None if kind != EntryKind.COURSE.value else key in with_outcomes


def blocks_of(table: ProgrammeTable, typed: Mapping[str, str], say: Translator) -> list[BlockView]:
    """Return the blocks of a list with their rules, as typed or as saved."""
    views = []
    for number, block in enumerate(table.blocks):
        saved, name = rule_typed(block.rule, say), f"block.{number}"
        rule, courses, credits_ = rule_fields(block.track, block.label)
        views.append(
            BlockView(
                name=name,
                track=clean_line(block.track),
                label=clean_line(block.label),
                rule=typed.get(rule, saved.rule),
                courses=typed.get(courses, saved.courses),
                credits=typed.get(credits_, saved.credits),
                of=block.of,
                sentence=clean_line(block.evidence),
                page=block.page,
                by_person=block.by_person,
            )
        )
    return views


def effect_of(
    profile: ProgrammeProfile, exposure: Sequence[Exposure], scheme: Scheme, say: Translator
) -> EffectView:
    """Say what everyone meets in the report, and with the table.

    Args:
        profile: of the audit, which the report shows.
        exposure: with the table.
        scheme: names the perspectives.
        say: of the language of the page.
    """
    names = {item.id: localised(item.name, say.lang) for item in scheme.perspectives}
    before = {item.perspective: everyone_meets(item, say) for item in profile.exposure}
    rows = []
    for item in exposure:
        name = clean_line(names.get(item.perspective, item.perspective))
        review = "/review?" + urlencode({"programme": profile.key, "perspective": item.perspective})
        rows.append(
            EffectRow(
                perspective=name[:1].upper() + name[1:],
                before=before.get(item.perspective, ""),
                after=everyone_meets(item, say),
                review=review,
            )
        )
    return EffectView(
        short=_short(profile.exposure, exposure, names, say),
        rows=tuple(rows),
        gaps=exposure_gaps(exposure, say),
        remarks=exposure_remarks(exposure, say),
    )


def _short(
    before: Sequence[Exposure], after: Sequence[Exposure], names: Mapping[str, str], say: Translator
) -> str:
    """Say in one line in how many courses each perspective is met whatever is chosen."""

    def number(item: Exposure | None) -> str:
        if item is None or item.least is None:
            return say.gettext("not known")
        return say.number(item.least)

    old = {item.perspective: item for item in before}
    parts = []
    for item in after:
        was, now = number(old.get(item.perspective)), number(item)
        name = clean_line(names.get(item.perspective, item.perspective))
        parts.append(f"{name} {now}" if was == now else f"{name} {was} → {now}")
    return say.gettext(
        "Courses in which every student meets it, at the least: %(list)s", list=" · ".join(parts)
    )


def statuses(say: Translator) -> list[tuple[str, str]]:
    """Return who may take a course, as value and in words."""
    return [(status.value, say.gettext(text)) for status, text in STATUSES.items()] + [
        (OUT, say.gettext(REMOVED))
    ]


def conflict_texts(table: ProgrammeTable, found: Sequence[Conflict], say: Translator) -> list[str]:
    """Say what another has written meanwhile, a sentence each."""
    words = dict(statuses(say))
    numbers = {entry.id: number for number, entry in enumerate(table.entries, 1)}
    texts = []
    for item in found:
        if not item.row:
            texts.append(
                say.gettext(
                    "The rule of “%(block)s” was changed meanwhile by somebody else.",
                    block=clean_line(item.column),
                )
            )
        elif item.now is None:
            texts.append(say.gettext("A row that you changed is no longer in the list."))
        else:
            texts.append(
                say.gettext(
                    "Row %(row)s, “%(column)s”: somebody else wrote “%(now)s” meanwhile, you “%(wanted)s”.",
                    row=numbers.get(item.row, 0),
                    column=say.gettext(HEADINGS[item.column]),
                    now=clean_line(words.get(item.now, item.now)) or "–",
                    wanted=clean_line(words.get(item.wanted, item.wanted)) or "–",
                )
            )
    return texts
