import pytest

from curranalyser.datamodel import Document, Line, SourceFile, TableBlock, TableCell, TextBlock
from curranalyser.parse.page.broken_lead_ins import with_whole_lead_ins


def document(*lines: str, extractor: str = "html", in_cell: bool = False) -> Document:
    block = TextBlock(tuple(Line(text, 1, 60.0, 100.0, 14.0 * row) for row, text in enumerate(lines)))
    whole = TableBlock((TableCell(0, 0, (block,)),)) if in_cell else block
    return Document(SourceFile("a.html", "", 1), (whole,), 1, "sv", extractor)


@pytest.mark.parametrize("in_cell", [False, True])
@pytest.mark.parametrize(
    "lines",
    [
        ("Efter avslutad kurs ska den", "som har läst den", "kunna"),
        ("Efter kursen ska studenten, med egna ord", "och egna bilder, kunna:"),
        ("On completion of the course", "students should be able to:"),
    ],
)
def test_a_lead_in_over_several_lines_is_one_line(lines: tuple[str, ...], in_cell: bool) -> None:
    read = with_whole_lead_ins(document(*lines, in_cell=in_cell))
    assert [line.text for line in read.lines] == [" ".join(lines)]


@pytest.mark.parametrize(
    "lines",
    [
        # The first line leads in, and what follows are items.
        ("Studenten ska efter kursen kunna", "hyvla ek", "förklara hur man väljer virke:"),
        ("Efter kursen ska studenten", "redogöra för virke", "jämföra verktyg:"),
        # No sentence that goes on.
        ("Kursen ges på distans.", "Efter kursen ska studenten kunna:"),
        ("Efter kursen ska studenten", "Kunskap:"),
        # No lead-in.
        ("Kursen tar upp ek", "och björk med mera:"),
        # More lines than a sentence has.
        ("Efter kursen ska den", "som", "har", "läst", "den", "nu", "kunna"),
    ],
)
def test_other_lines_stay_as_they_are(lines: tuple[str, ...]) -> None:
    given = document(*lines)
    assert with_whole_lead_ins(given) is given


def test_lines_of_printed_pages_wrap_and_stay_as_they_are() -> None:
    given = document("Efter avslutad kurs ska den", "som har läst den kunna", extractor="pdfium")
    assert with_whole_lead_ins(given) is given
