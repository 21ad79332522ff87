"""Precision, recall and share of each perspective, from people's decisions on a sample of an audit.

A stratified estimate (Cochran, Sampling Techniques, 3rd edition, Wiley 1977, chapter 5): of the labels with
yes and for review all are decided, so their true yes are counted; of the *N* with no, *n* are drawn, and with
*k* of these yes there are N k / n in all. With t(yes), t(review) and that number, of all labels L:

- precision is t(yes) of the labels with yes; it is counted, and has no interval;
- share is (t(yes) + t(review) + N k / n) / L;
- recall is t(yes) / (t(yes) + t(review) + N k / n).

Chance is in k alone, and share and recall rise or fall with it throughout; so the ends of its exact interval
(`review.finite`) give the ends of theirs, which cover the truth at least as often as it does.
A stratum in which a row is undecided gives no figure: those that people leave are seldom like the others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from curranalyser.datamodel import Audit, Decision
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.review.decisions import Key, Review
from curranalyser.review.finite import exact_bounds
from curranalyser.review.sample import STRATA, Sample, draw_sample, frame_digest

Lack = Literal["undecided", "nothing drawn", "no yes of the tool", "no yes found", "no outcomes"]


@dataclass(frozen=True, slots=True)
class StratumFigures:
    """The labels that the tool decides alike: all, those in the sample, the decided ones, and their yes."""

    tool: Decision
    labels: int
    rows: int
    decided: int
    yes: int

    @property
    def complete(self) -> bool:
        """Whether every row is decided."""
        return self.decided == self.rows


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its interval; both ends are the figure where no chance is in it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """An estimate, or why there is none."""

    estimate: Estimate | None
    lack: Lack | None = None


@dataclass(frozen=True, slots=True)
class PerspectiveFigures:
    """What is known of one perspective.

    Attributes:
        strata: yes, for review, no.
        tool_share: labels with yes, of all; None where there are none.
    """

    perspective: str
    strata: tuple[StratumFigures, ...]
    tool_share: float | None
    precision: Figure
    recall: Figure
    share: Figure


@dataclass(frozen=True, slots=True)
class SampleFigures:
    """The figures of a sample.

    Attributes:
        undecided: rows without a decision.
        others: decisions on samples of other audits, and with other seeds, which are left out.
    """

    audit: str
    seed: int
    number: int
    perspectives: tuple[PerspectiveFigures, ...]
    undecided: int
    others: int


def sample_figures(audit: Audit, reviews: Iterable[Review], seed: int | None = None) -> SampleFigures:
    """Estimate from people's decisions.

    Args:
        audit: that the sample was drawn from.
        reviews: the decisions; those on the sample say so.
        seed: which sample, where people decided on several.

    Raises:
        SettingsError: no decision is on a sample, or all are on samples of other audits or seeds, or on
            several samples of this one and none is chosen.
    """
    reviews = tuple(reviews)
    marks = [review.sample for review in reviews if review.sample]
    if not marks:
        raise SettingsError(
            N_("None of the decisions is on a sample."),
            N_("Draw one with `curranalyser review export AUDIT --sample 100`, and bring it in decided."),
        )
    digest = frame_digest(audit)
    own = [mark for mark in marks if mark.audit == digest]
    if not own:
        raise SettingsError(
            N_("The decisions are on a sample of another audit."),
            N_(
                "Give the audit that the sample was drawn from: the same syllabi, labelled by the same model."
            ),
        )
    mine = [mark for mark in own if seed in (None, mark.seed)]
    if not mine:
        raise SettingsError(
            N_("No decision is on the sample with seed %(seed)s."),
            N_("Choose one of these seeds: %(seeds)s."),
            seed=seed,
            seeds=", ".join(map(str, sorted({mark.seed for mark in own}))),
        )
    seeds = sorted({mark.seed for mark in mine})
    if len(seeds) > 1:
        raise SettingsError(
            N_("The decisions are on several samples of this audit (seeds %(seeds)s)."),
            N_("Choose one with --seed."),
            seeds=", ".join(map(str, seeds)),
        )
    # A smaller sample with the same seed is a part of a larger one.
    sample = draw_sample(audit, max(mark.number for mark in mine), seeds[0])
    decisions = {review.key: review.decision for review in reviews}
    perspectives = tuple(_figures(sample, perspective, decisions) for perspective in audit.perspectives)
    return SampleFigures(
        audit=digest,
        seed=sample.seed,
        number=sample.number,
        perspectives=perspectives,
        undecided=sum(stratum.rows - stratum.decided for item in perspectives for stratum in item.strata),
        others=len(marks) - len(mine),
    )


def _figures(sample: Sample, perspective: str, decisions: Mapping[Key, Decision]) -> PerspectiveFigures:
    strata = tuple(_stratum(sample, perspective, tool, decisions) for tool in STRATA)
    yes, review, no = strata
    whole = sum(stratum.labels for stratum in strata)
    recall, share = _recall_and_share(yes, review, no, whole)
    return PerspectiveFigures(
        perspective=perspective,
        strata=strata,
        tool_share=yes.labels / whole if whole else None,
        precision=_precision(yes),
        recall=recall,
        share=share,
    )


def _stratum(
    sample: Sample, perspective: str, tool: Decision, decisions: Mapping[Key, Decision]
) -> StratumFigures:
    rows = [
        decisions.get(item.key)
        for item in sample.labels
        if item.label.perspective == perspective and item.mark.tool is tool
    ]
    return StratumFigures(
        tool,
        sample.sizes[perspective, tool],
        len(rows),
        sum(decision is not None for decision in rows),
        sum(decision is Decision.YES for decision in rows),
    )


def _precision(yes: StratumFigures) -> Figure:
    if not yes.complete:
        return Figure(None, "undecided")
    if not yes.rows:
        return Figure(None, "no yes of the tool")
    value = yes.yes / yes.rows
    return Figure(Estimate(value, value, value))


def _recall_and_share(
    yes: StratumFigures, review: StratumFigures, no: StratumFigures, whole: int
) -> tuple[Figure, Figure]:
    lack: Lack | None = None
    if not whole:
        lack = "no outcomes"
    elif not (yes.complete and review.complete and no.complete):
        lack = "undecided"
    elif no.labels and not no.rows:
        lack = "nothing drawn"
    if lack:
        return Figure(None, lack), Figure(None, lack)
    known = yes.yes + review.yes
    missed = no.labels * no.yes / no.rows if no.rows else 0.0
    least, most = exact_bounds(no.yes, no.rows, no.labels) if no.rows else (0, 0)
    share = Figure(Estimate((known + missed) / whole, (known + least) / whole, (known + most) / whole))
    if not known + missed:
        return Figure(None, "no yes found"), share
    recall = Estimate(
        yes.yes / (known + missed),
        yes.yes / (known + most),
        yes.yes / (known + least),
    )
    return Figure(recall), share
