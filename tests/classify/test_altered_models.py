"""A model is a folder like another: what is wrong in it is found when it is loaded, in every command."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from curranalyser.classify import load_classifier
from curranalyser.errors import ExitCode, ModelError, SettingsError
from curranalyser.identity import read_model_files
from curranalyser.scheme import load_scheme
from curranalyser.settings import Settings, check_settings
from tests.altered_model import SHIPPED, head, shipped, signed, weights
from tests.command_line import RunCli

MANIFEST = (SHIPPED / "manifest.toml").read_text(encoding="utf-8")


def array(name: str) -> Any:
    import io

    with np.load(io.BytesIO(shipped().contents["weights.npz"])) as arrays:
        return arrays[name]


def changed(name: str, change: Callable[[Any], object]) -> dict[str, bytes]:
    made = array(name).copy()
    result = change(made)
    return {"weights.npz": weights(**{name: made if result is None else result})}


def words(**other: object) -> dict[str, bytes]:
    return {"words.json": json.dumps(json.loads(shipped().contents["words.json"]) | other).encode()}


def vocabulary(data: object) -> dict[str, bytes]:
    return {"vocabulary.json": json.dumps(data).encode()}


FILES: dict[str, Callable[[], dict[str, bytes]]] = {
    "not a number": lambda: changed("coefficients", lambda it: it.__setitem__((0, 0), np.nan)),
    "infinite": lambda: changed("second_intercepts", lambda it: it.__setitem__(0, np.inf)),
    "a weight beyond all measure": lambda: changed("weights", lambda it: it.astype(np.float64) + 1e300),
    "whole numbers": lambda: changed("weights", lambda it: it.astype(np.int32)),
    "texts": lambda: changed("weights", lambda it: np.array(["a"] * len(it))),
    "objects": lambda: changed("weights", lambda it: np.array([{}] * len(it), dtype=object)),
    "another shape": lambda: changed("coefficients", lambda it: it.T.copy()),
    "a row too few": lambda: changed("intercepts", lambda it: it[:-1]),
    "a table of intercepts": lambda: changed("intercepts", lambda it: it.reshape(1, -1)),
    "a shape of a billion billions": lambda: {"weights.npz": weights(weights=head("(1000000000000000000,)"))},
    "a shape that overflows": lambda: {"weights.npz": weights(weights=head("(9" + "0" * 30 + ",)"))},
    "a shape below nothing": lambda: {"weights.npz": weights(weights=head("(-1,)"))},
    "no head": lambda: {"weights.npz": weights(weights=b"\x93NUMPY\x01\x00\xff\xff")},
    "no array": lambda: {"weights.npz": weights(weights=b"")},
    "no package": lambda: {"weights.npz": b"PK"},
    "words that are a list": lambda: {"words.json": b"[]"},
    "words too deep": lambda: {"words.json": b'{"names":' + b"[" * 9999},
    "words of another type": lambda: words(lemmas={"sv": {"a": "b"}}),
    "names of an unknown kind": lambda: words(names={"sv": {"Ort": [["city", "SE"]]}}),
    "a name that is blank": lambda: words(names={"sv": {" ": [["country", "SE"]]}}),
    "no vocabulary": lambda: vocabulary({}),
    "a vocabulary of numbers": lambda: vocabulary({"cues": [1], "text": []}),
    "a vocabulary that does not fit": lambda: vocabulary({"cues": ["a"], "text": []}),
    "cues too deep": lambda: {"cues.toml": b"a = " + b"[" * 9999},
    "cues of another type": lambda: {"cues.toml": b"cues = 3"},
    "cues that name no rule": lambda: {"cues.toml": b"[[cues]]\nid = 'a'\nrule = 'nowhere'"},
    "sets of another type": lambda: {"cues.toml": b"sets = 3"},
    "names of another type": lambda: {"cues.toml": b"names = [[1]]"},
    "no UTF-8": lambda: {"cues.toml": b"\xff"},
}
YES = next(line for line in MANIFEST.splitlines() if line.startswith("yes ="))
REVIEW = next(line for line in MANIFEST.splitlines() if line.startswith("review ="))
SLOPE = next(line for line in MANIFEST.splitlines() if line.startswith("slope ="))
DOUBT = next(line for line in MANIFEST.splitlines() if line.startswith("doubt ="))
LANGUAGES = next(line for line in MANIFEST.splitlines() if line.startswith("languages ="))
SCALE = next(line for line in MANIFEST.splitlines() if line.startswith("text_scale ="))
MANIFESTS = {
    "a threshold that is no number": {YES: "yes = nan"},
    "a threshold above one": {YES: "yes = 2.0"},
    "review above yes": {REVIEW: "review = 1.0"},
    "a slope of another type": {SLOPE: 'slope = "1"'},
    "a slope beyond all measure": {SLOPE: "slope = 1e300"},
    "doubt of two numbers": {DOUBT: "doubt = [1.0, 2.0]"},
    "doubt that is a table": {DOUBT: "doubt = {a = 1}"},
    "a rule that there is not": {YES: YES + '\nrule = "nowhere"'},
    "a rule of another type": {YES: YES + "\nrule = 3"},
    "languages that are none": {LANGUAGES: "languages = [3]"},
    "a scale below nothing": {SCALE: "text_scale = -1.0"},
    "digits without end": {SCALE: "text_scale = " + "9" * 5000},
    "brackets without end": {SCALE: "text_scale = " + "[" * 9999},
    "files that are a list": {"[files]": "files = []\n[other]"},
    "an encoder that is a text": {SCALE: SCALE + '\nencoder = "a"'},
    "an encoder beyond all measure": {
        "[files]": '[encoder]\nkind = "spacy"\ndimension = 1000000000\ndigest = "a"\n[files]'
    },
    "rates that are a text": {SCALE: SCALE + '\nrates = "a"'},
    "a digest that is a list": {"corpus_digest = ": "corpus_digest = []\nold = "},
    "perspectives that are texts": {"[[perspectives]]": 'perspectives = ["a"]\n[[others]]'},
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_a_model_that_is_signed_and_wrong(name: str, tmp_path: Path) -> None:
    folder = signed(tmp_path / "model", FILES[name]())
    with pytest.raises(ModelError) as caught:
        load_classifier(folder, load_scheme())
    assert caught.value.exit_code is ExitCode.MODEL
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_manifest_that_is_odd(name: str, tmp_path: Path) -> None:
    folder = signed(tmp_path / "model", {}, MANIFESTS[name])
    with pytest.raises(ModelError):
        read_model_files(folder, load_scheme())


def test_a_model_that_is_signed_anew_is_told_by_its_pinned_digest_alone(tmp_path: Path) -> None:
    folder = signed(tmp_path / "model", changed("intercepts", lambda it: it + 1))
    other = load_classifier(folder, load_scheme()).model_sha256
    assert other != shipped().sha256
    load_classifier(folder, load_scheme(), pinned=other)
    with pytest.raises(ModelError, match=other):
        load_classifier(folder, load_scheme(), pinned=shipped().sha256)


def test_the_pinned_digest_is_a_setting_that_changes_no_result() -> None:
    with pytest.raises(SettingsError):
        check_settings(Settings(model_sha256="abc"), "here")
    pinned = check_settings(Settings(model_sha256="0" * 64), "here")
    assert pinned.digest() == Settings().digest()


@pytest.fixture(scope="module")
def nan_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return signed(tmp_path_factory.mktemp("nan") / "model", FILES["not a number"]())


DRAFT = """Kursplan
Exempelkurs, 7,5 högskolepoäng
Kurskod: AB1234

