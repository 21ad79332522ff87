"""A letter in words: what was found, what stands in the content only, what is unsure, and how to contest it.

It never judges: a course without a perspective lacks nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from curranalyser.datamodel import Decision
from curranalyser.i18n import N_, Translator
from curranalyser.letters.recipients import By, Letter
from curranalyser.report.marks import Segment
from curranalyser.report.view import (
    CourseView,
    HeadView,
    LabelView,
    MentionView,
    OutcomeView,
    PerspectiveView,
)
from curranalyser.report.word import Run, Text
from curranalyser.report.words import head_lines
from curranalyser.review.sheets import DECISION, REASON, REVIEWER

_TITLES: dict[By, str] = {
    "course": N_("What was found in the syllabus of %(name)s"),
    "department": N_("What was found in the course syllabi: %(name)s"),
    "programme": N_("What was found in the programme %(name)s and its courses"),
}

_NO_HEAD = HeadView()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a letter: a heading of a level from 0 for the title, a paragraph, or an item of a list.

    A lead stands on one page with what follows it.

    `more` are lines that belong to an item.
    """

    kind: Literal["heading", "paragraph", "lead", "item"]
    text: Text
    level: int = 0
    more: tuple[Text, ...] = ()


def _heading(text: str, level: int, language: str = "") -> Piece:
    return Piece("heading", (Run(text, language=language),), level)


