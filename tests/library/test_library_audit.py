"""Audits by the library: the same as the command line's, as tables, as a report, and read again."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import Audited, RunCli

import curranalyser
from curranalyser import Audit, OutputError, Settings, SettingsError


@pytest.fixture(scope="module")
def made(sample: Path) -> Audit:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1735689600")
        return curranalyser.audit(sample)


def csv_rows(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "outcomes.csv").read_text(encoding="utf-8-sig").splitlines()))


def test_it_is_the_audit_of_the_command_line(made: Audit, sample_audit: Audited) -> None:
    assert made.value == curranalyser.load_audit(sample_audit.folder).value
    assert (len(made.courses), len(made.programmes)) == (31, 3)
    assert repr(made) == f"<Audit: 31 courses, 3 programmes, {len(made.files)} files>"


def test_outcomes_and_labels_are_those_of_the_table_of_the_command_line(
    made: Audit, sample_audit: Audited
) -> None:
    ours = made.to_frame(kind="rows")
    theirs = csv_rows(sample_audit.folder)
    assert len(ours) == len(theirs) > 200
    for mine, other in zip(ours, theirs, strict=True):
        assert (mine["owner"], mine["id"], mine["page"]) == (
            other["course"], other["outcome_id"], int(other["page"]),
        )  # fmt: skip
        assert bool(mine["counted"]) is (other["counted"] == "yes")
        for perspective in made.perspectives:
            assert mine[f"{perspective}_decision"] == other[f"{perspective}_decision"]
            words = other[f"{perspective}_evidence"].replace(" | ", "|")
            assert mine[f"{perspective}_evidence"] == words


def test_shares_are_those_of_the_command_line(made: Audit, sample_audit: Audited) -> None:
    told = json.loads((sample_audit.folder / "audit.json").read_bytes())
    rows = [
        row
        for row in made.to_frame("shares", kind="rows")
        if row["programme"] is None and row["of"] == "courses"
    ]
    assert [(row["perspective"], row["numerator"], row["denominator"]) for row in rows] == [
        (share["perspective"], share["courses"]["numerator"], share["courses"]["denominator"])
        for share in told["shares"]
    ]


def test_the_report_is_that_of_the_command_line(made: Audit, sample_audit: Audited, tmp_path: Path) -> None:
    index = made.write_report(tmp_path / "report")
    assert index == tmp_path / "report" / "index.html"

    def files(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and path.suffix not in (".db", ".xlsx")
        }

    ours, theirs = files(tmp_path / "report"), files(sample_audit.folder)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert (tmp_path / "report" / "audit.xlsx").is_file()


@pytest.mark.slow
def test_the_command_line_goes_on_with_what_the_library_wrote(
    made: Audit, sample: Path, run_cli: RunCli, tmp_path: Path
) -> None:
    folder = tmp_path / "report"
    made.write_report(folder, lang="sv")
    assert 'lang="sv"' in (folder / "index.html").read_text(encoding="utf-8")
    run_cli("report", folder, "--lang", "en")
    assert 'lang="en"' in (folder / "index.html").read_text(encoding="utf-8")
    again = run_cli("audit", sample, "-o", folder)
    kept = (folder / "audit.db").stat().st_size
    curranalyser.load_audit(folder).write_report(folder)
    # What the command line keeps of files is not lost, so that it need not read them again.
    assert (folder / "audit.db").stat().st_size == kept
    assert run_cli("audit", sample, "-o", folder, "--verbose").stdout == again.stdout


def test_an_audit_is_read_again_as_it_was(made: Audit, tmp_path: Path) -> None:
    made.write_report(tmp_path)
    for given in (tmp_path, str(tmp_path), tmp_path / "audit.db", tmp_path / "audit.json"):
        again = curranalyser.load_audit(given)
        assert again.value == made.value
        assert again.write_report(tmp_path / "other").is_file()


def test_what_an_audit_json_does_not_hold_is_asked_for(made: Audit, tmp_path: Path) -> None:
    made.write_report(tmp_path)
    (tmp_path / "audit.db").unlink()
    scheme = tmp_path / "scheme.toml"
    scheme.write_text(made.scheme_text + "\n# ours\n", encoding="utf-8")
    other = curranalyser.load_audit(tmp_path / "audit.json", settings=Settings(scheme=str(scheme)))
    assert other.to_frame("courses", kind="rows")
    with pytest.raises(SettingsError, match="scheme that the audit was made with is not known"):
        other.write_report(tmp_path / "other")


@pytest.mark.slow
def test_workers_find_the_same(made: Audit, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    assert curranalyser.audit([str(sample)], jobs=2).value == made.value


def test_what_cannot_be_read_is_in_the_result(difficult: Path, run_cli: RunCli, tmp_path: Path) -> None:
    run_cli("audit", difficult, "-o", tmp_path, code=3)
    found = curranalyser.audit(difficult)
    theirs = curranalyser.load_audit(tmp_path)
    assert found.failures == theirs.failures != ()
    assert [row["source"] for row in found.to_frame("failures", kind="rows")] == [
        failure.source for failure in theirs.failures
    ]
    (tmp_path / "kurs.pdf").write_bytes(b"%PDF-1.7 nothing")
    nothing = curranalyser.audit(tmp_path / "kurs.pdf")
    assert nothing.courses == () != nothing.failures
    assert nothing.to_frame("outcomes", kind="rows") == []


def test_tables_of_the_users_own_and_decisions_are_taken(
    made: Audit, sample: Path, run_cli: RunCli, tmp_path: Path, sample_audit: Audited
) -> None:
    courses = tmp_path / "courses.csv"
    code = made.courses[0].header.code
    courses.write_text(f"code,department\n{code},Our own house\n", encoding="utf-8")
    run_cli("audit", sample, "-o", tmp_path / "cli", "--courses", courses, "--as-of", "2024-01-31")
    ours = curranalyser.audit(sample, courses=courses, as_of="2024-01-31")
    theirs = curranalyser.load_audit(tmp_path / "cli")
    assert replace(ours.value, head=theirs.value.head) == theirs.value
    assert "Our own house" in {row["department"] for row in ours.to_frame("courses", kind="rows")}


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda sample: curranalyser.audit(sample / "none"), "There is no file or folder"),
        (lambda sample: curranalyser.audit(sample, as_of="yesterday"), "as_of cannot be yesterday"),
        (lambda sample: curranalyser.audit(sample, jobs=-1), "jobs is 0"),
        (lambda sample: curranalyser.audit(sample, goals="none.csv"), "table of goals"),
        (lambda sample: curranalyser.audit(sample, settings="none.toml"), "does not exist"),
        (lambda sample: curranalyser.audit(sample, settings=Settings(lang="fr")), "lang is sv or en"),
        (lambda sample: curranalyser.audit(sample, settings=Settings(max_pages="many")), "cannot be 'many'"),
        (curranalyser.load_audit, "There is no audit"),
    ],
)
def test_a_wrong_call_is_told(call: object, told: str, sample: Path) -> None:
    with pytest.raises(SettingsError, match=told):
        call(sample)  # type: ignore[operator]


def test_a_report_that_cannot_be_written_is_told(made: Audit, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>Somebody's page", encoding="utf-8")
    with pytest.raises(OutputError):
        made.write_report(tmp_path)
    assert not (tmp_path / "audit.db").exists()


def test_tables_as_pandas_and_polars(made: Audit) -> None:
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    for table in ("outcomes", "labels", "courses", "programmes", "shares", "failures", "exposure", "files"):
        rows = made.to_frame(table, kind="rows")
        frame, other = made.to_frame(table), made.to_frame(table, kind="polars")
        assert isinstance(frame, pandas.DataFrame)
        assert isinstance(other, polars.DataFrame)
        assert len(frame) == other.height == len(rows)
        assert other.to_dicts() == rows
        nothing_missing = frame.astype(object).where(frame.notna(), None)
        assert nothing_missing.to_dict("records") == rows
    outcomes = made.to_frame()
    assert str(outcomes["page"].dtype) == "Int64"
    assert outcomes["international_probability"].between(0, 1).all()
    counted = outcomes[outcomes["counted"] == 1]
    share = made.shares[0].outcomes
    assert (counted["international_decision"] == "yes").sum() == share.numerator
    assert len(counted) == share.denominator


def test_an_empty_table_has_its_columns(made: Audit) -> None:
    pytest.importorskip("pandas")
    empty = Audit(replace(made.value, failures=()), made.settings)
    assert list(empty.to_frame("failures").columns)[:3] == ["source", "stage", "category"]
    assert str(empty.to_frame("failures")["page"].dtype) == "Int64"


def test_an_unknown_table_or_kind_is_told(made: Audit) -> None:
    with pytest.raises(SettingsError, match=r"There is no table course\. Tables: outcomes, labels"):
        made.to_frame("course")  # type: ignore[call-overload]
    with pytest.raises(SettingsError, match="no kind of table excel"):
        made.to_frame("courses", kind="excel")  # type: ignore[call-overload]
