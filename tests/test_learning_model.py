"""The outcomes of an audit in the European Learning Model, and back."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from small_audit import COMPARATIVE, INTERNATIONAL, SCHEME, audit_of, course, outcome, programme

from curranalyser.analyse import analyse_path
from curranalyser.cli.main import main
from curranalyser.datamodel import Audit, Decision, SyllabusKind, to_json
from curranalyser.learning_model import elm_document
from curranalyser.read.normalise import normalise_text
from curranalyser.settings import Settings


def _told(text: str, language: str | None = "sv", *perspectives: str, number: int = 1) -> Any:
    item = outcome(text, *perspectives)
    changed = replace(item.outcome, id=f"{language or 'und'}-{number}", language=language)
    return replace(item, outcome=changed)


def _audit(*texts: str) -> Audit:
    items = [_told(text, number=number) for number, text in enumerate(texts, 1)]
    return audit_of(course("AB1", "Recht", *items))


def _graph(audit: Audit) -> list[dict[str, Any]]:
    graph: list[dict[str, Any]] = json.loads(elm_document(audit, SCHEME))["@graph"]
    return graph


def _read_back(audit: Audit) -> list[tuple[str | None, list[tuple[str, str | None]]]]:
    results = analyse_path(elm_document(audit, SCHEME), "outcomes.jsonld", Settings(), None)
    return [
        (one.syllabus.header.code, [(item.text, item.language) for item in one.syllabus.outcomes])
        for result in results
        for one in result.syllabi
    ]


@pytest.fixture
def audit() -> Audit:
    items = (
        _told("jämföra lagar i två länder", "sv", INTERNATIONAL, COMPARATIVE),
        _told("lösa ekvationer", "sv", number=2),
        _told("compare laws of two countries", "en", INTERNATIONAL),
        _told("ὁρίζειν", None),
    )
    return audit_of(
        course("AB1", "Rätt", *items),
        course("AB2", "Tom"),
        programme("P1", "Program", ("AB1", 1, True), ("ZZ9", 2, True)),
    )


def test_what_is_written_is_read_back_with_the_same_outcomes(audit: Audit) -> None:
    told = [(item.outcome.text, item.outcome.language) for item in audit.course("AB1").main.outcomes]
    assert len(told) == 4
    assert sorted(_read_back(audit)[0][1], key=str) == sorted(told, key=str)
    assert [code for code, _ in _read_back(audit)] == [
        *(one.header.code for one in audit.courses),
        *(one.header.code for one in audit.programmes),
    ]


@given(
    st.lists(
        st.text(alphabet="abcåäö <>&;:.,()/•1-–\"'", min_size=1, max_size=30).map(
            lambda text: " ".join(normalise_text(f"väga {text}").split())
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda text: "".join(filter(str.isalnum, text)),
    )
)
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    [(_, found)] = _read_back(_audit(*texts))
    assert [text for text, _ in found] == texts


def test_perspectives_are_concepts_of_a_scheme_with_names_in_both_languages(audit: Audit) -> None:
    graph = _graph(audit)
    [scheme] = [node for node in graph if node["type"] == "ConceptScheme"]
    concepts = {node["notation"]: node for node in graph if node["type"] == "Concept"}
    assert list(concepts) == list(SCHEME.ids)
    for perspective in SCHEME.perspectives:
        concept = concepts[perspective.id]
        assert concept["prefLabel"] == {lang: [text] for lang, text in perspective.name}
        assert {"sv", "en"} <= concept["prefLabel"].keys()
        assert concept["inScheme"]["id"] == scheme["id"]
    [node] = [node for node in graph if node.get("identifier", {}).get("notation") == "AB1"]
    carried = [[part["id"] for part in one.get("relatedSkill", ())] for one in node["learningOutcome"]]
    assert carried == [
        [concepts[INTERNATIONAL]["id"], concepts[COMPARATIVE]["id"]],
        [],
        [concepts[INTERNATIONAL]["id"]],
        [],
    ]


def test_what_is_to_be_reviewed_or_not_labelled_carries_nothing() -> None:
    item = _told("jämföra lagar")
    for decision in (Decision.REVIEW, Decision.NOT_LABELLED, Decision.NO):
        labels = tuple(replace(label, decision=decision) for label in item.labels)
        graph = _graph(audit_of(course("AB1", "Rätt", replace(item, labels=labels))))
        assert "relatedSkill" not in graph[-1]["learningOutcome"][0]


def test_programme_names_the_courses_that_have_a_syllabus(audit: Audit) -> None:
    found = analyse_path(elm_document(audit, SCHEME), "outcomes.jsonld", Settings(), None)[-1]
    assert found.syllabi[0].syllabus.kind is SyllabusKind.PROGRAMME
    assert [ref.code for ref in found.syllabi[0].syllabus.course_refs] == ["AB1"]


def test_equal_audits_give_equal_bytes_and_ids_are_unique(audit: Audit) -> None:
    assert elm_document(audit, SCHEME) == elm_document(audit, SCHEME)
    ids = [node["id"] for part in _graph(audit) for node in (part, *part.get("learningOutcome", ()))]
    assert len(set(ids)) == len(ids)


def test_the_command_writes_it(audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "audit.json").write_bytes(to_json(audit))
    arguments = ["export", str(tmp_path), "-o", str(tmp_path / "out"), "--format", "elm", "--lang", "en"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "outcomes.jsonld").read_bytes() == elm_document(audit, SCHEME)
