"""What day it is, for whatever dates itself."""

from datetime import date

import pytest

from curranalyser.clock import VARIABLE, today
from curranalyser.errors import SettingsError


def test_the_day_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "1700000000")
    assert today() == date(2023, 11, 14)


def test_without_one_it_is_that_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    before = date.today()
    assert before <= today() <= date.today()


@pytest.mark.parametrize("text", ["soon", "1e9", "9" * 30, "-" + "9" * 30])
def test_what_is_no_day_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv(VARIABLE, text)
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH cannot be"):
        today()
