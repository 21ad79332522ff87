"""Decisions of people laid over the labels of the model, before anything is counted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from curranalyser.aggregate.courses import course_key, course_keys
from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    Audit,
    DocumentResult,
    HumanDecision,
    Label,
)
from curranalyser.review.decisions import Key, Review, comparable


def _decided(label: Label, review: Review) -> Label:
    tool = label.human.tool if label.human else label.decision
    return replace(
        label,
        decision=review.decision,
        human=HumanDecision(tool, review.reason, review.reviewer, review.date),
    )


def apply_reviews(results: Sequence[DocumentResult], reviews: Iterable[Review]) -> list[DocumentResult]:
    """Let people's decisions replace the tool's.

    Args:
        results: analysed files, as `build_audit` takes them.
        reviews: the decisions; at most one a label.

    Returns:
        The results in the same order, with the decided labels marked by `Label.human` and all else as it was.
        Where several courses or programmes have one code, a decision by the code alone is taken for each.
    """
    by_course: dict[str, dict[Key, Review]] = {}
    for review in reviews:
        by_course.setdefault(review.key[0], {})[review.key] = review
    keys = course_keys(results) if by_course else {}

    def outcome(item: AnalysedOutcome, decisions: dict[tuple[str, str], Review]) -> AnalysedOutcome:
        text = comparable(item.outcome.text)
        labels = []
        for label in item.labels:
            review = decisions.get((text, label.perspective))
            labels.append(_decided(label, review) if review else label)
        return replace(item, labels=tuple(labels))

    def syllabus(analysed: AnalysedSyllabus, source: str) -> AnalysedSyllabus:
        code = course_key(analysed, source)
        decisions = {
            key[1:]: review
            for course in (code, keys.get(id(analysed), code))
            for key, review in by_course.get(comparable(course), {}).items()
        }
        if not decisions:
            return analysed
        return replace(analysed, outcomes=tuple(outcome(item, decisions) for item in analysed.outcomes))

    return [
        replace(result, syllabi=tuple(syllabus(item, result.source.path) for item in result.syllabi))
        for result in results
    ]


def owned_outcomes(audit: Audit) -> Iterator[tuple[str, AnalysedSyllabus]]:
    """Yield the syllabi of an audit with whom a decision may name as their owner: a key, or a shared code."""
    codes = {key: shared.code for shared in audit.shared_codes for key in shared.course_keys}
    programme_codes = {
        key: shared.code for shared in audit.shared_programme_codes for key in shared.programme_keys
    }
    for course in audit.courses:
        for key in dict.fromkeys((course.key, codes.get(course.key, course.key))):
            yield from ((key, version) for version in course.analysed)
    for programme in audit.programmes:
        for key in dict.fromkeys((programme.key, programme_codes.get(programme.key, programme.key))):
            yield key, programme.analysed


def waiting_reviews(audit: Audit, reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return the decisions that fit no outcome of an audit.

    Their course is not in it, or their text has been rewritten. They wait for another audit.
    """
    wanted = tuple(reviews)
    courses = {review.key[0] for review in wanted}
    found: set[Key] = set()
    for key, analysed in owned_outcomes(audit):
        course = comparable(key)
        if course in courses:
            found |= {
                (course, comparable(item.outcome.text), label.perspective)
                for item in analysed.outcomes
                for label in item.labels
            }
    return tuple(review for review in wanted if review.key not in found)
