"""How far the known errors of the labels could move a share.

A programme is a census: nothing is drawn at random, and there is no sampling error. But labels are wrong at
known rates. Let *y* of *n* outcomes be called yes, *f* the rate of false yes among what is no, and *m* the
rate of what is missed among what is yes. Of *t* true ones are then called yes, on the average,
y = t (1 - m) + (n - t) f, which Rogan and Gladen solved for t (Estimating prevalence from the results of a
screening test, American Journal of Epidemiology 107, 1978, 71-76). Each end of the band is their formula with
one kind of error alone:

- low, as if nothing were missed (m = 0): t = (y - f n) / (1 - f), and not below 0;
- high, as if no yes were false (f = 0): t = y / (1 - m), and not above n.

Their own estimate lies between the two. The share itself is never corrected. Where nothing is called yes the
rates say that nothing is missed, which nobody should believe: there the high end is not known. A rate is
taken as (errors + 1) / (outcomes + 2), Laplace's rule of succession: that no error was seen in some hundred
outcomes does not mean that there is none.

The rates are those of the outcome's language where they were measured, and otherwise of all languages
together. What people decided has no error. The rates are of outcomes: for courses it is assumed that errors
fall independently of each other. Of a course with k outcomes that are called yes all are false with the
probability q ** k, where q is the share of false ones among those called yes that the low end gives; and one
with none has missed one likewise. The credits of courses weigh accordingly.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from curranalyser.datamodel import (
    AnalysedOutcome,
    Band,
    Decision,
    LabelRates,
    ShareBands,
    course_answer,
)

Counted = Sequence[tuple[Sequence[AnalysedOutcome], Decimal]]

_DIGITS = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class _Errors:
    """What the rates make of the labels of one language.

    Attributes:
        low: how many of those called yes are, at the low end.
        high: how many outcomes are yes, at the high end.
        false: the share of false ones among those called yes.
        missed: the share of those that are yes among those not called so.
    """

    low: float
    high: float
    false: float
    missed: float


def share_bands(counted: Counted, perspective: str, rates: Sequence[LabelRates]) -> ShareBands | None:
    """Return the bands of the three numerators of the shares of one perspective.

    Args:
        counted: the outcomes of each course, and the credits it counts with.
        perspective: its id.
        rates: of the labels; of this and other perspectives.

    Returns:
        None where the rates of a language that is labelled here are not measured.
    """
    known = {item.language: item for item in rates if item.perspective == perspective}
    tool: dict[str | None, Counter[bool]] = {}
    by_person = 0
    for outcomes, _ in counted:
        for item in outcomes:
            label = item.label(perspective)
            if label.human:
                by_person += label.decision is Decision.YES
            elif label.decision is not Decision.NOT_LABELLED:
                called = tool.setdefault(item.outcome.language, Counter())
                called[label.decision is Decision.YES] += 1
    errors: dict[str | None, _Errors] = {}
    for language, called in tool.items():
        found = known.get(language) or known.get(None)
        if found is None:
            return None
        errors[language] = _errors(called[True], called.total(), found)
    nothing = bool(tool) and not by_person and not any(called[True] for called in tool.values())
    low = by_person + sum(item.low for item in errors.values())
    high = by_person + sum(item.high for item in errors.values())
    courses = [
        (_course(outcomes, perspective, errors), credits_)
        for outcomes, credits_ in counted
        if course_answer(outcomes, perspective) is not Decision.NOT_LABELLED
    ]
    return ShareBands(
        _band(low, None if nothing else high),
        _weighed([(chances, 1.0) for chances, _ in courses], nothing),
        _weighed([(chances, float(credits_)) for chances, credits_ in courses], nothing),
    )


def _errors(called: int, whole: int, rates: LabelRates) -> _Errors:
    wrong, missed = _rate(rates.false_yes), _rate(rates.missed)
    low = max(0.0, (called - wrong * whole) / (1 - wrong))
    high = min(float(whole), called / (1 - missed))
    return _Errors(
        low,
        high,
        (called - low) / called if called else 0.0,
        (high - called) / (whole - called) if whole > called else 0.0,
    )


def _rate(seen: tuple[int, int]) -> float:
    return (seen[0] + 1) / (seen[1] + 2)


def _course(
    outcomes: Sequence[AnalysedOutcome], perspective: str, errors: Mapping[str | None, _Errors]
) -> tuple[float, float]:
    """Return how probable it is that a course has the perspective, at the low and at the high end."""
    all_false, none_missed, carries = 1.0, 1.0, False
    for item in outcomes:
        label = item.label(perspective)
        if label.decision is Decision.NOT_LABELLED:
            continue
        if label.decision is Decision.YES:
            carries = True
            all_false *= 0.0 if label.human else errors[item.outcome.language].false
        elif not label.human:
            none_missed *= 1.0 - errors[item.outcome.language].missed
    return (1.0 - all_false, 1.0) if carries else (0.0, 1.0 - none_missed)


def _weighed(courses: Sequence[tuple[tuple[float, float], float]], nothing: bool) -> Band:
    return _band(
        sum(low * weight for (low, _), weight in courses),
        None if nothing else sum(high * weight for (_, high), weight in courses),
    )


def _band(low: float, high: float | None) -> Band:
    return Band(Decimal(low).quantize(_DIGITS), None if high is None else Decimal(high).quantize(_DIGITS))
