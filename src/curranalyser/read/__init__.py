"""Read: the bytes of a file → Document."""

from itertools import islice
from pathlib import Path

from curranalyser.datamodel import Block, Document, SourceFile, TableRow, TextBlock, lines_of
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.sources import describe_source, find_files, is_table, shown_name
from curranalyser.settings import Settings

__all__ = [
    "describe_source",
    "find_files",
    "is_table",
    "load_bytes",
    "read_document",
    "read_table_rows",
    "shown_name",
]

_MEGABYTE = 1_000_000


def load_bytes(path: Path, settings: Settings) -> bytes:
    """Return the bytes of a file.

    Raises:
        DocumentError: it cannot be opened, or is larger than the limit.
    """
    try:
        if path.stat().st_size > settings.max_megabytes * _MEGABYTE:
            raise DocumentError(FailureCategory.TOO_LARGE, f"{path.stat().st_size} bytes")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(FailureCategory.UNREADABLE, error.strerror or "") from error


def read_document(data: bytes, source: SourceFile, settings: Settings) -> Document:
    """Read one file.

    Args:
        data: its bytes.
        source: its record; the type is told from the ending of its path, then checked against the bytes.
        settings: limits.

    Returns:
        The document.

    Raises:
        DocumentError: with the category that says why it cannot be read.
    """
    from curranalyser.language import detect_language  # noqa: PLC0415 heavy

    suffix = Path(source.path).suffix.lower()
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    if suffix == ".pdf":
        from curranalyser.read.pdf import read_pdf  # noqa: PLC0415 heavy

        blocks, pages, extractor, notes = read_pdf(data, settings.max_pages)
    elif suffix in (".txt", ".md"):
        from curranalyser.read.text import read_text_blocks  # noqa: PLC0415 light, but symmetrical

        (blocks, notes), pages, extractor = read_text_blocks(data, suffix == ".md"), 1, "text"
    elif suffix == ".docx":
        from curranalyser.read.docx import read_docx_blocks  # noqa: PLC0415 heavy

        (blocks, pages, notes), extractor = read_docx_blocks(data), "docx"
    elif suffix in (".html", ".htm"):
        from curranalyser.read.html import read_html_blocks  # noqa: PLC0415 rarely needed

        (blocks, notes), pages, extractor = read_html_blocks(data), 1, "html"
    else:
        raise DocumentError(FailureCategory.UNSUPPORTED_FORMAT, suffix or "no ending")
    body = " ".join(line.text for line in islice(lines_of(blocks), 400) if len(line.text) > 25)
    return Document(source, blocks, pages, detect_language(body), extractor, notes)


def read_table_rows(data: bytes, source: SourceFile, settings: Settings) -> tuple[TableRow, ...]:
    """Read a table with one course a row; see `curranalyser.read.table.read_table`."""
    from curranalyser.read.table import read_table  # noqa: PLC0415 rarely needed

    return read_table(data, source, settings)
