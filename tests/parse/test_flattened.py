from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.datamodel import CourseStatus, KnowledgeForm, SourceFile, SyllabusKind, TableRow
from curranalyser.errors import FailureCategory
from curranalyser.parse.table import parse_programmes, parse_row, split_outcomes
from curranalyser.read.table import read_table
from curranalyser.settings import Settings

LEAD = "Efter avslutad kurs ska studenten kunna"
REGISTER_EXPORT = Path(__file__).resolve().parents[3] / "shared" / "real" / "miun_courses_dev.xlsx"


def row(**values: str) -> TableRow:
    return TableRow(SourceFile("t.xlsx", "0", 1, 2), tuple(values.items()))


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD}  - jämföra olika system  - värdera sina källor  - pröva egna antaganden",
        f"{LEAD} - jämföra olika system - värdera sina källor - pröva egna antaganden",
        f"{LEAD}: -jämföra olika system  -värdera sina källor  -pröva egna antaganden",
        f"{LEAD}: • jämföra olika system • värdera sina källor • pröva egna antaganden",
        f"{LEAD}  •    jämföra olika system  •    värdera sina källor  •    pröva egna antaganden",
        f"{LEAD}:  1. jämföra olika system  2. värdera sina källor  3. pröva egna antaganden",
        f"{LEAD}: 1) jämföra olika system 2) värdera sina källor 3) pröva egna antaganden",
        f"{LEAD}:  1.jämföra olika system  2.värdera sina källor  3.pröva egna antaganden",
        f"{LEAD}: a) jämföra olika system b) värdera sina källor c) pröva egna antaganden",
        f"{LEAD}:  A. jämföra olika system  B. värdera sina källor  C. pröva egna antaganden",
        f"{LEAD}:  I. jämföra olika system  II. värdera sina källor  III. pröva egna antaganden",
        f"{LEAD}\njämföra olika system\nvärdera sina källor\npröva egna antaganden",
        f"{LEAD}\n- jämföra olika\n  system\n- värdera sina källor\n- pröva egna\nantaganden",
        f"{LEAD} jämföra olika system; värdera sina källor; pröva egna antaganden",
        f"{LEAD}:  jämföra olika system  - värdera sina källor  - pröva egna antaganden",
        f"{LEAD}  - jämföra olika    system  - värdera sina    källor  - pröva egna antaganden",
    ],
)
def test_lists_are_split_however_they_were_flattened(text: str) -> None:
    found = split_outcomes(text)
    assert [item.text for item in found] == [
        "jämföra olika system",
        "värdera sina källor",
        "pröva egna antaganden",
    ]
    assert {item.lead_in.rstrip(" :") for item in found} == {LEAD}


def test_knowledge_forms_and_modules_group_outcomes_and_are_none() -> None:
    text = (
        f"{LEAD}    1. Psykiatrisk omvårdnad, 5 hp  - redogöra för sjukdomar    2. Rehabilitering 5 hp  -"
        " beskriva metoder för stöd"
    )
    assert [(item.text, item.module) for item in split_outcomes(text)] == [
        ("redogöra för sjukdomar", "Psykiatrisk omvårdnad, 5 hp"),
        ("beskriva metoder för stöd", "Rehabilitering 5 hp"),
    ]
    text = (
        f"{LEAD}:  (Kunskap och förståelse)  - redogöra för teorier  (Färdighet och förmåga)  - tillämpa"
        " metoder i fält"
    )
    text += "    för moment 2. Fält  - pröva antaganden"
    found = split_outcomes(text)
    assert [(item.text, item.knowledge_form) for item in found[:2]] == [
        ("redogöra för teorier", KnowledgeForm.KNOWLEDGE),
        ("tillämpa metoder i fält", KnowledgeForm.SKILLS),
    ]
    assert (found[2].text, found[2].module) == ("pröva antaganden", "moment 2. Fält")


def test_wrapped_words_that_look_like_headings_go_on_with_their_item() -> None:
    text = f"{LEAD}  - visa grundläggande litteraturteoretiska  förhållningssätt  - läsa texter kritiskt"
    assert [item.text for item in split_outcomes(text)] == [
        "visa grundläggande litteraturteoretiska förhållningssätt",
        "läsa texter kritiskt",
    ]


def test_goals_quoted_from_law_are_no_outcomes() -> None:
    text = (
        "Enligt högskolelagen 1 kap 8 § ska utbildning på grundnivå utveckla studenternas  - förmåga att"
        f" göra självständiga bedömningar    {LEAD}  - jämföra rättssystem  - tolka en lagtext"
    )
    assert [item.text for item in split_outcomes(text)] == ["jämföra rättssystem", "tolka en lagtext"]


def test_lines_without_lead_in_and_sign_are_outcomes_in_an_outcome_column() -> None:
    assert [item.text for item in split_outcomes("Jämföra system i tre länder\nVärdera sina källor")] == [
        "Jämföra system i tre länder",
        "Värdera sina källor",
    ]


WORD = st.sampled_from(
    [
        "jämföra",
        "värdera",
        "analysera",
        "begrepp",
        "metoder",
        "texter",
        "kritiskt",
        "globala",
        "länder",
        "system",
        "aspekter",
        "källor",
    ]
)
ITEM = st.lists(WORD, min_size=3, max_size=12).map(" ".join)
SEPARATOR = st.sampled_from(["  - ", "    - ", "  -", "  • ", "\n- ", "\n• ", "\n\n– ", "  * "])


