"""How programmes word who takes what, from the file to the status of each course."""

from decimal import Decimal

import pytest

from curranalyser.datamodel import EntryKind, Syllabus
from curranalyser.parse import parse_document
from curranalyser.parse.fields.codes import find_code
from curranalyser.parse.programme.entries import read_entry
from curranalyser.parse.programme.frames import first_frame
from curranalyser.parse.programme.study_places import heading_place, places_in
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

SV = """# Utbildningsplan

# Masterprogram i seglation

Programmet omfattar 120 högskolepoäng.

## Mål

Efter genomgånget program ska studenten kunna

- analysera vindar.

## Programmets kurser

{courses}

## Examen

Examen ges.
"""
EN = """# Programme syllabus

# Master's Programme in Sailing

The programme comprises 120 credits.

## Learning outcomes

On completion of the programme the student shall be able to

- analyse winds.

## Courses of the programme

{courses}

## Degree

A degree is awarded.
"""


def read(text: str, name: str = "plan.md") -> Syllabus:
    data = text.encode()
    (syllabus,) = parse_document(read_document(data, describe_source(data, name), Settings()))
    return syllabus


def told(syllabus: Syllabus) -> dict[str, tuple[str, Decimal | None, tuple[int, ...]]]:
    return {ref.title: (ref.status.value, ref.credits, ref.terms) for ref in syllabus.course_refs}


def statuses(syllabus: Syllabus) -> dict[str, str]:
    return {ref.title: ref.status.value for ref in syllabus.course_refs}


def test_courses_within_sentences() -> None:
    found = told(
        read(
            SV.format(
                courses="Under den första terminen läses Vindlära (15 hp) och Knopar och rep (15 hp). "
                "Dessa två kurser är obligatoriska. Under den andra terminen läses den obligatoriska kursen "
                "Navigation (15 hp) samt två valbara kurser om 7,5 hp vardera. Under den fjärde terminen "
                "skriver alla studenter Examensarbete i seglation (30 hp)."
            )
        )
    )
    assert found == {
        "Vindlära": ("everyone", Decimal(15), (1,)),
        "Knopar och rep": ("everyone", Decimal(15), (1,)),
        "Navigation": ("everyone", Decimal(15), (2,)),
        "Examensarbete i seglation": ("everyone", Decimal(30), (4,)),
    }


def test_a_sentence_on_these_courses_holds_for_so_many() -> None:
    text = (
        "In the first semester students take Winds (10 credits) and Knots (10 credits). "
        "These {n} courses are compulsory."
    )
    assert set(statuses(read(EN.format(courses=text.format(n="two")))).values()) == {"everyone"}
    assert "everyone" not in statuses(read(EN.format(courses=text.format(n="three")))).values()


COURSES_OF_TERMS = """Kurserna i termin 1, 2 och 4 är obligatoriska. Under termin 3 väljer studenten två
av de tre kurser som anges nedan, utöver Sjörätt.

### Termin 1

- SE1001 Vindlära, 30 hp

### Termin 2

- SE1002 Navigation, 30 hp

### Termin 3

- SE2001 Sjörätt, 7,5 hp
- SE2002 Segel, 7,5 hp
- SE2003 Motorer, 7,5 hp
- SE2004 Radio, 7,5 hp

### Termin 4

- SE3001 Examensarbete, 30 hp
"""


def test_terms_that_a_sentence_counts_up() -> None:
    syllabus = read(SV.format(courses=COURSES_OF_TERMS))
    found = statuses(syllabus)
    assert [title for title, status in found.items() if status == "some"] == ["Segel", "Motorer", "Radio"]
    assert set(found.values()) == {"some", "everyone"}
    [group] = syllabus.groups
    assert group.courses == 2


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Kurserna i termin 1, 2, 3 och 6 är obligatoriska.", (1, 2, 3, 6)),
        ("The courses in semesters 1 and 4 are compulsory.", (1, 4)),
        ("Terminerna 1–3 läses av alla.", (1, 2, 3)),
        ("Termin 3, 7,5 hp", (3,)),
        ("Termin 4 och 3", ()),
    ],
)
def test_lists_and_ranges_of_terms(text: str, terms: tuple[int, ...]) -> None:
    assert places_in(text).terms == terms


def test_a_level_with_its_year() -> None:
    assert heading_place("Level 5 (Year 2)").years == (2,)
    assert not heading_place("Economics (Year 2 students)").years


