"""The labelled outcomes of an audit as spaCy documents, to look into or to train on."""

import re
from typing import TYPE_CHECKING, Any

from curranalyser.classify.doc_labels import extend, set_decided
from curranalyser.classify.lines import told_labels
from curranalyser.classify.nlp import ANY_LANGUAGE, make_doc, pack_docs, plain
from curranalyser.datamodel import AnalysedOutcome, Audit, CourseProfile
from curranalyser.scheme import Scheme

if TYPE_CHECKING:
    from curranalyser.classify.nlp import Doc

# It becomes part of the name of a file.
_CODE = re.compile("[a-z]{2,3}")


def audit_bins(audit: Audit, scheme: Scheme, lang: str) -> dict[str, bytes]:
    """Return the outcomes that count, as spaCy's `DocBin`, one a language.

    They are cut as `spacy.blank` cuts the language, and bear what is decided, by a person or the tool: see
    `doc_labels.set_decided`.

    Args:
        audit: a finished one.
        scheme: has the texts of the rules.
        lang: "sv" or "en", the language of these.

    Returns:
        ISO 639-1 code of the language, or "xx" where it is not known, to the bytes; in order of codes.
    """
    extend()
    of_language: dict[str, list[tuple[CourseProfile, AnalysedOutcome]]] = {}
    for course in audit.courses:
        for item in course.counted_outcomes():
            code = item.outcome.language or ""
            code = code if _CODE.fullmatch(code) else ANY_LANGUAGE
            of_language.setdefault(code, []).append((course, item))
    bins = {}
    for code, outcomes in sorted(of_language.items()):
        nlp = plain(code)
        docs: list[Doc] = []
        for course, item in outcomes:
            known = _known(course, item, scheme, lang, audit.provenance.model_sha256)
            docs.append(set_decided(make_doc(nlp, item.outcome.text), item.labels, known))
        bins[code] = pack_docs(docs)
    return bins


def _known(
    course: CourseProfile, item: AnalysedOutcome, scheme: Scheme, lang: str, model: str
) -> dict[str, Any]:
    labels = told_labels(item.labels, scheme, lang)
    for label in item.labels:
        # The tool's own decision, where a person took another or the same.
        labels[label.perspective]["tool_decision"] = label.human.tool.value if label.human else None
    return {
        "course": course.key,
        "source": course.sources[0],
        "id": item.outcome.id,
        "page": item.outcome.page,
        "language": item.outcome.language,
        "lead_in": item.outcome.lead_in,
        "labels": labels,
        "model": model,
    }
