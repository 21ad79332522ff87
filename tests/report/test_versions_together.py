"""What the report shows of outcomes that were read together with their translation."""

import io
from dataclasses import replace

import openpyxl
import pytest

from curranalyser.aggregate.read_together import read_together
from curranalyser.aggregate.versions import labelled_translation
from curranalyser.datamodel import Audit, CourseProfile, Decision
from curranalyser.report import build_view, render_html, render_workbook
from curranalyser.report.view import AuditView
from curranalyser.scheme import Scheme


def together(profile: CourseProfile) -> CourseProfile:
    counted = profile.counted_outcomes()
    translation = labelled_translation(counted, [(profile.main, profile.sources[0])], ["counts"])
    assert translation is not None
    main, parallel = read_together(profile.main, counted, translation, profile.main)
    return replace(profile, analysed=(main, *profile.analysed[1:]), parallel=parallel)


@pytest.fixture(params=["en", "sv"])
def joined(request: pytest.FixtureRequest, audit: Audit, scheme: Scheme) -> AuditView:
    courses = (together(audit.courses[0]), *audit.courses[1:])
    return build_view(replace(audit, courses=courses), scheme, request.param)


SAID = {"en": "Swedish: yes (0.94); English: no (0.03)", "sv": "svenska: ja (0,94); engelska: nej (0,03)"}
HEADS = {"en": "Read differently there", "sv": "Läses olika"}


def test_an_outcome_whose_versions_are_read_differently_is_for_review_and_says_why(joined: AuditView) -> None:
    compared = joined.courses[0].outcomes[1]
    comparative = next(label for label in compared.labels if label.perspective.id == "comparative")
    assert comparative.decision == Decision.REVIEW
    assert comparative.versions == SAID[joined.lang]
    assert comparative.value is None
    assert compared.other is not None
    assert compared.other.plain == "compare the organisation of primary care"
    page = render_html(joined)
    assert SAID[joined.lang] in page
    assert "compare the organisation of primary care</span>" in page


def test_one_that_is_read_alike_shows_the_evidence_of_both(joined: AuditView) -> None:
    named = joined.courses[0].outcomes[0]
    assert all(not label.versions for label in named.labels)
    assert named.other is not None
    assert [part.text for part in named.other.text if part.perspectives] == ["global goals"]


def test_the_workbook_has_both_versions_beside_each_other(joined: AuditView) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(joined)))
    found = [
        (row[at - 1], row[at])
        for sheet in book
        for rows in [list(sheet.values)]
        for head in rows
        if HEADS[joined.lang] in head
        for at in [head.index(HEADS[joined.lang])]
        for row in rows
        if isinstance(row[at], str) and SAID[joined.lang] in row[at]
    ]
    assert len(found) == 1
    assert found[0][0] == "compare the organisation of primary care"
