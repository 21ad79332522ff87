"""A name from a form becomes the name of one file: safe on every system, and of one person only."""

import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.errors import SettingsError
from curranalyser.review.reviewer_names import file_part, reviewer_name, same_name

SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


def test_a_plain_name_is_its_file_name() -> None:
    assert [file_part(name) for name in ("Ann", "ann", " ANN ", "Bo Ek", "bo-ek", "Bo.Ek")] == [
        *["ann"] * 3,
        *["bo-ek"] * 3,
    ]


def test_letters_with_rings_and_dots_do_not_meet_those_without() -> None:
    parts = [file_part(name) for name in ("Åsa", "Asa", "Äsa", "Öst", "Ost", "Ås", "As")]
    assert len(set(parts)) == len(parts)
    assert file_part("Åsa") == file_part("åSA") == file_part(normalize("NFD", "Åsa"))
    assert file_part("Åsa").startswith("asa-")


def test_the_file_of_one_name_cannot_be_had_by_writing_it() -> None:
    taken = file_part("Åsa")
    assert file_part(taken) != taken
    assert file_part(file_part("李")) != file_part("李")


@pytest.mark.parametrize(
    "name",
    ["con", "NUL", "../../etc/passwd", "..", "a/b", "a\\b", "C:x", "-rf", "李雷", "x" * 60, "ann\x00bo"],
)
def test_whatever_is_written_is_a_safe_part_of_a_name(name: str) -> None:
    try:
        part = file_part(reviewer_name(name))
    except SettingsError:
        assert name == ".."
    else:
        assert SAFE.fullmatch(part)


@given(st.text(max_size=80), st.text(max_size=80))
def test_two_names_share_a_file_only_where_they_are_one(first: str, second: str) -> None:
    assert (file_part(first) == file_part(second)) == (same_name(first) == same_name(second))
    assert SAFE.fullmatch(file_part(first))


@pytest.mark.parametrize("name", ["", "   ", "...", "–", "x" * 61, "x" * 100_000])
def test_what_is_no_name_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(SettingsError):
        reviewer_name(name)


def test_a_name_is_shown_as_it_was_written() -> None:
    assert reviewer_name("  Åsa   Lindström\n") == "Åsa Lindström"
