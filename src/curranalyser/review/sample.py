"""A random sample of an audit's labels for people to decide, so that true figures can be estimated.

Of each perspective the tool's labels fall into three strata: yes, for review, no. The first two are taken
whole, and of the third so many as are asked for are drawn at random. Every outcome has a random number that
follows from the seed, and those with the lowest are drawn: each stratum is a simple random sample, and the
same outcomes are drawn for all perspectives as far as that can be, so that each is read once (Ohlsson,
Coordination of samples using permanent random numbers, in Business Survey Methods, Wiley 1995).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from curranalyser.datamodel import AnalysedOutcome, Audit, CourseProfile, Decision, Label
from curranalyser.review.decisions import Key, SampleMark, comparable

STRATA = (Decision.YES, Decision.REVIEW, Decision.NO)


@dataclass(frozen=True, slots=True)
class SampledLabel:
    """A label in the sample, with its course and outcome."""

    course: CourseProfile
    outcome: AnalysedOutcome
    label: Label
    mark: SampleMark

    @property
    def key(self) -> Key:
        """What a decision on it is kept by."""
        return (
            comparable(self.course.key),
            comparable(self.outcome.outcome.text),
            self.label.perspective,
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """What is drawn.

    Attributes:
        audit: digest of what it is drawn from: see `frame_digest`.
        seed: what the random numbers follow from.
        number: how many labels with no were asked for, a perspective.
        labels: what is to be decided, in random order, those of one outcome together.
        sizes: for a perspective and a decision of the tool, how many labels there are.
    """

    audit: str
    seed: int
    number: int
    labels: tuple[SampledLabel, ...]
    sizes: Mapping[tuple[str, Decision], int]


@dataclass(frozen=True, slots=True)
class _Unit:
    course: CourseProfile
    number: int
    outcome: AnalysedOutcome
    label: Label

    @property
    def tool(self) -> Decision:
        return self.label.human.tool if self.label.human else self.label.decision


def _frame(audit: Audit) -> Iterator[_Unit]:
    """Yield what the shares count, in order: the labels of all outcomes that the tool labels."""
    for course in audit.courses:
        for number, outcome in enumerate(course.counted_outcomes()):
            for label in outcome.labels:
                unit = _Unit(course, number, outcome, label)
                if unit.tool in STRATA:
                    yield unit


def frame_digest(audit: Audit) -> str:
    """Return a digest of what can be drawn: the outcomes of an audit, and how the tool labels them.

    What people decided does not change it, so an audit that has taken in decisions on a sample is the one
    that the sample was drawn from.
    """
    return _digest(_frame(audit))


def _digest(units: Iterable[_Unit]) -> str:
    digest = hashlib.sha256()
    for unit in units:
        fields = (comparable(unit.course.key), comparable(unit.outcome.outcome.text))
        digest.update("\0".join((*fields, unit.label.perspective, unit.tool, "\n")).encode())
    return f"sha256:{digest.hexdigest()}"


def draw_sample(audit: Audit, number: int, seed: int) -> Sample:
    """Draw a sample: all labels with yes and for review, and of those with no so many a perspective.

    Args:
        audit: what it is drawn from.
        number: of labels with no, a perspective; all where there are fewer.
        seed: the same seed draws the same.
    """
    units = list(_frame(audit))
    digest = _digest(units)
    order = {
        (unit.course.key, unit.number): hashlib.sha256(
            f"{seed}\n{digest}\n{unit.course.key}\n{unit.number}".encode()
        ).digest()
        for unit in units
    }
    units.sort(key=lambda unit: order[unit.course.key, unit.number])
    strata: dict[tuple[str, Decision], list[_Unit]] = {
        (perspective, tool): [] for perspective in audit.perspectives for tool in STRATA
    }
    for unit in units:
        strata[unit.label.perspective, unit.tool].append(unit)
    taken = {
        stratum: members[:number] if stratum[1] is Decision.NO else members
        for stratum, members in strata.items()
    }
    marks = {
        stratum: SampleMark(
            audit=digest,
            seed=seed,
            number=number,
            tool=stratum[1],
            labels=len(strata[stratum]),
            rows=len(members),
        )
        for stratum, members in taken.items()
    }
    chosen = {id(unit) for members in taken.values() for unit in members}
    labels = tuple(
        SampledLabel(unit.course, unit.outcome, unit.label, marks[unit.label.perspective, unit.tool])
        for unit in units
        if id(unit) in chosen
    )
    sizes = {stratum: len(members) for stratum, members in strata.items()}
    return Sample(digest, seed, number, labels, sizes)
