"""What `evaluate perspectives` says of its own figures: intervals, what is no measure, homes, pairs."""

import json
from pathlib import Path

import pytest
from command_line import RunCli

from curranalyser.classify import load_classifier
from curranalyser.classify.labelled import LabelledOutcome, read_labelled
from curranalyser.datamodel import LearningOutcome
from curranalyser.errors import SettingsError, UnreadRowWarning
from curranalyser.evaluate.intervals import f1_intervals
from curranalyser.evaluate.measures import Verdict
from curranalyser.evaluate.pairs import evaluate_pairs, read_pairs
from curranalyser.evaluate.perspectives import TOOL, evaluate_perspectives

IDS = ("international", "intercultural", "comparative")


def written(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def labelled(identifier: str, text: str, verdict: str, **more: str) -> dict[str, object]:
    return {
        "id": identifier,
        "text": text,
        "labels": dict.fromkeys(IDS, "no") | {"international": verdict},
    } | more


def test_an_interval_holds_its_figure_narrows_with_more_outcomes_and_is_the_same_again() -> None:
    few = [Verdict.TRUE] * 16 + [Verdict.MISSED] * 4 + [Verdict.FALSE] * 4 + [Verdict.OTHER] * 40
    (narrow,), _ = f1_intervals([few * 20])
    (wide,), macro = f1_intervals([few])
    assert wide is not None and narrow is not None
    assert wide == macro
    assert wide[0] < narrow[0] < 0.8 < narrow[1] < wide[1]
    assert f1_intervals([few]) == ([wide], macro)


def test_the_interval_of_the_mean_is_narrower_than_those_of_its_parts() -> None:
    first: list[Verdict | None] = [Verdict.TRUE, Verdict.TRUE, Verdict.MISSED, Verdict.OTHER] * 30
    apart = [*first, *[None] * 120], [*[None] * 120, *first]
    (one, _), mean = f1_intervals(apart)
    assert one is not None and mean is not None
    assert mean[1] - mean[0] < one[1] - one[0]


def test_what_cannot_be_measured_has_no_interval() -> None:
    assert f1_intervals([]) == ([], None)
    assert f1_intervals([[None, Verdict.TRUE, None]]) == ([None], None)


def test_few_yes_are_no_measure(tmp_path: Path, run_cli: RunCli) -> None:
    many = [
        labelled(f"a{n}", f"redogöra för EU:s jordbrukspolitik, del {n}", "yes", language="sv")
        for n in range(31)
    ]
    few = [
        labelled(f"b{n}", f"account for the farm policy of the EU, part {n}", "yes", language="en")
        for n in range(4)
    ]
    gold = written(tmp_path / "gold.jsonl", [*many, *few])
    evaluation = evaluate_perspectives(read_labelled([gold], IDS), load_classifier())
    assert evaluation.methods[TOOL].measured == (1, 6)
    shown = run_cli("evaluate", "perspectives", str(gold)).stdout
    row = next(line for line in shown.splitlines() if "international" in line and "English" in line)
    assert "(1.000)" in row
    assert "1/6" in shown
    assert "fewer than 30 yes in gold" in shown


def test_an_outcome_is_read_with_its_own_country_as_home(tmp_path: Path) -> None:
    text = "account for the Norwegian health system"
    rows = [
        labelled("abroad", text, "yes", language="en", country="GB"),
        labelled("home", text, "no", language="en", country="NO"),
    ]
    evaluation = evaluate_perspectives(
        read_labelled([written(tmp_path / "gold.jsonl", rows)], IDS), load_classifier()
    )
    assert evaluation.errors == ()


def test_missed_yes_in_review_and_the_band_are_counted() -> None:
    classifier = load_classifier()
    text = "diskutera frågor i ett vidare perspektiv"
    gold = [LabelledOutcome("1", text, "", "sv", "", dict.fromkeys(IDS, "yes"), sample="representative")]
    evaluation = evaluate_perspectives(gold, classifier)
    (outcome,) = classifier.classify_outcomes([LearningOutcome("1", text, "", language="sv")])
    reviewed = [label.perspective for label in outcome.labels if str(label.decision) == "review"]
    cells = {cell.perspective: cell for cell in evaluation.cells if cell.method == TOOL and not cell.sample}
    assert {name for name, cell in cells.items() if cell.missed_in_review} == set(reviewed)
    assert evaluation.methods[TOOL].band == (int(bool(reviewed)), 1)


def test_a_part_of_gold_is_measured_by_the_ends_of_its_ids(tmp_path: Path, run_cli: RunCli) -> None:
    rows = [labelled(end, f"räkna med tal, del {end}", "no", language="sv") for end in ("a0", "a1", "a2")]
    gold = written(tmp_path / "gold.jsonl", rows)
    figures = tmp_path / "figures.json"
    run_cli("evaluate", "perspectives", str(gold), "--ids-ending", "02", "--json", str(figures))
    assert {cell["outcomes"] for cell in json.loads(figures.read_text(encoding="utf-8"))["cells"]} == {2}


PAIR = {
    "id": "p1",
    "sv": "redogöra för EU:s jordbrukspolitik",
    "en": "account for the agricultural policy of the EU",
}
SPLIT = {"id": "p2", "sv": "redogöra för EU:s jordbrukspolitik", "en": "account for field rotation"}
PLAIN = {"id": "p3", "sv": "räkna med tal", "en": "do sums"}


def test_pairs_decided_alike_are_counted_among_those_that_carry_a_perspective(tmp_path: Path) -> None:
    pairs = read_pairs([written(tmp_path / "pairs.jsonl", [PAIR, SPLIT, PLAIN])])
    international = evaluate_pairs(pairs, load_classifier())[0]
    assert (international.pairs, international.carried, international.alike) == (3, 2, 1)
    assert [pair.id for pair, _, _ in international.differing] == ["p2"]


def test_pairs_of_a_syllabus_count_where_there_are_as_many_in_both_languages(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"file": "one.pdf", "outcomes": ["a", "b"], "outcomes_en": ["c", "d"]},
        {"file": "two.pdf", "outcomes": ["a", "b"], "outcomes_en": ["c"]},
        {"file": "three.pdf", "outcomes": ["a"], "outcomes_en": None},
    ]
    assert [pair.texts for pair in read_pairs([written(tmp_path / "gold.jsonl", rows)])] == [
        ("a", "c"),
        ("b", "d"),
    ]


