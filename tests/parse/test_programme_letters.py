"""Letters in the column that says who takes a course, and small tables of a British programme."""

import pytest

from curranalyser.datamodel import CourseStatus, Syllabus
from curranalyser.parse import parse_document
from curranalyser.parse.programme.letters import letters_of
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

EVERYONE, SOME, NOT_SAID = CourseStatus.EVERYONE, CourseStatus.SOME, CourseStatus.NOT_SAID


def table(*rows: str) -> str:
    cells = ["".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def read(body: str, title: str = "BSc (Hons) Clock Making, 360 credits") -> Syllabus:
    page = (
        f"<html><body><h1>{title}</h1><h2>Aims</h2><p>On completion the student is able to</p>"
        f"<ul><li>mend a clock.</li></ul><h2>Programme structure</h2>{body}</body></html>"
    ).encode()
    (syllabus,) = parse_document(read_document(page, describe_source(page, "plan.html"), Settings()))
    return syllabus


def statuses(syllabus: Syllabus) -> dict[str, CourseStatus]:
    return {ref.title: ref.status for ref in syllabus.course_refs}


@pytest.mark.parametrize(
    ("head", "letters"),
    [("Status", "C C O"), ("C/O", "C C O"), ("M/O", "M M O"), ("Type", "C C E")],
)
def test_the_letter_o_beside_c_or_m_is_optional(head: str, letters: str) -> None:
    first, second, third = letters.split()
    syllabus = read(
        table(
            f"Code|Module|Credits|{head}",
            f"CM101|Springs|40|{first}",
            f"CM102|Escapements|40|{second}",
            f"CM103|Sundials|40|{third}",
        )
    )

    assert statuses(syllabus) == {"Springs": EVERYONE, "Escapements": EVERYONE, "Sundials": SOME}


def test_the_letter_o_beside_v_is_obligatory() -> None:
    syllabus = read(
        table("Kod|Kurs|Hp|O/V", "UR1001|Fjädrar|15|O", "UR1002|Pendlar|15|O", "UR1003|Solur|15|V"),
        "Kandidatprogram i urmakeri, 180 hp",
    )

    assert statuses(syllabus) == {"Fjädrar": EVERYONE, "Pendlar": EVERYONE, "Solur": SOME}


def test_the_names_of_the_columns_tell_the_language_of_a_letter_that_stands_alone() -> None:
    assert letters_of(["O", "O"], ["Code", "Module", "Credits", "Status"]) == {"o": "elective"}
    assert letters_of(["O", "O"], ["Kurskod", "Kursnamn", "Poäng", "Status"]) == {"o": "compulsory"}
    assert letters_of(["O"], ["Status"]) == {}
    assert letters_of(["C", "V"], ["Status"]) == {}


def test_a_letter_alone_says_nothing_where_two_languages_differ() -> None:
    rows = ("CM101|Springs|40|O", "CM102|Escapements|40|O", "CM103|Sundials|40|O")

    assert set(statuses(read(table(*rows))).values()) == {NOT_SAID}


def test_a_legend_knows_better_than_the_letter() -> None:
    syllabus = read(
        "<p>O = obligatory module, E = essential module for entry to the guild.</p>"
        + table("Code|Module|Credits|Status", "CM101|Springs|40|O", "CM102|Escapements|40|E"),
    )

    assert statuses(syllabus)["Springs"] is EVERYONE
    assert statuses(syllabus)["Escapements"] is not SOME


PLACEMENT = """
<p>C = core module, O = optional module. In the final year students choose two of the optional modules.</p>
<h3>Stage 1</h3>{first}<h3>Stage 2</h3>{second}<h3>{name}</h3>{placement}<h3>Final stage</h3>{final}
"""
HEAD = "Code|Module|Credits|C/O"


@pytest.mark.parametrize(
    "name", ["Placement year (optional)", "Optional sandwich year", "Year abroad (optional)"]
)
def test_a_year_without_number_is_none_of_those_above_it(name: str) -> None:
    syllabus = read(
        PLACEMENT.format(
            name=name,
            first=table(HEAD, "CM101|Springs|60|C", "CM102|Escapements|60|C"),
            second=table(HEAD, "CM201|Pendulums|60|C", "CM202|Chimes|60|C"),
            placement=table(HEAD, "CM250|Workshop practice|120|O"),
            final=table(
                HEAD,
                "CM301|Sundials|20|O",
                "CM302|Water clocks|20|O",
                "CM303|Watches|20|O",
                "CM390|Final clock|80|C",
            ),
        ),
        "BSc (Hons) Clock Making",
    )
    placed = {ref.title: (ref.years, ref.credits, ref.status) for ref in syllabus.course_refs}

    assert placed["Chimes"] == ((2,), 60, EVERYONE)
    assert placed["Workshop practice"] == ((), 120, SOME)
    assert placed["Sundials"] == ((), 20, SOME)
    assert placed["Final clock"] == ((), 80, EVERYONE)
    chosen = next(group for group in syllabus.groups if group.courses is not None)
    assert (chosen.courses, chosen.credits) == (2, 40)
    assert [ref.title for ref in syllabus.course_refs if ref.group == chosen.id] == [
        "Sundials",
        "Water clocks",
        "Watches",
    ]
    # A table of one course is no form whose columns are fields of the programme.
    assert syllabus.header.title == "BSc (Hons) Clock Making"


def test_the_credits_of_a_programme_stand_alone_on_a_line_or_behind_a_sentence() -> None:
    rows = table(HEAD, "CM101|Springs|30|C", "CM102|Escapements|30|C")
    alone = read(
        f"{rows}<h2>Award</h2><p>Master of Science (60 credits).</p>",
        "Clock Making</h1><p>90 credits</p><h1>",
    )
    behind = read(rows, "Clock Making</h1><p>Programme specification 2031/32. Total credits: 360.</p><h1>")

    assert alone.header.credits == 90
    assert behind.header.credits == 360


@pytest.mark.parametrize(
    "legend",
    [
        "The table shows whether a module is obligatory (O) or elective (E).",
        "O = obligatory, E = elective.",
        "(O) denotes an obligatory module and (E) an elective one.",
    ],
)
def test_two_letters_that_seem_to_mean_one_thing_are_told_by_the_legend(legend: str) -> None:
    rows = table("Code|Module|Credits|Status", "CM101|Springs|40|O", "CM102|Escapements|40|E")

    assert statuses(read(f"<p>{legend}</p>{rows}")) == {"Springs": EVERYONE, "Escapements": SOME}
    assert set(statuses(read(rows)).values()) == {NOT_SAID}


def test_a_legend_and_a_letter_that_gainsay_each_other_say_nothing() -> None:
    rows = table("Code|Module|Credits|C/E", "CM101|Springs|40|C", "CM102|Escapements|40|E")

    assert set(statuses(read(f"<p>C = conditionally elective module.</p>{rows}")).values()) <= {
        NOT_SAID,
        SOME,
    }
