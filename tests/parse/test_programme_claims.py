"""What may not be claimed: exceptions, the others, tracks, two titles in one, and sizes that refute."""

from decimal import Decimal

import pytest

from curranalyser.datamodel import SourceFile, Syllabus
from curranalyser.parse.syllabus import parse_document
from curranalyser.read import read_document
from curranalyser.settings import Settings


def parsed(text: str, name: str = "plan.md") -> Syllabus:
    data = text.encode()
    return parse_document(read_document(data, SourceFile(name, "", len(data)), Settings()))[0]


def statuses(found: Syllabus) -> dict[str, str]:
    return {ref.title: ref.status.value for ref in found.course_refs}


ENGLISH = """# Programme syllabus

# Master's Programme in Glass, {size} credits

## Learning outcomes

The student shall be able to

- explain how glass is made.

## Courses

{says}

{rows}

## Degree

Degree of Master (60 credits).
"""

SWEDISH = """# Utbildningsplan

# Magisterprogram i glas, {size} hp

## Mål

Studenten ska kunna

- förklara hur glas tillverkas.

## Kurser

{says}

{rows}

## Examen

Magisterexamen.
"""

FIVE = """- Batch and Melt, 15 credits
- Kiln Work{sign}, 7.5 credits
- Engraving{sign}, 7.5 credits
- Blowing, 15 credits
- Degree Piece, 15 credits
"""

FEM = """- Mäng och smälta, 15 hp
- Ugnsarbete{sign}, 7,5 hp
- Gravyr{sign}, 7,5 hp
- Blåsning, 15 hp
- Gesällprov, 15 hp
"""


def english(says: str, rows: str = FIVE, sign: str = "", size: int = 60) -> Syllabus:
    return parsed(ENGLISH.format(says=says, rows=rows.replace("{sign}", sign), size=size))


def swedish(says: str, rows: str = FEM, sign: str = "", size: int = 60) -> Syllabus:
    return parsed(SWEDISH.format(says=says, rows=rows.replace("{sign}", sign), size=size))


BY_SIGN_EN = [
    "All modules are mandatory save those marked †, of which one is to be chosen.",
    "With the exception of those marked †, all courses are compulsory.",
    "All courses are compulsory apart from the ones marked †.",
    "All courses are compulsory, excluding those marked with a dagger.",
    "Except for courses marked †, all courses are compulsory.",
    "All courses are compulsory other than those marked †.",
    "All courses, barring those marked †, are compulsory.",
    "All courses are compulsory. Exceptions are the courses marked †.",
    "All courses not marked † are compulsory.",
    "Courses are compulsory if not marked †.",
]
BY_SIGN_SV = [
    "Alla kurser utom de som är märkta † är obligatoriska.",
    "Med undantag för de kurser som är märkta † är alla kurser obligatoriska.",
    "Samtliga kurser är obligatoriska, förutom de märkta †.",
    "Bortsett från kurser märkta † är samtliga kurser obligatoriska.",
    "Samtliga kurser är obligatoriska med undantag av kurser märkta med †.",
    "Alla kurser är obligatoriska. Undantag är kurserna märkta †.",
    "Kurser som inte är märkta † är obligatoriska.",
]


@pytest.mark.parametrize("says", BY_SIGN_EN)
def test_courses_excepted_by_a_sign_are_not_taken_by_everyone(says: str) -> None:
    found = statuses(english(says, sign=" †"))
    assert found["Kiln Work"] != "everyone"
    assert found["Engraving"] != "everyone"


@pytest.mark.parametrize("says", BY_SIGN_SV)
def test_courses_excepted_by_a_sign_are_not_taken_by_everyone_in_swedish(says: str) -> None:
    found = statuses(swedish(says, sign=" †"))
    assert found["Ugnsarbete"] != "everyone"
    assert found["Gravyr"] != "everyone"


@pytest.mark.parametrize("says", BY_SIGN_EN[:7])
def test_the_courses_without_the_sign_are(says: str) -> None:
    found = statuses(english(says, sign=" †"))
    assert found["Batch and Melt"] == found["Degree Piece"] == "everyone"
    assert found["Kiln Work"] == found["Engraving"] == "some"


