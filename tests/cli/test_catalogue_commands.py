"""What the commands do with a catalogue: each course in it is one."""

import json
from pathlib import Path

from command_line import RunCli

import curranalyser

CATALOGUES = Path(__file__).parents[2] / "corpus" / "catalogues"
OOAPI = CATALOGUES / "ooapi-5.json"


def test_audit_counts_a_course_once_that_stands_in_a_catalogue_and_beside_it(tmp_path: Path) -> None:
    (tmp_path / "catalogue.json").write_bytes(OOAPI.read_bytes())
    (tmp_path / "package.json").write_text('{"name": "of another program"}', encoding="utf-8")
    (tmp_path / "bikunskap.md").write_text(
        "# Kursplan\n## Bikunskap och landskap, 15 högskolepoäng\nKurskod: BIJ101\n## Lärandemål\n"
        "Efter avslutad kurs ska studenten kunna\n- beskriva ett bisamhälles år\n- sälja honung\n",
        encoding="utf-8",
    )
    audit = curranalyser.audit(tmp_path)
    courses = {course.key: course for course in audit.courses}
    assert set(courses) == {"BIJ101", "BIJ202", "BIJ203"}
    assert set(courses["BIJ101"].sources) == {"bikunskap.md", "catalogue.json#BIJ101"}
    kinds = [item.kind for item in courses["BIJ101"].differences]
    assert kinds == ["outcome missing", "outcome missing", "credits"]
    assert [programme.key for programme in audit.programmes] == ["PBIJ"]
    assert dict(audit.value.provenance.passed_over) == {".json": 1}


def test_parse_shows_each_course_and_the_records_that_cannot_be_read(run_cli: RunCli) -> None:
    done = run_cli("parse", OOAPI, code=3)
    heads = [line for line in done.stdout.splitlines() if line.startswith("== ")]
    assert [head.split(":")[0] for head in heads] == [
        f"== ooapi-5.json#{name}" for name in ("BIJ101", "BIJ202", "BIJ203", "PBIJ", "4–5")
    ]


def test_check_looks_at_the_outcomes_of_each_course_alone(run_cli: RunCli) -> None:
    done = run_cli("check", OOAPI, "--format", "json", "--all", code=3)
    told = json.loads(done.stdout)
    assert {finding["syllabus"] for finding in told["findings"]} == {"BIJ101", "BIJ202", "BIJ203"}
    assert "The file is a catalogue" in told["files"][0]["notes"][0]
    # A record is no syllabus: nothing is missing in it.
    assert not [finding for finding in told["findings"] if finding["rule"].startswith("M")]


def test_classify_labels_the_outcomes_of_each_course(run_cli: RunCli) -> None:
    done = run_cli("classify", OOAPI)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines][:3] == ["BIJ101/sv-1", "BIJ101/sv-2", "BIJ101/en-1"]
    assert lines[1]["labels"]["comparative"]["decision"] == "yes"
    assert "#4–5" in done.stderr


def test_data_that_are_no_catalogue_are_told_with_what_was_seen(run_cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "register.jsonl"
    path.write_text('{"kod": {"v": "A1"}, "mal": ["x"]}\n' * 40, encoding="utf-8")
    done = run_cli("audit", path, "-o", tmp_path / "report", code=4)
    assert '[{"kod", "mal"}]' in done.stderr + done.stdout
    assert "OOAPI" in done.stderr + done.stdout
