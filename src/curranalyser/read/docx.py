"""Word-processor files (.docx) → blocks: headings, lists with their bullets and numbers, tables, text boxes.

Tracked changes as accepted.

python-docx opens the package and resolves the parts. The body is walked here, because its paragraphs leave
out insertions that are still
tracked and everything inside content controls, which templates for syllabi are made of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from curranalyser.datamodel import Block as DocumentBlock
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.column_widths import ColumnWidths
from curranalyser.read.flow import Block, Cell, Table, in_proportion, lay_out
from curranalyser.read.note_marks import raised, without_note_marks
from curranalyser.read.numbering import depth_of_style
from curranalyser.read.package import check_package
from curranalyser.read.word_package import open_main_part
from curranalyser.read.word_parts import page_head, without_prompts

if TYPE_CHECKING:
    from docx.opc.part import Part
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VAL = f"{_W}val"
_REMOVED = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_MC}Fallback", f"{_W}rPr", f"{_W}pPr"}
)
_WRAPPERS = frozenset(
    {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"}
)
_DEFAULT_HALF_POINTS = 22
_MAX_STYLE_DEPTH = 12
_MAX_SPAN = 64
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph or character style with what it inherits: None where nothing is said.

    `depth` is how deep in a list its name says that it stands.
    """

    level: int | None = None
    bold: bool | None = None
    half_points: int | None = None
    number: tuple[str, int] | None = None
    contents: bool = False
    depth: int = 0
    raised: bool = False


def _flag(properties: Element, name: str) -> bool | None:
    element = properties.find(f"{_W}{name}") if properties is not None else None
    return None if element is None else element.get(_VAL, "1") not in _OFF


def _is_raised(properties: Element) -> bool:
    aligned = properties.find(f"{_W}vertAlign") if properties is not None else None
    return aligned is not None and aligned.get(_VAL) == "superscript"


def _integer(element: Element) -> int | None:
    value = element.get(_VAL, "") if element is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else None


def _number_of(properties: Element) -> tuple[str | None, int | None]:
    """Return the list (numId) and depth (ilvl) of paragraph properties."""
    numbering = properties.find(f"{_W}numPr") if properties is not None else None
    if numbering is None:
        return None, None
    identifier = numbering.find(f"{_W}numId")
    return (identifier.get(_VAL) if identifier is not None else None), _integer(numbering.find(f"{_W}ilvl"))


class _Styles:
    """Styles by id, with inheritance resolved."""

    def __init__(self, root: Element) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, _Style] = {}
        self.default_paragraph = ""
        self.default_size = _DEFAULT_HALF_POINTS
        if root is None:
            return
        for element in root.iterfind(f"{_W}style"):
            identifier = element.get(f"{_W}styleId", "")
            self._elements[identifier] = element
            if element.get(f"{_W}type") == "paragraph" and element.get(f"{_W}default", "0") not in _OFF:
                self.default_paragraph = identifier
        self.default_size = (
            _integer(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}sz")) or _DEFAULT_HALF_POINTS
        )

    def get(self, identifier: str, depth: int = 0) -> _Style:
        """Return a style; an empty one where it is unknown or its inheritance runs in a circle."""
        if identifier in self._known:
            return self._known[identifier]
        element = self._elements.get(identifier)
        if element is None or depth > _MAX_STYLE_DEPTH:
            return _Style()
        parent = element.find(f"{_W}basedOn")
        base = self.get(parent.get(_VAL, ""), depth + 1) if parent is not None else _Style()
        named = element.find(f"{_W}name")
        name = (named.get(_VAL, "") if named is not None else "").lower()
        properties, run = element.find(f"{_W}pPr"), element.find(f"{_W}rPr")
        level = _heading_level(name)
        outline = _integer(properties.find(f"{_W}outlineLvl")) if properties is not None else None
        if level is None and outline is not None and outline < 6:
            level = outline + 1
        bold = _flag(run, "b")
        size = _integer(run.find(f"{_W}sz")) if run is not None else None
        identifier_, depth_ = _number_of(properties)
        number = (
            (identifier_ or (base.number[0] if base.number else "0"), depth_ or 0)
            if identifier_ or depth_ is not None
            else base.number
        )
        made = _Style(
            level if level is not None else base.level,
            bold if bold is not None else base.bold,
            size or base.half_points,
            number,
            name.startswith("toc ") or base.contents,
            depth_of_style(name) or base.depth,
            _is_raised(run) or base.raised,
        )
        self._known[identifier] = made
        return made


