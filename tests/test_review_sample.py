"""An audited share: a sample of labels, people's decisions on it, and what follows from them."""

import io
import json
import random
import shutil
import subprocess
from dataclasses import replace
from math import comb
from pathlib import Path

import openpyxl
import pytest
from command_line import Audited, RunCli
from test_review import SCHEME, audit_of, label, result

from curranalyser.datamodel import Audit, Decision
from curranalyser.errors import SettingsError
from curranalyser.i18n import translator
from curranalyser.review import Review, merge_reviews, parse_reviews, render_reviews
from curranalyser.review.figure_text import figure_data, figure_lines
from curranalyser.review.figures import PerspectiveFigures, sample_figures
from curranalyser.review.finite import exact_bounds
from curranalyser.review.sample import STRATA, SampledLabel, draw_sample, frame_digest
from curranalyser.review.sheets import (
    read_statements,
    render_review_csv,
    render_review_workbook,
    sample_rows,
)

LANGS = ("en", "sv")
DECISIONS = {"en": ("Your decision", "yes", "no"), "sv": ("Ditt beslut", "ja", "nej")}


def made(courses: int = 12, outcomes: int = 10, seed: int = 1) -> Audit:
    """Return an audit whose labels for the first perspective are yes, for review and no, 1 : 1 : 8 or so."""
    chance = random.Random(seed)
    results = []
    for course in range(courses):
        texts = tuple(
            (f"räkna uppgift {course} {number}", {"international": chance.choice([0.9, 0.4, *[0.02] * 8])})
            for number in range(outcomes)
        )
        results.append(result(f"RAK{course:03}", texts, f"Räkning {course}"))
    return audit_of(*results)


def decided(labels: tuple[SampledLabel, ...], yes: set[int]) -> tuple[Review, ...]:
    return tuple(
        Review(
            item.course.key,
            item.outcome.outcome.text,
            item.label.perspective,
            Decision.YES if place in yes else Decision.NO,
            sample=item.mark,
        )
        for place, item in enumerate(labels)
    )


def of(audit: Audit, reviews: tuple[Review, ...], seed: int | None = None) -> PerspectiveFigures:
    return sample_figures(audit, reviews, seed).perspectives[0]


# What is drawn


def test_yes_and_review_are_taken_whole_and_so_many_no_are_drawn() -> None:
    audit = made()
    sample = draw_sample(audit, 15, 1)
    for perspective in audit.perspectives:
        mine = [item for item in sample.labels if item.label.perspective == perspective]
        for tool in STRATA:
            rows = [item for item in mine if item.label.decision is tool]
            size = sample.sizes[perspective, tool]
            assert len(rows) == (min(15, size) if tool is Decision.NO else size)
            assert {(item.mark.labels, item.mark.rows, item.mark.tool) for item in rows} <= {
                (size, len(rows), tool)
            }


def test_the_same_seed_draws_the_same_and_another_seed_others() -> None:
    audit = made()
    keys = [[item.key for item in draw_sample(audit, 15, seed).labels] for seed in (1, 1, 2)]
    assert keys[0] == keys[1]
    assert set(keys[0]) != set(keys[2])


def test_a_smaller_sample_is_a_part_of_a_larger_one() -> None:
    audit = made()
    small, large = ({item.key for item in draw_sample(audit, number, 3).labels} for number in (10, 30))
    assert small < large


def test_each_label_with_no_is_drawn_as_often_as_another() -> None:
    audit = made(4, 5)
    drawn = dict.fromkeys((item.key for item in draw_sample(audit, 1000, 0).labels), 0)
    for seed in range(400):
        for item in draw_sample(audit, 5, seed).labels:
            if item.mark.tool is Decision.NO and item.label.perspective == "international":
                drawn[item.key] += 1
    counts = [count for count in drawn.values() if count]
    expected = sum(counts) / len(counts)
    assert all(0.7 * expected < count < 1.3 * expected for count in counts)


# What follows


