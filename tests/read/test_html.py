import pytest

from curranalyser import datamodel
from curranalyser.datamodel import Line, SourceFile
from curranalyser.datamodel import lines_of as lines_of_blocks
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.parse import parse_document
from curranalyser.read import html, read_document
from curranalyser.settings import Settings


def read_html_lines(data: bytes) -> tuple[Line, ...]:
    return tuple(lines_of_blocks(html.read_html_blocks(data)[0]))


def lines_of(body: str) -> tuple[Line, ...]:
    return read_html_lines(
        f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>".encode()
    )


def texts(body: str) -> list[str]:
    return [line.text for line in lines_of(body)]


def test_headings_paragraphs_and_breaks() -> None:
    heading, first, second, third = lines_of(
        "<h2>Lärandemål</h2><p>rad ett<br>rad   två</p><div>ny <span>text</span></div>"
    )
    assert heading.bold and heading.size > first.size and not first.bold
    assert (first.text, second.text, third.text) == ("rad ett", "rad två", "ny text")
    assert second.top - first.top < 20 < third.top - second.top


def test_a_break_behind_a_long_line_is_an_end() -> None:
    items = [
        (
            "beskriva hur isar rör sig över land och hav i skilda klimat samt jämföra modeller för hur"
            " smältvatten rinner bort"
        ),
        "borra en kärna",
    ]
    body = (
        "<h1>Isar, 7,5 hp</h1><h2>Mål</h2><p>Efter avslutad kurs ska studenten"
        f" kunna</p><p>{'<br>'.join(items)}</p><h2>Innehåll</h2><p>Is.</p>"
    )
    [syllabus] = parse_document(
        read_document(
            f"<!DOCTYPE html><html><body>{body}</body></html>".encode(),
            SourceFile("a.html", "0", 1),
            Settings(),
        )
    )
    assert [outcome.text for outcome in syllabus.outcomes] == items


def test_lists_are_marked_numbered_and_nested() -> None:
    body = (
        "<ul><li>ett<ol><li>inne</li><li"
        " value=5>fem</li><li>sex</li></ol></li><li><p>två</p><p>mer</p></li></ul><ol type=a"
        " start=2><li>bé</li></ol>"
    )
    lines = lines_of(body)
    assert [line.text for line in lines] == ["• ett", "1. inne", "5. fem", "6. sex", "• två", "mer", "b) bé"]
    assert lines[1].x0 > lines[0].x0


def test_tables_and_definition_lists_give_labels_and_values_side_by_side() -> None:
    table = (
        "<table><tr><th>Kurskod</th><td>GS101G</td></tr><tr><th"
        " rowspan=2>Nivå</th><td>Grund</td></tr><tr><td>G1N</td></tr></table>"
    )
    code, value, level, ground, depth = lines_of(table)
    assert code.top == value.top and code.bold and value.x0 == ground.x0 == depth.x0 > level.x1
    term, first, second = lines_of("<dl><dt>Språk</dt><dd>Svenska</dd><dd>Engelska</dd></dl>")
    assert term.top == first.top < second.top and first.x0 == second.x0 > term.x1


def test_bold_labels_are_set_apart_from_their_values() -> None:
    label, value, whole = lines_of("<p><strong>Kurskod:</strong> GS101G</p><p><b>Lärandemål</b></p>")
    assert (label.text, label.bold, value.text, value.bold, whole.bold) == (
        "Kurskod:",
        True,
        "GS101G",
        False,
        True,
    )


def test_menus_scripts_and_hidden_parts_are_left_out_but_folded_panels_are_kept() -> None:
    body = (
        "<nav>meny</nav><script>kod</script><style>p{}</style><footer>fot</footer><div hidden>gömd</div><p"
        " style='display: none'>osynlig</p><div"
        " class='cookie-banner'>kakor</div><p>text<del>struken</del><!-- kommentar"
        " --></p><template>mall</template><button aria-controls='panel'>Visa</button><div id='panel'"
        " hidden><p>innehåll</p></div>"
    )
    assert texts(body) == ["text", "innehåll"]


def test_the_encoding_is_taken_from_mark_declaration_or_bytes() -> None:
    page = "<html><head><meta charset='iso-8859-1'></head><body><p>Å–ä</p></body></html>"
    assert read_html_lines(page.encode("cp1252"))[0].text == "Å–ä"
    assert read_html_lines("<p>åäö</p>".encode())[0].text == "åäö"
    assert read_html_lines("<p>åäö</p>".encode("cp1252"))[0].text == "åäö"
    assert read_html_lines("<p>åäö</p>".encode("utf-16"))[0].text == "åäö"
    assert (
        read_html_lines(
            '<?xml version="1.0" encoding="utf-8"?><html><body><p>åäö</p></body></html>'.encode()
        )[0].text
        == "åäö"
    )