def _heading_level(name: str) -> int | None:
    if name == "title":
        return 0
    head, _, digit = name.rpartition(" ")
    return min(int(digit), 6) if head == "heading" and digit in "123456789" and digit else None


class _Numbering:
    """Bullets and numbers of lists, counted as they come."""

    def __init__(self, root: Element) -> None:
        self._formats: dict[tuple[str, int], str] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        levels: dict[str, dict[int, str]] = {}
        for abstract in root.iterfind(f"{_W}abstractNum"):
            found = levels.setdefault(abstract.get(f"{_W}abstractNumId", ""), {})
            for level in abstract.iterfind(f"{_W}lvl"):
                kind = level.find(f"{_W}numFmt")
                number = level.get(f"{_W}ilvl", "0")
                found[int(number) if number.isascii() and number.isdigit() else 0] = (
                    kind.get(_VAL, "decimal") if kind is not None else "decimal"
                )
        for item in root.iterfind(f"{_W}num"):
            identifier = item.get(f"{_W}numId", "")
            target = item.find(f"{_W}abstractNumId")
            key = target.get(_VAL, "") if target is not None else ""
            self._abstract[identifier] = (
                identifier if item.find(f"{_W}lvlOverride") is not None else f"abstract {key}"
            )
            for depth, kind in levels.get(key, {}).items():
                self._formats[(identifier, depth)] = kind

    def marker(self, number: tuple[str, int] | None) -> str:
        """Return the bullet or number of the next item of this list, or "" for no list."""
        if number is None or (number[0], number[1]) not in self._formats:
            return ""
        identifier, depth = number
        kind = self._formats[(identifier, depth)]
        if kind == "bullet":
            return "•"
        if kind == "none":
            return ""
        counts = self._counts.setdefault(self._abstract[identifier], {})
        counts[depth] = counts.get(depth, 0) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        count = counts[depth]
        if kind in ("lowerLetter", "upperLetter"):
            return f"{chr(ord('a') + (count - 1) % 26)})"
        if kind in ("lowerRoman", "upperRoman") and count <= len(_ROMAN):
            return f"{_ROMAN[count - 1]}."
        return f"{count}."


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    bold: bool
    half_points: int
    page: int


