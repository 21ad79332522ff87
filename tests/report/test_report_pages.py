"""A report that is too large for one page: the same things on several, linked, and nothing left behind."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from curranalyser.cli.audit import render, shown_before
from curranalyser.datamodel import Audit
from curranalyser.folder import PAGE_MARK, own_pages
from curranalyser.pipeline import prepare_run
from curranalyser.report import pages as layout
from curranalyser.report import render_html, write_report
from curranalyser.report.html import render_pages
from curranalyser.report.view import AuditView
from curranalyser.scheme import Scheme
from curranalyser.settings import Settings
from curranalyser.store import Store


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages that hold next to nothing."""
    monkeypatch.setattr(layout, "MOST_OUTCOMES", 1)
    monkeypatch.setattr(layout, "_OUTCOMES_A_PAGE", 3)
    yield


def test_a_small_audit_is_one_page(view: AuditView) -> None:
    assert dict(render_pages(view)) == {"index.html": render_html(view)}


@pytest.mark.usefixtures("crowded")
def test_everything_of_the_one_page_is_on_some_page(view: AuditView, taken_apart: type) -> None:
    one, several = (
        taken_apart(render_html(view)),
        {path: taken_apart(page) for path, page in render_pages(view)},
    )
    assert list(several)[-1] == "index.html"
    assert len([path for path in several if re.fullmatch(r"pages/courses-\d\.html", path)]) > 1
    assert [path for path in several if "programme" in path] == [
        f"pages/programme-{number}.html" for number in range(1, len(view.programmes) + 1)
    ]

    def found(page: object, name: str) -> list[str]:
        return [attributes[name] for _, attributes in page.elements if name in attributes]  # type: ignore[attr-defined]

    for name in ("data-indicator", "id"):
        wanted = [value for value in found(one, name) if re.match(r"[acopr]\d|a/|p\d/|all/", value)]
        assert sorted(
            value for page in several.values() for value in found(page, name) if value in wanted
        ) == sorted(wanted)
    for page in several.values():
        assert len(page.all("script")) == 1
        assert not page.all("link")
        assert [meta["content"] for meta in page.all("meta") if meta.get("name") == "generator"] == [
            "curranalyser"
        ]


@pytest.mark.usefixtures("crowded")
def test_every_link_leads_to_a_place_on_a_page_of_the_report(view: AuditView, taken_apart: type) -> None:
    pages = {path: taken_apart(page) for path, page in render_pages(view)}
    places = {
        path: {attributes["id"] for _, attributes in page.elements if "id" in attributes}
        for path, page in pages.items()
    }
    reached = set()
    for path, page in pages.items():
        for link in page.all("a"):
            target, _, anchor = link["href"].partition("#")
            where = (
                str((Path("/") / path).parent.joinpath(target).resolve().relative_to("/")) if target else path
            )
            assert where != path or not target, "a link within a page is no link to the page"
            assert where in pages
            assert not anchor or anchor in places[where], (path, link)
            reached.add(where)
    assert reached == set(pages)


@pytest.mark.usefixtures("crowded")
def test_a_report_is_written_with_its_pages_and_without_those_of_an_earlier_one(
    audit: Audit, scheme: Scheme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_report(audit, tmp_path, scheme, "sv")
    before = {path.name: path.read_bytes() for path in own_pages(tmp_path)}
    assert before
    assert before.keys() == {path.name for path in (tmp_path / "pages").iterdir()}
    theirs = {"courses-77.html": "<h1>Somebody’s own</h1>", "notes.html": PAGE_MARK, "courses-1.txt": "text"}
    for name, text in theirs.items():
        (tmp_path / "pages" / name).write_text(text, encoding="utf-8")
    (tmp_path / "pages" / "courses-99.html").write_bytes(before["courses-1.html"])
    write_report(audit, tmp_path, scheme, "sv")
    assert {path.name: path.read_bytes() for path in own_pages(tmp_path)} == before
    monkeypatch.setattr(layout, "MOST_OUTCOMES", 5000)
    write_report(audit, tmp_path, scheme, "sv")
    assert {path.name for path in (tmp_path / "pages").iterdir()} == set(theirs)


def test_the_folder_of_pages_goes_with_the_last_of_them(
    audit: Audit, scheme: Scheme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pages").mkdir()
    write_report(audit, tmp_path, scheme, "en")
    assert (tmp_path / "pages").is_dir()
    with monkeypatch.context() as patch:
        patch.setattr(layout, "MOST_OUTCOMES", 1)
        write_report(audit, tmp_path, scheme, "en")
    write_report(audit, tmp_path, scheme, "en")
    assert not (tmp_path / "pages").exists()


@pytest.mark.usefixtures("crowded")
def test_a_report_stands_as_written_only_with_all_its_pages(
    audit: Audit, scheme: Scheme, tmp_path: Path
) -> None:
    with Store(tmp_path) as store:
        store.finish(audit, "inputs", "", "SE", [])
        shown = render(audit, tmp_path, scheme, "en", store)
        assert shown_before(store, tmp_path, "en") == shown
        first, second = own_pages(tmp_path)[:2]
        page = first.read_bytes()
        for spoil in (
            first.unlink,
            lambda: first.write_bytes(page + b" "),
            lambda: first.write_bytes(second.read_bytes()),
        ):
            spoil()
            assert shown_before(store, tmp_path, "en") is None
            first.write_bytes(page)
            assert shown_before(store, tmp_path, "en") == shown


@pytest.mark.usefixtures("crowded")
def test_pages_of_the_report_are_no_syllabi(audit: Audit, scheme: Scheme, tmp_path: Path) -> None:
    write_report(audit, tmp_path, scheme, "sv")
    (tmp_path / "index.html").unlink()  # as a run that was killed leaves it
    for name in ("kurs.txt", "pages/kurs.html"):
        (tmp_path / name).write_text("Kursplan", encoding="utf-8")
    assert [shown for _, shown in prepare_run([tmp_path], Settings(), tmp_path).files] == [
        "kurs.txt",
        "pages/kurs.html",
    ]
