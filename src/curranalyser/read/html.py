"""Saved web pages of syllabi (.html) → blocks: headings, paragraphs, lists, definition lists and tables.

Menus, scripts and hidden parts left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from curranalyser.datamodel import Block as DocumentBlock
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.encoding import DecodedText, decode_text
from curranalyser.read.flow import Block, Cell, Item, Table, lay_out
from curranalyser.read.note_marks import raised, without_note_marks
from curranalyser.read.page_frame import filled_by_script, without_site_name
from curranalyser.read.visibility import Visibility

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "img",
})  # fmt: skip
_BOLD = frozenset({"b", "strong", "th", "dt"})
_TABLE_PARTS = frozenset({"table", "dl", "tr", "td", "th", "dt", "dd"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_NOTE_REFERENCE = re.compile(
    r"(?:^|[\s_-])(?:foot|end)?note-?(?:ref|reference|call)(?:$|[\s_-])", re.IGNORECASE
)
# What stands small beside the words of a heading: the kind of page, a line above or below.
_BESIDE_TITLE = re.compile(
    r"(?:^|[\s_-])(?:sub-?(?:title|head(?:ing|er)?|line)|kicker|eyebrow|overline|tag-?line|badge)(?:$|[\s_-])",
    re.IGNORECASE,
)
# The level of the title of a panel that is no heading of its own.
_PANEL_LEVEL = 3
# A label and its value may be two such elements side by side, which the style sheet sets apart.
_FACTS = frozenset({"span", "strong", "b", "label", "em"})
_SHORTEST_LABEL = 3
_PAIR = 2
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SOFT_BREAK = re.compile(r"\u00ad[ \t]*\n[ \t]*")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_LABEL_SHARE = 0.32
# Characters: in a longer paragraph bold lines are not looked for.
_LONGEST_PARAGRAPH = 20_000
_MAX_COLUMNS = 60
# Elements: the sign of a footnote is a link and what dresses it.
_MOST_OF_A_SIGN = 20
_MAX_DEPTH = 60


def _decoded(data: bytes) -> DecodedText:
    declared = _META.search(data[:_HEAD])
    return decode_text(data, declared[1].decode("ascii").lower() if declared else "")


@dataclass(slots=True)
class _Row:
    """Cells as (column, one past its last column, rows it spans, items); `head` where all are headings."""

    cells: list[tuple[int, int, int, list[Item]]] = field(default_factory=list)
    head: bool = True


@dataclass(slots=True)
class _Grid:
    """A table under construction: rows, and which columns a cell from above still fills."""

    rows: list[_Row] = field(default_factory=list)
    filled: dict[int, int] = field(default_factory=dict)
    definitions: bool = False

    def begin_row(self) -> None:
        self.filled = {column: left - 1 for column, left in self.filled.items() if left > 1}
        self.rows.append(_Row())

    def begin_cell(self, span: int, down: int, head: bool = False) -> list[Item]:
        """Open a cell in the next free column and return the list of its items."""
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        column = row.cells[-1][1] if row.cells else 0
        while self.filled.get(column, 0) and column < _MAX_COLUMNS:
            column += 1
        items: list[Item] = []
        row.cells.append((column, column + span, down, items))
        row.head = row.head and head
        if down > 1:
            self.filled.update(dict.fromkeys(range(column, min(column + span, _MAX_COLUMNS)), down))
        return items

    def made(self) -> Table:
        columns = max((end for row in self.rows for _, end, _, _ in row.cells), default=1)
        edges = (
            [0.0, _LABEL_SHARE, 1.0]
            if self.definitions
            else [column / columns for column in range(columns + 1)]
        )
        rows = [
            tuple(
                Cell(edges[start], edges[end], tuple(items), start, end - start, down)
                for start, end, down, items in row.cells
                if items
            )
            for row in self.rows
        ]
        head = next((number for number, row in enumerate(self.rows) if not (row.head and row.cells)), 0)
        return Table(tuple(rows) if any(rows) else (), head)


@dataclass(slots=True)
class _List:
    ordered: str
    count: int


class _Builder:
    """Takes the events of a page and makes paragraphs and tables of them; deep nesting costs no recursion."""

    def __init__(self, visibility: Visibility) -> None:
        self.items: list[Item] = []
        self._targets: list[list[Item]] = [self.items]
        self._grids: list[_Grid] = []
        self._lists: list[_List] = []
        self._visibility = visibility
        self._aside: list[tuple[Element, int | None]] = []
        self._raised: Element | None = None
        self._opened: list[Element] = []
        self._text: list[str] = []
        self._bold_text: list[bool] = []
        self._bold_length = 0
        self._plain_seen = False
        self._length = 0
        self._bold = 0
        self._level: int | None = None
        self._marker = ""
        self._pre = 0

    def run(self, root: Element) -> None:
        """Walk the tree below `root`."""
        stack: list[tuple[Element, bool]] = [(root, False)]
        while stack:
            element, closing = stack.pop()
            if closing:
                self._end(element)
                if element is not root:
                    self._add(element.tail)
                continue
            if (
                not isinstance(element.tag, str)
                or self._visibility.hides(element)
                or _refers_to_note(element)
            ):
                self._add(element.tail)
                continue
            self._start(element)
            self._add(element.text)
            stack.append((element, True))
            stack += [(child, False) for child in reversed(element)]
        self._flush()

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self._pre:
            text = _SPACES.sub(" ", text)
            if not self._text or self._text[-1][-1:] in (" ", "\n"):
                text = text.lstrip(" ")
        if self._raised is not None:
            text = raised(text)
        if text:
            self._text.append(text)
            self._bold_text.append(bool(self._bold))
            self._length += len(text)
            if self._bold and not self._plain_seen:
                self._bold_length = self._length
            elif text.strip():
                self._plain_seen = True

    def _flush(self) -> None:
        """Close the paragraph that is open."""
        text = "".join(self._text).rstrip(" \n")
        stripped = text.lstrip(" \n")
        several = "\n" in stripped and self._level is None and self._length <= _LONGEST_PARAGRAPH
        heads = self._bold_lines() if several else []
        if heads:
            self._targets[-1] += _divided(text, heads, self._marker, len(self._lists))
            self._marker = ""
        elif stripped:
            bold = max(self._bold_length - (len(text) - len(stripped)), 0)
            stripped, bold = without_note_marks(_SOFT_BREAK.sub("", stripped), bold)
            self._targets[-1].append(
                Block(
                    stripped, self._marker, self._level, bold, indent=len(self._lists) if self._marker else 0
                )
            )
            self._marker = ""
        self._text, self._bold_length, self._length, self._plain_seen = [], 0, 0, False
        self._bold_text = []

    def _bold_lines(self) -> list[int]:
        """Return the numbers of the lines of the open paragraph that are bold from end to end, not all."""
        marks = [
            (letter == "\n", bold or not letter.strip())
            for piece, bold in zip(self._text, self._bold_text, strict=True)
            for letter in piece
        ]
        lines: list[list[bool]] = [[]]
        for ends, bold in marks:
            if ends:
                lines.append([])
            else:
                lines[-1].append(bold)
        text = "".join(self._text).split("\n")
        heads = [number for number, line in enumerate(lines) if text[number].strip() and all(line)]
        filled = sum(bool(line.strip()) for line in text)
        return heads if len(heads) < filled else []

    def _start(self, element: Element) -> None:
        tag = element.tag
        if _is_value(element):
            self._add(": " if _is_pair(element) else " ")
        if tag == "br":
            self._text.append("\n")
            self._bold_text.append(False)
            self._length += 1
        elif tag not in _INLINE or self._visibility.title(element):
            self._flush()
        self._title_panel(element)
        if _is_bold(element):
            self._bold += 1
        if self._raised is None and _is_raised(element):
            self._raised = element
        if self._level is not None and _stands_beside_title(element):
            self._flush()
            self._aside.append((element, self._level))
            self._level = None
        if tag in _HEADINGS:
            self._level = int(tag[1])
        elif tag == "summary" and self._visibility.is_title(element):
            self._level = _PANEL_LEVEL
        elif tag in ("ul", "ol", "menu"):
            self._lists.append(
                _List(element.get("type", "1") if tag == "ol" else "", _number(element.get("start"), 1))
            )
        elif tag == "li":
            self._marker = self._next_marker(element)
        elif tag == "pre":
            self._pre += 1
        elif tag in _TABLE_PARTS and len(self._opened) < _MAX_DEPTH and self._open_table_part(tag, element):
            self._opened.append(element)

    def _title_panel(self, element: Element) -> None:
        """Head a panel with what its button says; where that stood straight above it, that is its heading."""
        title = self._visibility.title(element)
        if not title:
            return
        target = self._targets[-1]
        last = target[-1] if target else None
        if not isinstance(last, Block) or last.text != title:
            target.append(Block(title, level=_PANEL_LEVEL))
        elif last.level is None and not last.marker:
            target[-1] = replace(last, level=_PANEL_LEVEL)

    def _open_table_part(self, tag: str, element: Element) -> bool:
        """Open a table, row or cell. Returns whether something was opened that its end tag has to close."""
        if tag in ("table", "dl"):
            self._grids.append(_Grid(definitions=tag == "dl"))
            return True
        grid = self._grids[-1] if self._grids else None
        if grid is None or grid.definitions != (tag in ("dt", "dd")):
            return False
        if tag == "tr":
            grid.begin_row()
            return False
        if tag == "dd":
            self._targets.append(self._values(grid))
        else:
            if tag == "dt":
                grid.begin_row()
            span = min(_number(element.get("colspan"), 1), _MAX_COLUMNS)
            down = min(_number(element.get("rowspan"), 1), 500)
            head = tag == "th" or _in_head(element)
            self._targets.append(grid.begin_cell(span if tag != "dt" else 1, down, head))
        return True

    @staticmethod
    def _values(grid: _Grid) -> list[Item]:
        """Return the cell of values beside the term that was met last, opening it where it is missing."""
        if not grid.rows:
            grid.begin_row()
        cells = grid.rows[-1].cells
        if len(cells) > 1:
            return cells[1][3]
        if not cells:
            grid.begin_cell(1, 1)
        return grid.begin_cell(1, 1)

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag not in _INLINE and tag != "br":
            self._flush()
        if _is_bold(element):
            self._bold -= 1
        if self._raised is element:
            self._raised = None
        if self._aside and self._aside[-1][0] is element:
            self._flush()
            self._level = self._aside.pop()[1]
        if tag in _HEADINGS or tag == "summary":
            self._level = None
        elif tag in ("ul", "ol", "menu") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._marker = ""
        elif tag == "pre":
            self._pre -= 1
        elif self._opened and self._opened[-1] is element:
            self._opened.pop()
            if tag not in ("table", "dl"):
                self._targets.pop()
                return
            made = self._grids.pop().made()
            if made.rows:
                self._targets[-1].append(made)

    def _next_marker(self, element: Element) -> str:
        current = self._lists[-1] if self._lists else _List("", 1)
        if not current.ordered:
            return "•"
        count = _number(element.get("value"), current.count)
        current.count = count + 1
        return f"{chr(ord('a') + (count - 1) % 26)})" if current.ordered in ("a", "A") else f"{count}."


def _in_head(element: Element) -> bool:
    """Whether a cell stands in the head of its table."""
    row = element.getparent()
    head = row.getparent() if row is not None else None
    return head is not None and head.tag == "thead"


def _divided(text: str, heads: list[int], marker: str, depth: int) -> list[Item]:
    """Return the paragraphs of text in which bold lines stand as headings do.

    The first line of a list item stays with it, bold or not.
    """
    groups: list[tuple[bool, list[str]]] = []
    for number, line in enumerate(text.split("\n")):
        head = number in heads and not (marker and not number)
        if groups and not head and not groups[-1][0]:
            groups[-1][1].append(line)
        else:
            groups.append((head, [line]))
    made: list[Item] = []
    for head, lines in groups:
        words = without_note_marks(_SOFT_BREAK.sub("", "\n".join(lines).strip(" \n")))[0]
        if words:
            own = marker if not made else ""
            made.append(Block(words, own, bold=len(words) if head else 0, indent=depth if own else 0))
    return made


def _is_value(element: Element) -> bool:
    """Whether an element stands straight behind another that reads as its label: "Kurskod" and "AB1234"."""
    label = element.getprevious() if element.tag in _FACTS else None
    if label is None or label.tag not in _FACTS or label.tail or len(label):
        return False
    name, value = (label.text or "").rstrip(), (element.text or "").lstrip()
    return (
        len(name) >= _SHORTEST_LABEL
        and (name[-1].islower() or name[-1] == ":")
        and (value[:1].isupper() or value[:1].isdigit())
    )


def _is_pair(element: Element) -> bool:
    """Whether a value and the label before it are all that their parent holds, without a colon between."""
    parent, label = element.getparent(), element.getprevious()
    if parent is None or label is None or len(parent) != _PAIR:
        return False
    texts = (parent.text, label.tail, element.tail)
    return not any(text and text.strip() for text in texts) and not (label.text or "").rstrip().endswith(":")


def _is_bold(element: Element) -> bool:
    return element.tag in _BOLD or bool(_BOLD_STYLE.search(element.get("style", "")))


def _is_raised(element: Element) -> bool:
    return element.tag == "sup" or bool(_RAISED_STYLE.search(element.get("style", "")))


def _refers_to_note(element: Element) -> bool:
    """Whether an element is the sign of a footnote: by role or class, or raised with a link in the page."""
    if element.get("role") == "doc-noteref" or _NOTE_REFERENCE.search(element.get("class", "")):
        return True
    parts = list(islice(element.iter(), _MOST_OF_A_SIGN + 1)) if _is_raised(element) else []
    links = [part for part in parts if part.tag == "a"]
    return len(parts) <= _MOST_OF_A_SIGN and len(links) == 1 and links[0].get("href", "").startswith("#")


def _stands_beside_title(element: Element) -> bool:
    return element.tag == "small" or bool(_BESIDE_TITLE.search(element.get("class", "")))


def _number(text: str | None, default: int) -> int:
    return (
        int(text)
        if text and text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) > 0
        else default
    )


@dataclass(frozen=True, slots=True)
class _Page:
    items: tuple[Item, ...] = ()
    by_script: bool = False
    pictures: bool = False
    notes: tuple[str, ...] = ()


def html_items(text: str) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Parse HTML, a whole page or a piece of one.

    Args:
        text: the markup.

    Returns:
        Its paragraphs and tables in order, none where there is no text; and notes on the reading.

    Raises:
        DocumentError: the markup cannot be parsed at all.
    """
    page = _read_page(text)
    return page.items, page.notes