class _Reader:
    """Walks the body of one document."""

    def __init__(self, styles: _Styles, numbering: _Numbering, rendered: bool) -> None:
        self.styles = styles
        self.numbering = numbering
        self.rendered = rendered
        self.page = 1
        self.sizes: Counter[int] = Counter()
        self._pending: list[_Run] = []

    def items(self, container: Element) -> Iterator[Block | Table]:
        """Yield the paragraphs and tables of a body, cell, text box or content control."""
        for child in container:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                table = self._table(child)
                if table.rows:
                    yield table
            elif child.tag in _WRAPPERS and not _is_contents(child):
                yield from self.items(child)

    def _paragraph(self, element: Element) -> Iterator[Block | Table]:
        properties = element.find(f"{_W}pPr")
        named = properties.find(f"{_W}pStyle") if properties is not None else None
        style = self.styles.get(named.get(_VAL, "") if named is not None else self.styles.default_paragraph)
        if style.contents:
            return
        boxes: list[Element] = []
        runs = self._pending + list(self._runs(element, style, boxes))
        self._pending = []
        mark = properties.find(f"{_W}rPr") if properties is not None else None
        if mark is not None and (mark.find(f"{_W}del") is not None or mark.find(f"{_W}moveFrom") is not None):
            self._pending = runs  # the paragraph mark is deleted: its text goes on in the next paragraph
        else:
            outline = _integer(properties.find(f"{_W}outlineLvl")) if properties is not None else None
            yield from self._blocks(runs, style, properties, outline)
        for box in boxes:
            yield from self.items(box)

    def _blocks(
        self, runs: list[_Run], style: _Style, properties: Element, outline: int | None
    ) -> Iterator[Block]:
        text = "".join(run.text for run in runs)
        if not text.strip():
            return
        level = outline + 1 if outline is not None and outline < 6 else style.level
        identifier, depth = _number_of(properties)
        number = style.number
        if identifier is not None or depth is not None:
            number = (identifier or (number[0] if number else "0"), depth if depth is not None else 0)
        marker = self.numbering.marker(number) if level is None else ""
        bold = 0
        for run in runs:
            if not run.bold and run.text.strip():
                break
            bold += len(run.text)
        first = next(run for run in runs if run.text.strip())
        text, bold = without_note_marks(text, bold)
        if level is None:
            for run in runs:
                self.sizes[run.half_points] += len(run.text)
        yield Block(
            text,
            marker,
            level,
            bold,
            float(first.half_points),
            max(number[1], style.depth) + 1 if marker and number else 0,
            first.page,
        )

    def _runs(self, element: Element, style: _Style, boxes: list[Element]) -> Iterator[_Run]:
        for child in element:
            tag = child.tag
            if tag in _REMOVED or not isinstance(tag, str):
                continue
            if tag == f"{_W}r":
                yield from self._run(child, style, boxes)
            elif tag == f"{_W}txbxContent":
                boxes.append(child)
            elif tag == f"{_M}t":
                yield _Run(child.text or "", False, style.half_points or self.styles.default_size, self.page)
            else:
                yield from self._runs(child, style, boxes)

    def _run(self, element: Element, style: _Style, boxes: list[Element]) -> Iterator[_Run]:
        properties = element.find(f"{_W}rPr")
        if _flag(properties, "vanish"):
            return
        named = properties.find(f"{_W}rStyle") if properties is not None else None
        character = self.styles.get(named.get(_VAL, "")) if named is not None else _Style()
        bold = _flag(properties, "b")
        bold = (
            bold if bold is not None else character.bold if character.bold is not None else bool(style.bold)
        )
        own = _integer(properties.find(f"{_W}sz")) if properties is not None else None
        size = own or character.half_points or style.half_points or self.styles.default_size
        text = "".join(self._text(element, boxes))
        if _is_raised(properties) or character.raised:
            text = raised(text)
        if text:
            yield _Run(text, bold, size, self.page)

    def _text(self, element: Element, boxes: list[Element]) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in _REMOVED or not isinstance(tag, str):
                continue
            if tag == f"{_W}t":
                yield child.text or ""
            elif tag in (f"{_W}tab", f"{_W}ptab"):
                yield "\t"
            elif tag == f"{_W}cr" or (
                tag == f"{_W}br" and child.get(f"{_W}type", "textWrapping") == "textWrapping"
            ):
                yield "\n"
            elif tag == f"{_W}noBreakHyphen":
                yield "-"
            elif tag == f"{_W}sym":
                code = child.get(f"{_W}char", "")
                yield "•" if code.lower().startswith("f0") else ""
            elif tag == f"{_W}lastRenderedPageBreak" or (
                tag == f"{_W}br" and child.get(f"{_W}type") == "page"
            ):
                self.page += (tag == f"{_W}lastRenderedPageBreak") == self.rendered
            elif tag == f"{_W}txbxContent":
                boxes.append(child)
            else:
                yield from self._text(child, boxes)

    def _table(self, element: Element) -> Table:
        grid = element.iterfind(f"{_W}tblGrid/{_W}gridCol")
        widths = ColumnWidths([max(_twips(column), 1) for column in grid])
        rows: list[list[Cell]] = []
        # Where in `rows` the cell stands that goes on downwards in a column.
        merged: dict[int, tuple[int, int]] = {}
        header_rows = 0
        for row in _through(element, f"{_W}tr"):
            properties = row.find(f"{_W}trPr")
            if properties is not None and properties.find(f"{_W}del") is not None:
                continue
            cells, continued = self._cells(row, widths)
            for column in continued & merged.keys():
                number, place = merged[column]
                cell = rows[number][place]
                rows[number][place] = replace(cell, rows=max(len(rows) - number + 1, 1))
            begun = {cell.column: (len(rows), place) for place, cell in enumerate(cells)}
            merged = {column: merged[column] for column in continued & merged.keys()} | begun
            if header_rows == len(rows) and _flag(properties, "tblHeader"):
                header_rows += 1
            rows.append(cells)
        return Table(tuple(map(tuple, rows)) if any(rows) else (), header_rows)

    def _cells(self, row: Element, widths: ColumnWidths) -> tuple[list[Cell], set[int]]:
        """Return the cells of a row that have text, and the columns of those that go on from above."""
        elements = list(_through(row, f"{_W}tc"))
        spans: list[int] = []
        continues: list[bool] = []
        for element in elements:
            properties = element.find(f"{_W}tcPr")
            span = _integer(properties.find(f"{_W}gridSpan")) if properties is not None else None
            spans.append(min(max(span or 1, 1), _MAX_SPAN))
            merge = properties.find(f"{_W}vMerge") if properties is not None else None
            continues.append(merge is not None and merge.get(_VAL, "continue") == "continue")
        before = _integer(row.find(f"{_W}trPr/{_W}gridBefore")) or 0
        start = min(before, _MAX_SPAN)
        total = widths.start(max(len(widths), start + sum(spans))) or 1
        cells: list[Cell] = []
        continued: set[int] = set()
        for element, span, goes_on in zip(elements, spans, continues, strict=True):
            items = tuple(self.items(element))
            if items:
                edges = widths.start(start) / total, widths.start(start + span) / total
                cells.append(Cell(*edges, items, start, span))
            elif goes_on:
                continued.add(start)
            start += span
        return cells, continued


