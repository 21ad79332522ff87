"""The own scheme of the docs, as it is printed, on as little as it asks for; and what training says of it."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import RunCli

from curranalyser.classify import load_classifier
from curranalyser.classify.model import Taught, Training
from curranalyser.cli.train import training_lines
from curranalyser.datamodel import Decision, LearningOutcome
from curranalyser.errors import SettingsError
from curranalyser.evaluate.card import _training
from curranalyser.i18n import translator
from curranalyser.scheme import load_scheme
from curranalyser.train import train

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "own-scheme.md").read_text(encoding="utf-8")
YES = (
    "assess the environmental impact of a product over its life",
    "explain how emissions arise when a house is built",
    "plan the lighting of a school so that it saves energy",
    "choose materials with a view to what becomes of them as waste",
    "discuss who pays for cheap clothes",
    "calculate the ecological footprint of a household",
    "design a package that can be used again",
    "argue for fair conditions of work in a factory",
    "describe how a repair shop earns its living",
    "analyse the use of water in dyeing",
)
NO = (
    "sketch a chair in perspective",
    "use software for technical drawing",
    "apply a grid to a poster",
    "describe the history of type",
    "build a prototype in wood",
    "present a project to a client",
    "interview users of a tool",
    "write a plan for a project",
    "measure a workpiece with a caliper",
    "select colours for a brand",
)
Subject = Callable[[int], str]


def block(kind: str) -> str:
    """The first block of a kind in the page on own schemes."""
    found = re.search(rf"```{kind}\b[^\n]*\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def coded(folder: Path, subject: Subject, yes: tuple[str, ...] = YES, no: tuple[str, ...] = NO) -> Path:
    """Write the scheme that is printed, and lines like the one that is printed, ten of either kind."""
    (folder / "scheme.toml").write_text(block("toml"), encoding="utf-8")
    printed = json.loads(block("json").splitlines()[0])
    lines = [
        {**printed, "id": f"{verdict}-{number}", "text": text, "subject": subject(number),
         "labels": {"sustainability": verdict}}
        for verdict, texts in (("yes", yes), ("no", no))
        for number, text in enumerate(texts)
    ]  # fmt: skip
    (folder / "coded.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("subject", "too_few"),
    [(lambda _: "design", True), (lambda number: "design" if number < 5 else "fashion", False)],
    ids=["one subject", "two subjects"],
)
def test_the_commands_as_printed(subject: Subject, too_few: bool, tmp_path: Path, run_cli: RunCli) -> None:
    coded(tmp_path, subject)
    (tmp_path / "outcomes.jsonl").write_text('{"text": "assess the impact of a shoe over its life"}\n')
    lines = re.findall(r"^curranalyser ([^>\n]*)", PAGE, re.MULTILINE)
    commands = [line.split() for line in lines[:2]]
    assert [command[0] for command in commands] == ["train", "classify"]
    trained = run_cli(*commands[0], cwd=tmp_path)
    labelled = json.loads(run_cli(*commands[1], cwd=tmp_path).stdout)
    assert labelled["labels"]["sustainability"]["decision"] in ("yes", "review", "no")
    assert re.search(r"it called \d+ of 10 labelled yes a yes, and \d+ of 10 labelled no", trained.stderr)
    assert "Warning: few outcomes taught sustainability (fewer than 50 of a kind)." in trained.stderr
    assert "Warning: trained without cues." in trained.stderr
    assert ("too few subjects" in trained.stderr) is too_few


def test_what_taught_a_model_stands_in_its_manifest_and_card(tmp_path: Path) -> None:
    coded(tmp_path, lambda _: "design")
    training = train(tmp_path / "coded.jsonl", tmp_path / "scheme.toml", None, tmp_path / "model").training
    [taught] = training.taught
    assert (taught.yes, taught.no, training.cues, training.by_subject) == (10, 10, 0, False)
    manifest = tomllib.loads((tmp_path / "model" / "manifest.toml").read_text(encoding="utf-8"))
    assert manifest["training"] == {
        "cues": 0,
        "by_subject": False,
        "taught": [
            {"id": "sustainability", "yes": 10, "no": 10, "found": taught.found, "false": taught.false}
        ],
    }
    without, counts = _training(manifest)
    assert without.startswith("- taught **without cues**")
    assert f"of which {taught.found} and {taught.false} were called yes" in counts
    assert "single outcomes, for want of subjects" in counts
    assert _training({}) == []


@pytest.mark.parametrize(
    "subject", [lambda _: "one", lambda number: "one" if number < 9 else "other"], ids=["one", "uneven"]
)
def test_words_that_say_nothing_make_no_yes(subject: Subject, tmp_path: Path) -> None:
    """Each outcome is another word: what is left of a fold has nothing in common, and nothing is learnt."""
    yes = ["alfa", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]
    no = ["lambda", "my", "ny", "xi", "omikron", "pi", "rho", "sigma", "tau", "ypsilon"]
    coded(tmp_path, subject, tuple(yes), tuple(no))
    trained = train(tmp_path / "coded.jsonl", tmp_path / "scheme.toml", None, tmp_path / "model")
    classifier = load_classifier(tmp_path / "model", load_scheme(tmp_path / "scheme.toml"))
    found = classifier.classify_outcomes(
        [LearningOutcome("1", word, language="en") for word in ("beta", "house")]
    )
    assert {item.labels[0].decision for item in found} == {Decision.REVIEW}
    told = " ".join(training_lines(trained.training, translator("en")))
    assert "does not tell yes from no for sustainability" in told


def test_where_nothing_can_be_learnt_it_is_told(tmp_path: Path) -> None:
    coded(tmp_path, lambda _: "one", tuple("abcdefghij"), tuple("klmnopqrst"))
    with pytest.raises(SettingsError, match="Nothing can be learnt from these outcomes"):
        train(tmp_path / "coded.jsonl", tmp_path / "scheme.toml", None, tmp_path / "model")


def test_a_model_that_learnt_enough_is_not_warned_of() -> None:
    enough = Training(12, by_subject=True, taught=(Taught("sustainability", 60, 200, 55, 4),))
    [line] = training_lines(enough, translator("en"))
    assert "55 of 60 labelled yes" in line


def test_training_on_the_shipped_scheme_finds_its_cues(tmp_path: Path, repository: Path) -> None:
    """They have to lie beside the scheme, also where that comes in a wheel: see force-include."""
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for name in ("scheme.toml", "cues.toml"):
        assert shipped[f"corpus/{name}"] == f"curranalyser/shipped/corpus/{name}"
