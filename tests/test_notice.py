"""NOTICE says of each file of data that the wheel carries whose it is, and names come from where it says."""

import json
import tomllib
from fnmatch import fnmatchcase
from importlib.metadata import version
from pathlib import Path

import pytest

from curranalyser.classify.cues import parse_cues
from curranalyser.classify.names import build_names, official_languages
from curranalyser.scheme import load_scheme

ROOT = Path(__file__).resolve().parents[1]
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODEL = ROOT / "models" / "default"


def lines() -> dict[str, tuple[str, str]]:
    """Pattern → of whom, and licence."""
    table = NOTICE.split("File | Of whom | Licence\n")[1].split("\n\n")[0]
    rows = [line.split(" | ") for line in table.splitlines()]
    return {pattern: (whose, licence) for pattern, whose, licence in rows}


def shipped() -> list[str]:
    """The files of the wheel that are no Python code, as they lie in the repository."""
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    found: list[Path] = []
    for name in (*wheel["packages"], *wheel["force-include"]):
        place = ROOT / name
        found += [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    return sorted(
        path.relative_to(ROOT).as_posix()
        for path in found
        if path.suffix not in (".py", ".pyc") and "__pycache__" not in path.parts
    )


def test_each_file_of_data_in_the_wheel_has_its_line() -> None:
    patterns = lines()
    assert len(shipped()) > 70
    unnamed = [name for name in shipped() if not any(fnmatchcase(name, pattern) for pattern in patterns)]
    assert unnamed == []


def test_no_line_is_of_nothing() -> None:
    # What an own corpus needs may lie beside the scheme in the wheel or not.
    there = [*shipped(), "corpus/cues.toml"]
    assert [pattern for pattern in lines() if not any(fnmatchcase(name, pattern) for name in there)] == []


def test_the_wheel_carries_the_notice_and_what_is_others_has_its_licence() -> None:
    assert PROJECT["project"]["license-files"] == ["LICENSE", "NOTICE"]
    for part in ("UNICODE LICENSE V3", "Copyright (c) 2021, Adrien Barbaresi", "LGPL-2.1-or-later"):
        assert part in NOTICE
    for number in ("(1)", "(2)", "(3)"):
        assert f"\n{number} " in NOTICE and number in NOTICE.split("\n\n(1)")[0]


def made_with() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads((MODEL / "manifest.toml").read_text(encoding="utf-8"))["versions"]
    return found


@pytest.mark.skipif(made_with()["babel"] != version("babel"), reason="another CLDR than the model's")
def test_names_of_the_shipped_model_come_from_cldr_and_the_list_byte_for_byte() -> None:
    """The model was trained when pycountry gave the second names: without it the table is the same."""
    words = json.loads((MODEL / "words.json").read_bytes())
    cues = parse_cues((ROOT / "corpus" / "cues.toml").read_bytes(), load_scheme())
    for lang, names in words["names"].items():
        made = build_names(lang, cues.names.get(lang, {}), cues.peoples)
        assert json.loads(json.dumps(made)) == names, lang
    assert official_languages() == words["official_languages"]


def test_a_second_name_is_of_a_country_of_cldr_and_not_the_name_it_has_there() -> None:
    from babel import Locale

    listed = tomllib.loads(
        (ROOT / "src" / "curranalyser" / "classify" / "country_names.toml").read_text(encoding="utf-8")
    )
    assert listed.keys() == {"en"}
    known = {str(code): name for code, name in Locale("en").territories.items()}
    for code, names in listed["en"].items():
        assert known[code] not in names.split("|"), code