def _twips(column: Element) -> int:
    value = column.get(f"{_W}w", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _through(element: Element, tag: str) -> Iterator[Element]:
    """Yield the children with this tag, also those inside content controls and insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _through(child, tag)


def _is_contents(element: Element) -> bool:
    gallery = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and gallery.get(_VAL) == "Table of Contents"


def _related(part: Part, kind: str) -> Element | None:
    """Return the root element of the part's styles or numbering, or None where it has none."""
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def read_docx_blocks(data: bytes) -> tuple[tuple[DocumentBlock, ...], int, tuple[str, ...]]:
    """Read a .docx file.

    Args:
        data: its bytes.

    Returns:
        Its paragraphs and tables, their lines with virtual places; the number of pages as far as the file
        tells (by the breaks its program left, else by manual ones); and notes on the reading.

    Raises:
        DocumentError: empty, encrypted, damaged, too large when unpacked, of an older format, or without
        text.
    """
    check_package(data, "word/")
    try:
        part = open_main_part(data)
        body = part.element.body
        rendered = next(body.iter(f"{_W}lastRenderedPageBreak"), None) is not None
        reader = _Reader(_Styles(_related(part, "styles")), _Numbering(_related(part, "numbering")), rendered)
        notes = without_prompts(body)
        items = tuple(reader.items(body))
        items = (*page_head(part, body, items, reader.items), *items)
    except MemoryError:
        raise
    # python-docx and lxml raise KeyError, ValueError, XMLSyntaxError and more on damaged packages
    except Exception as error:
        raise DocumentError(FailureCategory.UNREADABLE, f"{type(error).__name__}: {error}") from error
    blocks = lay_out(
        in_proportion(items, reader.sizes.most_common(1)[0][0] if reader.sizes else _DEFAULT_HALF_POINTS)
    )
    if not blocks:
        raise DocumentError(FailureCategory.NO_TEXT)
    return blocks, reader.page, notes
