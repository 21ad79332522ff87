"""The report of the hand-written audit in tests/report, hostile text included, opened in Chromium."""

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from curranalyser.datamodel import Audit
from curranalyser.report import build_view, render_html
from curranalyser.scheme import Scheme

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("report_fixtures", HERE.parent / "report" / "conftest.py")
assert _spec
assert _spec.loader
_fixtures = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_fixtures)
audit, scheme = _fixtures.audit, _fixtures.scheme


def _browser() -> str | None:
    return next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)


@pytest.fixture(scope="session", params=["en", "sv"])
def browsed(request: pytest.FixtureRequest, audit: Audit, scheme: Scheme, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What browse.mjs found in the page, with the view it shows under "view"."""
    node, chromium = shutil.which("node"), _browser()
    if not node or not chromium:
        pytest.skip("needs node and Chromium")
    if not (HERE / "node_modules" / "axe-core").is_dir():
        pytest.skip("needs axe-core and puppeteer-core: npm ci --prefix tests/browser")
    view = build_view(audit, scheme, request.param)
    folder = tmp_path_factory.mktemp("browser")
    page = folder / "index.html"
    page.write_text(render_html(view), encoding="utf-8")
    # Chromium's own files go where pytest cleans up.
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    done = subprocess.run([node, "browse.mjs", chromium, str(page)], cwd=HERE, env=environment, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return {**json.loads(done.stdout), "view": view}
