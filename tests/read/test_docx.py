import io
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest

from curranalyser import datamodel
from curranalyser.datamodel import Document, Line, SourceFile
from curranalyser.datamodel import lines_of as lines_of_blocks
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.parse import parse_document
from curranalyser.read import read_document
from curranalyser.read.docx import read_docx_blocks
from curranalyser.settings import Settings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import docx
    from docx.document import Document as Word
    from docx.enum.text import WD_BREAK
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

LEAD = "Efter avslutad kurs ska studenten kunna"


def saved(document: Word) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read_docx_lines(data: bytes) -> tuple[tuple[Line, ...], int, tuple[str, ...]]:
    blocks, pages, notes = read_docx_blocks(data)
    return tuple(lines_of_blocks(blocks)), pages, notes


def blocks_of(fill: Callable[[Word], object]) -> tuple[datamodel.Block, ...]:
    document = docx.Document()
    fill(document)
    return read_docx_blocks(saved(document))[0]


def lines_of(fill: Callable[[Word], object]) -> tuple[Line, ...]:
    document = docx.Document()
    fill(document)
    return read_docx_lines(saved(document))[0]


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def paragraph_xml(document: Word, inner: str) -> None:
    document.element.body.insert_element_before(parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"), "w:sectPr")


def repacked(data: bytes, changed: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", compression) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return file.getvalue()


def test_headings_are_bold_and_larger_by_their_level() -> None:
    def fill(document: Word) -> None:
        document.add_heading("Globala studier", 0)
        document.add_heading("Lärandemål", 1)
        document.add_heading("Kunskap", 2)
        document.add_paragraph("Vanlig text.")

    title, first, second, body = lines_of(fill)
    assert title.size > first.size > second.size > body.size == 10.0
    assert (title.bold, first.bold, second.bold, body.bold) == (True, True, True, False)


def test_lists_get_their_bullets_and_numbers_and_restart() -> None:
    def fill(document: Word) -> None:
        for style, text in (
            ("List Bullet", "redogöra"),
            ("List Number", "analysera"),
            ("List Number", "värdera"),
            ("Normal", "slut"),
        ):
            document.add_paragraph(text, style)

    lines = lines_of(fill)
    assert texts(lines) == ["• redogöra", "1. analysera", "2. värdera", "slut"]
    assert lines[0].x0 > lines[3].x0


def test_a_table_row_shares_its_height_and_its_cells_stand_apart() -> None:
    def fill(document: Word) -> None:
        table = document.add_table(2, 2)
        for row, (label, value) in zip(
            table.rows, (("Kurskod", "GS101G"), ("Omfattning", "7,5 hp")), strict=True
        ):
            row.cells[0].text, row.cells[1].text = label, value

    code, code_value, credits_, credits_value = lines_of(fill)
    assert code.top == code_value.top < credits_.top == credits_value.top
    assert code_value.x0 == credits_value.x0 > max(code.x1, credits_.x1) + 15


def test_tracked_changes_are_read_as_accepted() -> None:
    def fill(document: Word) -> None:
        author = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'
        paragraph_xml(
            document,
            '<w:r><w:t xml:space="preserve">jämföra </w:t></w:r>'
            f"<w:del {author}><w:r><w:delText>nationella</w:delText></w:r></w:del>"
            f"<w:ins {author}><w:r><w:t>internationella</w:t></w:r></w:ins>"
            f"<w:moveFrom {author}><w:r><w:t> flyttade</w:t></w:r></w:moveFrom>"
            '<w:r><w:t xml:space="preserve"> system</w:t></w:r>',
        )
        paragraph_xml(
            document,
            f'<w:pPr><w:rPr><w:del {author}/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">första'
            " </w:t></w:r>",
        )
        paragraph_xml(document, "<w:r><w:t>andra</w:t></w:r>")

    assert texts(lines_of(fill)) == ["jämföra internationella system", "första andra"]


def test_text_in_content_controls_and_text_boxes_is_read_once_and_hidden_text_and_contents_never() -> None:
    def fill(document: Word) -> None:
        control = (
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>ur"
            " mallen</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
        document.element.body.insert_element_before(parse_xml(control), "w:sectPr")
        box = "<w:txbxContent><w:p><w:r><w:t>i rutan</w:t></w:r></w:p></w:txbxContent>"
        markup = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        alternatives = (
            f"<mc:AlternateContent {markup}><mc:Choice"
            f' Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
        )
        paragraph_xml(document, f"<w:r><w:t>värd</w:t>{alternatives}</w:r>")
        paragraph_xml(document, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>dold</w:t></w:r>")
        style = document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("Lärandemål 3", style)

    assert texts(lines_of(fill)) == ["ur mallen", "värd", "i rutan"]


def test_breaks_tabs_and_bold_labels_set_text_apart() -> None:
    def fill(document: Word) -> None:
        document.add_paragraph("rad ett\nrad två")
        document.add_paragraph("Kurskod\tGS101G")
        labelled = document.add_paragraph()
        labelled.add_run("Nivå: ").bold = True
        labelled.add_run("Grundnivå")
        stressed = document.add_paragraph()
        stressed.add_run("Studenten").bold = True
        stressed.add_run(" ska kunna mer")

    first, second, code, value, level, level_value, sentence = lines_of(fill)
    assert second.top - first.top < 20 < code.top - second.top
    assert code.top == value.top and value.x0 > code.x1 + 14
    assert (level.text, level.bold, level_value.text, level_value.bold) == ("Nivå:", True, "Grundnivå", False)
    assert (sentence.text, sentence.bold) == ("Studenten ska kunna mer", False)


def test_page_breaks_count_pages_once() -> None:
    document = docx.Document()
    document.add_paragraph("ett").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("två")
    lines, pages, _ = read_docx_lines(saved(document))
    assert ([(line.text, line.page) for line in lines], pages) == ([("ett", 1), ("två", 2)], 2)
    rendered = document.paragraphs[1].runs[0]._r
    rendered.insert(0, parse_xml(f"<w:lastRenderedPageBreak {nsdecls('w')}/>"))
    assert read_docx_lines(saved(document))[1] == 2


def test_a_syllabus_drafted_in_word_is_understood() -> None:
    document = docx.Document()
    document.add_heading("Kursplan: Globala samhällen", 0)
    table = document.add_table(3, 2)
    for row, pair in zip(
        table.rows,
        (("Kurskod", "GS101G"), ("Omfattning", "7,5 högskolepoäng"), ("Nivå", "Grundnivå")),
        strict=True,
    ):
        row.cells[0].text, row.cells[1].text = pair
    document.add_heading("Lärandemål", 1)
    document.add_paragraph(LEAD)
    for text in ("jämföra välfärdssystem i tre länder", "värdera källor ur ett globalt perspektiv"):
        document.add_paragraph(text, "List Bullet")
    document.add_heading("Innehåll", 1)
    document.add_paragraph("Kursen behandlar samhällen i förändring.")
    data = saved(document)
    read = read_document(data, SourceFile("plan.docx", "", len(data)), Settings())
    assert isinstance(read, Document) and read.extractor == "docx" and read.flowing
    (syllabus,) = parse_document(read)
    assert (syllabus.header.code, syllabus.header.title, str(syllabus.header.credits)) == (
        "GS101G",
        "Globala samhällen",
        "7.5",
    )
    assert [(item.text, item.lead_in) for item in syllabus.outcomes] == [
        ("jämföra välfärdssystem i tre länder", LEAD),
        ("värdera källor ur ett globalt perspektiv", LEAD),
    ]


@pytest.fixture(scope="module")
def plain() -> bytes:
    document = docx.Document()
    document.add_paragraph("text")
    return saved(document)


def category(data: bytes) -> FailureCategory:
    with pytest.raises(DocumentError) as caught:
        read_docx_lines(data)
    return caught.value.category


def test_what_is_no_word_file_is_named_for_what_it_is(plain: bytes) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert category(b"") is FailureCategory.EMPTY_FILE
    assert category(b"<html>hej</html>") is FailureCategory.UNREADABLE
    assert category(plain[: len(plain) // 2]) is FailureCategory.UNREADABLE
    assert category(ole) is FailureCategory.OLD_OFFICE_FILE
    assert category(ole + "EncryptedPackage".encode("utf-16-le")) is FailureCategory.ENCRYPTED
    assert category(repacked(plain, {"word/document.xml": b"<w:document"})) is FailureCategory.UNREADABLE
    assert category(saved(docx.Document())) is FailureCategory.NO_TEXT


def test_bombs_are_refused_before_they_burst(plain: bytes) -> None:
    assert category(repacked(plain, {"word/media/a.bin": bytes(30_000_000)})) is FailureCategory.TOO_LARGE
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"c" * 10 + b'"><!ENTITY d "&b;&b;">]><a>&d;</a>'
    )
    assert category(repacked(plain, {"word/document.xml": laughs})) is FailureCategory.UNREADABLE
    outside = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    assert category(repacked(plain, {"word/styles.xml": outside})) is FailureCategory.UNREADABLE
    assert (
        category(repacked(plain, {"word/styles.xml": outside.decode().encode("utf-16")}))
        is FailureCategory.UNREADABLE
    )
    deep = b"".join(
        (
            b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>',
            b"<w:sdt>" * 3000,
            b"</w:sdt>" * 3000,
            b"</w:body></w:document>",
        )
    )
    assert category(repacked(plain, {"word/document.xml": deep})) is FailureCategory.UNREADABLE
    assert (
        category(repacked(plain, {f"word/part{number}.bin": b"" for number in range(5100)}))
        is FailureCategory.TOO_LARGE
    )


def test_damage_anywhere_is_a_document_error_and_never_another(plain: bytes) -> None:
    for position in range(0, len(plain), max(len(plain) // 60, 1)):
        damaged = plain[:position] + bytes([plain[position] ^ 0xFF]) + plain[position + 1 :]
        with suppress(DocumentError):
            read_docx_lines(damaged)


def test_an_unfilled_field_of_the_template_is_named_and_not_read() -> None:
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias w:val='Mål'/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        "<w:p><w:r><w:t>Skriv målet här.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document = docx.Document()
    document.add_paragraph("före")
    document.element.body.insert_element_before(parse_xml(control), "w:sectPr")
    filled = control.replace("<w:showingPlcHdr/>", "").replace("Skriv målet här.", "väva")
    document.element.body.insert_element_before(parse_xml(filled), "w:sectPr")
    lines, _, notes = read_docx_lines(saved(document))
    assert texts(lines) == ["före", "väva"]
    assert notes == ("a field of the template is not filled in: Mål: Skriv målet här.",)


def headed(head: str, fill: Callable[[Word], object]) -> list[str]:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = head
    fill(document)
    return texts(read_docx_lines(saved(document))[0])


def test_the_head_of_the_page_is_read_where_the_body_has_no_beginning() -> None:
    def sections(document: Word) -> None:
        document.add_heading("Mål", 1)
        document.add_paragraph("väva")
        document.add_heading("Innehåll", 1)

    def whole(document: Word) -> None:
        document.add_heading("Vävning", 0)
        document.add_paragraph("Kurskod: VÄV101")
        sections(document)

    assert headed("VÄV101\tVävning", sections)[:3] == ["VÄV101", "Vävning", "Mål"]
    assert headed("Vävning på Gotland", sections)[0] == "Vävning på Gotland"
    assert headed("VÄV101 Vävning", whole)[0] == "Vävning"
    assert headed("Lindby högskola\tDnr 2031/17", whole)[0] == "Vävning"


def test_raised_digits_of_notes_go_and_those_of_units_stay() -> None:
    def fill(document: Word) -> None:
        for parts in (("flera länder,", "1", " och"), ("20 m", "2", ""), ("10", "6", " varv")):
            paragraph = document.add_paragraph()
            for number, part in enumerate(parts):
                paragraph.add_run(part).font.superscript = number == 1

    assert texts(lines_of(fill)) == ["flera länder, och", "20 m²", "10⁶ varv"]


def test_a_table_keeps_its_rows_columns_spans_and_head() -> None:
    def fill(document: Word) -> None:
        document.add_paragraph("före")
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "bred"
        table.cell(0, 2).text = "huvud"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "hög"
        table.cell(1, 1).text = "mitten"
        table.cell(2, 2).text = "hörn"
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        inner = table.cell(2, 1).add_table(1, 1)
        inner.cell(0, 0).text = "inre"

    text, table = blocks_of(fill)
    assert isinstance(text, datamodel.TextBlock) and isinstance(table, datamodel.TableBlock)
    assert table.header_rows == 1
    placed = {
        next(datamodel.lines_of(cell.blocks)).text: (cell.row, cell.column, cell.rows, cell.columns)
        for cell in table.cells
    }
    assert placed == {
        "bred": (0, 0, 1, 2),
        "huvud": (0, 2, 1, 1),
        "hög": (1, 0, 2, 1),
        "mitten": (1, 1, 1, 1),
        "inre": (2, 1, 1, 1),
        "hörn": (2, 2, 1, 1),
    }
    [nested] = [cell for cell in table.cells if cell.row == 2 and cell.column == 1]
    assert any(isinstance(block, datamodel.TableBlock) for block in nested.blocks)


def test_headings_and_list_items_keep_their_level() -> None:
    def fill(document: Word) -> None:
        document.add_heading("Mål", 2)
        document.add_paragraph("yttre", style="List Bullet")
        document.add_paragraph("fritt")

    blocks = [block for block in blocks_of(fill) if isinstance(block, datamodel.TextBlock)]
    assert [(block.heading, block.item) for block in blocks] == [(2, None), (None, 0), (None, None)]


MAIN_TYPES = {
    ".docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    ".dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ".dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
PLAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def one_paragraph() -> bytes:
    document = docx.Document()
    document.add_paragraph("Kursplan för båtbyggare")
    return saved(document)


def of_type(data: bytes, kind: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        types = package.read("[Content_Types].xml")
    return repacked(data, {"[Content_Types].xml": types.replace(PLAIN_TYPE.encode(), kind.encode())})


@pytest.mark.parametrize("ending", MAIN_TYPES)
def test_templates_and_files_with_macros_are_read_as_documents_are(ending: str) -> None:
    data = of_type(one_paragraph(), MAIN_TYPES[ending])
    read = read_document(data, SourceFile(f"a{ending}", "", 0), Settings())
    assert (texts(read.lines), read.notes) == (["Kursplan för båtbyggare"], ())


def test_a_file_whose_ending_is_not_that_of_its_type_is_read_and_noted() -> None:
    plain, template = one_paragraph(), of_type(one_paragraph(), MAIN_TYPES[".dotx"])
    for data, name in ((plain, "a.docm"), (plain, "a.dotx"), (template, "a.docx")):
        read = read_document(data, SourceFile(name, "", 0), Settings())
        assert (texts(read.lines), read.notes) == (
            ["Kursplan för båtbyggare"],
            (FailureCategory.NAMED_OTHERWISE,),
        )


def test_the_main_part_may_have_any_name() -> None:
    old = one_paragraph()
    with zipfile.ZipFile(io.BytesIO(old)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    renamed = {
        name.replace("document.xml", "document2.xml"): content.replace(
            b"word/document.xml", b"word/document2.xml"
        )
        for name, content in parts.items()
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in renamed.items():
            package.writestr(name, content)
    read = read_document(file.getvalue(), SourceFile("a.docx", "", 0), Settings())
    assert (texts(read.lines), read.notes) == (["Kursplan för båtbyggare"], ())


def test_a_package_of_another_program_is_unreadable() -> None:
    data = of_type(one_paragraph(), "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    with pytest.raises(DocumentError) as caught:
        read_document(data, SourceFile("a.docx", "", 0), Settings())
    assert caught.value.category is FailureCategory.UNREADABLE
