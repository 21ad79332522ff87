"""Pages of the docs' site in Chromium: what they ask for, and whether everyone can read them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
# The first page, a tutorial in either language, tables long and wide, and a page with settings.
PAGES = (
    "index.html",
    "tutorials/director.html",
    "tutorials/sv/larare.html",
    "reference/commands.html",
    "reference/settings.html",
)


@pytest.mark.docs
def test_pages_of_the_docs_are_read_by_everyone(
    open_in_browser: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    pytest.importorskip("mkdocs")
    site = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)],
        cwd=REPOSITORY,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
        timeout=300,
    )
    found = open_in_browser("plain.mjs", tmp_path, *(str(site / page) for page in PAGES))
    assert not [one for one in found["requests"] if not one.startswith((site.as_uri(), "data:"))]
    assert found["violations"] == []
    assert found["rules"] > 10
