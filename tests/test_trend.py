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
from curranalyser.compare.wording import Chart, Table, Told
from curranalyser.datamodel import (
    AggregateRules,
    Audit,
    Decision,
    DocumentResult,
    InstructionStatus,
    LabelRates,
    LanguageOfInstruction,
    RatesData,
    from_json,
    to_json,
)
from curranalyser.errors import SettingsError
from curranalyser.review import Review, apply_reviews
from curranalyser.trend import Trend, render_workbook, tell_briefly, tell_trend, trend_of
from curranalyser.trend.chart import Value, draw_chart
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
    charts = part.tables[0].charts
    assert [len(chart.marks) for chart in charts] == [1, 1, 1]
    assert "50.0%" in {mark.text for chart in charts for mark in chart.marks}, "as the table has it"
    assert "too little known (1 of 1)" in charts[2].text


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
    told = tell_trend(trend, SCHEME, "en")
    assert len(drawings) == sum(len(table.charts) for part in told.parts for table in part.tables)
    for drawing in drawings:
        assert drawing.get("role") == "img"
        assert all(name in (drawing.get("aria-label") or "") for name in NAMES)
    whole = drawings[0].get("aria-label")
    assert whole == (
        "International: share of courses. 2023: 33.3% (1 of 3); 2024: 66.7% (2 of 3);"
        " 2025: 66.7% (2 of 3); 2026: 66.7% (2 of 3)"
    )


def tables_of(told: Told, heading: str) -> dict[str, Table]:
    part = next(part for part in told.parts if part.heading == heading)
    return {table.caption: table for table in part.tables}


@pytest.mark.parametrize(
    ("lang", "captions"),
    [
        ("en", ("What everyone meets", "Course syllabi", "Languages of instruction")),
        ("sv", ("Vad alla möter", "Kursplaner", "Undervisningsspråk")),
    ],
)
def test_exposure_syllabi_and_languages_are_drawn_with_their_tables(
    trend: Trend, lang: str, captions: tuple[str, str, str]
) -> None:
    tables = tables_of(tell_trend(trend, SCHEME, lang), "Nursing (VGSSK)")
    met, syllabi, languages = (tables[caption] for caption in captions)
    assert len(met.charts) == len(met.rows) == 3
    assert len(languages.charts) == len(languages.rows) == 2
    assert [mark.text for mark in languages.charts[0].marks] == list(languages.rows[0][1:]) == ["2"] * 4
    assert [mark.text for mark in languages.charts[1].marks] == ["0", "1", "1", "1"]
    (chart,) = syllabi.charts
    assert [mark.text for mark in chart.marks] == list(syllabi.rows[0][1:])
    assert syllabi.rows[0][2] == ("3 of 3" if lang == "en" else "3 av 3")
    scope = scope_of(trend, "VGSSK")
    for drawn, perspective in zip(met.charts, SCHEME.ids, strict=True):
        found = [
            item.least
            for point in scope.points
            if point
            for item in point.met
            if item.perspective == perspective
        ]
        assert [mark.text for mark in drawn.marks] == [str(count) for count in found]
    for table in (met, syllabi, languages):
        said = " ".join([chart.text + chart.title for chart in table.charts] + [str(table.rows), table.note])
        assert "%" not in said, "what counts courses is no share"


def test_charts_that_count_courses_have_one_measure_for_all_audits_and_perspectives(trend: Trend) -> None:
    charts = tables_of(tell_trend(trend, SCHEME, "en"), "Nursing (VGSSK)")["Languages of instruction"].charts
    heights = {(mark.text, mark.y) for chart in charts for mark in chart.marks}
    assert len(heights) == len({text for text, _ in heights}) == 3, "a number stands at one height everywhere"
    assert [y for _, y in sorted(heights)] == sorted((y for _, y in heights), reverse=True)


