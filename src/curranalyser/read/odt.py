"""OpenDocument text (.odt, .ott) → blocks: headings, lists with their marks, tables, text boxes.

Tracked deletions, notes, comments, tables of contents and hidden text left out.

The package is one of XML, which lxml reads; libraries for the format build a second tree of objects over it,
and leave the styles, in which headings and lists stand, to their callers all the same.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curranalyser.datamodel import Block as DocumentBlock
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.column_widths import ColumnWidths
from curranalyser.read.flow import Block, Cell, Item, Table, in_proportion, lay_out
from curranalyser.read.numbering import depth_of_style, marker_of
from curranalyser.read.package import check_package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _STYLE = (f"{{{_NAMESPACE}{name}:1.0}}" for name in ("office", "text", "style"))
_TABLE, _DRAW = (f"{{{_NAMESPACE}{name}:1.0}}" for name in ("table", "drawing"))
_FO = f"{{{_NAMESPACE}xsl-fo-compatible:1.0}}"
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED = b"encryption-data"
_SKIPPED = frozenset(
    {
        *(f"{_OFFICE}{name}" for name in ("annotation", "annotation-end", "forms")),
        *(
            f"{_TEXT}{name}"
            for name in ("note", "tracked-changes", "hidden-text", "ruby-text", "sequence-decls")
        ),
        *(f"{_TEXT}{name}" for name in ("table-of-content", "illustration-index", "table-index")),
        *(f"{_TEXT}{name}" for name in ("alphabetical-index", "variable-decls", "user-field-decls")),
    }
)
_BOX = frozenset({f"{_DRAW}text-box", f"{_DRAW}custom-shape", f"{_DRAW}rect"})
_LIST_LEVELS = frozenset({f"{_TEXT}list-level-style-bullet", f"{_TEXT}list-level-style-number"})
_WHITE = re.compile(r"[ \t\r\n]+")
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(pt|cm|mm|in|pc|px|%|\*)?\Z")
# Points in a unit; a relative width counts as it is.
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "pc": 12.0, "px": 0.75, "*": 1.0}
# Points, where no style says how large the text is.
_DEFAULT_SIZE = 12.0
_BOLD_FROM = 600
_MAX_STYLE_DEPTH = 12
_MAX_SPAN = 64
_MAX_SPACES = 100
_MAX_LEVEL = 6


@dataclass(frozen=True, slots=True)
class _Style:
    """A style with what it inherits: None where nothing is said.

    `depth` is how deep in a list its name says that it stands.
    """

    level: int | None = None
    bold: bool | None = None
    size: float | None = None
    hidden: bool = False
    list_style: str = ""
    new_page: bool = False
    contents: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    bold: bool
    size: float


def _points(value: str | None) -> float | None:
    found = _LENGTH.match(value or "")
    return float(found[1]) * _POINTS[found[2] or "pt"] if found and found[2] != "%" else None


def _whole(value: str | None, default: int = 1) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 9 else default


class _Styles:
    """Styles by family and name, with inheritance resolved; and the levels of list styles."""

    def __init__(self, roots: list[Element]) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._known: dict[tuple[str, str], _Style] = {}
        self._lists: dict[tuple[str, int], str] = {}
        self.widths: dict[str, float] = {}
        self.size = _DEFAULT_SIZE
        for root in roots:
            for element in root.iter(f"{_STYLE}style", f"{_STYLE}default-style", f"{_TEXT}list-style"):
                self._take(element)

    def _take(self, element: Element) -> None:
        name, family = element.get(f"{_STYLE}name", ""), element.get(f"{_STYLE}family", "")
        if element.tag == f"{_TEXT}list-style":
            for level in element:
                if level.tag in _LIST_LEVELS:
                    numbered = level.tag.endswith("number")
                    form = level.get(f"{_STYLE}num-format", "") if numbered else "bullet"
                    self._lists[(name, _whole(level.get(f"{_TEXT}level")))] = form
        elif element.tag == f"{_STYLE}default-style":
            properties = element.find(f"{_STYLE}text-properties")
            if family == "paragraph" and properties is not None:
                self.size = _points(properties.get(f"{_FO}font-size")) or self.size
        elif family == "table-column":
            properties = element.find(f"{_STYLE}table-column-properties")
            if properties is not None:
                self.widths[name] = (
                    _points(properties.get(f"{_STYLE}column-width"))
                    or _points(properties.get(f"{_STYLE}rel-column-width"))
                    or 0.0
                )
        else:
            self._elements[(family, name)] = element

    def list_form(self, name: str, level: int) -> str:
        """Return the number format of a list's level, "bullet", or "" where its items have no mark."""
        return self._lists.get((name, level), "bullet")

    def get(self, family: str, name: str, depth: int = 0) -> _Style:
        """Return a style; an empty one where it is unknown or its inheritance runs in a circle."""
        key = family, name
        if key in self._known:
            return self._known[key]
        element = self._elements.get(key)
        if element is None or depth > _MAX_STYLE_DEPTH:
            return _Style(0 if (family, name) == ("paragraph", "Title") else None)
        base = self.get(family, element.get(f"{_STYLE}parent-style-name", ""), depth + 1)
        text = element.find(f"{_STYLE}text-properties")
        paragraph = element.find(f"{_STYLE}paragraph-properties")
        outline = _whole(element.get(f"{_STYLE}default-outline-level"), 0)
        level = 0 if name == "Title" else min(outline, _MAX_LEVEL) if outline else base.level
        weight = text.get(f"{_FO}font-weight") if text is not None else None
        breaks = paragraph.get(f"{_FO}break-before") if paragraph is not None else None
        made = _Style(
            level,
            base.bold if weight is None else weight == "bold" or _whole(weight, 0) >= _BOLD_FROM,
            (_points(text.get(f"{_FO}font-size")) if text is not None else None) or base.size,
            (text is not None and text.get(f"{_TEXT}display") == "none") or base.hidden,
            element.get(f"{_STYLE}list-style-name", base.list_style),
            breaks == "page" or base.new_page,
            name.startswith("Contents_20_") or base.contents,
            depth_of_style(name.replace("_20_", " ").lower()) or base.depth,
        )
        self._known[key] = made
        return made


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a list a paragraph stands: its style, its depth from 1, and the mark of the item."""

    style: str = ""
    depth: int = 0
    marker: str = ""


class _Reader:
    """Walks the body of one document."""

    def __init__(self, styles: _Styles) -> None:
        self.styles = styles
        self.page = 1
        self.sizes: Counter[float] = Counter()
        self._counts: dict[tuple[str, int], int] = {}

    def items(self, container: Element, place: _Place = _Place()) -> Iterator[Item]:
        """Yield the paragraphs and tables of a body, section, cell, text box or list item.

        Only the first paragraph of a list item has its mark.
        """
        for child in container:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                made = list(self._paragraph(child, place))
                yield from made
                if any(isinstance(item, Block) for item in made):
                    place = _Place(place.style, place.depth)
            elif tag == f"{_TEXT}list":
                yield from self._list(child, place)
            elif tag == f"{_TABLE}table":
                table = self._table(child)
                if table.rows:
                    yield table
            elif tag == f"{_TEXT}soft-page-break":
                self.page += 1
            else:
                yield from self.items(child, place)

    def _list(self, element: Element, place: _Place) -> Iterator[Item]:
        style = element.get(f"{_TEXT}style-name", place.style)
        depth = place.depth + 1
        goes_on = (
            element.get(f"{_TEXT}continue-numbering") == "true" or f"{_TEXT}continue-list" in element.attrib
        )
        if not goes_on:
            self._counts[(style, depth)] = 0
        for child in element:
            if child.tag == f"{_TEXT}list-header":
                yield from self.items(child, _Place(style, depth))
            elif child.tag == f"{_TEXT}list-item":
                number = _whole(child.get(f"{_TEXT}start-value"), self._counts.get((style, depth), 0) + 1)
                # An item that only holds a deeper list has no mark of its own.
                if next(child.iterchildren(f"{_TEXT}p", f"{_TEXT}h"), None) is not None:
                    self._counts[(style, depth)] = number
                marker = marker_of(self.styles.list_form(style, depth), number)
                yield from self.items(child, _Place(style, depth, marker))

    def _paragraph(self, element: Element, place: _Place) -> Iterator[Item]:
        style = self.styles.get("paragraph", element.get(f"{_TEXT}style-name", ""))
        if style.contents or style.hidden:
            return
        self.page += style.new_page
        page = self.page
        boxes: list[Element] = []
        runs = list(self._runs(element, style, boxes))
        text = "".join(run.text for run in runs)
        if text.strip():
            level = style.level
            if element.tag == f"{_TEXT}h":
                level = min(_whole(element.get(f"{_TEXT}outline-level")), _MAX_LEVEL) if level != 0 else 0
            bold = 0
            for run in runs:
                if not run.bold and run.text.strip():
                    break
                bold += len(run.text)
            if level is None:
                for run in runs:
                    self.sizes[run.size] += len(run.text)
            first = next(run for run in runs if run.text.strip())
            marker = place.marker if level is None else ""
            depth = max(place.depth, style.depth + 1) if marker else 0
            yield Block(text, marker, level, bold, first.size, depth, page)
        for box in boxes:
            yield from self.items(box)

    def _runs(self, element: Element, style: _Style, boxes: list[Element]) -> Iterator[_Run]:
        """Yield the text of a paragraph or of a part of it, and collect the text boxes in it."""
        bold, size = bool(style.bold), style.size or self.styles.size
        if element.text:
            yield _Run(_WHITE.sub(" ", element.text), bold, size)
        for child in element:
            tag = child.tag
            if tag == f"{_TEXT}s":
                yield _Run(" " * min(_whole(child.get(f"{_TEXT}c")), _MAX_SPACES), bold, size)
            elif tag == f"{_TEXT}tab":
                yield _Run("\t", bold, size)
            elif tag == f"{_TEXT}line-break":
                yield _Run("\n", bold, size)
            elif tag == f"{_TEXT}soft-page-break":
                self.page += 1
            elif tag in _BOX:
                boxes.append(child)
            elif isinstance(tag, str) and tag not in _SKIPPED:
                within = self._within(child, style)
                if not within.hidden:
                    yield from self._runs(child, within, boxes)
            if child.tail:
                yield _Run(_WHITE.sub(" ", child.tail), bold, size)

    def _within(self, element: Element, style: _Style) -> _Style:
        """Return the style of a span: its own, and for what it leaves open the paragraph's."""
        if element.tag != f"{_TEXT}span":
            return style
        own = self.styles.get("text", element.get(f"{_TEXT}style-name", ""))
        bold = style.bold if own.bold is None else own.bold
        return _Style(bold=bold, size=own.size or style.size, hidden=own.hidden)

    def _table(self, element: Element) -> Table:
        widths: list[float] = []
        for column in element.iter(f"{_TABLE}table-column"):
            width = self.styles.widths.get(column.get(f"{_TABLE}style-name", ""), 0.0) or 1.0
            repeated = min(_whole(column.get(f"{_TABLE}number-columns-repeated")), _MAX_SPAN)
            widths += [width] * repeated if len(widths) < _MAX_SPAN else []
        rows: list[tuple[Cell, ...]] = []
        header_rows = 0
        grid = ColumnWidths(widths)
        for row, is_head in _rows(element):
            header_rows += is_head and header_rows == len(rows)
            rows.append(self._cells(row, grid))
        return Table(tuple(rows) if any(rows) else (), header_rows)

    def _cells(self, row: Element, widths: ColumnWidths) -> tuple[Cell, ...]:
        placed: list[tuple[int, int, int, tuple[Item, ...]]] = []
        column = 0
        for element in row:
            if element.tag == f"{_TABLE}covered-table-cell":
                column += min(_whole(element.get(f"{_TABLE}number-columns-repeated")), _MAX_SPAN)
            elif element.tag == f"{_TABLE}table-cell":
                span = min(max(_whole(element.get(f"{_TABLE}number-columns-spanned")), 1), _MAX_SPAN)
                down = max(_whole(element.get(f"{_TABLE}number-rows-spanned")), 1)
                items = tuple(self.items(element))
                if items:
                    placed.append((column, span, down, items))
                column += min(max(_whole(element.get(f"{_TABLE}number-columns-repeated")), 1), _MAX_SPAN)
        # A cell that spans columns is followed by covered ones, which have moved on `column` already.
        columns = max([column, len(widths), *(start + span for start, span, _, _ in placed)])
        total = widths.start(columns) or 1.0
        return tuple(
            Cell(widths.start(start) / total, widths.start(start + span) / total, items, start, span, down)
            for start, span, down, items in placed
        )


