"""Values and titles that go on in the next line, credits of interim awards, what is no title."""

from decimal import Decimal

import pytest

from curranalyser.datamodel import Line, SyllabusKind
from curranalyser.parse import parse_document
from curranalyser.parse.fields.credits import parse_credits
from curranalyser.parse.fields.header import clean_title
from curranalyser.parse.fields.labels import labelled_values
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

GOALS = "\n\nLärandemål\nEfter kursen ska studenten kunna\n- stämma en orgel\n- beskriva en pipas klang\n"


def _line(text: str, x0: float = 50.0, top: float = 100.0) -> Line:
    return Line(text, 1, x0, x0 + 5.0 * len(text), top, 10.0)


def _value(*lines: Line) -> str:
    return next(pair.value for pair in labelled_values(lines))


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Orgelns historia och", "Klangens lära", "Orgelns historia och Klangens lära"),
        ("Organs of the North and", "Baltic Sea", "Organs of the North and Baltic Sea"),
        ("Inter-", "nationell orgelkonst", "Internationell orgelkonst"),
        ("IT-", "säkerhet för organister", "IT-säkerhet för organister"),
        ("Orgelns historia", "Ylva Pipa", "Orgelns historia"),
        ("Portfolio A", "Ylva Pipa", "Portfolio A"),
        ("Orgelns historia och", "Kurskod: OR1204", "Orgelns historia och"),
    ],
)
@pytest.mark.parametrize("behind_colon", [True, False])
def test_a_value_goes_on_in_the_next_line(first: str, second: str, whole: str, behind_colon: bool) -> None:
    if behind_colon:
        assert _value(_line(f"Kursnamn: {first}"), _line(second, top=112.0)) == whole
    else:
        lines = _line("Kursnamn"), _line(first, x0=150.0), _line(second, x0=150.0, top=112.0)
        assert _value(*lines) == whole


def _parsed(text: str, name: str = "kurs.txt") -> tuple[str | None, str | None, str | None]:
    data = text.encode()
    [syllabus] = parse_document(read_document(data, describe_source(data, name), Settings()))
    return syllabus.header.title, syllabus.header.level, syllabus.header.department


def test_a_plain_title_that_ends_in_a_small_word_goes_on() -> None:
    assert _parsed(f"Kursplan\nOrgelpipor av\nTenn och Bly\nKurskod: OR1204{GOALS}")[0] == (
        "Orgelpipor av Tenn och Bly"
    )


def test_a_level_alone_is_no_title() -> None:
    title = "Building organs for the modern university"
    head = f"<h1>{title}</h1><p>Course</p><p>OR1204</p><p>Master’s level</p>"
    goals = "<h2>Learning outcomes</h2><p>The student can</p><ul><li>tune a pipe</li><li>cast tin</li></ul>"

    assert _parsed(head + goals, "course.html")[:2] == (title, "Master’s level")


def test_what_is_asked_of_those_who_begin_is_no_level() -> None:
    text = (
        "Module Title: Organ Pipes\nRequired: physics\nknowledge on Bachelor’s level\n\nLearning outcomes\n"
    )

    assert _parsed(f"{text}The student can\n- tune a pipe\n- cast tin\n", "course.txt")[1] is None


def test_a_part_of_a_course_is_no_title() -> None:
    text = "### Modules\n\n1.Tuning, 3 Credits\n\nThe student will be able to:\n\n- tune a pipe\n- cast tin\n"

    assert _parsed(text, "course.md")[0] is None


def test_a_code_is_no_department() -> None:
    assert _parsed(f"Kursplan\nOrgelpipor\nInstitution\nOR1204\nPoäng: 5 hp{GOALS}")[2] is None


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("PgDip 120 credits, exit award", None),
        ("MSc Organ Building 180 credits; exit awards PgDip 120 credits, PgCert 60 credits", 180),
        ("Exit awards:\nPgDip 120 credits\nPgCert 60 credits\nTotal 180 credits", 180),
        ("PgCert 60 credits, PgDip 120 credits, MSc 180 credits", 180),
        ("Postgraduate Diploma: 120 credits", 120),
        ("180 credits (interim award: 60 credits)", 180),
        ("at least 30 credits, 15 credits", 15),
    ],
)
def test_credits_of_an_interim_award_are_not_those_of_the_programme(text: str, size: int | None) -> None:
    assert parse_credits(text) == (None if size is None else Decimal(size))


def test_a_label_with_its_value_tells_the_kind() -> None:
    head = "Orgelbyggare\nProgramkod   ORGB\nOmfattning: 180 hp\n\n"
    text = f"{head}Mål\nStudenten ska kunna\n- stämma\n- gjuta tenn\n"
    data = text.encode()
    [syllabus] = parse_document(read_document(data, describe_source(data, "plan.txt"), Settings()))

    assert ("label", SyllabusKind.PROGRAMME) in [(told.name, told.kind) for told in syllabus.kind_basis]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Orgelpipor av tenn, 7,5 hp (OR1204)", "Orgelpipor av tenn"),
        ("Orgelpipor av tenn, 7,5 hp – OR1204", "Orgelpipor av tenn"),
        ("Organ Pipes 7.5 credits (OR1204)", "Organ Pipes"),
        ("Orgelpipor av tenn (OR1204), 7,5 hp", "Orgelpipor av tenn"),
        ("Orgelpipor i 100 städer (OR1204)", "Orgelpipor i 100 städer"),
    ],
)
def test_credits_between_a_title_and_its_code_are_none_of_it(line: str, title: str) -> None:
    assert clean_title(line) == title


def test_a_prerequisite_ends_the_credits_before_it_on_the_line() -> None:
    pairs = labelled_values([_line("Code: OR 305 Credits: 4 Prerequisite: OR 201")])

    assert [(pair.field, pair.value) for pair in pairs] == [("code", "OR 305"), ("credits", "4")]
