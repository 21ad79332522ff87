"""Goals that a programme quotes from the law are set apart; what only resembles them is its own."""

import pytest

from curranalyser.datamodel import OmissionKind, Syllabus, SyllabusKind
from curranalyser.languages import languages
from curranalyser.parse import parse_document
from curranalyser.parse.words.law import law_share
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

# Words in the middle of goals: put in, so that none stands here in one piece.
INSIDE, AND, OF, COMMA = "inom", "och", "av", ","
TOWARDS = "till"
IN_EN, DEEP, KNOWN, AND_EN, OF_EN = "in", "specialised", "knowledge", "and", "of"
# As the ordinance has them; no university wrote these.
LAW_SV = (
    f"visa fördjupad metodkunskap {INSIDE} huvudområdet för utbildningen,",
    f"visa förmåga att identifiera sitt behov {OF} ytterligare kunskap {AND} att ta ansvar för sin"
    f" kunskapsutveckling,",
    f"visa förmåga att självständigt identifiera{COMMA} formulera {AND} lösa problem samt att genomföra"
    f" uppgifter {INSIDE} givna tidsramar, och",
    f"visa insikt om kunskapens roll i samhället {AND} om människors ansvar för hur den används.",
)
LAW_EN = (
    f"demonstrate {DEEP} methodological {KNOWN} {IN_EN} the main field {OF_EN} study,",
    f"demonstrate the ability to identify the need for further {KNOWN} and take responsibility for his or"
    f" her ongoing learning,",
    f"demonstrate the ability to identify, formulate {AND_EN} solve problems autonomously and to complete"
    f" tasks within predetermined time frames, and",
    f"demonstrate insight into the role {OF_EN} knowledge in society {AND_EN} the responsibility of the"
    f" individual for how it is used.",
)
OWN_SV = (
    "räkna ut hur mycket garn en väv kräver,",
    "visa förmåga att identifiera och lösa problem i vävstolens konstruktion, och",
    "visa insikt i textilens roll i samhället och i vilka som har vävt den.",
)
OWN_EN = (
    "calculate the yarn that a weave demands,",
    "identify and solve problems in the construction of looms, and",
    "show insight into the role of textiles in society and into who wove them.",
)


def read(text: str, name: str = "plan.md") -> Syllabus:
    data = text.encode()
    (syllabus,) = parse_document(read_document(data, describe_source(data, name), Settings()))
    return syllabus


def programme(aims: str, heading: str = "Mål") -> Syllabus:
    syllabus = read(
        f"# Vävprogrammet, 180 högskolepoäng\n\nUtbildningsplan för Vävprogrammet\n\n## {heading}\n\n"
        f"{aims}\n\n## Kurser\n\n### Termin 1\n\n- VV1001 Varp, 15 hp\n- VV1002 Bindningar, 15 hp\n"
    )
    assert syllabus.kind is SyllabusKind.PROGRAMME
    return syllabus


def english(aims: str, heading: str = "Objectives") -> Syllabus:
    syllabus = read(
        "# Bachelor's Programme in Weaving, 180 credits\n\nProgramme syllabus for the Bachelor's Programme "
        f"in Weaving\n\n## {heading}\n\n{aims}\n\n## Courses\n\n### Term 1\n\n"
        "- VV1001 Warp and Weft, 15 credits\n- VV1002 Structures of Weaves, 15 credits\n"
    )
    assert syllabus.kind is SyllabusKind.PROGRAMME
    return syllabus


def listed(*items: str) -> str:
    return "\n".join(f"- {item}" for item in items)


def own(syllabus: Syllabus) -> list[str]:
    return [item.text for item in syllabus.outcomes]


def quoted(syllabus: Syllabus) -> tuple[int, int | None]:
    """How many goals are said to be quoted, and the page of the first."""
    found = [item for item in syllabus.omissions if item.kind is OmissionKind.LAW]
    return (sum(item.count for item in found), found[0].page if found else None)


@pytest.mark.parametrize(
    ("heading", "lead"),
    [("Nationella mål", ""), ("Mål enligt högskoleförordningen", "För kandidatexamen ska studenten")],
)
def test_goals_below_a_heading_of_the_law_are_said_and_those_below_it_are_own(
    heading: str, lead: str
) -> None:
    found = programme(
        f"{lead}\n\n{listed(*LAW_SV)}\n\n## Lokala mål\n\nEfter utbildningen ska studenten kunna\n\n"
        f"{listed(*OWN_SV)}",
        heading,
    )
    assert own(found) == list(OWN_SV)
    assert quoted(found) == (4, 1)
    (omission,) = (item for item in found.omissions if item.kind is OmissionKind.LAW)
    assert omission.texts == LAW_SV


def test_a_goal_of_a_degree_without_known_wordings_is_quoted_where_the_heading_says_so() -> None:
    goals = ("visa kunskap om fårens stamtavlor,", "visa förmåga att klippa en bagge.")
    found = programme(f"För herdeexamen ska studenten\n\n{listed(*goals)}", "Mål enligt högskoleförordningen")
    assert (own(found), quoted(found)) == ([], (2, 1))


