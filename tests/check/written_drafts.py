"""Drafts as Word file and PDF, and what is written on them."""

import ctypes
import io

import pypdfium2 as pdfium
from docx import Document
from docx.shared import Pt
from pypdfium2 import raw

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PDF_LINES = (
    "Kursplan",
    "Kurskod: TST101",
    "Kursnamn: Vattenrening",
    "Högskolepoäng: 7,5 hp",
    "Lärandemål",
    "Efter kursen ska studenten kunna:",
    "- redogöra för reningens steg,",
    "- förstå gällande gränsvärden för utsläpp från ett reningsverk och för buller",
    "från dess pumpar,",
    "- beräkna flöden.",
    "Examination",
    "Skriftlig tentamen.",
)


def word_file(existing_comment: bool = False) -> bytes:
    """A draft as it is written: headings, a list, bold words within an outcome, a table, a header."""
    document = Document()
    document.add_heading("Kursplan", 0)
    title = document.add_paragraph("Vattenrening och miljö")
    title.runs[0].font.size = Pt(16)
    table = document.add_table(rows=2, cols=2)
    for row, pair in zip(table.rows, (("Kurskod", "TST101"), ("Högskolepoäng", "7,5 hp")), strict=True):
        for cell, text in zip(row.cells, pair, strict=True):
            cell.text = text
    document.add_heading("Lärandemål", 1)
    document.add_paragraph("Efter kursen ska studenten kunna:")
    item = document.add_paragraph(style="List Bullet")
    item.add_run("redogöra för ")
    item.add_run("EU:s regler").bold = True
    item.add_run(" om vatten,")
    document.add_paragraph("förstå gällande gränsvärden,", style="List Bullet")
    document.add_paragraph("beräkna flöden.", style="List Bullet")
    document.add_heading("Examination", 1)
    document.add_paragraph("Skriftlig tentamen.")
    document.sections[0].header.paragraphs[0].text = "Högskolan i Norrvik"
    if existing_comment:
        document.add_comment(item.runs, "Min egen kommentar", "Anna", "A")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def commented(data: bytes) -> dict[str, str]:
    """Text of each comment by the text that it is anchored to."""
    document = Document(io.BytesIO(data))
    texts = {str(comment.comment_id): comment.text for comment in document.comments}
    anchors = {}
    for identifier, text in texts.items():
        inside, words = False, ""
        for element in document.element.body.iter():
            if element.tag == f"{W}commentRangeStart" and element.get(f"{W}id") == identifier:
                inside = True
            elif element.tag == f"{W}commentRangeEnd" and element.get(f"{W}id") == identifier:
                inside = False
            elif inside and element.tag == f"{W}t":
                words += element.text or ""
        anchors[words] = text
    return anchors


def annotations(data: bytes) -> list[tuple[int, str, int]]:
    """Kind, contents and number of marked lines of each annotation of the first page."""
    document = pdfium.PdfDocument(data)
    page = raw.FPDF_LoadPage(document.raw, 0)
    found = []
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        length = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
        buffer = (ctypes.c_ushort * (length // 2))()
        raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, length)
        lines = raw.FPDFAnnot_CountAttachmentPoints(annotation)
        found.append(
            (raw.FPDFAnnot_GetSubtype(annotation), bytes(buffer).decode("utf-16-le").rstrip("\0"), lines)
        )
        raw.FPDFPage_CloseAnnot(annotation)
    raw.FPDF_ClosePage(page)
    document.close()
    return found
