"""The smallest forms of programmes in tests/cases/programmes, from the file to who takes each course."""

from decimal import Decimal
from pathlib import Path

import pytest

from curranalyser.datamodel import Syllabus, SyllabusKind
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

FOLDER = Path(__file__).parents[1] / "cases" / "programmes"

# Titles with who takes the course, and its terms.
EXPECTED = {
    "all-compulsory-av": [("Alfa", "everyone", ()), ("Beta", "everyone", ())],
    "codeless-bare": [
        ("Alfa", "everyone", ()),
        ("Beta i teori", "everyone", ()),
        ("Gamma", "everyone", ()),
        ("Examensarbete", "everyone", ()),
    ],
    "colon-title-parentheses": [
        ("Tyska: Modern kvinnolitteratur", "not said", ()),
        ("Litteraturstudier: Akademiskt skrivande", "not said", ()),
    ],
    "compulsory-heading-then-years": [("Alfa", "everyone", ()), ("Beta", "everyone", ())],
    "described-courses": [
        ("Människan och växterna", "everyone", (1,)),
        ("Samtalets metodik: att lyssna", "everyone", (1,)),
        ("Rehabilitering utomhus", "everyone", (2,)),
        ("Projekt", "everyone", (2,)),
        ("Examensarbete i trädgårdsterapi", "everyone", (2,)),
    ],
    "term-and-track": [
        ("Glasets fysik", "everyone", (1,)),
        ("Ugnar", "everyone", (1,)),
        ("Linser", "some", (3,)),
        ("Fiber", "some", (3,)),
        ("Laser", "some", (3,)),
        ("Prisma", "some", (3,)),
        ("Blåsning", "some", (3,)),
        ("Gravyr", "some", (3,)),
        ("Färg", "some", (3,)),
        ("Fogning", "some", (3,)),
        ("Examensarbete", "everyone", (4,)),
    ],
    "degree-line": [("Alfa", "everyone", (1,))],
    "courses-as-tracks": [
        ("Parkens historia", "everyone", ()),
        ("Växtkomposition", "everyone", ()),
        ("Vinterträdgårdar", "some", ()),
        ("Köksträdgårdar", "some", ()),
        ("Examensarbete i trädgårdskonst", "everyone", ()),
    ],
    "goals-of-one-track": [("Skrovets form", "everyone", ()), ("Rigg och segel", "everyone", ())],
    "tracks-that-bind-options": [
        (title, "some", ())
        for title in (
            "Quays and piers",
            "Law of the sea",
            "Dredging",
            "Salvage",
            "Pilotage",
            "The only lighthouse",
        )
    ],
    "eller-row": [("Projektarbete", "some", (2,)), ("Examensarbete för magisterexamen", "some", (2,))],
    "singular-elective-heading": [
        ("Alfa", "everyone", ()),
        ("Beta", "some", ()),
        ("Gamma", "some", ()),
        ("Examensarbete", "everyone", ()),
    ],
    "sju-obligatoriska": [("Alfa", "everyone", ()), ("Beta", "everyone", ())],
    "term-from-prose": [("Alfa", "everyone", ()), ("Examensarbete", "everyone", ())],
    "track-rows": [("Alfa", "everyone", ()), ("Beta", "some", ()), ("Gamma", "some", ())],
}


def read(case: str) -> Syllabus:
    data = (FOLDER / f"{case}.md").read_bytes()
    (syllabus,) = parse_document(read_document(data, describe_source(data, f"{case}.md"), Settings()))
    return syllabus


def test_every_case_is_tested() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(EXPECTED)


@pytest.mark.parametrize("case", sorted(EXPECTED))
def test_who_takes_each_course_and_when(case: str) -> None:
    syllabus = read(case)
    assert syllabus.kind is SyllabusKind.PROGRAMME
    assert [(ref.title, ref.status.value, ref.terms) for ref in syllabus.course_refs] == EXPECTED[case]


@pytest.mark.parametrize(("case", "courses"), [("eller-row", 2), ("singular-elective-heading", 2)])
def test_one_is_chosen(case: str, courses: int) -> None:
    syllabus = read(case)
    [group] = syllabus.groups
    assert (group.courses, group.credits) == (1, Decimal(15))
    assert sum(ref.group == group.id for ref in syllabus.course_refs) == courses


def test_two_tracks_with_a_course_each() -> None:
    syllabus = read("track-rows")
    assert [track.name for track in syllabus.tracks] == ["Inriktning sociologi", "Inriktning statsvetenskap"]
    assert [ref.track for ref in syllabus.course_refs] == [None, *(track.id for track in syllabus.tracks)]
