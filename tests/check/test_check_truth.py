"""What drafts hold, stated beforehand, against what is found; and how that is counted."""

import json
from pathlib import Path

import pytest
from command_line import RunCli

from curranalyser.check.finding import Finding, Severity
from curranalyser.check.truth import Score, Stated, compare, load_truth, measure_truth, truth_table
from curranalyser.errors import SettingsError
from curranalyser.settings import Settings

CASES = Path(__file__).parent / "cases"
DRAFTS, WRITTEN = CASES / "drafts" / "truth.json", CASES / "written" / "truth.json"
# "Summarise" may relate as well as tell, so that nothing is said of it beside a verb of analysis.
KNOWN = ("f03.txt: A608 sammanfatta och problematisera en historisk källa",)


def found(rule: str, text: str, severity: Severity = Severity.SUGGESTION, key: str = "") -> Finding:
    return Finding(rule, severity, "draft.md", "X", "message", text, key=key)


@pytest.mark.parametrize("path", [DRAFTS, WRITTEN], ids=["given", "written here"])
def test_what_the_drafts_hold_of_family_a_is_found_and_nothing_else(path: Path) -> None:
    score = measure_truth(path, Settings())
    rules = [f"A60{number}" for number in range(1, 9)]
    missed = [line for line in score.missed_lines if any(f": {rule}" in line for rule in rules)]
    false = [line for line in score.false_lines if any(f": {rule}" in line for rule in rules)]
    assert [line for line in missed if line not in KNOWN] == []
    assert false == []
    assert score.disturbed == 0


def test_floors_of_the_given_drafts() -> None:
    """All rules: raised when the tool gets better, never lowered in silence."""
    score = measure_truth(DRAFTS, Settings())
    assert (score.drafts, score.clean) == (32, 2)
    assert score.stated.total() == 160
    assert score.found.total() >= 157
    assert sum(count for rule, count in score.false.items() if rule[0] in "AFLR") <= 1


def test_every_draft_is_stated_and_every_statement_has_its_draft() -> None:
    for path in (DRAFTS, WRITTEN):
        files = {
            file.name
            for file in path.parent.iterdir()
            if file.suffix not in (".json", ".py") and file.is_file() and file.name != "README.md"
        }
        assert files == set(load_truth(path))
    assert sum(stated.clean for stated in load_truth(WRITTEN).values()) >= 14


def test_found_missed_and_false_are_counted() -> None:
    stated = Stated(
        expected=(
            ("F402", "förstå en pump"),
            ("A603", ""),
            ("F401|F402", "ha insikt"),
            ("P1:int", "EU-rätten"),
        ),
        maybe=(("A601", "beräkna flöden"),),
    )
    score = Score()
    findings = [
        found("F402", "– förstå en pump,"),
        found("F401", "ha insikt"),
        found("A603", "Tentamen"),
        found("A603", "Rapport"),
        found("A601", "beräkna flöden"),
        found("P102", "redogöra för EU-rätten", Severity.INFO, "international"),
        found("P101", "redogöra för EU-rätten", Severity.INFO, "comparative"),
        found("F406", "beräkna flöden", Severity.INFO),
        found("R501", "Titel", Severity.WARNING),
    ]
    compare("draft.md", stated, findings, score)
    assert score.missed_lines == []
    assert dict(score.false) == {"P1:cmp": 1, "R501": 1}
    compare("other.md", stated, [], score)
    assert score.missed == {"F402": 1, "A603": 1, "F401|F402": 1, "P1:int": 1}
    assert score.missed_lines[0] == "other.md: F402 förstå en pump"
    table = truth_table(score)
    assert "| F401 or F402 | 2 | 1 | 1 | 0 |" in table and "| all | 8 | 4 | 4 | 2 |" in table
    assert "2 drafts, 0 of them clean" in table


def test_one_finding_answers_one_statement() -> None:
    stated = Stated(expected=(("A606", "xxx"), ("A606", "…"), ("A606", "xxx")))
    score = Score()
    compare("draft.md", stated, [found("A606", "xxx"), found("A606", "…")], score)
    assert score.missed_lines == ["draft.md: A606 xxx"]


def test_a_clean_draft_that_gets_a_suggestion_is_counted() -> None:
    score = Score()
    compare("one.md", Stated(expected=(("L301", ""),)), [found("L301", "x", Severity.INFO)], score)
    compare("two.md", Stated(expected=()), [found("F403", "x")], score)
    assert (score.clean, score.disturbed) == (2, 1)


def test_statements_that_are_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "truth.json").write_text('{"draft.md": []}', encoding="utf-8")
    with pytest.raises(SettingsError):
        load_truth(tmp_path / "truth.json")
    with pytest.raises(SettingsError):
        load_truth(tmp_path / "none.json")


def test_the_command_prints_the_table_and_says_by_its_code_whether_all_is_right(
    tmp_path: Path, run_cli: RunCli
) -> None:
    text = (CASES / "written" / "clean-sv-1.md").read_text(encoding="utf-8")
    (tmp_path / "draft.md").write_text(text, encoding="utf-8")
    truth = tmp_path / "truth.json"
    truth.write_text(json.dumps({"draft.md": {"expected": [["L301", ""]]}}), encoding="utf-8")
    right = run_cli("evaluate", "check", "--truth", truth)
    assert "| L301 | 1 | 1 | 0 | 0 |" in right.stdout
    truth.write_text(json.dumps({"draft.md": {"expected": [["A603", ""], ["L301", ""]]}}), encoding="utf-8")
    wrong = run_cli("evaluate", "check", "--truth", truth, code=10)
    assert "- draft.md: A603" in wrong.stdout
    run_cli("evaluate", "check", code=2)
