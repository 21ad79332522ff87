"""Decisions that fit no outcome of an audit, with the outcome that they may have been about.

A text that is rewritten, or that a new version of the tool divides otherwise, leaves its decisions behind.
None is moved in silence: a person sees both texts, and decides anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from curranalyser.datamodel import Audit
from curranalyser.likeness import most_alike
from curranalyser.review.apply import owned_outcomes, waiting_reviews
from curranalyser.review.decisions import Review, comparable

# How alike the nearest outcome has to be, from 0 to 1, to be shown. A third of an outcome that was divided
# into three is alike to the whole by a half; two outcomes of one course that have only their lead-in's verb
# in common, by less than 0.4.
_NEAR = 0.45


@dataclass(frozen=True, slots=True)
class Waiting:
    """A decision that waits.

    Attributes:
        review: the decision.
        course_found: whether the audit has its course.
        nearest: the text of the outcome of that course that is most alike, or None where none is near.
    """

    review: Review
    course_found: bool
    nearest: str | None


def waiting_with_nearest(audit: Audit, reviews: Iterable[Review]) -> tuple[Waiting, ...]:
    """Return the decisions that fit no outcome of an audit, in order, each with the nearest outcome."""
    waiting = waiting_reviews(audit, reviews)
    texts: dict[str, list[str]] = {review.key[0]: [] for review in waiting}
    found: set[str] = set()
    for key, analysed in owned_outcomes(audit):
        course = comparable(key)
        if course in texts:
            found.add(course)
            texts[course] += [item.outcome.text for item in analysed.outcomes]
    compared = {course: [comparable(text) for text in several] for course, several in texts.items()}
    result = []
    for review in waiting:
        course, text, _ = review.key
        place = most_alike(text, compared[course], _NEAR)
        result.append(Waiting(review, course in found, None if place is None else texts[course][place]))
    return tuple(result)
