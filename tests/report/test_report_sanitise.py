import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.report.marks import EXCERPT, Segment, excerpt, segments
from curranalyser.report.sanitise import FORMULA_STARTS, clean, clean_line, defuse


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("åäö – ”é”", "åäö – ”é”"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("\x1b[31m", "␛[31m"),
        ("a\x00b\x7fc\x9bd", "a␀b␡c\ufffdd"),
        ("abc\u202edef\u2066", "abc[U+202E]def[U+2066]"),
        ("soft\u00adhyphen\u200b\ufeff", "softhyphen"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800\ue000\uffff\ufdd0", "\ufffd" * 4),
        ("\U000e0041tag", "tag"),
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_unprintable_is_left(text: str) -> None:
    shown = clean(text)
    assert "\n" not in shown
    assert all(unicodedata.category(character) not in ("Cc", "Cs", "Co", "Zl", "Zp") for character in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    shown.encode("utf-8")
    assert clean(shown) == shown


def test_a_line_has_no_spare_spaces() -> None:
    assert clean_line("  a \n  b ") == "a b"
    assert clean_line(None) == ""


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_formulas_are_defused(start: str) -> None:
    assert defuse(f"{start}1+1") == f"'{start}1+1"


def test_other_text_is_not_touched() -> None:
    assert defuse("1+1=2") == "1+1=2"
    assert defuse("") == ""


def test_marks_are_laid_over_the_text() -> None:
    pieces = segments("compare law in two countries", [(0, 28, 2), (15, 28, 0)])
    assert pieces == (Segment("compare law in ", (2,)), Segment("two countries", (0, 2)))


def test_spans_outside_the_text_are_cut_or_left_out() -> None:
    assert segments("abc", [(-4, 1, 0), (2, 99, 1), (5, 9, 2), (2, 2, 2), (3, 1, 0)]) == (
        Segment("a", (0,)),
        Segment("b"),
        Segment("c", (1,)),
    )
    assert segments("", [(0, 1, 0)]) == ()


@given(
    st.text(), st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.integers(0, 2)), max_size=5)
)
def test_the_pieces_are_the_whole_text(text: str, spans: list[tuple[int, int, int]]) -> None:
    assert "".join(piece.text for piece in segments(text, spans)) == clean(text)


def test_a_short_text_is_quoted_whole() -> None:
    assert excerpt("global health", [(0, 6, 0)]) == segments("global health", [(0, 6, 0)])


def test_a_long_text_is_cut_around_its_evidence() -> None:
    text = "word " * 200 + "WHO at the end"
    pieces = excerpt(text, [(1000, 1003, 1)])
    assert Segment("WHO", (1,)) in pieces
    assert pieces[0] == Segment("… ")
    assert len("".join(piece.text for piece in pieces)) <= EXCERPT + 4
    assert pieces[1].text.startswith("word")


def test_a_long_text_without_spaces_keeps_its_evidence() -> None:
    pieces = excerpt("x" * 1000, [(600, 603, 0)])
    assert [piece.text for piece in pieces if piece.perspectives] == ["xxx"]
    assert (pieces[0].text, pieces[-1].text) == ("… ", " …")
