"""What MkDocs does beside its own work for the site of docs/.

The theme's script names addresses of others: drawings and stand-ins for old browsers would be loaded from
there, and figures of a repository. No page here needs them, and the site shall not be able to ask for them.

Pages link to files of the repository that are no part of docs/ (the codebook, the card of the model, reports
of measurements), as a reader of the repository needs it. Those that are Markdown become pages of the site,
under "repository/"; a link to any other file outside docs/ becomes its name.

Notebooks are kept without what they print and draw. They are run for the site, and become pages like any
other. mkdocs-jupyter was tried: its page of 735 kB had a script that imports from another host, and its links
were not led to the pages of the site.
"""

import posixpath
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from mkdocs.structure.files import File
from nbconvert import MarkdownExporter
from nbconvert.preprocessors import ExecutePreprocessor

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

# Pages that are kept elsewhere in the repository.
BORROWED = (
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "corpus/CODEBOOK.md",
    "corpus/README.md",
    "corpus/syllabi/README.md",
    "models/default/README.md",
    "reports/evaluation/check.md",
    "reports/evaluation/performance.md",
    "reports/evaluation/perspectives.md",
    "reports/evaluation/reading.md",
)
_SHELF = "repository"
_SWEDISH = "tutorials/sv/"
_OTHERS = re.compile(r"""(?<=["'`])https?://(?=[^"'`])""")
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
# A table as pandas writes it, with a style of its own.
_FRAME = re.compile(
    r'<div>\n<style scoped>.*?</style>\n<table border="1" class="dataframe">(.*?)</table>.*?</div>', re.DOTALL
)
# What is read aloud in place of a plot: notebooks show its figures before they draw it.
_DRAWN = "What the code above draws. Its figures stand in the table before it."
_SECONDS_OF_A_CELL = 300
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")


def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    """Add the borrowed pages, and a page for each notebook with what it prints and draws."""
    root = Path(config.config_file_path).parent
    for name in BORROWED:
        text = (root / name).read_text(encoding="utf-8")
        files.append(File.generated(config, f"{_SHELF}/{name}", content=text))
    for notebook in [file for file in files if file.src_uri.endswith(".ipynb")]:
        place = posixpath.dirname(notebook.src_uri)
        path = Path(config.docs_dir) / notebook.src_uri
        for name, content in _run(path, path.read_text(encoding="utf-8")).items():
            files.append(File.generated(config, posixpath.join(place, name), content=content))
    return files


@cache
def _run(path: Path, text: str) -> dict[str, str | bytes]:
    """Run a notebook where it lies, and return its page and the pictures on it, by name."""
    cells = nbformat.reads(text, as_version=4)
    ExecutePreprocessor(timeout=_SECONDS_OF_A_CELL).preprocess(
        cells, {"metadata": {"path": str(path.parent)}}
    )
    body, resources = MarkdownExporter().from_notebook_node(cells, {"unique_key": path.stem})
    body = _FRAME.sub(r"<table>\1</table>", body).replace("![png](", f"![{_DRAWN}](")
    return {f"{path.stem}.md": body, **resources["outputs"]}


def on_page_markdown(markdown: str, page: "Page", config: "MkDocsConfig", files: "Files") -> str:
    """Let links that leave docs/ lead to the borrowed pages, and be words where there is none."""
    here = page.file.src_uri
    # Where the page lies in the repository.
    home = here.removeprefix(f"{_SHELF}/") if here.startswith(f"{_SHELF}/") else f"docs/{here}"

    def led(found: re.Match[str]) -> str:
        picture, text, target = found.groups()
        if re.match(r"[a-z]+:|#", target):
            return found[0]
        path, _, part = target.partition("#")
        place = posixpath.normpath(posixpath.join(posixpath.dirname(home), path))
        inside = place.removeprefix("docs/") if place.startswith("docs/") else f"{_SHELF}/{place}"
        # In the repository a link leads to the notebook itself.
        inside = re.sub(r"\.ipynb$", ".md", inside)
        if files.get_file_from_path(inside) is None:
            # A mistake within docs/ is left for the strict build to name.
            return found[0] if place.startswith("docs/") else text
        way = posixpath.relpath(inside, posixpath.dirname(here) or ".")
        return f"{picture}[{text}]({way}{'#' + part if part else ''})"

    # Code is no link, whatever it looks like.
    parts = re.split(r"(^```.*?^```|`[^`\n]*`)", markdown, flags=re.DOTALL | re.MULTILINE)
    return "".join(part if number % 2 else _LINK.sub(led, part) for number, part in enumerate(parts))


def on_page_content(html: str, page: "Page", config: "MkDocsConfig", files: "Files") -> str:
    """Let wide code and tables be scrolled by keyboard (site.css), and Swedish be read aloud as Swedish."""
    swedish = page.file.src_uri.startswith(_SWEDISH)
    html = html.replace("<pre><span></span><code>", '<pre tabindex="0"><span></span><code>')
    # A table with a class is left alone by the theme's script, which would lay it into a box out of reach.
    frame = f'<div class="frame" role="region" tabindex="0" aria-label="{"Tabell" if swedish else "Table"}">'
    html = _TABLE.sub(rf'{frame}<table class="plain">\1</table></div>', html)
    return f'<div lang="sv">{html}</div>' if swedish else html


def on_post_build(config: "MkDocsConfig") -> None:
    """Take the addresses of others out of the scripts: what they would load is not there."""
    for script in Path(config.site_dir).rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        script.write_text(_OTHERS.sub("about:blank#", text), encoding="utf-8")
