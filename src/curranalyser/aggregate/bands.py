"""How far the known errors of the labels could move a share.

A programme is a census: nothing is drawn at random, and there is no sampling error. But labels are wrong at
known rates. Let *y* of *n* outcomes be called yes, *f* the rate of false yes among what is no, and *m* the
rate of what is missed among what is yes. Of *t* true ones are then called yes, on the average,
y = t (1 - m) + (n - t) f, which Rogan and Gladen solved for t (Estimating prevalence from the results of a
screening test, American Journal of Epidemiology 107, 1978, 71-76). Each end of the band is their formula with
one kind of error alone:

- low, as if nothing were missed (m = 0): t = (y - f n) / (1 - f), and not below 0;
- high, as if no yes were false (f = 0): t = y / (1 - m), and not above n.

Their own estimate lies between the two. The share itself is never corrected. A rate is taken as
(errors + 1) / (outcomes + 2), Laplace's rule of succession: that no error was seen in some hundred outcomes
does not mean that there is none.

The low end is therefore rather low. A rate is one figure, with no interval around it; and false yes are so
rare that the rule of succession, which counts one error more than was seen, decides it: one seen among 447
that are no is taken as 0.45 per cent in place of 0.22, none among 479 as 0.21 in place of nothing. Of a
hundred outcomes that takes up to half an outcome from those called yes, however few these are: of one, nearly
the half; of twenty, a fiftieth. Jeffreys' rule, (errors + 1/2) / (outcomes + 1), would add half as much
(Brown, Cai and DasGupta, Interval estimation for a binomial proportion, Statistical Science 16, 2001,
101-133). The rule of succession is kept, for a low end that is too high would claim what nobody knows: the 95
per cent interval by Jeffreys' rule reaches 1.0 per cent for one among 447, more than twice what is taken. The
rule moves the high end too, but hardly: what is missed was seen more often.

Where nothing is called yes the formula says that nothing is missed, and where everything is, that nothing is
false, which nobody should believe; and one yes more or less must not change that at a stroke. So an outcome
has an error at least as probably as one among the real outcomes on which the rates were measured:

- not called yes, it is missed at least as often as there among those not called yes, m Y / (m Y + N). N are
  the no among the outcomes drawn as they come, and Y the others of these, one more by the rule of succession:
  outcomes chosen for their words hold many more yes than a group in which hardly one is found. Where none
  were drawn, Y are all that are yes;
- called yes, it is false at least as often as there among all called yes, F / (F + T), F the false and T the
  true ones, by the rule of succession: a group in which nearly all is called yes is like outcomes chosen for
  their words.

Both are of all languages together where that was measured, for yes are few. The rates of the formula are
those of the outcome's language where they were measured, and otherwise of all languages together.

What people decided has no error. What is expected of errors rests on the labels of the tool before people
decided, and falls evenly on what it called yes and on what not: what people have not decided keeps its part
of it. So the labels that are no, and that nobody looked at, can still hide a yes when all yes are decided.

The rates are of outcomes: for courses it is assumed that errors fall independently of each other. Of a course
with k outcomes that are called yes all are false with the probability q ** k, where q is the share of false
ones among those called yes; and one with none has missed one likewise. The credits of courses weigh
accordingly.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from curranalyser.datamodel import (
    AnalysedOutcome,
    Band,
    Decision,
    LabelRates,
    RatesData,
    ShareBands,
    course_answer,
)

Counted = Sequence[tuple[Sequence[AnalysedOutcome], Decimal]]

_DIGITS = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class _Errors:
    """What the rates make of the labels of the tool in one language.

    Attributes:
        false: the share of false ones among those called yes, at the low end.
        missed: the share of those that are yes among those not called so, at the high end.
    """

    false: float
    missed: float


def share_bands(
    counted: Counted, perspective: str, rates: Sequence[LabelRates], rates_on: RatesData | None = None
) -> ShareBands | None:
    """Return the bands of the three numerators of the shares of one perspective.

    Args:
        counted: the outcomes of each course, and the credits it counts with.
        perspective: its id.
        rates: of the labels; of this and other perspectives.
        rates_on: on what they were measured.

    Returns:
        None where the rates of a language that is labelled here are not measured.
    """
    known = {item.language: item for item in rates if item.perspective == perspective}
    tool: dict[str | None, Counter[bool]] = {}
    undecided: set[str | None] = set()
    for outcomes, _ in counted:
        for item in outcomes:
            label = item.label(perspective)
            decision = label.human.tool if label.human else label.decision
            if decision is not Decision.NOT_LABELLED:
                tool.setdefault(item.outcome.language, Counter())[decision is Decision.YES] += 1
                if not label.human:
                    undecided.add(item.outcome.language)
    errors: dict[str | None, _Errors] = {}
    for language in undecided:
        found = known.get(language) or known.get(None)
        if found is None:
            return None
        least = _least(known.get(None) or found, rates_on.drawn if rates_on else 0)
        errors[language] = _errors(tool[language], found, least)
    outcomes_ = [_outcome(item, perspective, errors) for outcomes, _ in counted for item in outcomes]
    courses = [
        (_course(outcomes, perspective, errors), credits_)
        for outcomes, credits_ in counted
        if course_answer(outcomes, perspective) is not Decision.NOT_LABELLED
    ]
    return ShareBands(
        _weighed([(chances, 1.0) for chances in outcomes_]),
        _weighed([(chances, 1.0) for chances, _ in courses]),
        _weighed([(chances, float(credits_)) for chances, credits_ in courses]),
    )


def _least(rates: LabelRates, drawn: int) -> _Errors:
    """Return the shares of errors among real outcomes called yes and not: see the head of this module."""
    false, no = rates.false_yes
    missed, yes = rates.missed
    those_that_are = _rate(rates.missed) * (drawn - no + 1 if drawn >= no else yes)
    return _Errors(_rate((false, false + yes - missed)), those_that_are / (those_that_are + no))


def _errors(called: Counter[bool], rates: LabelRates, least: _Errors) -> _Errors:
    wrong, missed = _rate(rates.false_yes), _rate(rates.missed)
    yes, no = called[True], called[False]
    low = max(0.0, (yes - wrong * (yes + no)) / (1 - wrong))
    high = min(float(yes + no), yes / (1 - missed))
    return _Errors(
        max(least.false, (yes - low) / yes if yes else 0.0),
        max(least.missed, (high - yes) / no if no else 0.0),
    )


def _rate(seen: tuple[int, int]) -> float:
    # By Laplace's rule of succession: of no error among few it does not follow that there are none.
    return (seen[0] + 1) / (seen[1] + 2)


def _outcome(
    item: AnalysedOutcome, perspective: str, errors: Mapping[str | None, _Errors]
) -> tuple[float, float]:
    """Return how probable it is that an outcome has the perspective, at the low and at the high end."""
    label = item.label(perspective)
    if label.decision is Decision.NOT_LABELLED:
        return 0.0, 0.0
    yes = label.decision is Decision.YES
    if label.human:
        return float(yes), float(yes)
    found = errors[item.outcome.language]
    return (1.0 - found.false, 1.0) if yes else (0.0, found.missed)


def _course(
    outcomes: Sequence[AnalysedOutcome], perspective: str, errors: Mapping[str | None, _Errors]
) -> tuple[float, float]:
    """Return how probable it is that a course has the perspective, at the low and at the high end."""
    chances = [_outcome(item, perspective, errors) for item in outcomes]
    low, high = (1.0 - math.prod(1.0 - chance for chance in end) for end in zip(*chances, strict=True))
    return low, high


def _weighed(chances: Sequence[tuple[tuple[float, float], float]]) -> Band:
    return Band(
        *(Decimal(sum(ends[end] * weight for ends, weight in chances)).quantize(_DIGITS) for end in (0, 1))
    )
