"""Audits in a row: the same figures of each, and what of a change comes from texts, tool and people."""

import io
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from command_line import RunCli
from small_audit import (
    COMPARATIVE,
    ENGLISH,
    INTERCULTURAL,
    INTERNATIONAL,
    PROVENANCE,
    SCHEME,
    audit_of,
    course,
    outcome,
    programme,
)

from curranalyser.aggregate import build_audit
from curranalyser.compare import render_html, render_text
from curranalyser.compare.wording import Chart
from curranalyser.datamodel import Audit, Decision, DocumentResult, from_json, to_json
from curranalyser.errors import SettingsError
from curranalyser.review import Review, apply_reviews
from curranalyser.trend import Trend, render_workbook, tell_briefly, tell_trend, trend_of
from curranalyser.trend.chart import draw_share
from curranalyser.trend.series import Scope

LANGS = ("en", "sv")
NAMES = ("2023", "2024", "2025", "2026")
HOSTILE = "<script>alert('x')</script>\u202etxt \x1b[31m & {{ 7*7 }} %(count)s"
FORMULA = '=HYPERLINK("http://example.org","klicka")'
COMPARES = "compare two systems of care"
MEETS = "meet patients of other cultures"
COUNTS = "count the beds of a ward"

NURSING = programme("VGSSK", "Nursing", ("OMV101", 1, True), ("OMV102", 2, True), ("OMV103", 3, False))
FIRST: tuple[DocumentResult, ...] = (
    course("OMV101", "Global health", outcome(COMPARES, COMPARATIVE), outcome(COUNTS)),
    course("OMV102", "Ethics", outcome(MEETS)),
    course("OMV104", "Water law", outcome("explain conventions between states", INTERNATIONAL), group="Law"),
    NURSING,
    programme("LAW01", "Law", ("OMV104", 1, True)),
)
# By its texts: a course goes, another comes, one outcome comes and one is written anew.
TEXTS: tuple[DocumentResult, ...] = (
    course(
        "OMV101",
        "Global health",
        outcome("compare two systems of care in Europe", COMPARATIVE, INTERNATIONAL),
        outcome(COUNTS),
        outcome("explain how health is spread over the world", INTERNATIONAL),
    ),
    course("OMV102", "Ethics", outcome(MEETS), instruction=ENGLISH),
    course("OMV103", "Nursing abroad", outcome("nurse in another country", INTERNATIONAL)),
    NURSING,
)


def tool(text: str, *perspectives: str) -> tuple[DocumentResult, ...]:
    """`TEXTS`, with one outcome decided otherwise by the tool."""
    changed = course("OMV102", "Ethics", outcome(text, *perspectives), instruction=ENGLISH)
    return (TEXTS[0], changed, *TEXTS[2:])


def audits() -> list[Audit]:
    """An audit, another with other texts, one that a person has decided in, and one by a newer tool."""
    decided = Review("OMV101", COUNTS, INTERCULTURAL, Decision.YES, "", "Anna", "2025-01-01")
    newer = replace(PROVENANCE, tool_version="2", model_sha256="another")
    reviewed = apply_reviews(TEXTS, (decided,))
    by_tool = apply_reviews(tool(MEETS, INTERCULTURAL), (decided,))
    return [
        audit_of(*FIRST),
        audit_of(*TEXTS),
        audit_of(*reviewed),
        build_audit(by_tool, SCHEME.ids, newer),
    ]


@pytest.fixture(scope="module")
def trend() -> Trend:
    return trend_of(audits(), NAMES)


def scope_of(trend: Trend, key: str) -> Scope:
    return next(scope for scope in trend.scopes if scope.key == key)


def causes(scope: Scope) -> list[dict[str, tuple[int, int, int]]]:
    """Of each step and perspective what comes from texts, tool and people."""
    return [
        {
            flow.perspective: (
                flow.courses_came
                + flow.courses_went
                + flow.outcomes_came
                + flow.outcomes_went
                + flow.reworded,
                flow.relabelled,
                flow.human,
            )
            for flow in step.flows
        }
        if step
        else {}
        for step in scope.steps
    ]


def test_what_changes_by_texts_by_people_and_by_the_tool_is_told_apart(trend: Trend) -> None:
    nothing = (0, 0, 0)
    nursing = scope_of(trend, "VGSSK")
    assert causes(nursing) == [
        {INTERNATIONAL: (3, 0, 0), INTERCULTURAL: nothing, COMPARATIVE: nothing},
        {INTERNATIONAL: nothing, INTERCULTURAL: (0, 0, 1), COMPARATIVE: nothing},
        {INTERNATIONAL: nothing, INTERCULTURAL: (0, 1, 0), COMPARATIVE: nothing},
    ]
    assert causes(trend.scopes[0])[0][INTERNATIONAL] == (2, 0, 0), "a course of another programme went"
    assert trend.instruments == ((), (), ("tool_version", "model_sha256"))


