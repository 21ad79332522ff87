"""A comparison in words.

Headings, paragraphs, tables and notes on courses, in the reader's language and fit to be shown.

The text and the page show these and compute nothing of their own. What is compared stands by name, never by
figure, and no difference is called good or bad.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curranalyser.compare.differences import (
    Comparison,
    CourseChange,
    DecisionChange,
    Flow,
    OutcomeChange,
    ProgrammeChange,
    SharesPair,
    Side,
    points,
)
from curranalyser.datamodel import CourseStatus, Indicator
from curranalyser.i18n import MINUS, N_, Translator, translator
from curranalyser.report.labels import DECISIONS, INSTRUCTION
from curranalyser.report.sanitise import clean_line
from curranalyser.report.structure import STATUSES, numbers_text
from curranalyser.report.unlabelled import languages_text
from curranalyser.scheme import Scheme, localised

NONE = "–"
# Under so many outcomes or courses, one more or less moves a share by more than three percentage points.
FEW = 30

INSTRUMENTS = {
    "tool_version": N_("the version of the tool"),
    "settings_digest": N_("the settings"),
    "scheme_digest": N_("the scheme"),
    "model_sha256": N_("the model"),
    "recognition": N_("the text recognition"),
    "pipeline": N_("the spaCy pipeline"),
}
KINDS = {
    "came": N_("came"),
    "went": N_("went"),
    "reworded": N_("reworded"),
    "relabelled": N_("same words, decided otherwise"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a chart: where it is drawn, and the words on it; `below` says where these stand.

    `ends` are how low and how high its band reaches, or None.
    """

    x: float
    y: float
    text: str
    below: bool = False
    ends: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A small line chart of one figure.

    Attributes:
        title: what it shows.
        text: all it shows, in words.
        width: of the drawing, in pixels; likewise `height`.
        lines: the points of each unbroken line, as SVG writes them.
        marks: the points.
        names: what stands below the points: (x, name).
    """

    title: str
    text: str
    width: int
    height: int
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    names: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        numbers: the columns, from 0, that hold figures.
        note: what stands under it, or "".
        charts: small charts of what it holds, which stand above it.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    note: str = ""
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What is told of one course or programme.

    A heading, and (what happened, the words it happened to) line by line.
    """

    heading: str
    summary: str
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part."""

    anchor: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A comparison in words.

    `cautions` come before everything else: what must be known before a difference is read as a change.
    """

    lang: str
    title: str
    subtitle: str
    cautions: tuple[str, ...]
    parts: tuple[Part, ...]


def share_text(
    indicator: Indicator, say: Translator, unknown: bool = False, enough: bool = True, band: str = ""
) -> str:
    """Write a share with its counts, and how far errors could move it where that is given.

    One of nothing is not known where something would be in it that is not labelled; where not enough is
    known to give one, there are only the counts.
    """
    if indicator.value is None:
        return say.gettext("not known") if unknown else NONE
    fraction = say.gettext(
        "%(part)s of %(whole)s",
        part=say.number(indicator.numerator),
        whole=say.number(indicator.denominator),
    )
    written = say.percent(indicator.value) if enough else say.gettext("too little known")
    return f"{written} ({fraction}; {band})" if band else f"{written} ({fraction})"


def signed(value: float, say: Translator, decimals: int | None = None) -> str:
    """Write a number with its sign."""
    figure = say.number(abs(value), decimals)
    return f"+{figure}" if value > 0 else f"{MINUS}{figure}" if value < 0 else figure


def language_text(value: str, say: Translator) -> str:
    """Name languages that are joined by "+", or a status of `InstructionStatus`."""
    status = next((label for status, label in INSTRUCTION.items() if status == value), None)
    return (
        say.gettext(status)
        if status
        else clean_line(say.listed(say.language(code) for code in value.split("+")))
    )


