"""Reading labelled outcomes: one language a line, or a pair; files, folders and the whole corpus."""

import json
from pathlib import Path

import pytest

from curranalyser.classify.labelled import labelled_files, read_labelled
from curranalyser.errors import SettingsError
from curranalyser.train import subject_folds

LABELS = {"international": "yes", "comparative": "no"}
PERSPECTIVES = ("international", "comparative")
PAIR = {
    "id": "p-1",
    "subject": "Juridik",
    "sv": "redogöra för havsrättskonventionen",
    "en": "account for the Convention on the Law of the Sea",
    "lead_in_sv": "Studenten ska kunna",
    "lead_in_en": "The student is to be able to",
    "labels": LABELS,
    "rules": ["INT-Y1"],
    "split": "test",
}


def write(path: Path, *lines: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_pair_is_an_outcome_in_each_language(tmp_path: Path) -> None:
    swedish, english = read_labelled([write(tmp_path / "a.jsonl", PAIR)], PERSPECTIVES)
    assert (swedish.id, swedish.language, swedish.text, swedish.lead_in) == (
        "p-1-sv",
        "sv",
        PAIR["sv"],
        "Studenten ska kunna",
    )
    assert (english.id, english.language, english.text, english.lead_in) == (
        "p-1-en",
        "en",
        PAIR["en"],
        "The student is to be able to",
    )
    for half in (swedish, english):
        assert (half.subject, half.labels, half.rules, half.split) == ("Juridik", LABELS, ("INT-Y1",), "test")


def test_both_halves_of_a_pair_stand_in_one_fold(tmp_path: Path) -> None:
    lines = [
        PAIR | {"id": f"{subject}-{label}", "subject": subject, "labels": {"international": label}}
        for subject in "abcdefgh"
        for label in ("yes", "no")
    ]
    outcomes = read_labelled([write(tmp_path / "a.jsonl", *lines)], PERSPECTIVES)
    for fold in subject_folds(outcomes):
        ids = {outcomes[number].id for number in fold}
        assert {name.replace("-sv", "-en") for name in ids} == {name for name in ids if name.endswith("-en")}


def test_a_line_with_a_text_is_one_outcome_whatever_else_it_holds(tmp_path: Path) -> None:
    line = {"text": "läsa tyska", "language": "sv", "en": "a note of one's own", "labels": LABELS}
    (outcome,) = read_labelled([write(tmp_path / "a.jsonl", line)], PERSPECTIVES)
    assert (outcome.id, outcome.text, outcome.language) == ("1", "läsa tyska", "sv")


@pytest.mark.parametrize("missing", ["sv", "en"])
def test_half_a_pair_is_refused_with_its_line(tmp_path: Path, missing: str) -> None:
    half = {key: value for key, value in PAIR.items() if key != missing}
    file = write(tmp_path / "a.jsonl", PAIR, half)
    with pytest.raises(SettingsError, match=r"a\.jsonl.*2"):
        read_labelled([file], PERSPECTIVES)


def test_a_folder_of_outcomes_and_pairs_gives_those_of_both(tmp_path: Path) -> None:
    write(tmp_path / "notes.jsonl", PAIR)
    outcomes, pairs = write(tmp_path / "outcomes" / "a.jsonl"), write(tmp_path / "pairs" / "a.jsonl", PAIR)
    assert labelled_files(tmp_path) == (outcomes, pairs)
    assert labelled_files(tmp_path / "pairs") == (pairs,)


@pytest.mark.parametrize("folder", ["outcomes", "pairs"])
def test_any_other_folder_gives_its_own_files_alone(tmp_path: Path, folder: str) -> None:
    mine = write(tmp_path / "mine.jsonl", PAIR)
    write(tmp_path / folder / "a.jsonl", PAIR)
    assert labelled_files(tmp_path) == (mine,)
    assert labelled_files(mine) == (mine,)
