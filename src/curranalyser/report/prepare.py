"""An audit made ready to be shown: the values of `view`, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import NamedTuple

from curranalyser.datamodel import (
    AnalysedOutcome,
    Audit,
    Band,
    CourseHeader,
    CourseProfile,
    CourseRef,
    CourseStatus,
    Decision,
    DocumentStatus,
    EntryKind,
    Evidence,
    ExposureGapKind,
    Indicator,
    InstructionStatus,
    Label,
    LanguageOfInstruction,
    LearningOutcome,
    Mention,
    PerspectiveShares,
    ProgrammeCourse,
    ProgrammeProfile,
    Syllabus,
    main_outcomes,
)
from curranalyser.i18n import Translator, translator
from curranalyser.report import labels
from curranalyser.report.attention import ambiguous_text
from curranalyser.report.bands import band_of, data_text, rates_text
from curranalyser.report.coverage import coverage, listed_once
from curranalyser.report.everyone import exposure_basis, sentences_met
from curranalyser.report.failures import told_failure
from curranalyser.report.findings import next_step, programme_findings
from curranalyser.report.indicators import IndicatorBuilder, rule_values
from curranalyser.report.marks import excerpt, segments
from curranalyser.report.matrix import MatrixBuilder
from curranalyser.report.notes import (
    omission_text,
    reading_notes,
    shared_code_text,
    shared_code_texts,
    shared_programme_code_text,
    translated_texts,
)
from curranalyser.report.offerings import offerings_view
from curranalyser.report.parts import structure_of, structure_rows
from curranalyser.report.reading_order import ReadingOrder
from curranalyser.report.sanitise import clean_line
from curranalyser.report.structure import (
    basis_label,
    exposure_gaps,
    exposure_remarks,
    note_text,
    numbers_text,
    part_name,
    status_label,
    status_short,
)
from curranalyser.report.unlabelled import languages_text, left_out_text
from curranalyser.report.versions import difference_text
from curranalyser.report.view import (
    AuditView,
    Carriers,
    CountView,
    CourseRow,
    CourseView,
    FileView,
    HeadView,
    InstructionView,
    LabelView,
    MentionView,
    OtherVersionView,
    OutcomeView,
    PerspectiveView,
    ProblemView,
    ProgrammeView,
    QuoteView,
    RuleView,
    ShareGroup,
    SharesView,
    ShareView,
)
from curranalyser.scheme import Perspective, Scheme, localised

THOUSANDTH = Decimal("0.001")
HUNDREDTH = Decimal("0.01")
NONE = "–"
# What is missing of a structure, and a person can say in the table of programmes.
PERSON_CAN_SAY: frozenset[ExposureGapKind] = frozenset(
    {"status not said", "number to choose not said", "credits not said", "does not add up"}
)


def _shown(probability: float | None) -> float | None:
    """Return a probability as it is shown, to the hundredth."""
    if probability is None:
        return None
    return float(Decimal(repr(probability)).quantize(HUNDREDTH, ROUND_HALF_UP))


class Together(NamedTuple):
    """What an outcome was read together with, and how it is decided alone, in the scheme's order."""

    other: AnalysedOutcome
    alone: tuple[Decision, ...]


NOT_TOGETHER: Mapping[int, Together] = MappingProxyType({})


