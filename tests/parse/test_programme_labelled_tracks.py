"""Parts of which one is chosen, told by one label before their names: "Second subject: Music"."""

import pytest

from curranalyser.datamodel import Syllabus
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

TEXT = """# Programme syllabus

# Programme for organists, 120 credits

## Learning outcomes

The student shall be able to play the organ.

## Content

{sentence}

### Common part

- Pedals and stops, 60 credits

### {label}: Repair (60 credits)

- Pipes, 30 credits
- Bellows, 30 credits

### {label}: Choirs (60 credits)

- Voices, 30 credits
- Hymns, 30 credits

## Degree

A degree is awarded.
"""


def read(label: str, sentence: str) -> Syllabus:
    data = TEXT.format(label=label, sentence=sentence).encode()
    (syllabus,) = parse_document(read_document(data, describe_source(data, "plan.md"), Settings()))
    return syllabus


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("Minor subject", "Each student selects a minor subject."),
        ("Second subject", "As second subject students choose Repair or Choirs."),
        ("Biämne", "Studenten väljer ett biämne inför andra året. Programmet ges på svenska och engelska."),
    ],
)
def test_parts_of_one_label_of_which_one_is_chosen_are_tracks(label: str, sentence: str) -> None:
    syllabus = read(label, sentence)
    assert [track.name for track in syllabus.tracks] == ["Repair", "Choirs"]
    assert {ref.title: ref.status.value for ref in syllabus.course_refs} == {
        "Pedals and stops": "everyone",
        "Pipes": "some",
        "Bellows": "some",
        "Voices": "some",
        "Hymns": "some",
    }


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("Second subject", "The second subject is studied in year 2."),
        ("Courses", "Students choose where to take the courses."),
        ("Theme", "Students choose their supervisor."),
    ],
)
def test_parts_of_one_label_that_nothing_says_are_chosen_are_no_tracks(label: str, sentence: str) -> None:
    assert read(label, sentence).tracks == ()