@given(st.lists(ITEM, min_size=2, max_size=12, unique=True), SEPARATOR, st.sampled_from(["", ",", ".", ";"]))
def test_every_item_comes_back_whole_and_once(items: list[str], separator: str, ending: str) -> None:
    text = LEAD + ":" + "".join(f"{separator}{item}{ending}" for item in items)
    assert [item.text for item in split_outcomes(text)] == [f"{item}{ending}" for item in items]


@given(st.text(max_size=400))
def test_any_text_is_split_without_error(text: str) -> None:
    for item in split_outcomes(text):
        assert item.text.strip()


def test_a_row_gives_one_syllabus_with_both_languages() -> None:
    syllabus = parse_row(
        row(
            code="GS101G",
            title="Globala studier GR (A), 30 hp",
            credits="30",
            level="grundnivå",
            language="Engelska",
            aim="Kursen ger en översikt.",
            outcomes=f"{LEAD}  - jämföra system  - värdera källor ur ett globalt perspektiv",
            outcomes_en=(
                "After the course the student should be able to  - compare systems  - assess sources from a"
                " global perspective"
            ),
        )
    )
    assert (syllabus.kind, syllabus.header.code, syllabus.header.title, str(syllabus.header.credits)) == (
        SyllabusKind.COURSE,
        "GS101G",
        "Globala studier GR (A)",
        "30",
    )
    assert [item.id for item in syllabus.outcomes] == ["sv-1", "sv-2", "en-1", "en-2"]
    assert syllabus.language == "sv" and not syllabus.notes
    assert [section.kind.value for section in syllabus.sections] == [
        "aim",
        "outcomes",
        "outcomes",
        "language of instruction",
    ]


def test_rows_without_outcomes_say_why() -> None:
    assert parse_row(row(code="A1", title="Historia")).notes == (FailureCategory.NO_OUTCOME_SECTION.value,)
    assert parse_row(row(code="A1", outcomes="Kursens mål är att ge en bred översikt.")).notes == (
        FailureCategory.OUTCOME_SECTION_EMPTY.value,
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [("7,5", "7.5"), ("15", "15"), ("30 hp", "30"), ("NaN", None), ("-3", None), ("9999", None)],
)
def test_credits_of_a_column(text: str, value: str | None) -> None:
    found = parse_row(row(code="A1", credits=text)).header.credits
    assert (str(found) if found is not None else None) == value


def test_rows_that_name_programmes_give_their_course_lists() -> None:
    rows = (
        row(
            code="A1",
            title="Historia, 15 hp",
            credits="15",
            programme="Lärarprogrammet; Kulturprogrammet",
            term="Termin 3",
            compulsory="ja",
        ),
        row(code="B2", title="Etik", programme="Lärarprogrammet", term="4", compulsory="valbar"),
        row(code="C3", title="Fristående"),
    )
    teachers, culture = parse_programmes(rows)
    assert (teachers.kind, teachers.header.title, culture.header.title) == (
        SyllabusKind.PROGRAMME,
        "Lärarprogrammet",
        "Kulturprogrammet",
    )
    assert [
        (ref.code, ref.title, ref.credits, ref.term, ref.year, ref.status is CourseStatus.EVERYONE)
        for ref in teachers.course_refs
    ] == [
        ("A1", "Historia", Decimal(15), 3, 2, True),
        ("B2", "Etik", None, 4, 2, False),
    ]
    assert len(culture.course_refs) == 1


@pytest.mark.real
@pytest.mark.skipif(not REGISTER_EXPORT.exists(), reason="the register export is outside the repository")
def test_a_real_register_export_gives_outcomes_in_nearly_every_row() -> None:
    data = REGISTER_EXPORT.read_bytes()
    rows = read_table(data, SourceFile(REGISTER_EXPORT.name, "0", len(data)), Settings())
    stated = [item for item in rows if item.get("outcomes")]
    counts = [sum(outcome.language != "en" for outcome in parse_row(item).outcomes) for item in stated]
    assert len(rows) == 1783
    assert sum(count > 0 for count in counts) / len(counts) >= 0.98
    assert 5.4 <= sum(counts) / len(counts) <= 6.0


@pytest.mark.parametrize("text", ["NULL", "- not available -", "n/a", "Saknas.", "#NAMN?"])
def test_a_placeholder_is_no_outcome(text: str) -> None:
    assert split_outcomes(text) == []


def test_lines_in_small_letters_go_on_where_items_begin_with_capitals() -> None:
    text = (
        f"{LEAD}:    Kunskap och förståelse  Redogöra för olika perspektiv på risk, kris  och säkerhet.   "
        " Förklara hur sårbarhet  uppstår."
    )
    assert [item.text for item in split_outcomes(text)] == [
        "Redogöra för olika perspektiv på risk, kris och säkerhet.",
        "Förklara hur sårbarhet uppstår.",
    ]


def test_a_list_of_which_only_the_first_bullet_is_left() -> None:
    text = f"{LEAD}:  - Förklara hur sårbarhet uppstår.  Jämföra två modeller av risk."
    assert [item.text for item in split_outcomes(text)] == [
        "Förklara hur sårbarhet uppstår.",
        "Jämföra två modeller av risk.",
    ]


def test_sentences_on_what_is_shown_at_the_examination() -> None:
    text = (
        "Kunskap och förståelse.  Vid examinationen skall studenten känna till centrala begrepp.    Färdighet"
        " och förmåga.  Studenten skall kunna lösa problem."
    )
    assert [item.text for item in split_outcomes(text)] == [
        "Vid examinationen skall studenten känna till centrala begrepp.",
        "Studenten skall kunna lösa problem.",
    ]
