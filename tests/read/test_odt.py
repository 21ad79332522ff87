import io
import zipfile
from contextlib import suppress

import pytest

from curranalyser.datamodel import Document, Line, SourceFile, TableBlock, TextBlock
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.parse import parse_document
from curranalyser.read import read_document
from curranalyser.settings import Settings

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)
STYLES = """
<style:default-style style:family="paragraph">
<style:text-properties fo:font-size="11pt"/></style:default-style>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Heading" style:family="paragraph">
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Mellan" style:family="paragraph" style:parent-style-name="Heading"
 style:default-outline-level="2"/>
<style:style style:name="Eget" style:family="paragraph" style:parent-style-name="Mellan"/>
<style:style style:name="Rund" style:family="paragraph" style:parent-style-name="Rund"/>
<style:style style:name="Ny" style:family="paragraph">
<style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="Fet" style:family="text"><style:text-properties fo:font-weight="700"/></style:style>
<style:style style:name="Gömd" style:family="text">
<style:text-properties text:display="none"/></style:style>
<text:list-style style:name="Siffror">
<text:list-level-style-number text:level="1" style:num-format="1"/>
<text:list-level-style-number text:level="2" style:num-format="a"/></text:list-style>
<text:list-style style:name="Punkter"><text:list-level-style-bullet text:level="1"/></text:list-style>
<text:list-style style:name="Inget">
<text:list-level-style-number text:level="1" style:num-format=""/></text:list-style>
"""