def test_figures_of_a_sample_counted_by_hand() -> None:
    audit = made()
    sample = draw_sample(audit, 20, 1)
    mine = [place for place, item in enumerate(sample.labels) if item.label.perspective == "international"]
    by_tool = {tool: [place for place in mine if sample.labels[place].mark.tool is tool] for tool in STRATA}
    yes = {*by_tool[Decision.YES][1:], by_tool[Decision.REVIEW][0], *by_tool[Decision.NO][:2]}
    found = of(audit, decided(sample.labels, yes))
    called, review, no = (sample.sizes["international", tool] for tool in STRATA)
    missed = no * 2 / 20
    assert found.precision.estimate and found.recall.estimate and found.share.estimate
    assert found.precision.estimate.value == pytest.approx((called - 1) / called)
    assert found.precision.estimate.low == found.precision.estimate.high
    assert found.share.estimate.value == pytest.approx((called - 1 + 1 + missed) / (called + review + no))
    assert found.recall.estimate.value == pytest.approx((called - 1) / (called + missed))
    low, high = exact_bounds(2, 20, no)
    assert found.share.estimate.low == pytest.approx((called + low) / 120)
    assert found.share.estimate.high == pytest.approx((called + high) / 120)
    assert found.recall.estimate.low == pytest.approx((called - 1) / (called + high))
    assert found.tool_share == pytest.approx(called / 120)


def test_where_all_are_drawn_there_is_no_interval() -> None:
    audit = made()
    sample = draw_sample(audit, 1000, 1)
    share = of(audit, decided(sample.labels, {0, 1, 2, 3, 4, 5})).share.estimate
    assert share and share.low == share.value == share.high


def test_the_exact_interval_covers_every_number_as_often_as_it_says() -> None:
    """Not drawn but counted: the probability of each sample, for each number that a population may have."""
    size, drawn = 60, 15
    bounds = [exact_bounds(found, drawn, size) for found in range(drawn + 1)]
    for number in range(size + 1):
        covered = sum(
            comb(number, found) * comb(size - number, drawn - found)
            for found, (low, high) in enumerate(bounds)
            if found <= number and drawn - found <= size - number and low <= number <= high
        )
        assert covered / comb(size, drawn) >= 0.95
    assert exact_bounds(0, 100, 5000)[0] == 0
    # about 3.7 in a hundred: 1 - 0.025 ** (1 / 100)
    assert 170 < exact_bounds(0, 100, 5000)[1] < 185
    assert exact_bounds(15, 15, 15) == (15, 15)


@pytest.mark.slow
def test_the_intervals_cover_the_truth_over_many_samples() -> None:
    """The whole way, with other seeds: people know the truth, and the tool misses some of it."""
    audit = made(20, 10)
    every = draw_sample(audit, 10_000, 0).labels
    mine = [item for item in every if item.label.perspective == "international"]
    chance = random.Random(7)
    rate = {Decision.YES: 0.9, Decision.REVIEW: 0.5, Decision.NO: 0.06}
    truth = {item.key: chance.random() < rate[item.mark.tool] for item in mine}
    share = sum(truth.values()) / len(mine)
    called = [item for item in mine if item.mark.tool is Decision.YES]
    recall = sum(truth[item.key] for item in called) / sum(truth.values())
    covered = [0, 0]
    runs = 150
    for seed in range(runs):
        sample = draw_sample(audit, 30, seed).labels
        yes = {place for place, item in enumerate(sample) if truth.get(item.key)}
        found = of(audit, decided(sample, yes))
        assert found.share.estimate and found.recall.estimate
        covered[0] += found.share.estimate.low - 1e-9 <= share <= found.share.estimate.high + 1e-9
        covered[1] += found.recall.estimate.low - 1e-9 <= recall <= found.recall.estimate.high + 1e-9
    # of 150 at 95 % fewer than 135 would come once in four hundred times
    assert min(covered) >= 135, covered


# What is missing


def test_undecided_rows_are_told_and_give_no_figure() -> None:
    audit = made()
    reviews = decided(draw_sample(audit, 20, 1).labels, {0})
    (left,) = [
        place
        for place, item in enumerate(reviews)
        if item.sample and item.sample.tool is Decision.NO and item.perspective == "international"
    ][:1]
    figures = sample_figures(audit, (*reviews[:left], *reviews[left + 1 :]))
    found = figures.perspectives[0]
    assert figures.undecided == 1
    assert found.precision.estimate and found.recall.lack == found.share.lack == "undecided"
    assert figures.perspectives[1].share.estimate
    for lang, said in (("en", "1 row undecided"), ("sv", "1 rad utan beslut")):
        lines = list(figure_lines(figures, SCHEME, translator(lang), 100))
        assert any(said in line for line in lines)
    assert figure_data(figures)["perspectives"][0]["share"] == {
        "value": None,
        "low": None,
        "high": None,
        "missing": "undecided",
    }