@pytest.mark.parametrize(
    ("text", "sign", "means"),
    [
        ("(C) denotes a core module, which all take.", "C", "core module"),
        ("Elective modules are marked (E).", "E", "Elective modules"),
        ("V betecknar valbar kurs.", "V", "valbar kurs"),
        ("Valbara kurser är märkta (V).", "V", "Valbara kurser"),
        ("(O) avser obligatorisk kurs.", "O", "obligatorisk kurs"),
    ],
)
def test_legends(text: str, sign: str, means: str) -> None:
    reading = first_frame(text, "marks explained")
    assert reading is not None
    assert (reading.sign, reading.means) == (sign, means)


def test_no_legend_in_a_sentence() -> None:
    assert first_frame("This is indicated by the timetable.", "marks explained") is None


def test_letters_that_a_legend_explains() -> None:
    courses = """Below, (C) denotes a core course and (O) denotes an option.

- SL101 Winds (C), 30 credits
- SL102 Sails (O), 30 credits
- SL103 Engines (O), 30 credits
"""
    assert statuses(read(EN.format(courses=courses))) == {
        "Winds": "everyone",
        "Sails": "some",
        "Engines": "some",
    }


MATRIX = """<html><body><h1>Programme specification</h1><h1>MSc Sailing</h1>
<p>The programme comprises 180 credits.</p>
<h2>Learning outcomes</h2><p>On completion students will be able to</p><ul><li>analyse winds.</li></ul>
<h2>Structure</h2><p>Each student also takes two option modules.</p>
<table><tr><th></th><th>Autumn</th><th>Spring</th></tr>
<tr><th>Year 1</th><td>SLM501 Winds (20, core)<br>SLM502 Sea Law (20, core)<br>
SLM511 Rope Work (20, option)</td>
<td>SLM503 Charts (20, core)<br>SLM512 Old Ships (20, option)<br>SLM513 Radio (20, option)</td></tr>
<tr><th>Year 2</th><td>SLM590 Dissertation (60, core)</td><td>–</td></tr></table>
<h2>Assessment</h2><p>By essay.</p></body></html>"""


def test_a_table_of_years_by_terms_is_read_cell_by_cell() -> None:
    syllabus = read(MATRIX, "plan.html")
    assert told(syllabus) == {
        "Winds": ("everyone", Decimal(20), (1,)),
        "Sea Law": ("everyone", Decimal(20), (1,)),
        "Rope Work": ("some", Decimal(20), (1,)),
        "Charts": ("everyone", Decimal(20), (2,)),
        "Old Ships": ("some", Decimal(20), (2,)),
        "Radio": ("some", Decimal(20), (2,)),
        "Dissertation": ("everyone", Decimal(60), (3,)),
    }
    [group] = syllabus.groups
    assert group.courses == 2


HEADLESS = """<html><body><h1>Programme specification</h1><h1>MSc Sailing</h1>
<p>The programme comprises 120 credits.</p>
<h2>Learning outcomes</h2><p>On completion students will be able to</p><ul><li>analyse winds.</li></ul>
<h2>Structure</h2><h3>Compulsory courses</h3>
<table><tr><th>Code</th><th>Course</th><th>Credits</th><th>Timing</th></tr>
<tr><td>SLM501</td><td>Winds</td><td>5</td><td>Autumn, 1st year</td></tr>
<tr><td>SLM502</td><td>Sea Law</td><td>5</td><td>Spring, 2nd year</td></tr></table>
<h3>Elective courses</h3>
<table><tr><td>SLM511</td><td>Rope Work</td><td>5</td><td>Spring, 1st year</td></tr>
<tr><td>SLM512</td><td>Old Ships</td><td>5</td><td>Autumn, 2nd year</td></tr>
<tr><td>SLM513</td><td>Radio</td><td>5</td><td>Autumn, 2nd year</td></tr></table>
<h2>Assessment</h2><p>By essay.</p></body></html>"""


def test_a_table_without_head_goes_on_from_the_one_before() -> None:
    assert told(read(HEADLESS, "plan.html")) == {
        "Winds": ("everyone", Decimal(5), (1,)),
        "Sea Law": ("everyone", Decimal(5), (4,)),
        "Rope Work": ("some", Decimal(5), (2,)),
        "Old Ships": ("some", Decimal(5), (3,)),
        "Radio": ("some", Decimal(5), (3,)),
    }


@pytest.mark.parametrize(
    "text",
    ["Other studies, 35 cr", "Fria studier 30 sp", "Fritt valda kurser, 30 hp", "Biämnesstudier 60 sp"],
)
def test_slots(text: str) -> None:
    entry = read_entry(text, 1)
    assert entry is not None
    assert entry.kind is EntryKind.SLOT


