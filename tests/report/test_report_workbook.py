"""The workbook as a file: what Excel and its like are strict about."""

import io
import re
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest

from curranalyser.report.workbook import LONGEST_CELL, Cell, Column, Workbook, _letters

COLUMNS = (Column("Text", 20), Column("Number", 8, "number"), Column("Share", 8, "percent"), Column("Answer", 9, choices=("ja & amen", "nej")))


def made(*rows: tuple[Cell, ...], name: str = "Sheet") -> bytes:
    book = Workbook("Title <&>")
    book.sheet(name, COLUMNS, rows)
    return book.to_bytes()


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_cells_come_back_with_their_kind() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made(("=1+1", 7, 0.125, ""), ("<b>&\"'", 2.5, None, "nej"), (" åäö\n", -3, 1.0, None))))["Sheet"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [["Text", "Number", "Share", "Answer"], ["=1+1", 7, 0.125, None], ["<b>&\"'", 2.5, None, "nej"], [" åäö\n", -3, 1, None]]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "n", "n"]
    assert [cell.number_format for cell in sheet[2]] == ["General", "General", "0.0%", "General"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:D4", "$1:$1")
    [validation] = sheet.data_validations.dataValidation
    assert (str(validation.sqref), validation.formula1) == ("D2:D4", '"ja & amen,nej"')


def test_nothing_in_a_cell_breaks_the_file() -> None:
    hostile = "".join(map(chr, range(0x20))) + "]]> \ud800 \ufffe _x0041_ </t></si>"
    found = parts(made((hostile, 1, 0.5, None)))
    for text in found.values():
        ElementTree.fromstring(text)
    assert "_x0000_" in found["xl/sharedStrings.xml"]
    assert "_x005F_x0041_" in found["xl/sharedStrings.xml"]
    assert "<f>" not in found["xl/worksheets/sheet1.xml"]


def test_a_cell_is_cut_to_what_a_sheet_takes() -> None:
    for text in ("a" * 40_000, "\N{GRINNING FACE}" * 20_000):
        value = openpyxl.load_workbook(io.BytesIO(made((text, 1, 1, None))))["Sheet"]["A2"].value
        assert text.startswith(value)
        assert LONGEST_CELL - 1 <= len(value.encode("utf-16-le")) / 2 <= LONGEST_CELL


def test_every_part_is_named_where_it_has_to_be() -> None:
    found = parts(made())
    types = ElementTree.fromstring(found["[Content_Types].xml"])
    assert {item.attrib["PartName"][1:] for item in types if "PartName" in item.attrib} | {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
    } == set(found)
    relations = ElementTree.fromstring(found["xl/_rels/workbook.xml.rels"])
    assert {f"xl/{item.attrib['Target']}" for item in relations} <= set(found)
    ids = set(re.findall(r'r:id="(rId\d+)"', found["xl/workbook.xml"]))
    assert ids <= {item.attrib["Id"] for item in relations}
    assert made() == made()


@pytest.mark.parametrize("name", ["", "a" * 32, "a/b", "[a]", "a:b", "'a", "a'"])
def test_names_that_a_sheet_cannot_have(name: str) -> None:
    with pytest.raises(ValueError, match="no name of a sheet"):
        made(name=name)


def test_what_is_refused() -> None:
    book = Workbook("")
    book.sheet("Kurser", COLUMNS, [])
    with pytest.raises(ValueError, match="no name of a sheet: KURSER"):
        book.sheet("KURSER", COLUMNS, [])
    with pytest.raises(ValueError, match="1 cells under 4 headings"):
        book.sheet("Mål", COLUMNS, [("a",)])


def test_letters_of_columns() -> None:
    assert [_letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
