"""The samples of corpus/catalogues: what comes of each record, down to its syllabus.

`UPDATE_GOLDEN=1` writes the golden files anew; look at their differences before they are committed.
"""

import os
from pathlib import Path

import pytest

from curranalyser.analyse import analyse_path
from curranalyser.datamodel import to_json
from curranalyser.settings import Settings

CATALOGUES = Path(__file__).parents[2] / "corpus" / "catalogues"
GOLDEN = Path(__file__).parent / "catalogues"
# What the sample university gives is compared with its PDFs: test_sample_catalogue.py.
SAMPLES = sorted(
    path.name for path in CATALOGUES.iterdir() if path.name not in ("README.md", "norrvik-ooapi-5.json")
)


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_gives_what_its_golden_file_holds(name: str) -> None:
    found = to_json(analyse_path(CATALOGUES / name, name, Settings(), None), indent=1) + b"\n"
    golden = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(found)
    assert found == golden.read_bytes()


def test_golden_files_are_of_samples_that_there_are() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == [f"{name}.json" for name in SAMPLES]
