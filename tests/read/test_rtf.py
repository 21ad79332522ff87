import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.datamodel import Document, SourceFile, TableBlock, TextBlock
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.parse import parse_document
from curranalyser.read import read_document
from curranalyser.settings import Settings

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\froman\fcharset2 Symbol;}"
    r"{\f2\fswiss\fcharset204 Arial Cyr;}}{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\b\fs32 heading 1;}{\s2\b Heading 2;}{\s9 toc 1;}{\s15 Title;}}"
    r"{\info{\title Hemlig titel}}{\*\generator Msftedit 5.41;}"
)


def document(body: str, head: str = HEAD, end: str = "}") -> Document:
    data = (head + body + end).encode("latin-1")
    return read_document(data, SourceFile("kurs.rtf", "", len(data)), Settings())


def texts(body: str) -> list[str]:
    return [line.text for line in document(body).lines]


def category(data: bytes) -> FailureCategory:
    with pytest.raises(DocumentError) as caught:
        read_document(data, SourceFile("kurs.rtf", "", len(data)), Settings())
    return caught.value.category


def word_item(text: str) -> str:
    """A list item as Word writes it."""
    return rf"\pard\ls1\ilvl0 {{\pntext\f1\'B7\tab}}{{\*\pn\pnlvlblt\pnf1{{\pntxtb\'B7}}}}{text}\par" + "\n"


def office_item(text: str) -> str:
    """A list item as LibreOffice writes it."""
    return r"\pard\plain {\listtext\pard\plain  \u61623\'3f\tab}\ilvl0\ls1{\loch" + f"\n{text}}}\n" + r"\par "


@pytest.mark.parametrize("item", [word_item, office_item])
def test_a_syllabus_is_read_with_its_header_and_outcomes(item) -> None:
    body = (
        r"\pard\s15 Kursplan\par\pard\plain\s1\b\fs32 Segelmakeri, 7,5 h\'f6gskolepo\'e4ng\par" + "\n"
        r"\pard\plain\fs22 Kurskod: SEG310\par\pard\s2 L\u228\'e4randem\u229?l\par" + "\n"
        r"\pard Efter kursen ska studenten kunna\par" + "\n"
        + item(r"j\'e4mf\'f6ra segel fr\'e5n tv\'e5 l\'e4nder,")
        + item("sy ett storsegel.")
        + r"\pard\s2 Undervisning\par\pard Undervisningen sker p\'e5 engelska.\par"
    )  # fmt: skip
    read = document(body)
    [syllabus] = parse_document(read)
    assert (syllabus.header.code, str(syllabus.header.credits)) == ("SEG310", "7.5")
    assert [outcome.text for outcome in syllabus.outcomes] == [
        "jämföra segel från två länder,",
        "sy ett storsegel.",
    ]
    assert syllabus.instruction.main == ("en",)
    assert (read.extractor, read.flowing, read.language) == ("rtf", True, "sv")
    assert [
        block.item for block in read.blocks if isinstance(block, TextBlock) and block.item is not None
    ] == [0, 0]


def test_headings_are_known_by_their_style_or_their_outline_level() -> None:
    body = r"\pard\s15 Namn\par\pard\s1 Ett\par\pard\s0\outlinelevel2 Tre\par\pard Ord.\par\pard\s9 Ett 3\par"
    blocks = document(body).blocks
    assert [block.heading for block in blocks if isinstance(block, TextBlock)] == [0, 1, 3, None]


def test_numbers_and_letters_of_lists_stay() -> None:
    body = (
        r"\pard{\listtext 1.\tab}\ilvl0 ett\par{\listtext\tab a)\tab}\ilvl1 under\par"
        r"\pard{\pntext\f0 -\tab}streck\par"
    )
    assert texts(body) == ["1. ett", "a) under", "• streck"]


def test_letters_come_by_code_page_font_unicode_and_sign() -> None:
    written = r"\'e5\'e4\'f6 \'80 \u8211- \u-10179?\u-8704? \ldblquote x\rdblquote  \{a\}\~b\_c\par"
    assert texts(written) == ["åäö € – 😀 “x” {a} b-c"]
    assert texts(r"{\f2 \'cf\'f0\'e8\'e2\'e5\'f2}\par") == ["Привет"]
    assert texts(r"{\uc2 \u246\'3f\'3frta}\par") == ["örta"]
    assert texts(r"{\uc0 \u246 rta}\par") == ["örta"]
    mac = HEAD.replace(r"\ansi\ansicpg1252", r"\mac").replace(r"\fcharset0", r"\fcharset77")
    assert [line.text for line in document(r"m\'8cl\par", mac).lines] == ["mål"]