class _Teller:
    def __init__(self, comparison: Comparison, scheme: Scheme, lang: str) -> None:
        self.it = comparison
        self.say: Translator = translator(lang)
        names = {perspective.id: localised(perspective.name, lang) for perspective in scheme.perspectives}
        self.names = {
            name: clean_line(names.get(name, name))
            for name in (*comparison.perspectives, *comparison.left_out)
        }
        self.sides = clean_line(comparison.first.name), clean_line(comparison.second.name)

    def heading(self, perspective: str) -> str:
        name = self.names[perspective]
        return name[:1].upper() + name[1:]

    def signed(self, value: float, decimals: int | None = None) -> str:
        return signed(value, self.say, decimals)

    def share(self, indicator: Indicator, unknown: bool = False, enough: bool = True) -> str:
        return share_text(indicator, self.say, unknown, enough)

    def difference(self, first: Indicator, second: Indicator, few: bool, enough: bool) -> str:
        value = points(first, second) if enough else None
        if value is None:
            return NONE
        return self.signed(value, 1) + (" *" if few else "")

    def shares_table(self, caption: str, pairs: Iterable[SharesPair]) -> Table:
        _ = self.say.gettext
        rows: list[tuple[str, ...]] = []
        for pair in pairs:
            first, second = pair.first, pair.second
            few_outcomes = min(first.outcomes.denominator, second.outcomes.denominator) < FEW
            few_courses = min(first.courses.denominator, second.courses.denominator) < FEW
            unknown = bool(first.not_labelled), bool(second.not_labelled)
            for name, here, there, few in (
                (_("outcomes"), first.outcomes, second.outcomes, few_outcomes),
                (_("courses"), first.courses, second.courses, few_courses),
                (_("credits"), first.credits, second.credits, few_courses),
            ):
                rows.append(
                    (
                        f"{self.heading(pair.perspective)}: {name}",
                        self.share(here, unknown[0], first.headline),
                        self.share(there, unknown[1], second.headline),
                        self.difference(here, there, few, first.headline and second.headline),
                    )
                )
            left_out = [languages_text(shares.not_labelled, self.say) for shares in (first, second)]
            if any(left_out):
                name = _("not labelled")
                rows.append(
                    (f"{self.heading(pair.perspective)}: {name}", *(told or NONE for told in left_out), "")
                )
        head = (_("Share"), *self.sides, _("Difference in percentage points"))
        marked = any("*" in row[-1] for row in rows)
        note = (
            _(
                "* Fewer than %(few)s outcomes or courses in one of them: look at the outcomes rather than at"
                " the share.",
                few=FEW,
            )
            if marked
            else ""
        )
        return Table(caption=caption, head=head, rows=tuple(rows), numbers=frozenset({1, 2, 3}), note=note)

    def cautions(self) -> tuple[str, ...]:
        _, it = self.say.gettext, self.it
        said = []
        if it.instrument:
            differing = self.say.listed(_(INSTRUMENTS[name]) for name in it.instrument)
            said.append(
                _(
                    "The audits differ in what they were made with: %(what)s. A difference may come from"
                    " that, and not from the syllabi.",
                    what=differing,
                )
                + " "
                + _("Make both anew with one version to be sure.")
            )
        if not it.in_common:
            said.append(
                _(
                    "No course is in both audits. Subjects differ in what belongs in their outcomes: compare"
                    " within a subject group, and read the outcomes."
                )
            )
        if it.first.human != it.second.human:
            said.append(
                _("People decided %(first)s labels in the one audit and %(second)s in the other.",
                  first=self.say.number(it.first.human), second=self.say.number(it.second.human))
            )  # fmt: skip
        if it.first.not_labelled != it.second.not_labelled:
            said.append(
                _(
                    "What is not labelled is in no share: %(first)s in the one audit, %(second)s in the"
                    " other.",
                    first=languages_text(it.first.not_labelled, self.say) or _("nothing"),
                    second=languages_text(it.second.not_labelled, self.say) or _("nothing"),
                )
            )
        if it.first.files_needing_attention or it.second.files_needing_attention:
            said.append(
                _(
                    "Files that need attention: %(first)s in the one audit, %(second)s in the other. What"
                    " they hold is not, or not fully, in the figures.",
                    first=self.say.number(it.first.files_needing_attention),
                    second=self.say.number(it.second.files_needing_attention),
                )
            )
        if it.left_out:
            said.append(
                _(
                    "Only one audit has these perspectives, and they are left out: %(names)s.",
                    names=self.say.listed(map(self.heading, it.left_out)),
                )
            )
        return tuple(said)

    def overview(self) -> Part:
        _ = self.say.gettext

        def cells(side: Side) -> tuple[str, ...]:
            numbers = (side.programmes, side.courses, side.outcomes, side.human, side.files_needing_attention)
            return (*(self.say.number(number) for number in numbers), clean_line(side.as_of) or NONE)

        head = (
            _("Programmes"),
            _("Courses"),
            _("Learning outcomes"),
            _("Labels decided by people"),
            _("Files that need attention"),
            _("Valid on"),
        )
        rows = tuple(zip(head, cells(self.it.first), cells(self.it.second), strict=True))
        table = Table(
            caption=_("What is compared"), head=("", *self.sides), rows=rows, numbers=frozenset({1, 2})
        )
        paragraphs = [
            _(
                "This is material for discussion. It shows what is written differently; why, and whether that"
                " is as it should be, is for those to say who know the courses. More is not better: many"
                " courses need no such outcome."
            )
        ]
        if self.it.in_common:
            paragraphs.append(
                self.say.ngettext(
                    "%(count)s course is in both audits.",
                    "%(count)s courses are in both audits.",
                    self.it.in_common,
                )
            )
        return Part("overview", _("Overview"), tuple(paragraphs), (table,))

    def groups(self) -> Part:
        _, it = self.say.gettext, self.it
        paragraphs = []
        tables = []
        for group in it.groups:
            counts = _(
                "%(first)s and %(second)s courses",
                first=self.say.number(group.courses[0]),
                second=self.say.number(group.courses[1]),
            )
            tables.append(self.shares_table(f"{clean_line(group.subject_group)} ({counts})", group.shares))
        if not it.groups:
            paragraphs.append(_("The audits have no subject group in common, or their syllabi name none."))
        for name, values in zip(self.sides, it.other_groups, strict=True):
            if values:
                paragraphs.append(
                    _(
                        "Subject groups only in %(audit)s: %(names)s.",
                        audit=name,
                        names="; ".join(map(clean_line, values)),
                    )
                )
        return Part("groups", _("Within subject groups"), tuple(paragraphs), tuple(tables))

    def together(self) -> Part:
        _ = self.say.gettext
        tables = [self.shares_table(_("All courses"), self.it.shares)]
        if self.it.flows:
            head = (
                _("Perspective"),
                self.sides[0],
                _("courses that came"),
                _("courses that went"),
                _("outcomes that came"),
                _("outcomes that went"),
                _("reworded"),
                _("same words: the tool"),
                _("same words: people"),
                self.sides[1],
            )
            rows = tuple(self.flow_row(flow) for flow in self.it.flows)
            note = _("Each row adds up: what there was, what came and went, and what there is.")
            tables.append(
                Table(
                    caption=_("Outcomes with the perspective: where the difference comes from"),
                    head=head,
                    rows=rows,
                    numbers=frozenset(range(1, len(head))),
                    note=note,
                )
            )
        paragraph = _("Courses of all subjects in one figure: where their mix differs, so does the figure.")
        return Part("together", _("All courses together"), (paragraph,), tuple(tables))

    def flow_row(self, flow: Flow) -> tuple[str, ...]:
        return (
            self.heading(flow.perspective),
            self.say.number(flow.first),
            *(self.signed(part) for part in flow.parts),
            self.say.number(flow.second),
        )

    def programmes(self) -> Part:
        _ = self.say.gettext
        both = [change for change in self.it.programmes if change.presence == "both"]
        return Part(
            "programmes",
            _("Programmes"),
            tuple(self.only_in(self.it.programmes)),
            tuple(self.shares_table(self.name(change.key, change.title), change.shares) for change in both),
            tuple(note for change in both if (note := self.programme_note(change)).lines),
        )

    def only_in(self, changes: Sequence[ProgrammeChange] | Sequence[CourseChange]) -> Iterable[str]:
        for name, presence in zip(self.sides, ("went", "came"), strict=True):
            found = [self.name(change.key, change.title) for change in changes if change.presence == presence]
            if found:
                yield self.say.gettext("Only in %(audit)s: %(names)s.", audit=name, names="; ".join(found))

    def name(self, key: str, title: str) -> str:
        key, title = clean_line(key), clean_line(title)
        return f"{key} {title}" if title and title != key else key

    def place(self, terms: tuple[int, ...], status: CourseStatus) -> str:
        _ = self.say.gettext
        when = _("Term %(number)s", number=numbers_text(terms, self.say)) if terms else _("No term given")
        return f"{when}, {_(STATUSES[status])}"

    def programme_note(self, change: ProgrammeChange) -> Note:
        _ = self.say.gettext
        lines = [(_("course came into the course list"), clean_line(name)) for name in change.came]
        lines += [(_("course went from the course list"), clean_line(name)) for name in change.went]
        for move in change.moved:
            before, after = (
                self.place(move.terms[0], move.status[0]),
                self.place(move.terms[1], move.status[1]),
            )
            lines.append((f"{before} → {after}", clean_line(move.course)))
        return Note(
            self.name(change.key, change.title),
            self.say.ngettext("%(count)s difference", "%(count)s differences", len(lines)),
            tuple(lines),
        )

    def label(self, change: DecisionChange) -> str:
        _ = self.say.gettext
        told = (
            f"{self.heading(change.perspective)}: {_(DECISIONS[change.first])} →"
            f" {_(DECISIONS[change.second])}"
        )
        by = _("decided by a person")
        return f"{told} ({by})" if change.human else told

    def outcome_line(self, change: OutcomeChange) -> tuple[str, str]:
        parts = [self.say.gettext(KINDS[change.kind])]
        parts += [self.heading(name) for name in change.carries]
        parts += [self.label(label) for label in change.labels]
        first, second = clean_line(change.first), clean_line(change.second)
        words = f"{first} → {second}" if change.kind == "reworded" else second or first
        return "; ".join(parts), words

    def language(self, value: str) -> str:
        return language_text(value, self.say)

    def course_note(self, course: CourseChange) -> Note:
        _ = self.say.gettext
        lines = []
        if course.earlier_key:
            lines.append(
                (_("recognised by title and credits: please confirm"), self.name(course.earlier_key, ""))
            )
        if course.instruction:
            first, second = map(self.language, course.instruction)
            lines.append((_("Language of instruction"), f"{first} → {second}"))
        lines += [self.outcome_line(change) for change in course.changes]
        outcomes = _(
            "outcomes: %(first)s → %(second)s",
            first=self.say.number(course.outcomes[0]),
            second=self.say.number(course.outcomes[1]),
        )
        carrying = [
            f"{self.heading(name)}: {self.say.number(first)} → {self.say.number(second)}"
            for name, first, second in course.carrying
            if first or second
        ]
        return Note(self.name(course.key, course.title), "; ".join([outcomes, *carrying]), tuple(lines))

    def only_note(self, course: CourseChange) -> tuple[str, str]:
        _ = self.say.gettext
        place = 1 if course.presence == "came" else 0
        counts = [self.say.ngettext("%(count)s outcome", "%(count)s outcomes", course.outcomes[place])]
        carrying = [(name, (first, second)[place]) for name, first, second in course.carrying]
        counts += [f"{self.heading(name)}: {self.say.number(count)}" for name, count in carrying if count]
        return self.name(course.key, course.title), "; ".join(counts)

    def courses(self) -> Part | None:
        _, it = self.say.gettext, self.it
        if not it.in_common:
            return None
        changed = [course for course in it.courses if course.presence == "both" and course.changed]
        notes = []
        for name, presence in zip(self.sides, ("went", "came"), strict=True):
            only = [self.only_note(course) for course in it.courses if course.presence == presence]
            if only:
                count = self.say.ngettext("%(count)s course", "%(count)s courses", len(only))
                notes.append(Note(_("Courses only in %(audit)s", audit=name), count, tuple(only)))
        paragraph = _(
            "%(changed)s of the %(both)s courses that are in both audits differ.",
            changed=self.say.number(len(changed)),
            both=self.say.number(it.in_common),
        )
        return Part("courses", _("Courses"), (paragraph,), (), (*notes, *map(self.course_note, changed)))

    def told(self) -> Told:
        _ = self.say.gettext
        parts = [
            self.overview(),
            self.groups(),
            self.programmes() if self.it.programmes else None,
            self.courses(),
            self.together(),
        ]
        return Told(
            self.say.lang,
            _("Two audits side by side"),
            _("%(first)s and %(second)s", first=self.sides[0], second=self.sides[1]),
            self.cautions(),
            tuple(part for part in parts if part),
        )


def tell(comparison: Comparison, scheme: Scheme, lang: str) -> Told:
    """Put a comparison into words.

    Args:
        comparison: what to tell.
        scheme: names the perspectives.
        lang: "sv" or "en".
    """
    return _Teller(comparison, scheme, lang).told()
