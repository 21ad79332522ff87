"""Courses to choose from that stand in a list within a slot, in a sentence, in one title, or bear a mark."""

import pytest

from curranalyser.datamodel import CourseStatus, Syllabus
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

EVERYONE, SOME = CourseStatus.EVERYONE, CourseStatus.SOME

SV = """# Utbildningsplan: Kandidatprogram i bergsbruk, 180 hp

## Mål

Efter programmet ska studenten kunna

- leda arbetet i en gruva.

## Kurser

{courses}

## Behörighet

Grundläggande behörighet.
"""
EN = """# Programme syllabus: Bachelor's Programme in Mining, 180 credits

## Aims

On completion the student shall be able to

- lead the work in a mine.

## {heading}

{courses}

## Admission

General entry requirements.
"""


def read(text: str) -> Syllabus:
    data = text.encode()
    (syllabus,) = parse_document(read_document(data, describe_source(data, "plan.md"), Settings()))
    return syllabus


def groups(syllabus: Syllabus) -> list[tuple[int | None, str | None, list[str]]]:
    return [
        (
            group.courses,
            None if group.credits is None else f"{group.credits.normalize():f}",
            [ref.title for ref in syllabus.course_refs if ref.group == group.id],
        )
        for group in syllabus.groups
    ]


def everyone(syllabus: Syllabus) -> list[str]:
    return [ref.title for ref in syllabus.course_refs if ref.status is EVERYONE]


def test_a_list_within_a_slot_ends_where_the_outer_list_goes_on() -> None:
    syllabus = read(
        SV.format(
            courses="""### Termin 6

- Gruvteknik 7,5 hp
- Valbar kurs 7,5 hp
  - Malmkemi 7,5 hp
  - Sprängteknik 7,5 hp
- Examensarbete 15 hp
"""
        )
    )

    assert groups(syllabus) == [(1, "7.5", ["Malmkemi", "Sprängteknik"])]
    assert everyone(syllabus) == ["Gruvteknik", "Examensarbete"]


def test_a_slot_without_a_list_within_it_chooses_nothing_of_what_follows() -> None:
    syllabus = read(
        SV.format(
            courses="""### Termin 6

- Gruvteknik 7,5 hp
- Valbar kurs 7,5 hp
- Malmkemi 7,5 hp
- Seminarium 7,5 hp
"""
        )
    )

    assert everyone(syllabus) == ["Gruvteknik", "Malmkemi", "Seminarium"]


@pytest.mark.parametrize(
    ("row", "titles"),
    [
        ("Malmkemi, Sprängteknik eller Gruvrätt, 7,5 hp", ["Malmkemi", "Sprängteknik", "Gruvrätt"]),
        (
            "BB201A Malmkemi, BB202A Sprängteknik eller BB203A Gruvrätt, 7,5 hp",
            ["Malmkemi", "Sprängteknik", "Gruvrätt"],
        ),
        ("Malm, mineral och sten eller Gruvrätt, 7,5 hp", ["Malm, mineral och sten", "Gruvrätt"]),
    ],
)
def test_alternatives_in_one_title(row: str, titles: list[str]) -> None:
    syllabus = read(
        SV.format(courses=f"### Termin 1\n\n- Gruvteknik, 15 hp\n- {row}\n- Bergets historia, 7,5 hp\n")
    )

    assert groups(syllabus) == [(1, "7.5", titles)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Two of the courses Ore Chemistry, 15 credits, Blasting, 15 credits, or Mining Law, 15 credits.",
        "Two of the courses Ore Chemistry (15 credits), Blasting (15 credits) and Mining Law (15 credits).",
        "Students take two of the following courses: Ore Chemistry (15 credits), Blasting (15 credits) "
        "and Mining Law (15 credits).",
    ],
)
def test_two_of_the_courses_that_a_sentence_names(sentence: str) -> None:
    courses = (
        "### Semester 1\n\n- Mining, 15 credits\n- Geology, 15 credits\n\n"
        "### Semester 2\n\n- Surveying, 15 credits\n- Hydrology, 15 credits\n\n"
        f"### Semester 3\n\n{sentence}\n"
    )
    syllabus = read(EN.format(courses=courses, heading="Outline of the programme"))

    assert groups(syllabus) == [(2, "30", ["Ore Chemistry", "Blasting", "Mining Law"])]


def test_two_of_the_courses_in_swedish_and_a_course_behind_its_apposition() -> None:
    syllabus = read(
        SV.format(
            courses="Under hösten läses de obligatoriska kurserna Gruvteknik (15 hp) och Geologi (15 hp). "
            "Två av kurserna Malmkemi (7,5 hp), Sprängteknik (7,5 hp) och Gruvrätt (7,5 hp) läses därefter. "
            "Utbildningen avslutas med ett obligatoriskt självständigt arbete, Uppsats i bergsbruk (15 hp)."
        )
    )

    assert groups(syllabus) == [(2, "15", ["Malmkemi", "Sprängteknik", "Gruvrätt"])]
    assert everyone(syllabus) == ["Gruvteknik", "Geologi", "Uppsats i bergsbruk"]


def test_courses_marked_by_an_asterisk_with_no_number_said() -> None:
    syllabus = read(
        SV.format(
            courses="""### Årskurs 1

- Gruvteknik, 30 hp
- Geologi, 30 hp

### Årskurs 2

- Bergets historia, 15 hp
- Malmkemi\\*, 15 hp
- Sprängteknik\\*, 15 hp
- Gruvrätt\\*, 15 hp

\\* Valbar kurs. Övriga kurser är obligatoriska.
"""
        )
    )

    assert groups(syllabus) == [(None, None, ["Malmkemi", "Sprängteknik", "Gruvrätt"])]
    assert everyone(syllabus) == ["Gruvteknik", "Geologi", "Bergets historia"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Av de valbara kurserna ska studenten läsa minst 15 hp.",
        "Av de valbara kurserna läses kurser om 15 hp.",
        "Bland de valbara kurserna väljs 15 hp.",
    ],
)
def test_credits_of_the_courses_that_a_column_marks(sentence: str) -> None:
    table = """| Kod | Kurs | Hp | Termin | O/V |
|---|---|---|---|---|
| BB101A | Gruvteknik | 15 | 1 | O |
| BB102A | Malmkemi | 7,5 | 1 | V |
| BB103A | Sprängteknik | 7,5 | 2 | V |
| BB104A | Gruvrätt | 7,5 | 2 | V |
"""
    syllabus = read(SV.format(courses=f"{sentence}\n\n{table}"))

    assert groups(syllabus) == [(2, "15", ["Malmkemi", "Sprängteknik", "Gruvrätt"])]
    assert {ref.title: ref.terms for ref in syllabus.course_refs}["Malmkemi"] == (1,)


def test_a_choice_of_tracks_has_no_name_unless_a_heading_gives_it_one() -> None:
    tracks = """### Profile Ores

- Ore Chemistry, 15 credits

### Profile Tunnels

- Blasting, 15 credits
"""
    shown = read(EN.format(courses=tracks, heading="Courses"))
    above = f"### Choose one of the profiles\n\n{tracks.replace('###', '####')}"
    headed = read(EN.format(courses=above, heading="Courses"))
    choice, named = (
        next(block for block in syllabus.blocks if block.rule == "choose") for syllabus in (shown, headed)
    )

    assert (choice.name, choice.evidence) == ("", "")
    assert [ref.reason for ref in shown.course_refs] == ["Profile Ores", "Profile Tunnels"]
    assert [track.name for track in shown.tracks] == ["Profile Ores", "Profile Tunnels"]
    assert named.name == "Choose one of the profiles"
