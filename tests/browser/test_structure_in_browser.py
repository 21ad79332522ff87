"""A programme corrected in a real browser, and what an audit with the saved table then says."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import Audited, RunCli
from running_page import running_page

from curranalyser.datamodel import CourseStatus
from curranalyser.i18n import translator
from curranalyser.library.finished import read_audit
from curranalyser.report.everyone import everyone_meets
from curranalyser.review.programme_file import TABLE_FILE


@pytest.fixture(scope="session", params=["en", "sv"])
def corrected(
    request: pytest.FixtureRequest,
    open_in_browser: Callable[..., dict[str, Any]],
    sample_audit: Audited,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Any]:
    """What structure.mjs found, with the audit's folder under "folder" and the language under "lang"."""
    folder = tmp_path_factory.mktemp("corrected") / "report"
    shutil.copytree(sample_audit.folder, folder)
    with running_page(folder, cwd=folder) as (_, address):
        found = open_in_browser("structure.mjs", folder, address, request.param)
    return {**found, "folder": folder, "lang": request.param}


def test_the_room_and_the_report_are_read_by_everyone(corrected: dict[str, Any]) -> None:
    assert corrected["violations"] == []
    assert corrected["squeezed"] == []
    assert corrected["wide"] == [], "nothing goes beyond the screen of a phone"
    assert (corrected["errors"], corrected["foreign"]) == ([], [])
    assert corrected["styled"] == "collapse"
    assert corrected["review"] > 3


def test_what_every_student_meets_changes_as_one_does(corrected: dict[str, Any]) -> None:
    assert corrected["chosen"] == "everyone"
    assert corrected["changed"] != corrected["before"]
    assert corrected["focus"].endswith(".status")
    assert "→" in corrected["short_changed"] and "→" not in corrected["short_before"]
    assert corrected["count"].startswith("1 ")
    assert corrected["slowest"] < 3000


def test_what_cannot_be_is_told_where_it_stands_and_undone(corrected: dict[str, Any]) -> None:
    assert "1x" in corrected["told"]
    assert corrected["invalid"] == ["r0.term"]
    assert corrected["told_after"] == ""
    assert corrected["after_undo"] == corrected["changed"]
    assert corrected["all_undone"].split("\n")[1:] == corrected["before"].split("\n")[1:]


def test_without_script_the_form_shows_saves_and_undoes(corrected: dict[str, Any]) -> None:
    assert corrected["tried"].split("\n")[1:] == corrected["second"].split("\n")[1:]
    assert corrected["tried"] != corrected["after_save"]
    assert corrected["undone"] == corrected["after_save"]


def test_an_audit_with_the_saved_table_says_what_the_page_said(
    corrected: dict[str, Any], run_cli: RunCli, sample: Path, tmp_path: Path
) -> None:
    path = corrected["folder"] / TABLE_FILE
    assert str(path.resolve()) in corrected["saved"].replace("\n", "")
    run_cli("audit", sample, "-o", tmp_path / "again", "--programmes", path)
    profile = next(one for one in read_audit(tmp_path / "again").programmes if one.key == "TGDTI")
    status = {item.course_key: item.ref.status for item in profile.courses}
    assert (status["DAT208"], status["DAT101"]) == (CourseStatus.EVERYONE, CourseStatus.EVERYONE)
    assert {item.confirmed_by for item in profile.courses if item.person == "confirmed"} == {"Åsa Ek"}
    say = translator(corrected["lang"])
    told = " ".join(corrected["after_save"].split())
    for item in profile.exposure:
        sentence = " ".join(everyone_meets(item, say).split())
        assert sentence in told
