"""The labeller as a spaCy pipeline: what its components leave in a Doc, and that Docs may be sent on."""

import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc

from curranalyser.classify import Classifier, load_classifier
from curranalyser.classify.components import (
    CUES,
    SPANS,
    WEIGHTS,
    CueComponent,
    WeightComponent,
    cue_tokens,
    lead_in_hits,
    text_hits,
)
from curranalyser.classify.nlp import add_component, blank
from curranalyser.classify.reader import Reader, Text

TEXTS = [
    Text("jämföra dansk och isländsk fiskepolitik", "", "sv"),
    Text("describe the politics of Kenya, and its courts", "", "en"),
    Text("planera ett möte", "Studenten ska ur ett mångkulturellt perspektiv kunna", "sv"),
    Text("lösa ekvationer", "", "sv"),
    Text("", "", "en"),
]


@pytest.fixture(scope="module")
def shipped() -> Classifier:
    return load_classifier()


@pytest.fixture(scope="module")
def docs(shipped: Classifier) -> list[Doc]:
    return shipped._reader.weigh(shipped._reader.find(TEXTS))


def through(reader: Reader, text: Text) -> Doc:
    (doc,) = reader.weigh(reader.find([text]))
    return doc


def test_spans_name_perspective_rule_and_cue(shipped: Classifier, docs: list[Doc]) -> None:
    assert [doc.text for doc in docs] == [text.text for text in TEXTS]
    assert [doc.lang_ for doc in docs] == ["sv", "en", "sv", "sv", "en"]
    comparing = [span for span in docs[0].spans[SPANS] if span.label_ == "comparative"]
    assert comparing
    for span in comparing:
        cue = shipped.model.cues.by_id[span.id_]
        assert (span.label_, span.kb_id_) == (cue.perspective, cue.rule)
    assert not docs[3].spans[SPANS]
    assert [hit.cue.perspective for hit in lead_in_hits(docs[2], shipped.model.cues.by_id)] == [
        "intercultural"
    ]


def test_categories_are_the_probabilities_of_the_labels(shipped: Classifier, docs: list[Doc]) -> None:
    labels = shipped._labels(TEXTS, docs)
    for doc, said in zip(docs, labels, strict=True):
        assert doc.cats == {label.perspective: label.probability for label in said}
    assert docs[0].cats["comparative"] > 0.9
    assert docs[3].cats["comparative"] < 0.1


def test_what_is_weighed_later_or_alone_is_weighed_alike(shipped: Classifier, docs: list[Doc]) -> None:
    alone = [through(shipped._reader, text) for text in TEXTS]
    assert [doc.cats for doc in alone] == [doc.cats for doc in docs]
    for text, doc in zip(TEXTS, docs, strict=True):
        whole = shipped._reader._pipeline(doc.lang_)(text.text)
        assert text.lead_in or whole.cats == doc.cats


def test_a_doc_that_was_stored_has_all_that_labels_need(shipped: Classifier, docs: list[Doc]) -> None:
    cues = shipped.model.cues.by_id
    stored = [Doc(blank(doc.lang_).vocab).from_bytes(doc.to_bytes()) for doc in docs]
    for before, after in zip(docs, stored, strict=True):
        assert text_hits(after, cues) == text_hits(before, cues)
        assert lead_in_hits(after, cues) == lead_in_hits(before, cues)
        assert cue_tokens(after) == cue_tokens(before)
    assert shipped._labels(TEXTS, stored) == shipped._labels(TEXTS, docs)


def test_behind_another_tokenizer_all_is_found_and_weighed_alike(shipped: Classifier) -> None:
    text = "discuss cross-cultural encounters in health care, and non-European law"
    expected = through(shipped._reader, Text(text, "", "en"))
    nlp = spacy.blank("en")
    add_component(nlp, CUES, CueComponent).use(shipped._reader._finder, "en", blank("en").make_doc)
    add_component(nlp, WEIGHTS, WeightComponent).use(shipped.model)
    doc = nlp(text)
    assert "cross-cultural" not in [token.text for token in doc]
    assert doc.cats == expected.cats
    assert expected.spans[SPANS]
    assert [(span.text, span.id_) for span in doc.spans[SPANS]] == [
        (span.text, span.id_) for span in expected.spans[SPANS]
    ]


def test_a_pipeline_that_has_met_too_many_words_makes_way_for_a_new_one(
    shipped: Classifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(shipped._reader._finder, shipped.model)
    before = through(reader, TEXTS[0])
    monkeypatch.setattr("curranalyser.classify.reader._MOST_WORDS", 1)
    after = through(reader, TEXTS[0])
    assert after.vocab is not before.vocab
    assert after.cats == before.cats


@pytest.mark.parametrize(("name", "make"), [(CUES, CueComponent), (WEIGHTS, WeightComponent)])
def test_a_component_without_what_it_works_with_says_so(name: str, make: type) -> None:
    nlp = blank("sv")
    add_component(nlp, name, make)
    with pytest.raises(ValueError, match=name):
        nlp("jämföra länder")


@pytest.mark.slow
def test_reading_a_syllabus_never_imports_spacy(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("drafts") / "kurs.txt"
    file.write_text(
        "Kursplan\nLärandemål\nEfter kursen ska studenten kunna\n- jämföra dansk och isländsk rätt",
        encoding="utf-8",
    )
    code = (
        "import sys; sys.argv = ['curranalyser', *sys.argv[1:]]\n"
        "from curranalyser.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('spacy' in sys.modules, file=sys.stderr)"
    )
    lines = file.with_suffix(".jsonl")
    lines.write_text('{"text": "jämföra dansk och isländsk rätt"}\n', encoding="utf-8")
    found = {}
    # A draft is labelled in a process of its own.
    for name, given in (("parse", file), ("check", file), ("classify", lines)):
        command = [sys.executable, "-c", code, name, str(given)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        found[name] = done.stderr.split()[-1]
    assert found == {"parse": "False", "check": "False", "classify": "True"}
