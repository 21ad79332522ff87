"""Drafts in which nothing is amiss: the rules ask for nothing."""

from pathlib import Path

import pytest

from curranalyser.analyse import load_stage
from curranalyser.check.draft import read_draft
from curranalyser.check.finding import Severity, rules
from curranalyser.check.run import check_drafts
from curranalyser.i18n import translator
from curranalyser.settings import Settings

CLEAN = sorted((Path(__file__).parent / "clean").iterdir())
SETTINGS = Settings()
SCHEME, CLASSIFIER = load_stage(SETTINGS)


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_clean_draft_is_asked_for_nothing(path: Path) -> None:
    draft = read_draft(path.read_bytes(), path.name, SETTINGS, CLASSIFIER)
    [checked] = draft.syllabi
    assert len(checked.syllabus.outcomes) > 2
    found = check_drafts([draft], SCHEME, translator("en"), rules())
    assert found
    assert [item.message for item in found if item.severity is not Severity.INFO] == []
