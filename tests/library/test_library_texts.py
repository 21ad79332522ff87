"""Files, texts and drafts by the library, beside what the command line says of the same."""

import json
from pathlib import Path

import msgspec
import pytest
from command_line import RunCli

import curranalyser
from curranalyser import Decision, DocumentStatus, FailureCategory, Settings, SettingsError, Severity

DRAFT = """# Course syllabus: Food and society

## Learning outcomes

On completion of the course the student should be able to
- understand how meals are planned
- compare school meals in Finland and in Portugal
"""


def test_a_file_is_read_as_the_command_reads_it(sample: Path, run_cli: RunCli) -> None:
    path = sample / "nursing" / "kursplan-OMV101-sv.pdf"
    found = curranalyser.read_syllabi(path)
    [line] = run_cli("parse", "--json", path).stdout.splitlines()
    told = json.loads(line)
    assert told["status"] == found.status == DocumentStatus.OK
    assert json.loads(msgspec.json.encode(found.syllabi)) == told["syllabi"]
    assert (found.source, found.failures, len(found.sha256)) == (str(path), (), 64)
    assert curranalyser.read_syllabi("kursplan.pdf", data=path.read_bytes()).syllabi == found.syllabi


def test_a_table_is_read_as_one_result(tmp_path: Path) -> None:
    table = tmp_path / "courses.csv"
    table.write_text(
        "code,title,outcomes\n,,a row without a course\nAB1001,Baking,bake a loaf of bread\n"
        "AB1002,Tasting,tell one cheese from another\n",
        encoding="utf-8",
    )
    found = curranalyser.read_syllabi(table)
    assert [item.header.code for item in found.syllabi] == ["AB1001", "AB1002"]
    assert found.status is DocumentStatus.PARTIAL
    assert [failure.category for failure in found.failures] == [FailureCategory.ROW_WITHOUT_COURSE]
    assert curranalyser.read_syllabi("t.csv", data=table.read_bytes()).syllabi == found.syllabi


def test_what_is_wrong_with_a_file_is_in_the_result(tmp_path: Path) -> None:
    broken = curranalyser.read_syllabi("kurs.pdf", data=b"<html>no page of ours")
    assert (broken.status, broken.syllabi) == (DocumentStatus.FAILED, ())
    assert broken.failures[0].category is FailureCategory.NOT_A_PDF
    letter = curranalyser.read_syllabi("letter.txt", data=b"Dear Ada,\n\nthank you for the flowers.\n")
    assert letter.status is DocumentStatus.SKIPPED
    large = curranalyser.read_syllabi("a.txt", data=b"x" * 1_000_001, settings=Settings(max_megabytes=1))
    assert large.failures[0].category is FailureCategory.TOO_LARGE
    for given, told in ((tmp_path, "is a folder"), (tmp_path / "none.pdf", "There is no file")):
        with pytest.raises(SettingsError, match=told):
            curranalyser.read_syllabi(given)


def test_texts_are_labelled_as_the_command_labels_them(run_cli: RunCli) -> None:
    texts = [
        "compare school meals in Finland and in Portugal",
        "redogöra för hur måltider planeras",
        "samtala med människor från andra kulturer om mat",
    ]
    lines = "".join(json.dumps({"text": text, "language": language}) + "\n" for text, language in zip(
        texts, ("en", "sv", "sv"), strict=True))  # fmt: skip
    told = [json.loads(line) for line in run_cli("classify", "-", stdin=lines.encode()).stdout.splitlines()]
    found = [*curranalyser.label(texts[:1], language="en"), *curranalyser.label(texts[1:], language="sv-SE")]
    for ours, theirs in zip(found, told, strict=True):
        for label in ours.labels:
            other = theirs["labels"][label.perspective]
            assert (label.decision, label.probability) == (other["decision"], other["probability"])
            assert [item.text for item in label.evidence] == [item["text"] for item in other["evidence"]]
    assert found[0].label("comparative").decision is Decision.YES
    assert [item.outcome.text for item in found] == texts


