"""Terms that may be replaced or are free, signs explained, levels in titles, and tracks over terms."""

from decimal import Decimal

import pytest

from curranalyser.datamodel import SourceFile, Syllabus
from curranalyser.parse.programme.study_places import places_in
from curranalyser.parse.syllabus import parse_document
from curranalyser.read import read_document
from curranalyser.settings import Settings


def parsed(text: str, name: str = "plan.md") -> Syllabus:
    data = text.encode()
    return parse_document(read_document(data, SourceFile(name, "", len(data)), Settings()))[0]


def statuses(found: Syllabus) -> dict[str, str]:
    return {ref.title: ref.status.value for ref in found.course_refs}


SWEDISH = """# Utbildningsplan

# Kandidatprogram i orgelbygge, 120 hp

## Mål

Studenten ska kunna

- förklara hur orglar byggs.

## Innehåll

{says}

### Termin 1

- Träslag och lim, 15 hp
- Akustik, 15 hp

### Termin 2

- Pipor av metall, 15 hp
- Bälgar, 15 hp

### Termin 3

- Intonation, 15 hp
- Spelbord, 15 hp

### Termin 4

- Orgelns historia, 15 hp
- Gesällprov, 15 hp

## Examen

Kandidatexamen.
"""

ENGLISH = """# Programme syllabus

# Bachelor's Programme in Clocks, 120 credits

## Learning outcomes

The student shall be able to

- explain how clocks are made.

## Courses

{says}

### Semester 1

- Springs, 15 credits
- Pendulums, 15 credits

### Semester 2

- Dials, 15 credits
- Bells, 15 credits

### Semester 3

- Towers, 15 credits
- Watches, 15 credits

### Semester 4

- History of Clocks, 15 credits
- Thesis, 15 credits

## Degree

Degree of Bachelor.
"""


@pytest.mark.parametrize(
    "says",
    [
        "Programmets kurser är obligatoriska om inget annat anges. "
        "I termin 3 kan kurserna ersättas av studier utomlands.",
        "Alla kurser är obligatoriska. Kurserna i termin 3 kan ersättas av andra vid ett annat lärosäte.",
        "Alla kurser är obligatoriska. Termin 3 kan ersättas av utlandsstudier.",
        "Alla kurser är obligatoriska. Studenten får byta ut kurserna i termin 3 mot kurser utomlands.",
        "Alla kurser utom de som ges under termin 3 är obligatoriska.",
        "Samtliga kurser utom kurserna i termin 3 är obligatoriska.",
    ],
)
def test_courses_of_a_term_that_may_be_replaced_or_is_excepted_are_taken_by_some(says: str) -> None:
    found = statuses(parsed(SWEDISH.format(says=says)))
    assert {title for title, status in found.items() if status == "some"} == {"Intonation", "Spelbord"}
    assert set(found.values()) == {"some", "everyone"}


@pytest.mark.parametrize(
    "says",
    [
        "All courses are compulsory. In semester 3 the courses may be replaced by studies abroad.",
        "All courses are compulsory. The third semester may be replaced by exchange studies.",
        "All courses are compulsory. Students may replace the courses of semester 3 with courses abroad.",
        "All courses except those in semester 3 are compulsory.",
    ],
)
def test_english_courses_of_a_term_that_may_be_replaced_are_taken_by_some(says: str) -> None:
    found = statuses(parsed(ENGLISH.format(says=says)))
    assert {title for title, status in found.items() if status == "some"} == {"Towers", "Watches"}
    assert set(found.values()) == {"some", "everyone"}


