"""What the report and the workbook show of the offerings that the user gave."""

import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from command_line import RunCli

from curranalyser.aggregate.offerings import offerings_profile
from curranalyser.datamodel import Audit, GivenOfferings, OfferedRow
from curranalyser.report import build_view, render_html, render_workbook
from curranalyser.report.view import AuditView
from curranalyser.scheme import Scheme

CATALOGUES = Path(__file__).parents[2] / "corpus" / "catalogues"


def _given(audit: Audit) -> GivenOfferings:
    codes = [course.header.code or "" for course in audit.courses]
    return GivenOfferings(
        rows=(
            OfferedRow(codes[0], ("de",), 2026, 2),
            OfferedRow(codes[0], ("en",), 2027, 1),
            OfferedRow(codes[1], ("sv",), 2027, 1),
        ),
        source="<events>.json",
        sha256="0" * 64,
        offerings=9,
        not_said=5,
        several_providers=("X&Y",),
    )


@pytest.fixture(params=["en", "sv"])
def shown(request: pytest.FixtureRequest, audit: Audit, scheme: Scheme) -> AuditView:
    rules = replace(audit.rules, offerings=_given(audit))
    profile = offerings_profile(audit.courses, rules)
    assert len(profile.courses) == 2
    return build_view(replace(audit, rules=rules, offerings=profile), scheme, request.param)


def test_the_section_has_figures_disagreements_series_and_what_is_left_out(shown: AuditView) -> None:
    page = render_html(shown)
    assert 'id="offerings"' in page
    view = shown.offerings
    assert view is not None
    assert [(year.year, year.offerings) for year in view.years] == [(2026, 2), (2027, 2)]
    assert view.differing[0].years == "2026, 2027"
    assert len(view.notes) == 2
    for text in (view.differing[0].offered, "&lt;events&gt;.json", "X&amp;Y", "2027"):
        assert text in page
    assert "<events>" not in page


def test_the_workbook_has_the_same(shown: AuditView) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(shown)))
    names = {"en": "Offerings", "sv": "Tillfällen"}
    sheet = book[names[shown.lang]]
    assert shown.offerings is not None
    assert [row[3] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        item.offerings for item in shown.offerings.courses
    ]
    for other in book.worksheets:
        headings = [cell.value.casefold() for cell in other[1]]
        assert len(set(headings)) == len(headings)


def test_without_offerings_nothing_is_shown(view: AuditView) -> None:
    assert view.offerings is None
    assert 'id="offerings"' not in render_html(view)


@pytest.mark.slow
def test_the_command_sets_them_beside_the_syllabi(run_cli: RunCli, tmp_path: Path) -> None:
    page, offerings = (CATALOGUES / name for name in ("schema-org.html", "emil-3.json"))
    run_cli("audit", page, "-o", tmp_path / "report", "--offerings", offerings)
    audit = json.loads((tmp_path / "report" / "audit.json").read_bytes())
    [course] = audit["offerings"]["courses"]
    assert (course["course_key"], course["offerings"], course["years"]) == ("VAL101", 2, [2026, 2027])
    assert audit["rules"]["offerings"]["source"] == "emil-3.json"
    shown = "".join(file.read_text() for file in (tmp_path / "report").glob("*.html"))
    assert 'id="offerings"' in shown