def test_the_words_tell_the_language_where_it_is_not_given() -> None:
    text = "jämföra hur måltider planeras i skolor i Finland och i Portugal"
    [alone] = curranalyser.label(text)
    assert alone.outcome.language == "sv"
    assert alone.labels == curranalyser.label([text], language="sv")[0].labels
    [short] = curranalyser.label(["xq"])
    assert {label.decision for label in short.labels} == {Decision.NOT_LABELLED}
    [german] = curranalyser.label(["Mahlzeiten in zwei Ländern vergleichen"], language="de")
    assert german.labels[0].probability is None
    assert curranalyser.label([]) == ()
    with pytest.raises(SettingsError, match="is no language"):
        curranalyser.label(["a"], language="Klingon")


def test_a_draft_is_checked_as_the_command_checks_it(run_cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    told = json.loads(run_cli("check", "--format", "json", "--lang", "sv", "draft.md", cwd=tmp_path).stdout)
    by_path = curranalyser.check_draft(path, settings=Settings(lang="sv"))
    by_text = curranalyser.check_draft(text=DRAFT, settings=Settings(lang="sv"))
    assert by_text.source == "text.md"

    def shown(findings: object) -> list[dict[str, object]]:
        return [{**item, "file": ""} for item in json.loads(msgspec.json.encode(findings))]

    assert shown(by_path.findings) == shown(by_text.findings) == shown(told["findings"])
    assert {"F402"} <= {finding.rule for finding in by_path.findings if finding.severity is not Severity.INFO}
    [syllabus] = by_text.syllabi
    assert syllabus.outcomes[1].label("comparative").decision is Decision.YES


def test_rules_are_chosen_and_findings_set_aside_as_for_the_command(tmp_path: Path) -> None:
    chosen = curranalyser.check_draft(text=DRAFT, select="F402")
    assert {finding.rule for finding in chosen.findings} == {"F402"}
    without = curranalyser.check_draft(text=DRAFT, ignore=["F402"])
    assert "F402" not in {finding.rule for finding in without.findings} != set()
    house = tmp_path / "curranalyser.toml"
    house.write_text(
        'lang = "sv"\n[[check.suppress]]\nrule = "F402"\ntext = "understand how meals are planned"\n'
        'reason = "The board wants it so."\n',
        encoding="utf-8",
    )
    aside = curranalyser.check_draft(text=DRAFT, settings=house)
    assert [(finding.rule, reason) for finding, reason in aside.suppressed] == [
        ("F402", "The board wants it so.")
    ]
    assert "F402" not in {finding.rule for finding in aside.findings}


def test_a_draft_that_cannot_be_read_has_failures(tmp_path: Path) -> None:
    broken = tmp_path / "kurs.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    found = curranalyser.check_draft(broken)
    assert (found.findings, found.syllabi) == ((), ())
    assert found.failures


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "path or as a text"),
        ({"path": "a.txt", "text": "a"}, "path or as a text"),
        ({"path": "none.txt"}, "There is no file"),
        ({"text": DRAFT, "select": ["X999"]}, "There is no rule X999"),
    ],
)
def test_a_wrong_call_is_told(given: dict[str, object], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        curranalyser.check_draft(**given)  # type: ignore[arg-type]


def test_a_model_that_was_trained_anew_is_loaded_anew(tmp_path: Path, repository: Path) -> None:
    """In a notebook one trains, labels, and trains again into the same folder."""
    import shutil

    from curranalyser.scheme import shipped_path

    model = tmp_path / "model"
    shutil.copytree(shipped_path("models", "default"), model)
    settings = Settings(model=str(model))
    assert curranalyser.label(["compare"], language="en", settings=settings)
    (model / "manifest.toml").write_text("format = 0\n", encoding="utf-8")
    with pytest.raises(curranalyser.ModelError):
        curranalyser.label(["compare"], language="en", settings=settings)
