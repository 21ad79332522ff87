"""What the tests rest on: each case that fails is named, and what is left out by default runs in CI."""

import re
from pathlib import Path

import pytest
from draws import draws
from every_case import hold
from hypothesis import settings


def even(number: int) -> None:
    assert number % 2 == 0


def test_every_case_that_fails_is_named_with_its_reason() -> None:
    with pytest.raises(pytest.fail.Exception) as told:
        hold([1, 2, 3], even, lambda number: f"number {number}")
    said = str(told.value)
    assert said.startswith("2 of 3 cases do not hold")
    assert ("number 1\n" in said, "number 2\n" in said, "number 3\n" in said) == (True, False, True)
    assert "assert (1 % 2) == 0" in said
    hold([2, 4], even)


def test_no_cases_are_no_success() -> None:
    with pytest.raises(AssertionError, match="no cases"):
        hold([], even)


def test_a_number_of_examples_follows_the_profile() -> None:
    assert settings.get_profile("full").max_examples == 100
    assert draws(300) == 3 * settings().max_examples
    assert draws(1) == 5


def test_what_is_left_out_by_default_runs_with_all_checks(repository: Path) -> None:
    commands = (repository / ".ci" / "run").read_text(encoding="utf-8")
    told = (repository / "CONTRIBUTING.md").read_text(encoding="utf-8")
    tests, others = re.findall(r"^run .*(python -m pytest .+)$", commands, re.MULTILINE)
    addopts = (repository / "pyproject.toml").read_text(encoding="utf-8")
    assert tests == "python -m pytest -n auto"
    assert '-m "slow or real"' in others
    assert "-m 'not slow and not real and not docs'" in addopts
    assert f"`{tests}`" in told
    assert f"`{others}`" in told
    assert f"{tests}\n" in (repository / "README.md").read_text(encoding="utf-8")
