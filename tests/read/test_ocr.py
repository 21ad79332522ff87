"""Text recognition for picture pages: what is read, how it is marked, and that nothing is left running."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import RunCli
from openpyxl import load_workbook
from report_files import pages_of

from curranalyser.datamodel import Line, PictureBlock
from curranalyser.errors import DocumentError, FailureCategory, SettingsError
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, ocr, read_document
from curranalyser.settings import Settings

FIRST = (
    ("b", "Kursplan"),
    ("b", "Lavinkunskap i tre länder, 7,5 högskolepoäng"),
    ("", "Kurskod: LAV210"),
    ("b", "Lärandemål"),
    ("", "Efter avslutad kurs ska studenten kunna"),
    ("", "• bedöma snöns lager i en grop,"),
    ("", "• planera en färd i brant terräng och förklara valet av väg så att den som leder"),
)
SECOND = (
    ("", "   en annan grupp förstår det,"),
    ("", "• jämföra lavinvarningar i olika länder."),
    ("b", "Innehåll"),
    ("", "Kursen rör snö, väder och beslut i grupp."),
)


@pytest.fixture
def installed() -> str:
    try:
        return ocr.recognition_version()
    except SettingsError as error:
        pytest.skip(str(error))


def pdf(*pages: tuple[tuple[str, str], ...], pictures: frozenset[int] = frozenset()) -> bytes:
    """A PDF of pages; those with a number in `pictures`, from 1, are pictures of themselves."""
    canvas_module = pytest.importorskip("reportlab.pdfgen.canvas")
    target = io.BytesIO()
    canvas = canvas_module.Canvas(target, invariant=1)
    for number, rows in enumerate(pages, 1):
        if number in pictures:
            canvas.drawImage(picture(rows), 0, 0, 595, 842)
        else:
            for place, (bold, text) in enumerate(rows):
                canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 14 if bold else 11)
                canvas.drawString(70, 780 - 22 * place, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def picture(rows: tuple[tuple[str, str], ...], turned: int = 0) -> object:
    pdfium = pytest.importorskip("pypdfium2")
    utils = pytest.importorskip("reportlab.lib.utils")
    document = pdfium.PdfDocument(pdf(rows))
    image = document[0].render(scale=3, grayscale=True).to_pil()
    document.close()
    return utils.ImageReader(image.rotate(turned, expand=True))


def read(data: bytes, **values: object) -> object:
    return read_document(data, describe_source(data, "a.pdf"), Settings(**values))  # type: ignore[arg-type]


@pytest.mark.slow
def test_only_the_picture_page_is_recognised_and_its_outcomes_are_marked(installed: str) -> None:
    data = pdf(FIRST, SECOND, pictures=frozenset({2}))
    without = read(data)
    assert any(isinstance(block, PictureBlock) for block in without.blocks)
    document = read(data, ocr=True)
    assert document.recognised == (2,)
    assert not document.failures
    assert not any(isinstance(block, PictureBlock) for block in document.blocks)
    assert [line for line in document.lines if line.page == 1] == [
        line for line in without.lines if line.page == 1
    ]
    assert installed in document.notes[-1]
    [syllabus] = parse_document(document)
    assert [(outcome.text, outcome.page, outcome.recognised) for outcome in syllabus.outcomes] == [
        ("bedöma snöns lager i en grop,", 1, False),
        # It begins in the text and ends in the picture.
        (
            "planera en färd i brant terräng och förklara valet av väg så att den som leder en annan grupp "
            "förstår det,",
            1,
            True,
        ),
        ("jämföra lavinvarningar i olika länder.", 2, True),
    ]


@pytest.mark.slow
def test_a_file_of_pictures_is_read_and_twice_alike(installed: str) -> None:
    data = pdf((*FIRST[:-1], *SECOND[1:]), pictures=frozenset({1}))
    with pytest.raises(DocumentError) as caught:
        read(data)
    assert caught.value.category is FailureCategory.NO_TEXT_LAYER
    document = read(data, ocr=True)
    assert document == read(data, ocr=True)
    [syllabus] = parse_document(document)
    assert syllabus.header.code == "LAV210"
    assert [outcome.text for outcome in syllabus.outcomes] == [
        "bedöma snöns lager i en grop,",
        "jämföra lavinvarningar i olika länder.",
    ]
    assert all(outcome.recognised for outcome in syllabus.outcomes)


@pytest.mark.slow
@pytest.mark.parametrize("turned", [90, 180])
def test_pages_scanned_on_their_side_or_head_are_read(installed: str, turned: int) -> None:
    canvas_module = pytest.importorskip("reportlab.pdfgen.canvas")
    target = io.BytesIO()
    size = (842, 595) if turned % 180 else (595, 842)
    canvas = canvas_module.Canvas(target, pagesize=size, invariant=1)
    canvas.drawImage(picture((*FIRST[:-1], *SECOND[1:]), turned), 0, 0, *size)
    canvas.showPage()
    canvas.save()
    [syllabus] = parse_document(read(target.getvalue(), ocr=True))
    assert syllabus.header.code == "LAV210"
    assert len(syllabus.outcomes) == 2


@pytest.mark.slow
def test_pictures_without_text_are_told_from_pictures_that_were_not_tried(installed: str) -> None:
    data = pdf((), pictures=frozenset({1}))
    for asked, category in (
        (False, FailureCategory.NO_TEXT_LAYER),
        (True, FailureCategory.NOTHING_RECOGNISED),
    ):
        with pytest.raises(DocumentError) as caught:
            read(data, ocr=asked)
        assert caught.value.category is category


@pytest.mark.slow
def test_every_output_says_what_was_recognised(installed: str, run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(FIRST[:-1], SECOND[1:], pictures=frozenset({2})))
    report = tmp_path / "report"
    run_cli("audit", tmp_path / "a.pdf", "-o", report, code=3)
    assert json.loads((report / "audit.json").read_text("utf-8"))["provenance"]["recognition"] == ""
    # The file is the same; what is known of it without text recognition is not taken.
    run_cli("audit", tmp_path / "a.pdf", "-o", report, "--ocr")
    audit = json.loads((report / "audit.json").read_text("utf-8"))
    assert audit["provenance"]["recognition"] == installed
    [course] = audit["courses"]
    outcomes = course["analysed"][0]["syllabus"]["outcomes"]
    assert [outcome["recognised"] for outcome in outcomes] == [False, True]
    with (report / "outcomes.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["recognised"] for row in csv.DictReader(file)] == ["no", "yes"]
    page = pages_of(report)
    assert page.count("read by text recognition") == 2  # the outcome, and the note on the course
    assert installed in page
    sheet = load_workbook(report / "audit.xlsx")["Outcomes"]
    rows = list(sheet.values)
    heads = next(row for row in rows if "Text recognition" in row)
    at = heads.index("Text recognition")
    assert [row[at] for row in rows[rows.index(heads) + 1 :]] == [None, "read by text recognition"]
    shown = run_cli("parse", tmp_path / "a.pdf", "--ocr", "--lang", "sv").stdout
    assert shown.count("läst med textigenkänning") == 1
    assert f"({installed})" in shown
    assert "((" not in shown
    parsed = json.loads(run_cli("parse", tmp_path / "a.pdf", "--ocr", "--json").stdout)
    assert [outcome["recognised"] for outcome in parsed["syllabi"][0]["outcomes"]] == [False, True]


@pytest.mark.slow
def test_the_setting_does_as_the_option(installed: str, run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(FIRST[:-1], SECOND[1:], pictures=frozenset({2})))
    (tmp_path / "curranalyser.toml").write_text("ocr = true\n")
    assert "read by text recognition" in run_cli("parse", "a.pdf", cwd=tmp_path).stdout
    assert Settings(ocr=True).digest() != Settings().digest()


@pytest.mark.parametrize("command", ["parse", "check", "audit"])
def test_without_the_programs_one_line_says_what_to_install(
    command: str, run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ocrmypdf")
    (tmp_path / "a.pdf").write_bytes(pdf(FIRST))
    # `run_cli` keeps the environment of the user: this one has no programs.
    further = ["-o", str(tmp_path / "report")] if command == "audit" else []
    done = subprocess.run(
        [sys.executable, "-m", "curranalyser", command, str(tmp_path / "a.pdf"), "--ocr", *further],
        capture_output=True,
        env={**os.environ, "PATH": str(tmp_path), "LC_ALL": "C.UTF-8"},
        cwd=tmp_path,
        check=False,
        timeout=120,
    )
    told = done.stderr.decode("utf-8").strip()
    assert done.returncode == 2, told
    assert "tesseract" in told
    assert "apt-get install tesseract-ocr" in told
    assert len(told.splitlines()) == 1


def test_missing_parts_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise ocr.metadata.PackageNotFoundError(name)

    ask = {"--version": "tesseract 9.1", "--list-langs": 'List in "/nowhere/" (1):\neng\n'}
    monkeypatch.setattr(ocr.metadata, "version", lambda name: "17.0")
    monkeypatch.setattr(ocr.shutil, "which", lambda name: "/nowhere/tesseract")
    monkeypatch.setattr(ocr, "_ask", lambda program, option: ask[option])
    version = ocr.recognition_version.__wrapped__
    with pytest.raises(SettingsError, match="language data swe"):
        version()
    ask["--list-langs"] += "swe\n"
    assert version() == "OCRmyPDF 17.0, Tesseract 9.1, swe, eng"
    monkeypatch.setattr(ocr.metadata, "version", missing)
    with pytest.raises(SettingsError, match=r"curranalyser\[ocr\]"):
        version()


def test_what_bullets_are_taken_for_becomes_bullets() -> None:
    texts = ["e bedöma", "» planera", "+ jämföra", "e-post är en text", "Innehåll"]
    lines = tuple(Line(text, 2, 70, 200, 100 + 20 * at, 8 + at) for at, text in enumerate(texts))
    found = ocr._as_text(lines, 11.0)
    assert [line.text for line in found] == [
        "• bedöma", "• planera", "• jämföra", "e-post är en text", "Innehåll",
    ]  # fmt: skip
    assert {line.size for line in found} == {11.0}
    alone = (Line("e bedöma", 1, 70, 200, 100, 9), Line("¢ Innehåll", 2, 70, 200, 120, 9))
    assert [line.text for line in ocr._as_text(alone, None)] == ["e bedöma", "• Innehåll"]


@pytest.fixture
def slow(tmp_path: Path, installed: str) -> tuple[Path, dict[str, str]]:
    """A Tesseract that says who it is and never ends; where it writes its number, and the environment."""
    real = shutil.which("tesseract")
    folder, told = tmp_path / "bin", tmp_path / "pid"
    folder.mkdir()
    script = folder / "tesseract"
    script.write_text(
        f'#!/bin/sh\ncase "$*" in *--version*|*--list-langs*|*--print-parameters*) exec {real} "$@"\nesac\n'
        f"echo $$ > {told}.new; mv {told}.new {told}\nexec sleep 300\n"
    )
    script.chmod(0o755)
    return told, {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def wait_for(condition: object, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


def is_gone(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


CALL = """
import sys
from pathlib import Path
from curranalyser.errors import DocumentError
from curranalyser.read import ocr
from curranalyser.settings import Settings
try:
    settings = Settings(ocr=True, seconds_per_file=int(sys.argv[2]))
    ocr.recognise(Path(sys.argv[1]).read_bytes(), (1,), 11.0, settings)
