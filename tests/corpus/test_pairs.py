"""The pairs of the corpus: one outcome in Swedish and in English, with the labels that hold for both."""

import json
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from curranalyser.classify.labelled import LabelledOutcome, labelled_files, read_labelled
from curranalyser.language import detect_language
from curranalyser.scheme import load_scheme

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SCHEME = load_scheme()
PREFIXES = {perspective.prefix: perspective.id for perspective in SCHEME.perspectives}
# Short comparisons and near misses stand in files of their own; not every subject has one.
SHORT = "comparisons-"
FIELDS = {"id", "subject", "sv", "en", "lead_in_sv", "lead_in_en", "labels", "rules", "split"}


@pytest.fixture(scope="module")
def pairs() -> dict[str, list[dict[str, Any]]]:
    """File name to its lines."""
    return {
        file.name: [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        for file in labelled_files(CORPUS / "pairs")
    }


@pytest.fixture(scope="module")
def outcomes() -> list[LabelledOutcome]:
    return read_labelled(labelled_files(CORPUS / "outcomes"), SCHEME.ids)


@pytest.fixture(scope="module")
def halves() -> list[LabelledOutcome]:
    return read_labelled(labelled_files(CORPUS / "pairs"), SCHEME.ids)


def test_they_are_many_and_over_all_subjects(pairs: dict[str, list[dict[str, Any]]]) -> None:
    assert sum(map(len, pairs.values())) >= 800
    general = {name: lines for name, lines in pairs.items() if not name.startswith(SHORT)}
    rounds = ("negatives-", "classes-")
    assert set(general) == {
        file.name for file in labelled_files(CORPUS / "outcomes") if not file.name.startswith(rounds)
    }
    assert {name.removeprefix(SHORT) for name in pairs} == set(general)
    assert min(map(len, general.values())) >= 10


def test_each_has_both_languages_and_nothing_else(pairs: dict[str, list[dict[str, Any]]]) -> None:
    for name, lines in pairs.items():
        for number, pair in enumerate(lines, 1):
            kind = "twin" if name.startswith(SHORT) else "pair"
            assert pair["id"] == f"{kind}-{name.removeprefix(SHORT).removesuffix('.jsonl')}-{number:03}"
            assert set(pair) <= FIELDS
            assert pair["sv"].split() and pair["en"].split() and pair["sv"] != pair["en"], pair["id"]
            assert bool(pair.get("lead_in_sv")) == bool(pair.get("lead_in_en")), pair["id"]
            texts = [value for value in pair.values() if isinstance(value, str)]
            assert all(text == unicodedata.normalize("NFC", text.strip()) for text in texts), pair["id"]


def test_a_pair_is_two_outcomes_with_the_same_labels(
    pairs: dict[str, list[dict[str, Any]]], halves: list[LabelledOutcome]
) -> None:
    assert len(halves) == 2 * sum(map(len, pairs.values()))
    for swedish, english in zip(halves[::2], halves[1::2], strict=True):
        assert (swedish.language, english.language) == ("sv", "en")
        assert swedish.id.removesuffix("-sv") == english.id.removesuffix("-en")
        assert swedish.labels == english.labels
        assert set(swedish.labels) == set(SCHEME.ids)


def test_a_subject_has_the_split_that_it_has_among_the_outcomes(
    outcomes: list[LabelledOutcome], halves: list[LabelledOutcome]
) -> None:
    """Otherwise a model would be measured on a subject that it has learnt from."""
    splits = {outcome.subject: outcome.split for outcome in outcomes}
    assert {(half.subject, half.split) for half in halves} == set(splits.items())


def test_every_rule_is_represented_and_explains_its_label(halves: list[LabelledOutcome]) -> None:
    used = Counter(rule for half in halves for rule in half.rules)
    assert set(used) == {rule.id for rule in SCHEME.rules}
    for half in halves:
        verdicts: dict[str, set[str]] = defaultdict(set)
        for rule in half.rules:
            verdicts[PREFIXES[rule.split("-")[0]]].add(SCHEME.rule(rule).verdict)
        for perspective, label in half.labels.items():
            found = verdicts[perspective]
            assert label in found if label != "no" else not found & {"yes", "borderline"}, half.id


def test_there_are_plain_outcomes_lures_and_each_perspective(halves: list[LabelledOutcome]) -> None:
    nothing = [half for half in halves if set(half.labels.values()) == {"no"}]
    assert len(nothing) / len(halves) >= 0.4
    assert sum(bool(half.rules) for half in nothing) / len(halves) >= 0.2
    for perspective, least in {"international": 0.2, "intercultural": 0.14, "comparative": 0.14}.items():
        assert sum(half.labels[perspective] == "yes" for half in halves) / len(halves) >= least


def test_the_tool_tells_the_language_of_each(halves: list[LabelledOutcome]) -> None:
    told = Counter((half.language, detect_language(half.text)) for half in halves)
    right = told["sv", "sv"] + told["en", "en"]
    assert told["sv", "en"] == told["en", "sv"] == 0
    # One line of few words may look like a neighbouring language; in a syllabus what stands around it tells.
    assert right / len(halves) >= 0.99
