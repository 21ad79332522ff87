"""`audit --programmes` and `audit --as-of`, in a process of their own."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from report_files import pages_of

RunCli = Callable[..., Any]


@pytest.fixture(scope="module")
def two_courses(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two courses of the sample, and no programme syllabus."""
    folder = tmp_path_factory.mktemp("syllabi")
    for name in ("kursplan-OMV101-sv.pdf", "kursplan-OMV103-sv.pdf"):
        found = next(sample.rglob(name), None)
        assert found, name
        shutil.copy(found, folder)
    return folder


def test_the_users_table_makes_programmes_and_is_part_of_the_provenance(
    run_cli: RunCli, two_courses: Path, tmp_path: Path
) -> None:
    table = tmp_path / "program.csv"
    table.write_text(
        "program;kurs;termin;obligatorisk\nVGSSK;OMV101;1;ja\nVGSSK;SAKNAS;2;nej\n", encoding="utf-8"
    )
    finished = run_cli(
        "audit", two_courses, "-o", tmp_path / "report", "--programmes", table, "--as-of", "2099-01-01"
    )
    assert "VGSSK" in finished.stdout
    audit = json.loads((tmp_path / "report" / "audit.json").read_text(encoding="utf-8"))
    [programme] = audit["programmes"]
    assert [
        (item["course_key"], item["linked_by"], *(item["ref"][name] for name in ("terms", "status", "basis")))
        for item in programme["courses"]
    ] == [
        ("OMV101", "mapping", [1], "everyone", "person"),
        (None, "not found", [2], "some", "person"),
    ]
    assert audit["unlinked_courses"] == ["OMV103"]
    assert (
        audit["rules"]["as_of"],
        audit["rules"]["mapping_source"],
        len(audit["rules"]["mapping_sha256"]),
    ) == ("2099-01-01", "program.csv", 64)
    page = pages_of(tmp_path / "report")
    assert audit["rules"]["mapping_sha256"] in page
    # The same files with another table are another audit, even where their results are kept.
    table.write_text("program;kurs\nVGSSK;OMV103\n", encoding="utf-8")
    run_cli("audit", two_courses, "-o", tmp_path / "report", "--programmes", table)
    again = json.loads((tmp_path / "report" / "audit.json").read_text(encoding="utf-8"))
    assert again["unlinked_courses"] == ["OMV101"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--as-of", "2024-13-01"), "--as-of cannot be 2024-13-01. Write year, month and day"),
        (("--as-of", "HT2024"), "--as-of cannot be HT2024"),
        (("--programmes", "missing.csv"), "missing.csv cannot be read"),
    ],
)
def test_wrong_values_are_refused_in_a_line(
    run_cli: RunCli, two_courses: Path, tmp_path: Path, options: tuple[str, str], told: str
) -> None:
    finished = run_cli("audit", two_courses, "-o", tmp_path / "report", *options, code=2)
    assert told in finished.stderr
    assert not (tmp_path / "report" / "index.html").exists()


def test_the_settings_say_when_a_course_is_related(
    run_cli: RunCli, two_courses: Path, tmp_path: Path
) -> None:
    (tmp_path / "curranalyser.toml").write_text(
        "related_outcomes = 2\nfocused_percent = 60\nrecycled_courses = 4\n", encoding="utf-8"
    )
    run_cli("audit", two_courses, "-o", "report", cwd=tmp_path)
    audit = json.loads((tmp_path / "report" / "audit.json").read_text(encoding="utf-8"))
    assert {
        name: audit["rules"][name] for name in ("related_outcomes", "focused_percent", "recycled_courses")
    } == {
        "related_outcomes": 2,
        "focused_percent": 60,
        "recycled_courses": 4,
    }
    page = pages_of(tmp_path / "report")
    assert "at least 2 of the learning outcomes" in page
    assert "at least 60%" in page
    assert "in at least 4 courses" in page