except DocumentError as error:
    print(error.category)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a process dies with its parent on Linux only")
@pytest.mark.parametrize("killed", [True, False], ids=["worker killed", "time is up"])
def test_nothing_is_left_running(slow: tuple[Path, dict[str, str]], tmp_path: Path, killed: bool) -> None:
    told, environment = slow
    (tmp_path / "a.pdf").write_bytes(pdf(FIRST, pictures=frozenset({1})))
    call = [sys.executable, "-c", CALL, str(tmp_path / "a.pdf"), "60" if killed else "2"]
    worker = subprocess.Popen(call, env=environment, stdout=subprocess.PIPE)
    try:
        if killed:
            assert wait_for(told.exists, 60)
            worker.send_signal(signal.SIGKILL)
            worker.communicate()
        else:
            assert worker.communicate(timeout=90)[0].decode().strip() == "timed out"
    finally:
        worker.kill()
        worker.wait()
    if told.exists():
        number = int(told.read_text())
        assert wait_for(lambda: is_gone(number), 20)
    else:
        assert not killed


def test_bullets_that_were_not_seen_are_put_back_where_nothing_else_can_be_meant() -> None:
    rows = (
        ("kunna:", 70, 200),
        ("bedöma snö,", 84, 150),
        ("• planera en färd genom skog", 70, 400),
        ("och över berg,", 84, 160),
        ("jämföra varningar i länder som", 84, 390),
        ("Norge,", 84, 120),
        ("Innehåll", 70, 120),
    )
    lines = tuple(Line(text, 1, x0, x1, 100 + 20 * at, 8) for at, (text, x0, x1) in enumerate(rows))
    assert [line.text for line in ocr._as_text(lines, None)] == [
        "kunna:",
        "• bedöma snö,",
        "• planera en färd genom skog",
        "och över berg,",
        "• jämföra varningar i länder som",
        "Norge,",
        "Innehåll",
    ]
    assert [line.text for line in ocr._as_text(lines[:2], None)] == ["kunna:", "bedöma snö,"]
