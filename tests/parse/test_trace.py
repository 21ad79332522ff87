"""What each block of a document was taken for: nothing vanishes, and what was found is shown."""

import re
from pathlib import Path

import pytest

from curranalyser.datamodel import Document, OmissionKind, Role, SectionKind, Syllabus, Taken
from curranalyser.errors import DocumentError
from curranalyser.parse import parse_document
from curranalyser.parse.syllabus import parse_anyway
from curranalyser.parse.trace import trace_blocks
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

SHARED = Path(__file__).resolve().parents[3] / "shared" / "real"


def squeezed(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text).lower()  # the numbers of headings are not shown


def read(data: bytes, name: str) -> Document:
    return read_document(data, describe_source(data, name), Settings())


def understood(document: Document) -> tuple[Syllabus, ...]:
    try:
        return parse_document(document)
    except DocumentError:
        return ()


def vanished(document: Document, blocks: tuple[Taken, ...]) -> list[str]:
    """Return the lines of a document whose words no block of their page has."""
    shown: dict[int, str] = {}
    for block in blocks:
        shown[block.page] = shown.get(block.page, "") + squeezed(block.text)
    return [line.text for line in document.lines if squeezed(line.text) not in shown.get(line.page, "")]


def test_nothing_of_the_sample_vanishes_and_every_outcome_is_shown(sample: Path) -> None:
    for file in sorted(sample.rglob("*.pdf")):
        document = read(file.read_bytes(), file.name)
        syllabi = understood(document)
        blocks = trace_blocks(document, syllabi)
        assert not vanished(document, blocks), file.name
        shown = {block.outcome for block in blocks if block.role is Role.OUTCOME}
        assert shown == {outcome.id for syllabus in syllabi for outcome in syllabus.outcomes}, file.name


SET_ASIDE = """Schema för våren

Måndag

Genomgång av uppgifterna i sal B12.

Lärandemål

Efter kursen ska studenten kunna

- rita en karta över hamnen
- mäta vattnets djup
"""


def test_the_parts_of_a_file_that_was_set_aside_are_shown() -> None:
    document = read(SET_ASIDE.encode(), "schema.txt")
    assert understood(document) == ()
    blocks = trace_blocks(document, (parse_anyway(document),))
    assert not vanished(document, blocks)
    roles = [(block.role, block.section) for block in blocks if block.section is SectionKind.OUTCOMES]
    assert roles == [
        (Role.HEADING, SectionKind.OUTCOMES),
        (Role.LEAD_IN, SectionKind.OUTCOMES),
        (Role.OUTCOME, SectionKind.OUTCOMES),
        (Role.OUTCOME, SectionKind.OUTCOMES),
    ]


TWICE = """# Kursplan

Kurskod: BK1107
Kursens namn: Biodlingens grunder
Högskolepoäng: 7,5 hp

## Lärandemål

Efter avslutad kurs ska studenten kunna

- beskriva ett bisamhälles år från vår till vinter
- tolka drottningens äggläggning
- beskriva ett bisamhälles år från vår till vinter

## Innehåll

Kupans delar. Tolka drottningens äggläggning.
"""


def test_a_field_is_named_and_what_is_left_out_says_why() -> None:
    document = read(TWICE.encode(), "bk1107.md")
    blocks = trace_blocks(document, understood(document))
    assert not vanished(document, blocks)
    fields = {block.field: block.text for block in blocks if block.role is Role.FIELD}
    assert fields["code"] == "Kurskod: BK1107"
    assert fields["title"] == "Kursens namn: Biodlingens grunder"
    assert fields["credits"] == "Högskolepoäng: 7,5 hp"
    outcomes = [block for block in blocks if block.role is Role.OUTCOME]
    assert [block.outcome for block in outcomes] == ["sv-1", "sv-2"]
    [again] = [block for block in blocks if block.role is Role.OMITTED]
    assert again.omission is OmissionKind.REPEATED
    assert blocks.index(again) > blocks.index(outcomes[1])


def test_an_empty_document_has_no_blocks() -> None:
    assert trace_blocks(Document(describe_source(b"", "empty.txt"), (), 1, None, "text"), ()) == ()


@pytest.mark.real
def test_little_of_real_syllabi_vanishes() -> None:
    files = sorted((SHARED / "pdf").glob("*.pdf"))[:10] + sorted((SHARED / "files").glob("*"))
    if not files:
        pytest.skip("no real documents here")
    lines = lost = 0
    for file in files:
        try:
            document = read(file.read_bytes(), file.name)
        except DocumentError:
            continue
        if document.pages > 40:
            continue
        lines += len(document.lines)
        lost += len(vanished(document, trace_blocks(document, understood(document))))
    assert lost <= 0.02 * lines


def test_a_heading_that_a_sentence_names_is_no_evidence_of_the_language() -> None:
    text = (
        "Kursplan\n\nVassbruk\n\nKurskod: VAS101\n\nLärandemål\n\nEfter kursen ska studenten kunna\n\n"
        "- skörda vass\n- binda en kvast\n\nUndervisning\n\nPå våren ute\n\n"
        "Kursen ges på engelska när den läses på våren ute vid sjön.\n"
    )
    document = read(text.encode(), "vass.txt")
    blocks = trace_blocks(document, understood(document))
    told = [block.text for block in blocks if block.role is Role.INSTRUCTION]
    assert told == ["Kursen ges på engelska när den läses på våren ute vid sjön."]


def test_the_second_line_of_an_outcome_is_its_own_though_another_ends_so() -> None:
    text = (
        "<h1>Orgelpipans akustik</h1><p>Kurskod: OR1204, 5 hp</p>"
        "<p>Kursen behandlar orgelpipans akustik från antikens vattenorgel till våra dagars konsertsalar</p>"
        "<h2>Lärandemål</h2><p>Studenten ska kunna</p>"
        "<ul><li>klangliga ekvationer</li><li>använda serier för att lösa klangliga ekvationer</li>"
        "<li>använda transformer för att lösa<br>klangliga ekvationer</li></ul>"
    )
    document = read(text.encode(), "kurs.html")
    blocks = trace_blocks(document, understood(document))

    told = [(block.outcome, block.text) for block in blocks if block.role is Role.OUTCOME]
    assert [name for name, _ in told] == ["sv-1", "sv-2", "sv-3"]
    # A sentence that names the subject is no title.
    assert [block.text for block in blocks if block.field == "title"] == ["Orgelpipans akustik"]
