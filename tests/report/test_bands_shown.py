"""How far the labels' known errors could move a share stands beside it in every report."""

import io
import json
from dataclasses import replace
from decimal import Decimal

import docx
import openpyxl
import pytest

from curranalyser.datamodel import (
    AggregateRules,
    Audit,
    Band,
    LabelRates,
    PerspectiveShares,
    RatesData,
    ShareBands,
    from_json,
)
from curranalyser.report import build_view, render_html, render_workbook, terminal_lines
from curranalyser.report.board import render_board
from curranalyser.report.data import render_json
from curranalyser.report.view import AuditView
from curranalyser.scheme import Scheme


def banded(shares: tuple[PerspectiveShares, ...]) -> tuple[PerspectiveShares, ...]:
    """Return shares with a band from nothing to all."""
    return tuple(
        replace(
            item,
            bands=ShareBands(
                *(
                    Band(Decimal(0), share.denominator)
                    for share in (item.outcomes, item.courses, item.credits)
                )
            ),
        )
        for item in shares
    )


@pytest.fixture
def measured(audit: Audit) -> Audit:
    rates = tuple(LabelRates(perspective, None, (1, 300), (4, 60)) for perspective in audit.perspectives)
    programmes = tuple(replace(item, shares=banded(item.shares)) for item in audit.programmes)
    rules = replace(audit.rules, rates=rates, rates_on=RatesData(1234, 7, 500, "ab"))
    return replace(audit, shares=banded(audit.shares), programmes=programmes, rules=rules)


def squeezed(view: AuditView) -> str:
    return " ".join(" ".join(terminal_lines(view, 200)).split())


@pytest.mark.parametrize(
    ("lang", "band", "data"),
    [
        ("en", "(0.0% to 100.0%)", "1,234 outcomes of 7 institutions"),
        ("sv", "(0,0\u00a0% till 100,0\u00a0%)", "1\u00a0234 mål från 7 lärosäten"),
    ],
)
def test_the_band_and_what_it_rests_on(
    measured: Audit, scheme: Scheme, lang: str, band: str, data: str
) -> None:
    view = build_view(measured, scheme, lang)
    page = render_html(view)
    assert f'<span class="band">{band}</span>' in page and data in page
    assert " ".join(band.split()) in squeezed(view) and " ".join(data.split()) in squeezed(view)
    assert any(data in value for _, value in view.provenance)


def test_the_workbook_has_both_ends_as_numbers(measured: Audit, scheme: Scheme) -> None:
    view = build_view(measured, scheme, "en")
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(view)))
    rows = list(book["Summary"].values)
    low, high = (rows[0].index(f"Share of outcomes, {end} by the labels’ errors") for end in ("low", "high"))
    for row, shares in zip(rows[1:], view.shares, strict=False):
        assert (row[low], row[high]) == (shares.outcomes.low, shares.outcomes.high)
        assert row[low] == 0
        assert row[high] == 1


def test_the_share_itself_is_not_moved(measured: Audit, audit: Audit, scheme: Scheme) -> None:
    before, after = (build_view(item, scheme, "en").shares for item in (audit, measured))
    assert [(item.outcomes.value, item.outcomes.fraction) for item in before] == [
        (item.outcomes.value, item.outcomes.fraction) for item in after
    ]


def test_where_nothing_is_counted_a_band_is_shown_too(measured: Audit, scheme: Scheme) -> None:
    nothing = replace(
        measured,
        shares=tuple(
            replace(item, outcomes=replace(item.outcomes, numerator=Decimal(0))) for item in measured.shares
        ),
    )
    for item in build_view(nothing, scheme, "en").shares:
        assert (item.outcomes.percent, item.outcomes.band) == ("0.0%", "0.0% to 100.0%")


def test_an_audit_of_an_earlier_version_has_no_band_where_nothing_is_counted(
    measured: Audit, scheme: Scheme
) -> None:
    band = from_json(b'{"low":"0","high":null}', Band)
    shares = tuple(replace(item, bands=ShareBands(band, band, band)) for item in measured.shares)
    for item in build_view(replace(measured, shares=shares), scheme, "en").shares:
        assert (item.outcomes.band, item.outcomes.low, item.outcomes.high) == ("", 0, None)


