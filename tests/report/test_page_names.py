"""What the page of a programme is called, whatever its code is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.folder import PROGRAMMES_FOLDER, is_page_name
from curranalyser.report.page_names import page_names
from curranalyser.report.view import ProgrammeView

EMPTY = ProgrammeView(
    anchor="p1",
    name="",
    title="",
    code="",
    language="",
    credits_text="",
    source="",
    listed=0,
    found=0,
    missing=(),
    outcomes=0,
    shares=(),
    instruction=(),
    rows=(),
    carriers=(),
    opportunities=(),
    own_outcomes=(),
    own_mentions=(),
    files_needing_attention=0,
)


def named(*programmes: tuple[str, str]) -> list[tuple[str, str]]:
    views = [replace(EMPTY, code=code, title=title) for code, title in programmes]
    return [
        (name.path.removeprefix("programmes/").removesuffix(".html"), name.reason)
        for name in page_names(views)
    ]


@pytest.mark.parametrize(
    ("code", "title", "name", "reason"),
    [
        ("VGSSK", "Sjuksköterskeprogrammet", "VGSSK", ""),
        ("NG_21-a", "", "NG_21-a", ""),
        ("", "Sjuksköterskeprogrammet, 180 hp", "Sjukskoterskeprogrammet-180-hp", "no code"),
        ("", "", "programme", "no code"),
        ("../../etc/passwd", "", "etc-passwd", "unfit"),
        ("..", "Bron", "Bron", "unfit"),
        ("A/B", "", "A-B", "unfit"),
        ("C:\\CON", "", "C-CON", "unfit"),
        ("con", "", "x-con", "unfit"),
        ("LPT1", "", "x-LPT1", "unfit"),
        (".htaccess", "", "htaccess", "unfit"),
        ("ÅÄÖ 1", "", "AAO-1", "unfit"),
        ("Программа", "", "programme", "unfit"),
        ("<script>", "", "script", "unfit"),
        ("X" * 5000, "", "X" * 60, "unfit"),
        ("a\x00b\u202ec", "", "a-bc", "unfit"),
    ],
)
def test_a_page_is_called_like_the_code_or_what_of_it_can_be_a_name(
    code: str, title: str, name: str, reason: str
) -> None:
    assert named((code, title)) == [(name, reason)]


def test_of_several_with_one_code_the_first_keeps_it() -> None:
    assert named(("A", ""), ("A", ""), ("a", "")) == [("A", ""), ("A-2", "doubled"), ("a-3", "doubled")]


def test_a_code_is_kept_whatever_the_others_are_called() -> None:
    assert named(("A!", ""), ("A", ""), ("A", ""), ("A-2", "")) == [
        ("A-4", "unfit"),
        ("A", ""),
        ("A-3", "doubled"),
        ("A-2", ""),
    ]


@pytest.mark.slow
@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=80)), max_size=12))
def test_no_two_pages_are_one_file_and_each_is_known_again(programmes: list[tuple[str, str]]) -> None:
    names = [name for name, _ in named(*programmes)]
    assert len({name.casefold() for name in names}) == len(programmes)
    assert all(name.isascii() and 0 < len(name) < 80 and "/" not in name for name in names)
    assert all(is_page_name(f"{PROGRAMMES_FOLDER}/{name}.html") for name in names)
