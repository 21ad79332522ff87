"""`--annotate` a second time, and beside what others wrote: own notes make way, all else stays as it was.

And no file that is there is written over, unless its owner says so.
"""

import io
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from command_line import RunCli
from docx import Document
from pypdfium2 import raw
from small_pdf import pdf_text, write_pdf
from written_drafts import PDF_LINES, annotations, commented, word_file

from curranalyser.check.comments import add_comments
from curranalyser.check.finding import Finding, Severity
from curranalyser.check.highlights import add_highlights
from curranalyser.i18n import translator

SAY = translator("en")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
BODY, COMMENTS = "word/document.xml", "word/comments.xml"
EXTENDED = "word/commentsExtended.xml"
VAGUE = Finding("F402", Severity.SUGGESTION, "d", "", "Look.", "förstå gällande gränsvärden", 1)
LOST = Finding("R501", Severity.WARNING, "d", "", "Not there.", "words that stand nowhere in it", 1)
OTHER = Finding("F403", Severity.SUGGESTION, "d", "", "Several & more <here>.", "beräkna flöden", 1)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert len(package.namelist()) == len(set(package.namelist()))
        return {name: package.read(name) for name in package.namelist()}


def packed(all_parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in all_parts.items():
            package.writestr(name, data)
    return out.getvalue()


def without_marks(body: bytes) -> bytes:
    body = re.sub(rb"<w:commentRange(?:Start|End) w:id=\"\d+\"/>", b"", body)
    return re.sub(rb"<w:r><w:commentReference w:id=\"\d+\"/></w:r>", b"", body)


def test_the_body_is_byte_for_byte_what_it_was_but_for_the_marks() -> None:
    data = word_file()
    new = parts(add_comments(data, [VAGUE, LOST, OTHER], SAY))
    assert new[BODY].count(b"<w:commentReference") == 3
    assert without_marks(new[BODY]) == parts(data)[BODY]
    for name, part in parts(data).items():
        if name not in (BODY, "word/_rels/document.xml.rels", "[Content_Types].xml"):
            assert new[name] == part, name


def test_a_second_time_gives_the_same_bytes_and_what_is_mended_goes() -> None:
    data = word_file()
    once = add_comments(data, [VAGUE, LOST], SAY)
    assert add_comments(once, [VAGUE, LOST], SAY) == once
    assert commented(add_comments(once, [OTHER], SAY)) == {
        "beräkna flöden.": "F403 suggestion: Several & more <here>."
    }
    assert parts(add_comments(once, [], SAY))[BODY] == parts(data)[BODY]


def test_comments_of_others_stay_byte_for_byte() -> None:
    data = word_file(existing_comment=True)
    once = parts(add_comments(data, [VAGUE, LOST], SAY))
    [anna] = re.findall(
        rb"<w:comment [^>]*w:author=\"Anna\".*?</w:comment>", parts(data)[COMMENTS], re.DOTALL
    )
    assert anna in once[COMMENTS]
    again = parts(add_comments(packed(once), [OTHER], SAY))
    assert anna in again[COMMENTS]
    assert again[COMMENTS].count(b"<w:comment ") == 2
    # What is no longer said leaves the file as it was before.
    assert parts(add_comments(packed(once), [], SAY)) == parts(data)


@pytest.mark.parametrize("author", ["Anna", "curranalyser"])
def test_a_person_with_any_name_keeps_what_is_no_note_of_a_rule(author: str) -> None:
    document = Document(io.BytesIO(word_file()))
    document.add_comment(document.paragraphs[3].runs, "Är detta F402?", author, "A")
    out = io.BytesIO()
    document.save(out)
    new = add_comments(out.getvalue(), [VAGUE], SAY)
    assert [comment.text for comment in Document(io.BytesIO(new)).comments] == [
        "Är detta F402?",
        "F402 suggestion: Look.",
    ]


def answered(data: bytes) -> bytes:
    """As a program leaves it in which somebody has answered the first own comment, and none the second."""
    new = parts(data)
    ns = (
        b'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        b' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    )
    comments = new[COMMENTS].replace(b"<w:comments ", b"<w:comments " + ns + b" ", 1)
    identifiers = iter((b"0000000A", b"0000000B"))
    comments = re.sub(rb"<w:p>", lambda _: b'<w:p w14:paraId="' + next(identifiers) + b'">', comments)
    reply = (
        b'<w:comment w:id="9" w:author="Anna" w:initials="A"><w:p w14:paraId="0000000C"><w:r>'
        b"<w:t>Jag tycker att det duger</w:t></w:r></w:p></w:comment>"
    )
    new[COMMENTS] = comments.replace(b"</w:comments>", reply + b"</w:comments>")
    new[EXTENDED] = (
        b"<w15:commentsEx " + ns + b'><w15:commentEx w15:paraId="0000000A" w15:done="0"/>'
        b'<w15:commentEx w15:paraId="0000000B" w15:done="0"/>'
        b'<w15:commentEx w15:paraId="0000000C" w15:paraIdParent="0000000A" w15:done="0"/></w15:commentsEx>'
    )
    kind = b"http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    new["word/_rels/document.xml.rels"] = new["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="' + kind + b'" Target="commentsExtended.xml"/></Relationships>',
    )
    return packed(new)


