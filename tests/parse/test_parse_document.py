"""What is understood of a syllabus, on invented plain-text ones.

The sample corpus has the layouts (tests/golden).
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.datamodel import (
    CourseStatus,
    InstructionStatus,
    KnowledgeForm,
    SectionKind,
    Syllabus,
    SyllabusKind,
)
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

SWEDISH = """Kursplan

Kursnamn: Vattenresurser i stadsmiljö
Kurskod: VAT204
Högskolepoäng: 7,5
Nivå: Grundnivå
Gäller från: HT 2025

Innehåll

Kursen handlar om dagvatten, dricksvatten och avlopp i växande städer.

Lärandemål

Efter avslutad kurs ska studenten kunna

- redogöra för hur dagvatten uppstår och leds bort
- beräkna flöden i ett enkelt ledningsnät
- värdera åtgärder som minskar risken för översvämning

Undervisningsspråk

Undervisningen ges på svenska.

Examination

Skriftlig tentamen och en inlämningsuppgift.
"""

ENGLISH = """Course syllabus

Course title: Water in the City
Course code: VAT205
Credits: 15

Content

The course covers stormwater, drinking water and sewage.

Intended learning outcomes

On completion of the course the student will be able to

1. explain how stormwater arises
2. calculate flows in a simple network
3. assess measures against flooding

Assessment

Written examination.
"""

PROGRAMME = """Utbildningsplan

Vattenteknikprogrammet

Programkod: TVATT
Högskolepoäng: 180

Programmets mål

Studenten ska kunna visa kunskap om vattnets kretslopp.

Kurser inom programmet

