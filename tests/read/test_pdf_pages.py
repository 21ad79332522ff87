"""What stands on pages of a PDF beside plain upright text: pictures, fields, marks, other files."""

import io
from pathlib import Path

import pytest
from small_pdf import pdf_stream, pdf_text, write_pdf

from curranalyser.analyse import analyse_path
from curranalyser.datamodel import Document, DocumentResult, DocumentStatus, Line, PictureBlock, TextBlock
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read import describe_source, read_document
from curranalyser.read.line_numbers import without_line_numbers
from curranalyser.read.soft_hyphens import join_soft_hyphens
from curranalyser.read.watermarks import without_watermarks
from curranalyser.settings import Settings

SYLLABUS = (
    "Kursplan",
    "Lavinkunskap, 7,5 högskolepoäng",
    "Kurskod: LAV210",
    "Lärandemål",
    "Efter avslutad kurs ska studenten kunna",
    "- bedöma snöns lager i en grop,",
    "- planera en färd i brant terräng.",
    "Innehåll",
    "Kursen rör snö, väder och beslut i grupp.",
)
IMAGE = pdf_stream(
    b"\x00\xff" * 8,
    b"/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8",
)
BESIDE_FONT = b"<< /Font << /F1 4 0 R >> /XObject << /I 5 0 R >> >>"
WHOLE_PAGE = b"q 595 0 0 842 0 0 cm /I Do Q"


def read(data: bytes, suffix: str = ".pdf") -> Document:
    return read_document(data, describe_source(data, f"a{suffix}"), Settings())


def with_pictures(*pages: bytes) -> bytes:
    return write_pdf(*pages, resources=BESIDE_FONT, extra=(IMAGE,))


def analysed(data: bytes, folder: Path) -> DocumentResult:
    (folder / "a.pdf").write_bytes(data)
    [result] = analyse_path(folder / "a.pdf", "a.pdf", Settings(), None)
    return result


def test_picture_pages_are_blocks_in_their_places_and_failures() -> None:
    document = read(with_pictures(pdf_text(*SYLLABUS), WHOLE_PAGE, pdf_text("Litteratur"), WHOLE_PAGE))
    assert [type(block) for block in document.blocks] == [TextBlock, PictureBlock, TextBlock, PictureBlock]
    assert [block.page for block in document.blocks if isinstance(block, PictureBlock)] == [2, 4]
    [failure] = document.failures
    assert (failure.category, failure.page, failure.pages) == (FailureCategory.PICTURE_PAGE, 2, (2, 4))
    assert failure.detail == "pages 2, 4 are pictures"
    assert "--ocr" in failure.hint


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(b"", id="blank"),
        pytest.param(b"q 100 0 0 60 400 700 cm /I Do Q", id="a small picture alone"),
        pytest.param(WHOLE_PAGE + b"\n" + pdf_text("Litteratur", "Snöboken, 2019"), id="text on a picture"),
        pytest.param(b"60 60 400 600 re f", id="a drawing"),
    ],
)
def test_other_pages_are_no_pictures(page: bytes) -> None:
    document = read(with_pictures(pdf_text(*SYLLABUS), page))
    assert not document.failures
    assert all(isinstance(block, TextBlock) for block in document.blocks)


def test_a_stamp_on_every_page_makes_no_text_of_a_picture() -> None:
    stamps = [pdf_text(f"Dnr 77:12 sida {number}", top=820) for number in (1, 2, 3)]
    pages = [pdf_text(*SYLLABUS) + b"\n" + stamps[0], *(WHOLE_PAGE + b"\n" + stamp for stamp in stamps[1:])]
    [failure] = read(with_pictures(*pages)).failures
    assert failure.pages == (2, 3)
    # And where all pages are such pictures, there is no text at all.
    with pytest.raises(DocumentError) as caught:
        read(with_pictures(*(WHOLE_PAGE + b"\n" + stamp for stamp in stamps)))
    assert caught.value.category is FailureCategory.NO_TEXT_LAYER


def test_pages_without_text_and_pictures_are_not_called_pictures() -> None:
    for content in (b"", b"0 0 100 100 re f"):
        with pytest.raises(DocumentError) as caught:
            read(with_pictures(content))
        assert caught.value.category is FailureCategory.NO_TEXT