@pytest.mark.parametrize(
    ("text", "says", "open_"),
    [
        (
            SWEDISH,
            "Alla kurser är obligatoriska. En av kurserna i termin 3 kan ersättas av en annan.",
            "Intonation",
        ),
        (SWEDISH, "Alla kurser är obligatoriska. I termin 3 kan 15 hp ersättas av praktik.", "Intonation"),
        (
            ENGLISH,
            "All courses are compulsory. One course in semester 3 may be replaced by another.",
            "Towers",
        ),
    ],
)
def test_of_what_may_be_replaced_in_part_nothing_is_said(text: str, says: str, open_: str) -> None:
    found = statuses(parsed(text.format(says=says)))
    assert found[open_] == "not said"
    assert list(found.values()).count("everyone") == 6


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (SWEDISH, "Alla kurser är obligatoriska. Kurserna i termin 3 kan inte ersättas av andra."),
        (ENGLISH, "All courses are compulsory. The courses in semester 3 may not be replaced by others."),
    ],
)
def test_what_may_not_be_replaced_is_taken_by_everyone(text: str, says: str) -> None:
    assert set(statuses(parsed(text.format(says=says))).values()) == {"everyone"}


@pytest.mark.parametrize(
    ("text", "says", "unsaid"),
    [
        (
            SWEDISH,
            "De tre första terminerna är obligatoriska för alla studenter.",
            {"Gesällprov", "Orgelns historia"},
        ),
        (SWEDISH, "Termin 1–2 och termin 4 är gemensamma och obligatoriska.", {"Intonation", "Spelbord"}),
        (ENGLISH, "The first three semesters are compulsory for all.", {"Thesis", "History of Clocks"}),
    ],
)
def test_terms_that_are_compulsory_bind_their_courses(text: str, says: str, unsaid: set[str]) -> None:
    found = parsed(text.format(says=says + " "))
    said = {ref.title for ref in found.course_refs if ref.basis == "said" and ref.status.value == "everyone"}
    assert said == {ref.title for ref in found.course_refs} - unsaid


@pytest.mark.parametrize(
    "says", ["Närvaro under termin 1 är obligatorisk.", "Attendance in semester 1 is compulsory."]
)
def test_attendance_that_is_compulsory_binds_no_course(says: str) -> None:
    text = SWEDISH if "N" in says else ENGLISH
    assert all(ref.basis != "said" for ref in parsed(text.format(says=says)).course_refs)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("De tre första terminerna", (1, 2, 3)),
        ("De första två terminerna och den sjätte terminen", (1, 2, 6)),
        ("The first four semesters", (1, 2, 3, 4)),
        ("Den första terminen", (1,)),
    ],
)
def test_the_first_few_terms_are_all_of_them(text: str, terms: tuple[int, ...]) -> None:
    assert places_in(text).terms == terms


SIGNED = """# Programme syllabus

# Master's Programme in Salt, 60 credits

## Learning outcomes

The student shall be able to

- explain where salt comes from.

## Courses

Semester 1

Brine, 15 credits*

Mines, 15 credits

Semester 2

Evaporation, 15 credits

Degree Project in Salt, 15 credits*

{sign} {means}

## Degree

Degree of Master (60 credits).
"""


@pytest.mark.parametrize("name", ["plan.md", "plan.txt"])
@pytest.mark.parametrize(
    "means",
    [
        "Courses within the main field salt.",
        "The course is given every second year.",
        "Entry requirements apply.",
    ],
)
def test_a_row_above_the_explanation_of_its_sign_stays_a_row(name: str, means: str) -> None:
    text = (
        SIGNED
        if name.endswith("md")
        else SIGNED.replace("# ", "").replace("#", "").replace("credits\n\n", "credits\n")
    )
    found = statuses(parsed(text.format(sign="*", means=means), name))
    assert found["Degree Project in Salt"] == "everyone"
    assert set(found.values()) == {"everyone"}
    assert len(found) == 4


def test_a_sign_of_what_is_required_before_a_course_says_nothing_of_who_takes_it() -> None:
    found = parsed(SIGNED.format(sign="*", means="Prior studies are required for admission."))
    assert all(ref.mark is None for ref in found.course_refs)


def test_a_sign_that_means_elective_still_does() -> None:
    found = statuses(parsed(SIGNED.format(sign="*", means="Elective course.")))
    assert found["Brine"] == found["Degree Project in Salt"] == "some"


