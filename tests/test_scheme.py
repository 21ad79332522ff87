import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.errors import ModelError
from curranalyser.scheme import load_scheme, localised, parse_scheme, shipped_path

TEXTS = '{ sv = "s", en = "e" }'
PERSPECTIVE = f'[[perspectives]]\nid = "gender"\nname = {TEXTS}\ndefinition = {TEXTS}\nadvice = {TEXTS}\n'
RULE = f'[rules.GEN-Y1]\nperspective = "gender"\nverdict = "yes"\ntext = {TEXTS}\n'


def test_the_shipped_scheme_has_the_three_perspectives_in_both_languages() -> None:
    scheme = load_scheme()
    assert scheme.ids == ("international", "intercultural", "comparative")
    for perspective in scheme.perspectives:
        for texts in (perspective.name, perspective.definition, perspective.advice):
            assert dict(texts).keys() == {"sv", "en"}
            assert localised(texts, "sv") != localised(texts, "en")
    for verdict in ("yes", "borderline", "no"):
        for perspective in scheme.perspectives:
            assert any(
                rule.verdict == verdict and rule.perspective == perspective.id for rule in scheme.rules
            )


def test_every_rule_of_the_scheme_stands_in_the_codebook(repository: Path) -> None:
    codebook = (repository / "corpus" / "CODEBOOK.md").read_text(encoding="utf-8")
    rows = [
        line.split("|")[1].strip()
        for line in codebook.splitlines()
        if line.startswith("| ") and line.count("|") >= 3
    ]
    assert sorted(rule.id for rule in load_scheme().rules) == sorted(
        row for row in rows if "-" in row and row[:3].isupper()
    )


def test_a_scheme_of_ones_own() -> None:
    data = (PERSPECTIVE + RULE).encode()
    scheme = parse_scheme(data)
    assert scheme.ids == ("gender",)
    assert scheme.perspective("gender").prefix == "GEN"
    assert scheme.rule("GEN-Y1").verdict == "yes"
    assert scheme.home_country == "SE"
    assert scheme.digest == hashlib.sha256(data).hexdigest()
    with pytest.raises(KeyError):
        scheme.perspective("class")
    with pytest.raises(KeyError):
        scheme.rule("GEN-Y2")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("perspectives = ", "not valid TOML"),
        ("", "lacks perspectives"),
        ("perspectives = []", "at least one perspective"),
        (PERSPECTIVE + PERSPECTIVE, "an id of its own"),
        (PERSPECTIVE.replace("advice", "advise"), "lacks advice"),
        (PERSPECTIVE.replace(TEXTS, '"s"', 1), "no texts for the name of gender"),
        (PERSPECTIVE.replace(TEXTS, "{}", 1), "no texts for the name of gender"),
        (PERSPECTIVE + RULE.replace('"gender"', '"class"'), "Rule GEN-Y1 names an unknown"),
        (PERSPECTIVE + RULE.replace('"yes"', '"perhaps"'), "Rule GEN-Y1 names an unknown"),
        ("perspectives = 3", "not built as a scheme is"),
        ("rules = 3\n" + PERSPECTIVE, "not built as a scheme is"),
    ],
)
def test_a_broken_scheme_is_refused_with_a_reason(text: str, told: str) -> None:
    with pytest.raises(ModelError) as caught:
        parse_scheme(text.encode())
    assert told in str(caught.value)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ModelError, match="not valid TOML"):
        parse_scheme(b"name = '\xff'")


def test_a_missing_scheme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        load_scheme(tmp_path / "none.toml")


SCALARS = st.booleans() | st.integers(-3, 3) | st.sampled_from(["gender", "yes", "s"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["sv", "en", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)
RIGHT: dict[str, Any] = {
    "id": "gender",
    "prefix": "GEN",
    "name": {"sv": "s"},
    "definition": {"sv": "s"},
    "advice": {"sv": "s"},
}
RIGHT_RULE: dict[str, Any] = {"perspective": "gender", "verdict": "yes", "text": {"sv": "s"}}


def toml(value: Any) -> str:
    """Write a value as inline TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(toml, value)) + "]" if isinstance(value, list) else json.dumps(value)


@given(
    st.sampled_from(["perspectives", "rules", "kinds_of_hit", "perspective", "rule", "kind"]),
    st.sampled_from([*RIGHT, *RIGHT_RULE]),
    VALUES,
)
def test_one_wrong_value_anywhere_gives_a_scheme_or_a_named_error(place: str, key: str, value: Any) -> None:
    raw: dict[str, Any] = {
        "perspectives": [RIGHT],
        "rules": {"GEN-Y1": RIGHT_RULE},
        "kinds_of_hit": {"subject matter": {"sv": "s"}},
    }
    if place in raw:
        raw[place] = value
    elif place == "kind":
        raw["kinds_of_hit"] = {"subject matter": value}
    elif place == "perspective":
        raw["perspectives"] = [{**RIGHT, key: value}]
    else:
        raw["rules"] = {"GEN-Y1": {**RIGHT_RULE, key: value}}
    try:
        scheme = parse_scheme("\n".join(f"{name} = {toml(item)}" for name, item in raw.items()).encode())
    except ModelError as error:
        assert str(error)
    else:
        assert all(isinstance(identifier, str) for identifier in scheme.ids)


def test_localised_falls_back_on_english_then_on_what_there_is() -> None:
    assert localised((("en", "e"), ("sv", "s")), "sv") == "s"
    assert localised((("en", "e"), ("sv", "s")), "no") == "e"
    assert localised((("fi", "f"),), "sv") == "f"
    assert localised((), "sv") == ""


@pytest.mark.parametrize("parts", [("corpus", "scheme.toml"), ("models", "default", "manifest.toml")])
def test_what_is_shipped_is_there(parts: tuple[str, ...]) -> None:
    assert shipped_path(*parts).is_file()