Termin 1
VAT101 Vattnets kemi, 15 hp
VAT102 Strömningslära, 7,5 hp, valbar
"""


def parse(text: str, name: str = "a.txt") -> tuple[Syllabus, ...]:
    data = text.encode()
    return parse_document(read_document(data, describe_source(data, name), Settings()))


def only(text: str, name: str = "a.txt") -> Syllabus:
    [syllabus] = parse(text, name)
    return syllabus


def test_a_swedish_course_syllabus() -> None:
    syllabus = only(SWEDISH)
    header = syllabus.header
    assert (syllabus.kind, syllabus.language) == (SyllabusKind.COURSE, "sv")
    assert (header.code, header.title, header.credits, header.level, header.valid_from) == (
        "VAT204",
        "Vattenresurser i stadsmiljö",
        Decimal("7.5"),
        "Grundnivå",
        "HT 2025",
    )
    assert [outcome.text for outcome in syllabus.outcomes] == [
        "redogöra för hur dagvatten uppstår och leds bort",
        "beräkna flöden i ett enkelt ledningsnät",
        "värdera åtgärder som minskar risken för översvämning",
    ]
    assert {outcome.lead_in for outcome in syllabus.outcomes} == {"Efter avslutad kurs ska studenten kunna"}
    assert [outcome.id for outcome in syllabus.outcomes] == ["sv-1", "sv-2", "sv-3"]
    assert (syllabus.instruction.main, syllabus.instruction.status) == (("sv",), InstructionStatus.STATED)
    assert {SectionKind.CONTENT, SectionKind.OUTCOMES, SectionKind.ASSESSMENT} <= {
        section.kind for section in syllabus.sections
    }
    assert syllabus.notes == ()


def test_an_english_course_syllabus() -> None:
    syllabus = only(ENGLISH)
    assert (syllabus.header.code, syllabus.header.title, syllabus.header.credits) == (
        "VAT205",
        "Water in the City",
        Decimal(15),
    )
    assert [outcome.text for outcome in syllabus.outcomes] == [
        "explain how stormwater arises",
        "calculate flows in a simple network",
        "assess measures against flooding",
    ]
    assert {outcome.language for outcome in syllabus.outcomes} == {"en"}
    assert syllabus.instruction.status is InstructionStatus.NOT_STATED


def test_a_programme_syllabus_lists_its_courses() -> None:
    syllabus = only(PROGRAMME)
    assert (syllabus.kind, syllabus.header.code) == (SyllabusKind.PROGRAMME, "TVATT")
    found = [(ref.code, ref.title, ref.credits, ref.term, ref.status) for ref in syllabus.course_refs]
    assert [row[:4] for row in found] == [
        ("VAT101", "Vattnets kemi", Decimal(15), 1),
        ("VAT102", "Strömningslära", Decimal("7.5"), 1),
    ]
    assert found[1][4] is CourseStatus.SOME


@pytest.mark.parametrize("bullet", ["-", "\u2022", "\u2013", "*", "\uf0b7", "o"])
def test_bullets_of_every_kind_begin_an_outcome(bullet: str) -> None:
    syllabus = only(SWEDISH.replace("\n- ", f"\n{bullet} "))
    assert [outcome.text.split()[0] for outcome in syllabus.outcomes] == ["redogöra", "beräkna", "värdera"]


def test_an_outcome_goes_on_over_lines_and_a_hyphen_at_the_end_of_one() -> None:
    broken = SWEDISH.replace(
        "redogöra för hur dagvatten uppstår och leds bort",
        "redogöra för hur dag-\n  vatten uppstår\n  och leds bort",
    )
    assert only(broken).outcomes[0].text == "redogöra för hur dagvatten uppstår och leds bort"


def test_subheadings_give_the_knowledge_form() -> None:
    headed = SWEDISH.replace("- redogöra", "Kunskap och förståelse\n\n- redogöra").replace(
        "- värdera", "\nVärderingsförmåga och förhållningssätt\n\n- värdera"
    )
    outcomes = only(headed).outcomes
    assert [outcome.text.split()[0] for outcome in outcomes] == ["redogöra", "beräkna", "värdera"]
    assert (outcomes[0].knowledge_form, outcomes[2].knowledge_form) == (
        KnowledgeForm.KNOWLEDGE,
        KnowledgeForm.JUDGEMENT,
    )


def test_a_subheading_needs_no_blank_line() -> None:
    outcomes = only(
        SWEDISH.replace("- värdera", "Värderingsförmåga och förhållningssätt\n- värdera")
    ).outcomes
    assert (outcomes[1].text, outcomes[2].knowledge_form) == (
        "beräkna flöden i ett enkelt ledningsnät",
        KnowledgeForm.JUDGEMENT,
    )


def test_a_title_needs_no_label() -> None:
    assert only(SWEDISH.replace("Kursnamn: ", "")).header.title == "Vattenresurser i stadsmiljö"


def test_a_missing_outcome_section_is_a_named_result() -> None:
    head, rest = SWEDISH.split("Lärandemål\n")
    syllabus = only(head + "Undervisningsspråk\n" + rest.split("Undervisningsspråk\n")[1])
    assert (syllabus.outcomes, syllabus.notes) == ((), (FailureCategory.NO_OUTCOME_SECTION.value,))


def test_an_empty_outcome_section_is_a_named_result() -> None:
    syllabus = only("\n".join(line for line in SWEDISH.splitlines() if not line.startswith("- ")))
    assert (syllabus.outcomes, syllabus.notes) == ((), (FailureCategory.OUTCOME_SECTION_EMPTY.value,))


@pytest.mark.parametrize(
    "text",
    [
        "Protokoll\n\nMötet öppnades klockan tio och avslutades klockan elva. Nästa möte hålls i mars.\n",
        "Recept\n\nKoka potatisen i tjugo minuter. Servera med smör och dill.\n",
    ],
)
def test_what_is_no_syllabus_is_named(text: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse(text)
    assert caught.value.category is FailureCategory.NOT_A_SYLLABUS


def test_markdown_says_the_same_as_text() -> None:
    lines = SWEDISH.splitlines()
    headings = {
        "Kursplan": "# ",
        "Innehåll": "## ",
        "Lärandemål": "## ",
        "Undervisningsspråk": "## ",
        "Examination": "## ",
    }
    marked = only("\n".join(headings.get(line, "") + line for line in lines), "a.md")
    plain = only(SWEDISH)
    assert [outcome.text for outcome in marked.outcomes] == [outcome.text for outcome in plain.outcomes]
    assert (marked.header.code, marked.header.credits, marked.instruction.main) == (
        plain.header.code,
        plain.header.credits,
        plain.instruction.main,
    )


WORDS = st.sampled_from(
    [
        *SWEDISH.split(),
        *ENGLISH.split(),
        *PROGRAMME.split(),
        "\n",
        "\n\n",
        "\n- ",
        "\n1. ",
        "(",
        ":",
        "7,5",
        "\u2022",
    ]
)


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_text_gives_syllabi_or_a_named_failure(text: str) -> None:
    try:
        syllabi = parse(text)
    except DocumentError as error:
        assert error.category in (
            FailureCategory.NOT_A_SYLLABUS,
            FailureCategory.EMPTY_FILE,
            FailureCategory.NO_TEXT,
        )
    else:
        for syllabus in syllabi:
            assert all(outcome.text.strip() and outcome.page == 1 for outcome in syllabus.outcomes)
            identifiers = [outcome.id for outcome in syllabus.outcomes]
            assert len(set(identifiers)) == len(identifiers)


@given(st.permutations([line for line in SWEDISH.splitlines() if line.startswith("- ")]))
def test_outcomes_keep_the_order_in_which_they_stand(items: list[str]) -> None:
    head, tail = SWEDISH.split("- redogöra", maxsplit=1)[0], SWEDISH.split("översvämning\n")[1]
    syllabus = only(head + "\n".join(items) + "\n" + tail)
    assert [f"- {outcome.text}" for outcome in syllabus.outcomes] == items


def test_an_item_that_is_a_knowledge_form_and_its_lead_in_is_no_outcome() -> None:
    page = """<h1>Kursplan GE1802 Glaciärer, 5 hp</h1><h2>Lärandemål</h2><ol>
    <li>Kunskap och förståelse. Studenten ska kunna<ol type="a">
    <li>beskriva hur en glaciär formar ett landskap</li>
    <li>namnge de vanligaste moräntyperna</li></ol></li>
    <li>Färdighet och förmåga. Studenten ska kunna<ol type="a">
    <li>kartera isräfflor i fält</li></ol></li></ol>
    <h2>Litteratur</h2><p>Kompendium.</p>"""

    outcomes = only(page, "a.html").outcomes
    assert [(outcome.text, outcome.knowledge_form, outcome.lead_in) for outcome in outcomes] == [
        ("beskriva hur en glaciär formar ett landskap", KnowledgeForm.KNOWLEDGE, "Studenten ska kunna"),
        ("namnge de vanligaste moräntyperna", KnowledgeForm.KNOWLEDGE, "Studenten ska kunna"),
        ("kartera isräfflor i fält", KnowledgeForm.SKILLS, "Studenten ska kunna"),
    ]