def test_headings_that_hold_containers_are_no_courses() -> None:
    courses = """### Methods, 30 credits

These courses train methods.

### Materials, 30 credits

- SL101 Wood, 15 credits
- SL102 Steel, 15 credits
"""
    assert [ref.title for ref in read(EN.format(courses=courses)).course_refs] == ["Wood", "Steel"]


def test_three_sizes() -> None:
    entry = read_entry("Degree Project, 30, 45 or 60 credits", 1)
    assert entry is not None
    assert (entry.title, entry.least_credits, entry.credits) == ("Degree Project", Decimal(30), Decimal(60))


def test_a_code_that_looks_like_a_postcode() -> None:
    assert find_code("NL-2001 Nordens litteratur, 5 hp") == "NL-2001"
    assert find_code("SE-58183 Linköping") is None


SIGNED = """### År 1

- Vindlära, 45 hp
- Rep, 7,5 hp#
- Segel, 7,5 hp#

### År 2

- Navigation, 45 hp
- Motorer, 7,5 hp#
- Radio, 7,5 hp#

# En av de två kurserna med detta tecken läses varje år. Övriga kurser är obligatoriska.
"""


def test_a_sign_tells_of_which_courses_one_is_taken_each_year() -> None:
    syllabus = read(SV.format(courses=SIGNED.replace("#\n", "**\n").replace("\n# En", "\n\\*\\* En")))
    found = statuses(syllabus)
    assert [title for title, status in found.items() if status == "everyone"] == ["Vindlära", "Navigation"]
    assert [title for title, status in found.items() if status == "some"] == [
        "Rep",
        "Segel",
        "Motorer",
        "Radio",
    ]
    assert [group.courses for group in syllabus.groups] == [1, 1]


EACH = """(C) denotes a core course and (O) an option.

Students take all core courses and 15 credits of options in each semester.

### Semester 1

- SL101 Winds (C), 15 credits
- SL102 Sails (O), 15 credits
- SL103 Engines (O), 15 credits

### Semester 2

- SL201 Charts (C), 15 credits
- SL202 Rope (O), 15 credits
- SL203 Radio (O), 15 credits
"""


def test_so_many_credits_are_chosen_in_each_term() -> None:
    syllabus = read(EN.format(courses=EACH))
    assert [group.credits for group in syllabus.groups] == [Decimal(15), Decimal(15)]
    assert [ref.group is not None for ref in syllabus.course_refs] == [False, True, True] * 2


PARTS = """### Material, 30 hp

I området ingår kurser om trä.

### Metod, 30 hp

I området ingår kurser om verktyg.
"""
AREAS = """### Materials, 30 credits

The area deals with wood. Students choose among courses.

### Methods, 30 credits

The area deals with tools.
"""


def test_parts_that_are_described_are_no_courses() -> None:
    assert not read(SV.format(courses=PARTS)).course_refs
    assert not read(EN.format(courses=AREAS)).course_refs


ONLY_SOME_TERMS = """Kurserna i termin 1 är obligatoriska.

### Termin 1

- SE1001 Vindlära, 30 hp

### Termin 2

- SE1002 Segel, 15 hp
- SE1003 Radio, 15 hp
"""


def test_a_sum_does_not_speak_for_terms_that_a_sentence_leaves_out() -> None:
    assert statuses(read(SV.format(courses=ONLY_SOME_TERMS))) == {
        "Vindlära": "everyone",
        "Segel": "not said",
        "Radio": "not said",
    }


def test_a_term_that_is_free_is_not_taken_by_all() -> None:
    courses = ONLY_SOME_TERMS.replace("Kurserna i termin 1 är obligatoriska.", "Termin 2 är valfri.")
    found = statuses(read(SV.format(courses=courses)))
    assert (found["Segel"], found["Radio"]) == ("not said", "not said")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "It begins with Winds (15 credits), followed by Knots, 7.5 credits, and Ropes (7.5 credits).",
            ["Winds", "Knots", "Ropes"],
        ),
        ("To start the thesis students must have passed Winds (15 credits).", []),
        ("Students take Winds (15 credits), some rope (5 credits) and Knots (10 credits).", []),
    ],
)
def test_sequels_in_a_sentence(text: str, titles: list[str]) -> None:
    assert [ref.title for ref in read(EN.format(courses=text)).course_refs] == titles


def test_a_bold_course_at_the_head_of_its_text() -> None:
    courses = """### Termin 1

**Vindlära (30 hp).** Kursen handlar om vindar.

### Termin 2

**Segel (30 hp).** Kursen handlar om segel.

Alla kurser är obligatoriska.
"""
    assert told(read(SV.format(courses=courses))) == {
        "Vindlära": ("everyone", Decimal(30), (1,)),
        "Segel": ("everyone", Decimal(30), (2,)),
    }
