"""The XML of a Word package with the places of its elements in the bytes, so that all else can stay as it is.

Parsers that build a tree write it anew: they keep what it means, and not how it was written.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_BETWEEN = " "
_WORD = re.compile(r"\w+")
# Word takes no comment in a text box, in a fallback, or on what was deleted.
_NO_PLACE = frozenset({f"{W} txbxContent", f"{W} del", f"{W} moveFrom", f"{_MC} Fallback"})
_MARKS = frozenset({f"{W} commentRangeStart", f"{W} commentRangeEnd"})
_REFERENCE = f"{W} commentReference"
_RUN, _PARAGRAPH, _TEXT, _RUN_STYLE = f"{W} r", f"{W} p", f"{W} t", f"{W} rPr"
# What stands for a character in a run.
_CHARACTERS = {f"{W} tab": " ", f"{W} br": " ", f"{W} cr": " ", f"{W} noBreakHyphen": "-"}
_SOFT_HYPHEN = "\u00ad"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ENCODING = re.compile(r"""^(<\?xml[^>]{0,200}?encoding\s*=\s*["'])[^"']{1,40}""")


@dataclass(slots=True)
class Element:
    """An element right below the root of a part, or the root itself.

    Attributes:
        name: without its namespace.
        values: its attributes, by name without namespace.
        start: where it begins in the bytes.
        end: where it ends.
        text: of its paragraphs, one a line.
        paragraphs: the identifiers (paraId) of its paragraphs.
    """

    name: str
    values: dict[str, str]
    start: int
    end: int = 0
    text: str = ""
    paragraphs: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its runs that hold text, as (start, end) in the bytes, and (word, position of its run)."""

    runs: tuple[tuple[int, int], ...]
    words: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Body:
    """The body of a document: its paragraphs in the order of their ends, and the spans of own marks."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    own_marks: list[tuple[int, int]] = field(default_factory=list)


def as_utf8(data: bytes) -> bytes:
    """Return XML as UTF-8: nearly all is. Bytes that are no XML come back as they are."""
    if not data.startswith(_UTF_16):
        return data
    try:
        return _ENCODING.sub(r"\1UTF-8", data.decode("utf-16")).encode()
    except UnicodeDecodeError:
        return data


def spliced(data: bytes, splices: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Return bytes with spans (start, end) replaced; none of them overlap."""
    pieces = []
    last = 0
    for start, end, new in sorted(splices, key=lambda item: item[:2]):
        pieces += [data[last:start], new]
        last = end
    return b"".join((*pieces, data[last:]))


def _local(name: str) -> str:
    return name.rpartition(_BETWEEN)[2]


class _Reader:
    """Goes through XML and knows where in the bytes it is."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self.begin
        self._parser.EndElementHandler = self._ended
        self._parser.CharacterDataHandler = self.characters

    def read(self) -> None:
        self._parser.Parse(self.data, True)

    @property
    def here(self) -> int:
        """Where what is being told of begins."""
        return self._parser.CurrentByteIndex

    def _ended(self, name: str) -> None:
        # Of an element without an end tag its one tag is told of twice.
        self.end(
            name,
            self.data.index(b">", self.here) + 1 if self.data[self.here + 1 : self.here + 2] == b"/" else -1,
        )

    def begin(self, name: str, values: dict[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str, place: int) -> None:
        """Take the end of an element, and where its end tag ends; -1 where it has none."""

    def characters(self, text: str) -> None:
        """Take text."""


def _end_of_tag(data: bytes, start: int) -> int:
    """Return where a tag ends that begins at `start`: a ">" may stand in the value of an attribute."""
    found = _TAG.match(data, start)
    return found.end() if found else start


_TAG = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")


class _Elements(_Reader):
    def __init__(self, data: bytes, depth: int) -> None:
        super().__init__(data)
        self.found: list[Element] = []
        self._depth, self._wanted = 0, depth

    def begin(self, name: str, values: dict[str, str]) -> None:
        if self._depth == self._wanted:
            plain = {_local(key): value for key, value in values.items()}
            self.found.append(Element(_local(name), plain, self.here))
        elif self._depth > self._wanted and name == _PARAGRAPH:
            item = self.found[-1]
            item.paragraphs |= {value for key, value in values.items() if _local(key) == "paraId"}
            item.text += "\n" if item.text else ""
        self._depth += 1
        self._in_text = name == _TEXT

    def end(self, name: str, place: int) -> None:
        self._depth -= 1
        self._in_text = False
        if self._depth == self._wanted:
            item = self.found[-1]
            item.end = place if place >= 0 else _end_of_tag(self.data, item.start)

    def characters(self, text: str) -> None:
        if self._in_text and self.found:
            self.found[-1].text += text


def elements_of(data: bytes, roots: bool = False) -> list[Element]:
    """Return the elements right below the root of a part, or the root alone.

    Raises expat.ExpatError where the bytes are no XML; no bytes at all have none.
    """
    if not data:
        return []
    reader = _Elements(data, 0 if roots else 1)
    reader.read()
    return reader.found


@dataclass(slots=True)
class _Run:
    """A run being read. `other`: it holds more than its style and a reference to an own comment."""

    start: int
    depth: int
    text: str = ""
    other: bool = False
    reference: tuple[int, int] | None = None


@dataclass(slots=True)
class _OpenParagraph:
    runs: list[tuple[int, int]] = field(default_factory=list)
    text: str = ""
    owners: list[int] = field(default_factory=list)
    run: _Run | None = None


class _BodyReader(_Reader):
    def __init__(self, data: bytes, own: Collection[str]) -> None:
        super().__init__(data)
        self.body = Body()
        self._own = own
        self._depth = 0
        self._open: list[_OpenParagraph] = []
        self._barred = 0
        self._starts: list[int] = []
        self._in_text = False

    def _is_own(self, values: dict[str, str]) -> bool:
        return values.get(f"{W}{_BETWEEN}id") in self._own

    def begin(self, name: str, values: dict[str, str]) -> None:
        self._depth += 1
        self._barred += name in _NO_PLACE
        run = self._open[-1].run if self._open else None
        self._in_text = False
        if name in _MARKS and self._is_own(values):
            self.body.own_marks.append((self.here, _end_of_element(self.data, self.here)))
        elif name == _REFERENCE and self._is_own(values):
            if run is not None:
                run.reference = (self.here, _end_of_element(self.data, self.here))
        elif name == _PARAGRAPH:
            self._open.append(_OpenParagraph())
        elif name == _RUN:
            if self._open and run is None:
                self._open[-1].run = _Run(self.here, self._depth)
        elif run is not None:
            self._in_text = name == _TEXT
            run.text += _CHARACTERS.get(name, "")
            # What stands in its style says how it looks, and is nothing that it holds.
            run.other = run.other or (self._depth == run.depth + 1 and name != _RUN_STYLE)

    def characters(self, text: str) -> None:
        if self._in_text and self._open and self._open[-1].run is not None:
            self._open[-1].run.text += text.replace(_SOFT_HYPHEN, "")

    def end(self, name: str, place: int) -> None:
        self._in_text = False
        if self._open:
            paragraph = self._open[-1]
            if name == _RUN and paragraph.run is not None and paragraph.run.depth == self._depth:
                self._end_run(paragraph, paragraph.run, place)
            elif name == _PARAGRAPH:
                self._end_paragraph(self._open.pop())
        self._barred -= name in _NO_PLACE
        self._depth -= 1

    def _end_run(self, paragraph: _OpenParagraph, run: _Run, place: int) -> None:
        paragraph.run = None
        if run.reference is not None:
            self.body.own_marks.append(run.reference if run.other else (run.start, place))
        if run.text and place >= 0 and not self._barred:
            paragraph.text += run.text
            paragraph.owners += [len(paragraph.runs)] * len(run.text)
            paragraph.runs.append((run.start, place))

    def _end_paragraph(self, paragraph: _OpenParagraph) -> None:
        if paragraph.runs and not self._barred:
            words = tuple(
                (match[0].casefold(), paragraph.owners[match.start()])
                for match in _WORD.finditer(paragraph.text)
            )
            self.body.paragraphs.append(Paragraph(tuple(paragraph.runs), words))


def _end_of_element(data: bytes, start: int) -> int:
    """Return where an element without content ends."""
    end = _end_of_tag(data, start)
    if data[end - 2 : end] == b"/>":
        return end
    return data.index(b">", end) + 1


def body_of(data: bytes, own: Collection[str]) -> Body:
    """Read the body of a document.

    Args:
        data: the part that holds it.
        own: ids of comments whose marks are to be found.

    Raises:
        expat.ExpatError: the bytes are no XML.
    """
    reader = _BodyReader(data, own)
    reader.read()
    return reader.body
