"""What is read: a file, its text as blocks and lines, and why something could not be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from curranalyser.errors import FAILURE_TEXTS, DocumentError, FailureCategory


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was given to the tool.

    Attributes:
        path: as shown to the user, relative to the folder that was given, with forward slashes.
        sha256: hex digest of the bytes.
        size: in bytes.
        row: for a table with one course a row, the row number from 1 (the header is row 1); otherwise None.
    """

    path: str
    sha256: str
    size: int
    row: int | None = None


# What a column of a table of courses may hold. `programme`, `term` and `compulsory` say where the course
# stands in a programme.
TABLE_FIELDS = (
    "code",
    "title",
    "title_en",
    "credits",
    "level",
    "valid_from",
    "department",
    "subject_group",
    "subject",
    "main_field",
    "outcomes",
    "outcomes_en",
    "aim",
    "content",
    "entry",
    "language",
    "programme",
    "term",
    "compulsory",
)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table of courses: a course, or a part of it.

    `source.row` is set; `values` are (field, text) with fields of `TABLE_FIELDS`, empty ones left out. Of a
    row that is `damaged` nothing else is known.
    """

    source: SourceFile
    values: tuple[tuple[str, str], ...]
    damaged: bool = False

    def get(self, field: str) -> str:
        """Return the value of a field, or "" where the row has none."""
        return dict(self.values).get(field, "")

    @property
    def named(self) -> bool:
        """Whether the row names a course, by code or title."""
        return any(field in ("code", "title") for field, _ in self.values)


# No dataclass: one or two are made for every printed line, and setting eight frozen fields takes ten times as
# long. It holds nothing that could refer back to it, so that the collector need not look at it.
class Line(msgspec.Struct, frozen=True, gc=False):
    """One run of text on one line. `msgspec.structs.replace` makes one with other values.

    `page` counts from 1; x0, x1 and top are points from the upper left corner; `size` is the font size in
    points. `parted` says that it stands as close to the run before it on its line as words of one run do, and
    only the rule of a table is between them.
    """

    text: str
    page: int
    x0: float = 0.0
    x1: float = 0.0
    top: float = 0.0
    size: float = 0.0
    bold: bool = False
    parted: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines that follow each other: a paragraph, a heading, a list item, or a page as it comes.

    Attributes:
        lines: in the order of the source.
        heading: 0 for a title, 1 to 6 for a heading, None where the format says nothing of the kind.
        item: depth of a list item from 0, None where the format says nothing of a list.
    """

    lines: tuple[Line, ...]
    heading: int | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table. `row` and `column` count from 0; `rows` and `columns` are how many it spans."""

    row: int
    column: int
    blocks: "tuple[Block, ...]"
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. `cells` go row by row; `header_rows` counts the rows that the format marks as its head."""

    cells: tuple[TableCell, ...]
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A page that is a picture: what stands on it was not read."""

    page: int


Block = TextBlock | TableBlock | PictureBlock


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the lines of blocks in order, those of table cells row by row."""
    for block in blocks:
        if isinstance(block, TextBlock):
            yield from block.lines
        elif isinstance(block, TableBlock):
            for cell in block.cells:
                yield from lines_of(cell.blocks)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document, or a part of it, is missing from the figures.

    `message` and `hint` are English message ids; `detail` is technical. `pages` are all that it concerns,
    where these are several, and `page` the first.
    """

    source: str
    stage: Literal["read", "parse", "classify", "run"]
    category: FailureCategory
    message: str
    hint: str
    page: int | None = None
    detail: str = ""
    pages: tuple[int, ...] = ()

    @classmethod
    def from_error(
        cls, source: str, stage: Literal["read", "parse", "classify", "run"], error: DocumentError
    ) -> "Failure":
        """Make the record of `error` for the file `source` (its shown path)."""
        message, hint = FAILURE_TEXTS[error.category]
        return cls(source, stage, error.category, message, hint, error.page, error.detail)


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file in reading order of its source, before anything is understood.

    Attributes:
        blocks: what the format knows of its parts: text, tables, picture pages.
        language: ISO 639-1 code of most of the text, or None where it could not be told.
        extractor: what read it, such as "pdfium" or "text".
        notes: things worth knowing about the reading, in English.
        failures: parts of the file that were not read, such as pages that are pictures.
        recognised: numbers of the pages whose text was recognised from a picture, from 1.
    """

    source: SourceFile
    blocks: tuple[Block, ...]
    pages: int
    language: str | None
    extractor: str
    notes: tuple[str, ...] = ()
    failures: "tuple[Failure, ...]" = ()
    recognised: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of all blocks."""
        return tuple(lines_of(self.blocks))

    @property
    def flowing(self) -> bool:
        """Whether the file has no printed pages of its own.

        Then nothing in it is a running head, a foot or a page number.
        """
        return self.extractor in ("text", "docx", "odt", "rtf", "html")
