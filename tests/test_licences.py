"""The list of licences that a release has, and what is refused."""

import subprocess
import sys
from pathlib import Path

import pytest

CI = Path(__file__).resolve().parents[1] / ".ci"
sys.path.insert(0, str(CI))

from licences import licences_of, needed, refused  # noqa: E402

TAKEN = (
    ["MIT"],
    ["GNU Library or Lesser General Public License (LGPL)"],
    ["LGPL"],
    ["MPL-2.0 AND MIT"],
    ["Public Domain", "BSD License", "GNU General Public License (GPL)"],
)
REFUSED = (
    [],
    ["GPL-3.0-only"],
    ["GNU Affero General Public License v3"],
    ["AGPL-3.0-or-later", "SSPL-1.0"],
    ["Other/Proprietary License"],
    ["CC-BY-NC-4.0"],
    ["GNU General Public License v3 or later (GPLv3+)"],
)


@pytest.mark.parametrize("licences", TAKEN)
def test_licences_that_are_taken(licences: list[str]) -> None:
    assert not refused(licences)


@pytest.mark.parametrize("licences", REFUSED)
def test_licences_that_are_refused(licences: list[str]) -> None:
    assert refused(licences)


def test_what_the_tool_needs_has_licences_that_are_taken() -> None:
    found = {package.metadata["Name"].lower(): licences_of(package) for package in needed("curranalyser")}
    assert {"curranalyser", "spacy", "pebble", "numpy"} <= found.keys()
    assert [name for name, licences in found.items() if refused(licences)] == []


@pytest.mark.slow
def test_the_list_is_csv_and_an_unknown_package_is_no_list() -> None:
    for arguments, code in (([], 0), (["no-such-package"], 1)):
        done = subprocess.run(
            [sys.executable, CI / "licences.py", *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == code
        assert done.stdout.startswith("package,version,licence\n")
