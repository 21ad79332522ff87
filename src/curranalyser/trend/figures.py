"""The figures of a trend: of each a table over the audits, with its small charts.

Shares are drawn from nothing to all; what counts courses is drawn, and written, as a number and never as a
share of anything.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from curranalyser.compare.wording import NONE, Chart, Table, language_text, share_text
from curranalyser.datamodel import Band, Indicator, PerspectiveShares
from curranalyser.i18n import Translator
from curranalyser.report.bands import band_of
from curranalyser.trend.chart import Value, draw_chart
from curranalyser.trend.series import Met, Point, Scope

# Of more languages than these, charts would be many and flat.
_MOST_LANGUAGES = 6


@dataclass(frozen=True, slots=True)
class _Share:
    """The share of one perspective in one audit: its band is None where errors are not measured."""

    indicator: Indicator
    band: Band | None
    unknown: bool
    enough: bool


def _courses(shares: PerspectiveShares | None) -> _Share | None:
    if shares is None:
        return None
    band = shares.bands.courses if shares.bands else None
    return _Share(shares.courses, band, bool(shares.unknown_courses), shares.headline)


def _outcomes(shares: PerspectiveShares | None) -> _Share | None:
    if shares is None:
        return None
    band = shares.bands.outcomes if shares.bands else None
    return _Share(shares.outcomes, band, bool(shares.not_labelled), shares.headline)


def _shares_of(point: Point | None, perspective: str) -> PerspectiveShares | None:
    found = point.shares if point else ()
    return next((item for item in found if item.perspective == perspective), None)


def _met_of(point: Point | None, perspective: str) -> Met | None:
    found = point.met if point else ()
    return next((item for item in found if item.perspective == perspective), None)


class Figures:
    """Says the figures of programmes, subject groups and all courses.

    Args:
        names: of the audits, fit to be shown.
        measured: of each audit, whether it is measured how often its labels are wrong.
        headings: of the perspectives, by id and in their order.
        say: the reader's language.
    """

    def __init__(
        self, names: tuple[str, ...], measured: Sequence[bool], headings: Mapping[str, str], say: Translator
    ) -> None:
        self.names = names
        self.measured = measured
        self.headings = headings
        self.say = say

    def per_audit(self, texts: Sequence[str]) -> str:
        """Say one text of each audit."""
        return "; ".join(f"{name}: {text}" for name, text in zip(self.names, texts, strict=True))

    def table(
        self,
        caption: str,
        first: str,
        rows: Sequence[tuple[str, ...]],
        note: str = "",
        charts: Sequence[Chart] = (),
    ) -> Table:
        """Return a table with a column an audit, after that of what the rows are, which `first` names."""
        numbers = frozenset(range(1, len(self.names) + 1))
        return Table(
            caption=caption,
            head=(first, *self.names),
            rows=tuple(rows),
            numbers=numbers,
            note=note,
            charts=tuple(charts),
        )

    def shares(self, scope: Scope, drawn: bool = True) -> Table:
        """Show the shares of courses and outcomes with each perspective.

        Args:
            scope: whose shares.
            drawn: whether charts of the shares of courses stand with them.
        """
        _ = self.say.gettext
        rows = []
        for perspective, heading in self.headings.items():
            found = [_shares_of(point, perspective) for point in scope.points]
            for name, share_of in ((_("courses"), _courses), (_("outcomes"), _outcomes)):
                rows.append((f"{heading}: {name}", *(self._share(share_of(item)) for item in found)))
        charts = tuple(self._share_charts(scope)) if drawn else ()
        return self.table(_("Shares"), _("Share"), rows, self._bands_note(scope, drawn), charts)

    def courses(self, scope: Scope, caption: str) -> Table:
        """Show the shares of courses alone, in a row a perspective, under a caption of one's own."""
        rows = [
            (heading, *(self._share(_courses(_shares_of(point, perspective))) for point in scope.points))
            for perspective, heading in self.headings.items()
        ]
        return self.table(caption, self.say.gettext("Share of courses"), rows)

    def _band(self, share: _Share) -> tuple[str, float | None, float | None]:
        if share.band is None or not share.enough or not share.indicator.denominator:
            return "", None, None
        return band_of(share.band, share.indicator.denominator, self.say)

    def _share(self, share: _Share | None) -> str:
        if share is None:
            return NONE
        return share_text(share.indicator, self.say, share.unknown, share.enough, self._band(share)[0])

    def _share_charts(self, scope: Scope) -> Iterator[Chart]:
        for perspective, heading in self.headings.items():
            found = [_courses(_shares_of(point, perspective)) for point in scope.points]
            title = self.say.gettext("%(perspective)s: share of courses", perspective=heading)
            told = self.per_audit([self._share(share) for share in found])
            yield draw_chart(title, f"{title}. {told}", self.names, [self._drawn(share) for share in found])

    def _drawn(self, share: _Share | None) -> Value | None:
        if share is None or not share.enough or share.indicator.value is None:
            return None
        value = share.indicator.value
        return Value(value, self.say.percent(value), *self._band(share)[1:])

    def _bands_note(self, scope: Scope, drawn: bool) -> str:
        """Say what stands after the counts of a share, or that it is not measured."""
        _ = self.say.gettext
        here = [
            (name, measured)
            for name, measured, point in zip(self.names, self.measured, scope.points, strict=True)
            if point
        ]
        without = [name for name, measured in here if not measured]
        if len(without) == len(here):
            return _(
                "How often the labels of these audits are wrong is not measured: no band stands beside the"
                " shares."
            )
        texts = [
            _("In brackets after the counts: how far the known errors of the labels could move the share.")
        ]
        if drawn:
            texts.append(_("In the charts it is the line through a point."))
        if without:
            texts.append(_("Not measured: %(names)s.", names=self.say.listed(without)))
        if any(item.to_review for point in scope.points if point for item in point.shares):
            texts.append(
                _("What is to be reviewed is not in the brackets: each yes that a person decides adds to the"
                  " share.")
            )  # fmt: skip
        return " ".join(texts)

    def met(self, scope: Scope) -> Table | None:
        """Show in how many courses every student meets each perspective; None where nothing says it."""
        _ = self.say.gettext
        rows = []
        charts = []
        known = [item.least for point in scope.points if point for item in point.met]
        most = max((count for count in known if count is not None), default=0)
        for perspective, heading in self.headings.items():
            found = [_met_of(point, perspective) for point in scope.points]
            if not any(found):
                continue
            told = [self._met(item) for item in found]
            rows.append((heading, *told))
            title = _("%(perspective)s: courses that every student meets, at least", perspective=heading)
            values = [
                Value(item.least, self.say.number(item.least)) if item and item.least is not None else None
                for item in found
            ]
            text = f"{title}. {self.per_audit(told)}"
            charts.append(draw_chart(title, text, self.names, values, max(most, 1)))
        if not rows:
            return None
        note = _(
            "Courses that everyone takes and that carry the perspective, of those of them that have a"
            " syllabus; then the fewest and the most courses that a choice can hold. Counts, and no shares."
        )
        return self.table(_("What everyone meets"), _("Perspective"), rows, note, charts)

    def _met(self, met: Met | None) -> str:
        _ = self.say.gettext
        if met is None:
            return NONE
        if not met.everyone:
            return _("not known")
        told = self._part(met.carrying, met.with_syllabus)
        missing = met.everyone - met.with_syllabus
        if missing:
            without = _("%(count)s without a syllabus", count=self.say.number(missing))
            told = f"{told} ({without})"
        least, most = (NONE if count is None else self.say.number(count) for count in (met.least, met.best))
        span = _("fewest %(least)s, most %(most)s", least=least, most=most)
        return f"{told}; {span}"

    def _part(self, part: float, whole: float) -> str:
        return self.say.gettext(
            "%(part)s of %(whole)s", part=self.say.number(part), whole=self.say.number(whole)
        )

    def syllabi(self, scope: Scope) -> Table:
        """Show how many of the courses have a syllabus."""
        _ = self.say.gettext
        told = [
            self._part(float(point.syllabi.numerator), float(point.syllabi.denominator)) if point else NONE
            for point in scope.points
        ]
        values = [
            Value(value, text) if point and (value := point.syllabi.value) is not None else None
            for point, text in zip(scope.points, told, strict=True)
        ]
        title = _("Courses with a syllabus")
        chart = draw_chart(title, f"{title}. {self.per_audit(told)}", self.names, values)
        rows = [(_("Courses with a syllabus, of those that it is about"), *told)]
        return self.table(_("Course syllabi"), _("Courses"), rows, charts=[chart])

    def languages(self, scope: Scope) -> Table | None:
        """Show how many courses are taught in each language; None where there is no course."""
        _ = self.say.gettext
        spoken = [dict(point.languages) if point else None for point in scope.points]
        found = dict.fromkeys(name for some in spoken for name in some or ())
        if not found:
            return None
        often = Counter({name: max((some or {}).get(name, 0) for some in spoken) for name in found})
        drawn = {name for name, _count in often.most_common(_MOST_LANGUAGES)}
        most = max(often.values())
        rows = []
        charts = []
        for language in found:
            counts = [None if some is None else some.get(language, 0) for some in spoken]
            told = [NONE if count is None else self.say.number(count) for count in counts]
            name = language_text(language, self.say)
            rows.append((name, *told))
            if language not in drawn:
                continue
            values = [
                None if count is None else Value(count, text)
                for count, text in zip(counts, told, strict=True)
            ]
            title = _("%(language)s: number of courses", language=name[:1].upper() + name[1:])
            text = f"{title}. {self.per_audit(told)}"
            charts.append(draw_chart(title, text, self.names, values, max(most, 1)))
        note = _("Numbers of courses whose syllabus is among the files, by what it says.")
        if len(found) > len(drawn):
            left_out = _("The %(count)s most common are drawn.", count=self.say.number(len(drawn)))
            note = f"{note} {left_out}"
        caption = _("Languages of instruction")
        return self.table(caption, _("Language of instruction"), rows, note, charts)