def test_the_command_shows_pairs_and_lists_those_that_differ(tmp_path: Path, run_cli: RunCli) -> None:
    gold = written(tmp_path / "gold.jsonl", [labelled("1", "räkna", "no", language="sv")])
    pairs = written(tmp_path / "pairs.jsonl", [PAIR, SPLIT, PLAIN])
    figures = tmp_path / "figures.json"
    done = run_cli(
        "evaluate", "perspectives", str(gold), "--pairs", str(pairs), "--errors", "--json", str(figures)
    )
    assert "50.0%" in done.stdout or "50%" in done.stdout
    assert "p2" in done.stdout and "p1" not in done.stdout
    assert json.loads(figures.read_text(encoding="utf-8"))["pairs"][0]["alike"] == 1


@pytest.mark.parametrize(
    "line", ['{"sv": "räkna"}', '{"sv": 1, "en": "do"}', '{"outcomes": 3, "outcomes_en": [1]}']
)
def test_what_is_no_pair_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(SettingsError):
        read_pairs([path])


@pytest.mark.parametrize("line", ["{", "[]"])
def test_a_damaged_line_is_named_and_the_pairs_are_read(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(f'{{"sv": "räkna", "en": "count"}}\n{line}\n', encoding="utf-8")
    with pytest.warns(UnreadRowWarning, match="line 2"):
        assert len(read_pairs([path])) == 1
    path.write_text(line, encoding="utf-8")
    with pytest.raises(SettingsError):
        read_pairs([path])