LEVELS = """# Utbildningsplan

# Magisterprogram i torv, 60 hp

## Mål

Studenten ska kunna

- förklara hur torv bildas.

## Kurser

{says}

- Torvlära GR (A), Mossar och kärr, 15 hp
- Torvlära (B), 15 hp
- Hydrologi (GN) 15 hp
- Självständigt arbete (C), 15 hp

## Examen

Magisterexamen.
"""


def test_letters_of_level_stay_in_the_title_and_are_no_signs() -> None:
    found = statuses(parsed(LEVELS.format(says="Programmet ges på heltid.")))
    assert found == {
        "Torvlära GR (A), Mossar och kärr": "everyone",
        "Torvlära (B)": "everyone",
        "Hydrologi (GN)": "everyone",
        "Självständigt arbete (C)": "everyone",
    }


def test_a_letter_that_is_explained_is_a_sign() -> None:
    found = statuses(parsed(LEVELS.format(says="(B) betecknar valbar kurs.")))
    assert found["Torvlära"] == "some"


@pytest.mark.parametrize(
    ("text", "line"),
    [(SWEDISH, "Obligatorisk kurs"), (SWEDISH, "Obligatorisk kurs:"), (SWEDISH, "### Obligatorisk kurs")],
)
def test_one_compulsory_course_has_a_heading_as_several_have(text: str, line: str) -> None:
    plan = text.format(says="Programmet ges på heltid.").replace(
        "- Orgelns historia, 15 hp\n",
        f"Valbara kurser\n\n- Orgelns historia, 15 hp\n- Klockspel, 15 hp\n\n{line}\n\n",
    )
    found = statuses(parsed(plan))
    assert found["Gesällprov"] == "everyone"
    assert found["Klockspel"] == "some"


@pytest.mark.parametrize("line", ["Compulsory course", "Mandatory course:", "Compulsory course (15 credits)"])
def test_one_compulsory_course_has_a_heading_in_english(line: str) -> None:
    plan = ENGLISH.format(says="The programme is full-time.").replace(
        "- History of Clocks, 15 credits\n",
        f"Recommended courses\n\n- History of Clocks, 15 credits\n- Sundials, 15 credits\n\n{line}\n\n",
    )
    found = statuses(parsed(plan))
    assert found["Thesis"] == "everyone"
    assert found["Sundials"] == "some"


@pytest.mark.parametrize(
    ("text", "says", "free"),
    [
        (SWEDISH, "Termin 5 är valfri och omfattar 30 hp.", Decimal(30)),
        (ENGLISH, "Semester 5 is optional and comprises 30 credits.", Decimal(30)),
    ],
)
def test_a_free_term_of_which_nothing_is_listed_is_a_group(text: str, says: str, free: Decimal) -> None:
    found = parsed(text.format(says=says).replace("120", "150"))
    assert [(group.courses, group.credits) for group in found.groups] == [(None, free)]
    assert set(statuses(found).values()) == {"everyone"}


CHOICE = """

### {place}

Elective courses

{says}

- Organ Stops, 7.5 {unit}
- Tuning, 7.5 {unit}
- Wind Chests, 7.5 {unit}
- Carving, 8 {unit}
- Varnish, 6 {unit}

## """


@pytest.mark.parametrize(
    ("says", "courses", "amount"),
    [
        ("At least 15 credits must be selected from the following courses.", None, Decimal(15)),
        ("Of the elective courses in semester 5, the student takes three courses.", 3, None),
        ("Of the elective courses in semester 5, three are chosen.", 3, None),
    ],
)
def test_a_choice_has_its_number(says: str, courses: int | None, amount: Decimal | None) -> None:
    plan = ENGLISH.format(says="The programme is full-time.")
    plan = plan.replace(
        "\n\n## Degree", CHOICE.format(place="Semester 5", says=says, unit="credits") + "Degree"
    )
    assert [(group.courses, group.credits) for group in parsed(plan).groups] == [(courses, amount)]