def _runs(pieces: Iterable[Segment], perspective: PerspectiveView, language: str) -> tuple[Run, ...]:
    return tuple(
        Run(piece.text, marked=perspective.position in piece.perspectives, language=language)
        for piece in pieces
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts one letter into words.

    Attributes:
        say: the language of the letter.
        perspectives: what was looked for.
        workbook: the name of the workbook that goes with the letter, or "" where there is nothing to decide.
        head: who sends it, and when.
    """

    say: Translator
    perspectives: Sequence[PerspectiveView]
    workbook: str
    head: HeadView

    def letter(self, letter: Letter) -> Iterator[Piece]:
        _ = self.say.gettext
        yield _heading(_(_TITLES[letter.by], name=letter.name), 0)
        yield from self.sender()
        if letter.owners:
            yield Piece("paragraph", _("For: %(names)s", names="; ".join(letter.owners)))
        yield Piece(
            "paragraph",
            _(
                "A program, curranalyser, has read the syllabi and looked for perspectives in their learning"
                " outcomes. This letter tells what it found, in the words of the syllabi; the words that"
                " decided are marked. It is no judgement, and more is not better: many courses need no such"
                " outcome. The program can be wrong, and you know what is taught."
            ),
        )
        if letter.own:
            yield from self.own(letter.own)
        if letter.by == "course":
            yield from self.course(letter.courses[0][1], 1)
        else:
            yield from self.courses([shown for _profile, shown in letter.courses])
        yield from self.contest(bool(letter.own))
        yield from self.looked_for()

    def sender(self) -> Iterator[Piece]:
        """Say who sends the letter and when, as far as it is given."""
        if self.head.institution:
            yield Piece("paragraph", (Run(self.head.institution, bold=True),))
        for what, value in head_lines(self.head, self.say):
            yield Piece("paragraph", f"{what}: {value}")

    def own(self, outcomes: Sequence[OutcomeView]) -> Iterator[Piece]:
        yield _heading(self.say.gettext("The programme’s own outcomes"), 1)
        yield from self.found(outcomes, 2)
        yield from self.unsure(outcomes, 2)

    def courses(self, courses: Sequence[CourseView]) -> Iterator[Piece]:
        """Tell of several courses: those in which there is nothing to tell in one line."""
        _ = self.say.gettext
        silent = []
        for course in courses:
            if any(count.carriers or count.doubtful or count.not_labelled for count in course.counts) or (
                course.opportunities
            ):
                yield _heading(course.name, 1, course.language)
                yield from self.course(course, 2)
            else:
                silent.append(course.name)
        if silent:
            yield _heading(_("Courses in whose syllabi nothing of the kind was found"), 1)
            yield Piece("paragraph", "; ".join(silent))

    def course(self, course: CourseView, level: int) -> Iterator[Piece]:
        yield Piece("paragraph", self.summary(course))
        yield from self.found(course.outcomes, level)
        yield from self.content(course.opportunities, level)
        yield from self.unsure(course.outcomes, level)
        left_out = max((count.not_labelled for count in course.counts), default=0)
        if left_out:
            yield Piece(
                "paragraph",
                self.say.ngettext(
                    "%(count)s learning outcome is in a language that the program does not judge. What it"
                    " carries is not known.",
                    "%(count)s learning outcomes are in a language that the program does not judge. What they"
                    " carry is not known.",
                    left_out,
                ),
            )

    def summary(self, course: CourseView) -> str:
        _ = self.say.gettext
        files = "; ".join(course.sources)
        if not course.outcomes:
            return _("Read: %(files)s. No learning outcomes were found there.", files=files)
        counts = []
        for count in course.counts:
            told = f"{count.perspective.heading} {count.fraction}"
            if count.doubtful:
                to_review = _("%(count)s to review", count=self.say.number(len(count.doubtful)))
                told = f"{told} ({to_review})"
            counts.append(told)
        return _(
            "Read: %(files)s. Learning outcomes that carry the perspective: %(counts)s.",
            files=files,
            counts="; ".join(counts),
        )

    def found(self, outcomes: Sequence[OutcomeView], level: int) -> Iterator[Piece]:
        _ = self.say.gettext
        yield _heading(_("What was found in the learning outcomes"), level)
        told = list(self.decided(outcomes, Decision.YES, level + 1))
        yield from told or [Piece("paragraph", _("No learning outcome carries one of the perspectives."))]

    def unsure(self, outcomes: Sequence[OutcomeView], level: int) -> Iterator[Piece]:
        _ = self.say.gettext
        told = list(self.decided(outcomes, Decision.REVIEW, level + 1))
        if told:
            yield _heading(_("To review"), level)
            yield Piece(
                "lead",
                _("The words are there, but a person should judge. None of these is counted until then."),
            )
            yield from told

    def decided(self, outcomes: Sequence[OutcomeView], decision: Decision, level: int) -> Iterator[Piece]:
        """Tell of the outcomes that are decided so, by perspective."""
        for perspective in self.perspectives:
            pairs = [
                (outcome, label)
                for outcome in outcomes
                for label in outcome.labels
                if label.perspective.id == perspective.id and label.decision == decision
            ]
            if pairs:
                yield _heading(perspective.heading, level)
            for outcome, label in pairs:
                yield self.outcome(outcome, label)

    def outcome(self, outcome: OutcomeView, label: LabelView) -> Piece:
        _ = self.say.gettext
        text = _runs(outcome.text, label.perspective, outcome.language)
        if any(label.perspective.position in piece.perspectives for piece in outcome.lead_in):
            lead_in = _runs(outcome.lead_in, label.perspective, outcome.language)
            text = (*lead_in, Run(" "), *text)
        where = _("Learning outcome %(number)s, page %(page)s", number=outcome.number, page=outcome.page)
        lines: list[Text] = [where]
        if outcome.assessments:
            examined = _("Examined by: %(what)s", what="; ".join(outcome.assessments))
            lines[0] = f"{where}. {examined}"
        if not any(piece.marked for piece in text):
            lines.append(_("No single words decided: the whole of it did."))
        lines += self.reasons(label)
        if outcome.other:
            other = _runs(outcome.other.text, label.perspective, outcome.other.language)
            lines.append((Run(f"{outcome.other.name}: "), *other))
        return Piece("item", text, more=tuple(lines))

    def reasons(self, label: LabelView) -> Iterator[str]:
        if label.rule and label.rule.text:
            yield self.say.gettext("Rule %(id)s: %(text)s", id=label.rule.id, text=label.rule.text)
        if label.versions:
            yield self.say.gettext("The versions are read differently: %(versions)s", versions=label.versions)
        if label.human:
            yield f"{label.human[:1].upper()}{label.human[1:]}"
        if label.reason:
            yield self.say.gettext("Reason given: %(reason)s", reason=label.reason)

    def content(self, mentions: Sequence[MentionView], level: int) -> Iterator[Piece]:
        _ = self.say.gettext
        if not mentions:
            return
        yield _heading(_("What stands in the content, and in no learning outcome"), level)
        yield Piece(
            "lead",
            _("Only learning outcomes count. Whether this belongs in one is for you to say."),
        )
        for mention in mentions:
            about = _(
                "%(perspective)s; %(place)s, page %(page)s",
                perspective=mention.perspective.heading,
                place=mention.place,
                page=mention.page,
            )
            yield Piece("item", _runs(mention.text, mention.perspective, mention.language), more=(about,))

    def contest(self, own: bool) -> Iterator[Piece]:
        """Say how to contest a label. `own`: whether the letter tells of a programme's own outcomes."""
        _ = self.say.gettext
        yield _heading(_("If you see it otherwise"), 1)
        if not self.workbook:
            yield Piece("paragraph", _("Write to whoever sent you this letter."))
            return
        yield Piece(
            "paragraph",
            _(
                "The workbook %(file)s goes with this letter. It has one row for each learning outcome and"
                " perspective, those to review first, and what the program said.",
                file=self.workbook,
            ),
        )
        if own:
            yield Piece(
                "paragraph",
                _(
                    "The programme’s own outcomes are not in it: write of these to whoever sent you this"
                    " letter."
                ),
            )
        for line in (
            _(
                "Choose yes or no under “%(decision)s” in the rows that you have an opinion on; leave the"
                " others.",
                decision=_(DECISION),
            ),
            _(
                "Write a sentence under “%(reason)s”, and your name under “%(reviewer)s”.",
                reason=_(REASON),
                reviewer=_(REVIEWER),
            ),
            _("Send the workbook back to whoever sent you this letter, with its headings as they are."),
        ):
            yield Piece("item", line)
        yield Piece(
            "paragraph",
            _(
                "Your decision then counts in place of the program’s, is marked as a person’s, and holds as"
                " long as the words of the learning outcome stay the same."
            ),
        )

    def looked_for(self) -> Iterator[Piece]:
        yield _heading(self.say.gettext("What was looked for"), 1)
        for perspective in self.perspectives:
            text = f": {perspective.definition}" if perspective.definition else ""
            yield Piece("item", (Run(perspective.heading, bold=True), Run(text)))


def tell_letter(
    letter: Letter,
    perspectives: Sequence[PerspectiveView],
    workbook: str,
    say: Translator,
    head: HeadView = _NO_HEAD,
) -> list[Piece]:
    """Put a letter into words.

    Args:
        letter: to whom, and about what.
        perspectives: what was looked for.
        workbook: the name of the workbook that goes with it, or "".
        say: the language of the letter.
        head: who sends it, and when; what is not given is not said.
    """
    return list(_Teller(say, perspectives, workbook, head).letter(letter))
