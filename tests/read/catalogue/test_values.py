"""The forms in which catalogues write texts, numbers and languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.read.catalogue import values

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["sv", "en-GB", "value", "language", "@value", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Odla bin", (("Odla bin", None),)),
        ({"language": "sv-SE", "value": "Odla bin"}, (("Odla bin", "sv"),)),
        ({"@language": "en", "@value": "Keep bees"}, (("Keep bees", "en"),)),
        ({"sv": "Odla bin", "eng": "Keep bees"}, (("Odla bin", "sv"), ("Keep bees", "en"))),
        ({"sv": ["Odla bin", "Odla mer"]}, (("Odla bin", "sv"), ("Odla mer", "sv"))),
        ([{"language": "sv", "value": "Odla bin"}, "Keep bees"], (("Odla bin", "sv"), ("Keep bees", None))),
        (
            "<ul><li>Odla bin</li><li>Sälja honung &amp; vax</li></ul>",
            (("• Odla bin\n• Sälja honung & vax", None),),
        ),
        ({"language": "sv", "value": None}, ()),
        (None, ()),
        (7, ()),
        ("  ", ()),
        ({"title": "no text of a language"}, ()),
    ],
)
def test_texts(value: object, expected: tuple[tuple[str, str | None], ...]) -> None:
    assert values.texts(value) == expected


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("sv", "sv"),
        ("sv-SE", "sv"),
        ("nld", "nl"),
        ("dut", "nl"),
        ("ENG", "en"),
        ("en_GB", "en"),
        ("zh-Hans-CN", "zh"),
        ("xx", None),
        ("qqq", None),
        ("Swedish", None),
        ("", None),
        (7, None),
        ({"sv": 1}, None),
    ],
)
def test_language_tags(tag: object, code: str | None) -> None:
    assert values.language_code(tag) == code


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7.5, "7.5"),
        ("7,5", "7.5"),
        (15, "15"),
        ("30.0", "30"),
        *((value, None) for value in (0, -3, 9999, True, "NaN", "1e999999", [7.5], None, "5 hp")),
    ],
)
def test_credits(value: object, expected: str | None) -> None:
    assert values.credits_of(value) == (Decimal(expected) if expected else None)


@given(JSON)
def test_no_value_raises(value: object) -> None:
    for text, language in values.texts(value):
        assert text.strip()
        assert language is None or len(language) == 2
    values.name(value)
    values.number(value)
    values.credits_of(value)
    values.objects(value)
    values.language_codes(value)
