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
# Cells by the keys of their columns.
Row = dict[str, Cell]

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

    def about(self, scope: Scope) -> Row:
        kind = _GROUPS[self.it.dimension] if scope.kind == "group" else _KINDS[scope.kind]
        return {
            "what": self.say.gettext(kind),
            "key": clean_line(scope.key),
            "title": clean_line(scope.title),
        }

    def head(self, **names: str) -> dict[str, str]:
        _ = self.say.gettext
        return {"what": _("What"), "key": _("Code or name"), "title": _("Title"), **names}

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
        columns = {
            "number": _("Number"),
            "audit": _("Audit"),
            "programmes": _("Programmes"),
            "courses": _("Courses"),
            "outcomes": _("Learning outcomes"),
            "by_people": _("Labels decided by people"),
            "attention": _("Files that need attention"),
            "as_of": _("Valid on"),
            "version": _("Version of curranalyser"),
            "model": _("Model (SHA-256)"),
            "rates_on": _("Rates of wrong labels, measured on"),
            "otherwise": _("Made otherwise than the one before"),
        }
        return Sheet(name=_("Audits"), columns=columns, rows=self.audit_rows())

    def audit_rows(self) -> Iterator[Row]:
        _ = self.say.gettext
        instruments = ((), *self.it.instruments)
        for number, (audit, fields) in enumerate(zip(self.it.audits, instruments, strict=True), 1):
            side = audit.side
            yield {
                "number": number,
                "audit": clean_line(side.name),
                "programmes": side.programmes,
                "courses": side.courses,
                "outcomes": side.outcomes,
                "by_people": side.human,
                "attention": side.files_needing_attention,
                "as_of": clean_line(side.as_of),
                "version": clean_line(audit.tool_version),
                "model": clean_line(audit.model_sha256),
                "rates_on": data_text(audit.rates_on, self.say),
                "otherwise": "; ".join(_(INSTRUMENTS[name]) for name in fields),
            }

    def shares(self) -> Sheet[str, Cell]:
        _ = self.say.gettext
        columns = self.head(
            audit=_("Audit"),
            perspective=_("Perspective"),
            courses_with=_("Courses that carry it"),
            courses_of=_("Courses in all"),
            courses_share=_("Share of courses"),
            outcomes_with=_("Outcomes that carry it"),
            outcomes_of=_("Outcomes in all"),
            outcomes_share=_("Share of outcomes"),
            unsure=_("Unsure"),
            by_people=_("Decided by people"),
            syllabi=_("Courses with a syllabus"),
            syllabi_of=_("Courses that it is about"),
            courses_low=_("Share of courses, low by the labels’ errors"),
            courses_high=_("Share of courses, high by the labels’ errors"),
            outcomes_low=_("Share of outcomes, low by the labels’ errors"),
            outcomes_high=_("Share of outcomes, high by the labels’ errors"),
        )
        return Sheet(name=_("Shares"), columns=columns, rows=self.share_rows())

    def share_rows(self) -> Iterator[Row]:
        for scope in self.it.scopes:
            for name, point in zip(self.names, scope.points, strict=True):
                for item in point.shares if point else ():
                    courses, outcomes = (
                        (item.bands.courses, item.bands.outcomes) if item.bands else (None, None)
                    )
                    yield {
                        **self.about(scope),
                        "audit": name,
                        "perspective": self.perspectives[item.perspective],
                        **_counts("courses", item.courses, item.headline),
                        **_counts("outcomes", item.outcomes, item.headline),
                        "unsure": item.to_review,
                        "by_people": item.human,
                        "syllabi": float(item.syllabi.numerator),
                        "syllabi_of": float(item.syllabi.denominator),
                        **self.ends("courses", courses, item.courses, item.headline),
                        **self.ends("outcomes", outcomes, item.outcomes, item.headline),
                    }

    def ends(self, what: str, band: Band | None, share: Indicator, enough: bool) -> Row:
        """Return between what shares errors could move one: empty where that is not measured."""
        low = high = None
        if band is not None and enough and share.denominator:
            low, high = band_of(band, share.denominator, self.say)[1:]
        return {
            f"{what}_low": None if low is None else Share(low),
            f"{what}_high": None if high is None else Share(high),
        }

    def met(self) -> Sheet[str, Cell]:
        _ = self.say.gettext
        columns = self.head(
            audit=_("Audit"),
            perspective=_("Perspective"),
            everyone=_("Courses that everyone takes"),
            with_syllabus=_("Of these with a syllabus"),
            carrying=_("Of these carrying it"),
            least=_("Fewest courses"),
            most=_("Most courses"),
        )
        return Sheet(name=_("What everyone meets"), columns=columns, rows=self.meeting_rows())

    def meeting_rows(self) -> Iterator[Row]:
        for scope in self.it.scopes:
            for name, point in zip(self.names, scope.points, strict=True):
                for item in point.met if point else ():
                    yield {
                        **self.about(scope),
                        "audit": name,
                        "perspective": self.perspectives[item.perspective],
                        "everyone": item.everyone,
                        "with_syllabus": item.with_syllabus,
                        "carrying": item.carrying,
                        "least": item.least,
                        "most": item.best,
                    }

    def languages(self) -> Sheet[str, Cell]:
        _ = self.say.gettext
        columns = self.head(audit=_("Audit"), language=_("Language of instruction"), courses=_("Courses"))
        return Sheet(name=_("Languages"), columns=columns, rows=self.language_rows())

    def language_rows(self) -> Iterator[Row]:
        for scope in self.it.scopes:
            for name, point in zip(self.names, scope.points, strict=True):
                for language, count in point.languages if point else ():
                    yield {
                        **self.about(scope),
                        "audit": name,
                        "language": language_text(language, self.say),
                        "courses": count,
                    }

    def flows(self) -> Sheet[str, Cell]:
        _ = self.say.gettext
        columns = self.head(
            from_audit=_("From audit"),
            to_audit=_("To audit"),
            perspective=_("Perspective"),
            **{f"part{number}": _(heading) for number, heading in enumerate(FLOW_HEADINGS)},
        )
        return Sheet(name=_("Where changes come from"), columns=columns, rows=self.flow_rows())

    def flow_rows(self) -> Iterator[Row]:
        for scope in self.it.scopes:
            for number, step in enumerate(scope.steps):
                for flow in step.flows if step else ():
                    parts = (flow.first, *flow.parts, flow.second)
                    yield {
                        **self.about(scope),
                        "from_audit": self.names[number],
                        "to_audit": self.names[number + 1],
                        "perspective": self.perspectives[flow.perspective],
                        **{f"part{place}": part for place, part in enumerate(parts)},
                    }

    def courses(self) -> Sheet[str, Cell]:
        _ = self.say.gettext
        columns = self.head(
            from_audit=_("From audit"), to_audit=_("To audit"), change=_("Change"), course=_("Course")
        )
        return Sheet(name=_("Courses that came and went"), columns=columns, rows=self.course_rows())

    def course_rows(self) -> Iterator[Row]:
        _ = self.say.gettext
        for scope in self.it.scopes:
            for number, step in enumerate(scope.steps):
                for change, names in ((_("came"), step.came), (_("went"), step.went)) if step else ():
                    for course in names:
                        yield {
                            **self.about(scope),
                            "from_audit": self.names[number],
                            "to_audit": self.names[number + 1],
                            "change": change,
                            "course": clean_line(course),
                        }


def _counts(what: str, indicator: Indicator, enough: bool) -> Row:
    """Return numerator, denominator and share; no share where too little is known for one."""
    value = indicator.value if enough else None
    return {
        f"{what}_with": float(indicator.numerator),
        f"{what}_of": float(indicator.denominator),
        f"{what}_share": None if value is None else Share(round(value, 4)),
    }


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
        held: list[Sequence[Cell]] = [list(entry.columns.values()), *entry.cells()]
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
