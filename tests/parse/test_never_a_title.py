"""The value of another field is never a title."""

import pytest

from curranalyser.parse.fields.header import _never_title


@pytest.mark.parametrize(
    "text", ["Autumn", "Spring 2031", "Fall", "7.5 credits (ECTS)", "15 hp", "30 credits"]
)
def test_a_term_or_credits_alone_are_no_title(text: str) -> None:
    assert _never_title(text)


@pytest.mark.parametrize("text", ["Autumn Flora of Bogs", "15 Ways of Weaving", "Credits and Debts"])
def test_a_title_that_begins_like_one_is_a_title(text: str) -> None:
    assert not _never_title(text)
