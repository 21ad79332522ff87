"""A trend as a workbook: long tables, with numbers as numbers, for charts and pivot tables of one's own."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curranalyser.compare.wording import INSTRUMENTS, language_text
from curranalyser.datamodel import Band, Dimension, Indicator
from curranalyser.i18n import N_, Translator, translator
from curranalyser.report.bands import band_of, data_text
from curranalyser.report.sanitise import clean_line
from curranalyser.report.sheet import Sheet
from curranalyser.review.plain_tables import MOST_CHARACTERS, TO_READ, heading_format, plain_workbook
from curranalyser.scheme import Scheme, localised
from curranalyser.trend.series import Scope, Trend, in_reading_order
from curranalyser.trend.wording import FLOW_HEADINGS


@dataclass(frozen=True, slots=True)
class Share:
    """A share, to be written in per cent."""

    value: float


Cell = str | int | float | Share | None
Row = tuple[Cell, ...]

_KINDS = {"all": N_("all courses"), "programme": N_("programme")}
_GROUPS: Mapping[Dimension, str] = {
    "subject group": N_("subject group"),
    "subject": N_("subject"),
    "main field": N_("main field of study"),
}
# Columns wider than the others, by what they hold: in characters.
_WIDE, _NARROW = 34, 16


class _Sheets:
    def __init__(self, trend: Trend, scheme: Scheme, say: Translator, listed: Sequence[str]) -> None:
        self.it = in_reading_order(trend, listed, say)
        self.say = say
        known = {item.id: localised(item.name, say.lang) for item in scheme.perspectives}
        self.perspectives = {name: clean_line(known.get(name, name)) for name in trend.perspectives}
        self.names = [clean_line(audit.side.name) for audit in trend.audits]

    def about(self, scope: Scope) -> tuple[str, str, str]:
        kind = _GROUPS[self.it.dimension] if scope.kind == "group" else _KINDS[scope.kind]
        return self.say.gettext(kind), clean_line(scope.key), clean_line(scope.title)

    def head(self, *names: str) -> tuple[str, ...]:
        _ = self.say.gettext
        return (_("What"), _("Code or name"), _("Title"), *names)

    def all(self) -> Iterator[Sheet[str, Cell]]:
        """Every sheet, in the order of their tabs."""
        yield self.audits()
        yield self.shares()
        yield self.met()
        yield self.languages()
        yield self.flows()
        yield self.courses()

    def audits(self) -> Sheet[str, Cell]:
        _ = self.say.gettext
        columns = (
            _("Number"),
            _("Audit"),
            _("Programmes"),
            _("Courses"),
            _("Learning outcomes"),
            _("Labels decided by people"),
            _("Files that need attention"),
            _("Valid on"),
            _("Version of curranalyser"),
            _("Model (SHA-256)"),
            _("Rates of wrong labels, measured on"),
            _("Made otherwise than the one before"),
        )
        return Sheet(name=_("Audits"), columns=columns, rows=self.audit_rows())

    def audit_rows(self) -> Iterator[Row]:
        _ = self.say.gettext
        instruments = ((), *self.it.instruments)
        for number, (audit, fields) in enumerate(zip(self.it.audits, instruments, strict=True), 1):
            side = audit.side
            yield (
                number,
                clean_line(side.name),
                side.programmes,
                side.courses,
                side.outcomes,
                side.human,
                side.files_needing_attention,
                clean_line(side.as_of),
                clean_line(audit.tool_version),
                clean_line(audit.model_sha256),
                data_text(audit.rates_on, self.say),
                "; ".join(_(INSTRUMENTS[name]) for name in fields),
            )

    def shares(self) -> Sheet[str, Cell]:
        _ = self.say.gettext
        columns = self.head(
            _("Audit"),
            _("Perspective"),
            _("Courses that carry it"),
            _("Courses in all"),
            _("Share of courses"),
            _("Outcomes that carry it"),
            _("Outcomes in all"),
            _("Share of outcomes"),
            _("Unsure"),
            _("Decided by people"),
            _("Courses with a syllabus"),
            _("Courses that it is about"),
            _("Share of courses, low by the labels’ errors"),
            _("Share of courses, high by the labels’ errors"),
            _("Share of outcomes, low by the labels’ errors"),
            _("Share of outcomes, high by the labels’ errors"),
        )
        return Sheet(name=_("Shares"), columns=columns, rows=self.share_rows())

    def share_rows(self) -> Iterator[Row]:
        for scope in self.it.scopes:
            for name, point in zip(self.names, scope.points, strict=True):
                for item in point.shares if point else ():
                    yield (
                        *self.about(scope),
                        name,
                        self.perspectives[item.perspective],
                        *_counts(item.courses, item.headline),
                        *_counts(item.outcomes, item.headline),
                        item.to_review,
                        item.human,
                        *_counts(item.syllabi, False)[:2],
                        *self.ends(item.bands.courses if item.bands else None, item.courses, item.headline),
                        *self.ends(item.bands.outcomes if item.bands else None, item.outcomes, item.headline),
                    )

    def ends(self, band: Band | None, share: Indicator, enough: bool) -> tuple[Cell, Cell]:
        """Return between what shares errors could move one: empty where that is not measured."""
        if band is None or not enough or not share.denominator:
            return None, None
        low, high = band_of(band, share.denominator, self.say)[1:]
        return (None if low is None else Share(low)), (None if high is None else Share(high))

    def met(self) -> Sheet[str, Cell]:
        _ = self.say.gettext
        columns = self.head(
            _("Audit"),
            _("Perspective"),
            _("Courses that everyone takes"),
            _("Of these with a syllabus"),
            _("Of these carrying it"),
            _("Fewest courses"),
            _("Most courses"),
        )
        return Sheet(name=_("What everyone meets"), columns=columns, rows=self.meeting_rows())

    def meeting_rows(self) -> Iterator[Row]:
        for scope in self.it.scopes:
            for name, point in zip(self.names, scope.points, strict=True):
                for item in point.met if point else ():
                    yield (
                        *self.about(scope),
                        name,
                        self.perspectives[item.perspective],
                        item.everyone,
                        item.with_syllabus,
                        item.carrying,
                        item.least,
                        item.best,
                    )

    def languages(self) -> Sheet[str, Cell]:
        _ = self.say.gettext
        columns = self.head(_("Audit"), _("Language of instruction"), _("Courses"))
        return Sheet(name=_("Languages"), columns=columns, rows=self.language_rows())

    def language_rows(self) -> Iterator[Row]:
        for scope in self.it.scopes:
            for name, point in zip(self.names, scope.points, strict=True):
                for language, count in point.languages if point else ():
                    yield (*self.about(scope), name, language_text(language, self.say), count)

    def flows(self) -> Sheet[str, Cell]:
        _ = self.say.gettext
        columns = self.head(
            _("From audit"),
            _("To audit"),
            _("Perspective"),
            *map(_, FLOW_HEADINGS),
        )
        return Sheet(name=_("Where changes come from"), columns=columns, rows=self.flow_rows())

    def flow_rows(self) -> Iterator[Row]:
        for scope in self.it.scopes:
            for number, step in enumerate(scope.steps):
                for flow in step.flows if step else ():
                    yield (
                        *self.about(scope),
                        self.names[number],
                        self.names[number + 1],
                        self.perspectives[flow.perspective],
                        flow.first,
                        *flow.parts,
                        flow.second,
                    )

    def courses(self) -> Sheet[str, Cell]:
        _ = self.say.gettext
        columns = self.head(_("From audit"), _("To audit"), _("Change"), _("Course"))
        return Sheet(name=_("Courses that came and went"), columns=columns, rows=self.course_rows())

    def course_rows(self) -> Iterator[Row]:
        _ = self.say.gettext
        for scope in self.it.scopes:
            for number, step in enumerate(scope.steps):
                for change, names in ((_("came"), step.came), (_("went"), step.went)) if step else ():
                    for course in names:
                        between = (self.names[number], self.names[number + 1])
                        yield (*self.about(scope), *between, change, clean_line(course))


def _counts(indicator: Indicator, enough: bool) -> tuple[Cell, Cell, Cell]:
    """Return numerator, denominator and share; no share where too little is known for one."""
    value = indicator.value if enough else None
    return (
        float(indicator.numerator),
        float(indicator.denominator),
        None if value is None else Share(round(value, 4)),
    )


def render_workbook(trend: Trend, scheme: Scheme, lang: str, listed: Sequence[str] = ()) -> bytes:
    """Return a trend as a workbook.

    Args:
        trend: what it shows.
        scheme: names the perspectives.
        lang: "sv" or "en".
        listed: codes or titles of programmes that stand first, in this order; the others follow by name.
    """
    say = translator(lang)
    sheets = _Sheets(trend, scheme, say, listed)
    _ = say.gettext
    buffer = io.BytesIO()
    book = plain_workbook(buffer, _("Audits in their order"))
    heading, percent = heading_format(book, TO_READ), book.add_format({"num_format": "0.0%"})
    for entry in sheets.all():
        sheet = book.add_worksheet(entry.name)
        held: list[Sequence[Cell]] = [entry.columns, *entry.rows]
        _fill(sheet, held, heading, percent)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(held) - 1, 1), len(entry.columns) - 1)
    book.close()
    return buffer.getvalue()


def _fill(sheet: Any, rows: Sequence[Sequence[Cell]], heading: Any, percent: Any) -> None:  # noqa: ANN401 of xlsxwriter
    for place in range(len(rows[0])):
        texts = (cell for row in rows[1:] if isinstance(cell := row[place], str))
        sheet.set_column(place, place, _WIDE if any(len(text) > _NARROW for text in texts) else _NARROW)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, Share):
                sheet.write_number(number, place, cell.value, percent)
            elif isinstance(cell, str):
                if cell:
                    sheet.write_string(number, place, cell[:MOST_CHARACTERS], None if number else heading)
            elif cell is not None:
                sheet.write_number(number, place, cell)