def test_what_somebody_has_answered_stays_with_the_answer_and_is_said_once() -> None:
    data = answered(add_comments(word_file(), [VAGUE, LOST], SAY))
    for findings, texts in (
        ([VAGUE, LOST], ["F402 suggestion: Look.", "Jag tycker att det duger", "R501 warning: Not there."]),
        ([], ["F402 suggestion: Look.", "Jag tycker att det duger"]),
    ):
        new = add_comments(data, findings, SAY)
        assert [comment.text for comment in Document(io.BytesIO(new)).comments] == texts
        extended = parts(new)[EXTENDED]
        assert b'paraId="0000000A"' in extended and b'paraIdParent="0000000A"' in extended
        assert b"0000000B" not in extended
        assert "förstå gällande gränsvärden," in commented(new)


def test_an_outcome_that_begins_as_another_has_its_own_comment() -> None:
    document = Document(io.BytesIO(word_file()))
    words = "redogöra för de viktigaste stegen i rening av vatten från städer vid havet i"
    for end in ("norr", "söder"):
        document.add_paragraph(f"{words} {end}")
    out = io.BytesIO()
    document.save(out)
    found = Finding("F402", Severity.SUGGESTION, "d", "", "Look.", f"{words} söder")
    assert list(commented(add_comments(out.getvalue(), [found], SAY))) == [f"{words} söder"]


def test_templates_and_files_with_macros_have_comments_too() -> None:
    kinds = parts(word_file())
    kinds["[Content_Types].xml"] = kinds["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main", b"wordprocessingml.template.main"
    )
    kinds["word/vbaProject.bin"] = bytes(range(256))
    new = parts(add_comments(packed(kinds), [VAGUE], SAY))
    assert new["word/vbaProject.bin"] == bytes(range(256))
    assert b"Look." in new[COMMENTS]


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_own_comments_are_known_after_an_office_program_has_saved_the_file(tmp_path: Path) -> None:
    data = add_comments(word_file(existing_comment=True), [VAGUE, LOST], SAY)
    (tmp_path / "draft.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", "docx:MS Word 2007 XML", "--outdir"]
    subprocess.run(
        [*command, tmp_path / "out", tmp_path / "draft.docx"], check=True, capture_output=True, timeout=120
    )
    new = add_comments((tmp_path / "out" / "draft.docx").read_bytes(), [OTHER], SAY)
    assert sorted(commented(new).values()) == [
        "F403 suggestion: Several & more <here>.",
        "Min egen kommentar",
    ]
    body = parts(new)[BODY]
    assert body.count(b"<w:commentRangeStart") == body.count(b"<w:commentReference") == 2


def highlighted(data: bytes, author: str, text: str) -> bytes:
    """As a program leaves it in which somebody has put a note on the first page."""
    document = pdfium.PdfDocument(data)
    page = raw.FPDF_LoadPage(document.raw, 0)
    note = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_TEXT)
    for key, value in ((b"T", author), (b"Contents", text)):
        encoded = value.encode("utf-16-le") + b"\0\0"
        buffer = (raw.FPDF_WCHAR * (len(encoded) // 2)).from_buffer_copy(encoded)
        raw.FPDFAnnot_SetStringValue(note, key, buffer)
    raw.FPDFPage_CloseAnnot(note)
    raw.FPDF_ClosePage(page)
    out = io.BytesIO()
    document.save(out, flags=raw.FPDF_INCREMENTAL)
    document.close()
    return out.getvalue()


def texts_of(data: bytes) -> list[str]:
    return [text for _, text, _ in annotations(data)]


def test_own_highlights_are_cut_off_and_written_anew() -> None:
    data = write_pdf(pdf_text(*PDF_LINES))
    once = add_highlights(data, [VAGUE, LOST], SAY)
    assert add_highlights(once, [VAGUE, LOST], SAY) == once
    assert add_highlights(once, [], SAY) == data
    assert texts_of(add_highlights(once, [OTHER], SAY)) == ["F403 suggestion: Several & more <here>."]
    assert len(texts_of(once)) == 2


@pytest.mark.parametrize("author", ["Anna", "curranalyser"])
def test_notes_of_others_in_a_pdf_stay(author: str) -> None:
    before = highlighted(write_pdf(pdf_text(*PDF_LINES)), author, "Är detta F402?")
    once = add_highlights(before, [VAGUE], SAY)
    assert once.startswith(before)
    assert add_highlights(once, [], SAY) == before
    # Somebody writes behind ours: then that stays, ours goes out of the page, and nothing is cut off.
    behind = highlighted(once, author, "Ett till")
    mended = add_highlights(behind, [OTHER], SAY)
    assert mended.startswith(behind)
    assert sorted(texts_of(mended)) == [
        "Ett till",
        "F403 suggestion: Several & more <here>.",
        "Är detta F402?",
    ]


def test_own_highlights_are_known_after_a_program_has_saved_the_pdf_anew() -> None:
    document = pdfium.PdfDocument(add_highlights(write_pdf(pdf_text(*PDF_LINES)), [VAGUE, LOST], SAY))
    out = io.BytesIO()
    document.save(out)
    assert texts_of(add_highlights(out.getvalue(), [OTHER], SAY)) == [
        "F403 suggestion: Several & more <here>."
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "draft.docx").write_bytes(word_file())
    (tmp_path / "draft.pdf").write_bytes(write_pdf(pdf_text(*PDF_LINES)))
    return tmp_path


@pytest.mark.parametrize("target", ["draft.docx", "mine.docx", "./draft.docx", "link.docx", "dangling.docx"])
def test_6_what_is_there_is_not_overwritten(run_cli: RunCli, folder: Path, target: str) -> None:
    (folder / "mine.docx").write_bytes(b"my notes")
    (folder / "link.docx").symlink_to("mine.docx")
    (folder / "dangling.docx").symlink_to("elsewhere.docx")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.exists()}
    finished = run_cli("check", "draft.docx", "--annotate", target, code=6, cwd=folder)
    assert finished.stdout == ""
    assert len(finished.stderr.splitlines()) == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.exists()} == before
    assert not (folder / "elsewhere.docx").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions as Unix has them")