@pytest.mark.parametrize("says", BY_SIGN_SV[:5])
def test_the_courses_without_the_sign_are_in_swedish(says: str) -> None:
    found = statuses(swedish(says, sign=" †"))
    assert found["Blåsning"] == found["Gesällprov"] == "everyone"
    assert found["Ugnsarbete"] == found["Gravyr"] == "some"


@pytest.mark.parametrize("says", [*BY_SIGN_EN[:9], "All courses except one are compulsory."])
def test_a_sign_that_no_course_bears_leaves_all_open(says: str) -> None:
    assert "everyone" not in statuses(english(says)).values()


@pytest.mark.parametrize("says", [*BY_SIGN_SV[:6], "Alla kurser utom en är obligatoriska."])
def test_a_sign_that_no_course_bears_leaves_all_open_in_swedish(says: str) -> None:
    assert "everyone" not in statuses(swedish(says)).values()


def test_of_the_excepted_so_many_are_chosen_as_is_said() -> None:
    [group] = english(BY_SIGN_EN[0], sign=" †", size=60).groups
    assert group.courses == 1
    found = swedish("Alla kurser utom de märkta * är obligatoriska, varav en ska väljas.", sign=" *")
    assert [group.courses for group in found.groups] == [1]


def test_a_sign_beside_the_code_in_a_table_counts() -> None:
    rows = (
        "| Code | Module | Credits |\n|---|---|---|\n| GL4001 | Batch | 15 |\n| GL4002 † | Kiln | 7.5 |\n"
        "| GL4003 † | Wheel | 7.5 |\n| GL4004 | Blowing | 30 |\n"
    )
    found = statuses(english("All modules are mandatory save those marked †.", rows))
    assert found == {"Batch": "everyone", "Kiln": "some", "Wheel": "some", "Blowing": "everyone"}


@pytest.mark.parametrize(
    "says",
    [
        "All courses except Engraving are compulsory.",
        "With the exception of Engraving, all courses are compulsory.",
        "All courses are compulsory, save Engraving.",
    ],
)
def test_a_course_excepted_by_name(says: str) -> None:
    found = statuses(english(says))
    assert found["Engraving"] == "some"
    assert found["Kiln Work"] == "everyone"


def test_a_course_excepted_by_a_part_of_its_name_is_open() -> None:
    found = statuses(english("All courses are compulsory except the batch course."))
    assert found["Batch and Melt"] == "not said"
    assert found["Kiln Work"] == "everyone"


def test_courses_excepted_by_their_term_are_taken_by_some() -> None:
    rows = (
        "### Termin 1\n\n- Mäng, 15 hp\n- Smälta, 15 hp\n\n### Termin 2\n\n- Gravyr, 15 hp\n- Prov, 15 hp\n"
    )
    found = statuses(swedish("Alla kurser utom dem i termin 2 är obligatoriska.", rows))
    assert found == {"Mäng": "everyone", "Smälta": "everyone", "Gravyr": "some", "Prov": "some"}


def test_courses_of_which_one_is_excepted_by_its_term_are_open() -> None:
    rows = (
        "### Termin 1\n\n- Mäng, 15 hp\n- Smälta, 15 hp\n\n### Termin 2\n\n- Gravyr, 15 hp\n- Prov, 15 hp\n"
    )
    found = statuses(swedish("Alla kurser utom en i termin 2 är obligatoriska.", rows))
    assert found == {"Mäng": "everyone", "Smälta": "everyone", "Gravyr": "not said", "Prov": "not said"}


def test_unless_otherwise_said_is_no_exception() -> None:
    assert set(statuses(english("All courses are compulsory unless otherwise stated.")).values()) == {
        "everyone"
    }


@pytest.mark.parametrize(
    "says",
    [
        "All other courses are compulsory.",
        "The remaining courses are compulsory.",
        "The rest are compulsory.",
    ],
)
def test_the_others_are_not_all(says: str) -> None:
    assert "everyone" not in statuses(english(says)).values()
    found = statuses(english(f"Kiln Work and Engraving are optional. {says}"))
    assert found["Kiln Work"] == found["Engraving"] == "some"
    assert found["Blowing"] == "everyone"


