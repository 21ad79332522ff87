"""A part of the fuzzing that tests/fuzz/run.py does in full: 240 documents and 60 other inputs."""

import io
import socket
import subprocess
from pathlib import Path

import given
import mutations
import openpyxl
import pytest
import run as fuzzing

from curranalyser.analyse import analyse_path
from curranalyser.datamodel import AnalysedSyllabus, Decision, DocumentResult, from_json, to_json
from curranalyser.errors import FailureCategory
from curranalyser.settings import Settings
from curranalyser.workers import Task, run_tasks, unpack

DOCUMENT = (
    b"<w:document"
    b" xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>HERE</w:t></w:r></w:p></w:body></w:document>"
)
SHEET = (
    b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row r='1'><c"
    b" r='A1' t='inlineStr'><is><t>HERE</t></is></c></row></sheetData></worksheet>"
)
DOCX, XLSX = "word/document.xml", "xl/worksheets/sheet1.xml"


def analysed(folder: Path, files: dict[str, bytes], **limits: int) -> dict[str, list[DocumentResult]]:
    """Take files through closed-in workers."""
    tasks = []
    for number, (name, data) in enumerate(files.items()):
        (folder / name).write_bytes(data)
        tasks.append(Task(number, folder / name, name))
    settings = Settings(jobs=2, **{"seconds_per_file": 10, "memory_megabytes": 200, **limits})
    outcomes = run_tasks(tasks, settings, start=fuzzing.start_guarded)
    return {
        tasks[outcome.index].shown: unpack(outcome.packed, tasks[outcome.index].shown) for outcome in outcomes
    }


@pytest.mark.slow
def test_damaged_files_give_an_analysis_or_a_named_failure() -> None:
    tally = fuzzing.fuzz(240, seed=2, jobs=2)
    assert tally.wrong == []
    assert tally.files == 240
    assert tally.killed == []
    # The damage is of the right size: some files get through, some are refused, in more than a few ways.
    assert tally.counts[".pdf", "ok"] > 20
    assert tally.counts[".pdf", "truncated"] > 20
    assert len(tally.counts) > 8


@pytest.mark.slow
def test_what_is_given_beside_documents_is_read_or_refused_in_a_line() -> None:
    tally = given.fuzz(60, seed=2, jobs=2)
    assert tally.wrong == []
    assert tally.cases == 60
    assert len(tally.counts) > 12


FOUND = Path(__file__).parent / "found"


@pytest.mark.parametrize("path", sorted(FOUND.iterdir()), ids=lambda path: path.stem)
def test_what_fuzzing_found_stays_mended(path: Path) -> None:
    """Damaged files on which the tool failed once."""
    for result in analyse_path(path, path.name, Settings(), None):
        assert FailureCategory.INTERNAL_ERROR not in {failure.category for failure in result.failures}
        for analysed in result.syllabi:
            assert from_json(to_json(analysed), AnalysedSyllabus) == analysed


