"""Damaged and hostile files, the same for the same number: what fuzzing feeds to the tool."""

import io
import random
import zipfile
from collections.abc import Sequence

import docx
import openpyxl

_TOKENS = (
    b"/Filter /FlateDecode",
    b"/Length 99999999",
    b"/Length -1",
    b"/Kids [1 0 R 1 0 R]",
    b"/Count 2147483647",
    b"/Count -5",
    b"/Encrypt 1 0 R",
    b"endobj",
    b"endstream",
    b"stream\n",
    b"xref\n0 0\n",
    b"trailer << >>",
    b"startxref\n0\n%%EOF",
    b"/X Do",
    b"[[[[[[[[",
    b"<<<<<<<<",
    b"((((((((",
    b"1e308",
    b"-1e308",
    b"NaN",
    b"\x00\x00\x00\x00",
    b"\xff\xff\xff\xff",
    b"BT /F1 99999999 Tf ET",
    b"0 0 0 0 0 0 Tm",
    b"/Subtype /Type3",
    b"/ToUnicode 1 0 R",
    b"q " * 400,
    b"<FEFF202E0000>",
    b"%PDF-9.9",
)
_XML_TOKENS = (
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"&lol9;",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<?xml version='1.0'?>",
    b"<w:p>" * 300,
    b"\x00",
    b"\xff\xfe",
    b"&#x202e;",
    b'r="ZZ99999999"',
    b't="s"><v>99999999</v>',
    b"<w:tbl><w:tr><w:tc>" * 60,
    b"1e999",
    b"=cmd|' /C calc'!A0",
)


def mutated(data: bytes, draw: random.Random, tokens: Sequence[bytes] = _TOKENS, other: bytes = b"") -> bytes:
    """Return `data` with one to a dozen changes.

    Bytes, runs of them, numbers, tokens, cuts, and pieces of another file.
    """
    out = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 3, 5, 12))):
        place = draw.randrange(len(out) + 1)
        end = min(len(out), place + draw.choice((1, 4, 30, 400)))
        kind = draw.randrange(9)
        if kind == 0 and place < len(out):
            out[place] ^= 1 << draw.randrange(8)
        elif kind == 1:
            out[place:end] = draw.randbytes(end - place)
        elif kind == 2:
            del out[place:end]
        elif kind == 3:
            out[place:place] = out[place:end] * draw.randrange(1, 20)
        elif kind == 4:
            out[place:place] = draw.choice(tokens)
        elif kind == 5:
            out[place : place + 12] = draw.choice(tokens)
        elif kind == 6:
            digits = [
                index
                for index in range(max(0, place - 2000), min(len(out), place + 2000))
                if 48 <= out[index] <= 57
            ]
            for index in draw.sample(digits, min(4, len(digits))):
                out[index] = draw.randrange(48, 58)
        elif kind == 7 and other:
            start = draw.randrange(len(other))
            out[place:end] = other[start : start + draw.choice((50, 500, 5000))]
        elif kind == 8 and draw.random() < 0.3:
            del out[place:]
    return bytes(out)


def mutated_package(data: bytes, draw: random.Random) -> bytes:
    """Return a DOCX or XLSX with some of its parts changed, gone, doubled or under another name.

    Sometimes the archive itself is damaged.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        names = before.namelist()
        hit = set(draw.sample(names, min(len(names), draw.choice((1, 1, 2, 4)))))
        for name in names:
            content = before.read(name)
            if name in hit:
                fate = draw.randrange(8)
                if fate == 0:
                    continue
                if fate == 1:
                    after.writestr("../" * 6 + "tmp/curranalyser-was-here/" + name, content)
                elif fate > 1:
                    content = mutated(content, draw, _XML_TOKENS)
            after.writestr(name, content)
    return mutated(out.getvalue(), draw) if draw.random() < 0.2 else out.getvalue()


def small_docx() -> bytes:
    """A course syllabus as DOCX."""
    document = docx.Document()
    document.add_heading("Kursplan: Jämförande vårdsystem, 7,5 hp", 0)
    document.add_heading("Lärandemål", 1)
    document.add_paragraph("Efter avslutad kurs ska studenten kunna")
    for text in ("jämföra vårdsystem i minst två länder", "redogöra för internationella konventioner"):
        document.add_paragraph(text, style="List Bullet")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Kurskod", "VAR101"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def small_odt() -> bytes:
    """A course syllabus as OpenDocument text."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0"'
        f' xmlns:table="{names}:table:1.0" xmlns:style="{names}:style:1.0"><office:body><office:text>'
        '<text:h text:outline-level="1">Kursplan</text:h><text:h text:outline-level="2">Lärandemål</text:h>'
        "<text:p>Studenten ska kunna</text:p><text:list><text:list-item><text:p>jämföra länder</text:p>"
        "</text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>a</text:p>"
        "</table:table-cell></table:table-row></table:table></office:text></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def small_xlsx() -> bytes:
    """A table of courses as XLSX."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Kurskod", "Benämning", "Högskolepoäng", "Lärandemål"])
    sheet.append(
        [
            "VAR101",
            "Jämförande vårdsystem",
            7.5,
            "Efter avslutad kurs ska studenten kunna\n- jämföra vårdsystem i minst två länder",
        ]
    )
    sheet.append(["VAR102", "Omvårdnad", 15, "Studenten ska kunna redogöra för omvårdnadens grunder."])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """Return a package with one part replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for other in before.namelist():
            if other != name:
                after.writestr(other, before.read(other))
        after.writestr(name, content)
    return out.getvalue()


def xml_bomb(root: bytes) -> bytes:
    """Entities within entities: ten to the tenth, if a parser puts them in."""
    entities = b'<!ENTITY a0 "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY a%d "%s">' % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 10)
    )
    return b'<?xml version="1.0"?><!DOCTYPE x [' + entities + b"]>" + root.replace(b"HERE", b"&a9;")


def external_entity(root: bytes, address: bytes) -> bytes:
    """An entity that stands for the content of a file or an address."""
    return (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "'
        + address
        + b'">]>'
        + root.replace(b"HERE", b"&e;")
    )