def test_letters_drawn_as_outlines_are_a_picture() -> None:
    outlines = b"\n".join(
        b"%d %d 4 6 re f" % (60 + 6 * (number % 70), 700 - 12 * (number // 70)) for number in range(700)
    )
    [failure] = read(write_pdf(pdf_text(*SYLLABUS), outlines)).failures
    assert failure.page == 2


def test_a_file_that_is_no_syllabus_without_its_picture_page_failed(tmp_path: Path) -> None:
    result = analysed(
        with_pictures(pdf_text("Bilaga till protokoll", "Dnr 12, se nästa sida"), WHOLE_PAGE), tmp_path
    )
    assert result.status is DocumentStatus.FAILED
    assert [failure.category for failure in result.failures] == [
        FailureCategory.PICTURE_PAGE,
        FailureCategory.NOT_A_SYLLABUS,
    ]


def attached(cover: bytes, name: str) -> bytes:
    """A PDF with a file in it."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(cover)
    attachment = document.new_attachment(name)
    attachment.set_data(b"what is inside")
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


@pytest.mark.parametrize(
    ("cover", "name"),
    [
        pytest.param(pdf_text("Open this collection in another program."), "plan.docx", id="English, Word"),
        pytest.param(b"", "kursplaner/LAV210.PDF", id="an empty cover"),
    ],
)
def test_a_portfolio_says_so(cover: bytes, name: str, tmp_path: Path) -> None:
    result = analysed(attached(write_pdf(cover), name), tmp_path)
    assert result.status is DocumentStatus.FAILED
    assert result.failures[0].message == "PDF portfolio: open it and save its files."
    assert name in result.failures[0].detail


def test_a_file_within_a_syllabus_is_listed_and_data_are_not(tmp_path: Path) -> None:
    syllabus = write_pdf(pdf_text(*SYLLABUS))
    result = analysed(attached(syllabus, "bilaga.pdf"), tmp_path)
    assert (result.status, len(result.syllabi[0].syllabus.outcomes)) == (DocumentStatus.PARTIAL, 2)
    assert analysed(attached(syllabus, "metadata.xml"), tmp_path).status is DocumentStatus.OK


def mapped(*lines: str, code: int, to: int) -> bytes:
    """A PDF whose font says that one of its characters is another."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def "
        b"1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfrange <21> <ff> <0021> "
        b"<%02X> <%02X> <%04X> endbfrange endcmap end end" % (code, code, to)
    )
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 5 0 R >>"
    )
    resources = b"<< /Font << /F1 6 0 R >> >>"
    return write_pdf(pdf_text(*lines), resources=resources, extra=(pdf_stream(cmap), font))


@pytest.mark.parametrize("space", [pytest.param(0x09, id="tab"), pytest.param(0x2003, id="em space")])
def test_whatever_stands_between_words_is_a_space(space: int) -> None:
    assert [line.text for line in read(mapped(*SYLLABUS, code=0x20, to=space)).lines] == list(SYLLABUS)


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("# Kursplan\n\nSnön i ett inter\u00ad\nnationellt ljus och mer text", ".md"),
        ("Snön i ett inter\u00ad  \r\n  nationellt ljus och mer text", ".txt"),
        ("<p>Snön i ett inter&shy;nationellt ljus och mer text</p>", ".html"),
    ],
)
def test_a_soft_hyphen_joins_in_every_format(text: str, suffix: str) -> None:
    words = " ".join(line.text for line in read(text.encode(), suffix).lines)
    assert "Snön i ett internationellt ljus" in words
    assert "\u00ad" not in words


def lines(*texts: str, pitch: float = 14, **values: float) -> list[Line]:
    return [
        Line(text, 1, values.get("x0", 80), values.get("x0", 80) + 5 * len(text), 100 + pitch * number, 11)
        for number, text in enumerate(texts)
    ]


def test_a_soft_hyphen_before_no_word_is_a_hyphen() -> None:
    found = join_soft_hyphens(
        lines("sjö\u00ad", "Nästa mening", "in\u00ad", "ter\u00ad", "nationell", "slut\u00ad")
    )
    assert [line.text for line in found] == ["sjö-", "Nästa mening", "internationell", "slut-"]


def test_what_runs_across_no_other_text_is_no_watermark() -> None:
    title = Line("Kursplan för lavinkunskap", 1, 80, 420, 60, 26, True)
    initial = Line("D", 1, 60, 76, 98, 30)
    body = lines("etta är en text", "som börjar med en anfang", "och ett ord tre gånger", "Ja", "Ja", "Ja")
    assert without_watermarks((title, initial, *body)) == (title, initial, *body)


def numbered(step: int, rows: int, x1: float = 60.0, first: int = 1) -> list[Line]:
    return [
        Line(str(number), 1, x1 - 10, x1, 103 + 14 * (number - first), 7)
        for number in range(first, first + rows)
        if number % step == 0
    ]


TEXTS = tuple(f"rad av text som har nummer {number}" for number in "abcdefghijklmnopqrst")


@pytest.mark.parametrize("step", [1, 2, 5])
def test_numbers_that_count_the_rows_go(step: int) -> None:
    body = lines(*TEXTS)
    assert without_line_numbers((*body, *numbered(step, 20))) == tuple(body)


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(numbered(1, 6), id="a short list"),
        pytest.param(numbered(1, 20, x1=120), id="within the text"),
        pytest.param([line for line in numbered(1, 20) if line.text not in "3 7 8 12"], id="with gaps"),
        pytest.param(
            [Line(str(number), 1, 50, 60, 100 + 42 * number, 11) for number in range(1, 10)],
            id="items of several lines",
        ),
    ],
)
def test_other_numbers_stay(numbers: list[Line]) -> None:
    whole = (*lines(*TEXTS, *TEXTS), *numbers)
    assert without_line_numbers(whole) == whole


def test_digits_that_are_no_note_marks_stay() -> None:
    raised = (
        b"BT /F1 11 Tf 60 700 Td (area i m) Tj /F1 6 Tf 4 Ts (2) Tj 0 Ts /F1 11 Tf ( eller) Tj ET "
        b"BT /F1 11 Tf 60 680 Td (gasen CO) Tj /F1 6 Tf -2 Ts (2) Tj ET"
    )
    level = b"BT /F1 11 Tf 60 660 Td (Modul Snow12 och kurskod LAV210) Tj ET"
    words = " ".join(line.text for line in read(write_pdf(raised + b"\n" + level)).lines)
    assert words == "area i m2 eller gasen CO2 Modul Snow12 och kurskod LAV210"
