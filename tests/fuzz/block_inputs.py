"""Documents that nobody writes, in the formats whose parts arrive as blocks: each is made at any size.

A maker takes how often something is said again and gives the bytes of a file. Words differ from one to the
next, so that nothing is taken for a running head.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from small_pdf import pdf_text, write_pdf

HEAD = (
    "Kursplan",
    "Kurskod: ABC123",
    "Jämförande fältlära, 7,5 hp",
    "Undervisningsspråk",
    "Svenska",
    "Innehåll",
    "Kursen tar upp fält",
    "Examination",
    "Tentamen",
    "Lärandemål",
    "Efter avslutad kurs ska studenten kunna",
)
_VERBS = ("jämföra", "tolka", "redogöra för", "värdera", "beskriva", "diskutera", "planera", "utföra")
_LETTERS = "aeioustrnlmkvgd"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = " ".join(f'xmlns:{name}="{_OFFICE}{name}:1.0"' for name in ("office", "text", "table"))


def words(number: int) -> str:
    """An outcome that is like no other."""
    left, rest = number * 2_654_435_761 % 2**32, ""
    while left:
        left, place = divmod(left, len(_LETTERS))
        rest += _LETTERS[place]
    return f"{_VERBS[number % len(_VERBS)]} {rest}ning {number}"


def pages(*contents: bytes) -> bytes:
    """A PDF: a page with the head of a syllabus, and these."""
    return write_pdf(pdf_text(*HEAD), *contents)


def written(text: str, x: float, y: float, size: int = 9) -> bytes:
    return b"BT /F1 %d Tf %.1f %.1f Td (%s) Tj ET\n" % (size, x, y, text.encode("cp1252"))


def ruled(across: int, down: int) -> bytes:
    """A page with so many rules that run across, and so many that run down."""
    rows = (b"50 %.2f m 550 %.2f l S\n" % ((50 + 700 * row / across,) * 2) for row in range(across))
    columns = (b"%.2f 50 m %.2f 750 l S\n" % ((50 + 500 * column / down,) * 2) for column in range(down))
    return b"".join((*rows, *columns))


def rules(count: int) -> bytes:
    text = b"".join(written(words(row), 60, 780 - 7 * row, 4) for row in range(100))
    return pages(ruled(count, 20) + text)


def small_grids(count: int) -> bytes:
    """Pages with a hundred small tables of two cells each."""
    made = []
    for page in range(max(count // 100, 1)):
        parts = []
        for place in range(min(count, 100)):
            x, y = 50 + place % 5 * 100, 50 + place // 5 * 35
            edges = ((0, 0, 90, 0), (0, 20, 90, 20), (0, 0, 0, 20), (40, 0, 40, 20), (90, 0, 90, 20))
            parts += [b"%d %d m %d %d l S\n" % (x + a, y + b, x + c, y + d) for a, b, c, d in edges]
            parts.append(
                written(f"M{place}", x + 3, y + 6, 4) + written(words(place + page), x + 43, y + 6, 4)
            )
        made.append(b"".join(parts))
    return pages(*made)


def row_a_page(count: int) -> bytes:
    """A table that has one row on each page."""
    edges = ((50, 300, 550, 300), (50, 700, 550, 700), (50, 300, 50, 700), (250, 300, 250, 700))
    drawn = b"".join(b"%d %d m %d %d l S\n" % edge for edge in (*edges, (550, 300, 550, 700)))
    return pages(
        *(drawn + written(f"LO{page}", 60, 600) + written(words(page), 260, 600) for page in range(count))
    )


def gutter(count: int) -> bytes:
    """A page of three columns that only their distance sets apart."""
    lines = [(150.0 * column, row) for row in range(count) for column in range(3)]
    body = (written(words(place), 50 + x, 780 - 740 * row / count, 2) for place, (x, row) in enumerate(lines))
    return pages(written("Lärandemål", 50, 800), b"".join(body))


def gutter_pages(count: int) -> bytes:
    """So many pages of a table without rules."""
    rows = range(20)
    return pages(
        *(
            b"".join(
                written(words(20 * page + row), 50, 750 - 30 * row)
                + written(f"Tentamen {row}", 320, 750 - 30 * row)
                for row in rows
            )
            for page in range(count)
        )
    )


@cache
def _empty_docx() -> bytes:
    from docx import Document

    document = Document()
    for line in HEAD:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def docx(body: str) -> bytes:
    """A Word file: the head of a syllabus, and this."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_empty_docx())) as package,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in package.infolist():
            part = package.read(entry)
            if entry.filename == "word/document.xml":
                before, mark, after = part.decode().partition("<w:sectPr")
                part = f"{before}{body}{mark}{after}".encode()
            made.writestr(entry, part)
    return file.getvalue()


