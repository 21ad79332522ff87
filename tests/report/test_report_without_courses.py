"""A report of programme syllabi alone: what was found is said, and what there is nothing of is no nought."""

from dataclasses import replace

import pytest

from curranalyser.aggregate.exposure import guaranteed_exposure
from curranalyser.datamodel import Audit, EntryKind, ProgrammeProfile
from curranalyser.report import build_view, render_html
from curranalyser.report.terminal import terminal_lines
from curranalyser.scheme import Scheme

PERSPECTIVES = ("international", "intercultural", "comparative")


def alone(profile: ProgrammeProfile) -> ProgrammeProfile:
    """A programme none of whose courses has a syllabus."""
    courses = tuple(replace(item, course_key=None, linked_by="not found") for item in profile.courses)
    return replace(
        profile,
        courses=courses,
        shares=profile.shares[:0],
        compulsory_shares=(),
        elective_shares=(),
        unsaid_shares=(),
        groups=(),
        standing=(),
        exposure=guaranteed_exposure(
            [(item.ref, None, item.ref.credits) for item in courses],
            profile.analysed.syllabus.blocks,
            PERSPECTIVES,
        ),
        notes=(),
    )


@pytest.fixture(scope="module")
def only(audit: Audit) -> Audit:
    programmes = tuple(map(alone, audit.programmes))
    return replace(audit, programmes=programmes, courses=(), unlinked_courses=(), shares=(), examples=())


def test_the_summary_says_what_was_found_of_the_programmes(only: Audit, scheme: Scheme, page) -> None:
    view = build_view(only, scheme, "en")
    text = " ".join(type(page)(render_html(view)).text.split())
    own = sum(len(programme.own_outcomes) for programme in view.programmes)
    assert own
    assert "0 learning outcomes were found" not in text
    assert f"The programme syllabi have {own} learning outcomes of their own" in text
    assert "The files hold programme syllabi and no course syllabi" in text
    swedish = " ".join(type(page)(render_html(build_view(only, scheme, "sv"))).text.split())
    assert f"Utbildningsplanerna har {own} egna lärandemål" in swedish


def test_what_nothing_is_known_of_is_no_nought(only: Audit, scheme: Scheme, page) -> None:
    view = build_view(only, scheme, "en")
    text = " ".join(type(page)(render_html(view)).text.split())
    assert "Choices can add" not in text
    for programme in view.programmes:
        assert {(item.least, item.best) for item in programme.exposure} == {(None, None)}
    # The reason is that there are no syllabi, whatever is said of who takes the courses.
    assert "None of the listed courses has a syllabus among the files" in text
    assert "Who takes the courses with a syllabus could not be read" not in text
    lines = "\n".join(terminal_lines(view, 120))
    assert "0 of 0" not in lines
    assert "Its own outcomes" in lines


def test_a_course_that_is_listed_twice_is_one_course(only: Audit, scheme: Scheme) -> None:
    [profile, *_] = only.programmes
    first = next(item for item in profile.courses if item.ref.kind is EntryKind.COURSE and item.ref.code)
    again = replace(first, ref=replace(first.ref, terms=(9,)))
    slot = replace(first, ref=replace(first.ref, code=None, title="Valfritt", kind=EntryKind.SLOT))
    header = replace(first, ref=replace(first.ref, code=None, title="Termin 9", kind=EntryKind.CONTAINER))

    def listed(*more: object) -> int:
        longer = replace(profile, courses=(*profile.courses, *more))
        return build_view(replace(only, programmes=(longer,)), scheme, "en").programmes[0].listed

    assert listed(again, slot, header) == listed()


def test_a_name_that_confirmed_an_entry_is_told(only: Audit, scheme: Scheme, page) -> None:
    [profile, *_] = only.programmes
    first, second, *others = profile.courses
    mine = (
        replace(first, ref=replace(first.ref, basis="person"), person="confirmed", confirmed_by="Maj <Ek>"),
        replace(second, ref=replace(second.ref, basis="person"), person="changed"),
        *others,
    )
    rules = replace(only.rules, mapping_source="table.xlsx")
    view = build_view(replace(only, rules=rules, programmes=(replace(profile, courses=mine),)), scheme, "en")
    html = render_html(view)
    assert "confirmed by Maj &lt;Ek&gt;" in html
    assert "changed by a person" in html
    assert view.programmes[0].confirmed == (
        f"The {len(mine)} entries of the course list: {len(others)} as they were read, 1 changed and"
        " 1 confirmed by a person in table.xlsx."
    )
