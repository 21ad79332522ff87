"""What the commands print: lines that fit their schema, one language at a time, the same bytes every time."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from command_line import Audited, RunCli
from report_files import REPORT, bytes_of

from curranalyser.cli.parse import ParsedFile
from curranalyser.datamodel import Audit, Decision, EntryKind, from_json
from curranalyser.folder import PAGE_MARK
from curranalyser.i18n import LOCALE_FOLDER

JSON_PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "json.md").read_text(
    encoding="utf-8"
)


def fits(value: Any, schema: dict[str, Any], definitions: dict[str, Any]) -> bool:
    """Whether a value fits a JSON Schema of the few words that ours is written in.

    A word beyond them fails the test.
    """
    assert schema.keys() <= {
        "$ref",
        "$defs",
        "anyOf",
        "type",
        "enum",
        "items",
        "prefixItems",
        "minItems",
        "maxItems",
        "properties",
        "required",
        "default",
        "title",
        "description",
        "format",
    }, schema
    if "$ref" in schema:
        return fits(value, definitions[schema["$ref"].removeprefix("#/$defs/")], definitions)
    if "anyOf" in schema:
        return any(fits(value, part, definitions) for part in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    match schema["type"]:
        case "object":
            named = schema["properties"]
            return (
                isinstance(value, dict)
                and value.keys() <= named.keys()
                and set(schema.get("required", ())) <= value.keys()
                and all(fits(item, named[name], definitions) for name, item in value.items())
            )
        case "array":
            if not isinstance(value, list) or not schema.get("minItems", 0) <= len(value) <= schema.get(
                "maxItems", len(value)
            ):
                return False
            first = schema.get("prefixItems", [])
            rest = [schema["items"]] * (len(value) - len(first))
            return all(
                fits(item, part, definitions) for item, part in zip(value, [*first, *rest], strict=True)
            )
        case "string":
            return isinstance(value, str)
        case "null":
            return value is None
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
    raise AssertionError(schema)


@pytest.fixture(scope="module")
def schema(run_cli: RunCli) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(run_cli("parse", "--schema").stdout)
    return loaded


@pytest.fixture(scope="module")
def parsed(run_cli: RunCli, sample: Path, difficult: Path) -> list[str]:
    finished = run_cli("parse", "--json", sample / "sustainability", difficult, code=3)
    assert finished.stderr == ""
    return finished.stdout.splitlines()


def test_the_lines_of_parse_fit_the_schema(parsed: list[str], schema: dict[str, Any]) -> None:
    assert len(parsed) == 14
    for line in parsed:
        assert fits(json.loads(line), schema, schema["$defs"]), line
    spoilt = json.loads(parsed[0])
    for change in ({"status": "good"}, {"source": None}, {"syllabi": [{}]}, {"more": 1}):
        assert not fits({**spoilt, **change}, schema, schema["$defs"])


def test_a_line_of_parse_says_what_was_understood(parsed: list[str]) -> None:
    files = {Path(line.source).name: line for line in (from_json(text, ParsedFile) for text in parsed)}
    assert [failure.category for failure in files["kursplan-DAT205-losenord.pdf"].failures] == ["encrypted"]
    [course] = files["course-syllabus-GST702-en.pdf"].syllabi
    assert (course.header.code, course.kind, len(course.outcomes) > 3, course.outcomes[0].page) == (
        "GST702",
        "course",
        True,
        1,
    )
    [programme] = files["programme-syllabus-TASGG-en.pdf"].syllabi
    assert len(programme.course_refs) == 12


def test_the_schema_is_documented(schema: dict[str, Any]) -> None:
    # What a person wrote, and not the table that is made of the schema itself.
    part = JSON_PAGE.split("## `parse`")[1].split("\n## ")[0].split("<!-- begin")[0]
    properties = {
        name for definition in schema["$defs"].values() for name in definition.get("properties", ())
    }
    assert properties
    assert not [name for name in sorted(properties) if f"`{name}`" not in part]


def test_parse_shows_a_reader_what_was_understood(run_cli: RunCli, sample: Path) -> None:
    text = run_cli("parse", sample / "computer-engineering" / "kursplan-DAT101-sv.pdf").stdout
    for part in (
        "kursplan-DAT101-sv.pdf",
        "DAT101",
        "Introduktion till programmering",
        "skriva, köra och felsöka program",
        "(page 1)",
        "language of instruction",
    ):
        assert part in text


def test_check_shows_each_outcome_and_the_words_that_decided(run_cli: RunCli, sample: Path) -> None:
    draft = sample / "sustainability" / "course-syllabus-GST702-en.pdf"
    finished = run_cli("check", draft, "--all")
    audited = json.loads(run_cli("parse", "--json", draft).stdout)
    for outcome in audited["syllabi"][0]["outcomes"]:
        assert outcome["text"] in finished.stdout
    assert re.search(r"international: yes \(\d+\.\d%\); “[^”]+”", finished.stdout)
    assert re.search(r"INT-Y\d: ", finished.stdout)
    assert finished.stderr == ""


def test_hostile_text_reaches_the_terminal_as_text(run_cli: RunCli, tmp_path: Path) -> None:
    draft = tmp_path / "draft\x1b[31m.txt"
    draft.write_text(
        "Kursplan\n\nKurskod: ABC123\n\nLärandemål\n\nStudenten ska kunna\n- förklara \u202eetik\u2066 i"
        " vården\n- värdera \x9b31m metoder\n",
        encoding="utf-8",
    )
    for command in (("parse",), ("check", "--all")):
        shown = run_cli(*command, draft).stdout
        assert "förklara" in shown
        assert all(character.isprintable() or character == "\n" for character in shown)


ENGLISH = {
    "and",
    "characters",
    "document",
    "error",
    "failed",
    "file",
    "found",
    "no",
    "not",
    "of",
    "page",
    "pages",
    "sections",
    "stated",
    "the",
    "to",
    "with",
}


def messages() -> Iterator[tuple[str, str]]:
    """English messages and their Swedish translations, cut at the places where values go in."""
    with (LOCALE_FOLDER / "sv" / "LC_MESSAGES" / "curranalyser.po").open("rb") as file:
        catalogue = read_po(file, locale="sv")
    for message in catalogue:
        if message.id and message.string:
            yield from zip(
                *(([text] if isinstance(text, str) else text) for text in (message.id, message.string)),
                strict=True,
            )


def leftovers(text: str, said: list[str]) -> list[str]:
    """Messages of at least two words of which a whole piece stands in `text`."""
    flat = " ".join(text.split())
    found = []
    for message in said:
        pieces = [piece.strip(" .:;,()") for piece in re.split(r"%\(\w+\)[sr]", message)]
        found += [
            piece
            for piece in pieces
            if len(piece) > 8 and " " in piece and re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", flat)
        ]
    return found


@pytest.fixture(scope="module")
def swedish_output(
    run_cli: RunCli, sample: Path, difficult: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """What the commands say in Swedish of Swedish documents.

    So that an English word can only be the tool's.
    """
    folder = tmp_path_factory.mktemp("swedish")
    for path in (
        sample / "nursing" / "kursplan-OMV101-sv.pdf",
        sample / "nursing" / "utbildningsplan-VGSSK-sv.pdf",
        *difficult.glob("kursplan-*.pdf"),
    ):
        shutil.copy(path, folder)
    (folder / "tom.pdf").write_bytes(b"")
    draft = folder / "kursplan-OMV101-sv.pdf"
    runs = {
        "audit": run_cli("audit", folder, "-o", folder / "report", "--lang", "sv", code=3),
        "parse": run_cli("parse", folder, "--lang", "sv", code=3),
        "check": run_cli("check", draft, "--lang", "sv"),
        "missing": run_cli("check", folder / "saknas.pdf", "--lang", "sv", code=2),
    }
    # The English titles stand in the documents.
    titles = ("Foundations of Nursing", "Bachelor of Science Programme in Nursing")
    shown = {
        name: (finished.stdout + finished.stderr).replace(str(folder), "") for name, finished in runs.items()
    }
    return {name: re.sub("|".join(titles), "", text) for name, text in shown.items()}


@pytest.mark.parametrize("command", ["audit", "parse", "check", "missing"])
def test_swedish_output_has_no_english_message(swedish_output: dict[str, str], command: str) -> None:
    english = [message for message, translation in messages() if message != translation]
    assert leftovers(swedish_output[command], english) == []
    assert leftovers(
        swedish_output[command],
        [translation for message, translation in messages() if message != translation],
    )


@pytest.mark.parametrize("command", ["audit", "parse", "check", "missing"])
def test_swedish_output_has_no_english_word(swedish_output: dict[str, str], command: str) -> None:
    # Pages of the docs are called in English.
    text = re.sub(r"docs/[\w/-]+\.md", "", swedish_output[command])
    words = set(re.findall(r"[a-zåäö]+", text.lower()))
    assert sorted(words & ENGLISH) == []


def test_english_output_has_no_swedish_message(run_cli: RunCli, sample: Path) -> None:
    shown = run_cli("check", sample / "sustainability" / "course-syllabus-GST702-en.pdf").stdout
    assert (
        leftovers(shown, [translation for message, translation in messages() if message != translation]) == []
    )


def test_the_same_input_gives_the_same_bytes_with_any_number_of_workers(
    run_cli: RunCli, sample: Path, sample_audit: Audited, tmp_path: Path
) -> None:
    again = run_cli("audit", sample, "-o", tmp_path / "again", "--jobs", "1")
    assert again.stdout == sample_audit.finished.stdout
    # The store holds results in the order in which they came; what is made from it does not depend on that.
    for name in set(REPORT) - {"audit.db"}:
        assert (tmp_path / "again" / name).read_bytes() == (sample_audit.folder / name).read_bytes(), name


def test_the_report_holds_the_whole_audit(sample_audit: Audited) -> None:
    audit = from_json((sample_audit.folder / "audit.json").read_bytes(), Audit)
    assert (len(audit.programmes), len(audit.courses), len(audit.files), audit.failures) == (3, 31, 38, ())
    assert {
        item.ref.code
        for programme in audit.programmes
        for item in programme.courses
        if item.course_key is None and item.ref.kind is EntryKind.COURSE
    } == {
        "HUS709",
        "HUS710",
        "OMV310",
        "OMV312",
        "ELE104",
        "DAT209",
        "IND308",
    }
    assert audit.unlinked_courses == ()
    both = [
        programme.key
        for programme in audit.programmes
        if any(item.course_key == "DAT307" for item in programme.courses)
    ]
    assert len(both) == 2
    assert any(
        label.decision is Decision.YES
        for course in audit.courses
        for item in course.counted_outcomes()
        for label in item.labels
    )


def test_a_second_run_replaces_the_report(run_cli: RunCli, sample: Path, tmp_path: Path) -> None:
    given = sample / "nursing" / "kursplan-OMV101-sv.pdf"
    run_cli("audit", given, "-o", tmp_path)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "index.html").write_text(f"{PAGE_MARK} of an earlier version", encoding="utf-8")
    run_cli("audit", given, "-o", tmp_path)
    assert (tmp_path / "index.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*REPORT, "notes.txt"])


def test_a_page_of_somebody_else_is_not_overwritten(run_cli: RunCli, sample: Path, tmp_path: Path) -> None:
    given = sample / "nursing" / "kursplan-OMV101-sv.pdf"
    for name in ("index.html", "courses.html"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / name).write_text("mine", encoding="utf-8")
        said = run_cli("audit", given, "-o", folder, code=6)
        assert f"{name} was not written by the tool, and is not overwritten." in said.stderr
        assert (folder / name).read_text(encoding="utf-8") == "mine"


def test_what_a_report_says_of_itself(run_cli: RunCli, sample: Path, tmp_path: Path) -> None:
    given = sample / "nursing" / "kursplan-OMV101-sv.pdf"
    (tmp_path / "curranalyser.toml").write_text(
        'institution = "Högskolan <b>"\nperiod = "2024"\n', encoding="utf-8"
    )
    options = ("--period", "Autumn 2026", "--date", "2026-11-29")
    run_cli("audit", given, "-o", tmp_path / "a", *options, cwd=tmp_path)
    page = (tmp_path / "a" / "index.html").read_text(encoding="utf-8")
    assert "Högskolan &lt;b&gt;" in page
    assert "Autumn 2026" in page
    assert "29 November 2026" in page
    assert "Commissioned by" not in page
    audit = json.loads((tmp_path / "a" / "audit.json").read_text(encoding="utf-8"))
    head = {
        "institution": "Högskolan <b>",
        "commissioned_by": "",
        "period": "Autumn 2026",
        "date": "2026-11-29",
    }
    assert audit.pop("head") == head
    # Nothing else comes of it.
    run_cli("audit", given, "-o", tmp_path / "b", "--date", "2027-01-01")
    other = json.loads((tmp_path / "b" / "audit.json").read_text(encoding="utf-8"))
    assert other.pop("head") == {"institution": "", "commissioned_by": "", "period": "", "date": "2027-01-01"}
    assert other == audit
    run_cli("report", tmp_path / "a", "-o", tmp_path / "c", "--commissioned-by", "The board")
    again = json.loads((tmp_path / "c" / "audit.json").read_text(encoding="utf-8"))
    assert again["head"] == {**head, "commissioned_by": "The board"}
    run_cli("report", tmp_path / "a", "-o", tmp_path / "c", "--date", "2027-02-03")
    again = json.loads((tmp_path / "c" / "audit.json").read_text(encoding="utf-8"))
    assert again["head"] == {**head, "date": "2027-02-03"}
    refused = run_cli("audit", given, "-o", tmp_path / "d", "--date", "soon", code=2)
    assert "--date cannot be soon." in refused.stderr


@pytest.mark.slow
def test_another_day_alone_is_no_reason_to_write_a_report_again(
    sample: Path, tmp_path: Path, quiet_environment: dict[str, str]
) -> None:
    given = sample / "nursing" / "kursplan-OMV101-sv.pdf"
    command = [sys.executable, "-m", "curranalyser", "audit", str(given), "-o", str(tmp_path / "report")]

    def dated(day: str, *options: str) -> str:
        subprocess.run(
            [*command, *options],
            env={**quiet_environment, "SOURCE_DATE_EPOCH": day},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        )
        audit = json.loads((tmp_path / "report" / "audit.json").read_text(encoding="utf-8"))
        return str(audit["head"]["date"])

    assert dated("1735689600") == "2025-01-01"
    assert dated("1767225600") == "2025-01-01"
    assert dated("1767225600", "--institution", "Another") == "2026-01-01"


def test_one_page_and_several_take_turns(run_cli: RunCli, sample: Path, tmp_path: Path) -> None:
    given = sorted((sample / "nursing").glob("*.pdf"))[-3:]
    run_cli("audit", *given, "-o", tmp_path)
    several = bytes_of(tmp_path, (".db",))
    run_cli("audit", *given, "-o", tmp_path, "--one-page")
    one = bytes_of(tmp_path, (".db",))
    assert sorted(one) == ["audit.json", "audit.xlsx", "index.html", "outcomes.csv"]
    assert one["index.html"] != several["index.html"]
    run_cli("report", tmp_path)
    assert bytes_of(tmp_path, (".db",)) == several


@pytest.mark.slow
def test_an_installed_tool_needs_nothing_of_the_repository(sample: Path, tmp_path: Path) -> None:
    """The console script, far from the repository: the wheel brings scheme and model."""
    script = Path(sys.executable).with_name("curranalyser")
    if not script.exists():
        pytest.skip("the package is not installed here")
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    where = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            (
                "from curranalyser.scheme import shipped_path as p; print(p('corpus', 'scheme.toml'));"
                " print(p('models', 'default'))"
            ),
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=clean,
    ).stdout.splitlines()
    shutil.copy(sample / "nursing" / "kursplan-OMV101-sv.pdf", tmp_path)
    done = subprocess.run(
        [script, "audit", ".", "-o", "report"],
        capture_output=True,
        cwd=tmp_path,
        env=clean,
        timeout=120,
        check=False,
    )
    assert (done.returncode, sorted(path.name for path in (tmp_path / "report").iterdir())) == (
        0,
        sorted(REPORT),
    ), done.stderr
    assert {Path(path).exists() for path in where} == {True}
    if not (Path(where[0]).parents[1] / "pyproject.toml").exists():
        assert all("shipped" in Path(path).parts for path in where)


def test_the_module_is_the_command(run_process: RunCli) -> None:
    assert run_process("--version").stdout.startswith("python -m curranalyser, version ")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes there")
def test_names_of_files_in_another_encoding_or_with_control_characters(
    run_cli: RunCli, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    text = "Kursplan\nKurskod: TST10{}\nLärandemål\nStudenten ska kunna\n- jämföra länder\nInnehåll\nLänder\n"
    names = (b"latin-\xe5\xe4.txt", b"two\nlines.txt", b"\x1b[2Jclear.txt")
    for number, name in enumerate(names):
        (files / os.fsdecode(name)).write_text(text.format(number), encoding="utf-8")
    finished = run_cli("audit", files, "-o", tmp_path / "out", "--log-file", tmp_path / "log.jsonl", "-v")
    assert "latin-\ufffd\ufffd.txt: analysed" in finished.stderr
    assert len(finished.stderr.splitlines()) == len(names) + 1
    assert "\x1b" not in finished.stderr + finished.stdout
    for name in names:
        for arguments in (("check", "--format", "json"), ("check",), ("parse", "--json")):
            assert "\x1b" not in run_cli(*arguments, files / os.fsdecode(name)).stdout
