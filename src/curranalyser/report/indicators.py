"""The indicators of an audit made ready to be shown.

Groups, languages, promises, exposure, recycled sentences, examples and versions.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from curranalyser.datamodel import (
    Audit,
    CourseProfile,
    CourseStanding,
    Exposure,
    GroupsReached,
    LanguageProfile,
    PerspectiveShares,
    ProgrammeProfile,
    Promise,
    SameGroup,
    SharesGroup,
)
from curranalyser.i18n import N_, Translator
from curranalyser.report import labels
from curranalyser.report.everyone import everyone_meets
from curranalyser.report.sanitise import clean_line
from curranalyser.report.structure import tracks_text
from curranalyser.report.unlabelled import left_out_text
from curranalyser.report.view import (
    CourseLink,
    CourseView,
    ExposureView,
    GroupRow,
    GroupTable,
    LanguageRow,
    LanguagesView,
    OutcomeView,
    PerspectiveView,
    PromiseView,
    ReachedView,
    RecycledView,
    SharesView,
    ShareView,
    StandingView,
)

# Courses that a sentence names.
_COURSES_NAMED = 5

# The report shows the widest; the workbook too. All of them stand in audit.json.
RECYCLED_SHOWN = 40
RECYCLED_MEMBERS_SHOWN = 25


# None is what is not known, because outcomes are not labelled or too few courses have a syllabus.
_VERDICTS: Mapping[tuple[bool | None, bool | None], str] = {
    (True, True): N_("in the programme’s outcomes and in courses"),
    (True, False): N_("in the programme’s outcomes, in no course found"),
    (True, None): N_("in the programme’s outcomes; whether in a course is not known"),
    (False, True): N_("in courses, not in the programme’s outcomes"),
    (False, False): N_("neither in the programme nor in its courses"),
    (False, None): N_("not in the programme’s outcomes; whether in a course is not known"),
    (None, True): N_("in courses; whether in the programme’s outcomes is not known"),
    (None, False): N_("in no course found; whether in the programme’s outcomes is not known"),
    (None, None): N_("not known"),
}


def _promised(promise: Promise) -> bool | None:
    return True if promise.outcomes else None if promise.not_labelled else False


def _carried(promise: Promise, enough: bool) -> bool | None:
    return True if promise.course_keys else None if promise.unknown_courses or not enough else False


class IndicatorBuilder:
    """Turns the indicators of one audit into their views.

    Args:
        say: the reader's language.
        perspectives: the perspectives by id.
        courses: the courses by key, already prepared.
        share: makes the view of one indicator.
        shares: makes the views of the shares over one set of courses.
    """

    def __init__(
        self,
        say: Translator,
        perspectives: Mapping[str, PerspectiveView],
        courses: Mapping[str, CourseView],
        share: Callable[..., ShareView],
        shares: Callable[[Iterable[PerspectiveShares]], tuple[SharesView, ...]],
    ) -> None:
        self.say = say
        self.perspectives = perspectives
        self.courses = courses
        self.share = share
        self.shares = shares

    def perspective(self, identifier: str) -> PerspectiveView:
        """Return the view of a perspective."""
        return self.perspectives[clean_line(identifier)]

    def links(self, keys: Iterable[str]) -> tuple[CourseLink, ...]:
        """Name courses, each with the place where it stands."""
        found = (self.courses[key] for key in keys if key in self.courses)
        return tuple(
            CourseLink(
                anchor=course.anchor,
                name=course.name,
                language=course.language,
                short=course.code or course.title,
            )
            for course in found
        )

    def group_label(self, dimension: str, value: str) -> str:
        """Name a group of courses."""
        if not value:
            return self.say.gettext("not stated")
        if dimension == "term":
            return self.say.gettext("Term %(number)s", number=clean_line(value))
        if dimension == "year":
            return self.say.gettext("Year %(number)s", number=clean_line(value))
        return (
            self.say.gettext(labels.LEVELS[value])
            if dimension == "level" and value in labels.LEVELS
            else clean_line(value)
        )

    def groups(self, groups: Iterable[SharesGroup]) -> tuple[GroupTable, ...]:
        """Put groups together, one table a dimension."""
        tables: dict[str, list[GroupRow]] = {}
        for group in groups:
            row = GroupRow(
                value=clean_line(group.value),
                label=self.group_label(group.dimension, group.value),
                courses=self.links(group.course_keys),
                shares=self.shares(group.shares),
            )
            tables.setdefault(group.dimension, []).append(row)
        return tuple(
            GroupTable(dimension, self.say.gettext(labels.DIMENSIONS[dimension]), tuple(rows))
            for dimension, rows in tables.items()
        )

    def reached(self, items: Iterable[GroupsReached]) -> tuple[ReachedView, ...]:
        """Show how many departments and subjects have a course with each perspective."""
        return tuple(self._reached(item) for item in items)

    def same_groups(self, items: Iterable[SameGroup]) -> tuple[str, ...]:
        """Say which names in two languages count as one, or would if they did not contradict each other.

        Only where a course stands under the other name: else it is all one to the reader.
        """
        return tuple(self._same_group(item) for item in items if item.renamed)

    def _same_group(self, item: SameGroup) -> str:
        first, *others = (self.say.gettext("“%(text)s”", text=clean_line(name)) for name in item.names)
        names = [link.short for link in self.links(item.course_keys)]
        left = len(names) - _COURSES_NAMED
        if left > 0:
            names[_COURSES_NAMED:] = [self.say.ngettext("%(count)s more", "%(count)s more", left)]
        values = {"first": first, "others": ", ".join(others), "courses": ", ".join(names)}
        if item.contradictory:
            return self.say.gettext(
                "%(first)s and %(others)s are counted apart, though some of them may be the same: courses"
                " with a syllabus in both languages contradict each other (%(courses)s). Your own table of"
                " courses (--courses) can say what they are called.",
                **values,
            )
        return self.say.gettext(
            "%(others)s counts as %(first)s: courses with a syllabus in both languages name it so"
            " (%(courses)s).",
            **values,
        )

    def _reached(self, item: GroupsReached) -> ReachedView:
        count, known = int(item.groups.numerator), int(item.groups.denominator)
        text = self.say.gettext(
            labels.REACHED[item.dimension], part=self.say.number(count), whole=self.say.number(known)
        )
        if item.unknown:
            unknown = self.say.gettext("not known of %(count)s", count=self.say.number(len(item.unknown)))
            text = f"{text}; {unknown}"
        return ReachedView(
            key=item.dimension,
            heading=self.say.gettext(labels.DIMENSIONS[item.dimension]),
            perspective=self.perspective(item.perspective),
            count=count,
            known=known,
            sentence=text,
            named=tuple(map(clean_line, item.named)),
            unknown=tuple(map(clean_line, item.unknown)),
        )

    def standing(
        self, standings: Iterable[CourseStanding], shares: Iterable[PerspectiveShares]
    ) -> tuple[StandingView, ...]:
        """Show how courses stand to each perspective."""
        by_perspective = {item.perspective: item for item in shares}

        def view(item: CourseStanding, over: PerspectiveShares) -> StandingView:
            unknown, enough = bool(over.unknown_courses), over.headline
            # Where one outcome makes a course related, these are the courses that carry the perspective.
            band = over.bands.courses if over.bands and item.related == over.courses else None
            return StandingView(
                perspective=self.perspective(item.perspective),
                related=self.share(item.related, unknown, enough, band),
                focused=self.share(item.focused, unknown, enough),
                opportunity=self.share(item.opportunity, unknown, enough),
                distinct=self.share(over.distinct, bool(over.not_labelled), enough),
                focused_courses=self.links(item.focused_courses),
                left_out=left_out_text(over, self.say),
            )

        return tuple(
            view(item, by_perspective[item.perspective])
            for item in standings
            if item.perspective in by_perspective
        )

    def language_label(self, value: str) -> str:
        """Name a line of the language figures: language codes joined by a sign, or the name of a status."""
        status = next((label for status, label in labels.INSTRUCTION.items() if status == value), None)
        if status:
            return self.say.gettext(status)
        codes = value.replace("+", " ").replace(",", " ").replace("/", " ").split()
        return clean_line(self.say.listed(self.say.language(code) for code in codes)) if codes else "–"

    def languages(self, profile: LanguageProfile) -> LanguagesView:
        """Show the languages of instruction of a set of courses."""
        exchange = tuple(
            (
                self.say.gettext(label),
                self.links(item.course_key for item in profile.exchange if item.basis == basis),
            )
            for basis, label in labels.EXCHANGE.items()
        )
        unknown = bool(profile.exchange_unknown)
        return LanguagesView(
            rows=tuple(
                LanguageRow(
                    value=clean_line(item.language),
                    label=self.language_label(item.language),
                    courses=self.share(item.courses, enough=profile.headline),
                    credits=self.share(item.credits, enough=profile.headline),
                    members=self.links(item.course_keys),
                )
                for item in profile.shares
            ),
            exchange=tuple((label, links) for label, links in exchange if links),
            exchange_courses=self.share(profile.exchange_courses, unknown, profile.exchange_headline),
            exchange_credits=self.share(profile.exchange_credits, unknown, profile.exchange_headline),
            differing=self.links(profile.differing),
            exchange_unknown=self.links(profile.exchange_unknown),
            syllabi_text=self.say.gettext(
                "syllabi for %(part)s of %(whole)s courses",
                part=self.say.number(profile.syllabi.numerator),
                whole=self.say.number(profile.syllabi.denominator),
            )
            if profile.syllabi.denominator
            else "",
        )

    def promises(
        self, profile: ProgrammeProfile, own: tuple[OutcomeView, ...], ids: tuple[str, ...]
    ) -> tuple[PromiseView, ...]:
        """Show what the programme's own outcomes promise. `ids` are those of `own`, in the same order."""
        views = []
        shares = {item.perspective: item for item in profile.shares}
        for item in profile.promises:
            over = shares.get(item.perspective)
            known = over.headline if over else True
            band = over.bands.outcomes if over and over.bands and item.carried == over.outcomes else None
            promised = tuple(
                (outcome.number, outcome.anchor)
                for outcome, identifier in zip(own, ids, strict=True)
                if identifier in item.outcomes
            )
            views.append(
                PromiseView(
                    perspective=self.perspective(item.perspective),
                    promised=promised,
                    carried=self.share(item.carried, bool(item.unknown_courses), known, band),
                    courses=len(item.course_keys),
                    verdict=self.say.gettext(_VERDICTS[_promised(item), _carried(item, known)]),
                    open=item.open and known,
                    left_out=self.say.gettext(
                        "%(count)s not labelled", count=self.say.number(item.not_labelled)
                    )
                    if item.not_labelled
                    else "",
                )
            )
        return tuple(views)

    def exposure(self, exposures: Iterable[Exposure]) -> tuple[ExposureView, ...]:
        """Show what every student meets, and that it is not said where it is not."""
        return tuple(
            ExposureView(
                perspective=self.perspective(item.perspective),
                everyone=item.everyone,
                with_syllabus=item.with_syllabus,
                carrying=len(item.carrying),
                carrying_courses=self.links(item.carrying),
                least=item.least,
                best=item.best,
                best_courses=self.links(item.best_courses),
                tracks=tracks_text(item, self.say),
                sentence=everyone_meets(item, self.say),
                not_labelled=len(item.not_labelled),
                unsaid=not item.everyone and bool(item.not_said or (item.gaps and item.least is None)),
                missing=item.missing,
            )
            for item in exposures
        )

    def versions(self, profile: CourseProfile) -> tuple[tuple[str, str], ...]:
        """Say of each file what version it holds, where there is more than one."""
        if len(profile.roles) < 2:
            return ()
        found = []
        for version, source, role in zip(profile.analysed, profile.sources, profile.roles, strict=True):
            what = self.say.gettext(
                labels.NOT_YET_VALID if role == "counts" and profile.not_yet_valid else labels.ROLES[role]
            )
            valid = clean_line(version.syllabus.header.valid_from)
            found.append((clean_line(source), f"{what} ({valid})" if valid else what))
        return tuple(found)

    def recycled(self, audit: Audit) -> tuple[RecycledView, ...]:
        """Show the sentences that stand in most courses."""
        places = self.places(audit)
        views = []
        for item in audit.recycled[:RECYCLED_SHOWN]:
            members = tuple(
                (outcome.owner, outcome.anchor)
                for member in item.members
                if (outcome := places.get(member)) is not None
            )
            foreign = (
                item.language
                if item.language
                and item.language != self.say.lang
                and item.language.isalpha()
                and item.language.isascii()
                else ""
            )
            views.append(
                RecycledView(
                    text=clean_line(item.text),
                    language=foreign,
                    courses=item.courses,
                    outcomes=len(item.members),
                    perspectives=tuple(self.perspective(identifier) for identifier in item.perspectives),
                    members=members[:RECYCLED_MEMBERS_SHOWN],
                )
            )
        return tuple(views)

    def places(self, audit: Audit) -> dict[tuple[str, str], OutcomeView]:
        """Find the outcomes that count again, by course key and id."""
        found: dict[tuple[str, str], OutcomeView] = {}
        for course in audit.courses:
            for item, view in zip(course.counted_outcomes(), self.courses[course.key].outcomes, strict=True):
                found.setdefault((course.key, item.outcome.id), view)
        return found

    def examples(
        self, audit: Audit
    ) -> tuple[tuple[PerspectiveView, tuple[tuple[OutcomeView, str], ...]], ...]:
        """Show the outcomes to share, by perspective."""
        places = self.places(audit)
        found: dict[str, list[tuple[OutcomeView, str]]] = {}
        for item in audit.examples:
            outcome = places.get((item.course_key, item.outcome_id))
            if outcome is not None:
                found.setdefault(item.perspective, []).append((outcome, clean_line(item.subject)))
        return tuple((self.perspective(identifier), tuple(some)) for identifier, some in found.items())


def rule_values(audit: Audit, say: Translator) -> dict[str, str]:
    """Return what the definitions of the figures name by value: the user's own thresholds."""
    rules = audit.rules
    return {
        "related": say.number(rules.related_outcomes),
        "focused": say.percent(Decimal(rules.focused_percent) / 100, 0),
        "recycled": say.number(rules.recycled_courses),
        "enough": say.percent(Decimal(rules.headline_percent) / 100, 0),
    }
