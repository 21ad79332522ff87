"""How often rules fire.

Counted on drafts written here, and on a part of real syllabi where they are there.
"""

from pathlib import Path

import pytest

from curranalyser.check.finding import Severity, rules
from curranalyser.check.rates import LIMIT, Rates, measure_rates, rates_page, rates_table
from curranalyser.read import find_files
from curranalyser.settings import Settings

REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "du"
VAGUE = (
    "# Kursplan\n\n## Lärandemål\n\nEfter kursen ska studenten kunna:\n\n"
    "- förstå hur ett filter fungerar,\n- {other}.\n\n## Examination\n\nSkriftlig tentamen.\n"
)


def test_a_rule_is_counted_once_a_syllabus_and_every_finding_is(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(VAGUE.format(other="förstå hur en pump fungerar"), encoding="utf-8")
    (tmp_path / "two.md").write_text(VAGUE.format(other="beräkna flöden i ett reningsverk"), encoding="utf-8")
    (tmp_path / "three.pdf").write_bytes(b"")
    groups = measure_rates(find_files([tmp_path]).files, Settings())
    assert list(groups) == ["all", "sv"]
    assert (groups["all"].syllabi, groups["all"].outcomes, groups["all"].unread) == (2, 4, 1)
    assert (groups["all"].findings["F402"], groups["all"].fired["F402"], groups["sv"].share("F402")) == (
        3,
        2,
        1.0,
    )
    assert "F402" in groups["all"].above_limit() and "F405" not in groups["all"].above_limit()
    assert "| F402 | suggestion |" in rates_table(groups) and "100.0% (2)" in rates_table(groups)
    assert "Above it: F402" in rates_page(groups)


def test_a_file_of_many_syllabi_counts_once() -> None:
    rates = Rates(syllabi=4, files=2.0, fired_files={"F402": 1 + 1 / 3})
    rates.fired["F402"] = 2
    assert rates.share("F402") == pytest.approx(2 / 3)
    assert rates.share("F401") == 0.0
    assert rates.above_limit() == ["F402"]


def test_the_courses_of_a_table_are_a_group_without_the_required_parts(tmp_path: Path) -> None:
    (tmp_path / "courses.csv").write_text(
        "Kurskod;Namn;Mål\nTST101;Vattenrening;förstå hur ett filter fungerar\n", encoding="utf-8"
    )
    groups = measure_rates([(tmp_path / "courses.csv", "courses.csv")], Settings())
    assert (groups["all"].syllabi, groups["table"].syllabi, groups["table"].fired["F402"]) == (0, 1, 1)
    assert not any(rule[0] == "R" for rule in groups["table"].fired)
    assert "| R501 | warning | The level of the course was not found | – | 0 |" in rates_table(groups)


def test_no_syllabi_have_no_share() -> None:
    assert Rates().share("F402") == 0.0
    assert Rates().above_limit() == []


def test_the_committed_table_has_every_rule_and_none_above_the_limit(repository: Path) -> None:
    text = (repository / "reports" / "evaluation" / "check.md").read_text(encoding="utf-8")
    rows = {
        cells[1].strip(): cells for cells in (line.split("|") for line in text.splitlines()) if len(cells) > 5
    }
    for identifier, rule in rules().items():
        cells = rows[identifier]
        assert cells[2].strip() == rule.severity
        shares = [float(cell.split("%")[0]) / 100 for cell in cells[4:-2] if "%" in cell]
        assert shares
        assert rule.severity is Severity.INFO or max(shares) <= LIMIT, identifier


@pytest.mark.real
@pytest.mark.skipif(not REAL.exists(), reason="real syllabi are not part of the repository")
def test_on_real_syllabi_no_rule_that_asks_for_something_is_noise() -> None:
    groups = measure_rates(find_files([REAL]).files[::5], Settings())
    assert groups["all"].syllabi > 20
    assert groups["all"].above_limit() == []
