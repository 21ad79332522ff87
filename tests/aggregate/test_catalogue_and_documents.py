"""A course in a catalogue and in a document is one course, and what they say differently is told."""

import json
from dataclasses import replace
from typing import Any

import pytest

from curranalyser.aggregate.courses import build_courses
from curranalyser.analyse import analyse_path
from curranalyser.datamodel import AnalysedOutcome, CourseProfile, DocumentResult
from curranalyser.i18n import translator
from curranalyser.report.versions import difference_text
from curranalyser.settings import Settings

OUTCOMES = ("beskriva hur en damm byggs", "jämföra dammar i tre länder", "värdera risken för ras")
DOCUMENT = """# Kursplan
## Dammbyggnad, 7,5 högskolepoäng
Kurskod: DAM101
Gäller från: 2026-08-31
Undervisningsspråk: svenska
## Lärandemål
Efter avslutad kurs ska studenten kunna
- {}
- {}
- {}
"""
RECORD: dict[str, Any] = {
    "courseId": "d",
    "primaryCode": {"code": "DAM 101"},
    "name": [{"language": "sv", "value": "Dammbyggnad"}, {"language": "en", "value": "Dams"}],
    "ects": 7.5,
    "teachingLanguage": "sv",
    "learningOutcomes": [[{"language": "sv", "value": text}] for text in OUTCOMES],
}


def _results(record: dict[str, Any], document: str = DOCUMENT) -> list[DocumentResult]:
    data = json.dumps([record]).encode()
    text = document.format(*OUTCOMES).encode()
    return [
        *map(_with_outcomes, analyse_path(data, "catalogue.json", Settings(), None)),
        *map(_with_outcomes, analyse_path(text, "dam.md", Settings(), None)),
    ]


def _with_outcomes(result: DocumentResult) -> DocumentResult:
    """Give a result that was made without a model its outcomes, without labels."""
    syllabi = (
        replace(item, outcomes=tuple(AnalysedOutcome(outcome, ()) for outcome in item.syllabus.outcomes))
        for item in result.syllabi
    )
    return replace(result, syllabi=tuple(syllabi))


def _course(**changes: object) -> CourseProfile:
    [course] = build_courses(_results({**RECORD, **changes}), ())[0]
    return course


def test_the_same_in_both_is_one_course_and_the_document_counts() -> None:
    course = _course()
    assert course.sources == ("dam.md", "catalogue.json#DAM 101")
    assert course.roles == ("counts", "duplicate")
    assert course.differences == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ects": 15}, ["Credits: 7.5 by dam.md, 15 by catalogue.json#DAM 101"]),
        (
            {"teachingLanguage": "en"},
            ["Language of instruction: Swedish by dam.md, English by catalogue.json#DAM 101"],
        ),
        (
            {"learningOutcomes": [OUTCOMES[0].capitalize() + ".", OUTCOMES[1], "bygga en damm"]},
            [
                "1 learning outcome stands only in dam.md, not in catalogue.json#DAM 101:"
                " 3 “värdera risken för ras”",
                "1 learning outcome stands only in catalogue.json#DAM 101, not in dam.md: 3 “bygga en damm”",
            ],
        ),
        ({"learningOutcomes": None}, ["Learning outcomes: 3 by dam.md, 0 by catalogue.json#DAM 101"]),
        # Not said is no difference.
        ({"ects": None, "teachingLanguage": None}, []),
        # A record of another year may say something else.
        ({"validFrom": "2019-01-01", "ects": 15}, []),
    ],
)
def test_what_they_say_differently_is_told(changes: dict[str, object], told: list[str]) -> None:
    course = _course(**changes)
    assert [difference_text(item, translator("en")) for item in course.differences] == told


def test_other_courses_with_the_code_stay_apart() -> None:
    other = {
        **RECORD,
        "name": "Vattenrätt",
        "learningOutcomes": ["tolka en vattendom", "skriva ett yttrande", "förklara miljöbalken"],
    }
    courses, shared = build_courses(_results(other), ())
    assert len(courses) == 2
    assert [item.differing for item in shared] == [("title", "outcomes")]


def test_a_translation_in_a_document_finds_the_record_by_its_english_title() -> None:
    english = DOCUMENT.replace("Dammbyggnad, 7,5 högskolepoäng", "Dams, 15 credits").replace(
        "Efter avslutad kurs ska studenten kunna", "On completion the student is able to"
    )
    outcomes = [
        "describe how a dam is built",
        "compare dams in three countries",
        "assess the risk of failure",
    ]
    text = english.format(*outcomes)
    [course] = build_courses(_results(RECORD, text.replace("{", "{{")), ())[0]
    assert set(course.sources) == {"dam.md", "catalogue.json#DAM 101"}
