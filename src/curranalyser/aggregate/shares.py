"""Shares of outcomes, courses and credits with a perspective, each with numerator and denominator."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from curranalyser.datamodel import CourseProfile, Decision, Indicator, PerspectiveShares


def perspective_shares(
    courses: Iterable[tuple[CourseProfile, Decimal]],
    perspectives: Sequence[str],
    clusters: Mapping[int, int] | None = None,
) -> tuple[PerspectiveShares, ...]:
    """Count over a set of courses.

    Args:
        courses: pairs of a course and the credits it counts with. A course without outcomes counts nowhere:
            it is listed as needing attention.
        perspectives: ids.
        clusters: for the `id()` of an outcome, the number of its cluster of near-identical outcomes; without
            it, each outcome is one of its own.

    Returns:
        One record a perspective, in order. A course has a perspective if at least one of its outcomes is
        decided `yes`.
    """
    counted = [(course.counted_outcomes(), credits_) for course, credits_ in courses]
    counted = [(outcomes, credits_) for outcomes, credits_ in counted if outcomes]
    total_outcomes = Decimal(sum(len(outcomes) for outcomes, _ in counted))
    total_courses = Decimal(len(counted))
    total_credits = sum((credits_ for _, credits_ in counted), Decimal(0))
    one_each = {
        id(item): (clusters or {}).get(id(item), id(item)) for outcomes, _ in counted for item in outcomes
    }
    distinct = Decimal(len(set(one_each.values())))
    shares = []
    for perspective in perspectives:
        rows = [
            ([(item, item.label(perspective)) for item in outcomes], credits_)
            for outcomes, credits_ in counted
        ]
        with_it = [
            (sum(label.decision is Decision.YES for _, label in row), credits_) for row, credits_ in rows
        ]
        review = sum(label.decision is Decision.REVIEW for row, _ in rows for _, label in row)
        human = [label for row, _ in rows for _, label in row if label.human]
        carried = {
            one_each[id(item)] for row, _ in rows for item, label in row if label.decision is Decision.YES
        }
        shares.append(
            PerspectiveShares(
                perspective,
                Indicator(Decimal(sum(number for number, _ in with_it)), total_outcomes),
                Indicator(Decimal(sum(number > 0 for number, _ in with_it)), total_courses),
                Indicator(
                    sum((credits_ for number, credits_ in with_it if number), Decimal(0)), total_credits
                ),
                review,
                len(human),
                sum(label.decision is Decision.YES for label in human),
                sum(
                    label.human is not None
                    and {label.decision, label.human.tool} == {Decision.YES, Decision.NO}
                    for label in human
                ),
                Indicator(Decimal(len(carried)), distinct),
            )
        )
    return tuple(shares)
