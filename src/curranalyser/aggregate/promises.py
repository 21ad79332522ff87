"""What a programme syllabus promises in its outcomes, and what those of its courses carry."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from curranalyser.datamodel import (
    AnalysedSyllabus,
    CourseProfile,
    Decision,
    Indicator,
    Promise,
    course_answer,
    main_outcomes,
)


def programme_promises(
    analysed: AnalysedSyllabus, courses: Sequence[CourseProfile], perspectives: Sequence[str]
) -> tuple[Promise, ...]:
    """Return one record a perspective.

    Goals quoted from law are no outcomes of the programme, and promise nothing here.
    """
    own = main_outcomes(analysed)
    counted = [(course, course.counted_outcomes()) for course in courses]
    counted = [(course, outcomes) for course, outcomes in counted if outcomes]
    promises = []
    for perspective in perspectives:
        decisions = Counter(item.label(perspective).decision for _, outcomes in counted for item in outcomes)
        answers = [(course.key, course_answer(outcomes, perspective)) for course, outcomes in counted]
        promises.append(
            Promise(
                perspective=perspective,
                outcomes=tuple(
                    item.outcome.id for item in own if item.label(perspective).decision is Decision.YES
                ),
                carried=Indicator(
                    Decimal(decisions[Decision.YES]),
                    Decimal(decisions.total() - decisions[Decision.NOT_LABELLED]),
                ),
                course_keys=tuple(key for key, answer in answers if answer is Decision.YES),
                not_labelled=sum(item.label(perspective).decision is Decision.NOT_LABELLED for item in own),
                unknown_courses=tuple(key for key, answer in answers if answer is Decision.NOT_LABELLED),
            )
        )
    return tuple(promises)