Lärandemål
Efter avslutad kurs ska studenten kunna
- beskriva grunderna i ämnet
"""
COMMANDS = {
    "audit": ("audit", "draft.txt", "-o", "report"),
    "check": ("check", "draft.txt"),
    "classify": ("classify", "lines.jsonl"),
    "evaluate perspectives": ("evaluate", "perspectives", "gold.jsonl"),
    "evaluate check": ("evaluate", "check", "draft.txt"),
    "evaluate truth": ("evaluate", "check", "--truth", "truth.json"),
    "serve": ("serve", "--no-browser"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_refuses_a_wrong_model_and_one_that_is_not_pinned(
    name: str, nan_model: Path, tmp_path: Path, run_cli: RunCli
) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text('{"text": "beskriva grunderna i ämnet"}\n', encoding="utf-8")
    (tmp_path / "truth.json").write_text('{"draft.txt": {"expected": []}}', encoding="utf-8")
    labels = dict.fromkeys(shipped().perspectives, "no")
    gold = {"id": "a", "text": "beskriva grunderna i ämnet", "language": "sv", "labels": labels}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    settings = tmp_path / "curranalyser.toml"
    settings.write_text(f"model = '{nan_model}'\njobs = 1\n", encoding="utf-8")
    told = run_cli(*COMMANDS[name], code=5, cwd=tmp_path).stderr
    assert told.count("\n") <= 2
    settings.write_text("jobs = 1\n", encoding="utf-8")
    told = run_cli(*COMMANDS[name], "--model-sha256", "0" * 64, code=5, cwd=tmp_path).stderr
    assert shipped().sha256 in told


def test_the_component_of_other_pipelines_refuses_it_too(nan_model: Path) -> None:
    import spacy

    for config in ({"model": str(nan_model)}, {"model_sha256": "0" * 64}):
        pipeline = spacy.blank("sv")
        pipeline.add_pipe("curranalyser", config=config)
        with pytest.raises(ModelError):
            pipeline("beskriva grunderna i ämnet")


def test_the_manifest_of_the_shipped_model_is_read() -> None:
    assert tomllib.loads(MANIFEST)["sha256"] == shipped().sha256
