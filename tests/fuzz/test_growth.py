"""Text and pages that nobody writes cost time in proportion to their length.

No file is stopped at a limit for the sake of our own searches.
"""

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

import block_inputs
import pytest
from block_inputs import INPUTS
from small_pdf import pdf_text, write_pdf

from curranalyser.analyse import analyse_syllabus, load_stage
from curranalyser.classify import Classifier
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.read.normalise import normalise_text
from curranalyser.settings import Settings

pytestmark = pytest.mark.slow

HEAD = (
    "Kursplan\nKurskod: ABC123\nJämförande fältlära, 7,5"
    " hp\nUndervisningsspråk\nSvenska\nFörkunskapskrav\nGrundläggande\nInnehåll\nKursen tar upp"
    " fält\nExamination\nTentamen\nLärandemål\nEfter avslutad kurs ska studenten kunna\n"
)
# Most of them took minutes before the searches in question were bounded, and four times as long for twice the
# length.
TEXTS = {
    "one letter": "a" * 60_000,
    "hyphens": "-" * 60_000,
    "brackets": "(" * 60_000,
    "quotes": "”" * 30_000,
    "accents": "a" + "\u0301" * 30_000,
    "broken words": "konfigu-\n" * 8_000,
    "broken capitals": "EU-\n" * 12_000,
    "slashes": "fält/\n" * 12_000,
    "no full stop": "fält länder\n" * 12_000,
    "sections": "Lärandemål\nfält\nInnehåll\nExamination\nTentamen\n" * 2_000,
    "lines": "".join(f"redogöra för fält {number} och länder\n" for number in range(12_000)),
    "items": "".join(f"- jämföra fält {number}\n" for number in range(2_000)),
}
# (ending of the file, what is said again and again): each is one kind of step of the reader.
MARKUP = {
    "emphasis": (".md", "**a"),
    "pictures": (".md", "!["),
    "table": (".md", "| a | b |\n"),
    "items": (".md", "  - a\n"),
    "hidden": (".html", "<p hidden>a</p>"),
    "buttons": (".html", "<button aria-expanded=false>a</button><div hidden><p>aa</p></div>"),
    "tabs": (".html", "<a href='#a' role=tab>a</a><div id=a>"),
    "raised": (".html", "<sup>1</sup>"),
    "headings": (".html", "<h1>a - b - c</h1><footer>c<header>"),
    "notes": (".txt", "länder¹²,"),
}
PROGRAMME = (
    "Utbildningsplan\nProgram i fältlära, 180 hp\nInnehåll\nFält\nLärandemål\nStudenten ska kunna\n- jämföra"
    " fält\nKurser\nTermin 1\n"
)
WIDE = (
    b"BT /F1 9 Tf %d %d Td (rad som gar over hela sidans bredd utan avbrott och utan slut, om falt och om"
    b" annat) Tj ET\n"
)
PAIR = b"BT /F1 9 Tf 20 %d Td (Etikett) Tj ET BT /F1 9 Tf 260 %d Td (varde) Tj ET\n"


def bands(count: int) -> bytes:
    """A page of so many tables under each other, with a line of text between them."""
    return b"".join(
        WIDE % (20, 14000 - 48 * number)
        + b"".join(PAIR % ((14000 - 48 * number - 12 * row,) * 2) for row in (1, 2, 3))
        for number in range(count)
    )


def bullets(count: int) -> bytes:
    """A page with so many drawn bullets and as many texts, all on a few lines."""
    drawn = b"".join(b"%d %d 3 3 re f\n" % (50 + number % 7, 400 + number % 40) for number in range(count))
    return drawn + b"".join(
        b"BT /F1 9 Tf %d %d Td (falt) Tj ET\n" % (60 + 3 * (number % 150), 400 + number % 40)
        for number in range(count)
    )


def turned(count: int) -> bytes:
    """A page without a readable word, and so many that are turned.

    Enough to keep the second reader busy for minutes.
    """
    return b"BT /F1 9 Tf 0 1 -1 0 50 700 Tm (" + b"falt " * count + b") Tj ET"


def shapes(count: int) -> bytes:
    """A page without text that draws so many shapes."""
    return b"".join(b"%d %d 9 3 re f\n" % (number % 500, number % 800) for number in range(count))