def test_of_many_languages_the_table_has_all_and_the_charts_the_most_common() -> None:
    codes = ("sv", "en", "de", "fr", "es", "it", "ar", "ja")
    courses = [
        course(f"SPR{place}{number}", f"Course {place} {number}", outcome(COUNTS),
               instruction=LanguageOfInstruction((code,), (), InstructionStatus.STATED))
        for place, code in enumerate(codes) for number in range(len(codes) - place)
    ]  # fmt: skip
    it = trend_of([audit_of(*courses)] * 2, ("a", "b"))
    table = tables_of(tell_trend(it, SCHEME, "en"), "All courses together")["Languages of instruction"]
    assert len(table.rows) == 8 and len(table.charts) == 6 and "6 most common" in table.note
    assert [chart.marks[0].text for chart in table.charts] == ["8", "7", "6", "5", "4", "3"]


def test_nothing_stands_on_the_ground_line_of_the_page() -> None:
    (mark,) = draw_chart("t", "t", ["a"], [Value(0, "0")]).marks
    it = trend_of([audit_of(*FIRST), audit_of(*TEXTS)], ("a", "b"))
    page = render_html(tell_trend(it, SCHEME, "en"))
    grounds = {path.get("d") for path in main_of(page).iter("path") if path.get("class") == "ground"}
    assert {str(ground).split("H")[0] for ground in grounds} == {f"M0 {mark.y:g}"}


def test_what_nobody_knows_of_a_choice_is_no_point() -> None:
    unknown = [replace(item, least=None, best=None) for item in audits()[0].programmes[1].exposure]
    first = audits()[0]
    programmes = (first.programmes[0], replace(first.programmes[1], exposure=tuple(unknown)))
    both = trend_of([replace(first, programmes=programmes), first], ("a", "b"))
    met = tables_of(tell_trend(both, SCHEME, "en"), "Nursing (VGSSK)")["What everyone meets"]
    assert [len(chart.marks) for chart in met.charts] == [1, 1, 1]
    assert "fewest –, most –" in met.rows[0][1]


MEASURED = AggregateRules(
    rates=tuple(LabelRates(name, None, (1, 98), (9, 98)) for name in SCHEME.ids),
    rates_on=RatesData(1234, 7, 500, "ab"),
)


def banded() -> Trend:
    """An audit whose model is measured, and one by a model of one's own."""
    return trend_of(
        [build_audit(FIRST, SCHEME.ids, PROVENANCE, MEASURED), audit_of(*TEXTS)], ("measured", "own")
    )


@pytest.mark.parametrize(
    ("lang", "data", "unmeasured"),
    [
        ("en", "1,234 outcomes of 7 institutions", "not measured"),
        ("sv", "1\u00a0234 mål från 7 lärosäten", "inte mätt"),
    ],
)
def test_each_audit_says_on_what_its_bands_rest_or_that_nothing_is_measured(
    lang: str, data: str, unmeasured: str
) -> None:
    it = banded()
    for tell in (tell_trend, tell_briefly):
        told = tell(it, SCHEME, lang)
        assert told.parts[0].paragraphs[-1].endswith(f": measured: {data}; own: {unmeasured}.")
        (shares,) = (table for table in told.parts[1].tables if len(table.rows) == 6)
        assert unmeasured.capitalize() + ": own." in shares.note
        assert ({"en": "charts", "sv": "diagrammen"}[lang] in shares.note) == bool(shares.charts)
        for cells in shares.rows:
            assert cells[1].count("%") == 3 and "; " in cells[1], cells
            assert cells[2].count("%") == 1 and "; " not in cells[2], cells
    alone = trend_of([audit_of(*FIRST), audit_of(*TEXTS)], ("a", "b"))
    told = tell_trend(alone, SCHEME, lang)
    assert told.parts[0].paragraphs[-1].endswith(f": {unmeasured}.")
    note = told.parts[1].tables[0].note
    assert {"en": "is not measured", "sv": "är inte mätt"}[lang] in note


