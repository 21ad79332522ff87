"""Names of files made of what stands in documents."""

from hypothesis import given
from hypothesis import strategies as st

from curranalyser.file_names import fitting_name, free_name


@given(st.lists(st.text(max_size=80), max_size=8))
def test_names_are_safe_and_never_twice(texts: list[str]) -> None:
    taken: set[str] = set()
    names = [free_name(fitting_name(text) or "letter", taken) for text in texts]
    assert len({name.casefold() for name in names}) == len(texts)
    for name in names:
        assert name.isascii()
        assert all(sign.isalnum() or sign in "-_" for sign in name), name
        assert not name.startswith("-") and not name.endswith("-")
        assert len(name) < 70


def test_names_that_a_system_keeps_for_itself_or_that_lead_elsewhere() -> None:
    asked = ("CON", "../../etc/passwd", "a:b*c?", "...", "Hälsa & vård", "lpt1")
    assert [fitting_name(text) for text in asked] == [
        "x-CON", "etc-passwd", "a-b-c", "", "Halsa-vard", "x-lpt1",
    ]  # fmt: skip


def test_a_name_kept_for_another_is_passed_over() -> None:
    taken: set[str] = set()
    assert free_name("A", taken, {"a", "a-2"}) == "A"
    assert free_name("a", taken, {"a", "a-2"}) == "a-3"
