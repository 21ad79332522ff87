"""The report of the hand-written audit in tests/report, hostile text included, opened in Chromium."""

import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command_line import Audited
from running_page import running_page

from curranalyser.compare import render_html as render_told
from curranalyser.datamodel import Audit, Band, LabelRates, PerspectiveShares, RatesData, ShareBands
from curranalyser.report import build_view, render_html
from curranalyser.report import pages as layout
from curranalyser.report.html import render_pages
from curranalyser.scheme import Scheme
from curranalyser.trend import tell_trend, trend_of

HERE = Path(__file__).parent
DRAFT = """# Kursplan

Kurskod: TST101

Kursnamn: Vattenrening <script>alert(1)</script>

## Lärandemål

Efter kursen ska studenten kunna:

- förstå gällande gränsvärden,
- redogöra för EU-rättens förhållande till svensk rätt,
- beräkna flöden i ett reningsverk.

## Innehåll

Kursen jämför reningen i Sverige och Norge.

## Examination

Skriftlig tentamen.
"""
_spec = importlib.util.spec_from_file_location("report_fixtures", HERE.parent / "report" / "conftest.py")
assert _spec
assert _spec.loader
_fixtures = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_fixtures)
audit, scheme = _fixtures.audit, _fixtures.scheme


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What opens a browser is slow."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.slow)


def _banded(shares: tuple[PerspectiveShares, ...]) -> tuple[PerspectiveShares, ...]:
    return tuple(
        replace(
            item,
            bands=ShareBands(
                *(
                    Band(share.numerator / 2, share.denominator)
                    for share in (item.outcomes, item.courses, item.credits)
                )
            ),
        )
        for item in shares
    )


def _browser() -> str | None:
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
        None,
    )


def _opened(script: str, folder: Path, *arguments: str) -> dict[str, Any]:
    """What a script of this folder found in pages in a folder."""
    node, chromium = shutil.which("node"), _browser()
    if not node or not chromium:
        pytest.skip("needs node and Chromium")
    if not (HERE / "node_modules" / "axe-core").is_dir():
        pytest.skip("needs axe-core and puppeteer-core: npm ci --prefix tests/browser")
    # Chromium puts a socket there, whose path must be short: pytest's own folders are too deep.
    with tempfile.TemporaryDirectory(prefix="browser-") as own:
        done = subprocess.run(
            [node, script, chromium, *arguments],
            cwd=HERE,
            env={**os.environ, "HOME": str(folder), "TMPDIR": own},
            capture_output=True,
            timeout=400,
            check=False,
        )
    assert done.returncode == 0, done.stderr.decode()
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="session")
def open_in_browser() -> Callable[..., dict[str, Any]]:
    """Return what runs a script of this folder in Chromium: its name, a folder for the browser, arguments."""
    return _opened


@pytest.fixture(scope="session", params=["en", "sv"])
def browsed(
    request: pytest.FixtureRequest, audit: Audit, scheme: Scheme, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What browse.mjs found in the page, with the view it shows under "view"."""
    view = build_view(audit, scheme, request.param)
    folder = tmp_path_factory.mktemp("browser")
    page = folder / "index.html"
    page.write_text(render_html(view), encoding="utf-8")
    return {**_opened("browse.mjs", folder, str(page)), "view": view}


@pytest.fixture(scope="session", params=["en", "sv"])
def leafed(
    request: pytest.FixtureRequest, audit: Audit, scheme: Scheme, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What pages.mjs found in the pages of a report whose courses stand on several.

    With their paths under "paths" and the view under "view".
    """
    view = build_view(audit, scheme, request.param)
    folder = tmp_path_factory.mktemp("pages")
    paths = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "MOST_OUTCOMES", 1)
        patch.setattr(layout, "_OUTCOMES_A_PAGE", 3)
        for path, page in render_pages(view):
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(page, encoding="utf-8")
            paths.append(path)
    return {**_opened("pages.mjs", folder, str(folder), *paths), "paths": paths, "view": view}


@pytest.fixture(scope="session", params=["en", "sv"])
def trended(
    request: pytest.FixtureRequest, audit: Audit, scheme: Scheme, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What plain.mjs found in the page of a trend over three audits."""
    folder = tmp_path_factory.mktemp("trend")
    page = folder / "index.html"
    measured = replace(
        audit,
        shares=_banded(audit.shares),
        programmes=tuple(replace(item, shares=_banded(item.shares)) for item in audit.programmes),
        rules=replace(
            audit.rules,
            rates=tuple(LabelRates(name, None, (1, 98), (9, 98)) for name in audit.perspectives),
            rates_on=RatesData(196, 3, 98, "ab"),
        ),
    )
    fewer = replace(audit, programmes=audit.programmes[:1], courses=audit.courses[1:])
    told = tell_trend(trend_of([measured, fewer, audit], ("2024", "2025", "2026")), scheme, request.param)
    page.write_text(render_told(told), encoding="utf-8")
    return _opened("plain.mjs", folder, str(page))


@pytest.fixture(scope="session", params=["en", "sv"])
def checked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What plain.mjs found in the pages of a report on drafts, and in that of one draft with all unfolded."""
    from click.testing import CliRunner

    from curranalyser.cli.main import main

    folder = tmp_path_factory.mktemp("check")
    (folder / "drafts").mkdir()
    (folder / "drafts" / "a.md").write_text(DRAFT, encoding="utf-8")
    (folder / "drafts" / "b <i>.md").write_text(DRAFT.replace("TST101", "TST102"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for arguments in (
            ["drafts", "-o", "report"],
            ["drafts/a.md", "--all", "--format", "html", "-o", "all.html"],
        ):
            done = CliRunner().invoke(main, ["check", *arguments, "--lang", request.param])
            assert done.exit_code == 0, done.output
    pages = [folder / "all.html", *sorted((folder / "report").rglob("*.html"))]
    assert len(pages) == 5
    found = _opened("plain.mjs", folder, *map(str, pages))
    return {**found, **_opened("explained.mjs", folder, str(folder / "all.html"))}


@pytest.fixture(scope="session", params=["en", "sv"])
def reviewed(
    request: pytest.FixtureRequest, sample_audit: Audited, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What reviewing.mjs pressed and saw in the room of reviewers, with the folder of the audit."""
    folder = tmp_path_factory.mktemp("reviewed") / "report"
    shutil.copytree(sample_audit.folder, folder)
    with running_page(folder, "--lang", request.param) as (_, address):
        found = _opened("reviewing.mjs", folder.parent, address, request.param, "30")
    return {**found, "folder": folder}