def packed(
    body: str, styles: str = STYLES, extra: dict[str, str] | None = None, manifest: str = "<m/>"
) -> bytes:
    file = io.BytesIO()
    content = (
        f"<office:document-content {NAMESPACES}><office:body>{body}</office:body></office:document-content>"
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr(
            "styles.xml",
            f"<office:document-styles {NAMESPACES}><office:styles>{styles}</office:styles>"
            "</office:document-styles>",
        )
        package.writestr("META-INF/manifest.xml", manifest)
        for name, text in (extra or {}).items():
            package.writestr(name, text)
    return file.getvalue()


def read(data: bytes, name: str = "kurs.odt") -> Document:
    return read_document(data, SourceFile(name, "", len(data)), Settings())


def lines(inner: str) -> tuple[Line, ...]:
    return read(packed(f"<office:text>{inner}</office:text>")).lines


def texts(inner: str) -> list[str]:
    return [line.text for line in lines(inner)]


def p(text: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{text}</text:p>"


def listed(*items: str, style: str = "Punkter", more: str = "") -> str:
    inner = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}"{more}>{inner}</text:list>'


def category(data: bytes) -> FailureCategory:
    with pytest.raises(DocumentError) as caught:
        read(data)
    return caught.value.category


def test_a_syllabus_is_read_with_its_header_and_outcomes() -> None:
    body = (
        p("Kursplan", "Title")
        + '<text:h text:outline-level="1">Fyrteknik, 7,5 högskolepoäng</text:h>'
        + p("Kurskod: FYR210")
        + '<text:h text:outline-level="2">Lärandemål</text:h>'
        + p("Efter kursen ska studenten kunna")
        + listed(p("jämföra fyrar i två länder,"), p("tända en lins av glas."))
        + '<text:h text:outline-level="2">Undervisning</text:h>'
        + p("Undervisningen sker på engelska.")
    )
    document = read(packed(f"<office:text>{body}</office:text>"))
    [syllabus] = parse_document(document)
    assert (syllabus.header.code, str(syllabus.header.credits)) == ("FYR210", "7.5")
    assert [item.text for item in syllabus.outcomes] == [
        "jämföra fyrar i två länder,",
        "tända en lins av glas.",
    ]
    assert syllabus.instruction.main == ("en",)
    assert (document.extractor, document.flowing, document.language) == ("odt", True, "sv")


def test_headings_are_known_by_their_level_or_their_style() -> None:
    body = (
        p("Namn", "Title")
        + '<text:h text:outline-level="3">Tredje</text:h>'
        + p("Andra", "Eget")
        + p("Text som fortsätter en bit.")
    )
    blocks = read(packed(f"<office:text>{body}</office:text>")).blocks
    assert [block.heading for block in blocks if isinstance(block, TextBlock)] == [0, 3, 2, None]


def test_lists_keep_their_marks_levels_and_numbers() -> None:
    body = (
        listed(
            p("ett") + p("mer om ett"),
            p("två") + listed(p("under"), p("under igen"), style="Siffror"),
            style="Siffror",
        )
        + p("Emellan")
        + listed(p("tre"), style="Siffror", more=' text:continue-numbering="true"')
        + listed(p("om igen"), style="Siffror")
        + listed(p("utan märke"), style="Inget")
        + listed(p("punkt"))
    )
    assert texts(body) == [
        "1. ett",
        "mer om ett",
        "2. två",
        "a) under",
        "b) under igen",
        "Emellan",
        "3. tre",
        "1. om igen",
        "utan märke",
        "• punkt",
    ]


def test_items_that_only_hold_deeper_items_take_no_number() -> None:
    body = listed(listed(p("djup ett"), p("djup två"), style="Siffror"), p("ytlig"), style="Siffror")
    assert texts(body) == ["a) djup ett", "b) djup två", "1. ytlig"]


def test_spaces_tabs_and_breaks_within_a_paragraph() -> None:
    body = p(
        'Kod:<text:tab/>FYR210<text:line-break/>ny   rad<text:s text:c="3"/>slut'
        "<text:note><text:note-body><text:p>not</text:p></text:note-body></text:note>"
    )
    assert texts(body) == ["Kod:", "FYR210", "ny rad slut"]


def test_what_is_not_seen_is_not_read() -> None:
    body = (
        "<text:tracked-changes><text:changed-region>" + p("struket")
        + "</text:changed-region></text:tracked-changes>"
        + "<text:table-of-content>" + p("Innehåll 1") + "</text:table-of-content>"
        + p('synligt <text:span text:style-name="Gömd">gömt</text:span><office:annotation>'
            + p("kommentar") + "</office:annotation>")
    )  # fmt: skip
    assert texts(body) == ["synligt"]


def test_a_bold_label_stands_apart_from_its_value() -> None:
    [label, value] = lines(p('<text:span text:style-name="Fet">Nivå:</text:span> Grundnivå'))
    assert (label.text, label.bold, value.text, value.bold) == ("Nivå:", True, "Grundnivå", False)


def test_tables_arrive_as_rows_and_cells_with_spans() -> None:
    cell = "<table:table-cell{}>{}</table:table-cell>"
    covered, end = "<table:covered-table-cell/>", "</table:table-row>"
    body = (
        "<table:table><table:table-column table:number-columns-repeated='3'/>"
        + "<table:table-header-rows><table:table-row>"
        + cell.format("", p("Mål")) + cell.format(' table:number-columns-spanned="2"', p("Prov"))
        + covered + end + "</table:table-header-rows><table:table-row>"
        + cell.format(' table:number-rows-spanned="2"', p("bygga en mast")) + cell.format("", "")
        + cell.format("", p("x")) + end + "<table:table-row>" + covered + cell.format("", p("y")) + end
        + "</table:table>"
    )  # fmt: skip
    [table] = read(packed(f"<office:text>{body}</office:text>")).blocks
    assert isinstance(table, TableBlock)
    assert table.header_rows == 1
    places = [(cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells]
    assert places == [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 2, 1), (1, 2, 1, 1), (2, 1, 1, 1)]


def test_text_boxes_are_read_and_pages_counted() -> None:
    body = p("Före<draw:frame><draw:text-box>" + p("i rutan") + "</draw:text-box></draw:frame>") + p(
        "sida två", "Ny"
    )
    document = read(packed(f"<office:text>{body}</office:text>"))
    assert [(line.text, line.page) for line in document.lines] == [
        ("Före", 1),
        ("i rutan", 1),
        ("sida två", 2),
    ]
    assert document.pages == 2


def test_styles_in_a_circle_and_odd_numbers_do_no_harm() -> None:
    assert texts(p("text", "Rund")) == ["text"]
    assert texts(p('a<text:s text:c="999999999999"/>b<text:s text:c="x"/>')) == ["a b"]


def test_what_is_no_open_document_text_is_named_for_what_it_is() -> None:
    good = packed(f"<office:text>{p('text')}</office:text>")
    assert category(b"") is FailureCategory.EMPTY_FILE
    assert category(b"PK") is FailureCategory.UNREADABLE
    assert category(packed("<office:spreadsheet/>")) is FailureCategory.UNREADABLE
    assert category(packed("<office:text/>")) is FailureCategory.NO_TEXT
    assert category(packed("<office:text>")) is FailureCategory.UNREADABLE
    encrypted = packed("", manifest="<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>")
    assert category(encrypted) is FailureCategory.ENCRYPTED
    assert read(good, "mall.ott").lines


def test_entities_and_bombs_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><x>&a;</x>'
    good = f"<office:text>{p('text')}</office:text>"
    assert category(packed(good, extra={"other.xml": bomb})) is FailureCategory.UNREADABLE
    assert category(packed(good, extra={"big.xml": " " * 160_000_000})) is FailureCategory.TOO_LARGE
    # The manifests of old programs have a declaration, and nobody reads them here.
    assert read(packed(good, manifest="<!DOCTYPE m><m/>")).lines
    deep = "<text:section>" * 5_000 + p("djupt") + "</text:section>" * 5_000
    assert category(packed(f"<office:text>{deep}</office:text>")) is FailureCategory.UNREADABLE


def test_a_damaged_file_is_a_document_error_and_never_another() -> None:
    data = packed("<office:text>" + listed(p("ett"), p("två")) + "</office:text>")
    for position in range(0, len(data), max(len(data) // 80, 1)):
        with suppress(DocumentError):
            read(data[:position] + bytes([data[position] ^ 0xFF]) + data[position + 1 :])


def test_items_in_lists_of_their_own_are_as_deep_as_their_style_says() -> None:
    """So LibreOffice writes what was made in Word with the styles "List Bullet" and "List Bullet 2"."""
    styles = STYLES + (
        '<style:style style:name="List_20_Bullet_20_2" style:family="paragraph"/>'
        '<style:style style:name="P7" style:family="paragraph"'
        ' style:parent-style-name="List_20_Bullet_20_2"/>'
    )
    body = (
        listed(p("välja tyg:")) + listed(p("till segel", "P7"), p("till kapell", "P7")) + listed(p("klippa"))
    )
    blocks = read(packed(f"<office:text>{body}</office:text>", styles)).blocks
    assert [block.item for block in blocks if isinstance(block, TextBlock)] == [0, 1, 1, 0]


def test_cells_far_to_the_right_are_read() -> None:
    cell = "<table:table-cell>{}</table:table-cell>"
    many = "".join(cell.format(p(f"väva {number}")) for number in range(150))
    repeated = '<table:table-cell table:number-columns-repeated="1000000"/>' + cell.format(
        p("sist<text:s text:c='1000000000'/>av alla")
    )
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in (many, repeated))
    columns = '<table:table-column table:number-columns-repeated="1000000"/>'
    read_texts = texts(f"<table:table>{columns}{rows}</table:table>")
    assert read_texts == [*(f"väva {number}" for number in range(150)), "sist av alla"]