def test_without_a_yes_precision_and_recall_are_not_figures() -> None:
    audit = audit_of(result("RAK001", tuple((f"räkna {number}", {}) for number in range(6)), "Räkning"))
    found = of(audit, decided(draw_sample(audit, 3, 1).labels, set()))
    assert (found.precision.lack, found.recall.lack) == ("no yes of the tool", "no yes found")
    assert found.share.estimate and found.share.estimate.low == 0 < found.share.estimate.high


def test_decisions_on_another_audit_are_refused() -> None:
    reviews = decided(draw_sample(made(), 20, 1).labels, {0})
    with pytest.raises(SettingsError, match="another audit"):
        sample_figures(made(seed=2), reviews)
    with pytest.raises(SettingsError, match="seed 9"):
        sample_figures(made(), reviews, seed=9)


def test_decisions_that_are_on_no_sample_are_refused() -> None:
    reviews = tuple(replace(item, sample=None) for item in decided(draw_sample(made(), 20, 1).labels, {0}))
    with pytest.raises(SettingsError, match="sample"):
        sample_figures(made(), reviews)


def test_several_samples_are_not_mixed() -> None:
    audit = made()
    one, other = (draw_sample(audit, 5, seed).labels for seed in (1, 2))
    keys = {item.key for item in one}
    both = (*decided(one, set()), *decided(tuple(item for item in other if item.key not in keys), set()))
    with pytest.raises(SettingsError, match="seeds 1, 2"):
        sample_figures(audit, both)
    figures = sample_figures(audit, both, seed=1)
    assert (figures.seed, figures.undecided) == (1, 0)
    assert figures.others == len(both) - len(one)


def test_what_people_decide_changes_neither_the_digest_nor_the_sample() -> None:
    results = [
        result(
            f"RAK{n:03}", tuple((f"räkna {n} {i}", {"international": 0.4 if i else 0.9}) for i in range(4))
        )
        for n in range(3)
    ]
    audit = audit_of(*results)
    sample = draw_sample(audit, 2, 1)
    again = audit_of(*results, reviews=decided(sample.labels, {0, 1, 2}))
    assert again.shares[0].human
    assert frame_digest(again) == frame_digest(audit)
    assert [item.key for item in draw_sample(again, 2, 1).labels] == [item.key for item in sample.labels]
    assert label("international", 0.9).decision is Decision.YES


# The way through tables and files


