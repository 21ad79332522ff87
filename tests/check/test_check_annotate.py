"""The educator's own file comes back with the findings at the right place, and everything else as it was."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from pypdfium2 import raw
from small_pdf import pdf_text, write_pdf
from written_drafts import PDF_LINES, W, annotations, commented, word_file

from curranalyser.analyse import load_stage
from curranalyser.check.comments import add_comments
from curranalyser.check.draft import read_draft
from curranalyser.check.finding import Finding, Severity, rules
from curranalyser.check.highlights import add_highlights
from curranalyser.check.run import check_drafts
from curranalyser.i18n import translator
from curranalyser.settings import Settings

SETTINGS = Settings()
SCHEME, CLASSIFIER = load_stage(SETTINGS)
SAY = translator("en")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def findings_of(data: bytes, name: str) -> tuple[Finding, ...]:
    draft = read_draft(data, name, SETTINGS, CLASSIFIER)
    assert draft.syllabi, draft.failures
    return check_drafts([draft], SCHEME, SAY, rules())


def without_marks(body: bytes) -> bytes:
    root = etree.fromstring(body)
    for element in list(root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")):
        parent = element.getparent()
        if element.tag == f"{W}commentReference":
            parent.getparent().remove(parent)
        else:
            parent.remove(element)
    return etree.tostring(root, method="c14n")


def test_comments_stand_at_the_words_they_are_about() -> None:
    data = word_file()
    anchors = commented(add_comments(data, findings_of(data, "draft.docx"), SAY))
    assert anchors["förstå gällande gränsvärden,"].startswith("F402 suggestion: “förstå”")
    assert "P101 international: yes" in anchors["redogöra för EU:s regler om vatten,"]
    assert "F406" in anchors["beräkna flöden."]
    assert "R501 warning" in anchors["Vattenrening och miljö"]
    assert len(anchors) == 4


def test_everything_else_is_untouched() -> None:
    data = word_file()
    new = add_comments(data, findings_of(data, "draft.docx"), SAY)
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        names = before.namelist()
        assert after.namelist()[: len(names)] == names
        assert set(after.namelist()) - set(names) == {"word/comments.xml"}
        assert after.testzip() is None
        for name in names:
            if name not in ("word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"):
                assert before.read(name) == after.read(name), name
        assert without_marks(after.read("word/document.xml")) == without_marks(
            before.read("word/document.xml")
        )
        assert etree.tostring(
            etree.fromstring(before.read("word/document.xml")), method="c14n"
        ) != etree.tostring(etree.fromstring(after.read("word/document.xml")), method="c14n")
        assert (
            before.read("[Content_Types].xml")[:400].split(b"Types")[0]
            == after.read("[Content_Types].xml")[:400].split(b"Types")[0]
        )


def test_comments_that_were_there_stay() -> None:
    data = word_file(existing_comment=True)
    new = add_comments(data, findings_of(data, "draft.docx"), SAY)
    texts = [comment.text for comment in Document(io.BytesIO(new)).comments]
    assert texts[0] == "Min egen kommentar"
    assert len(texts) == 5


def test_the_same_draft_gives_the_same_bytes() -> None:
    data = word_file()
    found = findings_of(data, "draft.docx")
    assert add_comments(data, found, SAY) == add_comments(data, found, SAY)


def test_what_cannot_be_placed_stands_at_the_beginning() -> None:
    lost = Finding("R501", Severity.WARNING, "draft.docx", "", "Not there.", "words that stand nowhere in it")
    assert commented(add_comments(word_file(), [lost], SAY)) == {"Kursplan": "R501 warning: Not there."}


def test_a_file_without_findings_has_no_comment() -> None:
    assert commented(add_comments(word_file(), [], SAY)) == {}


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_an_office_program_reads_the_comments_back(tmp_path: Path) -> None:
    data = word_file()
    (tmp_path / "out.docx").write_bytes(add_comments(data, findings_of(data, "draft.docx"), SAY))
    command = [
        str(OFFICE),
        "--headless",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--convert-to",
        "odt",
        "--outdir",
        tmp_path,
        tmp_path / "out.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "out.odt") as package:
        root = etree.fromstring(package.read("content.xml"))
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    comments = ["".join(element.itertext()) for element in root.iter(f"{office}annotation")]
    assert len(comments) == 4
    assert any("F402 suggestion: “förstå”" in comment for comment in comments)
    assert all("curranalyser" in comment for comment in comments)
    body = "".join(root.find(f".//{office}text").itertext())  # type: ignore[union-attr]
    assert "redogöra för" in body and "Skriftlig tentamen." in body


def test_highlights_lie_on_the_words_and_the_file_below_is_untouched() -> None:
    data = write_pdf(pdf_text(*PDF_LINES))
    found = findings_of(data, "draft.pdf")
    new = add_highlights(data, found, SAY)
    assert new.startswith(data)
    marks = annotations(new)
    assert {kind for kind, *_ in marks} == {raw.FPDF_ANNOT_HIGHLIGHT}
    [vague] = [mark for mark in marks if "F402 suggestion" in mark[1]]
    assert vague[2] == 2, "both lines of the outcome"
    assert any("R504 warning" in text for _, text, _ in marks)
    assert new == add_highlights(data, found, SAY)


def test_what_stands_on_no_page_becomes_a_note() -> None:
    lost = Finding(
        "R501", Severity.WARNING, "draft.pdf", "", "Not there.", "words that stand nowhere in it", 1
    )
    assert annotations(add_highlights(write_pdf(pdf_text(*PDF_LINES)), [lost], SAY)) == [
        (raw.FPDF_ANNOT_TEXT, "R501 warning: Not there.", 0)
    ]


def test_tracked_changes_content_controls_and_text_boxes() -> None:
    """Comments lie on insertions and in content controls.

    Never on what was deleted or in a text box, where Word takes none.
    """
    document = Document(io.BytesIO(word_file()))
    target = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("förstå"))
    element = target._p
    namespace = W[1:-1]
    deleted = etree.fromstring(
        f'<w:p xmlns:w="{namespace}"><w:del w:id="7" w:author="x"><w:r><w:t>förstå gällande'
        " gränsvärden</w:t></w:r></w:del></w:p>"
    )
    box = etree.fromstring(
        f'<w:p xmlns:w="{namespace}"><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>förstå gällande'
        " gränsvärden</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    control = etree.fromstring(
        f'<w:sdt xmlns:w="{namespace}"><w:sdtContent><w:p><w:ins w:id="8" w:author="x"><w:r><w:t>förstå'
        " gällande </w:t></w:r></w:ins><w:r><w:t>gränsvärden</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    for replacement in (deleted, box, control):
        element.addprevious(replacement)
    element.getparent().remove(element)
    out = io.BytesIO()
    document.save(out)
    finding = Finding("F402", Severity.SUGGESTION, "draft.docx", "", "Look.", "förstå gällande gränsvärden")
    assert commented(add_comments(out.getvalue(), [finding], SAY)) == {
        "förstå gällande gränsvärden": "F402 suggestion: Look."
    }
