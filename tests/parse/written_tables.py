"""Syllabi with tables, written as a Word file and as a web page from one description."""

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from curranalyser.datamodel import SourceFile, Syllabus
from curranalyser.parse import parse_document
from curranalyser.read import read_document
from curranalyser.settings import Settings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import docx
    from docx.oxml import OxmlElement
    from docx.table import _Cell


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first `head` of them are marked as head."""

    rows: "Sequence[Sequence[Cell | str | list[str] | Table]]"
    head: int = 0


@dataclass(frozen=True)
class Cell:
    """A cell that covers several rows or columns. Each paragraph that begins with "- " is a list item."""

    content: "str | list[str] | Table"
    columns: int = 1
    rows: int = 1


Body = Sequence["str | Table"]


def _cell(content: "Cell | str | list[str] | Table") -> Cell:
    return content if isinstance(content, Cell) else Cell(content)


def _placed(table: Table) -> list[tuple[int, int, Cell]]:
    """Return the cells with their rows and columns."""
    covered: set[tuple[int, int]] = set()
    placed = []
    for row, cells in enumerate(table.rows):
        column = 0
        for given in cells:
            cell = _cell(given)
            while (row, column) in covered:
                column += 1
            placed.append((row, column, cell))
            covered |= {
                (row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)
            }
            column += cell.columns
    return placed


def _fill_word(cell: _Cell, content: "str | list[str] | Table") -> None:
    if isinstance(content, Table):
        _add_word_table(cell, content)
        return
    for number, text in enumerate([content] if isinstance(content, str) else content):
        item = text.startswith("- ")
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.text = text.removeprefix("- ")
        if item:
            paragraph.style = "List Bullet"


def _add_word_table(place: "_Cell | docx.document.Document", table: Table) -> None:
    placed = _placed(table)
    height = len(table.rows)
    width = max(column + cell.columns for _, column, cell in placed)
    made = place.add_table(height, width)
    for row, column, cell in placed:
        first = made.cell(row, column)
        if cell.rows > 1 or cell.columns > 1:
            first = first.merge(made.cell(row + cell.rows - 1, column + cell.columns - 1))
        _fill_word(first, cell.content)
    for head in range(table.head):
        made.rows[head]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def word(body: Body) -> bytes:
    document = docx.Document()
    for item in body:
        if isinstance(item, Table):
            _add_word_table(document, item)
        elif item.startswith("# "):
            document.add_heading(item.removeprefix("# "), 1)
        elif item.startswith("- "):
            document.add_paragraph(item.removeprefix("- "), style="List Bullet")
        else:
            document.add_paragraph(item)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _html_content(content: "str | list[str] | Table") -> str:
    if isinstance(content, Table):
        return _html_table(content)
    if isinstance(content, str):
        return escape(content).replace("\n", "<br>")
    return "".join(
        f"<ul><li>{escape(text[2:])}</li></ul>" if text.startswith("- ") else f"<p>{escape(text)}</p>"
        for text in content
    )


def _html_table(table: Table) -> str:
    rows = []
    for number, cells in enumerate(table.rows):
        tag = "th" if number < table.head else "td"
        rows.append(
            "".join(
                f"<{tag} colspan={cell.columns} rowspan={cell.rows}>{_html_content(cell.content)}</{tag}>"
                for cell in map(_cell, cells)
            )
        )
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def web(body: Body) -> bytes:
    parts = []
    for item in body:
        if isinstance(item, Table):
            parts.append(_html_table(item))
        elif item.startswith("# "):
            parts.append(f"<h2>{escape(item[2:])}</h2>")
        elif item.startswith("- "):
            parts.append(f"<ul><li>{escape(item[2:])}</li></ul>")
        else:
            parts.append(f"<p>{escape(item)}</p>")
    return f"<!DOCTYPE html><html><body>{''.join(parts)}</body></html>".encode()


WRITERS = {"docx": word, "html": web}


def parsed(body: Body, ending: str) -> Syllabus:
    document = read_document(WRITERS[ending](body), SourceFile(f"a.{ending}", "0" * 64, 1), Settings())
    [syllabus] = parse_document(document)
    return syllabus
