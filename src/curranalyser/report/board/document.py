"""The Word file for a board.

A page on what was read, one page a programme with the map of its courses as a picture, and an annex with each
outcome that carries a perspective.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from curranalyser.datamodel import Decision
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_, Translator, translator
from curranalyser.report.board import fit
from curranalyser.report.board.picture import draw_map
from curranalyser.report.view import (
    AuditView,
    OutcomeView,
    PerspectiveView,
    ProgrammeView,
    SharesView,
    ShareView,
)
from curranalyser.report.word import TEXT_WIDTH, Run, Text, WordDocument
from curranalyser.report.words import head_lines, shortened

# Kept beside the report: what was written.
RECORD_FILE = ".curranalyser-board.json"
_SHARES_WIDTHS = (32, 58, 58, 22)
_EVIDENCE_WIDTHS = (38, 60, 32, 13, 27)
# Characters, so that one page holds a programme whatever its texts are: of its name, and of a sentence.
_LONGEST_NAME, _LONGEST_SENTENCE, _LONGEST_FACTS = 160, 480, 400
# Millimetres: a map is no higher, however few courses there are, and no lower, however much else there is.
_HIGHEST_MAP, _LOWEST_MAP = 170.0, 40.0
# Characters of the words that stand for the picture: who does not see it reads them at one go.
_LONGEST_ALT = 6000


def chosen_programmes(view: AuditView, asked: Sequence[str]) -> tuple[ProgrammeView, ...]:
    """Return the programmes that are asked for, by code or title, in the reader's order; all where none is.

    Raises:
        SettingsError: there is none of that name.
    """
    if not asked:
        return view.in_order
    chosen: dict[str, ProgrammeView] = {}
    for name in asked:
        wanted = " ".join(name.split()).casefold()
        found = [item for item in view.programmes if wanted in {item.code.casefold(), item.title.casefold()}]
        if not found:
            raise SettingsError(
                N_("The audit has no programme %(name)s."),
                N_("Give the code or the title of one: %(names)s"),
                name=name,
                names="; ".join(item.code or item.title for item in view.programmes) or "–",
            )
        chosen |= {item.anchor: item for item in found}
    return tuple(item for item in view.in_order if item.anchor in chosen)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """An outcome that carries a perspective: of which course it is, and in which programmes that is."""

    owner: str
    programmes: tuple[str, ...]
    outcome: OutcomeView


class _Board:
    """One document while it is written."""

    def __init__(self, view: AuditView, programmes: Sequence[ProgrammeView]) -> None:
        self.view = view
        self.programmes = programmes
        self.say: Translator = translator(view.lang)
        self.whole = len(programmes) == len(view.programmes)
        title = self.say.gettext("Perspectives in the learning outcomes")
        if len(programmes) == 1 and not self.whole:
            title = f"{title}: {programmes[0].name}"
        self.title = title
        self.word = WordDocument(title, view.lang)

    def render(self) -> bytes:
        self.cover()
        for programme in self.programmes:
            if programme.found:
                self.page(programme)
        self.annex()
        self.made_with()
        return self.word.data()

    def cover(self) -> None:
        _, view, word = self.say.gettext, self.view, self.word
        word.heading(self.title, 0)
        self.about()
        word.paragraph(
            _(
                "What the learning outcomes of the syllabi ask for, counted by a program (curranalyser) by a"
                " codebook. It is material for discussion and no judgement: more is not better, and many"
                " courses need no such outcome."
            )
        )
        word.heading(_("What was looked for"), 1)
        for perspective in view.perspectives:
            text = f": {perspective.definition}" if perspective.definition else ""
            word.item((Run(f"{perspective.heading} ({perspective.prefix})", bold=True), Run(text)))
        word.heading(_("What was read"), 1)
        statuses = ", ".join(f"{label}: {self.say.number(count)}" for label, count in view.statuses)
        word.item(_("Files: %(count)s (%(statuses)s)", count=self.say.number(view.files), statuses=statuses))
        word.item(
            _(
                "Courses with learning outcomes: %(courses)s, with %(outcomes)s learning outcomes",
                courses=self.say.number(view.courses_with_outcomes),
                outcomes=self.say.number(view.outcomes),
            )
        )
        for text in (view.passed_over, *(self.attention())):
            if text:
                word.item(text)
        without = [programme for programme in self.programmes if not programme.found]
        if without:
            word.heading(_("Programmes without a course syllabus"), 1)
            word.paragraph(_("Nothing can be said of them, and they have no page."), keep=True)
            for programme in without:
                courses = self.say.ngettext(
                    "%(count)s course listed", "%(count)s courses listed", programme.listed
                )
                word.item((Run(programme.name, language=programme.language), Run(f": {courses}")))

    def about(self) -> None:
        """Write what the report says of itself, as far as it is given."""
        head = self.view.head
        if head.institution:
            self.word.paragraph((Run(head.institution, bold=True),))
        for what, value in head_lines(head, self.say):
            self.word.item((Run(f"{what}: ", bold=True), Run(value)))

    def attention(self) -> Iterator[str]:
        if self.view.attention:
            yield self.say.ngettext(
                "%(count)s file needs attention: what it holds is not, or not fully, in the figures.",
                "%(count)s files need attention: what they hold is not, or not fully, in the figures.",
                len(self.view.attention),
            )

    def facts(self, programme: ProgrammeView) -> str:
        _ = self.say.gettext
        parts = [
            programme.credits_text,
            _(
                "course syllabi for %(found)s of %(listed)s listed courses",
                found=self.say.number(programme.found),
                listed=self.say.number(programme.listed),
            ),
            self.say.ngettext(
                "%(count)s learning outcome in them",
                "%(count)s learning outcomes in them",
                programme.outcomes,
            ),
            _("programme syllabus: %(file)s", file=programme.source),
        ]
        return shortened("; ".join(part for part in parts if part), _LONGEST_FACTS)

    def page(self, programme: ProgrammeView) -> None:
        """Write the page of a programme: what is left of it beside the text is the room of the map."""
        _, word = self.say.gettext, self.word
        name, facts = shortened(programme.name, _LONGEST_NAME), self.facts(programme)
        met = [
            (f"{perspective.heading}: " if perspective else "", shortened(sentence, _LONGEST_SENTENCE))
            for perspective, sentence in programme.met
        ]
        rows = self.shares(programme.shares[0].shares if programme.shares else ())
        head = (
            _("Perspective"),
            _("Courses that carry it"),
            _("Learning outcomes that carry it"),
            _("Unsure"),
        )
        notes = self.notes(programme.shares[0].shares if programme.shares else ())
        rates = self.view.rates if rows else ""
        headings = (_("What everyone meets"), _("Courses with a syllabus"), _("Map of the courses"))
        legend = self.legend()
        taken = (
            fit.heading(name, 1)
            + fit.paragraph(facts, small=True)
            + sum(fit.heading(text, 2) for text in headings)
            + sum(fit.item(about + text) for about, text in met)
            + fit.table([head, *rows], _SHARES_WIDTHS)
            + sum(fit.paragraph(text, small=True) for text in (notes, rates) if text)
            + fit.paragraph(f"{legend} {self.left_out(1)}", small=True)
        )
        word.heading((Run(name, language=programme.language),), 1, new_page=True)
        word.paragraph(facts, small=True)
        if met:
            word.heading(headings[0], 2)
        for about, text in met:
            word.item((Run(about, bold=True), Run(text)))
        if rows:
            word.heading(headings[1], 2)
            word.table(head, rows, _SHARES_WIDTHS, frozenset({1, 2, 3}))
        for text in (notes, rates):
            if text:
                word.paragraph(text, small=True)
        room = min(max(fit.room(taken), _LOWEST_MAP), _HIGHEST_MAP)
        drawn = draw_map(programme, len(self.view.perspectives), room, self.say)
        if drawn:
            word.heading(headings[2], 2)
            text = _("Map of the courses, by term or year.")
            word.picture(drawn.png, TEXT_WIDTH, shortened(f"{text} {drawn.text}", _LONGEST_ALT))
            left_out = self.left_out(drawn.left_out) if drawn.left_out else ""
            word.paragraph(f"{legend} {left_out}".strip(), small=True)

    def left_out(self, count: int) -> str:
        return self.say.ngettext(
            "There was no room for %(count)s course.", "There was no room for %(count)s courses.", count
        )

    def legend(self) -> str:
        _ = self.say.gettext
        names = ", ".join(f"{item.prefix[:3]} = {item.heading}" for item in self.view.perspectives)
        return _(
            "%(names)s. A number: so many learning outcomes carry it. ?: a person should judge. ·: none"
            " carries it. –: not labelled.",
            names=names,
        )

    def shares(self, shares: Iterable[SharesView]) -> list[tuple[str, ...]]:
        return [
            (
                item.perspective.heading,
                self.share(item.courses),
                self.share(item.outcomes),
                self.say.number(item.to_review),
            )
            for item in shares
        ]

    def notes(self, shares: Iterable[SharesView]) -> str:
        """Say what is not in the shares, and what people decided in them, once where all say the same."""
        told: dict[str, list[str]] = {}
        for item in shares:
            for text in (item.left_out, item.human_text, "" if item.enough else item.syllabi_text):
                if text:
                    told.setdefault(text, []).append(item.perspective.heading)
        return shortened(
            ". ".join(f"{', '.join(names)}: {text}" for text, names in told.items()), _LONGEST_FACTS
        )

    def share(self, share: ShareView) -> str:
        """Write a share as the pages do: what the labels' errors could make of it stands in brackets."""
        written = f"{share.percent} ({share.band})" if share.band else share.percent
        return f"{written}, {share.fraction}" if share.denominator else written

    def evidence(self) -> Iterator[_Evidence]:
        """Yield the outcomes that carry a perspective: those of programmes, then those of courses."""
        for programme in self.programmes:
            owner = self.say.gettext("%(name)s (programme syllabus)", name=programme.name)
            for outcome in programme.own_outcomes:
                if outcome.carries:
                    yield _Evidence(owner, (), outcome)
        homes: dict[str, list[str]] = {}
        for programme in self.programmes:
            for row in programme.rows:
                if row.course:
                    homes.setdefault(row.course.anchor, []).append(programme.code or programme.title)
        for course in self.view.courses:
            if self.whole or course.anchor in homes:
                for outcome in course.outcomes:
                    if outcome.carries:
                        programmes = tuple(dict.fromkeys(homes.get(course.anchor, ())))
                        yield _Evidence(course.name, programmes, outcome)

    def annex(self) -> None:
        _, word = self.say.gettext, self.word
        word.heading(_("Annex: evidence"), 1, new_page=True)
        word.paragraph(
            _(
                "Each learning outcome that carries a perspective, in the words of the syllabus; the words"
                " that decided are marked. The page is that of the syllabus. How it is examined is told where"
                " the syllabus says it in a table."
            )
        )
        rows = [self.evidence_row(item) for item in self.evidence()]
        if not rows:
            word.paragraph(_("No learning outcome carries one of the perspectives."))
            return
        head = (_("Course"), _("Learning outcome"), _("Perspective"), _("Page"), _("Examined by"))
        word.table(head, rows, _EVIDENCE_WIDTHS, frozenset({3}))

    def evidence_row(self, item: _Evidence) -> tuple[Text, ...]:
        outcome = item.outcome
        carried = [label for label in outcome.labels if label.decision == Decision.YES]
        names = "; ".join(self.carried_name(label.perspective, label.human) for label in carried)
        places = {label.perspective.position for label in carried}
        pieces = [
            Run(piece.text, marked=bool(places & set(piece.perspectives)), language=outcome.language)
            for piece in outcome.text
        ]
        if any(places & set(piece.perspectives) for piece in outcome.lead_in):
            lead_in = [
                Run(piece.text, marked=bool(places & set(piece.perspectives)), language=outcome.language)
                for piece in outcome.lead_in
            ]
            pieces = [*lead_in, Run(" "), *pieces]
        home = f" ({', '.join(item.programmes)})" if item.programmes else ""
        return (
            (Run(item.owner), Run(home, soft=True)),
            tuple(pieces),
            names,
            self.say.number(outcome.page),
            "; ".join(outcome.assessments) or self.say.gettext("not said"),
        )

    def carried_name(self, perspective: PerspectiveView, human: str) -> str:
        if not human:
            return perspective.heading
        by_person = self.say.gettext("decided by a person")
        return f"{perspective.heading} ({by_person})"

    def made_with(self) -> None:
        self.word.heading(self.say.gettext("How it was made"), 1)
        self.word.item(self.say.gettext("Coding scheme: %(name)s", name=self.view.scheme))
        for what, value in self.view.provenance:
            self.word.item(f"{what}: {value}")


def render_board(view: AuditView, programmes: Sequence[ProgrammeView] | None = None) -> bytes:
    """Return the Word file for a board.

    Args:
        view: what the report shows.
        programmes: those that have a page, and whose courses are in the annex; None for all of them and for
            the courses of no programme too.
    """
    return _Board(view, view.in_order if programmes is None else programmes).render()