def test_bold_labels_tabs_and_breaks() -> None:
    lines = document(r"{\b Niv\'e5:} Grundniv\'e5\par Kod:\tab SEG310\line ny rad\par").lines
    assert [line.text for line in lines] == ["Nivå:", "Grundnivå", "Kod:", "SEG310", "ny rad"]
    assert [line.bold for line in lines[:2]] == [True, False]


def test_what_is_not_seen_is_not_read() -> None:
    body = (
        r"{\header sidhuvud\par}{\footnote not}{\v dolt }{\deleted struket }synligt"
        r"{\field{\*\fldinst HYPERLINK mal}{\fldrslt  l\'e4nk}}{\*\annotation kommentar}"
        r"{\pict\pngblip 89504e47}\par"
    )
    assert texts(body) == ["synligt länk"]


def test_binary_pictures_are_jumped_over() -> None:
    assert texts(r"f\'f6re{\pict\bin9 }}}{{\par} efter\par") == ["före efter"]


def test_text_boxes_are_read() -> None:
    shape = r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt i rutan\par}}{\shprslt dubbelt\par}}"
    body = rf"f\'f6re\par{shape}efter\par"
    assert texts(body) == ["före", "i rutan", "efter"]


def test_tables_arrive_as_rows_and_cells() -> None:
    row = r"\trowd{}\cellx2000\cellx6000\pard\intbl {}\cell {}\cell\row" + "\n"
    body = (
        r"F\'f6re\par" + row.format(r"\trhdr", r"M\'e5l", "Prov")
        + row.format("", r"knyta en knop\par och en till", "") + r"\pard Efter\par"
    )  # fmt: skip
    before, table, after = document(body).blocks
    assert isinstance(before, TextBlock) and isinstance(after, TextBlock) and isinstance(table, TableBlock)
    assert table.header_rows == 1
    assert [(cell.row, cell.column) for cell in table.cells] == [(0, 0), (0, 1), (1, 0)]
    assert [line.text for block in table.cells[2].blocks for line in block.lines] == [
        "knyta en knop",
        "och en till",
    ]


def test_rows_without_edges_or_end_lose_no_text() -> None:
    assert texts(r"\trowd\pard\intbl ett\cell tv\'e5\cell\row\pard\intbl tre\cell fyra\par") == [
        "ett",
        "två",
        "tre",
        "fyra",
    ]


def test_pages_are_counted() -> None:
    read = document(r"ett\par\page tv\'e5\par")
    assert ([line.page for line in read.lines], read.pages) == ([1, 2], 2)


def test_what_is_no_rtf_is_named_for_what_it_is() -> None:
    assert category(b" \n") is FailureCategory.EMPTY_FILE
    assert category(b"Kursplan") is FailureCategory.UNREADABLE
    assert category(b"{\\rtf1\\ansi }") is FailureCategory.NO_TEXT
    assert category(b"{\\rtf1\\ansi {\\fonttbl{\\f0 Tim") is FailureCategory.DAMAGED
    assert category(b"{\\rtf1" + b"{" * 10_000) is FailureCategory.UNREADABLE


def test_what_follows_the_document_is_none_of_it() -> None:
    assert texts(r"text\par}{\b annat\par") == ["text"]
    assert texts("ingen slutklammer") == ["ingen slutklammer"]


def test_a_large_picture_takes_no_time() -> None:
    body = r"text\par{\pict " + "\n".join(["0123456789abcdef" * 8] * 60_000) + "}"
    begun = time.monotonic()
    assert texts(body) == ["text"]
    assert time.monotonic() - begun < 5


@given(st.text(alphabet="{}\\'*ub0123 \n\rpardcelowtixs;å", max_size=300))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    with suppress(DocumentError):
        document(text)


def test_a_document_that_is_cut_off_is_read_and_told() -> None:
    whole, cut = (document(r"ett\par", end=end) for end in ("}", ""))
    assert [line.text for line in whole.lines] == [line.text for line in cut.lines] == ["ett"]
    assert (whole.notes, cut.notes) == ((), (FailureCategory.DAMAGED,))


def test_items_in_lists_of_their_own_are_as_deep_as_their_style_says() -> None:
    """So LibreOffice writes what was made in Word with the styles "List Bullet" and "List Bullet 2"."""
    head = HEAD.replace(r"{\s9 toc 1;}", r"{\s9 toc 1;}{\s30 List Bullet;}{\s31 List Bullet 2;}")
    body = "".join(
        rf"\pard\plain \s{style}\ilvl0\ls{style}{{\listtext\u61623\'3f\tab}}{text}\par" + "\n"
        for style, text in ((30, "v\\'e4lja tyg:"), (31, "till segel"), (31, "till kapell"), (30, "klippa"))
    )
    blocks = document(body, head).blocks
    assert [block.item for block in blocks if isinstance(block, TextBlock)] == [0, 1, 1, 0]
