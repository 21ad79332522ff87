"""Read: the bytes of a file → Document."""

import os
from itertools import islice
from pathlib import Path, PurePosixPath

from curranalyser.datamodel import Block, Document, Failure, SourceFile, TableRow, lines_of
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.folder import PAGE_MARK
from curranalyser.read.catalogue import (
    Catalogue,
    find_catalogue,
    find_page_catalogue,
    read_catalogue,
    seen_in,
)
from curranalyser.read.endings import (
    DATA_ENDINGS,
    OPEN_DOCUMENT_ENDINGS,
    PAGE_ENDINGS,
    PLAIN_ENDINGS,
    WORD_ENDINGS,
    ending_of,
    may_be_data,
    unread_category,
)
from curranalyser.read.names import shown_name
from curranalyser.read.sources import FoundFiles, describe_source, find_files, holds_many, is_page, is_table
from curranalyser.regular import NotRegularError, open_regular
from curranalyser.settings import Settings

__all__ = [
    "MEGABYTE",
    "Catalogue",
    "FoundFiles",
    "describe_source",
    "find_catalogue",
    "find_files",
    "find_page_catalogue",
    "holds_many",
    "is_page",
    "is_table",
    "load_bytes",
    "may_be_data",
    "megabytes_of",
    "read_catalogue",
    "read_document",
    "read_table_rows",
    "seen_in",
    "shown_name",
    "within_size",
]

MEGABYTE = 1_000_000
# Bytes in which the mark of a page that the tool wrote stands.
_HEAD = 1000


def megabytes_of(shown: str, settings: Settings) -> int:
    """Return the limit on the size of a file of this name: a catalogue has one of its own."""
    if ending_of(shown) in DATA_ENDINGS:
        return settings.max_catalogue_megabytes
    return settings.max_megabytes


def load_bytes(path: Path, settings: Settings) -> bytes:
    """Return the bytes of a file.

    Raises:
        DocumentError: it cannot be opened, is no regular file, or is larger than the limit.
    """
    try:
        limit = megabytes_of(path.name, settings) * MEGABYTE
        with open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                raise DocumentError(FailureCategory.TOO_LARGE, f"{size} bytes")
            data = file.read(limit + 1)
    except NotRegularError as error:
        raise DocumentError(FailureCategory.NO_REGULAR_FILE) from error
    except PermissionError as error:
        raise DocumentError(FailureCategory.NOT_PERMITTED, error.strerror or "") from error
    except OSError as error:
        raise DocumentError(FailureCategory.UNREADABLE, error.strerror or "") from error
    if len(data) > limit:  # it grew meanwhile
        raise DocumentError(FailureCategory.TOO_LARGE, f"more than {limit} bytes")
    return data


def within_size(data: bytes, settings: Settings, shown: str = "") -> bytes:
    """Return the bytes of a file as they are.

    Args:
        data: of the file.
        settings: limits.
        shown: its path as shown: a catalogue has a limit of its own. "" takes that of documents and tables.

    Raises:
        DocumentError: they are more than the limit.
    """
    if len(data) > megabytes_of(shown, settings) * MEGABYTE:
        raise DocumentError(FailureCategory.TOO_LARGE, f"{len(data)} bytes")
    return data


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

    suffix = ending_of(PurePosixPath(source.path).name)
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    recognised: tuple[int, ...] = ()
    if suffix == ".pdf":
        from curranalyser.read.pdf_pages import read_pdf_pages  # noqa: PLC0415 heavy

        read = read_pdf_pages(data, source, settings)
        blocks, pages, extractor, notes = read.blocks, read.pages, read.extractor, read.notes
        failures, recognised = read.failures, read.recognised
    elif suffix in PLAIN_ENDINGS:
        from curranalyser.read.text import read_text_blocks  # noqa: PLC0415 light, but symmetrical

        (blocks, notes), pages, extractor = read_text_blocks(data, suffix != ".txt"), 1, "text"
    elif suffix in WORD_ENDINGS:
        from curranalyser.read.docx import read_docx_blocks  # noqa: PLC0415 heavy
        from curranalyser.read.word_package import named_otherwise  # noqa: PLC0415 rarely needed

        (blocks, pages, notes), extractor = read_docx_blocks(data), "docx"
        if named_otherwise(data, suffix):
            notes = (*notes, FailureCategory.NAMED_OTHERWISE)
    elif suffix in OPEN_DOCUMENT_ENDINGS:
        from curranalyser.read.odt import read_odt_blocks  # noqa: PLC0415 rarely needed

        (blocks, pages), extractor = read_odt_blocks(data), "odt"
    elif suffix == ".rtf":
        from curranalyser.read.rtf import read_rtf_blocks  # noqa: PLC0415 rarely needed

        (blocks, pages, notes), extractor = read_rtf_blocks(data), "rtf"
    elif suffix in PAGE_ENDINGS:
        from curranalyser.read.html import read_html_blocks  # noqa: PLC0415 rarely needed

        if PAGE_MARK.encode() in data[:_HEAD]:
            raise DocumentError(FailureCategory.OWN_OUTPUT)
        (blocks, notes), pages, extractor = read_html_blocks(data), 1, "html"
    else:
        raise DocumentError(unread_category(suffix), suffix or "no ending")
    body = " ".join(line.text for line in islice(lines_of(blocks), 400) if len(line.text) > 25)
    return Document(source, blocks, pages, detect_language(body), extractor, notes, failures, recognised)


def read_table_rows(data: bytes, source: SourceFile, settings: Settings) -> tuple[TableRow, ...]:
    """Read a table with one course a row; see `curranalyser.read.table.read_table`."""
    from curranalyser.read.table import read_table  # noqa: PLC0415 rarely needed

    return read_table(data, source, settings)