@pytest.mark.slow
def test_hostile_packages(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of this machine", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.dtd".encode()
        files = {}
        for suffix, package, part, root in (
            (".docx", mutations.small_docx(), DOCX, DOCUMENT),
            (".xlsx", mutations.small_xlsx(), XLSX, SHEET),
        ):
            files |= {
                f"xml-bomb{suffix}": mutations.with_part(package, part, mutations.xml_bomb(root)),
                f"file{suffix}": mutations.with_part(
                    package, part, mutations.external_entity(root, secret.as_uri().encode())
                ),
                f"address{suffix}": mutations.with_part(
                    package, part, mutations.external_entity(root, address)
                ),
                f"traversal{suffix}": mutations.with_part(
                    package, f"../../../../../..{tmp_path}/escaped.txt", b"out"
                ),
                f"absolute{suffix}": mutations.with_part(package, f"{tmp_path}/escaped.txt", b"out"),
                f"zip-bomb{suffix}": mutations.with_part(
                    package, part, root.replace(b"HERE", b"A" * 300_000_000)
                ),
            }
        results = analysed(tmp_path, files)
        with pytest.raises(TimeoutError):
            server.accept()
    assert sorted(results) == sorted(files)
    categories = {
        name: found[0].failures[0].category if found[0].failures else None for name, found in results.items()
    }
    assert FailureCategory.INTERNAL_ERROR not in categories.values()
    assert all(
        categories[f"{name}{suffix}"] for name in ("xml-bomb", "zip-bomb") for suffix in (".docx", ".xlsx")
    ), categories
    assert not (tmp_path / "escaped.txt").exists()
    assert "secret of this machine" not in repr(results)


@pytest.mark.slow
def test_the_guard_sees_what_a_reader_must_not_do(tmp_path: Path) -> None:
    script = f"""
import sys
sys.path.insert(0, {str(Path(fuzzing.__file__).parent)!r})
import run, socket
from curranalyser.settings import Settings
run.start_guarded(Settings())
attempts = [
    lambda: open({str(tmp_path / "x")!r}, "w"),
    lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: __import__("os").system("true"),
]
for attempt in attempts:
    try:
        attempt()
    except run.ForbiddenError:
        print("stopped")
"""
    done = subprocess.run(
        [fuzzing.sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["stopped"] * 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_with_the_network_cut_an_audit_is_what_it_was(sample: Path, tmp_path: Path) -> None:
    """`unshare -n` gives a process a network of its own with nothing in it."""
    arguments = [
        fuzzing.sys.executable,
        "-m",
        "curranalyser",
        "audit",
        str(sample / "sustainability" / "course-syllabus-GST702-en.pdf"),
        "-q",
        "-o",
    ]
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network can be cut here")
    subprocess.run([*arguments, tmp_path / "with"], check=True, capture_output=True, timeout=60, cwd=tmp_path)
    subprocess.run(
        ["unshare", "-rn", *arguments, tmp_path / "without"],
        check=True,
        capture_output=True,
        timeout=60,
        cwd=tmp_path,
    )
    for name in ("audit.json", "index.html", "outcomes.csv"):
        assert (tmp_path / "with" / name).read_bytes() == (tmp_path / "without" / name).read_bytes()


def test_a_hostile_text_gives_no_label_beyond_the_three(tmp_path: Path) -> None:
    texts = (
        "\u202e" * 5000,
        "a" * 50_000,
        "- " * 10_000,
        "Lärandemål\n" * 1000,
        "Kursplan\nLärandemål\n" + "- kunna jämföra " * 1000,
        "\x00\x1b[2J" * 999,
    )
    results = analysed(
        tmp_path,
        {
            f"{number}.txt": f"Kursplan\nLärandemål\nStudenten ska kunna\n{text}".encode()
            for number, text in enumerate(texts)
        },
    )
    assert len(results) == len(texts)
    for found in results.values():
        assert found[0].failures == () or found[0].failures[0].category is not FailureCategory.INTERNAL_ERROR
        assert all(
            label.decision in Decision
            for item in found[0].syllabi
            for outcome in item.outcomes
            for label in outcome.labels
        )


def test_half_characters_are_text_without_them(tmp_path: Path) -> None:
    """Escapes in JSON and XLSX can stand for halves of characters, which no file can hold."""
    lines = (
        '{"Kurskod": "TST101", "Benämning": "Fält\\ud800", "Lärandemål": "Studenten ska kunna\\n- jämföra'
        ' länder\\udfff i världen"}\n'
    )
    book = openpyxl.Workbook()
    book.active.append(["Kurskod", "Benämning", "Lärandemål"])
    book.active.append(["TST101", "Fält_xD800_", "Studenten ska kunna\n- jämföra länder_xDFFF_ i världen"])
    packed = io.BytesIO()
    book.save(packed)
    for name, found in analysed(
        tmp_path, {"half.jsonl": lines.encode(), "half.xlsx": packed.getvalue()}
    ).items():
        assert [result.failures for result in found] == [()], name
        assert found[0].syllabi[0].syllabus.header.title == "Fält"
