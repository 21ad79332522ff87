import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from curranalyser.datamodel import Audit
from curranalyser.i18n import translator
from curranalyser.report import build_view, render_workbook
from curranalyser.report.sheet import Column, Row, Sheet
from curranalyser.report.sheet_print import row_height, wide_enough
from curranalyser.report.view import AuditView
from curranalyser.scheme import Scheme

SHEETS = (
    "Summary",
    "Programmes",
    "Curriculum map",
    "Courses",
    "Outcomes",
    "Opportunities",
    "Language",
    "Language shares",
    "Groups",
    "Departments and subjects",
    "Related and focused",
    "What everyone meets",
    "List and syllabi",
    "Programme and course outcomes",
    "Matrix",
    "Goals not linked",
    "Versions that differ",
    "Recycled sentences",
    "Good examples",
    "Files that need attention",
    "Definitions",
    "Provenance",
)


@pytest.fixture(scope="module")
def book(view: AuditView) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_workbook(view)))


def test_the_sheets_are_there_with_filter_and_frozen_heading(book: Workbook, lang: str) -> None:
    assert book.sheetnames == [translator(lang).gettext(name) for name in SHEETS]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.max_row > 1
        assert all(cell.value for cell in sheet[1])


def test_no_two_columns_of_a_sheet_have_one_heading(book: Workbook) -> None:
    for sheet in book.worksheets:
        headings = [cell.value.casefold() for cell in sheet[1]]
        assert len(set(headings)) == len(headings), (sheet.title, headings)


def test_no_cell_is_a_formula_or_a_link(book: Workbook) -> None:
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    hostile = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith("=HYPERLINK")]
    assert hostile
    assert {cell.data_type for cell in hostile} == {"s"}
    assert any(isinstance(cell.value, str) and "[U+202E]txt.exe ␛[31m" in cell.value for cell in cells)


def test_shares_are_numbers_shown_as_percentages(book: Workbook, view: AuditView) -> None:
    sheet = book.worksheets[1]
    rows = list(sheet.iter_rows(min_row=2))
    expected = [
        (shares, programme)
        for programme in view.programmes
        for group in programme.shares
        for shares in group.shares
    ]
    assert len(rows) == len(expected)
    for row, (shares, programme) in zip(rows, expected, strict=True):
        assert row[0].value == programme.title
        assert [cell.value for cell in row[4:13]] == [
            number
            for share in (shares.outcomes, shares.courses, shares.credits)
            for number in (share.value, share.numerator, share.denominator)
        ]
        assert row[4].number_format == "0.0%"


def test_every_outcome_has_its_row(book: Workbook, view: AuditView) -> None:
    sheet = book.worksheets[4]
    outcomes = [outcome for course in view.courses for outcome in (*course.outcomes, *course.other_versions)]
    outcomes += [outcome for programme in view.programmes for outcome in programme.own_outcomes]
    assert [row[3].value for row in sheet.iter_rows(min_row=2)] == [outcome.plain for outcome in outcomes]
    first = [cell.value for cell in sheet[2]]
    assert first[0] == "OMV101"
    assert first[6:8] == [0.97, "globala målen"]
    assert first[8].startswith("INT-Y1: ")


