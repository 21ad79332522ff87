"""An audit to decide on: two courses of a programme and one outside it, one of them in two languages."""

from small_audit import COMPARATIVE, INTERNATIONAL, SCHEME, audit_of, course, programme

from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    Audit,
    Decision,
    DocumentResult,
    Evidence,
    Label,
    LearningOutcome,
)

WELFARE = "redogöra för välfärdens villkor i minst tre länder"
TWO_SYSTEMS = "jämföra två system för äldreomsorg"
PULSE = "mäta puls och blodtryck"
DIARY = "föra dagbok över sitt lärande"
WAGES = "beräkna löner för månadsanställda"


def outcome(text: str, probabilities: dict[str, float], number: int = 1) -> AnalysedOutcome:
    """Make an outcome: yes from 0.6, to review from 0.4, and the first word as evidence where it is no no."""
    labels = []
    for perspective in SCHEME.ids:
        probability = probabilities.get(perspective, 0.03)
        decision = (
            Decision.YES if probability >= 0.6 else Decision.REVIEW if probability >= 0.4 else Decision.NO
        )
        first = text.split(maxsplit=1)[0]
        evidence = () if decision is Decision.NO else (Evidence(0, len(first), first, "cue", "INT-Y1"),)
        labels.append(Label(perspective, decision, probability, evidence, "INT-Y1" if evidence else None))
    return AnalysedOutcome(LearningOutcome(f"sv-{number}", text, "Studenten ska kunna"), tuple(labels))


def results() -> list[DocumentResult]:
    """The analysed files."""
    return [
        course(
            "OMS101",
            "Omsorg i världen",
            outcome(WELFARE, {INTERNATIONAL: 0.92}, 1),
            outcome(TWO_SYSTEMS, {COMPARATIVE: 0.55, INTERNATIONAL: 0.41}, 2),
        ),
        course("OMS102", "Mätningar", outcome(PULSE, {}, 1), outcome(DIARY, {INTERNATIONAL: 0.3}, 2)),
        course("LON100", "Lönekunskap", outcome(WAGES, {}, 1)),
        programme("OMSPR", "Omsorgsprogrammet", ("OMS101", 1, True), ("OMS102", 2, None)),
    ]


def audit() -> Audit:
    """The audit of them."""
    return audit_of(*results())


def in_two_languages() -> list[DocumentResult]:
    """A course whose syllabus is there in Swedish and in English."""
    swedish = course("OMS1", "Omsorg", outcome(WELFARE, {INTERNATIONAL: 0.9}), outcome(PULSE, {}, 2))
    english = course(
        "OMS1",
        "Care",
        outcome("give an account of the conditions of welfare (välfärdens villkor) in three länder", {}),
        outcome("measure pulse and blood pressure (mäta puls och blodtryck)", {}, 2),
    )
    [analysed] = english.syllabi
    items = tuple(
        type(item)(type(item.outcome)(f"en-{n}", item.outcome.text, "", language="en"), item.labels)
        for n, item in enumerate(analysed.outcomes, 1)
    )
    syllabus = type(analysed.syllabus)(
        analysed.syllabus.kind,
        analysed.syllabus.header,
        (),
        tuple(item.outcome for item in items),
        analysed.syllabus.instruction,
        language="en",
    )
    return [
        swedish,
        DocumentResult(
            type(english.source)("OMS1-en.pdf", "1" * 64, 1),
            english.status,
            (AnalysedSyllabus(syllabus, items),),
        ),
    ]
