"""The Word file for a board: one page a programme, its map as a picture, and all the evidence."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest
from command_line import Audited, RunCli
from PIL import Image
from test_bands_shown import banded

from curranalyser.datamodel import Audit, Decision, ReportHead
from curranalyser.errors import SettingsError
from curranalyser.i18n import translator
from curranalyser.report import build_view
from curranalyser.report.board import chosen_programmes, render_board
from curranalyser.report.board.picture import WIDTH, draw_map
from curranalyser.report.view import AuditView
from curranalyser.report.word import Run, WordDocument
from curranalyser.scheme import Scheme

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG = "Masterprogram i internationell och jämförande förvaltningsrätt med inriktning mot miljö och handel "


@pytest.fixture(scope="session")
def board(view: AuditView) -> bytes:
    return render_board(view)


def opened(data: bytes) -> "docx.document.Document":
    return docx.Document(io.BytesIO(data))


def test_the_document_is_built_of_word_s_own_parts(board: bytes, view: AuditView, lang: str) -> None:
    document = opened(board)
    assert document.core_properties.language == {"sv": "sv-SE", "en": "en-GB"}[lang]
    assert document.core_properties.title == document.paragraphs[0].text != ""
    assert document.paragraphs[0].style.name == "Title"
    pages = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style.name == "Heading 1" and paragraph.paragraph_format.page_break_before
    ]
    found = [programme.name for programme in view.in_order if programme.found]
    assert len(pages) == len(found) + 1 and pages[:-1] == found
    default = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert default.get(f"{W}val") == document.core_properties.language
    for table in document.tables:
        head, *rows = (row._tr.trPr for row in table.rows)
        assert head.find(f"{W}tblHeader") is not None
        assert all(
            row.find(f"{W}tblHeader") is None and row.find(f"{W}cantSplit") is not None for row in rows
        )


def test_the_picture_is_told_in_words(board: bytes, view: AuditView) -> None:
    texts = [about.get("descr") for about in opened(board).element.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")]  # fmt: skip
    assert len(texts) == sum(programme.found > 0 for programme in view.in_order)
    for programme, text in zip(view.in_order, texts, strict=True):
        assert all(row.title in text for row in programme.rows if row.kind == "course")
    if view.lang == "en":
        (nursing,) = (text for text in texts if "OMV301" in text)
        assert (
            "OMV101 Omvårdnad och hälsa i ett globalt sammanhang (International 2, Intercultural ?,"
            in nursing
        )
        assert "OMV301 Verksamhetsförlagd utbildning (no syllabus)" in nursing


def test_the_annex_holds_each_outcome_that_carries_a_perspective_and_no_other(
    board: bytes, view: AuditView, audit: Audit
) -> None:
    table = opened(board).tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
    owned = (
        *(programme.own_outcomes for programme in view.programmes),
        *(course.outcomes for course in view.courses),
    )
    carrying = [outcome for outcomes in owned for outcome in outcomes if outcome.carries]
    assert len(rows) == len(carrying)
    for row, outcome in zip(rows, carrying, strict=True):
        assert row[1].endswith(outcome.plain[-20:]) or outcome.plain in row[1]
        named = {label.perspective.heading for label in outcome.labels if label.decision == Decision.YES}
        assert {name.split(" (")[0] for name in row[2].split("; ")} == named
        assert row[3] == str(outcome.page)
    marked = {run.text for cell in table.columns[1].cells for p in cell.paragraphs for run in p.runs
              if run.font.highlight_color}  # fmt: skip
    assert {"globala målen", "annat land", "mångkulturellt perspektiv"} <= marked


def test_how_an_outcome_is_examined_is_told_or_said_to_be_unsaid(audit: Audit, scheme: Scheme) -> None:
    course = audit.courses[0]
    items = course.main.outcomes
    examined = replace(
        items[0], outcome=replace(items[0].outcome, assessments=("Tentamen, 4 hp", "Seminarium"))
    )
    main = replace(course.main, outcomes=(examined, *items[1:]))
    changed = replace(audit, courses=(replace(course, analysed=(main,)), *audit.courses[1:]))
    table = opened(render_board(build_view(changed, scheme, "en"))).tables[-1]
    told = [row.cells[4].text for row in table.rows if row.cells[0].text.startswith("OMV101")]
    assert told == ["Tentamen, 4 hp; Seminarium", "not said"]


def test_one_programme_alone_with_its_own_evidence(view: AuditView) -> None:
    (water,) = chosen_programmes(view, ["tawem"])
    document = opened(render_board(view, (water,)))
    assert water.name in document.core_properties.title
    owners = {row.cells[0].text for row in document.tables[-1].rows[1:]}
    assert owners and all("WAT" in owner for owner in owners)
    assert chosen_programmes(view, ()) == view.in_order
    with pytest.raises(SettingsError):
        chosen_programmes(view, ["TAWEM", "none"])


def test_programmes_without_a_syllabus_are_listed_in_a_line(audit: Audit, scheme: Scheme) -> None:
    first, second = audit.programmes
    bare = tuple(replace(item, course_key=None, linked_by="not found") for item in second.courses)
    view = build_view(replace(audit, programmes=(first, replace(second, courses=bare))), scheme, "en")
    texts = [paragraph.text for paragraph in opened(render_board(view)).paragraphs]
    place = texts.index("Programmes without a course syllabus")
    assert texts[place + 2] == "Master's Programme in Water <Engineering> (TAWEM): 2 courses listed"


def test_the_head_stands_on_the_first_page_as_far_as_it_is_given(audit: Audit, scheme: Scheme) -> None:
    given = ReportHead("Strandby <högskola>", "", "2024–2026", "2026-11-29")
    lines = ["Strandby <högskola>", "Period: 2024–2026", "Datum: 29 november 2026"]
    for head, said in ((given, lines), (ReportHead(), [])):
        document = opened(render_board(build_view(replace(audit, head=head), scheme, "sv")))
        texts = [paragraph.text for paragraph in document.paragraphs]
        place = next(place for place, text in enumerate(texts) if text.startswith("Vad kursplanernas"))
        assert texts[1:place] == said


@pytest.mark.slow
def test_programmes_stand_in_the_order_of_the_report(audit: Audit, scheme: Scheme) -> None:
    names = [programme.name for programme in build_view(audit, scheme, "sv").programmes if programme.found]
    for wanted in (names, names[::-1]):
        titles = [
            programme.title
            for name in wanted
            for programme in build_view(audit, scheme, "sv").programmes
            if programme.name == name
        ]
        ordered = build_view(audit, scheme, "sv", titles)
        for programmes in (None, chosen_programmes(ordered, ()), chosen_programmes(ordered, titles[::-1])):
            document = opened(render_board(ordered, programmes))
            found = [item.text for item in document.paragraphs if item.text in names]
            assert len(found) > 1 and found == wanted


def test_hostile_text_is_text(board: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(board)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        relations = b"".join(package.read(name) for name in package.namelist() if name.endswith(".rels"))
        body = package.read("word/document.xml").decode()
    assert "External" not in str(relations)
    assert "<script" not in body and "&lt;script&gt;" in body
    assert not re.search("[\u202e\x1b\ufffe]", body)


def test_a_picture_holds_what_there_is_room_for_and_counts_the_rest(view: AuditView) -> None:
    nursing, say = view.programmes[0], translator(view.lang)
    many = replace(nursing, rows=nursing.rows * 60)
    high = draw_map(nursing, 3, 170, say)
    low = draw_map(many, 3, 60, say)
    assert high is not None and low is not None
    for drawn, most in ((high, 170), (low, 60)):
        with Image.open(io.BytesIO(drawn.png)) as image:
            assert image.size[0] == WIDTH
            assert image.size[1] / 12 == pytest.approx(drawn.height)
        assert drawn.height <= most
    assert (high.left_out, low.left_out > 100) == (0, True)
    assert draw_map(replace(nursing, rows=()), 3, 100, say) is None


def test_the_picture_shows_letters_that_are_not_ascii(view: AuditView) -> None:
    """A font without them draws a box for each: two words of such letters would look alike."""
    nursing, say = view.programmes[0], translator(view.lang)
    drawn = {
        word: draw_map(replace(nursing, rows=(replace(nursing.rows[0], title=word),)), 3, 100, say)
        for word in ("åäö", "öäå", "éüæ")
    }
    assert len({item.png for item in drawn.values() if item}) == 3


def test_the_language_of_a_run_is_that_of_its_words() -> None:
    document = WordDocument("t", "en")
    document.paragraph((Run("a", language="sv"), Run("b")))
    runs = opened(document.data()).paragraphs[0].runs
    said = [run._r.find(f"{W}rPr/{W}lang") for run in runs]
    assert said[0] is not None and said[0].get(f"{W}val") == "sv" and said[1] is None


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("long", [False, True])
def test_each_programme_has_one_page(audit: Audit, scheme: Scheme, long: bool, tmp_path: Path) -> None:
    if long:
        programmes = tuple(
            replace(
                profile,
                header=replace(profile.header, title=LONG * 4, title_en=LONG * 4),
                source="mapp/" * 60,
                courses=tuple(replace(item, ref=replace(item.ref, title=LONG)) for item in profile.courses)
                * 9,
            )
            for profile in audit.programmes
        )
        audit = replace(audit, programmes=programmes)
    # With bands beside the shares, which take the most room.
    audit = replace(
        audit, programmes=tuple(replace(item, shares=banded(item.shares)) for item in audit.programmes)
    )
    source = tmp_path / "board.docx"
    source.write_bytes(render_board(build_view(audit, scheme, "sv")))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pdf = pypdfium2.PdfDocument(tmp_path / "board.pdf")
    texts = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    annex = next(number for number, text in enumerate(texts) if text.lstrip().startswith("Bilaga: belägg"))
    assert annex == 1 + len(audit.programmes), "a page on what was read, then one a programme"


def board_of(sample_audit: Audited, folder: Path, seed: str, environment: dict[str, str]) -> bytes:
    command = [sys.executable, "-m", "curranalyser", "report", sample_audit.folder, "--docx", "-o", folder]
    subprocess.run(
        [str(word) for word in command],
        env={**environment, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "board.docx").read_bytes()


@pytest.mark.slow
def test_the_file_is_the_same_from_run_to_run(sample_audit: Audited, tmp_path: Path) -> None:
    environment = dict(os.environ)
    first, second = (board_of(sample_audit, tmp_path / seed, seed, environment) for seed in ("1", "2"))
    assert first == second


@pytest.mark.slow
def test_the_command_keeps_a_file_that_somebody_wrote_in(
    sample_audit: Audited, run_cli: RunCli, tmp_path: Path
) -> None:
    run_cli("report", sample_audit.folder, "--docx", "-o", tmp_path, "-q")
    run_cli("report", sample_audit.folder, "--docx", "-o", tmp_path, "-q", "--programme", "TGDTI")
    assert "TGDTI" in opened((tmp_path / "board.docx").read_bytes()).core_properties.title
    (tmp_path / "board.docx").write_bytes(b"mine")
    refused = run_cli("report", sample_audit.folder, "--docx", "-o", tmp_path, code=6)
    assert "board.docx is not as curranalyser left it" in refused.stderr
    assert (tmp_path / "board.docx").read_bytes() == b"mine"
    alone = run_cli("report", sample_audit.folder, "--programme", "TGDTI", "-o", tmp_path, code=2)
    assert "Add --docx" in alone.stderr
    unknown = run_cli("report", sample_audit.folder, "--docx", "--programme", "X", "-o", tmp_path, code=2)
    assert "no programme X" in unknown.stderr
