"""Which outcomes in a second language are a translation, and which are outcomes of the course."""

import pytest

from curranalyser.second_language import main_language, translations


def languages(written: str) -> list[str | None]:
    """Return "sv sv en ?" as a list; "?" is a language that is not known."""
    return [None if word == "?" else word for word in written.split()]


@pytest.mark.parametrize(
    "written",
    [
        "sv sv en en",
        "en en en sv sv sv",
        "sv en sv en",
        "en sv en sv en sv",
        "sv sv sv sv en en",
        "sv sv en en en en",
        # Two parts of the syllabus, each in both.
        "sv sv sv en en en sv sv en en",
        "sv ? sv en en ?",
    ],
)
def test_what_runs_parallel_is_a_translation(written: str) -> None:
    assert translations(languages(written), "sv") == ("sv", ("en",))


@pytest.mark.parametrize(
    "written",
    [
        "sv",
        "sv sv sv",
        "? ?",
        "sv sv sv sv sv en",
        "en sv sv sv sv sv",
        "sv sv en sv sv sv",
        "sv en",
        # Fewer than half, or more than twice as many.
        "sv sv sv sv sv en en",
        "sv sv en en en en en",
        # As many as half, but standing within the list.
        "sv en sv en sv",
        "sv sv en en sv",
        "sv sv sv en sv en en",
        "sv sv de en sv sv",
    ],
)
def test_what_does_not_run_parallel_is_no_translation(written: str) -> None:
    assert translations(languages(written), "sv") is None


def test_each_other_language_is_judged_by_itself() -> None:
    assert translations(languages("sv sv en en de"), "sv") == ("sv", ("en",))
    assert translations(languages("sv sv en en de de"), "sv") == ("sv", ("en", "de"))


def test_the_main_language_is_that_of_the_syllabus_or_the_first_that_is_known() -> None:
    assert main_language(["en", "sv"], "sv") == "sv"
    assert main_language([None, "en", "sv"], "de") == "en"
    assert main_language([None], "sv") is None