def test_the_same_number_twice_is_no_band(measured: Audit, scheme: Scheme) -> None:
    """Where people decided every label, say: it would read as if none of them could be wrong."""
    certain = tuple(
        replace(
            item,
            bands=ShareBands(
                *(
                    Band(share.numerator, share.numerator)
                    for share in (item.outcomes, item.courses, item.credits)
                )
            ),
        )
        for item in measured.shares
    )
    view = build_view(replace(measured, shares=certain), scheme, "en")
    for item in view.shares:
        assert item.outcomes.value is not None
        assert (item.outcomes.band, item.outcomes.low, item.outcomes.high) == ("", None, None)


@pytest.mark.parametrize(("lang", "said"), [("en", "is not measured"), ("sv", "är inte mätt")])
def test_a_model_that_is_not_measured_says_so(audit: Audit, scheme: Scheme, lang: str, said: str) -> None:
    view = build_view(replace(audit, rules=AggregateRules()), scheme, lang)
    page = render_html(view)
    assert said in page and 'class="band"' not in page
    assert said in squeezed(view)


def test_json_has_numbers(measured: Audit) -> None:
    data = json.loads(render_json(measured))
    assert data["shares"][0]["bands"]["outcomes"]["low"] == 0
    assert data["rules"]["rates"][0]["missed"] == [4, 60]
    assert data["rules"]["rates_on"]["outcomes"] == 1234


@pytest.mark.parametrize(("lang", "said"), [("en", "not in the brackets"), ("sv", "ingår inte i parentesen")])
def test_what_is_to_be_reviewed_is_said_not_to_be_in_the_band(
    measured: Audit, scheme: Scheme, lang: str, said: str
) -> None:
    for count in (0, 2):
        shares = tuple(replace(item, to_review=count) for item in measured.shares)
        view = build_view(replace(measured, shares=shares), scheme, lang)
        assert (said in view.rates, said in squeezed(view)) == (bool(count), bool(count))
        assert view.rates in render_html(view)


def board_of(audit: Audit, scheme: Scheme, lang: str) -> tuple[AuditView, list[list[str]], list[str]]:
    """Return the view of an audit, the cells of the shares in its Word file, and its paragraphs."""
    view = build_view(audit, scheme, lang)
    document = docx.Document(io.BytesIO(render_board(view)))
    shares = [table for table in document.tables if len(table.columns) == 4]
    cells = [[cell.text for cell in row.cells] for table in shares for row in table.rows[1:]]
    return view, cells, [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_the_word_file_has_the_bands_and_says_on_each_page_what_they_rest_on(
    measured: Audit, scheme: Scheme, lang: str
) -> None:
    view, cells, paragraphs = board_of(measured, scheme, lang)
    shown = [
        (item.courses, item.outcomes)
        for programme in view.in_order
        if programme.found
        for item in programme.shares[0].shares
    ]
    assert len(cells) == len(shown) > 3
    for row, shares in zip(cells, shown, strict=True):
        for cell, share in zip(row[1:3], shares, strict=True):
            assert bool(share.band) == (share.value is not None)
            band = f" ({share.band})" if share.band else ""
            assert cell == f"{share.percent}{band}, {share.fraction}"
    assert paragraphs.count(view.rates) == sum(programme.found > 0 for programme in view.programmes) > 0


@pytest.mark.parametrize(("lang", "said"), [("en", "is not measured"), ("sv", "är inte mätt")])
def test_the_word_file_of_a_model_that_is_not_measured_says_so(
    audit: Audit, scheme: Scheme, lang: str, said: str
) -> None:
    view, cells, paragraphs = board_of(replace(audit, rules=AggregateRules()), scheme, lang)
    assert said in view.rates and view.rates in paragraphs
    assert cells and not any("(" in cell for row in cells for cell in row[1:])


def test_a_share_that_is_shown_again_has_its_band_again(measured: Audit, scheme: Scheme) -> None:
    view = build_view(measured, scheme, "en")
    for standing, shares in zip(view.standing, view.shares, strict=True):
        assert standing.related.fraction == shares.courses.fraction
        assert standing.related.band == shares.courses.band != ""
        assert standing.focused.band == standing.opportunity.band == ""
    (nursing, *_) = (programme for programme in view.in_order if programme.promises)
    for promise, shares in zip(nursing.promises, nursing.shares[0].shares, strict=True):
        assert promise.carried.fraction == shares.outcomes.fraction
        assert promise.carried.band == shares.outcomes.band != ""
