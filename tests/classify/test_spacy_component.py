"""The labeller in other people's spaCy pipelines: labels as on the command line, stored and sent on."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from click.testing import CliRunner
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

import curranalyser.classify.factory  # noqa: F401 what the entry point does, see the test of it
from curranalyser import __version__
from curranalyser.classify.labelled import labelled_files, read_labelled
from curranalyser.cli.main import main
from curranalyser.errors import ModelError, SettingsError
from curranalyser.scheme import load_scheme

ROOT = Path(__file__).resolve().parents[2]
COMPARING = {
    "sv": "jämföra dansk och isländsk fiskepolitik",
    "en": "compare Danish and Icelandic fisheries policy",
}
PLAIN = {"sv": "lösa ekvationer", "en": "solve equations"}
RUN: Any = {"capture_output": True, "text": True, "timeout": 120}
MODEL_FILES = {"cues.toml", "manifest.toml", "scheme.toml", "vocabulary.json", "weights.npz", "words.json"}


class Whitespace:
    """Cuts at spaces and nowhere else."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words = re.findall(r"\S+|\s+", text)
        return Doc(self.vocab, words, [False] * len(words))


def pipeline(code: str, tokenizer: Callable[[Vocab], Any] | None = None, **config: object) -> Language:
    nlp = spacy.blank(code)
    if tokenizer:
        nlp.tokenizer = tokenizer(nlp.vocab)
    nlp.add_pipe("curranalyser", config=config)
    return nlp


def told(doc: Doc) -> tuple[Any, ...]:
    """All that was set on a document, in values."""
    spans = [
        (span.label_, span.kb_id_, span.id_, span.start_char, span.end_char)
        for span in doc.spans["perspectives"]
    ]
    # spaCy unpacks lists as tuples.
    return doc.text, dict(doc.cats), spans, json.dumps(doc._.curranalyser)


