"""The structure of a programme in words."""

import pytest
from listed_course import listed

from curranalyser.datamodel import (
    CourseRef,
    CourseStatus,
    Exposure,
    ExposureGap,
    ProgrammeNote,
    StructureBlock,
)
from curranalyser.i18n import translator
from curranalyser.report.everyone import everyone_meets
from curranalyser.report.structure import (
    exposure_gaps,
    exposure_remarks,
    note_text,
    numbers_text,
    part_name,
    status_label,
    tracks_text,
)

SWEDISH, ENGLISH = translator("sv"), translator("en")


def test_who_takes_a_course() -> None:
    in_track = CourseRef("A", "A", status=CourseStatus.SOME, track="t")
    refs = [listed("A", "A", compulsory=said) for said in (True, False, None)]
    assert [status_label(ref, SWEDISH) for ref in (*refs, in_track)] == [
        "obligatorisk för alla",
        "valbar",
        "okänt",
        "inom en inriktning",
    ]


@pytest.mark.parametrize(("numbers", "text"), [((3,), "3"), ((1, 2), "1–2"), ((1, 3), "1, 3")])
def test_terms(numbers: tuple[int, ...], text: str) -> None:
    assert numbers_text(numbers, ENGLISH) == text


def test_the_name_of_a_part_is_not_cut_in_a_word() -> None:
    block = StructureBlock("b", None, "", "Av dessa väljs två " * 9)
    name = part_name("b", [block])
    assert name.endswith(" …")
    assert set(name[:-2].split()) == {"Av", "dessa", "väljs", "två"}
    assert part_name(None, [block]) == ""


def test_what_is_missing_and_what_is_left_out_is_said() -> None:
    gap = ExposureGap("number to choose not said", "Fördjupning", ("Algebra", "Topologi"))
    found = Exposure("international", 22, 1, ("A",), 1, None, free=("Valfri kurs",), basis="sum", gaps=(gap,))
    assert exposure_gaps([found, found], ENGLISH) == (
        "Fördjupning: How many of “Algebra” and “Topologi” are to be chosen could not be read from the"
        " programme syllabus.",
    )
    assert exposure_remarks([found], ENGLISH) == ("Chosen freely, and in no figure: “Valfri kurs”.",)


def test_nobody_is_blamed_for_what_could_not_be_read() -> None:
    gap = ExposureGap("status not said", "", ("Algebra",))
    [text] = exposure_gaps([Exposure("x", 0, 0, (), None, None, gaps=(gap,))], ENGLISH)
    assert text.startswith("Who takes “Algebra” could not be read from the programme syllabus")
    assert "programmes export" in text
    assert "in the next revision" in text
    [swedish] = exposure_gaps([Exposure("x", 0, 0, (), None, None, gaps=(gap,))], SWEDISH)
    assert "gick inte att utläsa ur utbildningsplanen" in swedish
    unread = Exposure("x", 0, 0, (), None, None, not_said=("Algebra",), gaps=(gap,))
    assert everyone_meets(unread, ENGLISH) == (
        "What everyone meets is not known: that everyone takes a course could not be read from the programme"
        " syllabus."
    )


def test_a_part_whose_heading_ends_in_a_colon_goes_on_with_one() -> None:
    gap = ExposureGap("number to choose not said", "Courses from:", ("Algebra",))
    [text] = exposure_gaps([Exposure("x", 0, 0, (), None, None, gaps=(gap,))], ENGLISH)
    assert text.startswith("Courses from: How many")


def test_a_list_without_courses_is_not_a_programme_without_compulsory_courses() -> None:
    unread = Exposure("x", 0, 0, (), None, None, gaps=(ExposureGap("status not said", ""),))
    assert everyone_meets(unread, ENGLISH) == (
        "What everyone meets is not known: no course was read in the course list."
    )
    chosen = Exposure("x", 0, 0, (), 0, 0)
    assert everyone_meets(chosen, ENGLISH) == "There is no course that everyone takes."


def test_tracks_are_named_where_they_make_a_difference() -> None:
    found = Exposure("x", 0, 0, (), 1, 3, least_tracks=("Luft",), best_tracks=("Vatten",))
    assert tracks_text(found, ENGLISH) == "fewest with Luft, most with Vatten"
    assert tracks_text(Exposure("x", 0, 0, (), 1, 1, (), ("Luft",), ("Luft",)), ENGLISH) == ""


def test_notes_name_what_does_not_agree() -> None:
    note = ProgrammeNote("credits cannot be", "A1", "Algebra", "1", "7.5", "A1")
    assert note_text(note, SWEDISH) == (
        "A1 Algebra: 1 högskolepoäng i kurslistan är orimligt bredvid 7,5 i kursplanen och används inte."
    )
    same = ProgrammeNote("equal title", "A1", "Algebra", "A1", "B2", "B2")
    assert note_text(same, ENGLISH).startswith("Algebra has the code A1 in the course list")
