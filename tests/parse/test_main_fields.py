"""What a course is in: main fields, subject and department, each read by itself."""

import pytest

from curranalyser.datamodel import CourseHeader
from curranalyser.parse import parse_document
from curranalyser.parse.fields.main_fields import main_fields, without_footnotes
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

OUTCOMES = "\n\nLärandemål\nEfter kursen ska studenten kunna\n- bygga ett ställverk\n- beskriva en växel\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Järnvägsteknik 1", ("Järnvägsteknik",)),
        ("Järnvägsteknik 1 Trafikhistoria 2", ("Järnvägsteknik", "Trafikhistoria")),
        ("Språk 1 Trafikhistoria 2 Järnvägsteknik 3", ("Språk", "Trafikhistoria", "Järnvägsteknik")),
        ("Järnvägsteknik, Trafikhistoria", ("Järnvägsteknik", "Trafikhistoria")),
        ("Järnvägsteknik¹, Trafikhistoria²", ("Järnvägsteknik", "Trafikhistoria")),
        ("Railway Engineering / Transport History", ("Railway Engineering", "Transport History")),
        ("Järnvägsteknik; Trafikhistoria; Järnvägsteknik", ("Järnvägsteknik", "Trafikhistoria")),
        ("Spår, växlar och signaler 1", ("Spår, växlar och signaler",)),
        ("Järnvägsteknik (JVT) 1", ("Järnvägsteknik (JVT)",)),
        ("Trafik i 3 dimensioner", ("Trafik i 3 dimensioner",)),
        ("Nät 5G", ("Nät 5G",)),
        ("", ()),
    ],
)
def test_several_main_fields_in_one_value_are_told_apart(text: str, names: tuple[str, ...]) -> None:
    assert main_fields(text) == names


def test_a_long_text_is_no_list_of_names() -> None:
    assert main_fields("Spår, Växlar " * 40) == ("Spår, Växlar " * 40,)


def test_a_footnote_is_no_part_of_a_name() -> None:
    assert without_footnotes("Institutionen för spårteknik 2") == "Institutionen för spårteknik"


def header_of(head: str) -> CourseHeader:
    data = f"Kursplan\nSignaler och växlar\nKurskod: JV1024\n{head}{OUTCOMES}".encode()
    [syllabus] = parse_document(read_document(data, describe_source(data, "plan.txt"), Settings()))
    return syllabus.header


def test_main_field_subject_group_and_department_are_fields_of_their_own() -> None:
    header = header_of(
        "Huvudområde: Järnvägsteknik 1 Trafikhistoria 2\n"
        "Ämne: Transporter (TRP)\n"
        "Ämnesgrupp (SCB): Samhällsbyggnadsteknik\n"
        "Institution: Institutionen för spår"
    )
    assert header.main_fields == ("Järnvägsteknik", "Trafikhistoria")
    assert header.subject == "Transporter (TRP)"
    assert header.subject_group == "Samhällsbyggnadsteknik"
    assert header.department == "Institutionen för spår"
    assert header.subjects == ("Transporter (TRP)",)


def test_a_subject_is_no_main_field() -> None:
    header = header_of("Ämne: Transporter (TRP)")
    assert (header.main_fields, header.subject, header.subject_group) == ((), "Transporter (TRP)", None)
    english = header_of("Main field of study: Railway Engineering\nSubject: Transport")
    assert (english.main_fields, english.subject) == (("Railway Engineering",), "Transport")


def test_an_empty_subject_does_not_take_the_next_line() -> None:
    header = header_of("Huvudområde\nJärnvägsteknik 1\nÄmne\nFastställd\n2031-05-06")
    assert (header.main_fields, header.subject) == (("Järnvägsteknik",), None)


@pytest.mark.parametrize("code", ["JV1024", "JV1025", "TRP24A", "jv1024"])
@pytest.mark.parametrize("label", ["Institution", "Ämne", "Huvudområde"])
def test_a_course_code_is_no_department_and_no_subject(label: str, code: str) -> None:
    header = header_of(f"{label}: {code}")
    assert (header.department, header.subject, header.main_fields) == (None, None, ())
