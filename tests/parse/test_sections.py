"""Sections of outcomes: what begins one, what in it is an outcome, and what was left out and is said."""

import pytest

from curranalyser.datamodel import Line, Omission, OmissionKind, SourceFile, Syllabus
from curranalyser.errors import DocumentError
from curranalyser.parse import parse_document
from curranalyser.parse.page.rows import group_rows, on_one_row
from curranalyser.parse.words.asides import is_placeholder, is_unfinished, refers_elsewhere
from curranalyser.parse.words.spelling import is_misspelt_outcomes
from curranalyser.read import read_document
from curranalyser.settings import Settings

HEAD = "# Kursplan: Murning i världen, 7,5 hp\n\nKurskod: MUR100\n\n"
TAIL = "\n\n## Innehåll\n\nKursen behandlar murar.\n"


def syllabus(markdown: str) -> Syllabus:
    document = read_document(markdown.encode(), SourceFile("x.md", "", 0), Settings())
    [found] = parse_document(document)
    return found


def outcomes(section: str, heading: str = "Lärandemål") -> list[str]:
    found = syllabus(f"{HEAD}## {heading}\n\n{section}{TAIL}")
    return [outcome.text for outcome in found.outcomes]


@pytest.mark.parametrize(
    "heading",
    ["Lärandemåll", "Larandemål", "Förväntade studiersultat", "Learnings outcomes", "Lernig outcomes"],
)
def test_a_misspelt_heading_counts_above_a_lead_in(heading: str) -> None:
    section = "Efter kursen ska studenten kunna\n\n- mura en båge\n- jämföra murbruk"
    assert outcomes(section, heading) == ["mura en båge", "jämföra murbruk"]


def test_a_misspelt_heading_without_a_lead_in_begins_no_section() -> None:
    with pytest.raises(DocumentError):
        syllabus(f"{HEAD}## Lärandemåll\n\n- mura en båge\n- jämföra murbruk{TAIL}")


@pytest.mark.parametrize("heading", ["Mat", "Kursmat", "Lärare", "Course content", "Course roles"])
def test_another_word_is_no_misspelt_heading(heading: str) -> None:
    assert not is_misspelt_outcomes(heading)


@pytest.mark.parametrize(
    "sentence",
    [
        "Se utbildningsplanen.",
        "Lärandemålen framgår av bilagan.",
        "See the programme syllabus.",
        "The intended learning outcomes are stated in the study guide.",
        "Læringsutbyttet står i fagplanen.",
    ],
)
def test_a_sentence_that_only_refers_elsewhere_is_known(sentence: str) -> None:
    assert refers_elsewhere(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "se samband mellan murar och klimat",
        "redogöra för de krav som anges i lagen",
        "Känna till vad som framgår av en ritning.",
        "The student can see the limits of a method.",
    ],
)
def test_an_outcome_that_speaks_of_seeing_or_stating_is_none(sentence: str) -> None:
    assert not refers_elsewhere(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "Klicka eller tryck här för att ange text.",
        "Click here to enter text.",
        "[Skriv lärandemål här]",
        "[Insert learning outcomes]",
        "<fyll i>",
        "Klikk eller trykk her for å skrive inn tekst.",
    ],
)
def test_a_placeholder_is_known(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["skriv en rapport på engelska", "(skriva brev)", "[LO1]", "[1] mura en båge"]
)
def test_an_outcome_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


def test_a_placeholder_is_named_in_the_notes_and_not_counted() -> None:
    found = syllabus(
        f"{HEAD}## Lärandemål\n\nEfter kursen ska studenten kunna\n\n- mura en båge\n- [Ange fler mål]{TAIL}"
    )
    assert [outcome.text for outcome in found.outcomes] == ["mura en båge"]
    assert found.omissions == (Omission(OmissionKind.PLACEHOLDER, 1, ("[Ange fler mål]",), 1),)


def test_an_outcome_that_stands_twice_is_counted_once_and_said() -> None:
    found = syllabus(
        f"{HEAD}## Lärandemål\n\nEfter kursen ska studenten kunna\n\n- mura en båge\n- mura en båge{TAIL}"
    )
    assert len(found.outcomes) == 1
    assert found.omissions == (Omission(OmissionKind.REPEATED, 1, ("mura en båge",), 1),)


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (
            "Efter kursen ska studenten kunna\n\n- visa kunskap om\n    - murar i norr\n    - murbruk",
            ["visa kunskap om murar i norr", "visa kunskap om murbruk"],
        ),
        (
            "Efter kurs ska studenten kunna\n\n1. jämföra:\n    a. gamla hus\n    b. nya hus\n2. laga en mur",
            ["jämföra gamla hus", "jämföra nya hus", "laga en mur"],
        ),
        (
            "Efter kursen ska studenten kunna\n\n- mura en båge\n    - välja stomme till bågen\n- välja sten",
            ["mura en båge", "välja stomme till bågen", "välja sten"],
        ),
    ],
)
def test_an_open_parent_gives_its_words_to_its_sub_items(section: str, expected: list[str]) -> None:
    assert outcomes(section) == expected


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [
        ("redogöra för", True),
        ("account for", True),
        ("analysera följande:", True),
        ("jämföra murar", False),
        ("för", False),
        ("mura", False),
    ],
)
def test_an_item_that_cannot_end_so_is_unfinished(text: str, unfinished: bool) -> None:
    assert is_unfinished(text) is unfinished