def word(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_table(rows: int, columns: int) -> str:
    lines = (
        "".join(f"<w:tc>{word(words(columns * row + column))}</w:tc>" for column in range(columns))
        for row in range(rows)
    )
    grid = "<w:gridCol w:w='100'/>" * columns
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def word_merged(columns: int) -> str:
    """Cells that all go on over ten rows."""
    first = "".join(
        f"<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>{word(words(column))}</w:tc>"
        for column in range(columns)
    )
    more = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" * columns
    return f"<w:tbl><w:tr>{first}</w:tr>{f'<w:tr>{more}</w:tr>' * 9}</w:tbl>"


def word_spans(rows: int) -> str:
    wide = "<w:tc><w:tcPr><w:gridSpan w:val='100000'/></w:tcPr>{}</w:tc>"
    return f"<w:tbl>{''.join(f'<w:tr>{wide.format(word(words(row)))}</w:tr>' for row in range(rows))}</w:tbl>"


def odt(body: str) -> bytes:
    """An OpenDocument text: the head of a syllabus, and this."""
    file = io.BytesIO()
    head = "".join(f"<text:p>{line}</text:p>" for line in HEAD)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}><office:body><office:text>{head}{body}"
            "</office:text></office:body></office:document-content>",
        )
    return file.getvalue()


def odt_table(rows: int, columns: int, of_cell: str = "", row_end: str = "") -> str:
    lines = (
        "".join(
            f"<table:table-cell {of_cell}><text:p>{words(columns * row + column)}</text:p></table:table-cell>"
            for column in range(columns)
        )
        for row in range(rows)
    )
    whole = "".join(f"<table:table-row>{line}{row_end}</table:table-row>" for line in lines)
    column = '<table:table-column table:number-columns-repeated="1000000"/>'
    return f"<table:table>{column}{whole}</table:table>"


def rtf(body: str) -> bytes:
    """An RTF file: the head of a syllabus, and this."""
    head = "\\par ".join(line.encode("cp1252").decode("latin-1") for line in HEAD)
    return f"{{\\rtf1\\ansi\\ansicpg1252 {head}\\par {body}}}".encode("cp1252")


def html(body: str) -> bytes:
    """A page: the head of a syllabus, and this."""
    return ("".join(f"<p>{line}</p>" for line in HEAD) + body).encode()


def html_table(rows: int, columns: int, of_cell: str = "") -> str:
    lines = (
        "".join(f"<td{of_cell}>{words(columns * row + column)}</td>" for column in range(columns))
        for row in range(rows)
    )
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def markdown(body: str) -> bytes:
    """Markdown: the head of a syllabus, and this."""
    return ("\n\n".join(HEAD) + "\n\n" + body).encode()


def drawn_table(rows: int) -> str:
    """A table drawn with signs."""
    ruler = "+------+--------------------------------+\n"
    lines = (f"| LO{row % 99:<3}| {words(row):<31}|\n{ruler}" for row in range(rows))
    return f"\n{ruler}{''.join(lines)}\n"


def each(count: int, form: str, between: str = "") -> str:
    """`form` so often, with its words and number put in."""
    return between.join(form.format(words=words(number), number=number) for number in range(count))


def nested(begin: str, end: str, count: int, within: str = "") -> str:
    """Something that holds itself so many times."""
    return begin * count + within + end * count


@dataclass(frozen=True)
class Input:
    """A file of some size.

    Attributes:
        ending: of its name.
        make: its bytes at a size.
        counted: the size at which the steps of reading it are counted, and then at twice that.
        full: the size at which it is an attack.
    """

    ending: str
    make: Callable[[int], bytes]
    counted: int
    full: int