def test_a_saved_syllabus_is_understood() -> None:
    page = (
        "<h1>Globala samhällen</h1><dl><dt>Kurskod</dt><dd>GS101G</dd><dt>Högskolepoäng</dt><dd>7,5"
        " hp</dd></dl><h2>Lärandemål</h2><p>Efter avslutad kurs ska studenten kunna</p><ul><li>jämföra system"
        " i tre länder</li><li>värdera källor kritiskt</li></ul><h2>Innehåll</h2><p>Kursen behandlar"
        " samhällen i förändring.</p>"
    ).encode()
    document = read_document(page, SourceFile("kurs.html", "", len(page)), Settings())
    assert document.flowing
    (syllabus,) = parse_document(document)
    assert (syllabus.header.code, str(syllabus.header.credits)) == ("GS101G", "7.5")
    assert [item.text for item in syllabus.outcomes] == [
        "jämföra system i tre länder",
        "värdera källor kritiskt",
    ]


@pytest.mark.parametrize(
    ("data", "category"),
    [
        (b"  \n", FailureCategory.EMPTY_FILE),
        (b"<html><body><script>x</script></body></html>", FailureCategory.FILLED_BY_SCRIPT),
        (b"<html><body><img src='sida1.png'></body></html>", FailureCategory.NO_TEXT),
        (b"<html><body><p> </p></body></html>", FailureCategory.EMPTY_FILE),
        (b"%PDF\x00\x01\x02", FailureCategory.UNREADABLE),
    ],
)
def test_pages_without_text_are_named_for_what_they_are(data: bytes, category: FailureCategory) -> None:
    with pytest.raises(DocumentError) as caught:
        read_html_lines(data)
    assert caught.value.category is category


@pytest.mark.parametrize("element", ["div", "table><tr><td", "ul><li", "b", "dl><dd"])
def test_deep_nesting_costs_no_stack(element: str) -> None:
    closing = "".join(f"</{name}>" for name in reversed(element.split("><")))
    page = f"<{element}>" * 20_000 + "djupt" + closing * 20_000
    try:
        lines = read_html_lines(page.encode())
    except DocumentError as error:
        assert error.category in (FailureCategory.UNREADABLE, FailureCategory.EMPTY_FILE)
    else:
        assert all("djupt" in line.text for line in lines)


def test_entities_of_a_page_reach_no_file() -> None:
    page = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>a &x; b</p>'
    assert not any("root:" in line.text for line in read_html_lines(page))


def test_tables_and_lists_keep_what_the_page_knows() -> None:
    blocks = html.read_html_blocks(
        b"<h3>a</h3><ul><li>b<ul><li>c</li></ul></li></ul><table><thead><tr><td>d</td><td>e</td></tr></thead>"
        b"<tr><td rowspan=2>f</td><td>g</td></tr><tr><td>h</td></tr><tr><td colspan=2>i</td></tr></table>"
    )[0]
    *texts_, table = blocks
    assert [(block.heading, block.item) for block in texts_ if isinstance(block, datamodel.TextBlock)] == [
        (3, None),
        (None, 0),
        (None, 1),
    ]
    assert isinstance(table, datamodel.TableBlock) and table.header_rows == 1
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells] == [
        (0, 0, 1, 1),
        (0, 1, 1, 1),
        (1, 0, 2, 1),
        (1, 1, 1, 1),
        (2, 1, 1, 1),
        (3, 0, 1, 2),
    ]


def test_a_label_and_its_value_side_by_side_are_told_apart() -> None:
    assert texts("<div><span>Kurskod</span><span>KNO101</span></div>") == ["Kurskod: KNO101"]
    assert texts("<p><span>Nivå:</span><span>Grundnivå</span></p>") == ["Nivå: Grundnivå"]
    assert texts("<p><span>Knop</span><span>lära</span></p>") == ["Knoplära"]
    assert texts("<p>H<span>2</span><span>O</span></p>") == ["H2O"]


def test_bold_lines_between_breaks_stand_as_headings() -> None:
    lines = lines_of("<p><b>Mål</b><br>Studenten ska kunna<br>- slå knopar<br><b>Innehåll</b><br>Rep.</p>")
    assert [(line.text, line.bold) for line in lines if line.bold] == [("Mål", True), ("Innehåll", True)]
    assert len(lines) == 5


def test_a_list_item_with_a_bold_first_line_stays_one() -> None:
    assert texts("<ul><li><b>Knopar</b><br>slå en pålstek</li></ul>") == ["• Knopar", "slå en pålstek"]


def test_elements_nested_hundreds_deep_are_read_and_what_lies_deeper_is_told() -> None:
    def page(depth: int) -> bytes:
        items = "".join(f"<font><p>sy segel {number}</p>" for number in range(depth))
        return f"<p>Kursplan</p>{items}".encode()

    blocks, notes = html.read_html_blocks(page(900))
    assert [line.text for line in lines_of_blocks(blocks)][-1] == "sy segel 899" and len(blocks) == 901
    assert notes == ()
    blocks, notes = html.read_html_blocks(page(5_000))
    assert len(blocks) > 900 and FailureCategory.NESTED_TOO_DEEP in notes


def test_raised_text_with_much_in_it_is_no_sign_of_a_note() -> None:
    sign = "<sup><b><a href='#not'>1</a></b></sup>"
    whole = "<sup>" + "<i>väva</i> " * 30 + "<a href='#not'>1</a></sup>"
    assert texts(f"<p>spinna ull{sign} och lin</p>") == ["spinna ull och lin"]
    assert texts(f"<p>{whole}</p>")[0].count("väva") == 30
