"""What is dismissed in a browser is written as settings that suppress it, and nothing else."""

import json
from pathlib import Path

import pytest

from curranalyser.analyse import load_stage
from curranalyser.check.dismissed import dismissed_as_settings, dismissed_fingerprints
from curranalyser.check.draft import read_draft
from curranalyser.check.finding import Finding, rules
from curranalyser.check.run import check_drafts
from curranalyser.check.suppress import load_check_settings, set_aside
from curranalyser.errors import SettingsError
from curranalyser.i18n import translator
from curranalyser.settings import Settings

SETTINGS = Settings()
SCHEME, CLASSIFIER = load_stage(SETTINGS)
DRAFT = """Kursplan

Segelsömnad "från grunden" = [1]

Kurskod: SEG101

Lärandemål
Efter kursen ska studenten kunna
- förstå hur segel sys
- förstå hur segel skärs
- förstå hur segel sys
"""


def _found(text: str = DRAFT, name: str = "draft.txt") -> tuple[Finding, ...]:
    draft = read_draft(text.encode(), name, SETTINGS, CLASSIFIER)
    return check_drafts([draft], SCHEME, translator("sv"), rules())


def _kept(item: Finding, reason: str = "Beslutat i maj") -> dict[str, str]:
    return {
        "rule": item.rule, "fingerprint": item.fingerprint, "text": item.text, "syllabus": item.syllabus,
        "file": item.file, "reason": reason,
    }  # fmt: skip


def test_the_settings_suppress_what_was_dismissed_and_nothing_else(tmp_path: Path) -> None:
    found = _found()
    chosen = [item for item in found if item.rule in ("F402", "R504")][1:]
    assert {item.rule for item in chosen} == {"F402", "R504"}
    reason = 'Nämnden "sade" ja\n\\ [[check.suppress]]'
    text, left_out = dismissed_as_settings(json.dumps([_kept(item, reason) for item in chosen]).encode())
    path = tmp_path / "curranalyser.toml"
    path.write_text(text, encoding="utf-8")
    own = load_check_settings(path)
    kept, aside = set_aside(found, own.suppress)
    prints = {item.fingerprint for item in chosen}
    assert left_out == 0
    assert {item.fingerprint for item, _ in aside} == prints
    assert [item for item in kept if item.fingerprint in prints] == []
    assert {why for _, why in aside} == {'Nämnden "sade" ja \\ [[check.suppress]]'}
    other = _found(DRAFT.replace("SEG101", "SEG102"))
    assert set_aside(other, own.suppress) == (other, ())


def test_what_nothing_tells_from_other_drafts_is_left_out_and_counted(tmp_path: Path) -> None:
    nameless = {"rule": "R501", "fingerprint": "0123456789abcdef", "reason": "så"}
    assert dismissed_as_settings(json.dumps([nameless]).encode()) == ("", 1)
    text, left_out = dismissed_as_settings(json.dumps([{**nameless, "file": "utkast.docx"}]).encode())
    assert left_out == 0
    path = tmp_path / "curranalyser.toml"
    path.write_text(text, encoding="utf-8")
    assert load_check_settings(path).suppress[0].file == "utkast.docx"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[1]",
        b'[{"rule": "R501"}]',
        b'[{"rule": "X999", "fingerprint": "0123456789abcdef", "reason": "x"}]',
        b'[{"rule": "R501", "fingerprint": "0123456789ABCDEF", "reason": "x"}]',
        b'[{"rule": "R501", "fingerprint": "../../etc/passwd", "reason": "x"}]',
        b'[{"rule": "R501", "fingerprint": "0123456789abcdef", "reason": " \\n\\u200b"}]',
        b"[" + b'{"rule": "R501", "fingerprint": "0123456789abcdef", "reason": "x"},' * 20000 + b"null]",
    ],
)
def test_what_is_not_ours_is_refused(data: bytes) -> None:
    with pytest.raises(SettingsError):
        dismissed_as_settings(data)


def test_fingerprints_in_a_field() -> None:
    assert dismissed_fingerprints("0123456789abcdef  <b> 0123\n") == {"0123456789abcdef"}