_REPEATED = '<table:table-cell table:number-columns-repeated="1000000"/>'
_SPANNED = 'table:number-rows-spanned="99999999" table:number-columns-spanned="64"'
_SPACES = '<text:s text:c="1000000000"/>{words}'
_RUN = "<w:r><w:rPr><w:b/></w:rPr><w:t>{words} </w:t></w:r>"
_ITEM = "<text:list-item><text:p>{words}</text:p></text:list-item>"
_FOLDED = "<div class=collapse aria-hidden=true style='display:none'>"
INPUTS = {
    "pdf: a grid of so many rules": Input("pdf", rules, 60, 10_000),
    "pdf: small grids": Input("pdf", small_grids, 200, 2_000),
    "pdf: a row on each page": Input("pdf", row_a_page, 20, 300),
    "pdf: a page of columns without rules": Input("pdf", gutter, 100, 3_000),
    "pdf: pages of columns without rules": Input("pdf", gutter_pages, 10, 200),
    "docx: rows": Input("docx", lambda count: docx(word_table(count, 10)), 40, 800),
    "docx: columns": Input("docx", lambda count: docx(word_table(10, count)), 40, 800),
    "docx: merged cells": Input("docx", lambda count: docx(word_merged(count)), 40, 2_000),
    "docx: cells that span a hundred thousand": Input(
        "docx", lambda count: docx(word_spans(count)), 100, 2_000
    ),
    "docx: paragraphs": Input("docx", lambda count: docx(each(count, word("{words}"))), 200, 6_000),
    "docx: runs": Input(
        "docx",
        lambda count: docx(f"<w:p>{each(count, _RUN)}</w:p>"),
        200,
        30_000,
    ),
    "docx: tables in tables": Input(
        "docx",
        lambda count: docx(
            nested("<w:tbl><w:tr><w:tc>" + word("a"), "</w:tc></w:tr></w:tbl>", count, word("b"))
        ),
        25,
        80,
    ),
    "odt: rows": Input("odt", lambda count: odt(odt_table(count, 10)), 40, 800),
    "odt: columns": Input("odt", lambda count: odt(odt_table(10, count)), 40, 800),
    "odt: cells over each other": Input("odt", lambda count: odt(odt_table(count, 1, _SPANNED)), 100, 4_000),
    "odt: columns a million times": Input(
        "odt", lambda count: odt(odt_table(count, 2, row_end=_REPEATED)), 100, 2_000
    ),
    "odt: spaces without end": Input(
        "odt",
        lambda count: odt(f"<text:p>{each(count, _SPACES)}</text:p>"),
        200,
        20_000,
    ),
    "odt: items": Input(
        "odt",
        lambda count: odt(f"<text:list>{each(count, _ITEM)}</text:list>"),
        200,
        10_000,
    ),
    "odt: lists in lists": Input(
        "odt",
        lambda count: odt(
            nested(
                "<text:list><text:list-item><text:p>jämföra</text:p>", "</text:list-item></text:list>", count
            )
        ),
        40,
        1_000,
    ),
    "rtf: groups": Input("rtf", lambda count: rtf(each(count, "{{\\b {words}}}{{ och }}")), 300, 20_000),
    "rtf: groups in groups": Input("rtf", lambda count: rtf(nested("{\\b a", "}", count)), 300, 100_000),
    "rtf: bytes": Input("rtf", lambda count: rtf("\\'e5\\'e4 " * count), 300, 100_000),
    "rtf: the mark of an item": Input(
        "rtf", lambda count: rtf("{\\listtext " + "1\\b " * count + "}jamfora falt\\par"), 300, 100_000
    ),
    "rtf: rows": Input(
        "rtf",
        lambda count: rtf(
            each(count, "\\trowd\\cellx1000\\cellx2000\\intbl LO{number}\\cell {words}\\cell\\row ")
        ),
        100,
        4_000,
    ),
    "rtf: cells": Input(
        "rtf",
        lambda count: rtf(
            "\\trowd" + each(count, "\\cellx{number}") + "\\intbl " + each(count, "{words}\\cell ") + "\\row"
        ),
        200,
        10_000,
    ),
    "html: rows": Input("html", lambda count: html(html_table(count, 10)), 40, 800),
    "html: columns": Input("html", lambda count: html(html_table(10, count)), 40, 800),
    "html: spans without end": Input(
        "html", lambda count: html(html_table(count, 2, " colspan=100000 rowspan=100000")), 100, 4_000
    ),
    "html: items": Input(
        "html", lambda count: html(f"<ul>{each(count, '<li>{words}</li>')}</ul>"), 200, 10_000
    ),
    "html: tables in tables": Input(
        "html", lambda count: html(nested("<table><tr><td>a", "</td></tr></table>", count)), 25, 50
    ),
    "html: lists in lists": Input(
        "html", lambda count: html(nested("<ul><li>jämföra fält", "</li></ul>", count)), 200, 5_000
    ),
    "html: never closed": Input("html", lambda count: html(each(count, "<font><p>{words}")), 200, 5_000),
    "html: folded in folded": Input(
        "html",
        lambda count: html(nested(_FOLDED, "</div>", count, "<p>jämföra fält</p>" * count)),
        100,
        2_000,
    ),
    "html: raised in raised": Input(
        "html", lambda count: html(nested("<sup>", "</sup>", count, "<a href='#a'>1</a>" * count)), 100, 2_000
    ),
    "html: buttons": Input(
        "html",
        lambda count: html(
            each(
                count,
                "<button aria-controls=p{number} aria-expanded=false>Del {number}</button>"
                "<div id=p{number} hidden><p>{words}</p></div>",
            )
        ),
        100,
        4_000,
    ),
    "html: items behind a button": Input(
        "html",
        lambda count: html(
            f"<ul>{each(count, '<li hidden>{words}</li>')}</ul><div>{each(count, '<p>{words}</p>')}</div>"
        ),
        100,
        5_000,
    ),
    "html: entities": Input(
        "html", lambda count: html("<p>" + "&amp;&#228;&nbsp;&bogus;" * count), 300, 100_000
    ),
    "html: lines": Input("html", lambda count: html("<p>" + each(count, "{words}<br>")), 200, 6_000),
    "html: terms": Input(
        "html",
        lambda count: html(f"<dl>{each(count, '<dt>LO{number}</dt><dd>{words}</dd>')}</dl>"),
        100,
        4_000,
    ),
    "md: pipes": Input("md", lambda count: markdown("|" * count), 300, 100_000),
    "md: columns": Input(
        "md",
        lambda count: markdown("|a" * count + "|\n" + "|-" * count + "|\n" + each(count, "|{words}") + "|\n"),
        150,
        3_000,
    ),
    "md: rows": Input(
        "md",
        lambda count: markdown("| Mål | Krav |\n|-|-|\n" + each(count, "| {words} | b |\n")),
        100,
        3_000,
    ),
    "md: a drawn table": Input("md", lambda count: markdown(drawn_table(count)), 40, 2_000),
    "md: drawn tables": Input("md", lambda count: markdown(drawn_table(2) * count), 40, 600),
    "md: rows under hyphens": Input(
        "md",
        lambda count: markdown("Nr    Mål\n----- --------\n" + each(count, "LO1   {words}\n")),
        100,
        3_000,
    ),
    "md: rulers of hyphens": Input("md", lambda count: markdown("--- ---\nväva\n\n" * count), 100, 10_000),
    "md: rulers without end": Input("md", lambda count: markdown("\nMål\n--- ---\n" * count), 100, 10_000),
    "md: corners": Input(
        "md",
        lambda count: markdown("+----+----+\n" + "| + | + |\n" * count + "+----+----+\n"),
        100,
        8_000,
    ),
    "md: lists in lists": Input(
        "md", lambda count: markdown("".join("  " * level + "- jämföra\n" for level in range(count))), 20, 400
    ),
    "md: quotations": Input("md", lambda count: markdown(">" * count + " jämföra\n"), 200, 20_000),
    "md: footnotes": Input(
        "md", lambda count: markdown(each(count, "fält[^{number}]\n\n[^{number}]: {words}\n\n")), 60, 3_000
    ),
    "md: items": Input("md", lambda count: markdown(each(count, "- {words}\n")), 150, 6_000),
    "md: one line": Input("md", lambda count: markdown(each(count, "{words} ")), 300, 50_000),
    "txt: one line": Input("txt", lambda count: markdown(each(count, "{words} ")), 300, 100_000),
    "txt: paragraphs": Input("txt", lambda count: markdown(each(count, "{words}\n\n")), 200, 6_000),
}
