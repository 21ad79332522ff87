"""Read: the bytes of a file → Document."""

from pathlib import Path

from curranalyser.datamodel import Document, SourceFile
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.language import detect_language
from curranalyser.read.sources import describe_source, find_files
from curranalyser.settings import Settings

__all__ = ["describe_source", "find_files", "load_bytes", "read_document"]

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
    suffix = Path(source.path).suffix.lower()
    if suffix == ".pdf":
        from curranalyser.read.pdf import read_pdf_lines  # noqa: PLC0415 heavy

        lines, pages, extractor, notes = read_pdf_lines(data, settings.max_pages)
    elif suffix in (".txt", ".md"):
        from curranalyser.read.text import read_text_lines  # noqa: PLC0415 light, but symmetrical

        lines, pages, extractor, notes = read_text_lines(data, suffix == ".md"), 1, "text", ()
    else:
        raise DocumentError(FailureCategory.UNSUPPORTED_FORMAT, suffix or "no ending")
    body = " ".join(line.text for line in lines[:400] if len(line.text) > 25)
    return Document(source, lines, pages, detect_language(body), extractor, notes)
