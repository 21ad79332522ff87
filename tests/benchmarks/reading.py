"""Time reading and parsing against other ways of getting text out of the same PDFs, in one run.

    python tests/benchmarks/reading.py FOLDER [--rounds N] [--pages N]

Prints pages per second of CPU time and the ratio to pdfplumber's extract_text: medians of interleaved rounds.
The sample corpus is the default folder.
"""

import argparse
import ctypes
import gc
import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from curranalyser.errors import DocumentError
from curranalyser.language import language_scores
from curranalyser.language_profiles import word_likelihood
from curranalyser.parse import parse_document
from curranalyser.parse.fields import codes
from curranalyser.parse.fields.header import clean_title
from curranalyser.parse.instruction import slips
from curranalyser.parse.instruction.fields import names_field
from curranalyser.parse.instruction.mentions import mark
from curranalyser.parse.page.table_head import column_of
from curranalyser.parse.words import leadin
from curranalyser.parse.words.headings import field_name, knowledge_form, normalise_heading, section_kind
from curranalyser.parse.words.spelling import is_misspelt_outcomes, misspelt_label, misspelt_section
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

SETTINGS = Settings()
# What is remembered from text to text; each round begins without it.
CACHED = (
    language_scores,
    word_likelihood,
    normalise_heading,
    section_kind,
    field_name,
    knowledge_form,
    column_of,
    is_misspelt_outcomes,
    misspelt_section,
    misspelt_label,
    names_field,
    mark,
    slips._mended,
    leadin._begins_as_lead_in,
    clean_title,
    codes._codes_of_line,
)


def raw_text(data: bytes) -> None:
    """All text of a PDF by one pdfium call a page: the lower bound."""
    document = pdfium.PdfDocument(data)
    for index in range(len(document)):
        page = raw.FPDF_LoadPage(document.raw, index)
        text_page = raw.FPDFText_LoadPage(page)
        count = raw.FPDFText_CountChars(text_page)
        buffer = (ctypes.c_ushort * (count + 1))()
        raw.FPDFText_GetText(text_page, 0, count, buffer)
        bytes(buffer).decode("utf-16-le", "replace")
        raw.FPDFText_ClosePage(text_page)
        raw.FPDF_ClosePage(page)
    document.close()


def ours_read(data: bytes) -> None:
    """Read a PDF into lines with place, size and weight."""
    read_document(data, describe_source(data, "file.pdf"), SETTINGS)


def ours_whole(data: bytes) -> None:
    """Read and parse a PDF."""
    document = read_document(data, describe_source(data, "file.pdf"), SETTINGS)
    try:
        parse_document(document)
    except DocumentError:
        return


def plumber_text(data: bytes) -> None:
    """pdfplumber's extract_text."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()


def timed(way: Callable[[bytes], None], files: list[bytes]) -> float:
    """Return CPU seconds for all files.

    Caches of our own are emptied first, so that every round is a first round.
    """
    for cached in CACHED:
        cached.cache_clear()
    begin = time.process_time()
    for data in files:
        way(data)
    return time.process_time() - begin


def main() -> None:
    """Run the rounds and print the table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", nargs="?", type=Path, default=Path("corpus/syllabi"))
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--pages", type=int, default=400, help="take files until there are so many pages")
    chosen = options.parse_args()
    files: list[bytes] = []
    pages = 0
    for path in sorted(chosen.folder.rglob("*.pdf")):
        data = path.read_bytes()
        try:
            count = len(pdfium.PdfDocument(data))
            read_document(data, describe_source(data, path.name), SETTINGS)
        except (pdfium.PdfiumError, DocumentError):
            continue
        if pages + count > chosen.pages:
            continue
        pages += count
        files.append(data)
    ways = {
        "raw pdfium text": raw_text,
        "ours, read": ours_read,
        "ours, read and parse": ours_whole,
        "pdfplumber extract_text": plumber_text,
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    gc.collect()
    gc.disable()  # for every way alike: the memory of a round is small
    for _ in range(chosen.rounds):
        for name, way in ways.items():
            times[name].append(timed(way, files))
    base = statistics.median(times["pdfplumber extract_text"])
    lowest = statistics.median(times["raw pdfium text"])
    print(f"{len(files)} files, {pages} pages, {chosen.rounds} rounds, medians")
    print("| way | pages/s | x pdfplumber extract_text | x time of raw pdfium |\n|---|---|---|---|")
    for name, values in times.items():
        middle = statistics.median(values)
        print(f"| {name} | {pages / middle:.0f} | {base / middle:.1f} | {middle / lowest:.2f} |")


if __name__ == "__main__":
    main()