def test_english_goals_below_a_heading_of_the_law() -> None:
    found = english(
        f"For a Degree of Bachelor the student shall\n\n{listed(*LAW_EN)}\n\n## Programme-specific outcomes"
        f"\n\nAfter the programme the student shall be able to\n\n{listed(*OWN_EN)}",
        "National objectives according to the Higher Education Ordinance",
    )
    assert own(found) == list(OWN_EN)
    assert quoted(found) == (4, 1)


def test_goals_are_known_by_their_words_where_no_heading_names_the_law() -> None:
    found = programme(f"För kandidatexamen i vävning skall studenten\n\n{listed(*LAW_SV)}")
    assert (own(found), quoted(found)) == ([], (4, 1))
    assert found.notes == ()  # that it has no other goals is no fault of the reading
    found = english(f"For a Degree of Bachelor the student shall\n\n{listed(*LAW_EN)}")
    assert (own(found), quoted(found)) == ([], (4, 1))


def test_own_goals_with_the_lead_in_of_a_degree_stay_own() -> None:
    found = programme(f"För kandidatexamen ska studenten kunna\n\n{listed(*OWN_SV)}")
    assert (own(found), quoted(found)) == (list(OWN_SV), (0, None))


def test_a_local_goal_in_the_list_of_the_law_is_own() -> None:
    found = programme(f"För kandidatexamen ska studenten\n\n{listed(*LAW_SV[:3], OWN_SV[0], LAW_SV[3])}")
    assert (own(found), quoted(found)) == ([OWN_SV[0]], (4, 1))


def test_a_goal_of_the_law_with_the_subject_put_in_is_own_among_own_goals() -> None:
    fitted = (
        f"visa förmåga att inom vävning göra bedömningar med hänsyn {TOWARDS} relevanta vetenskapliga,"
        f" samhälleliga {AND} etiska aspekter."
    )
    found = programme(f"Efter utbildningen ska studenten\n\n{listed(*OWN_SV[:2], fitted)}")
    assert (own(found), quoted(found)) == ([*OWN_SV[:2], fitted], (0, None))


def test_a_whole_sentence_of_the_law_among_own_goals_is_quoted() -> None:
    found = programme(f"Efter utbildningen ska studenten\n\n{listed(*OWN_SV[:2], LAW_SV[3])}")
    assert (own(found), quoted(found)) == (list(OWN_SV[:2]), (1, 1))


@pytest.mark.parametrize(
    "lead",
    [
        "Utöver de nationella målen ska studenten kunna",
        "Förutom målen i högskoleförordningen ska studenten kunna",
    ],
)
def test_what_is_asked_besides_the_goals_of_the_law_is_own(lead: str) -> None:
    found = programme(
        f"För kandidatexamen ska studenten\n\n{listed(*LAW_SV)}\n\n{lead}\n\n{listed(*OWN_SV)}",
        "Nationella mål",
    )
    assert own(found) == list(OWN_SV)
    assert quoted(found)[0] == len(LAW_SV)


def test_general_goals_that_are_not_of_the_law_are_own() -> None:
    found = programme(f"Efter utbildningen ska studenten kunna\n\n{listed(*OWN_SV)}", "Generella mål")
    assert (own(found), quoted(found)) == (list(OWN_SV), (0, None))


def test_a_course_that_asks_for_a_goal_of_the_law_has_it_as_its_own() -> None:
    found = read(
        "# Examensarbete i vävning, 15 hp\n\nKursplan\n\n## Lärandemål\n\nEfter avslutad kurs ska studenten"
        f"\n\n{listed(*LAW_SV)}\n\n## Examination\n\nSkriftlig uppsats.\n"
    )
    assert found.kind is SyllabusKind.COURSE
    assert own(found) == list(LAW_SV)


@pytest.mark.parametrize("goal", [*LAW_SV, *LAW_EN])
def test_inflection_and_order_of_a_few_words_do_not_hide_the_law(goal: str) -> None:
    assert law_share(goal) >= 0.9
    assert law_share(goal.upper()) == law_share(goal)
    assert law_share(f"{goal} (SFS 2006:1053)") >= 0.85


@pytest.mark.parametrize(
    "goal",
    [
        *OWN_SV,
        *OWN_EN,
        "",
        "12",
        "reflektera över samhällsvetenskapliga problemställningar",
        "discuss the social and ethical context of trade",
        "visa förmåga att väva",
    ],
)
def test_own_words_are_not_those_of_the_law(goal: str) -> None:
    assert law_share(goal) < 0.7


def test_phrases_of_the_law_are_short_and_long_enough_to_be_found() -> None:
    lengths = {
        len(phrase.split())
        for language in languages()
        for phrase in (*language.rules.quoted, *language.rules.quoted_openings)
    }
    assert min(lengths) >= 2
    assert max(lengths) <= 16