def test_rows_that_a_sheet_does_not_hold_go_on_in_another(
    book: Workbook, view: AuditView, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("curranalyser.report.excel.MOST_ROWS", 4)
    split = openpyxl.load_workbook(io.BytesIO(render_workbook(view)))
    name = translator(lang).gettext("Outcomes")
    whole = [[cell.value for cell in row] for row in book[name].iter_rows()]
    names = [sheet for sheet in split.sheetnames if sheet.startswith(name)]
    assert names == [
        name,
        *(f"{name} {number}" for number in range(2, len(whole[1:]) // 4 + 1 + bool(len(whole[1:]) % 4))),
    ]
    parts = [[[cell.value for cell in row] for row in split[sheet].iter_rows()] for sheet in names]
    assert all(part[0] == whole[0] and 1 < len(part) <= 5 for part in parts)
    assert [row for part in parts for row in part[1:]] == whole[1:]


def test_indicators_are_the_numbers_of_the_audit(book: Workbook, audit: Audit, lang: str) -> None:
    gettext = translator(lang).gettext

    def numbers(sheet: str, first: int) -> list[tuple[float, float]]:
        return [(row[first].value, row[first + 1].value) for row in book[gettext(sheet)].iter_rows(min_row=2)]

    scopes = (audit, *audit.programmes)
    pairs = [
        (shares.outcomes.numerator, shares.outcomes.denominator)
        for scope in scopes
        for group in scope.groups
        for shares in group.shares
    ]
    assert numbers("Groups", 5) == pairs
    assert numbers("Related and focused", 3) == [
        (item.related.numerator, item.related.denominator) for scope in scopes for item in scope.standing
    ]
    assert numbers("Related and focused", 12) == [
        (item.distinct.numerator, item.distinct.denominator) for scope in scopes for item in scope.shares
    ]
    exposures = [item for programme in audit.programmes for item in programme.exposure]
    assert numbers("What everyone meets", 3) == [(item.everyone, item.with_syllabus) for item in exposures]
    assert numbers("What everyone meets", 7) == [(item.least, item.best) for item in exposures]
    assert numbers("Programme and course outcomes", 4) == [
        (item.carried.numerator, item.carried.denominator) for item in audit.programmes[0].promises
    ]
    languages = []
    for scope in scopes:
        languages += [
            (share.credits.numerator, share.credits.denominator) for share in scope.languages.shares
        ]
        languages.append(
            (scope.languages.exchange_credits.numerator, scope.languages.exchange_credits.denominator)
        )
        if scope.languages.exchange_unknown:
            languages.append((None, None))
    assert numbers("Language shares", 7) == languages


def test_the_same_audit_gives_the_same_bytes(audit: Audit, scheme: Scheme, view: AuditView) -> None:
    assert render_workbook(build_view(audit, scheme, view.lang)) == render_workbook(view)


def test_sheets_print_across_with_their_heading_on_each_page(view: AuditView, lang: str) -> None:
    several = {}
    footer = {"en": "&RPage &P of &N", "sv": "&RSida &P av &N"}[lang]
    with zipfile.ZipFile(io.BytesIO(render_workbook(view))) as package:
        names = openpyxl.load_workbook(io.BytesIO(render_workbook(view))).sheetnames
        for number, name in enumerate(names, 1):
            sheet = package.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert 'paperSize="9"' in sheet
            assert 'orientation="landscape"' in sheet
            assert footer.replace("&", "&amp;") in sheet
            several[name] = 'fitToHeight="0"' not in sheet
            assert ('scale="60"' in sheet) == several[name]
        titles = package.read("xl/workbook.xml").decode()
    assert len(re.findall("_xlnm.Print_Titles", titles)) == len(names)
    gettext = translator(lang).gettext
    assert several[gettext("Outcomes")]
    assert not several[gettext("Definitions")]
    assert not several[gettext("Files that need attention")]


def test_no_word_of_a_heading_is_broken_and_rows_are_as_high_as_their_text(view: AuditView) -> None:
    assert wide_enough("Undervisningsspråk", 10) > len("Undervisningsspråk")
    assert wide_enough("No.", 6) == 6
    assert row_height([("short", 10), ("", 1)]) is None
    assert row_height([("x" * 25, 10), ("short", 10)]) == row_height([("a\nb\nc", 10)])
    assert row_height([("x" * 100_000, 10)]) == 409
    sheet = openpyxl.load_workbook(io.BytesIO(render_workbook(view))).worksheets[4]
    long = [row[3] for row in sheet.iter_rows(min_row=2) if len(str(row[3].value)) > 70]
    assert long
    assert all((sheet.row_dimensions[cell.row].height or 0) >= 30 for cell in long)


@pytest.mark.parametrize("row", [{"a": 1}, {"a": 1, "b": 2, "c": 3}], ids=["a cell too few", "one too many"])
def test_a_row_has_a_cell_for_each_column_whatever_their_order(row: Row) -> None:
    columns = {"a": Column("A", 9), "b": Column("B", 9)}
    assert list(Sheet(name="s", columns=columns, rows=[{"b": 2, "a": 1}]).cells()) == [[1, 2]]
    with pytest.raises(ValueError, match=r"s: \['[bc]'\]"):
        list(Sheet(name="s", columns=columns, rows=[row]).cells())
