"""PDF → Document: pdfium first, pdfplumber as a second reading where the first is doubtful."""

import io
import logging
from collections.abc import Callable

from curranalyser.datamodel import Block, Line, TextBlock
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.fastpath import is_small, read_lines
from curranalyser.read.grids import to_blocks
from curranalyser.read.line_numbers import without_line_numbers
from curranalyser.read.normalise import normalise_run
from curranalyser.read.pictures import PdfFacts
from curranalyser.read.soft_hyphens import join_soft_hyphens
from curranalyser.read.watermarks import without_watermarks

# A share of broken characters above this marked all broken files and no healthy one among some hundred
# collected ones.
GARBLED_SHARE = 0.015
_MIN_CHARACTERS_PER_PAGE = 10
_HEAD = 1024
_MAGIC = b"%PDF-"
_RUN_ATTRIBUTES = ["fontname", "size"]
# Measured: pdfplumber's default (3 points) glues words in every fifth real file, this share of the font size
# in every twentieth.
_X_TOLERANCE_RATIO = 0.15
_CELL_GAP = 1.45
# The second reader needs a tenth of a millisecond a character or drawn object, and up to fifty microseconds a
# byte of what a page draws.
_MAX_PAGES, _MAX_CONTENT, _MAX_BYTES = 50, 100_000, 1_000_000


def check_head(data: bytes) -> None:
    """Raise DocumentError where the bytes cannot be a PDF: empty, or another type of file under its name."""
    if not data.strip():
        raise DocumentError(FailureCategory.EMPTY_FILE)
    if _MAGIC not in data[:_HEAD]:
        raise DocumentError(FailureCategory.NOT_A_PDF, f"begins with {data[:16]!r}")


def _plumber_lines(data: bytes) -> tuple[Line, ...]:
    """Read runs with pdfplumber's words: slower, with another idea of characters and spaces."""
    import pdfplumber  # noqa: PLC0415 slow to import, rarely needed
    from pdfminer.pdftypes import stream_value  # noqa: PLC0415 likewise

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    lines: list[Line] = []
    left = _MAX_BYTES
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            left -= sum(len(stream_value(part).get_data()) for part in page.page_obj.contents)
            if left < 0:
                return ()
            words = page.extract_words(x_tolerance_ratio=_X_TOLERANCE_RATIO, extra_attrs=_RUN_ATTRIBUTES)
            run: list[dict[str, float | str]] = []
            for word in words:
                if run and not _same_run(run[-1], word):
                    lines.append(_plumber_run(run, page.page_number))
                    run = []
                run.append(word)
            if run:
                lines.append(_plumber_run(run, page.page_number))
            page.close()
    return tuple(lines)


def _same_run(last: dict[str, float | str], word: dict[str, float | str]) -> bool:
    size = float(word["size"])
    gap = float(word["x0"]) - float(last["x1"])
    level = abs(float(word["top"]) - float(last["top"])) < 0.4 * size
    return (
        level
        and -size < gap < _CELL_GAP * size
        and last["fontname"] == word["fontname"]
        and abs(float(last["size"]) - size) < 0.2
    )


def _plumber_run(run: list[dict[str, float | str]], number: int) -> Line:
    first, last = run[0], run[-1]
    name = str(first["fontname"]).lower()
    text = " ".join(str(word["text"]) for word in run)
    line = Line(
        text,
        number,
        round(float(first["x0"]), 1),
        round(float(last["x1"]), 1),
        round(float(first["top"]), 1),
        round(float(first["size"]), 1),
        any(mark in name for mark in ("bold", "black", "heavy", "cmbx")),
    )
    return normalise_run(line)


def _guarded(read: Callable[[bytes], tuple[Line, ...]], data: bytes) -> tuple[Line, ...]:
    """Run the second reader; whatever it raises on a damaged file means that it has nothing to add."""
    try:
        return read(data)
    except Exception:  # pdfminer leaks TypeError, IndexError and more on damaged files
        return ()


def read_pdf(
    data: bytes, max_pages: int, facts: PdfFacts | None = None
) -> tuple[tuple[Block, ...], int, str, tuple[str, ...]]:
    """Read a PDF.

    Args:
        data: its bytes.
        max_pages: a file with more pages is refused.
        facts: is told what is found beside the lines.

    Returns:
        The text with the tables that rules show, the number of pages, the name of the extractor, and notes.

    Raises:
        DocumentError: empty, not a PDF, damaged, encrypted, without text, gibberish, or too long.
    """
    check_head(data)
    lines, pages, broken, grids = read_lines(data, max_pages, facts)
    lines = _tidied(lines)
    if broken <= GARBLED_SHARE and sum(len(line.text) for line in lines) >= _MIN_CHARACTERS_PER_PAGE:
        notes = (f"{broken:.1%} of the characters are broken",) if broken > GARBLED_SHARE / 3 else ()
        return to_blocks(lines, grids), pages, "pdfium", notes
    second = _guarded(_plumber_lines, data) if pages <= _MAX_PAGES and is_small(data, _MAX_CONTENT) else ()
    characters = sum(len(line.text) for line in second)
    if characters < _MIN_CHARACTERS_PER_PAGE:
        if broken > GARBLED_SHARE:
            raise DocumentError(FailureCategory.GARBLED_TEXT, f"{broken:.1%} broken characters")
        raise DocumentError(FailureCategory.NO_TEXT_LAYER, f"{pages} pages, {characters} characters")
    unmapped = sum(line.text.count("(cid:") for line in second) * 5
    unmapped += sum(
        not (character.isprintable() or character.isspace()) or character == "\ufffd"
        for line in second
        for character in line.text
    )
    if broken > GARBLED_SHARE and (unmapped / characters > GARBLED_SHARE or not _readable(second)):
        raise DocumentError(FailureCategory.GARBLED_TEXT, f"{broken:.1%} broken characters")
    return (
        (TextBlock(_tidied(second)),),
        max(pages, second[-1].page),
        "pdfplumber",
        ("read a second time: the first reading was doubtful",),
    )


def _tidied(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Leave out what is printed over or beside the text, and mend words that are parted."""
    return join_soft_hyphens(without_line_numbers(without_watermarks(lines)))


def _readable(lines: tuple[Line, ...]) -> bool:
    """Whether the text has the letters of a European language in the proportion that text has."""
    text = "".join(line.text for line in lines).lower()
    letters = sum(character.isalpha() for character in text)
    vowels = sum(text.count(vowel) for vowel in "aeiouyåäöæøáéíóúü")
    return letters > 0.5 * len(text.replace(" ", "")) and 0.25 < vowels / max(letters, 1) < 0.6