def filled_in(data: bytes, lang: str) -> bytes:
    """Decide as a person does, in a workbook that another program has opened and saved."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    heading, yes, no = DECISIONS[lang]
    at = [cell.value for cell in sheet[1]].index(heading)
    for number, row in enumerate(sheet.iter_rows(min_row=2)):
        row[at].value = yes if number % 3 == 0 else no
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("lang", LANGS)
def test_a_sample_comes_back_from_a_workbook(lang: str) -> None:
    audit = made()
    sample = draw_sample(audit, 20, 1)
    data = render_review_workbook(sample_rows(sample, SCHEME, lang), lang, sample)
    assert data == render_review_workbook(sample_rows(sample, SCHEME, lang), lang, sample)
    check_round_trip(audit, filled_in(data, lang), "s.xlsx", len(sample.labels))


def check_round_trip(audit: Audit, data: bytes, name: str, rows: int) -> None:
    statements = read_statements(data, name, SCHEME)
    assert len(statements) == rows
    reviews = parse_reviews(render_reviews(merge_reviews((), statements, "2026-01-31").reviews), "r.jsonl")
    assert {item.sample for item in reviews} == {item.mark for item in draw_sample(audit, 20, 1).labels}
    figures = sample_figures(audit, reviews)
    assert (figures.undecided, figures.others, figures.seed, figures.number) == (0, 0, 1, 20)
    assert all(item.share.estimate for item in figures.perspectives)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_sample_comes_back_from_libreoffice(tmp_path: Path) -> None:
    audit = made()
    sample = draw_sample(audit, 20, 1)
    source = tmp_path / "sample.xlsx"
    source.write_bytes(
        filled_in(render_review_workbook(sample_rows(sample, SCHEME, "sv"), "sv", sample), "sv")
    )
    for kind in ("xlsx", "csv"):
        folder = tmp_path / kind
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{tmp_path}/profile",
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                str(folder),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        saved = folder / f"sample.{kind}"
        check_round_trip(audit, saved.read_bytes(), saved.name, len(sample.labels))


def test_in_a_sample_the_tools_answers_are_hidden() -> None:
    sample = draw_sample(made(), 20, 1)
    book = openpyxl.load_workbook(
        io.BytesIO(render_review_workbook(sample_rows(sample, SCHEME, "en"), "en", sample, SCHEME))
    )
    sheet = book.worksheets[0]
    hidden = {cell.value for cell in sheet[1] if sheet.column_dimensions[cell.column_letter].hidden}
    assert "Learning outcome" not in hidden and "Your decision" not in hidden
    assert {"Sample: decision of the tool", "Sample: audit"} <= hidden
    said = [tuple(row) for row in book["Sample"].values]
    assert ("international", "no", sample.sizes["international", Decision.NO], 20) in said
    named = {row[4] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert named == {row[0] for row in said[5:]}, "the sheets have one name for a perspective"


def test_a_damaged_mark_is_named_with_its_row() -> None:
    sample = draw_sample(made(), 20, 1)
    rows = [list(row) for row in sample_rows(sample, SCHEME, "en")]
    rows[1][9] = "yes"
    for column, text in ((14, "abc"), (15, "one"), (17, "perhaps")):
        broken = [list(row) for row in rows]
        broken[1][column] = text
        with pytest.raises(SettingsError, match="sample"):
            read_statements(render_review_csv([tuple(row) for row in broken]), "s.csv", SCHEME)


def test_a_decision_from_before_gets_its_mark() -> None:
    sample = draw_sample(made(), 20, 1)
    rows = [list(row) for row in sample_rows(sample, SCHEME, "en")]
    rows[1][9] = "yes"
    statements = read_statements(render_review_csv([tuple(row) for row in rows]), "s.csv", SCHEME)
    (before,) = decided(sample.labels[:1], {0})
    merged = merge_reviews([replace(before, sample=None, date="2025-01-01")], statements, "2026-01-31")
    assert (merged.unchanged, merged.new) == (1, 0)
    assert merged.reviews[0].sample == sample.labels[0].mark
    assert merged.reviews[0].date == "2025-01-01"


def test_the_whole_way_on_the_command_line(run_cli: RunCli, sample_audit: Audited, tmp_path: Path) -> None:
    report, table = sample_audit.folder, tmp_path / "sample.xlsx"
    reviews = tmp_path / "reviews.jsonl"
    assert run_cli("review", "export", str(report), "--sample", "25", "-o", str(table)).code == 0
    table.write_bytes(filled_in(table.read_bytes(), "en"))
    assert run_cli("review", "import", str(table), "--reviews", str(reviews)).code == 0
    said = run_cli("review", "figures", str(report), str(reviews))
    assert said.code == 0, said.stderr
    assert said.stdout.startswith("International\n") and "by the tool" in said.stdout
    swedish = run_cli("review", "figures", str(report), str(reviews), "--lang", "sv")
    assert swedish.stdout.startswith("Internationellt\n") and "enligt verktyget" in swedish.stdout
    data = json.loads(run_cli("review", "figures", str(report), str(reviews), "--json").stdout)
    assert [item["perspective"] for item in data["perspectives"]] == list(SCHEME.ids)
    assert data["undecided"] == 0
    other = run_cli("review", "figures", str(report), str(reviews), "--seed", "5", code=2)
    assert other.stdout == "" and "seed 5" in other.stderr
    run_cli("review", "export", str(report), "--sample", "5", "--limit", "3", code=2)
    lines = reviews.read_text(encoding="utf-8").replace("sha256:", "sha256:0", 1)
    reviews.write_text(lines.replace("sha256:", "sha256:1"), encoding="utf-8")
    refused = run_cli("review", "figures", str(report), str(reviews), code=2)
    assert refused.stdout == "" and "another audit" in refused.stderr