# Twice the input costs twice the steps, and a little for what depends on its length by a logarithm.
MOST_GROWTH = 2.3
# What a file that nobody writes may be refused for.
REFUSED = (FailureCategory.UNREADABLE, FailureCategory.TOO_LARGE, FailureCategory.NO_TEXT)
PAGES = {"bands": lambda: bands(1500), "bullets": lambda: bullets(4000)}
WITHOUT_TEXT = {"turned": lambda: turned(400_000), "shapes": lambda: shapes(150_000)}


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load_stage(Settings())[1]


def seconds(name: str, data: bytes, classifier: Classifier) -> float:
    """Return the processor time that read, parse and classify take."""
    begun = time.process_time()
    try:
        for syllabus in parse_document(read_document(data, describe_source(data, name), Settings())):
            analyse_syllabus(syllabus, classifier)
    except DocumentError:
        pass
    return time.process_time() - begun


def steps(name: str, data: bytes) -> int:
    """Count the lines of Python that reading and parsing run: the same each time, whatever the machine does.

    A loop within a call to a library in C is not seen.
    """
    count = 0

    def trace(frame: FrameType, event: str, value: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse_document(read_document(data, describe_source(data, name), Settings()))
    except DocumentError:
        pass
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", TEXTS)
def test_endless_text(name: str, classifier: Classifier) -> None:
    assert seconds("endless.txt", (HEAD + TEXTS[name]).encode(), classifier) < 12


@pytest.mark.parametrize("name", MARKUP)
def test_endless_markup(name: str, classifier: Classifier) -> None:
    ending, step = MARKUP[name]
    assert seconds(f"endless{ending}", (HEAD + step * 5_000).encode(), classifier) < 12


def test_a_programme_of_many_courses(classifier: Classifier) -> None:
    listed = "".join(f"AB{number:04} Kurs i fält {number}, 7,5 hp\n" for number in range(9000))
    assert seconds("long.txt", (PROGRAMME + listed).encode(), classifier) < 12


@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)
def test_packed_pages(make: Callable[[], bytes], classifier: Classifier) -> None:
    assert seconds("packed.pdf", write_pdf(pdf_text(*HEAD.split("\n")), make()), classifier) < 12


@pytest.mark.parametrize("make", WITHOUT_TEXT.values(), ids=WITHOUT_TEXT)
def test_the_second_reading_is_for_what_it_can_get_through(
    make: Callable[[], bytes], classifier: Classifier
) -> None:
    assert seconds("drawn.pdf", write_pdf(make()), classifier) < 12


@pytest.mark.parametrize("name", INPUTS)
def test_blocks_cost_in_proportion_to_their_number(name: str) -> None:
    given = INPUTS[name]
    file = f"endless.{given.ending}"
    steps(file, given.make(given.counted))  # what is met for the first time is loaded
    once, twice = (steps(file, given.make(count)) for count in (given.counted, 2 * given.counted))
    assert 0 < twice < MOST_GROWTH * once


@pytest.mark.parametrize("name", INPUTS)
def test_blocks_without_end_are_read_or_named_and_no_word_is_lost(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, said = INPUTS[name], set()
    words = block_inputs.words

    def remembered(number: int) -> str:
        said.add(words(number).split()[-2])
        return words(number)

    monkeypatch.setattr(block_inputs, "words", remembered)
    data = given.make(given.full)
    begun = time.process_time()
    try:
        document = read_document(data, describe_source(data, f"endless.{given.ending}"), Settings())
    except DocumentError as error:
        assert error.category in REFUSED
        return
    with suppress(DocumentError):
        parse_document(document)
    assert time.process_time() - begun < 12
    read = {word for line in document.lines for word in line.text.split()}
    assert said <= read or FailureCategory.NESTED_TOO_DEEP in document.notes


def test_a_word_without_end_is_cut_and_others_are_not() -> None:
    address = "https://example.org/" + "a" * 250
    assert normalise_text(f"se {address} och mer") == f"se {address} och mer"
    assert normalise_text("a" * 700) == " ".join(("a" * 300, "a" * 300, "a" * 100))
