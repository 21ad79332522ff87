"""What a programme syllabus promises in its outcomes, and what those of its courses carry."""

from collections.abc import Sequence
from decimal import Decimal

from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    CourseProfile,
    Decision,
    Indicator,
    Promise,
)


def own_outcomes(analysed: AnalysedSyllabus) -> tuple[AnalysedOutcome, ...]:
    """Return the programme's own outcomes in its own language.

    A translation in the same file does not promise twice.
    """
    languages = {item.outcome.language for item in analysed.outcomes}
    if analysed.syllabus.language not in languages:
        return analysed.outcomes
    return tuple(item for item in analysed.outcomes if item.outcome.language == analysed.syllabus.language)


def programme_promises(
    analysed: AnalysedSyllabus, courses: Sequence[CourseProfile], perspectives: Sequence[str]
) -> tuple[Promise, ...]:
    """Return one record a perspective.

    Goals quoted from law are no outcomes of the programme, and promise nothing here.
    """
    own = own_outcomes(analysed)
    counted = [(course, course.counted_outcomes()) for course in courses]
    whole = Decimal(sum(len(outcomes) for _, outcomes in counted))
    promises = []
    for perspective in perspectives:
        carried = [
            (course.key, sum(item.label(perspective).decision is Decision.YES for item in outcomes))
            for course, outcomes in counted
        ]
        promises.append(
            Promise(
                perspective,
                tuple(item.outcome.id for item in own if item.label(perspective).decision is Decision.YES),
                Indicator(Decimal(sum(number for _, number in carried)), whole),
                tuple(key for key, number in carried if number),
            )
        )
    return tuple(promises)
