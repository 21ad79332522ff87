import os
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.errors import SettingsError
from curranalyser.settings import Settings, load_settings, make_settings


def write(folder: Path, text: str) -> Path:
    path = folder / "curranalyser.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings() == Settings()


def test_the_file_in_the_current_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, 'lang = "sv"\nmax_pages = 7\n[columns]\ncode = "Kurskod"\n')
    monkeypatch.chdir(tmp_path)
    assert load_settings() == Settings(lang="sv", max_pages=7, columns=(("code", "Kurskod"),))


def test_paths_count_from_the_settings_file(tmp_path: Path) -> None:
    settings = load_settings(
        write(tmp_path, 'scheme = "own/scheme.toml"\nmodel = "own/model"\nencoder = "own/vectors"\n')
    )
    assert settings.scheme == str(tmp_path.resolve() / "own" / "scheme.toml")
    assert settings.model == str(tmp_path.resolve() / "own" / "model")
    assert settings.encoder == str(tmp_path.resolve() / "own" / "vectors")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("max_page = 3", "Did you mean max_pages?"),
        ("zzz = 3", "Known settings: lang, "),
        ('max_pages = "3"', "cannot be '3'"),
        ("max_pages = true", "cannot be True"),
        ("max_pages = 1.5", "cannot be 1.5"),
        ("max_pages = 0", "max_pages is at least 1"),
        ("seconds_per_file = -1", "seconds_per_file is at least 1"),
        ("jobs = -1", "jobs is 0 (one per core) or more"),
        ('lang = "de"', "lang is sv or en, not de"),
        ("lang = 1", "cannot be 1"),
        ('columns = "Kurskod"', "columns is a table of names"),
        ("[columns]\ncode = 1", "columns is a table of names"),
        ('programme_order = "VGSSK"', "programme_order is a list of codes or titles"),
        ("programme_order = [1]", "programme_order is a list of codes or titles"),
        ("institution = 1", "cannot be 1"),
        ("lang = ", "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_with_a_reason(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(write(tmp_path, text))
    assert told in str(caught.value)


def test_a_missing_file_is_refused_when_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist"):
        load_settings(tmp_path / "none.toml")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "curranalyser.toml"
    path.write_bytes(b"lang = '\xff'")
    with pytest.raises(SettingsError, match="Mend it as TOML in UTF-8"):
        load_settings(path)


OTHER_VALUES: dict[str, Any] = {
    "lang": "sv",
    "home_country": "FI",
    "scheme": "own.toml",
    "model": "own",
    "encoder": "own",
    "columns": (("code", "Kod"),),
    "reviews": "ours.jsonl",
    "programme_order": ("VGSSK",),
}
# On what is found: they say how it is shown.
WITHOUT_EFFECT = frozenset(
    {
        "lang",
        "jobs",
        "reviews",
        "model_sha256",
        "institution",
        "commissioned_by",
        "period",
        "programme_order",
        "one_page",
        "run_megabytes",
    }
)


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_the_digest_tells_what_can_change_a_result(name: str) -> None:
    value = OTHER_VALUES.get(name, 7)
    changed = replace(Settings(), **{name: value})
    assert changed != Settings()
    assert (changed.digest() == Settings().digest()) is (name in WITHOUT_EFFECT)


@given(
    st.dictionaries(
        st.sampled_from([field.name for field in fields(Settings)]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    )
)
def test_any_values_give_settings_or_a_named_error(values: dict[str, Any]) -> None:
    try:
        settings = make_settings(values, "test")
    except SettingsError as error:
        assert str(error)
    else:
        assert all(getattr(settings, name) == value for name, value in values.items())


def test_the_settings_file_may_lie_elsewhere(tmp_path: Path) -> None:
    path = write(tmp_path, "max_pages = 5")
    assert load_settings(Path(os.path.relpath(path))).max_pages == 5
