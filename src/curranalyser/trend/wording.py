"""A trend in words: headings, small charts, their tables, and what came and went.

Nothing is called better or worse, and programmes stand by name or as the settings list them, never by figure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from curranalyser.compare.wording import (
    INSTRUMENTS,
    NONE,
    Note,
    Part,
    Table,
    Told,
    signed,
)
from curranalyser.datamodel import Dimension
from curranalyser.i18n import N_, Translator, translator
from curranalyser.report.bands import data_text
from curranalyser.report.sanitise import clean_line
from curranalyser.report.unlabelled import languages_text
from curranalyser.scheme import Scheme, localised
from curranalyser.trend.figures import Figures
from curranalyser.trend.series import Scope, Trend, in_reading_order

_GROUPS: Mapping[Dimension, str] = {
    "subject group": N_("Subject group: %(name)s"),
    "subject": N_("Subject: %(name)s"),
    "main field": N_("Main field of study: %(name)s"),
}
# Of the columns of a flow: the number before, its parts, and the number after.
FLOW_HEADINGS = (
    N_("before"),
    N_("texts: courses that came"),
    N_("texts: courses that went"),
    N_("texts: outcomes that came"),
    N_("texts: outcomes that went"),
    N_("texts: reworded"),
    N_("same words: the tool"),
    N_("same words: people"),
    N_("after"),
)
# Characters of the digest by which a model is told from another.
_DIGEST = 8


class _Teller:
    def __init__(self, trend: Trend, scheme: Scheme, lang: str, listed: Sequence[str]) -> None:
        self.say: Translator = translator(lang)
        self.it = in_reading_order(trend, listed, self.say)
        _ = self.say.gettext
        known = {perspective.id: localised(perspective.name, lang) for perspective in scheme.perspectives}
        self.headings = {
            name: heading[:1].upper() + heading[1:]
            for name in trend.perspectives
            for heading in (clean_line(known.get(name, name)),)
        }
        self.names = tuple(clean_line(audit.side.name) for audit in trend.audits)
        self.steps = tuple(
            _("%(first)s → %(second)s", first=first, second=second)
            for first, second in zip(self.names, self.names[1:], strict=False)
        )
        measured = [audit.rates_on is not None for audit in trend.audits]
        self.figures = Figures(self.names, measured, self.headings, self.say)

    def cautions(self) -> Iterator[str]:
        _ = self.say.gettext
        for step, fields in zip(self.steps, self.it.instruments, strict=True):
            if fields:
                yield _(
                    "%(step)s: the audits differ in what they were made with: %(what)s. A difference may come"
                    " from that, and not from the syllabi.",
                    step=step,
                    what=self.say.listed(_(INSTRUMENTS[name]) for name in fields),
                )
        human = [audit.side.human for audit in self.it.audits]
        if len(set(human)) > 1:
            yield _(
                "People decided different numbers of labels: %(counts)s.",
                counts=self.figures.per_audit([self.say.number(count) for count in human]),
            )
        left_out = [languages_text(audit.side.not_labelled, self.say) for audit in self.it.audits]
        if any(left_out):
            yield _(
                "What is not labelled is in no share: %(counts)s.",
                counts=self.figures.per_audit([text or _("nothing") for text in left_out]),
            )
        attention = [audit.side.files_needing_attention for audit in self.it.audits]
        if any(attention):
            yield _(
                "Files that need attention: %(counts)s. What they hold is not, or not fully, in the figures.",
                counts=self.figures.per_audit([self.say.number(count) for count in attention]),
            )

    def overview(self) -> Part:
        _ = self.say.gettext
        sides = [audit.side for audit in self.it.audits]
        number = self.say.number
        rows = (
            (_("Programmes"), *(number(side.programmes) for side in sides)),
            (_("Courses"), *(number(side.courses) for side in sides)),
            (_("Learning outcomes"), *(number(side.outcomes) for side in sides)),
            (_("Labels decided by people"), *(number(side.human) for side in sides)),
            (_("Files that need attention"), *(number(side.files_needing_attention) for side in sides)),
            (_("Valid on"), *(clean_line(side.as_of) or NONE for side in sides)),
            (_("Version of curranalyser"), *(clean_line(audit.tool_version) for audit in self.it.audits)),
            (_("Model"), *(clean_line(audit.model_sha256)[:_DIGEST] for audit in self.it.audits)),
        )
        text = _(
            "This is material for discussion. It shows what is written differently from one audit to the"
            " next; why, and whether that is as it should be, is for those to say who know the courses. More"
            " is not better: many courses need no such outcome."
        )
        table = self.figures.table(_("The audits, in their order"), "", rows)
        return Part("overview", _("Overview"), (text, self.measured()), (table,))

    def measured(self) -> str:
        """Say on what it was measured how often labels are wrong: once where it is the same in each audit."""
        told = [data_text(audit.rates_on, self.say) for audit in self.it.audits]
        data = told[0] if len(set(told)) == 1 else self.figures.per_audit(told)
        what = self.say.gettext("Rates of wrong labels, measured on")
        return f"{what}: {data}."

    def name(self, scope: Scope) -> str:
        key, title = clean_line(scope.key), clean_line(scope.title)
        return f"{title} ({key})" if title and title != key else key

    def flows(self, scope: Scope) -> Table | None:
        """Say, step by step, where a change in the number of outcomes with a perspective comes from."""
        _ = self.say.gettext
        rows = []
        for name, step in zip(self.steps, scope.steps, strict=True):
            for flow in step.flows if step else ():
                rows.append(
                    (
                        f"{name}: {self.headings[flow.perspective]}",
                        self.say.number(flow.first),
                        *(signed(part, self.say) for part in flow.parts),
                        self.say.number(flow.second),
                    )
                )
        if not rows:
            return None
        head = (
            _("Step and perspective"),
            *map(_, FLOW_HEADINGS),
        )
        return Table(
            caption=_("Outcomes with the perspective: where the difference comes from"),
            head=head,
            rows=tuple(rows),
            numbers=frozenset(range(1, len(head))),
            note=_("Each row adds up: what there was, what came and went, and what there is."),
        )

    def causes(self, scope: Scope) -> Table | None:
        """Do as `flows`, with all that comes from the texts in one figure."""
        _ = self.say.gettext
        rows = []
        for name, step in zip(self.steps, scope.steps, strict=True):
            for flow in step.flows if step else ():
                texts = (
                    flow.courses_came
                    + flow.courses_went
                    + flow.outcomes_came
                    + flow.outcomes_went
                    + flow.reworded
                )
                rows.append(
                    (
                        f"{name}: {self.headings[flow.perspective]}",
                        self.say.number(flow.first),
                        *(signed(part, self.say) for part in (texts, flow.relabelled, flow.human)),
                        self.say.number(flow.second),
                    )
                )
        head = (_("Step and perspective"), _("before"), _("texts"), _("the tool"), _("people"), _("after"))
        caption = _("Outcomes with the perspective: where the difference comes from")
        return (
            Table(caption=caption, head=head, rows=tuple(rows), numbers=frozenset(range(1, len(head))))
            if rows
            else None
        )

    def moved(self, scope: Scope) -> Note | None:
        """List the courses that came and went."""
        _ = self.say.gettext
        lines = []
        for name, step in zip(self.steps, scope.steps, strict=True):
            for about, courses in (
                (_("%(step)s: came", step=name), step.came if step else ()),
                (_("%(step)s: went", step=name), step.went if step else ()),
            ):
                lines += [(about, clean_line(course)) for course in courses]
        if not lines:
            return None
        summary = self.say.ngettext("%(count)s change", "%(count)s changes", len(lines))
        return Note(_("Courses that came and went"), summary, tuple(lines))

    def only_some(self, scope: Scope) -> Iterator[str]:
        missing = [name for name, point in zip(self.names, scope.points, strict=True) if point is None]
        if missing:
            yield self.say.gettext("Not in these audits: %(names)s.", names="; ".join(missing))

    def part(self, anchor: str, heading: str, scope: Scope) -> Part:
        figures = self.figures
        tables = (
            figures.shares(scope),
            figures.met(scope),
            figures.syllabi(scope),
            figures.languages(scope),
            self.flows(scope),
        )
        moved = self.moved(scope)
        return Part(
            anchor,
            heading,
            tuple(self.only_some(scope)),
            tuple(table for table in tables if table),
            (moved,) if moved else (),
        )

    def parts(self) -> Iterator[Part]:
        _ = self.say.gettext
        for number, scope in enumerate(self.it.scopes):
            if scope.kind == "all":
                yield self.part("all", _("All courses together"), scope)
            elif scope.kind == "programme":
                yield self.part(f"s{number}", self.name(scope), scope)
            else:
                heading = _(_GROUPS[self.it.dimension], name=self.name(scope))
                yield self.part(f"s{number}", heading, scope)

    def told(self) -> Told:
        return replace(self.head(), parts=(self.overview(), *self.parts()))

    def briefly(self) -> Told:
        whole = self.it.scopes[0]
        tables = (self.figures.shares(whole, drawn=False), self.causes(whole))
        _ = self.say.gettext
        programmes = tuple(
            self.figures.courses(scope, self.name(scope))
            for scope in self.it.scopes
            if scope.kind == "programme"
        )
        parts = [
            self.overview(),
            Part("all", _("All courses together"), (), tuple(table for table in tables if table)),
        ]
        if programmes:
            parts.append(Part("programmes", _("Programmes"), (), programmes))
        return replace(self.head(), parts=tuple(parts))

    def head(self) -> Told:
        title = self.say.gettext("Audits in their order")
        return Told(self.say.lang, title, " → ".join(self.names), tuple(self.cautions()), ())


def tell_trend(trend: Trend, scheme: Scheme, lang: str, listed: Sequence[str] = ()) -> Told:
    """Put a trend into words.

    Args:
        trend: what to tell.
        scheme: names the perspectives.
        lang: "sv" or "en".
        listed: codes or titles of programmes that stand first, in this order; the others follow by name.
    """
    return _Teller(trend, scheme, lang, listed).told()


def tell_briefly(trend: Trend, scheme: Scheme, lang: str, listed: Sequence[str] = ()) -> Told:
    """Do as `tell_trend`, in few words: all courses together, and the programmes in one table."""
    return _Teller(trend, scheme, lang, listed).briefly()
