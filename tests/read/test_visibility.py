import pytest

from curranalyser.datamodel import Line, lines_of
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.html import read_html_blocks


def read_html_lines(data: bytes) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    blocks, notes = read_html_blocks(data)
    return tuple(lines_of(blocks)), notes


def page(body: str, head: str = "<title>x</title>") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def texts(body: str, head: str = "<title>x</title>") -> list[str]:
    return [line.text for line in read_html_lines(page(body, head))[0]]


@pytest.mark.parametrize(
    "body",
    [
        "<h2><button aria-expanded='false'>Mål</button></h2><div hidden><p>väva</p></div>",
        "<div class='accordion'><h2>Mål</h2><div style='display:none'><p>väva</p></div></div>",
        "<h2>Mål</h2><div class='collapse' style='display: none'>väva</div>",
        "<h2 id=h role=button>Mål</h2><section role='tabpanel' aria-labelledby='h' hidden>väva</section>",
        "<h2><a data-toggle='collapse' href='#p'>Mål</a></h2><div id='p' style='display:none'>väva</div>",
        "<ul role='tablist'><li><a href='#m'>Mål</a></li><li><a href='#i'>Innehåll</a></li></ul>"
        "<div id='m' hidden><h2>Mål</h2><p>väva</p></div>",
        "<details><summary><h2>Mål</h2></summary><p>väva</p></details>",
        "<div aria-hidden='true'><h2>Mål</h2><p>väva</p></div>",
    ],
)
def test_what_can_be_unfolded_counts(body: str) -> None:
    assert texts(body) == ["Mål", "väva"]


@pytest.mark.parametrize(
    "part",
    [
        "<div hidden>gömt</div>",
        "<span class='sr-only'>dolt</span>",
        "<span class='visually-hidden'>dolt</span>",
        "<p style='position:absolute; left:-9999px'>dolt</p>",
        "<div class='print-only'>utskrift</div>",
        "<div class='d-none d-print-block'>utskrift</div>",
        "<i class='material-icons' aria-hidden='true'>expand_more</i>",
        "<span aria-hidden='true'>» ▾</span>",
        "<div id='CybotCookiebotDialog'>kakor</div>",
        "<div class='modal fade'>ruta</div>",
        "<ul class='main-menu'><li>Utbildning</li></ul>",
        "<ol itemtype='https://schema.org/BreadcrumbList'><li>Hem</li></ol>",
        "<template><p>mall</p></template>",
        "<button aria-controls='q' aria-expanded='false'>Visa mer</button>",
    ],
)
def test_what_no_one_sees_does_not(part: str) -> None:
    assert texts(f"<p>före</p>{part}<p>efter</p>") == ["före", "efter"]


def test_what_is_called_a_menu_and_holds_the_page_is_the_page() -> None:
    assert texts("<div class='main-menu'><h1>Rubrik</h1><p>text</p></div>") == ["Rubrik", "text"]


@pytest.mark.parametrize("start", ["<div style='display: none'>", "<main hidden>", "<div class='modal'>"])
def test_a_page_saved_before_its_script_showed_it_is_read(start: str) -> None:
    assert texts(f"<p>Laddar</p>{start}<h1>Rubrik</h1><p>text</p>") == ["Laddar", "Rubrik", "text"]
    assert texts("<h1>Rubrik</h1><div class='modal'><h1>Logga in</h1></div>") == ["Rubrik"]


def test_a_folded_part_that_stands_in_the_open_too_is_read_once() -> None:
    body = "<p>väva en matta</p><div class='accordion'><div hidden><p>väva en  matta</p></div></div>"
    assert texts(body) == ["väva en matta"]


def test_text_that_nothing_unfolds_is_said_to_be_left_out() -> None:
    _, notes = read_html_lines(page("<p>text</p><div hidden>tolv tecken.</div>"))
    assert notes == ("12 characters that the page hides were left out",)


def test_buttons_title_their_panels_and_show_more_titles_nothing() -> None:
    titled = "".join(
        f"<button aria-controls='p{number}'>{name}</button><div id='p{number}' hidden><p>{text}</p></div>"
        for number, (name, text) in enumerate((("Mål", "väva"), ("Innehåll", "garn")))
    )
    lines = read_html_lines(page(titled))[0]
    assert [(line.text, line.bold) for line in lines] == [
        ("Mål", True),
        ("väva", False),
        ("Innehåll", True),
        ("garn", False),
    ]
    assert texts(titled.replace("Innehåll", "Visa mer").replace("Mål", "Visa mer")) == ["väva", "garn"]


def test_tabs_stand_at_the_head_of_their_panels() -> None:
    body = (
        "<ul><li><a href='#a' data-toggle='tab'>Mål</a></li>"
        "<li><a href='#b' data-toggle='tab'>Innehåll</a></li></ul>"
        "<div id='a'>väva</div><div id='b' hidden>garn</div>"
    )
    assert texts(body) == ["Mål", "väva", "Innehåll", "garn"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta property='og:site_name' content='Lindby högskola'>", ""),
        ("<title>Kurs | Lindby högskola</title>", "<footer>Lindby högskola, Box 1</footer>"),
        ("<title>x</title>", "<a href='/'><img src='l.svg' alt='Lindby högskola'></a>"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(head: str, body: str) -> None:
    assert texts(f"<h1>Vävning - grunder - Lindby högskola</h1>{body}", head)[0] == "Vävning - grunder"


def test_a_title_with_a_hyphen_of_its_own_stays() -> None:
    head = "<title>Vävning - grunder</title>"
    assert texts("<h1>Vävning - grunder</h1><p>grunder</p>", head)[0] == "Vävning - grunder"


def test_what_stands_small_in_a_heading_stands_apart() -> None:
    first, second, _ = read_html_lines(
        page("<h1><span>Vävning</span> <span class='sub-title'>Kursplan</span></h1><p>text</p>")
    )[0]
    assert (first.text, second.text) == ("Vävning", "Kursplan") and first.size > second.size


@pytest.mark.parametrize(
    "body",
    [
        "<div id='root'></div><script src='a.js'></script>",
        "<script>a()</script><app-root></app-root><p>Laddar …</p>",
        "<noscript>Slå på skript</noscript><script>a()</script><p>Laddar</p>",
    ],
)
def test_a_page_that_a_script_fills_is_named(body: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_html_lines(page(body))
    assert caught.value.category is FailureCategory.FILLED_BY_SCRIPT


def test_a_page_with_text_of_its_own_may_have_scripts() -> None:
    text = "Efter kursen ska den studerande kunna väva en matta. " * 5
    assert texts(f"<div id='root'></div><script>a()</script><noscript>x</noscript><p>{text}</p>")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("flera länder<sup>1</sup>, och", "flera länder, och"),
        ("flera länder,<sup><a href='#n1'>1</a></sup> och", "flera länder, och"),
        ("flera länder<a role='doc-noteref' href='#f'>[2]</a> och", "flera länder och"),
        ("flera länder<sup>[3]</sup> och", "flera länder och"),
        ("länder<span style='vertical-align: super'>4</span>", "länder"),
        ("20 m<sup>2</sup> och 10<sup>6</sup> km<sup>2</sup>", "20 m² och 10⁶ km²"),
        ("H<sub>2</sub>O", "H2O"),
        ("inter&shy;nationell&nbsp;rätt", "internationell rätt"),
        ("inter&shy;<br>nationell", "internationell"),
        ("e&#8209;post", "e-post"),
        ("o&#64257;ciell", "oficiell"),
    ],
)
def test_characters_of_pages(written: str, meant: str) -> None:
    assert texts(f"<p>{written}</p>") == [meant]
