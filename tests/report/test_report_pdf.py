"""Pages as PDF: tagged, with language and title, the same bytes twice, and told from what others wrote."""

import builtins
import re
from collections import Counter
from html import unescape
from pathlib import Path
from types import ModuleType

import pdfplumber
import pytest

from curranalyser.datamodel import Audit
from curranalyser.errors import OutputError, SettingsError
from curranalyser.folder import is_own_pdf
from curranalyser.own_files import is_own_output
from curranalyser.report import pdf
from curranalyser.report.view import AuditView
from curranalyser.report.write import write_pdfs, write_view

pytestmark = pytest.mark.slow

pikepdf = pytest.importorskip("pikepdf", reason="needs the extra ocr")


@pytest.fixture(scope="session", params=["sv"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def library() -> object:
    try:
        return pdf.pdf_library()
    except SettingsError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def written(library: object, audit: Audit, view: AuditView, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdf")
    write_view(audit, view, folder)
    files = write_pdfs(folder)
    assert files[0] == folder / "index.pdf"
    # That of a programme, with all that a page may hold, is the last.
    return files[-1]


def roles(element: object) -> list[str]:
    """The roles of a structure tree, from its root."""
    found: list[str] = []
    left = [element]
    while left:
        item = left.pop()
        if isinstance(item, pikepdf.Array):
            left += reversed(list(item))
        elif isinstance(item, pikepdf.Dictionary):
            if "/S" in item:
                found.append(str(item.S))
            if "/K" in item:
                left.append(item.K)
    return found


def test_it_has_a_structure_tree_a_language_and_a_title(written: Path, view: AuditView) -> None:
    html = written.with_suffix(".html").read_text(encoding="utf-8")
    with pikepdf.open(written) as file:
        assert str(file.Root.Lang) == view.lang
        assert str(file.docinfo.Title) == unescape(re.search("<title>(.*?)</title>", html)[1])  # type: ignore[index]
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(file.Root.MarkInfo.Marked)
        tree = roles(file.Root.StructTreeRoot)
        assert tree[0] == "/Document"
        assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Link"} <= set(tree)
        # One that goes on over a page is one for each.
        assert tree.count("/Table") >= html.count("<table") > 0
        assert tree.count("/Figure") == html.count('<svg class="map"') > 0
        # No standard is claimed that no validator has shown.
        with file.open_metadata() as metadata:
            assert not [name for name in metadata if "pdfuaid" in name or "pdfaid" in name]
        assert not {"/CreationDate", "/ModDate"} & set(file.docinfo.keys())


def test_the_same_page_gives_the_same_bytes_and_another_page_others(library: object) -> None:
    page = (
        '<html lang="sv"><title>t</title><h1>Kurser</h1><svg class="bar v0"><rect width="5%"/></svg><p>{}</p>'
    )
    first = pdf.render_pdf(page.format("a"))
    assert pdf.render_pdf(page.format("a")) == first
    assert pdf.render_pdf(page.format("b")) != first


def test_nothing_stands_beyond_the_paper(written: Path) -> None:
    """Tables and maps give way: no letter is cut off at the right or at the foot of a page."""
    pages = 0
    for file in (written, written.parent.parent / "index.pdf"):
        with pdfplumber.open(file) as opened:
            for page in opened.pages:
                pages += 1
                edge = (page.width, page.height)
                beyond = [
                    char["text"] for char in page.chars if char["x1"] > edge[0] or char["bottom"] > edge[1]
                ]
                assert not beyond, (file.name, page.page_number)
    assert pages > 2


def test_the_first_page_is_laid_out_as_on_a_desktop(written: Path) -> None:
    with pdfplumber.open(written.parent.parent / "index.pdf") as opened:
        words = [word for page in opened.pages for word in page.extract_words()]
    lines = Counter(round(word["top"]) for word in words if word["text"] in {"Internationellt", "Jämförande"})
    assert max(lines.values()) >= 2  # beside each other, not below


def test_nothing_is_fetched(library: object, tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("h1 { content: 'shown' }", encoding="utf-8")
    page = f'<html lang="en"><title>t</title><link rel="stylesheet" href="{secret.as_uri()}"><h1>a</h1>'
    plain = '<html lang="en"><title>t</title><h1>a</h1>'
    with (
        pikepdf.open(_saved(tmp_path / "1.pdf", page)) as one,
        pikepdf.open(_saved(tmp_path / "2.pdf", plain)) as two,
    ):
        assert one.pages[0].Contents.read_bytes() == two.pages[0].Contents.read_bytes()


def _saved(path: Path, page: str) -> Path:
    path.write_bytes(pdf.render_pdf(page))
    return path


def test_it_is_known_as_the_tools_own_and_goes_with_its_pages(
    written: Path, audit: Audit, view: AuditView, tmp_path: Path
) -> None:
    copy = tmp_path / "kursplan.pdf"
    copy.write_bytes(written.read_bytes())
    assert is_own_pdf(copy)
    # Whoever goes through a folder opens a PDF only where the tool puts its own.
    assert not is_own_output(copy, ".pdf")
    placed = tmp_path / "programmes" / "kursplan.pdf"
    placed.parent.mkdir()
    placed.write_bytes(written.read_bytes())
    assert is_own_output(placed, ".pdf")
    foreign = tmp_path / "index.pdf"
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(foreign)
    assert not is_own_pdf(foreign)
    before = foreign.read_bytes()
    write_view(audit, view, tmp_path)
    # A report that is written anew takes away what was made of the old one, and nothing else.
    assert not copy.exists()
    with pytest.raises(OutputError):
        write_pdfs(tmp_path)
    assert foreign.read_bytes() == before


@pytest.mark.parametrize(
    ("error", "told"), [(ImportError("weasyprint"), "WeasyPrint"), (OSError("libpango"), "Pango")]
)
def test_what_is_missing_is_said_in_one_line(
    error: Exception, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def refused(name: str, *rest: object, **more: object) -> ModuleType:
        if name == "weasyprint":
            raise error
        return real(name, *rest, **more)  # type: ignore[arg-type]

    pdf.pdf_library.cache_clear()
    monkeypatch.setattr(builtins, "__import__", refused)
    with pytest.raises(SettingsError) as caught:
        pdf.pdf_library()
    assert told in caught.value.told(str)
    assert "install" in caught.value.told(str)
