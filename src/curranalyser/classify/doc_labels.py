"""Labels on a spaCy document, where others look for them.

- `doc.spans[…]`, the words that decided: label the perspective, kb_id the rule of the codebook, id the cue;
- `doc.cats`, the probability of each perspective;
- `doc._.curranalyser`, all that is known, as `curranalyser classify` writes it, and `span._.curranalyser`,
  of it what concerns the perspective of a span.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from curranalyser.classify.nlp import extend_docs
from curranalyser.datamodel import Decision, Label

if TYPE_CHECKING:
    from curranalyser.classify.nlp import Doc, Span

EXTENSION = "curranalyser"
LEAD_IN_EXTENSION = "curranalyser_lead_in"
SPANS_KEY = "perspectives"
# What has evidence.
SHOWN = (Decision.YES.value, Decision.REVIEW.value)


def _of_span(span: "Span") -> dict[str, Any] | None:
    known = span.doc._.get(EXTENSION) or {}
    label: dict[str, Any] | None = known.get("labels", {}).get(span.label_)
    return label


def extend() -> None:
    """Make room for labels on documents, and for the lead-in that an outcome has. Twice does no harm."""
    extend_docs(EXTENSION, _of_span)
    extend_docs(LEAD_IN_EXTENSION)


def set_decided(doc: "Doc", labels: Iterable[Label], known: dict[str, Any]) -> "Doc":
    """Set what is decided of an outcome on its document, so that components can be trained on it.

    The category of a perspective is 1 or 0, as spaCy's text categorisers want it, and missing, as they
    understand it, where the label is for review or there is none; spans are those of a yes. All else is in
    `known`; arguments as for `set_labels`.
    """
    labels = tuple(labels)
    doc = set_labels(doc, labels, known, decisions=(Decision.YES,))
    certain = {Decision.YES: 1.0, Decision.NO: 0.0}
    doc.cats = {label.perspective: certain[label.decision] for label in labels if label.decision in certain}
    return doc


def set_labels(
    doc: "Doc",
    labels: Iterable[Label],
    known: dict[str, Any],
    spans_key: str = SPANS_KEY,
    decisions: Collection[str] = SHOWN,
) -> "Doc":
    """Set the labels of an outcome on its document.

    Categories and spans that others set under other names stay. Evidence in the lead-in, which is no part of
    the document, is in `known` alone.

    Args:
        doc: its text is that of the outcome, however it was cut: a span takes in each token that the evidence
            touches.
        labels: one a perspective. One that is not labelled has no category.
        known: for `doc._.curranalyser`; plain values, so that it can be stored.
        spans_key: the spans' name.
        decisions: those whose evidence becomes spans.
    """
    spans = []
    for label in labels:
        if label.probability is not None:
            doc.cats[label.perspective] = label.probability
        if label.decision not in decisions:
            continue
        for evidence in (each for each in label.evidence if not each.in_lead_in):
            span = doc.char_span(
                evidence.start,
                evidence.end,
                label=label.perspective,
                kb_id=evidence.rule or label.rule or "",
                span_id=evidence.cue,
                alignment_mode="expand",
            )
            if span is not None:
                spans.append(span)
    doc.spans[spans_key] = spans
    doc._.set(EXTENSION, known)
    return doc
