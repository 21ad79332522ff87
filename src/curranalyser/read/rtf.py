"""Rich Text Format (.rtf) → blocks: headings, lists with their marks, tables, text boxes.

striprtf knows which groups hold no text, which byte is which letter and what the special characters are. Its
own output is plain text, without which paragraph is a heading and which cell stands where: of 12 syllabi that
Word files were turned into, 5 gave other outcomes than the Word file then, and none does as it is read here.
So the groups are walked here, with the tables of striprtf.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from curranalyser.datamodel import Block as DocumentBlock
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.flow import Block, Cell, Item, Table, in_proportion, lay_out
from curranalyser.read.numbering import BULLET, depth_of_style

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"  # a word, with its number
    r"|\\'([0-9a-fA-F]{2})"  # a byte
    r"|\\([^a-zA-Z])"  # a sign
    r"|([{}])"
    r"|[\r\n\0]+"
    r"|([^\\{}\r\n\0]+)"
)
_SIGNATURE = b"{\\rtf"
_HEADING = re.compile(r"heading (\d)\Z")
_CONTENTS = re.compile(r"toc \d\Z")
# Half points, where nothing says how large the text is.
_DEFAULT_SIZE = 24
_MAX_LEVEL = 6
_MAX_CELLS = 64
_MAX_DEPTH = 2_000
_MAX_STYLES = 5_000
# Private characters that symbol fonts take for their bullets.
_PRIVATE = range(0xE000, 0xF900)
_SURROGATES = range(0xD800, 0xE000)
_BODY, _SKIP, _MARK, _STYLES, _FONTS = "body", "skip", "mark", "styles", "fonts"
_STARTS = {"stylesheet": _STYLES, "fonttbl": _FONTS, "listtext": _MARK, "pntext": _MARK}
# Words after which a paragraph ends, and what comes to an end with it.
_ENDS = frozenset({"par", "sect", "cell", "row", "nestcell", "nestrow"})
_PAGES = frozenset({"page", "sbkpage", "pagebb"})


@dataclass(frozen=True, slots=True)
class _State:
    """What a group passes on to the groups within it, and takes back at its end."""

    target: str = _BODY
    font: int = -1
    bold: bool = False
    size: int = _DEFAULT_SIZE
    hidden: bool = False
    skips: int = 1


@dataclass(slots=True)
class _Paragraph:
    """The properties of the paragraph that is being read."""

    style: int = 0
    outline: int | None = None
    in_table: bool = False
    depth: int = 0


class _Reader:
    """Walks the words of one file. Groups are kept in a list, so that nesting costs no recursion."""

    def __init__(self) -> None:
        from striprtf.striprtf import charset_map, destinations, specialchars  # noqa: PLC0415 rarely needed

        self._textless = frozenset(destinations) - frozenset(_STARTS)
        self._charsets: dict[int, str] = charset_map
        self._characters: dict[str, str] = {
            word: text for word, text in specialchars.items() if word not in _ENDS and word != "page"
        }
        self.items: list[Item] = []
        self.sizes: Counter[int] = Counter()
        self.page = 1
        self._state = _State()
        self._stack: list[_State] = []
        self._paragraph = _Paragraph()
        self._runs: list[tuple[str, bool, int]] = []
        self._mark = ""
        self._bytes = bytearray()
        self._to_skip = 0
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self._style = 0
        self._edges: list[int] = []
        self._cell: list[Item] = []
        self._cells: list[tuple[Item, ...]] = []
        self._rows: list[tuple[Cell, ...]] = []
        self._head = False
        self._header_rows = 0

    def run(self, text: str) -> None:
        """Read a file; each of its characters is one of its bytes."""
        position = 0
        while found := _TOKEN.match(text, position):
            position = found.end()
            word, number, byte, sign, brace, plain = found.groups()
            if byte:
                self._take_bytes(bytes.fromhex(byte))
            elif plain:
                self._take_bytes(plain.encode("latin-1"))
            elif brace == "{":
                self._open()
            elif brace == "}":
                self._close()
                if not self._stack:
                    break  # what follows the document is none of it
            elif sign:
                self._take_sign(sign)
            elif word == "bin" and number:
                position += max(int(number), 0)
            elif word:
                self._take_word(word, int(number) if number else None)
        self._end_paragraph(False)
        self._end_table()

    @property
    def cut_off(self) -> bool:
        """Whether a file that was run through ended before its document did."""
        return bool(self._stack)

    def _open(self) -> None:
        self._decode()
        self._to_skip = 0
        if len(self._stack) >= _MAX_DEPTH:
            raise DocumentError(FailureCategory.UNREADABLE, f"groups nested more than {_MAX_DEPTH} deep")
        self._stack.append(self._state)

    def _close(self) -> None:
        self._decode()
        self._to_skip = 0
        if self._stack:
            self._state = self._stack.pop()

    def _take_bytes(self, data: bytes) -> None:
        if self._to_skip:
            count = min(self._to_skip, len(data))
            self._to_skip -= count
            data = data[count:]
        if self._state.target != _SKIP:
            self._bytes += data

    def _decode(self) -> None:
        """Give the bytes that came one after the other their letters: by the font, else by the file."""
        if self._bytes:
            encoding = self._fonts.get(self._state.font, self._encoding)
            try:
                text = self._bytes.decode(encoding, "replace")
            except LookupError:
                text = self._bytes.decode("cp1252", "replace")
            self._bytes.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        state = self._state
        if state.target == _BODY and not state.hidden:
            self._runs.append((text, state.bold, state.size))
        elif state.target == _MARK:
            self._mark += text
        elif state.target == _STYLES and len(self._names) < _MAX_STYLES:
            self._names[self._style] = (self._names.get(self._style, "") + text)[:_MAX_CELLS]

    def _take_sign(self, sign: str) -> None:
        self._decode()
        self._to_skip = 0
        if sign == "*":
            self._state = replace(self._state, target=_SKIP)
        elif sign in "\r\n":
            self._take_word("par", None)
        elif sign in self._characters:
            self._write(self._characters[sign])

    def _take_word(self, word: str, number: int | None) -> None:
        self._decode()
        self._to_skip = 0
        if word in _STARTS:
            self._state = replace(self._state, target=_STARTS[word])
            self._mark = "" if self._state.target == _MARK else self._mark
        elif word == "shptxt":  # a text box, within a group that is skipped by programs that know no shapes
            self._end_paragraph(False)
            self._state = replace(self._state, target=_BODY)
        elif word in self._textless:
            self._state = replace(self._state, target=_SKIP)
        elif self._state.target == _SKIP:
            return
        elif word in ("u", "uc"):
            self._take_unicode(word, number)
        elif word in self._characters:
            self._write(self._characters[word])
        elif not self._take_font(word, number) and self._state.target == _BODY:
            self._take_paragraph(word, number)

    def _take_unicode(self, word: str, number: int | None) -> None:
        if word == "uc":
            self._state = replace(self._state, skips=min(max(number or 0, 0), _MAX_CELLS))
            return
        code = (number or 0) % 0x10000
        if (
            code in _SURROGATES
        ):  # half a character: the other half follows, and both are put together at the end
            self._write(chr(code))
        elif code:
            self._write(BULLET if code in _PRIVATE else chr(code))
        self._to_skip = self._state.skips

    def _take_font(self, word: str, number: int | None) -> bool:
        """Take a word on characters. Returns whether it was one."""
        if word == "ansicpg":
            self._encoding = f"cp{number}"
        elif word == "mac":
            self._encoding = "mac_roman"
        elif word == "fcharset" and self._state.target == _FONTS and number in self._charsets:
            self._fonts[self._state.font] = self._charsets[number]
        elif word in ("f", "deff") and number is not None:
            self._state = replace(self._state, font=number)
        elif word in ("b", "v", "deleted"):
            name = "bold" if word == "b" else "hidden"
            self._state = replace(self._state, **{name: number != 0})  # type: ignore[arg-type]
        elif word == "fs" and number:
            self._state = replace(self._state, size=number)
        elif word == "plain":
            self._state = replace(self._state, bold=False, size=_DEFAULT_SIZE, hidden=False)
        elif word == "s" and self._state.target == _STYLES:
            self._style = number or 0
        else:
            return False
        return True

    def _take_paragraph(self, word: str, number: int | None) -> None:
        """Take a word on paragraphs and tables."""
        if word == "pard":
            self._paragraph = _Paragraph()
        elif word == "s":
            self._paragraph.style = number or 0
        elif word == "outlinelevel":
            self._paragraph.outline = number
        elif word == "intbl":
            self._paragraph.in_table = True
        elif word == "ilvl":
            self._paragraph.depth = min(max(number or 0, 0), _MAX_LEVEL)
        elif word == "trowd":
            self._edges, self._head = [], False
        elif word == "trhdr":
            self._head = True
        elif word == "cellx" and len(self._edges) < _MAX_CELLS:
            self._edges.append(number or 0)
        elif word in _PAGES:
            self.page += 1
        elif word in _ENDS:
            self._end_paragraph(word in ("cell", "nestcell", "nestrow"))
            if word == "cell" and len(self._cells) < _MAX_CELLS:
                self._cells.append(tuple(self._cell))
                self._cell = []
            elif word == "row":
                self._end_row()

    def _end_paragraph(self, in_cell: bool) -> None:
        runs, mark, self._runs, self._mark = self._runs, self._mark, [], ""
        in_table = in_cell or self._paragraph.in_table
        text = (
            "".join(run for run, _, _ in runs).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
        name = self._names.get(self._paragraph.style, "").strip().strip(";").lower()
        if not text.strip() or _CONTENTS.match(name):
            return
        level = self._level(name)
        bold = 0
        for run, is_bold, _ in runs:
            if not is_bold and run.strip():
                break
            bold += len(run)
        size = next(size for run, _, size in runs if run.strip())
        if level is None:
            for run, _, run_size in runs:
                self.sizes[run_size] += len(run)
        marker = _shown_mark(mark) if level is None else ""
        depth = max(self._paragraph.depth, depth_of_style(name)) + 1 if marker else 0
        block = Block(text.strip(" "), marker, level, bold, float(size), depth, self.page)
        if in_table:
            self._cell.append(block)
        else:
            self._end_table()
            self.items.append(block)

    def _level(self, name: str) -> int | None:
        """Return the level of a heading: by its outline level, else by the name of its style."""
        outline = self._paragraph.outline
        if outline is not None and 0 <= outline < _MAX_LEVEL:
            return outline + 1
        if name == "title":
            return 0
        found = _HEADING.match(name)
        return min(int(found[1]), _MAX_LEVEL) if found else None

    def _end_row(self) -> None:
        cells, self._cells, edges = self._cells, [], self._edges
        if len(edges) < len(cells) or edges != sorted(edges):
            edges = [(place + 1) * 100 for place in range(len(cells))]
        total = edges[len(cells) - 1] if cells else 0
        if total <= 0:
            return
        starts = [0, *edges]
        self._header_rows += self._head and self._header_rows == len(self._rows)
        self._rows.append(
            tuple(
                Cell(max(starts[place], 0) / total, max(edges[place], 0) / total, items, place)
                for place, items in enumerate(cells)
                if items
            )
        )

    def _end_table(self) -> None:
        """End the table, if there is one; what never came to the end of its row is text as any other."""
        left = [item for cell in self._cells for item in cell] + self._cell
        self._cells, self._cell = [], []
        if any(self._rows):
            self.items.append(Table(tuple(self._rows), self._header_rows))
        self._rows, self._header_rows = [], 0
        self.items += left


def _joined(pieces: Iterable[str]) -> str:
    """Join pieces of text, and put together the halves of characters that stand in two of them."""
    return "".join(pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _shown_mark(mark: str) -> str:
    """Return the mark of a list item: with a letter or digit as it is, else a bullet."""
    mark = mark.strip()
    return mark if any(character.isalnum() for character in mark) else BULLET if mark else ""


def read_rtf_blocks(data: bytes) -> tuple[tuple[DocumentBlock, ...], int, tuple[str, ...]]:
    """Read a file of Rich Text Format.

    Args:
        data: its bytes.

    Returns:
        Its paragraphs and tables, their lines with virtual places, the number of pages as far as its breaks
        tell, and `FailureCategory.DAMAGED` among the notes where the file ends within its document.

    Raises:
        DocumentError: empty, no RTF, nested beyond the limit, without text, or cut off before any.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise DocumentError(FailureCategory.EMPTY_FILE)
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_SIGNATURE):
        raise DocumentError(FailureCategory.UNREADABLE, "no RTF")
    reader = _Reader()
    reader.run(data.decode("latin-1"))
    size = reader.sizes.most_common(1)[0][0] if reader.sizes else _DEFAULT_SIZE
    blocks = lay_out(in_proportion(reader.items, size))
    if not blocks:
        raise DocumentError(FailureCategory.DAMAGED if reader.cut_off else FailureCategory.NO_TEXT)
    return blocks, reader.page, (FailureCategory.DAMAGED,) if reader.cut_off else ()
