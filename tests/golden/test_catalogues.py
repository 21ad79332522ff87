"""The samples of corpus/catalogues: what comes of each record, down to its syllabus.

`UPDATE_GOLDEN=1` writes the golden files anew; look at their differences before they are committed.
"""

import os
from pathlib import Path

import pytest

from curranalyser.analyse import analyse_path
from curranalyser.datamodel import to_json
from curranalyser.read.catalogue.emil import read_offerings
from curranalyser.settings import Settings

CATALOGUES = Path(__file__).parents[2] / "corpus" / "catalogues"
GOLDEN = Path(__file__).parent / "catalogues"
# Offerings stand beside syllabi and are none.
OFFERINGS = sorted(path.name for path in CATALOGUES.glob("emil-*"))
# What the sample university gives is compared with its PDFs: test_sample_catalogue.py.
_OTHERS = ("README.md", "norrvik-ooapi-5.json", *OFFERINGS)
SAMPLES = sorted(
    path.name
    for path in CATALOGUES.iterdir()
    if path.is_file() and path.name not in _OTHERS and path.suffix != ".py"
)


def compare(found: bytes, name: str) -> None:
    golden = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(found)
    assert found == golden.read_bytes()


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_gives_what_its_golden_file_holds(name: str) -> None:
    compare(to_json(analyse_path(CATALOGUES / name, name, Settings(), None), indent=1) + b"\n", name)


@pytest.mark.parametrize("name", OFFERINGS)
def test_offerings_give_what_their_golden_file_holds(name: str) -> None:
    compare(to_json(read_offerings((CATALOGUES / name).read_bytes()), indent=1) + b"\n", name)


def test_golden_files_are_of_samples_that_there_are() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(
        f"{name}.json" for name in (*SAMPLES, *OFFERINGS)
    )