def test_with_force_a_file_is_replaced_whole_and_a_link_is_not(run_cli: RunCli, folder: Path) -> None:
    (folder / "draft.docx").chmod(0o640)
    (folder / "same.docx").hardlink_to(folder / "draft.docx")
    (folder / "link.docx").symlink_to("draft.docx")
    original = (folder / "draft.docx").read_bytes()
    run_cli("check", "draft.docx", "--annotate", "draft.docx", "--force", cwd=folder)
    assert (folder / "same.docx").read_bytes() == original, "written beside, not into the file"
    assert stat.S_IMODE((folder / "draft.docx").stat().st_mode) == 0o640
    once = (folder / "draft.docx").read_bytes()
    assert "förstå gällande gränsvärden," in commented(once)
    run_cli("check", "draft.docx", "--annotate", "draft.docx", "--force", cwd=folder)
    assert (folder / "draft.docx").read_bytes() == once
    told = run_cli("check", "draft.docx", "--annotate", "link.docx", "--force", code=6, cwd=folder).stderr
    assert (
        told
        == "curranalyser: link.docx is a link or no file, and is not written to. Give the name of a file.\n"
    )
    assert (folder / "draft.docx").read_bytes() == once
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_only_what_asks_for_something_is_commented_and_the_rest_with_all(
    run_cli: RunCli, folder: Path
) -> None:
    run_cli("check", "draft.docx", "--annotate", "quiet.docx", cwd=folder)
    run_cli("check", "draft.docx", "--annotate", "all.docx", "--all", cwd=folder)
    quiet, everything = (
        "\n".join(commented((folder / name).read_bytes()).values()) for name in ("quiet.docx", "all.docx")
    )
    assert "F402" in quiet and "R501" in quiet
    assert "F406" not in quiet and "P101" not in quiet
    assert "F406" in everything and "P101" in everything
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((folder / "quiet.docx").stat().st_mode) == 0o666 & ~mask


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("draft.docx", "--annotate", "out.pdf"), 2),
        (("draft.docx", "--annotate", "out.txt"), 2),
        (("draft.docx", "draft.pdf", "--annotate", "out.pdf"), 2),
        (("draft.docx", "--annotate", "no/such/folder.docx"), 6),
        (("draft.docx", "-o", "draft.docx"), 6),
        (("draft.pdf", "-o", "./draft.pdf", "--format", "json"), 6),
    ],
)
def test_what_cannot_be_written_is_told_in_one_line(
    run_cli: RunCli, folder: Path, arguments: tuple[str, ...], code: int
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    finished = run_cli("check", *arguments, code=code, cwd=folder)
    assert len(finished.stderr.splitlines()) == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("lock", ["~$draft.docx", "~$raft.docx", "~$aft.docx", ".~lock.draft.docx#"])
def test_a_file_that_an_office_program_has_open_is_not_replaced(
    run_cli: RunCli, folder: Path, lock: str
) -> None:
    before = (folder / "draft.docx").read_bytes()
    (folder / lock).write_bytes(b"somebody")
    told = run_cli("check", "draft.docx", "--annotate", "draft.docx", "--force", code=6, cwd=folder).stderr
    assert told.startswith("curranalyser: draft.docx is open in an office program")
    assert (folder / "draft.docx").read_bytes() == before