@pytest.mark.parametrize(
    ("says", "courses", "amount"),
    [
        ("Minst 15 hp måste läsas bland följande kurser.", None, Decimal(15)),
        ("Av de valbara kurserna i termin 5 ska studenten läsa tre kurser.", 3, None),
    ],
)
def test_a_swedish_choice_has_its_number(says: str, courses: int | None, amount: Decimal | None) -> None:
    plan = SWEDISH.format(says="Programmet ges på heltid.")
    below = CHOICE.format(place="Termin 5", says=says, unit="hp").replace(
        "Elective courses", "Valbara kurser"
    )
    assert [
        (g.courses, g.credits) for g in parsed(plan.replace("\n\n## Examen", below + "Examen")).groups
    ] == [(courses, amount)]


@pytest.mark.parametrize(
    ("says", "rows"),
    [
        ("The programme consists of three compulsory courses and a thesis.", "credits"),
        ("Programmet består av tre obligatoriska kurser och ett examensarbete.", "hp"),
    ],
)
def test_compulsory_courses_and_a_thesis_are_counted_with_it(says: str, rows: str) -> None:
    plan = SIGNED if rows == "credits" else LEVELS
    titles = ("Alpha Studies", "Beta Studies", "Gamma Studies", "Delta Work")
    listed = "".join(f"- {title}, 15 {rows}\n" for title in titles).replace("15", "7.5", 1)
    begin, end = plan.index("## Courses" if rows == "credits" else "## Kurser"), plan.rindex("## ")
    found = parsed(
        f"{plan[:begin]}## {'Courses' if rows == 'credits' else 'Kurser'}\n\n{says}\n\n{listed}\n{plan[end:]}"
    )
    assert {(ref.status.value, ref.basis) for ref in found.course_refs} == {("everyone", "counted")}
    assert len(found.course_refs) == 4


@pytest.mark.parametrize(
    ("text", "says", "titles"),
    [
        (
            SWEDISH,
            "Termin 5 består av kursen Klockspel, 15 hp, följd av kursen Regal och positiv, 15 hp.",
            ("Klockspel", "Regal och positiv"),
        ),
        (
            ENGLISH,
            "Semester 5 consists of the course Sundials, 15 credits, followed by Sand Glasses, 15 credits.",
            ("Sundials", "Sand Glasses"),
        ),
    ],
)
def test_a_course_that_follows_another_in_a_sentence_is_read(
    text: str, says: str, titles: tuple[str, ...]
) -> None:
    assert set(titles) <= set(statuses(parsed(text.format(says=says))))


TRACKED = """# Utbildningsplan

# Kandidatprogram i båtbygge, 180 hp

## Mål

Studenten ska kunna

- förklara hur båtar byggs.

## Innehåll

Inför termin 4 väljer studenten en av två inriktningar.

{one} Termin 1

- Ritning, 30 hp

{one} Termin 2

- Virke, 30 hp

{one} Termin 3

- Hydrostatik, 30 hp

{track} Inriktning segel

{term} Termin 4

- Rigg, 30 hp

{term} Termin 5

- Segelsömnad, 30 hp

{track} Inriktning motor

{term} Termin 4

- Propellrar, 30 hp

{term} Termin 5

- Bränsle, 30 hp

{last}

- Byggprov, 30 hp

## Examen

Kandidatexamen.
"""


@pytest.mark.parametrize("last", ["{one} Termin 6", "{one} Gemensamma kurser termin 6"])
@pytest.mark.parametrize(
    ("one", "track", "term"), [("###", "###", "###"), ("###", "###", "####"), ("###", "####", "###")]
)
def test_terms_do_not_close_the_track_above_them(last: str, one: str, track: str, term: str) -> None:
    found = parsed(TRACKED.format(one=one, track=track, term=term, last=last.format(one=one)))
    assert len(found.tracks) == 2
    names = {track.id: track.name for track in found.tracks}
    bound = {ref.title: names.get(ref.track or "") for ref in found.course_refs}
    assert {title for title, name in bound.items() if name and "segel" in name} == {"Rigg", "Segelsömnad"}
    assert {title for title, name in bound.items() if name and "motor" in name} == {"Propellrar", "Bränsle"}
    assert {title for title, status in statuses(found).items() if status == "everyone"} == {
        "Ritning",
        "Virke",
        "Hydrostatik",
        "Byggprov",
    }
