"""Decisions of people laid over the labels of the model, before anything is counted."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from curranalyser.aggregate.courses import course_key
from curranalyser.datamodel import AnalysedOutcome, AnalysedSyllabus, DocumentResult, HumanDecision, Label
from curranalyser.review.decisions import Key, Review, comparable


def _decided(label: Label, review: Review) -> Label:
    tool = label.human.tool if label.human else label.decision
    return replace(label, decision=review.decision, human=HumanDecision(tool, review.reason, review.reviewer, review.date))


def apply_reviews(results: Sequence[DocumentResult], reviews: Iterable[Review]) -> tuple[list[DocumentResult], tuple[Review, ...]]:
    """Let people's decisions replace the tool's.

    Args:
        results: analysed files, as `build_audit` takes them.
        reviews: the decisions; at most one a label.

    Returns:
        The results in the same order, with the decided labels marked by `Label.human` and all else as it was; and the decisions that fit no outcome of
        these results, such as those on courses outside the audit or on texts that have been rewritten.
    """
    by_course: dict[str, dict[Key, Review]] = {}
    for review in reviews:
        by_course.setdefault(review.key[0], {})[review.key] = review
    used: set[Key] = set()

    def outcome(item: AnalysedOutcome, course: str, decisions: dict[Key, Review]) -> AnalysedOutcome:
        text = comparable(item.outcome.text)
        labels = []
        for label in item.labels:
            review = decisions.get((course, text, label.perspective))
            if review:
                used.add(review.key)
            labels.append(_decided(label, review) if review else label)
        return replace(item, labels=tuple(labels))

    def syllabus(analysed: AnalysedSyllabus, source: str) -> AnalysedSyllabus:
        course = comparable(course_key(analysed, source))
        decisions = by_course.get(course)
        if not decisions:
            return analysed
        return replace(analysed, outcomes=tuple(outcome(item, course, decisions) for item in analysed.outcomes))

    applied = [replace(result, syllabi=tuple(syllabus(item, result.source.path) for item in result.syllabi)) for result in results]
    return applied, tuple(review for decisions in by_course.values() for key, review in decisions.items() if key not in used)