def test_every_step_adds_up_to_the_counts_of_the_audits(trend: Trend) -> None:
    seen = 0
    for scope in trend.scopes:
        for number, step in enumerate(scope.steps):
            if step is None:
                continue
            before, after = scope.points[number], scope.points[number + 1]
            assert before is not None and after is not None
            for flow, here, there in zip(step.flows, before.shares, after.shares, strict=True):
                assert (flow.first, flow.second) == (here.outcomes.numerator, there.outcomes.numerator)
                assert flow.second - flow.first == sum(causes(scope)[number][flow.perspective])
                seen += 1
    assert seen >= 2 * 3 * len(SCHEME.ids)


def test_programmes_groups_courses_and_languages_over_time(trend: Trend) -> None:
    assert [(scope.kind, scope.key) for scope in trend.scopes] == [
        ("all", ""),
        ("programme", "LAW01"),
        ("programme", "VGSSK"),
        ("group", "Law"),
        ("group", "Nursing"),
    ]
    law = scope_of(trend, "LAW01")
    assert [point is not None for point in law.points] == [True, False, False, False]
    assert law.steps == (None, None, None)
    whole = trend.scopes[0].steps[0]
    assert whole is not None
    assert (whole.came, whole.went) == (("OMV103 Nursing abroad",), ("OMV104 Water law",))
    nursing = scope_of(trend, "VGSSK")
    first, second = nursing.points[:2]
    assert first is not None and second is not None
    assert (str(first.syllabi.numerator), str(first.syllabi.denominator)) == ("2", "3")
    assert (str(second.syllabi.numerator), str(second.syllabi.denominator)) == ("3", "3")
    assert (first.languages, second.languages) == ((("sv", 2),), (("sv", 2), ("en", 1)))
    met = {item.perspective: item for item in second.met}
    assert (met[INTERNATIONAL].everyone, met[INTERNATIONAL].carrying) == (2, 1)


def test_a_course_with_a_new_code_neither_comes_nor_goes() -> None:
    later = tuple(
        course("OMV999", "Ethics", outcome(MEETS)) if item.source.path == "OMV102.pdf" else item
        for item in FIRST[:3]
    )
    step = trend_of([audit_of(*FIRST), audit_of(*later)], ("a", "b")).scopes[0].steps[0]
    assert step is not None
    assert (step.came, step.went) == ((), ())


def test_a_share_of_too_little_is_no_percentage_and_no_point_of_a_line() -> None:
    missing = [(f"OMV9{number:02}", 1, True) for number in range(9)]
    little = (*FIRST[:3], programme("VGSSK", "Nursing", ("OMV101", 1, True), *missing))
    told = tell_trend(trend_of([audit_of(*FIRST), audit_of(*little)], ("a", "b")), SCHEME, "en")
    part = next(part for part in told.parts if part.heading == "Nursing (VGSSK)")
    row = next(row for row in part.tables[0].rows if row[0] == "Comparative: courses")
    assert row[1:] == ("50.0% (1 of 2)", "too little known (1 of 1)")
    assert [len(chart.marks) for chart in part.charts] == [1, 1, 1]
    assert "50.0%" in {mark.text for chart in part.charts for mark in chart.marks}, "as the table has it"
    assert "too little known (1 of 1)" in part.charts[0].text or part.charts[2].text


@pytest.mark.parametrize("lang", LANGS)
def test_text_page_and_data_are_the_same_from_run_to_run(lang: str, trend: Trend) -> None:
    again = trend_of(audits(), NAMES)
    assert to_json(again, indent=2, numbers=True) == to_json(trend, indent=2, numbers=True)
    for tell in (tell_trend, tell_briefly):
        told, anew = tell(trend, SCHEME, lang), tell(again, SCHEME, lang)
        assert render_text(told, 100) == render_text(anew, 100)
        assert render_html(told) == render_html(anew)
    assert render_workbook(trend, SCHEME, lang) == render_workbook(again, SCHEME, lang)


def test_the_data_hold_numbers_and_come_back(trend: Trend) -> None:
    data = json.loads(to_json(trend, indent=2, numbers=True))
    share = data["scopes"][0]["points"][0]["shares"][0]
    assert share["courses"] == {"numerator": 1, "denominator": 3}
    assert from_json(to_json(trend, numbers=True), Trend) == trend


def main_of(page: str) -> ElementTree.Element:
    """Take the body of a page apart; it fails where a tag or a name is not closed."""
    main = page[page.index("<main>") : page.index("</main>") + len("</main>")]
    return ElementTree.fromstring(main.replace("<details open>", "<details>"))


def test_the_page_has_no_script_and_says_each_chart_in_words(trend: Trend) -> None:
    page = render_html(tell_trend(trend, SCHEME, "en"))
    assert "<script" not in page and "style=" not in page
    root = main_of(page)
    drawings = list(root.iter("svg"))
    assert len(drawings) == 3 * len(trend.scopes)
    for drawing in drawings:
        assert drawing.get("role") == "img"
        assert all(name in (drawing.get("aria-label") or "") for name in NAMES)
    whole = drawings[0].get("aria-label")
    assert whole == (
        "International: share of courses. 2023: 33.3% (1 of 3); 2024: 66.7% (2 of 3);"
        " 2025: 66.7% (2 of 3); 2026: 66.7% (2 of 3)"
    )


