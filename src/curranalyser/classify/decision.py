"""From probabilities to yes, review or no, with the words that decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from curranalyser.classify.comparison import NOTHING, Comparison, ComparisonTable
from curranalyser.classify.cues import CueHit
from curranalyser.classify.model import Model
from curranalyser.classify.tokens import Token
from curranalyser.datamodel import Decision, Evidence, Label
from curranalyser.identity import Thresholds

# Named as the cue of evidence that no cue gave: words whose learned weights decided.
LEARNED = "learned words"
# So much evidence is kept of a label at most: cues, and words whose weights decided.
_MOST_CUES = 6
_MOST_WORDS = 3
# Of what the word with most added: one that added less decided nothing.
_SMALLEST_SHARE = 0.25
# Of what the comparison finder calls a comparison nine in ten are one on real outcomes (borderline cases
# counted as no), whatever the estimator thinks of the words: no lower probability is shown beside its yes.
_FOUND = 0.9
# Where no cue says yes and the words alone would, a third at most is one (the class from 0.25 on in the model
# card's table of reliability): a matter for a person.
_UNDECIDED = 0.25
# Just below a limit, in the digits of the limits.
_BELOW = 0.0001


@dataclass(frozen=True, slots=True)
class Reading:
    """An outcome as it was read: its tokens; the cues and comparisons in its text and in its lead-in."""

    text: str
    lead_in: str
    tokens: Sequence[Token]
    hits: Sequence[CueHit]
    lead_in_hits: Sequence[CueHit]
    comparison: Comparison = NOTHING
    lead_in_comparison: Comparison = NOTHING


def decide(probability: float, thresholds: Thresholds) -> Decision:
    """Return the decision for one probability."""
    if probability >= thresholds.yes:
        return Decision.YES
    return Decision.REVIEW if probability >= thresholds.review else Decision.NO


def labels(reading: Reading, probabilities: Mapping[str, float], model: Model) -> tuple[Label, ...]:
    """Make the labels of an outcome, one a perspective in the model's order.

    Args:
        reading: the outcome.
        probabilities: calibrated, by perspective.
        model: what gave the probabilities; its weights rank the evidence.
    """
    # What is compared comes last: whether the outcome has another perspective speaks for a comparison too.
    compared = model.cues.comparison.perspective if model.cues.comparison else None
    order = sorted(range(len(model.perspectives)), key=lambda at: model.perspectives[at] == compared)
    made: dict[int, Label] = {}
    for column in order:
        elsewhere = any(other.decision is Decision.YES for other in made.values())
        made[column] = _label(reading, column, probabilities[model.perspectives[column]], model, elsewhere)
    return tuple(made[column] for column in sorted(made))


def _label(reading: Reading, column: int, probability: float, model: Model, elsewhere: bool) -> Label:
    """Make the label of one perspective; `elsewhere`: whether the outcome has another one."""
    perspective = model.perspectives[column]
    thresholds = model.thresholds[column]
    said = _verdicts(reading, perspective)
    table = model.cues.comparison
    compares: bool | None = None
    if table and table.perspective == perspective:
        if found := _found_comparison(reading, table, probability):
            return found
        compares = reading.comparison.guard or reading.lead_in_comparison.guard
        if not compares:
            # With no word of comparing, about one in ten is one: as low as what is for review can be shown.
            probability = min(probability, thresholds.review)
    elif perspective in model.cues.needs_cue and "yes" not in said:
        probability = min(probability, max(_UNDECIDED, thresholds.review))
    if probability < thresholds.yes:
        probability = _doubted(probability, thresholds.review, said, compares, elsewhere)
    decision = decide(probability, thresholds)
    if decision is Decision.NO:
        return Label(perspective, decision, probability)
    ranked = _ranked_cues(reading, column, model)
    evidence = [_cue_evidence(hit, reading, in_lead_in) for hit, in_lead_in in ranked]
    if not any(hit.cue.verdict == "yes" for hit, _ in ranked):
        evidence += _learned_evidence(reading, column, model)
    strongest = _strongest(ranked, decision)
    rule = strongest.cue.rule if strongest else thresholds.rule
    return Label(
        perspective=perspective,
        decision=decision,
        probability=probability,
        evidence=tuple(evidence),
        rule=rule,
        kind_of_hit=strongest.cue.kind if strongest else None,
    )


def _verdicts(reading: Reading, perspective: str) -> set[str]:
    """Return what the cues in the text and its lead-in say of a perspective."""
    return {
        hit.cue.verdict
        for hit in (*reading.hits, *reading.lead_in_hits)
        if hit.cue.perspective == perspective
    }


def _doubted(
    probability: float, review: float, said: set[str], compares: bool | None, elsewhere: bool
) -> float:
    """Bring into review what something speaks for, and out of it what nothing does; no yes is made or lost.

    Args:
        probability: that is no yes.
        review: from which one on a label is for review; what is brought there is shown as this.
        said: the verdicts of the cues.
        compares: whether there is a word of comparing; None where the perspective is none of comparisons.
        elsewhere: whether the outcome has another perspective.
    """
    speaks, against = bool(said & {"yes", "borderline"}), "no" in said
    contradicted = "yes" in said and not against
    compared = bool(compares) and (elsewhere or "borderline" in said)
    if contradicted or compared:
        # Of 25 real yes that were missed ten were likely enough for review, and these bring five more.
        return max(probability, review)
    # Words alone: of 49 real outcomes in review with no word of comparing one was a comparison.
    if not speaks and (compares is False or (against and not compares)):
        return min(probability, review - _BELOW)
    return probability


def _found_comparison(reading: Reading, table: ComparisonTable, probability: float) -> Label | None:
    """Return the label where the finder says yes, with the words it saw."""
    for comparison, source, in_lead_in in (
        (reading.comparison, reading.text, False),
        (reading.lead_in_comparison, reading.lead_in, True),
    ):
        if comparison.found:
            rule, kind = table.rules[comparison.found]
            evidence = tuple(
                Evidence(
                    start=start,
                    end=end,
                    text=source[start:end],
                    cue=comparison.found,
                    rule=rule,
                    in_lead_in=in_lead_in,
                )
                for start, end in comparison.spans
            )
            return Label(
                perspective=table.perspective,
                decision=Decision.YES,
                probability=max(probability, _FOUND),
                evidence=evidence,
                rule=rule,
                kind_of_hit=kind,
            )
    return None


def _weight(term: str, column: int, model: Model) -> float:
    number = model.featurizer.cue_number(term)
    return 0.0 if number is None else float(model.linear.coefficients[number, column])


def _ranked_cues(reading: Reading, column: int, model: Model) -> list[tuple[CueHit, bool]]:
    """Return the cues that speak for the perspective, the weightiest first, one span inside another once."""
    perspective = model.perspectives[column]
    found = [(hit, False) for hit in reading.hits] + [(hit, True) for hit in reading.lead_in_hits]
    speaking = [
        (hit, lead) for hit, lead in found if hit.cue.perspective == perspective and hit.cue.verdict != "no"
    ]
    speaking.sort(
        key=lambda item: (
            item[0].cue.verdict != "yes",
            -_weight(f"cue {item[0].cue.id}", column, model)
            - _weight(f"rule {item[0].cue.rule}", column, model),
            item[1],
            item[0].end - item[0].start,
            item[0].start,
            item[0].cue.id,
        )
    )
    kept: list[tuple[CueHit, bool]] = []
    for hit, lead in speaking:
        if len(kept) == _MOST_CUES:
            break
        if not any(
            lead == other_lead and other.start < hit.end and hit.start < other.end
            for other, other_lead in kept
        ):
            kept.append((hit, lead))
    return kept


def _strongest(ranked: Sequence[tuple[CueHit, bool]], decision: Decision) -> CueHit | None:
    verdicts = ("yes",) if decision is Decision.YES else ("yes", "borderline")
    return next((hit for hit, _ in ranked if hit.cue.verdict in verdicts), None)


def _cue_evidence(hit: CueHit, reading: Reading, in_lead_in: bool) -> Evidence:
    source = reading.lead_in if in_lead_in else reading.text
    return Evidence(
        start=hit.start,
        end=hit.end,
        text=source[hit.start : hit.end],
        cue=hit.cue.id,
        rule=hit.cue.rule,
        in_lead_in=in_lead_in,
    )


def _learned_evidence(reading: Reading, column: int, model: Model) -> list[Evidence]:
    """Return the words whose learned weights spoke most for the perspective."""
    featurizer, coefficients = model.featurizer, model.linear.coefficients[:, column]
    shares = []
    for token in reading.tokens:
        _, numbers = featurizer.token_features(token.text)
        shares.append(float(np.dot(featurizer.columns[numbers], coefficients[numbers])))
    top = max(shares, default=0.0)
    if top <= 0:
        return []
    chosen = sorted(sorted(range(len(shares)), key=lambda at: (-shares[at], at))[:_MOST_WORDS])
    return [
        Evidence(
            start=reading.tokens[at].start,
            end=reading.tokens[at].end,
            text=reading.tokens[at].text,
            cue=LEARNED,
        )
        for at in chosen
        if shares[at] >= top * _SMALLEST_SHARE
    ]
