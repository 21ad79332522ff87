"""A user's own scheme, cues and coded outcomes: trained, loaded, refused where altered.

And through the command line.
"""

import json
import re
import shutil
from pathlib import Path

import pytest
from command_line import RunCli
from sustainability import write_scheme

from curranalyser.classify import load_classifier
from curranalyser.datamodel import Decision, LearningOutcome
from curranalyser.errors import ExitCode, ModelError, SettingsError, UnreadRowWarning
from curranalyser.scheme import load_scheme
from curranalyser.train import train


@pytest.fixture
def own_scheme(tmp_path: Path) -> Path:
    write_scheme(tmp_path)
    return tmp_path


def trained(folder: Path, name: str) -> Path:
    train(folder / "coded.jsonl", folder / "scheme.toml", None, folder / name)
    return folder / name


def test_the_same_input_gives_the_same_bytes(own_scheme: Path) -> None:
    first, second = trained(own_scheme, "first"), trained(own_scheme, "second")
    assert {file.name: file.read_bytes() for file in first.iterdir()} == {
        file.name: file.read_bytes() for file in second.iterdir()
    }


def test_it_labels_by_the_users_perspective_and_rule(own_scheme: Path) -> None:
    classifier = load_classifier(trained(own_scheme, "model"), load_scheme(own_scheme / "scheme.toml"))
    yes, lure = classifier.classify_outcomes(
        [
            LearningOutcome("1", "redogöra för hållbara fiskemetoder"),
            LearningOutcome("2", "framföra hållbara argument i en debatt"),
        ]
    )
    assert yes.labels[0].decision is Decision.YES
    assert (yes.labels[0].rule, yes.labels[0].kind_of_hit) == ("SUS-Y1", "subject matter")
    assert lure.labels[0].probability < yes.labels[0].probability


@pytest.mark.parametrize("file", ["cues.toml", "vocabulary.json", "weights.npz", "words.json"])
def test_an_altered_file_is_refused(own_scheme: Path, file: str) -> None:
    model = trained(own_scheme, "model")
    (model / file).write_bytes((model / file).read_bytes() + b" ")
    with pytest.raises(ModelError, match=file):
        load_classifier(model, load_scheme(own_scheme / "scheme.toml"))


def test_a_missing_file_an_altered_manifest_and_another_scheme_are_refused(own_scheme: Path) -> None:
    model = trained(own_scheme, "model")
    scheme = load_scheme(own_scheme / "scheme.toml")
    with pytest.raises(ModelError):
        load_classifier(model)
    manifest = (model / "manifest.toml").read_text(encoding="utf-8")
    (model / "manifest.toml").write_text(manifest.replace('\nsha256 = "', '\nsha256 = "0'), encoding="utf-8")
    with pytest.raises(ModelError):
        load_classifier(model, scheme)
    lowered = re.sub(r"\nyes = [0-9.]+", "\nyes = 0.01", manifest)
    assert lowered != manifest
    (model / "manifest.toml").write_text(lowered, encoding="utf-8")
    with pytest.raises(ModelError):
        load_classifier(model, scheme)
    (model / "words.json").unlink()
    with pytest.raises(ModelError):
        load_classifier(model, scheme)


def test_too_few_outcomes_are_refused(own_scheme: Path) -> None:
    lines = (own_scheme / "coded.jsonl").read_text(encoding="utf-8").splitlines()
    (own_scheme / "coded.jsonl").write_text("\n".join(lines[:15]), encoding="utf-8")
    with pytest.raises(SettingsError, match="sustainability"):
        trained(own_scheme, "model")


@pytest.mark.parametrize(
    "line",
    [
        '{"text": 1}',
        '{"text": "x", "labels": {"sustainability": "perhaps"}}',
        '{"text": "x"}',
    ],
)
def test_a_line_that_is_no_labelled_outcome_is_named(own_scheme: Path, line: str) -> None:
    with (own_scheme / "coded.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(SettingsError, match="line 25"):
        trained(own_scheme, "model")


@pytest.mark.parametrize("line", ["no JSON", "[]"])
def test_a_damaged_line_is_named_and_the_others_are_learnt(own_scheme: Path, line: str) -> None:
    plain = trained(own_scheme, "plain")
    with (own_scheme / "coded.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.warns(UnreadRowWarning, match="line 25"):
        assert trained(own_scheme, "model") != plain
    assert (own_scheme / "model" / "weights.npz").read_bytes() == (plain / "weights.npz").read_bytes()


def test_the_commands_train_classify_evaluate_and_compare(own_scheme: Path, run_cli: RunCli) -> None:
    scheme, model, coded = (
        str(own_scheme / "scheme.toml"),
        str(own_scheme / "model"),
        own_scheme / "coded.jsonl",
    )
    run_cli("train", "--corpus", str(coded), "--scheme", scheme, "-o", model)
    asked = own_scheme / "asked.jsonl"
    rows = (
        {"id": 7, "text": "värdera hållbar odling", "language": "sv"},
        {"text": "räkna", "language": "sv"},
        {"text": "räkna"},
    )
    asked.write_text("\n\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = run_cli("classify", str(asked), "--model", model, "--scheme", scheme, "--lang", "sv")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["id"], line["labels"]["sustainability"]["decision"]) for line in lines] == [
        ("7", "yes"),
        ("3", "no"),
        ("5", "not labelled"),
    ]
    assert "1 lärandemål på okänt språk" in done.stderr
    assert lines[0]["labels"]["sustainability"]["rule_text"] == "hållbar utveckling nämns"
    figures = own_scheme / "figures.json"
    run_cli(
        "evaluate", "perspectives", str(coded), "--model", model, "--scheme", scheme, "--json", str(figures)
    )
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert {
        cell["without_borderline"]["f1"] for cell in found["cells"] if cell["method"] == "curranalyser"
    } == {1.0}
    # Twelve yes are no measure.
    assert found["methods"]["curranalyser"]["macro_f1"] is None
    labelled = own_scheme / "labelled.jsonl"
    labelled.write_text(
        run_cli("classify", str(coded), "--model", model, "--scheme", scheme).stdout, encoding="utf-8"
    )
    done = run_cli("agreement", str(coded), str(labelled), "--scheme", scheme)
    assert "1.000" in done.stdout


def test_the_command_refuses_an_altered_model_with_code_5(own_scheme: Path, run_cli: RunCli) -> None:
    model = own_scheme / "copy"
    shutil.copytree(Path(__file__).resolve().parents[2] / "models" / "default", model)
    (model / "words.json").write_bytes((model / "words.json").read_bytes() + b" ")
    asked = own_scheme / "asked.jsonl"
    asked.write_text('{"text": "räkna"}\n', encoding="utf-8")
    done = run_cli("classify", str(asked), "--model", str(model), code=ExitCode.MODEL)
    assert "words.json" in done.stderr
