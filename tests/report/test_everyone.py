"""What the sentence on an exposure says of choices, beside the table of the same programme."""

import pytest

from curranalyser.datamodel import Exposure
from curranalyser.i18n import translator
from curranalyser.report.everyone import everyone_meets


def exposure(least: int | None, best: int | None, unknown: int = 0) -> Exposure:
    carrying = ("A1",) if least else ()
    return Exposure("intercultural", 4, 4, carrying, least, best, choices_without_syllabus=unknown)


@pytest.mark.parametrize(
    ("found", "english", "swedish"),
    [
        (
            exposure(3, 6),
            "Whatever is chosen, it is met in at least 3 courses, and by choice in up to 6.",
            "Vad studenten än väljer finns perspektivet i minst 3 kurser och, beroende på valen, i upp"
            " till 6.",
        ),
        (
            exposure(3, 6, 2),
            "Whatever is chosen, it is met in at least 3 courses, and by the choice that meets it most in at"
            " least 6.",
            "Vad studenten än väljer finns perspektivet i minst 3 kurser och, med de val som ger flest, i"
            " minst 6.",
        ),
        (
            exposure(3, 3),
            "Whatever is chosen, it is met in 3 courses.",
            "Vad studenten än väljer finns perspektivet i 3 kurser.",
        ),
        (
            exposure(3, 3, 2),
            "Whatever is chosen, it is met in at least 3 courses.",
            "Vad studenten än väljer finns perspektivet i minst 3 kurser.",
        ),
        (
            exposure(0, 2),
            "Choices can add at most 2 courses.",
            "Studentens val kan ge högst 2 kurser till.",
        ),
        (
            exposure(0, 2, 1),
            "Choices can add at least 2 courses.",
            "Studentens val kan ge minst 2 kurser till.",
        ),
    ],
)
def test_where_syllabi_are_missing_a_choice_gives_at_least_so_many(
    found: Exposure, english: str, swedish: str
) -> None:
    assert everyone_meets(found, translator("en")).endswith(english)
    assert everyone_meets(found, translator("sv")).endswith(swedish)
