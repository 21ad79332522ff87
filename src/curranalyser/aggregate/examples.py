"""Good examples.

Outcomes that show a perspective clearly, from as many subjects as possible, to be shared.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from curranalyser.aggregate.recycled import Clusters
from curranalyser.datamodel import AnalysedOutcome, CourseProfile, Decision, GoodExample

# So many fit beside each other on a screen: chosen.
EXAMPLES_A_PERSPECTIVE = 6
# Clear enough to stand alone: a decision with little doubt, words that carry it, and a length that reads in
# one breath.
LEAST_PROBABILITY = 0.8
SHORTEST, LONGEST = 40, 280


def subject_of(course: CourseProfile) -> str:
    """Return what stands for the subject of a course.

    Its subject group, else the letters of its code, else its department.
    """
    header = course.header
    letters = re.match(r"[^\W\d_]+", header.code or "")
    return ", ".join(header.subjects) or (letters[0].upper() if letters else "") or header.department or ""


def _clear(item: AnalysedOutcome, perspective: str) -> bool:
    label = item.label(perspective)
    if label.decision is not Decision.YES or not SHORTEST <= len(item.outcome.text) <= LONGEST:
        return False
    return bool(label.evidence) and (
        label.human is not None or (label.probability or 0.0) >= LEAST_PROBABILITY
    )


def good_examples(
    courses: Iterable[CourseProfile], clusters: Clusters, perspectives: Sequence[str]
) -> tuple[GoodExample, ...]:
    """Choose up to six outcomes a perspective.

    One a subject before a second of the same, the clearest first, a recycled sentence once.

    What a person confirmed goes before what the model holds most probable.
    """
    pool = [(course, item) for course in courses for item in course.counted_outcomes()]
    examples = []
    for perspective in perspectives:
        fit = [(course, item) for course, item in pool if _clear(item, perspective)]
        fit.sort(
            key=lambda pair: (
                pair[1].label(perspective).human is None,
                -(pair[1].label(perspective).probability or 0.0),
                pair[0].key,
                pair[1].outcome.id,
            )
        )
        seen: set[int] = set()
        by_subject: dict[str, list[tuple[CourseProfile, AnalysedOutcome]]] = defaultdict(list)
        for course, item in fit:
            if clusters[id(item)] not in seen:
                seen.add(clusters[id(item)])
                by_subject[subject_of(course)].append((course, item))
        rounds = [
            some[place]
            for place in range(EXAMPLES_A_PERSPECTIVE)
            for some in by_subject.values()
            if place < len(some)
        ]
        examples += [
            GoodExample(
                perspective=perspective,
                course_key=course.key,
                outcome_id=item.outcome.id,
                subject=subject_of(course),
            )
            for course, item in rounds[:EXAMPLES_A_PERSPECTIVE]
        ]
    return tuple(examples)