def _rows(element: Element, is_head: bool = False) -> Iterator[tuple[Element, bool]]:
    """Yield the rows of a table, without those in its cells, and whether they are marked as its head."""
    for child in element:
        if child.tag == f"{_TABLE}table-row":
            yield child, is_head
        elif child.tag in (f"{_TABLE}table-rows", f"{_TABLE}table-row-group", f"{_TABLE}table-header-rows"):
            yield from _rows(child, is_head or child.tag.endswith("header-rows"))


def _parts(data: bytes) -> tuple[Element, list[Element]]:
    """Return the body of the text, and the roots that hold styles."""
    from lxml import etree  # noqa: PLC0415 rarely needed

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = frozenset(package.namelist())
        if _MANIFEST in names and _ENCRYPTED in package.read(_MANIFEST):
            raise DocumentError(FailureCategory.ENCRYPTED, "encrypted OpenDocument file")
        content = etree.fromstring(package.read("content.xml"), parser)
        roots = [etree.fromstring(package.read("styles.xml"), parser)] if "styles.xml" in names else []
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise DocumentError(FailureCategory.UNREADABLE, "an OpenDocument file, but no text")
    return body, [*roots, content]


def read_odt_blocks(data: bytes) -> tuple[tuple[DocumentBlock, ...], int]:
    """Read an OpenDocument text.

    Args:
        data: its bytes.

    Returns:
        Its paragraphs and tables, their lines with virtual places, and the number of pages as far as its
        breaks tell.

    Raises:
        DocumentError: empty, encrypted, damaged, too large when unpacked, of another kind, or without text.
    """
    check_package(data, "content.xml", unread=(_MANIFEST,))
    try:
        body, roots = _parts(data)
        reader = _Reader(_Styles(roots))
        items = tuple(reader.items(body))
    except (DocumentError, MemoryError):
        raise
    # zipfile and lxml raise KeyError, BadZipFile, XMLSyntaxError and more on damaged packages
    except Exception as error:
        raise DocumentError(FailureCategory.UNREADABLE, f"{type(error).__name__}: {error}") from error
    size = reader.sizes.most_common(1)[0][0] if reader.sizes else _DEFAULT_SIZE
    blocks = lay_out(in_proportion(items, size))
    if not blocks:
        raise DocumentError(FailureCategory.NO_TEXT)
    return blocks, reader.page