def page_scripts(data: bytes, kind: str) -> tuple[str, ...]:
    """Return what the scripts of one type in a web page hold.

    Args:
        data: of the page.
        kind: the type of the scripts, such as "application/ld+json".

    Raises:
        DocumentError: the markup cannot be parsed at all.
    """
    root = _parsed(_decoded(data).text)[0]
    if root is None:
        return ()
    return tuple(
        script.text.strip()
        for script in root.iter("script")
        if script.text and script.get("type", "").partition(";")[0].strip().lower() == kind
    )


def _parsed(text: str) -> tuple[Element | None, bool]:
    """Return the root of a page, None where there is nothing, and whether it is nested too deep to read."""
    from lxml import etree  # noqa: PLC0415 needed only here

    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        # Pages of old programs nest elements that are never closed: without it, 256 are read.
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        recover=True,
    )
    try:
        root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise DocumentError(FailureCategory.UNREADABLE, str(error)) from error
    deep = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    return root, deep


def _read_page(text: str) -> _Page:
    root, deep = _parsed(text)
    if root is None:
        return _Page()
    visibility = Visibility(root)
    builder = _Builder(visibility)
    builder.run(root)
    items = without_site_name(tuple(builder.items), root)
    left_out = visibility.letters_left_out
    notes: tuple[str, ...] = (f"{left_out} characters that the page hides were left out",) if left_out else ()
    if deep:
        notes += (FailureCategory.NESTED_TOO_DEEP,)
    return _Page(items, filled_by_script(root, items), next(root.iter("img", "svg"), None) is not None, notes)


def read_html_blocks(data: bytes) -> tuple[tuple[DocumentBlock, ...], tuple[str, ...]]:
    """Read a saved web page.

    Args:
        data: its bytes.

    Returns:
        Its paragraphs and tables, their lines with virtual places on one page, and notes on the reading.

    Raises:
        DocumentError: empty, binary, filled by a script that the file does not hold, or without any text that
            is shown.
    """
    if not data.strip():
        raise DocumentError(FailureCategory.EMPTY_FILE)
    decoded = _decoded(data)
    page = _read_page(decoded.text)
    blocks = lay_out(page.items)
    if page.by_script:
        raise DocumentError(
            FailureCategory.FILLED_BY_SCRIPT, f"{len(blocks)} blocks of text beside its scripts"
        )
    if not blocks:
        if page.pictures:
            raise DocumentError(FailureCategory.NO_TEXT, "the page shows pictures")
        raise DocumentError(FailureCategory.EMPTY_FILE, "the page shows no text")
    return blocks, decoded.notes + page.notes
