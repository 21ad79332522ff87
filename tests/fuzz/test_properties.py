"""What holds for any text: properties of parsing and aggregation."""

from itertools import pairwise
from pathlib import Path

import pytest
from draws import draws
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curranalyser.aggregate import build_audit
from curranalyser.analyse import analyse_syllabus, load_stage
from curranalyser.classify import Classifier
from curranalyser.datamodel import (
    AnalysedSyllabus,
    Decision,
    DocumentResult,
    DocumentStatus,
    Provenance,
    SourceFile,
    from_json,
    to_json,
)
from curranalyser.errors import DocumentError
from curranalyser.parse import parse_document
from curranalyser.pipeline import analyse_files
from curranalyser.read import describe_source, read_document
from curranalyser.scheme import load_scheme
from curranalyser.settings import Settings

HEADS = (
    "Kursplan",
    "Lärandemål",
    "Learning outcomes",
    "Innehåll",
    "Förkunskapskrav",
    "Course syllabus",
    "Efter avslutad kurs ska studenten kunna",
    "Undervisningsspråk",
)
WORDS = (
    "jämföra",
    "countries",
    "svenska",
    "7,5 hp",
    "DAT101",
    "- ",
    "• ",
    "1. ",
    "kunna",
    "global",
    "analysera",
    ":",
    ";",
    "(",
    "\u00ad",
    "\u202e",
    "\ufb01",
    "\t",
    "å",
)
line = st.one_of(
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters="\x00"), max_size=60),
)
text = st.lists(line, min_size=1, max_size=40).map("\n".join)
PROVENANCE = Provenance("", "", "", "", "", "")


def parsed(content: str) -> tuple[AnalysedSyllabus, ...] | str:
    data = content.encode()
    try:
        document = read_document(data, describe_source(data, "a.txt"), Settings())
        return tuple(AnalysedSyllabus(item, ()) for item in parse_document(document))
    except DocumentError as error:
        return str(error.category)


@given(text)
@settings(max_examples=draws(150), suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_parsed_or_refused_by_name(content: str) -> None:
    found = parsed(content)
    assert parsed(content) == found
    if isinstance(found, str):
        return
    assert found
    for item in found:
        syllabus = item.syllabus
        assert from_json(to_json(item), AnalysedSyllabus) == item
        assert 1 <= syllabus.pages[0] <= syllabus.pages[1]
        assert len({outcome.id for outcome in syllabus.outcomes}) == len(syllabus.outcomes)
        for outcome in syllabus.outcomes:
            assert outcome.text.strip()
            assert syllabus.pages[0] <= outcome.page <= syllabus.pages[1]


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load_stage(Settings())[1]


@given(content=text)
@settings(
    max_examples=draws(40), suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_evidence_is_verbatim_in_any_text(classifier: Classifier, content: str) -> None:
    found = parsed(
        "Kursplan\nLärandemål\nEfter avslutad kurs ska studenten kunna\n- jämföra länder\n" + content
    )
    for item in () if isinstance(found, str) else found:
        analysed = analyse_syllabus(item.syllabus, classifier)
        for outcome in analysed.outcomes:
            for label in outcome.labels:
                if label.decision is Decision.NOT_LABELLED:
                    assert (label.probability, label.evidence) == (None, ())
                    continue
                assert label.probability is not None and 0 <= label.probability <= 1
                for evidence in label.evidence:
                    where = outcome.outcome.lead_in if evidence.in_lead_in else outcome.outcome.text
                    assert where[evidence.start : evidence.end] == evidence.text


@pytest.fixture(scope="module")
def results(sample: Path) -> list[DocumentResult]:
    return analyse_files([(path, path.name) for path in sorted(sample.rglob("*.pdf"))], Settings(jobs=2))


@given(data=st.data())
@settings(
    max_examples=draws(25),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_an_audit_does_not_depend_on_the_order_and_its_shares_hold_together(
    results: list[DocumentResult], data: st.DataObject
) -> None:
    chosen = data.draw(
        st.lists(st.sampled_from(results), unique_by=lambda result: result.source.path, max_size=25)
    )
    ids = load_scheme().ids
    audit = build_audit(chosen, ids, PROVENANCE)
    assert to_json(build_audit(chosen[::-1], ids, PROVENANCE)) == to_json(audit)
    assert [path for path, _ in audit.files] == sorted(result.source.path for result in chosen)
    assert all(first.key < second.key for first, second in pairwise(audit.courses))
    outcomes = sum(len(course.counted_outcomes()) for course in audit.courses)
    for share in audit.shares:
        assert share.outcomes.denominator == outcomes
        for indicator in (share.outcomes, share.courses, share.credits):
            assert 0 <= indicator.numerator <= indicator.denominator


def test_a_failed_document_is_in_the_audit_and_in_no_share(results: list[DocumentResult]) -> None:
    from curranalyser.datamodel import Failure
    from curranalyser.errors import FailureCategory

    failure = Failure.from_error("bad.pdf", "read", DocumentError(FailureCategory.TRUNCATED))
    bad = DocumentResult(SourceFile("bad.pdf", "0" * 64, 1), DocumentStatus.FAILED, (), (failure,))
    ids = load_scheme().ids
    with_it, without = build_audit([*results, bad], ids, PROVENANCE), build_audit(results, ids, PROVENANCE)
    assert with_it.shares == without.shares
    assert ("bad.pdf", DocumentStatus.FAILED) in with_it.files
    assert failure in with_it.failures