def test_hostile_names_and_titles_stay_text() -> None:
    bad = (course(FORMULA, HOSTILE, outcome(HOSTILE, INTERNATIONAL), group=FORMULA),)
    both = trend_of([audit_of(*bad), audit_of(programme(HOSTILE, HOSTILE, (FORMULA, 1, True)), *bad)],
                    (HOSTILE, FORMULA))  # fmt: skip
    page = render_html(tell_trend(both, SCHEME, "en"))
    assert "<script" not in page and "\x1b" not in page and "\u202e" not in page
    main_of(page)
    assert "\x1b" not in render_text(tell_briefly(both, SCHEME, "sv"))
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(both, SCHEME, "en")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert FORMULA in {cell.value for cell in cells}


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_has_numbers_and_no_heading_twice(lang: str, trend: Trend) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(trend, SCHEME, lang)))
    assert len(book.sheetnames) == 6
    for sheet in book:
        heads = [cell.value for cell in sheet[1]]
        assert all(heads) and len(heads) == len(set(heads)), sheet.title
    shares = book.worksheets[1]
    rows = list(shares.iter_rows(min_row=2, values_only=True))
    assert rows[0][5:8] == (1, 3, 0.3333)
    assert shares.cell(2, 8).number_format == "0.0%"
    assert len(rows) == sum(point is not None for scope in trend.scopes for point in scope.points) * 3


def test_a_chart_of_many_audits_keeps_its_points_apart() -> None:
    names = [f"audit {number}" for number in range(30)]
    chart = draw_share("t", "t", names, [0.5] * 30, ["50%"] * 30)
    places = [mark.x for mark in chart.marks]
    assert all(later - earlier >= 12 for earlier, later in pairwise(places))
    assert [name for _, name in chart.names] == ["audit 0", "audit 29"]
    assert isinstance(chart, Chart) and chart.width < 1000
    assert all(not mark.text for mark in chart.marks), "words would lie over each other"


def test_a_broken_line_is_two_lines() -> None:
    chart = draw_share("t", "t", list("abcde"), [0.0, 1.0, None, 0.5, 0.5], ["x"] * 5)
    assert [len(line.split()) for line in chart.lines] == [2, 2]
    assert [mark.below for mark in chart.marks] == [False, True, False, False]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    root = tmp_path_factory.mktemp("audits")
    made = []
    for name, audit in zip(NAMES, audits(), strict=True):
        folder = root / name
        folder.mkdir()
        (folder / "audit.json").write_bytes(to_json(audit, indent=2, numbers=True))
        made.append(folder)
    return made


def test_the_command_prints_and_writes_the_same_figures(
    folders: list[Path], run_cli: RunCli, tmp_path: Path
) -> None:
    said = run_cli("trend", *folders, "-o", tmp_path)
    assert said.stdout.startswith("Audits in their order: 2023 → 2024 → 2025 → 2026\n")
    assert "2025 → 2026: Intercultural       1      0        +1       0      2" in said.stdout
    assert all(len(line) <= 80 for line in said.stdout.splitlines())
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == [
        "index.html",
        "trend.json",
        "trend.xlsx",
    ]
    printed = run_cli("trend", *folders, "--json")
    assert printed.stdout.encode() == (tmp_path / "trend.json").read_bytes()
    assert from_json(printed.stdout, Trend) == trend_of(audits(), NAMES)
    swedish = run_cli("trend", *folders, "--lang", "sv", "-o", tmp_path)
    assert swedish.stdout.startswith("Genomgångar i ordning")
    (tmp_path / "index.html").write_text("mine")
    refused = run_cli("trend", *folders, "-o", tmp_path, code=6)
    assert "index.html is not as curranalyser left it" in refused.stderr
    assert (tmp_path / "index.html").read_text() == "mine"


def test_wrong_calls_are_told_in_a_line(folders: list[Path], run_cli: RunCli, tmp_path: Path) -> None:
    first, second = folders[:2]
    for arguments, words in (
        ((first,), "two audits or more"),
        ((), "two audits or more"),
        ((first, tmp_path / "none"), "There is no audit at"),
        ((first, second, first / "audit.json"), "is given twice"),
        ((first, second, "--name", "only one"), "2 audits and 1 names"),
    ):
        said = run_cli("trend", *arguments, code=2)
        assert words in said.stderr and said.stderr.count("\n") == 1, said
    other = replace(audits()[0], perspectives=("other",))
    with pytest.raises(SettingsError, match="another scheme"):
        trend_of([audits()[0], other], ("a", "b"))


def test_audits_in_folders_of_one_name_are_told_apart(
    folders: list[Path], run_cli: RunCli, tmp_path: Path
) -> None:
    there = tmp_path / "2023"
    there.mkdir()
    (there / "audit.json").write_bytes((folders[1] / "audit.json").read_bytes())
    assert "2023 (1) → 2023 (2)" in run_cli("trend", folders[0], there).stdout
    assert (
        "before → after" in run_cli("trend", folders[0], there, "--name", "before", "--name", "after").stdout
    )
