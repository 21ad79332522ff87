"""What was read of the programmes of an audit, as rows of a table that a programme director corrects."""

from collections import Counter
from decimal import Decimal

from curranalyser.aggregate.block_labels import BlockLabels, leaves_a_choice
from curranalyser.aggregate.mapping import Laid, programme_name
from curranalyser.aggregate.programme_names import ProgrammeNames
from curranalyser.datamodel import (
    Audit,
    CourseRef,
    EntryKind,
    MappingRow,
    ProgrammeCourse,
    ProgrammeProfile,
    StructureBlock,
    TakeRule,
)
from curranalyser.i18n import Translator, translator
from curranalyser.report.sanitise import clean_line
from curranalyser.report.structure import basis_label
from curranalyser.review.programme_marks import row_mark
from curranalyser.review.programme_words import HEADINGS, KINDS, REMOVED, STATUSES, describe_rule

Row = tuple[str, ...]


def programme_rows(audit: Audit, lang: str) -> list[Row]:
    """Return one row per listed course, in the order of the programmes and of their lists.

    A programme without a course list has one row, which names it and nothing else. Headings that hold other
    entries have none. What a person has changed or confirmed is written as it is now, with who confirmed it,
    and so are the courses that a person has taken out of the programme. Rows that are as read have a mark,
    by which they are known again as long as nobody changes them.

    Args:
        audit: its programmes are listed.
        lang: "sv" or "en", the language of headings and answers.

    Returns:
        The headings, then the rows, each with one text per heading.
    """
    say = translator(lang)
    rows = [tuple(say.gettext(heading) for heading in HEADINGS.values())]
    names = ProgrammeNames((profile.header, profile.key) for profile in audit.programmes)
    for profile in audit.programmes:
        table = ProgrammeRows(profile, say)
        listed = [item for item in profile.courses if item.ref.kind is not EntryKind.CONTAINER]
        removed = [
            table.removed(row)
            for row in audit.rules.mapping
            if row.removed and names.only(row.programme) == profile.key
        ]
        rows += [*(table.row(item) for item in listed), *removed] or [table.empty()]
    return rows


class ProgrammeRows:
    """The rows of one programme.

    Args:
        profile: names it.
        say: of the language of the rows.
        laid: what a table makes of it; None for what its audit says.
    """

    def __init__(self, profile: ProgrammeProfile, say: Translator, laid: Laid | None = None) -> None:
        self.name = programme_name(profile.header, profile.key)
        self.say = say
        self.labels = BlockLabels(laid.syllabus if laid else profile.analysed.syllabus)
        self.members = Counter(
            block.id
            for item in (laid.courses if laid else profile.courses)
            if item.ref.kind is EntryKind.COURSE and (block := self.labels.named_block(item.ref))
        )

    def empty(self) -> Row:
        """Return the row of a programme without a course list."""
        return self._row({"programme": self.name})

    def removed(self, row: MappingRow) -> Row:
        """Return the row of a course that a person has taken out of the programme."""
        return self._row(
            {
                "programme": self.name,
                "code": "" if row.course == row.title else row.course,
                "title": row.title or "",
                "status": self.say.gettext(REMOVED),
                "track": row.track or "",
                "block": row.block or "",
                "term": ", ".join(map(str, row.terms or ())),
                "confirmed": row.confirmed_by,
            }
        )

    def row(self, item: ProgrammeCourse) -> Row:
        """Return the row of one listed course or slot."""
        ref = item.ref
        block = self.labels.named_block(ref) if self.labels.label(ref) else None
        values = {
            "programme": self.name,
            "kind": self.say.gettext(KINDS[ref.kind]),
            "code": ref.code or "",
            "title": ref.title,
            "status": self.say.gettext(STATUSES[ref.status]),
            "block": self.labels.label(ref),
            "rule": self._rule(ref, block),
            "track": self.labels.track(ref),
            "term": ", ".join(map(str, ref.terms)),
            "year": ", ".join(map(str, ref.years)),
            "credits": self._credits(ref),
            "confirmed": item.confirmed_by,
            "basis": basis_label(ref.basis, self.say),
            "sentence": ref.reason or (block.evidence if block and leaves_a_choice(block) else ""),
            "page": str(ref.reason_page or ref.page),
        }
        if item.person is None:
            shown = {column: clean_line(text) for column, text in values.items()}
            values["mark"] = row_mark(shown.__getitem__)
        return self._row(values)

    @staticmethod
    def _row(values: dict[str, str]) -> Row:
        return tuple(clean_line(values.get(column, "")) for column in HEADINGS)

    def rule_text(self, rule: TakeRule, block: str | None) -> str:
        """Return a rule of a block, by its id, as the table has it."""
        return describe_rule(rule, self.members[block] if block else 0, self.say)

    def _rule(self, ref: CourseRef, block: StructureBlock | None) -> str:
        return self.rule_text(self.labels.shown_rule(ref), block.id if block else None)

    def _credits(self, ref: CourseRef) -> str:
        if ref.credits is None:
            return ""
        if ref.least_credits in (None, ref.credits):
            return self._number(ref.credits)
        return f"{self._number(ref.least_credits or ref.credits)}-{self._number(ref.credits)}"

    def _number(self, amount: Decimal) -> str:
        return self.say.number(amount)
