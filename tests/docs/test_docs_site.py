"""The site of docs/ is built without a warning, is what the code says, and loads nothing of others."""

import importlib.util
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest

from curranalyser.classify.lines import ClassifiedOutcome, GivenOutcome, ToldEvidence, ToldLabel

REPOSITORY = Path(__file__).resolve().parents[2]
ELSEWHERE = re.compile(r"(?:https?:)?//")
# Elements that load what they name; a link of a page (<a>) waits for a reader.
LOADING = {
    "audio": "src", "embed": "src", "iframe": "src", "img": "src", "link": "href", "object": "data",
    "script": "src", "source": "src", "track": "src", "video": "src",
}  # fmt: skip


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", REPOSITORY / "docs" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_parts_are_those_of_the_code() -> None:
    """Where this fails: python docs/generate.py."""
    assert generator().behind(write=False) == []


def test_the_generator_writes_every_option_and_field() -> None:
    made = generator()
    assert "### review export" in made.all_commands()
    assert "| `--fail-on [info\\|suggestion\\|warning]` |" in made.all_commands()
    part = made.written("above\n<!-- begin: audit-tables -->\nXYZ\n<!-- end: audit-tables -->\nbelow\n")
    assert "XYZ" not in part and "| `goal_link` |" in part
    assert part.startswith("above\n<!-- begin") and part.endswith("-->\nbelow\n")
    assert "| `LearningOutcome` | `text` | string | yes |" in made.parse_schema()
    assert "::: curranalyser.audit\n" in made.public_names()
    assert "| `CheckResult` | `schema_version` | integer | yes |" in made.check_schema()


def test_the_tables_on_classify_name_the_fields_that_it_reads_and_writes() -> None:
    page = (REPOSITORY / "docs/reference/json.md").read_text(encoding="utf-8")
    before, *rows = page.partition("## `classify`")[2].partition("```")[0].partition("| Out ")
    told = dict(re.findall(r"^\| ([\w ]+) \| (.*) \|$", "".join(rows), re.MULTILINE))
    types = {"line": ClassifiedOutcome, "label": ToldLabel, "words that decided": ToldEvidence}
    for name, type_ in types.items():
        assert set(re.findall(r"`(\w+)`", told[name])) == set(type_.__struct_fields__), name
    read = re.findall(r"^\| `(\w+)` \|", before, re.MULTILINE)
    assert sorted(read) == sorted(GivenOutcome.__struct_fields__)


class Loads(HTMLParser):
    """What a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        # A canonical address, an alternate and a licence are names, and loaded by nobody.
        if tag == "link" and given.get("rel") in ("canonical", "alternate", "license", "next", "prev"):
            return
        if (name := LOADING.get(tag)) and (value := given.get(name)):
            self.found.append(value)


def loads(page: str) -> list[str]:
    parser = Loads()
    parser.feed(page)
    return parser.found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("mkdocs")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=REPOSITORY,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.docs
def test_the_site_loads_nothing_of_others(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        found = loads(page.read_text(encoding="utf-8"))
        assert found and not [one for one in found if ELSEWHERE.match(one)], page
    sheets = list(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"""(?:url\(|@import)\s*["']?(?:https?:)?//""", text), sheet
    scripts = list(site.rglob("*.js"))
    assert scripts
    for script in scripts:
        # A string that begins with an address. Addresses within notes on licences are no strings.
        assert not re.findall(r"""["'`]https?://[^"'`]*""", script.read_text(encoding="utf-8")), script


@pytest.mark.docs
def test_swedish_pages_say_that_they_are_swedish(site: Path) -> None:
    pages = list((site / "tutorials" / "sv").glob("*.html"))
    assert len(pages) == 3
    assert all('<div lang="sv"><h1' in page.read_text(encoding="utf-8") for page in pages)


def test_what_loads_is_seen() -> None:
    page = '<link rel="stylesheet" href="//x.example/a.css"><a href="https://y.example">y</a><img src=a.png>'
    assert loads(page) == ["//x.example/a.css", "a.png"]