@pytest.mark.parametrize(
    "says", ["Övriga kurser är obligatoriska.", "Samtliga övriga kurser är obligatoriska."]
)
def test_the_others_are_not_all_in_swedish(says: str) -> None:
    assert "everyone" not in statuses(swedish(says)).values()
    found = statuses(swedish(f"Ugnsarbete och Gravyr kan ersättas. {says}"))
    assert "everyone" not in (found["Ugnsarbete"], found["Gravyr"])
    assert found["Blåsning"] == "everyone"


@pytest.mark.parametrize(
    "says",
    [
        "All study units of the chosen specialisation are required.",
        "All courses within the selected pathway are compulsory.",
        "All courses are compulsory within each track.",
    ],
)
def test_what_is_said_of_a_track_is_not_said_of_all(says: str) -> None:
    assert "everyone" not in statuses(english(says)).values()


@pytest.mark.parametrize(
    "says",
    [
        "Alla kurser i den valda inriktningen är obligatoriska.",
        "Samtliga kurser är obligatoriska inom profilen.",
    ],
)
def test_what_is_said_of_a_track_is_not_said_of_all_in_swedish(says: str) -> None:
    assert "everyone" not in statuses(swedish(says)).values()


def test_whatever_the_track_is_all() -> None:
    found = swedish("Alla kurser är obligatoriska oavsett inriktning.")
    assert set(statuses(found).values()) == {"everyone"}


@pytest.mark.parametrize(
    "says", ["Students take 45 credits of these.", "Students complete 45 credits from the following list."]
)
def test_credits_of_these_is_a_choice(says: str) -> None:
    rows = "### Core knowledge\n\n" + says + "\n\n" + FIVE
    found = english("", rows)
    assert set(statuses(found).values()) == {"some"}
    assert [group.credits for group in found.groups] == [Decimal(45)]


def test_av_dessa_is_a_choice() -> None:
    found = swedish("", "### Kunskapsblock\n\nAv dessa läses 45 hp.\n\n" + FEM)
    assert set(statuses(found).values()) == {"some"}
    assert [group.credits for group in found.groups] == [Decimal(45)]


@pytest.mark.parametrize(
    "row",
    [
        "- Gravyr eller Slipning, 15 hp",
        "| Kurs | Hp |\n|---|---|\n| Gravyr eller Slipning | 15 |\n| Prov | 15 |",
    ],
)
def test_two_titles_with_or_are_a_choice(row: str) -> None:
    found = swedish("Samtliga kurser är obligatoriska.", row)
    assert [group.courses for group in found.groups] == [1]
    assert statuses(found)["Gravyr"] == statuses(found)["Slipning"] == "some"


@pytest.mark.parametrize("joint", ["or", "OR", "/"])
@pytest.mark.parametrize("told", [True, False])
def test_two_titles_with_or_in_a_table(joint: str, told: bool) -> None:
    rows = (
        "| Course | Credits |\n|---|---|\n| Batch and Melt | 15 |\n| Blowing | 15 |\n"
        f"| Wheel Engraving {joint} Acid Etching | 15 |\n| Degree Piece | 15 |\n"
    )
    says = "All courses are compulsory"
    says += " apart from the choice between Wheel Engraving and Acid Etching." if told else "."
    found = statuses(english(says, rows))
    assert found["Blowing"] == "everyone"
    if told or joint == "OR":
        assert found["Wheel Engraving"] == found["Acid Etching"] == "some"
    else:
        assert found[f"Wheel Engraving {joint} Acid Etching"] == "not said"


def test_two_codes_with_or_are_two_courses() -> None:
    rows = (
        "| Code | Course | Credits |\n|---|---|---|\n| GL4001 | Batch | 15 |\n"
        "| GL4002 or GL4003 | Wheel or Acid | 15 |\n"
    )
    found = english("All courses are compulsory.", rows)
    assert {ref.code: ref.status.value for ref in found.course_refs} == {
        "GL4001": "everyone",
        "GL4002": "some",
        "GL4003": "some",
    }


def test_a_question_is_one_title() -> None:
    found = english("All courses are compulsory.", "- Craft or Art?, 15 credits\n- Blowing, 15 credits\n")
    assert set(statuses(found).values()) == {"everyone"}


def test_a_stroke_before_the_translation_is_one_title() -> None:
    rows = (
        "- Mäng / Batch, 15 hp\n- Smälta / Melting, 15 hp\n"
        "- Gravyr / Engraving, 15 hp\n- Prov / Piece, 15 hp\n"
    )
    assert set(statuses(swedish("Samtliga kurser är obligatoriska.", rows)).values()) == {"everyone"}


