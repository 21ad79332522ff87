"""Shares of outcomes, courses and credits with a perspective, each with numerator and denominator."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from curranalyser.aggregate.bands import share_bands
from curranalyser.datamodel import (
    AggregateRules,
    AnalysedOutcome,
    CourseProfile,
    Decision,
    Indicator,
    PerspectiveShares,
    counted_languages,
    course_answer,
)

NO_RULES = AggregateRules()


def perspective_shares(
    courses: Iterable[tuple[CourseProfile, Decimal]],
    perspectives: Sequence[str],
    clusters: Mapping[int, int] | None = None,
    rules: AggregateRules = NO_RULES,
    listed: int | None = None,
) -> tuple[PerspectiveShares, ...]:
    """Count over a set of courses.

    Args:
        courses: pairs of a course and the credits it counts with. A course without outcomes counts nowhere:
            it is listed as needing attention.
        perspectives: ids.
        clusters: for the `id()` of an outcome, the number of its cluster of near-identical outcomes; without
            it, each outcome is one of its own.
        rules: they say when a share may stand for the whole.
        listed: how many courses the shares are about, where it is more than `courses`: those without a
            syllabus too.

    Returns:
        One record a perspective, in order. A course has a perspective if at least one of its outcomes is
        decided `yes`; an outcome that is not labelled, and a course of which the answer is not known
        (`course_answer`), count in no share, and are counted beside it.
    """
    every = [(course.counted_outcomes(), credits_) for course, credits_ in courses]
    counted = [(outcomes, credits_) for outcomes, credits_ in every if outcomes]
    syllabi = Indicator(Decimal(len(counted)), Decimal(max(listed or 0, len(every))))
    return tuple(
        _shares(counted, perspective, clusters or {}, rules, syllabi) for perspective in perspectives
    )


def _shares(
    counted: Sequence[tuple[Sequence[AnalysedOutcome], Decimal]],
    perspective: str,
    clusters: Mapping[int, int],
    rules: AggregateRules,
    syllabi: Indicator,
) -> PerspectiveShares:
    pairs = [(item, item.label(perspective)) for outcomes, _ in counted for item in outcomes]
    left_out = Counter(
        item.outcome.language for item, label in pairs if label.decision is Decision.NOT_LABELLED
    )
    labelled = [(item, label) for item, label in pairs if label.decision is not Decision.NOT_LABELLED]
    with_it = [item for item, label in labelled if label.decision is Decision.YES]
    human = [label for _, label in labelled if label.human]
    answers = [(course_answer(outcomes, perspective), credits_) for outcomes, credits_ in counted]
    known = [answer for answer in answers if answer[0] is not Decision.NOT_LABELLED]
    unknown = [answer for answer in answers if answer[0] is Decision.NOT_LABELLED]
    carrying = [answer for answer in known if answer[0] is Decision.YES]

    def distinct(items: Iterable[AnalysedOutcome]) -> Decimal:
        return Decimal(len({clusters.get(id(item), id(item)) for item in items}))

    return PerspectiveShares(
        perspective=perspective,
        outcomes=Indicator(Decimal(len(with_it)), Decimal(len(labelled))),
        courses=Indicator(Decimal(len(carrying)), Decimal(len(known))),
        credits=Indicator(_credits(carrying), _credits(known)),
        to_review=sum(label.decision is Decision.REVIEW for _, label in labelled),
        human=len(human),
        human_yes=sum(label.decision is Decision.YES for label in human),
        overruled=sum(
            label.human is not None and {label.decision, label.human.tool} == {Decision.YES, Decision.NO}
            for label in human
        ),
        distinct=Indicator(distinct(with_it), distinct(item for item, _ in labelled)),
        not_labelled=counted_languages(left_out),
        unknown_courses=len(unknown),
        unknown_credits=_credits(unknown),
        syllabi=syllabi,
        headline=rules.enough(syllabi.numerator, syllabi.denominator)
        and rules.enough(len(labelled), len(pairs)),
        bands=share_bands(counted, perspective, rules.rates, rules.rates_on) if rules.rates else None,
    )


def _credits(answers: Iterable[tuple[Decision, Decimal]]) -> Decimal:
    return sum((credits_ for _, credits_ in answers), Decimal(0))