def labelled_by_the_command(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The whole corpus as `curranalyser classify` labels it, by language."""
    outcomes = read_labelled(labelled_files(ROOT / "corpus"), load_scheme().ids)
    asked = [
        {"text": outcome.text, "lead_in": outcome.lead_in, "language": outcome.language}
        for outcome in outcomes
    ]
    file = folder / "outcomes.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in asked), encoding="utf-8")
    done = CliRunner().invoke(main, ["classify", str(file), "--lang", "en"])
    assert done.exit_code == 0, done.output
    found: dict[str, list[dict[str, Any]]] = {}
    for line, said in zip(asked, map(json.loads, done.stdout.splitlines()), strict=True):
        assert said["text"] == line["text"]
        found.setdefault(line["language"], []).append(said | {"lead_in": line["lead_in"]})
    return found


def documents(nlp: Language, lines: list[dict[str, Any]]) -> Iterator[Doc]:
    for line in lines:
        doc = nlp.make_doc(line["text"])
        doc._.curranalyser_lead_in = line["lead_in"]
        yield doc


@pytest.mark.slow
def test_labels_and_spans_are_those_of_the_command_line_on_the_whole_corpus(tmp_path: Path) -> None:
    # One test, so that the corpus is labelled by the command once.
    corpus = labelled_by_the_command(tmp_path)
    assert set(corpus) == {"sv", "en"}
    for lang, lines in corpus.items():
        assert len(lines) > 5000
        for tokenizer in (None, Whitespace):
            evidenced = agree(pipeline(lang, tokenizer, lang="en"), lines)
            assert evidenced > 1000


def agree(nlp: Language, lines: list[dict[str, Any]]) -> int:
    """Compare a pipeline with what the command said; return how many spans there were."""
    evidenced = 0
    for line, doc in zip(lines, nlp.pipe(documents(nlp, lines)), strict=True):
        labels = line["labels"]
        assert doc._.curranalyser["labels"] == labels
        assert doc.cats == {name: label["probability"] for name, label in labels.items()}
        evidence = [
            (name, item["rule"] or label["rule"] or "", item["cue"], item["start"], item["end"])
            for name, label in labels.items()
            for item in label["evidence"]
            if item["place"] == "text"
        ]
        spans = doc.spans["perspectives"]
        assert [(span.label_, span.kb_id_, span.id_) for span in spans] == [item[:3] for item in evidence]
        for span, (_, _, _, start, end) in zip(spans, evidence, strict=True):
            # Each token that the words touch, and no other.
            assert span[0].idx <= start < span[0].idx + len(span[0])
            assert span[-1].idx < end <= span[-1].idx + len(span[-1])
        evidenced += len(spans)
    return evidenced


def test_a_span_knows_the_answer_of_its_perspective() -> None:
    doc = pipeline("sv", lang="en")(COMPARING["sv"])
    span = next(span for span in doc.spans["perspectives"] if span.label_ == "comparative")
    assert span._.curranalyser == doc._.curranalyser["labels"]["comparative"]
    assert span._.curranalyser["decision"] == "yes"
    assert (span.kb_id_, bool(span._.curranalyser["rule_text"])) == (span._.curranalyser["rule"], True)


def test_only_the_decisions_asked_for_become_spans_under_the_name_asked_for() -> None:
    text = "discuss migration in the region"
    both = pipeline("en", spans_key="why")(text)
    decisions = {label["decision"] for label in both._.curranalyser["labels"].values()}
    assert decisions == {"review", "no"}
    assert both.spans["why"]
    assert not pipeline("en", decisions=["yes"])(text).spans["perspectives"]


def test_what_others_set_stays() -> None:
    nlp = pipeline("en")
    doc = nlp.make_doc(COMPARING["en"])
    doc.cats = {"theirs": 0.5}
    doc.spans["theirs"] = [doc[0:1]]
    doc = nlp(doc)
    assert doc.cats.keys() == {"theirs", *load_scheme().ids}
    assert set(doc.spans) == {"theirs", "perspectives"}


def test_the_lead_in_counts_and_its_evidence_is_no_span() -> None:
    nlp = pipeline("sv")
    doc = nlp.make_doc("planera ett möte")
    doc._.curranalyser_lead_in = "Studenten ska ur ett mångkulturellt perspektiv kunna"
    doc = nlp(doc)
    label = doc._.curranalyser["labels"]["intercultural"]
    assert label["decision"] in ("yes", "review")
    assert {item["place"] for item in label["evidence"]} == {"lead_in"}
    assert not doc.spans["perspectives"]


@pytest.mark.slow
def test_batches_and_two_processes_give_the_same() -> None:
    texts = [COMPARING["sv"], PLAIN["sv"], ""] * 7
    nlp = pipeline("sv")
    alone = [told(nlp(text)) for text in texts]
    assert [told(doc) for doc in nlp.pipe(texts, batch_size=4)] == alone
    assert [told(doc) for doc in nlp.pipe(texts, batch_size=4, n_process=2)] == alone


SPAWNED = """
import multiprocessing, spacy, curranalyser.classify.factory
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    nlp = spacy.blank("en")
    nlp.add_pipe("curranalyser")
    for doc in nlp.pipe(["compare Danish and Icelandic fisheries policy"] * 2, batch_size=1, n_process=2):
        print([span.text for span in doc.spans["perspectives"]], doc._.curranalyser["labels"].keys())
"""


@pytest.mark.slow
def test_processes_that_are_begun_anew_label_too(tmp_path: Path) -> None:
    script = tmp_path / "spawned.py"
    script.write_text(SPAWNED)
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=120
    )
    first, second = done.stdout.splitlines()
    assert first == second
    assert "'Danish and Icelandic'" in first


@pytest.fixture(scope="module")
def own_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped model and scheme, to be taken away."""
    folder = tmp_path_factory.mktemp("own")
    for name in MODEL_FILES - {"scheme.toml"}:
        (folder / name).write_bytes((ROOT / "models" / "default" / name).read_bytes())
    (folder / "scheme.toml").write_bytes((ROOT / "corpus" / "scheme.toml").read_bytes())
    return folder


def test_a_stored_pipeline_has_its_model_in_it(own_model: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    for file in own_model.iterdir():
        (gone / file.name).write_bytes(file.read_bytes())
    config = {"model": str(gone), "scheme": str(gone / "scheme.toml"), "home_country": "DK"}
    nlp = pipeline("sv", **config)
    nlp.to_disk(tmp_path / "stored")
    data = nlp.to_bytes()
    text = "beskriva dansk rätt"
    expected = told(nlp(text))
    assert expected != told(pipeline("sv")(text))  # at home there
    for file in gone.iterdir():
        file.unlink()
    assert {file.name for file in (tmp_path / "stored" / "curranalyser").iterdir()} == MODEL_FILES
    assert told(spacy.load(tmp_path / "stored")(text)) == expected
    assert told(pipeline("sv", **config).from_bytes(data)(text)) == expected
    with pytest.raises(ModelError):
        pipeline("sv", **config)(text)


def test_stored_again_it_is_the_same(tmp_path: Path) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    pipeline("en").to_disk(first)
    spacy.load(first).to_disk(again)
    for name in MODEL_FILES:
        assert (first / "curranalyser" / name).read_bytes() == (again / "curranalyser" / name).read_bytes()


def test_an_altered_or_incomplete_one_is_refused(tmp_path: Path) -> None:
    pipeline("en").to_disk(tmp_path / "nlp")
    words = tmp_path / "nlp" / "curranalyser" / "words.json"
    words.write_bytes(words.read_bytes() + b" ")
    with pytest.raises(ModelError, match="altered"):
        spacy.load(tmp_path / "nlp")(PLAIN["en"])
    words.unlink()
    with pytest.raises(ModelError, match="incomplete"):
        spacy.load(tmp_path / "nlp")
    component: Any = pipeline("en").get_pipe("curranalyser")
    for data in (b"", b"\xff\xff", b"\x80", b"\x81\xa1a\xc4\x01b"):
        with pytest.raises(ModelError, match="incomplete"):
            component.from_bytes(data)


def test_a_model_of_another_scheme_is_refused_by_its_name(own_model: Path, tmp_path: Path) -> None:
    scheme = tmp_path / "other.toml"
    text = (own_model / "scheme.toml").read_text(encoding="utf-8")
    scheme.write_text(text.replace('"comparative"', '"comparing"'), encoding="utf-8")
    with pytest.raises(ModelError, match="other perspectives"):
        pipeline("sv", model=str(own_model), scheme=str(scheme))(PLAIN["sv"])
    with pytest.raises(ModelError, match="nowhere"):
        pipeline("sv", model=str(tmp_path / "nowhere"))(PLAIN["sv"])


@pytest.mark.parametrize("config", [{"lang": "de"}, {"decisions": ["yes", "perhaps"]}])
def test_what_the_component_does_not_know_is_told(config: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        pipeline("sv", **config)


def test_a_language_that_the_model_was_not_trained_for_is_not_labelled() -> None:
    doc = pipeline("de")("dänische und isländische Fischereipolitik vergleichen")
    assert not doc.cats
    assert not doc.spans["perspectives"]
    assert {label["decision"] for label in doc._.curranalyser["labels"].values()} == {"not labelled"}


@pytest.mark.parametrize(("lang", "config"), [("xx", {}), ("de", {"language": "told"})])
def test_the_words_tell_the_language_where_they_are_asked(lang: str, config: dict[str, Any]) -> None:
    nlp = pipeline(lang, **config)
    for code in ("sv", "en"):
        text = f"{COMPARING[code]}, {PLAIN[code]}"
        doc = nlp(text)
        assert doc._.curranalyser["language"] == code
        assert doc.cats == pipeline(code)(text).cats


def test_a_doc_bin_keeps_all_of_it() -> None:
    docs = list(pipeline("sv").pipe([COMPARING["sv"], PLAIN["sv"], ""]))
    data = DocBin(docs=docs, store_user_data=True).to_bytes()
    kept = list(DocBin().from_bytes(data).get_docs(spacy.blank("sv").vocab))
    assert [told(doc) for doc in kept] == [told(doc) for doc in docs]
    one = Doc(Vocab()).from_bytes(docs[0].to_bytes())
    assert told(one) == told(docs[0])


def test_displacy_shows_the_evidence_and_escapes_the_text() -> None:
    doc = pipeline("en")("compare Danish and Icelandic fisheries policy <b>")
    html = displacy.render(doc, style="span", options={"spans_key": "perspectives"}, jupyter=False)
    assert "<b>" not in html
    spans = doc.spans["perspectives"]
    assert {"international", "comparative"} <= {span.label_ for span in spans}
    for span in spans:
        # The line that runs below a span begins with its name and its rule, at its first word.
        assert re.search(rf">\s*{re.escape(span[0].text)}\b", html)
        assert re.search(rf"{span.label_}\s*(<a [^>]*>)?\s*{span.kb_id_}", html), html
    assert html.count("Danish") == 1


FOUND = """
import sys, spacy
assert not any(name.startswith("curranalyser") for name in sys.modules)
nlp = spacy.blank("sv")
nlp.add_pipe("curranalyser")
doc = nlp("jämföra dansk och isländsk rätt")
print(nlp.pipe_names, [span.text for span in doc.spans["perspectives"]])
"""


@pytest.mark.slow
def test_spacy_finds_the_component_by_itself(tmp_path: Path) -> None:
    points = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
    installed = tmp_path / f"curranalyser-{__version__}.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: curranalyser\nVersion: {__version__}\n"
    )
    (installed / "entry_points.txt").write_text(
        "".join(
            f"[{group}]\n" + "".join(f"{name} = {place}\n" for name, place in named.items())
            for group, named in points.items()
        )
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {[str(tmp_path), str(ROOT / 'src')]!r}{FOUND}"],
        check=True,
        **RUN,
    )
    assert done.stdout.startswith("['curranalyser'] [")
    assert "dansk" in done.stdout


def test_importing_the_package_stays_cheap() -> None:
    heavy = ("spacy", "numpy", "msgspec")
    code = f"import sys, curranalyser; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