def test_a_stated_size_refutes_what_all_would_take() -> None:
    found = english("All courses are compulsory.", FIVE + "- Cutting, 15 credits\n- Casting, 15 credits\n")
    assert found.header.credits == 60
    assert "everyone" not in statuses(found).values()
    assert [statement.kind for statement in found.statements] == ["all compulsory"]


def test_a_size_that_the_courses_fill_refutes_nothing() -> None:
    assert set(statuses(english("All courses are compulsory.")).values()) == {"everyone"}


def test_a_head_of_unknown_words_is_no_course() -> None:
    rows = (
        "| Code | Study portion | Value | Timing |\n|---|---|---|---|\n| GL4001 | Batch | 5 | Autumn |\n"
        "| GL4002 | Kiln | 5 | Autumn |\n| GL4003 | Wheel | 5 | Spring |\n"
    )
    assert set(statuses(english("", rows))) == {"Batch", "Kiln", "Wheel"}


def test_what_a_table_holds_is_no_course_above_it() -> None:
    rows = (
        "Grundläggande hantverk, 30 hp\n\n| Kurs | Hp |\n|---|---|\n| Mäng | 15 |\n| Smälta | 15 |\n\n"
        "Obligatoriska studieavsnitt, 30 hp\n\n| Kurs | Hp |\n|---|---|\n| Gravyr | 15 |\n| Prov | 15 |\n"
    )
    found = statuses(swedish("", rows))
    assert set(found) == {"Mäng", "Smälta", "Gravyr", "Prov"}
    assert found["Gravyr"] == "everyone"


def test_a_sentence_is_no_title() -> None:
    says = "All students complete the programme with the Degree Piece in Glass, 15 credits."
    found = statuses(english("", "- Batch and Melt, 15 credits\n- Blowing, 30 credits\n\n" + says))
    assert "Degree Piece in Glass" in found
    assert not any(title.startswith("All students") for title in found)


@pytest.mark.parametrize(
    "heading", ["4.2 Restricted elective courses", "4 Elective courses", "4.2. Optional modules"]
)
def test_the_number_of_a_section_is_no_number_to_choose(heading: str) -> None:
    found = english("", f"### 4.1 Compulsory courses\n\n- Batch, 15 credits\n\n### {heading}\n\n{FIVE}")
    assert [group.courses for group in found.groups] == [None]


@pytest.mark.parametrize("heading", ["4.3 Valbara kurser", "3. Valbara kurser", "2 Valbara kurser"])
def test_the_number_of_a_section_is_no_number_to_choose_in_swedish(heading: str) -> None:
    found = swedish("", f"### 1 Obligatoriska kurser\n\n- Mäng, 15 hp\n\n### {heading}\n\n{FEM}")
    assert [group.courses for group in found.groups] == [None]


def test_two_elective_courses_in_a_heading_are_two() -> None:
    found = swedish("", f"### Obligatoriska kurser\n\n- Prov, 15 hp\n\n### 2 valbara kurser\n\n{FEM}")
    assert [group.courses for group in found.groups] == [2]


def test_credits_from_the_list_below() -> None:
    found = english(
        "",
        "### 4.2 Restricted elective courses\n\n"
        f"Courses worth at least 30 credits from the list below:\n\n{FIVE}",
    )
    assert [(group.courses, group.credits) for group in found.groups] == [(None, Decimal(30))]


TRACKS = """### Gemensamma kurser, termin 1 (läses av alla)

- Mäng, 30 hp

### Inriktning ugn

- Ugnsarbete, 30 hp

### Inriktning gravyr

- Slipning, 30 hp

### Termin 3

Praktik eller valfria kurser, 30 hp

### Gemensam avslutning, termin 4 (läses av alla)

- Teori, 15 hp
- Gesällprov, 15 hp
"""


