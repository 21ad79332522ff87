"""The rates of wrong labels are measured by one command and stand in the manifest of the model."""

import shutil
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from curranalyser.classify import load_classifier
from curranalyser.classify.labelled import REPRESENTATIVE, LabelledOutcome
from curranalyser.cli.main import main
from curranalyser.datamodel import LabelRates, RatesData
from curranalyser.errors import ModelError
from curranalyser.evaluate.rates import label_rates, with_rates
from curranalyser.identity import read_model_files
from curranalyser.pipeline import run_audit
from curranalyser.report import build_view
from curranalyser.scheme import load_scheme, shipped_path
from curranalyser.settings import Settings

RATES = (
    LabelRates("international", None, (1, 200), (3, 40)),
    LabelRates("international", "sv", (0, 150), (2, 33)),
)
DATA = RatesData(240, 4, 200, "ab12")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    shutil.copytree(shipped_path("models", "default"), folder)
    return folder


def write_rates(model: Path, rates: tuple[LabelRates, ...], sha256: str, data: RatesData) -> None:
    manifest = model / "manifest.toml"
    text = with_rates(manifest.read_text(encoding="utf-8"), rates, sha256, data)
    manifest.write_text(text, encoding="utf-8")


def test_rates_are_written_and_read_and_replaced(model: Path) -> None:
    scheme = load_scheme(None)
    before = read_model_files(model, scheme)
    weights = (model / "weights.npz").read_bytes()
    for rates in (RATES, RATES[:1]):
        write_rates(model, rates, before.sha256, DATA)
        found = read_model_files(model, scheme)
        assert (found.rates, found.rates_on, found.sha256) == (rates, DATA, before.sha256)
    assert (model / "weights.npz").read_bytes() == weights
    assert (model / "manifest.toml").read_text(encoding="utf-8").count("[rates]") == 1


def test_rates_of_another_model_are_not_measured(model: Path) -> None:
    write_rates(model, RATES, "0" * 64, DATA)
    found = read_model_files(model, load_scheme(None))
    assert (found.rates, found.rates_on) == ((), None)


def test_a_manifest_of_before_is_read_as_not_measured(model: Path) -> None:
    manifest = model / "manifest.toml"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").partition("\n[rates]")[0] + "\n", encoding="utf-8"
    )
    assert read_model_files(model, load_scheme(None)).rates == ()
    source = model.parent / "kurs.md"
    source.write_text(
        "# Vävteknik\n\nKurskod: VAV101\n\n## Lärandemål\n\nEfter kursen ska studenten kunna\n\n"
        "- beskriva hur en varp sätts upp\n- jämföra svenska och norska vävstolar\n",
        encoding="utf-8",
    )
    audit = run_audit([source], Settings(model=str(model)))
    assert audit.shares[0].bands is None
    for lang, said in (("en", "is not measured"), ("sv", "är inte mätt")):
        assert said in build_view(audit, load_scheme(None), lang).rates


@pytest.mark.parametrize(
    "wrong", ["false_yes = [1, 0]", "false_yes = [5, 4]", "false_yes = 3", 'false_yes = ["a", 4]']
)
def test_rates_that_are_none_are_refused(model: Path, wrong: str) -> None:
    scheme = load_scheme(None)
    write_rates(model, RATES[:1], read_model_files(model, scheme).sha256, DATA)
    manifest = model / "manifest.toml"
    text = manifest.read_text(encoding="utf-8").replace("false_yes = [1, 200]", wrong)
    manifest.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError):
        read_model_files(model, scheme)


def outcome(number: int, text: str, label: str, sample: str = REPRESENTATIVE) -> LabelledOutcome:
    labels = dict.fromkeys(load_scheme(None).ids, label)
    return LabelledOutcome(str(number), text, "", "sv", "s", labels, sample=sample)


def test_rates_are_counted_on_gold() -> None:
    classifier = load_classifier(shipped_path("models", "default"), load_scheme(None))
    no = [outcome(number, f"räkna till {number}", "no") for number in range(120)]
    hard = [outcome(900 + n, "jämföra skolan i Sverige och Norge", "no", "enriched") for n in range(5)]
    yes = [outcome(300 + n, "jämföra skolan i Sverige och Norge", "yes") for n in range(38)]
    missed = [outcome(400 + n, f"räkna från {n}", "yes") for n in range(2)]
    vague = [outcome(500, "jämföra skolan i Sverige och Norge", "borderline")]
    found = {
        item.perspective: item
        for item in label_rates([*no, *hard, *yes, *missed, *vague], classifier)
        if item.language is None
    }
    assert found["comparative"].false_yes == (0, 120)
    assert found["comparative"].missed == (2, 40)
    assert label_rates([*no, *yes[:10]], classifier) == ()


def test_the_card_writes_them(model: Path, tmp_path: Path) -> None:
    fields = '"language": "sv", "subject": "s", "split": "test", "intercultural": "no"'
    lines = [
        f'{{"id": "{n}", "text": "räkna till {n}", {fields}, "sample": "representative",'
        ' "international": "no", "comparative": "no"}'
        for n in range(110)
    ] + [
        f'{{"id": "y{n}", "text": "jämföra skolan i Sverige och Norge {n}", {fields}, "sample": "enriched",'
        ' "international": "yes", "comparative": "yes"}'
        for n in range(40)
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = CliRunner().invoke(
        main, ["evaluate", "card", str(model), "--corpus", str(gold), "--gold", str(gold)]
    )
    assert result.exit_code == 0, result.output
    rates = tomllib.loads((model / "manifest.toml").read_text(encoding="utf-8"))["rates"]
    assert rates["data"]["outcomes"] == 150
    assert {item["perspective"] for item in rates["labels"]} == {"international", "comparative"}
    assert read_model_files(model, load_scheme(None)).rates
    card = (model / "README.md").read_text(encoding="utf-8")
    assert "international false yes" in card and "wrong labels on 150 outcomes" in card


def test_the_shipped_model_is_measured() -> None:
    found = read_model_files(shipped_path("models", "default"), load_scheme(None))
    assert {item.perspective for item in found.rates} == set(load_scheme(None).ids)
    assert found.rates_on is not None and found.rates_on.outcomes > 500
