"""Outcomes and labels as JSON lines, for pipes and notebooks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from curranalyser.classify.codes import language_code
from curranalyser.classify.labelled import told_language
from curranalyser.datamodel import AnalysedOutcome, Decision, Evidence, Label, LearningOutcome
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.schema_versions import CLASSIFIED, schema_text
from curranalyser.scheme import Scheme, localised
from curranalyser.strict_data import json_as

if TYPE_CHECKING:
    from curranalyser.classify import Classifier

# Outcomes that are labelled together: see `components.BATCH`.
_BATCH = 500


class GivenOutcome(msgspec.Struct):
    """One line in. `id` may be a number."""

    text: str
    id: str | int | None = None
    # Whatever it is, so that what is no language is named as such.
    language: Any = None
    lead_in: str | None = None


class ToldEvidence(msgspec.Struct):
    """Words that decided: `start`..`end` counts characters of the text or of the lead-in."""

    place: Literal["text", "lead_in"]
    start: int
    end: int
    text: str
    cue: str
    rule: str | None


class ToldLabel(msgspec.Struct):
    """The answer for one perspective. `rule_text` is in the language of the command."""

    decision: Decision
    probability: float | None
    rule: str | None
    rule_text: str | None
    kind_of_hit: str | None
    evidence: list[ToldEvidence]


class ClassifiedOutcome(msgspec.Struct):
    """One line out. `labels` has the perspectives of the scheme by their ids."""

    schema_version: int
    id: str
    text: str
    language: str | None
    labels: dict[str, ToldLabel]


def classify_lines(
    lines: Iterable[bytes],
    classifier: "Classifier",
    lang: str,
    left_out: Counter[str | None] | None = None,
) -> Iterator[bytes]:
    """Label outcomes given as JSON lines.

    Args:
        lines: JSON objects with `text`, and where known `id`, `language` and `lead_in`; empty lines are
            passed over. Where the language is not given, the text tells it, if it can.
        classifier: what labels them.
        lang: "sv" or "en", the language of the rules' texts.
        left_out: is given the number of outcomes that are not labelled, by language.

    Yields:
        one JSON object per outcome, in order, without line end.

    Raises:
        SettingsError: where a line is no such object, or its language is none; it names the line.
    """

    def outcomes() -> Iterator[LearningOutcome]:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                item = json_as(line, GivenOutcome)
            except ValueError as error:
                raise SettingsError(
                    N_("Line %(line)s is no outcome."),
                    N_('Each line is a JSON object such as {"text": "…"}.'),
                    line=number,
                ) from error
            yield outcome_of(
                str(number if item.id is None else item.id),
                item.text,
                item.lead_in,
                language_code(item.language, number),
            )

    for analysed in in_batches(outcomes(), classifier):
        if left_out is not None and analysed.unlabelled:
            left_out[analysed.outcome.language] += 1
        yield msgspec.json.encode(_result(analysed, classifier.scheme, lang))


def outcome_of(
    identifier: str, text: str, lead_in: str | None = None, language: str | None = None
) -> LearningOutcome:
    """Return an outcome that stands alone. Where no language is given, its words tell it, if they can."""
    return LearningOutcome(identifier, text, lead_in or "", language=language or told_language(text) or None)


def in_batches(outcomes: Iterable[LearningOutcome], classifier: "Classifier") -> Iterator[AnalysedOutcome]:
    """Label outcomes in any number, in their order, without holding more than a batch of them."""
    rest = iter(outcomes)
    while batch := list(islice(rest, _BATCH)):
        yield from classifier.classify_outcomes(batch)


def _result(analysed: AnalysedOutcome, scheme: Scheme, lang: str) -> ClassifiedOutcome:
    labels = {label.perspective: _label(label, scheme, lang) for label in analysed.labels}
    outcome = analysed.outcome
    return ClassifiedOutcome(
        schema_version=CLASSIFIED, id=outcome.id, text=outcome.text, language=outcome.language, labels=labels
    )


def told_labels(labels: Iterable[Label], scheme: Scheme, lang: str) -> dict[str, dict[str, Any]]:
    """Return labels as JSON has them, by perspective.

    Args:
        labels: of one outcome.
        scheme: has the texts of the rules.
        lang: "sv" or "en", the language of these.
    """
    return {label.perspective: msgspec.to_builtins(_label(label, scheme, lang)) for label in labels}


def _label(label: Label, scheme: Scheme, lang: str) -> ToldLabel:
    return ToldLabel(
        decision=label.decision,
        probability=label.probability,
        rule=label.rule,
        rule_text=localised(scheme.rule(label.rule).text, lang) if label.rule else None,
        kind_of_hit=label.kind_of_hit,
        evidence=[_evidence(item) for item in label.evidence],
    )


def _evidence(item: Evidence) -> ToldEvidence:
    place: Literal["text", "lead_in"] = "lead_in" if item.in_lead_in else "text"
    return ToldEvidence(
        place=place, start=item.start, end=item.end, text=item.text, cue=item.cue, rule=item.rule
    )


def classified_schema() -> str:
    """Return the JSON Schema of a line out."""
    return schema_text(msgspec.json.schema(ClassifiedOutcome))
