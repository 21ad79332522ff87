from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_pdf import pdf_stream, pdf_text, write_pdf

from curranalyser.datamodel import Document
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

GOOD = write_pdf(
    pdf_text("Kursplan för kursen Vatten och hälsa", "Kurskod: ABC123, 7,5 högskolepoäng"),
    pdf_text("Efter avslutad kurs ska studenten kunna"),
)


def read(data: bytes, **limits: int) -> Document:
    return read_document(data, describe_source(data, "a.pdf"), Settings(**limits))  # type: ignore[arg-type]


def why(data: bytes, **limits: int) -> FailureCategory:
    with pytest.raises(DocumentError) as caught:
        read(data, **limits)
    return caught.value.category


def with_character_map(first: int) -> bytes:
    """A PDF that looks right on paper and whose font maps its characters wrongly.

    They are those from code point `first` on.
    """
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Broken def /CMapType 2 def"
        b" 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <ff> <%04X> endbfrange"
        b" endcmap end end" % first
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>"
    return write_pdf(
        pdf_text("Kursplan för kursen i matematik", "Studenten ska kunna derivera"),
        resources=b"<< /Font << /F1 6 0 R >> >>",
        extra=(pdf_stream(cmap), font),
    )


def test_lines_have_text_page_and_place() -> None:
    document = read(GOOD)
    assert [(line.text, line.page) for line in document.lines] == [
        ("Kursplan för kursen Vatten och hälsa", 1),
        ("Kurskod: ABC123, 7,5 högskolepoäng", 1),
        ("Efter avslutad kurs ska studenten kunna", 2),
    ]
    assert (document.pages, document.language) == (2, "sv")
    first, second, _ = document.lines
    assert first.x0 == second.x0 == pytest.approx(60, abs=1)
    assert second.top - first.top == pytest.approx(16, abs=0.5)
    assert first.size == 11


def test_cells_of_a_row_are_runs_of_their_own() -> None:
    row = b"BT /F1 11 Tf 60 700 Td (Kurskod) Tj ET BT /F1 11 Tf 300 700 Td (ABC123) Tj ET"
    assert [line.text for line in read(write_pdf(row)).lines] == ["Kurskod", "ABC123"]


def test_words_are_neither_glued_nor_torn() -> None:
    # Kerning as typesetters write it: a shift of half a space or more between words, and small ones within
    # them.
    kerned = b"BT /F1 11 Tf 60 700 Td [(Kur) -20 (sen) -278 (ger) -250 (kun) 15 (skap)] TJ ET"
    assert read(write_pdf(kerned)).lines[0].text == "Kursen ger kunskap"


def test_glyphs_without_a_character_do_not_shift_places(tmp_path: Path) -> None:
    # A font that lacks the bullet that the text asks for: the glyph is counted, and is not in the text.
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    metrics, fonts = (
        pytest.importorskip("reportlab.pdfbase.pdfmetrics"),
        pytest.importorskip("reportlab.pdfbase.ttfonts"),
    )
    metrics.registerFont(fonts.TTFont("Vera", "Vera.ttf"))
    page = canvas.Canvas(str(tmp_path / "a.pdf"))
    page.setFont("Vera", 11)
    items = [
        "redogöra för isens historia och rörelse",
        "tolka lager i en borrkärna av is",
        "granska mätdata från fältet",
    ]
    for number, text in enumerate(items):
        page.drawString(60, 700 - 16 * number, f"\uf0b7 {text}")
    page.save()
    lines = read((tmp_path / "a.pdf").read_bytes()).lines
    assert [line.text for line in lines] == [f"\u2022 {text}" for text in items]
    assert {(round(line.x0), line.size) for line in lines} == {(60, 11)}


def test_a_picture_among_text_does_no_harm() -> None:
    assert (
        read(write_pdf(pdf_text("Kursplan för vatten") + b"\n0 0 100 100 re f")).lines[0].text
        == "Kursplan för vatten"
    )


def test_bytes_before_the_pdf_do_no_harm() -> None:
    assert read(b"HTTP/1.1 200 OK\n" + GOOD).lines == read(GOOD).lines


IMAGE = pdf_stream(
    b"\x00\xff" * 8,
    b"/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8",
)


@pytest.mark.parametrize(
    ("data", "category"),
    [
        pytest.param(b"", FailureCategory.EMPTY_FILE, id="empty"),
        pytest.param(b" \r\n", FailureCategory.EMPTY_FILE, id="white space"),
        pytest.param(
            b"<!DOCTYPE html><html><body>Kursplan</body></html>", FailureCategory.NOT_A_PDF, id="web page"
        ),
        pytest.param(b"PK\x03\x04 a zip", FailureCategory.NOT_A_PDF, id="zip"),
        pytest.param(GOOD[: len(GOOD) // 2], FailureCategory.TRUNCATED, id="cut in the middle"),
        pytest.param(GOOD[:12], FailureCategory.TRUNCATED, id="only a head"),
        pytest.param(b"%PDF-1.7\n" + bytes(300), FailureCategory.TRUNCATED, id="zeros"),
        pytest.param(write_pdf(), FailureCategory.TRUNCATED, id="no pages"),
        pytest.param(
            write_pdf(
                b"q 500 0 0 700 50 50 cm /I Do Q", resources=b"<< /XObject << /I 5 0 R >> >>", extra=(IMAGE,)
            ),
            FailureCategory.NO_TEXT_LAYER,
            id="picture",
        ),
        pytest.param(write_pdf(b"0 0 100 100 re f"), FailureCategory.NO_TEXT, id="drawing"),
        pytest.param(with_character_map(0xE000), FailureCategory.GARBLED_TEXT, id="map to private use"),
        pytest.param(
            with_character_map(0x0001), FailureCategory.GARBLED_TEXT, id="map to control characters"
        ),
        pytest.param(
            with_character_map(0xFFFD), FailureCategory.GARBLED_TEXT, id="map to replacement characters"
        ),
    ],
)
def test_each_way_to_be_unreadable_has_its_name(data: bytes, category: FailureCategory) -> None:
    assert why(data) is category


def test_a_password_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    path = tmp_path_factory.mktemp("locked") / "a.pdf"
    page = canvas.Canvas(str(path), encrypt="hemligt")
    page.drawString(60, 700, "Kursplan")
    page.save()
    assert why(path.read_bytes()) is FailureCategory.ENCRYPTED


def test_a_file_with_too_many_pages_is_named() -> None:
    assert why(GOOD, max_pages=1) is FailureCategory.TOO_MANY_PAGES
    assert read(GOOD, max_pages=2).pages == 2


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_damage_anywhere_gives_text_or_a_named_failure(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(GOOD)
    for place, value in changes:
        damaged[place] = value
    try:
        document = read(bytes(damaged))
    except DocumentError as error:
        assert error.category in set(FailureCategory) - {FailureCategory.INTERNAL_ERROR}
    else:
        assert document.lines
        assert all(
            line.text == line.text.strip() and 1 <= line.page <= document.pages for line in document.lines
        )


@given(st.binary(max_size=200))
def test_any_bytes_under_the_name_of_a_pdf_are_a_named_failure(data: bytes) -> None:
    assert why(data) in (FailureCategory.EMPTY_FILE, FailureCategory.NOT_A_PDF, FailureCategory.TRUNCATED)
