"""Tracks that no heading of the course list opens."""

from pathlib import Path

from curranalyser.datamodel import CourseStatus, SourceFile, Syllabus
from curranalyser.parse.syllabus import parse_document
from curranalyser.read import read_document
from curranalyser.settings import Settings

CASES = Path(__file__).parents[1] / "cases" / "programmes"


def parsed(text: str) -> Syllabus:
    data = text.encode()
    return parse_document(read_document(data, SourceFile("plan.md", "", len(data)), Settings()))[0]


def case(name: str) -> str:
    return (CASES / f"{name}.md").read_text(encoding="utf-8")


def test_each_course_of_the_choice_of_a_track_is_one() -> None:
    found = parsed(case("courses-as-tracks"))
    assert [track.name for track in found.tracks] == ["Vinterträdgårdar", "Köksträdgårdar"]
    assert [ref.code for ref in found.course_refs if ref.track] == ["TR4010", "TR4011"]
    [group] = found.groups
    assert (group.courses, str(group.credits)) == (1, "15")
    assert {ref.code for ref in found.course_refs if ref.group == group.id} == {"TR4010", "TR4011"}


def test_a_choice_is_none_of_tracks_where_no_sentence_tells_of_tracks() -> None:
    text = case("courses-as-tracks").replace("en av programmets två inriktningar", "sina kurser")
    found = parsed(text)
    assert found.tracks == ()
    assert len(found.groups) == 1


def test_goals_name_the_only_track_and_all_is_taken_by_everyone() -> None:
    found = parsed(case("goals-of-one-track"))
    assert [(track.name, track.evidence) for track in found.tracks] == [
        ("Inriktning mot segelfartyg", "Inriktning mot segelfartyg")
    ]
    assert {ref.status for ref in found.course_refs} == {CourseStatus.EVERYONE}
    assert {ref.track for ref in found.course_refs} == {None}


def test_goals_of_two_tracks_leave_a_list_that_adds_up_open() -> None:
    text = case("goals-of-one-track").replace("Samtliga kurser är obligatoriska.\n", "")
    assert {ref.status for ref in parsed(text).course_refs} == {CourseStatus.EVERYONE}
    more = text.replace(
        "## Programmets kurser",
        "**Inriktning mot ångfartyg**\n\nEfter avslutad utbildning ska studenten kunna\n\n"
        "- beskriva en ångpannas delar.\n\n## Programmets kurser",
    )
    found = parsed(more)
    assert [track.name for track in found.tracks] == [
        "Inriktning mot segelfartyg",
        "Inriktning mot ångfartyg",
    ]
    assert {ref.status for ref in found.course_refs} == {CourseStatus.NOT_SAID}


def test_no_heading_on_the_profile_of_the_programme_is_a_track() -> None:
    for heading in ("Programmets profil", "Inriktning och omfattning"):
        text = case("goals-of-one-track").replace("Inriktning mot segelfartyg", heading)
        assert parsed(text).tracks == ()


def test_rows_that_name_courses_by_their_codes_are_no_courses() -> None:
    text = """# Programme syllabus

# Master's Programme in Kites, 120 credits

## Courses

KT2001 Wind tunnels 7.5 credits

KT2002 Folding 7.5 credits

KT2003 Ropes 7.5 credits

The areas are:

- Theory: KT2001, KT2003.
- Craft: KT2002 and KT2003.
- Sport: KT2009.
"""
    codes = [ref.code for ref in parsed(text).course_refs]
    assert codes[:3] == ["KT2001", "KT2002", "KT2003"]
    assert len(codes) == len(set(codes))


def test_a_course_is_open_to_one_track_only_where_its_row_says_so() -> None:
    found = parsed(case("tracks-that-bind-options"))
    names = {track.id: track.name for track in found.tracks}
    bound = {ref.code: names[ref.track] for ref in found.course_refs if ref.track}
    assert bound == {
        "HS2001": "Harbour Building (HB) specialism",
        "HS2002": "Harbour Law (HL) specialism",
        "HS3001": "Harbour Building (HB) specialism",
        "HS3002": "Harbour Law (HL) specialism",
    }
    assert {ref.code for ref in found.course_refs if ref.group} == {"HS3001", "HS3002", "HS3003", "HS3004"}


def test_autumn_and_spring_are_terms_of_the_year_above() -> None:
    found = parsed(
        "# Utbildningsplan\n\n# Kandidatprogram i klocklära, 180 hp\n\n## Kurser\n\n"
        "### Årskurs 1\n\nHösttermin\n\n- Pendlar, 30 hp\n\nVårtermin\n\n- Urverk, 30 hp\n\n"
        "### Årskurs 2\n\nHösttermin\n\n- Tornur, 30 hp\n\nVårtermin\n\n- Solur, 30 hp\n"
    )
    assert [ref.terms for ref in found.course_refs] == [(1,), (2,), (3,), (4,)]


def test_what_tracks_have_in_common_is_no_part_of_the_last() -> None:
    found = parsed(
        "# Utbildningsplan\n\n# Kandidatprogram i snickeri, 180 hp\n\n## Kurser\n\n"
        "Alla kurser är obligatoriska inom vald inriktning.\n\n"
        "### Inriktning Båtar\n\n- Skrov, 30 hp\n\n### Inriktning Möbler\n\n- Stolar, 30 hp\n\n"
        "Gemensamt för inriktningarna\n\n- Examensarbete i snickeri, 15 hp\n"
    )
    tracks = {ref.title: ref.track for ref in found.course_refs}
    assert tracks["Examensarbete i snickeri"] is None
    assert tracks["Skrov"] != tracks["Stolar"]