class _Builder:
    """Turns the values of one audit into their views, and gives out the anchors."""

    def __init__(self, audit: Audit, scheme: Scheme, lang: str, order: Sequence[str] = ()) -> None:
        self.order = order
        self.audit = audit
        self.scheme = scheme
        self.say: Translator = translator(lang)
        self.perspectives = tuple(
            self._perspective(identifier, position) for position, identifier in enumerate(audit.perspectives)
        )
        self.by_id = {view.id: view for view in self.perspectives}
        self.rules = {
            rule.id: RuleView(
                id=clean_line(rule.id),
                anchor=f"r{place}",
                verdict=self.say.gettext(labels.VERDICTS[rule.verdict]),
                text=clean_line(localised(rule.text, lang)),
            )
            for place, rule in enumerate(scheme.rules, 1)
        }
        self.kinds = {name: clean_line(localised(texts, lang)) for name, texts in scheme.kinds_of_hit}
        by_key = {profile.key: profile for profile in audit.courses}
        self.shared_codes: dict[str, str] = {
            key: text
            for shared in audit.shared_codes
            for text in (shared_code_text(shared, by_key.__getitem__, self.say),)
            for key in shared.course_keys
        }
        programme = {profile.key: profile for profile in audit.programmes}
        self.shared_code_notes = (
            *shared_code_texts(audit.shared_codes, by_key.__getitem__, self.say),
            *(
                shared_programme_code_text(shared, programme.__getitem__, self.say)
                for shared in audit.shared_programme_codes
            ),
        )
        self.anchors_given = 0
        self.courses: dict[str, CourseView] = {}
        self.indicators = IndicatorBuilder(self.say, self.by_id, self.courses, self.share, self.shares)
        self.matrices = MatrixBuilder(self.courses, self.say, audit.rules.goals_source)

    def _perspective(self, identifier: str, position: int) -> PerspectiveView:
        known = next((item for item in self.scheme.perspectives if item.id == identifier), None)
        # An audit may be older than the scheme at hand: what the scheme does not know is shown by its id.
        perspective = known or Perspective(
            id=identifier, prefix=identifier[:3].upper(), name=(("en", identifier),), definition=(), advice=()
        )
        lang = self.say.lang
        name = clean_line(localised(perspective.name, lang))
        return PerspectiveView(
            id=clean_line(identifier),
            position=position,
            name=name,
            heading=name[:1].upper() + name[1:],
            prefix=clean_line(perspective.prefix)[:4],
            definition=clean_line(localised(perspective.definition, lang)),
            advice=clean_line(localised(perspective.advice, lang)),
        )

    def _foreign(self, language: str | None) -> str:
        return (
            language
            if language
            and language != self.say.lang
            and language.isascii()
            and language.isalpha()
            and len(language) in (2, 3)
            else ""
        )

    def fraction(self, numerator: int | Decimal, denominator: int | Decimal) -> str:
        return self.say.gettext(
            "%(part)s of %(whole)s", part=self.say.number(numerator), whole=self.say.number(denominator)
        )

    def share(
        self, indicator: Indicator, unknown: bool = False, enough: bool = True, band: Band | None = None
    ) -> ShareView:
        """Write a share.

        One of nothing is not known where something would be in it that is not labelled; where not enough is
        known there are only the counts. `band` is of its numerator.
        """
        numerator, denominator = indicator.numerator, indicator.denominator
        value = (numerator / denominator).quantize(THOUSANDTH, ROUND_HALF_UP) if denominator else None
        if value is None:
            written = self.say.gettext("not known") if unknown or not enough else NONE
        elif enough:
            written = self.say.percent(value)
        else:
            value, written = None, self.say.gettext(labels.TOO_LITTLE)
        text, low, high = (
            band_of(band, denominator, self.say) if band and value is not None else ("", None, None)
        )
        return ShareView(
            value=None if value is None else float(value),
            numerator=float(numerator),
            denominator=float(denominator),
            percent=written,
            fraction=self.fraction(numerator, denominator),
            band=text,
            low=low,
            high=high,
        )

    def syllabi_text(self, found: Indicator) -> str:
        """Say how many of the courses that shares are about have a syllabus with outcomes; "" for none."""
        if not found.denominator:
            return ""
        return self.say.ngettext(
            "syllabi with outcomes for %(part)s of %(count)s course",
            "syllabi with outcomes for %(part)s of %(count)s courses",
            int(found.denominator),
            part=self.say.number(found.numerator),
        )

    def shares(self, shares: Iterable[PerspectiveShares]) -> tuple[SharesView, ...]:
        return tuple(map(self.shares_of_one, shares))

    def shares_of_one(self, item: PerspectiveShares) -> SharesView:
        """Write the shares of one perspective."""
        unknown = bool(item.unknown_courses)
        outcomes, courses, credits_ = (
            (item.bands.outcomes, item.bands.courses, item.bands.credits)
            if item.bands
            else (None, None, None)
        )
        return SharesView(
            perspective=self.by_id[clean_line(item.perspective)],
            outcomes=self.share(item.outcomes, bool(item.not_labelled), item.headline, outcomes),
            courses=self.share(item.courses, unknown, item.headline, courses),
            credits=self.share(item.credits, unknown, item.headline, credits_),
            to_review=item.to_review,
            human=item.human,
            human_text=self.human_text(item),
            not_labelled=sum(count.outcomes for count in item.not_labelled),
            unknown_courses=item.unknown_courses,
            languages=languages_text(item.not_labelled, self.say),
            left_out=left_out_text(item, self.say),
            syllabi=(int(item.syllabi.numerator), int(item.syllabi.denominator)),
            syllabi_text=self.syllabi_text(item.syllabi),
            enough=item.headline,
        )

    def human_text(self, shares: PerspectiveShares) -> str:
        if not shares.human:
            return ""
        return self.say.ngettext(
            "%(count)s decided by people (%(yes)s yes, %(overruled)s against the tool)",
            "%(count)s decided by people (%(yes)s yes, %(overruled)s against the tool)",
            shares.human,
            yes=self.say.number(shares.human_yes),
            overruled=self.say.number(shares.overruled),
        )

    def human(self, label: Label) -> str:
        if not label.human:
            return ""
        tool = self.say.gettext(labels.DECISIONS[label.human.tool])
        who = ", ".join(
            part for part in (clean_line(label.human.reviewer), clean_line(label.human.date)) if part
        )
        if who:
            return self.say.gettext(
                "decided by a person (%(who)s); the tool: %(decision)s", who=who, decision=tool
            )
        return self.say.gettext("decided by a person; the tool: %(decision)s", decision=tool)

    def credits(self, value: Decimal | None) -> str:
        return "" if value is None else self.say.ngettext("%(count)s credit", "%(count)s credits", value)

    def title(self, header: CourseHeader, language: str | None) -> tuple[str, str]:
        if self.say.lang == "en" and header.title_en:
            return clean_line(header.title_en), ""
        if header.title:
            return clean_line(header.title), self._foreign(language)
        return clean_line(header.title_en), self._foreign("en") if header.title_en else ""

    def rule(self, identifier: str | None) -> RuleView | None:
        if not identifier:
            return None
        return self.rules.get(identifier) or RuleView(
            id=clean_line(identifier), anchor="", verdict="", text=""
        )

    def label(self, label: Label, versions: str = "") -> LabelView:
        words = tuple(
            dict.fromkeys(word for word in (clean_line(evidence.text) for evidence in label.evidence) if word)
        )
        # Where two versions are read differently the probability of one is that of neither.
        value = None if versions else _shown(label.probability)
        return LabelView(
            perspective=self.by_id[clean_line(label.perspective)],
            decision=str(label.decision),
            decision_label=self.say.gettext(labels.DECISIONS[label.decision]),
            value=value,
            probability=NONE if value is None else self.say.number(value, 2),
            rule=self.rule(
                label.rule or next((evidence.rule for evidence in label.evidence if evidence.rule), None)
            ),
            kind_of_hit=self.kinds.get(label.kind_of_hit or "", ""),
            words=words,
            shown=label.decision in (Decision.YES, Decision.REVIEW)
            or bool(words and label.rule)
            or label.human is not None,
            human=self.human(label),
            reason=clean_line(label.human.reason) if label.human else "",
            versions=versions,
        )

    def spans(self, some: Iterable[Label], in_lead_in: bool) -> tuple[tuple[int, int, int], ...]:
        def span(evidence: Evidence, position: int) -> tuple[int, int, int]:
            return evidence.start, evidence.end, position

        return tuple(
            span(evidence, self.by_id[clean_line(label.perspective)].position)
            for label in some
            if label.decision in (Decision.YES, Decision.REVIEW)
            for evidence in label.evidence
            if evidence.in_lead_in is in_lead_in
        )

    def outcomes(
        self,
        items: Sequence[tuple[AnalysedOutcome, str]],
        owner: tuple[str, str, str],
        key: str,
        together: Mapping[int, Together] = NOT_TOGETHER,
    ) -> tuple[OutcomeView, ...]:
        views: list[OutcomeView] = []
        name, anchor, title = owner
        before = ""
        for number, (item, source) in enumerate(items, 1):
            self.anchors_given += 1
            outcome = item.outcome
            in_lead_in = self.spans(item.labels, True)
            views.append(
                OutcomeView(
                    anchor=f"o{self.anchors_given}",
                    number=number,
                    owner=name,
                    owner_anchor=anchor,
                    owner_title=title,
                    language=self._foreign(outcome.language),
                    lead_in=segments(outcome.lead_in, in_lead_in),
                    lead_in_shown=bool(outcome.lead_in) and (outcome.lead_in != before or bool(in_lead_in)),
                    text=segments(outcome.text, self.spans(item.labels, False)),
                    plain=clean_line(outcome.text),
                    page=outcome.page,
                    source=clean_line(source),
                    knowledge_form=self.say.gettext(labels.KNOWLEDGE_FORMS[outcome.knowledge_form])
                    if outcome.knowledge_form
                    else "",
                    module=clean_line(outcome.module),
                    labels=self.labels_together(item, together.get(number)),
                    owner_key=clean_line(key),
                    recognised=self.say.gettext("read by text recognition") if outcome.recognised else "",
                    assessments=tuple(map(clean_line, outcome.assessments)),
                    other=self.other_version(item, together.get(number)),
                )
            )
            before = outcome.lead_in
        return tuple(views)

    def labels_together(self, item: AnalysedOutcome, read: Together | None) -> tuple[LabelView, ...]:
        """Show the labels of an outcome and, where its two versions are read differently, how each is."""
        if read is None:
            return tuple(self.label(label) for label in item.labels)
        views = []
        for label, alone in zip(item.labels, read.alone, strict=True):
            there = read.other.label(label.perspective)
            said = (
                (item.outcome, alone, label.probability),
                (read.other.outcome, there.decision, there.probability),
            )
            alike = alone is there.decision
            views.append(self.label(label, "" if alike else "; ".join(self.version(*one) for one in said)))
        return tuple(views)

    def version(self, outcome: LearningOutcome, decision: Decision, probability: float | None) -> str:
        """Say how one version of an outcome is read: "Swedish: yes (0.96)"."""
        shown = _shown(probability)
        decided = self.say.gettext(labels.DECISIONS[decision])
        return self.say.gettext(
            "%(language)s: %(decision)s",
            language=self.say.language(outcome.language) if outcome.language else NONE,
            decision=decided if shown is None else f"{decided} ({self.say.number(shown, 2)})",
        )

    def other_version(self, item: AnalysedOutcome, read: Together | None) -> OtherVersionView | None:
        """Show what an outcome was read together with, where there is more to it than two plain no."""
        if read is None or all(label.decision is Decision.NO for label in (*item.labels, *read.other.labels)):
            return None
        outcome = read.other.outcome
        return OtherVersionView(
            language=self._foreign(outcome.language),
            name=self.say.gettext("In %(language)s", language=clean_line(self.say.language(outcome.language)))
            if outcome.language
            else NONE,
            text=segments(outcome.text, self.spans(read.other.labels, False)),
            plain=clean_line(outcome.text),
        )

    def mention(self, mention: Mention, language: str | None) -> MentionView:
        label = self.label(mention.label)
        return MentionView(
            perspective=label.perspective,
            place=self.say.gettext(labels.SECTIONS[mention.place]),
            page=mention.page,
            language=self._foreign(language),
            text=excerpt(
                mention.text,
                (
                    (evidence.start, evidence.end, label.perspective.position)
                    for evidence in mention.label.evidence
                ),
            ),
            words=label.words,
            rule=label.rule,
        )

    def counts(self, outcomes: Sequence[OutcomeView]) -> tuple[CountView, ...]:
        views = []
        for perspective in self.perspectives:
            found: dict[str, list[tuple[int, str]]] = {decision: [] for decision in Decision}
            for outcome in outcomes:
                for label in outcome.labels:
                    if label.perspective is perspective:
                        found[label.decision].append((outcome.number, outcome.anchor))
            yes, left_out = tuple(found[Decision.YES]), len(found[Decision.NOT_LABELLED])
            total = len(outcomes) - left_out
            views.append(
                CountView(
                    perspective=perspective,
                    total=total,
                    fraction=self.fraction(len(yes), total),
                    carriers=yes,
                    doubtful=tuple(found[Decision.REVIEW]),
                    not_labelled=left_out,
                )
            )
        return tuple(views)

    def instruction(self, found: LanguageOfInstruction) -> InstructionView:
        main = self.say.listed(self.say.language(code) for code in found.main)
        possible = self.say.listed(self.say.language(code) for code in found.possible)
        status = self.say.gettext(labels.INSTRUCTION[found.status])
        parts = [main] if main else []
        if possible:
            parts.append(self.say.gettext("%(language)s possible", language=possible))
        if found.status is not InstructionStatus.STATED or not parts:
            parts.append(status)
        return InstructionView(
            status=str(found.status),
            status_label=status,
            main=clean_line(main),
            possible=clean_line(possible),
            summary=clean_line(", ".join(parts)),
            quotes=tuple(
                QuoteView(
                    clean_line(quote.text),
                    quote.page,
                    self.say.gettext(labels.PLACES_OF_INSTRUCTION[quote.place]),
                )
                for quote in found.evidence
            ),
        )

    def course(
        self, profile: CourseProfile, anchor: str, programmes: tuple[tuple[str, str], ...]
    ) -> CourseView:
        _ = self.say.gettext
        header = profile.header
        main = profile.main.syllabus
        title, language = self.title(header, main.language)
        code = clean_line(header.code) or ("" if title else clean_line(profile.key))
        title = "" if title == code else title
        counted = profile.counted_outcomes()
        marked = {id(item) for item in counted}
        sources = dict(enumerate(profile.sources))
        other = [
            (item, sources.get(place, ""))
            for place, version in enumerate(profile.analysed)
            for item in version.outcomes
            if id(item) not in marked
        ]
        owner = (code or title, anchor, title)
        together = {
            item.number: Together(profile.analysed[item.version].outcomes[item.place], item.alone)
            for item in profile.parallel
        }
        outcomes = self.outcomes(
            [(item, sources.get(0, "")) for item in counted], owner, profile.key, together
        )
        others = self.outcomes(other, owner, profile.key)
        counts = self.counts(outcomes)
        given = {
            "department": (_("Department"), header.department),
            "subject_group": (_("Subject group"), header.subject_group),
            "subject": (_("Subject"), header.subject),
            "main_fields": (_("Main field of study"), "; ".join(header.main_fields)),
            "owner": (_("Answers for the course"), header.owner),
        }
        facts = (
            (_("Level"), header.level),
            (_("Valid from"), header.valid_from),
            *(
                (name, f"{value} ({_('by your table')})" if field in profile.by_person else value)
                for field, (name, value) in given.items()
            ),
        )
        return CourseView(
            anchor=anchor,
            code=code,
            title=title,
            language=language,
            credits=None if header.credits is None else float(header.credits),
            credits_text=self.credits(header.credits),
            facts=tuple((name, clean_line(value)) for name, value in facts if value),
            sources=tuple(clean_line(source) for source in profile.sources),
            document_language=clean_line(self.say.language(main.language)) if main.language else NONE,
            programmes=programmes,
            outcomes=outcomes,
            other_versions=others,
            counts=counts,
            disagreements=tuple(difference_text(item, self.say) for item in profile.differences if item.sure),
            instruction=self.instruction(profile.instruction),
            opportunities=tuple(self.mention(mention, main.language) for mention in profile.opportunities),
            versions=self.indicators.versions(profile),
            notes=(
                *translated_texts(profile.main, self.say),
                *(
                    omission_text(omission, self.say)
                    for version in profile.analysed
                    for omission in version.syllabus.omissions
                ),
            ),
            reading=tuple(
                dict.fromkeys(
                    note for version in profile.analysed for note in reading_notes(version.syllabus, self.say)
                )
            ),
            shared_code=self.shared_codes.get(profile.key, ""),
            unmatched=tuple(difference_text(item, self.say) for item in profile.differences if not item.sure),
            owner=clean_line(header.owner) if "owner" in profile.by_person else "",
        )

    def slot(self, term: int | None, year: int | None) -> tuple[str, int]:
        if term is not None:
            return self.say.gettext("Term %(number)s", number=term), 2 * term
        if year is not None:
            # A year stands before its first term.
            return self.say.gettext("Year %(number)s", number=year), 4 * year - 3
        return self.say.gettext("No term given"), 1_000_000

    def row(self, listed: ProgrammeCourse, syllabus: Syllabus) -> CourseRow:
        ref = listed.ref
        course = self.courses.get(listed.course_key) if listed.course_key is not None else None
        slot, order = self.slot(ref.term, ref.year)
        amount = ref.credits
        return CourseRow(
            slot=slot,
            slot_order=order,
            code=clean_line(ref.code) or (course.code if course else ""),
            title=course.title if course else clean_line(ref.title),
            language=course.language if course else self._foreign(syllabus.language),
            credits=course.credits
            if course and amount is None
            else None
            if amount is None
            else float(amount),
            credits_text=course.credits_text if course and amount is None else self.credits(amount),
            status=ref.status,
            status_label=status_label(ref, self.say),
            link=listed.linked_by,
            link_label=self.say.gettext(labels.LINKS[listed.linked_by])
            if ref.kind is EntryKind.COURSE
            else "",
            page=ref.page,
            course=course,
            kind=ref.kind,
            when=self.when(ref) or slot,
            basis=basis_label(ref.basis, self.say),
            reason=clean_line(ref.reason),
            part=part_name(ref.block, syllabus.blocks),
            track=next((clean_line(track.name) for track in syllabus.tracks if track.id == ref.track), ""),
            reason_page=ref.reason_page,
            places=self.places(ref) or ((order, slot),),
            by_person=ref.basis == "person",
            status_short=status_short(ref, self.say),
            person=self.by_person(listed),
        )

    def by_person(self, listed: ProgrammeCourse) -> str:
        """Say what a person's table does to an entry."""
        who = clean_line(listed.confirmed_by)
        if not who and listed.person == "confirmed":
            return self.say.gettext("given by a person")
        say = self.say
        if listed.person == "changed":
            return say.gettext("changed by %(who)s", who=who) if who else say.gettext("changed by a person")
        if listed.person == "confirmed":
            return say.gettext("confirmed by %(who)s", who=who)
        return ""

    def places(self, ref: CourseRef) -> tuple[tuple[int, str], ...]:
        found = [self.slot(term, None) for term in ref.terms] or [self.slot(None, year) for year in ref.years]
        return tuple((order, slot) for slot, order in found)

    def when(self, ref: CourseRef) -> str:
        if ref.terms:
            return self.say.gettext("Term %(number)s", number=numbers_text(ref.terms, self.say))
        if ref.years:
            return self.say.gettext("Year %(number)s", number=numbers_text(ref.years, self.say))
        return ""

    def carriers(self, anchor: str, courses: Iterable[tuple[CourseView, str]]) -> tuple[Carriers, ...]:
        pairs = tuple(courses)
        return tuple(
            Carriers(
                perspective,
                f"{anchor}v{perspective.position}",
                tuple(
                    (outcome, mark)
                    for course, mark in pairs
                    for outcome in course.outcomes
                    if any(
                        label.perspective is perspective and label.decision == Decision.YES
                        for label in outcome.labels
                    )
                ),
            )
            for perspective in self.perspectives
        )

    def confirmed(self, profile: ProgrammeProfile) -> str:
        """Say how many entries of a course list are as read, and how many a person changed or confirmed."""
        path = clean_line(self.audit.rules.mapping_source)
        entries = [item.person for item in profile.courses if item.ref.kind is not EntryKind.CONTAINER]
        if not path or not entries:
            return ""
        changed, confirmed = entries.count("changed"), entries.count("confirmed")
        if not changed and not confirmed:
            return self.say.gettext(
                "All %(all)s entries of the course list are as they were read; none is changed or confirmed"
                " by a person in %(path)s.",
                all=self.say.number(len(entries)),
                path=path,
            )
        return self.say.gettext(
            "The %(all)s entries of the course list: %(read)s as they were read, %(changed)s changed and"
            " %(confirmed)s confirmed by a person in %(path)s.",
            all=self.say.number(len(entries)),
            read=self.say.number(len(entries) - changed - confirmed),
            changed=self.say.number(changed),
            confirmed=self.say.number(confirmed),
            path=path,
        )

    def own_summary(self, own: tuple[OutcomeView, ...]) -> str:
        """Say how many outcomes stand in a programme syllabus itself, and how many carry each perspective."""
        if not own:
            return ""
        parts = [
            f"{perspective.heading} {self.say.number(count)}"
            for perspective in self.perspectives
            if (count := _carrying(own, perspective))
        ]
        total = self.say.number(len(own))
        return f"{total} ({', '.join(parts)})" if parts else total

    def shares_note(self, found: int) -> str:
        """Say why shares are not told apart by who takes the courses."""
        if not found:
            return self.say.gettext(
                "None of the listed courses has a syllabus among the files, so no share can be given."
            )
        return self.say.gettext(
            "Who takes the courses with a syllabus could not be read from the programme syllabus."
        )

    def programme(self, profile: ProgrammeProfile, anchor: str) -> ProgrammeView:
        syllabus = profile.analysed.syllabus
        title, language = self.title(profile.header, syllabus.language)
        code = clean_line(profile.header.code)
        title = title or code or clean_line(profile.key)
        entries = [
            (listed.ref, self.row(listed, syllabus))
            for listed in profile.courses
            if listed.ref.kind is not EntryKind.CONTAINER
        ]
        rows = tuple(sorted((row for _, row in entries), key=lambda row: row.slot_order))
        structure = structure_of(syllabus, entries, self.say)
        listed_courses = [row for row in rows if row.kind is EntryKind.COURSE]
        found = {
            row.course.anchor: (
                row.course,
                row.status_label if row.status is not CourseStatus.NOT_SAID else "",
            )
            for row in rows
            if row.course
        }
        groups = (
            ("all", profile.shares),
            ("compulsory", profile.compulsory_shares),
            ("elective", profile.elective_shares),
            ("unsaid", profile.unsaid_shares),
        )
        said = any(
            item.courses.denominator for item in (*profile.compulsory_shares, *profile.elective_shares)
        )
        own = tuple((item, profile.source) for item in main_outcomes(profile.analysed))
        exposure = self.indicators.exposure(profile.exposure)
        own_outcomes = self.outcomes(own, (code or title, anchor, title), profile.key)
        made = ProgrammeView(
            anchor=anchor,
            name=f"{title} ({code})" if code and code != title else title,
            title=title,
            code=code,
            language=language,
            credits_text=self.credits(profile.header.credits),
            source=clean_line(profile.source),
            listed=len({listed_once(row) for row in listed_courses}),
            found=len(found),
            missing=tuple(row for row in listed_courses if row.course is None),
            outcomes=sum(len(course.outcomes) for course, _ in found.values()),
            shares=tuple(
                ShareGroup(key, self.say.gettext(labels.GROUPS[key]), self.shares(shares))
                for key, shares in groups
                if key == "all"
                # Where nothing is said of any course, what is not said is all.
                or (any(item.courses.denominator for item in shares) and (key != "unsaid" or said))
            ),
            instruction=tuple(
                (self.indicators.language_label(value), count) for value, count in profile.instruction_courses
            ),
            rows=rows,
            carriers=self.carriers(anchor, found.values()),
            opportunities=tuple(
                (course, course.opportunities) for course, _ in found.values() if course.opportunities
            ),
            own_outcomes=own_outcomes,
            own_mentions=tuple(
                self.mention(mention, syllabus.language) for mention in profile.analysed.mentions
            ),
            files_needing_attention=profile.failures,
            own_instruction=self.instruction(syllabus.instruction),
            languages=self.indicators.languages(profile.languages),
            groups=self.indicators.groups(profile.groups),
            standing=self.indicators.standing(profile.standing, profile.shares),
            promises=self.indicators.promises(
                profile, own_outcomes, tuple(item.outcome.id for item, _ in own)
            ),
            exposure=exposure,
            met=sentences_met(exposure),
            other_files=tuple(
                (clean_line(path), self.say.gettext(labels.ROLES[role]))
                for path, role in profile.other_sources
            ),
            notes=(
                *translated_texts(profile.analysed, self.say),
                *(omission_text(omission, self.say) for omission in syllabus.omissions),
                *reading_notes(syllabus, self.say),
            ),
            disagreements=tuple(note_text(note, self.say) for note in profile.notes),
            confirmed=self.confirmed(profile),
            own_summary=self.own_summary(own_outcomes),
            shares_note=self.shares_note(len(found)),
            structure=structure,
            structure_rows=structure_rows(structure),
            statements=tuple(
                dict.fromkeys((clean_line(item.text), item.page) for item in syllabus.statements if item.text)
            ),
            exposure_basis=exposure_basis((ref for ref, _ in entries), self.say),
            unconfirmed=any(gap.kind in PERSON_CAN_SAY for item in profile.exposure for gap in item.gaps),
            exposure_gaps=exposure_gaps(profile.exposure, self.say),
            exposure_remarks=exposure_remarks(profile.exposure, self.say),
            matrices=self.matrices.matrices(profile, listed_courses, self._foreign(syllabus.language)),
            unmatched_goals=self.matrices.unmatched(
                [item for item in self.audit.unmatched_goals if item.programme_key == profile.key]
            ),
        )
        rules = self.audit.rules
        return replace(
            made,
            findings=programme_findings(made, rules, self.say),
            next_step=next_step(made, rules, self.say),
        )

    def files(self) -> tuple[FileView, ...]:
        statuses = dict(self.audit.files)
        paths = dict.fromkeys(
            [path for path, _ in self.audit.files] + [failure.source for failure in self.audit.failures]
        )
        views = []
        for path in paths:
            problems = tuple(
                ProblemView(
                    told_failure(failure, self.say),
                    self.say.gettext(failure.hint),
                    None if len(failure.pages) > 1 else failure.page,
                )
                for failure in self.audit.failures
                if failure.source == path
            )
            status = statuses.get(path)
            if problems or status not in (DocumentStatus.OK, None):
                views.append(
                    FileView(
                        clean_line(path),
                        self.say.gettext(labels.STATUSES[status]) if status else NONE,
                        problems,
                    )
                )
        return tuple(views)

    def build(self) -> AuditView:
        audit, _ = self.audit, self.say.gettext
        anchors = {id(profile): f"p{place}" for place, profile in enumerate(audit.programmes, 1)}
        homes: dict[str, dict[str, str]] = {}
        for profile in audit.programmes:
            name = (
                self.title(profile.header, None)[0]
                or clean_line(profile.header.code)
                or clean_line(profile.key)
            )
            for listed in profile.courses:
                if listed.course_key is not None:
                    homes.setdefault(listed.course_key, {})[anchors[id(profile)]] = name
        for place, course in enumerate(audit.courses, 1):
            self.courses[course.key] = self.course(
                course, f"c{place}", tuple(homes.get(course.key, {}).items())
            )
        programmes = tuple(self.programme(profile, anchors[id(profile)]) for profile in audit.programmes)
        courses = tuple(self.courses.values())
        shares = self.shares(audit.shares)
        statuses = [status for _, status in audit.files]
        provenance, values = audit.provenance, rule_values(audit, self.say)
        passed_over = labels.passed_over_line(provenance.passed_over, self.say)
        return AuditView(
            lang=self.say.lang,
            perspectives=self.perspectives,
            programmes=programmes,
            courses=courses,
            unlinked=tuple(
                self.unlinked_row(self.courses[key]) for key in audit.unlinked_courses if key in self.courses
            ),
            shares=shares,
            carriers=self.carriers("a", ((course, "") for course in courses)),
            outcomes=sum(len(course.outcomes) for course in courses),
            outcomes_carrying=sum(outcome.carries for course in courses for outcome in course.outcomes),
            courses_with_outcomes=sum(bool(course.outcomes) for course in courses),
            files=len(statuses),
            statuses=tuple(
                (_(labels.STATUSES[status]), statuses.count(status))
                for status in DocumentStatus
                if status in statuses
            ),
            attention=self.files(),
            passed_over=passed_over,
            rules=tuple(
                (
                    view,
                    tuple(self.rules[rule.id] for rule in self.scheme.rules if rule.perspective == view.id),
                )
                for view in self.perspectives
            ),
            figures=tuple(
                (_(name), _(meaning, **values) if "%(" in meaning else _(meaning))
                for name, meaning in labels.FIGURES
            ),
            instruction_statuses=tuple(
                (_(labels.INSTRUCTION[status]), _(meaning))
                for status, meaning in labels.INSTRUCTION_MEANINGS.items()
            ),
            scheme=clean_line(f"{self.scheme.name} {self.scheme.version}"),
            provenance=(
                (_("Version of curranalyser"), clean_line(provenance.tool_version)),
                (_("Settings (SHA-256)"), clean_line(provenance.settings_digest)),
                (_("Coding scheme (SHA-256)"), clean_line(provenance.scheme_digest)),
                (_("Model (SHA-256)"), clean_line(provenance.model_sha256)),
                (_("Training corpus (SHA-256)"), clean_line(provenance.corpus_digest)),
                (_("Rates of wrong labels, measured on"), data_text(audit.rules.measured_on, self.say)),
                (_("Files read (SHA-256)"), clean_line(provenance.sources_digest)),
                *(
                    [(_("Text recognition"), clean_line(provenance.recognition))]
                    if provenance.recognition
                    else []
                ),
                *([(_("spaCy pipeline"), clean_line(provenance.pipeline))] if provenance.pipeline else []),
                *(
                    [(_("Passed over"), labels.passed_over_kinds(provenance.passed_over, self.say))]
                    if passed_over
                    else []
                ),
                *(
                    [(_("Decisions by people (SHA-256)"), clean_line(provenance.reviews_digest))]
                    if provenance.reviews_digest
                    else []
                ),
                *([(_("Versions valid on"), clean_line(audit.rules.as_of))] if audit.rules.as_of else []),
                *(
                    [(_("Table of courses (SHA-256)"), clean_line(audit.rules.courses_sha256))]
                    if audit.rules.courses_sha256
                    else []
                ),
                *(
                    [(_("Table of goals (SHA-256)"), clean_line(audit.rules.goals_sha256))]
                    if audit.rules.goals_sha256
                    else []
                ),
                *(
                    [(_("Table of programmes (SHA-256)"), clean_line(audit.rules.mapping_sha256))]
                    if audit.rules.mapping_sha256
                    else []
                ),
                *(
                    [(_("File of offerings (SHA-256)"), clean_line(audit.rules.offerings.sha256))]
                    if audit.rules.offerings.sha256
                    else []
                ),
            ),
            languages=self.indicators.languages(audit.languages),
            groups=self.indicators.groups(audit.groups),
            standing=self.indicators.standing(audit.standing, audit.shares),
            recycled=self.indicators.recycled(audit),
            recycled_in_all=len(audit.recycled),
            examples=self.indicators.examples(audit),
            shared_codes=self.shared_code_notes,
            reached=self.indicators.reached(audit.reached),
            unmatched_goals=self.matrices.unmatched(audit.unmatched_goals),
            lost_goals=self.matrices.unmatched(
                [item for item in audit.unmatched_goals if item.programme_key is None]
            ),
            rates=rates_text(audit.rules, any(item.to_review for item in audit.shares), self.say),
            head=self.head(),
            coverage=coverage(programmes, courses, statuses, shares, self.say),
            in_order=self.in_order(programmes),
            unmatched_courses=tuple(map(clean_line, audit.unmatched_courses)),
            same_groups=self.indicators.same_groups(audit.same_groups),
            ambiguous=tuple(ambiguous_text(item, self.say) for item in audit.ambiguous_programmes),
            offerings=offerings_view(audit, self.indicators),
        )

    def head(self) -> HeadView:
        head = self.audit.head
        day = clean_line(head.date)
        with suppress(ValueError):  # whoever edits audit.json may write what is no date
            day = self.say.date(date.fromisoformat(head.date))
        return HeadView(
            institution=clean_line(head.institution),
            commissioned_by=clean_line(head.commissioned_by),
            period=clean_line(head.period),
            date=day,
        )

    def in_order(self, programmes: Sequence[ProgrammeView]) -> tuple[ProgrammeView, ...]:
        order = ReadingOrder(self.order, self.say)
        return tuple(
            sorted(
                programmes,
                key=lambda programme: (
                    not programme.outcomes,
                    *order.place(programme.code, programme.title),
                ),
            )
        )

    def unlinked_row(self, course: CourseView) -> CourseRow:
        return CourseRow(
            slot="",
            slot_order=0,
            code=course.code,
            title=course.title,
            language=course.language,
            credits=course.credits,
            credits_text=course.credits_text,
            status=None,
            status_label=NONE,
            link="",
            link_label="",
            page=None,
            course=course,
        )


def _carrying(outcomes: Sequence[OutcomeView], perspective: PerspectiveView) -> int:
    return sum(
        any(label.perspective is perspective and label.decision == Decision.YES for label in outcome.labels)
        for outcome in outcomes
    )


def build_view(audit: Audit, scheme: Scheme, lang: str, order: Sequence[str] = ()) -> AuditView:
    """Prepare all that a report shows.

    Args:
        audit: the result to report.
        scheme: the scheme the audit was made with; names, definitions and rules come from it.
        lang: "sv" or "en".
        order: codes or titles of programmes that come first, in this order.

    Raises:
        SettingsError: the language is another one.
    """
    return _Builder(audit, scheme, lang, order).build()