def test_what_follows_the_tracks_is_for_all() -> None:
    found = swedish("", TRACKS, size=120)
    told = statuses(found)
    assert told["Mäng"] == told["Teori"] == told["Gesällprov"] == "everyone"
    assert told["Ugnsarbete"] == told["Slipning"] == "some"
    assert told["Praktik eller valfria kurser"] == "some"
    assert {ref.title: ref.terms for ref in found.course_refs}["Teori"] == (4,)
    assert [ref.kind.value for ref in found.course_refs if "Praktik" in ref.title] == ["slot"]
    assert len(found.tracks) == 2


def test_a_term_between_two_tracks_is_of_the_first() -> None:
    rows = (
        "### Inriktning ugn\n\n- Ugnsarbete, 30 hp\n\n### Termin 3\n\n- Bränning, 30 hp\n\n"
        "### Inriktning gravyr\n\n- Slipning, 30 hp\n"
    )
    assert "everyone" not in statuses(swedish("", rows, size=120)).values()


@pytest.mark.parametrize(
    ("year", "term"), [("Year", "Semester"), ("Stage", "Semester"), ("Årskurs", "Termin")]
)
def test_terms_that_begin_anew_each_year_count_on(year: str, term: str) -> None:
    rows = "".join(
        f"### {year} {at}\n\n#### {term} {half}\n\n- Glass {name} {place}, 30 credits\n\n"
        for at, name in ((1, "A"), (2, "B"))
        for half, place in ((1, "x"), (2, "y"))
    )
    found = english("", rows, size=120)
    assert [ref.terms for ref in found.course_refs] == [(1,), (2,), (3,), (4,)]
    assert [ref.years for ref in found.course_refs] == [(1,), (1,), (2,), (2,)]


def test_an_exception_that_no_frame_reads_leaves_the_sum_open() -> None:
    says = "All modules are core with the exception of the two option modules."
    assert "everyone" not in statuses(english(says)).values()


def test_an_exception_within_a_sentence_of_one_year() -> None:
    rows = (
        "### Årskurs 1\n\n- Mäng, 30 hp\n- Smälta, 30 hp\n\n"
        "### Årskurs 2\n\n- Gravyr, 15 hp\n- Slipning, 15 hp\n- Prov, 45 hp\n"
    )
    says = "I årskurs 2 är alla kurser utom Gravyr och Slipning obligatoriska, av dessa läses en."
    found = statuses(swedish(says, rows, size=120))
    assert (found["Gravyr"], found["Slipning"], found["Prov"]) == ("some", "some", "everyone")


def test_a_heading_with_an_exception_does_not_call_all_compulsory() -> None:
    rows = "### Core courses (except those marked #)\n\n- Batch, 30 credits\n- Kiln #, 15 credits\n"
    assert "everyone" not in statuses(english("", rows)).values()


@pytest.mark.parametrize(
    "says",
    [
        "Not all courses are compulsory.",
        "Nearly all modules are mandatory.",
        "All core modules are compulsory.",
        "All modules are compulsory bar one.",
        "With few exceptions, all courses are compulsory.",
        "All courses are compulsory for students who have not worked with glass before.",
        "All courses listed are compulsory, but two may be exchanged.",
    ],
)
def test_what_is_said_of_nearly_all_is_said_of_none(says: str) -> None:
    assert "everyone" not in statuses(english(says)).values()


@pytest.mark.parametrize(
    "says",
    [
        "Inte alla kurser är obligatoriska.",
        "Nästan alla kurser är obligatoriska.",
        "De flesta kurserna är obligatoriska.",
        "Alla kurser är i regel obligatoriska.",
        "Alla kurser är obligatoriska med några få undantag.",
        "Alla kurser är obligatoriska för studenter på halvfart.",
    ],
)
def test_what_is_said_of_nearly_all_is_said_of_none_in_swedish(says: str) -> None:
    assert "everyone" not in statuses(swedish(says)).values()


def test_a_course_that_a_sentence_calls_elective_is_taken_by_some() -> None:
    found = statuses(english("All courses are mandatory. However, Engraving is elective."))
    assert (found["Engraving"], found["Blowing"]) == ("some", "everyone")
    told = statuses(swedish("Alla kurser är obligatoriska, men Gravyr kan bytas ut."))
    assert (told["Gravyr"], told["Blåsning"]) == ("some", "everyone")


def test_om_inte_annat_anges_is_no_exception() -> None:
    assert set(statuses(swedish("Alla kurser är obligatoriska om inte annat anges.")).values()) == {
        "everyone"
    }
