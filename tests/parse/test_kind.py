"""What a document is, and the basis that is kept with it."""

import pytest

from curranalyser.datamodel import SourceFile, Syllabus, SyllabusKind
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.parse import parse_document
from curranalyser.read import read_document
from curranalyser.settings import Settings

COURSE, PROGRAMME = SyllabusKind.COURSE, SyllabusKind.PROGRAMME
OUTCOMES_SV = "Lärandemål\n\nEfter kursen ska studenten kunna\n\n- slipa en lins,\n- mäta dess krökning.\n\n"
OUTCOMES_EN = (
    "Learning outcomes\n\nThe student should be able to\n\n- grind a lens,\n- measure its curve.\n\n"
)
OUTCOMES_DEGREE = OUTCOMES_EN.replace("The student", "After the degree the student")


def parsed(text: str, name: str = "a.txt") -> Syllabus:
    source = SourceFile(name, "0" * 64, len(text.encode()))
    [syllabus] = parse_document(read_document(text.encode(), source, Settings()))
    return syllabus


def names(syllabus: Syllabus, kind: SyllabusKind) -> set[str]:
    return {said.name for said in syllabus.kind_basis if said.kind is kind}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (f"Kursplan\n\nLinslära\n\n{OUTCOMES_SV}", COURSE, "own name"),
        (f"Utbildningsplan för linsteknik\n\n{OUTCOMES_SV}", PROGRAMME, "own name"),
        (f"PROGRAMME SPECIFICATION\n\nLens Making\n\n{OUTCOMES_EN}", PROGRAMME, "own name"),
        (f"Module Descriptor: Lens Making\n\n{OUTCOMES_EN}", COURSE, "own name"),
        (f"Lens Making\n\nFinal award: BSc\n\n{OUTCOMES_EN}", PROGRAMME, "label"),
        (f"Lens Making\n\nModule leader: Kim\n\n{OUTCOMES_EN}", COURSE, "label"),
        (f"# Master of Lens Making\n\n{OUTCOMES_EN}", PROGRAMME, "title"),
        (f"# Linsteknikerprogrammet\n\n{OUTCOMES_EN}", PROGRAMME, "title"),
        (f"Lens Making, 180 credits\n\n{OUTCOMES_EN}", PROGRAMME, "credits"),
        (f"Lens Making, 15 credits\n\n{OUTCOMES_EN}", COURSE, "credits"),
        (f"LIN204 Lens Making\n\n{OUTCOMES_EN}", COURSE, "code"),
        (f"Lens Making\n\n{OUTCOMES_EN}Programme overview\n\nThree years.\n", PROGRAMME, "section"),
        (f"Lens Making\n\n{OUTCOMES_DEGREE}", PROGRAMME, "lead-in"),
    ],
)  # fmt: skip
def test_one_thing_that_says_what_a_document_is(text: str, kind: SyllabusKind, name: str) -> None:
    syllabus = parsed(text, "a.md" if text.startswith("#") else "a.txt")
    assert syllabus.kind is kind
    assert name in names(syllabus, kind)


def test_without_any_evidence_it_is_taken_for_a_course_and_the_basis_is_empty() -> None:
    syllabus = parsed(f"Lens Making\n\n{OUTCOMES_EN}")
    assert (syllabus.kind, syllabus.kind_basis) == (COURSE, ())


def test_the_strongest_wins_and_what_speaks_against_it_is_kept() -> None:
    syllabus = parsed(f"Kursplan\n\nLinslära\n\nKurskod: LIN204\n\nFristående kurs, 120 hp\n\n{OUTCOMES_SV}")
    assert syllabus.kind is COURSE
    assert names(syllabus, PROGRAMME) == {"credits"}
    [against] = [said for said in syllabus.kind_basis if said.kind is PROGRAMME]
    assert against.text == "Fristående kurs, 120 hp"
    weights = {
        kind: sum(said.weight for said in syllabus.kind_basis if said.kind is kind) for kind in SyllabusKind
    }
    assert weights[COURSE] > weights[PROGRAMME] > 0


@pytest.mark.parametrize(
    "prose",
    [
        "Kursen ges enligt utbildningsplan för linsteknik.",
        "Kursen läses enligt utbildningsplan",
        "Students follow the programme syllabus of their year.",
        "Studenten skriver programkod.",
        "See the programme specification",
    ],
)
def test_a_word_in_prose_makes_no_programme(prose: str) -> None:
    syllabus = parsed(f"Linslära, 7,5 hp\n\n{prose}\n\n{OUTCOMES_SV}")
    assert syllabus.kind is COURSE
    assert not names(syllabus, PROGRAMME)


@pytest.mark.parametrize("title", ["Bachelor of Science thesis", "Examensarbete för masterprogrammet"])
def test_a_degree_project_is_a_course(title: str) -> None:
    syllabus = parsed(f"# {title}\n\n{OUTCOMES_EN}", "a.md")
    assert (syllabus.kind, names(syllabus, PROGRAMME)) == (COURSE, set())


def test_courses_of_several_terms_speak_for_a_programme() -> None:
    years = "".join(
        f"Termin {term}\n\n- LIN{term}01 Linser {term}, 15 hp\n- LIN{term}02 Ljus {term}, 15 hp\n\n"
        for term in (1, 2)
    )
    syllabus = parsed(f"Linsteknik\n\nKurser\n\n{years}")
    assert syllabus.kind is PROGRAMME
    assert {"course list", "terms"} <= names(syllabus, PROGRAMME)
    assert len(syllabus.course_refs) == 4


def test_hours_of_teaching_without_outcomes_are_a_schedule() -> None:
    text = (
        "Linslära\n\nInnehåll\n\nLinser.\n\nLitteratur\n\nEn bok.\n\n"
        "- Måndag 9.00-12.00\n- Tisdag 13.15-15.00\n- Fredag 10-12\n"
    )
    with pytest.raises(DocumentError) as caught:
        parsed(text)
    assert caught.value.category is FailureCategory.NOT_A_SYLLABUS
    assert parsed(f"{text}\n{OUTCOMES_SV}").outcomes
    assert parsed(f"Kursplan\n\n{text}").kind is COURSE