@pytest.mark.parametrize(
    "section",
    [
        "Efter kursen ska studenten kunna a) mura en båge, b) jämföra murbruk och c) välja rätt sten.",
        "Efter kurs ska studenten kunna: (i) mura en båge; (ii) jämföra murbruk; och (iii) välja rätt sten.",
        "Efter kursen ska studenten kunna\n\n1. mura en båge; 2. jämföra murbruk; 3. välja rätt sten.",
        "Efter kursen ska studenten kunna: (1) mura en båge,\n(2) jämföra murbruk och (3) välja rätt\nsten.",
        "Efter kursen ska studenten kunna 1 mura en båge 2 jämföra murbruk 3 välja rätt sten.",
    ],
)
def test_a_list_within_a_sentence_is_divided_and_its_marks_taken_off(section: str) -> None:
    assert outcomes(section) == ["mura en båge", "jämföra murbruk", "välja rätt sten."]


def test_items_in_a_sentence_take_the_verb_before_them() -> None:
    section = "Efter kursen ska studenten kunna redogöra för (1) murar i två länder och (2) murbruk."
    assert outcomes(section) == ["redogöra för murar i två länder", "redogöra för murbruk."]


def test_a_list_of_examples_within_an_outcome_is_not_divided() -> None:
    section = "Efter kursen ska studenten kunna beskriva material, såsom a) tegel och b) lera."
    assert len(outcomes(section)) == 1


def test_sub_items_that_say_nothing_alone_are_said() -> None:
    section = (
        "Efter kursen ska studenten kunna\n\n- beskriva murars delar\n    - fot\n    - krön\n- mura en båge"
    )
    found = syllabus(f"{HEAD}## Lärandemål\n\n{section}{TAIL}")
    assert [outcome.text for outcome in found.outcomes] == ["beskriva murars delar", "mura en båge"]
    assert found.omissions == (Omission(OmissionKind.SHORT, 2, ("fot", "krön"), 1),)


def test_references_within_an_item_are_no_list() -> None:
    section = (
        "Efter kursen ska studenten kunna\n\n"
        "1. bedöma murar enligt a) byggreglerna och b) egen erfarenhet\n2. laga en mur i 2 steg"
    )
    assert outcomes(section) == [
        "bedöma murar enligt a) byggreglerna och b) egen erfarenhet",
        "laga en mur i 2 steg",
    ]


@pytest.mark.parametrize("code", ["LO4.{}", "ILO {}", "LO{}:", "A{}", "K{}"])
def test_codes_of_outcomes_are_marks(code: str) -> None:
    items = ("mura en båge i sten", "jämföra murbruk", "välja rätt sten")
    section = "\n".join(f"{code.format(number)} {text}" for number, text in enumerate(items, 1))
    assert outcomes(f"Efter kursen ska studenten kunna\n\n{section}") == list(items)


def test_books_are_no_outcomes() -> None:
    section = (
        "Efter kursen ska studenten kunna\n\n- mura en båge\n- jämföra murbruk\n\n"
        "Övrig litteratur\n\n- Sten, Eva. 2017. Murar. Kalkförlaget.\n- Om murbruk"
    )
    assert outcomes(section) == ["mura en båge", "jämföra murbruk"]


def test_an_outcome_with_a_year_is_no_book() -> None:
    section = "Efter kursen ska studenten kunna\n\n- Förklara, och jämföra, murar före 1900\n- mura en båge"
    assert outcomes(section) == ["Förklara, och jämföra, murar före 1900", "mura en båge"]


def line(top: float, x0: float, size: float = 10.0) -> Line:
    return Line("mur", 1, x0, x0 + 20, top, size, False)


def test_one_row_is_one_baseline() -> None:
    assert on_one_row(line(100, 60), line(104, 200))
    assert not on_one_row(line(100, 60), line(106, 200))
    rows = group_rows([line(100, 200), line(101, 60), line(113, 60)])
    assert [[run.x0 for run in row] for row in rows] == [[60, 200], [60]]


@pytest.mark.parametrize(
    "text",
    [
        "Kursplan\nLitteratur\n\nKurskod: LIT101\nOmfattning: 7,5 högskolepoäng\nNivå: Grundnivå\n",
        "Course syllabus\nAssessment\n\nCredits: 7.5\nCourse code: EDU101\nLevel: First cycle\n",
    ],
)
def test_the_title_of_a_course_that_is_a_heading_elsewhere_ends_no_header(text: str) -> None:
    text += "\nLearning outcomes\nThe student shall be able to:\n- read a novel\n- write a review\n"
    text += "\nContent\nReading and writing.\n"
    document = read_document(text.encode(), SourceFile("x.txt", "", 0), Settings())
    [found] = parse_document(document)
    assert str(found.header.credits) == "7.5"
    assert found.header.code is not None and found.header.level is not None
    assert len(found.outcomes) == 2