def test_bands_are_those_of_the_audit_in_table_chart_workbook_and_data() -> None:
    it = banded()
    point = it.scopes[0].points[0]
    assert point is not None
    share = next(item for item in point.shares if item.perspective == INTERNATIONAL)
    assert share.bands is not None
    low, high = (float(end or 0) / 3 for end in (share.bands.courses.low, share.bands.courses.high))
    shares = tell_trend(it, SCHEME, "en").parts[1].tables[0]
    assert shares.rows[0][1] == f"33.3% (1 of 3; {low:.1%} to {high:.1%})"
    assert shares.rows[0][1] in shares.charts[0].text
    first, second = shares.charts[0].marks
    assert first.ends is not None and first.ends[0] > first.y > first.ends[1]
    assert second.ends is None
    main = main_of(render_html(tell_trend(it, SCHEME, "en")))
    assert len([path for path in main.iter("path") if path.get("class") == "band"]) > 3
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(it, SCHEME, "en")))
    head, *rows = book["Shares"].iter_rows(values_only=True)
    places = [head.index(f"Share of courses, {end} by the labels’ errors") for end in ("low", "high")]
    assert [rows[0][place] for place in places] == [
        pytest.approx(low, abs=5e-4),
        pytest.approx(high, abs=5e-4),
    ]
    assert [rows[3][place] for place in places] == [None, None]
    data = json.loads(to_json(it, numbers=True))
    assert [audit["rates_on"] and audit["rates_on"]["outcomes"] for audit in data["audits"]] == [1234, None]


def test_programmes_stand_by_name_or_as_they_are_listed() -> None:
    names = (("A3", "Östasien"), ("B2", "Antiken"), ("C1", "Åldrande"), ("D0", "Etik"))
    it = trend_of(
        [audit_of(*(programme(code, title, ("OMV101", 1, True)) for code, title in names), *FIRST[:1])] * 2,
        ("a", "b"),
    )
    by_name = {
        "sv": ["Antiken", "Etik", "Åldrande", "Östasien"],
        "en": ["Åldrande", "Antiken", "Etik", "Östasien"],
    }
    for lang, wanted in by_name.items():
        for listed, order in (((), wanted), (("d0", "nothing", "ÖSTASIEN"), ["Etik", "Östasien"])):
            whole = [*order, *(name for name in wanted if name not in order)]
            told = tell_trend(it, SCHEME, lang, listed)
            heads = [part.heading.split(" (")[0] for part in told.parts if "(" in part.heading]
            assert heads == whole
            brief = tell_briefly(it, SCHEME, lang, listed).parts[-1]
            assert [table.caption.split(" (")[0] for table in brief.tables] == whole
            book = openpyxl.load_workbook(io.BytesIO(render_workbook(it, SCHEME, lang, listed)))
            titles = [row[2] for row in book.worksheets[1].iter_rows(min_row=2, values_only=True) if row[2]]
            assert list(dict.fromkeys(titles)) == whole


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
    chart = draw_chart("t", "t", names, [Value(0.5, "50%")] * 30)
    places = [mark.x for mark in chart.marks]
    assert all(later - earlier >= 12 for earlier, later in pairwise(places))
    assert [name for _, name in chart.names] == ["audit 0", "audit 29"]
    assert isinstance(chart, Chart) and chart.width < 1000
    assert all(not mark.text for mark in chart.marks), "words would lie over each other"


def test_a_broken_line_is_two_lines() -> None:
    values = [None if value is None else Value(value, "x") for value in (0.0, 1.0, None, 0.5, 0.5)]
    chart = draw_chart("t", "t", list("abcde"), values)
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


def test_the_command_lists_programmes_as_the_settings_do(
    folders: list[Path], run_cli: RunCli, tmp_path: Path
) -> None:
    settings = tmp_path / "curranalyser.toml"
    both = ["Law (LAW01)", "Nursing (VGSSK)"]
    for order, wanted in (([], both), (["VGSSK"], both[::-1])):
        settings.write_text(f"programme_order = {json.dumps(order)}\n")
        folder = tmp_path / str(len(order))
        said = run_cli("trend", *folders[:2], "--settings", settings, "-o", folder)
        page = (folder / "index.html").read_text(encoding="utf-8")
        for text in (said.stdout, page):
            assert sorted(both, key=text.index) == wanted
